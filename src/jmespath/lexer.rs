//! The tokens of an expression, with the names that error messages use for them.

use super::failure::{Failure, syntax};
use crate::go_json;
use crate::jose::json::Value;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// The content of an identifier, a number or a literal
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Star,
    Dot,
    Filter,
    Flatten,
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    Or,
    Pipe,
    Number,
    Unquoted,
    Quoted,
    Comma,
    Colon,
    Plus,
    Minus,
    Multiply,
    Divide,
    Modulo,
    DivideWhole,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    Json,
    Text,
    Current,
    Root,
    Reference,
    And,
    Not,
    Variable,
    Assign,
    End,
}

impl Kind {
    /// Returns the name that error messages use.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Star => "TOKStar",
            Self::Dot => "TOKDot",
            Self::Filter => "TOKFilter",
            Self::Flatten => "TOKFlatten",
            Self::LeftParen => "TOKLparen",
            Self::RightParen => "TOKRparen",
            Self::LeftBracket => "TOKLbracket",
            Self::RightBracket => "TOKRbracket",
            Self::LeftBrace => "TOKLbrace",
            Self::RightBrace => "TOKRbrace",
            Self::Or => "TOKOr",
            Self::Pipe => "TOKPipe",
            Self::Number => "TOKNumber",
            Self::Unquoted => "TOKUnquotedIdentifier",
            Self::Quoted => "TOKQuotedIdentifier",
            Self::Comma => "TOKComma",
            Self::Colon => "TOKColon",
            Self::Plus => "TOKPlus",
            Self::Minus => "TOKMinus",
            Self::Multiply => "TOKMultiply",
            Self::Divide => "TOKDivide",
            Self::Modulo => "TOKModulo",
            Self::DivideWhole => "TOKDiv",
            Self::Less => "TOKLT",
            Self::LessOrEqual => "TOKLTE",
            Self::Greater => "TOKGT",
            Self::GreaterOrEqual => "TOKGTE",
            Self::Equal => "TOKEQ",
            Self::NotEqual => "TOKNE",
            Self::Json => "TOKJSONLiteral",
            Self::Text => "TOKStringLiteral",
            Self::Current => "TOKCurrent",
            Self::Root => "TOKRoot",
            Self::Reference => "TOKExpref",
            Self::And => "TOKAnd",
            Self::Not => "TOKNot",
            Self::Variable => "TOKVarref",
            Self::Assign => "TOKAssign",
            Self::End => "TOKEOF",
        }
    }

    /// Returns the binding power, that is, how tightly the token binds to its left side.
    pub(super) const fn power(self) -> u8 {
        match self {
            Self::Assign | Self::Pipe => 1,
            Self::Or => 2,
            Self::And => 3,
            Self::Equal
            | Self::NotEqual
            | Self::Less
            | Self::LessOrEqual
            | Self::Greater
            | Self::GreaterOrEqual => 5,
            Self::Plus | Self::Minus => 6,
            Self::Multiply | Self::Divide | Self::Modulo | Self::DivideWhole => 7,
            Self::Flatten => 9,
            Self::Star => 20,
            Self::Filter => 21,
            Self::Dot => 40,
            Self::Not => 45,
            Self::LeftBrace => 50,
            Self::LeftBracket => 55,
            Self::LeftParen => 60,
            _ => 0,
        }
    }
}

/// Splits an expression into tokens, ending with the end-of-input token.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Failure> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        let mut characters = rest.chars();
        let Some(first) = characters.next() else { break };
        let after = characters.as_str();
        let one = |kind| (kind, String::new(), after);
        let or = |second: char, both: Kind, alone: Kind| match after.strip_prefix(second) {
            Some(after) => (both, String::new(), after),
            None => (alone, String::new(), after),
        };
        let (kind, text, after) = match first {
            ' ' | '\t' | '\n' | '\r' => {
                rest = after;
                continue;
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let (name, after) = split_after(rest, is_word);
                (Kind::Unquoted, name.to_owned(), after)
            }
            '0'..='9' => number(rest, 0),
            '-' if after.starts_with(|c: char| c.is_ascii_digit()) => number(rest, 1),
            '$' => {
                let (name, after) = split_after(after, is_word);
                let kind = if name.is_empty() { Kind::Root } else { Kind::Variable };
                (kind, name.to_owned(), after)
            }
            '"' => quoted(after)?,
            '\'' => raw(after)?,
            '`' => {
                let (json, after) = until('`', after)?;
                (Kind::Json, json.replace("\\`", "`"), after)
            }
            '[' if after.starts_with('?') => or('?', Kind::Filter, Kind::LeftBracket),
            '[' => or(']', Kind::Flatten, Kind::LeftBracket),
            '/' => or('/', Kind::DivideWhole, Kind::Divide),
            '|' => or('|', Kind::Or, Kind::Pipe),
            '<' => or('=', Kind::LessOrEqual, Kind::Less),
            '>' => or('=', Kind::GreaterOrEqual, Kind::Greater),
            '!' => or('=', Kind::NotEqual, Kind::Not),
            '=' => or('=', Kind::Equal, Kind::Assign),
            '&' => or('&', Kind::And, Kind::Reference),
            '.' => one(Kind::Dot),
            '*' => one(Kind::Star),
            ',' => one(Kind::Comma),
            ':' => one(Kind::Colon),
            '{' => one(Kind::LeftBrace),
            '}' => one(Kind::RightBrace),
            ']' => one(Kind::RightBracket),
            '(' => one(Kind::LeftParen),
            ')' => one(Kind::RightParen),
            '@' => one(Kind::Current),
            '+' => one(Kind::Plus),
            '%' => one(Kind::Modulo),
            '-' | '\u{2212}' => one(Kind::Minus),
            '\u{d7}' => one(Kind::Multiply),
            '\u{f7}' => one(Kind::Divide),
            other => return syntax(&format!("Unknown char: {}", rune(other))),
        };
        tokens.push(Token { kind, text });
        rest = after;
    }
    tokens.push(Token { kind: Kind::End, text: String::new() });
    Ok(tokens)
}

const fn is_word(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric()
}

fn split_after(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c: char| !belongs(c)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn number(text: &str, sign: usize) -> (Kind, String, &str) {
    let digits = text.get(sign..).unwrap_or_default();
    let (digits, after) = split_after(digits, |c| c.is_ascii_digit());
    let sign = text.get(..sign).unwrap_or_default();
    (Kind::Number, format!("{sign}{digits}"), after)
}

/// Returns the text before an unescaped delimiter and the text after it.
fn until(delimiter: char, text: &str) -> Result<(&str, &str), Failure> {
    let mut escaped = false;
    for (index, character) in text.char_indices() {
        if !escaped && character == delimiter {
            let before = text.get(..index).unwrap_or_default();
            return Ok((before, text.get(index + 1..).unwrap_or_default()));
        }
        escaped = !escaped && character == '\\';
    }
    syntax(&format!("Unclosed delimiter: {delimiter}"))
}

fn quoted(text: &str) -> Result<(Kind, String, &str), Failure> {
    let (inside, after) = until('"', text)?;
    let json = format!("\"{inside}\"");
    if let Some(error) = go_json::syntax_error(json.as_bytes()) {
        return Err(Failure::Invalid(error));
    }
    match Value::parse(json.as_bytes()) {
        Ok(Value::String(name)) => Ok((Kind::Quoted, name, after)),
        // A lone surrogate; Go replaces it.
        _ => Err(Failure::Beyond("a name in it has half a surrogate pair")),
    }
}

/// Parses a string in single quotes, where only the quote and the backslash can be escaped.
fn raw(text: &str) -> Result<(Kind, String, &str), Failure> {
    let mut string = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\'' => return Ok((Kind::Text, string, characters.as_str())),
            '\\' if characters.as_str().starts_with(['\'', '\\']) => {
                string.extend(characters.next());
            }
            _ => string.push(character),
        }
    }
    syntax("Unclosed delimiter: '")
}

/// Returns a character quoted in ASCII as Go does.
fn rune(character: char) -> String {
    match u32::from(character) {
        0x07 => r"'\a'".to_owned(),
        0x08 => r"'\b'".to_owned(),
        0x0b => r"'\v'".to_owned(),
        0x0c => r"'\f'".to_owned(),
        0x5c => r"'\\'".to_owned(),
        number @ (..0x20 | 0x7f) => format!(r"'\x{number:02x}'"),
        number @ 0x80..0x1_0000 => format!(r"'\u{number:04x}'"),
        number @ 0x1_0000.. => format!(r"'\U{number:08x}'"),
        _ => format!("'{character}'"),
    }
}
