//! The asking end of an exchange: a state machine that knows nothing of networks.

use std::collections::{BTreeMap, VecDeque};

use super::{
    Checkpoint, Depot, ExchangeError, Frame, FrameError, Have, Hello, Item, PART_MAX, Reason, Role,
    SMALL_MAX, VERSION,
    message::Message,
    receive::{Taken, standing, take},
};
use crate::parcel::ParcelId;

/// Bytes of parcels in one request, and asked for in one answer, unless set otherwise.
pub const WINDOW: u32 = 256 * 1024;
/// Parcels that are offered and not yet answered, at most.
const OPEN_MAX: usize = 512;
/// Parcels that are wanted and not yet here, at most.
const FETCHING_MAX: usize = 1024;
/// Offers asked of the depot at a time.
const PAGE: usize = 64;
/// Times the other side may set a parcel back, promise more in vain or number its list again.
const PATIENCE: u8 = 3;
/// Answers in a row that may bring no parcel on, whatever they promise. A long list of what is here already
/// needs some; the next exchange goes on where this one left it.
const BARREN_MAX: u16 = 256;
/// Bytes of a parcel that the other side has to have taken meanwhile for its word to count as progress.
const CRAWL: u64 = 4096;

/// What the host does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is more to ask: call [`Exchange::next_request`].
    Continue,
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

    /// The next request to send, or `None` when there is nothing left to say.
    pub fn next_request(
        &mut self,
        depot: &mut dyn Depot,
    ) -> Result<Option<Vec<u8>>, ExchangeError> {
        if self.finished {
            return Ok(None);
        }
        if !self.started {
            self.start(depot)?;
        }
        let mut message = Message::with_capacity(self.window as usize + 2 * PART_MAX);
        message.push(&Frame::Hello(Hello {
            version: VERSION,
            role: depot.role(),
            mailbox: depot.mailbox(),
            window: self.window,
            careful: self.careful,
        }));
        let (epoch, from, kept) = (self.epoch, self.seen, self.checkpoint.kept);
        message.push(&Frame::Since { epoch, from, kept });
        self.told_kept = kept;
        for answer in self.answers.drain(..) {
            message.push(&answer);
        }
        self.push_wants(&mut message);
        // Neither an attachment nor a long list holds up the other: while the other side waits for parts,
        // what it has not heard of gets half of the room, and what they leave.
        let whole = self.window as usize;
        let half = if self.sending.is_empty() {
            whole
        } else {
            whole / 2
        };
        self.push_offers(depot, &mut message, half)?;
        self.push_wanted_parts(depot, &mut message)?;
        self.push_offers(depot, &mut message, whole)?;
        message.push(&Frame::End(false));
        let request = message.finish(depot)?;
        self.tally.bytes_sent += request.len() as u64;
        Ok(Some(request))
    }

    fn start(&mut self, depot: &mut dyn Depot) -> Result<(), ExchangeError> {
        self.started = true;
        if self.peer != Role::Hub {
            self.careful = true;
            return Ok(());
        }
        self.checkpoint = depot.checkpoint()?;
        self.careful = self.checkpoint.open;
        (self.epoch, self.seen) = (self.checkpoint.epoch, self.checkpoint.kept);
        self.checkpoint.open = true;
        depot.set_checkpoint(self.checkpoint)?;
        depot.commit()?;
        Ok(())
    }

    /// Asks for what we miss, small parcels first, about a window's worth.
    fn push_wants(&mut self, message: &mut Message) {
        self.fetching
            .sort_by_key(|fetch| fetch.item.size > SMALL_MAX);
        let mut asked = 0;
        for fetch in self
            .fetching
            .iter()
            .filter(|fetch| fetch.setbacks < PATIENCE)
        {
            message.push(&Frame::Want(fetch.item, fetch.upto));
            asked += fetch.item.size.saturating_sub(fetch.upto);
            if asked >= u64::from(self.window) {
                break;
            }
        }
    }

    /// Sends what the other side asked for.
    fn push_wanted_parts(
        &mut self,
        depot: &mut dyn Depot,
        message: &mut Message,
    ) -> Result<(), ExchangeError> {
        let upto = self.window as usize;
        while room(message, upto) > 0 {
            let Some((item, at)) = self.sending.pop_front() else {
                break;
            };
            let room = room(message, upto);
            let reached = message.push_parts(depot, &item, at, room)?;
            self.done += reached - at;
            if reached == at {
                // The parcel is gone from our store.
                self.open.remove(&item.id);
            } else if let Some(open) = self.open.get_mut(&item.id) {
                open.sent_upto = Some(reached);
            }
        }
        Ok(())
    }

    /// Offers what the other side has not heard of; small parcels ride along at once. The list is asked
    /// for again each time: what was made meanwhile goes with the next message.
    fn push_offers(
        &mut self,
        depot: &mut dyn Depot,
        message: &mut Message,
        upto: usize,
    ) -> Result<(), ExchangeError> {
        while self.open.len() < OPEN_MAX {
            let Some(item) = self.again.pop_front() else {
                break;
            };
            message.push(&Frame::Offer(item));
            self.note_open(item, None);
        }
        let small = SMALL_MAX.min(u64::from(self.window) / 2);
        loop {
            let page = depot.offers(self.peer, self.listed, PAGE)?;
            let last = page.len() < PAGE;
            for (place, item) in page {
                let room = room(message, upto);
                if self.open.len() >= OPEN_MAX || room == 0 {
                    return Ok(());
                }
                if item.way.flows(depot.role(), self.peer) {
                    if self.open.contains_key(&item.id) {
                        // It is on its way already, and goes this way too.
                        message.push(&Frame::Offer(item));
                    } else if self.careful || item.size > small {
                        message.push(&Frame::Offer(item));
                        self.note_open(item, None);
                    } else if item.size <= room {
                        let reached = message.push_parts(depot, &item, 0, item.size)?;
                        self.done += reached;
                        self.note_open(item, Some(reached));
                    } else {
                        return Ok(());
                    }
                }
                self.listed = place;
            }
            if last {
                return Ok(());
            }
        }
    }

    fn note_open(&mut self, item: Item, sent_upto: Option<u64>) {
        self.turns += 1;
        let open = Outgoing {
            item,
            sent_upto,
            turn: self.turns,
            setbacks: 0,
        };
        self.open.insert(item.id, open);
    }

    /// Takes in the answer, or as much of it as arrived (nothing, if the request failed).
    ///
    /// After an error the exchange is over; what came before it is kept.
    pub fn on_response(
        &mut self,
        depot: &mut dyn Depot,
        response: &[u8],
    ) -> Result<Status, ExchangeError> {
        self.tally.bytes_received += response.len() as u64;
        let (before, mut at, mut full) = ((self.tally, self.done), 0, false);
        let heard: u64 = self.heard.values().sum();
        let mut end = None;
        let mut moved = false;
        let outcome = loop {
            match Frame::read(&response[at..]) {
                Ok((frame, length)) => {
                    let first = at == 0;
                    at += length;
                    if let Frame::End(more) = frame {
                        end = Some(more || full);
                        break Ok(());
                    }
                    match self.take(depot, frame, first, &mut full) {
                        Ok(new) => moved |= new,
                        Err(error) => break Err(error),
                    }
                }
                Err(FrameError::Cut) => break Ok(()),
                Err(error) => break Err(error.into()),
            }
        };
        self.update_checkpoint(depot)?;
        depot.answered(self.peer, outcome.is_ok() && end.is_some())?;
        depot.commit()?;
        if let Err(error) = outcome {
            self.finished = true;
            return Err(error);
        }
        let Some(more) = end else {
            self.on_cut();
            return Ok(Status::Cut);
        };
        self.tally.round_trips += 1;
        self.more = more;
        // Whatever was left unanswered is for another day; it stays in our store.
        let asked: Vec<ParcelId> = self.sending.iter().map(|(item, _)| item.id).collect();
        self.open.retain(|id, _| asked.contains(id));
        let on = (self.tally.delivered, self.tally.received, self.done)
            != (before.0.delivered, before.0.received, before.1)
            || self.heard.values().sum::<u64>() > heard;
        self.barren = if on { 0 } else { self.barren + 1 };
        self.idle = if on || moved { 0 } else { self.idle + 1 };
        if self.has_work(depot)? {
            if self.idle >= PATIENCE || self.barren >= BARREN_MAX {
                self.finished = true;
                return Err(ExchangeError::Stalled);
            }
            return Ok(Status::Continue);
        }
        self.finish(depot)?;
        Ok(Status::Done)
    }

    /// The other side may or may not have what we sent: ask before sending it again.
    fn on_cut(&mut self) {
        self.careful = true;
        self.sending.clear();
        let mut open: Vec<Outgoing> = std::mem::take(&mut self.open).into_values().collect();
        open.sort_by_key(|open| open.turn);
        self.again.extend(open.into_iter().map(|open| open.item));
    }

    fn has_work(&mut self, depot: &mut dyn Depot) -> Result<bool, ExchangeError> {
        let tell_kept = depot.role() == Role::Desk && self.checkpoint.kept > self.told_kept;
        Ok(self.more
            || tell_kept
            || !self.sending.is_empty()
            || !self.again.is_empty()
            || !self.answers.is_empty()
            || self.fetching.iter().any(|fetch| fetch.setbacks < PATIENCE)
            || !depot.offers(self.peer, self.listed, 1)?.is_empty())
    }

    fn finish(&mut self, depot: &mut dyn Depot) -> Result<(), ExchangeError> {
        self.finished = true;
        if self.peer == Role::Hub {
            self.checkpoint.open = !self.fetching.is_empty();
            depot.set_checkpoint(self.checkpoint)?;
            depot.commit()?;
        }
        Ok(())
    }

    fn update_checkpoint(&mut self, depot: &mut dyn Depot) -> Result<(), ExchangeError> {
        let kept = self
            .fetching
            .iter()
            .map(|fetch| fetch.before)
            .min()
            .unwrap_or(self.seen);
        if self.peer == Role::Hub
            && (self.checkpoint.epoch, self.checkpoint.kept) != (self.epoch, kept)
        {
            self.checkpoint = Checkpoint {
                epoch: self.epoch,
                kept,
                open: true,
            };
            depot.set_checkpoint(self.checkpoint)?;
        }
        Ok(())
    }

    /// Takes in one frame; `true` if it brought the exchange on.
    fn take(
        &mut self,
        depot: &mut dyn Depot,
        frame: Frame<'_>,
        first: bool,
        full: &mut bool,
    ) -> Result<bool, ExchangeError> {
        if first != matches!(frame, Frame::Hello(_)) {
            return Err(ExchangeError::NotUnderstood);
        }
        match frame {
            Frame::Hello(hello) => {
                if hello.role != self.peer {
                    return Err(ExchangeError::WrongPeer(self.peer));
                }
                if hello.mailbox != depot.mailbox() {
                    return Err(ExchangeError::WrongMailbox);
                }
                Ok(false)
            }
            Frame::Got(id) => {
                let known = self.open.remove(&id).is_some();
                if known {
                    self.tally.delivered += 1;
                    depot.delivered(&id, self.peer)?;
                }
                Ok(known)
            }
            Frame::Refused(id, reason) => {
                self.fetching.retain(|fetch| fetch.item.id != id);
                let known = self.open.remove(&id).is_some();
                if known {
                    self.tally.refused += 1;
                    depot.refused(&id, self.peer, reason)?;
                }
                Ok(known)
            }
            Frame::Want(item, offset) => Ok(self.on_want(item, offset)),
            Frame::Offer(item) => self.on_offer(depot, item, full),
            Frame::Part(item, offset, bytes) => self.on_part(depot, item, offset, bytes, full),
            Frame::Cursor { epoch, at } => {
                if epoch != self.epoch {
                    // Another numbering: the other side starts its list again. It may not do so for ever.
                    self.renumbered += 1;
                    if self.renumbered > PATIENCE {
                        return Err(ExchangeError::Stalled);
                    }
                    self.epoch = epoch;
                    for fetch in &mut self.fetching {
                        fetch.before = 0;
                    }
                    self.seen = at;
                    return Ok(false);
                }
                let new = at > self.seen && !*full;
                if new {
                    self.seen = at;
                }
                Ok(new)
            }
            Frame::Since { .. } | Frame::End(_) => Err(ExchangeError::NotUnderstood),
        }
    }

    fn on_want(&mut self, item: Item, offset: u64) -> bool {
        let Some(open) = self
            .open
            .get_mut(&item.id)
            .filter(|open| open.item.size == item.size && offset < item.size)
        else {
            return false;
        };
        if self
            .sending
            .iter()
            .any(|queued| *queued == (open.item, offset))
        {
            return false;
        }
        // It asks again for what it was sent, or for what would follow on less than that.
        if open.sent_upto.is_some_and(|upto| offset < upto) {
            open.setbacks += 1;
            if open.setbacks >= PATIENCE {
                self.open.remove(&item.id);
                return false;
            }
        }
        let known = self.heard.contains_key(&item.id) || self.heard.len() < OPEN_MAX;
        let heard = self.heard.get(&item.id).copied().unwrap_or(0);
        // One that crawls brings nothing on.
        if known && offset >= heard + CRAWL {
            self.heard.insert(item.id, offset);
        }
        self.sending.retain(|(queued, _)| queued.id != item.id);
        // Small ones first; of the large ones, what has begun.
        let small = |(item, _): &(Item, u64)| item.size <= SMALL_MAX;
        let place = match (open.item.size <= SMALL_MAX, offset) {
            (false, 0) => self.sending.len(),
            _ => self.sending.partition_point(small),
        };
        self.sending.insert(place, (open.item, offset));
        true
    }

    fn on_offer(
        &mut self,
        depot: &mut dyn Depot,
        item: Item,
        full: &mut bool,
    ) -> Result<bool, ExchangeError> {
        if self.place(&item).is_some() {
            return Ok(false);
        }
        match standing(depot, self.peer, &item)? {
            Have::Held => self.answer(Frame::Got(item.id)),
            Have::Missing(upto) if self.fetching.len() < FETCHING_MAX && !*full => {
                self.fetch(item, upto, 0);
                return Ok(true);
            }
            // No room to remember it: its place in the list is not passed, so it comes again.
            Have::Missing(_) => *full = true,
            Have::Refused(reason) => {
                if reason == Reason::NoRoom {
                    self.fetch(item, 0, PATIENCE);
                }
                self.answer(Frame::Refused(item.id, reason));
            }
        }
        Ok(false)
    }

    fn fetch(&mut self, item: Item, upto: u64, setbacks: u8) {
        self.fetching.push(Fetch {
            item,
            upto,
            before: self.seen,
            setbacks,
        });
    }

    fn on_part(
        &mut self,
        depot: &mut dyn Depot,
        item: Item,
        offset: u64,
        bytes: &[u8],
        full: &mut bool,
    ) -> Result<bool, ExchangeError> {
        let place = self.place(&item);
        if place.is_none() && self.fetching.len() >= FETCHING_MAX {
            *full = true;
            return Ok(false);
        }
        let taken = take(depot, self.peer, &item, offset, bytes)?;
        if let Taken::Whole(new) = taken {
            // Anyone who said another size of it said something wrong.
            self.fetching.retain(|fetch| fetch.item.id != item.id);
            if new {
                self.tally.received += 1;
                self.done += bytes.len() as u64;
            }
            self.answer(Frame::Got(item.id));
            return Ok(new);
        }
        let place = place.unwrap_or_else(|| {
            self.fetch(item, 0, 0);
            self.fetching.len() - 1
        });
        let fetch = &mut self.fetching[place];
        match taken {
            Taken::Whole(_) => unreachable!("returned above"),
            Taken::Upto(upto) => {
                let fresh = upto.saturating_sub(fetch.upto);
                fetch.setbacks += u8::from(fresh == 0);
                fetch.upto = upto;
                self.done += fresh;
                Ok(fresh > 0)
            }
            Taken::Refused(reason) => {
                match reason {
                    // Our own lack of room, or bytes that may arrive better: not passed in the list.
                    Reason::NoRoom => fetch.setbacks = PATIENCE,
                    Reason::Damaged => fetch.setbacks += 1,
                    _ => drop(self.fetching.remove(place)),
                }
                if let Some(fetch) = self.fetching.get_mut(place) {
                    fetch.upto = 0;
                }
                self.answer(Frame::Refused(item.id, reason));
                Ok(false)
            }
        }
    }

    /// The place of a parcel that we fetch.
    fn place(&self, item: &Item) -> Option<usize> {
        let same = |fetch: &Fetch| (fetch.item.id, fetch.item.size) == (item.id, item.size);
        self.fetching.iter().position(same)
    }

    /// A phone wants to know what became of what it gave; a hub does not.
    fn answer(&mut self, frame: Frame<'static>) {
        if self.peer == Role::Phone && self.answers.last() != Some(&frame) {
            self.answers.push(frame);
        }
    }
}

fn room(message: &Message, upto: usize) -> u64 {
    upto.saturating_sub(message.len()) as u64
}
