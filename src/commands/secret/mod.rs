//! `jwtool secret`: prints, checks and converts configurations that make engines accept tokens.

mod ask;
mod changes;
mod check;
mod convert;
mod flags;
mod new;
mod output;
mod provider;
mod request;
mod warning;

use clap::builder::StyledStr;
use clap::{Args, Subcommand};

use crate::commands::flags::{GlobalFlags, SigningFlags, examples};
use crate::commands::secret::flags::{CheckArgs, ConvertArgs, NewFlags};
use crate::commands::secret::provider::{Kind, ProviderCommand};
use crate::commands::secret::request::Request;
use crate::error::Error;
use crate::exit::Outcome;
use crate::hasura::explanation::Engine;
use crate::hint::Verb;
use crate::system::System;

/// Print the configuration that makes Hasura v2, DDN or RelyAuth accept a token
///
/// Without a command, the configuration accepts the tokens that `mint` creates. Name a provider
/// to accept its tokens instead. `check` tests whether an engine would start with a
/// configuration, and `convert` converts a configuration for another engine.
#[derive(Args, Debug)]
#[command(after_long_help = secret_examples())]
pub(crate) struct SecretArgs {
    #[command(flatten)]
    flags: NewFlags,

    #[command(flatten)]
    signing: SigningFlags,

    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Subcommand, Debug)]
enum Task {
    Check(CheckArgs),
    Convert(ConvertArgs),
    #[command(flatten)]
    Provider(ProviderCommand),
}

impl SecretArgs {
    /// Returns the command, for hints.
    pub(crate) const fn for_hints(&self) -> Verb {
        match &self.task {
            None => Verb::Secret,
            Some(Task::Check(_)) => Verb::SecretCheck,
            Some(Task::Convert(_)) => Verb::SecretConvert,
            Some(Task::Provider(command)) => match command.provider.kind {
                Kind::Preset { .. } | Kind::Impossible { .. } => Verb::SecretProvider,
                Kind::Key | Kind::KeyFile { .. } => Verb::SecretKey,
                Kind::Hmac => Verb::SecretHmac,
                Kind::Token => Verb::SecretToken,
            },
        }
    }
}

fn secret_examples() -> StyledStr {
    examples(&[
        ("For the key that `mint` signs with", "jwtool secret"),
        ("For a Cognito user pool", "jwtool secret cognito us-east-1_U2dzkxfTv --output dotenv"),
        ("Check the configuration in HASURA_GRAPHQL_JWT_SECRET", "jwtool secret check"),
    ])
}

pub(crate) fn run(
    args: &SecretArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let request = match &args.task {
        Some(Task::Check(args)) => return check::run(args, global, system),
        Some(Task::Convert(args)) => return convert::run(args, global, system),
        Some(Task::Provider(command)) => Request::from(command),
        None => Request {
            provider: None,
            flags: &args.flags,
            certificate: false,
            roles: &[],
            signing: &args.signing,
            profile: None,
        },
    };
    let (_, profile) = global.profiles(system)?;
    let request = Request { profile: profile.as_ref(), ..request };
    if request.flags.interactive {
        return ask::run(request, system);
    }
    let engine = request.flags.engine.unwrap_or(Engine::Hasura);
    let format = request.flags.output.output.unwrap_or_else(|| output::default_format(engine));
    new::run(&request, engine, format, system)
}
