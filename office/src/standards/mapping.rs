//! What of a person's case becomes which field of a standard.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use pocketcard::{
    finding::{Finding, Shown},
    form::{Value, Values},
};
use serde::Deserialize;

use crate::figures::hxl::Unmapped;

/// A file of `office/content/mapping`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The standard and its version.
    pub standard: String,
    /// The columns that are written, in this order, and no others.
    pub columns: Vec<Column>,
    /// By column and value: what leads to it. An id of the pack, or `QUESTION=ANSWER`.
    #[serde(default)]
    pub map: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// By version of the standard: what it calls columns otherwise.
    #[serde(default)]
    pub renamed: BTreeMap<String, BTreeMap<String, String>>,
    /// What leads to nothing.
    pub unmapped: Vec<Unmapped>,
}

/// A column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What the standard calls it.
    pub name: String,
    /// What people call it.
    #[serde(default)]
    pub label: String,
    /// The questions whose answers it takes, where they are among its values.
    #[serde(default)]
    pub questions: Vec<String>,
    /// The answer is a country's code: written in so many letters.
    pub country: Option<u8>,
    /// It takes several values.
    #[serde(default)]
    pub many: bool,
    /// It is ours, and the standard has no such column.
    #[serde(default)]
    pub extension: bool,
    /// People could be recognised by it, together with others.
    #[serde(default)]
    pub quasi: bool,
    /// The values that it takes. None: it is filled in otherwise.
    #[serde(default)]
    pub values: Vec<String>,
}

/// What a person's case becomes: values by column. Each is a word of the mapping's file or a country's code.
pub type Row = BTreeMap<&'static str, BTreeSet<&'static str>>;

static HTCDS: LazyLock<Mapping> =
    LazyLock::new(|| read(include_str!("../../content/mapping/htcds.toml")));
static CTDC: LazyLock<Mapping> =
    LazyLock::new(|| read(include_str!("../../content/mapping/ctdc.toml")));

fn read(file: &str) -> Mapping {
    toml::from_str(file).expect("the mappings are part of this program, and tests read them")
}

/// The Human Trafficking Case Data Standard.
pub fn htcds() -> &'static Mapping {
    &HTCDS
}

/// The Counter-Trafficking Data Collaborative.
pub fn ctdc() -> &'static Mapping {
    &CTDC
}

/// What a mapping may learn of a person. It holds what was typed too, which leads nowhere: only what equals a value of the
/// mapping, or a country's code, leads to that.
#[derive(Clone, Default)]
pub struct Facts {
    ids: BTreeSet<String>,
    answers: BTreeMap<String, BTreeSet<String>>,
}

impl Facts {
    /// Of a finding, the signs that were noticed and the elements that they point to, and the answers to questions.
    pub fn of(finding: &Finding, values: &Values) -> Self {
        let elements = &finding.elements;
        let shown = [&elements.act, &elements.means, &elements.purpose];
        let shown = shown.into_iter().flatten().map(|it: &Shown| &it.id);
        let ids = finding.noticed.iter().map(|it| &it.id).chain(shown);
        let answers = values.iter().filter_map(|(question, value)| {
            let answers = match value {
                Value::Text(answer) => BTreeSet::from([answer.trim().to_owned()]),
                Value::Choices(answers) => answers.iter().map(|it| it.trim().to_owned()).collect(),
                _ => return None,
            };
            Some((question.clone(), answers))
        });
        Self {
            ids: ids.cloned().collect(),
            answers: answers.collect(),
        }
    }

    /// These, and what they become by another mapping.
    #[must_use]
    pub fn and(mut self, row: &Row) -> Self {
        for (column, values) in row {
            let answers = self.answers.entry((*column).to_owned()).or_default();
            answers.extend(values.iter().map(|value| (*value).to_owned()));
        }
        self
    }

    fn has(&self, source: &str) -> bool {
        match source.split_once('=') {
            Some((question, answer)) => {
                (self.answers.get(question)).is_some_and(|answers| answers.contains(answer))
            }
            None => self.ids.contains(source),
        }
    }
}

impl Column {
    /// What it makes of an answer.
    fn value(&'static self, answer: &str) -> Option<&'static str> {
        match self.country {
            Some(letters) => country(answer, letters),
            None => {
                let mut values = self.values.iter();
                values.find(|value| *value == answer).map(String::as_str)
            }
        }
    }
}

/// The code of a country, in two letters or in three, whichever it was typed in.
fn country(typed: &str, letters: u8) -> Option<&'static str> {
    let typed = typed.to_ascii_uppercase();
    let country = match typed.len() {
        2 => rust_iso3166::from_alpha2(&typed),
        3 => rust_iso3166::from_alpha3(&typed),
        _ => None,
    }?;
    Some(match letters {
        2 => country.alpha2,
        _ => country.alpha3,
    })
}

impl Mapping {
    /// What these facts become. Where several values would stand in a column that takes one, none does: which is right,
    /// nobody knows.
    pub fn apply(&'static self, facts: &Facts) -> Row {
        let mut row = Row::new();
        for column in &self.columns {
            let mapped = self.map.get(&column.name).into_iter().flatten();
            let mapped = mapped.filter(|(_, sources)| sources.iter().any(|it| facts.has(it)));
            let mut values: BTreeSet<&str> = mapped.map(|(value, _)| value.as_str()).collect();
            for question in &column.questions {
                let answers = facts.answers.get(question).into_iter().flatten();
                values.extend(answers.filter_map(|answer| column.value(answer)));
            }
            if !values.is_empty() && (column.many || values.len() == 1) {
                row.insert(&column.name, values);
            }
        }
        row
    }
}
