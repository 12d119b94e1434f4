//! The hub's database: sealed parcels in pieces, how far each desk has collected, which tokens were
//! revoked.
//!
//! Anyone who takes the disk learns from it nobody who brought a parcel. What is still being uploaded lies in a
//! file of its own, under names that are drawn when the hub starts and die with it. How much each
//! token brought is counted in memory. Rows have random keys, and [`Storage::tidy`] leaves neither free
//! pages, nor a log, nor an order of arrival.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Instant,
};

use hmac::{Hmac, KeyInit, Mac};
use pocketcard::{
    base::{Chance, Id},
    parcel::{Mailbox, ParcelId},
    sync::Way,
};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Params};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::super::{
    backend::{Deposited, clock, code, fresh_epoch},
    chance::random,
    config::{Limits, MailboxConfig},
};

/// The version of the schema below, as SQLite keeps it.
const VERSION: i64 = 1;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS hub (epoch INTEGER NOT NULL, place INTEGER NOT NULL);
    -- The stretches of positions that were given, one for each time the database was open; NULL: this one.
    CREATE TABLE IF NOT EXISTS given (first INTEGER PRIMARY KEY, last INTEGER);
    -- The day up to which time has been seen to pass.
    CREATE TABLE IF NOT EXISTS followed (day INTEGER NOT NULL);
    -- Whole parcels. key: random. place: position in the mailbox's list.
    -- gone: 0 it is here, 1 its pieces are being deleted, 2 only the name is remembered.
    CREATE TABLE IF NOT EXISTS parcel (
        key INTEGER PRIMARY KEY,
        mailbox BLOB NOT NULL, id BLOB NOT NULL, way INTEGER NOT NULL, size INTEGER NOT NULL,
        place INTEGER, day INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0
    );
    CREATE UNIQUE INDEX IF NOT EXISTS whole ON parcel (mailbox, id, way);
    CREATE INDEX IF NOT EXISTS listed ON parcel (mailbox, way, place) WHERE place IS NOT NULL AND gone = 0;
    CREATE INDEX IF NOT EXISTS unlisted ON parcel (mailbox) WHERE place IS NULL;
    CREATE INDEX IF NOT EXISTS leaving ON parcel (key) WHERE gone = 1;
    CREATE TABLE IF NOT EXISTS piece (parcel INTEGER NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL,
        PRIMARY KEY (parcel, start)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS desk (mailbox BLOB NOT NULL, id BLOB NOT NULL, kept INTEGER NOT NULL, PRIMARY KEY (mailbox, id));
    CREATE TABLE IF NOT EXISTS revoked (mailbox BLOB NOT NULL, id BLOB NOT NULL, PRIMARY KEY (mailbox, id)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS notice (mailbox BLOB NOT NULL, id BLOB NOT NULL, PRIMARY KEY (mailbox, id)) WITHOUT ROWID;
    -- What a mailbox holds: bytes of all pieces, and whole parcels. Kept by triggers, so that a quota and
    -- a count cost one look-up.
    CREATE TABLE IF NOT EXISTS used (mailbox BLOB PRIMARY KEY, bytes INTEGER NOT NULL, parcels INTEGER NOT NULL DEFAULT 0);
    CREATE TRIGGER IF NOT EXISTS parcel_added AFTER INSERT ON parcel WHEN NEW.gone = 0 BEGIN
        INSERT INTO used (mailbox, bytes, parcels) VALUES (NEW.mailbox, 0, 1)
        ON CONFLICT DO UPDATE SET parcels = parcels + 1;
    END;
    CREATE TRIGGER IF NOT EXISTS piece_added AFTER INSERT ON piece BEGIN
        UPDATE used SET bytes = bytes + length(NEW.bytes)
        WHERE mailbox = (SELECT mailbox FROM parcel WHERE key = NEW.parcel);
    END;
    CREATE TRIGGER IF NOT EXISTS piece_removed AFTER DELETE ON piece BEGIN
        UPDATE used SET bytes = bytes - length(OLD.bytes)
        WHERE mailbox = (SELECT mailbox FROM parcel WHERE key = OLD.parcel);
    END;
    CREATE TRIGGER IF NOT EXISTS parcel_gone AFTER UPDATE OF gone ON parcel WHEN OLD.gone = 0 AND NEW.gone = 1 BEGIN
        UPDATE used SET parcels = parcels - 1 WHERE mailbox = NEW.mailbox;
    END;
";

/// What is being uploaded. who: see [`Storage::who`].
const ARRIVING_SCHEMA: &str = "
    CREATE TABLE arriving.upload (
        key INTEGER PRIMARY KEY,
        mailbox BLOB NOT NULL, who BLOB NOT NULL, id BLOB NOT NULL, way INTEGER NOT NULL,
        size INTEGER NOT NULL, upto INTEGER NOT NULL, day INTEGER NOT NULL
    );
    CREATE UNIQUE INDEX arriving.theirs ON upload (mailbox, who, id);
    CREATE TABLE arriving.part (upload INTEGER NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL);
    CREATE UNIQUE INDEX arriving.parts ON part (upload, start);
";

/// What earlier versions made becomes the schema above: what was being uploaded, and who brought how much,
/// is forgotten.
const FROM_VERSION_0: &str = "
    ALTER TABLE parcel RENAME TO old_parcel;
    ALTER TABLE piece RENAME TO old_piece;
    DROP TRIGGER piece_added; DROP TRIGGER piece_removed; DROP TRIGGER parcel_whole; DROP TRIGGER parcel_gone;
    DROP INDEX whole; DROP INDEX arriving; DROP INDEX listed; DROP INDEX unlisted; DROP INDEX leaving; DROP INDEX pieces;
    DROP TABLE deposited; DELETE FROM used;
    CREATE TEMP TABLE renamed (old INTEGER PRIMARY KEY, key INTEGER NOT NULL);
    INSERT INTO renamed SELECT key, random() & 0x7fffffffffffffff FROM old_parcel WHERE token IS NULL;
";
const FROM_VERSION_0_TO_1: &str = "
    INSERT INTO parcel SELECT renamed.key, mailbox, id, way, size, place, day, gone
        FROM old_parcel JOIN renamed ON old = old_parcel.key ORDER BY renamed.key;
    INSERT INTO piece SELECT renamed.key, start, bytes FROM old_piece JOIN renamed ON old = parcel ORDER BY renamed.key;
    DROP TABLE renamed; DROP TABLE old_piece; DROP TABLE old_parcel;
";

/// Bytes that are kept free, in a file that gives way when the disk is full: without them what the desks
/// have collected could not be deleted, because to delete takes room in the database's log first.
const RESERVE: u64 = 8 << 20;
const RESERVE_FILE: &str = "hub.reserve";
const FILE: &str = "hub.db";
const ARRIVING_FILE: &str = "hub.arriving";
/// Up to this size the database is rewritten as a whole, so that where a parcel lies does not tell when it
/// came. In a larger one it lies among so many that came and went.
const REWRITE_MAX: u64 = 64 << 20;
/// Tidying takes at most this part of the time.
const TIDY_SHARE: u32 = 20;
/// Pieces deleted in one transaction: 2 MiB.
const STEP: usize = 128;

/// The database of one hub.
pub struct Storage {
    pub(super) connection: Connection,
    pub(super) epoch: u64,
    held: Arc<Held>,
    reserve: PathBuf,
    reserved: bool,
    /// Names those who upload, for as long as this hub runs.
    secret: Zeroizing<[u8; 32]>,
    keys: Chance,
    pub(super) deposited: Deposited,
    /// When it may be tidied next; nothing while it is tidy.
    pub(super) untidy: bool,
    tidy_after: Instant,
}

/// How much the hub holds, for readers that may not wait until the database has time.
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
        // What was being uploaded to an earlier run belongs to nobody any more.
        for ending in ["", "-journal"] {
            let _ = fs::remove_file(dir.join(format!("{ARRIVING_FILE}{ending}")));
        }
        for name in [
            FILE,
            ARRIVING_FILE,
            RESERVE_FILE,
            "hub.db-wal",
            "hub.db-shm",
        ] {
            keep_private(&dir.join(name), name == FILE || name == ARRIVING_FILE);
        }
        let mut connection = Connection::open(dir.join(FILE))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // What is acknowledged survives a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let older = version == 0
            && connection
                .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'deposited'")?
                .exists([])?;
        let (before, after) = match older {
            true => (FROM_VERSION_0, FROM_VERSION_0_TO_1),
            false => ("", ""),
        };
        connection.execute_batch(&format!(
            "BEGIN IMMEDIATE; {before} {SCHEMA} {after} PRAGMA user_version = {VERSION}; COMMIT;"
        ))?;
        connection.execute(
            "ATTACH ? AS arriving",
            [&*dir.join(ARRIVING_FILE).to_string_lossy()],
        )?;
        // It need not outlive this process, nor may what was deleted from it.
        connection.execute_batch(&format!(
            "PRAGMA arriving.journal_mode = MEMORY; PRAGMA arriving.synchronous = OFF;
             PRAGMA arriving.secure_delete = ON; {ARRIVING_SCHEMA}"
        ))?;
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
            secret: Zeroizing::new(random()),
            keys: Chance::default(),
            deposited: Deposited::default(),
            untidy: true,
            tidy_after: Instant::now(),
        };
        storage.count()?;
        storage.set_apart();
        storage.tidy();
        Ok(storage)
    }

    /// From now on a row's key follows from this number, so that a simulation can be told again.
    pub fn seed_keys(&mut self, seed: u64) {
        self.keys = Chance::seeded(seed);
    }

    /// A key for a new row, which tells nothing of when it came.
    pub(super) fn fresh_key(&mut self) -> i64 {
        // SQLite's integers are signed.
        (self.keys.draw() >> 1) as i64
    }

    /// What [`Held::now`] tells from now on.
    pub fn held(&self) -> Arc<Held> {
        Arc::clone(&self.held)
    }

    /// The name under which a token uploads: nobody can tell whose it is without what this process drew
    /// when it started.
    pub(super) fn who(&self, mailbox: Mailbox, token: Id) -> [u8; 16] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&*self.secret).expect("HMAC takes keys of any length");
        mac.update(&mailbox.0);
        mac.update(&token.0);
        let mut who = [0; 16];
        who.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        who
    }

    /// Leaves nothing behind that tells in which order parcels came: no log, no free pages, and up to a
    /// size no order of pages either. What cannot be done now, on a full disk, is done another time.
    pub fn tidy(&mut self) {
        if !std::mem::take(&mut self.untidy) {
            return;
        }
        let begun = Instant::now();
        let number = |name| {
            let asked = self
                .connection
                .pragma_query_value(None, name, |row| row.get::<_, i64>(0));
            asked.map_or(u64::MAX, |number| number as u64)
        };
        let size = number("page_count").saturating_mul(number("page_size"));
        let empty = self
            .connection
            .prepare_cached("SELECT 1 FROM arriving.upload")
            .and_then(|mut statement| statement.exists([]));
        if matches!(empty, Ok(false)) {
            let _ = self.connection.execute_batch("VACUUM arriving");
        }
        // It takes as much room again, which a full disk does not have.
        if self.reserved && size <= REWRITE_MAX {
            let _ = self.connection.execute_batch("VACUUM main");
        }
        let _ = self
            .connection
            .execute_batch("PRAGMA main.wal_checkpoint(TRUNCATE)");
        self.tidy_after = Instant::now() + begun.elapsed() * TIDY_SHARE;
    }

    /// [`Storage::tidy`], unless that was done so lately that it would take too much of the time.
    pub fn tidy_in_time(&mut self) {
        if Instant::now() >= self.tidy_after {
            self.tidy();
        }
    }

    /// Notes what a transaction made of the counts.
    pub(super) fn count(&self) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(sum(parcels), 0),
                 coalesce(sum(bytes), 0) + (SELECT coalesce(sum(upto), 0) FROM arriving.upload) FROM used",
        )?;
        let (parcels, bytes) =
            statement.query_one([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        self.held.parcels.store(parcels as u64, Relaxed);
        self.held.bytes.store(bytes as u64, Relaxed);
        Ok(())
    }

    /// Whether the database can be read.
    pub fn answers(&self) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached("SELECT 1 FROM hub")?;
        statement.exists([]).map(drop)
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
            let who = self.who(mailbox, *id);
            self.forget("mailbox = ? AND who = ?", (mailbox.0, who))?;
        }
        self.untidy = true;
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

    /// Forgets what is too old: parcels to phones, what a desk never fetched, names of collected ones,
    /// unfinished uploads. Their bytes are deleted by [`Storage::sweep`]. Call it every hour: a clock that
    /// jumps ahead is followed by a day each time, so that one wrong look deletes nothing.
    pub fn expire(&mut self, today: i64, limits: &Limits) -> rusqlite::Result<()> {
        let known = self
            .connection
            .query_one("SELECT day FROM followed", [], |row| row.get::<_, i64>(0))
            .optional()?;
        let followed = known.map_or(today, |day| today.min(day + 1));
        if known != Some(followed) {
            let transaction = self.connection.transaction()?;
            transaction.execute("DELETE FROM followed", [])?;
            transaction.execute("INSERT INTO followed VALUES (?)", [followed])?;
            transaction.commit()?;
        }
        let before = |days: u32| followed - i64::from(days);
        let kept = before(limits.days_kept);
        self.set_apart();
        self.connection.execute(
            "UPDATE parcel SET gone = 1 WHERE way = ? AND gone = 0 AND day < ?",
            (code(Way::Down), kept),
        )?;
        self.connection.execute(
            "UPDATE parcel SET gone = 1 WHERE way = ? AND gone = 0 AND day < ?",
            (code(Way::Up), before(limits.days_waiting)),
        )?;
        let unfinished = before(limits.days_unfinished);
        self.forget("day < ?", [unfinished])?;
        self.connection
            .execute("DELETE FROM parcel WHERE gone = 2 AND day < ?", [kept])?;
        self.untidy = true;
        self.count()
    }

    /// Deletes bytes of what is gone, in at most `steps` steps; whether there is more. The steps are small:
    /// the log that each of them passes through needs to be no larger, and others can go in between.
    pub fn sweep(&mut self, steps: usize) -> rusqlite::Result<bool> {
        let mut more = true;
        for _ in 0..steps {
            more = self.drop_pieces()? == STEP;
            self.untidy = true;
            if !more {
                self.connection
                    .execute("UPDATE parcel SET gone = 2 WHERE gone = 1", [])?;
                break;
            }
        }
        self.count()?;
        Ok(more)
    }

    /// Deletes unfinished uploads.
    pub(super) fn forget(&self, which: &str, values: impl Params + Copy) -> rusqlite::Result<()> {
        let parts = format!(
            "DELETE FROM arriving.part WHERE upload IN (SELECT key FROM arriving.upload WHERE {which})"
        );
        self.connection.prepare_cached(&parts)?.execute(values)?;
        let uploads = format!("DELETE FROM arriving.upload WHERE {which}");
        self.connection.prepare_cached(&uploads)?.execute(values)?;
        Ok(())
    }

    fn drop_pieces(&self) -> rusqlite::Result<usize> {
        let sql = format!(
            "DELETE FROM piece WHERE (parcel, start) IN (SELECT parcel, start FROM parcel AS gone
             JOIN piece ON parcel = gone.key WHERE gone.gone = 1 LIMIT {STEP})"
        );
        self.connection.prepare_cached(&sql)?.execute([])
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
                let mut file = private().truncate(true).open(&self.reserve)?;
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
        keep_private(file, true);
        self.connection.execute("VACUUM main INTO ?", [&*name])?;
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

/// Options for a file that its owner alone may read.
fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a file its owner's alone: first, where it is to be made, because SQLite would let others read it.
/// If that does not work, opening it says why.
fn keep_private(file: &Path, make: bool) {
    if make && !file.exists() {
        let _ = private().open(file);
    }
    #[cfg(unix)]
    if file.exists() {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        let _ = fs::set_permissions(file, mode);
    }
}
