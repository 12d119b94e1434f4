//! k-anonymity of rows: no combination of what people could be recognised by is that of fewer than k of them.
//!
//! Cells are blanked, as few a row as will do, and rows for which blank cells do not suffice are left out. It protects
//! those columns alone: somebody who knows that a person is among the rows may still learn what all rows of that
//! combination have in common.
//!
//! L. Sweeney, "Achieving k-anonymity privacy protection using generalization and suppression", International Journal of
//! Uncertainty, Fuzziness and Knowledge-Based Systems 10 (2002), recalled: this blanks cell by cell and generalises nothing.

use std::{cmp::Reverse, collections::BTreeMap};

/// A row, cell by cell. A blank one is empty.
pub type Cells = Vec<String>;

/// What is left of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    /// The rows, in an order that says nothing.
    pub rows: Vec<Cells>,
    /// How many cells were blanked.
    pub blanked: usize,
    /// How many rows were left out.
    pub left_out: usize,
}

/// Blanks cells of these columns and leaves rows out until every combination that is there is that of at least so many
/// rows. What identifies most stands last among the columns and goes first.
pub fn protect(rows: Vec<Cells>, columns: &[usize], threshold: usize) -> Protected {
    let mut sets: Vec<u32> = (0..1 << columns.len()).collect();
    sets.sort_by_key(|set| (set.count_ones(), Reverse(*set)));
    let mut settled: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let (mut done, mut waiting, mut blanked) = (Vec::new(), rows, 0);
    for set in sets {
        let goes = |at: usize| set & (1 << at) != 0;
        let mut classes: BTreeMap<Vec<String>, Vec<Cells>> = BTreeMap::new();
        for row in waiting {
            let cells = columns.iter().enumerate();
            let key = cells.map(|(at, column)| match goes(at) {
                true => String::new(),
                false => row[*column].clone(),
            });
            classes.entry(key.collect()).or_default().push(row);
        }
        waiting = Vec::new();
        for (key, members) in classes {
            let there = settled.get(&key).copied().unwrap_or(0);
            if there + members.len() < threshold {
                waiting.extend(members);
                continue;
            }
            settled.insert(key.clone(), there + members.len());
            for mut row in members {
                for (column, cell) in columns.iter().zip(&key) {
                    blanked += usize::from(row[*column] != *cell);
                    row[*column].clone_from(cell);
                }
                done.push(row);
            }
        }
    }
    // In the order in which they were filed, they would say when.
    done.sort_unstable();
    Protected {
        rows: done,
        blanked,
        left_out: waiting.len(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// Rows of four columns that people could be recognised by, and a number that tells each from all others.
    fn rows() -> impl Strategy<Value = Vec<Cells>> {
        let cell = |values: u8| {
            (0..=values).prop_map(|it| match it {
                0 => String::new(),
                it => it.to_string(),
            })
        };
        let row = (cell(2), cell(2), cell(3), cell(6)).prop_map(|(a, b, c, d)| [a, b, c, d]);
        vec(row, 0..60).prop_map(|rows| {
            let numbered = rows.into_iter().enumerate();
            let numbered = numbered.map(|(at, row)| [&row[..], &[at.to_string()]].concat());
            numbered.collect::<Vec<Cells>>()
        })
    }

    fn combinations(rows: &[Cells]) -> HashMap<&[String], usize> {
        let mut counts = HashMap::new();
        for row in rows {
            *counts.entry(&row[..4]).or_default() += 1;
        }
        counts
    }

    proptest! {
        #[test]
        fn every_combination_is_that_of_enough_rows(rows in rows(), threshold in 1..12_usize) {
            let protected = protect(rows, &[0, 1, 2, 3], threshold);
            for (combination, count) in combinations(&protected.rows) {
                prop_assert!(count >= threshold, "{combination:?}: {count}");
            }
        }

        #[test]
        fn no_row_gains_anything_and_none_is_lost_uncounted(rows in rows(), threshold in 1..12_usize) {
            let protected = protect(rows.clone(), &[0, 1, 2, 3], threshold);
            prop_assert_eq!(protected.rows.len() + protected.left_out, rows.len());
            let mut blanked = 0;
            for row in &protected.rows {
                let from = &rows[row[4].parse::<usize>().expect("its number")];
                for (cell, before) in row.iter().zip(from) {
                    prop_assert!(cell == before || cell.is_empty(), "{row:?} from {from:?}");
                    blanked += usize::from(cell != before);
                }
            }
            prop_assert_eq!(blanked, protected.blanked);
        }

        #[test]
        fn the_order_of_filing_says_nothing(rows in rows(), threshold in 1..12_usize) {
            let mut other = rows.clone();
            other.reverse();
            prop_assert_eq!(protect(rows, &[0, 1, 2, 3], threshold), protect(other, &[0, 1, 2, 3], threshold));
        }

        #[test]
        fn what_is_safe_as_it_is_stays_whole(rows in rows(), threshold in 2..6_usize) {
            let mut whole: Vec<Cells> = rows.iter().flat_map(|row| vec![row.clone(); threshold]).collect();
            let protected = protect(whole.clone(), &[0, 1, 2, 3], threshold);
            whole.sort_unstable();
            prop_assert_eq!((protected.blanked, protected.left_out), (0, 0));
            prop_assert_eq!(protected.rows, whole);
        }
    }

    #[test]
    fn one_cell_goes_rather_than_two_and_the_last_rather_than_the_first() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let mut rows = vec![row(["2026", "Woman", "UKR"]); 3];
        rows.extend([row(["2026", "Woman", "MLI"]), row(["2026", "Woman", "SYR"])]);
        let protected = protect(rows, &[0, 1, 2], 2);
        let blank = protected
            .rows
            .iter()
            .filter(|it| **it == row(["2026", "Woman", ""]));
        assert_eq!(
            (blank.count(), protected.blanked, protected.left_out),
            (2, 2, 0)
        );
        // Alone, nothing helps.
        let alone = protect(vec![row(["2026", "Woman", "UKR"])], &[0, 1, 2], 2);
        assert_eq!((alone.rows.len(), alone.left_out), (0, 1));
    }
}
