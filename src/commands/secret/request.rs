//! The provider of a new configuration.

use crate::commands::flags::SigningFlags;
use crate::commands::secret::flags::NewFlags;
use crate::commands::secret::provider::{Provider, ProviderCommand};
use crate::profile::Profile;

/// The provider of a new configuration, and its flags.
#[derive(Clone, Copy)]
pub(super) struct Request<'a> {
    /// The provider and its value; `None` for the key that `mint` signs with
    pub(super) provider: Option<(&'static Provider, Option<&'a str>)>,
    pub(super) flags: &'a NewFlags,
    pub(super) certificate: bool,
    /// The roles for every token; empty for those in its claims
    pub(super) roles: &'a [String],
    pub(super) signing: &'a SigningFlags,
    pub(super) profile: Option<&'a Profile>,
}

impl<'a> From<&'a ProviderCommand> for Request<'a> {
    fn from(command: &'a ProviderCommand) -> Self {
        Self {
            provider: Some((command.provider, command.value.as_deref())),
            flags: &command.flags,
            certificate: command.certificate,
            roles: &command.roles,
            signing: &command.signing,
            profile: None,
        }
    }
}
