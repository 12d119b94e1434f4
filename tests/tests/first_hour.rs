//! What somebody tries in the first hour with the two programs, and what a vandal tries then: each thing works, or
//! says in one line what to do.

#![cfg(unix)]

use std::{
    fs::{self, File},
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::{
        fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink},
        process::CommandExt,
    },
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use pocketcard_office::{
    desk::hub_directory,
    hub::{self, Config},
};
use pocketcard_tests::{
    binaries::{Said, Terminal, program},
    serving::Serving,
    test_office::House,
};
use serde_json::{Value, json};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const CHILD: &str = include_str!("../../bindings/cli/examples/child-armed-group.json");
const LOCAL: &str = "127.0.0.1:0";

fn screened(house: &House, phone: &Terminal, answers: &str, more: &[&str]) -> Value {
    let file = house.write("answers.json", answers);
    let arguments = [&["screen", "--answers", &file][..], more].concat();
    phone.does(&arguments)["screened"].clone()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn count(list: &Value) -> usize {
    list.as_array().expect("a list").len()
}

/// Enrols with the invitation in this file; the owner has heard the desk's words.
#[track_caller]
fn enrols(house: &House, phone: &Terminal, invitation: &str) {
    let words = text(&house.office().does(&["words"])["words"]);
    phone.does(&["enrol", invitation, "--desk-words", &words]);
}

/// The arguments, and which hub.
fn by_hub<'a>(hub: &'a Serving, arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &["--hub", &hub.url]].concat()
}

/// What a command prints for people.
#[track_caller]
fn says(terminal: &Terminal, arguments: &[&str]) -> String {
    let said = Said::by(&mut terminal.command(arguments));
    assert_eq!(said.status, 0, "{arguments:?}: {said:?}");
    said.out
}

/// Carries a phone's parcels to the desk and the desk's back, on files.
fn carried(house: &House, phone: &Terminal) -> Value {
    let (up, down) = (house.argument("up"), house.argument("down"));
    phone.does(&["carry", "out", &up, "--force"]);
    let collected = house
        .office()
        .does(&["collect", "--bundle", &up, "--out", &down, "--force"]);
    phone.does(&["carry", "in", &down]);
    collected
}

// What cannot be written

#[test]
fn a_failed_write_is_a_failure() {
    let house = House::found(None);
    let (phone, office) = (house.phone("phone"), house.office());
    let answers = house.write("answers.json", ADULT);
    let full = || {
        File::options()
            .write(true)
            .open("/dev/full")
            .expect("Linux has it")
    };
    let fails = |terminal: &Terminal, arguments: &[&str]| {
        for json in [&[][..], &["--json"]] {
            let mut command = terminal.command(arguments);
            let output = command
                .args(json)
                .stdin(Stdio::null())
                .stdout(full())
                .output();
            let output = output.expect("it runs");
            let line = String::from_utf8(output.stderr).expect("UTF-8");
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {line}");
            assert!(
                line.contains("could not be written"),
                "{arguments:?}: {line}"
            );
            assert_eq!(line.lines().count(), 1, "{arguments:?}: {line}");
        }
    };
    for verb in [
        &["list"][..],
        &["verify"],
        &["services"],
        &["guidance"],
        &["checklists"],
        &["languages"],
        &["outbox"],
        &["unlock-test"],
        &["recovery-words"],
        &["screen", "--answers", &answers],
    ] {
        fails(&phone, verb);
    }
    for verb in [
        &["inbox"][..],
        &["verify"],
        &["phones"],
        &["invitations"],
        &["pack", "roots"],
    ] {
        fails(&office, verb);
    }
    let said = Command::new(program("pocketcard"))
        .arg("--help")
        .stdout(full())
        .output();
    assert_eq!(said.expect("it runs").status.code(), Some(1));
    let said = Command::new(program("pocketcard"))
        .arg("tour")
        .stdout(full())
        .output();
    assert_eq!(
        said.expect("it runs").status.code(),
        Some(1),
        "and no panic"
    );

    // An invitation that nobody got is none.
    let before = office.does(&["invitations"]);
    let mut command = office.command(&["invite", "nobody"]);
    let lost = command
        .stdin(Stdio::null())
        .stdout(full())
        .output()
        .expect("it runs");
    assert_eq!(lost.status.code(), Some(1));
    let open = |list: &Value| {
        let lines = list["invitations"].as_array().expect("a list").clone();
        lines.iter().filter(|line| line["open"] == true).count()
    };
    assert_eq!(open(&office.does(&["invitations"])), open(&before));
    let nowhere = house.argument("no/such/place");
    office.is_refused(
        &["invite", "somebody", "--out", &nowhere],
        "no invitation was made",
    );
    let file = house.argument("invitation");
    office.does(&["invite", "somebody", "--out", &file]);
    let other = Terminal::phone(&house.path("other"));
    enrols(&house, &other, &file);
}

#[test]
fn whoever_reads_no_further_is_no_failure() {
    let house = House::found(None);
    for verb in [&["services"][..], &["guidance"], &["--help"], &["tour"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = house
            .phone(&format!("phone-{}", verb[0]))
            .nowhere()
            .command(verb);
        let output = command
            .stdin(Stdio::null())
            .stdout(writer)
            .output()
            .expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            (output.status.code(), err.as_str()),
            (Some(0), ""),
            "{verb:?}"
        );
    }
}

#[test]
fn nothing_that_is_there_is_replaced_unasked() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let precious = house.write("precious", "precious");
    let content = || fs::read_to_string(&precious).expect("it is there");
    let link = house.argument("link");
    symlink(&precious, &link).expect("a link");
    let nowhere = house.argument("dangling");
    symlink(house.path("gone"), &nowhere).expect("a link");
    let directory = house.argument("directory");
    fs::create_dir(&directory).expect("a directory");
    for (file, hint) in [
        (&precious, "say --force"),
        (&link, "say --force"),
        (&nowhere, "leads nowhere"),
        (&directory, "that is a directory"),
    ] {
        phone.is_refused(&["carry", "out", file], hint);
        phone.is_refused(&["rescue", file], hint);
    }
    assert_eq!(content(), "precious");

    // A device stays one, and says that it takes nothing.
    phone.is_refused(&["carry", "out", "/dev/full"], "the space on it");
    phone.does(&["carry", "out", "/dev/null"]);
    for device in ["/dev/full", "/dev/null"] {
        let kind = fs::symlink_metadata(device)
            .expect("it is there")
            .file_type();
        assert!(kind.is_char_device(), "{device}");
    }
    // A link stays one; what it leads to is replaced when asked.
    phone.does(&["carry", "out", &link, "--force"]);
    assert!(
        fs::symlink_metadata(&link)
            .expect("there")
            .file_type()
            .is_symlink()
    );
    assert_ne!(fs::read(&precious).expect("there"), b"precious");
    phone.does(&["carry", "out", &precious, "--force"]);

    // The other verbs that write files go the same way.
    let taken = house.write("taken", "taken");
    let (office, pack) = (house.office(), house.path("pack"));
    fs::create_dir(&pack).expect("a directory");
    house.write("pack/pack.toml", "name = \"north\"\nversion = 2\n");
    let pack = house.argument("pack");
    for arguments in [
        &["collect", "--out", &taken][..],
        &["collect", "--onward", &taken],
        &["pack", "build", &pack, "--out", &taken],
        &["invite", "new", "--out", &taken],
    ] {
        office.is_refused(arguments, "say --force");
    }
    assert_eq!(fs::read_to_string(&taken).expect("there"), "taken");
}

#[test]
fn a_dash_is_standard_input_and_output_everywhere() {
    let house = House::found(None);
    let (phone, office) = (house.phone("phone"), house.office());
    let run = |terminal: &Terminal, arguments: &[&str], input: &[u8]| {
        let mut command = terminal.command(arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut stdin = child.stdin.take().expect("piped");
        let input = input.to_vec();
        let feed = thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("it ends");
        feed.join().expect("fed");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
        output
    };
    // The bundle alone is on standard output; what is said goes to standard error.
    let out = run(&phone, &["carry", "out", "-"], b"");
    assert!(String::from_utf8_lossy(&out.stderr).contains("On the bundle: 1 parcel,"));
    let up = out.stdout;
    run(&office, &["collect", "--bundle", "-"], &up);
    assert_eq!(count(&office.does(&["phones"])["phones"]), 1);
    let down = run(&office, &["collect", "--out", "-"], b"").stdout;
    run(&phone, &["carry", "in", "-"], &down);
    assert_eq!(phone.does(&["outbox"])["outbox"], json!([]));
    let split = run(&phone, &["carry", "split", "-"], &up).stdout;
    let joined = run(&phone, &["carry", "join", "-", "-"], &split).stdout;
    assert_eq!(joined, up);
    assert!(!Path::new("-").exists());
}

// Exchanges

/// Sets how many requests the hub takes.
fn limit(house: &House, burst: u32, requests_a_minute: u32) {
    let directory = hub_directory(&house.path("desk"));
    let mut config = Config::load(&directory).expect("a configuration");
    (config.limits.burst, config.limits.requests_a_minute) = (burst, requests_a_minute);
    config.save(&directory).expect("saved");
}

#[test]
fn an_exchange_waits_as_it_is_told_and_goes_on() {
    let house = House::found(None);
    // Four requests at once and two each second: a video of 4 MiB takes sixteen.
    limit(&house, 4, 120);
    let hub = Serving::start(&house.office(), LOCAL, &[], Stdio::null());
    let phone = house.phone("phone");
    let video = house.write("video.mp4", vec![7; 4 << 20]);
    screened(&house, &phone, ADULT, &["--attach", &video]);
    let begun = Instant::now();
    // How far it is goes to standard error, where it takes long.
    let said = Said::by(phone.command(&["sync", "--hub", &hub.url]).arg("--json"));
    assert_eq!(
        (said.status, &said.json()["sent"]),
        (0, &json!(3)),
        "{said:?}"
    );
    assert!(begun.elapsed() > Duration::from_secs(2), "it had to wait");
    let office = house.office();
    let said = Said::by(
        office
            .command(&["collect", "--hub", &hub.url])
            .arg("--json"),
    );
    let attachments = said.json()["intake"]["attachments"].clone();
    assert_eq!((said.status, attachments), (0, json!(1)), "{said:?}");
    phone.does(&["sync", "--hub", &hub.url]);
    assert_eq!(phone.does(&["outbox"])["outbox"], json!([]));
}

#[test]
fn an_exchange_that_waits_can_be_stopped() {
    let house = House::found(None);
    limit(&house, 3, 6);
    let hub = Serving::start(&house.office(), LOCAL, &[], Stdio::null());
    let phone = house.phone("phone");
    let video = house.write("video.mp4", vec![7; 4 << 20]);
    screened(&house, &phone, ADULT, &["--attach", &video]);
    let mut sync = phone.command(&["sync", "--hub", &hub.url]);
    let sync = sync
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let sync = sync.expect("it runs");
    thread::sleep(Duration::from_secs(4));
    let asked = Command::new("kill")
        .args(["-INT", &sync.id().to_string()])
        .status();
    assert!(asked.expect("kill runs").success());
    let stopped = Instant::now();
    let output = sync.wait_with_output().expect("it ends");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("stopped; what was exchanged"), "{err}");
    assert!(stopped.elapsed() < Duration::from_secs(5));
    phone.does(&["verify"]);
}

/// Carries so many requests to a hub, and then turns all away for longer than anybody waits.
fn tired(hub: &str, requests: usize) -> String {
    let hub = hub.trim_start_matches("http://").to_owned();
    let listener = TcpListener::bind(LOCAL).expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    thread::spawn(move || {
        let mut left = requests;
        for client in listener.incoming() {
            let mut client = client.expect("a connection");
            let mut server = TcpStream::connect(&hub).expect("the hub is there");
            let back = (
                client.try_clone().expect("cloned"),
                server.try_clone().expect("cloned"),
            );
            thread::spawn(move || {
                let (mut client, mut server) = back;
                let _ = std::io::copy(&mut server, &mut client);
            });
            let mut buffer = [0; 64 * 1024];
            while let Ok(length @ 1..) = client.read(&mut buffer) {
                if buffer[..length].starts_with(b"POST ") {
                    if left == 0 {
                        let answer = "HTTP/1.1 429 Too Many Requests\r\npocketcard-hub: 1\r\nretry-after: 9999\r\n\
                                      content-length: 0\r\nconnection: close\r\n\r\n";
                        let _ = client.write_all(answer.as_bytes());
                        let _ = client.shutdown(std::net::Shutdown::Both);
                        break;
                    }
                    left -= 1;
                }
                if server.write_all(&buffer[..length]).is_err() {
                    break;
                }
            }
            let _ = server.shutdown(std::net::Shutdown::Both);
        }
    });
    url
}

#[test]
fn what_came_is_filed_when_a_collection_has_to_stop() {
    let house = House::found(None);
    let hub = Serving::start(&house.office(), LOCAL, &[], Stdio::null());
    let photograph = house.write("photograph.jpg", vec![7; 1 << 20]);
    for name in ["one", "two", "three"] {
        let phone = house.phone(name);
        screened(&house, &phone, ADULT, &["--attach", &photograph]);
        phone.does(&["sync", "--hub", &hub.url]);
    }
    let office = house.office();
    let tired = tired(&hub.url, 6);
    let said = Said::by(office.command(&["collect", "--hub", &tired]).arg("--json"));
    assert_eq!(said.status, 1, "{said:?}");
    let object = said.json();
    assert!(
        text(&object["error"]).contains("All that had come is filed"),
        "{object}"
    );
    let filed = object["intake"]["filed"].as_u64().expect("a number");
    assert!(filed > 0, "{object}");
    assert_eq!(office.does(&["verify"])["verified"]["ok"], true);
    // The next collection brings the rest.
    office.does(&["collect", "--hub", &hub.url]);
    assert_eq!(office.does(&["verify"])["verified"]["records"], 6);
}

/// With `POCKETCARD_FULL_SCALE=1` as many and as much as a bad day brings: 120 MB in one exchange, and fifty phones with
/// a photograph each in one collection, through the hub's limits as they are.
#[test]
fn a_bad_day_goes_through_the_hubs_limits_as_they_are() {
    let full = std::env::var_os("POCKETCARD_FULL_SCALE").is_some();
    let (phones, film) = if full {
        (50, 60_000_000)
    } else {
        (3, 2_000_000)
    };
    let house = House::found(None);
    let hub = Serving::start(&house.office(), LOCAL, &[], Stdio::null());
    let office = house.office();
    let film = house.write("film.mp4", vec![7; film]);
    let filming = house.phone("filming");
    screened(
        &house,
        &filming,
        ADULT,
        &["--attach", &film, "--attach", &film],
    );
    // It says how far it is, on standard error.
    let exchanged =
        |who: &Terminal, verb| Said::by(who.command(&by_hub(&hub, &[verb])).arg("--json")).json();
    assert_eq!(exchanged(&filming, "sync")["sent"], json!(4));
    let photograph = house.write("photograph.jpg", vec![7; 1_400_000]);
    for number in 0..phones {
        let phone = house.phone(&format!("phone-{number}"));
        screened(&house, &phone, ADULT, &["--attach", &photograph]);
        phone.does(&by_hub(&hub, &["sync"]));
    }
    let collected = exchanged(&office, "collect");
    assert_eq!(collected["intake"]["attachments"], json!(phones + 2));
    let verified = office.does(&["verify"])["verified"].clone();
    assert_eq!(verified["ok"], true, "{verified}");
    exchanged(&filming, "sync");
    assert_eq!(filming.does(&["outbox"])["outbox"], json!([]));
}

#[test]
fn what_is_brought_again_is_counted() {
    let house = House::found(None);
    let phone = house.phone("phone");
    screened(&house, &phone, ADULT, &[]);
    let bundle = house.argument("bundle");
    phone.does(&["carry", "out", &bundle]);
    let brought = || house.office().does(&["collect", "--bundle", &bundle])["intake"].clone();
    let first = brought();
    assert_eq!(
        (&first["filed"], &first["duplicates"]),
        (&json!(2), &json!(0))
    );
    let again = brought();
    assert_eq!(
        (&again["filed"], &again["duplicates"]),
        (&json!(0), &json!(2))
    );
}

// A desk that was put back

#[test]
fn a_desk_put_back_from_a_copy_asks_for_what_it_lacks() {
    let house = House::found(None);
    let hub = Serving::start(&house.office(), LOCAL, &[], Stdio::null());
    let office = house.office();
    let (near, far) = (house.phone("near"), house.phone("far"));
    for phone in [&near, &far] {
        phone.does(&by_hub(&hub, &["sync"]));
    }
    office.does(&by_hub(&hub, &["collect"]));
    near.does(&by_hub(&hub, &["sync"]));
    let (desk, copy) = (house.path("desk"), house.path("copy"));
    let copied = Command::new("cp").arg("-a").args([&desk, &copy]).status();
    assert!(copied.expect("cp runs").success());

    // What happens after the copy was made: by the hub, and on a card.
    let photograph = house.write("photograph.jpg", vec![7; 300_000]);
    screened(&house, &near, CHILD, &["--attach", &photograph]);
    near.does(&by_hub(&hub, &["sync"]));
    screened(&house, &far, ADULT, &[]);
    carried(&house, &far);
    office.does(&by_hub(&hub, &["collect"]));
    near.does(&by_hub(&hub, &["sync"]));
    for phone in [&near, &far] {
        assert_eq!(phone.does(&["outbox"])["outbox"], json!([]));
    }
    assert_eq!(count(&office.does(&["inbox"])["inbox"]), 4);

    fs::remove_dir_all(&desk).expect("lost");
    fs::rename(&copy, &desk).expect("put back");

    assert!(says(&office, &["inbox"]).contains("put back from a copy"));
    office.is_refused(&["verify"], "something is not as it should be");
    let collected = office.does(&by_hub(&hub, &["collect"]));
    assert!(collected["intake"]["put_back_to"].is_i64(), "{collected}");
    assert_eq!(
        office.does(&by_hub(&hub, &["collect"]))["intake"]["put_back_to"],
        Value::Null
    );

    // By the hub: phones hear of it and send again in the same exchange.
    let said = says(&near, &by_hub(&hub, &["sync"]));
    assert!(said.contains("asks again for"), "{said}");
    // On a card: the office's letter comes on one, the record goes on another.
    let down = house.argument("again");
    office.does(&["collect", "--out", &down]);
    let heard = far.does(&["carry", "in", &down]);
    assert_eq!(heard["arrivals"]["again"], 1, "{heard}");
    assert!(says(&far, &["list"]).contains("waits for the office"));
    assert!(says(&far, &["outbox"]).contains("the office had it and asks for it again"));
    carried(&house, &far);
    office.does(&by_hub(&hub, &["collect"]));
    let inbox = office.does(&["inbox"]);
    assert_eq!(count(&inbox["inbox"]), 4, "{inbox}");
    let verified = office.does(&["verify"]);
    assert_eq!(verified["verified"]["ok"], true, "{verified}");
    let child = inbox["inbox"][0]["id"].clone();
    let detail = office.does(&["show", &text(&child)]);
    assert_eq!(
        detail["record"]["attachments"][0]["arrived"], true,
        "{detail}"
    );
    near.does(&by_hub(&hub, &["sync"]));
    for phone in [&near, &far] {
        assert_eq!(phone.does(&["outbox"])["outbox"], json!([]));
        assert_eq!(phone.does(&["verify"])["verified"]["ok"], true);
    }
}

#[test]
fn a_confidential_desk_put_back_from_a_copy_says_that_nobody_can_be_asked() {
    let house = House::found(None);
    let desk = house.path("conduct");
    let office = Terminal::office(&desk);
    // Its place is noted when it is first opened.
    assert!(!says(&office, &["inbox"]).contains("put back"));
    let copy = house.path("copy");
    let copied = Command::new("cp").arg("-a").args([&desk, &copy]).status();
    assert!(copied.expect("cp runs").success());
    fs::remove_dir_all(&desk).expect("lost");
    fs::rename(&copy, &desk).expect("put back");

    let said = says(&office, &["inbox"]);
    assert!(said.contains("put back from a copy"), "{said}");
    assert!(said.contains("cannot be asked for again"), "{said}");
    office.is_refused(&["verify"], "something is not as it should be");
    let out = house.argument("out");
    let said = says(&office, &["collect", "--out", &out]);
    assert!(said.contains("cannot be asked for again"), "{said}");
    assert!(!said.contains("Every phone is asked"), "{said}");
    assert!(!says(&office, &["inbox"]).contains("put back"));
    assert_eq!(office.does(&["verify"])["verified"]["ok"], true);
}

#[test]
fn a_copy_that_lacks_one_record_is_noticed_by_the_next() {
    let house = House::found(None);
    let phone = house.phone("phone");
    carried(&house, &phone);
    let desk = house.path("desk");
    // As a machine's snapshot puts it back: every file is the same file, with what it held before.
    let files = ["store.db", "store.anchor"];
    let held = files.map(|name| fs::read(desk.join(name)).expect("read"));
    screened(&house, &phone, CHILD, &[]);
    carried(&house, &phone);
    for (name, held) in files.iter().zip(&held) {
        fs::write(desk.join(name), held).expect("put back");
    }
    let office = house.office();
    assert_eq!(count(&office.does(&["inbox"])["inbox"]), 1);
    screened(&house, &phone, ADULT, &[]);
    carried(&house, &phone);
    assert!(says(&phone, &["outbox"]).contains("asks for it again"));
    carried(&house, &phone);
    assert_eq!(count(&office.does(&["inbox"])["inbox"]), 3);
    assert_eq!(phone.does(&["outbox"])["outbox"], json!([]));
}

// Names and addresses

/// Changes something of a desk whose phones' hub may be gone: that is said, and it is changed.
#[track_caller]
fn changed(office: &Terminal, what: &[&str]) {
    let said = Said::by(office.command(&["change"]).args(what).arg("--json"));
    let told = said.json()["error"]
        .as_str()
        .unwrap_or("it is changed")
        .to_owned();
    assert!(told.starts_with("it is changed"), "{said:?}");
}

#[test]
fn addresses_and_names_are_checked_where_they_are_typed() {
    let house = House::found(None);
    let office = house.office();
    let new = Terminal::office(&house.path("new"));
    for (address, hint) in [
        ("ftp://foo", "begins with https://"),
        ("127.0.0.1:8443", "begins with https://"),
        ("", "begins with https://"),
        ("http://", "names a host"),
        ("https://hub example", "without blanks"),
        ("https://hub\t", "without blanks"),
        ("http://user:pw@host:1", "no user and no password"),
        ("https://host:99999", "names a host and perhaps a port"),
        ("https://host:0", "names a host and perhaps a port"),
        ("https://host?token=1", "without blanks"),
        ("https://[::1", "names a host"),
    ] {
        new.is_refused(&["new", "--name", "X", "--hub-url", address], hint);
        office.is_refused(&["change", "--hub-url", address], hint);
    }
    for name in [
        "",
        " ",
        &"x".repeat(65),
        "two\nlines",
        "tab\there",
        "esc\u{1b}[31m",
        "\u{202e}turned",
        " x",
    ] {
        new.is_refused(&["new", "--name", name], "a name ");
        office.is_refused(&["change", "--name", name], "a name ");
        let second = house.argument("second");
        let both = [
            "new",
            "--name",
            "X",
            "--confidential",
            &second,
            "--confidential-name",
            name,
        ];
        let make = || {
            let mut command = new.command(&both);
            command.env("POCKETCARD_CONFIDENTIAL_PASSPHRASE", "four good long words");
            command
        };
        new.is_refused_with(1, &make, "a name ");
    }
    office.is_refused(&["change"], "say what changes");
    assert!(!house.path("new").exists());
    for address in [
        "http://127.0.0.1:1",
        "https://[::1]:1/way",
        "https://127.0.0.1:1",
    ] {
        changed(&office, &["--hub-url", address]);
    }
}

#[test]
fn a_desk_that_moves_its_hub_tells_its_phones() {
    let house = House::found(None);
    let office = house.office();
    let hub = Serving::start(&office, LOCAL, &[], Stdio::null());
    office.does(&["change", "--hub-url", &hub.url]);
    let invitation = house.write("invitation", house.invitation("phone"));
    let (phone, far) = (Terminal::phone(&house.path("phone")), house.phone("far"));
    enrols(&house, &phone, &invitation);
    let words = text(&phone.does(&["words"])["words"]);
    office.does(&["accept", "phone", "--words", &words]);
    phone.does(&["sync"]);
    office.does(&["collect"]);

    // The new hub has files of its own; the old one still runs, and phones hear of the new one there.
    let elsewhere = house.path("elsewhere/desk");
    fs::create_dir_all(elsewhere.with_file_name("hub")).expect("a directory");
    let moved = elsewhere.with_file_name("hub").join("hub.json");
    fs::copy(house.path("hub/hub.json"), moved).expect("copied");
    let new = Serving::start(&Terminal::office(&elsewhere), LOCAL, &[], Stdio::null());
    let moves = office.does(&["change", "--hub-url", &new.url, "--name", "North desk"]);
    assert_eq!(moves["hub_told"], true);
    let heard = phone.does(&["sync"]);
    assert_eq!(heard["arrivals"]["office"], true, "{heard}");
    drop(hub);
    let about = phone.does(&["unlock-test"])["about"].clone();
    assert_eq!(
        (&about["office"], &about["hub"]),
        (&json!("North desk"), &json!(new.url))
    );
    screened(&house, &phone, ADULT, &[]);
    phone.does(&["sync"]);
    office.does(&["collect"]);
    phone.does(&["sync"]);
    assert_eq!(phone.does(&["outbox"])["outbox"], json!([]));

    // Who has no network hears of it on a card, and an older letter does not undo a newer one.
    let card = house.argument("card");
    office.does(&["collect", "--out", &card]);
    assert_eq!(
        far.does(&["carry", "in", &card])["arrivals"]["office"],
        true
    );
    assert_eq!(far.does(&["unlock-test"])["about"]["hub"], json!(new.url));
    changed(&office, &["--no-hub"]);
    let newer = house.argument("newer");
    office.does(&["collect", "--out", &newer]);
    far.does(&["carry", "in", &newer]);
    far.does(&["carry", "in", &card]);
    assert_eq!(far.does(&["unlock-test"])["about"]["hub"], Value::Null);
}

// Records

#[test]
fn an_invented_service_is_marked_wherever_it_is_shown() {
    const INVENTED: [&str; 5] = [
        "Riverside Health Centre",
        "House of the Two Trees",
        "Children's Corner",
        "Workers' Advice Desk",
        "The Listening Line",
    ];
    let house = House::found(None);
    let phone = house.phone("phone");
    let id = text(&screened(&house, &phone, ADULT, &[])["id"]);
    let service = "service.example-workers";
    for (arguments, least) in [
        (&["services"][..], INVENTED.len()),
        (&["refer", &id, "--service", service, "--agreed"], 1),
        (&["refer", &id, "--declined"], 1),
    ] {
        let said = says(&phone, arguments);
        let invented = |line: &&str| INVENTED.contains(&line.trim());
        let lines: Vec<&str> = said.lines().collect();
        let named = lines.iter().filter(|line| invented(line)).count();
        let marked = lines.windows(2).filter(|pair| {
            pair[0].contains("EXAMPLE ONLY: this place does not exist") && invented(&pair[1])
        });
        assert!(named >= least, "{said}");
        assert_eq!(marked.count(), named, "{said}");
    }
}

#[test]
fn a_directory_that_is_still_the_example_is_told_at_once() {
    const OFFICE: &str = "Every service in this pack is invented";
    const PHONE: &str = "every service on this phone is invented";
    let house = House::found(None);
    let office = house.office();
    let invitation = house.write("invitation", house.invitation("phone"));
    let phone = Terminal::phone(&house.path("phone"));
    let words = text(&office.does(&["words"])["words"]);
    let said = says(&phone, &["enrol", &invitation, "--desk-words", &words]);
    assert!(said.contains(PHONE), "{said}");
    let typed = text(&phone.does(&["words"])["words"]);
    office.does(&["accept", "phone", "--words", &typed]);

    let (content, pack) = (house.argument("north.json"), house.argument("north.pack"));
    let services = "[[services]]\nid = \"service.line\"\nneeds = [\"urgent.security\"]\nlanguages = [\"en\"]\nactive = true\n";
    fs::create_dir_all(house.path("north/lang/en")).expect("a directory");
    for (version, own) in [(2, None), (3, Some("services = []\n")), (4, Some(services))] {
        house.write(
            "north/pack.toml",
            format!("name = \"north\"\nversion = {version}\n"),
        );
        if let Some(own) = own {
            house.write("north/services.toml", own);
            house.write(
                "north/lang/en/services.ftl",
                "service-line = The line\n    .hours = Always\n    .contact = +44 20 7946 0001\n",
            );
        }
        let build = ["pack", "build", &house.argument("north"), "--out", &content];
        let built = says(&office, &[&build[..], &["--force"]].concat());
        office.does(&["pack", "sign", &content, "--out", &pack, "--force"]);
        let published = says(&office, &["pack", "publish", &pack]);
        for said in [built, published] {
            assert_eq!(said.contains(OFFICE), own.is_none(), "{version}: {said}");
        }
        carried(&house, &phone);
        let said = says(&phone, &["unlock-test"]);
        assert!(said.contains(&format!("version {version}")), "{said}");
        assert_eq!(said.contains(PHONE), own.is_none(), "{version}: {said}");
    }
}

#[test]
fn a_referral_withdrawn_before_it_left_says_so() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let screening = screened(&house, &phone, ADULT, &[]);
    let (id, code) = (text(&screening["id"]), text(&screening["code"]));
    let agreed = [
        "refer",
        &id,
        "--service",
        "service.example-workers",
        "--agreed",
    ];
    let referral = text(&phone.does(&agreed)["referred"]["id"]);
    assert!(says(&phone, &["list"]).contains("agreed; waits for the office"));
    phone.is_refused(
        &["withdraw", &id],
        "only the consent to a referral can be withdrawn",
    );
    phone.does(&["withdraw", &code]);
    phone.is_refused(&["withdraw", &referral], "withdrawn before");
    carried(&house, &phone);
    let said = says(&phone, &["list"]);
    assert!(said.contains("withdrawn; never left this phone"), "{said}");
    assert!(!said.contains("waits for the office"), "{said}");
    phone.does(&["refer", &id, "--declined"]);
    assert!(says(&phone, &["list"]).contains("declined; waits"));

    phone.is_refused(&["amend", &id], "say what changes");
    phone.is_refused(&["amend", &id, "--note", " "], "say what changes");
    let office = house.office();
    office.is_refused(&["answer", &id, "--text", " "], "say something");
    let inbox = office.does(&["inbox"])["inbox"].clone();
    let lines = inbox.as_array().expect("a list").iter();
    let mut enrolment = lines
        .filter(|line| line["kind"] == "enrolment")
        .map(|line| text(&line["id"]));
    let enrolment = enrolment.next_back().expect("it enrolled");
    office.is_refused(&["answer", &enrolment, "--text", "Hello"], "nobody answers");
}

#[test]
fn a_record_is_named_by_its_id_its_beginning_or_the_persons_code() {
    let house = House::found(None);
    let (phone, office) = (house.phone("phone"), house.office());
    let screening = screened(&house, &phone, CHILD, &["--note", "a second look"]);
    let (id, code) = (text(&screening["id"]), text(&screening["code"]));
    let bare = code.replace('-', "").to_lowercase();
    carried(&house, &phone);
    for name in [
        id.as_str(),
        &id[..8],
        &code,
        &code.to_lowercase(),
        &bare,
        &format!("{}…", &id[..6]),
    ] {
        assert_eq!(
            phone.does(&["show", name])["record"]["id"],
            json!(id),
            "{name}"
        );
        assert_eq!(
            office.does(&["show", name])["record"]["id"],
            json!(id),
            "{name}"
        );
    }
    for (name, hint) in [
        ("K7M-D4R", "no such record"),
        ("aaa", "no such record"),
        ("\u{1b}", "no such"),
    ] {
        phone.is_refused(&["show", name], hint);
        office.is_refused(&["show", name], hint);
    }
    office.does(&["answer", &bare, "--text", "Thank you"]);
    let basis = house.write("basis", "An order of the court.");
    let out = house.argument("court");
    office.does(&["export", &code, "--out", &out, "--legal-basis", &basis]);
    phone.does(&["refer", &code, "--declined"]);
    phone.does(&["amend", &code, "--note", "seen again"]);
    // It prints sentences, and JSON where that is asked for.
    for terminal in [&phone, &office] {
        let said = says(terminal, &["show", &code]);
        assert!(!said.contains('{'), "{said}");
        assert!(said.contains("Note: a second look"), "{said}");
        assert!(said.contains(&format!("Person's code: {code}")), "{said}");
        assert!(said.contains("What the phone showed:"), "{said}");
    }
}

#[test]
fn every_id_that_a_verb_takes_is_listed_by_one() {
    let house = House::found(None);
    let phone = house.phone("phone").nowhere();
    let ids = phone.does(&["services", "--ids"]);
    let need = text(&ids["needs"][0]);
    phone.does(&["services", "--need", &need]);
    phone.is_refused(
        &["services", "--need", "nothing"],
        "`services --ids` lists them",
    );
    let listed = phone.does(&["checklists", "--ids"]);
    let person = listed["checklists"][0].clone();
    let named: Vec<String> = person["ids"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| text(&line["id"]))
        .collect();
    assert_eq!(
        named.len(),
        person["indicators"].as_u64().expect("a number") as usize
    );
    // Each can be answered.
    let answers: serde_json::Map<String, Value> = named
        .iter()
        .map(|id| (id.clone(), json!("not-observed")))
        .collect();
    let list = text(&person["id"]);
    let file = house.write(
        "all.json",
        json!({ "checklist": list, "answers": answers }).to_string(),
    );
    phone.does(&["check", "--checklist", &list, "--answers", &file]);
    assert!(says(&phone, &["checklists", "--ids"]).contains(&named[0]));
    for verb in [
        &["checklists"][..],
        &["services"],
        &["services", "--ids"],
        &["guidance"],
        &["languages"],
        &["check", "--checklist", "person", "--answers", &file],
    ] {
        let arguments = [verb, &["--language", "xx"]].concat();
        phone.is_refused(&arguments, "`languages` lists theirs");
    }
}

// Where something may not be read, is damaged, or cannot be written

#[test]
fn whoever_may_not_look_is_told_so() {
    let house = House::found(None);
    let (phone, office) = (house.phone("phone"), house.office());
    if fs::metadata("/proc/self").map(|it| it.uid()).ok() != Some(0) {
        println!("skipped: only root can be somebody else");
        return;
    }
    // The programs where anybody may run them.
    let open = tempfile::tempdir().expect("a directory");
    fs::set_permissions(open.path(), fs::Permissions::from_mode(0o755)).expect("set");
    for (terminal, name, verbs) in [
        (
            &office,
            "pocketcard-office",
            &[&["inbox"][..], &["serve", "--listen", LOCAL], &["verify"]][..],
        ),
        (
            &phone,
            "pocketcard",
            &[&["list"][..], &["wipe", "--yes"], &["unlock-test"]][..],
        ),
    ] {
        let copy = open.path().join(name);
        fs::copy(program(name), &copy).expect("copied");
        for verb in verbs {
            let ours = terminal.command(verb);
            let mut command = Command::new(&copy);
            command
                .args(ours.get_args())
                .envs(ours.get_envs().filter_map(|(k, v)| Some((k, v?))));
            let said = Said::by(command.uid(65_534).gid(65_534).current_dir("/"));
            assert_eq!(said.status, 1, "{verb:?}: {said:?}");
            assert!(
                said.err.contains("this account may not"),
                "{verb:?}: {said:?}"
            );
        }
    }
    phone.does(&["list"]);
}

#[test]
fn advice_is_for_who_reads_it() {
    let house = House::found(None);
    let office = house.office();
    let desk = house.path("desk");
    fs::rename(desk.join("keystore"), house.path("away")).expect("moved");
    office.is_refused(&["inbox"], "the desk's key is gone");
    fs::rename(house.path("away"), desk.join("keystore")).expect("moved");
    let whole = fs::read(desk.join("store.db")).expect("read");
    fs::write(desk.join("store.db"), &whole[..whole.len() / 2]).expect("cut");
    office.is_refused(&["inbox"], "put the desk back from a copy");
    fs::write(desk.join("store.db"), whole).expect("mended");
    office.does(&["inbox"]);
    let conduct = Terminal::office(&house.path("conduct"));
    conduct.is_refused(&["pack", "roots"], "the office's main desk does that");
}

/// The parcels on a bundle that the office could file.
fn filed(house: &House, bundle: &str) -> u64 {
    let said = Said::by(
        house
            .office()
            .command(&["collect", "--bundle", bundle])
            .arg("--json"),
    );
    said.json()["intake"]["filed"].as_u64().expect("a number")
}

#[test]
fn a_store_that_is_cut_or_overwritten_gives_what_can_still_be_read() {
    for damage in ["cut", "begun again", "holed"] {
        let house = House::found(None);
        let phone = house.phone("phone");
        carried(&house, &phone);
        for _ in 0..12 {
            screened(&house, &phone, ADULT, &[]);
        }
        let store = house.path("phone/store.db");
        let mut bytes = fs::read(&store).expect("read");
        match damage {
            "cut" => bytes.truncate(bytes.len() - bytes.len() / 4),
            "begun again" => bytes[..4096].fill(0),
            _ => {
                let middle = bytes.len() / 2 / 4096 * 4096;
                bytes[middle..middle + 2 * 4096].fill(0xff);
            }
        }
        fs::write(&store, &bytes).expect("damaged");
        let bundle = house.argument("rescued");
        let listed = Said::by(&mut phone.command(&["list"]));
        let named = listed.status == 0 || listed.err.contains("`rescue`");
        assert!(named, "{damage}: {listed:?}");
        let rescued = phone.does(&["rescue", &bundle]);
        let parcels = rescued["parcels"].as_u64().expect("a number");
        assert!(parcels >= 1, "{damage}: {rescued}");
        // The page that begins every store alike is put back from nothing.
        let said = rescued["damaged"] == true || damage == "begun again" && parcels == 12;
        assert!(said, "{damage}: {rescued}");
        assert_eq!(filed(&house, &bundle), parcels, "{damage}: {rescued}");
        // One that opens where it lies notes what has left it.
        let same = fs::read(&store).expect("read") == bytes;
        assert!(same || damage == "holed", "{damage}: it changes nothing");
    }
}

#[test]
fn a_card_that_can_only_be_read_gives_its_outbox() {
    let house = House::found(None);
    let card = house.path("card");
    fs::create_dir(&card).expect("a directory");
    let mount = |options: &str| {
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(&card);
        mount.output().is_ok_and(|it| it.status.success())
    };
    if !mount("size=8m") {
        println!("skipped: mounting a small disk is not permitted here");
        return;
    }
    let phone = house.phone("card/phone");
    screened(&house, &phone, ADULT, &[]);
    assert!(mount("remount,ro"));
    for verb in [&["list"][..], &["carry", "out", &house.argument("out")]] {
        phone.is_refused(verb, "`rescue` writes what waits");
    }
    let bundle = house.argument("rescued");
    assert_eq!(phone.does(&["rescue", &bundle])["parcels"], 2);
    let _ = Command::new("umount").arg(&card).status();
    assert_eq!(filed(&house, &bundle), 2);
}

#[test]
fn a_phone_that_the_office_wipes_erases_itself() {
    let house = House::found(None);
    let phone = house.phone("phone");
    screened(&house, &phone, ADULT, &[]);
    carried(&house, &phone);
    house.office().does(&["revoke", "phone", "--wipe"]);
    let card = house.argument("card");
    house.office().does(&["collect", "--out", &card]);
    let said = Said::by(&mut phone.command(&["carry", "in", &card]));
    assert_eq!(said.status, 1, "{said:?}");
    assert!(
        said.err.contains("the office had this phone erased"),
        "{said:?}"
    );
    phone.is_refused(&["list"], "not enrolled");
    assert!(!house.path("phone/store.db").exists());
}

// Small things

#[test]
fn one_is_not_many() {
    let house = House::found(None);
    let hub = Serving::start(&house.office(), LOCAL, &[], Stdio::null());
    let (phone, office) = (house.phone("phone"), house.office());
    let photograph = house.write("photograph.jpg", vec![7; 1000]);
    let (up, down) = (house.argument("up"), house.argument("down"));
    let mut all = String::new();
    let mut hear = |terminal: &Terminal, arguments: &[&str]| {
        let said = Said::by(&mut terminal.command(arguments));
        all.push_str(&said.out);
        all.push_str(&said.err);
    };
    hear(&phone, &["verify"]);
    hear(&phone, &["carry", "out", &up]);
    hear(&office, &["collect", "--bundle", &up, "--out", &down]);
    hear(&phone, &["carry", "in", &down]);
    hear(&office, &["phones"]);
    hear(&office, &["verify"]);
    let screening = screened(&house, &phone, ADULT, &["--attach", &photograph]);
    hear(&phone, &by_hub(&hub, &["sync"]));
    hear(&office, &by_hub(&hub, &["collect"]));
    hear(
        &office,
        &["answer", &text(&screening["code"]), "--text", "Thank you"],
    );
    hear(&office, &by_hub(&hub, &["collect"]));
    hear(&phone, &by_hub(&hub, &["sync"]));
    hear(&phone, &["carry", "out", &up, "--force"]);
    let bytes = fs::read(&down).expect("read");
    let cut = house.write("cut", &bytes[..bytes.len() - 40]);
    hear(&house.phone("other"), &["carry", "in", &cut]);
    hear(&phone, &["list"]);
    hear(&office, &["inbox"]);
    hear(&house.phone("third"), &["outbox"]);
    let words: Vec<&str> = all.split_whitespace().collect();
    for pair in words.windows(2) {
        let word = pair[1].trim_end_matches(['.', ',', ')', ';', ':']);
        let several = pair[0].trim_start_matches('(') == "1" && word.ends_with('s');
        assert!(
            !several || ["was", "has", "is", "goes"].contains(&word),
            "{pair:?} in {all}"
        );
    }
    assert!(!all.contains("0 parcels of it are missing"), "{all}");
}

#[test]
fn lists_of_nothing_say_so() {
    let house = House::found(None);
    let office = house.office();
    for (verb, hint) in [
        ("inbox", "Nothing is filed yet"),
        ("phones", "No phone has enrolled yet"),
        ("invitations", "No invitation waits"),
    ] {
        assert!(says(&office, &[verb]).contains(hint), "{verb}");
    }
}

#[test]
fn files_are_named_and_marks_before_them_forgiven() {
    let house = House::found(None);
    let (phone, office) = (house.phone("phone"), house.office());
    let bom = |text: &str| format!("\u{feff}{text}");
    let answers = house.write("answers.json", bom(ADULT));
    phone.does(&["screen", "--answers", &answers]);
    let invitation = house.write(
        "invitation",
        bom(&house.invitation("late")).replace('\n', "\r\n"),
    );
    enrols(&house, &Terminal::phone(&house.path("late")), &invitation);
    let missing = "no-such-file";
    for arguments in [
        &["screen", "--answers", missing][..],
        &["carry", "in", missing],
        &["carry", "split", missing],
    ] {
        phone.is_refused(arguments, "there is no file no-such-file");
    }
    office.is_refused(
        &["collect", "--bundle", missing],
        "there is no file no-such-file",
    );
    office.is_refused(
        &["pack", "verify", missing],
        "there is no file no-such-file",
    );
    phone.is_refused(
        &["screen", "--answers", &house.argument(".")],
        "that is a directory",
    );
    phone.is_refused(
        &["screen", "--answers", &house.write("x", [0xff, 0xfe, 0x41])],
        "save it as UTF-8",
    );

    // Texts that came by mail or in small letters.
    let bundle = house.argument("bundle");
    phone.does(&["carry", "out", &bundle]);
    let texts = says(&phone, &["carry", "split", &bundle]);
    let quoted: String = texts
        .lines()
        .map(|line| format!("> {}\n", line.to_lowercase()))
        .collect();
    let back = house.argument("back");
    phone.does(&["carry", "join", &back, &house.write("quoted", quoted)]);
    assert_eq!(
        fs::read(&back).expect("read"),
        fs::read(&bundle).expect("read")
    );

    // A mistyped option is found without being repeated.
    phone.is_bad_usage(
        &["screen", "--anwsers", &answers],
        "argument 4 on this line is not known here (perhaps you mean --answers)",
    );
    phone.is_bad_usage(&["lsit"], "there is no such verb (perhaps you mean list)");
    phone.is_bad_usage(
        &[
            "check",
            "--checklist",
            "a",
            "--checklist",
            "b",
            "--answers",
            "x",
        ],
        "stands here twice",
    );
}

#[test]
fn a_pack_that_does_not_build_names_the_place() {
    let house = House::found(None);
    let office = house.office();
    fs::create_dir_all(house.path("pack/lang/en")).expect("a directory");
    house.write("pack/pack.toml", "name = \"north\"\nversion = 2\n");
    house.write("pack/lang/en/a.ftl", "local-a = A\n    .hint = B\n");
    let build = [
        "pack",
        "build",
        &house.argument("pack"),
        "--out",
        &house.argument("content.json"),
    ];
    let refusal = |hint: &str| {
        let said = Said::by(&mut office.command(&build));
        assert_eq!(said.status, 1, "{said:?}");
        assert!(said.err.contains(hint), "{hint} in {}", said.err);
    };
    house.write("pack/lang/en/x.ftl", "local-x = X\nthis is nothing\n");
    refusal("lang/en/x.ftl: line 2: this is not a Fluent message");
    fs::remove_file(house.path("pack/lang/en/x.ftl")).expect("removed");
    house.write("pack/pack.toml", "name = \"north\"\nversion = two\n");
    refusal("pack.toml: line 2: ");
    refusal("a text stands in quotes");
    // One switch of the policy needs no copy of the rest.
    house.write(
        "pack/pack.toml",
        "name = \"north\"\nversion = 2\n[policy]\ngrace_minutes = 7\n",
    );
    office.does(&build);
    let diff = says(
        &office,
        &["pack", "diff", "base", &house.argument("content.json")],
    );
    assert!(
        diff.contains("grace_minutes") && !diff.contains("rules"),
        "{diff}"
    );
    house.write(
        "pack/pack.toml",
        "name = \"north\"\nversion = 2\n[policy]\ngrace = 7\n",
    );
    refusal("pack.toml: line 4: ");
}

#[test]
fn a_form_is_kept_and_not_judged() {
    let house = House::found(None);
    let (phone, office) = (house.phone("phone"), house.office());
    fs::create_dir_all(house.path("north/checklists")).expect("a directory");
    fs::create_dir_all(house.path("north/lang/en")).expect("a directory");
    let workbook = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/workbook");
    let into = house.argument("imported");
    let import = [
        "pack",
        "from-xlsform",
        workbook,
        "--into",
        &into,
        "--id",
        "person",
    ];
    let said = Said::by(&mut office.command(&import));
    assert_eq!(said.status, 1, "{said:?}");
    assert!(
        said.err
            .contains("the built-in content has a checklist of that id"),
        "{said:?}"
    );
    assert!(!house.path("imported").exists());

    house.write("north/pack.toml", "name = \"north\"\nversion = 2\n");
    house.write(
        "north/checklists/intake.toml",
        "[[checklists]]\nid = \"intake\"\nversion = 1\nsubject = \"person\"\nsections = []\n\
         [checklists.form]\nid = \"intake\"\nlanguage = \"en\"\ntitle = { en = \"Intake\" }\n\
         [[checklists.form.items]]\nname = \"what\"\nkind = \"text\"\nlabel = { en = \"What happened?\" }\n",
    );
    house.write(
        "north/lang/en/intake.ftl",
        "checklist-intake = Intake\n    .hint = Questions\n",
    );
    let (content, pack) = (house.argument("north.json"), house.argument("north.pack"));
    office.does(&["pack", "build", &house.argument("north"), "--out", &content]);
    office.does(&["pack", "sign", &content, "--out", &pack]);
    office.does(&["pack", "publish", &pack]);
    carried(&house, &phone);
    let answers =
        r#"{"checklist":"intake","version":1,"values":{"what":"Forced labour, locked in"}}"#;
    let file = house.write("intake.json", answers);
    let said = says(&phone, &["screen", "--answers", &file]);
    assert!(!said.contains("No sign so far"), "{said}");
    assert!(said.contains("no finding"), "{said}");
    let quiet = r#"{"checklist":"person","version":1,"age":"adult","answers":{}}"#;
    let quiet = house.write("quiet.json", quiet);
    assert!(says(&phone, &["screen", "--answers", &quiet]).contains("No sign so far"));
    assert!(says(&phone, &["checklists"]).contains("Intake (1 question)"));
    carried(&house, &phone);
    let said = says(&office, &["inbox"]);
    let first = said.lines().next().expect("a line");
    assert!(first.contains("to be read"), "{said}");
    // What a pack takes away is said when it is built.
    house.write(
        "north/pack.toml",
        "name = \"north\"\nversion = 3\nhide = [\"general.34\"]\n",
    );
    let said = says(
        &office,
        &[
            "pack",
            "build",
            &house.argument("north"),
            "--out",
            &content,
            "--force",
        ],
    );
    assert!(said.contains("Checklist site had"), "{said}");
}

#[test]
fn the_hubs_files_are_for_their_owner_alone() {
    let house = House::found(None);
    let place = house.path("open");
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "umask 000; exec \"$@\"", "sh"])
        .arg(program("pocketcard-office"));
    shell.arg("--desk").arg(&place).args([
        "new",
        "--name",
        "Desk",
        "--hub-url",
        "http://127.0.0.1:1",
    ]);
    let said = Said::by(shell.env("POCKETCARD_PASSPHRASE", "four good long words"));
    assert_eq!(said.status, 0, "{said:?}");
    let running = hub::start(&hub_directory(&place), ([127, 0, 0, 1], 0).into()).expect("it runs");
    running.stop().expect("it stops");
    let mut waiting = vec![place];
    while let Some(path) = waiting.pop() {
        let about = fs::metadata(&path).expect("there");
        assert_eq!(about.mode() & 0o077, 0, "{}", path.display());
        if about.is_dir() {
            waiting.extend(
                fs::read_dir(path)
                    .expect("read")
                    .map(|it| it.expect("an entry").path()),
            );
        }
    }
}

#[test]
fn a_hub_says_that_it_listens_only_when_it_does() {
    let house = House::found(None);
    let new = Terminal::office(&house.path("new"));
    new.does(&["new", "--name", "Desk"]);
    let hub = hub_directory(&house.path("new"));
    fs::write(hub.join("hub.json"), "{}").expect("written");
    for place in [&house.path("new"), &hub] {
        let serve = ["serve", "--listen", LOCAL];
        let said = Said::by(&mut Terminal::office(place).command(&serve));
        assert_eq!((said.status, said.out.as_str()), (1, ""), "{said:?}");
        assert!(said.err.contains("not a hub's configuration"), "{said:?}");
    }
    let nothing = Terminal::office(&house.path("nothing"));
    nothing.is_refused(&["serve", "--listen", LOCAL], "there is no hub here");
}

#[test]
fn a_hub_logs_what_it_refused_and_not_whom() {
    let house = House::found(None);
    let hub = Serving::start(&house.office(), LOCAL, &[], Stdio::piped());
    for _ in 0..2 {
        let mut stranger = TcpStream::connect(hub.address()).expect("it listens");
        let request = "GET /metrics HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n";
        stranger.write_all(request.as_bytes()).expect("asked");
        let mut answer = String::new();
        stranger.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    }
    let (status, log) = hub.stop();
    assert!(status.success());
    // The log tells it in one line, or in two where a moment passed between them.
    let told = log.split("refused requests since the last such line: token: ");
    let counts = told.skip(1).map(|rest| {
        let count: String = rest.chars().take_while(char::is_ascii_digit).collect();
        count.parse::<u32>().expect("a count")
    });
    assert_eq!(counts.sum::<u32>(), 2, "{log}");
    assert!(!log.contains("127.0.0.1"), "{log}");
}

#[test]
fn the_confidential_desk_has_a_passphrase_of_its_own() {
    let house = House::found(None);
    let new = Terminal::office(&house.path("new"));
    let second = house.argument("second");
    let make = || {
        let mut command = new.command(&["new", "--name", "Desk", "--confidential", &second]);
        command.env(
            "POCKETCARD_CONFIDENTIAL_PASSPHRASE",
            pocketcard_tests::binaries::PASSPHRASE,
        );
        command
    };
    new.is_refused_with(1, &make, "a passphrase of its own");
}

#[test]
fn a_phone_shares_its_directory_with_nothing() {
    let house = House::found(None);
    fs::create_dir(house.path("full")).expect("a directory");
    house.write("full/letter.txt", "Dear");
    let invitation = house.write("invitation", house.invitation("phone"));
    let phone = Terminal::phone(&house.path("full"));
    phone.is_refused(&["enrol", &invitation], "holds other files");
    fs::create_dir(house.path("empty")).expect("a directory");
    enrols(&house, &Terminal::phone(&house.path("empty")), &invitation);
}

#[test]
fn a_rolled_back_phone_says_so_in_its_list() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let store = house.path("phone/store.db");
    let before = fs::read(&store).expect("read");
    screened(&house, &phone, ADULT, &[]);
    fs::write(&store, before).expect("put back");
    for verb in ["list", "outbox"] {
        assert!(
            says(&phone, &[verb]).contains("not as it was left"),
            "{verb}"
        );
    }
}

#[test]
fn recovery_words_are_numbered() {
    let house = House::found(None);
    let said = says(&house.phone("phone"), &["recovery-words"]);
    let rows: Vec<&str> = said.lines().filter(|line| line.starts_with("  ")).collect();
    assert_eq!(rows.len(), 6, "{said}");
    for (row, line) in rows.iter().enumerate() {
        let parts: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(
            (parts.len(), parts[0]),
            (8, (row * 4 + 1).to_string().as_str()),
            "{line}"
        );
        assert!(line.len() < 60, "{line}");
    }
}

#[test]
fn the_tour_takes_no_note_that_chance_would_find() {
    let tour = Terminal::phone(Path::new("unused")).nowhere();
    tour.is_refused(&["tour", "--note", "ab"], "6 to 200 bytes");
    tour.is_refused(&["tour", "--language", "ar"], "told in English");
    tour.is_refused(&["tour", "--keep", "/proc/no/such"], "choose another place");
}

// Two phones beside each other

#[test]
fn neither_noise_nor_silence_ends_the_waiting_for_a_phone() {
    let house = House::found(None);
    let (waits, calls) = (house.phone("waits"), house.phone("calls"));
    let spawn = |terminal: &Terminal, arguments: &[&str]| {
        let mut command = terminal.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().expect("it runs")
    };
    let mut answer = spawn(&waits, &["meet", "answer", "--listen", LOCAL]);
    let mut out = answer.stdout.take().expect("piped");
    let mut said = String::new();
    let mut read_until = |said: &mut String, end: &str| {
        let mut byte = [0];
        while !said.ends_with(end) && out.read(&mut byte).expect("read") == 1 {
            said.push(char::from(byte[0]));
        }
    };
    read_until(&mut said, "`.\n");
    let at = said
        .split("meet call ")
        .nth(1)
        .expect("it says how")
        .trim_end_matches("`.\n")
        .to_owned();
    let silent = TcpStream::connect(&at).expect("it listens");
    TcpStream::connect(&at)
        .expect("it listens")
        .write_all(b"GET / HTTP/1.1\r\n\r\n")
        .expect("sent");
    let port = at.rsplit(':').next().expect("a port");
    let mut call = spawn(&calls, &["meet", "call", &format!("localhost:{port}")]);
    read_until(&mut said, "shows:\n");
    let code = said.split("The code is ").nth(1).expect("a code")[..7].to_owned();
    // One types the wrong code: the other hears what may have been the matter.
    let wrong = if code.starts_with('0') {
        "111 111\n"
    } else {
        "000 000\n"
    };
    answer
        .stdin
        .take()
        .expect("piped")
        .write_all(format!("{code}\n").as_bytes())
        .expect("typed");
    call.stdin
        .take()
        .expect("piped")
        .write_all(wrong.as_bytes())
        .expect("typed");
    let called = call.wait_with_output().expect("it ends");
    assert!(String::from_utf8_lossy(&called.stderr).contains("the codes differ"));
    let answered = answer.wait_with_output().expect("it ends");
    let heard = String::from_utf8_lossy(&answered.stderr).into_owned();
    assert!(
        heard.contains("perhaps the code that was typed there does not fit"),
        "{heard}"
    );
    drop(silent);
    calls.is_refused(&["meet", "call", "no such place"], "no address of a phone");
}
