//! Which client sends a request. Any client ID and any secret is accepted.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::issuer::http::{Form, Request, Response};
use crate::jose::base64url;

/// The ID of a client.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct ClientId(pub(super) String);

impl ClientId {
    /// Returns the ID.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns the client of a request, from its `Authorization` header or its form; `None` if it
/// names none.
///
/// # Errors
///
/// The response to a client that cannot be read (RFC 6749 section 5.2).
pub(super) fn of_request(request: &Request, form: &Form) -> Result<Option<ClientId>, Response> {
    if form.get("client_assertion").is_some() {
        return Err(Response::error(
            401,
            "invalid_client",
            "client assertions are not supported: send client_id and client_secret",
        ));
    }
    let named = form.get("client_id");
    let Some(header) = request.header("authorization") else {
        return Ok(named.map(|id| ClientId(id.to_owned())));
    };
    let malformed =
        || unauthorized("the Authorization header is not Basic with base64 of ID:SECRET");
    let (id, _) = basic(header).ok_or_else(malformed)?;
    if form.get("client_secret").is_some() {
        return Err(Response::error(
            400,
            "invalid_request",
            "the client authenticates twice: in the header and in the form",
        ));
    }
    if named.is_some_and(|named| named != id) {
        return Err(unauthorized("client_id names another client than the Authorization header"));
    }
    Ok(Some(ClientId(id)))
}

/// Returns the client of a request.
///
/// # Errors
///
/// The response to a request without one.
pub(super) fn required(request: &Request, form: &Form) -> Result<ClientId, Response> {
    of_request(request, form)?.ok_or_else(|| {
        let message = "the client is missing: send client_id, or an Authorization header";
        unauthorized(message)
    })
}

fn unauthorized(message: &str) -> Response {
    Response::error(401, "invalid_client", message)
        .with("WWW-Authenticate", "Basic realm=\"jwtool\"")
}

/// Returns ID and secret of a `Basic` header. Both are form-encoded before base64 (RFC 6749
/// section 2.3.1).
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    let decoded = base64url::decode_standard(encoded.trim())?;
    let text = String::from_utf8(decoded).ok()?;
    let (id, secret) = text.split_once(':')?;
    let unencoded = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8().ok().map(Cow::into_owned)
    };
    let is_basic = scheme.eq_ignore_ascii_case("basic") && !id.is_empty();
    Some((unencoded(id)?, unencoded(secret)?)).filter(|_| is_basic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basic_header_has_a_form_encoded_id() {
        // `my%20app:s+x`
        assert_eq!(basic("Basic bXklMjBhcHA6cyt4"), Some(("my app".to_owned(), "s x".to_owned())));
        for header in ["Basic", "Basic !", "Bearer bXk6cw==", "Basic bXk=", "Basic OnM="] {
            assert_eq!(basic(header), None, "{header}");
        }
    }
}
