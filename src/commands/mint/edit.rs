//! `mint --from`: the token that is edited, and what is changed about it.

use std::slice;

use crate::commands::mint::args::MintArgs;
use crate::error::{Error, TokenClaimsFault};
use crate::hasura::grant::GrantChange;
use crate::hasura::view::{self, NAMESPACE};
use crate::inspection::{Inspection, LastToken};
use crate::jose::anatomy::{Anatomy, Payload};
use crate::jose::edit;
use crate::jose::json::{Object, Value};
use crate::jose::jws::Jws;
use crate::jose::key::SigningKey;
use crate::jose::numeric_date::NumericDate;
use crate::jose::path::JsonPath;
use crate::jose::signature::Verifier;
use crate::provider::evidence::Evidence;
use crate::provider::role_claims::{self, RoleClaim};
use crate::provider::rules;
use crate::render::diff;
use crate::render::time;
use crate::source::token::{self, TokenSource, Tokens, Unasked};
use crate::system::System;

/// Header parameters about the key that signed the original (RFC 7515 section 4.1), or about a
/// payload that is not encoded (RFC 7797).
const ABOUT_SIGNATURE: [&str; 7] = ["jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "b64"];

/// How many changed claims are listed.
const MOST_NAMES: usize = 12;

/// The token that is edited.
#[derive(Debug)]
pub(super) struct Original {
    token: String,
    anatomy: Anatomy,
    pub(super) claims: Object,
}

impl Original {
    /// Reads the token, whose signature need not be right.
    pub(super) fn read(
        source: &TokenSource,
        pick: Option<usize>,
        system: &mut System,
    ) -> Result<Self, Error> {
        let found = match token::read(slice::from_ref(source), Unasked::Nothing, system)? {
            Tokens::Pasted { found, from, .. } => {
                system.note(&format!("token from {from}"));
                found
            }
            Tokens::Listed(_) => {
                return Err(Error::usage(
                    "`--from` edits one token, and the input is a list of tokens",
                    "`sed -n 2p tokens.txt | jwtool mint --from -`",
                ));
            }
        };
        let token = token::one(&found, pick, system)?.token;
        let anatomy = Inspection::anatomy_of(&token, &mut LastToken::default());
        let claims = anatomy.claims().cloned();
        let claims = claims.ok_or_else(|| Error::TokenClaims { fault: fault(&anatomy) })?;
        Ok(Self { token, anatomy, claims })
    }

    /// Returns the header for the key that signs: that of the original, without what is only
    /// about the original signature.
    pub(super) fn header(&self, alg: &str, kid: Option<&str>) -> Object {
        let mut header = self.anatomy.header.clone().unwrap_or_else(|| {
            let typ = ("typ".to_owned(), Value::from("JWT"));
            [("alg".to_owned(), Value::from(alg)), typ].into_iter().collect()
        });
        header.set("alg", alg);
        match kid {
            Some(kid) => header.set("kid", kid),
            None => header.remove("kid"),
        }
        for name in ABOUT_SIGNATURE {
            header.remove(name);
        }
        if let Some(Value::Array(critical)) = header.get("crit") {
            let is_kept = |name: &&Value| name.as_str() != Some("b64");
            let left: Vec<Value> = critical.iter().filter(is_kept).cloned().collect();
            if left.is_empty() {
                header.remove("crit");
            } else {
                header.set("crit", Value::Array(left));
            }
        }
        header
    }

    /// Changes the role, the user and the session variables as the flags say.
    pub(super) fn grant(
        &self,
        args: &MintArgs,
        claims: &mut Object,
        system: &mut System,
    ) -> Result<(), Error> {
        let grant = &args.grant;
        let flag = args.grant_flag();
        if args.role.is_none() && flag.is_none() && grant.user_id.is_none() {
            return Ok(());
        }
        grant.refuse_empty_roles(args.role.as_deref())?;
        let variables = grant.variables(system)?;
        let change = GrantChange {
            default_role: args.role.as_deref(),
            more_roles: &grant.allow,
            user_id: grant.user_id.as_deref(),
            variables: variables
                .iter()
                .map(|edit| (edit.name.as_str(), edit.value.as_ref()))
                .collect(),
            namespace: args.namespace.as_deref(),
            is_stringified: args.stringified,
        };
        if let Some(found) = view::find(claims) {
            return change.apply(found, claims).map_err(|found| in_the_way("Hasura claims", found));
        }
        if args.role.is_none() && flag.is_none() {
            return self.set_user(args, claims);
        }
        let needs_claims = !variables.is_empty() || args.namespace.is_some() || args.stringified;
        let broken = view::broken(claims);
        if !needs_claims && broken.is_none() && self.set_roles(args, claims)? {
            return self.set_user(args, claims);
        }
        if args.role.is_none() {
            let flag = flag.unwrap_or_default();
            let message = match &broken {
                Some(broken) => format!(
                    "`{flag}` changes the Hasura claims, but `{}` is {}, not an object",
                    broken.key, broken.kind
                ),
                None => format!("`{flag}` changes the Hasura claims, and the token has none"),
            };
            return Err(Error::usage(message, "to create them, add `--role ROLE`"));
        }
        let key = broken.map_or_else(|| NAMESPACE.to_owned(), |broken| broken.key);
        let namespace = args.namespace.as_deref().unwrap_or(&key);
        change.create(namespace, claims);
        self.set_user(args, claims)
    }

    /// Changes the claim in which the provider names the roles, if the token has one.
    fn set_roles(&self, args: &MintArgs, claims: &mut Object) -> Result<bool, Error> {
        let empty = Object::new();
        let header = self.anatomy.header.as_ref().unwrap_or(&empty);
        let origin = rules::origin(&Evidence::new(header, claims));
        let (path, old) = match role_claims::find(&origin, claims).roles {
            Some(RoleClaim::List(path, _) | RoleClaim::Absent(path)) => {
                let root = Value::from(claims.clone());
                let old = path.find(&root, false).map(std::borrow::Cow::into_owned);
                (path, old.as_ref().and_then(Value::as_array).unwrap_or_default().to_vec())
            }
            Some(RoleClaim::One(path, _)) if args.grant.allow.is_empty() => {
                set(claims, &path, args.role.as_deref().map(Value::from))?;
                return Ok(true);
            }
            Some(RoleClaim::One(path, _)) => {
                return Err(Error::usage(
                    format!("the token has one role, in `{path}`, and `--allow` adds another"),
                    "drop `--allow`, or add Hasura claims with `--namespace https://hasura.io/jwt/claims`",
                ));
            }
            None => return Ok(false),
        };
        // The first role is the default one.
        let mut roles: Vec<Value> = args.role.iter().map(|role| role.as_str().into()).collect();
        let more = args.grant.allow.iter().map(|role| Value::from(role.as_str()));
        for role in old.into_iter().chain(more) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        set(claims, &path, Some(Value::Array(roles)))?;
        Ok(true)
    }

    /// Changes the claim that names the user, beside `sub`.
    fn set_user(&self, args: &MintArgs, claims: &mut Object) -> Result<(), Error> {
        let Some(user_id) = args.grant.user_id.as_deref() else { return Ok(()) };
        let empty = Object::new();
        let header = self.anatomy.header.as_ref().unwrap_or(&empty);
        let origin = rules::origin(&Evidence::new(header, claims));
        match role_claims::find(&origin, claims).user_id {
            Some(path) => set(claims, &path, Some(Value::from(user_id))),
            None => Ok(()),
        }
    }

    /// Warns of times that were kept and make the token useless.
    pub(super) fn warn_of_times(&self, claims: &Object, now: NumericDate, system: &mut System) {
        let kept = |name| {
            let value = claims.get(name).filter(|value| self.claims.get(name) == Some(*value))?;
            NumericDate::from_claim(value).ok()
        };
        if let Some(exp) = kept("exp").filter(|exp| *exp <= now) {
            let ago = time::relative(exp, now);
            system.say(&format!("warning: the token expired {ago}, and its `exp` is kept"));
            system.say("hint: to make it valid for another hour, add `--exp +1h`");
        }
        if let Some(nbf) = kept("nbf").filter(|nbf| *nbf > now) {
            let when = time::relative(nbf, now);
            system.say(&format!("warning: the token becomes valid {when}, and its `nbf` is kept"));
            system.say("hint: to make it valid now, add `--nbf now`");
        }
    }

    /// Reports what was changed.
    pub(super) fn report(&self, header: &Object, claims: &Object, system: &mut System) {
        let changes = changes("claims", &self.claims, claims);
        system.say(&changes.unwrap_or_else(|| "no claim was changed".to_owned()));
        let empty = Object::new();
        let old = self.anatomy.header.as_ref().unwrap_or(&empty);
        if let Some(changes) = changes_of_header(old, header) {
            system.say(&changes);
        }
    }

    /// Returns which key signs instead of which.
    pub(super) fn describe_key(&self, key: &SigningKey, from: &str) -> String {
        let key_name = format!("{from} ({})", key.algorithm);
        let signed = format!("signed with {key_name}");
        if !self.anatomy.is_signed() {
            return format!("{signed}; it was not signed before");
        }
        let header = self.anatomy.header.as_ref();
        let kid = header.and_then(|header| header.get_str("kid"));
        if self.is_signed_with(key) || (kid.is_some() && kid == key.kid.as_deref()) {
            return format!("signed again with {key_name}");
        }
        match kid {
            Some(kid) => format!("{signed} instead of the key `{kid}`"),
            None => format!("{signed} instead of another key"),
        }
    }

    fn is_signed_with(&self, key: &SigningKey) -> bool {
        let Ok(jws) = Jws::parse_compact(&self.token) else { return false };
        Verifier::new(&key.verification_key(), key.algorithm)
            .is_ok_and(|verifier| verifier.verify(jws).is_ok())
    }
}

/// Returns why there are no claims.
fn fault(anatomy: &Anatomy) -> TokenClaimsFault {
    match &anatomy.payload {
        Payload::Encrypted => TokenClaimsFault::Encrypted,
        Payload::Absent => TokenClaimsFault::Absent,
        Payload::Json(other) => TokenClaimsFault::Payload(format!(
            "the payload is {}, not a JSON object",
            other.a_kind()
        )),
        Payload::Claims(_) | Payload::Text(_) | Payload::Bytes(_) | Payload::Unreadable => {
            let problem = anatomy.problems.iter().find(|problem| problem.part == Some("payload"));
            let message = problem.map_or("it cannot be read", |problem| &problem.message);
            TokenClaimsFault::Payload(format!("payload: {message}"))
        }
    }
}

fn set(claims: &mut Object, path: &JsonPath, value: Option<Value>) -> Result<(), Error> {
    edit::set(claims, path, value).map_err(|found| in_the_way(&path.to_string(), found))
}

fn in_the_way(what: &str, found: &str) -> Error {
    Error::usage(
        format!("the path to `{what}` leads into {found}"),
        "to replace that value, set it with `:=` first",
    )
}

/// Returns which members were changed, added and removed; `None` if none was.
fn changes(part: &str, old: &Object, new: &Object) -> Option<String> {
    let (mut changed, mut added, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for row in diff::members(part, old, new) {
        let name = row.path.strip_prefix(part).and_then(|name| name.strip_prefix('.'));
        let name = format!("`{}`", name.unwrap_or(&row.path));
        match (row.left, row.right) {
            (Some(_), Some(_)) => changed.push(name),
            (None, _) => added.push(name),
            (_, None) => removed.push(name),
        }
    }
    let phrases = [("changed", changed), ("added", added), ("removed", removed)];
    let phrases: Vec<String> = phrases
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(verb, names)| format!("{verb} {}", list(&names)))
        .collect();
    (!phrases.is_empty()).then(|| format!("{part}: {}", phrases.join("; ")))
}

/// Returns what was changed about the header, with the values of `alg`.
fn changes_of_header(old: &Object, new: &Object) -> Option<String> {
    let changes = changes("header", old, new)?;
    let alg = |header: &Object| header.get_str("alg").map(ToOwned::to_owned);
    match (alg(old), alg(new)) {
        (Some(old), Some(new)) if old != new => {
            Some(changes.replacen("`alg`", &format!("`alg` from {old} to {new}"), 1))
        }
        _ => Some(changes),
    }
}

fn list(names: &[String]) -> String {
    let shown = names.get(..MOST_NAMES).unwrap_or(names).join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
