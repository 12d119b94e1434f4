//! What a hub says while it runs: one line of JSON to standard error for what happened, never to whom.
//!
//! Nobody may be reading: a log that was closed, or that nobody empties, never holds up the service. A
//! thread of its own writes the lines, and those that find too many before them are dropped.

use std::{
    io::{self, Write},
    sync::mpsc::{self, SyncSender},
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// Lines that wait for their reader, at most.
const WAITING: usize = 256;
/// How long the last line is waited for.
const LAST: Duration = Duration::from_secs(1);

struct Line {
    text: String,
    /// Dropped when the line was written.
    _written: Option<SyncSender<()>>,
}

/// A running hub's log.
pub(super) struct Log(SyncSender<Line>);

impl Log {
    /// Starts the thread, which ends with the log.
    pub fn start() -> Self {
        let (sender, lines) = mpsc::sync_channel::<Line>(WAITING);
        thread::spawn(move || {
            for line in lines {
                // Anyone who closed the other end does not want to know.
                let _ = writeln!(io::stderr(), "{}", line.text);
            }
        });
        Self(sender)
    }

    /// Says what happened.
    pub fn say(&self, event: &str) {
        self.send(event, None);
    }

    /// Says what happened last, and waits a moment until it is written.
    pub fn say_last(&self, event: &str) {
        let (written, end) = mpsc::sync_channel(1);
        self.send(event, Some(written));
        // An error in any case: nothing is ever sent.
        let _ = end.recv_timeout(LAST);
    }

    fn send(&self, event: &str, written: Option<SyncSender<()>>) {
        let at = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs();
        let text = serde_json::json!({ "at": at, "hub": event }).to_string();
        let _ = self.0.try_send(Line {
            text,
            _written: written,
        });
    }
}
