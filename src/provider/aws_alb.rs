//! AWS load balancers: the user claims that they forward in the header `x-amzn-oidc-data`.

use crate::jose::json::Object;
use crate::provider::evidence::Evidence;
use crate::provider::origin::{Origin, ProviderId, TokenKind, VerifyWith};
use crate::provider::rule::Rule;
use crate::provider::warning::TokenWarning;

pub(super) const RULE: Rule = Rule { recognises, describe };

/// The load balancer that the ARN in the header names.
struct Signer<'a> {
    partition: &'a str,
    region: &'a str,
}

/// Whether the header names a load balancer. `iss` names the provider behind it and is not used.
fn recognises(evidence: &Evidence<'_>) -> bool {
    signer(evidence).is_some()
}

/// Parses `signer`: `arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/app/NAME/ID`.
fn signer<'a>(evidence: &Evidence<'a>) -> Option<Signer<'a>> {
    parse_arn(evidence.header_text("signer")?)
}

/// Whether a header belongs to a load balancer's token.
pub(super) fn is_signer(header: &Object) -> bool {
    header.get_str("signer").and_then(parse_arn).is_some()
}

fn parse_arn(arn: &str) -> Option<Signer<'_>> {
    let arn = arn.strip_prefix("arn:")?;
    let (partition, rest) = arn.split_once(':')?;
    let (region, rest) = rest.strip_prefix("elasticloadbalancing:")?.split_once(':')?;
    let (_account, resource) = rest.split_once(':')?;
    let is_aws = partition == "aws" || partition.starts_with("aws-");
    (is_aws && resource.starts_with("loadbalancer/")).then_some(Signer { partition, region })
}

/// Returns the address of the key with this `kid`, which is published as PEM.
fn key_url(signer: &Signer<'_>, kid: &str) -> Option<String> {
    let plain = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let region = signer.region;
    if !plain(region) || !plain(kid) {
        None
    } else if region.starts_with("us-gov-") {
        Some(format!("https://s3-{region}.amazonaws.com/aws-elb-public-keys-prod-{region}/{kid}"))
    } else if signer.partition == "aws" {
        Some(format!("https://public-keys.auth.elb.{region}.amazonaws.com/{kid}"))
    } else {
        None
    }
}

fn describe(evidence: &Evidence<'_>) -> Origin {
    let mut origin = Origin::new(ProviderId::AwsAlb, TokenKind::UserClaims, VerifyWith::PemUrl);
    origin.who = evidence
        .first_text(&["email", "preferred_username", "name", "username", "sub"])
        .map(ToOwned::to_owned);
    if let Some(signer) = signer(evidence) {
        origin.fact("region", Some(signer.region));
        origin.jwks_url = evidence.header_text("kid").and_then(|kid| key_url(&signer, kid));
    }
    origin.fact("client_id", evidence.header_text("client"));
    origin.warn(
        TokenWarning::AlbPadding,
        "a load balancer keeps the `=` padding in the parts that it signs, which Hasura refuses because it is not base64url; let Hasura verify the token from the identity provider behind the load balancer",
    );
    origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::rules::tests::origin_of;

    const ARN: &str = "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/moped/50dc6c495c0c9188";

    fn header(signer: &str, kid: &str) -> String {
        format!(
            r#"{{"alg":"ES256","kid":"{kid}","signer":"{signer}","iss":"https://login.example.gov","client":"3u9n","exp":1607558389}}"#
        )
    }

    #[test]
    fn the_signer_decides_whatever_the_issuer_is() {
        let origin = origin_of(
            &header(ARN, "12345678-1234-1234-1234-123456789012"),
            r#"{"sub":"7","email":"ada@example.gov","iss":"https://cognito-idp.us-west-2.amazonaws.com/us-west-2_U2dzkxfTv"}"#,
        );
        assert_eq!((origin.id, origin.kind), (ProviderId::AwsAlb, TokenKind::UserClaims));
        assert_eq!(origin.who.as_deref(), Some("ada@example.gov"));
        assert_eq!(origin.get("region"), Some("us-west-2"));
        assert_eq!(origin.get("client_id"), Some("3u9n"));
        assert_eq!(origin.verify_with, VerifyWith::PemUrl);
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some(
                "https://public-keys.auth.elb.us-west-2.amazonaws.com/12345678-1234-1234-1234-123456789012"
            )
        );
        assert_eq!(origin.discovery_url, None);
    }

    #[test]
    fn govcloud_keys_are_elsewhere() {
        let arn = "arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:123456789012:loadbalancer/app/moped/1";
        let origin = origin_of(&header(arn, "k-1"), "{}");
        assert_eq!(
            origin.jwks_url.as_deref(),
            Some(
                "https://s3-us-gov-west-1.amazonaws.com/aws-elb-public-keys-prod-us-gov-west-1/k-1"
            )
        );
    }

    #[test]
    fn no_address_is_made_of_a_kid_or_a_region_that_is_more_than_letters_and_digits() {
        for kid in ["../k", "k?x=1", "k/1", "k.1", "", "k#"] {
            let origin = origin_of(&header(ARN, kid), "{}");
            assert_eq!((origin.id, origin.jwks_url), (ProviderId::AwsAlb, None), "{kid}");
        }
        for region in ["evil.example/", "", "a@evil.example"] {
            let arn = ARN.replace("us-west-2", region);
            assert_eq!(origin_of(&header(&arn, "k"), "{}").jwks_url, None, "{region}");
        }
        let china = ARN.replace("arn:aws:", "arn:aws-cn:");
        assert_eq!(origin_of(&header(&china, "k"), "{}").jwks_url, None);
    }

    #[test]
    fn other_signers_are_not_load_balancers() {
        for signer in [
            "arn:aws:iam::123456789012:role/moped",
            "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/moped/1",
            "arn:evil:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/moped/1",
            "moped",
            "",
        ] {
            assert_eq!(origin_of(&header(signer, "k"), "{}").id, ProviderId::Unknown, "{signer}");
        }
    }

    #[test]
    fn the_padding_is_reported() {
        assert_eq!(origin_of(&header(ARN, "k"), "{}").warnings[0].code, TokenWarning::AlbPadding);
    }
}
