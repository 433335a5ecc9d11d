//! Presets for `jwtool secret`: the configuration for a provider's user pool, domain, tenant and so
//! on.

use crate::jose::note::Note;
use crate::provider::address::{AddressError, Ambiguity, WebAddress};
use crate::provider::generic::is_plain_name;
use crate::provider::warning::TokenWarning;

/// The facts about a provider that a configuration needs.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct ProviderPreset {
    pub(crate) jwks_url: String,
    /// The `iss` of the provider's tokens, if it is the same in all of them
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Option<String>,
    /// Whether the keys sign only the tokens of one project, which have no audience
    pub(crate) has_own_keys: bool,
    /// Whether the provider can write the Hasura claims only as a string
    pub(crate) stringified: bool,
    /// The claims with the roles, if the provider cannot write Hasura claims at all
    pub(crate) claims_map: Option<RoleMap>,
    /// The address of the certificate, for engines that cannot read the key set
    pub(crate) certificate_url: Option<String>,
    pub(crate) warnings: Vec<Note<TokenWarning>>,
}

/// The location of the roles in a token without Hasura claims.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum RoleMap {
    /// A list at this path, whose first entry is the default role. Users without one have the
    /// role `otherwise`, if there is one
    List { roles: &'static [&'static str], user_id: &'static str, otherwise: Option<&'static str> },
    /// No claim: every user gets the role `user`
    Fixed { user_id: &'static str },
}

/// The role of a user without roles.
const FALLBACK: &str = "user";

pub(crate) fn cognito(pool: &str) -> Option<ProviderPreset> {
    let issuer = super::aws_cognito::issuer_of_pool(pool)?;
    Some(ProviderPreset {
        jwks_url: format!("{issuer}/.well-known/jwks.json"),
        stringified: true,
        ..ProviderPreset::default()
    })
}

pub(crate) fn auth0(domain: &str) -> Option<ProviderPreset> {
    let domain = host(domain)?;
    Some(ProviderPreset {
        jwks_url: format!("https://{domain}/.well-known/jwks.json"),
        issuer: Some(format!("https://{domain}/")),
        certificate_url: Some(format!("https://{domain}/pem")),
        warnings: vec![Note::new(
            TokenWarning::Auth0X5t,
            "the key set of an old tenant has an `x5t` that Hasura cannot read; if the engine does not start, use the certificate instead",
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn entra(tenant: &str) -> Option<ProviderPreset> {
    let tenant = plain(tenant)?;
    Some(ProviderPreset {
        jwks_url: format!("https://login.microsoftonline.com/{tenant}/discovery/v2.0/keys"),
        claims_map: Some(RoleMap::List { roles: &["roles"], user_id: "oid", otherwise: None }),
        warnings: vec![
            Note::new(
                TokenWarning::EntraV1Issuer,
                format!(
                    "the issuer is `https://sts.windows.net/{tenant}/`, including the slash, in version 1 tokens, and `https://login.microsoftonline.com/{tenant}/v2.0` in version 2 tokens; add the one in your tokens"
                ),
            ),
            Note::new(
                TokenWarning::EntraNoRoles,
                "a user without an app role has no `roles` in the token, and Hasura refuses it",
            ),
        ],
        ..ProviderPreset::default()
    })
}

pub(crate) fn firebase(project: &str) -> Option<ProviderPreset> {
    let project = plain(project)?;
    Some(ProviderPreset {
        jwks_url: "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com".to_owned(),
        issuer: Some(format!("https://securetoken.google.com/{project}")),
        audience: Some(project.to_owned()),
        ..ProviderPreset::default()
    })
}

pub(crate) fn google(client: &str) -> Option<ProviderPreset> {
    Some(ProviderPreset {
        jwks_url: "https://www.googleapis.com/oauth2/v3/certs".to_owned(),
        issuer: Some("https://accounts.google.com".to_owned()),
        audience: Some(plain(client)?.to_owned()),
        claims_map: Some(RoleMap::Fixed { user_id: "sub" }),
        warnings: vec![Note::new(
            TokenWarning::GoogleNoCustomClaims,
            "Google's tokens have no roles, so every user gets the role `user`",
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn clerk(domain: &str) -> Option<ProviderPreset> {
    let domain = host(domain)?;
    Some(ProviderPreset {
        jwks_url: format!("https://{domain}/.well-known/jwks.json"),
        issuer: Some(format!("https://{domain}")),
        ..ProviderPreset::default()
    })
}

pub(crate) fn supabase(reference: &str) -> Option<ProviderPreset> {
    let reference = plain(reference).filter(|text| !text.contains('.'))?;
    let issuer = format!("https://{reference}.supabase.co/auth/v1");
    Some(ProviderPreset {
        jwks_url: format!("{issuer}/.well-known/jwks.json"),
        issuer: Some(issuer),
        audience: Some("authenticated".to_owned()),
        claims_map: Some(RoleMap::Fixed { user_id: "sub" }),
        warnings: vec![Note::new(
            TokenWarning::SupabaseSharedSecret,
            "a project that still signs with its legacy secret has no public key; configure the secret itself instead",
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn keycloak(realm: &str) -> Option<ProviderPreset> {
    let realm = own_address(realm)?;
    Some(ProviderPreset {
        jwks_url: format!("{realm}/protocol/openid-connect/certs"),
        issuer: Some(realm),
        ..ProviderPreset::default()
    })
}

pub(crate) fn okta(issuer: &str) -> Option<ProviderPreset> {
    let issuer = web_address(issuer)?;
    let path = WebAddress::parse(&issuer).ok()?.path().trim_end_matches('/').to_owned();
    let custom = path.strip_prefix("/oauth2/").is_some_and(is_plain_name);
    if !custom && !path.is_empty() {
        return None;
    }
    let warning = Note::new(
        TokenWarning::OktaOrgServer,
        "tokens from Okta's org server are not for your API; use the issuer of a custom authorization server, such as `…/oauth2/default`",
    );
    Some(ProviderPreset {
        jwks_url: if custom {
            format!("{issuer}/v1/keys")
        } else {
            format!("{issuer}/oauth2/v1/keys")
        },
        issuer: Some(issuer),
        warnings: if custom { Vec::new() } else { vec![warning] },
        ..ProviderPreset::default()
    })
}

pub(crate) fn supertokens(domain: &str) -> Option<ProviderPreset> {
    let domain = domain.strip_prefix("https://").unwrap_or(domain).trim_end_matches('/');
    let domain = host(domain)?;
    Some(ProviderPreset {
        jwks_url: format!("https://{domain}/auth/jwt/jwks.json"),
        warnings: vec![Note::new(
            TokenWarning::SupertokensMicroservice,
            format!(
                "user sessions come from the issuer `https://{domain}/auth`, microservice tokens from `https://{domain}`, and these keys verify both"
            ),
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn nhost(project: &str) -> Option<ProviderPreset> {
    let project = plain(project)?;
    let (subdomain, region) = project.split_once('.')?;
    let is_own = is_plain_name(subdomain) && is_plain_name(region);
    is_own.then(|| ProviderPreset {
        jwks_url: format!("https://{subdomain}.auth.{region}.nhost.run/v1/.well-known/jwks.json"),
        issuer: Some("hasura-auth".to_owned()),
        warnings: vec![Note::new(
            TokenWarning::NhostNoKid,
            "the key set is empty if the project signs with a secret, which is then the `key` to configure; and without a `kid` in the project's JWT secret, DDN refuses its tokens",
        )],
        has_own_keys: true,
        ..ProviderPreset::default()
    })
}

pub(crate) fn ory(issuer: &str) -> Option<ProviderPreset> {
    let issuer = own_address(issuer)?;
    Some(ProviderPreset {
        jwks_url: format!("{issuer}/.well-known/jwks.json"),
        issuer: Some(issuer),
        claims_map: Some(RoleMap::List {
            roles: &["ext", "roles"],
            user_id: "sub",
            otherwise: Some(FALLBACK),
        }),
        warnings: vec![
            Note::new(
                TokenWarning::EmptyAudience,
                "Hasura v2 refuses a token that was requested without an audience, because its `aud` is an empty list: request one, and configure it",
            ),
            Note::new(
                TokenWarning::OryKratosNoKeys,
                "these are Hydra's keys; for sessions of Kratos as tokens (`tokenize_as`), publish the public half of the template's key set, and configure its address",
            ),
        ],
        ..ProviderPreset::default()
    })
}

pub(crate) fn casdoor(issuer: &str) -> Option<ProviderPreset> {
    let issuer = own_address(issuer)?;
    Some(ProviderPreset {
        jwks_url: format!("{issuer}/.well-known/jwks"),
        issuer: Some(issuer),
        claims_map: Some(RoleMap::List { roles: &["roles"], user_id: "sub", otherwise: None }),
        warnings: vec![Note::new(
            TokenWarning::CasdoorRoles,
            "only tokens in the format JWT-Custom with the attribute `Roles` have names in `roles`; the others have objects, and Hasura refuses them",
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn kinde(domain: &str) -> Option<ProviderPreset> {
    let domain = host(domain)?;
    Some(ProviderPreset {
        jwks_url: format!("https://{domain}/.well-known/jwks"),
        issuer: Some(format!("https://{domain}")),
        warnings: vec![Note::new(
            TokenWarning::EmptyAudience,
            "Kinde's tokens have an empty list as `aud`, which Hasura v2 refuses, until the application requests the audience of an API",
        )],
        ..ProviderPreset::default()
    })
}

/// The issuer of `FusionAuth` is any text, so the configuration has none.
pub(crate) fn fusionauth(address: &str) -> Option<ProviderPreset> {
    let address = own_address(address)?;
    Some(ProviderPreset {
        jwks_url: format!("{address}/.well-known/jwks.json"),
        claims_map: Some(RoleMap::List {
            roles: &["roles"],
            user_id: "sub",
            otherwise: Some(FALLBACK),
        }),
        warnings: vec![Note::new(
            TokenWarning::FusionauthNoRoles,
            "the issuer is the one of the tenant, which can be any text: add it, and the application's ID as the audience; and sign with an RSA or EC key, because a tenant without one signs with a secret",
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn logto(issuer: &str) -> Option<ProviderPreset> {
    let issuer = own_address(issuer)?;
    Some(ProviderPreset {
        jwks_url: format!("{issuer}/jwks"),
        issuer: Some(issuer),
        warnings: vec![Note::new(
            TokenWarning::LogtoNoRoles,
            "Logto's access tokens have scopes and no roles: add a Custom JWT script that writes Hasura claims, and request the token for an API resource, which is its audience",
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn zitadel(issuer: &str) -> Option<ProviderPreset> {
    let issuer = own_address(issuer)?;
    Some(ProviderPreset {
        jwks_url: format!("{issuer}/oauth/v2/keys"),
        issuer: Some(issuer),
        warnings: vec![Note::new(
            TokenWarning::ZitadelRoles,
            "Zitadel adds Hasura claims only in an Action of the flow Complement Token; as the audience, use the project ID, which is in every token of the project",
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn workos(client: &str) -> Option<ProviderPreset> {
    let client = Some(client).filter(|client| is_plain_name(client))?;
    Some(ProviderPreset {
        jwks_url: format!("https://api.workos.com/sso/jwks/{client}"),
        claims_map: Some(RoleMap::List {
            roles: &["roles"],
            user_id: "sub",
            otherwise: Some(FALLBACK),
        }),
        warnings: vec![Note::new(
            TokenWarning::WorkosNoOrganization,
            "a session without an organization has no roles, and gets the role `user`",
        )],
        has_own_keys: true,
        ..ProviderPreset::default()
    })
}

pub(crate) fn descope(project: &str) -> Option<ProviderPreset> {
    Some(ProviderPreset {
        jwks_url: super::descope::keys_of(project)?,
        claims_map: Some(RoleMap::List {
            roles: &["roles"],
            user_id: "sub",
            otherwise: Some(FALLBACK),
        }),
        warnings: vec![Note::new(
            TokenWarning::DescopeTenantRoles,
            "a user of a tenant has no roles at `$.roles`, and gets the role `user`; their roles are at `$.tenants.<ID>.roles`",
        )],
        has_own_keys: true,
        ..ProviderPreset::default()
    })
}

pub(crate) fn stytch(project: &str) -> Option<ProviderPreset> {
    let is_project = project.starts_with("project-") && is_plain_name(project);
    is_project.then(|| ProviderPreset {
        jwks_url: super::stytch::keys_of(project, false),
        issuer: Some(format!("stytch.com/{project}")),
        audience: Some(project.to_owned()),
        claims_map: Some(RoleMap::List { roles: &["https://stytch.com/session", "roles"], user_id: "sub", otherwise: Some(FALLBACK) }),
        warnings: vec![Note::new(
            TokenWarning::StytchB2b,
            format!(
                "the key set of a B2B project is `{}`, and with a custom domain the issuer is `https://` and that domain",
                super::stytch::keys_of(project, true)
            ),
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn better_auth(address: &str) -> Option<ProviderPreset> {
    let address = own_address(address)?;
    Some(ProviderPreset {
        jwks_url: format!("{address}/api/auth/jwks"),
        issuer: Some(address.clone()),
        audience: Some(address),
        warnings: vec![Note::new(
            TokenWarning::BetterAuthUse,
            "better-auth's keys have no `use`, and Hasura v2.48.4 ignores such keys; use another release",
        )],
        ..ProviderPreset::default()
    })
}

/// `PropelAuth` publishes no key set. Returns the claims map for the key itself.
pub(crate) const PROPELAUTH: RoleMap = RoleMap::List {
    roles: &["org_member_info", "inherited_user_roles_plus_current_role"],
    user_id: "user_id",
    otherwise: Some(FALLBACK),
};

pub(crate) fn authentik(issuer: &str) -> Option<ProviderPreset> {
    let issuer = own_address(issuer)?;
    Some(ProviderPreset {
        jwks_url: format!("{issuer}/jwks/"),
        issuer: Some(format!("{issuer}/")),
        claims_map: Some(RoleMap::List {
            roles: &["groups"],
            user_id: "sub",
            otherwise: Some(FALLBACK),
        }),
        warnings: vec![Note::new(
            TokenWarning::KeysElsewhere,
            "the key set is empty until the provider has a signing key (Applications, Providers, Signing Key): without one, authentik signs with the client secret",
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn dex(issuer: &str) -> Option<ProviderPreset> {
    let issuer = own_address(issuer)?;
    Some(ProviderPreset {
        jwks_url: format!("{issuer}/keys"),
        issuer: Some(issuer),
        claims_map: Some(RoleMap::List {
            roles: &["groups"],
            user_id: "sub",
            otherwise: Some(FALLBACK),
        }),
        warnings: vec![Note::new(
            TokenWarning::DexGroups,
            "only some connectors return `groups`, and only if the client requests this scope; a user without groups gets the role `user`",
        )],
        ..ProviderPreset::default()
    })
}

pub(crate) fn jwks(url: &str) -> Option<ProviderPreset> {
    match WebAddress::parse(url) {
        Ok(_) | Err(AddressError::Ambiguous(Ambiguity::UserInfo)) => {
            Some(ProviderPreset { jwks_url: url.to_owned(), ..ProviderPreset::default() })
        }
        Err(_) => None,
    }
}

/// Returns the text if it is a host name and nothing else.
fn host(text: &str) -> Option<&str> {
    let address = WebAddress::parse(&format!("https://{text}/")).ok()?;
    let is_host = address.host().eq_ignore_ascii_case(text);
    (is_host && text.contains('.')).then_some(text)
}

/// Returns the text if it is safe in a path.
fn plain(text: &str) -> Option<&str> {
    let fits = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    (fits && !text.is_empty() && text != "." && text != "..").then_some(text)
}

/// Returns an address without its trailing slash. It may be a local one, because the user named
/// it.
fn own_address(text: &str) -> Option<String> {
    let address = WebAddress::parse(text).ok()?;
    (!address.has_query_or_fragment()).then(|| text.trim_end_matches('/').to_owned())
}

/// Returns an `https` address without its trailing slash.
fn web_address(text: &str) -> Option<String> {
    let address = WebAddress::parse(text).ok()?;
    let is_issuer = address.is_https() && !address.has_query_or_fragment();
    is_issuer.then(|| text.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Make = fn(&str) -> Option<ProviderPreset>;

    #[test]
    fn keys_that_all_projects_share_come_with_an_audience() {
        for preset in [firebase("app"), google("app")] {
            assert_eq!(preset.unwrap().audience.as_deref(), Some("app"));
        }
    }

    #[test]
    fn a_value_that_would_lead_elsewhere_is_rejected() {
        let presets: [(Make, &str); 23] = [
            (cognito, "pool"),
            (auth0, "evil.example/x"),
            (auth0, "a@b.example"),
            (auth0, "localhost"),
            (entra, "../x"),
            (entra, "a/b"),
            (firebase, "a b"),
            (supabase, "a.evil.example"),
            (keycloak, "http://id.example.gov/realms/x?y"),
            (keycloak, "id.example.gov/realms/x"),
            (okta, "https://x?y"),
            (okta, r"https://example.okta.com\@evil.example/oauth2/default"),
            (okta, "https://evil.example/x/oauth2/default"),
            (keycloak, r"https://id.example.gov\@evil.example/realms/x"),
            (clerk, "clerk.example.gov."),
            (cognito, "us-east-1_a/../b"),
            (jwks, r"https://id.example.gov\@evil.example/keys"),
            (jwks, "file:///etc/passwd"),
            (nhost, "parks"),
            (workos, "client/../x"),
            (descope, "P2YuRT"),
            (stytch, "project-test-1/x"),
            (dex, r"https://dex.example.gov\@evil.example/dex"),
        ];
        for (preset, value) in presets {
            assert!(preset(value).is_none(), "{value}");
        }
    }
}
