//! Checklists and answers as a shell shows and collects them.

use std::collections::HashMap;

use pocketcard::{checklist as core, form, session};

pub use pocketcard::{
    checklist::{ItemView, SectionState, SectionView, View as ChecklistView},
    content::{Age, Answer},
};

/// A checklist in the list of checklists.
#[derive(Clone, Debug, uniffi::Record)]
pub struct ChecklistLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many indicators it has.
    pub indicators: u32,
    /// Whether it goes to the confidential desk alone.
    pub confidential: bool,
}

/// What is known about one indicator.
#[uniffi::remote(Enum)]
pub enum Answer {
    /// Seen or heard by anyone who fills in the checklist.
    Observed,
    /// Told by the person concerned.
    Told,
    /// Told by somebody else, or set by the office for the place.
    Reported,
    /// Looked for and not seen. Proves nothing.
    NotObserved,
    /// Not looked for, not asked.
    NotAsked,
}

/// What is known about the person's age.
#[uniffi::remote(Enum)]
pub enum Age {
    /// 18 or older.
    Adult,
    /// Under 18.
    Child,
    /// Perhaps under 18.
    MayBeChild,
    /// Not known. Treated as a child until it is.
    Unknown,
}

/// The value of a question that is not an indicator.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Value {
    /// A whole number.
    Integer {
        /// The number.
        number: i64,
    },
    /// A number that need not be whole.
    Decimal {
        /// The number.
        number: f64,
    },
    /// Text, a date (`2026-01-31`), a time, a place, or one choice.
    Text {
        /// The text.
        text: String,
    },
    /// Several choices.
    Choices {
        /// Their ids.
        ids: Vec<String>,
    },
    /// The answers of each turn of a repeat.
    Repeat {
        /// By question, turn after turn.
        turns: Vec<HashMap<String, Value>>,
    },
}

/// A checklist as it is being filled in.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Answers {
    /// Id of the checklist.
    pub checklist: String,
    /// Version of the checklist; where it is given, it must be the loaded one.
    #[uniffi(default = None)]
    pub version: Option<u32>,
    /// Hash, in hex, of the content that the answers were begun under.
    #[uniffi(default = None)]
    pub pack: Option<String>,
    /// What is known about the age.
    pub age: Age,
    /// By indicator; one that is not here was not asked.
    pub answers: HashMap<String, Answer>,
    /// Free text by indicator.
    #[uniffi(default)]
    pub notes: HashMap<String, String>,
    /// By question, for checklists that have questions.
    #[uniffi(default)]
    pub values: HashMap<String, Value>,
}

/// The answers to an ordinary checklist without the allegations against our own personnel that they held,
/// and the beginning of a misconduct report that holds these alone.
#[derive(Clone, Debug, uniffi::Record)]
pub struct SetApart {
    /// What goes on as before.
    pub rest: Answers,
    /// What goes into the misconduct report, with its notes.
    pub report: Answers,
}

impl From<core::SetApart> for SetApart {
    fn from(apart: core::SetApart) -> Self {
        Self {
            rest: apart.rest.into(),
            report: apart.report.into(),
        }
    }
}

/// How a section stands.
#[uniffi::remote(Enum)]
pub enum SectionState {
    /// Shown from the start, or already answered in.
    Open,
    /// The answers so far make it worth opening.
    Offered,
    /// Nothing points to it yet. It can always be opened.
    Available,
}

/// An indicator in a section.
#[uniffi::remote(Record)]
pub struct ItemView {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// A hint for the field.
    pub hint: Option<String>,
    /// It can be seen without asking.
    pub sight: bool,
    /// The answer so far.
    pub answer: Answer,
}

/// A section as it stands.
#[uniffi::remote(Record)]
pub struct SectionView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub hint: Option<String>,
    /// Said above sections that are not to be asked in front of others.
    pub warning: Option<String>,
    /// How it stands.
    pub state: SectionState,
    /// Ids of the answers that made it worth opening, and `age` where that did.
    pub because: Vec<String>,
    /// Its indicators, in order.
    pub items: Vec<ItemView>,
}

/// A checklist as it stands.
#[uniffi::remote(Record)]
pub struct ChecklistView {
    /// Id of the checklist.
    pub checklist: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub hint: Option<String>,
    /// What it holds goes to the confidential recipient only.
    pub confidential: bool,
    /// Said where the answers were begun under another content.
    pub notice: Option<String>,
    /// The one question about the age, where something was noticed and nothing is noted of it. For anyone who fills in
    /// the checklist, never for the person.
    pub ask_age: Option<String>,
    /// Its sections, in order. All can be opened.
    pub sections: Vec<SectionView>,
}

impl From<Value> for form::Value {
    fn from(value: Value) -> Self {
        match value {
            Value::Integer { number } => Self::Integer(number),
            // No number that a person types is infinite; one that is none is no answer.
            Value::Decimal { number } => match form::Decimal::try_from(number) {
                Ok(number) => Self::Decimal(number),
                Err(_) => Self::Text(String::new()),
            },
            Value::Text { text } => Self::Text(text),
            Value::Choices { ids } => Self::Choices(ids),
            Value::Repeat { turns } => Self::Repeat(turns.into_iter().map(converted).collect()),
        }
    }
}

impl From<form::Value> for Value {
    fn from(value: form::Value) -> Self {
        match value {
            form::Value::Integer(number) => Self::Integer { number },
            form::Value::Decimal(number) => Self::Decimal {
                number: number.into(),
            },
            form::Value::Text(text) => Self::Text { text },
            form::Value::Choices(ids) => Self::Choices { ids },
            form::Value::Repeat(turns) => Self::Repeat {
                turns: turns.into_iter().map(converted).collect(),
            },
        }
    }
}

/// A map whose keys or values change their type on the way.
fn converted<A, B: FromIterator<(String, U)>, T, U: From<T>>(map: A) -> B
where
    A: IntoIterator<Item = (String, T)>,
{
    map.into_iter()
        .map(|(key, value)| (key, value.into()))
        .collect()
}

impl From<Answers> for core::Answers {
    fn from(answers: Answers) -> Self {
        Self {
            checklist: answers.checklist,
            version: answers.version,
            pack: answers.pack,
            age: answers.age,
            answers: answers.answers.into_iter().collect(),
            notes: answers.notes.into_iter().collect(),
            values: converted(answers.values),
        }
    }
}

impl From<core::Answers> for Answers {
    fn from(answers: core::Answers) -> Self {
        Self {
            checklist: answers.checklist,
            version: answers.version,
            pack: answers.pack,
            age: answers.age,
            answers: answers.answers.into_iter().collect(),
            notes: answers.notes.into_iter().collect(),
            values: converted(answers.values),
        }
    }
}

impl From<session::ChecklistLine> for ChecklistLine {
    fn from(line: session::ChecklistLine) -> Self {
        Self {
            id: line.id,
            name: line.name,
            indicators: line.indicators.try_into().unwrap_or(u32::MAX),
            confidential: line.confidential,
        }
    }
}
