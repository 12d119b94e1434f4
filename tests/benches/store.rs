//! Our store beside plain SQLite on the same records, in one run:
//! `cargo bench -p pocketcard-tests --features peers --bench store`.
//!
//! Rounds are interleaved, so that a busy machine is busy for both; medians are compared. Figures of a
//! machine are kept in `docs/performance.md`.

use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use pocketcard::{
    record::Id,
    store::{Header, Kind, Store},
    vault::{Kdf, MasterKey, Passphrase, SoftwareKeystore, Vault},
};
use rusqlite::{Connection, params};

const ROUNDS: usize = 7;
const KIND: Kind = Kind(1);
const SINGLE: usize = 200;
const GETS: usize = 10_000;

/// What both stores are asked to do.
trait Peer {
    fn save(&mut self, rows: &[(Header, Vec<u8>)]);
    fn get(&self, id: Id) -> Vec<u8>;
    fn close(&mut self);
    fn open(&mut self);
    fn newest(&self) -> Vec<Id>;
    fn filter(&self) -> usize;
}

struct Plain(Option<Connection>, PathBuf);

impl Plain {
    fn db(&self) -> &Connection {
        self.0.as_ref().expect("open")
    }

    fn connect(path: &Path) -> Connection {
        let connection = Connection::open(path).expect("opens");
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                 CREATE TABLE IF NOT EXISTS records (
                     n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL,
                     status INTEGER NOT NULL, at INTEGER NOT NULL, site TEXT NOT NULL,
                     label TEXT NOT NULL, body BLOB NOT NULL);
                 CREATE INDEX IF NOT EXISTS newest ON records (kind, at);",
            )
            .expect("made");
        connection
    }
}

impl Peer for Plain {
    fn save(&mut self, rows: &[(Header, Vec<u8>)]) {
        let transaction = self.db().unchecked_transaction().expect("begun");
        for (header, body) in rows {
            transaction
                .prepare_cached(
                    "INSERT INTO records (id, kind, status, at, site, label, body)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )
                .and_then(|mut insert| {
                    insert.execute(params![
                        header.id.0,
                        header.kind.0,
                        header.status,
                        header.at,
                        header.site,
                        header.label,
                        body
                    ])
                })
                .expect("inserted");
        }
        transaction.commit().expect("committed");
    }

    fn get(&self, id: Id) -> Vec<u8> {
        let mut get = self
            .db()
            .prepare_cached("SELECT body FROM records WHERE id = ?1")
            .expect("ours");
        get.query_row([id.0], |row| row.get(0)).expect("there")
    }

    fn close(&mut self) {
        self.0 = None;
    }

    fn open(&mut self) {
        self.0 = Some(Self::connect(&self.1));
    }

    fn newest(&self) -> Vec<Id> {
        let query = "SELECT id FROM records WHERE kind = 1 ORDER BY at DESC LIMIT 50";
        let mut page = self.db().prepare_cached(query).expect("ours");
        page.query_map([], |row| Ok(Id(row.get(0)?)))
            .expect("ours")
            .map(|id| id.expect("there"))
            .collect()
    }

    fn filter(&self) -> usize {
        let query = "SELECT count(*) FROM records
                     WHERE kind = 1 AND status = 3 AND site = 'Site 3' AND label LIKE '%77%'";
        self.db()
            .query_row(query, [], |row| row.get::<_, i64>(0))
            .expect("ours") as usize
    }
}

struct Ours<'a>(Option<Store>, &'a Path, &'a MasterKey);

impl Ours<'_> {
    fn store(&self) -> &Store {
        self.0.as_ref().expect("open")
    }
}

impl Peer for Ours<'_> {
    fn save(&mut self, rows: &[(Header, Vec<u8>)]) {
        let store = self.0.as_mut().expect("open");
        let saved: Result<(), pocketcard::store::Error> = store.write(|tx| {
            rows.iter()
                .try_for_each(|(header, body)| tx.put(header, Some(body)))
        });
        saved.expect("saved");
    }

    fn get(&self, id: Id) -> Vec<u8> {
        self.store()
            .body(id)
            .expect("opens")
            .expect("there")
            .to_vec()
    }

    fn close(&mut self) {
        self.0 = None;
    }

    fn open(&mut self) {
        self.0 = Some(Store::open(self.1, self.2).expect("opens"));
    }

    fn newest(&self) -> Vec<Id> {
        self.store()
            .list(KIND)
            .take(50)
            .map(|header| header.id)
            .collect()
    }

    fn filter(&self) -> usize {
        let wanted = |header: &&Header| {
            header.status == 3 && header.site == "Site 3" && header.label.contains("77")
        };
        self.store().list(KIND).filter(wanted).count()
    }
}

/// Records of about 1 KB that do not compress.
fn rows(count: usize) -> Vec<(Header, Vec<u8>)> {
    (0..count)
        .map(|n| {
            let mut header = Header::new(Id::random(), KIND, n as i64);
            header.status = (n % 5) as u8;
            header.site = format!("Site {}", n % 20);
            header.label = format!("Screening {n} at the north gate");
            let body = (0..60).flat_map(|_| Id::random().0).collect();
            (header, body)
        })
        .collect()
}

#[derive(Default)]
struct Times {
    single: Vec<Duration>,
    batch: Vec<Duration>,
    get: Vec<Duration>,
    open: Vec<Duration>,
    newest: Vec<Duration>,
    filter: Vec<Duration>,
}

fn time(into: &mut Vec<Duration>, units: usize, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    into.push(start.elapsed() / units as u32);
}

fn round(peer: &mut dyn Peer, count: usize, times: &mut Times) {
    let rows = rows(count + SINGLE);
    let (singles, batches) = rows.split_at(SINGLE);
    time(&mut times.single, SINGLE, || {
        singles
            .iter()
            .for_each(|row| peer.save(std::slice::from_ref(row)))
    });
    time(&mut times.batch, count / 100, || {
        batches.chunks(100).for_each(|rows| peer.save(rows))
    });
    peer.close();
    time(&mut times.open, 1, || peer.open());
    time(&mut times.newest, 1, || assert_eq!(peer.newest().len(), 50));
    time(&mut times.filter, 1, || assert!(peer.filter() > 0));
    // Far apart, every row at most a few times.
    let gets = (0..GETS).map(|n| rows[n * 7919 % rows.len()].0.id);
    time(&mut times.get, GETS, || {
        gets.for_each(|id| drop(black_box(peer.get(id))))
    });
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |meta| meta.len())
}

fn compare(count: usize, rounds: usize, master: &MasterKey) {
    let (mut plain_times, mut our_times) = (Times::default(), Times::default());
    let (mut plain_size, mut our_size) = (0, 0);
    for _ in 0..rounds {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("plain.db");
        let mut plain = Plain(Some(Plain::connect(&path)), path.clone());
        round(&mut plain, count, &mut plain_times);
        drop(plain);
        plain_size = size(&path);

        let card = dir.path().join("card");
        let mut ours = Ours(
            Some(Store::create(&card, master).expect("created")),
            &card,
            master,
        );
        round(&mut ours, count, &mut our_times);
        ours.0 = None;
        our_size = size(&card.join("store.db"));
    }
    println!("\n{count} records of 1 KB, median of {rounds} rounds\n");
    println!("{:<34}{:>12}{:>12}{:>8}", "", "plain", "ours", "ratio");
    let line = |name: &str, plain: Vec<Duration>, ours: Vec<Duration>| {
        let (plain, ours) = (median(plain), median(ours));
        let ratio = ours.as_secs_f64() / plain.as_secs_f64();
        println!(
            "{name:<34}{:>12}{:>12}{ratio:>8.2}",
            format!("{plain:.1?}"),
            format!("{ours:.1?}")
        );
    };
    line("save one, durably", plain_times.single, our_times.single);
    line(
        "save 100 in one transaction",
        plain_times.batch,
        our_times.batch,
    );
    line("get one of them, at random", plain_times.get, our_times.get);
    line("open (ours: all headers)", plain_times.open, our_times.open);
    line(
        "first page of the 50 newest",
        plain_times.newest,
        our_times.newest,
    );
    line(
        "filter by status, site and text",
        plain_times.filter,
        our_times.filter,
    );
    let ratio = our_size as f64 / plain_size as f64;
    println!(
        "{:<34}{:>9} KB{:>9} KB{ratio:>8.2}",
        "file",
        plain_size / 1024,
        our_size / 1024
    );
}

fn main() {
    let dir = tempfile::tempdir().expect("a directory");
    let keystore = SoftwareKeystore::new(&dir.path().join("keys"));
    let kdf = Kdf::new(19 * 1024, 2, 1).expect("the least allowed");
    let master = Vault::at(dir.path(), &keystore)
        .create(&Passphrase::new("lantern orbit seven maple"), kdf)
        .expect("created");
    compare(10_000, ROUNDS, &master);
    compare(100_000, ROUNDS, &master);
}
