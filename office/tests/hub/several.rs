//! Several hubs on one database: whichever of them is asked, the answer is the same.

use std::{collections::BTreeSet, sync::Mutex};

use pocketcard::sync::Have;
use pocketcard_office::hub::{Backend, HubError};

use super::*;

/// Another hub's directory with the same configuration.
fn another(office: &Office) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let config = Config::load(office.dir.path()).unwrap();
    config.save(dir.path()).unwrap();
    dir
}

/// An office on PostgreSQL, and a second hub of it. `None` where these tests are for SQLite.
fn two_hubs(limits: Limits) -> Option<(Office, tempfile::TempDir)> {
    let office = Office::new(limits);
    office.database.as_ref()?;
    let second = another(&office);
    Some((office, second))
}

#[test]
fn an_upload_that_began_at_one_hub_goes_on_at_another() {
    let limits = Limits {
        burst: 10_000,
        ..Limits::default()
    };
    let Some((office, second)) = two_hubs(limits) else {
        return;
    };
    let (one, other) = (office.start(), start(second.path()));
    let mut phone = office.phone(1);
    let photo = phone.put(4 << 20, 1);
    let (mut carried, mut turn) = (0, 0);
    while !phone.depot.is_delivered(&photo.id, Role::Hub) {
        // So much reaches this hub, and then the connection breaks.
        let hub = [&one, &other][turn % 2];
        let (url, count) = breaking_road(hub.address(), 200 * 1024);
        let failed = || metric(&hub.url(), "failed_total");
        let before = failed();
        if phone.sync_once(&url).is_err() {
            // A hub keeps what was on its way before the connection broke, and a moment later all know of it.
            until(|| failed() > before);
        }
        carried += count.load(Ordering::Relaxed);
        turn += 1;
        assert!(turn < 100, "it never came");
    }
    assert!(
        turn > 10 && carried < (4 << 20) * 3 / 2,
        "{turn}: {carried}"
    );
    let mut desk = office.desk(0);
    desk.sync(&other.url()).unwrap();
    assert!(desk.has(&photo));
    for name in ["parcels", "stored_bytes"] {
        assert_eq!(metric(&one.url(), name), metric(&other.url(), name));
    }
    assert_eq!(metric(&one.url(), "parcels"), 1);
}

/// A request that broke off still drains at one hub while its phone is back at another.
#[test]
fn one_upload_through_two_hubs_at_once_stays_what_it_is() {
    const PART: usize = 16 << 10;
    let Some((office, _)) = two_hubs(Limits::default()) else {
        return;
    };
    let config = Config::load(office.dir.path()).unwrap();
    let open = || hub::open(office.dir.path(), &config).unwrap();
    let (one, other) = (open(), open());
    let phone = Id([101; 16]);
    let bytes = parcel(HERE, 3 * PART, 1);
    let record = Item {
        id: ParcelId::of(&bytes),
        size: bytes.len() as u64,
        way: Way::Up,
    };
    let (mailbox, limits) = (&config.mailboxes[0], &config.limits);
    let lend = |hub: &dyn Backend, step: &mut dyn FnMut(&mut dyn Depot)| {
        let depot = hub.depot(mailbox, phone, Role::Phone, limits, 20_000);
        step(&mut *depot.unwrap());
    };
    let part = |number: usize| &bytes[number * PART..(number + 1) * PART];
    let upto = |depot: &mut dyn Depot| depot.standing(&record, Role::Phone).unwrap();
    lend(&*one, &mut |depot| {
        depot.stage(&record, 0, part(0)).unwrap();
        depot.commit().unwrap();
    });
    // Both hear where it stands, and both take the same part in.
    lend(&*one, &mut |first| {
        lend(&*other, &mut |second| {
            assert_eq!(upto(first), Have::Missing(PART as u64));
            assert_eq!(upto(second), Have::Missing(PART as u64));
            first.stage(&record, PART as u64, part(1)).unwrap();
            second.stage(&record, PART as u64, part(1)).unwrap();
            first.commit().unwrap();
            second.commit().unwrap();
            assert_eq!(upto(second), Have::Missing(2 * PART as u64));
        });
    });
    // Both have its end: one of them keeps it, and the other says that it did not.
    lend(&*one, &mut |first| {
        lend(&*other, &mut |second| {
            let ends = |depot: &mut dyn Depot| {
                assert_eq!(upto(depot), Have::Missing(2 * PART as u64));
                depot.stage(&record, 2 * PART as u64, part(2)).unwrap();
                depot.keep(&record, Role::Phone).unwrap();
            };
            ends(first);
            ends(second);
            second.commit().unwrap();
            assert!(first.commit().is_err());
            assert_eq!(upto(first), Have::Held);
        });
    });
    assert_eq!(one.held().unwrap(), (1, bytes.len() as u64));
    let desk = one.depot(mailbox, office.desks[0], Role::Desk, limits, 20_000);
    let (mut desk, mut read) = (desk.unwrap(), vec![0; bytes.len()]);
    let mut filled = 0;
    while filled < read.len() {
        let length = desk
            .read(&record, filled as u64, &mut read[filled..])
            .unwrap();
        assert!(length > 0);
        filled += length;
    }
    assert_eq!(read, bytes);
}

#[test]
fn one_that_was_revoked_at_one_hub_is_revoked_at_all() {
    let Some((office, second)) = two_hubs(Limits::default()) else {
        return;
    };
    let (one, other) = (office.start(), start(second.path()));
    let mut phone = office.phone(1);
    phone.sync(&other.url()).unwrap();
    http::revoke(&one.url(), &office.desk(0).token, &[phone.id], &[]).unwrap();
    assert!(matches!(phone.sync(&other.url()), Err(HttpError::Revoked)));
}

#[test]
fn desks_that_collect_at_once_miss_nothing_and_get_nothing_twice() {
    const PHONES: u8 = 6;
    const EACH: u64 = 25;
    const DESKS: u8 = 12;
    let limits = Limits {
        burst: u32::MAX,
        ..Limits::default()
    };
    let Some(database) = new_database() else {
        return;
    };
    let storage = server().storage(&database);
    let office = Office::with(limits, DESKS, Some(database), Some(storage));
    let (second, third) = (another(&office), another(&office));
    let hubs = [office.start(), start(second.path()), start(third.path())];
    let urls: Vec<String> = hubs.iter().map(Running::url).collect();
    let (done, brought) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let desks: Vec<(Terminal, u64)> = std::thread::scope(|scope| {
        for number in 0..PHONES {
            let (urls, office, brought, done) = (&urls, &office, &brought, &done);
            scope.spawn(move || {
                let mut phone = office.phone(number);
                for round in 0..EACH {
                    let item = phone.put(4096, u64::from(number) << 32 | round);
                    let url = &urls[(u64::from(number) + round) as usize % urls.len()];
                    phone.sync(url).unwrap();
                    assert!(phone.depot.is_delivered(&item.id, Role::Hub));
                    brought.lock().unwrap().push(item);
                }
                done.fetch_add(1, Ordering::Relaxed);
            });
        }
        let collecting = (0..usize::from(DESKS)).map(|number| {
            let (urls, office, done) = (&urls, &office, &done);
            scope.spawn(move || {
                let (mut desk, mut received, mut turn) = (office.desk(number), 0, number);
                loop {
                    let last = done.load(Ordering::Relaxed) == usize::from(PHONES);
                    let stats = desk.sync(&urls[turn % urls.len()]).unwrap();
                    received += u64::from(stats.received);
                    turn += 1;
                    if last && stats.received == 0 {
                        return (desk, received);
                    }
                }
            })
        });
        let collecting: Vec<_> = collecting.collect();
        let collected = collecting.into_iter().map(|desk| desk.join().unwrap());
        collected.collect()
    });
    let brought = brought.into_inner().unwrap();
    assert_eq!(brought.len() as u64, u64::from(PHONES) * EACH);
    for (desk, received) in &desks {
        assert!(brought.iter().all(|item| desk.has(item)));
        assert_eq!(*received, brought.len() as u64);
    }
    for (mut desk, _) in desks {
        desk.sync(&urls[0]).unwrap();
    }
    assert_eq!(metric(&urls[1], "parcels"), 0);
    assert_eq!(metric(&urls[2], "stored_bytes"), 0);
}

/// A sequence would lose some: a number that was taken later may be committed earlier.
#[test]
fn nobody_who_reads_on_from_a_position_misses_a_letter_that_another_hub_lists() {
    const LETTERS: u64 = 60;
    let Some((office, _)) = two_hubs(Limits::default()) else {
        return;
    };
    let config = Config::load(office.dir.path()).unwrap();
    let open = || hub::open(office.dir.path(), &config).unwrap();
    let (mailbox, limits) = (&config.mailboxes[0], &config.limits);
    let done = AtomicUsize::new(0);
    let seen = std::thread::scope(|scope| {
        for desk in 0..2 {
            let (storage, done, office) = (open(), &done, &office);
            scope.spawn(move || {
                for seed in 0..LETTERS {
                    let bytes = parcel(HERE, 4096, seed << 8 | desk);
                    let item = Item {
                        id: ParcelId::of(&bytes),
                        size: bytes.len() as u64,
                        way: Way::Down,
                    };
                    let id = office.desks[desk as usize];
                    let depot = storage.depot(mailbox, id, Role::Desk, limits, 20_000);
                    let mut depot = depot.unwrap();
                    depot.stage(&item, 0, &bytes).unwrap();
                    depot.keep(&item, Role::Desk).unwrap();
                    depot.commit().unwrap();
                }
                done.fetch_add(1, Ordering::Relaxed);
            });
        }
        let storage = open();
        let (mut after, mut seen) = (0, BTreeSet::new());
        loop {
            let last = done.load(Ordering::Relaxed) == 2;
            let phone = Id([200; 16]);
            let depot = storage.depot(mailbox, phone, Role::Phone, limits, 20_000);
            let offers = depot.unwrap().offers(Role::Phone, after, 1000).unwrap();
            if last && offers.is_empty() {
                return seen;
            }
            for (place, item) in offers {
                assert!(place > after);
                after = place;
                seen.insert(item.id);
            }
        }
    });
    assert_eq!(seen.len() as u64, 2 * LETTERS);
}

/// What desks have collected is deleted by those that ask at the time. Each counts what it freed, and one that waited
/// for the other's count while that one waited for its own failed a desk's exchange.
#[test]
fn desks_that_delete_at_once_do_not_wait_for_each_other() {
    const PARCELS: u64 = 500;
    let Some((office, _)) = two_hubs(Limits::default()) else {
        return;
    };
    let config = Config::load(office.dir.path()).unwrap();
    let open = || hub::open(office.dir.path(), &config).unwrap();
    let (mailbox, limits) = (&config.mailboxes[0], &config.limits);
    let phone = open();
    let mut depot = phone
        .depot(mailbox, Id([200; 16]), Role::Phone, limits, 20_000)
        .unwrap();
    for seed in 0..PARCELS {
        let bytes = parcel(HERE, 4096, seed);
        let item = Item {
            id: ParcelId::of(&bytes),
            size: bytes.len() as u64,
            way: Way::Up,
        };
        depot.stage(&item, 0, &bytes).unwrap();
        depot.keep(&item, Role::Phone).unwrap();
    }
    depot.commit().unwrap();
    let noted = |storage: &dyn Backend, desk: usize| {
        let depot = storage.depot(mailbox, office.desks[desk], Role::Desk, limits, 20_000);
        let mut depot = depot.unwrap();
        let listed = depot.offers(Role::Desk, 0, PARCELS as usize).unwrap();
        depot
            .kept_by_peer(listed.last().map_or(PARCELS, |(place, _)| *place))
            .unwrap();
    };
    noted(&*phone, 0);
    let held = || phone.held().unwrap();
    std::thread::scope(|scope| {
        // Nothing is let go of before the other desk has it too; from then on both delete.
        let first = scope.spawn(|| {
            let storage = open();
            while held().1 > 0 {
                noted(&*storage, 0);
            }
        });
        noted(&*open(), 1);
        first.join().unwrap();
    });
    assert_eq!(held(), (0, 0));
}

/// Two carriers bring the same parcels in another order, each holds the one that the other waits for, and PostgreSQL
/// stops one of them.
#[test]
fn a_deposit_that_postgresql_stopped_for_another_is_made_again() {
    let Some((office, _)) = two_hubs(Limits::default()) else {
        return;
    };
    let config = Config::load(office.dir.path()).unwrap();
    let storage = hub::open(office.dir.path(), &config).unwrap();
    let (mailbox, limits) = (&config.mailboxes[0], &config.limits);
    let database = office.database.as_deref().expect("it is on PostgreSQL");
    let mut other = server().connect(database);
    let mut items: Vec<(Item, Vec<u8>)> = (0..2)
        .map(|seed| {
            let bytes = parcel(HERE, 4096, seed);
            let (id, size) = (ParcelId::of(&bytes), bytes.len() as u64);
            (
                Item {
                    id,
                    size,
                    way: Way::Up,
                },
                bytes,
            )
        })
        .collect();
    items.sort_by_key(|(item, _)| item.id);
    // As the other carrier's hub does: the later of the two first.
    let insert = |client: &mut postgres::Transaction<'_>, at: usize| {
        let sql = "INSERT INTO parcel (key, mailbox, id, way, size, day) VALUES ($1, $2, $3, 1, 4096, 20000)";
        let (name, id) = (&mailbox.mailbox.0[..], &items[at].0.id.0[..]);
        client.execute(sql, &[&(at as i64), &name, &id])
    };
    let mut theirs = other.transaction().unwrap();
    // Only the hub looks whether somebody waits for it, so that it is the one that is stopped.
    theirs
        .batch_execute("SET LOCAL deadlock_timeout = '30s'")
        .unwrap();
    insert(&mut theirs, 1).unwrap();
    let done = std::thread::scope(|scope| {
        let deposit = scope.spawn(|| {
            let depot = storage.depot(mailbox, Id([200; 16]), Role::Phone, limits, 20_000);
            let mut depot = depot.unwrap();
            for (item, bytes) in &items {
                depot.stage(item, 0, bytes).unwrap();
                depot.keep(item, Role::Phone).unwrap();
            }
            depot.commit()
        });
        let mut watcher = server().connect(database);
        let waits = "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
             WHERE NOT granted AND datname = current_database()";
        until(|| watcher.query_one(waits, &[]).unwrap().get::<_, i64>(0) > 0);
        insert(&mut theirs, 0).unwrap();
        theirs.commit().unwrap();
        deposit.join().unwrap()
    });
    done.unwrap();
    let stopped = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    until(|| other.query_one(stopped, &[]).unwrap().get::<_, i64>(0) == 1);
}

#[test]
fn a_hub_with_another_configuration_does_not_start_while_others_run() {
    let Some((office, second)) = two_hubs(Limits::default()) else {
        return;
    };
    let hub = office.start();
    let mut config = Config::load(second.path()).unwrap();
    config.limits.days_kept = 30;
    config.save(second.path()).unwrap();
    let refused = hub::start(second.path(), SocketAddr::from(([127, 0, 0, 1], 0)));
    let Err(HubError::Database(error)) = refused else {
        panic!("it starts");
    };
    let line = error.to_string();
    assert!(
        line.contains("this hub.json differs") && !line.contains('\n'),
        "{line}"
    );
    // When no other runs, what it says holds from then on.
    hub.stop().unwrap();
    let hub = start(second.path());
    assert!(hub::start(office.dir.path(), SocketAddr::from(([127, 0, 0, 1], 0))).is_err());
    drop(hub);
}

#[test]
fn a_balancer_is_told_which_hub_can_serve() {
    let office = Office::new(Limits::default());
    let hub = office.start();
    let asked = |path: &str| match ureq::get(format!("{}{path}", hub.url())).call() {
        Ok(answer) => answer.status().as_u16(),
        Err(ureq::Error::StatusCode(code)) => code,
        Err(error) => panic!("{error}"),
    };
    assert_eq!((asked("/health"), asked("/ready")), (200, 200));
    office.sql("DROP TABLE used");
    if office.database.is_some() {
        assert_eq!((asked("/health"), asked("/ready")), (200, 503));
    }
}

#[test]
fn what_keeps_a_hub_from_its_database_is_said_in_one_line() {
    let office = Office::new(Limits::default());
    let start = |description: &str| {
        let mut config = Config::load(office.dir.path()).unwrap();
        config.storage = Some(StorageConfig {
            postgres: description.to_owned(),
            ca: None,
        });
        config.save(office.dir.path()).unwrap();
        let refused = hub::start(office.dir.path(), SocketAddr::from(([127, 0, 0, 1], 0)));
        let line = refused.err().expect("it does not start").to_string();
        assert!(!line.contains('\n') && !line.contains("lantern"), "{line}");
        line
    };
    assert!(start("rubbish").contains("does not say where PostgreSQL is"));
    assert!(start("dbname=x").contains("does not say where PostgreSQL is"));
    assert!(start("host=127.0.0.1 password=lantern").contains("certificate"));
    let nobody = start("host=/nowhere password=lantern user=hub");
    assert!(nobody.contains("PostgreSQL cannot be reached"), "{nobody}");
    let Some(database) = &office.database else {
        return;
    };
    let nobody = start(&server().description("nothing"));
    assert!(nobody.contains("does not exist (3D000)"), "{nobody}");
    office.sql("CREATE TABLE version (version bigint); INSERT INTO version VALUES (1000)");
    assert!(start(&server().description(database)).contains("a newer version"));
}
