//! Anyone who founds an office, and keeps a copy of all that lies there.

use std::fs;

use pocketcard_tests::{
    binaries::Terminal,
    test_office::{House, now},
};
use serde_json::json;

const MISCONDUCT: &str = include_str!("../../bindings/cli/examples/misconduct.json");

/// Copies a directory, as anyone who sits at the machine can at any time.
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

#[test]
fn an_office_that_is_founded_from_cards_holds_no_root_key_and_no_desk_erases_a_phone_alone() {
    let house = House::empty();
    let keepers = ["anna", "boris", "chen"].map(|name| {
        let keeper = Terminal::office(&house.path(name));
        keeper.does(&["keeper", "new", "--name", name]);
        let card = keeper.does(&["keeper", "card"])["text"].clone();
        house.write(&format!("{name}.card"), card.as_str().expect("a text"));
        keeper
    });
    let cards = ["anna", "boris", "chen"].map(|name| house.argument(&format!("{name}.card")));
    let office = Terminal::office(&house.path("desk"));
    let [one, two, three] = &cards;
    let new = [
        "new", "--name", "Desk", "--keeper", one, "--keeper", two, "--keeper", three,
    ];
    office.is_refused(&[&new[..], &["--threshold", "4"]].concat(), "threshold");
    office.does(&[&new[..], &["--threshold", "2"]].concat());
    assert_eq!(office.does(&["pack", "roots"])["held"], 0);

    let stolen = house.phone("stolen");
    let other = house.phone("other");
    let (up, down) = (house.argument("up"), house.argument("down"));
    for phone in [&stolen, &other] {
        crate::collects(&house, phone, &up, &down);
        phone.does(&["carry", "in", &down]);
    }
    // The desk alone turns the phone away, and has nothing erased.
    let [request, forged, signed] =
        ["request", "forged", "signed"].map(|name| house.argument(name));
    let asks = [
        "revoke",
        "stolen",
        "--wipe",
        "--wipe-request",
        &request,
        "--force",
    ];
    office.is_refused(&asks, "takes a keeper's signature");
    let order = ["revoke", "stolen", "--wipe", "--order"];
    office.is_refused(
        &[&order[..], &[&request]].concat(),
        "takes a keeper's signature",
    );
    let stranger = Terminal::office(&house.path("stranger"));
    stranger.does(&["keeper", "new", "--name", "nobody"]);
    stranger.does(&["keeper", "sign-wipe", &request, "--out", &forged, "--agree"]);
    office.is_refused(
        &[&order[..], &[&forged]].concat(),
        "no order to erase this phone",
    );
    keepers[1].is_refused(
        &["keeper", "sign-wipe", &request, "--out", &signed],
        "nothing was signed",
    );
    keepers[1].does(&["keeper", "sign-wipe", &request, "--out", &signed, "--agree"]);
    let others = ["revoke", "other", "--wipe", "--order", &signed];
    office.is_refused(&others, "no order to erase this phone");
    assert_eq!(
        office.does(&[&order[..], &[&signed]].concat())["erases"],
        true
    );
    crate::collects(&house, &other, &up, &down);
    let said = stolen
        .command(&["carry", "in", &down, "--json"])
        .output()
        .expect("it runs");
    let said: serde_json::Value = serde_json::from_slice(&said.stdout).expect("an object");
    assert_eq!(said["erased"], true, "{said}");
}

#[test]
fn an_escrow_opens_with_enough_shares_and_only_where_a_pack_that_was_signed_names_it() {
    let house = House::found(None);
    let office = house.office();
    let (up, down) = (house.argument("up"), house.argument("down"));
    let phone = house.phone("phone");
    crate::collects(&house, &phone, &up, &down);
    phone.does(&["carry", "in", &down]);
    let shares = house.argument("shares");
    let anywhere = Terminal::office(&house.path("nobody"));
    anywhere.does(&[
        "escrow",
        "new",
        "--shares",
        "3",
        "--threshold",
        "2",
        "--out",
        &shares,
    ]);
    let card = house.argument("shares/escrow.card");
    office.does(&["keys", "new", "--escrow", &card]);
    crate::screens(&house, &phone);
    let before = house.argument("before");
    phone.does(&["carry", "out", &before]);
    crate::keys::publish(&house, 2);
    crate::collects(&house, &phone, &up, &down);
    phone.does(&["carry", "in", &down]);
    crate::screens(&house, &phone);
    crate::collects(&house, &phone, &up, &down);
    let inbox = office.does(&["inbox", "--all"])["inbox"].clone();
    let [one, two] = ["shares/share-1", "shares/share-3"].map(|name| house.argument(name));
    let mut opened = 0;
    for line in inbox.as_array().expect("a list") {
        let id = line["id"].as_str().expect("an id");
        let basis = house.write("basis", "A court's order.");
        let out = house.argument(&format!("exported-{id}"));
        let exported = office.does(&["export", id, "--out", &out, "--legal-basis", &basis]);
        let parcel = exported["parcel"].as_str().expect("a path").to_owned();
        let key = house.argument("key");
        let alone = ["escrow", "key", &parcel, "--share", &one, "--out", &key];
        anywhere.is_refused(&alone, "1 of the 2 shares");
        let together = [
            "escrow", "key", &parcel, "--share", &one, "--share", &two, "--out", &key, "--force",
        ];
        let said = pocketcard_tests::binaries::Said::by(&mut anywhere.command(&together));
        opened += usize::from(said.status == 0);
    }
    assert_eq!(
        opened, 1,
        "what was sealed before the change is the desk's alone"
    );
}
