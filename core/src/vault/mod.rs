//! From a passphrase and the phone's keystore to the master key.
//!
//! ```text
//! passphrase --Argon2id--> a --keystore MAC--> b --HKDF(slot)--> wrapping key --opens--> master key
//! ```
//!
//! The vault is one small file of fixed length with eight slots, each of which holds the master key
//! wrapped for one way of unlocking, or randomness. Guessing needs both the file and the keystore:
//! where the keystore is hardware, a copied file alone cannot be attacked at all.
//!
//! ```
//! use pocketcard::vault::{Kdf, Passphrase, SoftwareKeystore, Vault};
//! # let dir = tempfile::tempdir()?;
//! let keystore = SoftwareKeystore::new(&dir.path().join("keys"));
//! let vault = Vault::at(&dir.path().join("card"), &keystore);
//! let passphrase = Passphrase::new("lantern orbit seven maple");
//! vault.create(&passphrase, Kdf::DEFAULT)?;
//! let unlocked = vault.unlock(&passphrase)?;
//! let key = unlocked.master.derive("what this key is for");
//! # assert_eq!(key.len(), 32);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod attempts;
mod error;
mod escrow;
mod file;
pub(crate) mod files;
mod kdf;
mod master;
mod passphrase;
pub(crate) mod seal;
mod software;
mod words;

use std::{
    num::NonZeroU32,
    path::{Path, PathBuf},
};

use self::{attempts::Attempts, file::VaultFile, seal::Key};
pub use self::{
    error::Error,
    file::Slot,
    kdf::Kdf,
    master::MasterKey,
    passphrase::{Passphrase, Weak},
    software::SoftwareKeystore,
    words::{Count, Words},
};
use crate::{
    host::{Keystore, KeystoreError},
    parcel::{PublicKey, SecretKey},
    record::Id,
    store,
};

/// A vault in a directory, and the keystore that guards it.
pub struct Vault<'a> {
    dir: PathBuf,
    keystore: &'a dyn Keystore,
}

/// What unlocking gives.
pub struct Unlocked {
    /// The key to everything else.
    pub master: MasterKey,
    /// What opened: [`Slot::Duress`] means that what there was is already destroyed and that a new,
    /// empty store is to be made.
    pub slot: Slot,
    /// The file's checksum does not hold although this slot opened: another slot may be damaged.
    /// Setting the recovery words anew is wise.
    pub damaged: bool,
}

impl<'a> Vault<'a> {
    /// The vault of this directory, whether or not it exists yet.
    pub fn at(dir: &Path, keystore: &'a dyn Keystore) -> Self {
        Self {
            dir: dir.to_owned(),
            keystore,
        }
    }

    fn path(&self) -> PathBuf {
        self.dir.join("vault")
    }

    fn attempts_path(&self) -> PathBuf {
        self.dir.join("attempts")
    }

    /// Whether there is a vault file, readable or not.
    pub fn exists(&self) -> bool {
        self.path().exists()
    }

    /// Makes a new vault with one way in.
    ///
    /// # Errors
    /// [`Error::Exists`]; [`Error::Weak`]; the keystore's; the disk's.
    pub fn create(&self, passphrase: &Passphrase, kdf: Kdf) -> Result<MasterKey, Error> {
        if self.exists() {
            return Err(Error::Exists);
        }
        passphrase.check(self.keystore.security_level()?)?;
        let mut file = VaultFile::new(kdf, seal::random());
        let stretched = kdf.stretch(passphrase, &file.salt)?;
        files::make_dir(&self.dir)?;
        self.keystore.create(&key_name(file.id))?;
        let master = MasterKey::random();
        file.wrap(Slot::Passphrase, &self.bind(file.id, &stretched)?, &master);
        file.write(&self.path())?;
        Ok(master)
    }

    /// Opens the vault. The daily and the duress passphrase take the same stretching.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`]; [`Error::Wiped`] when this was the last try; [`Error::Missing`],
    /// [`Error::Damaged`], [`Error::TooNew`], [`Error::KdfOutOfBounds`]; the keystore's, which are
    /// never counted as tries.
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<Unlocked, Error> {
        let file = VaultFile::read(&self.path())?;
        let mut attempts = Attempts::read(&self.attempts_path());
        if let Some(attempts) = &mut attempts {
            ignore_full_disk(attempts.begin())?;
        }
        let tried = file
            .kdf
            .stretch(passphrase, &file.salt)
            .and_then(|stretched| {
                let secret = self.bind(file.id, &stretched)?;
                // Both are always tried, so that which one opens takes no longer.
                let daily = file.unwrap(Slot::Passphrase, &secret);
                let duress = file.unwrap(Slot::Duress, &secret);
                Ok((stretched, daily, duress))
            });
        let (stretched, daily, duress) = match tried {
            Ok(tried) => tried,
            Err(error) => {
                if let Some(attempts) = &mut attempts {
                    ignore_full_disk(attempts.take_back())?;
                }
                return Err(error);
            }
        };
        let (master, slot) = match (daily, duress) {
            (Some(master), _) => (master, Slot::Passphrase),
            (None, Some(master)) => (master, Slot::Duress),
            (None, None) => return Err(self.failed(&file, attempts)),
        };
        if let Some(attempts) = &mut attempts {
            ignore_full_disk(attempts.forgive())?;
        }
        if slot == Slot::Duress {
            self.surrender(&file, &stretched, &master)?;
        }
        Ok(Unlocked {
            master,
            slot,
            damaged: file.damaged,
        })
    }

    /// Why nothing opened; wipes where that was the last try.
    fn failed(&self, file: &VaultFile, attempts: Option<Attempts>) -> Error {
        if file.damaged {
            return Error::Damaged;
        }
        let attempts_left = attempts.map(|attempts| attempts.left());
        if attempts_left == Some(0) {
            return self.wipe().err().unwrap_or(Error::Wiped);
        }
        Error::WrongPassphrase { attempts_left }
    }

    /// Under duress: the keystore's key and every slot are destroyed and a new vault takes the old
    /// one's place. It keeps the salt, so that the same stretched passphrase opens it from now on and
    /// this unlocking took no second stretching.
    fn surrender(&self, old: &VaultFile, stretched: &Key, master: &MasterKey) -> Result<(), Error> {
        let mut fresh = VaultFile::new(old.kdf, old.salt);
        self.keystore.create(&key_name(fresh.id))?;
        fresh.wrap(Slot::Passphrase, &self.bind(fresh.id, stretched)?, master);
        self.keystore.destroy(&key_name(old.id))?;
        fresh.write(&self.path())?;
        Ok(store::remove(&self.dir)?)
    }

    /// Replaces the passphrase. The old one stops working at once; a copy of the old file made before
    /// still opens with it on this phone.
    ///
    /// # Errors
    /// As [`Vault::unlock`], except that the duress passphrase is simply wrong here;
    /// [`Error::InUseAlready`] if the new one opens something already; [`Error::Weak`].
    pub fn change_passphrase(&self, old: &Passphrase, new: &Passphrase) -> Result<(), Error> {
        let mut file = VaultFile::read(&self.path())?;
        new.check(self.keystore.security_level()?)?;
        let master = file
            .unwrap(Slot::Passphrase, &self.secret(&file, old)?)
            .ok_or(Error::WrongPassphrase {
                attempts_left: None,
            })?;
        let secret = self.unused_secret(&file, new)?;
        file.wrap(Slot::Passphrase, &secret, &master);
        file.write(&self.path())
    }

    /// Sets a passphrase that destroys everything and opens an empty store, as if that were all there
    /// ever was. Off until set; whether to set it is the organisation's decision.
    ///
    /// Somebody who copied the file before and after sees that this slot changed: best set together
    /// with the vault.
    ///
    /// # Errors
    /// [`Error::InUseAlready`] if it is the daily passphrase; [`Error::Weak`]; the keystore's.
    pub fn set_duress(&self, duress: &Passphrase) -> Result<(), Error> {
        let mut file = VaultFile::read(&self.path())?;
        duress.check(self.keystore.security_level()?)?;
        let secret = self.unused_secret(&file, duress)?;
        file.wrap(Slot::Duress, &secret, &MasterKey::random());
        file.write(&self.path())
    }

    /// Makes a slot like one that was never used: what it held opens nothing any more. Clearing
    /// [`Slot::Passphrase`] is how a vault is left to its recovery words alone.
    ///
    /// # Errors
    /// As for reading and writing the file.
    pub fn clear(&self, slot: Slot) -> Result<(), Error> {
        let mut file = VaultFile::read(&self.path())?;
        file.clear(slot);
        file.write(&self.path())
    }

    /// Makes new recovery words, which replace earlier ones. They are shown once and kept nowhere.
    ///
    /// # Errors
    /// As for reading and writing the file.
    pub fn set_words(&self, master: &MasterKey, count: Count) -> Result<Words, Error> {
        let mut file = VaultFile::read(&self.path())?;
        let words = Words::random(count);
        file.wrap(Slot::Words, &words.secret(), master);
        file.write(&self.path())?;
        Ok(words)
    }

    /// Opens the vault with recovery words, without the keystore and without the passphrase.
    ///
    /// # Errors
    /// [`Error::WrongWords`]; [`Error::Missing`], [`Error::Damaged`], [`Error::TooNew`].
    pub fn unlock_with_words(&self, words: &Words) -> Result<Unlocked, Error> {
        let file = VaultFile::read(&self.path())?;
        match file.unwrap(Slot::Words, &words.secret()) {
            Some(master) => Ok(Unlocked {
                master,
                slot: Slot::Words,
                damaged: file.damaged,
            }),
            None if file.damaged => Err(Error::Damaged),
            None => Err(Error::WrongWords),
        }
    }

    /// Seals the master key to an escrow key, typically the office's, which can then open this vault
    /// without the keystore and without the passphrase. It replaces an earlier escrow.
    ///
    /// # Errors
    /// [`Error::BadEscrowKey`]; as for reading and writing the file.
    pub fn set_escrow(&self, master: &MasterKey, to: &PublicKey) -> Result<(), Error> {
        let mut file = VaultFile::read(&self.path())?;
        file.entrust(to, master)?;
        file.write(&self.path())
    }

    /// Opens the vault with the escrow key.
    ///
    /// # Errors
    /// [`Error::WrongEscrow`]; [`Error::Missing`], [`Error::Damaged`], [`Error::TooNew`].
    pub fn unlock_with_escrow(&self, key: &SecretKey) -> Result<Unlocked, Error> {
        let file = VaultFile::read(&self.path())?;
        match file.redeem(key) {
            Some(master) => Ok(Unlocked {
                master,
                slot: Slot::Escrow,
                damaged: file.damaged,
            }),
            None if file.damaged => Err(Error::Damaged),
            None => Err(Error::WrongEscrow),
        }
    }

    /// Sets a new passphrase for a person who forgot theirs or whose phone lost its key, after
    /// [`Vault::unlock_with_words`] or [`Vault::unlock_with_escrow`] gave this vault's master key. A
    /// keystore key that was lost is made anew; a duress passphrase, which was bound to it, is then
    /// gone too.
    ///
    /// # Errors
    /// [`Error::Weak`]; [`Error::InUseAlready`]; the keystore's; the disk's.
    pub fn reset_passphrase(&self, master: &MasterKey, new: &Passphrase) -> Result<(), Error> {
        new.check(self.keystore.security_level()?)?;
        let mut file = VaultFile::read(&self.path())?;
        let name = key_name(file.id);
        match self.keystore.mac(&name, &[]) {
            Err(KeystoreError::Invalidated) => {
                self.keystore.destroy(&name)?;
                self.keystore.create(&name)?;
                file.clear(Slot::Duress);
            }
            other => drop(other?),
        }
        let secret = self.unused_secret(&file, new)?;
        file.wrap(Slot::Passphrase, &secret, master);
        file.write(&self.path())?;
        if let Some(attempts) = &mut Attempts::read(&self.attempts_path()) {
            ignore_full_disk(attempts.forgive())?;
        }
        Ok(())
    }

    /// After how many wrong passphrases in a row everything is destroyed; `None` for never, which is
    /// how a vault begins.
    ///
    /// This stops somebody who types on this phone. Somebody who copies the storage can put the count
    /// back; against them only a hardware keystore helps.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_attempt_limit(&self, limit: Option<NonZeroU32>) -> Result<(), Error> {
        Attempts::set(&self.attempts_path(), limit)
    }

    /// Destroys the keystore's key, the vault and the store. Needs no passphrase. Every step is tried
    /// even when another fails.
    ///
    /// The key goes first: from then on only recovery words or an escrow key could open a copy of the
    /// files made before.
    ///
    /// # Errors
    /// The first step that failed; calling again tries all of them again.
    pub fn wipe(&self) -> Result<(), Error> {
        let mut result = match VaultFile::read(&self.path()) {
            Ok(file) => self
                .keystore
                .destroy(&key_name(file.id))
                .map_err(Error::from),
            // Without a readable file there is no name to destroy a key by, and nothing to open.
            Err(_) => Ok(()),
        };
        let mut also = |step: Result<(), Error>| {
            if result.is_ok() {
                result = step;
            }
        };
        if self.exists() {
            also(files::overwrite(&self.path(), file::LENGTH).map_err(Error::from));
        }
        for path in [self.path(), self.attempts_path()] {
            also(files::remove(&path).map_err(Error::from));
            also(files::remove(&path.with_extension("new")).map_err(Error::from));
        }
        also(store::remove(&self.dir).map_err(Error::from));
        result
    }

    /// What the keystore makes of a stretched passphrase.
    fn bind(&self, id: Id, stretched: &Key) -> Result<Key, Error> {
        let mac = self.keystore.mac(&key_name(id), &**stretched)?;
        let mut secret = Key::default();
        secret.copy_from_slice(&*mac);
        Ok(secret)
    }

    fn secret(&self, file: &VaultFile, passphrase: &Passphrase) -> Result<Key, Error> {
        self.bind(file.id, &file.kdf.stretch(passphrase, &file.salt)?)
    }

    /// The secret of a passphrase that opens nothing in this vault yet.
    fn unused_secret(&self, file: &VaultFile, passphrase: &Passphrase) -> Result<Key, Error> {
        let secret = self.secret(file, passphrase)?;
        let used = [Slot::Passphrase, Slot::Duress]
            .into_iter()
            .any(|slot| file.unwrap(slot, &secret).is_some());
        if used {
            Err(Error::InUseAlready)
        } else {
            Ok(secret)
        }
    }
}

/// The name of a vault's key in the keystore. It tells a vault from another and nothing else.
fn key_name(id: Id) -> String {
    format!("pocketcard-{id}")
}

/// Counting tries must never keep anybody out for want of room on the disk.
fn ignore_full_disk(result: Result<(), Error>) -> Result<(), Error> {
    match result {
        Err(Error::DiskFull) => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests;
