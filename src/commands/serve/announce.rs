//! What `serve` prints when it is ready.

use std::borrow::Cow;
use std::net::SocketAddr;

use crate::commands::present;
use crate::commands::serve::secret_flags;
use crate::error::Error;
use crate::escape;
use crate::issuer::settings::Settings;
use crate::render::json::ServeDocument;
use crate::render::style::{Look, Page};
use crate::system::System;
use crate::system::server::Sockets;

/// Returns the name of an issuer that has no other: the address where it listens.
pub(super) fn own_name(sockets: &Sockets) -> String {
    let address = sockets.addresses.first().filter(|address| !address.ip().is_unspecified());
    match address {
        Some(address) => format!("http://{address}"),
        None => format!("http://127.0.0.1:{}", sockets.port()),
    }
}

/// Warns of what it means that other machines can reach the issuer.
pub(super) fn warn_of_exposure(has_own_key: bool, system: &mut System) {
    system.say(
        "warning: everyone who reaches this address can get a token for any user and any role",
    );
    if !has_own_key {
        system.say(
            "the tokens are signed with `key:serve`, so what trusts `key:dev` does not accept them",
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

/// Appends the addresses, and the commands that make Hasura believe them.
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
    let container = document
        .jwks_uri
        .replacen("//127.0.0.1", "//host.docker.internal", 1)
        .replacen("//localhost", "//host.docker.internal", 1);
    let mut commands = vec![(
        "The configuration with which Hasura accepts its tokens:",
        document.jwks_uri.as_str(),
    )];
    if container != document.jwks_uri {
        commands.push(("For Hasura in a container:", container.as_str()));
    }
    for (sentence, address) in commands {
        page.line("");
        page.line(sentence);
        page.keep_whole();
        page.put(
            Look::Plain,
            &format!(
                "  jwtool secret jwks {} --issuer {}{}",
                escape::shell_word(address),
                escape::shell_word(&document.issuer),
                secret_flags(settings.preset)
            ),
        );
        page.end();
    }
    page.line("");
    page.line("Ctrl-C stops it.");
}
