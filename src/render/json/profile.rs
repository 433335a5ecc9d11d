//! The documents of `profile`.

use serde::{Serialize, Serializer};

use crate::profile::setting::SettingValue;
use crate::render::profile::ShownValue;

/// A line of `profile list`.
#[derive(Debug, Serialize)]
pub(crate) struct ProfileDocument {
    pub(crate) name: String,
    pub(crate) default: bool,
    pub(crate) owner: &'static str,
    pub(crate) file: String,
    pub(crate) trusted: bool,
}

/// The document of `profile show`.
#[derive(Debug, Serialize)]
pub(crate) struct ShownProfileDocument {
    /// `null` if no profile is selected
    pub(crate) name: Option<String>,
    pub(crate) values: Vec<ValueBody>,
    pub(crate) problems: Vec<FaultBody>,
    pub(crate) ignored: Vec<IgnoredBody>,
}

/// A value in force, and what sets it.
#[derive(Debug, Serialize)]
pub(crate) struct ValueBody {
    key: &'static str,
    #[serde(serialize_with = "strings")]
    value: SettingValue,
    from: &'static str,
    place: Option<String>,
}

impl ValueBody {
    pub(crate) fn new(shown: &ShownValue) -> Self {
        let ShownValue { key, value, from, place } = shown.clone();
        let place = Some(place).filter(|place| !place.is_empty());
        Self { key, value, from: from.code(), place }
    }
}

fn strings<S: Serializer>(value: &SettingValue, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        SettingValue::Text(text) => text.serialize(serializer),
        SettingValue::List(strings) => strings.serialize(serializer),
    }
}

/// A setting that is wrong or missing.
#[derive(Debug, Serialize)]
pub(crate) struct FaultBody {
    pub(crate) key: &'static str,
    pub(crate) message: String,
}

/// A key of a project file that is ignored.
#[derive(Debug, Serialize)]
pub(crate) struct IgnoredBody {
    pub(crate) key: String,
    pub(crate) place: String,
}

/// The document of `profile set`, `use` and `remove`.
#[derive(Debug, Serialize)]
pub(crate) struct ChangedProfileDocument<'a> {
    pub(crate) name: &'a str,
    pub(crate) file: String,
}

/// The document of `profile trust`.
#[derive(Debug, Serialize)]
pub(crate) struct TrustDocument<'a> {
    pub(crate) file: String,
    pub(crate) trusted: bool,
    pub(crate) uses: &'a [UseBody],
}

/// Something that a project file would use.
#[derive(Debug, Serialize)]
pub(crate) struct UseBody {
    /// `null` outside profiles
    pub(crate) profile: Option<String>,
    pub(crate) key: &'static str,
    pub(crate) value: String,
    pub(crate) line: Option<usize>,
}
