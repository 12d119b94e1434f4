//! The duress passphrase: what there was is destroyed, and an ordinary young phone opens.
//!
//! The decoy is made when the code is set, while there is time: a vault of its own, with its own name,
//! salt and key in the keystore. Under duress one file is replaced by another and one key destroyed. Every
//! vault looks as if it could hold a decoy, and every unlocking asks the keystore for as much.

use super::{Error, MasterKey, Passphrase, Slot, Unlocked, Vault, file::VaultFile, key_name};
use crate::{
    base::{Id, layout},
    crypto::aead,
};

impl Vault<'_> {
    /// Sets a passphrase that destroys everything and opens another vault, as if that were all there
    /// ever was. Gives that vault's master key. Off until set; whether to set it is the organisation's
    /// decision.
    ///
    /// Somebody who copied the file before and after sees that this slot changed: best set together
    /// with the vault.
    ///
    /// # Errors
    /// [`Error::InUseAlready`] if it is the daily passphrase; [`Error::Weak`]; the keystore's.
    pub fn set_duress(&self, master: &MasterKey, duress: &Passphrase) -> Result<MasterKey, Error> {
        let _turn = self.turn()?;
        let mut file = self.read()?;
        duress.check(self.keystore.security_level()?)?;
        let secret = self.unused_secret(&file, duress)?;
        let fresh = MasterKey::random();
        let mut decoy = VaultFile::named(file.spare(), file.kdf, aead::random());
        self.keystore.create(&key_name(decoy.id))?;
        decoy.wrap(Slot::Passphrase, &self.secret(&decoy, duress)?, &fresh);
        file.wrap(Slot::Duress, &secret, &fresh);
        file.keep_decoy(&decoy, &fresh);
        file.write_next(&self.path(), master)?;
        Ok(fresh)
    }

    /// Under duress: the decoy's vault takes the place of this one, in one step. What follows is
    /// repeated at every unlocking until [`Vault::finish_surrender`], and this whole as long as the step was not
    /// made.
    pub(super) fn surrender(
        &self,
        old: &VaultFile,
        master: &MasterKey,
    ) -> Result<VaultFile, Error> {
        let Some(mut decoy) = old.decoy(master) else {
            // Damaged, or set by a version that kept none: what can still be done is to destroy.
            self.wipe()?;
            return Err(Error::Missing);
        };
        match decoy.write_next(&self.path(), master) {
            Err(Error::DiskFull) => {
                layout::remove_store(&self.dir)?;
                decoy.write_next(&self.path(), master)?;
            }
            written => written?,
        }
        Ok(decoy)
    }

    /// Destroys the key of the vault before this one, and sees that there is a spare one for a decoy.
    /// Called whether or not there was one before, so that nobody who counts calls can tell. Gives
    /// whether the keystore let go of it: what it did not do now it does another time, and none of
    /// this keeps anybody out.
    pub(super) fn renew_keys(&self, file: &VaultFile, before: Option<Id>) -> bool {
        let before = key_name(before.unwrap_or_else(Id::random));
        let released = self.keystore.destroy(&before).is_ok();
        let _ = self.keystore.create(&key_name(file.spare()));
        released
    }

    /// All that belongs to the vault which opened under duress is made: forgets that there was one
    /// before, unless the keystore still has its key.
    ///
    /// # Errors
    /// As for reading and writing the file.
    pub fn finish_surrender(&self, unlocked: &Unlocked) -> Result<(), Error> {
        if !(unlocked.surrendered && unlocked.released) {
            return Ok(());
        }
        let _turn = self.turn()?;
        let mut file = self.read()?;
        file.forget_before();
        file.write_next(&self.path(), &unlocked.master)
    }
}
