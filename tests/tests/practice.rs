//! Practice and telling the office of a service, through the programs as cargo built them.
#![cfg(target_os = "linux")]

use pocketcard_tests::{
    binaries::Terminal, canary::CANARY, pseudo_terminal::PseudoTerminal, test_office::House,
};

const BANNER: &str = "PRACTICE";

/// Plays the case that is offered first, answering nothing, and reads what was expected.
fn plays(phone: &Terminal) -> String {
    let mut screen = PseudoTerminal::run(phone.command(&["practice"]));
    let cases = screen.reads("> ");
    assert!(
        cases.contains(BANNER),
        "says so before the first key: {cases}"
    );
    screen.types("");
    let age = screen.reads("> ");
    assert!(age.contains("How old?") && age.contains(BANNER), "{age}");
    screen.types("");
    // Every screen says that it is practice, up to the menu and out of it.
    loop {
        let shown = screen.reads("> ");
        assert!(shown.contains(BANNER), "{shown}");
        if shown.contains("Which part now?") {
            screen.types("");
            break;
        }
        screen.types("+");
    }
    let explained = screen.reads("> ");
    assert!(explained.contains(BANNER), "{explained}");
    for part in ["Missed", "Level", "Why"] {
        assert!(
            explained.to_lowercase().contains(&part.to_lowercase()),
            "{part} in {explained}"
        );
    }
    screen.types(".");
    let (status, said) = screen.ends();
    assert!(
        status == 0 && said.contains("Practised: 1. Nothing was sent"),
        "{said}"
    );
    format!("{cases}{explained}")
}

#[test]
fn practice_says_so_on_every_screen_keeps_progress_and_can_send_nothing() {
    let house = House::found(None);
    let (office, phone) = (house.office(), house.phone("phone"));
    let state = |phone: &Terminal| {
        let count = |verb: &str, list: &str| phone.does(&[verb])[list].as_array().map(Vec::len);
        (count("outbox", "outbox"), count("list", "records"))
    };
    let (before, journal) = (
        state(&phone),
        phone.does(&["verify"])["verified"]["entries"].to_string(),
    );
    let first = plays(&phone);
    assert!(first.contains("not yet done"), "{first}");
    assert_eq!(state(&phone), before);
    assert_eq!(
        phone.does(&["verify"])["verified"]["entries"].to_string(),
        journal,
        "no entry"
    );
    // The next time it offers another case, and says of the first that it was done.
    let mut screen = PseudoTerminal::run(phone.command(&["practice"]));
    let cases = screen.reads("> ");
    assert!(cases.contains("[1]*"), "the first is done: {cases}");
    screen.types(".");
    assert_eq!(screen.ends().0, 0);
    // Another person's phone knows nothing of it.
    let other = house.phone("other");
    let mut screen = PseudoTerminal::run(other.command(&["practice"]));
    let cases = screen.reads("> ");
    assert!(cases.contains("[0]*"), "{cases}");
    screen.types(".");
    assert_eq!(screen.ends().0, 0);
    // And nothing of it reaches the office.
    let card = house.argument("practice.card");
    phone.does(&["carry", "out", &card]);
    office.does(&["collect", "--bundle", &card]);
    let inbox = office.does(&["inbox"]).to_string();
    assert!(!inbox.contains("case."), "{inbox}");
    phone.is_refused(&["practice"], "on a terminal");
}

#[test]
fn what_is_told_of_a_service_reaches_the_office_with_its_note() {
    let house = House::found(None);
    let (office, phone) = (house.office(), house.phone("phone"));
    phone.is_refused(
        &["tell", "closed", "service.nowhere"],
        "no such active service",
    );
    phone.is_refused(&["tell", "new"], "where");
    phone.does(&["tell", "unsafe", "service.example-clinic", "--note", CANARY]);
    phone.does(&["tell", "new", "--note", "a doctor by the well"]);
    let card = house.argument("tell.card");
    phone.does(&["carry", "out", &card]);
    office.does(&["collect", "--bundle", &card]);
    let inbox = office.does(&["inbox"]);
    let mut shown = String::new();
    for line in inbox["inbox"].as_array().expect("a list") {
        let id = line["id"].as_str().expect("an id");
        shown.push_str(&office.does(&["show", id]).to_string());
    }
    for part in [
        "service.example-clinic",
        "unsafe",
        CANARY,
        "a doctor by the well",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}
