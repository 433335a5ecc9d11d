//! Microsoft Entra (formerly Azure AD): version 1.0 and 2.0 tokens of users and of applications.

use crate::jose::json::Value;
use crate::provider::address::WebAddress;
use crate::provider::evidence::Evidence;
use crate::provider::generic::{is_plain_name, is_uuid, set_key_addresses};
use crate::provider::origin::{Federation, Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// The tenant of all personal Microsoft accounts.
const PERSONAL_ACCOUNTS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// The placeholders for a tenant in endpoints, which never appear in a real token. The last one is
/// the escaped form of the placeholder in Microsoft's own documents.
const TENANT_PLACEHOLDERS: [&str; 4] = ["common", "organizations", "consumers", "%7Btenantid%7D"];

/// What stands for the tenant in the discovery document of several tenants.
const ANY_TENANT: &str = "{tenantid}";

fn recognises(evidence: &Evidence<'_>) -> bool {
    is_microsoft(evidence)
}

/// The hosts of issuers in Microsoft's clouds.
const HOSTS: [&str; 5] = [
    "sts.windows.net",
    "sts.chinacloudapi.cn",
    "login.microsoftonline.com",
    "login.microsoftonline.us",
    "login.partner.microsoftonline.cn",
];

/// Whether the issuer's host belongs to one of Microsoft's clouds.
pub(super) fn is_microsoft(evidence: &Evidence<'_>) -> bool {
    evidence.host().is_some_and(|host| HOSTS.contains(&host)) || external_tenant(evidence).is_some()
}

/// Whether a host is one at which Microsoft logs users in, also those of customers.
pub(super) fn is_host(host: &str) -> bool {
    let is_below = |domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    HOSTS.contains(&host) || is_below("ciamlogin.com") || is_below("b2clogin.com")
}

/// Returns the issuer that the discovery document of an address for several tenants names, or
/// `None` if it is not such an address.
pub(super) fn discovery_name(address: &str) -> Option<String> {
    let (word, _) = placeholder(address)?;
    with_tenant(address, if word == "consumers" { PERSONAL_ACCOUNTS } else { ANY_TENANT })
}

/// Whether an address is one for several tenants, whose tokens name the issuer of their own tenant.
pub(super) fn is_of_several_tenants(address: &str) -> bool {
    placeholder(address).is_some()
}

/// Returns the issuer in the tokens of a tenant that logs in at an address for several tenants.
pub(super) fn token_name(address: &str, tenant: &str) -> Option<String> {
    let logs_in = match placeholder(address)?.0 {
        "consumers" => tenant == PERSONAL_ACCOUNTS,
        "organizations" => tenant != PERSONAL_ACCOUNTS,
        _ => true,
    };
    if logs_in && is_uuid(tenant) { with_tenant(address, tenant) } else { None }
}

/// Returns the placeholder for a tenant in an address, and what follows it.
fn placeholder(address: &str) -> Option<(&str, &str)> {
    let host = WebAddress::parse(address).ok()?.host().to_owned();
    let path = address.strip_prefix("https://")?.strip_prefix(host.as_str())?.strip_prefix('/')?;
    let (word, rest) = path.split_once('/')?;
    let is_placeholder = matches!(word, "common" | "organizations" | "consumers");
    (is_placeholder && HOSTS.contains(&host.as_str())).then_some((word, rest))
}

/// Returns an address for several tenants with a tenant in place of its placeholder.
fn with_tenant(address: &str, tenant: &str) -> Option<String> {
    let (word, rest) = placeholder(address)?;
    let start = address.strip_suffix(rest)?.strip_suffix('/')?.strip_suffix(word)?;
    Some(format!("{start}{tenant}/{rest}"))
}

/// Returns the name or ID of an external (customer) tenant: `NAME.ciamlogin.com`.
fn external_tenant<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    evidence.subdomain_of("ciamlogin.com").filter(|name| is_plain_name(name))
}

/// Returns the kind of token, based on absent claims: an ID token has neither scopes nor a client,
/// and an application token has no scopes.
pub(super) fn kind(evidence: &Evidence<'_>) -> TokenKind {
    if evidence.text("idtyp") == Some("app") {
        TokenKind::ClientCredentials
    } else if evidence.has("scp") {
        TokenKind::Access
    } else if evidence.has("azp") || evidence.has("appid") {
        TokenKind::ClientCredentials
    } else {
        TokenKind::Id
    }
}

/// Adds the client and the API. An access token names its client in a claim; the client of an ID
/// token is its audience.
pub(super) fn add_client_and_api(origin: &mut Origin, evidence: &Evidence<'_>) {
    let audience = evidence.audiences().into_iter().next();
    if origin.kind == TokenKind::Id {
        origin.fact("client_id", audience);
    } else {
        origin.fact("client_id", evidence.first_text(&["azp", "appid"]));
        origin.fact("api", audience);
    }
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::AzureAd, kind(evidence), VerifyWith::Jwks);
    origin.who = who(evidence, origin.kind).map(ToOwned::to_owned);
    origin.fact("tenant", external_tenant(evidence).filter(|name| !is_uuid(name)));
    origin.fact("tenant_id", tenant_id(evidence));
    add_client_and_api(&mut origin, evidence);
    origin.federated_from = home_provider(evidence).map(federation);
    if evidence.header.contains("nonce") {
        origin.verify_with = VerifyWith::ImpossibleAsIs;
        origin.warn(
            TokenWarning::EntraGraphNonce,
            "the header has a `nonce`, so the token is for Microsoft Graph, and only Graph can verify its signature; request a token whose audience is your own API and send Hasura that one",
        );
    } else {
        let (jwks_url, discovery_url) = addresses(evidence).unzip();
        set_key_addresses(&mut origin, evidence, jwks_url, discovery_url);
        warn_about_version(&mut origin, evidence);
        warn_about_roles(&mut origin, evidence);
    }
    warn_about_user(&mut origin, evidence);
    origin
}

fn who<'a>(evidence: &Evidence<'a>, kind: TokenKind) -> Option<&'a str> {
    if kind == TokenKind::ClientCredentials {
        evidence.first_text(&["app_displayname", "azp", "appid", "sub"])
    } else {
        evidence.first_text(&[
            "email",
            "preferred_username",
            "upn",
            "unique_name",
            "name",
            "oid",
            "sub",
        ])
    }
}

/// Returns the tenant that the issuer names in the first segment of its path.
fn tenant<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    evidence.path().split('/').nth(1).filter(|segment| !segment.is_empty())
}

fn tenant_id<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    tenant(evidence).filter(|tenant| is_uuid(tenant)).or_else(|| evidence.text("tid"))
}

/// Whether this is a version 1.0 token. The API's manifest determines the version, regardless of
/// the endpoint.
fn is_version_1(evidence: &Evidence<'_>) -> bool {
    match evidence.text("ver") {
        Some("1.0") => true,
        Some("2.0") => false,
        _ => matches!(evidence.host(), Some("sts.windows.net" | "sts.chinacloudapi.cn")),
    }
}

/// Returns the addresses of the key set and the discovery document for `https://HOST/TENANT_ID/`,
/// with or without `v2.0`. Version 1.0 tokens have their issuer and keys on different hosts.
fn addresses(evidence: &Evidence<'_>) -> Option<(String, String)> {
    let host = match evidence.host()? {
        "sts.windows.net" => "login.microsoftonline.com",
        "sts.chinacloudapi.cn" => "login.partner.microsoftonline.cn",
        host => host,
    };
    let path = evidence.path().strip_prefix('/')?.trim_end_matches('/');
    let tenant = path.strip_suffix("/v2.0").unwrap_or(path);
    if !is_uuid(tenant) {
        return None;
    }
    let base = format!("https://{host}/{tenant}");
    Some(if is_version_1(evidence) {
        (format!("{base}/discovery/keys"), format!("{base}/.well-known/openid-configuration"))
    } else {
        (
            format!("{base}/discovery/v2.0/keys"),
            format!("{base}/v2.0/.well-known/openid-configuration"),
        )
    })
}

/// Returns the identity provider of a guest, or `None` for a member of the tenant.
fn home_provider<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    let provider = evidence.text("idp")?;
    let is_own = evidence.iss() == Some(provider)
        || tenant_id(evidence).is_some_and(|tenant| {
            tenant == PERSONAL_ACCOUNTS
                || provider.split('/').any(|part| part.eq_ignore_ascii_case(tenant))
        });
    (!is_own).then_some(provider)
}

fn federation(provider: &str) -> Federation {
    Federation {
        name: provider.to_owned(),
        r#type: None,
        issuer: WebAddress::parse(provider)
            .is_ok_and(|address| address.is_https())
            .then(|| provider.to_owned()),
        user_id: None,
    }
}

fn warn_about_version(origin: &mut Origin, evidence: &Evidence<'_>) {
    if is_version_1(evidence) {
        origin.warn(
            TokenWarning::EntraV1Issuer,
            "this is a version 1.0 token, whose issuer ends with a slash; an `issuer` in Hasura's configuration needs that slash too, and not the `/v2.0` of newer tokens",
        );
    } else if let Some(audience) =
        evidence.audiences().into_iter().find(|audience| !is_uuid(audience))
    {
        origin.warn(
            TokenWarning::EntraV2Audience,
            format!(
                "the audience of a version 2.0 token is the API's client ID, which `{audience}` is not; find out which API the token is for before you set Hasura's `audience` to it"
            ),
        );
    }
}

fn warn_about_roles(origin: &mut Origin, evidence: &Evidence<'_>) {
    let is_for_user = matches!(origin.kind, TokenKind::Id | TokenKind::Access);
    if is_for_user && !has_roles(evidence) {
        origin.warn(
            TokenWarning::EntraNoRoles,
            "there is no `roles` claim, because no app role is assigned; assign one to the user or their group, or set a default for the paths in Hasura's `claims_map`",
        );
    }
    let has_overage = evidence
        .claims
        .get("_claim_names")
        .and_then(Value::as_object)
        .is_some_and(|names| names.contains("groups"));
    if has_overage || evidence.has("hasgroups") {
        origin.warn(
            TokenWarning::EntraGroupsOverage,
            "the user is in more groups than fit into a token, so `groups` has to be read from Microsoft Graph; map Hasura's roles from app roles, which are always in the token",
        );
    }
}

/// Whether the token contains a claim that Hasura could map to roles.
fn has_roles(evidence: &Evidence<'_>) -> bool {
    let is_not_empty = |roles: &Value| roles.as_array().is_none_or(|list| !list.is_empty());
    evidence.claims.get("roles").is_some_and(is_not_empty)
        || evidence.claims.iter().any(|(name, _)| {
            matches!(name, "https://hasura.io/jwt/claims" | "claims.jwt.hasura.io")
                || name.to_ascii_lowercase().starts_with("x-hasura-")
        })
}

fn warn_about_user(origin: &mut Origin, evidence: &Evidence<'_>) {
    let is_guest_by_account = evidence.claims.get("acct") == Some(&Value::from(1_i64));
    if origin.federated_from.is_some() || is_guest_by_account {
        origin.warn(
            TokenWarning::EntraGuest,
            "the user is a guest of this tenant, which does not vouch for their name and e-mail address; identify users by `oid` together with `tid`",
        );
    }
    if tenant_id(evidence) == Some(PERSONAL_ACCOUNTS) {
        origin.warn(
            TokenWarning::EntraPersonalAccount,
            "the tenant is that of personal Microsoft accounts, which anyone can create; do not give a role to every user of this issuer",
        );
    }
    if let Some(word) = tenant(evidence).filter(|tenant| TENANT_PLACEHOLDERS.contains(tenant)) {
        origin.warn(
            TokenWarning::EntraCommonIssuer,
            format!(
                "the issuer has `{word}` where real tokens name one tenant; find out where this token comes from, and use the tenant's own ID in Hasura's `issuer`"
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const TENANT: &str = "5c5e19f6-0000-4000-8000-000000000001";
    const API: &str = "6e74172b-0000-4000-8000-000000000002";

    fn version_2(more: &str) -> Origin {
        origin_of(
            r#"{"alg":"RS256","typ":"JWT","kid":"k"}"#,
            &format!(
                r#"{{"iss":"https://login.microsoftonline.com/{TENANT}/v2.0","ver":"2.0","aud":"{API}","tid":"{TENANT}","sub":"pairwise"{more}}}"#
            ),
        )
    }

    fn version_1(header: &str, more: &str) -> Origin {
        origin_of(
            header,
            &format!(
                r#"{{"iss":"https://sts.windows.net/{TENANT}/","ver":"1.0","aud":"api://{API}","appid":"editor","sub":"pairwise"{more}}}"#
            ),
        )
    }

    fn codes(origin: &Origin) -> Vec<TokenWarning> {
        origin.warnings.iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn an_id_token_of_version_2_names_tenant_client_and_person() {
        let origin = version_2(
            r#","preferred_username":"ada@example.gov","name":"Ada Lovelace","oid":"1","roles":["viewer"]"#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::AzureAd, TokenKind::Id));
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("tenant_id"), Some(TENANT));
        assert_eq!(origin.get("client_id"), Some(API));
        assert_eq!(origin.get("api"), None);
        assert_eq!(
            origin.jwks_url.unwrap(),
            format!("https://login.microsoftonline.com/{TENANT}/discovery/v2.0/keys")
        );
        assert_eq!(
            origin.discovery_url.unwrap(),
            format!(
                "https://login.microsoftonline.com/{TENANT}/v2.0/.well-known/openid-configuration"
            )
        );
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn an_access_token_of_version_1_has_its_keys_on_another_host() {
        let origin = version_1(
            r#"{"alg":"RS256"}"#,
            r#","scp":"read","upn":"ada@example.gov","roles":["viewer"]"#,
        );
        assert_eq!(origin.kind, TokenKind::Access);
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("client_id"), Some("editor"));
        assert_eq!(origin.get("api").unwrap(), format!("api://{API}"));
        assert_eq!(
            origin.jwks_url.as_deref().unwrap(),
            format!("https://login.microsoftonline.com/{TENANT}/discovery/keys")
        );
        assert_eq!(codes(&origin), [TokenWarning::EntraV1Issuer]);
    }

    #[test]
    fn an_application_has_a_client_and_no_scopes() {
        let origin = version_1(r#"{"alg":"RS256"}"#, r#","app_displayname":"nightly import""#);
        assert_eq!(origin.kind, TokenKind::ClientCredentials);
        assert_eq!(origin.who.as_deref(), Some("nightly import"));
        let origin = version_2(r#","azp":"importer""#);
        assert_eq!(origin.kind, TokenKind::ClientCredentials);
        assert_eq!(origin.who.as_deref(), Some("importer"));
        assert!(origin.warnings.is_empty());
        assert_eq!(version_2(r#","idtyp":"app""#).kind, TokenKind::ClientCredentials);
    }

    #[test]
    fn other_clouds_keep_their_keys_on_their_own_hosts() {
        for (issuer, keys) in [
            (
                "https://login.microsoftonline.us/T/v2.0",
                "https://login.microsoftonline.us/T/discovery/v2.0/keys",
            ),
            (
                "https://login.partner.microsoftonline.cn/T/v2.0",
                "https://login.partner.microsoftonline.cn/T/discovery/v2.0/keys",
            ),
            (
                "https://sts.chinacloudapi.cn/T/",
                "https://login.partner.microsoftonline.cn/T/discovery/keys",
            ),
            (
                "https://moped.ciamlogin.com/T/v2.0",
                "https://moped.ciamlogin.com/T/discovery/v2.0/keys",
            ),
        ] {
            let claims =
                format!(r#"{{"iss":"{}"}}"#, issuer.replace("/T/", &format!("/{TENANT}/")));
            let origin = origin_of(r#"{"alg":"RS256"}"#, &claims);
            assert_eq!(origin.id, ProviderId::AzureAd, "{issuer}");
            assert_eq!(
                origin.jwks_url.unwrap(),
                keys.replace("/T/", &format!("/{TENANT}/")),
                "{issuer}"
            );
        }
        let customers = format!(r#"{{"iss":"https://moped.ciamlogin.com/{TENANT}/v2.0"}}"#);
        assert_eq!(origin_of("{}", &customers).get("tenant"), Some("moped"));
    }

    #[test]
    fn a_look_alike_is_not_microsoft() {
        for issuer in [
            "https://login.microsoftonline.com.evil.example/T/v2.0",
            "https://login.microsoftonline.com@evil.example/T/v2.0",
            "https://login.microsoftonline.com:8443/T/v2.0",
            "https://evil.login.microsoftonline.com/T/v2.0",
            "https://evilciamlogin.com/T/v2.0",
            "https://evil.example/login.microsoftonline.com/T/v2.0",
            "http://sts.windows.net/T/",
        ] {
            let claims =
                format!(r#"{{"iss":"{}"}}"#, issuer.replace("/T/", &format!("/{TENANT}/")));
            assert_ne!(origin_of("{}", &claims).id, ProviderId::AzureAd, "{issuer}");
        }
    }

    #[test]
    fn no_address_is_derived_from_a_tenant_that_is_not_a_uuid() {
        for path in ["evil%2F/v2.0", "evil/T/v2.0", "T/evil", "T/v2.0/evil", "T%2Fx/v2.0", ""] {
            let issuer = format!("https://login.microsoftonline.com/{}", path.replace('T', TENANT));
            let origin = origin_of("{}", &format!(r#"{{"iss":"{issuer}"}}"#));
            assert_eq!((origin.id, origin.jwks_url), (ProviderId::AzureAd, None), "{path}");
            assert_eq!(origin.discovery_url, None, "{path}");
        }
    }

    #[test]
    fn an_unsigned_id_token_has_no_keys() {
        let origin = origin_of(
            r#"{"alg":"none"}"#,
            &format!(r#"{{"iss":"https://sts.windows.net/{TENANT}/","ver":"1.0"}}"#),
        );
        assert_eq!((origin.verify_with, origin.jwks_url), (VerifyWith::Impossible, None));
    }

    #[test]
    fn a_token_for_graph_cannot_be_verified_as_it_is() {
        let origin = version_1(
            r#"{"alg":"RS256","nonce":"n"}"#,
            r#","scp":"User.Read","unique_name":"ada@example.gov""#,
        );
        assert_eq!(origin.verify_with, VerifyWith::ImpossibleAsIs);
        assert_eq!(origin.jwks_url, None);
        assert_eq!(codes(&origin), [TokenWarning::EntraGraphNonce]);
    }

    #[test]
    fn an_audience_of_version_2_is_a_client_id() {
        let origin = origin_of(
            "{}",
            &format!(
                r#"{{"iss":"https://login.microsoftonline.com/{TENANT}/v2.0","ver":"2.0","aud":"api://moped","azp":"a"}}"#
            ),
        );
        assert_eq!(codes(&origin), [TokenWarning::EntraV2Audience]);
        assert!(origin.warnings[0].message.contains("`api://moped`"));
    }

    #[test]
    fn absent_roles_are_reported() {
        assert_eq!(codes(&version_2("")), [TokenWarning::EntraNoRoles]);
        assert_eq!(codes(&version_2(r#","roles":[]"#)), [TokenWarning::EntraNoRoles]);
        assert!(codes(&version_2(r#","X-Hasura-Default-Role":"viewer""#)).is_empty());
        assert!(codes(&version_2(r#","https://hasura.io/jwt/claims":{}"#)).is_empty());
    }

    #[test]
    fn absent_groups_are_reported() {
        let overage = [TokenWarning::EntraGroupsOverage];
        let origin = version_2(r#","roles":["a"],"_claim_names":{"groups":"src1"}"#);
        assert_eq!(codes(&origin), overage);
        assert_eq!(codes(&version_2(r#","roles":["a"],"hasgroups":true"#)), overage);
        assert!(codes(&version_2(r#","roles":["a"],"_claim_names":{"x":"src1"}"#)).is_empty());
    }

    #[test]
    fn a_guest_comes_from_elsewhere_and_a_member_does_not() {
        let home = "https://sts.windows.net/22222222-0000-4000-8000-000000000001/";
        let origin = version_2(&format!(r#","roles":["a"],"idp":"{home}""#));
        assert_eq!(codes(&origin), [TokenWarning::EntraGuest]);
        let federation = origin.federated_from.unwrap();
        assert_eq!((federation.name.as_str(), federation.issuer.as_deref()), (home, Some(home)));
        let own = format!(r#","roles":["a"],"idp":"https://sts.windows.net/{TENANT}/""#);
        assert!(version_2(&own).federated_from.is_none());
        assert!(version_2(&own).warnings.is_empty());
        assert_eq!(codes(&version_2(r#","roles":["a"],"acct":1"#)), [TokenWarning::EntraGuest]);
        assert!(codes(&version_2(r#","roles":["a"],"acct":0"#)).is_empty());
    }

    #[test]
    fn personal_accounts_are_reported() {
        let origin = origin_of(
            "{}",
            &format!(
                r#"{{"iss":"https://login.microsoftonline.com/{PERSONAL_ACCOUNTS}/v2.0","ver":"2.0","aud":"{API}","idp":"live.com","roles":["a"]}}"#
            ),
        );
        assert_eq!(codes(&origin), [TokenWarning::EntraPersonalAccount]);
    }

    #[test]
    fn an_issuer_for_all_tenants_is_reported_and_has_no_keys() {
        for word in ["common", "organizations", "consumers", "{tenantid}"] {
            let origin = origin_of(
                "{}",
                &format!(
                    r#"{{"iss":"https://login.microsoftonline.com/{word}/v2.0","tid":"{TENANT}","azp":"a"}}"#
                ),
            );
            assert_eq!(codes(&origin), [TokenWarning::EntraCommonIssuer], "{word}");
            assert_eq!(origin.jwks_url, None, "{word}");
            assert_eq!(origin.get("tenant_id"), Some(TENANT), "{word}");
        }
    }

    #[test]
    fn an_address_for_several_tenants_stands_for_the_issuer_of_each() {
        let at = |word: &str| format!("https://login.microsoftonline.com/{word}/v2.0");
        let name = |word: &str, tenant| token_name(&at(word), tenant);
        assert_eq!(discovery_name(&at("common")), Some(at("{tenantid}")));
        assert_eq!(discovery_name(&at("consumers")), Some(at(PERSONAL_ACCOUNTS)));
        for tenant in [TENANT, PERSONAL_ACCOUNTS] {
            assert_eq!(name("common", tenant), Some(at(tenant)));
        }
        assert_eq!(name("organizations", TENANT), Some(at(TENANT)));
        assert_eq!(name("organizations", PERSONAL_ACCOUNTS), None);
        assert_eq!(name("consumers", PERSONAL_ACCOUNTS), Some(at(PERSONAL_ACCOUNTS)));
        assert_eq!(name("consumers", TENANT), None);
        for bad in ["common", "..", "{tenantid}"] {
            assert_eq!(name("common", bad), None, "{bad}");
        }
        for other in [
            at(TENANT),
            "https://id.example/common/v2.0".to_owned(),
            "http://login.microsoftonline.com/common/v2.0".to_owned(),
            "nonsense".to_owned(),
        ] {
            assert!(!is_of_several_tenants(&other), "{other}");
            assert_eq!(token_name(&other, TENANT), None, "{other}");
            assert_eq!(discovery_name(&other), None, "{other}");
        }
    }
}
