//! One call at a time, and what happens when a shell breaks that rule.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, ThreadId},
};

use pocketcard::session::Session;

use crate::error::PhoneError;

/// Guards the session. Calls from several threads wait for each other. A call from inside a callback of
/// the same thread would wait for itself, and is refused instead.
#[derive(Default)]
pub(crate) struct SessionLock {
    session: Mutex<Option<Session>>,
    inside: Mutex<Option<ThreadId>>,
    leaving: AtomicBool,
}

/// The session for the time of one call.
pub(crate) struct SessionGuard<'a> {
    gate: &'a SessionLock,
    session: MutexGuard<'a, Option<Session>>,
}

impl SessionLock {
    /// Waits for this call's turn.
    pub(crate) fn enter(&self) -> Result<SessionGuard<'_>, PhoneError> {
        if *self.inside() == Some(thread::current().id()) {
            return Err(PhoneError::new("host-reentered"));
        }
        let session = self.session.lock().unwrap_or_else(|poisoned| {
            // The core panicked in an earlier call. What is in memory is not to be relied on: drop it,
            // and let the user unlock again.
            let mut session = poisoned.into_inner();
            *session = None;
            self.session.clear_poison();
            session
        });
        *self.inside() = Some(thread::current().id());
        Ok(SessionGuard {
            gate: self,
            session,
        })
    }

    /// Drops the session as soon as the call in progress ends, which is asked to end early.
    pub(crate) fn close(&self) {
        self.leaving.store(true, Ordering::SeqCst);
        // From inside a callback the turn in progress does it.
        if let Ok(turn) = self.enter() {
            drop(turn);
        }
    }

    /// Whether long work should stop because the phone is to be locked.
    pub(crate) fn is_closing(&self) -> bool {
        self.leaving.load(Ordering::SeqCst)
    }

    fn inside(&self) -> MutexGuard<'_, Option<ThreadId>> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SessionGuard<'_> {
    /// The place of the session: empty while locked.
    pub(crate) fn session(&mut self) -> &mut Option<Session> {
        &mut self.session
    }
}

impl Drop for SessionGuard<'_> {
    fn drop(&mut self) {
        if self.gate.leaving.swap(false, Ordering::SeqCst) {
            *self.session = None;
        }
        *self.gate.inside() = None;
    }
}
