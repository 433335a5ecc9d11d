//! Refresh tokens: only for the issuer, whoever it is, and told by what they say themselves.

use crate::jose::json::{Object, Value};
use crate::provider::evidence::Evidence;
use crate::provider::origin::{Origin, TokenKind};
use crate::provider::warning::TokenWarning;

/// Marks the origin of a token that says it is a refresh token, whatever its issuer.
pub(super) fn mark(origin: &mut Origin, evidence: &Evidence<'_>) {
    if origin.kind == TokenKind::Refresh || !says_refresh(evidence.header, evidence.claims) {
        return;
    }
    origin.kind = TokenKind::Refresh;
    origin.warn(
        TokenWarning::RefreshToken,
        "this is a refresh token, which is long-lived and only for its issuer; keep it secret and send Hasura the access token or the id token",
    );
}

/// Whether header or claims say it, in the words of one of the common libraries.
fn says_refresh(header: &Object, claims: &Object) -> bool {
    const NAMES: [&str; 9] = [
        "typ",
        "type",
        "token_type",
        "tokenType",
        "TokenType",
        "token_use",
        "tokenUse",
        "kind",
        "purpose",
    ];
    let by_claim = NAMES.iter().filter_map(|name| claims.get_str(name)).any(is_word);
    let by_flag = ["refresh", "is_refresh", "isRefresh", "is_refresh_token", "isRefreshToken"]
        .iter()
        .any(|name| claims.get(name) == Some(&Value::Bool(true)));
    let is_offline = claims.get_str("typ") == Some("Offline");
    // Descope, and Spring's `ati`, which names the access token that it belongs to.
    let by_other = claims.get_str("drn") == Some("DSR")
        || claims.get_str("ati").is_some() && claims.contains("jti");
    header.get_str("typ").is_some_and(is_word)
        || by_claim
        || by_flag
        || is_offline
        || by_other
        || is_cognito(header, claims)
}

fn is_word(word: &str) -> bool {
    let plain = || word.bytes().filter(u8::is_ascii_alphanumeric);
    ["refresh", "refreshtoken", "refreshjwt", "rtjwt", "rt"]
        .iter()
        .any(|known| plain().map(|byte| byte.to_ascii_lowercase()).eq(known.bytes()))
}

/// Cognito encrypts its refresh tokens, and only AWS can open them.
fn is_cognito(header: &Object, claims: &Object) -> bool {
    header.get_str("alg") == Some("RSA-OAEP")
        && header.get_str("enc") == Some("A256GCM")
        && header.get_str("cty") == Some("JWT")
        && !header.contains("kid")
        && !header.contains("iss")
        && claims.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::provider::origin::TokenKind;
    use crate::provider::rules::tests::origin_of;
    use crate::provider::warning::TokenWarning;

    #[test]
    fn a_refresh_token_is_told_by_what_it_says() {
        for (header, claims) in [
            ("{}", r#"{"token_type":"refresh"}"#),
            ("{}", r#"{"type":"refresh"}"#),
            ("{}", r#"{"tokenType":"refresh-token"}"#),
            ("{}", r#"{"token_use":"REFRESH_TOKEN"}"#),
            ("{}", r#"{"typ":"Offline"}"#),
            ("{}", r#"{"drn":"DSR"}"#),
            ("{}", r#"{"ati":"a","jti":"b"}"#),
            ("{}", r#"{"isRefreshToken":true}"#),
            (r#"{"typ":"rt+jwt"}"#, "{}"),
            (r#"{"typ":"refresh+jwt"}"#, r#"{"iss":"https://login.example.gov"}"#),
            (r#"{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}"#, "{}"),
        ] {
            let origin = origin_of(header, claims);
            assert_eq!(origin.kind, TokenKind::Refresh, "{header} {claims}");
            assert_eq!(origin.warnings.last().unwrap().code, TokenWarning::RefreshToken);
        }
        for (header, claims) in [
            (r#"{"typ":"JWT"}"#, r#"{"typ":"Bearer","token_use":"access"}"#),
            ("{}", r#"{"drn":"DS"}"#),
            ("{}", r#"{"refresh":false,"type":"start"}"#),
            (r#"{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP","kid":"k"}"#, "{}"),
            (r#"{"enc":"A256GCM","alg":"RSA-OAEP"}"#, "{}"),
        ] {
            assert_ne!(origin_of(header, claims).kind, TokenKind::Refresh, "{header} {claims}");
        }
    }
}
