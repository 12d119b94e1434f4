//! Counting wrong passphrases, for organisations that want a wipe after too many.
//!
//! The count is a file. It stops somebody who tries by hand on the phone; it does not stop somebody
//! who copies the storage and puts the file back. Against them only the keystore's hardware helps.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    num::NonZeroU32,
    path::{Path, PathBuf},
};

use super::Error;
use crate::base::files;

/// The limit and how much of it is used.
pub(super) struct Attempts {
    path: PathBuf,
    limit: u32,
    used: u32,
}

impl Attempts {
    /// What the file says; `None` where no limit is set. A spoiled file is as none: anyone who can spoil
    /// it can also remove it, and a typing error must not then destroy everything.
    pub fn read(path: &Path) -> Option<Self> {
        let bytes = <[u8; 8]>::try_from(fs::read(path).ok()?).ok()?;
        let (limit, used) = bytes
            .split_first_chunk()
            .expect("eight bytes are two fields");
        let used = used.try_into().expect("eight bytes are two fields");
        let limit = NonZeroU32::new(u32::from_be_bytes(*limit))?.get();
        Some(Self {
            path: path.to_owned(),
            limit,
            used: u32::from_be_bytes(used),
        })
    }

    pub fn set(path: &Path, limit: Option<NonZeroU32>) -> Result<(), Error> {
        if Self::read(path).map(|present| present.limit) == limit.map(NonZeroU32::get) {
            return Ok(());
        }
        match limit {
            Some(limit) => {
                let bytes = [limit.get().to_be_bytes(), [0; 4]].concat();
                Ok(files::replace(path, &bytes)?)
            }
            None => Ok(files::remove(path)?),
        }
    }

    /// In place, which needs no room: a full disk must not keep anybody from unlocking.
    fn write(&self) -> Result<(), Error> {
        let mut file = OpenOptions::new().write(true).open(&self.path)?;
        file.write_all(&[self.limit.to_be_bytes(), self.used.to_be_bytes()].concat())?;
        Ok(file.sync_all()?)
    }

    /// Counts a try before its result is known, so that killing the program does not undo it.
    pub fn begin(&mut self) -> Result<(), Error> {
        self.used = self.used.saturating_add(1);
        self.write()
    }

    /// The right passphrase forgives all wrong ones before it.
    pub fn forgive(&mut self) -> Result<(), Error> {
        self.used = 0;
        self.write()
    }

    /// How many more tries there are.
    pub fn left(&self) -> u32 {
        self.limit.saturating_sub(self.used)
    }
}
