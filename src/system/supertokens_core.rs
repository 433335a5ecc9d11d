//! Requests to a SuperTokens core that signs JWTs.

use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use zeroize::Zeroizing;

use crate::error::{Error, FetchFault};
use crate::jose::json::Object;
use crate::provider::supertokens_core::{
    self, CoreAnswer, CoreFault, CoreRequest, SIGN_PATH, USUAL_VERSION, VERSIONS_PATH,
};
use crate::redact;
use crate::system::System;
use crate::system::exchange::{Answer, Request};
use crate::system::http::{is_loopback, parse_url};

/// The total time for all requests to a core.
const TIME: Duration = Duration::from_secs(20);

/// A SuperTokens core and the key with which it may be used.
pub(crate) struct Core {
    /// The address, also of an app or a tenant of the core
    url: Url,
    api_key: Option<Zeroizing<String>>,
}

/// A token that a core signed.
#[derive(Debug)]
pub(crate) struct CoreToken {
    pub(crate) token: String,
    pub(crate) header: Object,
    pub(crate) claims: Object,
}

impl System {
    /// Lets a core sign a token, and checks that it signed what it was asked for.
    ///
    /// # Errors
    ///
    /// [`Error::Core`], [`Error::Unreachable`], [`Error::Offline`].
    pub(crate) fn sign_at_core(
        &mut self,
        core: &Core,
        request: &CoreRequest,
    ) -> Result<CoreToken, Error> {
        let deadline = Instant::now() + TIME;
        let failed = |fault: CoreFault| core.error(fault);
        let mut answer = self.ask_to_sign(core, request, USUAL_VERSION, deadline)?;
        if answer == CoreAnswer::OtherVersion {
            let versions = core.below(VERSIONS_PATH);
            let list = self.ask_core(core, Method::GET, versions, None, None, deadline)?;
            let version =
                supertokens_core::choose_version(&list.body, request.key).map_err(failed)?;
            answer = self.ask_to_sign(core, request, &version, deadline)?;
        }
        match answer {
            CoreAnswer::Signed(token) => {
                let (header, claims) = request.check(&token).map_err(failed)?;
                Ok(CoreToken { token, header, claims })
            }
            CoreAnswer::OtherVersion => {
                let message = "it refuses a version of its API that it lists".to_owned();
                Err(core.error(CoreFault::NotACore(message)))
            }
        }
    }

    fn ask_to_sign(
        &mut self,
        core: &Core,
        request: &CoreRequest,
        version: &str,
        deadline: Instant,
    ) -> Result<CoreAnswer, Error> {
        let url = core.below(SIGN_PATH);
        let body = Some(request.body().into_bytes());
        let answer = self.ask_core(core, Method::POST, url, Some(version), body, deadline)?;
        supertokens_core::read_answer(
            answer.status,
            answer.header("location").map(redact::address).as_deref(),
            &answer.body,
            core.api_key.is_some(),
        )
        .map_err(|fault| core.error(fault))
    }

    fn ask_core(
        &mut self,
        core: &Core,
        method: Method,
        url: Url,
        version: Option<&str>,
        body: Option<Vec<u8>>,
        deadline: Instant,
    ) -> Result<Answer, Error> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(version) = version.and_then(|version| HeaderValue::from_str(version).ok()) {
            headers.insert(HeaderName::from_static("cdi-version"), version);
            headers.insert(HeaderName::from_static("rid"), HeaderValue::from_static("jwt"));
        }
        if body.is_some() {
            headers
                .insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        }
        if let Some(key) = core.api_key.as_deref() {
            let mut value = HeaderValue::from_str(key).map_err(|_| {
                Error::usage(
                    "the API key contains characters that a header cannot contain",
                    "check for a line break or a space too much in it",
                )
            })?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static("api-key"), value);
        }
        let unreachable = |message: String| Error::Unreachable {
            url: core.shown(),
            message,
            fault: FetchFault::Core,
        };
        let timeout = deadline.saturating_duration_since(Instant::now());
        if timeout.is_zero() {
            return Err(unreachable(format!("no response within {} s", TIME.as_secs())));
        }
        let request = Request { method, url, headers, body, timeout };
        self.send_once(request)?.map_err(|failure| unreachable(failure.message))
    }
}

impl Core {
    /// Returns the core at an address that the user typed.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] if it is not the address of a core.
    pub(crate) fn at(address: &str) -> Result<Self, Error> {
        let url = parse_url(address)?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(Error::usage(
                format!(
                    "`{}` is not the address of a core: it has a query or a fragment",
                    redact::url(&url)
                ),
                "pass the address alone, such as `http://localhost:3567`",
            ));
        }
        Ok(Self { url, api_key: None })
    }

    /// The same with an API key.
    pub(crate) fn with_api_key(self, api_key: Zeroizing<String>) -> Self {
        Self { api_key: Some(api_key), ..self }
    }

    /// Returns the address for messages.
    pub(crate) fn shown(&self) -> String {
        redact::url(&self.url)
    }

    /// Whether others on the way to the core can read the API key and the token.
    pub(crate) fn is_unencrypted(&self) -> bool {
        self.url.scheme() != "https" && !is_loopback(&self.url)
    }

    /// Returns an address below that of the core.
    fn below(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}/{path}"));
        url
    }

    /// Returns the error for a fault. What a server says may repeat what it was sent.
    fn error(&self, fault: CoreFault) -> Error {
        let shown = |text: String| {
            let text = match self.api_key.as_deref() {
                Some(key) if !key.is_empty() => text.replace(key.as_str(), "…"),
                _ => text,
            };
            redact::tokens(&text)
        };
        let fault = match fault {
            CoreFault::Refused { status, message } => {
                CoreFault::Refused { status, message: shown(message) }
            }
            CoreFault::NotACore(message) => CoreFault::NotACore(shown(message)),
            CoreFault::Version(versions) => CoreFault::Version(shown(versions)),
            other => other,
        };
        Error::Core { url: self.shown(), fault }
    }
}
