//! What a provider's rule may look at: header, claims and the issuer taken apart.

use url::Url;

use crate::jose::json::{Object, Value};

/// The header and the claims of a token, both unverified.
#[derive(Clone, Debug)]
pub(crate) struct Evidence<'a> {
    pub(crate) header: &'a Object,
    pub(crate) claims: &'a Object,
    issuer: Option<Url>,
}

impl<'a> Evidence<'a> {
    pub(crate) fn new(header: &'a Object, claims: &'a Object) -> Self {
        let issuer = claims
            .get_str("iss")
            .and_then(|issuer| Url::parse(issuer).ok())
            .filter(|url| url.scheme() == "https" && url.host_str().is_some());
        Self { header, claims, issuer }
    }

    /// A claim that is a string.
    pub(crate) fn text(&self, claim: &str) -> Option<&'a str> {
        self.claims.get_str(claim)
    }

    /// The first of these claims that is a string and not empty.
    pub(crate) fn first_text(&self, claims: &[&str]) -> Option<&'a str> {
        claims.iter().find_map(|claim| self.text(claim).filter(|text| !text.is_empty()))
    }

    /// Whether a claim is present, be it `null`.
    pub(crate) fn has(&self, claim: &str) -> bool {
        self.claims.contains(claim)
    }

    /// A header member that is a string.
    pub(crate) fn header_text(&self, member: &str) -> Option<&'a str> {
        self.header.get_str(member)
    }

    /// `iss` exactly as it stands.
    pub(crate) fn iss(&self) -> Option<&'a str> {
        self.text("iss")
    }

    /// The host of an `https` issuer, lower-case; `None` for any other issuer.
    pub(crate) fn host(&self) -> Option<&str> {
        self.issuer.as_ref().and_then(Url::host_str)
    }

    /// The path of an `https` issuer, beginning with `/`; empty for any other issuer.
    pub(crate) fn path(&self) -> &str {
        self.issuer.as_ref().map_or("", Url::path)
    }

    /// Whether the issuer is `https` on the standard port, without user, query or
    /// fragment: only such an issuer may have key addresses derived from it.
    pub(crate) fn is_plain_https(&self) -> bool {
        self.issuer.as_ref().is_some_and(|url| {
            url.port().is_none()
                && url.username().is_empty()
                && url.password().is_none()
                && url.query().is_none()
                && url.fragment().is_none()
        })
    }

    /// The issuer's host if it is `domain` or lies below it.
    pub(crate) fn is_under(&self, domain: &str) -> bool {
        self.host().is_some_and(|host| {
            host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
        })
    }

    /// The issuer with exactly one slash between it and what follows.
    pub(crate) fn below_issuer(&self, path: &str) -> Option<String> {
        let issuer = self.iss().filter(|_| self.is_plain_https())?;
        Some(format!("{}/{path}", issuer.trim_end_matches('/')))
    }

    /// The audiences, whether `aud` is one string or a list.
    pub(crate) fn audiences(&self) -> Vec<&'a str> {
        match self.claims.get("aud") {
            Some(Value::String(audience)) => vec![audience],
            Some(Value::Array(audiences)) => audiences.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }
}
