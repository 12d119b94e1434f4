//! Building one message, and what can go wrong with one.

use thiserror::Error;

use super::{Depot, DepotError, Frame, FrameError, Item, PART_MAX, Role};
use crate::parcel::ParcelId;

/// Why an exchange cannot go on. What was exchanged until then stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ExchangeError {
    /// The bytes are not this exchange.
    #[error("exchange-failed")]
    NotUnderstood,
    /// The other side speaks another version.
    #[error("exchange-failed")]
    Version(u16),
    /// The other side serves another mailbox.
    #[error("exchange-failed")]
    WrongMailbox,
    /// The other side is not what was expected.
    #[error("exchange-failed")]
    WrongPeer(Role),
    /// The other side says that there is more but never gives it.
    #[error("exchange-failed")]
    Stalled,
    /// This side's own store failed.
    #[error(transparent)]
    Depot(#[from] DepotError),
}

impl From<FrameError> for ExchangeError {
    fn from(error: FrameError) -> Self {
        match error {
            FrameError::Version(version) => Self::Version(version),
            _ => Self::NotUnderstood,
        }
    }
}

/// A message under construction.
#[derive(Default)]
pub(super) struct Message {
    bytes: Vec<u8>,
    /// Of which parcels there are bytes in it.
    parcels: Vec<ParcelId>,
}

impl Message {
    /// Room for a message of this many bytes, so that it is not copied while it grows.
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            parcels: Vec::new(),
        }
    }

    pub fn push(&mut self, frame: &Frame<'_>) {
        frame.write(&mut self.bytes);
    }

    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The message, once the depot has noted what leaves with it.
    pub fn finish(self, depot: &mut dyn Depot) -> Result<Vec<u8>, DepotError> {
        depot.leaving(&self.parcels)?;
        Ok(self.bytes)
    }

    /// Appends a parcel's bytes from `offset` on, in parts as long as they may be, until it ends or at
    /// least `limit` bytes of it are written. Returns the offset reached; the same as given if the parcel
    /// is gone.
    pub fn push_parts(
        &mut self,
        depot: &mut dyn Depot,
        item: &Item,
        offset: u64,
        limit: u64,
    ) -> Result<u64, DepotError> {
        let mut at = offset;
        let mut buffer = [0; PART_MAX];
        while at < item.size && at - offset < limit {
            let most = (item.size - at).min(PART_MAX as u64) as usize;
            let mut filled = 0;
            while filled < most {
                let offset = at + filled as u64;
                match depot.read(item, offset, &mut buffer[filled..most])? {
                    0 => return Ok(at),
                    length => filled += length,
                }
            }
            if at == offset {
                self.parcels.push(item.id);
            }
            self.push(&Frame::Part(*item, at, &buffer[..most]));
            at += most as u64;
        }
        Ok(at)
    }
}
