//! JWK thumbprints (RFC 7638).

use aws_lc_rs::digest;

use crate::jose::base64url;
use crate::jose::json::{Object, Value};
use crate::jose::key::PublicKey;

/// The SHA-256 thumbprint of a public key in base64url, 43 characters: the
/// `kid` that this tool gives to its keys.
pub fn of(key: &PublicKey) -> String {
    let members = Value::from(required_members(key)).to_json();
    base64url::encode(digest::digest(&digest::SHA256, members.as_bytes()))
}

/// The members that define a public key and nothing else (RFC 7638 section 3.2).
pub(super) fn required_members(key: &PublicKey) -> Object {
    let member = |name: &str, value: &str| (name.to_owned(), Value::from(value));
    let bytes = |name: &str, value: &[u8]| (name.to_owned(), base64url::encode(value).into());
    match key {
        PublicKey::Rsa { n, e } => {
            [bytes("e", e), member("kty", "RSA"), bytes("n", n)].into_iter().collect()
        }
        PublicKey::Ec { curve, point } => {
            let (x, y) = point
                .get(1..)
                .and_then(|coordinates| coordinates.split_at_checked(curve.coordinate_bytes()))
                .unwrap_or_default();
            [member("crv", curve.name()), member("kty", "EC"), bytes("x", x), bytes("y", y)]
                .into_iter()
                .collect()
        }
        PublicKey::Ed25519(x) => {
            [member("crv", "Ed25519"), member("kty", "OKP"), bytes("x", x)].into_iter().collect()
        }
        PublicKey::MlDsa { set, key } => {
            [member("alg", set.algorithm().name()), member("kty", "AKP"), bytes("pub", key)]
                .into_iter()
                .collect()
        }
    }
}

/// The SHA-256 of any text in the same form, for naming files by it.
pub fn of_text(text: &str) -> String {
    base64url::encode(digest::digest(&digest::SHA256, text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::jwk::Jwk;
    use crate::jose::key::VerificationMaterial;

    // RFC 8037 appendix A.3
    #[test]
    fn the_thumbprint_of_the_rfc_is_met() {
        let jwk =
            r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
        let jwk = Value::parse(jwk.as_bytes()).unwrap().as_object().unwrap().clone();
        let key = Jwk::from_object(jwk).unwrap().verification_key().unwrap();
        let VerificationMaterial::Public(key) = key.material else { unreachable!() };
        assert_eq!(of(&key), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
