//! Exports by others' standards: one case as a referral by HTCDS, and one row a person for CTDC.
//!
//! What becomes what stands in the files of `office/content/mapping`. A value that leaves the desk is one of those files'
//! own words or a country's code, and never a copy of what somebody typed: the types see to that ([`mapping::Row`]).
//!
//! Counts for everybody are made elsewhere ([`crate::figures`]): a row a person is a transfer to somebody who agreed to
//! keep it, and no publication.

mod anonymity;
pub mod ctdc;
pub mod htcds;
pub mod mapping;

pub use anonymity::{Protected, protect};
pub use mapping::Facts;

#[cfg(test)]
mod tests;
