//! Readers for the fields of `auth.yaml`, by type. Errors name the field.

use crate::hasura::relyauth::auth_yaml::{AnyText, ConfigError, Fault};
use crate::hasura::settings::Text;
use crate::jose::json::{Number, Object, Value};

pub(super) fn error(fault: Fault, message: impl Into<String>) -> ConfigError {
    ConfigError::inexact(fault, message)
}

/// Returns an error with the service's exact message.
pub(super) fn exact(fault: Fault, message: impl Into<String>) -> ConfigError {
    ConfigError::exact(fault, message)
}

/// Returns a field; `null` counts as missing.
pub(super) fn present<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
    object.get(name).filter(|value| **value != Value::Null)
}

/// Reads the fields of the object at a path.
pub(super) struct Reader {
    pub(super) path: String,
}

impl Reader {
    pub(super) fn at(&self, name: &str) -> Self {
        Self { path: format!("{}.{name}", self.path) }
    }

    pub(super) fn wrong(&self, name: &str, value: &Value, expected: &str) -> ConfigError {
        error(
            Fault::Field,
            format!("{}.{name}: cannot read {} as {expected}", self.path, value.a_kind()),
        )
    }

    pub(super) fn object<'a>(&self, value: Option<&'a Value>) -> Result<&'a Object, ConfigError> {
        match value {
            Some(Value::Object(object)) => Ok(object),
            Some(other) => Err(error(
                Fault::Field,
                format!("{}: cannot read {} as a map", self.path, other.a_kind()),
            )),
            None => Err(error(Fault::Field, format!("{} is missing", self.path))),
        }
    }

    /// Returns an inner object, or an empty one if the field is missing.
    pub(super) fn inner(&self, object: &Object, name: &str) -> Result<Object, ConfigError> {
        match present(object, name) {
            None => Ok(Object::new()),
            Some(Value::Object(inner)) => Ok(inner.clone()),
            Some(other) => Err(self.wrong(name, other, "a map")),
        }
    }

    /// Returns a string, or an empty one if the field is missing.
    pub(super) fn text<'a>(&self, object: &'a Object, name: &str) -> Result<&'a str, ConfigError> {
        match present(object, name) {
            None => Ok(""),
            Some(value) => value.as_str().ok_or_else(|| self.wrong(name, value, "a string")),
        }
    }

    pub(super) fn texts(&self, object: &Object, name: &str) -> Result<Vec<String>, ConfigError> {
        let Some(value) = present(object, name) else { return Ok(Vec::new()) };
        let texts = value.as_array().and_then(|elements| {
            elements.iter().map(|one| one.as_str().map(ToOwned::to_owned)).collect()
        });
        texts.ok_or_else(|| self.wrong(name, value, "a list of strings"))
    }

    pub(super) fn whole(&self, object: &Object, name: &str) -> Result<i64, ConfigError> {
        match present(object, name) {
            None => Ok(0),
            Some(value) => value
                .as_number()
                .and_then(Number::as_i64)
                .ok_or_else(|| self.wrong(name, value, "a whole number")),
        }
    }

    /// Reads `{value: …}`, `{env: …}`, or both; `None` if the field is missing or empty.
    pub(super) fn env_text(
        &self,
        object: &Object,
        name: &str,
    ) -> Result<Option<Text>, ConfigError> {
        let Some(value) = present(object, name) else { return Ok(None) };
        let inner = value.as_object().ok_or_else(|| self.wrong(name, value, "`value` or `env`"))?;
        let reader = self.at(name);
        let value = present(inner, "value").map(|_| reader.text(inner, "value")).transpose()?;
        let variable = Some(reader.text(inner, "env")?).filter(|name| !name.is_empty());
        let text =
            Text { value: value.map(ToOwned::to_owned), variable: variable.map(ToOwned::to_owned) };
        Ok(Some(text).filter(|text| *text != Text::default()))
    }

    pub(super) fn any_text(&self, value: &Value, name: &str) -> Result<AnyText, ConfigError> {
        let inner = value.as_object().ok_or_else(|| self.wrong(name, value, "`value` or `env`"))?;
        let variable = Some(self.at(name).text(inner, "env")?).filter(|name| !name.is_empty());
        Ok(AnyText {
            value: inner.get("value").cloned(),
            variable: variable.map(ToOwned::to_owned),
        })
    }

    pub(super) fn variables(&self, object: &Object) -> Result<Vec<(String, AnyText)>, ConfigError> {
        let map = self.inner(object, "sessionVariables")?;
        let reader = self.at("sessionVariables");
        map.effective()
            .into_iter()
            .map(|(name, value)| Ok((name.to_owned(), reader.any_text(value, name)?)))
            .collect()
    }
}
