//! Questions beside the indicators, as offices write them in spreadsheets: with relevance, constraints
//! and calculations. Pure.
//!
//! A [`FormDocument`] is plain data; a [`Form`] is one that has been checked as a whole, and can be
//! evaluated against [`Values`]: [`Form::evaluate`] says how every question stands, [`Form::show`] puts
//! that into words, [`Form::change`] takes one answer, [`Form::finish`] gives what a record keeps.

mod answer;
mod attachments;
mod bind;
mod calls;
mod change;
mod check;
mod circumstances;
mod code;
mod evaluate;
mod expr;
mod filled;
#[expect(clippy::module_inception, reason = "the module is about this one type")]
mod form;
mod item_code;
mod layout;
mod media_type;
mod model;
mod moment;
mod problem;
mod search;
#[cfg(test)]
mod tests;
mod view;

pub use check::{MAX_CHOICES, MAX_EXPRS, MAX_ITEMS};
pub use circumstances::{Circumstances, Positions};
pub use expr::{Expr, ExprError, MAX_EXPR, Scalar, ScalarKind};
pub use filled::{Filled, QuestionState};
pub use form::Form;
pub use model::{
    Choice, Decimal, FormDocument, Item, Labels, Media, QuestionKind, Shape, Value, Values,
};
pub use moment::{Day, Instant};
pub use problem::{FormError, FormProblem, Member, Problem, ValuesError};
pub use view::{ChoiceView, QuestionView, Widget};

/// The most turns of one repeat.
pub const MAX_TURNS: usize = 100;
