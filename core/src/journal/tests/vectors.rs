//! A short journal in a file, for other implementations: `tests/vectors/journal.json`.

use std::fs;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::{
    crypto::{SigningKey, VerifyingKey},
    journal::{Countersignature, EntryRef, Hash, Salt, Tip, commitment},
};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/journal.json");

#[derive(Serialize, Deserialize)]
struct Journal {
    about: String,
    device: VerifyingKey,
    device_seed: Salt,
    entries: Vec<Link>,
    countersignature: Countersignature,
}

#[derive(Serialize, Deserialize)]
struct Link {
    content: String,
    salt: Salt,
    wall_at: i64,
    bytes: String,
    hash: Hash,
}

fn journal() -> Journal {
    let key = SigningKey::from_seed(&[3; 32]);
    let mut tip = Tip::EMPTY;
    let links = [
        ("a screening", 1, 1_789_000_000_000),
        (
            "its amendment, after the battery was empty and the clock fell back",
            2,
            -1,
        ),
        ("", 3, i64::MAX),
    ];
    let entries = links
        .into_iter()
        .map(|(content, salt, wall_at)| {
            let salt = Salt([salt; 32]);
            let entry = tip.append(&key, commitment(&salt, content.as_bytes()), wall_at);
            Link {
                content: content.to_owned(),
                salt,
                wall_at,
                bytes: HEXLOWER.encode(&entry.to_bytes()),
                hash: entry.hash(),
            }
        })
        .collect();
    let last = EntryRef {
        seq: tip.seq,
        hash: tip.hash,
    };
    Journal {
        about: "three entries of one device, and an office's word that it has the last".to_owned(),
        device: key.verifying_key(),
        device_seed: Salt(*key.seed()),
        entries,
        countersignature: Countersignature::sign(&SigningKey::from_seed(&[2; 32]), last, -7),
    }
}

fn pretty(journal: &Journal) -> String {
    serde_json::to_string_pretty(journal).unwrap() + "\n"
}

/// `cargo test -p pocketcard --lib write_the_journal -- --ignored`
#[test]
#[ignore = "writes a file"]
fn write_the_journal() {
    fs::write(PATH, pretty(&journal())).unwrap();
}

#[test]
fn the_journal_in_a_file_is_still_written_the_same() {
    assert!(fs::read_to_string(PATH).unwrap() == pretty(&journal()));
}
