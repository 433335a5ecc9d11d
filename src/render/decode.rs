//! Prints a token as text: its provider, header, claims, times, Hasura claims and warnings.

use std::borrow::Cow;

use crate::hasura::view::HasuraClaims;
use crate::inspection::Inspection;
use crate::jose::anatomy::{Payload, Serialization};
use crate::jose::duration::Duration;
use crate::jose::json::{Object, Value};
use crate::jose::note::Note;
use crate::jose::numeric_date::NumericDate;
use crate::provider::origin::{ProviderId, TokenKind};
use crate::provider::warning::TokenWarning;
use crate::render::json;
use crate::render::note::{put_coded, put_problems};
use crate::render::style::{Look, Page};
use crate::render::time::{self, Zone};

/// The current time, and the zone to show times in.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    pub(crate) now: NumericDate,
    pub(crate) zone: Zone,
}

/// The number of a token among several, as `--pick` counts, and where it was.
#[derive(Clone, Debug)]
pub(crate) struct Numbered {
    pub(crate) number: usize,
    pub(crate) of: usize,
    pub(crate) from: String,
}

/// Prints the whole page about a token that may be one of several.
pub(crate) fn numbered_page(
    page: &mut Page,
    inspection: &Inspection,
    numbered: Option<&Numbered>,
    clock: &Clock,
) {
    if let Some(Numbered { number, of, from }) = numbered {
        page.put(Look::Dim, &format!("Token {number} of {of}, from {from}"));
        page.end();
    }
    self::page(page, inspection, clock);
}

/// Prints everything about one token.
pub(crate) fn page(page: &mut Page, inspection: &Inspection, clock: &Clock) {
    put_headline(page, inspection);
    page.rows(&rows(inspection, clock));
    put_problems(page, &inspection.anatomy.problems);
    put_section(page, "Header", inspection.anatomy.header.as_ref());
    put_payload(page, inspection);
    if let Some(hasura) = &inspection.hasura {
        let is_broken =
            |warning: &Note<TokenWarning>| warning.code == TokenWarning::HasuraClaimsMalformed;
        if hasura.members.is_empty() && inspection.warnings.iter().any(is_broken) {
            put_heading(page, "Hasura claims");
            page.rows(&[("found at".into(), format!("{} (broken)", place_of(hasura)))]);
        } else {
            put_hasura_claims(page, hasura);
        }
    }
    put_signature(page, inspection);
    if !inspection.warnings.is_empty() {
        put_heading(page, "Warnings");
        put_coded(page, &inspection.warnings);
    }
    if let Some(inner) = &inspection.inner {
        put_heading(page, "Inside");
        self::page(page, inner, clock);
    }
}

/// Prints a headline such as `AWS Cognito id token for ada@example.gov`.
fn put_headline(page: &mut Page, inspection: &Inspection) {
    let origin = &inspection.origin;
    let kind = match origin.kind {
        TokenKind::Unknown => String::new(),
        kind => format!(" {}", kind.name().replace('-', " ")),
    };
    let what = match inspection.anatomy.serialization {
        Serialization::JweCompact | Serialization::JweJson => "encrypted token",
        _ if !inspection.anatomy.is_readable() => "text that is not a token",
        _ => "token",
    };
    let issuer = match origin.id {
        ProviderId::Unknown => "Token from an unknown issuer".to_owned(),
        id => format!("{}{kind} {what}", id.title()),
    };
    let issuer = match (origin.id, what) {
        (ProviderId::Unknown, "token") => issuer,
        (ProviderId::Unknown, _) => {
            let mut letters = what.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
        _ => issuer,
    };
    page.put(Look::Heading, &issuer);
    if let Some(who) = &origin.who {
        page.plain(if origin.id == ProviderId::Unknown { ", about " } else { " for " });
        page.put(Look::Heading, who);
    }
    page.end();
}

fn rows(inspection: &Inspection, clock: &Clock) -> Vec<(Cow<'static, str>, String)> {
    let origin = &inspection.origin;
    let mut rows: Vec<(Cow<'static, str>, String)> = Vec::new();
    if let Some(from) = &origin.federated_from {
        let kind = from.r#type.as_ref().map_or_else(String::new, |kind| format!(" ({kind})"));
        let user = from.user_id.as_ref().map_or_else(String::new, |user| format!(", as {user}"));
        rows.push(("federated".into(), format!("through {}{kind}{user}", from.name)));
    }
    for (name, value) in &origin.facts {
        rows.push((name.replace('_', " ").into(), value.clone()));
    }
    if origin.id == ProviderId::Unknown || origin.id == ProviderId::GenericOidc {
        let issuer = inspection.anatomy.claims().and_then(|claims| claims.get_str("iss"));
        if let Some(issuer) = issuer {
            rows.push(("issuer".into(), issuer.to_owned()));
        }
    }
    let mut date = |name: &'static str, instant: Option<NumericDate>, more: &str| {
        if let Some(instant) = instant {
            let text = format!(
                "{}, {}{more}",
                time::absolute(instant, &clock.zone),
                time::relative(instant, clock.now)
            );
            rows.push((name.replace('_', " ").into(), text));
        }
    };
    let times = &inspection.times;
    date("issued", times.issued_at, "");
    if times.authenticated_at != times.issued_at {
        date("logged in", times.authenticated_at, "");
    }
    if times.not_before != times.issued_at {
        date("valid from", times.not_before, "");
    }
    let lifetime = times
        .lifetime
        .map_or_else(String::new, |lifetime| format!("; lifetime {}", lifetime.in_words()));
    let expires = if times.expired == Some(true) { "expired" } else { "expires" };
    date(expires, times.expires_at, &lifetime);
    for (name, instant) in &origin.dates {
        date(name, Some(*instant), "");
    }
    rows
}

fn put_heading(page: &mut Page, title: &str) {
    page.end();
    page.put(Look::Heading, title);
    page.end();
}

fn put_section(page: &mut Page, title: &str, members: Option<&Object>) {
    if let Some(members) = members {
        put_heading(page, title);
        json::put(page, members);
    }
}

fn put_payload(page: &mut Page, inspection: &Inspection) {
    match &inspection.anatomy.payload {
        Payload::Claims(_) => put_section(page, "Claims", inspection.shown_claims().as_deref()),
        Payload::Json(value) => {
            put_heading(page, "Payload");
            json::put(page, value);
        }
        Payload::Text(text) => {
            put_heading(page, "Payload (text)");
            page.keep_whole();
            page.line(text);
        }
        Payload::Bytes(bytes) => {
            put_heading(page, "Payload (bytes)");
            page.line(&format!("{} bytes that are not text", bytes.len()));
        }
        Payload::Encrypted => {
            put_heading(page, "Encrypted");
            if let Some(parts) = inspection.anatomy.encryption {
                let rows = [
                    ("encrypted key", parts.encrypted_key_bytes),
                    ("iv", parts.iv_bytes),
                    ("ciphertext", parts.ciphertext_bytes),
                    ("tag", parts.tag_bytes),
                ]
                .map(|(name, bytes)| (Cow::from(name), format!("{bytes} bytes")));
                page.rows(&rows);
            }
        }
        Payload::Absent | Payload::Unreadable => {}
    }
}

fn place_of(hasura: &HasuraClaims) -> String {
    hasura.namespace().map_or_else(|| hasura.path.to_string(), ToOwned::to_owned)
}

fn put_hasura_claims(page: &mut Page, hasura: &HasuraClaims) {
    put_heading(page, "Hasura claims");
    let path = place_of(hasura);
    let mut rows: Vec<(Cow<'_, str>, String)> =
        vec![("found at".into(), format!("{path} ({})", hasura.format.name()))];
    let default = match (hasura.default_role(), hasura.default_role_allowed()) {
        (Some(role), Some(true)) => role.to_owned(),
        (Some(role), Some(false)) => format!("{role} (not allowed)"),
        (Some(role), None) => format!("{role} (there are no allowed roles)"),
        (None, _) => "none".to_owned(),
    };
    rows.push(("default role".into(), default));
    let allowed = hasura.allowed_roles().map_or_else(
        || "none".to_owned(),
        |roles| if roles.is_empty() { "none".to_owned() } else { roles.join(", ") },
    );
    rows.push(("allowed roles".into(), allowed));
    for (name, value) in hasura.session_variables() {
        let text = match value {
            Value::String(text) => text.clone(),
            other => format!("{} ({}, must be a string)", other.to_json(), other.a_kind()),
        };
        rows.push((name, text));
    }
    let header = match hasura.role_to_send() {
        Some(role) => format!("x-hasura-role: {role}"),
        None => "not needed".to_owned(),
    };
    rows.push(("role header".into(), header));
    page.rows(&rows);
}

fn put_signature(page: &mut Page, inspection: &Inspection) {
    let anatomy = &inspection.anatomy;
    let Some(first) = anatomy.signatures.first() else { return };
    put_heading(page, "Signature");
    let alg = inspection.alg().unwrap_or("no alg");
    if anatomy.signatures.len() > 1 {
        page.line(&format!("  {} signatures, not verified", anatomy.signatures.len()));
    } else if first.bytes == 0 {
        page.line(&format!("  none ({alg})"));
    } else {
        page.line(&format!("  {alg}, {} bytes, not verified (use `jwtool verify`)", first.bytes));
    }
    if let Some(url) = &inspection.origin.jwks_url {
        page.line(&format!("  keys: {url}"));
    }
}

/// Prints the differences between two tokens, with the time between dates.
pub(crate) fn diff(page: &mut Page, rows: &[DiffRow]) {
    if rows.is_empty() {
        page.line("no differences in header or claims");
    }
    for row in rows {
        page.put(Look::Heading, &row.path);
        page.end();
        for (mark, look, value) in [("-", Look::Bad, &row.left), ("+", Look::Good, &row.right)] {
            if let Some(value) = value {
                page.keep_whole();
                page.put(look, &format!("  {mark} {value}"));
                page.end();
            }
        }
        if let Some(span) = row.span {
            let word = if span.seconds() < 0 { "earlier" } else { "later" };
            page.put(Look::Dim, &format!("    {} {word}", span.in_words()));
            page.end();
        }
    }
}

/// A member that differs between two tokens.
#[derive(Clone, Debug)]
pub(crate) struct DiffRow {
    /// The path of the member, such as `header.kid` or `claims.exp`
    pub(crate) path: String,
    pub(crate) left: Option<String>,
    pub(crate) right: Option<String>,
    /// For dates, the time from the first to the second
    pub(crate) span: Option<Duration>,
}
