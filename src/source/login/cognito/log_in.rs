//! Logs in with a user name and a password: the proof of SRP first, and the password itself where
//! the client allows only that.

use zeroize::Zeroizing;

use crate::error::Error;
use crate::jose::json::Object;
use crate::jose::token_id;
use crate::provider::cognito::answer::{Challenge, NewDevice, Step};
use crate::provider::cognito::refusal::{Reason, Refusal};
use crate::provider::cognito::srp::{self, Claimant, SrpClient};
use crate::source::login::cognito::challenge::{self, Answerer};
use crate::source::login::cognito::client::{CONFIRM_DEVICE, INITIATE_AUTH, PoolClient};
use crate::source::login::context::{Context, Tokens};
use crate::source::login::id_token::{self, Expected};
use crate::source::login::request::LogIn;
use crate::system::System;
use crate::system::line_prompt::Echo;

/// The challenge that SRP begins with.
const PASSWORD_VERIFIER: &str = "PASSWORD_VERIFIER";

/// The most challenges in a login.
const MOST_CHALLENGES: usize = 16;

/// Logs in, and returns the tokens.
///
/// # Errors
///
/// [`Error::Login`] if the pool refuses or the user leaves a prompt, [`Error::NoTerminal`],
/// [`Error::Unreachable`].
pub(in crate::source::login) fn log_in(
    context: &Context<'_>,
    request: &LogIn<'_>,
    system: &mut System,
) -> Result<Tokens, Error> {
    let mut client = PoolClient::of(context, system)?;
    let user = user_name(context, request, system)?;
    let password = password(context, request, system)?;
    client.conceal(&password);
    let mut answerer = Answerer { context, user };
    let mut step = match by_proof(&mut answerer, &mut client, &password, system)? {
        Ok(begun) => begun,
        Err(refusal) if allows_no_proof(&refusal) => {
            system.say("the client does not allow SRP, so the password itself is sent");
            by_password(&answerer, &mut client, &password, system)?
        }
        Err(refusal) => return Err(client.refused(refusal)),
    };
    for _ in 0..MOST_CHALLENGES {
        match step {
            Step::Done(issued) => {
                let device = issued.device.clone();
                let tokens = verified(issued.into(), context, system)?;
                if let Some(device) = &device {
                    confirm(&mut client, device, &tokens, system);
                }
                return Ok(tokens);
            }
            Step::Challenge(asked) => step = answerer.answer(&mut client, asked, system)?,
        }
    }
    Err(client.unreachable("the user pool asks for one thing after another".to_owned()))
}

/// Returns the tokens if the ID token is really the pool's.
fn verified(tokens: Tokens, context: &Context<'_>, system: &mut System) -> Result<Tokens, Error> {
    if let Some(id) = &tokens.id {
        let access_token = tokens.access.as_ref().map(|token| token.as_str());
        id_token::verify(context, id, &Expected { nonce: None, access_token }, system)?;
    }
    Ok(tokens)
}

/// Confirms a device that the pool tracks: until then, the pool accepts no refresh token from it. It
/// gets a password that nobody keeps, because a refresh token needs none. What fails here does not end
/// the login, which is valid for now.
fn confirm(client: &mut PoolClient<'_>, device: &NewDevice, tokens: &Tokens, system: &mut System) {
    let confirmed = match confirmation(device, tokens) {
        Some(request) => client.call(CONFIRM_DEVICE, request, system),
        None => return,
    };
    let failed = match confirmed {
        Ok(Ok(_)) => return,
        Ok(Err(refusal)) => refusal.to_string(),
        Err(error) => error.to_string(),
    };
    system.say(&format!(
        "warning: the user pool tracks devices and did not confirm this one, so the login may not be renewed: {failed}"
    ));
}

/// Returns the request that confirms a device, or `None` if something for it is missing.
fn confirmation(device: &NewDevice, tokens: &Tokens) -> Option<Object> {
    let (access, group) = (tokens.access.as_ref()?, device.group.as_ref()?);
    let password = Zeroizing::new(token_id::random_code()?);
    let claimant = Claimant { pool: group, user: &device.key, password: &password };
    let (salt, verifier) = srp::verifier(claimant, &token_id::random_bytes::<16>()?);
    let mut secret = Object::new();
    secret.set("Salt", salt);
    secret.set("PasswordVerifier", verifier);
    let mut request = Object::new();
    request.set("AccessToken", access.as_str());
    request.set("DeviceKey", device.key.as_str());
    request.set("DeviceName", "jwtool");
    request.set("DeviceSecretVerifierConfig", secret);
    Some(request)
}

/// Whether the password itself may be sent instead of a proof.
const fn allows_no_proof(refusal: &Refusal) -> bool {
    matches!(refusal.reason, Reason::FlowDisabled | Reason::Unsupported)
}

fn user_name(
    context: &Context<'_>,
    request: &LogIn<'_>,
    system: &mut System,
) -> Result<String, Error> {
    let usual = context.setting.username.as_deref();
    // Nothing is asked in a script.
    let is_settled = request.password.is_some() || !system.can_ask();
    if let Some(name) = request.username.or(usual.filter(|_| is_settled)) {
        return Ok(name.to_owned());
    }
    let missing = ("for the user name", "pass it with `--username NAME`");
    let typed = challenge::ask(context, "User name", usual, Echo::Shown, missing, system)?;
    Ok(typed.trim().to_owned())
}

fn password(
    context: &Context<'_>,
    request: &LogIn<'_>,
    system: &mut System,
) -> Result<Zeroizing<String>, Error> {
    let Some(source) = request.password else {
        let missing =
            ("for the password", "pass it with `--password env:NAME` or `--password @FILE`");
        return challenge::ask(context, "Password", None, Echo::Hidden, missing, system);
    };
    let password = source.read_text("--password", system)?;
    if password.is_empty() {
        let place = source.describe("--password");
        return Err(Error::usage(
            format!("the password in {place} is empty"),
            "pass it with `--password env:NAME` or `--password @FILE`",
        ));
    }
    Ok(password)
}

/// Logs in without sending the password. Returns why the pool refuses if it refuses to begin.
fn by_proof(
    answerer: &mut Answerer<'_>,
    client: &mut PoolClient<'_>,
    password: &Zeroizing<String>,
    system: &mut System,
) -> Result<Result<Step, Refusal>, Error> {
    let random = token_id::random_bytes::<128>().map(Zeroizing::new);
    let random = random.ok_or_else(|| answerer.context.wrong("the system has no randomness"))?;
    let proof = SrpClient::new(&random[..]);
    let mut parameters = Object::new();
    parameters.set("SRP_A", proof.public());
    let asked = match begin(client, "USER_SRP_AUTH", &answerer.user, parameters, system)? {
        Ok(Step::Challenge(asked)) if asked.name == PASSWORD_VERIFIER => asked,
        begun => return Ok(begun),
    };
    answerer.look_at_user(&asked);
    let step = verify(answerer, client, (&proof, &asked), password, system)?;
    step.map(Ok).map_err(|refusal| client.refused(refusal))
}

/// Proves to know the password.
fn verify(
    answerer: &Answerer<'_>,
    client: &mut PoolClient<'_>,
    (proof, asked): (&SrpClient, &Challenge),
    password: &str,
    system: &mut System,
) -> Result<Result<Step, Refusal>, Error> {
    let wrong = |name| format!("the challenge of the user pool has no usable `{name}`");
    let challenge =
        srp::Challenge::read(&asked.parameters).map_err(|name| client.unreachable(wrong(name)))?;
    // The pool compares it with its own clock.
    system.look_at_clock();
    let time = srp::timestamp(client.answered.unwrap_or(system.now));
    let claimant = Claimant { pool: &client.pool, user: &answerer.user, password };
    let signature = proof.signature(claimant, &challenge, &time);
    let signature = signature.ok_or_else(|| client.unreachable(wrong("SRP_B")))?;
    let block = asked.parameters.get_str("SECRET_BLOCK").unwrap_or_default();
    let mut responses = Object::new();
    responses.set("PASSWORD_CLAIM_SIGNATURE", signature);
    responses.set("PASSWORD_CLAIM_SECRET_BLOCK", block);
    responses.set("TIMESTAMP", time);
    answerer.respond(client, asked, responses, system)
}

/// Logs in by sending the password.
fn by_password(
    answerer: &Answerer<'_>,
    client: &mut PoolClient<'_>,
    password: &str,
    system: &mut System,
) -> Result<Step, Error> {
    let mut parameters = Object::new();
    parameters.set("PASSWORD", password);
    let begun = begin(client, "USER_PASSWORD_AUTH", &answerer.user, parameters, system)?;
    begun.map_err(|refusal| {
        // An emulator's word for a wrong one
        let is_password = refusal.reason == Reason::NewPassword;
        let reason = if is_password { Reason::Password } else { refusal.reason };
        client.refused(Refusal { reason, ..refusal })
    })
}

/// Begins a login of a user.
fn begin(
    client: &mut PoolClient<'_>,
    flow: &str,
    user: &str,
    mut parameters: Object,
    system: &mut System,
) -> Result<Result<Step, Refusal>, Error> {
    parameters.set("USERNAME", user);
    client.prove(user, &mut parameters);
    let mut request = Object::new();
    request.set("AuthFlow", flow);
    request.set("ClientId", client.id.as_str());
    request.set("AuthParameters", parameters);
    client.step(INITIATE_AUTH, request, system)
}
