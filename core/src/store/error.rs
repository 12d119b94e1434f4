//! Why the store did not do what it was asked, and what it found damaged.

use std::{fmt, io};

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::base::{Id, files};

/// Why the store did not do what it was asked. No variant carries what a person wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// Another process, or another part of this one, has the store open.
    #[error(
        "this store is in use by another program; close it first: a `meet` that still waits, for example"
    )]
    InUse,
    /// There is no room left. What was being written is undone; everything else is as before.
    #[error("the disk is full; free some space and try again")]
    DiskFull,
    /// There is no store in this directory.
    #[error("there is no store here yet")]
    NotFound,
    /// There was a store in this directory and its file is gone.
    #[error("the store's file is gone; restore it from a copy, or begin a new one")]
    Lost,
    /// There is a store in this directory already.
    #[error("there is a store here already")]
    Exists,
    /// The store was written by a later version of this program.
    #[error("the store was written by a newer version; update this program")]
    TooNew,
    /// The master key does not open the store: it belongs to another vault, or both copies of its
    /// root are damaged.
    #[error("the vault's key does not open this store")]
    WrongKey,
    /// SQLite cannot make sense of the file. What could be read can be read on; nothing more is
    /// written to it.
    #[error(
        "the store's file is damaged: `rescue` writes what can still be read of what waits for the office to a \
         bundle; then enrol in a new directory"
    )]
    Corrupt,
    /// Rows are missing, too many, older than they should be or without a witness. A new epoch would
    /// hide that and put out of reach what could still be put back: [`super::Store::accept`] decides.
    #[error("the store is not as it was left: see what `verify` finds, and accept it to go on")]
    OpenQuestion,
    /// This row does not open: changed, swapped or cut short since it was written.
    #[error("record {0} is damaged")]
    Damaged(Id),
    /// There is no such row.
    #[error("there is no record {0}")]
    NoSuchRow(Id),
    /// A row keeps the kind with which it was first put, and kind 0 is the store's own.
    #[error("record {0} cannot have this kind")]
    WrongKind(Id),
    /// A field is longer than the store takes.
    #[error("{what} is longer than {limit} bytes")]
    TooLong {
        /// Which field.
        what: &'static str,
        /// The most it may have, in bytes.
        limit: usize,
    },
    /// The store is suspended; resume it first.
    #[error("the store is suspended")]
    Suspended,
    /// The host asked to stop. Nothing of it remains.
    #[error("cancelled")]
    Cancelled,
    /// The file system failed in another way.
    #[error("{}", files::failure(*.0))]
    Io(io::ErrorKind),
    /// SQLite failed in another way; its extended result code.
    #[error(
        "the storage failed (SQLite {0}); on a phone that goes on failing, `rescue` writes what waits for the office to \
         another place"
    )]
    Sqlite(i32),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            kind if files::is_full(kind) => Self::DiskFull,
            kind => Self::Io(kind),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            // Anything else is a column of another type than ours: not our file, or changed.
            return Self::Corrupt;
        };
        match failure.code {
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::InUse,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt,
            ErrorCode::ReadOnly => Self::Io(io::ErrorKind::ReadOnlyFilesystem),
            _ => Self::Sqlite(failure.extended_code),
        }
    }
}

/// Something in the store that is not as this program left it. Nothing of it is ever deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Damage {
    /// Pages of the file cannot be read. What could be read is there; nothing more is written.
    Pages,
    /// The row that holds the store's key is damaged; its copy in the anchor file served.
    Root,
    /// The anchor file is gone or damaged: whether the whole store is an older copy cannot be told.
    Anchor,
    /// The manifest is damaged: whether rows are missing or older cannot be told.
    Manifest,
    /// The whole store is older than when it was last closed.
    RolledBack,
    /// So many rows are missing.
    Missing(u64),
    /// Rows were put back that had been deleted, or that are not ours.
    Extra(u64),
    /// As many rows as there should be, but some are older than they should be.
    Replaced,
    /// A row's header does not open. The number is its place in the file.
    Header(i64),
    /// A second row claims to be this one; the newer is used.
    Duplicate(Id),
    /// This row's body is missing or does not open. Its header does.
    Body(Id),
    /// This attachment is missing or damaged.
    Attachment(Id),
}

impl Damage {
    /// Whether it is about the store as a whole and somebody has yet to decide what to make of it.
    pub(super) fn is_open_question(&self) -> bool {
        !matches!(
            self,
            Self::Header(_) | Self::Body(_) | Self::Attachment(_) | Self::Pages
        )
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pages => f.write_str("parts of the store's file cannot be read"),
            Self::Root => f.write_str("the store's key was damaged; its copy served"),
            Self::Anchor => f.write_str(
                "the anchor file is gone or damaged: whether an older copy of the store was put back \
                 cannot be told",
            ),
            Self::Manifest => f.write_str(
                "the list of what there should be is damaged: whether anything is missing cannot be \
                 told",
            ),
            Self::RolledBack => f.write_str("an older copy of the store was put back"),
            Self::Missing(rows) => write!(f, "{rows} that should be there are missing"),
            Self::Extra(rows) => write!(f, "{rows} are there that should not be"),
            Self::Replaced => f.write_str("something is older than it should be"),
            Self::Header(row) => write!(f, "row {row} of the file does not open"),
            Self::Duplicate(id) => write!(f, "{id} is there twice; the newer is used"),
            Self::Body(id) => write!(f, "the content of {id} is missing or damaged"),
            Self::Attachment(id) => write!(f, "attachment {id} is missing or damaged"),
        }
    }
}
