//! Where a login ends: the sockets that listen for it, or a paste.

use std::net::{IpAddr, Ipv4Addr};

use crate::error::{Error, LoginFault, io_message};
use crate::provider::authorization::{LocalHost, Redirect, wants_localhost};
use crate::redact;
use crate::source::login::context::Context;
use crate::system::System;
use crate::system::server::Sockets;

/// The path of a redirect that the profile does not name.
const PATH: &str = "/callback";

/// How the answer comes back.
pub(super) enum Way {
    /// To a port of this machine, at a path
    Listen { uri: String, path: String, sockets: Sockets },
    /// By a paste
    Paste { uri: String },
}

impl Way {
    /// Chooses the way by the profile's `redirect`, which is sent to the letter, and listens.
    ///
    /// # Errors
    ///
    /// [`Error::Login`] for a redirect that is not an address, and for a port that is taken.
    pub(super) fn choose(
        context: &Context<'_>,
        pastes: bool,
        system: &mut System,
    ) -> Result<Self, Error> {
        let Some(uri) = context.setting.redirect.clone() else {
            return Self::usual(context, pastes);
        };
        let redirect = Redirect::parse(&uri).ok_or_else(|| {
            context.wrong(format!("`login.redirect` is not a URL: `{}`", redact::address(&uri)))
        })?;
        match redirect {
            Redirect::Here { host, port, path } if !pastes => {
                let sockets = listen(host, port).map_err(|error| match error {
                    Error::Listen { source, .. } => {
                        let reason = io_message(&source);
                        context.error(LoginFault::Port { port, reason })
                    }
                    other => other,
                })?;
                Ok(Self::Listen { uri, path, sockets })
            }
            Redirect::Elsewhere if !pastes => {
                system.say("`login.redirect` is not a local http URL, so you'll paste the final URL from your browser");
                Ok(Self::Paste { uri })
            }
            Redirect::Here { .. } | Redirect::Elsewhere => Ok(Self::Paste { uri }),
        }
    }

    /// Listens on any free port.
    fn usual(context: &Context<'_>, pastes: bool) -> Result<Self, Error> {
        let issuer = context.profile.issuer.as_deref().unwrap_or_default();
        let (name, host) = if wants_localhost(issuer) {
            ("localhost", LocalHost::Name)
        } else {
            ("127.0.0.1", LocalHost::Address(IpAddr::V4(Ipv4Addr::LOCALHOST)))
        };
        let sockets = listen(host, 0)?;
        let uri = format!("http://{name}:{}{PATH}", sockets.port());
        // Nothing listens there later, so the browser shows the address with an error at once.
        Ok(if pastes {
            Self::Paste { uri }
        } else {
            Self::Listen { uri, path: PATH.into(), sockets }
        })
    }

    /// Returns the redirect URI.
    pub(super) fn uri(&self) -> &str {
        match self {
            Self::Listen { uri, .. } | Self::Paste { uri } => uri,
        }
    }
}

fn listen(host: LocalHost, port: u16) -> Result<Sockets, Error> {
    match host {
        LocalHost::Name => Sockets::loopback(port),
        LocalHost::Address(address) => Sockets::at(address, port),
    }
}
