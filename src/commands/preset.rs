//! The flag that names the provider whose tokens are imitated.

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command};

use crate::error::Error;
use crate::provider::mint_preset::{MintPreset, PRESETS};
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
