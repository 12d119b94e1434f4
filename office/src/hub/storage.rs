//! The hub's database: sealed parcels in pieces, how far each desk has collected, which tokens were
//! revoked. It never holds which token brought which parcel once the parcel is whole.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use pocketcard::{
    parcel::{Mailbox, ParcelId},
    record::Id,
    sync::{Bookmark, Depot, DepotError, Item, PART_MAX, Reason, Role, Standing, Way},
};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use super::config::{Limits, MailboxConfig};

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS hub (epoch INTEGER NOT NULL, place INTEGER NOT NULL);
    -- place: position in the mailbox's list once whole, else NULL; token: who is uploading, until then.
    -- gone: collected or expired; only the name is remembered.
    CREATE TABLE IF NOT EXISTS parcel (
        key INTEGER PRIMARY KEY,
        mailbox BLOB NOT NULL, id BLOB NOT NULL, way INTEGER NOT NULL, size INTEGER NOT NULL,
        place INTEGER, token BLOB, upto INTEGER NOT NULL, day INTEGER NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0
    );
    CREATE UNIQUE INDEX IF NOT EXISTS whole ON parcel (mailbox, id) WHERE place IS NOT NULL;
    CREATE UNIQUE INDEX IF NOT EXISTS arriving ON parcel (mailbox, token, id) WHERE place IS NULL;
    CREATE INDEX IF NOT EXISTS listed ON parcel (mailbox, way, place) WHERE place IS NOT NULL AND gone = 0;
    CREATE TABLE IF NOT EXISTS piece (parcel INTEGER NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL);
    CREATE UNIQUE INDEX IF NOT EXISTS pieces ON piece (parcel, start);
    CREATE TABLE IF NOT EXISTS desk (mailbox BLOB NOT NULL, id BLOB NOT NULL, kept INTEGER NOT NULL, PRIMARY KEY (mailbox, id));
    CREATE TABLE IF NOT EXISTS revoked (mailbox BLOB NOT NULL, id BLOB NOT NULL, PRIMARY KEY (mailbox, id));
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
    CREATE TRIGGER IF NOT EXISTS parcel_whole AFTER UPDATE OF place ON parcel WHEN OLD.place IS NULL AND NEW.place IS NOT NULL BEGIN
        UPDATE used SET parcels = parcels + 1 WHERE mailbox = NEW.mailbox;
    END;
    CREATE TRIGGER IF NOT EXISTS parcel_gone AFTER UPDATE OF gone ON parcel WHEN OLD.gone = 0 AND NEW.gone = 1 BEGIN
        UPDATE used SET parcels = parcels - 1 WHERE mailbox = NEW.mailbox;
    END;
";

/// The database of one hub.
pub struct Storage {
    connection: Connection,
    epoch: u64,
    held: Arc<Held>,
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

fn failed(error: rusqlite::Error) -> DepotError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => DepotError::Full,
        _ => DepotError::Unavailable,
    }
}

fn fresh_epoch() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the operating system provides randomness");
    // SQLite's integers are signed.
    u64::from_be_bytes(bytes) >> 1
}

impl Storage {
    /// Opens the database in a hub's directory, making it if there is none.
    pub fn open(dir: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(dir.join("hub.db"))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // What is acknowledged survives a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.execute_batch(&format!("BEGIN IMMEDIATE; {SCHEMA} COMMIT;"))?;
        connection.execute(
            "INSERT INTO hub SELECT ?, 0 WHERE NOT EXISTS (SELECT * FROM hub)",
            [fresh_epoch() as i64],
        )?;
        let epoch =
            connection.query_one("SELECT epoch FROM hub", [], |row| row.get::<_, i64>(0))?;
        let storage = Self {
            connection,
            epoch: epoch as u64,
            held: Arc::default(),
        };
        storage.count()?;
        Ok(storage)
    }

    /// What [`Held::now`] tells from now on.
    pub fn held(&self) -> Arc<Held> {
        Arc::clone(&self.held)
    }

    /// Notes what a transaction made of the counts.
    fn count(&self) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(sum(parcels), 0), coalesce(sum(bytes), 0) FROM used",
        )?;
        let (parcels, bytes) =
            statement.query_one([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        self.held.parcels.store(parcels as u64, Relaxed);
        self.held.bytes.store(bytes as u64, Relaxed);
        Ok(())
    }

    /// Every revoked token.
    pub fn revoked(&self) -> rusqlite::Result<Vec<(Mailbox, Id)>> {
        let mut statement = self.connection.prepare("SELECT mailbox, id FROM revoked")?;
        let rows = statement.query_map([], |row| Ok((Mailbox(row.get(0)?), Id(row.get(1)?))))?;
        rows.collect()
    }

    /// Revokes tokens and forgets what they have not finished uploading.
    pub fn revoke(&mut self, mailbox: Mailbox, ids: &[Id]) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        for id in ids {
            transaction.execute(
                "INSERT OR IGNORE INTO revoked VALUES (?, ?)",
                (mailbox.0, id.0),
            )?;
            transaction.execute(
                "DELETE FROM piece WHERE parcel IN
                 (SELECT key FROM parcel WHERE mailbox = ? AND token = ? AND place IS NULL)",
                (mailbox.0, id.0),
            )?;
            transaction.execute(
                "DELETE FROM parcel WHERE mailbox = ? AND token = ? AND place IS NULL",
                (mailbox.0, id.0),
            )?;
        }
        transaction.commit()?;
        self.count()
    }

    /// Drops what is too old: finished parcels to phones, names of collected ones, unfinished uploads.
    pub fn expire(&mut self, today: i64, limits: &Limits) -> rusqlite::Result<()> {
        let before = |days: u32| today - i64::from(days);
        let transaction = self.connection.transaction()?;
        transaction.execute(
            "UPDATE parcel SET gone = 1 WHERE place IS NOT NULL AND way = ? AND gone = 0 AND day < ?",
            (code(Way::Down), before(limits.days_kept)),
        )?;
        transaction.execute(
            "DELETE FROM piece WHERE parcel IN (SELECT key FROM parcel WHERE gone = 1
             OR place IS NULL AND day < ?)",
            [before(limits.days_unfinished)],
        )?;
        transaction.execute(
            "DELETE FROM parcel WHERE gone = 1 AND day < ? OR place IS NULL AND day < ?",
            (before(limits.days_kept), before(limits.days_unfinished)),
        )?;
        transaction.execute("DELETE FROM deposited WHERE day < ?", [today])?;
        transaction.commit()?;
        self.count()
    }

    /// Writes a sound copy of the database as it is now into a new file, for a backup.
    pub fn copy_to(&self, file: &Path) -> rusqlite::Result<()> {
        let name = file.to_string_lossy();
        self.connection.execute("VACUUM INTO ?", [&*name]).map(drop)
    }

    /// The depot that the bearer of a token exchanges with. Everything it does until its `commit` is one
    /// transaction, undone if it is dropped before.
    pub fn depot<'a>(
        &'a mut self,
        mailbox: &'a MailboxConfig,
        token: Id,
        role: Role,
        limits: &'a Limits,
        today: i64,
    ) -> HubDepot<'a> {
        HubDepot {
            storage: self,
            mailbox,
            token,
            role,
            limits,
            today,
            open: false,
        }
    }
}

fn code(way: Way) -> i64 {
    match way {
        Way::Up => 1,
        Way::Down => 2,
    }
}

/// One mailbox as one token's bearer sees it.
pub struct HubDepot<'a> {
    storage: &'a mut Storage,
    mailbox: &'a MailboxConfig,
    token: Id,
    role: Role,
    limits: &'a Limits,
    today: i64,
    open: bool,
}

impl HubDepot<'_> {
    fn begin(&mut self) -> Result<(), DepotError> {
        if !self.open {
            self.storage
                .connection
                .execute_batch("BEGIN IMMEDIATE")
                .map_err(failed)?;
            self.open = true;
        }
        Ok(())
    }

    fn run(&mut self, sql: &str, values: impl rusqlite::Params) -> Result<usize, DepotError> {
        self.begin()?;
        let mut statement = self
            .storage
            .connection
            .prepare_cached(sql)
            .map_err(failed)?;
        statement.execute(values).map_err(failed)
    }

    fn number(&self, sql: &str, values: impl rusqlite::Params) -> Result<Option<i64>, DepotError> {
        let mut statement = self
            .storage
            .connection
            .prepare_cached(sql)
            .map_err(failed)?;
        let found = statement
            .query_row(values, |row| row.get::<_, Option<i64>>(0))
            .optional();
        Ok(found.map_err(failed)?.flatten())
    }

    /// The row of a parcel that this token is uploading.
    fn arriving(&self, id: &ParcelId) -> Result<Option<i64>, DepotError> {
        self.number(
            "SELECT key FROM parcel WHERE mailbox = ? AND token = ? AND id = ? AND place IS NULL",
            (self.mailbox.mailbox.0, self.token.0, id.0),
        )
    }

    /// The row of a parcel that this token's bearer may read: what is bound for it, or what it brings.
    fn readable(&self, id: &ParcelId) -> Result<Option<i64>, DepotError> {
        let way = if self.role == Role::Desk {
            Way::Up
        } else {
            Way::Down
        };
        let held = self.number(
            "SELECT key FROM parcel WHERE mailbox = ? AND id = ? AND way = ? AND place IS NOT NULL AND gone = 0",
            (self.mailbox.mailbox.0, id.0, code(way)),
        )?;
        if held.is_some() {
            Ok(held)
        } else {
            self.arriving(id)
        }
    }

    /// Deletes what every desk has collected, up to this position.
    fn prune(&mut self) -> Result<(), DepotError> {
        let mut all = i64::MAX;
        for desk in &self.mailbox.desks {
            let sql = "SELECT kept FROM desk WHERE mailbox = ? AND id = ?";
            let kept = self.number(sql, (self.mailbox.mailbox.0, desk.0))?;
            all = all.min(kept.unwrap_or(0));
        }
        let values = (self.mailbox.mailbox.0, code(Way::Up), all);
        self.run(
            "DELETE FROM piece WHERE parcel IN (SELECT key FROM parcel
             WHERE mailbox = ? AND way = ? AND place <= ? AND place IS NOT NULL AND gone = 0)",
            values,
        )?;
        self.run(
            "UPDATE parcel SET gone = 1
             WHERE mailbox = ? AND way = ? AND place <= ? AND place IS NOT NULL AND gone = 0",
            values,
        )?;
        Ok(())
    }
}

impl Drop for HubDepot<'_> {
    fn drop(&mut self) {
        if self.open {
            // If even this fails, SQLite undoes the transaction at the next opening.
            let _ = self.storage.connection.execute_batch("ROLLBACK");
        }
    }
}

impl Depot for HubDepot<'_> {
    fn role(&self) -> Role {
        Role::Hub
    }

    fn mailbox(&self) -> Mailbox {
        self.mailbox.mailbox
    }

    fn epoch(&self) -> u64 {
        self.storage.epoch
    }

    fn offers(
        &mut self,
        peer: Role,
        after: u64,
        max: usize,
    ) -> Result<Vec<(u64, Item)>, DepotError> {
        let way = if peer == Role::Desk {
            Way::Up
        } else {
            Way::Down
        };
        let sql = "SELECT place, id, size FROM parcel
             WHERE mailbox = ? AND way = ? AND place > ? AND place IS NOT NULL AND gone = 0
             ORDER BY place LIMIT ?";
        let mut statement = self
            .storage
            .connection
            .prepare_cached(sql)
            .map_err(failed)?;
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let values = params![self.mailbox.mailbox.0, code(way), after, max as i64];
        let rows = statement.query_map(values, |row| {
            let size = row.get::<_, i64>(2)? as u64;
            Ok((
                row.get::<_, i64>(0)? as u64,
                Item {
                    id: ParcelId(row.get(1)?),
                    size,
                    way,
                },
            ))
        });
        rows.and_then(Iterator::collect).map_err(failed)
    }

    fn standing(&mut self, item: &Item, _peer: Role) -> Result<Standing, DepotError> {
        let mailbox = self.mailbox.mailbox.0;
        let sql = "SELECT key FROM parcel WHERE mailbox = ? AND id = ? AND place IS NOT NULL";
        if self.number(sql, (mailbox, item.id.0))?.is_some() {
            return Ok(Standing::Held);
        }
        let sql = "SELECT upto FROM parcel
             WHERE mailbox = ? AND token = ? AND id = ? AND size = ? AND place IS NULL";
        let upto = self.number(
            sql,
            params![mailbox, self.token.0, item.id.0, item.size as i64],
        )?;
        let upto = upto.unwrap_or(0) as u64;
        let missing = item.size.saturating_sub(upto);
        let sql = "SELECT bytes FROM deposited WHERE mailbox = ? AND token = ? AND day = ?";
        let today = self
            .number(sql, params![mailbox, self.token.0, self.today])?
            .unwrap_or(0) as u64;
        let used = self
            .number("SELECT bytes FROM used WHERE mailbox = ?", [mailbox])?
            .unwrap_or(0);
        if item.size > pocketcard::parcel::MAX_SIZE {
            return Ok(Standing::Refused(Reason::TooLarge));
        }
        if today.saturating_add(missing) > self.limits.token_bytes_a_day
            || (used as u64).saturating_add(missing) > self.limits.mailbox_bytes
        {
            return Ok(Standing::Refused(Reason::NoRoom));
        }
        Ok(Standing::Missing(upto))
    }

    fn read(&mut self, id: &ParcelId, offset: u64, into: &mut [u8]) -> Result<usize, DepotError> {
        let Some(key) = self.readable(id)? else {
            return Ok(0);
        };
        // Pieces are as long as they arrived, PART_MAX at most: the first one begins at most so far back.
        let sql = "SELECT start, bytes FROM piece WHERE parcel = ? AND start > ? AND start < ? ORDER BY start";
        let mut statement = self
            .storage
            .connection
            .prepare_cached(sql)
            .map_err(failed)?;
        let (from, until) = (
            offset as i64 - PART_MAX as i64,
            offset as i64 + into.len() as i64,
        );
        let mut rows = statement.query((key, from, until)).map_err(failed)?;
        let mut filled = 0;
        while let Some(row) = rows.next().map_err(failed)? {
            let start = row.get::<_, i64>(0).map_err(failed)? as u64;
            let bytes = row.get_ref(1).map_err(failed)?;
            let bytes = bytes.as_blob().map_err(|_| DepotError::Unavailable)?;
            let at = offset + filled as u64;
            let Some(rest) = at
                .checked_sub(start)
                .and_then(|skip| bytes.get(skip as usize..))
            else {
                continue;
            };
            let length = rest.len().min(into.len() - filled);
            into[filled..filled + length].copy_from_slice(&rest[..length]);
            filled += length;
        }
        Ok(filled)
    }

    fn stage(&mut self, item: &Item, offset: u64, bytes: &[u8]) -> Result<(), DepotError> {
        let end = (offset + bytes.len() as u64) as i64;
        let today = self.today;
        let (mailbox, token) = (self.mailbox.mailbox.0, self.token.0);
        if offset == 0 {
            self.unstage(&item.id)?;
            self.run(
                "INSERT INTO parcel (mailbox, id, way, size, token, upto, day) VALUES (?, ?, ?, ?, ?, ?, ?)",
                params![mailbox, item.id.0, code(item.way), item.size as i64, token, end, today],
            )?;
        }
        let key = self.arriving(&item.id)?.ok_or(DepotError::Unavailable)?;
        self.run("UPDATE parcel SET upto = ? WHERE key = ?", (end, key))?;
        self.run(
            "INSERT INTO piece VALUES (?, ?, ?)",
            params![key, offset as i64, bytes],
        )?;
        self.run(
            "INSERT INTO deposited VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
             bytes = excluded.bytes + CASE day WHEN excluded.day THEN bytes ELSE 0 END, day = excluded.day",
            params![mailbox, token, today, bytes.len() as i64],
        )?;
        Ok(())
    }

    fn keep(&mut self, item: &Item, _peer: Role) -> Result<(), DepotError> {
        let key = self.arriving(&item.id)?.ok_or(DepotError::Unavailable)?;
        self.run("UPDATE hub SET place = place + 1", [])?;
        self.run(
            "UPDATE parcel SET place = (SELECT place FROM hub), token = NULL, way = ?, day = ? WHERE key = ?",
            (code(item.way), self.today, key),
        )?;
        Ok(())
    }

    fn unstage(&mut self, id: &ParcelId) -> Result<(), DepotError> {
        if let Some(key) = self.arriving(id)? {
            self.run("DELETE FROM piece WHERE parcel = ?", [key])?;
            self.run("DELETE FROM parcel WHERE key = ?", [key])?;
        }
        Ok(())
    }

    fn delivered(&mut self, _id: &ParcelId, _peer: Role) -> Result<(), DepotError> {
        Ok(())
    }

    fn refused(&mut self, _id: &ParcelId, _peer: Role, _reason: Reason) -> Result<(), DepotError> {
        Ok(())
    }

    fn kept_by_peer(&mut self, position: u64) -> Result<(), DepotError> {
        if self.role != Role::Desk {
            return Ok(());
        }
        let last = self.number("SELECT place FROM hub", [])?.unwrap_or(0) as u64;
        if position > last {
            // A desk has seen more than we remember: this database is an old copy. Everybody compares
            // again, or what is numbered twice would be missed.
            let epoch = fresh_epoch();
            self.run("UPDATE hub SET epoch = ?", [epoch as i64])?;
            self.storage.epoch = epoch;
            return self.run("DELETE FROM desk", []).map(drop);
        }
        let changed = self.run(
            "INSERT INTO desk VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET kept = excluded.kept
             WHERE kept < excluded.kept",
            (self.mailbox.mailbox.0, self.token.0, position as i64),
        )?;
        if changed > 0 { self.prune() } else { Ok(()) }
    }

    fn bookmark(&mut self) -> Result<Bookmark, DepotError> {
        // A hub answers and never asks.
        Ok(Bookmark::default())
    }

    fn set_bookmark(&mut self, _bookmark: Bookmark) -> Result<(), DepotError> {
        Ok(())
    }

    fn commit(&mut self) -> Result<(), DepotError> {
        if self.open {
            self.storage
                .connection
                .execute_batch("COMMIT")
                .map_err(failed)?;
            self.open = false;
            self.storage.count().map_err(failed)?;
        }
        Ok(())
    }
}
