//! The letter: what a parcel holds.

use serde::{Deserialize, Serialize};

use super::{Error, MAX_CONTENT, Mailbox, ParcelId, layout::LETTER_HEAD};
use crate::crypto::{KeyHash, VerifyingKey};

/// The purpose for which letters are signed.
pub const DOMAIN: &str = "letter 1";

/// What a letter's content is. Nobody but who opens the parcel learns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// A finished record of a phone.
    Record = 1,
    /// A file that belongs to a record.
    Attachment = 2,
    /// The office's word on what has arrived.
    Receipt = 3,
    /// Signed content: checklists, services, guidance.
    Pack = 4,
    /// The office's answer to a referral.
    Answer = 5,
    /// Enrolment, refusal, revocation, wipe.
    Notice = 6,
    /// The key that packs are sealed to from now on.
    Audience = 7,
}

impl LetterKind {
    const ALL: [Self; 7] = [
        Self::Record,
        Self::Attachment,
        Self::Receipt,
        Self::Pack,
        Self::Answer,
        Self::Notice,
        Self::Audience,
    ];

    fn from_byte(byte: u8) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|kind| *kind as u8 == byte);
        known.ok_or(Error::UnknownKind)
    }
}

/// A letter whose signature was verified, without its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The parcel that it came in.
    pub id: ParcelId,
    /// What the content is.
    pub kind: LetterKind,
    /// The mailbox that it was written to.
    pub mailbox: Mailbox,
    /// The key that it was written to.
    pub to: KeyHash,
    /// The escrow key that it was also written to.
    pub escrow: Option<KeyHash>,
    /// Who signed it. Whether that is anybody known is for the reader to decide.
    pub signer: VerifyingKey,
    /// Bytes of content.
    pub len: u64,
}

/// A letter's first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub kind: LetterKind,
    pub mailbox: Mailbox,
    pub to: KeyHash,
    pub escrow: Option<KeyHash>,
    pub signer: VerifyingKey,
    pub len: u64,
}

impl Head {
    pub fn to_bytes(self) -> [u8; LETTER_HEAD] {
        let mut bytes = [0; LETTER_HEAD];
        bytes[0] = self.kind as u8;
        bytes[1..17].copy_from_slice(&self.mailbox.0);
        bytes[17..49].copy_from_slice(&self.to.0);
        bytes[49..81].copy_from_slice(&self.escrow.map_or([0; 32], |hash| hash.0));
        bytes[81..113].copy_from_slice(&self.signer.0);
        bytes[113..].copy_from_slice(&self.len.to_be_bytes());
        bytes
    }

    pub fn from_bytes(bytes: &[u8; LETTER_HEAD]) -> Result<Self, Error> {
        let escrow = KeyHash(field(bytes, 49));
        let head = Self {
            kind: LetterKind::from_byte(bytes[0])?,
            mailbox: Mailbox(field(bytes, 1)),
            to: KeyHash(field(bytes, 17)),
            escrow: (escrow.0 != [0; 32]).then_some(escrow),
            signer: VerifyingKey(field(bytes, 81)),
            len: u64::from_be_bytes(field(bytes, 113)),
        };
        if head.len > MAX_CONTENT {
            return Err(Error::Malformed);
        }
        Ok(head)
    }
}

fn field<const N: usize>(bytes: &[u8; LETTER_HEAD], at: usize) -> [u8; N] {
    bytes[at..at + N]
        .try_into()
        .expect("the fields lie within the head's fixed length")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_refuses_the_rest() {
        for kind in LetterKind::ALL {
            for escrow in [None, Some(KeyHash([4; 32]))] {
                let head = Head {
                    kind,
                    mailbox: Mailbox([2; 16]),
                    to: KeyHash([3; 32]),
                    escrow,
                    signer: VerifyingKey([5; 32]),
                    len: MAX_CONTENT,
                };
                let bytes = head.to_bytes();
                assert_eq!(Head::from_bytes(&bytes), Ok(head));

                let mut longer = bytes;
                longer[113..].copy_from_slice(&(MAX_CONTENT + 1).to_be_bytes());
                assert_eq!(Head::from_bytes(&longer), Err(Error::Malformed));
                for unknown in [0, 8, 255] {
                    let mut newer = bytes;
                    newer[0] = unknown;
                    assert_eq!(Head::from_bytes(&newer), Err(Error::UnknownKind));
                }
            }
        }
    }
}
