//! Prints the predicted answer of an engine as text.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::hasura::explanation::{Decision, Engine, Explanation, Refused, Response};
use crate::hasura::registry::StartupError;
use crate::jose::json::{Object, Value};
use crate::render::config;
use crate::render::note::{put_warnings, put_warnings_of};
use crate::render::style::{self, Look, Page};

/// The configuration of an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConfigOrigin<'a> {
    /// Where it was found, or what it was made for
    pub(crate) from: &'a str,
    /// Whether none was given
    pub(crate) assumed: bool,
}

/// Prints the configuration, the verdict, the response on its route, every step, the session and
/// the warnings.
pub(crate) fn page(page: &mut Page, explanation: &Explanation, source: ConfigOrigin<'_>) {
    configuration(page, source);
    verdict(page, &explanation.decision);
    page.end();
    if let Decision::Refused(refused) = &explanation.decision {
        if let Some(cause) = &refused.cause {
            page.line(&format!("because: {cause}"));
        }
        if let Some(body) = &refused.response.body {
            page.put(Look::Dim, &appearance(&refused.response, body));
            page.end();
        }
    }
    steps(page, explanation, |_| true);
    if let Decision::Accepted(session) = &explanation.decision {
        page.put(Look::Heading, "session");
        page.end();
        let own = rows(&session.variables);
        page.rows(&own);
        // Numbers that are converted to strings look the same.
        let as_text = session.as_text.as_ref().map(rows).filter(|rows| *rows != own);
        if let Some(rows) = as_text {
            page.put(Look::Heading, "session as Hasura v2 receives it");
            page.end();
            page.rows(&rows);
        }
    }
    put_warnings(page, &explanation.warnings);
}

fn configuration(page: &mut Page, source: ConfigOrigin<'_>) {
    let ConfigOrigin { from, assumed } = source;
    let line = if assumed {
        format!("no configuration was given; assuming one for {from}")
    } else {
        format!("configuration from {from}")
    };
    page.put(Look::Dim, &line);
    page.end();
}

/// Prints the line for one token of many and one engine of several.
pub(crate) fn line(
    page: &mut Page,
    number: usize,
    engine: Option<Engine>,
    explanation: &Explanation,
) {
    page.plain(&format!("{number} "));
    if let Some(engine) = engine {
        page.plain(&format!("{:WIDTH$} ", engine.name()));
    }
    answer(page, &explanation.decision);
    page.end();
}

/// Prints such a line for an engine that does not start.
pub(crate) fn dead_line(page: &mut Page, number: usize, error: &StartupError) {
    page.plain(&format!("{number} {:WIDTH$} ", error.engine().name()));
    does_not_start(page, error);
}

/// The length of the longest engine name, in characters.
const WIDTH: usize = 8;

/// Prints how several engines answer one request: the verdicts, what fails and the sessions.
pub(crate) fn side_by_side(
    page: &mut Page,
    answers: &[Result<&Explanation, &StartupError>],
    source: ConfigOrigin<'_>,
) {
    configuration(page, source);
    for answer in answers {
        match answer {
            Ok(explanation) => {
                page.plain(&format!("{:WIDTH$} ", explanation.engine.name()));
                self::answer(page, &explanation.decision);
                page.end();
            }
            Err(error) => {
                page.plain(&format!("{:WIDTH$} ", error.engine().name()));
                does_not_start(page, error);
            }
        }
    }
    let explanations: Vec<&Explanation> = answers.iter().copied().filter_map(Result::ok).collect();
    for explanation in &explanations {
        if explanation.steps.iter().any(|step| step.passed != Some(true)) {
            page.put(Look::Heading, explanation.engine.title());
            page.end();
            steps(page, explanation, |passed| passed != Some(true));
        }
    }
    sessions(page, &explanations);
    for explanation in &explanations {
        put_warnings_of(page, explanation.engine.name(), &explanation.warnings);
    }
}

/// Prints one row per session variable, with one column per engine that accepts the request.
fn sessions(page: &mut Page, explanations: &[&Explanation]) {
    let accepted: Vec<(Engine, &Object)> = explanations
        .iter()
        .filter_map(|explanation| match &explanation.decision {
            Decision::Accepted(session) => Some((explanation.engine, &session.variables)),
            Decision::Refused(_) | Decision::Webhook { .. } | Decision::Undecided { .. } => None,
        })
        .collect();
    if accepted.is_empty() {
        return;
    }
    let mut seen = HashSet::new();
    let names = accepted.iter().flat_map(|(_, session)| session.iter()).map(|(name, _)| name);
    let names = names.filter(|name| seen.insert(*name));
    let head = accepted.iter().map(|(engine, _)| engine.name().to_owned());
    let mut table: Vec<Vec<String>> =
        vec![std::iter::once("session".to_owned()).chain(head).collect()];
    for name in names {
        let cells = accepted
            .iter()
            .map(|(_, session)| session.get(name).map_or_else(|| "–".to_owned(), shown));
        table.push(std::iter::once(format!("  {name}")).chain(cells).collect());
    }
    let columns = accepted.len() + 1;
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            style::column(table.iter().filter_map(|row| row.get(column)).map(String::as_str))
        })
        .collect();
    let lines: Vec<String> = table
        .iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| style::padded(cell, *width));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
        .collect();
    if !lines.iter().all(|line| page.fits(line)) {
        return below_each_other(page, &table);
    }
    for (index, line) in lines.iter().enumerate() {
        page.put(if index == 0 { Look::Heading } else { Look::Plain }, line);
        page.end();
    }
}

/// The same for a terminal that is narrower: a row for each cell.
fn below_each_other(page: &mut Page, table: &[Vec<String>]) {
    let mut rows = table.iter().filter_map(|row| row.split_first());
    let Some((title, engines)) = rows.next() else { return };
    page.put(Look::Heading, title);
    page.end();
    for (name, values) in rows {
        page.line(name);
        for (engine, value) in engines.iter().zip(values) {
            page.put(Look::Dim, &format!("    {engine:WIDTH$}  "));
            page.hang();
            page.line(value);
        }
    }
}

fn does_not_start(page: &mut Page, error: &StartupError) {
    page.put(Look::Warning, "?");
    page.plain(" ");
    page.hang();
    page.put(Look::Bad, config::verdict(error));
    page.line(&format!(": {}", error.message));
}

fn answer(page: &mut Page, outcome: &Decision<Refused>) {
    mark(page, outcome);
    verdict(page, outcome);
    if let Decision::Refused(refused) = outcome
        && let Some(cause) = &refused.cause
    {
        page.plain(&format!(" ({cause})"));
    }
}

/// Prints the steps, those of a mode below its name.
fn steps(page: &mut Page, explanation: &Explanation, shown: impl Fn(Option<bool>) -> bool) {
    let steps = explanation.steps.iter().filter(|step| shown(step.passed));
    let width = style::column(steps.clone().map(|step| step.name));
    let mut heading = None;
    for step in steps {
        if let Some(mode) = &step.mode
            && heading != Some(mode)
        {
            let id = mode.id.as_ref().map_or_else(String::new, |id| format!(" `{id}`"));
            page.put(Look::Heading, &format!("{}{id}", mode.kind));
            page.end();
            heading = Some(mode);
        }
        page.plain("  ");
        match step.passed {
            Some(passed) => page.mark(passed),
            None => page.put(Look::Warning, "?"),
        }
        page.plain(&format!(" {}  ", style::padded(step.name, width)));
        page.hang();
        page.line(&step.detail);
    }
}

fn rows(session: &Object) -> Vec<(Cow<'_, str>, String)> {
    session.iter().map(|(name, value)| (Cow::from(name), shown(value))).collect()
}

/// Returns a string unchanged, and everything else as JSON.
fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_json(), ToOwned::to_owned)
}

fn mark(page: &mut Page, outcome: &Decision<Refused>) {
    match outcome {
        Decision::Accepted(_) => page.mark(true),
        Decision::Refused(_) => page.mark(false),
        Decision::Webhook { .. } | Decision::Undecided { .. } => page.put(Look::Warning, "?"),
    }
    page.plain(" ");
    page.hang();
}

fn verdict(page: &mut Page, outcome: &Decision<Refused>) {
    match outcome {
        Decision::Accepted(session) => {
            page.put(Look::Good, "accepted");
            page.plain(&format!(" as {}", session.role));
            if let Some((mode, id)) = &session.answered_by {
                page.plain(&format!(" by {mode} `{id}`"));
            }
            if let Some(fallback) = &session.fallback {
                let what = if fallback.of_token { "token" } else { "API key" };
                page.plain(&format!(", after the {what} was refused: {}", fallback.cause));
            }
        }
        Decision::Refused(refused) => {
            page.put(Look::Bad, "refused");
            page.plain(&format!(": {}", words(refused)));
        }
        Decision::Webhook { call } => {
            page.put(Look::Warning, "a webhook decides");
            page.plain(&format!(": {call}"));
        }
        Decision::Undecided { reason } => {
            page.put(Look::Warning, "not known");
            page.plain(&format!(": {reason}"));
        }
    }
}

fn words(refused: &Refused) -> String {
    let Refused { status, message, .. } = refused;
    match refused.code {
        Some(code) => format!("{status} {code}: {message}"),
        None if message.is_empty() => format!("{status}, with an empty body"),
        None => format!("{status} {message}"),
    }
}

fn appearance(response: &Response, body: &Value) -> String {
    let Response { path, status, .. } = response;
    format!("on {path}: HTTP {status} {}", body.to_json())
}
