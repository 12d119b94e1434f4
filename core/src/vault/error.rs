//! Why a vault did not open or change.

use std::io;

use thiserror::Error;

use super::passphrase::Weak;
use crate::{base::files, host::KeystoreError};

/// Why a vault did not open or change. No variant carries a secret or a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// No slot opened. With an attempt limit: how many tries are left before the wipe.
    #[error("passphrase-wrong")]
    WrongPassphrase {
        /// Tries left before everything is wiped; `None` without a limit.
        attempts_left: Option<u32>,
    },
    /// The recovery words are not those of this vault.
    #[error("passphrase-wrong")]
    WrongWords,
    /// The escrow key is not the one to which this vault was escrowed, or no escrow was set.
    #[error("passphrase-wrong")]
    WrongEscrow,
    /// The escrow key cannot be sealed to.
    #[error("passphrase-wrong")]
    BadEscrowKey,
    /// The limit of wrong passphrases was reached and everything was destroyed.
    #[error("wiped")]
    Wiped,
    /// The passphrase is easier to guess than the keystore allows.
    #[error(transparent)]
    Weak(#[from] Weak),
    /// This passphrase already opens something else in the vault.
    #[error("passphrase-in-use")]
    InUseAlready,
    /// There is no vault in this directory.
    #[error("not-enrolled")]
    Missing,
    /// There is a vault in this directory already.
    #[error("already-enrolled")]
    Exists,
    /// The file is not a vault, or its checksum fails and no slot opens.
    #[error("storage-damaged")]
    Damaged,
    /// The file was written by a later version of this program.
    #[error("storage-newer")]
    TooNew,
    /// Argon2id parameters weaker than allowed, or so costly that they would stop this phone.
    #[error("storage-damaged")]
    KdfOutOfBounds,
    /// Not enough memory for Argon2id.
    #[error("storage-memory")]
    OutOfMemory,
    /// The keystore refused or failed.
    #[error(transparent)]
    Keystore(#[from] KeystoreError),
    /// No room left to write.
    #[error("storage-full")]
    DiskFull,
    /// The file system failed in another way.
    #[error("storage-failed")]
    Io(io::ErrorKind),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            kind if files::is_full(kind) => Self::DiskFull,
            kind => Self::Io(kind),
        }
    }
}
