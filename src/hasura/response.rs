//! GraphQL and REST error bodies: whether an engine refused a request, and with which message.

use crate::jose::json::Value;

/// A refusal in the engine's words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refusal {
    /// `extensions.code` in GraphQL, `code` in REST
    pub(crate) code: Option<String>,
    pub(crate) message: String,
}

/// Returns the first error of a GraphQL body (`{"errors":[{"message",…}]}`).
pub(crate) fn graphql_error(body: &Value) -> Option<Refusal> {
    let first = match body.as_object()?.get("errors")? {
        Value::Null => return None,
        Value::Array(errors) => errors.first()?,
        other => other,
    };
    let object = first.as_object();
    let message = object.and_then(|error| error.get_str("message"));
    let code = object
        .and_then(|error| error.get("extensions"))
        .and_then(Value::as_object)
        .and_then(|extensions| extensions.get_str("code"));
    Some(Refusal {
        code: code.map(ToOwned::to_owned),
        message: message
            .or_else(|| first.as_str())
            .map_or_else(|| first.to_json(), ToOwned::to_owned),
    })
}

/// Returns the error of a REST body: Hasura's `{"error":…,"code":…}`, or a common form used by
/// other services.
pub(crate) fn rest_error(body: &Value) -> Option<Refusal> {
    let object = body.as_object()?;
    let code = object.get_str("code").map(ToOwned::to_owned);
    let description = ["description", "message", "error_description", "error"]
        .iter()
        .find_map(|name| object.get_str(name));
    description.map(|message| Refusal { code, message: message.to_owned() })
}

/// Whether a body is a response to one GraphQL request: it has `data` or `errors`.
pub(crate) fn is_graphql(body: &Value) -> bool {
    body.as_object().is_some_and(|object| object.contains("data") || object.contains("errors"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Value {
        Value::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn refusals_are_read_in_both_shapes() {
        let body = json(
            r#"{"errors":[{"message":"Could not verify JWT: JWTExpired","extensions":{"path":"$","code":"invalid-jwt"}}]}"#,
        );
        let refusal = graphql_error(&body).unwrap();
        assert_eq!(refusal.code.as_deref(), Some("invalid-jwt"));
        assert_eq!(refusal.message, "Could not verify JWT: JWTExpired");
        let body = json(
            r#"{"path":"$","error":"Malformed Authorization header","code":"invalid-headers"}"#,
        );
        assert_eq!(rest_error(&body).unwrap().message, "Malformed Authorization header");
        let flask = json(r#"{"error":"Authorization Required","description":"no header"}"#);
        assert_eq!(rest_error(&flask).unwrap().message, "no header");
        assert_eq!(graphql_error(&json(r#"{"data":{"a":1}}"#)), None);
        assert_eq!(graphql_error(&json(r#"{"data":{},"errors":null}"#)), None);
        assert_eq!(graphql_error(&json(r#"{"data":null,"errors":"x"}"#)).unwrap().message, "x");
        assert!(is_graphql(&json(r#"{"data":null}"#)) && !is_graphql(&json(r#"{"a":1}"#)));
    }
}
