//! `secret --interactive`: asks for what was not given, and says the command that would have done it.

use crate::commands::secret::new::unknown_provider;
use crate::commands::secret::{SecretArgs, check_form, usual_form};
use crate::error::Error;
use crate::hasura::explanation::Engine;
use crate::provider::preset::{PROVIDERS, PresetProvider};
use crate::render::secret::Format;
use crate::source::key::KeySource;
use crate::system::System;

/// What was asked for, given or answered.
pub(super) struct Answers {
    pub(super) words: Vec<String>,
    pub(super) engine: Engine,
    pub(super) output: Format,
}

/// What can be asked for beside the providers.
const OTHERS: [(&str, &str); 4] = [
    ("", "the key that `mint` signs with"),
    ("hmac", "a new random secret"),
    ("key", "a key: a file, key:NAME or a URL"),
    ("token", "whatever a token says: @FILE, env:NAME or the text"),
];

/// Asks. `None` if a question was left with Escape or Ctrl-C.
pub(super) fn ask(
    args: &SecretArgs,
    words: &[&str],
    system: &mut System,
) -> Result<Option<Answers>, Error> {
    let words = words.strip_prefix(&["new"]).unwrap_or(words);
    let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    if words.is_empty() {
        let providers = PROVIDERS.iter().map(|known| format!("{} ({})", known.name, known.example));
        let others = OTHERS.iter().map(|(_, sentence)| (*sentence).to_owned());
        let choices: Vec<String> = providers.chain(others).collect();
        let Some(index) = system.ask_choice("Tokens of", &choices, 0)? else {
            return Ok(None);
        };
        let name = match PROVIDERS.get(index) {
            Some(known) => known.name,
            None => OTHERS.get(index - PROVIDERS.len()).map_or("", |(name, _)| name),
        };
        words.extend(Some(name.to_owned()).filter(|name| !name.is_empty()));
    }
    let others = || OTHERS.iter().map(|(name, _)| *name);
    if let Some(name) = words.first()
        && PresetProvider::named(name).is_none()
        && !others().any(|other| other == name)
    {
        return Err(unknown_provider(name));
    }
    while let [name] = words.as_slice()
        && name != "hmac"
    {
        let question = match PresetProvider::named(name) {
            Some(known) => format!("{name} (like {})", known.example),
            None if name == "key" => "Key (FILE, env:NAME, key:NAME or URL)".to_owned(),
            None => "Token (@FILE, env:NAME or the text)".to_owned(),
        };
        let Some(value) = system.ask_text(&question)? else { return Ok(None) };
        match PresetProvider::named(name) {
            Some(known) if known.preset(&value).is_none() => {
                system.say(&format!("that is no value for `{name}`"));
            }
            _ => words.push(value),
        }
    }
    let engine = if let Some(engine) = args.engine {
        engine
    } else {
        let titles = Engine::ALL.map(|engine| engine.title().to_owned());
        let Some(index) = system.ask_choice("Engine", &titles, 0)? else {
            return Ok(None);
        };
        Engine::ALL.get(index).copied().unwrap_or(Engine::Hasura)
    };
    let output = if let Some(output) = args.output {
        output
    } else {
        let fits = |form: &Format| check_form(engine, *form).is_ok();
        let forms: Vec<Format> = Format::ALL.into_iter().filter(fits).collect();
        let names: Vec<String> = forms.iter().map(|form| form.name().to_owned()).collect();
        let usual = forms.iter().position(|form| *form == usual_form(engine)).unwrap_or(0);
        let Some(index) = system.ask_choice("Form", &names, usual)? else {
            return Ok(None);
        };
        forms.get(index).copied().unwrap_or(Format::Json)
    };
    Ok(Some(Answers { words, engine, output }))
}

impl Answers {
    /// The command that does the same without asking. A token or a secret is not repeated.
    pub(super) fn command(&self, args: &SecretArgs) -> String {
        let mut command = "jwtool secret".to_owned();
        let mut add = |word: &str| {
            command.push(' ');
            command.push_str(&quoted(word));
        };
        let is_token = self.words.first().is_some_and(|name| name == "token");
        for (index, word) in self.words.iter().enumerate() {
            if is_token && index == 1 && !word.starts_with(['@', '-']) && !word.starts_with("env:")
            {
                add("TOKEN");
            } else {
                add(word);
            }
        }
        let mut flag = |name: &str, value: &str| {
            add(name);
            add(value);
        };
        flag("--engine", self.engine.name());
        for audience in &args.audience {
            flag("--audience", audience);
        }
        let texts = [
            ("--issuer", &args.issuer),
            ("--namespace", &args.namespace),
            ("--namespace-path", &args.namespace_path),
            ("--token-header", &args.token_header),
        ];
        for (name, value) in texts {
            if let Some(value) = value {
                flag(name, value);
            }
        }
        if let Some(skew) = args.skew {
            flag("--skew", &format!("{}s", skew.seconds()));
        }
        if let Some(algorithm) = args.signing.alg {
            flag("--alg", algorithm.name());
        }
        if let Some(key) = &args.signing.key {
            flag("--key", &typed(key));
        }
        if args.signing.passphrase.is_some() {
            flag("--passphrase", "env:NAME");
        }
        if args.signing.secret.is_some() {
            flag("--secret", "env:NAME");
        }
        flag("--output", self.output.name());
        for (given, name) in
            [(args.stringified, "--stringified"), (args.certificate, "--certificate")]
        {
            if given {
                command.push(' ');
                command.push_str(name);
            }
        }
        command
    }
}

/// A key as it was typed.
fn typed(key: &KeySource) -> String {
    match key {
        KeySource::File(path) => path.display().to_string(),
        KeySource::Variable(name) => format!("env:{name}"),
        KeySource::Stdin => "-".to_owned(),
        KeySource::Url(url) => url.clone(),
        KeySource::Stored(name) => format!("key:{name}"),
    }
}

/// A word as a POSIX shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "@%+=:,./_-".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_expand_them() {
        assert_eq!(quoted("https://x/y:1"), "https://x/y:1");
        assert_eq!(quoted("$.a b"), "'$.a b'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
