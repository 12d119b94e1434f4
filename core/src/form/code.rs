//! Expressions as they are evaluated: every name is bound to its question, column or list.

use super::{
    expr::{Binary, ScalarKind, function::Function, pattern::Pattern},
    model::Choice,
};

/// A part of a bound expression.
#[derive(Clone, Debug)]
pub(super) enum Code {
    Text(String),
    Number(f64),
    /// The values of a question, one for each turn that the path leads to.
    Nodes(Nodes),
    /// Values from rows of a list.
    Rows(Box<Rows>),
    /// A column of the row at hand.
    Column(String),
    Negative(Box<Code>),
    Binary(Binary, Box<Code>, Box<Code>),
    Call(Function, Vec<Code>),
    Matches(Box<Code>, Pattern),
    /// The number of the turn of a room, counted from 1.
    Turn(Base, usize),
    /// The place among those that a filter goes through, counted from 1.
    Place,
    /// The label of a choice of a list.
    Label(Box<Code>, usize),
}

/// Where a search starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// At the turn that a filter goes through, or at the expression's own.
    Here,
    /// At the turn of the question that the expression belongs to.
    Own,
}

/// Places in the form.
#[derive(Clone, Debug)]
pub(super) struct Nodes {
    /// The question; a repeat stands for its turns.
    pub item: usize,
    /// The room whose turns are gone through in the end.
    pub room: usize,
    /// Where the search starts, and the room up to which its turns are fixed.
    pub base: Base,
    pub fixed: usize,
    /// What must hold of the turns of a room on the way.
    pub filters: Vec<Filter>,
}

/// What must hold of a turn.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub room: usize,
    pub test: Test,
}

/// How a turn is tested.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// The expression holds for the turn, or is the number of its place.
    Holds(Code),
    /// The turn has this number; numbers below 1 mean 1. Worked out where the search starts.
    Number(Code),
}

/// Rows of a list.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    /// The list's number.
    pub list: usize,
    /// A column, and what it must be: worked out once, not for each row.
    pub key: Option<(String, Code)>,
    /// What must hold of a row.
    pub filters: Vec<Code>,
    /// The column that is taken; the names of the rows if absent.
    pub take: String,
}

impl Nodes {
    /// Whether at most one place can be meant.
    pub fn is_one(&self) -> bool {
        self.room == self.fixed || !self.filters.is_empty()
    }
}

impl Code {
    /// Calls `f` with this part and all in it.
    pub fn visit<'a>(&'a self, f: &mut impl FnMut(&'a Self)) {
        f(self);
        match self {
            Self::Negative(a) | Self::Matches(a, _) | Self::Label(a, _) => a.visit(f),
            Self::Binary(_, a, b) => {
                a.visit(f);
                b.visit(f);
            }
            Self::Call(_, arguments) => arguments.iter().for_each(|a| a.visit(f)),
            Self::Nodes(nodes) => {
                for filter in &nodes.filters {
                    match &filter.test {
                        Test::Holds(code) | Test::Number(code) => code.visit(f),
                    }
                }
            }
            Self::Rows(rows) => {
                if let Some((_, wanted)) = &rows.key {
                    wanted.visit(f);
                }
                rows.filters.iter().for_each(|filter| filter.visit(f));
            }
            Self::Text(_) | Self::Number(_) | Self::Column(_) | Self::Turn(..) | Self::Place => {}
        }
    }

    /// The items whose values it rests on.
    pub fn items(&self) -> Vec<usize> {
        let mut items = Vec::new();
        self.visit(&mut |code| {
            if let Self::Nodes(nodes) = code {
                items.push(nodes.item);
            }
        });
        items
    }

    /// Whether it calls a function.
    pub fn calls(&self, wanted: Function) -> bool {
        let mut found = false;
        self.visit(&mut |code| {
            found |= matches!(code, Self::Call(function, _) if *function == wanted);
        });
        found
    }

    /// Whether it depends on the row or turn that a filter goes through.
    pub fn is_about_row(&self) -> bool {
        let mut found = false;
        self.visit(&mut |code| {
            found |= match code {
                Self::Column(_) | Self::Place => true,
                Self::Turn(base, _) => *base == Base::Here,
                Self::Nodes(nodes) => nodes.base == Base::Here,
                _ => false,
            };
        });
        found
    }

    /// What kind of value comes out, as far as it can be told beforehand.
    pub fn kind(&self, kinds: &[ScalarKind]) -> ScalarKind {
        use Binary::{Div, Minus, Mod, Plus, Times};
        use Function as F;
        match self {
            Self::Text(_) | Self::Column(_) | Self::Rows(_) | Self::Label(..) => ScalarKind::Text,
            Self::Number(_) | Self::Negative(_) | Self::Turn(..) | Self::Place => {
                ScalarKind::Number
            }
            Self::Binary(Plus | Minus | Times | Div | Mod, ..) => ScalarKind::Number,
            Self::Binary(..) | Self::Matches(..) => ScalarKind::Boolean,
            Self::Nodes(nodes) => kinds[nodes.item],
            Self::Call(function, arguments) => match function {
                F::If => either(&arguments[1], &arguments[2], kinds),
                F::Coalesce => either(&arguments[0], &arguments[1], kinds),
                F::Boolean
                | F::BooleanFromString
                | F::Checklist
                | F::Contains
                | F::EndsWith
                | F::False
                | F::Not
                | F::Selected
                | F::StartsWith
                | F::True
                | F::WeightedChecklist => ScalarKind::Boolean,
                F::Concat
                | F::Digest
                | F::FormatDate
                | F::Join
                | F::NormalizeSpace
                | F::SelectedAt
                | F::String
                | F::Substr
                | F::SubstringAfter
                | F::SubstringBefore
                | F::Translate
                | F::Uuid
                | F::Version => ScalarKind::Text,
                F::Today | F::Now => ScalarKind::Date,
                // These give a text when they are asked about none.
                F::AddDate
                | F::ChoiceName
                | F::Date
                | F::DateTime
                | F::DecimalDateTime
                | F::DecimalTime
                | F::DifferenceInDays
                | F::DifferenceInMonths
                | F::DifferenceInWeeks
                | F::DifferenceInYears
                | F::IndexedRepeat
                | F::Once
                | F::PullData
                | F::Randomize
                | F::Regex => ScalarKind::Unsure,
                _ => ScalarKind::Number,
            },
        }
    }
}

fn either(a: &Code, b: &Code, kinds: &[ScalarKind]) -> ScalarKind {
    let (a, b) = (a.kind(kinds), b.kind(kinds));
    if a == b { a } else { ScalarKind::Unsure }
}

/// The text of a column of a row, empty if it has none.
pub(super) fn cell<'a>(row: &'a Choice, column: &str, language: &str) -> &'a str {
    if let Some(text) = row.columns.get(column) {
        return text;
    }
    match column {
        "name" => &row.name,
        "label" => row
            .label
            .get(language)
            .or_else(|| row.label.values().next())
            .map_or("", String::as_str),
        _ => "",
    }
}
