//! The state that the checks of a request share: the request, the inquiry, and the facts that
//! only this engine finds.

use crate::hasura::behaviour::DDN_CHECKS_AUDIENCE_SINCE;
use crate::hasura::ddn::config::TokenPlace;
use crate::hasura::ddn::refusal::Reason;
use crate::hasura::inquiry::Inquiry;
use crate::hasura::request::Request;
use crate::hasura::signature_failure::SignatureFailure;
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;

/// How the compatibility date affects the audience check.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum AudienceRule {
    /// A token with `aud` requires a configured audience
    #[default]
    Required,
    /// Before [`DDN_CHECKS_AUDIENCE_SINCE`]: `aud` is ignored
    Ignored,
}

/// Facts about a request that are specific to this engine.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// Where the engine looks for the token
    pub(crate) place: Option<TokenPlace>,
    /// Why the key does not verify the signature
    pub(crate) signature: Option<SignatureFailure>,
    /// The token's `alg`
    pub(crate) alg: Option<SignatureAlgorithm>,
    /// The algorithms that the key may be used with
    pub(crate) algorithms: Vec<SignatureAlgorithm>,
    /// Whether something other than an object is at the configured namespace
    pub(crate) not_an_object: bool,
}

impl AudienceRule {
    /// Returns the rule for a compatibility date such as `2025-03-11`.
    pub(crate) fn at(date: &str) -> Self {
        if date < DDN_CHECKS_AUDIENCE_SINCE { Self::Ignored } else { Self::Required }
    }
}

/// A request and the facts about it.
pub(super) struct Case<'a> {
    pub(super) request: &'a Request,
    pub(super) now: NumericDate,
    pub(super) inquiry: Inquiry<Reason, Facts>,
}

/// Returns the warning about a message from the engine's HTTP client, which may change with the
/// client.
pub(super) fn words_differ() -> Note<EngineWarning> {
    Note::new(
        EngineWarning::InexactMessage,
        "the end of this message differs between the engine's releases",
    )
}
