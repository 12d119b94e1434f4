//! A phone that was enrolled, and is in other hands since.

use std::fs;

use pocketcard::{
    content::Content, host::Moment, session::Session, sync::outbox::OutboxState, vault::Passphrase,
};
use pocketcard_office::{desk::hub_directory, hub};
use pocketcard_terminal::http;
use pocketcard_tests::{
    binaries::{Said, Terminal},
    test_office::{House, keystore, now, passphrase},
};
use serde_json::json;

use super::{collects, screens};

fn publish(house: &House, version: u64) {
    let mut document = Content::base().document().clone();
    document.version = version;
    let content = Content::new(document).expect("content").canonical_json();
    let content = house.write("content.json", content);
    let pack = house.argument("content.pack");
    house
        .office()
        .does(&["pack", "sign", &content, "--out", &pack, "--force"]);
    house.office().does(&["pack", "publish", &pack]);
}

fn version(phone: &Terminal) -> u64 {
    let about = phone.does(&["unlock-test"])["about"].clone();
    about["pack_version"].as_u64().expect("a number")
}

#[test]
fn a_revoked_phone_learns_nothing_new_by_hub_or_card() {
    let house = House::found(None);
    let office = house.office();
    let hub = hub::start(
        &hub_directory(&house.path("desk")),
        ([127, 0, 0, 1], 0).into(),
    );
    let hub = hub.expect("a hub");
    let url = hub.url();
    let (stolen, other) = (house.phone("stolen"), house.phone("other"));
    // Invited while the stolen phone was trusted, and enrolled when it is not any more.
    let late = house.invitation("late");
    let syncs = |phone: &Terminal| Said::by(&mut phone.command(&["sync", "--hub", &url]));
    let collect = ["collect", "--hub", &url];
    publish(&house, 2);
    for phone in [&stolen, &other] {
        assert_eq!(syncs(phone).status, 0);
        office.does(&collect);
        assert_eq!(syncs(phone).status, 0);
        assert_eq!(version(phone), 2);
    }

    // The office has no address of the hub here: it is told by hand what `revoke` tells it otherwise.
    let told = {
        let mut desk = house.desk();
        let tokens = desk.revoke("stolen", None, now()).expect("revoked");
        let notices = desk.notices(now());
        http::revoke(&url, &desk.hub_token(), &tokens, &notices)
    };
    told.expect("the hub is told");
    publish(&house, 3);
    office.does(&collect);

    let before = hub_reads(&url, &house, "stolen");
    assert_eq!(before, 1, "its notice, and nothing else");
    assert_eq!(syncs(&stolen).status, 1);
    assert_eq!(syncs(&other).status, 0);
    assert_eq!((version(&stolen), version(&other)), (2, 3));

    // By card too, also when it is brought all that the other phone has.
    let (up, down) = (house.argument("up"), house.argument("down"));
    other.does(&["carry", "out", &up]);
    stolen.is_refused(&["carry", "in", &up], "accepts nothing more");
    collects(&house, &other, &up, &down);
    stolen.is_refused(&["carry", "in", &down], "accepts nothing more");
    assert_eq!(version(&stolen), 2);

    // Nor does anyone who holds what the phone knew: no letter of the office opens with its keys but the notice.
    let mut session = house.session("late", &late, now());
    pocketcard_tests::test_office::accept(&mut house.desk(), "late", &session, now());
    session.tidy(now()).expect("tidied");
    drop(session);
    let late = Terminal::phone(&house.path("late"));
    collects(&house, &late, &up, &down);
    late.does(&["carry", "in", &down]);
    assert_eq!(
        version(&late),
        3,
        "it is told the new key when it is enrolled"
    );
    hub.stop().expect("stops");
}

/// Letters that the hub gives to this phone's token, asked for from the beginning.
fn hub_reads(url: &str, house: &House, name: &str) -> u64 {
    let session = house.unlock(name, now());
    let token = session.hub_token().expect("unlocked");
    let mailbox = house.desk().mailbox();
    let mut depot = pocketcard::sync::MemoryDepot::new(pocketcard::sync::Role::Phone, mailbox);
    let mut exchange = pocketcard::sync::Exchange::new(pocketcard::sync::Role::Hub);
    let done = http::exchange(
        url,
        &token,
        &mut exchange,
        &mut depot,
        &pocketcard::host::Unwatched,
    );
    assert!(matches!(done, Err(http::HttpError::Revoked)));
    depot.items().count() as u64
}

#[test]
fn what_a_phone_recorded_before_it_was_revoked_reaches_the_desk() {
    let house = House::found(None);
    let office = house.office();
    let phone = house.phone("phone");
    let [first, second, down] = ["first", "second", "down"].map(|name| house.argument(name));
    collects(&house, &phone, &first, &down);
    let before = screens(&house, &phone);
    office.does(&["revoke", "phone"]);
    let revoked = now();
    phone.does(&["carry", "out", &second]);
    // Nothing is told to anyone who has the phone now.
    let intake = office.does(&["collect", "--bundle", &second])["intake"].clone();
    assert_eq!(
        (&intake["filed"], &intake["receipts"]),
        (&json!(1), &json!(0))
    );
    let inbox = office.does(&["inbox"])["inbox"].clone();
    let line = inbox
        .as_array()
        .and_then(|lines| lines.iter().find(|line| line["id"] == *before));
    assert_eq!(line.expect("filed")["after_revocation"], true);

    // What it records from then on is nobody's word.
    let later = Moment {
        wall_ms: revoked.wall_ms + 60_000,
        ..revoked
    };
    let mut session = house.unlock("phone", later);
    let answers = pocketcard::checklist::Answers::from_json(super::ADULT.as_bytes());
    let request = pocketcard::session::ScreeningRequest::new(answers.expect("answers"));
    let screened = session.screen(request, &mut [], &pocketcard::host::Unwatched, later);
    screened.expect("screened");
    drop(session);
    fs::remove_file(&second).expect("removed");
    phone.does(&["carry", "out", &second]);
    Said::by(&mut office.command(&["collect", "--bundle", &second]))
        .refuses(1, "recorded it after it was revoked");
}

#[test]
fn the_confidential_desk_cuts_no_phone_off() {
    let house = House::found(None);
    let hub = hub::start(
        &hub_directory(&house.path("desk")),
        ([127, 0, 0, 1], 0).into(),
    );
    let hub = hub.expect("a hub");
    let session = house.enrolled("phone", now());
    let token: hub::token::Token = session.hub_token().expect("a token").parse().expect("one");
    let refused = http::revoke(&hub.url(), &house.conduct().hub_token(), &[token.id()], &[]);
    assert!(refused.is_err());
    drop(session);
    let phone = Terminal::phone(&house.path("phone"));
    phone.does(&["sync", "--hub", &hub.url()]);
    hub.stop().expect("stops");
}

const DURESS: &str = "button harvest slow tide";

/// Anyone who makes the owner open the phone sees the phone that they know; a person who is screened on it is helped, and
/// the office learns how it was.
#[test]
fn what_is_recorded_under_duress_reaches_the_office_as_such() {
    let house = House::found(None);
    let office = house.office();
    let phone = house.phone("patrol-1");
    let [up, down] = ["up", "down"].map(|name| house.argument(name));
    let mut document = Content::base().document().clone();
    (document.version, document.policy.duress) = (2, true);
    let content = Content::new(document).expect("content").canonical_json();
    let content = house.write("content.json", content);
    let pack = house.argument("content.pack");
    office.does(&["pack", "sign", &content, "--out", &pack, "--force"]);
    office.does(&["pack", "publish", &pack]);
    collects(&house, &phone, &up, &down);
    phone.does(&["carry", "in", &down]);

    let store = house.path("patrol-1");
    let mut session = house.unlock("patrol-1", now());
    let called = |session: &Session| {
        let about = session.about(now()).expect("unlocked");
        (about.fingerprint, about.words, about.pack_version)
    };
    let before = called(&session);
    let duress = Passphrase::new(DURESS);
    let set = session.set_duress(&passphrase(), &duress, &keystore(&store));
    set.expect("set");
    drop(session);
    let decoy = Session::unlock(&store, &duress, &keystore(&store), now()).expect("unlocked");
    assert_eq!(called(&decoy), before);
    drop(decoy);

    let decoy = phone.with(Some(DURESS));
    let record = screens(&house, &decoy);
    let [up, down, last] = ["up-2", "down-2", "up-3"].map(|name| house.argument(name));
    decoy.does(&["carry", "out", &up]);
    let said = office.does(&["collect", "--bundle", &up, "--out", &down]);
    assert_eq!(said["intake"]["under_duress"], json!(["patrol-1"]));
    assert_eq!(said["intake"]["alarms"], json!([]));
    let inbox = office.does(&["inbox"])["inbox"].clone();
    let lines = inbox.as_array().expect("lines");
    let line = lines
        .iter()
        .find(|line| line["id"] == *record)
        .expect("filed");
    assert_eq!(
        (&line["under_duress"], &line["phone"]),
        (&json!(true), &json!("patrol-1"))
    );
    assert!(
        lines
            .iter()
            .all(|it| it["id"] == *record || it["under_duress"] == false)
    );
    // There is one phone of that name, and its own journal is whole.
    assert_eq!(office.does(&["verify"])["ok"], true);

    // The phone hears of it as any phone does.
    decoy.does(&["carry", "in", &down]);
    let session = Session::unlock(&store, &duress, &keystore(&store), now()).expect("unlocked");
    let outbox = session.outbox(now()).expect("unlocked");
    assert!(outbox.iter().all(|line| line.state != OutboxState::Sealed));
    drop(session);

    // A phone that is cut off is cut off with its decoy.
    office.does(&["revoke", "patrol-1"]);
    let later = screens(&house, &decoy);
    decoy.does(&["carry", "out", &last]);
    Said::by(&mut office.command(&["collect", "--bundle", &last]));
    let inbox = office.does(&["inbox"])["inbox"].to_string();
    assert!(!inbox.contains(&later), "nobody's word any more");
}
