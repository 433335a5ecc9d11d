//! Finds known messages in text: a message alone, a log, a body or a header.

use std::collections::{HashMap, HashSet};

use crate::message::clean::{self, Clean, clean};
use crate::message::found::{Match, made};
use crate::message::pattern::{Found, INDEX, is_word};
use crate::message::place::{begins_word, fits, member};
use crate::message::product::Product;
#[cfg(test)]
use crate::message::table::TABLE;
use crate::sort;

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
    let mut matches = Matches::default();
    // A match whose message ends with `*`, and where the message ended.
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
        // The tail of a message is often another one, which says why.
        let carrier = open.take().filter(|(_, until)| {
            let between = text.folded.get(*until..at).unwrap_or_default();
            between.len() <= 40 && !between.iter().any(|byte| is_word(*byte))
        });
        if let Some((outer, _)) = carrier {
            matches.add_tail(outer, &text, &group);
        } else {
            let index = matches.add(&text, &group);
            open = first.pattern.is_open_after().then_some((index, first.end));
        }
        at = first.end.max(at + 1);
    }
    matches.found
}

/// The messages that were found so far. A log repeats few messages often, so that only the first
/// of each is looked at closely.
#[derive(Default)]
struct Matches {
    found: Vec<Match>,
    /// Where each text is that was found in full, and where each that has only been found as a
    /// variant
    in_full: HashMap<&'static str, usize>,
    as_variant: HashMap<&'static str, usize>,
    /// The same with the product, and whether it was found in full
    by_product: HashMap<(&'static str, Product), (usize, bool)>,
    /// The texts that were tails of a match
    tails: HashSet<(usize, &'static str)>,
}

impl Matches {
    /// Adds a message, unless it was found before. Returns where it is.
    fn add(&mut self, text: &Clean, group: &[Found]) -> usize {
        let is_main = group.iter().any(|found| found.pattern.is_main());
        let texts = || group.iter().map(|found| found.pattern.known.text);
        let again = texts()
            .find_map(|text| self.in_full.get(text))
            .or_else(|| texts().find_map(|text| self.as_variant.get(text)).filter(|_| !is_main));
        if let Some(index) = again {
            return *index;
        }
        let made = made(text, group);
        let (known, product) = (made.known.text, made.product);
        let earlier = self.by_product.get(&(known, product)).copied();
        let index = earlier.map_or(self.found.len(), |(index, _)| index);
        match (self.found.get_mut(index), earlier) {
            (None, _) => self.found.push(made),
            (Some(slot), Some((_, false))) if is_main => *slot = made,
            (Some(_), _) => {}
        }
        let seen = if is_main { &mut self.in_full } else { &mut self.as_variant };
        seen.insert(known, index);
        let is_full = self.by_product.entry((known, product)).or_insert((index, false));
        is_full.1 |= is_main;
        index
    }

    /// Adds what the tail of a message says, unless the same tail was there before.
    fn add_tail(&mut self, outer: usize, text: &Clean, group: &[Found]) {
        let is_new =
            group.first().is_some_and(|first| self.tails.insert((outer, first.pattern.known.text)));
        if let Some(outer) = self.found.get_mut(outer).filter(|_| is_new) {
            outer.absorb(&made(text, group));
        }
    }
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
            sort::by_key(&mut found, |found| !is_usual(found));
        }
    }
    Some(found)
}

/// Every text of the table as it may appear, with a value for each `*`.
#[cfg(test)]
pub(crate) fn samples(value: &str) -> Vec<String> {
    let known = TABLE.iter().flat_map(|section| &section.messages);
    let texts = known.flat_map(|known| [known.text].into_iter().chain(known.variants.iter()));
    texts.map(|text| text.replace('*', value)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::message::cause::Cause;
    use crate::message::known::{Known, Place, Section, Value};
    use crate::regressions;

    /// Every message of the table with its variants, each with its section.
    fn texts() -> impl Iterator<Item = (&'static Section, &'static Known, &'static str)> {
        TABLE.iter().flat_map(|section| {
            section.messages.iter().flat_map(move |known| {
                let texts = [known.text].into_iter().chain(known.variants.iter());
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
    fn a_repeated_message_is_shown_once_and_with_each_tail_once() {
        let variant = "x: \"TokenExpiredError\" y\n".repeat(3);
        let found = recognize(&(variant + "Error: jwt expired\n"));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].message, "jwt expired");
        // Each tail has another value, and other causes than the one before.
        let line = |number: usize| {
            format!(
                "Authorization token is invalid: jwt audience invalid. expected: a{number}\nAuthorization token is invalid: jwt issuer invalid. expected: i{number}\n"
            )
        };
        let found = recognize(&(1..100).map(line).collect::<String>());
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].values.len(), 2, "{found:#?}");
        assert!(found[0].message.len() < 300, "{}", found[0].message);
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
