//! Requests and responses, without a network.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::time::Duration;

use url::form_urlencoded;

use crate::jose::json::{Object, Value};

/// A complete request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path as it was sent, without the query
    pub(crate) path: String,
    pub(crate) query: String,
    /// Names in lower case; `host` is the authority of the address if the request has one
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// The ends of its connection: the client's and ours
    pub(crate) ends: Option<(SocketAddr, SocketAddr)>,
}

impl Request {
    /// Returns the value of a header, the first one if it is repeated.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Whether the body is a form, by its content type.
    fn has_form(&self) -> bool {
        let kind = self.header("content-type").unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
    }

    /// Returns the parameters of the address.
    pub(super) fn query_form(&self) -> Form {
        Form::parse(self.query.as_bytes())
    }

    /// Returns the fields of the body.
    ///
    /// # Errors
    ///
    /// [`NotAForm`] if the body has another type.
    pub(super) fn body_form(&self) -> Result<Form, NotAForm> {
        if self.has_form() || self.body.is_empty() {
            Ok(Form::parse(&self.body))
        } else {
            Err(NotAForm)
        }
    }

    /// Returns a cookie.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.iter().filter(|(own, _)| own == "cookie");
        let mut pairs = cookies.flat_map(|(_, value)| value.split(';'));
        pairs.find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
    }
}

/// A body that is not a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct NotAForm;

/// A parameter that must appear once and appears more than once.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Repeated(pub(super) String);

/// Parameters in their order. Empty ones count as absent (RFC 6749 section 3.1).
#[derive(Clone, Debug, Default)]
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    fn parse(text: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(text).into_owned();
        Self(pairs.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// Returns these parameters, and those of another form that are not among them.
    pub(super) fn or(mut self, other: Self) -> Self {
        let own: HashSet<String> = self.0.iter().map(|(name, _)| name.clone()).collect();
        self.0.extend(other.0.into_iter().filter(|(name, _)| !own.contains(name)));
        self
    }

    /// Returns a parameter.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// Returns every value of a parameter.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Returns the parameters in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Refuses parameters that appear more than once, apart from those that may.
    pub(super) fn check_once(&self, repeatable: &[&str]) -> Result<(), Repeated> {
        let mut known = HashSet::new();
        let once = self.iter().map(|(name, _)| name).filter(|name| !repeatable.contains(name));
        for name in once {
            if !known.insert(name) {
                return Err(Repeated(name.to_owned()));
            }
        }
        Ok(())
    }
}

/// Returns an address with more parameters in its query.
pub(super) fn with_query(address: &str, parameters: &[(&str, &str)]) -> String {
    let separator = if !address.contains('?') {
        "?"
    } else if address.ends_with(['?', '&']) {
        ""
    } else {
        "&"
    };
    format!("{address}{separator}{}", encoded(parameters))
}

/// Returns parameters in the form of a query.
pub(super) fn encoded(parameters: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish()
}

/// A complete response.
#[derive(Clone, Debug, Default)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
    /// How long to wait before sending it
    pub(crate) delay: Duration,
    /// What the log says about it, without anything secret
    pub(crate) remark: String,
}

impl Response {
    /// Returns a response without a body.
    pub(super) fn empty(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// Returns a response with a text.
    pub(super) fn text(status: u16, text: &str) -> Self {
        Self { body: format!("{text}\n"), ..Self::empty(status) }
            .with("Content-Type", "text/plain; charset=utf-8")
    }

    /// Returns a response with a JSON document.
    pub(super) fn json(status: u16, members: Object) -> Self {
        Self { body: Value::from(members).to_json(), ..Self::empty(status) }
            .with("Content-Type", "application/json")
    }

    /// Returns a redirect that is followed with GET.
    pub(crate) fn redirect(address: &str) -> Self {
        Self::empty(303).with("Location", address).unstored()
    }

    /// Returns an error in the form of RFC 6749 section 5.2.
    pub(super) fn error(status: u16, code: &str, description: &str) -> Self {
        let mut members = Object::new();
        members.set("error", code);
        members.set("error_description", described(description));
        Self::json(status, members).unstored().remarked(code)
    }

    /// Adds a header.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Forbids storing the response (RFC 6749 section 5.1).
    pub(super) fn unstored(self) -> Self {
        self.with("Cache-Control", "no-store").with("Pragma", "no-cache")
    }

    /// Sets what the log says about it.
    pub(super) fn remarked(mut self, remark: impl Into<String>) -> Self {
        self.remark = remark.into();
        self
    }

    /// Returns the value of a header.
    #[cfg(test)]
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// Replaces the characters that an error description must not have (RFC 6749 section 5.2).
pub(super) fn described(text: &str) -> String {
    let allowed = |character: char| matches!(character, ' '..='~') && !"\"\\".contains(character);
    text.chars().map(|character| if allowed(character) { character } else { '?' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_parameter_is_absent_and_a_repeated_one_is_found() {
        let form = Form::parse(b"a=1&b=&a=2&c=%C3%A4+x");
        assert_eq!(form.get("a"), Some("1"));
        assert_eq!(form.get("b"), None);
        assert_eq!(form.get("c"), Some("\u{e4} x"));
        assert_eq!(form.check_once(&[]), Err(Repeated("a".to_owned())));
        assert_eq!(form.check_once(&["a"]), Ok(()));
        let body = Form::parse(b"b=3&d=4").or(form);
        assert_eq!(
            (body.get("b"), body.get("d"), body.all("a").count()),
            (Some("3"), Some("4"), 2)
        );
    }

    #[test]
    fn parameters_are_added_to_the_query_that_an_address_has() {
        for (address, expected) in [
            ("http://localhost/cb", "http://localhost/cb?a=1+%26"),
            ("http://localhost/cb?x=y", "http://localhost/cb?x=y&a=1+%26"),
            ("http://localhost/cb?", "http://localhost/cb?a=1+%26"),
        ] {
            assert_eq!(with_query(address, &[("a", "1 &")]), expected);
        }
    }

    #[test]
    fn a_description_has_only_the_characters_that_it_may() {
        assert_eq!(described("a \"b\"\n\u{e4}"), "a ?b???");
    }
}
