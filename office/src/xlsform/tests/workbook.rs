//! Workbooks made for a test.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A sheet: its name and rows of cells.
pub type Rows<'a> = (&'a str, &'a [&'a [&'a str]]);

/// A workbook of texts.
pub fn book(sheets: &[Rows<'_>]) -> Vec<u8> {
    let sheets: Vec<(&str, String)> = sheets
        .iter()
        .map(|(name, rows)| {
            let rows: String = rows
                .iter()
                .enumerate()
                .map(|(n, row)| xml_row(n + 1, row))
                .collect();
            (*name, rows)
        })
        .collect();
    raw(&sheets, "")
}

fn xml_row(number: usize, cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .map(|(n, text)| {
            let column = super::super::sheet::column_name(n as u32);
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        })
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

/// A workbook of sheets whose rows are given as XML, and of shared texts given so too.
pub fn raw(sheets: &[(&str, String)], shared: &str) -> Vec<u8> {
    let numbered = || {
        sheets
            .iter()
            .enumerate()
            .map(|(n, (name, rows))| (n + 1, *name, rows))
    };
    let names: String = numbered()
        .map(|(n, name, _)| format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"))
        .collect();
    let links: String = numbered()
        .map(|(n, ..)| format!("<Relationship Id=\"r{n}\" Type=\"{DOCUMENT}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))
        .collect();
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{RELATIONSHIPS}\"><Relationship Id=\"r1\" Type=\"{DOCUMENT}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets>{names}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{RELATIONSHIPS}\">{links}<Relationship Id=\"s\" Type=\"{DOCUMENT}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/sharedStrings.xml".to_owned(),
            format!("<sst xmlns=\"{MAIN}\">{shared}</sst>"),
        ),
    ];
    parts.extend(numbered().map(|(n, _, rows)| {
        (
            format!("xl/worksheets/sheet{n}.xml"),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        )
    }));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
