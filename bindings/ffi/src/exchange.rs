//! An exchange of parcels with a hub, step by step. The shell carries the bytes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pocketcard::sync::{self, Conversation, Depot, Role, http::judge, link::DepotAccess};

pub use pocketcard::sync::{ExchangeProgress, ExchangeStats, Status};

use crate::{error::PhoneError, phone::Phone};

/// What the shell does next.
#[uniffi::remote(Enum)]
pub enum Status {
    /// There is more to ask: call `next_request`.
    More,
    /// The answer was cut off. What came of it is kept. `next_request` goes on where it stopped; so
    /// does a new exchange later.
    Cut,
    /// Both sides have told each other everything: call the phone's `take_in`.
    Done,
}

/// What an exchange did.
#[uniffi::remote(Record)]
pub struct ExchangeStats {
    /// Parcels that the other side newly acknowledged.
    pub delivered: u32,
    /// Parcels that newly arrived whole.
    pub received: u32,
    /// Parcels that the other side would not take.
    pub refused: u32,
    /// Requests answered whole.
    pub round_trips: u32,
    /// Bytes of requests handed out.
    pub bytes_sent: u64,
    /// Bytes of answers handed in.
    pub bytes_received: u64,
}

/// How far an exchange has come, in bytes of parcels both ways. The total grows as more is learnt.
#[uniffi::remote(Record)]
pub struct ExchangeProgress {
    /// Bytes that went through.
    pub done: u64,
    /// Bytes that are known to be exchanged in all.
    pub total: u64,
}

/// One conversation with a hub. Dropping it cancels; what was exchanged stands, and the next exchange
/// goes on from there.
#[derive(uniffi::Object)]
pub struct Exchange {
    steps: Mutex<Steps>,
}

struct Steps {
    exchange: sync::Exchange,
    parcels: PhoneDepot,
}

/// A phone's parcels, lent for one step of an exchange at a time.
pub(crate) struct PhoneDepot {
    phone: Arc<Phone>,
    visit: Conversation,
}

impl PhoneDepot {
    pub(crate) fn new(phone: Arc<Phone>) -> Self {
        Self {
            phone,
            visit: Conversation::default(),
        }
    }
}

impl DepotAccess for PhoneDepot {
    type Error = PhoneError;

    fn with_depot<T>(&mut self, step: impl FnOnce(&mut dyn Depot) -> T) -> Result<T, PhoneError> {
        let now = self.phone.now()?;
        let visit = &mut self.visit;
        self.phone.with(|session| {
            let mut depot = session.depot(now)?.resume(std::mem::take(visit));
            let value = step(&mut depot);
            *visit = depot.pause();
            Ok(value)
        })
    }
}

#[uniffi::export]
impl Phone {
    /// Begins an exchange with a hub. `window` bounds the bytes of parcels in one request and in one answer:
    /// smaller for roads that break often, larger where every round trip is dear. From 16 KiB to 512 KiB.
    #[uniffi::method(default(window = 262144))]
    pub fn exchange_with_hub(self: Arc<Self>, window: u32) -> Arc<Exchange> {
        Arc::new(Exchange {
            steps: Mutex::new(Steps {
                exchange: sync::Exchange::with_window(Role::Hub, window),
                parcels: PhoneDepot::new(self),
            }),
        })
    }
}

/// Judges a response that came from a hub's address by its status, and by what its header `pocketcard-hub` says where it
/// has one. Returns nothing where its body is the hub's answer, else the code of what to say: `not-a-hub`,
/// `hub-refused`, `hub-busy`, `network` or `exchange-failed`.
#[uniffi::export]
pub fn no_answer(status: u16, hub: Option<String>) -> Option<String> {
    let judged = judge(status, hub.as_deref(), None);
    judged.err().map(|why| why.to_string())
}

#[uniffi::export]
impl Exchange {
    /// The next request to send, or none when there is nothing left to say.
    pub fn next_request(&self) -> Result<Option<Vec<u8>>, PhoneError> {
        let Steps { exchange, parcels } = &mut *self.steps();
        Ok(parcels.with_depot(|depot| exchange.next_request(depot))??)
    }

    /// Takes in the answer, or as much of it as arrived: nothing, if the request failed.
    pub fn on_response(&self, response: Vec<u8>) -> Result<Status, PhoneError> {
        let Steps { exchange, parcels } = &mut *self.steps();
        Ok(parcels.with_depot(|depot| exchange.on_response(depot, &response))??)
    }

    /// How far it has come.
    pub fn progress(&self) -> ExchangeProgress {
        self.steps().exchange.progress()
    }

    /// What was exchanged so far.
    pub fn tally(&self) -> ExchangeStats {
        self.steps().exchange.tally()
    }
}

impl Exchange {
    fn steps(&self) -> MutexGuard<'_, Steps> {
        self.steps.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
