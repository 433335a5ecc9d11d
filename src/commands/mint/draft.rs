//! A token before it is signed: the claims and the header that the flags describe.

use crate::commands::mint::args::{MintArgs, TimeClaim};
use crate::commands::preset::NewToken;
use crate::error::Error;
use crate::jose::json::{Object, Value};
use crate::jose::key::SigningKey;
use crate::jose::numeric_date::NumericDate;
use crate::jose::signature;
use crate::jose::token_id;
use crate::provider::mint_preset::MintPreset;
use crate::source::claims::{ClaimArgument, ClaimEdit, ReadEdit};
use crate::system::System;

/// A token before it is signed.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    new: NewToken<'a>,
    pub(super) claims: Object,
    /// The ID of the token, if the preset has one
    pub(super) id: String,
    /// The changes to the header, whose files are read already
    header_edits: Vec<ReadEdit>,
}

impl<'a> Draft<'a> {
    /// Returns the token that the flags describe. Makes every check that needs no key.
    pub(super) fn new(
        args: &'a MintArgs,
        preset: &'static MintPreset,
        system: &mut System,
    ) -> Result<Self, Error> {
        let grant = args.role.as_deref().map(|role| args.grant.grant(role, system)).transpose()?;
        let now = args.clock.now(system);
        let new = NewToken {
            preset,
            grant,
            user_id: args.grant.user_id.as_deref(),
            namespace: args.namespace.as_deref(),
            is_stringified: args.stringified,
            given: given(args, Some(now)),
            now,
            lifetime: preset.lifetime,
        };
        let id = token_id::random_id().unwrap_or_default();
        let mut claims = arrange(args, new.claims(&id, system));
        for edit in edits(args) {
            edit.apply(&mut claims)?;
        }
        let header_edits = args.header.iter().map(ClaimEdit::read).collect::<Result<_, _>>()?;
        let draft = Self { new, claims, id, header_edits };
        draft.edited_header(draft.new.header("", Some("")))?;
        Ok(draft)
    }

    /// Returns the header for the key that signs.
    pub(super) fn header(&self, key: &SigningKey) -> Result<Object, Error> {
        self.edited_header(self.new.header(key.algorithm.name(), key.kid.as_deref()))
    }

    fn edited_header(&self, mut header: Object) -> Result<Object, Error> {
        for edit in &self.header_edits {
            edit.apply(&mut header)?;
        }
        Ok(header)
    }
}

/// Returns the signed token.
pub(super) fn sign(header: &Object, claims: &Object, key: &SigningKey) -> Result<String, Error> {
    Ok(signature::compact(header, &Value::from(claims.clone()).to_json(), key)?)
}

/// Returns the claims that are given one by one.
pub(super) fn edits(args: &MintArgs) -> impl Iterator<Item = &ClaimEdit> {
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
