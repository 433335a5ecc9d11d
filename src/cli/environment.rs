//! The variables that each command reads, for its help.

use clap::Command;
use clap::builder::{StyledStr, Styles};

use crate::render::help::FIXED_SPACE;

/// A variable, and what it is for.
type Variable = (&'static str, &'static str);

const TOKEN: Variable = ("JWTOOL_TOKEN", "Token if no argument names one: TEXT, @FILE or env:NAME");
const CONFIG_FOLDER: Variable = ("JWTOOL_CONFIG_DIR", "Directory of config.toml");
const DATA_FOLDER: Variable = ("JWTOOL_DATA_DIR", "Directory of keys, logins and cached keys");
const CONFIGURATIONS: Variable =
    ("HASURA_GRAPHQL_JWT_SECRETS", "Hasura's configurations: a list, read first");
const CONFIGURATION: Variable = ("HASURA_GRAPHQL_JWT_SECRET", "Hasura's configuration");
const ENDPOINT: Variable = ("HASURA_GRAPHQL_ENDPOINT", "GraphQL endpoint if nothing names one");
const PROXY: Variable =
    ("HTTPS_PROXY", "Proxy for requests (also HTTP_PROXY, ALL_PROXY, NO_PROXY)");
const GITHUB_URL: Variable =
    ("ACTIONS_ID_TOKEN_REQUEST_URL", "Set by GitHub Actions, for the login `github-actions`");
const GITHUB_TOKEN: Variable =
    ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "Set by GitHub Actions, for the login `github-actions`");
const AWS: Variable = (
    "AWS_ENDPOINT_URL",
    "Where Cognito is reached (also AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER)",
);
const BROWSER: Variable = (
    "BROWSER",
    "Program that opens the login page; nothing is opened over ssh (SSH_CONNECTION, SSH_CLIENT, SSH_TTY) without a display (DISPLAY, WAYLAND_DISPLAY); WSL (WSL_DISTRO_NAME, WSL_INTEROP) has the browser of Windows",
);
const CERTIFICATES: Variable =
    ("SSL_CERT_FILE", "Certificate authorities to trust besides the system's");

const RUNNER: Variable = (
    "GITHUB_ACTIONS",
    "Whether --github prints (true); GITHUB_STEP_SUMMARY: where it adds a table",
);

/// The variables of every command that reads profiles.
const FOLDERS: [Variable; 2] = [CONFIG_FOLDER, DATA_FOLDER];

/// The variables of every command that sends requests.
const NETWORK: [Variable; 2] = [PROXY, CERTIFICATES];

/// Returns the variables that a command reads, other than those beside a global flag. The
/// command is without `jwtool`.
fn variables(command: &str) -> Vec<Variable> {
    const HASURA: [Variable; 2] = [CONFIGURATIONS, CONFIGURATION];
    let groups: &[&[Variable]] = match command {
        "decode" | "logout" | "status" => &[&[TOKEN], &FOLDERS],
        "verify" | "explain" => &[&[TOKEN], &HASURA, &FOLDERS, &NETWORK],
        "ping" | "ping rest" => &[&[TOKEN], &HASURA, &FOLDERS, &NETWORK, &[RUNNER]],
        "ping graphql" => &[&[TOKEN, ENDPOINT], &HASURA, &FOLDERS, &NETWORK, &[RUNNER]],
        "secret" | "profile" | "profile list" => &[&FOLDERS],
        "secret check" | "secret convert" => &[&HASURA, &[CONFIG_FOLDER]],
        "secret auth0" | "secret token" => &[&[CONFIG_FOLDER], &NETWORK],
        "mint" | "secret key" => &[&FOLDERS, &NETWORK],
        "key import" => &[&[DATA_FOLDER], &NETWORK],
        "login" => &[&[TOKEN], &FOLDERS, &[BROWSER, GITHUB_URL, GITHUB_TOKEN, AWS], &NETWORK],
        "token" | "exec" => &[&[TOKEN], &FOLDERS, &[GITHUB_URL, GITHUB_TOKEN, AWS], &NETWORK],
        "serve" | "profile trust" => &[&[DATA_FOLDER]],
        "profile show" => &[&[ENDPOINT], &HASURA, &FOLDERS],
        "completions" | "man" => &[],
        "" => &[
            &[TOKEN],
            &FOLDERS,
            &HASURA,
            &[ENDPOINT],
            &NETWORK,
            &[BROWSER, GITHUB_URL, GITHUB_TOKEN, AWS],
            &[RUNNER],
        ],
        _ if command.starts_with("key") => &[&[DATA_FOLDER]],
        _ => &[&[CONFIG_FOLDER]],
    };
    groups.concat()
}

/// Adds the variables to the long help of a command and of those below it, before the
/// examples.
pub(super) fn with_variables(command: Command, path: &str) -> Command {
    let command = command.mut_subcommands(|below| {
        let path = format!("{path} {}", below.get_name());
        with_variables(below, &path)
    });
    let Some(section) = section(path) else { return command };
    let examples = command.get_after_long_help().map(|text| format!("\n\n{}", text.ansi()));
    let text = format!("{section}{}", examples.unwrap_or_default());
    command.after_long_help(StyledStr::from(text))
}

/// Returns the variables of a command as a section of its help; those of any command if the path
/// is empty.
pub(super) fn section(path: &str) -> Option<String> {
    let variables = variables(path);
    (!variables.is_empty()).then(|| rows("Environment", &variables))
}

/// Returns a section of help with rows of a name and what it is for.
pub(super) fn rows(title: &str, rows: &[(&str, &str)]) -> String {
    let header = *Styles::default().get_header();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let lines: Vec<String> = rows
        .iter()
        .map(|(name, use_)| {
            let padding = " ".repeat(width - name.len());
            format!("  {name}{padding}  {use_}").replace(' ', FIXED_SPACE)
        })
        .collect();
    format!("{header}{title}:{header:#}\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use clap::CommandFactory as _;

    use crate::cli::Cli;
    use crate::render::help::FIXED_SPACE;

    fn help(words: &[&str]) -> String {
        let mut command = Cli::command();
        command.build();
        let mut found = &mut command;
        for word in words {
            found = found.find_subcommand_mut(word).unwrap();
        }
        found.render_long_help().to_string().replace(FIXED_SPACE, " ")
    }

    #[test]
    fn every_command_names_the_variables_that_it_reads() {
        for (words, expected, other) in [
            (&["decode"][..], &["JWTOOL_TOKEN", "JWTOOL_PROFILE"][..], Some("SSL_CERT_FILE")),
            (
                &["verify"],
                &["HASURA_GRAPHQL_JWT_SECRETS", "SSL_CERT_FILE"],
                Some("HASURA_GRAPHQL_END"),
            ),
            (&["mint"], &["JWTOOL_DATA_DIR", "JWTOOL_PROFILE"], Some("JWTOOL_TOKEN")),
            (&["secret", "check"], &["HASURA_GRAPHQL_JWT_SECRET "], Some("JWTOOL_DATA_DIR")),
            (&["secret", "cognito"], &["JWTOOL_CONFIG_DIR"], Some("JWTOOL_DATA_DIR")),
            (&["key", "new"], &["JWTOOL_DATA_DIR"], Some("JWTOOL_CONFIG_DIR")),
            (&["ping", "graphql"], &["HASURA_GRAPHQL_ENDPOINT", "HTTPS_PROXY"], None),
            (&["ping", "rest"], &["HASURA_GRAPHQL_JWT_SECRET "], Some("HASURA_GRAPHQL_ENDPOINT")),
        ] {
            let help = help(words);
            for name in expected {
                assert!(help.contains(name), "{words:?}: {name}\n{help}");
            }
            // `ping graphql` reads them all.
            assert!(!other.is_some_and(|name| help.contains(name)), "{words:?}: {other:?}\n{help}");
            let environment = help.find("Environment:").unwrap();
            assert!(environment < help.find("Examples:").unwrap(), "{words:?}");
        }
    }

    #[test]
    fn the_page_about_configuration_has_every_variable() {
        let page = include_str!("../../docs/settings.md");
        for (name, use_) in super::variables("") {
            assert!(page.contains(&format!("| `{name}` | {use_} |")), "{name}");
        }
        for command in ["verify", "mint", "ping graphql", "login", "exec", "serve", "secret check"]
        {
            for variable in super::variables(command) {
                assert!(super::variables("").contains(&variable), "{command}: {variable:?}");
            }
        }
    }

    #[test]
    fn every_variable_that_the_sources_read_stands_in_some_help() {
        let all: String = ["verify", "mint", "ping graphql", "login"]
            .map(|line| help(&line.split(' ').collect::<Vec<_>>()))
            .concat();
        let system = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/system");
        let mut names = BTreeSet::new();
        let mut paths = vec![system];
        while let Some(path) = paths.pop() {
            if path.is_dir() {
                paths.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for word in text.split('"').skip(1).step_by(2) {
                let is_name = !word.starts_with("CARGO_")
                    && word.len() > 6
                    && word.contains('_')
                    && word.chars().all(|c| c.is_ascii_uppercase() || c == '_');
                if is_name {
                    names.insert(word.to_owned());
                }
            }
        }
        assert!(names.contains("JWTOOL_DATA_DIR"), "{names:?}");
        for name in names {
            assert!(all.contains(&name), "{name}");
        }
    }
}
