//! The parts of an expression as they are written.

use super::{function::Function, pattern::Pattern};

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::form) enum Node {
    Text(String),
    Number(f64),
    /// `${name}`
    Question(String),
    /// A place in the form or in a list: `.`, `../age`, `/data/age`, `instance('towns')/root/item[…]/label`.
    Path(Path),
    Negative(Box<Node>),
    Binary(Binary, Box<Node>, Box<Node>),
    Call(Function, Vec<Node>),
    /// `regex(…, 'pattern')`
    Matches(Box<Node>, Pattern),
}

/// Steps from a place to others.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::form) struct Path {
    pub start: Start,
    pub steps: Vec<Step>,
}

/// Where a path starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::form) enum Start {
    /// At the place where the expression is evaluated.
    Here,
    /// At the question that the expression belongs to: `current()`.
    Own,
    /// Above the form: the first step is its root.
    Root,
    /// `${name}`
    Question(String),
    /// `instance('list')`
    List(String),
}

/// One step of a path, and what must hold of a place for it to be taken.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::form) struct Step {
    pub test: Test,
    pub filters: Vec<Node>,
}

/// Which places a step goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::form) enum Test {
    /// `.`
    Same,
    /// `..`
    Up,
    /// `name`
    Child(String),
}

/// An operator between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::form) enum Binary {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Div,
    Mod,
}

impl Path {
    /// The name, if the path is a bare one.
    pub fn column(&self) -> Option<&str> {
        match (&self.start, self.steps.as_slice()) {
            (
                Start::Here,
                [
                    Step {
                        test: Test::Child(name),
                        filters,
                    },
                ],
            ) if filters.is_empty() => Some(name),
            _ => None,
        }
    }
}

impl Node {
    /// Calls `f` with this part and all in it.
    pub fn visit<'a>(&'a self, f: &mut impl FnMut(&'a Self)) {
        f(self);
        match self {
            Self::Negative(a) | Self::Matches(a, _) => a.visit(f),
            Self::Binary(_, a, b) => {
                a.visit(f);
                b.visit(f);
            }
            Self::Call(_, arguments) => arguments.iter().for_each(|a| a.visit(f)),
            Self::Path(path) => {
                let filters = path.steps.iter().flat_map(|step| &step.filters);
                filters.for_each(|filter| filter.visit(f));
            }
            Self::Text(_) | Self::Number(_) | Self::Question(_) => {}
        }
    }
}
