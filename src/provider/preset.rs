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

/// A provider by the word that is typed, what its value is called, and an example.
pub(crate) struct Known {
    pub(crate) name: &'static str,
    pub(crate) example: &'static str,
    home: fn(&str) -> Option<KeyHome>,
}

/// Every provider that a configuration can be written for.
pub(crate) const KNOWN: [Known; 11] = [
    Known { name: "cognito", example: "us-east-1_U2dzkxfTv", home: cognito },
    Known { name: "auth0", example: "example-gov.us.auth0.com", home: auth0 },
    Known { name: "entra", example: "00000000-1111-4222-8333-444444444444", home: entra },
    Known { name: "firebase", example: "example-project", home: firebase },
    Known { name: "google", example: "123-abc.apps.googleusercontent.com", home: google },
    Known { name: "clerk", example: "clerk.example.gov", home: clerk },
    Known { name: "supabase", example: "abcdefghijklmnopqrst", home: supabase },
    Known { name: "keycloak", example: "https://id.example.gov/realms/moped", home: keycloak },
    Known { name: "okta", example: "https://example.okta.com/oauth2/default", home: okta },
    Known { name: "supertokens", example: "api.example.gov", home: supertokens },
    Known { name: "jwks", example: "https://issuer.example.gov/jwks.json", home: jwks },
];

impl Known {
    /// The provider of this name.
    pub(crate) fn of_name(name: &str) -> Option<&'static Self> {
        KNOWN.iter().find(|known| known.name == name)
    }

    /// Where the keys are for this pool, domain, tenant, …; `None` if it is none.
    pub(crate) fn home(&self, value: &str) -> Option<KeyHome> {
        (self.home)(value)
    }
}

fn cognito(pool: &str) -> Option<KeyHome> {
    let issuer = super::aws_cognito::issuer_of_pool(pool)?;
    Some(KeyHome {
        jwks_url: format!("{issuer}/.well-known/jwks.json"),
        stringified: true,
        ..KeyHome::default()
    })
}

fn auth0(domain: &str) -> Option<KeyHome> {
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

fn entra(tenant: &str) -> Option<KeyHome> {
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

fn firebase(project: &str) -> Option<KeyHome> {
    let project = plain(project)?;
    Some(KeyHome {
        jwks_url: "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com".to_owned(),
        issuer: Some(format!("https://securetoken.google.com/{project}")),
        audience: Some(project.to_owned()),
        ..KeyHome::default()
    })
}

fn google(client: &str) -> Option<KeyHome> {
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

fn clerk(domain: &str) -> Option<KeyHome> {
    let domain = host(domain)?;
    Some(KeyHome {
        jwks_url: format!("https://{domain}/.well-known/jwks.json"),
        issuer: Some(format!("https://{domain}")),
        ..KeyHome::default()
    })
}

fn supabase(reference: &str) -> Option<KeyHome> {
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

fn keycloak(realm: &str) -> Option<KeyHome> {
    let realm = web_address(realm)?;
    Some(KeyHome {
        jwks_url: format!("{realm}/protocol/openid-connect/certs"),
        issuer: Some(realm),
        ..KeyHome::default()
    })
}

fn okta(issuer: &str) -> Option<KeyHome> {
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

fn supertokens(domain: &str) -> Option<KeyHome> {
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

fn jwks(url: &str) -> Option<KeyHome> {
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
    fn every_example_has_a_home() {
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
            let known = Known::of_name(name).unwrap();
            assert_eq!(known.home(known.example).unwrap().jwks_url, url);
        }
    }

    #[test]
    fn keys_that_all_projects_share_come_with_an_audience() {
        for name in ["firebase", "google"] {
            let known = Known::of_name(name).unwrap();
            assert_eq!(known.home(known.example).unwrap().audience.as_deref(), Some(known.example));
        }
    }

    #[test]
    fn what_would_lead_elsewhere_is_no_value() {
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
            ("jwks", "file:///etc/passwd"),
        ] {
            assert!(Known::of_name(name).unwrap().home(value).is_none(), "{name} {value}");
        }
    }
}
