//! Rows that are only added, each with the hash of the one before it, so that a row that is changed, missing or in
//! another's place is noticed. A row's header has its number and the hash of its body.

use std::collections::BTreeMap;

use pocketcard::{
    base::Id,
    host::Moment,
    store::{Header, RowKind, Store},
};
use sha2::{Digest, Sha256};

/// Bytes of a hash.
const HASH: usize = 32;

/// A chain of one store.
pub(super) struct Chain {
    pub(super) kind: RowKind,
    /// What a row is called, and what all of them are, in plain words.
    pub(super) row: &'static str,
    pub(super) of: &'static str,
}

/// What a row says of itself.
pub(super) struct Place {
    pub(super) number: u64,
    /// The hash of the row before, in hexadecimal; empty in the first.
    pub(super) before: String,
}

/// The number and the hash that a row's header says.
fn place(header: &Header) -> Option<(u64, &[u8])> {
    let (number, hash) = header.data.split_first_chunk()?;
    (hash.len() == HASH).then_some((u64::from_be_bytes(*number), hash))
}

impl Chain {
    /// Where the next row stands.
    pub(super) fn next(&self, store: &Store) -> Place {
        let last = store.list(self.kind).filter_map(place).max();
        let (number, before) = last.unwrap_or((0, &[]));
        Place {
            number: number + 1,
            before: data_encoding::HEXLOWER.encode(before),
        }
    }

    /// The header of a row with this body.
    pub(super) fn header(&self, number: u64, body: &[u8], now: Moment) -> Header {
        let mut header = Header::new(Id::random(), self.kind, now.wall_ms);
        header.data = [&number.to_be_bytes()[..], &Sha256::digest(body)].concat();
        header
    }

    /// The first place at which it is not as it was written, in plain words.
    pub(super) fn problem(
        &self,
        store: &Store,
        read: impl Fn(&[u8]) -> Option<Place>,
    ) -> Option<String> {
        let Self { kind, row: one, of } = self;
        let mut rows = BTreeMap::new();
        for header in store.list(*kind) {
            let Some((number, _)) = place(header) else {
                return Some(format!("a {one} of {of} has no place"));
            };
            if rows.insert(number, header).is_some() {
                return Some(format!("{of} has two {one}s {number}"));
            }
        }
        let mut before = String::new();
        for (number, expected) in rows.keys().zip(1..) {
            if *number != expected {
                return Some(format!("{one} {expected} of {of} is missing"));
            }
            let header = rows[number];
            let body = store.body(header.id).ok().flatten();
            let said = body.as_ref().and_then(|body| Some((read(body)?, body)));
            let Some((said, body)) = said else {
                return Some(format!("{one} {number} of {of} cannot be read"));
            };
            let hash = Sha256::digest(&**body);
            if place(header) != Some((said.number, &hash)) {
                return Some(format!("{one} {number} of {of} was changed"));
            }
            if said.before != before {
                return Some(format!(
                    "{one} {number} of {of} does not follow the one before it"
                ));
            }
            before = data_encoding::HEXLOWER.encode(&hash);
        }
        None
    }
}
