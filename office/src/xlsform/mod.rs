//! Forms from a spreadsheet: the part of XLSForm that Pocketcard understands.
//!
//! Everything that would change what a form does and is not supported is refused, at its cell
//! (`survey!F12: …`); what only changes how it looks is ignored with a warning at its cell.

mod sheet;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pocketcard::form::{
    Choice, Expr, Form, FormDocument, FormError, Item, Kind, Labels, Member, Value,
};

pub use sheet::{CellNote, MAX_WORKBOOK};
use sheet::{Row, Sheet};

/// A form that was read, and what its author should know.
#[derive(Debug)]
pub struct Import {
    /// The form.
    pub form: Form,
    /// Missing translations and what was ignored.
    pub warnings: Vec<CellNote>,
}

/// Reads an `.xlsx` workbook in XLSForm's layout.
///
/// `id` names the form where its settings do not.
///
/// # Errors
/// Every cell that is refused, in the order of the sheets; never empty.
pub fn import(workbook: &[u8], id: &str) -> Result<Import, Vec<CellNote>> {
    let [survey, choices, settings] =
        sheet::read(workbook, ["survey", "choices", "settings"]).map_err(|note| vec![note])?;
    let Some(survey) = survey else {
        return Err(vec![CellNote {
            sheet: "survey".into(),
            cell: String::new(),
            message: "there is no sheet of this name; an XLSForm has the sheets survey, choices and settings".into(),
        }]);
    };
    let mut notes = Notes::default();
    let settings = Settings::read(settings.as_ref(), &mut notes);
    let language = settings.language.clone();

    let columns = Columns::read(&survey, &SURVEY, &language, &mut notes);
    let (items, places) = read_survey(&survey, &columns, &mut notes);
    let used: BTreeSet<&str> = items.iter().filter_map(|item| item.kind.list()).collect();
    let lists = match &choices {
        Some(choices) => read_choices(choices, &language, &used, &items, &mut notes),
        None => BTreeMap::new(),
    };
    if !notes.errors.is_empty() {
        return Err(notes.errors);
    }
    let document = FormDocument {
        id: settings.id.unwrap_or_else(|| id.to_owned()),
        version: settings.version,
        title: settings
            .title
            .map(|title| (language.clone(), title))
            .into_iter()
            .collect(),
        language,
        lists,
        items,
    };
    match Form::new(document) {
        Ok(form) => Ok(Import {
            form,
            warnings: notes.warnings,
        }),
        Err(error) => Err(vec![place_error(&error, &survey, &columns, &places)]),
    }
}

/// What was found on the way.
#[derive(Default)]
struct Notes {
    errors: Vec<CellNote>,
    warnings: Vec<CellNote>,
}

/// What the settings sheet says.
struct Settings {
    id: Option<String>,
    version: String,
    title: Option<String>,
    language: String,
}

impl Settings {
    fn read(sheet: Option<&Sheet>, notes: &mut Notes) -> Self {
        let mut settings = Self {
            id: None,
            version: String::new(),
            title: None,
            language: "en".into(),
        };
        let Some(sheet) = sheet else { return settings };
        let Some(row) = sheet.rows().next() else {
            return settings;
        };
        for (column, header) in sheet.headers() {
            let text = row.text(Some(column));
            if text.is_empty() {
                continue;
            }
            match header {
                "form_id" | "id_string" => settings.id = Some(text.to_owned()),
                "form_title" | "title" => settings.title = Some(text.to_owned()),
                "version" => settings.version = text.to_owned(),
                "default_language" => match language_tag(text) {
                    Some(tag) => settings.language = tag,
                    None => notes.errors.push(row.note(Some(column), NO_LANGUAGE)),
                },
                _ => notes
                    .warnings
                    .push(sheet.note_header(column, "this setting is not supported and ignored")),
            }
        }
        settings
    }
}

const NO_LANGUAGE: &str =
    "name the language with its code in brackets, for example \"French (fr)\"";

/// The columns of a sheet that are understood.
struct Layout {
    /// Columns that stand once, by their names in spreadsheets and ours.
    single: &'static [(&'static str, &'static str)],
    /// Columns that stand once for each language.
    translated: &'static [&'static str],
    /// Columns that would change what the form does.
    refused: &'static [&'static str],
}

const SURVEY: Layout = Layout {
    single: &[
        ("type", "type"),
        ("name", "name"),
        ("required", "required"),
        ("relevant", "relevant"),
        ("constraint", "constraint"),
        ("calculation", "calculation"),
        ("choice_filter", "choice_filter"),
        ("appearance", "appearance"),
        ("default", "default"),
        ("read_only", "read_only"),
        ("readonly", "read_only"),
    ],
    translated: &["label", "hint", "constraint_message"],
    refused: &[
        "repeat_count",
        "trigger",
        "parameters",
        "disabled",
        "calculate",
        "relevance",
        "bind",
        "body",
        "instance",
        "control",
        "save_to",
        "media",
        "image",
        "audio",
        "video",
        "big-image",
    ],
};

const CHOICES: Layout = Layout {
    single: &[
        ("list_name", "list_name"),
        ("list name", "list_name"),
        ("name", "name"),
        ("value", "name"),
    ],
    translated: &["label"],
    refused: &[],
};

/// Where the columns of a sheet are.
struct Columns {
    single: HashMap<&'static str, u32>,
    /// By translated column: its languages and where each stands.
    translated: HashMap<&'static str, Vec<(String, u32)>>,
    /// The others.
    other: Vec<(u32, String)>,
}

impl Columns {
    fn read(sheet: &Sheet, layout: &Layout, default: &str, notes: &mut Notes) -> Self {
        let mut columns = Self {
            single: HashMap::new(),
            translated: HashMap::new(),
            other: Vec::new(),
        };
        for (column, header) in sheet.headers() {
            let (base, language) = match header.split_once(':') {
                Some((base, language)) => {
                    (base.trim(), Some(language.trim_start_matches(':').trim()))
                }
                None => (header, None),
            };
            if let (Some((_, ours)), None) = (
                layout.single.iter().find(|(name, _)| *name == header),
                language,
            ) {
                if columns.single.insert(ours, column).is_some() {
                    notes
                        .errors
                        .push(sheet.note_header(column, "this column stands here twice"));
                }
            } else if let Some(ours) = layout.translated.iter().find(|name| **name == base) {
                let Some(tag) = language.map_or(Some(default.to_owned()), language_tag) else {
                    notes.errors.push(sheet.note_header(column, NO_LANGUAGE));
                    continue;
                };
                let there = columns.translated.entry(ours).or_default();
                if there.iter().any(|(t, _)| *t == tag) {
                    notes
                        .errors
                        .push(sheet.note_header(column, "this language has two such columns"));
                }
                there.push((tag, column));
            } else if layout.refused.contains(&base) && sheet.is_used(column) {
                notes.errors.push(sheet.note_header(
                    column,
                    format!("the column {base} is not supported; leave it empty or out"),
                ));
            } else {
                columns.other.push((column, header.to_owned()));
            }
        }
        columns
    }

    fn column(&self, name: &str) -> Option<u32> {
        self.single.get(name).copied()
    }

    fn labels(&self, name: &str, row: Row<'_>) -> Labels {
        let languages = self.translated.get(name).map_or(&[][..], Vec::as_slice);
        languages
            .iter()
            .map(|(tag, column)| (tag.clone(), row.text(Some(*column)).to_owned()))
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }

    /// Warns of each language in which a text is missing that another language has.
    fn warn_missing(&self, name: &str, row: Row<'_>, found: &Labels, notes: &mut Notes) {
        if found.is_empty() {
            return;
        }
        for (tag, column) in self.translated.get(name).map_or(&[][..], Vec::as_slice) {
            if !found.contains_key(tag) {
                notes
                    .warnings
                    .push(row.note(Some(*column), format!("no {name} in this language ({tag})")));
            }
        }
    }
}

/// The tag in `French (fr)`, or a bare tag.
fn language_tag(text: &str) -> Option<String> {
    let tag = match text.rsplit_once('(') {
        Some((_, tag)) => tag.strip_suffix(')')?.trim(),
        None => text,
    };
    let tag = tag.to_lowercase();
    let parts: Vec<&str> = tag.split('-').collect();
    let first =
        (2..=3).contains(&parts[0].len()) && parts[0].bytes().all(|b| b.is_ascii_lowercase());
    let rest = parts[1..]
        .iter()
        .all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    (first && rest && tag.len() <= 12).then_some(tag)
}

/// Rows by the name of their item, to find the cell of a later error.
type Places<'a> = HashMap<String, Row<'a>>;

fn read_survey<'a>(
    sheet: &'a Sheet,
    columns: &Columns,
    notes: &mut Notes,
) -> (Vec<Item>, Places<'a>) {
    for (needed, name) in [("type", "type"), ("name", "name")] {
        if columns.column(needed).is_none() {
            notes
                .errors
                .push(sheet.note_sheet(format!("there is no column {name}")));
        }
    }
    for (column, header) in &columns.other {
        if sheet.is_used(*column) {
            notes.warnings.push(sheet.note_header(
                *column,
                format!("the column {} is not supported and ignored", shown(header)),
            ));
        }
    }
    let (mut items, mut places) = (Vec::new(), Places::new());
    let mut open: Vec<(String, bool, Row<'a>)> = Vec::new();
    let type_column = columns.column("type");
    for row in sheet.rows() {
        let words: Vec<&str> = row.text(type_column).split_whitespace().collect();
        match words.as_slice() {
            ["end_group"] | ["end", "group"] => close(&mut open, false, row, type_column, notes),
            ["end_repeat"] | ["end", "repeat"] => close(&mut open, true, row, type_column, notes),
            [] => notes
                .errors
                .push(row.note(type_column, "this row has no type")),
            words => {
                let Some(item) = read_item(words, row, columns, open.last().map(|o| &o.0), notes)
                else {
                    continue;
                };
                if item.kind.holds_items() {
                    open.push((item.name.clone(), item.kind == Kind::Repeat, row));
                }
                if places.insert(item.name.clone(), row).is_some() {
                    notes.errors.push(
                        row.note(columns.column("name"), "another row has this name already"),
                    );
                }
                items.push(item);
            }
        }
    }
    for (_, _, row) in open {
        notes
            .errors
            .push(row.note(type_column, "this group or repeat is never ended"));
    }
    (items, places)
}

fn close(
    open: &mut Vec<(String, bool, Row<'_>)>,
    repeat: bool,
    row: Row<'_>,
    column: Option<u32>,
    notes: &mut Notes,
) {
    if open.pop().is_none_or(|(_, begun, _)| begun != repeat) {
        notes
            .errors
            .push(row.note(column, "this ends something else than what was begun last"));
    }
}

/// Reads one row. `None` when it cannot be; the notes then say why.
fn read_item(
    words: &[&str],
    row: Row<'_>,
    columns: &Columns,
    inside: Option<&String>,
    notes: &mut Notes,
) -> Option<Item> {
    let text = |name: &str| row.text(columns.column(name));
    let mut expression = |name: &str| match text(name) {
        "" => None,
        source => read_expr(source)
            .map_err(|problem| notes.errors.push(row.note(columns.column(name), problem)))
            .ok(),
    };
    let (relevant, constraint) = (expression("relevant"), expression("constraint"));
    let (choice_filter, calculation) = (expression("choice_filter"), expression("calculation"));
    let required = match text("required").to_lowercase().as_str() {
        "" | "no" | "false" | "false()" => None,
        "yes" | "true" | "true()" => Some(Expr::parse("true()").expect("this is an expression")),
        _ => expression("required"),
    };
    let kind = match read_kind(words, calculation.as_ref()) {
        Ok(kind) => kind,
        Err(problem) => {
            notes.errors.push(row.note(columns.column("type"), problem));
            return None;
        }
    };
    if !matches!(kind, Kind::Calculate { .. }) && !text("calculation").is_empty() {
        notes.errors.push(row.note(
            columns.column("calculation"),
            "only rows of type calculate can be calculated",
        ));
    }
    let read_only = match text("read_only").to_lowercase().as_str() {
        "" | "no" | "false" | "false()" => false,
        "yes" | "true" | "true()" => true,
        _ => {
            notes
                .errors
                .push(row.note(columns.column("read_only"), "write yes or no"));
            false
        }
    };
    let name = text("name").to_owned();
    if name.is_empty() {
        notes
            .errors
            .push(row.note(columns.column("name"), "this row has no name"));
    }
    let mut labels = |name: &str| {
        let labels = columns.labels(name, row);
        columns.warn_missing(name, row, &labels, notes);
        labels
    };
    let (label, hint, constraint_message) = (
        labels("label"),
        labels("hint"),
        labels("constraint_message"),
    );
    for (name, labels) in [
        ("label", &label),
        ("hint", &hint),
        ("constraint_message", &constraint_message),
    ] {
        if labels.values().any(|text| text.contains("${")) {
            let column = columns.translated[name][0].1;
            notes.errors.push(row.note(
                Some(column),
                "answers inside texts (${…}) are not supported",
            ));
        }
    }
    let default = read_default(text("default"), &kind).unwrap_or_else(|problem| {
        notes
            .errors
            .push(row.note(columns.column("default"), problem));
        None
    });
    // XLSForm lets a note or a group be "required: false"; that says nothing.
    Some(Item {
        inside: inside.cloned(),
        appearance: text("appearance").to_owned(),
        name,
        kind,
        label,
        hint,
        relevant,
        required,
        constraint,
        constraint_message,
        choice_filter,
        default,
        read_only,
    })
}

fn read_kind(words: &[&str], calculation: Option<&Expr>) -> Result<Kind, String> {
    Ok(match words {
        ["text" | "string"] => Kind::Text,
        ["integer" | "int"] => Kind::Integer,
        ["date"] => Kind::Date,
        ["note"] => Kind::Note,
        ["start"] => Kind::Start,
        ["end"] => Kind::End,
        ["today"] => Kind::Today,
        ["calculate"] => Kind::Calculate {
            value: calculation.cloned().ok_or(
                "there is nothing to calculate: the column calculation is empty or refused",
            )?,
        },
        ["select_one", list] | ["select", "one", list] => Kind::SelectOne {
            list: (*list).to_owned(),
        },
        ["select_multiple", list] | ["select", "multiple", list] => Kind::SelectMultiple {
            list: (*list).to_owned(),
        },
        ["begin_group"] | ["begin", "group"] => Kind::Group,
        ["begin_repeat"] | ["begin", "repeat"] => Kind::Repeat,
        ["select_one" | "select_multiple", _, "or_other"] => {
            return Err(
                "or_other is not supported; add a choice \"other\" and a text question".into(),
            );
        }
        _ => {
            return Err(format!(
                "the type {} is not supported; text, integer, date, note, calculate, select_one, \
                 select_multiple, groups, repeats, start, end and today are",
                shown(&words.join(" "))
            ));
        }
    })
}

/// Word processors turn quotation marks round; XLSForm means the plain ones.
fn read_expr(source: &str) -> Result<Expr, String> {
    let plain = source
        .replace(['\u{2018}', '\u{2019}'], "'")
        .replace(['\u{201c}', '\u{201d}'], "\"");
    Expr::parse(&plain).map_err(|error| error.to_string())
}

fn read_default(text: &str, kind: &Kind) -> Result<Option<Value>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    if text.contains("${") || text.ends_with(')') {
        return Err("a default that is worked out is not supported; write the value itself");
    }
    Ok(Some(match kind {
        Kind::Integer => Value::Integer(
            text.parse()
                .map_err(|_| "the default is not a whole number")?,
        ),
        Kind::SelectMultiple { .. } => {
            Value::Choices(text.split_whitespace().map(str::to_owned).collect())
        }
        _ => Value::Text(text.to_owned()),
    }))
}

/// Reads the lists that the survey uses, with the columns that its filters use.
fn read_choices(
    sheet: &Sheet,
    language: &str,
    used: &BTreeSet<&str>,
    items: &[Item],
    notes: &mut Notes,
) -> BTreeMap<String, Vec<Choice>> {
    let columns = Columns::read(sheet, &CHOICES, language, notes);
    let (list_column, name_column) = (columns.column("list_name"), columns.column("name"));
    if list_column.is_none() || name_column.is_none() {
        notes
            .errors
            .push(sheet.note_sheet("the columns list_name and name must be there"));
        return BTreeMap::new();
    }
    let filters = items.iter().filter_map(|item| item.choice_filter.as_ref());
    let wanted: BTreeSet<&str> = filters.flat_map(Expr::columns).collect();
    for (column, header) in &columns.other {
        if !wanted.contains(header.as_str()) && sheet.is_used(*column) {
            notes.warnings.push(sheet.note_header(
                *column,
                format!(
                    "no choice filter uses the column {}; it is ignored",
                    shown(header)
                ),
            ));
        }
    }
    let mut lists: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
    for row in sheet.rows() {
        let list = row.text(list_column);
        if !used.contains(list) {
            continue;
        }
        let name = row.text(name_column);
        let choices = lists.entry(list.to_owned()).or_default();
        if name.is_empty() || name.contains(char::is_whitespace) {
            notes.errors.push(row.note(
                name_column,
                "the name of a choice cannot be empty or have spaces",
            ));
        } else if choices.iter().any(|choice| choice.name == name) {
            notes
                .errors
                .push(row.note(name_column, "this list has a choice of this name already"));
        }
        let label = columns.labels("label", row);
        columns.warn_missing("label", row, &label, notes);
        choices.push(Choice {
            name: name.to_owned(),
            label,
            columns: columns
                .other
                .iter()
                .filter(|(column, header)| {
                    wanted.contains(header.as_str()) && !row.text(Some(*column)).is_empty()
                })
                .map(|(column, header)| (header.clone(), row.text(Some(*column)).to_owned()))
                .collect(),
        });
    }
    lists
}

/// Finds the cell that an error of the whole form is about.
fn place_error(
    error: &FormError,
    survey: &Sheet,
    columns: &Columns,
    places: &Places<'_>,
) -> CellNote {
    let column = match error.member {
        Member::Name => columns.column("name"),
        Member::Kind => columns.column("type"),
        Member::Label => columns
            .translated
            .get("label")
            .and_then(|l| l.first())
            .map(|(_, c)| *c),
        Member::Relevant => columns.column("relevant"),
        Member::Required => columns.column("required"),
        Member::Constraint => columns.column("constraint"),
        Member::ChoiceFilter => columns.column("choice_filter"),
        Member::Calculation => columns.column("calculation"),
        Member::Default => columns.column("default"),
    };
    match places.get(&error.item) {
        Some(row) => row.note(column, error.problem.to_string()),
        None => survey.note_sheet(error.to_string()),
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
mod tests;
