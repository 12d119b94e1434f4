//! What to show of a form, in one language.

use serde::Serialize;

use super::{
    filled::{Filled, QuestionState},
    form::Form,
    model::{Decimal, Labels, Media, QuestionKind, Shape, Value},
    problem::Problem,
};

/// What a shell shows for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Widget {
    /// A text to type.
    Text,
    /// A code to scan or type.
    Barcode,
    /// A whole number to type.
    Integer,
    /// A number to type.
    Decimal,
    /// A number to choose between two others.
    Range {
        /// The least.
        start: Decimal,
        /// The most.
        end: Decimal,
        /// From one to the next.
        step: Decimal,
    },
    /// A day to pick.
    Date,
    /// A time of the day to pick.
    Time,
    /// A day and a time to pick.
    DateTime,
    /// One choice.
    SelectOne,
    /// Any number of choices.
    SelectMultiple,
    /// All choices, to be put in order.
    Rank,
    /// A box to tick.
    Acknowledge,
    /// A file to attach.
    Media {
        /// What it is.
        of: Media,
    },
    /// A place on the map.
    Position {
        /// Its shape.
        shape: Shape,
    },
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
    /// The turns of the repeats that it is inside, outermost first, each from 0.
    pub turns: Vec<usize>,
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
    /// Turns of the repeat can be added and taken away.
    pub can_add: bool,
    /// How many turns the repeat has.
    pub count: usize,
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
                let choices = match item.kind.list() {
                    Some(_) => self.offered(state),
                    None => Vec::new(),
                };
                let choices = choices.into_iter().map(|choice| {
                    let label = self.said(&choice.label, state, language);
                    ChoiceView {
                        label: if label.is_empty() {
                            choice.name.clone()
                        } else {
                            label
                        },
                        name: choice.name.clone(),
                    }
                });
                Some(QuestionView {
                    name: state.name.clone(),
                    turns: state.turns.clone(),
                    inside: item.inside.clone(),
                    widget,
                    label: self.said(&item.label, state, language),
                    hint: self.said(&item.hint, state, language),
                    read_only: state.read_only,
                    required: state.required,
                    can_add: item.kind == QuestionKind::Repeat && item.repeat_count.is_none(),
                    count: state.count,
                    value: state.value.clone(),
                    choices: choices.collect(),
                    problem: state.problem,
                    message: self.message(state, language),
                })
            })
            .collect()
    }

    /// What the form's author says about what is wrong with an answer; may be empty.
    pub(super) fn message(&self, state: &QuestionState, language: &str) -> String {
        let item = self.item(&state.name);
        let labels = item.and_then(|item| match state.problem? {
            Problem::Constraint => Some(&item.constraint_message),
            Problem::Missing => Some(&item.required_message),
            _ => None,
        });
        labels.map_or_else(String::new, |labels| self.said(labels, state, language))
    }

    /// A text in a language, with the answers that it quotes.
    fn said(&self, labels: &Labels, state: &QuestionState, language: &str) -> String {
        let mut rest = self.text(labels, language);
        let mut text = String::new();
        while let Some((before, quote)) = rest.split_once("${") {
            text.push_str(before);
            let Some((name, after)) = quote.split_once('}') else {
                text.push_str("${");
                rest = quote;
                continue;
            };
            text.push_str(state.quotes.get(name).map_or("", String::as_str));
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

/// How an item is shown; `None` for what works unseen.
fn widget(kind: &QuestionKind) -> Option<Widget> {
    Some(match kind {
        QuestionKind::Text => Widget::Text,
        QuestionKind::Barcode => Widget::Barcode,
        QuestionKind::Integer => Widget::Integer,
        QuestionKind::Decimal => Widget::Decimal,
        QuestionKind::Range { start, end, step } => Widget::Range {
            start: *start,
            end: *end,
            step: *step,
        },
        QuestionKind::Date => Widget::Date,
        QuestionKind::Time => Widget::Time,
        QuestionKind::DateTime => Widget::DateTime,
        QuestionKind::SelectOne { .. } => Widget::SelectOne,
        QuestionKind::SelectMultiple { .. } => Widget::SelectMultiple,
        QuestionKind::Rank { .. } => Widget::Rank,
        QuestionKind::Acknowledge => Widget::Acknowledge,
        QuestionKind::Media { of } => Widget::Media { of: *of },
        QuestionKind::Position { shape } => Widget::Position { shape: *shape },
        QuestionKind::Note => Widget::Note,
        QuestionKind::Group => Widget::Group,
        QuestionKind::Repeat => Widget::Repeat,
        QuestionKind::Calculate { .. }
        | QuestionKind::Hidden
        | QuestionKind::Start
        | QuestionKind::End
        | QuestionKind::Today => {
            return None;
        }
    })
}
