//! Who a desk is: its keys, its mailbox, its hub.

use data_encoding::HEXLOWER;
use pocketcard::{
    base::Id,
    crypto::{SecretKey, SigningKey},
    invitation::{Certificate, DeskCard},
    parcel::Mailbox,
    sync::Role,
};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{Error, NewDesk};
use crate::hub::{Config, Limits, MailboxConfig, token::TokenKey};

/// What the identity row keeps.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(super) struct IdentityRow {
    #[zeroize(skip)]
    pub(super) name: String,
    #[zeroize(skip)]
    pub(super) mailbox: Mailbox,
    seal_seed: String,
    sign_seed: String,
    /// Names the token that lets this desk collect from the hub.
    #[zeroize(skip)]
    pub(super) token_id: Id,
    /// That token.
    pub(super) token: String,
    #[zeroize(skip)]
    pub(super) hub: Option<String>,
    #[zeroize(skip)]
    #[serde(default)]
    pub(super) hub_certificate: Option<Certificate>,
    /// What only the main desk has.
    office: Option<Office>,
}

/// What the main desk needs to invite phones.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(super) struct Office {
    /// The seed of the key to which packs are sealed; every phone gets it.
    pub(super) audience_seed: String,
    /// How often that key was replaced.
    #[serde(default)]
    pub(super) audience: u64,
    /// Mints the tokens that let phones deposit.
    #[zeroize(skip)]
    pub(super) token_key: TokenKey,
    #[zeroize(skip)]
    pub(super) confidential: Option<DeskCard>,
}

pub(super) fn random_seed() -> String {
    let mut seed = Zeroizing::new([0u8; 32]);
    getrandom::fill(&mut *seed).expect("the operating system provides randomness");
    HEXLOWER.encode(&*seed)
}

pub(super) fn bytes32(hex: &str) -> Result<Zeroizing<[u8; 32]>, Error> {
    let bytes = Zeroizing::new(
        HEXLOWER
            .decode(hex.as_bytes())
            .map_err(|_| Error::Damaged)?,
    );
    Ok(Zeroizing::new(
        bytes.as_slice().try_into().map_err(|_| Error::Damaged)?,
    ))
}

impl IdentityRow {
    /// New keys for an office.
    pub(super) fn office(new: &NewDesk<'_>) -> Self {
        let office = Office {
            audience_seed: random_seed(),
            audience: 0,
            token_key: TokenKey::generate(),
            confidential: None,
        };
        let mailbox = Mailbox(Id::random().0);
        let key = office.token_key.clone();
        Self::desk(new, mailbox, &key, Some(office))
    }

    /// New keys for a confidential desk that shares this office's mailbox.
    pub(super) fn confidential_desk(&self, name: &str) -> Result<Self, Error> {
        let key = &self.as_office()?.token_key;
        let new = NewDesk {
            name,
            hub: self.hub.as_deref(),
            hub_certificate: self.hub_certificate.as_ref(),
        };
        Ok(Self::desk(&new, self.mailbox, key, None))
    }

    fn desk(new: &NewDesk<'_>, mailbox: Mailbox, key: &TokenKey, office: Option<Office>) -> Self {
        let token_id = Id::random();
        Self {
            name: new.name.to_owned(),
            mailbox,
            seal_seed: random_seed(),
            sign_seed: random_seed(),
            token_id,
            token: key
                .mint(Role::Desk, mailbox, token_id)
                .to_text()
                .to_string(),
            hub: new.hub.map(str::to_owned),
            hub_certificate: new.hub_certificate.cloned(),
            office,
        }
    }

    /// New keys for a confidential desk that belongs to no office yet.
    pub(super) fn apart(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            mailbox: Mailbox(Id::random().0),
            seal_seed: random_seed(),
            sign_seed: random_seed(),
            token_id: Id::random(),
            token: String::new(),
            hub: None,
            hub_certificate: None,
            office: None,
        }
    }

    /// The token of this name that lets a desk of this office in at the hub.
    pub(super) fn desk_token(&self, id: Id) -> Result<String, Error> {
        let token = self
            .as_office()?
            .token_key
            .mint(Role::Desk, self.mailbox, id);
        Ok(token.to_text().to_string())
    }

    /// The same office with a new key for packs.
    pub(super) fn with_new_audience(&self) -> Result<Self, Error> {
        let mut row = Self::from_bytes(&self.to_bytes())?;
        let office = row.office.as_mut().ok_or(Error::NotTheMainDesk)?;
        office.audience_seed = random_seed();
        office.audience += 1;
        Ok(row)
    }

    pub(super) fn set_confidential(&mut self, card: DeskCard) {
        if let Some(office) = &mut self.office {
            office.confidential = Some(card);
        }
    }

    pub(super) fn is_confidential(&self) -> bool {
        self.office.is_none()
    }

    /// What only the main desk can do.
    pub(super) fn as_office(&self) -> Result<&Office, Error> {
        self.office.as_ref().ok_or(Error::NotTheMainDesk)
    }

    /// What the hub of this office is told: nothing that opens a parcel.
    pub(super) fn hub_config(&self, desks: Vec<Id>) -> Result<Config, Error> {
        let token_key = self.as_office()?.token_key.clone();
        Ok(Config {
            mailboxes: vec![MailboxConfig {
                mailbox: self.mailbox,
                token_key,
                desks,
            }],
            limits: Limits::default(),
            metrics_token: Some(Config::new_metrics_token()),
        })
    }

    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec(self).expect("an identity serialises"))
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(bytes).map_err(|_| Error::Damaged)
    }
}

/// The parsed identity.
pub(super) struct Identity {
    pub(super) sign: SigningKey,
    pub(super) seal: SecretKey,
    pub(super) row: IdentityRow,
}

impl Identity {
    pub(super) fn parse(row: IdentityRow) -> Result<Self, Error> {
        Ok(Self {
            sign: SigningKey::from_seed(&*bytes32(&row.sign_seed)?),
            seal: SecretKey::from_seed(&*bytes32(&row.seal_seed)?),
            row,
        })
    }

    pub(super) fn card(&self) -> DeskCard {
        DeskCard {
            name: self.row.name.clone(),
            seal_key: self.seal.public(),
            sign_key: self.sign.verifying_key(),
        }
    }
}
