//! What an office passes on by others' standards: with whose consent, through how many people, and without whose words.

use std::fs;

use calamine::{Reader, open_workbook_auto};
use pocketcard::{
    base::Id,
    checklist::Answers,
    content::{Answer, Content, Overlay},
    host::Unwatched,
    record::{Basis, How},
    session::{Agreement, ReferralRequest, ScreeningRequest, Session},
    sync::bundle,
};
use pocketcard_tests::{
    binaries::{Said, Terminal},
    canary::{CANARY, Needles},
    desk_users::with_amal,
    test_office::{House, now},
};
use serde_json::{Value, json};

/// Everything that somebody can type, and who is behind it.
fn answers(gender: &str, citizenship: &str) -> String {
    let mut answers: Value = json!({
        "checklist": "person",
        "age": "adult",
        "answers": {
            "general.13": "told", "general.25": "told", "general.36": "told", "labour.11": "observed",
            "purpose.forced-labour": "told", "act.recruitment": "told", "perpetrator.employer": "told",
            "perpetrator.family": "told",
        },
        "notes": { "general.13": CANARY, "perpetrator.employer": CANARY },
        "values": {
            "ctdc_ageBroad": "21--23", "vic_ForcedLabourIndustry": "F_Construction",
            "place_of_origin": CANARY, "place_of_transit": CANARY, "vic_LocationOfExploitation": CANARY,
        },
    });
    answers["values"]["prs_Gender"] = gender.into();
    answers["values"]["prs_Citizenship"] = citizenship.into();
    answers.to_string()
}

const MISCONDUCT: &str = include_str!("../../bindings/cli/examples/misconduct.json");

/// An office whose checklists ask for the disaggregated fields, and a phone that has them.
fn office() -> (House, Session) {
    let house = House::found(None);
    let mut phone = house.enrolled("phone", now());
    let overlay: Overlay =
        toml::from_str("name = \"north\"\nversion = 2\nsettings = [\"profile\"]").expect("one");
    let content = overlay.apply(Content::base()).expect("it fits");
    let mut desk = house.desk();
    let content = content.canonical_json();
    let pack = desk.sign_pack(&content, 2, now()).expect("signed");
    desk.publish(&pack.to_bytes(), now()).expect("published");
    drop(desk);
    let mut card = Vec::new();
    phone.carry_out(&mut card, &Unwatched, now()).expect("out");
    let (up, down) = (house.write("up", card), house.argument("down"));
    (house.office()).does(&["collect", "--bundle", &up, "--out", &down]);
    let mut card = fs::File::open(&down).expect("a bundle");
    phone.carry_in(&mut card, &Unwatched, now()).expect("in");
    (house, phone)
}

fn screen(phone: &mut Session, answers: &str) -> Id {
    let answers = Answers::from_json(answers.as_bytes()).expect("answers");
    let request = ScreeningRequest {
        site: CANARY.to_owned(),
        note: CANARY.to_owned(),
        ..ScreeningRequest::new(answers)
    };
    let screened = phone.screen(request, &mut [], &Unwatched, now());
    screened.expect("screened").id.unwrap_or(Id([0; 16]))
}

fn refer(phone: &mut Session, about: Id, agreement: Agreement) -> Id {
    let request = ReferralRequest {
        about,
        needs: Vec::new(),
        agreement,
        how: How::Spoken,
        language: "en".to_owned(),
    };
    phone.refer(request, now()).expect("referred").id
}

fn told(statistics: bool) -> Agreement {
    Agreement::Agreed {
        service: "service.example-workers".to_owned(),
        basis: Basis::Own,
        statistics,
        accountability: false,
        note: CANARY.to_owned(),
    }
}

fn counted() -> Agreement {
    Agreement::NotReferred {
        basis: Basis::Own,
        statistics: true,
        accountability: false,
    }
}

fn collect(house: &House, phone: &mut Session) {
    let mut card = Vec::new();
    phone.carry_out(&mut card, &Unwatched, now()).expect("out");
    let mut desk = house.desk();
    bundle::read(&mut &*card, &mut desk.depot(now()), &Unwatched).expect("read");
    desk.take_in(now()).expect("taken in");
}

/// Asks as one user and approves as another.
fn two(asks: &Terminal, approves: &Terminal, what: &[&str]) {
    let reason = ["--reason", "Agreement 7."];
    let asked = asks.does(&[&["request"], what, &reason].concat());
    let request = asked["request"].as_str().expect("a name");
    approves.does(&["approve", &request[..12]]);
}

/// Neither a canary nor a person's code is in a file or in what was said.
fn is_clean(house: &House, files: &[String], said: &Said) {
    let needles = Needles::new();
    let lines = house.desk().inbox().expect("read");
    let codes: Vec<String> = lines.into_iter().map(|it| it.code).collect();
    for file in files {
        let mut texts = vec![fs::read(file).expect("written")];
        if file.ends_with(".xlsx") {
            texts.push(cells(file).concat().join("\n").into_bytes());
        }
        for bytes in &texts {
            assert_eq!(needles.find(bytes), None, "{file}");
            assert_eq!(needles.find_compressed(bytes), None, "{file}");
            let text = String::from_utf8_lossy(bytes);
            let of_them = codes.iter().filter(|it| !it.is_empty());
            assert_eq!(
                of_them.filter(|it| text.contains(it.as_str())).count(),
                0,
                "{file}"
            );
            for word in ["perpetrator", "employer", "Familial", "misconduct"] {
                assert!(!text.contains(word), "{word} in {file}");
            }
        }
    }
    // The directory of these tests is called so.
    let said = format!("{}{}", said.out, said.err).replace(&house.argument(""), "");
    assert!(!said.contains(CANARY), "{said}");
}

fn cells(path: &str) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(path).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    let rows = sheet.rows();
    rows.map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

#[test]
fn a_case_goes_to_the_service_that_the_person_agreed_to_and_tells_only_what_the_standard_has() {
    let (house, mut phone) = office();
    let screening = screen(&mut phone, &answers("Feminine", "UA"));
    let other = screen(&mut phone, &answers("Masculine", "UA"));
    refer(&mut phone, other, counted());
    screen(&mut phone, MISCONDUCT);
    collect(&house, &mut phone);
    let (founder, amal) = (house.office(), with_amal(&house));
    let (record, other) = (screening.to_string(), other.to_string());
    let out = house.argument("out");
    let export = ["export", &record, "--out", &out, "--htcds"];
    let words = |who: &Terminal| Said::by(&mut who.command(&export));
    let request = ["request", "htcds", &record, "--reason", "Order 7."];

    // Nobody was asked; one agreed to be counted and to nothing else.
    words(&founder).refuses(1, "did not agree");
    founder.is_refused(&request, "did not agree");
    founder.is_refused(
        &["export", &other, "--out", &out, "--htcds"],
        "did not agree",
    );
    let unnamed = ["request", "htcds", "--reason", "Order 7."];
    Said::by(&mut founder.command(&unnamed)).refuses(2, "give <RECORD> too");

    let referral = refer(&mut phone, screening, told(true));
    // Corrected since: the papers are not kept from the person.
    let correction = [("general.13".to_owned(), Answer::NotObserved)].into();
    phone
        .amend(screening, correction, CANARY.to_owned(), now())
        .expect("corrected");
    collect(&house, &mut phone);
    words(&founder).refuses(1, "two people decide on that");
    // Leave for the one export is none for the other.
    two(&amal, &founder, &["export", &referral.to_string()]);
    words(&amal).refuses(1, "two people decide on that");
    two(&amal, &founder, &["htcds", &record]);
    words(&founder).refuses(1, "two people decide on that");
    assert!(!house.path("out").exists());
    let said = words(&amal);
    assert_eq!(said.status, 0, "{said:?}");

    let files = ["htcds.csv", "htcds.xlsx"].map(|name| format!("{out}/{name}"));
    is_clean(&house, &files, &said);
    let sheet = cells(&files[1]);
    let value = |name: &str| {
        let at = sheet[0].iter().position(|it| it == name).expect(name);
        sheet[2][at].as_str()
    };
    for (name, cell) in [
        ("con_Consent", "true"),
        ("prs_Gender", "Feminine"),
        ("prs_Citizenship", "UA"),
        ("vic_TraffickingStatus", "PossibleVictimOfTrafficking"),
        (
            "vic_MethodsOfControl",
            "ExcessiveWorkingHours;FalsePromises",
        ),
        ("vic_TypeOfExploitation", "ForcedLabour"),
        ("vic_ForcedLabourIndustry", "F_Construction"),
        ("x_MethodsOfControl", "RestrictsMovement"),
        ("cas_ReferringOrganisation", "Desk"),
    ] {
        assert_eq!(value(name), cell, "{name}");
    }
    assert!(!value("cas_ReferredOrganisation").is_empty());
    let mut table = csv::Reader::from_path(&files[0]).expect("a table");
    let names: Vec<String> = table
        .headers()
        .expect("names")
        .iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(names, sheet[0][1..]);
    let log = founder.does(&["log", &referral.to_string()]);
    let last = log["log"]
        .as_array()
        .and_then(|it| it.last())
        .expect("a line");
    assert_eq!(
        [&last["who"], &last["act"], &last["about"]],
        [
            &json!("Amal"),
            &json!("passed-on"),
            &json!("HTCDS, approved")
        ]
    );

    // Taken back, although it was approved and is not used up.
    phone.withdraw(referral, now()).expect("withdrawn");
    collect(&house, &mut phone);
    words(&amal).refuses(1, "no longer agrees");
    for named in [&record, &referral.to_string()] {
        amal.is_refused(
            &["request", "htcds", named, "--reason", "Order 7."],
            "no longer agrees",
        );
    }
    // Agreed again, to whatever: what was approved was the other.
    refer(&mut phone, screening, told(false));
    collect(&house, &mut phone);
    words(&amal).refuses(1, "two people decide on that");
}

#[test]
fn neither_a_place_nor_several_people_nor_a_life_in_danger_is_a_case_of_the_standard() {
    let (house, mut phone) = office();
    let place = screen(
        &mut phone,
        r#"{"checklist":"site","answers":{"site.sign.recruiters":"observed"}}"#,
    );
    let group = screen(
        &mut phone,
        r#"{"checklist":"group","age":"adult","answers":{"general.13":"told"}}"#,
    );
    refer(&mut phone, group, told(true));
    let danger = screen(&mut phone, &answers("Feminine", "UA"));
    let agreement = Agreement::LifeInDanger {
        service: "service.example-clinic".to_owned(),
        reason: "bleeding".to_owned(),
        note: String::new(),
    };
    refer(&mut phone, danger, agreement);
    collect(&house, &mut phone);
    let office = house.office();
    let out = house.argument("out");
    for (record, why) in [
        (place, "one person"),
        (group, "one person"),
        (danger, "did not agree"),
    ] {
        let record = record.to_string();
        office.is_refused(&["export", &record, "--out", &out, "--htcds"], why);
    }
    let conduct = Terminal::office(&house.path("conduct"));
    let rows = house.argument("rows.csv");
    conduct.is_refused(&["ctdc", "--out", &rows], "confidential desk");
    assert!(!house.path("out").exists() && !house.path("rows.csv").exists());
}

#[test]
fn a_terminal_phone_takes_consent_to_statistics_without_a_referral() {
    let house = House::found(None);
    let (office, phone) = (house.office(), house.phone("phone"));
    let screened = |age: &str| {
        let answers =
            format!(r#"{{"checklist":"person","age":"{age}","answers":{{"general.13":"told"}}}}"#);
        let answers = house.write("answers.json", answers);
        let screened = phone.does(&["screen", "--answers", &answers]);
        screened["screened"]["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    };
    for _ in 0..4 {
        let said = phone.does(&["refer", &screened("adult"), "--declined", "--statistics"]);
        assert_eq!(said["referred"]["agreed"], json!(false));
    }
    let child = screened("child");
    let refer = ["refer", &child, "--declined", "--statistics"];
    phone.is_refused(&refer, "child");
    phone.does(&[&refer[..], &["--caregiver"]].concat());
    // No more than no.
    phone.does(&["refer", &screened("adult"), "--declined"]);
    let card = house.argument("card");
    phone.does(&["carry", "out", &card]);
    office.does(&["collect", "--bundle", &card]);
    let rows = house.argument("rows.csv");
    let said = office.does(&["ctdc", "--out", &rows, "--threshold", "5"]);
    assert_eq!(
        (&said["rows"], &said["left_out"], &said["alone"]),
        (&json!(5), &json!(0), &json!(true))
    );
}

#[test]
fn rows_of_persons_are_of_those_who_agreed_and_nobody_stands_out_in_them() {
    let (house, mut phone) = office();
    let [mut last, mut seen] = [Id([0; 16]); 2];
    for (gender, citizenship, people) in [
        ("Feminine", "UA", 6),
        ("Masculine", "UA", 5),
        ("Feminine", "ML", 2),
        ("Feminine", "so", 3),
        ("NonConforming", "ML", 1),
    ] {
        for at in 0..people {
            let screening = screen(&mut phone, &answers(gender, citizenship));
            // With a referral or without one.
            let agreement = if at % 2 == 0 { told(true) } else { counted() };
            last = refer(&mut phone, screening, agreement);
            if gender == "Masculine" {
                seen = last;
            }
        }
    }
    let mut back = Id([0; 16]);
    for agreement in [told(false), Agreement::Declined, counted()] {
        let screening = screen(&mut phone, &answers("Masculine", "UA"));
        back = refer(&mut phone, screening, agreement);
    }
    screen(&mut phone, &answers("Masculine", "UA"));
    let group = screen(
        &mut phone,
        r#"{"checklist":"group","age":"adult","answers":{"general.13":"told"}}"#,
    );
    refer(&mut phone, group, told(true));
    screen(&mut phone, MISCONDUCT);
    phone.withdraw(back, now()).expect("withdrawn");
    collect(&house, &mut phone);

    let (founder, amal) = (house.office(), with_amal(&house));
    let out = house.argument("rows.csv");
    let ask = ["ctdc", "--out", &out, "--threshold", "5"];
    let words = |who: &Terminal| Said::by(&mut who.command(&ask));
    words(&amal).refuses(1, "two people decide on that");
    founder.is_refused(&["ctdc", "--out", &out, "--threshold", "4"], "below 5");
    founder.is_refused(
        &[
            "request",
            "ctdc",
            &last.to_string(),
            "--reason",
            "Agreement 7.",
        ],
        "names no record",
    );
    two(&amal, &founder, &["ctdc"]);
    words(&founder).refuses(1, "two people decide on that");
    assert!(!house.path("rows.csv").exists());
    let said = words(&amal);
    assert_eq!(said.status, 0, "{said:?}");
    is_clean(&house, std::slice::from_ref(&out), &said);

    let mut table = csv::Reader::from_path(&out).expect("a table");
    assert_eq!(table.headers().expect("names").len(), 27);
    let rows: Vec<Vec<String>> = table
        .records()
        .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect();
    let mut counts = std::collections::BTreeMap::new();
    for row in &rows {
        *counts
            .entry([row[1].as_str(), row[2].as_str(), row[3].as_str()])
            .or_insert(0) += 1;
        assert_eq!(
            (row[14].as_str(), row[23..].concat().as_str()),
            ("1", ""),
            "{row:?}"
        );
    }
    // Women of Mali and Somalia lost their country, and the one person who is alone in both is not there.
    let expected = [
        (["Man", "21--23", "UKR"], 5),
        (["Woman", "21--23", ""], 5),
        (["Woman", "21--23", "UKR"], 6),
    ];
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected);
    assert!(
        said.out.contains("16 rows") && said.out.contains("1 row was left out"),
        "{said:?}"
    );

    // Anyone who takes it back is in no later file.
    let file = fs::read(&out).expect("written");
    phone.withdraw(last, now()).expect("withdrawn");
    phone.withdraw(seen, now()).expect("withdrawn");
    collect(&house, &mut phone);
    let later = house.argument("later.csv");
    amal.does(&["ctdc", "--out", &later, "--threshold", "5"]);
    let later = fs::read_to_string(&later).expect("written");
    let file = String::from_utf8(file).expect("text");
    assert_eq!(file.lines().count(), 1 + 16);
    // The one left was alone; of five men four are too few.
    assert_eq!(later.lines().count(), 1 + 11, "{later}");
    assert!(!later.contains("Man,"), "{later}");
    let log = founder.does(&["log"])["log"].to_string();
    assert!(log.contains("CTDC, 16 rows, approved"), "{log}");
    let line = founder.does(&["requests"])["requests"][0].clone();
    assert_eq!(
        (&line["record"], &line["what"]),
        (&Value::Null, &json!("ctdc"))
    );
}
