//! What the engine would answer, for people.

use std::borrow::Cow;

use crate::hasura::v2::answer::{Answer, Outcome};
use crate::hasura::v2::refusal::{Refusal, Route};
use crate::render::style::{Look, Page};

/// The verdict, how it looks on its route, every step, the session, advice.
pub(crate) fn text(answer: &Answer, source: &str, color: bool) -> String {
    let mut page = Page::new(color);
    verdict(&mut page, &answer.outcome);
    page.end();
    if let Outcome::Refused(refusal) = &answer.outcome {
        page.put(Look::Dim, &appearance(refusal, answer.route));
        page.end();
    }
    let width = answer.steps.iter().map(|step| step.name.chars().count()).max().unwrap_or(0);
    for step in &answer.steps {
        page.plain("  ");
        page.mark(step.passed);
        let name = step.name;
        page.line(&format!(" {name:width$}  {}", step.detail));
    }
    if let Outcome::Accepted { session, .. } = &answer.outcome {
        page.put(Look::Heading, "session");
        page.end();
        let rows = session.iter().map(|(name, value)| (Cow::from(name.as_str()), value.clone()));
        page.rows(&rows.collect::<Vec<_>>());
    }
    page.put(Look::Dim, &format!("configuration of {source}"));
    page.end();
    for warning in &answer.warnings {
        page.put(Look::Warning, "warning:");
        page.line(&format!(" {}", warning.message));
    }
    page.into_text()
}

/// One line for one token of many.
pub(crate) fn line(number: usize, answer: &Answer, color: bool) -> String {
    let mut page = Page::new(color);
    page.plain(&format!("{number} "));
    page.mark(answer.outcome.refusal().is_none());
    page.plain(" ");
    verdict(&mut page, &answer.outcome);
    page.end();
    page.into_text()
}

fn verdict(page: &mut Page, outcome: &Outcome) {
    match outcome {
        Outcome::Accepted { role, .. } => {
            page.put(Look::Good, "accepted");
            page.plain(&format!(" as {role}"));
        }
        Outcome::Refused(refusal) => {
            page.put(Look::Bad, "refused");
            let reason = refusal.reason;
            page.plain(&format!(": {} {}: {}", reason.status(), reason.code(), refusal.message));
        }
    }
}

fn appearance(refusal: &Refusal, route: Route) -> String {
    let status = refusal.status_on(route);
    let body = refusal.body_on(route).to_json();
    match route {
        Route::Graphql => format!("on /v1/graphql: HTTP {status} {body}"),
        Route::Rest => format!("on /api/rest: HTTP {status} {body}"),
    }
}
