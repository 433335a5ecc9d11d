//! Every refusal of the engine, with its status, code and exact message.

use crate::hasura::request::Route;
use crate::hasura::words::{self, Words};
use crate::jose::json::{Object, Value};

/// The reasons why the engine refuses a request, one for each of its messages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reason {
    AdminSecret,
    BackendOnly,
    NoToken,
    Malformed,
    Multiple,
    Issuer,
    Parts,
    Header,
    NoSignatures,
    NoUsableKeys,
    Signature,
    ClaimsSet,
    Expired,
    IssuedAtFuture,
    NotYetValid,
    Audience,
    NoNamespace,
    NoPath,
    NotAnObject,
    NotAString,
    NotStringified,
    NotMapped,
    NoAllowedRoles,
    NoDefaultRole,
    AllowedRoles,
    DefaultRole,
    RoleNotAllowed,
    Variable,
}

impl Reason {
    /// Every reason, in the order in which the engine checks.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 28] = [
        Self::AdminSecret,
        Self::BackendOnly,
        Self::NoToken,
        Self::Malformed,
        Self::Multiple,
        Self::Issuer,
        Self::Parts,
        Self::Header,
        Self::NoSignatures,
        Self::NoUsableKeys,
        Self::Signature,
        Self::ClaimsSet,
        Self::Expired,
        Self::IssuedAtFuture,
        Self::NotYetValid,
        Self::Audience,
        Self::NoNamespace,
        Self::NoPath,
        Self::NotAnObject,
        Self::NotAString,
        Self::NotStringified,
        Self::NotMapped,
        Self::NoAllowedRoles,
        Self::NoDefaultRole,
        Self::AllowedRoles,
        Self::DefaultRole,
        Self::RoleNotAllowed,
        Self::Variable,
    ];

    /// Returns the fixed part of the message, which ends where the token's values begin.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::AdminSecret => "invalid x-hasura-admin-secret/x-hasura-access-key",
            Self::BackendOnly => {
                "x-hasura-use-backend-only-permissions:  Not a valid boolean text."
            }
            Self::NoToken => {
                "Missing 'Authorization' or 'Cookie' header in JWT authentication mode"
            }
            Self::Malformed => "Malformed Authorization header",
            Self::Multiple => "Could not verify JWT: Multiple JWTs found",
            Self::Issuer => "Could not verify JWT: JWTNotInIssuer",
            Self::Parts => "Could not verify JWT: JWSError (CompactDecodeError",
            Self::Header => "Could not verify JWT: JWSError (JSONDecodeError",
            Self::NoSignatures => "Could not verify JWT: JWSError JWSNoSignatures",
            Self::NoUsableKeys => "Could not verify JWT: JWSError NoUsableKeys",
            Self::Signature => "Could not verify JWT: JWSError JWSInvalidSignature",
            Self::ClaimsSet => "Could not verify JWT: JWTClaimsSetDecodeError",
            Self::Expired => "Could not verify JWT: JWTExpired",
            Self::IssuedAtFuture => "Could not verify JWT: JWTIssuedAtFuture",
            Self::NotYetValid => "Could not verify JWT: JWTNotYetValid",
            Self::Audience => "Could not verify JWT: JWTNotInAudience",
            Self::NoNamespace => "claims key:",
            Self::NoPath => "claims not found at claims_namespace_path:",
            Self::NotAnObject => "expecting a json object when claims_format is json",
            Self::NotAString => "expecting a string when claims_format is stringified_json",
            Self::NotStringified => "expecting stringified json at:",
            Self::NotMapped => "JWT claim from claims_map,",
            Self::NoAllowedRoles => "JWT claim does not contain x-hasura-allowed-roles",
            Self::NoDefaultRole => "JWT claim does not contain x-hasura-default-role",
            Self::AllowedRoles => "invalid x-hasura-allowed-roles; should be a list of roles:",
            Self::DefaultRole => "invalid x-hasura-default-role; should be a",
            Self::RoleNotAllowed => "Your requested role is not in allowed roles",
            Self::Variable => "x-hasura-* claims:",
        }
    }

    /// Returns the engine's error code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::AdminSecret | Self::RoleNotAllowed => "access-denied",
            Self::BackendOnly => "bad-request",
            Self::NoToken | Self::Malformed | Self::Multiple => "invalid-headers",
            Self::Issuer
            | Self::Parts
            | Self::Header
            | Self::NoSignatures
            | Self::NoUsableKeys
            | Self::Signature
            | Self::ClaimsSet
            | Self::Expired
            | Self::IssuedAtFuture
            | Self::NotYetValid
            | Self::Audience => "invalid-jwt",
            Self::NoNamespace
            | Self::NoPath
            | Self::NotAnObject
            | Self::NotAString
            | Self::NotStringified
            | Self::NotMapped
            | Self::AllowedRoles
            | Self::DefaultRole
            | Self::Variable => "jwt-invalid-claims",
            Self::NoAllowedRoles | Self::NoDefaultRole => "jwt-missing-role-claims",
        }
    }

    /// Returns the HTTP status on routes that expose it. `access-denied` is 401 for the admin
    /// secret and 400 for the role.
    pub(crate) const fn status(self) -> u16 {
        if matches!(self, Self::AdminSecret) { 401 } else { 400 }
    }
}

/// A refusal with the engine's message.
pub(crate) type Refusal = words::Refusal<Reason>;

impl Words for Reason {
    fn words(self) -> &'static str {
        Self::words(self)
    }
}

impl Refusal {
    /// Returns the HTTP status on this route.
    pub(crate) const fn status_on(&self, route: Route) -> u16 {
        match route {
            Route::Graphql => 200,
            Route::Rest => self.reason.status(),
        }
    }

    /// Returns the body on this route.
    pub(crate) fn body_on(&self, route: Route) -> Value {
        let text = |name: &str, value: &str| (name.to_owned(), Value::from(value));
        let code = self.reason.code();
        match route {
            Route::Graphql => {
                let extensions: Object =
                    [text("path", "$"), text("code", code)].into_iter().collect();
                let error: Object =
                    [text("message", &self.message), ("extensions".to_owned(), extensions.into())]
                        .into_iter()
                        .collect();
                let errors = Value::Array(vec![error.into()]);
                [("errors".to_owned(), errors)].into_iter().collect::<Object>().into()
            }
            Route::Rest => [text("error", &self.message), text("path", "$"), text("code", code)]
                .into_iter()
                .collect::<Object>()
                .into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_route_has_its_shape() {
        let refusal = Refusal::of(Reason::Expired);
        assert_eq!(refusal.status_on(Route::Graphql), 200);
        assert_eq!(refusal.status_on(Route::Rest), 400);
        assert_eq!(
            refusal.body_on(Route::Graphql).to_json(),
            r#"{"errors":[{"message":"Could not verify JWT: JWTExpired","extensions":{"path":"$","code":"invalid-jwt"}}]}"#
        );
        assert_eq!(
            refusal.body_on(Route::Rest).to_json(),
            r#"{"error":"Could not verify JWT: JWTExpired","path":"$","code":"invalid-jwt"}"#
        );
    }

    #[test]
    fn the_admin_secret_alone_is_401() {
        for reason in Reason::ALL {
            let expected = if reason == Reason::AdminSecret { 401 } else { 400 };
            assert_eq!(reason.status(), expected);
        }
        assert_eq!(Reason::RoleNotAllowed.code(), Reason::AdminSecret.code());
    }
}
