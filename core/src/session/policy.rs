//! Bringing the vault into line with the policy in force: what a pack turned on or off takes effect at
//! the next unlocking, which alone has the master key.

use serde::{Deserialize, Serialize};

use super::{Error, Escrow, Open, Session};
use crate::{
    crypto::{KeyHash, PublicKey},
    host::{Keystore, Moment},
    vault::{MasterKey, Passphrase, Slot, Vault},
};

/// What the phone's owner said to an escrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Consent {
    /// No policy asked for one. Earlier versions asked nobody.
    #[default]
    Unasked,
    /// The policy asks, and the owner has not agreed.
    Asked,
    /// The owner agreed, to this key and no other.
    Agreed(KeyHash),
}

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
        let policy = &open.content.document().policy;
        let to_ask = policy.escrow && open.state.consent == Consent::Unasked;
        if open.state.fitted == Some(content) && !to_ask {
            return Ok(());
        }
        let consent = open.consent();
        let vault = Vault::at(&directory, keystore);
        if !open.content.document().policy.duress {
            vault.clear(master, Slot::Duress)?;
            open.seal_reserve_to(PublicKey::nobody())?;
        }
        match consent {
            Consent::Agreed(_) => vault.set_escrow(master, open.device.escrow())?,
            Consent::Unasked | Consent::Asked => vault.clear(master, Slot::Escrow)?,
        }
        open.keep_reserve(&directory)?;
        let mut state = open.state.clone();
        state.fitted = Some(content);
        state.consent = consent;
        open.write_state(state, now, |_| Ok(()))
    }

    /// The owner agrees that the office can open this phone without its owner. Nothing else turns an escrow on,
    /// anyone who signed the policy; another key asks again.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] where the policy asks for none; a wrong passphrase; [`Error::Locked`]; the vault's.
    pub fn agree_to_escrow(
        &mut self,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        now: Moment,
    ) -> Result<(), Error> {
        if !self.content()?.document().policy.escrow {
            return Err(Error::NotAllowed);
        }
        let master = self.asking(keystore, |vault| vault.confirm(passphrase))?;
        let open = self.open_mut()?;
        open.state.consent = Consent::Agreed(open.device.escrow().hash());
        // Should the program be killed here, the next unlocking goes on.
        open.state.fitted = None;
        open.save_state()?;
        self.fit(&master, keystore, now)?;
        self.remember_vault(keystore, &master);
        Ok(())
    }
}

impl Open {
    /// What the owner said to the escrow that the policy asks for now.
    fn consent(&self) -> Consent {
        if !self.content.document().policy.escrow {
            return Consent::Unasked;
        }
        let agreed = Consent::Agreed(self.device.escrow().hash());
        match self.state.consent == agreed {
            true => agreed,
            false => Consent::Asked,
        }
    }

    /// The same for people.
    pub(super) fn escrow(&self) -> Escrow {
        match self.consent() {
            Consent::Unasked => Escrow::Off,
            Consent::Asked => Escrow::Asked,
            Consent::Agreed(_) => Escrow::Agreed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::phone::{DAILY, Phone, at},
        *,
    };
    use crate::store::Store;

    #[test]
    fn the_office_opens_a_phone_only_while_its_policy_says_so_and_its_owner_agreed() {
        let (phone, mut session) = Phone::enrolled();
        let path = phone.path();
        let vault = Vault::at(&path, &phone.keystore);
        let opens = || vault.unlock_with_escrow(&phone.escrow);
        assert!(opens().is_err());
        let daily = Passphrase::new(DAILY);
        let agree = |session: &mut Session, typed: &Passphrase| {
            session.agree_to_escrow(typed, &phone.keystore, at(0))
        };
        let escrow = |session: &Session| session.about(at(0)).unwrap().escrow;
        assert_eq!(escrow(&session), Escrow::Off);
        assert!(matches!(
            agree(&mut session, &daily),
            Err(Error::NotAllowed)
        ));
        phone.meet(&mut session, 4, |policy| policy.escrow = true);
        drop(session);
        // Nothing changes before the owner has agreed, whoever signed the pack.
        let mut session = phone.unlock(DAILY).unwrap();
        assert_eq!(escrow(&session), Escrow::Asked);
        assert!(opens().is_err());
        assert!(agree(&mut session, &Passphrase::new("four wrong words here")).is_err());
        assert!(opens().is_err());
        agree(&mut session, &daily).unwrap();
        assert_eq!(escrow(&session), Escrow::Agreed);
        assert!(opens().is_ok());
        // It stays so with the next pack, and not with another key.
        phone.meet(&mut session, 5, |policy| policy.grace_minutes += 1);
        drop(session);
        let session = phone.unlock(DAILY).unwrap();
        assert_eq!(escrow(&session), Escrow::Off, "that pack does not ask");
        drop(session);
        assert!(opens().is_err());
        let mut session = phone.unlock(DAILY).unwrap();
        phone.meet(&mut session, 6, |policy| policy.escrow = true);
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        assert_eq!(escrow(&session), Escrow::Asked, "it asks again");
        agree(&mut session, &daily).unwrap();
        phone.meet(&mut session, 7, |policy| policy.escrow = false);
        drop(session);
        let unlocked = opens().unwrap();
        assert!(Store::open(&path, &unlocked.master).is_ok());
        drop(phone.unlock(DAILY).unwrap());
        assert!(opens().is_err());
    }
}
