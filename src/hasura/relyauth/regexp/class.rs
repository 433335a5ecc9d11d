//! Character classes: the characters that are certainly in a class, and those that may be.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::sort;

const MAX_ASCII: u32 = 0x7f;
const MAX: u32 = 0x10_ffff;
/// All characters that fold to others are in this range.
const FOLDED: (u32, u32) = (0x41, 0x1_e943);

type Range = (u32, u32);

/// A class. Where Unicode tables would be needed, a character is possible but not certain.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Class {
    sure: Vec<Range>,
    possible: Vec<Range>,
}

/// Whether a character is in a class.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Member {
    Yes,
    No,
    Maybe,
}

impl Class {
    pub(super) fn of(ranges: &[Range]) -> Self {
        Self { sure: merged(ranges.to_vec()), possible: merged(ranges.to_vec()) }
    }

    /// Returns the class that `.` matches.
    pub(super) fn any(with_newline: bool) -> Self {
        if with_newline { Self::of(&[(0, MAX)]) } else { Self::of(&[(0, 9), (11, MAX)]) }
    }

    /// Returns the class of `\d`, `\W` and so on.
    pub(super) fn perl(letter: char) -> Option<Self> {
        let class = Self::of(match letter.to_ascii_lowercase() {
            'd' => &[(0x30, 0x39)],
            's' => &[(0x09, 0x0a), (0x0c, 0x0d), (0x20, 0x20)],
            'w' => &[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)],
            _ => return None,
        });
        Some(class)
    }

    /// Returns the class of `[:alpha:]` and so on, by the name between the colons.
    pub(super) fn posix(name: &str) -> Option<Self> {
        Some(Self::of(match name {
            "alnum" => &[(0x30, 0x39), (0x41, 0x5a), (0x61, 0x7a)],
            "alpha" => &[(0x41, 0x5a), (0x61, 0x7a)],
            "ascii" => &[(0, MAX_ASCII)],
            "blank" => &[(0x09, 0x09), (0x20, 0x20)],
            "cntrl" => &[(0, 0x1f), (0x7f, 0x7f)],
            "digit" => &[(0x30, 0x39)],
            "graph" => &[(0x21, 0x7e)],
            "lower" => &[(0x61, 0x7a)],
            "print" => &[(0x20, 0x7e)],
            "punct" => &[(0x21, 0x2f), (0x3a, 0x40), (0x5b, 0x60), (0x7b, 0x7e)],
            "space" => &[(0x09, 0x0d), (0x20, 0x20)],
            "upper" => &[(0x41, 0x5a)],
            "word" => return Self::perl('w'),
            "xdigit" => &[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)],
            _ => return None,
        }))
    }

    /// Returns the class of `\p{…}` by its name. Only the ASCII part is known here. Returns
    /// `None` if no release of Go supports the name.
    pub(super) fn unicode(name: &str) -> Option<Self> {
        let letters: &[Range] = &[(0x41, 0x5a), (0x61, 0x7a)];
        let ascii: &[Range] = match name {
            "Any" => return Some(Self::of(&[(0, MAX)])),
            "L" | "Latin" => letters,
            "Lu" => &[(0x41, 0x5a)],
            "Ll" => &[(0x61, 0x7a)],
            "N" | "Nd" => &[(0x30, 0x39)],
            "P" => &[
                (0x21, 0x23),
                (0x25, 0x2a),
                (0x2c, 0x2f),
                (0x3a, 0x3b),
                (0x3f, 0x40),
                (0x5b, 0x5d),
                (0x5f, 0x5f),
                (0x7b, 0x7b),
                (0x7d, 0x7d),
            ],
            "Pc" => &[(0x5f, 0x5f)],
            "Pd" => &[(0x2d, 0x2d)],
            "Ps" => &[(0x28, 0x28), (0x5b, 0x5b), (0x7b, 0x7b)],
            "Pe" => &[(0x29, 0x29), (0x5d, 0x5d), (0x7d, 0x7d)],
            "Po" => &[
                (0x21, 0x23),
                (0x25, 0x27),
                (0x2a, 0x2a),
                (0x2c, 0x2c),
                (0x2e, 0x2f),
                (0x3a, 0x3b),
                (0x3f, 0x40),
                (0x5c, 0x5c),
            ],
            "S" => &[
                (0x24, 0x24),
                (0x2b, 0x2b),
                (0x3c, 0x3e),
                (0x5e, 0x5e),
                (0x60, 0x60),
                (0x7c, 0x7c),
                (0x7e, 0x7e),
            ],
            "Sc" => &[(0x24, 0x24)],
            "Sk" => &[(0x5e, 0x5e), (0x60, 0x60)],
            "Sm" => &[(0x2b, 0x2b), (0x3c, 0x3e), (0x7c, 0x7c), (0x7e, 0x7e)],
            "Z" | "Zs" => &[(0x20, 0x20)],
            "C" | "Cc" => &[(0, 0x1f), (0x7f, 0x7f)],
            "Common" => &[(0, 0x40), (0x5b, 0x60), (0x7b, MAX_ASCII)],
            "Cf" | "Co" | "Cs" | "Lm" | "Lo" | "Lt" | "M" | "Mc" | "Me" | "Mn" | "Nl" | "No"
            | "Pf" | "Pi" | "So" | "Zl" | "Zp" | "Greek" | "Cyrillic" => &[],
            // A script, or an alias that newer releases support.
            _ if name.len() > 1 && name.chars().all(is_of_name) => {
                return Some(Self { sure: Vec::new(), possible: vec![(0, MAX)] });
            }
            _ => return None,
        };
        let mut class = Self::of(ascii);
        class.possible.push((MAX_ASCII + 1, MAX));
        class.possible = merged(class.possible);
        Some(class)
    }

    pub(super) fn add(&mut self, low: u32, high: u32) {
        self.sure.push((low, high));
        self.possible.push((low, high));
    }

    pub(super) fn add_class(&mut self, other: &Self) {
        self.sure.extend(&other.sure);
        self.possible.extend(&other.possible);
    }

    /// Adds every character that differs only in case from one in the class.
    pub(super) fn folded(self) -> Self {
        Self { sure: folded(self.sure), possible: folded(self.possible) }
    }

    pub(super) fn negated(self) -> Self {
        Self { sure: complement(self.possible), possible: complement(self.sure) }
    }

    /// Sorts and merges the ranges, as [`Self::contains`] requires.
    pub(super) fn merged(self) -> Self {
        Self { sure: merged(self.sure), possible: merged(self.possible) }
    }

    pub(super) fn contains(&self, character: u32) -> Member {
        let within = |ranges: &[Range]| {
            let next = ranges.partition_point(|(low, _)| *low <= character);
            next.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|r| character <= r.1)
        };
        match (within(&self.sure), within(&self.possible)) {
            (true, _) => Member::Yes,
            (false, true) => Member::Maybe,
            (false, false) => Member::No,
        }
    }
}

const fn is_of_name(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '_' | '-' | ' ')
}

fn merged(mut ranges: Vec<Range>) -> Vec<Range> {
    sort::all(&mut ranges);
    let mut merged: Vec<Range> = Vec::with_capacity(ranges.len());
    for (low, high) in ranges {
        match merged.last_mut() {
            Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
            _ => merged.push((low, high)),
        }
    }
    merged
}

fn complement(ranges: Vec<Range>) -> Vec<Range> {
    let mut gaps = Vec::new();
    let mut next = 0;
    for (low, high) in merged(ranges) {
        if next < low {
            gaps.push((next, low - 1));
        }
        next = high + 1;
    }
    if next <= MAX {
        gaps.push((next, MAX));
    }
    gaps
}

fn folded(ranges: Vec<Range>) -> Vec<Range> {
    let mut all = merged(ranges);
    for (low, high) in all.clone() {
        if (low <= FOLDED.0 && high >= FOLDED.1) || high < FOLDED.0 || low > FOLDED.1 {
            continue;
        }
        if high <= MAX_ASCII {
            fold_ascii(low, high, &mut all);
            continue;
        }
        for orbit in orbits() {
            if orbit.iter().any(|member| (low..=high).contains(member)) {
                all.extend(orbit.iter().map(|member| (*member, *member)));
            }
        }
    }
    merged(all)
}

fn fold_ascii(low: u32, high: u32, all: &mut Vec<Range>) {
    for (from, to, other) in [(0x41, 0x5a, 0x61), (0x61, 0x7a, 0x41)] {
        let (first, last) = (low.max(from), high.min(to));
        if first <= last {
            all.push((first - from + other, last - from + other));
        }
    }
    // The Kelvin sign and the long s fold to ASCII letters.
    for (upper, lower, third) in [(0x4b, 0x6b, 0x212a), (0x53, 0x73, 0x17f)] {
        if (low..=high).contains(&upper) || (low..=high).contains(&lower) {
            all.push((third, third));
        }
    }
}

/// Returns the groups of characters that differ only in case.
fn orbits() -> &'static [Vec<u32>] {
    static ORBITS: OnceLock<Vec<Vec<u32>>> = OnceLock::new();
    ORBITS.get_or_init(|| {
        let mut by_name: BTreeMap<char, Vec<u32>> = BTreeMap::new();
        for number in FOLDED.0..=FOLDED.1 {
            if let Some(character) = char::from_u32(number) {
                let name = representative(character);
                by_name.entry(name).or_default().push(number);
            }
        }
        by_name.into_values().filter(|orbit| orbit.len() > 1).collect()
    })
}

/// Returns the representative of all characters that fold to each other.
fn representative(character: char) -> char {
    // The uppercase of the dotless i is I, but it does not fold to anything.
    if character == 'ı' {
        return character;
    }
    let upper = single(character.to_uppercase()).unwrap_or(character);
    single(upper.to_lowercase()).unwrap_or(upper)
}

/// Returns the only character of a mapping. Simple folding leaves out mappings to several.
fn single(mut mapping: impl Iterator<Item = char>) -> Option<char> {
    let first = mapping.next();
    if mapping.next().is_some() { None } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orbits_are_those_of_simple_folding() {
        let orbit = |member: char| {
            let orbit = orbits().iter().find(|orbit| orbit.contains(&u32::from(member)));
            orbit.map(|orbit| orbit.iter().filter_map(|c| char::from_u32(*c)).collect::<String>())
        };
        for (member, expected) in [
            ('k', "Kk\u{212a}"),
            ('s', "Ssſ"),
            ('å', "Åå\u{212b}"),
            ('µ', "µΜμ"),
            ('ς', "Σςσ"),
            ('θ', "Θθϑϴ"),
            ('ǆ', "Ǆǅǆ"),
            ('ß', "ßẞ"),
            ('ᾳ', "ᾳᾼ"),
            ('ι', "\u{345}Ιι\u{1fbe}"),
            ('в', "Ввᲀ"),
        ] {
            assert_eq!(orbit(member).as_deref(), Some(expected), "{member}");
        }
        for alone in ['İ', 'ı', 'ŉ', 'ﬁ', '1'] {
            assert_eq!(orbit(alone), None, "{alone}");
        }
    }

    #[test]
    fn a_class_and_its_negation_share_what_is_not_known() {
        let mut class = Class::unicode("L").unwrap();
        class.add(0xe9, 0xe9);
        let class = class.merged();
        let negated = class.clone().negated();
        for (character, member, opposite) in [
            ('a', Member::Yes, Member::No),
            ('1', Member::No, Member::Yes),
            ('é', Member::Yes, Member::No),
            ('è', Member::Maybe, Member::Maybe),
        ] {
            assert_eq!(class.contains(u32::from(character)), member, "{character}");
            assert_eq!(negated.contains(u32::from(character)), opposite, "{character}");
        }
        assert_eq!(negated.negated(), class);
    }
}
