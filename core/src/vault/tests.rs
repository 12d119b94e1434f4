//! The vault as its users see it, with real stretching at the least cost allowed.

use std::{
    fs,
    sync::atomic::{AtomicBool, Ordering},
};

use tempfile::TempDir;
use zeroize::Zeroizing;

use super::*;
use crate::host::SecurityLevel;

const PASS: &str = "lantern orbit seven maple";

struct Place {
    dir: TempDir,
    keystore: SoftwareKeystore,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let keystore = SoftwareKeystore::new(&dir.path().join("keys"));
        Self { dir, keystore }
    }

    fn vault(&self) -> Vault<'_> {
        Vault::at(&self.dir.path().join("card"), &self.keystore)
    }

    fn file(&self) -> PathBuf {
        self.dir.path().join("card/vault")
    }

    fn created(&self) -> MasterKey {
        self.vault()
            .create(&Passphrase::new(PASS), least())
            .expect("created")
    }
}

fn least() -> Kdf {
    Kdf::new(19 * 1024, 2, 1).expect("the least allowed")
}

fn wrong(attempts_left: Option<u32>) -> Option<Error> {
    Some(Error::WrongPassphrase { attempts_left })
}

#[test]
fn only_the_passphrase_opens() {
    let place = Place::new();
    let vault = place.vault();
    assert_eq!(
        vault.unlock(&Passphrase::new(PASS)).err(),
        Some(Error::Missing)
    );
    let master = place.created();
    let unlocked = vault.unlock(&Passphrase::new(PASS)).expect("opens");
    assert_eq!(unlocked.master.expose(), master.expose());
    assert_eq!((unlocked.slot, unlocked.damaged), (Slot::Passphrase, false));
    assert_ne!(*master.derive("a"), *master.derive("b"));
    assert_eq!(*master.derive("a"), *unlocked.master.derive("a"));
    assert_eq!(
        vault
            .unlock(&Passphrase::new("some other words here"))
            .err(),
        wrong(None)
    );
    assert_eq!(
        vault.create(&Passphrase::new(PASS), least()).err(),
        Some(Error::Exists)
    );
}

#[test]
fn a_weak_passphrase_makes_no_vault() {
    let place = Place::new();
    let refused = place
        .vault()
        .create(&Passphrase::new("295713"), least())
        .err();
    assert_eq!(refused, Some(Error::Weak(Weak::PinNeedsHardware)));
    assert!(!place.vault().exists());
}

#[test]
fn changing_the_passphrase_rewrites_one_slot() {
    let place = Place::new();
    let vault = place.vault();
    let master = place.created();
    let words = vault.set_words(&master, Count::Twelve).expect("words");
    let (old, new) = (
        Passphrase::new(PASS),
        Passphrase::new("entirely different words now"),
    );
    let before = fs::read(place.file()).expect("read");
    assert_eq!(vault.change_passphrase(&new, &old).err(), wrong(None));
    assert_eq!(fs::read(place.file()).expect("read"), before);
    vault.change_passphrase(&old, &new).expect("changed");
    assert_eq!(vault.unlock(&old).err(), wrong(None));
    assert_eq!(
        vault.unlock(&new).expect("opens").master.expose(),
        master.expose()
    );
    let after = fs::read(place.file()).expect("read");
    let differ = |range: std::ops::Range<usize>| before[range.clone()] != after[range];
    let slot = 96..96 + file::SLOT;
    assert!(differ(slot.clone()) && !differ(0..96) && !differ(slot.end..file::LENGTH - 32));
    assert_eq!(
        vault
            .unlock_with_words(&words)
            .expect("opens")
            .master
            .expose(),
        master.expose()
    );
}

#[test]
fn a_copy_without_the_keystore_does_not_open() {
    let place = Place::new();
    place.created();
    fs::remove_dir_all(place.dir.path().join("keys")).expect("removed");
    let refused = place.vault().unlock(&Passphrase::new(PASS)).err();
    assert_eq!(refused, Some(Error::Keystore(KeystoreError::Invalidated)));
    place
        .keystore
        .create(&key_name(VaultFile::read(&place.file()).expect("read").id))
        .expect("another key");
    assert_eq!(
        place.vault().unlock(&Passphrase::new(PASS)).err(),
        wrong(None)
    );
}

#[test]
fn recovery_words_survive_a_lost_keystore() {
    let place = Place::new();
    let vault = place.vault();
    let master = place.created();
    let words = vault.set_words(&master, Count::TwentyFour).expect("words");
    let others = vault.set_words(&master, Count::Twelve).expect("words");
    assert_eq!(
        vault.unlock_with_words(&words).err(),
        Some(Error::WrongWords)
    );
    fs::remove_dir_all(place.dir.path().join("keys")).expect("removed");
    let written = Words::parse(others.expose()).expect("as shown");
    let new = Passphrase::new("found them in the safe");
    let unlocked = vault.unlock_with_words(&written).expect("opens");
    vault
        .reset_passphrase(&unlocked.master, &new)
        .expect("reset");
    assert_eq!(unlocked.master.expose(), master.expose());
    assert_eq!(
        vault.unlock(&new).expect("opens").master.expose(),
        master.expose()
    );
    assert_eq!(vault.unlock(&Passphrase::new(PASS)).err(), wrong(None));
}

#[test]
fn damage_is_told_from_a_wrong_passphrase_and_spares_the_other_slots() {
    let place = Place::new();
    let vault = place.vault();
    let words = vault
        .set_words(&place.created(), Count::Twelve)
        .expect("words");
    let mut bytes = fs::read(place.file()).expect("read");
    bytes[96 + 40] ^= 1;
    fs::write(place.file(), &bytes).expect("damaged");
    assert_eq!(
        vault.unlock(&Passphrase::new(PASS)).err(),
        Some(Error::Damaged)
    );
    let unlocked = vault
        .unlock_with_words(&words)
        .expect("the other slot is whole");
    assert!(unlocked.damaged);
    fs::write(place.file(), &bytes[..5000]).expect("cut short");
    assert_eq!(
        vault.unlock(&Passphrase::new(PASS)).err(),
        Some(Error::Damaged)
    );
}

#[test]
fn duress_opens_an_empty_place_and_leaves_nothing_else() {
    let place = Place::new();
    let vault = place.vault();
    let card = place.dir.path().join("card");
    let master = place.created();
    let words = vault.set_words(&master, Count::Twelve).expect("words");
    let duress = Passphrase::new("they made me say this");
    assert_eq!(
        vault.set_duress(&Passphrase::new(PASS)).err(),
        Some(Error::InUseAlready)
    );
    vault.set_duress(&duress).expect("set");
    drop(store::Store::create(&card, &master).expect("a store"));
    assert_eq!(
        vault
            .change_passphrase(&Passphrase::new(PASS), &duress)
            .err(),
        Some(Error::InUseAlready)
    );
    assert_eq!(
        vault
            .change_passphrase(&duress, &Passphrase::new("not the way to do it"))
            .err(),
        wrong(None)
    );
    let copy = fs::read(place.file()).expect("copied before");

    let unlocked = vault.unlock(&duress).expect("opens");
    assert_eq!(unlocked.slot, Slot::Duress);
    assert_ne!(unlocked.master.expose(), master.expose());
    assert_eq!(
        store::Store::open(&card, &unlocked.master).err(),
        Some(store::Error::NotFound)
    );
    drop(store::Store::create(&card, &unlocked.master).expect("an empty store"));
    // From now on it is the daily passphrase of an ordinary vault.
    let again = vault.unlock(&duress).expect("opens again");
    assert_eq!(
        (again.slot, again.master.expose()),
        (Slot::Passphrase, unlocked.master.expose())
    );
    assert_eq!(vault.unlock(&Passphrase::new(PASS)).err(), wrong(None));
    assert_eq!(
        vault.unlock_with_words(&words).err(),
        Some(Error::WrongWords)
    );
    // Even the old file does not open any more: its key is destroyed.
    fs::write(place.file(), copy).expect("put back");
    let refused = vault.unlock(&Passphrase::new(PASS)).err();
    assert_eq!(refused, Some(Error::Keystore(KeystoreError::Invalidated)));
}

#[test]
fn too_many_wrong_passphrases_wipe() {
    let place = Place::new();
    let vault = place.vault();
    let card = place.dir.path().join("card");
    let master = place.created();
    drop(store::Store::create(&card, &master).expect("a store"));
    vault.set_attempt_limit(NonZeroU32::new(3)).expect("set");
    let bad = Passphrase::new("guess after guess after");
    assert_eq!(vault.unlock(&bad).err(), wrong(Some(2)));
    assert_eq!(vault.unlock(&bad).err(), wrong(Some(1)));
    assert!(
        vault.unlock(&Passphrase::new(PASS)).is_ok(),
        "forgives the wrong ones"
    );
    assert_eq!(vault.unlock(&bad).err(), wrong(Some(2)));
    assert_eq!(vault.unlock(&bad).err(), wrong(Some(1)));
    assert_eq!(vault.unlock(&bad).err(), Some(Error::Wiped));
    assert_eq!(fs::read_dir(&card).expect("listed").count(), 0);
    assert_eq!(
        fs::read_dir(place.dir.path().join("keys"))
            .expect("listed")
            .count(),
        0
    );
    assert_eq!(
        vault.unlock(&Passphrase::new(PASS)).err(),
        Some(Error::Missing)
    );
}

#[test]
fn wiping_needs_no_passphrase_and_spares_what_is_not_ours() {
    let place = Place::new();
    let card = place.dir.path().join("card");
    let master = place.created();
    drop(store::Store::create(&card, &master).expect("a store"));
    fs::write(card.join("somebody-elses"), b"x").expect("written");
    place.vault().wipe().expect("wiped");
    place.vault().wipe().expect("harmless");
    let left: Vec<_> = fs::read_dir(&card)
        .expect("listed")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(left, ["somebody-elses"]);
}

/// Hardware that can be told to refuse.
struct Hardware {
    inner: SoftwareKeystore,
    cancelled: AtomicBool,
}

impl Keystore for Hardware {
    fn security_level(&self) -> Result<SecurityLevel, KeystoreError> {
        Ok(SecurityLevel::Hardware)
    }
    fn create(&self, key: &str) -> Result<(), KeystoreError> {
        self.inner.create(key)
    }
    fn mac(&self, key: &str, data: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeystoreError> {
        match self.cancelled.load(Ordering::Relaxed) {
            true => Err(KeystoreError::Cancelled),
            false => self.inner.mac(key, data),
        }
    }
    fn destroy(&self, key: &str) -> Result<(), KeystoreError> {
        self.inner.destroy(key)
    }
}

#[test]
fn hardware_takes_a_pin_and_a_cancelled_prompt_is_no_attempt() {
    let dir = tempfile::tempdir().expect("a directory");
    let inner = SoftwareKeystore::new(&dir.path().join("keys"));
    let hardware = Hardware {
        inner,
        cancelled: AtomicBool::new(false),
    };
    let vault = Vault::at(dir.path(), &hardware);
    let pin = Passphrase::new("295713");
    vault.create(&pin, least()).expect("created");
    vault.set_attempt_limit(NonZeroU32::new(1)).expect("set");
    hardware.cancelled.store(true, Ordering::Relaxed);
    for _ in 0..3 {
        let refused = vault.unlock(&pin).err();
        assert_eq!(refused, Some(Error::Keystore(KeystoreError::Cancelled)));
    }
    hardware.cancelled.store(false, Ordering::Relaxed);
    assert!(vault.unlock(&pin).is_ok());
}

#[test]
fn parameters_in_the_file_are_bounded() {
    let place = Place::new();
    place.created();
    let bytes = fs::read(place.file()).expect("read");
    for (memory, passes) in [
        (8_u32, 2_u32),
        (4 * 1024 * 1024, 2),
        (19 * 1024, 1),
        (19 * 1024, u32::MAX),
    ] {
        let mut other = bytes.clone();
        other[24..28].copy_from_slice(&memory.to_be_bytes());
        other[28..32].copy_from_slice(&passes.to_be_bytes());
        fs::write(place.file(), other).expect("forged");
        let refused = place.vault().unlock(&Passphrase::new(PASS)).err();
        assert_eq!(refused, Some(Error::KdfOutOfBounds));
    }
}

#[test]
fn the_escrow_key_opens_and_without_one_the_slot_looks_alike() {
    let place = Place::new();
    let vault = place.vault();
    let master = place.created();
    let (office, other) = (SecretKey::generate(), SecretKey::generate());
    assert_eq!(
        vault.unlock_with_escrow(&office).err(),
        Some(Error::WrongEscrow)
    );
    vault.set_escrow(&master, &office.public()).expect("set");
    let unlocked = vault.unlock_with_escrow(&office).expect("opens");
    assert_eq!(
        (unlocked.slot, unlocked.master.expose()),
        (Slot::Escrow, master.expose())
    );
    assert_eq!(
        vault.unlock_with_escrow(&other).err(),
        Some(Error::WrongEscrow)
    );
    vault.clear(Slot::Escrow).expect("cleared");
    assert_eq!(
        vault.unlock_with_escrow(&office).err(),
        Some(Error::WrongEscrow)
    );
    // The top bit of an X25519 public key is never set; in random bytes it would be half the time.
    for _ in 0..20 {
        vault.clear(Slot::Escrow).expect("cleared");
        let bytes = fs::read(place.file()).expect("read");
        let slot = &bytes[96 + 2 * file::SLOT..];
        assert_eq!(slot[escrow::ENCAPSULATED - 1] & 0x80, 0);
    }
    assert!(vault.unlock(&Passphrase::new(PASS)).is_ok());
}
