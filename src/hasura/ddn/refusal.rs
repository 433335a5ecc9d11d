//! Every refusal of DDN, with its status and message.

use crate::hasura::request::Route;
use crate::hasura::words::{self, Words};
use crate::jose::json::{Object, Value};

/// The reasons why DDN refuses a request. Each has its own message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reason {
    ModeHeader,
    NoHeader,
    Malformed,
    NoCookieHeader,
    NoCookie,
    HeaderUndecodable,
    NoKid,
    KeySet,
    NoMatchingKey,
    KeyUnusable,
    InvalidToken,
    Undecodable,
    InvalidAlgorithm,
    InvalidSignature,
    NoExpiry,
    Expired,
    InvalidIssuer,
    InvalidAudience,
    NoNamespace,
    NotAString,
    ClaimsShape,
    EntryKind,
    EntryMissing,
    DefaultRole,
    DuplicateRole,
    RoleNotAllowed,
}

impl Reason {
    /// Every reason, in the order in which DDN checks.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 26] = [
        Self::ModeHeader,
        Self::NoHeader,
        Self::Malformed,
        Self::NoCookieHeader,
        Self::NoCookie,
        Self::HeaderUndecodable,
        Self::NoKid,
        Self::KeySet,
        Self::NoMatchingKey,
        Self::KeyUnusable,
        Self::InvalidToken,
        Self::Undecodable,
        Self::InvalidAlgorithm,
        Self::InvalidSignature,
        Self::NoExpiry,
        Self::Expired,
        Self::InvalidIssuer,
        Self::InvalidAudience,
        Self::NoNamespace,
        Self::NotAString,
        Self::ClaimsShape,
        Self::EntryKind,
        Self::EntryMissing,
        Self::DefaultRole,
        Self::DuplicateRole,
        Self::RoleNotAllowed,
    ];

    /// Returns the fixed part of the message. The part that depends on the request follows it.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::ModeHeader => "Invalid auth mode header:",
            Self::NoHeader => "JWT Authorization token source: Header name",
            Self::Malformed => {
                "Error in parsing the Authorization header: The `Authorization` header is expected to be in the format of `Bearer <JWT>`"
            }
            Self::NoCookieHeader => "JWT Authorization token source: Cookie header not found",
            Self::NoCookie => "JWT Authorization token source: cookie name",
            Self::HeaderUndecodable => "Error decoding the `Authorization` header -",
            Self::NoKid => "`kid` (Key ID) header claim not found in the header",
            Self::KeySet => "Internal Error - Error while fetching the JWKSet:",
            Self::NoMatchingKey => "Internal Error - No matching JWK found for the given kid:",
            Self::KeyUnusable => "Internal Error - Error while constructing the JWT decoding key:",
            Self::InvalidToken => "JWT validation error: InvalidToken",
            Self::Undecodable => "Internal Error - Error while decoding the JWT:",
            Self::InvalidAlgorithm => {
                "Internal Error - Error while decoding the JWT: InvalidAlgorithm"
            }
            Self::InvalidSignature => "JWT validation error: InvalidSignature",
            Self::NoExpiry => "JWT validation error: Missing required claim: exp",
            Self::Expired => "JWT validation error: ExpiredSignature",
            Self::InvalidIssuer => "JWT validation error: InvalidIssuer",
            Self::InvalidAudience => "JWT validation error: InvalidAudience",
            Self::NoNamespace => "Internal Error - Hasura claims not found in the JWT at",
            Self::NotAString => {
                "Expected the Hasura claims to be a String when `claimsFormat` is `stringifiedJson`"
            }
            Self::ClaimsShape => "Internal Error - Error in parsing the Hasura claims map:",
            Self::EntryKind => "Error while parsing the claims map entry:",
            Self::EntryMissing => "Required claim",
            Self::DefaultRole => "The default role is not present in the allowed roles",
            Self::DuplicateRole => {
                "Internal Error - Duplicate allowed role found in the JWT claims"
            }
            Self::RoleNotAllowed => "cannot be authorized as role:",
        }
    }

    /// Returns the HTTP status, which is the same on every route.
    pub(crate) const fn status(self) -> u16 {
        match self {
            Self::RoleNotAllowed => 401,
            Self::KeySet
            | Self::NoMatchingKey
            | Self::KeyUnusable
            | Self::Undecodable
            | Self::InvalidAlgorithm
            | Self::NoNamespace
            | Self::ClaimsShape
            | Self::DuplicateRole => 500,
            _ => 400,
        }
    }
}

/// A refusal with DDN's message.
pub(crate) type Refusal = words::Refusal<Reason>;

impl Words for Reason {
    fn words(self) -> &'static str {
        Self::words(self)
    }
}

impl Refusal {
    /// Returns the body on this route. JSON:API hides internal errors.
    pub(crate) fn body_on(&self, route: Route) -> Value {
        let text = |name: &str, value: &str| (name.to_owned(), Value::from(value));
        let error: Object = match route {
            Route::Graphql => [text("message", &self.message)].into_iter().collect(),
            Route::Rest => {
                let status = self.reason.status();
                let detail = if status == 500 { "Internal error" } else { &self.message };
                [text("status", &status.to_string()), text("detail", detail)].into_iter().collect()
            }
        };
        let errors = ("errors".to_owned(), Value::Array(vec![error.into()]));
        let body: Object = match route {
            Route::Graphql => [("data".to_owned(), Value::Null), errors].into_iter().collect(),
            Route::Rest => [errors].into_iter().collect(),
        };
        body.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_route_has_its_shape() {
        let expired = Refusal::of(Reason::Expired);
        assert_eq!(
            expired.body_on(Route::Graphql).to_json(),
            r#"{"data":null,"errors":[{"message":"JWT validation error: ExpiredSignature"}]}"#
        );
        assert_eq!(
            expired.body_on(Route::Rest).to_json(),
            r#"{"errors":[{"status":"400","detail":"JWT validation error: ExpiredSignature"}]}"#
        );
        let inside = Refusal::with(Reason::NoMatchingKey, "a");
        assert_eq!(
            inside.body_on(Route::Rest).to_json(),
            r#"{"errors":[{"status":"500","detail":"Internal error"}]}"#
        );
    }

    #[test]
    fn what_begins_with_internal_error_is_500_and_a_role_401() {
        for reason in Reason::ALL {
            let expected = match reason {
                Reason::RoleNotAllowed => 401,
                _ if reason.words().starts_with("Internal Error") => 500,
                _ => 400,
            };
            assert_eq!(reason.status(), expected, "{reason:?}");
        }
    }
}
