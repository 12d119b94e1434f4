//! Writes to a store until it is killed, fails or has done enough: `crash_writer ROOT SEED FIRST STEPS`.
//!
//! Says `doing STEP` before each step, and `did STEP` once the store has acknowledged it or `failed STEP`
//! when it refused.

use std::{env, io::Write as _, path::PathBuf};

use pocketcard::base::Chance;
use pocketcard_tests::workload;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [root, seed, first, steps] = arguments.as_slice() else {
        panic!("crash_writer ROOT SEED FIRST STEPS");
    };
    let mut state: u64 = seed.parse().expect("a number");
    let (master, mut store) = workload::open(&PathBuf::from(root));
    let device = workload::device(&master);
    let mut model = workload::read(&store, &device);
    model.start_at(first.parse().expect("a number"));
    let mut out = std::io::stdout();
    for _ in 0..steps.parse::<u32>().expect("a number") {
        state = splitmix(state);
        let step = model.choose(state >> 8);
        writeln!(out, "doing {step}").expect("somebody listens");
        if workload::perform(&mut store, &device, &model, step).is_err() {
            writeln!(out, "failed {step}").expect("somebody listens");
            return;
        }
        model.apply(step);
        writeln!(out, "did {step}").expect("somebody listens");
    }
}

/// Enough to mix steps.
fn splitmix(state: u64) -> u64 {
    Chance::seeded(state).draw()
}
