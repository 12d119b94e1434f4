//! Bad input, at the command line of both programs: one clear line that says what to do, the right exit
//! status, nothing of what was entered repeated, and nothing lost.

use std::{
    fs,
    io::{Read, Write},
    net::TcpListener,
    thread,
};

use pocketcard::host::Moment;
use pocketcard_office::{desk::hub_directory, hub};
use pocketcard_tests::{
    binaries::{Said, Terminal},
    canary::CANARY,
    test_office::{House, now},
};
use serde_json::{Value, json};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const CHILD: &str = include_str!("../../bindings/cli/examples/child-armed-group.json");
/// A well-formed id that names nothing.
const NOBODY: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

/// All that a phone holds, as it shows it.
#[track_caller]
fn held(phone: &Terminal) -> Value {
    let outbox = phone.does(&["outbox"]);
    let parcels: Vec<_> = outbox["outbox"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| json!([line["parcel"], line["bytes"]]))
        .collect();
    json!([phone.does(&["list"]), parcels, phone.does(&["verify"])])
}

/// How much of something a phone shows.
fn count(list: &Value) -> usize {
    list.as_array().expect("a list").len()
}

/// Screens an adult; gives the record's id.
fn screen(house: &House, phone: &Terminal, answers: &str) -> String {
    let file = house.write("answers.json", answers);
    let screened = phone.does(&["screen", "--answers", &file, "--note", CANARY]);
    screened["screened"]["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

#[test]
fn a_text_comes_from_a_file_or_standard_input_where_no_shell_remembers_it() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let answers = house.write("answers.json", ADULT);
    let note = house.write("note", format!("{CANARY}\n"));
    let given = format!("@{note}");
    let noted = |id: &str| phone.does(&["show", id])["record"]["record"]["body"]["note"].clone();
    let screened = phone.does(&["screen", "--answers", &answers, "--note", &given]);
    let id = screened["screened"]["id"].as_str().expect("an id");
    assert_eq!(noted(id), CANARY);
    let mut amends = phone.command(&["amend", id, "--note", "@-"]);
    amends.stdin(fs::File::open(&note).expect("the note"));
    let said = amends.output().expect("runs");
    assert!(said.status.success(), "{said:?}");
    let missing = format!("@{}", house.argument("missing"));
    let empty = format!("@{}", house.write("empty", "\n"));
    for (text, hint) in [
        (missing.as_str(), "the text cannot be read"),
        (&empty, "there is no text in that file"),
        ("@-", "there is no text in that file"),
    ] {
        phone.is_refused(&["amend", id, "--note", text], hint);
    }
}

#[test]
fn every_verb_of_the_phone_needs_its_store_and_its_passphrase() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let stranger = Terminal::phone(&house.path("nothing-here"));
    let answers = house.write("answers.json", ADULT);
    let bundle = house.write("bundle", "");
    let verbs: &[&[&str]] = &[
        &["unlock-test"],
        &["screen", "--answers", &answers],
        &["refer", NOBODY, "--declined"],
        &["amend", NOBODY],
        &["withdraw", NOBODY],
        &["list"],
        &["show", NOBODY],
        &["outbox"],
        &["outbox", "release", NOBODY],
        &["carry", "out", &bundle],
        &["carry", "in", &bundle],
        &["sync"],
        &["meet", "answer"],
        &["meet", "call", "127.0.0.1:1"],
        &["verify"],
        &["passphrase"],
        &["recovery-words"],
    ];
    let readers: &[&[&str]] = &[
        &["languages"],
        &["guidance"],
        &["checklists"],
        &["services"],
        &["check", "--checklist", "person", "--answers", &answers],
    ];
    let before = held(&phone);
    for verb in verbs {
        phone.nowhere().is_bad_usage(verb, "--store DIR");
    }
    for verb in verbs.iter().chain(readers) {
        stranger.is_refused(verb, "enrol it with an invitation");
        let wrong = phone.with(Some("lantern orbit seven mapel"));
        wrong.is_refused(verb, "wrong passphrase");
        // Too many wrong tries in a row would erase it.
        phone.does(&["unlock-test"]);
        let silent = phone.with(None);
        silent.is_refused(verb, "set POCKETCARD_PASSPHRASE");
    }
    let invitation = house.write("invitation", house.invitation("another"));
    let open = house.unlock("phone", pocketcard_tests::test_office::now());
    for verb in verbs.iter().chain(readers) {
        phone.is_refused(verb, "in use by another program; close it first");
    }
    phone.is_refused(&["enrol", &invitation], "enrolled already");
    drop(open);
    assert_eq!(held(&phone), before);
    assert!(!house.path("nothing-here").exists());
}

#[test]
fn a_bundle_travels_as_short_texts_among_others() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let (bundle, back) = (house.argument("bundle"), house.argument("back"));
    phone.does(&["carry", "out", &bundle]);
    let texts = |file: &str| {
        let split = phone.nowhere().does(&["carry", "split", file]);
        let texts = split["chunks"].as_array().expect("a list").iter();
        let texts = texts.map(|text| text.as_str().expect("a text").to_owned());
        texts.collect::<Vec<String>>()
    };
    let all = texts(&bundle);
    assert!(all.len() > 10 && all.iter().all(|text| text.len() <= 160));
    let said = Said::by(&mut phone.nowhere().command(&["carry", "split", &bundle]));
    assert!(said.out.lines().eq(&all), "{said:?}");

    // Two are not there yet; the rest came twice, in no order, among others.
    let other = texts(&house.write("other", [7; 900]));
    let mut here: Vec<&str> = all.iter().map(String::as_str).collect();
    here.remove(5);
    here.remove(1);
    here.reverse();
    here.extend([&all[0], "Dear colleague", &other[0]]);
    let first = house.write("first", here.join("\r\n"));
    let join = ["carry", "join", &back, &first];
    let said = Said::by(phone.nowhere().command(&join).arg("--json"));
    assert_eq!(said.status, 1, "{said:?}");
    let waiting = said.json()["waiting"].clone();
    let ours = waiting.as_array().expect("a list").iter();
    let missing = ours.map(|message| message["missing"].clone());
    assert!(
        missing.into_iter().any(|it| it == json!([2, 6])),
        "{waiting}"
    );
    assert!(!house.path("back").exists());

    let second = house.write("second", [&all[5][..], &all[1]].join("\n"));
    let joined = [&join[..], &[&second]].concat();
    assert_eq!(phone.nowhere().does(&joined)["strange"], 1);
    assert_eq!(fs::read(&back).ok(), fs::read(&bundle).ok());
    // Whole as well, the other one would be somebody's choice to make.
    let third = house.write("third", other.join("\n"));
    let both = [&joined[..], &[&third, "--force"]].concat();
    phone
        .nowhere()
        .is_refused(&both, "choose one with --series");
    let name = other[0].split(':').nth(1).expect("a name");
    phone
        .nowhere()
        .does(&[&both[..], &["--series", name]].concat());
    assert_eq!(fs::read(&back).ok(), Some(vec![7; 900]));
    let nothing = ["carry", "join", &back, &house.write("nothing", "hello")];
    phone
        .nowhere()
        .is_refused(&nothing, "not part of a Pocketcard message");
}

#[test]
fn the_phone_is_not_erased_by_accident() {
    let house = House::found(None);
    let phone = house.phone("phone");
    phone
        .nowhere()
        .is_bad_usage(&["wipe", "--yes"], "--store DIR");
    phone.is_refused(&["wipe"], "say --yes");
    let stranger = Terminal::phone(&house.path("nothing-here"));
    stranger.is_refused(&["wipe", "--yes"], "not enrolled");
    assert_eq!(count(&phone.does(&["list"])["records"]), 1);
    phone.does(&["wipe", "--yes"]);
    phone.is_refused(&["list"], "not enrolled");
}

#[test]
fn bad_usage_has_its_own_status_and_repeats_nothing() {
    let house = House::found(None);
    let (phone, office) = (house.phone("phone"), house.office());
    for (arguments, hint) in [
        (&[CANARY][..], "no such verb"),
        (&["list", CANARY], "not known here"),
        (&["list", "--canary-Amina-Tchoua"], "not known here"),
        (&["refer", NOBODY], "give --service"),
        (
            &["refer", NOBODY, "--agreed", "--declined", "--note", CANARY],
            "does not go together",
        ),
        (&["check", "--checklist", CANARY], "give --answers <FILE>"),
    ] {
        phone.is_bad_usage(arguments, hint);
    }
    for (arguments, hint) in [
        (&[CANARY][..], "no such verb"),
        (&["answer", NOBODY], "give --text"),
        (&["serve", "--listen", CANARY], "--listen <LISTEN> does not"),
        (&["invite", "x", "--days", CANARY], "--days <DAYS> does not"),
        (
            &["pack", "sign", CANARY, "--out", "x", "--days", "0"],
            "--days",
        ),
    ] {
        office.is_bad_usage(arguments, hint);
    }
}

#[test]
fn invitations_that_do_not_serve() {
    let house = House::found(None);
    let text = house.invitation("phone");
    let whole = house.write("whole", &text);
    let cut = house.write("cut", &text[..text.len() / 2]);
    let middle = text.len() / 3;
    let other = if text.as_bytes()[middle] == b'A' {
        "B"
    } else {
        "A"
    };
    let changed = format!("{}{other}{}", &text[..middle], &text[middle + 1..]);
    let changed = house.write("changed", changed);
    let garbage = house.write("garbage", CANARY);
    let binary = house.write("binary", [0xff, 0xfe, 0x00]);
    let missing = house.argument("missing");
    let office = house.office();
    office.is_refused(&["invite", "late", "--days", "0"], "1 to 366 days");
    let long_ago = Moment {
        wall_ms: now().wall_ms - 10 * 86_400_000,
        ..now()
    };
    let expired = house.desk().invite("late", 1, long_ago).expect("invited");
    let expired = house.write("expired", expired.as_str());

    let store = house.path("new");
    let phone = Terminal::phone(&store);
    for (file, hint) in [
        (&cut, "cut short; copy the whole file again"),
        (&changed, "ask the office for the file again"),
        (&garbage, "ask the office for the file again"),
        (&binary, "check the file"),
        (&missing, "check the file"),
        (&expired, "expired; ask the office for a new one"),
    ] {
        phone.is_refused(&["enrol", file], hint);
        phone.is_refused(&["list"], "not enrolled");
    }
    // Whose invitation it is, somebody has to compare.
    phone.is_refused(&["enrol", &whole], "give --desk-words");
    let words = house.desk().words().expect("words");
    let stranger = House::found(None);
    let theirs = stranger.desk().words().expect("words");
    for wrong in ["", "yes", &theirs] {
        let enrol = ["enrol", &whole, "--desk-words", wrong];
        phone.is_refused(&enrol, "not the words of this invitation");
    }
    let enrol = ["enrol", &whole, "--desk-words", &words];
    for (passphrase, hint) in [
        ("", "four words"),
        ("295713", "four words or more"),
        ("short", "four words"),
        ("aaaaaaaaaaaaaaaa", "too easy to guess"),
    ] {
        let weak = phone.with(Some(passphrase));
        weak.is_refused(&enrol, hint);
    }
    let silent = phone.with(None);
    silent.is_refused(&enrol, "set POCKETCARD_PASSPHRASE");
    phone.is_refused(&["list"], "not enrolled");

    // None of this used the invitation up.
    phone.does(&enrol);
    screen(&house, &phone, ADULT);
    let before = held(&phone);
    phone.is_refused(&enrol, "enrolled already");
    let elsewhere = stranger.write("invitation", stranger.invitation("x"));
    for (file, hint) in [
        (&elsewhere, "which anybody can write"),
        (&whole, "which anybody can write"),
        (&cut, "cut short"),
        (&missing, "check the file"),
    ] {
        phone.is_refused(&["renew", file], hint);
    }
    assert_eq!(held(&phone), before);
}

#[test]
fn an_invitation_used_twice_is_noticed_and_renewed_without_loss() {
    let house = House::found(None);
    let office = house.office();
    let text = house.invitation("patrol");
    let now = pocketcard_tests::test_office::now();
    for name in ["first", "second"] {
        drop(house.session(name, &text, now));
    }
    let [first, second] = ["first", "second"].map(|name| Terminal::phone(&house.path(name)));
    screen(&house, &second, ADULT);
    let [one, two, down] = ["one", "two", "down"].map(|name| house.argument(name));
    first.does(&["carry", "out", &one]);
    second.does(&["carry", "out", &two]);
    let words = first.does(&["words"])["words"].clone();
    let words = words.as_str().expect("words");
    let waits = "1 phone waits until somebody has compared their words";
    office.is_refused(&["collect", "--bundle", &one], waits);
    office.is_refused(&["accept", "patrol"], "give --words");
    office.is_refused(
        &["accept", "patrol", "--words", "yes"],
        "type the six words",
    );
    let accepted = office.does(&["accept", "patrol", "--words", words]);
    assert_eq!(accepted["accepted"], "matching");
    assert_eq!(accepted["intake"]["enrolled"], 1);
    // It is said once, when it comes.
    let collect = ["collect", "--bundle", &two, "--out", &down];
    let said = Said::by(&mut office.command(&collect));
    assert_eq!(said.status, 1, "{said:?}");
    assert!(said.err.contains("somebody holds a copy of it"), "{said:?}");

    let before = held(&second);
    second.is_refused(
        &["carry", "in", &down],
        "ask for a renewal and `renew` with it",
    );
    assert_eq!(held(&second), before);
    let again = house.write("again", &text);
    second.is_refused(&["renew", &again], "ask the office for a renewal");
    let about = second.does(&["unlock-test"])["about"].clone();
    let fingerprint = about["fingerprint"].as_str().expect("a text");
    let renewal = office.does(&["renew", fingerprint, "--label", "patrol 2"]);
    let renewal = renewal["renewal"].as_str().expect("a text");
    let fresh = house.write("fresh", renewal);
    first.is_refused(&["renew", &fresh], "another phone's");
    second.does(&["renew", &fresh]);
    second.does(&["carry", "out", &two, "--force"]);
    office.does(&["collect", "--bundle", &two, "--out", &down, "--force"]);
    second.does(&["carry", "in", &down]);
    assert_eq!(second.does(&["outbox"])["outbox"], json!([]));
    assert_eq!(count(&second.does(&["list"])["records"]), 3);
    office.does(&["verify"]);
    // The first phone was never touched by any of it.
    first.does(&["carry", "in", &down]);
    assert_eq!(first.does(&["outbox"])["outbox"], json!([]));
}

#[test]
fn a_record_is_checked_by_somebody_who_has_no_desk() {
    let house = House::found(None);
    let (office, phone) = (house.office(), house.phone("phone"));
    screen(&house, &phone, ADULT);
    screen(&house, &phone, ADULT);
    let up = house.argument("up");
    phone.does(&["carry", "out", &up]);
    office.does(&["collect", "--bundle", &up]);
    let inbox = office.does(&["inbox"]);
    let ids: Vec<String> = inbox["inbox"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|line| line["kind"] == "screening")
        .map(|line| line["id"].as_str().expect("an id").to_owned())
        .collect();
    let exported: Vec<Value> = ids
        .iter()
        .map(|id| {
            // A bundle is one case.
            let (out, basis) = (house.argument(id), house.write("basis", "An order."));
            office.does(&["export", id, "--out", &out, "--legal-basis", &basis])
        })
        .collect();
    let file = |at: usize, name: &str| exported[at][name].as_str().expect("a file").to_owned();
    let key_of_office = file(0, "office");

    // Another machine: no desk, no passphrase.
    let court = house.office().with(None).nowhere();
    let check = |parcel: &str, journal: &str, key: &str| {
        let arguments = [
            "verify",
            parcel,
            "--journal",
            journal,
            "--key",
            key,
            "--office",
        ];
        [&arguments[..], &[key_of_office.as_str()]]
            .concat()
            .iter()
            .map(|it| (*it).to_owned())
            .collect::<Vec<_>>()
    };
    let does = |arguments: &[String]| {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        court.does(&arguments)
    };
    let (parcel, journal, key) = (file(0, "parcel"), file(0, "journal"), file(0, "key"));
    let custody = &does(&check(&parcel, &journal, &key))["custody"];
    assert_eq!(custody["holds"], true);
    assert_eq!(custody["witnesses"][0]["accepted"], true, "{custody}");
    // Without the office's key its word is shown and counts for nothing.
    let unvouched = court.does(&["verify", &parcel, "--journal", &journal, "--key", &key]);
    assert_eq!(unvouched["custody"]["witnesses"][0]["accepted"], false);

    let refused = |arguments: &[String], hint: &str| {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        court.is_refused(&arguments, hint);
    };
    // A key opens its own parcel and no other.
    refused(&check(&parcel, &journal, &file(1, "key")), "");
    refused(&check(&file(1, "parcel"), &journal, &key), "");
    refused(&check(&parcel, &journal, &parcel), "");
    let mut changed = fs::read(&parcel).expect("read");
    changed[2000] ^= 1;
    let changed = house.write("changed", changed);
    refused(&check(&changed, &journal, &key), "");
    court.is_bad_usage(&["verify", &parcel, "--key", &key], "--journal");
}

#[test]
fn a_waiting_parcel_is_exported_by_the_beginning_of_its_name() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let file = house.argument("parcel");
    let outbox = phone.does(&["outbox"]);
    let name = outbox["outbox"][0]["parcel"].as_str().expect("a name");
    let exported = phone.does(&["outbox", "export", &name[..12], &file]);
    assert_eq!(exported["parcel"], name);
    let bytes = std::fs::read(&file).expect("written");
    assert_eq!(exported["bytes"], bytes.len());
    phone.does(&["outbox", "release", name]);
    for beginning in ["", "00", "nothing", NOBODY] {
        phone.is_refused(&["outbox", "export", beginning, &file], "no parcel");
        phone.is_refused(&["outbox", "release", beginning], "no parcel");
    }
}

#[test]
fn answers_and_attachments_that_do_not_fit() {
    let house = House::found(None);
    let phone = house.phone("phone");
    screen(&house, &phone, ADULT);
    let before = held(&phone);
    let long = "x".repeat(4097);
    let note = format!(r#"{{"checklist":"person","notes":{{"general.1":"{CANARY}{long}"}}}}"#);
    let adult = house.write("adult.json", ADULT);
    for (json, hint) in [
        (
            r#"{"checklist":"nowhere"}"#,
            "there is no checklist nowhere here",
        ),
        (
            r#"{"checklist":"person","answers":{"Canary-Amina":"told"}}"#,
            "there is no indicator",
        ),
        (
            r#"{"checklist":"person","answers":{"site.risk.aid-short":"told"}}"#,
            "does not belong to checklist person",
        ),
        (
            r#"{"checklist":"person","version":9}"#,
            "for version 9 of checklist person, which is now at version 1; fill it in again",
        ),
        (r#"{"checklist":"person","name":"Amina"}"#, "line 1, column"),
        (r#"{"checklist":"person""#, "this is not JSON"),
        (CANARY, "they are a JSON object"),
        (&note, "the note on general.1"),
    ] {
        let file = house.write("answers.json", json);
        phone.is_refused(&["screen", "--answers", &file], hint);
        let check = ["check", "--checklist", "person", "--answers", &file];
        if !json.contains("nowhere") {
            phone.is_refused(&check, hint);
            phone.nowhere().is_refused(&check, hint);
        }
    }
    let missing = house.argument("missing");
    let directory = house.dir.to_str().expect("UTF-8");
    for file in [&missing, directory] {
        phone.is_refused(&["screen", "--answers", file], "check the file");
    }
    for checklist in [CANARY, "nowhere"] {
        let check = ["check", "--checklist", checklist, "--answers", &adult];
        phone.is_refused(&check, "`checklists` lists what there is");
        phone.nowhere().is_refused(&check, "`checklists` lists");
    }
    let check = ["check", "--checklist", "site", "--answers", &adult];
    phone.is_refused(&check, "another checklist");
    let long = format!("{CANARY}{long}");
    for (option, value, hint) in [
        ("--note", long.as_str(), "too long"),
        ("--site", &long, "too long"),
        (
            "--attach",
            &missing,
            "attachment cannot be read: there is no file missing; check",
        ),
        (
            "--attach",
            directory,
            "an attachment is a file, not a directory",
        ),
    ] {
        phone.is_refused(&["screen", "--answers", &adult, option, value], hint);
    }
    assert_eq!(held(&phone), before);
}

#[test]
fn referrals_corrections_and_withdrawals_that_cannot_be() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let adult = screen(&house, &phone, ADULT);
    let child = screen(&house, &phone, CHILD);
    let service = "service.example-workers";
    let referral = phone.does(&["refer", &adult, "--service", service, "--agreed"]);
    let referral = referral["referred"]["id"].as_str().expect("an id");
    let before = held(&phone);
    let long = format!("{CANARY}{}", "x".repeat(4096));
    let to = ["--service", service];
    for (arguments, hint) in [
        (
            &["refer", NOBODY, "--declined"][..],
            "no such record on this phone; `list`",
        ),
        (&["amend", NOBODY], "no such record"),
        (&["withdraw", NOBODY], "no such record"),
        (&["show", NOBODY], "no such record"),
        (
            &["refer", referral, "--declined"],
            "only a screening can be referred",
        ),
        (&["withdraw", &adult], "referral"),
        (
            &["refer", &adult, "--agreed", "--service", CANARY],
            "no such active service",
        ),
        (
            &["refer", &adult, "--declined", "--need", CANARY],
            "no such need",
        ),
        (&["services", "--need", CANARY], "no such need"),
        (
            &["refer", &adult, to[0], to[1]],
            "say --agreed or --declined",
        ),
        (
            &["refer", &child, "--agreed", to[0], to[1]],
            "a caregiver must agree",
        ),
        (
            &[
                "refer",
                &child,
                "--agreed",
                to[0],
                to[1],
                "--best-interests",
                " ",
            ],
            "say in a few words why",
        ),
        (
            &[
                "refer",
                &child,
                "--agreed",
                to[0],
                to[1],
                "--best-interests",
                &long,
            ],
            "is too long",
        ),
        (
            &["refer", &adult, "--agreed", to[0], to[1], "--note", &long],
            "is too long",
        ),
        (&["amend", &adult, "--note", &long], "is too long"),
        (
            &["amend", &adult, "--set", CANARY],
            "write --set INDICATOR=",
        ),
        (
            &["amend", &adult, "--set", "general.7=perhaps"],
            "write --set",
        ),
        (
            &["amend", &adult, "--set", "Canary Amina=told"],
            "no indicator",
        ),
    ] {
        phone.is_refused(arguments, hint);
    }
    assert_eq!(held(&phone), before);
}

#[test]
fn bundles_that_are_cut_changed_or_anothers() {
    let house = House::found(None);
    let (phone, carrier) = (house.phone("phone"), house.phone("carrier"));
    let office = house.office();
    let photograph = house.write("photograph.jpg", vec![0xd8; 300_000]);
    let adult = house.write("adult.json", ADULT);
    phone.does(&["screen", "--answers", &adult, "--attach", &photograph]);
    let up = house.argument("up");
    phone.does(&["carry", "out", &up]);
    let whole = fs::read(&up).expect("the bundle");
    let half = house.write("half", &whole[..whole.len() / 2]);
    let before = held(&carrier);
    let stranger = House::found(None);
    let strange = stranger.argument("up");
    stranger.phone("phone").does(&["carry", "out", &strange]);

    let garbage = house.write("garbage", CANARY);
    let empty = house.write("empty", "");
    let missing = house.argument("missing");
    for (file, hint) in [
        (
            &half,
            "cut short: 1 parcel of it is missing; what arrived whole is kept",
        ),
        (&garbage, "this is not a bundle"),
        (&empty, "this is not a bundle"),
        (&strange, "another office's; check"),
        (&missing, "cannot be read"),
    ] {
        carrier.is_refused(&["carry", "in", file], hint);
    }
    let collect = |file: &str, hint: &str| {
        office.is_refused(&["collect", "--bundle", file], hint);
    };
    collect(
        &half,
        "1 parcel of it is missing; what arrived whole is filed",
    );
    collect(&garbage, "this is not a bundle");
    collect(&strange, "another office's");
    collect(&missing, "cannot be read");

    // One bit, at a place in every part of the bundle: the rest arrives, and what is hurt is said.
    for place in (0..whole.len()).step_by(whole.len() / 9) {
        let mut bytes = whole.clone();
        bytes[place] ^= 1;
        let file = house.write("flipped", &bytes);
        let again = house.phone(&format!("again-{place}"));
        let said = Said::by(&mut again.command(&["carry", "in", &file]));
        assert_eq!(said.status, 1, "{place}: {said:?}");
        assert!(said.err.contains("ask for"), "{place}: {said:?}");
        again.does(&["carry", "in", &up]);
        again.does(&["verify"]);
    }
    // The whole bundle brings the rest.
    let carried = carrier.does(&["carry", "in", &up]);
    assert_eq!(
        (&carried["taken"], &carried["held"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(held(&carrier), before);
    let filed = office.does(&["collect", "--bundle", &up]);
    assert_eq!(filed["whole"], true);
    let inbox = office.does(&["inbox"]);
    assert_eq!(count(&inbox["inbox"]), 2, "{inbox}");

    let nowhere = house.argument("no/such/directory");
    let before = held(&phone);
    phone.is_refused(&["carry", "out", &nowhere], "check the place");
    office.is_refused(&["collect", "--out", &nowhere], "check the place");
    assert_eq!(held(&phone), before);
}

/// Something on a loopback port that answers every request with this; gives its address.
fn answers(with: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let _ = stream.read(&mut [0; 65_536]);
            let length = with.len() - with.find("\r\n\r\n").map_or(0, |end| end + 4);
            let head = format!("\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
            let _ = stream.write_all(with.replacen("\r\n\r\n", &head, 1).as_bytes());
        }
    });
    address
}

#[test]
fn hubs_that_are_not_there_or_no_hubs() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let nobody = format!("http://{}", silent.local_addr().expect("bound"));
    drop(silent);
    let portal = answers("HTTP/1.1 200 OK\r\n\r\n<html>Welcome! Please log in.</html>");
    let away = answers("HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n");
    let house = House::found(Some(&nobody));
    let (phone, office) = (house.phone("phone"), house.office());
    screen(&house, &phone, ADULT);
    let before = held(&phone);
    let stranger = House::found(None);
    let theirs = hub::start(
        &hub_directory(&stranger.path("desk")),
        ([127, 0, 0, 1], 0).into(),
    )
    .expect("a hub");
    phone.is_refused(
        &["sync"],
        "the hub cannot be reached; what waits stays safe here",
    );
    office.is_refused(&["collect"], "the hub cannot be reached");
    for (url, hint) in [
        (
            portal.as_str(),
            "not a hub; if this network has a log-in page, log in first",
        ),
        (&away, "not a hub"),
        (
            &theirs.url(),
            "does not accept this phone's or desk's token",
        ),
        (CANARY, "begins with https:// or http://"),
        ("http://", "begins with https:// or http://"),
    ] {
        phone.is_refused(&["sync", "--hub", url], hint);
        office.is_refused(&["collect", "--hub", url], hint);
    }
    assert_eq!(held(&phone), before);
    theirs.stop().expect("stops");

    let ours = hub::start(
        &hub_directory(&house.path("desk")),
        ([127, 0, 0, 1], 0).into(),
    )
    .expect("a hub");
    phone.does(&["sync", "--hub", &ours.url()]);
    office.does(&["collect", "--hub", &ours.url()]);
    phone.does(&["sync", "--hub", &ours.url()]);
    assert_eq!(phone.does(&["outbox"])["outbox"], json!([]));
    ours.stop().expect("stops");

    // Nobody told the hub: the desk refuses the phone all the same, and says so.
    office.is_refused(&["revoke", "phone"], "the hub was not told");
    phone.is_refused(&["sync"], "cannot be reached");
    let without = House::found(None);
    without
        .phone("phone")
        .is_refused(&["sync"], "carry a bundle instead");
    without.office().is_refused(&["collect"], "--bundle FILE");
}

#[test]
fn every_verb_of_the_office_needs_its_desk_and_its_passphrase() {
    let house = House::found(None);
    let office = house.office();
    let stranger = Terminal::office(&house.path("nothing-here"));
    let bundle = house.write("bundle", "");
    let verbs: &[&[&str]] = &[
        &["invite", "x"],
        &["collect", "--bundle", &bundle],
        &["inbox"],
        &["invitations"],
        &["revoke-invitation", "nobody"],
        &["show", NOBODY],
        &["answer", NOBODY, "--text", CANARY],
        &["phones"],
        &["revoke", CANARY],
        &["verify"],
        &["pack", "roots"],
        &["pack", "publish", &bundle],
    ];
    for verb in verbs {
        if verb[0] != "pack" {
            office.nowhere().is_bad_usage(verb, "--desk DIR");
        }
        stranger.is_refused(verb, "set one up with `pocketcard-office new`");
        let wrong = office.with(Some("lantern orbit seven mapel"));
        wrong.is_refused(verb, "wrong passphrase");
        let silent = office.with(None);
        silent.is_refused(verb, "set POCKETCARD_PASSPHRASE");
    }
    let open = house.desk();
    for verb in verbs {
        office.is_refused(verb, "in use by another program; close it first");
    }
    drop(open);
    office.does(&["verify"]);
}

#[test]
fn what_the_office_cannot_do() {
    let house = House::found(None);
    let office = house.office();
    let phone = house.phone("phone");
    let adult = screen(&house, &phone, ADULT);
    let up = house.argument("up");
    phone.does(&["carry", "out", &up]);
    office.does(&["collect", "--bundle", &up]);
    let before = json!([office.does(&["inbox"]), office.does(&["phones"])]);
    let long = format!("{CANARY}{}", "x".repeat(4096));
    let garbage = house.write("garbage", CANARY);
    let missing = house.argument("missing");
    let out = house.argument("out");
    for (arguments, hint) in [
        (&["show", NOBODY][..], "no such record here; `inbox` lists"),
        (&["answer", NOBODY, "--text", "x"], "no such record"),
        (&["answer", &adult, "--text", &long], "too long"),
        (&["revoke", CANARY], "`phones` lists them"),
        (&["invite", ""], "1 to 128 letters"),
        (&["invite", &long], "1 to 128 letters"),
        (&["pack", "publish", &garbage], ""),
        (&["pack", "publish", &missing], "check the file"),
        (&["pack", "sign", &garbage, "--out", &out], ""),
        (&["pack", "verify", &garbage], ""),
        (&["pack", "verify", &missing], "check the file"),
        (
            &["pack", "verify", &missing, "--roots", &missing],
            "check the file",
        ),
        (&["pack", "diff", "base", &missing], "check the file"),
        // Which of its many files is wrong must be said, so this one names them.
        (
            &["pack", "build", "/no/such/place", "--out", &out],
            "cannot be read",
        ),
    ] {
        office.is_refused(arguments, hint);
    }
    let conduct = Terminal::office(&house.path("conduct"));
    for arguments in [
        &["invite", "x"][..],
        &["revoke", "phone"],
        &["pack", "roots"],
    ] {
        conduct.is_refused(arguments, "");
    }
    assert_eq!(
        json!([office.does(&["inbox"]), office.does(&["phones"])]),
        before
    );
    assert!(!house.path("out").exists());

    // Serving: no desk, and a port that is taken.
    let stranger = Terminal::office(&house.path("nothing-here"));
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    stranger.is_refused(&serve, "there is no hub here");
    office.is_refused(&serve, "must not run where the main desk's keys lie");
    let hub = house.argument("hub");
    fs::rename(hub_directory(&house.path("desk")), &hub).expect("moved");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = listener.local_addr().expect("bound").to_string();
    let serve = ["serve", "--hub", &hub, "--listen", &taken];
    office
        .nowhere()
        .is_refused(&serve, "choose another --listen");
    drop(listener);
}

#[test]
fn an_office_is_set_up_whole_or_not_at_all() {
    let house = House::found(None);
    let office = house.office();
    office.is_refused(&["new", "--name", CANARY], "there is a desk here already");
    let new = Terminal::office(&house.path("new"));
    let second = house.argument("second");
    let both = ["new", "--name", "Desk", "--confidential", &second];
    // The second desk's passphrase is good, the first desk's is not, and the other way round.
    for (first, other) in [
        ("short", "four good long words"),
        ("four good long words", "short"),
    ] {
        let terminal = new.with(Some(first));
        let make = || {
            let mut command = terminal.command(&both);
            command.env("POCKETCARD_CONFIDENTIAL_PASSPHRASE", other);
            command
        };
        terminal.is_refused_with(1, &make, "use four words");
        new.is_refused(&["inbox"], "there is no desk here");
        Terminal::office(&house.path("second")).is_refused(&["inbox"], "no desk here");
    }
    new.is_refused(&both, "set POCKETCARD_CONFIDENTIAL_PASSPHRASE");
    let mut command = new.command(&both);
    command.env("POCKETCARD_CONFIDENTIAL_PASSPHRASE", "four good long words");
    let said = Said::by(&mut command);
    assert_eq!(said.status, 0, "{said:?}");
    new.does(&["verify"]);
}

#[test]
fn a_passphrase_is_changed_for_a_strong_one_only() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let before = held(&phone);
    for (new, hint) in [
        ("295713", "four words or more"),
        ("short", "four words"),
        ("abcdefghijklmnop", "too easy to guess"),
    ] {
        let make = || {
            let mut command = phone.command(&["passphrase"]);
            command.env("POCKETCARD_NEW_PASSPHRASE", new);
            command
        };
        phone.is_refused_with(1, &make, hint);
    }
    phone.is_refused(&["passphrase"], "set POCKETCARD_NEW_PASSPHRASE");
    assert_eq!(held(&phone), before);
    let mut command = phone.command(&["passphrase"]);
    command.env("POCKETCARD_NEW_PASSPHRASE", "four good long words");
    assert_eq!(Said::by(&mut command).status, 0);
    phone.is_refused(&["list"], "wrong passphrase");
    assert_eq!(held(&phone.with(Some("four good long words"))), before);
}

/// A small disk; gone when dropped.
#[cfg(target_os = "linux")]
struct SmallDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// Mounts one of this size; none where that is not permitted.
    fn mount(at: &std::path::Path, size: &str) -> Option<Self> {
        fs::create_dir_all(at).expect("a directory");
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]);
        let mounted = mount.arg(at).output().is_ok_and(|it| it.status.success());
        mounted.then(|| Self(at.to_owned()))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_stops_nothing_for_good() {
    let house = House::found(None);
    let Some(disk) = SmallDisk::mount(&house.path("card"), "3m") else {
        println!("skipped: mounting a small disk is not permitted here");
        return;
    };
    let phone = house.phone("card/phone");
    let carrier = house.phone("carrier");
    let photograph = house.write("photograph.jpg", vec![0xd8; 500_000]);
    let adult = house.write("adult.json", ADULT);
    carrier.does(&["screen", "--answers", &adult, "--attach", &photograph]);
    let up = house.argument("up");
    carrier.does(&["carry", "out", &up]);
    let id = screen(&house, &phone, ADULT);
    let before = held(&phone);

    // All but a few KiB are taken: a write fails at its beginning, or somewhere in the middle.
    let ballast = house.path("card/ballast");
    let fill = |free: u64| {
        let mut file = fs::File::create(&ballast).expect("created");
        while file.write_all(&[0; 4096]).is_ok() {}
        let length = file.metadata().expect("its length").len();
        file.set_len(length.saturating_sub(free * 1024))
            .expect("shortened");
    };
    let empty = || fs::remove_file(&ballast).expect("removed");
    let no_room = "free some";
    for free in [0, 16, 48, 96, 192, 384] {
        fill(free);
        let screen = ["screen", "--answers", &adult, "--attach", &photograph];
        phone.is_refused(&screen, no_room);
        phone.is_refused(&["carry", "in", &up], no_room);
        empty();
        assert_eq!(held(&phone), before, "{free} KiB free");
    }
    fill(0);
    let full = house.argument("card/bundle");
    carrier.is_refused(&["carry", "out", &full], "the space on it");
    phone.is_refused(&["screen", "--answers", &adult], no_room);
    phone.is_refused(&["refer", &id, "--declined"], no_room);
    phone.is_refused(&["amend", &id, "--note", CANARY], no_room);
    let make = || {
        let mut command = phone.command(&["passphrase"]);
        command.env("POCKETCARD_NEW_PASSPHRASE", "four good long words");
        command
    };
    phone.is_refused_with(1, &make, no_room);
    let other = Terminal::phone(&house.path("card/other"));
    let invitation = house.write("invitation", house.invitation("other"));
    let words = house.desk().words().expect("words");
    let enrol = ["enrol", &invitation, "--desk-words", &words];
    other.is_refused(&enrol, "try again");
    empty();
    assert_eq!(held(&phone), before);
    phone.does(&["screen", "--answers", &adult]);
    phone.does(&["carry", "in", &up]);
    other.does(&enrol);
    drop(disk);
}

#[test]
fn a_bundle_that_could_not_be_put_in_its_place_is_written_again() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let waiting = || -> Vec<Value> {
        let outbox = phone.does(&["outbox"])["outbox"].clone();
        let lines = outbox.as_array().expect("a list").iter();
        lines.map(|line| line["parcel"].clone()).collect()
    };
    let before = waiting();
    let taken = house.path("taken");
    fs::create_dir(&taken).expect("a directory");
    let taken = house.argument("taken");
    phone.is_refused(&["carry", "out", &taken], "check the ");
    // What may have left is noted before it leaves, and goes with the next bundle all the same.
    assert_eq!(waiting(), before);
    let carried = phone.does(&["carry", "out", &house.argument("free")]);
    assert_eq!(carried["parcels"], before.len());
}
