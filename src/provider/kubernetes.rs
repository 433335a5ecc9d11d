//! Kubernetes: service account tokens of any cluster.

use crate::jose::json::Value;
use crate::provider::address::is_public_name;
use crate::provider::aws_cognito::region_in_host;
use crate::provider::evidence::Evidence;
use crate::provider::generic::{is_plain_name, set_key_addresses};
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

const SUBJECT: &str = "system:serviceaccount:";

/// The prefix of the claims in tokens that are stored in a Secret.
const LEGACY: &str = "kubernetes.io/serviceaccount/";

/// The service account, as far as the token identifies it.
struct Account<'a> {
    namespace: Option<&'a str>,
    name: Option<&'a str>,
    pod: Option<&'a str>,
}

/// The publisher of a cluster's keys.
enum Issuer<'a> {
    /// None; this is a legacy token
    Legacy,
    /// The cluster itself, reachable only from inside
    InCluster,
    /// Amazon, for managed clusters
    Eks { region: &'a str },
    /// A server at a public address
    Public,
}

/// Whether the subject or a claim belongs to a service account. The issuer can be anything.
fn recognises(evidence: &Evidence<'_>) -> bool {
    evidence.text("sub").is_some_and(|subject| subject.starts_with(SUBJECT))
        || evidence.claims.iter().any(|(name, _)| name.starts_with("kubernetes.io"))
}

fn account<'a>(evidence: &Evidence<'a>) -> Account<'a> {
    let bound = evidence.claims.get("kubernetes.io").and_then(Value::as_object);
    let name_of =
        |kind: &str| -> Option<&'a str> { bound?.get(kind)?.as_object()?.get_str("name") };
    let (namespace, name) = evidence
        .text("sub")
        .and_then(|subject| subject.strip_prefix(SUBJECT)?.split_once(':'))
        .unzip();
    Account {
        namespace: bound
            .and_then(|bound| bound.get_str("namespace"))
            .or_else(|| evidence.text("kubernetes.io/serviceaccount/namespace"))
            .or(namespace),
        name: name_of("serviceaccount")
            .or_else(|| evidence.text("kubernetes.io/serviceaccount/service-account.name"))
            .or(name),
        pod: name_of("pod"),
    }
}

fn issuer<'a>(evidence: &'a Evidence<'_>) -> Option<Issuer<'a>> {
    let is_legacy = evidence.iss()? == "kubernetes/serviceaccount"
        || evidence.claims.iter().any(|(name, _)| name.starts_with(LEGACY));
    Some(match (is_legacy, evidence.host().filter(|host| is_public(host))) {
        (true, _) => Issuer::Legacy,
        (false, None) => Issuer::InCluster,
        (false, Some(_)) => {
            eks_region(evidence).map_or(Issuer::Public, |region| Issuer::Eks { region })
        }
    })
}

/// Whether a host is known outside its network. The name of the API server inside a cluster may
/// have any domain.
fn is_public(host: &str) -> bool {
    let mut labels = host.split('.');
    let is_cluster = (labels.next(), labels.next()) == (Some("kubernetes"), Some("default"));
    is_public_name(host) && !is_cluster
}

/// Returns the region of an Amazon EKS cluster, from
/// `https://oidc.eks.REGION.amazonaws.com[.cn]/id/ID`.
fn eks_region<'a>(evidence: &'a Evidence<'_>) -> Option<&'a str> {
    let is_cluster = evidence.path().strip_prefix("/id/").is_some_and(is_plain_name);
    region_in_host(evidence.host()?, "oidc.eks").filter(|_| is_cluster)
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let account = account(evidence);
    let mut origin =
        Origin::new(ProviderId::Kubernetes, TokenKind::ServiceAccount, VerifyWith::NeedsClusterKey);
    origin.who = match (account.namespace, account.name) {
        (Some(namespace), Some(name)) => Some(format!("{namespace}/{name}")),
        (None, name) => name.or_else(|| evidence.text("sub")).map(ToOwned::to_owned),
        (Some(_), None) => evidence.text("sub").map(ToOwned::to_owned),
    };
    origin.fact("namespace", account.namespace);
    origin.fact("service_account", account.name);
    origin.fact("pod", account.pod);
    if let Some(issuer) = issuer(evidence) {
        describe_issuer(&mut origin, evidence, &issuer);
    }
    origin
}

fn describe_issuer(origin: &mut Origin, evidence: &Evidence<'_>, issuer: &Issuer<'_>) {
    let discovery_url = evidence.below_issuer(".well-known/openid-configuration");
    match issuer {
        Issuer::Legacy => {
            origin.fact("issuer_kind", Some("legacy"));
            origin.warn(
                TokenWarning::KubernetesLegacyToken,
                "the token comes from a legacy Secret: it never expires, and its key is not published; create one with `kubectl create token` and give Hasura the cluster's key",
            );
        }
        Issuer::InCluster => {
            origin.fact("issuer_kind", Some("in-cluster"));
            origin.warn(
                TokenWarning::KubernetesInClusterIssuer,
                "the issuer is known only inside the cluster; save its keys with `kubectl get --raw /openid/v1/jwks`, and give Hasura one of them as `key`",
            );
        }
        Issuer::Eks { region } => {
            origin.fact("region", Some(*region));
            origin.fact("issuer_kind", Some("eks"));
            origin.verify_with = VerifyWith::Jwks;
            set_key_addresses(origin, evidence, evidence.below_issuer("keys"), discovery_url);
        }
        Issuer::Public => {
            origin.fact("issuer_kind", Some("public"));
            origin.verify_with = VerifyWith::Discovery;
            set_key_addresses(origin, evidence, None, discovery_url);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    fn bound(issuer: &str) -> Origin {
        origin_of(
            r#"{"alg":"RS256","kid":"k"}"#,
            &format!(
                r#"{{"iss":"{issuer}","aud":["sts.amazonaws.com"],"sub":"system:serviceaccount:moped:importer",
                "kubernetes.io":{{"namespace":"moped","pod":{{"name":"importer-7d9","uid":"1"}},"serviceaccount":{{"name":"importer","uid":"2"}},"warnafter":1700032573}}}}"#
            ),
        )
    }

    #[test]
    fn a_bound_token_of_eks_names_account_pod_and_keys() {
        let issuer = "https://oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF";
        let origin = bound(issuer);
        assert_eq!((origin.id, origin.kind), (ProviderId::Kubernetes, TokenKind::ServiceAccount));
        assert_eq!(origin.who.as_deref(), Some("moped/importer"));
        assert_eq!(origin.get("namespace"), Some("moped"));
        assert_eq!(origin.get("service_account"), Some("importer"));
        assert_eq!(origin.get("pod"), Some("importer-7d9"));
        assert_eq!(origin.get("region"), Some("us-east-1"));
        assert_eq!(origin.get("issuer_kind"), Some("eks"));
        assert_eq!(origin.verify_with, VerifyWith::Jwks);
        assert_eq!(origin.jwks_url.unwrap(), format!("{issuer}/keys"));
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn a_public_issuer_is_discovered() {
        let issuer = "https://container.googleapis.com/v1/projects/moped/locations/us/clusters/a";
        let origin = bound(issuer);
        assert_eq!(origin.verify_with, VerifyWith::Discovery);
        assert_eq!(origin.jwks_url, None);
        assert_eq!(
            origin.discovery_url.as_deref().unwrap(),
            format!("{issuer}/.well-known/openid-configuration")
        );
        assert_eq!(origin.get("issuer_kind"), Some("public"));
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn an_issuer_in_the_cluster_is_reported_and_never_contacted() {
        for issuer in [
            "https://kubernetes.default.svc.cluster.local",
            "https://kubernetes.default.svc",
            "https://kubernetes.default",
            "https://kubernetes",
            "https://kubernetes.default.svc.cluster.example.gov",
            "https://10.96.0.1",
            "https://[fd00::1]",
            "https://api.moped.internal",
            "https://api.example.gov:6443",
            "http://api.example.gov",
            "moped",
        ] {
            let origin = bound(issuer);
            assert_eq!(origin.verify_with, VerifyWith::NeedsClusterKey, "{issuer}");
            assert_eq!((origin.jwks_url, origin.discovery_url), (None, None), "{issuer}");
            assert_eq!(
                origin.warnings[0].code,
                TokenWarning::KubernetesInClusterIssuer,
                "{issuer}"
            );
        }
    }

    #[test]
    fn a_legacy_token_is_reported() {
        let origin = origin_of(
            "{}",
            r#"{"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:moped:importer",
            "kubernetes.io/serviceaccount/namespace":"moped","kubernetes.io/serviceaccount/service-account.name":"importer",
            "kubernetes.io/serviceaccount/secret.name":"importer-token-1"}"#,
        );
        assert_eq!(origin.who.as_deref(), Some("moped/importer"));
        assert_eq!(origin.get("issuer_kind"), Some("legacy"));
        assert_eq!(origin.verify_with, VerifyWith::NeedsClusterKey);
        assert_eq!(origin.warnings[0].code, TokenWarning::KubernetesLegacyToken);
        assert_eq!(origin.warnings.len(), 1);
    }

    #[test]
    fn the_subject_alone_is_enough() {
        let origin = origin_of("{}", r#"{"sub":"system:serviceaccount:moped:importer"}"#);
        assert_eq!(origin.id, ProviderId::Kubernetes);
        assert_eq!(origin.get("namespace"), Some("moped"));
        assert_eq!(origin.get("service_account"), Some("importer"));
        assert_eq!(origin.verify_with, VerifyWith::NeedsClusterKey);
        assert!(origin.warnings.is_empty());
    }

    #[test]
    fn a_look_alike_of_eks_is_public_and_has_no_derived_keys() {
        for issuer in [
            "https://oidc.eks.us-east-1.amazonaws.com.evil.example/id/1",
            "https://oidc.eks.evil.example/id/1",
            "https://oidc.eks.a.b.amazonaws.com/id/1",
            "https://oidc.eks.us-east-1.amazonaws.com/id/1/more",
            "https://oidc.eks.us-east-1.amazonaws.com/",
            "https://x.oidc.eks.us-east-1.amazonaws.com/id/1",
        ] {
            let origin = bound(issuer);
            assert_eq!((origin.get("issuer_kind"), &origin.jwks_url), (Some("public"), &None));
        }
    }

    #[test]
    fn other_system_subjects_are_not_service_accounts() {
        let origin = origin_of("{}", r#"{"sub":"system:node:a","kubernetes":{}}"#);
        assert_eq!(origin.id, ProviderId::Unknown);
    }
}
