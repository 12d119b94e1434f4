//! Who uses a desk, and who may do what.
//!
//! All of them open the same master key, so what an administrator alone may do is kept by this program and by the log,
//! and not by a key. It is: users, keys, root keys and packs, the desk's name and hub, invitations and phones that
//! enrol, the confidential desk, phones' recovery, and the end of what is kept aside. A focal point does all else:
//! collects, lists, shows, answers, closes, exports, revokes a phone.

use std::fs;

use pocketcard::{
    base::Id,
    host::{Keystore, Moment},
    invitation::check_name,
    store::Header,
    vault::{Kdf, Passphrase, Slot, Vault},
};
use serde::Serialize;

use super::{
    Act, Desk, Error, kind,
    ways_in::{self, FOUNDER, USERS},
};

/// What stands for the role of a founder who was removed.
const REMOVED: u8 = 2;

/// What somebody does at a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UserRole {
    /// Everything.
    Administrator,
    /// The cases.
    FocalPoint,
}

const ROLES: [UserRole; 2] = [UserRole::Administrator, UserRole::FocalPoint];

/// Somebody who uses a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserLine {
    /// What the others call them.
    pub name: String,
    /// What they do.
    pub role: UserRole,
    /// Whether they opened the desk.
    pub you: bool,
}

impl Desk {
    /// The name of the user who opened the desk.
    pub fn user(&self) -> &str {
        self.name_of(&self.who)
    }

    /// What the user who opened the desk may do.
    pub fn role(&self) -> UserRole {
        self.role_of(&self.who).unwrap_or(UserRole::FocalPoint)
    }

    /// Who uses this desk, the longest first.
    pub fn users(&self) -> Vec<UserLine> {
        let line = |id: Id| {
            Some(UserLine {
                name: self.name_of(&id).to_owned(),
                role: self.role_of(&id)?,
                you: id == self.who,
            })
        };
        self.user_ids().into_iter().filter_map(line).collect()
    }

    /// Lets somebody in with a passphrase of their own.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::Name`]; [`Error::UserTaken`]; [`Error::TooManyUsers`]; a weak
    /// passphrase, or one that opens the desk already; the vault's and the store's.
    pub fn add_user(
        &mut self,
        name: &str,
        role: UserRole,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        kdf: Kdf,
        now: Moment,
    ) -> Result<(), Error> {
        self.administrator()?;
        self.name_is_free(name)?;
        if self.user_ids().len() >= USERS {
            return Err(Error::TooManyUsers);
        }
        self.sweep(keystore)?;
        self.opens_nothing(passphrase, None, keystore)?;
        let mut header = Header::new(Id::random(), kind::USER, now.wall_ms);
        name.clone_into(&mut header.label);
        header.status = place_of(role);
        // The vault first: without its row it opens nothing, and the next user who is added ends it.
        let place = ways_in::place(&self.directory, &header.id);
        Vault::at(&place, keystore).admit(&self.master, passphrase, kdf)?;
        let noted = self.entry(Act::UserAdded, None, name, now);
        // From now on the founder is one of several, whatever the desk is called.
        let founder = self.user_header(FOUNDER, now);
        Ok(self.store.write(|tx| {
            tx.put(&founder, None)?;
            tx.put(&header, None)?;
            noted.put(tx)
        })?)
    }

    /// Ends somebody's way in. Anyone who copied the desk's files before can still open the copy.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NoSuchUser`]; [`Error::LastAdministrator`]; the vault's and the store's.
    pub fn remove_user(
        &mut self,
        name: &str,
        keystore: &dyn Keystore,
        now: Moment,
    ) -> Result<(), Error> {
        self.administrator()?;
        let id = self.find_user(name)?;
        let administers = |id: &Id| self.role_of(id) == Some(UserRole::Administrator);
        let mut others = self.user_ids().into_iter().filter(|it| *it != id);
        if !others.any(|id| administers(&id)) {
            return Err(Error::LastAdministrator);
        }
        let noted = self.entry(Act::UserRemoved, None, name, now);
        // The way in ends first: killed in between, it is done again.
        self.close(&id, keystore)?;
        let removed = self.user_header(id, now);
        Ok(self.store.write(|tx| {
            match id {
                FOUNDER => {
                    let mut header = removed;
                    header.status = REMOVED;
                    tx.put(&header, None)?;
                }
                _ => tx.delete(id)?,
            }
            noted.put(tx)
        })?)
    }

    /// Calls somebody something else.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NoSuchUser`]; [`Error::Name`]; [`Error::UserTaken`]; the store's.
    pub fn rename_user(&mut self, name: &str, new: &str, now: Moment) -> Result<(), Error> {
        self.administrator()?;
        let id = self.find_user(name)?;
        self.name_is_free(new)?;
        let mut header = self.user_header(id, now);
        new.clone_into(&mut header.label);
        let noted = self.entry(Act::UserRenamed, None, &format!("{name}: {new}"), now);
        Ok(self.store.write(|tx| {
            tx.put(&header, None)?;
            noted.put(tx)
        })?)
    }

    /// Fails unless an administrator opened the desk.
    pub(super) fn administrator(&self) -> Result<(), Error> {
        match self.role() {
            UserRole::Administrator => Ok(()),
            UserRole::FocalPoint => Err(Error::NotAnAdministrator),
        }
    }

    /// Whether somebody of this id uses the desk.
    pub(super) fn is_user(&self, id: &Id) -> bool {
        self.role_of(id).is_some()
    }

    /// The ids of all who use the desk, the longest first.
    pub(super) fn user_ids(&self) -> Vec<Id> {
        let further = self.store.list(kind::USER).rev().map(|header| header.id);
        let further = further.filter(|id| *id != FOUNDER);
        let all = std::iter::once(FOUNDER).chain(further);
        all.filter(|id| self.is_user(id)).collect()
    }

    /// What they are called; a founder who has no name yet is called as the desk is.
    pub(super) fn name_of(&self, id: &Id) -> &str {
        match self.row(kind::USER, id) {
            Some(header) => &header.label,
            None => &self.identity.row.name,
        }
    }

    fn role_of(&self, id: &Id) -> Option<UserRole> {
        match self.row(kind::USER, id) {
            Some(header) => ROLES.get(usize::from(header.status)).copied(),
            // The founder of a desk that no other uses has no row.
            None => (*id == FOUNDER).then_some(UserRole::Administrator),
        }
    }

    /// Somebody's row, or a first one for the founder.
    fn user_header(&self, id: Id, now: Moment) -> Header {
        self.row(kind::USER, &id).cloned().unwrap_or_else(|| {
            let mut header = Header::new(id, kind::USER, now.wall_ms);
            self.identity.row.name.clone_into(&mut header.label);
            header
        })
    }

    /// The founder's row once the founder alone uses the desk, as an administrator.
    pub(super) fn founder_alone(&self, now: Moment) -> Header {
        let mut header = self.user_header(FOUNDER, now);
        header.status = place_of(UserRole::Administrator);
        header
    }

    fn find_user(&self, name: &str) -> Result<Id, Error> {
        let mut ids = self.user_ids().into_iter();
        ids.find(|id| self.name_of(id) == name)
            .ok_or(Error::NoSuchUser)
    }

    fn name_is_free(&self, name: &str) -> Result<(), Error> {
        check_name(name).map_err(Error::Name)?;
        match self.find_user(name) {
            Ok(_) => Err(Error::UserTaken),
            Err(_) => Ok(()),
        }
    }

    /// Ends a way in for good.
    fn close(&self, id: &Id, keystore: &dyn Keystore) -> Result<(), Error> {
        let place = ways_in::place(&self.directory, id);
        let vault = Vault::at(&place, keystore);
        if *id == FOUNDER {
            // The desk's own vault stays where a desk has one, and opens for nobody.
            for slot in [Slot::Passphrase, Slot::Words] {
                vault.clear(&self.master, slot)?;
            }
            return Ok(());
        }
        vault.wipe()?;
        match fs::remove_dir_all(&place) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Ends vaults of nobody: what was left when the program was killed while it let somebody in.
    fn sweep(&self, keystore: &dyn Keystore) -> Result<(), Error> {
        for id in ways_in::further(&self.directory)? {
            if !self.is_user(&id) {
                self.close(&id, keystore)?;
            }
        }
        Ok(())
    }
}

fn place_of(role: UserRole) -> u8 {
    ROLES.iter().position(|it| *it == role).unwrap_or(0) as u8
}
