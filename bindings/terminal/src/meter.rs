//! How far long work has come, for anyone who waits in front of a terminal or reads a log.

use std::{
    io::{IsTerminal, Write},
    sync::{
        Mutex, Once, PoisonError,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    thread,
    time::{Duration, Instant},
};

use pocketcard::host::{Proceed, Progress};

use crate::{count, http::Waits, show_size};

/// Work that is shorter says nothing.
const PATIENCE: Duration = Duration::from_millis(700);
/// How often a terminal's line is written again.
const OFTEN: Duration = Duration::from_millis(200);
/// How often there is a line in a log.
const SELDOM: Duration = Duration::from_secs(5);

/// Somebody pressed Ctrl-C.
static STOPPED: AtomicBool = AtomicBool::new(false);
static LISTENING: Once = Once::new();

/// From now on Ctrl-C asks to stop where that is safe; pressed again, it stops at once.
fn listen() {
    LISTENING.call_once(|| {
        thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .build();
            // Without it Ctrl-C stops at once, which loses nothing either.
            let Ok(runtime) = runtime else { return };
            runtime.block_on(async {
                while tokio::signal::ctrl_c().await.is_ok() {
                    if STOPPED.swap(true, SeqCst) {
                        std::process::exit(130);
                    }
                }
            });
        });
    });
}

/// What is counted.
#[derive(Clone, Copy)]
pub enum Unit {
    /// Bytes of parcels.
    Bytes,
    /// Parcels.
    Parcels,
}

/// Says on standard error how far work has come, and hears Ctrl-C. Dropping it clears its line.
pub struct Meter {
    doing: &'static str,
    unit: Unit,
    terminal: bool,
    state: Mutex<State>,
}

struct State {
    next: Instant,
    shown: bool,
}

impl Meter {
    /// For work that is called this, as in "Exchanging".
    pub fn new(doing: &'static str, unit: Unit) -> Self {
        listen();
        let terminal = std::io::stderr().is_terminal();
        let first = if terminal { PATIENCE } else { SELDOM };
        Self {
            doing,
            unit,
            terminal,
            state: Mutex::new(State {
                next: Instant::now() + first,
                shown: false,
            }),
        }
    }

    fn say(&self, state: &mut State, line: &str) {
        // A closed standard error stops no work.
        let mut err = std::io::stderr().lock();
        let _ = match self.terminal {
            true => write!(err, "\r\x1b[K{line}").and_then(|()| err.flush()),
            false => writeln!(err, "{line}"),
        };
        state.shown = true;
        state.next = Instant::now() + if self.terminal { OFTEN } else { SELDOM };
    }
}

impl Progress for Meter {
    fn advance(&self, done: u64, total: u64) -> Proceed {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if Instant::now() >= state.next && total > 0 {
            let amount = |amount| match self.unit {
                Unit::Bytes => show_size(amount),
                Unit::Parcels => count(amount, "parcel", "parcels"),
            };
            let line = format!("{}: {} of {} …", self.doing, amount(done), amount(total));
            self.say(&mut state, &line);
        }
        match STOPPED.load(SeqCst) {
            true => Proceed::Cancel,
            false => Proceed::Continue,
        }
    }
}

impl Waits for Meter {
    fn waits(&self, seconds: u64) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if self.terminal || Instant::now() >= state.next {
            let seconds = count(seconds, "second", "seconds");
            let line = format!("The hub asks to wait {seconds}; it goes on by itself.");
            self.say(&mut state, &line);
        }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        if state.shown && self.terminal {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
