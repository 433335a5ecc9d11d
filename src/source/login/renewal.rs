//! The tokens of a login that a person made: used while they are valid, and renewed near their end
//! with the refresh token, by one process at a time.

use zeroize::Zeroizing;

use crate::error::{Error, LoginFault};
use crate::profile::login::{LoginKind, SentToken};
use crate::profile::store::StoreKind;
use crate::provider::oauth::{self, OauthFault, read_tokens};
use crate::redact;
use crate::source::login::client::{Client, Patience, token_endpoint};
use crate::source::login::context::{Context, LoginToken, Tokens, claim, expiry, is_passing};
use crate::source::login::id_token::Identity;
use crate::source::login::{cognito, id_token};
use crate::system::System;
use crate::system::login_store::{Locked, LoginStores, StoredLogin};

/// The error codes of an issuer that wants the person to log in again. The first one means that the
/// refresh token is worth nothing.
const ENDED: [&str; 4] =
    ["invalid_grant", "interaction_required", "login_required", "consent_required"];

/// Returns a token of the stored login, which is renewed first if it is near its end.
///
/// # Errors
///
/// [`Error::NotLoggedIn`], [`Error::Login`] if the login has ended, [`Error::LoginStore`],
/// [`Error::Unreachable`] if the token has expired and the issuer does not answer.
pub(super) fn token(
    context: &Context<'_>,
    wanted: Option<SentToken>,
    system: &mut System,
) -> Result<LoginToken, Error> {
    let wanted = wanted.unwrap_or_else(|| sent(context));
    let stores = system.login_stores()?;
    let named = system.named_store()?;
    let missing = || Error::NotLoggedIn { profile: Some(redact::place(&context.profile.name)) };
    let found = stored(context, &stores, named, system)?.ok_or_else(missing)?;
    let login = Renewal { context, stores: &stores, wanted, store: found.1 };
    login.fresh(&found.0, system)
}

/// Whether a login of a profile is stored. Does not open the store.
pub(crate) fn is_logged_in(profile: &str, system: &System) -> bool {
    let named = system.named_store().ok().flatten();
    let stores = system.login_stores();
    named != Some(StoreKind::None) && stores.is_ok_and(|stores| stores.place(profile).is_some())
}

/// Returns the token that the profile sends to endpoints.
fn sent(context: &Context<'_>) -> SentToken {
    context.setting.sent_token().unwrap_or(SentToken::Access)
}

/// Returns the stored login of this profile, as long as its settings have not changed.
fn stored(
    context: &Context<'_>,
    stores: &LoginStores,
    named: Option<StoreKind>,
    system: &mut System,
) -> Result<Option<(StoredLogin, StoreKind)>, Error> {
    let found = stores.load(named, &context.profile.name);
    let found = found.map_err(|unusable| unusable.error(system))?;
    if let Some((login, _)) = &found
        && !context.owns(login)
    {
        let name = redact::place(&context.profile.name);
        system.say(&format!("the stored login of `{name}` was made with other settings"));
        return Ok(None);
    }
    Ok(found)
}

/// The renewal of a stored login.
struct Renewal<'a> {
    context: &'a Context<'a>,
    stores: &'a LoginStores,
    wanted: SentToken,
    store: StoreKind,
}

impl Renewal<'_> {
    /// Returns the wanted token of a login, which is renewed first if it is near its end.
    fn fresh(&self, login: &StoredLogin, system: &mut System) -> Result<LoginToken, Error> {
        let now = system.now.seconds();
        if let Some(token) = self.token_in(login).filter(|token| is_fresh(login, token, now)) {
            return Ok(token);
        }
        if login.refresh_token.is_none() {
            return self.without_refresh_token(login, system);
        }
        // What the issuer gives must not be lost: it may accept the old refresh token only once.
        if let Err(unusable) = self.stores.probe(self.store) {
            let error = unusable.error(system);
            return self.valid_or(login, error, system);
        }
        let lock = system.lock_logins(self.store);
        // Another process may have renewed it meanwhile.
        let Some(login) = self.again(system)? else { return Err(self.missing()) };
        if let Some(token) = self.token_in(&login).filter(|token| is_fresh(&login, token, now)) {
            return Ok(token);
        }
        let Some(sent) = login.refresh_token.clone() else {
            return self.without_refresh_token(&login, system);
        };
        // The other one may have sent the refresh token, which must not be sent twice.
        if matches!(lock, Locked::Busy) {
            return self.valid_or(&login, self.context.error(LoginFault::Busy), system);
        }
        // Ctrl-C waits until the successor of the refresh token is stored.
        let waiting = system.uninterrupted();
        let renewed = self.renew(login, &sent, system);
        let is_interrupted = waiting.is_interrupted();
        waiting.end();
        if is_interrupted {
            return Err(self.context.error(LoginFault::Interrupted));
        }
        renewed
    }

    /// Asks the issuer for new tokens, and stores what it gives.
    fn renew(
        &self,
        login: StoredLogin,
        sent: &Zeroizing<String>,
        system: &mut System,
    ) -> Result<LoginToken, Error> {
        match refresh(self.context, &login, sent, system) {
            Ok(tokens) => self.keep(login, tokens, system),
            Err(error) if is_passing(&error) => self.valid_or(&login, error, system),
            Err(error) if is_ended(&error) => self.ended(sent, error, system),
            Err(error) => Err(error),
        }
    }

    fn missing(&self) -> Error {
        Error::NotLoggedIn { profile: Some(redact::place(&self.context.profile.name)) }
    }

    /// Reads the login again.
    fn again(&self, system: &mut System) -> Result<Option<StoredLogin>, Error> {
        let found = stored(self.context, self.stores, Some(self.store), system)?;
        Ok(found.map(|(login, _)| login))
    }

    /// Returns the wanted token of a login, and until when it is valid by the clock of this machine.
    fn token_in(&self, login: &StoredLogin) -> Option<LoginToken> {
        let token = match self.wanted {
            SentToken::Id => login.id_token.clone()?,
            SentToken::Access => login.access_token.clone()?,
        };
        let is_sent = self.wanted == sent(self.context);
        let until = login.until.filter(|_| is_sent).or_else(|| expiry(&token));
        Some(LoginToken { token, until })
    }

    /// Returns the wanted token if it is still valid, with a warning, or else the error.
    fn valid_or(
        &self,
        login: &StoredLogin,
        error: Error,
        system: &mut System,
    ) -> Result<LoginToken, Error> {
        let now = system.now.seconds();
        let token = self.token_in(login).filter(|token| is_valid(token, now));
        let Some(token) = token else { return Err(error) };
        system.say(&format!("warning: {error}; using the stored token, which is still valid"));
        Ok(token)
    }

    /// Returns the wanted token of a login that cannot be renewed.
    fn without_refresh_token(
        &self,
        login: &StoredLogin,
        system: &mut System,
    ) -> Result<LoginToken, Error> {
        let Some(token) = self.token_in(login) else {
            return Err(self.context.error(LoginFault::Lacks(self.wanted)));
        };
        if !is_valid(&token, system.now.seconds()) {
            return Err(self.context.error(LoginFault::NotRenewable));
        }
        system.note("the login has no refresh token, so it cannot be renewed");
        Ok(token)
    }

    /// Stores what the issuer gave, before any of it is used, and returns the wanted token.
    fn keep(
        &self,
        old: StoredLogin,
        mut tokens: Tokens,
        system: &mut System,
    ) -> Result<LoginToken, Error> {
        system.look_at_clock();
        let now = system.now.seconds();
        // It is stored once it is verified.
        let id = tokens.id.take();
        let login = if let Some(id) = id {
            // The access token may be another user's, too; the refresh token must not be lost.
            let refresh = tokens.refresh.clone();
            let kept = Tokens { refresh, ..Tokens::default() };
            self.save(&merged(self.context, old.clone(), kept, now), system)?;
            let identity = self.identity(&old, &id, system);
            self.with_id_token(merged(self.context, old, tokens, now), id, identity, system)?
        } else {
            let login = merged(self.context, old, tokens, now);
            self.save(&login, system)?;
            login
        };
        match self.token_in(&login) {
            Some(token) if is_valid(&token, now) => Ok(token),
            Some(_) if self.wanted == SentToken::Id => {
                Err(self.context.error(LoginFault::IdTokenNotRenewed))
            }
            Some(token) => Ok(token),
            None => Err(self.context.error(LoginFault::Lacks(self.wanted))),
        }
    }

    fn save(&self, login: &StoredLogin, system: &System) -> Result<(), Error> {
        self.stores.save(self.store, login).map_err(|unusable| unusable.error(system))
    }

    /// Verifies a new ID token. Returns `None` in place of the identity if it is another user's.
    fn identity(
        &self,
        old: &StoredLogin,
        id: &str,
        system: &mut System,
    ) -> Result<Option<Identity>, Error> {
        // Not every issuer renews `at_hash` and `nonce`.
        let expected = id_token::Expected::default();
        let identity = id_token::verify(self.context, id, &expected, system)?;
        let subject = old.id_token.as_ref().and_then(|token| claim(token, "sub"));
        Ok(Some(identity).filter(|one| subject.is_none_or(|subject| subject == one.subject)))
    }

    /// Stores new tokens with the new ID token, if that is verified and the same user's. If it is not
    /// verified, the old one stays.
    fn with_id_token(
        &self,
        login: StoredLogin,
        id: Zeroizing<String>,
        identity: Result<Option<Identity>, Error>,
        system: &mut System,
    ) -> Result<StoredLogin, Error> {
        match identity {
            Ok(Some(identity)) => {
                let is_sent = sent(self.context) == SentToken::Id;
                let until = oauth::valid_until(&id, None, system.now.seconds());
                let login = StoredLogin {
                    until: if is_sent { until } else { login.until },
                    who: identity.who.or(login.who),
                    id_token: Some(id),
                    ..login
                };
                self.save(&login, system)?;
                Ok(login)
            }
            Ok(None) => {
                let message = "it is for another user than the one who logged in";
                Err(self.context.error(LoginFault::IdToken(message.to_owned())))
            }
            Err(error) if self.wanted == SentToken::Access => {
                self.save(&login, system)?;
                system.say(&format!("warning: {error}; keeping the old ID token"));
                Ok(login)
            }
            Err(error) => self.valid_or(&login, error, system).map(|_| login),
        }
    }

    /// Forgets a login whose refresh token the issuer no longer accepts, unless another process has
    /// stored another one meanwhile.
    fn ended(
        &self,
        sent: &Zeroizing<String>,
        error: Error,
        system: &mut System,
    ) -> Result<LoginToken, Error> {
        let Some(newer) = self.again(system)? else { return Err(error) };
        if newer.refresh_token.as_ref() != Some(sent) {
            let now = system.now.seconds();
            let token = self.token_in(&newer).filter(|token| is_valid(token, now));
            return token.ok_or(error);
        }
        if is_worthless(&error)
            && let Err(unusable) = self.stores.forget(Some(self.store), &newer.profile)
        {
            let failed = unusable.error(system);
            system.say(&format!("warning: {failed}"));
        }
        Err(error)
    }
}

/// Whether a token is used without renewing it.
fn is_fresh(login: &StoredLogin, token: &LoginToken, now: i64) -> bool {
    let until = Some(token.until.unwrap_or_else(|| assumed_end(login)));
    StoredLogin { until, written: login.written, ..StoredLogin::default() }.is_fresh(now)
}

/// Returns when a token is taken to be near its end if neither it nor the issuer says: after an hour.
const fn assumed_end(login: &StoredLogin) -> i64 {
    (login.written / 1000).saturating_add(3600)
}

/// Whether a token is valid, as far as is known.
fn is_valid(token: &LoginToken, now: i64) -> bool {
    token.until.is_none_or(|until| until > now)
}

/// Returns a login with new tokens. What the issuer did not give again stays.
fn merged(context: &Context<'_>, old: StoredLogin, tokens: Tokens, now: i64) -> StoredLogin {
    let is_renewed = match sent(context) {
        SentToken::Id => false,
        SentToken::Access => tokens.access.is_some(),
    };
    let new = context.login_of(tokens, now);
    StoredLogin {
        until: if is_renewed { new.until } else { old.until },
        who: old.who.or(new.who),
        id_token: old.id_token,
        access_token: new.access_token.or(old.access_token),
        refresh_token: new.refresh_token.or(old.refresh_token),
        device_key: new.device_key.or(old.device_key),
        since: old.since.or(new.since),
        ..new
    }
}

/// Whether the person has to log in again.
const fn is_ended(error: &Error) -> bool {
    matches!(error, Error::Login { fault: LoginFault::Ended { .. }, .. })
}

/// Whether the refresh token will never be accepted again.
const fn is_worthless(error: &Error) -> bool {
    matches!(error, Error::Login { fault: LoginFault::Ended { is_revoked: true, .. }, .. })
}

/// Asks the issuer for new tokens.
fn refresh(
    context: &Context<'_>,
    login: &StoredLogin,
    refresh_token: &str,
    system: &mut System,
) -> Result<Tokens, Error> {
    if context.kind == LoginKind::Cognito && context.setting.domain.is_none() {
        return cognito::refresh(context, login, system).map_err(|error| match error {
            Error::Login { fault: LoginFault::Cognito(refusal), .. } if refusal.ends_login() => {
                let message = refusal.to_string();
                context.error(LoginFault::Ended { message, is_revoked: true })
            }
            other => other,
        });
    }
    let (address, auth) = token_endpoint(context, system)?;
    let client = Client::read(context, auth, system)?;
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
    let patience = Patience::default();
    match client.answer(&address, &fields, read_tokens, patience, context, system)? {
        Ok(answer) => Ok(answer.into()),
        Err(OauthFault::Refused { code, description }) if ENDED.contains(&code.as_str()) => {
            let is_revoked = code == ENDED[0];
            let fault = OauthFault::Refused { code, description };
            let message = match client.error(&address, &fields, fault, context) {
                Error::Login { fault, .. } => fault.to_string(),
                other => other.to_string(),
            };
            Err(context.error(LoginFault::Ended { message, is_revoked }))
        }
        Err(fault) => Err(client.error(&address, &fields, fault, context)),
    }
}
