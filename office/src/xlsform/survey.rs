//! The rows of the sheet `survey`.

mod row;

use std::collections::{BTreeMap, BTreeSet};

use pocketcard::form::{Expr, Item, QuestionKind};
use row::RowReader;

use super::{
    Notes,
    columns::{Columns, SURVEY},
    kinds::{self, RowKind},
    languages::Languages,
    sheet::{Row, Sheet},
};

/// What the rows say.
pub(super) struct Survey<'a> {
    pub items: Vec<Item>,
    /// For each item: its row.
    pub rows: Vec<Row<'a>>,
    pub columns: Columns,
    /// Lists in files: the file's name, the columns of what is stored and of what people read, and the row.
    pub files: BTreeMap<String, ListFile<'a>>,
    /// Lists that get a choice "other".
    pub others: BTreeSet<String>,
}

/// A list in a file beside the workbook.
pub(super) struct ListFile<'a> {
    pub file: String,
    pub value: String,
    pub label: String,
    pub row: Row<'a>,
}

/// Reads the sheet.
pub(super) fn read<'a>(
    sheet: &'a Sheet,
    language: &str,
    languages: &mut Languages,
    notes: &mut Notes,
) -> Survey<'a> {
    let columns = Columns::read(sheet, &SURVEY, language, languages, notes);
    for needed in ["type", "name"] {
        if columns.column(needed).is_none() {
            notes.errors.push(sheet.note_header(
                0,
                format!("there is no column {needed}; add it to this row"),
            ));
        }
    }
    columns.warn_of_others(sheet, |_| false, "is not supported and ignored", notes);
    if let Some(row) = sheet.left_out {
        let message = format!(
            "after 60 empty rows the sheet ends; what stands in row {} and below is ignored",
            row + 1
        );
        notes.warnings.push(sheet.note_sheet(message));
    }
    let mut survey = Survey {
        items: Vec::new(),
        rows: Vec::new(),
        columns,
        files: BTreeMap::new(),
        others: BTreeSet::new(),
    };
    if survey.columns.column("type").is_none() {
        return survey;
    }
    let mut open: Vec<(usize, bool)> = Vec::new();
    for row in sheet.rows() {
        let reader = RowReader {
            row,
            columns: &survey.columns,
        };
        let at = survey.columns.column("type");
        let cell = row.text(at);
        if is_yes(reader.text("disabled")) == Some(true) {
            continue;
        }
        if cell.is_empty() {
            let label = survey.columns.labels("label", row, &mut Notes::default());
            if !reader.text("name").is_empty() || !label.is_empty() {
                notes.errors.push(row.note(
                    at,
                    "this row has no type; write one, as in \"text\", or empty the row",
                ));
            }
            continue;
        }
        let kind = match kinds::read(cell, reader.text("parameters")) {
            Ok(kind) => kind,
            Err(problem) => {
                notes.errors.push(row.note(at, problem));
                continue;
            }
        };
        let repeat = match kind {
            RowKind::End { repeat } => repeat,
            kind => {
                let inside = open
                    .last()
                    .map(|(group, _)| survey.items[*group].name.clone());
                let read = reader.item(kind, inside, notes);
                for (item, list) in read.items {
                    if item.kind.holds_items() {
                        open.push((survey.items.len(), item.kind == QuestionKind::Repeat));
                    }
                    if list {
                        survey.others.extend(item.kind.list().map(str::to_owned));
                    }
                    survey.items.push(item);
                    survey.rows.push(row);
                }
                if let Some((list, file)) = read.file {
                    survey.files.entry(list).or_insert(file);
                }
                continue;
            }
        };
        if open.pop().is_none_or(|(_, begun)| begun != repeat) {
            notes
                .errors
                .push(row.note(at, "this ends something else than what was begun last; end that first, or delete this row"));
        }
    }
    for (group, _) in open {
        let note = survey.rows[group].note(
            survey.columns.column("type"),
            "this group or repeat is never ended; add a row end_group or end_repeat",
        );
        notes.errors.push(note);
    }
    count_items(&mut survey);
    apart(&mut survey.items);
    survey
}

/// Where a form uses the number of turns of a repeat by the name that pyxform gives it (`people_count`), an item of
/// that name works it out.
fn count_items(survey: &mut Survey<'_>) {
    let mut wanted = BTreeSet::new();
    for item in &survey.items {
        let expressions = super::expressions(item).map(Expr::source);
        let texts = item.label.values().chain(item.hint.values());
        for text in expressions.chain(texts.map(String::as_str)) {
            let words = super::choices::words(text);
            wanted.extend(
                words
                    .filter(|word| word.ends_with("_count"))
                    .map(str::to_owned),
            );
        }
    }
    for item in &survey.items {
        wanted.remove(&item.name);
    }
    let mut at = 0;
    while let Some(item) = survey.items.get(at) {
        let name = format!("{}_count", item.name);
        let simple = |count: &Expr| {
            let source = count.source().trim();
            source.starts_with("${") && source.find('}') == Some(source.len() - 1)
        };
        let count = item.repeat_count.clone().filter(|count| !simple(count));
        if let (Some(value), true) = (count, wanted.contains(&name)) {
            wanted.remove(&name);
            let mut counted = Item::new(name.clone(), QuestionKind::Calculate { value });
            counted.inside.clone_from(&item.inside);
            survey.items[at].repeat_count = Expr::parse(&format!("${{{name}}}")).ok();
            survey.items.insert(at, counted);
            survey.rows.insert(at, survey.rows[at]);
            at += 1;
        }
        at += 1;
    }
}

/// Whether a cell says yes or no; `None` for anything else.
pub(super) fn is_yes(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "true()" => Some(true),
        "" | "no" | "false" | "false()" => Some(false),
        _ => None,
    }
}

/// Gives items of one name in different groups the names of their groups too.
fn apart(items: &mut [Item]) {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        places.entry(item.name.clone()).or_default().push(at);
    }
    let twice: BTreeSet<&str> = places
        .iter()
        .filter(|(_, places)| places.len() > 1)
        .map(|(name, _)| name.as_str())
        .collect();
    if twice.is_empty() {
        return;
    }
    // Groups by the row before which they were open: walk down again, as the reader did.
    let mut paths: Vec<String> = Vec::with_capacity(items.len());
    let mut open: Vec<usize> = Vec::new();
    let mut names: Vec<String> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        match &item.inside {
            None => open.clear(),
            Some(group) => {
                let level = open.iter().rposition(|i| items[*i].name == *group);
                open.truncate(level.map_or(0, |level| level + 1));
            }
        }
        let path = match open.last() {
            Some(group) => format!("{}/{}", paths[*group], item.name),
            None => item.name.clone(),
        };
        names.push(if twice.contains(item.name.as_str()) {
            path.clone()
        } else {
            item.name.clone()
        });
        paths.push(path);
        if item.kind.holds_items() {
            open.push(at);
        }
    }
    let mut insides: Vec<Option<String>> = Vec::with_capacity(items.len());
    open.clear();
    for (at, item) in items.iter().enumerate() {
        match &item.inside {
            None => open.clear(),
            Some(group) => {
                let level = open.iter().rposition(|i| items[*i].name == *group);
                open.truncate(level.map_or(0, |level| level + 1));
            }
        }
        insides.push(open.last().map(|group| names[*group].clone()));
        if item.kind.holds_items() {
            open.push(at);
        }
    }
    for ((item, name), inside) in items.iter_mut().zip(names).zip(insides) {
        item.name = name;
        item.inside = inside;
    }
}
