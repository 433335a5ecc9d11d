//! `verify` of a list: tokens from standard input, one per line, in constant memory.

use std::sync::Arc;

use crate::commands::ordered::{cores, in_order};
use crate::commands::present::{self, Count, Presentation};
use crate::commands::verify::tally::Tally;
use crate::commands::verify::{own_keys, verified};
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::verdict::list::{ListJudge, Ruling};
use crate::jose::verdict::{Code, Policy, judge};
use crate::render;
use crate::source::key_search::{FoundKeys, KeySearch};
use crate::source::token::{TokenBlock, TokenLines, of_line};
use crate::system::System;

/// Verifies a list on all cores and prints a line for each token, in order. If no flag or profile
/// names the keys, each token has its own.
pub(super) fn verify(
    tokens: TokenLines,
    policy: &Policy,
    mut search: KeySearch<'_>,
    system: &mut System,
) -> Result<Outcome, Error> {
    let presentation = Presentation::of_verdicts(Count::Several, system);
    let mut tally = Tally::default();
    match search.for_all(system)? {
        Some(keys) => {
            let mut list = List { tokens, search, keys, number: 0, tally: &mut tally, system };
            in_order(
                cores(),
                &mut list,
                List::next_block,
                |block: Block| block.judge(policy, presentation),
                |list, judged| list.finish(judged, policy, presentation),
            )?;
        }
        None => own_keys::verify(tokens, policy, search, presentation, &mut tally, system)?,
    }
    let Tally { accepted, rejected, worst } = tally;
    present::remark(&format!("{accepted} accepted, {rejected} rejected"), system)?;
    Ok(worst.unwrap_or(Outcome::Positive))
}

/// A list whose tokens are all verified with the same keys.
struct List<'a, 'request> {
    tokens: TokenLines,
    search: KeySearch<'request>,
    keys: Arc<FoundKeys>,
    /// The number of tokens so far
    number: usize,
    tally: &'a mut Tally,
    system: &'a mut System,
}

/// Some tokens of a list and the keys to verify them with.
struct Block {
    tokens: TokenBlock,
    /// The number of the first token
    first: usize,
    keys: Arc<FoundKeys>,
}

/// A block whose tokens were judged.
struct JudgedBlock {
    block: Block,
    /// A line for each token
    lines: String,
    tally: Tally,
    /// Whether the key of a token was not found
    lacks_key: bool,
}

impl List<'_, '_> {
    fn next_block(&mut self) -> Result<Option<Block>, Error> {
        let Some(tokens) = self.tokens.next_block()? else { return Ok(None) };
        let first = self.number + 1;
        self.number += tokens.count();
        Ok(Some(Block { tokens, first, keys: Arc::clone(&self.keys) }))
    }

    /// Prints the lines of a block. If keys were not found, the issuer may have newer ones than the
    /// copy that was used: then the block and those after it are judged with them.
    fn finish(
        &mut self,
        judged: JudgedBlock,
        policy: &Policy,
        presentation: Presentation,
    ) -> Result<(), Error> {
        let is_current = Arc::ptr_eq(&judged.block.keys, &self.keys);
        if is_current && judged.lacks_key {
            match self.search.refetch(&self.keys, self.system) {
                Ok(Some(newer)) => self.keys = newer,
                Ok(None) => {}
                Err(error) => self.system.say(&format!("warning: {error}")),
            }
        }
        let judged = if Arc::ptr_eq(&judged.block.keys, &self.keys) {
            judged
        } else {
            let block = Block { keys: Arc::clone(&self.keys), ..judged.block };
            block.judge(policy, presentation)
        };
        self.tally.add_all(&judged.tally);
        present::formatted(&judged.lines, self.system)
    }
}

impl Block {
    fn judge(self, policy: &Policy, presentation: Presentation) -> JudgedBlock {
        let keys = &*self.keys;
        let mut tally = Tally::default();
        let mut lacks_key = false;
        let mut count = |is_accepted, key_not_found| {
            tally.add(Outcome::of(is_accepted));
            lacks_key |= key_not_found;
        };
        let lines = if presentation.has_documents() {
            let mut lines = Vec::new();
            for line in self.tokens.lines() {
                let verdict = judge(of_line(line), &keys.keyring, policy);
                count(verdict.is_accepted(), verdict.has(Code::KeyNotFound));
                let document = || verified::document(&verdict, Some(keys));
                presentation.append(&mut lines, document, |_| {});
            }
            String::from_utf8(lines).unwrap_or_default()
        } else {
            let mut list = ListJudge::new(&keys.keyring, policy);
            let judge = |line| {
                let ruling = list.judge_compact(line).unwrap_or_else(|| list.judge(of_line(line)));
                count(ruling.is_accepted(), ruling.has(Code::KeyNotFound));
                ruling
            };
            let rulings: Vec<Ruling> = self.tokens.lines().map(judge).collect();
            presentation.page_text(|page| {
                for (number, ruling) in (self.first..).zip(&rulings) {
                    render::verdict::line(page, number, ruling.is_accepted(), ruling.reason());
                }
            })
        };
        JudgedBlock { lines, tally, lacks_key, block: self }
    }
}
