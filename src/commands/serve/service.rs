//! Connects the issuer with the server: keys, answers, the log.

use std::sync::Arc;

use crate::commands::serve::signing::Source;
use crate::issuer::Issuer;
use crate::issuer::http::Request;
use crate::issuer::keys::Keys;
use crate::issuer::settings::Settings;
use crate::redact;
use crate::system::System;
use crate::system::server::{Answerer, LogEntry, Service};

/// The longest path in the log.
const LONGEST_PATH: usize = 100;

/// The issuer, with its keys in the store.
#[derive(Debug)]
pub(super) struct IssuerService {
    issuer: Arc<Issuer>,
    source: Source,
}

impl IssuerService {
    pub(super) fn new(settings: Settings, keys: Keys, source: Source) -> Self {
        Self { issuer: Arc::new(Issuer::new(settings, keys)), source }
    }
}

impl Service for IssuerService {
    fn prepare(&mut self, system: &mut System) {
        if let Some(keys) = self.source.read_changed(system) {
            self.issuer.set_keys(keys);
        }
    }

    fn answerer(&self) -> Arc<Answerer> {
        let issuer = Arc::clone(&self.issuer);
        Arc::new(move |request: &Request, now| issuer.answer(request, now))
    }

    fn answered(&mut self, entry: &LogEntry, system: &mut System) {
        system.say(&line(entry));
    }
}

/// Returns the log line of a request. It never has queries or bodies, because they contain codes,
/// tokens and secrets.
fn line(entry: &LogEntry) -> String {
    let mut path: String = entry.path.chars().take(LONGEST_PATH).collect();
    if path.len() < entry.path.len() {
        path.push('…');
    }
    let path = redact::tokens(&path);
    let method: String = entry.method.chars().take(20).collect();
    let remark = if entry.remark.is_empty() { String::new() } else { format!(" {}", entry.remark) };
    format!("{method} {path} {}{remark} ({} ms)", entry.status, entry.milliseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_in_a_path_is_not_in_the_log() {
        let entry = |path: &str, remark: &str| LogEntry {
            method: "GET".to_owned(),
            path: path.to_owned(),
            status: 404,
            remark: remark.to_owned(),
            milliseconds: 3,
        };
        assert_eq!(line(&entry("/token", "password")), "GET /token 404 password (3 ms)");
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        let line = line(&entry(&format!("/{token}"), ""));
        assert!(!line.contains("eyJzdWIiOiIxIn0") && !line.contains("c2lnbmF0dXJl"), "{line}");
    }
}
