//! How an engine that has a path for each session variable finds them: what each path leads to,
//! and where a path breaks off that leads nowhere.

use crate::hasura::warning::EngineWarning;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::jose::path::{JsonPath, Step};

/// The maximum number of characters of a value that a step shows.
const SHOWN: usize = 60;
/// The maximum number of names that are listed where a path breaks off.
const NAMES: usize = 8;

/// One session variable, and what its entry in the configuration leads to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mapping {
    pub(crate) name: String,
    /// The path in the engine's syntax; `None` if the configuration has only a value
    pub(crate) path: Option<String>,
    pub(crate) source: MappingSource,
}

/// Where the value of a session variable comes from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum MappingSource {
    /// The claim at the path
    Claim(Shown),
    /// The default, because the path leads nowhere
    Default(Shown, DeadEnd),
    /// The configuration itself
    Literal(Shown),
    /// The path leads nowhere, and there is no default
    Nothing(DeadEnd),
}

/// A value as far as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown {
    pub(crate) kind: Kind,
    /// The beginning of its JSON
    pub(crate) text: String,
    /// The value itself, if it is a short string
    pub(crate) string: Option<String>,
}

/// The kinds of values that hints distinguish.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    String,
    /// A list of strings that are not empty
    Strings,
    EmptyList,
    /// Any other list
    List,
    Other,
}

/// Why a path breaks off.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Cause {
    /// The token does not have such a claim
    #[default]
    Absent,
    /// The step is a key that is itself written like a path
    QuotedPath,
    /// The path would go on inside a string that holds JSON
    InString,
    /// The path has a wildcard, and the engine's paths have none
    Wildcard,
    /// The engine cannot evaluate the path at all
    Wrong,
}

/// Where a path breaks off.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DeadEnd {
    /// What is there instead, as a sentence without its period
    pub(crate) detail: String,
    pub(crate) cause: Cause,
    /// A similar path, in the engine's syntax. It leads to a claim unless the path is a quoted one
    pub(crate) similar: Option<String>,
}

impl Shown {
    pub(crate) fn of(value: &Value) -> Self {
        let kind = match value {
            Value::String(_) => Kind::String,
            Value::Array(elements) if elements.is_empty() => Kind::EmptyList,
            Value::Array(elements) => {
                let plain = |one: &Value| one.as_str().is_some_and(|text| !text.is_empty());
                if elements.iter().all(plain) { Kind::Strings } else { Kind::List }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Kind::Other,
        };
        let mut text = String::new();
        write(value, &mut text);
        let string = value.as_str().filter(|text| text.len() <= SHOWN).map(ToOwned::to_owned);
        Self { kind, text: shortened(&text), string }
    }
}

/// Writes the beginning of a value as JSON; at least [`SHOWN`] characters if there are as many.
fn write(value: &Value, text: &mut String) {
    if text.len() > SHOWN * 4 {
        return;
    }
    match value {
        Value::String(string) => {
            let start: String = string.chars().take(SHOWN + 1).collect();
            text.push_str(&Value::from(start.as_str()).to_json());
        }
        Value::Array(elements) => {
            text.push('[');
            for (index, element) in elements.iter().take(SHOWN).enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(element, text);
            }
            text.push(']');
        }
        Value::Object(object) => {
            text.push('{');
            for (index, (name, value)) in object.iter().take(SHOWN).enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(&Value::from(name), text);
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => text.push_str(&value.to_json()),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// What an engine does with a variable whose path leads nowhere and that has no default.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Absent {
    Refused,
    LeftOut,
    Null,
}

impl Absent {
    const fn words(self) -> &'static str {
        match self {
            Self::Refused => "nothing",
            Self::LeftOut => "left out",
            Self::Null => "null",
        }
    }
}

impl Mapping {
    /// Whether the variable gets a value.
    pub(crate) const fn is_found(&self) -> bool {
        !matches!(self.source, MappingSource::Nothing(_))
    }

    /// Describes the mapping for a step.
    pub(crate) fn detail(&self, absent: Absent) -> String {
        let Self { name, path, source } = self;
        let path = path.as_deref().unwrap_or_default();
        match source {
            MappingSource::Literal(value) => {
                format!("`{name}` is {} in the configuration", value.text)
            }
            MappingSource::Claim(value) => format!("`{name}` from `{path}`: {}", value.text),
            MappingSource::Default(value, end) => {
                format!(
                    "`{name}` from `{path}`: the default {}, because {}",
                    value.text, end.detail
                )
            }
            MappingSource::Nothing(end) => {
                format!("`{name}` from `{path}`: {}, because {}", absent.words(), end.detail)
            }
        }
    }

    /// Returns the warning about a path that leads nowhere, if the engine goes on without a word.
    pub(crate) fn warning(&self, absent: Absent) -> Option<Note<EngineWarning>> {
        let Self { name, path, source } = self;
        let path = path.as_deref()?;
        let (code, effect, end) = match source {
            MappingSource::Default(value, end) => {
                (EngineWarning::DefaultUsed, format!("gets its default {}", value.text), end)
            }
            MappingSource::Nothing(end) if absent != Absent::Refused => {
                (EngineWarning::NothingFound, format!("is {}", absent.words()), end)
            }
            MappingSource::Nothing(_) | MappingSource::Claim(_) | MappingSource::Literal(_) => {
                return None;
            }
        };
        let message = format!("`{name}` {effect}: `{path}` leads nowhere, because {}", end.detail);
        Some(Note::new(code, message))
    }
}

impl DeadEnd {
    /// Returns a dead end of which only this is known.
    pub(crate) fn of(detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..Self::default() }
    }

    /// Follows a path to where it breaks off. `show` writes steps in the engine's syntax.
    pub(crate) fn find(path: &JsonPath, root: &Value, show: impl Fn(&[Step]) -> String) -> Self {
        let steps = path.steps();
        let mut here = root;
        for (index, step) in steps.iter().enumerate() {
            if let Some(next) = enter(step, here) {
                here = next;
                continue;
            }
            let (before, after) = steps.split_at(index);
            let place = if before.is_empty() {
                "the token".to_owned()
            } else {
                format!("`{}`", show(before))
            };
            let mut end = Self::of(broken_off(step, here, &place, before.is_empty()));
            let is_json = |text: &str| text.trim_start().starts_with(['{', '[']);
            if here.as_str().is_some_and(is_json) {
                end.cause = Cause::InString;
            }
            if let Some(inner) = written_as_key(step) {
                end.cause = Cause::QuotedPath;
                end.similar = Some(show(&[before, inner.steps()].concat()));
            }
            let similar = similar(before, after, here, root).map(|steps| show(&steps));
            end.similar = similar.or(end.similar);
            return end;
        }
        Self::of(format!("`{}` is null", show(steps)))
    }
}

/// Returns the path that a key is written like: `$.a` or `$["a"]`.
fn written_as_key(step: &Step) -> Option<JsonPath> {
    let Step::Key(key) = step else { return None };
    if !key.starts_with('$') {
        return None;
    }
    key.parse::<JsonPath>().ok().filter(|path| !path.steps().is_empty())
}

/// Describes what is at the place where a step leads nowhere.
fn broken_off(step: &Step, here: &Value, place: &str, is_root: bool) -> String {
    match (step, here) {
        (Step::Key(key), Value::Object(object)) => {
            let missing = format!("{place} has no {}", quoted(key));
            if is_root || object.is_empty() {
                return missing;
            }
            format!("{missing}, only {}", names(object))
        }
        (Step::Key(key), Value::Array(_)) => {
            format!("{place} is a list, which has no {}", quoted(key))
        }
        (Step::Index(index), Value::Array(elements)) => {
            let count = elements.len();
            let s = if count == 1 { "" } else { "s" };
            format!(
                "{place} has {count} element{s}, and there is no element {index} (counted from 0)"
            )
        }
        (Step::Index(_), Value::Object(_)) => format!("{place} is an object, not a list"),
        (_, Value::String(text)) if text.trim_start().starts_with(['{', '[']) => {
            format!("{place} is JSON in a string, which a path does not enter")
        }
        (_, other) => format!("{place} is {}, which has no parts", other.a_kind()),
    }
}

fn quoted(key: &str) -> String {
    format!("`{}`", shortened(key))
}

fn names(object: &Object) -> String {
    let mut names: Vec<String> = object.iter().take(NAMES).map(|(name, _)| quoted(name)).collect();
    if object.len() > NAMES {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// Returns a path that differs little from this one and leads to a claim.
fn similar(before: &[Step], after: &[Step], here: &Value, root: &Value) -> Option<Vec<Step>> {
    let (first, rest) = after.split_first()?;
    let mut candidates: Vec<Vec<Step>> = Vec::new();
    if let Some(inner) = written_as_key(first) {
        candidates.push([inner.steps(), rest].concat());
        candidates.push([before, inner.steps(), rest].concat());
    }
    match (first, here) {
        (Step::Key(key), Value::Object(object)) => {
            // Several steps that are one key with dots or slashes.
            let keys: Vec<&str> = after
                .iter()
                .take(NAMES)
                .map_while(|step| match step {
                    Step::Key(key) => Some(key.as_str()),
                    Step::Index(_) => None,
                })
                .collect();
            for count in 2..=keys.len() {
                for separator in [".", "/", ":"] {
                    let joined = keys.get(..count).unwrap_or_default().join(separator);
                    let tail = after.get(count..).unwrap_or_default();
                    candidates.push([before, &[Step::Key(joined)], tail].concat());
                }
            }
            // One key that is several steps.
            let parts = key.split(['.', '/']).filter(|part| !part.is_empty());
            let parts: Vec<Step> = parts.map(|part| Step::Key(part.to_owned())).collect();
            if parts.len() > 1 {
                candidates.push([before, &parts, rest].concat());
            }
            let spelled = object.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
            if let Some((name, _)) = spelled {
                candidates.push([before, &[Step::Key(name.to_owned())], rest].concat());
            }
        }
        // The engine's library unwraps an audience that is a list of one.
        (Step::Index(0), Value::String(_)) => candidates.push([before, rest].concat()),
        _ => {}
    }
    candidates.into_iter().find(|steps| {
        let end = steps.iter().try_fold(root, |here, step| enter(step, here));
        !steps.is_empty() && end.is_some_and(|value| *value != Value::Null)
    })
}

fn enter<'v>(step: &Step, value: &'v Value) -> Option<&'v Value> {
    match (step, value) {
        (Step::Key(key), Value::Object(object)) => object.get(key),
        // A JSON pointer does not distinguish them.
        (Step::Index(index), Value::Object(object)) => object.get(&index.to_string()),
        (Step::Index(index), Value::Array(elements)) => elements.get(*index),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(path: &str, claims: &str) -> DeadEnd {
        let root = Value::parse(claims.as_bytes()).unwrap();
        let path: JsonPath = path.parse().unwrap();
        DeadEnd::find(&path, &root, |steps| JsonPath::of(steps.to_vec()).to_string())
    }

    #[test]
    fn a_path_says_where_it_breaks_off() {
        for (path, claims, detail) in [
            ("$.roles", "{}", "the token has no `roles`"),
            ("$.a.b", r#"{"a":{"c":1,"d":2}}"#, "`$.a` has no `b`, only `c`, `d`"),
            ("$.a.b", r#"{"a":{}}"#, "`$.a` has no `b`"),
            ("$.a.b", r#"{"a":[1]}"#, "`$.a` is a list, which has no `b`"),
            (
                "$.a[1]",
                r#"{"a":["x"]}"#,
                "`$.a` has 1 element, and there is no element 1 (counted from 0)",
            ),
            (
                "$.a[0]",
                r#"{"a":[]}"#,
                "`$.a` has 0 elements, and there is no element 0 (counted from 0)",
            ),
            ("$.a[0]", r#"{"a":{"b":1}}"#, "`$.a` is an object, not a list"),
            (
                "$.a.b",
                r#"{"a":"{\"b\":1}"}"#,
                "`$.a` is JSON in a string, which a path does not enter",
            ),
            ("$.a.b", r#"{"a":"x"}"#, "`$.a` is a string, which has no parts"),
        ] {
            assert_eq!(end(path, claims).detail, detail, "{path} {claims}");
        }
        assert_eq!(end("$.a.b", r#"{"a":"{\"b\":1}"}"#).cause, Cause::InString);
        assert_eq!(end("$.a.b", r#"{"a":"x"}"#).cause, Cause::Absent);
        assert_eq!(end(r#"["$.a"]"#, "{}").cause, Cause::QuotedPath);
    }

    #[test]
    fn a_similar_path_that_leads_to_a_claim_is_found() {
        for (path, claims, similar) in [
            (r#"["$.team"]"#, r#"{"team":"a"}"#, Some("$.team")),
            (r#"["$.team.id"]"#, r#"{"team":{"id":1}}"#, Some("$.team.id")),
            // Even if that claim is missing, the key is written like a path.
            (r#"["$.team"]"#, "{}", Some("$.team")),
            ("$.acme.roles", r#"{"acme.roles":["a"]}"#, Some(r#"$["acme.roles"]"#)),
            (r#"$["user.roles"]"#, r#"{"user":{"roles":[]}}"#, Some("$.user.roles")),
            ("$.Roles[0]", r#"{"roles":["a"]}"#, Some("$.roles[0]")),
            ("$.aud[0]", r#"{"aud":"a"}"#, Some("$.aud")),
            ("$.a", "{}", None),
            (r#"["$"]"#, "{}", None),
        ] {
            assert_eq!(end(path, claims).similar.as_deref(), similar, "{path} {claims}");
        }
    }

    #[test]
    fn only_the_beginning_of_a_value_is_written() {
        let long = format!("[{}\"z\"]", "\"x\",".repeat(100_000));
        let shown = Shown::of(&Value::parse(long.as_bytes()).unwrap());
        assert_eq!((shown.kind, shown.text.chars().count()), (Kind::Strings, SHOWN + 1));
        assert_eq!(Shown::of(&Value::from("a\u{1b}\"b")).text, r#""a\u001b\"b""#);
        for (text, kind) in [
            ("[]", Kind::EmptyList),
            (r#"["a",1]"#, Kind::List),
            (r#"[""]"#, Kind::List),
            (r#""a""#, Kind::String),
            ("7", Kind::Other),
        ] {
            assert_eq!(Shown::of(&Value::parse(text.as_bytes()).unwrap()).kind, kind, "{text}");
        }
    }
}
