//! A token before it is signed: the claims and the header that the flags describe.

use crate::commands::mint::args::{MintArgs, TimeClaim};
use crate::commands::mint::damage::Damage;
use crate::commands::mint::edit::Original;
use crate::error::Error;
use crate::jose::json::{Object, Value};
use crate::jose::key::SigningKey;
use crate::jose::numeric_date::NumericDate;
use crate::jose::token_id;
use crate::new_token::NewToken;
use crate::provider::mint_preset::MintPreset;
use crate::source::claims::{ClaimArgument, ClaimEdit, ReadEdit};
use crate::source::token::TokenSource;
use crate::system::System;

/// A token before it is signed.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    base: Base<'a>,
    pub(super) claims: Object,
    /// A random ID, which the preset may have put into the claims
    pub(super) id: String,
    /// The changes to the header, whose files are read already
    header_edits: Vec<ReadEdit>,
    damage: Option<Damage>,
}

/// What a token is made of.
#[derive(Debug)]
enum Base<'a> {
    New(Box<NewToken<'a>>),
    Edited(Box<Original>),
}

impl<'a> Draft<'a> {
    /// Returns the token that the flags describe. Makes every check that needs no key.
    pub(super) fn new(args: &'a MintArgs, system: &mut System) -> Result<Self, Error> {
        let now = args.clock.now(system);
        let id = token_id::random_id().unwrap_or_default();
        let (base, mut claims) = match &args.from {
            Some(source) => edited(args, source, now, system)?,
            None => new(args, &id, now, system)?,
        };
        for edit in edits(args) {
            let edit = edit.read()?;
            if edit.removes_nothing(&claims) {
                system.say(&format!("there is no claim `{}` to remove", edit.name));
            }
            edit.apply(&mut claims)?;
        }
        if let Some(damage) = args.damage {
            damage.break_claims(&mut claims, now)?;
        }
        refuse_unreadable(&claims)?;
        let header_edits = args.header.iter().map(ClaimEdit::read).collect::<Result<_, _>>()?;
        let draft = Self { base, claims, id, header_edits, damage: args.damage };
        refuse_unreadable(&draft.header_of("", Some(""))?)?;
        if let Base::Edited(original) = &draft.base {
            original.warn_of_times(&draft.claims, now, system);
        }
        Ok(draft)
    }

    /// Returns the token that is edited.
    pub(super) fn original(&self) -> Option<&Original> {
        match &self.base {
            Base::Edited(original) => Some(original),
            Base::New(_) => None,
        }
    }

    /// Returns the preset of a new token.
    pub(super) const fn preset(&self) -> Option<&'static MintPreset> {
        match &self.base {
            Base::New(token) => Some(token.preset),
            Base::Edited(_) => None,
        }
    }

    /// Returns the header for the key that signs.
    pub(super) fn header(&self, key: &SigningKey) -> Result<Object, Error> {
        self.header_of(key.algorithm.name(), key.kid.as_deref())
    }

    fn header_of(&self, alg: &str, kid: Option<&str>) -> Result<Object, Error> {
        let mut header = match &self.base {
            Base::New(token) => token.header(alg, kid),
            Base::Edited(original) => original.header(alg, kid),
        };
        for edit in &self.header_edits {
            edit.apply(&mut header)?;
        }
        if let Some(damage) = self.damage {
            damage.break_header(&mut header)?;
        }
        Ok(header)
    }
}

/// Returns a new token.
fn new<'a>(
    args: &'a MintArgs,
    id: &str,
    now: NumericDate,
    system: &mut System,
) -> Result<(Base<'a>, Object), Error> {
    let preset = args.preset.preset(system)?;
    let grant = args.role.as_deref().map(|role| args.grant.grant(role, system)).transpose()?;
    let token = NewToken {
        preset,
        grant,
        user_id: args.grant.user_id.as_deref(),
        namespace: args.namespace.as_deref(),
        is_stringified: args.stringified,
        given: given(args, Some(now)),
        now,
        lifetime: preset.lifetime,
    };
    let given = given_objects(args, system)?;
    let claims = arrange(args, given, token.claims(id, |warning| system.say(warning)));
    Ok((Base::New(Box::new(token)), claims))
}

/// Returns another token with the changes that are not given one by one.
fn edited<'a>(
    args: &'a MintArgs,
    source: &TokenSource,
    now: NumericDate,
    system: &mut System,
) -> Result<(Base<'a>, Object), Error> {
    let original = Original::read(source, args.pick, system)?;
    let mut claims = original.claims.clone();
    for (name, value) in given_objects(args, system)?.iter() {
        claims.set(name, value.clone());
    }
    for (name, value) in given(args, Some(now)) {
        match value {
            Some(value) => claims.set(name, value),
            None => claims.remove(name),
        }
    }
    original.grant(args, &mut claims, system)?;
    Ok((Base::Edited(Box::new(original)), claims))
}

/// Refuses a header or claims with more levels or values than are read back.
fn refuse_unreadable(members: &Object) -> Result<(), Error> {
    match Value::parse(Value::from(members.clone()).to_json().as_bytes()) {
        Ok(_) => Ok(()),
        Err(error) => Err(Error::usage(
            format!("the token would be unreadable: {error}"),
            "remove some of it",
        )),
    }
}

/// Returns the claims of all objects that are given.
fn given_objects(args: &MintArgs, system: &mut System) -> Result<Object, Error> {
    let mut all = Object::new();
    if let Some(source) = &args.claims_source {
        all = source.read(system)?;
    }
    for claim in &args.claims {
        if let ClaimArgument::Object(object) = claim {
            for (name, value) in object.iter() {
                all.set(name, value.clone());
            }
        }
    }
    Ok(all)
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
fn arrange(args: &MintArgs, mut arranged: Object, claims: Object) -> Object {
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
