//! A copy of a desk for the day on which the desk is lost. Everything in it is sealed as it is on the desk's disk; its
//! vault opens with no passphrase, and alone for the keepers who put their shares of an escrow together. So it can lie
//! anywhere.

use std::{
    fs,
    path::{Path, PathBuf},
};

use pocketcard::{
    crypto::SecretKey,
    host::{Keystore, Moment},
    store::{Header, Store},
    vault::{Kdf, MasterKey, Passphrase, Slot, SoftwareKeystore, Vault},
};
use zeroize::Zeroizing;

use super::{
    Act, Desk, Error,
    identity::{IdentityRow, random_seed},
    kind,
    ways_in::FOUNDER,
};
use crate::{
    escrow::{EscrowCard, key_words},
    hub::{Config, ConfigError},
};

/// What the copy says to anyone who finds it.
const READ_ME: &str = "\
This is a copy of a Pocketcard desk. Nothing in it can be read, and no passphrase opens it.
It opens where enough keepers bring their shares of the office's escrow:

    pocketcard-office --desk NEW-DIRECTORY restore THIS-DIRECTORY --share SHARE --share SHARE

Whoever finds it: please give it back to the office. It is of no use to anybody else.
";
/// The file that says so.
const READ_ME_FILE: &str = "READ-ME.txt";
/// The files and directories that a copy consists of, beside its vault.
const STORED: [&str; 3] = ["store.db", "store.anchor", "attachments"];

/// What SQLite leaves beside the store where it could not be opened.
const LOG: &str = "store.db-wal";

/// What became of a desk that was put back.
pub struct PutBack {
    /// The desk.
    pub desk: Desk,
    /// Users who need a new way in.
    pub users: Vec<String>,
}

impl Desk {
    /// Makes a copy of this desk in a directory that must not exist: for anyone who brings enough shares of this escrow,
    /// and nobody else. Gives the words of the escrow's key.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::Exists`]; the store's and the disk's. What was copied by then is removed.
    pub fn back_up(
        &mut self,
        to: &Path,
        escrow: &EscrowCard,
        now: Moment,
    ) -> Result<String, Error> {
        self.administrator()?;
        if to.symlink_metadata().is_ok() {
            return Err(Error::Exists);
        }
        let words = key_words(&escrow.key);
        self.log_about(Act::BackedUp, None, &words, now)?;
        // Its name appears when all of it is there.
        let unfinished = beside(to, "unfinished");
        remove(&unfinished)?;
        let copied = self
            .copy_for(escrow, &unfinished)
            .and_then(|()| Ok(fs::rename(&unfinished, to)?));
        if copied.is_err() {
            // The error that counts is the first.
            let _ = remove(&unfinished);
        }
        copied.map(|()| words)
    }

    fn copy_for(&self, escrow: &EscrowCard, to: &Path) -> Result<(), Error> {
        self.store.copy_to(to)?;
        // A way in for the keepers. The passphrase that a vault begins with is drawn, and is forgotten here.
        let keys = to.join("keystore");
        let keystore = SoftwareKeystore::new(&keys);
        let vault = Vault::at(to, &keystore);
        let drawn = Zeroizing::new(random_seed());
        vault.admit(&self.master, &Passphrase::new(&drawn), Kdf::DEFAULT)?;
        vault.set_escrow(&self.master, &escrow.key)?;
        vault.clear(&self.master, Slot::Passphrase)?;
        remove(&keys)?;
        Ok(fs::write(to.join(READ_ME_FILE), READ_ME)?)
    }

    /// Puts a copy that [`Desk::back_up`] made into a directory where no desk is, with the key of its escrow. Its
    /// founder opens it from now on, with a new passphrase; what else let people in is not in the copy.
    ///
    /// # Errors
    /// [`Error::Exists`]; [`Error::NotABackup`]; [`pocketcard::vault::Error::WrongEscrow`]; a weak passphrase; the
    /// disk's. There is no desk here then, and the same call can be made again.
    pub fn restore(
        copy: &Path,
        directory: &Path,
        escrow: &SecretKey,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        kdf: Kdf,
        now: Moment,
    ) -> Result<PutBack, Error> {
        let vault = Vault::at(directory, keystore);
        // A store without its vault may be all that is left of a desk, and newer than the copy.
        let is_there = |name: &&str| directory.join(name).symlink_metadata().is_ok();
        if vault.exists() || STORED.iter().any(is_there) {
            return Err(Error::Exists);
        }
        // That way in asks a keystore for nothing.
        let none = SoftwareKeystore::new(&copy.join("keystore"));
        let sealed = Vault::at(copy, &none);
        if !sealed.exists() || !copy.join(STORED[0]).exists() {
            return Err(Error::NotABackup);
        }
        let master = sealed.unlock_with_escrow(escrow)?.master;
        make_private(directory)?;
        let copied = || {
            for name in STORED {
                copy_all(&copy.join(name), &directory.join(name))?;
            }
            // The vault last: until it is there, there is no desk.
            vault.admit(&master, passphrase, kdf)?;
            Self::open_restored(directory, master, now)
        };
        copied().inspect_err(|_| {
            // The error that counts is the first. Nothing was here before.
            let _ = vault.wipe();
            for name in STORED.iter().chain(&[LOG]) {
                let _ = remove(&directory.join(name));
            }
        })
    }

    fn open_restored(directory: &Path, master: MasterKey, now: Moment) -> Result<PutBack, Error> {
        let store = Store::open(directory, &master)?;
        let mut desk = Self::with_store(directory, store, master, FOUNDER, now.wall_ms)?;
        let others: Vec<Header> = (desk.store.list(kind::USER))
            .filter(|row| row.id != FOUNDER)
            .cloned()
            .collect();
        let users = desk.users().into_iter().map(|user| user.name);
        let founder = desk.name_of(&FOUNDER).to_owned();
        let users: Vec<String> = users.filter(|name| *name != founder).collect();
        let alone = desk.founder_alone(now);
        let noted = desk.entry(Act::Restored, None, &users.join(", "), now);
        desk.store.write(|tx| {
            others.iter().try_for_each(|row| tx.delete(row.id))?;
            tx.put(&alone, None)?;
            noted.put(tx)
        })?;
        Ok(PutBack { desk, users })
    }

    /// Draws a new token for the hub, so that a copy of this desk collects nothing any more; the hub's file in this
    /// directory lets it in, and the old one no longer. Where there is no such file it is made, for this desk alone.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotTheMainDesk`]; the store's and the hub's. The desk keeps its old token
    /// then, or both are let in until this is done again.
    pub fn renew_token(&mut self, hub_directory: &Path, now: Moment) -> Result<(), Error> {
        self.administrator()?;
        let row = IdentityRow::from_bytes(&self.identity.row.to_bytes())?;
        let (row, old, new) = row.with_new_token()?;
        let mut config = match Config::load(hub_directory) {
            Err(ConfigError::File(_, error)) if error.kind() == std::io::ErrorKind::NotFound => {
                row.hub_config(Vec::new())?
            }
            loaded => loaded?,
        };
        // The first is the main desk's. The old one stays until the new one is kept here.
        let name = row.mailbox;
        let lets_in = |config: &mut Config, desks: &[_]| {
            let mailbox = config.mailboxes.iter_mut().find(|it| it.mailbox == name);
            let mailbox = mailbox.ok_or(Error::OtherHub)?;
            mailbox.desks.retain(|id| *id != old && *id != new);
            mailbox.desks.splice(..0, desks.iter().copied());
            Ok::<_, Error>(config.save(hub_directory)?)
        };
        lets_in(&mut config, &[new, old])?;
        self.put_identity(row)?;
        lets_in(&mut config, &[new])?;
        self.log(Act::TokenRenewed, None, now)
    }
}

/// A path beside this one that no other copy takes.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Removes a file or a directory, for which it is no error to be gone already.
fn remove(path: &Path) -> Result<(), Error> {
    let removed = match path.symlink_metadata() {
        Ok(about) if about.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Makes a directory that only its owner may enter, unless it is there.
fn make_private(directory: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(directory)?)
}

/// Copies a file, or a directory with the files in it, where there is one.
fn copy_all(from: &Path, to: &Path) -> Result<(), Error> {
    let Ok(about) = from.symlink_metadata() else {
        return Ok(());
    };
    if !about.is_dir() {
        fs::copy(from, to)?;
        return Ok(fs::File::open(to)?.sync_all()?);
    }
    make_private(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            copy_all(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
