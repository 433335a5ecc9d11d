//! PEM and DER: recognizes and parses keys and certificates by their content.

use pkcs8::der::oid::ObjectIdentifier;
use pkcs8::der::{Decode as _, Encode as _};
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::Kdf;
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use zeroize::Zeroizing;

use crate::jose::algorithm::{Curve, KeyFamily, MlDsaSet};
use crate::jose::distinguished_name::distinguished_name;
use crate::jose::json::JsonError;
use crate::jose::jwk::JwkError;
use crate::jose::key::{KeyError, PrivateKey, PublicKey};
use crate::jose::legacy_pem::LegacyPem;
use crate::jose::numeric_date::NumericDate;

/// A key found in a PEM or DER file.
#[derive(Clone, Debug)]
pub enum FoundKey {
    /// A private key: PKCS#8, PKCS#1 or SEC 1
    Private(PrivateKey),
    /// A public key: `SubjectPublicKeyInfo`, PKCS#1 or an X.509 certificate
    Public(PublicKey),
    /// An encrypted private key, for [`decrypt`]
    Encrypted(EncryptedKey),
}

/// A private key that a passphrase decrypts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum EncryptedKey {
    /// PKCS#8 (RFC 5958), as DER
    Pkcs8(Vec<u8>),
    /// PEM with `Proc-Type: 4,ENCRYPTED`
    Legacy(LegacyPem),
}

/// Why a file contains no usable key.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ReadKeyError {
    /// The PEM frame is broken
    #[error("the PEM is broken: {message}")]
    Pem {
        /// What is wrong with it
        message: String,
    },
    /// A PEM block that is not a key
    #[error("the PEM contains `{label}`, which is not a usable key")]
    NoKey {
        /// The label of its BEGIN line
        label: String,
    },
    /// Key material that cannot be used
    #[error("it contains {0}")]
    Unusable(#[from] KeyError),
    /// A key for an algorithm that does not sign JWTs
    #[error("it contains a key for the algorithm {oid}, which cannot sign JWTs")]
    Algorithm {
        /// The object identifier of the algorithm
        oid: String,
    },
    /// An encrypted key whose cipher is not supported
    #[error("the private key is encrypted with {name}, which is not supported")]
    Cipher {
        /// The cipher's name or object identifier
        name: String,
    },
    /// An encrypted OpenSSH key
    #[error("the OpenSSH private key is encrypted with a passphrase in OpenSSH's own format")]
    OpenSshPassphrase,
    /// An OpenSSH key that cannot be parsed
    #[error("the OpenSSH key is broken")]
    OpenSsh,
    /// A PKCS#12 file: `.p12`, `.pfx`
    #[error("it is a PKCS#12 file, which is encrypted as a whole")]
    Pkcs12,
    /// A key store of Java: `.jks`
    #[error("it is a Java key store")]
    JavaKeyStore,
    /// A PKCS#7 file with certificates: `.p7b`
    #[error("it is a PKCS#7 file")]
    Pkcs7,
    /// A `PuTTY` private key: `.ppk`
    #[error("it is a PuTTY private key")]
    Putty,
    /// An `OpenPGP` key
    #[error("it is an OpenPGP key, which JWTs are not signed with")]
    OpenPgp,
    /// A web page instead of keys
    #[error("it is an HTML page, not a key; is it a login page?")]
    Html,
    /// A discovery document, which only says where the keys are
    #[error("it is a discovery document, which contains no keys; they are at `{jwks_uri}`")]
    Discovery {
        /// The address of the keys
        jwks_uri: String,
    },
    /// A token where a key was expected
    #[error("it is a token, not a key")]
    Token,
    /// Nothing at all
    #[error("it is empty")]
    Empty,
    /// It looks like JSON, but cannot be parsed
    #[error("it is not JSON: {0}")]
    Json(#[from] JsonError),
    /// A JWK or JWK Set that cannot be used
    #[error(transparent)]
    Jwk(#[from] JwkError),
    /// The passphrase is wrong
    #[error("the passphrase does not decrypt the private key")]
    Passphrase,
    /// Checking a passphrase would take too long
    #[error(
        "checking its passphrase needs {found} PBKDF2 iterations; the limit is {MAX_ITERATIONS}"
    )]
    Iterations {
        /// The number of iterations that the key asks for
        found: u32,
    },
    /// Checking a passphrase would take too much memory or time
    #[error(
        "checking its passphrase needs scrypt with N={n}, r={r}, p={p}; the limits are {} MiB for 128·N·r and {} MiB for 128·N·r·p",
        MAX_SCRYPT_MEMORY >> 20,
        MAX_SCRYPT_WORK >> 20
    )]
    Scrypt {
        /// The cost
        n: u64,
        /// The block size
        r: u16,
        /// The parallelization
        p: u16,
    },
    /// One short line that may well be a secret
    #[error("it is not a key: neither PEM, DER, OpenSSH, a JWK, a JWK Set nor Hasura's JSON")]
    ShortLine,
    /// None of the known forms
    #[error("it is not a key: neither PEM, DER, OpenSSH, a JWK, a JWK Set nor Hasura's JSON")]
    Unrecognised,
}

/// The repairs that were needed to parse a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Repair {
    /// `\n` written as two characters, the way JSON and `.env` files hold it
    EscapedNewlines,
    /// Everything on one line, without line breaks
    OneLine,
}

impl Repair {
    /// Returns the repair as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::EscapedNewlines => {
                "the key's line breaks are written as the two characters \\n; using line breaks instead"
            }
            Self::OneLine => "the key's line breaks are missing; restoring them",
        }
    }
}

/// Whether a text looks like PEM.
pub fn looks_like_pem(text: &str) -> bool {
    text.contains("-----BEGIN ")
}

/// Parses the first key in a PEM text. Blocks that only accompany a key
/// (`EC PARAMETERS`) are skipped; of a chain of certificates the first counts.
///
/// # Errors
///
/// Any [`ReadKeyError`] except those about passphrases and `Unrecognised`.
pub fn read_pem(text: &str) -> Result<(FoundKey, Option<Repair>), ReadKeyError> {
    let (text, repair) = repair(text);
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

/// What a certificate says beside its key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CertificateFacts {
    /// The distinguished name of its subject, such as `CN=example.com`
    pub subject: String,
    /// When it expires
    pub not_after: NumericDate,
}

/// Returns what the first certificate of a PEM text says; `None` if the first block is not one.
pub fn certificate_facts(text: &str) -> Option<CertificateFacts> {
    let block = pem::parse(repair(text).0.as_bytes()).ok()?;
    let certificate = x509_cert::Certificate::from_der(block.contents()).ok()?;
    let certificate = certificate.tbs_certificate();
    let seconds = certificate.validity().not_after.to_unix_duration().as_secs();
    Some(CertificateFacts {
        subject: distinguished_name(certificate.subject().as_ref()),
        not_after: NumericDate::from_seconds(seconds.try_into().ok()?)?,
    })
}

/// Why a text has no first block.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum BlockError {
    /// No BEGIN line
    #[error("it contains no PEM")]
    Missing,
    /// A BEGIN line that goes on after its dashes: the line breaks are missing
    #[error("the BEGIN line is not on its own line")]
    Delimiter,
    /// No END line, or the content is not base64
    #[error("the PEM is broken")]
    Content,
}

/// Returns the bytes of the first block of a PEM text, whatever its label. Strict:
/// nothing is repaired.
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
        // Headers (RFC 1421) precede the body and are skipped.
        if !line.contains(':') {
            body.push_str(line.trim());
        }
    }
    Err(BlockError::Content)
}

/// Parses a DER structure, trying each known form.
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
        return Ok(FoundKey::Encrypted(EncryptedKey::Pkcs8(der.to_vec())));
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

/// The most PBKDF2 iterations that are made to check a passphrase.
pub const MAX_ITERATIONS: u32 = 10_000_000;
/// The most memory that scrypt may use, in bytes.
const MAX_SCRYPT_MEMORY: u64 = 256 << 20;
/// The most memory that scrypt may write, in bytes.
const MAX_SCRYPT_WORK: u64 = 1024 << 20;

/// Decrypts a private key: PKCS#8 with PBES2 (RFC 8018), or PEM with `Proc-Type: 4,ENCRYPTED`.
///
/// # Errors
///
/// [`ReadKeyError::Iterations`] and [`ReadKeyError::Scrypt`], before any work, for keys
/// that would take too long; [`ReadKeyError::Cipher`] for a cipher that is not supported;
/// [`ReadKeyError::Passphrase`] if the passphrase is wrong.
pub fn decrypt(encrypted: &EncryptedKey, passphrase: &str) -> Result<PrivateKey, ReadKeyError> {
    let is_legacy = matches!(encrypted, EncryptedKey::Legacy(_));
    let decrypted = match encrypted {
        EncryptedKey::Pkcs8(der) => decrypt_pkcs8(der, passphrase)?,
        EncryptedKey::Legacy(pem) => pem.decrypt(passphrase).ok_or(ReadKeyError::Passphrase)?,
    };
    match read_der(&decrypted) {
        Ok(FoundKey::Private(key)) => Ok(key),
        // One wrong passphrase in 256 leaves the padding intact.
        Err(_) if is_legacy => Err(ReadKeyError::Passphrase),
        Ok(FoundKey::Public(_) | FoundKey::Encrypted(_)) => Err(ReadKeyError::Unrecognised),
        Err(error) => Err(error),
    }
}

fn decrypt_pkcs8(der: &[u8], passphrase: &str) -> Result<Zeroizing<Vec<u8>>, ReadKeyError> {
    use pkcs8::pkcs5::Error as Pkcs5Error;
    let info =
        pkcs8::EncryptedPrivateKeyInfoRef::from_der(der).map_err(|_| ReadKeyError::Passphrase)?;
    check_cost(&info.encryption_algorithm)?;
    let document = info.decrypt(passphrase).map_err(|error| match error {
        pkcs8::Error::EncryptedPrivateKey(Pkcs5Error::NoPbes1CryptSupport) => {
            ReadKeyError::Cipher { name: "PBES1".to_owned() }
        }
        pkcs8::Error::EncryptedPrivateKey(Pkcs5Error::UnsupportedAlgorithm { oid }) => {
            ReadKeyError::Cipher { name: format!("the algorithm {oid}") }
        }
        _ => ReadKeyError::Passphrase,
    })?;
    Ok(document.to_bytes())
}

/// Returns the names of a certificate's issuer and of its subject, encoded.
pub(super) fn certificate_names(der: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let certificate = x509_cert::Certificate::from_der(der).ok()?;
    let signed = certificate.tbs_certificate();
    Some((signed.issuer().to_der().ok()?, signed.subject().to_der().ok()?))
}

/// Names what is related to keys, but is not read by [`read_der`].
pub(super) fn unread_binary(bytes: &[u8]) -> Option<ReadKeyError> {
    /// The object identifiers of encryption in PKCS#12 (RFC 7292 appendix C), but for the last
    /// number
    const PKCS12_PBE: &[u8] = &[0x06, 0x0a, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];
    const SIGNED_DATA: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
    const JAVA: [&[u8]; 2] = [&[0xfe, 0xed, 0xfe, 0xed], &[0xce, 0xce, 0xce, 0xce]];
    if JAVA.iter().any(|magic| bytes.starts_with(magic)) {
        return Some(ReadKeyError::JavaKeyStore);
    }
    let content = sequence_content(bytes)?;
    // The version of PKCS#12 is 3 (RFC 7292 section 4), that of no private key.
    if content.starts_with(&[0x02, 0x01, 0x03, 0x30]) {
        return Some(ReadKeyError::Pkcs12);
    }
    if content.starts_with(SIGNED_DATA) {
        return Some(ReadKeyError::Pkcs7);
    }
    let number = sequence_content(content)?.strip_prefix(PKCS12_PBE)?.first()?;
    Some(ReadKeyError::Cipher { name: format!("the algorithm 1.2.840.113549.1.12.1.{number}") })
}

/// Returns what follows the header of a DER or BER sequence.
fn sequence_content(bytes: &[u8]) -> Option<&[u8]> {
    let (length, rest) = bytes.strip_prefix(&[0x30])?.split_first()?;
    let more = if *length < 0x80 { 0 } else { usize::from(length & 0x7f) };
    rest.get(more..)
}

/// Refuses parameters that an attacker chose to keep the machine busy.
fn check_cost(scheme: &EncryptionScheme) -> Result<(), ReadKeyError> {
    let EncryptionScheme::Pbes2(parameters) = scheme else { return Ok(()) };
    match &parameters.kdf {
        Kdf::Pbkdf2(pbkdf2) if pbkdf2.iteration_count > MAX_ITERATIONS => {
            Err(ReadKeyError::Iterations { found: pbkdf2.iteration_count })
        }
        Kdf::Scrypt(scrypt) => {
            let (n, r, p) = (scrypt.cost_parameter, scrypt.block_size, scrypt.parallelization);
            let memory = n.saturating_mul(128).saturating_mul(r.into());
            if memory > MAX_SCRYPT_MEMORY || memory.saturating_mul(p.into()) > MAX_SCRYPT_WORK {
                return Err(ReadKeyError::Scrypt { n, r, p });
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Returns a public key as a `SubjectPublicKeyInfo` PEM, the form that Hasura's `key` has.
///
/// # Errors
///
/// [`KeyError::Inconsistent`] if the encoder fails, which is not expected.
pub fn public_pem(key: &PublicKey) -> Result<String, KeyError> {
    spki_der(key)
        .map(|der| encode("PUBLIC KEY", &der))
        .map_err(|_| KeyError::Inconsistent { family: key.family() })
}

impl PrivateKey {
    /// Encodes the key as a PKCS#8 PEM, the form in the key store.
    ///
    /// # Errors
    ///
    /// [`KeyError::Inconsistent`] if the encoder fails, which is not expected.
    pub fn to_pkcs8_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        let pkcs8 = self.to_pkcs8_der()?;
        Ok(Zeroizing::new(encode("PRIVATE KEY", &pkcs8)))
    }
}

/// Encodes a PEM text with line feeds, on every system.
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

/// Restores line breaks that were lost in JSON, `.env` or a shell.
fn repair(text: &str) -> (Zeroizing<String>, Option<Repair>) {
    let text = text.trim();
    if !text.contains('\n') && text.contains("\\n") {
        let text = text.replace("\\r", "").replace("\\n", "\n");
        return (Zeroizing::new(text), Some(Repair::EscapedNewlines));
    }
    if text.contains('\n') {
        return (Zeroizing::new(text.to_owned()), None);
    }
    // `-----BEGIN X----- base64 -----END X-----`, with spaces for the breaks or without.
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

    /// An encrypted key whose key derivation is this.
    fn encrypted(kdf: Kdf) -> Vec<u8> {
        use pkcs8::der::asn1::OctetStringRef;
        use pkcs8::pkcs5::pbes2;
        let encryption = pbes2::EncryptionScheme::Aes256Cbc { iv: [0; 16] };
        let info = pkcs8::EncryptedPrivateKeyInfoRef {
            encryption_algorithm: pbes2::Parameters { kdf, encryption }.into(),
            encrypted_data: OctetStringRef::new(&[0; 48]).unwrap(),
        };
        info.to_der().unwrap()
    }

    #[test]
    fn a_key_that_would_keep_the_machine_busy_is_refused_before_any_work() {
        use pkcs8::pkcs5::pbes2::{Pbkdf2Params, ScryptParams};
        let decrypt =
            |der: &[u8], passphrase| decrypt(&EncryptedKey::Pkcs8(der.to_vec()), passphrase);
        let pbkdf2 = |count| encrypted(Pbkdf2Params::hmac_sha256(count, b"salt").unwrap().into());
        assert_eq!(decrypt(&pbkdf2(1000), "x").unwrap_err(), ReadKeyError::Passphrase);
        let error = decrypt(&pbkdf2(10_000_001), "x").unwrap_err();
        assert_eq!(
            error.to_string(),
            "checking its passphrase needs 10000001 PBKDF2 iterations; the limit is 10000000"
        );
        // A number of iterations that the library itself would not encode.
        let mut huge = pbkdf2(10_000_001);
        let at = huge.windows(3).position(|bytes| bytes == [0x98, 0x96, 0x81]).unwrap();
        huge[at - 1] = 0x7f;
        assert!(matches!(decrypt(&huge, "x"), Err(ReadKeyError::Iterations { .. })));
        let scrypt = |log_n, r, p| {
            let params = ScryptParams {
                salt: b"salt".as_slice().try_into().unwrap(),
                cost_parameter: 1_u64 << log_n,
                block_size: r,
                parallelization: p,
                key_length: None,
            };
            decrypt(&encrypted(params.into()), "x").unwrap_err()
        };
        assert_eq!(scrypt(4, 1, 1), ReadKeyError::Passphrase);
        assert_eq!(
            scrypt(20, 8, 1).to_string(),
            "checking its passphrase needs scrypt with N=1048576, r=8, p=1; the limits are 256 MiB for 128·N·r and 1024 MiB for 128·N·r·p"
        );
        assert!(matches!(scrypt(14, 8, 65), ReadKeyError::Scrypt { .. }));
        assert!(matches!(scrypt(63, u16::MAX, u16::MAX), ReadKeyError::Scrypt { .. }));
    }

    #[test]
    fn encrypted_keys_of_old_and_new_formats_are_decrypted() {
        let rsa = include_str!("../../tests/fixtures/keys/rsa.pkcs8.pem");
        let Ok((FoundKey::Private(expected), _)) = read_pem(rsa) else { panic!("not a key") };
        let read = |text: &str| match crate::jose::key_file::open(text.as_bytes()) {
            Ok((crate::jose::key_file::KeyFile::Keys(keys), _)) => match keys.as_slice() {
                [crate::jose::key_file::NamedKey { key: FoundKey::Encrypted(key), .. }] => {
                    key.clone()
                }
                other => panic!("not an encrypted key: {other:?}"),
            },
            other => panic!("not an encrypted key: {other:?}"),
        };
        for text in [
            include_str!("../../tests/fixtures/keys/rsa.encrypted.pem"),
            include_str!("../../tests/fixtures/keys/rsa.encrypted-des3.pem"),
            include_str!("../../tests/fixtures/keys/rsa.legacy-aes256.pem"),
            include_str!("../../tests/fixtures/keys/rsa.legacy-des3.pem"),
        ] {
            let key = read(text);
            assert_eq!(decrypt(&key, "correct-horse").unwrap().public(), expected.public());
            for wrong in ["correct-horses", "", "1", "2", "3"] {
                assert_eq!(decrypt(&key, wrong).unwrap_err(), ReadKeyError::Passphrase);
            }
            // Line breaks as `.env` files and shells leave them
            for text in [text.replace('\n', "\\n"), text.replace('\n', " ")] {
                assert!(decrypt(&read(&text), "correct-horse").is_ok(), "{text}");
            }
        }
        let ec = read(include_str!("../../tests/fixtures/keys/p256.legacy-aes128.pem"));
        assert_eq!(
            decrypt(&ec, "correct-horse").unwrap().public().family(),
            KeyFamily::Ec(Curve::P256)
        );
        let pbes1 = include_str!("../../tests/fixtures/keys/rsa.pbes1.pem");
        assert!(matches!(
            crate::jose::key_file::open(pbes1.as_bytes()),
            Err(ReadKeyError::Cipher { .. })
        ));
    }
}
