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
use zeroize::Zeroize;

use crate::{
    base::opaque_debug,
    content::{Age, Answer, Checklist, Content, is_id},
    form::{Value, Values, ValuesError},
    text::is_text,
};

/// Most bytes of an answers file.
pub const MAX_ANSWERS: usize = 256 * 1024;
/// Most bytes of one note.
pub const MAX_NOTE: usize = 4000;

/// A checklist as it was filled in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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

opaque_debug!(Answers);

/// Wipes what a person wrote, and forgets what was answered.
impl Zeroize for Answers {
    fn zeroize(&mut self) {
        self.answers.clear();
        self.notes.values_mut().for_each(Zeroize::zeroize);
        self.notes.clear();
        wipe(&mut self.values);
    }
}

fn wipe(values: &mut Values) {
    for value in values.values_mut() {
        match value {
            Value::Integer(number) => number.zeroize(),
            Value::Decimal(number) => number.zeroize(),
            Value::Text(text) => text.zeroize(),
            Value::Choices(choices) => choices.zeroize(),
            Value::Repeat(turns) => turns.iter_mut().for_each(wipe),
        }
    }
    values.clear();
}

/// Why answers were refused. Nothing that somebody typed is repeated, except a well-formed id.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswersError {
    /// Larger than [`MAX_ANSWERS`].
    #[error("answers-unreadable")]
    TooLarge,
    /// Not JSON.
    #[error("answers-unreadable")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// It does not begin with `{`.
    #[error("answers-unreadable")]
    NotAnObject,
    /// JSON, but not answers.
    #[error("answers-unreadable")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there and what is expected.
        problem: &'static str,
    },
    /// No such checklist.
    #[error("no-such-checklist")]
    NoChecklist(String),
    /// Written for another version of the checklist.
    #[error("answers-version")]
    Version {
        /// The checklist.
        checklist: String,
        /// The version in the answers.
        given: u32,
        /// The version here.
        current: u32,
    },
    /// Not the hash of a content.
    #[error("answers-unreadable")]
    Pack,
    /// An indicator that is in no checklist.
    #[error("no-such-indicator")]
    NoIndicator(String),
    /// An indicator of another checklist.
    #[error("no-such-indicator")]
    NotInChecklist {
        /// The indicator.
        indicator: String,
        /// The checklist.
        checklist: String,
    },
    /// A note that is too long or has control characters.
    #[error("text-too-long")]
    Note(String),
    /// Values for a checklist that has no questions.
    #[error("answers-values")]
    NoQuestions(String),
    /// A question's attachment is not among those of the record.
    #[error("answers-values")]
    Attachments,
    /// A value that belongs to no question of the checklist.
    #[error("answers-values")]
    Values(#[from] ValuesError),
}

impl Answers {
    /// Reads answers from JSON. Strict: unknown members, doubled ones and unknown answers are
    /// refused.
    pub fn from_json(json: &[u8]) -> Result<Self, AnswersError> {
        if json.len() > MAX_ANSWERS {
            return Err(AnswersError::TooLarge);
        }
        // A struct could also be read from a list of its members, which nobody means.
        match json.iter().find(|b| !b.is_ascii_whitespace()) {
            Some(b'{') | None => serde_json::from_slice(json).map_err(|e| explain(&e)),
            Some(_) => Err(AnswersError::NotAnObject),
        }
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
    resolve(content, answers).map(|resolved| resolved.checklist)
}

/// Checked answers, with every id looked up.
pub(crate) struct Resolved<'a> {
    /// The checklist that is answered.
    pub(crate) checklist: &'a Checklist,
    /// Places of the answered indicators in the content, in the content's order.
    pub(crate) items: Vec<(usize, Answer)>,
}

/// [`validate`], keeping what was looked up.
pub(crate) fn resolve<'a>(
    content: &'a Content,
    answers: &Answers,
) -> Result<Resolved<'a>, AnswersError> {
    let (at, checklist) = content
        .find_checklist(&answers.checklist)
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
    let look_up = |id: &String| {
        let index = content
            .indicator_index(id)
            .ok_or_else(|| AnswersError::NoIndicator(bounded(id)))?;
        if content.takes(at, index) {
            Ok(index)
        } else {
            Err(AnswersError::NotInChecklist {
                indicator: bounded(id),
                checklist: checklist.id.clone(),
            })
        }
    };
    let mut items = Vec::with_capacity(answers.answers.len());
    for (id, answer) in &answers.answers {
        items.push((look_up(id)?, *answer));
    }
    for id in &content.document().policy.facts {
        let index = look_up(id);
        if let Ok(index) = index
            && answers.answer(id) == Answer::NotAsked
        {
            items.retain(|(there, _)| *there != index);
            items.push((index, Answer::Reported));
        }
    }
    items.sort_unstable_by_key(|(index, _)| *index);
    for (id, note) in &answers.notes {
        look_up(id)?;
        if note.len() > MAX_NOTE || !is_text(note) {
            return Err(AnswersError::Note(bounded(id)));
        }
    }
    match &checklist.form {
        Some(form) => form.check_places(&answers.values)?,
        None if answers.values.is_empty() => {}
        None => return Err(AnswersError::NoQuestions(checklist.id.clone())),
    }
    Ok(Resolved { checklist, items })
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
        "an answer is observed, told, reported, not-observed or not-asked; an age is adult, child, may-be-child or unknown"
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Answers, AnswersError> {
        Answers::from_json(json.as_bytes())
    }

    /// Why answers are refused, with its particulars.
    fn refusal(json: &str) -> String {
        let checked = read(json).and_then(|answers| validate(Content::base(), &answers).map(drop));
        format!("{:?}", checked.expect_err("refused"))
    }

    #[test]
    fn reads_what_it_writes() {
        let json = r#"{"checklist":"person","version":1,"age":"may-be-child","answers":{"general.1":"observed","general.2":"told","general.3":"not-observed","general.4":"not-asked"},"notes":{"general.1":"two lines\nare fine"}}"#;
        let answers = read(json).expect("well formed");
        assert_eq!(serde_json::to_string(&answers).expect("plain data"), json);
        assert!(validate(Content::base(), &answers).is_ok());
        assert_eq!(answers.answer("general.2"), Answer::Told);
        assert_eq!(answers.answer("general.36"), Answer::NotAsked);
        let least = read(r#"{"checklist":"site"}"#).expect("all else has a default");
        assert_eq!(least.age, Age::Unknown);
    }

    #[test]
    fn refusals_name_what_is_wrong_and_where() {
        for (json, said) in [
            ("", "Syntax { line: 1, column: 0 }"),
            (r#"{"checklist":"person""#, "Syntax { line: 1, column: 21 }"),
            ("[\"person\"]", "NotAnObject"),
            ("name,age", "NotAnObject"),
            (
                "{}",
                "Shape { line: 1, column: 2, problem: \"the checklist is not named",
            ),
            (
                "{\n\"checklist\":\"person\",\n\"name\":\"x\"}",
                "Shape { line: 3, column: 6, problem: \"a member that answers do not have",
            ),
            (
                r#"{"checklist":"person","answers":{"general.1":"yes"}}"#,
                "an answer is observed, told, reported, not-observed or not-asked",
            ),
            (
                r#"{"checklist":"person","age":17}"#,
                "Syntax { line: 1, column",
            ),
            (
                r#"{"checklist":"person","checklist":"site"}"#,
                "something is there twice",
            ),
            (
                r#"{"checklist":"person","answers":{"general.1":"told","general.1":"observed"}}"#,
                "something is there twice",
            ),
            (r#"{"checklist":"nowhere"}"#, "NoChecklist(\"nowhere\")"),
            (
                r#"{"checklist":"person","version":9}"#,
                "Version { checklist: \"person\", given: 9, current: 1 }",
            ),
            (r#"{"checklist":"person","pack":"ABC"}"#, "Pack"),
            (
                r#"{"checklist":"person","answers":{"general.37":"told"}}"#,
                "NoIndicator(\"general.37\")",
            ),
            (
                r#"{"checklist":"person","answers":{"site.risk.aid-short":"told"}}"#,
                "NotInChecklist { indicator: \"site.risk.aid-short\", checklist: \"person\" }",
            ),
            (
                r#"{"checklist":"person","notes":{"general.37":"x"}}"#,
                "NoIndicator(\"general.37\")",
            ),
            (
                r#"{"checklist":"person","notes":{"general.1":"\u202e"}}"#,
                "Note(\"general.1\")",
            ),
            (
                r#"{"checklist":"person","values":{"name":"x"}}"#,
                "NoQuestions(\"person\")",
            ),
        ] {
            let refusal = refusal(json);
            assert!(refusal.contains(said), "{json}\n{refusal}");
        }
        assert_eq!(
            read(&" ".repeat(MAX_ANSWERS + 1)),
            Err(AnswersError::TooLarge)
        );
        let long = format!(
            r#"{{"checklist":"person","notes":{{"general.1":"{}"}}}}"#,
            "x".repeat(MAX_NOTE + 1)
        );
        assert!(refusal(&long).contains("Note(\"general.1\")"));
    }

    #[test]
    fn nothing_that_somebody_typed_is_repeated() {
        for json in [
            r#"{"checklist":"Canary Jane"}"#,
            r#"{"Canary Jane":1}"#,
            r#"{"checklist":"person","age":"Canary Jane"}"#,
            r#"{"checklist":"person","age":["Canary Jane"]}"#,
            r#"{"checklist":"person","answers":{"Canary Jane":"told"}}"#,
            r#"{"checklist":"person","answers":{"general.1":"Canary Jane"}}"#,
            r#"{"checklist":"person","answers":{"Canary Jane":"told","Canary Jane":"told"}}"#,
            r#"{"checklist":"person","notes":{"Canary Jane":"x"}}"#,
            r#"{"checklist":"person","values":{"Canary Jane":"x"}}"#,
            r#"{"checklist":"person","pack":"Canary Jane"}"#,
            r#"{"checklist":"Canary Jane"#,
        ] {
            assert!(
                !refusal(json).contains("Canary"),
                "{json}\n{}",
                refusal(json)
            );
        }
    }
}
