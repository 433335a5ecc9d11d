//! What the text before a token says about it: a scheme, a header, a name.

use crate::source::paste::escape::unescaped;
use crate::source::paste::pasted::{Place, Purpose, purpose};

/// How far before a token its name or its quote may be, in bytes.
pub(super) const LOOK_BACK: usize = 256;

/// Characters that mark up a name or a token without saying anything.
const MARKS: [char; 14] =
    [' ', '\t', '\r', '\n', '"', '\'', '`', '\\', '*', '“', '”', '‘', '’', '\u{a0}'];

/// Names that only say that a value follows. The name is elsewhere: `key` in a Postman
/// environment, an attribute in XML.
const VALUES: [&str; 14] = [
    "value", "val", "secret", "string", "text", "content", "data", "raw", "jwt", "token", "code",
    "body", "initial", "current",
];

/// Names whose value is the name of what follows.
const KEYS: [&str; 6] = ["key", "name", "credential_type", "credentialtype", "variable", "id"];

/// Returns what the text before a token says about it. Only its end counts.
pub(super) fn place(before: &str) -> Place {
    let plain = unescaped(end_of(before, LOOK_BACK));
    let plain = plain.strip_suffix("base64-").unwrap_or(&plain);
    let rest = plain.trim_end_matches(MARKS);
    if ends_in_word(rest, "bearer") {
        return Place::Authorization;
    }
    let (label, separated) = before_separator(rest, rest.len() < plain.len() && ends_in_tab(plain));
    let (head, name) = last_name(label);
    if !separated {
        return unseparated(label, head, name);
    }
    if name.eq_ignore_ascii_case("authorization") {
        return Place::Authorization;
    }
    let generic = VALUES.iter().any(|value| name.eq_ignore_ascii_case(value));
    let better = generic.then(|| word_before(head, name).or_else(|| key_before(head))).flatten();
    match better {
        Some(name) => Place::Named(name),
        None if name.is_empty() => phrase(label).map_or(Place::Text, Place::Named),
        None => Place::Named(name.to_owned()),
    }
}

/// Returns at most this many bytes from the end of a text.
fn end_of(text: &str, bytes: usize) -> &str {
    let mut at = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    &text[at..]
}

fn ends_in_word(text: &str, word: &str) -> bool {
    let Some(at) = text.len().checked_sub(word.len()).filter(|at| text.is_char_boundary(*at))
    else {
        return false;
    };
    let (before, end) = text.split_at(at);
    let inside = before.ends_with(|c: char| c.is_ascii_alphanumeric());
    end.eq_ignore_ascii_case(word) && !inside
}

/// Whether nothing but a tab separates a token from what is before it, as in a cookie jar.
fn ends_in_tab(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '`', ' ']).ends_with('\t')
}

/// Removes what separates a name from its value: `:`, `=`, `=>`, `->`, a bar or a tab, the
/// tags of XML. Returns whether there was anything.
fn before_separator(text: &str, tab: bool) -> (&str, bool) {
    let mut rest = text.trim_end_matches(MARKS);
    let mut separated = tab;
    loop {
        let before = rest.len();
        if rest.ends_with('>') && !rest.ends_with("=>") && !rest.ends_with("->") {
            let Some(tag) = rest.rfind('<') else { break };
            let inside = &rest[tag + 1..rest.len() - 1];
            let is_markup = inside.starts_with(['/', '!', '?']) || is_plain_tag(inside);
            if !is_markup {
                // The tag names the value itself: `<refresh_token>`, `<string name="…">`.
                return (inside.trim_end_matches(MARKS), true);
            }
            rest = &rest[..tag];
        } else {
            rest = rest.trim_end_matches([':', '=', '|', '>', '~', '—', '–', '→']);
            rest = if rest.len() < before { rest.trim_end_matches('-') } else { rest };
        }
        if rest.len() == before {
            break;
        }
        separated = true;
        rest = rest.trim_end_matches(MARKS);
    }
    (rest, separated)
}

/// Whether a tag is only about how its content is shown.
fn is_plain_tag(tag: &str) -> bool {
    const PLAIN: [&str; 22] = [
        "b", "br", "br/", "code", "dd", "div", "dt", "em", "i", "key", "li", "p", "pre", "span",
        "string", "strong", "td", "th", "tr", "tt", "value", "u",
    ];
    let name = tag.split_whitespace().next().unwrap_or_default();
    let named = tag.contains("name=") || tag.contains("key=");
    !named && PLAIN.iter().any(|plain| name.eq_ignore_ascii_case(plain))
}

/// Splits off the name at the end. In a tag with attributes it is the value of `name`, `key`
/// or `id`, else the tag.
fn last_name(label: &str) -> (&str, &str) {
    let is_name =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '$' | '+');
    let label = label.trim_end_matches(['(', '{', '[', ',']).trim_end_matches(MARKS);
    let start = label
        .rfind(|c| !is_name(c))
        .map_or(0, |at| at + label[at..].chars().next().map_or(1, char::len_utf8));
    let (head, name) = label.split_at(start);
    (head, name.trim_start_matches(['-', '$', '+', '.']))
}

/// Without a separator: the name may be the first argument of a call
/// (`setItem("refreshToken", "…")`), a flag, or words (`refresh token eyJ…`).
fn unseparated(label: &str, head: &str, name: &str) -> Place {
    let scheme = ["jwt", "token", "dpop"].iter().any(|scheme| name.eq_ignore_ascii_case(scheme));
    let header = head.trim_end_matches(MARKS);
    if scheme
        && header.ends_with([':', '='])
        && last_name(before_separator(header, false).0).1.eq_ignore_ascii_case("authorization")
    {
        return Place::Authorization;
    }
    if label.ends_with(',') && head.ends_with(['"', '\'', '`']) && !name.is_empty() {
        return Place::Named(name.to_owned());
    }
    phrase(label).map_or(Place::Text, Place::Named)
}

/// `refresh token: …`: a name of two words, the second of which says little.
fn word_before(head: &str, name: &str) -> Option<String> {
    let says_little = name.eq_ignore_ascii_case("token") || name.eq_ignore_ascii_case("jwt");
    let before = head.strip_suffix(' ').filter(|_| says_little)?;
    let (_, word) = last_name(before);
    let whole = format!("{word} {name}");
    (purpose(&whole) != Purpose::Other && purpose(name) == Purpose::Other).then_some(whole)
}

/// Returns the name in the last `key`, `name` or `credential_type` before a value.
fn key_before(head: &str) -> Option<String> {
    let lower = head.to_ascii_lowercase();
    let boundary = |text: &str| !text.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let (at, key) = KEYS
        .iter()
        .filter_map(|key| {
            let mut places = lower.rmatch_indices(key);
            let (at, _) = places.find(|(at, _)| {
                let after = &lower[at + key.len()..];
                boundary(&lower[..*at]) && after.starts_with(['"', '\'', ':', '=', '>', ' '])
            })?;
            Some((at, key))
        })
        .max_by_key(|(at, _)| *at)?;
    let after =
        head[at + key.len()..].trim_start_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || "_-. ".contains(c)));
    let name = after[..end.unwrap_or(after.len())].trim();
    (!name.is_empty() && name.len() <= 64).then(|| name.to_owned())
}

/// Returns the last `refresh token`, `access token` or `id token` in words, if only a few
/// plain words are between it and the token.
fn phrase(label: &str) -> Option<String> {
    const KINDS: [&str; 3] = ["refresh", "access", "id"];
    let lower = label.to_ascii_lowercase();
    let token = lower.rfind("token")?;
    let between = &lower[token + "token".len()..];
    let words = between.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let plain = |word: &str| word.len() <= 10 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if between.len() > 60 || !words.clone().all(plain) || words.count() > 5 {
        return None;
    }
    let before = lower[..token].trim_end_matches([' ', '_', '-', '\u{a0}']);
    let kind = KINDS.into_iter().find(|kind| ends_in_word(before, kind))?;
    Some(format!("{kind} token"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(before: &str) -> Option<String> {
        match place(before) {
            Place::Named(name) => Some(name),
            Place::Whole | Place::Authorization | Place::Text => None,
        }
    }

    #[test]
    fn the_name_is_found_in_every_notation() {
        for before in [
            "refresh_token=",
            r#"{"refresh_token": ""#,
            r#"{\u0022refresh_token\u0022:\u0022"#,
            r#"{\"refresh_token\":\""#,
            "{&quot;refresh_token&quot;:&quot;",
            "%7B%22refresh_token%22%3A%22",
            "refresh_token=3D",
            "'refresh_token' => '",
            "refresh_token -> ",
            "app.example\tFALSE\t/\tTRUE\t0\trefresh_token\t",
            "| refresh_token | ",
            "| `refresh_token` | `",
            "- **refresh_token**: `",
            "<refresh_token>",
            "<refresh_token>\n  ",
            r#"<string name="refresh_token">"#,
            r#"<entry key="refresh_token">"#,
            r#"<entry key="refresh_token" value=""#,
            "<key>refresh_token</key>\n<string>",
            "<tr><td>refresh_token</td><td>",
            r#"<input type="hidden" name="refresh_token" value=""#,
            r#"{"key": "refresh_token", "value": ""#,
            "- name: refresh_token\n  value: ",
            "localStorage.setItem('refresh_token', '",
            "^\"refresh_token=",
        ] {
            assert_eq!(name(before).as_deref(), Some("refresh_token"), "{before}");
        }
        for before in ["Refresh token: ", "**Refresh Token:** `", "your refresh token is now "] {
            assert_eq!(purpose(&name(before).unwrap()), Purpose::Refresh, "{before}");
        }
        assert_eq!(
            name(r#""credential_type": "RefreshToken", "secret": ""#).unwrap(),
            "RefreshToken"
        );
        assert_eq!(purpose(&name("refresh your access token: ").unwrap()), Purpose::Access);
        assert_eq!(name("--refresh-token ").unwrap(), "refresh token");
        assert_eq!(name("the refresh_token 8f7a-0912 and "), None);
        assert_eq!(name("see "), None);
        assert_eq!(name("a, b, "), None);
        for before in [
            "Authorization: ",
            "authorization: JWT ",
            "'Authorization' => 'Bearer ",
            "Bearer%20",
            "--oauth2-bearer ",
        ] {
            assert_eq!(place(before), Place::Authorization, "{before}");
        }
    }
}
