//! The vault as this phone last knew it. The vault and the store are written one after the other, and
//! anyone who has an older copy of the vault can put it back alone: then a passphrase that was replaced opens
//! again. The store remembers how far the vault had come, and the phone says so.

use serde::{Deserialize, Serialize};

use super::{Open, Session, kind};
use crate::{
    host::Keystore,
    store::{self, Header},
    vault::{MasterKey, Vault},
};

/// What the store remembers of the vault. It never runs ahead of it: the vault is written first.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LastSeenVault {
    /// The newest [`Vault::generation`].
    generation: u64,
    /// That of an older copy which opened since, until somebody accepts it.
    put_back: Option<u64>,
}

impl LastSeenVault {
    /// Whether an older vault opened, and nobody has accepted that yet.
    pub(super) fn is_alarmed(&self) -> bool {
        self.put_back.is_some()
    }
}

impl Session {
    /// Looks whether the vault that just opened is an older copy. What cannot be noted now is said all the
    /// same, in this session.
    pub(super) fn recognise_vault(&mut self, keystore: &dyn Keystore, master: &MasterKey) {
        self.witness_vault(keystore, master, |witness, generation| {
            if generation < witness.generation {
                witness.put_back = Some(generation);
            }
        });
    }

    /// Remembers the vault as it is after it was written. Where the store cannot be written now, the next
    /// unlocking does it.
    pub(super) fn remember_vault(&mut self, keystore: &dyn Keystore, master: &MasterKey) {
        self.witness_vault(keystore, master, |witness, generation| {
            witness.generation = witness.generation.max(generation);
        });
    }

    fn witness_vault(
        &mut self,
        keystore: &dyn Keystore,
        master: &MasterKey,
        learn: impl FnOnce(&mut LastSeenVault, u64),
    ) {
        let generation = Vault::at(&self.directory, keystore).generation(master);
        if let (Ok(generation), Ok(open)) = (generation, self.open_mut()) {
            let before = open.state.vault.clone();
            learn(&mut open.state.vault, generation);
            if open.state.vault != before {
                let _ = open.save_state();
            }
        }
    }
}

impl Open {
    /// Takes an older vault that opened for the one there should be.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn accept_vault(&mut self) -> Result<(), store::Error> {
        let Some(generation) = self.state.vault.put_back.take() else {
            return Ok(());
        };
        self.state.vault.generation = generation;
        self.save_state()
    }

    pub(super) fn save_state(&mut self) -> Result<(), store::Error> {
        let at = self
            .store
            .header(self.state_row)
            .map_or(0, |header| header.at);
        let header = Header::new(self.state_row, kind::STATE, at);
        let bytes = self.state.to_bytes();
        self.store.write(|tx| tx.put(&header, Some(&bytes)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{
        super::tests::phone::{DAILY, Phone, at},
        *,
    };
    use crate::{host::Unwatched, vault::Passphrase};

    const NEW: &str = "granite whistle noon ferry";

    fn vault_file(phone: &Phone) -> std::path::PathBuf {
        phone.path().join("vault")
    }

    /// Whether the phone says that something is not as it was left, in both places that say it.
    fn alarmed(session: &Session) -> bool {
        let warned = !session.about(at(0)).unwrap().store_warnings.is_empty();
        let verified = session.verify(&Unwatched).unwrap();
        assert_eq!(warned, !verified.ok, "{:?}", verified.problems);
        warned
    }

    /// A phone whose passphrase was changed from `DAILY` to `NEW`, and its vault from before.
    fn changed() -> (Phone, Vec<u8>) {
        let (phone, mut session) = Phone::enrolled();
        let older = fs::read(vault_file(&phone)).unwrap();
        let (old, new) = (Passphrase::new(DAILY), Passphrase::new(NEW));
        session
            .change_passphrase(&old, &new, &phone.keystore)
            .unwrap();
        assert!(!alarmed(&session));
        drop(session);
        assert!(!alarmed(&phone.unlock(NEW).unwrap()));
        (phone, older)
    }

    #[test]
    fn an_older_vault_put_back_is_said_until_it_is_accepted() {
        let (phone, older) = changed();
        let newer = fs::read(vault_file(&phone)).unwrap();
        fs::write(vault_file(&phone), &older).unwrap();
        assert!(alarmed(&phone.unlock(DAILY).unwrap()));
        // Also after the newer one was put back.
        fs::write(vault_file(&phone), &newer).unwrap();
        let mut session = phone.unlock(NEW).unwrap();
        assert!(alarmed(&session));
        session.accept_damage().unwrap();
        assert!(!alarmed(&session));
        drop(session);
        assert!(!alarmed(&phone.unlock(NEW).unwrap()));
        fs::write(vault_file(&phone), &older).unwrap();
        let mut session = phone.unlock(DAILY).unwrap();
        assert!(alarmed(&session), "and again");
        session.accept_damage().unwrap();
        drop(session);
        assert!(
            !alarmed(&phone.unlock(DAILY).unwrap()),
            "it is the phone's vault now"
        );
    }

    #[test]
    fn a_vault_put_together_from_two_copies_is_no_newer() {
        let (phone, older) = changed();
        let mut file = fs::read(vault_file(&phone)).unwrap();
        let passphrases = 96..96 + 1264;
        file[passphrases.clone()].copy_from_slice(&older[passphrases]);
        fs::write(vault_file(&phone), &file).unwrap();
        assert!(alarmed(&phone.unlock(DAILY).unwrap()));
    }

    #[test]
    fn every_way_in_that_changed_is_remembered_at_once() {
        let (phone, mut session) = Phone::enrolled();
        phone.meet(&mut session, 4, |policy| policy.duress = true);
        let (daily, duress) = (Passphrase::new(DAILY), Passphrase::new(NEW));
        type Change<'a> = &'a dyn Fn(&mut Session);
        let changes: [Change<'_>; 3] = [
            &|session| drop(session.new_recovery_words(&daily, &phone.keystore).unwrap()),
            &|session| {
                session
                    .set_duress(&daily, &duress, &phone.keystore)
                    .unwrap()
            },
            &|session| session.clear_duress(&daily, &phone.keystore).unwrap(),
        ];
        drop(session);
        for change in changes {
            let mut session = phone.unlock(DAILY).unwrap();
            let older = fs::read(vault_file(&phone)).unwrap();
            change(&mut session);
            drop(session);
            fs::write(vault_file(&phone), &older).unwrap();
            let mut session = phone.unlock(DAILY).unwrap();
            assert!(alarmed(&session));
            session.accept_damage().unwrap();
        }
        // What the policy in force asks of the vault, done at unlocking.
        let older = fs::read(vault_file(&phone)).unwrap();
        let mut session = phone.unlock(DAILY).unwrap();
        phone.meet(&mut session, 5, |policy| policy.escrow = true);
        drop(session);
        drop(phone.unlock(DAILY).unwrap());
        fs::write(vault_file(&phone), &older).unwrap();
        assert!(alarmed(&phone.unlock(DAILY).unwrap()));
    }

    #[test]
    fn killed_between_the_vault_and_the_store_nothing_is_said() {
        let (phone, session) = Phone::enrolled();
        drop(session);
        let (old, new) = (Passphrase::new(DAILY), Passphrase::new(NEW));
        let path = phone.path();
        let vault = Vault::at(&path, &phone.keystore);
        let older = fs::read(vault_file(&phone)).unwrap();
        vault.change_passphrase(&old, &new).unwrap();
        assert!(!alarmed(&phone.unlock(NEW).unwrap()));
        fs::write(vault_file(&phone), &older).unwrap();
        assert!(
            alarmed(&phone.unlock(DAILY).unwrap()),
            "the next unlocking remembers"
        );
    }
}
