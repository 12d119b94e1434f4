//! What leaves a desk by others' standards.

use std::path::Path;

use pocketcard::{base::Id, host::Moment};
use pocketcard_office::{
    desk::Desk,
    figures::{Rule, Zeros},
    standards::ctdc::file,
};
use pocketcard_terminal::{Output, Refusal, count, make_private, write_file};
use serde_json::json;

use super::people::ALONE;
use crate::arguments::Ctdc;

/// Writes a case for the service that the person agreed to have told.
pub fn htcds(desk: &mut Desk, record: Id, out: &Path, now: Moment) -> Result<Output, Refusal> {
    let export = desk.htcds(record, now)?;
    let workbook = (export.case.workbook()).map_err(|_| "the workbook does not fit in memory")?;
    make_private(out)?;
    let (table, book) = (out.join("htcds.csv"), out.join("htcds.xlsx"));
    write_file(&table, |file| {
        Ok(file.write_all(export.case.csv().as_bytes())?)
    })?;
    write_file(&book, |file| Ok(file.write_all(&workbook)?))?;
    let mut text = vec![
        format!(
            "{} and {} say the same by HTCDS 2.0, for the service that the person agreed to and nobody else.",
            table.display(),
            book.display()
        ),
        "Neither has the person's code: the service knows the person by the card.".to_owned(),
    ];
    text.extend(export.alone.then(|| ALONE.to_owned()));
    Ok(Output::done(
        text,
        json!({ "csv": table, "workbook": book, "alone": export.alone }),
    ))
}

/// Writes a row for each person who agreed to be counted.
pub fn ctdc(desk: &mut Desk, asked: &Ctdc, now: Moment) -> Result<Output, Refusal> {
    let threshold = Rule::new(asked.threshold, Zeros::Unsafe)?.threshold();
    let transfer = desk.ctdc(threshold, now)?;
    let rows = &transfer.rows;
    let text = file(rows, asked.codebook.into());
    write_file(&asked.out, |file| Ok(file.write_all(text.as_bytes())?))?;
    let mut text = vec![
        format!(
            "{} has {}. {} left empty, and {} left out, so that nobody stands out among fewer than {threshold}.",
            asked.out.display(),
            count(rows.rows.len() as u64, "row", "rows"),
            count(rows.blanked as u64, "cell was", "cells were"),
            count(rows.left_out as u64, "row was", "rows were"),
        ),
        "It is for whom your agreement names, and not to be published: somebody who knows that a person is in it may \
         still learn what all who are alike have in common."
            .to_owned(),
    ];
    text.extend(transfer.alone.then(|| ALONE.to_owned()));
    Ok(Output::done(
        text,
        json!({
            "out": asked.out, "rows": rows.rows.len(), "blanked": rows.blanked, "left_out": rows.left_out,
            "alone": transfer.alone,
        }),
    ))
}
