//! The attachments of a store: whose they are, and their files in its directory.

use std::{collections::HashSet, fs, io};

use super::{
    Damage, Error, RowKind, Store,
    attachment::{self, Attachment, AttachmentReader, Staged},
};
use crate::{
    base::{Id, files},
    host::Progress,
};

impl Store {
    /// Seals everything that `input` gives into a file of its own, 64 KiB at a time. The file belongs
    /// to nobody until a transaction attaches it ([`super::Tx::attach`]). `expected` is only for the
    /// progress shown.
    ///
    /// # Errors
    /// [`Error::Cancelled`]; [`Error::DiskFull`]; the input's. Nothing of the file then remains.
    pub fn stage(
        &self,
        input: &mut dyn io::Read,
        expected: u64,
        progress: &dyn Progress,
    ) -> Result<Staged, Error> {
        self.db()?;
        let aad = |id| self.epoch.attachment_aad(id);
        attachment::stage(&self.attachments_dir(), aad, input, expected, progress)
    }

    /// [`Store::stage`] and [`super::Tx::attach`] in one.
    ///
    /// # Errors
    /// As those.
    pub fn attach(
        &mut self,
        owner: Id,
        input: &mut dyn io::Read,
        expected: u64,
        progress: &dyn Progress,
    ) -> Result<Id, Error> {
        let staged = self.stage(input, expected, progress)?;
        self.write(|tx| tx.attach(owner, staged))
    }

    /// The attachments of a row, last attached first.
    pub fn attachments(&self, owner: Id) -> impl Iterator<Item = Attachment> {
        self.index
            .list(RowKind::ATTACHMENT)
            .filter(move |entry| attachment::owner(&entry.header) == Some(owner))
            .filter_map(|entry| attachment::describe(&entry.header))
    }

    /// Reads an attachment, a chunk at a time.
    ///
    /// # Errors
    /// [`Error::NoSuchRow`]; [`Error::Damaged`] where the file is missing or has another length than
    /// it should, which [`Store::damage`] lists from then on; the disk's.
    pub fn read_attachment(&self, id: Id) -> Result<AttachmentReader, Error> {
        let header = self
            .header_of_any(id)
            .filter(|header| header.kind == RowKind::ATTACHMENT)
            .ok_or(Error::NoSuchRow(id))?;
        let aad = self.epoch.attachment_aad(id);
        let reader = AttachmentReader::open(&self.attachments_dir(), header, aad);
        if reader
            .as_ref()
            .is_err_and(|error| matches!(error, Error::Damaged(_)))
        {
            self.note(Damage::Attachment(id));
        }
        reader
    }

    /// Notes attachments whose file is not there, and removes files that belong to no row: what a
    /// program that died left behind. Where anything is damaged, every file stays, and so does whatever
    /// is not named as attachments are.
    pub(super) fn find_attachments(&self) {
        let entries = fs::read_dir(self.attachments_dir());
        let mut files: HashSet<Id> = entries
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .collect();
        for entry in self.index.list(RowKind::ATTACHMENT) {
            if !files.remove(&entry.header.id) {
                self.note(Damage::Attachment(entry.header.id));
            }
        }
        if self.damage.borrow().is_empty() {
            for id in files {
                // One that stays is unreadable, and tried again next time.
                let _ = files::remove(&attachment::path(&self.attachments_dir(), id));
            }
        }
    }
}
