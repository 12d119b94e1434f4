//! The reserve: a file beside every vault with what a decoy would be furnished with, sealed to a key
//! that only a duress passphrase gives. Where none is set nobody has that key, and nobody can tell.

use std::{fs, io::Read, path::Path};

use zeroize::Zeroizing;

use crate::{
    base::{files, layout},
    crypto::{PublicKey, SecretKey, SigningKey},
    parcel::{self, Address, LetterKind, Mailbox},
    vault::{Error, MasterKey},
};

/// More than any pack and the keys beside it.
const MAX: u64 = 64 << 20;

/// The key that a decoy's master key opens its reserve with.
pub(crate) fn key(decoy: &MasterKey) -> SecretKey {
    SecretKey::from_seed(&decoy.derive_key("reserve"))
}

/// Replaces the reserve. Its length tells that of the content in the steps that parcels have.
pub(crate) fn write(dir: &Path, to: &PublicKey, content: &[u8]) -> Result<(), Error> {
    let address = Address {
        mailbox: Mailbox([0; 16]),
        to: to.clone(),
        second: None,
    };
    let sealed = parcel::seal(LetterKind::Pack, content, &SigningKey::generate(), &address)
        .map_err(|_| Error::BadEscrowKey)?;
    Ok(files::replace(&layout::reserve(dir), &sealed.bytes)?)
}

/// The content, if there is a reserve and it is this decoy's.
pub(crate) fn open(dir: &Path, decoy: &MasterKey) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let mut bytes = Vec::new();
    match fs::File::open(layout::reserve(dir)) {
        Ok(file) => file.take(MAX).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let opened = parcel::open(&bytes, &key(decoy)).ok();
    Ok(opened.map(|opened| opened.content))
}
