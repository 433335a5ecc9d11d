//! What a provider's rule may look at: the header, the claims and the parsed issuer.

use crate::jose::json::{Object, Value};
use crate::provider::address::{Ambiguity, WebAddress};
use crate::provider::issuer::Issuer;

/// The header and the claims of a token, both unverified.
#[derive(Clone, Debug)]
pub(crate) struct Evidence<'a> {
    pub(crate) header: &'a Object,
    pub(crate) claims: &'a Object,
    issuer: Issuer,
}

impl<'a> Evidence<'a> {
    pub(crate) fn new(header: &'a Object, claims: &'a Object) -> Self {
        Self { header, claims, issuer: Issuer::parse(claims.get_str("iss")) }
    }

    /// Returns a claim, if it is a string.
    pub(crate) fn text(&self, claim: &str) -> Option<&'a str> {
        self.claims.get_str(claim)
    }

    /// Returns the first of these claims that is a string and not empty.
    pub(crate) fn first_text(&self, claims: &[&str]) -> Option<&'a str> {
        claims.iter().find_map(|claim| self.text(claim).filter(|text| !text.is_empty()))
    }

    /// Whether a claim is present, even as `null`.
    pub(crate) fn has(&self, claim: &str) -> bool {
        self.claims.contains(claim)
    }

    /// Returns a header member, if it is a string.
    pub(crate) fn header_text(&self, member: &str) -> Option<&'a str> {
        self.header.get_str(member)
    }

    /// Returns `iss` exactly as written, to be compared as a whole.
    pub(crate) fn iss(&self) -> Option<&'a str> {
        self.text("iss")
    }

    /// Returns the issuer, if it is an unambiguous web address.
    pub(crate) const fn issuer(&self) -> Option<&WebAddress> {
        self.issuer.address()
    }

    /// Returns why the issuer belongs to no provider, if programs disagree on what it names.
    pub(crate) const fn ambiguity(&self) -> Option<Ambiguity> {
        if let Issuer::Ambiguous(ambiguity) = self.issuer { Some(ambiguity) } else { None }
    }

    /// Returns the host of an `https` issuer, in lower case, with any port.
    pub(crate) fn https_host(&self) -> Option<&str> {
        self.issuer().filter(|issuer| issuer.is_https()).map(WebAddress::host)
    }

    /// Returns the host of an issuer that is plain `https`.
    pub(crate) fn host(&self) -> Option<&str> {
        self.plain_https().map(WebAddress::host)
    }

    /// Returns the path of an issuer that is plain `https`, beginning with `/`; else nothing.
    pub(crate) fn path(&self) -> &str {
        self.plain_https().map_or("", WebAddress::path)
    }

    /// Returns what precedes `domain` in the host of an issuer that is plain `https`.
    pub(crate) fn subdomain_of(&self, domain: &str) -> Option<&str> {
        self.host()?.strip_suffix(domain)?.strip_suffix('.')
    }

    /// Returns an address below an issuer that is plain `https`.
    pub(crate) fn below_issuer(&self, path: &str) -> Option<String> {
        self.plain_https().map(|issuer| issuer.join(path))
    }

    fn plain_https(&self) -> Option<&WebAddress> {
        self.issuer().filter(|issuer| issuer.is_plain_https())
    }

    /// Returns the audiences, whether `aud` is one string or a list.
    pub(crate) fn audiences(&self) -> Vec<&'a str> {
        match self.claims.get("aud") {
            Some(Value::String(audience)) => vec![audience],
            Some(Value::Array(audiences)) => audiences.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }
}
