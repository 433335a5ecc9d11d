//! Formats who is logged in.

use std::borrow::Cow;

use crate::jose::numeric_date::NumericDate;
use crate::profile::store::StoreKind;
use crate::render::style::{Look, Page};
use crate::render::time;

/// A login, without its tokens.
pub(crate) struct ShownLogin<'a> {
    pub(crate) profile: &'a str,
    pub(crate) who: Option<&'a str>,
    pub(crate) issuer: Option<&'a str>,
    pub(crate) store: StoreKind,
    pub(crate) since: Option<NumericDate>,
    pub(crate) until: Option<NumericDate>,
    pub(crate) is_refreshable: bool,
}

impl ShownLogin<'_> {
    /// Appends the login: a heading, and a line for each fact that is known.
    pub(crate) fn fill(&self, page: &mut Page, now: NumericDate) {
        page.put(Look::Heading, self.profile);
        page.end();
        let relative = |instant: NumericDate| time::relative(instant, now);
        let until = self.until.map(|until| match (until < now, self.is_refreshable) {
            (true, true) => format!("expired {}, renewed on next use", relative(until)),
            (true, false) => format!("expired {}", relative(until)),
            (false, true) => format!("expires {}, then renewed", relative(until)),
            (false, false) => format!("expires {}, and cannot be renewed", relative(until)),
        });
        let facts = [
            ("logged in", self.who.map(ToOwned::to_owned)),
            ("issuer", self.issuer.map(ToOwned::to_owned)),
            ("stored in", Some(self.store.name().to_owned())),
            ("since", self.since.map(relative)),
            ("token", until),
        ];
        let rows = facts.into_iter().filter_map(|(name, fact)| Some((Cow::from(name), fact?)));
        page.rows(&rows.collect::<Vec<_>>());
    }
}
