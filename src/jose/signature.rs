//! Signing and verification. Only this module creates a [`VerifiedJws`].

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    self, EcdsaKeyPair, Ed25519KeyPair, ParsedPublicKey, PqdsaKeyPair, RsaEncoding, RsaKeyPair,
    RsaParameters, RsaPublicKeyComponents,
};
use jsonwebtoken::EncodingKey;

use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::base64url;
use crate::jose::claims::{ClaimsError, ClaimsSet};
use crate::jose::header::JoseHeader;
use crate::jose::json::{Object, Value};
use crate::jose::jws::Jws;
use crate::jose::key::{
    KeyError, PublicKey, SigningKey, SigningMaterial, VerificationKey, VerificationMaterial, ecdsa,
    ml_dsa,
};

/// Why signing failed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("cannot sign with {algorithm}: the crypto library refuses the key")]
pub struct SignError {
    /// The algorithm
    pub algorithm: SignatureAlgorithm,
}

/// Signs a message. RSA-PSS, ECDSA and ML-DSA use randomness.
///
/// # Errors
///
/// Returns [`SignError`] if the library refuses the key, which should have been detected when the
/// key was read.
pub fn sign(key: &SigningKey, message: &[u8]) -> Result<Vec<u8>, SignError> {
    let algorithm = key.algorithm;
    let failed = SignError { algorithm };
    match (&key.material, jsonwebtoken_algorithm(algorithm)) {
        (SigningMaterial::Secret(secret), Some(name)) => {
            let key = EncodingKey::from_secret(secret.as_bytes());
            sign_with_jsonwebtoken(&key, name, message).ok_or(failed)
        }
        (SigningMaterial::Private(private), Some(name)) => {
            let key = match algorithm.family() {
                KeyFamily::Rsa => EncodingKey::from_rsa_der(private.der()),
                KeyFamily::Ec(_) => EncodingKey::from_ec_der(private.der()),
                KeyFamily::Ed25519 | KeyFamily::Hmac | KeyFamily::MlDsa(_) => {
                    EncodingKey::from_ed_der(private.der())
                }
            };
            sign_with_jsonwebtoken(&key, name, message).ok_or(failed)
        }
        // `jsonwebtoken` does not support ES512, ES256K and ML-DSA.
        (_, None) => Signer::new(key)?.sign(message),
    }
}

/// Returns the header of tokens signed with a key: `alg`, `typ`, and `kid` if the key has one.
pub fn header(key: &SigningKey) -> Object {
    let mut header = Object::new();
    header.set("alg", key.algorithm.name());
    header.set("typ", "JWT");
    if let Some(kid) = &key.kid {
        header.set("kid", kid.as_str());
    }
    header
}

/// Signs a payload and returns the compact serialization (RFC 7515 section 7.1).
///
/// # Errors
///
/// The same as [`sign`].
pub fn compact(header: &Object, payload: &str, key: &SigningKey) -> Result<String, SignError> {
    let header = Value::from(header.clone()).to_json();
    let input = format!("{}.{}", base64url::encode(header), base64url::encode(payload));
    let signature = sign(key, input.as_bytes())?;
    Ok(format!("{input}.{}", base64url::encode(signature)))
}

/// A key prepared for making many signatures, also on several threads. [`sign`] parses the key each
/// time.
pub struct Signer {
    algorithm: SignatureAlgorithm,
    pair: Pair,
}

enum Pair {
    Hmac(Box<hmac::Key>),
    Rsa(Box<RsaKeyPair>, &'static dyn RsaEncoding),
    Ecdsa(Box<EcdsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
    MlDsa(Box<PqdsaKeyPair>),
}

impl Signer {
    /// Prepares a key.
    ///
    /// # Errors
    ///
    /// The same as [`sign`].
    pub fn new(key: &SigningKey) -> Result<Self, SignError> {
        let algorithm = key.algorithm;
        let pair = match &key.material {
            SigningMaterial::Secret(secret) => {
                let hash = hmac_hash(algorithm);
                Some(Pair::Hmac(Box::new(hmac::Key::new(hash, secret.as_bytes()))))
            }
            SigningMaterial::Private(private) => match algorithm.family() {
                KeyFamily::Rsa => rsa_encoding(algorithm).and_then(|encoding| {
                    let pair = RsaKeyPair::from_der(private.der()).ok()?;
                    Some(Pair::Rsa(Box::new(pair), encoding))
                }),
                KeyFamily::Ec(curve) => EcdsaKeyPair::from_pkcs8(ecdsa(curve).0, private.der())
                    .ok()
                    .map(|pair| Pair::Ecdsa(Box::new(pair))),
                KeyFamily::Ed25519 => Ed25519KeyPair::from_pkcs8_maybe_unchecked(private.der())
                    .ok()
                    .map(|pair| Pair::Ed25519(Box::new(pair))),
                KeyFamily::MlDsa(set) => PqdsaKeyPair::from_pkcs8(ml_dsa(set).0, private.der())
                    .ok()
                    .map(|pair| Pair::MlDsa(Box::new(pair))),
                KeyFamily::Hmac => None,
            },
        };
        let pair = pair.ok_or(SignError { algorithm })?;
        Ok(Self { algorithm, pair })
    }

    /// Signs a message. RSA-PSS, ECDSA and ML-DSA use randomness.
    ///
    /// # Errors
    ///
    /// Returns [`SignError`] if the library cannot sign with the key.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let failed = |_| SignError { algorithm: self.algorithm };
        match &self.pair {
            Pair::Hmac(key) => Ok(hmac::sign(key, message).as_ref().to_vec()),
            Pair::Rsa(pair, encoding) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(*encoding, &SystemRandom::new(), message, &mut signature)
                    .map_err(failed)?;
                Ok(signature)
            }
            Pair::Ecdsa(pair) => {
                let signature = pair.sign(&SystemRandom::new(), message).map_err(failed)?;
                Ok(signature.as_ref().to_vec())
            }
            Pair::Ed25519(pair) => Ok(pair.sign(message).as_ref().to_vec()),
            Pair::MlDsa(pair) => {
                let mut signature = vec![0; pair.algorithm().signature_len()];
                let length = pair.sign(message, &mut signature).map_err(failed)?;
                signature.truncate(length);
                Ok(signature)
            }
        }
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({}, redacted)", self.algorithm)
    }
}

/// A key prepared for checking many signatures of one algorithm.
pub struct Verifier {
    algorithm: SignatureAlgorithm,
    prepared: Prepared,
}

enum Prepared {
    Hmac(Box<hmac::Key>),
    Public(ParsedPublicKey),
}

impl Verifier {
    /// Prepares a key for one of the algorithms that it allows.
    ///
    /// # Errors
    ///
    /// [`KeyError::WrongFamily`] if the key does not allow the algorithm,
    /// [`KeyError::RsaSize`] if the library does not support RSA keys of this length.
    pub fn new(key: &VerificationKey, algorithm: SignatureAlgorithm) -> Result<Self, KeyError> {
        let family = key.material.family();
        if algorithm.family() != family || !key.algorithms.contains(&algorithm) {
            return Err(KeyError::WrongFamily { algorithm, family });
        }
        let inconsistent = KeyError::Inconsistent { family };
        let prepared = match &key.material {
            VerificationMaterial::Secret(secret) => {
                let hash = hmac_hash(algorithm);
                Prepared::Hmac(Box::new(hmac::Key::new(hash, secret.as_bytes())))
            }
            VerificationMaterial::Public(PublicKey::Rsa { n, e }) => {
                let bits = match &key.material {
                    VerificationMaterial::Public(key) => key.rsa_bits().unwrap_or_default(),
                    VerificationMaterial::Secret(_) => 0,
                };
                let parameters = rsa_parameters(algorithm, bits)
                    .ok_or_else(|| KeyError::RsaSize { bits, verb: algorithm.to_string() })?;
                RsaPublicKeyComponents { n, e }
                    .to_parsed_public_key(parameters)
                    .map(Prepared::Public)
                    .map_err(|_| inconsistent)?
            }
            VerificationMaterial::Public(PublicKey::Ec { curve, point }) => {
                ParsedPublicKey::new(ecdsa(*curve).1, point)
                    .map(Prepared::Public)
                    .map_err(|_| inconsistent)?
            }
            VerificationMaterial::Public(PublicKey::Ed25519(key)) => {
                ParsedPublicKey::new(&signature::ED25519, key)
                    .map(Prepared::Public)
                    .map_err(|_| inconsistent)?
            }
            VerificationMaterial::Public(PublicKey::MlDsa { set, key }) => {
                ParsedPublicKey::new(ml_dsa(*set).1, key)
                    .map(Prepared::Public)
                    .map_err(|_| inconsistent)?
            }
        };
        Ok(Self { algorithm, prepared })
    }

    /// Returns the algorithm that it checks.
    pub const fn algorithm(&self) -> SignatureAlgorithm {
        self.algorithm
    }

    /// Whether the signature matches the message.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.prepared {
            Prepared::Hmac(key) => hmac::verify(key, message, signature).is_ok(),
            Prepared::Public(key) => key.verify_sig(message, signature).is_ok(),
        }
    }

    /// Checks a token's signature.
    ///
    /// The header's `alg` is compared with the key's algorithm and never selects one.
    ///
    /// # Errors
    ///
    /// Returns the token itself, still unverified, if the signature does not verify.
    pub fn verify(&self, jws: Jws) -> Result<VerifiedJws, Jws> {
        if self.verifies_token(jws.header(), &jws.signing_input(), jws.signature()) {
            Ok(VerifiedJws(jws))
        } else {
            Err(jws)
        }
    }

    /// Whether the signature matches a token whose header is this one.
    pub(super) fn verifies_token(
        &self,
        header: &JoseHeader,
        input: &[u8],
        signature: &[u8],
    ) -> bool {
        header.alg() == Some(self.algorithm.name()) && self.verifies(input, signature)
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Verifier({})", self.algorithm)
    }
}

/// Proof that a token's signature verified. Only [`Verifier::verify`] creates one.
#[derive(Clone, Debug)]
pub struct VerifiedJws(Jws);

impl VerifiedJws {
    /// Returns the header. Members outside its protected part are not signed.
    pub const fn header(&self) -> &JoseHeader {
        self.0.header()
    }

    /// Returns the signed payload.
    pub fn payload(&self) -> &[u8] {
        self.0.payload()
    }

    /// Returns the claims in the signed payload.
    ///
    /// # Errors
    ///
    /// [`ClaimsError`] if the payload is not a claims set.
    pub fn claims(&self) -> Result<VerifiedClaims, ClaimsError> {
        self.0.claims().map(VerifiedClaims)
    }
}

/// Claims whose signature verified. Only [`VerifiedJws::claims`] creates them.
#[derive(Clone, Debug, PartialEq)]
pub struct VerifiedClaims(Arc<ClaimsSet>);

impl VerifiedClaims {
    /// Returns the claims.
    pub fn set(&self) -> &ClaimsSet {
        &self.0
    }
}

fn sign_with_jsonwebtoken(
    key: &EncodingKey,
    algorithm: jsonwebtoken::Algorithm,
    message: &[u8],
) -> Option<Vec<u8>> {
    let text = jsonwebtoken::crypto::sign(message, key, algorithm).ok()?;
    base64url::decode(&text).ok()
}

fn hmac_hash(algorithm: SignatureAlgorithm) -> hmac::Algorithm {
    match algorithm.hmac_bytes() {
        Some(48) => hmac::HMAC_SHA384,
        Some(64) => hmac::HMAC_SHA512,
        _ => hmac::HMAC_SHA256,
    }
}

fn rsa_encoding(algorithm: SignatureAlgorithm) -> Option<&'static dyn RsaEncoding> {
    Some(match algorithm {
        SignatureAlgorithm::RS256 => &signature::RSA_PKCS1_SHA256,
        SignatureAlgorithm::RS384 => &signature::RSA_PKCS1_SHA384,
        SignatureAlgorithm::RS512 => &signature::RSA_PKCS1_SHA512,
        SignatureAlgorithm::PS256 => &signature::RSA_PSS_SHA256,
        SignatureAlgorithm::PS384 => &signature::RSA_PSS_SHA384,
        SignatureAlgorithm::PS512 => &signature::RSA_PSS_SHA512,
        _ => return None,
    })
}

const fn jsonwebtoken_algorithm(algorithm: SignatureAlgorithm) -> Option<jsonwebtoken::Algorithm> {
    use jsonwebtoken::Algorithm;
    Some(match algorithm {
        SignatureAlgorithm::HS256 => Algorithm::HS256,
        SignatureAlgorithm::HS384 => Algorithm::HS384,
        SignatureAlgorithm::HS512 => Algorithm::HS512,
        SignatureAlgorithm::RS256 => Algorithm::RS256,
        SignatureAlgorithm::RS384 => Algorithm::RS384,
        SignatureAlgorithm::RS512 => Algorithm::RS512,
        SignatureAlgorithm::PS256 => Algorithm::PS256,
        SignatureAlgorithm::PS384 => Algorithm::PS384,
        SignatureAlgorithm::PS512 => Algorithm::PS512,
        SignatureAlgorithm::ES256 => Algorithm::ES256,
        SignatureAlgorithm::ES384 => Algorithm::ES384,
        SignatureAlgorithm::EdDSA | SignatureAlgorithm::Ed25519 => Algorithm::EdDSA,
        SignatureAlgorithm::ES512
        | SignatureAlgorithm::ES256K
        | SignatureAlgorithm::MlDsa44
        | SignatureAlgorithm::MlDsa65
        | SignatureAlgorithm::MlDsa87 => return None,
    })
}

/// Returns the library's parameters for RSA keys of this length. Below 2048 bits, it still checks
/// RS256 and RS512, for old keys.
fn rsa_parameters(algorithm: SignatureAlgorithm, bits: usize) -> Option<&'static RsaParameters> {
    let short = match bits {
        1024..2048 => true,
        2048..=8192 => false,
        _ => return None,
    };
    match algorithm {
        SignatureAlgorithm::RS256 if short => {
            Some(&signature::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY)
        }
        SignatureAlgorithm::RS512 if short => {
            Some(&signature::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY)
        }
        _ if short => None,
        SignatureAlgorithm::RS256 => Some(&signature::RSA_PKCS1_2048_8192_SHA256),
        SignatureAlgorithm::RS384 => Some(&signature::RSA_PKCS1_2048_8192_SHA384),
        SignatureAlgorithm::RS512 => Some(&signature::RSA_PKCS1_2048_8192_SHA512),
        SignatureAlgorithm::PS256 => Some(&signature::RSA_PSS_2048_8192_SHA256),
        SignatureAlgorithm::PS384 => Some(&signature::RSA_PSS_2048_8192_SHA384),
        SignatureAlgorithm::PS512 => Some(&signature::RSA_PSS_2048_8192_SHA512),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::algorithm::{Curve, MlDsaSet};
    use crate::jose::base64url;
    use crate::jose::json::Value;
    use crate::jose::jwk::Jwk;
    use crate::jose::key::{PrivateKey, Secret};

    fn new_key(algorithm: SignatureAlgorithm) -> SigningKey {
        let material = if algorithm.family() == KeyFamily::Hmac {
            SigningMaterial::Secret(Secret::new(vec![7; 64]).unwrap())
        } else {
            SigningMaterial::Private(PrivateKey::generate(algorithm).unwrap())
        };
        SigningKey::new(material, Some(algorithm), None).unwrap()
    }

    #[test]
    fn every_algorithm_verifies_what_it_signed_and_nothing_else() {
        for algorithm in SignatureAlgorithm::ALL {
            let key = new_key(algorithm);
            let mut signature = sign(&key, b"message").unwrap();
            let verifier = Verifier::new(&key.verification_key(), algorithm).unwrap();
            assert!(verifier.verifies(b"message", &signature), "{algorithm}");
            let signer = Signer::new(&key).unwrap();
            for message in [&b"message"[..], b""] {
                let signature = signer.sign(message).unwrap();
                assert!(verifier.verifies(message, &signature), "{algorithm}");
            }
            assert!(!verifier.verifies(b"massage", &signature), "{algorithm}");
            signature[0] ^= 1;
            assert!(!verifier.verifies(b"message", &signature), "{algorithm}");
            assert!(!verifier.verifies(b"message", b""), "{algorithm}");
        }
    }

    #[test]
    fn a_key_is_not_made_ready_for_an_algorithm_it_does_not_allow() {
        let key = new_key(SignatureAlgorithm::PS256).verification_key();
        assert!(Verifier::new(&key, SignatureAlgorithm::RS256).is_err());
        assert!(Verifier::new(&key, SignatureAlgorithm::HS256).is_err());
        let key = new_key(SignatureAlgorithm::ES512).verification_key();
        assert!(Verifier::new(&key, SignatureAlgorithm::ES256).is_err());
    }

    #[test]
    fn curves_and_sets_sign_only_as_their_own_algorithm() {
        let material =
            SigningMaterial::Private(PrivateKey::generate(SignatureAlgorithm::ES384).unwrap());
        let error = SigningKey::new(material, Some(SignatureAlgorithm::ES256), None).unwrap_err();
        assert_eq!(
            error,
            KeyError::WrongFamily {
                algorithm: SignatureAlgorithm::ES256,
                family: KeyFamily::Ec(Curve::P384)
            }
        );
        assert_eq!(KeyFamily::MlDsa(MlDsaSet::MlDsa44).algorithms(), [SignatureAlgorithm::MlDsa44]);
    }

    #[test]
    fn only_a_signature_that_verifies_makes_the_proof() {
        let key = new_key(SignatureAlgorithm::HS256);
        let token = compact(&header(&key), r#"{"sub":"ada"}"#, &key).unwrap();
        let verifier = Verifier::new(&key.verification_key(), SignatureAlgorithm::HS256).unwrap();
        let proof = verifier.verify(Jws::parse_compact(&token).unwrap()).unwrap();
        assert_eq!(proof.claims().unwrap().set().sub(), Some("ada"));
        let (ada, eve) =
            (base64url::encode(r#"{"sub":"ada"}"#), base64url::encode(r#"{"sub":"eve"}"#));
        let forged = Jws::parse_compact(&token.replace(&ada, &eve)).unwrap();
        let unverified = verifier.verify(forged).unwrap_err();
        assert_eq!(unverified.unverified_claims().unwrap().set().sub(), Some("eve"));
    }

    #[test]
    fn the_header_must_name_the_algorithm_of_the_key() {
        let key = new_key(SignatureAlgorithm::HS256);
        let mut lying = header(&key);
        lying.set("alg", "HS512");
        let token = compact(&lying, "{}", &key).unwrap();
        let verifier = Verifier::new(&key.verification_key(), SignatureAlgorithm::HS256).unwrap();
        let jws = Jws::parse_compact(&token).unwrap();
        assert!(verifier.verifies(&jws.signing_input(), jws.signature()));
        assert!(verifier.verify(jws).is_err());
    }

    /// The signed examples of RFC 7515 and RFC 8037: section, key, token.
    const EXAMPLES: [(&str, &str, &str); 5] = [
        (
            "RFC 7515 appendix A.1",
            r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#,
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        ),
        (
            "RFC 7515 appendix A.2",
            r#"{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}"#,
            "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
        ),
        (
            "RFC 7515 appendix A.3",
            r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        ),
        (
            "RFC 7515 appendix A.4",
            r#"{"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}"#,
            "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn",
        ),
        (
            "RFC 8037 appendices A.1, A.2 and A.4",
            r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
        ),
    ];

    fn jwk(text: &str) -> Jwk {
        let object = Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone();
        Jwk::from_object(object).unwrap()
    }

    fn algorithm(token: &str) -> SignatureAlgorithm {
        Jws::parse_compact(token).unwrap().header().alg().unwrap().parse().unwrap()
    }

    #[test]
    fn the_signed_examples_of_the_rfcs_verify() {
        for (section, key, token) in EXAMPLES {
            let jws = Jws::parse_compact(token).unwrap();
            let key = jwk(key).verification_key().unwrap();
            let verifier = Verifier::new(&key, algorithm(token)).unwrap();
            assert!(verifier.verify(jws).is_ok(), "{section}");
            // Change the first letter of the payload.
            let at = token.find('.').unwrap() + 1;
            let letter = if &token[at..=at] == "A" { "B" } else { "A" };
            let forged = format!("{}{letter}{}", &token[..at], &token[at + 1..]);
            assert!(verifier.verify(Jws::parse_compact(&forged).unwrap()).is_err(), "{section}");
        }
    }

    #[test]
    fn the_examples_that_leave_nothing_to_chance_are_signed_alike() {
        // HMAC and Ed25519. The other signatures are randomized, or their key is not given.
        for (section, key, token) in [EXAMPLES[0], EXAMPLES[4]] {
            let (input, signature) = token.rsplit_once('.').unwrap();
            let (material, _) = jwk(key).signing_material().unwrap();
            let key = SigningKey::new(material, Some(algorithm(token)), None).unwrap();
            let signed = base64url::encode(sign(&key, input.as_bytes()).unwrap());
            assert_eq!(signed, signature, "{section}");
        }
    }
}
