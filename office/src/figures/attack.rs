//! The attack: what somebody works out of a cell that was left out, from everything that was published.

use super::{
    moves::{Found, Goal, Move, Moves, leaves_sums_true},
    sums::{Cell, Sums},
    table::{Error, Table},
};

/// What an attacker knows of a cell: it holds at least `low` and at most `high`, and both are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Interval {
    /// The fewest.
    pub low: i64,
    /// The most; nothing where there is no bound.
    pub high: Option<i64>,
}

/// Returns the interval of each cell that is not published, for an attacker who may know one cell besides what is
/// published. Both ends are whole numbers that some table has. Nothing stands for published cells.
///
/// # Errors
/// [`Error::Unsolved`].
pub fn intervals(
    table: &Table,
    suppressed: &[bool],
    known: Option<Cell>,
) -> Result<Vec<Option<Interval>>, Error> {
    let sums = table.sums();
    let free = |cell: Cell| suppressed[cell] && Some(cell) != known && !sums.is_impossible(cell);
    let moves = Moves {
        sums,
        free,
        cost: |_| 0.0,
    };
    let mut pool: Vec<Move> = vec![vec![0; sums.cells().len()]];
    let mut found: Vec<Option<Interval>> = vec![None; sums.cells().len()];
    for cell in sums.cells().filter(|cell| suppressed[*cell]) {
        let count = sums.count(cell);
        if !free(cell) {
            found[cell] = Some(Interval {
                low: count,
                high: Some(count),
            });
            continue;
        }
        if let Some(known) = from_a_twin(sums, &free, cell, &found) {
            found[cell] = Some(known);
            continue;
        }
        let (least, most) = bounds_of_lines(sums, &free, cell);
        let low = match pool.iter().any(|change| count + change[cell] == least) {
            true => least,
            false => match moves.best(cell, Goal::Down(None)) {
                Found::Move(change) => {
                    let low = count + change[cell];
                    pool.push(change);
                    low
                }
                _ => return Err(Error::Unsolved),
            },
        };
        let high = match pool.iter().any(|change| Some(count + change[cell]) == most) {
            true => most,
            false => match moves.best(cell, Goal::Up(None)) {
                Found::Move(change) => {
                    let high = count + change[cell];
                    pool.push(change);
                    Some(high)
                }
                Found::Endless => None,
                _ => return Err(Error::Unsolved),
            },
        };
        found[cell] = Some(Interval { low, high });
    }
    Ok(found)
}

/// The interval of a cell that shares a line with one other free cell, whose interval was found: the two move as one.
fn from_a_twin(
    sums: &Sums,
    free: &impl Fn(Cell) -> bool,
    cell: Cell,
    found: &[Option<Interval>],
) -> Option<Interval> {
    let count = sums.count(cell);
    sums.lines.iter().find_map(|line| {
        let mut others = (line.parts.iter().chain([&line.total])).filter(|other| free(**other));
        let pair = [*others.next()?, *others.next()?];
        if others.next().is_some() || !pair.contains(&cell) {
            return None;
        }
        let twin = if pair[0] == cell { pair[1] } else { pair[0] };
        let Interval { low, high } = found[twin]?;
        let (fall, rise) = (
            sums.count(twin) - low,
            high.map(|high| high - sums.count(twin)),
        );
        Some(match pair.contains(&line.total) {
            true => Interval {
                low: count - fall,
                high: rise.map(|rise| count + rise),
            },
            // What one rises, the other falls; nothing falls without end.
            false => Interval {
                low: count - rise?,
                high: Some(count + fall),
            },
        })
    })
}

/// What the lines of a cell say of it, each by itself.
fn bounds_of_lines(sums: &Sums, free: &impl Fn(Cell) -> bool, cell: Cell) -> (i64, Option<i64>) {
    let (mut least, mut most) = (0, None::<i64>);
    for line in &sums.lines {
        let published = |cells: &[Cell]| -> i64 {
            (cells.iter())
                .filter(|cell| !free(**cell))
                .map(|cell| sums.count(*cell))
                .sum()
        };
        if line.total == cell {
            least = least.max(published(&line.parts));
        } else if line.parts.contains(&cell) && !free(line.total) {
            let rest = sums.count(line.total) - published(&line.parts);
            most = Some(most.map_or(rest, |most| most.min(rest)));
        }
    }
    (least, most)
}

/// How far an attacker has been shown to err: the fewest and the most that some table has in a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reached {
    pub(super) low: i64,
    pub(super) high: i64,
}

/// The attack on a pattern while it is being made. It keeps every move that it ever found: most cells are shown to be
/// protected by a table that was found for another one.
pub(super) struct Attack<'a> {
    sums: &'a Sums,
    /// How far off an attacker must be, for each number.
    needs: Vec<i64>,
    pub(super) suppressed: Vec<bool>,
    pub(super) pool: Vec<Move>,
}

/// What each step of a move costs beside what it gains: little, so that of the moves that go as far, the one that changes the
/// fewest cells is found. Such a move serves against many attackers.
const STEP: f64 = 1e-4;

impl<'a> Attack<'a> {
    pub(super) fn new(sums: &'a Sums, needs: Vec<i64>, suppressed: Vec<bool>) -> Self {
        Self {
            sums,
            needs,
            suppressed,
            pool: vec![vec![0; sums.cells().len()]],
        }
    }

    /// What the tables that were found so far show of a cell to an attacker who knows one other cell.
    pub(super) fn shown(&self, known: Option<Cell>, target: Cell) -> Reached {
        let mut reached = Reached { low: 0, high: 0 };
        for change in &self.pool {
            if known.is_none_or(|known| change[known] == 0) {
                reached.low = reached.low.min(change[target]);
                reached.high = reached.high.max(change[target]);
            }
        }
        let count = self.sums.count(target);
        Reached {
            low: count + reached.low,
            high: count + reached.high,
        }
    }

    /// Whether an attacker who is so far off learns nothing: one table has at least the threshold there, and two
    /// differ by at least the threshold.
    pub(super) fn protects(&self, target: Cell, Reached { low, high }: Reached) -> bool {
        let needed = self.needs[target];
        high >= needed && high - low >= needed
    }

    /// Attacks a cell: the answer says how far off the attacker is, at least as far as protection needs.
    pub(super) fn attack(&mut self, known: Option<Cell>, target: Cell) -> Reached {
        for up in [true, false] {
            let shown = self.shown(known, target);
            if self.protects(target, shown) {
                return shown;
            }
            let (count, needed) = (self.sums.count(target), self.needs[target]);
            let goal = match up {
                true => Goal::Up(Some(shown.low + needed - count)),
                false => Goal::Down(Some(count - (shown.high - needed).max(0))),
            };
            let free = |cell: Cell| self.suppressed[cell] && Some(cell) != known;
            let moves = Moves {
                sums: self.sums,
                free,
                cost: |_| STEP,
            };
            if let Found::Move(change) = moves.best(target, goal) {
                self.keep(change);
            }
        }
        self.shown(known, target)
    }

    /// Keeps a move, and what it is when it is made again and again, or the other way round, as far as that goes.
    pub(super) fn keep(&mut self, change: Move) {
        let step = change
            .iter()
            .fold(0, |step, by| greatest_divisor(step, by.abs()));
        if step == 0 {
            return;
        }
        let unit: Move = change.iter().map(|by| by / step).collect();
        for way in [1, -1] {
            // Nothing needs to go further than this.
            let mut times = self.needs.iter().max().unwrap_or(&0) * 2;
            for (cell, by) in unit.iter().enumerate() {
                if by * way < 0 {
                    times = times.min(self.sums.count(cell) / by.abs());
                }
            }
            if times > 0 && !(way == 1 && times == step) {
                self.pool
                    .push(unit.iter().map(|by| by * way * times).collect());
            }
        }
        self.pool.push(change);
    }

    /// Publishes a cell again, and returns the moves that do not count any more because they change it.
    pub(super) fn give_back(&mut self, cell: Cell) -> Vec<Move> {
        self.suppressed[cell] = false;
        let (kept, gone) = self.pool.drain(..).partition(|change| change[cell] == 0);
        self.pool = kept;
        gone
    }

    /// Takes back what [`Attack::give_back`] did.
    pub(super) fn take_back(&mut self, cell: Cell, gone: Vec<Move>) {
        self.suppressed[cell] = true;
        self.pool.extend(gone);
    }

    /// Whether every table that was found is one: each is checked again, in whole numbers, against all its sums and
    /// all that is published.
    pub(super) fn stands(&self) -> bool {
        self.pool.iter().all(|change| {
            let moved = |cell: &Cell| change[*cell] != 0;
            leaves_sums_true(self.sums, change)
                && self
                    .sums
                    .cells()
                    .filter(moved)
                    .all(|cell| self.suppressed[cell])
        })
    }

    /// The proof for a cell: the places of two tables that were found, which differ there by at least the threshold and
    /// of which one has at least the threshold.
    pub(super) fn proof(&self, known: Option<Cell>, target: Cell) -> Option<[usize; 2]> {
        let possible = || {
            (self.pool.iter().enumerate())
                .filter(|(_, change)| known.is_none_or(|known| change[known] == 0))
        };
        let (low, _) = possible().min_by_key(|(_, change)| change[target])?;
        let (high, _) = possible().max_by_key(|(_, change)| change[target])?;
        let count = |at: usize| self.sums.count(target) + self.pool[at][target];
        let reached = Reached {
            low: count(low),
            high: count(high),
        };
        self.protects(target, reached).then_some([low, high])
    }
}

fn greatest_divisor(a: i64, b: i64) -> i64 {
    if b == 0 {
        a
    } else {
        greatest_divisor(b, a % b)
    }
}
