//! The requirements that a token must meet to be accepted.

use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::duration::Duration;
use crate::jose::json::Value;
use crate::jose::numeric_date::NumericDate;
use crate::jose::path::ClaimName;

/// The requirements that a token must meet to be accepted.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an expectation of its own")]
pub struct Policy {
    /// The current time
    pub now: NumericDate,
    /// The clock skew allowed for `exp`, `nbf` and `iat`
    pub leeway: Duration,
    /// The accepted values of `iss`; if empty, any issuer is accepted
    pub issuers: Vec<String>,
    /// Whether only the token itself names its issuer, in which case the issuer's keys prove
    /// nothing
    pub issuer_unconfirmed: bool,
    /// The expected audiences; the token must name one of them
    pub audiences: Vec<String>,
    /// The expected subject
    pub subject: Option<String>,
    /// The required claims
    pub requirements: Vec<Requirement>,
    /// The maximum time since `iat`
    pub max_age: Option<Duration>,
    /// The minimum time until `exp`
    pub expires_in: Option<Duration>,
    /// Whether `exp` is ignored
    pub ignore_exp: bool,
    /// Whether only the signature is checked; the payload may be anything
    pub signature_only: bool,
    /// Whether warnings count as failures
    pub strict: bool,
    /// The allowed algorithms; if empty, every algorithm that the key allows
    pub algorithms: Vec<SignatureAlgorithm>,
}

impl Policy {
    /// Returns a policy that requires only a valid signature and valid dates.
    pub const fn at(now: NumericDate) -> Self {
        Self {
            now,
            leeway: Duration::ZERO,
            issuers: Vec::new(),
            issuer_unconfirmed: false,
            audiences: Vec::new(),
            subject: None,
            requirements: Vec::new(),
            max_age: None,
            expires_in: None,
            ignore_exp: false,
            signature_only: false,
            strict: false,
            algorithms: Vec::new(),
        }
    }
}

/// A required claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// The name of the claim
    pub name: ClaimName,
    /// What its value must be
    pub condition: Condition,
}

/// The condition that the value of a claim must meet.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Anything, even `null`
    Present,
    /// This string, or a number or boolean spelled like it
    Equals(String),
    /// A value that equals this one as JSON
    EqualsJson(Value),
    /// A list or a space-separated string that contains this string
    Contains(String),
}
