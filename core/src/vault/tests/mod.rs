//! The vault as its users see it, with real stretching at the least cost allowed.

use std::{fs, thread};

use tempfile::TempDir;

pub(crate) mod keystores;

use self::keystores::{FAILURES, Watched};
use super::*;
use crate::{host::SecurityLevel, store};

const PASS: &str = "lantern orbit seven maple";

struct Place {
    dir: TempDir,
    keystore: Watched,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let keystore = Watched::new(&dir.path().join("keys"));
        Self { dir, keystore }
    }

    fn vault(&self) -> Vault<'_> {
        Vault::at(&self.dir.path().join("card"), &self.keystore)
    }

    /// How many keys the keystore has.
    fn keys(&self) -> usize {
        let keys = fs::read_dir(self.dir.path().join("keys"));
        keys.map_or(0, Iterator::count)
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
    let slot = |n: usize| 96 + n * file::SLOT..96 + (n + 1) * file::SLOT;
    assert!(
        differ(slot(0)) && differ(slot(6)),
        "and that the vault was written"
    );
    assert!(!differ(0..96) && !differ(slot(1).start..slot(5).end) && !differ(slot(7)));
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
    // What does not open may be what is damaged.
    let others = vault.unlock_with_words(&Words::random(Count::Twelve));
    assert_eq!(others.err(), Some(Error::Damaged));
    let escrow = vault.unlock_with_escrow(&SecretKey::generate());
    assert_eq!(escrow.err(), Some(Error::Damaged));
    fs::write(place.file(), &bytes[..5000]).expect("cut short");
    assert_eq!(
        vault.unlock(&Passphrase::new(PASS)).err(),
        Some(Error::Damaged)
    );
}

#[test]
fn duress_opens_another_vault_and_leaves_nothing_of_this_one() {
    let place = Place::new();
    let vault = place.vault();
    let card = place.dir.path().join("card");
    let master = place.created();
    let words = vault.set_words(&master, Count::Twelve).expect("words");
    let (daily, duress) = (
        Passphrase::new(PASS),
        Passphrase::new("they made me say this"),
    );
    assert_eq!(
        vault.set_duress(&master, &daily).err(),
        Some(Error::InUseAlready)
    );
    let decoy = vault.set_duress(&master, &duress).expect("set");
    drop(store::Store::create(&card, &master).expect("a store"));
    assert_eq!(
        vault.change_passphrase(&daily, &duress).err(),
        Some(Error::InUseAlready)
    );
    let other = Passphrase::new("not the way to do it");
    assert_eq!(vault.change_passphrase(&duress, &other).err(), wrong(None));
    assert_eq!(vault.confirm(&duress).err(), wrong(None));
    let copy = fs::read(place.file()).expect("copied before");

    let unlocked = vault.unlock(&duress).expect("opens");
    assert_eq!((unlocked.slot, unlocked.surrendered), (Slot::Duress, true));
    assert_eq!(unlocked.master.expose(), decoy.expose());
    assert!(!layout::store_is_there(&card));
    // Until all of it is made, every unlocking says so.
    let unlocked = vault.unlock(&duress).expect("opens");
    assert_eq!(
        (unlocked.slot, unlocked.surrendered),
        (Slot::Passphrase, true)
    );
    vault.finish_surrender(&unlocked).expect("settled");
    let unlocked = vault.unlock(&duress).expect("opens");
    assert_eq!(
        (unlocked.slot, unlocked.surrendered),
        (Slot::Passphrase, false)
    );
    assert_eq!(unlocked.master.expose(), decoy.expose());
    assert_eq!(vault.unlock(&daily).err(), wrong(None));
    assert_eq!(
        vault.unlock_with_words(&words).err(),
        Some(Error::WrongWords)
    );
    // Nothing of the header is as it was, but the work of stretching.
    let now = fs::read(place.file()).expect("read");
    assert!(now[8..24] != copy[8..24] && now[36..68] != copy[36..68]);
    assert_eq!((&now[24..36], now.len()), (&copy[24..36], copy.len()));
    // Even the old file does not open any more: its key is destroyed.
    fs::write(place.file(), copy).expect("put back");
    assert_eq!(
        vault.unlock(&daily).err(),
        Some(Error::Keystore(KeystoreError::Invalidated))
    );
}

#[test]
fn a_duress_slot_without_a_decoy_destroys() {
    let place = Place::new();
    let vault = place.vault();
    let master = place.created();
    let duress = Passphrase::new("they made me say this");
    vault.set_duress(&master, &duress).expect("set");
    let mut bytes = fs::read(place.file()).expect("read");
    bytes[96 + 4 * file::SLOT] ^= 1;
    fs::write(place.file(), &bytes).expect("damaged");
    assert_eq!(vault.unlock(&duress).err(), Some(Error::Missing));
    assert_eq!((place.keys(), vault.leaves_anything()), (0, false));
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

#[test]
fn hardware_takes_a_pin_and_a_cancelled_prompt_is_no_attempt() {
    let dir = tempfile::tempdir().expect("a directory");
    let mut hardware = Watched::new(&dir.path().join("keys"));
    hardware.level = SecurityLevel::Hardware;
    let vault = Vault::at(dir.path(), &hardware);
    let pin = Passphrase::new("295713");
    vault.create(&pin, least()).expect("created");
    vault.set_attempt_limit(NonZeroU32::new(1)).expect("set");
    hardware.refuse("mac", KeystoreError::Cancelled);
    for _ in 0..3 {
        let refused = vault.unlock(&pin).err();
        assert_eq!(refused, Some(Error::Keystore(KeystoreError::Cancelled)));
    }
    hardware.refuse_nothing();
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
    vault.clear(&master, Slot::Escrow).expect("cleared");
    assert_eq!(
        vault.unlock_with_escrow(&office).err(),
        Some(Error::WrongEscrow)
    );
    // The top bit of an X25519 public key is never set; in random bytes it would be half the time.
    for _ in 0..20 {
        vault.clear(&master, Slot::Escrow).expect("cleared");
        let bytes = fs::read(place.file()).expect("read");
        let slot = &bytes[96 + 2 * file::SLOT..];
        assert_eq!(slot[escrow::ENCAPSULATED - 1] & 0x80, 0);
    }
    assert!(vault.unlock(&Passphrase::new(PASS)).is_ok());
}

#[test]
fn no_key_is_left_in_the_keystore_when_creating_fails() {
    for failure in FAILURES {
        for call in ["create", "mac"] {
            let place = Place::new();
            place.keystore.refuse(call, failure);
            let refused = place.vault().create(&Passphrase::new(PASS), least()).err();
            assert_eq!(refused, Some(Error::Keystore(failure)));
            assert_eq!((place.keys(), place.vault().leaves_anything()), (0, false));
            // A keystore that will not even destroy is asked again at the next try.
            place.keystore.refuse("destroy", failure);
            assert!(
                place
                    .vault()
                    .create(&Passphrase::new(PASS), least())
                    .is_err()
            );
            place.keystore.refuse_nothing();
            place.created();
            assert_eq!(place.keys(), 2);
        }
    }
}

#[test]
fn a_keystore_that_fails_changes_nothing_and_counts_for_nothing() {
    let (daily, other) = (
        Passphrase::new(PASS),
        Passphrase::new("entirely different words now"),
    );
    for failure in FAILURES {
        let place = Place::new();
        let vault = place.vault();
        let master = place.created();
        vault.set_attempt_limit(NonZeroU32::new(3)).expect("set");
        let before = fs::read(place.file()).expect("read");
        place.keystore.refuse("mac", failure);
        let failed = Some(Error::Keystore(failure));
        for _ in 0..2 {
            assert_eq!(vault.unlock(&daily).err(), failed);
            assert_eq!(vault.confirm(&other).err(), failed);
            assert_eq!(vault.change_passphrase(&daily, &other).err(), failed);
            assert_eq!(vault.set_duress(&master, &other).err(), failed);
        }
        assert_eq!(fs::read(place.file()).expect("read"), before);
        // Words do not need the keystore, and a new passphrase does.
        let words = vault.set_words(&master, Count::Twelve).expect("set");
        let unlocked = vault.unlock_with_words(&words).expect("opens");
        let reset = vault.reset_passphrase(&unlocked.master, &other);
        assert_eq!(reset.err(), failed);
        place.keystore.refuse_nothing();
        // The words are the way back from a key that is gone; a new one was made for that.
        let spared = failure != KeystoreError::Invalidated;
        assert_eq!(vault.unlock(&daily).is_ok(), spared);
        vault
            .reset_passphrase(&unlocked.master, &other)
            .expect("reset");
        assert!(vault.unlock(&other).is_ok());
    }
}

#[test]
fn a_wipe_that_the_keystore_refuses_is_finished_later() {
    for failure in FAILURES {
        let place = Place::new();
        let vault = place.vault();
        let card = place.dir.path().join("card");
        let master = place.created();
        drop(store::Store::create(&card, &master).expect("a store"));
        let words = vault.set_words(&master, Count::Twelve).expect("words");
        place.keystore.refuse("destroy", failure);
        for _ in 0..2 {
            assert_eq!(vault.wipe().err(), Some(Error::Keystore(failure)));
            // All but the names of the keys is gone.
            assert!(!vault.exists() && vault.leaves_anything());
            assert!(!layout::store_is_there(&card));
            assert_eq!(
                (place.keys(), vault.unlock_with_words(&words).is_ok()),
                (2, false)
            );
        }
        let refused = vault.unlock(&Passphrase::new(PASS)).err();
        assert_eq!(refused, Some(Error::Keystore(failure)));
        place.keystore.refuse_nothing();
        let gone = vault.unlock(&Passphrase::new(PASS)).err();
        assert_eq!(gone, Some(Error::Missing), "unlocking finished it");
        assert_eq!((place.keys(), vault.leaves_anything()), (0, false));
        vault.wipe().expect("harmless");
    }
}

#[test]
fn a_damaged_vault_is_wiped_with_its_keys() {
    for bit in [0, 7 * 8, 24 * 8, 40 * 8, 5000 * 8] {
        let place = Place::new();
        place.created();
        let mut bytes = fs::read(place.file()).expect("read");
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(place.file(), &bytes).expect("damaged");
        place.vault().wipe().expect("wiped");
        assert_eq!((place.keys(), place.vault().leaves_anything()), (0, false));
    }
}

#[test]
fn damage_stays_told_whichever_slot_is_written_since() {
    let place = Place::new();
    let vault = place.vault();
    let master = place.created();
    vault.set_words(&master, Count::Twelve).expect("words");
    let mut bytes = fs::read(place.file()).expect("read");
    bytes[96 + file::SLOT] ^= 1;
    fs::write(place.file(), &bytes).expect("the words are damaged");
    let (daily, other) = (
        Passphrase::new(PASS),
        Passphrase::new("entirely different words now"),
    );
    vault.change_passphrase(&daily, &other).expect("changed");
    assert!(vault.unlock(&other).expect("opens").damaged);
    vault.clear(&master, Slot::Duress).expect("cleared");
    assert!(vault.unlock(&other).expect("opens").damaged);
}

#[test]
fn a_damaged_vault_stops_guessing_at_the_limit_and_is_not_wiped() {
    let place = Place::new();
    let vault = place.vault();
    let words = vault
        .set_words(&place.created(), Count::Twelve)
        .expect("words");
    vault.set_attempt_limit(NonZeroU32::new(2)).expect("set");
    let mut bytes = fs::read(place.file()).expect("read");
    bytes[96 + 40] ^= 1;
    fs::write(place.file(), &bytes).expect("damaged");
    for _ in 0..4 {
        let refused = vault.unlock(&Passphrase::new(PASS)).err();
        assert_eq!(refused, Some(Error::Damaged));
    }
    let asked = place.keystore.calls();
    let macs = asked.iter().filter(|call| **call == "mac").count();
    assert_eq!(
        macs,
        1 + 2,
        "once to create, and as often as the limit allows"
    );
    assert!(vault.unlock_with_words(&words).is_ok());
}

#[test]
fn a_wipe_at_the_limit_that_was_cut_short_is_made_up_for() {
    let place = Place::new();
    let vault = place.vault();
    place.created();
    vault.set_attempt_limit(NonZeroU32::new(3)).expect("set");
    // As a kill between counting the last try and wiping leaves it.
    fs::write(
        place.file().with_file_name("attempts"),
        [0, 0, 0, 3, 0, 0, 0, 3],
    )
    .expect("written");
    let refused = vault.unlock(&Passphrase::new(PASS)).err();
    assert_eq!(refused, Some(Error::Wiped));
    assert!(!vault.leaves_anything());
}

#[test]
fn two_changes_at_a_time_lose_no_slot() {
    let place = Place::new();
    let master = place.created();
    let office = SecretKey::generate();
    for _ in 0..10 {
        let words = thread::scope(|scope| {
            let words = scope.spawn(|| place.vault().set_words(&master, Count::Twelve));
            let escrow = scope.spawn(|| place.vault().set_escrow(&master, &office.public()));
            escrow.join().expect("no panic").expect("set");
            words.join().expect("no panic").expect("set")
        });
        let vault = place.vault();
        assert!(vault.unlock_with_words(&words).is_ok());
        assert!(vault.unlock_with_escrow(&office).is_ok());
        vault.clear(&master, Slot::Words).expect("cleared");
        vault.clear(&master, Slot::Escrow).expect("cleared");
    }
}

/// A copy of the vault from before a change opens as it did: `docs/threat-model.md` says so. Only the
/// keystore could tell them apart, and its key guards all slots.
#[test]
fn an_older_vault_put_back_opens_with_the_old_passphrase_until_the_phone_is_wiped() {
    let place = Place::new();
    let vault = place.vault();
    let master = place.created();
    let (old, new) = (
        Passphrase::new(PASS),
        Passphrase::new("entirely different words now"),
    );
    let copy = fs::read(place.file()).expect("read");
    vault.change_passphrase(&old, &new).expect("changed");
    assert_eq!(vault.unlock(&old).err(), wrong(None));
    fs::write(place.file(), &copy).expect("put back");
    let unlocked = vault.unlock(&old).expect("opens");
    assert_eq!(unlocked.master.expose(), master.expose());
    vault.wipe().expect("wiped");
    fs::write(place.file(), &copy).expect("put back");
    assert_eq!(
        vault.unlock(&old).err(),
        Some(Error::Keystore(KeystoreError::Invalidated))
    );
}

#[test]
fn each_person_who_is_admitted_has_a_way_in_that_nobody_else_changes() {
    let place = Place::new();
    let master = place.created();
    let second = Vault::at(&place.dir.path().join("second"), &place.keystore);
    let (theirs, next) = (
        Passphrase::new("copper window gentle ninety"),
        Passphrase::new("gravel ninety otter plum"),
    );
    let weak = second.admit(&master, &Passphrase::new("abc"), least());
    assert!(matches!(weak, Err(Error::Weak(_))) && !second.exists());
    second.admit(&master, &theirs, least()).expect("admitted");
    assert_eq!(
        second.admit(&master, &theirs, least()).err(),
        Some(Error::Exists)
    );
    let opened = second.unlock(&theirs).expect("opens");
    assert_eq!(opened.master.expose(), master.expose());
    assert_eq!(
        second.unlock(&Passphrase::new(PASS)).err(),
        wrong(None),
        "the other's passphrase"
    );

    // A change, words and the end of one leave the other as it is.
    second.change_passphrase(&theirs, &next).expect("changed");
    let words = second.set_words(&master, Count::TwentyFour).expect("set");
    assert_eq!(
        place.vault().unlock_with_words(&words).err(),
        Some(Error::WrongWords)
    );
    let kept = place.vault().unlock(&Passphrase::new(PASS)).expect("opens");
    assert_eq!(kept.master.expose(), master.expose());
    second.wipe().expect("wiped");
    assert_eq!(second.unlock(&next).err(), Some(Error::Missing));
    assert!(place.vault().unlock(&Passphrase::new(PASS)).is_ok());
    assert_eq!(place.keys(), 2, "the keys of the first alone");
}
