//! The answers to a checklist, and what to show next. Pure.

mod answers;
mod view;

pub(crate) use answers::resolve;
pub use answers::{Answers, AnswersError, MAX_ANSWERS, validate};
pub use view::{ItemView, SectionState, SectionView, View, view};
