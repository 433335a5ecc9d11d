//! Where tokens come from: arguments, `-`, `@FILE`, `env:NAME`, or the first place that has any.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::byte_search::split;
use crate::error::{Error, Input, Place, Subject};
use crate::profile::Profile;
use crate::profile::login::SentToken;
use crate::redact;
use crate::source::login::{self, LoginToken};
use crate::source::paste::{self, PastedRequest, PastedToken};
use crate::system::System;
use crate::system::files;
use crate::system::stdin::{Lines, read_block, read_line, read_rest};

/// The variable with a token.
pub(crate) const VARIABLE: &str = "JWTOOL_TOKEN";

/// Where a token is.
#[derive(Clone, Eq, PartialEq)]
pub(crate) enum TokenSource {
    /// The token itself
    Literal(String),
    /// `-`: standard input
    Stdin,
    /// `@FILE`
    File(PathBuf),
    /// `env:NAME`
    Variable(String),
}

impl FromStr for TokenSource {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match (text, text.strip_prefix('@'), text.strip_prefix("env:")) {
            ("-", _, _) => Self::Stdin,
            (_, Some(path), _) => Self::File(path.into()),
            (_, _, Some(name)) => Self::Variable(name.to_owned()),
            _ => Self::Literal(text.to_owned()),
        })
    }
}

impl TokenSource {
    /// Returns the argument if it names an existing file or an address, as keys are named.
    pub(crate) fn as_file_or_address(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => {
                (text.starts_with("https://") || files::is_file(Path::new(text))).then_some(text)
            }
            Self::Stdin | Self::File(_) | Self::Variable(_) => None,
        }
    }
}

impl std::fmt::Debug for TokenSource {
    /// Tokens stay out of debug output.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Literal(_) => f.write_str("Literal(redacted)"),
            Self::Stdin => f.write_str("Stdin"),
            Self::File(path) => write!(f, "File({})", path.display()),
            Self::Variable(name) => write!(f, "Variable({name})"),
        }
    }
}

/// The tokens of a paste, or a list of one per line.
pub(crate) enum Tokens {
    /// Every token of a paste, at least one; where the paste came from; and what a pasted request
    /// says besides
    Pasted { found: Vec<PastedToken>, from: String, request: PastedRequest },
    /// Standard input as a list, not yet read
    Listed(TokenLines),
}

/// Whether standard input is read if nothing names it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unasked {
    /// `decode`, `verify`, `explain`: a pipe is read
    Stdin,
    /// `ping` and `secret`: only with `-`
    Nothing,
}

/// Reads the tokens: from the arguments, else from the first place that has any
/// (`JWTOOL_TOKEN`, standard input, a prompt).
pub(crate) fn read(
    arguments: &[TokenSource],
    unasked: Unasked,
    system: &mut System,
) -> Result<Tokens, Error> {
    read_or_log_in(arguments, unasked, None, system)
}

/// The same, and before a prompt, from the login of a profile.
pub(crate) fn read_or_log_in(
    arguments: &[TokenSource],
    unasked: Unasked,
    profile: Option<&Profile>,
    system: &mut System,
) -> Result<Tokens, Error> {
    if !arguments.is_empty() {
        return from_arguments(arguments, system);
    }
    let piped = unasked == Unasked::Stdin && !system.stdin.is_terminal;
    if let Some(text) = of_variable(system)? {
        if piped {
            system.say("token from JWTOOL_TOKEN; standard input was not read (`-` reads it)");
        }
        return Ok(pasted(&referred(text, system)?, VARIABLE));
    }
    if piped && let Some(tokens) = from_stdin(system)? {
        return Ok(tokens);
    }
    if let Some(profile) = profile.filter(|profile| has_login(profile, system)) {
        let found = login::token(profile, None, system)?;
        let from = format!("the login of the profile {}", profile.name);
        let found = vec![PastedToken::listed(found.token.to_string())];
        return Ok(Tokens::Pasted { found, from, request: PastedRequest::default() });
    }
    // Who names a profile wants the token of its login.
    let wants_login = system.profile_is_named && profile.is_some_and(|one| one.login.is_some());
    if !piped
        && !wants_login
        && unasked == Unasked::Stdin
        && system.can_ask()
        && let Some(text) =
            system.ask_for_paste("Paste a token (input is hidden), then press Enter:")?
    {
        return Ok(pasted(&text, "the prompt"));
    }
    if system.profile_is_named && system.environment.raw(VARIABLE).is_some() {
        system.say(&format!(
            "`{VARIABLE}` is not used with `--profile`; to use it, pass `env:{VARIABLE}`"
        ));
    }
    Err(missing(profile))
}

/// Whether a profile has a login from which a token can be read without asking anybody: one that
/// needs nobody, or one that somebody has made.
pub(crate) fn has_login(profile: &Profile, system: &System) -> bool {
    let kind = profile.login.as_ref().and_then(|login| login.kind);
    kind.is_some_and(|kind| kind.is_unattended() || login::is_logged_in(&profile.name, system))
}

/// Returns the error for a command that has no token: the profile may have a login that nobody has
/// made yet.
pub(crate) fn missing(profile: Option<&Profile>) -> Error {
    let kind = |profile: &&Profile| profile.login.as_ref().and_then(|login| login.kind).is_some();
    match profile.filter(kind) {
        Some(profile) => Error::NotLoggedIn { profile: Some(redact::place(&profile.name)) },
        None => Error::NoToken,
    }
}

/// Returns the token of a profile's login, or that of `JWTOOL_TOKEN` if it is set, no profile is
/// named, and any token will do. `usage` names a profile.
pub(crate) fn of_login(
    profile: Option<&Profile>,
    wanted: Option<SentToken>,
    usage: &str,
    system: &mut System,
) -> Result<LoginToken, Error> {
    if wanted.is_none()
        && let Some(text) = of_variable(system)?
    {
        let found = paste::find(&referred(text, system)?);
        let token = Zeroizing::new(to_send(&found, None, system)?);
        system.note("token from JWTOOL_TOKEN");
        return Ok(LoginToken::of(token));
    }
    login::token(profile.ok_or_else(|| no_profile(usage, system))?, wanted, system)
}

/// Returns the error for a command that needs a profile. `usage` is the command, with `NAME` where
/// the profile is named.
pub(crate) fn no_profile(usage: &str, system: &System) -> Error {
    // Others have to be quoted.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let is_word = |name: &&String| !name.starts_with('-') && name.chars().all(is_plain);
    let names: Vec<&str> =
        system.known_profiles.iter().filter(is_word).map(String::as_str).collect();
    let hint = match names.as_slice() {
        [] if !system.known_profiles.is_empty() => format!("`{usage}`"),
        [] => {
            "there are no profiles; `jwtool profile set --help` shows how to create one".to_owned()
        }
        [only] => format!("`{}`", usage.replace("NAME", only)),
        [first, ..] => format!(
            "`{}`, or another of the profiles `{}`; `jwtool profile use {first}` makes it the default",
            usage.replace("NAME", first),
            names.join("`, `")
        ),
    };
    Error::usage("no profile is named, and there is no default profile", hint)
}

/// Returns the value of `JWTOOL_TOKEN`, unless it is empty or a profile is named, whose own
/// token it would replace.
pub(crate) fn of_variable(system: &System) -> Result<Option<String>, Error> {
    if system.profile_is_named {
        return Ok(None);
    }
    let text = system.environment.text(VARIABLE)?;
    Ok(text.filter(|text| !text.trim().is_empty()))
}

/// Returns the text that `@FILE` or `env:NAME` refers to, or else the text itself.
fn referred(text: String, system: &System) -> Result<String, Error> {
    match text.trim().parse().unwrap_or_else(|never| match never {}) {
        TokenSource::File(path) => files::read_text(&path, Subject::Token),
        TokenSource::Variable(name) => system.environment.required(&name),
        TokenSource::Literal(_) | TokenSource::Stdin => Ok(text),
    }
}

/// Whether the command line has more than one token. `Bearer` and its token, unquoted, are
/// one.
pub(crate) fn are_several(arguments: &[TokenSource]) -> bool {
    let is_word = |argument: &&TokenSource| match argument {
        TokenSource::Literal(text) => !is_scheme(text),
        TokenSource::Stdin | TokenSource::File(_) | TokenSource::Variable(_) => true,
    };
    arguments.iter().filter(is_word).count() > 1
}

/// Returns one token to look at: the one that `pick` selects, counted from 1, or the one
/// that is chosen by where it was, which is reported. A refresh token only if there is no
/// other.
pub(crate) fn one(
    found: &[PastedToken],
    pick: Option<usize>,
    system: &mut System,
) -> Result<PastedToken, Error> {
    let chosen = match pick {
        Some(number) => number
            .checked_sub(1)
            .and_then(|index| found.get(index))
            .ok_or(Error::PickOutOfRange { asked: number, found: found.len() })?,
        None => paste::choose(found).or_else(|| found.first()).ok_or(Error::NoToken)?,
    };
    if found.len() > 1 {
        let place = chosen.describe();
        let count = found.len();
        system.say(&format!(
            "using the token from {place}, one of {count} (`--pick N` selects another)"
        ));
    }
    for note in &chosen.notes {
        system.say(&note.message);
    }
    Ok(chosen.clone())
}

/// Returns one token to send. A refresh token never leaves, even if it was picked.
pub(crate) fn to_send(
    found: &[PastedToken],
    pick: Option<usize>,
    system: &mut System,
) -> Result<String, Error> {
    let chosen = one(found, pick, system)?;
    if chosen.is_refresh_token() { Err(Error::OnlyRefreshTokens) } else { Ok(chosen.token) }
}

fn from_arguments(arguments: &[TokenSource], system: &mut System) -> Result<Tokens, Error> {
    if let [TokenSource::Stdin] = arguments {
        return from_stdin(system)?.ok_or(Error::NoToken);
    }
    let (mut all, mut request) = (Vec::new(), PastedRequest::default());
    // `jwtool decode Bearer eyJ…` without quotes is two arguments.
    let mut words = String::new();
    for argument in arguments {
        let text = match argument {
            TokenSource::Literal(text) if is_scheme(text) => {
                words.push_str(text);
                words.push(' ');
                continue;
            }
            TokenSource::Literal(text) => {
                refuse_file_name(text)?;
                [words.as_str(), text].concat()
            }
            TokenSource::Stdin => {
                let bytes = system.stdin.read_to_end(Subject::Token)?;
                text(&bytes, Input::new(Subject::Token, Place::Stdin))?
            }
            TokenSource::File(path) => {
                let bytes = files::read(path, Subject::Token)?;
                text(&bytes, Input::file(Subject::Token, path))?
            }
            TokenSource::Variable(name) => system.environment.required(name)?,
        };
        words.clear();
        request = request.or(PastedRequest::of(&text));
        all.extend(paste::find(&text));
    }
    if !words.trim().is_empty() {
        all.extend(paste::find(&words));
    }
    if all.is_empty() {
        return Err(Error::NoToken);
    }
    let from = match arguments {
        [TokenSource::File(path)] => file_name(path),
        [TokenSource::Variable(name)] => redact::place(name),
        _ => "the command line".to_owned(),
    };
    Ok(Tokens::Pasted { found: all, from, request })
}

fn file_name(path: &Path) -> String {
    format!("`{}`", redact::path(path))
}

fn is_scheme(text: &str) -> bool {
    let word = text.trim_end_matches(':');
    word.eq_ignore_ascii_case("bearer") || word.eq_ignore_ascii_case("authorization")
}

fn refuse_file_name(text: &str) -> Result<(), Error> {
    let is_name = text.len() < 256 && files::is_file(Path::new(text));
    if is_name && !paste::is_complete_token(text) {
        return Err(Error::TokenIsFileName { name: text.to_owned() });
    }
    Ok(())
}

fn pasted(text: &str, from: &str) -> Tokens {
    let request = PastedRequest::of(text);
    Tokens::Pasted { found: paste::find(text), from: from.to_owned(), request }
}

/// Returns the text in which to look for tokens: UTF-8 or UTF-16. Of other bytes, such as a
/// browser's storage, what is text, if there is a token in it.
fn text(bytes: &[u8], input: Input) -> Result<String, Error> {
    if let Some(text) = paste::decode_text(bytes) {
        return Ok(text);
    }
    let readable = String::from_utf8_lossy(bytes);
    if paste::has_token(&paste::find(&readable)) {
        return Ok(readable.into_owned());
    }
    Err(Error::NotText { input })
}

/// Reads standard input: a list if its first two non-empty lines are each a whole token,
/// else one paste; `None` if it is empty.
fn from_stdin(system: &mut System) -> Result<Option<Tokens>, Error> {
    let mut lines = system.stdin.claim(Subject::Token)?;
    let mut head = Vec::new();
    let mut first_two = Vec::new();
    while first_two.len() < 2 {
        let line = read_line(&mut lines)?;
        if line.is_empty() {
            break;
        }
        head.extend_from_slice(&line);
        let Ok(text) = std::str::from_utf8(&line) else { break };
        if !text.trim().is_empty() {
            first_two.push(text.trim().to_owned());
        }
    }
    if let [first, second] = first_two.as_slice()
        && let (Some(first), Some(second)) =
            (paste::token_of_line(first), paste::token_of_line(second))
    {
        let ahead = vec![second.to_owned(), first.to_owned()];
        return Ok(Some(Tokens::Listed(TokenLines { ahead, lines })));
    }
    let bytes = read_rest(&mut lines, head, Subject::Token)?;
    let text = text(&bytes, Input::new(Subject::Token, Place::Stdin))?;
    let found = paste::find(&text);
    let (from, request) = ("standard input".to_owned(), PastedRequest::of(&text));
    Ok((!found.is_empty()).then_some(Tokens::Pasted { found, from, request }))
}

/// Standard input as a list of tokens, one per line, read on demand.
pub(crate) struct TokenLines {
    /// Already read, to see that it is a list; the next one last
    ahead: Vec<String>,
    lines: Lines,
}

/// Some tokens of a list, one per line.
pub(crate) struct TokenBlock(String);

impl TokenLines {
    /// Reads the next tokens, or `None` at the end of the list.
    pub(crate) fn next_block(&mut self) -> Result<Option<TokenBlock>, Error> {
        loop {
            let mut text = String::new();
            while let Some(token) = self.ahead.pop() {
                text.push_str(&token);
                text.push('\n');
            }
            let bytes = read_block(&mut self.lines)?;
            let is_end = bytes.is_empty();
            let read = String::from_utf8(bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
            if text.is_empty() {
                text = read;
            } else {
                text.push_str(&read);
            }
            if !text.trim_start().is_empty() {
                return Ok(Some(TokenBlock(text)));
            }
            if is_end {
                return Ok(None);
            }
        }
    }
}

impl TokenBlock {
    /// Counts the tokens.
    pub(crate) fn count(&self) -> usize {
        self.lines().count()
    }

    /// Returns the lines as they are, without white space around them. [`of_line`] finds the token
    /// in each.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        lines(&self.0)
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    split(text, b'\n').map(str::trim).filter(|line| !line.is_empty())
}

/// Returns the token in a line of a list, or the line as it is. A line of nothing but base64url and
/// dots is itself the token.
pub(crate) fn of_line(line: &str) -> &str {
    paste::of_line(line)
}

impl Iterator for TokenLines {
    type Item = Result<String, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(token) = self.ahead.pop() {
            return Some(Ok(token));
        }
        loop {
            let line = match read_line(&mut self.lines) {
                Ok(line) if line.is_empty() => return None,
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            let text = String::from_utf8_lossy(&line);
            let text = text.trim();
            if !text.is_empty() {
                return Some(Ok(paste::of_line(text).to_owned()));
            }
        }
    }
}
