//! A form that has been checked as a whole.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    check,
    code::{Code, Rows, cell},
    expr::ScalarKind,
    item_code::ItemCode,
    layout::Layout,
    model::{Choice, FormDocument, Item, Labels, QuestionKind},
    problem::{FormError, FormProblem, Member},
};

/// A form that has been checked as a whole. There is no other way to get one than through the checks.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "FormDocument", into = "FormDocument")]
pub struct Form {
    document: FormDocument,
    bound: Arc<Bound>,
}

/// What was worked out when the form was checked.
#[derive(Debug)]
pub(super) struct Bound {
    pub layout: Layout,
    /// For each item: its expressions.
    pub code: Vec<ItemCode>,
    /// Items in an order in which each comes after all that it depends on.
    pub order: Vec<usize>,
    /// For each item: those whose calculation rests on it.
    pub feeds: Vec<Vec<usize>>,
    /// For each list and column that is looked up: the rows by what stands in it.
    pub rows_by: HashMap<(usize, String), HashMap<String, Vec<u32>>>,
}

impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        self.document == other.document
    }
}

impl Eq for Form {}

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
        Self::check(document).map_err(|mut errors| errors.remove(0))
    }

    /// Checks a document, and finds everything that is wrong.
    ///
    /// # Errors
    /// All that is wrong, in the order of the items; never empty.
    pub fn check(document: FormDocument) -> Result<Self, Vec<FormError>> {
        let mut errors = check::lists(&document);
        let layout = match check::layout(&document) {
            Ok(layout) => layout,
            Err(error) => {
                errors.push(error);
                return Err(errors);
            }
        };
        let quoting = check::quoting(&document);
        let mut code = Vec::with_capacity(document.items.len());
        for (at, item) in document.items.iter().enumerate() {
            errors.extend(check::item(&document, item));
            code.push(check::bind(&document, &layout, &quoting, at, &mut errors));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let order = order(&document, &layout, &code).map_err(|error| vec![error])?;
        let kinds = kinds(&document, &code, &order);
        let errors = check::kinds(&document, &code, &kinds);
        if !errors.is_empty() {
            return Err(errors);
        }
        let rows_by = rows_by(&document, &code);
        let feeds = feeds(&code);
        Ok(Self {
            document,
            bound: Arc::new(Bound {
                layout,
                code,
                order,
                feeds,
                rows_by,
            }),
        })
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
        Some(&self.document.items[*self.bound.layout.index.get(name)?])
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

    pub(super) fn bound(&self) -> &Bound {
        &self.bound
    }

    /// The rows of the list of this number.
    pub(super) fn rows(&self, list: usize) -> &[Choice] {
        self.document
            .lists
            .values()
            .nth(list)
            .map_or(&[], Vec::as_slice)
    }
}

/// Puts each item after its group and after all that its relevance and calculation name.
fn order(
    document: &FormDocument,
    layout: &Layout,
    code: &[ItemCode],
) -> Result<Vec<usize>, FormError> {
    let count = code.len();
    let mut waits = vec![0_usize; count];
    let mut awaited_by = vec![Vec::new(); count];
    for (at, code) in code.iter().enumerate() {
        let expressions = [&code.calculation, &code.start, &code.repeat_count];
        let named = expressions.into_iter().flatten().flat_map(Code::items);
        // A group may ask about what it holds: it takes the answer as it is given.
        let relevant = code.relevant.iter().flat_map(Code::items);
        let named = named.chain(relevant.filter(|item| !layout.is_inside(*item, at)));
        let named = named.chain(code.trigger.iter().copied());
        for earlier in named.chain(layout.parents[at]).collect::<BTreeSet<_>>() {
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
            item: document.items[at].name.clone(),
            member: if code[at].relevant.is_some() {
                Member::Relevant
            } else {
                Member::Calculation
            },
            problem: FormProblem::Circle,
        }),
    }
}

/// What kind of value each item has. Needs the order: a calculation is of the kind that its expression
/// gives, and that may rest on other calculations.
fn kinds(document: &FormDocument, code: &[ItemCode], order: &[usize]) -> Vec<ScalarKind> {
    let mut kinds = vec![ScalarKind::Unsure; code.len()];
    for at in order {
        kinds[*at] = match &document.items[*at].kind {
            QuestionKind::Text
            | QuestionKind::Barcode
            | QuestionKind::SelectOne { .. }
            | QuestionKind::SelectMultiple { .. }
            | QuestionKind::Rank { .. }
            | QuestionKind::Acknowledge
            | QuestionKind::Position { .. } => ScalarKind::Text,
            QuestionKind::Integer | QuestionKind::Decimal | QuestionKind::Range { .. } => {
                ScalarKind::Number
            }
            QuestionKind::Date
            | QuestionKind::Today
            | QuestionKind::Time
            | QuestionKind::DateTime => ScalarKind::Date,
            QuestionKind::Calculate { .. } => code[*at]
                .calculation
                .as_ref()
                .map_or(ScalarKind::Unsure, |value| value.kind(&kinds)),
            _ => ScalarKind::Unsure,
        };
    }
    kinds
}

/// For each item: those whose calculation rests on it.
fn feeds(code: &[ItemCode]) -> Vec<Vec<usize>> {
    let mut feeds = vec![Vec::new(); code.len()];
    for (at, code) in code.iter().enumerate() {
        let calculation = code.calculation.iter().flat_map(Code::items);
        let relevant = code.relevant.iter().flat_map(Code::items);
        for from in calculation.chain(relevant).collect::<BTreeSet<_>>() {
            feeds[from].push(at);
        }
    }
    feeds
}

fn rows_by(
    document: &FormDocument,
    code: &[ItemCode],
) -> HashMap<(usize, String), HashMap<String, Vec<u32>>> {
    let mut wanted = BTreeSet::new();
    let mut note = |rows: &Rows| {
        if let Some((column, _)) = &rows.key {
            wanted.insert((rows.list, column.clone()));
        }
    };
    for code in code {
        code.filter.iter().for_each(&mut note);
        for expression in code.all() {
            expression.visit(&mut |code| {
                if let Code::Rows(rows) = code {
                    note(rows);
                }
            });
        }
    }
    wanted.extend((0..document.lists.len()).map(|list| (list, "name".to_owned())));
    let by = |(list, column): (usize, String)| {
        let rows = document
            .lists
            .values()
            .nth(list)
            .map_or(&[][..], Vec::as_slice);
        let mut found: HashMap<String, Vec<u32>> = HashMap::new();
        for (at, row) in (0..).zip(rows) {
            let text = cell(row, &column, &document.language).to_owned();
            found.entry(text).or_default().push(at);
        }
        ((list, column), found)
    };
    wanted.into_iter().map(by).collect()
}
