//! A known message that was found: whose it is, what it says, and with which values.

use crate::message::cause::Cause;
use crate::message::clean::{Clean, clean};
use crate::message::known::{Known, Section, Value};
use crate::message::mask::{masked, masked_but};
use crate::message::pattern::Found;
use crate::message::place::{before, tail};
use crate::message::product::Product;
use crate::message::table::TABLE;
use crate::sort;

/// A known message that was found.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub(crate) known: &'static Known,
    /// Whose message it is, most likely
    pub(crate) product: Product,
    /// Who else has the same message
    pub(crate) also: Vec<Product>,
    /// Where its messages appear
    pub(crate) about: &'static str,
    /// The message as it was found, without tokens and secrets
    pub(crate) message: String,
    pub(crate) code: Option<&'static str>,
    /// What usually causes it, the likeliest first
    pub(crate) causes: Vec<Cause>,
    /// The same in sentences
    pub(crate) sentences: Vec<&'static str>,
    /// What stands for each `*` that helps
    pub(crate) values: Vec<(Value, String)>,
}

impl Match {
    /// Returns the first value of a kind.
    pub(crate) fn value(&self, kind: Value) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == kind).map(|(_, value)| value.as_str())
    }

    /// Adds what the tail of a message says.
    pub(super) fn absorb(&mut self, tail: &Self) {
        if self.causes == tail.causes && self.sentences == tail.sentences {
            return;
        }
        if !self.message.contains(&tail.message) {
            self.message = format!("{} {}", self.message, tail.message);
        }
        self.causes.clone_from(&tail.causes);
        self.sentences.clone_from(&tail.sentences);
        self.values.extend(tail.values.iter().cloned());
        let more = [tail.product].into_iter().chain(tail.also.iter().copied());
        for product in more {
            if product != self.product && !self.also.contains(&product) {
                self.also.push(product);
            }
        }
    }
}

/// Makes the match of patterns that were found at the same place.
pub(super) fn made(text: &Clean, group: &[Found]) -> Match {
    let mut products: Vec<Product> = Vec::new();
    for found in group {
        let pattern = found.pattern;
        let own = [pattern.section.product].into_iter().chain(pattern.known.also.iter().copied());
        for product in own.chain(pattern.section.also.iter().copied()) {
            if !products.contains(&product) {
                products.push(product);
            }
        }
    }
    let first = &group[0];
    if products.len() > 1 {
        let near = vicinity(text, first);
        sort::by_key(&mut products, |product| !is_marked(*product, near));
    }
    let product = products.remove(0);
    let chosen = group.iter().find(|found| found.pattern.section.product == product);
    let found = chosen.unwrap_or(first);
    let known = found.pattern.known;
    let sentences = if known.notes.is_empty() {
        known.causes.iter().flat_map(|cause| cause.sentences()).copied().collect()
    } else {
        known.notes.iter().collect()
    };
    let (start, end) = (before(text, found), tail(text, found));
    let message = text.shown.get(start..end).unwrap_or_default();
    // What the table has is between the gaps.
    let mut literal = Vec::new();
    let mut from = found.start;
    for (gap, after) in found.gaps.iter().copied().chain([(found.end, found.end)]) {
        literal.push((from - start, gap - start));
        from = after;
    }
    let message = masked_but(message, &literal).replace('\n', " ");
    Match {
        known,
        product,
        also: products,
        about: found.pattern.section.about,
        message: message.trim().to_owned(),
        code: known.code,
        causes: known.causes.to_vec(),
        sentences,
        values: values(text, found, (start, end)),
    }
}

/// Returns the text around a message, which may say whose it is.
fn vicinity<'a>(text: &'a Clean, found: &Found) -> &'a [u8] {
    const NEAR: usize = 1000;
    let end = text.folded.len().min(found.end + NEAR);
    text.folded.get(found.start.saturating_sub(NEAR)..end).unwrap_or_default()
}

fn is_marked(product: Product, near: &[u8]) -> bool {
    let own = TABLE.iter().filter(|section: &&Section| section.product == product);
    own.flat_map(|section| section.marks.lines()).any(|mark| {
        let mark = clean(mark).folded;
        near.windows(mark.len()).any(|window| window == mark)
    })
}

/// Returns what stands for each `*` that helps.
fn values(text: &Clean, found: &Found, (start, end): (usize, usize)) -> Vec<(Value, String)> {
    let pattern = found.pattern;
    if !pattern.is_main() {
        return Vec::new();
    }
    let first = pattern.is_open_before().then_some((start, found.start));
    let last = pattern.is_open_after().then_some((found.end, end));
    let ranges = first.into_iter().chain(found.gaps.iter().copied()).chain(last);
    let kinds = pattern.known.values.iter().copied();
    let named = kinds.zip(ranges).filter(|(kind, _)| *kind != Value::Other);
    let values = named.filter_map(|(kind, (from, to))| {
        let value = text.shown.get(from..to)?.replace('\n', " ");
        let around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '.' | ',' | ';');
        // An address may end with a slash, but not with a quote.
        let value = value.trim_matches(around);
        let is_whole = !value.is_empty() && masked(value) == value;
        is_whole.then(|| (kind, value.to_owned()))
    });
    values.collect()
}
