//! Two phones side by side. The shell opens a stream between them: Bluetooth, Wi-Fi, a cable.

use std::sync::{Arc, Mutex, PoisonError};

use pocketcard::{host, sync::link::Pairing};

use crate::{
    error::PhoneError,
    exchange::{ExchangeStats, PhoneDepot},
    host::{ByteStream, ProgressListener},
    outbox::Arrivals,
    phone::Phone,
    stream::{HostStream, ProgressBridge},
};

/// A meeting with another phone that runs this program. Both show a code; the two people compare them,
/// and go on only if they are the same.
#[derive(uniffi::Object)]
pub struct Meeting {
    phone: Arc<Phone>,
    code: String,
    /// None once the exchange began.
    pairing: Mutex<Option<Pairing<HostStream>>>,
}

/// What a meeting brought.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Met {
    /// What was exchanged.
    pub tally: ExchangeStats,
    /// What of it changed something on this phone.
    pub arrivals: Arrivals,
}

#[uniffi::export]
impl Phone {
    /// Begins a meeting on the side that opened the stream. `progress` hears no numbers here, and may stop
    /// the waiting; locking the phone stops it too.
    #[uniffi::method(default(progress = None))]
    pub fn call(
        self: Arc<Self>,
        stream: Arc<dyn ByteStream>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<Arc<Meeting>, PhoneError> {
        self.with(|_| Ok(()))?;
        let watched = WhileUnlocked::new(&self, progress.as_deref());
        let pairing = Pairing::call(HostStream(stream), &watched)?;
        Ok(Meeting::begun(Arc::clone(&self), pairing))
    }

    /// Begins a meeting on the side that waited for the stream. `progress` hears no numbers here, and may
    /// stop the waiting; locking the phone stops it too.
    #[uniffi::method(default(progress = None))]
    pub fn answer(
        self: Arc<Self>,
        stream: Arc<dyn ByteStream>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<Arc<Meeting>, PhoneError> {
        self.with(|_| Ok(()))?;
        let watched = WhileUnlocked::new(&self, progress.as_deref());
        let pairing = Pairing::answer(HostStream(stream), &watched)?;
        Ok(Meeting::begun(Arc::clone(&self), pairing))
    }
}

#[uniffi::export]
impl Meeting {
    /// The code to show, for example `204 117`.
    pub fn code(&self) -> String {
        self.code.clone()
    }

    /// The person says that the other phone shows the same code: exchanges everything that either phone
    /// has for the other. Once; for another exchange, meet again. The phone can be used meanwhile; locking
    /// it ends the meeting.
    pub fn exchange(&self, progress: Option<Arc<dyn ProgressListener>>) -> Result<Met, PhoneError> {
        let pairing = self
            .pairing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let link = pairing
            .ok_or_else(|| PhoneError::new("host-argument"))?
            .confirmed();
        let mut parcels = PhoneDepot::new(Arc::clone(&self.phone));
        let watched = WhileUnlocked::new(&self.phone, progress.as_deref());
        let exchanged = link.exchange(&mut parcels, &watched);
        // Also after a failure: what arrived before it takes effect.
        let arrivals = self.phone.take_in();
        Ok(Met {
            tally: exchanged?,
            arrivals: arrivals?,
        })
    }
}

/// What the shell says, and an end when the phone is locked: nothing else would tell the one who waits.
struct WhileUnlocked<'a> {
    phone: &'a Phone,
    heard: ProgressBridge<'a>,
}

impl<'a> WhileUnlocked<'a> {
    fn new(phone: &'a Phone, listener: Option<&'a dyn ProgressListener>) -> Self {
        Self {
            phone,
            heard: ProgressBridge::new(listener, &phone.gate),
        }
    }
}

impl host::Progress for WhileUnlocked<'_> {
    fn advance(&self, done: u64, total: u64) -> host::Proceed {
        if self.phone.is_unlocked().unwrap_or(false) {
            self.heard.advance(done, total)
        } else {
            host::Proceed::Cancel
        }
    }
}

impl Meeting {
    fn begun(phone: Arc<Phone>, pairing: Pairing<HostStream>) -> Arc<Self> {
        Arc::new(Self {
            phone,
            code: pairing.code().to_owned(),
            pairing: Mutex::new(Some(pairing)),
        })
    }
}
