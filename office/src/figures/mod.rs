//! Figures that an office publishes, and their disclosure control: a table of counts gives no person away.
//!
//! A count from 1 to k − 1 is unsafe, because who is counted there can be recognised. Leaving it out is not enough:
//! the margins of a table lead back to it. So `attack` asks of every unsafe cell what somebody can work out from
//! everything that is published, and `protect` leaves out further cells until that is wide enough. What comes out is
//! safe because the attack failed, whatever led to the pattern.
//!
//! It follows two papers, both recalled, neither at hand when this was written:
//!
//! - J. P. Kelly, B. L. Golden, A. A. Assad, "Cell suppression: disclosure protection for sensitive tabular data",
//!   Networks 22 (1992): a cell moves up together with others in a flow through the table's margins, and the cheapest
//!   flow names the cells to leave out.
//! - M. Fischetti, J. J. Salazar-González, "Models and algorithms for optimizing cell suppression in tabular data with
//!   linear constraints", Journal of the American Statistical Association 95 (2000): the attacker's problem, two linear
//!   programs for each cell.
//!
//! Rules of dominance (p per cent, (n, k)) are for sums of money with contributors; they say nothing about counts of
//! persons, and are not here.
//!
//! The attacker knows what is published, that counts are whole and not negative, and perhaps one own cell. An attacker
//! who also reasons from the rule ("this was left out, so it is less than k") knows more: so nothing that is published
//! says which cells were left out for their own sake.

mod attack;
pub mod count;
pub mod hxl;
pub mod ledger;
mod moves;
mod protect;
mod spec;
mod sums;
mod table;

pub use attack::{Interval, intervals};
pub use protect::{Protected, Rule, Status, THRESHOLD, Witness, Zeros, protect};
pub use spec::Spec;
pub use sums::{Cell, Line};
pub use table::{Dimension, Error, FLOOR, MAX_CELLS, MAX_DIMENSIONS, TOTAL, Table};

#[cfg(test)]
mod tests;
