//! Plays many simulated missions: `simulate [--seeds N] [--from SEED] [--events N] [--phones N] [--postgres 1]`.
//!
//! Prints the first seed that breaks a promise, with a story made as short as it gets, and exits 1.
//! `--postgres 1` has three hubs on one PostgreSQL. `--trace 1` prints what happens instead of looking for what breaks.

use std::process::ExitCode;

use pocketcard_tests::simulator::{Hubs, Mission, run};

fn main() -> ExitCode {
    let (mut seeds, mut from, mut events, mut phones, mut trace) = (100, 1, 60, 3, 0);
    let mut hubs = Hubs::Apart;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    for pair in arguments.chunks(2) {
        let number = pair.get(1).and_then(|text| text.parse::<u64>().ok());
        match (pair[0].as_str(), number) {
            ("--seeds", Some(number)) => seeds = number,
            ("--from", Some(number)) => from = number,
            ("--events", Some(number)) => events = number as usize,
            ("--phones", Some(number @ 1..)) => phones = number as usize,
            ("--trace", Some(number)) => trace = number,
            ("--postgres", Some(1)) => hubs = Hubs::OnOneDatabase,
            _ => {
                eprintln!(
                    "usage: simulate [--seeds N] [--from SEED] [--events N] [--phones N] [--postgres 1] [--trace 1]"
                );
                return ExitCode::from(2);
            }
        }
    }
    let (mut made, mut filed, mut days) = (0, 0, 0);
    for seed in from..from.saturating_add(seeds) {
        if trace > 0 {
            let play = Mission::of(seed, phones, hubs, events).play();
            println!("{}\n{:?}", play.trace.join("\n"), play.outcome);
            continue;
        }
        match run(seed, phones, hubs, events) {
            Ok(outcome) => {
                made += outcome.made;
                filed += outcome.filed;
                days = days.max(outcome.days);
            }
            Err(broken) => {
                println!("{broken}");
                return ExitCode::FAILURE;
            }
        }
    }
    println!(
        "{seeds} missions of {events} events, each played twice with the same trace: {made} records made, \
         {filed} filed once each, the rest lost with phones that were wiped or revoked; {days} days of fair \
         contact were enough for everything"
    );
    ExitCode::SUCCESS
}
