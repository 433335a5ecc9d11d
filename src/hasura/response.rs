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
    /// In the order in which they are more likely to be a sentence
    const MESSAGES: [&str; 9] = [
        "description",
        "message",
        "error_description",
        "msg",
        "detail",
        "error",
        "Message",
        "title",
        "reason",
    ];
    const CODES: [&str; 4] = ["code", "error_code", "errorType", "name"];
    let object = body.as_object()?;
    // Some services put both into an object of their own.
    if let Some(inner @ Value::Object(_)) = object.get("error") {
        return rest_error(inner);
    }
    let text = |name: &&str| match object.get(name)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        _ => None,
    };
    let number =
        |name: &&str| object.get(name)?.as_number().map(|number| number.as_str().to_owned());
    let (name, message) = MESSAGES.iter().find_map(|name| Some((*name, text(name)?)))?;
    // Beside a sentence, `error` is a word: `invalid_token`.
    let of_error = || text(&"error").filter(|word| name != "error" && !word.contains(' '));
    let code = CODES.iter().find_map(text).or_else(of_error);
    let code = code.or_else(|| CODES.iter().find_map(number));
    Some(Refusal { code, message })
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
        assert_eq!(rest_error(&flask).unwrap().code, None);
        assert_eq!(graphql_error(&json(r#"{"data":{"a":1}}"#)), None);
        assert_eq!(graphql_error(&json(r#"{"data":{},"errors":null}"#)), None);
        assert_eq!(graphql_error(&json(r#"{"data":null,"errors":"x"}"#)).unwrap().message, "x");
    }

    #[test]
    fn other_services_have_other_names_for_the_code_and_the_message() {
        for (body, code, message) in [
            (
                r#"{"error":"invalid_token","error_description":"expired"}"#,
                "invalid_token",
                "expired",
            ),
            (
                r#"{"code":401,"error_code":"bad_jwt","msg":"invalid JWT"}"#,
                "bad_jwt",
                "invalid JWT",
            ),
            (
                r#"{"code":"PGRST301","details":null,"hint":null,"message":"JWT expired"}"#,
                "PGRST301",
                "JWT expired",
            ),
            (r#"{"detail":"Not authenticated"}"#, "", "Not authenticated"),
            (r#"{"error":{"code":403,"message":"no"}}"#, "403", "no"),
            (r#"{"message":"Unauthorized"}"#, "", "Unauthorized"),
        ] {
            let refusal = rest_error(&json(body)).unwrap();
            assert_eq!(refusal.code.unwrap_or_default(), code, "{body}");
            assert_eq!(refusal.message, message, "{body}");
        }
        for body in ["{}", "[]", r#"{"message":""}"#, r#"{"error":null}"#, "7"] {
            assert_eq!(rest_error(&json(body)), None, "{body}");
        }
    }
}
