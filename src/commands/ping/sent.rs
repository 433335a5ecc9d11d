//! A request that was sent, as far as its answer is judged by it. Pure.

use reqwest::Url;

use crate::commands::ping::call::Kind;
use crate::commands::ping::flags::ADMIN_SECRETS;
use crate::commands::ping::reading::Reading;
use crate::inspection::Inspection;
use crate::jose::duration::Duration;
use crate::jose::numeric_date::NumericDate;
use crate::system::exchange::Request;

/// A request that was sent.
#[derive(Clone, Debug)]
pub(super) struct Sent<'a> {
    pub(super) kind: Kind,
    pub(super) request: &'a Request,
    pub(super) role: Option<&'a str>,
    /// The token, wherever it came from
    pub(super) token: Option<&'a str>,
    /// Whether there are credentials besides a token of `jwtool`
    pub(super) has_other_credentials: bool,
    pub(super) now: NumericDate,
}

impl Sent<'_> {
    pub(super) const fn url(&self) -> &Url {
        &self.request.url
    }

    /// Whether the engine looks at an admin secret instead of the token.
    pub(super) fn has_admin_secret(&self) -> bool {
        ADMIN_SECRETS.iter().any(|name| self.request.headers.contains_key(*name))
    }

    /// Returns what is known about the token.
    pub(super) fn inspection(&self) -> Option<Inspection> {
        self.token.map(|token| Inspection::of(token, self.now))
    }
}

/// Returns how far the endpoint's clock is ahead of ours, as far as its answer tells. Less than
/// what rounding and the way of the answer take counts as nothing.
pub(super) fn clock_ahead(reading: &Reading<'_>) -> Option<Duration> {
    const ROUNDING: i64 = 3;
    let theirs = NumericDate::from_http_date(reading.answer.header("date")?)?;
    let ahead = theirs.seconds() - reading.answer.received.seconds();
    (ahead.abs() >= ROUNDING).then_some(Duration::from_seconds(ahead))
}
