//! `JMESPath` expressions, with which `RelyAuth` finds claims.

use crate::jmespath::{self, Budget, Failure, Node, Stop};
use crate::jose::json::Value;
use crate::jose::path::{JsonPath, Step};

/// The maximum length of an expression that is evaluated here, in bytes.
const MAX_LENGTH: usize = 1024;

/// An expression as written. The service parses it again for each token and therefore starts even
/// if it is invalid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    text: String,
    read: Read,
}

#[derive(Clone, Debug, PartialEq)]
enum Read {
    /// It only takes steps and computes nothing
    Steps(JsonPath),
    Computed(Node),
    /// It computes something in the community's dialect
    Dialect(Node),
    /// The service rejects it with this message
    Wrong(String),
    /// It is not evaluated here, for this reason
    Beyond(String),
}

/// A reason to warn about an expression.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Doubt<'a> {
    /// It is in a dialect, and a name was probably meant
    Dialect,
    /// The service rejects it with this message
    Wrong(&'a str),
    /// It is not evaluated here, for this reason
    Beyond(&'a str),
}

impl Expression {
    /// Parses an expression.
    pub(crate) fn parse(text: &str) -> Self {
        let read = if text.len() > MAX_LENGTH {
            Read::Beyond(format!("it is longer than {MAX_LENGTH} bytes"))
        } else {
            match jmespath::parse(text) {
                Ok(node) => match steps_of(&node) {
                    Some(path) => Read::Steps(path),
                    None if node.is_dialect() => Read::Dialect(node),
                    None => Read::Computed(node),
                },
                Err(Failure::Invalid(words)) => Read::Wrong(words),
                Err(Failure::Beyond(why)) => Read::Beyond(why.to_owned()),
            }
        };
        Self { text: text.to_owned(), read }
    }

    /// Returns the expression that takes these steps. Keys are quoted unless they are plain
    /// names.
    pub(crate) fn of(path: &JsonPath) -> Self {
        let mut text = String::new();
        for step in path.steps() {
            match step {
                Step::Index(index) => {
                    text.push('[');
                    text.push_str(&index.to_string());
                    text.push(']');
                }
                Step::Key(key) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    let plain = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                    if plain {
                        text.push_str(key);
                    } else {
                        text.push_str(&Value::from(key.as_str()).to_json());
                    }
                }
            }
        }
        if text.is_empty() {
            text.push('@');
        }
        Self { text, read: Read::Steps(path.clone()) }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the reason to warn about the expression, if any.
    pub(crate) fn doubt(&self) -> Option<Doubt<'_>> {
        match &self.read {
            Read::Steps(_) | Read::Computed(_) => None,
            Read::Dialect(_) => Some(Doubt::Dialect),
            Read::Wrong(words) => Some(Doubt::Wrong(words)),
            Read::Beyond(why) => Some(Doubt::Beyond(why)),
        }
    }

    /// Returns the steps, if the expression computes nothing else.
    pub(crate) fn steps(&self) -> Option<JsonPath> {
        match &self.read {
            Read::Steps(path) => Some(path.clone()),
            Read::Computed(_) | Read::Dialect(_) | Read::Wrong(_) | Read::Beyond(_) => None,
        }
    }

    /// Evaluates the expression. A result of null counts as nothing.
    ///
    /// # Errors
    ///
    /// Returns why the service finds nothing, or why that is unknown.
    pub(super) fn find(&self, root: &Value, budget: &mut Budget) -> Result<Option<Value>, Stop> {
        let found = match &self.read {
            Read::Steps(path) => {
                let found = follow(path, root).filter(|value| **value != Value::Null);
                return found.map(|value| budget.copy(value).map(|()| value.clone())).transpose();
            }
            Read::Computed(node) | Read::Dialect(node) => jmespath::evaluate(node, root, budget)?,
            Read::Wrong(words) => return Err(Stop::Failed(words.clone())),
            Read::Beyond(why) => return Err(Stop::Undecided(why.clone())),
        };
        Ok(Some(found).filter(|value| *value != Value::Null))
    }
}

/// Returns the steps of a parsed expression, if it does nothing else.
fn steps_of(node: &Node) -> Option<JsonPath> {
    let mut steps = Vec::new();
    let mut rest = Some(node);
    // The outermost node is the last step.
    while let Some(node) = rest {
        let (step, before) = match node {
            Node::Sub(left, right) => (right.as_ref(), Some(left.as_ref())),
            other => (other, None),
        };
        match step {
            Node::Current | Node::Root if before.is_none() => {}
            Node::Field(name) => steps.push(Step::Key(name.clone())),
            Node::Index(index) => steps.push(Step::Index(usize::try_from(*index).ok()?)),
            _ => return None,
        }
        rest = before;
    }
    steps.reverse();
    Some(JsonPath::of(steps))
}

fn follow<'v>(path: &JsonPath, root: &'v Value) -> Option<&'v Value> {
    path.steps().iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.as_object()?.get(key),
        Step::Index(index) => value.as_array()?.get(*index),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regressions;

    fn find(expression: &str, json: &str) -> Result<Option<String>, Stop> {
        let root = Value::parse(json.as_bytes()).unwrap();
        let found = Expression::parse(expression).find(&root, &mut Budget::new())?;
        Ok(found.map(|value| value.to_json()))
    }

    #[test]
    fn quoted_names_are_one_key_and_dots_are_steps() {
        let json = r#"{"claims.jwt.hasura.io":{"a":1},"claims":{"jwt":{"hasura":{"io":2}}},"l":[{"x":"y"}],"n":null}"#;
        let found = |expression| find(expression, json).unwrap();
        assert_eq!(found(r#""claims.jwt.hasura.io""#).unwrap(), r#"{"a":1}"#);
        assert_eq!(found("claims.jwt.hasura.io").unwrap(), "2");
        assert_eq!(found("l[0].x").unwrap(), r#""y""#);
        assert_eq!(found("@.l[0].x").unwrap(), r#""y""#);
        assert_eq!(found("$.l[0].x").unwrap(), r#""y""#);
        assert_eq!(found("l[*].x | [0]").unwrap(), r#""y""#);
        assert_eq!(found("length(l)").unwrap(), "1");
        assert_eq!(found("n"), None);
        assert_eq!(found("missing.too"), None);
        assert!(find("length(n)", json).is_err());
        assert!(find("split(n, ',')", json).is_err());
    }

    #[test]
    fn what_is_no_expression_is_told_from_another_dialect() {
        let wrong = |text: &str| matches!(Expression::parse(text).doubt(), Some(Doubt::Wrong(_)));
        for text in ["https://hasura.io/jwt/claims", "a.", "", "a["] {
            assert!(wrong(text), "{text}");
            assert!(find(text, "{}").is_err(), "{text}");
        }
        assert_eq!(Expression::parse("x-hasura-role").doubt(), Some(Doubt::Dialect));
        assert_eq!(Expression::parse("\"x-hasura-role\"").doubt(), None);
        let beyond = |text: &str| matches!(Expression::parse(text).doubt(), Some(Doubt::Beyond(_)));
        for open in ["(", "!", "["] {
            assert!(beyond(&open.repeat(1000)) && beyond(&open.repeat(5000)), "{open}");
            assert!(matches!(find(&open.repeat(1000), "{}"), Err(Stop::Undecided(_))), "{open}");
        }
        assert_eq!(Expression::parse(&vec!["a"; 500].join(".")).doubt(), None);
        assert_eq!(Expression::parse(&vec!["a"; 300].join("||")).doubt(), None);
    }

    #[test]
    fn steps_are_written_and_read() {
        let path: JsonPath =
            r#"$["https://hasura.io/jwt/claims"].a["b c"][0]["x-y"]"#.parse().unwrap();
        let expression = Expression::of(&path);
        assert_eq!(expression.text(), r#""https://hasura.io/jwt/claims".a."b c"[0]."x-y""#);
        assert_eq!(expression.steps(), Some(path));
        assert_eq!(Expression::of(&JsonPath::of(Vec::new())).text(), "@");
        assert_eq!(Expression::parse("a[*]").steps(), None);
        assert_eq!(Expression::parse("a[-1]").steps(), None);
        let odd = JsonPath::of(vec![Step::Key("a\"b\\c".to_owned())]);
        assert_eq!(Expression::parse(Expression::of(&odd).text()), Expression::of(&odd));
    }

    #[test]
    fn the_expressions_of_a_token_share_a_budget() {
        let text = "x".repeat(1_000_000);
        let root = Value::parse(format!("{{\"a\":\"{text}\"}}").as_bytes()).unwrap();
        let mut budget = Budget::new();
        let steps = Expression::parse("a");
        let found = (0..100).take_while(|_| steps.find(&root, &mut budget).is_ok()).count();
        assert_eq!(found, Budget::STEPS / (1_000_000 / 64 + 1));
        let computed = Expression::parse("a || b").find(&root, &mut budget);
        assert!(matches!(computed, Err(Stop::Undecided(_))));
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn no_expression_makes_it_panic_or_spend_more_than_its_budget(
            text in "([abl@$*.|&!=<>,:(){}+/%'\"`-]|\\[[0-9:*?-]*\\]|\\[|\\]|length\\(|sort_by\\(|&b|`1`|'x'){0,24}"
        ) {
            let root = Value::parse(br#"{"a":{"b":[1,{"a":"x"}]},"b":"xy","l":[[1],[2,[3]]]}"#).unwrap();
            let mut budget = Budget::new();
            let _ = Expression::parse(&text).find(&root, &mut budget);
            prop_assert!(budget.spent() <= Budget::STEPS);
        }
    }
}
