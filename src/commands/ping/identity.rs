//! Who calls: the tokens and the roles of the requests.

use crate::commands::ping::call::{Call, Identity};
use crate::commands::ping::endpoint::TokenOrigin;
use crate::commands::ping::flags::CallFlags;
use crate::error::Error;
use crate::hasura::view;
use crate::jose::anatomy::Anatomy;
use crate::jose::json::Value;
use crate::jose::signature;
use crate::new_token::NewToken;
use crate::profile::Profile;
use crate::source::key::SigningRequest;
use crate::source::paste;
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;

/// The lifetime of a token that is minted for one call, in seconds.
pub(super) const MINTED_LIFETIME: i64 = 60;

/// Returns where the token will come from, before it is read or minted. `needs_none` says that
/// the endpoint answers without one.
pub(super) fn token_origin(
    flags: &CallFlags,
    needs_none: bool,
    profile: Option<&Profile>,
    system: &System,
) -> Result<TokenOrigin, Error> {
    Ok(if flags.no_token {
        TokenOrigin::Nowhere
    } else if flags.mint {
        TokenOrigin::Minted
    } else if flags.token.is_some() {
        TokenOrigin::Flag
    } else if needs_none || flags.has_own_credentials() {
        TokenOrigin::Nowhere
    } else if token::of_variable(system)?.is_some() {
        TokenOrigin::Variable
    } else if profile.is_some_and(|profile| token::has_login(profile, system)) {
        TokenOrigin::Login
    } else {
        TokenOrigin::Missing
    })
}

/// Returns each role with the token to send for it, or one identity without a role if none
/// is named.
pub(super) fn identities(
    call: &Call,
    origin: TokenOrigin,
    flags: &CallFlags,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Vec<Identity>, Error> {
    refuse_refresh_token(flags)?;
    if flags.role.iter().any(String::is_empty) {
        return Err(Error::usage("the role of `--role` is empty", "name a role: `--role user`"));
    }
    if origin == TokenOrigin::Minted {
        let mut identities = minted_for(call, flags, profile, system)?;
        for identity in &mut identities {
            identity.token = mint(flags, identity, profile, system)?;
        }
        return Ok(identities);
    }
    if let Some(flag) = flags.for_mint_only() {
        return Err(Error::usage(format!("`{flag}` needs `--mint`"), "add `--mint`"));
    }
    let token = match origin {
        TokenOrigin::Nowhere => None,
        TokenOrigin::Flag
        | TokenOrigin::Variable
        | TokenOrigin::Login
        | TokenOrigin::Missing
        | TokenOrigin::Minted => Some(read(call, flags, profile, system)?),
    };
    if flags.role.is_empty() {
        let named = flags.headers.iter().any(|(name, _)| name == view::ROLE);
        let profile = profile.filter(|_| !named);
        let role = profile.and_then(|profile| highest_role(profile, token.as_deref(), system));
        return Ok(vec![Identity { role, token }]);
    }
    let identity = |role: &String| Identity { role: Some(role.clone()), token: token.clone() };
    Ok(flags.role.iter().map(identity).collect())
}

/// Reads the token to send.
fn read(
    call: &Call,
    flags: &CallFlags,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<String, Error> {
    let arguments: Vec<TokenSource> = flags.token.iter().cloned().collect();
    match token::read_or_log_in(&arguments, Unasked::Nothing, profile, system)? {
        Tokens::Pasted { found, from, .. } => {
            system.note(&format!("token from {from}"));
            // Nothing is said about a login, whose access token may be opaque.
            if (flags.token.is_some() || token::of_variable(system)?.is_some())
                && !paste::has_token(&found)
            {
                system.say("the token is not a JWT; it is sent as it is");
            }
            token::to_send(&found, flags.pick, system)
        }
        Tokens::Listed(_) => Err(Error::usage(
            "standard input is a list of tokens, and `ping` sends one",
            format!(
                "pass one of them: `head -n 1 tokens.txt | jwtool ping {} --token -`",
                call.kind.command()
            ),
        )),
    }
}

/// Refuses a header with a refresh token.
fn refuse_refresh_token(flags: &CallFlags) -> Result<(), Error> {
    let Some(value) = flags.authorization().and_then(|value| value.to_str().ok()) else {
        return Ok(());
    };
    let found = paste::find(&format!("Authorization: {value}"));
    if found.iter().any(paste::PastedToken::is_refresh_token) {
        return Err(Error::OnlyRefreshTokens);
    }
    Ok(())
}

/// Returns the first of the profile's roles that the token allows, and says so.
fn highest_role(profile: &Profile, token: Option<&str>, system: &mut System) -> Option<String> {
    let anatomy = Anatomy::of(token?);
    let hasura = view::find(anatomy.claims()?)?;
    let allowed = hasura.allowed_roles()?;
    let first = profile.roles.first()?;
    let role = profile.roles.iter().find(|role| allowed.contains(&role.as_str()));
    match role {
        Some(role) => system.say(&format!("role {role} from profile {}", profile.name)),
        None => system.say(&format!(
            "the token allows none of the roles of profile {} ({first}, …), so none is requested",
            profile.name
        )),
    }
    role.cloned()
}

/// Returns each role that a token is to be minted for.
pub(super) fn minted_for(
    call: &Call,
    flags: &CallFlags,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Vec<Identity>, Error> {
    let of_profile = profile.and_then(|profile| Some((profile, profile.roles.first()?)));
    let roles = match (flags.role.as_slice(), of_profile) {
        ([], Some((profile, first))) => {
            system.say(&format!("role {first} from profile {}", profile.name));
            std::slice::from_ref(first)
        }
        ([], None) => {
            return Err(Error::usage(
                "`--mint` needs a role",
                format!("for example `jwtool ping {} --mint --role user`", call.kind.command()),
            ));
        }
        (roles, _) => roles,
    };
    let identity = |role: &String| Identity { role: Some(role.clone()), token: None };
    Ok(roles.iter().map(identity).collect())
}

/// Mints a token for the role of an identity.
pub(super) fn mint(
    flags: &CallFlags,
    identity: &Identity,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Option<String>, Error> {
    let Some(role) = &identity.role else { return Ok(None) };
    let preset = flags.preset.preset(system)?;
    let grant = flags.grant.grant(role, system)?;
    let key = SigningRequest { profile, ..SigningRequest::default() }.read(system)?;
    let text = |text: &Option<String>| text.as_deref().map(|text| Some(Value::from(text)));
    let audience = match flags.audience.as_slice() {
        [] => None,
        [one] => Some(Some(Value::from(one.as_str()))),
        many => {
            let many = many.iter().map(|one| Value::from(one.as_str())).collect();
            Some(Some(Value::Array(many)))
        }
    };
    let given =
        [("iss", text(&flags.issuer)), ("sub", text(&flags.grant.user_id)), ("aud", audience)];
    let token = NewToken {
        preset,
        grant: Some(grant),
        user_id: flags.grant.user_id.as_deref(),
        namespace: None,
        is_stringified: false,
        given: given.into_iter().filter_map(|(name, value)| Some((name, value?))).collect(),
        now: system.now,
        lifetime: MINTED_LIFETIME,
    };
    let (header, claims) = token.build(&key.value, |warning| system.say(warning));
    Ok(Some(signature::compact(&header, &Value::from(claims).to_json(), &key.value)?))
}
