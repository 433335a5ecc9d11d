//! Dex: ID tokens, which serve as access tokens too.

use crate::jose::base64url;
use crate::provider::evidence::Evidence;
use crate::provider::generic::set_key_addresses;
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;

pub(super) const RULE: Rule = Rule { recognises, describe };

fn recognises(evidence: &Evidence<'_>) -> bool {
    let issuer = evidence.issuer().filter(|issuer| !issuer.has_query_or_fragment());
    evidence.has("federated_claims")
        || issuer.is_some_and(|issuer| issuer.path().trim_end_matches('/').ends_with("/dex"))
}

/// Describes a token. The two kinds cannot be told apart.
fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::Dex, TokenKind::Id, VerifyWith::Jwks);
    origin.who =
        evidence.first_text(&["email", "preferred_username", "name", "sub"]).map(ToOwned::to_owned);
    let audience = evidence.audiences().into_iter().next();
    origin.fact("client_id", evidence.text("azp").or(audience));
    origin.fact("groups", evidence.listed("groups"));
    let upstream = evidence.object("federated_claims").and_then(|claims| {
        let text = |name| claims.get_str(name).map(ToOwned::to_owned);
        Some((text("connector_id")?, text("user_id")))
    });
    let upstream = upstream.or_else(|| {
        let (user, connector) = evidence.text("sub").and_then(parts_of_subject)?;
        Some((connector, Some(user)))
    });
    origin.federated_from =
        upstream.map(|(name, user_id)| Federation { name, r#type: None, issuer: None, user_id });
    set_key_addresses(
        &mut origin,
        evidence,
        evidence.below_local_issuer("keys"),
        evidence.below_local_issuer(".well-known/openid-configuration"),
    );
    origin
}

/// Returns the user and the connector in a subject: it is a protobuf message with these two
/// strings as its fields 1 and 2, in base64url.
fn parts_of_subject(subject: &str) -> Option<(String, String)> {
    let bytes = base64url::decode(subject.trim_end_matches('=')).ok()?;
    let (user, rest) = string_field(&bytes, 1)?;
    let (connector, rest) = string_field(rest, 2)?;
    rest.is_empty().then_some((user, connector))
}

/// Splits off a field that is a string of at most 127 bytes.
fn string_field(bytes: &[u8], number: u8) -> Option<(String, &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&length, rest) = rest.split_first()?;
    let is_string = tag == number << 3 | 2 && length < 0x80;
    let (text, rest) = rest.split_at_checked(usize::from(length)).filter(|_| is_string)?;
    Some((std::str::from_utf8(text).ok()?.to_owned(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn the_subject_names_user_and_connector() {
        let claims = r#"{"iss":"https://dex.example.gov/dex","sub":"CgJ1MRIEbGRhcA","aud":["hasura","other"],"azp":"hasura","groups":["editors"]}"#;
        let origin = origin_of(r#"{"alg":"RS256"}"#, claims);
        let upstream = origin.federated_from.as_ref().unwrap();
        assert_eq!((upstream.name.as_str(), upstream.user_id.as_deref()), ("ldap", Some("u1")));
        assert_eq!(
            (origin.get("groups"), origin.get("client_id")),
            (Some("editors"), Some("hasura"))
        );
        for subject in ["", "CgJ1MRIEbGRh", "CgJ1MRIEbGRhcAA", "u1", "_w", "Cv__"] {
            assert_eq!(parts_of_subject(subject), None, "{subject}");
        }
    }

    #[test]
    fn the_connector_is_where_the_user_comes_from() {
        let claims = r#"{"iss":"https://dex.example.gov/dex","sub":"CgJ1MRIEbGRhcA","aud":"hasura","at_hash":"x","federated_claims":{"connector_id":"ldap","user_id":"u1"}}"#;
        let origin = origin_of(r#"{"alg":"RS256"}"#, claims);
        assert_eq!((origin.id, origin.kind), (ProviderId::Dex, TokenKind::Id));
        assert_eq!(origin.jwks_url.as_deref(), Some("https://dex.example.gov/dex/keys"));
        let upstream = origin.federated_from.unwrap();
        assert_eq!((upstream.name.as_str(), upstream.user_id.as_deref()), ("ldap", Some("u1")));
    }
}
