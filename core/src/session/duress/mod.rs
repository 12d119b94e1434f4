//! Under duress: the phone that opens then, and what it is furnished with.

mod decoy;
pub(super) mod reserve;

pub(super) use decoy::furnish;
