//! The use cases of an unlocked phone. This is the one entry point for shells, terminals and tests.
//!
//! A [`Session`] does no networking and reads no clock: every use case is told the time, and the host
//! carries what [`Session::depot`] and the exchange hand it. Each use case either happens whole or not
//! at all.

mod access;
mod alone;
mod codes;
mod confidential;
mod damage;
mod details;
mod device;
mod drafts;
mod duress;
mod enrolment;
mod error;
mod exchange;
mod finish;
mod inbox;
mod outbox;
mod picture;
mod policy;
mod practice;
mod questions;
mod reading;
mod receipts;
mod referral;
mod rollback;
mod screening;
mod services;
mod settings;
mod sound;
mod stub;
mod today;
mod views;
mod visits;

pub use alone::Heard;
pub use codes::{Problem, Refused, Warning};
pub use damage::Rescued;
pub use details::Attachment;
pub use drafts::Draft;
pub use error::Error;
pub use reading::{checklist_lines, service_lines};
pub use referral::{Agreement, ReferralRequest};
pub use screening::ScreeningRequest;
pub use settings::{Settings, Theme};
pub use today::{AnswerLine, Directory, DraftLine, Explained, RecordPage, Today, explained};
pub use views::*;

use std::{
    collections::BTreeSet,
    ops::Deref,
    path::{Path, PathBuf},
};

use device::{Device, PhoneState};
use enrolment::EnrolmentMarker;
use zeroize::Zeroizing;

use crate::{
    base::Id,
    content::Content,
    crypto::aead,
    host::{Keystore, Moment},
    pack::{self, PackName},
    store::{self, RowKind, Store},
    sync::Parcels,
    vault::{self, Passphrase, Vault},
};

/// What the rows of a phone's store are.
mod kind {
    use crate::store::RowKind;
    pub(super) const DEVICE: RowKind = RowKind(1);
    pub(super) const STATE: RowKind = RowKind(2);
    pub(super) const DRAFT: RowKind = RowKind(3);
    pub(super) const RECORD: RowKind = RowKind(4);
    pub(super) const PACK: RowKind = RowKind(5);
    pub(super) const ANSWER: RowKind = RowKind(6);
    /// What a confidential report waits for: see [`super::confidential::ConfidentialReport`].
    pub(super) const REPLY: RowKind = RowKind(7);
    /// How far the user has come with practice cases.
    pub(super) const PRACTICE: RowKind = RowKind(8);
    /// What the owner chose for the screens: see [`super::Settings`].
    pub(super) const SETTINGS: RowKind = RowKind(9);
    /// What a person who answers alone touched so far.
    pub(super) const ALONE: RowKind = RowKind(10);
    /// What was noticed at a place when it was last visited.
    pub(super) const VISIT: RowKind = RowKind(11);
    /// A recording of the pack in use: see [`super::sound`].
    pub(super) const SOUND: RowKind = RowKind(12);
}

/// An unlocked phone. Locking it, or dropping it, wipes its keys from memory.
pub struct Session {
    directory: PathBuf,
    /// Boxed, so that moving the session leaves no copy of its keys behind.
    open: Option<Box<Open>>,
    /// A person answered alone since the phone was unlocked: nothing of it is heard yet.
    answering: bool,
}

/// What lies in memory while unlocked.
struct Open {
    store: Store,
    parcels: Parcels,
    device: Device,
    state: PhoneState,
    content: ActiveContent,
    device_row: Id,
    state_row: Id,
    /// When the user last touched the phone.
    touched: Moment,
    /// What random numbers of forms come from: the same until a screening is finished.
    seed: u64,
    /// Records whose grace period is over and that could not be put out of reach yet. They are not
    /// shown any more.
    overdue: BTreeSet<Id>,
}

impl Open {
    /// Everything that a phone's store holds.
    fn read(mut store: Store, now: Moment) -> Result<Self, Error> {
        let only = |kind: RowKind| -> Result<(Id, Zeroizing<Vec<u8>>), Error> {
            let id = store.list(kind).next().ok_or(Error::Damaged)?.id;
            // A body that is damaged or gone: what else is there can be rescued.
            let body = store.body(id).ok().flatten();
            Ok((id, body.ok_or(Error::Damaged)?))
        };
        let (device_row, row) = only(kind::DEVICE)?;
        let device = Device::parse(serde_json::from_slice(&row).map_err(|_| Error::Damaged)?)?;
        let (state_row, state) = only(kind::STATE)?;
        let state = PhoneState::from_bytes(&state)?;
        let content = inbox::loaded_pack(&store, &state);
        let parcels = Parcels::open(&mut store)?;
        Ok(Self {
            store,
            parcels,
            device,
            state,
            content,
            device_row,
            state_row,
            touched: now,
            seed: questions::seed(),
            overdue: BTreeSet::new(),
        })
    }
}

/// The content in use.
enum ActiveContent {
    /// The one built in.
    Base,
    /// One that the office signed.
    Pack {
        content: Box<Content>,
        name: PackName,
        expires_at: i64,
    },
}

impl Deref for ActiveContent {
    type Target = Content;

    fn deref(&self) -> &Content {
        match self {
            Self::Base => Content::base(),
            Self::Pack { content, .. } => content,
        }
    }
}

impl ActiveContent {
    /// The exact name that records made with it carry.
    fn name(&self) -> PackName {
        match self {
            Self::Base => PackName {
                pack: "base".to_owned(),
                version: self.document().version,
                hash: pack::Hash(self.hash()),
            },
            Self::Pack { name, .. } => name.clone(),
        }
    }

    fn expires_at(&self) -> Option<i64> {
        match self {
            Self::Base => None,
            Self::Pack { expires_at, .. } => Some(*expires_at),
        }
    }
}

impl Session {
    /// Opens an enrolled phone. What is due (a grace period that is over, a retention that ended) is
    /// done at once.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`], a wrong passphrase, a keystore that does not answer, a store in use by
    /// another process, or a damaged one.
    pub fn unlock(
        directory: &Path,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        now: Moment,
    ) -> Result<Self, Error> {
        aead::wiping_stack(|| Self::opened(directory, passphrase, keystore, now))
    }

    fn opened(
        directory: &Path,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        now: Moment,
    ) -> Result<Self, Error> {
        if EnrolmentMarker::is(directory) {
            return Err(Error::NotEnrolled);
        }
        let vault = Vault::at(directory, keystore);
        let unlocked = match vault.unlock(passphrase) {
            Err(vault::Error::Missing) => return Err(Error::NotEnrolled),
            unlocked => unlocked?,
        };
        if unlocked.surrendered {
            duress::furnish(directory, &unlocked.master, now)?;
        }
        let store = match Store::open(directory, &unlocked.master) {
            Err(store::Error::NotFound | store::Error::Lost | store::Error::WrongKey)
                if unlocked.surrendered =>
            {
                // It cannot be made to look ordinary any more.
                vault.wipe()?;
                return Err(Error::NotEnrolled);
            }
            Err(store::Error::NotFound) => return Err(store::Error::Lost.into()),
            opened => opened?,
        };
        let mut open = Open::read(store, now)?;
        // Neither a full disk nor damage may keep a phone locked: what is due is done once it can be,
        // and until then the phone says so.
        let _ = open.tidy(now);
        let mut session = Self {
            directory: directory.to_owned(),
            open: Some(Box::new(open)),
            answering: false,
        };
        session.recognise_vault(keystore, &unlocked.master);
        // Nor may these: what is not done now is due at the next unlocking.
        let _ = session.fit(&unlocked.master, keystore, now);
        let _ = vault.finish_surrender(&unlocked);
        session.remember_vault(keystore, &unlocked.master);
        session.limit_attempts(keystore)?;
        Ok(session)
    }

    /// Wipes the keys from memory. Every use case answers [`Error::Locked`] afterwards.
    pub fn lock(&mut self) {
        self.open = None;
        aead::wipe_stack();
    }

    /// Whether the session is unlocked.
    pub fn is_unlocked(&self) -> bool {
        self.open.is_some()
    }

    /// Does what is due with time: records whose grace period is over become unreadable for good, and
    /// stubs whose retention ended are emptied. Shells call it when they come to the front.
    pub fn tidy(&mut self, now: Moment) -> Result<(), Error> {
        self.open_mut()?.tidy(now)
    }

    /// Drains and closes the files, so that an operating system may freeze the process.
    pub fn suspend(&mut self) -> Result<(), Error> {
        Ok(self.open_mut()?.store.suspend()?)
    }

    /// Opens the files again after [`Session::suspend`], and reads everything again: anyone who had the
    /// passphrase may have written meanwhile.
    ///
    /// # Errors
    /// The store's, and the session then stays suspended; [`Error::Damaged`], and it is then locked.
    pub fn resume(&mut self, now: Moment) -> Result<(), Error> {
        self.open_mut()?.store.resume()?;
        let Open { store, touched, .. } = *self.open.take().ok_or(Error::Locked)?;
        let mut open = Open::read(store, touched)?;
        let _ = open.tidy(now);
        self.open = Some(Box::new(open));
        Ok(())
    }

    /// Changes the passphrase. Only one slot of the vault is rewritten.
    pub fn change_passphrase(
        &mut self,
        old: &Passphrase,
        new: &Passphrase,
        keystore: &dyn Keystore,
    ) -> Result<(), Error> {
        self.open()?;
        let master = self.asking(keystore, |vault| vault.change_passphrase(old, new))?;
        self.remember_vault(keystore, &master);
        Ok(())
    }

    /// Erases a phone's store for good, locked or not, without the passphrase. Every step is tried,
    /// whatever is left of the phone; after an error, calling this again tries all of them again.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`] where there was nothing to erase; the first step that failed.
    pub fn wipe(directory: &Path, keystore: &dyn Keystore) -> Result<(), Error> {
        let vault = Vault::at(directory, keystore);
        vault.reachable()?;
        if !vault.leaves_anything() && !EnrolmentMarker::is(directory) {
            return Err(Error::NotEnrolled);
        }
        let wiped = vault.wipe();
        EnrolmentMarker::remove(directory)?;
        Ok(wiped?)
    }

    /// Who this phone is, and whom it reports to.
    pub fn about(&self, now: Moment) -> Result<About, Error> {
        let open = self.open()?;
        Ok(About {
            office: open.device.row.desk.name.clone(),
            confidential: open
                .device
                .row
                .confidential
                .as_ref()
                .map(|desk| desk.name.clone()),
            fingerprint: open.device.fingerprint().to_owned(),
            words: open.device.words().to_owned(),
            escrow: open.escrow(),
            duress: open.content.document().policy.duress,
            hub: open.device.row.hub.clone(),
            pack_version: open.content.name().version,
            pack_warnings: open.content.warnings(now),
            store_warnings: open.warnings(),
            standing: open.state.standing,
        })
    }

    /// The loaded content: checklists, services, guidance and texts.
    pub fn content(&self) -> Result<&Content, Error> {
        Ok(&self.open()?.content)
    }

    fn open(&self) -> Result<&Open, Error> {
        self.open.as_deref().ok_or(Error::Locked)
    }

    fn open_mut(&mut self) -> Result<&mut Open, Error> {
        self.open.as_deref_mut().ok_or(Error::Locked)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.lock();
    }
}

#[cfg(test)]
mod tests;
