//! The unlocked desk, from the passphrase to the lock.

use std::time::{Duration, Instant};

use pocketcard::{content::Content, host::Moment, pack::PackName};
use pocketcard_terminal::http;
use zeroize::Zeroizing;

use super::{collecting::Running, guard};
use crate::{
    desk::{Desk, Intake},
    hub_client,
};

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
    collected_at: Instant,
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

    /// Whether nothing was collected for this long.
    pub(super) fn has_not_collected_for(&self, long: Duration) -> bool {
        self.collected_at.elapsed() > long
    }

    /// How long until the desk locks; nothing once it must.
    pub(super) fn left(&self) -> Duration {
        self.lock_after.saturating_sub(self.touched.elapsed())
    }

    /// Fetches what phones sent, files it, and sends receipts and answers.
    pub(super) fn collect(&mut self, now: Moment, running: &Running) {
        self.collected_at = Instant::now();
        let desk = &mut self.desk;
        let Some(url) = desk.hub().map(str::to_owned) else {
            return;
        };
        let certificate = desk.hub_certificate().cloned();
        let hub = http::Hub {
            url: &url,
            certificate: certificate.as_ref(),
        };
        // What came before a road broke is filed all the same; receipts go back at once.
        let came = hub_client::exchange(desk, hub, now, running).is_ok();
        if running.must_stop() {
            return;
        }
        self.collected = Some(match desk.take_in_watched(now, running) {
            Err(_) => Collected::Failed,
            Ok(_) if !came => Collected::Broken,
            Ok(intake) => {
                let back = hub_client::exchange(desk, hub, now, running).is_ok();
                match back && hub_client::close_tokens(desk, hub, now).is_ok() {
                    true => Collected::Brought(intake),
                    false => Collected::Broken,
                }
            }
        });
    }
}
