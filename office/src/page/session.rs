//! The unlocked desk, from the passphrase to the lock.

use std::time::{Duration, Instant};

use pocketcard::{content::Content, pack::PackName};
use zeroize::Zeroizing;

use super::guard;
use crate::desk::{Desk, Intake};

/// What the last collection came to.
pub(super) enum Collected {
    /// It brought this.
    Brought(Intake),
    /// The hub could not be reached, or broke off; what came is filed.
    Broken,
    /// The desk's store could not take it.
    Failed,
}

/// One unlocking: the desk, and the browser that unlocked it.
pub(super) struct Session {
    pub(super) desk: Desk,
    /// The pack in force, by whose content records are shown.
    pub(super) published: Option<(PackName, Content)>,
    seat: Zeroizing<String>,
    touched: Instant,
    lock_after: Duration,
    pub(super) collected: Option<Collected>,
    pub(super) collected_at: Instant,
}

impl Session {
    pub(super) fn new(desk: Desk) -> Self {
        let published = desk.published();
        let content = published
            .as_ref()
            .map_or(Content::base(), |(_, content)| content);
        let policy = &content.document().policy;
        Self {
            lock_after: Duration::from_secs(60 * u64::from(policy.auto_lock_minutes)),
            desk,
            seat: guard::secret(),
            touched: Instant::now(),
            collected: None,
            collected_at: Instant::now(),
            published,
        }
    }

    pub(super) fn seat(&self) -> &str {
        &self.seat
    }

    /// By whose texts records are shown.
    pub(super) fn content(&self) -> &Content {
        self.published
            .as_ref()
            .map_or(Content::base(), |(_, content)| content)
    }

    /// Whether this is the browser that unlocked the desk.
    pub(super) fn is_of(&self, seat: &str) -> bool {
        guard::is_same(&self.seat, seat)
    }

    /// Somebody is there.
    pub(super) fn touch(&mut self) {
        self.touched = Instant::now();
    }

    /// How long until the desk locks; nothing once it must.
    pub(super) fn left(&self) -> Duration {
        self.lock_after.saturating_sub(self.touched.elapsed())
    }
}
