//! Every operation of the store on a disk that fails beneath SQLite: at the first access that can meet
//! the fault, at the second, and so on until the operation no longer meets it.
//!
//! Afterwards, and once more on a sound disk: what was acknowledged is there and whole, nothing is there by
//! half, nothing is called damaged, and the store goes on working.
//!
//! What is left to chance is drawn twice; `POCKETCARD_DRAWS=50 cargo test -p pocketcard-tests --test disk`
//! draws it more often.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use faulty_disk::{Disk, Fault, Plan, Snapshot};
use memchr::memmem;
use pocketcard::{
    base::Id,
    crypto::SigningKey,
    host::Unwatched,
    store::{Error, Header, RowKind, Store},
    vault::{MasterKey, SoftwareKeystore, Vault, Words},
};
use pocketcard_tests::workload::{self, Model, Step};

/// What is done on the faulty disk.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Create,
    Open,
    Step(Step),
    /// A new record, with which SQLite moves the log into the file.
    FinishAfterMuch,
    Accept,
    Close,
}

/// A store to do it to, and the disk beneath it.
struct Bench {
    _root: tempfile::TempDir,
    card: PathBuf,
    master: MasterKey,
    device: SigningKey,
    disk: Disk,
    /// The store, closed.
    closed: Snapshot,
    /// The store as a killed program leaves it: all of it in the log.
    killed: Snapshot,
    /// What is in it.
    model: Model,
    /// The sealed key of its epoch.
    old_key: Vec<u8>,
    failed_and_done: usize,
}

/// Numbers of records that no step before used.
const FRESH: u32 = 1_000;

impl Bench {
    fn new() -> Self {
        let root = workload::memory();
        let master = workload::create(root.path());
        let card = root.path().join("card");
        let mut bench = Self {
            device: workload::device(&master),
            disk: Disk::beneath(&card),
            closed: Snapshot::default(),
            killed: Snapshot::default(),
            model: Model::default(),
            old_key: Vec::new(),
            failed_and_done: 0,
            _root: root,
            card,
            master,
        };
        let mut store = bench.open().expect("opens");
        for step in [
            Step::Finish(0),
            Step::Attach(0),
            Step::Finish(1),
            Step::Finish(2),
            Step::Amend(1),
            Step::Delete(2),
            // Whose attachment is short, as that of 0.
            Step::Finish(40),
            Step::Attach(40),
            Step::DropBody(40),
        ] {
            workload::perform(&mut store, &bench.device, &bench.model, step).expect("done");
            bench.model.apply(step);
        }
        bench.killed = Snapshot::of(&bench.card);
        store.close().expect("closed");
        bench.closed = Snapshot::of(&bench.card);
        bench.old_key = sealed_key(&bench.closed);
        assert!(contains(&bench.killed, &bench.old_key));
        bench
    }

    fn open(&self) -> Result<Store, Error> {
        Store::open(&self.card, &self.master)
    }

    /// Writes until SQLite is about to move the log into the file by itself: at 1,000 pages.
    fn fill_log(&self, store: &mut Store) {
        let log = self.card.join("store.db-wal");
        let row = Header::new(Id([9; 16]), RowKind(9), 0);
        let pages = || fs::metadata(&log).map_or(0, |log| log.len() / (24 + 4096));
        while pages() < 996 {
            let body = [9; 30_000];
            let body = (pages() < 980).then_some(&body[..]);
            store.write(|tx| tx.put(&row, body)).expect("written");
        }
    }

    /// Does an operation once with every fault of a kind, until it meets none.
    fn sweep(&mut self, operation: Operation, from: &Snapshot, fault: Plan) -> u64 {
        let mut at = 1;
        while self.run(operation, from, Plan { at, ..fault }) {
            at += 1;
        }
        at - 1
    }

    /// Whether the operation met the fault.
    fn run(&mut self, operation: Operation, from: &Snapshot, plan: Plan) -> bool {
        let what = format!("{operation:?}, {plan:?}");
        self.disk.restore(from);
        let mut store = match operation {
            Operation::Create | Operation::Open => None,
            _ => Some(self.open().expect("opens")),
        };
        let step = match operation {
            Operation::Step(step) => Some(step),
            Operation::FinishAfterMuch => Some(Step::Finish(FRESH - 1)),
            _ => None,
        };
        if let (Operation::FinishAfterMuch, Some(store)) = (operation, &mut store) {
            self.fill_log(store);
        }
        self.disk.arm(plan);
        let done = match (operation, &mut store, step) {
            (_, Some(store), Some(step)) => {
                workload::perform(store, &self.device, &self.model, step)
            }
            (Operation::Accept, Some(store), _) => store.accept(),
            (Operation::Close, store, _) => store.take().map_or(Ok(()), Store::close),
            (Operation::Create, store, _) => {
                Store::create(&self.card, &self.master).map(|new| *store = Some(new))
            }
            (_, store, _) => self.open().map(|opened| *store = Some(opened)),
        };
        if !self.disk.met() {
            assert_eq!(done, Ok(()), "{what}: failed by itself");
            return false;
        }
        match (plan.fault, done) {
            (_, Ok(()))
            | (Fault::Full | Fault::Short, Err(Error::DiskFull))
            | (Fault::Error | Fault::PowerCut, Err(Error::Sqlite(_) | Error::Io(_))) => {}
            (_, Err(error)) => panic!("{what}: {error:?}"),
        }

        // What there may be now.
        let mut before = match operation {
            Operation::Create => Model::default(),
            _ => self.model.clone(),
        };
        let mut after = before.clone();
        if let Some(step) = step {
            after.apply(step);
        }
        if done.is_ok() {
            before = after.clone();
        }
        let check = |found: &Model, when: &str| {
            assert!(*found == before || *found == after, "{what}: {when}");
            found.clone()
        };

        let mut known = None;
        match (plan.fault, store) {
            (Fault::PowerCut, store) => {
                drop(store);
                self.disk.power_on();
            }
            (_, Some(mut store)) if !plan.forever => {
                self.disk.disarm();
                store
                    .resume()
                    .unwrap_or_else(|error| panic!("{what}: {error:?}"));
                let mut found = check(&workload::read(&store, &self.device), "goes on");
                let step = Step::Finish(FRESH);
                workload::perform(&mut store, &self.device, &found, step)
                    .unwrap_or_else(|error| panic!("{what}: {step} then {error:?}"));
                found.apply(step);
                known = Some(found);
                if plan.seed % 2 == 1 {
                    self.disk.cut_power(plan.seed);
                    drop(store);
                    self.disk.power_on();
                }
            }
            (_, store) => drop(store),
        }
        self.disk.disarm();

        let mut store = match self.open() {
            Err(Error::NotFound) if matches!(operation, Operation::Create) && done.is_err() => {
                Store::create(&self.card, &self.master)
            }
            opened => opened,
        }
        .unwrap_or_else(|error| panic!("{what}: does not open: {error:?}"));
        let mut found = workload::read(&store, &self.device);
        match &known {
            Some(known) => assert!(found == *known, "{what}: not what was acknowledged"),
            None => drop(check(&found, "opened again")),
        }
        let done_after_all = done.is_err() && known.is_none() && found != before;
        self.failed_and_done += usize::from(done_after_all);
        if let Operation::Step(Step::Shred(_)) = operation
            && found == after
        {
            let kept = contains(&Snapshot::of(&self.card), &self.old_key);
            assert!(!kept, "{what}: the old key can be had");
        }
        let files = fs::read_dir(self.card.join("attachments")).map_or(0, Iterator::count);
        assert_eq!(files, found.attachments(), "{what}: orphans stay");
        let step = Step::Finish(FRESH + 1);
        workload::perform(&mut store, &self.device, &found, step).expect("a sound disk");
        found.apply(step);
        store.close().expect("a sound disk");
        let store = self.open().expect("a sound disk");
        assert!(
            workload::read(&store, &self.device) == found,
            "{what}: does not go on"
        );
        true
    }

    /// Sweeps every operation.
    fn sweep_all(&mut self, fault: Fault, forever: bool) {
        let draws: u64 =
            env::var("POCKETCARD_DRAWS").map_or(2, |text| text.parse().expect("a number"));
        let [killed, closed] = [&self.killed, &self.closed].map(Snapshot::clone);
        let mut runs = 0;
        for seed in 0..draws {
            let plan = Plan {
                fault,
                at: 0,
                forever,
                seed,
            };
            for (operation, from) in [
                (Operation::Create, &Snapshot::default()),
                (Operation::Open, &killed),
                (Operation::Open, &closed),
                (Operation::Step(Step::Finish(FRESH - 1)), &closed),
                (Operation::Step(Step::Amend(1)), &killed),
                (Operation::Step(Step::Delete(0)), &killed),
                (Operation::Step(Step::DropBody(1)), &killed),
                (Operation::Step(Step::Attach(0)), &killed),
                (Operation::Step(Step::Shred(2)), &killed),
                (Operation::Step(Step::Suspend), &killed),
                (Operation::Accept, &killed),
                (Operation::Close, &killed),
            ] {
                runs += self.sweep(operation, from, plan);
            }
        }
        println!(
            "{fault:?}, for good: {forever}: {runs} runs, {} of them refused and yet done, whole",
            self.failed_and_done
        );
        assert!(runs > 100, "the store hardly meets the disk: {runs}");
    }
}

/// The sealed key of a store's first epoch, as `docs/formats.md` has it: in the root, after what the
/// anchor begins with too.
fn sealed_key(files: &Snapshot) -> Vec<u8> {
    let (anchor, database) = (files.file("store.anchor"), files.file("store.db"));
    let root = [&anchor.expect("an anchor")[..18], &1_u64.to_be_bytes()].concat();
    let database = database.expect("a database");
    let at = memmem::find(database, &root).expect("a root") + root.len();
    database[at..at + 72].to_vec()
}

fn contains(files: &Snapshot, bytes: &[u8]) -> bool {
    files
        .files()
        .any(|file| memmem::find(file, bytes).is_some())
}

#[test]
fn a_full_disk() {
    Bench::new().sweep_all(Fault::Full, false);
}

#[test]
fn a_disk_that_stays_full() {
    Bench::new().sweep_all(Fault::Full, true);
}

#[test]
fn short_writes() {
    Bench::new().sweep_all(Fault::Short, false);
}

#[test]
fn a_disk_that_fails_once() {
    Bench::new().sweep_all(Fault::Error, false);
}

#[test]
fn a_disk_that_fails_for_good() {
    Bench::new().sweep_all(Fault::Error, true);
}

#[test]
fn a_log_that_is_moved_in_passing() {
    let mut bench = Bench::new();
    let from = bench.killed.clone();
    for fault in [Fault::Error, Fault::PowerCut] {
        let plan = Plan {
            fault,
            at: 1,
            forever: false,
            seed: 0,
        };
        let points = (1..).step_by(5);
        let met = points.take_while(|at| {
            bench.run(Operation::FinishAfterMuch, &from, Plan { at: *at, ..plan })
        });
        // A record alone takes three.
        assert!(met.count() > 5, "SQLite did not move the log");
    }
}

#[test]
fn power_cuts() {
    Bench::new().sweep_all(Fault::PowerCut, false);
}

#[test]
fn an_earlier_format_is_brought_up_to_date_whole_or_not_at_all() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/store-v1");
    let root = workload::memory();
    let card = root.path().join("card");
    let from = Snapshot::of(&fixture.join("card"));
    from.restore(&card);
    let words = fs::read_to_string(fixture.join("words")).expect("the words");
    let keystore = SoftwareKeystore::new(&root.path().join("keys"));
    let unlocked =
        Vault::at(&card, &keystore).unlock_with_words(&Words::parse(&words).expect("words"));
    let master = unlocked.expect("opens").master;
    let read = |store: &Store| {
        store.check(&Unwatched).expect("readable");
        assert_eq!(store.damage(), []);
        let headers = (0..=u8::MAX).flat_map(|kind| store.list(RowKind(kind)));
        let row = |header: &Header| (header.clone(), store.body(header.id).expect("opens"));
        headers.map(row).collect::<Vec<_>>()
    };
    let disk = Disk::beneath(&card);
    let rows = read(&Store::open(&card, &master).expect("opens"));
    assert!(rows.len() > 3);
    let mut runs = 0;
    for (fault, seed) in [
        (Fault::Short, 0),
        (Fault::Error, 0),
        (Fault::PowerCut, 0),
        (Fault::PowerCut, 1),
    ] {
        for at in 1.. {
            let plan = Plan {
                fault,
                at,
                forever: false,
                seed,
            };
            disk.restore(&from);
            disk.arm(plan);
            let opened = Store::open(&card, &master).map(|store| read(&store));
            if !disk.met() {
                break;
            }
            runs += 1;
            match (fault, &opened) {
                (Fault::Short, Err(Error::DiskFull))
                | (Fault::Error | Fault::PowerCut, Err(Error::Sqlite(_))) => {}
                (_, found) => assert_eq!(found.as_ref(), Ok(&rows), "{plan:?}"),
            }
            if fault == Fault::PowerCut {
                disk.power_on();
            }
            disk.disarm();
            let store = Store::open(&card, &master).expect("opens on a sound disk");
            assert_eq!(read(&store), rows, "{plan:?}");
        }
    }
    assert!(runs > 60, "{runs}");
}
