//! Room on the database's disk that is kept for desks: without it, what they have collected could not be deleted on a
//! full disk, because to delete takes room first. It is let go of when the disk is full, and phones are refused before
//! they send anything until it is there again.

use std::sync::atomic::Ordering::Relaxed;

use super::{Postgres, REWRITING, pool::Connection};
use crate::hub::postgres_error::PostgresError;

/// 8 MiB, at the 22 rows that a page of that table takes.
const SET_APART: &str = "INSERT INTO reserve SELECT generate_series(1, 22 * 1024)
     WHERE pg_relation_size('reserve') = 0";

impl Postgres {
    /// Does work in one transaction that a full disk must not prevent: twice if need be, and the reserve is let go of
    /// in between.
    pub(super) fn spared<T>(
        &self,
        connection: &mut Connection,
        work: impl Fn(&mut Connection) -> Result<T, PostgresError>,
    ) -> Result<T, PostgresError> {
        match connection.transaction(&work) {
            Err(PostgresError::Full) => {
                self.release(connection);
                connection.transaction(&work)
            }
            done => done,
        }
    }

    /// Gives the reserve to the other tables: the disk is full.
    pub(super) fn release(&self, connection: &mut Connection) {
        self.untidy.store(true, Relaxed);
        // If this fails, the work for which it is done says so.
        let _ = connection.batch("TRUNCATE reserve");
    }

    /// Sets the reserve apart, if the disk has room for it.
    pub(super) fn set_apart(&self, connection: &mut Connection) -> Result<(), PostgresError> {
        let set = connection.transaction(|connection| {
            let mine = connection.row("SELECT pg_try_advisory_xact_lock($1)", &[&REWRITING])?;
            if mine.get(0) {
                connection.execute(SET_APART, &[])?;
            }
            Ok(())
        });
        match set {
            // It is tried again.
            Err(PostgresError::Full) => self.untidy.store(true, Relaxed),
            done => done?,
        }
        Ok(())
    }
}
