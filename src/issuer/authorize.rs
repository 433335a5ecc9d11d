//! The authorization endpoint (RFC 6749 section 3.1, RFC 7636, RFC 9207).

use std::sync::Arc;

use crate::issuer::client::ClientId;
use crate::issuer::context::{self, Context};
use crate::issuer::fault::FaultyEndpoint;
use crate::issuer::grants::{Challenge, Issued, Session};
use crate::issuer::http::{self, Form, Request, Response};
use crate::issuer::page::{HtmlForm, Page};
use crate::issuer::settings::policy_source;
use crate::issuer::token::is_verifier;
use crate::issuer::tokens::{self, Choice, Grant};

/// The cookie of a user who is signed in.
pub(super) const SESSION: &str = "jwtool_session";

/// The fields of the page, which are not parameters of the request.
const DECISION: [&str; 3] = ["username", "role", "deny"];

/// How the answer reaches the client.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum ResponseMode {
    Query,
    Fragment,
    FormPost,
}

/// An authorization request whose redirect is checked.
#[derive(Debug)]
struct Authorization<'a> {
    client: ClientId,
    redirect_uri: &'a str,
    state: Option<&'a str>,
    mode: ResponseMode,
}

/// What an authorization request asks for.
#[derive(Debug)]
struct Wishes {
    challenge: Option<Challenge>,
    choice: Choice,
    is_silent: bool,
    max_age: Option<i64>,
}

/// The code and the description of an error for the client.
type OAuthError = (&'static str, String);

/// An authorization request that can be answered, with what is needed for that.
#[derive(Clone, Copy, Debug)]
struct Exchange<'a> {
    context: &'a Context<'a>,
    request: &'a Request,
    form: &'a Form,
    authorization: &'a Authorization<'a>,
}

/// Answers an authorization request, and what the user decided on its page.
pub(super) fn answer(context: &Context<'_>, request: &Request) -> Response {
    let is_post = request.method == "POST";
    let form = match (is_post, request.body_form()) {
        (false, _) => request.query_form(),
        (true, Ok(body)) => body.or(request.query_form()),
        (true, Err(_)) => return refuse("The form has the wrong content type."),
    };
    // A user who cannot be sent back sees what is wrong.
    let authorization = match read(context, &form) {
        Ok(authorization) => authorization,
        Err(message) => return refuse(&message),
    };
    let wishes = match wishes(&form) {
        Ok(wishes) => wishes,
        Err(error) => return authorization.refused(context, &error),
    };
    let exchange = Exchange { context, request, form: &form, authorization: &authorization };
    if is_post && DECISION.iter().any(|name| form.get(name).is_some()) {
        exchange.decide(wishes)
    } else if wishes.is_silent {
        exchange.answer_silently(wishes)
    } else {
        exchange.ask()
    }
}

fn refuse(message: &str) -> Response {
    Page::new("Cannot sign in").error(message).response(400).remarked("refused")
}

/// Reads what is needed to answer the client at all.
fn read<'a>(context: &Context<'_>, form: &'a Form) -> Result<Authorization<'a>, String> {
    context::check_once(form).map_err(|message| format!("The parameter {message}."))?;
    let client = form.get("client_id").ok_or("The parameter client_id is missing.")?;
    let redirect_uri = form.get("redirect_uri").ok_or("The parameter redirect_uri is missing.")?;
    if !context.settings.may_redirect_to(redirect_uri) {
        return Err(format!(
            "The redirect_uri {redirect_uri} does not lead to this machine: {}",
            context.settings.advice.redirect
        ));
    }
    let mode = match form.get("response_mode") {
        Some("fragment") => ResponseMode::Fragment,
        Some("form_post") => ResponseMode::FormPost,
        _ => ResponseMode::Query,
    };
    let client = ClientId(client.to_owned());
    Ok(Authorization { client, redirect_uri, state: form.get("state"), mode })
}

/// Reads what the client asks for.
fn wishes(form: &Form) -> Result<Wishes, OAuthError> {
    let invalid = |message: &str| ("invalid_request", message.to_owned());
    for (name, code) in [
        ("request", "request_not_supported"),
        ("request_uri", "request_uri_not_supported"),
        ("registration", "registration_not_supported"),
    ] {
        if form.get(name).is_some() {
            return Err((code, format!("this issuer does not support {name}")));
        }
    }
    match form.get("response_type") {
        Some("code") => {}
        Some(_) => {
            return Err(("unsupported_response_type", "response_type must be code".to_owned()));
        }
        None => return Err(invalid("response_type is missing")),
    }
    if !matches!(form.get("response_mode"), None | Some("query" | "fragment" | "form_post")) {
        return Err(invalid("response_mode must be query, fragment or form_post"));
    }
    let challenge = match (form.get("code_challenge"), form.get("code_challenge_method")) {
        (None, None) => None,
        (None, Some(_)) => return Err(invalid("code_challenge is missing")),
        (Some(challenge), _) if !is_verifier(challenge) => {
            return Err(invalid("code_challenge must have 43 to 128 letters, digits and -._~"));
        }
        (Some(challenge), Some("S256")) => Some(Challenge::S256(challenge.to_owned())),
        (Some(challenge), None | Some("plain")) => Some(Challenge::Plain(challenge.to_owned())),
        (Some(_), Some(_)) => return Err(invalid("code_challenge_method must be S256 or plain")),
    };
    let prompts: Vec<&str> = form.get("prompt").map(tokens::words).into_iter().flatten().collect();
    let is_silent = prompts.contains(&"none");
    if is_silent && prompts.len() > 1 {
        return Err(invalid("prompt combines none with other values"));
    }
    if prompts.iter().any(|one| !["none", "login", "consent", "select_account"].contains(one)) {
        return Err(invalid("prompt must be none, login, consent or select_account"));
    }
    let max_age = form.get("max_age").map(str::parse::<u32>).transpose();
    let max_age = max_age.map_err(|_| invalid("max_age is not a number of seconds"))?;
    let choice = Choice::of(form).map_err(invalid)?;
    Ok(Wishes { challenge, choice, is_silent, max_age: max_age.map(i64::from) })
}

impl Exchange<'_> {
    /// Shows the page with a button for each role.
    fn ask(self) -> Response {
        let Self { context, form, authorization, .. } = self;
        let mut html = HtmlForm::new("authorize");
        for (name, value) in form.iter().filter(|(name, _)| !DECISION.contains(name)) {
            html = html.hidden(name, value);
        }
        let scope = tokens::scope_of(form).join(" ");
        let user = form.get("login_hint").unwrap_or(context.default_user());
        let html = html
            .field("username", "User name", user, "autocomplete=\"username\" autofocus")
            .roles(&context.settings.roles)
            .button("Cancel", Some("deny"), true);
        Page::new("Sign in")
            .leading_to(policy_source(authorization.redirect_uri))
            .paragraph("This is a local issuer for tests. It accepts any user name.")
            .facts(&[
                ("Application", authorization.client.as_str()),
                ("Scope", &scope),
                ("Returns to", authorization.redirect_uri),
            ])
            .form(&html)
            .response(200)
            .remarked("page")
    }

    /// Acts on what the user clicked.
    fn decide(self, wishes: Wishes) -> Response {
        let Self { context, form, .. } = self;
        if form.get("deny").is_some() {
            let message = "the user cancelled".to_owned();
            return self.authorization.refused(context, &("access_denied", message));
        }
        let username = form.get("username").unwrap_or(context.default_user()).to_owned();
        let role = wishes.choice.role(context.settings).to_owned();
        let session = Session { username, role, since: context.now.seconds() };
        let Some(name) = context.grants().sign_in(session.clone(), context.now) else {
            return context::failed();
        };
        if let Some(old) = self.request.cookie(SESSION) {
            context.grants().sign_out(old);
        }
        let cookie = format!("{SESSION}={name}; Path=/; HttpOnly; SameSite=Lax");
        self.grant(wishes, session).with("Set-Cookie", cookie)
    }

    /// Answers a client that must not show a page (`prompt=none`).
    fn answer_silently(self, wishes: Wishes) -> Response {
        let Self { context, .. } = self;
        let name = self.request.cookie(SESSION);
        let session = name.and_then(|name| context.grants().session(name, context.now));
        let is_fresh = |session: &Session| {
            let age = context.now.seconds() - session.since;
            wishes.max_age.is_none_or(|most| age <= most)
        };
        if let Some(session) = session.filter(is_fresh) {
            self.grant(wishes, session)
        } else {
            let message = "no user is signed in, and prompt=none allows no page".to_owned();
            self.authorization.refused(context, &("login_required", message))
        }
    }

    /// Sends a code to the client.
    fn grant(self, wishes: Wishes, session: Session) -> Response {
        let Self { context, form, authorization, .. } = self;
        let grant = Grant {
            client: authorization.client.clone(),
            issuer: context.tenant.issuer.clone(),
            choice: wishes.choice.with_role(&session.role),
            user: Some(session.username),
            audience: tokens::audience_of(form),
            scope: tokens::scope_of(form),
            nonce: form.get("nonce").map(ToOwned::to_owned),
            auth_time: session.since,
        };
        let issued = Issued {
            grant: Arc::new(grant),
            redirect_uri: authorization.redirect_uri.to_owned(),
            challenge: wishes.challenge,
        };
        match context.grants().code(issued, context.now) {
            Some(code) => {
                authorization.answered(context, &[("code", code.as_str())]).remarked("code")
            }
            None => context::failed(),
        }
    }
}

impl Authorization<'_> {
    /// Sends an error to the client.
    fn refused(&self, context: &Context<'_>, (code, message): &OAuthError) -> Response {
        let message = http::described(message);
        let members = [("error", *code), ("error_description", message.as_str())];
        self.answered(context, &members).remarked(*code)
    }

    /// Sends parameters to the client, with `state` and `iss`.
    fn answered(&self, context: &Context<'_>, own: &[(&str, &str)]) -> Response {
        let issuer = context.settings.issuer_at(FaultyEndpoint::Authorize, context.tenant);
        let mut members = own.to_vec();
        if let Some(state) = self.state {
            members.push(("state", state));
        }
        members.push(("iss", &issuer));
        match self.mode {
            ResponseMode::Query => {
                Response::redirect(&http::with_query(self.redirect_uri, &members))
            }
            ResponseMode::Fragment => {
                let address = format!("{}#{}", self.redirect_uri, http::encoded(&members));
                Response::redirect(&address)
            }
            ResponseMode::FormPost => {
                let mut form = HtmlForm::new(self.redirect_uri);
                for (name, value) in members {
                    form = form.hidden(name, value);
                }
                Page::new("Back to the application")
                    .leading_to(policy_source(self.redirect_uri))
                    .paragraph("The application asked to get the answer as a form.")
                    .form(&form.button("Continue", None, false))
                    .response(200)
            }
        }
        .with("Referrer-Policy", "no-referrer")
    }
}
