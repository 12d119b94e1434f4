//! Who this phone is, whom it reports to, and how far its journal has come.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{EnrolmentStatus, Error, Open, kind, policy::Consent, rollback::LastSeenVault};
use crate::{
    base::Id,
    crypto::{PublicKey, SecretKey, SigningKey, VerifyingKey},
    host::Moment,
    invitation::{Certificate, DeskCard, Invitation, bytes32, phone_words},
    journal::Tip,
    pack::{self, KeyStatement, Trust},
    parcel::{Address, Mailbox, SecondSlot},
    record::Decoy,
    store::{self, Header},
    sync::{Checkpoint, ParcelTx},
};

/// What the device row keeps: secrets and the office's particulars.
#[derive(Clone, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(super) struct DeviceRow {
    sign_seed: String,
    seal_seed: String,
    audience_seed: String,
    /// How often the office had replaced that key.
    #[serde(default)]
    audience: u64,
    /// The number of the invitation or renewal in force.
    #[serde(default)]
    pub(super) invitation_number: u64,
    pub(super) token: String,
    pub(super) invitation_secret: String,
    #[zeroize(skip)]
    pub(super) invitation: Id,
    #[zeroize(skip)]
    pub(super) mailbox: Mailbox,
    #[zeroize(skip)]
    pub(super) desk: DeskCard,
    #[zeroize(skip)]
    escrow: Option<PublicKey>,
    #[zeroize(skip)]
    pub(super) confidential: Option<DeskCard>,
    /// The keys with which the desk signed before: what was sealed to it then is still let go of by its word.
    #[zeroize(skip)]
    #[serde(default)]
    pub(super) former_desks: Vec<VerifyingKey>,
    /// The same of the confidential desk.
    #[zeroize(skip)]
    #[serde(default)]
    pub(super) former_confidential: Vec<VerifyingKey>,
    #[zeroize(skip)]
    pub(super) hub: Option<String>,
    #[zeroize(skip)]
    #[serde(default)]
    pub(super) hub_certificate: Option<Certificate>,
    /// Where the hub's list begins for this phone.
    #[zeroize(skip)]
    #[serde(default)]
    pub(super) hub_from: Option<Checkpoint>,
    /// When the office last said what it is called and where its hub is, by its clock.
    #[serde(default)]
    pub(super) office_at: i64,
    /// What the reserve is sealed to: a key of the decoy, or one that nobody has.
    #[zeroize(skip)]
    #[serde(default = "PublicKey::nobody")]
    pub(super) reserve: PublicKey,
    /// The seeds of the phone that opens under duress. Every phone has them; the office was told at enrolment.
    #[serde(default = "new_seed")]
    decoy_sign_seed: String,
    #[serde(default = "new_seed")]
    decoy_seal_seed: String,
    /// What the screens call this phone: on a decoy, what they called the phone that it stands for.
    #[zeroize(skip)]
    #[serde(default)]
    shown: Shown,
}

/// The fingerprint and the six words of a phone, as its owner reads them to the office.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    fingerprint: String,
    words: String,
}

impl DeviceRow {
    /// New keys for a phone that accepts this invitation.
    pub(super) fn new(invitation: &Invitation) -> Self {
        Self::with_seeds(invitation, new_seed(), new_seed())
    }

    #[cfg(test)]
    pub(super) fn seeds(&self) -> [&str; 2] {
        [&self.sign_seed, &self.seal_seed]
    }

    /// The same phone under a renewal: its keys stay, so what it sealed stays its own, and so do the desks,
    /// the escrow and what lets its outbox go.
    pub(super) fn renewed(&self, renewal: &Invitation) -> Self {
        let mut row = self.clone();
        row.invitation = renewal.id;
        row.invitation_number = renewal.number;
        row.invitation_secret = renewal.secret.clone();
        row.token = renewal.token.clone();
        row.hub = renewal.hub.clone();
        row.hub_certificate = renewal.hub_certificate.clone();
        row.with_audience(renewal.audience, &renewal.audience_seed)
            .unwrap_or(row)
    }

    /// The same phone with a newer key for packs, if this is one.
    pub(super) fn with_audience(&self, number: u64, seed: &str) -> Option<Self> {
        let newer = number > self.audience && bytes32(seed).is_some();
        newer.then(|| {
            let mut row = self.clone();
            row.audience = number;
            row.audience_seed = seed.to_owned();
            row
        })
    }

    /// The same phone once the office has stated these keys. Nothing that the earlier keys sign counts from then on.
    pub(super) fn with_keys(&self, keys: &KeyStatement) -> Self {
        let mut row = self.clone();
        if row.desk.sign_key != keys.desk.sign_key {
            row.former_desks.push(row.desk.sign_key);
        }
        match (&row.confidential, &keys.confidential) {
            (Some(was), Some(is)) if was.sign_key != is.sign_key => {
                row.former_confidential.push(was.sign_key);
            }
            _ => {}
        }
        // What the desk is called it says itself, whenever it changes.
        row.desk.seal_key = keys.desk.seal_key.clone();
        row.desk.sign_key = keys.desk.sign_key;
        row.confidential = keys.confidential.clone();
        row.escrow = keys.escrow.clone();
        row
    }

    /// The phone that opens under duress: under the same invitation and name, with keys of its own.
    pub(super) fn decoy(&self) -> Self {
        let mut row = self.clone();
        row.sign_seed = self.decoy_sign_seed.clone();
        row.seal_seed = self.decoy_seal_seed.clone();
        row.decoy_sign_seed = new_seed();
        row.decoy_seal_seed = new_seed();
        row.reserve = PublicKey::nobody();
        row
    }

    fn with_seeds(invitation: &Invitation, sign_seed: String, seal_seed: String) -> Self {
        Self {
            sign_seed,
            seal_seed,
            audience_seed: invitation.audience_seed.clone(),
            audience: invitation.audience,
            invitation_number: invitation.number,
            token: invitation.token.clone(),
            invitation_secret: invitation.secret.clone(),
            invitation: invitation.id,
            mailbox: invitation.mailbox,
            desk: invitation.desk.clone(),
            escrow: invitation.escrow.clone(),
            confidential: invitation.confidential.clone(),
            former_desks: Vec::new(),
            former_confidential: Vec::new(),
            hub: invitation.hub.clone(),
            hub_certificate: invitation.hub_certificate.clone(),
            hub_from: invitation.hub_from,
            office_at: 0,
            reserve: PublicKey::nobody(),
            decoy_sign_seed: new_seed(),
            decoy_seal_seed: new_seed(),
            shown: Shown::default(),
        }
    }
}

fn new_seed() -> String {
    let mut seed = Zeroizing::new([0u8; 32]);
    getrandom::fill(&mut *seed).expect("the operating system provides randomness");
    HEXLOWER.encode(&*seed)
}

/// The parsed device row.
pub(super) struct Device {
    pub(super) sign: SigningKey,
    pub(super) seal: SecretKey,
    pub(super) audience: SecretKey,
    pub(super) row: DeviceRow,
}

impl Device {
    pub(super) fn parse(mut row: DeviceRow) -> Result<Self, Error> {
        let seed = |hex: &str| bytes32(hex).ok_or(Error::Damaged);
        let sign = SigningKey::from_seed(&*seed(&row.sign_seed)?);
        let seal = SecretKey::from_seed(&*seed(&row.seal_seed)?);
        if row.shown.fingerprint.is_empty() {
            row.shown = Shown {
                fingerprint: HEXLOWER.encode(&sign.verifying_key().0[..8]),
                words: phone_words(&sign.verifying_key(), &seal.public()),
            };
        }
        Ok(Self {
            sign,
            seal,
            audience: SecretKey::from_seed(&*seed(&row.audience_seed)?),
            row,
        })
    }

    /// The keys of the phone that opens under duress, as the office is told of them.
    pub(super) fn decoy(&self) -> Result<Decoy, Error> {
        let seed = bytes32(&self.row.decoy_sign_seed).ok_or(Error::Damaged)?;
        Ok(Decoy {
            sign_key: SigningKey::from_seed(&seed).verifying_key(),
            seal_seed: self.row.decoy_seal_seed.clone(),
        })
    }

    /// To whom the vault's key is sealed where the policy wants an escrow: the key kept apart, or the
    /// desk's where there is none.
    pub(super) fn escrow(&self) -> &PublicKey {
        self.row.escrow.as_ref().unwrap_or(&self.row.desk.seal_key)
    }

    /// Where records go.
    pub(super) fn desk(&self) -> Address {
        Address {
            mailbox: self.row.mailbox,
            to: self.row.desk.seal_key.clone(),
            second: self.row.escrow.clone().map(SecondSlot::Escrow),
        }
    }

    /// Where reports about personnel go: to the confidential desk and to no escrow.
    pub(super) fn confidential_desk(&self) -> Result<Address, Error> {
        let desk = self
            .row
            .confidential
            .as_ref()
            .ok_or(Error::NoConfidentialDesk)?;
        Ok(Address {
            mailbox: self.row.mailbox,
            to: desk.seal_key.clone(),
            second: self.row.escrow.as_ref().map(|_| SecondSlot::Cover),
        })
    }

    /// Six words for this phone's keys, which its owner reads to the office.
    pub(super) fn words(&self) -> &str {
        &self.row.shown.words
    }

    /// What is read aloud to compare phones: the first 16 hex digits of the public key.
    pub(super) fn fingerprint(&self) -> &str {
        &self.row.shown.fingerprint
    }
}

impl DeviceRow {
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec(self).expect("the row's maps have text keys"))
    }
}

impl Open {
    /// Runs `work` in one transaction with which this phone's state changes. Memory has the new state once it
    /// committed, and only then.
    ///
    /// # Errors
    /// Those of `work`; the store's.
    pub(super) fn write_state<T, E: From<store::Error>>(
        &mut self,
        state: PhoneState,
        now: Moment,
        work: impl FnOnce(&mut ParcelTx<'_, '_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let header = Header::new(self.state_row, kind::STATE, now.wall_ms);
        let bytes = state.to_bytes();
        let done = self.parcels.write(&mut self.store, |tx| {
            tx.put(&header, Some(&bytes))?;
            work(tx)
        })?;
        self.state = state;
        Ok(done)
    }

    /// From now on the reserve is sealed to this key.
    pub(super) fn seal_reserve_to(&mut self, key: PublicKey) -> Result<(), Error> {
        let mut row = self.device.row.clone();
        row.reserve = key;
        let header = self.store.header(self.device_row).cloned();
        let header = header.ok_or(Error::Damaged)?;
        let bytes = row.to_bytes();
        self.store.write(|tx| tx.put(&header, Some(&bytes)))?;
        self.device.row = row;
        Ok(())
    }
}

/// What the state row keeps: how far things have come.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneState {
    /// Where the journal ends.
    pub(super) tip: Tip,
    /// Where enrolment stands.
    pub(super) standing: EnrolmentStatus,
    /// What is trusted of packs.
    pub(super) trust: Trust,
    /// The content whose policy the vault was last fitted to.
    #[serde(default)]
    pub(super) fitted: Option<pack::Hash>,
    /// What is remembered of the vault.
    #[serde(default)]
    pub(super) vault: LastSeenVault,
    /// What the owner said to an escrow.
    #[serde(default)]
    pub(super) consent: Consent,
    /// Since when each look at the clock has found an answer of the office too old.
    #[serde(default)]
    pub(super) answers_old_since: Option<i64>,
}

impl PhoneState {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("the state's maps have text keys and always serialise")
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(bytes).map_err(|_| Error::Damaged)
    }
}
