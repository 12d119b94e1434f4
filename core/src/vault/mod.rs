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
mod duress;
mod error;
mod escrow;
mod file;
mod kdf;
mod master;
mod passphrase;
mod software;
mod wiping;
mod words;

use std::{
    fs, io,
    num::NonZeroU32,
    path::{Path, PathBuf},
};

use self::{attempts::Attempts, file::VaultFile};
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
    base::{Id, files, layout},
    crypto::{
        PublicKey, SecretKey,
        aead::{self, Key},
    },
    host::{Keystore, KeystoreError},
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
    /// What opened: [`Slot::Duress`] means that what there was is destroyed now.
    pub slot: Slot,
    /// This vault took the place of another under duress, and [`Vault::finish_surrender`] was not called yet:
    /// what belongs to it is still to be made.
    pub surrendered: bool,
    /// The keystore let go of the key of the vault before, if there was one.
    released: bool,
    /// The file's checksum does not hold although this slot opened: another slot may be damaged, and
    /// nobody can tell which. It stays so: a new vault is wise.
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

    /// Whether there is a vault file, readable or not. What a wipe that was cut short left is none.
    pub fn exists(&self) -> bool {
        self.path().exists() && !self.is_half_wiped()
    }

    /// Whether a wipe is still to be finished.
    pub fn is_half_wiped(&self) -> bool {
        file::is_buried(&self.path())
    }

    /// Fails where it cannot be told whether there is a vault.
    ///
    /// # Errors
    /// [`Error::Io`]: this account may not look.
    pub fn reachable(&self) -> Result<(), Error> {
        Ok(files::reachable(&self.path())?)
    }

    /// Whether there is anything that [`Vault::wipe`] would remove.
    pub fn leaves_anything(&self) -> bool {
        let mine = [
            self.path(),
            self.attempts_path(),
            layout::reserve(&self.dir),
        ];
        mine.iter().any(|path| path.exists()) || layout::store_is_there(&self.dir)
    }

    /// Keeps other calls from changing the vault, here and in other processes, until it is dropped.
    fn turn(&self) -> Result<Option<fs::File>, Error> {
        Ok(files::turn_in(&self.dir)?)
    }

    fn read(&self) -> Result<VaultFile, Error> {
        if self.is_half_wiped() {
            self.wipe()?;
        }
        VaultFile::read(&self.path())
    }

    /// Makes a new vault with one way in. When it fails, nothing is left behind.
    ///
    /// # Errors
    /// [`Error::Exists`]; [`Error::Weak`]; the keystore's; the disk's.
    pub fn create(&self, passphrase: &Passphrase, kdf: Kdf) -> Result<MasterKey, Error> {
        let master = MasterKey::random();
        self.admit(&master, passphrase, kdf)?;
        Ok(master)
    }

    /// Makes a new vault that gives out a master key which there is already: a way in of its own for one more person.
    /// What is done with one of the vaults changes nothing in the others. When it fails, nothing is left behind.
    ///
    /// # Errors
    /// As [`Vault::create`].
    pub fn admit(
        &self,
        master: &MasterKey,
        passphrase: &Passphrase,
        kdf: Kdf,
    ) -> Result<(), Error> {
        if self.exists() {
            return Err(Error::Exists);
        }
        passphrase.check(self.keystore.security_level()?)?;
        let mut file = VaultFile::new(kdf, aead::random());
        let stretched = kdf.stretch(passphrase, &file.salt)?;
        files::make_dir(&self.dir)?;
        let _turn = self.turn()?;
        match self.read() {
            Err(Error::Missing) => {}
            _ => return Err(Error::Exists),
        }
        let made = self.make(&mut file, &stretched, master);
        if made.is_err() {
            // The error that counts is the first; what cannot be undone now is at the next try.
            let _ = self.remove();
        }
        made
    }

    fn make(&self, file: &mut VaultFile, stretched: &Key, master: &MasterKey) -> Result<(), Error> {
        // First of all the names of the keys: killed from here on, none is forgotten.
        file.write(&self.path())?;
        self.keystore.create(&key_name(file.id))?;
        self.keystore.create(&key_name(file.spare()))?;
        file.wrap(Slot::Passphrase, &self.bind(file.id, stretched)?, master);
        file.write_next(&self.path(), master)
    }

    /// Opens the vault. The daily and the duress passphrase take the same stretching, and ask the
    /// keystore for the same: one MAC, one key destroyed (there may be none of that name) and one made
    /// (unless there is one).
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`]; [`Error::Wiped`] when this was the last try; [`Error::Missing`],
    /// [`Error::Damaged`], [`Error::TooNew`], [`Error::KdfOutOfBounds`]; the keystore's, which are
    /// never counted as tries.
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<Unlocked, Error> {
        let _turn = self.turn()?;
        let mut file = self.read()?;
        let (master, slot) = self.guess(&file, passphrase, &[Slot::Passphrase, Slot::Duress])?;
        if slot == Slot::Duress {
            file = self.surrender(&file, &master)?;
        }
        let before = file.before(&master);
        let unlocked = Unlocked {
            slot,
            surrendered: before.is_some(),
            released: self.renew_keys(&file, before),
            damaged: file.damaged,
            master,
        };
        if slot == Slot::Duress {
            layout::remove_store(&self.dir)?;
        }
        Ok(unlocked)
    }

    /// Asks for the daily passphrase where there is nothing to give in with: once more on a phone that is
    /// unlocked already, or to carry out of one that is damaged. The duress passphrase is simply wrong
    /// here.
    ///
    /// # Errors
    /// As [`Vault::unlock`].
    pub fn confirm(&self, passphrase: &Passphrase) -> Result<MasterKey, Error> {
        let _turn = self.turn()?;
        let file = self.read()?;
        Ok(self.guess(&file, passphrase, &[Slot::Passphrase])?.0)
    }

    /// Which of these slots a passphrase opens. Every way of guessing comes through here and is
    /// counted, but only once the keystore has answered: a prompt that is dismissed, or a program
    /// killed while it asks, is no try.
    fn guess(
        &self,
        file: &VaultFile,
        passphrase: &Passphrase,
        slots: &[Slot],
    ) -> Result<(MasterKey, Slot), Error> {
        let mut attempts = Attempts::read(&self.attempts_path());
        let left = |attempts: &Option<Attempts>| attempts.as_ref().map(Attempts::left);
        if left(&attempts) == Some(0) {
            return Err(self.used_up(file));
        }
        let secret = self.secret(file, passphrase)?;
        if let Some(attempts) = &mut attempts {
            ignore_what_takes_no_note(attempts.begin())?;
        }
        // All are always tried, so that which one opens takes no longer.
        let tried: Vec<_> = slots
            .iter()
            .map(|slot| file.unwrap(*slot, &secret).map(|master| (master, *slot)))
            .collect();
        match tried.into_iter().flatten().next() {
            Some(opened) => {
                if let Some(attempts) = &mut attempts {
                    ignore_what_takes_no_note(attempts.forgive())?;
                }
                Ok(opened)
            }
            None if left(&attempts) == Some(0) => Err(self.used_up(file)),
            None if file.damaged => Err(Error::Damaged),
            None => Err(Error::WrongPassphrase {
                attempts_left: left(&attempts),
            }),
        }
    }

    /// No try is left. A damaged vault is not wiped: the right passphrase may have failed, and other
    /// ways in may be whole. But no more passphrases are tried.
    fn used_up(&self, file: &VaultFile) -> Error {
        if file.damaged {
            return Error::Damaged;
        }
        self.wipe().err().unwrap_or(Error::Wiped)
    }

    /// How often the vault was written, so that anyone who remembers it can tell an older copy; 0 where that
    /// cannot be told. Counted from a random number.
    ///
    /// # Errors
    /// As for reading the file.
    pub fn generation(&self, master: &MasterKey) -> Result<u64, Error> {
        Ok(self.read()?.generation(master))
    }

    /// Replaces the passphrase; gives the master key. The old one stops working at once; a copy of the old
    /// file made before still opens with it on this phone, and is known for an older one by its
    /// [`Vault::generation`].
    ///
    /// # Errors
    /// As [`Vault::unlock`], except that the duress passphrase is simply wrong here;
    /// [`Error::InUseAlready`] if the new one opens something already; [`Error::Weak`].
    pub fn change_passphrase(
        &self,
        old: &Passphrase,
        new: &Passphrase,
    ) -> Result<MasterKey, Error> {
        let _turn = self.turn()?;
        let mut file = self.read()?;
        new.check(self.keystore.security_level()?)?;
        let (master, _) = self.guess(&file, old, &[Slot::Passphrase])?;
        let secret = self.unused_secret(&file, new)?;
        file.wrap(Slot::Passphrase, &secret, &master);
        file.write_next(&self.path(), &master)?;
        Ok(master)
    }

    /// Makes a slot like one that was never used: what it held opens nothing any more. Clearing
    /// [`Slot::Passphrase`] is how a vault is left to its recovery words alone.
    ///
    /// # Errors
    /// As for reading and writing the file.
    pub fn clear(&self, master: &MasterKey, slot: Slot) -> Result<(), Error> {
        let _turn = self.turn()?;
        let mut file = self.read()?;
        file.clear(slot);
        file.write_next(&self.path(), master)
    }

    /// Makes new recovery words, which replace earlier ones. They are shown once and kept nowhere.
    ///
    /// # Errors
    /// As for reading and writing the file.
    pub fn set_words(&self, master: &MasterKey, count: Count) -> Result<Words, Error> {
        let _turn = self.turn()?;
        let mut file = self.read()?;
        let words = Words::random(count);
        file.wrap(Slot::Words, &words.secret(), master);
        file.write_next(&self.path(), master)?;
        Ok(words)
    }

    /// Opens the vault with recovery words, without the keystore and without the passphrase.
    ///
    /// # Errors
    /// [`Error::WrongWords`]; [`Error::Missing`], [`Error::Damaged`], [`Error::TooNew`].
    pub fn unlock_with_words(&self, words: &Words) -> Result<Unlocked, Error> {
        let file = self.read()?;
        match file.unwrap(Slot::Words, &words.secret()) {
            Some(master) => Ok(Unlocked {
                slot: Slot::Words,
                surrendered: file.before(&master).is_some(),
                released: false,
                damaged: file.damaged,
                master,
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
        let _turn = self.turn()?;
        let mut file = self.read()?;
        file.entrust(to, master)?;
        file.write_next(&self.path(), master)
    }

    /// Opens the vault with the escrow key.
    ///
    /// # Errors
    /// [`Error::WrongEscrow`]; [`Error::Missing`], [`Error::Damaged`], [`Error::TooNew`].
    pub fn unlock_with_escrow(&self, key: &SecretKey) -> Result<Unlocked, Error> {
        let file = self.read()?;
        match file.redeem(key) {
            Some(master) => Ok(Unlocked {
                slot: Slot::Escrow,
                surrendered: file.before(&master).is_some(),
                released: false,
                damaged: file.damaged,
                master,
            }),
            None if file.damaged => Err(Error::Damaged),
            None => Err(Error::WrongEscrow),
        }
    }

    /// Sets a new passphrase for a person who forgot theirs or whose phone lost its key, after
    /// [`Vault::unlock_with_words`] or [`Vault::unlock_with_escrow`] gave this vault's master key. A
    /// keystore key that was lost is made again; a duress passphrase, which was bound to it, is then
    /// gone too.
    ///
    /// # Errors
    /// [`Error::Weak`]; [`Error::InUseAlready`]; the keystore's; the disk's.
    pub fn reset_passphrase(&self, master: &MasterKey, new: &Passphrase) -> Result<(), Error> {
        new.check(self.keystore.security_level()?)?;
        let _turn = self.turn()?;
        let mut file = self.read()?;
        let name = key_name(file.id);
        match self.keystore.mac(&name, &[]) {
            Err(KeystoreError::Invalidated) => {
                for name in [name, key_name(file.spare())] {
                    self.keystore.destroy(&name)?;
                    self.keystore.create(&name)?;
                }
                file.clear(Slot::Duress);
            }
            other => drop(other?),
        }
        let secret = self.unused_secret(&file, new)?;
        file.wrap(Slot::Passphrase, &secret, master);
        file.write_next(&self.path(), master)?;
        if let Some(attempts) = &mut Attempts::read(&self.attempts_path()) {
            ignore_what_takes_no_note(attempts.forgive())?;
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

/// Counting tries must never keep anybody out for want of room on the disk, nor of a disk that takes no more writing:
/// what is on it would be lost. Anyone who can make it so can as well put an older count back.
fn ignore_what_takes_no_note(result: Result<(), Error>) -> Result<(), Error> {
    match result {
        Err(Error::DiskFull | Error::Io(io::ErrorKind::ReadOnlyFilesystem)) => Ok(()),
        other => other,
    }
}

#[cfg(test)]
pub(crate) mod tests;
