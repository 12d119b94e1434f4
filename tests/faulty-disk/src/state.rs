//! The disk beneath a directory: its files, and what is to go wrong.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use crate::{Fault, Plan, Snapshot, file::Name, numbers::Numbers};

/// An access to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Open,
    Create,
    Delete,
    Size,
    Read,
    Write,
    Truncate,
    Sync,
}

impl Access {
    /// Whether this access can meet a fault.
    fn meets(self, fault: Fault) -> bool {
        match fault {
            Fault::Full | Fault::Short => self == Self::Write,
            Fault::Error => true,
            Fault::PowerCut => !matches!(self, Self::Open | Self::Size | Self::Read),
        }
    }
}

/// How an access goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// It fails.
    Failed,
    /// There was no room for it.
    Full,
    /// There was room for half of it.
    Half,
    /// It is the last before the power goes: the machine still remembers it, the disk perhaps.
    Last,
    /// There is no power.
    Dead,
}

struct Armed {
    plan: Plan,
    count: u64,
    numbers: Numbers,
}

pub struct State {
    dir: PathBuf,
    /// The files that SQLite opened.
    pub names: BTreeMap<PathBuf, Name>,
    armed: Option<Armed>,
    /// What else was in the directory after SQLite's access before the one at which the power goes.
    before: Option<Snapshot>,
    survivors: Option<Snapshot>,
}

impl State {
    pub fn new(dir: &Path) -> Arc<Mutex<Self>> {
        Arc::new(Mutex::new(Self {
            dir: dir.to_owned(),
            names: BTreeMap::new(),
            armed: None,
            before: None,
            survivors: None,
        }))
    }

    /// Everything in the directory is durable.
    pub fn settle(&mut self) {
        self.names.clear();
        self.armed = None;
        self.before = None;
        self.survivors = None;
    }

    pub fn arm(&mut self, plan: Plan) {
        self.armed = Some(Armed {
            plan,
            count: 0,
            numbers: Numbers::new(plan.seed),
        });
        self.remember();
    }

    pub fn met(&self) -> bool {
        let met = |armed: &Armed| armed.count >= armed.plan.at;
        self.armed.as_ref().is_some_and(met)
    }

    pub fn disarm(&mut self) {
        self.armed = None;
    }

    /// Before each access: how it is to go.
    pub fn begin(&mut self, access: Access) -> Outcome {
        if self.survivors.is_some() {
            return Outcome::Dead;
        }
        let Some(armed) = &mut self.armed else {
            return Outcome::Done;
        };
        if !access.meets(armed.plan.fault) {
            return Outcome::Done;
        }
        armed.count += 1;
        let Plan { at, forever, .. } = armed.plan;
        if armed.count < at || (armed.count > at && !forever) {
            return Outcome::Done;
        }
        match armed.plan.fault {
            Fault::Full => Outcome::Full,
            Fault::Error => Outcome::Failed,
            Fault::Short => Outcome::Half,
            Fault::PowerCut => Outcome::Last,
        }
    }

    /// After each access: cuts the power where it was the last, and remembers what else is there where
    /// the next one is.
    pub fn end(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Last => self.cut_power(self.armed.as_ref().map_or(0, |armed| armed.plan.seed)),
            _ => self.remember(),
        }
    }

    fn remember(&mut self) {
        let next_is_last =
            |armed: &Armed| armed.plan.fault == Fault::PowerCut && armed.count + 1 == armed.plan.at;
        // Accesses that cannot meet the fault may follow: what counts is the time before them.
        if self.before.is_none() && self.armed.as_ref().is_some_and(next_is_last) {
            self.before = Some(self.others());
        }
    }

    /// What is in the directory that SQLite does not write.
    fn others(&self) -> Snapshot {
        let mut all = Snapshot::of(&self.dir);
        all.0.retain(|path, _| !self.names.contains_key(path));
        all
    }

    pub fn cut_power(&mut self, seed: u64) {
        let mut numbers = Numbers::new(seed);
        let before = self.before.take().filter(|_| seed.is_multiple_of(2));
        let mut survivors = before.unwrap_or_else(|| self.others());
        for (path, name) in &self.names {
            // A file that SQLite opened only now is in what was remembered before.
            match name.after_power_cut(&mut numbers) {
                Some(content) => survivors.0.insert(path.clone(), content),
                None => survivors.0.remove(path),
            };
        }
        self.survivors = Some(survivors);
    }

    pub fn survivors(&mut self) -> Snapshot {
        self.survivors.take().expect("the power was cut")
    }

    /// The name of a file, with what is on the disk for durable where SQLite opens it for the first time.
    pub fn name(&mut self, path: &Path) -> &mut Name {
        let real = self.dir.join(path);
        self.names
            .entry(path.to_owned())
            .or_insert_with(|| fs::read(real).map_or_else(|_| Name::default(), Name::durable))
    }

    /// A sync of the directory makes all its names durable.
    pub fn sync_names(&mut self) {
        self.names.values_mut().for_each(Name::link);
    }

    /// A sync of a file that fails.
    pub fn fail_to_sync(&mut self, path: &Path) {
        let Self { names, armed, .. } = self;
        let (Some(name), Some(armed)) = (names.get_mut(path), armed) else {
            return;
        };
        if let Some(content) = &mut name.file {
            content.fail_to_sync(&mut armed.numbers);
        }
    }
}
