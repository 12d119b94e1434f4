//! One exchange at a time for each token.
//!
//! A terminal whose connection broke comes back at once, maybe before the hub has noticed. What it sent
//! before must be taken in first, or it would be asked for it again.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use pocketcard::{base::Id, parcel::Mailbox};
use tokio::sync::{Mutex as Queue, Notify};

/// Tokens remembered before those that are not in an exchange are forgotten.
const REMEMBERED: usize = 10_000;
/// Exchanges that wait for their turn behind one token's, at most.
const WAITING: usize = 2;

/// The turn of one token.
#[derive(Default)]
pub(super) struct TokenGuard {
    /// Held by the exchange whose turn it is.
    pub queue: Queue<()>,
    /// Told that the same token came back.
    pub newer: Notify,
}

/// The turns of all tokens.
#[derive(Default)]
pub(super) struct TokenLocks(Mutex<HashMap<(Mailbox, Id), Arc<TokenGuard>>>);

impl TokenLocks {
    /// The turn of a token, unless too many wait for it. All who hold or await it are told to make an
    /// end.
    pub fn of(&self, token: (Mailbox, Id)) -> Option<Arc<TokenGuard>> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.len() >= REMEMBERED {
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        }
        let turn = turns.entry(token).or_default();
        turn.newer.notify_waiters();
        // One reference is ours, one belongs to the exchange whose turn it is.
        (Arc::strong_count(turn) < 2 + WAITING).then(|| Arc::clone(turn))
    }
}
