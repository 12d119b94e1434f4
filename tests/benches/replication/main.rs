//! Records from a phone to a hub beside documents from PouchDB to a PouchDB server, in one run:
//! `cargo bench -p pocketcard-tests --features peers --bench replication [-- COUNT]`; with `-- road` a day over a bad
//! road, which [road] explains.
//!
//! Both servers are processes of their own, reached over HTTP on this machine; both sides keep what they have on the
//! disk. Rounds are interleaved; medians are compared. Figures of a machine are kept in `docs/performance.md`.

mod ours;
mod pouchdb;
mod road;
mod server;

use std::{env, path::Path};

const ROUNDS: usize = 3;
const COUNT: usize = 10_000;

/// How records are saved before they are sent.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// All with one call.
    AtOnce,
    /// Each with a call of its own, as they come into being.
    OneByOne,
}

/// How many seconds saving and sending took.
struct Times {
    saving: f64,
    sending: f64,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [role, directory] = arguments.as_slice()
        && role == "hub"
    {
        return ours::serve(Path::new(directory));
    }
    // On the disk that the project lies on: a temporary directory may be memory.
    let disk = Path::new(env!("CARGO_TARGET_TMPDIR"));
    tempfile::env::override_temp_dir(disk).expect("nobody else does");
    let count = arguments.iter().find_map(|argument| argument.parse().ok());
    let count = count.unwrap_or(COUNT);
    let Some(pouchdb) = pouchdb::install(disk) else {
        println!("skipped: PouchDB wants node and npm, and its packages");
        return;
    };
    if arguments.iter().any(|argument| argument == "road") {
        return road::compare(&pouchdb);
    }
    let peers: [(&str, &dyn Fn(Way) -> Times); 3] = [
        ("PouchDB", &|way| pouchdb::run(&pouchdb, count, way, false)),
        ("PouchDB, synced", &|way| {
            pouchdb::run(&pouchdb, count, way, true)
        }),
        ("ours", &|way| ours::run(count, way)),
    ];
    let mut at_once = [const { Vec::new() }; 3];
    let mut one_by_one = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for (peer, (_, run)) in peers.iter().enumerate() {
            at_once[peer].push(run(Way::AtOnce));
            one_by_one[peer].push(run(Way::OneByOne));
        }
    }
    let names = peers.map(|(name, _)| name).join(" | ");
    println!("Median of {ROUNDS} rounds; in brackets, of the time that ours takes.\n");
    println!("| {count} records of 1 KB | {names} |");
    println!("|---|---:|---:|---:|");
    let all = |times: &Times| times.saving + times.sending;
    line("saved at once and sent", &at_once, all);
    line("of that, sent", &at_once, |times| times.sending);
    line("saved one by one and sent", &one_by_one, all);
}

fn line(name: &str, times: &[Vec<Times>; 3], of: impl Fn(&Times) -> f64) {
    let medians = times.each_ref().map(|times| {
        let mut seconds: Vec<f64> = times.iter().map(&of).collect();
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    });
    let [.., ours] = medians;
    let cells = medians.map(|seconds| format!("{seconds:.2} s ({:.1})", seconds / ours));
    println!("| {name} | {} |", cells.join(" | "));
}
