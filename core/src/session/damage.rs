//! A store that is not as it was left: what is said of it, what goes on all the same, and how to go on.

use std::{
    collections::BTreeSet,
    io::{self, Read, Write},
    path::Path,
};

use super::{Error, Open, Session, Warning, kind};
use crate::{
    host::{Keystore, Moment, Progress},
    parcel::{self, ParcelId},
    store::{self, Store, salvage::Salvage},
    sync::{ParcelDepot, ParcelState, Parcels, Role, bundle},
    vault::{MasterKey, Passphrase, Vault},
};

impl Session {
    /// Takes the store as it is for what it should be, once somebody has seen what [`Session::verify`]
    /// finds and decided to go on. What does not open stays where it is and stays reported.
    ///
    /// # Errors
    /// The store's.
    pub fn accept_damage(&mut self) -> Result<(), Error> {
        let open = self.open_mut()?;
        open.store.accept()?;
        open.accept_vault()?;
        // What was shredded while it could not be done thoroughly is now.
        open.store.rotate_epoch(|_| true)?;
        open.shred()
    }

    /// Writes what waits for the office to a bundle, from a phone that does not unlock any more because its own keys
    /// or state are damaged, its store's file is cut short or unreadable in parts, or its disk takes no more
    /// writing. Changes nothing on the phone but that these have left.
    ///
    /// # Errors
    /// A wrong passphrase; [`Error::NoSuchParcel`] where nothing waits, or nothing that can be read; the store's; the
    /// bundle's.
    pub fn rescue(
        directory: &Path,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        out: &mut dyn Write,
        progress: &dyn Progress,
        now: Moment,
    ) -> Result<Rescued, Error> {
        let vault = Vault::at(directory, keystore);
        vault.reachable()?;
        if !Self::exists(directory, keystore) {
            return Err(Error::NotEnrolled);
        }
        let master = vault.confirm(passphrase)?;
        let mut out = Counted { out, bytes: 0 };
        let here = rescue_from(directory, &master, &mut out, progress, now);
        match here {
            // What is in use is sound, and other programs may write it.
            Err(Error::Store(store::Error::InUse)) => here,
            Err(Error::Store(_) | Error::Exchange(_) | Error::Bundle(_)) if out.bytes == 0 => {
                let copy = Salvage::of(directory)?;
                rescue_from(copy.dir(), &master, &mut out, progress, now)
            }
            done => done,
        }
    }
}

fn rescue_from(
    directory: &Path,
    master: &MasterKey,
    out: &mut dyn Write,
    progress: &dyn Progress,
    now: Moment,
) -> Result<Rescued, Error> {
    let mut store = Store::open(directory, master)?;
    let mut parcels = Parcels::open(&mut store)?;
    let own = || {
        parcels
            .entries()
            .filter(|book| book.place == ParcelState::Own)
    };
    let (waiting, mailbox): (BTreeSet<ParcelId>, _) = (
        own().map(|book| book.item.id).collect(),
        own().find_map(|book| {
            let mut start = [0; parcel::Header::LEN];
            let mut reader = parcels.reader(&store, &book.item.id)?;
            reader.read_exact(&mut start).ok()?;
            parcel::Header::parse(&start, book.item.size).ok()
        }),
    );
    let mailbox = mailbox.ok_or(Error::NoSuchParcel)?.mailbox;
    let depot = ParcelDepot::new(&mut parcels, &mut store, Role::Phone, mailbox, now);
    let written = bundle::write(&mut depot.for_bundle(), Role::Phone, out, progress)?;
    // Letters of the office ride along, for other phones.
    let there = written.parcels.iter().filter(|it| waiting.contains(&it.id));
    let unreadable = (waiting.len() - there.count()) as u64;
    Ok(Rescued {
        unreadable,
        damaged: unreadable > 0 || !store.damage().is_empty(),
        written,
    })
}

/// What could be rescued.
pub struct Rescued {
    /// What is on the bundle.
    pub written: bundle::Written,
    /// Parcels that are known to wait and could not be read.
    pub unreadable: u64,
    /// The store is damaged: others may have been lost without a trace.
    pub damaged: bool,
}

/// Counts what is written.
struct Counted<'o> {
    out: &'o mut dyn Write,
    bytes: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Open {
    /// Puts the records whose grace period is over out of reach for good. Where damage forbids a new
    /// epoch, their content is removed at once, and its traces once the damage was accepted.
    pub(super) fn shred(&mut self) -> Result<(), Error> {
        self.store.scrub()?;
        if self.overdue.is_empty() {
            return Ok(());
        }
        let overdue = &self.overdue;
        let rotated = self
            .store
            .rotate_epoch(|header| header.kind != kind::RECORD || !overdue.contains(&header.id));
        match rotated {
            Err(store::Error::OpenQuestion) => self
                .store
                .write(|tx| overdue.iter().try_for_each(|id| tx.drop_body(*id)))?,
            rotated => rotated?,
        }
        self.overdue.clear();
        Ok(())
    }

    /// What the user should know of the store.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if !self.store.damage().is_empty() {
            warnings.push(Warning::Damaged);
        }
        if self.state.vault.is_alarmed() {
            warnings.push(Warning::OldVault);
        }
        if !self.overdue.is_empty() || (self.store.damage().is_empty() && !self.store.is_settled())
        {
            warnings.push(Warning::Overdue);
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::{
        host::Unwatched,
        session::{
            Problem, ScreeningRequest,
            tests::phone::{DAILY, Phone, at},
        },
        store::Damage,
    };

    fn screened(session: &mut Session) {
        screened_at(session, at(0));
    }

    fn screened_at(session: &mut Session, now: Moment) {
        let answers = r#"{"checklist": "person", "version": 1, "age": "adult", "answers": {}}"#;
        let mut request = ScreeningRequest::new(serde_json::from_str(answers).unwrap());
        request.without_service = "a test".to_owned();
        session.screen(request, &mut [], &Unwatched, now).unwrap();
    }

    #[test]
    fn a_phone_that_lost_its_state_still_gives_its_outbox() {
        let (phone, session) = Phone::enrolled();
        let waiting = session.outbox(at(0)).unwrap().len();
        drop(session);
        let file = phone.path().join("store.db");
        let damaged = "UPDATE bodies SET v = zeroblob(length(v)) WHERE n IN (2, 3)";
        assert_eq!(Connection::open(file).unwrap().execute(damaged, []), Ok(2));
        assert!(matches!(phone.unlock(DAILY), Err(Error::Damaged)));
        let rescue = |typed: &str, out: &mut Vec<u8>| {
            let (directory, passphrase) = (phone.path(), Passphrase::new(typed));
            Session::rescue(
                &directory,
                &passphrase,
                &phone.keystore,
                out,
                &Unwatched,
                at(0),
            )
        };
        let mut bundle = Vec::new();
        assert!(rescue("not the passphrase", &mut bundle).is_err());
        let rescued = rescue(DAILY, &mut bundle).unwrap();
        let written = rescued.written;
        assert_eq!((waiting, written.parcels.len()), (1, 1));
        assert!(bundle.len() as u64 > written.parcels[0].size);
    }

    #[test]
    fn damage_keeps_nobody_out_and_shredding_goes_on() {
        let (phone, mut session) = Phone::enrolled();
        screened(&mut session);
        drop(session);
        std::fs::remove_file(phone.path().join("store.anchor")).unwrap();
        let next_year = Moment {
            wall_ms: at(0).wall_ms + 365 * 86_400_000,
            ..at(0)
        };
        let passphrase = Passphrase::new(DAILY);
        let directory = phone.path();
        let mut session =
            Session::unlock(&directory, &passphrase, &phone.keystore, next_year).unwrap();
        let readable = |session: &Session| session.list().unwrap().iter().any(|it| it.readable);
        assert!(
            !readable(&session),
            "without a new epoch the content goes all the same"
        );
        assert_eq!(session.about(next_year).unwrap().store_warnings.len(), 1);
        let verified = session.verify(&Unwatched).unwrap();
        assert!(
            matches!(verified.problems[0], Problem::Store(Damage::Anchor)),
            "{:?}",
            verified.problems
        );
        session.accept_damage().unwrap();
        assert_eq!(session.about(next_year).unwrap().store_warnings, []);
        assert!(session.verify(&Unwatched).unwrap().ok);
    }

    #[test]
    fn what_could_not_be_put_out_of_reach_is_not_shown_and_said() {
        let (phone, mut session) = Phone::enrolled();
        screened(&mut session);
        let id = session.list().unwrap()[0].id;
        assert!(session.show(&id).unwrap().record.is_some());
        // The disk takes no new file.
        let blocked = phone.path().join("store.new");
        std::fs::create_dir(&blocked).unwrap();
        let later = Moment {
            wall_ms: at(0).wall_ms + 365 * 86_400_000,
            ..at(0)
        };
        assert!(session.tidy(later).is_err());
        assert!(session.show(&id).unwrap().record.is_none());
        assert_eq!(session.about(later).unwrap().store_warnings.len(), 1);
        std::fs::remove_dir(&blocked).unwrap();
        session.tidy(later).unwrap();
        assert_eq!(session.about(later).unwrap().store_warnings, []);
    }

    #[test]
    fn resuming_goes_by_the_time_that_it_is_told() {
        let (_phone, mut session) = Phone::enrolled();
        let after = |minutes: i64| Moment {
            wall_ms: at(0).wall_ms + minutes * 60_000,
            ..at(0)
        };
        // Later than the phone was last touched.
        screened_at(&mut session, after(1));
        let newest = |session: &Session| session.list().unwrap()[0].readable;
        session.suspend().unwrap();
        session.resume(after(2)).unwrap();
        assert!(newest(&session));
        session.suspend().unwrap();
        session.resume(after(24 * 60)).unwrap();
        assert!(!newest(&session));
    }

    #[test]
    fn what_was_written_while_suspended_counts() {
        let (phone, mut session) = Phone::enrolled();
        session.suspend().unwrap();
        screened(&mut phone.unlock(DAILY).unwrap());
        session.resume(at(0)).unwrap();
        screened(&mut session);
        let verified = session.verify(&Unwatched).unwrap();
        assert!(verified.ok, "{:?}", verified.problems);
        assert_eq!(verified.entries, 3);
    }
}
