//! `securityRules`: patterns for headers, and the addresses that may send requests.

use core::net::IpAddr;

use ipnet::IpNet;

use crate::hasura::relyauth::refusal::{Failure, Reason, Refusal};
use crate::hasura::relyauth::regexp::{self, Budget, Match, Regexp};
use crate::hasura::request::Request;
use crate::hasura::warning::EngineWarning;
use crate::jose::note::Note;
use crate::redact;

/// The rules of a mode. Without rules, every request passes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SecurityRules {
    pub(crate) headers: Vec<HeaderRule>,
    pub(crate) addresses: Option<AddressRule>,
}

/// A required header and the patterns for its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HeaderRule {
    pub(crate) name: String,
    pub(crate) include: Vec<Pattern>,
    pub(crate) exclude: Vec<Pattern>,
}

/// A pattern for a value. `^x` matches a prefix, `x$` a suffix, `^x$` the whole value, and `x`
/// any part of it. Anything else is a regular expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pattern {
    Contains(String),
    Prefix(String),
    Suffix(String),
    Equal(String),
    Expression(Regexp),
}

/// The rule of `allowedIPs`.
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

/// Where the address of the client is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum AddressPlace {
    XForwardedFor,
    Headers(Vec<String>),
    RemoteAddress,
}

impl Pattern {
    /// Parses a pattern.
    ///
    /// # Errors
    ///
    /// Returns the error in the regular expression.
    pub(super) fn parse(text: &str, budget: &mut Budget) -> Result<Self, regexp::Failure> {
        let special = |text: &str| text.contains(|c: char| r"\.+*?()|[]{}^$".contains(c));
        let (start, after) = text.strip_prefix('^').map_or((false, text), |rest| (true, rest));
        let (end, inner) = after.strip_suffix('$').map_or((false, after), |rest| (true, rest));
        if special(inner) {
            return Regexp::new(text, budget).map(Self::Expression);
        }
        let inner = inner.to_owned();
        Ok(match (start, end) {
            (true, true) => Self::Equal(inner),
            (true, false) => Self::Prefix(inner),
            (false, true) => Self::Suffix(inner),
            (false, false) => Self::Contains(inner),
        })
    }

    fn find(&self, value: &str) -> Match {
        let found = match self {
            Self::Contains(text) => value.contains(text),
            Self::Prefix(text) => value.starts_with(text),
            Self::Suffix(text) => value.ends_with(text),
            Self::Equal(text) => value == text,
            Self::Expression(regexp) => return regexp.find(value),
        };
        if found { Match::Found } else { Match::None }
    }
}

/// Returns whether any of the patterns matches.
fn any(patterns: &[Pattern], value: &str) -> Match {
    let mut any = Match::None;
    for pattern in patterns {
        match pattern.find(value) {
            Match::Found => return Match::Found,
            Match::None => {}
            Match::Undecided => any = Match::Undecided,
        }
    }
    any
}

impl SecurityRules {
    pub(crate) const fn is_empty(&self) -> bool {
        self.headers.is_empty() && self.addresses.is_none()
    }

    /// Checks that a request passes.
    ///
    /// # Errors
    ///
    /// Returns the service's reason, which it does not disclose, and our explanation; or that the
    /// result is unknown.
    pub(crate) fn check(
        &self,
        request: &Request,
        warn: &mut dyn FnMut(Note<EngineWarning>),
    ) -> Result<(), Failure> {
        if let Some(rule) = &self.addresses {
            rule.check(request, warn)?;
        }
        let mut undecided = Ok(());
        for rule in &self.headers {
            match rule.check(request) {
                Ok(()) => {}
                // Another rule may still refuse the request.
                Err(failure @ Failure::Undecided(_)) => undecided = Err(failure),
                Err(refused) => return Err(refused),
            }
        }
        undecided
    }
}

impl HeaderRule {
    fn check(&self, request: &Request) -> Result<(), Failure> {
        // The service stores the names of headers in lowercase.
        let name = self.name.to_lowercase();
        let refused = |words: &str, detail: String| {
            let words = format!("value of header {name} {words}");
            Err(Failure::Refused(Refusal::with(Reason::Header, &words), detail))
        };
        let Some(value) = request.header(&name) else {
            let detail = format!("the request has no header `{name}`, which a rule requires");
            return refused("does not exist", detail);
        };
        let shown = redact::header(&name, value);
        let unsatisfied = |why: &str| {
            let detail = format!("the header `{name}` is `{shown}`, which {why}");
            refused("does not satisfy security rules", detail)
        };
        let excluded = any(&self.exclude, value);
        let included =
            if self.include.is_empty() { Match::Found } else { any(&self.include, value) };
        match (excluded, included) {
            (Match::Found, _) => unsatisfied("a rule excludes"),
            (_, Match::None) => unsatisfied("no pattern includes"),
            (Match::None, Match::Found) => Ok(()),
            (Match::Undecided, _) | (_, Match::Undecided) => Err(Failure::Undecided(format!(
                "whether the header `{name}` matches is not evaluated here: it depends on Unicode tables that are not included, or the value is too long"
            ))),
        }
    }
}

impl AddressRule {
    fn check(
        &self,
        request: &Request,
        warn: &mut dyn FnMut(Note<EngineWarning>),
    ) -> Result<(), (Refusal, String)> {
        let none = |detail: &str| Err((Refusal::of(Reason::AddressMissing), detail.to_owned()));
        let address = match &self.location {
            AddressPlace::RemoteAddress => {
                return none("`remote_addr` never has an address: the service does not set it");
            }
            AddressPlace::XForwardedFor => self.forwarded(request, warn),
            AddressPlace::Headers(names) => names
                .iter()
                .filter_map(|name| request.header(name))
                .find_map(|value| value.trim().parse().ok()),
        };
        let Some(address) = address else {
            return none("the request does not contain its address");
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
            blocked("is not a public address")
        } else {
            Ok(())
        }
    }

    /// Returns the last entry of `X-Forwarded-For`, or the one before the trusted proxies if
    /// there are any.
    fn forwarded(
        &self,
        request: &Request,
        warn: &mut dyn FnMut(Note<EngineWarning>),
    ) -> Option<IpAddr> {
        let lines: Vec<&str> = request.all("x-forwarded-for").collect();
        let line = lines.join(",");
        let entries: Vec<Option<IpAddr>> =
            line.split(',').map(|entry| entry.trim().parse().ok()).collect();
        if self.trusted_proxies > 0 || !self.trusted_prefixes.is_empty() {
            warn(Note::new(
                EngineWarning::TrustedProxies,
                "this assumes that the service uses the entry before the trusted proxies",
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
            let found = Pattern::parse(pattern, &mut Budget::new()).unwrap().find(value);
            let expected = if matches { Match::Found } else { Match::None };
            assert_eq!(found, expected, "{pattern} {value}");
        }
        assert!(Pattern::parse("(", &mut Budget::new()).is_err());
    }

    fn rule(name: &str, include: &[&str], exclude: &[&str]) -> HeaderRule {
        let read = |texts: &[&str]| {
            let mut budget = Budget::new();
            texts.iter().map(|text| Pattern::parse(text, &mut budget).unwrap()).collect()
        };
        HeaderRule { name: name.to_owned(), include: read(include), exclude: read(exclude) }
    }

    #[test]
    fn a_header_has_to_be_there_and_to_fit() {
        let rule = |include: &[&str], exclude: &[&str]| {
            let headers = vec![rule("Origin", include, exclude)];
            SecurityRules { headers, addresses: None }
        };
        let check = |rules: &SecurityRules, origin: Option<&str>| {
            let headers: Vec<(&str, &str)> =
                origin.iter().map(|origin| ("Origin", *origin)).collect();
            rules.check(&request(&headers), &mut |_| {}).is_ok()
        };
        let words = |rules: &SecurityRules, headers: &[(&str, &str)]| match rules
            .check(&request(headers), &mut |_| {})
        {
            Err(Failure::Refused(refusal, _)) => refusal.message,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            words(&rule(&[], &[]), &[]),
            "invalid header: value of header origin does not exist"
        );
        assert_eq!(
            words(&rule(&["a"], &[]), &[("origin", "b")]),
            "invalid header: value of header origin does not satisfy security rules"
        );
        assert!(!check(&rule(&[], &[]), None));
        assert!(check(&rule(&[], &[]), Some("x")));
        assert!(check(&rule(&["a", "b"], &[]), Some("b")));
        assert!(!check(&rule(&["a"], &[]), Some("b")));
        assert!(!check(&rule(&["a"], &["ab"]), Some("ab")));
    }

    #[test]
    fn a_rule_that_cannot_be_evaluated_decides_nothing() {
        let check = |headers: Vec<HeaderRule>, sent: &[(&str, &str)]| {
            SecurityRules { headers, addresses: None }.check(&request(sent), &mut |_| {})
        };
        let greek = [r"^\p{Greek}+$"];
        let undecided = check(vec![rule("x", &greek, &[])], &[("x", "α")]);
        assert!(matches!(undecided, Err(Failure::Undecided(_))), "{undecided:?}");
        let undecided = check(vec![rule("x", &[], &greek)], &[("x", "α")]);
        assert!(matches!(undecided, Err(Failure::Undecided(_))), "{undecided:?}");
        // If another pattern or rule decides, the result is known.
        assert!(check(vec![rule("x", &[r"^\p{Greek}+$", "α"], &[])], &[("x", "α")]).is_ok());
        for rules in [
            vec![rule("x", &greek, &["α"])],
            vec![rule("x", &greek, &[]), rule("y", &[], &[])],
            vec![rule("x", &["b"], &greek)],
        ] {
            let refused = check(rules, &[("x", "α")]);
            assert!(matches!(refused, Err(Failure::Refused(..))), "{refused:?}");
        }
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
