//! Amazon Cognito user pools: ID and access tokens, and users federated through SAML or OIDC.

use crate::jose::json::Value;
use crate::jose::numeric_date::NumericDate;
use crate::provider::address::WebAddress;
use crate::provider::evidence::Evidence;
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// The user pool that an issuer names.
struct Pool<'a> {
    /// The region in the host name
    region: &'a str,
    id: &'a str,
    /// The region in the pool ID, which equals that of the host for every real pool
    own_region: &'a str,
    /// Whether the host is the second one, `issuer-cognito-idp`, which few libraries support yet
    second_host: bool,
}

impl Pool<'_> {
    fn is_consistent(&self) -> bool {
        self.region == self.own_region
    }
}

fn recognises(evidence: &Evidence<'_>) -> bool {
    evidence.issuer().and_then(pool).is_some() || is_emulated(evidence)
}

/// Whether the claims are those of a Cognito token; emulators use other hosts.
fn is_emulated(evidence: &Evidence<'_>) -> bool {
    matches!(evidence.text("token_use"), Some("id" | "access"))
        && (evidence.has("cognito:username") || evidence.has("client_id"))
}

/// Parses `https://cognito-idp.REGION.amazonaws.com[.cn]/REGION_ID`, or the same path on the host
/// `issuer-cognito-idp`.
fn pool(issuer: &WebAddress) -> Option<Pool<'_>> {
    let host = Some(issuer.host()).filter(|_| issuer.is_plain_https())?;
    let first = region_in_host(host, "cognito-idp").map(|region| (region, false));
    let second = || region_in_host(host, "issuer-cognito-idp").map(|region| (region, true));
    let (region, second_host) = first.or_else(second)?;
    let id = issuer.path().strip_prefix('/')?;
    let own_region = region_of_pool(id)?;
    Some(Pool { region, id, own_region, second_host })
}

/// Returns the region of a pool ID, `REGION_NAME`, or `None` if it is not a pool ID.
fn region_of_pool(id: &str) -> Option<&str> {
    let (region, name) = id.split_once('_')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_name && is_region(region)).then_some(region)
}

fn is_region(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_plain)
}

/// Returns the region of a complete host name, `SERVICE.REGION.amazonaws.com`. In China, a separate
/// partition, the domain ends in `.cn`.
pub(super) fn region_in_host<'a>(host: &'a str, service: &str) -> Option<&'a str> {
    let (region, domain) = host.strip_prefix(service)?.strip_prefix('.')?.split_once('.')?;
    (domain == domain_of_region(region) && is_region(region)).then_some(region)
}

fn domain_of_region(region: &str) -> &'static str {
    if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" }
}

fn issuer(pool: &str, region: &str, second_host: bool) -> String {
    let prefix = if second_host { "issuer-" } else { "" };
    format!("https://{prefix}cognito-idp.{region}.{}/{pool}", domain_of_region(region))
}

/// Returns all names of an issuer. A user pool has two because Cognito has two hosts for each; any
/// other issuer has one.
pub(crate) fn issuer_names(name: &str) -> Vec<String> {
    let mut names = vec![name.to_owned()];
    let address = WebAddress::parse(name).ok();
    if let Some(pool) = address.as_ref().and_then(pool).filter(Pool::is_consistent) {
        names.push(issuer(pool.id, pool.region, !pool.second_host));
    }
    names
}

/// Returns the issuer of the user pool with this ID, such as `us-east-1_U2dzkxfTv`, or `None` if it
/// is not a pool ID.
pub(crate) fn issuer_of_pool(id: &str) -> Option<String> {
    region_of_pool(id).map(|region| issuer(id, region, false))
}

/// Returns where the API of an issuer's user pool is, and the pool's name: what follows the region
/// in its ID. That of an emulator is where the emulator is.
pub(super) fn api_of_issuer(name: &str) -> Option<(String, &str)> {
    let address = WebAddress::parse(name).ok()?;
    let (before, id) = name.trim_end_matches('/').rsplit_once('/')?;
    let (_, pool_name) = id.split_once('_').filter(|_| region_of_pool(id).is_some())?;
    let base = match pool(&address).filter(Pool::is_consistent) {
        Some(pool) => {
            format!("https://cognito-idp.{}.{}", pool.region, domain_of_region(pool.region))
        }
        None => before.to_owned(),
    };
    Some((format!("{base}/"), pool_name))
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let kind = match evidence.text("token_use") {
        Some("id") => TokenKind::Id,
        Some("access") if is_client(evidence) => TokenKind::ClientCredentials,
        Some("access") => TokenKind::Access,
        _ => TokenKind::Unknown,
    };
    let mut origin = Origin::new(ProviderId::AwsCognito, kind, VerifyWith::Jwks);
    origin.who = evidence
        .first_text(&["email", "cognito:username", "username", "sub"])
        .map(ToOwned::to_owned);
    origin.federated_from = federation(evidence, &mut origin.dates);
    if let Some(pool) = evidence.issuer().and_then(pool) {
        describe_pool(&mut origin, evidence, &pool);
    }
    let client = evidence.text("client_id").or_else(|| evidence.text("aud"));
    origin.fact("client_id", client);
    if kind == TokenKind::ClientCredentials {
        origin.warn(
            TokenWarning::CognitoAccessToken,
            "a client's token has no `aud` and no user, and no Hasura claims without a V3 pre-token trigger; give it a literal role in `claims_map`",
        );
    }
    if kind == TokenKind::Access {
        origin.warn(
            TokenWarning::CognitoAccessToken,
            "a Cognito access token has no `aud`, and no Hasura claims without a V2 pre-token trigger; send Hasura the id token",
        );
    }
    if evidence.has("cognito:roles") || evidence.has("cognito:preferred_role") {
        origin.warn(
            TokenWarning::CognitoIamRoles,
            "`cognito:roles` are AWS IAM roles, not Hasura roles; a pre-token trigger sets Hasura's",
        );
    }
    origin
}

/// Whether a client logged in as itself: the token is about the client, and names no user.
fn is_client(evidence: &Evidence<'_>) -> bool {
    let client = evidence.text("client_id");
    client.is_some() && evidence.text("sub") == client && !evidence.has("username")
}

fn describe_pool(origin: &mut Origin, evidence: &Evidence<'_>, pool: &Pool<'_>) {
    origin.fact("region", Some(pool.region));
    origin.fact("user_pool_id", Some(pool.id));
    if pool.is_consistent() {
        origin.jwks_url = evidence.below_issuer(".well-known/jwks.json");
        origin.discovery_url = evidence.below_issuer(".well-known/openid-configuration");
    } else {
        origin.warn(
            TokenWarning::CognitoRegionMismatch,
            format!(
                "the issuer's host is in region {} and the pool in {}, which never happens with a real pool; find out where this token comes from",
                pool.region, pool.own_region
            ),
        );
    }
    if pool.second_host {
        origin.warn(
            TokenWarning::CognitoIssuerHost,
            "the issuer is on Cognito's second host, `issuer-cognito-idp`, which many libraries do not support; if the engine is configured with an `issuer`, it must be exactly this one",
        );
    }
}

/// Returns the identity that the user signed in with: the primary one, or else the first.
fn federation(
    evidence: &Evidence<'_>,
    dates: &mut Vec<(&'static str, NumericDate)>,
) -> Option<Federation> {
    let identities = evidence.claims.get("identities")?.as_array()?;
    // Cognito writes `primary` as a string.
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
        dates.push(("identity_linked", linked));
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
        assert!(origin.warnings.is_empty());
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
        assert_eq!(origin.warnings[0].code, TokenWarning::CognitoAccessToken);
        assert!(origin.warnings[0].message.contains("send Hasura the id token"));
    }

    #[test]
    fn a_client_has_no_user_and_no_id_token() {
        let claims = format!(
            r#"{{"iss":"{ISSUER}","token_use":"access","client_id":"3u9n","sub":"3u9n","scope":"parks/read"}}"#
        );
        let origin = origin_of("{}", &claims);
        assert_eq!(origin.kind, TokenKind::ClientCredentials);
        assert_eq!(origin.who.as_deref(), Some("3u9n"));
        assert_eq!(origin.warnings[0].code, TokenWarning::CognitoAccessToken);
        assert!(!origin.warnings[0].message.contains("id token"));
        // A user whose name is the client's.
        let user = claims.replace("\"scope\"", "\"username\":\"ada\",\"scope\"");
        assert_eq!(origin_of("{}", &user).kind, TokenKind::Access);
    }

    #[test]
    fn a_look_alike_host_is_not_cognito_and_derives_nothing() {
        for issuer in [
            "https://cognito-idp.us-east-1.amazonaws.com.evil.example/us-east-1_a",
            "https://cognito-idp.us-east-1.amazonaws.com@evil.example/us-east-1_a",
            "https://cognito-idp.us-east-1.amazonaws.com:8443/us-east-1_a",
            "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a/b",
            "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a/",
            "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a-b",
            "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a_b",
            "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_",
            "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a%2fb",
            "https://cognito-idp.us-east-1.amazonaws.com/_a",
            "https://cognito-idp.us-east-1.amazonaws.com.cn/us-east-1_a",
            "https://cognito-idp.evil.us-east-1.amazonaws.com/us-east-1_a",
            "https://cognito-idp.us-east-1.evil.amazonaws.com/us-east-1_a",
            "https://x-cognito-idp.us-east-1.amazonaws.com/us-east-1_a",
            "http://cognito-idp.us-east-1.amazonaws.com/us-east-1_a",
        ] {
            let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
            assert_ne!(origin.id, ProviderId::AwsCognito, "{issuer}");
        }
    }

    #[test]
    fn a_pool_in_another_region_than_its_host_is_reported_and_derives_nothing() {
        let issuer = "https://cognito-idp.us-east-1.amazonaws.com/eu-west-1_a";
        let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
        assert_eq!((origin.id, origin.jwks_url), (ProviderId::AwsCognito, None));
        assert_eq!(origin.discovery_url, None);
        assert_eq!(origin.warnings[0].code, TokenWarning::CognitoRegionMismatch);
        assert_eq!(issuer_names(issuer), [issuer]);
    }

    #[test]
    fn the_chinese_partition_has_its_own_domain() {
        let issuer = issuer_of_pool("cn-north-1_a").unwrap();
        assert_eq!(issuer, "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_a");
        let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
        assert_eq!(origin.get("region"), Some("cn-north-1"));
        for id in ["us-east-1", "us-east-1_", "_a", "us-east-1_a/b", "a.evil.example/_a", "US_a"] {
            assert_eq!(issuer_of_pool(id), None, "{id}");
        }
    }

    #[test]
    fn a_pool_has_two_names_and_other_issuers_one() {
        assert_eq!(
            issuer_names(ISSUER),
            [ISSUER, "https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv"]
        );
        let second = "https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_U2dzkxfTv";
        assert_eq!(issuer_names(second), [second, ISSUER]);
        assert_eq!(issuer_names("https://example.gov/"), ["https://example.gov/"]);
    }
}
