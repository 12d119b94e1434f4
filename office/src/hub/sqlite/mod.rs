//! A hub's own database, in its directory: SQLite, for one machine.

mod depot;
mod storage;

use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use pocketcard::{
    base::Id,
    parcel::{Mailbox, ParcelId},
    sync::{Depot, Role},
};

use self::{
    depot::HubDepot,
    storage::{Held, Storage},
};
use super::{
    backend::{Backend, StorageError},
    config::{Limits, MailboxConfig},
};

/// The database in a hub's directory.
pub struct Sqlite {
    storage: Mutex<Storage>,
    held: Arc<Held>,
}

impl Sqlite {
    /// Opens the database in a hub's directory, making it if there is none.
    pub fn open(dir: &Path) -> Result<Self, StorageError> {
        let storage = Storage::open(dir)?;
        Ok(Self {
            held: storage.held(),
            storage: Mutex::new(storage),
        })
    }

    /// Writes a sound copy of the database as it is now into a new file, for a backup. A hub that goes on
    /// from it has another epoch, so that everybody sends again what it does not know of.
    pub fn copy_to(&self, file: &Path) -> Result<(), StorageError> {
        Ok(self.lock().copy_to(file)?)
    }

    /// A panic while the lock was held has undone its transaction; what the lock guards is sound.
    fn lock(&self) -> MutexGuard<'_, Storage> {
        self.storage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Backend for Sqlite {
    fn depot<'a>(
        &'a self,
        mailbox: &'a MailboxConfig,
        token: Id,
        role: Role,
        limits: &'a Limits,
        today: i64,
    ) -> Result<Box<dyn Depot + 'a>, StorageError> {
        let storage = self.lock();
        let depot = HubDepot::new(storage, mailbox, token, role, limits, today);
        Ok(Box::new(depot))
    }

    fn is_revoked(&self, mailbox: Mailbox, id: Id) -> Result<bool, StorageError> {
        Ok(self.lock().is_revoked(mailbox, id)?)
    }

    fn revoke(
        &self,
        mailbox: Mailbox,
        ids: &[Id],
        notices: &[ParcelId],
    ) -> Result<(), StorageError> {
        Ok(self.lock().revoke(mailbox, ids, notices)?)
    }

    fn expire(&self, today: i64, limits: &Limits) -> Result<(), StorageError> {
        Ok(self.lock().expire(today, limits)?)
    }

    fn sweep(&self, steps: usize) -> Result<bool, StorageError> {
        Ok(self.lock().sweep(steps)?)
    }

    fn held(&self) -> Result<(u64, u64), StorageError> {
        Ok(self.held.now())
    }

    fn ready(&self) -> Result<(), StorageError> {
        Ok(self.lock().answers()?)
    }

    fn tidy(&self, soon: bool) {
        let mut storage = self.lock();
        if soon {
            storage.tidy();
        } else {
            storage.tidy_in_time();
        }
    }

    fn seed_keys(&self, seed: u64) {
        self.lock().seed_keys(seed);
    }
}
