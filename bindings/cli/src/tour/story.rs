//! How the tour tells its story, and keeps the claims that it checks.

use std::{
    cell::Cell,
    io::{self, Write},
    time::{Duration, Instant},
};

use anstyle::{AnsiColor, Style};
use pocketcard::text::without_marks;
use serde_json::{Map, Value, json};

const HEADING: Style = AnsiColor::Cyan.on_default().bold();
const HELD: Style = AnsiColor::Green.on_default();
const BROKEN: Style = AnsiColor::Red.on_default().bold();
const FAINT: Style = Style::new().dimmed();

/// A statement that the program checked as it was made.
struct Claim {
    key: &'static str,
    text: String,
    held: bool,
}

/// Tells what happens, on standard output, unless one JSON object is wanted at the end.
pub struct Story {
    silent: bool,
    /// Why standard output takes no more.
    broken: Cell<Option<io::ErrorKind>>,
    started: Instant,
    claims: Vec<Claim>,
    counts: Map<String, Value>,
}

impl Story {
    pub fn begin(silent: bool) -> Self {
        Self {
            silent,
            broken: Cell::new(None),
            started: Instant::now(),
            claims: Vec::new(),
            counts: Map::new(),
        }
    }

    /// A new chapter, with the time of day in it.
    pub fn chapter(&self, time: &str, title: &str) {
        self.print(&format!("\n{HEADING}{time}  {title}{HEADING:#}"));
    }

    /// Something that happens.
    pub fn tell(&self, line: impl AsRef<str>) {
        self.print(&format!("       {}", line.as_ref()));
    }

    /// Words that a person reads on the phone or on paper.
    pub fn quote<'a>(&self, lines: impl IntoIterator<Item = &'a String>) {
        for line in lines {
            self.print(&format!("       {FAINT}|{FAINT:#} {}", without_marks(line)));
        }
    }

    /// Says that something took a while, so that nobody thinks it hangs.
    pub fn timed<T>(&self, what: &str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = work();
        self.tell(format!(
            "{what} {FAINT}({}){FAINT:#}",
            show_time(start.elapsed())
        ));
        value
    }

    /// Records whether a statement held when it was tried.
    pub fn claim(&mut self, key: &'static str, text: impl Into<String>, held: bool) {
        self.claims.push(Claim {
            key,
            text: text.into(),
            held,
        });
    }

    /// Records a number.
    pub fn count(&mut self, key: &str, value: u64) {
        self.counts.insert(key.to_owned(), json!(value));
    }

    /// Prints the closing table and gives the lines and members of the report.
    pub fn end(mut self) -> (Value, bool, Option<io::ErrorKind>) {
        self.count("milliseconds", self.started.elapsed().as_millis() as u64);
        let ok = self.claims.iter().all(|claim| claim.held);
        for claim in &self.claims {
            let (style, word) = if claim.held {
                (HELD, "held")
            } else {
                (BROKEN, "BROKEN")
            };
            self.print(&format!("  {style}{word:<6}{style:#}  {}", claim.text));
        }
        let numbers: Vec<String> = self
            .counts
            .iter()
            .map(|(key, value)| format!("{} {value}", key.replace('_', " ")))
            .collect();
        self.print(&format!("\n  {}", numbers.join(", ")));
        let claims = self.claims.len();
        let line = match self.claims.iter().filter(|claim| !claim.held).count() {
            0 => format!("\n{HELD}All {claims} claims held.{HELD:#}"),
            broken => format!("\n{BROKEN}{broken} of {claims} claims did not hold.{BROKEN:#}"),
        };
        self.print(&line);
        let mut members = self.counts;
        for claim in self.claims {
            members.insert(claim.key.to_owned(), json!(claim.held));
        }
        (Value::Object(members), ok, self.broken.get())
    }

    /// A heading of the closing table.
    pub fn heading(&self, title: &str) {
        self.print(&format!("\n{HEADING}{title}{HEADING:#}"));
    }

    /// A line of a table.
    pub fn row(&self, line: &str) {
        self.print(&format!("  {line}"));
    }

    fn print(&self, line: &str) {
        if self.silent || self.broken.get().is_some() {
            return;
        }
        let mut out = anstream::stdout().lock();
        let written = writeln!(out, "{line}").and_then(|()| out.flush());
        if let Err(error) = written {
            self.broken.set(Some(error.kind()));
        }
    }
}

fn show_time(time: Duration) -> String {
    match time.as_millis() {
        0 => format!("{} µs", time.as_micros()),
        millis => format!("{millis} ms"),
    }
}
