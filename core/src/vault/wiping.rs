//! The end of a vault.

use super::{Error, Vault, file, key_name};
use crate::base::{files, layout};

impl Vault<'_> {
    /// Destroys the vault's keys in the keystore, the vault and the store. Needs no passphrase and no
    /// readable file. Every step is tried even when another fails.
    ///
    /// The keys go first: from then on only recovery words or an escrow key could open a copy of the
    /// files made before. Where the keystore does not let go of a key, all of the vault but the names
    /// of its keys is overwritten, so that it can be asked again.
    ///
    /// # Errors
    /// The first step that failed. Calling this again tries all of them again, and so does unlocking.
    pub fn wipe(&self) -> Result<(), Error> {
        let removed = self.remove();
        let emptied = layout::remove_store(&self.dir).map_err(Error::from);
        removed.and(emptied)
    }

    /// [`Vault::wipe`] without the store.
    pub(super) fn remove(&self) -> Result<(), Error> {
        let mut result = Ok(());
        let mut also = |step: Result<(), Error>| {
            if result.is_ok() {
                result = step;
            }
        };
        let path = self.path();
        let mut destroyed = true;
        for id in file::key_ids(&path) {
            let gone = self.keystore.destroy(&key_name(id));
            destroyed &= gone.is_ok();
            also(gone.map_err(Error::from));
        }
        if path.exists() && destroyed {
            also(files::overwrite_with_noise(&path, file::LENGTH).map_err(Error::from));
            also(files::remove(&path).map_err(Error::from));
        } else if path.exists() {
            also(file::bury(&path).map_err(Error::from));
        }
        for other in [self.attempts_path(), layout::reserve(&self.dir)] {
            also(files::remove(&other).map_err(Error::from));
            also(files::remove(&other.with_extension("new")).map_err(Error::from));
        }
        also(files::remove(&path.with_extension("new")).map_err(Error::from));
        result
    }
}
