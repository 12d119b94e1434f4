//! One transaction over parcels and whatever rows go with them.

use std::{
    collections::{BTreeMap, HashMap},
    ops::{Deref, DerefMut},
};

use super::{Key, PIECE_MAX, ParcelEntry, ParcelState, Parcels, Stashed};
use crate::{
    base::Id,
    parcel::ParcelId,
    store::{Error, Store, Tx},
    sync::{Item, outbox::OutboxItem},
};

impl Parcels {
    /// Runs `work` in one transaction. What it changed of the parcels counts here once the transaction was
    /// committed, and only then.
    ///
    /// # Errors
    /// Those of `work` and of the store: nothing has changed then, neither on the disk nor here.
    pub fn write<T, E: From<Error>>(
        &mut self,
        store: &mut Store,
        work: impl FnOnce(&mut ParcelTx<'_, '_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let committed = &*self;
        let (value, changed) = store.write(|tx| {
            let mut tx = ParcelTx {
                tx,
                committed,
                changed: HashMap::new(),
            };
            let value = work(&mut tx)?;
            Ok::<_, E>((value, tx.changed))
        })?;
        for (key, entry) in changed {
            match entry {
                Some(entry) => self.entries.insert(key, entry),
                None => self.entries.remove(&key),
            };
        }
        Ok(value)
    }
}

/// Rows as [`Tx`] has them, and parcels. A parcel that was changed in this transaction is read as it was left.
pub struct ParcelTx<'p, 't> {
    tx: &'p mut Tx<'t>,
    committed: &'p Parcels,
    changed: HashMap<Key, Option<ParcelEntry>>,
}

impl<'t> Deref for ParcelTx<'_, 't> {
    type Target = Tx<'t>;

    fn deref(&self) -> &Tx<'t> {
        self.tx
    }
}

impl<'t> DerefMut for ParcelTx<'_, 't> {
    fn deref_mut(&mut self) -> &mut Tx<'t> {
        self.tx
    }
}

impl ParcelTx<'_, '_> {
    fn entry(&self, key: &Key) -> Option<&ParcelEntry> {
        match self.changed.get(key) {
            Some(changed) => changed.as_ref(),
            None => self.committed.entries.get(key),
        }
    }

    fn keep(&mut self, entry: ParcelEntry) {
        // It may have been arriving until now.
        self.changed
            .insert((entry.item.id, Some(entry.item.size)), None);
        self.changed.insert(entry.key(), Some(entry));
    }

    /// Writes a parcel that was sealed in memory.
    pub fn add(
        &mut self,
        item: Item,
        place: ParcelState,
        outbox: Option<OutboxItem>,
        bytes: &[u8],
        at: i64,
    ) -> Result<(), Error> {
        let mut stashed = Stashed::default();
        for piece in bytes.chunks(PIECE_MAX) {
            stashed.push(self.tx, piece, at)?;
        }
        self.add_stashed(item, place, outbox, stashed, at)
    }

    /// As [`ParcelTx::add`], for bytes that were stashed before.
    pub fn add_stashed(
        &mut self,
        item: Item,
        place: ParcelState,
        outbox: Option<OutboxItem>,
        stashed: Stashed,
        at: i64,
    ) -> Result<(), Error> {
        let entry = ParcelEntry {
            row: stashed.row,
            item,
            at,
            place,
            both_ways: false,
            at_hub: false,
            outbox,
            pieces: stashed.pieces,
        };
        self.tx.put(&entry.header(), None)?;
        self.keep(entry);
        Ok(())
    }

    /// Appends a piece to a parcel that is arriving; makes the parcel known first if need be.
    pub(super) fn append(&mut self, item: Item, bytes: &[u8], at: i64) -> Result<(), Error> {
        let known = self.entry(&(item.id, Some(item.size))).cloned();
        let mut entry = known.unwrap_or_else(|| ParcelEntry {
            row: Id::random(),
            item,
            at,
            place: ParcelState::Arriving,
            both_ways: false,
            at_hub: false,
            outbox: None,
            pieces: BTreeMap::new(),
        });
        self.tx.put(&entry.header(), None)?;
        let mut stashed = Stashed {
            row: entry.row,
            size: entry.here(),
            pieces: BTreeMap::new(),
        };
        for piece in bytes.chunks(PIECE_MAX) {
            stashed.push(self.tx, piece, at)?;
        }
        entry.pieces.append(&mut stashed.pieces);
        self.keep(entry);
        Ok(())
    }

    /// Changes what is known of a parcel, if anything is. When its new place needs no bytes, they are deleted.
    pub fn change(
        &mut self,
        id: &ParcelId,
        change: impl FnOnce(&mut ParcelEntry),
    ) -> Result<(), Error> {
        self.change_at(&(*id, None), change)
    }

    /// A parcel that was arriving is here whole.
    pub(super) fn arrive(
        &mut self,
        item: &Item,
        change: impl FnOnce(&mut ParcelEntry),
    ) -> Result<(), Error> {
        self.change_at(&(item.id, Some(item.size)), change)
    }

    fn change_at(&mut self, key: &Key, change: impl FnOnce(&mut ParcelEntry)) -> Result<(), Error> {
        let Some(mut entry) = self.entry(key).cloned() else {
            return Ok(());
        };
        change(&mut entry);
        if entry.place == ParcelState::Done {
            for piece in std::mem::take(&mut entry.pieces).values() {
                self.tx.delete(piece.row)?;
            }
        }
        self.tx.put(&entry.header(), None)?;
        self.keep(entry);
        Ok(())
    }

    /// Removes all knowledge of a parcel.
    pub fn remove(&mut self, id: &ParcelId) -> Result<(), Error> {
        self.remove_at((*id, None))
    }

    pub(super) fn remove_at(&mut self, key: Key) -> Result<(), Error> {
        if let Some(entry) = self.entry(&key).cloned() {
            self.tx.delete(entry.row)?;
            for piece in entry.pieces.values() {
                self.tx.delete(piece.row)?;
            }
            self.changed.insert(key, None);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        sync::Way,
        vault::{Kdf, Passphrase, SoftwareKeystore, Vault},
    };

    #[test]
    fn what_a_transaction_does_counts_once_it_was_committed_and_only_then() {
        let dir = tempfile::tempdir().unwrap();
        let keystore = SoftwareKeystore::new(&dir.path().join("keys"));
        let kdf = Kdf::new(19 * 1024, 2, 1).unwrap();
        let vault = Vault::at(dir.path(), &keystore);
        let passphrase = Passphrase::new("lantern orbit seven maple");
        let master = vault.create(&passphrase, kdf).unwrap();
        let mut store = Store::create(dir.path(), &master).unwrap();
        let mut parcels = Parcels::open(&mut store).unwrap();
        let item = |number: u8| Item {
            id: ParcelId([number; 32]),
            size: 5,
            way: Way::Up,
        };
        let place = |parcels: &Parcels, number| parcels.get(&item(number).id).map(|it| it.place);

        // Added and changed in one transaction: the second sees the first.
        let done = parcels.write(&mut store, |tx| {
            tx.add(item(1), ParcelState::Own, None, &[1; 5], 0)?;
            tx.append(item(2), &[2; 5], 0)?;
            tx.arrive(&item(2), |entry| entry.place = ParcelState::Arrived)?;
            tx.change(&item(1).id, |entry| entry.at_hub = true)
        });
        assert_eq!(done, Ok(()));
        assert!(parcels.get(&item(1).id).unwrap().at_hub);
        assert_eq!(place(&parcels, 2), Some(ParcelState::Arrived));
        assert!(parcels.arriving(&item(2)).is_none());

        // Undone: neither memory nor the disk knows of it.
        let undone = parcels.write(&mut store, |tx| {
            tx.change(&item(1).id, |entry| entry.place = ParcelState::Done)?;
            tx.remove(&item(2).id)?;
            tx.add(item(3), ParcelState::Own, None, &[3; 5], 0)?;
            Err::<(), _>(Error::DiskFull)
        });
        assert_eq!(undone, Err(Error::DiskFull));
        for parcels in [&parcels, &Parcels::open(&mut store).unwrap()] {
            let places = [1, 2, 3].map(|number| place(parcels, number));
            let before = [Some(ParcelState::Own), Some(ParcelState::Arrived), None];
            assert_eq!(places, before);
            assert_eq!(parcels.get(&item(1).id).unwrap().here(), 5);
        }

        let removed = parcels.write(&mut store, |tx| tx.remove(&item(2).id));
        assert_eq!(removed, Ok(()));
        for parcels in [&parcels, &Parcels::open(&mut store).unwrap()] {
            assert_eq!(place(parcels, 2), None);
        }
    }
}
