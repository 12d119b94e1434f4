//! Pocketcard: the pocket card that UN personnel carry to recognise trafficking in persons, as an
//! offline-first library.
//!
//! The core screens with indicators, keeps what it is told encrypted, refers people to help, and seals
//! records for a coordinating office. It does no networking: time, keys and carriers are handed in by
//! the host (see [`host`]).

pub mod base;
pub mod checklist;
pub mod content;
pub mod crypto;
pub mod finding;
pub mod form;
pub mod host;
pub mod invitation;
pub mod journal;
pub mod labels;
pub mod pack;
pub mod parcel;
pub mod practice;
pub mod record;
pub mod session;
pub mod store;
pub mod sync;
pub mod text;
pub mod vault;
