//! A day of 20 screenings over a road of 20 kbit/s and 800 ms there and back, which breaks, until the office has it:
//! `cargo bench -p pocketcard-tests --features peers --bench replication -- road`.
//!
//! All wait for the road and not for the machine, so all of them are under way at once, each on a road of its own.

use std::{
    env,
    net::SocketAddr,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use data_encoding::BASE64;
use pocketcard::{
    base::Id,
    checklist::Answers,
    host::{Moment, Unwatched},
    session::{ScreeningRequest, Session},
    sync::{Depot, Exchange, Role},
};
use pocketcard_office::desk::{Desk, hub_directory};
use pocketcard_terminal::http;
use pocketcard_tests::{
    bad_network::{Proxy, Road},
    test_office::{self, House},
};
use serde_json::{Value, json};

use crate::{ours::ADULT, pouchdb, server::Server};

const DAY: usize = 20;
/// Anyone who has not finished by then never will: whatever a broken connection carried is carried again.
const PATIENCE: Duration = Duration::from_secs(300);
/// After how many bytes a connection breaks.
const BREAKS: [Option<u64>; 3] = [None, Some(48 * 1024), Some(16 * 1024)];

/// What PouchDB sends.
#[derive(Clone, Copy)]
struct Documents {
    name: &'static str,
    /// The parcels that ours sends, or else the records themselves, which the road and the server then read.
    sealed: bool,
    /// How many PouchDB sends at once; 100 is its own choice.
    batch: usize,
}

const PEERS: [Documents; 4] = [
    Documents {
        name: "PouchDB, nothing sealed",
        sealed: false,
        batch: 100,
    },
    Documents {
        name: "the same, 5 documents at once",
        sealed: false,
        batch: 5,
    },
    Documents {
        name: "PouchDB, the parcels of ours",
        sealed: true,
        batch: 100,
    },
    Documents {
        name: "the same, 5 documents at once",
        sealed: true,
        batch: 5,
    },
];

/// How a day went.
struct Journey {
    /// `None` where it had not arrived when [`PATIENCE`] ended.
    seconds: Option<f64>,
    bytes: u64,
    connections: usize,
}

/// Sends a day over each road by each peer and prints a table.
pub fn compare(installed: &Path) {
    let journeys: Vec<(&str, [Journey; 3])> = thread::scope(|scope| {
        let peers = PEERS.map(|documents| {
            let sent =
                BREAKS.map(|breaks| scope.spawn(move || by_pouchdb(installed, documents, breaks)));
            (documents.name, sent)
        });
        let ours = BREAKS.map(|breaks| scope.spawn(move || by_ours(breaks)));
        let all = peers.into_iter().chain([("ours", ours)]);
        let joined = all.map(|(name, sent)| {
            (
                name,
                sent.map(|journey| journey.join().expect("it is measured")),
            )
        });
        joined.collect()
    });
    println!("| a day of {DAY} screenings | it never breaks | after 48 KiB | after 16 KiB |");
    println!("|---|---:|---:|---:|");
    for (name, roads) in &journeys {
        let cells = roads.each_ref().map(|journey| {
            let Journey {
                seconds,
                bytes,
                connections,
            } = journey;
            let kilobytes = *bytes as f64 / 1e3;
            let time = match seconds {
                Some(seconds) => format!("{seconds:.1} s"),
                None => format!("not in {} s", PATIENCE.as_secs()),
            };
            format!("{time}; {kilobytes:.0} KB, {connections} connections")
        });
        println!("| {name} | {} |", cells.join(" | "));
    }
}

fn road(breaks_after: Option<u64>, to: SocketAddr) -> Proxy {
    let road = Road {
        bytes_a_second: 20_000 / 8,
        delay: Duration::from_millis(400),
        breaks_after,
    };
    road.to(to)
}

/// From the phone's store to the desk's, through the hub.
fn by_ours(breaks: Option<u64>) -> Journey {
    let house = House::found(None);
    let this = env::current_exe().expect("a program knows where it is");
    let directory = hub_directory(&house.path("desk"));
    let hub = Server::start(Command::new(this).arg("hub").arg(directory));
    let (mut phone, mut desk) = (house.enrolled("phone", now()), house.desk());
    // It has been there before.
    sync(&mut phone, &hub.url);
    collect(&mut desk, &hub.url);
    screen(&mut phone);

    let road = road(breaks, address(&hub.url));
    let begun = Instant::now();
    sync(&mut phone, &road.url());
    assert_eq!(collect(&mut desk, &hub.url), DAY, "the desk has filed all");
    Journey {
        seconds: Some(begun.elapsed().as_secs_f64()),
        bytes: road.carried(),
        connections: road.connections(),
    }
}

fn now() -> Moment {
    test_office::now()
}

fn sync(phone: &mut Session, hub: &str) {
    let token = phone.hub_token().expect("unlocked");
    let (mut exchange, mut depot) = (
        Exchange::new(Role::Hub),
        phone.depot(now()).expect("unlocked"),
    );
    http::exchange(hub, &token, &mut exchange, &mut depot, &Unwatched).expect("it arrives");
}

/// Collects at the desk and files; how many records it filed.
fn collect(desk: &mut Desk, hub: &str) -> usize {
    let token = desk.hub_token();
    let mut exchange = Exchange::new(Role::Hub);
    http::exchange(
        hub,
        &token,
        &mut exchange,
        &mut desk.depot(now()),
        &Unwatched,
    )
    .expect("the hub answers");
    desk.take_in(now()).expect("filed").filed as usize
}

/// Finishes a day's screenings, as [frugal.rs](../../tests/frugal.rs) has them.
fn screen(phone: &mut Session) -> Vec<Id> {
    let one = |_| {
        let request = ScreeningRequest {
            site: "site-4".to_owned(),
            note: "Seen at the gate, in the morning.".to_owned(),
            ..ScreeningRequest::new(Answers::from_json(ADULT.as_bytes()).expect("answers"))
        };
        let screened = phone.screen(request, &mut [], &Unwatched, now());
        screened.expect("screened").id.expect("a record")
    };
    (0..DAY).map(one).collect()
}

/// From PouchDB on the phone to the office's server. It has a database there already.
fn by_pouchdb(installed: &Path, documents: Documents, breaks: Option<u64>) -> Journey {
    let day = a_day(documents.sealed);
    let dir = tempfile::tempdir().expect("a directory");
    let mut node = Command::new("node");
    let server = Server::start(node.current_dir(installed).arg("server.js").arg(dir.path()));
    let database = format!("{}/records", server.url);
    ureq::put(&database).send_empty().expect("a new database");

    let road = road(breaks, address(&server.url));
    let mut node = Command::new("node");
    let program = node.current_dir(installed).arg("road.js").arg(dir.path());
    let arguments = [
        &format!("{}/records", road.url()),
        &documents.batch.to_string(),
    ];
    let (client, begun) = pouchdb::begin(program.args(arguments).stderr(Stdio::null()), &day);
    let arrived = || held(&database) == DAY;
    while !arrived() && begun.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(20));
    }
    let seconds = begun.elapsed().as_secs_f64();
    let journey = Journey {
        seconds: arrived().then_some(seconds),
        bytes: road.carried(),
        connections: road.connections(),
    };
    drop(client);
    journey
}

/// What a phone finishes in a day: its records as they are, or in the parcels in which it sends them.
fn a_day(sealed: bool) -> Value {
    let house = House::found(None);
    let mut phone = house.enrolled("phone", now());
    let records = screen(&mut phone);
    let named = |text: Value| json!({ "_id": Id::random().to_string(), "content": text });
    if !sealed {
        let read = |id: &Id| {
            phone
                .show(id)
                .expect("it is there")
                .record
                .expect("readable")
        };
        return records.iter().map(|id| named(json!(read(id)))).collect();
    }
    let mut depot = phone.depot(now()).expect("unlocked");
    let mut parcels = depot.offers(Role::Hub, 0, 100).expect("listed");
    // The phone's own enrolment is not of the day.
    parcels.sort_by_key(|(place, _)| *place);
    let day = parcels.split_off(parcels.len() - DAY);
    let read = |item| {
        let mut bytes = vec![0; 64 * 1024];
        let length = depot.read(item, 0, &mut bytes).expect("read");
        assert_eq!(length as u64, item.size, "a screening's parcel is small");
        named(json!(BASE64.encode(&bytes[..length])))
    };
    day.iter().map(|(_, item)| item).map(read).collect()
}

/// How many documents a server has, asked beside the road.
fn held(database: &str) -> usize {
    let answer = ureq::get(database)
        .call()
        .expect("it answers")
        .body_mut()
        .read_to_string();
    let answer: Value = serde_json::from_str(&answer.expect("text")).expect("JSON");
    answer["doc_count"].as_u64().expect("a number") as usize
}

fn address(url: &str) -> SocketAddr {
    let address = url.strip_prefix("http://").expect("our own server");
    address.parse().expect("our own server")
}
