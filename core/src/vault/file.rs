//! The vault file, byte by byte: `docs/formats.md`, "The vault file".

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Error, Kdf, MasterKey, escrow};
use crate::{
    base::{Id, files},
    crypto::{
        PublicKey, SecretKey,
        aead::{self, Key, NONCE},
    },
};

const MAGIC: &[u8; 7] = b"PCVAULT";
/// What stands there instead once all is wiped but a key that the keystore did not let go of.
const WIPED: &[u8; 7] = b"PCWIPED";
const VERSION: u8 = 1;
const HEADER: usize = 96;
/// Bytes of one slot; a slot that needs fewer is filled with randomness.
pub(super) const SLOT: usize = 1264;
const SLOTS: usize = 8;
const CHECKSUM: usize = 32;
/// Length of every vault file.
pub(super) const LENGTH: usize = HEADER + SLOTS * SLOT + CHECKSUM;

/// What the key of the notes in a vault is derived for.
const NOTE: &str = "vault note";
const COMMITMENT: usize = 32;
/// `nonce || commitment || master key sealed`.
const USED: usize = NONCE + COMMITMENT + 32 + aead::OVERHEAD;

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

/// The place of what a surrender makes the decoy's vault of; random without a duress passphrase.
const DECOY: u8 = 4;
/// The place of the name of the vault that this one took the place of; random once all of that is gone.
const BEFORE: u8 = 5;
/// The place of the generation: how often the vault was written.
const GENERATION: u8 = 6;
/// Where the name of the spare key stands: random bytes among others.
const SPARE: usize = HEADER + 7 * SLOT;
const ID: usize = MAGIC.len() + 1;

/// A vault file in memory.
pub(super) struct VaultFile {
    pub id: Id,
    pub kdf: Kdf,
    pub salt: [u8; 32],
    slots: Vec<u8>,
    /// What the generation is that of: a hash of the other slots, as they were read.
    counted: [u8; 32],
    /// The checksum did not hold when the file was read.
    pub damaged: bool,
}

impl VaultFile {
    /// A vault of a new name and salt, none of whose slots opens.
    pub fn new(kdf: Kdf, salt: [u8; 32]) -> Self {
        Self::named(Id::random(), kdf, salt)
    }

    /// [`VaultFile::new`] under a name that there is already.
    pub fn named(id: Id, kdf: Kdf, salt: [u8; 32]) -> Self {
        let mut slots = vec![0; SLOTS * SLOT];
        getrandom::fill(&mut slots).expect("the operating system provides randomness");
        let mut file = Self {
            id,
            kdf,
            salt,
            slots,
            counted: [0; 32],
            damaged: false,
        };
        file.clear(Slot::Escrow);
        file
    }

    pub fn read(path: &Path) -> Result<Self, Error> {
        let bytes = read_at_most(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::Missing,
            _ => error.into(),
        })?;
        Self::parse(&bytes)
    }

    fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let (header, rest) = bytes.split_first_chunk::<HEADER>().ok_or(Error::Damaged)?;
        let (magic, header) = header.split_at(MAGIC.len());
        match magic {
            _ if magic == MAGIC => {}
            _ if magic == WIPED => return Err(Error::Missing),
            _ => return Err(Error::Damaged),
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
            counted: all_but_the_generation(slots),
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

    /// How often the vault was written, from a random number that grows by one; 0 where an earlier version
    /// wrote it, where something of it is damaged, and where slots of different copies were put together.
    pub fn generation(&self, master: &MasterKey) -> u64 {
        let note = self.note(GENERATION, master);
        note.map_or(0, |number| u64::from_be_bytes(*number))
    }

    /// [`VaultFile::write`] as the next generation.
    pub fn write_next(&mut self, path: &Path, master: &MasterKey) -> Result<(), Error> {
        let next = match self.generation(master) {
            // Counted from 1, a decoy would tell that it is one.
            0 => u64::from(u32::from_be_bytes(aead::random())) + 1,
            last => last.saturating_add(1),
        };
        self.counted = all_but_the_generation(&self.slots);
        self.put_note(GENERATION, master, &next.to_be_bytes());
        self.write(path)
    }

    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend_from_slice(&self.header());
        bytes.extend_from_slice(&self.slots);
        let mut checksum = Sha256::digest(&bytes);
        if self.damaged {
            // Nobody knows which slot it is: writing another must not make all look sound.
            checksum[0] ^= 1;
        }
        bytes.extend_from_slice(&checksum);
        Ok(files::replace(path, &bytes)?)
    }

    /// The name of a second key in the keystore, which every vault has made: a decoy's, if one is
    /// ever wanted. Made only then, it would tell.
    pub fn spare(&self) -> Id {
        let bytes = &self.slots[SPARE - HEADER..][..16];
        Id(bytes.try_into().expect("sixteen bytes"))
    }

    fn slot(&self, place: u8) -> &[u8] {
        &self.slots[usize::from(place) * SLOT..][..SLOT]
    }

    /// Fills a slot with these bytes and randomness after them; without any, empties it.
    fn set_slot(&mut self, place: u8, bytes: &[u8]) {
        let place = &mut self.slots[usize::from(place) * SLOT..][..SLOT];
        place[..bytes.len()].copy_from_slice(bytes);
        getrandom::fill(&mut place[bytes.len()..])
            .expect("the operating system provides randomness");
    }

    /// Makes a slot like one that was never used.
    pub fn clear(&mut self, slot: Slot) {
        match slot {
            Slot::Escrow => {
                let dummy = escrow::dummy(&self.aad(slot as u8));
                self.set_slot(slot as u8, &dummy);
            }
            Slot::Duress => {
                self.set_slot(slot as u8, &[]);
                self.set_slot(DECOY, &[]);
            }
            Slot::Passphrase | Slot::Words => self.set_slot(slot as u8, &[]),
        }
    }

    /// Seals a note with a key of the master key into a place that is random otherwise.
    fn put_note(&mut self, place: u8, master: &MasterKey, note: &[u8]) {
        let sealed = aead::seal(&master.derive_key(NOTE), &self.note_aad(place), note);
        self.set_slot(place, &sealed);
    }

    fn note<const N: usize>(&self, place: u8, master: &MasterKey) -> Option<Zeroizing<[u8; N]>> {
        let sealed = &self.slot(place)[..N + aead::OVERHEAD];
        let plain = aead::open(&master.derive_key(NOTE), &self.note_aad(place), sealed)?;
        let mut note = Zeroizing::new([0; N]);
        note.copy_from_slice(&plain);
        Some(note)
    }

    /// Keeps another vault, which has one way in, so that [`VaultFile::decoy`] gives it to anyone who
    /// has its master key.
    pub fn keep_decoy(&mut self, decoy: &Self, master: &MasterKey) {
        let slot = &decoy.slot(Slot::Passphrase as u8)[..USED];
        let note = [&decoy.id.0[..], &decoy.salt, slot].concat();
        self.put_note(DECOY, master, &note);
    }

    /// The vault that was kept for this master key. It says, to its own master key alone, which one
    /// it takes the place of.
    pub fn decoy(&self, master: &MasterKey) -> Option<Self> {
        let note = self.note::<{ 16 + 32 + USED }>(DECOY, master)?;
        let (id, rest) = note.split_first_chunk().expect("longer");
        let (salt, slot) = rest.split_first_chunk().expect("longer");
        let mut decoy = Self::named(Id(*id), self.kdf, *salt);
        decoy.set_slot(Slot::Passphrase as u8, slot);
        decoy.put_note(BEFORE, master, &self.id.0);
        Some(decoy)
    }

    /// The vault that this one took the place of, until [`VaultFile::forget_before`].
    pub fn before(&self, master: &MasterKey) -> Option<Id> {
        self.note(BEFORE, master).map(|id| Id(*id))
    }

    /// Nothing of the vault before is left.
    pub fn forget_before(&mut self) {
        self.set_slot(BEFORE, &[]);
    }

    /// Seals the master key to an escrow key.
    pub fn entrust(&mut self, to: &PublicKey, master: &MasterKey) -> Result<(), Error> {
        let place = Slot::Escrow as u8;
        let sealed = escrow::seal(to, &self.aad(place), master)?;
        self.set_slot(place, &sealed);
        Ok(())
    }

    /// The master key, if it was sealed to this escrow key.
    pub fn redeem(&self, key: &SecretKey) -> Option<MasterKey> {
        let place = Slot::Escrow as u8;
        escrow::open(key, &self.aad(place), self.slot(place))
    }

    /// Everything about the vault that a slot is bound to: a slot copied to another place, another
    /// vault or under other parameters does not open.
    fn aad(&self, place: u8) -> Vec<u8> {
        let mut aad = b"pocketcard vault slot".to_vec();
        aad.extend_from_slice(&self.header());
        aad.push(place);
        aad
    }

    /// What a note is bound to: the generation also to all that it is the generation of.
    fn note_aad(&self, place: u8) -> Vec<u8> {
        let mut aad = self.aad(place);
        if place == GENERATION {
            aad.extend_from_slice(&self.counted);
        }
        aad
    }

    /// The wrapping key, and a commitment to it: without one, a forged slot could be made to open
    /// under many passphrases at once.
    fn keys(&self, slot: Slot, secret: &Key, nonce: &[u8]) -> (Key, Key) {
        let mut both = Zeroizing::new([0; 64]);
        aead::derive(&**secret, nonce, &self.aad(slot as u8), both.as_mut());
        let (mut key, mut commitment) = (Key::default(), Key::default());
        key.copy_from_slice(&both[..32]);
        commitment.copy_from_slice(&both[32..]);
        (key, commitment)
    }

    /// Wraps the master key in a slot so that `secret` opens it.
    pub fn wrap(&mut self, slot: Slot, secret: &Key, master: &MasterKey) {
        let nonce = aead::random::<NONCE>();
        let (key, commitment) = self.keys(slot, secret, &nonce);
        let mut bytes = Vec::with_capacity(USED);
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&*commitment);
        bytes.extend_from_slice(&aead::seal(&key, &self.aad(slot as u8), master.expose()));
        self.set_slot(slot as u8, &bytes);
    }

    /// The master key, if `secret` is what the slot was wrapped with. Random slots fail alike.
    pub fn unwrap(&self, slot: Slot, secret: &Key) -> Option<MasterKey> {
        let (nonce, rest) = self.slot(slot as u8)[..USED].split_at(NONCE);
        let (commitment, sealed) = rest.split_at(COMMITMENT);
        let (key, expected) = self.keys(slot, secret, nonce);
        let committed = bool::from(expected.ct_eq(commitment));
        let plain = aead::open(&key, &self.aad(slot as u8), sealed).filter(|_| committed)?;
        MasterKey::from_slice(&plain)
    }
}

/// A hash of the slots without the one that counts how often they were written.
fn all_but_the_generation(slots: &[u8]) -> [u8; 32] {
    let (before, rest) = slots.split_at(usize::from(GENERATION) * SLOT);
    let mut hash = Sha256::new_with_prefix(before);
    hash.update(&rest[SLOT..]);
    hash.finalize().into()
}

/// The names of the keys in the keystore that a vault file gives away, however damaged it is.
pub(super) fn key_ids(path: &Path) -> Vec<Id> {
    let bytes = read_at_most(path).unwrap_or_default();
    [ID, SPARE]
        .into_iter()
        .filter_map(|at| Some(Id(bytes.get(at..at + 16)?.try_into().ok()?)))
        .collect()
}

/// Whether all that is left of a vault is the names of its keys.
pub(super) fn is_buried(path: &Path) -> bool {
    read_at_most(path).is_ok_and(|bytes| bytes.starts_with(WIPED))
}

/// Overwrites a vault file with randomness, and leaves the names of its keys.
pub(super) fn bury(path: &Path) -> io::Result<()> {
    let old = read_at_most(path)?;
    let mut bytes = vec![0; old.len()];
    getrandom::fill(&mut bytes).expect("the operating system provides randomness");
    for (range, kept) in [
        (0..WIPED.len(), &WIPED[..]),
        (ID..ID + 16, old.get(ID..).unwrap_or_default()),
        (SPARE..SPARE + 16, old.get(SPARE..).unwrap_or_default()),
    ] {
        if let Some(place) = bytes.get_mut(range) {
            place.copy_from_slice(&kept[..place.len()]);
        }
    }
    files::overwrite(path, &bytes)
}

fn read_at_most(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(LENGTH + 1);
    fs::File::open(path)?
        .take(LENGTH as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least() -> Kdf {
        Kdf::new(19 * 1024, 2, 1).expect("the least allowed")
    }

    #[test]
    fn a_slot_opens_only_where_and_as_it_was_wrapped() {
        let secret = aead::random_key();
        let master = MasterKey::random();
        let mut file = VaultFile::new(least(), [7; 32]);
        file.wrap(Slot::Passphrase, &secret, &master);
        let opened = file.unwrap(Slot::Passphrase, &secret).expect("opens");
        assert_eq!(opened.expose(), master.expose());
        assert!(file.unwrap(Slot::Passphrase, &aead::random_key()).is_none());
        assert!(file.unwrap(Slot::Duress, &secret).is_none());

        // The same bytes in another slot.
        let bytes = file.slot(Slot::Passphrase as u8).to_vec();
        file.set_slot(Slot::Duress as u8, &bytes);
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
        let secret = aead::random_key();
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
    fn what_is_no_vault_is_damaged_and_what_was_wiped_is_none() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("vault");
        VaultFile::new(least(), [7; 32])
            .write(&path)
            .expect("written");
        let old = fs::read(&path).expect("read");
        let mut other = old.clone();
        other[0] ^= 1;
        assert_eq!(VaultFile::parse(&other).err(), Some(Error::Damaged));
        bury(&path).expect("buried");
        let buried = fs::read(&path).expect("read");
        assert_eq!(VaultFile::parse(&buried).err(), Some(Error::Missing));
        // The names of two keys, and nothing else, are as they were.
        let same: Vec<usize> = (8..LENGTH - 8)
            .filter(|at| old[*at..at + 8] == buried[*at..at + 8])
            .collect();
        let names = [ID, SPARE].map(|at| at..=at + 8);
        assert_eq!(same, names.into_iter().flatten().collect::<Vec<_>>());
    }

    #[test]
    fn damage_outlasts_every_writing() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("vault");
        // Often enough that no bit of a checksum is as it happens to be.
        for _ in 0..20 {
            let mut file = VaultFile::new(least(), [7; 32]);
            file.damaged = true;
            file.write(&path).expect("written");
            assert!(VaultFile::read(&path).expect("a vault").damaged);
        }
    }

    #[test]
    fn a_newer_version_is_refused_by_name() {
        let mut bytes = vec![0; LENGTH];
        bytes[..7].copy_from_slice(MAGIC);
        bytes[7] = VERSION + 1;
        assert_eq!(VaultFile::parse(&bytes).err(), Some(Error::TooNew));
    }
}
