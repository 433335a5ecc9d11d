//! Where a message comes from: the text itself, `@FILE` or `-`.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::error::{Error, Subject};
use crate::source::paste;
use crate::system::System;
use crate::system::files;

/// Where a message is.
#[derive(Clone, Eq, PartialEq)]
pub(crate) enum MessageSource {
    /// The message itself
    Literal(String),
    /// `-`: standard input
    Stdin,
    /// `@FILE`
    File(PathBuf),
}

impl FromStr for MessageSource {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.strip_prefix('@') {
            _ if text == "-" => Self::Stdin,
            Some(path) => Self::File(path.into()),
            None => Self::Literal(text.to_owned()),
        })
    }
}

impl std::fmt::Debug for MessageSource {
    /// A message may contain a token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Literal(_) => f.write_str("Literal(redacted)"),
            Self::Stdin => f.write_str("Stdin"),
            Self::File(path) => write!(f, "File({})", path.display()),
        }
    }
}

impl MessageSource {
    /// Reads the text that holds the message, without the colors of a terminal. Bytes that are not
    /// text, which logs may contain, are replaced.
    ///
    /// # Errors
    ///
    /// [`Error::NoMessage`] if the text is blank, [`Error::Usage`] for the name of a file.
    pub(crate) fn read(&self, system: &mut System) -> Result<String, Error> {
        let text = match self {
            Self::Literal(text) => {
                refuse_file_name(text)?;
                text.clone()
            }
            Self::Stdin => {
                if system.stdin.is_terminal {
                    system.say("reading the message from standard input; end it with Ctrl-D on a line of its own");
                }
                text(&system.stdin.read_to_end(Subject::Message)?)
            }
            Self::File(path) => text(&files::read(path, Subject::Message)?),
        };
        if text.trim().is_empty() {
            return Err(Error::NoMessage);
        }
        Ok(paste::without_colors(&text).into_owned())
    }
}

fn refuse_file_name(text: &str) -> Result<(), Error> {
    if text.len() < 256 && files::is_file(Path::new(text)) {
        return Err(Error::usage(
            "the value of `--message` is the name of a file, not a message",
            "to read a file, write `@` before its name",
        ));
    }
    Ok(())
}

fn text(bytes: &[u8]) -> String {
    paste::decode_text(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned())
}
