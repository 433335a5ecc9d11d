//! Signature algorithms (RFC 7518 section 3.1 and its successors) and the keys they need.

use std::fmt;
use std::str::FromStr;

/// A JWS signature algorithm by its registered name. `none` is not included.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[expect(missing_docs, reason = "the registered names say it all")]
pub enum SignatureAlgorithm {
    HS256,
    HS384,
    HS512,
    RS256,
    RS384,
    RS512,
    PS256,
    PS384,
    PS512,
    ES256,
    ES384,
    ES512,
    /// ECDSA with secp256k1 (RFC 8812)
    ES256K,
    /// RFC 8037; here always with Ed25519
    EdDSA,
    /// The fully specified name from RFC 9864
    Ed25519,
    /// RFC 9964
    MlDsa44,
    /// RFC 9964
    MlDsa65,
    /// RFC 9964
    MlDsa87,
}

/// The kind of key that an algorithm needs.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum KeyFamily {
    /// A shared secret
    Hmac,
    /// An RSA key, for both PKCS#1 v1.5 and PSS
    Rsa,
    /// A key on an elliptic curve
    Ec(Curve),
    /// An Ed25519 key
    Ed25519,
    /// An ML-DSA key with one parameter set
    MlDsa(MlDsaSet),
}

/// The curves of RFC 7518 section 6.2.1.1 and RFC 8812.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the registered names say it all")]
pub enum Curve {
    P256,
    P384,
    P521,
    Secp256k1,
}

/// The parameter sets of ML-DSA (FIPS 204, RFC 9964).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the registered names say it all")]
pub enum MlDsaSet {
    MlDsa44,
    MlDsa65,
    MlDsa87,
}

/// A name that is not a supported signature algorithm.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{name}` is not a supported signature algorithm")]
pub struct UnknownAlgorithm {
    /// The name
    pub name: String,
}

impl SignatureAlgorithm {
    /// Every algorithm, in the order of the registry.
    pub const ALL: [Self; 18] = [
        Self::HS256,
        Self::HS384,
        Self::HS512,
        Self::RS256,
        Self::RS384,
        Self::RS512,
        Self::PS256,
        Self::PS384,
        Self::PS512,
        Self::ES256,
        Self::ES384,
        Self::ES512,
        Self::ES256K,
        Self::EdDSA,
        Self::Ed25519,
        Self::MlDsa44,
        Self::MlDsa65,
        Self::MlDsa87,
    ];

    /// Returns the registered name, as in `alg`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HS256 => "HS256",
            Self::HS384 => "HS384",
            Self::HS512 => "HS512",
            Self::RS256 => "RS256",
            Self::RS384 => "RS384",
            Self::RS512 => "RS512",
            Self::PS256 => "PS256",
            Self::PS384 => "PS384",
            Self::PS512 => "PS512",
            Self::ES256 => "ES256",
            Self::ES384 => "ES384",
            Self::ES512 => "ES512",
            Self::ES256K => "ES256K",
            Self::EdDSA => "EdDSA",
            Self::Ed25519 => "Ed25519",
            Self::MlDsa44 => "ML-DSA-44",
            Self::MlDsa65 => "ML-DSA-65",
            Self::MlDsa87 => "ML-DSA-87",
        }
    }

    /// Returns the kind of key that the algorithm needs.
    pub const fn family(self) -> KeyFamily {
        match self {
            Self::HS256 | Self::HS384 | Self::HS512 => KeyFamily::Hmac,
            Self::RS256 | Self::RS384 | Self::RS512 | Self::PS256 | Self::PS384 | Self::PS512 => {
                KeyFamily::Rsa
            }
            Self::ES256 => KeyFamily::Ec(Curve::P256),
            Self::ES384 => KeyFamily::Ec(Curve::P384),
            Self::ES512 => KeyFamily::Ec(Curve::P521),
            Self::ES256K => KeyFamily::Ec(Curve::Secp256k1),
            Self::EdDSA | Self::Ed25519 => KeyFamily::Ed25519,
            Self::MlDsa44 => KeyFamily::MlDsa(MlDsaSet::MlDsa44),
            Self::MlDsa65 => KeyFamily::MlDsa(MlDsaSet::MlDsa65),
            Self::MlDsa87 => KeyFamily::MlDsa(MlDsaSet::MlDsa87),
        }
    }

    /// Returns the usual algorithm for a kind of key: HS256, RS256, the curve's own, `EdDSA`.
    pub const fn customary_of(family: KeyFamily) -> Self {
        match family {
            KeyFamily::Hmac => Self::HS256,
            KeyFamily::Rsa => Self::RS256,
            KeyFamily::Ec(Curve::P256) => Self::ES256,
            KeyFamily::Ec(Curve::P384) => Self::ES384,
            KeyFamily::Ec(Curve::P521) => Self::ES512,
            KeyFamily::Ec(Curve::Secp256k1) => Self::ES256K,
            KeyFamily::Ed25519 => Self::EdDSA,
            KeyFamily::MlDsa(set) => set.algorithm(),
        }
    }

    /// Whether a signature of this algorithm can have this many bytes. An RSA signature is as
    /// long as its key: 1024, 2048, 3072, 4096 or 8192 bits.
    pub const fn fits_signature(self, bytes: usize) -> bool {
        match self.signature_bytes() {
            Some(fixed) => bytes == fixed,
            None => matches!(bytes, 128 | 256 | 384 | 512 | 1024),
        }
    }

    /// Returns how many bytes a signature has; `None` if that depends on the key.
    pub const fn signature_bytes(self) -> Option<usize> {
        match self.family() {
            KeyFamily::Hmac => self.hmac_bytes(),
            KeyFamily::Rsa => None,
            KeyFamily::Ec(curve) => Some(2 * curve.coordinate_bytes()),
            KeyFamily::Ed25519 => Some(64),
            KeyFamily::MlDsa(MlDsaSet::MlDsa44) => Some(2420),
            KeyFamily::MlDsa(MlDsaSet::MlDsa65) => Some(3309),
            KeyFamily::MlDsa(MlDsaSet::MlDsa87) => Some(4627),
        }
    }

    /// Returns the output length of the hash in bytes, if the algorithm is HMAC. It is the
    /// minimum length of a secret (RFC 7518 section 3.2).
    pub const fn hmac_bytes(self) -> Option<usize> {
        match self {
            Self::HS256 => Some(32),
            Self::HS384 => Some(48),
            Self::HS512 => Some(64),
            _ => None,
        }
    }
}

impl KeyFamily {
    /// Returns every algorithm that needs this kind of key.
    pub fn algorithms(self) -> Vec<SignatureAlgorithm> {
        SignatureAlgorithm::ALL.into_iter().filter(|alg| alg.family() == self).collect()
    }
}

impl Curve {
    /// Every curve.
    pub const ALL: [Self; 4] = [Self::P256, Self::P384, Self::P521, Self::Secp256k1];

    /// Returns the name, as in the `crv` of a JWK.
    pub const fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Secp256k1 => "secp256k1",
        }
    }

    /// Returns the length of a coordinate in bytes.
    pub const fn coordinate_bytes(self) -> usize {
        match self {
            Self::P256 | Self::Secp256k1 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }
}

impl MlDsaSet {
    /// Every parameter set.
    pub const ALL: [Self; 3] = [Self::MlDsa44, Self::MlDsa65, Self::MlDsa87];

    /// Returns the algorithm that uses this parameter set.
    pub const fn algorithm(self) -> SignatureAlgorithm {
        match self {
            Self::MlDsa44 => SignatureAlgorithm::MlDsa44,
            Self::MlDsa65 => SignatureAlgorithm::MlDsa65,
            Self::MlDsa87 => SignatureAlgorithm::MlDsa87,
        }
    }
}

impl fmt::Display for SignatureAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for KeyFamily {
    /// Formats the kind of key for use in a sentence: `an RSA key`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hmac => f.write_str("an HMAC secret"),
            Self::Rsa => f.write_str("an RSA key"),
            Self::Ec(curve) => write!(f, "an EC key on {}", curve.name()),
            Self::Ed25519 => f.write_str("an Ed25519 key"),
            Self::MlDsa(set) => write!(f, "an {} key", set.algorithm()),
        }
    }
}

impl FromStr for SignatureAlgorithm {
    type Err = UnknownAlgorithm;

    /// Parses a registered name, which is case-sensitive (RFC 7515 section 4.1.1).
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|alg| alg.name() == name)
            .ok_or_else(|| UnknownAlgorithm { name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_exact() {
        assert_eq!("RS256".parse(), Ok(SignatureAlgorithm::RS256));
        for name in ["none", "rs256", "RS256 ", "", "HS1"] {
            assert!(name.parse::<SignatureAlgorithm>().is_err(), "{name}");
        }
    }

    #[test]
    fn an_rsa_key_has_six_algorithms_and_an_ec_key_has_one() {
        assert_eq!(KeyFamily::Rsa.algorithms().len(), 6);
        assert_eq!(KeyFamily::Ec(Curve::P521).algorithms(), [SignatureAlgorithm::ES512]);
    }
}
