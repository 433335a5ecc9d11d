//! `mint --count`: many tokens, signed on all cores and printed in order, in constant memory.

use std::cell::LazyCell;

use clap::Args;

use crate::commands::ordered;
use crate::commands::present::{self, Count, Presentation};
use crate::error::Error;
use crate::exit::Outcome;
use crate::jose::algorithm::KeyFamily;
use crate::jose::key::KeyError;
use crate::jose::signature::SignError;
use crate::jose::token_template::TokenTemplate;
use crate::render::json::{KeyBody, MintDocument};
use crate::system::System;

/// The help of `--count`. Help replaces `{n}` by a line break, so an escape sequence that changes
/// nothing divides it.
const HELP: &str = "Mint N tokens, one per line; in values, {\u{1b}[0mn} is the token's number and {uuid} a random UUID";

/// How many tokens to mint.
#[derive(Args, Debug)]
pub(super) struct ManyFlag {
    #[arg(long, value_name = "N", value_parser = count, help = HELP, help_heading = "Token to mint")]
    count: Option<u64>,
}

fn count(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(0) => Err("at least one token is needed".to_owned()),
        Ok(count) => Ok(count),
        Err(_) => Err("not a number of tokens".to_owned()),
    }
}

impl ManyFlag {
    /// Returns the number of tokens to mint in series, if it was given.
    pub(super) const fn number(&self) -> Option<u64> {
        self.count
    }
}

/// The most tokens of a block.
const MOST: u64 = 64;
/// About how many bytes a block has at most, unless it is a single token.
const MOST_BYTES: u64 = 256 * 1024;

/// Mints and prints tokens that differ in their numbers, UUIDs and IDs.
pub(super) fn mint(
    number: u64,
    template: &TokenTemplate,
    sign: impl Fn(&[u8]) -> Result<Vec<u8>, SignError> + Sync,
    key: impl Fn() -> Option<KeyBody> + Sync,
    system: &mut System,
) -> Result<Outcome, Error> {
    if !template.varies() && number > 1 {
        system.say(
            "all tokens have the same claims; write `{n}` or `{uuid}` in a value to tell them apart",
        );
    }
    let presentation = Presentation::new(Count::Several, system);
    let line = |number: u64| -> Result<String, Error> {
        let family = KeyFamily::Hmac;
        let blanks = template.blanks(number).ok_or(KeyError::Inconsistent { family })?;
        let token = template.sign(&blanks, &sign)?;
        let filled = LazyCell::new(|| template.filled(&blanks));
        let document = || {
            let (header, claims) = &*filled;
            MintDocument { token: &token, header, claims, key: key() }
        };
        Ok(presentation.raw_text(document, &token))
    };
    let cores = ordered::cores();
    let blocks = Blocks::new(number, cores, template.size());
    in_order(blocks, cores, line, |lines| present::formatted(lines, system))?;
    Ok(Outcome::Positive)
}

/// The numbers from 1, divided into blocks.
#[derive(Clone, Copy, Debug)]
struct Blocks {
    number: u64,
    size: u64,
}

impl Blocks {
    /// Divides tokens of about `bytes` bytes: few are spread over all cores, and large ones are
    /// not collected.
    fn new(number: u64, cores: usize, bytes: u64) -> Self {
        let share = u64::try_from(cores).unwrap_or(1).saturating_mul(4).max(1);
        let size = (number / share).min(MOST_BYTES / bytes.max(1)).clamp(1, MOST);
        Self { number, size }
    }

    /// Returns the first and the last number of a block, which is counted from 0.
    fn get(self, block: u64) -> Option<(u64, u64)> {
        let first = block.checked_mul(self.size)?.checked_add(1)?;
        let last = first.saturating_add(self.size - 1).min(self.number);
        (first <= last).then_some((first, last))
    }
}

/// Makes lines on several threads and writes them in order.
fn in_order(
    blocks: Blocks,
    threads: usize,
    line: impl Fn(u64) -> Result<String, Error> + Sync,
    mut write: impl FnMut(&str) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut block = 0;
    let next = |block: &mut u64| {
        let numbers = blocks.get(*block);
        *block += 1;
        Ok(numbers)
    };
    let make = |(first, last)| (first..=last).map(&line).collect::<Result<String, Error>>();
    ordered::in_order(threads, &mut block, next, make, |_, lines| write(&lines?))
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn every_number_is_written_once_and_in_order() {
        for (number, size, threads) in [(1, 64, 8), (2, 1, 3), (7, 3, 2), (1000, 7, 4), (64, 64, 1)]
        {
            let mut written = String::new();
            in_order(
                Blocks { number, size },
                threads,
                |number| Ok(format!("{number} ")),
                |lines| {
                    written.push_str(lines);
                    Ok(())
                },
            )
            .unwrap();
            let numbers = written.split_whitespace().map(|number| number.parse::<u64>().unwrap());
            assert!(numbers.eq(1..=number), "{written}");
        }
    }

    #[test]
    fn blocks_are_small_for_few_or_large_tokens() {
        for (number, cores, bytes, size) in [
            (1, 8, 500, 1),
            (80, 2, 500, 10),
            (u64::MAX, 2, 500, MOST),
            (u64::MAX, 2, MOST_BYTES / 5, 5),
            (u64::MAX, 2, MOST_BYTES * 5, 1),
        ] {
            assert_eq!(Blocks::new(number, cores, bytes).size, size, "{number} {bytes}");
        }
    }

    #[test]
    fn nothing_is_made_that_is_too_far_ahead_of_the_output() {
        let made = AtomicU64::new(0);
        let (threads, size) = (3, 5);
        let most_ahead = ordered::AHEAD as u64 * size * threads;
        let mut written = 0;
        in_order(
            Blocks { number: 2000, size },
            3,
            |_| {
                made.fetch_add(1, Ordering::SeqCst);
                Ok("x".to_owned())
            },
            |lines| {
                written += lines.len() as u64;
                let ahead = made.load(Ordering::SeqCst) - written;
                assert!(ahead <= most_ahead, "{ahead}");
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(written, 2000);
    }

    #[test]
    fn the_first_error_of_output_or_signing_ends_it() {
        let made = AtomicU64::new(0);
        let counted = |number: u64| {
            made.fetch_add(1, Ordering::SeqCst);
            Ok(number.to_string())
        };
        let closed = in_order(Blocks { number: u64::MAX, size: 2 }, 2, counted, |_| {
            Err(Error::Output(io::ErrorKind::BrokenPipe.into()))
        });
        assert!(closed.unwrap_err().is_broken_pipe());
        assert!(made.load(Ordering::SeqCst) < 100);

        let mut written = String::new();
        let failed = in_order(
            Blocks { number: u64::MAX, size: 1 },
            4,
            |number| if number == 9 { Err(Error::NoHome) } else { Ok(number.to_string()) },
            |lines| {
                written.push_str(lines);
                Ok(())
            },
        );
        assert!(matches!(failed, Err(Error::NoHome)));
        assert_eq!(written, "12345678");
    }

    #[test]
    fn a_count_is_at_least_one() {
        assert_eq!(count("1"), Ok(1));
        assert_eq!(count("1000000"), Ok(1_000_000));
        for text in ["0", "-1", "", "x", "1.5", "99999999999999999999"] {
            assert!(count(text).is_err(), "{text}");
        }
    }
}
