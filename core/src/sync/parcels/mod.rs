//! Parcels kept in the sealed store, of phones and desks alike: what waits to leave, what is carried
//! for others, what is arriving and what arrived.
//!
//! A parcel is sealed already; it lies among the other rows all the same, so that nobody who holds the
//! storage can tell how many there are or recognise one that was seen elsewhere.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    io::{self, Read},
};

use super::outbox::OutboxItem;
use crate::{
    base::{Chance, Fields, Id},
    parcel::ParcelId,
    store::{Error, Header, RowKind, Store, Tx},
    sync::{Item, Way},
};

mod batch;
mod depot;
mod tx;

pub use depot::{Conversation, ParcelDepot};
pub use tx::ParcelTx;

/// The row that describes a parcel.
const PARCEL: RowKind = RowKind(64);
/// A row with some of a parcel's bytes.
const PIECE: RowKind = RowKind(65);
/// The most bytes of a parcel in one row.
pub(super) const PIECE_MAX: usize = 256 * 1024;
/// For how long a phone remembers that it had a parcel, so that it is not fetched again, and for how long a
/// desk offers a letter, in milliseconds: 60 days, as hubs do.
pub const REMEMBER_MS: i64 = 60 * DAY_MS;
/// For how long parcels of others are carried.
const CARRY_MS: i64 = 30 * DAY_MS;
/// For how long a phone keeps, sealed, what the office has confirmed: for as long a desk that was put back from a
/// copy can ask for it again.
const SPARE_MS: i64 = 30 * DAY_MS;
/// The most bytes that it keeps so.
const SPARE_MAX: u64 = 128 << 20;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// How this place stands to a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParcelState {
    /// Some of its bytes are here.
    Arriving,
    /// It is here whole, and nobody has tried to open it yet.
    Arrived,
    /// It is somebody else's and waits for the next carrier.
    Carried,
    /// It was sealed here and waits for whom it is for.
    Own,
    /// It was had, and its bytes are no longer needed.
    Done,
    /// It was opened here and could not be filed yet.
    SetAside,
    /// The same, and its sender was told.
    SetAsideNotified,
    /// It was sealed here and the office has confirmed it. Its bytes stay for a while: the office may have to ask
    /// for it again. Its time is the office's, of the receipt.
    Spare,
}

const STATES: [ParcelState; 8] = [
    ParcelState::Arriving,
    ParcelState::Arrived,
    ParcelState::Carried,
    ParcelState::Own,
    ParcelState::Done,
    ParcelState::SetAside,
    ParcelState::SetAsideNotified,
    ParcelState::Spare,
];

/// What is known of a parcel.
#[derive(Clone)]
pub struct ParcelEntry {
    row: Id,
    /// Its name, size and way.
    pub item: Item,
    /// When it came here, milliseconds since 1970.
    pub at: i64,
    /// How this place stands to it.
    pub place: ParcelState,
    /// Somebody else brought it as going the other way. Which way a parcel goes is only what carriers say,
    /// so it goes both.
    pub both_ways: bool,
    /// Whether the hub is known to hold it.
    pub at_hub: bool,
    /// What its owner knows of its journey; for a phone's own parcels.
    pub outbox: Option<OutboxItem>,
    pieces: BTreeMap<u64, Piece>,
}

#[derive(Clone, Copy)]
struct Piece {
    row: Id,
    length: u32,
}

impl Piece {
    /// The row of the parcel that a row holds bytes of, where in it they begin, and the piece.
    fn read(header: &Header) -> Option<(Id, u64, Self)> {
        let mut fields = Fields(&header.data);
        let (parcel, offset) = (Id(*fields.array()?), fields.u64()?);
        let piece = Self {
            row: header.id,
            length: fields.u32()?,
        };
        fields.0.is_empty().then_some((parcel, offset, piece))
    }
}

/// Bytes of a parcel that lie in the store already, and do not count before the parcel is added.
pub struct Stashed {
    row: Id,
    size: u64,
    pieces: BTreeMap<u64, Piece>,
}

/// All parcels of a store.
pub struct Parcels {
    entries: HashMap<Key, ParcelEntry>,
    /// Parcels that left when there was no room to note it.
    unnoted: HashSet<ParcelId>,
    chance: Chance,
}

/// What a parcel is known by: its name, and while it arrives also the size that was said, so that who says
/// a wrong one keeps nobody else from bringing it.
type Key = (ParcelId, Option<u64>);

impl ParcelEntry {
    /// Bytes of the parcel that are here.
    pub fn here(&self) -> u64 {
        self.pieces
            .last_key_value()
            .map_or(0, |(offset, piece)| offset + u64::from(piece.length))
    }

    /// Whether it goes this way.
    pub fn goes(&self, way: Way) -> bool {
        self.both_ways || self.item.way == way
    }

    fn key(&self) -> Key {
        let arriving = self.place == ParcelState::Arriving;
        (self.item.id, arriving.then_some(self.item.size))
    }

    fn header(&self) -> Header {
        let mut data = Vec::with_capacity(256);
        data.extend(self.item.id.0);
        data.extend(self.item.size.to_be_bytes());
        data.push(
            u8::from(self.item.way == Way::Down)
                | u8::from(self.at_hub) << 1
                | u8::from(self.both_ways) << 2,
        );
        if let Some(outbox) = &self.outbox {
            data.extend(serde_json::to_vec(outbox).expect("an outbox item serialises"));
        }
        let mut header = Header::new(self.row, PARCEL, self.at);
        header.status = STATES
            .iter()
            .position(|place| *place == self.place)
            .unwrap_or(0) as u8;
        header.data = data;
        header
    }

    fn parse(header: &Header) -> Option<Self> {
        let mut fields = Fields(&header.data);
        let (id, size) = (ParcelId(*fields.array()?), fields.u64()?);
        let flags = fields.byte()?;
        Some(Self {
            row: header.id,
            item: Item {
                id,
                size,
                way: if flags & 1 == 1 { Way::Down } else { Way::Up },
            },
            at: header.at,
            place: *STATES.get(usize::from(header.status))?,
            at_hub: flags & 2 == 2,
            both_ways: flags & 4 == 4,
            outbox: match fields.0 {
                [] => None,
                json => Some(serde_json::from_slice(json).ok()?),
            },
            pieces: BTreeMap::new(),
        })
    }
}

impl Parcels {
    /// Reads what lies in a store. Bytes that belong to no parcel, left by a kill, are swept, unless
    /// something is damaged or not understood: then they may belong to a parcel that cannot be seen.
    pub fn open(store: &mut Store) -> Result<Self, Error> {
        let understood = store
            .list(PARCEL)
            .all(|header| ParcelEntry::parse(header).is_some());
        let sound = understood && store.damage().is_empty();
        let mut entries: HashMap<Id, ParcelEntry> = store
            .list(PARCEL)
            .filter_map(ParcelEntry::parse)
            .map(|entry| (entry.row, entry))
            .collect();
        let mut orphans = Vec::new();
        for header in store.list(PIECE) {
            let piece = Piece::read(header).and_then(|(parcel, offset, piece)| {
                Some((entries.get_mut(&parcel)?, offset, piece))
            });
            match piece {
                Some((entry, offset, piece)) => {
                    entry.pieces.insert(offset, piece);
                }
                None => orphans.push(header.id),
            }
        }
        if sound && !orphans.is_empty() {
            match store.write(|tx| orphans.iter().try_for_each(|row| tx.delete(*row))) {
                // A full disk must not keep anybody out; they are swept another time.
                Err(Error::DiskFull) => {}
                swept => swept?,
            }
        }
        Ok(Self {
            entries: entries
                .into_values()
                .map(|entry| (entry.key(), entry))
                .collect(),
            unnoted: HashSet::new(),
            chance: Chance::default(),
        })
    }

    /// What is drawn by lot from now on follows from this number: for simulations.
    pub fn seed_chance(&mut self, seed: u64) {
        self.chance = Chance::seeded(seed);
    }

    /// Any number.
    pub(crate) fn draw(&mut self) -> u64 {
        self.chance.draw()
    }

    /// Forgets what is too old to be worth carrying, offering or remembering. What a phone sealed is never
    /// too old: only a receipt lets it go. That something was here is remembered for `remember` milliseconds.
    pub fn tidy(&mut self, store: &mut Store, now: i64, remember: i64) -> Result<(), Error> {
        let due = |entry: &&ParcelEntry| match entry.place {
            ParcelState::Done => now - entry.at > remember,
            ParcelState::Carried | ParcelState::Arriving => now - entry.at > CARRY_MS,
            ParcelState::Own => entry.item.way == Way::Down && now - entry.at > REMEMBER_MS,
            ParcelState::Arrived
            | ParcelState::SetAside
            | ParcelState::SetAsideNotified
            | ParcelState::Spare => false,
        };
        let due: Vec<Key> = self
            .in_order(store)
            .filter(due)
            .map(ParcelEntry::key)
            .collect();
        self.note_what_left(store)?;
        self.let_spares_go(store, now)?;
        self.forget(store, &due)
    }

    /// Deletes the bytes of what the office confirmed long ago, and of the oldest as long as there are too many.
    fn let_spares_go(&mut self, store: &mut Store, now: i64) -> Result<(), Error> {
        let mut spares: Vec<&ParcelEntry> = self
            .entries()
            .filter(|it| it.place == ParcelState::Spare)
            .collect();
        spares.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        let mut bytes = 0u64;
        spares.retain(|entry| {
            bytes = bytes.saturating_add(entry.item.size);
            bytes > SPARE_MAX || now.saturating_sub(entry.at) > SPARE_MS
        });
        if spares.is_empty() {
            return Ok(());
        }
        let spares: Vec<ParcelId> = spares.into_iter().map(|entry| entry.item.id).collect();
        self.write(store, |tx| {
            spares.iter().try_for_each(|id| {
                tx.change(id, |entry| {
                    entry.place = ParcelState::Done;
                    entry.outbox = None;
                })
            })
        })
    }

    /// Forgets what has arrived of a parcel.
    pub(super) fn unstage(&mut self, store: &mut Store, item: &Item) -> Result<(), Error> {
        self.forget(store, &[(item.id, Some(item.size))])
    }

    fn forget(&mut self, store: &mut Store, keys: &[Key]) -> Result<(), Error> {
        let known: Vec<Key> = keys
            .iter()
            .filter(|key| self.entries.contains_key(*key))
            .copied()
            .collect();
        if known.is_empty() {
            return Ok(());
        }
        self.write(store, |tx| {
            known.into_iter().try_for_each(|key| tx.remove_at(key))
        })
    }

    /// What is known of a parcel, unless it is only arriving.
    pub fn get(&self, id: &ParcelId) -> Option<&ParcelEntry> {
        self.entries.get(&(*id, None))
    }

    /// What is known of a parcel that is arriving.
    pub(super) fn arriving(&self, item: &Item) -> Option<&ParcelEntry> {
        self.entries.get(&(item.id, Some(item.size)))
    }

    /// Everything that is known, oldest first; of one moment, what came first.
    pub fn in_order<'s>(&'s self, store: &'s Store) -> impl Iterator<Item = &'s ParcelEntry> {
        store.list(PARCEL).rev().filter_map(|header| {
            let mut fields = Fields(&header.data);
            let (id, size) = (ParcelId(*fields.array()?), fields.u64()?);
            let keys = [(id, None), (id, Some(size))];
            let mut entries = keys.iter().filter_map(|key| self.entries.get(key));
            entries.find(|entry| entry.row == header.id)
        })
    }

    /// Everything that is known, in no order.
    pub fn entries(&self) -> impl Iterator<Item = &ParcelEntry> {
        self.entries.values()
    }

    /// Puts bytes into the store piece by piece, as they are read; they never lie in memory whole.
    /// They are swept, at the next opening or by [`Parcels::sweep`], unless [`ParcelTx::add_stashed`] gives
    /// them a parcel.
    ///
    /// # Errors
    /// The reader's error, or the store's as [`io::Error::other`].
    pub fn stash(store: &mut Store, from: &mut dyn Read, at: i64) -> io::Result<Stashed> {
        let mut stashed = Stashed::default();
        let mut buffer = Vec::with_capacity(PIECE_MAX);
        loop {
            buffer.clear();
            from.take(PIECE_MAX as u64).read_to_end(&mut buffer)?;
            if buffer.is_empty() {
                return Ok(stashed);
            }
            store
                .write(|tx| stashed.push(tx, &buffer, at))
                .map_err(io::Error::other)?;
        }
    }

    /// Removes stashed bytes that will get no parcel: on a full disk they would keep it full.
    pub fn sweep(&self, store: &mut Store) -> Result<(), Error> {
        let rows: HashSet<Id> = self.entries().map(|entry| entry.row).collect();
        let stray = |header: &&Header| {
            let parent = header.data.first_chunk();
            !parent.is_some_and(|parent| rows.contains(&Id(*parent)))
        };
        let strays: Vec<Id> = store.list(PIECE).filter(stray).map(|row| row.id).collect();
        store.write(|tx| strays.iter().try_for_each(|row| tx.delete(*row)))
    }

    /// Changes the state of these parcels in the outbox, in one transaction.
    pub(crate) fn change_outbox(
        &mut self,
        store: &mut Store,
        parcels: &[ParcelId],
        change: impl Fn(&mut OutboxItem),
    ) -> Result<(), Error> {
        if parcels.is_empty() {
            return Ok(());
        }
        self.write(store, |tx| {
            parcels.iter().try_for_each(|id| {
                tx.change(id, |entry| {
                    if let Some(outbox) = &mut entry.outbox {
                        change(outbox);
                    }
                })
            })
        })
    }

    /// These parcels leave, and there is no room to note it: it is remembered, and noted with
    /// [`Parcels::tidy`].
    pub(crate) fn leave_unnoted(&mut self, parcels: &[ParcelId]) {
        for id in parcels {
            if let Some(outbox) = self
                .entries
                .get_mut(&(*id, None))
                .and_then(|it| it.outbox.as_mut())
            {
                outbox.on_sending();
                self.unnoted.insert(*id);
            }
        }
    }

    fn note_what_left(&mut self, store: &mut Store) -> Result<(), Error> {
        if self.unnoted.is_empty() {
            return Ok(());
        }
        let left = self.unnoted.iter().filter_map(|id| self.get(id));
        let rows: Vec<Header> = left.map(ParcelEntry::header).collect();
        store.write(|tx| rows.iter().try_for_each(|row| tx.put(row, None)))?;
        self.unnoted.clear();
        Ok(())
    }

    /// Reads a parcel's bytes as they lie in the store, one piece in memory at a time.
    pub fn reader<'s>(&'s self, store: &'s Store, id: &ParcelId) -> Option<Reader<'s>> {
        let entry = self.get(id)?;
        Some(Reader {
            store,
            entry,
            at: 0,
            piece: Vec::new(),
            given: 0,
        })
    }

    /// The row in which a parcel's byte at this offset lies, and where in it.
    pub(super) fn piece(&self, item: &Item, offset: u64) -> Option<(Id, usize)> {
        let entry = self.get(&item.id).or_else(|| self.arriving(item))?;
        let (start, piece) = entry.pieces.range(..=offset).next_back()?;
        let within = offset - start;
        (within < u64::from(piece.length)).then_some((piece.row, within as usize))
    }

    /// Lets the oldest parcels go that come down and were not for this phone, as long as there are more
    /// than so many bytes of those. What only begins to arrive goes too, but for what is `arriving` now.
    pub(super) fn make_room(
        &mut self,
        store: &mut Store,
        most: u64,
        arriving: impl Fn(&Item) -> bool,
    ) -> Result<(), Error> {
        let foreign = |entry: &&ParcelEntry| {
            entry.item.way == Way::Down
                && matches!(
                    entry.place,
                    ParcelState::Arriving | ParcelState::Arrived | ParcelState::Carried
                )
        };
        let sizes = self.entries().filter(foreign).map(|entry| entry.item.size);
        let mut bytes = sizes.fold(0, u64::saturating_add);
        if bytes <= most {
            return Ok(());
        }
        let yields = |entry: &&ParcelEntry| match entry.place {
            ParcelState::Carried => true,
            ParcelState::Arriving => !arriving(&entry.item),
            _ => false,
        };
        let mut oldest: Vec<&ParcelEntry> = self.entries().filter(foreign).filter(yields).collect();
        oldest.sort_by_key(|entry| entry.at);
        oldest.retain(|entry| {
            let goes = bytes > most;
            if goes {
                bytes = bytes.saturating_sub(entry.item.size);
            }
            goes
        });
        let oldest: Vec<Key> = oldest.into_iter().map(ParcelEntry::key).collect();
        self.write(store, |tx| {
            oldest.into_iter().try_for_each(|key| match key {
                (id, None) => tx.change(&id, |entry| entry.place = ParcelState::Done),
                arriving => tx.remove_at(arriving),
            })
        })
    }
}

impl Default for Stashed {
    fn default() -> Self {
        Self {
            row: Id::random(),
            size: 0,
            pieces: BTreeMap::new(),
        }
    }
}

impl Stashed {
    /// How many bytes were stashed.
    pub fn size(&self) -> u64 {
        self.size
    }

    fn push(&mut self, tx: &mut Tx<'_>, bytes: &[u8], at: i64) -> Result<(), Error> {
        let row = Id::random();
        let length = u32::try_from(bytes.len()).expect("a piece is at most PIECE_MAX long");
        let mut data = self.row.0.to_vec();
        data.extend(self.size.to_be_bytes());
        data.extend(length.to_be_bytes());
        let mut header = Header::new(row, PIECE, at);
        header.data = data;
        tx.put(&header, Some(bytes))?;
        self.pieces.insert(self.size, Piece { row, length });
        self.size += u64::from(length);
        Ok(())
    }
}

/// Reads a parcel out of the store.
pub struct Reader<'s> {
    store: &'s Store,
    entry: &'s ParcelEntry,
    at: u64,
    piece: Vec<u8>,
    given: usize,
}

impl Read for Reader<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.piece.len() {
            let Some(piece) = self.entry.pieces.get(&self.at) else {
                return Ok(0);
            };
            let body = self.store.body(piece.row).map_err(io::Error::other)?;
            self.piece = body.map(|body| body.to_vec()).unwrap_or_default();
            self.given = 0;
            self.at += self.piece.len() as u64;
        }
        let length = into.len().min(self.piece.len() - self.given);
        into[..length].copy_from_slice(&self.piece[self.given..][..length]);
        self.given += length;
        Ok(length)
    }
}
