//! Prints whether an engine starts with its configuration.

use std::borrow::Cow;

use crate::hasura::explanation::Engine;
use crate::hasura::registry::{Fault, StartupError};
use crate::hasura::summary::{EntrySummary, KeySummary};
use crate::hasura::warning::EngineWarning;
use crate::jose::algorithm::KeyFamily;
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::render::note::{put_list, put_warnings};
use crate::render::style::{Look, Page};
use crate::render::time::{self, Zone};

/// Returns a short verdict.
pub(crate) const fn verdict(error: &StartupError) -> &'static str {
    match error.fault {
        Fault::Hasura(_) | Fault::Ddn(_) | Fault::Relyauth(_) => "does not start",
        Fault::Inexpressible(_) => "cannot be configured like this",
    }
}

/// Prints why the engine does not start.
pub(crate) fn does_not_start(page: &mut Page, error: &StartupError) {
    page.put(Look::Bad, verdict(error));
    page.plain(": ");
    page.hang();
    page.line(&error.message);
    put_warnings(page, error.warning().as_slice());
}

/// What a conversion loses, and what else is to be known about it.
pub(crate) fn losses_and_notes<C>(
    page: &mut Page,
    to: Engine,
    losses: &[Note<C>],
    notes: &[Note<C>],
) {
    put_list(page, &format!("lost or different in {}:", to.title()), losses);
    put_list(page, "notes:", notes);
}

/// That the engine starts with a configuration, what was read of it, and warnings.
pub(crate) fn starts(
    page: &mut Page,
    engine: Engine,
    count: usize,
    from: &str,
    entries: &[EntrySummary],
    warnings: &[Note<EngineWarning>],
    now: NumericDate,
) {
    page.put(Look::Good, "starts");
    let (one, many) = match engine {
        Engine::Hasura => ("", "entries"),
        Engine::Ddn | Engine::Relyauth => (" with 1 mode", "modes"),
    };
    let parts = if count == 1 { one.to_owned() } else { format!(" with {count} {many}") };
    let whose = match engine {
        Engine::Hasura => String::new(),
        Engine::Ddn | Engine::Relyauth => format!(" for {}", engine.title()),
    };
    page.line(&format!("{parts}: the configuration from {from} is valid{whose}"));
    for entry in entries {
        if let (Some(id), true) = (&entry.id, entries.len() > 1) {
            page.line(&format!("{id}:"));
        }
        page.rows(&rows(entry, now));
    }
    put_warnings(page, warnings);
}

fn rows(entry: &EntrySummary, now: NumericDate) -> Vec<(Cow<'static, str>, String)> {
    let mut rows: Vec<(Cow<'static, str>, String)> = vec![("key".into(), key(&entry.key))];
    if let KeySummary::Public { certificate: Some(certificate), .. } = &entry.key {
        let expires = if certificate.not_after < now { "expired" } else { "expires" };
        let subject = &certificate.subject;
        let instant = time::absolute(certificate.not_after, &Zone::Utc);
        let when = time::relative(certificate.not_after, now);
        rows.push(("certificate".into(), format!("{subject}, {expires} {instant}, {when}")));
    }
    rows.push(("issuer".into(), entry.issuer.clone().unwrap_or_else(|| "any".to_owned())));
    let audience = entry.audience.join(", ");
    let audience = if audience.is_empty() { "not configured".to_owned() } else { audience };
    rows.push(("audience".into(), audience));
    if let Some((path, format)) = &entry.claims.namespace {
        rows.push(("namespace".into(), format!("{path} ({format})")));
    }
    if !entry.claims.map.is_empty() {
        rows.push(("claims map".into(), entry.claims.map.join(", ")));
    }
    rows
}

fn key(key: &KeySummary) -> String {
    match key {
        KeySummary::Url { url } => format!("the key set at {url}"),
        KeySummary::Variable { name } => format!("in the variable `{name}`, which is not set here"),
        KeySummary::Secret { algorithm, bytes } => {
            format!("HMAC secret of {bytes} bytes for {algorithm}")
        }
        KeySummary::Public { algorithm, family, bits, .. } => {
            let kind = match (family, bits) {
                (KeyFamily::Rsa, Some(bits)) => format!("RSA, {bits} bits"),
                (KeyFamily::Ec(curve), _) => format!("EC, {}", curve.name()),
                (family, _) => family.to_string(),
            };
            format!("{kind}, for {algorithm}")
        }
        KeySummary::Unusable { algorithm } => format!("not a usable key for {algorithm}"),
    }
}

/// That a webhook decides.
pub(crate) fn webhook(page: &mut Page, url: &str, from: &str) {
    page.put(Look::Good, "a webhook decides");
    page.line(&format!(": {from} is {url}; the engine asks it for the session, and reads no JWT"));
}
