//! Some members of a JSON object, read without building the others.

use crate::jose::json::{MAX_DEPTH, MAX_VALUES, Object, Value, plain_length};

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
    let mut skimmer = Skimmer { text: std::str::from_utf8(bytes).ok()?, at: 0 };
    let members = skimmer.members(names)?;
    skimmer.peek().is_none().then(|| members.into())
}

/// Reads JSON strictly (RFC 8259), without `\u`.
struct Skimmer<'a> {
    text: &'a str,
    /// The position of the next byte
    at: usize,
}

impl<'a> Skimmer<'a> {
    /// Reads an object, and returns the members with these names.
    fn members(&mut self, names: &[&str]) -> Option<Vec<(String, Value)>> {
        let mut seen = [""; MOST_MEMBERS];
        let mut count = 0;
        let mut members = Vec::with_capacity(names.len());
        self.expect(b'{')?;
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Some(members);
        }
        loop {
            let name = self.name()?;
            let (before, rest) = seen.split_at_mut(count);
            let (false, Some(place)) = (before.contains(&name), rest.first_mut()) else {
                return None;
            };
            *place = name;
            count += 1;
            let begins = self.at;
            self.value()?;
            if names.contains(&name) {
                let value = Value::of_valid(self.text.get(begins..self.at)?).ok()?;
                members.push((name.to_owned(), value));
            }
            match self.next()? {
                b',' => {}
                b'}' => return Some(members),
                _ => return None,
            }
        }
    }

    /// Skips white space and returns the next byte without consuming it.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Skips white space and consumes the next byte.
    fn next(&mut self) -> Option<u8> {
        let next = self.peek();
        self.at += 1;
        next
    }

    /// Skips white space and consumes this byte.
    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    /// Reads a name without escapes, and the colon after it.
    fn name(&mut self) -> Option<&'a str> {
        self.expect(b'"')?;
        let begins = self.at;
        self.at += self.plain_length();
        let name = self.text.get(begins..self.at)?;
        self.expect(b'"')?;
        self.expect(b':')?;
        Some(name)
    }

    /// Skips a value.
    fn value(&mut self) -> Option<()> {
        let mut open = Open::default();
        loop {
            match self.next()? {
                b'"' => self.string()?,
                b'{' if self.peek()? == b'}' => self.at += 1,
                b'[' if self.peek()? == b']' => self.at += 1,
                b'{' => {
                    open.push(Bracket::Object)?;
                    self.name()?;
                    continue;
                }
                b'[' => {
                    open.push(Bracket::Array)?;
                    continue;
                }
                b't' => self.rest_of_word("rue")?,
                b'f' => self.rest_of_word("alse")?,
                b'n' => self.rest_of_word("ull")?,
                first @ (b'-' | b'0'..=b'9') => self.number(first)?,
                _ => return None,
            }
            loop {
                let Some(bracket) = open.last() else { return Some(()) };
                match (bracket, self.next()?) {
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
            self.at += self.plain_length();
            let found = self.text.as_bytes().get(self.at)?;
            self.at += 1;
            if *found == b'"' {
                return Some(());
            }
            let escaped = self.text.as_bytes().get(self.at)?;
            self.at += 1;
            if *found != b'\\' || !br#""\/bfnrt"#.contains(escaped) {
                return None;
            }
        }
    }

    /// Returns how many bytes of a string follow that are written as they are.
    fn plain_length(&self) -> usize {
        plain_length(self.text.as_bytes().get(self.at..).unwrap_or_default())
    }

    fn rest_of_word(&mut self, rest: &str) -> Option<()> {
        let is_word = self.text.as_bytes().get(self.at..)?.starts_with(rest.as_bytes());
        self.at += rest.len();
        is_word.then_some(())
    }

    /// Skips the rest of a number.
    fn number(&mut self, first: u8) -> Option<()> {
        let first = if first == b'-' { self.byte_if(|_| true)? } else { first };
        match first {
            b'0' => {}
            b'1'..=b'9' => while self.byte_if(|byte| byte.is_ascii_digit()).is_some() {},
            _ => return None,
        }
        if self.byte_if(|byte| byte == b'.').is_some() {
            self.digits()?;
        }
        if self.byte_if(|byte| matches!(byte, b'e' | b'E')).is_some() {
            self.byte_if(|byte| matches!(byte, b'+' | b'-'));
            self.digits()?;
        }
        Some(())
    }

    /// Skips digits, at least one.
    fn digits(&mut self) -> Option<()> {
        self.byte_if(|byte| byte.is_ascii_digit())?;
        while self.byte_if(|byte| byte.is_ascii_digit()).is_some() {}
        Some(())
    }

    /// Consumes the next byte if it is as it should be.
    fn byte_if(&mut self, is_wanted: impl Fn(u8) -> bool) -> Option<u8> {
        let byte = *self.text.as_bytes().get(self.at)?;
        let byte = is_wanted(byte).then_some(byte)?;
        self.at += 1;
        Some(byte)
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
