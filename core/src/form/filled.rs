//! A form as it stands with its answers.

use std::collections::BTreeMap;

use super::{
    form::Form,
    model::{Choice, Value, Values},
    problem::Problem,
};

/// How one question stands.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionState {
    /// The item.
    pub name: String,
    /// The turns of the repeats that it is inside, outermost first, each from 0.
    pub turns: Vec<usize>,
    /// Whether it is asked. What is not relevant is left out of a record.
    pub relevant: bool,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether it is shown and not to be changed.
    pub read_only: bool,
    /// The answer, or what was worked out.
    pub value: Option<Value>,
    /// What is wrong, if it is relevant.
    pub problem: Option<Problem>,
    /// How many turns it has, if it is a repeat.
    pub count: usize,
    pub(super) offered: Offered,
    /// The answers that its texts quote, by the name in them.
    pub(super) quotes: BTreeMap<String, String>,
}

/// Which choices of a list are offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Offered {
    All,
    /// Their places in the list, rising.
    These(Vec<u32>),
}

/// A form with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// Every item in order, those of a repeat once for each turn.
    pub questions: Vec<QuestionState>,
    pub(super) values: Values,
}

impl Filled {
    /// What belongs into a record: relevant answers and calculations, nothing else.
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// Whether nothing is wrong.
    pub fn is_complete(&self) -> bool {
        self.questions.iter().all(|q| q.problem.is_none())
    }
}

impl Form {
    /// The choices that are offered for a question now.
    pub fn offered(&self, state: &QuestionState) -> Vec<&Choice> {
        let choices = self
            .item(&state.name)
            .map_or(&[][..], |item| self.choices(item));
        match &state.offered {
            Offered::All => choices.iter().collect(),
            Offered::These(rows) => rows
                .iter()
                .filter_map(|row| choices.get(*row as usize))
                .collect(),
        }
    }
}
