//! Output for people and programs, files that are written whole, exit codes.

use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use pocketcard::{
    invitation::Certificate,
    text::{escaped, without_marks},
};
use rustls::pki_types::{CertificateDer, pem::PemObject};
use serde_json::Value;

use crate::{Refusal, read_text};

/// The exit status of bad usage.
const MISUSED: u8 = 2;

/// What a command has to say: lines for people, an object for programs.
pub struct Output {
    /// Lines for people.
    pub text: Vec<String>,
    /// The same for programs; `ok` is added.
    pub json: Value,
    /// What is not as promised, in one line that says what to do. The exit status is 1 then.
    pub failure: Option<String>,
}

impl Output {
    /// A report of something that went well.
    pub fn done(text: Vec<String>, json: Value) -> Self {
        Self {
            text,
            json,
            failure: None,
        }
    }
}

/// Keys are in this program's memory: when it is killed by a fault, the system writes none of it to a file.
pub fn leave_no_dump() {
    // Where the system has no such limit there is nothing to set.
    #[cfg(unix)]
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
    stay_in_memory();
}

/// Keeps this program's memory out of the swap file, where the system lets it lock any amount. Under a limit nothing
/// is locked: what would be allocated beyond it would fail.
fn stay_in_memory() {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::mm::{MlockAllFlags, mlockall};
        let limit = rlimit::Resource::MEMLOCK;
        let unlimited = || limit.get().is_ok_and(|(soft, _)| soft == rlimit::INFINITY);
        if unlimited() || limit.set(rlimit::INFINITY, rlimit::INFINITY).is_ok() && unlimited() {
            // Pages are locked when they are first used: the hub's runtime reserves far more than it uses.
            let flags = MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT;
            let _ = mlockall(flags);
        }
    }
}

/// Makes a directory that nobody but its owner may look into, if there is none.
pub fn make_private(directory: &Path) -> Result<(), Refusal> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(directory)?)
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

/// A number of something, in words that fit the number.
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Words on lines of four, with their numbers: a terminal breaks none, and nobody loses the place.
pub fn numbered(words: &str) -> Vec<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let line = |(row, four): (usize, &[&str])| {
        let word = |(place, word): (usize, &&str)| format!("{:>2} {word:<9}", row * 4 + place + 1);
        let line: Vec<String> = four.iter().enumerate().map(word).collect();
        format!("  {}", line.join("  ").trim_end())
    };
    words.chunks(4).enumerate().map(line).collect()
}

/// Prints a command's outcome and turns it into the exit status.
pub fn finish(outcome: Result<Output, Refusal>, json: bool) -> ExitCode {
    let (shown, failure) = match outcome {
        Ok(report) => {
            let shown = if json {
                let mut object = report.json;
                object["ok"] = Value::Bool(report.failure.is_none());
                if let Some(line) = &report.failure {
                    object["error"] = Value::from(line.as_str());
                }
                print(&[format!("{object:#}")])
            } else {
                print(&report.text)
            };
            (shown, report.failure)
        }
        Err(Refusal(text)) if json => {
            let object = serde_json::json!({ "ok": false, "error": text });
            (print(&[format!("{object:#}")]), Some(text))
        }
        Err(Refusal(text)) => (Ok(()), Some(text)),
    };
    let mut err = anstream::stderr();
    if let Some(line) = failure.as_ref().filter(|_| !json) {
        let _ = writeln!(err, "{}", printable(line));
    }
    match shown {
        Err(error) => {
            let Refusal(line) = unshown(&error);
            let _ = writeln!(err, "{line}");
            ExitCode::FAILURE
        }
        Ok(()) if failure.is_some() => ExitCode::FAILURE,
        Ok(()) => ExitCode::SUCCESS,
    }
}

/// Prints lines for people on standard output, or on standard error where a file went to standard output.
///
/// # Errors
/// They could not be written. That nobody reads on (`| head`) is no error.
pub fn print(lines: &[String]) -> io::Result<()> {
    let write = |out: &mut dyn Write| {
        let mut lines = lines.iter();
        lines.try_for_each(|line| writeln!(out, "{}", printable(line)))?;
        out.flush()
    };
    let written = match crate::files::output_is_taken() {
        true => write(&mut anstream::stderr().lock()),
        false => write(&mut anstream::stdout().lock()),
    };
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// What is said when what a command prints did not reach its place.
pub fn unshown(error: &io::Error) -> Refusal {
    Refusal(format!(
        "what this command printed could not be written ({}): it is lost, and what was done stays done. Check the \
         place and the space, and ask for it again",
        error.kind()
    ))
}

/// A text as a terminal may see it. Terminals show the marks that isolate inserted values as boxes, and obey what a
/// phone may have sent.
fn printable(text: &str) -> String {
    escaped(&without_marks(text)).into_owned()
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
            let printed = match error.print() {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
                _ => std::io::stdout().flush(),
            };
            return match printed {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                    let Refusal(line) = unshown(&error);
                    misused(&line, false);
                    ExitCode::FAILURE
                }
                _ => if helps { MISUSED } else { 0 }.into(),
            };
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
        ErrorKind::ArgumentConflict => match error.get(ContextKind::PriorArg) {
            Some(ContextValue::String(prior)) if *prior == argument() => {
                format!("{} stands here twice; once is enough", argument())
            }
            _ => format!(
                "{} does not go together with the rest; --help shows what does",
                argument()
            ),
        },
        ErrorKind::InvalidSubcommand | ErrorKind::MissingSubcommand => {
            format!(
                "there is no such verb{}; --help lists them",
                suggested(error, ContextKind::SuggestedSubcommand)
            )
        }
        ErrorKind::UnknownArgument => {
            let typed = match error.get(ContextKind::InvalidArg) {
                Some(ContextValue::String(typed)) => typed.as_str(),
                _ => "",
            };
            format!(
                "{} is not known here{}; --help lists what is",
                place_of(typed),
                suggested(error, ContextKind::SuggestedArg)
            )
        }
        _ => "the command line cannot be understood; --help shows how it is written".to_owned(),
    }
}

/// What of ours was perhaps meant.
fn suggested(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(ours)) => format!(" (perhaps you mean {ours})"),
        Some(ContextValue::Strings(ours)) if !ours.is_empty() => {
            format!(" (perhaps you mean {})", ours.join(" or "))
        }
        _ => String::new(),
    }
}

/// Where on the command line something stands that is not repeated.
fn place_of(typed: &str) -> String {
    let is_it = |argument: &String| {
        let name = argument.split('=').next().unwrap_or_default();
        argument == typed || name == typed.split('=').next().unwrap_or_default()
    };
    let mut arguments = std::env::args_os().map(|it| it.to_string_lossy().into_owned());
    match arguments.position(|argument| is_it(&argument)) {
        Some(place @ 1..) => format!("argument {place} on this line"),
        _ => "an argument".to_owned(),
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
            "this is not one certificate in PEM; give the hub's own, or that of the authority that signed it"
                .into(),
        )
    })
}
