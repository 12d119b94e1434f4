//! One transaction: all of it happens, or nothing.

use std::collections::BTreeMap;

use rusqlite::Transaction;
use zeroize::Zeroizing;

use super::{
    Error, RowKind,
    attachment::{self, Staged},
    db,
    header::{BODY, BodyRef, Header},
    index::{Entry, Index},
    keys::{Epoch, StoreKeys},
    manifest::Manifest,
};
use crate::base::Id;

/// One transaction, handed to the work of [`super::Store::write`]. It sees its own changes.
pub struct Tx<'a> {
    pub(super) db: Transaction<'a>,
    pub(super) keys: &'a StoreKeys,
    pub(super) epoch: &'a Epoch,
    pub(super) index: &'a Index,
    pub(super) manifest: Manifest,
    pub(super) next: i64,
    /// What the index is to learn after the commit; `None` for a row that goes.
    pub(super) changes: BTreeMap<Id, Option<Entry>>,
    /// Files that become the store's with the commit.
    pub(super) staged: Vec<Staged>,
}

impl Tx<'_> {
    fn entry(&self, id: Id) -> Option<&Entry> {
        match self.changes.get(&id) {
            Some(change) => change.as_ref(),
            None => self.index.get(id),
        }
    }

    /// A row's header, as this transaction sees it.
    pub fn header(&self, id: Id) -> Option<&Header> {
        self.entry(id).map(|entry| &entry.header)
    }

    /// A row's body, as this transaction sees it; `None` where there is no such row or it has none.
    ///
    /// # Errors
    /// [`Error::Damaged`]; the disk's.
    pub fn body(&self, id: Id) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        match self.entry(id) {
            Some(entry) => read_body(&self.db, self.epoch, entry),
            None => Ok(None),
        }
    }

    /// Puts a row: a new one, or a new state of one there is. A body replaces an earlier one; `None`
    /// leaves the body as it is, which for a new row means without.
    ///
    /// # Errors
    /// [`Error::TooLong`] (bodies: [`BODY`]); [`Error::WrongKind`] where the row has another kind
    /// already or the kind is 0; the disk's.
    pub fn put(&mut self, header: &Header, body: Option<&[u8]>) -> Result<(), Error> {
        if header.kind == RowKind::ATTACHMENT {
            return Err(Error::WrongKind(header.id));
        }
        self.put_any(header, body)
    }

    fn put_any(&mut self, header: &Header, body: Option<&[u8]>) -> Result<(), Error> {
        header.check()?;
        let old = self
            .entry(header.id)
            .map(|entry| (entry.row, entry.header.kind, entry.body.clone()));
        let (row, kept) = match old {
            Some((_, kind, _)) if kind != header.kind => return Err(Error::WrongKind(header.id)),
            Some((row, _, body)) => (row, body),
            None => (self.next, None),
        };
        let body = match body {
            None => kept,
            Some(body) if body.len() > BODY => {
                return Err(Error::TooLong {
                    what: "the body",
                    limit: BODY,
                });
            }
            Some(body) => {
                let (bytes, body) = self.epoch.seal_body(header.id, header.kind, body);
                db::put_body(&self.db, row, &bytes)?;
                Some(body)
            }
        };
        if row < db::LAST {
            self.next = self.next.max(row + 1);
        }
        self.put_header(header.clone(), row, body)
    }

    fn put_header(&mut self, header: Header, row: i64, body: Option<BodyRef>) -> Result<(), Error> {
        let generation = self.manifest.generation;
        let (bytes, revision) = self.epoch.seal_header(&header, generation, body.as_ref());
        db::put_header(&self.db, row, &bytes)?;
        let element = self.keys.element(header.id, &revision);
        if let Some(old) = self.entry(header.id).map(|entry| entry.element) {
            self.manifest.remove(old);
        }
        self.manifest.add(element);
        let id = header.id;
        self.changes.insert(
            id,
            Some(Entry {
                row,
                element,
                generation,
                body,
                header,
            }),
        );
        Ok(())
    }

    /// Removes a body and leaves the header. The bytes are overwritten, but only
    /// [`super::Store::rotate_epoch`] puts copies of them out of reach.
    ///
    /// # Errors
    /// [`Error::NoSuchRow`]; the disk's.
    pub fn drop_body(&mut self, id: Id) -> Result<(), Error> {
        let entry = self.entry(id).ok_or(Error::NoSuchRow(id))?;
        let (row, header) = (entry.row, entry.header.clone());
        db::delete_body(&self.db, row)?;
        self.put_header(header, row, None)
    }

    /// Removes a row and its attachments, or an attachment. Removing what is not there is no error.
    ///
    /// # Errors
    /// The disk's.
    pub fn delete(&mut self, id: Id) -> Result<(), Error> {
        for attachment in self.attachments(id) {
            self.delete_row(attachment)?;
        }
        self.delete_row(id)
    }

    fn delete_row(&mut self, id: Id) -> Result<(), Error> {
        let Some((row, element)) = self.entry(id).map(|entry| (entry.row, entry.element)) else {
            return Ok(());
        };
        db::delete_header(&self.db, row)?;
        db::delete_body(&self.db, row)?;
        self.manifest.remove(element);
        self.changes.insert(id, None);
        Ok(())
    }

    /// The attachments of a row, as this transaction sees them.
    pub(super) fn attachments(&self, owner: Id) -> Vec<Id> {
        let changed = self.changes.values().flatten();
        let unchanged = self
            .index
            .list(RowKind::ATTACHMENT)
            .filter(|entry| !self.changes.contains_key(&entry.header.id));
        changed
            .chain(unchanged)
            .filter(|entry| attachment::owner(&entry.header) == Some(owner))
            .map(|entry| entry.header.id)
            .collect()
    }

    /// Gives a staged file to a row. It goes when the row goes, and becomes unreadable when an epoch
    /// rotation drops the row's body.
    ///
    /// # Errors
    /// [`Error::NoSuchRow`] where there is no such owner; the disk's.
    pub fn attach(&mut self, owner: Id, staged: Staged) -> Result<Id, Error> {
        match self.header(owner) {
            Some(header) if header.kind != RowKind::ATTACHMENT => {}
            _ => return Err(Error::NoSuchRow(owner)),
        }
        let header = staged.header(owner);
        let id = header.id;
        self.put_any(&header, None)?;
        self.staged.push(staged);
        Ok(id)
    }

    /// Seals a header again in another epoch. Its body stays as it is, sealed under the key in the
    /// header, or goes.
    pub(super) fn reseal(&mut self, next: &Epoch, id: Id, keep: bool) -> Result<(), Error> {
        let Some(entry) = self.index.get(id) else {
            return Ok(());
        };
        let body = entry.body.clone().filter(|_| keep);
        if entry.body.is_some() && !keep {
            db::delete_body(&self.db, entry.row)?;
        }
        let generation = self.manifest.generation;
        let (bytes, revision) = next.seal_header(&entry.header, generation, body.as_ref());
        db::put_header(&self.db, entry.row, &bytes)?;
        let element = self.keys.element(id, &revision);
        self.manifest.remove(entry.element);
        self.manifest.add(element);
        let entry = Entry {
            row: entry.row,
            element,
            generation,
            body,
            header: entry.header.clone(),
        };
        self.changes.insert(id, Some(entry));
        Ok(())
    }

    /// Writes the manifest and commits.
    pub(super) fn commit(self) -> Result<Committed, Error> {
        db::put_header(
            &self.db,
            db::MANIFEST,
            &self.epoch.seal_manifest(&self.manifest),
        )?;
        let committed = self.db.commit().map_err(Error::from);
        if matches!(committed, Err(ref error) if *error != Error::DiskFull) {
            // Where the disk failed while it made the commit last, the commit may yet be found there:
            // the files stay, and the next opening knows to whom they belong.
            self.staged.into_iter().for_each(Staged::keep);
            return Err(committed.expect_err("just matched"));
        }
        committed?;
        Ok(Committed {
            manifest: self.manifest,
            next: self.next,
            changes: self.changes,
            staged: self.staged,
        })
    }
}

/// What a commit changed.
pub(super) struct Committed {
    pub manifest: Manifest,
    pub next: i64,
    pub changes: BTreeMap<Id, Option<Entry>>,
    pub staged: Vec<Staged>,
}

/// A row's body; `None` where it has none.
pub(super) fn read_body(
    connection: &rusqlite::Connection,
    epoch: &Epoch,
    entry: &Entry,
) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let Some(body) = &entry.body else {
        return Ok(None);
    };
    let header = &entry.header;
    let opened = db::with_body(connection, entry.row, |row| {
        epoch.open_body(header.id, header.kind, body, row)
    })?;
    opened.map(Some).ok_or(Error::Damaged(header.id))
}
