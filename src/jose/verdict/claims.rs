//! The claims that a verdict is about, and whether the signature vouches for them.

use crate::jose::claims::{ClaimsSet, UnverifiedClaims};
use crate::jose::signature::VerifiedClaims;

/// The claims of a token whose signature was checked.
#[derive(Clone, Debug, PartialEq)]
pub enum Claims {
    /// Read from bytes whose signature verified
    Verified(VerifiedClaims),
    /// Read from bytes that nothing vouches for: to be reported, never believed
    Unverified(UnverifiedClaims),
}

impl Claims {
    /// The claims for a check or a report, which need not believe them.
    pub fn set(&self) -> &ClaimsSet {
        match self {
            Self::Verified(claims) => claims.set(),
            Self::Unverified(claims) => claims.set(),
        }
    }
}
