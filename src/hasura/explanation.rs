//! An engine's response to a request, in the form that all engines share.

use crate::hasura::request::Route;
use crate::hasura::trace::Step;
use crate::hasura::warning::EngineWarning;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;

/// An engine that a configuration can be for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Engine {
    /// GraphQL Engine v2
    Hasura,
    /// Hasura DDN, whose engine is v3
    Ddn,
    /// The auth webhook in front of either engine
    Relyauth,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Hasura, Self::Ddn, Self::Relyauth];

    /// Returns the name used on the command line and in documents.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Hasura => "hasura",
            Self::Ddn => "ddn",
            Self::Relyauth => "relyauth",
        }
    }

    /// Returns the name used in sentences.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Hasura => "Hasura v2",
            Self::Ddn => "Hasura DDN",
            Self::Relyauth => "RelyAuth",
        }
    }
}

/// The predicted answer of an engine.
#[derive(Clone, Debug)]
pub(crate) struct Explanation {
    pub(crate) engine: Engine,
    pub(crate) decision: Decision<Refused>,
    /// Every check that could be made, including those after the first refusal
    pub(crate) steps: Vec<Step>,
    pub(crate) warnings: Vec<Note<EngineWarning>>,
}

/// Whether a request is accepted, and with which session; `R` is the type of a refusal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Decision<R> {
    Accepted(Session),
    Refused(R),
    /// A webhook decides, and its answer cannot be predicted
    Webhook {
        /// The webhook that the engine would call
        call: String,
    },
    /// The engine's behavior is unknown
    Undecided {
        reason: String,
    },
}

/// The session of an accepted request.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Session {
    pub(crate) role: String,
    /// The session variables, `x-hasura-role` first
    pub(crate) variables: Object,
    /// The same variables with every value as a string, as Hasura v2 receives them, if that
    /// differs
    pub(crate) as_text: Option<Object>,
    /// The kind and the name of the mode that answered, if there are several
    pub(crate) answered_by: Option<(&'static str, String)>,
    /// Set if that mode answered only because another one refused
    pub(crate) fallback: Option<Fallback>,
}

/// The refusal that a later mode turned into a session.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Fallback {
    /// Whether the token was refused, rather than an API key
    pub(crate) of_token: bool,
    /// The reason that the engine does not disclose
    pub(crate) cause: String,
}

/// A refusal with the engine's message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refused {
    /// The engine's own status, even if the route hides it
    pub(crate) status: u16,
    pub(crate) code: Option<&'static str>,
    pub(crate) message: String,
    /// The reason that the engine does not disclose
    pub(crate) cause: Option<String>,
    pub(crate) response: Response,
}

/// The response that a client sees.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Response {
    /// The path of the request
    pub(crate) path: &'static str,
    pub(crate) route: Route,
    pub(crate) status: u16,
    /// `None` if it is empty
    pub(crate) body: Option<Value>,
}

impl Explanation {
    /// Whether the request is accepted; `None` if a webhook decides or the answer is not known.
    pub(crate) const fn accepted(&self) -> Option<bool> {
        match self.decision {
            Decision::Accepted(_) => Some(true),
            Decision::Refused(_) => Some(false),
            Decision::Webhook { .. } | Decision::Undecided { .. } => None,
        }
    }
}
