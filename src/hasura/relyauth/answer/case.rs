//! The state that the checks of a request share: the request, the inquiry, and the facts that
//! only this engine finds.

use crate::hasura::inquiry::Inquiry;
use crate::hasura::relyauth::loaded::LoadedConfig;
use crate::hasura::relyauth::refusal::Reason;
use crate::hasura::relyauth::token_place::TokenPlace;
use crate::hasura::request::Request;
use crate::hasura::signature_failure::SignatureFailure;
use crate::jose::json::Object;
use crate::jose::numeric_date::NumericDate;

/// Facts about a request that are specific to this engine.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// Where the service looks for a token
    pub(crate) place: Option<TokenPlace>,
    /// Why no key verifies the signature
    pub(crate) signature: Option<SignatureFailure>,
    /// Whether the namespace's expression cannot be evaluated
    pub(crate) wrong_expression: bool,
}

/// The outcome of one authenticator.
pub(super) enum Ended {
    Session {
        mode: &'static str,
        id: String,
        session: Object,
    },
    Webhook(String),
    Failed,
    /// Whether it accepts the request is not known here
    Undecided(String),
}

/// A request and the facts about it.
pub(super) struct Case<'a> {
    pub(super) config: &'a LoadedConfig,
    pub(super) request: &'a Request,
    pub(super) now: NumericDate,
    pub(super) inquiry: Inquiry<Reason, Facts>,
    /// Whether another authenticator failed before the one that answered
    pub(super) fell_back: bool,
}
