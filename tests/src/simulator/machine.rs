//! A computer of the mission: its directory on a disk that fails, and its clock that jumps.

use std::path::{Path, PathBuf};

use faulty_disk::{Disk, Fault, Plan, Snapshot};
use pocketcard::host::Moment;

/// Milliseconds in a day.
pub const DAY: i64 = 24 * 3_600_000;

/// Where one program runs.
pub struct Machine {
    /// Its directory.
    pub dir: PathBuf,
    disk: Disk,
    doomed: bool,
    /// Events after which somebody makes room on a full disk.
    full: u8,
    /// How far its clock is off, in milliseconds.
    pub off: i64,
}

impl Machine {
    /// A machine with this directory, in which nothing is open.
    pub fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            disk: Disk::beneath(dir),
            doomed: false,
            full: 0,
            off: 0,
        }
    }

    /// The time that it shows.
    pub fn time(&self, now: i64) -> Moment {
        let wall_ms = now + self.off;
        Moment {
            wall_ms,
            monotonic_ms: wall_ms.unsigned_abs(),
            boot: [1; 16],
        }
    }

    /// Whether its disk has done all that it was asked.
    pub fn is_well(&self) -> bool {
        !self.disk.met()
    }

    /// Whether the power went.
    pub fn is_dead(&self) -> bool {
        self.doomed && self.disk.met()
    }

    /// The disk is full from this write on.
    pub fn fill(&mut self, at: u8) {
        self.arm(Fault::Full, at);
        self.full = 10;
    }

    /// Another event is over. Whether somebody notices that the disk has been full for long enough.
    pub fn is_full_enough(&mut self) -> bool {
        self.full = self.full.saturating_sub(1);
        self.full == 1
    }

    /// The power goes at this access.
    pub fn doom(&mut self, at: u8) {
        self.arm(Fault::PowerCut, at);
    }

    /// There is room, and power.
    pub fn free(&mut self) {
        (self.doomed, self.full) = (false, 0);
        self.disk.disarm();
    }

    /// The power goes, if it has not gone before, and comes again. Nothing may be open then: `close` closes
    /// what is.
    pub fn restart(&mut self, chance: u8, close: impl FnOnce()) {
        if !self.is_dead() {
            self.disk.cut_power(chance.into());
        }
        close();
        self.disk.power_on();
        (self.doomed, self.full) = (false, 0);
    }

    /// Files were put there by hand. Nothing may be open.
    pub fn settle(&self) {
        self.disk.restore(&Snapshot::of(&self.dir));
    }

    fn arm(&mut self, fault: Fault, at: u8) {
        self.full = 0;
        self.doomed = fault == Fault::PowerCut;
        self.disk.arm(Plan {
            fault,
            at: at.into(),
            forever: true,
            seed: at.into(),
        });
    }
}
