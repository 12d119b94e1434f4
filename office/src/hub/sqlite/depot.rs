//! One mailbox of the hub as an exchange sees it.

use std::sync::MutexGuard;

use pocketcard::{
    base::Id,
    parcel::{MAX_SIZE, Mailbox, ParcelId},
    sync::{Checkpoint, Depot, DepotError, Have, Item, PART_MAX, Reason, Role, Way},
};
use rusqlite::{OptionalExtension, params};

use super::{
    super::{
        backend::{BATCH, PART_MIN, STEPS, UNFINISHED, code, fresh_epoch},
        config::{Limits, MailboxConfig},
    },
    storage::{Storage, is_full},
};

/// What a revoked token may read: the notices that say so, and that tell a lost phone to erase itself.
const NOTICES: &str = "AND id IN (SELECT id FROM notice WHERE notice.mailbox = parcel.mailbox)";

/// One mailbox as one token's bearer sees it.
pub struct HubDepot<'a> {
    storage: MutexGuard<'a, Storage>,
    mailbox: &'a MailboxConfig,
    token: Id,
    /// The name under which it uploads.
    who: [u8; 16],
    role: Role,
    limits: &'a Limits,
    today: i64,
    epoch: u64,
    open: bool,
    revoked: Option<bool>,
}

fn failed(error: rusqlite::Error) -> DepotError {
    if is_full(&error) {
        DepotError::Full
    } else {
        DepotError::Unavailable
    }
}

impl<'a> HubDepot<'a> {
    /// The depot that the bearer of a token exchanges with. Everything it does until its `commit` is one
    /// transaction, undone if it is dropped before.
    pub fn new(
        storage: MutexGuard<'a, Storage>,
        mailbox: &'a MailboxConfig,
        token: Id,
        role: Role,
        limits: &'a Limits,
        today: i64,
    ) -> Self {
        Self {
            epoch: storage.epoch,
            who: storage.who(mailbox.mailbox, token),
            storage,
            mailbox,
            token,
            role,
            limits,
            today,
            open: false,
            revoked: None,
        }
    }
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

    fn is_revoked(&mut self) -> Result<bool, DepotError> {
        if let Some(revoked) = self.revoked {
            return Ok(revoked);
        }
        let asked = self.storage.is_revoked(self.mailbox.mailbox, self.token);
        let revoked = asked.map_err(failed)?;
        Ok(*self.revoked.insert(revoked))
    }

    fn undo(&mut self) {
        if self.open {
            // If even this fails, SQLite undoes the transaction at the next opening.
            let _ = self.storage.connection.execute_batch("ROLLBACK");
            self.open = false;
            self.epoch = self.storage.epoch;
        }
    }

    /// Does work that a full disk must not prevent. It is a transaction of its own, done twice if need be: the
    /// first time gives the reserve away.
    fn spare(
        &mut self,
        work: impl Fn(&mut Self) -> Result<(), DepotError>,
    ) -> Result<(), DepotError> {
        self.commit()?;
        for _ in 0..2 {
            match work(self).and_then(|()| self.commit()) {
                Err(DepotError::Full) => self.undo(),
                done => return done,
            }
        }
        // Still full. What the work was for goes on without it.
        Ok(())
    }

    fn run(&mut self, sql: &str, values: impl rusqlite::Params) -> Result<usize, DepotError> {
        self.begin()?;
        let prepared = self.storage.connection.prepare_cached(sql);
        let done = prepared.and_then(|mut statement| statement.execute(values));
        self.written(done)
    }

    /// Gives the reserve away if this says that the disk is full.
    fn written<T>(&mut self, done: rusqlite::Result<T>) -> Result<T, DepotError> {
        let done = done.map_err(failed);
        if matches!(done, Err(DepotError::Full)) {
            self.storage.release();
        }
        done
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
            "SELECT key FROM arriving.upload WHERE mailbox = ? AND who = ? AND id = ?",
            (self.mailbox.mailbox.0, self.who, id.0),
        )
    }

    /// The row of a parcel that this token's bearer may read, and where its bytes lie: what is bound for it,
    /// or what it brings.
    fn readable(&mut self, id: &ParcelId) -> Result<Option<(i64, &'static str)>, DepotError> {
        let way = if self.role == Role::Desk {
            Way::Up
        } else {
            Way::Down
        };
        let only = if self.is_revoked()? { NOTICES } else { "" };
        let sql = format!(
            "SELECT key FROM parcel WHERE mailbox = ? AND id = ? AND way = ? AND gone = 0 {only}"
        );
        let held = self.number(&sql, (self.mailbox.mailbox.0, id.0, code(way)))?;
        if let Some(key) = held {
            let sql = "SELECT start, bytes FROM piece
                 WHERE parcel = ? AND start > ? AND start < ? ORDER BY start";
            return Ok(Some((key, sql)));
        }
        let sql = "SELECT start, bytes FROM arriving.part
             WHERE upload = ? AND start > ? AND start < ? ORDER BY start";
        Ok(self.arriving(id)?.map(|key| (key, sql)))
    }

    /// Gives positions to what came since a desk last looked, in random order: one that was there each
    /// time would else see what came together, from one phone, and one by one what it cannot open.
    fn list_new(&mut self) -> Result<(), DepotError> {
        // Keys are random: their order tells nothing.
        let sql = format!(
            "SELECT key FROM parcel WHERE mailbox = ? AND place IS NULL ORDER BY key LIMIT {BATCH}"
        );
        let keys: Vec<i64> = {
            let mut statement = self
                .storage
                .connection
                .prepare_cached(&sql)
                .map_err(failed)?;
            let rows = statement.query_map([self.mailbox.mailbox.0], |row| row.get(0));
            rows.and_then(Iterator::collect).map_err(failed)?
        };
        keys.into_iter().try_for_each(|key| self.list(key))
    }

    fn list(&mut self, key: i64) -> Result<(), DepotError> {
        self.run("UPDATE hub SET place = place + 1", [])?;
        let sql = "UPDATE parcel SET place = (SELECT place FROM hub) WHERE key = ?";
        self.run(sql, [key]).map(drop)
    }

    /// Notes up to where a desk has collected, and lets go of what all have.
    fn note_kept(&mut self, position: i64) -> Result<(), DepotError> {
        let known = "SELECT 1 FROM given
             WHERE first <= ?1 AND ?1 <= coalesce(last, (SELECT place FROM hub))";
        if position > 0 && self.number(known, [position])?.is_none() {
            // We do not remember giving this position: the database is an old copy. Everybody compares
            // again, and sends what we do not know of.
            self.epoch = fresh_epoch();
            self.run("UPDATE hub SET epoch = ?", [self.epoch as i64])?;
            return self.run("DELETE FROM desk", []).map(drop);
        }
        let (mailbox, token) = (self.mailbox.mailbox.0, self.token.0);
        let before = "SELECT kept FROM desk WHERE mailbox = ? AND id = ?";
        if self
            .number(before, (mailbox, token))?
            .is_some_and(|before| before > position)
        {
            // The desk was put back from a copy: what it has collected since is wanted again when it comes.
            let sql = "UPDATE parcel SET day = 0
                 WHERE mailbox = ? AND way = ? AND gone > 0 AND place > ?";
            self.run(sql, (mailbox, code(Way::Up), position))?;
        }
        self.run(
            "INSERT INTO desk VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET kept = excluded.kept",
            (mailbox, token, position),
        )?;
        let all = self.storage.collected(self.mailbox).map_err(failed)?;
        let sql = format!(
            "UPDATE parcel SET gone = 1, day = ? WHERE key IN (SELECT key FROM parcel
             WHERE mailbox = ? AND way = ? AND place <= ? AND place IS NOT NULL AND gone = 0 LIMIT {BATCH})"
        );
        let values = (self.today, self.mailbox.mailbox.0, code(Way::Up), all);
        self.run(&sql, values).map(drop)
    }

    /// Forgets an upload.
    fn forget(&mut self, key: i64) -> Result<(), DepotError> {
        self.begin()?;
        let forgotten = self.storage.forget("key = ?", [key]);
        self.written(forgotten)
    }

    /// Forgets this token's oldest uploads, but for this one, as long as all of them are too much.
    fn make_room(&mut self, key: i64) -> Result<(), DepotError> {
        let theirs = (self.mailbox.mailbox.0, self.who);
        let from = "FROM arriving.upload WHERE mailbox = ? AND who = ?";
        loop {
            let count = self.number(&format!("SELECT count(*) {from}"), theirs)?;
            let bytes = self.number(&format!("SELECT sum(upto) {from}"), theirs)?;
            let most = i64::try_from(self.limits.token_bytes_unfinished).unwrap_or(i64::MAX);
            if count.unwrap_or(0) <= UNFINISHED && bytes.unwrap_or(0) <= most {
                return Ok(());
            }
            let oldest = format!("SELECT min(key) {from} AND key <> ?");
            let Some(oldest) = self.number(&oldest, (theirs.0, theirs.1, key))? else {
                return Ok(());
            };
            self.forget(oldest)?;
        }
    }
}

impl Drop for HubDepot<'_> {
    fn drop(&mut self) {
        self.undo();
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
        self.epoch
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
        if way == Way::Up {
            self.spare(Self::list_new)?;
        }
        let only = if self.is_revoked()? { NOTICES } else { "" };
        let sql = format!(
            "SELECT place, id, size FROM parcel
             WHERE mailbox = ? AND way = ? AND place > ? AND place IS NOT NULL AND gone = 0 {only}
             ORDER BY place LIMIT ?"
        );
        let mut statement = self
            .storage
            .connection
            .prepare_cached(&sql)
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

    fn standing(&mut self, item: &Item, _peer: Role) -> Result<Have, DepotError> {
        // Its bearer may still read what tells the phone to erase itself.
        if self.is_revoked()? {
            return Ok(Have::Refused(Reason::NoRoom));
        }
        let mailbox = self.mailbox.mailbox.0;
        // What is gone is not wanted again for a while. If it comes after that, then its phone still has
        // no receipt: the desk must meet it again.
        let sql = "SELECT CASE gone WHEN 0 THEN 9223372036854775807 ELSE day END FROM parcel
             WHERE mailbox = ? AND id = ? AND way = ?";
        let known = self.number(sql, params![mailbox, item.id.0, code(item.way)])?;
        let again = self.today - i64::from(self.limits.days_again);
        if known.is_some_and(|day| day > again) {
            return Ok(Have::Held);
        }
        let sql = "SELECT upto FROM arriving.upload
             WHERE mailbox = ? AND who = ? AND id = ? AND size = ?";
        let upto = self.number(sql, params![mailbox, self.who, item.id.0, item.size as i64])?;
        let upto = upto.unwrap_or(0) as u64;
        let missing = item.size.saturating_sub(upto);
        let (limits, token) = (self.limits, self.token);
        let brought = self
            .storage
            .deposited
            .by(Mailbox(mailbox), token, self.today);
        let used = "SELECT coalesce((SELECT bytes FROM used WHERE mailbox = ?1), 0)
             + coalesce((SELECT sum(upto) FROM arriving.upload WHERE mailbox = ?1), 0)";
        let used = self.number(used, [mailbox])?.unwrap_or(0) as u64;
        if item.size > MAX_SIZE {
            return Ok(Have::Refused(Reason::TooLarge));
        }
        // What a desk sends goes to all phones, and is as much as they brought.
        let too_much = self.role == Role::Phone && brought.parcels >= limits.token_parcels_a_day;
        if too_much
            || brought.bytes.saturating_add(missing) > limits.token_bytes_a_day
            || used.saturating_add(missing) > limits.mailbox_bytes
            || !self.storage.has_room().map_err(failed)?
        {
            return Ok(Have::Refused(Reason::NoRoom));
        }
        Ok(Have::Missing(upto))
    }

    fn read(&mut self, item: &Item, offset: u64, into: &mut [u8]) -> Result<usize, DepotError> {
        let Some((key, sql)) = self.readable(&item.id)? else {
            return Ok(0);
        };
        // Pieces are as long as they arrived, PART_MAX at most: the first one begins at most so far back.
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
        // Pieces of a few bytes each would take far more room than they count for.
        if bytes.len() < PART_MIN && end < item.size as i64 {
            return Err(DepotError::Refused(Reason::Damaged));
        }
        let (mailbox, who, today) = (self.mailbox.mailbox, self.who, self.today);
        if offset == 0 {
            self.unstage(item)?;
            self.run(
                "INSERT INTO arriving.upload (mailbox, who, id, way, size, upto, day)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
                params![
                    mailbox.0,
                    who,
                    item.id.0,
                    code(item.way),
                    item.size as i64,
                    end,
                    today
                ],
            )?;
        }
        let key = self.arriving(&item.id)?.ok_or(DepotError::Unavailable)?;
        self.run(
            "UPDATE arriving.upload SET upto = ? WHERE key = ?",
            (end, key),
        )?;
        self.run(
            "INSERT INTO arriving.part VALUES (?, ?, ?)",
            params![key, offset as i64, bytes],
        )?;
        let deposited = &self.storage.deposited;
        deposited.add(mailbox, self.token, today, bytes.len(), 0);
        self.make_room(key)
    }

    fn keep(&mut self, item: &Item, _peer: Role) -> Result<(), DepotError> {
        let key = self.arriving(&item.id)?.ok_or(DepotError::Unavailable)?;
        let names = (self.mailbox.mailbox.0, item.id.0, code(item.way));
        let held = "SELECT key FROM parcel WHERE mailbox = ? AND id = ? AND way = ? AND gone = 0";
        if self.number(held, names)?.is_some() {
            // Somebody else brought it meanwhile.
            return self.forget(key);
        }
        let before = "DELETE FROM parcel WHERE mailbox = ? AND id = ? AND way = ? AND gone > 0 RETURNING key";
        self.begin()?;
        if let Some(gone) = self.number(before, names)? {
            self.run("DELETE FROM piece WHERE parcel = ?", [gone])?;
        }
        let (new, today) = (self.storage.fresh_key(), self.today);
        self.run(
            "INSERT INTO parcel (key, mailbox, id, way, size, day) VALUES (?, ?, ?, ?, ?, ?)",
            params![new, names.0, names.1, names.2, item.size as i64, today],
        )?;
        self.run(
            "INSERT INTO piece SELECT ?, start, bytes FROM arriving.part WHERE upload = ?",
            (new, key),
        )?;
        self.forget(key)?;
        let mailbox = self.mailbox.mailbox;
        self.storage.deposited.add(mailbox, self.token, today, 0, 1);
        match item.way {
            // A desk's next look gives it a position.
            Way::Up => Ok(()),
            Way::Down => self.list(new),
        }
    }

    fn unstage(&mut self, item: &Item) -> Result<(), DepotError> {
        match self.arriving(&item.id)? {
            Some(key) => self.forget(key),
            None => Ok(()),
        }
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
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        self.spare(|depot| depot.note_kept(position))?;
        self.spare(|depot| {
            let swept = depot.storage.sweep(STEPS).map(drop);
            depot.written(swept)
        })
    }

    fn checkpoint(&mut self) -> Result<Checkpoint, DepotError> {
        // A hub answers and never asks.
        Ok(Checkpoint::default())
    }

    fn set_checkpoint(&mut self, _checkpoint: Checkpoint) -> Result<(), DepotError> {
        Ok(())
    }

    fn commit(&mut self) -> Result<(), DepotError> {
        if self.open {
            let done = self.storage.connection.execute_batch("COMMIT");
            self.written(done)?;
            self.open = false;
            self.storage.epoch = self.epoch;
            self.storage.untidy = true;
            self.storage.count().map_err(failed)?;
        }
        Ok(())
    }
}
