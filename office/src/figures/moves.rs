//! Moves of a table: changes of its cells that leave every sum true and no count negative.
//!
//! Somebody who sees the published cells cannot tell a table from the same table moved, as long as the move touches no
//! published cell. The cheapest move, or the one that takes a cell furthest, is a linear program. Its corners are whole
//! numbers in one and two dimensions, as of any flow; in three they need not be, and then the program is solved once
//! more for whole numbers.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions, Variable};

use super::sums::{Cell, Sums};

/// How much each cell changes.
pub(super) type Move = Vec<i64>;

/// What is wanted of a move.
#[derive(Clone, Copy, Debug)]
pub(super) enum Goal {
    /// The cell rises by exactly this.
    Rise(i64),
    /// The cell rises as far as it can, and no further than this.
    Up(Option<i64>),
    /// The cell falls as far as it can, and no further than this.
    Down(Option<i64>),
}

/// The answer of a program.
#[derive(Debug)]
pub(super) enum Found {
    /// The best move.
    Move(Move),
    /// The best move that was found is not of whole numbers.
    Broken,
    /// The cell can be moved without end.
    Endless,
    /// There is no such move, or the solver found none.
    Nothing,
}

/// The most branches in a search for whole numbers. Such searches are rare and small; one that is given up leads to more
/// cells that are left out, never to fewer. It is no time limit, so that the same table is protected in the same way on
/// every machine.
const BRANCHES_MAX: u64 = 2_000;

/// The furthest that whole numbers are looked for.
const FURTHEST: i64 = 1 << 30;

/// What is so near a whole number is one.
const TOLERANCE: f64 = 1e-6;

/// A question: which cells may change, and what it costs to change each by one.
pub(super) struct Moves<'a, F: Fn(Cell) -> bool, C: Fn(Cell) -> f64> {
    pub(super) sums: &'a Sums,
    pub(super) free: F,
    pub(super) cost: C,
}

impl<F: Fn(Cell) -> bool, C: Fn(Cell) -> f64> Moves<'_, F, C> {
    /// Solves it in real numbers, and again in whole ones where the first answer is not whole.
    pub(super) fn best(&self, target: Cell, goal: Goal) -> Found {
        match self.solve(target, goal, false) {
            Found::Broken => self.solve(target, goal, true),
            found => found,
        }
    }

    /// Solves it, in real or in whole numbers.
    fn solve(&self, target: Cell, goal: Goal, whole: bool) -> Found {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let idle = |cell: Cell| self.sums.derived[cell] && cell != target && (self.free)(cell);
        // Each cell's variables, with the sign that they have in the cell's change.
        let mut variables: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); self.sums.cells().len()];
        for cell in self.sums.cells() {
            if self.sums.is_impossible(cell) || !(self.free)(cell) || idle(cell) {
                continue;
            }
            let count = self.sums.count(cell);
            let (mut up, mut down, mut gain) = ((0, None), (0, Some(count)), 0.0);
            if cell == target {
                match goal {
                    Goal::Rise(by) => (up, down) = ((by, Some(by)), (0, Some(0))),
                    Goal::Up(most) => (up, gain) = ((0, most), 1.0),
                    Goal::Down(most) => {
                        let most = most.map_or(count, |most| most.min(count));
                        (down, gain) = ((0, Some(most)), -1.0);
                    }
                }
            }
            let cost = (self.cost)(cell);
            let mut add = |objective: f64, (low, high): (i64, Option<i64>)| match whole {
                true => {
                    let bound = |at: i64| {
                        i32::try_from(at.clamp(-FURTHEST, FURTHEST)).expect("it was clamped")
                    };
                    problem
                        .add_integer_var(objective, (bound(low), bound(high.unwrap_or(FURTHEST))))
                }
                false => problem.add_var(
                    objective,
                    (low as f64, high.map_or(f64::INFINITY, |high| high as f64)),
                ),
            };
            let own = &mut variables[cell];
            if cost == 0.0 {
                own.push((add(-gain, (up.0 - down.1.unwrap_or(0), up.1)), 1.0));
            } else {
                own.push((add(cost - gain, up), 1.0));
                if down.1 != Some(0) {
                    own.push((add(cost + gain, down), -1.0));
                }
            }
        }
        for line in self.sums.lines.iter().filter(|line| !idle(line.total)) {
            let parts = line.parts.iter().flat_map(|part| &variables[*part]);
            let total = variables[line.total]
                .iter()
                .map(|(variable, sign)| (*variable, -sign));
            let sum: Vec<(Variable, f64)> = parts.copied().chain(total).collect();
            if !sum.is_empty() {
                problem.add_constraint(sum.as_slice(), ComparisonOp::Eq, 0.0);
            }
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(BRANCHES_MAX);
        let solution = match problem.solve_with(options) {
            Ok(outcome) if outcome.is_optimal() => match outcome.into_solution() {
                Ok(solution) => solution,
                Err(_) => return Found::Nothing,
            },
            Err(Error::Unbounded) => return Found::Endless,
            _ => return Found::Nothing,
        };
        let changes: Vec<f64> = (variables.iter())
            .map(|own| {
                own.iter()
                    .map(|(variable, sign)| solution.var_value(*variable) * sign)
                    .sum()
            })
            .collect();
        let mut rounded: Move = changes.iter().map(|change| change.round() as i64).collect();
        let near = (changes.iter().zip(&rounded)).all(|(change, rounded)| {
            let rounded = *rounded as f64;
            (change - rounded).abs() < TOLERANCE
        });
        for line in self.sums.lines.iter().filter(|line| idle(line.total)) {
            rounded[line.total] = line.parts.iter().map(|part| rounded[*part]).sum();
        }
        if near && leaves_sums_true(self.sums, &rounded) {
            return Found::Move(rounded);
        }
        Found::Broken
    }
}

/// Whether a table that is moved so is a table: whole numbers, exactly added up, none of them negative. Nothing that
/// the solver says counts before this was asked.
pub(super) fn leaves_sums_true(sums: &Sums, change: &[i64]) -> bool {
    let true_sums = (sums.lines.iter())
        .all(|line| line.parts.iter().map(|part| change[*part]).sum::<i64>() == change[line.total]);
    true_sums
        && (sums.cells()).all(|cell| match sums.is_impossible(cell) {
            true => change[cell] == 0,
            false => sums.count(cell) + change[cell] >= 0,
        })
}
