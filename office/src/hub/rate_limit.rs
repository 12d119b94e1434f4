//! How many requests a token, or an address, may make.

use std::{collections::HashMap, hash::Hash, time::Instant};

/// Who is remembered at most; those that were quiet are forgotten first.
const REMEMBERED: usize = 100_000;

/// A bucket of requests for each of them, refilled steadily.
pub(super) struct RateLimit<Who> {
    burst: f64,
    a_second: f64,
    left: HashMap<Who, (f64, Instant)>,
}

impl<Who: Hash + Eq> RateLimit<Who> {
    pub fn new(burst: u32, a_minute: u32) -> Self {
        Self {
            burst: burst.into(),
            a_second: f64::from(a_minute) / 60.0,
            left: HashMap::new(),
        }
    }

    /// Takes one request from somebody's bucket. If it is empty: the seconds to wait.
    pub fn take(&mut self, who: Who, now: Instant) -> Result<(), u64> {
        if self.left.len() >= REMEMBERED {
            let (burst, a_second) = (self.burst, self.a_second);
            // A full bucket is the same as none.
            self.left
                .retain(|_, (left, at)| refilled(*left, *at, now, a_second) < burst);
            // All of them busy: to look through them at each request would cost more than to begin again.
            if self.left.len() >= REMEMBERED {
                self.left.clear();
            }
        }
        let (left, at) = self.left.get(&who).copied().unwrap_or((self.burst, now));
        let left = refilled(left, at, now, self.a_second).min(self.burst);
        if left < 1.0 {
            return Err(((1.0 - left) / self.a_second).ceil().min(3600.0) as u64);
        }
        self.left.insert(who, (left - 1.0, now));
        Ok(())
    }
}

fn refilled(left: f64, at: Instant, now: Instant, a_second: f64) -> f64 {
    left + now.saturating_duration_since(at).as_secs_f64() * a_second
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_is_allowed_and_then_a_steady_rate_for_each() {
        let mut rate = RateLimit::new(3, 60);
        let start = Instant::now();
        for _ in 0..3 {
            assert_eq!(rate.take("one", start), Ok(()));
        }
        assert_eq!(rate.take("one", start), Err(1));
        assert_eq!(rate.take("other", start), Ok(()));
        let later = start + Duration::from_millis(1100);
        assert_eq!(rate.take("one", later), Ok(()));
        assert_eq!(rate.take("one", later), Err(1));
    }

    #[test]
    fn only_so_many_are_remembered_and_the_quiet_ones_go_first() {
        let mut rate = RateLimit::new(1, 60);
        let start = Instant::now();
        let later = start + Duration::from_secs(2);
        for who in 0..REMEMBERED - 1 {
            assert_eq!(rate.take(who, start), Ok(()));
        }
        assert_eq!(rate.take(usize::MAX, later), Ok(()));
        assert_eq!(rate.take(REMEMBERED, later), Ok(()));
        assert_eq!(rate.left.len(), 2);
        assert_eq!(rate.take(usize::MAX, later), Err(1));
        for who in 0..REMEMBERED {
            assert_eq!(rate.take(who, later), Ok(()));
            assert!(rate.left.len() <= REMEMBERED);
        }
    }
}
