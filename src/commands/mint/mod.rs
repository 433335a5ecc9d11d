//! `jwtool mint`: creates a signed test token with Hasura claims.

mod args;
mod core;
mod damage;
mod draft;
mod edit;
mod many;

pub(crate) use args::MintArgs;

use crate::commands::flags::GlobalFlags;
use crate::commands::mint::core::Unsigned;
use crate::commands::mint::damage::{Damage, Signer};
use crate::commands::mint::draft::{Draft, edits};
use crate::commands::present;
use crate::commands::preset;
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::hasura::view;
use crate::jose::json::Object;
use crate::jose::key::SigningKey;
use crate::jose::token_template::TokenTemplate;
use crate::provider::mint_preset::RolePlace;
use crate::render::json::{KeyBody, MintDocument, PresetsDocument};
use crate::source::claims::{Change, ClaimEdit};
use crate::source::key::Sourced;
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
    refuse_nothing(args)?;
    refuse_conflicts(args)?;
    refuse_lists(args)?;
    // What is wrong with the claims is reported before a key is created.
    let draft = Draft::new(args, system)?;
    warn_of_misplaced(args, &draft.claims, system);
    if let Some(address) = core {
        remark_on_claims(args, &draft, system);
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
    let claims = &draft.claims;
    let signer = Signer::new(&key.value, args.damage)?;
    let key_body = || match args.damage {
        // A token that is not signed has no key.
        Some(Damage::AlgNone) => None,
        Some(Damage::Key) => {
            Some(KeyBody::of_signing(&key.value, "a new key that is not stored".to_owned()))
        }
        _ => Some(KeyBody::of_signing(&key.value, key.from.clone())),
    };
    report(args, &draft, &header, &key, system);
    if let Some(number) = args.many.number() {
        let template = TokenTemplate::new(&header, claims, Some(&draft.id));
        return many::mint(number, &template, signer.prepare()?, key_body, system);
    }
    let token = signer.sign(&header, claims)?;
    let document = || MintDocument { token: &token, header: &header, claims, key: key_body() };
    present::raw(document, &token, system)?;
    Ok(Outcome::Positive)
}

/// Says that a new token has no Hasura claims.
fn remark_on_claims(args: &MintArgs, draft: &Draft<'_>, system: &mut System) {
    if args.role.is_some() || view::find(&draft.claims).is_some() {
        return;
    }
    let own_claim = draft.preset().filter(|preset| preset.roles == RolePlace::OwnClaim);
    system.say(&match own_claim {
        Some(preset) => format!(
            "the token has no Hasura claims, like real `{}` tokens (`--role ROLE` adds a role)",
            preset.name
        ),
        None => "the token has no Hasura claims (`--role ROLE` adds them)".to_owned(),
    });
}

/// Reports what is remarkable about the token.
fn report(
    args: &MintArgs,
    draft: &Draft<'_>,
    header: &Object,
    key: &Sourced<SigningKey>,
    system: &mut System,
) {
    let claims = &draft.claims;
    if let Some(original) = draft.original() {
        original.report(header, claims, system);
        // Otherwise the description of the damage says who signed it.
        if !matches!(args.damage, Some(Damage::AlgNone | Damage::Key)) {
            system.say(&original.describe_key(&key.value, &key.from));
        }
    } else {
        remark_on_claims(args, draft, system);
        system.note(&format!("signed with {} ({})", key.from, key.value.algorithm));
    }
    if let Some(damage) = args.damage {
        system.say(&damage.describe(header, claims));
    }
}

/// Refuses to sign a token of which nothing is known.
fn refuse_nothing(args: &MintArgs) -> Result<(), Error> {
    if args.from.is_some() {
        if args.preset.is_given() {
            return Err(Error::usage(
                "`--as` describes a new token, and `--from` edits another one",
                "remove either `--as` or `--from`",
            ));
        }
        return Ok(());
    }
    if args.role.is_some() {
        return Ok(());
    }
    if let Some(flag) = args.grant_flag() {
        return Err(Error::usage(
            format!("`{flag}` is about the Hasura claims, which need a role"),
            "add `--role ROLE`",
        ));
    }
    let has_claims = args.preset.is_given()
        || !args.claims.is_empty()
        || args.claims_source.is_some()
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
    if let Some(damage) = args.damage {
        let broken = format!("--break {}", damage.name());
        let given = flags.iter().find(|(_, name, is_given)| *is_given && damage.sets(name));
        if let Some((flag, name, _)) = given {
            return Err(both_set(&broken, flag, name));
        }
        let sets = |edit: &&&ClaimEdit| damage.sets(&edit.name) && edit.change != Change::Remove;
        if let Some(edit) = claims.iter().find(sets) {
            let typed = format!("{}{}", edit.name, edit.change.sign());
            return Err(both_set(&broken, &typed, &edit.name));
        }
    }
    let flags = flags.into_iter().map(|flag| (flag, &claims, ""));
    let kid = (("--kid", "kid", args.signing.kid.is_some()), &headers, "--header ");
    for ((flag, name, is_given), edits, before) in flags.chain([kid]) {
        let sets =
            |edit: &&&ClaimEdit| is_given && edit.name == name && edit.change != Change::Remove;
        if let Some(edit) = edits.iter().find(sets) {
            return Err(both_set(flag, &format!("{before}{name}{}", edit.change.sign()), name));
        }
    }
    Ok(())
}

fn both_set(one: &str, other: &str, name: &str) -> Error {
    Error::usage(
        format!("`{one}` and `{other}` both set `{name}`"),
        format!("remove either `{one}` or `{other}`"),
    )
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
fn warn_of_misplaced(args: &MintArgs, claims: &Object, system: &mut System) {
    // Beside no Hasura claims at all, they are Hasura claims.
    if view::find(claims).is_none_or(|found| found.path.steps().is_empty()) {
        return;
    }
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
