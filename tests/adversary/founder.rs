//! Whoever founds an office, and keeps a copy of all that lies there.

use std::fs;

use pocketcard_tests::{
    binaries::Terminal,
    test_office::{House, now},
};
use serde_json::json;

const MISCONDUCT: &str = include_str!("../../bindings/cli/examples/misconduct.json");

/// Copies a directory, as whoever sits at the machine can at any time.
pub fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a directory") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
}

#[test]
fn a_report_to_a_desk_that_was_made_apart_opens_at_no_copy_of_the_office() {
    let house = House::empty();
    let (office, conduct) = (
        Terminal::office(&house.path("desk")),
        Terminal::office(&house.path("apart")),
    );
    office.does(&["new", "--name", "Desk"]);
    conduct.does(&["confidential", "new", "--name", "Conduct desk"]);
    let card = conduct.does(&["confidential", "card"])["text"].clone();
    let card = house.write("card", card.as_str().expect("a text"));
    let joining = house.argument("joining");
    office.is_refused(&["confidential", "card"], "not a confidential desk");
    office.does(&["confidential", "take", &card, "--out", &joining]);
    office.is_refused(
        &["confidential", "take", &card, "--out", &joining],
        "already",
    );
    conduct.does(&["confidential", "join", &joining]);
    conduct.is_refused(&["confidential", "join", &joining], "already");
    // All that ever lay at the office, before the report and after.
    copy(&house.path("desk"), &house.path("kept"));

    let session = house.enrolled("phone", now());
    assert_eq!(
        session
            .about(now())
            .expect("unlocked")
            .confidential
            .as_deref(),
        Some("Conduct desk")
    );
    drop(session);
    let phone = Terminal::phone(&house.path("phone"));
    let answers = house.write("answers.json", MISCONDUCT);
    phone.does(&["screen", "--answers", &answers]);
    let (up, onward, down) = (
        house.argument("up"),
        house.argument("on"),
        house.argument("down"),
    );
    phone.does(&["carry", "out", &up]);
    let kept = Terminal::office(&house.path("kept"));
    let seen = kept
        .command(&["collect", "--bundle", &up, "--json"])
        .output()
        .expect("it runs");
    let seen: serde_json::Value = serde_json::from_slice(&seen.stdout).expect("an object");
    assert_eq!(seen["intake"]["carried"], 1, "{seen}");
    office.does(&["collect", "--bundle", &up, "--onward", &onward]);
    let intake = conduct.does(&["collect", "--bundle", &onward, "--out", &down])["intake"].clone();
    assert_eq!(intake["filed"], 1);
    phone.does(&["carry", "in", &down]);
    assert_eq!(
        phone.does(&["outbox"])["outbox"].as_array().map(Vec::len),
        Some(1)
    );
    let invited = house.invitation("late");
    assert!(!invited.is_empty());
    let other = Terminal::office(&house.path("second"));
    other.does(&["confidential", "new", "--name", "Another"]);
    let card = other.does(&["confidential", "card"])["text"].clone();
    let card = house.write("second-card", card.as_str().expect("a text"));
    office.is_refused(
        &["confidential", "take", &card, "--out", &joining],
        "already",
    );
    assert_eq!(
        office.does(&["inbox"])["inbox"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(conduct.does(&["inbox"])["inbox"][0]["phone"], json!(null));
}
