//! A short sweep of simulated missions. A long one:
//! `cargo run --release -p pocketcard-tests --bin simulate -- --seeds 1000`.

use pocketcard_tests::simulator::{play, run, story};

#[test]
fn whatever_goes_wrong_every_record_arrives_once_and_nothing_is_readable() {
    for seed in 1..=5 {
        let outcome = run(seed, 60).unwrap_or_else(|broken| panic!("{broken}"));
        assert!(
            outcome.made > 5 && outcome.filed + outcome.wiped == outcome.made,
            "{outcome:?}"
        );
    }
}

#[test]
fn a_seed_always_tells_the_same_story() {
    let events = story(7, 40);
    assert_eq!(events, story(7, 40));
    assert_ne!(events, story(8, 40));
    assert_eq!(play(&events), play(&events));
}
