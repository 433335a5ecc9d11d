//! `secret --interactive`: prompts for missing values, then prints the equivalent command.

use crate::commands::present;
use crate::commands::secret::provider::{Kind, PROVIDERS, Provider};
use crate::commands::secret::request::Request;
use crate::commands::secret::{new, output};
use crate::error::Error;
use crate::escape;
use crate::exit::Outcome;
use crate::hasura::explanation::Engine;
use crate::redact;
use crate::render::secret::Format;
use crate::source::key::KeySource;
use crate::system::System;

/// The hint for when there is no terminal.
const HINT: &str =
    "pass the answers: `jwtool secret PROVIDER VALUE --engine ENGINE --output FORMAT`";

/// The answers, from flags or prompts.
struct Answers {
    /// The provider and its value; `None` for the key that `mint` signs with
    provider: Option<(&'static Provider, Option<String>)>,
    engine: Engine,
    output: Format,
}

/// Prompts for missing values, and writes the configuration.
pub(super) fn run(request: Request<'_>, system: &mut System) -> Result<Outcome, Error> {
    if !system.can_ask() {
        let message = if system.quiet {
            "`--interactive` cannot be used with `--quiet`"
        } else {
            "`--interactive` needs a terminal"
        };
        return Err(Error::usage(message, HINT));
    }
    let Some(answers) = ask(&request, system)? else {
        return Err(Error::usage("nothing was chosen", HINT));
    };
    let provider = answers.provider.as_ref();
    let request = Request {
        provider: provider.map(|(provider, value)| (*provider, value.as_deref())),
        ..request
    };
    let outcome = new::run(&request, answers.engine, answers.output, system)?;
    let is_random = provider.is_some_and(|(provider, _)| matches!(provider.kind, Kind::Hmac));
    let again = if is_random { "for another secret, run:" } else { "to do the same again, run:" };
    present::remark_with_command(again, &answers.command(&request), system)?;
    Ok(outcome)
}

/// Prompts for missing values. Returns `None` if the user cancels with Escape or Ctrl-C.
fn ask(request: &Request<'_>, system: &mut System) -> Result<Option<Answers>, Error> {
    let provider = if request.provider.is_some() {
        request.provider
    } else {
        let possible: Vec<&Provider> =
            PROVIDERS.iter().filter(|provider| provider.is_possible()).collect();
        let choices = possible.iter();
        let choices = choices.map(|provider| format!("{} ({})", provider.title, provider.name));
        let own_key = "The key that `mint` signs with".to_owned();
        let choices: Vec<String> = choices.chain([own_key]).collect();
        let Some(index) = system.ask_choice("Accept tokens from", &choices, 0)? else {
            return Ok(None);
        };
        possible.get(index).map(|provider| (*provider, None))
    };
    let provider = match provider {
        None => None,
        Some((provider, value)) => {
            let Some(value) = ask_value(provider, value, system)? else { return Ok(None) };
            Some((provider, value))
        }
    };
    let engine = if let Some(engine) = request.flags.engine {
        engine
    } else {
        let titles = Engine::ALL.map(|engine| engine.title().to_owned());
        let Some(index) = system.ask_choice("Engine", &titles, 0)? else {
            return Ok(None);
        };
        Engine::ALL.get(index).copied().unwrap_or(Engine::Hasura)
    };
    let format = if let Some(format) = request.flags.output.output {
        format
    } else {
        let fits = |format: &Format| output::check_format(engine, *format).is_ok();
        let formats: Vec<Format> = Format::ALL.into_iter().filter(fits).collect();
        let names: Vec<String> = formats.iter().map(|format| format.name().to_owned()).collect();
        let usual = formats
            .iter()
            .position(|format| *format == output::default_format(engine))
            .unwrap_or(0);
        let Some(index) = system.ask_choice("Output format", &names, usual)? else {
            return Ok(None);
        };
        formats.get(index).copied().unwrap_or(Format::Json)
    };
    Ok(Some(Answers { provider, engine, output: format }))
}

/// Prompts for the value of a provider that needs one, until it is valid. Returns `None` if
/// the user cancels.
#[expect(clippy::option_option, reason = "left unanswered, and no value, are different")]
fn ask_value(
    provider: &Provider,
    given: Option<&str>,
    system: &mut System,
) -> Result<Option<Option<String>>, Error> {
    let Some(description) = &provider.value else { return Ok(Some(None)) };
    if let Some(value) = given {
        return Ok(Some(Some(value.to_owned())));
    }
    let question = format!("{} (like {})", description.title(), description.example);
    loop {
        let Some(value) = system.ask_text(&question)? else { return Ok(None) };
        match provider.kind {
            Kind::Preset { read, .. } if read(&value).is_none() => {
                system.say(&format!("that is not {}", description.what));
            }
            _ => return Ok(Some(Some(value))),
        }
    }
}

impl Answers {
    /// Returns the equivalent command without prompts. Contains a placeholder instead of a
    /// token or a secret.
    fn command(&self, request: &Request<'_>) -> String {
        let mut command = "jwtool secret".to_owned();
        let mut add = |word: &str| {
            command.push(' ');
            command.push_str(&escape::shell_word(word));
        };
        if let Some((provider, value)) = &self.provider {
            add(provider.name);
            if let Some(value) = value {
                let is_reference = value.starts_with(['@', '-']) || value.starts_with("env:");
                let hidden = matches!(provider.kind, Kind::Token) && !is_reference;
                add(if hidden { "TOKEN" } else { value });
            }
        }
        let mut flag = |name: &str, value: &str| {
            add(name);
            add(value);
        };
        flag("--engine", self.engine.name());
        let changes = &request.flags.changes;
        for audience in &changes.audience {
            flag("--audience", audience);
        }
        let texts = [
            ("--issuer", &changes.issuer),
            ("--namespace", &changes.namespace),
            ("--namespace-path", &changes.namespace_path),
            ("--token-header", &changes.token_header),
        ];
        for (name, value) in texts {
            if let Some(value) = value {
                flag(name, value);
            }
        }
        if let Some(skew) = changes.skew {
            flag("--skew", &format!("{}s", skew.seconds()));
        }
        let signing = request.signing;
        if let Some(algorithm) = signing.alg {
            flag("--alg", algorithm.name());
        }
        if let Some(key) = &signing.key {
            flag("--key", &typed(key));
        }
        if signing.passphrase.is_some() {
            flag("--passphrase", "env:NAME");
        }
        if signing.secret.is_some() {
            flag("--secret", "env:NAME");
        }
        flag("--output", self.output.name());
        for (given, name) in
            [(changes.stringified, "--stringified"), (request.certificate, "--certificate")]
        {
            if given {
                add(name);
            }
        }
        command
    }
}

/// Returns a key as it was typed, without what may be secret in its name.
fn typed(key: &KeySource) -> String {
    match key {
        KeySource::File(path) => redact::path(path),
        KeySource::Variable(name) => format!("env:{}", redact::place(name)),
        KeySource::Stdin => "-".to_owned(),
        KeySource::Url(url) => redact::address(url),
        KeySource::Stored(name) => format!("key:{}", redact::place(name)),
    }
}
