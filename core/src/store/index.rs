//! The headers, opened once at unlock and held in memory until lock.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use super::{
    RowKind,
    header::{BodyRef, Header},
    manifest::Sum,
};
use crate::base::Id;

/// One row as the index holds it.
#[derive(Clone)]
pub(super) struct Entry {
    /// Its place in both tables.
    pub row: i64,
    /// What it adds to the manifest.
    pub element: Sum,
    /// The generation in which it was last written.
    pub generation: u64,
    pub body: Option<BodyRef>,
    pub header: Header,
}

/// Sorted as lists are shown: by kind, then newest first; of the same time, last put first.
type SortKey = (RowKind, Reverse<i64>, Reverse<i64>);

#[derive(Default)]
pub(super) struct Index {
    places: HashMap<Id, SortKey>,
    entries: BTreeMap<SortKey, Entry>,
}

impl Entry {
    fn place(&self) -> SortKey {
        (self.header.kind, Reverse(self.header.at), Reverse(self.row))
    }
}

impl Index {
    pub fn get(&self, id: Id) -> Option<&Entry> {
        self.entries.get(self.places.get(&id)?)
    }

    pub fn set(&mut self, entry: Entry) {
        self.remove(entry.header.id);
        self.places.insert(entry.header.id, entry.place());
        self.entries.insert(entry.place(), entry);
    }

    pub fn remove(&mut self, id: Id) {
        if let Some(place) = self.places.remove(&id) {
            self.entries.remove(&place);
        }
    }

    /// The rows of a kind, newest first.
    pub fn list(&self, kind: RowKind) -> impl DoubleEndedIterator<Item = &Entry> {
        let first = (kind, Reverse(i64::MAX), Reverse(i64::MAX));
        let last = (kind, Reverse(i64::MIN), Reverse(i64::MIN));
        self.entries.range(first..=last).map(|(_, entry)| entry)
    }

    /// All rows, by kind.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }
}
