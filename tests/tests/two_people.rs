//! What takes two of the people at a desk: exporting a record, and deleting a case.

use std::{fs, path::Path};

use pocketcard::{
    base::Id,
    host::{Moment, Unwatched},
    store::{Header, RowKind},
    sync::bundle,
    vault::Passphrase,
};
use pocketcard_office::desk::{Deed, Desk};
use pocketcard_tests::{
    binaries::{Said, Terminal},
    desk_users::{AMAL, acts, add, filed, store, with_amal},
    test_office::{House, keystore, now},
};
use serde_json::json;

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const BRITTA: &str = "gravel otter ninety plum";
/// Kinds of rows.
const RECORD: RowKind = RowKind(4);
const ORIGINAL: RowKind = RowKind(5);
const ANSWER: RowKind = RowKind(7);
const CASE: RowKind = RowKind(21);
const REQUEST: RowKind = RowKind(36);

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

/// How often the store's key was replaced, as its file says in clear.
fn epoch(desk: &Path) -> u64 {
    let file = rusqlite::Connection::open(desk.join("store.db")).expect("opens");
    let root = file.query_row("SELECT v FROM headers WHERE n = 0", [], |row| {
        row.get::<_, Vec<u8>>(0)
    });
    let root = root.expect("a root");
    u64::from_be_bytes(root[18..26].try_into().expect("eight bytes"))
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
    // The leave is the first user's alone.
    assert_eq!(add(&founder, "Britta", "focal-point", BRITTA).status, 0);
    for who in [&founder, &founder.with(Some(BRITTA))] {
        words(who, &second).refuses(1, "two people decide on that");
    }
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
    assert!(
        amal()
            .export(id, Some("Order 7."), in_hours(47 + 49))
            .is_err()
    );
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
