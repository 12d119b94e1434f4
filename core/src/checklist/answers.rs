//! Answers to a checklist, as they are written in a file and kept in a record.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    fmt,
    marker::PhantomData,
};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error as _, MapAccess, Visitor},
};
use thiserror::Error;

use super::{Values, ValuesError};
use crate::{
    pack::{Checklist, Content, is_id},
    text::is_plain,
};

/// Most bytes of an answers file.
pub const MAX_ANSWERS: usize = 256 * 1024;
/// Most bytes of one note.
const MAX_NOTE: usize = 4000;

/// What is known about one indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Seen or heard by whoever fills in the checklist.
    Observed,
    /// Told by the person concerned.
    Told,
    /// Looked for and not seen. Proves nothing.
    NotObserved,
    /// Not looked for, not asked.
    #[default]
    NotAsked,
}

impl Answer {
    /// The sign was observed or told.
    pub fn is_present(self) -> bool {
        matches!(self, Self::Observed | Self::Told)
    }
}

/// What is known about the person's age. For a group: of its youngest; for a site: of those affected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Age {
    /// 18 or older.
    Adult,
    /// Under 18.
    Child,
    /// Perhaps under 18.
    MayBeChild,
    /// Not known. Treated as a child until it is.
    #[default]
    Unknown,
}

/// A checklist as it was filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Id of the checklist.
    pub checklist: String,
    /// Version of the checklist; where it is given, it must be the content's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Hash, in hex, of the content that the answers were begun under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
    /// What is known about the age.
    #[serde(default)]
    pub age: Age,
    /// By indicator; one that is not here was not asked.
    #[serde(default, deserialize_with = "each_once")]
    pub answers: BTreeMap<String, Answer>,
    /// Free text by indicator. Never leaves the record, never enters statistics.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "each_once"
    )]
    pub notes: BTreeMap<String, String>,
    /// By question, for checklists that have questions.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "each_once"
    )]
    pub values: Values,
}

/// Why answers were refused. Nothing that somebody typed is repeated, except a well-formed id.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswersError {
    /// Larger than [`MAX_ANSWERS`].
    #[error("the answers are too large: at most {MAX_ANSWERS} bytes")]
    TooLarge,
    /// Not JSON.
    #[error(
        "line {line}, column {column}: this is not JSON; check the commas, quotes and brackets here"
    )]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but not answers.
    #[error("line {line}, column {column}: {problem}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there and what is expected.
        problem: &'static str,
    },
    /// No such checklist.
    #[error("there is no checklist {0} here; choose one of those that are listed")]
    NoChecklist(String),
    /// Written for another version of the checklist.
    #[error(
        "the answers are for version {given} of checklist {checklist}, which is now at version {current}; fill it in again"
    )]
    Version {
        /// The checklist.
        checklist: String,
        /// The version in the answers.
        given: u32,
        /// The version here.
        current: u32,
    },
    /// Not the hash of a content.
    #[error("the pack that the answers name is not a hash of 64 hex digits")]
    Pack,
    /// An indicator that is in no checklist.
    #[error("there is no indicator {0} in this pack; check its spelling")]
    NoIndicator(String),
    /// An indicator of another checklist.
    #[error("indicator {indicator} does not belong to checklist {checklist}")]
    NotInChecklist {
        /// The indicator.
        indicator: String,
        /// The checklist.
        checklist: String,
    },
    /// A note that is too long or has control characters.
    #[error(
        "the note on {0} is longer than {MAX_NOTE} bytes or has control characters; shorten it"
    )]
    Note(String),
    /// Values for a checklist that has no questions.
    #[error("checklist {0} has no questions; leave \"values\" out")]
    NoQuestions(String),
    /// A value that belongs to no question of the checklist.
    #[error(transparent)]
    Values(#[from] ValuesError),
}

impl Answers {
    /// Reads answers from JSON. Strict: unknown members, doubled ones and unknown answers are
    /// refused.
    pub fn from_json(json: &[u8]) -> Result<Self, AnswersError> {
        if json.len() > MAX_ANSWERS {
            return Err(AnswersError::TooLarge);
        }
        serde_json::from_slice(json).map_err(|e| explain(&e))
    }

    /// The answer on an indicator.
    pub fn answer(&self, indicator: &str) -> Answer {
        self.answers.get(indicator).copied().unwrap_or_default()
    }

    /// The answers were begun under another content. They stay valid; say so.
    pub fn begun_under_another(&self, content: &Content) -> bool {
        self.pack
            .as_ref()
            .is_some_and(|pack| *pack != content.hash_hex())
    }
}

/// Checks answers against a content, and hands back the checklist that they answer.
///
/// Answers to indicators that have since been retired from every checklist stay valid.
pub fn validate<'a>(
    content: &'a Content,
    answers: &Answers,
) -> Result<&'a Checklist, AnswersError> {
    let checklist = content
        .checklist(&answers.checklist)
        .ok_or_else(|| AnswersError::NoChecklist(bounded(&answers.checklist)))?;
    match answers.version {
        Some(given) if given != checklist.version => {
            return Err(AnswersError::Version {
                checklist: checklist.id.clone(),
                given,
                current: checklist.version,
            });
        }
        _ => {}
    }
    let is_hash = |hex: &String| hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    if !answers.pack.as_ref().is_none_or(is_hash) {
        return Err(AnswersError::Pack);
    }
    for id in answers.answers.keys().chain(answers.notes.keys()) {
        if content.indicator(id).is_none() {
            return Err(AnswersError::NoIndicator(bounded(id)));
        }
        if !content.offers(&checklist.id, id) {
            return Err(AnswersError::NotInChecklist {
                indicator: bounded(id),
                checklist: checklist.id.clone(),
            });
        }
    }
    for (id, note) in &answers.notes {
        if note.len() > MAX_NOTE || !is_plain(note, true) {
            return Err(AnswersError::Note(bounded(id)));
        }
    }
    match &checklist.form {
        Some(form) => form.check_places(&answers.values, None)?,
        None if answers.values.is_empty() => {}
        None => return Err(AnswersError::NoQuestions(checklist.id.clone())),
    }
    Ok(checklist)
}

/// An id as it may be repeated in an error: only when it is one.
fn bounded(id: &str) -> String {
    if is_id(id) { id } else { "(not an id)" }.to_owned()
}

/// serde_json repeats what it read; this says the same without repeating it.
fn explain(error: &serde_json::Error) -> AnswersError {
    let (line, column) = (error.line(), error.column());
    if !error.is_data() {
        return AnswersError::Syntax { line, column };
    }
    let text = error.to_string();
    let problem = if text.starts_with("unknown field") {
        "a member that answers do not have; they have checklist, version, pack, age, answers, notes and values"
    } else if text.starts_with("unknown variant") {
        "an answer is observed, told, not-observed or not-asked; an age is adult, child, may-be-child or unknown"
    } else if text.starts_with("missing field") {
        "the checklist is not named; add \"checklist\""
    } else if text.starts_with("duplicate field") || text.starts_with(TWICE) {
        "something is there twice; keep one of them"
    } else {
        "this is not of the kind that is expected here"
    };
    AnswersError::Shape {
        line,
        column,
        problem,
    }
}

const TWICE: &str = "there twice";

/// A map in which a key that comes twice is refused rather than overwritten.
fn each_once<'de, D, V>(deserializer: D) -> Result<BTreeMap<String, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    struct EachOnce<V>(PhantomData<V>);

    impl<'de, V: Deserialize<'de>> Visitor<'de> for EachOnce<V> {
        type Value = BTreeMap<String, V>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(key) = access.next_key::<String>()? {
                match map.entry(key) {
                    Entry::Occupied(_) => return Err(A::Error::custom(TWICE)),
                    Entry::Vacant(place) => place.insert(access.next_value()?),
                };
            }
            Ok(map)
        }
    }

    deserializer.deserialize_map(EachOnce(PhantomData))
}
