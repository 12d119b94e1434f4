//! What to show of a form, in one language.

use serde::Serialize;

use super::{
    fill::{Filled, Problem},
    model::{Form, Kind, Value},
};

/// What a shell shows for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Widget {
    /// A text to type.
    Text,
    /// A whole number to type.
    Integer,
    /// A day to pick.
    Date,
    /// One choice.
    SelectOne,
    /// Any number of choices.
    SelectMultiple,
    /// A text to read.
    Note,
    /// A heading; what is inside follows.
    Group,
    /// A heading with a way to add a turn; the turns follow.
    Repeat,
}

/// A choice that is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChoiceView {
    /// What is stored.
    pub name: String,
    /// What people read.
    pub label: String,
}

/// An item that is asked or shown now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionView {
    /// Its name.
    pub name: String,
    /// The turn of the repeat that it is inside, from 0.
    pub turn: Option<usize>,
    /// The group or repeat that it is inside.
    pub inside: Option<String>,
    /// How it is shown.
    pub widget: Widget,
    /// What people read.
    pub label: String,
    /// What helps to answer; may be empty.
    pub hint: String,
    /// Shown, not to be changed.
    pub read_only: bool,
    /// It must be answered.
    pub required: bool,
    /// The answer so far.
    pub value: Option<Value>,
    /// The choices that are offered.
    pub choices: Vec<ChoiceView>,
    /// What is wrong with the answer.
    pub problem: Option<Problem>,
    /// What the form's author says about it; may be empty.
    pub message: String,
}

impl Form {
    /// What to show now, in order: relevant questions, notes, groups and repeats. Texts that a language
    /// lacks are shown in the form's own.
    pub fn show(&self, filled: &Filled, language: &str) -> Vec<QuestionView> {
        let relevant = filled.questions.iter().filter(|state| state.relevant);
        relevant
            .filter_map(|state| {
                let item = self.item(&state.name)?;
                let widget = widget(&item.kind)?;
                let label = |name: &String| {
                    let choice = self
                        .choices(item)
                        .iter()
                        .find(|choice| choice.name == *name);
                    let label = choice.map_or("", |choice| self.text(&choice.label, language));
                    ChoiceView {
                        name: name.clone(),
                        label: if label.is_empty() { name } else { label }.to_owned(),
                    }
                };
                let broken = state.problem == Some(Problem::Constraint);
                let message = self.text(&item.constraint_message, language);
                Some(QuestionView {
                    name: state.name.clone(),
                    turn: state.turn,
                    inside: item.inside.clone(),
                    widget,
                    label: self.text(&item.label, language).to_owned(),
                    hint: self.text(&item.hint, language).to_owned(),
                    read_only: item.read_only,
                    required: state.required,
                    value: state.value.clone(),
                    choices: state.choices.iter().map(label).collect(),
                    problem: state.problem,
                    message: if broken { message } else { "" }.to_owned(),
                })
            })
            .collect()
    }
}

/// How an item is shown; `None` for what works unseen.
fn widget(kind: &Kind) -> Option<Widget> {
    Some(match kind {
        Kind::Text => Widget::Text,
        Kind::Integer => Widget::Integer,
        Kind::Date => Widget::Date,
        Kind::SelectOne { .. } => Widget::SelectOne,
        Kind::SelectMultiple { .. } => Widget::SelectMultiple,
        Kind::Note => Widget::Note,
        Kind::Group => Widget::Group,
        Kind::Repeat => Widget::Repeat,
        Kind::Calculate { .. } | Kind::Start | Kind::End | Kind::Today => return None,
    })
}
