//! `verify` of a list whose tokens may each have other keys.

use std::sync::Arc;

use crate::commands::ordered::{cores, in_order};
use crate::commands::present::{self, Presentation};
use crate::commands::verify::tally::Tally;
use crate::commands::verify::verified::{self, Verified};
use crate::error::Error;
use crate::exit::{ExitStatus, Outcome};
use crate::hint::{self, Verb};
use crate::jose::verdict::Policy;
use crate::render;
use crate::render::json::ErrorDocument;
use crate::source::key_search::{KeyAccess, KeySearch, KnownOnly};
use crate::source::token::{TokenBlock, TokenLines, of_line};
use crate::system::System;
use crate::system::environment::Environment;

/// Verifies a list on all cores and prints a line for each token, in order. The threads find only
/// keys that are known; what needs more is verified when its turn comes. So keys are looked up in
/// the order of the tokens, and once.
pub(super) fn verify(
    tokens: TokenLines,
    policy: &Policy,
    search: KeySearch<'_>,
    presentation: Presentation,
    tally: &mut Tally,
    system: &mut System,
) -> Result<(), Error> {
    let known = Arc::new(search.clone());
    let mut list = List { tokens, policy, search, known, presentation, number: 0, tally, system };
    in_order(
        cores(),
        &mut list,
        List::next_block,
        |block: Block<'_>| block.judge(policy, presentation),
        List::finish,
    )
}

/// A list and the search for its keys.
struct List<'a, 'request> {
    tokens: TokenLines,
    policy: &'a Policy,
    search: KeySearch<'request>,
    /// What the search knew lately
    known: Arc<KeySearch<'request>>,
    presentation: Presentation,
    /// The number of tokens so far
    number: usize,
    tally: &'a mut Tally,
    system: &'a mut System,
}

/// Some tokens of a list and the keys that are known.
struct Block<'request> {
    tokens: TokenBlock,
    /// The number of the first token
    first: usize,
    known: Arc<KeySearch<'request>>,
    environment: Environment,
}

/// A block whose tokens were judged, apart from those whose keys were not known.
struct JudgedBlock<'request> {
    block: Block<'request>,
    tokens: Vec<Option<Judged>>,
}

/// The outcome of a token and its line.
struct Judged {
    outcome: Outcome,
    line: String,
}

impl<'request> List<'_, 'request> {
    fn next_block(&mut self) -> Result<Option<Block<'request>>, Error> {
        let Some(tokens) = self.tokens.next_block()? else { return Ok(None) };
        if self.number == 0
            && let Some(first) = tokens.lines().next()
        {
            // Only to find its keys, which most of the others share
            let _ = verified::verify(of_line(first), self.policy, &mut self.search, self.system);
            self.known = Arc::new(self.search.clone());
        }
        let first = self.number + 1;
        self.number += tokens.count();
        let (known, environment) = (Arc::clone(&self.known), self.system.environment);
        Ok(Some(Block { tokens, first, known, environment }))
    }

    /// Prints the lines of a block, and verifies the tokens whose keys were not known.
    fn finish(&mut self, judged: JudgedBlock<'request>) -> Result<(), Error> {
        let JudgedBlock { block, tokens } = judged;
        let mut has_searched = false;
        for ((number, line), judged) in block.numbered().zip(tokens) {
            let is_current = block.known.generation() == self.search.generation();
            let judged = judged.filter(|_| is_current).unwrap_or_else(|| {
                has_searched = true;
                let token = of_line(line);
                let (search, system) = (&mut self.search, &mut *self.system);
                judge(number, token, self.policy, search, system, self.presentation)
            });
            self.tally.add(judged.outcome);
            present::formatted(&judged.line, self.system)?;
        }
        if has_searched {
            self.known = Arc::new(self.search.clone());
        }
        Ok(())
    }
}

impl<'request> Block<'request> {
    fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        (self.first..).zip(self.tokens.lines())
    }

    fn judge(self, policy: &Policy, presentation: Presentation) -> JudgedBlock<'request> {
        let mut search = KeySearch::clone(&self.known);
        let judge_known = |(number, line)| {
            let mut access = KnownOnly::new(self.environment);
            let token = of_line(line);
            let judged = judge(number, token, policy, &mut search, &mut access, presentation);
            if access.needed_more() {
                search = KeySearch::clone(&self.known);
                return None;
            }
            Some(judged)
        };
        let tokens = self.numbered().map(judge_known).collect();
        JudgedBlock { block: self, tokens }
    }
}

/// Judges one token and formats its line.
fn judge(
    number: usize,
    token: &str,
    policy: &Policy,
    search: &mut KeySearch<'_>,
    access: &mut dyn KeyAccess,
    presentation: Presentation,
) -> Judged {
    match verified::verify(token, policy, search, access) {
        Ok(Verified { verdict, keys, .. }) => {
            let line = presentation.text(
                || verified::document(&verdict, keys.as_deref()),
                |page| {
                    render::verdict::line(page, number, verdict.is_accepted(), verdict.reason());
                },
            );
            Judged { outcome: Outcome::of(verdict.is_accepted()), line }
        }
        Err(error) => unjudged(number, &error, presentation),
    }
}

/// Formats the line for a token whose keys cannot be reached. The list continues after it.
fn unjudged(number: usize, error: &Error, presentation: Presentation) -> Judged {
    let line = presentation.text(
        || {
            let hint = hint::of_error(error, Verb::Verify);
            ErrorDocument::new(error.code(), error.to_string(), hint)
        },
        |page| render::verdict::unjudged(page, number, &error.to_string()),
    );
    let outcome = match error.exit() {
        ExitStatus::Unreachable => Outcome::Unreachable,
        _ => Outcome::Unreadable,
    };
    Judged { outcome, line }
}
