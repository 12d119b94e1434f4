//! Why a parcel cannot be sealed or opened.

use std::io;

use crate::crypto::BadKey;

/// Why a parcel cannot be sealed or opened. Nothing of the content is ever part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It does not begin as parcels do.
    #[error("parcel-refused")]
    NotAParcel,
    /// It was sealed with algorithms that this program does not know.
    #[error("parcel-refused")]
    UnknownSuite,
    /// It ends too early: its size is none that parcels have.
    #[error("parcel-refused")]
    Truncated,
    /// It is, or would become, larger than [`super::MAX_SIZE`].
    #[error("parcel-refused")]
    TooLarge,
    /// Neither slot opens with this key: it is sealed to somebody else, or the slot was altered.
    #[error("parcel-refused")]
    NotForUs,
    /// It is sealed to us, and was altered on the way.
    #[error("parcel-refused")]
    Damaged,
    /// It opens, and what is inside is not laid out as a letter.
    #[error("parcel-refused")]
    Malformed,
    /// It opens, and holds a kind of letter that this program does not know.
    #[error("parcel-refused")]
    UnknownKind,
    /// The signature inside is not that of the key it names.
    #[error("parcel-refused")]
    BadSignature,
    /// The letter was written to another mailbox than the parcel went to.
    #[error("parcel-refused")]
    WrongMailbox,
    /// The letter was written to other keys than the one that opened the parcel.
    #[error("parcel-refused")]
    WrongRecipient,
    /// The content had not the length announced when sealing it began.
    #[error("parcel-refused")]
    ContentChanged,
    /// The end of a streamed parcel was asked for before everything was read.
    #[error("parcel-refused")]
    Unfinished,
    /// The bytes are no public key.
    #[error("parcel-refused")]
    BadKey(#[from] BadKey),
    /// Reading or writing failed beneath.
    #[error("parcel-refused")]
    Io(io::ErrorKind),
}

/// Errors cross [`io::Read`] and come out as they went in.
impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Io(kind) => kind.into(),
            other => Self::other(other),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
        inner.copied().unwrap_or(Self::Io(error.kind()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_pass_through_readers_unchanged() {
        for error in [Error::Damaged, Error::Io(io::ErrorKind::StorageFull)] {
            assert_eq!(Error::from(io::Error::from(error)), error);
        }
    }
}
