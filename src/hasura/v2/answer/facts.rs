//! The state that the checks of a request share: the inquiry, and facts specific to this engine.

use crate::hasura::inquiry;
use crate::hasura::signature_failure::SignatureFailure;
use crate::hasura::v2::config::TokenPlace;
use crate::hasura::v2::refusal::Reason;

pub(super) const ADMIN_SECRET: &str = "x-hasura-admin-secret";
pub(super) const ACCESS_KEY: &str = "x-hasura-access-key";

/// Facts about a request that are specific to this engine.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// Where the engine looks for the token
    pub(crate) place: Option<TokenPlace>,
    /// The number of entries in the configuration
    pub(crate) entries: usize,
    /// Why no key verifies the signature
    pub(crate) signature: Option<SignatureFailure>,
}

pub(super) type Inquiry = inquiry::Inquiry<Reason, Facts>;
