//! What an exchange makes of the answer, whole or cut off.

use super::{Exchange, Fetch, OPEN_MAX, Outgoing, PATIENCE, Status};
use crate::{
    parcel::ParcelId,
    sync::{
        Checkpoint, Depot, ExchangeError, Frame, FrameError, Have, Item, Reason, Role, SMALL_MAX,
        receive::{Taken, standing, take},
    },
};

/// Parcels that are wanted and not yet here, at most.
const FETCHING_MAX: usize = 1024;
/// Answers in a row that may bring no parcel on, whatever they promise. A long list of what is here already
/// needs some; the next exchange goes on where this one left it.
const BARREN_MAX: u16 = 256;
/// Bytes of a parcel that the other side has to have taken meanwhile for its word to count as progress.
const CRAWL: u64 = 4096;

impl Exchange {
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
            return Ok(Status::More);
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
