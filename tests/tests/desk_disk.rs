//! A desk whose disk has no room at all: it opens and shows what it has, and its log says later what it lacks.

use std::{ffi::OsString, fs, process::Command};

use faulty_disk::{Disk, Fault, Plan};
use pocketcard_office::desk::{Act, Desk, Error, Mark};
use pocketcard_tests::{
    binaries::{PASSPHRASE, Said, program},
    desk_users::{acts, filed},
    test_office::{House, keystore, now, passphrase},
};
use serde_json::Value;

/// Nothing can be written from this access on.
fn full_from(at: u64) -> Plan {
    Plan {
        fault: Fault::Full,
        at,
        forever: true,
        seed: 0,
    }
}

fn unlock(house: &House) -> Result<Desk, Error> {
    let place = house.path("desk");
    Desk::unlock(&place, &passphrase(), &keystore(&place), now())
}

/// The acts of the log from its end, and of what each speaks.
fn last(desk: &Desk, lines: usize) -> Vec<(Act, String)> {
    let log = desk.log_lines();
    let last = log[log.len() - lines..].iter();
    last.map(|line| (line.act, line.about.clone())).collect()
}

#[test]
fn a_desk_opens_wherever_its_disk_is_full_and_notes_it_later() {
    let house = House::found(None);
    let record = filed(&house, &house.phone("phone"));
    let record = record.parse().expect("an id");
    let reserve = house.path("desk/reserve.desk");
    assert!(reserve.exists(), "collecting sets the reserve apart");
    let disk = Disk::beneath(&house.path("desk"));
    let mut runs = 0;
    let mut lost = 0;
    for at in 1.. {
        disk.arm(full_from(at));
        let mut desk = unlock(&house).expect("opens");
        assert_eq!(desk.show(record).expect("shown").line.id, record);
        desk.log_look(Act::Viewed, Some(record), now())
            .expect("shown");
        desk.mark(record, Mark::Seen, now()).expect("shown");
        if !disk.met() {
            break;
        }
        assert!(!reserve.exists(), "the reserve gives way first");
        // What is not only looked at is refused.
        let answered = desk.answer(record, "On our way.", now());
        assert!(answered.is_err(), "a full disk takes no answer");
        disk.disarm();
        drop(desk);

        let unlogged = house.path("desk/desk.unlogged");
        let count = fs::metadata(&unlogged).map_or(0, |file| file.len());
        let desk = unlock(&house).expect("opens");
        if count > 0 {
            let noted = [
                (Act::Unlogged, count.to_string()),
                (Act::Unlocked, String::new()),
            ];
            assert_eq!(last(&desk, 2), noted);
            lost += 1;
        }
        assert_eq!(fs::metadata(&unlogged).map_or(0, |file| file.len()), 0);
        assert_eq!(desk.verify().expect("read").problems, [""; 0]);
        runs += 1;
    }
    println!("{runs} runs, {lost} of them with lines that were not written");
    assert!(lost > 2, "the log hardly meets the disk: {lost} of {runs}");
}

/// In a mount namespace of its own, in which only the script sees the small file system.
const ON_A_FULL_FILE_SYSTEM: &str = r#"
    set -e
    small=$1 desk=$2 out=$3 office=$4 record=$5
    mount -t tmpfs -o size=16m tmpfs "$small"
    cp -r "$desk"/. "$small"
    ! POCKETCARD_PASSPHRASE=wrong "$office" --desk "$small" inbox 2>"$out/wrong"
    ! dd if=/dev/zero of="$small/filler" bs=512 2>"$out/dd"
    # The reserve is there, and is given up for the log.
    "$office" --desk "$small" inbox --json >"$out/reserve"
    ! [ -e "$small/reserve.desk" ]
    ! dd if=/dev/zero of="$small/filler2" bs=512 2>"$out/dd"
    # Nothing is left.
    "$office" --desk "$small" inbox --json >"$out/inbox"
    "$office" --desk "$small" show "$record" --json >"$out/show"
    ! "$office" --desk "$small" answer "$record" --text "On our way." 2>"$out/refused"
    rm "$small/filler" "$small/filler2"
    "$office" --desk "$small" log --json >"$out/log"
"#;

/// Whether a test may mount a small file system here; says that it is skipped where it may not.
fn can_mount() -> bool {
    let mut try_it = Command::new("unshare");
    try_it.args(UNSHARE).arg("mount -t tmpfs tmpfs /mnt");
    let can = try_it.output().is_ok_and(|tried| tried.status.success());
    if !can {
        println!("skipped: this system lets nobody mount a small file system for a test");
    }
    can
}

const UNSHARE: [&str; 5] = ["--user", "--map-root-user", "--mount", "bash", "-c"];

/// Runs a script over a small file system: `small`, `desk` and `out` in the house, then what else it takes.
fn on_a_small_file_system(house: &House, script: &str, more: &[OsString]) {
    for name in ["small", "out"] {
        fs::create_dir(house.path(name)).expect("a directory");
    }
    let said = Said::by(
        Command::new("unshare")
            .args(UNSHARE)
            .args([script, "bash"])
            .args(["small", "desk", "out"].map(|name| house.path(name)))
            .arg(program("pocketcard-office"))
            .args(more)
            .env("POCKETCARD_PASSPHRASE", PASSPHRASE),
    );
    assert_eq!(said.status, 0, "{said:?}");
}

#[test]
fn a_desk_on_a_full_file_system_opens_and_shows_what_it_has() {
    if !can_mount() {
        return;
    }
    let house = House::found(None);
    let record = filed(&house, &house.phone("phone"));
    on_a_small_file_system(&house, ON_A_FULL_FILE_SYSTEM, &[record.clone().into()]);
    let out = |name| fs::read_to_string(house.path("out").join(name)).expect("written");
    for inbox in ["reserve", "inbox"] {
        let listed = out(inbox);
        assert!(listed.contains(&record), "{listed}");
    }
    assert!(out("show").contains(&record), "{}", out("show"));
    let refused = out("refused");
    assert!(refused.contains("the disk is full"), "{refused}");
    let log: Value = serde_json::from_str(&out("log")).expect("an object");
    let acts: Vec<String> = acts(&log).into_iter().map(|(_, act)| act).collect();
    // Three commands opened the desk and one showed the record.
    let end = ["refused", "unlocked", "unlogged", "unlocked"];
    assert_eq!(acts[acts.len() - 4..], end, "{log}");
    let lines = log["log"].as_array().expect("lines");
    assert_eq!(lines[lines.len() - 2]["about"], "4", "{log}");
}

/// One phone brings more than the disk holds, and a colleague a single screening.
const ON_A_FILLED_DISK: &str = r#"
    set -e
    small=$1 desk=$2 out=$3 office=$4 large=$5 little=$6
    mount -t tmpfs -o size=24m tmpfs "$small"
    cp -r "$desk"/. "$small"
    ! "$office" --desk "$small" collect --bundle "$large" 2>"$out/large"
    "$office" --desk "$small" collect --bundle "$little" --out "$out/receipt" --json >"$out/little" || true
    "$office" --desk "$small" inbox --json >"$out/inbox"
    "$office" --desk "$small" verify --json >"$out/verify" || true
"#;

#[test]
fn a_phone_that_fills_the_disk_keeps_no_colleague_from_a_receipt() {
    if !can_mount() {
        return;
    }
    let house = House::found(None);
    let (greedy, colleague) = (house.phone("greedy"), house.phone("colleague"));
    let answers = house.write(
        "answers.json",
        include_str!("../../bindings/cli/examples/adult-labour.json"),
    );
    let film = house.write("film", vec![7; 22 << 20]);
    let screen = ["screen", "--answers", &answers];
    greedy.does(&[&screen[..], &["--attach", &film]].concat());
    let record = colleague.does(&screen)["screened"]["id"].clone();
    let record = record.as_str().expect("an id");
    let [large, little] = ["large", "little"].map(|name| house.argument(name));
    greedy.does(&["carry", "out", &large]);
    colleague.does(&["carry", "out", &little]);
    on_a_small_file_system(&house, ON_A_FILLED_DISK, &[large.into(), little.into()]);
    let out = |name: &str| fs::read_to_string(house.path("out").join(name)).expect("written");
    assert!(
        out("large").contains("no space is left"),
        "{}",
        out("large")
    );
    assert!(out("inbox").contains(record), "{}", out("inbox"));
    let verified: Value = serde_json::from_str(&out("verify")).expect("an object");
    assert_eq!(verified["ok"], true, "{verified}");
    // The receipt is in what the desk wrote for the colleague's card.
    colleague.does(&["carry", "in", &house.argument("out/receipt")]);
    let waiting = colleague.does(&["outbox"])["outbox"].to_string();
    assert!(!waiting.contains("sealed"), "{waiting}");
}
