//! Opening everything that the file holds, and saying what is not as it was left.

use std::{
    collections::{BTreeSet, HashMap, hash_map},
    fs::File,
    io::Read,
    path::Path,
};

use rusqlite::{Connection, Statement};

use super::{
    Damage, Error,
    db::{self, FIRST, LAST, MANIFEST, ROOT},
    index::{Entry, Index},
    keys::{Epoch, StoreKeys, Unopened},
    manifest::{Manifest, Sum},
};
use crate::{
    record::Id,
    vault::seal::{self, NONCE},
};

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
    let (epoch, anchored) = open_epoch(connection, keys, anchor, &mut damage)?;
    let mut rows = Rows {
        keys,
        epoch: &epoch,
        scanned: Vec::new(),
        named: HashMap::new(),
        next: FIRST,
        last: MANIFEST,
        present: Manifest::default(),
        damage: &mut damage,
    };
    rows.scan(connection)?;
    let Rows {
        scanned,
        next,
        mut present,
        ..
    } = rows;

    let written = match unless_pages(db::header(connection, MANIFEST), &mut damage)? {
        Some(row) => epoch.open_manifest(&row),
        None => None,
    };
    let newest = scanned
        .iter()
        .map(|entry| entry.generation)
        .max()
        .unwrap_or(0);
    let manifest = written.unwrap_or_else(|| {
        damage.insert(Damage::Manifest);
        // A random sum fits nothing, so that the next session hears of it too.
        let sum = Sum::from_bytes(&seal::random());
        Manifest {
            generation: newest.max(anchored),
            count: present.count,
            sum,
        }
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
        }
    }
    let index = Index::new(scanned);
    Ok(Loaded {
        epoch,
        index,
        manifest,
        present,
        anchored,
        next,
        damage,
    })
}

/// The epoch from the root row, or where that is damaged from its copy in the anchor.
fn open_epoch(
    connection: &Connection,
    keys: &StoreKeys,
    anchor: &Path,
    damage: &mut BTreeSet<Damage>,
) -> Result<(Epoch, u64), Error> {
    let root = match unless_pages(db::header(connection, ROOT), damage)? {
        Some(row) => Epoch::from_root(keys, &row),
        None => Err(Unopened::Damaged),
    };
    let anchor = match read_anchor(anchor) {
        Some(file) => Epoch::from_anchor(keys, &file),
        None => Err(Unopened::Damaged),
    };
    match (root, anchor) {
        (Ok(root), Ok((copy, anchored))) if root.store() == copy.store() => Ok((root, anchored)),
        (Ok(root), _) => {
            damage.insert(Damage::Anchor);
            Ok((root, 0))
        }
        (Err(_), Ok((copy, anchored))) => {
            damage.insert(Damage::Root);
            Ok((copy, anchored))
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

struct Rows<'a> {
    keys: &'a StoreKeys,
    epoch: &'a Epoch,
    /// The rows that opened, and where each name is among them.
    scanned: Vec<Entry>,
    named: HashMap<Id, usize>,
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
        let forwards = "SELECT n, v FROM headers WHERE n >= ?1 ORDER BY n";
        let backwards = "SELECT n, v FROM headers WHERE n >= ?1 ORDER BY n DESC";
        match self.read(&mut connection.prepare(forwards)?, FIRST) {
            Err(Error::Corrupt) => self.damage.insert(Damage::Pages),
            other => return other,
        };
        let unread = self.last.saturating_add(1);
        match self.read(&mut connection.prepare(backwards)?, unread) {
            Err(Error::Corrupt) => Ok(()),
            other => other,
        }
    }

    fn read(&mut self, statement: &mut Statement<'_>, from: i64) -> Result<(), Error> {
        let mut rows = statement.query([from])?;
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            self.last = number;
            if number < LAST {
                self.next = self.next.max(number + 1);
            }
            let opened = row
                .get_ref(1)?
                .as_blob()
                .ok()
                .and_then(|bytes| self.open(number, bytes));
            if opened.is_none() {
                self.damage.insert(Damage::Header(number));
            }
        }
        Ok(())
    }

    /// Opens one header. Its id and revision count as present even where the rest is damaged, so that
    /// damage to a row is not also taken for its absence.
    fn open(&mut self, row: i64, bytes: &[u8]) -> Option<()> {
        let (id, sealed) = bytes.split_first_chunk()?;
        let id = Id(*id);
        let element = self.keys.element(id, sealed.first_chunk::<NONCE>()?);
        let Some((header, generation, body)) = self.epoch.open_header(id, sealed) else {
            self.present.add(element);
            return None;
        };
        let entry = Entry {
            row,
            element,
            generation,
            body,
            header,
        };
        match self.named.entry(id) {
            hash_map::Entry::Vacant(place) => {
                self.present.add(element);
                place.insert(self.scanned.len());
                self.scanned.push(entry);
            }
            hash_map::Entry::Occupied(place) => {
                self.damage.insert(Damage::Duplicate(id));
                let other = &mut self.scanned[*place.get()];
                if other.generation < generation {
                    self.present.remove(other.element);
                    self.present.add(element);
                    *other = entry;
                }
            }
        }
        Some(())
    }
}
