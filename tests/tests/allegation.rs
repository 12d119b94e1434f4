//! An allegation against own personnel never reaches the ordinary desk, however it was entered: through
//! the programs, from the phone to what the desks show.

use pocketcard_tests::{
    binaries::{Said, Terminal},
    test_office::House,
};

/// A person, a group and a place, each with an allegation as an answer and as a note alone, beside
/// something that the ordinary desk shall read.
const SCREENINGS: [(&str, &str, &str); 3] = [
    ("person", "perpetrator.own-personnel", "general.13"),
    ("group", "perpetrator.own-personnel", "general.13"),
    (
        "site",
        "site.sign.personnel-involved",
        "site.sign.recruiters",
    ),
];
/// What a note on the allegation says.
const NOTE: &str = "two of them at the gate";

fn outbox(phone: &Terminal) -> usize {
    let outbox = phone.does(&["outbox"]);
    outbox["outbox"].as_array().expect("a list").len()
}

/// All that a desk shows of all that it holds.
fn all_of(desk: &Terminal) -> String {
    let inbox = desk.does(&["inbox"]);
    let mut all = inbox.to_string();
    for line in inbox["inbox"].as_array().expect("a list") {
        let id = line["id"].as_str().expect("an id");
        all.push_str(&desk.does(&["show", id]).to_string());
        all.push_str(&Said::by(&mut desk.command(&["show", id])).out);
    }
    all
}

#[test]
fn an_allegation_never_reaches_the_ordinary_desk_and_the_rest_does() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let mut moved = 0;
    for (checklist, id, other) in SCREENINGS {
        for answers in [
            format!(r#"{{"{id}":"observed","{other}":"told"}}"#),
            format!(r#"{{"{id}":"told","{other}":"told"}}"#),
            format!(r#"{{"{id}":"not-asked","{other}":"told"}}"#),
        ] {
            let json = format!(
                r#"{{"checklist":"{checklist}","age":"adult","answers":{answers},"notes":{{"{id}":"{NOTE}"}}}}"#
            );
            let file = house.write("answers.json", json);
            let before = outbox(&phone);
            let screen = ["screen", "--answers", &file];
            phone.is_refused(&screen, "--move-allegation");
            assert_eq!(outbox(&phone), before, "nothing was kept");
            // What fails in the rest leaves no report behind, so that a second try does not report twice.
            let long = "x".repeat(200);
            let with_site = [
                "screen",
                "--answers",
                &file,
                "--move-allegation",
                "--site",
                &long,
            ];
            phone.is_refused(&with_site, "");
            assert_eq!(outbox(&phone), before, "the report waits for the rest");
            let with_note = [
                "screen",
                "--answers",
                &file,
                "--move-allegation",
                "--note",
                "x",
            ];
            phone.is_bad_usage(&with_note, "does not go together");
            let screened = phone.does(&["screen", "--answers", &file, "--move-allegation"]);
            assert_eq!(outbox(&phone), before + 2, "the report and the rest");
            let record = screened["screened"]["id"].as_str().expect("an id");
            let set = format!("{id}=told");
            phone.is_refused(&["amend", record, "--set", &set], "misconduct report");
            let denied = format!("{id}=not-observed");
            phone.does(&["amend", record, "--set", &denied]);
            moved += 1;
        }
    }
    let nothing = house.write("answers.json", r#"{"checklist":"person","age":"adult"}"#);
    let to_move = ["screen", "--answers", &nothing, "--move-allegation"];
    phone.is_refused(&to_move, "no allegation to move");

    let bundle = house.argument("bundle");
    phone.does(&["carry", "out", &bundle]);
    let (desk, conduct) = (house.office(), Terminal::office(&house.path("conduct")));
    for terminal in [&desk, &conduct] {
        terminal.does(&["collect", "--bundle", &bundle]);
    }
    let ordinary = all_of(&desk);
    for said in [
        "personnel\":\"told",
        "personnel\":\"observed",
        NOTE,
        "linkage.own-personnel",
        "misconduct",
    ] {
        assert!(!ordinary.contains(said), "the ordinary desk reads {said}");
    }
    assert!(ordinary.contains("general.13") && ordinary.contains("site.sign.recruiters"));
    let confidential = all_of(&conduct);
    assert!(
        confidential.matches(NOTE).count() >= moved,
        "the confidential desk reads each"
    );
    assert!(confidential.contains("perpetrator.own-personnel"));
    assert!(confidential.contains("site.sign.personnel-involved"));
}
