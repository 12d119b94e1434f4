//! Why a desk did not do what it was asked.

use pocketcard::{pack, parcel, store, sync, vault};
use thiserror::Error;

use crate::hub;

/// Why a desk did not do what it was asked. Nothing was changed or lost; the text says what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// There is a desk in this directory already.
    #[error("there is a desk here already; choose another directory")]
    Exists,
    /// There is no desk in this directory.
    #[error("there is no desk here; set one up with `pocketcard-office new`")]
    NoDesk,
    /// Only the main desk invites, revokes and publishes.
    #[error("this is the confidential desk; the office's main desk does that")]
    NotTheMainDesk,
    /// There is no such record.
    #[error("there is no such record here; `inbox` lists what there is")]
    NoSuchRecord,
    /// Reports to the confidential desk have no way back.
    #[error("the author of a confidential report gets its receipt and cannot be written to")]
    NoWayBack,
    /// There is no such phone, or several begin like this.
    #[error("there is no phone of that label or fingerprint, or several; `phones` lists them")]
    NoSuchPhone,
    /// These are not six words.
    #[error("type the six words that the phone shows, as its owner reads them")]
    Words,
    /// No open invitation has this label.
    #[error("no open invitation has that label; `invitations` lists them")]
    NoSuchInvitation,
    /// The file is no exported journal.
    #[error("this is not an exported journal of this version; `export` writes one")]
    NotAJournal,
    /// The parcel opens and holds no record.
    #[error("this parcel holds no record that this version can read")]
    NotARecord,
    /// A phone's label is missing, too long, or has characters that do not show.
    #[error(
        "call the phone something of 1 to 128 letters, in one line and without characters that do not show"
    )]
    Label,
    /// Another phone, or an invitation that is open, has this label.
    #[error(
        "another phone or an open invitation has that label; choose another, or revoke that one first"
    )]
    LabelTaken,
    /// An invitation is good for a day at least and a year at most.
    #[error("an invitation may be open for 1 to 366 days")]
    Days,
    /// A text is too long.
    #[error("the text is too long; keep it under 4,000 letters")]
    TextTooLong,
    /// The vault.
    #[error(transparent)]
    Vault(#[from] vault::Error),
    /// The store.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A parcel could not be sealed.
    #[error(transparent)]
    Parcel(#[from] parcel::Error),
    /// A pack is refused.
    #[error(transparent)]
    Pack(#[from] pack::Error),
    /// The exchange failed.
    #[error(transparent)]
    Exchange(#[from] sync::ExchangeError),
    /// A bundle could not be read or written.
    #[error(transparent)]
    Bundle(#[from] sync::BundleError),
    /// The hub's configuration cannot be read or written.
    #[error(transparent)]
    Hub(#[from] hub::ConfigError),
    /// A file of the desk's directory could not be read or written.
    #[error("a file cannot be read or written ({0}); check the disk and try again")]
    Io(std::io::ErrorKind),
    /// Something that this version wrote cannot be read back.
    #[error("a part of the desk's store cannot be read; `verify` names it")]
    Damaged,
}

impl Error {
    /// Whether a row that was asked for is damaged, and others may well be sound.
    pub(super) fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged | Self::Store(store::Error::Damaged(_)))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.kind())
    }
}
