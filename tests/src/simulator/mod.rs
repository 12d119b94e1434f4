//! A simulated mission: phones, carriers, hubs and two desks, and a world that is against them.
//!
//! The phones, desks, hubs and bundles are the real ones, on real files; only the roads between them, the
//! disks, the clocks and the people are simulated. A seed decides what happens, in which order, and what
//! goes wrong in the middle of it.
//!
//! Keys and names are random as ever, so the bytes differ from run to run. What happens does not: the trace
//! calls everything by the order in which it appeared, and is the same for the same seed.

mod adversary;
mod checks;
mod exchange;
mod machine;
mod office;
mod phones;
mod scenario;
mod trace;
mod world;

use std::panic::{self, AssertUnwindSafe};

pub use scenario::{Event, Fate, Hubs, Luck, Place, Spot, story};
use world::World;

/// What is played.
#[derive(Clone, Debug)]
pub struct Mission {
    /// How many phones there are.
    pub phones: usize,
    /// How its hubs keep what they are given.
    pub hubs: Hubs,
    /// What happens.
    pub events: Vec<Event>,
}

/// What a run that went well came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Records and reports that were made.
    pub made: usize,
    /// Of these, filed by the desk they were for.
    pub filed: usize,
    /// Of these, lost with a phone that was wiped or revoked before they were filed, or never acknowledged to
    /// who made them, because the power went.
    pub lost: usize,
    /// Days of fair contact after which nothing waited any more.
    pub days: i64,
}

/// A run, however it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Play {
    /// What it came to, or which promise was broken.
    pub outcome: Result<Outcome, String>,
    /// Everything that happened.
    pub trace: Vec<String>,
}

impl Mission {
    /// The mission of a seed.
    pub fn of(seed: u64, phones: usize, hubs: Hubs, length: usize) -> Self {
        Self {
            phones,
            hubs,
            events: story(seed, phones, hubs, length),
        }
    }

    /// Plays it to its end and then lets everybody meet fairly.
    ///
    /// # Panics
    /// Where there is no room for temporary files.
    pub fn play(&self) -> Play {
        // Disks are simulated: memory is as good a place for the files as any, and faster.
        let directory = tempfile::tempdir_in("/dev/shm")
            .or_else(|_| tempfile::tempdir())
            .expect("room for temporary files");
        let mut world = World::new(directory.path(), self.phones, self.hubs);
        // A panic, ours or theirs, has a story too.
        let played = panic::catch_unwind(AssertUnwindSafe(|| world.play(&self.events)));
        let outcome = played.unwrap_or_else(|panic| {
            let said = panic.downcast_ref::<String>().map_or("", String::as_str);
            Err(format!("it panics: {said}"))
        });
        Play {
            outcome,
            trace: world.into_trace(),
        }
    }

    /// The same mission without what is not needed to break a promise.
    fn shrunken(mut self) -> Self {
        loop {
            let before = self.events.clone();
            // Leave out ever smaller pieces as long as it still breaks.
            let mut piece = self.events.len().div_ceil(2);
            while piece > 0 {
                let mut at = 0;
                while at < self.events.len() {
                    let mut shorter = self.events.clone();
                    shorter.drain(at..(at + piece).min(shorter.len()));
                    if !self.replace_if_broken(shorter) {
                        at += piece;
                    }
                }
                piece /= 2;
            }
            for at in 0..self.events.len() {
                if let Some(simpler) = self.events[at].simpler() {
                    let mut events = self.events.clone();
                    events[at] = simpler;
                    self.replace_if_broken(events);
                }
            }
            // What is simpler may need less.
            if self.events == before {
                return self;
            }
        }
    }

    fn replace_if_broken(&mut self, events: Vec<Event>) -> bool {
        let other = Self { events, ..*self };
        let breaks = other.play().outcome.is_err();
        if breaks {
            *self = other;
        }
        breaks
    }
}

/// Plays the mission of a seed twice. If a promise is broken, looks for a shorter story that breaks one too.
///
/// # Errors
/// The broken promise and the story, ready to print.
pub fn run(seed: u64, phones: usize, hubs: Hubs, length: usize) -> Result<Outcome, String> {
    let mission = Mission::of(seed, phones, hubs, length);
    let (first, second) = (mission.play(), mission.play());
    match first.outcome {
        Ok(_) if first != second => {
            let mut pairs = first.trace.iter().zip(&second.trace);
            let same = pairs.position(|(one, other)| one != other);
            let same = same.unwrap_or(first.trace.len().min(second.trace.len()));
            let tail = |play: &Play| {
                let trace = &play.trace;
                trace[same.saturating_sub(30).min(trace.len())..trace.len().min(same + 2)]
                    .join("\n")
            };
            Err(format!(
                "seed {seed} has two traces:\n{}\n--- and ---\n{}",
                tail(&first),
                tail(&second)
            ))
        }
        Ok(outcome) => Ok(outcome),
        Err(broken) => {
            eprintln!(
                "seed {seed}: {broken}. Looking for a shorter story that breaks a promise, which takes minutes"
            );
            let mission = mission.shrunken();
            let play = mission.play();
            let broken = play.outcome.err();
            // The trace begins each event with its number.
            Err(format!(
                "seed {seed} breaks a promise: {}\nwith {} of its {length} events:\n{}",
                broken.unwrap_or_else(|| "not at every try".to_owned()),
                mission.events.len(),
                play.trace.join("\n")
            ))
        }
    }
}
