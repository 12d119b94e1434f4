//! One row of the sheet: the question, group or calculation that it is.

use pocketcard::form::{Day, Expr, Instant, Item, Labels, MAX_EXPRS, QuestionKind, Value};

use super::{ListFile, is_yes};
use crate::xlsform::{
    Notes,
    columns::Columns,
    kinds::{RowKind, parameter},
    sheet::Row,
    shown,
};

/// What one row gives.
#[derive(Default)]
pub(super) struct Read<'a> {
    /// Items, each with whether its list gets a choice "other".
    pub items: Vec<(Item, bool)>,
    pub file: Option<(String, ListFile<'a>)>,
}

/// One row and where its columns are.
pub(super) struct RowReader<'a, 'b> {
    pub row: Row<'a>,
    pub columns: &'b Columns,
}

impl<'a> RowReader<'a, '_> {
    pub fn text(&self, name: &str) -> &'a str {
        self.row.text(self.columns.column(name))
    }

    fn error(&self, name: &str, message: impl Into<String>, notes: &mut Notes) {
        notes
            .errors
            .push(self.row.note(self.columns.column(name), message));
    }

    fn warning(&self, name: &str, message: impl Into<String>, notes: &mut Notes) {
        notes
            .warnings
            .push(self.row.note(self.columns.column(name), message));
    }

    /// Reads the row as an item, or says why it is none.
    pub fn item(&self, kind: RowKind, inside: Option<String>, notes: &mut Notes) -> Read<'a> {
        let mut read = Read::default();
        let mut other = false;
        let kind = match kind {
            RowKind::Item(kind) => kind,
            RowKind::OrOther(kind) => {
                other = true;
                kind
            }
            RowKind::Calculation => match self.text("calculation") {
                // It may have a default alone.
                "" if !self.text("default").is_empty() => QuestionKind::Hidden,
                "" => {
                    self.error(
                        "calculation",
                        "there is nothing to calculate; write an expression here",
                        notes,
                    );
                    return read;
                }
                source => match self.expression("calculation", source, notes) {
                    Some(value) => QuestionKind::Calculate { value },
                    None => return read,
                },
            },
            RowKind::FromFile(file, several) => {
                let list = list_of(&file);
                let parameters = self.text("parameters");
                let geojson = file.ends_with(".geojson");
                let column = |wanted, csv: &str, other: &str| {
                    let otherwise = if geojson { other } else { csv };
                    parameter(parameters, wanted)
                        .unwrap_or(otherwise)
                        .to_owned()
                };
                let (value, label) = (
                    column("value", "name", "id"),
                    column("label", "label", "title"),
                );
                read.file = Some((
                    list.clone(),
                    ListFile {
                        file,
                        value,
                        label,
                        row: self.row,
                    },
                ));
                if several {
                    QuestionKind::SelectMultiple { list }
                } else {
                    QuestionKind::SelectOne { list }
                }
            }
            RowKind::Table => {
                let list = self.text("name").to_owned();
                let file = format!("{list}.csv");
                let (value, label) = ("name".to_owned(), "label".to_owned());
                read.file = Some((
                    list,
                    ListFile {
                        file,
                        value,
                        label,
                        row: self.row,
                    },
                ));
                return read;
            }
            RowKind::Unrecorded => {
                self.warning(
                    "type",
                    "this is not recorded; where an expression uses it, it is empty",
                    notes,
                );
                QuestionKind::Hidden
            }
            RowKind::Ignored => {
                self.warning("type", "this is not recorded and ignored", notes);
                return read;
            }
            RowKind::End { .. } => return read,
        };
        let Some(name) = self.name(&kind, notes) else {
            return read;
        };
        let mut item = Item::new(name, kind);
        item.inside = inside;
        self.texts(&mut item, notes);
        self.rules(&mut item, notes);
        self.start(&mut item, notes);
        if let QuestionKind::Position { .. } = item.kind {
            notes.once(
                self.row.note(
                    self.columns.column("type"),
                    "positions are asked for only where the pack's policy says positions = \"coarse\" or \"exact\", and nobody \
                     has to give one",
                ),
                "positions",
            );
        }
        let specify = other.then(|| specify(&item));
        read.items.push((item, other));
        read.items.extend(specify.map(|item| (item, false)));
        read
    }

    fn name(&self, kind: &QuestionKind, notes: &mut Notes) -> Option<String> {
        let name = self.text("name");
        if !name.is_empty() {
            return Some(name.to_owned());
        }
        let row = self.row.number();
        Some(match kind {
            QuestionKind::Group | QuestionKind::Repeat => format!("generated_group_name_{row}"),
            QuestionKind::Note => format!("generated_note_name_{row}"),
            QuestionKind::Start => "start".to_owned(),
            QuestionKind::End => "end".to_owned(),
            QuestionKind::Today => "today".to_owned(),
            _ => {
                self.error("name", "this row has no name; write one", notes);
                return None;
            }
        })
    }

    fn texts(&self, item: &mut Item, notes: &mut Notes) {
        item.label = self.columns.labels("label", self.row, notes);
        item.hint = self.columns.labels("hint", self.row, notes);
        item.constraint_message = self.columns.labels("constraint_message", self.row, notes);
        item.required_message = self.columns.labels("required_message", self.row, notes);
        let shown = item.kind.is_asked() || item.kind == QuestionKind::Note;
        let texts = item.label.len() + item.hint.len();
        if shown && texts == 0 && self.has_other_text() {
            let local = item.local_name().replace('_', " ");
            item.label.insert("en".to_owned(), local);
            self.warning(
                "name",
                "its label is a picture or a sound, which are not shown; its name is shown instead",
                notes,
            );
        }
        let appearance = self.text("appearance");
        if appearance.len() <= 200 {
            item.appearance = appearance.to_owned();
        }
    }

    /// Whether something else than words stands for the label.
    fn has_other_text(&self) -> bool {
        let media = [
            "media",
            "image",
            "audio",
            "video",
            "big-image",
            "guidance_hint",
        ];
        self.columns.other.iter().any(|(column, header)| {
            let header = header.to_lowercase();
            media.iter().any(|name| header.starts_with(name))
                && !self.row.text(Some(*column)).is_empty()
        })
    }

    fn rules(&self, item: &mut Item, notes: &mut Notes) {
        let mut expression = |name: &str| match self.text(name) {
            "" => None,
            source => self.expression(name, source, notes),
        };
        item.relevant = expression("relevant");
        item.constraint = expression("constraint");
        item.choice_filter = expression("choice_filter");
        item.repeat_count = expression("repeat_count");
        if !matches!(item.kind, QuestionKind::Calculate { .. }) {
            item.calculation = expression("calculation");
        }
        item.required = match is_yes(self.text("required")) {
            Some(false) => None,
            Some(true) => Some(Expr::parse("true()").expect("this is an expression")),
            None => expression("required"),
        };
        match is_yes(self.text("read_only")) {
            Some(yes) => item.read_only = yes,
            None => item.read_only_when = expression("read_only"),
        }
        if !item.kind.is_asked() {
            // XLSForm lets a note or a group be required, or have a constraint; that does nothing.
            for (name, said) in [
                ("constraint", item.constraint.take()),
                ("required", item.required.take()),
            ] {
                if said.is_some() && is_yes(self.text(name)).is_none() {
                    self.warning(name, "only a question can have this; it is ignored", notes);
                }
            }
        }
        if item.kind.holds_items() && item.calculation.take().is_some() {
            self.warning(
                "calculation",
                "a group has no value to calculate; it is ignored",
                notes,
            );
        }
        if item.choice_filter.is_some() && item.kind.list().is_none() {
            item.choice_filter = None;
            self.warning(
                "choice_filter",
                "only a question with choices can filter them; it is ignored",
                notes,
            );
        }
        if item.repeat_count.is_some() && item.kind != QuestionKind::Repeat {
            item.repeat_count = None;
            self.warning(
                "repeat_count",
                "only a repeat has a number of turns; it is ignored",
                notes,
            );
        }
        let random = parameter(self.text("parameters"), "randomize");
        if random.is_some_and(|random| is_yes(random) == Some(true)) {
            self.warning("parameters", "the choices stay in their order", notes);
        }
        self.trigger(item, notes);
    }

    fn trigger(&self, item: &mut Item, notes: &mut Notes) {
        let cell = self.text("trigger");
        for part in cell
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            match part
                .strip_prefix("${")
                .and_then(|part| part.strip_suffix('}'))
            {
                Some(name) => item.trigger.push(name.trim().to_owned()),
                None => self.error(
                    "trigger",
                    "a trigger is a question; name it as ${name}",
                    notes,
                ),
            }
        }
        let calculated =
            item.calculation.is_some() || matches!(item.kind, QuestionKind::Calculate { .. });
        if !item.trigger.is_empty() && !calculated {
            item.trigger.clear();
            self.warning(
                "trigger",
                "there is no calculation to trigger; it is ignored",
                notes,
            );
        }
    }

    /// Reads the cell `default`: a value, or how it is worked out.
    fn start(&self, item: &mut Item, notes: &mut Notes) {
        let text = self.text("default");
        if text.is_empty() {
            return;
        }
        if !item.kind.is_asked() && item.kind != QuestionKind::Hidden {
            if !matches!(item.kind, QuestionKind::Calculate { .. }) {
                self.warning(
                    "default",
                    "only a question can have a default; it is ignored",
                    notes,
                );
            }
            return;
        }
        if let Some(expr) = worked_out(text) {
            item.start = match expr {
                Ok(source) => self.expression("default", &source, notes),
                Err(()) => {
                    self.warning("default", "the last answer (${last-saved#…}) is out of reach once it is sealed; it starts empty", notes);
                    None
                }
            };
            return;
        }
        match default_value(&item.kind, text) {
            Some(value) => item.default = Some(value),
            None => self.warning(
                "default",
                format!(
                    "the default {} is not an answer to it; it is ignored",
                    shown(text)
                ),
                notes,
            ),
        }
    }

    fn expression(&self, name: &str, source: &str, notes: &mut Notes) -> Option<Expr> {
        // "yes" and "no" stand for what is always and never true.
        let mut source = match is_yes(source) {
            Some(true) => "true()".to_owned(),
            Some(false) => "false()".to_owned(),
            None => source.to_owned(),
        };
        while let Some(at) = source.find("${last-saved#") {
            let end = source[at..]
                .find('}')
                .map_or(source.len(), |end| at + end + 1);
            source.replace_range(at..end, "''");
            self.warning(name, "the last answer (${last-saved#…}) is out of reach once it is sealed; it counts as empty", notes);
        }
        // What is refused in the end must not fill the memory before.
        notes.written += source.len();
        if notes.written > MAX_EXPRS {
            if notes.said.insert("expressions") {
                self.error(name, "the expressions down to this one have more than 768 KiB; shorten them, or make two forms of it", notes);
            }
            return None;
        }
        Expr::parse(&source)
            .map_err(|problem| self.error(name, problem.to_string(), notes))
            .ok()
    }
}

/// The list that a file gives: its name without its ending.
pub(super) fn list_of(file: &str) -> String {
    file.rsplit_once('.')
        .map_or(file, |(list, _)| list)
        .to_owned()
}

/// Whether a default is worked out: its expression, or an error where it is the last answer alone.
fn worked_out(text: &str) -> Option<Result<String, ()>> {
    if text.starts_with("${last-saved#") && text.matches("${").count() == 1 && text.ends_with('}') {
        return Some(Err(()));
    }
    let calls = text.contains('(') && Expr::parse(text).is_ok();
    (calls || text.contains("${")).then(|| Ok(text.to_owned()))
}

/// The value that a default is for a question. `None` if it is none.
fn default_value(kind: &QuestionKind, text: &str) -> Option<Value> {
    let day = |text: &str| Day::parse(text.get(..10)?).map(|day| day.to_string());
    Some(match kind {
        QuestionKind::Integer => Value::Integer(i64::from(text.parse::<i32>().ok()?)),
        QuestionKind::Decimal | QuestionKind::Range { .. } => match text.parse::<i64>() {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Decimal(text.parse::<f64>().ok()?.try_into().ok()?),
        },
        QuestionKind::SelectMultiple { .. } | QuestionKind::Rank { .. } => {
            Value::Choices(text.split_whitespace().map(str::to_owned).collect())
        }
        QuestionKind::Date => Value::Text(day(text)?),
        QuestionKind::DateTime => {
            let text = text.replacen(' ', "T", 1);
            Instant::parse(&text)?;
            Value::Text(text)
        }
        QuestionKind::Media { .. } => return None,
        _ => Value::Text(text.to_owned()),
    })
}

/// The question for what "other" is.
fn specify(item: &Item) -> Item {
    let mut specify = Item::new(format!("{}_other", item.name), QuestionKind::Text);
    specify.inside.clone_from(&item.inside);
    let languages = item.label.keys().chain(item.hint.keys());
    specify.label = languages
        .map(|tag| (tag.clone(), "Specify other.".to_owned()))
        .collect::<Labels>();
    if specify.label.is_empty() {
        specify
            .label
            .insert("en".to_owned(), "Specify other.".to_owned());
    }
    let relevant = Expr::parse(&format!("selected(../{}, 'other')", item.local_name()));
    specify.relevant = relevant.ok();
    specify
}
