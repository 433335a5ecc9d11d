//! What an issuer is: its name, its tenants, and whom it answers.

use std::borrow::Cow;
use std::net::IpAddr;

use url::{Host, Url};

use crate::issuer::fault::{Fault, FaultKind, FaultyEndpoint};
use crate::jose::duration::Duration;
use crate::jose::numeric_date::NumericDate;
use crate::provider::address::{AddressError, Ambiguity, WebAddress};
use crate::provider::mint_preset::MintPreset;

/// The name of the host machine inside a container.
pub(crate) const CONTAINER_HOST: &str = "host.docker.internal";

/// What an issuer is.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The name of the issuer, without a slash at the end
    pub(crate) issuer: String,
    /// The tokens of the issuer without a preset in its path
    pub(crate) preset: &'static MintPreset,
    /// The roles that it offers, at least one
    pub(crate) roles: Vec<String>,
    /// Redirects that are allowed besides those to this machine
    pub(crate) redirects: Vec<String>,
    /// The address where it listens, if not only on loopback
    pub(crate) listen: Option<IpAddr>,
    /// Whether it only publishes its keys
    pub(crate) jwks_only: bool,
    pub(crate) faults: Vec<Fault>,
    pub(crate) advice: Advice,
}

/// Advice for people who can change how the issuer was started.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Advice {
    /// What it is
    pub(crate) about: &'static str,
    /// How to let it answer under another name
    pub(crate) host: &'static str,
    /// How to allow a redirect, and the scripts of its origin
    pub(crate) redirect: &'static str,
}

/// Why a string is not the name of an issuer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum IssuerFault {
    NotWeb,
    Ambiguous(Ambiguity),
    Query,
}

/// Checks the name of an issuer, and returns it without a slash at the end.
///
/// # Errors
///
/// Why it cannot be one.
pub(crate) fn issuer_name(text: &str) -> Result<String, IssuerFault> {
    let address = WebAddress::parse(text).map_err(|error| match error {
        AddressError::Ambiguous(ambiguity) => IssuerFault::Ambiguous(ambiguity),
        _ => IssuerFault::NotWeb,
    })?;
    if address.has_query_or_fragment() {
        return Err(IssuerFault::Query);
    }
    Ok(text.trim_end_matches('/').to_owned())
}

/// Whether a string can be a redirect: an absolute address without a fragment (RFC 6749
/// section 3.1.2) and not one that a browser runs.
pub(crate) fn is_redirect(text: &str) -> bool {
    const RUN: [&str; 5] = ["javascript", "data", "vbscript", "blob", "file"];
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let parsed = Url::parse(text).ok().filter(|url| is_plain && url.fragment().is_none());
    parsed.is_some_and(|url| {
        if matches!(url.scheme(), "http" | "https") {
            is_web_redirect(text)
        } else {
            !RUN.contains(&url.scheme())
        }
    })
}

/// Whether every program reads a redirect as the same `http` or `https` address. Applications may
/// spell out the default port.
fn is_web_redirect(text: &str) -> bool {
    WebAddress::parse(&without_default_port(text)).is_ok()
}

fn without_default_port(text: &str) -> Cow<'_, str> {
    for (scheme, port) in [("http://", ":80"), ("https://", ":443")] {
        let Some(rest) = text.strip_prefix(scheme) else { continue };
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if let Some(host) = authority.strip_suffix(port) {
            return Cow::Owned(format!("{scheme}{host}{path}"));
        }
    }
    Cow::Borrowed(text)
}

/// An issuer by its path.
#[derive(Clone, Debug)]
pub(super) struct Tenant {
    /// The name of the issuer, as it stands in its tokens
    pub(super) issuer: String,
    pub(super) preset: &'static MintPreset,
}

impl Settings {
    /// Returns the issuer of a path, and the rest of the path.
    pub(super) fn tenant<'a>(&self, path: &'a str) -> (Tenant, &'a str) {
        let path = self.below_issuer(path);
        let first = path.strip_prefix('/').unwrap_or_default();
        let (name, rest) = first.split_at(first.find('/').unwrap_or(first.len()));
        match MintPreset::named(name) {
            Some(preset) => (Tenant { issuer: format!("{}/{name}", self.issuer), preset }, rest),
            None => (self.main(), path),
        }
    }

    /// Returns the issuer without a preset in its path.
    pub(super) fn main(&self) -> Tenant {
        Tenant { issuer: self.issuer.clone(), preset: self.preset }
    }

    /// Returns a path without that of the issuer's name, which a proxy may have removed.
    fn below_issuer<'a>(&self, path: &'a str) -> &'a str {
        let own = WebAddress::parse(&self.issuer).ok();
        let own = own.as_ref().map(|address| address.path().trim_end_matches('/'));
        let rest = own.filter(|own| !own.is_empty()).and_then(|own| path.strip_prefix(own));
        rest.filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(path)
    }

    /// Returns the first fault of a kind at an endpoint.
    pub(super) fn fault<T>(
        &self,
        endpoint: FaultyEndpoint,
        kind: impl Fn(FaultKind) -> Option<T>,
    ) -> Option<T> {
        self.faults.iter().filter(|fault| fault.is_at(endpoint)).find_map(|fault| kind(fault.kind))
    }

    /// Whether an endpoint has a fault of exactly this kind.
    pub(super) fn has_fault(&self, endpoint: FaultyEndpoint, kind: FaultKind) -> bool {
        self.faults.iter().any(|fault| fault.kind == kind && fault.is_at(endpoint))
    }

    /// Returns how far the clock of an endpoint is wrong.
    pub(super) fn clock_error(&self, endpoint: FaultyEndpoint) -> Option<Duration> {
        self.fault(endpoint, |kind| match kind {
            FaultKind::Clock(span) => Some(span),
            _ => None,
        })
    }

    /// Returns the time on the clock of an endpoint.
    pub(super) fn clock(&self, endpoint: FaultyEndpoint, now: NumericDate) -> NumericDate {
        self.clock_error(endpoint).map_or(now, |span| now.plus(span))
    }

    /// Returns the name of an issuer in the answers of an endpoint.
    pub(super) fn issuer_at(&self, endpoint: FaultyEndpoint, tenant: &Tenant) -> String {
        if self.has_fault(endpoint, FaultKind::WrongIssuer) {
            format!("{}/wrong-issuer", tenant.issuer)
        } else {
            tenant.issuer.clone()
        }
    }

    /// Whether a request for this `Host` is answered. A web page can make a name of its own lead
    /// to this machine, but then its name is in `Host`.
    pub(super) fn is_own_host(&self, host: &str, is_public: bool) -> bool {
        let Some(name) = authority_host(host) else { return false };
        if let Host::Ipv4(_) | Host::Ipv6(_) = name
            && self.listen.is_some_and(|listen| listen.is_unspecified())
        {
            // No name leads here, so no page can have made it.
            return true;
        }
        let address = match &name {
            Host::Ipv4(address) => Some(IpAddr::V4(*address)),
            Host::Ipv6(address) => Some(IpAddr::V6(*address)),
            Host::Domain(_) => None,
        };
        let is_issuer =
            WebAddress::parse(&self.issuer).is_ok_and(|own| own.host() == name.to_string());
        is_loopback(&name)
            || is_issuer
            || (address.is_some() && address == self.listen)
            || (is_public && matches!(&name, Host::Domain(name) if name == CONTAINER_HOST))
    }

    /// Whether scripts of this origin may call the issuer.
    pub(super) fn is_known_origin(&self, origin: &str) -> bool {
        let Some(host) = origin_host(origin) else { return false };
        let is_issuer =
            WebAddress::parse(&self.issuer).is_ok_and(|own| own.host() == host.to_string());
        let is_redirect = self.redirects.iter().any(|redirect| {
            Url::parse(redirect).is_ok_and(|url| url.origin().ascii_serialization() == origin)
        });
        is_loopback(&host) || is_issuer || is_redirect
    }

    /// Whether a browser may be sent to this address.
    pub(super) fn may_redirect_to(&self, address: &str) -> bool {
        if self.redirects.iter().any(|redirect| redirect == address) {
            return true;
        }
        is_web_redirect(address)
            && is_redirect(address)
            && Url::parse(address)
                .is_ok_and(|url| url.host().is_some_and(|host| is_loopback(&host.to_owned())))
    }
}

/// Returns what a content security policy calls the origin of a redirect.
pub(super) fn policy_source(redirect: &str) -> Option<String> {
    let url = Url::parse(redirect).ok()?;
    match url.host() {
        // The policy has no form for these.
        Some(Host::Ipv6(_)) => Some(format!("{}:", url.scheme())),
        Some(_) if matches!(url.scheme(), "http" | "https") => {
            Some(url.origin().ascii_serialization())
        }
        _ => Some(format!("{}:", url.scheme())),
    }
}

/// Returns the host of `Host`, if it is one in its usual spelling.
fn authority_host(authority: &str) -> Option<Host<String>> {
    let url = Url::parse(&format!("http://{authority}/")).ok()?;
    let is_authority = !authority.contains(['/', '\\', '?', '#', '@']) && !authority.is_empty();
    url.host().filter(|_| is_authority).map(|host| host.to_owned())
}

fn origin_host(origin: &str) -> Option<Host<String>> {
    let rest = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"))?;
    authority_host(rest)
}

fn is_loopback(host: &Host<String>) -> bool {
    match host {
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::provider::mint_preset::PRESETS;

    pub(crate) fn settings() -> Settings {
        Settings {
            issuer: "http://127.0.0.1:8765".to_owned(),
            preset: &PRESETS[0],
            roles: vec!["user".to_owned()],
            redirects: Vec::new(),
            listen: None,
            jwks_only: false,
            faults: Vec::new(),
            advice: Advice::default(),
        }
    }

    #[test]
    fn a_name_of_somebody_else_is_not_answered() {
        let own = settings();
        for host in ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765", "127.9.9.9"] {
            assert!(own.is_own_host(host, false), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example:8765",
            "10.0.0.1",
            "localhost@evil.example",
            "evil.example/localhost",
            "host.docker.internal",
        ] {
            assert!(!own.is_own_host(host, false), "{host}");
        }
        assert!(own.is_own_host("host.docker.internal:8765", true));
        let named = Settings { issuer: "http://auth.example.gov:1/x".to_owned(), ..settings() };
        assert!(named.is_own_host("auth.example.gov", false));
        let near = Settings { listen: Some([172, 17, 0, 1].into()), ..settings() };
        assert!(near.is_own_host("172.17.0.1:8765", false));
        assert!(!near.is_own_host("172.17.0.2:8765", false));
        let everywhere = Settings { listen: Some([0, 0, 0, 0].into()), ..settings() };
        assert!(everywhere.is_own_host("10.1.2.3:8765", false));
        assert!(!everywhere.is_own_host("evil.example", false));
    }

    #[test]
    fn a_redirect_leads_to_this_machine_or_where_the_user_said() {
        let own = Settings {
            redirects: vec!["https://app.example.gov/cb".to_owned(), "parks:/cb".to_owned()],
            ..settings()
        };
        for address in [
            "http://localhost:3000/cb?x=y",
            "http://127.0.0.1:3000",
            "https://[::1]/cb",
            "http://localhost:80/cb",
            "https://127.0.0.1:443/?x=y",
            "https://app.example.gov/cb",
            "parks:/cb",
        ] {
            assert!(own.may_redirect_to(address), "{address}");
        }
        for address in [
            "https://app.example.gov/cb2",
            "https://app.example.gov/cb?x=y",
            "http://evil.example/",
            "http://localhost@evil.example/",
            "http://localhost:80@evil.example:80/",
            "http://evil@localhost/",
            "http://localhost:080/",
            "http://localhost:80:80/",
            "http://localhost.evil.example/",
            "http:localhost/cb",
            "http://localhost\\@evil.example/",
            "http://localhost/#x",
            "javascript:alert(1)",
            "//localhost/cb",
            "/cb",
            "",
        ] {
            assert!(!own.may_redirect_to(address), "{address}");
        }
        for text in ["javascript:alert(1)", "data:text/html,x", "/cb", "https://a.example/#x", "x"]
        {
            assert!(!is_redirect(text), "{text}");
        }
    }

    #[test]
    fn origins_of_this_machine_are_known() {
        let own =
            Settings { redirects: vec!["https://app.example.gov/cb".to_owned()], ..settings() };
        for origin in ["http://localhost:3000", "http://127.0.0.1", "https://app.example.gov"] {
            assert!(own.is_known_origin(origin), "{origin}");
        }
        for origin in ["null", "https://evil.example", "http://app.example.gov", "localhost", ""] {
            assert!(!own.is_known_origin(origin), "{origin}");
        }
    }

    #[test]
    fn a_preset_in_the_path_is_an_issuer_of_its_own() {
        let own = Settings { issuer: "https://auth.example.gov/dev".to_owned(), ..settings() };
        for (path, issuer, rest) in [
            ("/token", "https://auth.example.gov/dev", "/token"),
            ("/dev/token", "https://auth.example.gov/dev", "/token"),
            ("/okta/token", "https://auth.example.gov/dev/okta", "/token"),
            ("/dev/okta/token", "https://auth.example.gov/dev/okta", "/token"),
            ("/okta", "https://auth.example.gov/dev/okta", ""),
            ("/dev", "https://auth.example.gov/dev", ""),
            ("/device", "https://auth.example.gov/dev", "/device"),
            ("/oktaa/token", "https://auth.example.gov/dev", "/oktaa/token"),
        ] {
            let (tenant, left) = own.tenant(path);
            assert_eq!((tenant.issuer.as_str(), left), (issuer, rest), "{path}");
        }
    }

    #[test]
    fn a_policy_names_the_origin_or_else_the_scheme() {
        for (redirect, source) in [
            ("http://localhost:3000/cb", "http://localhost:3000"),
            ("http://localhost:80/cb", "http://localhost"),
            ("http://[::1]:3000/cb", "http:"),
            ("parks:/cb", "parks:"),
        ] {
            assert_eq!(policy_source(redirect).as_deref(), Some(source));
        }
    }
}
