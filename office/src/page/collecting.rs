//! A collection while it runs: how far it is, and that it has to stop.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
};

use pocketcard::host::{Proceed, Progress};
use pocketcard_terminal::http::Waits;

/// What a collection tells the requests that wait for it. The desk itself is held by the collection meanwhile.
#[derive(Clone, Default)]
pub(super) struct Collecting(Arc<Far>);

#[derive(Default)]
struct Far {
    runs: AtomicBool,
    stops: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
}

/// It runs until this is dropped.
pub(super) struct Running(Arc<Far>);

impl Collecting {
    /// From now on requests wait. Begun before the request that asked for it is answered, so that the next one does
    /// not come between.
    pub(super) fn begin(&self) -> Running {
        let far = &self.0;
        far.stops.store(false, SeqCst);
        far.done.store(0, SeqCst);
        far.total.store(0, SeqCst);
        far.runs.store(true, SeqCst);
        Running(Arc::clone(far))
    }

    /// Whether one runs.
    pub(super) fn runs(&self) -> bool {
        self.0.runs.load(SeqCst)
    }

    /// Asks it to end: somebody wants the desk locked. What came is filed at the next one.
    pub(super) fn stop(&self) {
        self.0.stops.store(true, SeqCst);
    }

    /// What is done and what there is, where one runs and knows.
    pub(super) fn far(&self) -> Option<(u64, u64)> {
        let total = self.0.total.load(SeqCst);
        (self.runs() && total > 0).then(|| (self.0.done.load(SeqCst).min(total), total))
    }
}

impl Running {
    /// Whether it was asked to end.
    pub(super) fn must_stop(&self) -> bool {
        self.0.stops.load(SeqCst)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.runs.store(false, SeqCst);
    }
}

impl Progress for Running {
    fn advance(&self, done: u64, total: u64) -> Proceed {
        // A hub that asks to wait tells nothing new.
        if total > 0 {
            self.0.done.store(done, SeqCst);
            self.0.total.store(total, SeqCst);
        }
        if self.must_stop() {
            Proceed::Cancel
        } else {
            Proceed::Continue
        }
    }
}

impl Waits for Running {
    fn waits(&self, _seconds: u64) {}
}
