//! The reference: `docs/cli.md` and the manual pages have what the help has, and the topics.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use snapbox::{Data, str};

use crate::sandbox::Sandbox;
use crate::usage::help_pages;

/// Returns every command with its long help, `jwtool` itself first.
fn all_help() -> Vec<(Vec<String>, String)> {
    let mut pages = help_pages();
    pages.push((Vec::new(), Sandbox::new().output(["--help"])));
    pages.sort();
    pages
}

#[test]
fn generated_reference_has_the_help_of_every_command() {
    let mut text =
        "# Commands and their flags\n\nThe help of every command, as `--help` prints it.\n"
            .to_owned();
    for (words, help) in all_help() {
        let command = [&["jwtool".to_owned()], &words[..]].concat().join(" ");
        // Lines of nothing but spaces separate a flag from its values.
        let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
        let help = lines.join("\n");
        write!(text, "\n## `{command}`\n\n```text\n{}\n```\n", help.trim_end()).unwrap();
    }
    let path = format!("{}/docs/cli.md", env!("CARGO_MANIFEST_DIR"));
    snapbox::assert_data_eq!(text, Data::read_from(path.as_ref(), None).raw());
}

/// Returns the text of a manual page, without requests at the start of lines and fonts.
fn plain(page: &str) -> Vec<(&str, String)> {
    page.lines()
        .filter(|line| !line.starts_with(".ie") && !line.starts_with(".el"))
        .map(|line| {
            let mut text = line.to_owned();
            for (roff, plain) in [
                ("\\fB", ""),
                ("\\fI", ""),
                ("\\fR", ""),
                ("\\-", "-"),
                ("\\*(Aq", "'"),
                ("\\&", ""),
                ("\\\\", "\\"),
            ] {
                text = text.replace(roff, plain);
            }
            (line, text)
        })
        .collect()
}

/// Returns the flags that begin a line, and the names after `alias:`.
fn flags<'a>(lines: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut flags = BTreeSet::new();
    for line in lines {
        let aliases = line.split("[alias").nth(1);
        let own = line.starts_with('-').then_some(line);
        for text in own.into_iter().chain(aliases) {
            let text = text.split(['<', '[', ']']).next().unwrap_or_default();
            let words = text.split([' ', ',']).filter(|word| word.starts_with('-'));
            flags.extend(words.map(ToOwned::to_owned));
        }
    }
    flags
}

#[test]
fn manual_pages_say_what_the_help_says() {
    let sandbox = Sandbox::new().with_file("new/man/jwtool-mint.1", "old");
    sandbox.jwtool(["man", "new/man"]).success().stdout_eq("").stderr_eq(str![[r#"
wrote [..] pages to new/man

"#]]);
    let page = |name: &str| fs::read_to_string(sandbox.path().join("new/man").join(name)).unwrap();
    assert_eq!(sandbox.output(["man"]), page("jwtool.1"));
    let mut files: BTreeSet<String> = fs::read_dir(sandbox.path().join("new/man"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for (words, help) in all_help() {
        let name = [&["jwtool".to_owned()], &words[..]].concat().join("-");
        let file = format!("{name}.1");
        assert!(files.remove(&file), "{file}");
        let text = page(&file);
        let lines = plain(&text);
        let about = lines.iter().position(|(_, text)| text == ".SH NAME").unwrap() + 1;
        let title = help.lines().next().unwrap();
        assert!(lines[about].1.starts_with(&format!("{name} - ")), "{file}: {}", lines[about].1);
        // The title of a long help can be longer than a line.
        assert!(lines[about].1.contains(title), "{file}: {title}");

        let usage = help.lines().find_map(|line| line.strip_prefix("Usage: ")).unwrap();
        assert!(lines.iter().any(|(_, text)| text == usage), "{file}: {usage}");

        let end = help.find("\nEnvironment:").or_else(|| help.find("\nExamples:")).unwrap();
        let (options, end) = help.split_at(end);
        // A row may be broken in the help.
        let options = options.replace("\n          ", " ");
        let known = flags(options.lines().map(str::trim_start));
        let found = flags(
            lines.iter().filter(|(roff, _)| !roff.starts_with('.')).map(|(_, text)| text.as_str()),
        );
        assert_eq!(found, known, "{file}");

        let examples = |line: &&str| line.starts_with("$ ") || line.starts_with("# ");
        for line in end.lines().map(str::trim).filter(examples) {
            let line = match line.strip_prefix("# ") {
                Some(comment) => format!("{comment}:"),
                None => line.to_owned(),
            };
            assert!(lines.iter().any(|(_, text)| *text == line), "{file}: {line}");
        }
        let variables = end.split("Examples:").next().unwrap();
        for line in variables.lines().filter(|line| line.starts_with("  ") && !line.contains('$')) {
            let Some(name) = line.split_whitespace().next().filter(|_| !line.starts_with("   "))
            else {
                continue;
            };
            assert!(lines.iter().any(|(_, text)| text == name), "{file}: {name}");
        }
        let (_, codes) = text.split_once(".SH \"EXIT STATUS\"").unwrap();
        let codes = codes.split(".SH").next().unwrap();
        assert_eq!(codes.matches(".TP").count(), 6, "{file}");
        let own = codes.matches(".PP").count();
        assert!(own > 0 || words.is_empty(), "{file} has no exit codes of its own");
    }
    let topics: Vec<String> = files.into_iter().collect();
    assert_eq!(
        topics,
        [
            "jwtool-configuration.1",
            "jwtool-exit-codes.1",
            "jwtool-keys.1",
            "jwtool-time.1",
            "jwtool-tokens.1"
        ]
    );
}

#[test]
fn manual_pages_that_cannot_be_written_are_reported() {
    let sandbox = Sandbox::new().with_file("taken", "");
    sandbox.jwtool(["man", "taken"]).code(3).stdout_eq("").stderr_eq(str![[r#"
error: [..]
...
"#]]);
    assert_eq!(fs::read_to_string(sandbox.path().join("taken")).unwrap(), "");
}

#[test]
fn a_topic_is_printed_like_help() {
    Sandbox::new().jwtool(["help", "time"]).success().stderr_eq("").stdout_eq(str![[r#"
How to write times and durations

Times

`--at`, `--exp`, `--nbf` and `--iat` accept a TIME:

  2026-11-21T18:00:00Z  an instant as in RFC 3339, with an offset: `Z`, `+02:00`
  2026-11-21            the start of that day in UTC
  1795284000            seconds since 1970, as in tokens
  now                   the current time
  +1h, 90m              that long from now
  -5m                   that long ago
  none                  no such claim, in `mint --exp none` and the like

A number below 100000000 is refused, because a span was meant: write `3600s`. So
is one in milliseconds.

`--at TIME` pretends that TIME is the current time, in `decode`, `verify`,
`explain` and `mint`. Other times are relative to it:
`mint --at 2026-01-01 --exp +1h` makes a token that expired long ago.

Durations

`--leeway`, `--max-age`, `--expires-in` and `--skew` accept a DURATION: a number
of seconds, or numbers with units, the largest unit first.

  90, 90s  90 seconds
  5m       5 minutes
  1h30m    an hour and a half
  7d, 2w   7 days, 2 weeks
  100y     100 years of 365 days

`ping` measures fractions of a second, so its `--timeout`, `--max-time`,
`--wait` and `--interval` also accept `200ms`.

A sign can be part of the value or of the next argument: `--exp=-5m` and
`--exp -5m` are the same.

How times are shown

`decode` shows times in UTC. `--tz local`, `--tz +02:00` and
`--tz America/Chicago` show them in another zone.

"#]]);
    let page = Sandbox::new().output(["help", "exit-codes", "--color=always"]);
    assert!(page.contains("\u{1b}[1m"), "{page}");
    for topic in ["tokens", "keys", "configuration"] {
        let page = Sandbox::new().output(["help", topic]);
        assert!(page.lines().count() > 20, "{page}");
        for line in page.lines() {
            assert!(line.chars().count() <= 80, "{topic}: {line}");
        }
    }
}

#[test]
fn a_topic_or_command_that_does_not_exist_has_a_near_one() {
    for (word, hint) in [
        ("tme", "did you mean `time`?"),
        ("exit", "did you mean `exit-codes`?"),
        ("mnit", "did you mean `mint`?"),
        ("nonsense", "see `jwtool --help`"),
    ] {
        Sandbox::new()
            .jwtool(["help", word])
            .code(2)
            .stdout_eq("")
            .stderr_eq(format!("error: unknown command or topic `{word}`\nhint: {hint}\n"));
    }
    Sandbox::new().jwtool(["help", "secret", "cognto"]).code(2).stderr_eq(str![[r#"
error: unknown command `cognto` for `jwtool secret`
hint: did you mean `cognito`?

"#]]);
    // Not after `help`, it is a command that does not exist.
    Sandbox::new().jwtool(["time"]).code(2);
    assert_eq!(Sandbox::new().output(["help"]), Sandbox::new().output(["--help"]));
    assert_eq!(Sandbox::new().output(["help", "--help"]), Sandbox::new().output(["help"]));
    for flag in ["--help", "-h"] {
        assert_eq!(
            Sandbox::new().output(["help", "secret", "cognito", flag]),
            Sandbox::new().output(["help", "secret", "cognito"]),
        );
        assert_eq!(
            Sandbox::new().output(["help", "time", flag]),
            Sandbox::new().output(["help", "time"])
        );
    }
    assert_eq!(
        Sandbox::new().output(["help", "secret", "cognito"]),
        Sandbox::new().output(["secret", "cognito", "--help"])
    );
}

#[test]
fn the_topics_name_flags_that_exist() {
    let help: String = all_help().into_iter().map(|(_, help)| help).collect();
    for page in ["time", "exit-codes", "tokens", "keys", "settings"] {
        let path = format!("{}/docs/{page}.md", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(path).unwrap();
        for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
            if word.len() > 3 && word.starts_with("--") && !word.ends_with('-') {
                assert!(
                    help.contains(&format!("{word} ")) || help.contains(&format!("{word}\n")),
                    "{page}: {word}"
                );
            }
        }
    }
}
