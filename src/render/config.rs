//! What an engine says of its configuration.

use crate::hasura::v2::config::{ConfigError, Fault, Warning};
use crate::render::style::{Look, Page};

/// What is to be said of a message that is not known to the letter.
pub(crate) const INEXACT: &str = "the exact words differ between the engine's releases";

/// The engine's last words.
pub(crate) fn does_not_start(error: &ConfigError, color: bool) -> String {
    let mut page = Page::new(color);
    page.put(Look::Bad, "does not start");
    page.line(&format!(": {}", error.message));
    if error.inexact {
        warn(&mut page, INEXACT);
    }
    page.into_text()
}

/// A configuration that the engine starts with, and what may hurt later.
pub(crate) fn starts(entries: usize, from: &str, warnings: &[Warning], color: bool) -> String {
    let mut page = Page::new(color);
    page.put(Look::Good, "starts");
    let entries = if entries == 1 { String::new() } else { format!(" with {entries} entries") };
    page.line(&format!("{entries}: the configuration of {from} is valid"));
    for warning in warnings {
        warn(&mut page, &warning.message);
    }
    page.into_text()
}

fn warn(page: &mut Page, sentence: &str) {
    page.put(Look::Warning, "warning:");
    page.line(&format!(" {sentence}"));
}

/// What to change in a configuration that the engine does not start with.
pub(crate) const fn hint(fault: Fault) -> &'static str {
    match fault {
        Fault::NotJson => {
            "the value has to be one JSON object; `jwtool secret` prints one on a line, for single quotes in a shell"
        }
        Fault::Field => "give the field the kind of value that the message names",
        Fault::TwoNamespaces => "leave one of `claims_namespace` and `claims_namespace_path` away",
        Fault::Path => r#"write the path like `$.user.claims` or `$["https://x/claims"]`"#,
        Fault::NoKey => "add `key` with `type`, or `jwk_url`; `jwtool secret` writes both kinds",
        Fault::TwoKeys => "leave one of `key` and `jwk_url` away",
        Fault::NoType => {
            "add `type`: `\"type\":\"RS256\"` for an RSA key, `\"HS256\"` for a secret"
        }
        Fault::UnknownType => {
            "`type` is one of HS256, HS384, HS512, RS256, RS384, RS512, Ed25519, ES256, ES384, ES512; an RSA `type` takes PS tokens too"
        }
        Fault::ShortSecret => "take a longer secret: `jwtool secret new hmac` makes one",
        Fault::OneLinePem => {
            "the key lost its line breaks; write each as `\\n` inside the JSON string, as `jwtool secret` does"
        }
        Fault::Pem => {
            "`key` takes a public key or a certificate as PEM; `jwtool secret --key FILE` writes that of a private key"
        }
        Fault::ClaimsMap => {
            "`claims_map` needs `x-hasura-allowed-roles` and `x-hasura-default-role`, in lower case, each a value or `{\"path\":\"$.…\"}`"
        }
        Fault::Header => {
            "`header` is an object: `{\"type\":\"Authorization\"}` or `{\"type\":\"Cookie\",\"name\":\"…\"}`"
        }
        Fault::StringOrUri => {
            "a text with a colon has to be a whole URI, like `https://issuer.example`"
        }
        Fault::NoAdminSecret => {
            "set `HASURA_GRAPHQL_ADMIN_SECRET` on the engine; then leave `--no-admin-secret` away"
        }
        Fault::KeySet => {
            "one key that the engine dislikes spoils the set; put the one key into `key` as PEM, or try an edited set with `--jwks FILE`"
        }
    }
}
