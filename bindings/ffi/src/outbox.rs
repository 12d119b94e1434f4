//! What a shell shows of parcels: those that wait, those that were carried, what arrived. Plain data.

use pocketcard::{
    session::{self, Refused},
    sync,
};

/// Where a parcel of this phone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum OutboxState {
    /// Sealed and on this phone only.
    Sealed,
    /// Some of it may have left.
    InTransit,
    /// Some carrier holds it whole.
    Delivered,
    /// The office's receipt is here.
    Received,
    /// Gone from this phone.
    Purged,
    /// Not sent until somebody looks at it.
    Quarantined,
}

/// One parcel that waits for its receipt.
#[derive(Clone, Debug, uniffi::Record)]
pub struct OutboxLine {
    /// The parcel's name.
    pub parcel: String,
    /// Its length on the road, in bytes.
    pub bytes: u64,
    /// Where it stands.
    pub state: OutboxState,
    /// Why it waits, and what will happen next, as the id of a word.
    pub why: String,
    /// What is behind that, as the id of a word: why a hub refused the parcel, or what is wrong with it.
    pub because: Option<String>,
    /// When it goes next by itself, milliseconds since 1970; not later than now where nothing holds it
    /// back, nothing where somebody has to look at it first. Bundles and other phones take it at any time.
    pub next_try: Option<i64>,
}

/// What an arrival of parcels changed.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Arrivals {
    /// Parcels that the office confirmed; they left the outbox.
    pub received: u64,
    /// Parcels that the office could not file; the outbox says why.
    pub set_aside: u64,
    /// Answers to records.
    pub answers: u64,
    /// The new pack's version, if one took effect.
    pub pack: Option<u64>,
    /// What was not accepted and why, as ids of words.
    pub refused: Vec<String>,
    /// Parcels of others that are now carried.
    pub carried: u64,
    /// The office told this phone to erase itself: call `wipe`.
    pub wipe: bool,
}

/// What a bundle that was written contains.
#[derive(Clone, Debug, uniffi::Record)]
pub struct CarriedOut {
    /// How many parcels.
    pub parcels: u64,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What became of a bundle that was read.
#[derive(Clone, Debug, uniffi::Record)]
pub struct CarriedIn {
    /// Parcels that are newly here.
    pub taken: u64,
    /// Parcels that were here before.
    pub held: u64,
    /// Why parcels are not taken, as ids of words: one for each.
    pub refused: Vec<String>,
    /// Parcels that the bundle should contain and that did not arrive whole.
    pub missing: u64,
    /// The bundle ends too early.
    pub cut: bool,
    /// Some of its bytes are damaged.
    pub damaged: bool,
    /// What that changed on this phone.
    pub arrivals: Arrivals,
}

/// The hub of the office, for an HTTP client.
#[derive(Clone, uniffi::Record)]
pub struct Hub {
    /// Its address.
    pub url: String,
    /// The value of the `Authorization` header. A secret: not for a log.
    pub authorization: Vec<u8>,
    /// The certificate, in DER, that alone the hub's may lead to; without one, those that this device
    /// trusts.
    pub certificate: Option<Vec<u8>>,
}

impl From<sync::outbox::OutboxState> for OutboxState {
    fn from(state: sync::outbox::OutboxState) -> Self {
        match state {
            sync::outbox::OutboxState::Sealed => Self::Sealed,
            sync::outbox::OutboxState::InTransit => Self::InTransit,
            sync::outbox::OutboxState::Delivered { .. } => Self::Delivered,
            sync::outbox::OutboxState::Received { .. } => Self::Received,
            sync::outbox::OutboxState::Purged { .. } => Self::Purged,
            sync::outbox::OutboxState::Quarantined { .. } => Self::Quarantined,
        }
    }
}

impl From<session::OutboxLine> for OutboxLine {
    fn from(line: session::OutboxLine) -> Self {
        Self {
            parcel: line.parcel.to_string(),
            bytes: line.bytes,
            state: line.state.into(),
            why: line.why.code().to_owned(),
            because: line.why.because().map(str::to_owned),
            next_try: line.next_try,
        }
    }
}

impl From<session::Arrivals> for Arrivals {
    fn from(arrivals: session::Arrivals) -> Self {
        Self {
            received: arrivals.received,
            set_aside: arrivals.set_aside,
            answers: arrivals.answers,
            pack: arrivals.pack,
            refused: arrivals.refused.iter().map(Refused::code).collect(),
            carried: arrivals.carried,
            wipe: arrivals.wipe,
        }
    }
}

impl From<sync::bundle::Written> for CarriedOut {
    fn from(written: sync::bundle::Written) -> Self {
        Self {
            parcels: written.parcels.len() as u64,
            bytes: written.bytes,
        }
    }
}

impl From<(sync::bundle::BundleSummary, session::Arrivals)> for CarriedIn {
    fn from((report, arrivals): (sync::bundle::BundleSummary, session::Arrivals)) -> Self {
        Self {
            taken: report.taken.len() as u64,
            held: report.held.len() as u64,
            refused: report
                .refused
                .iter()
                .map(|(_, reason)| reason.code().to_owned())
                .collect(),
            missing: report.missing.len() as u64,
            cut: report.cut,
            damaged: report.damaged,
            arrivals: arrivals.into(),
        }
    }
}
