//! What a user pool asks between the password and the tokens, and the answers of the user.

use zeroize::Zeroizing;

use crate::error::{Error, LoginFault};
use crate::jose::json::Object;
use crate::provider::cognito::answer::{Challenge, Step};
use crate::provider::cognito::refusal::{Reason, Refusal};
use crate::redact;
use crate::source::login::cognito::client::{ASSOCIATE_TOKEN, PoolClient, RESPOND, VERIFY_TOKEN};
use crate::source::login::context::Context;
use crate::system::System;
use crate::system::line_prompt::{Echo, Typed};

/// What the names of required attributes begin with.
const ATTRIBUTES: &str = "userAttributes.";

/// The longest name that a question repeats, in characters.
const LONGEST_LABEL: usize = 100;

/// The longest key for an authenticator app, in bytes.
const LONGEST_KEY: usize = 256;

/// How often a code or a new password may be wrong.
const MOST_ATTEMPTS: usize = 5;

/// Asks for a line. `missing` is what cannot be asked for without a terminal, and what to do then.
pub(super) fn ask(
    context: &Context<'_>,
    question: &str,
    usual: Option<&str>,
    echo: Echo,
    missing: (&str, &str),
    system: &mut System,
) -> Result<Zeroizing<String>, Error> {
    match system.ask_line(question, usual, echo)? {
        Typed::Line(line) => Ok(line),
        Typed::Cancelled => Err(context.error(LoginFault::Cancelled)),
        Typed::NoTerminal => {
            Err(Error::NoTerminal { purpose: missing.0.to_owned(), hint: missing.1.to_owned() })
        }
    }
}

/// What to do without a terminal about a question that no flag answers.
const IN_A_TERMINAL: &str = "log in once in a terminal; commands without one then use that login";

/// Answers challenges for a user.
pub(super) struct Answerer<'a> {
    pub(super) context: &'a Context<'a>,
    /// The user, as the pool names them
    pub(super) user: String,
}

impl Answerer<'_> {
    /// Answers a challenge.
    ///
    /// # Errors
    ///
    /// [`Error::Login`] if the pool refuses or the user leaves a prompt, [`Error::NoTerminal`],
    /// [`Error::Unreachable`].
    pub(super) fn answer(
        &mut self,
        client: &mut PoolClient<'_>,
        asked: Challenge,
        system: &mut System,
    ) -> Result<Step, Error> {
        self.look_at_user(&asked);
        match asked.name.as_str() {
            "NEW_PASSWORD_REQUIRED" => self.new_password(client, &asked, system),
            "SMS_MFA" | "SMS_OTP" | "EMAIL_OTP" | "SOFTWARE_TOKEN_MFA" => {
                self.code(client, &asked, system)
            }
            "SELECT_MFA_TYPE" => self.kind_of_code(client, &asked, system),
            "MFA_SETUP" => self.authenticator(client, asked, system),
            other => Err(client.unsupported(other)),
        }
    }

    /// Uses the name that the pool has for the user from now on.
    pub(super) fn look_at_user(&mut self, asked: &Challenge) {
        let name = |name: &str| asked.parameters.get_str(name).filter(|text| !text.is_empty());
        if let Some(user) = name("USER_ID_FOR_SRP").or_else(|| name("USERNAME")) {
            user.clone_into(&mut self.user);
        }
    }

    /// Asks for a new password, and for what else the pool wants to know of the user.
    fn new_password(
        &self,
        client: &mut PoolClient<'_>,
        asked: &Challenge,
        system: &mut System,
    ) -> Result<Step, Error> {
        let attributes = self.attributes(asked, system)?;
        let mut attempts = 0;
        loop {
            let password = self.password_twice(system)?;
            client.conceal(&password);
            let mut responses = Object::new();
            responses.set("NEW_PASSWORD", password.as_str());
            for (name, value) in &attributes {
                responses.set(name, value.as_str());
            }
            attempts += 1;
            match self.respond(client, asked, responses, system)? {
                Err(refusal)
                    if refusal.reason == Reason::NewPassword && attempts < MOST_ATTEMPTS =>
                {
                    system.say(&refusal.to_string());
                }
                answered => return answered.map_err(|refusal| client.refused(refusal)),
            }
        }
    }

    /// Asks for a new password until it is typed twice in the same way.
    fn password_twice(&self, system: &mut System) -> Result<Zeroizing<String>, Error> {
        let missing = ("for a new password, which the user pool requires", IN_A_TERMINAL);
        let context = self.context;
        loop {
            let first = ask(context, "New password", None, Echo::Hidden, missing, system)?;
            let second = ask(context, "New password again", None, Echo::Hidden, missing, system)?;
            if first == second {
                return Ok(first);
            }
            system.say("the passwords are not the same");
        }
    }

    /// Asks for the attributes that the pool requires of a new user.
    fn attributes(
        &self,
        asked: &Challenge,
        system: &mut System,
    ) -> Result<Vec<(String, Zeroizing<String>)>, Error> {
        let required = asked.list("requiredAttributes");
        let required = required.iter().map(|name| name.strip_prefix(ATTRIBUTES).unwrap_or(name));
        let ask_one = |name: &str| {
            let missing = ("for what the user pool requires of new users", IN_A_TERMINAL);
            let question = format!("Your {}", redact::cut(name, LONGEST_LABEL));
            let value = ask(self.context, &question, None, Echo::Shown, missing, system)?;
            Ok((format!("{ATTRIBUTES}{name}"), value))
        };
        required.map(ask_one).collect()
    }

    /// Asks for a code, which may be wrong a few times.
    fn code(
        &self,
        client: &mut PoolClient<'_>,
        asked: &Challenge,
        system: &mut System,
    ) -> Result<Step, Error> {
        let label = |name: &str| {
            asked.parameters.get_str(name).map(|text| redact::cut(text, LONGEST_LABEL))
        };
        let destination = label("CODE_DELIVERY_DESTINATION");
        let to = destination.map_or_else(String::new, |place| format!(" to {place}"));
        let device = label("FRIENDLY_DEVICE_NAME");
        let on = device.map_or_else(String::new, |name| format!(" ({name})"));
        let (question, member) = match asked.name.as_str() {
            "SMS_MFA" => (format!("Code from the text message{to}"), "SMS_MFA_CODE"),
            "SMS_OTP" => (format!("Code from the text message{to}"), "SMS_OTP_CODE"),
            "EMAIL_OTP" => (format!("Code from the email{to}"), "EMAIL_OTP_CODE"),
            _ => (format!("Code from the authenticator app{on}"), "SOFTWARE_TOKEN_MFA_CODE"),
        };
        self.until_right(client, &question, system, |client, code, system| {
            let mut responses = Object::new();
            responses.set(member, code);
            self.respond(client, asked, responses, system)
        })
    }

    /// Asks for a code until the pool accepts it, as long as the login lives.
    fn until_right<'c, T>(
        &self,
        client: &mut PoolClient<'c>,
        question: &str,
        system: &mut System,
        mut send: impl FnMut(
            &mut PoolClient<'c>,
            &str,
            &mut System,
        ) -> Result<Result<T, Refusal>, Error>,
    ) -> Result<T, Error> {
        let missing = ("for a code, which the user pool requires", IN_A_TERMINAL);
        let mut attempts = 0;
        loop {
            let code = ask(self.context, question, None, Echo::Shown, missing, system)?;
            // Apps show codes in groups.
            let code: Zeroizing<String> = Zeroizing::new(code.split_whitespace().collect());
            client.conceal(&code);
            attempts += 1;
            match send(client, &code, system)? {
                Ok(done) => return Ok(done),
                Err(refusal)
                    if attempts < MOST_ATTEMPTS
                        && matches!(refusal.reason, Reason::CodeWrong | Reason::CodeExpired) =>
                {
                    system.say(&format!("{refusal}; try again"));
                }
                Err(refusal) => return Err(client.refused(refusal)),
            }
        }
    }

    /// Asks which of the user's ways to get a code to use.
    fn kind_of_code(
        &self,
        client: &mut PoolClient<'_>,
        asked: &Challenge,
        system: &mut System,
    ) -> Result<Step, Error> {
        let kinds = asked.list("MFAS_CAN_CHOOSE");
        let title = |kind: &String| match kind.as_str() {
            "SMS_MFA" | "SMS_OTP" => "Text message".to_owned(),
            "SOFTWARE_TOKEN_MFA" => "Authenticator app".to_owned(),
            "EMAIL_OTP" => "Email".to_owned(),
            other => redact::cut(other, LONGEST_LABEL),
        };
        if !system.can_ask() {
            let purpose = "how to get a code, which the user pool requires".to_owned();
            return Err(Error::NoTerminal { purpose, hint: IN_A_TERMINAL.to_owned() });
        }
        let titles: Vec<String> = kinds.iter().map(title).collect();
        let chosen = match titles.len() {
            0 => return Err(client.unsupported(&asked.name)),
            1 => Some(0),
            _ => system.ask_choice("Get a code by", &titles, 0)?,
        };
        let kind = chosen.and_then(|index| kinds.get(index));
        let kind = kind.ok_or_else(|| self.context.error(LoginFault::Cancelled))?;
        let mut responses = Object::new();
        responses.set("ANSWER", kind.as_str());
        let answered = self.respond(client, asked, responses, system)?;
        answered.map_err(|refusal| client.refused(refusal))
    }

    /// Sets up an authenticator app, which the pool requires.
    fn authenticator(
        &self,
        client: &mut PoolClient<'_>,
        mut asked: Challenge,
        system: &mut System,
    ) -> Result<Step, Error> {
        let possible = asked.list("MFAS_CAN_SETUP");
        if !possible.is_empty() && !possible.iter().any(|kind| kind == "SOFTWARE_TOKEN_MFA") {
            return Err(client.unsupported(&asked.name));
        }
        if !system.can_ask() {
            let purpose = "you to set up an authenticator app, which the user pool requires";
            let hint = IN_A_TERMINAL.to_owned();
            return Err(Error::NoTerminal { purpose: purpose.to_owned(), hint });
        }
        let mut request = Object::new();
        set_session(&mut request, asked.session.as_ref());
        let answer = client.call(ASSOCIATE_TOKEN, request, system)?;
        let answer = answer.map_err(|refusal| client.refused(refusal))?;
        let key = answer.get_str("SecretCode").filter(|key| key.len() <= LONGEST_KEY);
        let Some(key) = key else {
            return Err(client.unreachable("the response has no usable `SecretCode`".to_owned()));
        };
        client.conceal(&Zeroizing::new(key.to_owned()));
        take_session(&mut asked, &answer);
        system.say("the user pool requires an authenticator app; add this key to yours:");
        system.say_unbroken(key);
        let session = asked.session.clone();
        let verified =
            self.until_right(client, "Code that the app shows", system, |client, code, system| {
                let mut request = Object::new();
                set_session(&mut request, session.as_ref());
                request.set("UserCode", code);
                client.call(VERIFY_TOKEN, request, system)
            })?;
        take_session(&mut asked, &verified);
        let answered = self.respond(client, &asked, Object::new(), system)?;
        answered.map_err(|refusal| client.refused(refusal))
    }

    /// Sends the responses to a challenge, for the user and with the proof of the client.
    pub(super) fn respond(
        &self,
        client: &mut PoolClient<'_>,
        asked: &Challenge,
        mut responses: Object,
        system: &mut System,
    ) -> Result<Result<Step, Refusal>, Error> {
        responses.set("USERNAME", self.user.as_str());
        client.prove(&self.user, &mut responses);
        let mut request = Object::new();
        request.set("ClientId", client.id.as_str());
        request.set("ChallengeName", asked.name.as_str());
        set_session(&mut request, asked.session.as_ref());
        request.set("ChallengeResponses", responses);
        client.step(RESPOND, request, system)
    }
}

fn set_session(request: &mut Object, session: Option<&Zeroizing<String>>) {
    if let Some(session) = session {
        request.set("Session", session.as_str());
    }
}

/// Goes on with the session of an answer.
fn take_session(asked: &mut Challenge, answer: &Object) {
    if let Some(session) = answer.get_str("Session") {
        asked.session = Some(Zeroizing::new(session.to_owned()));
    }
}
