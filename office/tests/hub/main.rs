//! A real hub on a loopback port, and what phones, desks and strangers do to it.
//!
//! Compiled twice: as `hub` with the database in the hub's directory, as `hub_postgres` with PostgreSQL.

#![expect(clippy::unwrap_used, reason = "these are tests, their helpers too")]

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use pocketcard::{
    base::Id,
    host::{Proceed, Progress, Unwatched},
    parcel::{Mailbox, ParcelId},
    sync::{Depot, Exchange, ExchangeError, ExchangeStats, Item, MemoryDepot, Reason, Role, Way},
};
use pocketcard_office::hub::{
    self, Config, Limits, MailboxConfig, Running, StorageConfig, token::TokenKey,
};
use pocketcard_terminal::http::{self, HttpError};

mod flood;
#[cfg(unix)]
mod full_database;
mod keeping;
#[cfg(unix)]
#[path = "../../../tests/src/postgres_server.rs"]
#[allow(dead_code, missing_docs, reason = "other tests need the rest")]
mod postgres_server;
mod process;
mod several;

const HERE: Mailbox = Mailbox([7; 16]);
const ELSEWHERE: Mailbox = Mailbox([8; 16]);

/// Bytes that look like a parcel from outside.
fn parcel(mailbox: Mailbox, size: usize, seed: u64) -> Vec<u8> {
    let mut bytes = b"PCP1\0\x01".to_vec();
    bytes.extend_from_slice(&mailbox.0);
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    while bytes.len() < size {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(size);
    bytes
}

/// A new database, where these tests are for PostgreSQL and there is one.
#[cfg(unix)]
fn new_database() -> Option<String> {
    if env!("CARGO_CRATE_NAME") != "hub_postgres" {
        return None;
    }
    Some(postgres_server::PostgresServer::shared()?.new_database())
}

#[cfg(not(unix))]
fn new_database() -> Option<String> {
    None
}

/// A hub's directory with two mailboxes: the first has two desks or more, the second one.
struct Office {
    dir: tempfile::TempDir,
    key: TokenKey,
    other_key: TokenKey,
    desks: Vec<Id>,
    /// Its database, where that is PostgreSQL's.
    database: Option<String>,
}

impl Office {
    fn new(limits: Limits) -> Self {
        let database = new_database();
        let storage = database.as_deref().map(|it| server().storage(it));
        Self::with(limits, 2, database, storage)
    }

    fn with(
        limits: Limits,
        desks: u8,
        database: Option<String>,
        storage: Option<StorageConfig>,
    ) -> Self {
        let office = Self {
            dir: tempfile::tempdir().unwrap(),
            key: TokenKey::generate(),
            other_key: TokenKey::generate(),
            desks: (0..desks).map(|number| Id([1 + number; 16])).collect(),
            database,
        };
        let here = MailboxConfig {
            mailbox: HERE,
            token_key: office.key.clone(),
            desks: office.desks.clone(),
        };
        let elsewhere = MailboxConfig {
            mailbox: ELSEWHERE,
            token_key: office.other_key.clone(),
            desks: vec![Id([99; 16])],
        };
        let config = Config {
            mailboxes: vec![here, elsewhere],
            limits,
            metrics_token: Some(COUNTER.to_owned()),
            storage,
        };
        config.save(office.dir.path()).unwrap();
        office
    }

    /// Changes the database behind the hub's back.
    fn sql(&self, sql: &str) {
        match &self.database {
            Some(database) => {
                server().connect(database).batch_execute(sql).unwrap();
            }
            None => {
                let file = self.dir.path().join("hub.db");
                let database = rusqlite::Connection::open(file).unwrap();
                database.execute_batch(sql).unwrap();
            }
        }
    }

    /// Copies the database of a hub that does not run, or puts the copy in its place.
    fn copy(&self, back: bool) {
        let (from, to) = match back {
            false => ("", "_copy"),
            true => ("_copy", ""),
        };
        match &self.database {
            Some(database) => {
                server().copy_database(&format!("{database}{from}"), &format!("{database}{to}"));
            }
            None => {
                let file = |name| self.dir.path().join(format!("hub.db{name}"));
                std::fs::copy(file(from), file(to)).unwrap();
            }
        }
    }

    fn start(&self) -> Running {
        start(self.dir.path())
    }

    fn phone(&self, number: u8) -> Terminal {
        Terminal::new(Role::Phone, HERE, &self.key, Id([100 + number; 16]))
    }

    fn desk(&self, number: usize) -> Terminal {
        Terminal::new(Role::Desk, HERE, &self.key, self.desks[number])
    }
}

/// The server of the tests' databases.
fn server() -> &'static postgres_server::PostgresServer {
    postgres_server::PostgresServer::shared().expect("it was there before")
}

fn start(dir: &Path) -> Running {
    hub::start(dir, SocketAddr::from(([127, 0, 0, 1], 0))).unwrap()
}

/// A phone or a desk.
struct Terminal {
    depot: MemoryDepot,
    token: String,
    id: Id,
}

/// Who does not wait, and remembers how many seconds were asked for.
#[derive(Default)]
struct Hurry(AtomicU64);

impl Progress for Hurry {
    fn advance(&self, _done: u64, _total: u64) -> Proceed {
        match self.0.load(Ordering::Relaxed) {
            0 => Proceed::Continue,
            _ => Proceed::Cancel,
        }
    }
}

impl http::Waits for Hurry {
    fn waits(&self, seconds: u64) {
        self.0.store(seconds, Ordering::Relaxed);
    }
}

impl Terminal {
    fn new(role: Role, mailbox: Mailbox, key: &TokenKey, id: Id) -> Self {
        let token = key.mint(role, mailbox, id).to_text().to_string();
        Self {
            depot: MemoryDepot::new(role, mailbox),
            token,
            id,
        }
    }

    fn put(&mut self, size: usize, seed: u64) -> Item {
        let way = if self.depot.role() == Role::Desk {
            Way::Down
        } else {
            Way::Up
        };
        self.depot
            .put(way, parcel(self.depot.mailbox(), size, seed))
    }

    fn sync(&mut self, url: &str) -> Result<ExchangeStats, HttpError> {
        http::exchange(
            url,
            &self.token,
            &mut Exchange::new(Role::Hub),
            &mut self.depot,
            &Unwatched,
        )
    }

    /// One exchange that is not tried again when the connection breaks.
    fn sync_once(&mut self, url: &str) -> Result<(), ()> {
        let mut exchange = Exchange::new(Role::Hub);
        while let Some(request) = exchange.next_request(&mut self.depot).map_err(drop)? {
            let answer = ureq::post(format!("{url}/v1/exchange"))
                .header("authorization", format!("Bearer {}", self.token))
                .send(&request[..]);
            let mut answer = answer.map_err(drop)?;
            let answer = answer.body_mut().read_to_vec().map_err(drop)?;
            let status = exchange.on_response(&mut self.depot, &answer);
            status.map_err(drop)?;
        }
        Ok(())
    }

    /// Exchanges and does not wait as the hub asks; how many seconds it asked for.
    fn sync_in_a_hurry(&mut self, url: &str) -> u64 {
        let hurry = Hurry::default();
        let exchanged = http::exchange(
            url,
            &self.token,
            &mut Exchange::new(Role::Hub),
            &mut self.depot,
            &hurry,
        );
        assert!(
            matches!(exchanged, Err(HttpError::Cancelled)),
            "{exchanged:?}"
        );
        hurry.0.into_inner()
    }

    fn has(&self, item: &Item) -> bool {
        self.depot
            .get(&item.id)
            .is_some_and(|bytes| ParcelId::of(bytes) == item.id)
    }
}

/// Asks until it is so; a hub that never does fails the test.
fn until(mut what: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !what() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What every hub of these tests tells its counts to.
const COUNTER: &str = "counts for those who may see them";

fn metric(url: &str, name: &str) -> u64 {
    let text = ureq::get(format!("{url}/metrics"))
        .header("authorization", format!("Bearer {COUNTER}"))
        .call()
        .unwrap()
        .body_mut()
        .read_to_string();
    let text = text.unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with(&format!("pocketcard_hub_{name} ")));
    line.unwrap().rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn records_go_up_and_receipts_come_down() {
    let office = Office::new(Limits::default());
    let hub = office.start();
    let (mut phone, mut desk) = (office.phone(1), office.desk(0));
    let records: Vec<Item> = (0..20).map(|seed| phone.put(4096, seed)).collect();
    let photo = phone.put(3 << 20, 99);
    let tally = phone.sync(&hub.url()).unwrap();
    assert_eq!(tally.delivered, 21);
    desk.sync(&hub.url()).unwrap();
    assert!(records.iter().chain([&photo]).all(|item| desk.has(item)));
    let receipt = desk.put(4096, 100);
    desk.sync(&hub.url()).unwrap();
    assert_eq!(phone.sync(&hub.url()).unwrap().received, 1);
    assert!(phone.has(&receipt));
    // A phone that never asked before gets it too: nobody can tell whose it is.
    let mut other = office.phone(2);
    other.sync(&hub.url()).unwrap();
    assert!(other.has(&receipt) && !other.has(&photo));
    assert_eq!(
        ureq::get(format!("{}/health", hub.url()))
            .call()
            .unwrap()
            .status(),
        200
    );
}

#[test]
fn each_desk_collects_everything_and_then_the_hub_forgets_it() {
    let office = Office::new(Limits::default());
    let hub = office.start();
    let (mut phone, mut first, mut second) = (office.phone(1), office.desk(0), office.desk(1));
    let records: Vec<Item> = (0..5).map(|seed| phone.put(8192, seed)).collect();
    phone.sync(&hub.url()).unwrap();
    first.sync(&hub.url()).unwrap();
    assert_eq!(
        metric(&hub.url(), "parcels"),
        5,
        "the second desk has not been here"
    );
    second.sync(&hub.url()).unwrap();
    assert!(
        records
            .iter()
            .all(|item| first.has(item) && second.has(item))
    );
    assert_eq!(
        (
            metric(&hub.url(), "parcels"),
            metric(&hub.url(), "stored_bytes")
        ),
        (0, 0)
    );
    // A carrier that comes late does not bring them again.
    let mut carrier = office.phone(2);
    for seed in 0..5 {
        carrier.put(8192, seed);
    }
    assert_eq!(carrier.sync(&hub.url()).unwrap().delivered, 5);
    assert_eq!(metric(&hub.url(), "parcels"), 0);
    assert_eq!(first.sync(&hub.url()).unwrap().received, 0);
}

#[test]
fn mailboxes_share_nothing() {
    let office = Office::new(Limits::default());
    let hub = office.start();
    let mut phone = office.phone(1);
    let record = phone.put(4096, 1);
    phone.sync(&hub.url()).unwrap();
    let mut stranger = Terminal::new(Role::Desk, ELSEWHERE, &office.other_key, Id([99; 16]));
    assert_eq!(stranger.sync(&hub.url()).unwrap().received, 0);
    // Not even when it names the parcel.
    let mut exchange = Exchange::new(Role::Hub);
    let mut request = exchange.next_request(&mut stranger.depot).unwrap().unwrap();
    pocketcard::sync::Frame::Want(record, 0).write(&mut request);
    let mut answer = ureq::post(format!("{}/v1/exchange", hub.url()))
        .header("authorization", format!("Bearer {}", stranger.token))
        .send(&request[..])
        .unwrap();
    assert!(answer.body_mut().read_to_vec().unwrap().len() < 300);
    // Nor does a token of one mailbox open the other.
    let mut astray = office.phone(2);
    astray.depot = MemoryDepot::new(Role::Phone, ELSEWHERE);
    astray.put(4096, 2);
    let error = astray.sync(&hub.url()).unwrap_err();
    assert!(
        matches!(error, HttpError::Exchange(ExchangeError::WrongMailbox)),
        "{error}"
    );
}

#[test]
fn nothing_that_was_acknowledged_is_lost_when_the_hub_stops() {
    let office = Office::new(Limits::default());
    let mut phone = office.phone(1);
    let mut items = Vec::new();
    for round in 0..3 {
        let hub = office.start();
        items.push(phone.put(4096, round));
        items.push(phone.put(200 * 1024, 10 + round));
        // The parcels are of sizes that parcels have.
        let tally = phone.sync(&hub.url()).unwrap();
        assert_eq!((tally.delivered, tally.refused), (2, 0));
        hub.stop().unwrap();
        assert!(matches!(
            phone.sync("http://127.0.0.1:1"),
            Err(HttpError::Unreachable)
        ));
    }
    let hub = office.start();
    let mut desk = office.desk(0);
    desk.sync(&hub.url()).unwrap();
    assert!(items.iter().all(|item| desk.has(item)));
}

#[test]
fn only_good_tokens_are_let_in_and_a_revoked_one_is_told_so() {
    let office = Office::new(Limits::default());
    let hub = office.start();
    let mut phone = office.phone(1);
    phone.put(4096, 1);
    let good = phone.token.clone();
    let foreign = TokenKey::generate()
        .mint(Role::Phone, HERE, phone.id)
        .to_text()
        .to_string();
    for bad in ["", "pct1_x", &foreign] {
        phone.token = bad.to_owned();
        assert!(
            matches!(phone.sync(&hub.url()), Err(HttpError::TokenRefused)),
            "{bad}"
        );
    }
    // A desk that the configuration does not name.
    let mut impostor = Terminal::new(Role::Desk, HERE, &office.key, Id([9; 16]));
    assert!(matches!(
        impostor.sync(&hub.url()),
        Err(HttpError::TokenRefused)
    ));
    // A phone that says it is a desk.
    let mut liar = office.phone(3);
    liar.depot = MemoryDepot::new(Role::Desk, HERE);
    assert!(liar.sync(&hub.url()).is_err());

    phone.token = good;
    phone.sync(&hub.url()).unwrap();
    let desk = office.desk(0);
    assert!(matches!(
        http::revoke(&hub.url(), &phone.token, &[Id([5; 16])], &[]),
        Err(HttpError::Revoked)
    ));
    assert!(
        http::revoke(&hub.url(), &desk.token, &office.desks, &[]).is_err(),
        "desks are not revoked"
    );
    http::revoke(&hub.url(), &desk.token, &[phone.id], &[]).unwrap();
    assert!(matches!(phone.sync(&hub.url()), Err(HttpError::Revoked)));
    drop(hub);
    let hub = office.start();
    assert!(
        matches!(phone.sync(&hub.url()), Err(HttpError::Revoked)),
        "also after a restart"
    );
    office.phone(2).sync(&hub.url()).unwrap();
}

/// Answers every connection with these bytes.
fn stranger(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 65536];
            let _ = stream.read(&mut request);
            let _ = stream.write_all(answer);
        }
    });
    format!("http://{address}")
}

#[test]
fn what_is_not_a_hub_is_named() {
    let office = Office::new(Limits::default());
    let mut phone = office.phone(1);
    phone.put(4096, 1);
    let portal = b"HTTP/1.1 200 OK\r\ncontent-length: 25\r\n\r\n<html>Please pay</html>...";
    let redirect =
        b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/login\r\ncontent-length: 0\r\n\r\n";
    for answer in [&portal[..], redirect, b"SSH-2.0-OpenSSH_9.2\r\n"] {
        let error = phone.sync(&stranger(answer)).unwrap_err();
        assert!(matches!(error, HttpError::NotAHub), "{error}");
    }
    for away in [
        "502 Bad Gateway",
        "503 Service Unavailable",
        "504 Gateway Timeout",
    ] {
        let answer = format!("HTTP/1.1 {away}\r\ncontent-length: 0\r\n\r\n");
        let error = phone.sync(&stranger(answer.leak().as_bytes())).unwrap_err();
        assert!(matches!(error, HttpError::HubFailed), "{away}: {error}");
    }
    assert!(matches!(phone.sync("ftp://hub"), Err(HttpError::Address)));
    assert!(matches!(
        phone.sync("http://no such hub"),
        Err(HttpError::Address)
    ));
    assert!(matches!(
        phone.sync(&stranger(b"")),
        Err(HttpError::Unreachable)
    ));
    let mut newer = b"HTTP/1.1 200 OK\r\npocketcard-hub: 1\r\ncontent-length: 38\r\n\r\n".to_vec();
    pocketcard::sync::Frame::Hello(pocketcard::sync::Hello {
        version: 9,
        role: Role::Hub,
        mailbox: HERE,
        window: 0,
        careful: false,
    })
    .write(&mut newer);
    let error = phone.sync(&stranger(newer.leak())).unwrap_err();
    assert!(
        matches!(error, HttpError::Exchange(ExchangeError::Version(9))),
        "{error}"
    );
    assert!(
        !phone
            .depot
            .items()
            .any(|item| phone.depot.is_delivered(&item.id, Role::Hub))
    );
}

#[test]
fn too_much_too_fast_or_too_slow_is_refused() {
    let limits = Limits {
        burst: 5,
        requests_a_minute: 1,
        pause_seconds: 1,
        ..Limits::default()
    };
    let office = Office::new(limits);
    let hub = office.start();
    let phone = office.phone(1);
    let post = |body: &[u8]| {
        ureq::post(format!("{}/v1/exchange", hub.url()))
            .header("authorization", format!("Bearer {}", phone.token))
            .send(body)
    };
    assert!(matches!(
        post(&vec![0; 2 << 20]),
        Err(ureq::Error::StatusCode(413) | ureq::Error::Io(_))
    ));
    assert!(matches!(
        post(b"rubbish"),
        Err(ureq::Error::StatusCode(400))
    ));

    // Slow in the head, and slow in the body: both are closed, and soon.
    for head in [
        "POST /v1/exchange HTTP/1.1\r\nhost: hub\r\n".to_owned(),
        format!(
            "POST /v1/exchange HTTP/1.1\r\nhost: hub\r\ncontent-length: 5000\r\nauthorization: Bearer {}\r\n\r\nPF",
            phone.token
        ),
    ] {
        let begun = Instant::now();
        let mut slow = TcpStream::connect(hub.address()).unwrap();
        slow.write_all(head.as_bytes()).unwrap();
        slow.set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        let mut answer = String::new();
        let _ = slow.read_to_string(&mut answer);
        assert!(begun.elapsed() < Duration::from_secs(5), "{answer}");
        assert!(answer.is_empty() || answer.contains(" 408 "), "{answer}");
    }
    let mut many = office.phone(2);
    for _ in 0..5 {
        many.sync(&hub.url()).unwrap();
    }
    assert!((1..=60).contains(&many.sync_in_a_hurry(&hub.url())));
    office.phone(3).sync(&hub.url()).unwrap();
}

#[test]
fn quotas_hold_and_only_for_those_who_use_them_up() {
    let limits = Limits {
        token_bytes_a_day: 10_000,
        mailbox_bytes: 25_000,
        ..Limits::default()
    };
    let office = Office::new(limits);
    let hub = office.start();
    let mut greedy = office.phone(1);
    let items: Vec<Item> = (0..4).map(|seed| greedy.put(4096, seed)).collect();
    let tally = greedy.sync(&hub.url()).unwrap();
    assert_eq!((tally.delivered, tally.refused), (2, 2));
    assert_eq!(greedy.depot.refusal(&items[3].id), Some(Reason::NoRoom));
    for number in 2..=3 {
        let mut phone = office.phone(number);
        phone.put(8192, u64::from(number));
        assert_eq!(phone.sync(&hub.url()).unwrap().delivered, 1);
    }
    let mut last = office.phone(4);
    last.put(4096, 9);
    assert_eq!(
        last.sync(&hub.url()).unwrap().refused,
        1,
        "the mailbox is full"
    );
    for number in 0..2 {
        office.desk(number).sync(&hub.url()).unwrap();
    }
    assert_eq!(
        last.sync(&hub.url()).unwrap().delivered,
        1,
        "until the desks have been here"
    );
}

/// Forwards to `to`, but breaks every connection after so many bytes up.
fn breaking_road(to: SocketAddr, after: usize) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let carried = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&carried);
    std::thread::spawn(move || {
        for near in listener.incoming() {
            let mut near = near.unwrap();
            let mut far = TcpStream::connect(to).unwrap();
            let (mut back, mut forth) = (far.try_clone().unwrap(), near.try_clone().unwrap());
            std::thread::spawn(move || std::io::copy(&mut back, &mut forth));
            let count = Arc::clone(&count);
            std::thread::spawn(move || {
                let mut left = after;
                let mut buffer = [0; 4096];
                while left > 0 {
                    let most = left.min(buffer.len());
                    let Ok(length @ 1..) = near.read(&mut buffer[..most]) else {
                        break;
                    };
                    left -= length;
                    count.fetch_add(length, Ordering::Relaxed);
                    if far.write_all(&buffer[..length]).is_err() {
                        break;
                    }
                }
                let _ = near.shutdown(std::net::Shutdown::Both);
                let _ = far.shutdown(std::net::Shutdown::Both);
            });
        }
    });
    (format!("http://{address}"), carried)
}

#[test]
fn a_large_parcel_crosses_a_road_that_breaks_every_64_kib() {
    let office = Office::new(Limits {
        burst: 10_000,
        ..Limits::default()
    });
    let hub = office.start();
    let (url, carried) = breaking_road(hub.address(), 64 * 1024);
    let mut phone = office.phone(1);
    let photo = phone.put(4 << 20, 1);
    phone.sync(&url).unwrap();
    assert!(phone.depot.is_delivered(&photo.id, Role::Hub));
    let carried = carried.load(Ordering::Relaxed);
    assert!(carried < (4 << 20) * 3 / 2, "{carried}");
    let mut desk = office.desk(0);
    desk.sync(&hub.url()).unwrap();
    assert!(desk.has(&photo));
}

#[test]
fn once_a_parcel_is_whole_the_hub_does_not_know_who_brought_it() {
    let office = Office::new(Limits::default());
    let hub = office.start();
    let mut phone = office.phone(1);
    phone.put(4096, 1);
    phone.sync(&hub.url()).unwrap();
    hub.stop().unwrap();
    if let Some(database) = &office.database {
        let named = server().connect(database).query(
            "SELECT table_name::text || '.' || column_name FROM information_schema.columns
             WHERE table_schema = 'public' AND column_name IN ('token', 'who')",
            &[],
        );
        let named: Vec<String> = named.unwrap().iter().map(|row| row.get(0)).collect();
        assert_eq!(named, ["upload.who"], "and nothing is being uploaded");
        let uploads = server().connect(database).query("SELECT FROM upload", &[]);
        assert!(uploads.unwrap().is_empty());
        return;
    }
    let database = rusqlite::Connection::open(office.dir.path().join("hub.db")).unwrap();
    let named: i64 = database
        .query_one(
            "SELECT count(*) FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
             WHERE c.name IN ('token', 'who')",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(named, 0);
}
