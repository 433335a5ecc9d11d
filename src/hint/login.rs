//! Hints for logins: why a profile has no token, and why a store of logins cannot be used.

use crate::error::LoginFault;
use crate::escape;
use crate::profile::login::{LoginKind, SentToken};
use crate::profile::store::{StoreFault, StoreKind};
use crate::provider::cognito::refusal::{Reason, Refusal};
use crate::provider::refusal::RefusalCause;

/// Returns the hint for a login that gives no token.
pub(super) fn of_fault(profile: &str, fault: &LoginFault) -> String {
    let name = escape::pasteable(profile).filter(|name| !name.starts_with('-'));
    let name = name.as_deref().unwrap_or("NAME");
    let text = match fault {
        LoginFault::NoLogin => {
            return format!(
                "`jwtool profile set {name} login.kind=KIND` adds one; the kinds are {}",
                LoginKind::ALL.map(LoginKind::name).join(", ")
            );
        }
        LoginFault::NotBuilt(_) => {
            "set `JWTOOL_TOKEN` to a token from elsewhere, and name no profile on the command line"
        }
        LoginFault::Setting(_) => {
            return format!(
                "fix it with `jwtool profile set {name} KEY=VALUE`; `jwtool profile show {name}` prints all settings"
            );
        }
        LoginFault::Unencrypted(_) => "use https in the addresses of the profile",
        LoginFault::Refused(_) => {
            "check the client, its secret and its scopes, in the profile and at the issuer"
        }
        LoginFault::GithubRefused(_) | LoginFault::NoGithub(_) => {
            "add `permissions: id-token: write` to the job; workflows from forks cannot have it"
        }
        LoginFault::NoGitlab(_) => "declare it under `id_tokens:` in the job",
        LoginFault::NoKubernetes { .. } => {
            "run it in a pod with a service account, or set `login.path` to another file"
        }
        LoginFault::Program(_) => "run the program yourself to see what it needs",
        LoginFault::IdToken(_) => {
            return format!(
                "check `issuer`, `login.client_id` and `login.jwks` with `jwtool profile show {name}`"
            );
        }
        LoginFault::NoIdToken => {
            return format!(
                "allow the scope `openid` for the client at the issuer; if it issues no ID tokens: `jwtool profile set {name} login.scope=SCOPES`, without `openid`"
            );
        }
        LoginFault::Clock { .. } => "set this machine's clock, then log in again",
        LoginFault::Ended { .. } | LoginFault::NotRenewable | LoginFault::IdTokenNotRenewed => {
            return format!("`jwtool login {name}` logs in again");
        }
        LoginFault::Lacks(SentToken::Id) => {
            return format!("add `openid` to `login.scope`, then `jwtool login {name}`");
        }
        LoginFault::Lacks(SentToken::Access) => {
            return format!("`jwtool token {name} --id` prints the ID token");
        }
        LoginFault::OtherSettings => {
            return format!("`jwtool login {name}` logs in with the new settings");
        }
        LoginFault::Interrupted | LoginFault::Busy => "run the command again",
        LoginFault::TimedOut { method, .. } => {
            return format!("`jwtool login {name} {method} --timeout 15m` waits longer");
        }
        LoginFault::Known { cause, .. } => return refusal(name, *cause),
        LoginFault::NoAnswer { redirect, .. } => {
            let redirect = escape::line(redirect);
            return format!(
                "if the issuer shows an error, register the redirect `{redirect}` there, or set `login.redirect` to one that is registered; with `jwtool login {name} --paste`, any redirect will do"
            );
        }
        LoginFault::Port { .. } => {
            return format!(
                "stop the program that uses the port, or log in with `jwtool login {name} --paste`"
            );
        }
        LoginFault::Cancelled
        | LoginFault::Answer(_)
        | LoginFault::Declined
        | LoginFault::CodeExpired => {
            return format!("`jwtool login {name}` starts again");
        }
        LoginFault::NoToken(SentToken::Id) => {
            return format!(
                "add `openid` to `login.scope`, or `jwtool profile set {name} login.send=access`"
            );
        }
        LoginFault::NoToken(SentToken::Access) => {
            return format!("`jwtool profile set {name} login.send=id` sends the ID token");
        }
        LoginFault::Cognito(refusal) => return cognito(refusal, name),
    };
    text.to_owned()
}

/// Returns the hint for a refusal with a known cause.
fn refusal(name: &str, cause: RefusalCause) -> String {
    let text = match cause {
        RefusalCause::NeedsSecret => {
            "allow public client flows for the client at the issuer, and register the redirect for mobile and desktop applications; or set `login.client_secret`"
        }
        RefusalCause::PublicWithSecret => {
            return format!(
                "leave out the secret of a public client: `jwtool profile set {name} login.client_secret-`"
            );
        }
        RefusalCause::Policy => {
            "a policy of your organization forbids this login; use the browser instead of a device code, or ask an administrator"
        }
        RefusalCause::Redirect => {
            "register the redirect at the issuer, or set `login.redirect` to one that is registered"
        }
        RefusalCause::Consent => "ask an administrator to approve the client at the issuer",
        RefusalCause::UnknownClient => "check `login.client_id`, and the tenant in `issuer`",
        RefusalCause::Scope => "set `login.scope` to scopes that the issuer allows this client",
        RefusalCause::Denied => {
            return format!(
                "`jwtool login {name}` starts again; if you did not deny access, the issuer does not let this user in"
            );
        }
        RefusalCause::Used => {
            return format!("`jwtool login {name}` starts a new login");
        }
    };
    text.to_owned()
}

/// Returns the hint for a user pool that refuses. `name` is that of the profile.
fn cognito(refusal: &Refusal, name: &str) -> String {
    let text = match refusal.reason {
        Reason::Password | Reason::UserUnknown => {
            return format!("`jwtool login {name} --username NAME` logs in as another user");
        }
        Reason::Attempts => "wait a few minutes, then try again",
        Reason::Busy => "wait a moment, then try again",
        Reason::UserDisabled => "ask an administrator of the user pool to enable the user",
        Reason::UserUnconfirmed => {
            "confirm the user with the code that the user pool has sent, or ask an administrator to"
        }
        Reason::ResetRequired => {
            "reset the password where you usually log in, or ask an administrator of the user pool"
        }
        Reason::SecretMissing => {
            return format!("`jwtool profile set {name} login.client_secret=env:NAME` adds it");
        }
        Reason::SecretWrong => {
            "check `login.client_secret` and `login.client_id`: both must be of the same app client"
        }
        Reason::SecretUnwanted => {
            return format!("`jwtool profile set {name} login.client_secret-` removes it");
        }
        Reason::Session | Reason::RefreshToken | Reason::RefreshTokenReused => {
            return format!("`jwtool login {name}` logs in again");
        }
        Reason::FlowDisabled | Reason::Unsupported => {
            "allow `ALLOW_USER_SRP_AUTH` in the app client, or set `login.domain` to log in with the browser"
        }
        Reason::ClientUnknown => {
            "check `login.client_id` and `issuer`: the app client must belong to this user pool, in its region"
        }
        Reason::Hook => {
            "check that the user has an account in the application; the trigger's logs say more"
        }
        Reason::NewPassword => return format!("`jwtool login {name}` starts again"),
        Reason::CodeWrong | Reason::CodeExpired => {
            return format!("`jwtool login {name}` starts again, with a new code");
        }
        Reason::Challenge => {
            "set `login.domain` to the domain of the user pool to log in with the browser"
        }
        Reason::Other => "check `issuer` and `login` in the profile",
    };
    text.to_owned()
}

/// Returns the hint for a store of logins that cannot be used.
pub(super) const fn store(store: StoreKind, fault: &StoreFault) -> &'static str {
    match (store, fault) {
        (_, StoreFault::Unreadable | StoreFault::NotAFile) => "`jwtool logout PROFILE` removes it",
        (StoreKind::Keyring, StoreFault::Locked) if cfg!(target_os = "macos") => {
            "unlock it with `security unlock-keychain`, or use files instead: `--store file`"
        }
        (StoreKind::Keyring, StoreFault::Locked) => {
            "unlock it in your desktop session, or use files instead: `--store file`"
        }
        (StoreKind::Keyring, _) => "use files instead: `--store file`",
        (StoreKind::File | StoreKind::None, _) => {
            "check the permissions of that directory, or set `JWTOOL_DATA_DIR` to another one"
        }
    }
}
