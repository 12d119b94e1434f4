//! The journal: a device-signed hash chain over salted commitments.
//!
//! Every record that a device finishes adds one [`Entry`]. The entry commits to the record's content
//! without showing it, names its place (`seq`) and the entry before it, and is signed by the device.
//! The office feeds the entries that reach it into a [`Chain`], in whatever order the roads deliver
//! them, and so sees what is missing, what was altered, and when one device's history splits in two.
//! Deleting a record leaves its entry: hashes alone, from which nothing can be read.
//!
//! Byte layouts are in `docs/formats.md`.

mod chain;
mod countersignature;
mod entry;

pub use chain::{Arrival, Chain, EntryRef};
pub use countersignature::Countersignature;
pub use entry::{Entry, EntryError, Hash, Salt, Tip, commitment};

#[cfg(test)]
mod tests;
