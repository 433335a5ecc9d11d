//! The JSON documents, one module per command. Their structure is a promise: fields are only
//! ever added.

mod decode;
mod escaping;
mod explain;
mod key;
mod line;
mod message;
mod mint;
mod parts;
mod ping;
mod profile;
mod secret;
mod serve;
mod status;
mod token;
mod verify;

use std::io;

use colored_json::{ColoredFormatter, Styler};
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, PrettyFormatter};

pub(crate) use decode::DecodeDocument;
pub(crate) use explain::{AnswerBody, ExplainAnswer, ExplainDocument};
pub(crate) use key::{
    KeyDocument, RemovedKey, RemovedKeysDocument, ShownKeyDocument, ThumbprintDocument,
};
pub(crate) use message::MessageDocument;
pub(crate) use mint::{MintDocument, PresetsDocument};
pub(crate) use parts::{KeyBody, NoteBody, losses_and_notes, notes};
pub(crate) use ping::{
    CurlDocument, ExpectBody, HealthBody, IntrospectionBody, PingDocument, PingResult, PingSummary,
    PredictionBody, RefusalBody, WebsocketBody,
};
pub(crate) use profile::{
    ChangedProfileDocument, FaultBody, IgnoredBody, ProfileDocument, ShownProfileDocument,
    TrustDocument, UseBody, ValueBody,
};
pub(crate) use secret::{CheckDocument, ConfigErrorDocument, SecretDocument};
pub(crate) use serve::ServeDocument;
pub(crate) use status::StatusDocument;
pub(crate) use token::TokenDocument;
pub(crate) use verify::VerifyDocument;

use crate::render::json::escaping::{Escaping, delegate};
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
    let mut text = Vec::with_capacity(1024);
    append_any(&mut text, document, layout);
    String::from_utf8(text).unwrap_or_default()
}

/// Appends a document and a newline to a text, fast if it is on one line: there may be many.
pub(crate) fn append(text: &mut Vec<u8>, document: &impl Serialize, layout: Layout) {
    match layout {
        Layout::LINE => {
            line::append(text, document);
            text.push(b'\n');
        }
        layout => append_any(text, document, layout),
    }
}

/// Appends a document and a newline to a text. All layouts share one formatter, so the code that
/// serializes each document exists only once.
fn append_any(text: &mut Vec<u8>, document: &impl Serialize, layout: Layout) {
    let spaced = if layout.indented {
        Spaced::Indented(PrettyFormatter::new())
    } else {
        Spaced::Compact(CompactFormatter)
    };
    serialize(text, Laid::new(spaced, layout.color), document);
    text.push(b'\n');
}

/// Appends a document to a page, indented and in the page's colors.
pub(super) fn put(page: &mut Page, document: &impl Serialize) {
    let layout = Layout { indented: true, color: page.color() };
    page.rendered(&self::document(document, layout));
}

fn serialize(text: &mut Vec<u8>, formatter: impl Formatter, document: &impl Serialize) {
    // Writing to memory does not fail, and our documents have only string keys.
    let _ = document.serialize(&mut serde_json::Serializer::with_formatter(text, formatter));
}

/// Colors keys, strings, brackets and nulls. An escape sequence in a string has the color of the
/// string.
struct Colored<F: Formatter>(ColoredFormatter<Escaping<F>>);

impl<F: Formatter + Clone> Colored<F> {
    fn new(formatter: F) -> Self {
        Self(ColoredFormatter::with_styler(Escaping(formatter), Styler::default()))
    }
}

impl<F: Formatter> Formatter for Colored<F> {
    delegate! { 0;
        write_null();
        write_bool(value: bool);
        write_i64(value: i64);
        write_u64(value: u64);
        write_f64(value: f64);
        write_number_str(value: &str);
        begin_string();
        end_string();
        write_string_fragment(fragment: &str);
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
        write_raw_fragment(fragment: &str);
    }

    fn write_char_escape<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        let mut sequence = Vec::new();
        CompactFormatter.write_char_escape(&mut sequence, escape)?;
        self.0.write_string_fragment(writer, &String::from_utf8_lossy(&sequence))
    }
}

/// A formatter for spaces and line breaks.
#[derive(Clone)]
enum Spaced {
    Compact(CompactFormatter),
    Indented(PrettyFormatter<'static>),
}

impl Formatter for Spaced {
    delegate! { Compact | Indented;
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
}

/// A formatter for every layout.
enum Laid {
    Plain(Escaping<Spaced>),
    Colored(Box<Colored<Spaced>>),
}

impl Laid {
    fn new(spaced: Spaced, color: bool) -> Self {
        if color {
            Self::Colored(Box::new(Colored::new(spaced)))
        } else {
            Self::Plain(Escaping(spaced))
        }
    }
}

impl Formatter for Laid {
    delegate! { Plain | Colored;
        write_null();
        write_bool(value: bool);
        write_i8(value: i8);
        write_i16(value: i16);
        write_i32(value: i32);
        write_i64(value: i64);
        write_u8(value: u8);
        write_u16(value: u16);
        write_u32(value: u32);
        write_u64(value: u64);
        write_f64(value: f64);
        write_number_str(value: &str);
        begin_string();
        end_string();
        write_string_fragment(fragment: &str);
        write_char_escape(escape: CharEscape);
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
        write_raw_fragment(fragment: &str);
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
    fn a_string_keeps_its_color_whatever_is_escaped_in_it() {
        let colored = |text: &str| document(&value(text), Layout { color: true, ..Layout::LINE });
        let text = colored(r#"{"a\"b":["c\"\nd",1,null,true]}"#);
        for (piece, color) in [("a", "34"), ("\\\"", "34"), ("c", "32"), ("\\n", "32"), ("d", "32")]
        {
            let at = text.find(&format!("m{piece}\u{1b}[0m")).unwrap_or_else(|| panic!("{text:?}"));
            assert!(text[..=at].ends_with(&format!("{color}m")), "{piece}: {text:?}");
        }
        let indented = Layout { color: true, indented: true };
        let text = document(&value(r#"{"a":{"b":[]}}"#), indented);
        let plain = document(&value(r#"{"a":{"b":[]}}"#), Layout::INDENTED);
        let pieces =
            text.split('\u{1b}').map(|piece| piece.split_once('m').map_or(piece, |it| it.1));
        assert_eq!(pieces.collect::<String>(), plain);
    }

    #[test]
    fn order_repetition_and_digits_survive() {
        let text = r#"{"b":1,"a":12345678901234567890.10,"b":[]}"#;
        assert_eq!(document(&value(text), Layout::LINE), format!("{text}\n"));
    }
}
