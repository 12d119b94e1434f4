//! Plays many simulated missions: `simulate [--seeds N] [--from SEED] [--events N]`.
//!
//! Prints the first seed that breaks a promise, with a story made as short as it gets, and exits 1.

use std::process::ExitCode;

use pocketcard_tests::simulator::run;

fn main() -> ExitCode {
    let (mut seeds, mut from, mut events) = (100, 1, 60);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    for pair in arguments.chunks(2) {
        let number = pair.get(1).and_then(|text| text.parse::<u64>().ok());
        match (pair[0].as_str(), number) {
            ("--seeds", Some(number)) => seeds = number,
            ("--from", Some(number)) => from = number,
            ("--events", Some(number)) => events = number as usize,
            _ => {
                eprintln!("usage: simulate [--seeds N] [--from SEED] [--events N]");
                return ExitCode::from(2);
            }
        }
    }
    let (mut made, mut filed) = (0, 0);
    for seed in from..from.saturating_add(seeds) {
        match run(seed, events) {
            Ok(outcome) => (made, filed) = (made + outcome.made, filed + outcome.filed),
            Err(broken) => {
                println!("{broken}");
                return ExitCode::FAILURE;
            }
        }
    }
    println!(
        "{seeds} missions of {events} events: {made} records made, {filed} filed once each, the rest wiped with their phones"
    );
    ExitCode::SUCCESS
}
