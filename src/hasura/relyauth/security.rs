//! `securityRules`: patterns for headers, and which addresses may ask.

use core::net::IpAddr;

use ipnet::IpNet;
use regex::Regex;

use crate::hasura::relyauth::refusal::{Reason, Refusal};
use crate::hasura::request::Request;
use crate::hasura::trace::{Warning, header_shown};

/// The rules of a mode; without any everybody passes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SecurityRules {
    pub(crate) headers: Vec<HeaderRule>,
    pub(crate) addresses: Option<AddressRule>,
}

/// A header that has to be there, and to look like this.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HeaderRule {
    pub(crate) name: String,
    pub(crate) include: Vec<Pattern>,
    pub(crate) exclude: Vec<Pattern>,
}

/// `prefix` by `^x`, suffix by `x$`, both for equality, neither for "contains"; anything
/// else is a regular expression.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    Contains(String),
    Prefix(String),
    Suffix(String),
    Equal(String),
    Expression(Regex),
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }
}

/// `allowedIPs`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AddressRule {
    pub(crate) include: Vec<IpNet>,
    pub(crate) exclude: Vec<IpNet>,
    pub(crate) public_only: bool,
    pub(crate) location: AddressPlace,
    /// `numTrustedProxies`
    pub(crate) trusted_proxies: usize,
    /// `trustedProxyIpPrefixes`
    pub(crate) trusted_prefixes: Vec<IpNet>,
}

/// Where the address of the client is said.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum AddressPlace {
    XForwardedFor,
    Headers(Vec<String>),
    RemoteAddress,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// What is wrong with the regular expression.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let special = |text: &str| text.contains(|c: char| r"\.+*?()|[]{}^$".contains(c));
        let (start, after) = text.strip_prefix('^').map_or((false, text), |rest| (true, rest));
        let (end, inner) = after.strip_suffix('$').map_or((false, after), |rest| (true, rest));
        if special(inner) {
            return Regex::new(text)
                .map(Self::Expression)
                .map_err(|error| error.to_string().lines().last().unwrap_or_default().to_owned());
        }
        let inner = inner.to_owned();
        Ok(match (start, end) {
            (true, true) => Self::Equal(inner),
            (true, false) => Self::Prefix(inner),
            (false, true) => Self::Suffix(inner),
            (false, false) => Self::Contains(inner),
        })
    }

    fn matches(&self, value: &str) -> bool {
        match self {
            Self::Contains(text) => value.contains(text),
            Self::Prefix(text) => value.starts_with(text),
            Self::Suffix(text) => value.ends_with(text),
            Self::Equal(text) => value == text,
            Self::Expression(regex) => regex.is_match(value),
        }
    }
}

impl SecurityRules {
    pub(crate) const fn is_empty(&self) -> bool {
        self.headers.is_empty() && self.addresses.is_none()
    }

    /// Whether a request passes.
    ///
    /// # Errors
    ///
    /// The service's reason, which it tells nobody, and ours.
    pub(crate) fn check(
        &self,
        request: &Request,
        warn: &mut dyn FnMut(Warning),
    ) -> Result<(), (Refusal, String)> {
        self.addresses.as_ref().map_or(Ok(()), |rule| rule.check(request, warn))?;
        self.headers.iter().try_for_each(|rule| rule.check(request))
    }
}

impl HeaderRule {
    fn check(&self, request: &Request) -> Result<(), (Refusal, String)> {
        let name = &self.name;
        let refused = |detail: String| Err((Refusal::with(Reason::Header, name), detail));
        let Some(value) = request.header(name) else {
            return refused(format!("the request has no header `{name}`, which a rule wants"));
        };
        let shown = header_shown(name, value);
        if self.exclude.iter().any(|pattern| pattern.matches(value)) {
            return refused(format!("the header `{name}` is `{shown}`, which a rule excludes"));
        }
        if self.include.is_empty() || self.include.iter().any(|pattern| pattern.matches(value)) {
            return Ok(());
        }
        refused(format!("the header `{name}` is `{shown}`, which no pattern includes"))
    }
}

impl AddressRule {
    fn check(
        &self,
        request: &Request,
        warn: &mut dyn FnMut(Warning),
    ) -> Result<(), (Refusal, String)> {
        let none = |detail: String| Err((Refusal::of(Reason::AddressMissing), detail));
        let address = match &self.location {
            AddressPlace::RemoteAddress => {
                return none(
                    "`remote_addr` never has an address: the service does not fill it in"
                        .to_owned(),
                );
            }
            AddressPlace::XForwardedFor => self.forwarded(request, warn),
            AddressPlace::Headers(names) => names
                .iter()
                .filter_map(|name| request.header(name))
                .find_map(|value| value.trim().parse().ok()),
        };
        let Some(address) = address else {
            return none("the request does not say its address".to_owned());
        };
        let within = |nets: &[IpNet]| nets.iter().any(|net| net.contains(&address));
        let blocked =
            |why: &str| Err((Refusal::of(Reason::AddressBlocked), format!("{address} {why}")));
        if within(&self.include) {
            Ok(())
        } else if within(&self.exclude) {
            blocked("is excluded")
        } else if !self.include.is_empty() {
            blocked("is not included")
        } else if self.public_only && !is_public(address) {
            blocked("is no public address")
        } else {
            Ok(())
        }
    }

    /// The last entry of `X-Forwarded-For`; with trusted proxies, the one before them.
    fn forwarded(&self, request: &Request, warn: &mut dyn FnMut(Warning)) -> Option<IpAddr> {
        let lines: Vec<&str> = request.all("x-forwarded-for").collect();
        let line = lines.join(",");
        let entries: Vec<Option<IpAddr>> =
            line.split(',').map(|entry| entry.trim().parse().ok()).collect();
        if self.trusted_proxies > 0 || !self.trusted_prefixes.is_empty() {
            warn(Warning::new(
                "trusted-proxies",
                "how trusted proxies are counted is an assumption: the entry before them is taken",
            ));
        }
        let trusted =
            |address: &IpAddr| self.trusted_prefixes.iter().any(|prefix| prefix.contains(address));
        let mut untrusted = entries.iter().rev().skip(self.trusted_proxies.saturating_sub(1));
        untrusted.find(|entry| !entry.as_ref().is_some_and(trusted)).copied().flatten()
    }
}

fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            !(v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified())
        }
        IpAddr::V6(v6) => {
            !(v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_unique_local()
                || v6.is_unicast_link_local())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasura::request::Route;

    fn request(headers: &[(&str, &str)]) -> Request {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Request { headers: headers.collect(), url: None, route: Route::Graphql }
    }

    #[test]
    fn patterns_are_of_five_kinds() {
        for (pattern, value, matches) in [
            ("app", "my app here", true),
            ("^app", "my app", false),
            ("^app", "app x", true),
            ("app$", "my app", true),
            ("app$", "app x", false),
            ("^app$", "app", true),
            ("^app$", "apps", false),
            (r"^https://app\.example\.gov$", "https://app.example.gov", true),
            (r"^https://app\.example\.gov$", "https://app-example.gov", false),
            ("a|b", "xbx", true),
        ] {
            assert_eq!(
                Pattern::parse(pattern).unwrap().matches(value),
                matches,
                "{pattern} {value}"
            );
        }
        assert!(Pattern::parse("(").is_err());
    }

    #[test]
    fn a_header_has_to_be_there_and_to_fit() {
        let rule = |include: &[&str], exclude: &[&str]| {
            let read = |texts: &[&str]| {
                texts.iter().map(|text| Pattern::parse(text).unwrap()).collect::<Vec<_>>()
            };
            let rule = HeaderRule {
                name: "origin".to_owned(),
                include: read(include),
                exclude: read(exclude),
            };
            SecurityRules { headers: vec![rule], addresses: None }
        };
        let check = |rules: &SecurityRules, origin: Option<&str>| {
            let headers: Vec<(&str, &str)> =
                origin.iter().map(|origin| ("Origin", *origin)).collect();
            rules.check(&request(&headers), &mut |_| {}).is_ok()
        };
        assert!(!check(&rule(&[], &[]), None));
        assert!(check(&rule(&[], &[]), Some("x")));
        assert!(check(&rule(&["a", "b"], &[]), Some("b")));
        assert!(!check(&rule(&["a"], &[]), Some("b")));
        assert!(!check(&rule(&["a"], &["ab"]), Some("ab")));
    }

    #[test]
    fn addresses_are_included_excluded_or_public() {
        let nets = |texts: &[&str]| {
            texts.iter().map(|text| text.parse::<IpNet>().unwrap()).collect::<Vec<_>>()
        };
        let rule = |include: &[&str], exclude: &[&str], public_only| AddressRule {
            include: nets(include),
            exclude: nets(exclude),
            public_only,
            location: AddressPlace::XForwardedFor,
            trusted_proxies: 0,
            trusted_prefixes: Vec::new(),
        };
        let check = |rule: &AddressRule, from: &str| {
            let request = request(&[("X-Forwarded-For", from)]);
            rule.check(&request, &mut |_| {}).map_err(|(refusal, _)| refusal.message)
        };
        let blocked = Err("ip is blocked".to_owned());
        let inside = rule(&["10.0.0.0/8"], &[], false);
        assert_eq!(check(&inside, "1.2.3.4, 10.1.2.3"), Ok(()));
        assert_eq!(check(&inside, "10.1.2.3, 1.2.3.4"), blocked);
        assert_eq!(check(&rule(&["10.0.0.0/8"], &["10.0.0.0/8"], true), "10.1.1.1"), Ok(()));
        assert_eq!(check(&rule(&[], &["1.2.3.4/32"], false), "1.2.3.4"), blocked);
        assert_eq!(check(&rule(&[], &["1.2.3.4/32"], false), "1.2.3.5"), Ok(()));
        assert_eq!(check(&rule(&[], &[], true), "192.168.0.1"), blocked);
        assert_eq!(check(&rule(&[], &[], true), "::1"), blocked);
        assert_eq!(check(&inside, "nonsense"), Err("ip not found".to_owned()));
        assert_eq!(check(&inside, "10.1.1.1, unknown"), Err("ip not found".to_owned()));
        let remote = AddressRule { location: AddressPlace::RemoteAddress, ..inside.clone() };
        assert_eq!(check(&remote, "10.1.1.1"), Err("ip not found".to_owned()));
        let behind = AddressRule { trusted_proxies: 2, ..inside };
        assert_eq!(check(&behind, "10.1.1.1, 1.2.3.4"), Ok(()));
    }
}
