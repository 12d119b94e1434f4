//! What the sheet `settings` says.

use std::collections::BTreeMap;

use super::{
    Notes,
    languages::Languages,
    sheet::{CellNote, Row, Sheet},
    shown,
};

/// The form's own names and language.
#[derive(Default)]
pub(super) struct Settings<'a> {
    pub id: Option<String>,
    pub version: String,
    pub title: Option<String>,
    /// The tag of the default language, where it is said.
    pub language: Option<String>,
    /// Whether two choices of a list may have one name.
    pub duplicates: bool,
    /// The row, and the columns in which it says what is said above.
    row: Option<Row<'a>>,
    columns: BTreeMap<&'static str, u32>,
}

impl<'a> Settings<'a> {
    /// The cell that says something; `None` if none does.
    pub fn note(&self, name: &str, message: impl Into<String>) -> Option<CellNote> {
        let column = self.columns.get(name)?;
        Some(self.row?.note(Some(*column), message))
    }

    pub fn read(sheet: Option<&'a Sheet>, languages: &mut Languages, notes: &mut Notes) -> Self {
        let mut settings = Self::default();
        let Some(sheet) = sheet else { return settings };
        let Some(row) = sheet.rows().next() else {
            return settings;
        };
        settings.row = Some(row);
        for (column, header) in sheet.headers() {
            let text = row.text(Some(column));
            if text.is_empty() {
                continue;
            }
            let mut said = |name| settings.columns.insert(name, column);
            match header.to_lowercase().replace(' ', "_").as_str() {
                "form_id" | "id_string" | "set_form_id" => {
                    said("id");
                    settings.id = Some(text.to_owned());
                }
                "form_title" | "title" | "set_form_title" => {
                    said("title");
                    settings.title = Some(text.to_owned());
                }
                // A date cell is a version too.
                "version" => {
                    said("version");
                    settings.version = text.to_owned();
                }
                "default_language" => {
                    said("language");
                    settings.language = Some(languages.tag(text));
                }
                "allow_choice_duplicates" => {
                    settings.duplicates = super::survey::is_yes(text).unwrap_or(false);
                }
                "clean_text_values" if super::survey::is_yes(text) == Some(true) => {}
                _ => notes.warnings.push(sheet.note_header(
                    column,
                    format!("the setting {} is not supported and ignored", shown(header)),
                )),
            }
        }
        settings
    }
}
