//! A table of counts, with all its margins.

use std::collections::BTreeSet;

use super::sums::{Cell, Line, Sums};

/// The label of a total in files. No label of a dimension is the same.
pub const TOTAL: &str = "all";

/// The most dimensions of a table.
pub const MAX_DIMENSIONS: usize = 3;

/// The most cells of a table, margins among them: what is protected within ten seconds.
pub const MAX_CELLS: usize = 400;

/// The lowest threshold there is.
pub const FLOOR: u32 = 5;

/// The most that is counted in one table: sums of it are exact wherever they are worked out.
const MAX_COUNT: u64 = 1 << 40;

/// Why there is no such table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// None, or too many.
    #[error("a table has one to {MAX_DIMENSIONS} dimensions")]
    Dimensions,
    /// Labels would be mistaken for each other, or there are none.
    #[error("each dimension needs labels, all of them different")]
    Labels,
    /// It is too large.
    #[error("a table has at most {MAX_CELLS} cells, totals among them: take coarser dimensions")]
    TooLarge,
    /// There must be one count for each combination of labels.
    #[error("the counts do not fit the dimensions")]
    Counts,
    /// A cell that cannot hold anybody does.
    #[error("something was counted where the table says that nothing can be")]
    Impossible,
    /// The threshold is too low.
    #[error("counts below {} are never published", FLOOR)]
    Threshold,
    /// The solver failed, or its answer did not stand the check.
    #[error("this table could not be protected: take coarser dimensions")]
    Unsolved,
}

/// One dimension: what it is, and its labels in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// What the labels divide by, such as "site".
    pub name: String,
    /// The labels, all different.
    pub labels: Vec<String>,
}

/// A table of counts of at most three dimensions, with all its margins, which are cells too. In each dimension the total
/// follows the last label, and the last dimension's labels follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    dimensions: Vec<Dimension>,
    sums: Sums,
}

impl Table {
    /// Makes a table. There is one count for each combination of labels, the last dimension's following each other.
    ///
    /// # Errors
    /// [`Error`].
    pub fn new(dimensions: Vec<Dimension>, counts: &[u64]) -> Result<Self, Error> {
        if !(1..=MAX_DIMENSIONS).contains(&dimensions.len()) {
            return Err(Error::Dimensions);
        }
        let mut cells = 1_usize;
        for Dimension { labels, .. } in &dimensions {
            let different = labels.iter().collect::<BTreeSet<_>>().len() == labels.len();
            if labels.is_empty() || !different || labels.iter().any(|label| label == TOTAL) {
                return Err(Error::Labels);
            }
            cells = cells.saturating_mul(labels.len() + 1);
        }
        if cells > MAX_CELLS {
            return Err(Error::TooLarge);
        }
        let mut table = Self {
            dimensions,
            sums: Sums::new(vec![0; cells]),
        };
        let inner: Vec<Cell> = table.inner().collect();
        let all = counts
            .iter()
            .try_fold(0_u64, |sum, count| sum.checked_add(*count));
        if counts.len() != inner.len() || all.is_none_or(|all| all > MAX_COUNT) {
            return Err(Error::Counts);
        }
        for (cell, count) in inner.into_iter().zip(counts) {
            table.sums.counts[cell] = i64::try_from(*count).expect("it is at most MAX_COUNT");
        }
        table.sums.lines = table.all_lines();
        for line in table.sums.lines.clone() {
            table.sums.counts[line.total] =
                line.parts.iter().map(|part| table.sums.counts[*part]).sum();
        }
        Ok(table)
    }

    /// Marks combinations that cannot hold anybody, which every reader knows: their zeros are published, and protect
    /// nothing.
    ///
    /// # Errors
    /// [`Error::Impossible`] where something was counted all the same.
    pub fn with_impossible(mut self, cells: &[Cell]) -> Result<Self, Error> {
        for cell in cells {
            *self.sums.impossible.get_mut(*cell).ok_or(Error::Counts)? = true;
        }
        for line in self.sums.lines.clone() {
            if line.parts.iter().all(|part| self.is_impossible(*part)) {
                self.sums.impossible[line.total] = true;
            }
        }
        match self
            .cells()
            .any(|cell| self.is_impossible(cell) && self.count(cell) > 0)
        {
            true => Err(Error::Impossible),
            false => Ok(self),
        }
    }

    /// The dimensions.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// All cells, margins among them.
    pub fn cells(&self) -> std::ops::Range<Cell> {
        self.sums.cells()
    }

    /// The cells that are no margins.
    pub fn inner(&self) -> impl Iterator<Item = Cell> + '_ {
        self.cells().filter(|cell| self.is_inner(*cell))
    }

    /// Whether this cell is no margin.
    pub fn is_inner(&self, cell: Cell) -> bool {
        self.labels(cell).iter().all(Option::is_some)
    }

    /// How many were counted there.
    pub fn count(&self, cell: Cell) -> i64 {
        self.sums.count(cell)
    }

    /// Whether every reader knows that nobody can be counted there.
    pub fn is_impossible(&self, cell: Cell) -> bool {
        self.sums.is_impossible(cell)
    }

    /// All sums that hold between cells.
    pub fn lines(&self) -> &[Line] {
        &self.sums.lines
    }

    /// The same without what the cells stand for.
    pub(super) fn sums(&self) -> &Sums {
        &self.sums
    }

    /// The place of a cell's label in each dimension; nothing is the total.
    pub fn labels(&self, cell: Cell) -> Vec<Option<usize>> {
        let mut rest = cell;
        let mut labels: Vec<_> = (self.dimensions.iter().rev())
            .map(|Dimension { labels, .. }| {
                let at = rest % (labels.len() + 1);
                rest /= labels.len() + 1;
                (at < labels.len()).then_some(at)
            })
            .collect();
        labels.reverse();
        labels
    }

    /// The cell of these labels, one for each dimension.
    pub fn cell(&self, labels: &[Option<usize>]) -> Cell {
        (self.dimensions.iter().zip(labels)).fold(0, |cell, (dimension, label)| {
            let size = dimension.labels.len();
            cell * (size + 1) + label.unwrap_or(size)
        })
    }

    /// Whether all who are counted in one cell are counted in the other too.
    pub fn holds(&self, whole: Cell, part: Cell) -> bool {
        (self.labels(whole).iter().zip(self.labels(part)))
            .all(|(whole, part)| whole.is_none() || *whole == part)
    }

    /// The same table with its labels in the order of their letters, and which cell of this table each of its cells is.
    /// Whatever is decided there does not depend on the order in which somebody shows the labels.
    pub(super) fn in_canonical_order(&self) -> (Self, Vec<Cell>) {
        let orders: Vec<Vec<usize>> = (self.dimensions.iter())
            .map(|Dimension { labels, .. }| {
                let mut order: Vec<usize> = (0..labels.len()).collect();
                order.sort_by_key(|at| &labels[*at]);
                order
            })
            .collect();
        let here: Vec<Cell> = (self.cells())
            .map(|cell| {
                let labels = self.labels(cell);
                let moved = labels.iter().zip(&orders);
                let moved: Vec<_> = moved.map(|(at, order)| at.map(|at| order[at])).collect();
                self.cell(&moved)
            })
            .collect();
        let dimensions = (self.dimensions.iter().zip(&orders))
            .map(|(dimension, order)| Dimension {
                name: dimension.name.clone(),
                labels: order
                    .iter()
                    .map(|at| dimension.labels[*at].clone())
                    .collect(),
            })
            .collect();
        let sorted = Self {
            dimensions,
            sums: Sums {
                counts: here.iter().map(|cell| self.count(*cell)).collect(),
                impossible: (here.iter())
                    .map(|cell| self.is_impossible(*cell))
                    .collect(),
                ..self.sums.clone()
            },
        };
        (sorted, here)
    }

    fn all_lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (at, dimension) in self.dimensions.iter().enumerate() {
            for total in self.cells() {
                let mut labels = self.labels(total);
                if labels[at].is_some() {
                    continue;
                }
                let mut part = |label| {
                    labels[at] = Some(label);
                    self.cell(&labels)
                };
                let parts = (0..dimension.labels.len()).map(&mut part).collect();
                lines.push(Line { parts, total });
            }
        }
        lines
    }
}
