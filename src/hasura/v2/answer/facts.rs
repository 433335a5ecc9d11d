//! What the checks of a request share: their inquiry, and what only this engine finds out.

use crate::hasura::inquiry;
use crate::hasura::v2::config::TokenPlace;
use crate::hasura::v2::refusal::Reason;

pub(super) const ADMIN_SECRET: &str = "x-hasura-admin-secret";
pub(super) const ACCESS_KEY: &str = "x-hasura-access-key";

/// What only this engine finds out about a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// Where the engine looks for the token
    pub(crate) place: Option<TokenPlace>,
}

pub(super) type Inquiry = inquiry::Inquiry<Reason, Facts>;
