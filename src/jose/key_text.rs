//! Recognizes keys and certificates in any wrapping, so that none becomes an HMAC secret.

use std::fmt;
use std::iter::Peekable;

use zeroize::Zeroizing;

use crate::jose::base64url;
use crate::jose::json::Value;

/// The deepest nesting of encodings that is undone: base64 of base64 of a PEM has two.
const MAX_LAYERS: usize = 4;

/// Encodings inside an encoding are undone up to this size; no key is larger.
const MAX_INNER: usize = 1024 * 1024;

/// A key or certificate found in bytes that were to be an HMAC secret.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KeyText {
    /// What it is
    pub form: KeyForm,
    /// How it is wrapped
    pub encoding: Option<Encoding>,
}

/// The form of a key that was recognized.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyForm {
    /// A PEM block of any label
    Pem,
    /// DER: `SubjectPublicKeyInfo`, X.509, PKCS#1, PKCS#8, SEC 1
    Der,
    /// An OpenSSH or `PuTTY` key, public or private
    Ssh,
    /// A JSON Web Key
    Jwk,
    /// A JWK Set
    JwkSet,
    /// The numbers of an RSA or EC key in XML, or as OpenSSL prints them
    Numbers,
    /// A discovery document (OpenID Connect Discovery 1.0 section 3)
    Discovery,
    /// A web page where a key was expected
    Html,
}

/// An encoding around a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Encoding {
    /// base64 or base64url
    Base64,
    /// Hexadecimal digits
    Hex,
}

impl fmt::Display for KeyText {
    /// Formats the key as a phrase: `a DER key or certificate in base64`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.form {
            KeyForm::Pem => "a PEM key or certificate",
            KeyForm::Der => "a DER key or certificate",
            KeyForm::Ssh => "an OpenSSH key",
            KeyForm::Jwk => "a JWK",
            KeyForm::JwkSet => "a JWK Set",
            KeyForm::Numbers => "a public key, written as numbers",
            KeyForm::Discovery => "a discovery document",
            KeyForm::Html => "an HTML page",
        })?;
        match self.encoding {
            None => Ok(()),
            Some(Encoding::Base64) => f.write_str(" in base64"),
            Some(Encoding::Hex) => f.write_str(" in hexadecimal"),
        }
    }
}

/// Returns what key or certificate the bytes hold, if they hold one: raw, as text in UTF-8
/// or UTF-16, with or without a byte order mark, in base64, base64url or hexadecimal, in
/// JSON, with escaped or lost line breaks, and with anything before or after it.
///
/// A public key as an HMAC secret would let everyone sign who can read it (RFC 8725
/// section 2.1). Bare key numbers, such as the 32 bytes of an Ed25519 key without a
/// structure around them, look like any other bytes and are not recognized.
pub fn find_key(bytes: &[u8]) -> Option<KeyText> {
    find(bytes, MAX_LAYERS)
}

fn find(bytes: &[u8], layers: usize) -> Option<KeyText> {
    let text = without_nul(bytes);
    if let Some(form) = binary(bytes).or_else(|| markers(&text)).or_else(|| json(&text)) {
        return Some(KeyText { form, encoding: None });
    }
    let layers = layers.checked_sub(1)?;
    let inner = |encoding, decoded: &[u8]| {
        let form = if is_mostly_text(decoded) && decoded.len() <= MAX_INNER {
            find(decoded, layers).map(|key| key.form)
        } else {
            binary(decoded)
        };
        form.map(|form| KeyText { form, encoding: Some(encoding) })
    };
    let digits = hex_digits(&text);
    if let Some(key) = (0..2).find_map(|start| inner(Encoding::Hex, &unhex(&digits, start))) {
        return Some(key);
    }
    // Characters before the key may shift it against the groups of four.
    let characters = base64_characters(&text);
    (0..4).find_map(|start| {
        let rest = characters.get(start..)?;
        // A single character at the end encodes nothing.
        let length = rest.len() - usize::from(rest.len() % 4 == 1);
        let decoded = base64url::decode_standard(rest.get(..length)?)?;
        inner(Encoding::Base64, &Zeroizing::new(decoded))
    })
}

/// Removes NUL bytes, which turns ASCII in UTF-16 or UTF-32 into ASCII.
fn without_nul(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(bytes.iter().copied().filter(|byte| *byte != 0).collect())
}

/// Whether bytes are text, perhaps with some others around it. Half of random bytes is not
/// ASCII.
fn is_mostly_text(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| !byte.is_ascii()).count() * 3 <= bytes.len()
}

fn contains(bytes: &[u8], pattern: &[u8]) -> bool {
    bytes.windows(pattern.len()).any(|window| window == pattern)
}

/// Recognizes the frames of key files in text.
fn markers(text: &[u8]) -> Option<KeyForm> {
    const MARKERS: [(&[u8], KeyForm); 10] = [
        (b"-----BEGIN", KeyForm::Pem),
        (b"-----END", KeyForm::Pem),
        (b"---- BEGIN SSH2", KeyForm::Ssh),
        (b"PuTTY-User-Key-File", KeyForm::Ssh),
        (b"<RSAKeyValue>", KeyForm::Numbers),
        (b"<Modulus>", KeyForm::Numbers),
        (b"Public-Key: (", KeyForm::Numbers),
        (b"<!DOCTYPE html", KeyForm::Html),
        (b"<!doctype html", KeyForm::Html),
        (b"<html", KeyForm::Html),
    ];
    MARKERS.iter().find(|(marker, _)| contains(text, marker)).map(|(_, form)| *form)
}

/// Recognizes a JWK, a JWK Set and a discovery document, also one that is quoted, escaped or
/// cut off, in YAML or as a literal of a programming language.
fn json(text: &[u8]) -> Option<KeyForm> {
    if let (Some(start), Some(end)) =
        (text.iter().position(|byte| *byte == b'{'), text.iter().rposition(|byte| *byte == b'}'))
        && let Some(Ok(Value::Object(object))) = text.get(start..=end).map(Value::parse)
    {
        for (member, form) in
            [("keys", KeyForm::JwkSet), ("kty", KeyForm::Jwk), ("jwks_uri", KeyForm::Discovery)]
        {
            if object.contains(member) {
                return Some(form);
            }
        }
    }
    let dense: Zeroizing<Vec<u8>> = Zeroizing::new(
        text.iter()
            .copied()
            .filter(|byte| !byte.is_ascii_whitespace() && !b"\\\"'".contains(byte))
            .collect(),
    );
    let has = |pattern: &[u8]| contains(&dense, pattern);
    if has(b"keys:[{") {
        return Some(KeyForm::JwkSet);
    }
    let kinds: [&[u8]; 5] = [b"kty:RSA", b"kty:EC", b"kty:OKP", b"kty:oct", b"kty:AKP"];
    // A modulus and its exponent, without `kty`
    let has_numbers = has(b"e:AQAB") && (has(b"{n:") || has(b",n:"));
    if kinds.into_iter().any(has) || has_numbers {
        return Some(KeyForm::Jwk);
    }
    has(b"jwks_uri:").then_some(KeyForm::Discovery)
}

/// Object identifiers that are part of every key of their kind, long enough that no random
/// secret contains one.
const DER_PATTERNS: [&[u8]; 10] = [
    // The arc of PKCS: RSA keys, PBES2, the signatures of certificates
    &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01],
    // id-ecPublicKey
    &[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01],
    // P-256, as a parameter of SEC 1
    &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01],
    // The curves of SECG, likewise
    &[0xa0, 0x07, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00],
    // ML-DSA and SLH-DSA
    &[0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03],
    // X25519, X448, Ed25519 and Ed448
    &[0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e],
    &[0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6f],
    &[0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70],
    &[0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x71],
    // DSA
    &[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01],
];

const SSH_TYPES: [&[u8]; 6] =
    [b"ssh-rsa", b"ssh-dss", b"ssh-ed25519", b"ecdsa-sha2-", b"sk-ssh-", b"sk-ecdsa-"];

/// Recognizes the structures of binary keys anywhere in the bytes.
fn binary(bytes: &[u8]) -> Option<KeyForm> {
    (0..bytes.len()).find_map(|at| {
        let here = bytes.get(at..)?;
        match here.first()? {
            0 if is_ssh(here) => Some(KeyForm::Ssh),
            b'o' if here.starts_with(b"openssh-key-v1\0") => Some(KeyForm::Ssh),
            0x06 | 0x30 | 0xa0 if DER_PATTERNS.iter().any(|known| here.starts_with(known)) => {
                Some(KeyForm::Der)
            }
            0x30 if is_bare_key(here) => Some(KeyForm::Der),
            _ => None,
        }
    })
}

/// Whether an SSH key in its wire format begins here (RFC 4253 section 6.6).
fn is_ssh(bytes: &[u8]) -> bool {
    let Some((&[0, 0, 0, length], rest)) = bytes.split_first_chunk() else { return false };
    rest.get(..length.into())
        .is_some_and(|name| SSH_TYPES.iter().any(|known| name.starts_with(known)))
}

/// Whether a key begins here that names no algorithm: `RSAPublicKey` or `RSAPrivateKey`
/// (RFC 8017 appendix A.1), or `ECPrivateKey` without parameters (RFC 5915).
fn is_bare_key(bytes: &[u8]) -> bool {
    const SEQUENCE: u8 = 0x30;
    const INTEGER: u8 = 0x02;
    const OCTETS: u8 = 0x04;
    let Some((body, _)) = element(bytes, SEQUENCE) else { return false };
    let Some((first, rest)) = element(body, INTEGER) else { return false };
    match first {
        // RSA, the version first
        [0 | 1] if element(rest, INTEGER).is_some_and(|(n, _)| n.len() >= 64) => true,
        [1] => element(rest, OCTETS).is_some_and(|(d, _)| matches!(d.len(), 28..=66)),
        // The modulus has its highest bit set and is odd.
        [0, high, .., last] if first.len() > 64 && *high >= 0x80 && last % 2 == 1 => {
            element(rest, INTEGER).is_some_and(|(_, rest)| rest.is_empty())
        }
        _ => false,
    }
}

/// Splits a DER element of this tag into its content and what follows it.
fn element(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = bytes.split_first()?;
    let (length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(*length), rest),
        0x81 => rest.split_first().map(|(length, rest)| (usize::from(*length), rest))?,
        0x82 => rest
            .split_first_chunk()
            .map(|(length, rest)| (usize::from(u16::from_be_bytes(*length)), rest))?,
        _ => return None,
    };
    if *found == tag { rest.split_at_checked(length) } else { None }
}

/// Returns all hexadecimal digits of a text, without the prefixes `0x` and `\x`.
fn hex_digits(text: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut digits = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if byte.is_ascii_hexdigit() {
            if *byte == b'0' && after.first() == Some(&b'x') {
                continue;
            }
            digits.push(*byte);
        }
    }
    digits
}

/// Decodes hexadecimal digits from this one on.
fn unhex(digits: &[u8], start: usize) -> Zeroizing<Vec<u8>> {
    let value = |digit: u8| {
        char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or(0)
    };
    let digits = digits.get(start..).unwrap_or_default();
    let pairs = digits.chunks_exact(2);
    Zeroizing::new(pairs.map(|pair| value(pair[0]) << 4 | value(pair[1])).collect())
}

/// Returns the characters of a text that belong to base64, those of base64url translated.
/// Escaped line breaks are left out, and other escapes of JSON are undone.
fn base64_characters(text: &[u8]) -> Zeroizing<String> {
    let mut characters = Zeroizing::new(String::with_capacity(text.len()));
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => characters.extend(escaped(&mut bytes)),
            b'-' => characters.push('+'),
            b'_' => characters.push('/'),
            b'+' | b'/' => characters.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => characters.push(byte.into()),
            _ => {}
        }
    }
    characters
}

/// Returns the character of base64 that follows a backslash as `u` and four hexadecimal digits; skips
/// a line break.
fn escaped(bytes: &mut Peekable<impl Iterator<Item = u8>>) -> Option<char> {
    if bytes.next_if(|next| b"nrtu".contains(next))? != b'u' {
        return None;
    }
    let digits = (0..4).map_while(|_| bytes.next_if(u8::is_ascii_hexdigit));
    let code =
        digits.fold(0, |code, digit| code * 16 + char::from(digit).to_digit(16).unwrap_or(0));
    char::from_u32(code).filter(|c| c.is_ascii_alphanumeric() || "+/".contains(*c))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use base64::Engine as _;
    use pkcs8::der::Encode as _;
    use proptest::prelude::*;

    use super::*;
    use crate::jose::algorithm::SignatureAlgorithm;
    use crate::jose::json::Object;
    use crate::jose::jwk::Jwk;
    use crate::jose::key::{PrivateKey, PublicKey};
    use crate::jose::pem;
    use crate::regressions;

    macro_rules! fixture {
        ($name:literal) => {
            include_str!(concat!("../../tests/fixtures/keys/", $name))
        };
    }

    fn der_of(pem: &str) -> Vec<u8> {
        pem::first_block(pem).unwrap()
    }

    fn wire(parts: &[&[u8]]) -> Vec<u8> {
        let length = |part: &[u8]| u32::try_from(part.len()).unwrap().to_be_bytes();
        parts.iter().flat_map(|part| [length(part).to_vec(), part.to_vec()].concat()).collect()
    }

    fn ssh(key: &PublicKey) -> Option<(String, Vec<u8>)> {
        Some(match key {
            PublicKey::Rsa { n, e } => {
                ("ssh-rsa".to_owned(), wire(&[b"ssh-rsa", e, &[&[0], n.as_slice()].concat()]))
            }
            PublicKey::Ed25519(key) => ("ssh-ed25519".to_owned(), wire(&[b"ssh-ed25519", key])),
            PublicKey::Ec { point, .. } => {
                let name = "ecdsa-sha2-nistp256";
                (name.to_owned(), wire(&[name.as_bytes(), b"nistp256", point]))
            }
            PublicKey::MlDsa { .. } => return None,
        })
    }

    /// Each key in every form that it has, as text or as bytes.
    static KEYS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        use SignatureAlgorithm::{ES256, ES256K, ES384, ES512, Ed25519, MlDsa44, RS256};
        let mut forms: Vec<Vec<u8>> = Vec::new();
        for algorithm in [RS256, ES256, ES384, ES512, ES256K, Ed25519, MlDsa44] {
            let private = PrivateKey::generate(algorithm).unwrap();
            let public = private.public();
            let public_pem = pem::public_pem(public).unwrap();
            let private_pem = private.to_pkcs8_pem().unwrap();
            forms.push(der_of(&public_pem));
            forms.push(der_of(&private_pem));
            forms.push(public_pem.replace('\n', "\\n").into_bytes());
            forms.push(public_pem.replace('\n', " ").into_bytes());
            forms.push(public_pem.into_bytes());
            forms.push(private_pem.as_bytes().to_vec());
            let jwk = Value::from(Jwk::of_public(public, Some(algorithm)).members().clone());
            let jwk = jwk.to_json();
            forms.push(format!(r#"{{"keys":[{jwk}]}}"#).into_bytes());
            forms.push(jwk.replace('"', "\\\"").into_bytes());
            forms.push(jwk.as_bytes()[..jwk.len() - 1].to_vec());
            forms.push(jwk.into_bytes());
            if let Some((name, blob)) = ssh(public) {
                let text = base64::engine::general_purpose::STANDARD.encode(&blob);
                forms.push(format!("{name} {text} ada@example").into_bytes());
                forms.push(
                    format!("---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"a\"\n{text}").into_bytes(),
                );
                forms.push(blob);
            }
            if let PublicKey::Rsa { n, e } = public {
                use pkcs8::der::asn1::UintRef;
                let key = pkcs1::RsaPublicKey {
                    modulus: UintRef::new(n).unwrap(),
                    public_exponent: UintRef::new(e).unwrap(),
                };
                forms.push(key.to_der().unwrap());
            }
        }
        forms.push(include_bytes!("../../tests/fixtures/keys/rsa.certificate.pem").to_vec());
        let certificate = der_of(include_str!("../../tests/fixtures/keys/rsa.certificate.pem"));
        let one_line = base64::engine::general_purpose::STANDARD.encode(&certificate);
        forms.push(format!(r#"{{"a1":"{one_line}"}}"#).into_bytes());
        forms.push(certificate);
        for text in [
            fixture!("openssh-rsa"),
            fixture!("openssh-rsa.pub"),
            fixture!("openssh-p521.pub"),
            fixture!("openssh-encrypted"),
            fixture!("rsa.legacy-aes256.pem"),
            fixture!("rsa.bundle.pem"),
            fixture!("rsa.public-pkcs1.pem"),
            "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n",
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ\n-----END PGP PUBLIC KEY BLOCK-----\n",
            "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n",
            "<RSAKeyValue><Modulus>tvsG</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>",
            "Public-Key: (2048 bit)\nModulus:\n    00:b6:fb:06\nExponent: 65537 (0x10001)\n",
            r#"{"issuer":"https://id.example","jwks_uri":"https://id.example/keys"}"#,
            "kty: RSA\nn: tvsG\ne: AQAB\n",
            r#"{"e":"AQAB","n":"tvsGRLg6tdNeVrQ6"}"#,
        ] {
            forms.push(text.into());
        }
        forms.push(include_bytes!("../../tests/fixtures/keys/rsa.p12").to_vec());
        let spki = fixture!("rsa.spki.pem");
        let bare: String = spki.lines().filter(|line| !line.starts_with('-')).collect();
        forms.push(bare.clone().into());
        forms.push(format!(r#"{{"realm":"moped","public_key":"{bare}"}}"#).into());
        forms.push(format!(r#"{{"kid":"a","x5c":["{one_line}"]}}"#).into());
        let map = [("a", spki), ("b", fixture!("rsa.certificate.pem"))];
        let map: Object =
            map.into_iter().map(|(kid, pem)| (kid.to_owned(), Value::from(pem))).collect();
        forms.push(Value::from(map).to_json().into());
        forms
    });

    #[derive(Clone, Debug)]
    enum Wrapping {
        Base64,
        Base64Url,
        Lines,
        Hex,
        Bom,
        Utf16 { big: bool },
        Around { before: Vec<u8>, after: Vec<u8> },
        Quotes,
        Json,
        PhpJson,
        Crlf,
        EscapedBreaks,
        Yaml,
        Dotenv,
        Member,
    }

    fn wrap(bytes: Vec<u8>, wrapping: &Wrapping) -> Vec<u8> {
        use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
        match wrapping {
            Wrapping::Base64 => STANDARD.encode(bytes).into_bytes(),
            Wrapping::Base64Url => URL_SAFE_NO_PAD.encode(bytes).into_bytes(),
            Wrapping::Lines => {
                let text = STANDARD.encode(bytes).into_bytes();
                text.chunks(64).collect::<Vec<_>>().join(&b"\r\n"[..])
            }
            Wrapping::Hex => {
                let digits = |byte: &u8| {
                    [byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)])
                };
                bytes.iter().flat_map(digits).collect()
            }
            Wrapping::Bom => ["\u{feff}".as_bytes(), &bytes].concat(),
            Wrapping::Utf16 { big } => {
                let Ok(text) = std::str::from_utf8(&bytes) else { return bytes };
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                units
                    .flat_map(|unit| if *big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                    .collect()
            }
            Wrapping::Around { before, after } => [before, bytes.as_slice(), after].concat(),
            Wrapping::Quotes => [b" \"", bytes.as_slice(), b"\"\n"].concat(),
            Wrapping::Json
            | Wrapping::PhpJson
            | Wrapping::Crlf
            | Wrapping::EscapedBreaks
            | Wrapping::Yaml
            | Wrapping::Dotenv
            | Wrapping::Member => {
                let Ok(text) = std::str::from_utf8(&bytes) else { return bytes };
                wrap_text(text, wrapping).into_bytes()
            }
        }
    }

    fn wrap_text(text: &str, wrapping: &Wrapping) -> String {
        let json = || Value::from(text).to_json();
        match wrapping {
            Wrapping::Json => json(),
            Wrapping::PhpJson => json().replace('/', "\\/"),
            Wrapping::Crlf => text.replace('\n', "\r\n"),
            Wrapping::EscapedBreaks => text.replace('\n', "\\r\\n"),
            Wrapping::Yaml => {
                format!("data:\n  key: |-\n    {}\n  a: b\n", text.replace('\n', "\n    "))
            }
            Wrapping::Dotenv => format!("A=1\nexport KEY={}\nB=2\n", json()),
            _ => format!(r#"{{"realm":"a","public_key":{},"b":7}}"#, json()),
        }
    }

    fn wrappings() -> impl Strategy<Value = Wrapping> {
        let around = prop::collection::vec(any::<u8>(), 0..8);
        prop_oneof![
            Just(Wrapping::Base64),
            Just(Wrapping::Base64Url),
            Just(Wrapping::Lines),
            Just(Wrapping::Hex),
            Just(Wrapping::Bom),
            any::<bool>().prop_map(|big| Wrapping::Utf16 { big }),
            (around.clone(), around).prop_map(|(before, after)| Wrapping::Around { before, after }),
            Just(Wrapping::Quotes),
            Just(Wrapping::Json),
            Just(Wrapping::PhpJson),
            Just(Wrapping::Crlf),
            Just(Wrapping::EscapedBreaks),
            Just(Wrapping::Yaml),
            Just(Wrapping::Dotenv),
            Just(Wrapping::Member),
        ]
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn a_key_is_found_in_every_wrapping(
            key in any::<prop::sample::Index>(),
            wrappings in prop::collection::vec(wrappings(), 0..4),
        ) {
            let key = key.get(&KEYS).clone();
            let wrapped = wrappings.iter().fold(key, wrap);
            prop_assert!(find_key(&wrapped).is_some(), "{}", String::from_utf8_lossy(&wrapped));
        }

        #[test]
        fn a_random_secret_is_not_a_key(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
            prop_assert_eq!(find_key(&bytes), None);
            prop_assert_eq!(find_key(STANDARD.encode(&bytes).as_bytes()), None);
            prop_assert_eq!(find_key(URL_SAFE_NO_PAD.encode(&bytes).as_bytes()), None);
            prop_assert_eq!(find_key(&wrap(bytes, &Wrapping::Hex)), None);
        }
    }

    #[test]
    fn every_form_is_named() {
        let mut named: Vec<String> =
            KEYS.iter().map(|key| find_key(key).unwrap().to_string()).collect();
        named.sort_unstable();
        named.dedup();
        assert_eq!(
            named,
            [
                "a DER key or certificate",
                "a DER key or certificate in base64",
                "a JWK",
                "a JWK Set",
                "a PEM key or certificate",
                "a discovery document",
                "a public key, written as numbers",
                "an HTML page",
                "an OpenSSH key",
                "an OpenSSH key in base64",
            ]
        );
    }

    #[test]
    fn what_people_use_as_secrets_is_not_a_key() {
        for secret in [
            "",
            "correct horse battery staple",
            "my-ssh-rsa-secret",
            r#"{"a":"secret in JSON"}"#,
            "{{ not JSON }}",
            r#"{"kty":"#,
            "e:AQAB",
            "html",
            "MIIB is how a key begins, and this is none",
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        ] {
            assert_eq!(find_key(secret.as_bytes()), None, "{secret}");
        }
    }

    #[test]
    fn keys_without_an_algorithm_are_found() {
        for key in [
            include_str!("../../tests/fixtures/keys/rsa.pkcs1.pem"),
            include_str!("../../tests/fixtures/keys/p256.sec1.pem"),
        ] {
            assert_eq!(find_key(&der_of(key)).unwrap().form, KeyForm::Der);
        }
        let bare = [[0x30, 0x25, 2, 1, 1, 4, 0x20].as_slice(), &[7; 32]].concat();
        assert_eq!(find_key(&bare).unwrap().form, KeyForm::Der);
        assert_eq!(find_key(&bare[1..]), None);
    }
}
