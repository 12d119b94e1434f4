//! The sealed rows: records, drafts and whatever else a phone keeps, in one SQLite file whose content
//! only the vault's key opens.
//!
//! Every row is sealed by itself, a small header apart from its body. SQLite sees numbered blobs and
//! nothing else: no kind, no status, no date, no text, neither in the file nor in its log or memory.
//! All headers are opened into an index when the store opens and are gone when it closes.
//!
//! What is changed, swapped, missing or older than it should be is noticed, reported by
//! [`Store::damage`], and keeps nobody from the rest. The store never deletes what it cannot open.
//!
//! ```
//! # use pocketcard::vault::{Kdf, Passphrase, SoftwareKeystore, Vault};
//! use pocketcard::{base::Id, store::{Error, Header, RowKind, Store}};
//! # let dir = tempfile::tempdir()?;
//! # let keystore = SoftwareKeystore::new(&dir.path().join("keys"));
//! # let master = Vault::at(dir.path(), &keystore)
//! #     .create(&Passphrase::new("lantern orbit seven maple"), Kdf::new(19 * 1024, 2, 1)?)?;
//! const NOTE: RowKind = RowKind(1);
//! let mut store = Store::create(dir.path(), &master)?;
//! let mut header = Header::new(Id::random(), NOTE, 1_760_000_000_000);
//! header.label = "North gate".into();
//! store.write(|tx| tx.put(&header, Some(b"what was seen")))?;
//! assert_eq!(store.list(NOTE).next().map(|header| header.label.as_str()), Some("North gate"));
//! assert_eq!(store.body(header.id)?.as_deref().map(Vec::as_slice), Some(&b"what was seen"[..]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod anchor;
mod attachment;
mod attachments;
mod db;
mod error;
mod header;
mod index;
mod keys;
mod load;
mod manifest;
mod migrate;
mod rotation;
pub(crate) mod salvage;
mod tx;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use zeroize::Zeroizing;

pub use self::{
    attachment::{Attachment, AttachmentReader, Staged},
    error::{Damage, Error},
    header::{BODY, Header, RowKind},
    tx::Tx,
};
use self::{
    index::Index,
    keys::{Epoch, StoreKeys},
    load::Loaded,
    manifest::Manifest,
    tx::Committed,
};
use crate::{
    base::{
        Id, files,
        layout::{ATTACHMENTS, STORE, STORE_ANCHOR},
    },
    host::{Proceed, Progress},
    vault::MasterKey,
};

/// After how many transactions the anchor is raised: so many can be taken back unnoticed by anyone who
/// takes the write-ahead log from a program that was killed.
const RAISE: u64 = 128;

/// An open store. One process at a time has it; dropping it closes it and forgets everything.
pub struct Store {
    dir: PathBuf,
    keys: StoreKeys,
    /// `None` while suspended.
    db: Option<Connection>,
    epoch: Epoch,
    index: Index,
    manifest: Manifest,
    /// The generation that the anchor remembers.
    anchored: u64,
    /// The generation at which to raise it next: with the first write, and every so often.
    raise_at: u64,
    /// Whether nothing of an older epoch is left in the anchor and the log.
    settled: bool,
    next: i64,
    damage: RefCell<BTreeSet<Damage>>,
}

impl Store {
    /// Makes an empty store in a directory, which is made too where it does not exist.
    ///
    /// # Errors
    /// [`Error::Exists`]; [`Error::InUse`]; the disk's.
    pub fn create(dir: &Path, master: &MasterKey) -> Result<Self, Error> {
        files::make_dir(dir)?;
        let keys = StoreKeys::new(master);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        // SQLite would make it readable for everybody on the machine.
        files::create_new(&dir.join(STORE))?;
        let mut db = db::open(&dir.join(STORE), flags)?;
        if db::has_schema(&db)?.is_some() {
            return Err(Error::Exists);
        }
        let epoch = Epoch::first();
        // The anchor first: a store without one has lost it.
        files::replace(&dir.join(STORE_ANCHOR), &epoch.to_anchor(&keys, 0))?;
        let manifest = Manifest {
            generation: 1,
            ..Manifest::default()
        };
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        db::make_schema(&transaction)?;
        db::put_header(&transaction, db::ROOT, &epoch.to_root(&keys))?;
        db::put_header(&transaction, db::MANIFEST, &epoch.seal_manifest(&manifest))?;
        transaction.commit()?;
        let loaded = load::load(&db, &keys, &dir.join(STORE_ANCHOR))?;
        Self::from_loaded(dir.to_owned(), keys, db, loaded)
    }

    /// Opens the store of a directory: all headers are opened and checked against the manifest.
    /// Damage does not keep it from opening; ask [`Store::damage`].
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Lost`]; [`Error::InUse`]; [`Error::WrongKey`];
    /// [`Error::TooNew`]; [`Error::Corrupt`] where not even SQLite's own structure can be read.
    pub fn open(dir: &Path, master: &MasterKey) -> Result<Self, Error> {
        let keys = StoreKeys::new(master);
        let (db, loaded) = Self::connect(dir, &keys)?;
        Self::from_loaded(dir.to_owned(), keys, db, loaded)
    }

    fn connect(dir: &Path, keys: &StoreKeys) -> Result<(Connection, Loaded), Error> {
        let anchor = dir.join(STORE_ANCHOR);
        let absent = || match load::read_anchor(&anchor).map(|file| Epoch::from_anchor(keys, &file))
        {
            // Generation 0 is written before the store exists, for the first time.
            Some(Ok((_, 1..))) => Error::Lost,
            _ => Error::NotFound,
        };
        if !dir.join(STORE).exists() {
            return Err(absent());
        }
        // What a program that was killed left in the log may be older than a rotation.
        let log = fs::metadata(dir.join(format!("{STORE}-wal")));
        let left = log.is_ok_and(|log| log.len() > 0);
        let mut db = db::open(&dir.join(STORE), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if db::has_schema(&db)?.is_none() {
            return Err(absent());
        }
        let mut damage = BTreeSet::new();
        let (epoch, anchored, _) = load::open_epoch(&db, keys, &anchor, &mut damage)?;
        if epoch.version() < keys::VERSION {
            migrate::from_1(&mut db, keys, &epoch, anchored, &damage)?;
        }
        let mut loaded = load::load(&db, keys, &anchor)?;
        loaded.damage.extend(damage);
        loaded.settled &= !left;
        Ok((db, loaded))
    }

    fn from_loaded(
        dir: PathBuf,
        keys: StoreKeys,
        db: Connection,
        loaded: Loaded,
    ) -> Result<Self, Error> {
        let Loaded {
            epoch,
            index,
            manifest,
            anchored,
            settled,
            next,
            damage,
            ..
        } = loaded;
        let damage = RefCell::new(damage);
        let mut store = Self {
            dir,
            keys,
            db: Some(db),
            epoch,
            index,
            manifest,
            anchored,
            raise_at: 0,
            settled,
            next,
            damage,
        };
        store.arrive();
        Ok(store)
    }

    /// What is done once whenever the file was opened. None of it keeps the store closed: on a full
    /// disk it is done later.
    fn arrive(&mut self) {
        self.find_attachments();
        let _ = self.scrub();
        let _ = self.raise_anchor();
    }

    fn db(&self) -> Result<&Connection, Error> {
        self.db.as_ref().ok_or(Error::Suspended)
    }

    fn attachments_dir(&self) -> PathBuf {
        self.dir.join(ATTACHMENTS)
    }

    fn note(&self, damage: Damage) {
        self.damage.borrow_mut().insert(damage);
    }

    /// Everything found damaged so far: at opening, and since. Nothing of it was deleted. It stays
    /// reported, in every session, until [`Store::accept`].
    pub fn damage(&self) -> Vec<Damage> {
        self.damage.borrow().iter().copied().collect()
    }

    /// Runs `work` in one transaction. When it returns `Ok`, all it did is on the disk for good before
    /// this returns; when it returns an error, or the disk does, nothing of it happened. Only where the
    /// disk failed at the very end, and nothing could be written after, may the next opening find that all
    /// of it happened.
    ///
    /// # Errors
    /// Those of `work`; [`Error::DiskFull`]; [`Error::Suspended`]; [`Error::Corrupt`] for a file of
    /// which SQLite cannot read all pages.
    pub fn write<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tx = self.begin()?;
        let value = work(&mut tx)?;
        if !tx.changes.is_empty() {
            let committed = tx.commit()?;
            self.learn(committed);
            if self.manifest.generation >= self.raise_at {
                // It witnesses the past; what was committed does not hang on it.
                let _ = self.raise_anchor();
                self.raise_at = self.manifest.generation + RAISE;
            }
        }
        Ok(value)
    }

    fn begin(&mut self) -> Result<Tx<'_>, Error> {
        if self.damage.borrow().contains(&Damage::Pages) {
            return Err(Error::Corrupt);
        }
        // Not what is being written, but every write is an occasion.
        let _ = self.scrub();
        let db = self.db.as_mut().ok_or(Error::Suspended)?;
        let db = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let generation = self.manifest.generation + 1;
        Ok(Tx {
            db,
            keys: &self.keys,
            epoch: &self.epoch,
            index: &self.index,
            manifest: Manifest {
                generation,
                ..self.manifest
            },
            next: self.next,
            changes: BTreeMap::new(),
            staged: Vec::new(),
        })
    }

    /// Takes over what a transaction committed.
    fn learn(&mut self, committed: Committed) {
        let Committed {
            manifest,
            next,
            changes,
            staged,
        } = committed;
        self.manifest = manifest;
        self.next = next;
        staged.into_iter().for_each(Staged::keep);
        for (id, change) in changes {
            match change {
                Some(entry) => self.index.set(entry),
                None => {
                    let was_attachment = self
                        .header_of_any(id)
                        .is_some_and(|header| header.kind == RowKind::ATTACHMENT);
                    if was_attachment {
                        // A file that stays is unreadable without its row, and swept at next opening.
                        let _ = files::remove(&attachment::path(&self.attachments_dir(), id));
                    }
                    self.index.remove(id);
                }
            }
        }
    }

    fn header_of_any(&self, id: Id) -> Option<&Header> {
        self.index.get(id).map(|entry| &entry.header)
    }

    /// A row's header.
    pub fn header(&self, id: Id) -> Option<&Header> {
        self.header_of_any(id)
            .filter(|header| header.kind != RowKind::ATTACHMENT)
    }

    /// The headers of one kind, newest first. Works on what is in memory, suspended or not.
    pub fn list(&self, kind: RowKind) -> impl DoubleEndedIterator<Item = &Header> {
        self.index.list(kind).map(|entry| &entry.header)
    }

    /// Whether a row has a body (that was not dropped).
    pub fn has_body(&self, id: Id) -> bool {
        self.index.get(id).is_some_and(|entry| entry.body.is_some())
    }

    /// A row's body; `None` where there is no such row, or it has no body.
    ///
    /// # Errors
    /// [`Error::Damaged`], which [`Store::damage`] lists from then on; [`Error::Suspended`]; the
    /// disk's.
    pub fn body(&self, id: Id) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let Some(entry) = self.index.get(id) else {
            return Ok(None);
        };
        match tx::read_body(self.db()?, &self.epoch, entry) {
            Err(error @ (Error::Damaged(_) | Error::Corrupt)) => {
                if error == Error::Corrupt {
                    self.note(Damage::Pages);
                }
                self.note(Damage::Body(id));
                Err(Error::Damaged(id))
            }
            other => other,
        }
    }

    /// Writes everything into the file, closes it and gives up the lock, as a phone wants it when the
    /// app goes to the background. The index and the keys stay in memory: this is not locking.
    ///
    /// # Errors
    /// The disk's; the store is suspended all the same, and nothing that was acknowledged is lost.
    pub fn suspend(&mut self) -> Result<(), Error> {
        let Some(db) = self.db.take() else {
            return Ok(());
        };
        let checkpointed = match self.damage.borrow().contains(&Damage::Pages) {
            true => Ok(()),
            false => db::checkpoint(&db),
        };
        let anchored = self.raise_anchor();
        db.close().map_err(|(_, error)| Error::from(error))?;
        checkpointed.and(anchored)
    }

    /// Opens the file again after [`Store::suspend`] and reads it again.
    ///
    /// # Errors
    /// As [`Store::open`]; the store then stays suspended.
    pub fn resume(&mut self) -> Result<(), Error> {
        if self.db.is_none() {
            let (db, loaded) = Self::connect(&self.dir, &self.keys)?;
            let before = self.manifest.generation;
            self.reload(db, loaded);
            if self.manifest.generation < before {
                self.note(Damage::RolledBack);
                self.manifest.doubt();
            }
            self.arrive();
        }
        Ok(())
    }

    fn reload(&mut self, db: Connection, loaded: Loaded) {
        let Loaded {
            epoch,
            index,
            manifest,
            anchored,
            settled,
            next,
            damage,
            ..
        } = loaded;
        self.damage.borrow_mut().extend(damage);
        (self.epoch, self.index, self.manifest) = (epoch, index, manifest);
        (self.anchored, self.settled) = (anchored, settled);
        (self.next, self.db) = (next, Some(db));
    }

    /// [`Store::suspend`], and forgets everything.
    ///
    /// # Errors
    /// As [`Store::suspend`]; the store is closed all the same.
    pub fn close(mut self) -> Result<(), Error> {
        self.suspend()
    }

    /// Takes the rows as they are for what they should be: writes the manifest, the root and the
    /// anchor again, so that what was missing, replaced or rolled back is reported no more. Rows that
    /// do not open stay where they are and stay reported.
    ///
    /// Call it once the damage has been recorded and somebody has decided to go on.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn accept(&mut self) -> Result<(), Error> {
        let anchor = self.dir.join(STORE_ANCHOR);
        let present = load::load(self.db()?, &self.keys, &anchor)?.present;
        let root = self.epoch.to_root(&self.keys);
        let mut tx = self.begin()?;
        let generation = present.generation.max(tx.manifest.generation) + 1;
        tx.manifest = Manifest {
            generation,
            ..present
        };
        db::put_header(&tx.db, db::ROOT, &root)?;
        let committed = tx.commit()?;
        self.learn(committed);
        self.write_anchor()?;
        let loaded = load::load(self.db()?, &self.keys, &anchor)?;
        self.damage.borrow_mut().clear();
        if let Some(db) = self.db.take() {
            self.reload(db, loaded);
        }
        self.find_attachments();
        Ok(())
    }

    /// Opens every body and every attachment, so that [`Store::damage`] is complete.
    ///
    /// # Errors
    /// [`Error::Cancelled`]; [`Error::Suspended`]; the disk's. Damage is no error.
    pub fn check(&self, progress: &dyn Progress) -> Result<(), Error> {
        let total = self.index.iter().count() as u64;
        for (done, entry) in self.index.iter().enumerate() {
            let id = entry.header.id;
            let sound = match entry.header.kind {
                RowKind::ATTACHMENT => self
                    .read_attachment(id)
                    .and_then(|mut file| Ok(io::copy(&mut file, &mut io::sink())?))
                    .map(drop),
                _ => self.body(id).map(drop),
            };
            match sound {
                Ok(()) | Err(Error::Damaged(_)) => {}
                Err(Error::Io(io::ErrorKind::InvalidData)) => self.note(Damage::Attachment(id)),
                Err(error) => return Err(error),
            }
            if progress.advance(done as u64 + 1, total) == Proceed::Cancel {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    }

    /// Copies everything that is stored, as of now, into another directory, which is made where it does not exist. The
    /// copy opens with the same master key. An attachment whose file is missing is missing in the copy too.
    ///
    /// # Errors
    /// [`Error::Exists`]; [`Error::DiskFull`]; [`Error::Suspended`]; the disk's. What was copied by then stays there,
    /// and opens only where all of it was.
    pub fn copy_to(&self, dir: &Path) -> Result<(), Error> {
        files::make_dir(dir)?;
        let file = dir.join(STORE);
        if file.exists() {
            return Err(Error::Exists);
        }
        let attachments = dir.join(ATTACHMENTS);
        for entry in self.index.list(RowKind::ATTACHMENT) {
            files::make_dir(&attachments)?;
            let path = |dir| attachment::path(dir, entry.header.id);
            match files::copy(&path(&self.attachments_dir()), &path(&attachments)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                copied => copied?,
            }
        }
        let anchor = self.epoch.to_anchor(&self.keys, self.manifest.generation);
        files::replace(&dir.join(STORE_ANCHOR), &anchor)?;
        files::create_new(&file)?;
        db::copy_to(self.db()?, &file)?;
        fs::File::open(&file)?.sync_all()?;
        Ok(files::sync_dir_of(&file)?)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Nothing that was acknowledged hangs on this.
        let _ = self.suspend();
    }
}

#[cfg(test)]
pub(crate) mod tests;
