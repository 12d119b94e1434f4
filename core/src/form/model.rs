//! A form as plain data: as it is written in a pack, and what is answered.
//!
//! Names, choices and columns keep the spelling of the spreadsheet, so that what is exported fits what
//! the office expects.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use super::expr::Expr;

/// A text by language tag. `${name}` in it stands for an answer.
pub type Labels = BTreeMap<String, String>;

/// Questions as they are written and sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormDocument {
    /// The form's own name in the spreadsheet.
    pub id: String,
    /// The form's own version in the spreadsheet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Tag of the language whose texts stand in for missing ones.
    pub language: String,
    /// What the form is called.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub title: Labels,
    /// Lists by name: choices of questions, and tables that expressions look values up in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, Vec<Choice>>,
    /// Questions, notes, groups and repeats in order; what is inside a group follows it.
    pub items: Vec<Item>,
}

/// One possible answer, or one row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored.
    pub name: String,
    /// What people read.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub label: Labels,
    /// Further columns of the spreadsheet, for choice filters and look-ups.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

/// A question, note, group or repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its name, the only one of this spelling in the form. Where two groups hold items of one name,
    /// each has the names of its groups before it: `mother/age`.
    pub name: String,
    /// What it is.
    pub kind: QuestionKind,
    /// The group or repeat that it is inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside: Option<String>,
    /// What people read.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub label: Labels,
    /// What helps to answer.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub hint: Labels,
    /// When it is asked at all; always if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expr>,
    /// When it must be answered; never if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Expr>,
    /// What to say when it must be answered and is not.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub required_message: Labels,
    /// What an answer must fulfil. An empty answer is never checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Expr>,
    /// What to say when it does not.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub constraint_message: Labels,
    /// Which choices are offered; all if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice_filter: Option<Expr>,
    /// What it starts with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// What it starts with, worked out when filling in begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Expr>,
    /// What is filled in for the person, who may change it unless it is `read_only`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<Expr>,
    /// Names of questions: the calculation is done only when one of these is answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trigger: Vec<String>,
    /// How many turns a repeat has; as many as are added if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat_count: Option<Expr>,
    /// Shown, not to be changed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// When it is shown and not to be changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_only_when: Option<Expr>,
    /// A wish of the form's author about how to show it. Shells may ignore it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appearance: String,
}

impl Item {
    /// An item of which nothing is known but its name and kind.
    pub fn new(name: impl Into<String>, kind: QuestionKind) -> Self {
        Self {
            name: name.into(),
            kind,
            inside: None,
            label: Labels::new(),
            hint: Labels::new(),
            relevant: None,
            required: None,
            required_message: Labels::new(),
            constraint: None,
            constraint_message: Labels::new(),
            choice_filter: None,
            default: None,
            start: None,
            calculation: None,
            trigger: Vec::new(),
            repeat_count: None,
            read_only: false,
            read_only_when: None,
            appearance: String::new(),
        }
    }

    /// Its name inside its group: what follows the last `/`.
    pub fn local_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// What works its value out.
    pub(super) fn worked_out(&self) -> Option<&Expr> {
        match &self.kind {
            QuestionKind::Calculate { value } => Some(value),
            _ => self.calculation.as_ref(),
        }
    }

    /// Whether its value is worked out whatever anybody answers.
    pub(super) fn always_worked_out(&self) -> bool {
        self.trigger.is_empty()
            && match self.kind {
                QuestionKind::Calculate { .. } => true,
                QuestionKind::Note | QuestionKind::Hidden => self.calculation.is_some(),
                _ => self.read_only && self.calculation.is_some(),
            }
    }
}

/// What an item is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum QuestionKind {
    /// A text to type.
    Text,
    /// A code to scan or type; a text.
    Barcode,
    /// A whole number of 32 bits.
    Integer,
    /// A number.
    Decimal,
    /// A number between two others, in steps.
    Range {
        /// The least.
        start: Decimal,
        /// The most.
        end: Decimal,
        /// From one to the next.
        step: Decimal,
    },
    /// A day of the calendar.
    Date,
    /// A time of the day.
    Time,
    /// A day and a time of it.
    DateTime,
    /// One choice of a list.
    SelectOne {
        /// The list.
        list: String,
    },
    /// Any number of choices of a list.
    SelectMultiple {
        /// The list.
        list: String,
    },
    /// All choices of a list, in an order.
    Rank {
        /// The list.
        list: String,
    },
    /// A box to tick; the answer is `OK`.
    Acknowledge,
    /// A sealed attachment; the answer is its number among the record's attachments, from 1.
    Media {
        /// What it is.
        of: Media,
    },
    /// A place on the map, if the office's policy asks for places.
    Position {
        /// Its shape.
        shape: Shape,
    },
    /// A text to read.
    Note,
    /// A value worked out from others; it keeps its kind in other expressions and is stored as text.
    /// Not shown.
    Calculate {
        /// How.
        value: Expr,
    },
    /// A value that is not shown: its default, or empty.
    Hidden,
    /// When filling in began: the host answers it. Not shown.
    Start,
    /// When filling in ended: the host answers it. Not shown.
    End,
    /// The day of filling in. Not shown.
    Today,
    /// Items that belong together.
    Group,
    /// Items that are asked several times.
    Repeat,
}

/// What an attachment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

impl Media {
    /// Whether a file of this media type (`image/jpeg`) is an answer.
    pub fn takes(self, media_type: &str) -> bool {
        let main = media_type.split('/').next().unwrap_or_default();
        match self {
            Self::Image => main == "image",
            Self::Audio => main == "audio",
            Self::Video => main == "video",
            Self::File => true,
        }
    }
}

/// The shape of a place on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// One point: `latitude longitude`, then perhaps altitude and accuracy in metres.
    Point,
    /// A line: at least two points with `;` between them.
    Trace,
    /// An area: at least three points; the last is the first again.
    Area,
}

impl QuestionKind {
    /// Whether a person answers it.
    pub fn is_asked(&self) -> bool {
        !matches!(
            self,
            Self::Note
                | Self::Calculate { .. }
                | Self::Hidden
                | Self::Start
                | Self::End
                | Self::Today
                | Self::Group
                | Self::Repeat
        )
    }

    /// Whether it can hold others.
    pub fn holds_items(&self) -> bool {
        matches!(self, Self::Group | Self::Repeat)
    }

    /// The list that it chooses from.
    pub fn list(&self) -> Option<&str> {
        match self {
            Self::SelectOne { list } | Self::SelectMultiple { list } | Self::Rank { list } => {
                Some(list)
            }
            _ => None,
        }
    }

    /// Whether expressions can use its value.
    pub(super) fn has_value(&self) -> bool {
        !self.holds_items()
    }
}

/// A number that is not whole, or that need not be. Never infinite, never NaN.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Decimal(f64);

/// No value is NaN.
impl Eq for Decimal {}

impl TryFrom<f64> for Decimal {
    type Error = &'static str;

    fn try_from(number: f64) -> Result<Self, Self::Error> {
        if number.is_finite() {
            Ok(Self(number))
        } else {
            Err("a number is finite")
        }
    }
}

impl Zeroize for Decimal {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

impl From<Decimal> for f64 {
    fn from(decimal: Decimal) -> Self {
        decimal.0
    }
}

/// The value of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// Another number.
    Decimal(Decimal),
    /// Text, a date (`2026-01-31`), a time, a place, or one choice.
    Text(String),
    /// Several choices, in the order in which they were chosen.
    Choices(Vec<String>),
    /// The answers of each turn of a repeat.
    Repeat(Vec<Values>),
}

/// Values by the name of their question. Groups have no level of their own.
pub type Values = BTreeMap<String, Value>;
