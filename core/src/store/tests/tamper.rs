//! Somebody has the files and changes them. Every change is noticed and named, and costs nothing that
//! it did not touch.

use std::io::Read;

use rusqlite::{Connection, params};

use super::{Place, *};
use crate::host::Unwatched;

const KIND: RowKind = RowKind(1);

/// A closed store with three rows, the last of which has two attachments.
struct Victim {
    place: Place,
    rows: [Id; 3],
    attachments: Vec<Id>,
}

fn content(id: Id) -> Vec<u8> {
    format!("the body of {id}").into_bytes()
}

impl Victim {
    fn new() -> Self {
        let place = Place::new();
        let mut store = place.create();
        let rows = [Id::random(), Id::random(), Id::random()];
        for (at, id) in rows.into_iter().enumerate() {
            let header = Header::new(id, KIND, at as i64);
            let content = content(id);
            store.write(|tx| tx.put(&header, Some(&content))).unwrap();
        }
        let attach =
            |store: &mut Store| store.attach(rows[2], &mut &content(rows[2])[..], 0, &Unwatched);
        let attachments = vec![attach(&mut store).unwrap(), attach(&mut store).unwrap()];
        store.close().unwrap();
        Self {
            place,
            rows,
            attachments,
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn sql(&self, statements: &str) {
        let connection = Connection::open(self.file(STORE)).unwrap();
        connection.execute_batch(statements).unwrap();
    }

    /// What a thorough look finds, after making sure that every row but `harmed` is there and whole.
    fn found(&self, harmed: &[Id]) -> Vec<Damage> {
        let store = self.place.open();
        store.check(&Unwatched).unwrap();
        for id in self.rows.iter().filter(|id| !harmed.contains(id)) {
            assert_eq!(
                store.body(*id).unwrap().as_deref(),
                Some(&content(*id)),
                "{id}"
            );
        }
        for id in self.attachments.iter().filter(|id| !harmed.contains(id)) {
            let mut read = Vec::new();
            store
                .read_attachment(*id)
                .unwrap()
                .read_to_end(&mut read)
                .unwrap();
            assert_eq!(read, content(self.rows[2]));
        }
        store.damage()
    }

    /// The number of a row. The first is 2; two more, then the attachments, follow.
    fn number(index: usize) -> i64 {
        db::FIRST + index as i64
    }
}

fn copy_row(connection: &Connection, table: &str, row: i64) -> Vec<u8> {
    connection
        .query_row(
            &format!("SELECT v FROM {table} WHERE n = ?1"),
            [row],
            |row| row.get(0),
        )
        .unwrap()
}

fn set_row(connection: &Connection, table: &str, row: i64, bytes: &[u8]) {
    connection
        .execute(
            &format!("INSERT OR REPLACE INTO {table} (n, v) VALUES (?1, ?2)"),
            params![row, bytes],
        )
        .unwrap();
}

#[test]
fn an_untouched_store_is_whole() {
    assert_eq!(Victim::new().found(&[]), []);
}

#[test]
fn every_flipped_bit_of_every_row_is_named_and_harms_no_other() {
    let victim = Victim::new();
    let keys = StoreKeys::new(&victim.place.master);
    let anchor = victim.file(STORE_ANCHOR);
    let connection = Connection::open(victim.file(STORE)).unwrap();
    for row in [db::ROOT, db::MANIFEST]
        .into_iter()
        .chain((0..5).map(Victim::number))
    {
        let bytes = copy_row(&connection, "headers", row);
        for bit in 0..bytes.len() * 8 {
            let mut other = bytes.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            let transaction = connection.unchecked_transaction().unwrap();
            set_row(&transaction, "headers", row, &other);
            let loaded = load::load(&transaction, &keys, &anchor).unwrap();
            let named = match row {
                db::ROOT => Damage::Root,
                db::MANIFEST => Damage::Manifest,
                _ => Damage::Header(row),
            };
            assert!(
                loaded.damage.contains(&named),
                "row {row}, bit {bit}: {:?}",
                loaded.damage
            );
            let expected = if row < db::FIRST { 5 } else { 4 };
            assert_eq!(
                loaded.index.iter().count(),
                expected,
                "row {row}, bit {bit}"
            );
        }
    }
    let loaded = load::load(&connection, &keys, &anchor).unwrap();
    assert!(loaded.damage.is_empty());
    for id in victim.rows {
        let entry = loaded.index.get(id).unwrap();
        let bytes = copy_row(&connection, "bodies", entry.row);
        for bit in 0..bytes.len() * 8 {
            let mut other = bytes.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            let transaction = connection.unchecked_transaction().unwrap();
            set_row(&transaction, "bodies", entry.row, &other);
            let read = tx::read_body(&transaction, &loaded.epoch, entry);
            assert_eq!(read.err(), Some(Error::Damaged(id)), "bit {bit}");
        }
    }
}

/// What opening a changed file may give: the content as it was, or damage that is named.
fn right_or_named(victim: &Victim, what: &dyn std::fmt::Display) -> bool {
    match Store::open(&victim.place.path(), &victim.place.master) {
        Ok(store) => {
            store.check(&Unwatched).unwrap();
            let damage = store.damage();
            for id in victim.rows {
                match store.body(id) {
                    Ok(Some(body)) => assert_eq!(*body, content(id), "{what}"),
                    _ => assert!(!damage.is_empty(), "{what}: a row is gone without a word"),
                }
            }
            true
        }
        Err(Error::Corrupt | Error::WrongKey | Error::Sqlite(_)) => false,
        Err(other) => panic!("{what}: {other}"),
    }
}

/// One bit of every eleventh byte; `POCKETCARD_EVERY_BIT=1` takes them all, which is a matter of
/// minutes.
#[test]
fn flipped_bits_anywhere_in_the_file_never_give_wrong_content() {
    let victim = Victim::new();
    let whole = fs::read(victim.file(STORE)).unwrap();
    let anchor = fs::read(victim.file(STORE_ANCHOR)).unwrap();
    let all = std::env::var_os("POCKETCARD_EVERY_BIT").is_some();
    let bits: Vec<usize> = match all {
        true => (0..whole.len() * 8).collect(),
        false => (0..whole.len())
            .step_by(11)
            .map(|at| at * 8 + at % 8)
            .collect(),
    };
    let (mut opened, mut refused) = (0, 0);
    for bit in bits {
        let mut other = whole.clone();
        other[bit / 8] ^= 1 << (bit % 8);
        fs::write(victim.file(STORE), &other).unwrap();
        fs::write(victim.file(STORE_ANCHOR), &anchor).unwrap();
        let _ = fs::remove_file(victim.file("store.db-wal"));
        match right_or_named(&victim, &format_args!("bit {bit}")) {
            true => opened += 1,
            false => refused += 1,
        }
    }
    assert!(opened > 4 * refused, "{opened} opened, {refused} refused");
}

/// What whole-page encryption lets pass: a page as it was before.
#[test]
fn older_pages_put_back_one_at_a_time() {
    const PAGE: usize = 4096;
    let victim = Victim::new();
    let old = fs::read(victim.file(STORE)).unwrap();
    let mut store = victim.place.open();
    for id in victim.rows {
        let header = store.header(id).unwrap().clone();
        let content = content(id);
        store.write(|tx| tx.put(&header, Some(&content))).unwrap();
    }
    drop(store);
    let new = fs::read(victim.file(STORE)).unwrap();
    let anchor = fs::read(victim.file(STORE_ANCHOR)).unwrap();
    let mut replayed = 0;
    for (number, (old, page)) in old.chunks(PAGE).zip(new.chunks(PAGE)).enumerate() {
        if old == page {
            continue;
        }
        let mut mixed = new.clone();
        mixed[number * PAGE..][..PAGE].copy_from_slice(old);
        fs::write(victim.file(STORE), &mixed).unwrap();
        fs::write(victim.file(STORE_ANCHOR), &anchor).unwrap();
        right_or_named(&victim, &format_args!("page {number}"));
        let store = Store::open(&victim.place.path(), &victim.place.master);
        // SQLite's own first page holds a counter and nothing of ours.
        let named = store.is_err() || number == 0 || {
            let store = store.unwrap();
            store.check(&Unwatched).unwrap();
            !store.damage().is_empty()
        };
        assert!(named, "page {number}");
        replayed += 1;
    }
    assert!(
        replayed >= 2,
        "headers and bodies: {replayed} pages had changed"
    );
}

/// The log of a program that was killed: whatever bit of it changes, what opens is right, and no more is
/// lost without a word than the anchor lags behind.
#[test]
fn flipped_bits_of_the_log() {
    let victim = Victim::new();
    let mut store = victim.place.open();
    let label = |store: &Store| store.header(victim.rows[0]).map(|it| it.label.clone());
    for turn in 0..3 {
        let mut header = store.header(victim.rows[0]).unwrap().clone();
        header.label = format!("turn {turn}");
        let content = content(victim.rows[0]);
        store.write(|tx| tx.put(&header, Some(&content))).unwrap();
    }
    let names = [STORE, "store.db-wal", STORE_ANCHOR];
    let killed = names.map(|name| fs::read(victim.file(name)).unwrap());
    drop(store);
    let mut lost = 0;
    for at in (0..killed[1].len()).step_by(37) {
        for (name, bytes) in names.iter().zip(&killed) {
            fs::write(victim.file(name), bytes).unwrap();
        }
        let mut log = killed[1].clone();
        log[at] ^= 1 << (at % 8);
        fs::write(victim.file(names[1]), &log).unwrap();
        right_or_named(&victim, &format_args!("byte {at}"));
        let store = Store::open(&victim.place.path(), &victim.place.master).unwrap();
        let label = label(&store);
        if !store.damage().contains(&Damage::RolledBack) {
            assert!(
                label.is_some_and(|label| label.starts_with("turn")),
                "byte {at}"
            );
        } else {
            lost += 1;
        }
    }
    assert!(lost > 0, "the first transaction was hit, too");
}

#[test]
fn swapped_rows() {
    let victim = Victim::new();
    let [a, b, _] = victim.rows;
    let swap = |table: &str, x: i64, y: i64| {
        victim.sql(&format!(
            "UPDATE {table} SET n = -1 WHERE n = {x}; UPDATE {table} SET n = {x} WHERE n = {y};
             UPDATE {table} SET n = {y} WHERE n = -1;"
        ));
    };
    let (x, y) = (Victim::number(0), Victim::number(1));
    let bodies = [Damage::Body(a.min(b)), Damage::Body(a.max(b))];
    swap("bodies", x, y);
    assert_eq!(victim.found(&[a, b]), bodies);
    swap("bodies", x, y);
    swap("headers", x, y);
    assert_eq!(victim.found(&[a, b]), bodies);
    // A row that moved as a whole says the same from elsewhere.
    swap("bodies", x, y);
    assert_eq!(victim.found(&[]), []);
    // What one row says under the name of another.
    let connection = Connection::open(victim.file(STORE)).unwrap();
    let (one, two) = (
        copy_row(&connection, "headers", x),
        copy_row(&connection, "headers", y),
    );
    set_row(
        &connection,
        "headers",
        x,
        &[&one[..16], &two[16..]].concat(),
    );
    drop(connection);
    assert_eq!(victim.found(&[b]), [Damage::Replaced, Damage::Header(x)]);
}

#[test]
fn removed_duplicated_and_returned_rows() {
    let victim = Victim::new();
    let a = victim.rows[0];
    victim.sql("DELETE FROM bodies WHERE n = 2;");
    assert_eq!(victim.found(&[a]), [Damage::Body(a)]);

    let victim = Victim::new();
    victim.sql("DELETE FROM headers WHERE n = 2;");
    assert_eq!(victim.found(&[victim.rows[0]]), [Damage::Missing(1)]);
    victim.sql("DELETE FROM headers WHERE n = 3;");
    assert_eq!(victim.found(&victim.rows[..2]), [Damage::Missing(2)]);

    let victim = Victim::new();
    victim.sql("INSERT INTO headers SELECT 99, v FROM headers WHERE n = 2;");
    victim.sql("INSERT INTO bodies SELECT 99, v FROM bodies WHERE n = 2;");
    assert_eq!(victim.found(&[]), [Damage::Duplicate(victim.rows[0])]);

    let victim = Victim::new();
    let connection = Connection::open(victim.file(STORE)).unwrap();
    let header = copy_row(&connection, "headers", 2);
    drop(connection);
    let mut store = victim.place.open();
    store.write(|tx| tx.delete(victim.rows[0])).unwrap();
    drop(store);
    set_row(
        &Connection::open(victim.file(STORE)).unwrap(),
        "headers",
        2,
        &header,
    );
    assert_eq!(
        victim.found(&[victim.rows[0]]),
        [Damage::Extra(1), Damage::Body(victim.rows[0])]
    );
}

#[test]
fn a_row_put_back_to_an_older_state() {
    let victim = Victim::new();
    let id = victim.rows[1];
    let row = Victim::number(1);
    let connection = Connection::open(victim.file(STORE)).unwrap();
    let old = (
        copy_row(&connection, "headers", row),
        copy_row(&connection, "bodies", row),
    );
    drop(connection);
    let mut store = victim.place.open();
    let header = store.header(id).unwrap().clone();
    store.write(|tx| tx.put(&header, Some(b"newer"))).unwrap();
    drop(store);

    // Only the body: the header knows better.
    let connection = Connection::open(victim.file(STORE)).unwrap();
    set_row(&connection, "bodies", row, &old.1);
    drop(connection);
    assert_eq!(victim.found(&[id]), [Damage::Body(id)]);

    // Both: the manifest knows better. It is said again until it is accepted.
    set_row(
        &Connection::open(victim.file(STORE)).unwrap(),
        "headers",
        row,
        &old.0,
    );
    for _ in 0..2 {
        assert_eq!(victim.found(&[]), [Damage::Replaced]);
        let mut store = victim.place.open();
        let more = Header::new(Id::random(), KIND, 7);
        store.write(|tx| tx.put(&more, None)).unwrap();
    }
    let mut store = victim.place.open();
    store.accept().unwrap();
    assert_eq!(store.damage(), []);
    drop(store);
    assert_eq!(victim.found(&[]), []);
}

#[test]
fn the_newer_of_two_rows_of_one_name_counts() {
    let victim = Victim::new();
    let id = victim.rows[0];
    let connection = Connection::open(victim.file(STORE)).unwrap();
    let old = copy_row(&connection, "headers", 2);
    drop(connection);
    let mut store = victim.place.open();
    let mut header = store.header(id).unwrap().clone();
    header.label = "newer".into();
    store.write(|tx| tx.put(&header, None)).unwrap();
    drop(store);
    for place in [1_i64 << 40, i64::MAX, -5] {
        set_row(
            &Connection::open(victim.file(STORE)).unwrap(),
            "headers",
            place,
            &old,
        );
    }
    assert_eq!(victim.found(&[]), [Damage::Duplicate(id)]);
    let mut store = victim.place.open();
    assert_eq!(store.header(id).unwrap().label, "newer");
    // The next row is not put over the last number there is.
    let more = Header::new(Id::random(), KIND, 7);
    store.write(|tx| tx.put(&more, None)).unwrap();
    drop(store);
    assert_eq!(victim.found(&[]), [Damage::Duplicate(id)]);
}

#[test]
fn an_older_copy_of_the_whole_file() {
    let victim = Victim::new();
    let old = fs::read(victim.file(STORE)).unwrap();
    let mut store = victim.place.open();
    let more = Header::new(Id::random(), KIND, 7);
    store.write(|tx| tx.put(&more, None)).unwrap();
    drop(store);
    fs::write(victim.file(STORE), &old).unwrap();
    assert_eq!(victim.found(&[]), [Damage::RolledBack]);
    // Said again until accepted, even after more was written than was lost.
    for _ in 0..3 {
        let named = victim.found(&[]);
        let known = [Damage::RolledBack, Damage::Replaced];
        assert!(named.iter().any(|it| known.contains(it)), "{named:?}");
        let mut store = victim.place.open();
        let more = Header::new(Id::random(), KIND, 7);
        store.write(|tx| tx.put(&more, None)).unwrap();
    }
    let mut store = victim.place.open();
    store.accept().unwrap();
    drop(store);
    assert_eq!(victim.found(&[]), []);
    fs::write(victim.file(STORE), &old).unwrap();
    assert_eq!(victim.found(&[]), [Damage::RolledBack]);
}

#[test]
fn once_an_older_copy_was_accepted_the_newer_one_is_the_older() {
    let victim = Victim::new();
    let old = fs::read(victim.file(STORE)).unwrap();
    let mut store = victim.place.open();
    let more = Header::new(Id::random(), KIND, 7);
    store.write(|tx| tx.put(&more, None)).unwrap();
    drop(store);
    let newer = fs::read(victim.file(STORE)).unwrap();
    fs::write(victim.file(STORE), &old).unwrap();
    let mut store = victim.place.open();
    store.accept().unwrap();
    drop(store);
    assert_eq!(victim.found(&[]), []);
    fs::write(victim.file(STORE), &newer).unwrap();
    assert_eq!(victim.found(&[]), [Damage::RolledBack]);
}

#[test]
fn a_rotation_cannot_be_undone_with_an_older_copy() {
    let victim = Victim::new();
    let old = fs::read(victim.file(STORE)).unwrap();
    let mut store = victim.place.open();
    store.rotate_epoch(|_| false).unwrap();
    drop(store);
    fs::write(victim.file(STORE), &old).unwrap();
    assert!(
        victim
            .found(&victim.attachments)
            .contains(&Damage::RolledBack)
    );
}

#[test]
fn root_and_anchor_stand_in_for_each_other() {
    let victim = Victim::new();
    let anchor = fs::read(victim.file(STORE_ANCHOR)).unwrap();
    for bit in 0..anchor.len() * 8 {
        let mut other = anchor.clone();
        other[bit / 8] ^= 1 << (bit % 8);
        let keys = StoreKeys::new(&victim.place.master);
        assert!(Epoch::from_anchor(&keys, &other).is_err(), "bit {bit}");
    }
    fs::remove_file(victim.file(STORE_ANCHOR)).unwrap();
    assert_eq!(victim.found(&[]), [Damage::Anchor]);
    assert_eq!(victim.found(&[]), [Damage::Anchor], "until accepted");
    fs::write(victim.file(STORE_ANCHOR), &anchor).unwrap();
    victim.sql("UPDATE headers SET v = zeroblob(98) WHERE n = 0;");
    assert_eq!(victim.found(&[]), [Damage::Root]);
    let mut store = victim.place.open();
    store.accept().unwrap();
    drop(store);
    assert_eq!(victim.found(&[]), []);
    victim.sql("UPDATE headers SET v = zeroblob(98) WHERE n = 0;");
    fs::remove_file(victim.file(STORE_ANCHOR)).unwrap();
    let refused = Store::open(&victim.place.path(), &victim.place.master);
    assert_eq!(refused.err(), Some(Error::WrongKey));
}

#[test]
fn a_newer_format_is_refused_by_name() {
    let victim = Victim::new();
    for version in ["0003", "0001"] {
        victim.sql(&format!(
            "UPDATE headers SET v = CAST(x'{version}' || substr(v, 3) AS BLOB) WHERE n = 0;"
        ));
        assert_eq!(
            victim.found(&[]),
            [Damage::Root],
            "a changed number alone is damage"
        );
    }
    victim.sql("UPDATE headers SET v = CAST(x'0003' || substr(v, 3) AS BLOB) WHERE n = 0;");
    fs::write(victim.file(STORE_ANCHOR), [0, 3, 1, 2, 3]).unwrap();
    let refused = Store::open(&victim.place.path(), &victim.place.master);
    assert_eq!(refused.err(), Some(Error::TooNew));
}

#[test]
fn tables_that_are_not_ours_are_refused() {
    let victim = Victim::new();
    let refused = || Store::open(&victim.place.path(), &victim.place.master).err();
    for table in ["headers", "bodies"] {
        victim.sql(&format!("ALTER TABLE {table} ADD COLUMN more;"));
        assert_eq!(refused(), Some(Error::Corrupt), "{table}");
        victim.sql(&format!("ALTER TABLE {table} DROP COLUMN more;"));
        assert_eq!(refused(), None, "{table}");
    }
    victim.sql("CREATE TRIGGER t AFTER INSERT ON headers BEGIN DELETE FROM bodies; END;");
    let refused = Store::open(&victim.place.path(), &victim.place.master);
    assert_eq!(refused.err(), Some(Error::Corrupt));
}

#[test]
fn attachments_swapped_cut_and_removed() {
    let victim = Victim::new();
    let [one, two] = victim.attachments[..] else {
        unreachable!()
    };
    let dir = victim.file(ATTACHMENTS);
    let (a, b) = (attachment::path(&dir, one), attachment::path(&dir, two));
    let bytes = fs::read(&a).unwrap();
    let mut both = [Damage::Attachment(one), Damage::Attachment(two)];
    both.sort();

    fs::rename(&a, dir.join("x")).unwrap();
    fs::rename(&b, &a).unwrap();
    fs::rename(dir.join("x"), &b).unwrap();
    assert_eq!(victim.found(&[one, two]), both);
    fs::copy(&a, dir.join("x")).unwrap();
    fs::rename(&b, &a).unwrap();
    fs::rename(dir.join("x"), &b).unwrap();
    assert_eq!(victim.found(&[]), []);

    for other in [&bytes[..100], &[&bytes[..], &[0]].concat()] {
        fs::write(&a, other).unwrap();
        assert_eq!(victim.found(&[one]), [Damage::Attachment(one)]);
    }
    let store = victim.place.open();
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 1 << (at % 8);
        fs::write(&a, other).unwrap();
        let read = store
            .read_attachment(one)
            .unwrap()
            .read_to_end(&mut Vec::new());
        assert_eq!(
            read.err().map(|it| it.kind()),
            Some(io::ErrorKind::InvalidData),
            "byte {at}"
        );
    }
    drop(store);
    fs::remove_file(&a).unwrap();
    fs::write(dir.join("stray"), b"x").unwrap();
    assert_eq!(victim.found(&[one]), [Damage::Attachment(one)]);
    assert!(
        dir.join("stray").exists(),
        "nothing is swept while something is damaged"
    );
}

#[test]
fn chunks_of_an_attachment_swapped_doubled_and_left_out() {
    const CHUNK: usize = 64 * 1024 + 16;
    let victim = Victim::new();
    let long: Vec<u8> = (0..300_000_u32).map(|n| n as u8).collect();
    let mut store = victim.place.open();
    let id = store
        .attach(victim.rows[0], &mut &long[..], 0, &Unwatched)
        .unwrap();
    let file = attachment::path(&victim.file(ATTACHMENTS), id);
    let bytes = fs::read(&file).unwrap();
    let (one, two, rest) = (
        &bytes[..CHUNK],
        &bytes[CHUNK..2 * CHUNK],
        &bytes[2 * CHUNK..],
    );
    for other in [
        [two, one, rest].concat(),
        [one, one, rest].concat(),
        [one, two, &rest[..rest.len() - CHUNK], one].concat(),
    ] {
        fs::write(&file, &other).unwrap();
        let read = store
            .read_attachment(id)
            .unwrap()
            .read_to_end(&mut Vec::new());
        assert_eq!(
            read.err().map(|it| it.kind()),
            Some(io::ErrorKind::InvalidData)
        );
    }
    fs::write(&file, [one, rest].concat()).unwrap();
    assert_eq!(store.read_attachment(id).err(), Some(Error::Damaged(id)));
    fs::write(&file, &bytes).unwrap();
    let mut read = Vec::new();
    store
        .read_attachment(id)
        .unwrap()
        .read_to_end(&mut read)
        .unwrap();
    assert_eq!(read, long);
}

#[test]
fn a_row_that_was_moved_to_the_last_number_can_be_written() {
    let victim = Victim::new();
    victim.sql(&format!("UPDATE headers SET n = {} WHERE n = 2;", i64::MAX));
    victim.sql(&format!("UPDATE bodies SET n = {} WHERE n = 2;", i64::MAX));
    let mut store = victim.place.open();
    let header = store.header(victim.rows[0]).unwrap().clone();
    store.write(|tx| tx.put(&header, None)).unwrap();
    let more = Header::new(Id::random(), KIND, 7);
    store.write(|tx| tx.put(&more, None)).unwrap();
    drop(store);
    assert_eq!(victim.found(&[]), []);
}

#[test]
fn blobs_that_are_far_too_long_are_damage_like_any_other() {
    let victim = Victim::new();
    victim.sql("UPDATE headers SET v = zeroblob(100000000) WHERE n = 2;");
    victim.sql("UPDATE bodies SET v = zeroblob(100000000) WHERE n = 3;");
    let damage = victim.found(&victim.rows[..2]);
    assert!(damage.contains(&Damage::Header(2)) && damage.contains(&Damage::Body(victim.rows[1])));
}
