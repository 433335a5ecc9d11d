//! What an engine says of its configuration.

use crate::hasura::explanation::Engine;
use crate::hasura::trace::Warning;
use crate::hasura::v2::config::Fault;
use crate::hasura::words::ConfigError;
use crate::hasura::{ddn, relyauth};
use crate::jose::json::Value;
use crate::render::style::{Look, Page};

/// What is to be said of a message that is not known to the letter.
pub(crate) const INEXACT: &str =
    "the engine's exact words are not known here, or differ between its releases";

/// An engine that does not start with its configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Unstartable {
    pub(crate) engine: Engine,
    /// Whether it is the engine that complains; else nobody could write it this configuration
    pub(crate) reads: bool,
    /// The engine's own words
    pub(crate) message: String,
    /// Whether they are known only in part, or differ by release
    pub(crate) inexact: bool,
    /// What to change
    pub(crate) hint: String,
}

/// What is wrong with the configuration of one engine, and what helps.
pub(crate) trait Cure: Copy {
    const ENGINE: Engine;

    /// What to change.
    fn hint(self) -> &'static str;
}

impl Cure for Fault {
    const ENGINE: Engine = Engine::Hasura;

    fn hint(self) -> &'static str {
        of_v2(self)
    }
}

impl Cure for ddn::config::Fault {
    const ENGINE: Engine = Engine::Ddn;

    fn hint(self) -> &'static str {
        of_ddn(self)
    }
}

impl Cure for relyauth::config::Fault {
    const ENGINE: Engine = Engine::Relyauth;

    fn hint(self) -> &'static str {
        of_relyauth(self)
    }
}

impl<F: Cure> From<ConfigError<F>> for Unstartable {
    fn from(error: ConfigError<F>) -> Self {
        Self {
            engine: F::ENGINE,
            reads: true,
            hint: error.fault.hint().to_owned(),
            message: error.message,
            inexact: error.inexact,
        }
    }
}

impl Unstartable {
    /// The same, with the place where the JSON breaks off, which Hasura v2 does not tell.
    pub(crate) fn located(mut self, text: &str) -> Self {
        if self.engine == Engine::Hasura
            && let Err(error) = Value::parse(text.as_bytes())
        {
            self.hint = format!("it is no JSON: {error}; {}", self.hint);
        }
        self
    }

    /// The verdict in a word or two.
    pub(crate) const fn verdict(&self) -> &'static str {
        if self.reads { "does not start" } else { "cannot be configured like this" }
    }
}

/// The engine's last words.
pub(crate) fn does_not_start(error: &Unstartable, color: bool) -> String {
    let mut page = Page::new(color);
    page.put(Look::Bad, error.verdict());
    page.line(&format!(": {}", error.message));
    if error.inexact {
        warn(&mut page, INEXACT);
    }
    page.into_text()
}

/// A configuration that the engine starts with, and what may hurt later.
pub(crate) fn starts(
    engine: Engine,
    count: usize,
    from: &str,
    warnings: &[Warning],
    color: bool,
) -> String {
    let mut page = Page::new(color);
    page.put(Look::Good, "starts");
    let (one, many) = match engine {
        Engine::Hasura => ("", "entries"),
        Engine::Ddn | Engine::Relyauth => (" with 1 mode", "modes"),
    };
    let parts = if count == 1 { one.to_owned() } else { format!(" with {count} {many}") };
    let whose = match engine {
        Engine::Hasura => String::new(),
        Engine::Ddn | Engine::Relyauth => format!(" for {}", engine.title()),
    };
    page.line(&format!("{parts}: the configuration of {from} is valid{whose}"));
    for warning in warnings {
        warn(&mut page, &warning.message);
    }
    page.into_text()
}

fn warn(page: &mut Page, sentence: &str) {
    page.put(Look::Warning, "warning:");
    page.line(&format!(" {sentence}"));
}

/// What to change in a configuration that Hasura v2 does not start with.
const fn of_v2(fault: Fault) -> &'static str {
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
        Fault::KeyAsSecret => {
            "set `type` to an algorithm of the key, such as RS256; with an HMAC `type`, anyone who can read the key can sign"
        }
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

/// What to change in a configuration that DDN does not build.
const fn of_ddn(fault: ddn::config::Fault) -> &'static str {
    use ddn::config::Fault as F;
    match fault {
        F::NotYaml => {
            "the file has to be YAML (hml) or JSON; `jwtool secret --engine ddn` prints one"
        }
        F::Kind => {
            "the file holds one document of `kind: AuthConfig`, also where it points to RelyAuth"
        }
        F::Version => "write `version: v4`",
        F::Field => {
            "names and kinds have to be as in `jwtool secret --engine ddn`; nothing that is not known is taken"
        }
        F::Mode => "a mode is exactly one of `webhook`, `jwt` and `noAuth`",
        F::Claims => "`claimsConfig` is exactly one of `namespace` and `locations`",
        F::Pointer => {
            "write a JSON pointer: `/claims.jwt.hasura.io`, `/https:~1~1hasura.io~1jwt~1claims` with `~1` for each slash of the name"
        }
        F::Algorithm => {
            "it is one of HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA; for Ed25519 write `EdDSA`"
        }
        F::Identifier => "give each alternative mode its own identifier",
        F::Variable => "set the variable here too; the engine wants it mapped in the subgraph",
    }
}

/// What to change in a configuration that `RelyAuth` does not start with.
const fn of_relyauth(fault: relyauth::config::Fault) -> &'static str {
    use relyauth::config::Fault as F;
    match fault {
        F::NotYaml => {
            "the file has to be YAML or JSON; `jwtool secret --engine relyauth` prints one"
        }
        F::Field => "names and kinds have to be as in `jwtool secret --engine relyauth`",
        F::Mode => "`mode` is one of apiKey, jwt, webhook and noAuth, in this spelling",
        F::Claims => "add `claimsConfig.namespace`, or locations with a `path` or a `default` each",
        F::Format => "write `claimsFormat: Json` or `claimsFormat: StringifiedJson`",
        F::Algorithm => {
            "it is one of HS256 to HS512, RS256 to RS512, PS256 to PS512, ES256 to ES512, EdDSA; for Ed25519 write `EdDSA`"
        }
        F::NoKey => "add `key.key` with `key.algorithm`, or `key.jwkFromUrl`",
        F::Key => {
            "the key has to be a public one as PEM, `BEGIN PUBLIC KEY`, with its line breaks; `jwtool secret key FILE --engine relyauth` writes it"
        }
        F::TokenPlace => {
            "write `tokenLocation: {in: header, name: Authorization, scheme: bearer}`; `in` is header, query or cookie"
        }
        F::Rules => {
            "`include` and `exclude` take `{value: [..]}`: patterns of headers, addresses or CIDRs"
        }
        F::Variable => "set the variable here too, or give it a `value` to fall back on",
        F::KeySet => {
            "check that `jwkFromUrl` answers with a JWK Set, or try one with `--jwks FILE`"
        }
    }
}
