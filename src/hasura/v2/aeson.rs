//! Values as aeson and Haskell's `show` word them: JSON types, quoted strings, and `StringOrURI`.

use std::fmt::Write as _;

use crate::jose::json::Value;

/// Returns aeson's name for the type of a JSON value.
pub(crate) const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "Null",
        Value::Bool(_) => "Boolean",
        Value::Number(_) => "Number",
        Value::String(_) => "String",
        Value::Array(_) => "Array",
        Value::Object(_) => "Object",
    }
}

/// Returns aeson's message for a value of the wrong type.
pub(crate) fn mismatch(what: &str, expected: &str, found: &Value) -> String {
    format!("parsing {what} failed, expected {expected}, but encountered {}", kind(found))
}

/// Returns one step of the path in `Error in $…`: `.issuer`, but `['claims_map']`.
pub(crate) fn member(name: &str) -> String {
    if name.chars().all(|c| c.is_ascii_alphanumeric()) {
        format!(".{name}")
    } else {
        format!("['{name}']")
    }
}

/// Quotes a string as `show` does (Haskell 2010 report section 2.6): quotes and backslashes are
/// escaped, and non-ASCII characters are written as decimal numbers.
pub(crate) fn show(text: &str) -> String {
    const CONTROLS: [&str; 32] = [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "a", "b", "t", "n", "v", "f", "r", "SO",
        "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
        "FS", "GS", "RS", "US",
    ];
    let mut shown = String::from("\"");
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let code = u32::from(character);
        let next = characters.peek().copied();
        let control = usize::try_from(code).ok().and_then(|code| CONTROLS.get(code));
        match (character, control) {
            ('"', _) => shown.push_str("\\\""),
            ('\\', _) => shown.push_str("\\\\"),
            ('\u{7f}', _) => shown.push_str("\\DEL"),
            (_, Some(name)) => {
                let _ = write!(shown, "\\{name}");
                // `\SO` followed by an H would read as `\SOH`.
                if *name == "SO" && next == Some('H') {
                    shown.push_str("\\&");
                }
            }
            _ if code > 0x7f => {
                let _ = write!(shown, "\\{code}");
                if next.is_some_and(|next| next.is_ascii_digit()) {
                    shown.push_str("\\&");
                }
            }
            _ => shown.push(character),
        }
    }
    shown.push('"');
    shown
}

/// Whether a string is a `StringOrURI` (RFC 7519 section 2): any string, except that one with a
/// `:` must be an absolute URI (RFC 3986).
pub(crate) fn is_string_or_uri(text: &str) -> bool {
    !text.contains(':') || is_uri(text)
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let well_named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.find('/').map_or((rest, ""), |at| rest.split_at(at)),
        None => ("", rest),
    };
    well_named
        && is_authority(authority)
        && consists_of(path, ":@/")
        && consists_of(query, ":@/?")
        && consists_of(fragment, ":@/?")
}

fn is_authority(authority: &str) -> bool {
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (host, port) = match host.strip_prefix('[') {
        Some(literal) => match literal.split_once(']') {
            Some((address, rest)) => {
                let digits = address.chars().all(|c| c.is_ascii_hexdigit() || ":.v".contains(c));
                if !digits {
                    return false;
                }
                ("", rest.strip_prefix(':').unwrap_or(rest))
            }
            None => return false,
        },
        None => host.split_once(':').unwrap_or((host, "")),
    };
    consists_of(user, ":") && consists_of(host, "") && port.chars().all(|c| c.is_ascii_digit())
}

/// Whether a string consists of unreserved characters, sub-delimiters, percent escapes and the
/// characters in `more`.
fn consists_of(text: &str, more: &str) -> bool {
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let good = character.is_ascii_alphanumeric()
            || "-._~!$&'()*+,;=".contains(character)
            || more.contains(character)
            || (character == '%'
                && characters.next().is_some_and(|c| c.is_ascii_hexdigit())
                && characters.next().is_some_and(|c| c.is_ascii_hexdigit()));
        if !good {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_shown_as_haskell_shows_them() {
        for (text, shown) in [
            (r#"a "b" \"#, r#""a \"b\" \\""#),
            ("é", r#""\233""#),
            ("é1", r#""\233\&1""#),
            ("a\nb\t\u{7f}", r#""a\nb\t\DEL""#),
            ("\u{e}H", r#""\SO\&H""#),
        ] {
            assert_eq!(show(text), shown);
        }
    }

    #[test]
    fn a_colon_makes_it_a_uri() {
        for (text, good) in [
            ("auth0|abc", true),
            ("oauth2|Combine|1:1467702", false),
            ("https://securetoken.google.com/app", true),
            ("https://u@[::1]:80/p?q=1#f", true),
            ("urn:example:a", true),
            ("a:b", true),
            ("1:2", false),
            ("https://x/a b:c", false),
            ("https://x/%zz", false),
            ("", true),
        ] {
            assert_eq!(is_string_or_uri(text), good, "{text}");
        }
    }

    #[test]
    fn paths_name_members_as_aeson_does() {
        assert_eq!(member("issuer"), ".issuer");
        assert_eq!(member("claims_map"), "['claims_map']");
    }
}
