//! The answers to a checklist, and what to show next. Pure.

mod allegation;
mod answers;
mod view;

pub use allegation::{SetApart, set_apart};
pub(crate) use allegation::{alleges, holds_allegation};
pub(crate) use answers::resolve;
pub use answers::{Answers, AnswersError, MAX_ANSWERS, MAX_NOTE, validate};
pub use view::{ItemView, SectionState, SectionView, View, view};
