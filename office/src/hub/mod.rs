//! The hub: a blind mailbox on the network.
//!
//! It takes sealed parcels from phones and hands them to the desks of their mailbox, and the other way
//! round. It holds no key that opens any of them, no list of phones, and once a parcel is whole no trace
//! of its bringer. What it acknowledges is on disk, synced. See `docs/formats.md` for its interface.

mod address_limits;
mod backend;
mod chance;
mod config;
mod database;
mod listener;
mod log;
mod postgres;
mod postgres_error;
mod rate_limit;
mod refusals;
mod server;
mod sqlite;
mod tls;
pub mod token;
mod token_locks;

pub use backend::{Backend, StorageError};
pub use config::{Config, ConfigError, Limits, MailboxConfig, StorageConfig, lies_in_a_desk};
pub use database::open;
pub use listener::{Running, serve, start};
pub use postgres::Postgres;
pub use postgres_error::PostgresError;
pub use server::HubError;
pub use sqlite::Sqlite;
pub use tls::{Tls, TlsError};
