//! A call of an endpoint: what is sent in every request, and what is added for one identity.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};

use crate::commands::ping::endpoint::Endpoint;
use crate::commands::ping::flags::{ADMIN_SECRETS, CallFlags};
pub(super) use crate::commands::ping::kind::Kind;
use crate::error::Error;
use crate::hasura::view::ROLE;
use crate::system::System;
use crate::system::exchange::Request;

/// A request without an identity.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) kind: Kind,
    pub(super) endpoint: Endpoint,
    pub(super) method: Method,
    /// The headers of this kind of call
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Vec<u8>>,
    pub(super) timeout: Duration,
    /// Whether the body is sent over a websocket
    pub(super) over_websocket: bool,
    /// The headers of the command line, which replace all others of the same name
    own: Vec<(HeaderName, HeaderValue)>,
}

/// Who calls: the role that is requested, and the token.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    pub(super) role: Option<String>,
    pub(super) token: Option<String>,
}

impl Call {
    /// Returns a call with the headers of the command line.
    pub(super) fn new(
        kind: Kind,
        endpoint: Endpoint,
        (method, headers, body): (Method, HeaderMap, Option<Vec<u8>>),
        flags: &CallFlags,
        system: &mut System,
    ) -> Result<Self, Error> {
        let given = |name: &HeaderName| flags.headers.iter().filter(|(own, _)| own == name).count();
        if given(&AUTHORIZATION) > 1 {
            return Err(Error::usage(
                "the header `authorization` appears more than once",
                "servers refuse two of them; remove one",
            ));
        }
        let mut own = flags.headers.clone();
        if let Some(source) = &flags.admin_secret {
            let secret = source.read_text("--admin-secret", system)?;
            let mut value = HeaderValue::from_str(&secret).map_err(|_| {
                Error::usage(
                    "the admin secret contains characters that a header cannot contain",
                    "pass it as `--admin-secret env:HASURA_GRAPHQL_ADMIN_SECRET`",
                )
            })?;
            value.set_sensitive(true);
            own.push((HeaderName::from_static(ADMIN_SECRETS[0]), value));
        }
        let timeout = flags.timeout;
        Ok(Self { kind, endpoint, method, headers, body, timeout, over_websocket: false, own })
    }

    /// Returns the address of the requests.
    pub(super) fn url(&self) -> Url {
        let mut url = self.endpoint.url.clone();
        if self.over_websocket {
            let scheme = if url.scheme() == "https" { "wss" } else { "ws" };
            // All of these schemes are special, so this cannot fail.
            let _ = url.set_scheme(scheme);
        }
        url
    }

    /// Returns the names of the headers of the command line.
    pub(super) fn own_headers(&self) -> impl Iterator<Item = &HeaderName> {
        self.own.iter().map(|(name, _)| name)
    }

    /// Returns the request of one identity.
    pub(super) fn request(&self, identity: &Identity) -> Result<Request, Error> {
        let mut headers = self.headers.clone();
        if let Some(token) = &identity.token {
            headers.insert(AUTHORIZATION, bearer(token)?);
        }
        if let Some(role) = &identity.role {
            headers.insert(HeaderName::from_static(ROLE), role_header(role)?);
        }
        for (name, _) in &self.own {
            headers.remove(name);
        }
        for (name, value) in &self.own {
            headers.append(name, value.clone());
        }
        Ok(Request {
            method: self.method.clone(),
            url: self.url(),
            headers,
            body: self.body.clone(),
            timeout: self.timeout,
        })
    }
}

fn bearer(token: &str) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| {
        Error::usage(
            "the token contains characters that a header cannot contain",
            "to see what is wrong with it, run `jwtool decode`",
        )
    })?;
    value.set_sensitive(true);
    Ok(value)
}

fn role_header(role: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(role).map_err(|_| {
        Error::usage(
            format!("`{role}` cannot be sent in a header as a role"),
            "for example `--role user`",
        )
    })
}
