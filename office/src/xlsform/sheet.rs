//! A workbook's sheets as texts by cell, with bounds. What the form does not use may be as it likes.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    io::Cursor,
};

use calamine::{Data, DataRef, Reader, Xls, Xlsx};

use super::archive;

/// The most bytes of a workbook.
pub const MAX_WORKBOOK: usize = 8 * 1024 * 1024;
/// The most cells of a sheet, and the most bytes of their texts. Formatted but empty cells do not count.
const MAX_CELLS: usize = 500_000;
const MAX_TEXTS: usize = 24 * 1024 * 1024;
/// The most bytes of one cell: as many as Excel's 32,767 characters can have.
const MAX_CELL: usize = 4 * 32_767;
/// A sheet ends after this number of empty rows: what stands farther down belongs to nobody.
const MAX_GAP: u32 = 60;

/// Something about one cell of the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellNote {
    /// Name of the sheet.
    pub sheet: String,
    /// The cell as spreadsheets name it, `F12`; empty where the whole sheet is meant.
    pub cell: String,
    /// What is to be said.
    pub message: String,
}

impl fmt::Display for CellNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = if self.cell.is_empty() { "" } else { "!" };
        write!(f, "{}{between}{}: {}", self.sheet, self.cell, self.message)
    }
}

impl CellNote {
    /// About something as a whole.
    pub(super) fn whole(what: &str, message: impl Into<String>) -> Self {
        Self {
            sheet: what.to_owned(),
            cell: String::new(),
            message: message.into(),
        }
    }
}

/// One sheet: rows of texts under the headers of its first row.
#[derive(Debug)]
pub(super) struct Sheet {
    name: String,
    /// The headers by column, as they are written.
    headers: BTreeMap<u32, String>,
    /// The texts that are not empty, by row and column, without the header row.
    cells: BTreeMap<(u32, u32), String>,
    /// Cells that cannot be read, and why.
    bad: BTreeMap<(u32, u32), &'static str>,
    /// The row from which on the sheet was left out.
    pub left_out: Option<u32>,
    /// For rows that were written out: the rows of the workbook that they come from.
    origins: Vec<u32>,
}

/// A row by itself: its number in the workbook, from 0, and the texts that are not empty.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub number: u32,
    pub cells: BTreeMap<u32, String>,
}

/// One row of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    sheet: &'a Sheet,
    /// Its number, from 0.
    pub row: u32,
}

impl Sheet {
    /// The headers with their columns.
    pub fn headers(&self) -> impl Iterator<Item = (u32, &str)> {
        self.headers
            .iter()
            .map(|(column, header)| (*column, header.as_str()))
    }

    /// The rows that are not empty, top down.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut last = None;
        self.cells.keys().filter_map(move |(row, _)| {
            let new = last != Some(*row);
            last = Some(*row);
            new.then_some(Row {
                sheet: self,
                row: *row,
            })
        })
    }

    /// The rows, each by itself.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for ((row, column), text) in &self.cells {
            if lines.last().is_none_or(|line| line.number != *row) {
                lines.push(Line {
                    number: *row,
                    cells: BTreeMap::new(),
                });
            }
            if let Some(line) = lines.last_mut() {
                line.cells.insert(*column, text.clone());
            }
        }
        lines
    }

    /// The sheet with other rows.
    pub fn with_lines(mut self, lines: Vec<Line>) -> Self {
        self.origins = lines.iter().map(|line| line.number).collect();
        let numbered = lines.into_iter().zip(0..);
        let cells = numbered.flat_map(|(line, row)| {
            let cells = line.cells.into_iter();
            cells.map(move |(column, text)| ((row, column), text))
        });
        self.cells = cells.collect();
        self
    }

    /// The row of the workbook that a row comes from.
    fn origin(&self, row: u32) -> u32 {
        let origin = usize::try_from(row)
            .ok()
            .and_then(|row| self.origins.get(row));
        origin.copied().unwrap_or(row)
    }

    /// The row of this number, from 0.
    pub fn row(&self, row: u32) -> Row<'_> {
        Row { sheet: self, row }
    }

    /// The first column that has one of these names; else the first.
    pub fn column_named(&self, names: &[&str]) -> u32 {
        let named = self
            .headers()
            .find(|(_, header)| names.contains(&header.to_lowercase().as_str()));
        named.map_or(0, |(column, _)| column)
    }

    /// Whether anything stands below the header of a column.
    pub fn is_used(&self, column: u32) -> bool {
        self.cells.keys().any(|(_, c)| *c == column)
    }

    /// Notes about the cells of a column that cannot be read.
    pub fn bad_cells(&self, column: u32) -> impl Iterator<Item = CellNote> {
        let bad = self.bad.iter().filter(move |((_, c), _)| *c == column);
        bad.map(|((row, column), message)| self.note(*row, *column, *message))
    }

    /// A note about the header of a column.
    pub fn note_header(&self, column: u32, message: impl Into<String>) -> CellNote {
        self.note(0, column, message)
    }

    /// A note about the sheet.
    pub fn note_sheet(&self, message: impl Into<String>) -> CellNote {
        CellNote::whole(&self.name, message)
    }

    fn note(&self, row: u32, column: u32, message: impl Into<String>) -> CellNote {
        CellNote {
            sheet: self.name.clone(),
            cell: format!("{}{}", column_name(column), row + 1),
            message: message.into(),
        }
    }

    /// Adds cells in any order, until they are too many.
    fn fill(
        &mut self,
        cells: impl Iterator<Item = Result<Cell, CellNote>>,
    ) -> Result<(), CellNote> {
        let mut texts = 0;
        for cell in cells {
            let (row, column, read) = cell?;
            let text = match read {
                Ok(text) => text,
                Err(message) => {
                    self.bad.insert((row, column), message);
                    continue;
                }
            };
            if text.is_empty() {
                continue;
            }
            texts += text.len();
            if self.cells.len() >= MAX_CELLS || texts > MAX_TEXTS {
                return Err(self.note(
                    row,
                    column,
                    "the sheet has more than 500000 cells or 24 MiB of text; delete what does not belong to the form",
                ));
            }
            if row == 0 {
                self.headers.insert(column, text);
            } else {
                self.cells.insert((row, column), text);
            }
        }
        // What has no header is nobody's, and what stands far below the rest as well.
        let headers = &self.headers;
        self.cells
            .retain(|(_, column), _| headers.contains_key(column));
        let rows: BTreeSet<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        let mut last = 0;
        for row in rows {
            if row - last > MAX_GAP + 1 {
                self.left_out = Some(row);
                self.cells.retain(|(r, _), _| *r < row);
                self.bad.retain(|(r, _), _| *r < row);
                break;
            }
            last = row;
        }
        Ok(())
    }
}

/// A cell's place, and its text or why it has none.
type Cell = (u32, u32, Result<String, &'static str>);

impl<'a> Row<'a> {
    /// The text of a column, empty if there is none.
    pub fn text(&self, column: Option<u32>) -> &'a str {
        column
            .and_then(|column| self.sheet.cells.get(&(self.row, column)))
            .map_or("", String::as_str)
    }

    /// Its number in the workbook, from 1.
    pub fn number(&self) -> u32 {
        self.sheet.origin(self.row) + 1
    }

    /// A note about the cell of a column, or about the row's first if there is no such column.
    pub fn note(&self, column: Option<u32>, message: impl Into<String>) -> CellNote {
        let row = self.sheet.origin(self.row);
        self.sheet.note(row, column.unwrap_or(0), message)
    }
}

/// Reads the sheets of these names; those that are not there are `None`. A workbook of one sheet is its
/// survey.
pub(super) fn read<const N: usize>(
    workbook: &[u8],
    names: [&str; N],
) -> Result<[Option<Sheet>; N], CellNote> {
    let whole = |message: &str| CellNote::whole("workbook", message);
    const NEITHER: &str =
        "it is neither an .xlsx nor an .xls file; save the spreadsheet as Excel workbook (.xlsx)";
    if workbook.len() > MAX_WORKBOOK {
        return Err(whole(
            "it is larger than 8 MiB; delete pictures, and the sheets that do not belong to the form",
        ));
    }
    let mut book = if workbook.starts_with(&super::old::MAGIC) {
        super::old::check(workbook).map_err(whole)?;
        Book::Old(Xls::new(Cursor::new(workbook)).map_err(|_| {
            whole("it cannot be read: it is damaged or has a password; save it again as Excel workbook (.xlsx)")
        })?)
    } else if workbook.starts_with(b"PK") {
        archive::check(workbook).map_err(whole)?;
        Book::New(Xlsx::new(Cursor::new(workbook)).map_err(|_| whole(NEITHER))?)
    } else {
        return Err(whole(NEITHER));
    };
    let present = book.names();
    let mut sheets = [const { None }; N];
    for (sheet, name) in sheets.iter_mut().zip(names) {
        let found = present
            .iter()
            .find(|there| there.trim().eq_ignore_ascii_case(name))
            .or_else(|| {
                present
                    .first()
                    .filter(|_| name == names[0] && present.len() == 1)
            });
        if let Some(there) = found {
            *sheet = Some(book.sheet(there, name)?);
        }
    }
    Ok(sheets)
}

/// A workbook of either format.
enum Book<'a> {
    New(Xlsx<Cursor<&'a [u8]>>),
    Old(Xls<Cursor<&'a [u8]>>),
}

impl Book<'_> {
    fn names(&self) -> Vec<String> {
        match self {
            Self::New(xlsx) => xlsx.sheet_names(),
            Self::Old(xls) => xls.sheet_names(),
        }
    }

    fn sheet(&mut self, there: &str, name: &str) -> Result<Sheet, CellNote> {
        let mut sheet = Sheet {
            name: name.to_owned(),
            headers: BTreeMap::new(),
            cells: BTreeMap::new(),
            bad: BTreeMap::new(),
            left_out: None,
            origins: Vec::new(),
        };
        let damaged = || CellNote::whole(name, "the sheet cannot be read; save the workbook again");
        match self {
            Self::New(xlsx) => {
                // Cell by cell: a sheet whose only cell is in the last corner must not take the memory of all.
                let mut reader = xlsx.worksheet_cells_reader(there).map_err(|_| damaged())?;
                let cells = std::iter::from_fn(|| match reader.next_cell() {
                    Ok(cell) => cell.map(|cell| {
                        let (row, column) = cell.get_position();
                        Ok((row, column, text(cell.get_value())))
                    }),
                    Err(_) => Some(Err(damaged())),
                });
                sheet.fill(cells)?;
            }
            Self::Old(xls) => {
                let range = xls.worksheet_range(there).map_err(|_| damaged())?;
                let (top, left) = range.start().unwrap_or_default();
                let cells = range.used_cells().map(|(row, column, value)| {
                    let (row, column) = (top + row as u32, left + column as u32);
                    Ok((row, column, text(&as_ref(value))))
                });
                sheet.fill(cells)?;
            }
        }
        Ok(sheet)
    }
}

fn as_ref(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(boolean) => DataRef::Bool(*boolean),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// A cell's text as pyxform takes it: without the spaces around it, runs of spaces as one, hard spaces
/// and tabs as spaces, quotation marks straight, whole numbers whole. Marks that show nothing and mean
/// nothing to a form are left out.
fn text(value: &DataRef<'_>) -> Result<String, &'static str> {
    let text = match value {
        DataRef::Empty => return Ok(String::new()),
        DataRef::String(text) => text.as_str(),
        DataRef::SharedString(text) => text,
        DataRef::Int(number) => return Ok(number.to_string()),
        DataRef::Float(number) => return Ok(number.to_string()),
        DataRef::Bool(boolean) => return Ok(if *boolean { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(date) => return Ok(date_text(date)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => return Ok(text.clone()),
        DataRef::Error(_) => {
            return Err(
                "this cell shows an error of the spreadsheet (#N/A, #REF! …); mend its formula",
            );
        }
    };
    if text.len() > MAX_CELL {
        return Err("this cell is longer than 131,068 bytes; shorten it");
    }
    if text.contains('\0') {
        return Err("this cell has a NUL character; type its text again");
    }
    Ok(clean(text))
}

/// A text of a form, from a spreadsheet or from a table beside it.
pub(super) fn clean(text: &str) -> String {
    let text = text.replace("_x000D_", "").replace("\r\n", "\n");
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A soft hyphen, spaces without width, a byte order mark; old embeddings, which the text's own
            // letters make needless.
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{202a}'..='\u{202c}' | '\u{2060}' => {}
            '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => clean.push('\n'),
            '\t' | '\u{a0}' | ' ' => {
                if !clean.ends_with(' ') {
                    clean.push(' ');
                }
            }
            '\u{2018}' | '\u{2019}' => clean.push('\''),
            '\u{201c}' | '\u{201d}' => clean.push('"'),
            other => clean.push(other),
        }
    }
    clean.trim().to_owned()
}

/// A date of the spreadsheet as pyxform writes it: `2023-01-02 00:00:00`, a time alone as `13:45:00`.
fn date_text(date: &calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    if date.as_f64() < 1.0 {
        format!("{hour:02}:{minute:02}:{second:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// `A` for 0, `Z` for 25, `AA` for 26.
pub(super) fn column_name(column: u32) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).expect("a remainder of 26"));
    match column / 26 {
        0 => last.to_string(),
        more => column_name(more - 1) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_spreadsheets() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(column_name(column), name);
        }
    }

    #[test]
    fn texts_are_cleaned_as_pyxform_does() {
        for (text, cleaned) in [
            ("  a   b ", "a b"),
            ("a\tb\u{a0}\u{a0}c", "a b c"),
            ("a_x000D_\nb\r\nc\rd\u{2028}e", "a\nb\nc\nd\ne"),
            ("\u{feff}so\u{ad}ft", "soft"),
            ("\u{202b}نص\u{202c}", "نص"),
            ("\u{2018}a\u{2019} = \u{201c}b\u{201d}", "'a' = \"b\""),
            ("ក\u{200b}ខ می\u{200c}خ", "កខ می\u{200c}خ"),
            ("a\n\nb", "a\n\nb"),
        ] {
            assert_eq!(clean(text), cleaned, "{text:?}");
        }
    }
}
