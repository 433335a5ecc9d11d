//! Formats times as text: absolute in a time zone, or relative in words.

use std::io::Read as _;

use chrono::{FixedOffset, Offset as _, Utc};
use flate2::read::DeflateDecoder;

use crate::jose::numeric_date::NumericDate;

/// A function that returns the machine's offset from UTC at an instant, in seconds east. The
/// offset changes with the season.
pub(crate) type LocalOffset = fn(NumericDate) -> i32;

/// The time zone that times are shown in.
#[derive(Clone, Debug)]
pub(crate) enum Zone {
    Utc,
    /// The machine's time zone: its offset from UTC at an instant, in seconds east
    Local(LocalOffset),
    /// `+02:00`
    Offset(FixedOffset),
    /// An IANA name such as `America/Chicago`
    Named(tz::TimeZone),
}

impl Zone {
    /// Parses a time zone as people type it; `local` returns the offset of the machine's own.
    pub(crate) fn parse(text: &str, local: LocalOffset) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("utc") || text == "Z" {
            return Ok(Self::Utc);
        }
        if text.eq_ignore_ascii_case("local") {
            return Ok(Self::Local(local));
        }
        if let Ok(offset) = text.parse::<FixedOffset>() {
            return Ok(Self::Offset(offset));
        }
        zone_data(text)
            .and_then(|data| tz::TimeZone::from_tz_data(&data).ok())
            .map(Self::Named)
            .ok_or_else(|| {
                "unknown time zone: use `utc`, `local`, an offset like `+02:00` or a name like `America/Chicago`"
                    .to_owned()
            })
    }
}

/// Returns a time zone by its name in the time zone database, in any case.
fn zone_data(name: &str) -> Option<Vec<u8>> {
    /// All zones, compressed to a quarter: an index of lines, an empty line, and the data
    const ZONES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/time_zones.deflate"));
    let mut unpacked = Vec::new();
    DeflateDecoder::new(ZONES).read_to_end(&mut unpacked).ok()?;
    let end = unpacked.windows(2).position(|pair| pair == b"\n\n")?;
    let (index, data) = (unpacked.get(..end)?, unpacked.get(end + 2..)?);
    std::str::from_utf8(index).ok()?.lines().find_map(|line| {
        let mut fields = line.split(' ');
        fields.next().filter(|own| own.eq_ignore_ascii_case(name))?;
        let start = fields.next()?.parse().ok()?;
        let end = fields.next()?.parse().ok()?;
        data.get(start..end).map(<[u8]>::to_vec)
    })
}

/// Formats a time as `2020-12-09 22:59:49 UTC`, with a fraction only if there is one.
pub(crate) fn absolute(instant: NumericDate, zone: &Zone) -> String {
    const FORMAT: &str = "%Y-%m-%d %H:%M:%S%.f";
    let utc = instant.as_utc();
    match zone {
        Zone::Utc => format!("{} UTC", utc.format(FORMAT)),
        Zone::Local(offset) => {
            let offset = FixedOffset::east_opt(offset(instant)).unwrap_or_else(|| Utc.fix());
            absolute(instant, &Zone::Offset(offset))
        }
        Zone::Offset(offset) => {
            utc.with_timezone(offset).format("%Y-%m-%d %H:%M:%S%.f %:z").to_string()
        }
        Zone::Named(zone) => {
            let local = zone.find_local_time_type(utc.timestamp()).ok();
            let offset = local.and_then(|local| FixedOffset::east_opt(local.ut_offset()));
            let name = local.map_or("UTC", |local| local.time_zone_designation());
            let offset = offset.unwrap_or_else(|| Utc.fix());
            format!("{} {name}", utc.with_timezone(&offset).format(FORMAT))
        }
    }
}

/// Formats a time as `5 years ago`, `in 3 minutes` or `now`.
pub(crate) fn relative(instant: NumericDate, now: NumericDate) -> String {
    let span = instant.since(now);
    match span.seconds() {
        0 => "now".to_owned(),
        seconds if seconds < 0 => format!("{} ago", span.in_words()),
        _ => format!("in {}", span.in_words()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_utc_an_offset_or_a_name() {
        let instant = NumericDate::from_seconds(1_607_554_789).unwrap();
        for (zone, text) in [
            ("utc", "2020-12-09 22:59:49 UTC"),
            ("+02:00", "2020-12-10 00:59:49 +02:00"),
            ("-0530", "2020-12-09 17:29:49 -05:30"),
            ("America/Chicago", "2020-12-09 16:59:49 CST"),
            ("europe/berlin", "2020-12-09 23:59:49 CET"),
            // The first and the last name
            ("Africa/Abidjan", "2020-12-09 22:59:49 GMT"),
            ("zulu", "2020-12-09 22:59:49 UTC"),
            ("local", "2020-12-10 04:44:49 +05:45"),
        ] {
            let nepal = |_| (5 * 60 + 45) * 60;
            assert_eq!(absolute(instant, &Zone::parse(zone, nepal).unwrap()), text);
        }
        assert!(Zone::parse("Mars/Olympus", |_| 0).is_err());
    }

    #[test]
    fn relative_times_are_in_words() {
        let at = |seconds| NumericDate::from_seconds(seconds).unwrap();
        assert_eq!(relative(at(1_000), at(4_600)), "1 hour ago");
        assert_eq!(relative(at(4_600), at(1_000)), "in 1 hour");
        assert_eq!(relative(at(5), at(5)), "now");
    }
}
