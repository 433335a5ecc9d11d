//! The one way to answer: a verb passes a document and a page, and this decides which of them
//! is printed, on how many lines, in which colors and on which stream.

use clap::builder::StyledStr;
use serde::Serialize;

use crate::error::Error;
use crate::escape;
use crate::jose::json::Value;
use crate::render;
use crate::render::json::{ErrorDocument, Layout};
use crate::render::style::Page;
use crate::system::System;

/// How many answers a command gives.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Count {
    One,
    Several,
}

/// How answers are presented. Each thread can have a copy.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Presentation {
    shape: Shape,
    color: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Shape {
    /// For scripts
    Document { indented: bool },
    /// For people
    Page,
    /// The exit code is the answer.
    Nothing,
}

impl Presentation {
    /// Returns how answers are presented on standard output. A document is indented if it is the
    /// only one and somebody reads it at a terminal; otherwise it is one line.
    pub(crate) const fn new(count: Count, system: &System) -> Self {
        let indented = system.stdout.is_terminal && matches!(count, Count::One);
        let shape = if system.json { Shape::Document { indented } } else { Shape::Page };
        Self { shape, color: system.stdout.color }
    }

    /// The same for verdicts, which are not printed with `-q`.
    pub(crate) const fn of_verdicts(count: Count, system: &System) -> Self {
        let usual = Self::new(count, system);
        if system.quiet { Self { shape: Shape::Nothing, ..usual } } else { usual }
    }

    /// Returns the text of an answer. Only what is printed is made.
    pub(crate) fn text<D: Serialize>(
        self,
        document: impl FnOnce() -> D,
        page: impl FnOnce(&mut Page),
    ) -> String {
        match self.shape {
            Shape::Document { indented } => {
                render::json::document(&document(), Layout { indented, color: self.color })
            }
            Shape::Page => filled(self.color, page),
            Shape::Nothing => String::new(),
        }
    }
}

fn filled(color: bool, fill: impl FnOnce(&mut Page)) -> String {
    let mut page = Page::new(color);
    fill(&mut page);
    page.into_text()
}

/// Prints the only answer of a command.
pub(crate) fn answer<D: Serialize>(
    document: impl FnOnce() -> D,
    page: impl FnOnce(&mut Page),
    system: &mut System,
) -> Result<(), Error> {
    answer_as(Presentation::new(Count::One, system), document, page, system)
}

/// Prints one of several answers, or a verdict.
pub(crate) fn answer_as<D: Serialize>(
    presentation: Presentation,
    document: impl FnOnce() -> D,
    page: impl FnOnce(&mut Page),
    system: &mut System,
) -> Result<(), Error> {
    formatted(&presentation.text(document, page), system)
}

/// Prints an answer that was formatted before.
pub(crate) fn formatted(text: &str, system: &mut System) -> Result<(), Error> {
    system.stdout.write(text)
}

/// Prints an empty line between two pages. Documents need none.
pub(crate) fn separate(system: &mut System) -> Result<(), Error> {
    if system.json { Ok(()) } else { system.stdout.write("\n") }
}

/// Prints a text that is itself the answer, like a token, as it is and with a line feed; with
/// `--json` a document that has it.
pub(crate) fn raw<D: Serialize>(
    document: impl FnOnce() -> D,
    text: &str,
    system: &mut System,
) -> Result<(), Error> {
    let presentation = Presentation::new(Count::One, system);
    match presentation.shape {
        Shape::Document { .. } => answer_as(presentation, document, |_| {}, system),
        Shape::Page | Shape::Nothing => system.stdout.write(&format!("{text}\n")),
    }
}

/// Prints a JSON value on one line; a string as its text, unless `--json`. At a terminal,
/// characters that control it are escaped.
pub(crate) fn value(value: &Value, system: &mut System) -> Result<(), Error> {
    let text = match value {
        Value::String(text) if !system.json && system.stdout.is_terminal => {
            format!("{}\n", escape::line(text))
        }
        Value::String(text) if !system.json => format!("{text}\n"),
        other => {
            let layout = Layout { indented: false, color: system.stdout.color };
            render::json::document(other, layout)
        }
    };
    system.stdout.write(&text)
}

/// Prints what has no document.
pub(crate) fn bytes(bytes: &[u8], system: &mut System) -> Result<(), Error> {
    system.stdout.write_bytes(bytes)
}

/// Prints why the output that was asked for cannot be made: a document on standard output, or
/// a page on standard error, where nobody takes it for that output.
pub(crate) fn in_place_of_output<D: Serialize>(
    document: impl FnOnce() -> D,
    page: impl FnOnce(&mut Page),
    system: &mut System,
) -> Result<(), Error> {
    if system.json {
        return answer(document, page, system);
    }
    let text = filled(system.stderr.color, page);
    system.complain(&text);
    Ok(())
}

/// Prints a sentence on standard error, below the answers so far.
pub(crate) fn remark(sentence: &str, system: &mut System) -> Result<(), Error> {
    system.stdout.flush()?;
    system.say(sentence);
    Ok(())
}

/// The same for what a document already has, or what only people need.
pub(crate) fn remark_on_page(sentence: &str, system: &mut System) -> Result<(), Error> {
    if system.json { Ok(()) } else { remark(sentence, system) }
}

/// Prints the document of an error, with `--json`.
pub(crate) fn error_document(
    code: &str,
    message: &str,
    hint: Option<&str>,
    system: &mut System,
) -> Result<(), Error> {
    if !system.json {
        return Ok(());
    }
    let (message, hint) = (message.to_owned(), hint.map(ToOwned::to_owned));
    answer(|| ErrorDocument::new(code, message, hint), |_| {}, system)?;
    system.stdout.flush()
}

/// Prints an error on standard error, even with `-q`, below the answers before it.
pub(crate) fn error(message: &str, hint: Option<&str>, system: &mut System) {
    // The error counts, whether or not somebody reads the answers.
    let _ = system.stdout.flush();
    let text = filled(system.stderr.color, |page| render::error::page(page, message, hint));
    system.complain(&text);
}

/// Prints help or the version that was asked for.
pub(crate) fn help(text: &StyledStr, system: &mut System) -> Result<(), Error> {
    let text = styled(text, system.stdout.color);
    system.stdout.write(&text)?;
    system.stdout.flush()
}

/// Prints help instead of an error.
pub(crate) fn help_as_error(text: &StyledStr, system: &mut System) {
    let text = styled(text, system.stderr.color);
    system.complain(&text);
}

fn styled(text: &StyledStr, color: bool) -> String {
    if color { text.ansi().to_string() } else { text.to_string() }
}
