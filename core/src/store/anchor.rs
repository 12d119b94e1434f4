//! The anchor: a small file beside the rows that remembers how far they had come, so that an older copy of them is
//! noticed.

use super::{Damage, Error, Store, load};
use crate::base::{
    files,
    layout::{STORE, STORE_ANCHOR},
};

impl Store {
    /// Whether this store was removed while it was open, and another one may lie in its place: a phone
    /// that is wiped, or emptied under duress, from elsewhere. Nothing of it must come back.
    pub(super) fn is_replaced(&self) -> bool {
        let others = load::read_anchor(&self.dir.join(STORE_ANCHOR))
            .is_some_and(|file| file.get(2..18).is_some_and(|id| id != self.epoch.store().0));
        others || !self.dir.join(STORE).exists()
    }

    /// Whether there is damage to which the anchor bears witness, so that it must stay as it is.
    pub(super) fn bears_witness(&self) -> bool {
        let damage = self.damage.borrow();
        [
            Damage::RolledBack,
            Damage::Anchor,
            Damage::Root,
            Damage::Pages,
        ]
        .iter()
        .any(|witnessed| damage.contains(witnessed))
    }

    /// Lets the anchor remember this generation. It lags where a disk is full or the program is killed;
    /// it only has to have seen the past.
    pub(super) fn raise_anchor(&mut self) -> Result<(), Error> {
        let lags = self.manifest.generation > self.anchored;
        let due = lags && !self.bears_witness() && !self.is_replaced();
        match due.then(|| self.write_anchor()) {
            Some(Err(Error::DiskFull)) | None => Ok(()),
            Some(other) => other,
        }
    }

    pub(super) fn write_anchor(&mut self) -> Result<(), Error> {
        let generation = self.manifest.generation.max(self.anchored);
        let bytes = self.epoch.to_anchor(&self.keys, generation);
        files::replace(&self.dir.join(STORE_ANCHOR), &bytes)?;
        self.anchored = generation;
        Ok(())
    }
}
