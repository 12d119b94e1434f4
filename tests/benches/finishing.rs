//! What finishing a screening costs beside one durable commit of plain SQLite, in one run:
//! `cargo bench -p pocketcard-tests --features peers --bench finishing`.
//!
//! The two take turns, so that a busy machine is busy for both; medians are compared. Figures of a machine are kept
//! in `docs/performance.md`.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use pocketcard::{
    checklist::Answers,
    crypto::{SecretKey, SigningKey},
    host::{Moment, Unwatched},
    parcel::{self, Address, Mailbox},
    session::{ScreeningRequest, Session},
};
use pocketcard_tests::test_office::{self, House};
use rusqlite::Connection;

const TIMES: usize = 501;
const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
/// A typical screening as it is sealed: journal entry, salt and deflated JSON.
const CONTENT: usize = 880;
/// What is kept of it: this, and its parcel.
const KEPT: usize = CONTENT + 4096;

fn main() {
    // On the disk that the project lies on: a temporary directory may be memory.
    let disk = Path::new(env!("CARGO_TARGET_TMPDIR"));
    tempfile::env::override_temp_dir(disk).expect("nobody else does");
    let house = House::found(None);
    let now = test_office::now();
    let mut phone = house.enrolled("phone", now);
    let plain = plain(&house.path("plain.db"));
    let (signer, desk) = (SigningKey::generate(), desk());

    let (mut commit, mut finish, mut seal) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        commit.push(timed(|| {
            let insert = plain.prepare_cached("INSERT INTO records (body) VALUES (?1)");
            let inserted = insert.and_then(|mut insert| insert.execute([[7_u8; KEPT]]));
            inserted.expect("committed");
        }));
        let request = request();
        finish.push(timed(|| screen(&mut phone, request, now)));
        seal.push(timed(|| {
            let sealed = parcel::seal(parcel::LetterKind::Record, &[7; CONTENT], &signer, &desk);
            assert_eq!(sealed.expect("sealed").bytes.len() + CONTENT, KEPT);
        }));
    }
    let [commit, finish, seal] = [commit, finish, seal].map(median);
    println!("| median of {TIMES} | measured | wanted |");
    println!("|---|---:|---:|");
    println!("| plain SQLite: commit {KEPT} bytes durably | {commit:.2} ms | |");
    let ratio = finish / commit;
    println!(
        "| finish a screening: find, sign, chain, seal, commit durably | {finish:.2} ms, {ratio:.2} × | ≤ 1.5 × |"
    );
    println!("| of that, seal | {seal:.2} ms | ≤ 1 ms |");
}

fn plain(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("opens");
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE records (n INTEGER PRIMARY KEY, body BLOB NOT NULL);",
        )
        .expect("made");
    connection
}

fn desk() -> Address {
    Address {
        mailbox: Mailbox([7; 16]),
        to: SecretKey::generate().public(),
        second: None,
    }
}

fn request() -> ScreeningRequest {
    let answers = Answers::from_json(ADULT.as_bytes()).expect("an example");
    ScreeningRequest {
        site: "site-4".to_owned(),
        ..ScreeningRequest::new(answers)
    }
}

fn screen(phone: &mut Session, request: ScreeningRequest, now: Moment) {
    let screened = phone.screen(request, &mut [], &Unwatched, now);
    assert!(screened.expect("finished").id.is_some());
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
