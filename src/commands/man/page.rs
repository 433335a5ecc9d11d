//! Manual pages: of a command, made of its help, and of a topic.

use clap::Command;
use clap_mangen::Man;
use roff::{Inline, Roff, bold, roman};

use crate::error::Error;
use crate::render::help::FIXED_SPACE;
use crate::topic::block::{Block, Line, Span};
use crate::topic::{TOPICS, Topic};

/// A manual page.
pub(super) struct ManPage {
    /// Its file, such as `jwtool-mint.1`
    pub(super) file: String,
    pub(super) text: String,
}

/// The program, which is before the name of each page.
const PROGRAM: &str = "jwtool";

/// Where all pages are, so that one directory has them: commands for users.
const SECTION: &str = "1";

/// What the pages belong to.
const MANUAL: &str = "jwtool manual";
const SOURCE: &str = concat!("jwtool ", env!("CARGO_PKG_VERSION"));

/// The topic with the exit codes.
const EXIT_CODES: &str = "exit-codes";

/// Returns the page of a built command.
pub(super) fn of_command(command: &Command, parent: Option<&Command>) -> Result<ManPage, Error> {
    let name = page_name(command);
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    let shown = command
        .clone()
        .override_usage(usage)
        .subcommand_help_heading("COMMANDS")
        .mut_subcommands(|below| {
            let is_hidden = below.get_name() == "help";
            below.hide(is_hidden)
        })
        .mut_args(with_aliases);
    let man = Man::new(shown);
    let mut page = Vec::new();
    man.render_name_section(&mut page)
        .and_then(|()| man.render_synopsis_section(&mut page))
        .and_then(|()| man.render_description_section(&mut page))
        .and_then(|()| man.render_options_section(&mut page))
        .and_then(|()| match below(command).next() {
            Some(_) => man.render_subcommands_section(&mut page),
            None => Ok(()),
        })
        .map_err(Error::Output)?;
    let mut rest = Roff::default();
    let help = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let help = help.replace(FIXED_SPACE, " ");
    let sections = sections(&help);
    rest.control("SH", ["EXIT STATUS"]);
    exit_codes(&mut rest, &command_words(command));
    for (title, lines) in &sections {
        rest.control("SH", [title.to_uppercase().as_str()]);
        match *title {
            "Examples" => examples(&mut rest, lines),
            _ => rows(&mut rest, lines),
        }
    }
    see_also(&mut rest, command, parent);
    let text = format!("{}{}{}", title(name), String::from_utf8_lossy(&page), rest.render());
    Ok(ManPage { file: format!("{name}.{SECTION}"), text })
}

/// Returns the page of a topic.
pub(super) fn of_topic(topic: &Topic) -> ManPage {
    let name = topic_name(topic);
    let mut page = Roff::default();
    page.control("SH", ["NAME"]);
    page.text([roman(format!("{name} - {}", topic.summary))]);
    page.control("SH", ["DESCRIPTION"]);
    blocks(&mut page, &topic.blocks());
    page.control("SH", ["SEE ALSO"]);
    page.text(reference(PROGRAM));
    let text = format!("{}{}", title(&name), page.render());
    ManPage { file: format!("{name}.{SECTION}"), text }
}

/// Returns the request that begins a page. It has no date, so pages of one version are the same.
fn title(name: &str) -> String {
    format!(".TH {} {SECTION} \"\" \"{SOURCE}\" \"{MANUAL}\"\n", name.to_uppercase())
}

/// Returns the commands below a command, without `help`.
pub(super) fn below(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|below| below.get_name() != "help")
}

/// Returns the name of a command's page: `jwtool-secret-cognito`.
fn page_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

fn topic_name(topic: &Topic) -> String {
    format!("{PROGRAM}-{}", topic.name)
}

/// Returns the words of a command after `jwtool`.
fn command_words(command: &Command) -> Vec<&str> {
    command.get_bin_name().unwrap_or_default().split(' ').skip(1).collect()
}

/// Adds the other names of a flag to its help, where the help of the command has them.
fn with_aliases(argument: clap::Arg) -> clap::Arg {
    let names = argument.get_visible_aliases().unwrap_or_default();
    let names: Vec<String> = names.iter().map(|name| format!("--{name}")).collect();
    let label = match names.as_slice() {
        [] => return argument,
        [_] => "alias",
        _ => "aliases",
    };
    let help = argument.get_long_help().or_else(|| argument.get_help());
    let help = help.map(ToString::to_string).unwrap_or_default();
    argument.long_help(format!("{help} [{label}: {}]", names.join(", ")))
}

/// Splits the end of a help page at its headings.
fn sections(help: &str) -> Vec<(&str, Vec<&str>)> {
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in help.lines() {
        match (line.strip_suffix(':'), sections.last_mut()) {
            (Some(title), _) if !line.starts_with(' ') => sections.push((title, Vec::new())),
            (_, Some((_, lines))) if !line.trim().is_empty() => lines.push(line.trim()),
            _ => {}
        }
    }
    sections
}

/// Appends rows of a name and a text, which two spaces separate.
fn rows(page: &mut Roff, lines: &[&str]) {
    for line in lines {
        let (name, text) = line.split_once("  ").unwrap_or((line, ""));
        page.control("TP", []);
        page.text([bold(name)]);
        page.text([roman(text.trim())]);
    }
}

/// Appends pairs of a comment and a command.
fn examples(page: &mut Roff, lines: &[&str]) {
    for line in lines {
        match line.strip_prefix("# ") {
            Some(comment) => {
                page.control("PP", []);
                page.text([roman(format!("{comment}:"))]);
            }
            None => code(page, line),
        }
    }
}

/// Appends lines that are not filled.
fn code(page: &mut Roff, lines: &str) {
    page.control("PP", []);
    page.control("RS", ["4"]);
    page.control("nf", []);
    for line in lines.lines() {
        page.text([roman(line)]);
    }
    page.control("fi", []);
    page.control("RE", []);
}

/// Appends the exit codes, and what they mean for a command.
fn exit_codes(page: &mut Roff, command: &[&str]) {
    let Some(topic) = Topic::named(EXIT_CODES) else { return };
    for block in topic.blocks() {
        match block {
            Block::Table(_, rows) => {
                for row in rows {
                    let mut cells = row.iter();
                    page.control("TP", []);
                    page.text(spans(cells.next(), bold));
                    page.text(spans(cells.next(), roman));
                }
            }
            Block::List(_, items) => {
                for item in items.iter().filter(|item| is_about(item, command)) {
                    page.control("PP", []);
                    page.text(spans(Some(item), roman));
                }
            }
            _ => {}
        }
    }
}

/// Whether an item begins with the name of this command, or of one that it belongs to.
fn is_about(item: &Line, command: &[&str]) -> bool {
    let mut names = item.0.iter().take_while(|span| match span {
        Span::Code(_) => true,
        Span::Text(text) => text.trim() == ",",
    });
    names.any(|span| match span {
        Span::Text(_) => false,
        Span::Code(name) => {
            let words = name.split(' ').take_while(|word| !word.starts_with('-'));
            words
                .zip(command.iter().map(Some).chain(std::iter::repeat(None)))
                .all(|(word, own)| own == Some(&word))
        }
    })
}

/// Appends the other pages: those of the command above, and of the topics.
fn see_also(page: &mut Roff, command: &Command, parent: Option<&Command>) {
    page.control("SH", ["SEE ALSO"]);
    let above = [Some(PROGRAM), parent.map(page_name)].into_iter().flatten();
    let mut names: Vec<String> = above.map(ToOwned::to_owned).collect();
    names.dedup();
    names.retain(|name| name != page_name(command));
    names.extend(TOPICS.iter().map(topic_name));
    let mut line = Vec::new();
    for name in names {
        if !line.is_empty() {
            line.push(roman(", "));
        }
        line.extend(reference(&name));
    }
    page.text(line);
}

/// Returns a reference to a page.
fn reference(name: &str) -> [Inline; 2] {
    [bold(name), roman(format!("({SECTION})"))]
}

fn blocks(page: &mut Roff, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading(title) => {
                page.control("SS", [title.bare().as_str()]);
            }
            Block::Paragraph(line) => {
                page.control("PP", []);
                page.text(spans(Some(line), roman));
            }
            Block::List(first, items) => {
                for (index, item) in (0..).zip(items) {
                    match first {
                        Some(first) => {
                            page.control("IP", [format!("{}.", first + index).as_str(), "4"])
                        }
                        None => page.control("IP", ["\\(bu", "2"]),
                    };
                    page.text(spans(Some(item), roman));
                }
            }
            Block::Table(header, rows) => {
                for row in rows {
                    table_row(page, header, row);
                }
            }
            Block::Code(lines) => code(page, lines),
        }
    }
}

/// Appends a row: its first cell, and indented below it the others. From the third on, they have
/// the title of their column.
fn table_row(page: &mut Roff, header: &[Line], row: &[Line]) {
    page.control("TP", []);
    page.text(spans(row.first(), bold));
    for (index, cell) in row.iter().enumerate().skip(1) {
        let mut line = spans(Some(cell), roman);
        if index > 1 {
            page.control("br", []);
            let title = header.get(index).map(Line::bare).unwrap_or_default();
            line.insert(0, roman(format!("{title}: ")));
        }
        page.text(line);
    }
}

/// Returns a line with its code in bold.
fn spans(line: Option<&Line>, plain: fn(String) -> Inline) -> Vec<Inline> {
    let spans = line.map(|line| line.0.as_slice()).unwrap_or_default();
    let inline = |span: &Span| match span {
        Span::Text(text) => plain(text.clone()),
        Span::Code(text) => bold(text.clone()),
    };
    spans.iter().map(inline).collect()
}
