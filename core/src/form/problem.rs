//! Why a form is refused, and what is wrong with an answer.

use serde::Serialize;
use thiserror::Error;

use super::expr::{ExprError, brief};

/// Why a form was refused: which item, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{item}: {problem}")]
pub struct FormError {
    /// The name of the item, or which part of the form.
    pub item: String,
    /// Which member of it.
    pub member: Member,
    /// What is wrong.
    pub problem: FormProblem,
}

/// The member of an item that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the member of this name")]
pub enum Member {
    Name,
    Kind,
    Label,
    Hint,
    Relevant,
    Required,
    RequiredMessage,
    Constraint,
    ConstraintMessage,
    ChoiceFilter,
    Calculation,
    Trigger,
    RepeatCount,
    ReadOnly,
    Default,
    Appearance,
    /// A choice of the list that the error names, by its place.
    Choice(usize),
    /// The name of the list that the error names.
    List,
    /// These are members of the form.
    Id,
    Version,
    Title,
    Language,
    Items,
    Lists,
}

/// What is wrong with an item.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FormProblem {
    /// Too long, too many, or not spelled as it must be.
    #[error("{0}")]
    Shape(&'static str),
    /// A character that a text may not have.
    #[error("the text has a character (U+{0:04X}) that shows nothing or deceives; remove it")]
    Character(u32),
    /// An expression names a question that is not there.
    #[error("there is no question {} to take a value from; mend the name, or add the question", brief(.0))]
    NoQuestion(String),
    /// Two questions have the name that an expression uses.
    #[error("several questions are named {name}; write its path, for example /data/group/{name}", name = brief(.0))]
    Ambiguous(String),
    /// An expression outside a repeat names a question inside it.
    #[error(
        "{} is asked several times; use sum(), join(), count() or indexed-repeat() outside its repeat", brief(.0)
    )]
    InsideRepeat(String),
    /// A bare name that is not a column of the list.
    #[error("{} is not a column of this list of choices; add it there, or name a question as ${{name}}", brief(.0))]
    NoColumn(String),
    /// A list that is looked up and not there.
    #[error("there is no list {} to look this up in; write it into the sheet choices, or mend the name", brief(.0))]
    NoList(String),
    /// `.` where it has no meaning.
    #[error("\".\" can stand in constraints only; name the question as ${{name}}")]
    Current,
    /// A function that is asked about something else than it takes.
    #[error("{0}")]
    Use(&'static str),
    /// Items that wait for each other.
    #[error(
        "its value depends on itself, perhaps through other questions; take one of them out of its expression"
    )]
    Circle,
    /// An expression asks about what ODK would stop at.
    #[error(transparent)]
    Expr(#[from] ExprError),
}

/// Why values do not belong to a form.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ValuesError {
    /// A name that is no question of this form, or not at this place.
    #[error("answers-values")]
    NoQuestion(String),
    /// More than [`super::MAX_TURNS`].
    #[error("answers-values")]
    TooManyTurns(String),
    /// The form and these answers need more work than a phone can do at once.
    #[error("answers-values")]
    TooMuch,
    /// An answer that a record cannot take.
    #[error("answers-values")]
    Wrong {
        /// The question.
        question: String,
        /// What is wrong.
        problem: Problem,
        /// What the form's author says about it; may be empty.
        message: String,
    },
}

/// What is wrong with an answer. It can still be kept in a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// Not the kind of answer that the question takes: not a number of 32 bits, not a day, or too
    /// long.
    WrongKind,
    /// Not one of the choices, not one that is offered now, or chosen twice.
    NotAChoice,
    /// Outside the range, or between its steps.
    OutOfRange,
    /// The form's author demands something else; the item's `constraint_message` says what.
    Constraint,
    /// It must be answered and is not.
    Missing,
    /// What was worked out is longer than 16,384 bytes.
    TooLong,
    /// The office's policy asks for no places.
    NoPositions,
}
