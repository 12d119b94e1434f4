//! What guards an unlocked phone, and the ways back in: locking by itself, recovery words, the limit of
//! wrong passphrases, and the duress passphrase.

use std::{num::NonZeroU32, path::Path};

use data_encoding::HEXLOWER;

use super::{Error, Session, Standing};
use crate::{
    host::{Keystore, Moment},
    invitation::{DeskCard, Invitation},
    journal::SigningKey,
    pack::Roots,
    parcel::{Mailbox, SecretKey},
    record::Id,
    store::Store,
    vault::{self, Count, MasterKey, Passphrase, Vault, Words},
};

impl Session {
    /// The user touched the phone. Shells call it at every touch.
    pub fn touch(&mut self, now: Moment) {
        if let Some(open) = &mut self.open {
            open.touched = now;
        }
    }

    /// Locks when nobody touched the phone for as many minutes as the policy says, or when the clocks
    /// cannot tell (another boot). Shells call it when they come to the front and from a timer. Gives
    /// whether the phone is locked now.
    pub fn lock_if_idle(&mut self, now: Moment) -> bool {
        let idle = self.open.as_ref().is_none_or(|open| {
            let allowed = u64::from(open.content.document().policy.auto_lock_minutes) * 60_000;
            let touched = open.touched;
            now.boot != touched.boot
                || now.monotonic_ms.saturating_sub(touched.monotonic_ms) >= allowed
        });
        if idle {
            self.lock();
        }
        idle
    }

    /// Makes recovery words, which open this phone when the passphrase is forgotten or the keystore
    /// lost its key. They are shown once and kept nowhere; earlier ones stop working.
    ///
    /// # Errors
    /// A wrong passphrase (it is asked for again, so that nobody does this on a phone left lying
    /// open); [`Error::Locked`].
    pub fn new_recovery_words(
        &mut self,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<Words, Error> {
        self.open()?;
        let vault = Vault::at(&self.directory, keystore);
        let master = vault.unlock(passphrase)?.master;
        Ok(vault.set_words(&master, Count::TwentyFour)?)
    }

    /// Sets a new passphrase with the recovery words. Nothing that is stored changes.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`]; words that do not fit; a weak passphrase.
    pub fn recover(
        directory: &Path,
        words: &Words,
        new: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<(), Error> {
        if !Self::exists(directory, keystore) {
            return Err(Error::NotEnrolled);
        }
        let vault = Vault::at(directory, keystore);
        let master = vault.unlock_with_words(words)?.master;
        Ok(vault.reset_passphrase(&master, new)?)
    }

    /// Sets a passphrase that, typed under duress, destroys everything and opens an ordinary-looking
    /// empty phone. Only where the office's policy allows it.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] where the policy does not; [`Error::Locked`]; the vault's.
    pub fn set_duress(
        &mut self,
        duress: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<(), Error> {
        if !self.content()?.document().policy.duress {
            return Err(Error::NotAllowed);
        }
        Ok(Vault::at(&self.directory, keystore).set_duress(duress)?)
    }

    /// The phone that opens under duress: new keys, an office that does not exist, nothing in it.
    pub(super) fn decoy(directory: &Path, master: &MasterKey, now: Moment) -> Result<Self, Error> {
        let invitation = Invitation {
            format: Invitation::format(),
            id: Id::random(),
            expires_at: now.wall_ms,
            mailbox: Mailbox(Id::random().0),
            desk: DeskCard {
                name: "Protection desk".to_owned(),
                seal_key: SecretKey::generate().public(),
                sign_key: SigningKey::generate().verifying_key(),
            },
            escrow: None,
            confidential: None,
            audience_seed: HEXLOWER.encode(&*SecretKey::generate().seed()),
            pack: "office".to_owned(),
            roots: Roots::new(1, 1, &[SigningKey::generate().verifying_key()])?,
            hub: None,
            hub_certificate: None,
            token: String::new(),
            secret: HEXLOWER.encode(&*SecretKey::generate().seed()),
        };
        let store = Store::create(directory, master)?;
        Self::furnish(directory, store, &invitation, Standing::Enrolled, now)
    }

    /// Applies the policy's limit of wrong passphrases.
    pub(super) fn limit_attempts(&self, keystore: &dyn Keystore) -> Result<(), Error> {
        let limit = u32::from(self.content()?.document().policy.wipe_after);
        let vault = Vault::at(&self.directory, keystore);
        match vault.set_attempt_limit(NonZeroU32::new(limit)) {
            // A full disk keeps nobody from unlocking; the limit set before stays.
            Err(vault::Error::DiskFull) => Ok(()),
            set => Ok(set?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::testing::{DAILY, Phone, at},
        *,
    };

    #[test]
    fn locks_by_itself_and_not_before() {
        let (_phone, mut session) = Phone::enrolled();
        assert!(!session.lock_if_idle(at(4)));
        session.touch(at(4));
        assert!(!session.lock_if_idle(at(8)));
        assert!(session.lock_if_idle(at(9)));
        assert!(matches!(session.list(), Err(Error::Locked)));
    }

    #[test]
    fn a_reboot_counts_as_idle() {
        let (_phone, mut session) = Phone::enrolled();
        assert!(session.lock_if_idle(Moment {
            boot: [2; 16],
            ..at(0)
        }));
    }

    #[test]
    fn recovery_words_open_what_a_forgotten_passphrase_does_not() {
        let (phone, mut session) = Phone::enrolled();
        let wrong = Passphrase::new("lantern orbit seven acorn");
        assert!(session.new_recovery_words(&wrong, &phone.keystore).is_err());
        let words = session
            .new_recovery_words(&Passphrase::new(DAILY), &phone.keystore)
            .unwrap();
        let before = session.list().unwrap();
        drop(session);
        let new = "granite whistle noon ferry";
        Session::recover(
            phone.directory.path(),
            &words,
            &Passphrase::new(new),
            &phone.keystore,
        )
        .unwrap();
        assert!(phone.unlock(DAILY).is_err());
        assert_eq!(phone.unlock(new).unwrap().list().unwrap(), before);
    }

    #[test]
    fn after_too_many_wrong_passphrases_nothing_is_left() {
        let (phone, session) = Phone::enrolled();
        drop(session);
        for _ in 0..9 {
            assert!(phone.unlock("lantern orbit seven acorn").is_err());
        }
        phone
            .unlock(DAILY)
            .expect("nine wrong tries are forgiven by a right one");
        for _ in 0..10 {
            assert!(phone.unlock("lantern orbit seven acorn").is_err());
        }
        assert!(phone.unlock(DAILY).is_err());
        assert!(!Session::exists(phone.directory.path(), &phone.keystore));
    }

    #[test]
    fn duress_is_off_unless_the_policy_allows_it() {
        let (phone, mut session) = Phone::enrolled();
        let duress = Passphrase::new("button harvest slow tide");
        assert!(matches!(
            session.set_duress(&duress, &phone.keystore),
            Err(Error::NotAllowed)
        ));
    }

    #[test]
    fn under_duress_an_ordinary_empty_phone_opens_and_nothing_else_ever_again() {
        let (phone, session) = Phone::enrolled();
        drop(session);
        let duress = "button harvest slow tide";
        let vault = Vault::at(phone.directory.path(), &phone.keystore);
        vault.set_duress(&Passphrase::new(duress)).unwrap();
        let decoy = phone.unlock(duress).unwrap();
        assert!(decoy.list().unwrap().is_empty() && decoy.outbox(at(0)).unwrap().is_empty());
        assert_eq!(decoy.about(at(0)).unwrap().standing, Standing::Enrolled);
        drop(decoy);
        assert!(phone.unlock(DAILY).is_err());
        assert!(phone.unlock(duress).unwrap().list().unwrap().is_empty());
    }

    #[test]
    fn a_phone_killed_while_it_enrolled_is_no_emptied_one_and_can_enrol() {
        let (phone, session) = Phone::enrolled();
        drop(session);
        // As a kill between the vault and the store leaves it.
        crate::store::remove(phone.directory.path()).unwrap();
        std::fs::write(phone.directory.path().join("enrolling"), []).unwrap();
        assert!(matches!(phone.unlock(DAILY), Err(Error::NotEnrolled)));
        let again = phone.enrol().unwrap();
        assert_eq!(again.about(at(0)).unwrap().standing, Standing::Waiting);
        drop(again);
        phone.unlock(DAILY).unwrap();
    }
}
