//! New tokens that look like a provider's, for `mint` and `ping --mint`.

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command};

use crate::error::Error;
use crate::hasura::grant::RoleGrant;
use crate::hasura::view::NAMESPACE;
use crate::jose::json::{Object, Value};
use crate::jose::key::SigningKey;
use crate::jose::numeric_date::NumericDate;
use crate::jose::token_id;
use crate::provider::mint_preset::{Blanks, MintPreset, PRESETS, RolePlace};
use crate::redact;
use crate::system::System;

/// The provider whose tokens are imitated.
#[derive(Args, Debug)]
pub(crate) struct PresetFlag {
    /// Provider and kind of token to imitate; `list` shows them [default: hasura]
    #[arg(long = "as", value_name = "PRESET", value_parser = PresetName, hide_possible_values = true, help_heading = "Token to mint")]
    name: Option<String>,
}

/// Parses any name, because the message for an unknown one is ours, but knows the right ones for
/// completions.
#[derive(Clone)]
struct PresetName;

impl TypedValueParser for PresetName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let presets =
            PRESETS.iter().map(|preset| PossibleValue::new(preset.name).help(preset.summary));
        let list = PossibleValue::new("list").help("show the presets");
        Some(Box::new(presets.chain(std::iter::once(list))))
    }
}

impl PresetFlag {
    /// Whether the presets are to be listed.
    pub(crate) fn is_list(&self) -> bool {
        self.name.as_deref() == Some("list")
    }

    /// Returns the name as it was typed.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Whether a preset is named.
    pub(crate) const fn is_given(&self) -> bool {
        self.name.is_some()
    }

    /// Returns the preset that is named, or else the plain one.
    pub(crate) fn preset(&self, system: &mut System) -> Result<&'static MintPreset, Error> {
        let name = self.name.as_deref().unwrap_or(PRESETS[0].name);
        if let Some(preset) = MintPreset::named(name) {
            return Ok(preset);
        }
        for line in list().lines() {
            system.say(line);
        }
        Err(Error::usage(
            format!("unknown preset `{}`", redact::place(name)),
            "use one of those above, as in `jwtool mint --as entra-v2 --role user`",
        ))
    }
}

/// Returns the presets, one per line.
pub(crate) fn list() -> String {
    let width = PRESETS.iter().map(|preset| preset.name.len()).max().unwrap_or_default();
    let line = |preset: &MintPreset| format!("{:width$}  {}", preset.name, preset.summary);
    PRESETS.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A new token, apart from its signature.
#[derive(Debug)]
pub(crate) struct NewToken<'a> {
    pub(crate) preset: &'static MintPreset,
    /// The role and the session variables, if there is a role
    pub(crate) grant: Option<RoleGrant>,
    pub(crate) user_id: Option<&'a str>,
    /// The claim with the Hasura claims, if it is not the preset's
    pub(crate) namespace: Option<&'a str>,
    pub(crate) is_stringified: bool,
    /// Claims that are given; `None` leaves one out
    pub(crate) given: Vec<(&'a str, Option<Value>)>,
    pub(crate) now: NumericDate,
    /// From now to `exp`, in seconds
    pub(crate) lifetime: i64,
}

impl NewToken<'_> {
    /// Returns the header and the claims.
    pub(crate) fn build(self, key: &SigningKey, system: &mut System) -> (Object, Object) {
        let preset = self.preset;
        let beside = self.grant.as_ref().is_some_and(|grant| self.is_beside(grant));
        if beside {
            system.say(&format!(
                "warning: real tokens like `{}` have no Hasura claims; this one has them",
                preset.name
            ));
        }
        let hasura = self.hasura_claims();
        let roles = self.grant.as_ref().map_or_else(Vec::new, RoleGrant::roles);
        let id = token_id::random_id().unwrap_or_default();
        let namespace = self.namespace.or(preset.namespace).unwrap_or(NAMESPACE);
        let blanks = Blanks {
            given: self.given,
            user: self.user_id,
            roles: &roles,
            namespace,
            hasura: hasura.clone(),
            now: self.now.seconds(),
            exp: self.now.seconds().saturating_add(self.lifetime),
            id: &id,
            alg: key.algorithm.name(),
            kid: key.kid.as_deref(),
        };
        let mut claims = preset.claims(&blanks);
        if let Some(hasura) = hasura.filter(|_| beside) {
            claims.set(namespace, hasura);
        }
        (preset.header(&blanks), claims)
    }

    /// Whether Hasura claims are added to the token of a provider that does not write any,
    /// because there is no other place for what was asked for.
    fn is_beside(&self, grant: &RoleGrant) -> bool {
        match self.preset.roles {
            RolePlace::HasuraClaims => false,
            RolePlace::Nowhere => true,
            RolePlace::OwnClaim => {
                self.is_stringified || self.namespace.is_some() || !grant.variables.is_empty()
            }
        }
    }

    /// Returns the Hasura claims, with what the preset adds.
    fn hasura_claims(&self) -> Option<Value> {
        let mut grant = self.grant.clone()?;
        grant.user_id = grant.user_id.or_else(|| self.preset.user().map(ToOwned::to_owned));
        for (name, value) in self.preset.variables {
            let is_set = |(set, _): (&str, &Value)| set.eq_ignore_ascii_case(name);
            if !grant.variables.iter().any(is_set) {
                grant.variables.set(name, *value);
            }
        }
        let claims = Value::from(grant.to_object());
        let is_stringified = self.is_stringified || self.preset.is_stringified;
        Some(if is_stringified { Value::from(claims.to_json()) } else { claims })
    }
}
