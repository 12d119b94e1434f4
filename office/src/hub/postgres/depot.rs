//! One mailbox as an exchange sees it.
//!
//! What a request brings is gathered in memory until its commit. Most parcels come whole in one request, and
//! so are stored by one statement, and the name of an uploader is never written.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::Ordering::Relaxed,
};

use pocketcard::{
    base::Id,
    parcel::{MAX_SIZE, Mailbox, ParcelId},
    sync::{Checkpoint, Depot, DepotError, Have, Item, PART_MAX, Reason, Role, Way},
};
use postgres::{Row, types::ToSql};

use super::{
    BEGINNING, Postgres,
    pool::Pooled,
    writer::{Gathered, Writer},
};
use crate::hub::{
    backend::{BATCH, PART_MIN, STEPS, code, fresh_epoch},
    config::{Limits, MailboxConfig},
    postgres_error::PostgresError,
};

const STANDING: &str = "
    SELECT (SELECT CASE gone WHEN 0 THEN 9223372036854775807 ELSE day END
            FROM parcel WHERE mailbox = $1 AND id = $2 AND way = $3), upload.key, upload.upto
    FROM (VALUES (1)) AS one
    LEFT JOIN upload ON mailbox = $1 AND id = $2 AND who = $4 AND size = $5";
const USED: &str = "SELECT (coalesce((SELECT sum(bytes) FROM used WHERE mailbox = $1), 0)
     + coalesce((SELECT sum(upto) FROM upload WHERE mailbox = $1), 0))::bigint";
/// What a revoked token may read is the notices that say so, and that tell a lost phone to erase itself.
const OFFERS: &str = "SELECT place, id, size FROM parcel
     WHERE mailbox = $1 AND way = $2 AND place > $3 AND place IS NOT NULL AND gone = 0
     AND ($4 OR id IN (SELECT id FROM notice WHERE mailbox = $1)) ORDER BY place LIMIT $5";
const PIECES: &str = "SELECT start, bytes FROM parcel JOIN piece ON parcel = key
     WHERE mailbox = $1 AND id = $2 AND way = $3 AND gone = 0
     AND ($4 OR id IN (SELECT id FROM notice WHERE mailbox = $1))
     AND start > $5 AND start < $6 ORDER BY start";
const PARTS: &str = "SELECT start, bytes FROM upload JOIN part ON upload = key
     WHERE mailbox = $1 AND who = $2 AND id = $3 AND start > $4 AND start < $5 ORDER BY start";

/// Gives positions to what came since a desk last looked. Keys are random: their order tells nothing.
const LIST: &str = "
    WITH new AS (
        SELECT key, row_number() OVER (ORDER BY key) AS n FROM parcel
        WHERE mailbox = $1 AND place IS NULL ORDER BY key LIMIT $2
    ), spot AS (
        UPDATE mailbox SET place = place + (SELECT count(*) FROM new) WHERE mailbox = $1
        RETURNING place - (SELECT count(*) FROM new) AS before
    )
    UPDATE parcel SET place = before + n FROM new, spot WHERE parcel.key = new.key AND parcel.place IS NULL";
const KNOWN: &str = "SELECT EXISTS (SELECT FROM given JOIN mailbox USING (mailbox)
     WHERE mailbox = $1 AND first <= $2 AND $2 <= coalesce(last, place))";
/// Lets go of what all desks have. Asked once more of the row itself: another may have let go of it just now.
const LET_GO: &str =
    "UPDATE parcel SET gone = 1, day = $1 WHERE gone = 0 AND key IN (SELECT key FROM parcel
     WHERE mailbox = $2 AND way = $3 AND place <= $4 AND place IS NOT NULL AND gone = 0 LIMIT $5)";
/// Locked by anyone who gives positions, or notes what a desk has: of one mailbox, one after the other.
const LOCK_MAILBOX: &str = "SELECT FROM mailbox WHERE mailbox = $1 FOR UPDATE";

/// One mailbox as one token's bearer sees it.
pub(super) struct PostgresDepot<'a> {
    postgres: &'a Postgres,
    connection: Pooled<'a>,
    mailbox: &'a MailboxConfig,
    token: Id,
    /// The name under which it uploads.
    who: [u8; 16],
    role: Role,
    limits: &'a Limits,
    today: i64,
    epoch: i64,
    revoked: bool,
    /// Whether there is room for more than what desks need.
    has_room: bool,
    /// Bytes that the mailbox holds, once they were asked for.
    used: Option<u64>,
    gathered: BTreeMap<ParcelId, Gathered>,
    /// Uploads of which the database has this much.
    uploads: BTreeMap<ParcelId, (i64, u64)>,
    /// What was collected, and is wanted again.
    again: BTreeSet<ParcelId>,
    /// Uploads to be forgotten.
    unwanted: BTreeSet<ParcelId>,
}

impl<'a> PostgresDepot<'a> {
    pub fn open(
        postgres: &'a Postgres,
        mailbox: &'a MailboxConfig,
        token: Id,
        role: Role,
        limits: &'a Limits,
        today: i64,
    ) -> Result<Self, PostgresError> {
        let (name, id) = (&mailbox.mailbox.0[..], &token.0[..]);
        let (connection, row) = postgres.begin(|it| it.row(BEGINNING, &[&name, &id]))?;
        let (epoch, flushed): (i64, i64) = (row.get(0), row.get(2));
        postgres.seen().note(epoch, flushed);
        Ok(Self {
            postgres,
            connection,
            mailbox,
            token,
            who: mailbox.token_key.uploader(token),
            role,
            limits,
            today,
            epoch,
            revoked: row.get(1),
            has_room: row.get(3),
            used: None,
            gathered: BTreeMap::new(),
            uploads: BTreeMap::new(),
            again: BTreeSet::new(),
            unwanted: BTreeSet::new(),
        })
    }

    fn name(&self) -> &'a [u8] {
        &self.mailbox.mailbox.0
    }

    /// Which way what this token's bearer brings goes.
    fn way_here(&self) -> Way {
        match self.role {
            Role::Desk => Way::Down,
            _ => Way::Up,
        }
    }

    /// Which way what is bound for this token's bearer goes.
    fn way_there(&self) -> Way {
        match self.role {
            Role::Desk => Way::Up,
            _ => Way::Down,
        }
    }

    /// Bytes that the mailbox holds or is about to hold.
    fn used(&mut self) -> Result<u64, PostgresError> {
        let name = self.name();
        let used = match self.used {
            Some(used) => used,
            None => {
                let row = self.connection.row(USED, &[&name])?;
                row.get::<_, i64>(0).max(0) as u64
            }
        };
        self.used = Some(used);
        let gathered: usize = self.gathered.values().map(|it| it.bytes.len()).sum();
        Ok(used + gathered as u64)
    }

    /// Stores all that was gathered.
    fn store(&mut self) -> Result<(), PostgresError> {
        let gathered = std::mem::take(&mut self.gathered);
        let unwanted = std::mem::take(&mut self.unwanted);
        let mut again = std::mem::take(&mut self.again);
        // What is not whole yet is still remembered.
        again.retain(|id| gathered.get(id).is_some_and(|it| it.kept.is_some()));
        self.uploads.clear();
        self.used = None;
        if gathered.is_empty() && unwanted.is_empty() {
            return Ok(());
        }
        self.postgres.untidy.store(true, Relaxed);
        let mut gathered: Vec<Gathered> = gathered.into_values().collect();
        gathered.sort_unstable_by_key(|it| it.number);
        let (whole, parts): (Vec<_>, Vec<_>) =
            gathered.into_iter().partition(Gathered::is_whole_by_itself);
        let who = self.who;
        let writer = Writer {
            name: self.name(),
            who: &who,
            way: code(self.way_here()),
            today: self.today,
        };
        let again: Vec<&[u8]> = again.iter().map(|id| &id.0[..]).collect();
        if parts.is_empty() && unwanted.is_empty() && again.is_empty() {
            let connection = &mut *self.connection;
            return connection.persist(|connection| writer.store(connection, &whole));
        }
        let unwanted: Vec<&[u8]> = unwanted.iter().map(|id| &id.0[..]).collect();
        let most = i64::try_from(self.limits.token_bytes_unfinished).unwrap_or(i64::MAX);
        self.connection.transaction(|connection| {
            // One upload of a token at a time, whichever hub it reaches.
            let lock = i64::from_be_bytes(who[..8].try_into().expect("eight of sixteen"));
            connection.execute("SELECT pg_advisory_xact_lock($1)", &[&lock])?;
            writer.forget(connection, &unwanted)?;
            writer.forget_names(connection, &again)?;
            let mut last = None;
            for part in &parts {
                let key = writer.append(connection, part)?;
                match part.kept {
                    Some(_) => writer.finish(connection, part, key)?,
                    None => last = Some(key),
                }
            }
            if let Some(last) = last {
                writer.make_room(connection, last, most)?;
            }
            writer.store(connection, &whole)
        })
    }

    /// Does work for which a disk that is full even without the reserve must not stop a desk: what it was for goes on
    /// without it.
    fn spare(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<(), PostgresError>,
    ) -> Result<(), DepotError> {
        self.commit()?;
        match work(self) {
            Err(PostgresError::Full) => Ok(()),
            done => Ok(done?),
        }
    }

    fn list_new(&mut self) -> Result<(), PostgresError> {
        let (name, postgres) = (self.name(), self.postgres);
        let sql = "SELECT EXISTS (SELECT FROM parcel WHERE mailbox = $1 AND place IS NULL)";
        if !self.connection.row(sql, &[&name])?.get::<_, bool>(0) {
            return Ok(());
        }
        postgres.spared(&mut self.connection, |connection| {
            // Locked before anything is looked at: another desk may just be giving positions.
            connection.execute(LOCK_MAILBOX, &[&name])?;
            connection.execute(LIST, &[&name, &(BATCH as i64)])?;
            Ok(())
        })
    }

    /// Notes up to where a desk has collected, and lets go of what all have.
    fn note_kept(&mut self, position: i64) -> Result<(), PostgresError> {
        let (name, token) = (self.name(), &self.token.0[..]);
        let (mailbox, today, postgres) = (self.mailbox, self.today, self.postgres);
        let epoch = self.epoch;
        self.epoch = postgres.spared(&mut self.connection, |connection| {
            connection.execute(LOCK_MAILBOX, &[&name])?;
            let now: i64 = connection.row("SELECT epoch FROM hub", &[])?.get(0);
            if now != epoch {
                // Another hub noticed an old copy: this position is none of the new numbering.
                return Ok(now);
            }
            if position > 0 && !connection.row(KNOWN, &[&name, &position])?.get::<_, bool>(0) {
                // The database does not remember giving this position: it is an old copy. Everybody compares
                // again, and sends what it does not know of.
                let new = fresh_epoch() as i64;
                let sql = "UPDATE hub SET epoch = $1 WHERE epoch = $2";
                if connection.execute(sql, &[&new, &epoch])? == 0 {
                    return Ok(connection.row("SELECT epoch FROM hub", &[])?.get(0));
                }
                connection.execute("DELETE FROM desk", &[])?;
                return Ok(new);
            }
            // A desk that was put back from a copy wants again what it has collected since, when it comes.
            let sql = "UPDATE parcel SET day = 0 WHERE mailbox = $1 AND way = $2 AND gone > 0 AND place > $3
                 AND EXISTS (SELECT FROM desk WHERE mailbox = $1 AND id = $4 AND kept > $3)";
            connection.execute(sql, &[&name, &code(Way::Up), &position, &token])?;
            let sql = "INSERT INTO desk VALUES ($1, $2, $3)
                 ON CONFLICT (mailbox, id) DO UPDATE SET kept = excluded.kept";
            connection.execute(sql, &[&name, &token, &position])?;
            let desks: Vec<&[u8]> = mailbox.desks.iter().map(|id| &id.0[..]).collect();
            let sql = "SELECT min(coalesce(kept, 0)) FROM unnest($2::bytea[]) AS named (id)
                 LEFT JOIN desk ON desk.mailbox = $1 AND desk.id = named.id";
            let all: Option<i64> = connection.row(sql, &[&name, &desks])?.get(0);
            let (all, most) = (all.unwrap_or(i64::MAX), BATCH as i64);
            let gone = connection.execute(LET_GO, &[&today, &name, &code(Way::Up), &all, &most])?;
            postgres.count_gone(connection, name, gone as i64)?;
            Ok(epoch)
        })?;
        Ok(())
    }

    /// Copies rows of bytes, each with where it begins, into what is asked from `offset` on.
    fn fill(rows: &[Row], offset: u64, into: &mut [u8]) -> usize {
        let mut filled = 0;
        for row in rows {
            let (start, bytes): (i64, &[u8]) = (row.get(0), row.get(1));
            let at = offset + filled as u64;
            let rest = at
                .checked_sub(start as u64)
                .and_then(|skip| bytes.get(skip as usize..));
            let Some(rest) = rest else { continue };
            let length = rest.len().min(into.len() - filled);
            into[filled..filled + length].copy_from_slice(&rest[..length]);
            filled += length;
        }
        filled
    }
}

impl Depot for PostgresDepot<'_> {
    fn role(&self) -> Role {
        Role::Hub
    }

    fn mailbox(&self) -> Mailbox {
        self.mailbox.mailbox
    }

    fn epoch(&self) -> u64 {
        self.epoch as u64
    }

    fn offers(
        &mut self,
        peer: Role,
        after: u64,
        max: usize,
    ) -> Result<Vec<(u64, Item)>, DepotError> {
        let way = match peer {
            Role::Desk => Way::Up,
            _ => Way::Down,
        };
        if way == Way::Up {
            self.spare(Self::list_new)?;
        }
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let (name, all, max) = (self.name(), !self.revoked, max as i64);
        let values: [&(dyn ToSql + Sync); 5] = [&name, &code(way), &after, &all, &max];
        let rows = self.connection.rows(OFFERS, &values)?;
        let offer = |row: &Row| {
            let id = <[u8; 32]>::try_from(row.get::<_, &[u8]>(1)).ok()?;
            let item = Item {
                id: ParcelId(id),
                size: row.get::<_, i64>(2) as u64,
                way,
            };
            Some((row.get::<_, i64>(0) as u64, item))
        };
        let offers: Option<Vec<_>> = rows.iter().map(offer).collect();
        offers.ok_or(DepotError::Unavailable)
    }

    fn standing(&mut self, item: &Item, _peer: Role) -> Result<Have, DepotError> {
        // Its bearer may still read what tells the phone to erase itself.
        if self.revoked {
            return Ok(Have::Refused(Reason::NoRoom));
        }
        if let Some(gathered) = self.gathered.get(&item.id) {
            if gathered.kept.is_some() {
                return Ok(Have::Held);
            }
            if gathered.item.size == item.size {
                return Ok(Have::Missing(gathered.upto()));
            }
        }
        let (name, who) = (self.name(), &self.who[..]);
        let (id, way, size) = (&item.id.0[..], code(item.way), item.size as i64);
        let values: [&(dyn ToSql + Sync); 5] = [&name, &id, &way, &who, &size];
        let row = self.connection.row(STANDING, &values)?;
        // What is gone is not wanted again for a while. If it comes after that, then its phone still has
        // no receipt: the desk must meet it again.
        let known: Option<i64> = row.get(0);
        let again = self.today - i64::from(self.limits.days_again);
        match known {
            Some(day) if day > again => return Ok(Have::Held),
            Some(_) => drop(self.again.insert(item.id)),
            None => {}
        }
        let mut upto = 0;
        if let (Some(key), Some(there)) = (row.get(1), row.get::<_, Option<i64>>(2))
            && !self.unwanted.contains(&item.id)
        {
            upto = there as u64;
            self.uploads.insert(item.id, (key, upto));
        }
        let missing = item.size.saturating_sub(upto);
        if item.size > MAX_SIZE {
            return Ok(Have::Refused(Reason::TooLarge));
        }
        let (limits, mailbox) = (self.limits, self.mailbox.mailbox);
        let brought = self.postgres.deposited.by(mailbox, self.token, self.today);
        // What a desk sends goes to all phones, and is as much as they brought.
        let too_much = self.role == Role::Phone && brought.parcels >= limits.token_parcels_a_day;
        if too_much
            || brought.bytes.saturating_add(missing) > limits.token_bytes_a_day
            || self.used()?.saturating_add(missing) > limits.mailbox_bytes
            || !self.has_room
        {
            return Ok(Have::Refused(Reason::NoRoom));
        }
        Ok(Have::Missing(upto))
    }

    fn read(&mut self, item: &Item, offset: u64, into: &mut [u8]) -> Result<usize, DepotError> {
        let mut most = into.len();
        if let Some(gathered) = self.gathered.get(&item.id) {
            if let Some(within) = offset.checked_sub(gathered.from) {
                let rest = gathered.bytes.get(within as usize..).unwrap_or_default();
                let length = rest.len().min(most);
                into[..length].copy_from_slice(&rest[..length]);
                return Ok(length);
            }
            most = most.min((gathered.from - offset) as usize);
        }
        let into = &mut into[..most];
        // Pieces are as long as they arrived, PART_MAX at most: the first one begins at most so far back.
        let (from, until) = (
            offset as i64 - PART_MAX as i64,
            offset as i64 + into.len() as i64,
        );
        let (name, id, all) = (self.name(), &item.id.0[..], !self.revoked);
        let way = code(self.way_there());
        let values: [&(dyn ToSql + Sync); 6] = [&name, &id, &way, &all, &from, &until];
        let mut rows = self.connection.rows(PIECES, &values)?;
        if rows.is_empty() {
            let who = &self.who[..];
            let values: [&(dyn ToSql + Sync); 5] = [&name, &who, &id, &from, &until];
            rows = self.connection.rows(PARTS, &values)?;
        }
        Ok(Self::fill(&rows, offset, into))
    }

    fn stage(&mut self, item: &Item, offset: u64, bytes: &[u8]) -> Result<(), DepotError> {
        let end = offset + bytes.len() as u64;
        // Pieces of a few bytes each would take far more room than they count for.
        if bytes.len() < PART_MIN && end < item.size {
            return Err(DepotError::Refused(Reason::Damaged));
        }
        let before = self.gathered.get_mut(&item.id);
        match before.filter(|it| offset > 0 && it.item == *item && it.upto() == offset) {
            Some(gathered) => gathered.bytes.extend_from_slice(bytes),
            None => {
                let upload = match offset {
                    0 => None,
                    _ => match self.uploads.get(&item.id) {
                        Some((key, upto)) if *upto == offset => Some(*key),
                        _ => return Err(DepotError::Unavailable),
                    },
                };
                let gathered = Gathered {
                    item: *item,
                    from: offset,
                    bytes: bytes.to_vec(),
                    number: self.gathered.len(),
                    upload,
                    kept: None,
                };
                self.gathered.insert(item.id, gathered);
            }
        }
        let (mailbox, token) = (self.mailbox.mailbox, self.token);
        let deposited = &self.postgres.deposited;
        deposited.add(mailbox, token, self.today, bytes.len(), 0);
        Ok(())
    }

    fn keep(&mut self, item: &Item, _peer: Role) -> Result<(), DepotError> {
        let gathered = self.gathered.get_mut(&item.id);
        gathered.ok_or(DepotError::Unavailable)?.kept = Some(self.postgres.fresh_key());
        let (mailbox, token) = (self.mailbox.mailbox, self.token);
        let deposited = &self.postgres.deposited;
        deposited.add(mailbox, token, self.today, 0, 1);
        Ok(())
    }

    fn unstage(&mut self, item: &Item) -> Result<(), DepotError> {
        self.gathered.remove(&item.id);
        self.uploads.remove(&item.id);
        self.unwanted.insert(item.id);
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
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        self.spare(|depot| depot.note_kept(position))?;
        self.spare(|depot| {
            let mut more = true;
            for _ in 0..STEPS {
                more = more && depot.postgres.sweep_once(&mut depot.connection)?;
            }
            Ok(())
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
        let stored = self.store();
        if matches!(stored, Err(PostgresError::Full)) {
            self.postgres.release(&mut self.connection);
        }
        Ok(stored?)
    }
}
