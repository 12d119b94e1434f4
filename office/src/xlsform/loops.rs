//! `begin loop over LIST`: the rows inside it, once for each choice of the list, as pyxform writes them out.

use std::collections::BTreeMap;

use pocketcard::form::Labels;

use super::{
    Notes,
    columns::{CHOICES, Columns, SURVEY},
    languages::Languages,
    sheet::{Line, Sheet},
    shown,
};

/// The most rows that loops may make.
const MAX_ROWS: usize = 20_000;

/// The survey with its loops written out. Notes about a row that a loop made name the row of the workbook.
pub(super) fn written_out(
    sheet: Sheet,
    choices: Option<&Sheet>,
    language: &str,
    languages: &mut Languages,
    notes: &mut Notes,
) -> Sheet {
    let columns = Columns::read(&sheet, &SURVEY, language, languages, &mut Notes::default());
    let (Some(kind), Some(name)) = (columns.column("type"), columns.column("name")) else {
        return sheet;
    };
    if !sheet
        .rows()
        .any(|row| begins(row.text(Some(kind))).is_some())
    {
        return sheet;
    }
    let lines = sheet.lines();
    let mut loops = Loops {
        sheet: &sheet,
        columns: &columns,
        kind,
        name,
        choices: choices.map(|sheet| {
            let notes = &mut Notes::default();
            (
                sheet,
                Columns::read(sheet, &CHOICES, language, languages, notes),
            )
        }),
        made: Vec::new(),
        errors: Vec::new(),
    };
    loops.write_out(&lines);
    let (made, errors) = (loops.made, loops.errors);
    notes.errors.extend(errors);
    sheet.with_lines(made)
}

/// The list that a loop goes over, if the cell begins one.
fn begins(cell: &str) -> Option<String> {
    let words: Vec<&str> = cell.split([' ', '_']).collect();
    match words.as_slice() {
        [begin, word, rest @ ..]
            if begin.eq_ignore_ascii_case("begin") && word.eq_ignore_ascii_case("loop") =>
        {
            // The list's own name keeps its spelling.
            let list = cell.split_whitespace().last().unwrap_or_default();
            let named = rest.iter().any(|word| !word.eq_ignore_ascii_case("over"));
            Some(if named {
                list.to_owned()
            } else {
                String::new()
            })
        }
        _ => None,
    }
}

fn ends(cell: &str) -> bool {
    let cell = cell.to_lowercase().replace('_', " ");
    cell.split_whitespace().eq(["end", "loop"])
}

/// One choice: what stands for `%(name)s`, and for `%(label)s` in each language.
struct Turn {
    name: String,
    labels: Labels,
    /// All columns of its row, by their headers.
    columns: Vec<(String, String)>,
}

impl Turn {
    fn label(&self, language: &str) -> Option<&str> {
        let label = self
            .labels
            .get(language)
            .or_else(|| self.labels.values().next());
        label.map(String::as_str)
    }

    /// A text with what the choice says in place of `%(…)s`.
    fn fill(&self, text: &str, language: Option<&str>) -> String {
        let mut filled = text.replace("%(name)s", &self.name);
        if let Some(label) = self.label(language.unwrap_or_default()) {
            filled = filled.replace("%(label)s", label);
        }
        for (header, value) in &self.columns {
            filled = filled.replace(&format!("%({header})s"), value);
        }
        filled
    }
}

struct Loops<'a> {
    sheet: &'a Sheet,
    columns: &'a Columns,
    kind: u32,
    name: u32,
    choices: Option<(&'a Sheet, Columns)>,
    made: Vec<Line>,
    errors: Vec<super::CellNote>,
}

impl Loops<'_> {
    fn cell<'l>(&self, line: &'l Line) -> &'l str {
        line.cells.get(&self.kind).map_or("", String::as_str)
    }

    fn error(&mut self, line: &Line, message: impl Into<String>) {
        let row = self.sheet.row(line.number);
        self.errors.push(row.note(Some(self.kind), message));
    }

    fn write_out(&mut self, lines: &[Line]) {
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            at += 1;
            let Some(list) = begins(self.cell(line)) else {
                if ends(self.cell(line)) {
                    self.error(line, "this ends something else than what was begun last; end that first, or delete this row");
                } else {
                    self.made.push(line.clone());
                }
                continue;
            };
            let Some(length) = self.length(&lines[at..]) else {
                self.error(line, "this loop is never ended; add a row end_loop");
                return;
            };
            let inside = &lines[at..at + length];
            let end = &lines[at + length];
            at += length + 1;
            self.one(line, &list, inside, end);
            if self.made.len() > MAX_ROWS {
                self.error(
                    line,
                    "the loops make more than 20000 rows; shorten their lists",
                );
                return;
            }
        }
    }

    /// How many rows stand before the end of the loop that has begun.
    fn length(&self, lines: &[Line]) -> Option<usize> {
        let mut open = 1;
        lines.iter().position(|line| {
            let cell = self.cell(line);
            open += i32::from(begins(cell).is_some()) - i32::from(ends(cell));
            open == 0
        })
    }

    fn one(&mut self, begin: &Line, list: &str, inside: &[Line], end: &Line) {
        let turns = self.turns(list);
        if turns.is_empty() {
            let message = match list {
                "" => "no list to go over is named; write it, as in \"begin loop over towns\""
                    .to_owned(),
                list => format!(
                    "there is no list {} of choices to go over; write it into the sheet choices",
                    shown(list)
                ),
            };
            self.error(begin, message);
            return;
        }
        let mut outer = begin.clone();
        outer.cells.insert(self.kind, "begin_group".to_owned());
        self.made.push(outer);
        let ended = Line {
            number: end.number,
            cells: BTreeMap::from([(self.kind, "end_group".to_owned())]),
        };
        for turn in &turns {
            let mut group = Line {
                number: begin.number,
                cells: BTreeMap::from([
                    (self.kind, "begin_group".to_owned()),
                    (self.name, turn.name.clone()),
                ]),
            };
            for (language, column) in self.columns.languages("label") {
                if let Some(label) = turn.label(language) {
                    group.cells.insert(column, label.to_owned());
                }
            }
            self.made.push(group);
            let replaced: Vec<Line> = inside
                .iter()
                .map(|line| self.replaced(line, turn))
                .collect();
            self.write_out(&replaced);
            self.made.push(ended.clone());
            if self.made.len() > MAX_ROWS {
                return;
            }
        }
        self.made.push(ended);
    }

    /// The choices of a list. pyxform leaves out one that is named `none`.
    fn turns(&self, list: &str) -> Vec<Turn> {
        let Some((sheet, columns)) = &self.choices else {
            return Vec::new();
        };
        let (list_column, name) = (columns.column("list_name"), columns.column("name"));
        let rows = sheet
            .rows()
            .filter(|row| !list.is_empty() && row.text(list_column) == list);
        let named = rows.filter(|row| !matches!(row.text(name), "" | "none"));
        named
            .map(|row| Turn {
                name: row.text(name).to_owned(),
                labels: columns.labels("label", row, &mut Notes::default()),
                columns: sheet
                    .headers()
                    .map(|(column, header)| (header.to_owned(), row.text(Some(column)).to_owned()))
                    .collect(),
            })
            .collect()
    }

    /// A row as it stands in one turn.
    fn replaced(&self, line: &Line, turn: &Turn) -> Line {
        let language = |column: u32| {
            let all = ["label", "hint", "constraint_message", "required_message"];
            let mut languages = all
                .into_iter()
                .flat_map(|name| self.columns.languages(name));
            languages
                .find(|(_, at)| *at == column)
                .map(|(language, _)| language)
        };
        let cells = line.cells.iter().map(|(column, text)| {
            let text = if text.contains("%(") {
                turn.fill(text, language(*column))
            } else {
                text.clone()
            };
            (*column, text)
        });
        Line {
            number: line.number,
            cells: cells.collect(),
        }
    }
}
