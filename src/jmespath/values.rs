//! The comparison and the arithmetic of values, as in the Go implementation.

use super::budget::{Budget, Stop};
use crate::go_json;
use crate::jose::json::{Number, Value};

/// Whether a value counts as false: empty, `false` or null.
pub(super) fn is_false(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(_) => false,
        Value::String(text) => text.is_empty(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(object) => object.is_empty(),
    }
}

pub(super) fn as_double(value: &Value) -> Option<f64> {
    value.as_number().and_then(Number::as_f64)
}

pub(super) fn number(double: f64) -> Result<Value, Stop> {
    go_json::number_of(double)
        .ok_or_else(|| Stop::Undecided("it computes a number that JSON cannot write".to_owned()))
}

/// Whether two values are equal in Go, where every number is a double.
pub(super) fn equal(left: &Value, right: &Value, budget: &mut Budget) -> Result<bool, Stop> {
    budget.spend(1)?;
    Ok(match (left, right) {
        (Value::Number(_), Value::Number(_)) => as_double(left) == as_double(right),
        (Value::String(left), Value::String(right)) => {
            if left.len() == right.len() {
                budget.text(left)?;
            }
            left == right
        }
        (Value::Array(left), Value::Array(right)) => {
            if left.len() != right.len() {
                return Ok(false);
            }
            for (left, right) in left.iter().zip(right) {
                if !equal(left, right, budget)? {
                    return Ok(false);
                }
            }
            true
        }
        (Value::Object(left), Value::Object(right)) => {
            budget.spend(left.len().saturating_add(right.len()))?;
            let (left, right) = (go_json::sorted_members(left), go_json::sorted_members(right));
            if left.len() != right.len() {
                return Ok(false);
            }
            for ((name, left), (other, right)) in left.into_iter().zip(right) {
                if name != other || !equal(left, right, budget)? {
                    return Ok(false);
                }
            }
            true
        }
        _ => left == right,
    })
}
