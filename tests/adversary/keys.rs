//! A thief of a desk's keys: somebody who copied all that lies there, and knows the passphrase.

use std::{fs, path::Path};

use pocketcard::content::Content;
use pocketcard_tests::{binaries::Terminal, test_office::House};
use serde_json::Value;

use crate::{collects, founder::copy, screens};

const MISCONDUCT: &str = include_str!("../../bindings/cli/examples/misconduct.json");

/// Signs and publishes this version of the built-in content, with the keys that are planned.
pub fn publish(house: &House, version: u64) {
    let mut document = Content::base().document().clone();
    document.version = version;
    let content = Content::new(document).expect("content").canonical_json();
    let content = house.write("content.json", content);
    let pack = house.argument("pack");
    let office = house.office();
    office.does(&["pack", "sign", &content, "--out", &pack, "--force"]);
    office.does(&["pack", "publish", &pack]);
}

/// A phone's parcels go to a desk, and what the desk says comes back; gives what the desk saw and what the phone did.
fn exchange(house: &House, desk: &Terminal, phone: &Terminal) -> (Value, Value) {
    let (up, down) = (house.argument("to"), house.argument("from"));
    for file in [&up, &down] {
        let _ = fs::remove_file(file);
    }
    phone.does(&["carry", "out", &up]);
    let intake = desk.does(&["collect", "--bundle", &up, "--out", &down])["intake"].clone();
    (
        intake,
        phone.does(&["carry", "in", &down])["arrivals"].clone(),
    )
}

fn waiting(phone: &Terminal) -> usize {
    let lines = phone.does(&["outbox"])["outbox"].clone();
    let waits = |line: &&Value| line["state"] != "received";
    lines
        .as_array()
        .expect("a list")
        .iter()
        .filter(waits)
        .count()
}

fn stolen(house: &House, from: &str, to: &str) -> Terminal {
    copy(&house.path(from), &house.path(to));
    Terminal::office(Path::new(&house.path(to)))
}

#[test]
fn a_stolen_desk_key_opens_nothing_new_and_confirms_nothing_once_it_is_replaced() {
    let house = House::found(None);
    let office = house.office();
    let phone = house.phone("phone");
    let away = house.phone("away");
    exchange(&house, &office, &away);
    exchange(&house, &office, &phone);
    assert_eq!(waiting(&phone), 0);
    let thief = stolen(&house, "desk", "thief");

    // Before the change the thief's word counts: that is what a stolen key means.
    screens(&house, &phone);
    let before = waiting(&phone);
    assert_eq!(before, 1);
    let (up, forged) = (house.argument("up"), house.argument("forged"));
    phone.does(&["carry", "out", &up]);
    thief.does(&["collect", "--bundle", &up, "--out", &forged]);

    office.does(&["keys", "new", "--own"]);
    publish(&house, 2);
    let down = house.argument("down");
    office.does(&["collect", "--bundle", &up, "--out", &down]);
    // The pack and the receipts of the new key come together, in whatever order.
    let arrivals = phone.does(&["carry", "in", &down])["arrivals"].clone();
    assert_eq!(arrivals["pack"], 2, "{arrivals}");
    assert_eq!(
        waiting(&phone),
        0,
        "what was sealed to the old key is confirmed by the new"
    );

    // From here on the old key is nobody's.
    let arrivals = phone.does(&["carry", "in", &forged])["arrivals"].clone();
    assert_eq!(arrivals["received"], 0, "{arrivals}");
    let refused = arrivals["refused"].to_string();
    assert!(
        refused.contains("keys that the office has replaced"),
        "{arrivals}"
    );
    screens(&house, &phone);
    let (seen, arrivals) = exchange(&house, &thief, &phone);
    assert_eq!(seen["filed"], 0, "{seen}");
    assert_eq!(arrivals["received"], 0);
    assert_eq!(waiting(&phone), 1);
    let renewal = thief.does(&["renew", "phone"])["renewal"].clone();
    let renewal = house.write("renewal", renewal.as_str().expect("a text"));
    phone.is_refused(&["renew", &renewal], "did not sign");
    let renewal = office.does(&["renew", "phone"])["renewal"].clone();
    let renewal = house.write("renewal", renewal.as_str().expect("a text"));
    phone.does(&["renew", &renewal]);
    let (seen, arrivals) = exchange(&house, &office, &phone);
    assert_eq!(
        seen["filed"], 2,
        "a record and the answer to the renewal: {seen}"
    );
    assert_eq!(arrivals["received"], 2);

    // A phone that was away missed that pack, and the key of the packs after it.
    office.does(&["keys", "new", "--own"]);
    office.does(&["keys", "audience"]);
    publish(&house, 3);
    screens(&house, &away);
    let (seen, arrivals) = exchange(&house, &office, &away);
    assert_eq!(seen["filed"], 1, "{seen}");
    assert_eq!(
        (&arrivals["pack"], &arrivals["received"]),
        (&3.into(), &1.into()),
        "{arrivals}"
    );
    assert_eq!(waiting(&away), 0);
}

#[test]
fn old_keys_open_what_was_sealed_to_them_until_they_are_destroyed() {
    let house = House::found(None);
    let office = house.office();
    let phone = house.phone("phone");
    exchange(&house, &office, &phone);
    screens(&house, &phone);
    let kept = house.argument("kept");
    phone.does(&["carry", "out", &kept]);
    office.does(&["keys", "new", "--own"]);
    publish(&house, 2);
    office.is_refused(&["keys", "destroy"], "--agree");
    let after = stolen(&house, "desk", "before");
    assert_eq!(office.does(&["keys", "destroy", "--agree"])["destroyed"], 1);
    let seized = stolen(&house, "desk", "after");
    let take = ["collect", "--bundle", &kept];
    assert_eq!(after.does(&take)["intake"]["filed"], 1);
    assert_eq!(seized.does(&take)["intake"]["filed"], 0);
    assert_eq!(office.does(&["keys"])["keys"][1]["opens"], false);
    // A pack signed before a plan was made, or with another plan, brings nobody keys that nobody has.
    office.does(&["keys", "new", "--own"]);
    let content = Content::base().canonical_json();
    let mut document: Value = serde_json::from_slice(&content).expect("JSON");
    document["version"] = 3.into();
    let content = house.write("content.json", document.to_string());
    let pack = house.argument("planned");
    office.does(&["pack", "sign", &content, "--out", &pack, "--force"]);
    office.does(&["keys", "new", "--own"]);
    office.is_refused(&["pack", "publish", &pack], "has not planned");
}

#[test]
fn a_confidential_desk_replaces_its_keys_and_no_report_is_lost() {
    let house = House::found(None);
    let (office, conduct) = (house.office(), Terminal::office(&house.path("conduct")));
    let phone = house.phone("phone");
    exchange(&house, &office, &phone);
    let answers = house.write("answers.json", MISCONDUCT);
    let (up, onward, down) = (
        house.argument("up"),
        house.argument("on"),
        house.argument("down"),
    );
    let round = |desk: &Terminal| {
        for file in [&up, &onward, &down] {
            let _ = fs::remove_file(file);
        }
        phone.does(&["carry", "out", &up]);
        office.does(&["collect", "--bundle", &up, "--onward", &onward]);
        let intake = desk.does(&["collect", "--bundle", &onward, "--out", &down])["intake"].clone();
        let arrivals = phone.does(&["carry", "in", &down])["arrivals"].clone();
        (intake["filed"].clone(), arrivals["received"].clone())
    };
    let thief = stolen(&house, "conduct", "thief");
    phone.does(&["screen", "--answers", &answers]);
    conduct.does(&["keys", "new"]);
    // The phone knows the old keys only.
    assert_eq!(round(&conduct), (1.into(), 1.into()));
    let card = conduct.does(&["confidential", "card"])["text"].clone();
    let card = house.write("card", card.as_str().expect("a text"));
    phone.does(&["screen", "--answers", &answers]);
    office.does(&["keys", "new", "--confidential", &card]);
    publish(&house, 2);
    collects(&house, &phone, &up, &down);
    assert_eq!(phone.does(&["carry", "in", &down])["arrivals"]["pack"], 2);
    // Sealed to the old keys, confirmed by the new.
    assert_eq!(round(&conduct), (1.into(), 1.into()));
    phone.does(&["screen", "--answers", &answers]);
    // The thief opens the two that were sealed to the old keys, nothing since, and is believed by nobody.
    assert_eq!(round(&thief), (2.into(), 0.into()));
    assert_eq!(round(&conduct), (1.into(), 1.into()));
}
