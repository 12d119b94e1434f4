//! An exchange of parcels, step by step. The shell carries the bytes.

use std::sync::{Arc, Mutex, PoisonError};

use pocketcard::sync::{self, Role};

use crate::{error::PhoneError, phone::Phone};

/// What the shell does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
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
#[derive(Clone, Debug, uniffi::Record)]
pub struct Tally {
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

/// One conversation with a hub or another phone. Dropping it cancels; what was exchanged stands, and the
/// next exchange goes on from there.
#[derive(uniffi::Object)]
pub struct Exchange {
    phone: Arc<Phone>,
    steps: Mutex<sync::Exchange>,
}

#[uniffi::export]
impl Exchange {
    /// The next request to send, or none when there is nothing left to say.
    pub fn next_request(&self) -> Result<Option<Vec<u8>>, PhoneError> {
        let now = self.phone.now()?;
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        self.phone
            .with(|session| Ok(steps.next_request(&mut session.depot(now)?)?))
    }

    /// Takes in the answer, or as much of it as arrived: nothing, if the request failed.
    pub fn on_response(&self, response: Vec<u8>) -> Result<Status, PhoneError> {
        let now = self.phone.now()?;
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        let status = self
            .phone
            .with(|session| Ok(steps.on_response(&mut session.depot(now)?, &response)?))?;
        Ok(match status {
            sync::Status::Continue => Status::More,
            sync::Status::Cut => Status::Cut,
            sync::Status::Done => Status::Done,
        })
    }

    /// What was exchanged so far.
    pub fn tally(&self) -> Tally {
        let tally = self
            .steps
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .tally();
        Tally {
            delivered: tally.delivered,
            received: tally.received,
            refused: tally.refused,
            round_trips: tally.round_trips,
            bytes_sent: tally.bytes_sent,
            bytes_received: tally.bytes_received,
        }
    }
}

impl Exchange {
    pub(crate) fn begin(phone: Arc<Phone>, with: Role) -> Arc<Self> {
        Arc::new(Self {
            phone,
            steps: Mutex::new(sync::Exchange::new(with)),
        })
    }
}
