//! Untrusted web addresses. They are parsed strictly, and checked before they are fetched or
//! written into a configuration.
//!
//! Programs disagree on what `https://a.example\@b.example` or `https://0x7f.1` names. Only
//! addresses in the one spelling that all programs read alike are accepted.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Position, Url};

/// An `http` or `https` address that every program parses the same way.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct WebAddress(Url);

/// The reason why an address is rejected.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum AddressError {
    #[error("it is not an `http` or `https` address")]
    NotWeb,
    #[error("it {0}, and programs disagree on what that names")]
    Ambiguous(Ambiguity),
    #[error("it is not an `https` address")]
    NotHttps,
    #[error("it names port {0}, and only port 443 is allowed")]
    Port(u16),
    #[error("it has a user name or password in it")]
    UserInfo,
    #[error("it is inside a private network")]
    NotPublic,
}

/// The reason why programs may read an address differently.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum Ambiguity {
    #[error("contains a backslash")]
    Backslash,
    #[error("contains white space or control characters")]
    WhiteSpace,
    #[error("contains characters outside ASCII")]
    NotAscii,
    #[error("has no `//` after the scheme")]
    NoSlashes,
    #[error("has a user name before the host")]
    UserInfo,
    #[error("has no host, or no `/` after it")]
    HostEnd,
    #[error("has characters in the host that no host name has")]
    HostCharacter,
    #[error("has an empty label in the host name")]
    EmptyLabel,
    #[error("has an unusual spelling of the host")]
    HostSpelling,
    #[error("has an unusual spelling of the port")]
    PortSpelling,
    #[error("has `.` or `..` as a path segment")]
    DotSegment,
}

impl WebAddress {
    /// Parses an address strictly.
    ///
    /// # Errors
    ///
    /// [`AddressError::NotWeb`] if no program reads it as `http` or `https`, and
    /// [`AddressError::Ambiguous`] if programs may read it differently.
    pub(crate) fn parse(text: &str) -> Result<Self, AddressError> {
        if !looks_like_web(text) {
            return Err(AddressError::NotWeb);
        }
        parse_strictly(text).map(Self).map_err(AddressError::Ambiguous)
    }

    /// Returns the host in lower case, with brackets around an IPv6 address.
    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Returns the path, which begins with `/`.
    pub(crate) fn path(&self) -> &str {
        self.0.path()
    }

    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether the address has a query or a fragment.
    pub(crate) fn has_query_or_fragment(&self) -> bool {
        self.0.query().is_some() || self.0.fragment().is_some()
    }

    /// Whether the address is `https` on the standard port, without a query or fragment. Key
    /// addresses may be derived only from such an issuer.
    pub(crate) fn is_plain_https(&self) -> bool {
        self.is_https() && self.0.port().is_none() && !self.has_query_or_fragment()
    }

    /// Whether an address is one on the same host and can be read in only one way, which is seen
    /// without parsing it. Nearly all addresses of keys are.
    pub(crate) fn has_plainly(&self, address: &str) -> bool {
        let path = address.strip_prefix("https://").and_then(|rest| rest.strip_prefix(self.host()));
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
        self.is_plain_https()
            && path.is_some_and(|path| {
                path.starts_with('/') && !path.contains("/.") && path.bytes().all(is_plain)
            })
    }

    /// Returns the address of `path` below this one, joined with a single slash.
    pub(crate) fn join(&self, path: &str) -> String {
        let base = &self.0[..Position::AfterPath];
        [base.trim_end_matches('/'), "/", path].concat()
    }
}

/// Whether any program could read the text as an `http` or `https` address. Browsers ignore white
/// space before and inside it.
fn looks_like_web(text: &str) -> bool {
    if text.starts_with("https:") {
        return true;
    }
    let start: String = text
        .chars()
        .filter(|character| !character.is_whitespace() && !character.is_control())
        .take("https:".len())
        .collect::<String>()
        .to_ascii_lowercase();
    start.starts_with("http:") || start == "https:"
}

fn parse_strictly(text: &str) -> Result<Url, Ambiguity> {
    if text.contains('\\') {
        return Err(Ambiguity::Backslash);
    }
    if text.chars().any(|character| character.is_whitespace() || character.is_control()) {
        return Err(Ambiguity::WhiteSpace);
    }
    if !text.is_ascii() {
        return Err(Ambiguity::NotAscii);
    }
    let (scheme, rest) = text.split_once("://").ok_or(Ambiguity::NoSlashes)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.contains('@') {
        return Err(Ambiguity::UserInfo);
    }
    if authority.is_empty() || path.starts_with(['?', '#']) {
        return Err(Ambiguity::HostEnd);
    }
    let (host, port) = split_port(authority)?;
    if let Some(port) = port {
        check_port(port, if scheme.eq_ignore_ascii_case("https") { 443 } else { 80 })?;
    }
    check_host(host)?;
    let is_dots = |segment: &str| {
        segment.starts_with(['.', '%'])
            && matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if path.split('/').any(is_dots) {
        return Err(Ambiguity::DotSegment);
    }
    let url = Url::parse(text).map_err(|_| Ambiguity::HostSpelling)?;
    let is_same = url.host_str().is_some_and(|parsed| parsed.eq_ignore_ascii_case(host));
    if is_same { Ok(url) } else { Err(Ambiguity::HostSpelling) }
}

/// Splits an authority into the host and the port after its colon.
fn split_port(authority: &str) -> Result<(&str, Option<&str>), Ambiguity> {
    if authority.starts_with('[') {
        let end = authority.find(']').ok_or(Ambiguity::HostCharacter)?;
        let (host, rest) = authority.split_at(end + 1);
        return match rest.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if rest.is_empty() => Ok((host, None)),
            None => Err(Ambiguity::HostCharacter),
        };
    }
    Ok(authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port))))
}

/// Checks that a port has no leading zeros and is not the default port of the scheme.
fn check_port(port: &str, default: u16) -> Result<(), Ambiguity> {
    let is_number = port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
    match port.parse::<u16>() {
        Ok(number) if is_number && number != default => Ok(()),
        Ok(_) | Err(_) => Err(Ambiguity::PortSpelling),
    }
}

fn check_host(host: &str) -> Result<(), Ambiguity> {
    if host.starts_with('[') {
        return Ok(());
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    if !host.bytes().all(is_plain) {
        return Err(Ambiguity::HostCharacter);
    }
    if host.split('.').any(str::is_empty) {
        return Err(Ambiguity::EmptyLabel);
    }
    Ok(())
}

/// Checks an untrusted address, such as one from a token or a discovery document, before it is
/// fetched or written into a configuration.
///
/// # Errors
///
/// Any [`AddressError`] if the address is ambiguous or fails [`check_public`].
pub(crate) fn parse_public(text: &str) -> Result<WebAddress, AddressError> {
    let address = match WebAddress::parse(text) {
        Err(AddressError::Ambiguous(Ambiguity::UserInfo)) => return Err(AddressError::UserInfo),
        parsed => parsed?,
    };
    check_public(&address.0)?;
    Ok(address)
}

/// The location of an address that a document or a redirect names, relative to that document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Link {
    /// The same host, wherever it is
    SameHost,
    /// Another host, which is public
    Public,
}

/// Checks an address named by a document whose own address the user chose. The document's host is
/// allowed even if it is private; any other host must be public.
///
/// # Errors
///
/// Any [`AddressError`]. An `https` document must not name an `http` address, which fails with
/// [`AddressError::NotHttps`].
pub(crate) fn check_linked(text: &str, document: &str) -> Result<Link, AddressError> {
    if let (Ok(address), Ok(document)) = (WebAddress::parse(text), Url::parse(document))
        && let Ok(link) = check_link(&address.0, &document)
    {
        return Ok(link);
    }
    parse_public(text).map(|_| Link::Public)
}

/// Checks a parsed address, such as the target of a redirect, as [`check_linked`] does. On the same
/// host, it may contain the user name and password of the document's address.
///
/// # Errors
///
/// The errors of [`check_public`].
pub(crate) fn check_link(url: &Url, document: &Url) -> Result<Link, AddressError> {
    let is_web = matches!(url.scheme(), "https" | "http");
    let is_safe = url.scheme() == "https" || document.scheme() != "https";
    let has_user = !url.username().is_empty() || url.password().is_some();
    let is_same_user =
        url.username() == document.username() && url.password() == document.password();
    let is_same_host = url.host_str().is_some()
        && (url.host() == document.host() || (is_loopback(url) && is_loopback(document)));
    if is_web && is_safe && is_same_host && (!has_user || is_same_user) {
        return Ok(Link::SameHost);
    }
    check_public(url).map(|()| Link::Public)
}

/// Whether the host is one of the names of this machine, which are one host.
fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| LOOPBACK_NAMES.contains(&host))
}

/// Returns the names under which a local issuer is known, other than its own: a server that listens
/// on `127.0.0.1` may call itself `localhost`.
pub(crate) fn loopback_names(issuer: &str) -> Vec<String> {
    let Ok(address) = WebAddress::parse(issuer) else { return Vec::new() };
    let host = address.host();
    let Some((before, after)) = issuer.split_once(host).filter(|_| LOOPBACK_NAMES.contains(&host))
    else {
        return Vec::new();
    };
    let others = LOOPBACK_NAMES.into_iter().filter(|name| *name != host);
    others.map(|name| format!("{before}{name}{after}")).collect()
}

/// Checks that a parsed address is `https` on port 443 at a public host, without a user name or
/// password. This does not resolve the host name; the resolver checks its addresses.
///
/// # Errors
///
/// The [`AddressError`] that describes the problem.
pub(crate) fn check_public(url: &Url) -> Result<(), AddressError> {
    if url.scheme() != "https" {
        return Err(AddressError::NotHttps);
    }
    if let Some(port) = url.port() {
        return Err(AddressError::Port(port));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::UserInfo);
    }
    let is_public = match url.host() {
        Some(Host::Ipv4(address)) => is_public_ip(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => is_public_ip(IpAddr::V6(address)),
        Some(Host::Domain(name)) => is_public_name(name),
        None => false,
    };
    if is_public { Ok(()) } else { Err(AddressError::NotPublic) }
}

/// The usual names of this machine in URLs.
const LOOPBACK_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The domains that are reserved or commonly used for private networks (RFC 6761, RFC 6762, RFC
/// 7686, RFC 8375, ICANN's `internal`, and others).
const PRIVATE_DOMAINS: [&str; 14] = [
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "test",
    "invalid",
    "onion",
    "arpa",
    "svc",
];

/// Whether a host name can be known outside its own network: it has a domain that is not for
/// private use.
pub(crate) fn is_public_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let Some((rest, domain)) = name.rsplit_once('.') else { return false };
    // The last label of a domain name is never a number; otherwise, the name would be an IP
    // address.
    let is_domain = domain.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_complete = !rest.split('.').any(str::is_empty);
    is_domain && is_complete && !PRIVATE_DOMAINS.contains(&domain)
}

/// Whether an IP address is globally reachable: not in any block of the special-purpose address
/// registries (RFC 6890).
pub(crate) const fn is_public_ip(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

const fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        // Multicast, reserved, broadcast
        || a >= 224
        // Carrier-grade NAT, protocol assignments, benchmarking, the former 6to4 relay
        || (a == 100 && b >= 64 && b < 128)
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19))
        || (a == 192 && b == 88 && c == 99);
    !special
}

const fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // Addresses with an embedded IPv4 address: mapped, compatible, NAT64, 6to4
        [0, 0, 0, 0, 0, 0xffff | 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => {
            let [a, b] = high.to_be_bytes();
            let [c, d] = low.to_be_bytes();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Teredo, benchmarking, ORCHID and other protocol assignments; documentation
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Only 2000::/3 is assigned as global unicast.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// Whether an address leads to a web page.
pub(super) fn is_web(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "https" | "http"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ambiguity(text: &str) -> Ambiguity {
        match WebAddress::parse(text) {
            Err(AddressError::Ambiguous(ambiguity)) => ambiguity,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn what_plainly_is_on_a_host_is_an_address_there() {
        let host = WebAddress::parse("https://login.example.gov/a").unwrap();
        for (address, is_plain) in [
            ("https://login.example.gov/", true),
            ("https://login.example.gov/a/.b", false),
            ("https://login.example.gov/a/b.c-d_e", true),
            ("https://login.example.gov", false),
            ("https://login.example.gov.evil.example/", false),
            ("https://login.example.gov@evil.example/", false),
            ("https://login.example.gov:8443/", false),
            ("http://login.example.gov/", false),
            ("https://login.example.gov/%2e%2e/", false),
            ("https://login.example.gov/a?b", false),
        ] {
            assert_eq!(host.has_plainly(address), is_plain, "{address}");
            if is_plain {
                assert_eq!(WebAddress::parse(address).unwrap().host(), host.host(), "{address}");
            }
        }
        let other = WebAddress::parse("https://login.example.gov:8443/a").unwrap();
        assert!(!other.has_plainly("https://login.example.gov/a"));
    }

    #[test]
    fn a_local_issuer_has_the_names_of_its_host() {
        assert_eq!(
            loopback_names("http://127.0.0.1:9229/a"),
            ["http://localhost:9229/a", "http://[::1]:9229/a"]
        );
        for other in ["https://id.example.gov/127.0.0.1", "http://127.0.0.2/", "localhost"] {
            assert_eq!(loopback_names(other), [""; 0], "{other}");
        }
    }

    #[test]
    fn an_address_that_programs_read_differently_is_ambiguous() {
        for (text, expected) in [
            (r"https://login.example.gov\@evil.example/", Ambiguity::Backslash),
            (r"https:\\login.example.gov/", Ambiguity::Backslash),
            (r"https://login.example.gov/a\..\b", Ambiguity::Backslash),
            (" https://login.example.gov/", Ambiguity::WhiteSpace),
            ("https://login.example.gov/ ", Ambiguity::WhiteSpace),
            ("https://login.example\t.gov/", Ambiguity::WhiteSpace),
            ("ht\ntps://login.example.gov/", Ambiguity::WhiteSpace),
            ("https://login.example.gov/a b", Ambiguity::WhiteSpace),
            ("https://login.example.gov\0/", Ambiguity::WhiteSpace),
            ("https://login.example.gov\u{85}/", Ambiguity::WhiteSpace),
            ("https://l\u{f6}gin.example.gov/", Ambiguity::NotAscii),
            ("https://login\u{3002}example.gov/", Ambiguity::NotAscii),
            ("https://login.example.gov/\u{202e}", Ambiguity::NotAscii),
            ("https:login.example.gov/", Ambiguity::NoSlashes),
            ("https:/login.example.gov/", Ambiguity::NoSlashes),
            ("https:///login.example.gov/", Ambiguity::HostEnd),
            ("https://", Ambiguity::HostEnd),
            ("https://login.example.gov?@evil.example/", Ambiguity::HostEnd),
            ("https://login.example.gov#@evil.example/", Ambiguity::HostEnd),
            ("https://login.example.gov@evil.example/", Ambiguity::UserInfo),
            ("https://ada:x@login.example.gov/", Ambiguity::UserInfo),
            ("https://@login.example.gov/", Ambiguity::UserInfo),
            ("https://login.example%2egov/", Ambiguity::HostCharacter),
            ("https://%6c%6fgin.example.gov/", Ambiguity::HostCharacter),
            ("https://login.example.gov;evil.example/", Ambiguity::HostCharacter),
            ("https://{login}.example.gov/", Ambiguity::HostCharacter),
            ("https://login..example.gov/", Ambiguity::EmptyLabel),
            ("https://.login.example.gov/", Ambiguity::EmptyLabel),
            ("https://login.example.gov./", Ambiguity::EmptyLabel),
            ("https://127.1/", Ambiguity::HostSpelling),
            ("https://2130706433/", Ambiguity::HostSpelling),
            ("https://0x7f000001/", Ambiguity::HostSpelling),
            ("https://0177.0.0.1/", Ambiguity::HostSpelling),
            ("https://[0:0:0:0:0:0:0:1]/", Ambiguity::HostSpelling),
            ("https://[::1/", Ambiguity::HostCharacter),
            ("https://[::1]x/", Ambiguity::HostCharacter),
            ("https://[evil]/", Ambiguity::HostSpelling),
            ("https://1.2.3.400/", Ambiguity::HostSpelling),
            ("https://login.example.gov:/", Ambiguity::PortSpelling),
            ("https://login.example.gov:443/", Ambiguity::PortSpelling),
            ("http://login.example.gov:80/", Ambiguity::PortSpelling),
            ("https://login.example.gov:08443/", Ambiguity::PortSpelling),
            ("https://login.example.gov:0/", Ambiguity::PortSpelling),
            ("https://login.example.gov:65536/", Ambiguity::PortSpelling),
            ("https://login.example.gov:+80/", Ambiguity::PortSpelling),
            ("https://login.example.gov:1:2/", Ambiguity::PortSpelling),
            ("https://login.example.gov/a/../b", Ambiguity::DotSegment),
            ("https://login.example.gov/a/.%2E", Ambiguity::DotSegment),
            ("https://login.example.gov/./b", Ambiguity::DotSegment),
        ] {
            assert_eq!(ambiguity(text), expected, "{text}");
        }
    }

    #[test]
    fn a_plain_address_is_taken_apart() {
        let address = WebAddress::parse("HTTPS://Login.Example.gov/A/%7Bb%7D/").unwrap();
        assert_eq!((address.host(), address.path()), ("login.example.gov", "/A/%7Bb%7D/"));
        assert_eq!(address.join("keys"), "https://login.example.gov/A/%7Bb%7D/keys");
        assert!(address.is_plain_https());
        for (text, is_plain) in [
            ("https://login.example.gov", true),
            ("https://login.example.gov/{tenantid}/v2.0", true),
            ("https://my_service.example.gov/@x/a..b", true),
            ("https://10.0.0.1/", true),
            ("https://[::1]/", true),
            ("https://login.example.gov:8443/", false),
            ("https://login.example.gov/?tenant=1", false),
            ("https://login.example.gov/#top", false),
            ("http://localhost:8080/realms/moped", false),
        ] {
            assert_eq!(WebAddress::parse(text).unwrap().is_plain_https(), is_plain, "{text}");
        }
        for text in ["", "moped", "urn:x:y", "ftp://a\\@b/", "httpsx://a/", "//a/", "a@b.example"] {
            assert_eq!(WebAddress::parse(text), Err(AddressError::NotWeb), "{text}");
        }
    }

    #[test]
    fn only_a_public_https_address_on_its_port_passes() {
        for text in [
            "https://issuer.example.gov/jwks.json",
            "https://ISSUER.example.gov/",
            "https://xn--bcher-kva.example/",
            "https://8.8.8.8/jwks.json",
            "https://[2606:2800:220:1::1]/",
            "https://localhost.example.gov/",
        ] {
            assert!(parse_public(text).is_ok(), "{text}: {:?}", parse_public(text));
        }
        let fails = |text: &str, expected: &AddressError| {
            assert_eq!(parse_public(text).as_ref(), Err(expected), "{text}");
        };
        for text in
            ["file:///etc/passwd", "ftp://issuer.example.gov/", "issuer", "", "javascript:0"]
        {
            fails(text, &AddressError::NotWeb);
        }
        fails("http://issuer.example.gov/jwks.json", &AddressError::NotHttps);
        fails("https://issuer.example.gov:8443/", &AddressError::Port(8443));
        fails("https://ada@issuer.example.gov/", &AddressError::UserInfo);
        fails("https://ada:secret@issuer.example.gov/", &AddressError::UserInfo);
        for text in [
            "https://localhost/",
            "https://LocalHost/",
            "https://app.localhost/",
            "https://issuer.local/",
            "https://issuer.INTERNAL/",
            "https://metadata.google.internal/",
            "https://kubernetes.default.svc/",
            "https://kubernetes/",
            "https://router.home.arpa/",
            "https://127.0.0.1/",
            "https://10.0.0.1/",
            "https://172.16.0.1/",
            "https://192.168.1.1/",
            "https://169.254.169.254/realms/x",
            "https://100.64.0.1/",
            "https://0.0.0.0/",
            "https://224.0.0.1/",
            "https://255.255.255.255/",
            "https://192.0.2.1/",
            "https://198.18.0.1/",
            "https://[::1]/",
            "https://[::]/",
            "https://[fd00::1]/",
            "https://[fe80::1]/",
            "https://[fec0::1]/",
            "https://[ff02::1]/",
            "https://[::ffff:7f00:1]/",
            "https://[::ffff:a00:1]/",
            "https://[::7f00:1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[64:ff9b:1::1]/",
            "https://[2002:7f00:1::]/",
            "https://[2001::1]/",
            "https://[2001:db8::1]/",
            "https://[3fff::1]/",
        ] {
            fails(text, &AddressError::NotPublic);
        }
        for text in [
            "https://127.1/",
            "https://0x7f000001/",
            "https://2130706433/",
            "https://0177.0.0.1/",
            "https://[::ffff:127.0.0.1]/",
            "https://localhost./",
            "https://l\u{f6}calhost/",
            "https://\u{2488}27.0.0.1/",
            r"https://issuer.example.gov\@127.0.0.1/",
        ] {
            let error = parse_public(text).unwrap_err();
            assert!(matches!(error, AddressError::Ambiguous(_)), "{text}: {error:?}");
        }
    }

    #[test]
    fn a_document_may_name_its_own_host_or_a_public_one() {
        let local = "http://localhost:8080/.well-known/openid-configuration";
        let inside = "https://id.corp.internal/.well-known/openid-configuration";
        for (text, document) in [
            ("http://localhost:8080/keys", local),
            ("http://localhost:9000/keys", local),
            ("https://id.corp.internal:8443/keys", inside),
            ("https://keys.example.gov/keys", inside),
            // The user may write the document's address in any form.
            ("https://id.corp.internal/keys", "https://ada:x@id.corp.internal:443/document"),
        ] {
            let other = text.contains("keys.example.gov");
            let link = if other { Link::Public } else { Link::SameHost };
            assert_eq!(check_linked(text, document), Ok(link), "{text}");
        }
        for (text, document, expected) in [
            ("http://127.0.0.2:8080/keys", local, AddressError::NotHttps),
            ("https://127.0.0.2/keys", local, AddressError::NotPublic),
            ("https://keys.corp.internal/keys", inside, AddressError::NotPublic),
            ("http://id.corp.internal/keys", inside, AddressError::NotHttps),
            ("https://id.corp.internal@keys.example.gov/", inside, AddressError::UserInfo),
            ("https://ada@id.corp.internal/keys", inside, AddressError::UserInfo),
            ("file:///etc/passwd", local, AddressError::NotWeb),
            ("", local, AddressError::NotWeb),
            ("/keys", local, AddressError::NotWeb),
        ] {
            assert_eq!(check_linked(text, document), Err(expected), "{text}");
        }
    }

    #[test]
    fn a_parsed_address_is_checked_as_it_was_normalised() {
        for text in [
            "https://127.1/",
            "https://0x7f000001/",
            "https://2130706433/",
            "https://0177.0.0.1/",
            "https://\u{ff11}27.0.0.1/",
            "https://localhost./",
            "https://[::ffff:127.0.0.1]/",
            r"https:\\10.0.0.1\",
        ] {
            let url = Url::parse(text).unwrap();
            assert_eq!(check_public(&url), Err(AddressError::NotPublic), "{text}");
        }
    }
}
