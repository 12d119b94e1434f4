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
    base::{Id, Lots},
    parcel::ParcelId,
    store::{Error, Header, Kind, Store, Tx},
    sync::{Item, Way},
};

mod depot;

pub use depot::{ShelfDepot, Visit};

/// The row that describes a parcel.
const PARCEL: Kind = Kind(64);
/// A row with some of a parcel's bytes.
const PIECE: Kind = Kind(65);
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
pub enum Place {
    /// Some of its bytes are here.
    Arriving,
    /// It is here whole, and nobody has tried to open it yet.
    Arrived,
    /// It is somebody else's and waits for the next carrier.
    Carried,
    /// It was sealed here and waits for whom it is for.
    Own,
    /// It was had, and its bytes are no longer needed.
    Had,
    /// It was opened here and could not be filed yet.
    SetAside,
    /// The same, and its sender was told.
    Told,
    /// It was sealed here and the office has confirmed it. Its bytes stay for a while: the office may have to ask
    /// for it again. Its time is the office's, of the receipt.
    Spare,
}

const PLACES: [Place; 8] = [
    Place::Arriving,
    Place::Arrived,
    Place::Carried,
    Place::Own,
    Place::Had,
    Place::SetAside,
    Place::Told,
    Place::Spare,
];

/// What is known of a parcel.
#[derive(Clone)]
pub struct Book {
    row: Id,
    /// Its name, size and way.
    pub item: Item,
    /// When it came here, milliseconds since 1970.
    pub at: i64,
    /// How this place stands to it.
    pub place: Place,
    /// Somebody else brought it as going the other way. Which way a parcel goes is only what carriers say,
    /// so it goes both.
    pub both_ways: bool,
    /// Whether the hub is known to hold it.
    pub at_hub: bool,
    /// What its owner knows of its journey; for a phone's own parcels.
    pub journey: Option<OutboxItem>,
    pieces: BTreeMap<u64, Piece>,
}

#[derive(Clone, Copy)]
struct Piece {
    row: Id,
    length: u32,
}

/// Bytes of a parcel that lie in the store already, and do not count before the parcel is added.
pub struct Stashed {
    row: Id,
    size: u64,
    pieces: BTreeMap<u64, Piece>,
}

/// All parcels of a store.
pub struct Shelf {
    books: HashMap<Key, Book>,
    /// Parcels that left when there was no room to note it.
    unnoted: HashSet<ParcelId>,
    lots: Lots,
}

/// What a parcel is known by: its name, and while it arrives also the size that was said, so that who says
/// a wrong one keeps nobody else from bringing it.
type Key = (ParcelId, Option<u64>);

impl Book {
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
        let arriving = self.place == Place::Arriving;
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
        if let Some(journey) = &self.journey {
            data.extend(serde_json::to_vec(journey).expect("an outbox item serialises"));
        }
        let mut header = Header::new(self.row, PARCEL, self.at);
        header.status = PLACES
            .iter()
            .position(|place| *place == self.place)
            .unwrap_or(0) as u8;
        header.data = data;
        header
    }

    /// The same book after a change. When its new place needs no bytes, they are deleted.
    pub(super) fn changed(
        mut self,
        tx: &mut Tx<'_>,
        change: impl FnOnce(&mut Self),
    ) -> Result<Self, Error> {
        change(&mut self);
        if self.place == Place::Had {
            for piece in std::mem::take(&mut self.pieces).values() {
                tx.delete(piece.row)?;
            }
        }
        tx.put(&self.header(), None)?;
        Ok(self)
    }

    fn remove(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        tx.delete(self.row)?;
        self.pieces
            .values()
            .try_for_each(|piece| tx.delete(piece.row))
    }

    fn parse(header: &Header) -> Option<Self> {
        let (id, rest) = header.data.split_first_chunk::<32>()?;
        let (size, rest) = rest.split_first_chunk::<8>()?;
        let (flags, journey) = rest.split_first()?;
        Some(Self {
            row: header.id,
            item: Item {
                id: ParcelId(*id),
                size: u64::from_be_bytes(*size),
                way: if flags & 1 == 1 { Way::Down } else { Way::Up },
            },
            at: header.at,
            place: *PLACES.get(usize::from(header.status))?,
            at_hub: flags & 2 == 2,
            both_ways: flags & 4 == 4,
            journey: match journey {
                [] => None,
                json => Some(serde_json::from_slice(json).ok()?),
            },
            pieces: BTreeMap::new(),
        })
    }
}

impl Shelf {
    /// Reads what lies in a store. Bytes that belong to no parcel, left by a kill, are swept, unless
    /// something is damaged or not understood: then they may belong to a parcel that cannot be seen.
    pub fn open(store: &mut Store) -> Result<Self, Error> {
        let understood = store
            .list(PARCEL)
            .all(|header| Book::parse(header).is_some());
        let sound = understood && store.damage().is_empty();
        let mut books: HashMap<Id, Book> = store
            .list(PARCEL)
            .filter_map(Book::parse)
            .map(|book| (book.row, book))
            .collect();
        let mut orphans = Vec::new();
        for header in store.list(PIECE) {
            let piece = header
                .data
                .split_first_chunk::<16>()
                .and_then(|(parent, rest)| {
                    let (offset, length) = rest.split_first_chunk::<8>()?;
                    let length = u32::from_be_bytes(length.try_into().ok()?);
                    let book = books.get_mut(&Id(*parent))?;
                    Some((
                        book,
                        u64::from_be_bytes(*offset),
                        Piece {
                            row: header.id,
                            length,
                        },
                    ))
                });
            match piece {
                Some((book, offset, piece)) => {
                    book.pieces.insert(offset, piece);
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
            books: books.into_values().map(|book| (book.key(), book)).collect(),
            unnoted: HashSet::new(),
            lots: Lots::default(),
        })
    }

    /// A shelf with nothing on it.
    pub(super) fn empty() -> Self {
        Self {
            books: HashMap::new(),
            unnoted: HashSet::new(),
            lots: Lots::default(),
        }
    }

    /// What is drawn by lot from now on follows from this number: for simulations.
    pub fn seed_lots(&mut self, seed: u64) {
        self.lots = Lots::seeded(seed);
    }

    /// Any number.
    pub(crate) fn draw(&mut self) -> u64 {
        self.lots.draw()
    }

    /// Everything on the shelf.
    pub(super) fn into_books(self) -> impl Iterator<Item = Book> {
        self.books.into_values()
    }

    /// Forgets what is too old to be worth carrying, offering or remembering. What a phone sealed is never
    /// too old: only a receipt lets it go. That something was had is remembered for so many milliseconds.
    pub fn tidy(&mut self, store: &mut Store, now: i64, remember: i64) -> Result<(), Error> {
        let due = |book: &&Book| match book.place {
            Place::Had => now - book.at > remember,
            Place::Carried | Place::Arriving => now - book.at > CARRY_MS,
            Place::Own => book.item.way == Way::Down && now - book.at > REMEMBER_MS,
            Place::Arrived | Place::SetAside | Place::Told | Place::Spare => false,
        };
        let due: Vec<Key> = self.in_order(store).filter(due).map(Book::key).collect();
        self.note_what_left(store)?;
        self.let_spares_go(store, now)?;
        self.forget(store, &due)
    }

    /// Deletes the bytes of what the office confirmed long ago, and of the oldest as long as there are too many.
    fn let_spares_go(&mut self, store: &mut Store, now: i64) -> Result<(), Error> {
        let mut spares: Vec<&Book> = self.books().filter(|it| it.place == Place::Spare).collect();
        spares.sort_by_key(|book| std::cmp::Reverse(book.at));
        let mut bytes = 0u64;
        spares.retain(|book| {
            bytes = bytes.saturating_add(book.item.size);
            bytes > SPARE_MAX || now.saturating_sub(book.at) > SPARE_MS
        });
        if spares.is_empty() {
            return Ok(());
        }
        let had = store.write(|tx| {
            let had = |book: &Book| {
                book.clone().changed(tx, |book| {
                    book.place = Place::Had;
                    book.journey = None;
                })
            };
            spares.into_iter().map(had).collect::<Result<Vec<_>, _>>()
        })?;
        had.into_iter().for_each(|book| self.settle(book));
        Ok(())
    }

    /// Forgets what has arrived of a parcel.
    pub(super) fn unstage(&mut self, store: &mut Store, item: &Item) -> Result<(), Error> {
        self.forget(store, &[(item.id, Some(item.size))])
    }

    fn forget(&mut self, store: &mut Store, keys: &[Key]) -> Result<(), Error> {
        let books: Vec<&Book> = keys.iter().filter_map(|key| self.books.get(key)).collect();
        if books.is_empty() {
            return Ok(());
        }
        store.write(|tx| books.iter().try_for_each(|book| book.remove(tx)))?;
        keys.iter().for_each(|key| drop(self.books.remove(key)));
        Ok(())
    }

    /// What is known of a parcel, unless it is only arriving.
    pub fn get(&self, id: &ParcelId) -> Option<&Book> {
        self.books.get(&(*id, None))
    }

    /// What is known of a parcel that is arriving.
    pub(super) fn arriving(&self, item: &Item) -> Option<&Book> {
        self.books.get(&(item.id, Some(item.size)))
    }

    /// Everything that is known, oldest first; of one moment, what came first.
    pub fn in_order<'s>(&'s self, store: &'s Store) -> impl Iterator<Item = &'s Book> {
        store.list(PARCEL).rev().filter_map(|header| {
            let (id, rest) = header.data.split_first_chunk()?;
            let size = u64::from_be_bytes(*rest.first_chunk()?);
            let keys = [(ParcelId(*id), None), (ParcelId(*id), Some(size))];
            let mut books = keys.iter().filter_map(|key| self.books.get(key));
            books.find(|book| book.row == header.id)
        })
    }

    /// Everything that is known, in no order.
    pub fn books(&self) -> impl Iterator<Item = &Book> {
        self.books.values()
    }

    /// Writes a parcel that was sealed in memory. After the transaction was committed,
    /// [`Shelf::settle`] makes it count.
    pub fn add(
        &self,
        tx: &mut Tx<'_>,
        item: Item,
        place: Place,
        journey: Option<OutboxItem>,
        bytes: &[u8],
        at: i64,
    ) -> Result<Book, Error> {
        let mut stashed = Stashed {
            row: Id::random(),
            size: 0,
            pieces: BTreeMap::new(),
        };
        for piece in bytes.chunks(PIECE_MAX) {
            stashed.push(tx, piece, at)?;
        }
        self.add_stashed(tx, item, place, journey, stashed, at)
    }

    /// As [`Shelf::add`], for bytes that were stashed before.
    pub fn add_stashed(
        &self,
        tx: &mut Tx<'_>,
        item: Item,
        place: Place,
        journey: Option<OutboxItem>,
        stashed: Stashed,
        at: i64,
    ) -> Result<Book, Error> {
        let book = Book {
            row: stashed.row,
            item,
            at,
            place,
            both_ways: false,
            at_hub: false,
            journey,
            pieces: stashed.pieces,
        };
        tx.put(&book.header(), None)?;
        Ok(book)
    }

    /// Puts bytes into the store piece by piece, as they are read; they never lie in memory whole.
    /// They are swept, at the next opening or by [`Shelf::sweep`], unless [`Shelf::add_stashed`] gives
    /// them a parcel.
    ///
    /// # Errors
    /// The reader's error, or the store's as [`io::Error::other`].
    pub fn stash(store: &mut Store, from: &mut dyn Read, at: i64) -> io::Result<Stashed> {
        let mut stashed = Stashed {
            row: Id::random(),
            size: 0,
            pieces: BTreeMap::new(),
        };
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
        let rows: HashSet<Id> = self.books().map(|book| book.row).collect();
        let stray = |header: &&Header| {
            let parent = header.data.first_chunk();
            !parent.is_some_and(|parent| rows.contains(&Id(*parent)))
        };
        let strays: Vec<Id> = store.list(PIECE).filter(stray).map(|row| row.id).collect();
        store.write(|tx| strays.iter().try_for_each(|row| tx.delete(*row)))
    }

    /// Makes what a committed transaction wrote count here too.
    pub fn settle(&mut self, book: Book) {
        // It may have been arriving until now.
        self.books.remove(&(book.item.id, Some(book.item.size)));
        self.books.insert(book.key(), book);
    }

    /// Changes what is known of a parcel. When the new place needs no bytes, they are deleted in the
    /// same transaction. Returns the book to [`Shelf::settle`].
    pub fn change(
        &self,
        tx: &mut Tx<'_>,
        id: &ParcelId,
        change: impl FnOnce(&mut Book),
    ) -> Result<Option<Book>, Error> {
        self.get(id)
            .cloned()
            .map(|book| book.changed(tx, change))
            .transpose()
    }

    /// Changes what is known of the journeys of these parcels, in one stroke.
    pub(crate) fn change_journeys(
        &mut self,
        store: &mut Store,
        parcels: &[ParcelId],
        change: impl Fn(&mut OutboxItem),
    ) -> Result<(), Error> {
        if parcels.is_empty() {
            return Ok(());
        }
        let change = |book: &mut Book| book.journey.iter_mut().for_each(&change);
        let books = store.write(|tx| {
            let books = parcels.iter().map(|id| self.change(tx, id, change));
            books.collect::<Result<Vec<_>, _>>()
        })?;
        let books = books.into_iter().flatten();
        books.for_each(|book| self.settle(book));
        Ok(())
    }

    /// These parcels leave, and there is no room to note it: it is remembered, and noted with
    /// [`Shelf::tidy`].
    pub(crate) fn leave_unnoted(&mut self, parcels: &[ParcelId]) {
        for id in parcels {
            if let Some(journey) = self
                .books
                .get_mut(&(*id, None))
                .and_then(|it| it.journey.as_mut())
            {
                journey.on_sending();
                self.unnoted.insert(*id);
            }
        }
    }

    fn note_what_left(&mut self, store: &mut Store) -> Result<(), Error> {
        if self.unnoted.is_empty() {
            return Ok(());
        }
        let left = self.unnoted.iter().filter_map(|id| self.get(id));
        let rows: Vec<Header> = left.map(Book::header).collect();
        store.write(|tx| rows.iter().try_for_each(|row| tx.put(row, None)))?;
        self.unnoted.clear();
        Ok(())
    }

    /// Removes all knowledge of a parcel. Follow with [`Shelf::settle_removed`].
    pub fn remove(&self, tx: &mut Tx<'_>, id: &ParcelId) -> Result<(), Error> {
        self.get(id).map_or(Ok(()), |book| book.remove(tx))
    }

    /// The transaction that removed a parcel was committed.
    pub fn settle_removed(&mut self, id: &ParcelId) {
        self.books.remove(&(*id, None));
    }

    /// Reads a parcel's bytes as they lie in the store, one piece in memory at a time.
    pub fn reader<'s>(&'s self, store: &'s Store, id: &ParcelId) -> Option<Reader<'s>> {
        let book = self.get(id)?;
        Some(Reader {
            store,
            book,
            at: 0,
            piece: Vec::new(),
            given: 0,
        })
    }

    /// The row in which a parcel's byte at this offset lies, and where in it.
    pub(super) fn piece(&self, item: &Item, offset: u64) -> Option<(Id, usize)> {
        let book = self.get(&item.id).or_else(|| self.arriving(item))?;
        let (start, piece) = book.pieces.range(..=offset).next_back()?;
        let within = (offset - start) as usize;
        (within < piece.length as usize).then_some((piece.row, within))
    }

    /// Lets the oldest parcels go that come down and were not for this phone, as long as there are more
    /// than so many bytes of those. What only begins to arrive goes too, but for what is `arriving` now.
    pub(super) fn make_room(
        &mut self,
        store: &mut Store,
        most: u64,
        arriving: impl Fn(&Item) -> bool,
    ) -> Result<(), Error> {
        let foreign = |book: &&Book| {
            book.item.way == Way::Down
                && matches!(
                    book.place,
                    Place::Arriving | Place::Arrived | Place::Carried
                )
        };
        let sizes = self.books().filter(foreign).map(|book| book.item.size);
        let mut bytes = sizes.fold(0, u64::saturating_add);
        if bytes <= most {
            return Ok(());
        }
        let yields = |book: &&Book| match book.place {
            Place::Carried => true,
            Place::Arriving => !arriving(&book.item),
            _ => false,
        };
        let mut oldest: Vec<&Book> = self.books().filter(foreign).filter(yields).collect();
        oldest.sort_by_key(|book| book.at);
        oldest.retain(|book| {
            let goes = bytes > most;
            if goes {
                bytes = bytes.saturating_sub(book.item.size);
            }
            goes
        });
        let (arriving, carried): (Vec<&Book>, Vec<&Book>) = oldest
            .into_iter()
            .partition(|book| book.place == Place::Arriving);
        let keys: Vec<Key> = arriving.iter().map(|book| book.key()).collect();
        let had = store.write(|tx| {
            arriving.iter().try_for_each(|book| book.remove(tx))?;
            let had = |book: &Book| book.clone().changed(tx, |book| book.place = Place::Had);
            carried.into_iter().map(had).collect::<Result<Vec<_>, _>>()
        })?;
        keys.iter().for_each(|key| drop(self.books.remove(key)));
        had.into_iter().for_each(|book| self.settle(book));
        Ok(())
    }

    /// Appends a piece to a parcel that is arriving; makes the parcel known first if need be.
    pub(super) fn append(
        &self,
        tx: &mut Tx<'_>,
        item: Item,
        bytes: &[u8],
        at: i64,
    ) -> Result<Book, Error> {
        let mut book = self.arriving(&item).cloned().unwrap_or_else(|| Book {
            row: Id::random(),
            item,
            at,
            place: Place::Arriving,
            both_ways: false,
            at_hub: false,
            journey: None,
            pieces: BTreeMap::new(),
        });
        tx.put(&book.header(), None)?;
        let mut stashed = Stashed {
            row: book.row,
            size: book.here(),
            pieces: BTreeMap::new(),
        };
        for piece in bytes.chunks(PIECE_MAX) {
            stashed.push(tx, piece, at)?;
        }
        book.pieces.append(&mut stashed.pieces);
        Ok(book)
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
    book: &'s Book,
    at: u64,
    piece: Vec<u8>,
    given: usize,
}

impl Read for Reader<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.piece.len() {
            let Some(piece) = self.book.pieces.get(&self.at) else {
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
