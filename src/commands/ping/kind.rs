//! The kinds of calls.

/// What is expected of the answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Graphql {
        /// Whether the query asks what the schema has
        introspects: bool,
    },
    Rest,
}

impl Kind {
    /// Returns the subcommand.
    pub(super) const fn command(self) -> &'static str {
        match self {
            Self::Graphql { .. } => "graphql",
            Self::Rest => "rest",
        }
    }
}
