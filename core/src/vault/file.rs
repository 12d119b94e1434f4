//! The vault file, byte by byte: `docs/formats.md`, "The vault file".

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{
    Error, Kdf, MasterKey, escrow, files,
    seal::{self, Key, NONCE},
};
use crate::{
    parcel::{PublicKey, SecretKey},
    record::Id,
};

const MAGIC: &[u8; 7] = b"PCVAULT";
const VERSION: u8 = 1;
const HEADER: usize = 96;
/// Bytes of one slot; a slot that needs fewer is filled with randomness.
pub(super) const SLOT: usize = 1264;
const SLOTS: usize = 8;
const CHECKSUM: usize = 32;
/// Length of every vault file.
pub(super) const LENGTH: usize = HEADER + SLOTS * SLOT + CHECKSUM;

const COMMITMENT: usize = 32;
/// `nonce || commitment || master key sealed`.
const USED: usize = NONCE + COMMITMENT + 32 + seal::OVERHEAD;

/// What a slot is for. Its place in the file is fixed, so that nothing has to say which are in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The daily passphrase or PIN, bound to the keystore.
    Passphrase = 0,
    /// The recovery words, bound to nothing else.
    Words = 1,
    /// The office's escrow key, bound to nothing else.
    Escrow = 2,
    /// The duress passphrase, bound to the keystore; opens another, empty store.
    Duress = 3,
}

/// A vault file in memory.
pub(super) struct VaultFile {
    pub id: Id,
    pub kdf: Kdf,
    pub salt: [u8; 32],
    slots: Vec<u8>,
    /// The checksum did not hold when the file was read.
    pub damaged: bool,
}

impl VaultFile {
    /// A vault of a new name and salt, none of whose slots opens.
    pub fn new(kdf: Kdf, salt: [u8; 32]) -> Self {
        let mut slots = vec![0; SLOTS * SLOT];
        getrandom::fill(&mut slots).expect("the operating system provides randomness");
        let mut file = Self {
            id: Id::random(),
            kdf,
            salt,
            slots,
            damaged: false,
        };
        file.clear(Slot::Escrow);
        file
    }

    pub fn read(path: &Path) -> Result<Self, Error> {
        let file = fs::File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::Missing,
            _ => error.into(),
        })?;
        let mut bytes = Vec::with_capacity(LENGTH + 1);
        file.take(LENGTH as u64 + 1).read_to_end(&mut bytes)?;
        Self::parse(&bytes)
    }

    fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let (header, rest) = bytes.split_first_chunk::<HEADER>().ok_or(Error::Damaged)?;
        let (magic, header) = header.split_at(MAGIC.len());
        if magic != MAGIC {
            return Err(Error::Damaged);
        }
        match header[0] {
            VERSION => {}
            0 => return Err(Error::Damaged),
            _ => return Err(Error::TooNew),
        }
        if bytes.len() != LENGTH {
            return Err(Error::Damaged);
        }
        let (slots, checksum) = rest.split_at(SLOTS * SLOT);
        let damaged = Sha256::digest(&bytes[..LENGTH - CHECKSUM]).as_slice() != checksum;
        let (id, header) = header[1..]
            .split_first_chunk()
            .expect("the header is longer");
        let (kdf, header) = header.split_first_chunk().expect("the header is longer");
        let (salt, reserved) = header.split_first_chunk().expect("the header is longer");
        if reserved.iter().any(|byte| *byte != 0) {
            return Err(Error::Damaged);
        }
        let kdf = Kdf::from_bytes(kdf)?;
        Ok(Self {
            id: Id(*id),
            kdf,
            salt: *salt,
            slots: slots.to_vec(),
            damaged,
        })
    }

    fn header(&self) -> [u8; HEADER] {
        let mut header = [0; HEADER];
        let fields: [&[u8]; 5] = [
            MAGIC,
            &[VERSION],
            &self.id.0,
            &self.kdf.to_bytes(),
            &self.salt,
        ];
        let mut at = 0;
        for field in fields {
            header[at..at + field.len()].copy_from_slice(field);
            at += field.len();
        }
        header
    }

    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend_from_slice(&self.header());
        bytes.extend_from_slice(&self.slots);
        let checksum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&checksum);
        Ok(files::replace(path, &bytes)?)
    }

    fn slot(&self, slot: Slot) -> &[u8] {
        &self.slots[slot as usize * SLOT..][..SLOT]
    }

    /// Fills a slot with these bytes and randomness after them; without any, empties it.
    fn set_slot(&mut self, slot: Slot, bytes: &[u8]) {
        let place = &mut self.slots[slot as usize * SLOT..][..SLOT];
        place[..bytes.len()].copy_from_slice(bytes);
        getrandom::fill(&mut place[bytes.len()..])
            .expect("the operating system provides randomness");
    }

    /// Makes a slot like one that was never used.
    pub fn clear(&mut self, slot: Slot) {
        match slot {
            Slot::Escrow => {
                let dummy = escrow::dummy(&self.aad(slot));
                self.set_slot(slot, &dummy);
            }
            _ => self.set_slot(slot, &[]),
        }
    }

    /// Seals the master key to an escrow key.
    pub fn entrust(&mut self, to: &PublicKey, master: &MasterKey) -> Result<(), Error> {
        let sealed = escrow::seal(to, &self.aad(Slot::Escrow), master)?;
        self.set_slot(Slot::Escrow, &sealed);
        Ok(())
    }

    /// The master key, if it was sealed to this escrow key.
    pub fn redeem(&self, key: &SecretKey) -> Option<MasterKey> {
        escrow::open(key, &self.aad(Slot::Escrow), self.slot(Slot::Escrow))
    }

    /// Everything about the vault that a slot is bound to: a slot copied to another place, another
    /// vault or under other parameters does not open.
    fn aad(&self, slot: Slot) -> Vec<u8> {
        let mut aad = b"pocketcard vault slot".to_vec();
        aad.extend_from_slice(&self.header());
        aad.push(slot as u8);
        aad
    }

    /// The wrapping key, and a commitment to it: without one, a forged slot could be made to open
    /// under many passphrases at once.
    fn keys(&self, slot: Slot, secret: &Key, nonce: &[u8]) -> (Key, Key) {
        let mut both = Zeroizing::new([0; 64]);
        seal::derive(&**secret, nonce, &self.aad(slot), both.as_mut());
        let (mut key, mut commitment) = (Key::default(), Key::default());
        key.copy_from_slice(&both[..32]);
        commitment.copy_from_slice(&both[32..]);
        (key, commitment)
    }

    /// Wraps the master key in a slot so that `secret` opens it.
    pub fn wrap(&mut self, slot: Slot, secret: &Key, master: &MasterKey) {
        let nonce = seal::random::<NONCE>();
        let (key, commitment) = self.keys(slot, secret, &nonce);
        let mut bytes = Vec::with_capacity(USED);
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&*commitment);
        bytes.extend_from_slice(&seal::seal(&key, &self.aad(slot), master.expose()));
        self.set_slot(slot, &bytes);
    }

    /// The master key, if `secret` is what the slot was wrapped with. Random slots fail alike.
    pub fn unwrap(&self, slot: Slot, secret: &Key) -> Option<MasterKey> {
        let (nonce, rest) = self.slot(slot)[..USED].split_at(NONCE);
        let (commitment, sealed) = rest.split_at(COMMITMENT);
        let (key, expected) = self.keys(slot, secret, nonce);
        let committed = bool::from(expected.ct_eq(commitment));
        let plain = seal::open(&key, &self.aad(slot), sealed).filter(|_| committed)?;
        MasterKey::from_slice(&plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least() -> Kdf {
        Kdf::new(19 * 1024, 2, 1).expect("the least allowed")
    }

    #[test]
    fn a_slot_opens_only_where_and_as_it_was_wrapped() {
        let secret = seal::random_key();
        let master = MasterKey::random();
        let mut file = VaultFile::new(least(), [7; 32]);
        file.wrap(Slot::Passphrase, &secret, &master);
        let opened = file.unwrap(Slot::Passphrase, &secret).expect("opens");
        assert_eq!(opened.expose(), master.expose());
        assert!(file.unwrap(Slot::Passphrase, &seal::random_key()).is_none());
        assert!(file.unwrap(Slot::Duress, &secret).is_none());

        // The same bytes in another slot.
        let bytes = file.slot(Slot::Passphrase).to_vec();
        file.set_slot(Slot::Duress, &bytes);
        assert!(file.unwrap(Slot::Duress, &secret).is_none());

        // The same slot under weaker parameters, another salt, another vault.
        let mut other = VaultFile::new(Kdf::DEFAULT, [7; 32]);
        other.id = file.id;
        other.slots = file.slots.clone();
        assert!(other.unwrap(Slot::Passphrase, &secret).is_none());
        other.kdf = file.kdf;
        assert!(other.unwrap(Slot::Passphrase, &secret).is_some());
        other.salt = [8; 32];
        assert!(other.unwrap(Slot::Passphrase, &secret).is_none());

        file.clear(Slot::Passphrase);
        assert!(file.unwrap(Slot::Passphrase, &secret).is_none());
    }

    #[test]
    fn every_flipped_bit_of_a_slot_is_noticed() {
        let secret = seal::random_key();
        let mut file = VaultFile::new(least(), [7; 32]);
        file.wrap(Slot::Words, &secret, &MasterKey::random());
        let at = Slot::Words as usize * SLOT;
        for bit in 0..USED * 8 {
            file.slots[at + bit / 8] ^= 1 << (bit % 8);
            assert!(file.unwrap(Slot::Words, &secret).is_none(), "bit {bit}");
            file.slots[at + bit / 8] ^= 1 << (bit % 8);
        }
        assert!(file.unwrap(Slot::Words, &secret).is_some());
    }

    #[test]
    fn every_flipped_bit_of_the_file_is_noticed() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("vault");
        VaultFile::new(least(), [7; 32])
            .write(&path)
            .expect("written");
        let bytes = fs::read(&path).expect("read");
        assert_eq!(bytes.len(), LENGTH);
        assert!(!VaultFile::parse(&bytes).expect("a vault").damaged);
        for bit in 0..bytes.len() * 8 {
            let mut other = bytes.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            assert!(
                VaultFile::parse(&other).map_or(true, |file| file.damaged),
                "bit {bit}"
            );
        }
        for length in 0..bytes.len() {
            assert!(VaultFile::parse(&bytes[..length]).is_err());
        }
        let longer = [&bytes[..], &[0]].concat();
        assert!(VaultFile::parse(&longer).is_err());
    }

    #[test]
    fn a_newer_version_is_refused_by_name() {
        let mut bytes = vec![0; LENGTH];
        bytes[..7].copy_from_slice(MAGIC);
        bytes[7] = VERSION + 1;
        assert_eq!(VaultFile::parse(&bytes).err(), Some(Error::TooNew));
    }
}
