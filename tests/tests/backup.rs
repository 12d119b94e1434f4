//! A desk of which nothing is left but a copy for its keepers, and how long it keeps what is closed.

#![cfg(unix)]

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use pocketcard::host::Moment;
use pocketcard_office::{
    desk::{Error, Mark, hub_directory},
    hub::Config,
};
use pocketcard_tests::{
    binaries::{PASSPHRASE, Said, Terminal, program},
    desk_users::{acts, filed, with_amal},
    serving::Serving,
    test_office::{House, now},
};
use serde_json::{Value, json};

const ANOTHER: &str = "velvet harbour sixteen cedar";

/// An escrow of three shares, two of which open it, in a directory of this name; gives its card.
fn escrow(house: &House, name: &str) -> String {
    let out = house.argument(name);
    let made = [
        "escrow",
        "new",
        "--shares",
        "3",
        "--threshold",
        "2",
        "--out",
        &out,
    ];
    house.office().does(&made);
    house.argument(&format!("{name}/escrow.card"))
}

/// Serves the hub in this directory.
fn serve(hub: &Path) -> Serving {
    let mut command = Command::new(program("pocketcard-office"));
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--hub"];
    Serving::by(command.args(arguments).arg(hub), Stdio::null())
}

fn says(who: &Terminal, arguments: &[&str]) -> Said {
    Said::by(&mut who.command(arguments))
}

fn count(house: &House, what: &str) -> usize {
    let answer = house.office().does(&[what]);
    answer[what].as_array().expect("a list").len()
}

/// Every file below a directory, read.
fn everything(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => files.extend(everything(&path)),
            false => files.push((path.display().to_string(), fs::read(&path).expect("read"))),
        }
    }
    files
}

#[test]
fn a_lost_desk_is_put_back_by_its_keepers_together_and_by_nobody_else() {
    let house = House::found(None);
    let hub_place = house.path("hub");
    fs::rename(hub_directory(&house.path("desk")), &hub_place).expect("moved");
    let hub = serve(&hub_place);
    let office = house.office();
    let phone = house.phone("phone");
    let by_hub = |who: &Terminal, verb: &str| who.does(&[verb, "--hub", &hub.url]);
    by_hub(&phone, "sync");
    by_hub(&office, "collect");
    filed(&house, &phone);
    with_amal(&house);
    let (card, _) = (escrow(&house, "escrow"), escrow(&house, "other"));

    let copy = house.argument("copy");
    let amal = with_focal_point(&house);
    says(&amal, &["backup", &copy, "--escrow", &card]).refuses(1, "an administrator of this desk");
    let made = office.does(&["backup", &copy, "--escrow", &card]);
    assert_eq!(made["threshold"], 2);
    says(&office, &["backup", &copy, "--escrow", &card]).refuses(1, "choose another directory");
    assert!(!house.path("copy.unfinished").exists());
    // What is there opens with no passphrase that ever was, and nothing in it can be read.
    let stolen = house.path("stolen");
    let cp = Command::new("cp")
        .arg("-a")
        .args([house.path("copy"), stolen.clone()])
        .status();
    assert!(cp.expect("cp runs").success());
    for passphrase in [PASSPHRASE, ANOTHER] {
        let thief = Terminal::office(&stolen).with(Some(passphrase));
        says(&thief, &["inbox"]).refuses(1, "`restore`");
    }
    for (path, bytes) in everything(&house.path("copy")) {
        let found = |text: &str| bytes.windows(text.len()).any(|it| it == text.as_bytes());
        assert!(!found("Amal") && !found("Desk"), "{path}");
    }

    // After the copy was made something more is filed, and confirmed; then everything is lost.
    filed(&house, &phone);
    by_hub(&office, "collect");
    by_hub(&phone, "sync");
    assert_eq!(phone.does(&["outbox"])["outbox"], json!([]));
    let (records, old) = (count(&house, "inbox"), house.path("desk"));
    fs::rename(&old, house.path("thief")).expect("stolen");

    let share = |escrow: &str, number: u8| house.argument(&format!("{escrow}/share-{number}"));
    let restore = |shares: &[String], passphrase: &str| {
        let mut arguments = vec!["restore".to_owned(), copy.clone()];
        for share in shares {
            arguments.extend(["--share".to_owned(), share.clone()]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Said::by(&mut office.with(Some(passphrase)).command(&arguments))
    };
    restore(&[share("escrow", 1)], ANOTHER).refuses(1, "1 of the 2 shares");
    restore(&[share("other", 1), share("other", 2)], ANOTHER).refuses(1, "escrow");
    let two = [share("escrow", 3), share("escrow", 1)];
    restore(&two, "weak").refuses(1, "use four words");
    assert!(!old.join("vault").exists());
    let said = restore(&two, ANOTHER);
    assert_eq!(said.status, 0, "{said:?}");
    assert!(
        said.out
            .contains("let them in again with `users add`: Amal"),
        "{said:?}"
    );
    restore(&two, ANOTHER).refuses(1, "there is a desk here already");
    says(&office, &["inbox"]).refuses(1, "wrong passphrase");

    let office = office.with(Some(ANOTHER));
    assert_eq!(
        office.does(&["users"])["users"]
            .as_array()
            .expect("users")
            .len(),
        1
    );
    let log = acts(&office.does(&["log"]));
    for act in ["backed-up", "restored"] {
        assert!(log.iter().any(|(_, did)| did == act), "{log:?}");
    }
    // The thief collects no more, once the hub has the new token.
    let token = || {
        Config::load(&hub_place).expect("a hub").mailboxes[0]
            .desks
            .clone()
    };
    let before = token();
    office.does(&["new-token", "--hub", &house.argument("hub")]);
    assert!(before[0] != token()[0] && before[1..] == token()[1..]);
    assert!(hub.stop().0.success());
    let hub = serve(&hub_place);
    let by_hub = |who: &Terminal, verb: &str| who.does(&[verb, "--hub", &hub.url]);
    let thief = Terminal::office(&house.path("thief"));
    says(&thief, &["collect", "--hub", &hub.url]).refuses(1, "");

    // Phones send again what the copy lacks.
    by_hub(&office, "collect");
    by_hub(&phone, "sync");
    by_hub(&office, "collect");
    let inbox = office.does(&["inbox"])["inbox"]
        .as_array()
        .expect("lines")
        .len();
    assert_eq!(inbox, records);
    assert_eq!(office.does(&["verify"])["verified"]["ok"], true);
    by_hub(&phone, "sync");
    assert_eq!(phone.does(&["outbox"])["outbox"], json!([]));
    assert!(hub.stop().0.success());
}

/// The same desk, used by somebody who is no administrator.
fn with_focal_point(house: &House) -> Terminal {
    house
        .office()
        .with(Some(pocketcard_tests::desk_users::AMAL))
}

#[test]
fn what_is_no_copy_is_not_put_back() {
    let house = House::found(None);
    let office = house.office();
    let card = escrow(&house, "escrow");
    let (copy, empty) = (house.argument("copy"), house.argument("nothing"));
    fs::create_dir(house.path("nothing")).expect("a directory");
    office.does(&["backup", &copy, "--escrow", &card]);
    let new = Terminal::office(&house.path("new"));
    let shares = [1, 2].map(|number| house.argument(&format!("escrow/share-{number}")));
    let restore = |from: &str| {
        let arguments = [
            "restore", from, "--share", &shares[0], "--share", &shares[1],
        ];
        says(&new, &arguments)
    };
    restore(&empty).refuses(1, "not a copy that `backup` made");
    // A desk's own directory is no copy: its vault opens for its people.
    restore(&house.argument("desk")).refuses(1, "");
    let file = house.path("copy").join("store.db");
    let whole = fs::read(&file).expect("read");
    fs::write(&file, &whole[..whole.len() / 2]).expect("cut");
    restore(&copy).refuses(1, "");
    assert!(!house.path("new").join("vault").exists());
    // What is left of a desk whose vault is gone may be newer than the copy, and stays.
    let left = house.path("new").join("store.db");
    fs::write(&left, "all that is left").expect("written");
    restore(&copy).refuses(1, "choose another directory");
    assert_eq!(fs::read(&left).expect("read"), b"all that is left");
    fs::remove_file(&left).expect("removed");
    // Once the copy is whole the same call goes on.
    fs::write(&file, &whole).expect("whole again");
    assert_eq!(restore(&copy).status, 0);
    new.does(&["collect", "--out", &house.argument("to-phones")]);
    assert_eq!(new.does(&["verify"])["verified"]["ok"], true);
    says(
        &office,
        &["new-token", "--hub", &house.argument("elsewhere")],
    );
    assert!(house.path("elsewhere").join("hub.json").exists());
}

fn in_days(days: i64) -> Moment {
    let mut then = now();
    then.wall_ms += days * 24 * 60 * 60 * 1000;
    then
}

#[test]
fn closed_cases_are_due_after_their_months_and_listed_two_weeks_ahead() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let (one, two) = (filed(&house, &phone), filed(&house, &phone));
    let mut desk = house.desk();
    let ids = [&one, &two].map(|id| id.parse().expect("an id"));
    let due = |desk: &pocketcard_office::desk::Desk, days| -> Vec<(String, bool)> {
        let due = desk.due(in_days(days)).expect("listed");
        due.iter()
            .map(|line| (line.case.to_string(), line.due))
            .collect()
    };
    for id in ids {
        desk.mark(id, Mark::Closed, in_days(0)).expect("closed");
    }
    assert_eq!(due(&desk, 4_000), []);
    for months in [0, 241] {
        let refused = desk.set_retention(Some(months), now());
        assert!(matches!(refused, Err(Error::Months)));
    }
    desk.set_retention(Some(12), now()).expect("set");
    assert_eq!(due(&desk, 340), []);
    assert_eq!(due(&desk, 355).len(), 2);
    assert!(due(&desk, 355).iter().all(|(_, due)| !due));
    assert!(due(&desk, 367).iter().all(|(_, due)| *due));
    // Looking at it puts nothing off; a court does.
    desk.mark(ids[0], Mark::Seen, in_days(300)).expect("seen");
    desk.keep_for_court(ids[1], true, in_days(300))
        .expect("kept");
    assert_eq!(due(&desk, 367), [(one.clone(), true)]);
    desk.keep_for_court(ids[1], false, in_days(301))
        .expect("kept no longer");
    assert_eq!(due(&desk, 367).len(), 2);
    desk.set_retention(None, now()).expect("set");
    assert_eq!(due(&desk, 367), []);
    drop(desk);

    let office = house.office();
    office.does(&["retention", "--months", "1"]);
    let said: Value = office.does(&["retention"]);
    assert_eq!((&said["months"], &said["due"]), (&json!(1), &json!([])));
    with_amal(&house);
    let amal = with_focal_point(&house);
    says(&amal, &["retention", "--none"]).refuses(1, "an administrator of this desk");
    assert_eq!(amal.does(&["retention"])["months"], 1);
}
