//! The keys that are known on this machine, which may explain why another key does not verify a
//! token. Nothing is fetched and nobody is asked.

use zeroize::Zeroizing;

use crate::error::Subject;
use crate::hasura::v2::jwt_secret::JwtSecret;
use crate::jose::key::VerificationMaterial;
use crate::profile::{KeyPlace, Profiles};
use crate::source::key::{KeySource, hasura_key};
use crate::system::System;
use crate::system::files;

/// The variables with the engine's configuration.
const VARIABLES: [&str; 2] = ["HASURA_GRAPHQL_JWT_SECRETS", "HASURA_GRAPHQL_JWT_SECRET"];

/// Returns the keys of the user's own profiles, of the engine's configuration in the environment,
/// and of the key store. Those that cannot be read are left out.
pub(crate) fn all(
    profiles: &Profiles,
    system: &mut System,
) -> Vec<(KeyPlace, VerificationMaterial)> {
    let mut known = Vec::new();
    for profile in profiles.all.iter().filter(|profile| profile.owner.is_trusted()) {
        for source in [&profile.key, &profile.engine.config].into_iter().flatten() {
            let place = || KeyPlace::Profile(profile.name.clone());
            let source = source.parse().unwrap_or_else(|never| match never {});
            known.extend(read(&source, system).into_iter().map(|key| (place(), key)));
        }
    }
    for name in VARIABLES {
        let text = system.environment.text(name).ok().flatten();
        let entries = text.and_then(|text| JwtSecret::entries(&text)).unwrap_or_default();
        let keys = entries.iter().filter_map(|entry| hasura_key(entry, name).ok());
        known.extend(keys.map(|key| (KeyPlace::Variable(name), key.material)));
    }
    for stored in system.stored_entries(|_, _| ()) {
        let key = stored.key.verification_key().material;
        known.push((KeyPlace::Stored(stored.file.reference()), key));
    }
    known
}

/// Reads the keys in a file or a variable.
fn read(source: &KeySource, system: &System) -> Vec<VerificationMaterial> {
    let bytes = match source {
        KeySource::File(path) => files::read(path, Subject::Key).ok(),
        KeySource::Variable(name) => {
            system.environment.text(name).ok().flatten().map(String::into_bytes)
        }
        // The key store is read as a whole.
        KeySource::Stored(_) | KeySource::Stdin | KeySource::Url(_) => None,
    };
    let bytes = bytes.map(Zeroizing::new);
    let content = bytes.and_then(|bytes| source.recognise(&bytes, |_| ()).ok());
    let keyring = content.and_then(|content| content.keyring(&source.describe()).ok());
    keyring.map(|keys| keys.materials().map(|(_, key)| key.clone()).collect()).unwrap_or_default()
}
