//! Our store beside others on the same records, in one run:
//! `cargo bench -p pocketcard-tests --features peers --bench store [-- ROUNDS]`.
//!
//! Each store is a program of its own that plays rounds on command, since a program can link one SQLite; this one is
//! also ours. Rounds are interleaved, and so are the single records within a round, so that a busy machine is busy for
//! all; medians are compared. Figures of a machine are kept in `docs/performance.md`.

mod ours;
mod program;
#[path = "../../peers/src/rounds.rs"]
mod rounds;
mod table;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use program::Program;
use rounds::{FILLED, TURNS};
use table::MEASURED;

const ROUNDS: usize = 7;

/// One of the stores.
struct Peer {
    name: &'static str,
    program: PathBuf,
    arguments: Vec<PathBuf>,
}

impl Peer {
    fn start(&self) -> Program {
        Program::start(&self.program, &self.arguments)
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [name, vault] = arguments.as_slice()
        && name == "ours"
    {
        return ours::play(Path::new(vault));
    }
    let rounds = arguments.iter().find_map(|argument| argument.parse().ok());
    let rounds = rounds.unwrap_or(ROUNDS);
    // On the disk that the project lies on: a temporary directory may be memory.
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let vault = dir.path().join("vault");
    ours::make_vault(&vault);
    let (stock, sqlcipher) = (program::build("stock"), program::build("sqlcipher"));
    let this = env::current_exe().expect("a program knows where it is");
    let peers = [
        ("plain SQLite", &stock, vec!["plain".into()]),
        ("SQLCipher", &sqlcipher, vec![]),
        ("matrix-sdk", &stock, vec!["matrix".into()]),
        ("ours", &this, vec!["ours".into(), vault]),
    ];
    let peers = peers.map(|(name, program, arguments)| Peer {
        name,
        program: program.clone(),
        arguments,
    });
    let names = [&peers[0], &peers[1], &peers[2], &peers[3]].map(|peer| peer.name);
    println!("Median of {rounds} rounds; in brackets, of plain SQLite's.");
    for count in [10_000, 100_000] {
        let (figures, memory) = compare(&peers, count, rounds, dir.path());
        table::print(count, names, &figures, &memory);
    }
}

/// Plays rounds with so many records. Gives for each peer what each of its rounds measured, and the KiB of memory
/// that it takes to use what the last round left.
fn compare(
    peers: &[Peer; 4],
    count: usize,
    rounds: usize,
    dir: &Path,
) -> ([Vec<[u64; MEASURED]>; 4], [u64; 4]) {
    let mut figures = [const { Vec::new() }; 4];
    let mut memory = [0; 4];
    let mut programs = peers.each_ref().map(Peer::start);
    for round in 0..rounds {
        let mut order = [0, 1, 2, 3];
        // Nobody is always the one who comes after the same other.
        order.rotate_left(round % 4);
        if round % 2 == 1 {
            order.reverse();
        }
        let stores = [0, 1, 2, 3].map(|peer| dir.join(peer.to_string()));
        let mut measured = [const { Vec::new() }; 4];
        for peer in order {
            fs::create_dir(&stores[peer]).expect("a directory");
            // Nobody pays for what the one before left to be written.
            rustix::fs::sync();
            measured[peer] = programs[peer].asked("fill", &stores[peer], count, round);
        }
        rustix::fs::sync();
        let mut saved = [0; 4];
        for turn in 0..TURNS {
            for peer in order {
                saved[peer] += programs[peer].asked("save", &stores[peer], turn, 0)[0];
            }
        }
        for peer in order {
            let [batch, opening, newest, filter, get] =
                <[u64; FILLED]>::try_from(&*measured[peer]).expect("as many as agreed");
            let single = saved[peer] / TURNS as u64;
            let size = programs[peer].asked("close", &stores[peer], 0, 0)[0];
            figures[peer].push([single, batch, get, opening, newest, filter, size]);
            if round + 1 == rounds {
                // The memory of a program that does nothing else.
                memory[peer] = peers[peer]
                    .start()
                    .asked("memory", &stores[peer], count, round)[0];
            }
            fs::remove_dir_all(&stores[peer]).expect("removed");
        }
    }
    (figures, memory)
}
