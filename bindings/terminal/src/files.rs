//! Files that a command reads and writes: `-` is standard input and output, what is written is there whole or not at
//! all, and nothing that is there already is replaced unasked.

use std::{
    convert::Infallible,
    fs::{self, File, FileType, OpenOptions},
    io::{self, BufWriter, IntoInnerError, Read, Write},
    path::{Path, PathBuf},
    str::FromStr,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use crate::Refusal;

/// Whether the user said that files may be replaced.
static REPLACING: AtomicBool = AtomicBool::new(false);
/// Whether a file was written to standard output: what is said goes to standard error then.
static OUTPUT_TAKEN: AtomicBool = AtomicBool::new(false);

/// From now on files that are there already are replaced, if the user said so.
pub fn allow_replacing(force: bool) {
    REPLACING.store(force, Relaxed);
}

/// Whether standard output holds a file.
pub(crate) fn output_is_taken() -> bool {
    OUTPUT_TAKEN.load(Relaxed)
}

fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// Opens a file to read, or standard input for `-`. `what` names it for the user, as in "the bundle".
///
/// # Errors
/// One line that says why it cannot be read. Where there is none it says the file's own name, as the user typed it; a
/// path may say more than belongs into a log.
pub fn open(path: &Path, what: &str) -> Result<Box<dyn Read>, Refusal> {
    if is_standard(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    let refused = |error: &io::Error| unreadable(path, what, error);
    let file = File::open(path).map_err(|error| refused(&error))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(refused(&io::ErrorKind::IsADirectory.into()));
    }
    Ok(Box::new(io::BufReader::new(file)))
}

/// Why a file cannot be read.
pub fn unreadable(path: &Path, what: &str, error: &io::Error) -> Refusal {
    Refusal(match error.kind() {
        io::ErrorKind::NotFound => format!(
            "{what} cannot be read: there is no file {}; check the file's name and place",
            path.file_name().unwrap_or_default().display()
        ),
        io::ErrorKind::PermissionDenied => {
            format!(
                "{what} cannot be read: this account may not; check the file's owner and permissions"
            )
        }
        io::ErrorKind::IsADirectory => {
            format!("{what} cannot be read: that is a directory; check the file's name")
        }
        io::ErrorKind::InvalidData => {
            format!(
                "{what} cannot be read: it is not text in UTF-8; check the file, and save it as UTF-8"
            )
        }
        kind => format!("{what} cannot be read ({kind}); check the file"),
    })
}

/// Reads a file of at most `most` bytes, or standard input for `-`.
///
/// # Errors
/// As [`open`]; a file that is longer.
pub fn read_bytes(path: &Path, what: &str, most: u64) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let mut bytes = Zeroizing::new(Vec::new());
    open(path, what)?
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(path, what, &error))?;
    if bytes.len() as u64 > most {
        return Err(Refusal(format!(
            "{what} is too large; check that it is the right file"
        )));
    }
    Ok(bytes)
}

/// Reads a small text file, or standard input for `-`. The mark that some editors put before the first letter is
/// left out.
///
/// # Errors
/// As [`read_bytes`]; a file that is not text.
pub fn read_text(path: &Path, what: &str) -> Result<Zeroizing<String>, Refusal> {
    const MOST: u64 = 4 << 20;
    let bytes = read_bytes(path, what, MOST)?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| unreadable(path, what, &io::ErrorKind::InvalidData.into()))?;
    Ok(Zeroizing::new(
        text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
    ))
}

/// A text that an argument gives: as it stands, or in the file that follows an `@`, where `@-` is standard input. A
/// shell remembers arguments, and other users of the machine may list them.
#[derive(Clone)]
pub struct TextArgument(String);

impl FromStr for TextArgument {
    type Err = Infallible;

    fn from_str(argument: &str) -> Result<Self, Infallible> {
        Ok(Self(argument.to_owned()))
    }
}

impl TextArgument {
    /// Reads it. One line feed at the end, which editors add, is left out.
    ///
    /// # Errors
    /// As [`read_text`]; a file without a text.
    pub fn read(self) -> Result<String, Refusal> {
        let Some(path) = self.0.strip_prefix('@') else {
            return Ok(self.0);
        };
        let read = read_text(Path::new(path), "the text")?;
        let text = read.strip_suffix('\n').unwrap_or(&read);
        let text = text.strip_suffix('\r').unwrap_or(text);
        match text.is_empty() {
            true => Err(Refusal(
                "there is no text in that file; check it, and give standard input once".to_owned(),
            )),
            false => Ok(text.to_owned()),
        }
    }
}

/// Writes a file whole or not at all, or to standard output for `-`. A file is gathered beside its place; when `work`
/// flushes it, or else when `work` is done, it goes to the disk and then to its place, and takes nothing more.
///
/// A device or a pipe is written to and stays what it is. A file that is there already is replaced only after
/// [`allow_replacing`]; a link to it stays a link.
///
/// # Errors
/// One line that says why it cannot be written; what `work` says.
pub fn write_file<T>(
    path: &Path,
    work: impl FnOnce(&mut dyn Write) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let mut file = Target::find(path)?;
    let value = work(&mut file)?;
    file.flush().map_err(|error| unwritable(&error))?;
    Ok(value)
}

fn unwritable(error: &io::Error) -> Refusal {
    Refusal(match error.kind() {
        io::ErrorKind::AlreadyExists => TAKEN.to_owned(),
        kind => format!("the file cannot be written ({kind}); check the place and the space"),
    })
}

const TAKEN: &str = "there is a file of that name already, and it was left as it is; choose another name, or say --force \
    to replace it";

/// Where a file goes.
enum Target {
    /// Standard output, a device or a pipe.
    Through(Box<dyn Write>),
    /// A place in a directory, and what is gathered for it until it is flushed.
    Place {
        path: PathBuf,
        directory: PathBuf,
        replace: bool,
        gathered: Option<BufWriter<NamedTempFile>>,
    },
}

impl Target {
    fn find(path: &Path) -> Result<Self, Refusal> {
        if is_standard(path) {
            OUTPUT_TAKEN.store(true, Relaxed);
            return Ok(Self::Through(Box::new(io::stdout().lock())));
        }
        let replace = REPLACING.load(Relaxed);
        let mut path = path.to_owned();
        if let Ok(there) = fs::symlink_metadata(&path) {
            let link = there.file_type().is_symlink();
            // What a link leads to: /dev/stdout is one.
            let Ok(there) = fs::metadata(&path) else {
                return Err("that is a link that leads nowhere; choose another name".into());
            };
            if there.is_dir() {
                return Err("that is a directory; check the place, and name a file in it".into());
            }
            if is_special(there.file_type()) {
                let through = OpenOptions::new().write(true).open(&path);
                let through = through.map_err(|error| unwritable(&error))?;
                return Ok(Self::Through(Box::new(through)));
            }
            if !replace {
                return Err(TAKEN.into());
            }
            if link {
                path = fs::canonicalize(&path).map_err(|error| unwritable(&error))?;
            }
        }
        let directory = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
            .to_owned();
        let gathered = NamedTempFile::new_in(&directory).map_err(|error| unwritable(&error))?;
        Ok(Self::Place {
            path,
            directory,
            replace,
            gathered: Some(BufWriter::new(gathered)),
        })
    }
}

/// Neither a file nor a directory: a device, a pipe, a socket.
fn is_special(kind: FileType) -> bool {
    !kind.is_file() && !kind.is_dir() && !kind.is_symlink()
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Through(out) => out.write(bytes),
            Self::Place { gathered, .. } => {
                let gathered = gathered.as_mut();
                gathered.ok_or(io::ErrorKind::InvalidInput)?.write(bytes)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Through(out) => out.flush(),
            Self::Place {
                path,
                directory,
                replace,
                gathered,
            } => {
                let Some(gathered) = gathered.take() else {
                    return Ok(());
                };
                let file = gathered.into_inner().map_err(IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                let put = match replace {
                    true => file.persist(path),
                    false => file.persist_noclobber(path),
                };
                put.map_err(|error| error.error)?;
                // The name too. Only Unix lets a directory be synced; elsewhere renaming is as durable as it gets.
                #[cfg(unix)]
                File::open(directory)?.sync_all()?;
                #[cfg(not(unix))]
                let _ = directory;
                Ok(())
            }
        }
    }
}
