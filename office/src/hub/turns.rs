//! One exchange at a time for each token.
//!
//! A terminal whose connection broke comes back at once, maybe before the hub has noticed. What it sent
//! before must be taken in first, or it would be asked for it again.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use pocketcard::record::Id;
use tokio::sync::{Mutex as Queue, Notify};

/// Tokens remembered before those that are not in an exchange are forgotten.
const REMEMBERED: usize = 10_000;

/// The turn of one token.
#[derive(Default)]
pub(super) struct Turn {
    /// Held by the exchange whose turn it is.
    pub queue: Queue<()>,
    /// Told that the same token came back.
    pub newer: Notify,
}

/// The turns of all tokens.
#[derive(Default)]
pub(super) struct Turns(Mutex<HashMap<Id, Arc<Turn>>>);

impl Turns {
    /// The turn of a token. Whoever holds it now is told to make an end.
    pub fn of(&self, token: Id) -> Arc<Turn> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.len() >= REMEMBERED {
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        }
        let turn = Arc::clone(turns.entry(token).or_default());
        turn.newer.notify_waiters();
        turn
    }
}
