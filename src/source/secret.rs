//! The values of secret flags: HMAC secrets and passphrases, as text or from a private source.

use std::str::FromStr;

use zeroize::Zeroizing;

use crate::error::{Error, Input, Place, SecretFault, Subject};
use crate::jose::base64url;
use crate::jose::key::{KeyError, Secret};
use crate::redact;
use crate::system::System;
use crate::system::files;

/// A secret as typed by the user: `TEXT`, `base64:…`, `base64url:…`, `hex:…`, `text:…`, `@FILE`,
/// `env:NAME` or `-`.
#[derive(Clone)]
pub(crate) struct SecretSource(Zeroizing<String>);

impl FromStr for SecretSource {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(Zeroizing::new(text.to_owned())))
    }
}

impl std::fmt::Debug for SecretSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretSource(redacted)")
    }
}

impl SecretSource {
    /// Returns the source of the secret for messages.
    pub(crate) fn describe(&self, flag: &'static str) -> String {
        self.place(flag).to_string()
    }

    fn place(&self, flag: &'static str) -> Place {
        match self.0.split_once(':') {
            _ if *self.0 == "-" => Place::Stdin,
            _ if self.0.starts_with('@') => Place::File(self.0[1..].into()),
            Some(("env", name)) => Place::Variable(name.to_owned()),
            _ => Place::Flag(flag),
        }
    }

    /// Reads an HMAC secret.
    ///
    /// # Errors
    ///
    /// [`Error::SecretIsKey`] for a key or certificate in any encoding, [`Error::Secret`] for a
    /// string that does not match its prefix or for an empty secret.
    pub(crate) fn read(&self, flag: &'static str, system: &mut System) -> Result<Secret, Error> {
        let bytes = self.bytes(flag, system)?;
        Secret::new(bytes.to_vec()).map_err(|error| match error {
            KeyError::KeyAsSecret(key) => Error::SecretIsKey { key },
            other => Error::Secret { fault: SecretFault::Unfit(other) },
        })
    }

    /// Reads a passphrase.
    pub(crate) fn read_text(
        &self,
        flag: &'static str,
        system: &mut System,
    ) -> Result<Zeroizing<String>, Error> {
        let bytes = self.bytes(flag, system)?;
        std::str::from_utf8(&bytes)
            .map(|text| Zeroizing::new(text.to_owned()))
            .map_err(|_| Error::NotText { input: Input::new(Subject::Secret, self.place(flag)) })
    }

    fn bytes(&self, flag: &str, system: &mut System) -> Result<Zeroizing<Vec<u8>>, Error> {
        let text = self.0.as_str();
        if text == "-" {
            // What is typed must not stay on the screen.
            if system.stdin.is_terminal
                && let Some(typed) = system.ask_hidden(&format!("Value of {flag}"))?
            {
                return Ok(Zeroizing::new(typed.as_bytes().to_vec()));
            }
            let bytes = system.stdin.read_to_end(Subject::Secret)?;
            return Ok(without_final_newline(bytes, "standard input", system));
        }
        if let Some(path) = text.strip_prefix('@') {
            let bytes = files::read(path.as_ref(), Subject::Secret)?;
            return Ok(without_final_newline(bytes, &redact::place(path), system));
        }
        if let Some(name) = text.strip_prefix("env:") {
            return decoded(&Zeroizing::new(system.environment.required(name)?));
        }
        let is_prefixed = ["base64:", "base64url:", "hex:", "text:"]
            .iter()
            .any(|prefix| text.starts_with(prefix));
        if !is_prefixed && files::is_file(text.as_ref()) {
            return Err(Error::SecretIsFileName { flag: flag.to_owned(), name: text.to_owned() });
        }
        system.say(&format!("warning: other programs can see a secret on the command line; use `{flag} env:NAME` or `{flag} @FILE`"));
        decoded(text)
    }
}

fn without_final_newline(
    mut bytes: Vec<u8>,
    from: &str,
    system: &mut System,
) -> Zeroizing<Vec<u8>> {
    let line = bytes.strip_suffix(b"\r\n").or_else(|| bytes.strip_suffix(b"\n")).map(<[u8]>::len);
    if let Some(length) = line {
        bytes.truncate(length);
        system.say(&format!("the newline at the end of {from} was removed from the secret"));
    }
    Zeroizing::new(bytes)
}

fn decoded(text: &str) -> Result<Zeroizing<Vec<u8>>, Error> {
    let wrong = |encoding| Error::Secret { fault: SecretFault::Encoding { encoding } };
    let bytes = match text.split_once(':') {
        Some(("base64", rest)) => {
            base64url::decode_standard(rest).ok_or_else(|| wrong("base64"))?
        }
        Some(("base64url", rest)) => {
            base64url::decode(rest.trim_end_matches('=')).map_err(|_| wrong("base64url"))?
        }
        Some(("hex", rest)) => unhex(rest).ok_or_else(|| wrong("hex"))?,
        Some(("text", rest)) => return Ok(Zeroizing::new(rest.as_bytes().to_vec())),
        _ => text.as_bytes().to_vec(),
    };
    Ok(Zeroizing::new(bytes))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect())
}
