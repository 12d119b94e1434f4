//! A disk that stops taking bytes: the process may make no file longer than so much, and the limit is
//! swept from nothing to enough. A write then ends in the middle, anywhere in any file, and fails.
#![cfg(unix)]

use std::{fs, process::Command};

use pocketcard::store::Store;
use pocketcard_tests::workload::{self, Model, Step};

#[test]
fn writes_that_end_in_the_middle_lose_nothing_that_was_acknowledged() {
    let (mut failed, mut steps) = (0, 0);
    // In KiB. The step is no divisor of a page, a chunk or a frame of the log.
    for limit in (17..360).step_by(11) {
        let root = tempfile::tempdir().expect("a directory");
        let master = workload::create(root.path());
        let device = workload::device(&master);
        // The signal that comes with the limit is ignored, so that the write itself fails.
        let output = Command::new("bash")
            .args([
                "-c",
                "trap '' XFSZ; ulimit -f \"$1\"; exec \"$2\" \"$3\" \"$1\" 0 40",
                "bash",
            ])
            .arg(limit.to_string())
            .arg(env!("CARGO_BIN_EXE_crash_writer"))
            .arg(root.path())
            .output()
            .expect("bash runs");
        assert!(
            output.status.success(),
            "{limit} KiB: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut model = Model::default();
        let mut last = None;
        for line in String::from_utf8(output.stdout).expect("UTF-8").lines() {
            let (verb, step) = line.split_once(' ').expect("a verb and a step");
            let step: Step = step.parse().expect("a step");
            match verb {
                "did" => {
                    model.apply(step);
                    steps += 1;
                }
                "failed" => last = Some(step),
                _ => {}
            }
        }
        let store = Store::open(&root.path().join("card"), &master).expect("opens on a sound disk");
        let found = workload::read(&store, &device);
        if let Some(step) = last {
            failed += 1;
            // A failed step may leave nothing. Only the sealing of a new epoch may have happened when
            // what failed is the tidying up after it.
            if found != model && matches!(step, Step::Shred(_)) {
                model.apply(step);
            }
        }
        assert!(found == model, "{limit} KiB, after {last:?}");
        let files = fs::read_dir(root.path().join("card/attachments")).map_or(0, Iterator::count);
        assert_eq!(files, model.attachments(), "{limit} KiB: orphans stay");
    }
    println!("{failed} failures, {steps} steps acknowledged");
    assert!(
        failed > 20 && steps > 100,
        "{failed} failures, {steps} steps"
    );
}
