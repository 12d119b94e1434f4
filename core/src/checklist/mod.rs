//! Indicators, checklists, answers and what to show next. Pure.

mod answers;
mod view;

pub use answers::{Age, Answer, Answers, AnswersError, MAX_ANSWERS, validate};
pub(crate) use answers::{Resolved, resolve};
pub use view::{ItemView, SectionState, SectionView, View, view};
