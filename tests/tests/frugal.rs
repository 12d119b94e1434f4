//! What exchanging costs: bytes, round trips, and time on a bad road. The figures at full scale are in
//! `docs/performance.md`.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use pocketcard::{
    host::Unwatched,
    journal::SigningKey,
    parcel::{self, Address, Kind, Mailbox, SecretKey},
    record::Id,
    sync::{Exchange, MemoryDepot, Role, Way},
};
use pocketcard_office::{
    http,
    hub::{self, Config, Limits, MailboxConfig, Running, token::TokenKey},
};
use pocketcard_tests::road::Road;

const MAILBOX: Mailbox = Mailbox([7; 16]);

/// A hub, and a phone with a day of 20 sealed screenings.
fn a_day(directory: &std::path::Path) -> (Running, MemoryDepot, String) {
    let token_key = TokenKey::generate();
    let token = token_key
        .mint(Role::Phone, MAILBOX, Id::random())
        .to_text()
        .to_string();
    let desks = vec![Id::random()];
    let mailboxes = vec![MailboxConfig {
        mailbox: MAILBOX,
        token_key,
        desks,
    }];
    Config {
        mailboxes,
        limits: Limits::default(),
    }
    .save(directory)
    .expect("a new directory");
    let hub = hub::start(directory, SocketAddr::from(([127, 0, 0, 1], 0))).expect("a hub");
    let mut phone = MemoryDepot::new(Role::Phone, MAILBOX);
    let address = Address {
        mailbox: MAILBOX,
        to: SecretKey::generate().public(),
        escrow: None,
    };
    for number in 0..20 {
        let screening = vec![number; 1500];
        let sealed = parcel::seal(Kind::Record, &screening, &SigningKey::generate(), &address);
        phone.put(Way::Up, sealed.expect("it is short").bytes);
    }
    (hub, phone, token)
}

#[test]
fn a_day_crosses_http_in_two_round_trips_with_little_around_it() {
    let directory = tempfile::tempdir().unwrap();
    let (hub, mut phone, token) = a_day(directory.path());
    let road = Road {
        bytes_a_second: 10_000_000,
        delay: Duration::ZERO,
        breaks_after: None,
    };
    let proxy = road.to(hub.address());
    let mut exchange = Exchange::new(Role::Hub);
    let tally =
        http::exchange(&proxy.url(), &token, &mut exchange, &mut phone, &Unwatched).unwrap();
    assert_eq!(tally.delivered, 20);
    assert!(tally.round_trips <= 2);
    let ratio = proxy.carried() as f64 / (20.0 * 4096.0);
    println!(
        "a day of 20 screenings: {} round trips, {ratio:.3} x the parcels",
        tally.round_trips
    );
    assert!(ratio <= 1.15, "{ratio}");
}

/// Ten times faster than the road in question, and ten times nearer; `POCKETCARD_FULL_SCALE=1` takes the
/// road itself.
#[test]
fn a_day_arrives_over_a_slow_far_road_that_breaks() {
    let scale = if std::env::var_os("POCKETCARD_FULL_SCALE").is_some() {
        1
    } else {
        10
    };
    let directory = tempfile::tempdir().unwrap();
    let (hub, mut phone, token) = a_day(directory.path());
    let bytes_a_second = 20_000 / 8 * scale;
    let road = Road {
        bytes_a_second,
        delay: Duration::from_millis(400 / scale),
        breaks_after: Some(48 * 1024),
    };
    let proxy = road.to(hub.address());
    let begun = Instant::now();
    let mut exchange = Exchange::new(Role::Hub);
    let tally =
        http::exchange(&proxy.url(), &token, &mut exchange, &mut phone, &Unwatched).unwrap();
    let took = begun.elapsed().as_secs_f64();
    let needed = 20.0 * 4096.0 / bytes_a_second as f64;
    println!(
        "a day over 20 kbit/s and 800 ms ({scale} x faster here), {} connections, {} bytes: {took:.1} s, {:.2} x what its bytes need",
        proxy.connections(),
        proxy.carried(),
        took / needed
    );
    assert_eq!(tally.delivered, 20);
    assert!(proxy.connections() >= 2, "the road broke");
    // Ten times faster, a busy machine's own delays count ten times as much.
    let most = if scale == 1 { 1.3 } else { 1.6 };
    assert!(took <= needed * most, "{:.2}", took / needed);
}
