//! The shelf as an exchange sees it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Book, PIECE_MAX, Place, Shelf};
use crate::{
    base::Id,
    host::Moment,
    parcel::{Mailbox, ParcelId},
    store::{Error, Header, Kind, Store, Tx},
    sync::{
        Bookmark, Depot, DepotError, Item, Reason, Role, SMALL_MAX, Schedule, Standing, Way,
        outbox::{Fault, OutboxItem, Priority, State, Turns},
    },
};

/// The row that remembers where the last exchange with the hub ended.
const BOOKMARK: Kind = Kind(66);
/// The most bytes of parcels of others that are carried, each way.
const CARRY_MAX: u64 = 128 << 20;
/// The most bytes of parcels that a desk takes before it has looked at them: what is more waits.
const UNREAD_MAX: u64 = 4 << 30;

/// Bytes of an arriving parcel that are not in the store yet.
struct Tail {
    item: Item,
    /// Where they begin.
    start: u64,
    bytes: Vec<u8>,
    /// When the parcel came.
    at: i64,
}

impl Tail {
    fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }
}

/// What one conversation knows beyond what the store keeps: what is offered and in which order, and how
/// much the other side may still bring. A host that carries an exchange step by step keeps it between
/// the steps, and takes a new one for each conversation.
#[derive(Default)]
pub struct Visit {
    /// What is offered, in order; a position is a place in this list, from 1.
    listed: Vec<Item>,
    /// What the other side brought, and need not be offered.
    brought: HashSet<ParcelId>,
    /// Parcels that began to arrive. They count as a millisecond apart, and go on in that order.
    began: i64,
    /// Bytes that the other side may still bring, up and down.
    allowance: Option<[u64; 2]>,
    /// Whose turn it was when the list was made, until it is kept.
    turns: Option<Turns>,
    /// Parcels of which not all bytes could be read.
    damaged: Vec<ParcelId>,
    /// With a hub or a desk: whether it is for this phone's confidential parcels alone, or for all others.
    apart: Option<bool>,
}

/// A phone's or a desk's parcels in an exchange.
pub struct ShelfDepot<'a> {
    shelf: &'a mut Shelf,
    store: &'a mut Store,
    role: Role,
    mailbox: Mailbox,
    now: Moment,
    visit: Visit,
    /// Bytes that arrived and are not in the store yet.
    tails: BTreeMap<(ParcelId, u64), Tail>,
    kept: Vec<(Item, Role)>,
    /// Parcels that somebody brought as going the other way than we knew.
    both_ways: BTreeSet<ParcelId>,
    /// The row that was read last: it holds many parts of a parcel, and opening it is dear.
    recent: Option<(Id, Vec<u8>)>,
    delivered: Vec<(ParcelId, Role)>,
    refused: Vec<(ParcelId, Role, Reason)>,
    bookmark: Option<Bookmark>,
    /// Where the hub's list begins, before there was an exchange with it.
    beginning: Bookmark,
    /// A file is written, not an exchange held.
    bundle: bool,
    /// Whether the hub answered whole, if it was asked.
    answered: Option<bool>,
}

impl<'a> ShelfDepot<'a> {
    /// The shelf of a phone or a desk.
    pub fn new(
        shelf: &'a mut Shelf,
        store: &'a mut Store,
        role: Role,
        mailbox: Mailbox,
        now: Moment,
    ) -> Self {
        Self {
            shelf,
            store,
            role,
            mailbox,
            now,
            visit: Visit::default(),
            tails: BTreeMap::new(),
            kept: Vec::new(),
            both_ways: BTreeSet::new(),
            recent: None,
            delivered: Vec::new(),
            refused: Vec::new(),
            bookmark: None,
            beginning: Bookmark::default(),
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
    pub fn listing_from(self, beginning: Bookmark) -> Self {
        Self { beginning, ..self }
    }

    /// Goes on with a conversation.
    pub fn resume(mut self, visit: Visit) -> Self {
        self.visit = visit;
        self
    }

    /// What to [`ShelfDepot::resume`] the conversation with. What was not committed is forgotten.
    pub fn pause(self) -> Visit {
        self.visit
    }

    /// These parcels left on a bundle: their owner says from now on that they are in transit.
    pub fn handed_over(&mut self, items: &[Item]) -> Result<(), Error> {
        self.delivered
            .extend(items.iter().map(|item| (item.id, Role::Phone)));
        self.settle()
    }

    /// Whether a parcel is worth offering to such a peer as going this way.
    fn offered(&self, book: &Book, way: Way, peer: Role) -> bool {
        let held = matches!(book.place, Place::Own | Place::Carried | Place::Arrived);
        let due = match &book.journey {
            Some(journey) if self.bundle => journey.rides_in_bundles(),
            Some(journey) => journey.is_due(peer, self.now.wall_ms),
            None => !(peer == Role::Hub && book.at_hub),
        };
        let route = self
            .visit
            .apart
            .is_none_or(|apart| apart == goes_apart(book));
        held && due && route && book.goes(way) && way.flows(self.role, peer)
    }

    /// Decides for whom this exchange is. Confidential parcels go alone, so that nobody who sees what the hub
    /// holds can tell from their neighbours who wrote them; and last, unless they have waited for the
    /// others for a day: then in turns, but never before imminent harm.
    fn choose_route(&mut self, peer: Role) {
        if self.role != Role::Phone || peer == Role::Phone || self.visit.apart.is_some() {
            return;
        }
        let now = self.now.wall_ms;
        let books = self.shelf.books();
        let due = books.filter(|book| self.offered(book, Way::Up, peer));
        let (apart, others): (Vec<&Book>, Vec<&Book>) = due.partition(|book| goes_apart(book));
        let waited = apart.iter().filter_map(|book| book.journey.as_ref());
        let waited = waited.into_iter().any(|it| it.waited_for_others(now));
        let harm = others
            .iter()
            .any(|book| priority(book) == Priority::ImminentHarm);
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
        let (shelf, role) = (&*self.shelf, self.role);
        let allowances = self.visit.allowance.get_or_insert_with(|| {
            [Way::Up, Way::Down].map(|way| {
                let stays = |book: &&Book| match book.place {
                    Place::Arrived => true,
                    Place::Arriving => role == Role::Desk || way == Way::Up,
                    Place::Carried => role == Role::Phone && way == Way::Up,
                    _ => false,
                };
                let books = shelf.books().filter(|book| book.item.way == way);
                let sizes = books.filter(stays).map(|book| book.item.size);
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
        let book = self
            .store
            .write(|tx| self.shelf.append(tx, tail.item, &tail.bytes, tail.at))?;
        tail.start = tail.end();
        tail.bytes.clear();
        self.shelf.settle(book);
        Ok(())
    }

    fn stored_bookmark(&self) -> Result<Bookmark, Error> {
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
        for (id, peer) in &self.delivered {
            if let Some(book) = self.shelf.get(id) {
                schedule.turns.took(priority_for(book, *peer));
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

    /// Everything since the last time in one transaction.
    fn settle(&mut self) -> Result<(), Error> {
        let (now, role) = (self.now.wall_ms, self.role);
        let chance = self.shelf.draw();
        let bookmark = self.bookmark.take();
        let hub_lost = match bookmark {
            Some(new) => {
                let before = self.stored_bookmark()?.epoch;
                before != 0 && new.epoch != before
            }
            None => false,
        };
        let mut lost = Vec::new();
        if hub_lost {
            let at_hub = self.shelf.in_order(self.store).filter(|book| book.at_hub);
            lost.extend(at_hub.map(|book| book.item.id));
        }
        let old = self.store.list(BOOKMARK).next().map(|header| header.id);
        let before = Schedule::read(self.store);
        let schedule = self.schedule(&before, now, chance);
        let schedule_row = Schedule::row(self.store);
        if self.tails.is_empty()
            && self.kept.is_empty()
            && self.both_ways.is_empty()
            && self.delivered.is_empty()
            && self.refused.is_empty()
            && self.visit.damaged.is_empty()
            && bookmark.is_none()
            && schedule == before
        {
            return Ok(());
        }
        let mut pending = Pending {
            shelf: &*self.shelf,
            changed: Shelf::empty(),
        };
        let mut tails: Vec<&Tail> = self.tails.values().collect();
        tails.sort_by_key(|tail| tail.at);
        self.store.write(|tx| {
            for tail in tails {
                if !tail.bytes.is_empty() {
                    let book = pending.shelf.append(tx, tail.item, &tail.bytes, tail.at)?;
                    pending.changed.settle(book);
                }
            }
            for id in lost {
                pending.change(tx, &id, |book| {
                    book.at_hub = false;
                    if let Some(journey) = &mut book.journey {
                        journey.on_hub_lost();
                    }
                })?;
            }
            for (item, from) in &self.kept {
                pending.arrive(tx, item, |book| {
                    book.place = Place::Arrived;
                    book.at_hub = *from == Role::Hub;
                })?;
            }
            for id in &self.both_ways {
                pending.change(tx, id, |book| book.both_ways = true)?;
            }
            for (id, peer) in &self.delivered {
                pending.change(tx, id, |book| {
                    book.at_hub |= *peer == Role::Hub;
                    if let Some(journey) = &mut book.journey {
                        journey.on_delivered(*peer, now);
                    }
                    let done = matches!(peer, Role::Hub | Role::Desk);
                    let carried = book.place == Place::Carried && !book.both_ways;
                    if done && role == Role::Phone && carried {
                        book.place = Place::Had;
                    }
                })?;
            }
            let left = |(id, peer): &(ParcelId, Role)| {
                let book = pending.shelf.get(id);
                *peer != Role::Phone && book.is_some_and(|book| !goes_apart(book))
            };
            if self.delivered.iter().any(left) {
                for book in pending.shelf.books().filter(|book| goes_apart(book)) {
                    pending.change(tx, &book.item.id, |book| {
                        book.journey
                            .iter_mut()
                            .for_each(|it| it.on_others_left(now));
                    })?;
                }
            }
            for (id, peer, reason) in &self.refused {
                pending.change(tx, id, |book| {
                    if let Some(journey) = &mut book.journey {
                        journey.on_refused(*peer, *reason, now, chance);
                    }
                })?;
            }
            for id in &self.visit.damaged {
                pending.change(tx, id, |book| match &mut book.journey {
                    Some(journey) => journey.on_fault(Fault::DamagedHere, now),
                    None => book.place = Place::Had,
                })?;
            }
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
        let changed = pending.changed;
        changed
            .into_books()
            .for_each(|book| self.shelf.settle(book));
        self.tails.retain(|_, tail| {
            tail.start = tail.end();
            // Its room too: thousands may be arriving.
            tail.bytes = Vec::new();
            tail.start < tail.item.size
        });
        if role == Role::Phone && !self.kept.is_empty() {
            let tails = &self.tails;
            let arriving = |item: &Item| tails.contains_key(&(item.id, item.size));
            self.shelf.make_room(self.store, CARRY_MAX, arriving)?;
        }
        self.kept.clear();
        self.both_ways.clear();
        self.delivered.clear();
        self.refused.clear();
        self.visit.damaged.clear();
        Ok(())
    }
}

/// What one transaction makes of a shelf: a parcel that is spoken of twice is changed twice.
struct Pending<'s> {
    shelf: &'s Shelf,
    changed: Shelf,
}

impl Pending<'_> {
    fn change(
        &mut self,
        tx: &mut Tx<'_>,
        id: &ParcelId,
        change: impl FnOnce(&mut Book),
    ) -> Result<(), Error> {
        let known = match self.changed.get(id) {
            Some(_) => &self.changed,
            None => self.shelf,
        };
        if let Some(book) = known.change(tx, id, change)? {
            self.changed.settle(book);
        }
        Ok(())
    }

    /// A parcel that was arriving is here whole.
    fn arrive(
        &mut self,
        tx: &mut Tx<'_>,
        item: &Item,
        change: impl FnOnce(&mut Book),
    ) -> Result<(), Error> {
        let arriving = self.changed.arriving(item).or(self.shelf.arriving(item));
        if let Some(book) = arriving.cloned() {
            self.changed.settle(book.changed(tx, change)?);
        }
        Ok(())
    }
}

impl Depot for ShelfDepot<'_> {
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
        for book in self.shelf.in_order(self.store) {
            for way in [Way::Up, Way::Down] {
                let id = book.item.id;
                let known = listed.contains(&(id, way)) || self.visit.brought.contains(&id);
                if !known && self.offered(book, way, peer) {
                    let since = match way {
                        Way::Up => book.at,
                        // The newest first: a desk's older ones went out before, and room is scarce.
                        Way::Down => book.at.saturating_neg(),
                    };
                    let item = Item { way, ..book.item };
                    due.push((priority_for(book, peer), since, item));
                }
            }
        }
        if peer != Role::Hub {
            // Its place must not tell whoever reads a card, or meets this phone, what was made together.
            let up = due.iter_mut().filter(|(.., item)| item.way == Way::Up);
            up.for_each(|(_, since, _)| *since = self.shelf.draw() as i64);
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
            let book = self.shelf.get(&item.id);
            book.is_some_and(|book| self.offered(book, item.way, peer))
        };
        let positions = (1..).zip(&self.visit.listed).skip(after);
        Ok(positions
            .filter(|(_, item)| still(item))
            .map(|(position, item)| (position, *item))
            .take(max)
            .collect())
    }

    fn standing(&mut self, item: &Item, _peer: Role) -> Result<Standing, DepotError> {
        let tail = self.tails.get(&(item.id, item.size));
        let whole = tail.filter(|tail| tail.end() == item.size);
        let known = self.shelf.get(&item.id);
        let carried = known.filter(|it| matches!(it.place, Place::Arrived | Place::Carried));
        if whole.is_some_and(|tail| tail.item.way != item.way)
            || carried.is_some_and(|book| !book.goes(item.way))
        {
            self.both_ways.insert(item.id);
        }
        if whole.is_some() || known.is_some() {
            return Ok(Standing::Held);
        }
        if let Some(tail) = tail {
            return Ok(Standing::Missing(tail.end()));
        }
        if let Some(book) = self.shelf.arriving(item) {
            return Ok(Standing::Missing(book.here()));
        }
        Ok(if item.size <= *self.allowance(item.way) {
            Standing::Missing(0)
        } else {
            Standing::Refused(Reason::NoRoom)
        })
    }

    fn read(&mut self, item: &Item, offset: u64, into: &mut [u8]) -> Result<usize, DepotError> {
        if let Some(Tail { start, bytes, .. }) = self.tails.get(&(item.id, item.size))
            && offset >= *start
        {
            let bytes = bytes.get((offset - start) as usize..).unwrap_or_default();
            let length = bytes.len().min(into.len());
            into[..length].copy_from_slice(&bytes[..length]);
            return Ok(length);
        }
        let Some((row, within)) = self.shelf.piece(item, offset) else {
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
        if !self.tails.contains_key(&key) && self.shelf.arriving(item).is_none() {
            let left = self.allowance(item.way);
            *left = left.saturating_sub(item.size);
        }
        let tail = self.tails.entry(key).or_insert_with(|| {
            self.visit.began += 1;
            Tail {
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
        self.kept.push((*item, peer));
        self.visit.brought.insert(item.id);
        Ok(())
    }

    fn unstage(&mut self, item: &Item) -> Result<(), DepotError> {
        let tail = self
            .tails
            .remove(&(item.id, item.size))
            .map(|it| it.item.way);
        let arriving = self.shelf.arriving(item).map(|it| it.item.way);
        if let Some(way) = tail.or(arriving) {
            let left = self.allowance(way);
            *left = left.saturating_add(item.size);
        }
        self.shelf.unstage(self.store, item).map_err(depot_error)
    }

    fn leaving(&mut self, parcels: &[ParcelId]) -> Result<(), DepotError> {
        let journey = |id: &ParcelId| self.shelf.get(id)?.journey.as_ref();
        let sealed = |id: &&ParcelId| journey(id).is_some_and(|it| it.state == State::Sealed);
        let sealed: Vec<ParcelId> = parcels.iter().filter(sealed).copied().collect();
        let noted = self
            .shelf
            .change_journeys(self.store, &sealed, OutboxItem::on_sending);
        match noted {
            // Whoever has no room left, or a disk that fails, must still be able to carry out what would otherwise be lost with
            // the phone.
            Err(Error::DiskFull | Error::Corrupt | Error::Io(_) | Error::Sqlite(_))
                if self.bundle =>
            {
                self.shelf.leave_unnoted(&sealed);
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
        self.delivered.push((*id, peer));
        Ok(())
    }

    fn refused(&mut self, id: &ParcelId, peer: Role, reason: Reason) -> Result<(), DepotError> {
        self.refused.push((*id, peer, reason));
        Ok(())
    }

    fn bookmark(&mut self) -> Result<Bookmark, DepotError> {
        self.stored_bookmark().map_err(depot_error)
    }

    fn set_bookmark(&mut self, bookmark: Bookmark) -> Result<(), DepotError> {
        self.bookmark = Some(bookmark);
        Ok(())
    }

    fn commit(&mut self) -> Result<(), DepotError> {
        self.settle().map_err(depot_error)
    }
}

/// How urgent a parcel is; of somebody else's only its size is known.
fn priority(book: &Book) -> Priority {
    match &book.journey {
        Some(journey) => journey.priority,
        None if book.item.size > SMALL_MAX => Priority::Attachment,
        None => Priority::Normal,
    }
}

/// The same towards such a peer: only a hub, where it goes alone, may see that something is confidential.
fn priority_for(book: &Book, peer: Role) -> Priority {
    match priority(book) {
        Priority::Confidential if peer != Role::Hub => Priority::Normal,
        priority => priority,
    }
}

/// Whether it is a parcel of this phone's own for the confidential recipient.
fn goes_apart(book: &Book) -> bool {
    let journey = book.journey.as_ref();
    journey.is_some_and(|journey| journey.apart.is_some())
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
            link::{Lend, LinkError, Pairing},
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
        shelf: Shelf,
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
            let shelf = Shelf::open(&mut store).unwrap();
            Self {
                directory,
                store,
                shelf,
            }
        }

        fn depot(&mut self) -> ShelfDepot<'_> {
            self.depot_at(1)
        }

        fn depot_at(&mut self, wall_ms: i64) -> ShelfDepot<'_> {
            let now = Moment {
                wall_ms,
                monotonic_ms: 1,
                boot: [0; 16],
            };
            ShelfDepot::new(&mut self.shelf, &mut self.store, Role::Phone, MAILBOX, now)
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
            let journey = Some(OutboxItem::new(priority, 0));
            let book = self
                .store
                .write(|tx| self.shelf.add(tx, item, Place::Own, journey, &bytes, 0));
            self.shelf.settle(book.unwrap());
        }

        fn own(&mut self, number: u8) -> ParcelId {
            self.own_of(number, Priority::Normal)
        }

        fn own_of(&mut self, number: u8, priority: Priority) -> ParcelId {
            let item = item(number, 5);
            let journey = Some(OutboxItem::new(priority, 0));
            let bytes = [number; 5];
            let book = self
                .store
                .write(|tx| self.shelf.add(tx, item, Place::Own, journey, &bytes, 0));
            self.shelf.settle(book.unwrap());
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
                if depot.standing(&item, Role::Phone).unwrap() == Standing::Missing(0) {
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
        assert_eq!(
            depot.standing(&truth, Role::Phone),
            Ok(Standing::Missing(0))
        );
        let taken = take(&mut depot, Role::Phone, &truth, 0, &bytes);
        assert_eq!(taken, Ok(Taken::Whole(true)));
        depot.commit().unwrap();
        assert_eq!(depot.standing(&lie, Role::Phone), Ok(Standing::Held));
        for shelf in [&phone.shelf, &Shelf::open(&mut phone.store).unwrap()] {
            let book = shelf.get(&id).unwrap();
            assert_eq!((book.place, book.here()), (Place::Arrived, 4096));
        }
    }

    #[test]
    fn a_letter_that_was_said_to_go_up_still_goes_down() {
        let mut phone = Phone::new();
        let letter = item(1, 5);
        let book = phone.store.write(|tx| {
            let shelf = &phone.shelf;
            shelf.add(tx, letter, Place::Carried, None, &[1; 5], 0)
        });
        phone.shelf.settle(book.unwrap());
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
        assert_eq!(depot.standing(&down, Role::Hub), Ok(Standing::Held));
        depot.commit().unwrap();
        // The liar's way costs the hub a parcel, and the phones nothing.
        phone.shelf = Shelf::open(&mut phone.store).unwrap();
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
            let book = phone.store.write(|tx| {
                let (shelf, item) = (&phone.shelf, letter(number, 10 << 20));
                shelf.add(
                    tx,
                    item,
                    Place::Carried,
                    None,
                    &[0; 5],
                    10 + i64::from(number),
                )
            });
            phone.shelf.settle(book.unwrap());
        }
        // Begun and never ended, before the oldest letter.
        let (begun, new) = (letter(100, 6 << 20), letter(101, 20 << 20));
        let mut depot = phone.depot_at(0);
        depot.stage(&begun, 0, &[0; 100]).unwrap();
        depot.commit().unwrap();
        let mut depot = phone.depot_at(100);
        assert_eq!(depot.standing(&new, Role::Hub), Ok(Standing::Missing(0)));
        depot.stage(&new, 0, &[0; 100]).unwrap();
        depot.keep(&new, Role::Hub).unwrap();
        depot.commit().unwrap();
        let place = |item: &Item| phone.shelf.get(&item.id).map(|book| book.place);
        assert_eq!(place(&new), Some(Place::Arrived));
        assert!(phone.shelf.arriving(&begun).is_none());
        let had = (0..12).filter(|number| place(&letter(*number, 0)) == Some(Place::Had));
        assert_eq!(
            had.collect::<Vec<_>>(),
            [0, 1],
            "the oldest, and no more than need be"
        );
        // What goes up yields to nothing.
        let mut depot = phone.depot_at(100);
        assert_eq!(
            depot.standing(&item(102, 50 << 20), Role::Phone),
            Ok(Standing::Missing(0))
        );
        assert_eq!(
            depot.standing(&item(102, 65 << 20), Role::Phone),
            Ok(Standing::Refused(Reason::NoRoom))
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
        let book = phone.shelf.get(&item.id).unwrap();
        assert_eq!((book.place, book.here()), (Place::Arrived, 200));
        let again = Shelf::open(&mut phone.store).unwrap();
        let book = again.get(&item.id).unwrap();
        assert_eq!((book.place, book.here()), (Place::Arrived, 200));
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
            let book = phone.store.write(|tx| {
                let shelf = &phone.shelf;
                shelf.add(tx, item, Place::Carried, None, &[number; 5], at)
            });
            phone.shelf.settle(book.unwrap());
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
        visit: Visit,
    }

    impl Stepwise {
        fn with(parcels: std::ops::Range<u64>) -> Self {
            let mut phone = Phone::new();
            parcels.for_each(|seed| phone.add(parcel(MAILBOX, 4096, seed)));
            Self {
                phone,
                clock: 0,
                visit: Visit::default(),
            }
        }
    }

    impl Lend for Stepwise {
        type Error = LinkError;

        fn lend<T>(&mut self, step: impl FnOnce(&mut dyn Depot) -> T) -> Result<T, LinkError> {
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
        a.visit = Visit::default();
        loop {
            let request = a.lend(|depot| exchange.next_request(depot)).unwrap();
            let Some(request) = request.unwrap() else {
                break;
            };
            let answer = respond(&mut hub, &request).unwrap();
            let taken = a.lend(|depot| exchange.on_response(depot, &answer));
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
            let request = phone.lend(|depot| exchange.next_request(depot)).unwrap();
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
            let taken = phone.lend(|depot| exchange.on_response(depot, &answer));
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
                let wanted = depot.standing(&item, Role::Phone) == Ok(Standing::Missing(0));
                if wanted {
                    depot.stage(&item, 0, &[0; 100]).unwrap();
                }
                depot.commit().unwrap();
                wanted
            };
            taken += u64::from(phone.lend(step).unwrap());
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
        let journey = phone.shelf.get(&damaged).unwrap().journey.clone();
        let fault = Fault::DamagedHere;
        assert!(
            matches!(journey.unwrap().state, State::Quarantined { fault: it, .. } if it == fault)
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
