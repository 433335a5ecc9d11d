//! Expressions compiled to states that are all followed at once. A match takes at most as many
//! steps as there are states times characters in the value.

use std::sync::Arc;

use super::bounds::{Bound, Budget, MAX_STATES};
use super::class::{Class, Member};
use super::parser::{Assertion, Tree};

/// The maximum length of a value that is matched here, in bytes. Together with the states of all
/// expressions, it bounds the steps of a request.
const MAX_VALUE: usize = 8_192;

/// Whether a value matches.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::hasura::relyauth) enum Match {
    Found,
    None,
    /// It depends on Unicode tables that are not included, or the value is too long
    Undecided,
}

#[derive(Clone, Debug)]
pub(super) struct Program {
    states: Vec<State>,
    classes: Vec<Arc<Class>>,
    start: usize,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// Consumes a character of a class
    Take {
        class: usize,
        next: usize,
    },
    Split(usize, usize),
    Assert(Assertion, usize),
    Found,
}

impl Program {
    pub(super) fn compile(tree: &Tree, budget: &mut Budget) -> Result<Self, Bound> {
        // The size is checked before anything is built.
        let size = size(tree).saturating_add(1);
        if size > MAX_STATES {
            return Err(Bound::States);
        }
        budget.spend(size)?;
        let mut program = Self { states: vec![State::Found], classes: Vec::new(), start: 0 };
        program.start = program.add(tree, 0);
        Ok(program)
    }

    /// Adds the states of a tree in front of those that follow it, and returns the first one.
    fn add(&mut self, tree: &Tree, next: usize) -> usize {
        match tree {
            Tree::Empty => next,
            Tree::Class(class) => {
                self.classes.push(Arc::clone(class));
                self.push(State::Take { class: self.classes.len() - 1, next })
            }
            Tree::Assertion(assertion) => self.push(State::Assert(*assertion, next)),
            Tree::Concatenation(trees) => {
                trees.iter().rev().fold(next, |next, tree| self.add(tree, next))
            }
            Tree::Alternation(trees) => {
                let starts: Vec<usize> = trees.iter().map(|tree| self.add(tree, next)).collect();
                let split = |rest: Option<usize>, start: &usize, program: &mut Self| match rest {
                    None => *start,
                    Some(rest) => program.push(State::Split(*start, rest)),
                };
                let first =
                    starts.iter().rev().fold(None, |rest, start| Some(split(rest, start, self)));
                first.unwrap_or(next)
            }
            Tree::Repetition { tree, least, most, .. } => self.repeated(tree, *most, *least, next),
        }
    }

    fn repeated(&mut self, tree: &Tree, most: Option<u32>, least: u32, next: usize) -> usize {
        let mut next = next;
        match most {
            None => {
                let split = self.push(State::Split(next, next));
                let body = self.add(tree, split);
                if let Some(state) = self.states.get_mut(split) {
                    *state = State::Split(body, next);
                }
                next = split;
            }
            Some(most) => {
                let end = next;
                for _ in least..most {
                    let body = self.add(tree, next);
                    next = self.push(State::Split(body, end));
                }
            }
        }
        for _ in 0..least {
            next = self.add(tree, next);
        }
        next
    }

    fn push(&mut self, state: State) -> usize {
        self.states.push(state);
        self.states.len() - 1
    }

    pub(super) fn find(&self, value: &str) -> Match {
        if value.len() > MAX_VALUE {
            return Match::Undecided;
        }
        let mut threads = Threads::new(self.states.len());
        let mut following = Threads::new(self.states.len());
        let mut stack = Vec::new();
        let mut uncertain = false;
        let mut previous = None;
        let mut characters = value.chars();
        loop {
            let current = characters.next();
            // A match may begin at any character.
            if self.follow(self.start, &mut threads, &mut stack, (previous, current)) {
                return Match::Found;
            }
            let Some(character) = current else { break };
            following.clear();
            let place = (current, characters.clone().next());
            for index in &threads.list {
                let Some(State::Take { class, next }) = self.states.get(*index) else { continue };
                match self.classes.get(*class).map(|class| class.contains(u32::from(character))) {
                    Some(Member::Yes) => {
                        if self.follow(*next, &mut following, &mut stack, place) {
                            return Match::Found;
                        }
                    }
                    Some(Member::Maybe) => uncertain = true,
                    Some(Member::No) | None => {}
                }
            }
            std::mem::swap(&mut threads, &mut following);
            previous = current;
        }
        if uncertain { Match::Undecided } else { Match::None }
    }

    /// Adds a state and all states reachable without consuming a character. Returns whether one
    /// of them is the end.
    fn follow(
        &self,
        state: usize,
        threads: &mut Threads,
        stack: &mut Vec<usize>,
        place: (Option<char>, Option<char>),
    ) -> bool {
        stack.clear();
        stack.push(state);
        while let Some(index) = stack.pop() {
            if !threads.insert(index) {
                continue;
            }
            match self.states.get(index) {
                Some(State::Found) => return true,
                Some(State::Split(first, second)) => stack.extend([*second, *first]),
                Some(State::Assert(assertion, next)) if holds(*assertion, place) => {
                    stack.push(*next);
                }
                Some(State::Assert(..) | State::Take { .. }) | None => {}
            }
        }
        false
    }
}

/// Returns the number of states that a tree compiles to.
fn size(tree: &Tree) -> usize {
    match tree {
        Tree::Empty => 0,
        Tree::Class(_) | Tree::Assertion(_) => 1,
        Tree::Concatenation(trees) => trees.iter().map(size).fold(0, usize::saturating_add),
        Tree::Alternation(trees) => {
            trees.iter().map(|tree| size(tree).saturating_add(1)).fold(0, usize::saturating_add)
        }
        Tree::Repetition { tree, least, most, .. } => {
            let copies = most.unwrap_or(least.saturating_add(1));
            let copies = usize::try_from(copies).unwrap_or(usize::MAX);
            size(tree).saturating_add(1).saturating_mul(copies)
        }
    }
}

fn holds(assertion: Assertion, (before, after): (Option<char>, Option<char>)) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c == '_' || c.is_ascii_alphanumeric());
    match assertion {
        Assertion::TextStart => before.is_none(),
        Assertion::TextEnd => after.is_none(),
        Assertion::LineStart => before.is_none_or(|c| c == '\n'),
        Assertion::LineEnd => after.is_none_or(|c| c == '\n'),
        Assertion::WordBoundary => word(before) != word(after),
        Assertion::NoWordBoundary => word(before) == word(after),
    }
}

/// The states that are followed at one position, each once.
struct Threads {
    list: Vec<usize>,
    present: Vec<bool>,
}

impl Threads {
    fn new(states: usize) -> Self {
        Self { list: Vec::new(), present: vec![false; states] }
    }

    fn insert(&mut self, state: usize) -> bool {
        match self.present.get_mut(state) {
            Some(present) if !*present => {
                *present = true;
                self.list.push(state);
                true
            }
            _ => false,
        }
    }

    fn clear(&mut self) {
        for state in self.list.drain(..) {
            if let Some(present) = self.present.get_mut(state) {
                *present = false;
            }
        }
    }
}
