//! `mint --core`: a SuperTokens core signs the token.

use clap::Args;

use crate::commands::present;
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::duration::Duration;
use crate::jose::json::Object;
use crate::jose::numeric_date::NumericDate;
use crate::provider::supertokens_core::{
    ALGORITHM, CoreKey, CoreRequest, DYNAMIC_KEY_LIFE, Unsignable,
};
use crate::render::json::{KeyBody, MintDocument};
use crate::source::secret::SecretSource;
use crate::system::System;
use crate::system::supertokens_core::Core;

/// The SuperTokens core that signs.
#[derive(Args, Debug)]
#[command(next_help_heading = "SuperTokens core")]
pub(super) struct CoreFlags {
    /// Let the SuperTokens core at URL sign the token
    #[arg(
        long,
        value_name = "URL",
        conflicts_with_all = [
            "key", "secret", "passphrase", "alg", "kid", "header", "from", "damage", "count"
        ]
    )]
    core: Option<String>,

    /// API key of the core: KEY, env:NAME, @FILE or -
    #[arg(long, value_name = "KEY", allow_hyphen_values = true)]
    api_key: Option<SecretSource>,

    /// Sign with the core's dynamic key, which is replaced every week
    #[arg(long)]
    dynamic: bool,
}

impl CoreFlags {
    /// Returns the address of the core, if one signs.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] for flags about a core without one.
    pub(super) fn address(&self) -> Result<Option<&str>, Error> {
        let flags = [("--api-key", self.api_key.is_some()), ("--dynamic", self.dynamic)];
        match flags.into_iter().find(|(_, is_given)| *is_given && self.core.is_none()) {
            Some((flag, _)) => Err(Error::usage(
                format!("`{flag}` needs a SuperTokens core to sign"),
                "add `--core URL`",
            )),
            None => Ok(self.core.as_deref()),
        }
    }
}

/// What the core is to sign.
#[derive(Debug)]
pub(super) struct Unsigned<'a> {
    pub(super) claims: &'a Object,
    pub(super) now: NumericDate,
    /// Whether the issuer is that of a preset
    pub(super) has_example_issuer: bool,
    /// Whether the time of issue, or the clock, is set
    pub(super) has_own_time: bool,
}

/// Lets the core at an address sign, and prints the token.
pub(super) fn mint(
    flags: &CoreFlags,
    address: &str,
    unsigned: &Unsigned<'_>,
    system: &mut System,
) -> Result<Outcome, Error> {
    let key = if flags.dynamic { CoreKey::Dynamic } else { CoreKey::Static };
    let request =
        CoreRequest::new(unsigned.claims, unsigned.now.seconds(), key).map_err(unsignable)?;
    let mut core = Core::at(address)?;
    if system.offline {
        return Err(Error::Offline { url: core.shown() });
    }
    remarks(unsigned, &request, system);
    if core.is_unencrypted() {
        let url = core.shown();
        system.say(&format!("warning: the request to {url} is not encrypted; use https"));
    }
    if let Some(source) = &flags.api_key {
        core = core.with_api_key(source.read_text("--api-key", system)?);
    }
    let signed = system.sign_at_core(&core, &request)?;
    let from = format!("the core at {}", core.shown());
    system.note(&format!("signed by {from} ({ALGORITHM})"));
    let document = || MintDocument {
        token: &signed.token,
        header: &signed.header,
        claims: &signed.claims,
        key: Some(KeyBody {
            source: from,
            kid: signed.header.get_str("kid").map(ToOwned::to_owned),
            alg: ALGORITHM,
        }),
    };
    present::raw(document, &signed.token, system)?;
    Ok(Outcome::Positive)
}

/// Says what the core does differently from what the flags may mean.
fn remarks(unsigned: &Unsigned<'_>, request: &CoreRequest, system: &mut System) {
    if unsigned.has_example_issuer {
        system.say(
            "the issuer is an example; pass the address of your API with `--issuer API_DOMAIN`",
        );
    }
    if unsigned.has_own_time {
        let life = Duration::from_seconds(request.validity).in_words();
        system.say(&format!(
            "warning: the core writes its own time into `iat`; the token is valid for {life} from then"
        ));
    }
    if request.key == CoreKey::Dynamic && request.validity > DYNAMIC_KEY_LIFE {
        system.say(
            "warning: the token outlives its dynamic key, which is replaced after a week; use `--exp 7d`, or drop `--dynamic`",
        );
    }
}

/// Returns the error for claims that a core cannot be asked to sign.
fn unsignable(reason: Unsignable) -> Error {
    let hint = match reason {
        Unsignable::NoIssuer => "name it: `--issuer API_DOMAIN`",
        Unsignable::NoExpiration => "for a token that lives long, use `--exp 100y`",
        Unsignable::Expired => "use `--exp 1h`, or sign with your own key instead of `--core`",
    };
    Error::usage(reason.to_string(), hint)
}
