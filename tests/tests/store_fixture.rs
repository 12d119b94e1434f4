//! A vault and a store that an earlier version wrote, kept in the repository: every later version must
//! open them.
//!
//! `cargo test -p pocketcard-tests --test store_fixture -- --ignored` writes such a directory for a new
//! version of the format, if there is none for it yet. One that is there is never written again.

use std::{fs, io::Read as _};

use pocketcard::{
    base::Id,
    crypto::SecretKey,
    host::Unwatched,
    store::{Header, RowKind, Store},
    vault::{Count, Error, Kdf, Passphrase, SoftwareKeystore, Vault, Words},
};
use pocketcard_tests::fixtures;

const PASSPHRASE: &str = "lantern orbit seven maple";
const DURESS: &str = "they made me say this";
const ESCROW_SEED: [u8; 32] = [42; 32];

/// Short, empty, long and foreign: what every version must find in the fixture.
fn rows() -> Vec<(Header, Option<Vec<u8>>)> {
    let row = |number: u8, kind, label: &str, body: Option<Vec<u8>>| {
        let mut header = Header::new(Id([number; 16]), RowKind(kind), i64::from(number) * 1000);
        header.status = number;
        header.site = "Site Ω".into();
        header.label = label.into();
        header.data = vec![number; usize::from(number) * 100];
        (header, body)
    };
    vec![
        row(1, 1, "first", Some(b"a short body".to_vec())),
        row(2, 1, "без тела", None),
        row(3, 2, "empty", Some(Vec::new())),
        row(
            4,
            200,
            &"long".repeat(32),
            Some((0..20_000).map(|n| n as u8).collect()),
        ),
    ]
}

fn attachment() -> Vec<u8> {
    (0..70_000_u32).map(|n| (n * 7) as u8).collect()
}

#[test]
fn what_version_1_wrote_opens() {
    opens("store-v1");
}

#[test]
fn what_version_2_wrote_opens() {
    opens("store-v2");
}

fn opens(fixture: &str) {
    let dir = tempfile::tempdir().expect("a directory");
    fixtures::copy(&fixtures::named(fixture), dir.path());
    let keystore = SoftwareKeystore::new(&dir.path().join("keys"));
    let card = dir.path().join("card");
    let vault = Vault::at(&card, &keystore);

    let by_passphrase = vault.unlock(&Passphrase::new(PASSPHRASE)).expect("opens");
    assert!(!by_passphrase.damaged);
    let words = fs::read_to_string(dir.path().join("words")).expect("the words");
    let by_words = vault
        .unlock_with_words(&Words::parse(&words).expect("words"))
        .expect("opens");
    let escrow = SecretKey::from_seed(&ESCROW_SEED);
    let by_escrow = vault.unlock_with_escrow(&escrow).expect("opens");
    for unlocked in [by_passphrase, by_words, by_escrow] {
        let store = Store::open(&card, &unlocked.master).expect("opens");
        store.check(&Unwatched).expect("readable");
        assert_eq!(store.damage(), []);
        for (header, body) in rows() {
            assert_eq!(store.header(header.id), Some(&header));
            assert_eq!(
                store.body(header.id).expect("opens").as_deref(),
                body.as_ref()
            );
        }
        let attached = store
            .attachments(Id([1; 16]))
            .next()
            .expect("one attachment");
        let mut read = Vec::new();
        store
            .read_attachment(attached.id)
            .expect("opens")
            .read_to_end(&mut read)
            .expect("reads");
        assert!(read == attachment());
    }

    // It can be written to, and then still holds what it held.
    let unlocked = vault.unlock(&Passphrase::new(PASSPHRASE)).expect("opens");
    let mut store = Store::open(&card, &unlocked.master).expect("opens");
    let more = Header::new(Id([9; 16]), RowKind(1), 9000);
    store
        .write(|tx| tx.put(&more, Some(b"more")))
        .expect("written");
    store.rotate_epoch(|_| true).expect("rotated");
    drop(store);
    let store = Store::open(&card, &unlocked.master).expect("opens");
    assert_eq!(
        (store.damage(), store.list(RowKind(1)).count()),
        (vec![], 3)
    );
    drop(store);

    // It was set by a version that kept no decoy: it destroys all the same.
    let duress = vault.unlock(&Passphrase::new(DURESS)).err();
    assert_eq!(duress, Some(Error::Missing));
    assert!(!vault.leaves_anything());
}

#[test]
#[ignore = "writes into the repository"]
fn write_the_fixture_of_this_version() {
    let root = fixtures::named("store-v2");
    assert!(!root.exists(), "a fixture is written once");
    let keystore = SoftwareKeystore::new(&root.join("keys"));
    let card = root.join("card");
    let vault = Vault::at(&card, &keystore);
    let kdf = Kdf::new(19 * 1024, 2, 1).expect("the least allowed");
    let master = vault
        .create(&Passphrase::new(PASSPHRASE), kdf)
        .expect("created");
    let words = vault.set_words(&master, Count::Twelve).expect("set");
    fs::write(root.join("words"), words.expose()).expect("written");
    vault
        .set_escrow(&master, &SecretKey::from_seed(&ESCROW_SEED).public())
        .expect("set");
    vault
        .set_duress(&master, &Passphrase::new(DURESS))
        .expect("set");
    let mut store = Store::create(&card, &master).expect("created");
    for (header, body) in rows() {
        store
            .write(|tx| tx.put(&header, body.as_deref()))
            .expect("written");
    }
    store
        .attach(Id([1; 16]), &mut &attachment()[..], 0, &Unwatched)
        .expect("attached");
    store.close().expect("closed");
}
