//! Values of Terraform: strings, heredocs, `jsonencode(…)` and what they refer to.
//!
//! Only literals are read. Whatever needs Terraform to be known is a [`Reference`].

use crate::error::Reference;
use crate::jose::json::{MAX_DEPTH, Object, Value};
use crate::source::engine_config::quoting::{Read, bounded};
use crate::source::engine_config::setting::SettingValue;

/// Functions that return their argument.
const TRANSPARENT: [&str; 5] = ["sensitive", "nonsensitive", "tostring", "trimspace", "chomp"];

/// Reads the expression at the beginning of a text.
pub(super) fn expression(text: &str) -> Option<Read> {
    let text = bounded(text);
    let mut reader = Reader { text, position: 0, reference: None };
    let value = reader.value(0)?;
    let value = match (reader.reference, value) {
        (Some(reference), _) => SettingValue::Elsewhere(reference),
        (None, Value::String(text)) => SettingValue::Text(text),
        (None, other) => SettingValue::Text(other.to_json()),
    };
    Some((value, reader.position))
}

struct Reader<'a> {
    text: &'a str,
    position: usize,
    /// The first part that only Terraform knows
    reference: Option<Reference>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, expected: char) -> bool {
        let found = self.peek() == Some(expected);
        if found {
            self.position += expected.len_utf8();
        }
        found
    }

    /// Skips white space, and comments.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.position += rest.len() - trimmed.len();
            if !trimmed.starts_with('#') && !trimmed.starts_with("//") {
                return;
            }
            self.position += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn refer(&mut self, expression: &str) {
        if self.reference.is_none() {
            let end = expression.find(['(', '[', ' ', '"']).unwrap_or(expression.len());
            self.reference = Some(Reference::Terraform(expression[..end].to_owned()));
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth >= MAX_DEPTH {
            return None;
        }
        self.space();
        match self.peek()? {
            '"' => self.string().map(Value::from),
            '<' => self.heredoc().map(Value::from),
            '{' => self.object(depth),
            '[' => self.tuple(depth),
            '-' | '0'..='9' => self.number(),
            c if c.is_ascii_alphabetic() || c == '_' => self.name(depth),
            _ => None,
        }
    }

    fn number(&mut self) -> Option<Value> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.position += end;
        Value::parse(&rest.as_bytes()[..end]).ok()
    }

    /// A literal word, a function or a reference.
    fn name(&mut self, depth: usize) -> Option<Value> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let name = &rest[..end];
        self.position += end;
        match name {
            "true" => return Some(Value::from(true)),
            "false" => return Some(Value::from(false)),
            "null" => return Some(Value::Null),
            _ => {}
        }
        let is_call = self.skip('(');
        if is_call && name == "jsonencode" {
            let value = self.value(depth + 1)?;
            self.space();
            self.skip(')');
            return Some(Value::from(value.to_json()));
        }
        if is_call && TRANSPARENT.contains(&name) {
            let value = self.value(depth + 1)?;
            self.space();
            self.skip(')');
            return Some(match value {
                Value::String(text) if ["trimspace", "chomp"].contains(&name) => {
                    Value::from(text.trim_end())
                }
                other => other,
            });
        }
        let called = if is_call { format!("{name}(…)") } else { name.to_owned() };
        self.reference.get_or_insert(Reference::Terraform(called));
        // The rest of the line, up to the end of what encloses it.
        let mut open = i32::from(is_call);
        let rest = self.rest();
        let mut quoted = false;
        let end = rest.char_indices().find(|(_, c)| match c {
            '"' => {
                quoted = !quoted;
                false
            }
            '(' | '[' | '{' if !quoted => {
                open += 1;
                false
            }
            ')' | ']' | '}' if !quoted => {
                open -= 1;
                open < 0
            }
            ',' => !quoted && open <= 0,
            '\n' => open <= 0,
            _ => false,
        });
        self.position += end.map_or(rest.len(), |(index, _)| index);
        Some(Value::Null)
    }

    fn string(&mut self) -> Option<String> {
        self.skip('"');
        let rest = self.rest();
        let mut text = String::new();
        let mut letters = rest.char_indices().peekable();
        while let Some((index, c)) = letters.next() {
            let next = letters.peek().map(|(_, next)| *next);
            match c {
                '"' => {
                    self.position += index + 1;
                    return Some(text);
                }
                '\\' => match letters.next()?.1 {
                    'n' => text.push('\n'),
                    'r' => text.push('\r'),
                    't' => text.push('\t'),
                    escape @ ('u' | 'U') => {
                        let digits = if escape == 'u' { 4 } else { 8 };
                        let hex = rest.get(index + 2..index + 2 + digits)?;
                        text.push(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?);
                        letters.nth(digits - 1);
                    }
                    other => text.push(other),
                },
                '$' | '%'
                    if rest[index + 1..].starts_with([c]) && rest[index + 2..].starts_with('{') =>
                {
                    letters.next();
                    letters.next();
                    text.extend([c, '{']);
                }
                '$' if next == Some('{') => {
                    let inner = &rest[index + 2..];
                    let end = inner.find('}')?;
                    self.refer(inner[..end].trim());
                    while letters.peek().is_some_and(|(at, _)| *at <= index + 2 + end) {
                        letters.next();
                    }
                }
                c => text.push(c),
            }
        }
        None
    }

    fn heredoc(&mut self) -> Option<String> {
        let rest = self.rest().strip_prefix("<<")?;
        let (rest, is_indented) = match rest.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let (marker, body) = rest.split_once('\n')?;
        let marker = marker.trim();
        if marker.is_empty() {
            return None;
        }
        let mut lines = Vec::new();
        let mut length = 0;
        for line in body.split_inclusive('\n') {
            if line.trim() == marker {
                let indent = lines
                    .iter()
                    .filter(|line: &&&str| !line.trim().is_empty())
                    .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
                    .min();
                let indent = indent.filter(|_| is_indented).unwrap_or(0);
                let text: String =
                    lines.iter().map(|line| line.get(indent..).unwrap_or("\n")).collect();
                let all = self.rest().len() - body.len();
                self.position += all + length + line.trim_end_matches(['\n', '\r']).len();
                if let Some((_, inner)) = text.split_once("${")
                    && !text.contains("$${")
                {
                    self.refer(inner.split('}').next().unwrap_or_default().trim());
                }
                return Some(text.replace("$${", "${"));
            }
            lines.push(line);
            length += line.len();
        }
        None
    }

    fn tuple(&mut self, depth: usize) -> Option<Value> {
        self.skip('[');
        let mut elements = Vec::new();
        loop {
            self.space();
            if self.skip(']') {
                return Some(Value::Array(elements));
            }
            elements.push(self.value(depth + 1)?);
            self.space();
            self.skip(',');
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        self.skip('{');
        let mut object = Object::new();
        loop {
            self.space();
            if self.skip('}') {
                return Some(object.into());
            }
            let key = if self.peek()? == '"' {
                self.string()?
            } else {
                let rest = self.rest();
                let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
                let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                if end == 0 {
                    return None;
                }
                self.position += end;
                rest[..end].to_owned()
            };
            self.space();
            if !self.skip('=') && !self.skip(':') {
                return None;
            }
            let value = self.value(depth + 1)?;
            object.set(&key, value);
            self.space();
            self.skip(',');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match expression(text) {
            Some((SettingValue::Text(text), _)) => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn literals_are_read() {
        for (text, value) in [
            (r#""{\"a\":\"b\\nc\"}" # x"#, r#"{"a":"b\nc"}"#),
            ("<<EOT\n{\"a\":1}\nEOT\nb = 2", "{\"a\":1}\n"),
            ("<<-EOT\n    {\n      \"a\": 1\n    }\n  EOT\n", "{\n  \"a\": 1\n}\n"),
            (
                "jsonencode({\n  type = \"HS256\" # the type\n  key: \"k\", n = 5\n  roles = [\"a\", \"b\",]\n  \"x-y\" = { path = \"$.a\" }\n})",
                r#"{"type":"HS256","key":"k","n":5,"roles":["a","b"],"x-y":{"path":"$.a"}}"#,
            ),
            (r#"sensitive(jsonencode({ jwk_url = "https://x" }))"#, r#"{"jwk_url":"https://x"}"#),
            (r#""$${a}\u00e9""#, "${a}\u{e9}"),
        ] {
            assert_eq!(read(text), value, "{text}");
        }
    }

    #[test]
    fn what_only_terraform_knows_is_named() {
        let refers = |text: &str, name: &str| {
            let (value, _) = expression(text).unwrap();
            assert_eq!(
                value,
                SettingValue::Elsewhere(Reference::Terraform(name.to_owned())),
                "{text}"
            );
        };
        refers("var.jwt_secret\n", "var.jwt_secret");
        refers(r#""${var.jwt_secret}""#, "var.jwt_secret");
        refers("data.aws_ssm_parameter.jwt.value", "data.aws_ssm_parameter.jwt.value");
        refers(r#"file("${path.module}/jwt.json")"#, "file(…)");
        refers(r#"jsonencode({ type = "RS256", key = file("a.pem") })"#, "file(…)");
        refers(r#"jsonencode({ type = "HS256", key = local.key })"#, "local.key");
        for text in ["", "{", "[", "\"", "<<", "<<A\n", "jsonencode(", "{a", "{a=", "@"] {
            assert_eq!(expression(text), None, "{text}");
        }
        assert_eq!(expression(&"[".repeat(100_000)), None);
    }
}
