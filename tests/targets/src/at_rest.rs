//! What lies on the phone's disk, changed by anyone who had it: the vault, the store's file, its anchor and its
//! attachments, in place of those of the fixture that every version must open.
//!
//! Fuzzers cannot guess keys. Where a parser stands behind a seal, this seals for them, by what
//! `docs/formats.md` says, written here a second time from that page alone.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hkdf::Hkdf;
use pocketcard::{
    base::Id,
    crypto::SecretKey,
    host::Unwatched,
    store::{Damage, Error, Header, RowKind, Store},
    vault::{MasterKey, SoftwareKeystore, Vault, Words},
};
use rusqlite::{Connection, params};
use sha2::Sha256;

/// What every version must open.
struct Fixture {
    vault: &'static [u8],
    words: &'static str,
    database: &'static [u8],
    anchor: &'static [u8],
    attachment: &'static [u8],
    attachment_name: &'static str,
}

macro_rules! fixture {
    ($version:literal, $attachment:literal) => {
        Fixture {
            vault: include_bytes!(concat!("../../fixtures/store-v", $version, "/card/vault")),
            words: include_str!(concat!("../../fixtures/store-v", $version, "/words")),
            database: include_bytes!(concat!(
                "../../fixtures/store-v",
                $version,
                "/card/store.db"
            )),
            anchor: include_bytes!(concat!(
                "../../fixtures/store-v",
                $version,
                "/card/store.anchor"
            )),
            attachment: include_bytes!(concat!(
                "../../fixtures/store-v",
                $version,
                "/card/attachments/",
                $attachment
            )),
            attachment_name: $attachment,
        }
    };
}

/// Stores of every format, the latest first.
static FIXTURES: [Fixture; 2] = [
    fixture!("2", "czvqq4c3dbqwuahqysnik446sm"),
    fixture!("1", "tnssfswgtnpmxuzzqs24psfhpm"),
];
const ESCROW_SEED: [u8; 32] = [42; 32];

/// The row whose header [`header`] changes: the first, which has an attachment.
const ROW: i64 = 2;

/// The fixture in a directory of this thread, and the key to it.
struct Card {
    fixture: &'static Fixture,
    dir: tempfile::TempDir,
    master: MasterKey,
    /// Every row of the untouched store with its body.
    rows: Vec<(Header, Option<Vec<u8>>)>,
}

impl Card {
    fn new(fixture: &'static Fixture) -> Self {
        let dir = tempfile::tempdir_in("/dev/shm")
            .or_else(|_| tempfile::tempdir())
            .expect("a directory");
        fs::create_dir(dir.path().join("attachments")).expect("a directory");
        let master = unlock(dir.path(), fixture.vault, fixture.words).expect("the fixture opens");
        let mut card = Self {
            fixture,
            dir,
            master,
            rows: Vec::new(),
        };
        card.lay(fixture.database, fixture.anchor, fixture.attachment);
        let store = card.open().expect("the fixture opens");
        let body = |id| {
            store
                .body(id)
                .expect("the fixture opens")
                .map(|it| it.to_vec())
        };
        let all = (0..=u8::MAX).flat_map(|kind| store.list(RowKind(kind)));
        card.rows = all
            .map(|header| (header.clone(), body(header.id)))
            .collect();
        drop(store);
        card
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn lay(&self, database: &[u8], anchor: &[u8], attachment: &[u8]) {
        for name in ["store.db-wal", "store.db-journal"] {
            let _ = fs::remove_file(self.path(name));
        }
        let attachment_path = self.path("attachments").join(self.fixture.attachment_name);
        for (path, content) in [
            (self.path("store.db"), database),
            (self.path("store.anchor"), anchor),
            (attachment_path, attachment),
        ] {
            fs::write(path, content).expect("written");
        }
    }

    fn open(&self) -> Result<Store, Error> {
        Store::open(self.dir.path(), &self.master)
    }

    /// Changes rows beneath the store.
    fn set(&self, row: i64, value: &[u8]) {
        let database = Connection::open(self.path("store.db")).expect("opens");
        database
            .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            .expect("no more than pragmas");
        let update = "UPDATE headers SET v = ?2 WHERE n = ?1";
        database
            .execute(update, params![row, value])
            .expect("the row is there");
        // Back to what the store expects.
        database
            .pragma_update(None, "journal_mode", "WAL")
            .expect("a pragma");
    }

    fn get(&self, row: i64) -> Vec<u8> {
        let database = Connection::open(self.path("store.db")).expect("opens");
        let select = "SELECT v FROM headers WHERE n = ?1";
        database
            .query_row(select, [row], |row| row.get(0))
            .expect("the row is there")
    }

    /// `"pocketcard " ‖ domain ‖ v ‖ S ‖ e ‖ more`, with what the root says of them.
    fn aad(&self, domain: &str, more: &[u8]) -> Vec<u8> {
        let names = &self.get(0)[..2 + 16 + 8];
        [b"pocketcard ", domain.as_bytes(), names, more].concat()
    }

    /// A key of the fixture's epoch.
    fn epoch_key(&self, name: &str) -> [u8; 32] {
        let root = self.get(0);
        let (nonce, sealed) = root[26..].split_at(24);
        let payload = Payload {
            msg: sealed,
            aad: &self.aad("root", &[]),
        };
        let secret = XChaCha20Poly1305::new((&*self.master.derive("store root")).into())
            .decrypt(&nonce_of(nonce), payload)
            .expect("the fixture opens");
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(Some(&root[2..18]), &secret)
            .expand(format!("pocketcard {name}").as_bytes(), &mut key)
            .expect("32 bytes are not too many");
        key
    }
}

fn nonce_of(bytes: &[u8]) -> XNonce {
    XNonce::try_from(bytes).expect("24 bytes")
}

/// nonce ‖ ciphertext ‖ tag.
fn seal(key: &[u8; 32], aad: &[u8], msg: &[u8]) -> Vec<u8> {
    let nonce = [5; 24];
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&nonce_of(&nonce), Payload { msg, aad })
        .expect("a row can be sealed");
    [&nonce[..], &sealed].concat()
}

/// Does it to a store of every format; whether any of them took it.
fn with_cards(work: impl Fn(&Card, &Fixture) -> bool) -> bool {
    thread_local! {
        static CARDS: [Card; 2] = FIXTURES.each_ref().map(Card::new);
    }
    CARDS.with(|cards| {
        let took = cards.each_ref().map(|card| work(card, card.fixture));
        took.contains(&true)
    })
}

fn unlock(dir: &Path, vault: &[u8], words: &str) -> Option<MasterKey> {
    fs::write(dir.join("vault"), vault).expect("written");
    let keystore = SoftwareKeystore::new(&dir.join("keys"));
    let vault = Vault::at(dir, &keystore);
    let by_words = vault.unlock_with_words(&Words::parse(words).expect("words"));
    let by_escrow = vault.unlock_with_escrow(&SecretKey::from_seed(&ESCROW_SEED));
    let unlocked = by_words.or(by_escrow).ok()?;
    Some(unlocked.master)
}

/// Everything that a store can be asked: what opens is what was written, and the rest is named. Gives the
/// damage, as far as it is not only that a row is another than the manifest says.
fn examine(card: &Card) -> Option<Vec<Damage>> {
    let mut store = card.open().ok()?;
    store.check(&Unwatched).ok()?;
    let damage = store.damage();
    for (header, body) in &card.rows {
        if store.header(header.id) == Some(header)
            && let Ok(Some(read)) = store.body(header.id)
        {
            assert_eq!(body.as_deref(), Some(&read[..]), "another body");
        }
    }
    // Whatever it is, it can be written to, or says why not; and be accepted as it is.
    let new = Header::new(Id([77; 16]), RowKind(1), 0);
    let _ = store.write(|tx| tx.put(&new, Some(b"new")));
    let _ = store.accept();
    drop(store);
    let _ = card.open();
    Some(damage)
}

/// The vault's file.
pub fn vault(bytes: &[u8]) -> bool {
    with_cards(|card, fixture| {
        let master = unlock(card.dir.path(), bytes, fixture.words);
        // By the escrow key, which both were entrusted to, it may be the other one's.
        master.is_some_and(|master| master.derive("any") == card.master.derive("any"))
    })
}

/// The store's file, as SQLite and the store find it.
pub fn database(bytes: &[u8]) -> bool {
    with_cards(|card, fixture| {
        card.lay(bytes, fixture.anchor, fixture.attachment);
        examine(card).is_some_and(|damage| damage.is_empty())
    })
}

/// A row's header, behind its seal.
pub fn header(bytes: &[u8]) -> bool {
    with_cards(|card, fixture| {
        card.lay(fixture.database, fixture.anchor, fixture.attachment);
        let id = card.get(ROW)[..16].to_vec();
        let sealed = seal(&card.epoch_key("headers"), &card.aad("header", &id), bytes);
        card.set(ROW, &[&id[..], &sealed].concat());
        examine(card).is_some_and(|damage| !damage.contains(&Damage::Header(ROW)))
    })
}

/// The manifest, behind its seal.
pub fn manifest(bytes: &[u8]) -> bool {
    with_cards(|card, fixture| {
        card.lay(fixture.database, fixture.anchor, fixture.attachment);
        let aad = card.aad("manifest", &[]);
        card.set(1, &seal(&card.epoch_key("manifest"), &aad, bytes));
        examine(card).is_some_and(|damage| !damage.contains(&Damage::Manifest))
    })
}

/// The anchor: the file as it is, and what is behind its seal; beside a sound root and, as the copy that
/// serves instead, beside a damaged one.
pub fn anchor(bytes: &[u8]) -> bool {
    with_cards(|card, fixture| {
        let names = &fixture.anchor[..18];
        let aad = [b"pocketcard anchor", names].concat();
        let key = card.master.derive("store anchor");
        let behind = [names, &seal(&key, &aad, bytes)].concat();
        let mut accepted = false;
        for file in [bytes, &behind] {
            card.lay(fixture.database, file, fixture.attachment);
            let damage = examine(card);
            accepted |= damage.is_some_and(|damage| !damage.contains(&Damage::Anchor));
            card.lay(fixture.database, file, fixture.attachment);
            card.set(0, b"no root");
            examine(card);
        }
        accepted
    })
}

/// An attachment's file.
pub fn attachment(bytes: &[u8]) -> bool {
    with_cards(|card, fixture| {
        card.lay(fixture.database, fixture.anchor, bytes);
        examine(card).is_some_and(|damage| damage.is_empty())
    })
}
