//! JWK thumbprints (RFC 7638).

use aws_lc_rs::digest;
use zeroize::Zeroizing;

use crate::jose::base64url;
use crate::jose::json::{Object, Value};
use crate::jose::key::PublicKey;

/// Returns the SHA-256 thumbprint of a public key as 43 characters of base64url. It is the `kid`
/// of the keys that this tool creates.
pub fn of(key: &PublicKey) -> String {
    let members = Value::from(required_members(key)).to_json();
    base64url::encode(digest::digest(&digest::SHA256, members.as_bytes()))
}

/// Returns the thumbprint of a shared secret, in base64url.
pub(super) fn of_secret(secret: &[u8], hash: &'static digest::Algorithm) -> String {
    let encoded = Zeroizing::new(base64url::encode(secret));
    let members = Zeroizing::new(format!(r#"{{"k":"{}","kty":"oct"}}"#, encoded.as_str()));
    base64url::encode(digest::digest(hash, members.as_bytes()))
}

/// Returns only the members that define a public key (RFC 7638 section 3.2).
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

/// Returns the SHA-256 hash of a string in the same encoding, for use in file names.
pub fn of_text(text: &str) -> String {
    base64url::encode(digest::digest(&digest::SHA256, text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::jwk::Jwk;
    use crate::jose::key::VerificationMaterial;

    fn thumbprint(jwk: &str) -> String {
        let jwk = Value::parse(jwk.as_bytes()).unwrap().as_object().unwrap().clone();
        let key = Jwk::from_object(jwk).unwrap().verification_key().unwrap();
        let VerificationMaterial::Public(key) = key.material else { unreachable!() };
        of(&key)
    }

    #[test]
    fn the_thumbprints_of_the_rfcs_are_met() {
        // RFC 7638 section 3.1
        let rsa = r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}"#;
        assert_eq!(thumbprint(rsa), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        // RFC 8037 appendix A.3
        let ed25519 =
            r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
        assert_eq!(thumbprint(ed25519), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
