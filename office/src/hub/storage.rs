//! The hub's database: sealed parcels in pieces, how far each desk has collected, which tokens were
//! revoked. It never holds which token brought which parcel once the parcel is whole.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use pocketcard::{
    base::Id,
    parcel::{Mailbox, ParcelId},
    sync::Way,
};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Params};

use super::config::{Limits, MailboxConfig};

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS hub (epoch INTEGER NOT NULL, place INTEGER NOT NULL);
    -- The stretches of positions that were given, one for each time the database was open; NULL: this one.
    CREATE TABLE IF NOT EXISTS given (first INTEGER PRIMARY KEY, last INTEGER);
    -- token: who is uploading, NULL once the parcel is whole. place: position in the mailbox's list.
    -- gone: 0 it is here, 1 its pieces are being deleted, 2 only the name is remembered.
    CREATE TABLE IF NOT EXISTS parcel (
        key INTEGER PRIMARY KEY,
        mailbox BLOB NOT NULL, id BLOB NOT NULL, way INTEGER NOT NULL, size INTEGER NOT NULL,
        place INTEGER, token BLOB, upto INTEGER NOT NULL, day INTEGER NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0
    );
    CREATE UNIQUE INDEX IF NOT EXISTS whole ON parcel (mailbox, id, way) WHERE token IS NULL;
    CREATE UNIQUE INDEX IF NOT EXISTS arriving ON parcel (mailbox, token, id) WHERE token IS NOT NULL;
    CREATE INDEX IF NOT EXISTS listed ON parcel (mailbox, way, place) WHERE place IS NOT NULL AND gone = 0;
    CREATE INDEX IF NOT EXISTS unlisted ON parcel (mailbox) WHERE token IS NULL AND place IS NULL;
    CREATE INDEX IF NOT EXISTS leaving ON parcel (key) WHERE gone = 1;
    CREATE TABLE IF NOT EXISTS piece (parcel INTEGER NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL);
    CREATE UNIQUE INDEX IF NOT EXISTS pieces ON piece (parcel, start);
    CREATE TABLE IF NOT EXISTS desk (mailbox BLOB NOT NULL, id BLOB NOT NULL, kept INTEGER NOT NULL, PRIMARY KEY (mailbox, id));
    CREATE TABLE IF NOT EXISTS revoked (mailbox BLOB NOT NULL, id BLOB NOT NULL, PRIMARY KEY (mailbox, id));
    CREATE TABLE IF NOT EXISTS notice (mailbox BLOB NOT NULL, id BLOB NOT NULL, PRIMARY KEY (mailbox, id));
    CREATE TABLE IF NOT EXISTS deposited (mailbox BLOB NOT NULL, token BLOB NOT NULL, day INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (mailbox, token));
    -- What a mailbox holds: bytes of all pieces, and whole parcels. Kept by triggers, so that a quota and
    -- a count cost one look-up.
    CREATE TABLE IF NOT EXISTS used (mailbox BLOB PRIMARY KEY, bytes INTEGER NOT NULL, parcels INTEGER NOT NULL DEFAULT 0);
    CREATE TRIGGER IF NOT EXISTS piece_added AFTER INSERT ON piece BEGIN
        INSERT INTO used (mailbox, bytes) SELECT mailbox, length(NEW.bytes) FROM parcel WHERE key = NEW.parcel
        ON CONFLICT DO UPDATE SET bytes = bytes + length(NEW.bytes);
    END;
    CREATE TRIGGER IF NOT EXISTS piece_removed AFTER DELETE ON piece BEGIN
        UPDATE used SET bytes = bytes - length(OLD.bytes)
        WHERE mailbox = (SELECT mailbox FROM parcel WHERE key = OLD.parcel);
    END;
    CREATE TRIGGER IF NOT EXISTS parcel_whole AFTER UPDATE OF token ON parcel WHEN OLD.token IS NOT NULL AND NEW.token IS NULL BEGIN
        UPDATE used SET parcels = parcels + 1 WHERE mailbox = NEW.mailbox;
    END;
    CREATE TRIGGER IF NOT EXISTS parcel_gone AFTER UPDATE OF gone ON parcel WHEN OLD.gone = 0 AND NEW.gone = 1 BEGIN
        UPDATE used SET parcels = parcels - 1 WHERE mailbox = NEW.mailbox;
    END;
";

/// Bytes that are kept free, in a file that gives way when the disk is full: without them what the desks
/// have collected could not be deleted, because to delete takes room in the database's log first.
const RESERVE: u64 = 8 << 20;
const RESERVE_FILE: &str = "hub.reserve";
/// Pieces deleted in one transaction: 2 MiB.
const STEP: usize = 128;

/// The database of one hub.
pub struct Storage {
    pub(super) connection: Connection,
    pub(super) epoch: u64,
    held: Arc<Held>,
    reserve: PathBuf,
    reserved: bool,
}

/// How much the hub holds, for who may not wait until the database has time.
#[derive(Debug, Default)]
pub struct Held {
    parcels: AtomicU64,
    bytes: AtomicU64,
}

impl Held {
    /// Whole parcels, and the bytes that these and unfinished ones take.
    pub fn now(&self) -> (u64, u64) {
        (self.parcels.load(Relaxed), self.bytes.load(Relaxed))
    }
}

pub(super) fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DiskFull)
}

pub(super) fn fresh_epoch() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the operating system provides randomness");
    // SQLite's integers are signed.
    u64::from_be_bytes(bytes) >> 1
}

impl Storage {
    /// Opens the database in a hub's directory, making it if there is none.
    pub fn open(dir: &Path) -> rusqlite::Result<Self> {
        Self::open_once(dir).or_else(|error| {
            if !is_full(&error) {
                return Err(error);
            }
            let _ = fs::remove_file(dir.join(RESERVE_FILE));
            Self::open_once(dir)
        })
    }

    fn open_once(dir: &Path) -> rusqlite::Result<Self> {
        let mut connection = Connection::open(dir.join("hub.db"))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // What is acknowledged survives a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.execute_batch(&format!("BEGIN IMMEDIATE; {SCHEMA} COMMIT;"))?;
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO hub SELECT ?, 0 WHERE NOT EXISTS (SELECT * FROM hub)",
            [fresh_epoch() as i64],
        )?;
        let (epoch, place) = transaction.query_one("SELECT epoch, place FROM hub", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })?;
        // Positions go on from the clock. Should this be an old copy, then those that were given after it
        // was made are not given again, and a desk that has seen some is known by that.
        let first = place.max(clock()) + 1;
        transaction.execute("UPDATE given SET last = ? WHERE last IS NULL", [place])?;
        transaction.execute("DELETE FROM given WHERE last < first", [])?;
        transaction.execute("INSERT INTO given VALUES (?, NULL)", [first])?;
        transaction.execute("UPDATE hub SET place = ?", [first - 1])?;
        transaction.commit()?;
        let mut storage = Self {
            connection,
            epoch: epoch as u64,
            held: Arc::default(),
            reserve: dir.join(RESERVE_FILE),
            reserved: false,
        };
        storage.count()?;
        storage.set_apart();
        Ok(storage)
    }

    /// What [`Held::now`] tells from now on.
    pub fn held(&self) -> Arc<Held> {
        Arc::clone(&self.held)
    }

    /// Notes what a transaction made of the counts.
    pub(super) fn count(&self) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(sum(parcels), 0), coalesce(sum(bytes), 0) FROM used",
        )?;
        let (parcels, bytes) =
            statement.query_one([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        self.held.parcels.store(parcels as u64, Relaxed);
        self.held.bytes.store(bytes as u64, Relaxed);
        Ok(())
    }

    /// Whether a token was revoked.
    pub fn is_revoked(&self, mailbox: Mailbox, id: Id) -> rusqlite::Result<bool> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT 1 FROM revoked WHERE mailbox = ? AND id = ?")?;
        statement.exists((mailbox.0, id.0))
    }

    /// Revokes tokens and forgets what they have not finished uploading. All that revoked tokens may read from
    /// now on are the parcels of these names.
    pub fn revoke(
        &mut self,
        mailbox: Mailbox,
        ids: &[Id],
        notices: &[ParcelId],
    ) -> rusqlite::Result<()> {
        let mut noted = self.note_revoked(mailbox, ids, notices);
        if noted.as_ref().is_err_and(is_full) {
            self.release();
            noted = self.note_revoked(mailbox, ids, notices);
        }
        noted?;
        for id in ids {
            let theirs = "token IS NOT NULL AND mailbox = ? AND token = ?";
            self.forget(theirs, (mailbox.0, id.0))?;
        }
        self.count()
    }

    fn note_revoked(
        &mut self,
        mailbox: Mailbox,
        ids: &[Id],
        notices: &[ParcelId],
    ) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        for id in ids {
            transaction.execute(
                "INSERT OR IGNORE INTO revoked VALUES (?, ?)",
                (mailbox.0, id.0),
            )?;
        }
        transaction.execute("DELETE FROM notice WHERE mailbox = ?", [mailbox.0])?;
        for id in notices {
            transaction.execute(
                "INSERT OR IGNORE INTO notice VALUES (?, ?)",
                (mailbox.0, id.0),
            )?;
        }
        transaction.commit()
    }

    /// Forgets what is too old: parcels to phones, names of collected ones, unfinished uploads. Their
    /// bytes are deleted by [`Storage::sweep`].
    pub fn expire(&mut self, today: i64, limits: &Limits) -> rusqlite::Result<()> {
        let before = |days: u32| today - i64::from(days);
        let kept = before(limits.days_kept);
        self.set_apart();
        self.connection.execute(
            "UPDATE parcel SET gone = 1 WHERE token IS NULL AND way = ? AND gone = 0 AND day < ?",
            (code(Way::Down), kept),
        )?;
        let unfinished = before(limits.days_unfinished);
        self.forget("token IS NOT NULL AND day < ?", [unfinished])?;
        self.connection
            .execute("DELETE FROM parcel WHERE gone = 2 AND day < ?", [kept])?;
        self.connection
            .execute("DELETE FROM deposited WHERE day < ?", [today])?;
        self.count()
    }

    /// Deletes bytes of what is gone, so many steps at most; whether there is more. The steps are small:
    /// the log that each of them passes through needs to be no larger, and others can go in between.
    pub fn sweep(&mut self, steps: usize) -> rusqlite::Result<bool> {
        let mut more = true;
        for _ in 0..steps {
            more = self.drop_pieces("gone = 1", [])? == STEP;
            if !more {
                self.connection
                    .execute("UPDATE parcel SET gone = 2 WHERE gone = 1", [])?;
                break;
            }
        }
        self.count()?;
        Ok(more)
    }

    /// Deletes unfinished uploads, step by step.
    fn forget(&mut self, which: &str, values: impl Params + Copy) -> rusqlite::Result<()> {
        while self.drop_pieces(which, values)? == STEP {}
        let sql = format!("DELETE FROM parcel WHERE {which}");
        self.connection.execute(&sql, values).map(drop)
    }

    fn drop_pieces(&self, which: &str, values: impl Params) -> rusqlite::Result<usize> {
        let sql = format!(
            "DELETE FROM piece WHERE rowid IN (SELECT piece.rowid FROM parcel
             JOIN piece ON piece.parcel = parcel.key WHERE {which} LIMIT {STEP})"
        );
        self.connection.prepare_cached(&sql)?.execute(values)
    }

    /// Whether something may be deposited without using up what the deletion of other things needs.
    pub(super) fn has_room(&self) -> rusqlite::Result<bool> {
        let number = |name| {
            self.connection
                .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
        };
        // Pages that are free inside the database's own file serve as well.
        Ok(self.reserved || number("freelist_count")? * number("page_size")? >= RESERVE as i64)
    }

    /// Sets the reserve apart, if the disk has room for it.
    fn set_apart(&mut self) {
        let there = fs::metadata(&self.reserve).is_ok_and(|file| file.len() == RESERVE);
        self.reserved = there;
        if !there {
            let write = || {
                let mut file = fs::File::create(&self.reserve)?;
                let zeros = [0; 64 * 1024];
                for _ in 0..RESERVE / zeros.len() as u64 {
                    file.write_all(&zeros)?;
                }
                file.sync_all()
            };
            self.reserved = write().is_ok();
            if !self.reserved {
                self.release();
            }
        }
    }

    /// Gives the reserve to the database: the disk is full.
    pub(super) fn release(&mut self) {
        self.reserved = false;
        // If it cannot be removed, it is not there.
        let _ = fs::remove_file(&self.reserve);
    }

    /// Writes a sound copy of the database as it is now into a new file, for a backup. A hub that goes on
    /// from it has another epoch, so that everybody sends again what it does not know of.
    pub fn copy_to(&self, file: &Path) -> rusqlite::Result<()> {
        let name = file.to_string_lossy();
        self.connection.execute("VACUUM INTO ?", [&*name])?;
        let copy = Connection::open(file)?;
        copy.execute("UPDATE hub SET epoch = ?", [fresh_epoch() as i64])?;
        copy.execute("DELETE FROM desk", []).map(drop)
    }

    /// Of the mailbox's desks, the position up to which all have collected.
    pub(super) fn collected(&self, mailbox: &MailboxConfig) -> rusqlite::Result<i64> {
        let sql = "SELECT kept FROM desk WHERE mailbox = ? AND id = ?";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut all = i64::MAX;
        for desk in &mailbox.desks {
            let kept = statement
                .query_one((mailbox.mailbox.0, desk.0), |row| row.get::<_, i64>(0))
                .optional()?;
            all = all.min(kept.unwrap_or(0));
        }
        Ok(all)
    }
}

/// What stands for a way in the database.
pub(super) fn code(way: Way) -> i64 {
    match way {
        Way::Up => 1,
        Way::Down => 2,
    }
}

/// A position that grows with time, by 65,536 each millisecond: faster than parcels can come.
fn clock() -> i64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(now.as_millis() << 16).unwrap_or(0)
}
