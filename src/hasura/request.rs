//! A request, as far as an engine looks at it before it accepts it.

/// Headers, address and route.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Names and values in their order
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) url: Option<String>,
    pub(crate) route: Route,
}

/// The route of a request, which decides the format of a refusal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Route {
    /// The GraphQL endpoint
    Graphql,
    /// The REST endpoints: `/api/rest/…` of v2, JSON:API of DDN
    Rest,
}

impl Route {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Graphql => "graphql",
            Self::Rest => "rest",
        }
    }
}

impl Request {
    /// The first header of this name, in any case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every header of this name, in any case.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.headers
            .iter()
            .filter(move |(header, _)| header.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}
