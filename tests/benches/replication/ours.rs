//! A phone and an office's hub.

use std::{
    env,
    io::{self, Read},
    net::SocketAddr,
    path::Path,
    process::Command,
    time::Instant,
};

use pocketcard::{
    base::Id,
    checklist::Answers,
    crypto::SigningKey,
    host::{Moment, Unwatched},
    invitation::Invitation,
    journal::Tip,
    parcel::{self, Address, SecondSlot},
    record::{Filed, Record},
    session::{ScreeningRequest, Session},
    store::{self, Header, RowKind, Store},
    sync::{
        Depot, Exchange, Item, ParcelDepot, ParcelState, Parcels, Role, Way as Direction,
        outbox::{OutboxItem, Priority},
    },
    vault::Vault,
};
use pocketcard_office::{desk::hub_directory, hub};
use pocketcard_terminal::http;
use pocketcard_tests::test_office::{self, House};

use crate::{Times, Way, server::Server};

/// The answers of a typical screening.
pub const ADULT: &str = include_str!("../../../bindings/cli/examples/adult-labour.json");
/// The record's own row, beside its parcel.
const RECORD: RowKind = RowKind(1);

/// The other process: the hub in this directory, until its input ends.
pub fn serve(directory: &Path) {
    let hub = hub::start(directory, SocketAddr::from(([127, 0, 0, 1], 0))).expect("a hub");
    println!("http://{}", hub.address());
    let _ = io::stdin().read_to_end(&mut Vec::new());
}

/// Sends so many typical screenings, of 1.3 KB of JSON each.
pub fn run(count: usize, way: Way) -> Times {
    let house = House::found(None);
    let this = env::current_exe().expect("a program knows where it is");
    let directory = hub_directory(&house.path("desk"));
    let hub = Server::start(Command::new(this).arg("hub").arg(directory));
    match way {
        Way::AtOnce => at_once(&house, &hub.url, count),
        Way::OneByOne => one_by_one(&house, &hub.url, count),
    }
}

/// As shells do it: each record is finished by itself and is on the disk before the next.
fn one_by_one(house: &House, hub: &str, count: usize) -> Times {
    let now = test_office::now();
    let mut phone = house.enrolled("phone", now);
    let begun = Instant::now();
    for _ in 0..count {
        screen(&mut phone, now);
    }
    let saving = begun.elapsed().as_secs_f64();
    let token = phone.hub_token().expect("unlocked");
    let begun = Instant::now();
    // One more: the phone's own enrolment.
    send(
        &mut phone.depot(now).expect("unlocked"),
        hub,
        &token,
        count + 1,
    );
    let sending = begun.elapsed().as_secs_f64();
    Times { saving, sending }
}

fn screen(phone: &mut Session, now: Moment) -> Id {
    let answers = Answers::from_json(ADULT.as_bytes()).expect("an example");
    let screened = phone.screen(ScreeningRequest::new(answers), &mut [], &Unwatched, now);
    screened.expect("finished").id.expect("a record")
}

/// The same work with one transaction for all. A session never has so many records at once; its parts can.
fn at_once(house: &House, hub: &str, count: usize) -> Times {
    let now = test_office::now();
    let text = house.invitation("phone");
    let invitation = Invitation::from_text(&text).expect("an invitation");
    let records = records(house, count, now);
    let key = SigningKey::generate();
    let address = Address {
        mailbox: invitation.mailbox,
        to: invitation.desk.seal_key.clone(),
        second: invitation.escrow.clone().map(SecondSlot::Escrow),
    };
    let dir = house.path("bulk");
    let keystore = test_office::keystore(&dir);
    let vault = Vault::at(&dir, &keystore);
    let master = vault
        .create(&test_office::passphrase(), test_office::kdf())
        .expect("a vault");
    let mut store = Store::create(&dir, &master).expect("a store");
    let mut shelf = Parcels::open(&mut store).expect("a shelf");

    let begun = Instant::now();
    let mut tip = Tip::EMPTY;
    let saved: Result<(), store::Error> = shelf.write(&mut store, |tx| {
        records.iter().try_for_each(|record| {
            let content = Filed::write(record, &key, &mut tip).to_bytes();
            let sealed = parcel::seal(parcel::LetterKind::Record, &content, &key, &address);
            let sealed = sealed.expect("a screening is short");
            tx.put(&Header::new(record.id, RECORD, now.wall_ms), Some(&content))?;
            let item = Item {
                id: sealed.id,
                size: sealed.bytes.len() as u64,
                way: Direction::Up,
            };
            let journey = OutboxItem::new(Priority::Normal, now.wall_ms);
            tx.add(
                item,
                ParcelState::Own,
                Some(journey),
                &sealed.bytes,
                now.wall_ms,
            )
        })
    });
    saved.expect("saved");
    let saving = begun.elapsed().as_secs_f64();

    let begun = Instant::now();
    let mailbox = invitation.mailbox;
    let mut depot = ParcelDepot::new(&mut shelf, &mut store, Role::Phone, mailbox, now);
    send(&mut depot, hub, &invitation.token, count);
    let sending = begun.elapsed().as_secs_f64();
    Times { saving, sending }
}

/// What a phone finished once, under other names.
fn records(house: &House, count: usize, now: Moment) -> Vec<Record> {
    let mut phone = house.enrolled("model", now);
    let id = screen(&mut phone, now);
    let record = phone
        .show(&id)
        .expect("it is there")
        .record
        .expect("readable");
    let named = (0..count).map(|_| Record {
        id: Id::random(),
        ..record.clone()
    });
    named.collect()
}

/// Sends everything and waits until the hub has acknowledged it, which it does once it is on its disk.
fn send(depot: &mut dyn Depot, hub: &str, token: &str, count: usize) {
    let mut exchange = Exchange::new(Role::Hub);
    let tally = http::exchange(hub, token, &mut exchange, depot, &Unwatched);
    let tally = tally.expect("the hub answers");
    assert_eq!(tally.delivered as usize, count, "all are acknowledged");
}
