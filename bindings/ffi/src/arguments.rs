//! What a shell hands in as bytes or text, read: passphrases, words, names of records and parcels.

use pocketcard::{base::Id, parcel::ParcelId, session, vault::Passphrase};
use zeroize::Zeroizing;

use crate::error::PhoneError;

/// Text that came as bytes and is wiped when dropped.
pub(crate) struct Text(Zeroizing<Vec<u8>>);

impl Text {
    pub(crate) fn new(bytes: Vec<u8>, code: &str) -> Result<Self, PhoneError> {
        let text = Self(Zeroizing::new(bytes));
        if std::str::from_utf8(&text.0).is_err() {
            return Err(PhoneError::new(code));
        }
        Ok(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("checked when it was made")
    }
}

pub(crate) fn typed(passphrase: Vec<u8>) -> Result<Passphrase, PhoneError> {
    Ok(Passphrase::new(
        Text::new(passphrase, "passphrase-unreadable")?.as_str(),
    ))
}

pub(crate) fn parcel_id(text: &str) -> Result<ParcelId, PhoneError> {
    text.parse()
        .map_err(|_| session::Error::NoSuchParcel.into())
}

pub(crate) fn record_id(text: &str) -> Result<Id, PhoneError> {
    text.parse()
        .map_err(|_| session::Error::NoSuchRecord.into())
}
