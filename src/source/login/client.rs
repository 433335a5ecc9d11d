//! What a client asks of its issuer: the discovery document, and tokens.

use std::cell::Cell;
use std::time;

use zeroize::Zeroizing;

use crate::error::{Error, FetchFault, LoginFault};
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::numeric_date::NumericDate;
use crate::provider;
use crate::provider::address::{WebAddress, check_linked};
use crate::provider::oauth::{self, ClientAuth, OauthFault, TokenAnswer};
use crate::provider::refusal;
use crate::redact::{self, HIDDEN};
use crate::source::login::context::Context;
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::exchange::Answer;
use crate::system::key_fetch::{Freshness, Trust};
use crate::system::oauth::{TIMEOUT, basic, form_encoded, is_private, reached_at};
use crate::system::waiting::Waiting;

/// How far the clocks may differ without a warning, in seconds.
const CLOCK_DIFFERENCE: i64 = 60;

/// The longest address in a discovery document, in bytes.
const LONGEST_ADDRESS: usize = 2048;

/// The path of the discovery document below an issuer.
const DISCOVERY: &str = ".well-known/openid-configuration";

/// An issuer as its discovery document describes it.
pub(super) struct Metadata<'a> {
    context: &'a Context<'a>,
    document: String,
    members: Object,
}

impl<'a> Metadata<'a> {
    /// Reads the discovery document of the profile's issuer.
    ///
    /// # Errors
    ///
    /// [`Error::Unreachable`], and [`Error::OtherIssuer`] if it is that of another issuer.
    pub(super) fn read(context: &'a Context<'a>, system: &mut System) -> Result<Self, Error> {
        let issuer = context.profile.issuer.as_deref().unwrap_or_default();
        let base = context.setting.endpoint.as_deref().unwrap_or(issuer);
        let address = WebAddress::parse(base).map_err(|error| {
            context.wrong(format!("`{}` cannot be asked: {error}", redact::address(base)))
        })?;
        let document = address.join(DISCOVERY);
        // It says where the secret goes.
        private(&document, context)?;
        let wrong = |message: &str| Error::Unreachable {
            url: redact::address(&document),
            message: message.to_owned(),
            fault: FetchFault::Answer,
        };
        let fetched = system
            .fetch_discovery(&document, Trust::User, Freshness::Cached)?
            .ok_or_else(|| wrong("the issuer has no discovery document (HTTP 404)"))?;
        let Ok(Value::Object(members)) = Value::parse(&fetched.body) else {
            return Err(wrong("the response is not a discovery document"));
        };
        let named = members.get_str("issuer").unwrap_or_default();
        let mut accepted = provider::discovery_names(issuer);
        accepted
            .extend(context.setting.endpoint.iter().flat_map(|one| provider::issuer_names(one)));
        if !accepted.iter().any(|one| one == named) {
            return Err(Error::OtherIssuer {
                document: redact::address(&document),
                named: shown_address(named),
                asked: redact::address(issuer),
            });
        }
        Ok(Self { context, document, members })
    }

    /// Returns an address from the document, to which secrets may be sent.
    ///
    /// # Errors
    ///
    /// [`Error::Unreachable`] if it is not there, [`Error::Login`] if no secret may go there.
    pub(super) fn endpoint(&self, name: &str) -> Result<String, Error> {
        let address = self.members.get_str(name).ok_or_else(|| Error::Unreachable {
            url: redact::address(&self.document),
            message: format!("the discovery document has no `{name}`"),
            fault: FetchFault::Answer,
        })?;
        if address.len() > LONGEST_ADDRESS {
            let message =
                format!("the issuer names a `{name}` longer than {LONGEST_ADDRESS} bytes");
            return Err(self.context.wrong(message));
        }
        let issuer = self.context.profile.issuer.as_deref().unwrap_or_default();
        let address = reached_at(address, issuer, self.context.setting.endpoint.as_deref());
        check_linked(&address, &self.document).map_err(|error| {
            let shown = shown_address(&address);
            self.context.wrong(format!("the issuer names `{shown}` as its `{name}`: {error}"))
        })?;
        private(&address, self.context)?;
        Ok(address)
    }

    pub(super) fn client_auth(&self) -> ClientAuth {
        oauth::client_auth(&self.members)
    }

    /// Whether the document has this member.
    pub(super) fn has(&self, name: &str) -> bool {
        self.members.contains(name)
    }

    pub(super) const fn members(&self) -> &Object {
        &self.members
    }
}

/// Returns an address that an issuer names, without what may be secret. It may be of any length.
pub(super) fn shown_address(address: &str) -> String {
    redact::cut(&redact::address(address), 500)
}

/// Refuses an address to which no secret may be sent.
pub(super) fn private(address: &str, context: &Context<'_>) -> Result<(), Error> {
    if is_private(address) {
        return Ok(());
    }
    Err(context.error(LoginFault::Unencrypted(shown_address(address))))
}

/// Returns an address of Cognito's hosted pages, or of an emulator on this machine.
pub(super) fn hosted(domain: &str, name: &str) -> String {
    let local = format!("http://{domain}/oauth2/{name}");
    if is_private(&local) { local } else { format!("https://{domain}/oauth2/{name}") }
}

/// Returns where tokens are asked for, and how the client proves who it is there.
pub(super) fn token_endpoint(
    context: &Context<'_>,
    system: &mut System,
) -> Result<(String, ClientAuth), Error> {
    let Some(domain) = &context.setting.domain else {
        let metadata = Metadata::read(context, system)?;
        return Ok((metadata.endpoint("token_endpoint")?, metadata.client_auth()));
    };
    let address = hosted(domain, "token");
    private(&address, context)?;
    Ok((address, ClientAuth::Basic))
}

/// How long to wait for an answer.
#[derive(Clone, Copy)]
pub(super) struct Patience<'a> {
    pub(super) limit: time::Duration,
    /// The waiting that Ctrl-C ends; without one, it ends the process
    pub(super) waiting: Option<&'a Waiting>,
}

impl Default for Patience<'_> {
    fn default() -> Self {
        Self { limit: TIMEOUT, waiting: None }
    }
}

/// A client, and how it proves who it is.
pub(super) struct Client {
    id: String,
    secret: Option<Zeroizing<String>>,
    auth: ClientAuth,
    /// Whether the difference of the clocks was reported
    knows_clock: Cell<bool>,
}

impl Client {
    /// Reads the secret of the profile's client.
    pub(super) fn read(
        context: &Context<'_>,
        auth: ClientAuth,
        system: &mut System,
    ) -> Result<Self, Error> {
        let id = context.setting.client_id.clone().unwrap_or_default();
        let secret = context.setting.client_secret.as_ref();
        let secret = secret.map(|secret| {
            let source: SecretSource =
                secret.written().parse().unwrap_or_else(|never| match never {});
            source.read_setting("login.client_secret", system)
        });
        Ok(Self { id, secret: secret.transpose()?, auth, knows_clock: Cell::new(false) })
    }

    /// Asks a token endpoint.
    ///
    /// # Errors
    ///
    /// [`Error::Login`] if the issuer refuses, [`Error::Unreachable`] if it does not answer.
    pub(super) fn ask(
        &self,
        address: &str,
        fields: &[(&str, &str)],
        context: &Context<'_>,
        system: &mut System,
    ) -> Result<TokenAnswer, Error> {
        let patience = Patience::default();
        let answer = self.answer(address, fields, oauth::read_tokens, patience, context, system)?;
        answer.map_err(|fault| self.error(address, fields, fault, context))
    }

    /// Returns what an endpoint of the issuer answers, in the form that `read` knows. A client that
    /// the issuer does not know with an encoded secret is tried with the secret as it is: not every
    /// issuer decodes it (RFC 6749 section 2.3.1).
    ///
    /// # Errors
    ///
    /// [`Error::Unreachable`], and [`Error::Login`] if Ctrl-C ends the waiting.
    pub(super) fn answer<T>(
        &self,
        address: &str,
        fields: &[(&str, &str)],
        read: fn(u16, &[u8]) -> Result<T, OauthFault>,
        patience: Patience<'_>,
        context: &Context<'_>,
        system: &mut System,
    ) -> Result<Result<T, OauthFault>, Error> {
        let mut last = None;
        for way in self.ways() {
            let answer = self.ask_once(address, fields, way, patience, system)?;
            let answer = answer.ok_or_else(|| context.error(LoginFault::Cancelled))?;
            self.compare_clocks(&answer, system);
            match read(answer.status, &answer.body) {
                Err(fault) if fault.is_about_client() => last = last.or(Some(fault)),
                read => return Ok(read),
            }
        }
        Ok(Err(last.unwrap_or(OauthFault::NotAnAnswer("there is no answer".to_owned()))))
    }

    /// Reports once that the clock of the issuer differs.
    fn compare_clocks(&self, answer: &Answer, system: &mut System) {
        let theirs = answer.header("date").and_then(NumericDate::from_http_date);
        let Some(theirs) = theirs.filter(|_| !self.knows_clock.get()) else { return };
        let ahead = answer.received.seconds().saturating_sub(theirs.seconds());
        if ahead.abs() > CLOCK_DIFFERENCE {
            self.knows_clock.set(true);
            let words = Duration::from_seconds(ahead.abs()).in_words();
            let side = if ahead > 0 { "ahead of" } else { "behind" };
            system.say(&format!(
                "warning: the clock of this machine is {words} {side} that of the issuer"
            ));
        }
    }

    /// Returns how the secret is sent, in the order in which it is tried.
    fn ways(&self) -> Vec<Way> {
        let Some(secret) = &self.secret else { return vec![Way::Public] };
        let is_changed =
            form_encoded(secret) != secret.as_str() || form_encoded(&self.id) != self.id;
        match self.auth {
            ClientAuth::Post => vec![Way::Body],
            ClientAuth::Basic if is_changed => vec![Way::Header, Way::Body, Way::RawHeader],
            ClientAuth::Basic => vec![Way::Header],
        }
    }

    fn ask_once(
        &self,
        address: &str,
        fields: &[(&str, &str)],
        way: Way,
        patience: Patience<'_>,
        system: &mut System,
    ) -> Result<Option<Answer>, Error> {
        let mut fields = fields.to_vec();
        let secret = self.secret.as_ref().map_or("", |secret| secret.as_str());
        let header = match way {
            Way::Header => Some(basic(&form_encoded(&self.id), &form_encoded(secret))),
            Way::RawHeader => Some(basic(&self.id, secret)),
            Way::Body => {
                fields.extend([("client_id", self.id.as_str()), ("client_secret", secret)]);
                None
            }
            Way::Public => {
                fields.push(("client_id", &self.id));
                None
            }
        };
        let header = header.as_ref().map(|one| one.as_str());
        if let Some(waiting) = patience.waiting {
            return system.post_form(address, &fields, header, patience.limit, waiting);
        }
        let waiting = system.waiting(false);
        system.post_form(address, &fields, header, patience.limit, &waiting)
    }

    /// Returns the error for an answer. An issuer may repeat what it was sent, in any form in which
    /// it was sent.
    pub(super) fn error(
        &self,
        address: &str,
        fields: &[(&str, &str)],
        fault: OauthFault,
        context: &Context<'_>,
    ) -> Error {
        let secret = self.secret.as_deref().map(String::as_str).filter(|one| !one.is_empty());
        let sent: Vec<Zeroizing<String>> = secret.map_or_else(Vec::new, |secret| {
            let encoded = Zeroizing::new(form_encoded(secret));
            let headers = [basic(&self.id, secret), basic(&form_encoded(&self.id), &encoded)];
            let pairs = headers.map(|one| Zeroizing::new(one.trim_start_matches("Basic ").into()));
            pairs.into_iter().chain([Zeroizing::new(secret.to_owned()), encoded]).collect()
        });
        let hidden: Vec<&str> = fields
            .iter()
            .filter(|(name, value)| !PUBLIC_FIELDS.contains(name) && !value.is_empty())
            .map(|(_, value)| *value)
            .chain(sent.iter().map(|one| one.as_str()))
            .collect();
        let hide =
            |text: &str| hidden.iter().fold(text.to_owned(), |text, one| text.replace(one, HIDDEN));
        match fault {
            OauthFault::Refused { code, description } => {
                let description = description.map(|words| hide(&words));
                refused(&hide(&code), description.as_deref(), context)
            }
            OauthFault::NotAnAnswer(message) => Error::Unreachable {
                url: redact::address(address),
                message,
                fault: FetchFault::Answer,
            },
        }
    }
}

/// The fields of requests that are not secret. An issuer may repeat the others.
const PUBLIC_FIELDS: [&str; 6] =
    ["grant_type", "client_id", "redirect_uri", "scope", "audience", "token_type_hint"];

/// Returns the error for an issuer that refuses, with its code and its words.
pub(super) fn refused(code: &str, description: Option<&str>, context: &Context<'_>) -> Error {
    let words =
        description.map_or_else(String::new, |words| format!(": {}", redact::message(words)));
    let message = format!("the issuer refuses with `{}`{words}", redact::message(code));
    context.error(match refusal::cause(code, description) {
        Some(cause) => LoginFault::Known { message, cause },
        None => LoginFault::Refused(message),
    })
}

/// How a client sends its secret.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Way {
    /// It has none.
    Public,
    Header,
    RawHeader,
    Body,
}
