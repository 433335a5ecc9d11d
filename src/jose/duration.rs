//! Durations in whole seconds, as people write them.

use std::fmt;
use std::str::FromStr;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
/// 365 days, because `100y` means a very long time rather than a calendar date.
const YEAR: i64 = 365 * DAY;

/// A duration in whole seconds, negative if it points to the past.
///
/// Written as `90`, `90s`, `5m`, `1h30m`, `7d`, `2w`, `100y` (a year is 365 days),
/// with an optional sign.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Duration(i64);

/// Why a string is not a duration.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ParseDurationError {
    /// The string is not a sequence of numbers with units
    #[error("not a duration: write `90s`, `5m`, `1h30m`, `7d` or `100y`")]
    Syntax,
    /// The duration has more seconds than can be represented
    #[error("too long")]
    TooLong,
}

impl Duration {
    /// A duration of zero.
    pub const ZERO: Self = Self(0);

    /// Returns a duration of this many seconds.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Returns the number of seconds.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// Returns the same duration in the opposite direction.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }

    /// Returns the duration in words, without its sign: `1 hour`, `1 hour 30 minutes`, `5 years`.
    /// At most two adjacent units are shown; smaller ones are dropped.
    pub fn in_words(self) -> String {
        const UNITS: [(i64, &str); 6] = [
            (YEAR, "year"),
            (DAY, "day"),
            (HOUR, "hour"),
            (MINUTE, "minute"),
            (1, "second"),
            (1, "second"),
        ];
        let total = i64::try_from(self.0.unsigned_abs()).unwrap_or(i64::MAX);
        let Some(first) = UNITS[..5].iter().position(|(size, _)| total >= *size) else {
            return "0 seconds".to_owned();
        };
        let count = |amount: i64, unit: &str| {
            let plural = if amount == 1 { "" } else { "s" };
            [&amount.to_string(), " ", unit, plural].concat()
        };
        let (size, name) = UNITS[first];
        let (next_size, next_name) = UNITS[first + 1];
        let rest = total % size / next_size;
        // From ten of a unit upward, the next smaller unit is noise.
        if rest == 0 || total / size >= 10 || name == next_name {
            count(total / size, name)
        } else {
            format!("{} {}", count(total / size, name), count(rest, next_name))
        }
    }
}

impl FromStr for Duration {
    type Err = ParseDurationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (sign, mut rest) = match text.as_bytes().first() {
            Some(b'-') => (-1, &text[1..]),
            Some(b'+') => (1, &text[1..]),
            _ => (1, text),
        };
        if rest.is_empty() {
            return Err(ParseDurationError::Syntax);
        }
        let mut total: i64 = 0;
        let mut smallest = i64::MAX;
        while !rest.is_empty() {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, unit) = rest.split_at(digits);
            if number.is_empty() {
                return Err(ParseDurationError::Syntax);
            }
            let number: i64 = number.parse().map_err(|_| ParseDurationError::TooLong)?;
            let letter = unit.chars().next();
            let size = match letter {
                None if smallest == i64::MAX => 1,
                Some('s') => 1,
                Some('m') => MINUTE,
                Some('h') => HOUR,
                Some('d') => DAY,
                Some('w') => WEEK,
                Some('y') => YEAR,
                _ => return Err(ParseDurationError::Syntax),
            };
            if size >= smallest {
                return Err(ParseDurationError::Syntax);
            }
            smallest = size;
            total = number
                .checked_mul(size)
                .and_then(|seconds| total.checked_add(seconds))
                .ok_or(ParseDurationError::TooLong)?;
            rest = &unit[letter.map_or(0, char::len_utf8)..];
        }
        Ok(Self(sign * total))
    }
}

impl fmt::Display for Duration {
    /// Formats the duration in its shortest form: `1h30m`, `-5m`, `0s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        if self.0 < 0 {
            f.write_str("-")?;
        }
        let mut rest = self.0.unsigned_abs();
        for (size, letter) in [(YEAR, 'y'), (DAY, 'd'), (HOUR, 'h'), (MINUTE, 'm'), (1, 's')] {
            let size = size.unsigned_abs();
            if rest >= size {
                write!(f, "{}{letter}", rest / size)?;
                rest %= size;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_parsed_and_formatted() {
        for (text, seconds, shortest) in [
            ("90", 90, "1m30s"),
            ("90s", 90, "1m30s"),
            ("5m", 300, "5m"),
            ("1h30m", 5_400, "1h30m"),
            ("7d", 604_800, "7d"),
            ("2w", 1_209_600, "14d"),
            ("100y", 3_153_600_000, "100y"),
            ("-5m", -300, "-5m"),
            ("+1h", 3_600, "1h"),
            ("0", 0, "0s"),
        ] {
            let duration: Duration = text.parse().unwrap();
            assert_eq!((duration.seconds(), duration.to_string().as_str()), (seconds, shortest));
        }
    }

    #[test]
    fn what_is_not_a_duration_is_refused() {
        for text in ["", "-", "m", "1x", "1h1h", "1m1h", "1h30", "1.5h", "1é", "--1", " 1"] {
            assert_eq!(text.parse::<Duration>(), Err(ParseDurationError::Syntax), "{text}");
        }
        for text in ["99999999999999999999", "9999999999999999y"] {
            assert_eq!(text.parse::<Duration>(), Err(ParseDurationError::TooLong), "{text}");
        }
    }

    #[test]
    fn words_name_at_most_two_units() {
        for (seconds, words) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (61, "1 minute 1 second"),
            (3_600, "1 hour"),
            (5_400, "1 hour 30 minutes"),
            (90_061, "1 day 1 hour"),
            (-86_400 * 400, "1 year 35 days"),
            (86_400 * 30, "30 days"),
            (i64::MIN, "292471208677 years"),
        ] {
            assert_eq!(Duration::from_seconds(seconds).in_words(), words);
        }
    }
}
