//! Documents on one line, without color: what lists and scripts get, and so the fastest form.

use serde::Serialize;
use serde::ser::{self, Impossible, Serializer};
use serde_json::Error;
use serde_json::ser::CompactFormatter;

use crate::byte_search::length_before;
use crate::render::json::escaping::Escaping;

/// The name by which `serde_json` recognizes a value that is already JSON.
const RAW: &str = "$serde_json::private::RawValue";

/// Appends a document to a text, on one line: as `serde_json` writes it, and escaped in the same way.
pub(super) fn append(text: &mut Vec<u8>, document: &impl Serialize) {
    let mut line = Line(std::mem::take(text));
    // Writing to memory does not fail, and our documents have only string keys.
    let _ = document.serialize(&mut line);
    *text = line.0;
}

/// The text so far.
struct Line(Vec<u8>);

impl Line {
    /// Writes a value as `serde_json` does.
    fn other(&mut self, value: impl Serialize) -> Result<(), Error> {
        let formatter = Escaping(CompactFormatter);
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut self.0, formatter))
    }

    fn string(&mut self, text: &str) -> Result<(), Error> {
        let before = self.0.len();
        self.0.push(b'"');
        let mut rest = text.as_bytes();
        loop {
            let (plain, special) = rest.split_at(plain_length(rest));
            self.0.extend_from_slice(plain);
            match special {
                [] => break,
                [byte @ (b'"' | b'\\'), after @ ..] => {
                    self.0.push(b'\\');
                    self.0.push(*byte);
                    rest = after;
                }
                _ => {
                    self.0.truncate(before);
                    return self.other(text);
                }
            }
        }
        self.0.push(b'"');
        Ok(())
    }

    /// Writes the name of a field, what precedes it, and a colon.
    fn field(&mut self, before: &[u8], name: &str) {
        debug_assert!(plain_length(name.as_bytes()) == name.len(), "`{name}` is not escaped");
        self.0.extend_from_slice(before);
        self.0.extend_from_slice(name.as_bytes());
        self.0.extend_from_slice(b"\":");
    }

    /// Begins a list or an object.
    fn begin(&mut self, bracket: u8, end: u8) -> Members<'_> {
        self.0.push(bracket);
        Members { line: self, is_first: true, end: Some(end) }
    }
}

/// Returns how many bytes of a string are written as they are, up to the first that is not:
/// printable ASCII, without quotes and backslashes.
fn plain_length(bytes: &[u8]) -> usize {
    length_before(bytes, |eight| {
        eight.are_not_ascii()
            | eight.are_below(b' ')
            | eight.are(b'"')
            | eight.are(b'\\')
            | eight.are(0x7f)
    })
}

/// Methods for values that `serde_json` writes.
macro_rules! others {
    ($($method:ident($type:ty);)*) => {
        $(fn $method(self, value: $type) -> Result<(), Error> {
            self.other(value)
        })*
    };
}

impl<'a> Serializer for &'a mut Line {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Members<'a>;
    type SerializeTuple = Members<'a>;
    type SerializeTupleStruct = Members<'a>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Impossible<(), Error>;

    others! {
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_bytes(&[u8]);
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.string(text)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.string(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.field(b"{\"", variant);
        value.serialize(&mut *self)?;
        self.0.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Members<'a>, Error> {
        Ok(self.begin(b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Members<'a>, Error> {
        Ok(self.begin(b'[', b']'))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Members<'a>, Error> {
        Ok(self.begin(b'[', b']'))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(ser::Error::custom("no document has such a variant"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'a>, Error> {
        Ok(self.begin(b'{', b'}'))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Members<'a>, Error> {
        if name == RAW {
            return Ok(Members { line: self, is_first: true, end: None });
        }
        Ok(self.begin(b'{', b'}'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Error>, Error> {
        Err(ser::Error::custom("no document has such a variant"))
    }
}

/// The elements of a list or the members of an object.
struct Members<'a> {
    line: &'a mut Line,
    is_first: bool,
    /// What ends it
    end: Option<u8>,
}

impl Members<'_> {
    #[inline]
    fn separate(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.line.0.push(b',');
        }
    }

    fn element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        self.separate();
        value.serialize(&mut *self.line)
    }

    fn value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        self.line.0.push(b':');
        value.serialize(&mut *self.line)
    }

    fn finish(self) {
        if let Some(end) = self.end {
            self.line.0.push(end);
        }
    }
}

/// The traits of lists, which differ only in their names.
macro_rules! lists {
    ($($trait:ident::$method:ident;)*) => {
        $(impl ser::$trait for Members<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
                self.element(value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish();
                Ok(())
            }
        })*
    };
}

lists! {
    SerializeSeq::serialize_element;
    SerializeTuple::serialize_element;
    SerializeTupleStruct::serialize_field;
}

impl ser::SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Error> {
        self.element(key)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        self.finish();
        Ok(())
    }
}

impl ser::SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        if key == RAW {
            let text: String = serde_json::from_str(&serde_json::to_string(value)?)?;
            self.line.0.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        let is_first = std::mem::take(&mut self.is_first);
        self.line.field(if is_first { b"\"" } else { b",\"" }, key);
        value.serialize(&mut *self.line)
    }

    fn end(self) -> Result<(), Error> {
        self.finish();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::jose::json::Value;
    use crate::regressions;

    fn is_the_same(document: &impl Serialize) -> bool {
        let mut other = Line(b"before".to_vec());
        other.other(document).unwrap();
        let mut text = b"before".to_vec();
        append(&mut text, document);
        text == other.0
    }

    #[derive(Serialize)]
    struct Document<'a> {
        text: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        absent: Option<u8>,
        none: Option<u8>,
        some: Option<i64>,
        list: Vec<bool>,
        pair: (char, f64),
        nested: Kind,
        variant: Kind,
        unit: (),
    }

    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        Plain,
        WithValue(Vec<u64>),
    }

    #[test]
    fn every_kind_of_value_is_written_as_serde_json_writes_it() {
        let document = |text| Document {
            text,
            absent: None,
            none: None,
            some: Some(-7),
            list: vec![true, false],
            pair: ('\u{1b}', 0.25),
            nested: Kind::WithValue(vec![1, 2]),
            variant: Kind::Plain,
            unit: (),
        };
        for text in ["", "plain", "a\"\\\n\u{1b}\u{7f}\u{202e}é", "1234567\u{80}", "12345678\""] {
            assert!(is_the_same(&document(text)), "{text:?}");
        }
        for text in ["{}", "[]", "1.50", "-0", "12345678901234567890", r#"{"a":[1e3,{"b":null}]}"#]
        {
            assert!(is_the_same(&Value::parse(text.as_bytes()).unwrap()), "{text}");
        }
    }

    proptest! {
        #![proptest_config(regressions())]
        #[test]
        fn every_string_is_written_as_serde_json_writes_it(text in r#"([ -~]|\PC|[\x00-\x9f"\\]){0,40}"#) {
            prop_assert!(is_the_same(&text));
        }
    }
}
