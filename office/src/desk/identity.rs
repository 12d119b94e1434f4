//! Who a desk is: its keys, its mailbox, its hub.

use data_encoding::HEXLOWER;
use pocketcard::{
    base::Id,
    crypto::{SecretKey, SigningKey, VerifyingKey},
    invitation::{Certificate, DeskCard},
    pack::KeyStatement,
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
    /// What it had before, oldest first.
    #[serde(default)]
    pub(super) former: Vec<FormerKeys>,
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
    /// How many of the first root keys must sign.
    #[zeroize(skip)]
    #[serde(default = "two_of_them")]
    pub(super) first_threshold: usize,
    /// The statement of keys that phones are told, once there is one.
    #[zeroize(skip)]
    #[serde(default)]
    pub(super) statement: Option<KeyStatement>,
    /// The statement that the next pack carries; it holds from when that pack is published.
    #[serde(default)]
    pub(super) coming: Option<Coming>,
}

/// Keys that a desk had. What was sealed to them opens until their secrets are destroyed; the card stays, so that
/// what they signed can still be checked.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(super) struct FormerKeys {
    #[zeroize(skip)]
    pub(super) card: DeskCard,
    /// Milliseconds since 1970.
    pub(super) replaced_at: i64,
    pub(super) seeds: Option<KeySeeds>,
}

/// The secrets of a desk's two keys.
#[derive(Clone, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(super) struct KeySeeds {
    seal: String,
    sign: String,
}

/// A statement of keys that no published pack carries yet.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(super) struct Coming {
    #[zeroize(skip)]
    pub(super) statement: KeyStatement,
    /// The desk's own new keys, if it replaces them.
    seeds: Option<KeySeeds>,
}

impl KeySeeds {
    pub(super) fn generate() -> Self {
        Self {
            seal: random_seed(),
            sign: random_seed(),
        }
    }

    fn parse(&self) -> Result<(SecretKey, SigningKey), Error> {
        Ok((
            SecretKey::from_seed(&*bytes32(&self.seal)?),
            SigningKey::from_seed(&*bytes32(&self.sign)?),
        ))
    }

    /// What others see of them.
    pub(super) fn card(&self, name: &str) -> Result<DeskCard, Error> {
        let (seal, sign) = self.parse()?;
        Ok(DeskCard {
            name: name.to_owned(),
            seal_key: seal.public(),
            sign_key: sign.verifying_key(),
        })
    }
}

impl Coming {
    pub(super) fn new(statement: KeyStatement, seeds: Option<KeySeeds>) -> Self {
        Self { statement, seeds }
    }

    pub(super) fn seeds(&self) -> Option<&KeySeeds> {
        self.seeds.as_ref()
    }
}

/// What it was before offices could be founded from keepers' cards.
fn two_of_them() -> usize {
    2
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
            first_threshold: new
                .keepers
                .map_or_else(two_of_them, |(_, threshold)| threshold),
            statement: None,
            coming: None,
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
            keepers: None,
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
            former: Vec::new(),
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
            former: Vec::new(),
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

    /// The same office with a new token for the hub; the names of the old one and of the new one.
    pub(super) fn with_new_token(&self) -> Result<(Self, Id, Id), Error> {
        let mut row = Self::from_bytes(&self.to_bytes())?;
        let id = Id::random();
        row.token = row.desk_token(id)?;
        let old = std::mem::replace(&mut row.token_id, id);
        Ok((row, old, id))
    }

    /// The same office with a new key for packs.
    pub(super) fn with_new_audience(&self) -> Result<Self, Error> {
        let mut row = Self::from_bytes(&self.to_bytes())?;
        let office = row.office.as_mut().ok_or(Error::NotTheMainDesk)?;
        office.audience_seed = random_seed();
        office.audience += 1;
        Ok(row)
    }

    /// The same desk once these keys have taken the place of its own.
    pub(super) fn with_keys(&self, seeds: &KeySeeds, now: i64) -> Result<Self, Error> {
        let mut row = Self::from_bytes(&self.to_bytes())?;
        let was = KeySeeds {
            seal: std::mem::replace(&mut row.seal_seed, seeds.seal.clone()),
            sign: std::mem::replace(&mut row.sign_seed, seeds.sign.clone()),
        };
        row.former.push(FormerKeys {
            card: was.card(&row.name)?,
            replaced_at: now,
            seeds: Some(was),
        });
        Ok(row)
    }

    /// The same office once its coming statement of keys holds.
    pub(super) fn with_coming(&self, now: i64) -> Result<Self, Error> {
        let coming = self.as_office()?.coming.as_ref().ok_or(Error::Damaged)?;
        let mut row = match coming.seeds() {
            Some(seeds) => self.with_keys(seeds, now)?,
            None => Self::from_bytes(&self.to_bytes())?,
        };
        let office = row.office.as_mut().ok_or(Error::NotTheMainDesk)?;
        office.confidential = coming.statement.confidential.clone();
        office.statement = Some(coming.statement.clone());
        office.coming = None;
        Ok(row)
    }

    /// The same office with a statement to come, in place of one that no pack carried.
    pub(super) fn with_plan(&self, coming: Option<Coming>) -> Result<Self, Error> {
        let mut row = Self::from_bytes(&self.to_bytes())?;
        let office = row.office.as_mut().ok_or(Error::NotTheMainDesk)?;
        office.coming = coming;
        Ok(row)
    }

    pub(super) fn set_confidential(&mut self, card: DeskCard) {
        if let Some(office) = &mut self.office {
            office.confidential = Some(card);
        }
    }

    /// Returns whether this is a confidential desk: phones keep nothing of what they report to it.
    pub fn is_confidential(&self) -> bool {
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
            storage: None,
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
    seal: SecretKey,
    /// What else opens parcels: keys that it had, and those that it will have.
    others: Vec<(SecretKey, SigningKey)>,
    pub(super) row: IdentityRow,
}

impl Identity {
    pub(super) fn parse(row: IdentityRow) -> Result<Self, Error> {
        Ok(Self {
            sign: SigningKey::from_seed(&*bytes32(&row.sign_seed)?),
            seal: SecretKey::from_seed(&*bytes32(&row.seal_seed)?),
            others: {
                let coming = row.office.as_ref().and_then(|it| it.coming.as_ref());
                let coming = coming.and_then(Coming::seeds);
                let former = row.former.iter().rev().filter_map(|it| it.seeds.as_ref());
                former
                    .chain(coming)
                    .map(KeySeeds::parse)
                    .collect::<Result<_, _>>()?
            },
            row,
        })
    }

    /// All keys that open what is sealed to this desk, the newest first.
    pub(super) fn opens(&self) -> Vec<&SecretKey> {
        let others = self.others.iter().map(|(seal, _)| seal);
        std::iter::once(&self.seal).chain(others).collect()
    }

    /// All keys with which this desk ever signed.
    pub(super) fn signers(&self) -> Vec<VerifyingKey> {
        let former = self.row.former.iter().map(|it| it.card.sign_key);
        std::iter::once(self.sign.verifying_key())
            .chain(former)
            .collect()
    }

    /// The cards of its keys that are not destroyed, with what each signs with: phones may know any of them.
    pub(super) fn known_as(&self) -> Vec<(DeskCard, &SigningKey)> {
        let own = (self.card(), &self.sign);
        let others = self.others.iter().map(|(seal, sign)| {
            let card = DeskCard {
                name: self.row.name.clone(),
                seal_key: seal.public(),
                sign_key: sign.verifying_key(),
            };
            (card, sign)
        });
        std::iter::once(own).chain(others).collect()
    }

    pub(super) fn card(&self) -> DeskCard {
        DeskCard {
            name: self.row.name.clone(),
            seal_key: self.seal.public(),
            sign_key: self.sign.verifying_key(),
        }
    }
}
