//! Amazon Cognito user pools: id and access tokens, and people federated through SAML or OIDC.

use crate::jose::json::{Object, Value};
use crate::jose::numeric_date::NumericDate;
use crate::provider::advice::AdviceCode;
use crate::provider::evidence::Evidence;
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// A user pool as its issuer names it.
struct Pool<'a> {
    region: &'a str,
    id: &'a str,
    /// Whether the host is the second one, which few libraries know yet
    second_host: bool,
}

fn recognises(evidence: &Evidence<'_>) -> bool {
    pool(evidence).is_some() || is_emulated(evidence)
}

/// Emulators issue under hosts of their own.
fn is_emulated(evidence: &Evidence<'_>) -> bool {
    matches!(evidence.text("token_use"), Some("id" | "access"))
        && (evidence.has("cognito:username") || evidence.has("client_id"))
}

/// `https://cognito-idp.REGION.amazonaws.com[.cn]/REGION_ID`, or the same below
/// `issuer-cognito-idp`.
fn pool<'a>(evidence: &'a Evidence<'_>) -> Option<Pool<'a>> {
    let host = evidence.host().filter(|_| evidence.is_plain_https())?;
    let (second_host, host) = match host.strip_prefix("issuer-") {
        Some(rest) => (true, rest),
        None => (false, host),
    };
    let host = host.strip_suffix(".cn").unwrap_or(host);
    let region = host.strip_prefix("cognito-idp.")?.strip_suffix(".amazonaws.com")?;
    let id = evidence.path().strip_prefix('/')?;
    let (_, name) = id.split_once('_')?;
    let plain = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (plain(region) && plain(name)).then_some(Pool { region, id, second_host })
}

/// Both names of an issuer that is a user pool: Cognito has two hosts for each pool.
pub(crate) fn issuer_names(issuer: &str) -> Vec<String> {
    let claims: Object = [("iss".to_owned(), Value::from(issuer))].into_iter().collect();
    let header = Object::new();
    let mut names = vec![issuer.to_owned()];
    if let Some(pool) = pool(&Evidence::new(&header, &claims)) {
        names.push(if pool.second_host {
            issuer.replacen("https://issuer-", "https://", 1)
        } else {
            issuer.replacen("https://", "https://issuer-", 1)
        });
    }
    names
}

/// The issuer of a user pool by its id, `us-east-1_U2dzkxfTv`: the part before `_` is
/// the region. `None` if it is no such id.
pub(crate) fn issuer_of_pool(id: &str) -> Option<String> {
    let (region, _) = id.split_once('_')?;
    // China is a partition of its own, with a domain of its own.
    let domain = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    let issuer = format!("https://cognito-idp.{region}.{domain}/{id}");
    let claims: Object = [("iss".to_owned(), Value::from(issuer.as_str()))].into_iter().collect();
    let header = Object::new();
    pool(&Evidence::new(&header, &claims)).is_some().then_some(issuer)
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let kind = match evidence.text("token_use") {
        Some("id") => TokenKind::Id,
        Some("access") => TokenKind::Access,
        _ => TokenKind::Unknown,
    };
    let mut origin = Origin::new(ProviderId::AwsCognito, kind, VerifyWith::Jwks);
    origin.who = evidence
        .first_text(&["email", "cognito:username", "username", "sub"])
        .map(ToOwned::to_owned);
    origin.federated_from = federation(evidence, &mut origin.dates);
    if let Some(pool) = pool(evidence) {
        origin.fact("region", Some(pool.region));
        origin.fact("user_pool_id", Some(pool.id));
        origin.jwks_url = evidence.below_issuer(".well-known/jwks.json");
        origin.discovery_url = evidence.below_issuer(".well-known/openid-configuration");
        let own_region = pool.id.split_once('_').map_or("", |(region, _)| region);
        if own_region != pool.region {
            origin.advise(
                AdviceCode::CognitoRegionMismatch,
                format!(
                    "the issuer's host names the region {} and the pool {own_region}: no real pool does; look where this token came from",
                    pool.region
                ),
            );
        }
        if pool.second_host {
            origin.advise(
                AdviceCode::CognitoIssuerHost,
                "the issuer is Cognito's second host, `issuer-cognito-idp`, which many libraries do not know; if the engine is configured with an `issuer`, it must be exactly this one",
            );
        }
    }
    let client = evidence.text("client_id").or_else(|| evidence.text("aud"));
    origin.fact("client_id", client);
    if kind == TokenKind::Access {
        origin.advise(
            AdviceCode::CognitoAccessToken,
            "a Cognito access token has no `aud`, and no Hasura claims before the V2 pre-token trigger; send the id token to Hasura",
        );
    }
    if evidence.has("cognito:roles") || evidence.has("cognito:preferred_role") {
        origin.advise(
            AdviceCode::CognitoIamRoles,
            "`cognito:roles` are IAM roles of AWS, not Hasura roles; Hasura's come from a pre-token trigger",
        );
    }
    origin
}

/// The identity that the person signed in with: the primary one, else the first.
fn federation(
    evidence: &Evidence<'_>,
    dates: &mut Vec<(&'static str, NumericDate)>,
) -> Option<Federation> {
    let identities = evidence.claims.get("identities")?.as_array()?;
    // `primary` is a string in Cognito's tokens.
    let primary = identities
        .iter()
        .filter_map(Value::as_object)
        .find(|identity| {
            identity.get_str("primary") == Some("true")
                || identity.get("primary") == Some(&Value::Bool(true))
        })
        .or_else(|| identities.first().and_then(Value::as_object))?;
    let linked = primary
        .get_str("dateCreated")
        .and_then(|millis| millis.parse::<i64>().ok())
        .and_then(|millis| NumericDate::from_seconds(millis / 1000));
    if let Some(linked) = linked {
        dates.push(("identity linked", linked));
    }
    let text = |name| primary.get_str(name).map(ToOwned::to_owned);
    Some(Federation {
        name: text("providerName")?,
        r#type: text("providerType"),
        issuer: text("issuer"),
        user_id: text("userId"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const ISSUER: &str = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv";

    #[test]
    fn an_id_token_names_pool_client_person_and_federation() {
        let origin = origin_of(
            r#"{"alg":"RS256","kid":"k+/="}"#,
            &format!(
                r#"{{"iss":"{ISSUER}","token_use":"id","aud":"3u9n","email":"ada@example.gov","cognito:username":"azuread_ada@example.gov",
                "identities":[{{"userId":"x","providerName":"Other","providerType":"OIDC","issuer":null,"primary":"false"}},
                {{"userId":"Ada@example.gov","providerName":"AzureAD","providerType":"SAML","issuer":"https://sts.windows.net/t/","primary":"true","dateCreated":"1605032912650"}}]}}"#
            ),
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::AwsCognito, TokenKind::Id));
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("region"), Some("us-east-1"));
        assert_eq!(origin.get("user_pool_id"), Some("us-east-1_U2dzkxfTv"));
        assert_eq!(origin.get("client_id"), Some("3u9n"));
        assert_eq!(origin.jwks_url.unwrap(), format!("{ISSUER}/.well-known/jwks.json"));
        let federation = origin.federated_from.unwrap();
        assert_eq!(
            (federation.name.as_str(), federation.r#type.as_deref()),
            ("AzureAD", Some("SAML"))
        );
        assert_eq!(origin.dates[0].1.to_rfc3339(), "2020-11-10T18:28:32Z");
        assert!(origin.advice.is_empty());
    }

    #[test]
    fn an_access_token_is_advised_against() {
        let origin = origin_of(
            "{}",
            &format!(
                r#"{{"iss":"{ISSUER}","token_use":"access","client_id":"3u9n","username":"ada"}}"#
            ),
        );
        assert_eq!(origin.kind, TokenKind::Access);
        assert_eq!(origin.advice[0].code, AdviceCode::CognitoAccessToken);
    }

    #[test]
    fn a_look_alike_host_is_not_cognito_and_derives_nothing() {
        for issuer in [
            "https://cognito-idp.us-east-1.amazonaws.com.evil.example/us-east-1_a",
            "https://cognito-idp.us-east-1.amazonaws.com@evil.example/us-east-1_a",
            "https://cognito-idp.us-east-1.amazonaws.com:8443/us-east-1_a",
            "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a/b",
            "http://cognito-idp.us-east-1.amazonaws.com/us-east-1_a",
        ] {
            let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
            assert_ne!(origin.id, ProviderId::AwsCognito, "{issuer}");
        }
    }

    #[test]
    fn a_pool_has_two_names_and_other_issuers_one() {
        assert_eq!(
            issuer_names(ISSUER),
            [ISSUER, "https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv"]
        );
        assert_eq!(issuer_names("https://example.gov/"), ["https://example.gov/"]);
    }
}
