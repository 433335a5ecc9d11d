//! Presets for `jwtool secret`: what a configuration needs for a provider's pool, domain,
//! tenant and the like.

use crate::provider::address::{AddressError, Ambiguity, WebAddress};
use crate::provider::advice::AdviceCode;
use crate::provider::generic::is_plain_name;

/// What a configuration needs to know about a provider.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct ProviderPreset {
    pub(crate) jwks_url: String,
    /// The `iss` of its tokens, if it is the same in all of them
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Option<String>,
    /// Whether it can write the Hasura claims only as a string
    pub(crate) stringified: bool,
    /// Where roles are, if it cannot write the Hasura claims at all
    pub(crate) claims_map: Option<RoleMap>,
    /// Where its certificate is, for engines that cannot read its key set
    pub(crate) certificate_url: Option<String>,
    pub(crate) warnings: Vec<(AdviceCode, String)>,
}

/// Where the roles are in a token without Hasura claims.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum RoleMap {
    /// In a list at this path, whose first entry is the default
    List { roles: &'static str, user_id: &'static str },
    /// Nowhere: every user gets the role `user`
    Fixed { user_id: &'static str },
}

/// A provider that there are presets for: its name on the command line, an example of the
/// value that it takes, and how to make a preset from one.
pub(crate) struct PresetProvider {
    pub(crate) name: &'static str,
    pub(crate) example: &'static str,
    make: fn(&str) -> Option<ProviderPreset>,
}

/// Every provider that there are presets for.
pub(crate) const PROVIDERS: [PresetProvider; 11] = [
    PresetProvider { name: "cognito", example: "us-east-1_U2dzkxfTv", make: cognito },
    PresetProvider { name: "auth0", example: "example-gov.us.auth0.com", make: auth0 },
    PresetProvider { name: "entra", example: "00000000-1111-4222-8333-444444444444", make: entra },
    PresetProvider { name: "firebase", example: "example-project", make: firebase },
    PresetProvider { name: "google", example: "123-abc.apps.googleusercontent.com", make: google },
    PresetProvider { name: "clerk", example: "clerk.example.gov", make: clerk },
    PresetProvider { name: "supabase", example: "abcdefghijklmnopqrst", make: supabase },
    PresetProvider {
        name: "keycloak",
        example: "https://id.example.gov/realms/moped",
        make: keycloak,
    },
    PresetProvider { name: "okta", example: "https://example.okta.com/oauth2/default", make: okta },
    PresetProvider { name: "supertokens", example: "api.example.gov", make: supertokens },
    PresetProvider { name: "jwks", example: "https://issuer.example.gov/jwks.json", make: jwks },
];

impl PresetProvider {
    /// Returns the provider with this name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        PROVIDERS.iter().find(|provider| provider.name == name)
    }

    /// Returns the preset for a pool, domain, tenant and the like; `None` if the value is
    /// not one.
    pub(crate) fn preset(&self, value: &str) -> Option<ProviderPreset> {
        (self.make)(value)
    }
}

fn cognito(pool: &str) -> Option<ProviderPreset> {
    let issuer = super::aws_cognito::issuer_of_pool(pool)?;
    Some(ProviderPreset {
        jwks_url: format!("{issuer}/.well-known/jwks.json"),
        stringified: true,
        ..ProviderPreset::default()
    })
}

fn auth0(domain: &str) -> Option<ProviderPreset> {
    let domain = host(domain)?;
    Some(ProviderPreset {
        jwks_url: format!("https://{domain}/.well-known/jwks.json"),
        issuer: Some(format!("https://{domain}/")),
        certificate_url: Some(format!("https://{domain}/pem")),
        warnings: vec![(
            AdviceCode::Auth0X5t,
            "the key set of an old tenant has an `x5t` that Hasura cannot read; if the engine does not start, use the certificate instead"
                .to_owned(),
        )],
        ..ProviderPreset::default()
    })
}

fn entra(tenant: &str) -> Option<ProviderPreset> {
    let tenant = plain(tenant)?;
    Some(ProviderPreset {
        jwks_url: format!("https://login.microsoftonline.com/{tenant}/discovery/v2.0/keys"),
        claims_map: Some(RoleMap::List { roles: "roles", user_id: "oid" }),
        warnings: vec![
            (
                AdviceCode::EntraV1Issuer,
                format!(
                    "the issuer is `https://sts.windows.net/{tenant}/`, including the slash, in version 1 tokens, and `https://login.microsoftonline.com/{tenant}/v2.0` in version 2 tokens; add the one in your tokens"
                ),
            ),
            (
                AdviceCode::EntraNoRoles,
                "a user without an app role has no `roles` in the token, and Hasura refuses it"
                    .to_owned(),
            ),
        ],
        ..ProviderPreset::default()
    })
}

fn firebase(project: &str) -> Option<ProviderPreset> {
    let project = plain(project)?;
    Some(ProviderPreset {
        jwks_url: "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com".to_owned(),
        issuer: Some(format!("https://securetoken.google.com/{project}")),
        audience: Some(project.to_owned()),
        ..ProviderPreset::default()
    })
}

fn google(client: &str) -> Option<ProviderPreset> {
    Some(ProviderPreset {
        jwks_url: "https://www.googleapis.com/oauth2/v3/certs".to_owned(),
        issuer: Some("https://accounts.google.com".to_owned()),
        audience: Some(plain(client)?.to_owned()),
        claims_map: Some(RoleMap::Fixed { user_id: "sub" }),
        warnings: vec![(
            AdviceCode::GoogleNoCustomClaims,
            "Google's tokens have no roles, so every user gets the role `user`".to_owned(),
        )],
        ..ProviderPreset::default()
    })
}

fn clerk(domain: &str) -> Option<ProviderPreset> {
    let domain = host(domain)?;
    Some(ProviderPreset {
        jwks_url: format!("https://{domain}/.well-known/jwks.json"),
        issuer: Some(format!("https://{domain}")),
        ..ProviderPreset::default()
    })
}

fn supabase(reference: &str) -> Option<ProviderPreset> {
    let reference = plain(reference).filter(|text| !text.contains('.'))?;
    let issuer = format!("https://{reference}.supabase.co/auth/v1");
    Some(ProviderPreset {
        jwks_url: format!("{issuer}/.well-known/jwks.json"),
        issuer: Some(issuer),
        audience: Some("authenticated".to_owned()),
        claims_map: Some(RoleMap::Fixed { user_id: "sub" }),
        warnings: vec![(
            AdviceCode::SupabaseSharedSecret,
            "a project that still signs with its legacy secret has no public key; configure the secret itself instead"
                .to_owned(),
        )],
        ..ProviderPreset::default()
    })
}

fn keycloak(realm: &str) -> Option<ProviderPreset> {
    let realm = web_address(realm)?;
    Some(ProviderPreset {
        jwks_url: format!("{realm}/protocol/openid-connect/certs"),
        issuer: Some(realm),
        ..ProviderPreset::default()
    })
}

fn okta(issuer: &str) -> Option<ProviderPreset> {
    let issuer = web_address(issuer)?;
    let path = WebAddress::parse(&issuer).ok()?.path().trim_end_matches('/').to_owned();
    let custom = path.strip_prefix("/oauth2/").is_some_and(is_plain_name);
    if !custom && !path.is_empty() {
        return None;
    }
    let warning = (
        AdviceCode::OktaOrgServer,
        "tokens from Okta's org server are not for your API; use the issuer of a custom authorization server, such as `…/oauth2/default`"
            .to_owned(),
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

fn supertokens(domain: &str) -> Option<ProviderPreset> {
    let domain = domain.strip_prefix("https://").unwrap_or(domain).trim_end_matches('/');
    let domain = host(domain)?;
    Some(ProviderPreset {
        jwks_url: format!("https://{domain}/auth/jwt/jwks.json"),
        warnings: vec![(
            AdviceCode::SupertokensMicroservice,
            format!(
                "user sessions come from the issuer `https://{domain}/auth`, microservice tokens from `https://{domain}`, and these keys verify both"
            ),
        )],
        ..ProviderPreset::default()
    })
}

fn jwks(url: &str) -> Option<ProviderPreset> {
    match WebAddress::parse(url) {
        Ok(_) | Err(AddressError::Ambiguous(Ambiguity::UserInfo)) => {
            Some(ProviderPreset { jwks_url: url.to_owned(), ..ProviderPreset::default() })
        }
        Err(_) => None,
    }
}

/// Returns a host name, if the text is nothing else.
fn host(text: &str) -> Option<&str> {
    let address = WebAddress::parse(&format!("https://{text}/")).ok()?;
    let is_host = address.host().eq_ignore_ascii_case(text);
    (is_host && text.contains('.')).then_some(text)
}

/// Returns a name that can be put into a path as it is.
fn plain(text: &str) -> Option<&str> {
    let fits = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    (fits && !text.is_empty() && text != "." && text != "..").then_some(text)
}

/// Returns an `https` address without the slash at its end.
fn web_address(text: &str) -> Option<String> {
    let address = WebAddress::parse(text).ok()?;
    let is_issuer = address.is_https() && !address.has_query_or_fragment();
    is_issuer.then(|| text.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_a_preset() {
        for (name, url) in [
            (
                "cognito",
                "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv/.well-known/jwks.json",
            ),
            ("auth0", "https://example-gov.us.auth0.com/.well-known/jwks.json"),
            (
                "entra",
                "https://login.microsoftonline.com/00000000-1111-4222-8333-444444444444/discovery/v2.0/keys",
            ),
            (
                "firebase",
                "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com",
            ),
            ("google", "https://www.googleapis.com/oauth2/v3/certs"),
            ("clerk", "https://clerk.example.gov/.well-known/jwks.json"),
            ("supabase", "https://abcdefghijklmnopqrst.supabase.co/auth/v1/.well-known/jwks.json"),
            ("keycloak", "https://id.example.gov/realms/moped/protocol/openid-connect/certs"),
            ("okta", "https://example.okta.com/oauth2/default/v1/keys"),
            ("supertokens", "https://api.example.gov/auth/jwt/jwks.json"),
            ("jwks", "https://issuer.example.gov/jwks.json"),
        ] {
            let provider = PresetProvider::named(name).unwrap();
            assert_eq!(provider.preset(provider.example).unwrap().jwks_url, url);
        }
    }

    #[test]
    fn keys_that_all_projects_share_come_with_an_audience() {
        for name in ["firebase", "google"] {
            let provider = PresetProvider::named(name).unwrap();
            let preset = provider.preset(provider.example).unwrap();
            assert_eq!(preset.audience.as_deref(), Some(provider.example));
        }
    }

    #[test]
    fn a_value_that_would_lead_elsewhere_is_rejected() {
        for (name, value) in [
            ("cognito", "pool"),
            ("auth0", "evil.example/x"),
            ("auth0", "a@b.example"),
            ("auth0", "localhost"),
            ("entra", "../x"),
            ("entra", "a/b"),
            ("firebase", "a b"),
            ("supabase", "a.evil.example"),
            ("keycloak", "http://id.example.gov/realms/x"),
            ("okta", "https://x?y"),
            ("okta", r"https://example.okta.com\@evil.example/oauth2/default"),
            ("okta", "https://evil.example/x/oauth2/default"),
            ("keycloak", r"https://id.example.gov\@evil.example/realms/x"),
            ("clerk", "clerk.example.gov."),
            ("cognito", "us-east-1_a/../b"),
            ("jwks", r"https://id.example.gov\@evil.example/keys"),
            ("jwks", "file:///etc/passwd"),
        ] {
            assert!(PresetProvider::named(name).unwrap().preset(value).is_none(), "{name} {value}");
        }
    }
}
