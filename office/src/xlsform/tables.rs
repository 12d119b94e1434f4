//! Tables in files beside a workbook (`towns.csv`), and lists in its sheets.

use std::collections::BTreeMap;

use pocketcard::form::{Choice, Labels};

use super::sheet::clean;

/// The most bytes of a table.
const MAX_TABLE: usize = 8 * 1024 * 1024;

/// Reads a table: its first line names the columns. `value` and `label` name the columns of what is stored
/// and of what people read.
///
/// # Errors
/// What is wrong with it, for the form's author.
pub(super) fn read(
    file: &[u8],
    value: &str,
    label: &str,
    language: &str,
) -> Result<Vec<Choice>, &'static str> {
    const DAMAGED: &str = "is no table of comma-separated values in UTF-8; save it as CSV UTF-8";
    if file.len() > MAX_TABLE {
        return Err("is larger than 8 MiB; shorten it");
    }
    let text = std::str::from_utf8(file).map_err(|_| DAMAGED)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(DAMAGED);
    }
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers: Vec<String> = reader
        .headers()
        .map_err(|_| DAMAGED)?
        .iter()
        .map(clean)
        .collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| DAMAGED)?;
        if rows.len() > pocketcard::form::MAX_CHOICES {
            return Err("has more than 20000 rows; shorten it");
        }
        let cells = headers
            .iter()
            .zip(&record)
            .map(|(header, cell)| (header.clone(), clean(cell)));
        let mut columns: BTreeMap<String, String> = cells
            .filter(|(header, cell)| !header.is_empty() && !cell.is_empty())
            .collect();
        if columns.is_empty() {
            continue;
        }
        let labels = columns.iter().filter_map(|(header, text)| {
            let rest = header.strip_prefix(label)?;
            match rest.strip_prefix("::") {
                _ if rest.is_empty() => Some((language.to_owned(), text.clone())),
                Some(named) => Some((
                    super::languages::Languages::default().tag(named),
                    text.clone(),
                )),
                None => None,
            }
        });
        let labels: Labels = labels.collect();
        // A table that is only looked up in needs no names.
        let name = columns
            .get(value)
            .cloned()
            .unwrap_or_else(|| (rows.len() + 1).to_string());
        columns.retain(|header, _| header != "name" || value != "name");
        columns.retain(|header, _| header != "label" || label != "label");
        rows.push(Choice {
            name,
            label: labels,
            columns,
        });
    }
    Ok(rows)
}
