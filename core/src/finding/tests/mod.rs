//! Tests of the finding as a whole: what every answer leads to, and what holds for all of them.

mod conformance;
mod laws;
