//! Firebase Authentication: ID tokens, session cookies and custom tokens, including those of the
//! emulator.

use crate::jose::json::{Object, Value};
use crate::provider::evidence::Evidence;
use crate::provider::generic::{is_plain_name, is_unsigned, set_key_addresses};
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// The key set of ID tokens, which all projects share.
const ID_TOKEN_KEYS: &str =
    "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com";

/// A map from `kid` to certificate. Session cookies have no key set.
const COOKIE_CERTIFICATES: &str =
    "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys";

/// The audience of custom tokens: the service that exchanges them for ID tokens.
const SIGN_IN_SERVICE: &str =
    "https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit";

/// The kind of a Firebase token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Form {
    Id,
    Cookie,
    Custom,
}

fn recognises(evidence: &Evidence<'_>) -> bool {
    form(evidence).is_some()
}

fn form(evidence: &Evidence<'_>) -> Option<Form> {
    if evidence.audiences().contains(&SIGN_IN_SERVICE) {
        return Some(Form::Custom);
    }
    project(evidence)?;
    match evidence.host()? {
        "securetoken.google.com" => Some(Form::Id),
        "session.firebase.google.com" => Some(Form::Cookie),
        _ => None,
    }
}

/// Returns the project, which is the path of the issuer. Old projects of a company's domain have
/// names like `example.com:moped`.
fn project<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    evidence
        .path()
        .strip_prefix('/')
        .filter(|project| is_plain_name(&project.replace(['.', ':'], "-")))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let form = form(evidence).unwrap_or(Form::Id);
    let mut origin = match form {
        Form::Id => id_token(evidence),
        Form::Cookie => cookie(evidence),
        Form::Custom => custom_token(),
    };
    origin.who = evidence
        .first_text(&["email", "phone_number", "name", "user_id", "uid", "sub"])
        .map(ToOwned::to_owned);
    if let Some(firebase) = evidence.claims.get("firebase").and_then(Value::as_object) {
        origin.fact("tenant", firebase.get_str("tenant"));
        origin.federated_from = federation(firebase);
    }
    if is_unsigned(evidence) {
        origin.verify_with = VerifyWith::Impossible;
        origin.warn(
            TokenWarning::FirebaseEmulator,
            "the token is unsigned, so it comes from the Firebase emulator, and Hasura never accepts it; for local development, sign its claims with a key of your own",
        );
    }
    origin
}

fn id_token(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Firebase, TokenKind::Id, VerifyWith::Jwks);
    origin.fact("project", project(evidence));
    let discovery_url = evidence.below_issuer(".well-known/openid-configuration");
    set_key_addresses(&mut origin, evidence, Some(ID_TOKEN_KEYS.to_owned()), discovery_url);
    if let Some(project) = project(evidence).filter(|_| !is_unsigned(evidence)) {
        origin.warn(
            TokenWarning::FirebaseAudienceRequired,
            format!(
                "all Firebase projects share the same keys, so the keys alone let in the users of any project; set `audience` to `{project}` in Hasura's configuration, and `issuer` too"
            ),
        );
    }
    origin
}

fn cookie(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Firebase, TokenKind::Session, VerifyWith::X509Map);
    origin.fact("project", project(evidence));
    set_key_addresses(&mut origin, evidence, Some(COOKIE_CERTIFICATES.to_owned()), None);
    origin.warn(
        TokenWarning::FirebaseSessionCookie,
        "this is a session cookie, whose keys are published as a map of certificates, not as a key set that Hasura can read; send Hasura the id token instead",
    );
    origin
}

/// Describes a custom token, which a service account of the project signs only for the sign-in
/// service.
fn custom_token() -> Origin {
    let mut origin = Origin::new(ProviderId::Firebase, TokenKind::Unknown, VerifyWith::IssuerOnly);
    origin.warn(
        TokenWarning::FirebaseCustomToken,
        "a custom token is only good for signing in; exchange it with `signInWithCustomToken` and send Hasura the id token that it returns",
    );
    origin
}

/// Returns the sign-in provider unless it is Firebase itself.
fn federation(firebase: &Object) -> Option<Federation> {
    let provider = firebase
        .get_str("sign_in_provider")
        .filter(|name| !matches!(*name, "password" | "phone" | "custom" | "anonymous"))?;
    let user_id = firebase
        .get("identities")
        .and_then(Value::as_object)
        .and_then(|identities| identities.get(provider)?.as_array()?.first()?.as_str());
    Some(Federation {
        name: provider.to_owned(),
        r#type: None,
        issuer: None,
        user_id: user_id.map(ToOwned::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const ID_TOKEN: &str = r#"{"iss":"https://securetoken.google.com/moped-staging","aud":"moped-staging",
        "sub":"u1","user_id":"u1","email":"ada@example.gov","email_verified":true,
        "firebase":{"identities":{"google.com":["1130"],"email":["ada@example.gov"]},"sign_in_provider":"google.com"}}"#;

    #[test]
    fn an_id_token_names_project_user_and_provider() {
        let origin = origin_of(r#"{"alg":"RS256","kid":"k"}"#, ID_TOKEN);
        assert_eq!((origin.id, origin.kind), (ProviderId::Firebase, TokenKind::Id));
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("project"), Some("moped-staging"));
        assert_eq!(origin.verify_with, VerifyWith::Jwks);
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some(
                "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com"
            )
        );
        assert_eq!(
            origin.discovery_url.as_deref(),
            Some("https://securetoken.google.com/moped-staging/.well-known/openid-configuration")
        );
        let federation = origin.federated_from.unwrap();
        assert_eq!(
            (federation.name.as_str(), federation.user_id.as_deref()),
            ("google.com", Some("1130"))
        );
        assert_eq!(federation.r#type, None);
        assert_eq!(origin.warnings[0].code, TokenWarning::FirebaseAudienceRequired);
        assert!(origin.warnings[0].message.contains("`moped-staging`"));
        assert_eq!(origin.warnings.len(), 1);
    }

    #[test]
    fn users_of_firebase_itself_are_not_federated() {
        for provider in ["password", "phone", "custom", "anonymous"] {
            let claims = ID_TOKEN.replace(
                r#""sign_in_provider":"google.com""#,
                &format!(r#""sign_in_provider":"{provider}""#),
            );
            assert!(origin_of("{}", &claims).federated_from.is_none(), "{provider}");
        }
    }

    #[test]
    fn a_tenant_of_the_project_is_a_fact() {
        let claims = r#"{"iss":"https://securetoken.google.com/example.com:moped","firebase":{"tenant":"staff-1"}}"#;
        let origin = origin_of("{}", claims);
        assert_eq!(origin.get("tenant"), Some("staff-1"));
        assert_eq!(origin.get("project"), Some("example.com:moped"));
    }

    #[test]
    fn the_emulator_signs_nothing() {
        let origin = origin_of(r#"{"alg":"none","typ":"JWT"}"#, ID_TOKEN);
        assert_eq!((origin.id, origin.verify_with), (ProviderId::Firebase, VerifyWith::Impossible));
        assert_eq!((origin.jwks_url, origin.discovery_url), (None, None));
        assert_eq!(origin.warnings[0].code, TokenWarning::FirebaseEmulator);
        assert_eq!(origin.warnings.len(), 1);
    }

    #[test]
    fn a_session_cookie_has_certificates_and_no_key_set() {
        let origin = origin_of(
            r#"{"alg":"RS256"}"#,
            r#"{"iss":"https://session.firebase.google.com/moped","aud":"moped","email":"ada@example.gov"}"#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::Firebase, TokenKind::Session));
        assert_eq!(origin.verify_with, VerifyWith::X509Map);
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some("https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys")
        );
        assert_eq!(origin.discovery_url, None);
        assert_eq!(origin.warnings[0].code, TokenWarning::FirebaseSessionCookie);
    }

    #[test]
    fn a_custom_token_is_for_sign_in_only() {
        let claims = format!(
            r#"{{"iss":"firebase-adminsdk-1@moped.iam.gserviceaccount.com","sub":"firebase-adminsdk-1@moped.iam.gserviceaccount.com",
            "aud":"{SIGN_IN_SERVICE}","uid":"ada","claims":{{"role":"editor"}}}}"#
        );
        let origin = origin_of(r#"{"alg":"RS256"}"#, &claims);
        assert_eq!((origin.id, origin.kind), (ProviderId::Firebase, TokenKind::Unknown));
        assert_eq!(origin.who.as_deref(), Some("ada"));
        assert_eq!((origin.verify_with, origin.jwks_url), (VerifyWith::IssuerOnly, None));
        assert_eq!(origin.warnings[0].code, TokenWarning::FirebaseCustomToken);
        let unsigned = origin_of(r#"{"alg":"none"}"#, &claims);
        assert_eq!(unsigned.verify_with, VerifyWith::Impossible);
        assert_eq!(unsigned.warnings[1].code, TokenWarning::FirebaseEmulator);
    }

    #[test]
    fn a_look_alike_is_not_firebase() {
        for issuer in [
            "https://securetoken.google.com.evil.example/moped",
            "https://securetoken.google.com@evil.example/moped",
            "https://securetoken.google.com/moped/more",
            "https://securetoken.google.com/",
            "https://securetoken.google.com:8443/moped",
            "https://evil.session.firebase.google.com/moped",
            "http://securetoken.google.com/moped",
        ] {
            let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
            assert_ne!(origin.id, ProviderId::Firebase, "{issuer}");
        }
    }
}
