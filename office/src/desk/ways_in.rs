//! The ways into a desk: its own vault, which the founder opens, and one more vault for each further user. All of them
//! give out the same master key, and each has a passphrase and recovery words of its own.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use pocketcard::{
    base::Id,
    host::{Keystore, Moment},
    store,
    vault::{self, Count, Passphrase, Vault, Words},
};

use super::{Act, Desk, Error};

/// The most people who use a desk.
pub const USERS: usize = 8;
/// The user who founded the desk and opens the desk's own vault.
pub(super) const FOUNDER: Id = Id([0; 16]);

/// The directory of the further users' vaults. Each lies in a directory that is called by random letters, and no name
/// of a person is in the name of a file.
pub(super) const FOLDER: &str = "users";
/// How often nobody was let in since somebody was: 8 bytes, the highest first.
const REFUSED: &str = "desk.refused";

/// The directory of a user's vault.
pub(super) fn place(desk: &Path, user: &Id) -> PathBuf {
    match *user {
        FOUNDER => desk.to_owned(),
        _ => desk.join(FOLDER).join(user.to_string()),
    }
}

/// The further users' vaults that there are, by the users' ids.
pub(super) fn further(desk: &Path) -> Result<Vec<Id>, Error> {
    let entries = match fs::read_dir(desk.join(FOLDER)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let ids = entries.flatten().map(|entry| entry.file_name());
    let mut ids: Vec<Id> = ids.filter_map(|name| name.to_str()?.parse().ok()).collect();
    ids.sort_unstable();
    Ok(ids)
}

/// All ways into a desk, no more than there can be users.
fn vaults<'k>(directory: &Path, keystore: &'k dyn Keystore) -> Result<Vec<(Id, Vault<'k>)>, Error> {
    let own = Vault::at(directory, keystore);
    own.reachable()?;
    if !own.exists() {
        return Err(Error::NoDesk);
    }
    let mut vaults = vec![(FOUNDER, own)];
    for id in further(directory)? {
        let vault = Vault::at(&place(directory, &id), keystore);
        if vaults.len() < USERS && vault.exists() {
            vaults.push((id, vault));
        }
    }
    Ok(vaults)
}

fn is_wrong(error: &vault::Error) -> bool {
    matches!(
        error,
        vault::Error::WrongPassphrase { .. } | vault::Error::WrongWords
    )
}

/// Tries one way in after the other; gives whose it is, and what it opened. Where none opens it is counted.
///
/// # Errors
/// [`Error::NoDesk`]; what the vaults say: that one of them is damaged rather than that a passphrase is wrong.
pub(super) fn enter<T>(
    directory: &Path,
    keystore: &dyn Keystore,
    open: impl Fn(&Vault<'_>) -> Result<T, vault::Error>,
) -> Result<(Id, T), Error> {
    let mut refused: Option<vault::Error> = None;
    for (id, vault) in vaults(directory, keystore)? {
        match open(&vault) {
            Ok(opened) => return Ok((id, opened)),
            Err(error) if refused.as_ref().is_none_or(is_wrong) => refused = Some(error),
            Err(_) => {}
        }
    }
    let refused = refused.unwrap_or(vault::Error::Missing);
    if is_wrong(&refused) {
        count_refused(directory);
    }
    Err(refused.into())
}

/// How often nobody was let in since the log noted it last.
fn refused(directory: &Path) -> u64 {
    let bytes = fs::read(directory.join(REFUSED)).unwrap_or_default();
    bytes.try_into().map_or(0, u64::from_be_bytes)
}

/// Counts that nobody was let in. Where the disk takes no note of it nobody is kept out by that.
fn count_refused(directory: &Path) {
    let count = refused(directory).saturating_add(1);
    let _ = fs::write(directory.join(REFUSED), count.to_be_bytes());
}

impl Desk {
    /// Whether there is a desk in this directory, which nobody opened yet.
    ///
    /// # Errors
    /// [`Error::NoDesk`]; the disk's.
    pub fn look(directory: &Path, keystore: &dyn Keystore) -> Result<(), Error> {
        vaults(directory, keystore).map(drop)
    }

    /// As [`Desk::open`], for a person: the log notes it, and how often nobody was let in since the last time. A full
    /// disk keeps nobody out: see [`Desk::log_look`].
    ///
    /// # Errors
    /// As [`Desk::open`]; the store's.
    pub fn unlock(
        directory: &Path,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        now: Moment,
    ) -> Result<Self, Error> {
        let mut desk = Self::open(directory, passphrase, keystore)?;
        desk.note_entry(Act::Unlocked, now)?;
        Ok(desk)
    }

    /// Notes that somebody came in, and before that how often nobody was let in.
    fn note_entry(&mut self, act: Act, now: Moment) -> Result<(), Error> {
        let count = refused(&self.directory);
        if count > 0 {
            match self.log_about(Act::Refused, None, &count.to_string(), now) {
                // The count stays until there is room.
                Err(Error::Store(store::Error::DiskFull)) => {}
                logged => {
                    logged?;
                    fs::remove_file(self.directory.join(REFUSED))?;
                }
            }
        }
        self.log_unlogged(now)?;
        self.log_look(act, None, now)
    }

    /// Sets another passphrase for the user who opened the desk. Nothing that is stored changes.
    ///
    /// # Errors
    /// A wrong passphrase; a weak one; one that opens the desk already; the vault's and the store's.
    pub fn change_passphrase(
        &mut self,
        old: &Passphrase,
        new: &Passphrase,
        keystore: &dyn Keystore,
        now: Moment,
    ) -> Result<(), Error> {
        self.opens_nothing(new, Some(self.who), keystore)?;
        Vault::at(&place(&self.directory, &self.who), keystore).change_passphrase(old, new)?;
        self.log(Act::PassphraseChanged, None, now)
    }

    /// Makes new recovery words for the user who opened the desk, which replace earlier ones. They are shown once and
    /// kept nowhere.
    ///
    /// # Errors
    /// A wrong passphrase; the vault's and the store's.
    pub fn new_recovery_words(
        &mut self,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        now: Moment,
    ) -> Result<Words, Error> {
        let vault = Vault::at(&place(&self.directory, &self.who), keystore);
        let master = vault.confirm(passphrase)?;
        let words = vault.set_words(&master, Count::TwentyFour)?;
        self.log(Act::WordsMade, None, now)?;
        Ok(words)
    }

    /// Sets a new passphrase with the recovery words of one of the users.
    ///
    /// # Errors
    /// Words that do not fit; a weak passphrase; one that opens the desk already; the vault's and the store's.
    pub fn reset_passphrase(
        directory: &Path,
        words: &Words,
        new: &Passphrase,
        keystore: &dyn Keystore,
        now: Moment,
    ) -> Result<(), Error> {
        let open = |vault: &Vault<'_>| Ok(vault.unlock_with_words(words)?.master);
        let (who, master) = enter(directory, keystore, open)?;
        let mut desk = Self::open_as(directory, master, who)?;
        desk.opens_nothing(new, Some(who), keystore)?;
        Vault::at(&place(directory, &who), keystore).reset_passphrase(&desk.master, new)?;
        desk.note_entry(Act::PassphraseChanged, now)
    }

    /// Fails where a passphrase opens the vault of a user, but for one: who came in could not be told any more.
    pub(super) fn opens_nothing(
        &self,
        passphrase: &Passphrase,
        but_for: Option<Id>,
        keystore: &dyn Keystore,
    ) -> Result<(), Error> {
        let others = vaults(&self.directory, keystore)?;
        let mut others = others.iter().filter(|(id, _)| Some(*id) != but_for);
        match others.any(|(_, vault)| vault.confirm(passphrase).is_ok()) {
            true => Err(vault::Error::InUseAlready.into()),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spoilt_counts_as_nothing_and_a_count_does_not_run_over() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join(REFUSED);
        assert_eq!(refused(directory.path()), 0);
        for spoilt in [&b""[..], b"1234567", b"123456789"] {
            fs::write(&file, spoilt).unwrap();
            assert_eq!(refused(directory.path()), 0);
        }
        count_refused(directory.path());
        count_refused(directory.path());
        assert_eq!(refused(directory.path()), 2);
        fs::write(&file, u64::MAX.to_be_bytes()).unwrap();
        count_refused(directory.path());
        assert_eq!(refused(directory.path()), u64::MAX);
    }

    #[test]
    fn only_the_vaults_of_users_are_looked_at() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(further(directory.path()).unwrap(), []);
        let id = Id::random();
        for name in [id.to_string().as_str(), "lost+found", "A"] {
            fs::create_dir_all(directory.path().join(FOLDER).join(name)).unwrap();
        }
        assert_eq!(further(directory.path()).unwrap(), [id]);
    }
}
