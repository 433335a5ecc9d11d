//! The built-in functions.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::budget::{Budget, Stop};
use super::names::{KNOWN, is_dialect};
use super::node::Node;
use super::values::{as_double, equal, number};
use crate::go_json;
use crate::jose::json::{Object, Value};
use crate::sort;

/// The operations of the calling evaluation that functions need.
pub(super) trait Evaluator {
    fn budget(&mut self) -> &mut Budget;

    /// Evaluates an expression against a value.
    fn apply(&mut self, node: &Node, value: &Value) -> Result<Value, Stop>;
}

/// A function argument: its value, or the expression that an expression reference (`&`) points to.
pub(super) enum Argument<'v> {
    Value(Cow<'v, Value>),
    Reference(&'v Node),
}

/// Calls the function with the given name.
pub(super) fn call(
    evaluator: &mut impl Evaluator,
    name: &str,
    list: Vec<Argument<'_>>,
) -> Result<Value, Stop> {
    if is_dialect(name) {
        return Err(Stop::Undecided(format!("it calls `{name}`, which is not evaluated here")));
    }
    let Some((_, least, most)) = KNOWN.iter().find(|(known, ..)| *known == name) else {
        return Err(Stop::Failed(format!("unknown function: {name}")));
    };
    if !(*least..=*most).contains(&list.len()) {
        let count = list.len();
        return Err(failed(format!("`{name}` is called with {count} arguments")));
    }
    apply(evaluator, &Arguments { name, list })
}

fn failed(why: impl Into<String>) -> Stop {
    Stop::FailedSomehow(why.into())
}

/// The arguments of a call, with accessors that check their types.
struct Arguments<'v, 'n> {
    name: &'n str,
    list: Vec<Argument<'v>>,
}

impl<'v> Arguments<'v, '_> {
    fn wrong(&self, index: usize) -> Stop {
        let kind = match self.list.get(index) {
            Some(Argument::Value(value)) => value.a_kind(),
            Some(Argument::Reference(_)) => "an expression",
            None => "nothing",
        };
        failed(format!("`{}` does not work on {kind}", self.name))
    }

    fn any(&self, index: usize) -> Result<&Value, Stop> {
        match self.list.get(index) {
            Some(Argument::Value(value)) => Ok(value),
            _ => Err(self.wrong(index)),
        }
    }

    fn reference(&self, index: usize) -> Result<&'v Node, Stop> {
        match self.list.get(index) {
            Some(Argument::Reference(node)) => Ok(node),
            _ => Err(self.wrong(index)),
        }
    }

    fn text(&self, index: usize) -> Result<&str, Stop> {
        self.any(index)?.as_str().ok_or_else(|| self.wrong(index))
    }

    fn double(&self, index: usize) -> Result<f64, Stop> {
        as_double(self.any(index)?).ok_or_else(|| self.wrong(index))
    }

    fn object(&self, index: usize) -> Result<&Object, Stop> {
        self.any(index)?.as_object().ok_or_else(|| self.wrong(index))
    }

    fn array(&self, index: usize) -> Result<&[Value], Stop> {
        self.any(index)?.as_array().ok_or_else(|| self.wrong(index))
    }

    fn doubles(&self, index: usize) -> Result<Vec<f64>, Stop> {
        let doubles: Option<Vec<f64>> = self.array(index)?.iter().map(as_double).collect();
        doubles.ok_or_else(|| self.wrong(index))
    }
}

fn apply(evaluator: &mut impl Evaluator, arguments: &Arguments<'_, '_>) -> Result<Value, Stop> {
    match arguments.name {
        "abs" => number(arguments.double(0)?.abs()),
        "ceil" => number(arguments.double(0)?.ceil()),
        "floor" => number(arguments.double(0)?.floor()),
        "sum" => number(arguments.doubles(0)?.iter().fold(0.0, |sum, double| sum + double)),
        "avg" => average(&arguments.doubles(0)?),
        "ends_with" => Ok(Value::from(arguments.text(0)?.ends_with(arguments.text(1)?))),
        "starts_with" => Ok(Value::from(arguments.text(0)?.starts_with(arguments.text(1)?))),
        "contains" => contains(evaluator.budget(), arguments),
        "join" => join(evaluator.budget(), arguments),
        "keys" => {
            let members = arguments.object(0)?.effective();
            let names = members.into_iter().map(|(name, _)| Value::from(name)).collect();
            charge(evaluator.budget(), Value::Array(names))
        }
        "values" => {
            let members = arguments.object(0)?.effective();
            copies(evaluator.budget(), members.into_iter().map(|(_, value)| value))
        }
        "length" => length(evaluator.budget(), arguments),
        "map" => map(evaluator, arguments),
        "max" | "min" | "sort" => by_order(evaluator.budget(), arguments),
        "max_by" | "min_by" => extreme_by(evaluator, arguments),
        "sort_by" => sort_by(evaluator, arguments),
        "merge" => merge(evaluator.budget(), arguments),
        "not_null" => {
            for index in 0..arguments.list.len() {
                let value = arguments.any(index)?;
                if *value != Value::Null {
                    return copy(evaluator.budget(), value);
                }
            }
            Ok(Value::Null)
        }
        "reverse" => match arguments.any(0)? {
            Value::String(text) => {
                charge(evaluator.budget(), Value::from(text.chars().rev().collect::<String>()))
            }
            Value::Array(elements) => copies(evaluator.budget(), elements.iter().rev()),
            _ => Err(arguments.wrong(0)),
        },
        "to_array" => match arguments.any(0)? {
            array @ Value::Array(_) => copy(evaluator.budget(), array),
            other => copies(evaluator.budget(), std::iter::once(other)),
        },
        "to_number" => to_number(evaluator.budget(), arguments.any(0)?),
        "to_string" => match arguments.any(0)? {
            text @ Value::String(_) => copy(evaluator.budget(), text),
            other => {
                evaluator.budget().copy(other)?;
                charge(evaluator.budget(), Value::from(go_json::marshal(other)))
            }
        },
        _ => Ok(Value::from(match arguments.any(0)? {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        })),
    }
}

/// Returns a newly created value after spending its cost.
fn charge(budget: &mut Budget, value: Value) -> Result<Value, Stop> {
    budget.copy(&value)?;
    Ok(value)
}

fn copy(budget: &mut Budget, value: &Value) -> Result<Value, Stop> {
    budget.copy(value)?;
    Ok(value.clone())
}

fn copies<'e>(budget: &mut Budget, values: impl Iterator<Item = &'e Value>) -> Result<Value, Stop> {
    let mut copied = Vec::new();
    for value in values {
        copied.push(copy(budget, value)?);
    }
    Ok(Value::Array(copied))
}

fn average(doubles: &[f64]) -> Result<Value, Stop> {
    if doubles.is_empty() {
        return Ok(Value::Null);
    }
    #[expect(clippy::cast_precision_loss, reason = "no list is that long")]
    let length = doubles.len() as f64;
    number(doubles.iter().fold(0.0, |sum, double| sum + double) / length)
}

fn contains(budget: &mut Budget, arguments: &Arguments<'_, '_>) -> Result<Value, Stop> {
    let sought = arguments.any(1)?;
    match arguments.any(0)? {
        Value::String(text) => {
            budget.text(text)?;
            Ok(Value::from(sought.as_str().is_some_and(|part| text.contains(part))))
        }
        Value::Array(elements) => {
            for element in elements {
                // In Go, comparing two lists or two maps panics.
                let same_kind = element.kind() == sought.kind();
                if same_kind && matches!(element, Value::Array(_) | Value::Object(_)) {
                    let why =
                        "it looks for a list or an object in a list, which makes the service panic";
                    return Err(Stop::Undecided(why.to_owned()));
                }
                if equal(element, sought, budget)? {
                    return Ok(Value::from(true));
                }
            }
            Ok(Value::from(false))
        }
        _ => Err(arguments.wrong(0)),
    }
}

fn join(budget: &mut Budget, arguments: &Arguments<'_, '_>) -> Result<Value, Stop> {
    let glue = arguments.text(0)?;
    let mut joined = String::new();
    for (index, element) in arguments.array(1)?.iter().enumerate() {
        let text = element.as_str().ok_or_else(|| arguments.wrong(1))?;
        budget.spend(1)?;
        budget.text(text)?;
        if index > 0 {
            budget.text(glue)?;
            joined.push_str(glue);
        }
        joined.push_str(text);
    }
    Ok(Value::from(joined))
}

fn length(budget: &mut Budget, arguments: &Arguments<'_, '_>) -> Result<Value, Stop> {
    let length = match arguments.any(0)? {
        Value::String(text) => {
            budget.text(text)?;
            text.chars().count()
        }
        Value::Array(elements) => elements.len(),
        Value::Object(object) => object.effective().len(),
        _ => return Err(arguments.wrong(0)),
    };
    Ok(Value::from(i64::try_from(length).unwrap_or(i64::MAX)))
}

fn map(evaluator: &mut impl Evaluator, arguments: &Arguments<'_, '_>) -> Result<Value, Stop> {
    let node = arguments.reference(0)?;
    let mut mapped = Vec::new();
    for element in arguments.array(1)? {
        mapped.push(evaluator.apply(node, element)?);
    }
    Ok(Value::Array(mapped))
}

/// Evaluates `max`, `min` or `sort` for numbers or strings.
fn by_order(budget: &mut Budget, arguments: &Arguments<'_, '_>) -> Result<Value, Stop> {
    let elements = arguments.array(0)?;
    let comparable = elements.iter().all(|element| as_double(element).is_some())
        || elements.iter().all(|element| element.as_str().is_some());
    if !comparable {
        return Err(arguments.wrong(0));
    }
    budget.spend(elements.len())?;
    let mut sorted: Vec<&Value> = elements.iter().collect();
    sort::by(&mut sorted, |left, right| order(left, right));
    match arguments.name {
        "sort" => copies(budget, sorted.into_iter()),
        "max" => sorted.last().map_or(Ok(Value::Null), |last| copy(budget, last)),
        _ => sorted.first().map_or(Ok(Value::Null), |first| copy(budget, first)),
    }
}

fn order(left: &Value, right: &Value) -> Ordering {
    match (as_double(left), as_double(right)) {
        (Some(left), Some(right)) => left.partial_cmp(&right).unwrap_or(Ordering::Equal),
        _ => left.as_str().cmp(&right.as_str()),
    }
}

/// Returns the sort key of each element. All keys must have the type of the first one.
fn keys(evaluator: &mut impl Evaluator, arguments: &Arguments<'_, '_>) -> Result<Vec<Value>, Stop> {
    let node = arguments.reference(1)?;
    let mut keys: Vec<Value> = Vec::new();
    for element in arguments.array(0)? {
        keys.push(evaluator.apply(node, element)?);
    }
    let words = |number: bool| match (arguments.name, number) {
        ("sort_by", _) => "error in sort_by comparison",
        (_, true) => "invalid type, must be number",
        (_, false) => "invalid type, must be string",
    };
    let Some(first) = keys.first() else { return Ok(keys) };
    let number = matches!(first, Value::Number(_));
    if !number && first.as_str().is_none() {
        return Err(Stop::Failed("invalid type, must be number of string".to_owned()));
    }
    if keys.iter().any(|key| key.kind() != first.kind()) {
        return Err(Stop::Failed(words(number).to_owned()));
    }
    Ok(keys)
}

fn extreme_by(
    evaluator: &mut impl Evaluator,
    arguments: &Arguments<'_, '_>,
) -> Result<Value, Stop> {
    let elements = arguments.array(0)?;
    arguments.reference(1)?;
    if let [only] = elements {
        return copy(evaluator.budget(), only);
    }
    let keys = keys(evaluator, arguments)?;
    let wanted = if arguments.name == "max_by" { Ordering::Greater } else { Ordering::Less };
    let mut best: Option<(&Value, &Value)> = None;
    for (element, key) in elements.iter().zip(&keys) {
        if best.is_none_or(|(_, best)| order(key, best) == wanted) {
            best = Some((element, key));
        }
    }
    best.map_or(Ok(Value::Null), |(element, _)| copy(evaluator.budget(), element))
}

fn sort_by(evaluator: &mut impl Evaluator, arguments: &Arguments<'_, '_>) -> Result<Value, Stop> {
    let elements = arguments.array(0)?;
    arguments.reference(1)?;
    if elements.len() < 2 {
        return copies(evaluator.budget(), elements.iter());
    }
    let keys = keys(evaluator, arguments)?;
    let mut sorted: Vec<(&Value, &Value)> = elements.iter().zip(&keys).collect();
    sort::by(&mut sorted, |(_, left), (_, right)| order(left, right));
    copies(evaluator.budget(), sorted.into_iter().map(|(element, _)| element))
}

fn merge(budget: &mut Budget, arguments: &Arguments<'_, '_>) -> Result<Value, Stop> {
    let mut members: Vec<(String, Value)> = Vec::new();
    for index in 0..arguments.list.len() {
        for (name, value) in arguments.object(index)?.effective() {
            budget.text(name)?;
            members.push((name.to_owned(), copy(budget, value)?));
        }
    }
    // If a name repeats, its last value is used, in the position of the first.
    let mut places = std::collections::HashMap::with_capacity(members.len());
    let mut merged: Vec<(String, Value)> = Vec::with_capacity(members.len());
    for (name, value) in members {
        let place = *places.entry(name.clone()).or_insert(merged.len());
        match merged.get_mut(place) {
            Some(member) => member.1 = value,
            None => merged.push((name, value)),
        }
    }
    Ok(merged.into_iter().collect::<Object>().into())
}

fn to_number(budget: &mut Budget, value: &Value) -> Result<Value, Stop> {
    let Value::String(text) = value else {
        let number = matches!(value, Value::Number(_));
        return if number { copy(budget, value) } else { Ok(Value::Null) };
    };
    budget.text(text)?;
    let plain = text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    match text.parse::<f64>() {
        Ok(double) if plain => number(double),
        Err(_) if plain => Ok(Value::Null),
        // Go also accepts hexadecimal fractions, and names for infinity and NaN.
        _ if text.chars().all(|c| c.is_ascii_alphanumeric() || "+-._".contains(c)) => {
            Err(Stop::Undecided("it reads a number in a notation of Go".to_owned()))
        }
        _ => Ok(Value::Null),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jmespath::{Budget, evaluate, parse};

    fn run(expression: &str) -> Result<String, Stop> {
        let json = r#"{"l":[3,1,2],"s":["b","a"],"t":"häuser","n":null,"e":[],"o":{"x":1,"y":"z"},"p":[{"k":2,"v":"b"},{"k":1,"v":"a"},{"k":2,"v":"c"}],"m":[{"k":1},{"k":"x"}]}"#;
        let root = Value::parse(json.as_bytes()).unwrap();
        let node = parse(expression).unwrap();
        evaluate(&node, &root, &mut Budget::new()).map(|value| value.to_json())
    }

    #[test]
    fn functions_compute() {
        for (expression, value) in [
            ("abs(`-1.5`)", "1.5"),
            ("ceil(`1.2`)", "2"),
            ("floor(`-1.2`)", "-2"),
            ("avg(l)", "2"),
            ("avg(e)", "null"),
            ("sum(l)", "6"),
            ("sum(e)", "0"),
            ("contains(t, 'user')", "true"),
            ("contains(t, `1`)", "false"),
            ("contains(l, `2.0`)", "true"),
            ("contains(s, 'c')", "false"),
            ("starts_with(t, 'hä')", "true"),
            ("ends_with(t, 'x')", "false"),
            ("join('-', s)", "\"b-a\""),
            ("join('-', e)", "\"\""),
            ("keys(o)", r#"["x","y"]"#),
            ("values(o)", r#"[1,"z"]"#),
            ("length(t)", "6"),
            ("length(l)", "3"),
            ("length(o)", "2"),
            ("map(&k, p)", "[2,1,2]"),
            ("map(&missing, p)", "[null,null,null]"),
            ("max(l)", "3"),
            ("min(s)", "\"a\""),
            ("max(e)", "null"),
            ("max_by(p, &k).v", "\"b\""),
            ("min_by(p, &v).k", "1"),
            ("min_by(e, &k)", "null"),
            ("sort(l)", "[1,2,3]"),
            ("sort(s)", r#"["a","b"]"#),
            ("sort_by(p, &k)[*].v", r#"["a","b","c"]"#),
            ("merge(o, `{\"x\":2,\"w\":3}`)", r#"{"x":2,"y":"z","w":3}"#),
            ("not_null(n, t)", "\"häuser\""),
            ("not_null(n)", "null"),
            ("reverse(l)", "[2,1,3]"),
            ("reverse(t)", "\"resuäh\""),
            ("to_array(t)", "[\"häuser\"]"),
            ("to_array(l)", "[3,1,2]"),
            ("to_number('1e3')", "1000"),
            ("to_number('x y')", "null"),
            ("to_number('1.2.3')", "null"),
            ("to_number(l)", "null"),
            ("to_string(o)", r#""{\"x\":1,\"y\":\"z\"}""#),
            ("to_string(t)", "\"häuser\""),
            (
                "[type(n), type(t), type(l), type(o), type(`1`), type(`true`)]",
                r#"["null","string","array","object","number","boolean"]"#,
            ),
        ] {
            assert_eq!(run(expression).as_deref(), Ok(value), "{expression}");
        }
    }

    #[test]
    fn functions_fail_in_the_words_of_the_implementation_where_these_are_known() {
        let failed = |words: &str| Err(Stop::Failed(words.to_owned()));
        assert_eq!(run("sort_by(m, &k)"), failed("error in sort_by comparison"));
        assert_eq!(run("max_by(m, &k)"), failed("invalid type, must be number"));
        assert_eq!(run("min_by(p, &n)"), failed("invalid type, must be number of string"));
        for expression in [
            "abs(t)",
            "avg(s)",
            "join('-', l)",
            "keys(l)",
            "length(n)",
            "map(l, l)",
            "max(m)",
            "merge(l)",
            "reverse(n)",
            "sort(p)",
            "starts_with(l, 'x')",
            "sort_by(l, l)",
            "not_null()",
            "values(t)",
            "contains(n, n)",
            "type(&k)",
        ] {
            assert!(matches!(run(expression), Err(Stop::FailedSomehow(_))), "{expression}");
        }
        for expression in ["lower(t)", "zip(l, s)", "contains(p, p[0])", "to_number('0x1p-2')"] {
            assert!(matches!(run(expression), Err(Stop::Undecided(_))), "{expression}");
        }
    }
}
