//! What anybody sees of a parcel.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Error, MAX_SIZE,
    layout::{self, Suite},
    size,
};
use crate::base::{Id, hex_bytes};

const MAGIC: &[u8; 4] = b"PCP1";

hex_bytes!(
    /// The SHA-256 of a parcel's bytes: its name everywhere.
    ParcelId,
    32
);

impl ParcelId {
    /// The id of a parcel in memory.
    pub fn of(parcel: &[u8]) -> Self {
        Self(Sha256::digest(parcel).into())
    }
}

/// Where a desk's parcels collect: a random name that says nothing about the desk. Shown like an
/// [`Id`], as 26 lower-case base32 characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Id", into = "Id")]
pub struct Mailbox(pub [u8; 16]);

impl From<Id> for Mailbox {
    fn from(id: Id) -> Self {
        Self(id.0)
    }
}

impl From<Mailbox> for Id {
    fn from(mailbox: Mailbox) -> Self {
        Self(mailbox.0)
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Id(self.0), f)
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a carrier or a hub can know of a parcel, and check before it spends anything on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Where it goes.
    pub mailbox: Mailbox,
    /// Its size in bytes, one of those that parcels have.
    pub size: u64,
}

impl Header {
    /// How many of a parcel's first bytes [`Header::parse`] needs.
    pub const LEN: usize = layout::START;

    /// Reads the start of a parcel whose whole size is `size`. Bytes beyond [`Header::LEN`] are
    /// ignored.
    ///
    /// # Errors
    /// [`Error::NotAParcel`], [`Error::UnknownSuite`], [`Error::TooLarge`], or [`Error::Truncated`]
    /// when no parcel has this size.
    pub fn parse(start: &[u8], size: u64) -> Result<Self, Error> {
        let shared = start.len().min(MAGIC.len());
        if start[..shared] != MAGIC[..shared] {
            return Err(Error::NotAParcel);
        }
        let (start, _) = start.split_first_chunk().ok_or(Error::Truncated)?;
        let (suite, mailbox) = Self::start(start)?;
        if size > MAX_SIZE {
            return Err(Error::TooLarge);
        }
        if !size::is_size(suite, size) {
            return Err(Error::Truncated);
        }
        Ok(Self { mailbox, size })
    }

    /// The suite and the mailbox in a parcel's first bytes.
    pub(super) fn start(start: &[u8; Self::LEN]) -> Result<(Suite, Mailbox), Error> {
        if start[..4] != *MAGIC {
            return Err(Error::NotAParcel);
        }
        let suite = Suite::from_number(u16::from_be_bytes([start[4], start[5]]))?;
        let mut mailbox = Mailbox([0; 16]);
        mailbox.0.copy_from_slice(&start[6..]);
        Ok((suite, mailbox))
    }

    /// The first bytes of a parcel to this mailbox.
    pub(super) fn bytes(suite: Suite, mailbox: Mailbox) -> [u8; Self::LEN] {
        let mut bytes = [0; Self::LEN];
        bytes[..4].copy_from_slice(MAGIC);
        bytes[4..6].copy_from_slice(&(suite as u16).to_be_bytes());
        bytes[6..].copy_from_slice(&mailbox.0);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_refuses_the_rest() {
        let mailbox = Mailbox([9; 16]);
        let bytes = Header::bytes(Suite::TwoSlots, mailbox);
        let parsed = Header::parse(&bytes, 4096);
        assert_eq!(
            parsed,
            Ok(Header {
                mailbox,
                size: 4096
            })
        );

        assert_eq!(Header::parse(&bytes, 4095), Err(Error::Truncated));
        assert_eq!(Header::parse(&bytes[..21], 21), Err(Error::Truncated));
        assert_eq!(Header::parse(b"", 0), Err(Error::Truncated));
        assert_eq!(Header::parse(b"PK", 2), Err(Error::NotAParcel));
        assert!(Header::parse(&bytes, MAX_SIZE).is_ok());
        assert_eq!(Header::parse(&bytes, MAX_SIZE + 1), Err(Error::TooLarge));
        let mut newer = bytes;
        newer[5] = 4;
        assert_eq!(Header::parse(&newer, 4096), Err(Error::UnknownSuite));
    }

    #[test]
    fn a_mailbox_is_written_like_an_id() {
        let mailbox = Mailbox([9; 16]);
        let json = serde_json::to_string(&mailbox).unwrap();
        assert_eq!(json, format!("\"{mailbox}\""));
        assert_eq!(serde_json::from_str::<Mailbox>(&json).unwrap(), mailbox);
        assert_eq!(format!("{mailbox:?}"), mailbox.to_string());
    }
}
