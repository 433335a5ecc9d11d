//! `jwtool mint`: creates a signed test token with Hasura claims.

use clap::Args;

use crate::commands::flags::{ClockFlag, GlobalFlags, GrantFlags, SigningFlags, examples};
use crate::commands::present;
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::hasura::view::NAMESPACE;
use crate::jose::json::{Object, Value};
use crate::jose::moment::Moment;
use crate::jose::numeric_date::NumericDate;
use crate::jose::signature;
use crate::render::json::{KeyBody, MintDocument};
use crate::source::claims::{Change, ClaimEdit};
use crate::system::System;

/// Create a signed test token with Hasura claims
///
/// Signs with the profile's key, or else with `key:dev`, which is created on first use, unless
/// you pass --key or --secret.
/// Prints only the token.
#[derive(Args, Debug)]
#[command(after_long_help = examples(&[
    ("A token that is valid for one hour", "jwtool mint --role user --user-id 7"),
    ("An expired token with a session variable", "jwtool mint --role user --set x-hasura-org-id=42 --exp -5m"),
    ("Another key and custom claims", "jwtool mint --role user --key private.pem plan=pro seats:=5"),
]))]
pub(crate) struct MintArgs {
    /// Claim to add (name=text, name:=json, name=@FILE) or to remove (name-); the name may be a path, such as $.a.b
    #[arg(value_name = "CLAIM")]
    claims: Vec<ClaimEdit>,

    /// Default role, also added to the allowed roles
    #[arg(long, value_name = "ROLE", help_heading = "Hasura claims")]
    role: Option<String>,

    #[command(flatten, next_help_heading = "Hasura claims")]
    grant: GrantFlags,

    /// Claim that contains the Hasura claims
    #[arg(long, value_name = "KEY", default_value = NAMESPACE, help_heading = "Hasura claims")]
    namespace: String,

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

    /// Expiration time [default: +1h]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    exp: Option<Moment>,

    /// Time before which the token is not valid
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    nbf: Option<Moment>,

    /// Time of issue [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Claims")]
    iat: Option<Moment>,

    /// Token ID
    #[arg(long, value_name = "ID", help_heading = "Claims")]
    jti: Option<String>,

    /// Header parameter to add: name=text, name:=json (repeatable)
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Header")]
    header: Vec<ClaimEdit>,

    #[command(flatten)]
    signing: SigningFlags,

    #[command(flatten)]
    clock: ClockFlag,
}

pub(crate) fn run(
    args: &MintArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let (_, profile) = global.profiles(system)?;
    let role = args.role.as_deref().ok_or_else(|| {
        Error::usage("a token for Hasura needs a role", "for example `jwtool mint --role user`")
    })?;
    refuse_conflicts(args)?;
    refuse_lists(args, role)?;
    let claims = claims(args, role, args.clock.now(system), system)?;
    let key = args.signing.request(profile.as_ref()).read(system)?;

    let mut header = signature::header(&key.value);
    for edit in &args.header {
        edit.apply(&mut header)?;
    }
    let token = signature::compact(&header, &Value::from(claims.clone()).to_json(), &key.value)?;

    system.note(&format!("signed with {} ({})", key.from, key.value.algorithm));
    let document = || {
        let key = KeyBody::of_signing(&key.value, key.from);
        MintDocument { token: &token, header: &header, claims: &claims, key }
    };
    present::raw(document, &token, system)?;
    Ok(Outcome::Positive)
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
    let claims = flags.into_iter().map(|flag| (flag, &args.claims, ""));
    let kid = (("--kid", "kid", args.signing.kid.is_some()), &args.header, "--header ");
    for ((flag, name, is_given), edits, before) in claims.chain([kid]) {
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
fn refuse_lists(args: &MintArgs, role: &str) -> Result<(), Error> {
    let named = std::iter::once(("--role", role));
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
    for edit in &args.claims {
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

fn claims(
    args: &MintArgs,
    role: &str,
    now: NumericDate,
    system: &mut System,
) -> Result<Object, Error> {
    let mut claims = Object::new();
    let mut text = |name: &str, value: Option<&String>| {
        if let Some(value) = value {
            claims.set(name, value.as_str());
        }
    };
    text("iss", args.issuer.as_ref());
    text("sub", args.subject.as_ref().or(args.grant.user_id.as_ref()));
    text("jti", args.jti.as_ref());
    match args.audience.as_slice() {
        [] => {}
        [one] => claims.set("aud", one.as_str()),
        many => {
            let many = many.iter().map(|one| Value::from(one.as_str())).collect();
            claims.set("aud", Value::Array(many));
        }
    }
    let hour = Moment::FromNow(crate::jose::duration::Duration::from_seconds(3600));
    claims.set("iat", args.iat.unwrap_or(Moment::NOW).resolve(now).seconds());
    if let Some(nbf) = args.nbf {
        claims.set("nbf", nbf.resolve(now).seconds());
    }
    claims.set("exp", args.exp.unwrap_or(hour).resolve(now).seconds());
    let hasura = Value::from(args.grant.grant(role, system)?.to_object());
    if args.stringified {
        claims.set(&args.namespace, hasura.to_json());
    } else {
        claims.set(&args.namespace, hasura);
    }
    warn_of_misplaced(args, system);
    for edit in &args.claims {
        edit.apply(&mut claims)?;
    }
    Ok(claims)
}
