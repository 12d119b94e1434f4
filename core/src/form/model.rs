//! Questions beside the indicators, as offices write them in spreadsheets: with relevance,
//! constraints and calculations.
//!
//! A [`FormDocument`] is plain data; a [`Form`] is one that has been checked as a whole, and can be
//! evaluated against [`Values`]. Names, choices and columns keep the spelling of the spreadsheet, so
//! that what is exported fits what the office expects.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::expr::{Expr, ExprError, ScalarKind, is_name};

/// The most items of one form, groups and notes included.
pub const MAX_ITEMS: usize = 1000;
/// The most choices of all lists of one form together.
pub const MAX_CHOICES: usize = 5000;
/// The most bytes of one name.
const MAX_NAME: usize = 100;
/// The most bytes of one label, hint or message.
const MAX_LABEL: usize = 4000;
/// How deep groups may be nested.
const MAX_GROUPS: usize = 8;

/// A text by language tag.
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
    /// Lists of choices by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, Vec<Choice>>,
    /// Questions, notes, groups and repeats in order; what is inside a group follows it.
    pub items: Vec<Item>,
}

/// One possible answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored.
    pub name: String,
    /// What people read.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub label: Labels,
    /// Further columns of the spreadsheet, for choice filters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

/// A question, note, group or repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its name, the only one of this spelling in the form.
    pub name: String,
    /// What it is.
    pub kind: Kind,
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
    /// Shown, not to be changed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// A wish of the form's author about how to show it. Shells may ignore it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub appearance: String,
}

/// What an item is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Kind {
    /// A text to type.
    Text,
    /// A whole number of 32 bits.
    Integer,
    /// A day of the calendar.
    Date,
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
    /// A text to read.
    Note,
    /// A value worked out from others; it keeps its kind in other expressions and is stored as text.
    /// Not shown.
    Calculate {
        /// How.
        value: Expr,
    },
    /// When filling in began: the host answers it. Not shown.
    Start,
    /// When filling in ended: the host answers it. Not shown.
    End,
    /// The day of filling in. Not shown.
    Today,
    /// Items that belong together.
    Group,
    /// Items that are asked several times. A repeat holds no other repeat.
    Repeat,
}

impl Kind {
    /// Whether a person answers it.
    pub fn is_asked(&self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Integer
                | Self::Date
                | Self::SelectOne { .. }
                | Self::SelectMultiple { .. }
        )
    }

    /// Whether it can hold others.
    pub fn holds_items(&self) -> bool {
        matches!(self, Self::Group | Self::Repeat)
    }

    /// The list that it chooses from.
    pub fn list(&self) -> Option<&str> {
        match self {
            Self::SelectOne { list } | Self::SelectMultiple { list } => Some(list),
            _ => None,
        }
    }

    /// Whether expressions can use its value.
    fn has_value(&self) -> bool {
        self.is_asked() || matches!(self, Self::Calculate { .. } | Self::Today)
    }
}

/// The value of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// Text, a date (`2026-01-31`), or one choice.
    Text(String),
    /// Several choices, in the order in which they were chosen.
    Choices(Vec<String>),
    /// The answers of each turn of a repeat.
    Repeat(Vec<Values>),
}

/// Values by the name of their question. Groups have no level of their own.
pub type Values = BTreeMap<String, Value>;

/// Why a form was refused: which item, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{item}: {problem}")]
pub struct FormError {
    /// The name of the item, or which part of the form.
    pub item: String,
    /// Which member of it.
    pub member: Member,
    /// What is wrong.
    pub problem: FormProblem,
}

/// The member of an item that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the member of this name")]
pub enum Member {
    Name,
    Kind,
    Label,
    Relevant,
    Required,
    Constraint,
    ChoiceFilter,
    Calculation,
    Default,
}

/// What is wrong with an item.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FormProblem {
    /// Too long, too many, or not spelled as it must be.
    #[error("{0}")]
    Shape(&'static str),
    /// An expression names a question that is not there.
    #[error("there is no question {0} to take a value from")]
    NoQuestion(String),
    /// An expression outside a repeat names a question inside it.
    #[error("{0} is asked several times; its value cannot be used outside its repeat")]
    InsideRepeat(String),
    /// A bare name that is not a column of the list.
    #[error("{0} is not a column of this list of choices; questions are named as ${{name}}")]
    NoColumn(String),
    /// `.` where it has no meaning.
    #[error("\".\" can stand in constraints only")]
    Current,
    /// Items that wait for each other.
    #[error("its value depends on itself, perhaps through other questions")]
    Circle,
    /// An expression asks about what ODK would stop at.
    #[error(transparent)]
    Expr(#[from] ExprError),
}

/// A form that has been checked as a whole. There is no other way to get one than through the checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FormDocument", into = "FormDocument")]
pub struct Form {
    document: FormDocument,
    /// Items by name.
    pub(super) index: HashMap<String, usize>,
    /// For each item: the group or repeat that it is inside.
    pub(super) parents: Vec<Option<usize>>,
    /// For each item: the repeat that it is inside, however deep.
    pub(super) repeats: Vec<Option<usize>>,
    /// Items in an order in which each comes after all that it depends on.
    pub(super) order: Vec<usize>,
}

impl From<Form> for FormDocument {
    fn from(form: Form) -> Self {
        form.document
    }
}

impl TryFrom<FormDocument> for Form {
    type Error = FormError;

    fn try_from(document: FormDocument) -> Result<Self, FormError> {
        Self::new(document)
    }
}

impl Form {
    /// Checks a document.
    ///
    /// # Errors
    /// The first thing that is wrong, as [`FormError`].
    pub fn new(document: FormDocument) -> Result<Self, FormError> {
        check_lists(&document)?;
        let mut form = Self {
            index: HashMap::new(),
            parents: Vec::new(),
            repeats: Vec::new(),
            order: Vec::new(),
            document,
        };
        form.place_items()?;
        for item in &form.document.items {
            form.check_item(item)?;
        }
        form.order = form.order()?;
        form.check_kinds()?;
        Ok(form)
    }

    /// The data.
    pub fn document(&self) -> &FormDocument {
        &self.document
    }

    /// The items, in order.
    pub fn items(&self) -> &[Item] {
        &self.document.items
    }

    /// The item of this name.
    pub fn item(&self, name: &str) -> Option<&Item> {
        Some(&self.document.items[*self.index.get(name)?])
    }

    /// The choices of a question, filtered or not.
    pub fn choices(&self, item: &Item) -> &[Choice] {
        let list = item
            .kind
            .list()
            .and_then(|list| self.document.lists.get(list));
        list.map_or(&[], Vec::as_slice)
    }

    /// The text in a language, or in the form's own, or in any; empty if there is none.
    pub fn text<'a>(&self, labels: &'a Labels, language: &str) -> &'a str {
        labels
            .get(language)
            .or_else(|| labels.get(&self.document.language))
            .or_else(|| labels.values().next())
            .map_or("", String::as_str)
    }

    /// The values that a new form starts with.
    pub fn defaults(&self) -> Values {
        let outside = self
            .items()
            .iter()
            .zip(&self.repeats)
            .filter(|(_, repeat)| repeat.is_none());
        defaults(outside.map(|(item, _)| item))
    }

    /// The values that a new turn of the repeat of this name starts with.
    pub fn defaults_of_turn(&self, repeat: &str) -> Values {
        let Some(repeat) = self.index.get(repeat) else {
            return Values::new();
        };
        let inside = self
            .items()
            .iter()
            .zip(&self.repeats)
            .filter(|(_, r)| **r == Some(*repeat));
        defaults(inside.map(|(item, _)| item))
    }

    /// Finds what each item is inside of, and checks names and nesting.
    fn place_items(&mut self) -> Result<(), FormError> {
        if self.document.items.len() > MAX_ITEMS {
            return Err(shape(
                "the form",
                Member::Name,
                "there are more than 1000 items",
            ));
        }
        let mut open: Vec<usize> = Vec::new();
        for (at, item) in self.document.items.iter().enumerate() {
            let wrong = |problem| shape(&item.name, Member::Name, problem);
            if !is_name(&item.name) || item.name.len() > MAX_NAME {
                return Err(shape(
                    "an item",
                    Member::Name,
                    "a name is letters, digits, _, - and ., and starts with a letter or _",
                ));
            }
            if self.index.insert(item.name.clone(), at).is_some() {
                return Err(wrong("the name stands in the form twice"));
            }
            match &item.inside {
                None => open.clear(),
                Some(parent) => {
                    let level = open
                        .iter()
                        .position(|i| self.document.items[*i].name == *parent);
                    let level =
                        level.ok_or_else(|| wrong("it does not follow the group it is inside"))?;
                    open.truncate(level + 1);
                }
            }
            let items = &self.document.items;
            let repeat = open
                .iter()
                .copied()
                .find(|i| items[*i].kind == Kind::Repeat);
            self.parents.push(open.last().copied());
            self.repeats.push(repeat);
            if item.kind.holds_items() {
                if open.len() >= MAX_GROUPS {
                    return Err(wrong("groups are nested too deep"));
                }
                if item.kind == Kind::Repeat && repeat.is_some() {
                    return Err(wrong("a repeat inside a repeat is not supported"));
                }
                open.push(at);
            }
        }
        Ok(())
    }

    fn check_item(&self, item: &Item) -> Result<(), FormError> {
        let wrong = |member, problem| Err(shape(&item.name, member, problem));
        for labels in [&item.label, &item.hint, &item.constraint_message] {
            check_labels(&item.name, labels)?;
        }
        let shown = item.kind.is_asked() || item.kind == Kind::Note;
        if shown
            && item
                .label
                .values()
                .chain(item.hint.values())
                .all(String::is_empty)
        {
            return wrong(Member::Label, "it has no label");
        }
        if let Some(list) = item.kind.list()
            && !self.document.lists.contains_key(list)
        {
            return wrong(Member::Kind, "there is no such list of choices");
        }
        if !item.kind.is_asked() {
            if item.constraint.is_some() {
                return wrong(Member::Constraint, "only a question can have a constraint");
            }
            if item.required.is_some() {
                return wrong(Member::Required, "only a question can be required");
            }
            if item.default.is_some() {
                return wrong(Member::Default, "only a question can have a default");
            }
        }
        if item.choice_filter.is_some() && item.kind.list().is_none() {
            return wrong(
                Member::ChoiceFilter,
                "only a question with choices can filter them",
            );
        }
        if item.appearance.len() > MAX_NAME {
            return wrong(Member::Kind, "its appearance is too long");
        }
        if let Some(default) = &item.default
            && !self.fits(item, default)
        {
            return wrong(Member::Default, "its default is not an answer to it");
        }
        self.expressions(item)
            .try_for_each(|(member, expr)| self.check_expr(item, member, expr))
    }

    /// The expressions of an item.
    fn expressions<'a>(
        &self,
        item: &'a Item,
    ) -> impl Iterator<Item = (Member, &'a Expr)> + use<'a> {
        let calculation = match &item.kind {
            Kind::Calculate { value } => Some(value),
            _ => None,
        };
        [
            (Member::Relevant, item.relevant.as_ref()),
            (Member::Required, item.required.as_ref()),
            (Member::Constraint, item.constraint.as_ref()),
            (Member::ChoiceFilter, item.choice_filter.as_ref()),
            (Member::Calculation, calculation),
        ]
        .into_iter()
        .filter_map(|(member, expr)| Some((member, expr?)))
    }

    fn check_expr(&self, item: &Item, member: Member, expr: &Expr) -> Result<(), FormError> {
        let wrong = |problem| {
            Err(FormError {
                item: item.name.clone(),
                member,
                problem,
            })
        };
        let repeat = self.repeats[self.index[&item.name]];
        for name in expr.questions() {
            let Some(at) = self.index.get(name).copied() else {
                return wrong(FormProblem::NoQuestion(name.to_owned()));
            };
            if !self.items()[at].kind.has_value() {
                return wrong(FormProblem::NoQuestion(name.to_owned()));
            }
            if self.repeats[at].is_some() && self.repeats[at] != repeat {
                return wrong(FormProblem::InsideRepeat(name.to_owned()));
            }
        }
        for name in expr.columns() {
            let known = member == Member::ChoiceFilter
                && (name == "name"
                    || self
                        .choices(item)
                        .iter()
                        .any(|c| c.columns.contains_key(name)));
            if !known {
                return wrong(FormProblem::NoColumn(name.to_owned()));
            }
        }
        if expr.uses_current() && member != Member::Constraint {
            return wrong(FormProblem::Current);
        }
        Ok(())
    }

    /// Checks what `selected()` is asked about. Needs the order: a calculation is of the kind that its
    /// expression gives, and that may rest on other calculations.
    fn check_kinds(&self) -> Result<(), FormError> {
        let mut kinds = vec![ScalarKind::Unsure; self.items().len()];
        for at in &self.order {
            kinds[*at] = match &self.items()[*at].kind {
                Kind::Text | Kind::SelectOne { .. } | Kind::SelectMultiple { .. } => {
                    ScalarKind::Text
                }
                Kind::Integer => ScalarKind::Number,
                Kind::Date | Kind::Today => ScalarKind::Date,
                Kind::Calculate { value } => {
                    value.kind(ScalarKind::Unsure, &|name| kinds[self.index[name]])
                }
                _ => ScalarKind::Unsure,
            };
        }
        for (at, item) in self.items().iter().enumerate() {
            for (member, expr) in self.expressions(item) {
                expr.check_kinds(kinds[at], &|name| kinds[self.index[name]])
                    .map_err(|problem| FormError {
                        item: item.name.clone(),
                        member,
                        problem: problem.into(),
                    })?;
            }
        }
        Ok(())
    }

    /// Puts each item after its group and after all that its relevance and calculation name.
    fn order(&self) -> Result<Vec<usize>, FormError> {
        let count = self.items().len();
        let mut waits = vec![0_usize; count];
        let mut awaited_by = vec![Vec::new(); count];
        for (at, item) in self.items().iter().enumerate() {
            let named = self
                .expressions(item)
                .filter(|(member, _)| matches!(member, Member::Relevant | Member::Calculation))
                .flat_map(|(_, expr)| expr.questions())
                .map(|name| self.index[name]);
            for earlier in named.chain(self.parents[at]).collect::<BTreeSet<_>>() {
                waits[at] += 1;
                awaited_by[earlier].push(at);
            }
        }
        let mut order: Vec<usize> = (0..count).filter(|at| waits[*at] == 0).collect();
        let mut next = 0;
        while let Some(at) = order.get(next).copied() {
            next += 1;
            for later in &awaited_by[at] {
                waits[*later] -= 1;
                if waits[*later] == 0 {
                    order.push(*later);
                }
            }
        }
        match waits.iter().position(|n| *n > 0) {
            None => Ok(order),
            Some(at) => Err(FormError {
                item: self.items()[at].name.clone(),
                member: if self.items()[at].relevant.is_some() {
                    Member::Relevant
                } else {
                    Member::Calculation
                },
                problem: FormProblem::Circle,
            }),
        }
    }
}

fn defaults<'a>(items: impl Iterator<Item = &'a Item>) -> Values {
    items
        .filter_map(|item| Some((item.name.clone(), item.default.clone()?)))
        .collect()
}

fn shape(item: &str, member: Member, problem: &'static str) -> FormError {
    FormError {
        item: item.to_owned(),
        member,
        problem: FormProblem::Shape(problem),
    }
}

fn check_lists(document: &FormDocument) -> Result<(), FormError> {
    let wrong = |list: &str, problem| Err(shape(list, Member::Name, problem));
    if document.id.len() > MAX_NAME || document.version.len() > MAX_NAME {
        return wrong("the form", "its id or version is too long");
    }
    if !is_language(&document.language) {
        return wrong("the form", "its language is not a language tag");
    }
    check_labels("the form", &document.title)?;
    if document.lists.values().map(Vec::len).sum::<usize>() > MAX_CHOICES {
        return wrong("the form", "there are more than 5000 choices");
    }
    for (list, choices) in &document.lists {
        if !is_name(list) || list.len() > MAX_NAME {
            return wrong("a list", "its name is not letters, digits, _, - and .");
        }
        let mut names = BTreeSet::new();
        for choice in choices {
            if choice.name.is_empty()
                || choice.name.len() > MAX_NAME
                || choice.name.contains(char::is_whitespace)
                || !crate::text::is_plain(&choice.name, false)
            {
                return wrong(
                    list,
                    "the name of a choice is empty, too long or has spaces",
                );
            }
            if !names.insert(&choice.name) {
                return wrong(list, "two choices have one name");
            }
            check_labels(list, &choice.label)?;
            if choice.columns.len() > 50
                || choice.columns.values().any(|text| text.len() > MAX_LABEL)
            {
                return wrong(list, "a choice has too many or too long columns");
            }
        }
    }
    Ok(())
}

fn check_labels(item: &str, labels: &Labels) -> Result<(), FormError> {
    let good = |(tag, text): (&String, &String)| is_language(tag) && text.len() <= MAX_LABEL;
    if labels.len() <= 32 && labels.iter().all(good) {
        Ok(())
    } else {
        Err(shape(
            item,
            Member::Label,
            "a text is too long or its language is not a tag",
        ))
    }
}

/// Whether this is shaped as a language tag: `en`, `pt-br`.
pub(super) fn is_language(tag: &str) -> bool {
    (2..=12).contains(&tag.len())
        && tag.split('-').all(|part| {
            (2..=8).contains(&part.len())
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}
