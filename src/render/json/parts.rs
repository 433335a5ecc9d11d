//! The parts that several documents share.

use std::borrow::Cow;

use serde::Serialize;

use crate::jose::key::SigningKey;
use crate::jose::note::{Note, NoteCode};

/// A note, such as a warning or a problem.
#[derive(Debug, Serialize)]
pub(crate) struct NoteBody<'a> {
    /// The part that a problem is about; only present in problems
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    code: &'static str,
    message: Cow<'a, str>,
    /// Only in warnings about a conversion: `loss` or `note`
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

impl<'a, C: NoteCode> From<&'a Note<C>> for NoteBody<'a> {
    fn from(note: &'a Note<C>) -> Self {
        let message = Cow::Borrowed(note.message.as_str());
        Self { part: note.part, code: note.code.name(), message, kind: None }
    }
}

impl<C: NoteCode> From<Note<C>> for NoteBody<'_> {
    fn from(note: Note<C>) -> Self {
        Self { part: note.part, code: note.code.name(), message: note.message.into(), kind: None }
    }
}

/// Returns notes in their JSON form.
pub(crate) fn notes<C: NoteCode>(notes: &[Note<C>]) -> Vec<NoteBody<'_>> {
    notes.iter().map(NoteBody::from).collect()
}

/// Returns the warnings about a conversion in their JSON form, losses first.
pub(crate) fn losses_and_notes<'a, C: NoteCode>(
    losses: &'a [Note<C>],
    notes: &'a [Note<C>],
) -> Vec<NoteBody<'a>> {
    let body = |kind| move |note| NoteBody { kind: Some(kind), ..NoteBody::from(note) };
    losses.iter().map(body("loss")).chain(notes.iter().map(body("note"))).collect()
}

/// The key that verified or signed a token.
#[derive(Debug, Serialize)]
pub(crate) struct KeyBody {
    pub(crate) source: String,
    pub(crate) kid: Option<String>,
    pub(crate) alg: &'static str,
}

impl KeyBody {
    pub(crate) fn of_signing(key: &SigningKey, source: String) -> Self {
        Self { source, kid: key.kid.clone(), alg: key.algorithm.name() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::hasura::warning::EngineWarning;
    use crate::jose::anatomy::Problem;
    use crate::jose::code::Code;
    use crate::provider::warning::TokenWarning;

    fn words<C: NoteCode>(codes: &[C]) -> Vec<&'static str> {
        codes.iter().map(|code| code.name()).collect()
    }

    #[test]
    fn every_code_is_documented_where_it_appears() {
        const PAGE: &str = include_str!("../../../docs/warnings.md");
        let sections = [
            (&["decode"][..], words(TokenWarning::ALL)),
            (&["verify"], words(Code::ALL)),
            (&["explain and secret check", "secret and secret convert"], words(EngineWarning::ALL)),
            (&["Problems"], words(Problem::ALL)),
        ];
        let mut titles = Vec::new();
        let mut documented: Vec<(&str, &str)> = Vec::new();
        for line in PAGE.lines() {
            if let Some(title) = line.strip_prefix("## ") {
                titles.push(title);
            } else if let Some(code) = line.strip_prefix("### ") {
                let code = code.strip_prefix('`').and_then(|code| code.strip_suffix('`'));
                documented.push((titles.last().unwrap(), code.unwrap()));
            }
        }
        for (titles, codes) in &sections {
            let here = documented.iter().filter(|(title, _)| titles.contains(title));
            assert_eq!(here.map(|(_, code)| *code).collect::<Vec<_>>(), *codes, "{titles:?}");
            let distinct: BTreeSet<_> = codes.iter().collect();
            assert_eq!(distinct.len(), codes.len(), "a word has two codes in {titles:?}");
        }
        let known: Vec<&str> =
            sections.iter().flat_map(|(titles, _)| titles.iter().copied()).collect();
        assert_eq!(titles, known);
    }

    #[test]
    fn only_notes_about_a_part_have_one() {
        let json = |note: &Note<Problem>| serde_json::to_string(&NoteBody::from(note)).unwrap();
        let message = "it is not JSON";
        assert_eq!(
            json(&Note::about("header", Problem::NotJson, message)),
            r#"{"part":"header","code":"not-json","message":"it is not JSON"}"#
        );
        assert_eq!(
            json(&Note::new(Problem::NotJson, message)),
            r#"{"code":"not-json","message":"it is not JSON"}"#
        );
    }
}
