//! Every hostile party has a role here, with the goals that it must fail to reach. The attacks are made on
//! the programs and the files as they ship.

mod founder;
mod hub;
#[cfg(unix)]
mod hub_postgres;
mod invitation;
mod keeper;
mod keys;
mod phone;
mod sender;

use std::fs;

use pocketcard_tests::{
    binaries::{Said, Terminal},
    test_office::House,
};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");

/// Screens an adult; gives the record's id.
fn screens(house: &House, phone: &Terminal) -> String {
    let file = house.write("answers.json", ADULT);
    let screened = phone.does(&["screen", "--answers", &file]);
    let id = screened["screened"]["id"].as_str();
    id.expect("an id").to_owned()
}

/// The desk collects what this phone carries, and writes what it sends to a card.
fn collects(house: &House, phone: &Terminal, up: &str, down: &str) {
    for file in [up, down] {
        let _ = fs::remove_file(file);
    }
    phone.does(&["carry", "out", up]);
    let collect = ["collect", "--bundle", up, "--out", down];
    // What waits of others is said with status 1.
    let said = Said::by(&mut house.office().command(&collect));
    assert!(fs::exists(down).is_ok_and(|it| it), "{said:?}");
}
