//! Regular expressions as Go parses and matches them (RE2), with its syntax, error messages and
//! classes. `\d`, `\w`, `\s` and `\b` are ASCII-only, and `(?i)` folds case as Unicode does.
//!
//! Only the ASCII part of `\p{…}` is known here, because the Unicode tables are larger than
//! everything else that header rules need. A match that depends on the rest is undecided.

mod bounds;
mod class;
mod parser;
mod program;

use std::fmt;

pub(super) use bounds::{Budget, Failure};
pub(super) use program::Match;
use program::Program;

/// A compiled expression.
#[derive(Clone)]
pub(crate) struct Regexp {
    text: String,
    program: Program,
}

impl Regexp {
    /// Parses and compiles an expression.
    ///
    /// # Errors
    ///
    /// Returns Go's message, or the limit that the expression exceeds.
    pub(super) fn new(text: &str, budget: &mut Budget) -> Result<Self, Failure> {
        let tree = parser::parse(text, budget)?;
        let program = Program::compile(&tree, budget).map_err(Failure::TooLarge)?;
        Ok(Self { text: text.to_owned(), program })
    }

    /// Whether a part of a value matches.
    pub(super) fn find(&self, value: &str) -> Match {
        self.program.find(value)
    }
}

impl PartialEq for Regexp {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl fmt::Debug for Regexp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Regexp({:?})", self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::bounds::Bound;
    use super::*;
    use crate::regressions;

    fn find(pattern: &str, value: &str) -> Match {
        let regexp = Regexp::new(pattern, &mut Budget::new());
        regexp.unwrap_or_else(|why| panic!("{pattern}: {why:?}")).find(value)
    }

    #[test]
    fn expressions_match_as_in_go() {
        for (pattern, value, matches) in [
            (r"^https://app\.example\.gov$", "https://app.example.gov", true),
            (r"^https://app\.example\.gov$", "https://app-example.gov", false),
            ("a|b", "xbx", true),
            ("^(a|b)$", "ab", false),
            ("^a{2,3}$", "aaa", true),
            ("^a{2,3}$", "aaaa", false),
            ("^a{2}$", "a", false),
            ("^a{2,}$", "aaaaa", true),
            ("^a{0}b$", "b", true),
            ("^(?:ab)*$", "abab", true),
            ("^(?:ab)+?$", "", false),
            ("^a?$", "", true),
            ("", "", true),
            ("^()$", "", true),
            ("^(|a)$", "a", true),
            ("^[^a]$", "\n", true),
            (".", "\n", false),
            ("(?s).", "\n", true),
            ("^b$", "a\nb", false),
            ("(?m)^b$", "a\nb\nc", true),
            (r"(?m:^b$)", "a\nb", true),
            (r"\Aa\z", "a", true),
            (r"a$", "a\n", false),
            // ASCII classes.
            (r"^\d$", "٣", false),
            (r"^\d+$", "0123456789", true),
            (r"^\w+$", "aZ_09", true),
            (r"^\w$", "é", false),
            (r"^\W$", "é", true),
            (r"^\s$", "\u{a0}", false),
            (r"^\s$", "\u{b}", false),
            (r"^\s+$", "\t\n\u{c}\r ", true),
            (r"é\b", "é", false),
            (r"a\b", "aé", true),
            (r"\Ba", "ba", true),
            (r"\bb", "ab", false),
            (r"^[\d\-x]+$", "1-x", true),
            (r"^[^\D5]$", "4", true),
            (r"^[^\D5]$", "5", false),
            ("^[[:alpha:]]$", "z", true),
            ("^[[:^alpha:]]$", "z", false),
            ("^[[:word:][:punct:]]+$", "_!", true),
            ("^[a-]$", "-", true),
            ("^[]a]$", "]", true),
            ("^[a&&b]+$", "&&", true),
            ("^[+--]$", ",", true),
            ("^[a~~b]$", "~", true),
            ("^[a[b]$", "[", true),
            // Case folding; `k` and `s` each have a third letter.
            ("(?i)^HTTPS://App$", "https://aPP", true),
            ("(?i)^k$", "\u{212a}", true),
            ("(?i)^[k]$", "\u{212a}", true),
            ("(?i)^ſ$", "S", true),
            (r"(?i)^\w$", "ſ", true),
            ("(?i)^É$", "é", true),
            ("(?i)^[à-þ]$", "É", true),
            ("(?i)^σ$", "ς", true),
            ("(?i)^Ǆ$", "ǅ", true),
            ("(?i)^i$", "İ", false),
            ("(?i)^i$", "ı", false),
            ("(?i)^ß$", "ẞ", true),
            ("(?i)^ß$", "ss", false),
            ("(?i)^[^k]$", "\u{212a}", false),
            ("(?i:A)b", "ab", true),
            ("(?i:A)b", "aB", false),
            ("(?i)a(?-i)b", "Ab", true),
            ("(?i)a(?-i)b", "AB", false),
            ("(?i-s:A.)", "a\n", false),
            ("(a(?i)b)c", "aBc", true),
            ("(a(?i)b)c", "aBC", false),
            // Escapes.
            (r"^\x41\x{42}\103\.\_$", "ABC._", true),
            (r"^\x{1F600}$", "😀", true),
            (r"^\t\n\r\f\v\a$", "\t\n\r\u{c}\u{b}\u{7}", true),
            (r"^\Qa.b*\E+$", "a.b**", true),
            (r"^\Qa.b", "a.b", true),
            (r"^\0$", "\0", true),
            (r"^\x{D800}$", "x", false),
            (r"^\-\#\&$", "-#&", true),
            // A brace that does not begin a count is a literal.
            ("^a{,2}$", "a{,2}", true),
            ("^{$", "{", true),
            ("^a{01}$", "a{01}", true),
            // Names and flags.
            ("^(?P<n>a)(?<m>b)$", "ab", true),
            ("(?U)^a+$", "aa", true),
            ("^(?:a)(?:)$", "a", true),
            // The ASCII part of Unicode classes.
            (r"^\pL+$", "aZ", true),
            (r"^\p{Lu}$", "a", false),
            (r"(?i)^\p{Lu}$", "a", true),
            (r"^\p{^Lu}$", "a", true),
            (r"^\PN$", "a", true),
            (r"^\p{Nd}+$", "09", true),
            (r"^[\p{L}\d]+$", "a1", true),
            (r"^[^\p{L}]$", "a", false),
            (r"^[^\p{L}]$", "1", true),
            (r"^\p{Latin}$", "a", true),
            (r"^\p{Any}$", "é", true),
            (r"^[\p{Pd}\p{Ps}\p{Sc}\p{Zs}\p{Cc}]+$", "-($ \n", true),
        ] {
            let expected = if matches { Match::Found } else { Match::None };
            assert_eq!(find(pattern, value), expected, "{pattern} on {value:?}");
        }
    }

    #[test]
    fn what_needs_the_tables_of_unicode_is_undecided() {
        for (pattern, value) in [
            (r"^\pL$", "é"),
            (r"^[^\p{L}]$", "é"),
            (r"^\p{Greek}$", "α"),
            (r"^a\p{Lu}b$", "aÉb"),
            // Not even this name is known here.
            (r"^\p{Han}$", "a"),
        ] {
            assert_eq!(find(pattern, value), Match::Undecided, "{pattern} on {value}");
        }
        // If the unknown part makes no difference, the match is decided.
        assert_eq!(find(r"\pL|é", "é"), Match::Found);
        assert_eq!(find(r"^\pLx", "y"), Match::None);
        assert_eq!(find(r"^a\pL", "bé"), Match::None);
    }

    #[test]
    fn what_go_refuses_is_refused_in_its_words() {
        for (pattern, sentence) in [
            ("(", "missing closing ): `(`"),
            ("a(b|c", "missing closing ): `a(b|c`"),
            ("a)", "unexpected ): `a)`"),
            ("a|)", "unexpected ): `a|)`"),
            ("*", "missing argument to repetition operator: `*`"),
            ("a|+?", "missing argument to repetition operator: `+?`"),
            ("(*a)", "missing argument to repetition operator: `*`"),
            ("{2}", "missing argument to repetition operator: `{2}`"),
            (r"\Q\E*", "missing argument to repetition operator: `*`"),
            ("a**", "invalid nested repetition operator: `**`"),
            ("a+?*b", "invalid nested repetition operator: `+?*`"),
            ("a{2}{3}", "invalid nested repetition operator: `{2}{3}`"),
            ("a???", "invalid nested repetition operator: `???`"),
            ("a{1001}", "invalid repeat count: `{1001}`"),
            ("a{2,1}", "invalid repeat count: `{2,1}`"),
            ("a{1,99999999999}", "invalid repeat count: `{1,99999999999}`"),
            ("(a{100}){11}", "invalid repeat count: `{11}`"),
            ("[a", "missing closing ]: `[a`"),
            ("x[]", "missing closing ]: `[]`"),
            ("[z-a]", "invalid character class range: `z-a`"),
            (r"[\d-\x{10]", r"invalid escape sequence: `\x{10]`"),
            ("[a--b]", "invalid character class range: `a--`"),
            ("[[:foo:]]", "invalid character class range: `[:foo:]`"),
            (r"\p{Foo1}", r"invalid character class range: `\p{Foo1}`"),
            (r"\p{L", r"invalid character class range: `\p{L`"),
            (r"\pQ", r"invalid character class range: `\pQ`"),
            (r"\8", r"invalid escape sequence: `\8`"),
            (r"(a)\1", r"invalid escape sequence: `\1`"),
            (r"\h", r"invalid escape sequence: `\h`"),
            (r"\u{41}", r"invalid escape sequence: `\u`"),
            (r"\Z", r"invalid escape sequence: `\Z`"),
            (r"\E", r"invalid escape sequence: `\E`"),
            (r"\C", r"invalid escape sequence: `\C`"),
            (r"\é", r"invalid escape sequence: `\é`"),
            (r"\x", r"invalid escape sequence: `\x`"),
            (r"\x4", r"invalid escape sequence: `\x4`"),
            (r"\x{110000}", r"invalid escape sequence: `\x{110000`"),
            (r"[\b]", r"invalid escape sequence: `\b`"),
            ("a\\", "trailing backslash at end of expression: ``"),
            ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
            ("(?!a)", "invalid or unsupported Perl syntax: `(?!`"),
            ("(?x)a", "invalid or unsupported Perl syntax: `(?x`"),
            ("(?i-)a", "invalid or unsupported Perl syntax: `(?i-)`"),
            ("(?#c)", "invalid or unsupported Perl syntax: `(?#`"),
            ("(?i", "invalid or unsupported Perl syntax: `(?i`"),
            ("(?<=a)b", "invalid named capture: `(?<=a)b`"),
            ("(?<!a>)b", "invalid named capture: `(?<!a>`"),
            ("(?P<a", "invalid named capture: `(?P<a`"),
            ("(?P<a b>c)", "invalid named capture: `(?P<a b>`"),
            ("(?P=a)", "invalid or unsupported Perl syntax: `(?P`"),
        ] {
            let words = format!("error parsing regexp: {sentence}");
            assert_eq!(
                Regexp::new(pattern, &mut Budget::new()).unwrap_err(),
                Failure::Invalid(words),
                "{pattern}"
            );
        }
    }

    #[test]
    fn what_an_expression_takes_is_bounded() {
        let states = |pattern: &str| {
            let mut budget = Budget::new();
            Regexp::new(pattern, &mut budget).map(|_| budget.spent())
        };
        // A repetition counts its piece each time, but a class only once.
        assert!(states(r"\pL{200}").unwrap() < 500);
        assert!(states("a{1000}").unwrap() < 2_100);
        let too_large = |bound| Err(Failure::TooLarge(bound));
        assert_eq!(states(&"a{1000}".repeat(11)), too_large(Bound::States));
        assert_eq!(states("((a{10}){10}){10}").map(|spent| spent < 3_000), Ok(true));
        assert_eq!(
            states(&format!("{}a{}", "(?:".repeat(251), ")".repeat(251))),
            too_large(Bound::Nesting)
        );
        assert_eq!(states(&"(".repeat(1_000_000)), too_large(Bound::Nesting));
        assert_eq!(states(&"a".repeat(60_000)), too_large(Bound::Total));
        assert_eq!(states(&format!("[{}]", "a-b".repeat(60_000))), too_large(Bound::Total));
        // All expressions of a configuration share one budget.
        let mut budget = Budget::new();
        let compiled =
            (0..1_000).take_while(|_| Regexp::new(r"\pL{200}", &mut budget).is_ok()).count();
        assert!((40..100).contains(&compiled), "{compiled}");
        assert_eq!(Regexp::new(r"\pL{200}", &mut budget), Err(Failure::TooLarge(Bound::Total)));
        assert!(budget.spent() <= Budget::TOTAL);
        // The length of the value bounds the work of a match.
        assert_eq!(find("(a?){500}b", &"a".repeat(8_192)), Match::None);
        assert_eq!(find("(a?){500}b", &"a".repeat(8_193)), Match::Undecided);
    }

    /// Compiles the pattern with another engine, restricted to ASCII classes.
    fn reference(pattern: &str) -> Option<regex::bytes::Regex> {
        regex::bytes::RegexBuilder::new(pattern).unicode(false).build().ok()
    }

    fn pattern() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("a"),
            Just("b"),
            Just("-"),
            Just("."),
            Just("^"),
            Just("$"),
            Just("|"),
            Just("(a|b)"),
            Just("(?:ab|)"),
            Just("[ab]"),
            Just("[^a]"),
            Just(r"\d"),
            Just(r"\W"),
            Just(r"\b"),
            Just(r"\B"),
            Just(r"[\s\d-]"),
            Just("(?i:A)"),
            Just("(?m:^a$)"),
            Just("(?s:.)"),
            Just("(a*|b+?)"),
            Just("[[:alpha:]]"),
            Just(r"\A"),
            Just(r"\z"),
            Just("((ab)*b){1,3}"),
        ];
        let repetition = prop_oneof![
            4 => Just(""), 1 => Just("*"), 1 => Just("+?"), 1 => Just("?"), 1 => Just("{2}"),
            1 => Just("{0,2}"), 1 => Just("{1,}"),
        ];
        prop::collection::vec((piece, repetition), 0..6)
            .prop_map(|pieces| pieces.into_iter().flat_map(<[&str; 2]>::from).collect())
    }

    proptest! {
        #![proptest_config(regressions())]

        #[test]
        fn matches_are_those_of_another_engine(pattern in pattern(), value in "[abAB1 \n-]{0,8}") {
            if let (Ok(own), Some(other)) =
                (Regexp::new(&pattern, &mut Budget::new()), reference(&pattern))
            {
                let expected =
                    if other.is_match(value.as_bytes()) { Match::Found } else { Match::None };
                prop_assert_eq!(own.find(&value), expected, "{} on {:?}", pattern, value);
            }
        }

        #[test]
        fn no_pattern_and_no_value_makes_it_panic(pattern in ".{0,40}", value in ".{0,20}") {
            if let Ok(regexp) = Regexp::new(&pattern, &mut Budget::new()) {
                regexp.find(&value);
            }
        }
    }
}
