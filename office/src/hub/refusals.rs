//! What a hub refused, by reason: counted, and logged once a minute. Never whom.

use std::{collections::BTreeMap, sync::Mutex, sync::PoisonError};

/// Why a response is a refusal; it goes along with the response.
#[derive(Clone, Copy)]
pub(super) struct Refused(pub &'static str);

/// How many were refused for each reason since the last line about it.
#[derive(Default)]
pub(super) struct Refusals(Mutex<BTreeMap<&'static str, u64>>);

impl Refusals {
    pub fn count(&self, refused: Refused) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(refused.0).or_default() += 1;
    }

    /// The line to log, and from then on counts from nothing. `None` where nothing was refused.
    pub fn line(&self) -> Option<String> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = std::mem::take(&mut *counts);
        let counts = counts.iter().map(|(why, count)| format!("{why}: {count}"));
        let list = counts.collect::<Vec<_>>().join(", ");
        (!list.is_empty()).then(|| format!("refused requests since the last such line: {list}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_is_told_once() {
        let refusals = Refusals::default();
        assert_eq!(refusals.line(), None);
        for why in ["too many requests", "token", "token"] {
            refusals.count(Refused(why));
        }
        let line = "refused requests since the last such line: token: 2, too many requests: 1";
        assert_eq!(refusals.line().as_deref(), Some(line));
        assert_eq!(refusals.line(), None);
    }
}
