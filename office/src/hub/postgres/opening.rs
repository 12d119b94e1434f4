//! What happens once for each new connection: tables, the hubs' agreement, and whether this is an old copy.

use super::{Postgres, pool::Connection};
use crate::hub::{
    backend::{clock, fresh_epoch},
    postgres_error::PostgresError,
};

/// The tables, version by version.
const TABLES: &[&str] = &[include_str!("tables_1.sql")];
/// Held while tables are made.
const MAKING: i64 = 0x706f_636b_6574_0001;
/// Held in part by every connection of a hub that runs, and as a whole by the only one.
const RUNNING: i64 = 0x706f_636b_6574_0002;

/// Which copy of the tables this is (the server and the line of its history, the database and its tables), when the
/// server was started, and how far its log is safe on its disk.
const COPY: &str = "SELECT concat_ws('/', system_identifier,
         substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8),
         (SELECT oid FROM pg_database WHERE datname = current_database()), pg_relation_filenode('hub')),
     pg_postmaster_start_time()::text, (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint
     FROM pg_control_system()";
/// Whether both were the same when it was opened last.
const BEFORE: &str = "SELECT epoch, copy = $1, started = $2::text::timestamptz FROM hub";

/// What this process has seen of the database.
#[derive(Default)]
pub(super) struct Seen {
    pub epoch: i64,
    /// How far the server's log was safe on its disk.
    pub flushed: i64,
}

impl Seen {
    /// Notes what the database says now.
    pub fn note(&mut self, epoch: i64, flushed: i64) {
        *self = Self {
            epoch,
            flushed: self.flushed.max(flushed),
        };
    }
}

/// The answer to [`COPY`].
struct Copy {
    name: String,
    started: String,
    flushed: i64,
}

impl Copy {
    fn ask(connection: &mut Connection) -> Result<Self, PostgresError> {
        let row = connection.row(COPY, &[])?;
        Ok(Self {
            name: row.get(0),
            started: row.get(1),
            flushed: row.get(2),
        })
    }
}

impl Postgres {
    /// Makes the tables, or brings them up to date.
    pub(super) fn make_tables(&self, connection: &mut Connection) -> Result<(), PostgresError> {
        connection.transaction(|connection| {
            connection.execute("SELECT pg_advisory_xact_lock($1)", &[&MAKING])?;
            connection.batch("CREATE TABLE IF NOT EXISTS version (version bigint NOT NULL)")?;
            let row = connection.row("SELECT coalesce(max(version), 0) FROM version", &[])?;
            let version = usize::try_from(row.get::<_, i64>(0)).unwrap_or(usize::MAX);
            let newer = TABLES.get(version..).ok_or(PostgresError::Newer)?;
            for tables in newer {
                connection.batch(tables)?;
            }
            if !newer.is_empty() {
                connection.batch("DELETE FROM version")?;
                let version = TABLES.len() as i64;
                connection.execute("INSERT INTO version VALUES ($1)", &[&version])?;
            }
            let copy = Copy::ask(connection)?;
            let sql = "INSERT INTO hub SELECT $1, $2, $3::text::timestamptz, $4
                 WHERE NOT EXISTS (SELECT FROM hub)";
            let (epoch, shared) = (fresh_epoch() as i64, self.shared.as_slice());
            connection.execute(sql, &[&epoch, &copy.name, &copy.started, &shared])?;
            Ok(())
        })
    }

    /// Makes a new connection ready: it is one of hubs that agree, and knows if the database went back.
    pub(super) fn greet(&self, connection: &mut Connection) -> Result<(), PostgresError> {
        self.agree(connection)?;
        let mut seen = self.seen();
        let copy = Copy::ask(connection)?;
        let row = connection.row(BEFORE, &[&copy.name, &copy.started])?;
        let same_start = row.get::<_, bool>(1) && row.get::<_, bool>(2);
        let went_back = copy.flushed < seen.flushed && row.get::<_, i64>(0) == seen.epoch;
        if !same_start || went_back {
            self.spared(connection, |it| self.reopen(it, &copy, &seen))?;
        }
        self.add_mailboxes(connection)?;
        let row = connection.row("SELECT epoch FROM hub", &[])?;
        *seen = Seen {
            epoch: row.get(0),
            flushed: copy.flushed,
        };
        Ok(())
    }

    /// Anyone whose configuration differs is alone, or is no hub of this database.
    fn agree(&self, connection: &mut Connection) -> Result<(), PostgresError> {
        let shared = self.shared.as_slice();
        let same = "SELECT configuration = $1 FROM hub";
        connection.execute("SELECT pg_advisory_lock_shared($1)", &[&RUNNING])?;
        if connection.row(same, &[&shared])?.get(0) {
            return Ok(());
        }
        connection.execute("SELECT pg_advisory_unlock_shared($1)", &[&RUNNING])?;
        let alone = connection.row("SELECT pg_try_advisory_lock($1)", &[&RUNNING])?;
        if !alone.get::<_, bool>(0) {
            return Err(PostgresError::Differs);
        }
        connection.execute("UPDATE hub SET configuration = $1", &[&shared])?;
        connection.execute("SELECT pg_advisory_lock_shared($1)", &[&RUNNING])?;
        connection.execute("SELECT pg_advisory_unlock($1)", &[&RUNNING])?;
        Ok(())
    }

    /// The server was started since the last time, or these are other tables than then: a standby that was
    /// promoted, or a dump or a copy that was put back. So is a server whose log was further already. Then
    /// everybody compares again, and sends what the copy does not know of.
    ///
    /// In any case positions go on from the clock. Those that were given after an unnoticed copy was made are
    /// not given again, and a desk that has seen some is known by that.
    fn reopen(
        &self,
        connection: &mut Connection,
        copy: &Copy,
        seen: &Seen,
    ) -> Result<(), PostgresError> {
        connection.execute("SELECT FROM hub FOR UPDATE", &[])?;
        // Another hub may have been first.
        let row = connection.row(BEFORE, &[&copy.name, &copy.started])?;
        let (epoch, same): (i64, bool) = (row.get(0), row.get(1));
        if !same || copy.flushed < seen.flushed && epoch == seen.epoch {
            let epoch = fresh_epoch() as i64;
            connection.execute("UPDATE hub SET epoch = $1", &[&epoch])?;
            connection.execute("DELETE FROM desk", &[])?;
        } else if row.get(2) {
            return Ok(());
        }
        // Locked first, so that nobody gives a position in between.
        connection.execute("SELECT FROM mailbox FOR UPDATE", &[])?;
        connection.batch(
            "UPDATE given SET last = place FROM mailbox
                 WHERE mailbox.mailbox = given.mailbox AND last IS NULL;
             DELETE FROM given WHERE last < first",
        )?;
        let sql = "UPDATE mailbox SET place = greatest(place, $1)";
        connection.execute(sql, &[&clock()])?;
        connection.batch("INSERT INTO given SELECT mailbox, place + 1, NULL FROM mailbox")?;
        let sql = "UPDATE hub SET copy = $1, started = $2::text::timestamptz";
        connection.execute(sql, &[&copy.name, &copy.started])?;
        Ok(())
    }

    /// A mailbox that is new in the configuration begins its list.
    fn add_mailboxes(&self, connection: &mut Connection) -> Result<(), PostgresError> {
        let names: Vec<&[u8]> = self
            .mailboxes
            .iter()
            .map(|one| &one.mailbox.0[..])
            .collect();
        let sql = "WITH new AS (INSERT INTO mailbox SELECT unnest($1::bytea[]), $2
                 ON CONFLICT DO NOTHING RETURNING mailbox, place)
             INSERT INTO given SELECT mailbox, place + 1, NULL FROM new";
        connection.execute(sql, &[&names, &clock()])?;
        Ok(())
    }
}
