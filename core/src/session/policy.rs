//! Bringing the vault into line with the policy in force: what a pack turned on or off takes effect at
//! the next unlocking, which alone has the master key.

use super::{Error, Session, kind};
use crate::{
    crypto::PublicKey,
    host::{Keystore, Moment},
    store::Header,
    vault::{MasterKey, Slot, Vault},
};

impl Session {
    /// Does what the policy asks of the vault and of what lies beside it, once for each content. Every
    /// step may be repeated.
    pub(super) fn fit(
        &mut self,
        master: &MasterKey,
        keystore: &dyn Keystore,
        now: Moment,
    ) -> Result<(), Error> {
        let directory = self.directory.clone();
        let open = self.open_mut()?;
        let content = open.content.name().hash;
        if open.state.fitted == Some(content) {
            return Ok(());
        }
        let vault = Vault::at(&directory, keystore);
        if !open.content.document().policy.duress {
            vault.clear(master, Slot::Duress)?;
            open.seal_reserve_to(PublicKey::nobody())?;
        }
        if open.content.document().policy.escrow {
            vault.set_escrow(master, open.device.escrow())?;
        } else {
            vault.clear(master, Slot::Escrow)?;
        }
        open.keep_reserve(&directory)?;
        let mut state = open.state.clone();
        state.fitted = Some(content);
        let header = Header::new(open.state_row, kind::STATE, now.wall_ms);
        let bytes = state.to_bytes();
        open.store.write(|tx| tx.put(&header, Some(&bytes)))?;
        open.state = state;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::phone::{DAILY, Phone};
    use crate::{store::Store, vault::Vault};

    #[test]
    fn the_office_opens_a_phone_only_while_its_policy_says_so() {
        let (phone, mut session) = Phone::enrolled();
        let path = phone.path();
        let vault = Vault::at(&path, &phone.keystore);
        let opens = || vault.unlock_with_escrow(&phone.escrow);
        assert!(opens().is_err());
        phone.meet(&mut session, 4, |policy| policy.escrow = true);
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        phone.meet(&mut session, 5, |policy| policy.escrow = false);
        drop(session);
        let unlocked = opens().unwrap();
        assert!(Store::open(&path, &unlocked.master).is_ok());
        drop(phone.unlock(DAILY).unwrap());
        assert!(opens().is_err());
    }
}
