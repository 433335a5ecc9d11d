//! The claims in a verdict, either verified or unverified.

use crate::jose::claims::{ClaimsSet, UnverifiedClaims};
use crate::jose::signature::VerifiedClaims;

/// The claims of a token whose signature was checked.
#[derive(Clone, Debug, PartialEq)]
pub enum Claims {
    /// Read from a payload whose signature verified
    Verified(VerifiedClaims),
    /// Read from a payload that is not verified; they can be shown but must not be trusted
    Unverified(UnverifiedClaims),
}

impl Claims {
    /// Returns the claims for a check or a report, neither of which has to trust them.
    pub fn set(&self) -> &ClaimsSet {
        match self {
            Self::Verified(claims) => claims.set(),
            Self::Unverified(claims) => claims.set(),
        }
    }
}
