//! Logins in a browser: the address at which one begins, the redirect at which it ends, and the
//! answer that comes back (RFC 6749 section 4.1, RFC 7636, RFC 9207).

use std::net::IpAddr;

use url::{Host, Url, form_urlencoded};

use crate::jose::json::{Object, Value};
use crate::jose::thumbprint;
use crate::provider::azure_ad;
use crate::provider::issuer::Issuer;

/// The scopes that are asked for if a profile names no others.
const USUAL_SCOPE: &str = "openid profile email";
/// The scope without which many issuers give no refresh token.
const OFFLINE: &str = "offline_access";

/// A request to log a user in.
pub(crate) struct AuthorizationRequest<'a> {
    pub(crate) client_id: &'a str,
    pub(crate) redirect: &'a str,
    pub(crate) scope: &'a str,
    pub(crate) state: &'a str,
    pub(crate) nonce: &'a str,
    pub(crate) verifier: &'a str,
    /// Parameters that not every request has
    pub(crate) others: Vec<(&'static str, &'a str)>,
}

impl AuthorizationRequest<'_> {
    /// Returns the address that a browser opens, or `None` if the endpoint is not an address.
    pub(crate) fn address(&self, endpoint: &str) -> Option<String> {
        let mut url = Url::parse(endpoint).ok()?;
        url.set_fragment(None);
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", self.client_id)
            .append_pair("redirect_uri", self.redirect)
            .append_pair("scope", self.scope)
            .append_pair("state", self.state)
            .append_pair("nonce", self.nonce)
            .append_pair("code_challenge", &challenge(self.verifier))
            .append_pair("code_challenge_method", "S256")
            .extend_pairs(&self.others);
        Some(url.into())
    }
}

/// Returns the challenge for a verifier (RFC 7636 section 4.2).
fn challenge(verifier: &str) -> String {
    thumbprint::of_text(verifier)
}

/// Returns the scopes to ask for, by the issuer's discovery document.
pub(crate) fn usual_scope(metadata: Option<&Object>) -> String {
    let listed = metadata.and_then(|metadata| metadata.get("scopes_supported"));
    let listed = listed.and_then(Value::as_array).unwrap_or_default();
    if listed.iter().any(|scope| scope.as_str() == Some(OFFLINE)) {
        format!("{USUAL_SCOPE} {OFFLINE}")
    } else {
        USUAL_SCOPE.to_owned()
    }
}

/// Whether an issuer may give a refresh token only if the request asks for the user's consent (OpenID
/// Connect Core section 11). Entra gives one anyway, and consent may be up to an administrator there.
pub(crate) fn needs_consent(issuer: &str, scope: &str) -> bool {
    scope.split_whitespace().any(|one| one == OFFLINE) && !wants_localhost(issuer)
}

/// Whether an issuer accepts only the name `localhost` for this machine in redirects.
pub(crate) fn wants_localhost(issuer: &str) -> bool {
    let issuer = Issuer::parse(Some(issuer));
    issuer.address().is_some_and(|address| azure_ad::is_host(address.host()))
}

/// Where a login ends.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Redirect {
    /// At this machine, over plain http
    Here { host: LocalHost, port: u16, path: String },
    /// Where no listener can answer: at another machine, over https, or in an app
    Elsewhere,
}

/// The host of a redirect to this machine.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LocalHost {
    /// A name, which means an address of either protocol
    Name,
    Address(IpAddr),
}

impl Redirect {
    /// Reads a redirect URI, or returns `None` if it is not an address.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        if url.scheme() != "http" {
            return Some(Self::Elsewhere);
        }
        let host = match url.host()? {
            Host::Domain(name) if name == "localhost" || name.ends_with(".localhost") => {
                LocalHost::Name
            }
            Host::Ipv4(address) if address.is_loopback() => LocalHost::Address(address.into()),
            Host::Ipv6(address) if address.is_loopback() => LocalHost::Address(address.into()),
            Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_) => return Some(Self::Elsewhere),
        };
        let port = url.port_or_known_default()?;
        Some(Self::Here { host, port, path: url.path().to_owned() })
    }
}

/// What the answer to a request must contain.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) state: String,
    /// The names of the issuer
    pub(crate) issuers: Vec<String>,
    /// Whether the issuer says that each answer names it (RFC 9207)
    pub(crate) names_issuer: bool,
}

/// The answer to a request. It ends the login.
#[derive(Clone, Eq, PartialEq)]
pub(crate) enum Answer {
    Code(String),
    /// The issuer refuses, with its code and its words
    Refused {
        code: String,
        description: Option<String>,
    },
    /// It comes from this issuer, or does not say from which one
    OtherIssuer(Option<String>),
}

/// It has a code.
impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answer(redacted)")
    }
}

/// Why parameters are not the answer to a request. The login goes on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NotTheAnswer {
    /// A parameter appears more than once.
    Repeated,
    NoState,
    OtherState,
    /// There is neither a code nor an error.
    NoCode,
}

impl NotTheAnswer {
    /// Returns what is wrong, as a sentence fragment about the address.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::Repeated => "it has a parameter more than once",
            Self::NoState => "it has no `state`",
            Self::OtherState => "its `state` belongs to another login",
            Self::NoCode => "it has no `code`",
        }
    }
}

/// Reads the answer in a query.
///
/// # Errors
///
/// [`NotTheAnswer`].
pub(crate) fn read(query: &str, expected: &Expected) -> Result<Answer, NotTheAnswer> {
    let pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
    let pairs: Vec<(String, String)> = pairs.filter(|(_, value)| !value.is_empty()).collect();
    let get = |name: &str| {
        let mut found = pairs.iter().filter(|(own, _)| own == name).map(|(_, value)| value);
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(NotTheAnswer::Repeated),
            (value, None) => Ok(value),
        }
    };
    let (code, error, named) = (get("code")?, get("error")?, get("iss")?);
    let state = get("state")?.ok_or(NotTheAnswer::NoState)?;
    if *state != expected.state {
        return Err(NotTheAnswer::OtherState);
    }
    if let Some(error) = error {
        let description = get("error_description")?.cloned();
        return Ok(Answer::Refused { code: error.clone(), description });
    }
    let code = code.ok_or(NotTheAnswer::NoCode)?;
    match named {
        Some(named) if !expected.issuers.contains(named) => {
            Ok(Answer::OtherIssuer(Some(named.clone())))
        }
        None if expected.names_issuer => Ok(Answer::OtherIssuer(None)),
        _ => Ok(Answer::Code(code.clone())),
    }
}

/// Reads the answer in a pasted address, or in a part of one.
///
/// # Errors
///
/// [`NotTheAnswer`].
pub(crate) fn read_paste(text: &str, expected: &Expected) -> Result<Answer, NotTheAnswer> {
    const QUOTES: [char; 6] = ['"', '\'', '`', '<', '>', ';'];
    // A long line that was broken
    let text: String = text.lines().map(str::trim).collect();
    let text = text.trim_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
    let text = text.trim_end_matches(" HTTP/1.1").replace("&amp;", "&");
    let (before, fragment) = text.split_once('#').unwrap_or((&text, ""));
    let query = before.split_once('?').map_or(before, |(_, query)| query);
    let answers = |part: &str| {
        let part: String = part.chars().filter(|c| !c.is_whitespace()).collect();
        read(&part, expected)
    };
    // Some issuers answer in the fragment.
    answers(query).or_else(|fault| {
        if fragment.is_empty() { Err(fault) } else { answers(fragment).map_err(|_| fault) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected() -> Expected {
        Expected {
            state: "s1".to_owned(),
            issuers: vec!["https://id.example".to_owned()],
            names_issuer: false,
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "results are compared with it")]
    fn code(text: &str) -> Result<Answer, NotTheAnswer> {
        Ok(Answer::Code(text.to_owned()))
    }

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636 appendix B
        assert_eq!(
            challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn an_address_has_every_parameter_once_and_keeps_those_of_the_endpoint() {
        let request = AuthorizationRequest {
            client_id: "app",
            redirect: "http://127.0.0.1:1/callback?x=1&y",
            scope: "openid email",
            state: "s",
            nonce: "n",
            verifier: "v",
            others: vec![("login_hint", "ada+1@example.gov")],
        };
        let address = request.address("https://id.example/authorize?p=b2c#top").unwrap();
        let url = Url::parse(&address).unwrap();
        assert_eq!(url.fragment(), None);
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let expected = [
            ("p", "b2c"),
            ("response_type", "code"),
            ("client_id", "app"),
            ("redirect_uri", "http://127.0.0.1:1/callback?x=1&y"),
            ("scope", "openid email"),
            ("state", "s"),
            ("nonce", "n"),
            ("code_challenge", &challenge("v")),
            ("code_challenge_method", "S256"),
            ("login_hint", "ada+1@example.gov"),
        ];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(request.address("nonsense"), None);
    }

    #[test]
    fn a_refresh_token_is_asked_for_where_the_issuer_lists_its_scope() {
        let scope = |listed: &str| {
            let text = format!(r#"{{"scopes_supported":{listed}}}"#);
            usual_scope(Value::parse(text.as_bytes()).unwrap().as_object())
        };
        assert_eq!(scope(r#"["openid","offline_access"]"#), "openid profile email offline_access");
        assert_eq!(scope(r#"["openid"]"#), "openid profile email");
        assert_eq!(scope("7"), "openid profile email");
        assert_eq!(usual_scope(None), "openid profile email");
    }

    #[test]
    fn consent_is_asked_for_with_the_scope_of_refresh_tokens() {
        let issuer = "https://id.example.gov";
        assert!(needs_consent(issuer, "openid offline_access"));
        assert!(!needs_consent(issuer, "openid offline_access_not"));
        let entra = "https://login.microsoftonline.com/organizations/v2.0";
        assert!(!needs_consent(entra, "openid offline_access"));
    }

    #[test]
    fn a_redirect_is_here_or_elsewhere() {
        let here =
            |host, port, path: &str| Some(Redirect::Here { host, port, path: path.to_owned() });
        let address = |text: &str| LocalHost::Address(text.parse().unwrap());
        for (text, redirect) in [
            ("http://127.0.0.1:8400/callback", here(address("127.0.0.1"), 8400, "/callback")),
            ("http://localhost:3000", here(LocalHost::Name, 3000, "/")),
            ("http://localhost/a/b?x=1", here(LocalHost::Name, 80, "/a/b")),
            ("http://[::1]:9/", here(address("::1"), 9, "/")),
            ("https://localhost:3000/moped/session/signin", Some(Redirect::Elsewhere)),
            ("http://app.example/callback", Some(Redirect::Elsewhere)),
            ("http://localhost.example/callback", Some(Redirect::Elsewhere)),
            ("http://10.0.0.1/callback", Some(Redirect::Elsewhere)),
            ("com.example.app:/callback", Some(Redirect::Elsewhere)),
            ("urn:ietf:wg:oauth:2.0:oob", Some(Redirect::Elsewhere)),
            ("callback", None),
        ] {
            assert_eq!(Redirect::parse(text), redirect, "{text}");
        }
    }

    #[test]
    fn only_the_hosts_of_microsoft_want_localhost() {
        for (issuer, expected) in [
            ("https://login.microsoftonline.com/T/v2.0", true),
            ("https://login.microsoftonline.us/T/v2.0", true),
            ("https://sts.windows.net/T/", true),
            ("https://example.ciamlogin.com/T/v2.0", true),
            ("https://example.b2clogin.com/T/v2.0/", true),
            ("https://login.microsoftonline.com.evil.example/T/v2.0", false),
            ("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_X", false),
            ("supabase", false),
        ] {
            assert_eq!(wants_localhost(issuer), expected, "{issuer}");
        }
    }

    #[test]
    fn only_an_answer_with_our_state_counts() {
        let refused = |code: &str, words: Option<&str>| {
            Ok(Answer::Refused { code: code.to_owned(), description: words.map(str::to_owned) })
        };
        for (query, answer) in [
            ("code=c&state=s1", code("c")),
            ("code=a%2Fb%2B&state=s1&iss=https%3A%2F%2Fid.example", code("a/b+")),
            ("error=access_denied&state=s1", refused("access_denied", None)),
            ("error=x&error_description=no+way&state=s1", refused("x", Some("no way"))),
            ("code=c&state=s2", Err(NotTheAnswer::OtherState)),
            ("error=x&state=s2", Err(NotTheAnswer::OtherState)),
            ("code=c", Err(NotTheAnswer::NoState)),
            ("code=c&state=", Err(NotTheAnswer::NoState)),
            ("state=s1", Err(NotTheAnswer::NoCode)),
            ("code=&state=s1", Err(NotTheAnswer::NoCode)),
            ("code=c&code=d&state=s1", Err(NotTheAnswer::Repeated)),
            ("code=c&state=s1&state=s1", Err(NotTheAnswer::Repeated)),
            ("", Err(NotTheAnswer::NoState)),
            ("%ff%fe=&&&==", Err(NotTheAnswer::NoState)),
        ] {
            assert_eq!(read(query, &expected()), answer, "{query}");
        }
    }

    #[test]
    fn an_answer_names_the_issuer_that_was_asked() {
        let other = |name: Option<&str>| Ok(Answer::OtherIssuer(name.map(str::to_owned)));
        let strict = Expected { names_issuer: true, ..expected() };
        let (ours, theirs) = ("https%3A%2F%2Fid.example", "https://evil.example");
        for (expected, iss, answer) in [
            (&expected(), String::new(), code("c")),
            (&expected(), format!("&iss={theirs}"), other(Some(theirs))),
            (&strict, String::new(), other(None)),
            (&strict, format!("&iss={ours}"), code("c")),
            (&strict, format!("&iss={ours}/"), other(Some("https://id.example/"))),
        ] {
            assert_eq!(read(&format!("code=c&state=s1{iss}"), expected), answer, "{iss}");
        }
    }

    #[test]
    fn a_paste_may_be_any_part_of_the_address() {
        for paste in [
            "https://localhost:3000/moped/session/signin?code=c1&state=s1",
            "  \"https://localhost:3000/x?code=c1&state=s1\" ",
            "'?code=c1&state=s1'",
            "code=c1&state=s1",
            "<http://localhost/?state=s1&code=c1#_=_>",
            "http://localhost/#code=c1&state=s1",
            "http://localhost/?lang=en#code=c1&state=s1",
            "GET /callback?state=s1&code=c1 HTTP/1.1",
            "http://localhost/?code=c1\n   &state=s1\r\n",
            "http://localhost/?code=c1&amp;state=s1",
            "http://localhost/?code=c 1&state=s1",
        ] {
            assert_eq!(read_paste(paste, &expected()), code("c1"), "{paste}");
        }
        let refusal =
            read_paste("http://l/?error=denied&error_description=a%20b&state=s1", &expected());
        let words = Some("a b".to_owned());
        assert_eq!(refusal, Ok(Answer::Refused { code: "denied".to_owned(), description: words }));
        for (paste, fault) in [
            ("", NotTheAnswer::NoState),
            ("c1", NotTheAnswer::NoState),
            ("https://id.example/authorize?client_id=a&state=s1", NotTheAnswer::NoCode),
            ("http://localhost/?code=c1&state=s9", NotTheAnswer::OtherState),
        ] {
            assert_eq!(read_paste(paste, &expected()), Err(fault), "{paste}");
        }
    }
}
