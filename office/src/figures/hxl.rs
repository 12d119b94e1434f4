//! A protected table as HXL: a CSV with a row of hashtags, and the schema that holds others to it.
//!
//! A cell that is not published is empty, because `#affected` holds numbers only, and the reason stands beside it. The
//! reason is the same for each: a reader who is told which cells were left out for their own sake knows that those are
//! below the threshold, and works out more from that.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::{Cell, Protected, TOTAL, Zeros};

/// Why a cell is empty.
pub const SUPPRESSED: &str = "suppressed";

/// What a release says of itself in each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its name, which no other release has.
    pub id: String,
    /// The first day of its period, as `2026-11-01`.
    pub from: String,
    /// The last day of its period.
    pub to: String,
    /// Who is counted, and on what basis, in one sentence.
    pub basis: String,
}

/// The columns besides the dimensions, and the tags of both: `office/content/mapping/hxl.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The standard and its version.
    pub standard: String,
    /// The tag of a dimension, whose number replaces `{}`.
    pub dimension: String,
    /// The columns after the dimensions, in this order.
    pub columns: Vec<Column>,
    /// By dimension: the ids of the pack that are labels.
    pub labels: BTreeMap<String, Vec<String>>,
    /// What no table divides by or names.
    pub unmapped: Vec<Unmapped>,
}

/// A column besides the dimensions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    holds: Holds,
    /// What people call it.
    pub heading: String,
    /// Its hashtag.
    pub tag: String,
    description: String,
}

/// What leads to nothing, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmapped {
    /// The reason.
    pub why: String,
    /// Ids of the pack, names of questions, or `QUESTION=ANSWER`.
    pub ids: Vec<String>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Holds {
    From,
    To,
    Count,
    Reason,
    Basis,
    Release,
}

static MAPPING: LazyLock<Mapping> = LazyLock::new(|| {
    let file = include_str!("../../content/mapping/hxl.toml");
    toml::from_str(file).expect("the mapping is part of this program, and tests read it")
});

/// What of a table becomes which column of HXL.
pub fn mapping() -> &'static Mapping {
    &MAPPING
}

/// The tag of a dimension: the labels of a table are names of what its indicators count by.
fn tag(at: usize) -> String {
    MAPPING.dimension.replace("{}", &(at + 1).to_string())
}

/// Returns the table as CSV, one row a cell, totals among them.
pub fn table(protected: &Protected, release: &Release) -> String {
    let table = protected.table();
    let names = table
        .dimensions()
        .iter()
        .map(|dimension| plain(&dimension.name));
    let tags = (0..table.dimensions().len()).map(tag);
    let columns = || MAPPING.columns.iter();
    let mut rows = vec![
        names
            .chain(columns().map(|it| it.heading.clone()))
            .collect(),
        tags.chain(columns().map(|it| it.tag.clone())).collect(),
    ];
    rows.extend(table.cells().map(|cell| row(protected, release, cell)));
    csv(&rows)
}

fn row(protected: &Protected, release: &Release, cell: Cell) -> Vec<String> {
    let table = protected.table();
    let count = protected.published(cell);
    let labels = table.labels(cell).into_iter().zip(table.dimensions());
    labels
        .map(|(label, dimension)| label.map_or(TOTAL.to_owned(), |at| plain(&dimension.labels[at])))
        .chain(MAPPING.columns.iter().map(|column| match column.holds {
            Holds::From => plain(&release.from),
            Holds::To => plain(&release.to),
            Holds::Count => count.map(|count| count.to_string()).unwrap_or_default(),
            Holds::Reason if count.is_none() => SUPPRESSED.to_owned(),
            Holds::Reason => String::new(),
            Holds::Basis => plain(&release.basis),
            Holds::Release => plain(&release.id),
        }))
        .collect()
}

/// Returns the schema of the table, for `hxlvalidate`: each row has a count or a reason and never both, no count is
/// below the threshold, and everything else is there.
///
/// The validator has no rule for a column that must be there and may be empty. So both columns share the attribute
/// `+cell`, and exactly one of them is filled in; whatever bears it and is not the reason is a count.
pub fn schema(protected: &Protected) -> String {
    let row = |cells: [&str; 6]| cells.map(str::to_owned).to_vec();
    let mut rows = vec![
        row(["Tag", "Fewest", "Most", "Type", "Pattern", "Description"]),
        row([
            "#valid_tag",
            "#valid_required+min",
            "#valid_required+max",
            "#valid_datatype",
            "#valid_value+regex",
            "#description",
        ]),
    ];
    for (at, dimension) in protected.table().dimensions().iter().enumerate() {
        rows.push(row([
            &tag(at),
            "1",
            "1",
            "text",
            "",
            &plain(&dimension.name),
        ]));
    }
    let counts = counts(protected);
    for column in &MAPPING.columns {
        let (tag, description) = (column.tag.as_str(), column.description.as_str());
        rows.push(match column.holds {
            Holds::Count => row(["#*+cell-suppressed", "", "", "number", &counts, description]),
            Holds::Reason => row([tag, "", "", "text", "^(suppressed)?$", description]),
            Holds::From | Holds::To => row([tag, "1", "1", "date", "", description]),
            Holds::Basis | Holds::Release => row([tag, "1", "1", "text", "", description]),
        });
    }
    rows.push(row([
        "#*+cell",
        "1",
        "1",
        "",
        "",
        "a count, or the reason why there is none",
    ]));
    csv(&rows)
}

/// The pattern of counts that may be published.
fn counts(protected: &Protected) -> String {
    let table = protected.table();
    let zeros = protected.rule().zeros() == Zeros::Published
        || table.cells().any(|cell| table.is_impossible(cell));
    let zero = if zeros { "0|" } else { "" };
    format!("^({zero}{})?$", at_least(protected.rule().threshold()))
}

/// A regular expression for the whole numbers from this one on.
fn at_least(number: u32) -> String {
    let digits = number.to_string();
    let mut ways = vec![digits.clone()];
    for (at, digit) in digits.char_indices().filter(|(_, digit)| *digit < '9') {
        let next = char::from(digit as u8 + 1);
        let rest = "[0-9]".repeat(digits.len() - at - 1);
        ways.push(format!("{}[{next}-9]{rest}", &digits[..at]));
    }
    ways.push(format!("[1-9][0-9]{{{},}}", digits.len()));
    ways.join("|")
}

/// Text that no spreadsheet takes for a formula: names of places come from strangers too.
pub(crate) fn plain(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '#']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

pub(crate) fn csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer
            .write_record(row)
            .expect("all rows are as long, and memory takes them");
    }
    let bytes = writer.into_inner().expect("memory takes it");
    String::from_utf8(bytes).expect("text was written")
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;
    use crate::figures::{Dimension, Rule, Table, protect};

    fn protected(zeros: Zeros) -> Protected {
        let labels = ["=HYPERLINK(1)", "East, \"old\"", "West"]
            .map(str::to_owned)
            .to_vec();
        let site = Dimension {
            name: "Site".into(),
            labels,
        };
        let labels = ["yes", "no"].map(str::to_owned).to_vec();
        let asked = Dimension {
            name: "Asked".into(),
            labels,
        };
        let table = Table::new(vec![site, asked], &[3, 40, 0, 25, 50, 60]).unwrap();
        protect(&table, Rule::new(10, zeros).unwrap()).unwrap()
    }

    fn release() -> Release {
        Release {
            id: "r1".into(),
            from: "2026-10-01".into(),
            to: "2026-10-31".into(),
            basis: "Consent to statistics".into(),
        }
    }

    #[test]
    fn each_number_from_the_threshold_on_and_no_other_fits_the_pattern() {
        for threshold in [5, 9, 10, 11, 19, 20, 47, 99, 100, 101, 199, 990, 1000] {
            let pattern = Regex::new(&format!("^({})?$", at_least(threshold))).unwrap();
            for number in 0..12_000 {
                let fits = pattern.is_match(&number.to_string());
                assert_eq!(
                    fits,
                    number >= threshold,
                    "{number} from {threshold}: {pattern}"
                );
            }
            for other in ["<10", "-50", "+50", "050", "50.0", " 50", "5e3"] {
                assert!(!pattern.is_match(other), "{other}");
            }
            assert!(pattern.is_match(""));
        }
    }

    #[test]
    fn a_cell_has_a_count_or_a_reason_and_the_reason_is_the_same_for_all() {
        let protected = protected(Zeros::Unsafe);
        let text = table(&protected, &release());
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<_> = rows.records().map(Result::unwrap).skip(1).collect();
        assert_eq!(rows.len(), protected.table().cells().len());
        let mut left_out = 0;
        for (row, cell) in rows.iter().zip(protected.table().cells()) {
            match protected.published(cell) {
                Some(count) => assert_eq!((&row[4], &row[5]), (count.to_string().as_str(), "")),
                None => {
                    left_out += 1;
                    assert_eq!((&row[4], &row[5]), ("", SUPPRESSED));
                }
            }
        }
        assert!(left_out > 2, "{text}");
    }

    #[test]
    fn no_label_is_a_formula() {
        let text = table(&protected(Zeros::Published), &release());
        assert!(text.contains("\n'=HYPERLINK(1),yes,"), "{text}");
        assert!(text.contains("\n\"East, \"\"old\"\"\",yes,"), "{text}");
    }
}
