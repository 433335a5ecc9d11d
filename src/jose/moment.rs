//! Instants as people type them, resolved against a clock later.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::jose::duration::Duration;
use crate::jose::numeric_date::NumericDate;

/// An instant as the user typed it: RFC 3339 with an offset, a date (00:00 UTC), Unix seconds,
/// `now`, or relative to now (`+1h`, `-5m`, `90m`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Moment {
    /// A fixed instant
    At(NumericDate),
    /// An offset from now; before now if negative
    FromNow(Duration),
}

/// Why a string is not an instant.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ParseMomentError {
    /// None of the supported forms
    #[error(
        "not a time: write `2026-11-21T18:00:00Z`, `2026-11-21`, Unix seconds, `now`, `+1h` or `-5m`"
    )]
    Syntax,
    /// A number too small to be a date of this century
    #[error("`{digits}` is a time in {year}; for a span of seconds, write `{digits}s`")]
    TooEarly {
        /// The digits as typed
        digits: String,
        /// The year of that instant
        year: String,
    },
    /// A number in milliseconds
    #[error("`{digits}` is in milliseconds; in seconds it is `{seconds}`")]
    Milliseconds {
        /// The digits as typed
        digits: String,
        /// The same instant in seconds
        seconds: i64,
    },
}

impl Moment {
    /// The current time.
    pub const NOW: Self = Self::FromNow(Duration::ZERO);

    /// Returns the instant. One that is relative to now is resolved against `now`.
    pub fn resolve(self, now: NumericDate) -> NumericDate {
        match self {
            Self::At(instant) => instant,
            Self::FromNow(span) => now.plus(span),
        }
    }
}

impl FromStr for Moment {
    type Err = ParseMomentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "now" {
            return Ok(Self::NOW);
        }
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return unix_seconds(text);
        }
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self::At(NumericDate::from_utc(instant.with_timezone(&Utc))));
        }
        if let Ok(date) = text.parse::<NaiveDate>() {
            return Ok(Self::At(NumericDate::from_utc(date.and_time(NaiveTime::MIN).and_utc())));
        }
        text.parse().map(Self::FromNow).map_err(|_| ParseMomentError::Syntax)
    }
}

fn unix_seconds(digits: &str) -> Result<Moment, ParseMomentError> {
    let number: i64 = digits.parse().map_err(|_| ParseMomentError::Syntax)?;
    let instant = NumericDate::from_seconds(number).ok_or(ParseMomentError::Syntax)?;
    if number < 100_000_000 {
        let year = instant.as_utc().format("%Y").to_string();
        return Err(ParseMomentError::TooEarly { digits: digits.to_owned(), year });
    }
    if instant.looks_like_milliseconds() {
        let seconds = number / 1000;
        return Err(ParseMomentError::Milliseconds { digits: digits.to_owned(), seconds });
    }
    Ok(Moment::At(instant))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        let now = NumericDate::from_seconds(1_700_000_000).unwrap();
        text.parse::<Moment>()
            .map(|moment| moment.resolve(now).to_rfc3339())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn every_form_of_an_instant_is_parsed() {
        for (text, instant) in [
            ("2026-11-21T18:00:00Z", "2026-11-21T18:00:00Z"),
            ("2026-11-21T18:00:00+02:00", "2026-11-21T16:00:00Z"),
            ("2026-11-21", "2026-11-21T00:00:00Z"),
            ("1700000000", "2023-11-14T22:13:20Z"),
            ("now", "2023-11-14T22:13:20Z"),
            ("+1h", "2023-11-14T23:13:20Z"),
            ("-5m", "2023-11-14T22:08:20Z"),
            ("90m", "2023-11-14T23:43:20Z"),
        ] {
            assert_eq!(read(text).unwrap(), instant);
        }
    }

    #[test]
    fn numbers_that_are_not_dates_suggest_what_was_meant() {
        assert_eq!(
            read("3600").unwrap_err(),
            "`3600` is a time in 1970; for a span of seconds, write `3600s`"
        );
        assert_eq!(
            read("1700000000000").unwrap_err(),
            "`1700000000000` is in milliseconds; in seconds it is `1700000000`"
        );
        for text in ["", "soon", "2026-13-01", "2026-11-21T18:00:00"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
