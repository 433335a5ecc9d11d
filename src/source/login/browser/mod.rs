//! Logs in in a browser, by authorization code with PKCE (RFC 7636): on a port of this machine, or by
//! a paste of the address at which the browser ends.

mod answer;
mod redirect;

use std::time::Duration;

use zeroize::Zeroizing;

use crate::error::{Error, LoginFault};
use crate::jose::json::Value;
use crate::jose::token_id::random_code;
use crate::profile::login::LoginKind;
use crate::provider;
use crate::provider::authorization::{
    Answer, AuthorizationRequest, Expected, needs_consent, usual_scope,
};
use crate::provider::oauth::ClientAuth;
use crate::redact;
use crate::source::login::browser::answer::PendingLogin;
use crate::source::login::browser::redirect::Way;
use crate::source::login::client::{Client, Metadata, hosted, private, refused, shown_address};
use crate::source::login::context::{Context, Tokens};
use crate::source::login::id_token;
use crate::source::login::request::LogIn;
use crate::system::System;
use crate::system::oauth::is_private;
use crate::system::start_page::StartPage;

/// How long to wait for the user.
const USUAL_TIMEOUT: Duration = Duration::from_secs(300);

/// Logs in, and returns the tokens. `pastes` if the user pastes the address at which the browser ends.
pub(super) fn log_in(
    context: &Context<'_>,
    request: &LogIn<'_>,
    pastes: bool,
    system: &mut System,
) -> Result<Tokens, Error> {
    let issuer = Issuer::find(context, system)?;
    if system.offline {
        return Err(Error::Offline { url: redact::address(&issuer.token_endpoint) });
    }
    // What is wrong with the secret is reported before anybody logs in.
    let client = Client::read(context, issuer.auth, system)?;
    let way = Way::choose(context, pastes, system)?;
    let secrets = Secrets::new(context)?;
    let setting = context.setting;
    let scope = setting.scope.as_deref().unwrap_or(&issuer.scope);
    let name = context.profile.issuer.as_deref().unwrap_or_default();
    let prompt = needs_consent(name, scope).then_some("consent");
    let login_hint = request.username.or(setting.username.as_deref());
    let others = [
        ("audience", setting.audience.as_deref()),
        ("login_hint", login_hint),
        ("prompt", prompt),
        ("identity_provider", setting.identity_provider.as_deref()),
    ];
    let others = others.into_iter().filter_map(|(name, value)| value.map(|value| (name, value)));
    let address = AuthorizationRequest {
        client_id: setting.client_id.as_deref().unwrap_or_default(),
        redirect: way.uri(),
        scope,
        state: &secrets.state,
        nonce: &secrets.nonce,
        verifier: &secrets.verifier,
        others: others.collect(),
    };
    let address = address.address(&issuer.authorization_endpoint);
    let address = address.ok_or_else(|| context.wrong("the issuer has no address to log in at"))?;
    let repeats_nonce = issuer.repeats_nonce;
    let expected = Expected {
        state: secrets.state.clone(),
        issuers: issuer.names,
        names_issuer: issuer.names_itself,
    };
    let redirect = way.uri().to_owned();
    let timeout = request.timeout.unwrap_or(USUAL_TIMEOUT);
    let pending = PendingLogin::open(way, expected, timeout, context, system)?;
    let listens_at = pending.is_listening().then_some(&redirect);
    let page = show(&address, listens_at, request.opens_browser, system);
    let answer = pending.wait(system);
    drop(page);
    let code = match answer? {
        Answer::Code(code) => Zeroizing::new(code),
        Answer::Refused { code, description } => {
            return Err(refused(&code, description.as_deref(), context));
        }
        Answer::OtherIssuer(named) => return Err(other_issuer(named.as_deref(), context)),
    };
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", &redirect),
        ("code_verifier", &secrets.verifier),
    ];
    let given = client.ask(&issuer.token_endpoint, &fields, context, system)?;
    let tokens = Tokens::from(given);
    let nonce = repeats_nonce.then_some(secrets.nonce.as_str());
    id_token::verify_login(context, &tokens, scope, nonce, system)?;
    Ok(tokens)
}

/// Prints the address and what to do with it, and opens it if a listener waits for the answer. Returns
/// what must exist until the browser has come back.
fn show(
    address: &str,
    listens_at: Option<&String>,
    opens_browser: bool,
    system: &mut System,
) -> Option<StartPage> {
    let Some(redirect) = listens_at else {
        system.say("open this URL in a browser and log in, then copy the URL of the last page, even if that page does not load:");
        system.say_asked(address);
        return None;
    };
    let place = format!("the issuer will redirect to {redirect}, which must be registered there");
    if opens_browser {
        system.say("opening your browser to log in; if it doesn't open, visit:");
        system.say_unbroken(address);
        system.say(&place);
        system.open_browser(address)
    } else {
        system.say("open this URL in a browser on this machine:");
        system.say_asked(address);
        system.say(&place);
        None
    }
}

/// Returns the error for an answer that names another issuer (RFC 9207).
fn other_issuer(named: Option<&str>, context: &Context<'_>) -> Error {
    let message = match named {
        Some(named) => {
            let shown = shown_address(named);
            format!("the answer comes from another issuer, `{shown}`")
        }
        None => "the answer does not name its issuer, though the issuer always does".to_owned(),
    };
    context.error(LoginFault::Answer(message))
}

/// What a login by browser needs to know of an issuer.
struct Issuer {
    authorization_endpoint: String,
    token_endpoint: String,
    auth: ClientAuth,
    scope: String,
    /// The names with which it may answer
    names: Vec<String>,
    names_itself: bool,
    /// Whether its ID tokens have the nonce of the login. Those of an emulator of Cognito do not.
    repeats_nonce: bool,
}

impl Issuer {
    /// Finds the pages of a profile's issuer: those of Cognito's hosted UI at its domain, and others
    /// by discovery.
    fn find(context: &Context<'_>, system: &mut System) -> Result<Self, Error> {
        let names =
            || provider::issuer_names(context.profile.issuer.as_deref().unwrap_or_default());
        if let Some(domain) = &context.setting.domain
            && context.kind == LoginKind::Cognito
        {
            let (authorization_endpoint, token_endpoint) =
                (hosted(domain, "authorize"), hosted(domain, "token"));
            for endpoint in [&authorization_endpoint, &token_endpoint] {
                private(endpoint, context)?;
            }
            return Ok(Self {
                authorization_endpoint,
                token_endpoint,
                auth: ClientAuth::Basic,
                scope: usual_scope(None),
                names: names(),
                names_itself: false,
                repeats_nonce: !is_private(&format!("http://{domain}")),
            });
        }
        let metadata = Metadata::read(context, system)?;
        let members = metadata.members();
        let own = members.get_str("issuer").map(ToOwned::to_owned);
        let flag = "authorization_response_iss_parameter_supported";
        Ok(Self {
            authorization_endpoint: metadata.endpoint("authorization_endpoint")?,
            token_endpoint: metadata.endpoint("token_endpoint")?,
            auth: metadata.client_auth(),
            scope: usual_scope(Some(members)),
            names: names().into_iter().chain(own).collect(),
            names_itself: matches!(members.get(flag), Some(Value::Bool(true))),
            repeats_nonce: true,
        })
    }
}

/// The values that bind an answer to this login.
struct Secrets {
    state: String,
    nonce: String,
    verifier: Zeroizing<String>,
}

impl Secrets {
    fn new(context: &Context<'_>) -> Result<Self, Error> {
        let code = || {
            let fault = LoginFault::Answer("the system has no randomness".to_owned());
            random_code().ok_or_else(|| context.error(fault))
        };
        Ok(Self { state: code()?, nonce: code()?, verifier: Zeroizing::new(code()?) })
    }
}
