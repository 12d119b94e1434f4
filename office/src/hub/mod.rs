//! The hub: a blind mailbox on the network.
//!
//! It takes sealed parcels from phones and hands them to the desks of their mailbox, and the other way
//! round. It holds no key that opens any of them, no list of phones, and once a parcel is whole no trace
//! of its bringer. What it acknowledges is on disk, synced. See `docs/formats.md` for its interface.

mod address_limits;
mod chance;
mod config;
mod depot;
mod log;
mod rate_limit;
mod refusals;
mod server;
mod storage;
mod tls;
pub mod token;
mod token_locks;

pub use config::{Config, ConfigError, Limits, MailboxConfig, lies_in_a_desk};
pub use depot::HubDepot;
pub use server::{HubError, Running, serve, start};
pub use storage::{Held, Storage};
pub use tls::{Tls, TlsError};
