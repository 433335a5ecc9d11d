//! Settings in everything that is not YAML or JSON: the names of the variables are searched,
//! and what follows one is read by the rules of the language that its line shows.

use crate::error::Reference;
use crate::jose::json::Value;
use crate::source::engine_config::hcl;
use crate::source::engine_config::quoting::{Rules, bounded, powershell, setx, shell_word};
use crate::source::engine_config::reference::reference;
use crate::source::engine_config::setting::{
    MAX_SETTINGS, NAMES, Setting, SettingValue, is_configuration,
};

/// How much of a line before a name is looked at.
const MAX_BEFORE: usize = 256;
/// How much of a block after a name is searched for its value.
const MAX_BLOCK: usize = 4096;
/// How many mentions of the names are looked at, in all texts of a file.
const MAX_TRIED: usize = 1024;
/// What all the names begin with.
const PREFIX: &str = "HASURA_GRAPHQL_";

/// Finds settings: those with the engine's own names or else, `by_content`, every assignment
/// of a configuration. `tried` counts the mentions of names in all texts of a file.
pub(super) fn find(text: &str, by_content: bool, tried: &mut usize) -> Vec<Setting> {
    if by_content { assignments(text) } else { named(text, tried) }
}

/// A name in a text, and what is around it.
struct Occurrence<'a> {
    name: &'static str,
    /// The line before it, as far as it is looked at
    before: &'a str,
    /// The line above
    above: &'a str,
    after: &'a str,
    /// Whether the text is a script
    is_script: bool,
}

fn named(text: &str, tried: &mut usize) -> Vec<Setting> {
    let mut settings = Vec::new();
    let mut lines = LineCounter::default();
    let mut consumed = 0;
    let is_script = text.starts_with("#!");
    for (start, _) in text.match_indices(PREFIX) {
        if settings.len() >= MAX_SETTINGS || *tried >= MAX_TRIED {
            break;
        }
        if start < consumed {
            continue;
        }
        let rest = &text[start..];
        let is_end = |name: &str| {
            rest[name.len()..]
                .chars()
                .next()
                .is_none_or(|c| !(c.is_ascii_alphanumeric() || c == '_'))
        };
        let name = NAMES.into_iter().find(|name| rest.starts_with(name) && is_end(name));
        let Some(name) = name else { continue };
        let before = before(text, start);
        let end = start + name.len();
        *tried += 1;
        let above = above(text, start);
        let occurrence =
            Occurrence { name, before, above, after: bounded(&text[end..]), is_script };
        let Some((value, length)) = occurrence.value() else { continue };
        consumed = end + length;
        settings.push(Setting {
            name: name.to_owned(),
            value,
            holder: None,
            line: Some(lines.at(text, start)),
            remark: None,
        });
    }
    settings
}

/// The line before a position.
fn before(text: &str, position: usize) -> &str {
    let mut start = position.saturating_sub(MAX_BEFORE);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let part = &text[start..position];
    part.rsplit('\n').next().unwrap_or(part)
}

/// The line above a position, if it is not long.
fn above(text: &str, position: usize) -> &str {
    let mut start = position.saturating_sub(MAX_BLOCK);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut lines = text[start..position].rsplit('\n').skip(1);
    lines.next().unwrap_or_default()
}

/// Counts lines up to positions that only grow.
#[derive(Default)]
struct LineCounter {
    position: usize,
    lines: usize,
}

impl LineCounter {
    fn at(&mut self, text: &str, position: usize) -> usize {
        self.lines += text[self.position..position].matches('\n').count();
        self.position = position;
        self.lines + 1
    }
}

impl Occurrence<'_> {
    /// The value that is assigned here, and how much of the text after the name it takes;
    /// `None` where the name is only mentioned.
    fn value(&self) -> Option<(SettingValue, usize)> {
        let line = self.before.trim_start();
        let comments = ["#", "//", "REM ", "rem ", "::", "<!--", ";"];
        if comments.iter().any(|comment| line.starts_with(comment)) {
            return None;
        }
        let lower = self.before.to_ascii_lowercase();
        if lower.ends_with("$env:") || lower.ends_with("${env:") {
            return self.of_powershell();
        }
        match self.before.chars().next_back() {
            Some(c) if c.is_ascii_alphanumeric() || "_.${-".contains(c) => None,
            Some(quote @ ('\'' | '"')) => self.in_quotes(quote),
            _ => self.of_word(),
        }
    }

    /// `$env:NAME = …`
    fn of_powershell(&self) -> Option<(SettingValue, usize)> {
        let rest = self.after.trim_start_matches([' ', '\t', '}']);
        let rest = rest.strip_prefix('=').filter(|rest| !rest.starts_with('='))?;
        self.read(rest.trim_start_matches([' ', '\t']), powershell)
    }

    /// Reads a value at a later position.
    fn read(
        &self,
        rest: &str,
        read: impl FnOnce(&str) -> Option<(SettingValue, usize)>,
    ) -> Option<(SettingValue, usize)> {
        let offset = self.after.len() - rest.len();
        read(rest).map(|(value, length)| (value, offset + length))
    }

    /// The name, or an assignment, is in quotes.
    fn in_quotes(&self, quote: char) -> Option<(SettingValue, usize)> {
        let before = self.before[..self.before.len() - 1].trim_end();
        if let Some(rest) = self.after.strip_prefix('=') {
            // `set "NAME=value"` of cmd.exe knows no escapes.
            if quote == '"' && is_set(before) {
                return self.read(rest, |rest| {
                    let line = rest.lines().next().unwrap_or_default();
                    let end = line.rfind('"')?;
                    Some((SettingValue::Text(line[..end].to_owned()), end + 1))
                });
            }
            return self.read(rest, |rest| Some(shell_word(rest, Some(quote), Rules::Shell)));
        }
        let rest = self.after.strip_prefix(quote)?.trim_start_matches([' ', '\t', ']']);
        if is_name_key(before) {
            return self.of_pair();
        }
        if let Some(rest) = rest.strip_prefix(',') {
            let is_set = before.ends_with("SetEnvironmentVariable(");
            return is_set.then(|| self.read(rest.trim_start(), powershell)).flatten();
        }
        let rest = ["=>", "=", ":"].into_iter().find_map(|sign| rest.strip_prefix(sign))?;
        if rest.starts_with('=') {
            return None;
        }
        self.read(rest.trim_start_matches([' ', '\t']), expression)
    }

    /// The name stands by itself.
    fn of_word(&self) -> Option<(SettingValue, usize)> {
        let before = self.before.trim();
        if is_name_key(before) {
            return self.of_pair();
        }
        if is_command(before, &["setx", "setx /m"]) {
            return self.read(self.after.trim_start_matches([' ', '\t']), setx);
        }
        if let Some(rest) = self.after.strip_prefix('=').filter(|rest| !rest.starts_with('=')) {
            return self.read(rest, |rest| self.assigned(before, rest));
        }
        let spaced = self.after.trim_start_matches([' ', '\t']);
        if is_command(before, &["secret set", "variable set"]) {
            let line_end = command_end(spaced);
            let body = ["--body=", "--body ", "-b ", "-b"]
                .into_iter()
                .find_map(|flag| Some(spaced[..line_end].find(flag)? + flag.len()))?;
            return self.read(spaced[body..].trim_start(), |rest| {
                Some(shell_word(rest, None, Rules::Shell))
            });
        }
        if is_command(before, &["-e", "--env"]) && !spaced.starts_with('=') {
            // `docker run -e NAME` passes the caller's variable on.
            return Some((SettingValue::Elsewhere(Reference::Variable(self.name.to_owned())), 0));
        }
        if before == "ENV" && spaced.len() < self.after.len() {
            return self.read(spaced, |rest| {
                let line = rest.lines().next().unwrap_or_default();
                Some((SettingValue::Text(line.trim_end().to_owned()), line.len()))
            });
        }
        if let Some(rest) = spaced.strip_prefix('=').filter(|rest| !rest.starts_with(['=', '~'])) {
            return self.read(rest.trim_start_matches([' ', '\t']), expression);
        }
        let rest = spaced.strip_prefix(':')?;
        if rest.starts_with(|c: char| !c.is_whitespace()) {
            return None;
        }
        let indent = self.before.len() - self.before.trim_start().len();
        self.read(rest, |rest| yaml_value(rest, indent))
    }

    /// The value after `NAME=`, by what is before it.
    fn assigned(&self, before: &str, rest: &str) -> Option<(SettingValue, usize)> {
        let is_line = matches!(before, "" | "export" | "declare -x" | "local");
        let dotted = || Some(shell_word(rest, None, Rules::Dotenv));
        match before {
            _ if is_line && !self.is_script => dotted(),
            // A list of a YAML file that cannot be read.
            "-" => yaml_value(rest, 0),
            _ if is_set(before) => {
                let line = rest.lines().next().unwrap_or_default();
                Some((SettingValue::Text(line.trim_end().to_owned()), line.len()))
            }
            _ => Some(shell_word(rest, None, Rules::Shell)),
        }
    }

    /// The `value` in the same block, after a `name` or, in Terraform, on the line before it.
    fn of_pair(&self) -> Option<(SettingValue, usize)> {
        let block = {
            let mut end = self.after.len().min(MAX_BLOCK);
            while !self.after.is_char_boundary(end) {
                end -= 1;
            }
            &self.after[..end]
        };
        let mut offset = 0;
        for line in block.split_inclusive('\n') {
            if let Some((key, at)) = value_key(line) {
                let rest = &self.after[offset + at..];
                let sign = rest.trim_start_matches([' ', '\t', '"', '\'']);
                if key != "value" {
                    let name = setting_of(sign, "name").or_else(|| setting_of(sign, "secret"));
                    let key = setting_of(sign, "key").or_else(|| setting_of(sign, "version"));
                    let reference = match (name, key) {
                        (Some(name), _) if name.contains("{{") => {
                            reference(&name).unwrap_or(Reference::Expression(name))
                        }
                        (Some(name), key) => {
                            Reference::KubernetesSecret { name, key: key.unwrap_or_default() }
                        }
                        (None, _) => {
                            let line = sign.lines().next().unwrap_or_default();
                            let text = line.trim_start_matches(|c: char| "=:{\"', ".contains(c));
                            let text = text.split(['"', '\'', ',', '}']).next().unwrap_or_default();
                            reference(text).unwrap_or_else(|| Reference::Store(text.to_owned()))
                        }
                    };
                    return Some((SettingValue::Elsewhere(reference), offset + at));
                }
                let indent = line.len() - line.trim_start_matches([' ', '-']).len();
                let is_quoted = self.before.ends_with(['"', '\'']);
                let colon = sign.strip_prefix(':');
                // In quotes it may be the key of an object in Terraform.
                let assigned = sign.strip_prefix('=').or(colon.filter(|_| is_quoted));
                return match (assigned, colon) {
                    (Some(rest), _) => self.read(rest.trim_start_matches([' ', '\t']), expression),
                    (None, Some(rest)) => self.read(rest, |rest| yaml_value(rest, indent)),
                    (None, None) => None,
                };
            }
            offset += line.len();
            if offset < block.len() && starts_pair(&block[offset..]) {
                break;
            }
        }
        self.of_value_before()
    }

    /// The `value` before the `name` in the same line, or on the line above.
    fn of_value_before(&self) -> Option<(SettingValue, usize)> {
        [self.before, self.above].into_iter().find_map(|line| {
            let (_, at) = value_key(line).filter(|(key, _)| *key == "value")?;
            let rest = line[at..].trim_start_matches([' ', '\t', '"', '\'']);
            let rest = rest.strip_prefix(['=', ':'])?.trim_start_matches([' ', '\t']);
            expression(rest).map(|(value, _)| (value, 0))
        })
    }
}

/// Whether the line ends a command that names a variable next.
fn is_command(before: &str, commands: &[&str]) -> bool {
    let before = before.trim_end().to_ascii_lowercase();
    commands.iter().any(|command| {
        before.strip_suffix(command).is_some_and(|rest| {
            rest.is_empty() || rest.ends_with(|c: char| c.is_whitespace() || c == '@')
        })
    })
}

/// Whether a line is `set` of cmd.exe up to here.
fn is_set(before: &str) -> bool {
    let before = before.trim();
    before.eq_ignore_ascii_case("set") || before.eq_ignore_ascii_case("@set")
}

/// The end of a command, which a backslash continues on the next line.
fn command_end(text: &str) -> usize {
    let text = bounded(text);
    let end = text
        .match_indices('\n')
        .find(|(index, _)| !text[..*index].trim_end_matches('\r').ends_with(['\\', '`']));
    end.map_or(text.len(), |(index, _)| index)
}

/// Whether a line ends with the key of a name, as in `name = `.
fn is_name_key(before: &str) -> bool {
    let Some(before) = before.trim_end().strip_suffix([':', '=']) else { return false };
    let before = before.trim_end().trim_end_matches(['"', '\'']);
    ["name", "Name", "key", "Key"].iter().any(|key| {
        before.strip_suffix(key).is_some_and(|rest| {
            rest.chars().next_back().is_none_or(|c| !(c.is_alphanumeric() || c == '_' || c == '-'))
        })
    })
}

/// Whether a line begins the next pair.
fn starts_pair(text: &str) -> bool {
    let line = text.trim_start_matches([' ', '\t', '-', '{', '"', '\'']);
    line.starts_with("name")
        && line[4..].trim_start_matches(['"', '\'', ' ']).starts_with(['=', ':'])
}

/// The key of a value in a line, and where the line goes on after it.
fn value_key(line: &str) -> Option<(&'static str, usize)> {
    let keys = ["valueFrom", "ValueFrom", "value_from", "value_source", "value", "Value"];
    line.char_indices().filter(|(_, c)| *c == 'v' || *c == 'V').find_map(|(index, _)| {
        let is_start = line[..index]
            .chars()
            .next_back()
            .is_none_or(|c| !(c.is_alphanumeric() || "_.-".contains(c)));
        let key =
            keys.into_iter().find(|key| line[index..].starts_with(key)).filter(|_| is_start)?;
        let end = index + key.len();
        let after = line[end..].trim_start_matches(['"', '\'', ' ', '\t']);
        let is_key = after.starts_with(['=', ':', '{']);
        let key = if key.eq_ignore_ascii_case("value") { "value" } else { key };
        is_key.then_some((key, end))
    })
}

/// The text after a key such as `name = ` in a block.
fn setting_of(block: &str, key: &str) -> Option<String> {
    let mut end = block.len().min(512);
    while !block.is_char_boundary(end) {
        end -= 1;
    }
    let block = &block[..end];
    block.match_indices(key).find_map(|(index, _)| {
        let is_start =
            block[..index].chars().next_back().is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
        let rest = block[index + key.len()..].trim_start_matches(['"', '\'', ' ']);
        let rest = rest.strip_prefix(['=', ':']).filter(|_| is_start)?;
        let rest = rest.trim_start_matches([' ', '"', '\'']);
        if rest.starts_with("{{") {
            return rest.lines().next().map(|line| line.trim().to_owned());
        }
        let end = rest.find(['"', '\'', '\n', '\r', ' ', ',', '}']).unwrap_or(rest.len());
        (end > 0).then(|| rest[..end].to_owned())
    })
}

/// A value after `=` with spaces around it, or after `:` behind a name in quotes: Terraform,
/// or an `.env` file with spaces.
fn expression(rest: &str) -> Option<(SettingValue, usize)> {
    let line = rest.lines().next().unwrap_or_default();
    let plain = line.trim_end().trim_end_matches([',', ';']);
    if is_configuration(plain) {
        return Some((SettingValue::Text(plain.to_owned()), line.len()));
    }
    if rest.starts_with('\'') {
        return Some(shell_word(rest, None, Rules::Dotenv));
    }
    if rest.starts_with("{{") || rest.starts_with('$') {
        return yaml_value(rest, 0);
    }
    hcl::expression(rest)
}

/// The value of a line in YAML that cannot be read as such: a template, or a broken file.
fn yaml_value(rest: &str, indent: usize) -> Option<(SettingValue, usize)> {
    let rest_of_line = rest.lines().next().unwrap_or_default();
    let value = rest_of_line.trim();
    let read = |text: String| match reference(&text) {
        Some(reference) => SettingValue::Elsewhere(reference),
        None => SettingValue::Text(text),
    };
    if value.starts_with(['|', '>']) {
        let body = &bounded(rest)[rest_of_line.len().min(bounded(rest).len())..];
        let body = body.strip_prefix('\r').unwrap_or(body);
        let body = body.strip_prefix('\n').unwrap_or(body);
        let inside = |line: &&str| {
            line.trim().is_empty() || line.len() - line.trim_start_matches(' ').len() > indent
        };
        let lines: Vec<&str> = body.split_inclusive('\n').take_while(inside).collect();
        let length: usize = lines.iter().map(|line| line.len()).sum();
        let text: String = lines.iter().flat_map(|line| [line.trim(), "\n"]).collect();
        return Some((read(text), rest_of_line.len() + 1 + length));
    }
    let quoted = |quote: char| {
        let inner = value.strip_prefix(quote)?;
        Some(&inner[..inner.rfind(quote)?])
    };
    let text = match (quoted('\''), quoted('"')) {
        (Some(inner), _) => inner.replace("''", "'"),
        (None, Some(_)) if value.starts_with("\"{{") => value.to_owned(),
        (None, Some(inner)) => {
            let json = format!("\"{inner}\"");
            match Value::parse(json.as_bytes()) {
                Ok(Value::String(text)) => text,
                _ => inner.to_owned(),
            }
        }
        (None, None) => value.split(" #").next().unwrap_or_default().trim_end().to_owned(),
    };
    (!text.is_empty()).then(|| (read(text), rest_of_line.len()))
}

/// Every line that assigns a configuration to a name of its own.
fn assignments(text: &str) -> Vec<Setting> {
    let mut settings = Vec::new();
    let mut lines = LineCounter::default();
    let mut position = 0;
    let mut consumed = 0;
    let mut tried = 0;
    for line in text.split_inclusive('\n') {
        let start = position;
        position += line.len();
        if start < consumed || tried >= MAX_SETTINGS {
            continue;
        }
        let Some((name, at)) = assignment(line) else { continue };
        let value = bounded(&text[start + at..]);
        let before_value = value.len();
        let rest = value.trim_start_matches([' ', '\t']);
        let is_likely = rest.starts_with(['{', '[', '\'', '"', '<', '|'])
            || rest.starts_with("jsonencode")
            || rest.starts_with("sensitive");
        if !is_likely {
            continue;
        }
        tried += 1;
        let first_word = line.trim_start().split([' ', '\t']).next().unwrap_or_default();
        let is_powershell = first_word.to_ascii_lowercase().starts_with("$env:");
        let indent = line.len() - line.trim_start().len();
        let read = if is_powershell {
            powershell(rest)
        } else if line[..at].trim_end().ends_with(':') {
            yaml_value(rest, indent)
        } else if line[..at].ends_with('=') && value.len() == rest.len() {
            Some(shell_word(rest, None, Rules::Dotenv))
        } else {
            expression(rest)
        };
        let Some((SettingValue::Text(value), length)) = read else { continue };
        if is_configuration(&value) {
            consumed = start + at + (before_value - rest.len()) + length;
            settings.push(Setting {
                name,
                value: SettingValue::Text(value),
                holder: None,
                line: Some(lines.at(text, start)),
                remark: None,
            });
        }
    }
    settings
}

/// The name that a line assigns to, and where its value begins.
fn assignment(line: &str) -> Option<(String, usize)> {
    let mut rest = line.trim_start();
    for keyword in ["export ", "set ", "ENV ", "$env:", "$Env:", "- "] {
        rest = rest.strip_prefix(keyword).unwrap_or(rest).trim_start();
    }
    let rest = rest.trim_start_matches(['"', '\'']);
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '.';
    let name = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
    let after = rest[name.len()..].trim_start_matches(['"', '\'', ' ', '\t']);
    let value = after.strip_prefix(['=', ':'])?;
    (!name.is_empty()).then(|| (name.to_owned(), line.len() - value.len()))
}
