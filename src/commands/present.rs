//! The one way to answer: a verb passes a document and a page, and this decides which of them
//! is printed, on how many lines, how wide, in which colors and on which stream.

use clap::builder::StyledStr;
use serde::Serialize;

use crate::error::Error;
use crate::escape;
use crate::jose::json::Value;
use crate::render;
use crate::render::json::{ErrorDocument, Layout};
use crate::render::style::Page;
use crate::system::System;
use crate::system::output::Output;

/// How many answers a command prints.
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
    width: Option<usize>,
    /// Whether characters that control a terminal are escaped in a string
    is_terminal: bool,
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
    /// only one and it goes to a terminal; otherwise it is one line.
    pub(crate) const fn new(count: Count, system: &System) -> Self {
        let indented = system.stdout.is_terminal && matches!(count, Count::One);
        let shape = if system.json { Shape::Document { indented } } else { Shape::Page };
        let Output { color, width, is_terminal, .. } = system.stdout;
        Self { shape, color, width, is_terminal }
    }

    /// The same for verdicts, which are not printed with `-q`.
    pub(crate) const fn of_verdicts(count: Count, system: &System) -> Self {
        let usual = Self::new(count, system);
        if system.quiet { Self { shape: Shape::Nothing, ..usual } } else { usual }
    }

    /// Returns the text of an answer. Only the printed form is built.
    pub(crate) fn text<D: Serialize>(
        self,
        document: impl FnOnce() -> D,
        page: impl FnOnce(&mut Page),
    ) -> String {
        match self.shape {
            Shape::Document { .. } => self.document_text(&document()),
            Shape::Page => self.page_text(page),
            Shape::Nothing => String::new(),
        }
    }

    /// Appends an answer to a text. Only the printed form is built.
    pub(crate) fn append<D: Serialize>(
        self,
        text: &mut Vec<u8>,
        document: impl FnOnce() -> D,
        page: impl FnOnce(&mut Page),
    ) {
        match self.shape {
            Shape::Document { indented } => {
                render::json::append(text, &document(), Layout { indented, color: self.color });
            }
            Shape::Page => text.extend_from_slice(self.page_text(page).as_bytes()),
            Shape::Nothing => {}
        }
    }

    /// Whether answers are documents.
    pub(crate) const fn has_documents(self) -> bool {
        matches!(self.shape, Shape::Document { .. })
    }

    /// Returns the text of a page, or nothing if answers are not pages.
    pub(crate) fn page_text(self, page: impl FnOnce(&mut Page)) -> String {
        match self.shape {
            Shape::Page => filled(Page::new(self.color, self.width), page),
            Shape::Document { .. } | Shape::Nothing => String::new(),
        }
    }

    /// Returns the text of a document, or nothing if answers are not documents.
    fn document_text(self, document: &impl Serialize) -> String {
        match self.shape {
            Shape::Document { indented } => {
                render::json::document(document, Layout { indented, color: self.color })
            }
            Shape::Page | Shape::Nothing => String::new(),
        }
    }

    /// Returns the text of a JSON value: a line of JSON, or a string as it is, unless answers are
    /// documents. At a terminal, characters that control it are escaped.
    pub(crate) fn value_text(self, value: &Value) -> String {
        match (value, self.shape) {
            (Value::String(text), Shape::Page | Shape::Nothing) if self.is_terminal => {
                format!("{}\n", escape::line(text))
            }
            (Value::String(text), Shape::Page | Shape::Nothing) => format!("{text}\n"),
            (other, _) => {
                render::json::document(other, Layout { indented: false, color: self.color })
            }
        }
    }

    /// Returns the text of an answer that is itself a text, like a token: that text and a line
    /// feed, or a document that has it.
    pub(crate) fn raw_text<D: Serialize>(self, document: impl FnOnce() -> D, text: &str) -> String {
        match self.shape {
            Shape::Document { .. } => self.text(document, |_| {}),
            Shape::Page | Shape::Nothing => format!("{text}\n"),
        }
    }
}

fn filled(mut page: Page, fill: impl FnOnce(&mut Page)) -> String {
    fill(&mut page);
    page.into_text()
}

/// Returns the text of a page for standard error.
fn filled_for_stderr(fill: impl FnOnce(&mut Page), system: &System) -> String {
    filled(Page::new(system.stderr.color, system.stderr.width), fill)
}

/// Prints the only answer of a command.
pub(crate) fn answer<D: Serialize>(
    document: impl FnOnce() -> D,
    page: impl FnOnce(&mut Page),
    system: &mut System,
) -> Result<(), Error> {
    answer_as(Presentation::new(Count::One, system), document, page, system)
}

/// The same in a log whose reader obeys commands in it, which must not come from elsewhere.
pub(crate) fn answer_for_runner<D: Serialize>(
    document: impl FnOnce() -> D,
    page: impl FnOnce(&mut Page),
    system: &mut System,
) -> Result<(), Error> {
    let text = Presentation::new(Count::One, system).text(document, page);
    formatted(&escape::for_runner(&text), system)
}

/// Prints what is still buffered, so that what follows on standard error is below it.
pub(crate) fn flush(system: &mut System) -> Result<(), Error> {
    system.stdout.flush()
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

/// Prints that a server answers requests: a document on one line for scripts, or a page at a
/// terminal. Scripts read it at once.
pub(crate) fn ready<D: Serialize>(
    document: impl FnOnce() -> D,
    page: impl FnOnce(&mut Page),
    system: &mut System,
) -> Result<(), Error> {
    let is_for_people = system.stdout.is_terminal && !system.json;
    let usual = Presentation::new(Count::Several, system);
    let shape = if is_for_people { Shape::Page } else { Shape::Document { indented: false } };
    answer_as(Presentation { shape, ..usual }, document, page, system)?;
    system.stdout.flush()
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
    formatted(&Presentation::new(Count::One, system).raw_text(document, text), system)
}

/// Prints what has no document.
pub(crate) fn bytes(bytes: &[u8], system: &mut System) -> Result<(), Error> {
    system.stdout.write_bytes(bytes)
}

/// Prints a private key or a secret, which no document contains.
pub(crate) fn private(text: &str, system: &mut System) -> Result<(), Error> {
    if system.json {
        return Err(Error::usage(
            "`--json` never prints a private key",
            "drop `--json` to print the key itself",
        ));
    }
    bytes(text.trim_end().as_bytes(), system)?;
    bytes(b"\n", system)
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
    let text = filled_for_stderr(page, system);
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

/// Prints a page on standard error, below the answer that it is about; with `--json` the
/// document has it.
pub(crate) fn remarks_on_page(
    page: impl FnOnce(&mut Page),
    system: &mut System,
) -> Result<(), Error> {
    if system.json || system.quiet {
        return Ok(());
    }
    system.stdout.flush()?;
    let text = filled_for_stderr(page, system);
    if !text.is_empty() {
        system.complain(&text);
    }
    Ok(())
}

/// Prints a sentence on standard error, and below it a command that can be pasted.
pub(crate) fn remark_with_command(
    sentence: &str,
    command: &str,
    system: &mut System,
) -> Result<(), Error> {
    system.stdout.flush()?;
    system.say(sentence);
    system.say_unbroken(&format!("  {command}"));
    Ok(())
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
    let text = filled_for_stderr(|page| render::error::page(page, message, hint), system);
    system.complain(&text);
}

/// Returns how wide the help for an output is: the terminal, as far as lines are easy to read,
/// or 80 columns.
pub(crate) fn help_width(output: &Output) -> usize {
    const USUAL: usize = 80;
    const WIDEST: usize = 100;
    output.width.map_or(USUAL, |width| width.min(WIDEST))
}

/// Prints the requested help or version.
pub(crate) fn help(text: &StyledStr, system: &mut System) -> Result<(), Error> {
    let text = styled(text, &system.stdout);
    system.stdout.write(&text)?;
    system.stdout.flush()
}

/// Prints a page of help, as wide as other help.
pub(crate) fn topic(page: impl FnOnce(&mut Page), system: &mut System) -> Result<(), Error> {
    let width = help_width(&system.stdout);
    let text = filled(Page::new(system.stdout.color, Some(width)), page);
    system.stdout.write(&text)?;
    system.stdout.flush()
}

/// Prints help instead of an error.
pub(crate) fn help_as_error(text: &StyledStr, system: &mut System) {
    let text = styled(text, &system.stderr);
    system.complain(&text);
}

fn styled(text: &StyledStr, output: &Output) -> String {
    let text = if output.color { text.ansi().to_string() } else { text.to_string() };
    render::help::fitted(&text, help_width(output))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::json::Object;
    use crate::render::style::Look;
    use crate::system::output::kept::Kept;

    /// A machine whose output is kept.
    struct Machine {
        system: System,
        out: Kept,
        err: Kept,
    }

    /// How a command is run.
    #[derive(Clone, Copy)]
    #[expect(clippy::struct_excessive_bools, reason = "each is a case of its own")]
    struct Run {
        json: bool,
        terminal: bool,
        color: bool,
        quiet: bool,
        /// Of standard output; standard error has five columns more
        width: Option<usize>,
    }

    const PIPE: Run = Run { json: false, terminal: false, color: false, quiet: false, width: None };
    const JSON: Run = Run { json: true, ..PIPE };
    const TERMINAL: Run = Run { terminal: true, ..PIPE };

    impl Run {
        fn machine(self) -> Machine {
            self.machine_printing_to(Kept::default(), Kept::default())
        }

        fn machine_printing_to(self, out: Kept, err: Kept) -> Machine {
            let mut system = System::new();
            system.json = self.json;
            system.quiet = self.quiet;
            system.stdout = out.stdout(self.terminal, self.color, self.width);
            system.stderr =
                err.stderr(self.terminal, self.color, self.width.map(|width| width + 5));
            Machine { system, out, err }
        }

        /// The text for standard output and standard error.
        fn prints(self, print: impl FnOnce(&mut System) -> Result<(), Error>) -> [String; 2] {
            let mut machine = self.machine();
            print(&mut machine.system).unwrap();
            machine.system.stdout.flush().unwrap();
            [machine.out.text(), machine.err.text()]
        }
    }

    fn document() -> Object {
        Value::parse(br#"{"a":1}"#).unwrap().as_object().unwrap().clone()
    }

    fn page(page: &mut Page) {
        page.put(Look::Good, "yes");
        page.end();
    }

    fn one(system: &mut System) -> Result<(), Error> {
        answer(document, page, system)
    }

    fn several(system: &mut System) -> Result<(), Error> {
        for _ in 0..2 {
            answer_as(Presentation::new(Count::Several, system), document, page, system)?;
        }
        Ok(())
    }

    const LINE: &str = "{\"a\":1}\n";
    const INDENTED: &str = "{\n  \"a\": 1\n}\n";

    #[test]
    fn the_only_answer_is_a_page_or_a_document_that_is_indented_at_a_terminal() {
        for (run, printed) in [
            (PIPE, "yes\n"),
            (TERMINAL, "yes\n"),
            (JSON, LINE),
            (Run { json: true, ..TERMINAL }, INDENTED),
            (Run { color: true, ..PIPE }, "\u{1b}[32myes\u{1b}[0m\n"),
            // Only verdicts are left to the exit code.
            (Run { quiet: true, ..PIPE }, "yes\n"),
            (Run { quiet: true, ..JSON }, LINE),
        ] {
            assert_eq!(run.prints(one), [printed, ""]);
        }
    }

    #[test]
    fn a_server_that_is_ready_prints_a_document_except_to_people() {
        let print = |system: &mut System| ready(document, page, system);
        assert_eq!(PIPE.prints(print), [LINE, ""]);
        assert_eq!(JSON.prints(print), [LINE, ""]);
        assert_eq!(TERMINAL.prints(print), ["yes\n", ""]);
        assert_eq!(Run { json: true, ..TERMINAL }.prints(print), [LINE, ""]);
    }

    #[test]
    fn each_of_several_documents_is_one_line_also_at_a_terminal() {
        for (run, printed) in [
            (PIPE, "yes\nyes\n".to_owned()),
            (JSON, LINE.repeat(2)),
            (Run { json: true, ..TERMINAL }, LINE.repeat(2)),
        ] {
            assert_eq!(run.prints(several), [&*printed, ""]);
        }
    }

    #[test]
    fn a_document_has_colors_if_they_are_on() {
        for (count, layout) in [
            (Count::One, Layout { indented: true, color: true }),
            (Count::Several, Layout { indented: false, color: true }),
        ] {
            let run = Run { json: true, color: true, ..TERMINAL };
            let presentation = Presentation::new(count, &run.machine().system);
            let text = presentation.text(document, page);
            assert!(text.contains("\u{1b}["));
            assert_eq!(text, render::json::document(&document(), layout));
        }
    }

    #[test]
    fn a_verdict_is_not_even_made_if_the_exit_code_is_the_answer() {
        let made = |run: Run, count| {
            let presentation = Presentation::of_verdicts(count, &run.machine().system);
            let (mut documents, mut pages) = (0, 0);
            let text = presentation.text(
                || {
                    documents += 1;
                    document()
                },
                |it| {
                    pages += 1;
                    page(it);
                },
            );
            (text, documents, pages)
        };
        for count in [Count::One, Count::Several] {
            assert_eq!(made(Run { quiet: true, ..PIPE }, count), (String::new(), 0, 0));
            assert_eq!(made(Run { quiet: true, ..JSON }, count), (String::new(), 0, 0));
            assert_eq!(made(PIPE, count), ("yes\n".to_owned(), 0, 1));
            assert_eq!(made(JSON, count), (LINE.to_owned(), 1, 0));
        }
    }

    #[test]
    fn pages_are_separated_and_documents_are_not() {
        assert_eq!(PIPE.prints(separate), ["\n", ""]);
        assert_eq!(JSON.prints(separate), ["", ""]);
    }

    #[test]
    fn a_raw_answer_is_printed_as_it_is() {
        let token = |system: &mut System| raw(document, "a\u{1b}.b", system);
        for run in [PIPE, TERMINAL, Run { color: true, quiet: true, ..TERMINAL }] {
            assert_eq!(run.prints(token), ["a\u{1b}.b\n", ""]);
        }
        assert_eq!(JSON.prints(token), [LINE, ""]);
        assert_eq!(Run { json: true, ..TERMINAL }.prints(token), [INDENTED, ""]);
        assert_eq!(JSON.prints(|system| bytes(b"complete", system)), ["complete", ""]);
    }

    fn value(value: &Value, system: &mut System) -> Result<(), Error> {
        let text = Presentation::new(Count::One, system).value_text(value);
        formatted(&text, system)
    }

    #[test]
    fn a_value_is_one_line_and_a_string_controls_no_terminal() {
        let dirty = |system: &mut System| value(&Value::from("a\u{1b}\"b"), system);
        assert_eq!(PIPE.prints(dirty), ["a\u{1b}\"b\n", ""]);
        assert_eq!(TERMINAL.prints(dirty), ["a\\u001b\"b\n", ""]);
        assert_eq!(JSON.prints(dirty), ["\"a\\u001b\\\"b\"\n", ""]);
        let object = |system: &mut System| value(&Value::from(document()), system);
        for run in [PIPE, TERMINAL, JSON, Run { json: true, ..TERMINAL }] {
            assert_eq!(run.prints(object), [LINE, ""]);
        }
    }

    #[test]
    fn what_is_not_the_output_asked_for_does_not_look_like_it() {
        let print = |system: &mut System| in_place_of_output(document, page, system);
        assert_eq!(PIPE.prints(print), ["", "yes\n"]);
        assert_eq!(Run { quiet: true, ..PIPE }.prints(print), ["", "yes\n"]);
        assert_eq!(Run { color: true, ..PIPE }.prints(print), ["", "\u{1b}[32myes\u{1b}[0m\n"]);
        assert_eq!(JSON.prints(print), [LINE, ""]);
    }

    #[test]
    fn remarks_are_below_the_answer_and_silenced_by_quiet() {
        let print = |system: &mut System| {
            one(system)?;
            remark("hint: both", system)?;
            remark_on_page("hint: page", system)
        };
        assert_eq!(PIPE.prints(print), ["yes\n", "hint: both\nhint: page\n"]);
        assert_eq!(JSON.prints(print), [LINE, "hint: both\n"]);
        assert_eq!(Run { quiet: true, ..PIPE }.prints(print), ["yes\n", ""]);

        let both = Kept::default();
        let mut machine = PIPE.machine_printing_to(both.clone(), both.clone());
        print(&mut machine.system).unwrap();
        assert_eq!(both.text(), "yes\nhint: both\nhint: page\n");
    }

    #[test]
    fn a_page_of_remarks_is_one_for_people() {
        let print = |system: &mut System| remarks_on_page(page, system);
        assert_eq!(PIPE.prints(print), ["", "yes\n"]);
        assert_eq!(JSON.prints(print), ["", ""]);
        assert_eq!(Run { quiet: true, ..PIPE }.prints(print), ["", ""]);
        assert_eq!(PIPE.prints(|system| remarks_on_page(|_| {}, system)), ["", ""]);
    }

    #[test]
    fn an_error_is_a_sentence_below_the_answers_and_with_json_a_document_too() {
        let print = |system: &mut System| {
            error_document("usage", "it\nfailed", Some("try again"), system)?;
            error("it\nfailed", Some("try again"), system);
            Ok(())
        };
        let sentence = "error: it\\u000afailed\nhint: try again\n";
        for run in [PIPE, Run { quiet: true, ..PIPE }] {
            assert_eq!(run.prints(print), ["", sentence]);
        }
        let text = r#"{"error":{"code":"usage","message":"it\nfailed","hint":"try again"}}"#;
        assert_eq!(JSON.prints(print), [&*format!("{text}\n"), sentence]);

        let both = Kept::default();
        let mut machine = PIPE.machine_printing_to(both.clone(), both.clone());
        one(&mut machine.system).unwrap();
        error("failed", None, &mut machine.system);
        assert_eq!(both.text(), "yes\nerror: failed\n");
    }

    #[test]
    fn what_people_read_fits_the_terminal_and_nothing_else_is_broken() {
        const LONG: &str = "one two three";
        let long = |page: &mut Page| page.line(LONG);
        let narrow = Run { width: Some(8), ..TERMINAL };
        let broken = "one two\nthree\n";
        assert_eq!(PIPE.prints(|system| answer(document, long, system)), ["one two three\n", ""]);
        assert_eq!(narrow.prints(|system| answer(document, long, system)), [broken, ""]);
        assert_eq!(
            Run { json: true, ..narrow }.prints(|system| answer(document, long, system)),
            [INDENTED, ""]
        );
        let in_place = |system: &mut System| in_place_of_output(document, long, system);
        assert_eq!(narrow.prints(in_place), ["", "one two three\n"]);
        assert_eq!(narrow.prints(|system| raw(document, LONG, system)), ["one two three\n", ""]);
        let value = |system: &mut System| value(&Value::from(LONG), system);
        assert_eq!(narrow.prints(value), ["one two three\n", ""]);
        assert_eq!(
            narrow.prints(|system| remark("hint: one two three", system))[1],
            "hint: one two\n      three\n"
        );
        let command = |system: &mut System| remark_with_command("one two three four", LONG, system);
        assert_eq!(narrow.prints(command)[1], "one two three\nfour\n  one two three\n");
        let error = |system: &mut System| {
            error("one two", Some("`jwtool decode -`"), system);
            Ok(())
        };
        assert_eq!(narrow.prints(error)[1], "error: one\n  two\nhint: `jwtool decode -`\n");
    }

    #[test]
    fn help_is_as_wide_as_its_terminal_but_not_wider_than_people_read() {
        let width = |width| {
            let machine = Run { width, ..TERMINAL }.machine();
            (help_width(&machine.system.stdout), help_width(&machine.system.stderr))
        };
        assert_eq!(width(None), (80, 80));
        assert_eq!(width(Some(50)), (50, 55));
        assert_eq!(width(Some(160)), (100, 100));
    }

    #[test]
    fn help_has_colors_where_it_is_printed() {
        let text = StyledStr::from("\u{1b}[1mUsage\u{1b}[0m".to_owned());
        let asked = |system: &mut System| help(&text, system);
        let instead = |system: &mut System| {
            help_as_error(&text, system);
            Ok(())
        };
        assert_eq!(PIPE.prints(asked), ["Usage", ""]);
        assert_eq!(PIPE.prints(instead), ["", "Usage\n"]);
        let colored = Run { color: true, ..PIPE };
        assert_eq!(colored.prints(asked), ["\u{1b}[1mUsage\u{1b}[0m", ""]);
        assert_eq!(colored.prints(instead), ["", "\u{1b}[1mUsage\u{1b}[0m\n"]);
    }
}
