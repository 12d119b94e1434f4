//! Helping an owner who forgot the passphrase.

use std::path::Path;

use pocketcard::{
    crypto::SecretKey,
    vault::{Count, SoftwareKeystore, Vault, Words},
};

use super::{Desk, Error};

impl Desk {
    /// Opens the copy of a phone's vault that lies in this folder, as the office's policy had the phone
    /// allow it, and gives it new recovery words. The copy works on its phone alone.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`pocketcard::vault::Error::WrongEscrow`] where the phone trusted another key
    /// or none; [`pocketcard::vault::Error::Missing`]; the disk's.
    pub fn recover(&self, folder: &Path) -> Result<Words, Error> {
        self.administrator()?;
        let mut words = Err(pocketcard::vault::Error::WrongEscrow);
        for key in self.identity.opens() {
            words = recover_with(folder, key);
            if words.is_ok() {
                break;
            }
        }
        Ok(words?)
    }
}

/// Gives the copy of a phone's vault that lies in this folder new recovery words, with the key of its escrow.
///
/// # Errors
/// As [`Desk::recover`].
pub fn recover_with(folder: &Path, key: &SecretKey) -> Result<Words, pocketcard::vault::Error> {
    // Neither way in asks a keystore for anything: the phone's own is on the phone.
    let keystore = SoftwareKeystore::new(&folder.join("keystore"));
    let vault = Vault::at(folder, &keystore);
    let master = vault.unlock_with_escrow(key)?.master;
    vault.set_words(&master, Count::TwentyFour)
}

#[cfg(test)]
mod tests {
    use pocketcard::{
        host::Moment,
        vault::{Error as VaultError, Kdf, Passphrase},
    };

    use super::*;
    use crate::desk::NewDesk;

    #[test]
    fn an_owner_who_forgot_the_passphrase_is_helped_only_where_the_phone_allows_it() {
        let directory = tempfile::tempdir().unwrap();
        let place = |name| directory.path().join(name);
        let (four, words) = (
            Passphrase::new("four quite different words"),
            Passphrase::new("granite whistle noon ferry"),
        );
        let kdf = Kdf::new(19 * 1024, 2, 1).unwrap();
        let keystore = SoftwareKeystore::new(&place("keys"));
        let new = NewDesk {
            name: "Desk",
            hub: None,
            hub_certificate: None,
            keepers: None,
        };
        let now = Moment {
            wall_ms: 1_790_000_000_000,
            monotonic_ms: 0,
            boot: [0; 16],
        };
        let desk = Desk::found(&place("desk"), &new, &four, &keystore, kdf, None, now).unwrap();

        let phone = place("phone");
        let vault = Vault::at(&phone, &keystore);
        let master = vault.create(&four, kdf).unwrap();
        let folder = place("card");
        std::fs::create_dir(&folder).unwrap();
        let copy = |from: &Path, to: &Path| std::fs::copy(from.join("vault"), to.join("vault"));
        copy(&phone, &folder).unwrap();
        let refused = desk.recover(&folder).err();
        assert!(matches!(
            refused,
            Some(Error::Vault(VaultError::WrongEscrow))
        ));

        vault.set_escrow(&master, &desk.card().seal_key).unwrap();
        copy(&phone, &folder).unwrap();
        let shown = desk.recover(&folder).unwrap();
        copy(&folder, &phone).unwrap();
        let unlocked = vault.unlock_with_words(&shown).unwrap();
        vault.reset_passphrase(&unlocked.master, &words).unwrap();
        let unlocked = vault.unlock(&words).unwrap();
        assert_eq!(*unlocked.master.derive("x"), *master.derive("x"));
    }
}
