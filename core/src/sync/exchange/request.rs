//! What an exchange says next: what it wants, what was asked of it, what it offers.

use super::{Exchange, OPEN_MAX, Outgoing, PATIENCE};
use crate::sync::{
    Depot, ExchangeError, Frame, Hello, Item, PART_MAX, Role, SMALL_MAX, VERSION, message::Message,
};

/// Offers asked of the depot at a time.
const PAGE: usize = 64;

impl Exchange {
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
}

fn room(message: &Message, upto: usize) -> u64 {
    upto.saturating_sub(message.len()) as u64
}
