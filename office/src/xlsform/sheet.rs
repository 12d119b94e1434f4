//! A workbook's sheets as texts by cell, with bounds.

use std::{collections::BTreeMap, fmt, io::Cursor};

use calamine::{DataRef, Reader, Xlsx};

/// The most bytes of a workbook.
pub const MAX_WORKBOOK: usize = 8 * 1024 * 1024;
/// The most rows and columns of a sheet. Formatted but empty cells do not count.
const MAX_ROWS: u32 = 20_000;
const MAX_COLUMNS: u32 = 200;

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

/// One sheet: rows of texts under the headers of its first row.
pub(super) struct Sheet {
    name: String,
    /// The headers by column, as they are written.
    headers: BTreeMap<u32, String>,
    /// The texts that are not empty, by row and column, without the header row.
    cells: BTreeMap<(u32, u32), String>,
}

/// One row of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    sheet: &'a Sheet,
    row: u32,
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

    /// Whether anything stands below the header of a column.
    pub fn is_used(&self, column: u32) -> bool {
        self.cells.keys().any(|(_, c)| *c == column)
    }

    /// A note about the header of a column.
    pub fn note_header(&self, column: u32, message: impl Into<String>) -> CellNote {
        self.note(0, column, message)
    }

    /// A note about the sheet.
    pub fn note_sheet(&self, message: impl Into<String>) -> CellNote {
        CellNote {
            sheet: self.name.clone(),
            cell: String::new(),
            message: message.into(),
        }
    }

    fn note(&self, row: u32, column: u32, message: impl Into<String>) -> CellNote {
        CellNote {
            sheet: self.name.clone(),
            cell: format!("{}{}", column_name(column), row + 1),
            message: message.into(),
        }
    }
}

impl<'a> Row<'a> {
    /// The text of a column, empty if there is none.
    pub fn text(&self, column: Option<u32>) -> &'a str {
        column
            .and_then(|column| self.sheet.cells.get(&(self.row, column)))
            .map_or("", String::as_str)
    }

    /// A note about the cell of a column, or about the row's first if there is no such column.
    pub fn note(&self, column: Option<u32>, message: impl Into<String>) -> CellNote {
        self.sheet.note(self.row, column.unwrap_or(0), message)
    }
}

/// Reads the sheets of these names; those that are not there are `None`.
pub(super) fn read<const N: usize>(
    workbook: &[u8],
    names: [&str; N],
) -> Result<[Option<Sheet>; N], CellNote> {
    let whole = |message: &str| CellNote {
        sheet: "workbook".into(),
        cell: String::new(),
        message: message.into(),
    };
    if workbook.len() > MAX_WORKBOOK {
        return Err(whole("it is larger than 8 MiB"));
    }
    let mut xlsx = Xlsx::new(Cursor::new(workbook)).map_err(|_| {
        whole("it is not an .xlsx file; save the spreadsheet as Excel workbook (.xlsx)")
    })?;
    let present = xlsx.sheet_names();
    let mut sheets = [const { None }; N];
    for (sheet, name) in sheets.iter_mut().zip(names) {
        if let Some(there) = present
            .iter()
            .find(|there| there.trim().eq_ignore_ascii_case(name))
        {
            *sheet = Some(read_sheet(&mut xlsx, there, name)?);
        }
    }
    Ok(sheets)
}

fn read_sheet(xlsx: &mut Xlsx<Cursor<&[u8]>>, there: &str, name: &str) -> Result<Sheet, CellNote> {
    let mut sheet = Sheet {
        name: name.to_owned(),
        headers: BTreeMap::new(),
        cells: BTreeMap::new(),
    };
    let damaged =
        |sheet: &Sheet| sheet.note_sheet("the sheet cannot be read; save the workbook again");
    // Cell by cell: a sheet whose only cell is in the last corner must not take the memory of all.
    let mut reader = xlsx
        .worksheet_cells_reader(there)
        .map_err(|_| damaged(&sheet))?;
    while let Some(cell) = reader.next_cell().map_err(|_| damaged(&sheet))? {
        let (row, column) = cell.get_position();
        let text = match text(cell.get_value()) {
            Ok(text) if text.is_empty() => continue,
            Ok(text) => text,
            Err(message) => return Err(sheet.note(row, column, message)),
        };
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(sheet.note(
                row,
                column,
                "the sheet is too large: at most 20000 rows and 200 columns",
            ));
        }
        if row == 0 {
            sheet.headers.insert(column, text);
        } else {
            sheet.cells.insert((row, column), text);
        }
    }
    Ok(sheet)
}

/// A cell's text without the spaces around it; hard spaces count as spaces, whole numbers stay whole.
fn text(value: &DataRef<'_>) -> Result<String, &'static str> {
    let text = match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(boolean) => boolean.to_string(),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => {
            return Err("this cell is formatted as a date or time; format it as text");
        }
        DataRef::Error(_) => {
            return Err("this cell shows an error of the spreadsheet; mend its formula");
        }
    };
    Ok(text.replace('\u{a0}', " ").trim().to_owned())
}

/// `A` for 0, `Z` for 25, `AA` for 26.
fn column_name(column: u32) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).expect("a remainder of 26"));
    match column / 26 {
        0 => last.to_string(),
        more => column_name(more - 1) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::column_name;

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
}
