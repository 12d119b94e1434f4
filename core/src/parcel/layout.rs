//! How many bytes each part of a parcel has. `docs/formats.md` draws it.

use super::Error;

/// How a parcel is laid out. All share X-Wing, HKDF-SHA256, ChaCha20-Poly1305 in STREAM, and Ed25519.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    /// Two slots, and coarse sizes: what earlier versions sealed. It is opened and not sealed any more.
    Earlier = 1,
    /// One slot: the office has no escrow of parcels, and no parcel of it has a second.
    OneSlot = 2,
    /// Two slots: for the desk, and for the escrow or nobody.
    TwoSlots = 3,
}

impl Suite {
    /// The suite of this number.
    pub fn from_number(number: u16) -> Result<Self, Error> {
        let all = [Self::Earlier, Self::OneSlot, Self::TwoSlots];
        let known = all.into_iter().find(|suite| *suite as u16 == number);
        known.ok_or(Error::UnknownSuite)
    }

    /// How many slots it has.
    pub const fn slots(self) -> usize {
        match self {
            Self::OneSlot => 1,
            Self::Earlier | Self::TwoSlots => 2,
        }
    }

    /// How many bytes stand before the sealed payload.
    pub const fn head(self) -> usize {
        START + self.slots() * SLOT + COMMITMENT
    }
}

/// The first bytes, which carriers read: magic, suite, mailbox.
pub const START: usize = 22;
/// An X-Wing ciphertext.
pub const ENCAPSULATED: usize = 1120;
/// A slot: the X-Wing ciphertext and the sealed file key with its tag.
pub const SLOT: usize = ENCAPSULATED + 32 + 16;
/// The key commitment.
pub const COMMITMENT: usize = 32;
/// The bytes before the sealed payload where there are two slots.
#[cfg(test)]
pub const HEAD: usize = Suite::TwoSlots.head();
/// A full chunk of the sealed payload.
pub const SEALED: usize = 64 * 1024;
/// The tag of a chunk.
pub const TAG: usize = 16;
/// The plain bytes that a full chunk carries.
pub const PLAIN: usize = SEALED - TAG;
/// A letter before its content.
pub const LETTER_HEAD: usize = 121;
/// A letter besides its content: the head and the signature after it.
pub const LETTER_OVERHEAD: u64 = LETTER_HEAD as u64 + 64;
