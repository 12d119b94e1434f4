//! The parcels of a phone or a desk as an exchange sees them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{PIECE_MAX, ParcelEntry, ParcelState, ParcelTx, Parcels};
use crate::{
    base::Id,
    host::Moment,
    parcel::{Mailbox, ParcelId},
    store::{Error, Header, RowKind, Store},
    sync::{
        Checkpoint, Depot, DepotError, Have, Item, Reason, Role, SMALL_MAX, Schedule, Way,
        outbox::{Fault, OutboxItem, OutboxState, Priority, StrideSchedule},
    },
};

/// The row that remembers where the last exchange with the hub ended.
const BOOKMARK: RowKind = RowKind(66);
/// The most bytes of parcels of others that are carried, each way.
const CARRY_MAX: u64 = 128 << 20;
/// The most bytes of parcels that a desk takes before it has looked at them: what is more waits.
const UNREAD_MAX: u64 = 4 << 30;

/// Bytes of an arriving parcel that are not in the store yet.
struct Arriving {
    item: Item,
    /// Where they begin.
    start: u64,
    bytes: Vec<u8>,
    /// When the parcel came.
    at: i64,
}

impl Arriving {
    fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }
}

/// What one conversation knows beyond what the store keeps: what is offered and in which order, and how
/// much the other side may still bring. A host that carries an exchange step by step keeps it between
/// the steps, and takes a new one for each conversation.
#[derive(Default)]
pub struct Conversation {
    /// What is offered, in order; a position is a place in this list, from 1.
    listed: Vec<Item>,
    /// What the other side brought, and need not be offered.
    brought: HashSet<ParcelId>,
    /// Parcels that began to arrive. They count as a millisecond apart, and go on in that order.
    began: i64,
    /// Bytes that the other side may still bring, up and down.
    allowance: Option<[u64; 2]>,
    /// Whose turn it was when the list was made, until it is kept.
    turns: Option<StrideSchedule>,
    /// Parcels of which not all bytes could be read.
    damaged: Vec<ParcelId>,
    /// With a hub or a desk: whether it is for this phone's confidential parcels alone, or for all others.
    apart: Option<bool>,
}

/// A phone's or a desk's parcels in an exchange.
pub struct ParcelDepot<'a> {
    parcels: &'a mut Parcels,
    store: &'a mut Store,
    role: Role,
    mailbox: Mailbox,
    now: Moment,
    visit: Conversation,
    /// Bytes that arrived and are not in the store yet.
    tails: BTreeMap<(ParcelId, u64), Arriving>,
    batch: Batch,
    /// The row that was read last: it holds many parts of a parcel, and opening it is dear.
    recent: Option<(Id, Vec<u8>)>,
    bookmark: Option<Checkpoint>,
    /// Where the hub's list begins, before there was an exchange with it.
    beginning: Checkpoint,
    /// A file is written, not an exchange held.
    bundle: bool,
    /// Whether the hub answered whole, if it was asked.
    answered: Option<bool>,
}

impl<'a> ParcelDepot<'a> {
    /// The parcels of a phone or a desk.
    pub fn new(
        parcels: &'a mut Parcels,
        store: &'a mut Store,
        role: Role,
        mailbox: Mailbox,
        now: Moment,
    ) -> Self {
        Self {
            parcels,
            store,
            role,
            mailbox,
            now,
            visit: Conversation::default(),
            tails: BTreeMap::new(),
            batch: Batch::default(),
            recent: None,
            bookmark: None,
            beginning: Checkpoint::default(),
            bundle: false,
            answered: None,
        }
    }

    /// For a bundle, which carries whatever the office has not confirmed.
    pub fn for_bundle(self) -> Self {
        Self {
            bundle: true,
            ..self
        }
    }

    /// For who need not be told of all that a hub listed before.
    pub fn listing_from(self, beginning: Checkpoint) -> Self {
        Self { beginning, ..self }
    }

    /// Goes on with a conversation.
    pub fn resume(mut self, visit: Conversation) -> Self {
        self.visit = visit;
        self
    }

    /// What to [`ParcelDepot::resume`] the conversation with. What was not committed is forgotten.
    pub fn pause(self) -> Conversation {
        self.visit
    }

    /// These parcels left on a bundle: their owner says from now on that they are in transit.
    pub fn handed_over(&mut self, items: &[Item]) -> Result<(), Error> {
        self.batch
            .delivered
            .extend(items.iter().map(|item| (item.id, Role::Phone)));
        self.write_batch()
    }

    /// Whether a parcel is worth offering to such a peer as going this way.
    fn offered(&self, entry: &ParcelEntry, way: Way, peer: Role) -> bool {
        let held = matches!(
            entry.place,
            ParcelState::Own | ParcelState::Carried | ParcelState::Arrived
        );
        let due = match &entry.outbox {
            Some(outbox) if self.bundle => outbox.rides_in_bundles(),
            Some(outbox) => outbox.is_due(peer, self.now.wall_ms),
            None => !(peer == Role::Hub && entry.at_hub),
        };
        let route = self
            .visit
            .apart
            .is_none_or(|apart| apart == goes_apart(entry));
        held && due && route && entry.goes(way) && way.flows(self.role, peer)
    }

    /// Decides for whom this exchange is. Confidential parcels go alone, so that nobody who sees what the hub
    /// holds can tell from their neighbours who wrote them; and last, unless they have waited for the
    /// others for a day: then in turns, but never before imminent harm.
    fn choose_route(&mut self, peer: Role) {
        if self.role != Role::Phone || peer == Role::Phone || self.visit.apart.is_some() {
            return;
        }
        let now = self.now.wall_ms;
        let entries = self.parcels.entries();
        let due = entries.filter(|entry| self.offered(entry, Way::Up, peer));
        let (apart, others): (Vec<&ParcelEntry>, Vec<&ParcelEntry>) =
            due.partition(|entry| goes_apart(entry));
        let waited = apart.iter().filter_map(|entry| entry.outbox.as_ref());
        let waited = waited.into_iter().any(|it| it.waited_for_others(now));
        let harm = others
            .iter()
            .any(|entry| priority(entry) == Priority::ImminentHarm);
        let turn = waited && !harm && !Schedule::read(self.store).apart;
        self.visit.apart = Some(!apart.is_empty() && (others.is_empty() || turn));
    }

    /// How much a peer may bring this way. A phone gives each peer half of the room that is left, so
    /// that none can fill it and whoever comes next still finds some. What has only begun to arrive
    /// takes its whole room.
    ///
    /// What comes down may be for this phone, which only opening it can tell. So there is always room for
    /// some of it: afterwards the oldest of what is for others yields.
    fn allowance(&mut self, way: Way) -> &mut u64 {
        let (parcels, role) = (&*self.parcels, self.role);
        let allowances = self.visit.allowance.get_or_insert_with(|| {
            [Way::Up, Way::Down].map(|way| {
                let stays = |entry: &&ParcelEntry| match entry.place {
                    ParcelState::Arrived => true,
                    ParcelState::Arriving => role == Role::Desk || way == Way::Up,
                    ParcelState::Carried => role == Role::Phone && way == Way::Up,
                    _ => false,
                };
                let entries = parcels.entries().filter(|entry| entry.item.way == way);
                let sizes = entries.filter(stays).map(|entry| entry.item.size);
                let here = sizes.fold(0, u64::saturating_add);
                match role {
                    Role::Phone => CARRY_MAX.saturating_sub(here) / 2,
                    Role::Desk | Role::Hub => UNREAD_MAX.saturating_sub(here),
                }
            })
        });
        &mut allowances[usize::from(way == Way::Down)]
    }

    fn flush(&mut self, item: &Item) -> Result<(), Error> {
        let Some(tail) = self.tails.get_mut(&(item.id, item.size)) else {
            return Ok(());
        };
        if tail.bytes.is_empty() {
            return Ok(());
        }
        self.parcels
            .write(self.store, |tx| tx.append(tail.item, &tail.bytes, tail.at))?;
        tail.start = tail.end();
        tail.bytes.clear();
        Ok(())
    }

    fn stored_bookmark(&self) -> Result<Checkpoint, Error> {
        let Some(header) = self.store.list(BOOKMARK).next() else {
            return Ok(self.beginning);
        };
        let body = self.store.body(header.id)?;
        // An unreadable bookmark costs a longer list at the next exchange, nothing else.
        Ok(body
            .and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default())
    }

    /// What is kept of whose turn it is and of when the hub is tried next, with what has happened.
    fn schedule(&mut self, before: &Schedule, now: i64, chance: u64) -> Schedule {
        let mut schedule = before.clone();
        if let Some(turns) = self.visit.turns.take() {
            schedule.turns = turns;
        }
        for (id, peer) in &self.batch.delivered {
            if let Some(entry) = self.parcels.get(id) {
                schedule.turns.took(priority_for(entry, *peer));
            }
        }
        if let Some(apart) = self.visit.apart {
            schedule.apart = apart;
        }
        match self.answered.take() {
            Some(true) => schedule.hub.reset(),
            Some(false) => schedule.hub.fail(now, chance),
            None => {}
        }
        schedule
    }

    /// Makes everything since the last time durable in one transaction.
    fn write_batch(&mut self) -> Result<(), Error> {
        let now = self.now.wall_ms;
        let chance = self.parcels.draw();
        let bookmark = self.bookmark.take();
        let lost = match bookmark {
            Some(new) => self.lost_by_hub(new)?,
            None => Vec::new(),
        };
        let old = self.store.list(BOOKMARK).next().map(|header| header.id);
        let before = Schedule::read(self.store);
        let schedule = self.schedule(&before, now, chance);
        let schedule_row = Schedule::row(self.store);
        if self.batch.is_empty()
            && self.tails.is_empty()
            && self.visit.damaged.is_empty()
            && bookmark.is_none()
            && schedule == before
        {
            return Ok(());
        }
        let others_left = self.waiting_for_others();
        let mut tails: Vec<&Arriving> = self.tails.values().collect();
        tails.sort_by_key(|tail| tail.at);
        let (batch, damaged, role) = (&self.batch, &self.visit.damaged, self.role);
        self.parcels.write(self.store, |tx| {
            for tail in tails.into_iter().filter(|tail| !tail.bytes.is_empty()) {
                tx.append(tail.item, &tail.bytes, tail.at)?;
            }
            apply_lost(tx, &lost)?;
            batch.apply_kept(tx)?;
            batch.apply_delivered(tx, role, now)?;
            for id in &others_left {
                change_outbox(tx, id, |outbox| outbox.on_others_left(now))?;
            }
            for (id, peer, reason) in &batch.refused {
                change_outbox(tx, id, |outbox| {
                    outbox.on_refused(*peer, *reason, now, chance)
                })?;
            }
            apply_damaged(tx, damaged, now)?;
            if schedule != before {
                schedule.put(tx, schedule_row, now)?;
            }
            if let Some(bookmark) = bookmark {
                let header = Header::new(old.unwrap_or_else(Id::random), BOOKMARK, now);
                let json = serde_json::to_vec(&bookmark).expect("a bookmark serialises");
                tx.put(&header, Some(&json))?;
            }
            Ok::<_, Error>(())
        })?;
        self.tails.retain(|_, tail| {
            tail.start = tail.end();
            // Its room too: thousands may be arriving.
            tail.bytes = Vec::new();
            tail.start < tail.item.size
        });
        if role == Role::Phone && !self.batch.kept.is_empty() {
            let tails = &self.tails;
            let arriving = |item: &Item| tails.contains_key(&(item.id, item.size));
            self.parcels.make_room(self.store, CARRY_MAX, arriving)?;
        }
        self.batch = Batch::default();
        self.visit.damaged.clear();
        Ok(())
    }

    /// What a hub that lost its storage had, and must be offered again: nothing, if it did not.
    fn lost_by_hub(&self, new: Checkpoint) -> Result<Vec<ParcelId>, Error> {
        let before = self.stored_bookmark()?.epoch;
        if before == 0 || new.epoch == before {
            return Ok(Vec::new());
        }
        let at_hub = self
            .parcels
            .in_order(self.store)
            .filter(|entry| entry.at_hub);
        Ok(at_hub.map(|entry| entry.item.id).collect())
    }

    /// This phone's confidential parcels, if others that they wait for have left now.
    fn waiting_for_others(&self) -> Vec<ParcelId> {
        let left = |(id, peer): &(ParcelId, Role)| {
            let entry = self.parcels.get(id);
            *peer != Role::Phone && entry.is_some_and(|entry| !goes_apart(entry))
        };
        if !self.batch.delivered.iter().any(left) {
            return Vec::new();
        }
        let apart = self.parcels.entries().filter(|entry| goes_apart(entry));
        apart.map(|entry| entry.item.id).collect()
    }
}

/// What happened in an exchange since the last commit.
#[derive(Default)]
struct Batch {
    /// Parcels of which all bytes are here, and who brought them.
    kept: Vec<(Item, Role)>,
    /// Parcels that somebody brought as going the other way than we knew.
    both_ways: BTreeSet<ParcelId>,
    delivered: Vec<(ParcelId, Role)>,
    refused: Vec<(ParcelId, Role, Reason)>,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.kept.is_empty()
            && self.both_ways.is_empty()
            && self.delivered.is_empty()
            && self.refused.is_empty()
    }

    fn apply_kept(&self, tx: &mut ParcelTx<'_, '_>) -> Result<(), Error> {
        for (item, from) in &self.kept {
            tx.arrive(item, |entry| {
                entry.place = ParcelState::Arrived;
                entry.at_hub = *from == Role::Hub;
            })?;
        }
        for id in &self.both_ways {
            tx.change(id, |entry| entry.both_ways = true)?;
        }
        Ok(())
    }

    fn apply_delivered(
        &self,
        tx: &mut ParcelTx<'_, '_>,
        role: Role,
        now: i64,
    ) -> Result<(), Error> {
        for (id, peer) in &self.delivered {
            tx.change(id, |entry| {
                entry.at_hub |= *peer == Role::Hub;
                if let Some(outbox) = &mut entry.outbox {
                    outbox.on_delivered(*peer, now);
                }
                let done = matches!(peer, Role::Hub | Role::Desk);
                let carried = entry.place == ParcelState::Carried && !entry.both_ways;
                if done && role == Role::Phone && carried {
                    entry.place = ParcelState::Done;
                }
            })?;
        }
        Ok(())
    }
}

fn apply_lost(tx: &mut ParcelTx<'_, '_>, lost: &[ParcelId]) -> Result<(), Error> {
    for id in lost {
        tx.change(id, |entry| {
            entry.at_hub = false;
            if let Some(outbox) = &mut entry.outbox {
                outbox.on_hub_lost();
            }
        })?;
    }
    Ok(())
}

fn apply_damaged(tx: &mut ParcelTx<'_, '_>, damaged: &[ParcelId], now: i64) -> Result<(), Error> {
    for id in damaged {
        tx.change(id, |entry| match &mut entry.outbox {
            Some(outbox) => outbox.on_fault(Fault::DamagedHere, now),
            None => entry.place = ParcelState::Done,
        })?;
    }
    Ok(())
}

fn change_outbox(
    tx: &mut ParcelTx<'_, '_>,
    id: &ParcelId,
    change: impl FnOnce(&mut OutboxItem),
) -> Result<(), Error> {
    tx.change(id, |entry| {
        if let Some(outbox) = &mut entry.outbox {
            change(outbox);
        }
    })
}

impl Depot for ParcelDepot<'_> {
    fn role(&self) -> Role {
        self.role
    }

    fn mailbox(&self) -> Mailbox {
        self.mailbox
    }

    /// A list lasts as long as its conversation, whose first message knows of no numbering.
    fn epoch(&self) -> u64 {
        1
    }

    fn offers(
        &mut self,
        peer: Role,
        after: u64,
        max: usize,
    ) -> Result<Vec<(u64, Item)>, DepotError> {
        self.choose_route(peer);
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        let listed = self.visit.listed.iter().map(|item| (item.id, item.way));
        let listed: HashSet<(ParcelId, Way)> = listed.collect();
        let mut due = Vec::new();
        for entry in self.parcels.in_order(self.store) {
            for way in [Way::Up, Way::Down] {
                let id = entry.item.id;
                let known = listed.contains(&(id, way)) || self.visit.brought.contains(&id);
                if !known && self.offered(entry, way, peer) {
                    let since = match way {
                        Way::Up => entry.at,
                        // The newest first: a desk's older ones went out before, and room is scarce.
                        Way::Down => entry.at.saturating_neg(),
                    };
                    let item = Item { way, ..entry.item };
                    due.push((priority_for(entry, peer), since, item));
                }
            }
        }
        if peer != Role::Hub {
            // Its place must not tell whoever reads a card, or meets this phone, what was made together.
            let up = due.iter_mut().filter(|(.., item)| item.way == Way::Up);
            up.for_each(|(_, since, _)| *since = self.parcels.draw() as i64);
        }
        if !due.is_empty() {
            let mut turns = Schedule::read(self.store).turns;
            if listed.is_empty() {
                turns.begin(due.iter().map(|(priority, ..)| *priority));
                self.visit.turns = Some(turns.clone());
            }
            // What was made meanwhile goes next. Nobody was told a position beyond this one.
            let place = after.min(self.visit.listed.len());
            self.visit.listed.splice(place..place, turns.order(due));
        }
        let still = |item: &Item| {
            let entry = self.parcels.get(&item.id);
            entry.is_some_and(|entry| self.offered(entry, item.way, peer))
        };
        let positions = (1..).zip(&self.visit.listed).skip(after);
        Ok(positions
            .filter(|(_, item)| still(item))
            .map(|(position, item)| (position, *item))
            .take(max)
            .collect())
    }

    fn standing(&mut self, item: &Item, _peer: Role) -> Result<Have, DepotError> {
        let tail = self.tails.get(&(item.id, item.size));
        let whole = tail.filter(|tail| tail.end() == item.size);
        let known = self.parcels.get(&item.id);
        let carried =
            known.filter(|it| matches!(it.place, ParcelState::Arrived | ParcelState::Carried));
        if whole.is_some_and(|tail| tail.item.way != item.way)
            || carried.is_some_and(|entry| !entry.goes(item.way))
        {
            self.batch.both_ways.insert(item.id);
        }
        if whole.is_some() || known.is_some() {
            return Ok(Have::Held);
        }
        if let Some(tail) = tail {
            return Ok(Have::Missing(tail.end()));
        }
        if let Some(entry) = self.parcels.arriving(item) {
            return Ok(Have::Missing(entry.here()));
        }
        Ok(if item.size <= *self.allowance(item.way) {
            Have::Missing(0)
        } else {
            Have::Refused(Reason::NoRoom)
        })
    }

    fn read(&mut self, item: &Item, offset: u64, into: &mut [u8]) -> Result<usize, DepotError> {
        if let Some(Arriving { start, bytes, .. }) = self.tails.get(&(item.id, item.size))
            && offset >= *start
        {
            let bytes = bytes.get((offset - start) as usize..).unwrap_or_default();
            let length = bytes.len().min(into.len());
            into[..length].copy_from_slice(&bytes[..length]);
            return Ok(length);
        }
        let Some((row, within)) = self.parcels.piece(item, offset) else {
            return Ok(0);
        };
        if self
            .recent
            .as_ref()
            .is_none_or(|(recent, _)| *recent != row)
        {
            self.recent = match self.store.body(row) {
                Ok(body) => body.map(|mut body| (row, std::mem::take(&mut *body))),
                // One damaged parcel must not hold back the others.
                Err(Error::Damaged(_) | Error::Corrupt) => {
                    self.visit.damaged.push(item.id);
                    return Ok(0);
                }
                Err(error) => return Err(depot_error(error)),
            };
        }
        let bytes = self.recent.as_ref().map_or(&[][..], |(_, bytes)| bytes);
        let bytes = bytes.get(within..).unwrap_or_default();
        let length = bytes.len().min(into.len());
        into[..length].copy_from_slice(&bytes[..length]);
        Ok(length)
    }

    fn stage(&mut self, item: &Item, offset: u64, bytes: &[u8]) -> Result<(), DepotError> {
        let key = (item.id, item.size);
        if !self.tails.contains_key(&key) && self.parcels.arriving(item).is_none() {
            let left = self.allowance(item.way);
            *left = left.saturating_sub(item.size);
        }
        let tail = self.tails.entry(key).or_insert_with(|| {
            self.visit.began += 1;
            Arriving {
                item: *item,
                start: offset,
                bytes: Vec::new(),
                at: self.now.wall_ms.saturating_add(self.visit.began),
            }
        });
        tail.bytes.extend_from_slice(bytes);
        if tail.bytes.len() >= PIECE_MAX {
            self.flush(item).map_err(depot_error)?;
        }
        Ok(())
    }

    fn keep(&mut self, item: &Item, peer: Role) -> Result<(), DepotError> {
        self.batch.kept.push((*item, peer));
        self.visit.brought.insert(item.id);
        Ok(())
    }

    fn unstage(&mut self, item: &Item) -> Result<(), DepotError> {
        let tail = self
            .tails
            .remove(&(item.id, item.size))
            .map(|it| it.item.way);
        let arriving = self.parcels.arriving(item).map(|it| it.item.way);
        if let Some(way) = tail.or(arriving) {
            let left = self.allowance(way);
            *left = left.saturating_add(item.size);
        }
        self.parcels.unstage(self.store, item).map_err(depot_error)
    }

    fn leaving(&mut self, parcels: &[ParcelId]) -> Result<(), DepotError> {
        let outbox = |id: &ParcelId| self.parcels.get(id)?.outbox.as_ref();
        let sealed = |id: &&ParcelId| outbox(id).is_some_and(|it| it.state == OutboxState::Sealed);
        let sealed: Vec<ParcelId> = parcels.iter().filter(sealed).copied().collect();
        let noted = self
            .parcels
            .change_outbox(self.store, &sealed, OutboxItem::on_sending);
        match noted {
            // Whoever has no room left, or a disk that fails, must still be able to carry out what would otherwise be lost with
            // the phone.
            Err(Error::DiskFull | Error::Corrupt | Error::Io(_) | Error::Sqlite(_))
                if self.bundle =>
            {
                self.parcels.leave_unnoted(&sealed);
                Ok(())
            }
            noted => noted.map_err(depot_error),
        }
    }

    fn answered(&mut self, peer: Role, whole: bool) -> Result<(), DepotError> {
        if peer == Role::Hub {
            self.answered = Some(whole);
        }
        Ok(())
    }

    fn delivered(&mut self, id: &ParcelId, peer: Role) -> Result<(), DepotError> {
        self.batch.delivered.push((*id, peer));
        Ok(())
    }

    fn refused(&mut self, id: &ParcelId, peer: Role, reason: Reason) -> Result<(), DepotError> {
        self.batch.refused.push((*id, peer, reason));
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<Checkpoint, DepotError> {
        self.stored_bookmark().map_err(depot_error)
    }

    fn set_checkpoint(&mut self, bookmark: Checkpoint) -> Result<(), DepotError> {
        self.bookmark = Some(bookmark);
        Ok(())
    }

    fn commit(&mut self) -> Result<(), DepotError> {
        self.write_batch().map_err(depot_error)
    }
}

/// How urgent a parcel is; of somebody else's only its size is known.
fn priority(entry: &ParcelEntry) -> Priority {
    match &entry.outbox {
        Some(outbox) => outbox.priority,
        None if entry.item.size > SMALL_MAX => Priority::Attachment,
        None => Priority::Normal,
    }
}

/// The same towards such a peer: only a hub, where it goes alone, may see that something is confidential.
fn priority_for(entry: &ParcelEntry, peer: Role) -> Priority {
    match priority(entry) {
        Priority::Confidential if peer != Role::Hub => Priority::Normal,
        priority => priority,
    }
}

/// Whether it is a parcel of this phone's own for the confidential recipient.
fn goes_apart(entry: &ParcelEntry) -> bool {
    let outbox = entry.outbox.as_ref();
    outbox.is_some_and(|outbox| outbox.apart.is_some())
}

fn depot_error(error: Error) -> DepotError {
    match error {
        Error::DiskFull => DepotError::Full,
        _ => DepotError::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;
    use crate::{
        host::Unwatched,
        sync::{
            Exchange, MemoryDepot, bundle,
            link::{DepotAccess, LinkError, Pairing},
            receive::{Taken, take},
            respond,
            tests::parcel,
        },
        vault::{Kdf, Passphrase, SoftwareKeystore, Vault},
    };

    const MAILBOX: Mailbox = Mailbox([1; 16]);

    struct Phone {
        directory: tempfile::TempDir,
        store: Store,
        parcels: Parcels,
    }

    impl Phone {
        fn new() -> Self {
            let directory = tempfile::tempdir().unwrap();
            let keystore = SoftwareKeystore::new(&directory.path().join("keys"));
            let master = Vault::at(directory.path(), &keystore)
                .create(
                    &Passphrase::new("four quite different words"),
                    Kdf::new(19 * 1024, 2, 1).unwrap(),
                )
                .unwrap();
            let mut store = Store::create(directory.path(), &master).unwrap();
            let parcels = Parcels::open(&mut store).unwrap();
            Self {
                directory,
                store,
                parcels,
            }
        }

        fn depot(&mut self) -> ParcelDepot<'_> {
            self.depot_at(1)
        }

        fn depot_at(&mut self, wall_ms: i64) -> ParcelDepot<'_> {
            let now = Moment {
                wall_ms,
                monotonic_ms: 1,
                boot: [0; 16],
            };
            ParcelDepot::new(
                &mut self.parcels,
                &mut self.store,
                Role::Phone,
                MAILBOX,
                now,
            )
        }

        fn add(&mut self, bytes: Vec<u8>) {
            self.add_urgent(bytes, Priority::Normal);
        }

        fn add_urgent(&mut self, bytes: Vec<u8>, priority: Priority) {
            let item = Item {
                id: ParcelId::of(&bytes),
                size: bytes.len() as u64,
                way: Way::Up,
            };
            let outbox = Some(OutboxItem::new(priority, 0));
            let added = self.parcels.write(&mut self.store, |tx| {
                tx.add(item, ParcelState::Own, outbox, &bytes, 0)
            });
            added.unwrap();
        }

        fn own(&mut self, number: u8) -> ParcelId {
            self.own_of(number, Priority::Normal)
        }

        fn own_of(&mut self, number: u8, priority: Priority) -> ParcelId {
            let item = item(number, 5);
            let outbox = Some(OutboxItem::new(priority, 0));
            let bytes = [number; 5];
            let added = self.parcels.write(&mut self.store, |tx| {
                tx.add(item, ParcelState::Own, outbox, &bytes, 0)
            });
            added.unwrap();
            item.id
        }
    }

    fn item(number: u8, size: u64) -> Item {
        Item {
            id: ParcelId([number; 32]),
            size,
            way: Way::Up,
        }
    }

    #[test]
    fn what_only_began_to_arrive_takes_its_room() {
        let mut phone = Phone::new();
        let mut taken = 0;
        // One peer after the other begins many large parcels and ends none.
        for peer in 0..4 {
            let mut depot = phone.depot();
            for number in 0..20 {
                let item = item(peer * 20 + number, 10 << 20);
                if depot.standing(&item, Role::Phone).unwrap() == Have::Missing(0) {
                    depot.stage(&item, 0, &[0; 100]).unwrap();
                    taken += item.size;
                }
                depot.commit().unwrap();
            }
        }
        assert!((CARRY_MAX / 2..=CARRY_MAX).contains(&taken), "{taken}");
        let thrown_away = item(200, 1 << 20);
        let mut depot = phone.depot();
        let before = *depot.allowance(Way::Up);
        depot.stage(&thrown_away, 0, &[0; 100]).unwrap();
        depot.unstage(&thrown_away).unwrap();
        assert_eq!(*depot.allowance(Way::Up), before);
    }

    #[test]
    fn who_says_a_wrong_size_keeps_nobody_else_from_bringing_a_parcel() {
        let mut phone = Phone::new();
        let bytes = parcel(MAILBOX, 4096, 1);
        let id = ParcelId::of(&bytes);
        let (truth, lie) = (
            Item {
                id,
                ..item(1, 4096)
            },
            Item {
                id,
                ..item(1, 1 << 20)
            },
        );
        let mut depot = phone.depot();
        depot.stage(&lie, 0, &[7; 300_000]).unwrap();
        depot.commit().unwrap();
        // Also while both are under way.
        depot.stage(&lie, 300_000, &[7; 100]).unwrap();
        assert_eq!(depot.standing(&truth, Role::Phone), Ok(Have::Missing(0)));
        let taken = take(&mut depot, Role::Phone, &truth, 0, &bytes);
        assert_eq!(taken, Ok(Taken::Whole(true)));
        depot.commit().unwrap();
        assert_eq!(depot.standing(&lie, Role::Phone), Ok(Have::Held));
        for parcels in [&phone.parcels, &Parcels::open(&mut phone.store).unwrap()] {
            let entry = parcels.get(&id).unwrap();
            assert_eq!((entry.place, entry.here()), (ParcelState::Arrived, 4096));
        }
    }

    #[test]
    fn a_letter_that_was_said_to_go_up_still_goes_down() {
        let mut phone = Phone::new();
        let letter = item(1, 5);
        let added = phone.parcels.write(&mut phone.store, |tx| {
            tx.add(letter, ParcelState::Carried, None, &[1; 5], 0)
        });
        added.unwrap();
        let ways = |phone: &mut Phone, peer| {
            let offers = phone.depot().offers(peer, 0, 9).unwrap();
            let mut ways: Vec<Way> = offers.iter().map(|(_, item)| item.way).collect();
            ways.sort_by_key(|way| *way == Way::Down);
            ways
        };
        let mut depot = phone.depot();
        let down = Item {
            way: Way::Down,
            ..letter
        };
        assert_eq!(depot.standing(&down, Role::Hub), Ok(Have::Held));
        depot.commit().unwrap();
        // The liar's way costs the hub a parcel, and the phones nothing.
        phone.parcels = Parcels::open(&mut phone.store).unwrap();
        assert_eq!(ways(&mut phone, Role::Hub), [Way::Up]);
        let mut depot = phone.depot();
        depot.delivered(&letter.id, Role::Hub).unwrap();
        depot.commit().unwrap();
        assert!(ways(&mut phone, Role::Hub).is_empty());
        assert_eq!(ways(&mut phone, Role::Phone), [Way::Up, Way::Down]);
    }

    #[test]
    fn letters_of_others_yield_to_what_may_be_for_this_phone() {
        let mut phone = Phone::new();
        let letter = |number: u8, size| Item {
            way: Way::Down,
            ..item(number, size)
        };
        for number in 0..12 {
            let added = phone.parcels.write(&mut phone.store, |tx| {
                let (item, at) = (letter(number, 10 << 20), 10 + i64::from(number));
                tx.add(item, ParcelState::Carried, None, &[0; 5], at)
            });
            added.unwrap();
        }
        // Begun and never ended, before the oldest letter.
        let (begun, new) = (letter(100, 6 << 20), letter(101, 20 << 20));
        let mut depot = phone.depot_at(0);
        depot.stage(&begun, 0, &[0; 100]).unwrap();
        depot.commit().unwrap();
        let mut depot = phone.depot_at(100);
        assert_eq!(depot.standing(&new, Role::Hub), Ok(Have::Missing(0)));
        depot.stage(&new, 0, &[0; 100]).unwrap();
        depot.keep(&new, Role::Hub).unwrap();
        depot.commit().unwrap();
        let place = |item: &Item| phone.parcels.get(&item.id).map(|entry| entry.place);
        assert_eq!(place(&new), Some(ParcelState::Arrived));
        assert!(phone.parcels.arriving(&begun).is_none());
        let had = (0..12).filter(|number| place(&letter(*number, 0)) == Some(ParcelState::Done));
        assert_eq!(
            had.collect::<Vec<_>>(),
            [0, 1],
            "the oldest, and no more than need be"
        );
        // What goes up yields to nothing.
        let mut depot = phone.depot_at(100);
        assert_eq!(
            depot.standing(&item(102, 50 << 20), Role::Phone),
            Ok(Have::Missing(0))
        );
        assert_eq!(
            depot.standing(&item(102, 65 << 20), Role::Phone),
            Ok(Have::Refused(Reason::NoRoom))
        );
    }

    #[test]
    fn a_parcel_spoken_of_twice_is_changed_twice() {
        let mut phone = Phone::new();
        let item = item(1, 200);
        let mut depot = phone.depot();
        depot.stage(&item, 0, &[7; 100]).unwrap();
        depot.commit().unwrap();
        depot.stage(&item, 100, &[7; 100]).unwrap();
        depot.keep(&item, Role::Phone).unwrap();
        // The peer has it too, and says so in the same message.
        depot.delivered(&item.id, Role::Phone).unwrap();
        depot.commit().unwrap();
        let entry = phone.parcels.get(&item.id).unwrap();
        assert_eq!((entry.place, entry.here()), (ParcelState::Arrived, 200));
        let again = Parcels::open(&mut phone.store).unwrap();
        let entry = again.get(&item.id).unwrap();
        assert_eq!((entry.place, entry.here()), (ParcelState::Arrived, 200));
    }

    #[test]
    fn records_go_to_the_hub_oldest_first_and_letters_newest_first() {
        let mut phone = Phone::new();
        let (up, down) = (Way::Up, Way::Down);
        // The last two of each came at one moment.
        for (number, way, at) in [
            (1, up, 1),
            (7, up, 2),
            (2, up, 2),
            (3, down, 3),
            (8, down, 4),
            (4, down, 4),
        ] {
            let item = Item {
                way,
                ..item(number, 5)
            };
            let added = phone.parcels.write(&mut phone.store, |tx| {
                tx.add(item, ParcelState::Carried, None, &[number; 5], at)
            });
            added.unwrap();
        }
        let mut order = |peer| -> Vec<u8> {
            let offers = phone.depot().offers(peer, 0, 9).unwrap();
            offers.iter().map(|(_, item)| item.id.0[0]).collect()
        };
        assert_eq!(order(Role::Hub), [1, 7, 2]);
        let mut letters = order(Role::Phone);
        letters.retain(|number| [8, 4, 3].contains(number));
        assert_eq!(letters, [8, 4, 3]);
    }

    /// A phone that lends its parcels for one step at a time. Time goes by between the steps.
    struct Stepwise {
        phone: Phone,
        clock: i64,
        visit: Conversation,
    }

    impl Stepwise {
        fn with(parcels: std::ops::Range<u64>) -> Self {
            let mut phone = Phone::new();
            parcels.for_each(|seed| phone.add(parcel(MAILBOX, 4096, seed)));
            Self {
                phone,
                clock: 0,
                visit: Conversation::default(),
            }
        }
    }

    impl DepotAccess for Stepwise {
        type Error = LinkError;

        fn with_depot<T>(
            &mut self,
            step: impl FnOnce(&mut dyn Depot) -> T,
        ) -> Result<T, LinkError> {
            self.clock += 1_000;
            let visit = std::mem::take(&mut self.visit);
            let mut depot = self.phone.depot_at(self.clock).resume(visit);
            let value = step(&mut depot);
            self.visit = depot.pause();
            Ok(value)
        }
    }

    #[test]
    fn an_exchange_taken_step_by_step_is_the_same_exchange() {
        let (mut a, mut b) = (Stepwise::with(0..80), Stepwise::with(80..160));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let near = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let far = listener.accept().unwrap().0;
        std::thread::scope(|both| {
            both.spawn(|| {
                let pairing = Pairing::answer(far, &Unwatched).unwrap();
                pairing.confirmed().exchange(&mut b, &Unwatched).unwrap();
            });
            let pairing = Pairing::call(near, &Unwatched).unwrap();
            let tally = pairing.confirmed().exchange(&mut a, &Unwatched).unwrap();
            assert_eq!((tally.delivered, tally.received), (80, 80));
            assert!(tally.round_trips < 10, "{tally:?}");
        });
        let mut hub = MemoryDepot::new(Role::Hub, MAILBOX);
        let mut exchange = Exchange::new(Role::Hub);
        a.visit = Conversation::default();
        loop {
            let request = a.with_depot(|depot| exchange.next_request(depot)).unwrap();
            let Some(request) = request.unwrap() else {
                break;
            };
            let answer = respond(&mut hub, &request).unwrap();
            let taken = a.with_depot(|depot| exchange.on_response(depot, &answer));
            taken.unwrap().unwrap();
        }
        assert_eq!(exchange.tally().delivered, 160);
    }

    #[test]
    fn what_is_made_during_an_exchange_goes_with_its_next_message() {
        let mut phone = Stepwise::with(0..200);
        let mut hub = MemoryDepot::new(Role::Hub, MAILBOX);
        let mut exchange = Exchange::new(Role::Hub);
        // One that hurries in the second message, and one in what would be the last.
        let urgent = parcel(MAILBOX, 4096, 1000);
        let name = ParcelId::of(&urgent);
        let mut made = [
            (1, Some((urgent, Priority::ImminentHarm))),
            (3, Some((parcel(MAILBOX, 4096, 2000), Priority::Normal))),
        ];
        for message in 0.. {
            let request = phone
                .with_depot(|depot| exchange.next_request(depot))
                .unwrap();
            let Some(request) = request.unwrap() else {
                break;
            };
            let answer = respond(&mut hub, &request).unwrap();
            for (at, parcel) in &mut made {
                if *at == message
                    && let Some((bytes, priority)) = parcel.take()
                {
                    phone.phone.add_urgent(bytes, priority);
                }
            }
            let taken = phone.with_depot(|depot| exchange.on_response(depot, &answer));
            taken.unwrap().unwrap();
        }
        assert_eq!(exchange.tally().delivered, 202);
        let place = hub.items().position(|item| item.id == name);
        assert!(place < Some(150), "{place:?}");
    }

    #[test]
    fn a_peer_has_one_allowance_for_the_whole_exchange() {
        let mut phone = Stepwise::with(0..0);
        let mut taken = 0;
        for number in 0..40 {
            let item = item(number, 10 << 20);
            let step = |depot: &mut dyn Depot| {
                let wanted = depot.standing(&item, Role::Phone) == Ok(Have::Missing(0));
                if wanted {
                    depot.stage(&item, 0, &[0; 100]).unwrap();
                }
                depot.commit().unwrap();
                wanted
            };
            taken += u64::from(phone.with_depot(step).unwrap());
        }
        assert_eq!(taken, 6, "half of the room");
    }

    #[test]
    fn a_damaged_parcel_holds_back_no_other() {
        let mut phone = Phone::new();
        let (damaged, whole) = (phone.own(1), phone.own(2));
        phone.store.suspend().unwrap();
        rusqlite::Connection::open(phone.directory.path().join("store.db"))
            .unwrap()
            .execute_batch(
                "UPDATE bodies SET v = zeroblob(length(v)) WHERE n = (SELECT min(n) FROM bodies)",
            )
            .unwrap();
        phone.store.resume().unwrap();
        let mut depot = phone.depot();
        let written = bundle::write(&mut depot, Role::Phone, &mut Vec::new(), &Unwatched).unwrap();
        let parcels: Vec<ParcelId> = written.parcels.iter().map(|item| item.id).collect();
        assert_eq!(parcels, [whole]);
        depot.handed_over(&written.parcels).unwrap();
        let outbox = phone.parcels.get(&damaged).unwrap().outbox.clone();
        let fault = Fault::DamagedHere;
        assert!(
            matches!(outbox.unwrap().state, OutboxState::Quarantined { fault: it, .. } if it == fault)
        );
    }

    #[test]
    fn a_photograph_has_its_turn_though_every_exchange_breaks_off_and_forgets() {
        let mut phone = Phone::new();
        let photograph = phone.own_of(200, Priority::Attachment);
        for number in 0..30 {
            phone.own_of(number, Priority::ImminentHarm);
            phone.own_of(100 + number, Priority::ImminentHarm);
            let mut depot = phone.depot();
            let (_, first) = depot.offers(Role::Hub, 0, 9).unwrap()[0];
            if first.id == photograph {
                assert!((1..=8).contains(&number), "{number}");
                return;
            }
            depot.delivered(&first.id, Role::Hub).unwrap();
            depot.commit().unwrap();
        }
        panic!("it never came first");
    }
}
