//! Who this phone is, whom it reports to, and how far its journal has come.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{Error, Standing};
use crate::{
    invitation::{Certificate, DeskCard, Invitation, bytes32},
    journal::{SigningKey, Tip},
    pack::Trust,
    parcel::{Address, Mailbox, PublicKey, SecretKey},
    record::Id,
};

/// What the device row keeps: secrets and the office's particulars.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(super) struct DeviceRow {
    sign_seed: String,
    seal_seed: String,
    audience_seed: String,
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
    #[zeroize(skip)]
    pub(super) hub: Option<String>,
    #[zeroize(skip)]
    #[serde(default)]
    pub(super) hub_certificate: Option<Certificate>,
}

impl DeviceRow {
    /// New keys for a phone that accepts this invitation.
    pub(super) fn new(invitation: &Invitation) -> Self {
        let mut seeds = Zeroizing::new([0u8; 64]);
        getrandom::fill(&mut *seeds).expect("the operating system provides randomness");
        Self::with_seeds(
            invitation,
            HEXLOWER.encode(&seeds[..32]),
            HEXLOWER.encode(&seeds[32..]),
        )
    }

    /// The same phone under another invitation: its keys stay, so what it sealed stays its own.
    pub(super) fn renewed(&self, invitation: &Invitation) -> Self {
        Self::with_seeds(invitation, self.sign_seed.clone(), self.seal_seed.clone())
    }

    fn with_seeds(invitation: &Invitation, sign_seed: String, seal_seed: String) -> Self {
        Self {
            sign_seed,
            seal_seed,
            audience_seed: invitation.audience_seed.clone(),
            token: invitation.token.clone(),
            invitation_secret: invitation.secret.clone(),
            invitation: invitation.id,
            mailbox: invitation.mailbox,
            desk: invitation.desk.clone(),
            escrow: invitation.escrow.clone(),
            confidential: invitation.confidential.clone(),
            hub: invitation.hub.clone(),
            hub_certificate: invitation.hub_certificate.clone(),
        }
    }
}

/// The parsed device row.
pub(super) struct Device {
    pub(super) sign: SigningKey,
    pub(super) seal: SecretKey,
    pub(super) audience: SecretKey,
    pub(super) row: DeviceRow,
}

impl Device {
    pub(super) fn parse(row: DeviceRow) -> Result<Self, Error> {
        let seed = |hex: &str| bytes32(hex).ok_or(Error::Damaged);
        Ok(Self {
            sign: SigningKey::from_seed(&*seed(&row.sign_seed)?),
            seal: SecretKey::from_seed(&*seed(&row.seal_seed)?),
            audience: SecretKey::from_seed(&*seed(&row.audience_seed)?),
            row,
        })
    }

    /// Where records go.
    pub(super) fn desk(&self) -> Address {
        Address {
            mailbox: self.row.mailbox,
            to: self.row.desk.seal_key.clone(),
            escrow: self.row.escrow.clone(),
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
            escrow: None,
        })
    }

    /// What is read aloud to compare phones: the first 16 hex digits of the public key.
    pub(super) fn fingerprint(&self) -> String {
        HEXLOWER.encode(&self.sign.verifying_key().0[..8])
    }
}

/// What the state row keeps: how far things have come.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    /// Where the journal ends.
    pub(super) tip: Tip,
    /// Where enrolment stands.
    pub(super) standing: Standing,
    /// What is trusted of packs.
    pub(super) trust: Trust,
}

impl State {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("the state's maps have text keys and always serialise")
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(bytes).map_err(|_| Error::Damaged)
    }
}
