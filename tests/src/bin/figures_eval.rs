//! Protects tables, for the comparison with τ-ARGUS and the check of HXL in `tests/figures`.
//!
//! Reads `{"sizes": [4, 3], "counts": [...], "threshold": 10, "zeros": "published"}`, one such object a line, and
//! writes for each a line: the counts of all cells, the lines that they add up in, what became of each cell, what an
//! attacker knows of it, and the files of the release.

use std::io::{self, BufRead, Write};

use pocketcard_office::figures::{Dimension, Rule, Table, Zeros, hxl, intervals, protect};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Request {
    sizes: Vec<usize>,
    counts: Vec<u64>,
    threshold: u32,
    zeros: String,
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let request: Request = serde_json::from_str(&line?)?;
        writeln!(out, "{}", answer(&request).map_err(io::Error::other)?)?;
    }
    Ok(())
}

fn answer(request: &Request) -> Result<Value, pocketcard_office::figures::Error> {
    let dimensions = (request.sizes.iter().enumerate())
        .map(|(at, size)| Dimension {
            name: format!("dimension {at}"),
            labels: (0..*size).map(|label| format!("label {label}")).collect(),
        })
        .collect();
    let table = Table::new(dimensions, &request.counts)?;
    let zeros = match request.zeros.as_str() {
        "published" => Zeros::Published,
        _ => Zeros::Unsafe,
    };
    let protected = protect(&table, Rule::new(request.threshold, zeros)?)?;
    let lines = table.lines().iter();
    let release = hxl::Release {
        id: "2026-10-by-site".into(),
        from: "2026-10-01".into(),
        to: "2026-10-31".into(),
        basis: "Those who agreed to be counted.".into(),
    };
    Ok(json!({
        "counts": table.cells().map(|cell| table.count(cell)).collect::<Vec<_>>(),
        "lines": lines.map(|line| json!([line.total, line.parts])).collect::<Vec<_>>(),
        "statuses": table.cells().map(|cell| protected.status(cell)).collect::<Vec<_>>(),
        "intervals": intervals(&table, &protected.suppressed(), None)?,
        "hxl": hxl::table(&protected, &release),
        "schema": hxl::schema(&protected),
    }))
}
