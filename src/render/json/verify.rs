//! The document of `verify`.

use serde::Serialize;

use crate::jose::json::Object;
use crate::jose::verdict::{Code, Verdict};
use crate::render::json::parts::{KeyBody, NoteBody, notes};

/// The document of `verify`.
#[derive(Debug, Serialize)]
pub(crate) struct VerifyDocument {
    accepted: bool,
    issuer_pinned: Option<bool>,
    key: Option<KeyBody>,
    checks: Vec<CheckBody>,
    warnings: Vec<NoteBody>,
    header: Option<Object>,
    claims: Option<Object>,
}

#[derive(Debug, Serialize)]
struct CheckBody {
    name: String,
    passed: bool,
    code: Option<&'static str>,
    message: String,
}

impl VerifyDocument {
    pub(crate) fn new(verdict: &Verdict, source: &str, issuer_pinned: Option<bool>) -> Self {
        Self {
            accepted: verdict.is_accepted(),
            issuer_pinned,
            key: verdict.key.as_ref().map(|key| KeyBody {
                source: source.to_owned(),
                kid: key.kid.clone(),
                alg: key.algorithm.name(),
            }),
            checks: verdict
                .checks
                .iter()
                .map(|check| CheckBody {
                    name: check.name.clone(),
                    passed: check.passed(),
                    code: check.code.map(Code::name),
                    message: check.message.clone(),
                })
                .collect(),
            warnings: notes(&verdict.warnings),
            header: verdict.header().map(|header| header.members().clone()),
            claims: verdict.claims().map(|claims| claims.set().members().clone()),
        }
    }
}
