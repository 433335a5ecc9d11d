//! Mimics Go: the syntax errors of `encoding/json`, its names for values, and how it prints
//! them.

use crate::jose::json::{Object, Value};
use crate::sort;

/// The maximum nesting depth that `encoding/json` accepts.
const MAX_DEPTH: usize = 10_000;

/// Returns Go's error for the first place where text is not valid JSON; `None` if it is valid.
pub(crate) fn syntax_error(text: &[u8]) -> Option<String> {
    let mut scanner = Scanner { state: State::Value, open: Vec::new() };
    for byte in text {
        if let Err(error) = scanner.step(*byte) {
            return Some(error);
        }
    }
    scanner.finish().err()
}

/// Returns Go's name for the type of a value decoded into an `interface{}`.
pub(crate) const fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "<nil>",
        Value::Bool(_) => "bool",
        Value::Number(_) => "float64",
        Value::String(_) => "string",
        Value::Array(_) => "[]interface {}",
        Value::Object(_) => "map[string]interface {}",
    }
}

/// Returns the name that `encoding/json` uses for a value of the wrong type.
pub(crate) const fn kind_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Formats a value as `%v` does.
pub(crate) fn print(value: &Value) -> String {
    match value {
        Value::Null => "<nil>".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => {
            number.as_f64().map_or_else(|| number.as_str().to_owned(), general)
        }
        Value::String(text) => text.clone(),
        Value::Array(elements) => {
            let elements: Vec<String> = elements.iter().map(print).collect();
            format!("[{}]", elements.join(" "))
        }
        Value::Object(object) => {
            let members: Vec<String> = sorted_members(object)
                .iter()
                .map(|(name, value)| format!("{name}:{}", print(value)))
                .collect();
            format!("map[{}]", members.join(" "))
        }
    }
}

/// Formats a value as `json.Marshal` does: members are sorted, numbers are the doubles that
/// they were read as, and characters with a meaning in HTML are escaped.
pub(crate) fn marshal(value: &Value) -> String {
    sort_members(value)
        .to_json()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// Returns the members that count, sorted by name.
pub(crate) fn sorted_members(object: &Object) -> Vec<(&str, &Value)> {
    let mut members = object.effective();
    sort::by_key(&mut members, |(name, _)| *name);
    members
}

fn sort_members(value: &Value) -> Value {
    match value {
        Value::Number(_) => as_double(value),
        Value::Array(elements) => Value::Array(elements.iter().map(sort_members).collect()),
        Value::Object(object) => {
            let members = sorted_members(object)
                .into_iter()
                .map(|(name, value)| (name.to_owned(), sort_members(value)));
            members.collect::<Object>().into()
        }
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}

/// Returns a value as Go decodes and encodes it: every number becomes a double, which is
/// printed without an exponent unless it is very large or very small.
pub(crate) fn as_double(value: &Value) -> Value {
    match value {
        Value::Number(number) => {
            number.as_f64().and_then(number_of).unwrap_or_else(|| value.clone())
        }
        Value::Array(elements) => Value::Array(elements.iter().map(as_double).collect()),
        Value::Object(object) => object
            .iter()
            .map(|(name, value)| (name.to_owned(), as_double(value)))
            .collect::<Object>()
            .into(),
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}

/// Returns a double as a JSON number; `None` if JSON cannot express it.
pub(crate) fn number_of(double: f64) -> Option<Value> {
    let plain = double == 0.0 || (1e-6..1e21).contains(&double.abs());
    let text = if plain { format!("{double}") } else { exponential(double, 1) };
    double.is_finite().then(|| Value::parse(text.as_bytes()).ok()).flatten()
}

/// Formats a double as `%v` does.
fn general(double: f64) -> String {
    let plain = double == 0.0 || (1e-4..1e21).contains(&double.abs());
    if plain { format!("{double}") } else { exponential(double, 2) }
}

/// Formats a double as in `1e+21`: the exponent has a sign and at least `digits` digits.
fn exponential(double: f64, digits: usize) -> String {
    let text = format!("{double:e}");
    match text.split_once('e') {
        Some((mantissa, exponent)) => {
            let (sign, exponent) =
                exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
            format!("{mantissa}e{sign}{exponent:0>digits$}")
        }
        None => text,
    }
}

/// Go's JSON scanner, which reads one byte at a time.
struct Scanner {
    state: State,
    /// The containers around the current value, innermost last
    open: Vec<Inside>,
}

#[derive(Clone, Copy)]
enum Inside {
    /// Before the colon
    Key,
    /// After the colon
    Member,
    Array,
}

#[derive(Clone, Copy)]
enum State {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    /// After a value
    After,
    /// After the outermost value
    Done,
    String,
    Escape,
    /// The number of hexadecimal digits still to come
    Hex(u8),
    Minus,
    Zero,
    Digits,
    Point,
    Fraction,
    Exponent,
    ExponentSign,
    ExponentDigits,
    /// `true`, `false` or `null`, and the number of bytes read
    Word(&'static str, usize),
}

impl Scanner {
    fn step(&mut self, byte: u8) -> Result<(), String> {
        match self.state {
            State::Value | State::ValueOrEnd | State::Key | State::KeyOrEnd | State::Done
                if is_space(byte) => {}
            State::ValueOrEnd if byte == b']' => return self.after(byte),
            State::Value | State::ValueOrEnd => return self.value(byte),
            State::KeyOrEnd if byte == b'}' => {
                if let Some(inside) = self.open.last_mut() {
                    *inside = Inside::Member;
                }
                return self.after(byte);
            }
            State::Key | State::KeyOrEnd if byte == b'"' => self.state = State::String,
            State::Key | State::KeyOrEnd => {
                return unexpected(byte, "looking for beginning of object key string");
            }
            State::After => return self.after(byte),
            State::Done => return unexpected(byte, "after top-level value"),
            State::String | State::Escape | State::Hex(_) => return self.string(byte),
            State::Word(word, read) => {
                let Some(expected) = word.as_bytes().get(read) else { return self.after(byte) };
                if byte != *expected {
                    let expected = char::from(*expected);
                    let place = format!("in literal {word} (expecting '{expected}')");
                    return unexpected(byte, &place);
                }
                self.state =
                    if read + 1 == word.len() { State::After } else { State::Word(word, read + 1) };
            }
            _ => return self.number(byte),
        }
        Ok(())
    }

    fn value(&mut self, byte: u8) -> Result<(), String> {
        self.state = match byte {
            b'{' => return self.begin(byte, Inside::Key, State::KeyOrEnd),
            b'[' => return self.begin(byte, Inside::Array, State::ValueOrEnd),
            b'"' => State::String,
            b'-' => State::Minus,
            b'0' => State::Zero,
            b'1'..=b'9' => State::Digits,
            b't' => State::Word("true", 1),
            b'f' => State::Word("false", 1),
            b'n' => State::Word("null", 1),
            _ => return unexpected(byte, "looking for beginning of value"),
        };
        Ok(())
    }

    fn begin(&mut self, byte: u8, inside: Inside, state: State) -> Result<(), String> {
        self.open.push(inside);
        self.state = state;
        if self.open.len() > MAX_DEPTH {
            return unexpected(byte, "exceeded max depth");
        }
        Ok(())
    }

    /// Handles a byte after a value, such as the first byte that is not part of a number.
    fn after(&mut self, byte: u8) -> Result<(), String> {
        let Some(inside) = self.open.last_mut() else {
            self.state = State::Done;
            return self.step(byte);
        };
        self.state = State::After;
        match (*inside, byte) {
            _ if is_space(byte) => {}
            (Inside::Key, b':') => {
                *inside = Inside::Member;
                self.state = State::Value;
            }
            (Inside::Member, b',') => {
                *inside = Inside::Key;
                self.state = State::Key;
            }
            (Inside::Array, b',') => self.state = State::Value,
            (Inside::Member, b'}') | (Inside::Array, b']') => {
                self.open.pop();
                if self.open.is_empty() {
                    self.state = State::Done;
                }
            }
            (Inside::Key, _) => return unexpected(byte, "after object key"),
            (Inside::Member, _) => return unexpected(byte, "after object key:value pair"),
            (Inside::Array, _) => return unexpected(byte, "after array element"),
        }
        Ok(())
    }

    fn string(&mut self, byte: u8) -> Result<(), String> {
        self.state = match (self.state, byte) {
            (State::Escape, b'b' | b'f' | b'n' | b'r' | b't' | b'\\' | b'/' | b'"') => {
                State::String
            }
            (State::Escape, b'u') => State::Hex(4),
            (State::Escape, _) => return unexpected(byte, "in string escape code"),
            (State::Hex(left), _) if byte.is_ascii_hexdigit() => {
                if left == 1 {
                    State::String
                } else {
                    State::Hex(left - 1)
                }
            }
            (State::Hex(_), _) => {
                return unexpected(byte, "in \\u hexadecimal character escape");
            }
            (_, b'"') => State::After,
            (_, b'\\') => State::Escape,
            (_, ..0x20) => return unexpected(byte, "in string literal"),
            _ => State::String,
        };
        Ok(())
    }

    fn number(&mut self, byte: u8) -> Result<(), String> {
        self.state = match (self.state, byte) {
            (State::Minus, b'0') => State::Zero,
            (State::Minus, b'1'..=b'9') | (State::Digits, b'0'..=b'9') => State::Digits,
            (State::Minus, _) => return unexpected(byte, "in numeric literal"),
            (State::Zero | State::Digits, b'.') => State::Point,
            (State::Zero | State::Digits | State::Fraction, b'e' | b'E') => State::Exponent,
            (State::Point | State::Fraction, b'0'..=b'9') => State::Fraction,
            (State::Point, _) => {
                return unexpected(byte, "after decimal point in numeric literal");
            }
            (State::Exponent, b'+' | b'-') => State::ExponentSign,
            (State::Exponent | State::ExponentSign | State::ExponentDigits, b'0'..=b'9') => {
                State::ExponentDigits
            }
            (State::Exponent | State::ExponentSign, _) => {
                return unexpected(byte, "in exponent of numeric literal");
            }
            _ => return self.after(byte),
        };
        Ok(())
    }

    /// Handles the end of the text, which Go first treats as a space.
    fn finish(mut self) -> Result<(), String> {
        if matches!(self.state, State::Done) {
            return Ok(());
        }
        self.step(b' ')?;
        if matches!(self.state, State::Done) {
            return Ok(());
        }
        Err("unexpected end of JSON input".to_owned())
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn unexpected(byte: u8, place: &str) -> Result<(), String> {
    Err(format!("invalid character {} {place}", quote(byte)))
}

/// Quotes a byte as Go does in these errors: as the character with that code point.
fn quote(byte: u8) -> String {
    match byte {
        b'\'' => r"'\''".to_owned(),
        b'"' => "'\"'".to_owned(),
        b'\\' => r"'\\'".to_owned(),
        0x07 => r"'\a'".to_owned(),
        0x08 => r"'\b'".to_owned(),
        0x0b => r"'\v'".to_owned(),
        0x0c => r"'\f'".to_owned(),
        b'\n' => r"'\n'".to_owned(),
        b'\r' => r"'\r'".to_owned(),
        b'\t' => r"'\t'".to_owned(),
        ..0x20 | 0x7f => format!(r"'\x{byte:02x}'"),
        0x80..=0xa0 | 0xad => format!(r"'\u{byte:04x}'"),
        _ => format!("'{}'", char::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_json_passes() {
        for text in [
            "{}",
            "[]",
            " [ ] ",
            "0",
            "-0",
            "1.5e+3",
            "1E5",
            "10",
            "\"\"",
            "null",
            "true",
            "false",
            r#"{"a":[1,{"b":null}],"c":"\u00e9\n"}"#,
            "\t{\n\"a\" : 1 , \"b\" : [ ] }\r",
            "\"é\"",
        ] {
            assert_eq!(syntax_error(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_json_is_refused_in_the_words_of_go() {
        for (text, sentence) in [
            ("", "unexpected end of JSON input"),
            ("{", "unexpected end of JSON input"),
            ("[1,", "unexpected end of JSON input"),
            ("\"abc", "unexpected end of JSON input"),
            ("{\"a\"", "unexpected end of JSON input"),
            ("{not json}", "invalid character 'n' looking for beginning of object key string"),
            ("{'a':1}", r"invalid character '\'' looking for beginning of object key string"),
            ("{\"a\":1,}", "invalid character '}' looking for beginning of object key string"),
            ("user", "invalid character 'u' looking for beginning of value"),
            ("{\"a\":}", "invalid character '}' looking for beginning of value"),
            ("[1,]", "invalid character ']' looking for beginning of value"),
            ("+1", "invalid character '+' looking for beginning of value"),
            ("é", "invalid character 'Ã' looking for beginning of value"),
            ("\u{80}", "invalid character 'Â' looking for beginning of value"),
            ("\u{7f}", r"invalid character '\x7f' looking for beginning of value"),
            ("\\", r"invalid character '\\' looking for beginning of value"),
            ("{\"a\" 1}", "invalid character '1' after object key"),
            ("{\"a\":1 \"b\":2}", "invalid character '\"' after object key:value pair"),
            ("{\"a\":1]", "invalid character ']' after object key:value pair"),
            ("[1 2]", "invalid character '2' after array element"),
            ("[1}", "invalid character '}' after array element"),
            ("{} x", "invalid character 'x' after top-level value"),
            ("{}{", "invalid character '{' after top-level value"),
            ("01", "invalid character '1' after top-level value"),
            ("5.1.2", "invalid character '.' after top-level value"),
            ("\"a\nb\"", r"invalid character '\n' in string literal"),
            ("\"\u{1}\"", r"invalid character '\x01' in string literal"),
            (r#""\x""#, "invalid character 'x' in string escape code"),
            (r#""\u12g4""#, r"invalid character 'g' in \u hexadecimal character escape"),
            ("-", "invalid character ' ' in numeric literal"),
            ("-a", "invalid character 'a' in numeric literal"),
            ("1.", "invalid character ' ' after decimal point in numeric literal"),
            ("1.x", "invalid character 'x' after decimal point in numeric literal"),
            ("1e", "invalid character ' ' in exponent of numeric literal"),
            ("1e+x", "invalid character 'x' in exponent of numeric literal"),
            ("tru", "invalid character ' ' in literal true (expecting 'e')"),
            ("txue", "invalid character 'x' in literal true (expecting 'r')"),
            ("falsy", "invalid character 'y' in literal false (expecting 'e')"),
            ("nul!", "invalid character '!' in literal null (expecting 'l')"),
            ("nil", "invalid character 'i' in literal null (expecting 'u')"),
            ("[tru]", "invalid character ']' in literal true (expecting 'e')"),
        ] {
            assert_eq!(syntax_error(text.as_bytes()).as_deref(), Some(sentence), "{text:?}");
        }
        let byte = syntax_error(&[b'"', 0x80, b'"', 0xff]);
        assert_eq!(byte.as_deref(), Some("invalid character 'ÿ' after top-level value"));
        let byte = syntax_error(&[0x85]);
        assert_eq!(
            byte.as_deref(),
            Some(r"invalid character '\u0085' looking for beginning of value")
        );
        let deep = "[".repeat(10_001);
        assert_eq!(
            syntax_error(deep.as_bytes()).as_deref(),
            Some("invalid character '[' exceeded max depth")
        );
    }

    #[test]
    fn the_scanner_agrees_with_the_parser_on_what_is_json() {
        for text in ["{}", "[1,2", "{\"a\":tru}", "\"\\u00e9\"", "1e5", "1e", "nul", "[[]]", "]"] {
            let json = Value::parse(text.as_bytes()).is_ok();
            assert_eq!(syntax_error(text.as_bytes()).is_none(), json, "{text}");
        }
    }

    #[test]
    fn values_are_printed_and_written() {
        let value = |text: &str| Value::parse(text.as_bytes()).unwrap();
        for (json, printed, written) in [
            ("7", "7", "7"),
            ("1e21", "1e+21", "1e+21"),
            ("1e-5", "1e-05", "0.00001"),
            ("1e-7", "1e-07", "1e-7"),
            ("null", "<nil>", "null"),
            (r#"{"b":[1,"x"],"a":null}"#, "map[a:<nil> b:[1 x]]", r#"{"a":null,"b":[1,"x"]}"#),
            (r#""<a&b>""#, "<a&b>", r#""\u003ca\u0026b\u003e""#),
        ] {
            assert_eq!(print(&value(json)), printed);
            assert_eq!(marshal(&value(json)), written);
        }
    }
}
