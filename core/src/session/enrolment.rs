//! How a phone becomes an office's, and how its enrolment is renewed.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{
    ActiveContent, EnrolmentStatus, Error, Invited, Open, Session,
    details::Details,
    device::{Device, DeviceRow, PhoneState},
    kind,
    policy::Consent,
    questions,
    rollback::LastSeenVault,
};
use crate::{
    base::{Id, files},
    crypto::aead,
    host::{Keystore, Moment},
    invitation::{Invitation, InvitationError},
    journal::Tip,
    pack::Trust,
    record::{Body, Enrolment},
    store::{self, Header, Store, Tx},
    sync::Parcels,
    vault::{Kdf, Passphrase, Vault},
};

/// Writes whose phone this is, and how it stands with its office.
fn put(
    tx: &mut Tx<'_>,
    (device_row, state_row): (Id, Id),
    device: &Device,
    state: &PhoneState,
    now: Moment,
) -> Result<(), store::Error> {
    let header = Header::new(device_row, kind::DEVICE, now.wall_ms);
    tx.put(&header, Some(&device.row.to_bytes()))?;
    let header = Header::new(state_row, kind::STATE, now.wall_ms);
    tx.put(&header, Some(&state.to_bytes()))
}

impl Session {
    /// Enrols a phone: makes its vault, its keys and its store, and queues its answer to the office
    /// as its first parcel. Needs no network.
    ///
    /// # Errors
    /// [`Error::AlreadyEnrolled`] when the directory holds a vault or a store (use [`Session::renew`]
    /// for an enrolled phone), and the errors of the invitation, the passphrase rules and the store. Nothing is left
    /// behind.
    pub fn enrol(
        directory: &Path,
        invitation: &str,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        kdf: Kdf,
        now: Moment,
    ) -> Result<Self, Error> {
        aead::wiping_stack(|| Self::enrolled(directory, invitation, passphrase, keystore, kdf, now))
    }

    fn enrolled(
        directory: &Path,
        invitation: &str,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        kdf: Kdf,
        now: Moment,
    ) -> Result<Self, Error> {
        let invitation = Invitation::from_text(invitation)?;
        invitation.check_date(now.wall_ms)?;
        let vault = Vault::at(directory, keystore);
        vault.reachable()?;
        if vault.leaves_anything() {
            if !EnrolmentMarker::is(directory) && !vault.is_half_wiped() {
                return Err(Error::AlreadyEnrolled);
            }
            // Killed while it enrolled: nothing of worth is in it yet.
            vault.wipe()?;
        }
        let unfinished = EnrolmentMarker::begin(directory)?;
        let master = vault.create(passphrase, kdf)?;
        let made = Store::create(directory, &master)
            .map_err(Error::from)
            .and_then(|store| {
                let state = PhoneState {
                    tip: Tip::EMPTY,
                    standing: EnrolmentStatus::Waiting,
                    trust: Trust::new(invitation.pack.clone(), invitation.roots.clone())
                        .begun_at(invitation.pack_version),
                    fitted: None,
                    vault: LastSeenVault::default(),
                    consent: Consent::default(),
                    answers_old_since: None,
                };
                Self::furnish(directory, store, DeviceRow::new(&invitation), state, now)
            })
            .and_then(|mut session| {
                session.open_mut()?.introduce(now)?;
                session.fit(&master, keystore, now)?;
                session.remember_vault(keystore, &master);
                session.limit_attempts(keystore)?;
                // Before anything is recorded: a mark that stayed would have the phone wiped later.
                unfinished.end()?;
                Ok(session)
            });
        if made.is_err() {
            // A half-made store would block the next try; nothing of worth is in it yet.
            vault.wipe()?;
        }
        made
    }

    pub(super) fn furnish(
        directory: &Path,
        mut store: Store,
        device: DeviceRow,
        state: PhoneState,
        now: Moment,
    ) -> Result<Self, Error> {
        let device_row = Id::random();
        let state_row = Id::random();
        let device = Device::parse(device)?;
        store.write(|tx| put(tx, (device_row, state_row), &device, &state, now))?;
        let open = Open {
            parcels: Parcels::open(&mut store)?,
            store,
            device,
            state,
            content: ActiveContent::Base,
            device_row,
            state_row,
            touched: now,
            seed: questions::seed(),
            overdue: BTreeSet::new(),
        };
        Ok(Self {
            directory: directory.to_owned(),
            open: Some(Box::new(open)),
            answering: false,
        })
    }

    /// Whether this directory holds an enrolled phone.
    pub fn exists(directory: &Path, keystore: &dyn Keystore) -> bool {
        Vault::at(directory, keystore).exists() && !EnrolmentMarker::is(directory)
    }

    /// Who made an invitation, as it says itself: for a shell to show, with the words that its user compares with
    /// the office before [`Session::enrol`].
    ///
    /// # Errors
    /// Those of the invitation.
    pub fn invited(invitation: &str, now: Moment) -> Result<Invited, Error> {
        let invitation = Invitation::from_text(invitation)?;
        invitation.check_date(now.wall_ms)?;
        Ok(Invited {
            office: invitation.desk.name.clone(),
            confidential: invitation
                .confidential
                .as_ref()
                .map(|desk| desk.name.clone()),
            hub: invitation.hub.clone(),
            words: invitation.words(),
        })
    }

    /// Renews the enrolment, for example because another phone had used the invitation. The renewal is signed by
    /// the desk that this phone knows, and names this phone: nobody else can turn it over to an office. Keys,
    /// desks, records and outbox stay, and so does what is trusted of packs: renewing is no way back to an
    /// older one.
    ///
    /// # Errors
    /// [`Error::AlreadyEnrolled`] for the one in use, or [`InvitationError::Refused`] when the office has refused
    /// it; [`Error::OtherOffice`]; the errors of the renewal and the store.
    pub fn renew(&mut self, renewal: &str, now: Moment) -> Result<(), Error> {
        let open = self.open_mut()?;
        let (row, phone) = (&open.device.row, open.device.sign.verifying_key());
        let invitation = Invitation::from_renewal(renewal, &row.desk.sign_key, &phone)?;
        invitation.check_date(now.wall_ms)?;
        if invitation.mailbox != row.mailbox {
            return Err(Error::OtherOffice);
        }
        if invitation.id == row.invitation {
            return Err(match open.state.standing {
                EnrolmentStatus::InvitationRefused => InvitationError::Refused.into(),
                _ => Error::AlreadyEnrolled,
            });
        }
        if invitation.number < row.invitation_number {
            return Err(InvitationError::Outdated.into());
        }
        let device = Device::parse(row.renewed(&invitation))?;
        let mut state = open.state.clone();
        state.standing = EnrolmentStatus::Waiting;
        state.fitted = None;
        let (device_row, state_row) = (open.device_row, open.state_row);
        open.store
            .write(|tx| put(tx, (device_row, state_row), &device, &state, now))?;
        open.device = device;
        open.state = state;
        open.introduce(now)
    }
}

impl Open {
    /// Queues the answer to the invitation.
    pub(super) fn introduce(&mut self, now: Moment) -> Result<(), Error> {
        let seal_key = self.device.seal.public();
        let row = &self.device.row;
        let proof = Invitation::proof(
            &row.invitation_secret,
            &self.device.sign.verifying_key(),
            &seal_key,
        )
        .ok_or(Error::Damaged)?;
        let body = Body::Enrolment(Enrolment {
            invitation: row.invitation,
            proof,
            seal_key,
            decoy: Some(self.device.decoy()?),
        });
        self.finish(body, Details::default(), now)?;
        Ok(())
    }
}

/// An empty file that stands beside the vault while a phone enrols, and goes when this is dropped.
/// Should the program be killed meanwhile, what is left is known for unfinished work, and not taken for
/// a phone emptied under duress.
pub(super) struct EnrolmentMarker {
    directory: PathBuf,
    made_directory: bool,
}

impl EnrolmentMarker {
    const NAME: &str = "enrolling";

    pub fn is(directory: &Path) -> bool {
        directory.join(Self::NAME).exists()
    }

    fn begin(directory: &Path) -> Result<Self, store::Error> {
        let made_directory = !directory.exists();
        files::make_dir(directory)?;
        files::replace(&directory.join(Self::NAME), &[])?;
        Ok(Self {
            directory: directory.to_owned(),
            made_directory,
        })
    }

    fn end(&self) -> Result<(), store::Error> {
        Self::remove(&self.directory)
    }

    pub fn remove(directory: &Path) -> Result<(), store::Error> {
        let path = directory.join(Self::NAME);
        files::remove(&path.with_extension("new"))?;
        Ok(files::remove(&path)?)
    }
}

impl Drop for EnrolmentMarker {
    fn drop(&mut self) {
        // Enrolment failed, or this is done already.
        let _ = self.end();
        if self.made_directory {
            // Only an empty directory goes.
            let _ = fs::remove_dir(&self.directory);
        }
    }
}
