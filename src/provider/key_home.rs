//! Where a provider keeps its keys, by the name that people give it: what its
//! configuration for Hasura needs.

use url::Url;

use crate::provider::advice::AdviceCode;

/// What a configuration needs to know of a provider.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct KeyHome {
    pub(crate) jwks_url: String,
    /// Where its tokens say they come from, if all of them say the same
    pub(crate) issuer: Option<String>,
    pub(crate) audience: Option<String>,
    /// Whether it can write the Hasura claims only as a string
    pub(crate) stringified: bool,
    /// Where roles are, if it cannot write the Hasura claims at all
    pub(crate) claims_map: Option<RoleMap>,
    /// Where its certificate is, for readers that its key set is too much for
    pub(crate) certificate_url: Option<String>,
    pub(crate) warnings: Vec<(AdviceCode, String)>,
}

/// Where the roles of a token are that has no Hasura claims.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum RoleMap {
    /// A list at this path, its first entry the default
    List { roles: &'static str, user_id: &'static str },
    /// Nowhere: everybody gets the role `user`
    Fixed { user_id: &'static str },
}

pub(crate) fn cognito(pool: &str) -> Option<KeyHome> {
    let issuer = super::aws_cognito::issuer_of_pool(pool)?;
    Some(KeyHome {
        jwks_url: format!("{issuer}/.well-known/jwks.json"),
        stringified: true,
        ..KeyHome::default()
    })
}

pub(crate) fn auth0(domain: &str) -> Option<KeyHome> {
    let domain = host(domain)?;
    Some(KeyHome {
        jwks_url: format!("https://{domain}/.well-known/jwks.json"),
        issuer: Some(format!("https://{domain}/")),
        certificate_url: Some(format!("https://{domain}/pem")),
        warnings: vec![(
            AdviceCode::Auth0X5t,
            "the key set of an old tenant has an `x5t` that Hasura cannot read; if the engine does not start, use the certificate instead"
                .to_owned(),
        )],
        ..KeyHome::default()
    })
}

pub(crate) fn entra(tenant: &str) -> Option<KeyHome> {
    let tenant = plain(tenant)?;
    Some(KeyHome {
        jwks_url: format!("https://login.microsoftonline.com/{tenant}/discovery/v2.0/keys"),
        claims_map: Some(RoleMap::List { roles: "roles", user_id: "oid" }),
        warnings: vec![
            (
                AdviceCode::EntraV1Issuer,
                format!(
                    "the issuer is `https://sts.windows.net/{tenant}/`, slash and all, in tokens of version 1, and `https://login.microsoftonline.com/{tenant}/v2.0` in those of version 2; add the one that your tokens have"
                ),
            ),
            (
                AdviceCode::EntraNoRoles,
                "a person without an app role has no `roles` in the token, and Hasura refuses it"
                    .to_owned(),
            ),
        ],
        ..KeyHome::default()
    })
}

pub(crate) fn firebase(project: &str) -> Option<KeyHome> {
    let project = plain(project)?;
    Some(KeyHome {
        jwks_url: "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com".to_owned(),
        issuer: Some(format!("https://securetoken.google.com/{project}")),
        audience: Some(project.to_owned()),
        ..KeyHome::default()
    })
}

pub(crate) fn google(client: &str) -> Option<KeyHome> {
    Some(KeyHome {
        jwks_url: "https://www.googleapis.com/oauth2/v3/certs".to_owned(),
        issuer: Some("https://accounts.google.com".to_owned()),
        audience: Some(plain(client)?.to_owned()),
        claims_map: Some(RoleMap::Fixed { user_id: "sub" }),
        warnings: vec![(
            AdviceCode::GoogleNoCustomClaims,
            "Google's tokens carry no roles, so everybody gets the role `user`".to_owned(),
        )],
        ..KeyHome::default()
    })
}

pub(crate) fn clerk(domain: &str) -> Option<KeyHome> {
    let domain = host(domain)?;
    Some(KeyHome {
        jwks_url: format!("https://{domain}/.well-known/jwks.json"),
        issuer: Some(format!("https://{domain}")),
        ..KeyHome::default()
    })
}

pub(crate) fn supabase(reference: &str) -> Option<KeyHome> {
    let reference = plain(reference).filter(|text| !text.contains('.'))?;
    let issuer = format!("https://{reference}.supabase.co/auth/v1");
    Some(KeyHome {
        jwks_url: format!("{issuer}/.well-known/jwks.json"),
        issuer: Some(issuer),
        audience: Some("authenticated".to_owned()),
        claims_map: Some(RoleMap::Fixed { user_id: "sub" }),
        warnings: vec![(
            AdviceCode::SupabaseSharedSecret,
            "a project that still signs with its legacy secret has no public key; there, give the secret itself"
                .to_owned(),
        )],
        ..KeyHome::default()
    })
}

pub(crate) fn keycloak(realm: &str) -> Option<KeyHome> {
    let realm = web_address(realm)?;
    Some(KeyHome {
        jwks_url: format!("{realm}/protocol/openid-connect/certs"),
        issuer: Some(realm),
        ..KeyHome::default()
    })
}

pub(crate) fn okta(issuer: &str) -> Option<KeyHome> {
    let issuer = web_address(issuer)?;
    let custom = issuer.contains("/oauth2/");
    let warning = (
        AdviceCode::OktaOrgServer,
        "the tokens of Okta's org server are not for your API; use the issuer of a custom authorization server, like `…/oauth2/default`"
            .to_owned(),
    );
    Some(KeyHome {
        jwks_url: if custom {
            format!("{issuer}/v1/keys")
        } else {
            format!("{issuer}/oauth2/v1/keys")
        },
        issuer: Some(issuer),
        warnings: if custom { Vec::new() } else { vec![warning] },
        ..KeyHome::default()
    })
}

pub(crate) fn supertokens(domain: &str) -> Option<KeyHome> {
    let domain = domain.strip_prefix("https://").unwrap_or(domain).trim_end_matches('/');
    let domain = host(domain)?;
    Some(KeyHome {
        jwks_url: format!("https://{domain}/auth/jwt/jwks.json"),
        warnings: vec![(
            AdviceCode::SupertokensMicroservice,
            format!(
                "people's sessions come from the issuer `https://{domain}/auth`, microservices' tokens from `https://{domain}`, and both verify with these keys"
            ),
        )],
        ..KeyHome::default()
    })
}

pub(crate) fn jwks(url: &str) -> Option<KeyHome> {
    Url::parse(url)
        .ok()
        .filter(|url| matches!(url.scheme(), "https" | "http") && url.host_str().is_some())
        .map(|_| KeyHome { jwks_url: url.to_owned(), ..KeyHome::default() })
}

/// A host and nothing else.
fn host(text: &str) -> Option<&str> {
    let url = Url::parse(&format!("https://{text}/")).ok()?;
    let same = url.host_str() == Some(text.to_ascii_lowercase().as_str());
    (same && text.contains('.')).then_some(text)
}

/// A name that can stand in a path as it is.
fn plain(text: &str) -> Option<&str> {
    let fits = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    (fits && !text.is_empty() && text != "." && text != "..").then_some(text)
}

/// An https address without a slash at its end.
fn web_address(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let fits = url.scheme() == "https" && url.query().is_none() && url.fragment().is_none();
    fits.then(|| text.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_all_projects_share_come_with_an_audience() {
        for home in [firebase("app"), google("app")] {
            assert_eq!(home.unwrap().audience.as_deref(), Some("app"));
        }
    }

    #[test]
    fn what_would_lead_elsewhere_is_no_value() {
        assert!(cognito("pool").is_none());
        for domain in ["evil.example/x", "a@b.example", "localhost"] {
            assert!(auth0(domain).is_none(), "{domain}");
        }
        for tenant in ["../x", "a/b"] {
            assert!(entra(tenant).is_none(), "{tenant}");
        }
        assert!(firebase("a b").is_none());
        assert!(supabase("a.evil.example").is_none());
        assert!(keycloak("http://id.example.gov/realms/x").is_none());
        assert!(okta("https://x?y").is_none());
        assert!(jwks("file:///etc/passwd").is_none());
    }
}
