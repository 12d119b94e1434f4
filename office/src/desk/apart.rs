//! A confidential desk that is made apart: its keys come into being on its recipient's own machine, the office gets
//! a card, and hands back what lets the desk in at the hub.

use std::path::Path;

use pocketcard::{
    base::Id,
    host::{Keystore, Moment},
    invitation::{Certificate, DeskCard},
    parcel::{
        Mailbox,
        armor::{self, Label},
    },
    vault::{Kdf, Passphrase, Vault},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{
    Desk, Error,
    identity::{Identity, IdentityRow},
    kind,
};
use crate::hub::Config;

const CARD: &str = "pocketcard-confidential/1";
const PASS: &str = "pocketcard-joining/1";

/// What the confidential recipient hands to the office. All of it is public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfidentialCard {
    format: String,
    pub(super) desk: DeskCard,
    /// Names the token that will let the desk in at the hub.
    token_id: Id,
}

/// What the office hands back: where the desk's parcels collect. Anyone who has it can fetch them and open none.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub struct Joining {
    format: String,
    #[zeroize(skip)]
    mailbox: Mailbox,
    #[zeroize(skip)]
    hub: Option<String>,
    #[zeroize(skip)]
    hub_certificate: Option<Certificate>,
    token: String,
}

impl ConfidentialCard {
    /// The card as text with a checksum.
    pub fn to_text(&self) -> String {
        text_of(self).to_string()
    }

    /// Reads a card.
    ///
    /// # Errors
    /// [`Error::NotACard`].
    pub fn from_text(text: &str) -> Result<Self, Error> {
        let card: Self = read(text)?;
        (card.format == CARD).then_some(card).ok_or(Error::NotACard)
    }
}

impl Joining {
    /// What it is as text with a checksum.
    pub fn to_text(&self) -> Zeroizing<String> {
        text_of(self)
    }

    /// Reads the text.
    ///
    /// # Errors
    /// [`Error::NotACard`].
    pub fn from_text(text: &str) -> Result<Self, Error> {
        let joining: Self = read(text)?;
        let right = joining.format == PASS;
        right.then_some(joining).ok_or(Error::NotACard)
    }
}

fn text_of(what: &impl Serialize) -> Zeroizing<String> {
    let json = Zeroizing::new(serde_json::to_vec(what).expect("texts and numbers serialise"));
    let text = armor::encode(Label::Key, &json);
    Zeroizing::new(text.expect("a card is far below the limit"))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let json = armor::decode(Label::Key, text).map_err(|_| Error::NotACard)?;
    serde_json::from_slice(&Zeroizing::new(json)).map_err(|_| Error::NotACard)
}

impl Desk {
    /// Makes a confidential desk that belongs to no office yet.
    ///
    /// # Errors
    /// [`Error::Exists`] when there is a desk already; the vault's and the store's. Nothing is left behind.
    pub fn found_apart(
        directory: &Path,
        name: &str,
        passphrase: &Passphrase,
        keystore: &dyn Keystore,
        kdf: Kdf,
        now: Moment,
    ) -> Result<Self, Error> {
        if Vault::at(directory, keystore).exists() {
            return Err(Error::Exists);
        }
        let identity = Identity::parse(IdentityRow::apart(name))?;
        Self::furnish(directory, identity, passphrase, keystore, kdf, now)
    }

    /// The card of a confidential desk.
    ///
    /// # Errors
    /// [`Error::NotConfidential`].
    pub fn confidential_card(&self) -> Result<ConfidentialCard, Error> {
        if !self.is_confidential() {
            return Err(Error::NotConfidential);
        }
        Ok(ConfidentialCard {
            format: CARD.to_owned(),
            desk: self.card(),
            token_id: self.identity.row.token_id,
        })
    }

    /// Makes a desk that was made apart this office's confidential desk: from now on invitations bring its keys, and
    /// the hub in this directory lets it in. Gives what the desk needs to join.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotTheMainDesk`]; [`Error::TooLate`] where there is one already or a
    /// phone was invited: it would not know of the desk; the store's and the hub's.
    pub fn take_confidential(
        &mut self,
        card: &ConfidentialCard,
        hub_directory: &Path,
    ) -> Result<Joining, Error> {
        self.administrator()?;
        let invited = self.store.list(kind::INVITATION).next().is_some();
        if self.identity.row.as_office()?.confidential.is_some() || invited {
            return Err(Error::TooLate);
        }
        let mut row = IdentityRow::from_bytes(&self.identity.row.to_bytes())?;
        row.set_confidential(card.desk.clone());
        let joining = Joining {
            format: PASS.to_owned(),
            mailbox: row.mailbox,
            hub: row.hub.clone(),
            hub_certificate: row.hub_certificate.clone(),
            token: row.desk_token(card.token_id)?,
        };
        // The hub first: a desk that it lets in for nothing does no harm.
        let mut config = Config::load(hub_directory)?;
        let mailbox = config
            .mailboxes
            .iter_mut()
            .find(|it| it.mailbox == row.mailbox);
        let desks = &mut mailbox.ok_or(Error::Damaged)?.desks;
        if !desks.contains(&card.token_id) {
            desks.push(card.token_id);
        }
        config.save(hub_directory)?;
        self.put_identity(row)?;
        Ok(joining)
    }

    /// Joins the office that took this desk's card.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotConfidential`]; [`Error::TooLate`] where it has joined already; the
    /// store's.
    pub fn join(&mut self, joining: &Joining) -> Result<(), Error> {
        self.administrator()?;
        if !self.is_confidential() {
            return Err(Error::NotConfidential);
        }
        if !self.identity.row.token.is_empty() {
            return Err(Error::TooLate);
        }
        let mut row = IdentityRow::from_bytes(&self.identity.row.to_bytes())?;
        row.mailbox = joining.mailbox;
        row.token = joining.token.clone();
        row.hub = joining.hub.clone();
        row.hub_certificate = joining.hub_certificate.clone();
        self.put_identity(row)
    }

    pub(super) fn put_identity(&mut self, row: IdentityRow) -> Result<(), Error> {
        let header = self.store.list(kind::IDENTITY).next().cloned();
        let (header, bytes) = (header.ok_or(Error::Damaged)?, row.to_bytes());
        self.store.write(|tx| tx.put(&header, Some(&bytes)))?;
        self.identity = Identity::parse(row)?;
        Ok(())
    }
}
