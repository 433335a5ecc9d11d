//! `JMESPath` expressions, by which `RelyAuth` finds claims.
//!
//! The service uses the community's dialect, which has arithmetic and more functions than
//! the one that is evaluated here; where that could matter it is said.

use jmespath::Variable;
use jmespath::ast::Ast;

use crate::jose::json::Value;
use crate::jose::path::{JsonPath, Step};

/// Longer ones are no way to a claim.
const MAX_LENGTH: usize = 1024;
/// What opens something is read by recursion, which has to end before the stack does.
const MAX_OPENINGS: usize = 64;

/// An expression as it is written. The service reads it anew for each token, so one that
/// is none is no reason not to start.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    text: String,
    doubt: Option<Doubt>,
}

/// Why an expression cannot be evaluated here.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Doubt {
    /// It may be one of the community's dialect
    Dialect,
    /// It is none in any dialect
    Wrong(String),
}

impl Expression {
    /// Reads an expression.
    pub(crate) fn parse(text: &str) -> Self {
        let openings = text.chars().filter(|c| "([{!&".contains(*c)).count();
        let doubt = if text.len() > MAX_LENGTH {
            Some(Doubt::Wrong(format!("it is longer than {MAX_LENGTH} bytes")))
        } else if openings > MAX_OPENINGS {
            Some(Doubt::Wrong(format!("it opens more than {MAX_OPENINGS} brackets")))
        } else {
            match jmespath::parse(text) {
                Ok(_) => None,
                Err(_) if is_dialect(text) => Some(Doubt::Dialect),
                Err(error) => {
                    let words = error.to_string();
                    Some(Doubt::Wrong(words.lines().next().unwrap_or_default().to_owned()))
                }
            }
        };
        Self { text: text.to_owned(), doubt }
    }

    /// The expression that takes these steps; keys are always quoted but for plain names.
    pub(crate) fn of(path: &JsonPath) -> Self {
        let mut text = String::new();
        for step in path.steps() {
            match step {
                Step::Index(index) => text = format!("{text}[{index}]"),
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
        Self { text, doubt: None }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Why it cannot be evaluated here.
    pub(crate) const fn doubt(&self) -> Option<&Doubt> {
        self.doubt.as_ref()
    }

    /// The steps, if it takes steps and computes nothing.
    pub(crate) fn steps(&self) -> Option<JsonPath> {
        fn walk(ast: &Ast, steps: &mut Vec<Step>) -> Option<()> {
            match ast {
                Ast::Identity { .. } => Some(()),
                Ast::Field { name, .. } => {
                    steps.push(Step::Key(name.clone()));
                    Some(())
                }
                Ast::Index { idx, .. } => {
                    steps.push(Step::Index(usize::try_from(*idx).ok()?));
                    Some(())
                }
                Ast::Subexpr { lhs, rhs, .. } => {
                    walk(lhs, steps)?;
                    walk(rhs, steps)
                }
                _ => None,
            }
        }
        if self.doubt.is_some() {
            return None;
        }
        let mut steps = Vec::new();
        walk(&jmespath::parse(&self.text).ok()?, &mut steps)?;
        Some(JsonPath::of(steps))
    }

    /// What the expression finds; null counts as nothing.
    ///
    /// # Errors
    ///
    /// Why it cannot be evaluated, by the service or here.
    pub(crate) fn find(&self, root: &Value) -> Result<Option<Value>, String> {
        match &self.doubt {
            Some(Doubt::Wrong(why)) => return Err(why.clone()),
            Some(Doubt::Dialect) => return Err("it cannot be evaluated here".to_owned()),
            None => {}
        }
        if let Some(path) = self.steps() {
            return Ok(path.find(root, false).filter(|value| *value != Value::Null));
        }
        let expression = jmespath::compile(&self.text)
            .map_err(|_| format!("`{}` cannot be evaluated here", self.text))?;
        let data = Variable::from_json(&root.to_json())?;
        let found = expression
            .search(data)
            .map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
        let text = serde_json::to_string(&*found).map_err(|error| error.to_string())?;
        let value = Value::parse(text.as_bytes()).map_err(|error| error.to_string())?;
        Ok(Some(value).filter(|value| *value != Value::Null))
    }
}

/// Whether a text that the standard dialect refuses may be one of the community's:
/// arithmetic, `let`, variables.
fn is_dialect(text: &str) -> bool {
    let outside: String = text
        .split('"')
        .enumerate()
        .filter(|(index, _)| index % 2 == 0)
        .map(|(_, part)| part)
        .collect();
    let arithmetic = outside.contains(['+', '-', '*', '/', '%', '$', '×', '÷', '−']);
    (arithmetic || outside.starts_with("let "))
        && !outside.contains("://")
        && !outside.contains(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(expression: &str, json: &str) -> Result<Option<String>, String> {
        let root = Value::parse(json.as_bytes()).unwrap();
        let found = Expression::parse(expression).find(&root)?;
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
        assert_eq!(Expression::parse("x-hasura-role").doubt(), Some(&Doubt::Dialect));
        assert_eq!(Expression::parse("\"x-hasura-role\"").doubt(), None);
        for open in ["(", "!", "["] {
            assert!(wrong(&open.repeat(1000)) && wrong(&open.repeat(5000)), "{open}");
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
        assert_eq!(Expression::of(&odd).steps(), Some(odd));
    }
}
