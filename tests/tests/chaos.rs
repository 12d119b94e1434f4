//! Three hubs on one PostgreSQL behind one address, and everything that can happen to them at once: every record
//! is filed, once.
//!
//! Half a minute; `POCKETCARD_CHAOS=60` kills that many hubs in each part, for more.

#![cfg(unix)]

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::PathBuf,
    process::Stdio,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use pocketcard::{
    base::Id,
    checklist::Answers,
    host::{Moment, Unwatched},
    session::{Attachment, ScreeningRequest, Session},
    sync::{Depot, Exchange, Role},
};
use pocketcard_office::{
    desk::{Desk, hub_directory},
    hub::{Config, Limits},
};
use pocketcard_terminal::http::{self, HttpError};
use pocketcard_tests::{
    balancer::Balancer, postgres_server::PostgresServer, serving::Serving, test_office::House,
};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const PHONES: usize = 3;
const MINUTE: i64 = 60_000;
/// Records that each phone makes at most.
const RECORDS: usize = 60;
/// Bytes of a file that takes several requests, and so several hubs.
const FILE: usize = 600_000;

/// The hubs, and what leads to them.
struct Hubs {
    house: House,
    directories: Vec<PathBuf>,
    serving: Vec<Option<Serving>>,
    balancer: Balancer,
}

impl Hubs {
    fn start(house: House, config: &Config) -> Self {
        let directories: Vec<PathBuf> = (0..3)
            .map(|number| house.path(&format!("hub-{number}")))
            .collect();
        for directory in &directories {
            config.save(directory).expect("written");
        }
        let mut hubs = Self {
            house,
            serving: directories.iter().map(|_| None).collect(),
            directories,
            balancer: Balancer::start(),
        };
        (0..3).for_each(|number| hubs.start_one(number));
        hubs
    }

    fn start_one(&mut self, number: usize) {
        let directory = self.directories[number].to_str().expect("UTF-8").to_owned();
        let arguments = ["serve", "--hub", &directory, "--listen", "127.0.0.1:0"];
        let mut command = self.house.office().nowhere().command(&arguments);
        self.serving[number] = Some(Serving::by(&mut command, Stdio::null()));
        self.lead();
    }

    /// Ends a hub in the middle of whatever it does, and starts it after a while.
    fn kill_one(&mut self, number: usize) {
        self.serving[number] = None;
        thread::sleep(Duration::from_millis(700));
        self.start_one(number);
        thread::sleep(Duration::from_millis(300));
    }

    fn lead(&self) {
        let address = |hub: &Serving| hub.address().parse::<SocketAddr>().expect("an address");
        let hubs = self.serving.iter().flatten().map(address);
        self.balancer.lead_to(hubs.collect());
    }
}

/// Time passes for all of them, faster than it does.
struct Days {
    begin: Moment,
    minutes: AtomicI64,
}

impl Days {
    fn now(&self) -> Moment {
        let ms = self.minutes.load(Relaxed) * MINUTE;
        Moment {
            wall_ms: self.begin.wall_ms + ms,
            monotonic_ms: self.begin.monotonic_ms + ms.unsigned_abs(),
            ..self.begin
        }
    }

    fn pass(&self, minutes: i64) {
        self.minutes.fetch_add(minutes, Relaxed);
    }
}

/// Whether an exchange came to its end. It need not, while hubs and their database come and go.
fn went_well(exchanged: Result<(), HttpError>) -> bool {
    match exchanged {
        Ok(()) => true,
        Err(
            HttpError::Unreachable | HttpError::Broken | HttpError::HubFailed | HttpError::Busy(_),
        ) => false,
        Err(error) => panic!("{error}"),
    }
}

fn exchange(url: &str, token: &str, depot: &mut dyn Depot) -> bool {
    let mut exchange = Exchange::new(Role::Hub);
    went_well(http::exchange(url, token, &mut exchange, depot, &Unwatched).map(drop))
}

fn sync(phone: &mut Session, url: &str, now: Moment) -> bool {
    let token = phone.hub_token().expect("unlocked");
    let well = exchange(url, &token, &mut phone.depot(now).expect("unlocked"));
    phone.take_in(now).expect("taken in");
    well
}

fn collect(desk: &mut Desk, url: &str, now: Moment) -> bool {
    let token = desk.hub_token();
    let fetched = exchange(url, &token, &mut desk.depot(now));
    desk.take_in(now).expect("taken in");
    exchange(url, &token, &mut desk.depot(now)) && fetched
}

fn screen(phone: &mut Session, with_file: bool, now: Moment) -> Id {
    let answers = Answers::from_json(ADULT.as_bytes()).expect("an example");
    let file = vec![7; FILE];
    let mut from = &file[..];
    let mut attachments = Vec::new();
    if with_file {
        attachments.push(Attachment {
            from: &mut from,
            bytes: FILE as u64,
            media_type: "application/octet-stream".to_owned(),
        });
    }
    let request = ScreeningRequest::new(answers);
    let screened = phone.screen(request, &mut attachments, &Unwatched, now);
    screened.expect("screened").id.expect("a record")
}

/// Waits until so many more exchanges went well: what comes next happens in the middle of them.
fn after(exchanges: &AtomicUsize, more: usize) {
    let (enough, begun) = (exchanges.load(Relaxed) + more, Instant::now());
    while exchanges.load(Relaxed) < enough {
        assert!(
            begun.elapsed() < Duration::from_secs(120),
            "nothing goes on"
        );
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn whatever_happens_to_hubs_and_database_every_record_is_filed_once() {
    let Some(server) = PostgresServer::start(&["wal_level = replica", "max_wal_senders = 4"])
    else {
        return;
    };
    let kills: usize =
        std::env::var("POCKETCARD_CHAOS").map_or(3, |text| text.parse().expect("a number"));
    let house = House::found(None);
    let mut config = Config::load(&hub_directory(&house.path("desk"))).expect("the desk wrote it");
    let database = server.new_database();
    config.storage = Some(server.storage(&database));
    // Two servers, of which one takes what is written.
    let (directory, port) = (server.directory(), "port=5432,5433");
    let hosts = format!(
        "host={0},{0} {port} user=hub dbname={database}",
        directory.display()
    );
    config.storage.as_mut().expect("just said").postgres = hosts;
    config.limits = Limits {
        burst: u32::MAX,
        ..config.limits
    };
    let days = Days {
        begin: pocketcard_tests::test_office::now(),
        minutes: AtomicI64::new(0),
    };
    let names: Vec<String> = (0..PHONES)
        .map(|number| format!("phone-{number}"))
        .collect();
    for name in &names {
        drop(house.enrolled(name, days.now()));
    }
    let mut phones: Vec<Session> = names
        .iter()
        .map(|name| house.unlock(name, days.now()))
        .collect();
    let mut desk = house.desk();
    let mut hubs = Hubs::start(house, &config);
    let url = hubs.balancer.url();
    let (done, exchanges) = (AtomicBool::new(false), AtomicUsize::new(0));
    let made = Mutex::new(BTreeMap::new());

    thread::scope(|scope| {
        for (number, phone) in phones.iter_mut().enumerate() {
            let (url, done, exchanges, made, days) = (&url, &done, &exchanges, &made, &days);
            scope.spawn(move || {
                let mut records = 0;
                while !done.load(Relaxed) {
                    let now = days.now();
                    if records < RECORDS {
                        let id = screen(phone, records % 20 == 3, now);
                        made.lock().expect("nobody panics").insert(id, number);
                        records += 1;
                    }
                    exchanges.fetch_add(usize::from(sync(phone, url, now)), Relaxed);
                    days.pass(2);
                }
            });
        }
        let (url, done, exchanges, days, desk) = (&url, &done, &exchanges, &days, &mut desk);
        scope.spawn(move || {
            while !done.load(Relaxed) {
                exchanges.fetch_add(usize::from(collect(desk, url, days.now())), Relaxed);
                days.pass(2);
            }
        });

        for number in 0..kills {
            after(exchanges, 2);
            hubs.kill_one(number % 3);
        }
        // The database is stopped as a power cut stops it.
        for _ in 0..2 {
            after(exchanges, 5);
            server.stop_hard();
            server.start_again();
        }
        // A standby that knows of little of what comes now takes the place of its server.
        after(exchanges, 5);
        server.run(
            r#"set -e; "$2/pg_basebackup" -h "$1" -U hub -D "$1/standby" -R -c fast
                echo 'port = 5433' >> "$1/standby/postgresql.conf""#,
            &[],
        );
        after(exchanges, 10);
        for number in 0..kills {
            after(exchanges, 2);
            hubs.kill_one(number % 3);
        }
        server.stop_hard();
        server.run(
            r#"set -e; "$2/pg_ctl" -D "$1/standby" -w -l "$1/log" start
                "$2/pg_ctl" -D "$1/standby" -w promote"#,
            &[],
        );
        // An older copy of the whole server takes its place.
        after(exchanges, 10);
        server.run(
            r#""$2/pg_basebackup" -h "$1" -p 5433 -U hub -D "$1/older" -c fast"#,
            &[],
        );
        after(exchanges, 20);
        server.run(
            r#"set -e; "$2/pg_ctl" -D "$1/standby" -m immediate stop; mv "$1/standby" "$1/lost"
                mv "$1/older" "$1/standby"; "$2/pg_ctl" -D "$1/standby" -w -l "$1/log" start"#,
            &[],
        );
        after(exchanges, 10);
        done.store(true, Relaxed);
    });

    // From now on nothing fails. What the copies did not know of is sent again when it is due.
    let mut rounds = 0;
    loop {
        days.pass(6 * 60);
        let now = days.now();
        for phone in &mut phones {
            assert!(sync(phone, &url, now), "the hubs serve");
        }
        for _ in 0..2 {
            assert!(collect(&mut desk, &url, now), "the hubs serve");
        }
        let waits = |phone: &Session| phone.outbox(now).expect("unlocked").len();
        let waiting: usize = phones.iter().map(waits).sum();
        if waiting == 0 {
            break;
        }
        rounds += 1;
        assert!(rounds < 200, "{waiting} parcels wait for a receipt");
    }
    let made = made.into_inner().expect("nobody panicked");
    let mut filed: BTreeMap<Id, usize> = BTreeMap::new();
    for line in desk.inbox().expect("open") {
        *filed.entry(line.id).or_default() += 1;
    }
    for id in made.keys() {
        assert_eq!(filed.get(id), Some(&1), "each record is filed, once");
    }
    let records = made.len();
    println!(
        "{records} records through {} exchanges, {rounds} rounds more",
        exchanges.into_inner()
    );
    assert!(records > 3 * PHONES, "{records}");
    // The server that the tests end is the one that they started.
    server.run(r#""$2/pg_ctl" -D "$1/standby" -m immediate stop"#, &[]);
    server.start_again();
}
