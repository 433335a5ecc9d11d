//! The JSON documents, one module per command. Their structure is a promise: fields are only
//! ever added.

mod decode;
mod explain;
mod mint;
mod parts;
mod ping;
mod secret;
mod verify;

use std::io;

use colored_json::{ColoredFormatter, CompactFormatter, PrettyFormatter, Styler};
use serde::Serialize;
use serde_json::ser::Formatter;

pub(crate) use decode::DecodeDocument;
pub(crate) use explain::{AnswerBody, ExplainAnswer, ExplainDocument};
pub(crate) use mint::MintDocument;
pub(crate) use parts::{KeyBody, notes};
pub(crate) use ping::{PingDocument, PingResult, PingSummary, RefusalBody};
pub(crate) use secret::{CheckDocument, ConfigErrorDocument, SecretDocument};
pub(crate) use verify::VerifyDocument;

use crate::escape;
use crate::render::style::Page;

/// The layout of a document's text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Layout {
    pub(crate) indented: bool,
    pub(crate) color: bool,
}

impl Layout {
    /// On one line, without color
    pub(crate) const LINE: Self = Self { indented: false, color: false };
    /// Indented, without color
    pub(crate) const INDENTED: Self = Self { indented: true, color: false };
}

/// Returns a document as text that ends with a newline.
pub(crate) fn document(document: &impl Serialize, layout: Layout) -> String {
    let mut text = match layout {
        Layout { indented: true, color: true } => {
            serialize(colored(PrettyFormatter::new()), document)
        }
        Layout { indented: true, color: false } => {
            serialize(Escaping(PrettyFormatter::new()), document)
        }
        Layout { indented: false, color: true } => serialize(colored(CompactFormatter), document),
        Layout { indented: false, color: false } => serialize(Escaping(CompactFormatter), document),
    };
    text.push('\n');
    text
}

/// Appends a document to a page, indented and in the page's colors.
pub(super) fn put(page: &mut Page, document: &impl Serialize) {
    let layout = Layout { indented: true, color: page.color() };
    page.rendered(&self::document(document, layout));
}

fn colored<F: Formatter + Clone>(formatter: F) -> ColoredFormatter<Escaping<F>> {
    ColoredFormatter::with_styler(Escaping(formatter), Styler::default())
}

fn serialize(formatter: impl Formatter, document: &impl Serialize) -> String {
    let mut bytes = Vec::with_capacity(1024);
    // Writing to memory does not fail, and our documents have only string keys.
    let _ = document.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter));
    String::from_utf8(bytes).unwrap_or_default()
}

/// A formatter that escapes characters that JSON allows but that control a terminal.
#[derive(Clone)]
struct Escaping<F>(F);

macro_rules! delegate {
    ($($method:ident($($name:ident: $type:ty),*);)*) => {
        $(fn $method<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $name: $type)*) -> io::Result<()> {
            self.0.$method(writer $(, $name)*)
        })*
    };
}

impl<F: Formatter> Formatter for Escaping<F> {
    delegate! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(escape::line(fragment).as_bytes())
    }

    fn write_raw_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(fragment.as_bytes())
    }
}

/// The document of an error, for a command without another document.
#[derive(Debug, Serialize)]
pub(crate) struct ErrorDocument<'a> {
    error: ErrorBody<'a>,
}

#[derive(Debug, Serialize)]
struct ErrorBody<'a> {
    code: &'a str,
    message: String,
    hint: Option<String>,
}

impl<'a> ErrorDocument<'a> {
    pub(crate) const fn new(code: &'a str, message: String, hint: Option<String>) -> Self {
        Self { error: ErrorBody { code, message, hint } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::json::Value;

    fn value(text: &str) -> Value {
        Value::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn json_for_a_terminal_has_nothing_that_controls_it() {
        let dirty = Value::from("a\u{1b}[2J\u{202e}\u{9b}\u{7f}\"\\é");
        let clean = r#""a\u001b[2J\u202e\u009b\u007f\"\\é""#;
        assert_eq!(document(&dirty, Layout::LINE), format!("{clean}\n"));
        // Without its colors, the text is the same.
        let colored = document(&dirty, Layout { color: true, ..Layout::LINE });
        let pieces = colored.split('\u{1b}').map(|piece| match piece.split_once('m') {
            Some((style, text)) if style.starts_with('[') => text,
            _ => piece,
        });
        assert_eq!(pieces.collect::<String>(), format!("{clean}\n"));
    }

    #[test]
    fn order_repetition_and_digits_survive() {
        let text = r#"{"b":1,"a":12345678901234567890.10,"b":[]}"#;
        assert_eq!(document(&value(text), Layout::LINE), format!("{text}\n"));
    }
}
