//! Evaluates an expression against a value and counts every step.

use std::borrow::Cow;

use super::budget::{Budget, Stop};
use super::functions::{self, Argument, Evaluator};
use super::node::{Comparison, Node, Operation};
use super::values::{as_double, equal, is_false, number};
use crate::jose::json::{Object, Value};

/// Evaluates an expression against a value.
///
/// # Errors
///
/// [`Stop`], the reason why there is no value.
pub(crate) fn evaluate(node: &Node, root: &Value, budget: &mut Budget) -> Result<Value, Stop> {
    let mut evaluation = Evaluation { root, budget };
    let found = evaluation.run(node, root)?;
    evaluation.own(found)
}

struct Evaluation<'r, 'b> {
    root: &'r Value,
    budget: &'b mut Budget,
}

impl Evaluator for Evaluation<'_, '_> {
    fn budget(&mut self) -> &mut Budget {
        self.budget
    }

    fn apply(&mut self, node: &Node, value: &Value) -> Result<Value, Stop> {
        let found = self.run(node, value)?;
        self.own(found)
    }
}

/// A value that is borrowed from the input or was created during the evaluation.
type Evaluated<'v> = Cow<'v, Value>;

const NULL: Evaluated<'static> = Cow::Owned(Value::Null);

impl<'r> Evaluation<'r, '_> {
    /// Returns an owned value, and spends the cost of copying a borrowed one.
    fn own(&mut self, found: Evaluated<'_>) -> Result<Value, Stop> {
        if let Cow::Borrowed(value) = found {
            self.budget.copy(value)?;
        }
        Ok(found.into_owned())
    }

    fn run<'v>(&mut self, node: &'v Node, value: &'v Value) -> Result<Evaluated<'v>, Stop>
    where
        'r: 'v,
    {
        self.budget.spend(1)?;
        match node {
            Node::Current => Ok(Cow::Borrowed(value)),
            Node::Root => Ok(Cow::Borrowed(self.root)),
            Node::Field(name) => Ok(value
                .as_object()
                .and_then(|object| object.get(name))
                .map_or(NULL, Cow::Borrowed)),
            Node::Index(index) => Ok(element(value, *index).map_or(NULL, Cow::Borrowed)),
            Node::Slice(parts) => self.slice(value, *parts).map(Cow::Owned),
            Node::Literal(literal) => Ok(Cow::Borrowed(literal)),
            Node::Not(node) => {
                let found = self.run(node, value)?;
                Ok(Cow::Owned(Value::from(is_false(&found))))
            }
            Node::Sub(..) | Node::Pipe(..) | Node::And(..) | Node::Or(..) => {
                self.chain(node, value)
            }
            Node::Compare(comparison, left, right) => {
                self.compare(*comparison, (left, right), value).map(Cow::Owned)
            }
            Node::Arithmetic(operation, left, right) => {
                self.compute(*operation, (left, right), value).map(Cow::Owned)
            }
            Node::Sign { negative, node } => {
                let double = double(&*self.run(node, value)?)?;
                number(if *negative { -double } else { double }).map(Cow::Owned)
            }
            Node::Projection(left, right) => self.project(left, right, value),
            Node::ValueProjection(left, right) => {
                let found = self.lenient(left, value)?;
                let Some(object) = found.as_object() else { return Ok(NULL) };
                let values = object.effective().into_iter().map(|(_, value)| value);
                self.each(values, right).map(Cow::Owned)
            }
            Node::Filter { left, condition, right } => {
                let found = self.lenient(left, value)?;
                self.filter(&found, condition, right).map(Cow::Owned)
            }
            Node::Flatten(node) => {
                let found = self.lenient(node, value)?;
                self.flatten(&found).map(Cow::Owned)
            }
            Node::List(nodes) => {
                let mut elements = Vec::new();
                for node in nodes {
                    let found = self.run(node, value)?;
                    elements.push(self.own(found)?);
                }
                Ok(Cow::Owned(Value::Array(elements)))
            }
            Node::Hash(members) => self.hash(members, value).map(Cow::Owned),
            Node::Function(name, arguments) => self.call(name, arguments, value).map(Cow::Owned),
            Node::Reference(_) => {
                Err(Stop::Undecided("it refers to an expression outside a function".to_owned()))
            }
            Node::Let => {
                Err(Stop::Undecided("it binds variables, which are not evaluated here".to_owned()))
            }
        }
    }

    fn call(&mut self, name: &str, nodes: &[Node], value: &Value) -> Result<Value, Stop> {
        let mut arguments = Vec::with_capacity(nodes.len());
        for node in nodes {
            arguments.push(match node {
                Node::Reference(node) => Argument::Reference(node),
                node => Argument::Value(self.run(node, value)?),
            });
        }
        functions::call(self, name, arguments)
    }

    /// Evaluates a chain of subexpressions, pipes, `&&` and `||`. It uses a loop because the left
    /// side nests one level deeper with each link.
    fn chain<'v>(&mut self, node: &'v Node, value: &'v Value) -> Result<Evaluated<'v>, Stop>
    where
        'r: 'v,
    {
        let mut links = Vec::new();
        let mut first = node;
        while let Node::Sub(left, right)
        | Node::Pipe(left, right)
        | Node::And(left, right)
        | Node::Or(left, right) = first
        {
            links.push((first, right.as_ref()));
            first = left;
        }
        let mut found = self.run(first, value)?;
        for (link, right) in links.into_iter().rev() {
            found = match link {
                Node::Sub(..) if *found == Value::Null => found,
                Node::Sub(..) | Node::Pipe(..) => self.then(found, right)?,
                Node::And(..) if is_false(&found) => found,
                Node::Or(..) if !is_false(&found) => found,
                _ => self.run(right, value)?,
            };
        }
        Ok(found)
    }

    /// Evaluates an expression against the result of another one.
    fn then<'v>(&mut self, found: Evaluated<'v>, node: &'v Node) -> Result<Evaluated<'v>, Stop>
    where
        'r: 'v,
    {
        match found {
            Cow::Borrowed(value) => self.run(node, value),
            Cow::Owned(value) => {
                let next = self.run(node, &value)?;
                self.own(next).map(Cow::Owned)
            }
        }
    }

    /// Evaluates the left side of a projection. If it fails, the result is null.
    fn lenient<'v>(&mut self, node: &'v Node, value: &'v Value) -> Result<Evaluated<'v>, Stop>
    where
        'r: 'v,
    {
        match self.run(node, value) {
            Err(Stop::Failed(_) | Stop::FailedSomehow(_)) => Ok(NULL),
            other => other,
        }
    }

    fn project<'v>(
        &mut self,
        left: &'v Node,
        right: &'v Node,
        value: &'v Value,
    ) -> Result<Evaluated<'v>, Stop>
    where
        'r: 'v,
    {
        let found = self.run(left, value)?;
        let sliced = matches!(left, Node::Sub(_, right) if matches!(**right, Node::Slice(_)));
        match &*found {
            // A slice of a string is not a projection.
            Value::String(_) if sliced => Ok(found),
            Value::Array(elements) => self.each(elements.iter(), right).map(Cow::Owned),
            _ => Ok(NULL),
        }
    }

    /// Evaluates an expression against each value and collects the results that are not null.
    fn each<'e>(
        &mut self,
        values: impl Iterator<Item = &'e Value>,
        node: &Node,
    ) -> Result<Value, Stop> {
        let mut kept = Vec::new();
        for value in values {
            let found = self.run(node, value)?;
            if *found != Value::Null {
                kept.push(self.own(found)?);
            }
        }
        Ok(Value::Array(kept))
    }

    fn filter(&mut self, list: &Value, condition: &Node, right: &Node) -> Result<Value, Stop> {
        let Value::Array(elements) = list else { return Ok(Value::Null) };
        let mut kept = Vec::new();
        for element in elements {
            let holds = !is_false(&*self.run(condition, element)?);
            if holds {
                let found = self.run(right, element)?;
                if *found != Value::Null {
                    kept.push(self.own(found)?);
                }
            }
        }
        Ok(Value::Array(kept))
    }

    fn flatten(&mut self, list: &Value) -> Result<Value, Stop> {
        let Value::Array(elements) = list else { return Ok(Value::Null) };
        let mut flat = Vec::new();
        for element in elements {
            self.budget.copy(element)?;
            match element {
                Value::Array(inner) => flat.extend(inner.iter().cloned()),
                other => flat.push(other.clone()),
            }
        }
        Ok(Value::Array(flat))
    }

    fn hash(&mut self, members: &[(String, Node)], value: &Value) -> Result<Value, Stop> {
        if *value == Value::Null {
            return Ok(Value::Null);
        }
        let mut object = Object::new();
        for (name, node) in members {
            let found = self.run(node, value)?;
            let found = self.own(found)?;
            object.set(name, found);
        }
        Ok(object.into())
    }

    fn compare(
        &mut self,
        comparison: Comparison,
        (left, right): (&Node, &Node),
        value: &Value,
    ) -> Result<Value, Stop> {
        let (left, right) = (self.run(left, value)?, self.run(right, value)?);
        let ordered = |holds: fn(f64, f64) -> bool| {
            let doubles = as_double(&left).zip(as_double(&right));
            doubles.map_or(Value::Null, |(left, right)| Value::from(holds(left, right)))
        };
        Ok(match comparison {
            Comparison::Equal => Value::from(equal(&left, &right, self.budget)?),
            Comparison::NotEqual => Value::from(!equal(&left, &right, self.budget)?),
            Comparison::Less => ordered(|left, right| left < right),
            Comparison::LessOrEqual => ordered(|left, right| left <= right),
            Comparison::Greater => ordered(|left, right| left > right),
            Comparison::GreaterOrEqual => ordered(|left, right| left >= right),
        })
    }

    fn compute(
        &mut self,
        operation: Operation,
        (left, right): (&Node, &Node),
        value: &Value,
    ) -> Result<Value, Stop> {
        let (left, right) = (self.run(left, value)?, self.run(right, value)?);
        let (left, right) = (double(&left)?, double(&right)?);
        number(match operation {
            Operation::Add => left + right,
            Operation::Subtract => left - right,
            Operation::Multiply => left * right,
            Operation::Divide => left / right,
            Operation::DivideWhole => (left / right).floor(),
            Operation::Modulo => left % right,
        })
    }

    fn slice(&mut self, value: &Value, parts: [Option<i64>; 3]) -> Result<Value, Stop> {
        match value {
            Value::Array(elements) => {
                let failed = || Stop::Failed("Invalid slice, step cannot be 0".to_owned());
                let taken = indices(elements.len(), parts).ok_or_else(failed)?;
                let mut kept = Vec::new();
                for index in taken {
                    if let Some(element) = elements.get(index) {
                        self.budget.copy(element)?;
                        kept.push(element.clone());
                    }
                }
                Ok(Value::Array(kept))
            }
            Value::String(text) => {
                self.budget.spend(text.len())?;
                let characters: Vec<char> = text.chars().collect();
                let Some(taken) = indices(characters.len(), parts) else { return Ok(Value::Null) };
                let taken: String =
                    taken.into_iter().filter_map(|index| characters.get(index)).collect();
                Ok(Value::from(taken))
            }
            _ => Ok(Value::Null),
        }
    }
}

/// Returns the element at an index; a negative index counts from the end.
fn element(value: &Value, index: i64) -> Option<&Value> {
    let elements = value.as_array()?;
    let length = i64::try_from(elements.len()).ok()?;
    let index = if index < 0 { index.checked_add(length)? } else { index };
    elements.get(usize::try_from(index).ok()?)
}

/// Returns the indices that a slice selects, or `None` if its step is 0.
fn indices(length: usize, [start, end, step]: [Option<i64>; 3]) -> Option<Vec<usize>> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let step = step.unwrap_or(1);
    if step == 0 {
        return None;
    }
    let cap = |index: i64| match (index < 0, step < 0) {
        (true, backwards) => {
            let index = index.saturating_add(length);
            if index >= 0 { index } else { i64::from(backwards).saturating_neg() }
        }
        (false, true) => index.min(length - 1),
        (false, false) => index.min(length),
    };
    let start = start.map_or(if step < 0 { length - 1 } else { 0 }, cap);
    let end = end.map_or(if step < 0 { -1 } else { length }, cap);
    let mut taken = Vec::new();
    let mut index = start;
    while (step > 0 && index < end) || (step < 0 && index > end) {
        taken.extend(usize::try_from(index));
        index = index.saturating_add(step);
    }
    Some(taken)
}

fn double(value: &Value) -> Result<f64, Stop> {
    as_double(value).ok_or_else(|| {
        Stop::FailedSomehow(format!("it computes with {}, which is not a number", value.a_kind()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jmespath::parse;

    fn run(expression: &str, json: &str) -> Result<String, Stop> {
        let root = Value::parse(json.as_bytes()).unwrap();
        let node = parse(expression).unwrap_or_else(|why| panic!("{expression}: {why:?}"));
        evaluate(&node, &root, &mut Budget::new()).map(|value| value.to_json())
    }

    #[test]
    fn expressions_find_and_make_values() {
        let json = r#"{"a":{"b":[{"c":1,"d":"x"},{"c":2,"d":"y"},{"c":3}]},"l":[3,1,2],"s":["b","a"],"t":"häuser","n":null,"e":[],"z":[[1,[2]],[3],4],"o":{"x":1,"y":2},"f":false}"#;
        for (expression, value) in [
            ("a.b[0].c", "1"),
            ("a.b[-1].c", "3"),
            ("a.b[7].c", "null"),
            ("$.a.b[0].d", "\"x\""),
            ("a.b[*].d", r#"["x","y"]"#),
            ("a.b[*].d | [0]", "\"x\""),
            ("a.b[?c > `1`].c", "[2,3]"),
            ("a.b[?d == 'x'] | [0].c", "1"),
            ("a.b[?d != 'x'].c", "[2,3]"),
            ("a.b[?c >= `2` && c <= `2`].d", r#"["y"]"#),
            ("a.b[?!d].c", "[3]"),
            ("o.*", "[1,2]"),
            ("*.x", "[1]"),
            ("z[]", "[1,[2],3,4]"),
            ("z[][]", "[1,2,3,4]"),
            ("l[1:]", "[1,2]"),
            ("l[::-1]", "[2,1,3]"),
            ("l[-2:]", "[1,2]"),
            ("l[5:]", "[]"),
            ("t[1:3]", "\"äu\""),
            ("t[::-1]", "\"resuäh\""),
            ("[l[0], n]", "[3,null]"),
            ("{x: l[0], \"y z\": t}", r#"{"x":3,"y z":"häuser"}"#),
            ("n || t", "\"häuser\""),
            ("e || f || 'd'", "\"d\""),
            ("t && l", "[3,1,2]"),
            ("f && l", "false"),
            ("!n", "true"),
            ("l == `[3.0,1,2]`", "true"),
            ("o == `{\"y\":2,\"x\":1}`", "true"),
            ("t < l", "null"),
            ("l[0] + l[1]", "4"),
            ("l[0] // l[2]", "1"),
            ("-l[0]", "-3"),
            ("n.a.b", "null"),
            ("missing[*].a", "null"),
            ("t[0]", "null"),
            ("[n, n][*]", "[]"),
            // A projection over an expression that fails yields nothing.
            ("abs(t)[?a]", "null"),
        ] {
            assert_eq!(run(expression, json).as_deref(), Ok(value), "{expression}");
        }
    }

    #[test]
    fn what_fails_is_told_from_what_is_not_known() {
        let failed = |words: &str| Err(Stop::Failed(words.to_owned()));
        assert_eq!(run("a[::0]", r#"{"a":[]}"#), failed("Invalid slice, step cannot be 0"));
        assert_eq!(run("nope(a)", "{}"), failed("unknown function: nope"));
        for expression in ["a + b", "length(a)", "-a", "abs('x')", "length()", "length(a, b)"] {
            let found = run(expression, r#"{"b":1}"#);
            assert!(matches!(found, Err(Stop::FailedSomehow(_))), "{expression}: {found:?}");
        }
        for expression in ["let $x = a in $x", "&a", "split('a', 'b')", "`1` / `0`"] {
            let found = run(expression, "{}");
            assert!(matches!(found, Err(Stop::Undecided(_))), "{expression}: {found:?}");
        }
    }

    #[test]
    fn every_evaluation_ends_within_its_budget() {
        let spent = |expression: &str, json: &str| {
            let root = Value::parse(json.as_bytes()).unwrap();
            let mut budget = Budget::new();
            let outcome = evaluate(&parse(expression).unwrap(), &root, &mut budget);
            (outcome.map(drop), budget.spent())
        };
        let exhausted =
            Err(Stop::Undecided("the expressions take more than 131072 steps".to_owned()));
        let array = format!("[{}]", vec!["1"; 1_000].join(","));
        let text = format!("\"{}\"", "x".repeat(100_000));
        for (expression, json) in [
            (["[@,@]"; 24].join("|"), "{}"),
            (["[@,@][]"; 24].join("|"), "[1]"),
            (["{a:@,b:@}"; 30].join("|"), "{}"),
            (["[@,@]|[0]==[1]"; 20].join("|"), "{}"),
            ("[*].to_string($)".to_owned(), array.as_str()),
            ("[*].map(&$, $)".to_owned(), array.as_str()),
            ("[?contains($, @) && $ == $]".to_owned(), array.as_str()),
            (["join(@,[@,@,@])"; 12].join("|"), text.as_str()),
            ("[@,@,@,@,@,@,@,@,@,@,@,@,@,@,@,@,@,@,@,@]|[@,@,@,@,@,@]".to_owned(), text.as_str()),
        ] {
            let (outcome, steps) = spent(&expression, json);
            // The evaluation either finishes early or exhausts the budget.
            assert!(outcome.is_ok() || outcome == exhausted, "{expression}: {outcome:?}");
            assert!(steps <= Budget::STEPS, "{expression}: {steps}");
        }
        assert_eq!(spent(&["[@,@]"; 24].join("|"), "{}").0, exhausted);
        assert_eq!(spent("[*].map(&$, $)", &array).0, exhausted);
        // Typical expressions take only a few steps.
        assert!(spent("a.b[?c == 'x'] | [0].d", r#"{"a":{"b":[{"c":"x","d":1}]}}"#).1 < 30);
        let long = vec!["a"; 500].join(".");
        assert_eq!(spent(&long, "{}"), (Ok(()), 2));
    }
}
