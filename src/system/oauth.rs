//! Requests to issuers that carry secrets: client secrets, codes and tokens.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, Url};
use url::form_urlencoded;
use zeroize::Zeroizing;

use crate::error::{Error, FetchFault};
use crate::jose::base64url;
use crate::redact;
use crate::system::System;
use crate::system::exchange::{Answer, Request, TlsTrust};
use crate::system::http::{is_loopback, parse_url};
use crate::system::waiting::Waiting;

/// How long an issuer may take.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(20);

/// Whether a secret may be sent to an address: over https, or to this machine.
pub(crate) fn is_private(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| match url.scheme() {
        "https" => true,
        "http" => is_loopback(&url),
        _ => false,
    })
}

/// Returns a text as a form has it.
pub(crate) fn form_encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Returns the value of a header with a name and a password.
pub(crate) fn basic(name: &str, password: &str) -> Zeroizing<String> {
    let pair = Zeroizing::new(format!("{name}:{password}"));
    Zeroizing::new(format!("Basic {}", base64url::encode_standard(pair.as_bytes())))
}

/// Returns the address at which an issuer is reached: `endpoint` in place of its own beginning.
pub(crate) fn reached_at(address: &str, issuer: &str, endpoint: Option<&str>) -> String {
    let issuer = issuer.trim_end_matches('/');
    let below =
        address.strip_prefix(issuer).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    match (endpoint, below) {
        (Some(endpoint), Some(rest)) => format!("{}{rest}", endpoint.trim_end_matches('/')),
        _ => address.to_owned(),
    }
}

impl System {
    /// Sends a form, and waits for the answer within a limit. Returns `None` if Ctrl-C ends the
    /// waiting.
    ///
    /// # Errors
    ///
    /// [`Error::Unreachable`], [`Error::Offline`].
    pub(crate) fn post_form(
        &mut self,
        address: &str,
        fields: &[(&str, &str)],
        authorization: Option<&str>,
        timeout: Duration,
        waiting: &Waiting,
    ) -> Result<Option<Answer>, Error> {
        let mut headers = headers(authorization)?;
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request {
            method: Method::POST,
            url: parse_url(address)?,
            headers,
            body: Some(body.into_bytes()),
            timeout,
        };
        let url = redact::url(&request.url);
        let client = self.endpoint_client(&request.url, &TlsTrust::default())?;
        let sent = self.send(&client, request, waiting).transpose();
        sent.map_err(|failure| Error::Unreachable {
            url,
            message: failure.message,
            fault: FetchFault::Answer,
        })
    }

    /// Calls an operation of an AWS service, which is not signed, and waits for the answer within a limit.
    ///
    /// # Errors
    ///
    /// [`Error::Unreachable`], [`Error::Offline`].
    pub(crate) fn call_aws(
        &mut self,
        address: &str,
        operation: &'static str,
        body: &str,
        timeout: Duration,
    ) -> Result<Answer, Error> {
        let mut headers = headers(None)?;
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-amz-json-1.1"));
        headers.insert("x-amz-target", HeaderValue::from_static(operation));
        self.ask(Request {
            method: Method::POST,
            url: parse_url(address)?,
            headers,
            body: Some(body.as_bytes().to_vec()),
            timeout,
        })
    }

    /// Asks with a secret, and with more parameters than the address has.
    ///
    /// # Errors
    ///
    /// [`Error::Unreachable`], [`Error::Offline`].
    pub(crate) fn get_with_secret(
        &mut self,
        address: &str,
        parameters: &[(&str, &str)],
        authorization: &str,
    ) -> Result<Answer, Error> {
        let mut url = parse_url(address)?;
        if !parameters.is_empty() {
            url.query_pairs_mut().extend_pairs(parameters);
        }
        let headers = headers(Some(authorization))?;
        self.ask(Request { method: Method::GET, url, headers, body: None, timeout: TIMEOUT })
    }

    fn ask(&mut self, request: Request) -> Result<Answer, Error> {
        let url = redact::url(&request.url);
        self.send_once(request)?.map_err(|failure| Error::Unreachable {
            url,
            message: failure.message,
            fault: FetchFault::Answer,
        })
    }
}

fn headers(authorization: Option<&str>) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(text) = authorization {
        let mut value = HeaderValue::from_str(text).map_err(|_| {
            Error::usage(
                "the secret contains characters that a header cannot contain",
                "check for a line break or a space too much in it",
            )
        })?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_go_only_where_nobody_reads_along() {
        for (address, expected) in [
            ("https://id.example/token", true),
            ("http://127.0.0.1:8765/token", true),
            ("http://localhost:8765/token", true),
            ("http://[::1]:8765/token", true),
            ("http://id.example/token", false),
            ("nonsense", false),
            ("vscode://localhost/x", false),
            ("file://localhost/x", false),
        ] {
            assert_eq!(is_private(address), expected, "{address}");
        }
    }

    #[test]
    fn an_endpoint_replaces_the_beginning_of_the_issuer() {
        let at =
            |address| reached_at(address, "https://id.example/x/", Some("http://localhost:1/"));
        assert_eq!(at("https://id.example/x/token"), "http://localhost:1/token");
        assert_eq!(at("https://id.example/xy/token"), "https://id.example/xy/token");
        assert_eq!(at("https://other.example/token"), "https://other.example/token");
        let own = "https://id.example/x/token";
        assert_eq!(reached_at(own, "https://id.example/x", None), own);
    }

    #[test]
    fn names_and_passwords_are_encoded() {
        assert_eq!(basic("a", "b").as_str(), "Basic YTpi");
        assert_eq!(form_encoded("a b+/:%"), "a+b%2B%2F%3A%25");
    }
}
