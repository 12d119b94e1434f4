//! An unlocked phone on a disk that fails beneath SQLite, at every access in turn; and a phone whose disk
//! has no room at all.

use std::{fs, path::PathBuf, process::Command};

use faulty_disk::{Disk, Fault, Plan, Snapshot};
use pocketcard::{
    base::Id,
    checklist::Answers,
    host::{Moment, Unwatched},
    session::{Error, ScreeningRequest, Session, Warning},
    store,
    sync::outbox::OutboxState,
};
use pocketcard_tests::{
    binaries::{PASSPHRASE, Said, program},
    test_office::{House, keystore, now, passphrase},
    workload,
};
use tempfile::TempDir;

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const DAY: i64 = 24 * 60 * 60_000;

/// An enrolled phone with one screening that it can still read.
struct Bench {
    _root: TempDir,
    card: PathBuf,
    disk: Disk,
    from: Snapshot,
    now: Moment,
    first: Id,
}

#[derive(Clone, Copy, Debug)]
enum Use {
    /// A record is finished.
    Screen,
    /// A grace period is over: the record goes out of reach.
    Tidy,
}

fn screen(phone: &mut Session, now: Moment) -> Result<Id, Error> {
    let answers = Answers::from_json(ADULT.as_bytes()).expect("an example");
    let screened = phone.screen(ScreeningRequest::new(answers), &mut [], &Unwatched, now)?;
    Ok(screened.id.expect("a record"))
}

impl Bench {
    fn new() -> Self {
        let house = House::found(None);
        let now = now();
        let mut phone = house.enrolled("phone", now);
        let first = screen(&mut phone, now).expect("screened");
        drop(phone);
        let root = workload::memory();
        let card = root.path().join("phone");
        let from = Snapshot::of(&house.path("phone"));
        from.restore(&card);
        Self {
            disk: Disk::beneath(&card),
            from,
            _root: root,
            card,
            now,
            first,
        }
    }

    fn unlock(&self, now: Moment) -> Result<Session, Error> {
        Session::unlock(&self.card, &passphrase(), &keystore(&self.card), now)
    }

    /// After the grace period.
    fn later(&self) -> Moment {
        Moment {
            wall_ms: self.now.wall_ms + DAY,
            ..self.now
        }
    }

    /// How many records there are, each of them whole, chained and queued, and whether the first is in
    /// reach.
    fn look(&self, phone: &Session) -> (usize, bool) {
        let verified = phone.verify(&Unwatched).expect("readable");
        assert!(verified.ok, "{:?}", verified.problems);
        let records = phone.list().expect("unlocked");
        // The answer to the invitation is a record too.
        assert_eq!(
            phone.outbox(self.now).expect("unlocked").len(),
            records.len()
        );
        assert_eq!(verified.entries, records.len() as u64);
        let first = records.iter().find(|line| line.id == self.first);
        (records.len(), first.expect("never lost").readable)
    }

    /// Whether the use met the fault.
    fn run(&self, what: Use, plan: Plan) -> bool {
        let name = format!("{what:?}, {plan:?}");
        self.disk.restore(&self.from);
        let mut phone = self.unlock(self.now).expect("unlocks");
        let before = self.look(&phone);
        let after = match what {
            Use::Screen => (before.0 + 1, before.1),
            Use::Tidy => (before.0, false),
        };
        self.disk.arm(plan);
        let done = match what {
            Use::Screen => screen(&mut phone, self.now).map(drop),
            Use::Tidy => phone.tidy(self.later()),
        };
        if !self.disk.met() {
            done.unwrap_or_else(|error| panic!("{name}: failed by itself: {error}"));
            assert_eq!(self.look(&phone), after);
            return false;
        }
        match (plan.fault, &done) {
            (_, Ok(()))
            | (Fault::Full | Fault::Short, Err(Error::Store(store::Error::DiskFull)))
            | (_, Err(Error::Store(store::Error::Sqlite(_)))) => {}
            (_, Err(error)) => panic!("{name}: {error}"),
        }
        if plan.fault == Fault::PowerCut {
            drop(phone);
            self.disk.power_on();
        } else {
            self.disk.disarm();
            let found = self.look(&phone);
            assert!(
                found == after || (done.is_err() && found == before),
                "{name}: {found:?}"
            );
            if let (Use::Tidy, Err(_)) = (what, &done) {
                let about = phone.about(self.later()).expect("unlocked");
                assert!(!about.store_warnings.is_empty(), "{name}: nothing is said");
            }
            drop(phone);
        }
        let mut phone = self.unlock(self.now).expect("unlocks");
        let found = self.look(&phone);
        assert!(
            found == after || (done.is_err() && found == before),
            "{name}: {found:?}"
        );
        phone.tidy(self.later()).expect("a sound disk");
        screen(&mut phone, self.later()).expect("a sound disk");
        assert_eq!(self.look(&phone), (found.0 + 1, false), "{name}");
        true
    }

    fn sweep(&self, what: Use) {
        let mut runs = 0;
        for (fault, seed) in [
            (Fault::Full, 0),
            (Fault::Error, 0),
            (Fault::PowerCut, 0),
            (Fault::PowerCut, 1),
        ] {
            let plan = |at| Plan {
                fault,
                at,
                forever: false,
                seed,
            };
            runs += (1..).take_while(|at| self.run(what, plan(*at))).count();
        }
        println!("{what:?}: {runs} runs");
        assert!(runs > 40, "{what:?} hardly writes: {runs}");
    }
}

#[test]
fn a_record_is_finished_whole_or_not_at_all() {
    Bench::new().sweep(Use::Screen);
}

#[test]
fn a_record_goes_out_of_reach_whole_or_not_at_all() {
    Bench::new().sweep(Use::Tidy);
}

#[test]
fn a_phone_whose_disk_is_full_opens_reads_and_is_carried_out() {
    let bench = Bench::new();
    // Closed before, or killed with all of it in the log.
    let mut phone = bench.unlock(bench.now).expect("unlocks");
    screen(&mut phone, bench.now).expect("screened");
    let killed = Snapshot::of(&bench.card);
    drop(phone);
    for (from, locked_before_there_is_room) in [(&bench.from, false), (&killed, true)] {
        bench.disk.restore(from);
        bench.disk.arm(Plan {
            fault: Fault::Full,
            at: 1,
            forever: true,
            seed: 0,
        });
        let mut phone = bench.unlock(bench.later()).expect("unlocks without room");
        let (records, _) = bench.look(&phone);
        let warns = |phone: &Session| {
            let about = phone.about(bench.later()).expect("unlocked");
            about.store_warnings.contains(&Warning::Overdue)
        };
        assert!(warns(&phone), "shredding needs room");
        let shown = phone.show(&bench.first).expect("shown");
        assert!(
            shown.record.is_none(),
            "what should be out of reach is not shown"
        );
        let mut card = Vec::new();
        let written = phone
            .carry_out(&mut card, &Unwatched, bench.later())
            .expect("carried out");
        assert_eq!(written.parcels.len(), records);
        assert!(matches!(
            screen(&mut phone, bench.later()),
            Err(Error::Store(store::Error::DiskFull))
        ));
        assert!(matches!(
            phone.tidy(bench.later()),
            Err(Error::Store(store::Error::DiskFull))
        ));
        assert!(warns(&phone));
        if locked_before_there_is_room {
            drop(phone);
            bench.disk.disarm();
        } else {
            bench.disk.disarm();
            phone.tidy(bench.later()).expect("there is room");
            drop(phone);
        }
        let phone = bench.unlock(bench.later()).expect("unlocks");
        if !locked_before_there_is_room {
            let outbox = phone.outbox(bench.later()).expect("unlocked");
            let noted = outbox.iter().all(|line| line.state != OutboxState::Sealed);
            assert!(noted, "what left is noted as soon as there is room");
        }
        assert_eq!(bench.look(&phone), (records, false));
        assert!(!warns(&phone));
    }
}

/// In a mount namespace of its own, in which only the script sees the small file system.
const ON_A_FULL_FILE_SYSTEM: &str = r#"
    set -e
    small=$1 phone=$2 out=$3 answers=$4 pocketcard=$5
    mount -t tmpfs -o size=4m tmpfs "$small"
    cp -r "$phone"/. "$small"
    ! dd if=/dev/zero of="$small/filler" bs=512 2>"$out/dd"
    "$pocketcard" --store "$small" list --json >"$out/list"
    "$pocketcard" --store "$small" carry out "$out/bundle" --json >"$out/carried"
    ! "$pocketcard" --store "$small" screen --answers "$answers" 2>"$out/refused"
    rm "$small/filler"
    "$pocketcard" --store "$small" screen --answers "$answers" --json >"$out/screened"
    "$pocketcard" --store "$small" verify --json >"$out/verified"
"#;

#[test]
fn a_phone_on_a_full_file_system_opens_and_is_carried_out() {
    let unshare = ["--user", "--map-root-user", "--mount", "bash", "-c"];
    let mut try_it = Command::new("unshare");
    try_it.args(unshare).arg("mount -t tmpfs tmpfs /mnt");
    if !try_it.output().is_ok_and(|tried| tried.status.success()) {
        println!("skipped: this system lets nobody mount a small file system for a test");
        return;
    }
    let house = House::found(None);
    let mut phone = house.enrolled("phone", now());
    screen(&mut phone, now()).expect("screened");
    drop(phone);
    for name in ["small", "out"] {
        fs::create_dir(house.path(name)).expect("a directory");
    }
    let answers = house.write("answers.json", ADULT);
    let said = Said::by(
        Command::new("unshare")
            .args(unshare)
            .args([ON_A_FULL_FILE_SYSTEM, "bash"])
            .args(["small", "phone", "out"].map(|name| house.path(name)))
            .args([answers.into(), program("pocketcard")])
            .env("POCKETCARD_PASSPHRASE", PASSPHRASE),
    );
    assert_eq!(said.status, 0, "{said:?}");
    let out = |name| fs::read_to_string(house.path("out").join(name)).expect("written");
    let json = |name| serde_json::from_str::<serde_json::Value>(&out(name)).expect("an object");
    assert_eq!(json("list")["records"].as_array().map(Vec::len), Some(2));
    assert_eq!(json("carried")["parcels"], 2, "{}", out("carried"));
    assert!(
        out("refused").contains("the disk is full"),
        "{}",
        out("refused")
    );
    assert_eq!(json("verified")["ok"], true);
}
