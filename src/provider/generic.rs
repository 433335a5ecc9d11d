//! Issuers that no other rule recognizes, and what the standards define for every token.

use crate::jose::moment::Moment;
use crate::jose::numeric_date::NumericDate;
use crate::provider::address::{Ambiguity, WebAddress};
use crate::provider::evidence::Evidence;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

/// Matches any `https` issuer that no earlier rule recognizes.
pub(super) const OIDC_RULE: Rule =
    Rule { recognises: has_https_issuer, describe: describe_https_issuer };

/// Matches every token.
pub(super) const UNKNOWN_RULE: Rule = Rule { recognises: always, describe: describe_unknown };

fn has_https_issuer(evidence: &Evidence<'_>) -> bool {
    evidence.https_host().is_some()
}

const fn always(_: &Evidence<'_>) -> bool {
    true
}

/// Describes a token from an `https` issuer. The address of its key set is read from its discovery
/// document, never guessed.
fn describe_https_issuer(evidence: &Evidence<'_>) -> Origin {
    let mut origin =
        describe_by_standards(evidence, ProviderId::GenericOidc, VerifyWith::Discovery);
    let discovery_url = evidence.below_issuer(".well-known/openid-configuration");
    set_key_addresses(&mut origin, evidence, None, discovery_url);
    origin
}

/// Describes a token whose issuer cannot be contacted on the token's word alone. If the user trusts
/// a plain `http` issuer, it can be contacted; otherwise, the key must be provided.
fn describe_unknown(evidence: &Evidence<'_>) -> Origin {
    let is_web = evidence.issuer().is_some();
    let verify_with = if is_web { VerifyWith::Discovery } else { VerifyWith::Jwks };
    let mut origin = describe_by_standards(evidence, ProviderId::Unknown, verify_with);
    set_key_addresses(&mut origin, evidence, None, None);
    origin
}

/// Describes a token whose issuer programs read differently, so its origin is unknown.
pub(super) fn describe_ambiguous(evidence: &Evidence<'_>, ambiguity: Ambiguity) -> Origin {
    let mut origin = describe_by_standards(evidence, ProviderId::Unknown, VerifyWith::Jwks);
    set_key_addresses(&mut origin, evidence, None, None);
    origin.warn(
        TokenWarning::AmbiguousIssuer,
        format!(
            "the issuer {ambiguity}, and programs disagree on what such an address names; do not trust the token or configure this issuer until you know where it comes from"
        ),
    );
    origin
}

fn describe_by_standards(
    evidence: &Evidence<'_>,
    id: ProviderId,
    verify_with: VerifyWith,
) -> Origin {
    let mut origin = Origin::new(id, standard_kind(evidence), verify_with);
    origin.who = evidence
        .first_text(&["email", "preferred_username", "upn", "name", "username", "sub", "client_id"])
        .map(ToOwned::to_owned);
    origin.fact("client_id", evidence.first_text(&["azp", "client_id"]));
    origin
}

/// Returns the kind as far as the standards define it: access tokens by their `typ` (RFC 9068
/// section 2.1), ID tokens by the claims that only they have.
pub(super) fn standard_kind(evidence: &Evidence<'_>) -> TokenKind {
    let typ = evidence.header_text("typ").unwrap_or_default().to_ascii_lowercase();
    if typ.strip_prefix("application/").unwrap_or(&typ) == "at+jwt" {
        if is_client(evidence) { TokenKind::ClientCredentials } else { TokenKind::Access }
    } else if ["nonce", "at_hash", "c_hash"].iter().any(|claim| evidence.has(claim)) {
        TokenKind::Id
    } else if is_client(evidence) {
        TokenKind::ClientCredentials
    } else {
        TokenKind::Unknown
    }
}

/// Whether a client logged in as itself, so the subject is the client (RFC 9068 section 2.2).
fn is_client(evidence: &Evidence<'_>) -> bool {
    let client = evidence.text("client_id");
    client.is_some() && evidence.text("sub") == client
}

/// Sets the addresses of the keys if there can be any: a secret is never published, and an unsigned
/// token has no key.
pub(super) fn set_key_addresses(
    origin: &mut Origin,
    evidence: &Evidence<'_>,
    jwks_url: Option<String>,
    discovery_url: Option<String>,
) {
    if is_unsigned(evidence) {
        origin.verify_with = VerifyWith::Impossible;
    } else if is_signed_with_secret(evidence) {
        origin.verify_with = VerifyWith::SharedSecret;
    } else {
        let issuer = evidence.issuer().filter(|issuer| !issuer.host().starts_with('['));
        let has_host_name = |address: &String| {
            issuer.is_some_and(|issuer| issuer.has_plainly(address))
                || WebAddress::parse(address).is_ok_and(|address| !address.host().starts_with('['))
        };
        origin.jwks_url = jwks_url.filter(has_host_name);
        origin.discovery_url = discovery_url.filter(has_host_name);
    }
}

/// Whether `alg` is `none`, in upper or lower case.
pub(super) fn is_unsigned(evidence: &Evidence<'_>) -> bool {
    evidence.header_text("alg").is_some_and(|algorithm| algorithm.eq_ignore_ascii_case("none"))
}

/// Whether `alg` is an HMAC algorithm, such as HS256.
pub(super) fn is_signed_with_secret(evidence: &Evidence<'_>) -> bool {
    evidence.header_text("alg").is_some_and(|algorithm| algorithm.starts_with("HS"))
}

/// Whether a string consists only of letters, digits, `-` and `_`, and can be inserted into an
/// address unchanged.
pub(super) fn is_plain_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Whether a string is a UUID in the usual form with 36 characters.
pub(super) fn is_uuid(text: &str) -> bool {
    text.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// Returns the warning about a token that an administrator got in a user's name.
pub(super) fn impersonation(who: &str) -> String {
    format!("`{who}` acts as this user: whatever the token does was not done by the user")
}

/// Returns the instant of an RFC 3339 text.
pub(super) fn instant(text: &str) -> Option<NumericDate> {
    match text.parse() {
        Ok(Moment::At(instant)) if text.contains('T') => Some(instant),
        _ => None,
    }
}

/// Returns a claim if it is a date.
pub(super) fn date(evidence: &Evidence<'_>, claim: &str) -> Option<NumericDate> {
    evidence.claims.get(claim).and_then(|value| NumericDate::from_claim(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    #[test]
    fn an_https_issuer_is_discovered_and_no_key_address_is_guessed() {
        let origin = origin_of(
            r#"{"alg":"RS256","typ":"at+jwt"}"#,
            r#"{"iss":"https://login.example.gov/","sub":"7","preferred_username":"ada","azp":"editor"}"#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::GenericOidc, TokenKind::Access));
        assert_eq!(origin.who.as_deref(), Some("ada"));
        assert_eq!(origin.get("client_id"), Some("editor"));
        assert_eq!(origin.verify_with, VerifyWith::Discovery);
        assert_eq!(origin.jwks_url, None);
        assert_eq!(
            origin.discovery_url.as_deref(),
            Some("https://login.example.gov/.well-known/openid-configuration")
        );
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn only_a_plain_issuer_is_discovered() {
        for issuer in [
            "https://login.example.gov:8443/",
            "https://login.example.gov/?tenant=1",
            "https://login.example.gov/#top",
        ] {
            let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
            assert_eq!(origin.id, ProviderId::GenericOidc, "{issuer}");
            assert_eq!(origin.discovery_url, None, "{issuer}");
            assert!(origin.warnings.is_empty(), "{issuer}");
        }
        for issuer in [
            "https://ada@login.example.gov/",
            r"https://login.example.gov\\@evil.example/",
            "https://login.example.gov/a b",
        ] {
            let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
            assert_eq!((origin.id, origin.discovery_url), (ProviderId::Unknown, None), "{issuer}");
            assert_eq!(origin.warnings[0].code, TokenWarning::AmbiguousIssuer, "{issuer}");
        }
    }

    #[test]
    fn a_token_without_an_issuer_is_unknown_and_says_what_it_needs() {
        let origin = origin_of(r#"{"alg":"HS256"}"#, r#"{"sub":"7"}"#);
        assert_eq!((origin.id, origin.kind), (ProviderId::Unknown, TokenKind::Unknown));
        assert_eq!(origin.who.as_deref(), Some("7"));
        assert_eq!(origin.verify_with, VerifyWith::SharedSecret);
        let verify_with = |alg, iss| {
            origin_of(&format!(r#"{{"alg":"{alg}"}}"#), &format!(r#"{{"iss":"{iss}"}}"#))
                .verify_with
        };
        assert_eq!(verify_with("RS256", "moped"), VerifyWith::Jwks);
        assert_eq!(verify_with("RS256", "http://localhost:9400"), VerifyWith::Discovery);
        assert_eq!(verify_with("None", "moped"), VerifyWith::Impossible);
        assert_eq!(verify_with("none", "https://login.example.gov"), VerifyWith::Impossible);
        assert_eq!(verify_with("HS512", "https://login.example.gov"), VerifyWith::SharedSecret);
    }

    #[test]
    fn an_empty_token_is_unknown_too() {
        let origin = origin_of("{}", "{}");
        assert_eq!((origin.id, origin.verify_with), (ProviderId::Unknown, VerifyWith::Jwks));
        assert_eq!(origin.who, None);
        assert!(origin.facts.is_empty());
    }

    #[test]
    fn id_tokens_are_recognised_by_the_claims_that_only_they_have() {
        for claim in ["nonce", "at_hash", "c_hash"] {
            let origin = origin_of("{}", &format!(r#"{{"{claim}":"x"}}"#));
            assert_eq!(origin.kind, TokenKind::Id, "{claim}");
        }
        let origin = origin_of(r#"{"typ":"application/AT+JWT"}"#, "{}");
        assert_eq!(origin.kind, TokenKind::Access);
    }

    #[test]
    fn a_uuid_is_36_characters_in_five_groups() {
        assert!(is_uuid("11111111-2222-3333-4444-55555555aBcD"));
        assert!(!is_uuid("11111111-2222-3333-4444-55555555555"));
        assert!(!is_uuid("11111111-2222-3333-4444-55555555555g"));
        assert!(!is_uuid("111111112222333344445555555555555555"));
        assert!(!is_uuid(""));
    }
}
