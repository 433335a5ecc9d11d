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
/// `env:NAME` or `-`. The last three may follow an encoding: `base64:@FILE`.
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

    /// Returns where the secret is read from.
    pub(crate) fn place(&self, flag: &'static str) -> Place {
        let source = self.split().1;
        match source.split_once(':') {
            _ if source == "-" => Place::Stdin,
            _ if source.starts_with('@') => Place::File(source[1..].into()),
            Some(("env", name)) => Place::Variable(name.to_owned()),
            _ => Place::Flag(flag),
        }
    }

    /// Returns the name of the variable that has the secret as it is, if it is read from one.
    pub(crate) fn variable(&self) -> Option<&str> {
        self.0.strip_prefix("env:").filter(|name| !name.is_empty())
    }

    /// Returns the encoding that the prefix names, if there is one.
    pub(crate) fn encoding(&self) -> Option<&'static str> {
        self.split().0.map(Encoding::name)
    }

    /// Splits off the encoding: `base64:@FILE` is the base64 text in a file.
    fn split(&self) -> (Option<Encoding>, &str) {
        let text = self.0.as_str();
        for encoding in [Encoding::Base64, Encoding::Base64Url, Encoding::Hex] {
            let rest = text.strip_prefix(encoding.name()).and_then(|rest| rest.strip_prefix(':'));
            if let Some(rest) = rest {
                return (Some(encoding), rest);
            }
        }
        (None, text)
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

    /// Reads a secret that a file with profiles contains or names, as text.
    pub(crate) fn read_setting(
        &self,
        setting: &'static str,
        system: &mut System,
    ) -> Result<Zeroizing<String>, Error> {
        match self.place(setting) {
            // It is not on a command line.
            Place::Flag(_) => {
                let bytes = decoded(self.0.as_str())?;
                let text = std::str::from_utf8(&bytes).map(ToOwned::to_owned);
                let input = || Input::new(Subject::Secret, Place::Flag(setting));
                text.map(Zeroizing::new).map_err(|_| Error::NotText { input: input() })
            }
            _ => self.read_text(setting, system),
        }
    }

    fn bytes(&self, flag: &str, system: &mut System) -> Result<Zeroizing<Vec<u8>>, Error> {
        let (encoding, source) = self.split();
        if source == "-" {
            // What is typed must not stay on the screen.
            if system.stdin.is_terminal
                && let Some(typed) = system.ask_hidden(&format!("Value of {flag}"))?
            {
                return match encoding {
                    Some(encoding) => encoding.decode_from(typed.as_bytes()),
                    None => Ok(Zeroizing::new(typed.as_bytes().to_vec())),
                };
            }
            let bytes = system.stdin.read_to_end(Subject::Secret)?;
            return match encoding {
                Some(encoding) => encoding.decode_from(&Zeroizing::new(bytes)),
                None => Ok(without_final_newline(bytes, "standard input", system)),
            };
        }
        if let Some(path) = source.strip_prefix('@') {
            let bytes = files::read(path.as_ref(), Subject::Secret)?;
            return match encoding {
                Some(encoding) => encoding.decode_from(&Zeroizing::new(bytes)),
                None => Ok(without_final_newline(bytes, &redact::place(path), system)),
            };
        }
        if let Some(name) = source.strip_prefix("env:") {
            let text = Zeroizing::new(system.environment.required(name)?);
            return match encoding {
                Some(encoding) => encoding.decode_from(text.as_bytes()),
                None => decoded(&text),
            };
        }
        let text = self.0.as_str();
        if encoding.is_none() && !text.starts_with("text:") && files::is_file(text.as_ref()) {
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

/// How a secret is encoded.
#[derive(Clone, Copy, Debug)]
enum Encoding {
    Base64,
    Base64Url,
    Hex,
}

impl Encoding {
    const fn name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Base64Url => "base64url",
            Self::Hex => "hex",
        }
    }

    fn decode(self, text: &str) -> Result<Zeroizing<Vec<u8>>, Error> {
        let bytes = match self {
            Self::Base64 => base64url::decode_standard(text),
            Self::Base64Url => base64url::decode(text.trim_end_matches('=')).ok(),
            Self::Hex => unhex(text),
        };
        bytes.map(Zeroizing::new).ok_or_else(|| self.fault())
    }

    /// Decodes the content of a file or a variable, which may have line breaks.
    fn decode_from(self, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        let text = std::str::from_utf8(bytes).map_err(|_| self.fault())?;
        let joined: Zeroizing<String> = Zeroizing::new(text.split_whitespace().collect());
        self.decode(&joined)
    }

    const fn fault(self) -> Error {
        Error::Secret { fault: SecretFault::Encoding { encoding: self.name() } }
    }
}

fn decoded(text: &str) -> Result<Zeroizing<Vec<u8>>, Error> {
    match text.split_once(':') {
        Some(("base64", rest)) => Encoding::Base64.decode(rest),
        Some(("base64url", rest)) => Encoding::Base64Url.decode(rest),
        Some(("hex", rest)) => Encoding::Hex.decode(rest),
        Some(("text", rest)) => Ok(Zeroizing::new(rest.as_bytes().to_vec())),
        _ => Ok(Zeroizing::new(text.as_bytes().to_vec())),
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect())
}
