//! PostgreSQL on a disk that is full: the tables are on it, and its log is not.

use super::{postgres_server::PostgresServer, process::acknowledged, *};

/// A server whose small disk has this office's database. `None` where these tests are for SQLite.
fn on_a_small_disk(limits: Limits) -> Option<(PostgresServer, Office)> {
    new_database()?;
    let server = PostgresServer::start_with_a_small_disk(
        &["fsync = off", "autovacuum_naptime = 1s"],
        "48m",
    )?;
    let database = server.new_database_on_the_small_disk();
    let storage = server.storage(&database);
    Some((
        server,
        Office::with(limits, 2, Some(database), Some(storage)),
    ))
}

/// Brings records of half a megabyte until one is refused.
fn fill(url: &str, phone: &mut Terminal, seeds: std::ops::Range<u64>) {
    for seed in seeds {
        phone.put(512 << 10, seed);
        match phone.sync(url) {
            Ok(tally) if tally.refused > 0 => return,
            Ok(_) | Err(HttpError::HubFailed) => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("more than the disk holds");
}

#[test]
fn a_full_database_stops_those_who_bring_and_not_those_who_collect() {
    let limits = Limits {
        burst: u32::MAX,
        ..Limits::default()
    };
    let Some((_server, office)) = on_a_small_disk(limits) else {
        return;
    };
    let hub = office.start();
    let mut phone = office.phone(1);
    fill(&hub.url(), &mut phone, 0..100);
    let held = acknowledged(&phone);
    assert!(held.len() > 10, "{}", held.len());
    // Another begins on the full disk.
    let second = start(office.dir.path());
    fill(&second.url(), &mut office.phone(2), 100..120);
    for number in 0..2 {
        let mut desk = office.desk(number);
        desk.sync(&second.url()).unwrap();
        assert!(held.iter().all(|item| desk.has(item)), "desk {number}");
        // It asks as often as the deletion takes.
        for _ in 0..10 {
            desk.sync(&hub.url()).unwrap();
        }
    }
    assert_eq!(metric(&hub.url(), "parcels"), 0);
    // What broke off when the disk was full may still be finished.
    assert!(metric(&hub.url(), "stored_bytes") < 2 * (512 << 10));
    // The server gives the room of what was deleted to others when it finds the time.
    let mut relieved = office.phone(3);
    relieved.put(512 << 10, 200);
    until(|| matches!(relieved.sync(&hub.url()), Ok(tally) if tally.delivered == 1));
}
