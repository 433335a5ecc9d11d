//! Hashes of tokens and codes in an ID token (OpenID Connect Core section 3.1.3.6).

use aws_lc_rs::digest;

use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::base64url;

/// Returns the left half of the hash of a token, as in `at_hash`: the hash of the algorithm that
/// signs the ID token, and SHA-512 for Ed25519 and ML-DSA, as OpenID Connect libraries do.
pub fn left_half(token: &str, algorithm: SignatureAlgorithm) -> String {
    use SignatureAlgorithm as A;
    let hash = match algorithm {
        A::HS256 | A::RS256 | A::PS256 | A::ES256 | A::ES256K => &digest::SHA256,
        A::HS384 | A::RS384 | A::PS384 | A::ES384 => &digest::SHA384,
        A::HS512
        | A::RS512
        | A::PS512
        | A::ES512
        | A::EdDSA
        | A::Ed25519
        | A::MlDsa44
        | A::MlDsa65
        | A::MlDsa87 => &digest::SHA512,
    };
    let hash = digest::digest(hash, token.as_bytes());
    let half = hash.as_ref().get(..hash.as_ref().len() / 2).unwrap_or_default();
    base64url::encode(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_is_met() {
        // OpenID Connect Core, appendix A.3
        let token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
        assert_eq!(left_half(token, SignatureAlgorithm::RS256), "77QmUPtjPfzWtF2AnpK9RQ");
        assert_eq!(left_half(token, SignatureAlgorithm::ES384).len(), 32);
        assert_eq!(left_half(token, SignatureAlgorithm::EdDSA).len(), 43);
    }
}
