//! Walks a paste: JSON, JSON in strings, cookies in chunks, base64; and scans what is left.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::jose::anatomy::Problem;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::source::paste::escape::percent_decoded;
use crate::source::paste::form::{
    is_complete_token, is_json_serialization, looks_like_token, strip_scheme,
};
use crate::source::paste::pasted::{PastedToken, Place, Purpose, purpose};
use crate::source::paste::scan::{self, What, decode_blob, pieces};

/// How many encodings inside one another are undone.
const MAX_LAYERS: usize = 6;
/// The shortest value that may be a chunk of a cookie.
const MIN_CHUNK: usize = 20;

/// Collects the tokens of a paste.
#[derive(Default)]
pub(super) struct Finder {
    pub(super) found: Vec<PastedToken>,
    /// Cookies in chunks: name, number, value
    chunks: Vec<(String, usize, String)>,
    /// The names of values that are not chunks
    names: HashSet<String>,
}

/// What a value is called, and how many encodings it was in.
#[derive(Clone, Copy, Default)]
struct Context<'a> {
    name: Option<&'a str>,
    /// The name of the object or list that it is in
    parent: Option<&'a str>,
    layer: usize,
}

impl Finder {
    /// Finds the tokens in the values of a JSON document.
    pub(super) fn in_json(&mut self, value: &Value) {
        self.walk(value, Context::default());
        self.join_chunks();
    }

    /// Finds the tokens in a text of any kind.
    pub(super) fn in_text(&mut self, text: &str) {
        let (chunks, rest) = cut_out_chunks(text);
        self.chunks.extend(chunks);
        self.scan(rest.as_deref().unwrap_or(text), Context::default());
        self.join_chunks();
    }

    fn walk(&mut self, value: &Value, context: Context<'_>) {
        match value {
            Value::String(text) => self.value(text, context),
            Value::Array(elements) => {
                for element in elements {
                    self.walk(element, context);
                }
            }
            Value::Object(object) => self.object(value, object, context),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn object(&mut self, value: &Value, object: &Object, context: Context<'_>) {
        if is_json_serialization(object) {
            let place = context.place();
            self.found.push(PastedToken::new(value.to_json(), place));
            return;
        }
        if let Some((name, value)) = pair(object) {
            if is_switched_on(object) {
                self.value(value, Context { name: Some(name), parent: None, ..context });
            }
            return;
        }
        // A cache of MSAL says what an entry is, and calls the token itself a secret.
        let kind = object.get_str("credential_type").or_else(|| object.get_str("credentialType"));
        for (name, value) in object.iter() {
            let own = kind.filter(|_| name == "secret").unwrap_or(name);
            let parent = if context.name.is_some() { context.name } else { context.parent };
            self.walk(value, Context { name: Some(own), parent, ..context });
        }
    }

    /// Finds the tokens in a value: it may be one, or text, JSON or base64 that has some.
    fn value(&mut self, text: &str, context: Context<'_>) {
        let trimmed = text.trim();
        if let Some((base, number)) = context.name.and_then(chunk_name)
            && (number > 0 || trimmed.len() >= MIN_CHUNK)
            && context.layer == 0
        {
            self.chunks.push((base.to_owned(), number, trimmed.to_owned()));
            return;
        }
        self.names.extend(context.name.map(ToOwned::to_owned));
        let token = strip_scheme(trimmed);
        if looks_like_token(token) {
            let bearer = token.len() != trimmed.len();
            let named = context.name.is_some_and(|name| name.eq_ignore_ascii_case("authorization"));
            let place = if bearer || named { Place::Authorization } else { context.place() };
            self.found.push(PastedToken::new(token.to_owned(), place));
            return;
        }
        if context.layer < MAX_LAYERS
            && let Some(decoded) = self.decoded(trimmed, context)
        {
            self.value(&decoded, Context { layer: context.layer + 1, ..context });
            return;
        }
        self.scan(text, context);
    }

    /// Undoes one encoding of a whole value. JSON is walked at once.
    fn decoded(&mut self, text: &str, context: Context<'_>) -> Option<String> {
        if text.starts_with(['{', '[', '"'])
            && let Ok(value) = Value::parse(text.as_bytes())
        {
            let before = self.found.len();
            self.walk(&value, Context { layer: context.layer + 1, ..context });
            return (self.found.len() > before).then(String::new);
        }
        if let Some(rest) = text.strip_prefix("base64-") {
            return decode_blob(rest);
        }
        let escaped = text.starts_with('%') || text.contains("%7B") || text.contains("%22");
        let decoded = escaped.then(|| percent_decoded(text).into_owned());
        decoded.filter(|decoded| decoded != text)
    }

    /// Scans a text for what looks like a token.
    fn scan(&mut self, text: &str, context: Context<'_>) {
        let mut blobs = Vec::new();
        pieces(text, |piece, original| {
            let place = match piece.place {
                Place::Text if context.name.is_some() => context.place(),
                place => place,
            };
            match piece.what {
                What::Token(run) => {
                    let notes = notes(&run);
                    let original = (!notes.is_empty()).then(|| original.to_owned());
                    self.found.push(PastedToken { token: run.token, place, original, notes });
                }
                What::Blob(inside) => blobs.push((self.found.len(), place, inside)),
            }
        });
        if context.layer >= MAX_LAYERS {
            return;
        }
        // Each is put where it was.
        let mut later = Vec::new();
        for (at, place, inside) in blobs.into_iter().rev() {
            later.push(self.found.split_off(at));
            let name = if let Place::Named(name) = &place { Some(name.as_str()) } else { None };
            let before = self.found.len();
            self.value(&inside, Context { name, parent: context.name, layer: context.layer + 1 });
            if place == Place::Authorization {
                self.found[before..].iter_mut().for_each(|one| one.place = Place::Authorization);
            }
            later.push(self.found.split_off(before));
        }
        self.found.extend(later.into_iter().rev().flatten());
    }

    /// Puts the cookies together that were stored in chunks.
    fn join_chunks(&mut self) {
        let mut order = Vec::new();
        let mut cookies: BTreeMap<String, BTreeMap<usize, String>> = BTreeMap::new();
        for (base, number, value) in std::mem::take(&mut self.chunks) {
            let cookie = cookies.entry(base.clone()).or_insert_with(|| {
                order.push(base);
                BTreeMap::new()
            });
            cookie.insert(number, value);
        }
        for base in order {
            let chunks = cookies.remove(&base).unwrap_or_default();
            // Supabase reads the cookie without a number if there is one.
            if !(self.names.contains(&base) && is_supabase(&base)) {
                self.join(&base, &chunks);
            }
        }
    }

    fn join(&mut self, base: &str, chunks: &BTreeMap<usize, String>) {
        let context = Context { name: Some(base), layer: 1, ..Context::default() };
        let whole = |chunk: &String| is_complete_token(strip_scheme(chunk));
        if chunks.len() > 1 && chunks.values().all(whole) {
            for chunk in chunks.values() {
                self.value(chunk, context);
            }
            return;
        }
        let ordered = chunks.iter().enumerate();
        let first = ordered.take_while(|(index, (number, _))| index == *number);
        let first: Vec<&str> = first.map(|(_, (_, chunk))| chunk.as_str()).collect();
        let missing = first.len() < chunks.len();
        let joined = first.concat();
        let text = if first.is_empty() { chunks.values().cloned().collect() } else { joined };
        let before = self.found.len();
        self.value(&text, context);
        let is_whole = is_supabase(base) && !missing && holds_json(&text);
        let message = if missing {
            format!(
                "the cookie `{base}` is incomplete: its chunk `{base}.{}` is missing",
                first.len()
            )
        } else if is_supabase(base) && !is_whole {
            format!(
                "the chunks of the cookie `{base}` do not fit together: one is missing at the end, or they come from two logins; delete them all and log in again"
            )
        } else {
            return;
        };
        let note = Note::about("token", Problem::CutOff, message);
        if self.found.len() == before {
            self.found.push(PastedToken::new(text, Place::Named(base.to_owned())));
        }
        self.found[before..].iter_mut().for_each(|token| token.notes.push(note.clone()));
    }
}

impl Context<'_> {
    /// Returns the place of a value. If its own name says little, that of what it is in
    /// counts: `refreshToken.value`.
    fn place(self) -> Place {
        let (Some(name), parent) = (self.name, self.parent) else { return Place::Text };
        match parent {
            Some(parent)
                if purpose(name) == Purpose::Other && purpose(parent) != Purpose::Other =>
            {
                Place::Named(parent.to_owned())
            }
            _ => Place::Named(name.to_owned()),
        }
    }
}

/// Whether a cookie is one in which Supabase keeps a session.
fn is_supabase(name: &str) -> bool {
    name.starts_with("sb-") && name.ends_with("-auth-token")
}

/// Whether the value of a cookie is JSON, whatever it is encoded in.
fn holds_json(text: &str) -> bool {
    let is_json = |text: &str| Value::parse(text.as_bytes()).is_ok();
    let decoded = percent_decoded(text);
    match decoded.strip_prefix("base64-") {
        Some(rest) => decode_blob(rest).is_some_and(|text| is_json(&text)),
        None => is_json(&decoded),
    }
}

/// Returns name and value of an object that is such a pair: a header or cookie of a HAR
/// file, a variable of Postman.
fn pair(object: &Object) -> Option<(&str, &str)> {
    let first = |names: &[&str]| names.iter().find_map(|name| object.get_str(name));
    first(&["name", "key", "Name", "Key"]).zip(first(&["value", "Value"]))
}

/// Whether a variable or header is used: Postman and Insomnia keep others too.
fn is_switched_on(object: &Object) -> bool {
    object.get("enabled") != Some(&Value::Bool(false))
        && object.get("disabled") != Some(&Value::Bool(true))
}

/// Splits `NAME.N`, the name of a chunk of a cookie.
fn chunk_name(name: &str) -> Option<(&str, usize)> {
    let (base, number) = name.rsplit_once('.')?;
    let digits = matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit());
    (digits && !base.is_empty()).then_some((base, number.parse().ok()?))
}

/// A chunk of a cookie in a text.
struct Chunk<'a> {
    base: &'a str,
    number: usize,
    value: &'a str,
    /// Where its name begins and its value ends
    range: Range<usize>,
}

/// Cuts the chunks of cookies out of a text (`NAME.0=…; NAME.1=…`), and returns the text
/// without them if there are any.
fn cut_out_chunks(text: &str) -> (Vec<(String, usize, String)>, Option<String>) {
    let mut chunks = find_chunks(text);
    let long = |chunk: &&Chunk<'_>| chunk.value.len() >= MIN_CHUNK;
    let cookies: HashSet<&str> = chunks.iter().filter(long).map(|chunk| chunk.base).collect();
    chunks.retain(|chunk| cookies.contains(chunk.base));
    if chunks.is_empty() {
        return (Vec::new(), None);
    }
    let (mut rest, mut last) = (String::new(), 0);
    for chunk in &chunks {
        rest.push_str(&text[last..chunk.range.start]);
        last = chunk.range.end;
    }
    rest.push_str(&text[last..]);
    let owned = |chunk: Chunk<'_>| (chunk.base.to_owned(), chunk.number, chunk.value.to_owned());
    (chunks.into_iter().map(owned).collect(), Some(rest))
}

/// Finds what may be chunks of cookies in a text.
fn find_chunks(text: &str) -> Vec<Chunk<'_>> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.%@".contains(&byte);
    let bytes = text.as_bytes();
    let mut chunks = Vec::new();
    let (mut at, mut last) = (0, 0);
    while let Some(dot) = bytes[at..].iter().position(|byte| *byte == b'.').map(|next| at + next) {
        at = dot + 1;
        let digits = bytes[at..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        let after = at + digits;
        let value = if digits > 0 { value_after(&text[after..]) } else { None };
        let Some((skipped, value)) = value else {
            continue;
        };
        let name =
            bytes[last..dot].iter().rev().take(256).take_while(|byte| is_name(**byte)).count();
        let end = after + skipped + value.len();
        if let Some((base, number)) = chunk_name(&text[dot - name..after])
            && !is_complete_token(value)
        {
            chunks.push(Chunk { base, number, value, range: dot - name..end });
        }
        (at, last) = (end, end);
    }
    chunks
}

/// Returns the value after the name of a chunk, and how much is between them.
fn value_after(text: &str) -> Option<(usize, &str)> {
    let value = text.trim_start_matches(['"', '\'', '\\']);
    let separated = value.trim_start_matches([':', '=', '\t', ',', ' ']);
    if separated.len() == value.len() {
        return None;
    }
    let value = separated.trim_start_matches(['"', '\'', '\\']);
    let end =
        value.find(|c: char| c.is_whitespace() || c.is_control() || ";,'\"`^&<>\\|".contains(c));
    let end = end.unwrap_or(value.len());
    (end > 0).then(|| (text.len() - value.len(), &value[..end]))
}

/// Says what was removed from a token.
fn notes(run: &scan::Run) -> Vec<Note<Problem>> {
    let count = run.token.matches('.').count();
    let part = |index: usize| match (count, index) {
        (_, 0) => "header",
        (4, _) => "token",
        (_, 1) => "payload",
        _ => "signature",
    };
    let mut notes: Vec<Note<Problem>> = Vec::new();
    for (what, index) in &run.removed {
        let part = part(*index);
        let message = format!(
            "{what} was removed from the {part}: this copy differs from the token that was issued"
        );
        let note = Note::about(part, Problem::InsertedCharacter, message);
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}
