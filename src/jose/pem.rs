//! PEM and DER: which key or certificate a text or file holds, told by its content.

use pkcs8::der::oid::ObjectIdentifier;
use pkcs8::der::{Decode as _, Encode as _};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use zeroize::Zeroizing;

use crate::jose::algorithm::{Curve, KeyFamily, MlDsaSet};
use crate::jose::key::{KeyError, PrivateKey, PublicKey};

/// A key found in a PEM or DER file.
#[derive(Clone, Debug)]
pub enum FoundKey {
    /// A private key: PKCS#8, PKCS#1 or SEC 1
    Private(PrivateKey),
    /// A public key: `SubjectPublicKeyInfo`, PKCS#1 or an X.509 certificate
    Public(PublicKey),
    /// An encrypted PKCS#8 key, to be opened with [`decrypt`]
    Encrypted(Vec<u8>),
}

/// Why a file holds no key that can be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ReadKeyError {
    /// The PEM frame is broken
    #[error("the PEM is broken: {message}")]
    Pem {
        /// What is wrong with it
        message: String,
    },
    /// A PEM frame around something that is no key
    #[error("the PEM holds `{label}`, which is no key that can be used")]
    NoKey {
        /// What stands in its BEGIN line
        label: String,
    },
    /// Key material that cannot be used
    #[error("it holds {0}")]
    Unusable(#[from] KeyError),
    /// A key of an algorithm that signs nothing here
    #[error("it holds a key of the algorithm {oid}, which signs no JWT")]
    Algorithm {
        /// The object identifier found
        oid: String,
    },
    /// The passphrase does not open the key
    #[error("the passphrase does not open the private key")]
    Passphrase,
    /// None of the known forms
    #[error("it is no key: neither PEM, DER, a JWK, a JWK Set nor Hasura's JSON")]
    Unrecognised,
}

/// What had to be repaired before a text could be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Repair {
    /// `\n` written as two characters, the way JSON and `.env` files hold it
    EscapedNewlines,
    /// Everything on one line, the line breaks lost
    OneLine,
}

impl Repair {
    /// The repair as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::EscapedNewlines => {
                "the key's line breaks were written as the two characters \\n; read as line breaks"
            }
            Self::OneLine => "the key's line breaks were lost; put back",
        }
    }
}

/// Whether a text looks like PEM, whatever is in it.
pub fn looks_like_pem(text: &str) -> bool {
    text.contains("-----BEGIN ")
}

/// Reads the first key of a PEM text. Blocks that only accompany a key
/// (`EC PARAMETERS`) are passed over; of a chain of certificates the first counts.
///
/// # Errors
///
/// Any [`ReadKeyError`] but `Unrecognised` and `Passphrase`.
pub fn read_pem(text: &str) -> Result<(FoundKey, Option<Repair>), ReadKeyError> {
    let (text, repair) = repaired(text);
    let blocks = pem::parse_many(text.as_bytes())
        .map_err(|error| ReadKeyError::Pem { message: error.to_string() })?;
    if blocks.is_empty() {
        return Err(ReadKeyError::Pem { message: "its END line is missing".to_owned() });
    }
    let mut first_failure = None;
    for block in &blocks {
        match read_der(block.contents()) {
            Ok(key) => return Ok((key, repair)),
            Err(ReadKeyError::Unrecognised) => {
                first_failure.get_or_insert(ReadKeyError::NoKey { label: block.tag().to_owned() });
            }
            Err(error) => {
                first_failure.get_or_insert(error);
            }
        }
    }
    Err(first_failure.unwrap_or(ReadKeyError::Unrecognised))
}

/// Why there is no first block.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum BlockError {
    /// No BEGIN line
    #[error("there is no PEM in it")]
    Missing,
    /// A BEGIN line that goes on after its dashes: the line breaks were lost
    #[error("the BEGIN line is not a line of its own")]
    Delimiter,
    /// No END line, or what stands between is not base64
    #[error("the PEM is broken")]
    Content,
}

/// The bytes of the first block of a PEM text, read strictly and whatever its label
/// says. Nothing is repaired.
///
/// # Errors
///
/// Any [`BlockError`].
pub fn first_block(text: &str) -> Result<Vec<u8>, BlockError> {
    const DASHES: &str = "-----";
    let mut lines = text.lines().map(str::trim_end);
    let begin = lines.find_map(|line| line.strip_prefix("-----BEGIN "));
    let label = begin.ok_or(BlockError::Missing)?;
    if label.strip_suffix(DASHES).is_none_or(|label| label.contains(DASHES)) {
        return Err(BlockError::Delimiter);
    }
    let mut body = String::new();
    for line in lines {
        if line.starts_with("-----END ") {
            return crate::jose::base64url::decode_standard(&body).ok_or(BlockError::Content);
        }
        // Headers (RFC 1421) stand before the body and are passed over.
        if !line.contains(':') {
            body.push_str(line.trim());
        }
    }
    Err(BlockError::Content)
}

/// Reads a DER structure, trying each known form.
///
/// # Errors
///
/// [`ReadKeyError::Unrecognised`] if it is none of them, else what is wrong with the key.
pub fn read_der(der: &[u8]) -> Result<FoundKey, ReadKeyError> {
    if let Ok(info) = pkcs8::PrivateKeyInfoRef::from_der(der) {
        let family = family_of(info.algorithm)?;
        return Ok(FoundKey::Private(PrivateKey::from_pkcs8(family, der)?));
    }
    if pkcs8::EncryptedPrivateKeyInfoRef::from_der(der).is_ok() {
        return Ok(FoundKey::Encrypted(der.to_vec()));
    }
    if let Ok(spki) = SubjectPublicKeyInfoRef::from_der(der) {
        return read_spki(&spki).map(FoundKey::Public);
    }
    if let Ok(certificate) = x509_cert::Certificate::from_der(der) {
        let spki = certificate
            .tbs_certificate()
            .subject_public_key_info()
            .to_der()
            .map_err(|_| ReadKeyError::Unrecognised)?;
        let spki =
            SubjectPublicKeyInfoRef::from_der(&spki).map_err(|_| ReadKeyError::Unrecognised)?;
        return read_spki(&spki).map(FoundKey::Public);
    }
    if pkcs1::RsaPrivateKeyRef::from_der(der).is_ok() {
        return Ok(FoundKey::Private(PrivateKey::from_rsa_private_key(der)?));
    }
    if let Ok(key) = sec1::EcPrivateKey::from_der(der) {
        let named = key.parameters.and_then(sec1::EcParameters::named_curve);
        let curves: Vec<Curve> = match named {
            Some(oid) => vec![curve_of(oid)?],
            None => Curve::ALL.to_vec(),
        };
        return curves
            .into_iter()
            .find_map(|curve| PrivateKey::from_ec_private_key(curve, der).ok())
            .map(FoundKey::Private)
            .ok_or(ReadKeyError::Unrecognised);
    }
    if let Ok(key) = pkcs1::RsaPublicKeyRef::from_der(der) {
        let key = PublicKey::rsa(key.modulus.as_bytes(), key.public_exponent.as_bytes())?;
        return Ok(FoundKey::Public(key));
    }
    Err(ReadKeyError::Unrecognised)
}

/// Opens an encrypted PKCS#8 key (RFC 5958, PBES2 with AES).
///
/// # Errors
///
/// [`ReadKeyError::Passphrase`] if the passphrase is wrong or the cipher is not one of PBES2's.
pub fn decrypt(encrypted: &[u8], passphrase: &str) -> Result<PrivateKey, ReadKeyError> {
    let document = pkcs8::EncryptedPrivateKeyInfoRef::from_der(encrypted)
        .and_then(|info| info.decrypt(passphrase).map_err(|_| pkcs8::der::ErrorKind::Failed.into()))
        .map_err(|_| ReadKeyError::Passphrase)?;
    match read_der(document.as_bytes())? {
        FoundKey::Private(key) => Ok(key),
        FoundKey::Public(_) | FoundKey::Encrypted(_) => Err(ReadKeyError::Unrecognised),
    }
}

/// A `SubjectPublicKeyInfo` PEM of a public key, the form that Hasura's `key` takes.
///
/// # Errors
///
/// [`KeyError::Inconsistent`] if the encoder refuses, which it has no reason to.
pub fn public_pem(key: &PublicKey) -> Result<String, KeyError> {
    spki_der(key)
        .map(|der| encode("PUBLIC KEY", &der))
        .map_err(|_| KeyError::Inconsistent { family: key.family() })
}

impl PrivateKey {
    /// The key as a PKCS#8 PEM text, the form in which the key store keeps it.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if the encoder refuses, which it has no reason to.
    pub fn to_pkcs8_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        let pkcs8 = self.to_pkcs8_der()?;
        Ok(Zeroizing::new(encode("PRIVATE KEY", &pkcs8)))
    }
}

/// A PEM text with line feeds, on every system.
fn encode(label: &str, der: &[u8]) -> String {
    let config = pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF);
    pem::encode_config(&pem::Pem::new(label, der), config)
}

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const CURVES: [(ObjectIdentifier, Curve); 4] = [
    (ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7"), Curve::P256),
    (ObjectIdentifier::new_unwrap("1.3.132.0.34"), Curve::P384),
    (ObjectIdentifier::new_unwrap("1.3.132.0.35"), Curve::P521),
    (ObjectIdentifier::new_unwrap("1.3.132.0.10"), Curve::Secp256k1),
];
const ML_DSA: [(ObjectIdentifier, MlDsaSet); 3] = [
    (ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.17"), MlDsaSet::MlDsa44),
    (ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.18"), MlDsaSet::MlDsa65),
    (ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.19"), MlDsaSet::MlDsa87),
];

fn family_of(algorithm: AlgorithmIdentifierRef<'_>) -> Result<KeyFamily, ReadKeyError> {
    match algorithm.oid {
        RSA | RSA_PSS => Ok(KeyFamily::Rsa),
        ED25519 => Ok(KeyFamily::Ed25519),
        EC => {
            let oid = algorithm
                .parameters_oid()
                .map_err(|_| ReadKeyError::Algorithm { oid: EC.to_string() })?;
            curve_of(oid).map(KeyFamily::Ec)
        }
        oid => ML_DSA
            .iter()
            .find(|(known, _)| *known == oid)
            .map(|(_, set)| KeyFamily::MlDsa(*set))
            .ok_or_else(|| ReadKeyError::Algorithm { oid: oid.to_string() }),
    }
}

fn curve_of(oid: ObjectIdentifier) -> Result<Curve, ReadKeyError> {
    CURVES
        .iter()
        .find(|(known, _)| *known == oid)
        .map(|(_, curve)| *curve)
        .ok_or_else(|| ReadKeyError::Algorithm { oid: oid.to_string() })
}

fn read_spki(spki: &SubjectPublicKeyInfoRef<'_>) -> Result<PublicKey, ReadKeyError> {
    let bits = spki.subject_public_key.as_bytes().ok_or(ReadKeyError::Unrecognised)?;
    Ok(match family_of(spki.algorithm)? {
        KeyFamily::Rsa => {
            let key = pkcs1::RsaPublicKeyRef::from_der(bits)
                .map_err(|_| KeyError::Inconsistent { family: KeyFamily::Rsa })?;
            PublicKey::rsa(key.modulus.as_bytes(), key.public_exponent.as_bytes())?
        }
        KeyFamily::Ec(curve) => PublicKey::ec(curve, bits)?,
        KeyFamily::Ed25519 => PublicKey::ed25519(bits)?,
        KeyFamily::MlDsa(set) => PublicKey::ml_dsa(set, bits)?,
        KeyFamily::Hmac => return Err(ReadKeyError::Unrecognised),
    })
}

fn spki_der(key: &PublicKey) -> pkcs8::der::Result<Vec<u8>> {
    use pkcs8::der::asn1::{AnyRef, BitStringRef, UintRef};
    let with = |oid, parameters, bits: &[u8]| {
        let algorithm = AlgorithmIdentifierRef { oid, parameters };
        let subject_public_key = BitStringRef::from_bytes(bits)?;
        SubjectPublicKeyInfoRef { algorithm, subject_public_key }.to_der()
    };
    match key {
        PublicKey::Rsa { n, e } => {
            let key = pkcs1::RsaPublicKey {
                modulus: UintRef::new(n)?,
                public_exponent: UintRef::new(e)?,
            };
            with(RSA, Some(AnyRef::NULL), &key.to_der()?)
        }
        PublicKey::Ec { curve, point } => {
            let oid = CURVES.iter().find(|(_, known)| known == curve).map(|(oid, _)| oid);
            with(EC, oid.map(AnyRef::from), point)
        }
        PublicKey::Ed25519(key) => with(ED25519, None, key),
        PublicKey::MlDsa { set, key } => {
            let oid = ML_DSA.iter().find(|(_, known)| known == set).map(|(oid, _)| *oid);
            with(oid.unwrap_or(ED25519), None, key)
        }
    }
}

/// Puts back line breaks that were lost on the way through JSON, `.env` or a shell.
fn repaired(text: &str) -> (Zeroizing<String>, Option<Repair>) {
    let text = text.trim();
    if !text.contains('\n') && text.contains("\\n") {
        let text = text.replace("\\r", "").replace("\\n", "\n");
        return (Zeroizing::new(text), Some(Repair::EscapedNewlines));
    }
    if text.contains('\n') {
        return (Zeroizing::new(text.to_owned()), None);
    }
    // `-----BEGIN X----- base64 -----END X-----`, the breaks turned to spaces or gone.
    let mut lines = String::with_capacity(text.len() + 8);
    for (index, piece) in text.split("-----").enumerate() {
        match index % 4 {
            1 | 3 => lines.extend(["-----", piece, "-----\n"]),
            _ => {
                let body: String = piece.split_whitespace().collect();
                if !body.is_empty() {
                    lines.push_str(&body);
                    lines.push('\n');
                }
            }
        }
    }
    (Zeroizing::new(lines), Some(Repair::OneLine))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_is_read_without_any_repair() {
        let block = "before\n-----BEGIN ANY LABEL-----\nYWI=\n-----END ANY LABEL-----\nafter\n";
        assert_eq!(first_block(block).unwrap(), b"ab");
        assert_eq!(first_block(&block.replace('\n', "\r\n")).unwrap(), b"ab");
        for (text, error) in [
            ("YWI=", BlockError::Missing),
            ("-----BEGIN A----- YWI= -----END A-----", BlockError::Delimiter),
            ("-----BEGIN A-----\\nYWI=\\n-----END A-----", BlockError::Delimiter),
            ("-----BEGIN A-----\nYWI=\n", BlockError::Content),
            ("-----BEGIN A-----\n?\n-----END A-----", BlockError::Content),
        ] {
            assert_eq!(first_block(text), Err(error), "{text}");
        }
    }
}
