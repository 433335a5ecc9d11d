//! Finds the command that a command line names, without parsing the rest of it.

use std::borrow::Cow;
use std::ffi::OsString;

use clap::{Arg, Command};

/// The path of commands that a command line names, starting at `jwtool`.
pub(super) struct CommandPath<'a> {
    root: &'a Command,
    /// Each command with the position of its name among the arguments
    named: Vec<(usize, &'a Command)>,
    /// The position of the first word that is not a command
    rest: Option<usize>,
}

impl<'a> CommandPath<'a> {
    /// Follows the arguments through the subcommands of a built command.
    pub(super) fn new(root: &'a Command, arguments: &[OsString]) -> Self {
        let mut path = Self { root, named: Vec::new(), rest: None };
        let mut is_value = false;
        for (index, argument) in arguments.iter().enumerate().skip(1) {
            let argument = argument.to_str().unwrap_or_default();
            if std::mem::take(&mut is_value) {
                continue;
            }
            if argument == "--" {
                break;
            }
            if argument.len() > 1 && argument.starts_with('-') {
                is_value = takes_next(path.last(), argument);
                continue;
            }
            // `jwtool help mint` refers to `mint`.
            if argument == "help" && path.last().has_subcommands() {
                continue;
            }
            let Some(command) = path.last().find_subcommand(argument) else {
                path.rest = Some(index);
                break;
            };
            path.named.push((index, command));
        }
        path
    }

    /// Returns the innermost command.
    pub(super) fn last(&self) -> &'a Command {
        self.named.last().map_or(self.root, |(_, command)| command)
    }

    /// Returns the position of the first word that is not a command.
    pub(super) const fn rest(&self) -> Option<usize> {
        self.rest
    }

    /// Returns the names of the commands below `jwtool`.
    pub(super) fn names(&self) -> Vec<&'a str> {
        self.named.iter().map(|(_, command)| command.get_name()).collect()
    }
}

impl std::fmt::Display for CommandPath<'_> {
    /// Writes the full command, such as `jwtool secret cognito`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.root.get_name())?;
        self.named.iter().try_for_each(|(_, command)| write!(f, " {}", command.get_name()))
    }
}

/// Rewrites a command line of `secret` or `ping` to the form that the parser knows: flags
/// before a subcommand move behind it, `secret new` is `secret`, and `ping` alone or with a
/// URL is `ping graphql` or `ping rest`.
pub(super) fn normalize(
    arguments: &[OsString],
    command: impl FnOnce() -> Command,
) -> Cow<'_, [OsString]> {
    let is_candidate = |pair: &[OsString]| match pair {
        [verb, next] => {
            verb == "secret" && (next == "new" || next.to_string_lossy().starts_with('-'))
        }
        _ => false,
    };
    let is_ping = arguments.iter().any(|argument| argument == "ping");
    if !is_ping && !arguments.windows(2).any(is_candidate) {
        return Cow::Borrowed(arguments);
    }
    let mut command = command();
    command.build();
    let mut arguments = arguments.to_vec();
    let path = CommandPath::new(&command, &arguments);
    if let (["secret"], Some(rest)) = (path.names().as_slice(), path.rest)
        && arguments.get(rest).is_some_and(|word| word == "new")
    {
        arguments.remove(rest);
    }
    let path = CommandPath::new(&command, &arguments);
    if let ([(verb, ping)], false) = (path.named.as_slice(), asks_for_help(&arguments))
        && ping.get_name() == "ping"
        && let Some(kind) = kind_of_ping(path.rest.and_then(|rest| arguments.get(rest)))
    {
        let after = verb + 1;
        arguments.insert(after, kind.into());
        return Cow::Owned(arguments);
    }
    if let [(verb, outer), (word, _), ..] = path.named.as_slice()
        && ["secret", "ping"].contains(&outer.get_name())
        && let Some(between) = arguments.get_mut(verb + 1..=*word)
    {
        between.rotate_right(1);
    }
    Cow::Owned(arguments)
}

fn asks_for_help(arguments: &[OsString]) -> bool {
    arguments.iter().any(|word| ["help", "--help", "-h"].iter().any(|help| word == help))
}

/// Returns the subcommand that calls this address: `graphql` without one, without a path,
/// or if the path ends in `/graphql`; `None` for a word that is not an address.
fn kind_of_ping(word: Option<&OsString>) -> Option<&'static str> {
    let Some(word) = word else { return Some("graphql") };
    let word = word.to_str()?;
    let (has_scheme, rest) = match word.split_once("://") {
        Some((_, rest)) => (true, rest),
        None => (false, word),
    };
    if !has_scheme && !word.contains(['.', ':', '/']) {
        return None;
    }
    let address = rest.split(['?', '#']).next().unwrap_or_default();
    let path = address.split_once('/').map(|(_, path)| path.trim_end_matches('/'));
    Some(match path {
        None => "graphql",
        Some(path) if path == "graphql" || path.ends_with("/graphql") => "graphql",
        Some(_) => "rest",
    })
}

/// Whether the argument after these flags is the value of the last one. A flag may belong to
/// a subcommand whose name follows.
pub(super) fn takes_next(command: &Command, flags: &str) -> bool {
    let find = |is_it: &dyn Fn(&Arg) -> bool| {
        std::iter::once(command)
            .chain(command.get_subcommands())
            .flat_map(Command::get_arguments)
            .find(|argument| is_it(argument))
    };
    if let Some(name) = flags.strip_prefix("--") {
        let is_it = |argument: &Arg| {
            argument.get_long() == Some(name)
                || argument.get_all_aliases().unwrap_or_default().contains(&name)
        };
        return find(&is_it).is_some_and(takes_value);
    }
    let mut letters = flags.chars().skip(1);
    while let Some(letter) = letters.next() {
        if find(&|argument: &Arg| argument.get_short() == Some(letter)).is_some_and(takes_value) {
            return letters.next().is_none();
        }
    }
    false
}

fn takes_value(argument: &Arg) -> bool {
    argument.get_action().takes_values()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    fn command() -> Command {
        let flags = [
            Arg::new("engine").long("engine").alias("for").global(true),
            Arg::new("quiet").short('q').action(clap::ArgAction::SetTrue).global(true),
            Arg::new("header").short('H').global(true),
        ];
        let to = Arg::new("to").long("to");
        let providers = [Command::new("cognito"), Command::new("convert").arg(to)];
        let urls = ["graphql", "rest"]
            .map(|name| Command::new(name).arg(Arg::new("url")).arg(Arg::new("role").long("role")));
        Command::new("jwtool")
            .args(flags)
            .subcommand(Command::new("mint"))
            .subcommand(Command::new("ping").subcommands(urls))
            .subcommand(Command::new("secret").subcommands(providers))
    }

    #[test]
    fn values_of_flags_name_no_command() {
        let mut command = command();
        command.build();
        for (line, expected) in [
            ("jwtool", "jwtool"),
            ("jwtool --engine mint", "jwtool"),
            ("jwtool --engine=x mint x", "jwtool mint"),
            ("jwtool -qH mint secret", "jwtool secret"),
            ("jwtool -Hmint secret cognito", "jwtool secret cognito"),
            ("jwtool secret --to mint cognito", "jwtool secret cognito"),
            ("jwtool secret word cognito", "jwtool secret"),
            ("jwtool -- mint", "jwtool"),
            ("jwtool help", "jwtool"),
            ("jwtool help secret cognito", "jwtool secret cognito"),
        ] {
            assert_eq!(
                CommandPath::new(&command, &arguments(line)).to_string(),
                expected,
                "{line}"
            );
        }
    }

    #[test]
    fn the_address_decides_how_to_call_it() {
        for (line, expected) in [
            ("jwtool ping", "jwtool ping graphql"),
            ("jwtool -q ping --role u", "jwtool -q ping graphql --role u"),
            (
                "jwtool ping http://x/v1/graphql?a=/b",
                "jwtool ping graphql http://x/v1/graphql?a=/b",
            ),
            ("jwtool ping --role u http://x", "jwtool ping graphql --role u http://x"),
            ("jwtool ping http://x/", "jwtool ping rest http://x/"),
            ("jwtool ping https://x/me --role u", "jwtool ping rest https://x/me --role u"),
            (
                "jwtool ping localhost:8080/v1/graphql/",
                "jwtool ping graphql localhost:8080/v1/graphql/",
            ),
            ("jwtool ping --role u rest http://x", "jwtool ping rest --role u http://x"),
            ("jwtool ping grapql", "jwtool ping grapql"),
            ("jwtool ping --help", "jwtool ping --help"),
            ("jwtool help ping", "jwtool help ping"),
            ("jwtool mint ping", "jwtool mint ping"),
        ] {
            assert_eq!(*normalize(&arguments(line), command), arguments(expected), "{line}");
        }
    }

    #[test]
    fn flags_before_a_provider_move_behind_it() {
        for (line, expected) in [
            ("jwtool secret -q --for ddn cognito p", "jwtool secret cognito -q --for ddn p"),
            ("jwtool secret --to mint convert f", "jwtool secret convert --to mint f"),
            ("jwtool -q secret new -q cognito p", "jwtool -q secret cognito -q p"),
            ("jwtool secret --engine ddn new", "jwtool secret --engine ddn"),
            ("jwtool secret new new", "jwtool secret new"),
            ("jwtool secret -q", "jwtool secret -q"),
            ("jwtool secret cognito new -q", "jwtool secret cognito new -q"),
            ("jwtool mint secret -q", "jwtool mint secret -q"),
            ("jwtool --engine secret -q", "jwtool --engine secret -q"),
        ] {
            assert_eq!(*normalize(&arguments(line), command), arguments(expected), "{line}");
        }
    }
}
