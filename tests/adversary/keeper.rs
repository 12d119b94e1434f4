//! A keeper, or a thief, of root keys.

use std::fs;

use pocketcard::{content::Content, pack::MAX_STEP};
use pocketcard_tests::{
    binaries::Terminal,
    test_office::{House, now},
};
use serde_json::Value;

/// The content of this version, as `pack build` writes it.
fn content_of(house: &House, version: u64) -> String {
    let mut document = Content::base().document().clone();
    document.version = version;
    let content = Content::new(document).expect("content");
    house.write(&format!("{version}.json"), content.canonical_json())
}

/// Signs this version with the desk's root keys; gives the file.
fn sign(house: &House, version: u64) -> String {
    let (content, pack) = (
        content_of(house, version),
        house.argument(&format!("{version}.pack")),
    );
    house
        .office()
        .does(&["pack", "sign", &content, "--out", &pack, "--force"]);
    pack
}

/// What the desk sends comes to a phone on a card; gives what changed there.
fn meets(house: &House, phone: &Terminal) -> Value {
    let (up, down) = (house.argument("up"), house.argument("down"));
    for file in [&up, &down] {
        let _ = fs::remove_file(file);
    }
    phone.does(&["carry", "out", &up]);
    house
        .office()
        .does(&["collect", "--bundle", &up, "--out", &down]);
    phone.does(&["carry", "in", &down])["arrivals"].clone()
}

fn version(phone: &Terminal) -> Value {
    phone.does(&["unlock-test"])["about"]["pack_version"].clone()
}

#[test]
fn a_stolen_root_key_is_replaced_and_every_phone_follows() {
    let house = House::found(None);
    let office = house.office();
    let early = house.phone("early");
    let away = house.phone("away");
    let first = sign(&house, 2);
    office.does(&["pack", "publish", &first]);
    assert_eq!(meets(&house, &early)["pack"], 2);

    office.does(&["pack", "rotate-roots"]);
    office.does(&["pack", "rotate-roots"]);
    // Between the change and the next pack, the pack in force serves new phones.
    let between = house.phone("between");
    assert_eq!(meets(&house, &between)["pack"], 2);
    office.is_refused(&["pack", "publish", &first], "have been replaced");

    let second = sign(&house, 3);
    office.does(&["pack", "verify", &second]);
    office.does(&["pack", "publish", &second]);
    let late = house.phone("late");
    for phone in [&early, &away, &between, &late] {
        meets(&house, phone);
        assert_eq!(version(phone), 3);
    }
    // And so it goes on, after more changes than a pack carries.
    for _ in 0..17 {
        house.desk().rotate_roots(now()).expect("replaced");
    }
    let carried = sign(&house, 4);
    office.is_refused(
        &["pack", "publish", &carried],
        "does not carry the whole change",
    );
}

#[test]
fn a_pack_with_the_highest_number_is_not_the_last_one() {
    let house = House::found(None);
    let office = house.office();
    let phone = house.phone("phone");
    for high in [i64::MAX as u64, MAX_STEP + 1] {
        let pack = sign(&house, high);
        for verb in ["verify", "publish"] {
            office.is_refused(&["pack", verb, &pack], "number packs one by one");
        }
    }
    let far = sign(&house, MAX_STEP);
    office.does(&["pack", "publish", &far]);
    assert_eq!(meets(&house, &phone)["pack"], MAX_STEP);
    let low = sign(&house, 3);
    office.is_refused(&["pack", "publish", &low], "is already here");
    office.does(&["pack", "rotate-roots"]);
    let low = sign(&house, 3);
    office.does(&["pack", "publish", &low]);
    assert_eq!(meets(&house, &phone)["pack"], 3);
}

#[test]
fn keys_are_made_by_their_keepers_and_nobody_signs_alone() {
    let house = House::found(None);
    let office = house.office();
    let early = house.phone("early");
    assert_eq!(office.does(&["pack", "roots"])["held"], 3);
    let keepers = ["anna", "boris", "chen"].map(|name| {
        let keeper = Terminal::office(&house.path(name));
        keeper.does(&["keeper", "new", "--name", name]);
        let card = keeper.does(&["keeper", "card"])["text"].clone();
        house.write(&format!("{name}.card"), card.as_str().expect("a text"));
        keeper
    });
    let cards = ["anna", "boris", "chen"].map(|name| house.argument(&format!("{name}.card")));
    let [change, signed, whole] =
        ["change", "signed", "whole"].map(|name| house.argument(&format!("{name}.roots")));
    let mut arguments = vec!["pack", "new-roots", "--threshold", "2", "--out", &change];
    cards
        .iter()
        .for_each(|card| arguments.extend(["--keeper", card]));
    office.does(&arguments);
    // The keepers must hold the new keys, and say so.
    office.is_refused(&["pack", "adopt-roots", &change], "0 of the 2 signatures");
    let unread = ["keeper", "sign-roots", &change, "--out", &signed];
    keepers[0].is_refused(&unread, "nothing was signed");
    for (keeper, from, to) in [(0, &change, &signed), (1, &signed, &whole)] {
        keepers[keeper].does(&["keeper", "sign-roots", from, "--out", to, "--agree"]);
    }
    office.does(&["pack", "adopt-roots", &whole]);
    assert_eq!(office.does(&["pack", "roots"])["held"], 0);
    office.is_refused(&["pack", "rotate-roots"], "lie with their keepers");

    // The desk makes a pack and can sign none; escrow is what a keeper sees first.
    let mut document = Content::base().document().clone();
    (document.version, document.policy.escrow) = (2, true);
    document.policy.grace_minutes += 1;
    let content = Content::new(document).expect("content").canonical_json();
    let content = house.write("escrow.json", content);
    let [bare, half, full] = ["bare", "half", "full"].map(|name| house.argument(name));
    assert_eq!(
        office.does(&["pack", "sign", &content, "--out", &bare])["missing"],
        2
    );
    office.is_refused(&["pack", "publish", &bare], "0 of the 2 signatures");
    let unread = ["keeper", "sign", &bare, "--out", &half];
    keepers[0].is_refused(&unread, "nothing was signed");
    let signed = keepers[0].does(&[
        "keeper", "sign", &bare, "--out", &half, "--agree", "--force",
    ]);
    assert_eq!(
        signed["changes"][0],
        "!! policy: escrow: false becomes true"
    );
    office.is_refused(&["pack", "publish", &half], "1 of the 2 signatures");
    keepers[2].does(&["keeper", "sign", &half, "--out", &full, "--agree"]);
    office.does(&["pack", "publish", &full]);
    let late = house.phone("late");
    for phone in [&early, &late] {
        assert_eq!(meets(&house, phone)["pack"], 2);
    }

    // A keeper signs no second pack of one number, nor an older one.
    let other = content_of(&house, 2);
    let another = house.argument("another");
    office.does(&["pack", "sign", &other, "--out", &another]);
    let sign = [
        "keeper", "sign", &another, "--out", &half, "--agree", "--force",
    ];
    keepers[0].is_refused(&sign, "another pack with version 2");
    keepers[1].does(&sign);
}
