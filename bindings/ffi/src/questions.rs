//! The questions of an office's own form: what to ask now, and what an answer changes.

use pocketcard::form;

pub use pocketcard::form::{Media, Shape as PositionShape};

use crate::{
    checklist::{Answers, Value},
    error::PhoneError,
    phone::Phone,
    screens::Choice,
};

/// How a question is shown, and what it takes.
#[derive(Clone, Copy, Debug, PartialEq, uniffi::Enum)]
pub enum Widget {
    /// A text to type: `Value::Text`.
    Text,
    /// A code to scan or type: `Value::Text`.
    Barcode,
    /// A whole number to type: `Value::Integer`.
    Integer,
    /// A number to type: `Value::Decimal` or `Value::Integer`.
    Decimal,
    /// A number to choose between two others.
    Range {
        /// The least.
        start: f64,
        /// The most.
        end: f64,
        /// From one to the next.
        step: f64,
    },
    /// A day: `Value::Text`, `2026-01-31`.
    Date,
    /// A time of the day: `Value::Text`, `14:30`.
    Time,
    /// A day and a time: `Value::Text`, `2026-01-31T14:30`.
    DateTime,
    /// One choice: `Value::Text`, its id.
    SelectOne,
    /// Any number of choices: `Value::Choices`.
    SelectMultiple,
    /// All choices in an order: `Value::Choices`.
    Rank,
    /// A box to tick: `Value::Text`, `OK`.
    Acknowledge,
    /// A file: `Value::Integer`, its place among the attachments that `screen` is handed, from 1.
    Media {
        /// What it is.
        of: Media,
    },
    /// A place on the map: `Value::Text`, `12.34 -1.5`, and for lines and areas several with `;` between them.
    Position {
        /// Its shape.
        shape: PositionShape,
    },
    /// A text to read.
    Note,
    /// A heading; what is inside follows.
    Group,
    /// A heading; its turns follow.
    Repeat,
}

/// What an attachment is.
#[uniffi::remote(Enum)]
pub enum Media {
    /// A picture.
    Image,
    /// A sound.
    Audio,
    /// A film.
    Video,
    /// A file of any type.
    File,
}

/// The media type of a file, given its first 64 bytes or more, as an answer to a question of this kind; nothing where
/// it is none.
#[uniffi::export]
pub fn media_type(begin: Vec<u8>, of: Media) -> Option<String> {
    of.media_type(&begin).map(str::to_owned)
}

/// The shape of a place on the map.
#[uniffi::remote(Enum)]
pub enum PositionShape {
    /// One point.
    Point,
    /// A line: at least two points.
    Trace,
    /// An area: at least three points, then the first again.
    Area,
}

/// Something of a form that is asked or shown now.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Question {
    /// Its name in the form. With `turns` it names one place.
    pub name: String,
    /// The turns of the repeats that it is inside, outermost first, each from 0.
    pub turns: Vec<u32>,
    /// The group or repeat that it is inside.
    pub inside: Option<String>,
    /// How it is shown, and what it takes.
    pub widget: Widget,
    /// What people read.
    pub label: String,
    /// What helps to answer; may be empty.
    pub hint: String,
    /// Shown, not to be changed.
    pub read_only: bool,
    /// It must be answered.
    pub required: bool,
    /// Turns of the repeat can be added and taken away.
    pub can_add: bool,
    /// How many turns the repeat has.
    pub count: u32,
    /// The answer so far.
    pub value: Option<Value>,
    /// The choices that are offered.
    pub choices: Vec<Choice>,
    /// It must be answered and is not. Tell it when somebody wants to finish, not before.
    pub missing: bool,
    /// What is wrong with the answer, or that there is none; empty where nothing is wrong.
    pub message: String,
}

#[uniffi::export]
impl Phone {
    /// Answers to a checklist that nobody has answered yet: its questions have what they start with.
    pub fn begin(&self, checklist: String) -> Result<Answers, PhoneError> {
        let now = self.now()?;
        self.with(|session| session.begin(&checklist, now))
            .map(Into::into)
    }

    /// The questions that a checklist asks now, in order; none where it has no form of its own.
    pub fn questions(
        &self,
        answers: Answers,
        language: String,
    ) -> Result<Vec<Question>, PhoneError> {
        let now = self.now()?;
        let shown = self.with(|session| session.questions(&answers.into(), &language, now))?;
        Ok(shown.into_iter().map(Into::into).collect())
    }

    /// The answers after one more to a question, or after none. A wrong one is taken, and the question says so.
    pub fn answer_question(
        &self,
        answers: Answers,
        question: String,
        turns: Vec<u32>,
        value: Option<Value>,
    ) -> Result<Answers, PhoneError> {
        let now = self.now()?;
        let (turns, value) = (places(turns), value.map(Into::into));
        self.with(|session| session.answer_question(&answers.into(), &question, &turns, value, now))
            .map(Into::into)
    }

    /// The answers with one turn more of a repeat; `turns` are those of the repeats around it.
    pub fn add_turn(
        &self,
        answers: Answers,
        question: String,
        turns: Vec<u32>,
    ) -> Result<Answers, PhoneError> {
        let now = self.now()?;
        self.with(|session| session.add_turn(&answers.into(), &question, &places(turns), now))
            .map(Into::into)
    }

    /// The answers without one turn of a repeat; `turns` are those of the repeats around it, then its own.
    pub fn remove_turn(
        &self,
        answers: Answers,
        question: String,
        turns: Vec<u32>,
    ) -> Result<Answers, PhoneError> {
        let now = self.now()?;
        self.with(|session| session.remove_turn(&answers.into(), &question, &places(turns), now))
            .map(Into::into)
    }

    /// The answers without one attachment: take it out of the list for `screen` too, so that those after it move up
    /// in both.
    pub fn without_attachment(&self, answers: Answers, number: u32) -> Result<Answers, PhoneError> {
        let now = self.now()?;
        self.with(|session| session.without_attachment(&answers.into(), number, now))
            .map(Into::into)
    }
}

fn places(turns: Vec<u32>) -> Vec<usize> {
    let places = turns.into_iter();
    places
        .map(|turn| turn.try_into().unwrap_or(usize::MAX))
        .collect()
}

impl From<form::Widget> for Widget {
    fn from(widget: form::Widget) -> Self {
        use form::Widget as W;
        match widget {
            W::Text => Self::Text,
            W::Barcode => Self::Barcode,
            W::Integer => Self::Integer,
            W::Decimal => Self::Decimal,
            W::Range { start, end, step } => Self::Range {
                start: start.into(),
                end: end.into(),
                step: step.into(),
            },
            W::Date => Self::Date,
            W::Time => Self::Time,
            W::DateTime => Self::DateTime,
            W::SelectOne => Self::SelectOne,
            W::SelectMultiple => Self::SelectMultiple,
            W::Rank => Self::Rank,
            W::Acknowledge => Self::Acknowledge,
            W::Media { of } => Self::Media { of },
            W::Position { shape } => Self::Position { shape },
            W::Note => Self::Note,
            W::Group => Self::Group,
            W::Repeat => Self::Repeat,
        }
    }
}

impl From<form::QuestionView> for Question {
    fn from(view: form::QuestionView) -> Self {
        let number = |count: usize| count.try_into().unwrap_or(u32::MAX);
        Self {
            name: view.name,
            turns: view.turns.into_iter().map(number).collect(),
            inside: view.inside,
            widget: view.widget.into(),
            label: view.label,
            hint: view.hint,
            read_only: view.read_only,
            required: view.required,
            can_add: view.can_add,
            count: number(view.count),
            value: view.value.map(Into::into),
            choices: view
                .choices
                .into_iter()
                .map(|choice| Choice {
                    id: choice.name,
                    text: choice.label,
                })
                .collect(),
            missing: view.problem == Some(form::Problem::Missing),
            message: view.message,
        }
    }
}
