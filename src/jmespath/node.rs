//! The syntax tree of an expression.

use super::names;
use crate::jose::json::Value;

/// A node of the syntax tree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// `@`, or an omitted left side
    Current,
    /// `$`, the root value
    Root,
    Field(String),
    Index(i64),
    Slice([Option<i64>; 3]),
    Literal(Value),
    Not(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Pipe(Box<Self>, Box<Self>),
    /// A subexpression, such as `a.b` or `a[0]`
    Sub(Box<Self>, Box<Self>),
    Compare(Comparison, Box<Self>, Box<Self>),
    Arithmetic(Operation, Box<Self>, Box<Self>),
    /// A sign: `+a` or `-a`
    Sign {
        negative: bool,
        node: Box<Self>,
    },
    /// A list projection, such as `a[*].b`, `a[].b` or `a[1:2].b`
    Projection(Box<Self>, Box<Self>),
    /// A projection of object values, such as `a.*.b`
    ValueProjection(Box<Self>, Box<Self>),
    /// A filter projection, such as `a[?condition].b`
    Filter {
        left: Box<Self>,
        condition: Box<Self>,
        right: Box<Self>,
    },
    Flatten(Box<Self>),
    List(Vec<Self>),
    Hash(Vec<(String, Self)>),
    Function(String, Vec<Self>),
    /// An expression reference, such as `&a`
    Reference(Box<Self>),
    /// `let $a = b in c`, and references to its variables
    Let,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    DivideWhole,
    Modulo,
}

impl Node {
    /// Returns the depth of the evaluation. A chain of subexpressions, pipes, `&&` and `||` counts
    /// as one level because it is evaluated in a loop.
    pub(super) fn height(&self) -> usize {
        let deepest = |nodes: &[&Self]| nodes.iter().map(|node| node.height()).max().unwrap_or(0);
        let inner = match self {
            Self::Sub(..) | Self::Pipe(..) | Self::And(..) | Self::Or(..) => {
                let mut deepest = 0;
                let mut rest = self;
                while let Self::Sub(left, right)
                | Self::Pipe(left, right)
                | Self::And(left, right)
                | Self::Or(left, right) = rest
                {
                    deepest = deepest.max(right.height());
                    rest = left;
                }
                deepest.max(rest.height())
            }
            Self::Current
            | Self::Root
            | Self::Field(_)
            | Self::Index(_)
            | Self::Slice(_)
            | Self::Literal(_)
            | Self::Let => 0,
            Self::Not(node)
            | Self::Flatten(node)
            | Self::Reference(node)
            | Self::Sign { node, .. } => node.height(),
            Self::Compare(_, left, right)
            | Self::Arithmetic(_, left, right)
            | Self::Projection(left, right)
            | Self::ValueProjection(left, right) => deepest(&[left, right]),
            Self::Filter { left, condition, right } => deepest(&[left, condition, right]),
            Self::List(nodes) | Self::Function(_, nodes) => {
                nodes.iter().map(Self::height).max().unwrap_or(0)
            }
            Self::Hash(members) => members.iter().map(|(_, n)| n.height()).max().unwrap_or(0),
        };
        inner + 1
    }

    /// Returns what is wrong with a call of a function, if it is wrong for every input: there is no
    /// such function, or it does not have as many arguments.
    pub(crate) fn wrong_call(&self) -> Option<String> {
        match self {
            Self::Sub(..) | Self::Pipe(..) | Self::And(..) | Self::Or(..) => {
                // Such a chain may have any length.
                let mut rest = self;
                while let Self::Sub(left, right)
                | Self::Pipe(left, right)
                | Self::And(left, right)
                | Self::Or(left, right) = rest
                {
                    if let Some(wrong) = right.wrong_call() {
                        return Some(wrong);
                    }
                    rest = left;
                }
                rest.wrong_call()
            }
            Self::Function(name, arguments) => names::wrong_call(name, arguments.len())
                .or_else(|| arguments.iter().find_map(Self::wrong_call)),
            Self::Current
            | Self::Root
            | Self::Field(_)
            | Self::Index(_)
            | Self::Slice(_)
            | Self::Literal(_) => None,
            Self::Let => Some("`let` is not supported".to_owned()),
            Self::Not(node)
            | Self::Flatten(node)
            | Self::Reference(node)
            | Self::Sign { node, .. } => node.wrong_call(),
            Self::Compare(_, left, right)
            | Self::Arithmetic(_, left, right)
            | Self::Projection(left, right)
            | Self::ValueProjection(left, right) => {
                left.wrong_call().or_else(|| right.wrong_call())
            }
            Self::Filter { left, condition, right } => {
                [left, condition, right].into_iter().find_map(|node| node.wrong_call())
            }
            Self::List(nodes) => nodes.iter().find_map(Self::wrong_call),
            Self::Hash(members) => members.iter().find_map(|(_, node)| node.wrong_call()),
        }
    }

    /// Whether any part of the expression exists only in the community's dialect.
    pub(crate) fn is_dialect(&self) -> bool {
        match self {
            Self::Let | Self::Arithmetic(..) | Self::Sign { .. } => true,
            Self::Function(name, arguments) => {
                names::is_dialect(name) || arguments.iter().any(Self::is_dialect)
            }
            Self::Current
            | Self::Root
            | Self::Field(_)
            | Self::Index(_)
            | Self::Slice(_)
            | Self::Literal(_) => false,
            Self::Not(node) | Self::Flatten(node) | Self::Reference(node) => node.is_dialect(),
            Self::And(left, right)
            | Self::Or(left, right)
            | Self::Pipe(left, right)
            | Self::Sub(left, right)
            | Self::Compare(_, left, right)
            | Self::Projection(left, right)
            | Self::ValueProjection(left, right) => left.is_dialect() || right.is_dialect(),
            Self::Filter { left, condition, right } => {
                left.is_dialect() || condition.is_dialect() || right.is_dialect()
            }
            Self::List(nodes) => nodes.iter().any(Self::is_dialect),
            Self::Hash(members) => members.iter().any(|(_, node)| node.is_dialect()),
        }
    }
}
