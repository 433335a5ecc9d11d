//! Prints what is known about a message as text.

use crate::message::Match;
use crate::render::style::{Look, Page};

/// Prints whose a message is, what usually causes it, and what to run next.
pub(crate) fn page(page: &mut Page, found: &Match, next: &[String]) {
    page.put(Look::Heading, found.product.title());
    page.plain(": ");
    page.hang();
    page.line(&found.message);
    if !found.also.is_empty() {
        let others: Vec<&str> = found.also.iter().map(|product| product.title()).collect();
        page.put(Look::Dim, &format!("also a message of {}", others.join(", ")));
        page.end();
    }
    page.put(Look::Dim, found.about);
    page.end();
    list(page, "usual causes", &found.sentences);
    list(page, "next", next);
}

/// Prints that a message is not known.
pub(crate) fn unknown(page: &mut Page, message: &str, next: &[String]) {
    page.put(Look::Bad, "unknown message");
    page.plain(": ");
    page.hang();
    page.line(message);
    list(page, "next", next);
}

fn list(page: &mut Page, heading: &str, items: &[impl AsRef<str>]) {
    page.put(Look::Heading, heading);
    page.end();
    for item in items {
        page.plain("  - ");
        page.hang();
        page.line(item.as_ref());
    }
}
