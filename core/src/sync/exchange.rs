//! The asking end of an exchange: a state machine that knows nothing of networks.

mod request;
mod response;

use std::collections::{BTreeMap, VecDeque};

use super::{Checkpoint, Frame, Item, Role};
use crate::parcel::ParcelId;

/// Bytes of parcels in one request, and asked for in one answer, unless set otherwise.
pub const WINDOW: u32 = 256 * 1024;
/// Parcels that are offered and not yet answered, at most.
const OPEN_MAX: usize = 512;
/// Times the other side may set a parcel back, promise more in vain or number its list again.
const PATIENCE: u8 = 3;

/// What the host does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is more to ask: call [`Exchange::next_request`].
    More,
    /// The answer was cut off. What came of it is kept. Calling [`Exchange::next_request`] goes on
    /// where it stopped; so does a new exchange later.
    Cut,
    /// Both sides have told each other everything.
    Done,
}

/// What an exchange did, for people and for metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExchangeProgress {
    /// Bytes that went through.
    pub done: u64,
    /// Bytes that are known to be exchanged in all.
    pub total: u64,
}

/// A parcel on its way to the other side, not yet acknowledged.
struct Outgoing {
    item: Item,
    /// Where our latest bytes of it ended, once there were any.
    sent_upto: Option<u64>,
    /// Its position in the sending order, so that urgent parcels stay first after a broken connection.
    turn: u64,
    setbacks: u8,
}

/// A parcel on its way to us.
struct Fetch {
    item: Item,
    upto: u64,
    /// The position of the other side's list before this parcel.
    before: u64,
    setbacks: u8,
}

/// One conversation with another store of parcels, asked for by this end.
///
/// Memory is bounded by the window and a thousand names of parcels, however large the parcels are.
/// Dropping it cancels; what was exchanged stands, and the next exchange goes on from there.
pub struct Exchange {
    peer: Role,
    window: u32,
    started: bool,
    finished: bool,
    careful: bool,
    listed: u64,
    again: VecDeque<Item>,
    open: BTreeMap<ParcelId, Outgoing>,
    turns: u64,
    sending: VecDeque<(Item, u64)>,
    epoch: u64,
    renumbered: u8,
    seen: u64,
    fetching: Vec<Fetch>,
    answers: Vec<Frame<'static>>,
    checkpoint: Checkpoint,
    told_kept: u64,
    more: bool,
    idle: u8,
    barren: u16,
    /// How far the other side said that it has what we sent it in part; it outlives a cut.
    heard: BTreeMap<ParcelId, u64>,
    tally: ExchangeStats,
    done: u64,
}

impl Exchange {
    /// An exchange with such a peer: a hub, or another phone.
    pub fn new(peer: Role) -> Self {
        Self::with_window(peer, WINDOW)
    }

    /// The same with another bound for the bytes of parcels in one message: smaller for links that
    /// break often, larger where every round trip is dear. At least 16 KiB, at most 512 KiB.
    pub fn with_window(peer: Role, window: u32) -> Self {
        Self {
            peer,
            window: window.clamp(16 * 1024, 512 * 1024),
            started: false,
            finished: false,
            careful: false,
            listed: 0,
            again: VecDeque::new(),
            open: BTreeMap::new(),
            turns: 0,
            sending: VecDeque::new(),
            epoch: 0,
            renumbered: 0,
            seen: 0,
            fetching: Vec::new(),
            answers: Vec::new(),
            checkpoint: Checkpoint::default(),
            told_kept: 0,
            more: true,
            idle: 0,
            barren: 0,
            heard: BTreeMap::new(),
            tally: ExchangeStats::default(),
            done: 0,
        }
    }

    /// What was exchanged so far.
    pub fn tally(&self) -> ExchangeStats {
        self.tally
    }

    /// How far it has come.
    pub fn progress(&self) -> ExchangeProgress {
        let left = |item: &Item, at: u64| item.size.saturating_sub(at);
        let sending: u64 = self.sending.iter().map(|(item, at)| left(item, *at)).sum();
        let fetching: u64 = self
            .fetching
            .iter()
            .map(|fetch| left(&fetch.item, fetch.upto))
            .sum();
        ExchangeProgress {
            done: self.done,
            total: self.done + sending + fetching,
        }
    }
}
