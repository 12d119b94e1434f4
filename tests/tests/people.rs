//! The people at a desk: ways in of their own, what they may do, the log of what they did, and what takes two of them.

use std::{fs, path::Path};

use pocketcard::{
    base::Id,
    host::{Moment, Unwatched},
    store::{Header, RowKind, Store},
    sync::bundle,
    vault::{Passphrase, Vault},
};
use pocketcard_office::desk::{Deed, Desk, USERS, UserRole};
use pocketcard_tests::{
    binaries::{PASSPHRASE, Said, Terminal},
    test_office::{House, kdf, keystore, now, passphrase},
};
use serde_json::{Value, json};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const AMAL: &str = "copper window gentle ninety";
const BRITTA: &str = "gravel otter ninety plum";
/// Kinds of rows.
const RECORD: RowKind = RowKind(4);
const ORIGINAL: RowKind = RowKind(5);
const ANSWER: RowKind = RowKind(7);
const CASE: RowKind = RowKind(21);
const LOG: RowKind = RowKind(35);
const REQUEST: RowKind = RowKind(36);

/// Lets somebody in, by the program.
fn add(office: &Terminal, name: &str, role: &str, passphrase: &str) -> Said {
    let mut command = office.command(&["users", "add", name, "--role", role]);
    Said::by(command.env("POCKETCARD_NEW_PASSPHRASE", passphrase))
}

/// The desk as a terminal of Amal's, a focal point.
fn with_amal(house: &House) -> Terminal {
    let said = add(&house.office(), "Amal", "focal-point", AMAL);
    assert_eq!(said.status, 0, "{said:?}");
    house.office().with(Some(AMAL))
}

/// A screening that is filed; gives its id.
fn filed(house: &House, phone: &Terminal) -> String {
    let answers = house.write("answers.json", ADULT);
    let screened = phone.does(&["screen", "--answers", &answers]);
    let id = screened["screened"]["id"].as_str().expect("an id");
    let card = house.argument("card");
    let _ = fs::remove_file(&card);
    phone.does(&["carry", "out", &card]);
    house.office().does(&["collect", "--bundle", &card]);
    id.to_owned()
}

/// The time so many hours from now.
fn in_hours(hours: i64) -> Moment {
    let mut then = now();
    then.wall_ms += hours * 60 * 60 * 1000;
    then
}

/// Asks for what takes two people; gives the request's name.
fn asked(who: &Terminal, what: &str, record: &str) -> String {
    let asked = who.does(&["request", what, record, "--reason", "Order 7 of the court."]);
    asked["request"].as_str().expect("a name").to_owned()
}

/// Who did what, of the log's lines.
fn acts(log: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let lines = log["log"].as_array().expect("lines").iter();
    lines
        .map(|line| (text(&line["who"]), text(&line["act"])))
        .collect()
}

/// The desk's store, opened as somebody with the key and a program of their own would.
fn store(desk: &Path) -> Store {
    let keystore = keystore(desk);
    let vault = Vault::at(desk, &keystore);
    let unlocked = vault.unlock(&passphrase()).expect("opens");
    Store::open(desk, &unlocked.master).expect("opens")
}

/// How often the store's key was replaced, as its file says in clear.
fn epoch(desk: &Path) -> u64 {
    let file = rusqlite::Connection::open(desk.join("store.db")).expect("opens");
    let root = file.query_row("SELECT v FROM headers WHERE n = 0", [], |row| {
        row.get::<_, Vec<u8>>(0)
    });
    let root = root.expect("a root");
    u64::from_be_bytes(root[18..26].try_into().expect("eight bytes"))
}

fn files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        found.push(entry.file_name().to_string_lossy().into_owned());
        if entry.path().is_dir() {
            files(&entry.path(), found);
        }
    }
}

#[test]
fn each_user_has_a_way_into_the_desk_that_ends_without_the_others() {
    let house = House::found(None);
    let (founder, amal) = (house.office(), with_amal(&house));
    assert_eq!(
        founder.does(&["users"])["users"],
        json!([
            { "name": "Desk", "role": "administrator", "you": true },
            { "name": "Amal", "role": "focal-point", "you": false },
        ])
    );
    assert_eq!(amal.does(&["users"])["users"][1]["you"], true);
    founder.does(&["users", "rename", "Desk", "Chidi"]);
    assert_eq!(amal.does(&["users"])["users"][0]["name"], "Chidi");
    let mut names = Vec::new();
    files(&house.path("desk"), &mut names);
    assert!(names.iter().any(|name| name == "users"));
    assert!(!names.iter().any(|name| name.contains("Amal")));

    // Nobody's passphrase is another's, whoever chooses it.
    for taken in [AMAL, PASSPHRASE] {
        add(&founder, "Britta", "administrator", taken).refuses(1, "do not use here yet");
    }
    for (name, why) in [("Amal", "has that name"), ("a\u{202e}b", "another")] {
        add(&founder, name, "focal-point", BRITTA).refuses(1, why);
    }
    let change = |office: &Terminal, new: &str| {
        let mut command = office.command(&["passphrase"]);
        Said::by(command.env("POCKETCARD_NEW_PASSPHRASE", new))
    };
    change(&amal, PASSPHRASE).refuses(1, "do not use here yet");

    // A change and recovery words of one leave the others' as they are.
    let words = amal.does(&["recovery-words"])["words"].clone();
    assert_eq!(change(&amal, BRITTA).status, 0);
    amal.is_refused(&["inbox"], "wrong passphrase");
    founder.does(&["inbox"]);
    let mut command = amal.with(None).command(&["unlock"]);
    command.env("POCKETCARD_RECOVERY_WORDS", words.as_str().expect("words"));
    let said = Said::by(command.env("POCKETCARD_NEW_PASSPHRASE", AMAL));
    assert_eq!(said.status, 0, "{said:?}");
    founder.does(&["inbox"]);
    assert_eq!(amal.does(&["users"])["users"][1]["you"], true);

    founder.is_refused(&["users", "remove", "Chidi"], "last administrator");
    founder.is_refused(&["users", "remove", "Nobody"], "nobody of that name");
    founder.does(&["users", "remove", "Amal"]);
    amal.is_refused(&["inbox"], "wrong passphrase");
    let left = fs::read_dir(house.path("desk/users")).expect("a folder");
    assert_eq!(left.count(), 0);
    founder.does(&["verify"]);
}

#[test]
fn a_founder_can_be_removed_and_an_old_vault_of_theirs_opens_nothing() {
    let house = House::found(None);
    let founder = house.office();
    assert_eq!(add(&founder, "Britta", "administrator", BRITTA).status, 0);
    let britta = founder.with(Some(BRITTA));
    let vault = house.path("desk/vault");
    let old = fs::read(&vault).expect("read");
    britta.does(&["users", "remove", "Desk"]);
    founder.is_refused(&["inbox"], "wrong passphrase");
    assert_eq!(
        britta.does(&["users"])["users"],
        json!([{ "name": "Britta", "role": "administrator", "you": true }])
    );
    // With the old file the key is there; this program goes no further.
    fs::write(&vault, old).expect("written");
    founder.is_refused(&["inbox"], "does not use this desk any more");
}

#[test]
fn what_is_left_of_letting_somebody_in_opens_nothing_and_goes() {
    let house = House::found(None);
    let desk = house.path("desk");
    let id = Id::random();
    let unlocked = Vault::at(&desk, &keystore(&desk)).unlock(&passphrase());
    let place = desk.join("users").join(id.to_string());
    let master = unlocked.expect("opens").master;
    Vault::at(&place, &keystore(&desk))
        .admit(&master, &Passphrase::new(BRITTA), kdf())
        .expect("admitted");
    let nobody = house.office().with(Some(BRITTA));
    nobody.is_refused(&["inbox"], "does not use this desk any more");
    with_amal(&house);
    assert!(!place.exists());
    nobody.is_refused(&["inbox"], "wrong passphrase");
}

#[test]
fn no_more_than_eight_people_use_a_desk() {
    let house = House::found(None);
    let place = house.path("desk");
    let key = keystore(&place);
    let mut desk = house.desk();
    for number in 1..USERS {
        let theirs = Passphrase::new(&format!("{number} gravel otter ninety plum"));
        let name = format!("user {number}");
        desk.add_user(&name, UserRole::FocalPoint, &theirs, &key, kdf(), now())
            .expect("added");
    }
    let one_more = Passphrase::new(BRITTA);
    let refused = desk.add_user("more", UserRole::FocalPoint, &one_more, &key, kdf(), now());
    assert!(refused.expect_err("full").to_string().contains("eight"));
    drop(desk);
    for number in 1..USERS {
        let theirs = Passphrase::new(&format!("{number} gravel otter ninety plum"));
        let desk = Desk::open(&place, &theirs, &key).expect("opens");
        assert_eq!(desk.user(), format!("user {number}"));
    }
}

#[test]
fn a_focal_point_does_the_cases_and_an_administrator_alone_the_rest() {
    let house = House::found(None);
    let (founder, phone) = (house.office(), house.phone("phone"));
    let amal = with_amal(&house);
    let record = filed(&house, &phone);
    let out = |name: &str| house.argument(name);
    let (pack, content) = (out("pack"), out("content"));
    let folder = house.path("north");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("pack.toml"), "name = \"north\"\nversion = 2\n").expect("written");
    let folder = out("north");
    founder.does(&["pack", "build", &folder, "--out", &content]);
    founder.does(&["pack", "sign", &content, "--out", &pack]);
    founder.does(&["invite", "spare"]);
    let copy = house.path("copy");
    fs::create_dir(&copy).expect("a folder");
    fs::copy(house.path("phone/vault"), copy.join("vault")).expect("copied");
    for verb in [
        &["users", "add", "Britta", "--role", "administrator"][..],
        &["users", "remove", "Desk"],
        &["users", "rename", "Amal", "Root"],
        &["invite", "another"],
        &["renew", "phone"],
        &["accept", "spare", "--words", "one two three four five six"],
        &["revoke-invitation", "spare"],
        &["change", "--name", "Another desk"],
        &["keys", "new", "--own"],
        &["keys", "drop"],
        &["keys", "audience"],
        &["keys", "destroy", "--agree"],
        &["pack", "sign", &content, "--out", &out("other")],
        &["pack", "publish", &pack],
        &["pack", "rotate-roots"],
        &["recover", copy.to_str().expect("UTF-8")],
    ] {
        let mut command = amal.command(verb);
        command.env("POCKETCARD_NEW_PASSPHRASE", BRITTA);
        let said = Said::by(&mut command);
        said.refuses(1, "an administrator of this desk does that");
    }
    // Only with a root key of this desk's, which is not a focal point's to use.
    let wipe = Said::by(&mut amal.command(&["revoke", "phone", "--wipe"]));
    assert!(
        wipe.err.contains("takes a keeper's signature too"),
        "{wipe:?}"
    );
    for verb in [
        &["inbox"][..],
        &["show", &record],
        &["answer", &record, "--text", "On our way."],
        &["handed", &record],
        &["close", &record],
        &["phones"],
        &["invitations"],
        &["words"],
        &["aside"],
        &["log"],
        &["verify"],
    ] {
        amal.does(verb);
    }
    assert_eq!(founder.does(&["phones"])["phones"][0]["revoked"], true);
}

#[test]
fn the_log_says_who_did_what_with_which_record() {
    let house = House::found(None);
    let (founder, phone) = (house.office(), house.phone("phone"));
    let record = filed(&house, &phone);
    let amal = with_amal(&house);
    for wrong in ["not this one at all", "nor this one either"] {
        let wrong = founder.with(Some(wrong));
        let said = Said::by(&mut wrong.command(&["inbox"]));
        said.refuses(1, "wrong passphrase");
    }
    amal.does(&["show", &record]);
    amal.does(&["answer", &record, "--text", "On our way."]);
    founder.does(&["handed", &record]);
    founder.does(&["close", &record]);
    amal.does(&["revoke", "phone"]);
    let of_record = acts(&founder.does(&["log", &record]));
    let expected = [
        ("Amal", "viewed"),
        ("Amal", "answered"),
        ("Desk", "handed"),
        ("Desk", "closed"),
    ];
    let expected = expected.map(|(who, act)| (who.to_owned(), act.to_owned()));
    assert_eq!(of_record, expected);

    let log = founder.does(&["log"]);
    let all = acts(&log);
    let place = |who: &str, act: &str| {
        let found = all
            .iter()
            .position(|it| *it == (who.to_owned(), act.to_owned()));
        found.unwrap_or_else(|| panic!("{who} {act} in {all:?}"))
    };
    // Two wrong ones in one line, before whoever came in next did anything.
    let refused = &log["log"][place("Amal", "refused")];
    assert_eq!(refused["about"], "2");
    assert!(place("Desk", "user-added") < place("Amal", "refused"));
    assert!(place("Amal", "refused") < place("Amal", "unlocked"));
    assert!(place("Amal", "unlocked") < place("Amal", "viewed"));
    assert_eq!(log["log"][place("Amal", "revoked")]["about"], "phone");
    assert_eq!(all.iter().filter(|(_, act)| act == "refused").count(), 1);
    let words = Said::by(&mut founder.command(&["log", &record])).out;
    assert!(
        words.contains(&format!("Amal: answered {record}")),
        "{words}"
    );
    founder.does(&["verify"]);
}

#[test]
fn what_is_refused_leaves_no_line_in_the_log() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let record = filed(&house, &phone);
    let mut desk = house.desk();
    let before = desk.log_lines().len();
    let id: Id = record.parse().expect("an id");
    desk.answer(id, "On our way.", now()).expect("answered");
    assert_eq!(desk.log_lines().len(), before + 1);
    assert!(desk.answer(id, "", now()).is_err());
    assert_eq!(desk.log_lines().len(), before + 1);
}

#[test]
fn a_log_that_was_changed_says_where() {
    let tampered = |work: &dyn Fn(&mut Store, Vec<Header>)| {
        let house = House::found(None);
        let office = house.office();
        for _ in 0..4 {
            office.does(&["users"]);
        }
        office.does(&["verify"]);
        let mut store = store(&house.path("desk"));
        let mut lines: Vec<Header> = store.list(LOG).cloned().collect();
        lines.sort_by_key(|header| header.data.clone());
        work(&mut store, lines);
        drop(store);
        let said = Said::by(&mut office.command(&["verify"]));
        assert_eq!(said.status, 1, "{said:?}");
        said.out
    };
    let gone = tampered(&|store, lines| {
        store.write(|tx| tx.delete(lines[1].id)).expect("deleted");
    });
    assert!(gone.contains("line 2 of the log is missing"), "{gone}");
    let edited = tampered(&|store, lines| {
        let body = store.body(lines[1].id).expect("read").expect("a body");
        let text = String::from_utf8(body.to_vec()).expect("UTF-8");
        let text = text.replace("\"unlocked\"", "\"viewed\"");
        let write = |tx: &mut pocketcard::store::Tx<'_>| tx.put(&lines[1], Some(text.as_bytes()));
        store.write(write).expect("written");
    });
    assert!(edited.contains("line 2 of the log was changed"), "{edited}");
    let swapped = tampered(&|store, lines| {
        let bodies: Vec<_> = lines
            .iter()
            .map(|line| store.body(line.id).expect("read").expect("a body"))
            .collect();
        let (mut second, mut third) = (lines[1].clone(), lines[2].clone());
        second.data[8..].copy_from_slice(&lines[2].data[8..]);
        third.data[8..].copy_from_slice(&lines[1].data[8..]);
        store
            .write(|tx| {
                tx.put(&second, Some(&bodies[2]))?;
                tx.put(&third, Some(&bodies[1]))
            })
            .expect("written");
    });
    assert!(swapped.contains("line 2 of the log"), "{swapped}");
}

#[test]
fn an_export_takes_two_people_and_one_alone_says_so() {
    let house = House::found(None);
    let (founder, phone) = (house.office(), house.phone("phone"));
    let record = filed(&house, &phone);
    let basis = house.write("basis", "Order 7 of the court of first instance.");
    let first = house.argument("first");
    let export =
        |out: &str| ["export", &record, "--out", out, "--legal-basis", &basis].map(str::to_owned);
    let words = |who: &Terminal, out: &str| {
        let arguments = export(out);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Said::by(&mut who.command(&arguments))
    };
    let alone = words(&founder, &first);
    assert_eq!(alone.status, 0, "{alone:?}");
    assert!(alone.out.contains("One person did this alone"), "{alone:?}");
    let log = founder.does(&["log", &record]);
    assert_eq!(log["log"][0]["about"], "alone", "{log}");

    let amal = with_amal(&house);
    let second = house.argument("second");
    for who in [&founder, &amal] {
        words(who, &second).refuses(1, "two people decide on that");
    }
    for reason in ["", " ", "a\u{1b}[31mred"] {
        amal.is_refused(
            &["request", "export", &record, "--reason", reason],
            "say why",
        );
    }
    let request = asked(&amal, "export", &record);
    words(&amal, &second).refuses(1, "two people decide on that");
    amal.is_refused(&["approve", &request], "you asked for this yourself");
    founder.is_refused(&["approve", "aaaa"], "no request that waits");
    founder.does(&["approve", &request[..12]]);
    founder.is_refused(&["approve", &request], "no request that waits");
    // Who approved has no leave of their own.
    words(&founder, &second).refuses(1, "two people decide on that");
    assert!(!house.path("second").exists());
    let two = words(&amal, &second);
    assert!(two.status == 0 && !two.out.contains("alone"), "{two:?}");
    let line = founder.does(&["requests"])["requests"][0].clone();
    let said = [&line["by"], &line["approved_by"], &line["state"]];
    assert_eq!(said, [&json!("Amal"), &json!("Desk"), &json!("done")]);
    let of_record = acts(&founder.does(&["log", &record]));
    let expected = [
        ("Desk", "exported"),
        ("Amal", "requested"),
        ("Desk", "approved"),
        ("Amal", "exported"),
    ];
    let expected = expected.map(|(who, act)| (who.to_owned(), act.to_owned()));
    assert_eq!(of_record, expected);
}

#[test]
fn what_was_asked_for_and_what_was_approved_lapse_after_two_days() {
    let house = House::found(None);
    let record = filed(&house, &house.phone("phone"));
    let id: Id = record.parse().expect("an id");
    with_amal(&house);
    let place = house.path("desk");
    let amal = || Desk::open(&place, &Passphrase::new(AMAL), &keystore(&place)).expect("opens");
    let ask = |hours| amal().request(Deed::Export, id, "Order 7.", in_hours(hours));
    let approve = |request: Id, hours| {
        let line = house.desk().approve(&request.to_string(), in_hours(hours));
        line.map(|line| line.id)
    };
    let request = ask(0).expect("asked");
    assert!(approve(request, 49).is_err());
    assert_eq!(approve(request, 47).expect("in time"), request);
    assert!(amal().may_export(id, in_hours(47 + 47)).is_ok());
    assert!(amal().may_export(id, in_hours(47 + 49)).is_err());
    assert!(amal().export(id, in_hours(47 + 49)).is_err());
    // Not another record's.
    let other = filed(&house, &Terminal::phone(&house.path("phone")));
    let other: Id = other.parse().expect("an id");
    assert!(amal().may_export(other, in_hours(47)).is_err());
}

#[test]
fn a_case_that_two_people_delete_leaves_a_place_in_its_journal_and_does_not_come_back() {
    let house = House::found(None);
    let (founder, phone) = (house.office(), house.phone("phone"));
    let amal = with_amal(&house);
    let photograph = house.write(
        "photograph.jpg",
        [&b"\xff\xd8\xff\xd9"[..], &[7; 9000]].concat(),
    );
    let answers = house.write("answers.json", ADULT);
    let screened = phone.does(&["screen", "--answers", &answers, "--attach", &photograph]);
    let record = screened["screened"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    phone.does(&[
        "refer",
        &record,
        "--service",
        "service.example-workers",
        "--agreed",
    ]);
    let card = house.argument("both");
    phone.does(&["carry", "out", &card]);
    founder.does(&["collect", "--bundle", &card]);
    let other = filed(&house, &phone);
    founder.does(&["answer", &record, "--text", "On our way."]);
    let files = || {
        fs::read_dir(house.path("desk/attachments"))
            .expect("a folder")
            .count()
    };
    let kept = files();

    // Only what is closed, and kept for no court, and only with another.
    let ask = [
        "request",
        "delete",
        &record,
        "--reason",
        "Five years are over.",
    ];
    amal.is_refused(&ask, "not closed");
    founder.does(&["close", &record]);
    founder.does(&["keep", &record]);
    amal.is_refused(&ask, "kept for a court");
    founder.does(&["keep", &record, "--no-longer"]);
    amal.is_refused(&["delete", &record], "two people decide on that");
    let request = asked(&amal, "delete", &record);
    founder.does(&["approve", &request]);
    founder.does(&["keep", &record]);
    amal.is_refused(&["delete", &record], "kept for a court");
    founder.does(&["keep", &record, "--no-longer"]);
    let place = house.path("desk");
    let before = epoch(&place);
    let deleted = amal.does(&["delete", &record])["deleted"].clone();
    assert_eq!(
        deleted,
        json!({ "records": 2, "alone": false, "out_of_reach": true })
    );
    amal.is_refused(&["show", &record], "no such record");
    let inbox = founder.does(&["inbox"])["inbox"].to_string();
    assert!(!inbox.contains(&record) && inbox.contains(&other));
    assert_eq!(files(), kept - 1, "the photograph is gone");
    founder.does(&["verify"]);
    let phones = founder.does(&["phones"])["phones"].clone();
    assert_eq!([&phones[0]["missing"], &phones[0]["records"]], [0, 4]);
    let last = acts(&founder.does(&["log", &record])).pop();
    assert_eq!(last, Some(("Amal".to_owned(), "deleted".to_owned())));

    // It comes again, long after its parcels were forgotten.
    let mut desk = house.desk();
    let later = in_hours(24 * 30);
    let mut file = fs::File::open(&card).expect("a card");
    bundle::read(&mut file, &mut desk.depot(later), &Unwatched).expect("read");
    let intake = desk.take_in(later).expect("taken in");
    assert_eq!((intake.filed, intake.kept_aside), (0, 0), "{intake:?}");
    assert!(intake.duplicates > 3, "{intake:?}");
    // What the journal of the phone says of the others still holds, with the places of what is gone.
    let journal = desk
        .journal(other.parse().expect("an id"))
        .expect("a journal");
    let places: Vec<u64> = journal.entries.iter().map(|entry| entry.seq).collect();
    assert_eq!(places, [1, 2, 3, 4]);
    assert!(desk.verify().expect("verified").ok);
    drop(desk);

    // Nothing of it is left in the store, whose key is another.
    assert_eq!(epoch(&place), before + 1);
    let mut store = store(&place);
    let id: Id = record.parse().expect("an id");
    for kind in [RECORD, ORIGINAL, ANSWER, CASE] {
        let of_it = |row: &&Header| row.id == id || row.data.starts_with(&id.0);
        assert_eq!(store.list(kind).filter(of_it).count(), 0, "{kind:?}");
    }
    // Killed before the key was replaced: it is replaced at the next opening.
    let mut asked = store.list(REQUEST).next().expect("a request").clone();
    asked.status = 1;
    store.write(|tx| tx.put(&asked, None)).expect("written");
    drop(store);
    founder.does(&["inbox"]);
    assert_eq!(epoch(&place), before + 2);
    founder.does(&["inbox"]);
    assert_eq!(epoch(&place), before + 2);
}

#[test]
fn a_report_that_the_confidential_desk_deleted_does_not_come_back() {
    let house = House::found(None);
    let (phone, conduct) = (
        house.phone("phone"),
        Terminal::office(&house.path("conduct")),
    );
    let answers = r#"{"checklist":"person","age":"adult","answers":{"perpetrator.own-personnel":"observed"}}"#;
    let answers = house.write("answers.json", answers);
    phone.does(&["screen", "--answers", &answers, "--move-allegation"]);
    let card = house.argument("card");
    phone.does(&["carry", "out", &card]);
    conduct.does(&["collect", "--bundle", &card]);
    let inbox = conduct.does(&["inbox"])["inbox"].clone();
    let report = inbox[0]["id"].as_str().expect("an id");
    conduct.does(&["close", report]);
    asked(&conduct, "delete", report);
    conduct.does(&["delete", report]);
    let mut desk = house.conduct();
    let later = in_hours(24 * 30);
    let mut file = fs::File::open(&card).expect("a card");
    bundle::read(&mut file, &mut desk.depot(later), &Unwatched).expect("read");
    let intake = desk.take_in(later).expect("taken in");
    assert_eq!((intake.filed, intake.duplicates), (0, 1), "{intake:?}");
    assert!(intake.set_aside.is_empty() && desk.inbox().expect("read").is_empty());
    assert!(desk.verify().expect("verified").ok);
}

#[test]
fn one_person_alone_deletes_with_a_reason_and_is_told_so() {
    let house = House::found(None);
    let (founder, phone) = (house.office(), house.phone("phone"));
    let record = filed(&house, &phone);
    founder.does(&["close", &record]);
    founder.is_refused(&["delete", &record], "ask with `request`");
    asked(&founder, "delete", &record);
    let words = Said::by(&mut founder.command(&["requests"])).out;
    assert!(words.contains("You alone use this desk"), "{words}");
    let deleted = Said::by(&mut founder.command(&["delete", &record]));
    assert!(
        deleted.out.contains("One person did this alone"),
        "{deleted:?}"
    );
    let log = founder.does(&["log", &record]);
    assert_eq!(
        log["log"]
            .as_array()
            .and_then(|it| it.last())
            .expect("a line")["about"],
        "alone"
    );
    founder.does(&["verify"]);
}
