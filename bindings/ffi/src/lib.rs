//! The session of the core, for Kotlin, Swift and Python.
//!
//! A facade without logic: records, errors and interfaces, and one object, [`Phone`]. The core knows nothing of bindings:
//! a type of its that crosses as it is stands here once more under `uniffi::remote`, which takes the core's own, and
//! what crosses otherwise is converted. Calls block and are coarse, one for each thing that a screen
//! needs. Passphrases and invitations cross as bytes, which both sides can wipe.

mod alone;
mod arguments;
mod checklist;
mod chunks;
mod error;
mod exchange;
mod finding;
mod host;
mod meeting;
mod outbox;
mod phone;
mod questions;
mod records;
mod screens;
mod session_lock;
mod stream;
#[cfg(test)]
mod tests;

pub use alone::*;
pub use checklist::*;
pub use chunks::{ChunkAssembler, split_into_chunks};
pub use error::PhoneError;
pub use exchange::{Exchange, ExchangeProgress, ExchangeStats, Status, no_answer};
pub use finding::{Finding, Level, Shown};
pub use host::*;
pub use meeting::{Meeting, Met};
pub use outbox::*;
pub use phone::Phone;
pub use questions::*;
pub use records::*;
pub use screens::*;

uniffi::setup_scaffolding!();

/// The version of the core that this library was built from.
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Reads answers from the JSON that the terminal takes, for examples and tests.
///
/// # Errors
/// `PhoneError::Request` says where the JSON is not as it should be.
#[uniffi::export]
pub fn answers_from_json(json: Vec<u8>) -> Result<Answers, PhoneError> {
    Ok(pocketcard::checklist::Answers::from_json(&json)?.into())
}
