//! The hub as a process, reached by phones and desks that are processes too.

#![cfg(unix)]

use std::{
    io::{ErrorKind, Write},
    os::{fd::OwnedFd, unix::net::UnixStream},
    process::Stdio,
};

use pocketcard_tests::{house::House, serving::Serving};

/// A hub that nobody listens to does its work, what it logs included, and ends as it should.
#[track_caller]
fn serves_on(house: &House, hub: Serving) {
    let phone = house.phone("phone");
    assert_eq!(phone.does(&["sync", "--hub", &hub.url])["sent"], 1);
    let collected = house.office().does(&["collect", "--hub", &hub.url]);
    assert_eq!(collected["intake"]["enrolled"], 1);
    for _ in 0..2 {
        let desk = house.desk();
        let token = desk.hub_token();
        let id = pocketcard::record::Id::random();
        pocketcard_office::http::revoke(&hub.url, &token, &[id]).expect("it says so in its log");
    }
    assert!(hub.stop().success());
}

#[test]
fn a_hub_whose_outputs_are_closed_serves_on() {
    let house = House::found(None);
    let mut hub = Serving::start(&house.office(), &[], Stdio::piped());
    hub.close_outputs();
    serves_on(&house, hub);
}

#[test]
fn a_hub_whose_log_nobody_reads_serves_on() {
    let house = House::found(None);
    let (log, _reader) = UnixStream::pair().expect("a pair");
    log.set_nonblocking(true).expect("set");
    let full = loop {
        if let Err(error) = (&log).write(&[b'.'; 4096]) {
            break error.kind();
        }
    };
    assert_eq!(full, ErrorKind::WouldBlock);
    log.set_nonblocking(false).expect("set");
    let hub = Serving::start(&house.office(), &[], OwnedFd::from(log).into());
    serves_on(&house, hub);
}

#[test]
fn a_withdrawn_invitation_is_refused_by_the_hub() {
    let house = House::found(None);
    let hub = Serving::start(&house.office(), &[], Stdio::null());
    let (early, late) = (house.phone("early"), house.phone("late"));
    early.does(&["sync", "--hub", &hub.url]);
    house.office().does(&["collect", "--hub", &hub.url]);
    house.office().does(&["revoke-invitation", "late"]);
    house
        .office()
        .is_refused(&["revoke-invitation", "early"], "no open invitation");
    house.office().does(&["collect", "--hub", &hub.url]);
    late.is_refused(&["sync", "--hub", &hub.url], "revoked");
    early.does(&["sync", "--hub", &hub.url]);
    assert_eq!(
        house.office().does(&["invitations"])["invitations"][0]["open"],
        false
    );
}
