//! What a form asks, given what has been answered: relevance, constraints, calculations.

use std::collections::HashMap;

use serde::Serialize;
use thiserror::Error;

use crate::text::is_text;

use super::{
    expr::{Day, Expr, Scalar, Scope},
    model::{Choice, Form, Item, Kind, Value, Values},
};

/// The most turns of one repeat.
pub const MAX_TURNS: usize = 100;
/// The most bytes of one answer.
const MAX_ANSWER: usize = 4000;

/// Why values do not belong to a form.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ValuesError {
    /// A name that is no question of this form, or not at this place.
    #[error("the form has no question {0} here")]
    NoQuestion(String),
    /// More than [`MAX_TURNS`].
    #[error("{0} is answered too many times: at most {MAX_TURNS}")]
    TooManyTurns(String),
    /// An answer that a record cannot take.
    #[error("question {question}: {problem}")]
    Wrong {
        /// The question.
        question: String,
        /// What is wrong.
        problem: Problem,
    },
}

/// What is wrong with an answer. It can still be kept in a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// Not the kind of answer that the question takes: not a number of 32 bits, not a day, or too
    /// long.
    #[error("the answer is not of the kind that it takes")]
    WrongKind,
    /// Not one of the choices, not one that is offered now, or chosen twice.
    #[error("the answer is not one of the choices offered")]
    NotAChoice,
    /// The form's author demands something else; the item's `constraint_message` says what.
    #[error("the answer is not allowed there; read what the question asks for")]
    Constraint,
    /// It must be answered and is not.
    #[error("it must be answered")]
    Missing,
}

/// How one question stands.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionState {
    /// The item.
    pub name: String,
    /// The turn of the repeat that it is inside, from 0.
    pub turn: Option<usize>,
    /// Whether it is asked. What is not relevant is left out of a record.
    pub relevant: bool,
    /// Whether it must be answered.
    pub required: bool,
    /// The answer, or what was calculated.
    pub value: Option<Value>,
    /// Names of the choices that are offered.
    pub choices: Vec<String>,
    /// What is wrong, if it is relevant.
    pub problem: Option<Problem>,
}

/// A form with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// Every item in order, those of a repeat once for each turn.
    pub questions: Vec<QuestionState>,
    values: Values,
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
    /// How every question stands. Values of questions that are not relevant are allowed and ignored,
    /// as are values of calculations.
    ///
    /// # Errors
    /// When a value belongs to no question: [`ValuesError`].
    pub fn evaluate(&self, values: &Values, today: Day) -> Result<Filled, ValuesError> {
        self.check_places(values, None)?;
        let mut filling = Filling {
            form: self,
            values,
            today,
            cells: HashMap::new(),
        };
        for at in &self.order {
            for turn in filling.turns(*at) {
                let cell = filling.cell(*at, turn);
                filling.cells.insert((*at, turn), cell);
            }
        }
        Ok(filling.finish())
    }

    /// What belongs into a record: relevant answers and calculations, nothing else. What was typed
    /// before an answer made it irrelevant, a name before a "no" to consent, is not kept.
    ///
    /// # Errors
    /// As [`Form::evaluate`]; [`ValuesError::Wrong`] for the first answer that is wrong or missing.
    pub fn finish(&self, values: &Values, today: Day) -> Result<Values, ValuesError> {
        let filled = self.evaluate(values, today)?;
        let wrong = filled.questions.iter().find_map(|state| {
            state.problem.map(|problem| ValuesError::Wrong {
                question: state.name.clone(),
                problem,
            })
        });
        wrong.map_or(Ok(filled.values), Err)
    }

    /// Whether `value` is a possible answer to `item`, apart from filters and constraints.
    pub(super) fn fits(&self, item: &Item, value: &Value) -> bool {
        misfit(item, Some(value), self.choices(item).iter()).is_none()
    }

    pub(crate) fn check_places(
        &self,
        values: &Values,
        repeat: Option<usize>,
    ) -> Result<(), ValuesError> {
        for (name, value) in values {
            let known = self
                .index
                .get(name)
                .copied()
                .filter(|at| self.repeats[*at] == repeat);
            // What is no name here may be anything that somebody typed: it is not repeated.
            let at = known.ok_or_else(|| {
                let known = self.index.contains_key(name);
                ValuesError::NoQuestion(if known { name } else { "of that name" }.to_owned())
            })?;
            match (&self.items()[at].kind, value) {
                (Kind::Note | Kind::Group, _) => {
                    return Err(ValuesError::NoQuestion(name.clone()));
                }
                (Kind::Repeat, Value::Repeat(turns)) => {
                    if turns.len() > MAX_TURNS {
                        return Err(ValuesError::TooManyTurns(name.clone()));
                    }
                    for turn in turns {
                        self.check_places(turn, Some(at))?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// What is known about one item in one turn.
struct Cell {
    relevant: bool,
    value: Option<Value>,
    scalar: Scalar,
}

/// An evaluation under way: cells are filled in the form's order of dependence.
struct Filling<'a> {
    form: &'a Form,
    values: &'a Values,
    today: Day,
    cells: HashMap<(usize, Option<usize>), Cell>,
}

impl Filling<'_> {
    /// The turns in which an item is asked: `[None]` outside repeats.
    fn turns(&self, at: usize) -> Vec<Option<usize>> {
        match self.form.repeats[at] {
            None => vec![None],
            Some(repeat) => match self.values.get(&self.form.items()[repeat].name) {
                Some(Value::Repeat(turns)) => (0..turns.len()).map(Some).collect(),
                _ => Vec::new(),
            },
        }
    }

    fn given(&self, at: usize, turn: Option<usize>) -> Option<&Value> {
        let name = &self.form.items()[at].name;
        match (self.form.repeats[at], turn) {
            (Some(repeat), Some(turn)) => match self.values.get(&self.form.items()[repeat].name) {
                Some(Value::Repeat(turns)) => turns.get(turn)?.get(name),
                _ => None,
            },
            _ => self.values.get(name),
        }
    }

    fn cell(&self, at: usize, turn: Option<usize>) -> Cell {
        let item = &self.form.items()[at];
        let relevant = self.form.parents[at].is_none_or(|parent| self.relevant(parent, turn))
            && item
                .relevant
                .as_ref()
                .is_none_or(|e| self.holds(e, turn, &Scalar::nothing()));
        if let Kind::Calculate { value } = &item.kind {
            let result = value.evaluate(&self.scope(turn, &Scalar::nothing()));
            let (scalar, text) = result.stored().filter(|_| relevant).unzip();
            return Cell {
                relevant,
                value: text.map(Value::Text),
                scalar: scalar.unwrap_or_else(Scalar::nothing),
            };
        }
        let value = self
            .given(at, turn)
            .cloned()
            .filter(|value| !is_nothing(value));
        let value = match item.kind {
            Kind::Today => value.or_else(|| Some(Value::Text(self.today.to_string()))),
            _ => value,
        };
        Cell {
            scalar: value
                .as_ref()
                .map_or_else(Scalar::nothing, |v| scalar(&item.kind, v)),
            relevant,
            value,
        }
    }

    /// Whether an item is relevant in a turn; the groups around a repeat have none.
    fn relevant(&self, at: usize, turn: Option<usize>) -> bool {
        let turn = turn.filter(|_| self.form.repeats[at].is_some());
        self.cells
            .get(&(at, turn))
            .is_some_and(|cell| cell.relevant)
    }

    fn scope<'a>(&'a self, turn: Option<usize>, current: &'a Scalar) -> ItemScope<'a> {
        ItemScope {
            filling: self,
            turn,
            current,
            choice: None,
        }
    }

    fn holds(&self, expr: &Expr, turn: Option<usize>, current: &Scalar) -> bool {
        expr.evaluate(&self.scope(turn, current)).to_boolean()
    }

    fn offered(&self, item: &Item, turn: Option<usize>) -> Vec<&Choice> {
        let nothing = Scalar::nothing();
        let offers = |choice: &&Choice| {
            item.choice_filter.as_ref().is_none_or(|filter| {
                let scope = ItemScope {
                    choice: Some(choice),
                    ..self.scope(turn, &nothing)
                };
                filter.evaluate(&scope).to_boolean()
            })
        };
        self.form.choices(item).iter().filter(offers).collect()
    }

    fn state(&self, at: usize, turn: Option<usize>) -> QuestionState {
        let item = &self.form.items()[at];
        let cell = &self.cells[&(at, turn)];
        let offered = self.offered(item, turn);
        let required = item
            .required
            .as_ref()
            .is_some_and(|e| self.holds(e, turn, &cell.scalar));
        let misfit = misfit(item, cell.value.as_ref(), offered.iter().copied());
        let holds = |e: &Expr| cell.value.is_none() || self.holds(e, turn, &cell.scalar);
        let problem = match misfit {
            Some(Problem::WrongKind) => misfit,
            _ if !item.constraint.as_ref().is_none_or(holds) => Some(Problem::Constraint),
            None if cell.value.is_none() && required => Some(Problem::Missing),
            _ => misfit,
        };
        QuestionState {
            name: item.name.clone(),
            turn,
            relevant: cell.relevant,
            required,
            choices: offered
                .into_iter()
                .map(|choice| choice.name.clone())
                .collect(),
            problem: problem.filter(|_| cell.relevant),
            // A repeat's turns stand for themselves.
            value: cell.value.clone().filter(|_| item.kind != Kind::Repeat),
        }
    }

    fn finish(self) -> Filled {
        let mut questions = Vec::new();
        let mut values = Values::new();
        for (at, item) in self.form.items().iter().enumerate() {
            if self.form.repeats[at].is_some() {
                continue; // they stand with their repeat
            }
            let state = self.state(at, None);
            if item.kind == Kind::Repeat {
                let turns = self.repeat(at, &mut questions, state);
                if !turns.is_empty() {
                    values.insert(item.name.clone(), Value::Repeat(turns));
                }
            } else {
                keep(&mut values, &state);
                questions.push(state);
            }
        }
        Filled { questions, values }
    }

    /// The states of a repeat and of all in it, turn by turn; the values of each relevant turn.
    fn repeat(
        &self,
        at: usize,
        questions: &mut Vec<QuestionState>,
        state: QuestionState,
    ) -> Vec<Values> {
        let relevant = state.relevant;
        questions.push(state);
        let inside: Vec<usize> = (at + 1..self.form.items().len())
            .filter(|i| self.form.repeats[*i] == Some(at))
            .collect();
        let turns = inside
            .first()
            .map_or_else(Vec::new, |first| self.turns(*first));
        let mut values = Vec::new();
        for turn in turns {
            let mut kept = Values::new();
            for inner in &inside {
                let state = self.state(*inner, turn);
                keep(&mut kept, &state);
                questions.push(state);
            }
            if relevant {
                values.push(kept);
            }
        }
        values
    }
}

fn keep(values: &mut Values, state: &QuestionState) {
    if let (true, Some(value)) = (state.relevant, &state.value) {
        values.insert(state.name.clone(), value.clone());
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Integer(_) => false,
        Value::Text(text) => text.is_empty(),
        Value::Choices(choices) => choices.is_empty(),
        Value::Repeat(turns) => turns.is_empty(),
    }
}

/// A value as expressions see it. One of the wrong kind is no answer to them.
fn scalar(kind: &Kind, value: &Value) -> Scalar {
    let found = match (kind, value) {
        (Kind::Integer, Value::Integer(number)) => Some(Scalar::Number(*number as f64)),
        (Kind::Date | Kind::Today, Value::Text(text)) => Day::parse(text).map(Scalar::Date),
        (Kind::SelectMultiple { .. }, Value::Choices(names)) => {
            // As ODK writes it: names with one space between them, whatever spaces a name ends in.
            let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
            Some(Scalar::Text(names.join(" ")))
        }
        (Kind::Text | Kind::SelectOne { .. }, Value::Text(text)) => {
            Some(Scalar::Text(text.clone()))
        }
        _ => None,
    };
    found.unwrap_or_else(Scalar::nothing)
}

/// What is wrong with an answer by itself.
fn misfit<'a>(
    item: &Item,
    value: Option<&Value>,
    offered: impl Iterator<Item = &'a Choice>,
) -> Option<Problem> {
    let value = value?;
    let names: Vec<&str> = offered.map(|choice| choice.name.as_str()).collect();
    let offers = |name: &String| names.contains(&name.as_str());
    let plain = |text: &str| text.len() <= MAX_ANSWER && is_text(text);
    let kind_fits = match (&item.kind, value) {
        (Kind::Integer, Value::Integer(number)) => i32::try_from(*number).is_ok(),
        (Kind::Date | Kind::Today, Value::Text(text)) => Day::parse(text).is_some(),
        (Kind::Text | Kind::Start | Kind::End, Value::Text(text)) => plain(text),
        (Kind::SelectOne { .. }, Value::Text(name)) => {
            return (!offers(name)).then_some(Problem::NotAChoice);
        }
        (Kind::SelectMultiple { .. }, Value::Choices(chosen)) => {
            let twice = (1..chosen.len()).any(|n| chosen[..n].contains(&chosen[n]));
            return (twice || !chosen.iter().all(offers)).then_some(Problem::NotAChoice);
        }
        (Kind::Calculate { .. }, _) | (Kind::Repeat, Value::Repeat(_)) => true,
        _ => false,
    };
    (!kind_fits).then_some(Problem::WrongKind)
}

/// Where the expressions of an item find their values.
struct ItemScope<'a> {
    filling: &'a Filling<'a>,
    turn: Option<usize>,
    current: &'a Scalar,
    choice: Option<&'a Choice>,
}

impl Scope for ItemScope<'_> {
    fn question(&self, name: &str) -> Scalar {
        let at = self.filling.form.index[name];
        let turn = self
            .turn
            .filter(|_| self.filling.form.repeats[at].is_some());
        match self.filling.cells.get(&(at, turn)) {
            Some(cell) if cell.relevant => cell.scalar.clone(),
            _ => Scalar::nothing(),
        }
    }

    fn current(&self) -> Scalar {
        self.current.clone()
    }

    fn column(&self, name: &str) -> Scalar {
        let text = self.choice.and_then(|choice| match name {
            "name" => Some(&choice.name),
            _ => choice.columns.get(name),
        });
        Scalar::Text(text.cloned().unwrap_or_default())
    }

    fn today(&self) -> Day {
        self.filling.today
    }
}
