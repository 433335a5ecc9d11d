//! Some members of a JSON object, read without building the others.

use crate::jose::json::{MAX_DEPTH, MAX_VALUES, Object, Value, mark};
use crate::jose::json_scanner::Scanner;

/// The maximum number of members of an object that is skimmed.
const MOST_MEMBERS: usize = 32;

/// The maximum number of arrays and objects around a value in a member.
const MOST_LEVELS: usize = MAX_DEPTH - 1;

/// Returns the members with these names, in order, if the bytes are an object that
/// [`Value::parse`] reads too and in which no name is repeated.
///
/// Also returns `None` for what is rare and costs more to look at: escaped names, escaped
/// UTF-16, many members. Then the whole text has to be parsed.
pub(super) fn members(bytes: &[u8], names: &[&str]) -> Option<Object> {
    if bytes.len() >= MAX_VALUES {
        return None;
    }
    let mut skimmer = Skimmer { scan: Scanner::new(std::str::from_utf8(bytes).ok()?) };
    let members = skimmer.members(names)?;
    skimmer.scan.peek().is_none().then(|| members.into())
}

/// Reads JSON strictly (RFC 8259), without `\u`.
struct Skimmer<'a> {
    scan: Scanner<'a>,
}

impl<'a> Skimmer<'a> {
    /// Reads an object, and returns the members with these names.
    fn members(&mut self, names: &[&str]) -> Option<Vec<(String, Value)>> {
        let mut seen = [""; MOST_MEMBERS];
        let mut count = 0;
        let mut marks = 0;
        let mut members = Vec::with_capacity(names.len());
        self.scan.expect(b'{')?;
        if self.scan.peek() == Some(b'}') {
            self.scan.at += 1;
            return Some(members);
        }
        loop {
            let name = self.name()?;
            let (before, rest) = seen.split_at_mut(count);
            // Names with different marks are different.
            let is_repeated = marks & mark(name) != 0 && before.contains(&name);
            let (false, Some(place)) = (is_repeated, rest.first_mut()) else {
                return None;
            };
            *place = name;
            count += 1;
            marks |= mark(name);
            let begins = self.scan.at;
            self.value()?;
            if names.contains(&name) {
                let value = Value::of_valid(self.scan.text.get(begins..self.scan.at)?).ok()?;
                members.push((name.to_owned(), value));
            }
            match self.scan.next()? {
                b',' => {}
                b'}' => return Some(members),
                _ => return None,
            }
        }
    }

    /// Reads a name without escapes, and the colon after it.
    fn name(&mut self) -> Option<&'a str> {
        self.scan.expect(b'"')?;
        let begins = self.scan.at;
        self.scan.skip_plain();
        let name = self.scan.text.get(begins..self.scan.at)?;
        self.scan.expect(b'"')?;
        self.scan.expect(b':')?;
        Some(name)
    }

    /// Skips a value.
    fn value(&mut self) -> Option<()> {
        let mut open = Open::default();
        loop {
            match self.scan.next()? {
                b'"' => self.string()?,
                b'{' if self.scan.peek()? == b'}' => self.scan.at += 1,
                b'[' if self.scan.peek()? == b']' => self.scan.at += 1,
                b'{' => {
                    open.push(Bracket::Object)?;
                    self.name()?;
                    continue;
                }
                b'[' => {
                    open.push(Bracket::Array)?;
                    continue;
                }
                b't' => self.scan.rest_of_word("rue")?,
                b'f' => self.scan.rest_of_word("alse")?,
                b'n' => self.scan.rest_of_word("ull")?,
                first @ (b'-' | b'0'..=b'9') => self.scan.rest_of_number(first)?,
                _ => return None,
            }
            loop {
                let Some(bracket) = open.last() else { return Some(()) };
                match (bracket, self.scan.next()?) {
                    (Bracket::Object, b',') => {
                        self.name()?;
                        break;
                    }
                    (Bracket::Array, b',') => break,
                    (Bracket::Object, b'}') | (Bracket::Array, b']') => open.pop(),
                    _ => return None,
                }
            }
        }
    }

    /// Skips the rest of a string.
    fn string(&mut self) -> Option<()> {
        loop {
            self.scan.skip_plain();
            let found = self.scan.text.as_bytes().get(self.scan.at)?;
            self.scan.at += 1;
            if *found == b'"' {
                return Some(());
            }
            let escaped = self.scan.text.as_bytes().get(self.scan.at)?;
            self.scan.at += 1;
            if *found != b'\\' || !br#""\/bfnrt"#.contains(escaped) {
                return None;
            }
        }
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Bracket {
    Array,
    Object,
}

/// The brackets that are open, a bit for each.
#[derive(Debug, Default)]
struct Open {
    count: usize,
    /// The last one is the lowest bit; it is set for an object
    objects: u128,
}

impl Open {
    fn push(&mut self, bracket: Bracket) -> Option<()> {
        if self.count == MOST_LEVELS {
            return None;
        }
        self.count += 1;
        self.objects = self.objects << 1 | u128::from(bracket == Bracket::Object);
        Some(())
    }

    const fn pop(&mut self) {
        self.count -= 1;
        self.objects >>= 1;
    }

    const fn last(&self) -> Option<Bracket> {
        match (self.count, self.objects & 1) {
            (0, _) => None,
            (_, 0) => Some(Bracket::Array),
            _ => Some(Bracket::Object),
        }
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
