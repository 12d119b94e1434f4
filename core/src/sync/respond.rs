//! The answering end of an exchange. It keeps nothing between two messages but what its depot keeps.

use std::collections::BTreeMap;

use super::{
    Depot, ExchangeError, Frame, FrameError, Have, Hello, Item, MESSAGE_MAX, Reason, Role,
    SMALL_MAX, VERSION,
    message::Message,
    receive::{Taken, standing, take},
};
use crate::parcel::ParcelId;

/// Offers asked of the depot at a time.
const PAGE: usize = 64;
/// Offers and parts looked at in one message, and so answered; the rest is passed over and asked again.
const ANSWERS_MAX: usize = 4096;

/// Takes in one request, in as many pieces as it comes, and answers it.
///
/// What was fed is durable when [`Responder::feed`] returns, so a request that is cut off is not lost.
pub struct Responder {
    peer: Option<Role>,
    hello: Option<Hello>,
    rest: Vec<u8>,
    total: usize,
    refused: bool,
    since: Option<(u64, u64)>,
    /// Offers and parts so far.
    statements: usize,
    answers: Vec<Frame<'static>>,
    /// What has arrived in part: with which statement it began, and how much of it is here.
    arriving: BTreeMap<(ParcelId, u64), (usize, Item, u64)>,
    wanted: Vec<(Item, u64)>,
}

/// Answers a request that came in one piece.
pub fn respond(depot: &mut dyn Depot, request: &[u8]) -> Result<Vec<u8>, ExchangeError> {
    let mut responder = Responder::new(None);
    responder.feed(depot, request)?;
    responder.finish(depot)
}

impl Responder {
    /// For a request of a peer that was authenticated as this role, or by nobody.
    pub fn new(peer: Option<Role>) -> Self {
        Self {
            peer,
            hello: None,
            rest: Vec::new(),
            total: 0,
            refused: false,
            since: None,
            statements: 0,
            answers: Vec::new(),
            arriving: BTreeMap::new(),
            wanted: Vec::new(),
        }
    }

    /// Takes in the request's next bytes. After an error what came before it still counts.
    pub fn feed(&mut self, depot: &mut dyn Depot, bytes: &[u8]) -> Result<(), ExchangeError> {
        self.total += bytes.len();
        if self.total > MESSAGE_MAX {
            return Err(ExchangeError::NotUnderstood);
        }
        self.rest.extend_from_slice(bytes);
        let rest = std::mem::take(&mut self.rest);
        let mut at = 0;
        let outcome = loop {
            match Frame::read(&rest[at..]) {
                _ if self.refused => break Ok(()),
                Ok((frame, length)) => {
                    if let Err(error) = self.take(depot, frame) {
                        break Err(error);
                    }
                    at += length;
                }
                Err(FrameError::Cut) => break Ok(()),
                Err(FrameError::Version(_)) if self.hello.is_none() => self.refused = true,
                Err(error) => break Err(error.into()),
            }
        };
        depot.commit()?;
        self.rest = rest[at..].to_vec();
        outcome
    }

    fn take(&mut self, depot: &mut dyn Depot, frame: Frame<'_>) -> Result<(), ExchangeError> {
        let Some(Hello { role: peer, .. }) = self.hello else {
            let Frame::Hello(hello) = frame else {
                return Err(ExchangeError::NotUnderstood);
            };
            if let Some(peer) = self.peer.filter(|peer| *peer != hello.role) {
                return Err(ExchangeError::WrongPeer(peer));
            }
            // Only phones ask a phone. One that calls itself a hub or a desk wants what it carries for
            // others to be thought delivered.
            let only_phones = self.peer.is_none() && depot.role() == Role::Phone;
            if only_phones && hello.role != Role::Phone {
                return Err(ExchangeError::WrongPeer(Role::Phone));
            }
            // Our own hello tells the other side which mailbox this is.
            self.refused = hello.mailbox != depot.mailbox();
            self.hello = Some(hello);
            return Ok(());
        };
        if matches!(frame, Frame::Offer(_) | Frame::Part(..)) {
            // Each is looked up, and costs its sender a few bytes.
            self.statements += 1;
            if self.statements > ANSWERS_MAX {
                return Ok(());
            }
        }
        match frame {
            Frame::Hello(_) | Frame::Cursor { .. } => return Err(ExchangeError::NotUnderstood),
            Frame::Offer(item) => match standing(depot, peer, &item)? {
                Have::Held => self.answer(Frame::Got(item.id)),
                Have::Missing(upto) => self.answer(Frame::Want(item, upto)),
                Have::Refused(reason) => self.answer(Frame::Refused(item.id, reason)),
            },
            Frame::Part(item, offset, bytes) => match take(depot, peer, &item, offset, bytes)? {
                Taken::Whole(_) => {
                    self.arriving.retain(|(id, _), _| *id != item.id);
                    self.answer(Frame::Got(item.id));
                }
                Taken::Upto(upto) => {
                    let new = (self.statements, item, upto);
                    let arriving = self.arriving.entry((item.id, item.size));
                    arriving.or_insert(new).2 = upto;
                }
                Taken::Refused(reason) => {
                    self.arriving.remove(&(item.id, item.size));
                    self.answer(Frame::Refused(item.id, reason));
                }
            },
            Frame::Want(item, offset) => {
                if self.wanted.len() < ANSWERS_MAX && item.way.flows(depot.role(), peer) {
                    self.wanted.push((item, offset));
                }
            }
            Frame::Got(id) => depot.delivered(&id, peer)?,
            Frame::Refused(id, reason) => depot.refused(&id, peer, reason)?,
            Frame::Since { epoch, from, kept } => {
                self.since = Some((epoch, from));
                if epoch == depot.epoch() {
                    depot.kept_by_peer(kept)?;
                } else if epoch == 0 {
                    // It has never collected here; or it has forgotten that it did.
                    depot.kept_by_peer(0)?;
                }
            }
            Frame::End(_) => {}
        }
        Ok(())
    }

    fn answer(&mut self, frame: Frame<'static>) {
        // A parcel that came in several parts is answered once.
        if self.answers.last() != Some(&frame) {
            self.answers.push(frame);
        }
    }

    /// The answer to everything that was fed.
    pub fn finish(self, depot: &mut dyn Depot) -> Result<Vec<u8>, ExchangeError> {
        let mut message = Message::default();
        message.push(&Frame::Hello(Hello {
            version: VERSION,
            role: depot.role(),
            mailbox: depot.mailbox(),
            window: MESSAGE_MAX as u32,
            careful: false,
        }));
        let Some(hello) = self.hello.filter(|_| !self.refused) else {
            if !self.refused {
                return Err(ExchangeError::NotUnderstood);
            }
            message.push(&Frame::End(false));
            return Ok(message.finish(depot)?);
        };
        for frame in &self.answers {
            message.push(frame);
        }
        // The most urgent came first, and shall go on first.
        let mut arriving: Vec<_> = self.arriving.into_values().collect();
        arriving.sort_unstable_by_key(|(place, ..)| *place);
        for (_, item, upto) in arriving {
            message.push(&Frame::Want(item, upto));
        }
        let window = message.len() + (hello.window as usize).min(MESSAGE_MAX / 2);
        let mut more = false;
        if let Some((epoch, from)) = self.since {
            let from = if epoch == depot.epoch() { from } else { 0 };
            more |= list(depot, &mut message, &hello, from, window)?;
        }
        for (item, offset) in self.wanted {
            let room = window.saturating_sub(message.len()) as u64;
            if room == 0 {
                more = true;
                break;
            }
            if message.push_parts(depot, &item, offset, room)? == offset {
                // It was pruned, or never here: the other side need not ask again.
                message.push(&Frame::Refused(item.id, Reason::Gone));
            }
        }
        message.push(&Frame::End(more));
        Ok(message.finish(depot)?)
    }
}

/// Lists what the peer may have, small parcels at once unless it is careful. Returns whether there is
/// more than the window holds.
fn list(
    depot: &mut dyn Depot,
    message: &mut Message,
    hello: &Hello,
    from: u64,
    window: usize,
) -> Result<bool, ExchangeError> {
    let mut at = from;
    let mut page = depot.offers(hello.role, at, PAGE)?;
    // The list may have begun again with its first page.
    let epoch = depot.epoch();
    let cursor = |message: &mut Message, at| message.push(&Frame::Cursor { epoch, at });
    cursor(message, at);
    let (mut listed, mut more) = (0, false);
    'pages: loop {
        let full = page.len() >= PAGE;
        for (place, item) in page {
            if item.way.flows(depot.role(), hello.role) {
                let room = window.saturating_sub(message.len()) as u64;
                let whole = !hello.careful && item.size <= SMALL_MAX;
                if room == 0 || whole && item.size > room && listed > 0 {
                    more = true;
                    break 'pages;
                }
                if whole && item.size <= room {
                    message.push_parts(depot, &item, 0, item.size)?;
                } else {
                    // A large parcel must not hold back what stands before it.
                    cursor(message, at);
                    message.push(&Frame::Offer(item));
                }
                listed += 1;
                if listed % 8 == 0 {
                    cursor(message, place);
                }
            }
            at = place;
        }
        if !full {
            break;
        }
        page = depot.offers(hello.role, at, PAGE)?;
    }
    cursor(message, at);
    Ok(more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        parcel::Mailbox,
        sync::{Checkpoint, DepotError, Way},
    };

    /// A hub that counts what it has to look up.
    #[derive(Default)]
    struct Counting(usize);

    impl Depot for Counting {
        fn role(&self) -> Role {
            Role::Hub
        }

        fn mailbox(&self) -> Mailbox {
            Mailbox([7; 16])
        }

        fn epoch(&self) -> u64 {
            1
        }

        fn offers(&mut self, _: Role, _: u64, _: usize) -> Result<Vec<(u64, Item)>, DepotError> {
            Ok(Vec::new())
        }

        fn standing(&mut self, _: &Item, _: Role) -> Result<Have, DepotError> {
            self.0 += 1;
            Ok(Have::Held)
        }

        fn read(&mut self, _: &Item, _: u64, _: &mut [u8]) -> Result<usize, DepotError> {
            unreachable!()
        }

        fn stage(&mut self, _: &Item, _: u64, _: &[u8]) -> Result<(), DepotError> {
            unreachable!()
        }

        fn keep(&mut self, _: &Item, _: Role) -> Result<(), DepotError> {
            unreachable!()
        }

        fn unstage(&mut self, _: &Item) -> Result<(), DepotError> {
            unreachable!()
        }

        fn delivered(&mut self, _: &ParcelId, _: Role) -> Result<(), DepotError> {
            unreachable!()
        }

        fn refused(&mut self, _: &ParcelId, _: Role, _: Reason) -> Result<(), DepotError> {
            unreachable!()
        }

        fn checkpoint(&mut self) -> Result<Checkpoint, DepotError> {
            unreachable!()
        }

        fn set_checkpoint(&mut self, _: Checkpoint) -> Result<(), DepotError> {
            unreachable!()
        }

        fn commit(&mut self) -> Result<(), DepotError> {
            Ok(())
        }
    }

    #[test]
    fn a_message_full_of_statements_costs_so_many_look_ups_and_no_more() {
        let item = |number: u32| {
            let mut id = ParcelId([0; 32]);
            id.0[..4].copy_from_slice(&number.to_be_bytes());
            Item {
                id,
                size: 9,
                way: Way::Up,
            }
        };
        // All different, all the same, and parts of one byte.
        let statements: [fn(&Item) -> Frame<'static>; 2] = [
            |item| Frame::Offer(*item),
            |item| Frame::Part(*item, 0, &[0]),
        ];
        for statement in statements {
            for names in [1, 10_000] {
                let mut request = Message::default();
                request.push(&Frame::Hello(Hello {
                    version: VERSION,
                    role: Role::Phone,
                    mailbox: Mailbox([7; 16]),
                    window: 0,
                    careful: false,
                }));
                for number in 0..10_000 {
                    request.push(&statement(&item(number % names)));
                }
                let mut hub = Counting::default();
                let request = request.finish(&mut hub).unwrap();
                assert!(request.len() <= MESSAGE_MAX);
                let answer = respond(&mut hub, &request).unwrap();
                assert!((1..=ANSWERS_MAX).contains(&hub.0), "{}", hub.0);
                assert!(answer.len() <= ANSWERS_MAX * 64);
            }
        }
    }
}
