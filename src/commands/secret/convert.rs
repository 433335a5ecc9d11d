//! `secret convert`: converts a configuration for another engine, and warns about what is lost.

use crate::commands::flags::GlobalFlags;
use crate::commands::present;
use crate::commands::secret::flags::ConvertArgs;
use crate::commands::secret::output::WrittenConfig;
use crate::commands::secret::warning::SecretWarning;
use crate::commands::secret::{changes, check, new, output};
use crate::error::{ConfigFault, Error};
use crate::exit::Outcome;
use crate::hasura::engine::Surroundings;
use crate::hasura::explanation::Engine;
use crate::hasura::registry::{self, ConfiguredEngine, StartupError};
use crate::hasura::settings::{ClaimPath, ClaimsSettings, Entry, KeySettings, Settings};
use crate::hasura::view::{ALLOWED_ROLES, ClaimsFormat, DEFAULT_ROLE};
use crate::hasura::warning::EngineWarning;
use crate::hasura::{conversion, yaml};
use crate::hint::{self, Verb};
use crate::inspection::Inspection;
use crate::jose::json::Value;
use crate::jose::note::Note;
use crate::jose::path::{JsonPath, Step};
use crate::render;
use crate::render::json::ConfigErrorDocument;
use crate::source::engine_config::LoadedConfig;
use crate::system::System;

pub(super) fn run(
    args: &ConvertArgs,
    global: &GlobalFlags,
    system: &mut System,
) -> Result<Outcome, Error> {
    let to = args.to;
    let format = args.output.output.unwrap_or_else(|| output::default_format(to));
    output::check_format(to, format)?;
    let found = check::configuration(args.engine, args.source.as_ref(), global, system)?;
    let from = args.engine.unwrap_or(found.engine);
    system.note(&format!("the configuration from {} is for {}", found.from, from.title()));
    let environment = system.environment;
    let lookup = |name: &str| environment.exactly(name);
    let surroundings =
        Surroundings { variable: Some(found.variable()), ..Surroundings::new(&lookup) };
    let source = match ConfiguredEngine::parse(from, &found.text, &surroundings) {
        Ok(source) => source,
        Err(error) => return does_not_start(&error, system),
    };
    if from == to && !args.has_changes() {
        // Only the format changes.
        let config = as_it_is(&found, from);
        let warnings = private_key(&config).into_iter().collect();
        let written = WrittenConfig { engine: to, warnings, config };
        return output::print_converted(&written, format, system);
    }
    let mut differences = Vec::new();
    let mut settings = source.settings(&lookup, &mut differences);
    for issuer in &mut settings.issuers {
        changes::apply(issuer, &args.changes)?;
        match (args.algorithm.alg, &mut issuer.key) {
            (Some(alg), KeySettings::Fixed { algorithm, enforced, .. }) => {
                *algorithm = alg;
                *enforced = true;
            }
            (Some(alg), KeySettings::Url(_)) => differences.push(Note::new(
                EngineWarning::Alg,
                format!("`--alg {alg}` has no effect: the keys at a URL name their own algorithm"),
            )),
            (None, _) => {}
        }
    }
    if let Some(token) = &args.token {
        let token = new::one_token(token.clone(), "secret convert", system)?;
        let inspection = Inspection::of(&token, system.now);
        let claims = inspection.anatomy.claims().cloned().ok_or(Error::TokenUnreadable)?;
        list_variables(&mut settings, to, &Value::from(claims), &mut differences);
    }
    let written = conversion::build(to, &settings, &lookup, &mut differences).map_err(|error| {
        Error::Configuration {
            file: format!("{} for {}", found.from, to.title()),
            fault: ConfigFault::Inexpressible {
                engine: to,
                message: std::iter::once(error.to_string())
                    .chain(settings.others.iter().map(|what| format!("not converted: {what}")))
                    .collect::<Vec<_>>()
                    .join("; "),
            },
        }
    })?;
    if from == to && settings.issuers.len() + usize::from(settings.anonymous.is_some()) > 1 {
        differences.push(Note::new(
            EngineWarning::Modes,
            "the modes are rewritten: the first jwt mode comes first, and names may change",
        ));
    }
    for difference in conversion::losses(from, to, &settings) {
        if !differences.contains(&difference) {
            differences.push(difference);
        }
    }
    if from != to {
        // Print warnings about the audience and cookies only once.
        let given: Vec<EngineWarning> = differences.iter().map(|warning| warning.code).collect();
        let own = written.engine.warnings().iter().filter(|warning| match warning.code {
            EngineWarning::NoAudience => !given.contains(&EngineWarning::Audience),
            code => !given.contains(&code),
        });
        differences.extend(own.cloned());
    }
    let warnings = differences.into_iter().map(Note::widen).collect();
    let written = WrittenConfig { engine: to, config: written.value, warnings };
    output::print_converted(&written, format, system)
}

/// Lists the session variables that a token has under a namespace, where single claims are
/// configured beside it: only `RelyAuth` combines both.
fn list_variables(
    settings: &mut Settings,
    to: Engine,
    claims: &Value,
    differences: &mut Vec<Note<EngineWarning>>,
) {
    if to == Engine::Relyauth {
        return;
    }
    for issuer in &mut settings.issuers {
        let ClaimsSettings { namespace, entries } = &mut issuer.claims;
        let Some((ClaimPath::Steps(path), ClaimsFormat::Json)) = namespace.as_ref() else {
            continue;
        };
        if entries.is_empty() {
            continue;
        }
        let found = path.find(claims, false);
        let Some(members) = found.as_deref().and_then(Value::as_object) else {
            differences.push(Note::new(
                EngineWarning::NamespaceAndMap,
                format!("the token has no claims at `{path}`, so none of them are listed"),
            ));
            continue;
        };
        let roles = [ALLOWED_ROLES, DEFAULT_ROLE].into_iter();
        let names: Vec<&str> =
            roles.chain(members.effective().into_iter().map(|(name, _)| name)).collect();
        let mut listed = Vec::new();
        for name in names {
            // Hasura v2 reads no other names.
            let is_read =
                to != Engine::Hasura || name.to_ascii_lowercase().starts_with("x-hasura-");
            if !is_read || entries.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
                continue;
            }
            let mut steps = path.steps().to_vec();
            steps.push(Step::Key(name.to_owned()));
            let path = ClaimPath::Steps(JsonPath::of(steps));
            entries.push((name.to_owned(), Entry::Path { path, default: None }));
            listed.push(format!("`{name}`"));
        }
        *namespace = None;
        differences.push(Note::new(
            EngineWarning::NamespaceAndMap,
            format!(
                "the claims that this token has in the namespace are listed one by one ({}): a token with others needs them added, and Hasura v2 refuses a token that lacks one",
                listed.join(", ")
            ),
        ));
    }
}

/// Returns the configuration unchanged, without the other documents in the same file.
fn as_it_is(found: &LoadedConfig, engine: Engine) -> Value {
    if engine == Engine::Hasura {
        return Value::parse(found.text.as_bytes()).unwrap_or(Value::Null);
    }
    let documents = yaml::read_all(&found.text).unwrap_or_default();
    let ours = documents.iter().find(|document| match engine {
        Engine::Ddn => {
            documents.len() == 1
                || document.as_object().and_then(|object| object.get_str("kind"))
                    == registry::document_kind(engine)
        }
        Engine::Hasura | Engine::Relyauth => true,
    });
    ours.cloned().unwrap_or(Value::Null)
}

/// Returns a warning if the unchanged configuration contains a private key.
fn private_key(config: &Value) -> Option<Note<SecretWarning>> {
    config.to_json().contains("PRIVATE KEY-----").then(|| {
        let message = "the configuration contains a private key, which no engine needs: replace it with its public half";
        Note::new(EngineWarning::PrivateKey.into(), message)
    })
}

/// Reports that the configuration's own engine does not start with it.
fn does_not_start(error: &StartupError, system: &mut System) -> Result<Outcome, Error> {
    let hint = hint::startup(error, Verb::SecretConvert);
    present::in_place_of_output(
        || ConfigErrorDocument::new(error, hint.clone()),
        |page| render::config::does_not_start(page, error),
        system,
    )?;
    present::remark(&format!("hint: {hint}"), system)?;
    Ok(Outcome::Unreadable)
}
