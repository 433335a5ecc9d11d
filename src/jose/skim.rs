//! Some members of a JSON object, read without building the others.

use std::fmt;

use serde::de::{Deserializer as _, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::jose::json::{MAX_DEPTH, MAX_VALUES, Object, Value};

/// The maximum number of members of an object that is skimmed.
const MOST_MEMBERS: usize = 32;

/// Returns the members with these names, in order, if the bytes are an object that
/// [`Value::parse`] reads too and in which no name is repeated.
///
/// Also returns `None` for what is rare and costs more to look at: escaped names, escaped
/// UTF-16, many members. Then the whole text has to be parsed.
pub(super) fn members(bytes: &[u8], names: &[&str]) -> Option<Object> {
    let text = std::str::from_utf8(bytes).ok()?;
    // `serde_json` does not look at these limits, nor at surrogates, in a value that it skips.
    let brackets: usize = bytes.chunks(128).map(brackets).sum();
    if bytes.len() >= MAX_VALUES || brackets > MAX_DEPTH || text.contains("\\u") {
        return None;
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let members = deserializer.deserialize_map(Wanted(names)).ok()?;
    deserializer.end().ok()?;
    Some(members.into())
}

/// Returns how many brackets open in at most 255 bytes.
fn brackets(bytes: &[u8]) -> usize {
    // Compilers count many bytes at a time if a byte holds the result.
    let is_bracket = |byte: &u8| u8::from(matches!(byte, b'{' | b'['));
    bytes.iter().fold(0_u8, |count, byte| count.wrapping_add(is_bracket(byte))).into()
}

/// The names of the members that are read.
struct Wanted<'a>(&'a [&'a str]);

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Vec<(String, Value)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut seen = [""; MOST_MEMBERS];
        let mut count = 0;
        let mut members = Vec::with_capacity(self.0.len());
        // A name with an escape cannot be borrowed, which is an error.
        while let Some(name) = map.next_key::<&'de str>()? {
            let (before, rest) = seen.split_at_mut(count);
            let (false, Some(place)) = (before.contains(&name), rest.first_mut()) else {
                return Err(A::Error::custom("a repeated member, or too many"));
            };
            *place = name;
            count += 1;
            if self.0.contains(&name) {
                let value = map.next_value::<&'de RawValue>()?;
                let value = Value::of_valid(value.get()).map_err(A::Error::custom)?;
                members.push((name.to_owned(), value));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(members)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    const NAMES: [&str; 3] = ["exp", "iss", "aud"];

    /// Returns the same by parsing everything, except what is left to the caller.
    fn parsed(bytes: &[u8]) -> Option<Object> {
        let Ok(Value::Object(all)) = Value::parse(bytes) else { return None };
        let is_wanted = |(name, _): &(String, Value)| NAMES.contains(&name.as_str());
        all.duplicates().is_empty().then(|| all.into_iter().filter(is_wanted).collect())
    }

    #[test]
    fn wanted_members_are_read_as_they_are_written() {
        for text in [
            r#"{"exp":1e3,"x":{"exp":2,"a":[{},[],null,true]},"iss":"a\"\n\\é","aud":["a",{"b":-0.10}]}"#,
            " {\t\"exp\" :\r\n 1 } \n",
            "{}",
        ] {
            let found = members(text.as_bytes(), &NAMES);
            assert!(found.is_some() && found == parsed(text.as_bytes()), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_the_parser_refuses_or_reports_is_left_to_it() {
        let deep =
            |levels: usize| format!(r#"{{"a":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
        assert!(members(deep(MAX_DEPTH - 1).as_bytes(), &NAMES).is_some());
        let long = format!(r#"{{"a":[{}1]}}"#, "1,".repeat(MAX_VALUES));
        let many: Vec<String> = (0..=MOST_MEMBERS).map(|n| format!(r#""m{n}":1"#)).collect();
        let many = format!("{{{}}}", many.join(","));
        for text in [
            &deep(MAX_DEPTH + 1),
            &long,
            &many,
            r#"{"a":"\ud800"}"#,
            r#"{"\u0065xp":1}"#,
            r#"{"e\\xp":1}"#,
            r#"{"exp":1,"exp":2}"#,
            r#"{"a":1,"a":2}"#,
            r#"{"a":1}x"#,
            r#"{"a":1,}"#,
            r#"{"a":01}"#,
            r#"{"a":"#,
            "[]",
            "1",
            "",
        ] {
            assert_eq!(members(text.as_bytes(), &NAMES), None, "{text:.100}");
        }
        assert_eq!(members(b"{\"a\":\"\xff\"}", &NAMES), None);
    }

    fn json() -> impl Strategy<Value = String> {
        let name = prop_oneof!["exp", "iss", "aud", "[a-c]{1,2}", r"\\[nu]00e9", r#"\\""#];
        let leaf = prop_oneof![
            Just("null".to_owned()),
            Just("true".to_owned()),
            "-?(0|[1-9][0-9]{0,12})([.][0-9]{1,3})?([eE][+-]?[0-9]{1,3})?",
            r#""([ -!#-\[\]-~é]|\\[nrtbf/"\\]|\\ud[89]00|\\u00e9){0,8}""#,
        ];
        leaf.prop_recursive(3, 24, 5, move |inner| {
            let member = (name.clone(), inner.clone());
            prop_oneof![
                proptest::collection::vec(inner, 0..4)
                    .prop_map(|elements| format!("[{}]", elements.join(" , "))),
                proptest::collection::vec(member, 0..6).prop_map(|members| {
                    let members = members.iter().map(|(name, value)| format!("\"{name}\":{value}"));
                    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
                }),
            ]
        })
    }

    proptest! {
        #![proptest_config(regressions())]
        #[test]
        fn what_is_read_is_what_the_parser_reads(
            text in json(),
            at in 0..200_usize,
            byte in proptest::option::of(any::<u8>()),
        ) {
            let mut bytes = text.into_bytes();
            if let (Some(byte), Some(place)) = (byte, bytes.get_mut(at)) {
                *place = byte;
            }
            if let Some(found) = members(&bytes, &NAMES) {
                prop_assert_eq!(Some(found), parsed(&bytes));
            }
        }
    }
}
