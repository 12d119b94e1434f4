//! A disk under SQLite that can be full, fail, tear what is written and forget what was not synced.
//!
//! It stands in for SQLite's own file system in the whole process, so that anyone who opens a database
//! knows nothing of it. The files are real ones. Beside each, it keeps what a power cut would be sure to
//! leave: the content at the last sync, and every change since.
//!
//! What SQLite does not write (whatever else lies in the directory) is as it is at the time of the cut;
//! see [`Disk::power_on`].

mod file;
mod numbers;
mod snapshot;
mod state;
mod vfs;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

pub use snapshot::Snapshot;
use state::State;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No room: a write fails and writes nothing.
    Full,
    /// No room for all of it: a write fails in the middle.
    Short,
    /// Whatever is asked of the disk fails. A sync that fails has lost, by chance, part of what it was
    /// to make durable, and no later sync brings it back.
    Error,
    /// Nothing reaches the disk any more. Of what was not synced, chance keeps some sectors.
    PowerCut,
}

/// When it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What.
    pub fault: Fault,
    /// At which access of those that can meet it, counted from 1.
    pub at: u64,
    /// At all later ones too. A power cut is always for good.
    pub forever: bool,
    /// For what is left to chance.
    pub seed: u64,
}

/// The disk beneath one directory.
pub struct Disk {
    dir: PathBuf,
    state: Arc<Mutex<State>>,
}

impl Disk {
    /// Takes what is in a directory for durable, and watches over it until dropped. No database in it
    /// may be open.
    pub fn beneath(dir: &Path) -> Self {
        vfs::register();
        let state = State::new(dir);
        vfs::watch(dir, Some(Arc::clone(&state)));
        Self {
            dir: dir.to_owned(),
            state,
        }
    }

    /// Arms a fault.
    pub fn arm(&self, plan: Plan) {
        lock(&self.state).arm(plan);
    }

    /// Whether the fault that is armed was met.
    pub fn met(&self) -> bool {
        lock(&self.state).met()
    }

    /// Nothing goes wrong any more.
    pub fn disarm(&self) {
        lock(&self.state).disarm();
    }

    /// Cuts the power now, for good.
    pub fn cut_power(&self, seed: u64) {
        lock(&self.state).cut_power(seed);
    }

    /// After a power cut, and when nothing in the directory is open: puts there what survived.
    ///
    /// Files that SQLite does not write are as they were when the power went, or, by the seed, as they
    /// were after SQLite's access before that. So every order of theirs and SQLite's is met: anyone who
    /// writes them is taken to have synced them before going on.
    pub fn power_on(&self) {
        lock(&self.state).survivors().restore(&self.dir);
        lock(&self.state).settle();
    }

    /// Puts an earlier content of the directory there, for durable. Nothing in it may be open.
    pub fn restore(&self, content: &Snapshot) {
        content.restore(&self.dir);
        lock(&self.state).settle();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        vfs::watch(&self.dir, None);
    }
}

/// Has SQLite's own generator of numbers (SQL's `random()`) begin again, so that what is left to its chance
/// comes out the same again. No other thread may be using SQLite.
pub fn begin_chance_anew() {
    vfs::register();
    // SAFETY: for no bytes nothing is written, and the pointer not read. SQLite guards its generator with a
    // mutex of its own.
    #[allow(unsafe_code)]
    unsafe {
        rusqlite::ffi::sqlite3_randomness(0, std::ptr::null_mut());
    }
}

/// A test that fails while it holds a lock must not fail the others.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
