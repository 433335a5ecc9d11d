//! What is wrong with the text of a token as a whole: cut off, altered, or no JWT at all.

use std::fmt;

use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::anatomy::{Anatomy, Payload, Problem, Serialization};
use crate::jose::base64url;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;

/// What is wrong with a text. `Display` gives a clause.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Defect {
    /// There is nothing
    Empty,
    /// `undefined`, `null` and the like
    Word(&'static str),
    /// JavaScript's text for an object
    Object,
    /// JavaScript's text for a value that is not there yet
    Promise,
    /// `$TOKEN`, `{{token}}`, `<token>`
    Template,
    /// A token of another kind
    Opaque(&'static str),
    /// Cognito's answer to a login that is not finished, with the challenge's name
    Challenge(String),
    /// The answer of an issuer that gave no token, with the name of its error
    Refused(String),
    /// Something else that people take for a place of tokens
    Elsewhere(&'static str),
    /// The cookie in which better-auth caches a session, in its own format
    SessionCache,
    /// `…` or three dots, at the end or inside
    Ellipsis { inside: bool },
    /// A part or more is missing
    Cut(Missing),
    /// A character that is not part of it
    Inserted { what: String, part: &'static str },
    /// There is nothing between the dots
    Detached,
    /// An ECDSA signature as X.509 has it
    Der { algorithm: SignatureAlgorithm, bytes: usize, expected: usize },
    /// A signature that its algorithm never makes
    Length { algorithm: SignatureAlgorithm, bytes: usize },
}

/// What is missing at the end of a token that was cut off.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Missing {
    /// Only the payload is there, and perhaps what follows it
    Header,
    /// It ends inside of the header
    InHeader,
    AfterHeader,
    /// It ends inside of the payload
    InPayload,
    Signature,
    /// Of an encrypted token
    Parts {
        found: usize,
    },
    Tag,
}

impl Defect {
    /// Returns what is wrong with a text that should be a token, if that can be told.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.starts_with('{') && !text.starts_with("{{") {
            return Value::parse(text.as_bytes()).ok()?.as_object().and_then(document);
        }
        if !begins_like_token(text) {
            return not_a_jwt(text);
        }
        // Most tokens have nothing but their own characters, which is quickly seen.
        let is_own = |byte: u8| byte.wrapping_sub(b'!') < 94 && byte != b'%';
        let are_own = |bytes: &[u8]| bytes.iter().fold(true, |all, byte| all & is_own(*byte));
        let is_clean = text.as_bytes().chunks(64).all(are_own);
        let ellipsis = || {
            let written = if is_clean { None } else { text.find('…') };
            let dots = |at: &usize| text[*at..].starts_with("...");
            written.or_else(|| text.match_indices('.').map(|(at, _)| at).find(dots))
        };
        if let Some(at) = ellipsis() {
            let after = text[at..].trim_start_matches(['…', '.', ']', ')', '"', '\'', ' ']);
            return Some(Self::Ellipsis { inside: !after.is_empty() });
        }
        let inserted = if is_clean { None } else { inserted(text) };
        inserted.or_else(|| {
            let parts: Vec<&str> = text.split('.').take(6).collect();
            let header = parts.first().and_then(|part| object(part));
            match header {
                Some(header) if header.contains("enc") => encrypted(&parts),
                header => signed(&parts, header.as_ref()),
            }
        })
    }

    /// The same for a text that was taken apart already. Nearly all tokens are whole, which their
    /// parts show.
    pub(crate) fn of_anatomy(text: &str, anatomy: &Anatomy) -> Option<Self> {
        if is_whole(text, anatomy) { None } else { Self::of(text) }
    }

    /// The code of a problem in `decode`.
    const fn code(&self) -> Problem {
        match self {
            Self::Empty
            | Self::Word(_)
            | Self::Object
            | Self::Promise
            | Self::Template
            | Self::Challenge(_)
            | Self::Refused(_)
            | Self::Elsewhere(_) => Problem::Placeholder,
            Self::Opaque(_) | Self::SessionCache => Problem::Opaque,
            Self::Ellipsis { .. } | Self::Cut(_) => Problem::CutOff,
            Self::Inserted { .. } => Problem::InsertedCharacter,
            Self::Detached => Problem::DetachedPayload,
            Self::Der { .. } => Problem::DerSignature,
            Self::Length { .. } => Problem::SignatureLength,
        }
    }

    /// Whether the text is no token at all, so that nothing can be said about its parts.
    pub(crate) const fn is_of_another_kind(&self) -> bool {
        matches!(
            self,
            Self::Empty
                | Self::Word(_)
                | Self::Object
                | Self::Promise
                | Self::Template
                | Self::Opaque(_)
                | Self::Challenge(_)
                | Self::Refused(_)
                | Self::Elsewhere(_)
                | Self::SessionCache
        )
    }

    /// Whether the signature is longer than its algorithm makes it.
    pub(crate) fn is_too_long(&self) -> bool {
        matches!(self, Self::Length { algorithm, bytes } if !is_cut(*algorithm, *bytes))
    }

    /// Whether it is an opaque refresh token.
    pub(crate) fn is_refresh_token(&self) -> bool {
        matches!(self, Self::Opaque(what) if what.contains("refresh token"))
    }

    /// Returns the problem that `decode` shows.
    pub(crate) fn to_note(&self) -> Note<Problem> {
        let part = match self {
            Self::Detached => "payload",
            Self::Der { .. } | Self::Length { .. } => "signature",
            Self::Inserted { part, .. } => part,
            _ => "token",
        };
        Note::about(part, self.code(), self.to_string())
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(
                "nothing was sent: the variable that should hold the token was empty",
            ),
            Self::Word(word) => write!(
                f,
                "the client sent the word `{word}`: the variable that should hold the token had no value"
            ),
            Self::Object => f.write_str(
                "the client sent `[object Object]`: it put an object where the token's text belongs",
            ),
            Self::Promise => f.write_str(
                "the client sent `[object Promise]`: it did not wait until the token was there",
            ),
            Self::Template => f.write_str("it is a placeholder that was never replaced by a token"),
            Self::Opaque(what) => {
                write!(f, "it is not a JWT but {what}, which is opaque: only its issuer can read it")
            }
            Self::Challenge(name) => write!(
                f,
                "the login is not finished: Cognito asks for {name} before it gives any token"
            ),
            Self::Refused(error) => {
                write!(f, "the issuer gave no token: it answered with the error `{error}`")
            }
            Self::Elsewhere(what) => write!(f, "it is {what}, and no token is in it"),
            Self::SessionCache => f.write_str(
                "it is not a JWT but the cookie in which better-auth caches a session, which only its own application reads; a token of its JWT plugin comes from `GET /api/auth/token`",
            ),
            Self::Ellipsis { inside: false } => {
                f.write_str("it is cut off: whatever displayed it replaced the end by `…`")
            }
            Self::Ellipsis { inside: true } => {
                f.write_str("it is cut off: whatever displayed it replaced the middle by `…`")
            }
            Self::Cut(missing) => write!(f, "it is cut off: {missing}"),
            Self::Inserted { what, part } => write!(
                f,
                "the {part} contains {what}, which is not part of the token and got in when it was copied or sent"
            ),
            Self::Detached => f.write_str(
                "the payload is detached: nothing is between the two dots, and the signature can only be checked together with the payload, which is sent elsewhere",
            ),
            Self::Der { algorithm, bytes, expected } => write!(
                f,
                "the signature is in DER ({bytes} bytes), as X.509 and OpenSSL write it, but {algorithm} needs r and s as they are ({expected} bytes)"
            ),
            Self::Length { algorithm, bytes } => {
                let (whose, makes) = match algorithm.signature_bytes() {
                    Some(expected) => (algorithm.name(), format!("{expected} bytes")),
                    None => ("an RSA key", "256, 384 or 512 bytes".to_owned()),
                };
                write!(f, "the signature has {bytes} bytes, but {whose} makes {makes}")?;
                if is_cut(*algorithm, *bytes) { f.write_str(": it is cut off") } else { Ok(()) }
            }
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => f.write_str("it begins with the payload, and the header is missing"),
            Self::InHeader => f.write_str("it ends within the header"),
            Self::AfterHeader => f.write_str("payload and signature are missing"),
            Self::InPayload => f.write_str("it ends within the payload"),
            Self::Signature => f.write_str("the signature is missing"),
            Self::Parts { found } => {
                write!(f, "an encrypted token has five parts, and this one has {found}")
            }
            Self::Tag => f.write_str("the last part, the tag, is not complete"),
        }
    }
}

/// Whether a signature of the wrong length is too short. RSA keys in use have 2048 bits or more.
fn is_cut(algorithm: SignatureAlgorithm, bytes: usize) -> bool {
    bytes < algorithm.signature_bytes().unwrap_or(256)
}

/// Whether a text begins like JSON in base64url, as every token does.
fn begins_like_token(text: &str) -> bool {
    // White space may have got in anywhere.
    let start: String = text.chars().filter(|c| !c.is_whitespace()).take(3).collect();
    let is_word = text.chars().take(3).all(|c| !c.is_whitespace());
    (is_word || start == "eyJ")
        && matches!(start.as_bytes(), [b'e', b'y' | b'w' | b'3', third, ..] if third.is_ascii_alphanumeric() || matches!(third, b'-' | b'_'))
}

fn object(part: &str) -> Option<Object> {
    match Value::parse(&base64url::decode_forgiving(part)?) {
        Ok(Value::Object(object)) => Some(object),
        Ok(_) | Err(_) => None,
    }
}

/// For JSON without a token.
fn document(object: &Object) -> Option<Defect> {
    let word = |name: &str| {
        let word = object.get_str(name)?;
        let plain = !word.is_empty() && word.len() <= 64 && word.bytes().all(is_name_byte);
        plain.then(|| word.to_owned())
    };
    if let Some(challenge) = word("ChallengeName") {
        return Some(Defect::Challenge(challenge));
    }
    if let Some(error) = word("error").or_else(|| word("error_code")) {
        return Some(Defect::Refused(error));
    }
    let has = |names: [&str; 3]| names.iter().all(|name| object.get_str(name).is_some());
    if has(["id", "nonce", "data"]) {
        return Some(Defect::Elsewhere("an entry of MSAL's cache, which newer versions encrypt"));
    }
    matches!(object.get("keys"), Some(Value::Array(_)))
        .then_some(Defect::Elsewhere("a key set (JWKS)"))
}

/// For a text that does not begin like a token.
fn not_a_jwt(text: &str) -> Option<Defect> {
    const WORDS: [&str; 10] =
        ["undefined", "null", "None", "nil", "NaN", "false", "true", "NULL", "(null)", "<nil>"];
    let text = text.trim_matches(['"', '\'']);
    if text.is_empty() {
        return Some(Defect::Empty);
    }
    if let Some(word) = WORDS.into_iter().find(|word| *word == text) {
        return Some(Defect::Word(word));
    }
    if text == "[object Promise]" {
        return Some(Defect::Promise);
    }
    if text.starts_with("[object ") || text == "Object" {
        return Some(Defect::Object);
    }
    let wrapped = |start: &str, end: &str| {
        text.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)).is_some()
    };
    let shouted = text.to_ascii_uppercase();
    let is_template = wrapped("{{", "}}")
        || wrapped("<", ">")
        || wrapped("${", "}")
        || wrapped("$(", ")")
        || wrapped("%", "%")
        || text.strip_prefix('$').is_some_and(|name| name.bytes().all(is_name_byte))
        || (shouted.starts_with("YOUR") && shouted.contains("TOKEN"))
        || matches!(text, "TOKEN" | "token" | "JWT" | "%s" | "xxx" | "***" | "...");
    if is_template && !text.contains([' ', '\n']) {
        return Some(Defect::Template);
    }
    let start: String = text.chars().take(15).collect::<String>().to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Some(Defect::Elsewhere("a web page (HTML)"));
    }
    if start.starts_with("-----begin ") {
        return Some(Defect::Elsewhere("a key or certificate (PEM)"));
    }
    opaque(text).map(Defect::Opaque)
}

const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Returns which opaque token a text is, told by how its issuer marks it.
fn opaque(text: &str) -> Option<&'static str> {
    const MARKS: [(&str, &str); 44] = [
        ("ya29.", "a Google access token"),
        ("1//", "a Google refresh token"),
        ("4/0", "a Google authorization code"),
        ("GOCSPX-", "a Google client secret"),
        ("gho_", "a GitHub OAuth token"),
        ("ghp_", "a GitHub personal access token"),
        ("ghu_", "a GitHub user token"),
        ("ghs_", "a GitHub app token"),
        ("ghr_", "a GitHub refresh token"),
        ("github_pat_", "a GitHub personal access token"),
        ("glpat-", "a GitLab personal access token"),
        ("glcbt-", "a GitLab job token"),
        ("ory_at_", "an Ory access token"),
        ("ory_rt_", "an Ory refresh token"),
        ("ory_ac_", "an Ory authorization code"),
        ("ory_st_", "an Ory session token"),
        ("MS1.", "an Ory session"),
        ("Fe26.2*", "a sealed session cookie (WorkOS, iron-session)"),
        ("xoxb-", "a Slack bot token"),
        ("xoxp-", "a Slack user token"),
        ("EAA", "a Facebook access token"),
        ("EwA", "a Microsoft account's access token"),
        ("0.A", "a Microsoft refresh token or code"),
        ("1.A", "a Microsoft refresh token or code"),
        ("M.C", "a Microsoft account's refresh token"),
        ("sk_live_", "a secret API key"),
        ("sk_test_", "a secret API key"),
        ("sk-", "a secret API key"),
        ("pk_live_", "a publishable API key"),
        ("pk_test_", "a publishable API key"),
        ("sb_secret_", "a Supabase secret key"),
        ("sb_publishable_", "a Supabase publishable key"),
        ("hvs.", "a HashiCorp Vault token"),
        ("npm_", "an npm token"),
        ("v4.public.", "a PASETO, another kind of token"),
        ("v4.local.", "a PASETO, another kind of token"),
        ("v3.public.", "a PASETO, another kind of token"),
        ("v3.local.", "a PASETO, another kind of token"),
        ("v2.public.", "a PASETO, another kind of token"),
        ("v2.local.", "a PASETO, another kind of token"),
        ("v1.public.", "a PASETO, another kind of token"),
        ("v1.local.", "a PASETO, another kind of token"),
        ("gAAAAA", "a Fernet token"),
        ("PHNhbWxw", "a SAML message"),
    ];
    if text.contains(char::is_whitespace) || text.starts_with("base64-") {
        return None;
    }
    let marked =
        MARKS.iter().find(|(mark, _)| text.starts_with(mark) && text.len() >= mark.len() + 4);
    if let Some((_, what)) = marked {
        return Some(what);
    }
    if is_uuid(text) {
        return Some("a UUID");
    }
    if is_signed_id(text) {
        return Some("the ID of a session with its signature (better-auth)");
    }
    if is_csrf(text) {
        return Some("the CSRF token of NextAuth or Auth.js");
    }
    let hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let random = text.len() >= 20
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_+/=~".contains(&byte))
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic());
    match (hex && text.len() >= 32, random) {
        (true, _) => Some("a random number in hexadecimal"),
        (false, true) => Some("a random string"),
        (false, false) => None,
    }
}

/// Whether it is 32 random characters, a dot, and an HMAC in base64, perhaps percent-encoded.
fn is_signed_id(text: &str) -> bool {
    let Some((id, signature)) = text.split_once('.') else { return false };
    let signature = signature.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_id && base64url::decode_standard(&signature).is_some_and(|bytes| bytes.len() == 32)
}

/// Whether it is a random number and its hash in hexadecimal, separated by a bar.
fn is_csrf(text: &str) -> bool {
    let parts = text.split_once('|').or_else(|| text.split_once("%7C"));
    let is_hash = |part: &str| part.len() == 64 && part.bytes().all(|b| b.is_ascii_hexdigit());
    parts.is_some_and(|(token, hash)| is_hash(token) && is_hash(hash))
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').take(6).collect();
    let lengths = [8, 4, 4, 4, 12];
    groups.len() == 5
        && groups.iter().zip(lengths).all(|(group, length)| {
            group.len() == length && group.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
}

/// For a character that no token contains.
fn inserted(text: &str) -> Option<Defect> {
    let (at, c) = text.char_indices().find(|(at, c)| {
        (c.is_whitespace() || !c.is_ascii())
            || *c == '%'
                && text[at + 1..].bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2
    })?;
    let part = match text[..at].matches('.').count() {
        0 => "header",
        1 => "payload",
        2 => "signature",
        _ => "token",
    };
    let what = match c {
        ' ' => "a space".to_owned(),
        '\n' | '\r' => "a line break".to_owned(),
        '\t' => "a tab".to_owned(),
        '%' => format!("`{}`", text.get(at..at + 3).unwrap_or("%")),
        other => format!("the character U+{:04X}", u32::from(other)),
    };
    Some(Defect::Inserted { what, part })
}

fn encrypted(parts: &[&str]) -> Option<Defect> {
    match parts {
        [_, _, _, _, tag] => {
            let tag = base64url::decode_forgiving(tag).map_or(0, |bytes| bytes.len());
            (tag < 16).then_some(Defect::Cut(Missing::Tag))
        }
        parts if parts.len() < 5 => Some(Defect::Cut(Missing::Parts { found: parts.len() })),
        _ => None,
    }
}

fn signed(parts: &[&str], header: Option<&Object>) -> Option<Defect> {
    let alg = header.and_then(|header| header.get_str("alg")).unwrap_or_default();
    let has = |name: &&str| header.is_some_and(|header| header.contains(name));
    if parts.len() == 1 && ["session", "expiresAt", "signature"].iter().all(has) {
        return Some(Defect::SessionCache);
    }
    let unsigned = alg.eq_ignore_ascii_case("none");
    let is_claims = |first: &Object| {
        let has_claim = ["iss", "sub", "aud", "exp", "iat"].iter().any(|name| first.contains(name));
        has_claim && !first.contains("alg")
    };
    if parts.len() < 3 && header.is_some_and(is_claims) {
        return Some(Defect::Cut(Missing::Header));
    }
    match parts {
        [_] => Some(Defect::Cut(match header {
            None => Missing::InHeader,
            Some(_) => Missing::AfterHeader,
        })),
        [_, ""] => Some(Defect::Cut(Missing::AfterHeader)),
        [_, payload] => Some(Defect::Cut(match object(payload) {
            None => Missing::InPayload,
            Some(_) => Missing::Signature,
        })),
        [_, "", ""] if header.is_some() => Some(Defect::Cut(Missing::AfterHeader)),
        [_, "", _] if header.is_some() => Some(Defect::Detached),
        [_, _, ""] if header.is_some() && !unsigned => Some(Defect::Cut(Missing::Signature)),
        [_, _, signature] => signature_defect(alg.parse().ok()?, signature),
        _ => None,
    }
}

/// Whether a text is a signed token without problems, whose signature has the length that its
/// algorithm makes.
fn is_whole(text: &str, anatomy: &Anatomy) -> bool {
    let header =
        anatomy.header.as_ref().filter(|header| !header.contains("enc") && !header.contains("b64"));
    let algorithm = header.and_then(|header| header.get_str("alg")?.parse().ok());
    let (Some(algorithm), [signature]) = (algorithm, anatomy.signatures.as_slice()) else {
        return false;
    };
    text.trim().starts_with("eyJ")
        && anatomy.serialization == Serialization::JwsCompact
        && anatomy.problems.is_empty()
        && anatomy.payload != Payload::Absent
        && has_its_length(algorithm, signature.bytes)
}

/// Whether an algorithm makes signatures of this length. Unusual sizes of RSA keys exist, but none
/// as short or as odd as those that are ruled out.
fn has_its_length(algorithm: SignatureAlgorithm, bytes: usize) -> bool {
    match algorithm.signature_bytes() {
        Some(expected) => expected == bytes,
        None => bytes >= 128 && bytes.is_multiple_of(8),
    }
}

fn signature_defect(algorithm: SignatureAlgorithm, signature: &str) -> Option<Defect> {
    let signature = signature.trim_end_matches('=');
    // One character more than whole groups is never base64.
    let whole = if signature.len() % 4 == 1 { signature.len() - 1 } else { signature.len() };
    let signature = base64url::decode_forgiving(signature.get(..whole)?)?;
    let bytes = signature.len();
    if has_its_length(algorithm, bytes) {
        return None;
    }
    match (algorithm.signature_bytes(), signature.as_slice()) {
        (Some(expected), [0x30, length, rest @ ..])
            if matches!(algorithm.family(), KeyFamily::Ec(_))
                && (usize::from(*length) == rest.len() || *length == 0x81) =>
        {
            Some(Defect::Der { algorithm, bytes, expected })
        }
        _ => Some(Defect::Length { algorithm, bytes }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    fn encode(bytes: impl AsRef<[u8]>) -> String {
        base64url::encode(bytes)
    }

    fn token(alg: &str, signature: &[u8]) -> String {
        let header = encode(format!(r#"{{"alg":"{alg}"}}"#));
        format!("{header}.{}.{}", encode(r#"{"sub":"ada"}"#), encode(signature))
    }

    fn says(text: &str) -> String {
        Defect::of(text).map_or_else(String::new, |defect| defect.to_string())
    }

    #[test]
    fn what_is_not_a_jwt_is_named() {
        for (text, expected) in [
            ("", "the variable that should hold the token was empty"),
            ("undefined", "the word `undefined`"),
            ("null", "the word `null`"),
            ("[object Object]", "`[object Object]`"),
            ("[object Promise]", "did not wait"),
            ("e yJhbGciOiJIUzI1NiJ9.e30.AAAA", "the header contains a space"),
            ("e y is not", ""),
            ("v2.local.QAxIpVe-ECVNI1z4xQbm", "a PASETO"),
            ("eyJzdWIiOiJhZGEifQ", "begins with the payload, and the header is missing"),
            ("eyJzdWIiOiJhZGEifQ.AAAA", "begins with the payload, and the header is missing"),
            ("$TOKEN", "placeholder"),
            ("{{access_token}}", "placeholder"),
            ("<your token>", ""),
            ("<token>", "placeholder"),
            ("YOUR_ACCESS_TOKEN", "placeholder"),
            ("ya29.a0AfB_byC", "a Google access token"),
            ("gho_16C7e42F292c6912E7", "a GitHub OAuth token"),
            ("6f0d2c1e-8a4b-4c1d-9e2f-0123456789ab", "a UUID"),
            ("d41d8cd98f00b204e9800998ecf8427e", "hexadecimal"),
            ("x7Gq2mZt0Lw9Kp4Rv8Yc", "a random string"),
        ] {
            let said = says(text);
            assert!(
                said.contains(expected) && said.is_empty() == expected.is_empty(),
                "{text}: {said}"
            );
        }
        let hash = "0123456789abcdef".repeat(4);
        let id = "x7Gq2mZt0Lw9Kp4Rv8YcAbCdEfGhIjKl";
        let hmac = "+/8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=";
        for (text, expected) in [
            (format!("{hash}|{hash}"), "CSRF token"),
            (format!("{hash}%7C{hash}"), "CSRF token"),
            (format!("{id}.{hmac}"), "the ID of a session"),
            (format!("{id}.{}", hmac.replace('=', "%3D").replace('+', "%2B")), "the ID of a"),
            (encode(r#"{"session":{},"expiresAt":1,"signature":"s"}"#), "better-auth caches"),
        ] {
            assert!(says(&text).contains(expected), "{text}: {}", says(&text));
        }
        for text in [format!("{id}.AAAA"), format!("{hash}|abc")] {
            assert!(!says(&text).contains("better-auth") && !says(&text).contains("CSRF"));
        }
        for text in ["garbage", "not a token at all", "a.b.c", "{}", "hello-world"] {
            assert_eq!(Defect::of(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_cut_off_is_named() {
        let whole = token("HS256", &[7; 32]);
        assert_eq!(Defect::of(&whole), None);
        assert_eq!(Defect::of(&token("none", b"")), None);
        let parts: Vec<&str> = whole.split('.').collect();
        let (header, payload) = (parts[0], parts[1]);
        for (text, missing) in [
            (header[..9].to_owned(), Missing::InHeader),
            (header.to_owned(), Missing::AfterHeader),
            (format!("{header}."), Missing::AfterHeader),
            (format!("{header}.{}", &payload[..9]), Missing::InPayload),
            (format!("{header}.{payload}"), Missing::Signature),
            (format!("{header}.{payload}."), Missing::Signature),
        ] {
            assert_eq!(Defect::of(&text), Some(Defect::Cut(missing)), "{text}");
        }
        assert_eq!(says(&format!("{}…", &whole[..60])), says(&format!("{}...", &whole[..60])));
        assert!(says(&format!("{}…", &whole[..60])).starts_with("it is cut off"));
        assert!(says(&format!("{}…{}", &whole[..9], &whole[50..])).contains("the middle"));
        let algorithm = SignatureAlgorithm::HS256;
        let short = &whole[..whole.len() - 8];
        assert_eq!(Defect::of(short), Some(Defect::Length { algorithm, bytes: 26 }));
        assert!(says(short).ends_with("it is cut off"));
        assert!(says(&token("RS256", &[1; 45])).contains("45 bytes"));
        assert_eq!(Defect::of(&token("RS256", &[1; 256])), None);
        let jwe = encode(r#"{"alg":"dir","enc":"A256GCM"}"#);
        assert_eq!(
            Defect::of(&format!("{jwe}..AAAA.AAAA")),
            Some(Defect::Cut(Missing::Parts { found: 4 }))
        );
        assert_eq!(Defect::of(&format!("{jwe}..AAAA.AAAA.AAAA")), Some(Defect::Cut(Missing::Tag)));
        assert_eq!(Defect::of(&format!("{jwe}..AAAA.AAAA.{}", encode([0; 16]))), None);
    }

    #[test]
    fn what_is_in_the_place_of_a_token_is_named() {
        for (text, expected) in [
            (
                r#"{"ChallengeName":"NEW_PASSWORD_REQUIRED","Session":"AYAB"}"#,
                "NEW_PASSWORD_REQUIRED",
            ),
            (r#"{"error":"invalid_grant","error_description":"x"}"#, "`invalid_grant`"),
            (r#"{"id":"a","nonce":"b","data":"c"}"#, "MSAL"),
            (r#"{"keys":[]}"#, "a key set"),
            ("<!DOCTYPE html><html>", "a web page"),
            ("-----BEGIN PUBLIC KEY-----\nMIIB", "PEM"),
        ] {
            assert!(says(text).contains(expected), "{text}: {}", says(text));
        }
        assert_eq!(Defect::of(r#"{"error":"eyJ a sentence"}"#), None);
    }

    #[test]
    fn what_was_bent_is_named() {
        let header = encode(r#"{"alg":"ES256"}"#);
        assert_eq!(Defect::of(&format!("{header}..{}", encode([1; 64]))), Some(Defect::Detached));
        let mut der = vec![0x30, 69];
        der.resize(71, 2);
        assert!(says(&token("ES256", &der)).contains("in DER (71 bytes)"));
        assert!(says(&token("ES256", &[1; 63])).contains("63 bytes, but ES256 makes 64 bytes"));
        let whole = token("HS256", &[7; 32]);
        let (start, end) = whole.split_at(whole.len() - 8);
        for (between, what) in
            [(" ", "a space"), ("%20", "`%20`"), ("\u{200b}", "U+200B"), ("\n", "a line break")]
        {
            let said = says(&format!("{start}{between}{end}"));
            assert!(
                said.starts_with(&format!("the signature contains {what}"))
                    || said.starts_with(&format!("the signature contains the character {what}")),
                "{said}"
            );
        }
    }

    proptest! {
        #![proptest_config(regressions())]

        /// What the parts of a token show saves only work.
        #[test]
        fn a_token_that_was_taken_apart_has_the_same_defect(
            header in proptest::sample::select(vec![
                r#"{"alg":"HS256"}"#,
                r#"{"alg":"RS256"}"#,
                r#"{"alg":"ES256","kid":"a"}"#,
                r#" {"alg":"HS256"}"#,
                r#"{"alg":"HS256","enc":"x"}"#,
                r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#,
                r#"{"alg":"none"}"#,
                r#"{"alg":"dir"}"#,
                "{}",
                "[]",
            ]),
            payload in proptest::sample::select(vec!["", "{}", r#"{"sub":"a"}"#, "text"]),
            length in proptest::sample::select(vec![0, 31, 32, 64, 72, 127, 128, 132, 256]),
            damage in proptest::option::of((any::<proptest::sample::Index>(), "[ -~\u{2026}]{0,3}")),
        ) {
            let parts = [encode(header), encode(payload), encode(vec![7_u8; length])];
            let mut text = parts.join(".");
            if let Some((at, inserted)) = damage {
                let at = at.index(text.len());
                text.replace_range(at..=at, &inserted);
            }
            let anatomy = Anatomy::of(&text);
            prop_assert_eq!(Defect::of_anatomy(&text, &anatomy), Defect::of(&text), "{}", text);
        }
    }
}
