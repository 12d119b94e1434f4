//! Which cells are left out: the unsafe ones, and as few others as make the attack on those fail.

use super::{
    attack::{Attack, Reached},
    moves::{Found, Goal, Move, Moves},
    sums::Cell,
    table::{Error, FLOOR, Table},
};

/// The threshold where nothing else is said: counts below it are not published.
pub const THRESHOLD: u32 = 10;

/// What becomes of a count of zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zeros {
    /// It is unsafe as other small counts are: that nobody was found somewhere can tell of those who are there.
    #[default]
    Unsafe,
    /// The office's policy publishes it.
    Published,
}

/// Which counts are unsafe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    threshold: u32,
    zeros: Zeros,
}

impl Rule {
    /// Makes a rule: counts from 1 to below this threshold are unsafe, and zeros as said.
    ///
    /// # Errors
    /// [`Error::Threshold`] below [`FLOOR`].
    pub fn new(threshold: u32, zeros: Zeros) -> Result<Self, Error> {
        match threshold >= FLOOR {
            true => Ok(Self { threshold, zeros }),
            false => Err(Error::Threshold),
        }
    }

    /// The threshold.
    pub fn threshold(&self) -> u32 {
        self.threshold
    }

    /// What becomes of zeros.
    pub fn zeros(&self) -> Zeros {
        self.zeros
    }

    pub(super) fn is_unsafe(&self, table: &Table, cell: Cell) -> bool {
        match table.count(cell) {
            0 => self.zeros == Zeros::Unsafe && !table.is_impossible(cell),
            count => count < i64::from(self.threshold),
        }
    }
}

/// What becomes of a cell. Only the office sees the difference between the last two: a reader who is told that a cell
/// was left out for its own sake knows that it is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is published.
    Published,
    /// It is left out, because it is unsafe.
    Unsafe,
    /// It is left out, because it would lead back to an unsafe one.
    Complementary,
}

/// Two of the possible tables that differ in an unsafe cell by at least the threshold, and one of which has at least
/// the threshold there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The unsafe cell.
    pub cell: Cell,
    /// The cell whose count of 1 the attacker is, if it is that attacker who errs.
    pub known: Option<Cell>,
    /// The places of the two among the possible tables.
    pub tables: [usize; 2],
}

/// A table that can be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    table: Table,
    rule: Rule,
    statuses: Vec<Status>,
    possible: Vec<Vec<i64>>,
    witnesses: Vec<Witness>,
}

impl Protected {
    /// The table, with what is not published.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The rule.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// What becomes of a cell.
    pub fn status(&self, cell: Cell) -> Status {
        self.statuses[cell]
    }

    /// The count of a cell, if it is published.
    pub fn published(&self, cell: Cell) -> Option<i64> {
        (self.statuses[cell] == Status::Published).then(|| self.table.count(cell))
    }

    /// Which cells are left out.
    pub fn suppressed(&self) -> Vec<bool> {
        let left_out = |status: &Status| *status != Status::Published;
        self.statuses.iter().map(left_out).collect()
    }

    /// Tables that agree with everything published, each with the counts of all cells: a reader cannot tell which of
    /// them is the true one. An office keeps them to itself.
    pub fn possible(&self) -> &[Vec<i64>] {
        &self.possible
    }

    /// Why each unsafe cell is safe now, for each attacker.
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }
}

/// Protects a table. What is left out does not depend on the order of labels.
///
/// # Errors
/// [`Error::Unsolved`] if the proof fails that the table is protected; nothing is published then.
pub fn protect(table: &Table, rule: Rule) -> Result<Protected, Error> {
    let (sorted, here) = table.in_canonical_order();
    let unsafe_cells: Vec<bool> = (sorted.cells())
        .map(|cell| rule.is_unsafe(&sorted, cell))
        .collect();
    let mut search = Search::new(&sorted, rule, &unsafe_cells);
    search.repair();
    search.give_back(&unsafe_cells);

    let mut statuses = vec![Status::Published; table.cells().len()];
    for cell in sorted
        .cells()
        .filter(|cell| search.attack.suppressed[*cell])
    {
        statuses[here[cell]] = match unsafe_cells[cell] {
            true => Status::Unsafe,
            false => Status::Complementary,
        };
    }
    if !search.attack.stands() {
        return Err(Error::Unsolved);
    }
    let possible = (search.attack.pool.iter())
        .map(|change| {
            let mut counts = vec![0; here.len()];
            for cell in sorted.cells() {
                counts[here[cell]] = sorted.count(cell) + change[cell];
            }
            counts
        })
        .collect();
    let witnesses = (search.pairs())
        .map(|(known, cell)| {
            let tables = search.attack.proof(known, cell).ok_or(Error::Unsolved)?;
            let known = known.map(|known| here[known]);
            Ok(Witness {
                cell: here[cell],
                known,
                tables,
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(Protected {
        table: table.clone(),
        rule,
        statuses,
        possible,
        witnesses,
    })
}

struct Search<'a> {
    table: &'a Table,
    threshold: i64,
    attack: Attack<'a>,
    targets: Vec<Cell>,
    /// Nobody, and everybody who is alone in a cell.
    attackers: Vec<Option<Cell>>,
}

impl<'a> Search<'a> {
    fn new(table: &'a Table, rule: Rule, unsafe_cells: &[bool]) -> Self {
        let threshold = i64::from(rule.threshold);
        let alone = table.inner().filter(|cell| table.count(*cell) == 1);
        Self {
            table,
            threshold,
            attack: Attack::new(
                table.sums(),
                vec![threshold; table.cells().len()],
                unsafe_cells.to_vec(),
            ),
            targets: table.cells().filter(|cell| unsafe_cells[*cell]).collect(),
            attackers: [None].into_iter().chain(alone.map(Some)).collect(),
        }
    }

    /// Whether nobody but the attacker is counted in this cell.
    fn is_own(&self, known: Option<Cell>, target: Cell) -> bool {
        known.is_some_and(|known| self.table.count(target) == 1 && self.table.holds(target, known))
    }

    fn pairs(&self) -> impl Iterator<Item = (Option<Cell>, Cell)> + '_ {
        (self.attackers.iter())
            .flat_map(|known| self.targets.iter().map(|target| (*known, *target)))
            .filter(|(known, target)| !self.is_own(*known, *target))
    }

    /// Leaves out further cells until no attack succeeds, beginning with the cell that is known best.
    fn repair(&mut self) {
        let mut pairs: Vec<_> = self.pairs().collect();
        pairs.sort_by_cached_key(|(known, target)| {
            // Those who know nothing more are asked first: what stops them stops most others.
            let Reached { low, high } = match known {
                None => self.attack.attack(None, *target),
                Some(_) => self.attack.shown(*known, *target),
            };
            (known.is_some(), high - low)
        });
        for (known, target) in pairs {
            let reached = self.attack.attack(known, target);
            if !self.attack.protects(target, reached) {
                self.leave_out_more(known, target, reached.low);
            }
        }
    }

    /// Solves for the cheapest move that lifts a cell as far as is missing, and leaves out whatever that changes.
    fn leave_out_more(&mut self, known: Option<Cell>, target: Cell, low: i64) {
        let missing = low + self.threshold - self.table.count(target);
        let moves = Moves {
            sums: self.table.sums(),
            free: |cell| Some(cell) != known,
            cost: |cell| match self.attack.suppressed[cell] {
                true => weight(self.table, cell) * NEARLY_FREE,
                false => weight(self.table, cell),
            },
        };
        let change: Move = match moves.best(target, Goal::Rise(missing)) {
            Found::Move(change) => change,
            // With everything left out nothing can be attacked.
            _ => self
                .table
                .cells()
                .map(|cell| i64::from(!self.table.is_impossible(cell)))
                .collect(),
        };
        for (cell, by) in change.iter().enumerate() {
            self.attack.suppressed[cell] |= *by != 0;
        }
        self.attack.attack(known, target);
    }

    /// Publishes again what was left out for the sake of others, dearest first, while the attack still fails.
    fn give_back(&mut self, unsafe_cells: &[bool]) {
        let mut extra: Vec<Cell> = (self.table.cells())
            .filter(|cell| self.attack.suppressed[*cell] && !unsafe_cells[*cell])
            .collect();
        extra.sort_by_key(|cell| (std::cmp::Reverse(self.table.count(*cell)), *cell));
        let pairs: Vec<_> = self.pairs().collect();
        for cell in extra {
            let gone = self.attack.give_back(cell);
            let safe = pairs.iter().all(|(known, target)| {
                let reached = self.attack.attack(*known, *target);
                self.attack.protects(*target, reached)
            });
            if !safe {
                self.attack.take_back(cell, gone);
            }
        }
    }
}

/// What it costs to change a cell by one that is left out already.
const NEARLY_FREE: f64 = 1e-3;

/// What a cell is worth to readers: a larger count is worth more, but not in proportion.
fn weight(table: &Table, cell: Cell) -> f64 {
    let count = table.count(cell) as f64;
    1.0 + count.ln_1p()
}
