//! Why a vault did not open or change.

use std::io;

use thiserror::Error;

use super::passphrase::Weak;
use crate::{base::files, host::KeystoreError};

/// Why a vault did not open or change. No variant carries a secret or a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// No slot opened. Where an attempt limit is set, so many tries are left before the wipe.
    #[error("wrong passphrase{}", match attempts_left {
        Some(1) => "; one attempt is left, and another wrong one destroys everything on this phone".to_owned(),
        Some(left) => format!("; {left} attempts are left, then everything on this phone is destroyed"),
        None => String::new(),
    })]
    WrongPassphrase {
        /// Tries left before everything is wiped; `None` without a limit.
        attempts_left: Option<u32>,
    },
    /// The recovery words are not those of this vault.
    #[error("these recovery words do not open this vault")]
    WrongWords,
    /// The escrow key is not the one to which this vault was escrowed, or no escrow was set.
    #[error("this key does not open the vault's escrow")]
    WrongEscrow,
    /// The escrow key cannot be sealed to.
    #[error("this escrow key is not valid")]
    BadEscrowKey,
    /// The limit of wrong passphrases was reached and everything was destroyed.
    #[error("too many wrong passphrases: everything on this phone was destroyed")]
    Wiped,
    /// The passphrase is easier to guess than the keystore allows.
    #[error(transparent)]
    Weak(#[from] Weak),
    /// This passphrase already opens something else in the vault.
    #[error("choose a passphrase that you do not use here yet")]
    InUseAlready,
    /// There is no vault in this directory.
    #[error("there is no vault here yet")]
    Missing,
    /// There is a vault in this directory already.
    #[error("there is a vault here already")]
    Exists,
    /// The file is not a vault, or its checksum fails and no slot opens.
    #[error("the vault file is damaged; restore it, or use another copy of it")]
    Damaged,
    /// The file was written by a later version of this program.
    #[error("the vault was written by a newer version; update this program")]
    TooNew,
    /// Argon2id parameters weaker than allowed, or so costly that they would stop this phone.
    #[error("the vault's key-stretching parameters are out of bounds")]
    KdfOutOfBounds,
    /// Not enough memory for Argon2id.
    #[error("not enough memory to unlock; close other apps and try again")]
    OutOfMemory,
    /// The keystore refused or failed.
    #[error(transparent)]
    Keystore(#[from] KeystoreError),
    /// No room left to write.
    #[error("the disk is full; free some space and try again")]
    DiskFull,
    /// The file system failed in another way.
    #[error("{}", files::failure(*.0))]
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
