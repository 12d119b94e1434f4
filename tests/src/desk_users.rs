//! People at a desk, in tests: who is let in, what is filed, what the log says.

use std::{fs, path::Path};

use pocketcard::{store::Store, vault::Vault};
use serde_json::Value;

use crate::{
    binaries::{Said, Terminal},
    test_office::{House, keystore, passphrase},
};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
/// The passphrase of Amal, a focal point.
pub const AMAL: &str = "copper window gentle ninety";

/// Lets somebody in, by the program.
pub fn add(office: &Terminal, name: &str, role: &str, passphrase: &str) -> Said {
    let mut command = office.command(&["users", "add", name, "--role", role]);
    Said::by(command.env("POCKETCARD_NEW_PASSPHRASE", passphrase))
}

/// The desk as a terminal of Amal's, a focal point.
pub fn with_amal(house: &House) -> Terminal {
    let said = add(&house.office(), "Amal", "focal-point", AMAL);
    assert_eq!(said.status, 0, "{said:?}");
    house.office().with(Some(AMAL))
}

/// A screening that is filed; gives its id.
pub fn filed(house: &House, phone: &Terminal) -> String {
    let answers = house.write("answers.json", ADULT);
    let screened = phone.does(&["screen", "--answers", &answers]);
    let id = screened["screened"]["id"].as_str().expect("an id");
    let card = house.argument("card");
    let _ = fs::remove_file(&card);
    phone.does(&["carry", "out", &card]);
    house.office().does(&["collect", "--bundle", &card]);
    id.to_owned()
}

/// Who did what, of the log's lines.
pub fn acts(log: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let lines = log["log"].as_array().expect("lines").iter();
    lines
        .map(|line| (text(&line["who"]), text(&line["act"])))
        .collect()
}

/// The desk's store, opened as somebody with the key and a program of their own would.
pub fn store(desk: &Path) -> Store {
    let keystore = keystore(desk);
    let vault = Vault::at(desk, &keystore);
    let unlocked = vault.unlock(&passphrase()).expect("opens");
    Store::open(desk, &unlocked.master).expect("opens")
}
