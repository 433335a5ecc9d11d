//! A known message: its text, whose it is, and what causes it.

use crate::message::cause::Cause;
use crate::message::product::Product;

/// What stands in the place of a `*`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Value {
    /// Nothing that helps
    Other,
    Role,
    Kid,
    /// The issuer that the server expects
    Issuer,
    /// The issuer of the token
    TokenIssuer,
    /// The audience that the server expects
    Audience,
    Claim,
    Namespace,
    Algorithm,
    /// An address that the server asked for keys
    Address,
}

/// Where a message may stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    /// It is so unusual that it may stand in any text
    Anywhere,
    /// Between punctuation marks, or alone on its line
    Clause,
    /// It is all there is, or all that a body says
    Whole,
}

/// Texts, one a line: the loader would have to relocate a table of strings at each start of the program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lines(&'static str);

impl Lines {
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> + use<> {
        self.0.lines()
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

/// A message with `*` for what differs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) text: &'static str,
    pub(crate) causes: &'static [Cause],
    /// Other texts that mean the same: an older wording, or a code that appears alone
    pub(crate) variants: Lines,
    /// What stands for each `*` of the text
    pub(crate) values: &'static [Value],
    /// The code beside the message
    pub(crate) code: Option<&'static str>,
    /// The HTTP statuses that it comes with, or none if the application decides
    pub(crate) statuses: &'static [u16],
    /// Sentences that say more than the causes do, and replace theirs
    pub(crate) notes: Lines,
    /// Other products with this message, besides those of the section
    pub(crate) also: &'static [Product],
    /// The name of the member with the message in a JSON body of this product
    pub(crate) member: Option<&'static str>,
    /// Where it may stand, if not what its length suggests
    place: Option<Place>,
}

/// The messages of a product.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) product: Product,
    /// The products that pass these messages on
    pub(crate) also: &'static [Product],
    /// Words beside a message that speak for this product, one a line
    pub(crate) marks: &'static str,
    /// Where the messages appear
    pub(crate) about: &'static str,
    pub(crate) messages: Vec<Known>,
}

/// Returns a message with its usual causes. This and the methods below are called for each of some
/// 400 messages: inlined, they would take 19 KB more.
#[inline(never)]
pub(super) const fn known(text: &'static str, causes: &'static [Cause]) -> Known {
    Known {
        text,
        causes,
        variants: Lines(""),
        values: &[],
        code: None,
        statuses: &[],
        notes: Lines(""),
        also: &[],
        member: None,
        place: None,
    }
}

impl Known {
    /// Sets the variants, one a line.
    #[inline(never)]
    pub(super) const fn variants(self, variants: &'static str) -> Self {
        Self { variants: Lines(variants), ..self }
    }

    #[inline(never)]
    pub(super) const fn values(self, values: &'static [Value]) -> Self {
        Self { values, ..self }
    }

    #[inline(never)]
    pub(super) const fn code(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    #[inline(never)]
    pub(super) const fn status(self, statuses: &'static [u16]) -> Self {
        Self { statuses, ..self }
    }

    /// Sets the notes, one a line.
    #[inline(never)]
    pub(super) const fn notes(self, notes: &'static str) -> Self {
        Self { notes: Lines(notes), ..self }
    }

    #[inline(never)]
    pub(super) const fn also(self, also: &'static [Product]) -> Self {
        Self { also, ..self }
    }

    #[inline(never)]
    pub(super) const fn member(self, member: &'static str) -> Self {
        Self { member: Some(member), ..self }
    }

    #[inline(never)]
    pub(super) const fn place(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }

    /// Returns where a text of this message may stand: a single word only alone, a few words only
    /// between punctuation marks.
    pub(super) fn place_of(&self, text: &str) -> Place {
        const FEW: usize = 30;
        if let Some(place) = self.place {
            return place;
        }
        let is_word = text.trim_end_matches('.').chars().all(char::is_alphabetic);
        let has_hump = text.chars().skip(1).any(char::is_uppercase);
        if is_word && !has_hump {
            Place::Whole
        } else if text.chars().filter(|c| *c != '*').count() < FEW && !is_word {
            Place::Clause
        } else {
            Place::Anywhere
        }
    }
}
