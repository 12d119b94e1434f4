//! Output for people and programs, files that are written whole, exit codes.

use std::{
    fmt::Display,
    io::{self, BufWriter, IntoInnerError, Read, Write},
    path::Path,
    process::ExitCode,
};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use pocketcard::{
    invitation::Certificate,
    text::{escaped, without_marks},
};
use rustls::pki_types::{CertificateDer, pem::PemObject};
use serde_json::{Value, json};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

/// The exit status of bad usage.
const MISUSED: u8 = 2;

/// What a command has to say: lines for people, an object for programs.
pub struct Report {
    /// Lines for people.
    pub text: Vec<String>,
    /// The same for programs; `ok` is added.
    pub json: Value,
    /// What is not as promised, in one line that says what to do. The exit status is 1 then.
    pub failure: Option<String>,
}

impl Report {
    /// A report of something that went well.
    pub fn done(text: Vec<String>, json: Value) -> Self {
        Self {
            text,
            json,
            failure: None,
        }
    }
}

/// One clear line that says what to do. Never repeats what was entered.
pub struct Refusal(pub String);

impl<E: Display> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Writes a file whole or not at all. It is gathered beside its place; when `work` flushes it, or else
/// when `work` is done, it goes to the disk and then to its place, and takes nothing more.
pub fn write_file<T>(
    path: &Path,
    work: impl FnOnce(&mut dyn Write) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let failed = |error: io::Error| {
        Refusal(format!(
            "the file cannot be written ({}); check the place and the space",
            error.kind()
        ))
    };
    let mut file = WholeFile::begin(path).map_err(failed)?;
    let value = work(&mut file)?;
    file.flush().map_err(failed)?;
    Ok(value)
}

/// A file that is put in its place by flushing it.
struct WholeFile<'p> {
    path: &'p Path,
    directory: &'p Path,
    gathered: Option<BufWriter<NamedTempFile>>,
}

impl<'p> WholeFile<'p> {
    fn begin(path: &'p Path) -> io::Result<Self> {
        let directory = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        Ok(Self {
            path,
            directory,
            gathered: Some(BufWriter::new(NamedTempFile::new_in(directory)?)),
        })
    }
}

impl Write for WholeFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let gathered = self.gathered.as_mut();
        gathered.ok_or(io::ErrorKind::InvalidInput)?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        let Some(gathered) = self.gathered.take() else {
            return Ok(());
        };
        let file = gathered.into_inner().map_err(IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(self.path).map_err(|error| error.error)?;
        // The name too. Only Unix lets a directory be synced; elsewhere renaming is as durable as it gets.
        #[cfg(unix)]
        std::fs::File::open(self.directory)?.sync_all()?;
        Ok(())
    }
}

/// A moment for people: date and time in UTC.
pub fn moment_text(wall_ms: i64) -> String {
    time::OffsetDateTime::from_unix_timestamp(wall_ms.div_euclid(1000)).map_or_else(
        |_| "an impossible date".to_owned(),
        |moment| {
            let (date, clock) = (moment.date(), moment.time());
            format!("{date} {:02}:{:02}", clock.hour(), clock.minute())
        },
    )
}

/// A size for people.
pub fn show_size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

/// Prints a command's outcome and turns it into the exit status.
pub fn finish(outcome: Result<Report, Refusal>, json: bool) -> ExitCode {
    let mut out = anstream::stdout().lock();
    // A closed pipe (`| head`) is not an error of ours.
    let _ = match outcome {
        Ok(report) => {
            let _ = if json {
                let mut object = report.json;
                object["ok"] = Value::Bool(report.failure.is_none());
                if let Some(line) = &report.failure {
                    object["error"] = Value::from(line.as_str());
                }
                // What a phone sent must not command whoever looks at it.
                writeln!(out, "{}", escaped(&format!("{object:#}")))
            } else {
                let mut lines = report.text.iter();
                // Terminals show the marks that isolate inserted values as boxes.
                lines.try_for_each(|line| writeln!(out, "{}", escaped(&without_marks(line))))
            };
            return match report.failure {
                None => ExitCode::SUCCESS,
                Some(line) => {
                    if !json {
                        let _ = writeln!(anstream::stderr(), "{}", escaped(&line));
                    }
                    ExitCode::FAILURE
                }
            };
        }
        Err(Refusal(text)) if json => {
            writeln!(
                out,
                "{}",
                escaped(&format!("{:#}", json!({ "ok": false, "error": text })))
            )
        }
        Err(Refusal(text)) => writeln!(anstream::stderr(), "{}", escaped(&text)),
    };
    ExitCode::FAILURE
}

/// Reads the command line. What was typed is not repeated: it could be somebody's words, and what a
/// program says on standard error ends up in logs.
///
/// # Errors
/// The exit status, when help was asked for (0) or the usage is wrong (2). All is said then.
pub fn parse<A: clap::Parser>() -> Result<A, ExitCode> {
    A::try_parse().map_err(|error| {
        let helps = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        if helps || !error.use_stderr() {
            let _ = error.print();
            return if helps { MISUSED } else { 0 }.into();
        }
        let json = std::env::args_os().any(|argument| argument == "--json");
        misused(&misuse(&error), json)
    })
}

/// Says in one line how the command line is wrong, and gives the exit status for it.
pub fn misused(line: &str, json: bool) -> ExitCode {
    finish(Err(Refusal(line.to_owned())), json);
    MISUSED.into()
}

fn misuse(error: &clap::Error) -> String {
    // For these kinds of errors the context names arguments of ours, never what was typed.
    let argument = || match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(name)) => name.clone(),
        Some(ContextValue::Strings(names)) => names.join(" "),
        _ => "an argument".to_owned(),
    };
    match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!(
                "{} does not take such a value; --help says what it takes",
                argument()
            )
        }
        ErrorKind::MissingRequiredArgument => {
            format!("give {} too; --help says what it is", argument())
        }
        ErrorKind::ArgumentConflict => {
            format!(
                "{} does not go together with the rest; --help shows what does",
                argument()
            )
        }
        ErrorKind::InvalidSubcommand | ErrorKind::MissingSubcommand => {
            "there is no such verb; --help lists them".to_owned()
        }
        _ => "an argument is not known here, or comes twice; --help lists them".to_owned(),
    }
}

/// Reads a small text file, or standard input for `-`. `what` names it for the user.
pub fn read_text(path: &Path, what: &str) -> Result<Zeroizing<String>, Refusal> {
    const MOST: u64 = 4 << 20;
    let mut text = Zeroizing::new(String::new());
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(MOST).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MOST).read_to_string(&mut text))
    };
    match read {
        Ok(_) => Ok(text),
        Err(error) => Err(Refusal(format!(
            "{what} cannot be read ({}); check the file",
            error.kind()
        ))),
    }
}

/// The one certificate in a PEM file.
pub fn certificate(path: &Path) -> Result<Certificate, Refusal> {
    let text = read_text(path, "the certificate")?;
    let mut found = CertificateDer::pem_slice_iter(text.as_bytes());
    match (found.next(), found.next()) {
        (Some(Ok(one)), None) => Certificate::new(one.to_vec()),
        _ => None,
    }
    .ok_or_else(|| {
        Refusal(
            "this is not one certificate in PEM; give the hub's own, or that of whoever signed it"
                .into(),
        )
    })
}
