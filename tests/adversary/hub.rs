//! Anyone who takes the disk of the hub, or runs it, with the roster of the main desk in the other hand.

use std::{fs, net::SocketAddr, path::Path, process::Stdio, thread, time::Duration};

use pocketcard::{base::Id, parcel::ParcelId, sync::Role};
use pocketcard_office::hub::{
    self, Config,
    token::{Token, TokenKey},
};
use pocketcard_tests::{
    bad_network::Road,
    binaries::Terminal,
    test_office::{House, now},
};
use rusqlite::Connection;

pub const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");

/// All bytes of the files in a directory, by name.
fn seized(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(directory).expect("a directory");
    let mut files: Vec<_> = files
        .map(|file| {
            let file = file.expect("a file");
            let name = file.file_name().to_string_lossy().into_owned();
            (name, fs::read(file.path()).expect("readable"))
        })
        .collect();
    files.sort();
    files
}

fn holds(files: &[(String, Vec<u8>)], what: &[u8]) -> bool {
    files
        .iter()
        .any(|(_, bytes)| memchr::memmem::find(bytes, what).is_some())
}

/// The parcels that wait on a phone.
pub fn waiting(phone: &Terminal) -> Vec<ParcelId> {
    let outbox = phone.does(&["outbox"]);
    let lines = outbox["outbox"].as_array().expect("a list").iter();
    lines
        .map(|line| serde_json::from_value(line["parcel"].clone()).expect("an id"))
        .collect()
}

/// The name of the token in an invitation's text.
pub fn token_id(house: &House, phone: &str) -> Id {
    let session = house.unlock(phone, now());
    let token: Token = session.hub_token().expect("open").parse().expect("a token");
    token.id()
}

#[test]
fn the_disk_names_nobody_who_brought_something() {
    let house = House::found(Some("http://127.0.0.1:1"));
    let directory = house.path("hub");
    fs::rename(house.path("desk").join("hub"), &directory).expect("moved");
    let hub = hub::start(&directory, SocketAddr::from(([127, 0, 0, 1], 0))).expect("a hub");
    let answers = house.write("adult.json", ADULT);
    let mut brought = Vec::new();
    for number in 0..12 {
        let phone = house.phone(&format!("patrol-{number}"));
        phone.does(&["screen", "--answers", &answers]);
        let waits = waiting(&phone);
        phone.does(&["sync", "--hub", &hub.url()]);
        brought.push((token_id(&house, &format!("patrol-{number}")), waits));
    }
    // A running hub wipes behind itself: at once, or a moment later.
    let database = directory.join("hub.db-wal");
    for _ in 0..100 {
        if fs::metadata(&database).map_or(0, |file| file.len()) == 0 {
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    let running = seized(&directory);
    hub.stop().expect("stops");
    let stopped = seized(&directory);
    for files in [&running, &stopped] {
        let mut order = Vec::new();
        for (arrival, (token, parcels)) in brought.iter().enumerate() {
            assert!(!holds(files, &token.0), "a token stands on the disk");
            for parcel in parcels {
                let (_, bytes) = files
                    .iter()
                    .find(|(name, _)| name == "hub.db")
                    .expect("the database");
                let places: Vec<usize> = memchr::memmem::find_iter(bytes, &parcel.0).collect();
                assert!(!places.is_empty(), "the parcel is there");
                order.extend(places.iter().map(|place| (*place, arrival)));
            }
        }
        by_chance(&mut order);
    }
    // Nor do the database's own numbers.
    let open = Connection::open(directory.join("hub.db")).expect("a database");
    for table in ["parcel", "piece"] {
        let key = if table == "parcel" { "key" } else { "parcel" };
        let mut order = Vec::new();
        for (arrival, (_, parcels)) in brought.iter().enumerate() {
            for parcel in parcels {
                let sql = format!(
                    "SELECT {table}.{key} FROM parcel JOIN piece ON piece.parcel = parcel.key WHERE id = ?"
                );
                let key: i64 = open
                    .query_row(&sql, [parcel.0], |row| row.get(0))
                    .expect("it is there");
                order.push((usize::try_from(key).expect("positive"), arrival));
            }
        }
        by_chance(&mut order);
    }
    let columns: i64 = open
        .query_row(
            "SELECT count(*) FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
             WHERE c.name IN ('token', 'bytes') AND t.name NOT IN ('piece', 'used')",
            [],
            |row| row.get(0),
        )
        .expect("a count");
    assert_eq!(columns, 0, "nobody counts what a token brought");
}

/// Fails if places follow the order of arrival more closely than chance makes them: neighbours of one
/// phone. Twenty-four parcels in pairs stand beside their other half once or twice by chance.
#[track_caller]
pub fn by_chance(order: &mut [(usize, usize)]) {
    order.sort_unstable();
    let arrivals: Vec<usize> = order.iter().map(|(_, arrival)| *arrival).collect();
    let rising = arrivals.windows(2).filter(|two| two[0] <= two[1]).count();
    let steps = arrivals.len() - 1;
    assert!(
        rising * 10 < steps * 9,
        "the order of arrival shows: {arrivals:?}"
    );
}

#[test]
fn what_is_being_uploaded_belongs_to_nobody_on_the_disk() {
    let house = House::found(Some("http://127.0.0.1:1"));
    let directory = house.path("hub");
    fs::rename(house.path("desk").join("hub"), &directory).expect("moved");
    let hub = hub::start(&directory, SocketAddr::from(([127, 0, 0, 1], 0))).expect("a hub");
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
    let mut sync = phone
        .command(&["sync", "--hub", &url])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let arriving = directory.join("hub.arriving");
    for _ in 0..600 {
        if fs::metadata(&arriving).map_or(0, |file| file.len()) > 200_000 {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    sync.kill().expect("killed");
    sync.wait().expect("it ended");
    assert!(
        fs::metadata(&arriving).expect("a file").len() > 200_000,
        "something arrived"
    );
    let token = token_id(&house, "patrol");
    let files = seized(&directory);
    assert!(
        !holds(&files, &token.0),
        "the uploader's token stands on the disk"
    );
    hub.stop().expect("stops");
}

#[test]
fn counts_are_for_who_may_see_them_and_only_the_main_desk_cuts_phones_off() {
    let house = House::found(Some("http://127.0.0.1:1"));
    let directory = house.path("desk").join("hub");
    let hub = hub::start(&directory, SocketAddr::from(([127, 0, 0, 1], 0))).expect("a hub");
    let status = |token: Option<&str>| {
        let mut asked = ureq::get(format!("{}/metrics", hub.url()));
        if let Some(token) = token {
            asked = asked.header("authorization", format!("Bearer {token}"));
        }
        match asked.call() {
            Ok(answer) => answer.status().as_u16(),
            Err(ureq::Error::StatusCode(code)) => code,
            Err(error) => panic!("{error}"),
        }
    };
    let config = Config::load(&directory).expect("a hub");
    let right = config.metrics_token.clone().expect("made with the office");
    let desk = house.desk().hub_token().to_string();
    assert_eq!(
        [None, Some(""), Some("x"), Some(&*desk)].map(status),
        [401; 4]
    );
    assert_eq!(status(Some(&right)), 200);

    let revoke = |token: &str| {
        let asked = ureq::post(format!("{}/v1/revoke", hub.url()))
            .header("authorization", format!("Bearer {token}"))
            .send(r#"{"revoke":["aaaaaaaaaaaaaaaaaaaaaaaaaa"]}"#);
        match asked {
            Ok(answer) => answer.status().as_u16(),
            Err(ureq::Error::StatusCode(code)) => code,
            Err(error) => panic!("{error}"),
        }
    };
    let second = house.conduct().hub_token().to_string();
    assert_eq!((revoke(&desk), revoke(&second)), (200, 403));
    // Not even with a token that is made for it.
    let other = TokenKey::generate().mint(Role::Desk, config.mailboxes[0].mailbox, Id::random());
    assert_eq!(revoke(&other.to_text()), 401);
}

#[cfg(unix)]
#[test]
fn no_other_user_of_the_machine_looks_into_the_hub() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::found(Some("http://127.0.0.1:1"));
    let directory = house.path("desk").join("hub");
    fs::set_permissions(&directory, PermissionsExt::from_mode(0o755)).expect("as earlier versions");
    let hub = hub::start(&directory, SocketAddr::from(([127, 0, 0, 1], 0))).expect("a hub");
    house.phone("patrol").does(&["sync", "--hub", &hub.url()]);
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&directory), 0o700);
    for file in fs::read_dir(&directory).expect("a directory") {
        let path = file.expect("a file").path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    hub.stop().expect("stops");
}
