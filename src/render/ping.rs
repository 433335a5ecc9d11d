//! Prints the answers of endpoints.

use std::collections::BTreeMap;

use crate::jose::json::Value;
use crate::render::json::{self, IntrospectionBody, PingDocument, PingResult, PingSummary};
use crate::render::style::{Look, Page, column, padded};

/// Prints the result of a request and the body, or a table with one row per request.
pub(crate) fn page(page: &mut Page, document: &PingDocument) {
    match document.results.as_slice() {
        [only] => one(page, only),
        several => table(page, several),
    }
    if document.is_series {
        page.line(&summary(&document.summary));
    }
}

/// Returns how many answers are as expected, and how long they took.
fn summary(summary: &PingSummary) -> String {
    let PingSummary { sent, as_expected, min, median, p95, max } = summary;
    let noun = if *sent == 1 { "request" } else { "requests" };
    let counts = format!("{sent} {noun}, {as_expected} as expected");
    let times = [("min", min), ("median", median), ("p95", p95), ("max", max)];
    let times = times.into_iter().filter_map(|(name, time)| {
        let time = (*time)?;
        Some(format!("{name} {time:.1} ms"))
    });
    let times = times.collect::<Vec<_>>().join(", ");
    if times.is_empty() { counts } else { format!("{counts}; {times}") }
}

fn one(page: &mut Page, result: &PingResult) {
    page.mark(result.as_expected);
    page.plain(" ");
    page.hang();
    page.plain(&status(result));
    if result.milliseconds.is_some() {
        page.put(Look::Dim, &format!(" {}", time(result)));
    }
    page.plain(&format!(" {}", result.url));
    if let Some(role) = &result.role {
        page.plain(&format!(" as {role}"));
    }
    if let Some(protocol) = result.websocket.as_ref().and_then(|said| said.protocol.as_deref()) {
        page.plain(&format!(" over {protocol}"));
    }
    page.end();
    below(page, result);
    if let Some(introspection) = &result.introspection {
        page.line(&format!("  {}", counts(introspection)));
        return;
    }
    if let Some(rows) = rows(result) {
        page.line(&format!("  {rows}"));
    }
    if result.health.is_some() {
        return;
    }
    if result.session.is_some() {
        page.line("  the session that RelyAuth returns:");
    }
    match &result.body {
        Some(Value::String(text)) => excerpt(page, text),
        Some(other) => json::put(page, other),
        None => {}
    }
}

/// Prints one row for each request.
fn table(page: &mut Page, results: &[PingResult]) {
    let mut url = "";
    let mut last: BTreeMap<&str, &PingResult> = BTreeMap::new();
    let widths = [
        column(results.iter().map(status).collect::<Vec<_>>().iter().map(String::as_str)),
        column(results.iter().map(time).collect::<Vec<_>>().iter().map(String::as_str)),
        column(results.iter().map(role)),
        column(results.iter().map(verdict)),
    ];
    for result in results {
        if result.url != url {
            url = &result.url;
            page.line(url);
        }
        page.mark(result.as_expected);
        page.plain(&format!(" {}", padded(&status(result), widths[0])));
        let time = time(result);
        let before = widths[1].saturating_sub(time.chars().count());
        page.put(Look::Dim, &format!("  {}{time}", " ".repeat(before)));
        page.plain(&format!("  {}", padded(role(result), widths[2])));
        let details = match &result.introspection {
            Some(introspection) => Some(counts(introspection)),
            None => rows(result),
        };
        match details {
            Some(details) => {
                page.plain(&format!("  {}  ", padded(verdict(result), widths[3])));
                page.hang();
                page.line(&details);
            }
            None => page.line(&format!("  {}", verdict(result))),
        }
        // A series would repeat itself.
        let before = last.insert(role(result), result);
        if before.is_none_or(|before| said(before) != said(result)) {
            below(page, result);
        }
    }
}

fn status(result: &PingResult) -> String {
    result.status.map_or_else(|| "no response".to_owned(), |status| status.to_string())
}

fn time(result: &PingResult) -> String {
    result.milliseconds.map(|milliseconds| format!("{milliseconds:.0} ms")).unwrap_or_default()
}

fn role(result: &PingResult) -> &str {
    result.role.as_deref().unwrap_or("-")
}

fn verdict(result: &PingResult) -> &'static str {
    match (result.as_expected, &result.refusal) {
        (true, None) => "allowed",
        (_, Some(_)) => "refused",
        (false, None) if result.answered => "unexpected",
        (false, None) => "",
    }
}

/// Returns the length of each list in the data.
fn rows(result: &PingResult) -> Option<String> {
    let rows = result.rows.as_ref()?.as_object()?;
    let rows = rows.iter().filter_map(|(name, count)| Some((name, count.as_number()?.as_str())));
    let rows: Vec<String> = rows
        .map(|(name, count)| {
            let noun = if count == "1" { "row" } else { "rows" };
            format!("{name}: {count} {noun}")
        })
        .collect();
    (!rows.is_empty()).then(|| rows.join(", "))
}

fn counts(counts: &IntrospectionBody) -> String {
    let IntrospectionBody { query_fields, mutation_fields, subscription_fields, types } = counts;
    format!(
        "{query_fields} query fields, {mutation_fields} mutation fields, {subscription_fields} subscription fields, {types} types"
    )
}

/// Returns what is printed below a row.
fn said(result: &PingResult) -> (Option<(&str, &str)>, Option<&str>) {
    let refusal = result.refusal.as_ref().map(|refusal| {
        let (code, message) = (refusal.code.as_deref(), refusal.message.as_deref());
        (code.unwrap_or_default(), message.unwrap_or_default())
    });
    (refusal, result.explanation.as_deref())
}

/// Prints the refusal and the explanation below a row.
fn below(page: &mut Page, result: &PingResult) {
    if let Some(refusal) = &result.refusal {
        let text = match (&refusal.code, &refusal.message) {
            (Some(code), Some(message)) => format!("{code}: {message}"),
            (Some(text), None) | (None, Some(text)) => text.clone(),
            (None, None) => String::new(),
        };
        if !text.is_empty() {
            page.line(&format!("  {text}"));
        }
    }
    if let Some(explanation) = &result.explanation {
        page.line(&format!("  {explanation}"));
    }
}

/// Prints the first lines of a body that is not JSON. The JSON document contains all of it.
fn excerpt(page: &mut Page, text: &str) {
    const LINES: usize = 10;
    const COLUMNS: usize = 200;
    for line in text.lines().take(LINES) {
        page.keep_whole();
        page.line(&line.chars().take(COLUMNS).collect::<String>());
    }
    if text.lines().count() > LINES || text.lines().any(|line| line.chars().count() > COLUMNS) {
        page.put(
            Look::Dim,
            &format!("… {} bytes in total; use `--json` to see all of them", text.len()),
        );
        page.end();
    }
}
