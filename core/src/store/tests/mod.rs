//! The store as its users see it.

use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    sync::atomic::{AtomicU64, Ordering},
};

use tempfile::TempDir;

#[cfg(target_os = "linux")]
pub(crate) mod memory;
mod tamper;

use super::*;
use crate::{
    host::Unwatched,
    vault::{Kdf, Passphrase, SoftwareKeystore, Vault},
};

const A: RowKind = RowKind(1);
const B: RowKind = RowKind(2);

pub(super) struct Place {
    pub dir: TempDir,
    pub master: MasterKey,
}

impl Place {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let keystore = SoftwareKeystore::new(&dir.path().join("keys"));
        let kdf = Kdf::new(19 * 1024, 2, 1).expect("the least allowed");
        let vault = Vault::at(&dir.path().join("vault"), &keystore);
        let master = vault
            .create(&Passphrase::new("lantern orbit seven maple"), kdf)
            .expect("created");
        Self { dir, master }
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("card")
    }

    pub fn create(&self) -> Store {
        Store::create(&self.path(), &self.master).expect("created")
    }

    pub fn open(&self) -> Store {
        Store::open(&self.path(), &self.master).expect("opened")
    }

    /// These files of the store as they are now, elsewhere.
    fn copy(&self, names: &[&str]) -> PathBuf {
        let to = self.dir.path().join("copy");
        fs::create_dir(&to).expect("made");
        for name in names {
            fs::copy(self.path().join(name), to.join(name)).expect("copied");
        }
        to
    }
}

fn header(kind: RowKind, at: i64, label: &str) -> Header {
    let mut header = Header::new(Id::random(), kind, at);
    header.label = label.to_owned();
    header
}

fn put(store: &mut Store, header: &Header, body: &[u8]) {
    store
        .write(|tx| tx.put(header, Some(body)))
        .expect("written");
}

fn labels(store: &Store, kind: RowKind) -> Vec<&str> {
    store
        .list(kind)
        .map(|header| header.label.as_str())
        .collect()
}

#[test]
fn rows_come_back_as_they_were_put() {
    let place = Place::new();
    let mut store = place.create();
    let (first, second, other) = (
        header(A, 1, "first"),
        header(A, 2, "second"),
        header(B, 3, "other"),
    );
    put(&mut store, &first, b"one");
    put(&mut store, &other, &[7; BODY]);
    store
        .write(|tx| tx.put(&second, None))
        .expect("without a body");
    for _ in 0..2 {
        assert_eq!(labels(&store, A), ["second", "first"]);
        assert_eq!(labels(&store, B), ["other"]);
        assert_eq!(store.header(first.id), Some(&first));
        assert_eq!(
            store.body(first.id).expect("opens").as_deref(),
            Some(&b"one".to_vec())
        );
        assert_eq!(
            store.body(other.id).expect("opens").as_deref(),
            Some(&vec![7; BODY])
        );
        assert_eq!(store.body(second.id).expect("none"), None);
        assert_eq!(store.body(Id::random()).expect("none"), None);
        assert!(store.has_body(first.id) && !store.has_body(second.id));
        assert_eq!(store.damage(), []);
        store.close().expect("closed");
        store = place.open();
    }
    put(&mut store, &first, b"two");
    let mut renamed = first.clone();
    renamed.label = "renamed".into();
    renamed.at = 9;
    store
        .write(|tx| tx.put(&renamed, None))
        .expect("the body stays");
    store.write(|tx| tx.delete(second.id)).expect("deleted");
    drop(store);
    let store = place.open();
    assert_eq!(labels(&store, A), ["renamed"]);
    assert_eq!(
        store.body(first.id).expect("opens").as_deref(),
        Some(&b"two".to_vec())
    );
}

#[test]
fn a_failed_transaction_leaves_nothing() {
    let place = Place::new();
    let mut store = place.create();
    let (kept, new) = (header(A, 1, "kept"), header(A, 2, "new"));
    put(&mut store, &kept, b"one");
    let refused = store.write(|tx| {
        tx.put(&kept, Some(b"two"))?;
        tx.put(&new, Some(b"x"))?;
        assert_eq!(tx.body(kept.id)?.as_deref(), Some(&b"two".to_vec()));
        tx.delete(kept.id)?;
        assert!(tx.header(kept.id).is_none() && tx.header(new.id).is_some());
        Err::<(), _>(Error::Cancelled)
    });
    assert_eq!(refused, Err(Error::Cancelled));
    for _ in 0..2 {
        assert_eq!(labels(&store, A), ["kept"]);
        assert_eq!(
            store.body(kept.id).expect("opens").as_deref(),
            Some(&b"one".to_vec())
        );
        assert_eq!(store.damage(), []);
        drop(store);
        store = place.open();
    }
}

#[test]
fn limits_and_kinds_hold() {
    let place = Place::new();
    let mut store = place.create();
    let fine = header(A, 1, "fine");
    let too_long = store.write(|tx| tx.put(&fine, Some(&vec![0; BODY + 1])));
    assert!(matches!(too_long, Err(Error::TooLong { .. })));
    // Up to the last byte of each field, and not one more.
    for more in 0..3 {
        let mut full = header(A, 1, "");
        full.site = "s".repeat(Header::SITE + usize::from(more == 1));
        full.label = "l".repeat(Header::LABEL + usize::from(more == 2));
        full.data = vec![7; Header::DATA];
        let written = store.write(|tx| tx.put(&full, None));
        assert_eq!(written.is_ok(), more == 0, "{written:?}");
        full.site.clear();
        full.label.clear();
        full.data = vec![7; Header::DATA + 2];
        let refused = store.write(|tx| tx.put(&full, None));
        assert!(matches!(refused, Err(Error::TooLong { .. })));
    }
    put(&mut store, &fine, b"x");
    let mut other = fine.clone();
    other.kind = B;
    assert_eq!(
        store.write(|tx| tx.put(&other, None)),
        Err(Error::WrongKind(fine.id))
    );
    let own = header(RowKind(0), 1, "the store's own");
    assert_eq!(
        store.write(|tx| tx.put(&own, None)),
        Err(Error::WrongKind(own.id))
    );
}

#[test]
fn one_at_a_time() {
    let place = Place::new();
    let mut store = place.create();
    assert_eq!(
        Store::open(&place.path(), &place.master).err(),
        Some(Error::InUse)
    );
    assert_eq!(
        Store::create(&place.path(), &place.master).err(),
        Some(Error::InUse)
    );
    store.suspend().expect("suspended");
    drop(place.open());
    store.resume().expect("resumed");
    assert_eq!(
        Store::open(&place.path(), &place.master).err(),
        Some(Error::InUse)
    );
    drop(store);
    assert_eq!(
        Store::create(&place.path(), &place.master).err(),
        Some(Error::Exists)
    );
}

#[test]
fn a_suspended_store_lists_but_does_not_read() {
    let place = Place::new();
    let mut store = place.create();
    let row = header(A, 1, "here");
    put(&mut store, &row, b"x");
    store.suspend().expect("suspended");
    assert!(
        !place.path().join("store.db-wal").exists(),
        "everything is in the file"
    );
    assert_eq!(labels(&store, A), ["here"]);
    assert_eq!(store.body(row.id).err(), Some(Error::Suspended));
    assert_eq!(store.write(|tx| tx.delete(row.id)), Err(Error::Suspended));
    store.suspend().expect("harmless");
    // Somebody else, with the same key, writes meanwhile.
    let more = header(A, 2, "more");
    put(&mut place.open(), &more, b"y");
    store.resume().expect("resumed");
    store.resume().expect("harmless");
    assert_eq!(labels(&store, A), ["more", "here"]);
    put(&mut store, &row, b"z");
    assert_eq!(store.damage(), []);
}

#[test]
fn a_store_that_was_removed_while_it_was_open_leaves_nothing_behind_and_harms_no_other() {
    let (place, other) = (Place::new(), Place::new());
    let mut removed = place.create();
    put(&mut removed, &header(A, 1, "one"), b"body");
    crate::base::layout::remove_store(&place.path()).expect("removed");
    removed
        .rotate_epoch(|_| true)
        .expect("in a file without a name");
    drop(removed);
    assert!(!crate::base::layout::store_is_there(&place.path()));

    let mut removed = place.create();
    crate::base::layout::remove_store(&place.path()).expect("removed");
    drop(Store::create(&place.path(), &other.master).expect("another"));
    put(&mut removed, &header(A, 1, "one"), b"body");
    drop(removed);
    let another = Store::open(&place.path(), &other.master).expect("opens");
    assert_eq!(another.damage(), []);
}

#[test]
fn opens_with_its_own_key_only() {
    let place = Place::new();
    assert_eq!(
        Store::open(&place.path(), &place.master).err(),
        Some(Error::NotFound)
    );
    drop(place.create());
    let other = Place::new();
    assert_eq!(
        Store::open(&place.path(), &other.master).err(),
        Some(Error::WrongKey)
    );
}

#[test]
fn a_creation_cut_short_is_no_store_and_a_removed_one_is_lost() {
    let place = Place::new();
    fs::create_dir_all(place.path()).expect("made");
    fs::write(place.path().join(STORE), b"").expect("written");
    assert_eq!(
        Store::open(&place.path(), &place.master).err(),
        Some(Error::NotFound)
    );
    drop(place.create());
    fs::remove_file(place.path().join(STORE)).expect("removed");
    assert_eq!(
        Store::open(&place.path(), &place.master).err(),
        Some(Error::Lost)
    );
    drop(place.create());
    assert_eq!(place.open().damage(), []);
}

/// What the file holds for a row's header.
fn header_row(store: &Store, id: Id) -> Vec<u8> {
    let row = store.index.get(id).expect("there").row;
    let sealed = db::header(store.db().expect("open"), row).expect("read");
    sealed.expect("there")
}

/// Whether any file in the store's directory holds these bytes.
fn on_disk(place: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(place).expect("listed").flatten().any(|entry| {
        let file = fs::read(entry.path()).unwrap_or_default();
        file.windows(bytes.len()).any(|window| window == bytes)
    })
}

#[test]
fn a_rotation_that_was_killed_before_its_end_is_finished_at_the_next_opening() {
    let place = Place::new();
    let mut store = place.create();
    let (kept, dropped) = (header(A, 1, "kept"), header(A, 2, "dropped"));
    put(&mut store, &kept, b"stays");
    put(&mut store, &dropped, b"goes");
    let sealed = header_row(&store, dropped.id);
    drop(store);
    let mut store = place.open();
    store
        .rotate(|header| header.id != dropped.id)
        .expect("rotated");
    // Killed here: what is on the disk now is all that is left.
    let killed = place.copy(&[STORE, "store.db-wal", STORE_ANCHOR]);
    assert!(on_disk(&killed, &sealed), "the old header is still there");
    let store = Store::open(&killed, &place.master).expect("opens");
    assert_eq!(store.damage(), []);
    assert!(!on_disk(&killed, &sealed));
    let anchor = fs::read(killed.join(STORE_ANCHOR)).expect("read");
    let (copy, _) = Epoch::from_anchor(&store.keys, &anchor).unwrap_or_else(|_| panic!("opens"));
    assert_eq!(copy.secrets(), store.epoch.secrets());
    assert_eq!(store.body(dropped.id), Ok(None));
    assert_eq!(
        store.body(kept.id).expect("opens").as_deref(),
        Some(&b"stays".to_vec())
    );
}

#[test]
fn a_log_left_after_a_rotation_is_emptied_at_the_next_opening() {
    let place = Place::new();
    let mut store = place.create();
    let dropped = header(A, 2, "dropped");
    put(&mut store, &dropped, b"goes");
    store.close().expect("closed");
    let mut store = place.open();
    put(&mut store, &dropped, b"goes, too");
    let sealed = header_row(&store, dropped.id);
    store.rotate(|_| false).expect("rotated");
    store.write_anchor().expect("written");
    // Killed between the anchor and the log.
    let killed = place.copy(&[STORE, "store.db-wal", STORE_ANCHOR]);
    assert!(on_disk(&killed, &sealed));
    let open = Store::open(&killed, &place.master).expect("opens");
    assert!(!on_disk(&killed, &sealed) && open.is_settled());
}

#[test]
fn the_anchor_keeps_up_with_many_writes_and_with_the_last() {
    let place = Place::new();
    let mut store = place.create();
    let remembered = |store: &Store| {
        let anchor = fs::read(place.path().join(STORE_ANCHOR)).expect("read");
        let opened = Epoch::from_anchor(&store.keys, &anchor);
        opened.unwrap_or_else(|_| panic!("opens")).1
    };
    for at in 0..3 * RAISE as i64 - 9 {
        put(&mut store, &header(A, at, "one of many"), b"");
        let lag = store.manifest.generation - remembered(&store);
        assert!(lag < RAISE, "{lag} transactions");
    }
    // Anyone who takes back what was written since is noticed once the store was only dropped.
    assert!(store.manifest.generation > remembered(&store));
    let killed = place.copy(&[STORE, "store.db-wal"]);
    put(&mut store, &header(A, 100, "the last"), b"");
    drop(store);
    for name in [STORE, "store.db-wal"] {
        fs::copy(killed.join(name), place.path().join(name)).expect("put back");
    }
    assert_eq!(place.open().damage(), [Damage::RolledBack]);
}

#[test]
fn what_a_rotation_could_not_remove_goes_with_the_next_write() {
    let place = Place::new();
    let mut store = place.create();
    let dropped = header(A, 2, "dropped");
    put(&mut store, &dropped, b"goes");
    let sealed = header_row(&store, dropped.id);
    // The anchor cannot be written.
    let blocked = place.path().join("store.new");
    fs::create_dir(&blocked).expect("made");
    assert!(store.rotate_epoch(|_| false).is_err());
    assert_eq!(
        store.body(dropped.id),
        Ok(None),
        "it is rotated all the same"
    );
    assert!(store.scrub().is_err());
    fs::remove_dir(&blocked).expect("removed");
    put(&mut store, &header(A, 3, "more"), b"more");
    store.close().expect("closed");
    assert!(!on_disk(&place.path(), &sealed));
    assert_eq!(place.open().damage(), []);
}

#[test]
fn a_new_epoch_waits_until_the_damage_is_accepted() {
    let place = Place::new();
    let mut store = place.create();
    let dropped = header(A, 2, "dropped");
    put(&mut store, &dropped, b"goes");
    drop(store);
    fs::remove_file(place.path().join(STORE_ANCHOR)).expect("removed");
    let mut store = place.open();
    assert_eq!(store.rotate_epoch(|_| false), Err(Error::OpenQuestion));
    assert_eq!(store.damage(), [Damage::Anchor]);
    store.accept().expect("accepted");
    store.rotate_epoch(|_| false).expect("rotated");
    assert_eq!(store.body(dropped.id), Ok(None));
}

#[test]
fn strangers_among_the_attachments_stay_and_harm_nothing() {
    let place = Place::new();
    drop(place.create());
    let strange = place.path().join(ATTACHMENTS);
    fs::create_dir_all(strange.join("a directory")).expect("made");
    fs::write(strange.join("notes.txt"), b"?").expect("written");
    let orphan = attachment::path(&strange, Id::random());
    fs::write(&orphan, b"?").expect("written");
    assert_eq!(place.open().damage(), []);
    assert!(strange.join("a directory").exists() && strange.join("notes.txt").exists());
    assert!(!orphan.exists());
    fs::remove_dir_all(&strange).expect("removed");
    fs::write(&strange, b"no directory").expect("written");
    assert_eq!(place.open().damage(), []);
}

#[test]
fn what_was_put_back_while_suspended_is_noticed() {
    let place = Place::new();
    let mut store = place.create();
    put(&mut store, &header(A, 1, "first"), b"first");
    store.suspend().expect("suspended");
    let older: Vec<_> = [STORE, STORE_ANCHOR]
        .map(|name| fs::read(place.path().join(name)))
        .into();
    store.resume().expect("resumed");
    put(&mut store, &header(A, 2, "second"), b"second");
    store.suspend().expect("suspended");
    for (name, bytes) in [STORE, STORE_ANCHOR].into_iter().zip(older) {
        fs::write(place.path().join(name), bytes.expect("read")).expect("written");
    }
    store.resume().expect("resumed");
    assert_eq!(store.damage(), [Damage::RolledBack]);
    // Whatever is written since.
    put(&mut store, &header(A, 3, "third"), b"third");
    drop(store);
    assert_eq!(place.open().damage(), [Damage::Replaced]);
}

#[test]
fn a_log_taken_away_from_a_killed_program_is_noticed() {
    let place = Place::new();
    drop(place.create());
    let mut store = place.open();
    put(&mut store, &header(A, 1, "acknowledged"), b"acknowledged");
    let killed = place.copy(&[STORE, STORE_ANCHOR]);
    let store = Store::open(&killed, &place.master).expect("opens");
    assert_eq!(store.damage(), [Damage::RolledBack]);
}

#[test]
fn a_rotation_puts_bodies_out_of_reach_even_of_the_old_file() {
    let place = Place::new();
    let mut store = place.create();
    let (kept, dropped) = (header(A, 1, "kept"), header(A, 2, "dropped"));
    put(&mut store, &kept, b"stays");
    put(&mut store, &dropped, b"goes");
    let attached = store
        .attach(dropped.id, &mut &b"a photograph"[..], 0, &Unwatched)
        .expect("attached");
    let stays = store
        .attach(kept.id, &mut &b"another"[..], 0, &Unwatched)
        .expect("attached");
    let row = |store: &Store, id| {
        let row = store.index.get(id).expect("there").row;
        let bytes = db::with_body(store.db().expect("open"), row, |row| Some(row.to_vec()));
        bytes.expect("read").expect("there")
    };
    let sealed = [
        db::header(store.db().expect("open"), db::ROOT)
            .expect("read")
            .expect("there")[26..]
            .to_vec(),
        row(&store, dropped.id),
        header_row(&store, dropped.id),
        header_row(&store, kept.id),
    ];
    store
        .rotate_epoch(|header| header.id != dropped.id)
        .expect("rotated");
    let anchor = fs::read(place.path().join(STORE_ANCHOR)).expect("read");
    let (copy, _) = Epoch::from_anchor(&store.keys, &anchor).unwrap_or_else(|_| panic!("opens"));
    assert_eq!(
        copy.secrets(),
        store.epoch.secrets(),
        "the old key's copy goes at once"
    );
    for _ in 0..2 {
        assert_eq!(labels(&store, A), ["dropped", "kept"]);
        assert_eq!(store.body(dropped.id).expect("none"), None);
        assert_eq!(
            store.body(kept.id).expect("opens").as_deref(),
            Some(&b"stays".to_vec())
        );
        assert_eq!(
            store.read_attachment(attached).err(),
            Some(Error::NoSuchRow(attached))
        );
        assert!(!attachment::path(&store.attachments_dir(), attached).exists());
        let mut text = String::new();
        store
            .read_attachment(stays)
            .expect("opens")
            .read_to_string(&mut text)
            .expect("reads");
        assert_eq!(text, "another");
        assert_eq!(store.damage(), []);
        store.close().expect("closed");
        store = place.open();
    }
    drop(store);
    // No file holds the old key or anything sealed with it any more.
    for entry in fs::read_dir(place.path()).expect("listed").flatten() {
        let bytes = fs::read(entry.path()).unwrap_or_default();
        for old in &sealed {
            assert!(!bytes.windows(old.len()).any(|window| window == old));
        }
    }
}

/// All rows of a table of the file, as anyone who has a copy of it sees them.
fn blobs(place: &Place, table: &str) -> BTreeMap<i64, Vec<u8>> {
    let db = Connection::open(place.path().join(STORE)).expect("opens");
    let all = format!("SELECT n, v FROM {table}");
    let mut rows = db.prepare(&all).expect("a table");
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.expect("rows").collect::<Result<_, _>>().expect("rows")
}

#[test]
fn two_copies_tell_which_rows_changed_and_not_how_often() {
    let place = Place::new();
    let mut store = place.create();
    let (once, thrice, never) = (header(A, 1, "x"), header(A, 2, "y"), header(B, 3, "z"));
    for row in [&once, &thrice, &never] {
        put(&mut store, row, b"before");
    }
    store.close().expect("closed");
    let earlier = ["headers", "bodies"].map(|table| blobs(&place, table));
    let mut store = place.open();
    put(&mut store, &once, b"changed");
    for _ in 0..3 {
        put(&mut store, &thrice, b"changed");
    }
    store.close().expect("closed");
    let later = ["headers", "bodies"].map(|table| blobs(&place, table));
    let changed = |table: usize| {
        let (old, new) = (&earlier[table], &later[table]);
        assert!(old.keys().eq(new.keys()));
        assert!(
            old.values()
                .zip(new.values())
                .all(|(a, b)| a.len() == b.len())
        );
        let changed = old.keys().filter(|n| old[n] != new[n]).copied();
        changed.collect::<Vec<_>>()
    };
    assert_eq!(
        (changed(0), changed(1)),
        (vec![db::MANIFEST, 2, 3], vec![2, 3])
    );

    // A new epoch: every header, and no body that stays.
    place
        .open()
        .rotate_epoch(|row| row.id != once.id)
        .expect("rotated");
    let [headers, bodies] = ["headers", "bodies"].map(|table| blobs(&place, table));
    assert!(headers.iter().all(|(n, row)| later[0][n] != *row));
    assert_eq!((bodies.len(), &bodies[&4]), (2, &later[1][&4]));
}

/// Flash memory keeps what a file held before, in places that only a laboratory reads.
#[test]
fn what_was_shredded_opens_again_only_with_the_old_epochs_sealed_key_and_the_master_key() {
    let place = Place::new();
    let mut store = place.create();
    let (kept, dropped) = (header(A, 1, "kept"), header(A, 2, "dropped"));
    put(&mut store, &kept, b"stays");
    put(&mut store, &dropped, b"goes");
    store.close().expect("closed");
    let remains = place.copy(&[STORE, STORE_ANCHOR]);
    let mut store = place.open();
    store
        .rotate_epoch(|row| row.id != dropped.id)
        .expect("rotated");
    store.close().expect("closed");

    let opened = |found: &Path| {
        let store = Store::open(found, &place.master)?;
        store
            .body(dropped.id)
            .map(|body| body.map(|body| body.to_vec()))
    };
    assert_eq!(
        opened(&remains),
        Ok(Some(b"goes".to_vec())),
        "all of it is found"
    );
    let other = Place::new();
    let refused = Store::open(&remains, &other.master).err();
    assert_eq!(refused, Some(Error::WrongKey), "without the master key");
    // Without the sealed key, which lay in the root and in the anchor: with those of today.
    fs::copy(place.path().join(STORE_ANCHOR), remains.join(STORE_ANCHOR)).expect("copied");
    let db = Connection::open(remains.join(STORE)).expect("opens");
    let root = &blobs(&place, "headers")[&db::ROOT];
    db::put_header(&db, db::ROOT, root).expect("written");
    drop(db);
    assert_eq!(opened(&remains), Ok(None));
}

#[test]
fn attachments_follow_their_owner() {
    let place = Place::new();
    let mut store = place.create();
    let owner = header(A, 1, "owner");
    assert_eq!(
        store.attach(owner.id, &mut &b"x"[..], 0, &Unwatched),
        Err(Error::NoSuchRow(owner.id))
    );
    put(&mut store, &owner, b"");
    let sizes = [0, 1, 4096, 4097, 65_535, 65_536, 65_537, 131_072, 300_000];
    for size in sizes {
        let content: Vec<u8> = (0..size).map(|i| i as u8).collect();
        let id = store
            .attach(owner.id, &mut &content[..], size as u64, &Unwatched)
            .expect("attached");
        let mut read = Vec::new();
        store
            .read_attachment(id)
            .expect("opens")
            .read_to_end(&mut read)
            .expect("reads");
        assert!(read == content, "{size}");
        assert_eq!(store.body(id).expect("none"), None);
        assert_eq!(
            store.header(id),
            None,
            "attachments are not rows to their users"
        );
    }
    assert_eq!(store.attachments(owner.id).count(), sizes.len());
    let attached = store.attachments(owner.id).next().expect("one").id;
    let to_another = store.attach(attached, &mut &b"x"[..], 0, &Unwatched);
    assert_eq!(to_another, Err(Error::NoSuchRow(attached)));
    // A staged file that nobody attaches, whether dropped or left by a crash.
    drop(
        store
            .stage(&mut &b"never attached"[..], 0, &Unwatched)
            .expect("staged"),
    );
    std::mem::forget(
        store
            .stage(&mut &b"crashed"[..], 0, &Unwatched)
            .expect("staged"),
    );
    let files = || {
        fs::read_dir(place.path().join(ATTACHMENTS))
            .expect("listed")
            .count()
    };
    assert_eq!(files(), sizes.len() + 1);
    drop(store);
    let mut store = place.open();
    assert_eq!(files(), sizes.len());
    let one = store.attachments(owner.id).next().expect("one").id;
    store.write(|tx| tx.delete(one)).expect("detached");
    assert_eq!(files(), sizes.len() - 1);
    store.write(|tx| tx.delete(owner.id)).expect("deleted");
    assert_eq!(files(), 0);
    assert_eq!(store.damage(), []);
}

#[test]
fn an_attachment_that_cannot_be_read_leaves_nothing() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::TimedOut.into())
        }
    }
    let place = Place::new();
    let store = place.create();
    let start = &b"its beginning"[..];
    let refused = store.stage(&mut start.chain(Broken), 100, &Unwatched);
    assert_eq!(refused.err(), Some(Error::Io(io::ErrorKind::TimedOut)));
    let left = fs::read_dir(place.path().join(ATTACHMENTS)).expect("listed");
    assert_eq!(left.count(), 0);
}

#[test]
fn a_cancelled_attachment_leaves_nothing() {
    struct StopAt(AtomicU64);
    impl Progress for StopAt {
        fn advance(&self, done: u64, _: u64) -> Proceed {
            if done >= self.0.load(Ordering::Relaxed) {
                Proceed::Cancel
            } else {
                Proceed::Continue
            }
        }
    }
    let place = Place::new();
    let store = place.create();
    let stop = StopAt(AtomicU64::new(500_000));
    let refused = store.stage(&mut std::io::repeat(7), 1 << 40, &stop);
    assert_eq!(refused.err(), Some(Error::Cancelled));
    assert_eq!(
        fs::read_dir(place.path().join(ATTACHMENTS))
            .expect("listed")
            .count(),
        0
    );
}

#[test]
fn a_full_disk_undoes_what_did_not_fit_and_nothing_else() {
    let place = Place::new();
    let mut store = place.create();
    let kept: Vec<Header> = (0..20).map(|at| header(A, at, "kept")).collect();
    for row in &kept {
        put(&mut store, row, &[1; 1000]);
    }
    let pages = |store: &Store, pragma: &str| -> i64 {
        let db = store.db.as_ref().expect("open");
        db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
            .expect("a number")
    };
    // As if the disk were full after this many pages: SQLite says the same then.
    let mut refused = 0;
    let size = pages(&store, "page_count");
    let big = header(A, 100, "big");
    for limit in size.. {
        pages(&store, &format!("max_page_count = {limit}"));
        let written = store.write(|tx| {
            tx.put(&kept[0], Some(&[2; 9000]))?;
            tx.delete(kept[1].id)?;
            tx.put(&big, Some(&[3; 60_000]))
        });
        match written {
            Ok(()) => break,
            Err(error) => assert_eq!(error, Error::DiskFull),
        }
        refused += 1;
        assert_eq!(store.list(A).count(), 20);
        assert_eq!(
            store.body(kept[0].id).expect("opens").as_deref(),
            Some(&vec![1; 1000])
        );
        assert!(store.header(kept[1].id).is_some());
        // What needs no more room still works: a person can go on and make room.
        let mut changed = kept[2].clone();
        changed.status = refused as u8;
        store
            .write(|tx| tx.put(&changed, None))
            .expect("written in place");
    }
    assert!(refused > 5, "{refused}");
    pages(&store, "max_page_count = 1000000");
    store
        .rotate_epoch(|header| header.id != big.id)
        .expect("rotated");
    drop(store);
    let store = place.open();
    store.check(&Unwatched).expect("readable");
    assert_eq!((store.damage(), store.list(A).count()), (vec![], 20));
    assert_eq!(
        store.body(kept[0].id).expect("opens").as_deref(),
        Some(&vec![2; 9000])
    );
}

#[test]
fn the_end_of_an_attachment_is_proved_even_where_it_is_padding() {
    let place = Place::new();
    let mut store = place.create();
    let owner = header(A, 1, "owner");
    put(&mut store, &owner, b"");
    // Long enough that the last chunk holds nothing but padding.
    let content = vec![7; 4 * 1024 * 1024 + 1];
    let id = store
        .attach(owner.id, &mut &content[..], 0, &Unwatched)
        .expect("attached");
    let mut read = Vec::new();
    store
        .read_attachment(id)
        .expect("opens")
        .read_to_end(&mut read)
        .expect("reads");
    assert!(read == content);
    let path = attachment::path(&store.attachments_dir(), id);
    let mut bytes = fs::read(&path).expect("read");
    *bytes.last_mut().expect("long") ^= 1;
    fs::write(&path, bytes).expect("written");
    let refused = store
        .read_attachment(id)
        .expect("opens")
        .read_to_end(&mut read);
    assert_eq!(
        refused.map_err(|error| error.kind()),
        Err(io::ErrorKind::InvalidData)
    );
}

#[test]
fn a_store_can_move_to_another_thread() {
    fn sent<T: Send>(_: T) {}
    sent(Place::new().create());
}

#[test]
fn a_copy_opens_with_the_same_key_and_holds_what_there_was() {
    let place = Place::new();
    let mut store = place.create();
    let header = Header::new(Id::random(), A, 1);
    store.write(|tx| tx.put(&header, Some(b"before"))).unwrap();
    let attached = store
        .attach(header.id, &mut &b"a picture"[..], 9, &Unwatched)
        .unwrap();
    let to = place.dir.path().join("above").join("copy");
    store.copy_to(&to).unwrap();
    store.write(|tx| tx.put(&header, Some(b"after"))).unwrap();
    assert!(matches!(store.copy_to(&to), Err(Error::Exists)));

    let copy = Store::open(&to, &place.master).unwrap();
    assert_eq!(copy.damage(), []);
    assert_eq!(copy.body(header.id).unwrap().unwrap()[..], b"before"[..]);
    let mut read = Vec::new();
    copy.read_attachment(attached)
        .unwrap()
        .read_to_end(&mut read)
        .unwrap();
    assert_eq!(read, b"a picture");
    assert_eq!(store.body(header.id).unwrap().unwrap()[..], b"after"[..]);
    drop(copy);
    let other = Place::new();
    assert!(matches!(
        Store::open(&to, &other.master),
        Err(Error::WrongKey)
    ));
}
