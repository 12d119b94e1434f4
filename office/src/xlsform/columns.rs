//! The columns of a sheet: which are understood, and in which language each is.

use std::collections::{BTreeSet, HashMap};

use pocketcard::form::Labels;

use super::{
    Notes,
    languages::Languages,
    sheet::{Row, Sheet},
    shown, words,
};

/// What the columns of a sheet may be called.
pub(super) struct Layout {
    /// Columns that stand once, by their names in spreadsheets and ours.
    single: &'static [(&'static str, &'static str)],
    /// Columns that stand once for each language.
    translated: &'static [(&'static str, &'static str)],
}

pub(super) const SURVEY: Layout = Layout {
    single: &[
        ("type", "type"),
        ("command", "type"),
        ("name", "name"),
        ("tag", "name"),
        ("value", "name"),
        ("required", "required"),
        ("bind::required", "required"),
        ("relevant", "relevant"),
        ("relevance", "relevant"),
        ("bind::relevant", "relevant"),
        ("constraint", "constraint"),
        ("bind::constraint", "constraint"),
        ("calculation", "calculation"),
        ("calculate", "calculation"),
        ("bind::calculate", "calculation"),
        ("choice_filter", "choice_filter"),
        ("appearance", "appearance"),
        ("control::appearance", "appearance"),
        ("body::appearance", "appearance"),
        ("default", "default"),
        ("read_only", "read_only"),
        ("readonly", "read_only"),
        ("bind::readonly", "read_only"),
        ("trigger", "trigger"),
        ("parameters", "parameters"),
        ("repeat_count", "repeat_count"),
        ("count", "repeat_count"),
        ("jr:count", "repeat_count"),
        ("control::jr:count", "repeat_count"),
        ("body::jr:count", "repeat_count"),
        ("disabled", "disabled"),
    ],
    translated: &[
        ("label", "label"),
        ("caption", "label"),
        ("hint", "hint"),
        ("constraint_message", "constraint_message"),
        ("constraining_message", "constraint_message"),
        ("bind::jr:constraintmsg", "constraint_message"),
        ("required_message", "required_message"),
        ("requiredmsg", "required_message"),
        ("bind::jr:requiredmsg", "required_message"),
    ],
};

pub(super) const CHOICES: Layout = Layout {
    single: &[
        ("list_name", "list_name"),
        ("name", "name"),
        ("value", "name"),
    ],
    translated: &[("label", "label"), ("caption", "label")],
};

/// Where the columns of a sheet are.
pub(super) struct Columns {
    single: HashMap<&'static str, u32>,
    /// By translated column: its languages and where each stands. The column without a language comes
    /// last, in the default language.
    translated: HashMap<&'static str, Vec<(String, u32)>>,
    /// The others.
    pub other: Vec<(u32, String)>,
}

impl Columns {
    pub fn read(
        sheet: &Sheet,
        layout: &Layout,
        default: &str,
        languages: &mut Languages,
        notes: &mut Notes,
    ) -> Self {
        let mut columns = Self {
            single: HashMap::new(),
            translated: HashMap::new(),
            other: Vec::new(),
        };
        let mut plain: Vec<(&'static str, u32)> = Vec::new();
        for (column, header) in sheet.headers() {
            let key = key(header);
            let named = layout.single.iter().find(|(name, _)| *name == key);
            if let Some((_, ours)) = named {
                if columns.single.contains_key(ours) {
                    if sheet.is_used(column) {
                        notes.errors.push(sheet.note_header(
                            column,
                            "this column stands here twice; delete one of them",
                        ));
                    }
                } else {
                    columns.single.insert(ours, column);
                }
                continue;
            }
            let translated = layout.translated.iter().find_map(|(name, ours)| {
                let rest = key.strip_prefix(name)?;
                if rest.is_empty() {
                    return Some((*ours, None));
                }
                // The language as it is written, not as the key has it.
                rest.strip_prefix("::")?;
                Some((*ours, Some(header.rsplit_once(':')?.1.trim())))
            });
            match translated {
                Some((ours, None)) => plain.push((ours, column)),
                Some((ours, Some(language))) if !language.is_empty() => {
                    let tag = languages.tag(language);
                    let there = columns.translated.entry(ours).or_default();
                    if there.iter().any(|(t, _)| *t == tag) && sheet.is_used(column) {
                        notes.errors.push(sheet.note_header(
                            column,
                            "this language has two such columns; delete one of them",
                        ));
                    }
                    there.push((tag, column));
                }
                _ => columns.other.push((column, header.to_owned())),
            }
        }
        for (ours, column) in plain {
            columns
                .translated
                .entry(ours)
                .or_default()
                .push((default.to_owned(), column));
        }
        let used = columns.single.values().copied();
        let used = used.chain(
            columns
                .translated
                .values()
                .flatten()
                .map(|(_, column)| *column),
        );
        for column in used.collect::<BTreeSet<_>>() {
            notes.errors.extend(sheet.bad_cells(column));
        }
        columns
    }

    pub fn column(&self, name: &str) -> Option<u32> {
        self.single.get(name).copied()
    }

    /// Where the texts of a translated column begin.
    pub fn first(&self, name: &str) -> Option<u32> {
        let there = self.translated.get(name)?;
        there.iter().map(|(_, column)| *column).min()
    }

    /// The languages of a translated column, and where each stands.
    pub fn languages(&self, name: &str) -> impl Iterator<Item = (&str, u32)> {
        let there = self.translated.get(name).map_or(&[][..], Vec::as_slice);
        there.iter().map(|(tag, column)| (tag.as_str(), *column))
    }

    /// The texts of a row by language, in plain words; where a language has none, a warning.
    pub fn labels(&self, name: &str, row: Row<'_>, notes: &mut Notes) -> Labels {
        let languages = self.translated.get(name).map_or(&[][..], Vec::as_slice);
        let mut labels = Labels::new();
        for (tag, column) in languages {
            let (text, marked) = words::plain(row.text(Some(*column)));
            if text.is_empty() || labels.contains_key(tag) {
                continue;
            }
            if marked {
                notes.once(
                    row.note(
                        Some(*column),
                        "Markdown and HTML are shown as plain words, here and elsewhere",
                    ),
                    "markdown",
                );
            }
            labels.insert(tag.clone(), text);
        }
        if !labels.is_empty() {
            for (tag, column) in languages {
                if !labels.contains_key(tag) {
                    notes.warnings.push(
                        row.note(Some(*column), format!("no {name} in this language ({tag})")),
                    );
                }
            }
        }
        labels
    }

    /// Warns of the columns that are not understood and not needed.
    pub fn warn_of_others(
        &self,
        sheet: &Sheet,
        needed: impl Fn(&str) -> bool,
        why: &str,
        notes: &mut Notes,
    ) {
        for (column, header) in &self.other {
            if !needed(header) && sheet.is_used(*column) {
                let message = format!("the column {} {why}", shown(header));
                notes.warnings.push(sheet.note_header(*column, message));
            }
        }
    }
}

/// A header as it is compared: in small letters, `_` for spaces, `::` between its parts.
fn key(header: &str) -> String {
    let parts = header
        .split(':')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let parts: Vec<String> = parts
        .map(|part| part.to_lowercase().replace(' ', "_"))
        .collect();
    let key = parts.join("::");
    // "jr:count" and its like are one name with a colon.
    key.replace("jr::", "jr:")
}
