//! Points in time as they appear in JWTs.

use std::fmt;

use chrono::{DateTime, Datelike as _, SecondsFormat, Timelike as _, Utc};

use crate::jose::duration::Duration;
use crate::jose::json::Value;

/// A point in time as it appears in a JWT: seconds since 1970-01-01T00:00:00Z, ignoring leap
/// seconds ([RFC 7519 §2]).
///
/// Fractions of a second are kept to the microsecond, because rounding would move `exp` by up to
/// a second.
///
/// [RFC 7519 §2]: https://www.rfc-editor.org/rfc/rfc7519#section-2
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NumericDate(DateTime<Utc>);

/// Why a claim is not a date.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NumericDateError {
    /// Not a JSON number; the standard also forbids quoted numbers
    #[error("must be a number of seconds, but is {found}")]
    NotANumber {
        /// The value, shortened, with its JSON type
        found: String,
    },
    /// A number without a corresponding calendar date
    #[error("{}", out_of_range(found, *.meant))]
    OutOfRange {
        /// The digits, shortened
        found: String,
        /// The date, if the number is in another unit
        meant: Option<Misread>,
    },
}

/// A number of seconds that is probably in a smaller unit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Misread {
    /// The unit
    pub unit: Unit,
    /// The point in time in that unit
    pub meant: NumericDate,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let meant = self.meant.to_rfc3339();
        write!(f, "is in {} instead of seconds; it probably means {meant}", self.unit)
    }
}

/// A unit that is written instead of seconds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    /// As JavaScript and Java have times
    Milliseconds,
    /// As databases have them
    Microseconds,
    /// As Go has them
    Nanoseconds,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Milliseconds => "milliseconds",
            Self::Microseconds => "microseconds",
            Self::Nanoseconds => "nanoseconds",
        })
    }
}

impl NumericDate {
    /// Parses the value of a claim such as `exp`.
    ///
    /// # Errors
    ///
    /// - [`NumericDateError::NotANumber`] if the value is not a JSON number. The standard
    ///   forbids quoted numbers, which some issuers write.
    /// - [`NumericDateError::OutOfRange`] if there is no corresponding calendar date.
    pub fn from_claim(value: &Value) -> Result<Self, NumericDateError> {
        let Some(number) = value.as_number() else {
            let found = shortened(&value.to_json());
            let found = match value {
                Value::Null => found,
                _ => format!("the {} {found}", value.kind()),
            };
            return Err(NumericDateError::NotANumber { found });
        };
        number
            .as_i64()
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
            .or_else(|| number.as_f64().and_then(from_fractional_seconds))
            .map(Self)
            .ok_or_else(|| NumericDateError::OutOfRange {
                found: shortened(number.as_str()),
                meant: Self::misread(value),
            })
    }

    /// Returns what the value of a claim such as `exp` probably means if it is in milliseconds,
    /// microseconds or nanoseconds instead of seconds.
    ///
    /// Each unit begins at September 2001. Read as seconds, these numbers are dates from the year
    /// 33658 on, and no date that means "never" is that far away.
    pub fn misread(value: &Value) -> Option<Misread> {
        let number = value.as_number()?;
        if number.as_i64().is_some_and(|seconds| seconds < 1_000_000_000_000) {
            return None;
        }
        let number = number.as_f64()?;
        let (unit, in_a_second) = match number {
            1e12..1e15 => (Unit::Milliseconds, 1e3),
            1e15..1e18 => (Unit::Microseconds, 1e6),
            1e18..1e20 => (Unit::Nanoseconds, 1e9),
            _ => return None,
        };
        let meant = from_fractional_seconds(number / in_a_second)?;
        Some(Misread { unit, meant: Self(meant) })
    }

    /// Returns the instant this many seconds after the epoch, or `None` if it is beyond the
    /// calendar.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        DateTime::from_timestamp(seconds, 0).map(Self)
    }

    /// Returns the instant of a calendar date and time.
    pub const fn from_utc(instant: DateTime<Utc>) -> Self {
        Self(instant)
    }

    /// Returns the instant that is later by this duration, or earlier if it is negative. Stops at
    /// the end of the calendar.
    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        let far =
            if span.seconds() < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
        Self(
            chrono::TimeDelta::try_seconds(span.seconds())
                .and_then(|delta| self.0.checked_add_signed(delta))
                .unwrap_or(far),
        )
    }

    /// Returns the whole seconds since the epoch, rounded down.
    pub fn seconds(self) -> i64 {
        self.0.timestamp()
    }

    /// Returns the duration from an earlier instant to this one, in whole seconds.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_seconds(self.0.signed_duration_since(earlier.0).num_seconds())
    }

    /// Returns the calendar date and time.
    pub const fn as_utc(self) -> DateTime<Utc> {
        self.0
    }

    /// Returns the date in the form of HTTP headers (RFC 9110 section 5.6.7).
    pub fn to_http_date(self) -> String {
        self.0.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }

    /// Reads the date of an HTTP header: `Wed, 09 Dec 2020 22:59:49 GMT`.
    pub fn from_http_date(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc2822(text.trim()).ok().map(|date| Self(date.with_timezone(&Utc)))
    }

    /// Formats the instant as RFC 3339 in UTC: `2020-12-09T22:59:49Z`. It has a fraction only if
    /// the instant does.
    pub fn to_rfc3339(self) -> String {
        self.to_rfc3339_in_seconds()
            .unwrap_or_else(|| self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }

    /// The same for whole seconds of years with four digits, which nearly all dates are.
    fn to_rfc3339_in_seconds(self) -> Option<String> {
        let year = u32::try_from(self.0.year()).ok().filter(|year| *year < 10_000)?;
        if self.0.timestamp_subsec_nanos() != 0 {
            return None;
        }
        let mut text = *b"0000-00-00T00:00:00Z";
        for (at, number) in [
            (0, year / 100),
            (2, year % 100),
            (5, self.0.month()),
            (8, self.0.day()),
            (11, self.0.hour()),
            (14, self.0.minute()),
            (17, self.0.second()),
        ] {
            let number = u8::try_from(number).ok()?;
            *text.get_mut(at)? += number / 10;
            *text.get_mut(at + 1)? += number % 10;
        }
        String::from_utf8(text.to_vec()).ok()
    }

    /// Whether the issuer probably wrote milliseconds instead of seconds.
    ///
    /// True from the year 33658 on. Read as milliseconds, that is September 2001, and no date
    /// that means "never" is that far away.
    pub fn looks_like_milliseconds(self) -> bool {
        self.0.timestamp() >= 1_000_000_000_000
    }

    /// Whether this is the end of the calendar, which stands for all that is later.
    pub fn is_last(self) -> bool {
        self.0 == DateTime::<Utc>::MAX_UTC
    }

    /// Whether the issuer probably wrote a lifetime instead of the time at which the token
    /// expires. True until the year 1973.
    pub fn looks_like_lifetime(self) -> bool {
        (1..100_000_000).contains(&self.0.timestamp())
    }

    /// Returns the instant with the same digits, read as milliseconds.
    #[must_use]
    pub fn as_if_milliseconds(self) -> Self {
        DateTime::from_timestamp_millis(self.0.timestamp()).map_or(self, Self)
    }
}

fn from_fractional_seconds(seconds: f64) -> Option<DateTime<Utc>> {
    // Beyond 2^53, an `f64` can no longer represent every microsecond.
    let micros = seconds * 1e6;
    if micros.abs() < 9_007_199_254_740_992.0 {
        #[expect(clippy::cast_possible_truncation, reason = "bounded by the comparison above")]
        return DateTime::from_timestamp_micros(micros.round() as i64);
    }
    if seconds.abs() < 1e13 {
        #[expect(clippy::cast_possible_truncation, reason = "bounded by the comparison above")]
        return DateTime::from_timestamp(seconds.floor() as i64, 0);
    }
    None
}

fn out_of_range(found: &str, meant: Option<Misread>) -> String {
    meant.map_or_else(|| format!("is {found}, which is not a date"), |meant| meant.to_string())
}

/// Returns the first 40 characters of a string.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        NumericDate::from_claim(&Value::parse(text.as_bytes()).unwrap())
            .map(NumericDate::to_rfc3339)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn seconds_fractions_and_exponents_are_dates() {
        assert_eq!(read("1607554789").unwrap(), "2020-12-09T22:59:49Z");
        assert_eq!(read("1607554789.25").unwrap(), "2020-12-09T22:59:49.250Z");
        assert_eq!(read("1.607554789e9").unwrap(), "2020-12-09T22:59:49Z");
        assert_eq!(read("-1").unwrap(), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn dates_of_any_year_are_written_as_rfc_3339_has_them() {
        for seconds in
            [-62_167_219_201, -62_167_219_200, 0, 951_782_400, 253_402_300_799, 253_402_300_800]
        {
            let date = NumericDate::from_seconds(seconds).unwrap();
            let expected = date.as_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true);
            assert_eq!(date.to_rfc3339(), expected);
        }
    }

    #[test]
    fn everything_else_is_not() {
        assert_eq!(
            read(r#""1607554789""#).unwrap_err(),
            r#"must be a number of seconds, but is the string "1607554789""#
        );
        assert_eq!(read("null").unwrap_err(), "must be a number of seconds, but is null");
        assert_eq!(read("1e400").unwrap_err(), "is 1e400, which is not a date");
        assert_eq!(
            read("99999999999999999999").unwrap_err(),
            "is 99999999999999999999, which is not a date"
        );
        assert_eq!(
            read(&"9".repeat(400)).unwrap_err(),
            format!("is {}…, which is not a date", "9".repeat(40))
        );
    }

    #[test]
    fn milliseconds_are_noticed_and_read() {
        let date = NumericDate::from_seconds(1_607_554_789_000).unwrap();
        assert!(date.looks_like_milliseconds());
        assert_eq!(date.as_if_milliseconds().to_rfc3339(), "2020-12-09T22:59:49Z");
        assert!(!NumericDate::from_seconds(4_102_444_800).unwrap().looks_like_milliseconds());
    }

    #[test]
    fn smaller_units_are_noticed_whether_or_not_the_number_is_a_date() {
        let misread = |text: &str| {
            NumericDate::misread(&Value::parse(text.as_bytes()).unwrap())
                .map(|misread| (misread.unit, misread.meant.to_rfc3339()))
        };
        let day = || "2020-12-09T22:59:49Z".to_owned();
        assert_eq!(misread("1607554789000"), Some((Unit::Milliseconds, day())));
        assert_eq!(misread("1607554789000000"), Some((Unit::Microseconds, day())));
        assert_eq!(misread("1607554789000000000"), Some((Unit::Nanoseconds, day())));
        for text in
            ["1607554789", "4102444800", "1e20", "-1607554789000", "\"1607554789000\"", "null"]
        {
            assert_eq!(misread(text), None, "{text}");
        }
        assert_eq!(
            read("1607554789000000").unwrap_err(),
            "is in microseconds instead of seconds; it probably means 2020-12-09T22:59:49Z"
        );
    }

    #[test]
    fn the_date_of_a_header_is_read() {
        let read = |text: &str| NumericDate::from_http_date(text).map(NumericDate::to_rfc3339);
        let expected = Some("2020-12-09T22:59:49Z".to_owned());
        assert_eq!(read("Wed, 09 Dec 2020 22:59:49 GMT"), expected);
        assert_eq!(read(" Wed, 9 Dec 2020 22:59:49 GMT"), expected);
        for text in ["", "0", "soon", "2020-12-09T22:59:49Z", "Wed, 99 Dec 2020 22:59:49 GMT"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_sum_beyond_the_calendar_stops_at_its_end() {
        let now = NumericDate::from_seconds(0).unwrap();
        assert_eq!(now.plus(Duration::from_seconds(i64::MAX)).as_utc(), DateTime::<Utc>::MAX_UTC);
        assert_eq!(now.plus(Duration::from_seconds(i64::MIN)).as_utc(), DateTime::<Utc>::MIN_UTC);
    }
}
