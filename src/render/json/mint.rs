//! The document of `mint`.

use serde::Serialize;

use crate::jose::json::Object;
use crate::provider::mint_preset::{MintPreset, PRESETS};
use crate::render::json::parts::KeyBody;

/// The document of `mint`.
#[derive(Debug, Serialize)]
pub(crate) struct MintDocument<'a> {
    pub(crate) token: &'a str,
    pub(crate) header: &'a Object,
    pub(crate) claims: &'a Object,
    /// `null` if the token is not signed
    pub(crate) key: Option<KeyBody>,
}

/// The document of `mint --as list`.
#[derive(Debug, Serialize)]
pub(crate) struct PresetsDocument {
    presets: Vec<PresetBody>,
}

#[derive(Debug, Serialize)]
struct PresetBody {
    name: &'static str,
    summary: &'static str,
}

impl PresetsDocument {
    /// Returns the document with all presets.
    pub(crate) fn new() -> Self {
        let body = |preset: &MintPreset| PresetBody { name: preset.name, summary: preset.summary };
        Self { presets: PRESETS.iter().map(body).collect() }
    }
}
