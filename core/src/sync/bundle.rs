//! Parcels in a file: the same frames, one way, written and read as a stream.
//!
//! A bundle begins with a table of contents, so that a reader of half a bundle can say what is missing.
//! Whole parcels before a cut are kept; damage costs the parcels it touches and no others; a large
//! parcel that arrives in part goes on from there with another copy of the bundle.

use std::{
    collections::HashSet,
    io::{self, Read, Write},
};

use thiserror::Error;

use super::{
    Depot, DepotError, ExchangeError, Frame, FrameError, Hello, Item, Reason, Role, VERSION,
    frame::{HEAD, TAIL, payload_length},
    message::Message,
    receive::{Taken, take},
};
use crate::{
    host::{Proceed, Progress},
    parcel::ParcelId,
};

/// Parcels in one bundle, at most.
const PARCELS_MAX: usize = 65_536;
/// Bytes of damaged data that are searched for the next frame before the reader gives up.
const SEARCH_MAX: usize = 4 * 1024 * 1024;
/// Parcels taken in before they are made durable together.
const BATCH: usize = 64;

/// Why a bundle was not written or read.
#[derive(Debug, Error)]
pub enum BundleError {
    /// The carrier (a memory card, a file) failed.
    #[error("bundle-failed")]
    Io(#[from] io::Error),
    /// The data is not a bundle.
    #[error("bundle-failed")]
    NotABundle,
    /// A bundle of another version.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// The user stopped it.
    #[error("cancelled")]
    Cancelled,
}

impl From<DepotError> for BundleError {
    fn from(error: DepotError) -> Self {
        Self::Exchange(error.into())
    }
}

/// What a bundle that was written contains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The parcels in it, whole.
    pub parcels: Vec<Item>,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What became of a bundle that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BundleSummary {
    /// Parcels that are newly here.
    pub taken: Vec<ParcelId>,
    /// Parcels that were here before.
    pub held: Vec<ParcelId>,
    /// Parcels that are not taken, and why.
    pub refused: Vec<(ParcelId, Reason)>,
    /// Parcels that the bundle should contain and that did not arrive whole.
    pub missing: Vec<Item>,
    /// The bundle ends too early.
    pub cut: bool,
    /// Some of its bytes are damaged.
    pub damaged: bool,
}

impl BundleSummary {
    /// Whether everything in the bundle arrived.
    pub fn is_whole(&self) -> bool {
        !self.cut && !self.damaged && self.missing.is_empty()
    }
}

/// Writes everything that such a reader may have. The parcels count as delivered only once the carrier
/// is in other hands: that is for the caller to say.
pub fn write(
    depot: &mut dyn Depot,
    reader: Role,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<Written, BundleError> {
    let mut items = Vec::new();
    let mut at = 0;
    while items.len() < PARCELS_MAX {
        let page = depot.offers(reader, at, 256)?;
        let Some((last, _)) = page.last() else { break };
        at = *last;
        let (role, room) = (depot.role(), PARCELS_MAX - items.len());
        let flowing = page
            .iter()
            .map(|(_, item)| *item)
            .filter(|item| item.way.flows(role, reader));
        items.extend(flowing.take(room));
    }
    let mut written = Written::default();
    let mut flush = |message: &mut Message, depot: &mut dyn Depot| -> Result<(), BundleError> {
        let bytes = std::mem::take(message).finish(depot)?;
        written.bytes += bytes.len() as u64;
        Ok(out.write_all(&bytes)?)
    };
    // All in one transaction.
    let ids: Vec<ParcelId> = items.iter().map(|item| item.id).collect();
    depot.leaving(&ids)?;
    let mut message = Message::default();
    message.push(&Frame::Hello(Hello {
        version: VERSION,
        role: depot.role(),
        mailbox: depot.mailbox(),
        window: 0,
        careful: false,
    }));
    for item in &items {
        message.push(&Frame::Offer(*item));
    }
    flush(&mut message, depot)?;
    let total = items.iter().map(|item| item.size).sum();
    let mut done = 0;
    let mut parcels = Vec::new();
    for item in items {
        let mut at = 0;
        while at < item.size {
            let reached = message.push_parts(depot, &item, at, 64 * 1024)?;
            flush(&mut message, depot)?;
            if reached == at {
                break;
            }
            done += reached - at;
            at = reached;
            if progress.advance(done, total) == Proceed::Cancel {
                return Err(BundleError::Cancelled);
            }
        }
        if at == item.size {
            parcels.push(item);
        }
    }
    message.push(&Frame::End(false));
    flush(&mut message, depot)?;
    out.flush()?;
    written.parcels = parcels;
    Ok(written)
}

/// Takes in what a bundle holds, as much of it as is sound.
///
/// `progress` hears the bytes of parcels that went by, of those that the table of contents promised.
pub fn read(
    input: &mut dyn Read,
    depot: &mut dyn Depot,
    progress: &dyn Progress,
) -> Result<BundleSummary, BundleError> {
    let mut frames = Frames {
        input,
        buffer: Vec::new(),
        at: 0,
        searched: 0,
        ended: false,
    };
    let mut report = BundleSummary::default();
    let mut promised: Vec<Item> = Vec::new();
    let (mut settled, mut damaged) = (HashSet::new(), HashSet::new());
    let mut writer = None;
    let (mut total, mut done, mut batch) = (0, 0, 0);
    report.cut = loop {
        let frame = match frames.next()? {
            Next::Frame(frame) => frame,
            Next::Damage => {
                report.damaged = true;
                continue;
            }
            Next::Version(version) if writer.is_none() => {
                return Err(ExchangeError::Version(version).into());
            }
            Next::Version(_) => continue,
            Next::Nothing => break true,
        };
        match frame {
            Frame::Hello(hello) if writer.is_none() => {
                if hello.mailbox != depot.mailbox() {
                    return Err(ExchangeError::WrongMailbox.into());
                }
                writer = Some(hello.role);
            }
            _ if writer.is_none() => return Err(BundleError::NotABundle),
            Frame::Offer(item) if promised.len() < PARCELS_MAX => {
                total += item.size;
                promised.push(item);
            }
            Frame::Part(item, offset, bytes) => {
                let peer = writer.expect("checked by the arm before");
                done += bytes.len() as u64;
                let name = (item.id, item.way);
                if settled.len() < PARCELS_MAX && !settled.contains(&name) {
                    let outcome = take(depot, peer, &item, offset, bytes)?;
                    match outcome {
                        Taken::Whole(true) => report.taken.push(item.id),
                        Taken::Whole(false) => report.held.push(item.id),
                        Taken::Refused(reason) => {
                            report.refused.push((item.id, reason));
                            if reason == Reason::Damaged {
                                damaged.insert(item.id);
                            }
                        }
                        Taken::Upto(_) => {}
                    }
                    if !matches!(outcome, Taken::Upto(_)) {
                        settled.insert(name);
                        batch += 1;
                    }
                }
                if batch == BATCH {
                    depot.commit()?;
                    batch = 0;
                }
                if progress.advance(done.min(total), total) == Proceed::Cancel {
                    depot.commit()?;
                    return Err(BundleError::Cancelled);
                }
            }
            Frame::End(_) => break false,
            _ => report.damaged = true,
        }
    };
    if writer.is_none() {
        return Err(BundleError::NotABundle);
    }
    depot.commit()?;
    promised.retain(|item| !settled.contains(&(item.id, item.way)) || damaged.contains(&item.id));
    report.missing = promised;
    Ok(report)
}

enum Next<'a> {
    Frame(Frame<'a>),
    /// Some bytes had to be passed over.
    Damage,
    Version(u16),
    Nothing,
}

/// Frames from a stream, finding its place again after damage.
struct Frames<'r> {
    input: &'r mut dyn Read,
    buffer: Vec<u8>,
    at: usize,
    searched: usize,
    ended: bool,
}

impl Frames<'_> {
    /// Makes at least `count` bytes available, if the stream has them.
    fn fill(&mut self, count: usize) -> io::Result<bool> {
        if self.buffer.len() - self.at < count {
            self.buffer.drain(..self.at);
            self.at = 0;
            while self.buffer.len() < count && !self.ended {
                let start = self.buffer.len();
                self.buffer.resize(start + 64 * 1024, 0);
                let length = match self.input.read(&mut self.buffer[start..]) {
                    Ok(length) => length,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        self.buffer.truncate(start);
                        continue;
                    }
                    Err(error) => return Err(error),
                };
                self.buffer.truncate(start + length);
                self.ended = length == 0;
            }
        }
        Ok(self.buffer.len() - self.at >= count)
    }

    fn next(&mut self) -> io::Result<Next<'_>> {
        if !self.fill(HEAD)? {
            return Ok(Next::Nothing);
        }
        let head = self.buffer[self.at..]
            .first_chunk()
            .expect("a head's bytes are there");
        let Some(length) = payload_length(head) else {
            return self.search();
        };
        let whole = HEAD + length + TAIL;
        if !self.fill(whole)? {
            // Cut, or a length that damage made up: the search goes on behind this head.
            return self.search();
        }
        let start = self.at;
        match Frame::read(&self.buffer[start..]) {
            Ok((frame, length)) => {
                self.at += length;
                Ok(Next::Frame(frame))
            }
            Err(FrameError::Version(version)) => {
                self.at += whole;
                Ok(Next::Version(version))
            }
            Err(_) => {
                self.at += whole;
                Ok(Next::Damage)
            }
        }
    }

    /// Passes over bytes up to the next frame's head.
    fn search(&mut self) -> io::Result<Next<'_>> {
        loop {
            self.at += 1;
            self.searched += 1;
            if self.searched > SEARCH_MAX || !self.fill(HEAD)? {
                return Ok(Next::Nothing);
            }
            let head = self.buffer[self.at..]
                .first_chunk()
                .expect("a head's bytes are there");
            if payload_length(head).is_some() {
                return Ok(Next::Damage);
            }
        }
    }
}
