//! The client of a user pool: where it is reached, and its answers and refusals.

use std::time::Duration;

use zeroize::Zeroizing;

use crate::error::{Error, FetchFault, LoginFault};
use crate::jose::json::{Object, Value};
use crate::jose::numeric_date::NumericDate;
use crate::provider::address::WebAddress;
use crate::provider::cognito::answer::{self, Fault, Step};
use crate::provider::cognito::pool::UserPool;
use crate::provider::cognito::refusal::{Reason, Refusal};
use crate::provider::cognito::srp;
use crate::redact::{self, HIDDEN};
use crate::source::login::client::private;
use crate::source::login::context::{Context, Tokens};
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::oauth::TIMEOUT;

/// The operations of a user pool that need no signature.
macro_rules! operation {
    ($name:literal) => {
        concat!("AWSCognitoIdentityProviderService.", $name)
    };
}
pub(super) const INITIATE_AUTH: &str = operation!("InitiateAuth");
pub(super) const RESPOND: &str = operation!("RespondToAuthChallenge");
pub(super) const ASSOCIATE_TOKEN: &str = operation!("AssociateSoftwareToken");
pub(super) const VERIFY_TOKEN: &str = operation!("VerifySoftwareToken");
pub(super) const GET_TOKENS: &str = operation!("GetTokensFromRefreshToken");
pub(super) const CONFIRM_DEVICE: &str = operation!("ConfirmDevice");
pub(super) const REVOKE_TOKEN: &str = operation!("RevokeToken");

/// A client of a user pool.
pub(super) struct PoolClient<'a> {
    context: &'a Context<'a>,
    address: String,
    /// The ID of the pool after its region
    pub(super) pool: String,
    pub(super) id: String,
    pub(super) secret: Option<Zeroizing<String>>,
    /// What was sent and must not be repeated in a message
    sent: Vec<Zeroizing<String>>,
    /// How long an answer may take
    pub(super) limit: Duration,
    /// When the last answer was given, by the clock of the pool
    pub(super) answered: Option<NumericDate>,
}

impl<'a> PoolClient<'a> {
    /// Finds the user pool of a profile, and reads the secret of the client.
    ///
    /// # Errors
    ///
    /// [`Error::Login`] for a setting that is wrong or an address to which no secret may go.
    pub(super) fn of(context: &'a Context<'a>, system: &mut System) -> Result<Self, Error> {
        let issuer = context.profile.issuer.as_deref().unwrap_or_default();
        let pool = UserPool::of_issuer(issuer).ok_or_else(|| {
            let shown = redact::address(issuer);
            context.wrong(format!("the issuer `{shown}` is not a Cognito user pool"))
        })?;
        let address = endpoint(context, system)?.unwrap_or(pool.api);
        if let Err(error) = WebAddress::parse(&address) {
            let shown = redact::address(&address);
            return Err(context.wrong(format!("`{shown}` cannot be asked: {error}")));
        }
        private(&address, context)?;
        let secret = context.setting.client_secret.as_ref().map(|secret| {
            let source: SecretSource =
                secret.written().parse().unwrap_or_else(|never| match never {});
            source.read_setting("login.client_secret", system)
        });
        let secret = secret.transpose()?;
        Ok(Self {
            context,
            address,
            pool: pool.name,
            id: context.setting.client_id.clone().unwrap_or_default(),
            sent: secret.iter().cloned().collect(),
            secret,
            limit: TIMEOUT,
            answered: None,
        })
    }

    /// Keeps a secret out of messages: the pool may repeat what it is sent.
    pub(super) fn conceal(&mut self, secret: &Zeroizing<String>) {
        self.sent.push(secret.clone());
    }

    /// Adds the proof that this client knows its secret, for a user.
    pub(super) fn prove(&self, user: &str, parameters: &mut Object) {
        if let Some(secret) = &self.secret {
            parameters.set("SECRET_HASH", srp::secret_hash(user, &self.id, secret));
        }
    }

    /// Calls an operation.
    ///
    /// # Errors
    ///
    /// [`Error::Unreachable`] if the pool does not answer, fails, or is asked too often.
    pub(super) fn call(
        &mut self,
        operation: &'static str,
        request: Object,
        system: &mut System,
    ) -> Result<Result<Object, Refusal>, Error> {
        let body = Zeroizing::new(Value::from(request).to_json());
        let answer = system.call_aws(&self.address, operation, &body, self.limit)?;
        self.answered = answer.header("date").and_then(NumericDate::from_http_date);
        match answer::read(answer.status, answer.header("x-amzn-errortype"), &answer.body) {
            Ok(answer) => Ok(Ok(answer)),
            Err(Fault::Refused(refusal)) if refusal.reason == Reason::Busy => {
                Err(self.unreachable(refusal.to_string()))
            }
            Err(Fault::Refused(refusal)) => Ok(Err(self.without_secrets(refusal))),
            Err(Fault::NotAnAnswer(message)) => Err(self.unreachable(message)),
        }
    }

    /// Calls an operation that continues a login.
    ///
    /// # Errors
    ///
    /// As [`Self::call`].
    pub(super) fn step(
        &mut self,
        operation: &'static str,
        request: Object,
        system: &mut System,
    ) -> Result<Result<Step, Refusal>, Error> {
        match self.call(operation, request, system)? {
            Err(refusal) => Ok(Err(refusal)),
            Ok(answer) => match answer::step(answer) {
                Ok(step) => Ok(Ok(step)),
                Err(Fault::NotAnAnswer(message)) => Err(self.unreachable(message)),
                Err(Fault::Refused(refusal)) => Ok(Err(refusal)),
            },
        }
    }

    /// Returns the error for a refusal.
    pub(super) fn refused(&self, refusal: Refusal) -> Error {
        self.context.error(LoginFault::Cognito(refusal))
    }

    /// Returns the error for a challenge that cannot be answered.
    pub(super) fn unsupported(&self, challenge: &str) -> Error {
        self.refused(Refusal::of_challenge(&redact::cut(challenge, 100)))
    }

    /// Returns the error for an answer that is not one of a user pool.
    pub(super) fn unreachable(&self, message: String) -> Error {
        Error::Unreachable {
            url: redact::address(&self.address),
            message,
            fault: FetchFault::Answer,
        }
    }

    fn without_secrets(&self, refusal: Refusal) -> Refusal {
        let hide = |text: String, one: &Zeroizing<String>| match one.as_str() {
            "" => text,
            secret => text.replace(secret, HIDDEN),
        };
        let message = self.sent.iter().fold(refusal.message, hide);
        let code = self.sent.iter().fold(refusal.code, hide);
        Refusal {
            reason: refusal.reason,
            code: redact::message(&code),
            message: redact::message(&message),
        }
    }
}

/// Returns where the pool is reached, if not in its region.
fn endpoint(context: &Context<'_>, system: &mut System) -> Result<Option<String>, Error> {
    let found = context.pool_endpoint(system)?;
    if let Some((address, Some(name))) = &found {
        let shown = redact::address(address);
        system.say(&format!("the user pool is reached at {shown}, from `{name}`"));
    }
    Ok(found.map(|(address, _)| address))
}

impl From<answer::IssuedTokens> for Tokens {
    fn from(issued: answer::IssuedTokens) -> Self {
        let answer::IssuedTokens { id, access, refresh, device, expires_in } = issued;
        let device_key = device.map(|device| device.key);
        Self { access, id, refresh, device_key, expires_in }
    }
}
