//! What one phone may fill of the desk's disk in a day: the owner of an enrolled phone may be hostile, and one phone shall not
//! take the room of the others.

use pocketcard::host::Moment;
use serde::{Deserialize, Serialize};

/// Bytes of attachments that are filed of one phone on one day: 256 MiB. What is over waits for another day.
pub(super) const A_DAY: u64 = 256 << 20;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The attachments of one phone that are filed here, in bytes.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quota {
    /// All of them since this is counted.
    pub(super) filed: u64,
    /// Those of the day on which the last one was filed.
    on_day: u64,
    /// That day, counted from 1970 by this desk's clock. Another day is a new one, be it an earlier one: a clock that
    /// was once wrong by years must not shut a phone out for years.
    day: i64,
}

impl Quota {
    /// Whether this many more bytes fit into this day.
    pub(super) fn has_room(&self, bytes: u64, now: Moment) -> bool {
        let used = if self.day == day(now) { self.on_day } else { 0 };
        used.saturating_add(bytes) <= A_DAY
    }

    /// This many bytes are filed now.
    pub(super) fn add(&mut self, bytes: u64, now: Moment) {
        if self.day != day(now) {
            (self.day, self.on_day) = (day(now), 0);
        }
        self.on_day = self.on_day.saturating_add(bytes);
        self.filed = self.filed.saturating_add(bytes);
    }
}

fn day(now: Moment) -> i64 {
    now.wall_ms.div_euclid(DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: i64) -> Moment {
        Moment {
            wall_ms: day * DAY_MS,
            monotonic_ms: 0,
            boot: [0; 16],
        }
    }

    #[test]
    fn a_day_has_its_share_and_the_next_one_another() {
        let mut quota = Quota::default();
        assert!(quota.has_room(A_DAY, on(3)));
        assert!(!quota.has_room(A_DAY + 1, on(3)));
        quota.add(A_DAY - 1, on(3));
        assert!(quota.has_room(1, on(3)) && !quota.has_room(2, on(3)));
        assert!(quota.has_room(A_DAY, on(4)) && !quota.has_room(u64::MAX, on(3)));
        quota.add(5, on(4));
        assert_eq!((quota.filed, quota.on_day), (A_DAY + 4, 5));
    }

    #[test]
    fn a_clock_that_was_wrong_by_years_shuts_nobody_out() {
        let mut quota = Quota::default();
        quota.add(A_DAY, on(40_000));
        assert!(!quota.has_room(1, on(40_000)));
        assert!(quota.has_room(1, on(20_000)));
    }
}
