//! ECDH-ES: deriving a key from the ephemeral key in the header (RFC 7518 section 4.6, RFC 8037
//! section 3.2).

use aws_lc_rs::agreement::{self, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::digest;
use zeroize::Zeroizing;

use crate::jose::algorithm::{Curve, KeyFamily};
use crate::jose::json::{Object, Value};
use crate::jose::jwe::error::JweError;
use crate::jose::jwe::token::{Header, decode, malformed};
use crate::jose::jwk::JwkError;
use crate::jose::key::KeyError;

/// A curve for key agreement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum AgreementCurve {
    P256,
    P384,
    P521,
    X25519,
}

/// The recipient's private key.
pub(super) struct AgreementKey {
    curve: AgreementCurve,
    key: PrivateKey,
}

impl AgreementCurve {
    const ALL: [Self; 4] = [Self::P256, Self::P384, Self::P521, Self::X25519];

    /// Returns the curve with this `kty` and `crv`, if it is supported.
    pub(super) fn named(kty: &str, crv: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|curve| curve.kty() == kty && curve.name() == crv)
    }

    /// Returns the curve of an EC key, or `None` if it is only for signing.
    pub(super) const fn of(curve: Curve) -> Option<Self> {
        match curve {
            Curve::P256 => Some(Self::P256),
            Curve::P384 => Some(Self::P384),
            Curve::P521 => Some(Self::P521),
            Curve::Secp256k1 => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::X25519 => "X25519",
        }
    }

    const fn kty(self) -> &'static str {
        match self {
            Self::P256 | Self::P384 | Self::P521 => "EC",
            Self::X25519 => "OKP",
        }
    }

    /// Returns the length of a coordinate in bytes. X25519 has only one coordinate.
    const fn coordinate_bytes(self) -> usize {
        match self {
            Self::P256 | Self::X25519 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    const fn algorithm(self) -> &'static agreement::Algorithm {
        match self {
            Self::P256 => &agreement::ECDH_P256,
            Self::P384 => &agreement::ECDH_P384,
            Self::P521 => &agreement::ECDH_P521,
            Self::X25519 => &agreement::X25519,
        }
    }

    /// Returns the public key of a JWK on this curve, encoded as in SEC 1 or RFC 7748. Does not
    /// check whether the point is on the curve; the key agreement does.
    fn public_key(self, jwk: &Object) -> Result<Vec<u8>, JweError> {
        let coordinate = |member| {
            let text = jwk.get_str(member).ok_or_else(|| {
                malformed("header", format!("has an `epk` whose `{member}` is not a string"))
            })?;
            let bytes = decode("`epk`", text)?;
            if bytes.len() == self.coordinate_bytes() {
                Ok(bytes)
            } else {
                let (found, expected) = (bytes.len(), self.coordinate_bytes());
                let problem = format!(
                    "has an `epk` whose `{member}` has {found} bytes; on {} it has {expected}",
                    self.name()
                );
                Err(malformed("header", problem))
            }
        };
        match self {
            Self::X25519 => coordinate("x"),
            Self::P256 | Self::P384 | Self::P521 => {
                Ok([vec![4], coordinate("x")?, coordinate("y")?].concat())
            }
        }
    }
}

impl AgreementKey {
    /// Creates an EC key from PKCS#8.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if it is not a key on this curve.
    pub(super) fn from_pkcs8(
        curve: AgreementCurve,
        family: KeyFamily,
        pkcs8: &[u8],
    ) -> Result<Self, KeyError> {
        PrivateKey::from_private_key_der(curve.algorithm(), pkcs8)
            .map(|key| Self { curve, key })
            .map_err(|_| KeyError::Inconsistent { family })
    }

    /// Creates an X25519 key from the private and public members of a JWK.
    ///
    /// # Errors
    ///
    /// [`JwkError::Member`] if `d` does not have 32 bytes or `x` is not its public key.
    pub(super) fn x25519(d: &[u8], x: &[u8]) -> Result<Self, JwkError> {
        let wrong =
            |member, problem: &str| JwkError::Member { member, problem: problem.to_owned() };
        let curve = AgreementCurve::X25519;
        let key = PrivateKey::from_private_key(curve.algorithm(), d)
            .map_err(|_| wrong("d", "is not the 32 bytes of an X25519 key"))?;
        let public = key.compute_public_key().ok();
        if public.is_some_and(|public| public.as_ref() == x) {
            Ok(Self { curve, key })
        } else {
            Err(wrong("x", "is not the public half of its `d`"))
        }
    }

    /// Returns the kind of key, for use in a sentence.
    pub(super) fn describe(&self) -> String {
        match self.curve {
            AgreementCurve::X25519 => "an X25519 key".to_owned(),
            AgreementCurve::P256 | AgreementCurve::P384 | AgreementCurve::P521 => {
                format!("an EC key on {}", self.curve.name())
            }
        }
    }

    /// Derives a key of this many bytes from the header's `epk`, for the algorithm with this name
    /// (section 4.6.2).
    ///
    /// # Errors
    ///
    /// [`JweError::Malformed`] or [`JweError::Base64`] if `epk`, `apu` or `apv` is invalid,
    /// [`JweError::WrongKey`] if `epk` is on a different curve than this key.
    pub(super) fn derive(
        &self,
        header: Header<'_>,
        algorithm: &str,
        key_bytes: usize,
    ) -> Result<Zeroizing<Vec<u8>>, JweError> {
        let epk = header
            .get("epk")
            .and_then(Value::as_object)
            .ok_or_else(|| malformed("header", "has no `epk` that is an object"))?;
        let (kty, crv) = (epk.get_str("kty"), epk.get_str("crv"));
        if (kty, crv) != (Some(self.curve.kty()), Some(self.curve.name())) {
            return Err(JweError::WrongKey {
                alg: header.get_str("alg").unwrap_or_default().to_owned(),
                needs: format!(
                    "a key on the curve of its `epk`, {}",
                    crv.unwrap_or("which has no name")
                ),
                found: self.describe(),
            });
        }
        let peer = UnparsedPublicKey::new(self.curve.algorithm(), self.curve.public_key(epk)?);
        let (apu, apv) = (party(header, "apu")?, party(header, "apv")?);
        let refused = || {
            malformed(
                "header",
                format!("has an `epk` that is not a usable point on {}", self.curve.name()),
            )
        };
        agreement::agree(&self.key, peer, refused(), |shared| {
            Ok(concat_kdf(shared, algorithm, &apu, &apv, key_bytes))
        })
    }
}

/// Returns `PartyUInfo` or `PartyVInfo`, which is empty if the header does not have it.
fn party(header: Header<'_>, member: &'static str) -> Result<Vec<u8>, JweError> {
    match header.get(member) {
        None => Ok(Vec::new()),
        Some(Value::String(text)) => decode(member, text),
        Some(other) => {
            let kind = other.a_kind();
            Err(malformed("header", format!("has an `{member}` that is {kind}, not a string")))
        }
    }
}

/// The Concat KDF of NIST SP 800-56A section 5.8.1 with SHA-256.
fn concat_kdf(
    shared: &[u8],
    algorithm: &str,
    apu: &[u8],
    apv: &[u8],
    key_bytes: usize,
) -> Zeroizing<Vec<u8>> {
    // No input is too long for 32 bits.
    let length = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX).to_be_bytes();
    let mut derived = Zeroizing::new(Vec::with_capacity(key_bytes + digest::SHA256_OUTPUT_LEN));
    for round in 1_u32.. {
        if derived.len() >= key_bytes {
            break;
        }
        let mut hash = digest::Context::new(&digest::SHA256);
        hash.update(&round.to_be_bytes());
        hash.update(shared);
        for info in [algorithm.as_bytes(), apu, apv] {
            hash.update(&length(info.len()));
            hash.update(info);
        }
        hash.update(&length(key_bytes * 8));
        derived.extend_from_slice(hash.finish().as_ref());
    }
    derived.truncate(key_bytes);
    derived
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url;

    fn object(text: &str) -> Object {
        Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    fn alone(own: &Object) -> Header<'_> {
        Header { shared: own, own }
    }

    // RFC 7518 appendix C
    fn bob() -> AgreementKey {
        let d = base64url::decode("VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw").unwrap();
        let curve = AgreementCurve::P256;
        let key = PrivateKey::from_private_key(curve.algorithm(), &d).unwrap();
        AgreementKey { curve, key }
    }

    const HEADER: &str = r#"{
        "alg": "ECDH-ES", "enc": "A128GCM", "apu": "QWxpY2U", "apv": "Qm9i",
        "epk": {
            "kty": "EC", "crv": "P-256",
            "x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
            "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"
        }
    }"#;

    #[test]
    fn the_key_of_rfc_7518_appendix_c_is_derived() {
        let derived = bob().derive(alone(&object(HEADER)), "A128GCM", 16).unwrap();
        assert_eq!(base64url::encode(&*derived), "VqqN6vgjbSBcIijNcacQGg");
    }

    #[test]
    fn each_fault_of_an_ephemeral_key_is_named() {
        for (from, to, message) in [
            ("\"epk\"", "\"x\"", "the header has no `epk` that is an object"),
            (
                "P-256",
                "P-384",
                "`alg` ECDH-ES needs a key on the curve of its `epk`, P-384, and this is an EC key on P-256",
            ),
            ("gI0G", "gI0H", "the header has an `epk` that is not a usable point on P-256"),
            ("gI0GAI", "gI", "the header has an `epk` whose `x` has 29 bytes; on P-256 it has 32"),
            ("\"y\"", "\"z\"", "the header has an `epk` whose `y` is not a string"),
            (
                "SLW_",
                "SLW/",
                "the `epk` is not base64url: character `/` at offset 3 is not in the base64url alphabet",
            ),
            ("\"QWxpY2U\"", "1", "the header has an `apu` that is a number, not a string"),
        ] {
            let text = HEADER.replacen(from, to, 1);
            assert_ne!(text, HEADER);
            let error = bob().derive(alone(&object(&text)), "A128GCM", 16).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn a_key_longer_than_the_hash_needs_more_rounds() {
        let long = concat_kdf(b"shared", "A256CBC-HS512", b"", b"", 64);
        assert_eq!(long.len(), 64);
        assert_ne!(long[..32], long[32..]);
        // The requested length is part of what is hashed.
        assert_ne!(concat_kdf(b"shared", "A256CBC-HS512", b"", b"", 32)[..], long[..32]);
    }

    #[test]
    fn the_halves_of_an_x25519_key_match() {
        let key = PrivateKey::generate(&agreement::X25519).unwrap();
        let x = key.compute_public_key().unwrap();
        let error = AgreementKey::x25519(&[1; 32], x.as_ref()).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), "the JWK's `x` is not the public half of its `d`");
        let error = AgreementKey::x25519(&[1; 31], x.as_ref()).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), "the JWK's `d` is not the 32 bytes of an X25519 key");
    }
}
