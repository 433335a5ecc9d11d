//! JWK thumbprints (RFC 7638).

use aws_lc_rs::digest;

use crate::jose::base64url;
use crate::jose::json::Value;
use crate::jose::jwk::required_members;
use crate::jose::key::PublicKey;

/// Returns the SHA-256 thumbprint of a public key in base64url, 43 characters: the `kid`
/// of keys that this tool creates.
pub fn of(key: &PublicKey) -> String {
    let members = Value::from(required_members(key)).to_json();
    base64url::encode(digest::digest(&digest::SHA256, members.as_bytes()))
}

/// Returns the SHA-256 hash of any text in the same form, for file names.
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
    fn the_thumbprint_of_the_rfc_is_computed() {
        let jwk =
            r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
        let jwk = Value::parse(jwk.as_bytes()).unwrap().as_object().unwrap().clone();
        let key = Jwk::from_object(jwk).unwrap().verification_key().unwrap();
        let VerificationMaterial::Public(key) = key.material else { unreachable!() };
        assert_eq!(of(&key), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
