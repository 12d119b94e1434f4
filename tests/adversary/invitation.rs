//! Anyone who forged an invitation, or holds a copy of a true one.

use pocketcard::{
    base::Id,
    crypto::{SecretKey, SigningKey, VerifyingKey},
    invitation::{DeskCard, Invitation},
};
use pocketcard_tests::{
    binaries::{Said, Terminal},
    test_office::{House, now},
};
use serde_json::{Value, json};

use super::{collects, screens};

/// What an attacker hands to a phone: all is as the phone knows it, but the keys are the attacker's.
fn forged(house: &House, forger: &SigningKey) -> Invitation {
    let text = house.invitation("bait");
    let mut forged = Invitation::from_text(&text).expect("an invitation");
    let seal = SecretKey::generate();
    for desk in [Some(&mut forged.desk), forged.confidential.as_mut()] {
        let desk = desk.expect("both desks");
        *desk = DeskCard {
            name: desk.name.clone(),
            seal_key: seal.public(),
            sign_key: forger.verifying_key(),
        };
    }
    forged.id = Id::random();
    forged.number = u64::MAX;
    forged
}

/// All that a phone holds and trusts, as it shows it.
fn held(phone: &Terminal) -> Value {
    let outbox = phone.does(&["outbox"])["outbox"].clone();
    let parcels = outbox.as_array().expect("a list").iter();
    let parcels: Vec<_> = parcels.map(|line| line["parcel"].clone()).collect();
    json!([phone.does(&["list"]), parcels, phone.does(&["unlock-test"])])
}

/// The phone's key, as its sealed answer names it to the desk.
fn key_of(house: &House, phone: &Terminal) -> VerifyingKey {
    let (up, down) = (house.argument("key-up"), house.argument("key-down"));
    collects(house, phone, &up, &down);
    let phones = house.office().does(&["phones"]);
    let fingerprint = phones["phones"][0]["fingerprint"].as_str().expect("a text");
    let renewal = house.office().does(&["renew", fingerprint]);
    let text = renewal["renewal"].as_str().expect("a text");
    let whole = pocketcard::parcel::armor::decode(pocketcard::parcel::armor::Label::Renewal, text);
    let whole = whole.expect("a renewal");
    VerifyingKey(whole[64..96].try_into().expect("a key"))
}

#[test]
fn nobody_turns_an_enrolled_phone_over_to_another_desk() {
    let house = House::found(None);
    let phone = house.phone("phone");
    screens(&house, &phone);
    let key = key_of(&house, &phone);
    screens(&house, &phone);
    let before = held(&phone);
    let forger = SigningKey::generate();
    let forged = forged(&house, &forger);

    let unsigned = house.write("unsigned", forged.to_text());
    phone.is_refused(&["enrol", &unsigned], "enrolled already");
    phone.is_refused(&["renew", &unsigned], "which anybody can write");
    let signed = house.write("signed", forged.to_renewal(&key, &forger));
    phone.is_refused(&["renew", &signed], "did not sign this renewal");
    // Changed by one bit, or cut, it is nobody's either.
    let renewal = house.office().does(&["renew", "phone"]);
    let renewal = renewal["renewal"].as_str().expect("a text");
    let cut = house.write("cut", &renewal[..renewal.len() / 2]);
    phone.is_refused(&["renew", &cut], "cut short");
    assert_eq!(held(&phone), before);

    // The true one serves this phone, once, and no other; an older one does not come after it.
    let older = house.write("older", renewal);
    let renewal = house.office().does(&["renew", "phone"]);
    let newer = house.write("newer", renewal["renewal"].as_str().expect("a text"));
    let other = house.phone("other");
    other.is_refused(&["renew", &newer], "another phone's");
    phone.does(&["renew", &newer]);
    phone.is_refused(&["renew", &newer], "enrolled already");
    phone.is_refused(&["renew", &older], "older than the last");
    let (up, down) = (house.argument("up"), house.argument("down"));
    collects(&house, &phone, &up, &down);
    phone.does(&["carry", "in", &down]);
    assert_eq!(phone.does(&["outbox"])["outbox"], json!([]));
}

#[test]
fn a_new_phone_is_not_enrolled_with_a_desk_that_only_says_who_it_is() {
    let house = House::found(None);
    let forged = forged(&house, &SigningKey::generate());
    let file = house.write("forged", forged.to_text());
    let phone = Terminal::phone(&house.path("new"));
    let words = house.office().does(&["words"])["words"].clone();
    let words = words.as_str().expect("a text");
    assert_ne!(forged.words(), words);
    let enrol = ["enrol", &file, "--desk-words", words];
    phone.is_refused(&enrol, "not the words of this invitation");
    phone.is_refused(&["enrol", &file], "give --desk-words");
    phone.is_refused(&["list"], "not enrolled");

    // Every key that a phone would trust has its part in the words.
    let text = house.invitation("whole");
    let change = |change: &dyn Fn(&mut Invitation)| {
        let mut changed = Invitation::from_text(&text).expect("an invitation");
        change(&mut changed);
        changed.words()
    };
    assert_eq!(change(&|_| ()), words);
    let key = SecretKey::generate().public();
    let sign = SigningKey::generate().verifying_key();
    let roots = pocketcard::pack::Roots::new(1, 1, &[sign]).expect("roots");
    for other in [
        change(&|it| it.desk.seal_key = key.clone()),
        change(&|it| it.desk.sign_key = sign),
        change(&|it| it.confidential = None),
        change(&|it| it.confidential.as_mut().expect("one").seal_key = key.clone()),
        change(&|it| it.confidential.as_mut().expect("one").sign_key = sign),
        change(&|it| it.escrow = Some(key.clone())),
        change(&|it| it.roots = roots.clone()),
    ] {
        assert_ne!(other, words);
    }
}

#[test]
fn a_thief_of_an_invitation_who_comes_first_gets_nothing_and_is_noticed() {
    let house = House::found(None);
    let office = house.office();
    let text = house.invitation("nurse-7");
    for name in ["thief", "nurse"] {
        drop(house.session(name, &text, now()));
    }
    let [thief, nurse] = ["thief", "nurse"].map(|name| Terminal::phone(&house.path(name)));
    screens(&house, &thief);
    screens(&house, &nurse);
    let [first, second, down] = ["first", "second", "down"].map(|name| house.argument(name));
    thief.does(&["carry", "out", &first]);
    nurse.does(&["carry", "out", &second]);
    let waits = "until somebody has compared their words";
    Said::by(&mut office.command(&["collect", "--bundle", &first])).refuses(1, waits);
    assert_eq!(office.does(&["inbox"])["inbox"], json!([]));
    assert_eq!(office.does(&["phones"])["phones"], json!([]));
    Said::by(&mut office.command(&["collect", "--bundle", &second]))
        .refuses(1, "somebody holds a copy of it");
    assert_eq!(
        office.does(&["invitations"])["invitations"][0]["answered"],
        2
    );

    let words = nurse.does(&["words"])["words"].clone();
    let accept = [
        "accept",
        "nurse-7",
        "--words",
        words.as_str().expect("a text"),
    ];
    assert_eq!(office.does(&accept)["intake"]["enrolled"], 1);
    let inbox = office.does(&["inbox"])["inbox"].clone();
    assert_eq!(inbox.as_array().map(Vec::len), Some(2), "the nurse's alone");
    let collect = ["collect", "--bundle", &first, "--out", &down];
    // What it says depends on which of the rival's parcels is looked at first.
    let _ = Said::by(&mut office.command(&collect));
    assert_eq!(office.does(&["phones"])["phones"][0]["rivals"], 1);
    nurse.does(&["carry", "in", &down]);
    assert_eq!(nurse.does(&["outbox"])["outbox"], json!([]));
    thief.is_refused(&["carry", "in", &down], "refused the invitation");
}

#[test]
fn words_that_the_owner_did_not_read_let_nobody_in() {
    let house = House::found(None);
    let office = house.office();
    let thief = house.session("thief", &house.invitation("phone"), now());
    drop(thief);
    let thief = Terminal::phone(&house.path("thief"));
    let up = house.argument("up");
    thief.does(&["carry", "out", &up]);
    office.is_refused(&["collect", "--bundle", &up], "until somebody has compared");
    // The true phone's words, typed while only the thief has answered.
    let words = house.desk().words().expect("six others");
    let accept = ["accept", "phone", "--words", &words];
    office.is_refused(&accept, "a phone with other words answered");
    office.is_refused(&["collect", "--bundle", &up], "until somebody has compared");
    assert_eq!(office.does(&["phones"])["phones"], json!([]));
}
