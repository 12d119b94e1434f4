//! How many requests a token may make.

use std::{collections::HashMap, time::Instant};

use pocketcard::record::Id;

/// Tokens remembered at most; those that were quiet are forgotten first.
const REMEMBERED: usize = 100_000;

/// A bucket of requests for each token, refilled steadily.
pub(super) struct Rate {
    burst: f64,
    a_second: f64,
    left: HashMap<Id, (f64, Instant)>,
}

impl Rate {
    pub fn new(burst: u32, a_minute: u32) -> Self {
        Self {
            burst: burst.into(),
            a_second: f64::from(a_minute) / 60.0,
            left: HashMap::new(),
        }
    }

    /// Takes one request from the token's bucket. If it is empty: the seconds to wait.
    pub fn take(&mut self, token: Id, now: Instant) -> Result<(), u64> {
        if self.left.len() >= REMEMBERED {
            let (burst, a_second) = (self.burst, self.a_second);
            // A full bucket is the same as none.
            self.left
                .retain(|_, (left, at)| refilled(*left, *at, now, a_second) < burst);
        }
        let (left, at) = self.left.get(&token).copied().unwrap_or((self.burst, now));
        let left = refilled(left, at, now, self.a_second).min(self.burst);
        if left < 1.0 {
            return Err(((1.0 - left) / self.a_second).ceil().min(3600.0) as u64);
        }
        self.left.insert(token, (left - 1.0, now));
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
    fn a_burst_is_allowed_and_then_a_steady_rate_for_each_token() {
        let mut rate = Rate::new(3, 60);
        let start = Instant::now();
        for _ in 0..3 {
            assert_eq!(rate.take(Id([1; 16]), start), Ok(()));
        }
        assert_eq!(rate.take(Id([1; 16]), start), Err(1));
        assert_eq!(rate.take(Id([2; 16]), start), Ok(()));
        let later = start + Duration::from_millis(1100);
        assert_eq!(rate.take(Id([1; 16]), later), Ok(()));
        assert_eq!(rate.take(Id([1; 16]), later), Err(1));
    }
}
