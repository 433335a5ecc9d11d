//! Opens what holds keys: PEM with anything around it, DER, OpenSSH, JWKs, maps of
//! certificates, service accounts, `.env` and YAML files, in any encoding of text, in base64
//! and hexadecimal.

use std::collections::HashSet;

use zeroize::Zeroizing;

use crate::jose::base64url;
use crate::jose::json::{Object, Value};
use crate::jose::jwk::{Jwk, JwkError, JwkSet};
use crate::jose::key::PublicKey;
use crate::jose::legacy_pem::{DekInfoError, LegacyPem};
use crate::jose::openssh;
use crate::jose::pem::{self, EncryptedKey, FoundKey, ReadKeyError, Repair};
use crate::jose::thumbprint;

/// The deepest nesting of encodings that is undone: base64 of JSON with base64 of DER has three.
const MAX_LAYERS: usize = 4;

/// The longest line that may be meant as an HMAC secret.
const MAX_SECRET_LINE: usize = 256;

/// The longest label of a PEM block that is looked for.
const MAX_LABEL: usize = 80;

/// The shortest base64 that can be a key without any frame: `SubjectPublicKeyInfo` of Ed25519.
const MIN_BASE64: usize = 56;

/// The shortest first line of base64 that goes over several lines.
const MIN_LINE: usize = 16;

/// A key, and its name if the file has one for it.
#[derive(Clone, Debug)]
pub struct NamedKey {
    /// The key
    pub key: FoundKey,
    /// Its `kid`
    pub kid: Option<String>,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum KeyFile {
    /// Keys and certificates in PEM, DER or OpenSSH's formats, at least one
    Keys(Vec<NamedKey>),
    /// A single JWK
    Jwk(Jwk),
    /// A JWK Set, or several JWKs
    Set(JwkSet),
    /// A JSON object with an engine's `key` or `jwk_url`
    Configuration(Object),
}

/// Opens a file that holds keys, and returns the repair that it needed.
///
/// Finds every key in it. Of a chain of certificates, only the first counts: the others belong
/// to authorities, which sign no tokens.
///
/// # Errors
///
/// Any [`ReadKeyError`] but those about passphrases.
pub fn open(bytes: &[u8]) -> Result<(KeyFile, Option<Repair>), ReadKeyError> {
    let mut findings = Findings::default();
    findings.read(bytes, MAX_LAYERS);
    let repair = findings.repair;
    findings.result(bytes).map(|file| (file, repair))
}

/// What was found so far.
#[derive(Default)]
struct Findings {
    keys: Vec<Finding>,
    jwks: Vec<Result<Jwk, JwkError>>,
    /// Whether the JWKs are a set even if there is only one
    is_set: bool,
    configuration: Option<Object>,
    repair: Option<Repair>,
    /// The first thing that was recognized, but is no usable key
    failure: Option<ReadKeyError>,
}

struct Finding {
    key: FoundKey,
    kid: Option<String>,
    /// Issuer and subject, of a certificate
    names: Option<(Vec<u8>, Vec<u8>)>,
}

impl Findings {
    fn result(self, bytes: &[u8]) -> Result<KeyFile, ReadKeyError> {
        let keys = distinct(without_authorities(self.keys));
        if !keys.is_empty() {
            return Ok(KeyFile::Keys(keys));
        }
        if self.is_set || self.jwks.len() > 1 {
            return Ok(KeyFile::Set(JwkSet { keys: self.jwks }));
        }
        if let Some(jwk) = self.jwks.into_iter().next() {
            return Ok(KeyFile::Jwk(jwk?));
        }
        if let Some(object) = self.configuration {
            return Ok(KeyFile::Configuration(object));
        }
        Err(match self.failure {
            Some(failure) => failure,
            None if bytes.trim_ascii().is_empty() => ReadKeyError::Empty,
            None if is_short_line(bytes) => ReadKeyError::ShortLine,
            None => ReadKeyError::Unrecognised,
        })
    }

    fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.jwks.is_empty() && !self.is_set && self.configuration.is_none()
    }

    fn fail(&mut self, failure: ReadKeyError) {
        self.failure.get_or_insert(failure);
    }

    fn key(&mut self, key: FoundKey) {
        self.keys.push(Finding { key, kid: None, names: None });
    }

    fn result_of(&mut self, key: Result<FoundKey, ReadKeyError>) {
        match key {
            Ok(key) => self.key(key),
            Err(failure) => self.fail(failure),
        }
    }

    /// Reads bytes of any kind.
    fn read(&mut self, bytes: &[u8], layers: usize) {
        if self.read_binary(bytes) {
            return;
        }
        if let Some(text) = text(bytes) {
            self.read_text(&text, layers);
        }
    }

    /// Reads the structures of binary keys; whether it was one.
    fn read_binary(&mut self, bytes: &[u8]) -> bool {
        if openssh::is_private(bytes) {
            self.result_of(openssh::private_key(bytes).map(FoundKey::Private));
            return true;
        }
        if openssh::is_public(bytes) {
            self.result_of(openssh::public_key(bytes).map(FoundKey::Public));
            return true;
        }
        match pem::read_der(bytes) {
            Ok(key) => {
                let names = match key {
                    FoundKey::Public(_) => pem::certificate_names(bytes),
                    FoundKey::Private(_) | FoundKey::Encrypted(_) => None,
                };
                self.keys.push(Finding { key, kid: None, names });
            }
            Err(ReadKeyError::Unrecognised) => match pem::unread_binary(bytes) {
                Some(failure) => self.fail(failure),
                None => return false,
            },
            Err(failure) => self.fail(failure),
        }
        true
    }

    fn read_text(&mut self, text: &str, layers: usize) {
        let text = text.trim().trim_start_matches('\u{feff}').trim_start();
        if is_html(text) {
            return self.fail(ReadKeyError::Html);
        }
        if text.starts_with(['{', '[', '"']) {
            match Value::parse(text.as_bytes()) {
                Ok(value) => return self.read_json(&value, layers),
                Err(_) if pem::looks_like_pem(text) => {}
                Err(error) if text.starts_with('{') => self.fail(error.into()),
                Err(_) => {}
            }
        }
        if pem::looks_like_pem(text) {
            return self.read_pem(text, layers);
        }
        if text.contains("PuTTY-User-Key-File-") {
            return self.fail(ReadKeyError::Putty);
        }
        if text.contains("---- BEGIN SSH2 PUBLIC KEY ----") {
            return self.read_ssh2(text);
        }
        if is_token(text) {
            return self.fail(ReadKeyError::Token);
        }
        self.read_lines(text, layers);
    }

    /// Reads every block of a PEM text, whatever is before, between and after the blocks.
    fn read_pem(&mut self, text: &str, layers: usize) {
        let mut open: Option<(String, usize)> = None;
        for (at, _) in text.match_indices("-----") {
            let rest = text.get(at + 5..).unwrap_or_default();
            if let Some(label) = rest.strip_prefix("BEGIN ") {
                if open.take().is_some() {
                    self.fail(without_end());
                }
                let start: String = label.chars().take(MAX_LABEL).collect();
                if let Some((label, _)) = start.split_once("-----") {
                    open = Some((label.to_owned(), at + 16 + label.len()));
                }
            } else if rest.starts_with("END ")
                && let Some((label, start)) = open.take()
            {
                self.read_block(&label, text.get(start..at).unwrap_or_default(), layers);
            }
        }
        if open.is_some() {
            self.fail(without_end());
        }
    }

    fn read_block(&mut self, label: &str, body: &str, layers: usize) {
        if label.starts_with("PGP ") {
            return self.fail(ReadKeyError::OpenPgp);
        }
        let (body, is_escaped) = unescaped(body);
        let block = match Block::parse(&body) {
            Ok(block) => block,
            Err(failure) => return self.fail(failure),
        };
        let before = self.keys.len();
        if let Some(dek_info) = block.dek_info {
            let content = block.content.to_vec();
            let key = LegacyPem::new(dek_info, content).map_err(|error| match error {
                DekInfoError::Cipher(name) => ReadKeyError::Cipher { name },
                DekInfoError::Broken => {
                    ReadKeyError::Pem { message: "its DEK-Info is broken".to_owned() }
                }
            });
            self.result_of(key.map(|key| FoundKey::Encrypted(EncryptedKey::Legacy(key))));
        } else if !self.read_binary(&block.content) {
            // A PEM in base64 that somebody framed once more
            if let (Some(text), Some(layers)) = (text(&block.content), layers.checked_sub(1)) {
                self.read_text(&text, layers);
            }
            self.fail(ReadKeyError::NoKey { label: label.to_owned() });
        }
        if self.keys.len() > before {
            if is_escaped {
                self.repair = Some(Repair::EscapedNewlines);
            } else if block.is_one_line && self.repair.is_none() {
                self.repair = Some(Repair::OneLine);
            }
        }
    }

    /// Reads the public key of a text after RFC 4716.
    fn read_ssh2(&mut self, text: &str) {
        let mut blob = String::new();
        let mut continues = false;
        for line in text.lines().map(str::trim) {
            if !continues && !line.starts_with("----") && !line.contains(':') {
                blob.push_str(line);
            }
            continues = line.ends_with('\\');
        }
        let key = decode(&blob).ok_or(ReadKeyError::OpenSsh);
        let key = key.and_then(|blob| openssh::public_key(&blob));
        self.result_of(key.map(FoundKey::Public));
    }

    /// Reads text without PEM: OpenSSH's lines, base64 or hexadecimal, alone or as the values
    /// of a `.env` or YAML file.
    fn read_lines(&mut self, text: &str, layers: usize) {
        let Some(layers) = layers.checked_sub(1) else { return };
        if let Some(bytes) = unhex(text) {
            return self.read(&bytes, layers);
        }
        // JSON over several lines, within other text
        if let (Some(start), Some(end)) = (text.find('{'), text.rfind('}'))
            && let Some(Ok(json)) = text.get(start..=end).map(|json| Value::parse(json.as_bytes()))
        {
            self.read_json(&json, layers);
            if !self.is_empty() {
                return;
            }
        }
        let mut run = Zeroizing::new(String::new());
        for line in text.lines() {
            let line = unquoted(line);
            if is_base64(line) && (line.len() >= MIN_LINE || !run.is_empty()) {
                run.push_str(line);
                if line.ends_with('=') {
                    self.read_base64(&std::mem::take(&mut *run), layers);
                }
                continue;
            }
            self.read_base64(&std::mem::take(&mut *run), layers);
            let value = value_of(line);
            let value = if is_base64(value) { value } else { value_of(value) };
            if let Some(blob) = ssh_blob(line) {
                self.read_binary(&blob);
            } else if is_base64(value) {
                run.push_str(value);
            } else if value.starts_with(['{', '['])
                && let Ok(json) = Value::parse(value.as_bytes())
            {
                self.read_json(&json, layers);
            }
        }
        self.read_base64(&run, layers);
    }

    fn read_base64(&mut self, run: &str, layers: usize) {
        if run.len() < MIN_BASE64 {
            return;
        }
        if let Some(bytes) = unhex(run).or_else(|| decode(run)) {
            self.read(&bytes, layers);
        }
    }

    fn read_json(&mut self, value: &Value, layers: usize) {
        match value {
            Value::Object(object) => self.read_object(object, layers),
            Value::Array(elements) => {
                for element in elements {
                    self.read_json(element, layers);
                }
            }
            Value::String(text) => {
                if let Some(layers) = layers.checked_sub(1) {
                    self.read(text.as_bytes(), layers);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn read_object(&mut self, object: &Object, layers: usize) {
        let is_string = |name| object.get_str(name).is_some();
        if let Some(Value::Array(_)) = object.get("keys") {
            self.is_set = true;
            let set = JwkSet::from_object(object).map(|set| set.keys).unwrap_or_default();
            self.jwks.extend(set.into_iter().map(|key| key.map(completed)));
            let bare = object.get("keys").and_then(Value::as_array).unwrap_or_default();
            self.restore_bare(bare);
        } else if object.contains("kty") || matches!(object.get("x5c"), Some(Value::Array(_))) {
            self.jwks.push(jwk(object));
        } else if is_string("jwk_url") || (is_string("key") && names_algorithm(object)) {
            self.configuration.get_or_insert_with(|| object.clone());
        } else {
            if let Some(jwks_uri) = object.get_str("jwks_uri") {
                self.fail(ReadKeyError::Discovery { jwks_uri: jwks_uri.to_owned() });
            }
            self.read_members(object, layers);
            // An engine reports what is wrong with its `key`.
            if self.is_empty() && self.failure.is_none() && is_string("key") {
                self.configuration = Some(object.clone());
            }
        }
    }

    /// Elements of `keys` without `kty`: a key may consist of its certificate alone.
    fn restore_bare(&mut self, elements: &[Value]) {
        let start = self.jwks.len().saturating_sub(elements.len());
        let keys = self.jwks.get_mut(start..).unwrap_or_default();
        for (key, element) in keys.iter_mut().zip(elements) {
            if let (Err(_), Value::Object(object)) = (&key, element)
                && matches!(object.get("x5c"), Some(Value::Array(_)))
            {
                *key = jwk(object);
            }
        }
    }

    /// Reads the keys in the members of an object: a map of certificates by their `kid`, a
    /// service account, an issuer's document.
    fn read_members(&mut self, object: &Object, layers: usize) {
        let start = self.keys.len();
        let mut is_map = true;
        for (name, value) in object.iter() {
            let before = self.keys.len();
            self.read_json(value, layers);
            let new = self.keys.get(before..).unwrap_or_default();
            is_map = is_map
                && matches!(
                    (value, new),
                    (Value::String(_), [Finding { key: FoundKey::Public(_), .. }])
                )
                && !is_word_for_key(name);
        }
        let siblings = ["private_key_id", "keyId", "key_id", "kid"];
        let kid = siblings.into_iter().find_map(|name| object.get_str(name));
        let names = object.iter().map(|(name, _)| name);
        let keys = self.keys.get_mut(start..).unwrap_or_default();
        for (key, name) in keys.iter_mut().zip(names.map(Some).chain(std::iter::repeat(None))) {
            let kid = if is_map { name } else { kid };
            if key.kid.is_none() {
                key.kid = kid.map(ToOwned::to_owned);
            }
        }
    }
}

/// Whether the name of a member says that it is a key, so it is not a `kid`.
fn is_word_for_key(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["key", "cert", "pem", "public"].iter().any(|word| name.contains(word))
}

fn names_algorithm(object: &Object) -> bool {
    use crate::jose::algorithm::SignatureAlgorithm;
    object.get_str("type").is_some_and(|name| name.parse::<SignatureAlgorithm>().is_ok())
}

/// Returns the JWK of an object, which may have nothing but a certificate.
fn jwk(object: &Object) -> Result<Jwk, JwkError> {
    let Some(public) = certified_key(object) else { return Jwk::from_object(object.clone()) };
    let mut members = object.clone();
    for (name, value) in thumbprint::required_members(&public).iter() {
        members.set(name, value.clone());
    }
    Jwk::from_object(members)
}

fn completed(key: Jwk) -> Jwk {
    if certified_key(key.members()).is_some() { jwk(key.members()).unwrap_or(key) } else { key }
}

/// Returns the key of the first certificate of `x5c`, if the JWK has no numbers of its own.
fn certified_key(object: &Object) -> Option<PublicKey> {
    let has_numbers = ["n", "x", "k", "pub"].iter().any(|member| object.contains(member));
    let first = object.get("x5c")?.as_array()?.first()?.as_str()?;
    if has_numbers {
        return None;
    }
    match pem::read_der(&decode(first)?) {
        Ok(FoundKey::Public(key)) => Some(key),
        _ => None,
    }
}

/// Removes the certificates of authorities that issued another one of the file.
fn without_authorities(keys: Vec<Finding>) -> Vec<Finding> {
    let mut issuers = HashSet::new();
    for (issuer, subject) in keys.iter().filter_map(|key| key.names.as_ref()) {
        if issuer != subject {
            issuers.insert(issuer.clone());
        }
    }
    let is_authority =
        |key: &Finding| key.names.as_ref().is_some_and(|(_, subject)| issuers.contains(subject));
    keys.into_iter().filter(|key| !is_authority(key)).collect()
}

/// Removes public keys that appear twice, or beside their private key.
fn distinct(keys: Vec<Finding>) -> Vec<NamedKey> {
    if let [_] = keys.as_slice() {
        return keys.into_iter().map(|Finding { key, kid, .. }| NamedKey { key, kid }).collect();
    }
    let of_private = keys.iter().filter_map(|found| match &found.key {
        FoundKey::Private(key) => Some((thumbprint::of(key.public()), None)),
        FoundKey::Public(_) | FoundKey::Encrypted(_) => None,
    });
    let mut known: HashSet<(String, Option<String>)> = of_private.collect();
    let mut private = HashSet::new();
    let keep = |found: &Finding| match &found.key {
        FoundKey::Public(key) => known.insert((thumbprint::of(key), found.kid.clone())),
        FoundKey::Private(key) => private.insert(thumbprint::of(key.public())),
        FoundKey::Encrypted(_) => true,
    };
    let kept: Vec<Finding> = keys.into_iter().filter(keep).collect();
    kept.into_iter().map(|Finding { key, kid, .. }| NamedKey { key, kid }).collect()
}

/// A PEM block between its BEGIN and END lines.
struct Block<'a> {
    /// The value of `DEK-Info`, if the content is encrypted
    dek_info: Option<&'a str>,
    content: Zeroizing<Vec<u8>>,
    /// Whether everything is on one line
    is_one_line: bool,
}

impl<'a> Block<'a> {
    fn parse(body: &'a str) -> Result<Self, ReadKeyError> {
        let broken = |message: &str| ReadKeyError::Pem { message: message.to_owned() };
        let (dek_info, text) = match body.split_once("DEK-Info:") {
            Some((_, rest)) => {
                let rest = rest.trim_start();
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (value, rest) = rest.split_at(end);
                (Some(value.trim_matches(['"', '\''])), rest)
            }
            None => (None, body),
        };
        let mut characters = Zeroizing::new(String::with_capacity(text.len()));
        for line in text.lines() {
            // Quotes and signs of the language that the text stands in
            let line = match line.split(['"', '\'']).max_by_key(|part| part.len()) {
                Some(part) if part.len() < line.len() && part.trim().len() <= 1 => "",
                part => part.unwrap_or_default(),
            };
            let line = line.trim().trim_start_matches(['>', '|', '#', '*']).trim_start();
            // Headers (RFC 1421) precede the content, and a checksum of OpenPGP follows it.
            if !line.contains(':') {
                characters.extend(line.chars().filter(|c| !c.is_whitespace()));
            }
        }
        let digits = characters.trim_end_matches('=');
        if !digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte)) {
            return Err(broken("it contains a character that is not base64"));
        }
        if digits.is_empty() {
            return Err(broken("it has no content"));
        }
        let content =
            base64url::decode_standard(digits).ok_or_else(|| broken("its base64 is cut off"))?;
        let is_one_line = !body.contains('\n') && digits.len() > 76;
        Ok(Self { dek_info, content: Zeroizing::new(content), is_one_line })
    }
}

fn without_end() -> ReadKeyError {
    ReadKeyError::Pem { message: "its END line is missing".to_owned() }
}

/// Undoes the escapes of JSON, `.env` files and shells; whether there was a line break.
fn unescaped(body: &str) -> (Zeroizing<String>, bool) {
    if !body.contains('\\') {
        return (Zeroizing::new(body.to_owned()), false);
    }
    let mut text = Zeroizing::new(String::with_capacity(body.len()));
    let mut has_breaks = false;
    let mut rest = body.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        // Text that was escaped twice has two of them.
        while rest.next_if_eq(&'\\').is_some() {}
        if rest.next_if(|next| matches!(next, 'n' | 'r')).is_some() {
            text.push('\n');
            has_breaks = true;
        } else if rest.next_if_eq(&'u').is_some() {
            let code = (0..4).map_while(|_| rest.next_if(char::is_ascii_hexdigit));
            let code = code.fold(0, |code, digit| code * 16 + digit.to_digit(16).unwrap_or(0));
            text.extend(char::from_u32(code));
        }
    }
    (text, has_breaks)
}

/// Returns bytes as text: UTF-8, UTF-16, or PEM with anything around it.
fn text(bytes: &[u8]) -> Option<Zeroizing<String>> {
    if let Some(text) = utf16(bytes) {
        return Some(text);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Zeroizing::new(text.to_owned())),
        Err(_) if bytes.windows(11).any(|part| part == b"-----BEGIN ") => {
            Some(Zeroizing::new(String::from_utf8_lossy(bytes).into_owned()))
        }
        Err(_) => None,
    }
}

/// Decodes UTF-16, with or without a byte order mark.
fn utf16(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let (is_big, rest) = match bytes {
        [0xff, 0xfe, rest @ ..] => (false, rest),
        [0xfe, 0xff, rest @ ..] => (true, rest),
        [first, 0, ..] if *first != 0 => (false, bytes),
        [0, second, ..] if *second != 0 => (true, bytes),
        _ => return None,
    };
    let pair = |pair: &[u8]| match pair {
        [first, second] if is_big => u16::from_be_bytes([*first, *second]),
        [first, second] => u16::from_le_bytes([*first, *second]),
        _ => 0,
    };
    let units = rest.chunks_exact(2).map(pair);
    char::decode_utf16(units).collect::<Result<String, _>>().ok().map(Zeroizing::new)
}

fn is_html(text: &str) -> bool {
    let start: String = text.chars().take(1024).collect::<String>().to_ascii_lowercase();
    start.starts_with('<')
        && ["<!doctype html", "<html", "<head", "<body", "<script"]
            .iter()
            .any(|tag| start.contains(tag))
}

/// Whether text is a signed or an encrypted token in its compact form.
fn is_token(text: &str) -> bool {
    let text = text.strip_prefix("Bearer ").unwrap_or(text);
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.starts_with("eyJ")
        && matches!(text.split('.').count(), 3 | 5)
        && text.chars().all(|c| is_part(c) || c == '.')
}

/// Whether bytes are one short line that nothing here recognizes.
fn is_short_line(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim();
    text.len() <= MAX_SECRET_LINE
        && !text.chars().any(char::is_control)
        && !text.starts_with(['{', '[', '<'])
        && crate::jose::key_text::find_key(bytes).is_none()
}

/// Whether a line consists of base64 or base64url, with padding at most at its end.
fn is_base64(line: &str) -> bool {
    let digits = line.trim_end_matches('=');
    line.len() - digits.len() <= 2
        && digits.len() >= 2
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte))
}

fn decode(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let digits: Zeroizing<String> = Zeroizing::new(
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '=')
            .map(|c| match c {
                '-' => '+',
                '_' => '/',
                other => other,
            })
            .collect(),
    );
    base64url::decode_standard(&digits).map(Zeroizing::new)
}

/// Decodes text that has nothing but hexadecimal digits, and perhaps colons between them.
fn unhex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut digits = Zeroizing::new(Vec::new());
    for c in text.strip_prefix("0x").unwrap_or(text).chars() {
        match c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()) {
            Some(digit) => digits.push(digit),
            None if c == ':' || c.is_whitespace() => {}
            None => return None,
        }
    }
    let is_pairs = digits.len().is_multiple_of(2) && digits.len() >= MIN_BASE64;
    is_pairs.then(|| Zeroizing::new(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()))
}

/// Removes what is around a value in a `.env`, YAML or JSON file.
fn unquoted(line: &str) -> &str {
    let line = line.trim().trim_end_matches([',', ';']).trim_end();
    let line = line.strip_prefix("- ").unwrap_or(line);
    line.trim_matches(['"', '\'', '`'])
}

/// Returns the value of `NAME=VALUE` or `NAME: VALUE`.
fn value_of(line: &str) -> &str {
    let Some((name, value)) = line.split_once(['=', ':']) else { return line };
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.$ \"'".contains(c);
    if name.chars().all(is_name) { unquoted(value) } else { line }
}

/// Returns the blob of a line of `id_….pub`, `authorized_keys` or `known_hosts`.
fn ssh_blob(line: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut words = line.split([' ', '\t', '"', '\'', '=']).filter(|word| !word.is_empty());
    words.find(|word| openssh::is_key_type(word))?;
    decode(words.next()?).filter(|blob| openssh::is_public(blob))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regressions;
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    use proptest::prelude::*;

    macro_rules! fixture {
        ($name:literal) => {
            include_str!(concat!("../../tests/fixtures/keys/", $name))
        };
    }

    const PUBLIC: &str = fixture!("rsa.spki.pem");
    const PRIVATE: &str = fixture!("rsa.pkcs8.pem");
    const CERTIFICATE: &str = fixture!("rsa.certificate.pem");
    const OTHER: &str = fixture!("p256.spki.pem");

    fn open(bytes: impl AsRef<[u8]>) -> Result<KeyFile, ReadKeyError> {
        super::open(bytes.as_ref()).map(|(file, _)| file)
    }

    /// What is found, as words: `public`, `private a` with its name, `jwk`, `set of 2`.
    fn found(bytes: impl AsRef<[u8]>) -> String {
        let named = |NamedKey { key, kid }: NamedKey| {
            let kind = match key {
                FoundKey::Private(_) => "private",
                FoundKey::Public(_) => "public",
                FoundKey::Encrypted(_) => "encrypted",
            };
            kid.map_or_else(|| kind.to_owned(), |kid| format!("{kind} {kid}"))
        };
        match open(bytes) {
            Ok(KeyFile::Keys(keys)) => keys.into_iter().map(named).collect::<Vec<_>>().join(", "),
            Ok(KeyFile::Jwk(jwk)) => match jwk.verification_key() {
                Ok(_) => "jwk".to_owned(),
                Err(error) => format!("jwk: {error}"),
            },
            Ok(KeyFile::Set(set)) => {
                let usable = set.usable().filter(|jwk| jwk.verification_key().is_ok()).count();
                format!("set of {usable}")
            }
            Ok(KeyFile::Configuration(_)) => "configuration".to_owned(),
            Err(error) => format!("error: {error}"),
        }
    }

    /// The content of a PEM in base64, on one line.
    fn bare(pem: &str) -> String {
        pem.lines().filter(|line| !line.starts_with('-')).collect()
    }

    fn hex(bytes: &[u8]) -> String {
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
    }

    fn json(text: &str) -> String {
        Value::from(text).to_json()
    }

    fn utf16(text: &str, is_big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    fn key_files() -> impl Strategy<Value = Vec<u8>> {
        let x5c = bare(CERTIFICATE);
        let texts = [
            PUBLIC.to_owned(),
            OTHER.to_owned(),
            CERTIFICATE.to_owned(),
            bare(PUBLIC),
            bare(OTHER),
            bare(fixture!("ed25519.spki.pem")),
            hex(&decode(&bare(OTHER)).unwrap_or_default()),
            bare(fixture!("rsa.public-pkcs1.pem")),
            fixture!("openssh-rsa.pub").to_owned(),
            fixture!("openssh-ed25519.pub").to_owned(),
            fixture!("openssh-ed25519").to_owned(),
            fixture!("rsa.bundle.pem").to_owned(),
            format!(r#"{{"a":{},"b":{}}}"#, json(CERTIFICATE), json(OTHER)),
            format!(r#"{{"realm":"moped","public_key":"{}"}}"#, bare(PUBLIC)),
            format!(r#"{{"keys":[{{"kid":"a","x5c":["{x5c}"]}}]}}"#),
            r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#
                .to_owned(),
        ];
        let wrap = |text: String, wrapping: u8| match wrapping {
            0 => STANDARD.encode(text),
            1 => URL_SAFE_NO_PAD.encode(text),
            2 => json(&text),
            3 => json(&text).replace('=', "\\u003d").replace('M', "\\u004d"),
            4 => format!("A=1\nKEY={text}\nB=deadbeef\n"),
            5 => format!("data:\n  tls.key: |\n    {}\n", text.replace('\n', "\n    ")),
            6 => format!(r#"{{"kid":"a","deep":[{{"pem":{}}}]}}"#, json(&text)),
            7 => text.replace('\n', "\\r\\n"),
            8 => text.replace('\n', " "),
            9 => hex(text.as_bytes()),
            _ => text,
        };
        let text = prop::sample::select(texts.to_vec());
        let wrappings = prop::collection::vec(0_u8..16, 0..4);
        let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..4, any::<u8>()), 0..4);
        (text, wrappings, any::<(bool, bool)>(), edits).prop_map(
            move |(text, wrappings, (is_utf16, is_edited), edits)| {
                let text = wrappings.into_iter().fold(text, wrap);
                let mut bytes = if is_utf16 { utf16(&text, false) } else { text.into_bytes() };
                for (at, kind, byte) in edits.into_iter().filter(|_| is_edited) {
                    let at = at.index(bytes.len() + 1);
                    match kind {
                        0 => bytes.insert(at, byte),
                        1 => bytes.truncate(bytes.len().max(16) - 1),
                        2 if at < bytes.len() => drop(bytes.remove(at)),
                        _ => bytes.splice(at..at, b" \n\\n\"".iter().copied()).for_each(drop),
                    }
                }
                bytes
            },
        )
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn what_opens_as_a_public_key_is_no_secret(bytes in key_files()) {
            let is_key = match open(&bytes) {
                Ok(KeyFile::Keys(_)) => true,
                Ok(KeyFile::Jwk(jwk)) => jwk.public_key().is_some(),
                Ok(KeyFile::Set(set)) => set.usable().any(|jwk| jwk.public_key().is_some()),
                Ok(KeyFile::Configuration(_)) | Err(_) => false,
            };
            let is_refused = crate::jose::key::Secret::new(bytes.clone()).is_err();
            prop_assert!(!is_key || is_refused, "{}", String::from_utf8_lossy(&bytes));
        }

        #[test]
        fn opening_anything_ends(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = open(&bytes);
            let _ = open(STANDARD.encode(&bytes));
            let _ = open([b"-----BEGIN X-----\n", bytes.as_slice(), b"-----END X-----"].concat());
            let _ = open([b"openssh-key-v1\0\0\0\0\x04none", bytes.as_slice()].concat());
        }
    }

    #[test]
    fn a_public_key_is_found_in_every_wrapping() {
        let lines = PUBLIC.replace('\n', "\r\n");
        let base64 = STANDARD.encode(PUBLIC);
        let wrapped: Vec<Vec<u8>> = vec![
            PUBLIC.into(),
            lines.clone().into(),
            format!("\u{feff}{lines}").into(),
            utf16(PUBLIC, true),
            utf16(&format!("\u{feff}{lines}"), false),
            bare(PUBLIC).into(),
            bare(PUBLIC).trim_end_matches('=').into(),
            format!("\"{}\"\n", bare(PUBLIC)).into(),
            PUBLIC
                .lines()
                .filter(|line| !line.starts_with('-'))
                .collect::<Vec<_>>()
                .join("\n")
                .into(),
            base64.clone().into(),
            URL_SAFE_NO_PAD.encode(PUBLIC).into(),
            base64.as_bytes().chunks(76).collect::<Vec<_>>().join(&b"\n"[..]),
            STANDARD.encode(&base64).into(),
            STANDARD.encode(utf16(PUBLIC, false)).into(),
            hex(&decode(&bare(PUBLIC)).unwrap()).into(),
            decode(&bare(PUBLIC)).unwrap().to_vec(),
            PUBLIC.replace('\n', "\\n").into(),
            PUBLIC.replace('\n', "\\r\\n").into(),
            PUBLIC.replace('\n', "\\\\n").into(),
            PUBLIC.replace('\n', " ").into(),
            PUBLIC.replace('\n', "").into(),
            json(PUBLIC).replace('/', "\\/").into(),
            format!("A=1\nexport KEY={}\nB=2\n", json(PUBLIC)).into(),
            format!("A=1\nKEY='{PUBLIC}'\nB=2\n").into(),
            format!("A=1\nKEY={}\nB=2\n", bare(PUBLIC)).into(),
            format!("KEY={base64}\nPATH=/usr/bin\n").into(),
            format!("$env:KEY = \"{base64}\"").into(),
            format!(
                "jwt:\n  key: |\n    {}\n  alg: RS256\n",
                PUBLIC.trim().replace('\n', "\n    ")
            )
            .into(),
            format!(
                "jwt:\n  key: >-\n    {}\n    {}\n  alg: RS256\n",
                &bare(PUBLIC)[..64],
                &bare(PUBLIC)[64..]
            )
            .into(),
            format!("data:\n  tls.key: {base64}\n").into(),
            format!("const key = \"{}\";", PUBLIC.trim().replace('\n', "\\n\" +\n  \"")).into(),
            [b"friendlyName: \xfc\n", PUBLIC.as_bytes()].concat(),
            format!("-----BEGIN PUBLIC KEY-----\n{base64}\n-----END PUBLIC KEY-----").into(),
            format!(
                r#"{{"realm":"moped","public_key":"{}","token-service":"https://x"}}"#,
                bare(PUBLIC)
            )
            .into(),
            format!(r#"{{"data":{{"attributes":{{"pem":{}}}}}}}"#, json(PUBLIC)).into(),
            format!("[{}]", json(PUBLIC)).into(),
            fixture!("openssh-rsa.pub").into(),
            format!("# keys\n{}", fixture!("openssh-rsa.pub")).into(),
            format!("host.example.gov {}", fixture!("openssh-rsa.pub")).into(),
            CERTIFICATE.into(),
        ];
        let Ok(KeyFile::Keys(keys)) = open(PUBLIC) else { panic!("not a key") };
        let FoundKey::Public(expected) = &keys[0].key else { panic!("not a public key") };
        for bytes in wrapped {
            match open(&bytes) {
                Ok(KeyFile::Keys(keys)) => match keys.as_slice() {
                    [NamedKey { key: FoundKey::Public(key), .. }] => assert_eq!(key, expected),
                    other => panic!("{other:?}: {}", String::from_utf8_lossy(&bytes)),
                },
                other => panic!("{other:?}: {}", String::from_utf8_lossy(&bytes)),
            }
            let is_refused = crate::jose::key::Secret::new(bytes.clone()).is_err();
            assert!(is_refused, "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn every_key_of_a_file_is_found() {
        let ssh = fixture!("openssh-ed25519.pub");
        for (text, expected) in [
            (format!("{PUBLIC}{OTHER}{PUBLIC}"), "public, public"),
            (format!("{PUBLIC}\n# next\n{OTHER}").replace('\n', "\\n"), "public, public"),
            (format!("{CERTIFICATE}{PRIVATE}"), "private"),
            (format!("{OTHER}{PRIVATE}"), "public, private"),
            (fixture!("rsa.bundle.pem").to_owned(), "private"),
            (fixture!("p256.with-parameters.pem").to_owned(), "private"),
            (format!("A=1\nPUBLIC={}\nOTHER={}", bare(PUBLIC), bare(OTHER)), "public, public"),
            (format!("{ssh}{}", fixture!("openssh-p521.pub")), "public, public"),
            (fixture!("openssh-rsa").to_owned(), "private"),
            (fixture!("openssh-rsa").replace('\n', "\\n"), "private"),
            (fixture!("rsa.legacy-des3.pem").to_owned(), "encrypted"),
            (format!("{}{CERTIFICATE}", fixture!("rsa.encrypted.pem")), "encrypted, public"),
            // A block that is cut off does not hide the others.
            (format!("-----BEGIN PUBLIC KEY-----\nMIIB\n{OTHER}"), "public"),
            (format!("{OTHER}-----BEGIN PUBLIC KEY-----\nMIIB\n"), "public"),
        ] {
            assert_eq!(found(&text), expected, "{text}");
        }
    }

    #[test]
    fn keys_in_json_have_their_names() {
        let jwk = Jwk::of_public(
            match pem::read_pem(PUBLIC) {
                Ok((FoundKey::Public(key), _)) => Box::leak(Box::new(key)),
                _ => panic!("not a key"),
            },
            None,
        );
        let jwk = Value::from(jwk.members().clone()).to_json();
        let x5c = bare(CERTIFICATE);
        let (public, private, certificate, other) =
            (json(PUBLIC), json(PRIVATE), json(CERTIFICATE), json(OTHER));
        for (text, expected) in [
            (format!(r#"{{"a":{certificate},"b":{other}}}"#), "public a, public b"),
            (format!(r#"{{"a":{certificate}}}"#), "public a"),
            (format!(r#"{{"a":{public},"b":{public}}}"#), "public a, public b"),
            (format!(r#"{{"cert":{certificate}}}"#), "public"),
            (
                format!(
                    r#"{{"type":"service_account","private_key_id":"7f","private_key":{private}}}"#
                ),
                "private 7f",
            ),
            (
                format!(r#"{{"type":"serviceaccount","keyId":"81","key":{private},"userId":"9"}}"#),
                "private 81",
            ),
            (
                format!(r#"{{"type":"application","keyId":"81","key":{private},"appId":"9"}}"#),
                "private 81",
            ),
            (format!(r#"{{"type":"RS256","key":{public}}}"#), "configuration"),
            (r#"{"type":"HS256","key":"correct horse"}"#.to_owned(), "configuration"),
            (r#"{"jwk_url":"https://x"}"#.to_owned(), "configuration"),
            (r#"{"key":"correct horse"}"#.to_owned(), "configuration"),
            (format!(r#"A=1\nB='{{"type":"RS256","key":{public}}}'"#), "public"),
            ("A=1\nB='{\"type\":\"HS256\",\"key\":\"x\"}'".to_owned(), "configuration"),
            (jwk.clone(), "jwk"),
            (STANDARD.encode(&jwk), "jwk"),
            (format!("KEY='{jwk}'"), "jwk"),
            (json(&jwk), "jwk"),
            (format!("[{jwk}]"), "jwk"),
            (format!("[{jwk},{jwk}]"), "set of 2"),
            (format!(r#"{{"keys":[{jwk}]}}"#), "set of 1"),
            (format!("A=1\nJWKS='{{\n\"keys\":[\n{jwk}\n]}}'\n"), "set of 1"),
            (format!(r#"{{"client":"x","jwks":{{"keys":[{jwk},{jwk}]}}}}"#), "set of 2"),
            (r#"{"keys":[]}"#.to_owned(), "set of 0"),
            (format!(r#"{{"kid":"a","x5c":["{x5c}"]}}"#), "jwk"),
            (format!(r#"{{"kty":"RSA","use":null,"x5c":["{x5c}"]}}"#), "jwk"),
            (
                format!(
                    r#"{{"keys":[{{"kid":"a","x5c":["{x5c}"]}},{{"kty":"RSA","kid":"b","x5c":["{x5c}"]}},{jwk},7]}}"#
                ),
                "set of 3",
            ),
            (r#"{"kid":"a","x5c":["AAAA"]}"#.to_owned(), "error: it is not a JWK: it has no `kty`"),
        ] {
            assert_eq!(found(&text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_key_is_named() {
        let cases: Vec<(Vec<u8>, &str)> = vec![
            ("".into(), "it is empty"),
            (" \n".into(), "it is empty"),
            ("<!DOCTYPE html>\n<html>".into(), "it is an HTML page, not a key; is it a login page?"),
            ("\u{feff}<HTML><head>".into(), "it is an HTML page, not a key; is it a login page?"),
            (
                r#"{"issuer":"https://id.example","jwks_uri":"https://id.example/keys"}"#.into(),
                "it is a discovery document, which contains no keys; they are at `https://id.example/keys`",
            ),
            (include_bytes!("../../tests/fixtures/keys/rsa.p12").to_vec(), "it is a PKCS#12 file, which is encrypted as a whole"),
            (STANDARD.encode(include_bytes!("../../tests/fixtures/keys/rsa.p12")).into(), "it is a PKCS#12 file, which is encrypted as a whole"),
            (b"\xfe\xed\xfe\xed\0\0\0\x02".to_vec(), "it is a Java key store"),
            ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n".into(), "it is a PuTTY private key"),
            ("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQ==\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n".into(), "it is an OpenPGP key, which JWTs are not signed with"),
            ("-----BEGIN PKCS7-----\nMIAGCSqGSIb3DQEHAqCA\n-----END PKCS7-----".into(), "it is a PKCS#7 file"),
            (fixture!("openssh-encrypted").into(), "the OpenSSH private key is encrypted with a passphrase in OpenSSH's own format"),
            ("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: IDEA-CBC,0011223344556677\n\nAAAA\n-----END RSA PRIVATE KEY-----".into(), "the private key is encrypted with IDEA-CBC, which is not supported"),
            ("-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----".into(), "the PEM contains `CERTIFICATE REQUEST`, which is not a usable key"),
            ("-----BEGIN PUBLIC KEY-----\nMIIB\n".into(), "the PEM is broken: its END line is missing"),
            ("-----BEGIN PUBLIC KEY-----\nM…B\n-----END PUBLIC KEY-----".into(), "the PEM is broken: it contains a character that is not base64"),
            ("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----".into(), "the PEM is broken: it has no content"),
            ("-----BEGIN PUBLIC KEY-----\nMIIBI\n-----END PUBLIC KEY-----".into(), "the PEM is broken: its base64 is cut off"),
            ("eyJhbGciOiJIUzI1NiJ9.e30.AAAA".into(), "it is a token, not a key"),
            (r#"{"kty":"RSA""#.into(), "it is not JSON: EOF while parsing an object at line 1, column 12"),
        ];
        for (bytes, expected) in cases {
            let shown = String::from_utf8_lossy(&bytes);
            assert_eq!(found(&bytes), format!("error: {expected}"), "{shown}");
        }
        for (text, expected) in [
            ("correct horse battery staple", ReadKeyError::ShortLine),
            ("0123456789abcdef0123456789abcdef", ReadKeyError::ShortLine),
            ("one line\nand another", ReadKeyError::Unrecognised),
            (&"x".repeat(257), ReadKeyError::Unrecognised),
            (r#"{"a":1}"#, ReadKeyError::Unrecognised),
            ("17", ReadKeyError::ShortLine),
        ] {
            assert_eq!(open(text).unwrap_err(), expected, "{text}");
        }
        assert_eq!(open(b"\xff\x00\xfe").unwrap_err(), ReadKeyError::Unrecognised);
    }

    #[test]
    fn the_certificates_of_authorities_are_left_out() {
        let finding = |issuer: &str, subject: &str| {
            let Ok((FoundKey::Public(key), _)) = pem::read_pem(PUBLIC) else { panic!("not a key") };
            let names = Some((issuer.into(), subject.into()));
            Finding { key: FoundKey::Public(key), kid: Some(subject.to_owned()), names }
        };
        let left = |certificates: &[(&str, &str)]| {
            let all = certificates.iter().map(|(issuer, subject)| finding(issuer, subject));
            let left = without_authorities(all.collect());
            left.into_iter().filter_map(|key| key.kid).collect::<Vec<_>>()
        };
        assert_eq!(left(&[("middle", "leaf"), ("root", "middle"), ("root", "root")]), ["leaf"]);
        // Two keys of one issuer that signed their own certificates
        assert_eq!(left(&[("moped", "moped"), ("moped", "moped")]), ["moped", "moped"]);
        assert_eq!(left(&[("root", "leaf"), ("root", "leaf")]), ["leaf", "leaf"]);
    }
}
