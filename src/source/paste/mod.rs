//! The tokens in what people paste: a header, a cookie, a curl line, JSON, an HTTP dump.

mod credential;
mod escape;
mod form;
mod label;
mod pasted;
mod scan;
mod walk;

use std::collections::HashSet;

pub(crate) use crate::source::paste::escape::{decode_text, without_colors};
pub(crate) use crate::source::paste::form::is_complete_token;
pub(crate) use crate::source::paste::pasted::{PastedToken, Place};

use crate::jose::json::Value;
use crate::source::paste::form::{
    has_token_form, is_header, is_json_serialization, is_part_or_dot, is_plainly_a_token,
    strip_scheme, strip_wrapping, unquote, without_prefix,
};
use crate::source::paste::pasted::Purpose;
use crate::source::paste::walk::Finder;

/// Finds every token of a paste, in order, each once. If there is none, what stands where a
/// token should be is returned, or the whole text, so that its faults can be shown; only a
/// blank text has none.
pub(crate) fn find(text: &str) -> Vec<PastedToken> {
    let text = text.trim().trim_start_matches('\u{feff}');
    if text.is_empty() {
        return Vec::new();
    }
    if is_plainly_a_token(text) {
        return vec![PastedToken::new(text.to_owned(), Place::Whole)];
    }
    let clean = without_colors(text);
    let text = clean.trim();
    let mut finder = Finder::default();
    let mut json = None;
    if text.starts_with(['{', '[']) {
        match Value::parse(text.as_bytes()) {
            Ok(Value::Object(object)) if is_json_serialization(&object) => {
                return vec![PastedToken::new(text.to_owned(), Place::Whole)];
            }
            Ok(value) => {
                finder.in_json(&value);
                json = Some(value);
            }
            Err(_) => {}
        }
    }
    if finder.found.is_empty()
        && let Some(tokens) = bare(text)
    {
        finder.found = tokens;
    }
    if finder.found.is_empty() {
        finder.in_text(text);
    }
    let mut found = finder.found;
    if found.is_empty() {
        let instead = match &json {
            Some(value) => credential::in_json(value),
            None => credential::in_text(text),
        };
        found.extend(instead);
    }
    if found.is_empty() {
        found.push(PastedToken::new(unquote(text).to_owned(), Place::Whole));
    }
    let mut known = HashSet::new();
    found.retain(|one| known.insert(one.token.clone()));
    found
}

/// Whether a token was found in a text, rather than the text returned as it is.
pub(crate) fn has_token(found: &[PastedToken]) -> bool {
    found.iter().any(|one| is_complete_token(&one.token))
}

/// Chooses one token of several: the one in an Authorization header, else the only one
/// with Hasura claims, else the id token, else the access token, else the first that is for
/// no other service. Never a refresh token.
pub(crate) fn choose(found: &[PastedToken]) -> Option<&PastedToken> {
    if let [only] = found {
        return Some(only).filter(|one| !one.is_refresh_token());
    }
    let candidates: Vec<&PastedToken> =
        found.iter().filter(|one| !one.is_refresh_token()).collect();
    let by_place = candidates.iter().find(|one| one.place == Place::Authorization);
    let with_hasura = || {
        let mut with = candidates.iter().filter(|one| one.has_hasura_claims());
        with.next().filter(|_| with.next().is_none())
    };
    let by_purpose = |purpose| candidates.iter().find(move |one| one.named_purpose() == purpose);
    // Clerk keeps one session per instance of an app on the same host; the last is in use.
    let session = || {
        let is_session = |one: &&&PastedToken| {
            one.name().is_some_and(|name| name == "__session" || name.starts_with("__session_"))
        };
        candidates.iter().filter(is_session).max_by_key(|one| one.expires_at())
    };
    let own = || {
        let own = |one: &&&PastedToken| one.named_purpose() != Purpose::Foreign;
        let signed = |one: &&&PastedToken| own(one) && one.token.split('.').count() == 3;
        candidates.iter().find(signed).or_else(|| candidates.iter().find(own))
    };
    by_place
        .or_else(with_hasura)
        .or_else(|| by_purpose(Purpose::Id))
        .or_else(|| by_purpose(Purpose::Access))
        .or_else(session)
        .or_else(own)
        .or_else(|| candidates.first())
        .copied()
}

/// What a pasted request (a curl line, an HTTP dump) sends besides its token.
#[derive(Clone, Default)]
pub(crate) struct PastedRequest {
    /// `x-hasura-role`
    pub(crate) role: Option<String>,
    /// `x-hasura-admin-secret`, which is never shown
    pub(crate) admin_secret: Option<String>,
}

impl PastedRequest {
    /// Reads the headers of a request. JSON is not one: there the names may be claims.
    pub(crate) fn of(text: &str) -> Self {
        if !text.contains(':') {
            return Self::default();
        }
        let admin_secret = ["x-hasura-admin-secret", "x-hasura-access-key"];
        Self {
            role: header(text, "x-hasura-role", "'\"`,;\\^"),
            admin_secret: admin_secret.into_iter().find_map(|name| header(text, name, "'\"`")),
        }
    }

    /// Returns what this request sends, and otherwise what another one does.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            role: self.role.or(other.role),
            admin_secret: self.admin_secret.or(other.admin_secret),
        }
    }
}

/// Returns the value of a header in a pasted request, up to one of the characters that end it.
fn header(text: &str, name: &str, ends: &str) -> Option<String> {
    if text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    lower.match_indices(name).find_map(|(at, _)| {
        let rest = text.get(at + name.len()..)?.trim_start_matches(['"', '\'', ' ']);
        let rest = rest.strip_prefix(':')?.trim_start_matches(['"', '\'', ' ']);
        let end = rest.find(|c: char| c.is_control() || ends.contains(c));
        let value = rest.get(..end.unwrap_or(rest.len()))?.trim();
        (!value.is_empty()).then(|| value.to_owned())
    })
}

/// Returns the token in a line: alone, quoted, after `Bearer`, before a comma.
pub(crate) fn token_of_line(line: &str) -> Option<&str> {
    Some(strip_wrapping(line)).filter(|token| is_complete_token(token))
}

/// Returns what a line of a list holds if it has the form of a token, else the line as it
/// is. Whether it is one is up to whoever parses it.
pub(crate) fn of_line(line: &str) -> &str {
    if line.starts_with("eyJ") && line.bytes().next_back().is_some_and(is_part_or_dot) {
        // Nothing is around it.
        return line;
    }
    let token = strip_wrapping(line);
    if token.len() == line.len() || has_token_form(token) { token } else { line }
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
    if !lines.iter().all(|line| line.bytes().all(is_part_or_dot)) {
        return None;
    }
    if !rest.is_empty() && lines.iter().all(|line| is_complete_token(line)) {
        let each = |line: &&str| PastedToken::new((*line).to_owned(), Place::Text);
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
    (joined.contains('.') && header).then(|| vec![PastedToken::new(joined, place)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url;
    use crate::regressions;
    use crate::source::paste::scan::tests::{LOOKS_BACK, READ};

    #[test]
    fn a_pasted_request_has_an_admin_secret() {
        for (text, expected) in [
            ("curl x -H 'X-Hasura-Admin-Secret: a, b;c' -d '{}'", Some("a, b;c")),
            ("POST /v1/graphql HTTP/1.1\r\nx-hasura-access-key: old\r\n\r\n", Some("old")),
            (r#"{"x-hasura-admin-secret": "x"}"#, None),
            ("Bearer eyJ", None),
        ] {
            assert_eq!(PastedRequest::of(text).admin_secret.as_deref(), expected, "{text}");
        }
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
            assert_eq!(PastedRequest::of(text).role.as_deref(), expected, "{text}");
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
    fn a_line_break_that_was_escaped_is_removed_from_a_token() {
        let header = base64url::encode(r#"{"alg":"HS256"}"#);
        let t = format!("{header}.{}.{}", base64url::encode("{}"), base64url::encode([7; 32]));
        let found = find(&format!(r"{}\n{}", &t[..t.len() - 20], &t[t.len() - 20..]));
        assert_eq!(found[0].token, t);
        assert!(found[0].notes[0].message.starts_with(r"`\n` was removed"), "{found:?}");
        assert_eq!(find(&format!(r"x: {t}\nnext: 1"))[0].token, t);
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
        let pairs = format!(
            r#"[{{"Name":"refresh_token","Value":"{refresh}"}},{{"Name":"jwt","Value":"{access}"}}]"#
        );
        assert_eq!(chosen(&pairs), Some(access.clone()));
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
            [PastedToken::new("eyJ.e30.c2ln".to_owned(), Place::Whole)]
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
        let line = format!("ey{}\n", "J".repeat(74));
        for piece in [
            "ey\n",
            "=ey",
            "ey.",
            "eyJ\n.",
            "\"ey \n",
            "ey\\\n",
            "ey ",
            "ey%20",
            "eyJhIjoxfQ ",
            "eyJhIjoxfQ.a ",
            "eyJhbGciOiJIUzI1NiJ9.e30.aa ",
            "a.0=",
            "a.0=aaaaaaaaaaaaaaaaaaaaaaaa;",
            "\u{1b}]8;",
            "^[[",
            "bearer ",
            "<",
            "token ",
            line.as_str(),
        ] {
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

    #[test]
    fn what_follows_base64_is_read_in_linear_time() {
        for length in [14, 60, 200] {
            let blob = base64url::encode(format!(r#"{{"a":"{}"}}"#, "b".repeat(length)));
            let text = format!("x {}", format!("{blob} ").repeat(200_000 / blob.len()));
            let before = READ.get();
            find(&text);
            let read = READ.get() - before;
            assert!(read <= 24 * text.len() + 65_536, "{length}: {read} of {}", text.len());
        }
    }

    proptest::proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn no_text_makes_it_panic_and_none_that_is_not_blank_comes_out_empty(text in "\\PC*") {
            let found = find(&text);
            proptest::prop_assert_eq!(found.is_empty(), text.trim().trim_start_matches('\u{feff}').is_empty());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(0..=255_u8, 0..200)) {
            if let Some(text) = decode_text(&bytes) {
                choose(&find(&text));
            }
        }

        /// Whatever was inserted after `eyJ`, the token comes out as it was issued.
        #[test]
        fn a_token_that_was_torn_apart_is_put_together(
            places in proptest::collection::btree_set(3..150_usize, 1..6),
            between in proptest::sample::select(vec![" ", "%20", "\u{200b}", "\n", "\r\n  ", "\n> ", "\u{1b}[1m"]),
            before in proptest::sample::select(vec!["", "see ", "Authorization: Bearer ", "{\"a\":\"", "\u{1b}[32m"]),
        ) {
            let header = base64url::encode(r#"{"alg":"HS512"}"#);
            let claims = base64url::encode(r#"{"sub":"ada lovelace","aud":"moped"}"#);
            let t = format!("{header}.{claims}.{}", base64url::encode([7; 64]));
            let mut torn = t.clone();
            for place in places.into_iter().rev() {
                torn.insert_str(place, between);
            }
            let found = find(&format!("{before}{torn}"));
            proptest::prop_assert_eq!(&found[0].token, &t);
        }

        /// Base64 in JSON in base64 does not grow what is looked at.
        #[test]
        fn layers_are_undone_only_so_far(layers in 0..12_usize) {
            let t = token(r#"{"sub":"ada"}"#);
            let wrapped = (0..layers).fold(t.clone(), |text, _| {
                base64url::encode(format!(r#"{{"token":"{text}"}}"#))
            });
            let found = find(&wrapped).iter().any(|one| one.token == t);
            proptest::prop_assert!(found || layers > 3);
        }

        #[test]
        fn a_token_is_found_between_any_words(before in "[a-z ]{0,20}", after in "[ -~]{0,20}") {
            let t = token(r#"{"sub":"ada"}"#);
            let found = find(&format!("{before} {t} {after}"));
            proptest::prop_assert!(found.iter().any(|one| one.token == t));
        }
    }
}
