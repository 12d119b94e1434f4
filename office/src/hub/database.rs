//! Which database a hub has.

use std::path::Path;

use super::{
    backend::{Backend, StorageError},
    config::Config,
    postgres::Postgres,
    sqlite::Sqlite,
};

/// Opens the database that a hub's configuration names: the one in its directory, if it names none.
pub fn open(dir: &Path, config: &Config) -> Result<Box<dyn Backend>, StorageError> {
    Ok(match &config.storage {
        None => Box::new(Sqlite::open(dir)?),
        Some(place) => Box::new(Postgres::open(dir, place, config)?),
    })
}
