//! One row a person for the Counter-Trafficking Data Collaborative, with k-anonymity.

use super::{
    Facts, Protected,
    anonymity::{self, Cells},
    mapping,
};
use crate::figures::{FLOOR, hxl::csv};

/// A version of the codebook: what its columns are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Codebook {
    /// Version 2, of 2024.
    #[default]
    V2024,
    /// As a file of 2025 seems to call them.
    V2025,
}

impl Codebook {
    fn year(self) -> &'static str {
        match self {
            Self::V2024 => "2024",
            Self::V2025 => "2025",
        }
    }

    /// The names of its columns.
    pub fn header(self) -> Vec<String> {
        let mapping = mapping::ctdc();
        let renamed = mapping.renamed.get(self.year());
        let names = mapping.columns.iter().map(|column| {
            let other = renamed.and_then(|it| it.get(&column.name));
            other.unwrap_or(&column.name).clone()
        });
        names.collect()
    }
}

/// The row of a person who was registered in this year.
pub fn row(facts: Facts, year: i32) -> Cells {
    let by_htcds = mapping::htcds().apply(&facts);
    let row = mapping::ctdc().apply(&facts.and(&by_htcds));
    let cells = mapping::ctdc().columns.iter().map(|column| {
        let mut values = row.get(column.name.as_str()).into_iter().flatten();
        match (column.name.as_str(), values.next()) {
            ("yearOfRegistration", _) => year.to_string(),
            (_, value) => value.copied().unwrap_or_default().to_owned(),
        }
    });
    cells.collect()
}

/// Blanks cells and leaves rows out until nobody stands out among fewer than so many, and never among fewer than
/// [`FLOOR`].
pub fn protect(rows: Vec<Cells>, threshold: u32) -> Protected {
    let columns = mapping::ctdc().columns.iter().enumerate();
    let quasi: Vec<usize> = columns
        .filter(|(_, column)| column.quasi)
        .map(|(at, _)| at)
        .collect();
    anonymity::protect(rows, &quasi, threshold.max(FLOOR) as usize)
}

/// The file.
pub fn file(protected: &Protected, codebook: Codebook) -> String {
    let mut rows = vec![codebook.header()];
    rows.extend(protected.rows.iter().cloned());
    csv(&rows)
}
