//! The lists of the sheets `choices` and `external_choices`.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use pocketcard::form::Choice;

use super::{
    Notes,
    columns::{CHOICES, Columns},
    languages::Languages,
    sheet::Sheet,
};

/// What is needed of the lists.
pub(super) struct Needed<'a> {
    /// The lists that questions and expressions use.
    pub lists: &'a BTreeSet<String>,
    /// What expressions name: a column that is not among it is not needed.
    pub names: &'a HashSet<&'a str>,
    /// Whether two choices of a list may have one name.
    pub duplicates: bool,
}

/// A list's choices and the rows that they stand in.
pub(super) type Lists = BTreeMap<String, Vec<Choice>>;

/// Reads the lists that are needed, with the columns that are. The rows of each go to `places`.
pub(super) fn read(
    sheet: &Sheet,
    language: &str,
    languages: &mut Languages,
    needed: &Needed<'_>,
    places: &mut BTreeMap<String, Vec<u32>>,
    notes: &mut Notes,
) -> Lists {
    let columns = Columns::read(sheet, &CHOICES, language, languages, notes);
    let (list_column, name_column) = (columns.column("list_name"), columns.column("name"));
    let mut lists = Lists::new();
    if list_column.is_none() || name_column.is_none() {
        if sheet.rows().next().is_some() {
            notes.errors.push(sheet.note_header(
                0,
                "the columns list_name and name are not both here; add what is missing",
            ));
        }
        return lists;
    }
    let is_needed = |header: &str| needed.names.contains(header);
    columns.warn_of_others(
        sheet,
        is_needed,
        "is used by no expression and ignored",
        notes,
    );
    let kept: Vec<&(u32, String)> = columns
        .other
        .iter()
        .filter(|(_, header)| is_needed(header))
        .collect();
    for (column, header) in &kept {
        notes.errors.extend(sheet.bad_cells(*column));
        if !header.bytes().all(|b| b.is_ascii_graphic()) {
            notes.errors.push(sheet.note_header(
                *column,
                "an expression uses this column; name it in letters of English, digits and _, and use that name",
            ));
        }
    }
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    for row in sheet.rows() {
        let list = row.text(list_column);
        if !needed.lists.contains(list) {
            continue;
        }
        let name = row.text(name_column);
        let label = columns.labels("label", row, notes);
        if name.is_empty() {
            // A row that says nothing is a line between lists.
            if !label.is_empty() {
                notes
                    .errors
                    .push(row.note(name_column, "this choice has no name; write one"));
            }
            continue;
        }
        if !seen.insert((list, name)) && !needed.duplicates {
            notes.errors.push(row.note(
                name_column,
                "this list has a choice of this name already; rename it, or write yes into the setting allow_choice_duplicates",
            ));
        }
        places.entry(list.to_owned()).or_default().push(row.row);
        lists.entry(list.to_owned()).or_default().push(Choice {
            name: name.to_owned(),
            label,
            columns: kept
                .iter()
                .filter(|(column, _)| !row.text(Some(*column)).is_empty())
                .map(|(column, header)| (header.clone(), row.text(Some(*column)).to_owned()))
                .collect(),
        });
    }
    lists
}

/// What a text names: its words, which may have hyphens and full stops in them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !"_-.".contains(c))
}

/// What expressions name: their words, and what stands between quotation marks, for a name may have spaces.
pub(super) fn named_in(expressions: &str) -> HashSet<&str> {
    let quoted = ['\'', '"']
        .into_iter()
        .flat_map(|mark| expressions.split(mark));
    words(expressions).chain(quoted).collect()
}
