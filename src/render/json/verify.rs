//! The document of `verify`.

use serde::Serialize;

use crate::jose::header::JoseHeader;
use crate::jose::json::Object;
use crate::jose::verdict::{Code, Verdict};
use crate::render::json::parts::{KeyBody, NoteBody, notes};

/// The document of `verify`.
#[derive(Debug, Serialize)]
pub(crate) struct VerifyDocument<'a> {
    accepted: bool,
    issuer_pinned: Option<bool>,
    key: Option<KeyBody>,
    checks: Vec<CheckBody<'a>>,
    warnings: Vec<NoteBody<'a>>,
    header: Option<&'a Object>,
    claims: Option<&'a Object>,
}

#[derive(Debug, Serialize)]
struct CheckBody<'a> {
    name: &'a str,
    passed: bool,
    code: Option<&'static str>,
    message: &'a str,
}

impl<'a> VerifyDocument<'a> {
    pub(crate) fn new(verdict: &'a Verdict, source: &str, issuer_pinned: Option<bool>) -> Self {
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
                    name: &check.name,
                    passed: check.passed(),
                    code: check.code.map(Code::name),
                    message: &check.message,
                })
                .collect(),
            warnings: notes(&verdict.warnings),
            header: verdict.header().map(JoseHeader::members),
            claims: verdict.claims().map(|claims| claims.set().members()),
        }
    }
}
