//! The files of a pack's directory, and what can be wrong with one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use pocketcard::content::ContentError;
use thiserror::Error;

/// The most bytes of one file.
pub(super) const MAX_FILE: u64 = pocketcard::pack::MAX_SIZE as u64;

/// Why no content could be made of a directory.
#[derive(Debug, Error)]
pub enum BuildError {
    /// A file or directory cannot be read.
    #[error("{}: cannot be read ({reason})", file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why, as the system says it.
        reason: std::io::ErrorKind,
    },
    /// A file is not what it should be.
    #[error("{}: {problem}", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What is wrong, and where in it.
        problem: String,
    },
    /// All files are in order and do not make sense together.
    #[error(transparent)]
    Content(#[from] ContentError),
}

pub(super) fn wrong(file: &Path, problem: impl Into<String>) -> BuildError {
    BuildError::File {
        file: file.to_owned(),
        problem: problem.into(),
    }
}

pub(super) fn read(file: &Path) -> Result<String, BuildError> {
    let unreadable = |error: std::io::Error| BuildError::Unreadable {
        file: file.to_owned(),
        reason: error.kind(),
    };
    if fs::metadata(file).map_err(unreadable)?.len() > MAX_FILE {
        return Err(wrong(
            file,
            "it is larger than 4 MiB; divide it over several files",
        ));
    }
    fs::read_to_string(file).map_err(unreadable)
}
