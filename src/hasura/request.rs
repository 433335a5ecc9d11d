//! The parts of a request that an engine looks at before accepting it.

/// The headers, address and route of a request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Names and values in order
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) url: Option<String>,
    pub(crate) route: Route,
}

/// The route of a request, which determines the format of a refusal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Route {
    /// The GraphQL endpoint
    Graphql,
    /// The REST endpoints: `/api/rest/…` in v2, JSON:API in DDN
    Rest,
}

/// The routes of REST, JSON:API and v2's administration, which answer in the same format.
const REST_ROUTES: [&str; 6] =
    ["/api/rest", "/v1/rest", "/v1/query", "/v2/query", "/v1/metadata", "/v1alpha1/pg_dump"];

impl Route {
    /// Returns the route of an address.
    pub(crate) fn of_url(url: &str) -> Self {
        let is_rest = REST_ROUTES.iter().any(|route| url.contains(route));
        if is_rest { Self::Rest } else { Self::Graphql }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Graphql => "graphql",
            Self::Rest => "rest",
        }
    }
}

impl Request {
    /// Returns the first header with this name, ignoring case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Returns every header with this name, ignoring case.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.headers
            .iter()
            .filter(move |(header, _)| header.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}
