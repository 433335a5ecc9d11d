//! The flags of `secret` and its subcommands, in groups.

use clap::Args;
use clap::builder::{PossibleValuesParser, StyledStr, TypedValueParser};

use crate::commands::flags::examples;
use crate::hasura::explanation::Engine;
use crate::jose::algorithm::SignatureAlgorithm;
use crate::jose::duration::Duration;
use crate::render::secret::Format;
use crate::source::engine_config::ConfigSource;
use crate::source::secret::SecretSource;
use crate::source::token::TokenSource;

/// The settings of a new configuration, and the output format.
#[derive(Args, Debug)]
pub(super) struct NewFlags {
    /// Engine: hasura (GraphQL Engine v2), ddn or relyauth [default: hasura]
    #[arg(
        long,
        value_name = "ENGINE",
        visible_alias = "for",
        value_parser = engine_name(),
        hide_possible_values = true,
        help_heading = "Configuration"
    )]
    pub(super) engine: Option<Engine>,

    #[command(flatten)]
    pub(super) changes: ChangeFlags,

    #[command(flatten)]
    pub(super) output: OutputFlag,

    /// Prompt for missing values, then print the equivalent command
    #[arg(long, help_heading = "Output")]
    pub(super) interactive: bool,
}

/// The settings of a configuration other than the key.
#[derive(Args, Debug)]
#[command(next_help_heading = "Configuration")]
pub(super) struct ChangeFlags {
    /// Audience to accept (repeatable)
    #[arg(long, value_name = "AUDIENCE", visible_alias = "aud")]
    pub(super) audience: Vec<String>,

    /// Issuer to accept
    #[arg(long, value_name = "ISSUER", visible_alias = "iss")]
    pub(super) issuer: Option<String>,

    /// Claim that contains the Hasura claims
    #[arg(long, value_name = "KEY", conflicts_with = "namespace_path")]
    pub(super) namespace: Option<String>,

    /// Path to the Hasura claims, such as $.user.hasura
    #[arg(long, value_name = "PATH")]
    pub(super) namespace_path: Option<String>,

    /// Expect the Hasura claims as a JSON string
    #[arg(long)]
    pub(super) stringified: bool,

    /// Clock skew to allow
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub(super) skew: Option<Duration>,

    /// Location of the token: cookie:NAME or the name of a header [default: Authorization]
    #[arg(long, value_name = "HEADER")]
    pub(super) token_header: Option<String>,
}

impl ChangeFlags {
    /// Whether any flag was given.
    const fn any(&self) -> bool {
        !self.audience.is_empty()
            || self.issuer.is_some()
            || self.namespace.is_some()
            || self.namespace_path.is_some()
            || self.stringified
            || self.skew.is_some()
            || self.token_header.is_some()
    }
}

/// The format of the output.
#[derive(Args, Debug)]
pub(super) struct OutputFlag {
    /// Output format [default: json for hasura, yaml for ddn and relyauth]
    #[arg(long, value_name = "FORMAT", value_parser = output_format(), help_heading = "Output")]
    pub(super) output: Option<Format>,
}

/// Whether to fetch a certificate.
#[derive(Args, Debug)]
pub(super) struct CertificateFlag {
    /// Fetch the certificate and embed it instead of the key set URL
    #[arg(long, help_heading = "Configuration")]
    pub(super) certificate: bool,
}

/// The roles of a token's bearer.
#[derive(Args, Debug)]
pub(super) struct RoleFlag {
    /// Role for every token of this issuer, instead of the roles in its claims (repeatable; the first is the default)
    #[arg(long, value_name = "ROLE", help_heading = "Configuration")]
    pub(super) role: Vec<String>,
}

/// The algorithm of a key.
#[derive(Args, Debug)]
pub(super) struct AlgorithmFlag {
    /// Signature algorithm [default: the usual one for the key]
    #[arg(long, value_name = "NAME", help_heading = "Configuration")]
    pub(super) alg: Option<SignatureAlgorithm>,
}

/// The secret of a configuration.
#[derive(Args, Debug)]
pub(super) struct SecretFlag {
    /// HMAC secret to configure: TEXT, base64:…, hex:…, @FILE, env:NAME or - [default: a new random one]
    #[arg(long, value_name = "SECRET", allow_hyphen_values = true, help_heading = "Configuration")]
    pub(super) secret: Option<SecretSource>,
}

/// The passphrase of a key.
#[derive(Args, Debug)]
pub(super) struct PassphraseFlag {
    /// Passphrase of an encrypted private key: @FILE, env:NAME or - [default: prompt]
    #[arg(long, value_name = "PASSPHRASE", allow_hyphen_values = true, help_heading = "Input")]
    pub(super) passphrase: Option<SecretSource>,
}

/// Check whether an engine would start with a configuration
///
/// Prints the engine's own error message if it would not, and warns about settings that the
/// engine accepts silently but you will regret. Exits with 0 if the engine would start, and 1
/// if it would not. Does not fetch key sets.
#[derive(Args, Debug)]
#[command(after_long_help = check_examples())]
pub(super) struct CheckArgs {
    /// Configuration, or a file that sets it (Compose, .env, Kubernetes, …): FILE, env:NAME or - [default: the profile's, else `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`]
    #[arg(value_name = "FILE")]
    pub(super) source: Option<ConfigSource>,

    /// Engine to check for: hasura, ddn or relyauth [default: detected from the configuration]
    #[arg(
        long,
        value_name = "ENGINE",
        visible_alias = "for",
        value_parser = engine_name(),
        hide_possible_values = true,
        help_heading = "Input"
    )]
    pub(super) engine: Option<Engine>,
}

fn check_examples() -> StyledStr {
    examples(&[
        ("The configuration in HASURA_GRAPHQL_JWT_SECRET", "jwtool secret check"),
        ("The configuration in a file", "jwtool secret check auth-config.hml"),
        ("The configuration from another command", "jwtool secret hmac | jwtool secret check -"),
    ])
}

/// Convert a configuration for another engine
///
/// Prints the converted configuration, and warns about everything that is lost or behaves
/// differently. Exits with 3 if the other engine cannot express the configuration.
#[derive(Args, Debug)]
#[command(after_long_help = convert_examples())]
pub(super) struct ConvertArgs {
    /// Configuration, or a file that sets it (Compose, .env, Kubernetes, …): FILE, env:NAME or - [default: the profile's, else `HASURA_GRAPHQL_JWT_SECRETS`, `HASURA_GRAPHQL_JWT_SECRET`]
    #[arg(value_name = "FILE")]
    pub(super) source: Option<ConfigSource>,

    /// Engine to convert to: hasura, ddn or relyauth
    #[arg(
        long,
        value_name = "ENGINE",
        value_parser = engine_name(),
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub(super) to: Engine,

    /// Engine to convert from: hasura, ddn or relyauth [default: detected from the configuration]
    #[arg(
        long,
        value_name = "ENGINE",
        visible_alias = "for",
        value_parser = engine_name(),
        hide_possible_values = true,
        help_heading = "Input"
    )]
    pub(super) engine: Option<Engine>,

    /// Token whose session variables are listed, for engines without a namespace beside single claims: TEXT, @FILE or env:NAME
    #[arg(long, value_name = "TOKEN", help_heading = "Configuration")]
    pub(super) token: Option<TokenSource>,

    #[command(flatten)]
    pub(super) changes: ChangeFlags,

    #[command(flatten)]
    pub(super) algorithm: AlgorithmFlag,

    #[command(flatten)]
    pub(super) output: OutputFlag,
}

impl ConvertArgs {
    /// Whether any flag changes the configuration.
    pub(super) const fn has_changes(&self) -> bool {
        self.changes.any() || self.algorithm.alg.is_some()
    }
}

fn convert_examples() -> StyledStr {
    examples(&[
        ("For Hasura DDN, from HASURA_GRAPHQL_JWT_SECRET", "jwtool secret convert --to ddn"),
        ("From a file, for RelyAuth", "jwtool secret convert auth-config.hml --to relyauth"),
        ("Only change the output format", "jwtool secret convert --to hasura --output kubernetes"),
    ])
}

/// Returns the parser for the name of an engine.
fn engine_name() -> impl TypedValueParser<Value = Engine> {
    PossibleValuesParser::new(Engine::ALL.map(Engine::name)).try_map(|name| {
        Engine::ALL.into_iter().find(|engine| engine.name() == name).ok_or("unknown engine")
    })
}

/// Returns the parser for the name of a format.
fn output_format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or("unknown format")
    })
}
