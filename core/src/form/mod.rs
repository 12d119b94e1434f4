//! Questions beside the indicators, as offices write them in spreadsheets: the form, what it asks given the answers
//! so far, and how it is shown. Pure; knows nothing of checklists.

mod expr;
mod fill;
mod model;
#[cfg(test)]
mod tests;
mod view;

pub use expr::{Day, Expr, ExprError, MAX_EXPR, Scalar, ScalarKind, Scope};
pub use fill::{Filled, MAX_TURNS, Problem, QuestionState, ValuesError};
pub use model::{
    Choice, Form, FormDocument, FormError, FormProblem, Item, Kind, Labels, MAX_CHOICES, MAX_ITEMS,
    Member, Value, Values,
};
pub use view::{ChoiceView, QuestionView, Widget};
