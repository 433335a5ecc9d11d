//! `jwtool mint`: creates a signed test token with Hasura claims.

use std::str::FromStr;

use clap::Args;

use crate::commands::flags::{ClockFlag, GlobalFlags, GrantFlags, SigningFlags, examples};
use crate::commands::present;
use crate::commands::preset::{self, PresetFlag};
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::hasura::grant::RoleGrant;
use crate::hasura::view;
use crate::jose::json::{Object, Value};
use crate::jose::moment::{Moment, ParseMomentError};
use crate::jose::numeric_date::NumericDate;
use crate::jose::signature;
use crate::new_token::NewToken;
use crate::provider::mint_preset::MintPreset;
use crate::render::json::{KeyBody, MintDocument, PresetsDocument};
use crate::source::claims::{Change, ClaimArgument, ClaimEdit};
use crate::system::System;

/// Create a signed test token
///
/// With --role, the token has Hasura claims, or whatever the provider that --as names has instead.
/// Signs with the profile's key, or else with `key:dev`, which is created on first use, unless
/// you pass --key or --secret.
/// Prints only the token.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("A token with a session variable that expired five minutes ago", "jwtool mint --role user --set x-hasura-org-id=42 --exp -5m"),
    ("A token like those of Microsoft Entra", "jwtool mint --as entra-v2 --role viewer"),
    ("A JWT without Hasura claims, with another key", "jwtool mint --key private.pem --issuer 123456 plan=pro seats:=5"),
]))]
pub(crate) struct MintArgs {
    /// Claim to add (name=text, name:=json, name=@FILE) or to remove (name-), or a JSON object of claims; a name may be a path, such as $.a.b
    #[arg(value_name = "CLAIM")]
    claims: Vec<ClaimArgument>,

    /// Default role, also added to the allowed roles
    #[arg(long, value_name = "ROLE", help_heading = "Hasura claims")]
    role: Option<String>,

    #[command(flatten, next_help_heading = "Hasura claims")]
    grant: GrantFlags,

    #[command(flatten)]
    preset: PresetFlag,

    /// Claim that contains the Hasura claims [default: the preset's, which is mostly <https://hasura.io/jwt/claims>]
    #[arg(long, value_name = "KEY", help_heading = "Hasura claims")]
    namespace: Option<String>,

    /// Encode the Hasura claims as a JSON string, as Cognito does
    #[arg(long, help_heading = "Hasura claims")]
    stringified: bool,

    /// Issuer
    #[arg(long, value_name = "ISSUER", visible_alias = "iss", help_heading = "Claims")]
    issuer: Option<String>,

    /// Subject [default: the user ID]
    #[arg(long, value_name = "SUBJECT", visible_alias = "sub", help_heading = "Claims")]
    subject: Option<String>,

    /// Audience (repeatable)
    #[arg(long, value_name = "AUDIENCE", visible_alias = "aud", help_heading = "Claims")]
    audience: Vec<String>,

    /// Expiration time, or none [default: +1h]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    exp: Option<TimeClaim>,

    /// Time before which the token is not valid, or none
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    nbf: Option<TimeClaim>,

    /// Time of issue, or none [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    iat: Option<TimeClaim>,

    /// Token ID
    #[arg(long, value_name = "ID", help_heading = "Claims")]
    jti: Option<String>,

    /// Header parameter to add (name=text, name:=json) or to remove (name-); repeatable
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Header")]
    header: Vec<ClaimEdit>,

    #[command(flatten)]
    signing: SigningFlags,

    #[command(flatten)]
    clock: ClockFlag,
}

/// A time as a claim, which can be left out.
#[derive(Clone, Copy, Debug)]
enum TimeClaim {
    Absent,
    At(Moment),
}

impl FromStr for TimeClaim {
    type Err = ParseMomentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "none" { Ok(Self::Absent) } else { text.parse().map(Self::At) }
    }
}

pub(crate) fn run(
    args: &MintArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    if args.preset.is_list() {
        present::raw(PresetsDocument::new, &preset::list(), system)?;
        return Ok(Outcome::Positive);
    }
    let (_, profile) = global.profiles(system)?;
    let preset = args.preset.preset(system)?;
    refuse_nothing(args)?;
    refuse_conflicts(args)?;
    refuse_lists(args)?;
    // What is wrong with the roles is reported before a key is created.
    let grant = args.role.as_deref().map(|role| args.grant.grant(role, system)).transpose()?;
    let key = args.signing.request(profile.as_ref()).read(system)?;
    let now = args.clock.now(system);
    let (mut header, mut claims) =
        new_token(args, preset, grant, now).build(&key.value, |warning| system.say(warning));
    claims = arrange(args, claims);
    if args.role.is_some() {
        warn_of_misplaced(args, system);
    }
    for edit in edits(args) {
        edit.apply(&mut claims)?;
    }
    for edit in &args.header {
        edit.apply(&mut header)?;
    }
    let token = signature::compact(&header, &Value::from(claims.clone()).to_json(), &key.value)?;

    if args.role.is_none() && view::find(&claims).is_none() {
        system.say("the token has no Hasura claims (`--role ROLE` adds them)");
    }
    system.note(&format!("signed with {} ({})", key.from, key.value.algorithm));
    let document = || {
        let key = KeyBody::of_signing(&key.value, key.from);
        MintDocument { token: &token, header: &header, claims: &claims, key }
    };
    present::raw(document, &token, system)?;
    Ok(Outcome::Positive)
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

/// Returns the claims that are given one by one.
fn edits(args: &MintArgs) -> impl Iterator<Item = &ClaimEdit> {
    args.claims.iter().filter_map(|claim| match claim {
        ClaimArgument::Edit(edit) => Some(edit),
        ClaimArgument::Object(_) => None,
    })
}

/// Returns the claims in the order of the objects that are given, and then all others. A flag
/// takes precedence over an object, and an object over a default.
fn arrange(args: &MintArgs, claims: Object) -> Object {
    let mut arranged = Object::new();
    for claim in &args.claims {
        if let ClaimArgument::Object(object) = claim {
            for (name, value) in object.iter() {
                arranged.set(name, value.clone());
            }
        }
    }
    if arranged.is_empty() {
        return claims;
    }
    let flags: Vec<&str> = given(args, None).into_iter().map(|(name, _)| name).collect();
    for (name, value) in claims.iter() {
        if flags.contains(&name) || !arranged.contains(name) {
            arranged.set(name, value.clone());
        }
    }
    for name in flags.into_iter().filter(|name| !claims.contains(name)) {
        arranged.remove(name);
    }
    arranged
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

/// Returns the token that the flags describe.
fn new_token<'a>(
    args: &'a MintArgs,
    preset: &'static MintPreset,
    grant: Option<RoleGrant>,
    now: NumericDate,
) -> NewToken<'a> {
    NewToken {
        preset,
        grant,
        user_id: args.grant.user_id.as_deref(),
        namespace: args.namespace.as_deref(),
        is_stringified: args.stringified,
        given: given(args, Some(now)),
        now,
        lifetime: preset.lifetime,
    }
}

/// Returns the claims of flags. Without `now`, only their names count.
fn given(args: &MintArgs, now: Option<NumericDate>) -> Vec<(&str, Option<Value>)> {
    let text = |text: &Option<String>| text.as_deref().map(|text| Some(Value::from(text)));
    let time = |time: Option<TimeClaim>| {
        time.map(|time| match time {
            TimeClaim::At(moment) => now.map(|now| Value::from(moment.resolve(now).seconds())),
            TimeClaim::Absent => None,
        })
    };
    let audience = match args.audience.as_slice() {
        [] => None,
        [one] => Some(Some(Value::from(one.as_str()))),
        many => {
            let many = many.iter().map(|one| Value::from(one.as_str())).collect();
            Some(Some(Value::Array(many)))
        }
    };
    let all = [
        ("iss", text(&args.issuer)),
        ("sub", text(&args.subject).or_else(|| text(&args.grant.user_id))),
        ("jti", text(&args.jti)),
        ("aud", audience),
        ("iat", time(args.iat)),
        ("nbf", time(args.nbf)),
        ("exp", time(args.exp)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
