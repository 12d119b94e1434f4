//! Two phones side by side. The shell opens a stream between them: Bluetooth, Wi-Fi, a cable.

use std::sync::{Arc, Mutex, PoisonError};

use pocketcard::sync::link::Pairing;

use crate::{
    error::PhoneError,
    exchange::{Parcels, Tally},
    host::{ByteStream, ProgressListener},
    phone::Phone,
    stream::{BothWays, Heard},
    views::Arrivals,
};

/// A meeting with another phone that runs this program. Both show a code; the two people compare them,
/// and go on only if they are the same.
#[derive(uniffi::Object)]
pub struct Meeting {
    phone: Arc<Phone>,
    code: String,
    /// None once the exchange began.
    pairing: Mutex<Option<Pairing<BothWays>>>,
}

/// What a meeting brought.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Met {
    /// What was exchanged.
    pub tally: Tally,
    /// What of it changed something on this phone.
    pub arrivals: Arrivals,
}

#[uniffi::export]
impl Phone {
    /// Begins a meeting on the side that opened the stream.
    pub fn call(self: Arc<Self>, stream: Arc<dyn ByteStream>) -> Result<Arc<Meeting>, PhoneError> {
        let pairing = Pairing::call(BothWays(stream))?;
        Ok(Meeting::begun(self, pairing))
    }

    /// Begins a meeting on the side that waited for the stream.
    pub fn answer(
        self: Arc<Self>,
        stream: Arc<dyn ByteStream>,
    ) -> Result<Arc<Meeting>, PhoneError> {
        let pairing = Pairing::answer(BothWays(stream))?;
        Ok(Meeting::begun(self, pairing))
    }
}

#[uniffi::export]
impl Meeting {
    /// The code to show, for example `204 117`.
    pub fn code(&self) -> String {
        self.code.clone()
    }

    /// The person says that the other phone shows the same code: exchanges everything that either phone
    /// has for the other. Once; for another exchange, meet again. The phone can be used meanwhile.
    pub fn exchange(&self, progress: Option<Arc<dyn ProgressListener>>) -> Result<Met, PhoneError> {
        let pairing = self
            .pairing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let link = pairing
            .ok_or_else(|| PhoneError::host("host-argument"))?
            .confirmed();
        let mut parcels = Parcels::new(Arc::clone(&self.phone));
        let heard = Heard::new(progress.as_deref(), &self.phone.gate);
        let exchanged = link.exchange(&mut parcels, &heard);
        // Also after a failure: what arrived before it takes effect.
        let arrivals = self.phone.take_in();
        Ok(Met {
            tally: exchanged?.into(),
            arrivals: arrivals?,
        })
    }
}

impl Meeting {
    fn begun(phone: Arc<Phone>, pairing: Pairing<BothWays>) -> Arc<Self> {
        Arc::new(Self {
            phone,
            code: pairing.code().to_owned(),
            pairing: Mutex::new(Some(pairing)),
        })
    }
}
