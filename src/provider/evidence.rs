//! The parts of a token that provider rules can inspect: the header, the claims and the parsed
//! issuer.

use std::borrow::Cow;

use crate::jose::json::{Object, Value};
use crate::provider::address::{Ambiguity, WebAddress};
use crate::provider::issuer::Issuer;

/// The unverified header and claims of a token.
#[derive(Clone, Debug)]
pub(crate) struct Evidence<'a> {
    pub(crate) header: &'a Object,
    pub(crate) claims: &'a Object,
    issuer: Cow<'a, Issuer>,
}

impl<'a> Evidence<'a> {
    pub(crate) fn new(header: &'a Object, claims: &'a Object) -> Self {
        Self { header, claims, issuer: Cow::Owned(Issuer::parse(claims.get_str("iss"))) }
    }

    /// The same for claims whose issuer was parsed before.
    pub(crate) const fn of_issuer(
        header: &'a Object,
        claims: &'a Object,
        issuer: &'a Issuer,
    ) -> Self {
        Self { header, claims, issuer: Cow::Borrowed(issuer) }
    }

    /// Returns a claim if it is a string.
    pub(crate) fn text(&self, claim: &str) -> Option<&'a str> {
        self.claims.get_str(claim)
    }

    /// Returns the first of these claims that is a non-empty string.
    pub(crate) fn first_text(&self, claims: &[&str]) -> Option<&'a str> {
        claims.iter().find_map(|claim| self.text(claim).filter(|text| !text.is_empty()))
    }

    /// Returns the strings of a claim that is a list of strings or a string, separated by commas.
    pub(crate) fn listed(&self, claim: &str) -> Option<String> {
        listed(self.claims.get(claim)?)
    }

    /// Returns a claim if it is an object.
    pub(crate) fn object(&self, claim: &str) -> Option<&'a Object> {
        self.claims.get(claim).and_then(Value::as_object)
    }

    /// Whether a claim is present, even if it is `null`.
    pub(crate) fn has(&self, claim: &str) -> bool {
        self.claims.contains(claim)
    }

    /// Returns a header member if it is a string.
    pub(crate) fn header_text(&self, member: &str) -> Option<&'a str> {
        self.header.get_str(member)
    }

    /// Returns `iss` exactly as written, for comparison as a whole.
    pub(crate) fn iss(&self) -> Option<&'a str> {
        self.text("iss")
    }

    /// Returns the issuer if it is an unambiguous web address.
    pub(crate) fn issuer(&self) -> Option<&WebAddress> {
        self.issuer.address()
    }

    /// Returns why programs disagree on what the issuer names, if they do. Such an issuer belongs
    /// to no provider.
    pub(crate) fn ambiguity(&self) -> Option<Ambiguity> {
        if let Issuer::Ambiguous(ambiguity) = *self.issuer { Some(ambiguity) } else { None }
    }

    /// Returns the host of an `https` issuer in lower case, including any port.
    pub(crate) fn https_host(&self) -> Option<&str> {
        self.issuer().filter(|issuer| issuer.is_https()).map(WebAddress::host)
    }

    /// Returns the host of a plain `https` issuer.
    pub(crate) fn host(&self) -> Option<&str> {
        self.plain_https().map(WebAddress::host)
    }

    /// Returns the path of a plain `https` issuer, which begins with `/`; otherwise, an empty
    /// string.
    pub(crate) fn path(&self) -> &str {
        self.plain_https().map_or("", WebAddress::path)
    }

    /// Returns the part of a plain `https` issuer's host that precedes `domain`.
    pub(crate) fn subdomain_of(&self, domain: &str) -> Option<&str> {
        self.host()?.strip_suffix(domain)?.strip_suffix('.')
    }

    /// Returns an address below a plain `https` issuer.
    pub(crate) fn below_issuer(&self, path: &str) -> Option<String> {
        self.plain_https().map(|issuer| issuer.join(path))
    }

    /// Returns an address below the issuer, which may be a local one: plain `http`, or on another
    /// port. Such an address is fetched only if the user names the issuer.
    pub(crate) fn below_local_issuer(&self, path: &str) -> Option<String> {
        let issuer = self.issuer().filter(|issuer| !issuer.has_query_or_fragment());
        issuer.map(|issuer| issuer.join(path))
    }

    fn plain_https(&self) -> Option<&WebAddress> {
        self.issuer().filter(|issuer| issuer.is_plain_https())
    }

    /// Returns the audiences, whether `aud` is a single string or a list.
    pub(crate) fn audiences(&self) -> Vec<&'a str> {
        match self.claims.get("aud") {
            Some(Value::String(audience)) => vec![audience],
            Some(Value::Array(audiences)) => audiences.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

/// Returns the strings of a value that is a list of strings or a string, separated by commas.
pub(super) fn listed(value: &Value) -> Option<String> {
    let one = value.as_str().map(ToOwned::to_owned);
    let all = value.as_array().map(|all| {
        let texts: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
        texts.join(", ")
    });
    one.or(all).filter(|text| !text.is_empty())
}
