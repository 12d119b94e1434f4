//! A short sweep of simulated missions. A long one:
//! `cargo run --release -p pocketcard-tests --bin simulate -- --seeds 1000`.

use pocketcard_tests::{
    postgres_server::PostgresServer,
    simulator::{Hubs, run, story},
};

/// One test, not several: the disks and SQLite's own chance are the whole process's.
#[test]
fn whatever_goes_wrong_every_record_arrives_once_nothing_is_readable_and_a_seed_has_one_trace() {
    for seed in [1, 2, 3, 5] {
        let outcome = run(seed, 3, Hubs::Apart, 60).unwrap_or_else(|broken| panic!("{broken}"));
        assert!(
            outcome.made > 5 && outcome.filed + outcome.lost == outcome.made,
            "{outcome:?}"
        );
    }
    assert_eq!(story(7, 3, Hubs::Apart, 40), story(7, 3, Hubs::Apart, 40));
    assert_ne!(story(7, 3, Hubs::Apart, 40), story(8, 3, Hubs::Apart, 40));
    if PostgresServer::shared().is_none() {
        return;
    }
    for seed in [1, 2] {
        let outcome = run(seed, 3, Hubs::OnOneDatabase, 60);
        let outcome = outcome.unwrap_or_else(|broken| panic!("{broken}"));
        assert!(
            outcome.made > 5 && outcome.filed + outcome.lost == outcome.made,
            "{outcome:?}"
        );
    }
}
