//! Anyone who takes the disk of the hubs' PostgreSQL, with the roster of the main desk in the other hand.

use std::{fs, net::SocketAddr, path::Path, process::Stdio, thread, time::Duration};

use pocketcard_office::hub::{self, Config};
use pocketcard_tests::{
    bad_network::Road, binaries::Said, postgres_server::PostgresServer, test_office::House,
};

use super::hub::{ADULT, by_chance, token_id, waiting};

/// A house whose hub keeps what it is given in this database.
fn house_on(server: &PostgresServer, database: &str) -> House {
    let house = House::found(Some("http://127.0.0.1:1"));
    fs::rename(house.path("desk").join("hub"), house.path("hub")).expect("moved");
    let mut config = Config::load(&house.path("hub")).expect("the desk wrote it");
    config.storage = Some(server.storage(database));
    config.save(&house.path("hub")).expect("written");
    house
}

/// Whether a file below a directory holds these bytes.
fn holds(directory: &Path, what: &[u8]) -> bool {
    fs::read_dir(directory).expect("a directory").any(|entry| {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => holds(&path, what),
            // The server deletes files while we look.
            false => {
                fs::read(&path).is_ok_and(|bytes| memchr::memmem::find(&bytes, what).is_some())
            }
        }
    })
}

#[test]
fn the_disk_of_postgresql_names_nobody_who_brought_something() {
    let Some(server) = PostgresServer::start(&[]) else {
        return;
    };
    let database = server.new_database();
    let house = house_on(&server, &database);
    let hub = hub::start(&house.path("hub"), SocketAddr::from(([127, 0, 0, 1], 0)));
    let hub = hub.expect("a hub");
    let answers = house.write("adult.json", ADULT);
    let mut brought = Vec::new();
    for number in 0..12 {
        let name = format!("patrol-{number}");
        let phone = house.phone(&name);
        phone.does(&["screen", "--answers", &answers]);
        let waits = waiting(&phone);
        phone.does(&["sync", "--hub", &hub.url()]);
        brought.push((token_id(&house, &name), waits));
    }
    hub.stop().expect("stops");
    let mut client = server.connect(&database);
    client.batch_execute("CHECKPOINT").expect("written");
    // Not even in its log.
    for (token, parcels) in &brought {
        assert!(
            !holds(server.directory(), &token.0),
            "a token stands on the disk"
        );
        assert!(
            holds(server.directory(), &parcels[0].0),
            "and the parcels do"
        );
    }
    for order in [
        "SELECT id FROM parcel ORDER BY ctid",
        "SELECT id FROM piece JOIN parcel ON parcel = key ORDER BY piece.ctid",
        "SELECT id FROM parcel ORDER BY key",
        "SELECT id FROM parcel ORDER BY xmin::text::bigint, ctid",
    ] {
        let rows = client.query(order, &[]).expect("the rows");
        let ids: Vec<Vec<u8>> = rows.iter().map(|row| row.get(0)).collect();
        let arrival = |id: &Vec<u8>| {
            let theirs = |(_, parcels): &(_, Vec<pocketcard::parcel::ParcelId>)| {
                parcels.iter().any(|parcel| parcel.0[..] == id[..])
            };
            brought
                .iter()
                .position(theirs)
                .expect("somebody brought it")
        };
        let mut order: Vec<_> = ids.iter().map(arrival).enumerate().collect();
        assert!(order.len() > 20, "{}", order.len());
        by_chance(&mut order);
    }
    let columns = client.query(
        "SELECT table_name::text || '.' || column_name FROM information_schema.columns
         WHERE table_schema = 'public' AND column_name IN ('token', 'who', 'bytes')",
        &[],
    );
    let mut columns: Vec<String> = columns
        .expect("columns")
        .iter()
        .map(|row| row.get(0))
        .collect();
    columns.sort();
    let counted = ["part.bytes", "piece.bytes", "upload.who", "used.bytes"];
    assert_eq!(columns, counted, "nobody counts what a token brought");
}

#[test]
fn what_is_being_uploaded_reaches_neither_log_nor_copies_and_is_gone_when_it_is_whole() {
    let Some(server) = PostgresServer::start(&[]) else {
        return;
    };
    let database = server.new_database();
    let house = house_on(&server, &database);
    let hub = hub::start(&house.path("hub"), SocketAddr::from(([127, 0, 0, 1], 0)));
    let hub = hub.expect("a hub");
    let phone = house.phone("patrol");
    let photo = house.write("photo.bin", vec![7; 3 << 20]);
    let answers = house.write("adult.json", ADULT);
    phone.does(&["screen", "--answers", &answers, "--attach", &photo]);
    let road = Road {
        bytes_a_second: 300_000,
        delay: Duration::ZERO,
        breaks_after: None,
    };
    let url = road.to(hub.address()).url();
    let mut sync = phone.command(&["sync", "--hub", &url]);
    let mut sync = sync
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut client = server.connect(&database);
    let mut who = Vec::new();
    for _ in 0..600 {
        let rows = client.query("SELECT who FROM upload WHERE upto > 200000", &[]);
        if let Some(row) = rows.expect("an answer").first() {
            who = row.get(0);
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    sync.kill().expect("killed");
    sync.wait().expect("it ended");
    assert_eq!(who.len(), 16, "something arrived");
    client.batch_execute("CHECKPOINT").expect("written");
    let token = token_id(&house, "patrol");
    assert!(
        !holds(server.directory(), &token.0),
        "the uploader's token stands on the disk"
    );
    let data = server.directory().join("data");
    assert!(
        !holds(&data.join("pg_wal"), &who),
        "nor what was made from it, in the log"
    );
    // It takes a while, and says how far it is.
    let sent = Said::by(&mut phone.command(&["sync", "--hub", &hub.url()]));
    assert_eq!(sent.status, 0, "{sent:?}");
    hub.stop().expect("stops");
    drop(client);
    // All that it had in memory is written.
    server.run(r#""$2/pg_ctl" -D "$1/data" -m fast -w stop"#, &[]);
    assert!(!holds(server.directory(), &who), "and afterwards nowhere");
}
