//! Every refusal of `RelyAuth` with the message that it logs. The response itself is only a 401.

use crate::hasura::words::{self, Words};

/// The reasons why the service refuses a request, one for each of its messages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reason {
    Unauthorized,
    NoToken,
    Form,
    Payload,
    Header,
    AddressBlocked,
    AddressMissing,
    Issuer,
    Audience,
    NotYetValid,
    Expired,
    IssuedInFuture,
    Signature,
    KeySetSignature,
    Claims,
    AllowedRoles,
    NoDefaultRole,
    DefaultRole,
    RoleNotAllowed,
    NoRole,
}

impl Reason {
    /// Returns the fixed part of the message.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Unauthorized => "Unauthorized",
            Self::NoToken => "auth token not found",
            Self::Form => "failed to parse signed token:",
            Self::Payload => "failed to decode jwt payload:",
            Self::Header => "invalid header:",
            Self::AddressBlocked => "ip is blocked",
            Self::AddressMissing => "ip not found",
            Self::Issuer => "go-jose/go-jose/jwt: validation failed, invalid issuer claim (iss)",
            Self::Audience => {
                "go-jose/go-jose/jwt: validation failed, invalid audience claim (aud)"
            }
            Self::NotYetValid => {
                "go-jose/go-jose/jwt: validation failed, token not valid yet (nbf)"
            }
            Self::Expired => "go-jose/go-jose/jwt: validation failed, token is expired (exp)",
            Self::IssuedInFuture => {
                "go-jose/go-jose/jwt: validation field, token issued in the future (iat)"
            }
            Self::Signature => "go-jose/go-jose: error in cryptographic primitive",
            Self::KeySetSignature => "failed to verify jwt token signature",
            Self::Claims => "failed to transform claims:",
            Self::AllowedRoles => {
                "failed to transform claims: malformed x-hasura-allowed-roles; expected an array of strings:"
            }
            Self::NoDefaultRole => "value of x-hasura-default-role variable is empty",
            Self::DefaultRole => {
                "failed to transform claims: malformed x-hasura-default-role; expected a string:"
            }
            Self::RoleNotAllowed => "is not in the allowed roles x-hasura-allowed-roles",
            Self::NoRole => "x-hasura-role session variable is empty",
        }
    }
}

/// A reason with the service's message.
pub(crate) type Refusal = words::Refusal<Reason>;

/// The reason why a check does not pass.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Failure {
    /// The service refuses, with its message and our explanation
    Refused(Refusal, String),
    /// The service refuses, but the end of its message is unknown
    Unworded(Refusal, String),
    /// The service's behavior is unknown, for this reason
    Undecided(String),
}

impl From<(Refusal, String)> for Failure {
    fn from((refusal, detail): (Refusal, String)) -> Self {
        Self::Refused(refusal, detail)
    }
}

impl Words for Reason {
    fn words(self) -> &'static str {
        Self::words(self)
    }
}

impl Refusal {
    /// Returns the refusal of a role that is not allowed. Its message begins with the role.
    pub(crate) fn of_role(role: &str) -> Self {
        let reason = Reason::RoleNotAllowed;
        Self { reason, message: format!("{role} {}", reason.words()) }
    }
}
