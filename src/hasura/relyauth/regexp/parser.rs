//! A parser for Go's regular expression syntax. It uses a stack as Go does and therefore reports
//! the same piece with the same message.

use std::sync::Arc;

use super::bounds::{Bound, Budget, Failure, MAX_NESTING};
use super::class::Class;

/// The maximum count, and the maximum product of nested counts.
const MAX_COUNT: u32 = 1_000;

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Empty,
    Class(Arc<Class>),
    Assertion(Assertion),
    Concatenation(Vec<Self>),
    Alternation(Vec<Self>),
    Repetition {
        tree: Box<Self>,
        least: u32,
        /// `None` if there is no maximum
        most: Option<u32>,
        /// Whether it was written as `{…}`
        counted: bool,
    },
}

/// A condition on a position between characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Assertion {
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    WordBoundary,
    NoWordBoundary,
}

/// Parses an expression.
///
/// # Errors
///
/// Returns Go's message, or the limit that the expression exceeds.
pub(super) fn parse(text: &str, budget: &mut Budget) -> Result<Tree, Failure> {
    let flags = Flags::default();
    Parser { whole: text, flags, stack: Vec::new(), nesting: 0, budget }.parse()
}

#[derive(Clone, Copy, Default)]
struct Flags {
    fold: bool,
    /// `^` and `$` also match at the beginning and end of each line
    lines: bool,
    /// `.` also matches a newline
    newline: bool,
}

enum Item {
    Tree(Tree),
    Bar,
    /// An open group, with the flags to restore after it
    Group(Flags),
}

struct Parser<'a, 'b> {
    whole: &'a str,
    flags: Flags,
    stack: Vec<Item>,
    nesting: usize,
    budget: &'b mut Budget,
}

/// The rest of the expression.
type Rest<'a> = Result<&'a str, Failure>;

fn invalid<T>(what: &str, piece: &str) -> Result<T, Failure> {
    Err(Failure::Invalid(format!("error parsing regexp: {what}: `{piece}`")))
}

/// Returns the text before a remaining suffix.
fn before<'a>(text: &'a str, rest: &str) -> &'a str {
    text.get(..text.len().saturating_sub(rest.len())).unwrap_or(text)
}

fn next(text: &str) -> Option<(char, &str)> {
    let mut characters = text.chars();
    characters.next().map(|first| (first, characters.as_str()))
}

impl<'a> Parser<'a, '_> {
    fn parse(mut self) -> Result<Tree, Failure> {
        let mut rest = self.whole;
        // Where the repetition before this piece began
        let mut repetition: Option<&str> = None;
        while let Some((first, after)) = next(rest) {
            let mut repeats = None;
            rest = match first {
                '(' if after.starts_with('?') => self.perl_group(rest)?,
                '(' => {
                    self.open(self.flags)?;
                    after
                }
                '|' => {
                    let branch = self.concatenation();
                    self.push(branch)?;
                    self.stack.push(Item::Bar);
                    after
                }
                ')' => {
                    self.close()?;
                    after
                }
                '^' | '$' => {
                    self.push(Tree::Assertion(match (first, self.flags.lines) {
                        ('^', false) => Assertion::TextStart,
                        ('^', true) => Assertion::LineStart,
                        (_, false) => Assertion::TextEnd,
                        (_, true) => Assertion::LineEnd,
                    }))?;
                    after
                }
                '.' => {
                    self.push(Tree::Class(Arc::new(Class::any(self.flags.newline))))?;
                    after
                }
                '[' => self.class(rest)?,
                '*' | '+' | '?' => {
                    let (least, most) = match first {
                        '*' => (0, None),
                        '+' => (1, None),
                        _ => (0, Some(1)),
                    };
                    repeats = Some(rest);
                    self.repeat((least, most), false, rest, after, repetition)?
                }
                '{' => match count(rest) {
                    None => {
                        self.literal(first)?;
                        after
                    }
                    Some((Some(counts), after)) => {
                        repeats = Some(rest);
                        self.repeat(counts, true, rest, after, repetition)?
                    }
                    Some((None, after)) => {
                        return invalid("invalid repeat count", before(rest, after));
                    }
                },
                '\\' => self.backslash(rest)?,
                _ => {
                    self.literal(first)?;
                    after
                }
            };
            repetition = repeats;
        }
        let tree = self.alternation();
        if self.stack.is_empty() { Ok(tree) } else { invalid("missing closing )", self.whole) }
    }

    fn push(&mut self, tree: Tree) -> Result<(), Failure> {
        self.budget.spend(1).map_err(Failure::TooLarge)?;
        self.stack.push(Item::Tree(tree));
        Ok(())
    }

    fn open(&mut self, flags: Flags) -> Result<(), Failure> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(Failure::TooLarge(Bound::Nesting));
        }
        self.stack.push(Item::Group(flags));
        Ok(())
    }

    fn close(&mut self) -> Result<(), Failure> {
        let tree = self.alternation();
        let Some(Item::Group(flags)) = self.stack.pop() else {
            return invalid("unexpected )", self.whole);
        };
        self.nesting -= 1;
        self.flags = flags;
        self.push(tree)
    }

    fn literal(&mut self, character: char) -> Result<(), Failure> {
        self.single(u32::from(character))
    }

    fn single(&mut self, character: u32) -> Result<(), Failure> {
        let class = Class::of(&[(character, character)]);
        self.fold_price(character)?;
        let class = if self.flags.fold { class.folded() } else { class };
        self.push(Tree::Class(Arc::new(class)))
    }

    /// Spends the cost of case folding, which needs a table beyond ASCII.
    fn fold_price(&mut self, highest: u32) -> Result<(), Failure> {
        let price = if self.flags.fold && highest > 0x7f { 8 } else { 0 };
        self.budget.spend(price).map_err(Failure::TooLarge)
    }

    /// Returns the items above the last bar or open group, in order.
    fn concatenation(&mut self) -> Tree {
        let above = self.stack.iter().rposition(|item| !matches!(item, Item::Tree(_)));
        let first = above.map_or(0, |index| index + 1);
        let mut trees: Vec<Tree> = self
            .stack
            .drain(first..)
            .filter_map(|item| match item {
                Item::Tree(tree) => Some(tree),
                Item::Bar | Item::Group(_) => None,
            })
            .collect();
        match trees.len() {
            0 => Tree::Empty,
            1 => trees.remove(0),
            _ => Tree::Concatenation(trees),
        }
    }

    /// Returns the items above the last open group, as the branches between the bars.
    fn alternation(&mut self) -> Tree {
        let last = self.concatenation();
        let mut branches = vec![last];
        while let Some(Item::Bar) = self.stack.last() {
            self.stack.pop();
            branches.push(self.concatenation());
        }
        if branches.len() == 1 {
            return branches.remove(0);
        }
        branches.reverse();
        Tree::Alternation(branches)
    }

    /// Repeats the top of the stack. The operator begins at `at`, `after` follows it, and the
    /// operator directly before it began at `earlier`.
    fn repeat(
        &mut self,
        (least, most): (u32, Option<u32>),
        counted: bool,
        at: &'a str,
        after: &'a str,
        earlier: Option<&'a str>,
    ) -> Rest<'a> {
        // Greediness does not affect whether something matches.
        let after = after.strip_prefix('?').unwrap_or(after);
        if let Some(earlier) = earlier {
            return invalid("invalid nested repetition operator", before(earlier, after));
        }
        let Some(Item::Tree(tree)) = self.stack.pop_if(|item| matches!(item, Item::Tree(_))) else {
            return invalid("missing argument to repetition operator", before(at, after));
        };
        let tree = Tree::Repetition { tree: Box::new(tree), least, most, counted };
        let large = counted && (least >= 2 || most.is_some_and(|most| most >= 2));
        if large && !counts_fit(&tree, MAX_COUNT) {
            return invalid("invalid repeat count", before(at, after));
        }
        self.push(tree)?;
        Ok(after)
    }

    /// Parses `(?P<name>`, `(?<name>`, `(?flags)` or `(?flags:`.
    fn perl_group(&mut self, text: &'a str) -> Rest<'a> {
        let name = text.strip_prefix("(?P<").filter(|rest| !rest.is_empty());
        if let Some(rest) = name.or_else(|| text.strip_prefix("(?<").filter(|r| !r.is_empty())) {
            let Some((name, after)) = rest.split_once('>') else {
                return invalid("invalid named capture", text);
            };
            if name.is_empty() || !name.chars().all(|c| c == '_' || c.is_ascii_alphanumeric()) {
                return invalid("invalid named capture", before(text, after));
            }
            self.open(self.flags)?;
            return Ok(after);
        }
        let mut rest = text.strip_prefix("(?").unwrap_or(text);
        let mut flags = self.flags;
        let (mut value, mut seen) = (true, false);
        while let Some((letter, after)) = next(rest) {
            rest = after;
            match letter {
                'i' => flags.fold = value,
                'm' => flags.lines = value,
                's' => flags.newline = value,
                // Which of two matches is found first does not matter here.
                'U' => {}
                '-' if value => {
                    (value, seen) = (false, false);
                    continue;
                }
                ':' | ')' if value || seen => {
                    if letter == ':' {
                        self.open(self.flags)?;
                    }
                    self.flags = flags;
                    return Ok(rest);
                }
                _ => break,
            }
            seen = true;
        }
        invalid("invalid or unsupported Perl syntax", before(text, rest))
    }

    fn backslash(&mut self, text: &'a str) -> Rest<'a> {
        let escaped = text.strip_prefix('\\').unwrap_or_default();
        let Some((letter, after)) = next(escaped) else {
            return invalid("trailing backslash at end of expression", "");
        };
        let assertion = match letter {
            'A' => Some(Assertion::TextStart),
            'z' => Some(Assertion::TextEnd),
            'b' => Some(Assertion::WordBoundary),
            'B' => Some(Assertion::NoWordBoundary),
            _ => None,
        };
        if let Some(assertion) = assertion {
            self.push(Tree::Assertion(assertion))?;
            return Ok(after);
        }
        if letter == 'Q' {
            let (literal, after) = after.split_once(r"\E").unwrap_or((after, ""));
            for character in literal.chars() {
                self.literal(character)?;
            }
            return Ok(after);
        }
        if let Some((class, after)) = self.class_escape(text)? {
            self.push(Tree::Class(Arc::new(class.merged())))?;
            return Ok(after);
        }
        let (character, after) = escape(text)?;
        self.single(character)?;
        Ok(after)
    }

    /// Parses `\d`, `\pL`, `\p{Lu}` and so on, folded if requested.
    fn class_escape(&mut self, text: &'a str) -> Result<Option<(Class, &'a str)>, Failure> {
        let Some((letter, after)) = text.strip_prefix('\\').and_then(next) else { return Ok(None) };
        let fold = |class: Class, folds: bool| if folds { class.folded() } else { class };
        if let Some(class) = Class::perl(letter) {
            let class = fold(class, self.flags.fold);
            let class = if letter.is_ascii_uppercase() { class.negated() } else { class };
            return Ok(Some((class, after)));
        }
        if !matches!(letter, 'p' | 'P') {
            return Ok(None);
        }
        let (name, after) = match next(after) {
            None => return invalid("invalid character class range", text),
            Some(('{', inner)) => match inner.split_once('}') {
                None => return invalid("invalid character class range", text),
                Some(found) => found,
            },
            Some((_, rest)) => (before(after, rest), rest),
        };
        let (negated, name) = match name.strip_prefix('^') {
            Some(name) => (letter == 'p', name),
            None => (letter == 'P', name),
        };
        let Some(class) = Class::unicode(name) else {
            return invalid("invalid character class range", before(text, after));
        };
        self.fold_price(u32::MAX)?;
        let class = fold(class, self.flags.fold);
        Ok(Some((if negated { class.negated() } else { class }, after)))
    }

    /// Parses `[…]`.
    fn class(&mut self, text: &'a str) -> Rest<'a> {
        let mut rest = text.get(1..).unwrap_or_default();
        let negated = rest.starts_with('^');
        if negated {
            rest = rest.get(1..).unwrap_or_default();
        }
        let mut class = Class::default();
        let mut first = true;
        while first || !rest.starts_with(']') {
            first = false;
            self.budget.spend(1).map_err(Failure::TooLarge)?;
            if let Some((name, after)) = posix_name(rest) {
                let inner = name.get(2..name.len() - 2).unwrap_or_default();
                let (negated, plain) =
                    inner.strip_prefix('^').map_or((false, inner), |plain| (true, plain));
                let Some(found) = Class::posix(plain) else {
                    return invalid("invalid character class range", name);
                };
                let found = if self.flags.fold { found.folded() } else { found };
                class.add_class(&if negated { found.negated() } else { found });
                rest = after;
                continue;
            }
            if let Some((found, after)) = self.class_escape(rest)? {
                class.add_class(&found);
                rest = after;
                continue;
            }
            let start = rest;
            let (low, after) = class_character(rest, text)?;
            rest = after;
            let mut high = low;
            if let Some(end) = rest.strip_prefix('-')
                && !end.is_empty()
                && !end.starts_with(']')
            {
                (high, rest) = class_character(end, text)?;
                if high < low {
                    return invalid("invalid character class range", before(start, rest));
                }
            }
            self.fold_price(high)?;
            if self.flags.fold {
                class.add_class(&Class::of(&[(low, high)]).folded());
            } else {
                class.add(low, high);
            }
        }
        let class = if negated { class.negated() } else { class.merged() };
        self.push(Tree::Class(Arc::new(class)))?;
        Ok(rest.get(1..).unwrap_or_default())
    }
}

/// Whether nested counts make at most `most_copies` copies of the innermost piece.
fn counts_fit(tree: &Tree, most_copies: u32) -> bool {
    match tree {
        Tree::Empty | Tree::Class(_) | Tree::Assertion(_) => true,
        Tree::Concatenation(trees) | Tree::Alternation(trees) => {
            trees.iter().all(|tree| counts_fit(tree, most_copies))
        }
        Tree::Repetition { tree, counted: false, .. } => counts_fit(tree, most_copies),
        Tree::Repetition { tree, least, most, counted: true } => {
            let copies = most.unwrap_or(*least);
            if *most == Some(0) {
                return true;
            }
            copies <= most_copies && counts_fit(tree, most_copies / copies.max(1))
        }
    }
}

/// Parses `{2}`, `{2,}` or `{2,3}` and returns the rest; `Some((None, _))` if the numbers are too
/// large, and `None` if it is not a count.
#[expect(clippy::type_complexity, reason = "two questions with one answer each")]
fn count(text: &str) -> Option<(Option<(u32, Option<u32>)>, &str)> {
    let (least, rest) = number(text.strip_prefix('{')?)?;
    let (most, rest) = match rest.strip_prefix(',') {
        None => (Some(least), rest),
        Some(rest) if rest.starts_with('}') => (None, rest),
        Some(rest) => {
            let (most, rest) = number(rest)?;
            (Some(most), rest)
        }
    };
    let rest = rest.strip_prefix('}')?;
    let fits = least <= MAX_COUNT && most.is_none_or(|most| most <= MAX_COUNT && least <= most);
    Some((fits.then_some((least, most)), rest))
}

/// Parses a number without leading zeros. A number that is too large becomes `u32::MAX`.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    if digits.is_empty() || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    Some((digits.parse().unwrap_or(u32::MAX), rest))
}

/// Splits off a leading `[:alpha:]`, including colons and brackets.
fn posix_name(text: &str) -> Option<(&str, &str)> {
    let end = text.strip_prefix("[:")?.find(":]")?;
    text.split_at_checked(end + 4)
}

fn class_character<'a>(text: &'a str, class: &str) -> Result<(u32, &'a str), Failure> {
    match next(text) {
        None => invalid("missing closing ]", class),
        Some(('\\', _)) => escape(text),
        Some((character, after)) => Ok((u32::from(character), after)),
    }
}

/// Parses an escape for a single character.
fn escape(text: &str) -> Result<(u32, &str), Failure> {
    let Some((letter, mut rest)) = text.strip_prefix('\\').and_then(next) else {
        return invalid("trailing backslash at end of expression", "");
    };
    let octal = |text: &str| text.starts_with(|c: char| matches!(c, '0'..='7'));
    let character = match letter {
        '1'..='7' if !octal(rest) => None,
        '0'..='7' => {
            let mut value = u32::from(letter) - u32::from('0');
            for _ in 0..2 {
                if !octal(rest) {
                    break;
                }
                if let Some((digit, after)) = next(rest) {
                    value = value * 8 + digit.to_digit(8).unwrap_or_default();
                    rest = after;
                }
            }
            Some(value)
        }
        'x' => hexadecimal(&mut rest),
        'a' => Some(0x07),
        'f' => Some(0x0c),
        'n' => Some(0x0a),
        'r' => Some(0x0d),
        't' => Some(0x09),
        'v' => Some(0x0b),
        _ if letter.is_ascii() && !letter.is_ascii_alphanumeric() => Some(u32::from(letter)),
        _ => None,
    };
    match character {
        Some(character) => Ok((character, rest)),
        None => invalid("invalid escape sequence", before(text, rest)),
    }
}

/// Parses what follows `\x`: two digits, or any number in braces. Leaves the rest where Go stops.
fn hexadecimal(rest: &mut &str) -> Option<u32> {
    fn take(rest: &mut &str) -> Option<char> {
        let (first, after) = next(rest)?;
        *rest = after;
        Some(first)
    }
    let first = take(rest)?;
    if first != '{' {
        let second = take(rest)?;
        return Some(first.to_digit(16)? * 16 + second.to_digit(16)?);
    }
    let (mut value, mut digits) = (0_u32, 0);
    loop {
        let letter = take(rest)?;
        if letter == '}' {
            return (digits > 0).then_some(value);
        }
        value = value * 16 + letter.to_digit(16)?;
        if value > 0x10_ffff {
            return None;
        }
        digits += 1;
    }
}
