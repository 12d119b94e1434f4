//! Where a hub keeps what it is given: the one boundary between the network's half and a database.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use pocketcard::{
    base::Id,
    parcel::{Mailbox, ParcelId},
    sync::{Depot, Way},
};
use thiserror::Error;

use super::{
    config::{Limits, MailboxConfig},
    postgres_error::PostgresError,
};

/// Uploads that one token may have begun, at most.
pub(super) const UNFINISHED: i64 = 64;
/// The fewest bytes of a parcel that are taken at a time, but for its end.
pub(super) const PART_MIN: usize = 4096;
/// Parcels that are listed or let go of in one transaction.
pub(super) const BATCH: usize = 1024;
/// Steps in which the bytes of collected parcels are deleted at each request of a desk: 8 MiB, more than
/// a desk can collect in one.
pub(super) const STEPS: usize = 4;

/// A database of parcels. What it answers is the same whichever it is.
pub trait Backend: Send + Sync {
    /// The depot that the bearer of a token exchanges with. Nothing that it is told counts before its
    /// `commit`.
    fn depot<'a>(
        &'a self,
        mailbox: &'a MailboxConfig,
        token: Id,
        role: pocketcard::sync::Role,
        limits: &'a Limits,
        today: i64,
    ) -> Result<Box<dyn Depot + 'a>, StorageError>;

    /// Whether a token was revoked.
    fn is_revoked(&self, mailbox: Mailbox, id: Id) -> Result<bool, StorageError>;

    /// Revokes tokens and forgets what they have not finished uploading. All that revoked tokens may read from
    /// now on are the parcels of these names.
    fn revoke(
        &self,
        mailbox: Mailbox,
        ids: &[Id],
        notices: &[ParcelId],
    ) -> Result<(), StorageError>;

    /// Forgets what is too old: parcels to phones, what a desk never fetched, names of collected ones,
    /// unfinished uploads. Their bytes are deleted by [`Backend::sweep`]. Call it every hour: a clock that
    /// jumps ahead is followed by a day each time, so that one wrong look deletes nothing.
    fn expire(&self, today: i64, limits: &Limits) -> Result<(), StorageError>;

    /// Deletes bytes of what is gone, in at most `steps` steps; whether there is more.
    fn sweep(&self, steps: usize) -> Result<bool, StorageError>;

    /// Whole parcels, and the bytes that these and unfinished ones take.
    fn held(&self) -> Result<(u64, u64), StorageError>;

    /// Whether the database answers.
    fn ready(&self) -> Result<(), StorageError>;

    /// Leaves nothing behind that tells in which order parcels came, as far as the database can. What cannot
    /// be done now is done another time; unless `soon`, that includes what would take too much of the time.
    fn tidy(&self, soon: bool);

    /// From now on a row's key follows from this number, so that a simulation can be told again.
    fn seed_keys(&self, seed: u64);
}

/// Why a hub's database did not do what it was asked. Nothing in it names anybody.
#[derive(Debug, Error)]
pub enum StorageError {
    /// SQLite says so.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL says so, or the way to it.
    #[error(transparent)]
    Postgres(#[from] PostgresError),
}

/// What one token brought today.
#[derive(Clone, Copy, Default)]
pub(super) struct Brought {
    pub(super) bytes: u64,
    pub(super) parcels: u32,
}

/// What each token brought on one day. Nobody but this process knows.
#[derive(Default)]
pub(super) struct Deposited(Mutex<OneDay>);

#[derive(Default)]
struct OneDay {
    day: i64,
    by: HashMap<(Mailbox, Id), Brought>,
}

impl Deposited {
    /// What a token brought on this day.
    pub fn by(&self, mailbox: Mailbox, token: Id, today: i64) -> Brought {
        self.change(mailbox, token, today, |_| {})
    }

    /// Counts what a token brings on this day.
    pub fn add(&self, mailbox: Mailbox, token: Id, today: i64, bytes: usize, parcels: u32) {
        self.change(mailbox, token, today, |brought| {
            brought.bytes = brought.bytes.saturating_add(bytes as u64);
            brought.parcels = brought.parcels.saturating_add(parcels);
        });
    }

    fn change(
        &self,
        mailbox: Mailbox,
        token: Id,
        today: i64,
        change: impl FnOnce(&mut Brought),
    ) -> Brought {
        let mut deposited = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if deposited.day != today {
            *deposited = OneDay {
                day: today,
                by: HashMap::new(),
            };
        }
        let brought = deposited.by.entry((mailbox, token)).or_default();
        change(brought);
        *brought
    }
}

pub(super) fn fresh_epoch() -> u64 {
    // The databases' integers are signed.
    u64::from_be_bytes(super::chance::random()) >> 1
}

/// What stands for a way in a database.
pub(super) fn code(way: Way) -> i64 {
    match way {
        Way::Up => 1,
        Way::Down => 2,
    }
}

/// A position that grows with time, by 65,536 each millisecond: faster than parcels can come.
pub(super) fn clock() -> i64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(now.as_millis() << 16).unwrap_or(0)
}
