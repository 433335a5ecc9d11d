//! `jwtool mint`: creates a signed test token with Hasura claims.

mod args;
mod core;
mod draft;
mod many;

pub(crate) use args::MintArgs;

use crate::commands::flags::GlobalFlags;
use crate::commands::mint::core::Unsigned;
use crate::commands::mint::draft::{Draft, edits};
use crate::commands::present;
use crate::commands::preset;
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::hasura::view;
use crate::jose::json::Object;
use crate::render::json::{KeyBody, MintDocument, PresetsDocument};
use crate::source::claims::{Change, ClaimEdit};
use crate::system::System;

pub(crate) fn run(
    args: &MintArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    if args.preset.is_list() {
        present::raw(PresetsDocument::new, &preset::list(), system)?;
        return Ok(Outcome::Positive);
    }
    let core = args.core.address()?;
    let (_, profile) = global.profiles(system)?;
    let preset = args.preset.preset(system)?;
    refuse_nothing(args)?;
    refuse_conflicts(args)?;
    refuse_lists(args)?;
    // What is wrong with the claims is reported before a key is created.
    let draft = Draft::new(args, preset, system)?;
    if args.role.is_some() {
        warn_of_misplaced(args, system);
    }
    if let Some(address) = core {
        remark_on_claims(args, &draft.claims, system);
        let unsigned = Unsigned {
            claims: &draft.claims,
            now: args.clock.now(system),
            has_example_issuer: args.preset.is_given() && !args.names_issuer(),
            has_own_time: args.iat.is_some() || args.clock.at.is_some(),
        };
        return core::mint(&args.core, address, &unsigned, system);
    }
    let key = args.signing.request(profile.as_ref()).read(system)?;
    let header = draft.header(&key.value)?;
    if let Some(number) = args.many.number() {
        remark_on_claims(args, &draft.claims, system);
        system.note(&format!("signed with {} ({})", key.from, key.value.algorithm));
        return many::mint(number, (&header, &draft.claims), &draft.id, &key, system);
    }
    let claims = draft.claims;
    let token = draft::sign(&header, &claims, &key.value)?;

    remark_on_claims(args, &claims, system);
    system.note(&format!("signed with {} ({})", key.from, key.value.algorithm));
    let document = || {
        let key = KeyBody::of_signing(&key.value, key.from);
        MintDocument { token: &token, header: &header, claims: &claims, key }
    };
    present::raw(document, &token, system)?;
    Ok(Outcome::Positive)
}

/// Says what the claims lack.
fn remark_on_claims(args: &MintArgs, claims: &Object, system: &mut System) {
    if args.role.is_none() && view::find(claims).is_none() {
        system.say("the token has no Hasura claims (`--role ROLE` adds them)");
    }
}

/// Refuses to sign a token of which nothing is known.
fn refuse_nothing(args: &MintArgs) -> Result<(), Error> {
    let grants = [
        ("--allow", !args.grant.allow.is_empty()),
        ("--set", !args.grant.set.is_empty()),
        ("--namespace", args.namespace.is_some()),
        ("--stringified", args.stringified),
    ];
    if args.role.is_some() {
        return Ok(());
    }
    if let Some((flag, _)) = grants.into_iter().find(|(_, is_given)| *is_given) {
        return Err(Error::usage(
            format!("`{flag}` is about the Hasura claims, which need a role"),
            "add `--role ROLE`",
        ));
    }
    let has_claims = args.preset.is_given()
        || !args.claims.is_empty()
        || args.issuer.is_some()
        || args.subject.is_some()
        || !args.audience.is_empty()
        || args.jti.is_some();
    if has_claims {
        return Ok(());
    }
    Err(Error::usage("a token for Hasura needs a role", "for example `jwtool mint --role user`"))
}

/// Refuses a claim or header parameter that both a flag and an argument set.
fn refuse_conflicts(args: &MintArgs) -> Result<(), Error> {
    let flags = [
        ("--issuer", "iss", args.issuer.is_some()),
        ("--subject", "sub", args.subject.is_some()),
        ("--audience", "aud", !args.audience.is_empty()),
        ("--exp", "exp", args.exp.is_some()),
        ("--nbf", "nbf", args.nbf.is_some()),
        ("--iat", "iat", args.iat.is_some()),
        ("--jti", "jti", args.jti.is_some()),
    ];
    let claims: Vec<&ClaimEdit> = edits(args).collect();
    let headers: Vec<&ClaimEdit> = args.header.iter().collect();
    let flags = flags.into_iter().map(|flag| (flag, &claims, ""));
    let kid = (("--kid", "kid", args.signing.kid.is_some()), &headers, "--header ");
    for ((flag, name, is_given), edits, before) in flags.chain([kid]) {
        let sign = edits.iter().filter(|edit| is_given && edit.name == name).find_map(|edit| {
            match edit.change {
                Change::Text(_) => Some("=…"),
                Change::Json(_) => Some(":=…"),
                Change::File(_) => Some("=@FILE"),
                Change::Remove => None,
            }
        });
        if let Some(sign) = sign {
            return Err(Error::usage(
                format!("`{flag}` and `{before}{name}{sign}` both set `{name}`"),
                format!("remove either `{flag}` or `{before}{name}{sign}`"),
            ));
        }
    }
    Ok(())
}

/// Refuses roles with commas: they are several roles, and each has a flag of its own.
fn refuse_lists(args: &MintArgs) -> Result<(), Error> {
    let named = args.role.iter().map(|role| ("--role", role.as_str()));
    let allowed = args.grant.allow.iter().map(|allowed| ("--allow", allowed.as_str()));
    let Some((flag, list)) = named.chain(allowed).find(|(_, role)| role.contains(',')) else {
        return Ok(());
    };
    let roles: Vec<&str> = list.split(',').map(str::trim).filter(|role| !role.is_empty()).collect();
    let flags = roles.iter().enumerate().filter_map(|(index, role)| {
        let flag = if index == 0 { flag } else { "--allow" };
        Some(format!("{flag} {}", escape::pasteable(role)?))
    });
    let hint = format!("write `{}`", flags.collect::<Vec<_>>().join(" "));
    Err(Error::usage(format!("`{flag}` takes one role, not a list"), hint))
}

/// Warns of session variables that are not among the Hasura claims.
fn warn_of_misplaced(args: &MintArgs, system: &mut System) {
    for edit in edits(args) {
        let is_variable = edit.name.to_ascii_lowercase().starts_with("x-hasura-");
        if !is_variable || edit.change == Change::Remove {
            continue;
        }
        system.say(&format!(
            "warning: `{}` is beside the Hasura claims, where no engine looks for it",
            edit.name
        ));
        if let Some(name) = escape::pasteable(&edit.name) {
            system.say(&format!("hint: to put it among them, write `--set {name}=…`"));
        }
    }
}
