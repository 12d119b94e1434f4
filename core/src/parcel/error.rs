//! Why a parcel cannot be sealed or opened.

use std::io;

use crate::crypto::BadKey;

/// Why a parcel cannot be sealed or opened. Nothing of the content is ever part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It does not begin as parcels do.
    #[error("this is not a parcel; check that it is the right file")]
    NotAParcel,
    /// It was sealed with algorithms that this program does not know.
    #[error("this parcel was sealed by a newer version; update this program and open it again")]
    UnknownSuite,
    /// It ends too early: its size is none that parcels have.
    #[error("this parcel is cut short; have it sent again")]
    Truncated,
    /// It is, or would become, larger than [`super::MAX_SIZE`].
    #[error("this is too large for a parcel; send less or a smaller file")]
    TooLarge,
    /// Neither slot opens with this key: it is sealed to somebody else, or the slot was altered.
    #[error("this parcel is not sealed to this key; pass it on unopened")]
    NotForUs,
    /// It is sealed to us, and was altered on the way.
    #[error("this parcel was damaged on the way; have it sent again")]
    Damaged,
    /// It opens, and what is inside is not laid out as a letter.
    #[error(
        "what is inside this parcel cannot be read; ask the sender to update and send it again"
    )]
    Malformed,
    /// It opens, and holds a kind of letter that this program does not know.
    #[error("this parcel holds a newer kind of letter; update this program and open it again")]
    UnknownKind,
    /// The signature inside is not that of the key it names.
    #[error("the signature inside this parcel does not match; do not rely on it")]
    BadSignature,
    /// The letter was written to another mailbox than the parcel went to.
    #[error(
        "the letter inside was written to another mailbox; somebody resealed it, do not rely on it"
    )]
    WrongMailbox,
    /// The letter was written to other keys than the one that opened the parcel.
    #[error("the letter inside was written to somebody else and resealed; do not rely on it")]
    WrongRecipient,
    /// The content had not the length announced when sealing it began.
    #[error("the content changed while it was being sealed; try again")]
    ContentChanged,
    /// The end of a streamed parcel was asked for before everything was read.
    #[error("the parcel was not read to its end; try again")]
    Unfinished,
    /// The bytes are no public key.
    #[error(transparent)]
    BadKey(#[from] BadKey),
    /// Reading or writing failed beneath.
    #[error("reading or writing failed ({0}); try again")]
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
