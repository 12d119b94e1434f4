//! The clocks of this machine.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use pocketcard::{
    base::Id,
    host::{Clock, Moment},
};

/// The clocks of this machine. A terminal's session lasts for one command and does not lock by itself, so
/// that a clock which stands still while the machine sleeps will do.
pub struct SystemClock {
    start: Instant,
    boot: [u8; 16],
}

impl SystemClock {
    /// Starts a monotonic clock that belongs to this process alone.
    pub fn start() -> Self {
        Self {
            start: Instant::now(),
            boot: Id::random().0,
        }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let wall = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Moment {
            wall_ms: i64::try_from(wall.as_millis()).unwrap_or(i64::MAX),
            monotonic_ms: u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX),
            boot: self.boot,
        }
    }
}
