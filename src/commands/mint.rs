//! `jwtool mint`: make a signed test token with Hasura claims.

use clap::Args;

use crate::commands::flags::{ClockFlag, GrantFlags, SigningFlags};
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::view::NAMESPACE;
use crate::jose::json::{Object, Value};
use crate::jose::moment::Moment;
use crate::jose::numeric_date::NumericDate;
use crate::jose::signature;
use crate::render::json::{KeyBody, MintDocument, document};
use crate::source::claims::ClaimEdit;
use crate::system::System;

/// Make a signed test token with Hasura claims
///
/// Signs with `key:dev`, which is made on first use, unless --key or --secret names
/// another. Prints the token and a newline, nothing else.
#[derive(Args, Debug)]
#[command(visible_aliases = ["encode", "sign"])]
pub(crate) struct MintArgs {
    /// Claim to add: name=text, name:=json, name=@FILE; name- removes it
    #[arg(value_name = "CLAIM")]
    claims: Vec<ClaimEdit>,

    /// Default role, and an allowed one
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,

    #[command(flatten)]
    grant: GrantFlags,

    /// Claim that holds the Hasura claims
    #[arg(long, value_name = "KEY", default_value = NAMESPACE)]
    namespace: String,

    /// Write the Hasura claims as a JSON string, as Cognito does
    #[arg(long)]
    stringified: bool,

    /// Issuer
    #[arg(long, value_name = "ISSUER", visible_alias = "iss")]
    issuer: Option<String>,

    /// Subject [default: the user id]
    #[arg(long, value_name = "SUBJECT", visible_alias = "sub")]
    subject: Option<String>,

    /// Audience (can be repeated)
    #[arg(long, value_name = "AUDIENCE", visible_alias = "aud")]
    audience: Vec<String>,

    /// When it expires [default: +1h]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    exp: Option<Moment>,

    /// When it begins to be valid
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    nbf: Option<Moment>,

    /// When it was issued [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    iat: Option<Moment>,

    /// Token id
    #[arg(long, value_name = "ID")]
    jti: Option<String>,

    /// Header member to add: name=text, name:=json (can be repeated)
    #[arg(long, value_name = "NAME=VALUE")]
    header: Vec<ClaimEdit>,

    #[command(flatten)]
    signing: SigningFlags,

    #[command(flatten)]
    clock: ClockFlag,
}

pub(crate) fn run(args: &MintArgs, json: bool, system: &mut System) -> Result<Outcome, Error> {
    let role = args.role.as_deref().ok_or_else(|| {
        Error::usage("a token for Hasura needs a role", "`jwtool mint --role user`")
    })?;
    let claims = claims(args, role, args.clock.now(system), system)?;
    let key = args.signing.request().read(system)?;

    let mut header = signature::header(&key.value);
    for edit in &args.header {
        edit.apply(&mut header)?;
    }
    let token = signature::compact(&header, &Value::from(claims.clone()).to_json(), &key.value)?;

    system.note(&format!("signed with {} ({})", key.from, key.value.algorithm));
    let shown = if json {
        let key = KeyBody::of_signing(&key.value, key.from);
        let made = MintDocument { token: &token, header: &header, claims: &claims, key };
        document(&made, system.stdout.is_terminal, system.stdout.color)
    } else {
        format!("{token}\n")
    };
    system.stdout.write(&shown)?;
    Ok(Outcome::Positive)
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
    for edit in &args.claims {
        edit.apply(&mut claims)?;
    }
    Ok(claims)
}
