//! Numbers, and the sums that hold between them: all that an attack needs to know of what was counted.

/// The place of a number: of a cell of a table, margins among them, or of a stratum of several tables.
pub type Cell = usize;

/// A sum that every reader can check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is summed.
    pub parts: Vec<Cell>,
    /// The sum.
    pub total: Cell,
}

/// Numbers and their sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) counts: Vec<i64>,
    pub(super) impossible: Vec<bool>,
    pub(super) lines: Vec<Line>,
    /// Those that are the total of one line and part of none: unless somebody knows or seeks one, a program has no
    /// need of it.
    pub(super) derived: Vec<bool>,
}

impl Sums {
    /// Numbers without sums.
    pub(super) fn new(counts: Vec<i64>) -> Self {
        Self {
            impossible: vec![false; counts.len()],
            derived: vec![false; counts.len()],
            lines: Vec::new(),
            counts,
        }
    }

    /// Adds the sum of these as a further number.
    pub(super) fn derive(&mut self, parts: Vec<Cell>) -> Cell {
        let total = self.counts.len();
        self.counts
            .push(parts.iter().map(|part| self.counts[*part]).sum());
        self.impossible.push(false);
        self.derived.push(true);
        self.lines.push(Line { parts, total });
        total
    }

    /// The places of all numbers.
    pub(super) fn cells(&self) -> std::ops::Range<Cell> {
        0..self.counts.len()
    }

    /// How many were counted there.
    pub(super) fn count(&self, cell: Cell) -> i64 {
        self.counts[cell]
    }

    /// Whether every reader knows that nobody can be counted there.
    pub(super) fn is_impossible(&self, cell: Cell) -> bool {
        self.impossible[cell]
    }
}
