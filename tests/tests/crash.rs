//! Kills a process that writes, again and again, and looks at what it leaves.
//!
//! Fifty kills by default; `POCKETCARD_KILLS=1000 cargo test -p pocketcard-tests --test crash` for more.

use std::{
    env, fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use pocketcard::store::Store;
use pocketcard_tests::{
    canary::Needles,
    workload::{self, Model, Step},
};

/// Lets the writer say so many lines and a little later kills it. What it said.
fn write_and_kill(
    root: &Path,
    seed: u64,
    first: u32,
    lines: usize,
    later: Duration,
) -> Vec<String> {
    let mut writer = Command::new(env!("CARGO_BIN_EXE_crash_writer"))
        .arg(root)
        .args([seed.to_string(), first.to_string(), u32::MAX.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the writer starts");
    let mut said = BufReader::new(writer.stdout.take().expect("piped")).lines();
    let mut heard: Vec<String> = said.by_ref().take(lines).map_while(Result::ok).collect();
    thread::sleep(later);
    writer.kill().expect("killed");
    writer.wait().expect("gone");
    heard.extend(said.map_while(Result::ok));
    heard
}

#[test]
fn whatever_was_acknowledged_survives_being_killed() {
    let kills: u64 =
        env::var("POCKETCARD_KILLS").map_or(50, |text| text.parse().expect("a number"));
    let needles = Needles::new();
    let (mut steps, mut between) = (0, 0);
    let mut kill = 0;
    while kill < kills {
        let root = tempfile::tempdir().expect("a directory");
        let master = workload::create(root.path());
        let device = workload::device(&master);
        let mut model = Model::default();
        let mut first = 0;
        // Many kills to one store, so that damage would add up; then a fresh one.
        for _ in 0..25.min(kills - kill) {
            kill += 1;
            // Every fifth is killed while it starts, so that opening is interrupted too.
            let lines = if kill % 5 == 0 { 0 } else { kill * 31 % 40 };
            let later =
                Duration::from_micros(kill * 7919 % if lines == 0 { 60_000 } else { 6_000 });
            let said = write_and_kill(root.path(), kill, first, lines as usize, later);
            let mut doing = None;
            for line in said {
                let (verb, step) = line.split_once(' ').expect("a verb and a step");
                // A line cut short by the kill was about something not acknowledged.
                let Ok(step) = step.parse::<Step>() else {
                    continue;
                };
                if let Step::Finish(number) = step {
                    first = first.max(number + 1);
                }
                assert_ne!(verb, "failed", "kill {kill}: {step} failed by itself");
                match verb {
                    "did" => {
                        model.apply(step);
                        steps += 1;
                        doing = None;
                    }
                    _ => doing = Some(step),
                }
            }
            assert_eq!(
                needles.search(root.path()).expect("readable"),
                [],
                "kill {kill}"
            );

            let store =
                Store::open(&root.path().join("card"), &master).expect("opens after a kill");
            let found = workload::read(&store, &device);
            if found != model {
                // Only the step that was under way may have happened, and then wholly.
                let step = doing.unwrap_or_else(|| panic!("kill {kill}: something was lost"));
                model.apply(step);
                assert_eq!(found, model, "kill {kill}, during {step}");
                between += 1;
            }
            let attachments = root.path().join("card/attachments");
            let files = fs::read_dir(attachments).map_or(0, |entries| entries.count());
            assert_eq!(files, model.attachments(), "kill {kill}: orphans stay");
        }
    }
    println!("{kills} kills, {steps} steps acknowledged, {between} more done but not yet said");
    assert!(steps > kills, "the writer hardly wrote");
}
