//! A simulated mission: phones, carriers, a hub and two desks, and a world that is against them.
//!
//! The phones, desks, hub and bundles are the real ones, on real files; only the roads between them, the
//! clocks and the people are simulated. A seed decides what happens, in which order, and what goes wrong
//! in the middle of it. Keys are random as ever, so the bytes differ from run to run; the events and what
//! comes of them do not.

mod story;
mod world;

pub use story::{Event, Fate, story};
pub use world::World;

/// What a run that went well came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Records and reports that were made.
    pub made: usize,
    /// Of these, filed by the desk they were for.
    pub filed: usize,
    /// Of these, lost with a phone that was wiped before it met anybody.
    pub wiped: usize,
}

/// Plays a story to its end and then lets everybody meet fairly.
///
/// # Errors
/// Which promise was broken, and after which event.
pub fn play(events: &[Event]) -> Result<Outcome, String> {
    // Kills are of processes, not of machines: memory is as good as a disk, and faster.
    let directory = tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .map_err(|error| error.to_string())?;
    let mut world = World::new(directory.path());
    for (number, event) in events.iter().enumerate() {
        world.happen(*event);
        world
            .check()
            .map_err(|broken| format!("after event {number}: {broken}"))?;
    }
    world
        .meet_fairly()
        .map_err(|broken| format!("when all meet fairly: {broken}"))?;
    world.search_for_readable_words()?;
    Ok(world.outcome())
}

/// Plays the story of a seed. If a promise is broken, looks for a shorter story that breaks one too.
///
/// # Errors
/// The broken promise and the story, ready to print.
pub fn run(seed: u64, length: usize) -> Result<Outcome, String> {
    let mut events = story(seed, length);
    let mut broken = match play(&events) {
        Ok(outcome) => return Ok(outcome),
        Err(broken) => broken,
    };
    // Leave out ever smaller pieces as long as it still breaks.
    let mut piece = events.len() / 2;
    while piece > 0 {
        let mut at = 0;
        while at < events.len() {
            let mut shorter = events.clone();
            shorter.drain(at..(at + piece).min(events.len()));
            match play(&shorter) {
                Err(still) => (events, broken) = (shorter, still),
                Ok(_) => at += piece,
            }
        }
        piece /= 2;
    }
    let story: Vec<String> = events
        .iter()
        .enumerate()
        .map(|(number, event)| format!("  {number}: {event:?}"))
        .collect();
    Err(format!(
        "seed {seed} breaks a promise: {broken}\n{}",
        story.join("\n")
    ))
}
