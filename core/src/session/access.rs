//! What guards an unlocked phone, and the ways back in: locking by itself, recovery words, the limit of
//! wrong passphrases, and the duress passphrase.

use std::{num::NonZeroU32, path::Path};

use super::{Error, Session};
use crate::{
    crypto::PublicKey,
    host::{Keystore, Moment},
    session::duress::reserve,
    vault::{self, Count, Passphrase, Slot, Vault, Words},
};

impl Session {
    /// The user touched the phone. Shells call it at every touch.
    pub fn touch(&mut self, now: Moment) {
        if let Some(open) = &mut self.open {
            open.touched = now;
        }
    }

    /// Locks when nobody touched the phone for as many minutes as the policy says by either clock, or
    /// when the clocks cannot tell: after another boot, or when the wall clock went back by more than a
    /// second, which a network's time corrects. Shells call it when they come to the front and from a timer. Gives
    /// whether the phone is locked now.
    pub fn lock_if_idle(&mut self, now: Moment) -> bool {
        let idle = self.open.as_ref().is_none_or(|open| {
            let allowed = u64::from(open.content.document().policy.auto_lock_minutes) * 60_000;
            let touched = open.touched;
            let by_the_wall = now.wall_ms.saturating_sub(touched.wall_ms);
            now.boot != touched.boot
                || now.monotonic_ms.saturating_sub(touched.monotonic_ms) >= allowed
                || u64::try_from(by_the_wall.saturating_add(1000)).is_err()
                || by_the_wall >= allowed as i64
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
        let (words, master) = self.asking(keystore, |vault| {
            let master = vault.confirm(passphrase)?;
            Ok((vault.set_words(&master, Count::TwentyFour)?, master))
        })?;
        self.remember_vault(keystore, &master);
        Ok(words)
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
        passphrase: &Passphrase,
        duress: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<(), Error> {
        if !self.content()?.document().policy.duress {
            return Err(Error::NotAllowed);
        }
        let master = self.asking(keystore, |vault| vault.confirm(passphrase))?;
        let directory = self.directory.clone();
        let vault = Vault::at(&directory, keystore);
        let decoy = vault.set_duress(&master, duress)?;
        let kept = self.keep_reserve_for(reserve::key(&decoy).public());
        if kept.is_err() {
            // A code that is half set would destroy, and show that it did.
            vault.clear(&master, Slot::Duress)?;
        }
        self.remember_vault(keystore, &master);
        kept
    }

    /// Removes the duress passphrase, if one is set. Whether one was, nobody learns.
    ///
    /// # Errors
    /// A wrong passphrase; [`Error::Locked`]; the vault's.
    pub fn clear_duress(
        &mut self,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<(), Error> {
        self.open()?;
        let master = self.asking(keystore, |vault| vault.confirm(passphrase))?;
        Vault::at(&self.directory, keystore).clear(&master, Slot::Duress)?;
        self.remember_vault(keystore, &master);
        self.keep_reserve_for(PublicKey::nobody())
    }

    fn keep_reserve_for(&mut self, key: PublicKey) -> Result<(), Error> {
        let directory = self.directory.clone();
        let open = self.open_mut()?;
        open.seal_reserve_to(key)?;
        open.keep_reserve(&directory)
    }

    /// Asks the vault for something that a wrong passphrase may wipe it for: then the session ends too.
    pub(super) fn asking<T>(
        &mut self,
        keystore: &dyn Keystore,
        ask: impl FnOnce(&Vault<'_>) -> Result<T, vault::Error>,
    ) -> Result<T, Error> {
        let directory = self.directory.clone();
        let vault = Vault::at(&directory, keystore);
        let answer = ask(&vault);
        if matches!(answer, Err(vault::Error::Wiped)) {
            // Closing the store writes once more; what it wrote goes too.
            self.lock();
            vault.wipe()?;
        }
        Ok(answer?)
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
        super::{
            EnrolmentStatus,
            tests::phone::{DAILY, Phone, at},
        },
        *,
    };
    use crate::host::KeystoreError;

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
    fn a_clock_that_stands_still_while_the_phone_sleeps_does_not_keep_it_open() {
        let (_phone, mut session) = Phone::enrolled();
        let later = |ms: i64| Moment {
            wall_ms: at(0).wall_ms + ms,
            ..at(0)
        };
        let minutes = 60_000;
        for kept in [0, -1000, 5 * minutes - 1] {
            assert!(!session.lock_if_idle(later(kept)), "{kept}");
        }
        for locks in [5 * minutes, -1001, i64::MAX / 2, -minutes] {
            let (_phone, mut session) = Phone::enrolled();
            assert!(session.lock_if_idle(later(locks)), "{locks}");
        }
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
            &phone.path(),
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
        assert!(!Session::exists(&phone.path(), &phone.keystore));
    }

    #[test]
    fn duress_is_off_unless_the_policy_allows_it() {
        let (phone, mut session) = Phone::enrolled();
        let duress = Passphrase::new("button harvest slow tide");
        assert!(matches!(
            session.set_duress(&Passphrase::new(DAILY), &duress, &phone.keystore),
            Err(Error::NotAllowed)
        ));
    }

    #[test]
    fn a_wipe_goes_on_from_whatever_is_left() {
        let left = |phone: &Phone| std::fs::read_dir(phone.path()).unwrap().count();
        for gone in ["vault", "store.db", "attempts"] {
            let (phone, session) = Phone::enrolled();
            drop(session);
            std::fs::remove_file(phone.path().join(gone)).unwrap();
            std::fs::write(phone.path().join("enrolling.new"), []).unwrap();
            Session::wipe(&phone.path(), &phone.keystore).unwrap();
            assert_eq!(left(&phone), 0);
            let again = Session::wipe(&phone.path(), &phone.keystore);
            assert!(matches!(again, Err(Error::NotEnrolled)));
        }
        let (phone, session) = Phone::enrolled();
        drop(session);
        phone.keystore.refuse("destroy", KeystoreError::Locked);
        assert!(Session::wipe(&phone.path(), &phone.keystore).is_err());
        assert!(!Session::exists(&phone.path(), &phone.keystore));
        assert!(phone.enrol().is_err(), "its key would be forgotten");
        phone.keystore.refuse_nothing();
        drop(phone.enrol().unwrap());
        let keys = std::fs::read_dir(phone.directory.path().join("keys"));
        assert_eq!(keys.unwrap().count(), 2);
    }

    #[test]
    fn nothing_is_enrolled_over_a_store_whose_vault_is_lost() {
        let (phone, session) = Phone::enrolled();
        drop(session);
        std::fs::remove_file(phone.path().join("vault")).unwrap();
        assert!(matches!(phone.enrol(), Err(Error::AlreadyEnrolled)));
        assert!(phone.path().join("store.db").exists());
    }

    #[test]
    fn a_phone_killed_while_it_enrolled_is_no_emptied_one_and_can_enrol() {
        let (phone, session) = Phone::enrolled();
        drop(session);
        // As a kill between the vault and the store leaves it.
        crate::base::layout::remove_store(&phone.path()).unwrap();
        std::fs::write(phone.path().join("enrolling"), []).unwrap();
        assert!(matches!(phone.unlock(DAILY), Err(Error::NotEnrolled)));
        let again = phone.enrol().unwrap();
        assert_eq!(
            again.about(at(0)).unwrap().standing,
            EnrolmentStatus::Waiting
        );
        drop(again);
        phone.unlock(DAILY).unwrap();
    }
}
