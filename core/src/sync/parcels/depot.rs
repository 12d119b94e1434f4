//! The parcels of a phone or a desk as an exchange sees them.

use std::collections::{BTreeMap, HashSet};

use super::{
    PIECE_MAX, ParcelEntry, ParcelState, Parcels,
    batch::{Batch, apply_damaged, apply_lost, change_outbox},
};
use crate::{
    base::Id,
    host::Moment,
    parcel::{Mailbox, ParcelId},
    store::{Error, Header, RowKind, Store},
    sync::{
        Checkpoint, Depot, DepotError, Have, Item, Reason, Role, SMALL_MAX, Schedule, Way,
        outbox::{OutboxItem, OutboxState, Priority, StrideSchedule},
    },
};

/// The row that remembers where the last exchange with the hub ended.
const CHECKPOINT: RowKind = RowKind(66);
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
    checkpoint: Option<Checkpoint>,
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
            checkpoint: None,
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
    /// that none can fill it and anyone who comes next still finds some. What has only begun to arrive
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

    fn stored_checkpoint(&self) -> Result<Checkpoint, Error> {
        let Some(header) = self.store.list(CHECKPOINT).next() else {
            return Ok(self.beginning);
        };
        let body = self.store.body(header.id)?;
        // An unreadable checkpoint costs a longer list at the next exchange, nothing else.
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
        let checkpoint = self.checkpoint.take();
        let lost = match checkpoint {
            Some(new) => self.lost_by_hub(new)?,
            None => Vec::new(),
        };
        let old = self.store.list(CHECKPOINT).next().map(|header| header.id);
        let before = Schedule::read(self.store);
        let schedule = self.schedule(&before, now, chance);
        let schedule_row = Schedule::row(self.store);
        if self.batch.is_empty()
            && self.tails.is_empty()
            && self.visit.damaged.is_empty()
            && checkpoint.is_none()
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
            if let Some(checkpoint) = checkpoint {
                let header = Header::new(old.unwrap_or_else(Id::random), CHECKPOINT, now);
                let json = serde_json::to_vec(&checkpoint).expect("a checkpoint serialises");
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
        let before = self.stored_checkpoint()?.epoch;
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
            // Its place must not tell anyone who reads a card, or meets this phone, what was made together.
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
            let bytes = usize::try_from(offset - start)
                .ok()
                .and_then(|at| bytes.get(at..))
                .unwrap_or_default();
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
            // Anyone who has no room left, or a disk that fails, must still be able to carry out what would otherwise be lost with
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
        self.stored_checkpoint().map_err(depot_error)
    }

    fn set_checkpoint(&mut self, checkpoint: Checkpoint) -> Result<(), DepotError> {
        self.checkpoint = Some(checkpoint);
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
mod tests;
