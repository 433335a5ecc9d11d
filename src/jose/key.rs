//! Keys, each with the algorithms it may be used with (RFC 8725 section 3.1).

use std::fmt;

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    self, EcdsaKeyPair, EcdsaSigningAlgorithm, Ed25519KeyPair, KeyPair as _, ParsedPublicKey,
    PqdsaKeyPair, PqdsaSigningAlgorithm, RsaKeyPair,
};
use zeroize::Zeroizing;

use crate::jose::algorithm::{Curve, KeyFamily, MlDsaSet, SignatureAlgorithm};
use crate::jose::key_text::{self, KeyText};

/// A well-formed public key.
#[derive(Clone, Eq, PartialEq)]
pub enum PublicKey {
    /// RSA (RFC 7518 section 6.3), numbers big-endian without leading zeros
    Rsa {
        /// The modulus
        n: Vec<u8>,
        /// The public exponent
        e: Vec<u8>,
    },
    /// An elliptic-curve point (RFC 7518 section 6.2), uncompressed: `04 ‖ x ‖ y`
    Ec {
        /// The curve of the point
        curve: Curve,
        /// The point
        point: Vec<u8>,
    },
    /// Ed25519 (RFC 8037), 32 bytes
    Ed25519(Vec<u8>),
    /// ML-DSA (RFC 9964)
    MlDsa {
        /// The parameter set
        set: MlDsaSet,
        /// The public key
        key: Vec<u8>,
    },
}

/// Why key material cannot be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum KeyError {
    /// The numbers are not a key of this kind
    #[error("{family} whose numbers do not match")]
    Inconsistent {
        /// The kind it claims to be
        family: KeyFamily,
    },
    /// A public exponent that makes the signature worthless
    #[error("an RSA key with the public exponent {exponent}, under which anyone can sign")]
    RsaExponent {
        /// 0, 1 or an even number
        exponent: String,
    },
    /// A point of small order, under which everything verifies
    #[error("an Ed25519 key of small order, under which anyone can sign")]
    SmallOrder,
    /// A public key used as a secret is algorithm confusion
    #[error("{0}, not an HMAC secret")]
    KeyAsSecret(KeyText),
    /// A secret without a single byte
    #[error("an empty HMAC secret, under which anyone can sign")]
    EmptySecret,
    /// An RSA key of an unsupported size
    #[error("an RSA key with {bits} bits; {verb} needs 2048 to 8192")]
    RsaSize {
        /// Length of the modulus
        bits: usize,
        /// What needs another size: `signing`, or an algorithm such as `PS256`
        verb: String,
    },
    /// The key is of another kind than the algorithm needs
    #[error("{algorithm} needs {}, and this is {family}", algorithm.family())]
    WrongFamily {
        /// The algorithm
        algorithm: SignatureAlgorithm,
        /// The kind of key
        family: KeyFamily,
    },
}

impl PublicKey {
    /// Creates an RSA key from its two numbers, big-endian; leading zero bytes are dropped.
    ///
    /// # Errors
    ///
    /// [`KeyError::RsaExponent`] for 0, 1 and even exponents, [`KeyError::Inconsistent`]
    /// for an empty or even modulus.
    pub fn rsa(n: &[u8], e: &[u8]) -> Result<Self, KeyError> {
        let n = without_leading_zeros(n);
        let e = without_leading_zeros(e);
        if matches!(e, [] | [1]) || e.last().is_some_and(|last| last % 2 == 0) {
            let exponent = match e {
                [] => "0".to_owned(),
                [small] => small.to_string(),
                _ => "that is even".to_owned(),
            };
            return Err(KeyError::RsaExponent { exponent });
        }
        if n.last().is_none_or(|last| last % 2 == 0) {
            return Err(KeyError::Inconsistent { family: KeyFamily::Rsa });
        }
        Ok(Self::Rsa { n: n.to_vec(), e: e.to_vec() })
    }

    /// Creates an EC key from an uncompressed point (SEC 1 section 2.3.3).
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if the point is not on the curve.
    pub fn ec(curve: Curve, point: &[u8]) -> Result<Self, KeyError> {
        ParsedPublicKey::new(ecdsa(curve).1, point)
            .map(|_| Self::Ec { curve, point: point.to_vec() })
            .map_err(|_| KeyError::Inconsistent { family: KeyFamily::Ec(curve) })
    }

    /// Creates an Ed25519 key.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if it is not a point in 32 bytes,
    /// [`KeyError::SmallOrder`] if anyone can sign under it.
    pub fn ed25519(key: &[u8]) -> Result<Self, KeyError> {
        if is_small_order(key) {
            return Err(KeyError::SmallOrder);
        }
        ParsedPublicKey::new(&signature::ED25519, key)
            .map(|_| Self::Ed25519(key.to_vec()))
            .map_err(|_| KeyError::Inconsistent { family: KeyFamily::Ed25519 })
    }

    /// Creates an ML-DSA key.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if its length does not match the set.
    pub fn ml_dsa(set: MlDsaSet, key: &[u8]) -> Result<Self, KeyError> {
        ParsedPublicKey::new(ml_dsa(set).1, key)
            .map(|_| Self::MlDsa { set, key: key.to_vec() })
            .map_err(|_| KeyError::Inconsistent { family: KeyFamily::MlDsa(set) })
    }

    /// Returns the kind of key this is.
    pub const fn family(&self) -> KeyFamily {
        match self {
            Self::Rsa { .. } => KeyFamily::Rsa,
            Self::Ec { curve, .. } => KeyFamily::Ec(*curve),
            Self::Ed25519(_) => KeyFamily::Ed25519,
            Self::MlDsa { set, .. } => KeyFamily::MlDsa(*set),
        }
    }

    /// Returns the length of the modulus in bits, for RSA.
    pub fn rsa_bits(&self) -> Option<usize> {
        match self {
            Self::Rsa { n, .. } => {
                let first = n.first().map_or(0, |byte| byte.leading_zeros() as usize);
                Some(n.len() * 8 - first)
            }
            Self::Ec { .. } | Self::Ed25519(_) | Self::MlDsa { .. } => None,
        }
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.family())
    }
}

/// A private key with its public half. `Debug` shows only the kind.
#[derive(Clone)]
pub struct PrivateKey {
    public: PublicKey,
    /// RSA: `RSAPrivateKey` (PKCS#1). All others: PKCS#8.
    der: Zeroizing<Vec<u8>>,
}

impl PrivateKey {
    /// Generates a new key. Draws randomness.
    ///
    /// RSA keys have 2048 bits, which every engine accepts.
    ///
    /// # Errors
    ///
    /// [`KeyError::WrongFamily`] for HMAC, which has no key pair;
    /// [`KeyError::Inconsistent`] if the system has no randomness.
    pub fn generate(algorithm: SignatureAlgorithm) -> Result<Self, KeyError> {
        let family = algorithm.family();
        let failed = |_| KeyError::Inconsistent { family };
        match family {
            KeyFamily::Hmac => Err(KeyError::WrongFamily { algorithm, family }),
            KeyFamily::Rsa => Self::generate_rsa(2048),
            KeyFamily::Ec(curve) => {
                let pair = EcdsaKeyPair::generate(ecdsa(curve).0).map_err(failed)?;
                Self::from_pkcs8(family, pair.to_pkcs8v1().map_err(failed)?.as_ref())
            }
            KeyFamily::Ed25519 => {
                let pair = Ed25519KeyPair::generate().map_err(failed)?;
                Self::from_pkcs8(family, pair.to_pkcs8v1().map_err(failed)?.as_ref())
            }
            KeyFamily::MlDsa(set) => {
                let pair = PqdsaKeyPair::generate(ml_dsa(set).0).map_err(failed)?;
                Self::from_pkcs8(family, pair.to_pkcs8v1().map_err(failed)?.as_ref())
            }
        }
    }

    /// Generates a new RSA key of at least this many bits: 2048, 3072, 4096 or 8192. Draws
    /// randomness.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if the system has no randomness.
    pub fn generate_rsa(bits: usize) -> Result<Self, KeyError> {
        let failed = |_| KeyError::Inconsistent { family: KeyFamily::Rsa };
        let size = match bits {
            0..=2048 => KeySize::Rsa2048,
            2049..=3072 => KeySize::Rsa3072,
            3073..=4096 => KeySize::Rsa4096,
            _ => KeySize::Rsa8192,
        };
        let pair = RsaKeyPair::generate(size).map_err(failed)?;
        Self::from_pkcs8(KeyFamily::Rsa, pair.as_der().map_err(failed)?.as_ref())
    }

    /// Parses a PKCS#8 `PrivateKeyInfo` of a known family.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if it is not a key of this family, or its halves do not match.
    pub fn from_pkcs8(family: KeyFamily, pkcs8: &[u8]) -> Result<Self, KeyError> {
        let inconsistent = KeyError::Inconsistent { family };
        match family {
            KeyFamily::Hmac => Err(inconsistent),
            KeyFamily::Rsa => {
                use pkcs8::der::Decode as _;
                let info = pkcs8::PrivateKeyInfoRef::from_der(pkcs8).map_err(|_| inconsistent)?;
                Self::from_rsa_private_key(info.private_key.as_bytes())
            }
            KeyFamily::Ec(curve) => EcdsaKeyPair::from_private_key_der(ecdsa(curve).0, pkcs8)
                .map_err(|_| inconsistent)
                .and_then(|pair| Self::from_ecdsa(curve, &pair)),
            KeyFamily::Ed25519 => {
                // RFC 8410: version 1 files carry the seed alone.
                let pair =
                    Ed25519KeyPair::from_pkcs8_maybe_unchecked(pkcs8).map_err(|_| inconsistent)?;
                Self::from_ed25519(&pair)
            }
            KeyFamily::MlDsa(set) => PqdsaKeyPair::from_pkcs8(ml_dsa(set).0, pkcs8)
                .map_err(|_| inconsistent)
                .and_then(|pair| Self::from_ml_dsa(set, &pair)),
        }
    }

    /// Parses an `RSAPrivateKey` (RFC 8017 appendix A.1.2).
    ///
    /// Accepts keys that are too short for signing: their public half may still verify.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if it is not one, and [`KeyError::RsaExponent`].
    pub fn from_rsa_private_key(der: &[u8]) -> Result<Self, KeyError> {
        use pkcs8::der::Decode as _;
        let key = pkcs1::RsaPrivateKeyRef::from_der(der)
            .map_err(|_| KeyError::Inconsistent { family: KeyFamily::Rsa })?;
        let public = PublicKey::rsa(key.modulus.as_bytes(), key.public_exponent.as_bytes())?;
        Ok(Self { public, der: Zeroizing::new(der.to_vec()) })
    }

    /// Parses an EC private key, SEC 1 (RFC 5915) or PKCS#8, of a known curve.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if it is not a key on this curve.
    pub fn from_ec_private_key(curve: Curve, der: &[u8]) -> Result<Self, KeyError> {
        EcdsaKeyPair::from_private_key_der(ecdsa(curve).0, der)
            .map_err(|_| KeyError::Inconsistent { family: KeyFamily::Ec(curve) })
            .and_then(|pair| Self::from_ecdsa(curve, &pair))
    }

    /// Creates an EC key from its number and point, as in a JWK.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if they do not match.
    pub fn from_ec_numbers(curve: Curve, d: &[u8], point: &[u8]) -> Result<Self, KeyError> {
        EcdsaKeyPair::from_private_key_and_public_key(ecdsa(curve).0, d, point)
            .map_err(|_| KeyError::Inconsistent { family: KeyFamily::Ec(curve) })
            .and_then(|pair| Self::from_ecdsa(curve, &pair))
    }

    /// Creates an Ed25519 key from its seed and public key, as in a JWK.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if they do not match.
    pub fn from_ed25519_seed(seed: &[u8], public: &[u8]) -> Result<Self, KeyError> {
        Ed25519KeyPair::from_seed_and_public_key(seed, public)
            .map_err(|_| KeyError::Inconsistent { family: KeyFamily::Ed25519 })
            .and_then(|pair| Self::from_ed25519(&pair))
    }

    /// Creates an ML-DSA key from its seed (RFC 9964 section 4).
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if it is not 32 bytes.
    pub fn from_ml_dsa_seed(set: MlDsaSet, seed: &[u8]) -> Result<Self, KeyError> {
        PqdsaKeyPair::from_seed(ml_dsa(set).0, seed)
            .map_err(|_| KeyError::Inconsistent { family: KeyFamily::MlDsa(set) })
            .and_then(|pair| Self::from_ml_dsa(set, &pair))
    }

    fn from_ecdsa(curve: Curve, pair: &EcdsaKeyPair) -> Result<Self, KeyError> {
        let inconsistent = KeyError::Inconsistent { family: KeyFamily::Ec(curve) };
        let public = PublicKey::ec(curve, pair.public_key().as_ref())?;
        let der = pair.to_pkcs8v1().map_err(|_| inconsistent)?;
        Ok(Self { public, der: Zeroizing::new(der.as_ref().to_vec()) })
    }

    fn from_ed25519(pair: &Ed25519KeyPair) -> Result<Self, KeyError> {
        let public = PublicKey::ed25519(pair.public_key().as_ref())?;
        let der =
            pair.to_pkcs8v1().map_err(|_| KeyError::Inconsistent { family: KeyFamily::Ed25519 })?;
        Ok(Self { public, der: Zeroizing::new(der.as_ref().to_vec()) })
    }

    fn from_ml_dsa(set: MlDsaSet, pair: &PqdsaKeyPair) -> Result<Self, KeyError> {
        let public = PublicKey::ml_dsa(set, pair.public_key().as_ref())?;
        let der = pair
            .to_pkcs8v1()
            .map_err(|_| KeyError::Inconsistent { family: KeyFamily::MlDsa(set) })?;
        Ok(Self { public, der: Zeroizing::new(der.as_ref().to_vec()) })
    }

    /// Returns the public half.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Returns the encoded key: `RSAPrivateKey` for RSA, PKCS#8 for all others.
    pub(super) fn der(&self) -> &[u8] {
        &self.der
    }

    /// Encodes the key as a PKCS#8 `PrivateKeyInfo`.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if the encoder fails, which is not expected.
    pub(super) fn to_pkcs8_der(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        match self.public {
            PublicKey::Rsa { .. } => {
                use pkcs8::der::Encode as _;
                let octets = pkcs8::der::asn1::OctetStringRef::new(&self.der);
                let info =
                    octets.map(|key| pkcs8::PrivateKeyInfoRef::new(pkcs1::ALGORITHM_ID, key));
                info.and_then(|info| info.to_der()).map(Zeroizing::new)
            }
            PublicKey::Ec { .. } | PublicKey::Ed25519(_) | PublicKey::MlDsa { .. } => {
                Ok(self.der.clone())
            }
        }
        .map_err(|_| KeyError::Inconsistent { family: self.public.family() })
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({}, redacted)", self.public.family())
    }
}

/// A shared secret for HMAC: exactly the bytes that are hashed.
/// `Debug` shows only the length.
#[derive(Clone, Eq, PartialEq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Creates a secret from its bytes.
    ///
    /// # Errors
    ///
    /// [`KeyError::EmptySecret`] if there are none, [`KeyError::KeyAsSecret`] if they are a
    /// key or certificate, however it is wrapped.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Result<Self, KeyError> {
        let bytes = Zeroizing::new(bytes.into());
        if bytes.is_empty() {
            return Err(KeyError::EmptySecret);
        }
        match key_text::find_key(&bytes) {
            Some(key) => Err(KeyError::KeyAsSecret(key)),
            None => Ok(Self(bytes)),
        }
    }

    /// Creates a secret from bytes that may be a key or certificate, to predict an engine that
    /// does not tell them apart. No token is to be believed because of such a secret.
    ///
    /// # Errors
    ///
    /// [`KeyError::EmptySecret`].
    pub fn even_a_key(bytes: impl Into<Vec<u8>>) -> Result<Self, KeyError> {
        let bytes = Zeroizing::new(bytes.into());
        if bytes.is_empty() { Err(KeyError::EmptySecret) } else { Ok(Self(bytes)) }
    }

    /// Generates a random secret of this many bytes and returns it as lowercase hexadecimal
    /// text, because Hasura reads secrets as text.
    ///
    /// # Errors
    ///
    /// [`KeyError::EmptySecret`] if the system has no randomness.
    pub fn random_text(bytes: usize) -> Result<Zeroizing<String>, KeyError> {
        use fmt::Write as _;
        let mut drawn = Zeroizing::new(vec![0; bytes]);
        SystemRandom::new().fill(&mut drawn).map_err(|_| KeyError::EmptySecret)?;
        let mut text = Zeroizing::new(String::with_capacity(bytes * 2));
        for byte in drawn.iter() {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Ok(text)
    }

    /// Returns the bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} bytes, redacted)", self.0.len())
    }
}

/// The key that checks a signature.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum VerificationMaterial {
    /// A shared secret
    Secret(Secret),
    /// A public key
    Public(PublicKey),
}

impl VerificationMaterial {
    /// Returns the kind of key this is.
    pub const fn family(&self) -> KeyFamily {
        match self {
            Self::Secret(_) => KeyFamily::Hmac,
            Self::Public(key) => key.family(),
        }
    }
}

/// A key that checks signatures, and the algorithms it may be used with. Whoever supplies
/// the key determines both; a token's header cannot change them.
#[derive(Clone, Debug)]
pub struct VerificationKey {
    /// The key itself
    pub material: VerificationMaterial,
    /// The algorithms it may be used with
    pub algorithms: Vec<SignatureAlgorithm>,
    /// Its name, if it has one
    pub kid: Option<String>,
}

impl VerificationKey {
    /// Returns a key for every algorithm of its kind.
    pub fn of(material: VerificationMaterial, kid: Option<String>) -> Self {
        let algorithms = material.family().algorithms();
        Self { material, algorithms, kid }
    }

    /// Restricts the key to these algorithms.
    #[must_use]
    pub fn restricted_to(mut self, algorithms: &[SignatureAlgorithm]) -> Self {
        self.algorithms.retain(|alg| algorithms.contains(alg));
        self
    }
}

/// The key that signs a token.
#[derive(Clone, Debug)]
pub enum SigningMaterial {
    /// A shared secret
    Secret(Secret),
    /// A private key
    Private(PrivateKey),
}

/// A key that signs, its one algorithm, and its name.
#[derive(Clone, Debug)]
pub struct SigningKey {
    /// The key itself
    pub material: SigningMaterial,
    /// The algorithm
    pub algorithm: SignatureAlgorithm,
    /// The `kid` of the header
    pub kid: Option<String>,
}

impl SigningKey {
    /// Creates a key for this algorithm, or for the usual one of its kind:
    /// HS256, RS256, the curve's own, `EdDSA`.
    ///
    /// # Errors
    ///
    /// [`KeyError::WrongFamily`] if the algorithm needs another kind of key,
    /// [`KeyError::RsaSize`] if an RSA key is too short or too long to sign.
    pub fn new(
        material: SigningMaterial,
        algorithm: Option<SignatureAlgorithm>,
        kid: Option<String>,
    ) -> Result<Self, KeyError> {
        let family = match &material {
            SigningMaterial::Secret(_) => KeyFamily::Hmac,
            SigningMaterial::Private(key) => key.public.family(),
        };
        let algorithm = match algorithm {
            Some(algorithm) if algorithm.family() != family => {
                return Err(KeyError::WrongFamily { algorithm, family });
            }
            Some(algorithm) => algorithm,
            None => SignatureAlgorithm::customary_of(family),
        };
        if let SigningMaterial::Private(key) = &material
            && let Some(bits) = key.public.rsa_bits()
            && !(2048..=8192).contains(&bits)
        {
            return Err(KeyError::RsaSize { bits, verb: "signing".to_owned() });
        }
        Ok(Self { material, algorithm, kid })
    }

    /// Returns the key that checks what this one signs, for its algorithm only.
    pub fn verification_key(&self) -> VerificationKey {
        let material = match &self.material {
            SigningMaterial::Secret(secret) => VerificationMaterial::Secret(secret.clone()),
            SigningMaterial::Private(key) => VerificationMaterial::Public(key.public.clone()),
        };
        VerificationKey { material, algorithms: vec![self.algorithm], kid: self.kid.clone() }
    }

    /// Returns the public half, unless this is a secret.
    pub const fn public(&self) -> Option<&PublicKey> {
        match &self.material {
            SigningMaterial::Secret(_) => None,
            SigningMaterial::Private(key) => Some(&key.public),
        }
    }
}

/// Whether eight times the point is the identity. Apart from the sign bit, these are 0, 1,
/// the two points of order eight, and what is congruent to them modulo 2^255 - 19.
fn is_small_order(key: &[u8]) -> bool {
    const ORDER_EIGHT: [[u8; 32]; 2] = [
        [
            0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef,
            0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88,
            0x6d, 0x53, 0xfc, 0x05,
        ],
        [
            0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10,
            0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77,
            0x92, 0xac, 0x03, 0x7a,
        ],
    ];
    let Some((last, rest)) = key.split_last() else { return false };
    let Some((first, middle)) = rest.split_first() else { return false };
    let last = last & 0x7f;
    let zero_or_one = *first <= 1 && middle.iter().all(|byte| *byte == 0) && last == 0;
    let around_p = *first >= 0xec && middle.iter().all(|byte| *byte == 0xff) && last == 0x7f;
    let order_eight = ORDER_EIGHT
        .iter()
        .any(|point| point.split_last().is_some_and(|(end, start)| *end == last && start == rest));
    zero_or_one || (around_p && *first <= 0xee) || order_eight
}

/// Returns the algorithms of a curve, with JOSE's fixed-length `r ‖ s` (RFC 7518 section 3.4).
pub(super) const fn ecdsa(
    curve: Curve,
) -> (&'static EcdsaSigningAlgorithm, &'static signature::EcdsaVerificationAlgorithm) {
    match curve {
        Curve::P256 => {
            (&signature::ECDSA_P256_SHA256_FIXED_SIGNING, &signature::ECDSA_P256_SHA256_FIXED)
        }
        Curve::P384 => {
            (&signature::ECDSA_P384_SHA384_FIXED_SIGNING, &signature::ECDSA_P384_SHA384_FIXED)
        }
        Curve::P521 => {
            (&signature::ECDSA_P521_SHA512_FIXED_SIGNING, &signature::ECDSA_P521_SHA512_FIXED)
        }
        Curve::Secp256k1 => {
            (&signature::ECDSA_P256K1_SHA256_FIXED_SIGNING, &signature::ECDSA_P256K1_SHA256_FIXED)
        }
    }
}

/// Returns the algorithms of a parameter set.
pub(super) const fn ml_dsa(
    set: MlDsaSet,
) -> (&'static PqdsaSigningAlgorithm, &'static signature::PqdsaVerificationAlgorithm) {
    match set {
        MlDsaSet::MlDsa44 => (&signature::ML_DSA_44_SIGNING, &signature::ML_DSA_44),
        MlDsaSet::MlDsa65 => (&signature::ML_DSA_65_SIGNING, &signature::ML_DSA_65),
        MlDsaSet::MlDsa87 => (&signature::ML_DSA_87_SIGNING, &signature::ML_DSA_87),
    }
}

fn without_leading_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    &number[zeros..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_small_order_are_not_keys() {
        let mut identity = [0; 32];
        identity[0] = 1;
        let mut minus_one = [0xff; 32];
        (minus_one[0], minus_one[31]) = (0xec, 0x7f);
        let mut negative = identity;
        negative[31] = 0x80;
        let mut order_eight = [0; 32];
        order_eight.copy_from_slice(&[
            0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef,
            0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88,
            0x6d, 0x53, 0xfc, 0x85,
        ]);
        for point in [[0; 32], identity, minus_one, negative, order_eight] {
            assert_eq!(PublicKey::ed25519(&point), Err(KeyError::SmallOrder));
        }
        // RFC 8032 section 7.1, test 1
        let real = [
            0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64,
            0x07, 0x3a, 0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68,
            0xf7, 0x07, 0x51, 0x1a,
        ];
        assert!(PublicKey::ed25519(&real).is_ok());
    }

    #[test]
    fn a_key_is_not_a_secret() {
        let pem = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
        let error = Secret::new(pem.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "a PEM key or certificate, not an HMAC secret");
        assert_eq!(Secret::new(Vec::new()), Err(KeyError::EmptySecret));
    }
}
