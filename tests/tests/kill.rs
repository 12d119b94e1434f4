//! Kills a phone in use, again and again, and looks at what it leaves: enrolment, screenings with
//! attachments, drafts, referrals, bundles, changes of passphrase, shredding.
//!
//! Twenty kills by default; `POCKETCARD_KILLS=1000 cargo test -p pocketcard-tests --test kill` for more.

use std::{
    collections::BTreeSet,
    env, fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use pocketcard::{base::Id, host::Unwatched, session::Session, sync::bundle};
use pocketcard_tests::{
    canary::{CANARY, Needles},
    phone_life,
    test_office::{House, accept, keystore, now},
};

/// How often one phone is killed before the next one is enrolled.
const LIFE: u64 = 10;

/// Uses the phone for this number of lines and a little longer. Returns the records that it acknowledged.
fn use_and_kill(root: &Path, seed: u64, lines: usize, later: Duration) -> Vec<Id> {
    let mut writer = Command::new(env!("CARGO_BIN_EXE_phone_writer"))
        .arg(root)
        .arg(seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the writer starts");
    let mut said = BufReader::new(writer.stdout.take().expect("piped")).lines();
    let mut heard: Vec<String> = said.by_ref().take(lines).map_while(Result::ok).collect();
    thread::sleep(later);
    assert!(
        writer.try_wait().expect("ours").is_none(),
        "kill {seed}: it ended by itself"
    );
    writer.kill().expect("killed");
    writer.wait().expect("gone");
    heard.extend(said.map_while(Result::ok));
    heard
        .iter()
        .filter_map(|line| line.strip_prefix("did record ")?.parse().ok())
        .collect()
}

#[test]
fn what_a_phone_acknowledged_reaches_the_desk_however_often_it_is_killed() {
    let kills: u64 =
        env::var("POCKETCARD_KILLS").map_or(20, |text| text.parse().expect("a number"));
    let needles = Needles::new();
    let (mut kill, mut total) = (0, 0);
    while kill < kills {
        // The house's own directory is named by the canary, so the phone lives elsewhere.
        let house = House::found(None);
        let place = tempfile::tempdir().expect("a directory");
        let root = place.path();
        fs::write(root.join("invitation"), house.invitation("a phone")).expect("written");
        let phone = root.join("phone");
        let mut acknowledged = BTreeSet::new();
        for turn in 0..LIFE.min(kills - kill) {
            kill += 1;
            // The first kills are while it enrols; every fifth while it starts.
            let lines = if turn < 3 || kill % 5 == 0 {
                0
            } else {
                kill * 31 % 25
            };
            let later = kill * 7919 % if lines == 0 { 150 } else { 12 };
            let records = use_and_kill(root, kill, lines as usize, Duration::from_millis(later));
            acknowledged.extend(records);
            assert_eq!(needles.search(root).expect("readable"), [], "kill {kill}");
            if !Session::exists(&phone, &keystore(&phone)) {
                assert!(acknowledged.is_empty(), "kill {kill}: the phone is gone");
                continue;
            }
            let (session, _) = phone_life::unlock(root, now());
            let verified = session.verify(&Unwatched).expect("unlocked");
            assert!(verified.ok, "kill {kill}: {:?}", verified.problems);
            let there: BTreeSet<Id> = session
                .list()
                .expect("unlocked")
                .iter()
                .map(|line| line.id)
                .collect();
            let lost: Vec<_> = acknowledged.difference(&there).collect();
            assert_eq!(lost, [] as [&Id; 0], "kill {kill}");
        }
        if !Session::exists(&phone, &keystore(&phone)) {
            continue;
        }
        assert_eq!(needles.search_compressed(root).expect("readable"), []);

        // Everything reaches the desk, once.
        let (mut session, _) = phone_life::unlock(root, now());
        let mut carried = Vec::new();
        session
            .carry_out(&mut carried, &Unwatched, now())
            .expect("carried out");
        let mut desk = house.desk();
        accept(&mut desk, "a phone", &session, now());
        bundle::read(&mut &carried[..], &mut desk.depot(now()), &Unwatched).expect("read");
        let intake = desk.take_in(now()).expect("taken in");
        assert_eq!(
            (intake.gaps, intake.forks, intake.set_aside.len()),
            (0, 0, 0)
        );
        let filed: Vec<Id> = desk
            .inbox()
            .expect("open")
            .iter()
            .map(|line| line.id)
            .collect();
        for id in &acknowledged {
            assert_eq!(filed.iter().filter(|it| *it == id).count(), 1, "{id}");
            let shown = desk.show(*id).expect("filed");
            let text = serde_json::to_string(&shown).expect("it serialises");
            assert!(text.contains(CANARY), "it was typed, and the desk reads it");
        }
        total += acknowledged.len();
    }
    println!("{kills} kills, {total} records acknowledged, each filed once");
    assert!(total as u64 > kills, "the phones were hardly used");
}
