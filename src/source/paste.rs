//! The tokens in what people paste: a header, a cookie, a curl line, JSON, an HTTP dump.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::hasura;
use crate::jose::base64url;
use crate::jose::claims::ClaimsSet;
use crate::jose::json::{Object, Value};

/// How far before a token its name or its quote may be, in bytes.
const LOOK_BACK: usize = 256;

/// A token and where in the paste it was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PastedToken {
    pub(crate) token: String,
    pub(crate) place: Place,
}

/// Where a token was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    /// The paste was the token and nothing else
    Whole,
    /// In an `Authorization` header, or after `Bearer`
    Authorization,
    /// After a name: a JSON member, a cookie, a form field, a variable
    Named(String),
    /// Somewhere in the text
    Text,
}

/// What a name says about the token after it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    Id,
    Access,
    Refresh,
    Other,
}

impl PastedToken {
    /// Returns where it was, as a phrase.
    pub(crate) fn describe(&self) -> String {
        match &self.place {
            Place::Whole => "the whole input".to_owned(),
            Place::Authorization => "an Authorization header".to_owned(),
            Place::Named(name) => format!("`{name}`"),
            Place::Text => "the text".to_owned(),
        }
    }

    /// Whether it is only for the issuer and must not be sent to an API.
    pub(crate) fn is_refresh_token(&self) -> bool {
        self.role() == Role::Refresh
    }

    fn role(&self) -> Role {
        let Place::Named(name) = &self.place else { return Role::Other };
        let name: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.ends_with("refreshtoken") {
            Role::Refresh
        } else if name.ends_with("idtoken") {
            Role::Id
        } else if name.ends_with("accesstoken") {
            Role::Access
        } else {
            Role::Other
        }
    }

    fn has_hasura_claims(&self) -> bool {
        let payload = self.token.split('.').nth(1).and_then(base64url::decode_forgiving);
        payload
            .and_then(|payload| ClaimsSet::parse(&payload).ok())
            .is_some_and(|claims| hasura::view::find(claims.members()).is_some())
    }
}

/// Finds every token of a paste, in order, each once. If there is none, the whole text is
/// returned as one, so that its faults can be shown; only a blank text has none.
pub(crate) fn find(text: &str) -> Vec<PastedToken> {
    let text = text.trim().trim_start_matches('\u{feff}');
    if text.is_empty() {
        return Vec::new();
    }
    if is_plainly_a_token(text) {
        return vec![PastedToken { token: text.to_owned(), place: Place::Whole }];
    }
    let mut found = Vec::new();
    if text.starts_with(['{', '[']) {
        match Value::parse(text.as_bytes()) {
            Ok(Value::Object(object)) if is_json_serialization(&object) => {
                return vec![PastedToken { token: text.to_owned(), place: Place::Whole }];
            }
            Ok(value) => in_json(&value, None, &mut found),
            Err(_) => {}
        }
    }
    if found.is_empty()
        && let Some(tokens) = bare(text)
    {
        found = tokens;
    }
    if found.is_empty() {
        in_text(text, &mut found);
    }
    if found.is_empty() {
        found.push(PastedToken { token: unquote(text).to_owned(), place: Place::Whole });
    }
    let mut known = HashSet::new();
    found.retain(|one| known.insert(one.token.clone()));
    found
}

/// Chooses one token of several: the one in an Authorization header, else the only one
/// with Hasura claims, else the id token, else the access token, else the first. Never a
/// refresh token.
pub(crate) fn choose(found: &[PastedToken]) -> Option<&PastedToken> {
    let mut candidates = found.iter().filter(|one| !one.is_refresh_token());
    if found.len() == 1 {
        return candidates.next();
    }
    let candidates: Vec<&PastedToken> = candidates.collect();
    let by_place = candidates.iter().find(|one| one.place == Place::Authorization);
    let with_hasura = || {
        let mut with = candidates.iter().filter(|one| one.has_hasura_claims());
        with.next().filter(|_| with.next().is_none())
    };
    let by_role = |role| candidates.iter().find(move |one| one.role() == role);
    by_place
        .or_else(with_hasura)
        .or_else(|| by_role(Role::Id))
        .or_else(|| by_role(Role::Access))
        .or_else(|| candidates.first())
        .copied()
}

/// Returns the role that a pasted request (a curl line, an HTTP dump) asks for with
/// `x-hasura-role`. JSON is not a request: there the name may be a claim.
pub(crate) fn role(text: &str) -> Option<String> {
    const NAME: &str = "x-hasura-role";
    if text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    lower.match_indices(NAME).find_map(|(at, _)| {
        let rest = text.get(at + NAME.len()..)?.trim_start_matches(['"', '\'', ' ']);
        let rest = rest.strip_prefix(':')?.trim_start_matches(['"', '\'', ' ']);
        let end = rest.find(|c: char| c.is_control() || "'\"`,;\\".contains(c));
        let role = rest.get(..end.unwrap_or(rest.len()))?.trim();
        (!role.is_empty()).then(|| role.to_owned())
    })
}

/// Whether a line is one whole token: three or five parts, the first a JSON header.
pub(crate) fn is_complete_token(line: &str) -> bool {
    has_token_form(line) && line.split('.').next().is_some_and(is_header)
}

/// Whether a line has three or five parts of base64.
fn has_token_form(line: &str) -> bool {
    matches!(line.split('.').count(), 3 | 5)
        && line.bytes().all(|byte| is_token_byte(byte) || byte == b'.')
}

/// Whether a text is plainly one token, or the remains of one, and holds no other: its form
/// is a token's, it begins like a header, and `=` only ends parts. Nothing is decoded.
fn is_plainly_a_token(text: &str) -> bool {
    let padded_inside = |part: &str| part.trim_end_matches('=').contains('=');
    begins_like_header(text.as_bytes())
        && has_token_form(text)
        && !text.split('.').any(padded_inside)
}

/// Returns the token in a line: alone, quoted, after `Bearer`, before a comma.
pub(crate) fn token_of_line(line: &str) -> Option<&str> {
    Some(strip_wrapping(line)).filter(|token| is_complete_token(token))
}

/// Returns what a line of a list holds if it has the form of a token, else the line as it
/// is. Whether it is one is up to whoever parses it.
pub(crate) fn of_line(line: &str) -> &str {
    let token = strip_wrapping(line);
    if has_token_form(token) { token } else { line }
}

/// Removes quotes, the word `Bearer` and a comma at the end.
fn strip_wrapping(line: &str) -> &str {
    unquote(strip_scheme(unquote(line)))
}

fn is_json_serialization(object: &Object) -> bool {
    (object.contains("payload") && (object.contains("signature") || object.contains("signatures")))
        || object.contains("ciphertext")
}

/// Walks JSON: the values of members, and the name/value pairs of HAR files.
fn in_json(value: &Value, name: Option<&str>, found: &mut Vec<PastedToken>) {
    match value {
        Value::String(text) => in_member(text, name, found),
        Value::Array(elements) => {
            for element in elements {
                in_json(element, name, found);
            }
        }
        Value::Object(object) => {
            if is_json_serialization(object) {
                let token = value.to_json();
                found.push(PastedToken { token, place: named(name) });
                return;
            }
            let pair = object.get_str("name").zip(object.get_str("value"));
            if let Some((name, value)) = pair {
                in_member(value, Some(name), found);
                return;
            }
            for (name, value) in object.iter() {
                in_json(value, Some(name), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn in_member(text: &str, name: Option<&str>, found: &mut Vec<PastedToken>) {
    let trimmed = text.trim();
    let token = strip_scheme(trimmed);
    if looks_like_token(token) {
        let authorization = token.len() != trimmed.len()
            || name.is_some_and(|name| name.eq_ignore_ascii_case("authorization"));
        let place = if authorization { Place::Authorization } else { named(name) };
        found.push(PastedToken { token: token.to_owned(), place });
    } else {
        in_text(text, found);
    }
}

fn named(name: Option<&str>) -> Place {
    name.map_or(Place::Text, |name| Place::Named(name.to_owned()))
}

/// Reads a paste that is nothing but tokens, apart from quotes, a header name, a scheme and
/// white space: one token, perhaps wrapped over lines, or one per line.
fn bare(text: &str) -> Option<Vec<PastedToken>> {
    let inner = unquote(text);
    let headless = without_prefix(inner, "authorization")
        .map_or(inner, |rest| rest.trim_start().trim_start_matches([':', '=']).trim_start());
    let headless = unquote(headless);
    let token = strip_scheme(headless);
    let place = if token.len() == inner.len() { Place::Whole } else { Place::Authorization };
    let lines: Vec<&str> =
        token.lines().map(|line| line.trim().trim_end_matches('\\').trim_end()).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    let (first, rest) = lines.split_first()?;
    if !lines.iter().all(|line| line.bytes().all(|byte| is_token_byte(byte) || byte == b'.')) {
        return None;
    }
    if !rest.is_empty() && lines.iter().all(|line| is_complete_token(line)) {
        let each = |line: &&str| PastedToken { token: (*line).to_owned(), place: Place::Text };
        return Some(lines.iter().map(each).collect());
    }
    // What follows a whole token belongs to it only if the text was wrapped at a column.
    let wrapped = lines.iter().rev().skip(1).all(|line| line.len() == first.len())
        && rest.last().is_none_or(|last| last.len() <= first.len());
    if !wrapped && is_complete_token(first) {
        return None;
    }
    let joined = lines.concat();
    let header = joined.split('.').next().is_some_and(is_header);
    (joined.contains('.') && header).then(|| vec![PastedToken { token: joined, place }])
}

/// Scans any text for runs that begin like the header of a token.
fn in_text(text: &str, found: &mut Vec<PastedToken>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    // What only begins like a token is read again from the next place that does. A normal
    // text rarely has such places; one that was made to be slow is given up.
    let mut budget = 16 * text.len() + 65_536;
    while let Some(start) = next_start(bytes, at) {
        let (token, end) = run(text, start);
        if looks_like_token(&token) {
            let place = place_before(text.get(..start).unwrap_or_default());
            found.push(PastedToken { token, place });
            at = end;
        } else if let Some(left) = budget.checked_sub(end - start) {
            budget = left;
            at = start + 2;
        } else {
            return;
        }
    }
}

/// Returns where the next run of token characters begins that could be a header.
fn next_start(bytes: &[u8], from: usize) -> Option<usize> {
    (from..bytes.len()).find(|&at| begins_like_header(&bytes[at..]) && may_precede(&bytes[..at]))
}

/// Whether this could be a JSON object in base64url: `{` is `e`, and only a few letters
/// follow it.
const fn begins_like_header(bytes: &[u8]) -> bool {
    matches!(bytes, [b'e', b'y' | b'w' | b'3', ..])
}

/// Whether a token may begin after these bytes: not in the middle of a word or of another
/// token, but after a character that a URL writes as `%20`.
fn may_precede(before: &[u8]) -> bool {
    match before {
        [.., b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => true,
        [.., b'='] | [] => true,
        [.., last] => !is_url_byte(*last) && *last != b'.',
    }
}

/// Returns the run that begins here, and where it ends. A line break belongs to it while
/// parts are missing, or if the run is quoted and continues up to the quote.
fn run(text: &str, start: usize) -> (String, usize) {
    let bytes = text.as_bytes();
    let quote = OnceCell::new();
    let mut token = String::new();
    let mut dots = 0_usize;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if is_url_byte(byte) || byte == b'.' {
            dots += usize::from(byte == b'.');
            token.push(char::from(byte));
            at += 1;
            continue;
        }
        let rest = &bytes[at..];
        let gap =
            rest.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'\\').count();
        let breaks = rest[..gap].contains(&b'\n');
        let goes_on = rest.get(gap).is_some_and(|byte| is_url_byte(*byte) || *byte == b'.');
        let parts_missing = dots < 2;
        let quoted = || {
            let Some(quote) = *quote.get_or_init(|| quote_before(&bytes[..start])) else {
                return false;
            };
            let tail = &rest[gap..];
            let run = tail.iter().take_while(|byte| is_url_byte(**byte) || **byte == b'.').count();
            tail.get(run) == Some(&quote)
        };
        if breaks && goes_on && (parts_missing || quoted()) {
            at += gap;
        } else {
            break;
        }
    }
    let trimmed = token.trim_end_matches('.').len();
    // Two dots at the end belong to an unsigned token; one may end a sentence.
    if token.len() > trimmed && token[..trimmed].matches('.').count() != 1 {
        token.truncate(trimmed);
    }
    (token, at)
}

/// Returns the quote that a token stands in, if nothing but a label is between them.
fn quote_before(before: &[u8]) -> Option<u8> {
    #[cfg(test)]
    tests::LOOKS_BACK.set(tests::LOOKS_BACK.get() + 1);
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b" :=_-$".contains(byte);
    let quote = before.iter().rev().take(LOOK_BACK).find(|byte| !is_label(byte));
    quote.copied().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))
}

/// Returns what the text before a token says about it.
fn place_before(before: &str) -> Place {
    let blanks: &[char] = &[' ', '\t', '\r', '\n', '"', '\'', '`', '\\'];
    let near = before.len().saturating_sub(LOOK_BACK)..;
    let before = before.get(near).unwrap_or_else(|| {
        let at = (before.len() - LOOK_BACK..before.len()).find(|at| before.is_char_boundary(*at));
        &before[at.unwrap_or(before.len())..]
    });
    let mut rest = before.trim_end_matches(blanks);
    let mut scheme = false;
    if let Some(head) = rest.len().checked_sub(6).filter(|at| rest.is_char_boundary(*at))
        && rest[head..].eq_ignore_ascii_case("bearer")
    {
        scheme = true;
        rest = &rest[..head];
    }
    let labelled = rest.trim_end_matches(blanks).trim_end_matches([':', '=']);
    let has_label = labelled.len() < rest.trim_end_matches(blanks).len();
    let label = labelled.trim_end_matches(blanks);
    let start = label
        .rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .map_or(0, |at| at + label[at..].chars().next().map_or(1, char::len_utf8));
    let name = &label[start..];
    if scheme || has_label && name.eq_ignore_ascii_case("authorization") {
        Place::Authorization
    } else if has_label && !name.is_empty() {
        Place::Named(name.to_owned())
    } else {
        Place::Text
    }
}

/// Whether a run is a token, at least by its first part.
fn looks_like_token(text: &str) -> bool {
    let mut parts = text.split('.');
    let header = parts.next().unwrap_or_default();
    text.contains('.')
        && text.bytes().all(|byte| is_token_byte(byte) || byte == b'.')
        && is_header(header)
}

fn is_header(part: &str) -> bool {
    base64url::decode_forgiving(part)
        .is_some_and(|bytes| matches!(Value::parse(&bytes), Ok(Value::Object(_))))
}

/// base64url, and the padding that load balancers keep.
const fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'=')
}

/// The same and the standard alphabet, for a paste that is nothing but a token.
const fn is_token_byte(byte: u8) -> bool {
    is_url_byte(byte) || matches!(byte, b'+' | b'/')
}

fn unquote(text: &str) -> &str {
    let text = text.trim().trim_end_matches([',', ';']);
    let mut inner = text;
    for quote in ['"', '\'', '`'] {
        if let Some(stripped) = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            inner = stripped;
        }
    }
    inner.trim()
}

/// Removes the word `Bearer` in front, if it is there.
fn strip_scheme(text: &str) -> &str {
    match without_prefix(text, "bearer") {
        Some(rest) if rest.starts_with([' ', '\t', ':', '\n', '\r']) => {
            rest.trim_start_matches([' ', '\t', ':', '\n', '\r'])
        }
        _ => text,
    }
}

fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::regressions;

    thread_local! {
        /// How often the text before a run was searched for a quote.
        pub(super) static LOOKS_BACK: Cell<usize> = const { Cell::new(0) };
    }

    #[test]
    fn a_pasted_request_names_its_role() {
        for (text, expected) in [
            (
                "curl -H 'X-Hasura-Role: editor' -H 'Authorization: Bearer x' https://x",
                Some("editor"),
            ),
            ("curl -H \"x-hasura-role:ops\" https://x", Some("ops")),
            ("POST / HTTP/1.1\r\nx-hasura-role: moped admin\r\n\r\n", Some("moped admin")),
            (r#"fetch("/", {headers: {"x-hasura-role": "user", "a": "b"}})"#, Some("user")),
            (r#"{"x-hasura-role":"user"}"#, None),
            ("x-hasura-role", None),
            ("x-hasura-role: \n", None),
        ] {
            assert_eq!(role(text).as_deref(), expected, "{text}");
        }
    }

    fn token(claims: &str) -> String {
        let header = base64url::encode(r#"{"alg":"HS256"}"#);
        format!("{header}.{}.c2lnbmF0dXJl", base64url::encode(claims))
    }

    fn places(text: &str) -> Vec<Place> {
        find(text).into_iter().map(|found| found.place).collect()
    }

    #[test]
    fn one_token_is_found_in_everything_that_people_copy() {
        let whole = token(r#"{"sub":"ada@example.gov"}"#);
        let (start, rest) = whole.split_at(20);
        let (most, end) = whole.split_at(whole.len() - 5);
        for text in [
            whole.clone(),
            format!("  {whole}\n"),
            format!("\"{whole}\","),
            format!("Bearer {whole}"),
            format!("bearer: {whole}"),
            format!("Authorization: Bearer {whole}"),
            format!("authorization=Bearer {whole}"),
            format!("'authorization: Bearer {whole}'"),
            format!("{start}\n{rest}"),
            format!("{start}\r\n   {rest}"),
            format!("{start} \\\n{rest}"),
            format!("Authorization: Bearer\n {start}\n{rest}"),
            format!(
                "curl 'https://x.example/v1/graphql' -H 'content-type: application/json' -H 'authorization: Bearer {whole}' --data-raw '{{\"query\":\"{{a}}\"}}'"
            ),
            format!("curl https://x.example -H \"Authorization: Bearer {most}\n{end}\" -v"),
            format!(
                "GET / HTTP/1.1\r\nHost: x.example\r\nAuthorization: Bearer {whole}\r\nAccept: */*\r\n\r\n"
            ),
            format!("Cookie: a=1; session={whole}; b=2"),
            format!(r#"{{"id_token":"{whole}"}}"#),
            format!(r#"{{"data":{{"login":{{"token":"Bearer {whole}"}}}}}}"#),
            format!(
                r#"{{"log":{{"entries":[{{"request":{{"headers":[{{"name":"Authorization","value":"Bearer {whole}"}}]}}}}]}}}}"#
            ),
            format!("export TOKEN={whole}"),
            format!("https://app.example/cb#id_token={whole}&state=1"),
            format!("the token is {whole}."),
            format!("é {whole} é"),
            format!("Authorization: Bearer%20{whole}"),
            format!("https://app.example/cb#id_token%3D{whole}%26state=1"),
        ] {
            let found = find(&text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].token, whole, "{text}");
        }
    }

    #[test]
    fn what_stands_before_it_says_what_it_is_for() {
        let t = token("{}");
        assert_eq!(places(&t), [Place::Whole]);
        assert_eq!(places(&format!("Bearer {t}")), [Place::Authorization]);
        assert_eq!(places(&format!("x\nAuthorization: Bearer {t}\ny")), [Place::Authorization]);
        assert_eq!(places(&format!("see {t} there")), [Place::Text]);
        assert_eq!(places(&format!("export T={t}")), [Place::Named("T".to_owned())]);
        assert_eq!(
            places(&format!("Cookie: a.idToken={t}; b=2")),
            [Place::Named("a.idToken".to_owned())]
        );
        assert_eq!(
            places(&format!(r#"{{"access_token":"{t}"}}"#)),
            [Place::Named("access_token".to_owned())]
        );
    }

    #[test]
    fn several_tokens_are_all_found_once_each() {
        let (a, b) = (token(r#"{"sub":"1"}"#), token(r#"{"sub":"2"}"#));
        assert_eq!(find(&format!("{a}\n{b}\n{a}")).len(), 2);
        assert_eq!(find(&format!(r#"{{"id_token":"{a}","access_token":"{b}"}}"#)).len(), 2);
        assert_eq!(find(&format!("first {a}\nsecond {b}\n")).len(), 2);
    }

    #[test]
    fn of_several_the_one_for_an_api_is_chosen() {
        let plain = |sub: &str| token(&format!(r#"{{"sub":"{sub}"}}"#));
        let hasura = token(r#"{"https://hasura.io/jwt/claims":{"x-hasura-default-role":"user"}}"#);
        let (id, access, refresh) = (plain("id"), plain("access"), plain("refresh"));
        let chosen = |text: &str| choose(&find(text)).map(|found| found.token.clone());
        let all = format!(
            r#"{{"access_token":"{access}","id_token":"{id}","refresh_token":"{refresh}"}}"#
        );
        assert_eq!(chosen(&all), Some(id.clone()));
        assert_eq!(
            chosen(&format!(r#"{{"a":"{access}","id_token":"{id}","b":"{hasura}"}}"#)),
            Some(hasura.clone())
        );
        assert_eq!(
            chosen(&format!(r#"{{"refresh_token":"{refresh}","access_token":"{access}"}}"#)),
            Some(access.clone())
        );
        assert_eq!(chosen(&format!(r#"{{"refresh_token":"{refresh}"}}"#)), None);
        assert_eq!(chosen(&format!("X: {hasura}\nAuthorization: Bearer {access}\n")), Some(access));
    }

    #[test]
    fn what_is_not_a_token_is_passed_on_to_be_explained() {
        for text in ["garbage", "a.b", "not a token at all", "{}", "[1,2]", "\"quoted\""] {
            assert_eq!(find(text).len(), 1, "{text}");
        }
        assert!(find("  \n ").is_empty());
    }

    #[test]
    fn the_payload_of_a_broken_token_is_not_taken_for_its_header() {
        let t = token(r#"{"sub":"ada"}"#);
        let payload = t.split('.').nth(1).unwrap();
        let broken = format!("AAAA.{payload}.c2ln");
        assert_eq!(find(&broken)[0].token, broken);
    }

    #[test]
    fn a_line_of_a_list_may_have_quotes_or_a_scheme() {
        let t = token("{}");
        for line in [t.clone(), format!("Bearer {t}"), format!("\"{t}\","), format!("'Bearer {t}'")]
        {
            assert_eq!(token_of_line(&line), Some(t.as_str()), "{line}");
        }
        assert_eq!(token_of_line("nonsense"), None);
    }

    #[test]
    fn a_text_that_is_plainly_a_token_holds_no_other() {
        let t = token("{}");
        assert!(is_plainly_a_token(&t));
        // A name that begins like a header, and one inside another part.
        for text in [format!("eyes={t}"), format!("eyJ.x={t}")] {
            assert!(!is_plainly_a_token(&text), "{text}");
            assert_eq!(find(&text)[0].token, t, "{text}");
        }
        // The remains of one are passed on whole, for the parser to say what is wrong.
        assert_eq!(
            find("eyJ.e30.c2ln"),
            [PastedToken { token: "eyJ.e30.c2ln".to_owned(), place: Place::Whole }]
        );
    }

    #[test]
    fn a_line_of_a_list_that_is_not_a_token_is_passed_on_as_it_is() {
        assert_eq!(of_line("\"a.b.c\","), "a.b.c");
        for line in ["\"nonsense\",", "Bearer x", "a.b", "a.b.!", r#"{"payload":"e30"}"#] {
            assert_eq!(of_line(line), line);
        }
    }

    #[test]
    fn unsigned_and_encrypted_tokens_keep_all_their_dots() {
        let header = base64url::encode(r#"{"alg":"none"}"#);
        let unsigned = format!("{header}.e30.");
        assert_eq!(find(&format!("token={unsigned} end"))[0].token, unsigned);
        let jwe = format!("{}.AA.AA.AA.AA", base64url::encode(r#"{"alg":"dir","enc":"A128GCM"}"#));
        assert_eq!(find(&format!("token={jwe} end"))[0].token, jwe);
    }

    #[test]
    fn a_text_made_to_be_slow_is_given_up() {
        for piece in ["ey\n", "=ey", "ey.", "eyJ\n.", "\"ey \n", "ey\\\n"] {
            let text = format!("x {}", piece.repeat(100_000 / piece.len()));
            assert!(!find(&text).is_empty());
        }
        let one = token("{}");
        let many = format!("{one} \n").repeat(5_000);
        assert_eq!(find(&format!("x {many}")).len(), 1);
    }

    #[test]
    fn the_quote_before_a_run_is_only_looked_for_where_it_decides() {
        let looks = |text: &str| {
            let before = LOOKS_BACK.get();
            find(text);
            LOOKS_BACK.get() - before
        };
        for piece in ["eyJ ", "eyJ.eyJ.x ", "eyJ\n.x "] {
            assert_eq!(looks(&piece.repeat(10_000)), 0, "{piece}");
        }
        let whole = token("{}");
        let (most, end) = whole.split_at(whole.len() - 5);
        assert_eq!(looks(&format!("curl -H \"Authorization: Bearer {most}\n{end}\" -v")), 1);
    }

    proptest::proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn no_text_makes_it_panic_and_none_that_is_not_blank_comes_out_empty(text in "\\PC*") {
            let found = find(&text);
            proptest::prop_assert_eq!(found.is_empty(), text.trim().trim_start_matches('\u{feff}').is_empty());
        }

        #[test]
        fn a_token_is_found_between_any_words(before in "[a-z ]{0,20}", after in "[ -~]{0,20}") {
            let t = token(r#"{"sub":"ada"}"#);
            let found = find(&format!("{before} {t} {after}"));
            proptest::prop_assert!(found.iter().any(|one| one.token == t));
        }
    }
}
