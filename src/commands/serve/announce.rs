//! What `serve` prints when it is ready.

use std::borrow::Cow;
use std::net::SocketAddr;

use crate::commands::present;
use crate::error::Error;
use crate::escape;
use crate::hasura::conversion;
use crate::hasura::explanation::Engine;
use crate::hasura::settings::{self as engine, IssuerSettings, KeySettings, Text};
use crate::issuer::settings::{CONTAINER_HOST, Settings};
use crate::provider::address::WebAddress;
use crate::provider::evidence::Evidence;
use crate::provider::mint_preset::{Blanks, RolePlace};
use crate::provider::rules;
use crate::render::json::ServeDocument;
use crate::render::style::{Look, Page};
use crate::system::System;
use crate::system::server::Sockets;
use crate::token_config;

/// Returns the name of an issuer that has no other: the address where it listens.
pub(super) fn own_name(sockets: &Sockets) -> String {
    let address = sockets.addresses.first().filter(|address| !address.ip().is_unspecified());
    match address {
        Some(address) => format!("http://{address}"),
        None => format!("http://127.0.0.1:{}", sockets.port()),
    }
}

/// Warns about what other machines can do with the issuer.
pub(super) fn warn_of_exposure(has_own_key: bool, system: &mut System) {
    system.say(
        "warning: anyone who can reach this address can get a token for any user and any role",
    );
    if !has_own_key {
        system.say(
            "tokens are signed with `key:serve`; services that trust `key:dev` do not accept them",
        );
    }
}

/// Prints the addresses of the issuer.
pub(super) fn ready(
    settings: &Settings,
    addresses: &[SocketAddr],
    system: &mut System,
) -> Result<(), Error> {
    let list: Vec<String> = addresses.iter().map(ToString::to_string).collect();
    system.say(&format!("listening on {}", list.join(" and ")));
    let port = addresses.first().map_or(0, SocketAddr::port);
    let document = document(settings, port);
    present::ready(|| document.clone(), |page| fill(page, settings, &document), system)
}

fn document(settings: &Settings, port: u16) -> ServeDocument {
    let issuer = &settings.issuer;
    let endpoint = |path: &str| (!settings.jwks_only).then(|| format!("{issuer}{path}"));
    ServeDocument {
        issuer: issuer.clone(),
        discovery_url: endpoint("/.well-known/openid-configuration"),
        jwks_uri: format!("{issuer}/.well-known/jwks.json"),
        authorization_endpoint: endpoint("/authorize"),
        token_endpoint: endpoint("/token"),
        port,
    }
}

/// Appends the addresses, and the commands that make Hasura accept the tokens.
fn fill(page: &mut Page, settings: &Settings, document: &ServeDocument) {
    let mut rows: Vec<(Cow<'_, str>, String)> = vec![("Issuer".into(), document.issuer.clone())];
    let more = [
        ("Discovery", document.discovery_url.as_ref()),
        ("Key set", Some(&document.jwks_uri)),
        ("Authorization", document.authorization_endpoint.as_ref()),
        ("Token", document.token_endpoint.as_ref()),
    ];
    rows.extend(more.into_iter().filter_map(|(name, value)| Some((name.into(), value?.clone()))));
    page.rows(&rows);
    let container = for_container(&document.jwks_uri);
    let mut places = vec![(
        "The configuration with which Hasura accepts its tokens:",
        document.jwks_uri.as_str(),
    )];
    places.extend(container.as_deref().map(|keys| ("For Hasura in a container:", keys)));
    for (sentence, keys) in places {
        page.line("");
        page.line(sentence);
        page.keep_whole();
        page.put(Look::Plain, &format!("  {}", secret(settings, keys)));
        page.end();
    }
    page.line("");
    page.line("Ctrl-C stops it.");
}

/// Returns an address on this machine as a container sees it; `None` for any other address.
fn for_container(address: &str) -> Option<String> {
    let parsed = WebAddress::parse(address).ok()?;
    let host = ["127.0.0.1", "localhost"].into_iter().find(|host| *host == parsed.host())?;
    let (scheme, rest) = address.split_once("://")?;
    Some(format!("{scheme}://{CONTAINER_HOST}{}", rest.get(host.len()..)?))
}

/// Returns the command that prints Hasura's configuration for the tokens, or the configuration
/// itself if their roles are in a claim of the provider's own.
fn secret(settings: &Settings, keys: &str) -> String {
    let preset = settings.preset;
    if preset.roles == RolePlace::OwnClaim
        && let Some(configuration) = mapped(settings, keys)
    {
        return format!("HASURA_GRAPHQL_JWT_SECRET={}", escape::shell_word(&configuration));
    }
    let word = |text: &str| escape::shell_word(text);
    let mut command =
        format!("jwtool secret jwks {} --issuer {}", word(keys), word(&settings.issuer));
    if let Some(name) = preset.namespace {
        command.push_str(" --namespace ");
        command.push_str(&word(name));
    }
    if preset.is_stringified {
        command.push_str(" --stringified");
    }
    command
}

/// Returns the configuration that finds the roles where the preset has them.
fn mapped(settings: &Settings, keys: &str) -> Option<String> {
    let preset = settings.preset;
    let blanks = Blanks { roles: &settings.roles, alg: "RS256", ..Blanks::default() };
    let (header, claims) = (preset.header(&blanks), preset.claims(&blanks));
    let origin = rules::origin(&Evidence::new(&header, &claims));
    let keys = KeySettings::Url(Text::literal(keys));
    let issuer = IssuerSettings {
        issuer: Some(settings.issuer.clone()),
        // A request chooses the audience.
        audience: Vec::new(),
        ..token_config::settings(&claims, &origin, keys, &[])
    };
    let all = engine::Settings { issuers: vec![issuer], ..engine::Settings::default() };
    let written = conversion::build(Engine::Hasura, &all, &|_| None, &mut Vec::new()).ok()?;
    Some(written.value.to_json())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issuer::settings::tests::settings;
    use crate::provider::mint_preset::{MintPreset, PRESETS};

    fn with(preset: &'static MintPreset) -> Settings {
        Settings { preset, ..settings() }
    }

    #[test]
    fn people_get_the_command_or_the_configuration_for_their_preset() {
        const KEYS: &str = "http://host.docker.internal:8765/.well-known/jwks.json";
        for preset in &PRESETS {
            let line = secret(&with(preset), KEYS);
            assert!(line.contains(KEYS) && line.contains("http://127.0.0.1:8765"), "{line}");
            let is_mapped = preset.roles == RolePlace::OwnClaim;
            assert_eq!(line.contains("claims_map"), is_mapped, "{}: {line}", preset.name);
            assert_eq!(line.starts_with("jwtool secret jwks "), !is_mapped, "{line}");
        }
        let line = |name: &str| secret(&with(MintPreset::named(name).unwrap()), "http://k/");
        assert_eq!(
            line("cognito-id"),
            "jwtool secret jwks http://k/ --issuer http://127.0.0.1:8765 --stringified"
        );
        assert!(line("ddn").ends_with(" --namespace claims.jwt.hasura.io"));
        assert!(line("entra-v2").contains("$.roles"));
    }

    #[test]
    fn only_loopback_has_another_name_in_a_container() {
        for (address, expected) in [
            ("http://127.0.0.1:8765/k", Some("http://host.docker.internal:8765/k")),
            ("http://LOCALHOST:1/127.0.0.1", Some("http://host.docker.internal:1/127.0.0.1")),
            ("http://127.0.0.10:8765/k", None),
            ("http://localhost.example.gov/k", None),
            ("http://[::1]:8765/k", None),
        ] {
            assert_eq!(for_container(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn a_page_for_people_has_all_addresses() {
        let settings = with(&PRESETS[0]);
        let mut page = Page::new(false, None);
        fill(&mut page, &settings, &document(&settings, 8765));
        let text = page.into_text();
        for part in ["/.well-known/openid-configuration", "/authorize", "/token", "//host.docker."]
        {
            assert!(text.contains(part), "{text}");
        }
        let only = Settings { jwks_only: true, ..settings };
        let document = document(&only, 8765);
        assert_eq!((document.discovery_url, document.token_endpoint), (None, None));
    }
}
