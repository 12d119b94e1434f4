//! Forms from a spreadsheet: the part of XLSForm that Pocketcard understands.
//!
//! Everything that would change what a form does and is not supported is refused, at its cell
//! (`survey!F12: …`); what only changes how it looks is ignored with a warning at its cell.

mod archive;
mod choices;
mod columns;
mod kinds;
mod languages;
mod loops;
mod old;
mod settings;
mod sheet;
mod survey;
mod tables;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use pocketcard::form::{
    Choice, Expr, Form, FormDocument, FormError, Item, Labels, Member, QuestionKind,
};

use languages::Languages;
use settings::Settings;
use sheet::Sheet;
pub use sheet::{CellNote, MAX_WORKBOOK};
use survey::Survey;

/// A form that was read, and what its author should know.
#[derive(Debug)]
pub struct Import {
    /// The form.
    pub form: Form,
    /// Missing translations and what was ignored.
    pub warnings: Vec<CellNote>,
}

/// Reads an `.xlsx` or `.xls` workbook in XLSForm's layout.
///
/// `id` names the form where its settings do not. `beside` gives the files beside the workbook by their
/// names: tables that the form takes choices and values from.
///
/// # Errors
/// Every cell that is refused, in the order of the sheets; never empty.
pub fn import(
    workbook: &[u8],
    id: &str,
    beside: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Import, Vec<CellNote>> {
    let [survey, choices, settings, external] = sheet::read(
        workbook,
        ["survey", "choices", "settings", "external_choices"],
    )
    .map_err(|note| vec![note])?;
    let Some(sheet) = survey else {
        return Err(vec![CellNote::whole(
            "survey",
            "there is no sheet of this name; give it to the sheet of the questions",
        )]);
    };
    let mut notes = Notes::default();
    let mut languages = Languages::default();
    let settings = Settings::read(settings.as_ref(), &mut languages, &mut notes);
    let default = settings
        .language
        .clone()
        .unwrap_or_else(|| first_language(&sheet, &mut languages));

    let sheet = loops::written_out(
        sheet,
        choices.as_ref(),
        &default,
        &mut languages,
        &mut notes,
    );
    let survey = survey::read(&sheet, &default, &mut languages, &mut notes);
    if survey.items.is_empty() && notes.errors.is_empty() {
        notes
            .errors
            .push(sheet.note_header(0, "there is no question below; add at least one row"));
    }
    let sources = sources(&survey);
    let named = choices::named_in(&sources);
    let used = used_lists(&survey);
    let mut places = Vec::new();
    let mut lists = BTreeMap::new();
    // External choices depend on others by nature: their names need not differ.
    let sheets = [(&choices, settings.duplicates), (&external, true)];
    for (sheet, duplicates) in sheets {
        let Some(sheet) = sheet else { continue };
        let mut rows = BTreeMap::new();
        let needed = choices::Needed {
            lists: &used,
            names: &named,
            duplicates,
        };
        let found = choices::read(
            sheet,
            &default,
            &mut languages,
            &needed,
            &mut rows,
            &mut notes,
        );
        places.push((sheet, rows));
        for (list, choices) in found {
            lists.entry(list).or_insert(choices);
        }
    }
    add_tables(&survey, &used, &default, beside, &mut lists, &mut notes);
    add_others(&survey, &default, &mut lists);
    warn_of_languages(&sheet, &languages, &mut notes);
    let title = settings.title.as_ref();
    let document = FormDocument {
        id: settings.id.clone().unwrap_or_else(|| id.to_owned()),
        version: settings.version.clone(),
        title: title
            .map(|title| (default.clone(), words::plain(title).0))
            .into_iter()
            .collect(),
        language: default,
        lists,
        items: survey.items.clone(),
    };
    match Form::check(document) {
        Ok(form) if notes.errors.is_empty() => Ok(Import {
            form,
            warnings: each_once(notes.warnings),
        }),
        Ok(_) => Err(each_once(notes.errors)),
        Err(errors) => {
            let cells = Cells {
                sheet: &sheet,
                settings: &settings,
                survey: &survey,
                places: &places,
            };
            for error in errors {
                let note = cells.note(&error);
                // A row that was refused already leaves others that miss it.
                let follows = !notes.errors.is_empty() && cells.may_follow(&error);
                if !follows && !notes.errors.contains(&note) {
                    notes.errors.push(note);
                }
            }
            Err(each_once(notes.errors))
        }
    }
}

/// The notes in their order; a row that a loop wrote out several times is noted once.
fn each_once(notes: Vec<CellNote>) -> Vec<CellNote> {
    let mut seen = BTreeSet::new();
    let notes = notes.into_iter();
    notes.filter(|note| seen.insert(note.to_string())).collect()
}

/// What was found on the way.
#[derive(Default)]
struct Notes {
    errors: Vec<CellNote>,
    warnings: Vec<CellNote>,
    said: BTreeSet<&'static str>,
    /// The bytes of expressions that were read.
    written: usize,
}

impl Notes {
    /// A warning that is given for the first cell that it is about, for all.
    fn once(&mut self, note: CellNote, about: &'static str) {
        if self.said.insert(about) {
            self.warnings.push(note);
        }
    }
}

/// The language of a form that names none: English where labels have no language, else that of the first.
fn first_language(sheet: &Sheet, languages: &mut Languages) -> String {
    let labels: Vec<&str> = sheet
        .headers()
        .map(|(_, header)| header)
        .filter(|header| header.to_lowercase().starts_with("label"))
        .collect();
    let plain = labels.iter().any(|header| !header.contains(':'));
    match labels.first().and_then(|header| header.rsplit_once(':')) {
        Some((_, language)) if !plain => languages.tag(language.trim()),
        _ => "en".to_owned(),
    }
}

/// All expressions of the survey, one after another.
fn sources(survey: &Survey<'_>) -> String {
    let all = survey.items.iter().flat_map(expressions).map(Expr::source);
    all.collect::<Vec<_>>().join("\n")
}

fn expressions(item: &Item) -> impl Iterator<Item = &Expr> {
    let value = match &item.kind {
        QuestionKind::Calculate { value } => Some(value),
        _ => None,
    };
    [
        value,
        item.relevant.as_ref(),
        item.required.as_ref(),
        item.constraint.as_ref(),
        item.choice_filter.as_ref(),
        item.start.as_ref(),
        item.calculation.as_ref(),
        item.repeat_count.as_ref(),
        item.read_only_when.as_ref(),
    ]
    .into_iter()
    .flatten()
}

/// The lists that questions choose from and that expressions look up.
fn used_lists(survey: &Survey<'_>) -> BTreeSet<String> {
    let chosen = survey.items.iter().filter_map(|item| item.kind.list());
    let looked_up = survey
        .items
        .iter()
        .flat_map(expressions)
        .flat_map(Expr::lists);
    let names = chosen.chain(looked_up.map(|list| list.strip_suffix(".csv").unwrap_or(list)));
    names.map(str::to_owned).collect()
}

/// Adds the lists that lie in files beside the workbook. One that is missing has no rows.
fn add_tables(
    survey: &Survey<'_>,
    used: &BTreeSet<String>,
    language: &str,
    beside: &dyn Fn(&str) -> Option<Vec<u8>>,
    lists: &mut BTreeMap<String, Vec<Choice>>,
    notes: &mut Notes,
) {
    let type_column = survey.columns.column("type");
    for (list, table) in &survey.files {
        let warn = |message: String, notes: &mut Notes| {
            notes.warnings.push(table.row.note(type_column, message))
        };
        let rows = if table.file.ends_with(".csv") {
            beside(&table.file)
                .map(|file| tables::read(&file, &table.value, &table.label, language))
        } else {
            let message = format!(
                "{} is not read, only CSV is; save it as a table {list}.csv and name that",
                shown(&table.file)
            );
            warn(message, notes);
            Some(Ok(Vec::new()))
        };
        let rows = match rows {
            Some(Ok(rows)) => rows,
            Some(Err(problem)) => {
                notes.errors.push(
                    table
                        .row
                        .note(type_column, format!("{} {problem}", shown(&table.file))),
                );
                Vec::new()
            }
            None => {
                warn(missing(&table.file), notes);
                Vec::new()
            }
        };
        lists.insert(list.clone(), rows);
    }
    for (item, row) in survey.items.iter().zip(&survey.rows) {
        for list in expressions(item).flat_map(Expr::lists) {
            let list = list.strip_suffix(".csv").unwrap_or(list);
            if lists.contains_key(list) || !used.contains(list) {
                continue;
            }
            let file = format!("{list}.csv");
            let rows =
                match beside(&file).map(|file| tables::read(&file, "name", "label", language)) {
                    Some(Ok(rows)) => rows,
                    Some(Err(problem)) => {
                        notes
                            .errors
                            .push(row.note(type_column, format!("{} {problem}", shown(&file))));
                        Vec::new()
                    }
                    None => {
                        notes.warnings.push(row.note(type_column, missing(&file)));
                        Vec::new()
                    }
                };
            lists.insert(list.to_owned(), rows);
        }
    }
}

fn missing(file: &str) -> String {
    format!(
        "{} is not beside the workbook: there is nothing in this list; put it there and import again",
        shown(file)
    )
}

/// Adds the choice "other" where the form leaves room for it.
fn add_others(survey: &Survey<'_>, language: &str, lists: &mut BTreeMap<String, Vec<Choice>>) {
    for list in &survey.others {
        let Some(choices) = lists.get_mut(list) else {
            continue;
        };
        if choices.iter().any(|choice| choice.name == "other") {
            continue;
        }
        let mut label: Labels = choices
            .iter()
            .flat_map(|choice| choice.label.keys())
            .map(|tag| (tag.clone(), "Other".to_owned()))
            .collect();
        label
            .entry(language.to_owned())
            .or_insert_with(|| "Other".to_owned());
        choices.push(Choice {
            name: "other".to_owned(),
            label,
            columns: BTreeMap::new(),
        });
    }
}

fn warn_of_languages(sheet: &Sheet, languages: &Languages, notes: &mut Notes) {
    for name in languages.unknown() {
        let message = format!(
            "the language {} has no code; write it in brackets, as in \"French (fr)\"",
            shown(name)
        );
        notes.warnings.push(sheet.note_sheet(message));
    }
}

/// Where the parts of a form stand in the workbook.
struct Cells<'a> {
    sheet: &'a Sheet,
    settings: &'a Settings<'a>,
    survey: &'a Survey<'a>,
    /// The sheets of choices, and the rows of each list in them.
    places: &'a [(&'a Sheet, BTreeMap<String, Vec<u32>>)],
}

impl Cells<'_> {
    /// The cell that an error of the whole form is about.
    fn note(&self, error: &FormError) -> CellNote {
        let columns = &self.survey.columns;
        let problem = error.problem.to_string();
        let setting = match error.member {
            Member::Choice(at) => return self.note_choice(&error.item, at, problem),
            Member::List => return self.note_list(&error.item, problem),
            Member::Items => {
                let last = self.survey.rows.get(pocketcard::form::MAX_ITEMS);
                return last.map_or_else(
                    || self.sheet.note_header(0, &*problem),
                    |row| row.note(columns.column("type"), &*problem),
                );
            }
            Member::Lists => {
                let sheet = self.places.first().map_or(self.sheet, |(sheet, _)| sheet);
                return sheet.note_header(0, problem);
            }
            Member::Id => "id",
            Member::Version => "version",
            Member::Title => "title",
            Member::Language => "language",
            _ => "",
        };
        if !setting.is_empty() {
            let said = self.settings.note(setting, &*problem);
            // A form without such a setting takes its language from the first label.
            let label = columns.first("label").unwrap_or(0);
            return said.unwrap_or_else(|| self.sheet.note_header(label, problem));
        }
        let column = match error.member {
            Member::Kind => columns.column("type"),
            Member::Label => columns.first("label"),
            Member::Hint => columns.first("hint"),
            Member::Relevant => columns.column("relevant"),
            Member::Required => columns.column("required"),
            Member::RequiredMessage => columns.first("required_message"),
            Member::Constraint => columns.column("constraint"),
            Member::ConstraintMessage => columns.first("constraint_message"),
            Member::ChoiceFilter => columns.column("choice_filter"),
            Member::Calculation => columns.column("calculation"),
            Member::Trigger => columns.column("trigger"),
            Member::RepeatCount => columns.column("repeat_count"),
            Member::ReadOnly => columns.column("read_only"),
            Member::Default => columns.column("default"),
            Member::Appearance => columns.column("appearance"),
            _ => columns.column("name"),
        };
        let mut items = self.survey.items.iter();
        let named = |item: &Item| item.name == error.item;
        // Of two that have one name the second is wrong.
        let at = match error.member {
            Member::Name => items.rposition(named),
            _ => items.position(named),
        };
        match at {
            Some(at) => self.survey.rows[at].note(column, problem),
            None => self.sheet.note_header(0, problem),
        }
    }

    /// The name of a choice, or the row that names the table it stands in.
    fn note_choice(&self, list: &str, at: usize, problem: String) -> CellNote {
        for (sheet, rows) in self.places {
            if let Some(row) = rows.get(list).and_then(|rows| rows.get(at)) {
                let name = sheet.column_named(&["name", "value"]);
                return sheet.row(*row).note(Some(name), problem);
            }
        }
        self.note_list(list, format!("row {} of its table: {problem}", at + 1))
    }

    /// The row that names a list first.
    fn note_list(&self, list: &str, problem: String) -> CellNote {
        let uses = |item: &Item| {
            let looked_up = || expressions(item).flat_map(Expr::lists);
            item.kind.list() == Some(list)
                || looked_up().any(|name| name.strip_suffix(".csv").unwrap_or(name) == list)
        };
        let mut items = self.survey.items.iter();
        match items.position(uses) {
            Some(at) => self.survey.rows[at].note(self.survey.columns.column("type"), problem),
            None => self.sheet.note_header(0, problem),
        }
    }

    /// Whether an error may come from a row that was refused.
    fn may_follow(&self, error: &FormError) -> bool {
        use pocketcard::form::FormProblem;
        matches!(
            error.problem,
            FormProblem::NoQuestion(_) | FormProblem::NoList(_)
        )
    }
}

/// Something from the spreadsheet as a message may repeat it: short, and with nothing that deceives.
fn shown(text: &str) -> String {
    let plain: String = text
        .chars()
        .take(60)
        .filter(|c| c.is_alphanumeric() || " _-:.$()".contains(*c))
        .collect();
    format!("\"{plain}\"")
}

#[cfg(test)]
pub(crate) mod tests;
