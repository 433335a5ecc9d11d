//! `--message`: explains an error message without a token.

use crate::commands::present::{self, Count, Presentation};
use crate::error::Error;
use crate::exit::Outcome;
use crate::hint;
use crate::message;
use crate::render;
use crate::render::json::MessageDocument;
use crate::source::message::MessageSource;
use crate::source::paste;
use crate::system::System;

/// Prints what is known about each message of a text.
pub(super) fn run(source: &MessageSource, system: &mut System) -> Result<Outcome, Error> {
    let text = source.read(system)?;
    let found = message::recognize(&text);
    if found.is_empty() {
        return unknown(&text, system);
    }
    let count = if found.len() > 1 { Count::Several } else { Count::One };
    let presentation = Presentation::new(count, system);
    for (index, found) in found.iter().enumerate() {
        if index > 0 {
            present::separate(system)?;
        }
        let next = hint::message::next(found);
        present::answer_as(
            presentation,
            || MessageDocument::known(found, &next),
            |page| render::message::page(page, found, &next),
            system,
        )?;
    }
    Ok(Outcome::Positive)
}

fn unknown(text: &str, system: &mut System) -> Result<Outcome, Error> {
    let has_token = paste::has_token(&paste::find(text));
    let next = hint::message::unknown(has_token);
    let shown = message::masked(&message::one_line(text));
    present::answer(
        || MessageDocument::unknown(&shown, &next),
        |page| render::message::unknown(page, &shown, &next),
        system,
    )?;
    Ok(Outcome::Negative)
}
