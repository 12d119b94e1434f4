//! Forgetting for good: a new epoch key, and what the old one leaves behind.

use std::collections::HashSet;

use super::{Damage, Error, Header, RowKind, Store, attachment, db};
use crate::base::Id;

impl Store {
    /// Makes a new epoch key, seals every header again, and forgets the old key: the bodies of rows for
    /// which `keep` is false, and their attachments, are gone for good, here and in every copy of the
    /// file that is read without the old key. Their headers stay.
    ///
    /// What also goes for good is everything that was deleted or replaced before. Rows that do not
    /// open are left as they are; their key is gone too.
    ///
    /// # Errors
    /// [`Error::OpenQuestion`]; [`Error::DiskFull`] (a rotation writes every header once); as
    /// [`Store::write`]. Where the rows
    /// are already rotated and only the traces of the old key could not be removed, ask
    /// [`Store::scrub`] again later; opening, suspending and every write try it too.
    pub fn rotate_epoch(&mut self, keep: impl Fn(&Header) -> bool) -> Result<(), Error> {
        if self.damage.borrow().iter().any(Damage::is_open_question) {
            return Err(Error::OpenQuestion);
        }
        self.rotate(keep)?;
        self.scrub()
    }

    pub(super) fn rotate(&mut self, keep: impl Fn(&Header) -> bool) -> Result<(), Error> {
        let next = self.epoch.next();
        let root = next.to_root(&self.keys);
        let mut tx = self.begin()?;
        let dropped: HashSet<Id> = tx
            .index
            .iter()
            .filter(|entry| entry.header.kind != RowKind::ATTACHMENT && !keep(&entry.header))
            .map(|entry| entry.header.id)
            .collect();
        let (gone, stay): (Vec<_>, Vec<_>) = tx
            .index
            .iter()
            .map(|entry| (entry.header.id, attachment::owner(&entry.header)))
            .partition(|(_, owner)| owner.is_some_and(|owner| dropped.contains(&owner)));
        for (id, _) in gone {
            tx.delete(id)?;
        }
        for (id, _) in stay {
            tx.reseal(&next, id, !dropped.contains(&id))?;
        }
        db::put_header(&tx.db, db::ROOT, &root)?;
        tx.epoch = &next;
        let committed = tx.commit()?;
        self.epoch = next;
        self.settled = false;
        self.learn(committed);
        Ok(())
    }

    /// Removes what a rotation leaves for the end: the anchor holds the old key, the log the old rows.
    /// Until then the bodies that it dropped are not out of reach of anyone who has the files and the
    /// master key. Nothing to do where nothing is left.
    ///
    /// # Errors
    /// The disk's; [`Error::Suspended`].
    pub fn scrub(&mut self) -> Result<(), Error> {
        if !self.settled && !self.bears_witness() && !self.is_replaced() {
            self.write_anchor()?;
            db::checkpoint(self.db()?)?;
            self.settled = true;
        }
        Ok(())
    }

    /// Whether nothing is left for [`Store::scrub`].
    pub fn is_settled(&self) -> bool {
        self.settled
    }
}
