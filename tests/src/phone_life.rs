//! A phone that is killed again and again: what its writer and the test that kills it share.

use std::path::Path;

use pocketcard::{host::Moment, session::Session, vault::Passphrase};

use crate::test_office::keystore;

/// The passphrases between which it changes.
pub const PASSPHRASES: [&str; 2] = ["lantern orbit seven maple", "copper window eleven finch"];

/// Unlocks the phone below `root` with whichever passphrase holds; also gives which that is.
///
/// # Panics
/// When neither does.
pub fn unlock(root: &Path, now: Moment) -> (Session, usize) {
    let phone = root.join("phone");
    let key = keystore(&phone);
    let with = |n: usize| Session::unlock(&phone, &Passphrase::new(PASSPHRASES[n]), &key, now);
    match with(0) {
        Ok(session) => (session, 0),
        Err(first) => match with(1) {
            Ok(session) => (session, 1),
            Err(second) => panic!("neither passphrase opens the phone: {first}; {second}"),
        },
    }
}
