//! Indicators, checklists, answers and what to show next. Pure.

mod allegation;
mod answers;
mod expr;
mod expr_parse;
mod expr_value;
mod form;
mod form_eval;
#[cfg(test)]
mod form_tests;
mod form_view;
mod view;

pub use allegation::{SetApart, set_apart};
pub(crate) use allegation::{alleges, holds_allegation};
pub use answers::{Age, Answer, Answers, AnswersError, MAX_ANSWERS, validate};
pub(crate) use answers::{Resolved, resolve};
pub use expr::{Day, Expr, Scalar, ScalarKind, Scope};
pub use expr_parse::{ExprError, MAX_EXPR};
pub use form::{
    Choice, Form, FormDocument, FormError, FormProblem, Item, Kind, Labels, MAX_CHOICES, MAX_ITEMS,
    Member, Value, Values,
};
pub use form_eval::{Filled, MAX_TURNS, Problem, QuestionState, ValuesError};
pub use form_view::{ChoiceView, QuestionView, Widget};
pub use view::{ItemView, SectionState, SectionView, View, view};
