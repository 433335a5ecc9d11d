//! The JOSE header (RFC 7515 section 4).

use std::collections::HashSet;

use crate::jose::json::{Name, Object, Value};

/// A JOSE header: its members in order, with accessors for the registered ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JoseHeader(Object);

impl JoseHeader {
    /// Creates a header with these members.
    pub const fn new(members: Object) -> Self {
        Self(members)
    }

    /// Returns all members.
    pub const fn members(&self) -> &Object {
        &self.0
    }

    /// Returns all members, consuming the header.
    pub fn into_members(self) -> Object {
        self.0
    }

    /// Returns `alg`, if it is a string.
    pub fn alg(&self) -> Option<&str> {
        self.0.get_str("alg")
    }

    /// Returns `kid`, if it is a string.
    pub fn kid(&self) -> Option<&str> {
        self.0.get_str("kid")
    }

    /// Returns `typ`, if it is a string.
    pub fn typ(&self) -> Option<&str> {
        self.0.get_str("typ")
    }

    /// Returns the names in `crit`: the extensions that must be understood (section 4.1.11).
    /// Without `crit`, there are none.
    ///
    /// # Errors
    ///
    /// Returns the reason if `crit` is not a non-empty list of distinct strings, each of which
    /// names a member of this header that RFC 7515 does not define.
    pub fn crit(&self) -> Result<Vec<&str>, String> {
        let Some(value) = self.0.get("crit") else { return Ok(Vec::new()) };
        let Value::Array(names) = value else {
            return Err(format!("`crit` is {}, not a list", value.a_kind()));
        };
        let names = names
            .iter()
            .map(|name| {
                name.as_str()
                    .ok_or_else(|| "`crit` lists something that is not a string".to_owned())
            })
            .collect::<Result<Vec<_>, _>>()?;
        if names.is_empty() {
            return Err("`crit` is an empty list".to_owned());
        }
        let mut listed = HashSet::with_capacity(names.len());
        for name in &names {
            if !listed.insert(Name(name)) {
                return Err(format!("`crit` lists `{name}` twice"));
            }
            if REGISTERED.contains(name) {
                return Err(format!("`crit` lists `{name}`, which is not an extension"));
            }
            if !self.0.contains(name) {
                return Err(format!("`crit` lists `{name}`, which the header does not have"));
            }
        }
        Ok(names)
    }
}

/// Members that RFC 7515 defines, which `crit` must not list.
const REGISTERED: [&str; 11] =
    ["alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::json::comparisons;

    fn crit(text: &str) -> Result<Vec<String>, String> {
        let members = Value::parse(text.as_bytes()).unwrap().as_object().unwrap().clone();
        JoseHeader::new(members).crit().map(|names| names.into_iter().map(Into::into).collect())
    }

    #[test]
    fn each_of_many_names_is_looked_up_once() {
        let names: Vec<String> = (0..60_000).map(|index| format!(r#""n{index}""#)).collect();
        let members: Vec<String> = names.iter().map(|name| format!("{name}:1")).collect();
        let header = format!(r#"{{"crit":[{}],{}}}"#, names.join(","), members.join(","));
        let (found, compared) = comparisons::during(|| crit(&header));
        assert_eq!(found.unwrap().len(), 60_000);
        // One comparison for each lookup, and a few where hashes are alike
        assert!((60_000..120_000).contains(&compared), "{compared} comparisons");
        let twice = format!(r#"{{"crit":[{},"n0"],{}}}"#, names.join(","), members.join(","));
        let (found, compared) = comparisons::during(|| crit(&twice));
        assert_eq!(found.unwrap_err(), "`crit` lists `n0` twice");
        assert!((60_000..120_000).contains(&compared), "{compared} comparisons");
    }

    #[test]
    fn crit_is_a_list_of_extensions_that_are_there() {
        assert_eq!(crit(r#"{"alg":"HS256"}"#).unwrap(), Vec::<String>::new());
        assert_eq!(crit(r#"{"b64":false,"crit":["b64"]}"#).unwrap(), ["b64"]);
        for text in [
            r#"{"crit":"b64"}"#,
            r#"{"crit":[]}"#,
            r#"{"crit":[1]}"#,
            r#"{"crit":["x"]}"#,
            r#"{"crit":["alg"],"alg":"HS256"}"#,
            r#"{"crit":["x","x"],"x":1}"#,
        ] {
            assert!(crit(text).is_err(), "{text}");
        }
    }
}
