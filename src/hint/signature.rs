//! Hints for signatures that do not verify, chosen by what was found out about them.

use crate::error::Place;
use crate::escape;
use crate::hasura::signature_failure::SignatureFailure;
use crate::hint::value;
use crate::jose::algorithm::{KeyFamily, SignatureAlgorithm};
use crate::jose::diagnosis::{Cause, Input, Reading, Shape};

/// Where the secret of `--secret` comes from.
#[derive(Clone, Debug)]
pub(crate) struct SecretOrigin {
    pub(crate) place: Place,
    /// How the secret was decoded: `base64`, `base64url`, `hex`
    pub(crate) encoding: Option<&'static str>,
}

/// Returns what to change in the configuration of an engine or where its tokens are signed.
/// `setting` is the configuration of an algorithm: `"type":"RS256"`.
pub(super) fn of_engine(
    failure: Option<&SignatureFailure>,
    setting: impl FnOnce(SignatureAlgorithm) -> String,
) -> String {
    match failure {
        Some(SignatureFailure::Different(cause)) => match cause {
            Cause::Reading(reading) => configured(*reading).to_owned(),
            Cause::ReadingAndAlgorithm(reading, used) => {
                with_algorithm(configured(*reading), *used)
            }
            _ => of_issuer(cause),
        },
        Some(SignatureFailure::ShortSecret { algorithm, needed, has, is_own }) => {
            short_secret(*algorithm, *needed, *has, *is_own)
        }
        Some(SignatureFailure::WrongKind { cause: Some(cause), .. }) => of_issuer(cause),
        Some(SignatureFailure::WrongKind { algorithm, family, text, .. }) => {
            match (text, family, algorithm.family()) {
                (Some(text), ..) => format!(
                    "the configured key is {text}, but is used as a secret: configure `{}`",
                    setting(*algorithm)
                ),
                (None, KeyFamily::Hmac, _) => format!(
                    "configure the issuer's public key instead of a secret: `jwtool secret token TOKEN` writes it, and {algorithm} needs one"
                ),
                (None, _, KeyFamily::Hmac) => format!(
                    "the token is signed with a shared secret: configure that secret with `{}`, or have the issuer sign with the configured key",
                    setting(*algorithm)
                ),
                (None, ..) => format!("configure the key that signs the tokens: {algorithm} needs {}", algorithm.family()),
            }
        }
        Some(SignatureFailure::OtherKey | SignatureFailure::Unusable(_)) | None => {
            "it was not signed with the configured key: check that token and key come from the same environment, and compare with `jwtool verify`".to_owned()
        }
    }
}

/// Returns the hint for a secret that is too short for its algorithm.
fn short_secret(algorithm: SignatureAlgorithm, needed: usize, has: usize, is_own: bool) -> String {
    let value = algorithm.name();
    let longer = format!(
        "{algorithm} needs a secret of {needed} bytes or more on both sides, and this one has {has}: `jwtool secret hmac --alg {value}` generates one"
    );
    let shorter = KeyFamily::Hmac
        .algorithms()
        .into_iter()
        .rfind(|one| one.hmac_bytes().is_some_and(|needed| needed <= has));
    match shorter.filter(|_| is_own) {
        Some(shorter) => {
            format!("{longer}; or have the issuer sign with {shorter}, for which it is long enough")
        }
        None => longer,
    }
}

/// Returns what to change if the issuer reads a configured secret differently from an engine.
const fn configured(reading: Reading) -> &'static str {
    match reading {
        Reading::Base64 | Reading::Base64Url => {
            "the engine never decodes a secret from base64: have the issuer sign with the text itself, or configure the decoded secret, if that is text"
        }
        Reading::Hex => {
            "the engine never decodes a secret from hexadecimal digits: have the issuer sign with the text itself, or configure the decoded secret, if that is text"
        }
        Reading::WithoutNewline => "remove the newline at the end of the configured secret",
        Reading::Trimmed => "remove the white space around the configured secret",
        Reading::Unquoted => "remove the quotes around the configured secret",
        Reading::WithNewline => {
            "remove the newline at the end of the issuer's secret; `printf %s` writes none"
        }
        Reading::Quoted => "remove the quotes around the issuer's secret",
        Reading::Unescaped | Reading::Escaped => {
            "write the line breaks in the secret in the same way on both sides"
        }
        Reading::AsBase64 | Reading::AsBase64Url => {
            "configure the base64 text of the secret, or have the issuer sign with the secret itself"
        }
        Reading::AsHex => {
            "configure the hexadecimal digits of the secret, or have the issuer sign with the secret itself"
        }
        Reading::Latin1 | Reading::Utf16 => "have the issuer encode the secret in UTF-8",
    }
}

/// Returns how to pass the secret to `verify` so that it is read as the issuer reads it.
pub(super) fn of_secret(cause: &Cause, secret: Option<&SecretOrigin>) -> String {
    match cause {
        Cause::Reading(reading) => of_reading(*reading, secret),
        Cause::ReadingAndAlgorithm(reading, used) => {
            with_algorithm(&of_reading(*reading, secret), *used)
        }
        _ => of_issuer(cause),
    }
}

/// Adds that the header has to name another algorithm too.
fn with_algorithm(hint: &str, used: SignatureAlgorithm) -> String {
    format!("{hint}; and have the issuer write `\"alg\":\"{used}\"` in the header")
}

fn of_reading(reading: Reading, secret: Option<&SecretOrigin>) -> String {
    let Some(secret) = secret else { return without_flag(reading).to_owned() };
    let decoded = |prefix: &str| match secret.with_prefix(prefix) {
        Some(flag) => format!("read the secret as the issuer does: `{flag}`"),
        None => format!("read the secret as the issuer does: `--secret {prefix}…`"),
    };
    match (reading, secret.encoding) {
        (Reading::Base64, None) => decoded("base64:"),
        (Reading::Base64Url, None) => decoded("base64url:"),
        (Reading::Hex, None) => decoded("hex:"),
        (Reading::AsBase64, Some("base64"))
        | (Reading::AsBase64Url, Some("base64url"))
        | (Reading::AsHex, Some("hex")) => match secret.with_prefix("") {
            Some(flag) => format!("the issuer does not decode the secret: `{flag}`"),
            None => "the issuer does not decode the secret: `--secret text:…`".to_owned(),
        },
        (Reading::WithNewline, None) => match secret.with_newline() {
            Some(flag) => format!(
                "remove the newline at the end of the issuer's secret; to verify with it: `{flag}`"
            ),
            None => without_flag(reading).to_owned(),
        },
        _ => without_flag(reading).to_owned(),
    }
}

impl SecretOrigin {
    /// Returns the flag with another prefix, unless that would show the secret.
    fn with_prefix(&self, prefix: &str) -> Option<String> {
        let source = match &self.place {
            Place::File(path) => format!("@{}", path.to_str()?),
            Place::Variable(name) => format!("env:{name}"),
            Place::Stdin => "-".to_owned(),
            Place::Line | Place::Terminal | Place::Flag(_) => return None,
        };
        value::flag("--secret", &format!("{prefix}{source}"))
    }

    /// Returns the flag with a newline after the secret.
    fn with_newline(&self) -> Option<String> {
        let Place::File(path) = &self.place else { return None };
        let path = escape::pasteable(path.to_str()?)?;
        // The shell drops the newline of the file, if there is one, and `printf` adds one.
        Some(format!(
            "--secret \"hex:$(printf '%s\\n' \"$(cat {path})\" | od -An -v -tx1 | tr -cd 0-9a-f)\""
        ))
    }
}

/// Returns what to change about a secret that is not the value of `--secret`, or cannot be passed
/// in another way.
const fn without_flag(reading: Reading) -> &'static str {
    match reading {
        Reading::Base64 => "read the secret as the issuer does: `--secret base64:…`",
        Reading::Base64Url => "read the secret as the issuer does: `--secret base64url:…`",
        Reading::Hex => "read the secret as the issuer does: `--secret hex:…`",
        Reading::WithoutNewline => "remove the newline at the end of the secret",
        Reading::WithNewline => {
            "remove the newline at the end of the issuer's secret; `printf %s` writes none"
        }
        Reading::Trimmed => "remove the white space around the secret",
        Reading::Unquoted => "remove the quotes around the secret",
        Reading::Quoted => "remove the quotes around the issuer's secret",
        Reading::Unescaped | Reading::Escaped => {
            "write the line breaks in the secret in the same way on both sides"
        }
        Reading::AsBase64 | Reading::AsBase64Url => {
            "pass the base64 text of the secret, which the issuer signs with: `--secret env:NAME`"
        }
        Reading::AsHex => {
            "pass the hexadecimal digits of the secret, which the issuer signs with: `--secret env:NAME`"
        }
        Reading::Latin1 | Reading::Utf16 => "have the issuer encode the secret in UTF-8",
    }
}

/// Returns what to change where the token is signed or copied.
pub(super) fn of_issuer(cause: &Cause) -> String {
    let fixed = match cause {
        Cause::Reading(reading) | Cause::ReadingAndAlgorithm(reading, _) => without_flag(*reading),
        Cause::Algorithm { used, claimed } => {
            return format!(
                "have the issuer write `\"alg\":\"{used}\"` in the header, or sign with {claimed}"
            );
        }
        Cause::Shape(Shape::Der) => {
            "have the issuer write the two numbers one after the other (IEEE P1363): `dsaEncoding: 'ieee-p1363'` in Node.js, `…inP1363Format` in Java"
        }
        Cause::Shape(Shape::Short) => {
            "have the issuer pad both numbers with zeros to their full length"
        }
        Cause::Shape(Shape::Hex | Shape::Base64) => {
            "have the issuer encode the bytes of the signature, not their text: `digest()` instead of `hexdigest()`, `hash_hmac(…, true)` in PHP"
        }
        Cause::Input(Input::Newline) => {
            "have the issuer sign without the newline: `printf %s` or `echo -n` instead of `echo`"
        }
        Cause::Input(Input::Padded) => {
            "use the token exactly as it was issued, or have the issuer drop the `=` before it signs"
        }
        Cause::Input(Input::Base64) => {
            "have the issuer encode the parts in base64url before it signs them"
        }
        Cause::Input(Input::PayloadOnly | Input::Unencoded) => {
            "have the issuer sign both encoded parts with a dot between them (RFC 7515 section 5.1)"
        }
        Cause::Input(Input::Reformatted) => {
            "use the token exactly as it was issued, without decoding and encoding it on the way"
        }
        Cause::PublicKeyText => {
            "do not trust it: anyone who has the public key can make such a token"
        }
    };
    fixed.to_owned()
}
