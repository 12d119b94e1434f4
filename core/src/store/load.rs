//! Opening everything that the file holds, and saying what is not as it was left.

use std::{collections::BTreeSet, fs::File, io::Read, num::NonZero, path::Path, thread};

use rusqlite::{Connection, Statement};

use super::{
    Damage, Error,
    db::{self, FIRST, LAST, MANIFEST, ROOT},
    index::{Entry, Index},
    keys::{Epoch, StoreKeys, Unopened},
    manifest::{Manifest, Sum},
};
use crate::{base::Id, crypto::aead::NONCE};

/// What opening gives.
pub(super) struct Loaded {
    pub epoch: Epoch,
    pub index: Index,
    /// The manifest as written, on which later changes build; where it does not fit, it goes on not
    /// fitting until [`super::Store::accept`].
    pub manifest: Manifest,
    /// The manifest that would fit what is there.
    pub present: Manifest,
    /// The generation that the anchor remembers.
    pub anchored: u64,
    /// Whether the anchor is of the epoch of the rows.
    pub settled: bool,
    /// The next free row.
    pub next: i64,
    pub damage: BTreeSet<Damage>,
}

pub(super) fn load(
    connection: &Connection,
    keys: &StoreKeys,
    anchor: &Path,
) -> Result<Loaded, Error> {
    let mut damage = BTreeSet::new();
    let opened = open_epoch(connection, keys, anchor, &mut damage)?;
    let (epoch, anchored, settled) = opened;
    let mut rows = Rows {
        keys,
        epoch: &epoch,
        index: Index::default(),
        newest: 0,
        next: FIRST,
        last: MANIFEST,
        present: Manifest::default(),
        damage: &mut damage,
    };
    rows.scan(connection)?;
    let Rows {
        index,
        newest,
        next,
        mut present,
        ..
    } = rows;

    let written = match unless_pages(db::header(connection, MANIFEST), &mut damage)? {
        Some(row) => epoch.open_manifest(&row),
        None => None,
    };
    let mut manifest = written.unwrap_or_else(|| {
        damage.insert(Damage::Manifest);
        let mut unknown = Manifest {
            generation: newest.max(anchored),
            ..present
        };
        unknown.doubt();
        unknown
    });
    present.generation = manifest.generation.max(newest).max(anchored);
    if written.is_some() {
        let (is, ought) = (present.count, manifest.count);
        if is < ought {
            damage.insert(Damage::Missing(ought - is));
        } else if is > ought {
            damage.insert(Damage::Extra(is - ought));
        } else if present.sum != manifest.sum {
            damage.insert(Damage::Replaced);
        }
        if manifest.generation < anchored {
            damage.insert(Damage::RolledBack);
            // Once as much was written as was lost, the generation alone would not tell any more.
            manifest.doubt();
        }
    }
    Ok(Loaded {
        epoch,
        index,
        manifest,
        present,
        anchored,
        settled,
        next,
        damage,
    })
}

/// The epoch from the root row, or where that is damaged from its copy in the anchor; the generation that
/// the anchor remembers; and whether the anchor is of the same epoch.
pub(super) fn open_epoch(
    connection: &Connection,
    keys: &StoreKeys,
    anchor: &Path,
    damage: &mut BTreeSet<Damage>,
) -> Result<(Epoch, u64, bool), Error> {
    let root = match unless_pages(db::header(connection, ROOT), damage)? {
        Some(row) => Epoch::from_root(keys, &row),
        None => Err(Unopened::Damaged),
    };
    let anchor = match read_anchor(anchor) {
        Some(file) => Epoch::from_anchor(keys, &file),
        None => Err(Unopened::Damaged),
    };
    match (root, anchor) {
        (Ok(root), Ok((copy, anchored))) if root.store() == copy.store() => {
            let settled = root.number() == copy.number();
            Ok((root, anchored, settled))
        }
        (Ok(root), _) => {
            damage.insert(Damage::Anchor);
            Ok((root, 0, true))
        }
        (Err(_), Ok((copy, anchored))) => {
            damage.insert(Damage::Root);
            Ok((copy, anchored, true))
        }
        (Err(Unopened::TooNew), Err(_)) => Err(Error::TooNew),
        (Err(Unopened::Damaged), Err(_)) => Err(Error::WrongKey),
    }
}

/// The anchor's bytes; `None` when it cannot be read or is far longer than any anchor.
pub(super) fn read_anchor(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)
        .ok()?
        .take(1024)
        .read_to_end(&mut bytes)
        .ok()?;
    Some(bytes)
}

/// A page that SQLite cannot read is noted, and what it held is taken as not there.
fn unless_pages<T>(
    result: Result<Option<T>, Error>,
    damage: &mut BTreeSet<Damage>,
) -> Result<Option<T>, Error> {
    match result {
        Err(Error::Corrupt) => {
            damage.insert(Damage::Pages);
            Ok(None)
        }
        other => other,
    }
}

/// How many rows are read before their headers are opened together: enough to be worth a thread, few
/// enough that their sealed bytes are no burden.
const BLOCK: usize = 4096;
/// The least that is worth a thread of its own.
const SHARE: usize = 512;

/// A row as it was read: its number, and its bytes where they are bytes at all.
type Row = (i64, Vec<u8>);

struct Rows<'a> {
    keys: &'a StoreKeys,
    epoch: &'a Epoch,
    /// The rows that opened.
    index: Index,
    /// The newest generation of any of them.
    newest: u64,
    next: i64,
    /// The row read last.
    last: i64,
    present: Manifest,
    damage: &'a mut BTreeSet<Damage>,
}

impl Rows<'_> {
    /// Reads all headers from the front. Where a page does not let it pass, it reads the rest from the
    /// back.
    fn scan(&mut self, connection: &Connection) -> Result<(), Error> {
        match self.read(&mut db::headers(connection, "ASC")?, FIRST) {
            Err(Error::Corrupt) => self.damage.insert(Damage::Pages),
            other => return other,
        };
        let unread = self.last.saturating_add(1);
        match self.read(&mut db::headers(connection, "DESC")?, unread) {
            Err(Error::Corrupt) => Ok(()),
            other => other,
        }
    }

    /// Reads until the end or a page that cannot be read; what was read before that counts.
    fn read(&mut self, statement: &mut Statement<'_>, from: i64) -> Result<(), Error> {
        let mut rows = statement.query([from])?;
        let mut block = Vec::with_capacity(BLOCK);
        loop {
            let ended = read_block(&mut rows, &mut block);
            self.take(&block);
            if ended? {
                return Ok(());
            }
            block.clear();
        }
    }

    /// Opens a block of rows, on as many cores as there are, and learns what they hold.
    fn take(&mut self, block: &[Row]) {
        for (number, _) in block {
            self.last = *number;
            if *number < LAST {
                self.next = self.next.max(number + 1);
            }
        }
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let share = block.len().div_ceil(cores).max(SHARE);
        let (keys, epoch) = (self.keys, self.epoch);
        thread::scope(|scope| {
            let (own, others) = block.split_at(share.min(block.len()));
            let others: Vec<_> = others
                .chunks(share)
                .map(|rows| {
                    let work = move || open_all(keys, epoch, rows);
                    (rows, thread::Builder::new().spawn_scoped(scope, work))
                })
                .collect();
            self.learn(open_all(keys, epoch, own));
            for (rows, thread) in others {
                // Where no thread can be had, the work is done here.
                let opened = thread.map_or_else(
                    |_| open_all(keys, epoch, rows),
                    |thread| thread.join().expect("opening a header does not panic"),
                );
                self.learn(opened);
            }
        });
    }

    fn learn(&mut self, opened: Vec<Opened>) {
        for header in opened {
            match header {
                Opened::Whole(entry) => self.add(entry),
                Opened::Damaged { row, element } => {
                    if let Some(element) = element {
                        self.present.add(element);
                    }
                    self.damage.insert(Damage::Header(row));
                }
            }
        }
    }

    fn add(&mut self, entry: Entry) {
        self.newest = self.newest.max(entry.generation);
        if let Some(other) = self.index.get(entry.header.id) {
            self.damage.insert(Damage::Duplicate(entry.header.id));
            if other.generation >= entry.generation {
                return;
            }
            self.present.remove(other.element);
        }
        self.present.add(entry.element);
        self.index.set(entry);
    }
}

/// Fills the block; whether that was the last of the rows.
fn read_block(rows: &mut rusqlite::Rows<'_>, block: &mut Vec<Row>) -> Result<bool, Error> {
    while block.len() < BLOCK {
        let Some(row) = rows.next()? else {
            return Ok(true);
        };
        let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
        block.push((row.get(0)?, bytes.to_vec()));
    }
    Ok(false)
}

/// What became of one header.
enum Opened {
    Whole(Entry),
    /// Its id and revision count as present even where the rest is damaged, so that damage to a row is
    /// not also taken for its absence.
    Damaged {
        row: i64,
        element: Option<Sum>,
    },
}

fn open_all(keys: &StoreKeys, epoch: &Epoch, rows: &[Row]) -> Vec<Opened> {
    rows.iter()
        .map(|(row, bytes)| open(keys, epoch, *row, bytes))
        .collect()
}

fn open(keys: &StoreKeys, epoch: &Epoch, row: i64, bytes: &[u8]) -> Opened {
    let Some((id, sealed)) = bytes.split_first_chunk() else {
        return Opened::Damaged { row, element: None };
    };
    let id = Id(*id);
    let element = sealed
        .first_chunk::<NONCE>()
        .map(|revision| keys.element(id, revision));
    match (element, epoch.open_header(id, sealed)) {
        (Some(element), Some((header, generation, body))) => Opened::Whole(Entry {
            row,
            element,
            generation,
            body,
            header,
        }),
        _ => Opened::Damaged { row, element },
    }
}
