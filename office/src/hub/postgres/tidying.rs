//! Leaving nothing in the tables that tells in which order parcels came, or what came together.
//!
//! PostgreSQL appends rows as they come, and marks each with the transaction that wrote it. While all of it is
//! small, one transaction rewrites the tables in random order; in larger ones a parcel lies among
//! so many that came and went. Its log cannot be wiped: the threat model says what that means.

use std::{
    sync::{PoisonError, atomic::Ordering::Relaxed},
    time::{Duration, Instant},
};

use super::{Postgres, REWRITING, pool::Connection};
use crate::hub::postgres_error::PostgresError;

/// Up to this size: writing as much takes a fraction of a second, and everybody waits for it.
const REWRITE_MAX: i64 = 8 << 20;
/// How often, at most.
const REWRITE_EVERY: Duration = Duration::from_secs(60);

const SIZE: &str = "SELECT coalesce(sum(bytes), 0)::bigint FROM used";
/// Those who use the tables come first: a lock that is not to be had at once is not waited for.
const REWRITE: &str = "
    SET LOCAL lock_timeout = '100ms';
    LOCK TABLE parcel, piece IN ACCESS EXCLUSIVE MODE;
    CREATE TEMPORARY TABLE parcels ON COMMIT DROP AS SELECT * FROM parcel;
    CREATE TEMPORARY TABLE pieces ON COMMIT DROP AS SELECT * FROM piece;
    TRUNCATE parcel, piece;
    INSERT INTO parcel SELECT * FROM parcels ORDER BY key;
    INSERT INTO piece SELECT * FROM pieces ORDER BY parcel, start";
/// A table that is cut off has no free pages in which old rows lie.
const LOCK_UPLOADS: &str = "
    SET LOCAL lock_timeout = '100ms'; LOCK TABLE upload, part IN ACCESS EXCLUSIVE MODE";
const NO_UPLOADS: &str = "SELECT NOT EXISTS (SELECT FROM upload)";

impl Postgres {
    /// Whether there is something to tidy, and the time for it has come.
    pub(super) fn may_tidy(&self, soon: bool) -> bool {
        let mut tidied = self.tidied.lock().unwrap_or_else(PoisonError::into_inner);
        if !soon && tidied.elapsed() < REWRITE_EVERY || !self.untidy.swap(false, Relaxed) {
            return false;
        }
        *tidied = Instant::now();
        true
    }

    /// Rewrites the tables, if that takes no time, and cuts off those of uploads when there are none.
    pub(super) fn rewrite(&self, connection: &mut Connection) -> Result<(), PostgresError> {
        let mine = connection.row("SELECT pg_try_advisory_xact_lock($1)", &[&REWRITING])?;
        if !mine.get::<_, bool>(0) {
            return Ok(());
        }
        if connection.row(SIZE, &[])?.get::<_, i64>(0) <= REWRITE_MAX {
            connection.batch(REWRITE)?;
        }
        if !connection.row(NO_UPLOADS, &[])?.get::<_, bool>(0) {
            return Ok(());
        }
        connection.batch(LOCK_UPLOADS)?;
        if connection.row(NO_UPLOADS, &[])?.get(0) {
            connection.batch("TRUNCATE upload, part")?;
        }
        Ok(())
    }
}
