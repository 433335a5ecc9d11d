//! Finds known messages in text: a message alone, a log, a body or a header.

use std::collections::HashMap;

use crate::message::cause::Cause;
use crate::message::clean::{self, Clean, clean};
use crate::message::known::{Known, Place, Section, Value};
use crate::message::mask::{masked, masked_but};
use crate::message::pattern::{Found, INDEX, is_word};
use crate::message::product::Product;
use crate::message::table::TABLE;

/// The longest value that is read after a message, in bytes.
const TAIL: usize = 200;

/// The names of members whose value is a message.
const FIELDS: [&str; 12] = [
    "message",
    "msg",
    "error",
    "errormessage",
    "error_description",
    "description",
    "detail",
    "details",
    "title",
    "reason",
    "payload",
    "err",
];

/// A known message that was found.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub(crate) known: &'static Known,
    /// Whose message it is, most likely
    pub(crate) product: Product,
    /// Who else has the same message
    pub(crate) also: Vec<Product>,
    /// Where its messages appear
    pub(crate) about: &'static str,
    /// The message as it was found, without tokens and secrets
    pub(crate) message: String,
    pub(crate) code: Option<&'static str>,
    /// What usually causes it, the likeliest first
    pub(crate) causes: Vec<Cause>,
    /// The same in sentences
    pub(crate) sentences: Vec<&'static str>,
    /// What stands for each `*` that helps
    pub(crate) values: Vec<(Value, String)>,
}

impl Match {
    /// Returns the first value of a kind.
    pub(crate) fn value(&self, kind: Value) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == kind).map(|(_, value)| value.as_str())
    }
}

/// A response of a server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Response<'a> {
    pub(crate) status: u16,
    /// The values of its headers `WWW-Authenticate`
    pub(crate) www_authenticate: &'a [&'a str],
    pub(crate) body: &'a str,
}

/// Returns the known messages in a text, each once, in their order. The text may be a response
/// with its status and headers, as `curl -i` prints it.
pub(crate) fn recognize(text: &str) -> Vec<Match> {
    if let Some((status, headers, body)) = printed_response(text) {
        return recognize_response(&Response { status, www_authenticate: &headers, body });
    }
    let found = all(text, None);
    if !found.is_empty() {
        return found;
    }
    clean::unwrapped(text).map_or(found, |joined| all(&joined, None))
}

/// Returns the known messages in a response: those of the body, then those of its headers.
pub(crate) fn recognize_response(response: &Response<'_>) -> Vec<Match> {
    let mut found = all(response.body, Some(response.status));
    for value in response.www_authenticate {
        for one in all(&format!("WWW-Authenticate: {value}"), Some(response.status)) {
            if !found.iter().any(|known| std::ptr::eq(known.known, one.known)) {
                found.push(one);
            }
        }
    }
    found
}

/// Returns the parts of a printed response: its status, the values of `WWW-Authenticate`, the body.
fn printed_response(text: &str) -> Option<(u16, Vec<&str>, &str)> {
    let text = text.trim_start();
    let first = text.strip_prefix("HTTP/")?.lines().next()?;
    let status = first.split_ascii_whitespace().nth(1)?.parse().ok()?;
    let end = ["\r\n\r\n", "\n\n"].iter().filter_map(|blank| text.find(blank)).min();
    let (head, body) = text.split_at(end.unwrap_or(text.len()));
    let headers = head.lines().skip(1).filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("www-authenticate").then(|| value.trim())
    });
    Some((status, headers.collect(), body))
}

fn all(text: &str, status: Option<u16>) -> Vec<Match> {
    let text = clean(text);
    let mut matches: Vec<Match> = Vec::new();
    // Where each message is among the matches, and whether it was found in full.
    let mut seen: HashMap<(&'static str, Product), (usize, bool)> = HashMap::new();
    // The same for those that were found in full.
    let mut known: HashMap<&'static str, usize> = HashMap::new();
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < text.folded.len() {
        if !begins_word(&text, at) {
            at += 1;
            continue;
        }
        let Some(group) = group_at(&text, at, status) else {
            at += 1;
            continue;
        };
        let Some(first) = group.first() else { break };
        let end = first.end;
        // The tail of a message is often another one, which says why.
        let carrier = open.take().filter(|(_, until)| {
            let between = text.folded.get(*until..at).unwrap_or_default();
            between.len() <= 40 && !between.iter().any(|byte| is_word(*byte))
        });
        // Whose a message is that was found before needs no second look.
        let again = group.iter().find_map(|found| known.get(found.pattern.known.text));
        if let Some(index) = again.filter(|_| carrier.is_none()) {
            open = first.pattern.is_open_after().then_some((*index, end));
            at = end.max(at + 1);
            continue;
        }
        let made = made(&text, &group);
        if let Some((index, _)) = carrier
            && let Some(outer) = matches.get_mut(index)
        {
            outer.absorb(&made);
        } else {
            let is_main = group.iter().any(|found| found.pattern.is_main());
            let index = seen
                .get(&(made.known.text, made.product))
                .map_or(matches.len(), |(index, _)| *index);
            if is_main {
                known.insert(made.known.text, index);
            }
            match seen.get(&(made.known.text, made.product)) {
                None => {
                    seen.insert((made.known.text, made.product), (matches.len(), is_main));
                    open = first.pattern.is_open_after().then_some((matches.len(), end));
                    matches.push(made);
                }
                Some((index, false)) if is_main => {
                    let index = *index;
                    seen.insert((made.known.text, made.product), (index, true));
                    if let Some(slot) = matches.get_mut(index) {
                        *slot = made;
                    }
                }
                Some((index, _)) => {
                    open = first.pattern.is_open_after().then_some((*index, end));
                }
            }
        }
        at = end.max(at + 1);
    }
    matches
}

impl Match {
    /// Adds what the tail of a message says, unless the message was absorbed before.
    fn absorb(&mut self, tail: &Self) {
        if self.causes == tail.causes && self.sentences == tail.sentences {
            return;
        }
        let has_tail = |shown: &str| shown.contains(&tail.message);
        if !has_tail(&self.message) {
            self.message = format!("{} {}", self.message, tail.message);
        }
        self.causes.clone_from(&tail.causes);
        self.sentences.clone_from(&tail.sentences);
        self.values.extend(tail.values.iter().cloned());
        let more = [tail.product].into_iter().chain(tail.also.iter().copied());
        for product in more {
            if product != self.product && !self.also.contains(&product) {
                self.also.push(product);
            }
        }
    }
}

fn begins_word(text: &Clean, at: usize) -> bool {
    let is_word_at = |at: usize| text.folded.get(at).is_some_and(|byte| is_word(*byte));
    let here = text.folded.get(at);
    // A space begins nothing, and within a word nothing begins.
    here.is_some_and(|byte| *byte != b' ' && *byte < 0x80)
        && !(is_word_at(at) && at.checked_sub(1).is_some_and(is_word_at))
}

/// Returns the longest patterns that begin at this byte, all of the same length, the likeliest
/// first.
fn group_at(text: &Clean, at: usize, status: Option<u16>) -> Option<Vec<Found>> {
    let mut found = INDEX.at(text, at);
    found.retain(|found| fits(text, found, status));
    let longest = found.iter().map(|found| (found.weight, found.end)).max()?;
    found.retain(|found| (found.weight, found.end) == longest);
    for rank in [|found: &Found| found.is_exact, |found: &Found| found.has_same_case] {
        if found.iter().any(rank) {
            found.retain(rank);
        }
    }
    let is_elsewhere = |found: &Found| {
        let expected = found.pattern.known.member;
        let name = expected.and_then(|_| member(text, found));
        expected.zip(name).is_some_and(|(expected, name)| expected.as_bytes() != name)
    };
    if let Some(status) = status {
        let is_usual =
            |found: &Found| found.pattern.known.statuses.contains(&status) && !is_elsewhere(found);
        if found.iter().any(is_usual) {
            found.sort_by_key(|found| !is_usual(found));
        }
    }
    Some(found)
}

/// Whether a pattern may stand where it was found.
fn fits(text: &Clean, found: &Found, status: Option<u16>) -> bool {
    let is_all = is_all(text, found);
    match found.pattern.place {
        Place::Anywhere => true,
        Place::Clause => is_all || (found.has_same_case && is_clause(text, found)),
        Place::Whole => {
            let statuses = found.pattern.known.statuses;
            let fits_status = status.is_none_or(|status| statuses.contains(&status));
            fits_status && (is_all || is_field(text, found))
        }
    }
}

/// Whether a pattern is all of the text but for quotes and punctuation.
fn is_all(text: &Clean, found: &Found) -> bool {
    const FAR: usize = 16;
    let after = if found.pattern.is_open_after() { text.folded.len() } else { found.end };
    let blank = |range: Option<&[u8]>| {
        range.is_some_and(|bytes| bytes.len() <= FAR && !bytes.iter().any(|byte| is_word(*byte)))
    };
    blank(text.folded.get(..found.start)) && blank(text.folded.get(after..))
}

/// Whether a pattern stands between punctuation marks or the ends of lines.
fn is_clause(text: &Clean, found: &Found) -> bool {
    let shown = text.shown.as_bytes();
    let before = shown.get(..found.start).unwrap_or_default();
    let begins = before.last() == Some(&b'\n')
        || before.trim_ascii_end().last().is_none_or(|byte| !is_word(*byte));
    let after = shown.get(found.end..).unwrap_or_default();
    let ends = found.pattern.is_open_after()
        || after.first() == Some(&b'\n')
        || after.trim_ascii_start().first().is_none_or(|byte| !is_word(*byte));
    (begins || found.pattern.is_open_before()) && ends
}

/// Whether a pattern is the whole value of a member with a message.
fn is_field(text: &Clean, found: &Found) -> bool {
    let is_known = |name: &[u8]| FIELDS.iter().any(|field| field.as_bytes() == name);
    if !member(text, found).is_some_and(is_known) {
        return false;
    }
    let before = text.folded.get(..found.start).unwrap_or_default();
    let quoted = before.last() == Some(&b'\'');
    let after = text.shown.as_bytes().get(found.end..).unwrap_or_default();
    let after = after.strip_prefix(b".").unwrap_or(after);
    if quoted {
        after.first().is_some_and(|byte| matches!(byte, b'"' | b'\'' | b'`'))
    } else {
        after.first().is_none_or(|byte| *byte == b'\n')
    }
}

/// Returns the name before a pattern at the start of a value.
fn member<'a>(text: &'a Clean, found: &Found) -> Option<&'a [u8]> {
    let before = text.folded.get(..found.start)?;
    let before = before.strip_suffix(b"'").unwrap_or(before).trim_ascii_end();
    let before = before.strip_suffix(b":").or_else(|| before.strip_suffix(b"="))?;
    let before = before.trim_ascii_end();
    let before = before.strip_suffix(b"'").unwrap_or(before);
    let length = before.iter().rev().take_while(|byte| is_word(**byte)).count();
    before.get(before.len() - length..)
}

/// Makes the match of patterns that were found at the same place.
fn made(text: &Clean, group: &[Found]) -> Match {
    let mut products: Vec<Product> = Vec::new();
    for found in group {
        let pattern = found.pattern;
        let own = [pattern.section.product].into_iter().chain(pattern.known.also.iter().copied());
        for product in own.chain(pattern.section.also.iter().copied()) {
            if !products.contains(&product) {
                products.push(product);
            }
        }
    }
    let first = &group[0];
    if products.len() > 1 {
        let near = vicinity(text, first);
        products.sort_by_key(|product| !is_marked(*product, near));
    }
    let product = products.remove(0);
    let chosen = group.iter().find(|found| found.pattern.section.product == product);
    let found = chosen.unwrap_or(first);
    let known = found.pattern.known;
    let sentences = if known.notes.is_empty() {
        known.causes.iter().flat_map(|cause| cause.sentences()).copied().collect()
    } else {
        known.notes.to_vec()
    };
    let (start, end) = (before(text, found), tail(text, found));
    let message = text.shown.get(start..end).unwrap_or_default();
    // What the table has is between the gaps.
    let mut literal = Vec::new();
    let mut from = found.start;
    for (gap, after) in found.gaps.iter().copied().chain([(found.end, found.end)]) {
        literal.push((from - start, gap - start));
        from = after;
    }
    let message = masked_but(message, &literal).replace('\n', " ");
    Match {
        known,
        product,
        also: products,
        about: found.pattern.section.about,
        message: message.trim().to_owned(),
        code: known.code,
        causes: known.causes.to_vec(),
        sentences,
        values: values(text, found, (start, end)),
    }
}

/// Returns the text around a message, which may say whose it is.
fn vicinity<'a>(text: &'a Clean, found: &Found) -> &'a [u8] {
    const NEAR: usize = 1000;
    let end = text.folded.len().min(found.end + NEAR);
    text.folded.get(found.start.saturating_sub(NEAR)..end).unwrap_or_default()
}

fn is_marked(product: Product, near: &[u8]) -> bool {
    let own = TABLE.iter().filter(|section: &&Section| section.product == product);
    own.flat_map(|section| section.marks).any(|mark| {
        let mark = clean(mark).folded;
        near.windows(mark.len()).any(|window| window == mark)
    })
}

/// Returns where a message begins that begins with `*`: at the word before, or before what is in
/// quotes.
fn before(text: &Clean, found: &Found) -> usize {
    if !found.pattern.is_open_before() {
        return found.start;
    }
    let shown = text.shown.as_bytes();
    let near = found.start.saturating_sub(TAIL);
    let before = shown.get(near..found.start).unwrap_or_default().trim_ascii_end();
    let is_end =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'=' | b'(' | b'>');
    let word = before.iter().rev().take_while(|byte| !is_end(byte)).count();
    let start = near + before.len() - word;
    (start..=found.start).find(|at| text.shown.is_char_boundary(*at)).unwrap_or(found.start)
}

/// Returns where a message ends that ends with `*`: with its line, or with the string that it
/// stands in.
fn tail(text: &Clean, found: &Found) -> usize {
    let shown = text.shown.as_bytes();
    if !found.pattern.is_open_after() {
        return found.end;
    }
    let is_quoted = found.start > 0 && shown.get(found.start - 1) == Some(&b'"');
    let rest = shown.get(found.end..).unwrap_or_default();
    let rest = rest.get(..TAIL).unwrap_or(rest);
    let is_end = |at: usize, byte: u8| {
        byte == b'\n'
            || byte == b'<'
            || (is_quoted
                && byte == b'"'
                && rest.get(at + 1).is_none_or(|next| matches!(next, b',' | b'}' | b']' | b'\n')))
    };
    let length = rest.iter().enumerate().position(|(at, byte)| is_end(at, *byte));
    let mut end = found.end + length.unwrap_or(rest.len());
    while !text.shown.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Returns what stands for each `*` that helps.
fn values(text: &Clean, found: &Found, (start, end): (usize, usize)) -> Vec<(Value, String)> {
    let pattern = found.pattern;
    if !pattern.is_main() {
        return Vec::new();
    }
    let first = pattern.is_open_before().then_some((start, found.start));
    let last = pattern.is_open_after().then_some((found.end, end));
    let ranges = first.into_iter().chain(found.gaps.iter().copied()).chain(last);
    let kinds = pattern.known.values.iter().copied();
    let named = kinds.zip(ranges).filter(|(kind, _)| *kind != Value::Other);
    let values = named.filter_map(|(kind, (from, to))| {
        let value = text.shown.get(from..to)?.replace('\n', " ");
        let around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '.' | ',' | ';');
        // An address may end with a slash, but not with a quote.
        let value = value.trim_matches(around);
        let is_whole = !value.is_empty() && masked(value) == value;
        is_whole.then(|| (kind, value.to_owned()))
    });
    values.collect()
}

/// Every text of the table as it may appear, with a value for each `*`.
#[cfg(test)]
pub(crate) fn samples(value: &str) -> Vec<String> {
    let known = TABLE.iter().flat_map(|section| section.messages);
    let texts =
        known.flat_map(|known| [known.text].into_iter().chain(known.variants.iter().copied()));
    texts.map(|text| text.replace('*', value)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    /// Every message of the table with its variants, each with its section.
    fn texts() -> impl Iterator<Item = (&'static Section, &'static Known, &'static str)> {
        TABLE.iter().flat_map(|section| {
            section.messages.iter().flat_map(move |known| {
                let texts = [known.text].into_iter().chain(known.variants.iter().copied());
                texts.map(move |text| (section, known, text))
            })
        })
    }

    /// A message as it appears, with something for each `*`.
    fn written(text: &str) -> String {
        let text = text.strip_prefix('*').map_or(text.to_owned(), |rest| format!("zz9 {rest}"));
        text.replace('*', "zz9")
    }

    fn names(found: &Match) -> Vec<Product> {
        [found.product].into_iter().chain(found.also.iter().copied()).collect()
    }

    #[track_caller]
    fn assert_found(section: &Section, known: &Known, pasted: &str) {
        let found = recognize(pasted);
        let whose: Vec<_> = found.iter().flat_map(names).collect();
        assert!(whose.contains(&section.product), "{}: {pasted:?}: {found:#?}", known.text);
        assert_eq!(found.len(), 1, "{}: {pasted:?}: {found:#?}", known.text);
    }

    #[test]
    fn every_text_is_recognized_as_itself() {
        for (section, known, text) in texts() {
            let pasted = written(text);
            assert_found(section, known, &pasted);
            assert_found(section, known, &format!("  {pasted}\n"));
            let found = recognize(&pasted).into_iter().next().unwrap();
            let own = found.known.text == known.text && found.product == section.product;
            let shared = found.also.contains(&section.product);
            assert!(own || shared, "{text}: {found:#?}");
        }
    }

    #[test]
    fn every_text_is_recognized_in_bodies_and_logs() {
        for (section, known, text) in texts() {
            let pasted = written(text);
            let json = pasted.replace('\\', "\\\\").replace('"', "\\\"");
            let nested = json.replace('\\', "\\\\").replace('"', "\\\"");
            let html = pasted.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            for around in [
                format!(r#"{{"errors":[{{"message":"{json}","extensions":{{"path":"$"}}}}]}}"#),
                format!(r#"{{"code":"x","details":null,"hint":null,"message":"{json}"}}"#),
                format!(r#"{{"level":"warn","detail":"{{\"error\":\"{nested}\"}}"}}"#),
                format!("{{ message: '{pasted}' }}"),
                format!("{{\n  msg: \"{json}\"\n}}"),
            ] {
                assert_found(section, known, &around);
            }
            if known.place_of(text) != Place::Whole {
                for around in [
                    format!("2026-11-26T10:00:00Z ERROR [7] x: {pasted}\n    at f (a.js:1:2)\n"),
                    format!("<html><title>{html}</title></html>"),
                    format!("Error: {}", pasted.replace(' ', "\n   ")),
                ] {
                    assert_found(section, known, &around);
                }
            }
        }
    }

    #[test]
    fn text_about_something_else_is_not_a_message() {
        for text in [
            "",
            "Forbidden planet",
            "HTTP/1.1 401 Unauthorized",
            "an unauthorized copy; access is forbidden",
            "the invalid token was dropped",
            "my jwt expired yesterday",
            "Invalid signatures are rare",
            "He said: unauthorized people are forbidden to enter",
            "error[E0308]: mismatched types",
            "connection refused",
            "{\"message\":\"ok\",\"title\":\"Unauthorized biography\"}",
            "SELECT 'Forbidden', 'Unauthorized' FROM t",
        ] {
            assert!(recognize(text).is_empty(), "{text}: {:#?}", recognize(text));
        }
    }

    #[test]
    fn the_longest_message_wins_and_its_tail_says_why() {
        let one = |text: &str| {
            let found = recognize(text);
            assert_eq!(found.len(), 1, "{text}: {found:#?}");
            found.into_iter().next().unwrap()
        };
        let found = one("Could not verify JWT: JWSError JWSInvalidSignature");
        assert_eq!(names(&found), [Product::Hasura]);
        let found = one("JWSError JWSInvalidSignature");
        assert_eq!(names(&found), [Product::Postgrest, Product::Hasura]);
        let found = one("Authorization token is invalid: The token is malformed.");
        assert_eq!((found.product, &*found.causes), (Product::FastifyJwt, &[Cause::NoJwt][..]));
        let found = one(
            "invalid JWT: unable to parse or verify signature, token has invalid claims: token is expired",
        );
        assert_eq!(names(&found), [Product::SupabaseAuth, Product::GolangJwt]);
        assert_eq!(found.causes, [Cause::Expired]);
        let found = one("Context creation failed: jwt expired");
        assert_eq!((found.product, &*found.causes), (Product::ApolloServer, &[Cause::Expired][..]));
    }

    #[test]
    fn capitals_and_what_stands_beside_tell_products_apart() {
        let first = |text: &str| recognize(text).first().map(|found| found.product);
        for (text, product) in [
            ("invalid signature", Product::Jsonwebtoken),
            ("Invalid signature", Product::AwsJwtVerify),
            ("{\"message\":\"Invalid signature\"} server: kong/3.4", Product::Kong),
            (
                "{\"description\":\"Signature verification failed\",\"error\":\"Invalid Cognito Authentication Token\"}",
                Product::Cognitojwt,
            ),
            ("Signature verification failed", Product::Pyjwt),
            (
                "{\"error\":\"Not Authorized\",\"description\":\"User doesn't have access to this resource\"}",
                Product::FlaskCognito,
            ),
            ("token is expired (exp)", Product::Relyauth),
            ("token is expired", Product::GolangJwt),
            ("jwt expired", Product::Jsonwebtoken),
            ("UnauthorizedError: jwt expired", Product::ExpressJwt),
            ("JWT expired", Product::Postgrest),
            ("Token has expired", Product::FlaskJwtExtended),
            ("Token has expired.", Product::Appsync),
            ("{\"message\":\"Unauthorized\"}", Product::ApiGateway),
            ("unauthorized", Product::CosmoRouter),
            ("SIGNATURE HAS EXPIRED", Product::Pyjwt),
        ] {
            assert_eq!(first(text), Some(product), "{text}: {:#?}", recognize(text));
        }
    }

    #[test]
    fn values_of_the_message_are_read() {
        for (text, kind, value) in [
            (
                "claims key: 'https://hasura.io/jwt/claims' not found",
                Value::Namespace,
                "https://hasura.io/jwt/claims",
            ),
            (
                "{\"errors\":[{\"message\":\"claims key: \\u0027a b\\u0027 not found\"}]}",
                Value::Namespace,
                "a b",
            ),
            (
                "jwt issuer invalid. expected: https://id.example/",
                Value::Issuer,
                "https://id.example/",
            ),
            ("jwt audience invalid. expected: api", Value::Audience, "api"),
            ("{\"message\":\"cannot be authorized as role: manager\"}", Value::Role, "manager"),
            (
                "WARN manager is not in the allowed roles x-hasura-allowed-roles",
                Value::Role,
                "manager",
            ),
            (
                "JWT claim from claims_map, x-hasura-user-id not found",
                Value::Claim,
                "x-hasura-user-id",
            ),
            ("Internal Error - No matching JWK found for the given kid: k-1", Value::Kid, "k-1"),
        ] {
            assert_eq!(recognize(text)[0].value(kind), Some(value), "{text}");
        }
    }

    #[test]
    fn several_messages_are_each_found_once() {
        let log =
            "x: jwt expired\nx: jwt expired\ny: Jwt is missing\nCould not verify JWT: JWTExpired\n";
        let found: Vec<_> = recognize(log).iter().map(|found| found.product).collect();
        assert_eq!(found, [Product::Jsonwebtoken, Product::Envoy, Product::Hasura]);
    }

    /// With a second look at each part, these would never end.
    #[test]
    fn long_runs_are_read_once() {
        for part in ["\\", "&amp;", "claims key: '", "jwt issuer invalid. expected: x role \""] {
            assert!(recognize(&part.repeat((1 << 20) / part.len())).len() < 2, "{part}");
        }
    }

    #[test]
    fn words_that_a_terminal_broke_are_joined() {
        let found = recognize("Could not verify JWT: JWSError JWSInvalidSig\nnature");
        assert_eq!(found[0].product, Product::Hasura);
    }

    #[test]
    fn responses_are_read_with_their_status_and_headers() {
        let response = |status, www_authenticate: &[&str], body| {
            recognize_response(&Response { status, www_authenticate, body })
                .iter()
                .map(|found| found.product)
                .collect::<Vec<_>>()
        };
        let spring = "Bearer error=\"invalid_token\", error_description=\"An error occurred while attempting to decode the Jwt: Jwt expired at 2026-01-01T00:00:00Z\", error_uri=\"https://tools.ietf.org/html/rfc6750#section-3.1\"";
        assert_eq!(response(401, &[spring], ""), [Product::SpringSecurity]);
        let dotnet = "Bearer error=\"invalid_token\", error_description=\"The token expired at '01/01/2026 00:00:00'\"";
        assert_eq!(response(401, &[dotnet], ""), [Product::AspnetCore]);
        assert_eq!(response(401, &["Bearer"], ""), [Product::SpringSecurity]);
        assert_eq!(response(401, &["Bearer realm=\"x\""], ""), []);
        assert_eq!(response(401, &[], "{\"message\":\"Unauthorized\"}"), [Product::ApiGateway]);
        assert_eq!(response(200, &[], "{\"message\":\"Unauthorized\"}"), []);
        // Kong has it in `message`; another gateway writes what it likes.
        let signature = "{\"message\":\"Invalid signature\"}";
        assert_eq!(response(401, &[], signature), [Product::Kong]);
        let signature = "{\"error\":\"Invalid signature\"}";
        assert_eq!(response(401, &[], signature), [Product::AwsJwtVerify]);
        let printed = "HTTP/2 401 \r\nwww-authenticate: Bearer scope=\"\" error=\"invalid_token\" error_description=\"the token does not have a valid audience\"\r\ncontent-type: application/json\r\n\r\n{\"message\":\"Unauthorized\"}";
        let found: Vec<_> = recognize(printed).iter().map(|found| found.known.text).collect();
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0] == "Unauthorized" && found[1].contains("valid audience"), "{found:?}");
    }

    #[test]
    fn tokens_and_secrets_are_not_repeated() {
        let token = format!("eyJhbGciOiJIUzI1NiJ9.{}.AAAA", "eyJzdWIiOiI3In0".repeat(3));
        let text = format!(
            "token is malformed: {token} Authorization: Bearer s3cr3t-value password=hunter2"
        );
        let found = recognize(&text).into_iter().next().unwrap();
        for secret in [&token, "s3cr3t-value", "hunter2"] {
            assert!(!found.message.contains(secret), "{}", found.message);
        }
        let found = recognize(&format!("cannot be authorized as role: {token}"));
        assert_eq!(found[0].values, []);
    }

    #[test]
    fn the_words_of_a_message_are_shown() {
        for text in [
            "Missing 'Authorization' or 'Cookie' header in JWT authentication mode",
            "Invalid Refresh Token: Already Used",
            "This endpoint requires a valid Bearer token",
            "expired_token: The token is expired",
        ] {
            assert_eq!(recognize(text)[0].message, text);
        }
        // What stands for a `*` may be a secret.
        let found = recognize("failed to parse signed token: s3cr3t-value");
        assert_eq!(found[0].message, "failed to parse signed token: …");
        let found = recognize(&format!("Jwt expired at {} token=s3cr3t", "x ".repeat(300)));
        assert!(
            found[0].message.starts_with("Jwt expired at x")
                && !found[0].message.contains("s3cr3t")
        );
    }

    #[test]
    fn every_text_has_a_key_and_every_cause_and_product_is_used() {
        for (section, known, text) in texts() {
            assert!(!known.causes.is_empty(), "{text}");
            assert!(known.values.len() <= text.matches('*').count(), "{text}");
            assert!(
                recognize(&written(text)).iter().flat_map(names).any(|one| one == section.product)
            );
        }
        for cause in Cause::ALL {
            assert!(texts().any(|(_, known, _)| known.causes.contains(cause)), "{cause:?}");
        }
        for product in Product::ALL {
            let own =
                |section: &Section| section.product == *product || section.also.contains(product);
            let is_used =
                texts().any(|(section, known, _)| own(section) || known.also.contains(product));
            assert!(is_used, "{product:?}");
        }
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn no_text_is_too_strange(text in "(?s).{0,200}") {
            recognize(&text);
        }

        #[test]
        fn pieces_of_messages_are_not_too_strange(
            pieces in proptest::collection::vec((0..10_000_usize, 0..60_usize, "[\\\\\"&%u0-9*é’ \n]{0,6}"), 0..8),
        ) {
            let all: Vec<&str> = texts().map(|(_, _, text)| text).collect();
            let text: String = pieces
                .iter()
                .map(|(index, length, between)| {
                    let piece: String = all[index % all.len()].chars().take(*length).collect();
                    piece + between
                })
                .collect();
            recognize(&text);
        }

        #[test]
        fn noise_hides_no_message(
            index in 0..10_000_usize,
            before in "[a-z0-9 ]{0,40}[:>\\[\n]",
            after in "[\n\"<]([a-z0-9 ]{0,40})",
        ) {
            let all: Vec<_> = texts().filter(|(_, known, text)| known.place_of(text) != Place::Whole).collect();
            let (section, _, text) = all[index % all.len()];
            let pasted = format!("{before}{}{after}", written(text));
            let whose: Vec<_> = recognize(&pasted).iter().flat_map(names).collect();
            prop_assert!(whose.contains(&section.product), "{} {:?}", pasted, whose);
        }
    }
}
