//! Why the store did not do what it was asked, and what it found damaged.

use std::io;

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::base::{Id, files};

/// Why the store did not do what it was asked. No variant carries what a person wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// Another process, or another part of this one, has the store open.
    #[error("storage-in-use")]
    InUse,
    /// There is no room left. What was being written is undone; everything else is as before.
    #[error("storage-full")]
    DiskFull,
    /// There is no store in this directory.
    #[error("storage-failed")]
    NotFound,
    /// There was a store in this directory and its file is gone.
    #[error("storage-damaged")]
    Lost,
    /// There is a store in this directory already.
    #[error("storage-failed")]
    Exists,
    /// The store was written by a later version of this program.
    #[error("storage-newer")]
    TooNew,
    /// The master key does not open the store: it belongs to another vault, or both copies of its
    /// root are damaged.
    #[error("storage-damaged")]
    WrongKey,
    /// SQLite cannot make sense of the file. What could be read can be read on; nothing more is
    /// written to it.
    #[error("storage-damaged")]
    Corrupt,
    /// Rows are missing, too many, older than they should be or without a witness. A new epoch would
    /// hide that and put out of reach what could still be put back: [`super::Store::accept`] decides.
    #[error("storage-failed")]
    OpenQuestion,
    /// This row does not open: changed, swapped or cut short since it was written.
    #[error("storage-damaged")]
    Damaged(Id),
    /// There is no such row.
    #[error("storage-failed")]
    NoSuchRow(Id),
    /// A row keeps the kind with which it was first put, and kind 0 is the store's own.
    #[error("storage-failed")]
    WrongKind(Id),
    /// A field is longer than the store takes.
    #[error("storage-failed")]
    TooLong {
        /// Which field.
        what: &'static str,
        /// The most it may have, in bytes.
        limit: usize,
    },
    /// The store is suspended; resume it first.
    #[error("storage-failed")]
    Suspended,
    /// The host asked to stop. Nothing of it remains.
    #[error("cancelled")]
    Cancelled,
    /// The file system failed in another way.
    #[error("storage-failed")]
    Io(io::ErrorKind),
    /// SQLite failed in another way; its extended result code.
    #[error("storage-failed")]
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
    /// This many rows are missing.
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
    /// The id of the word with which a shell says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Pages => "problem-file",
            Self::Root => "problem-key-copy",
            Self::Anchor => "problem-anchor",
            Self::Manifest => "problem-list",
            Self::RolledBack | Self::Replaced => "problem-older",
            Self::Missing(_) => "problem-missing",
            Self::Extra(_) => "problem-extra",
            Self::Header(_) | Self::Duplicate(_) | Self::Body(_) => "problem-row",
            Self::Attachment(_) => "problem-attachment",
        }
    }

    /// Whether it is about the store as a whole and somebody has yet to decide what to make of it.
    pub(super) fn is_open_question(&self) -> bool {
        !matches!(
            self,
            Self::Header(_) | Self::Body(_) | Self::Attachment(_) | Self::Pages
        )
    }
}
