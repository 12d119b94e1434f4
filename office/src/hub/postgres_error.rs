//! What is said when PostgreSQL does not do what it was asked.

use std::{error::Error, io};

use pocketcard::sync::DepotError;
use postgres::error::SqlState;
use thiserror::Error;

/// Why PostgreSQL did not do what it was asked. It names no password, no token and no parcel.
#[derive(Debug, Error)]
pub enum PostgresError {
    /// The text in hub.json does not say where it is.
    #[error(
        "hub.json does not say where PostgreSQL is; write \"storage\": {{\"postgres\": \"host=… dbname=… user=…\"}}"
    )]
    Description,
    /// It is reached over a network, and nothing says who vouches for it.
    #[error(
        "PostgreSQL is reached over a network; name the authority of its certificate in hub.json (\"ca\"), or \
         add sslmode=disable where nobody else uses that network"
    )]
    NoAuthority,
    /// The file with those who vouch for it cannot be used.
    #[error(
        "the file named in hub.json (\"ca\") cannot be used ({0}); it takes certificates in PEM, which begin with -----BEGIN"
    )]
    Authority(io::ErrorKind),
    /// Nobody answers, or he does not let us in.
    #[error("PostgreSQL cannot be reached: {0}")]
    Unreachable(String),
    /// Others use all connections.
    #[error("all connections to PostgreSQL are in use")]
    Busy,
    /// Its disk is full.
    #[error("PostgreSQL's disk is full")]
    Full,
    /// Another hub has another configuration.
    #[error(
        "this hub.json differs from that of the hubs which run on this database; give all of them the same file, \
         and stop all of them before it changes"
    )]
    Differs,
    /// A newer program made the tables.
    #[error(
        "a newer version of this program made the tables of this database; bring this hub up to date"
    )]
    Newer,
    /// Another hub took in what came here.
    #[error("another hub took in the same upload")]
    Overtaken,
    /// Two waited for each other's rows, and PostgreSQL stopped this one.
    #[error("two requests waited for each other")]
    Crosswise,
    /// A statement failed.
    #[error("PostgreSQL: {0}")]
    Statement(String),
}

impl PostgresError {
    pub(super) fn unreachable(error: &postgres::Error) -> Self {
        Self::Unreachable(line(error))
    }
}

/// What it says, in one line. A detail or a hint could repeat what was stored.
fn line(error: &postgres::Error) -> String {
    if let Some(database) = error.as_db_error() {
        let message = database.message().replace('\n', " ");
        return format!("{message} ({})", database.code().code());
    }
    let text = match error.source() {
        Some(cause) => cause.to_string(),
        None => error.to_string(),
    };
    text.replace('\n', " ")
}

impl From<postgres::Error> for PostgresError {
    fn from(error: postgres::Error) -> Self {
        if error.code() == Some(&SqlState::DISK_FULL) {
            return Self::Full;
        }
        if error.code() == Some(&SqlState::T_R_DEADLOCK_DETECTED) {
            return Self::Crosswise;
        }
        Self::Statement(line(&error))
    }
}

impl From<PostgresError> for DepotError {
    fn from(error: PostgresError) -> Self {
        match error {
            PostgresError::Full => Self::Full,
            _ => Self::Unavailable,
        }
    }
}
