//! One entry of a device's journal.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{
    base::hex_bytes,
    crypto::{Signature, SigningKey, VerifyingKey},
};

hex_bytes!(
    /// A SHA-256 of the journal: of an entry, or a commitment to a record.
    Hash,
    32
);

hex_bytes!(
    /// The random bytes mixed into a [`commitment`]. They travel with the record, inside its
    /// parcel; without them nobody can test a guess at what a record says against its entry.
    Salt,
    32
);

impl Hash {
    /// What stands for "the entry before" in a device's first entry.
    pub const NONE: Self = Self([0; 32]);
}

impl Salt {
    /// A new random salt.
    pub fn random() -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system provides randomness");
        Self(bytes)
    }
}

/// Commits to a record's exact stored bytes without showing them.
pub fn commitment(salt: &Salt, content: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"pocketcard commitment 1\0");
    hasher.update(salt.0);
    hasher.update(content);
    Hash(hasher.finalize().into())
}

/// Why bytes are not a journal entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EntryError {
    /// The number of bytes is not [`Entry::LEN`].
    #[error("not the length of a journal entry")]
    Length,
    /// The first byte is a version that this program does not know.
    #[error("a version of journal entry that is not known here")]
    Version,
    /// The device's signature does not match.
    #[error("the signature of the journal entry does not match")]
    BadSignature,
    /// The number is out of range, or a first entry names one before it, or a later one names none.
    #[error("the journal entry contradicts itself")]
    Malformed,
    /// The entry belongs to another device than the chain it was given to.
    #[error("the journal entry is another device's")]
    OtherDevice,
}

/// One signed link of a device's journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Whose journal this is.
    pub device: VerifyingKey,
    /// Its place: 1 for the first, one more for each after it, at most [`Entry::MAX_SEQ`].
    pub seq: u64,
    /// [`Entry::hash`] of the entry before, or [`Hash::NONE`] for the first.
    pub previous: Hash,
    /// [`commitment`] to the record.
    pub commitment: Hash,
    /// What the device's wall clock said, in milliseconds since 1970-01-01 UTC. It may be wrong by
    /// years and proves nothing about time.
    pub wall_at: i64,
    /// The device's signature over everything above.
    pub signature: Signature,
}

impl Entry {
    /// Bytes of an entry: version 1, device 32, seq 8, previous 32, commitment 32, wall_at 8,
    /// signature 64.
    pub const LEN: usize = 177;
    /// The highest place: what SQLite's and most languages' signed integers hold.
    pub const MAX_SEQ: u64 = i64::MAX as u64;
    const VERSION: u8 = 1;
    const SIGNED: usize = Self::LEN - 64;
    const DOMAIN: &str = "journal entry 1";

    /// Signs the entry that takes place `seq` after the entry whose hash is `previous`. Devices use
    /// [`Tip::append`], which cannot get those two wrong.
    pub fn sign(
        key: &SigningKey,
        seq: u64,
        previous: Hash,
        commitment: Hash,
        wall_at: i64,
    ) -> Self {
        let mut entry = Self {
            device: key.verifying_key(),
            seq,
            previous,
            commitment,
            wall_at,
            signature: Signature([0; 64]),
        };
        entry.signature = key.sign(Self::DOMAIN, &entry.to_bytes()[..Self::SIGNED]);
        entry
    }

    /// Checks the signature and that the entry does not contradict itself.
    ///
    /// # Errors
    /// [`EntryError::Malformed`] or [`EntryError::BadSignature`].
    pub fn verify(&self) -> Result<(), EntryError> {
        let in_range = (1..=Self::MAX_SEQ).contains(&self.seq);
        if !in_range || (self.seq == 1) != (self.previous == Hash::NONE) {
            return Err(EntryError::Malformed);
        }
        let bytes = self.to_bytes();
        self.device
            .verify(Self::DOMAIN, &bytes[..Self::SIGNED], &self.signature)
            .map_err(|_| EntryError::BadSignature)
    }

    /// SHA-256 over the entry's bytes, signature included: what the next entry names.
    pub fn hash(&self) -> Hash {
        Hash(Sha256::digest(self.to_bytes()).into())
    }

    /// The entry as it is stored and sent.
    pub fn to_bytes(&self) -> [u8; Self::LEN] {
        let mut bytes = [0; Self::LEN];
        bytes[0] = Self::VERSION;
        bytes[1..33].copy_from_slice(&self.device.0);
        bytes[33..41].copy_from_slice(&self.seq.to_be_bytes());
        bytes[41..73].copy_from_slice(&self.previous.0);
        bytes[73..105].copy_from_slice(&self.commitment.0);
        bytes[105..113].copy_from_slice(&self.wall_at.to_be_bytes());
        bytes[113..].copy_from_slice(&self.signature.0);
        bytes
    }

    /// Reads an entry. The signature is not checked here: see [`Entry::verify`].
    ///
    /// # Errors
    /// [`EntryError::Length`] or [`EntryError::Version`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EntryError> {
        let bytes: &[u8; Self::LEN] = bytes.try_into().map_err(|_| EntryError::Length)?;
        if bytes[0] != Self::VERSION {
            return Err(EntryError::Version);
        }
        Ok(Self {
            device: VerifyingKey(field(bytes, 1)),
            seq: u64::from_be_bytes(field(bytes, 33)),
            previous: Hash(field(bytes, 41)),
            commitment: Hash(field(bytes, 73)),
            wall_at: i64::from_be_bytes(field(bytes, 105)),
            signature: Signature(field(bytes, 113)),
        })
    }
}

fn field<const N: usize>(bytes: &[u8; Entry::LEN], at: usize) -> [u8; N] {
    bytes[at..at + N]
        .try_into()
        .expect("the entry's fields lie within its fixed length")
}

/// Where a device's journal ends: what it must remember to add the next entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tip {
    /// The last entry's place; 0 before the first.
    pub seq: u64,
    /// The last entry's hash; [`Hash::NONE`] before the first.
    pub hash: Hash,
}

impl Tip {
    /// The end of an empty journal.
    pub const EMPTY: Self = Self {
        seq: 0,
        hash: Hash::NONE,
    };

    /// Signs the next entry and moves on to it. Keep the tip in the same transaction as the record.
    pub fn append(&mut self, key: &SigningKey, commitment: Hash, wall_at: i64) -> Entry {
        let entry = Entry::sign(key, self.seq + 1, self.hash, commitment, wall_at);
        *self = Self {
            seq: entry.seq,
            hash: entry.hash(),
        };
        entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        let key = SigningKey::from_seed(&[1; 32]);
        let mut tip = Tip::EMPTY;
        tip.append(&key, commitment(&Salt([2; 32]), b"first"), 1_000);
        tip.append(&key, commitment(&Salt([3; 32]), b"second"), -5)
    }

    #[test]
    fn reads_what_it_writes() {
        let entry = entry();
        assert_eq!(entry.verify(), Ok(()));
        assert_eq!(Entry::from_bytes(&entry.to_bytes()), Ok(entry));
        let json = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<Entry>(&json).unwrap(), entry);
    }

    #[test]
    fn any_bit_flip_is_refused() {
        let bytes = entry().to_bytes();
        for bit in 0..bytes.len() * 8 {
            let mut bent = bytes;
            bent[bit / 8] ^= 1 << (bit % 8);
            assert!(
                Entry::from_bytes(&bent).and_then(|e| e.verify()).is_err(),
                "bit {bit}"
            );
        }
    }

    #[test]
    fn any_other_length_is_refused() {
        let bytes = entry().to_bytes();
        for len in 0..bytes.len() {
            assert_eq!(Entry::from_bytes(&bytes[..len]), Err(EntryError::Length));
        }
        assert_eq!(
            Entry::from_bytes(&[&bytes[..], &[0]].concat()),
            Err(EntryError::Length)
        );
    }

    #[test]
    fn contradictions_are_refused_though_signed() {
        let key = SigningKey::from_seed(&[1; 32]);
        for (seq, previous) in [
            (0, Hash::NONE),
            (1, Hash([1; 32])),
            (2, Hash::NONE),
            (Entry::MAX_SEQ + 1, Hash([1; 32])),
        ] {
            let entry = Entry::sign(&key, seq, previous, Hash([9; 32]), 0);
            assert_eq!(entry.verify(), Err(EntryError::Malformed));
        }
    }

    #[test]
    fn a_commitment_depends_on_salt_and_content() {
        let one = commitment(&Salt([1; 32]), b"content");
        assert_eq!(one, commitment(&Salt([1; 32]), b"content"));
        assert_ne!(one, commitment(&Salt([2; 32]), b"content"));
        assert_ne!(one, commitment(&Salt([1; 32]), b"contents"));
    }
}
