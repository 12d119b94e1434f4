//! Replacing the keys of an office: its desk's, its confidential desk's, its escrow's. Roots sign the change, because
//! a pack carries it; phones seal to the new keys from when they take that pack, and count nothing any more that
//! the old ones sign. What was sealed to the old keys opens here until somebody destroys them.

use pocketcard::{
    crypto::{PublicKey, fingerprint},
    host::Moment,
    pack::KeyStatement,
    parcel::DeskCard,
    store,
};
use serde::Serialize;

use super::{
    ConfidentialCard, Desk, Error,
    identity::{Coming, IdentityRow, KeySeeds},
    kind,
};

/// What the next statement of keys changes.
#[derive(Default)]
pub struct KeyPlan<'a> {
    /// The desk makes new keys for itself.
    pub desk: bool,
    /// The confidential desk has these keys.
    pub confidential: Option<&'a ConfidentialCard>,
    /// The escrow has this key; `Some(None)`: there is none any more.
    pub escrow: Option<Option<PublicKey>>,
}

/// Keys that a desk has or had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyLine {
    /// Six words for the two keys.
    pub words: String,
    /// When others took their place, milliseconds since 1970; nothing for those in force.
    pub replaced_at: Option<i64>,
    /// Whether what is sealed to them opens here.
    pub opens: bool,
}

impl Desk {
    /// Plans other keys for this office. Nothing changes before a pack that carries the statement is published;
    /// a plan that no pack carried yet is given up for this one.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotTheMainDesk`]; [`Error::Pack`] when there were too many; the store's.
    pub fn plan_keys(&mut self, plan: &KeyPlan<'_>, now: Moment) -> Result<KeyStatement, Error> {
        self.administrator()?;
        let row = &self.identity.row;
        let office = row.as_office()?;
        let seeds = plan.desk.then(KeySeeds::generate);
        let desk = match &seeds {
            Some(seeds) => seeds.card(&row.name)?,
            None => self.card(),
        };
        let confidential = match plan.confidential {
            Some(card) => Some(card.desk.clone()),
            None => office.confidential.clone(),
        };
        let escrow = match &plan.escrow {
            Some(escrow) => escrow.clone(),
            None => self.parcel_escrow().cloned(),
        };
        let statement = KeyStatement::following(
            office.statement.as_ref(),
            row.mailbox,
            now.wall_ms,
            desk,
            confidential,
            escrow,
        )?;
        let row = row.with_plan(Some(Coming::new(statement.clone(), seeds)))?;
        self.put_identity(row)?;
        Ok(statement)
    }

    /// The statement of keys that the next pack carries, and whether it is one to come.
    ///
    /// # Errors
    /// [`Error::NotTheMainDesk`].
    pub fn next_statement(&self) -> Result<Option<(&KeyStatement, bool)>, Error> {
        let office = self.identity.row.as_office()?;
        let coming = office.coming.as_ref().map(|it| (&it.statement, true));
        Ok(coming.or(office.statement.as_ref().map(|it| (it, false))))
    }

    /// Gives up a plan that no published pack carries.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotTheMainDesk`]; the store's.
    pub fn drop_plan(&mut self) -> Result<(), Error> {
        self.administrator()?;
        let row = self.identity.row.with_plan(None)?;
        self.put_identity(row)
    }

    /// Makes new keys for this confidential desk at once. The office needs its card, to tell the phones; until then
    /// they seal to the keys that they know, which still open here.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotConfidential`]; the store's.
    pub fn new_confidential_keys(&mut self, now: Moment) -> Result<(), Error> {
        self.administrator()?;
        if !self.is_confidential() {
            return Err(Error::NotConfidential);
        }
        let row = self
            .identity
            .row
            .with_keys(&KeySeeds::generate(), now.wall_ms)?;
        self.put_identity(row)
    }

    /// Replaces the key to which packs are sealed, and sends each phone that is not revoked the new one.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotTheMainDesk`]; the store's.
    pub fn new_audience_key(&mut self, now: Moment) -> Result<(), Error> {
        self.administrator()?;
        self.replace_audience(None, Vec::new(), now, |_| Ok(()))
    }

    /// The key kept apart that opens records too, if the office has one.
    pub(super) fn parcel_escrow(&self) -> Option<&PublicKey> {
        let office = self.identity.row.as_office().ok()?;
        office.statement.as_ref()?.escrow.as_ref()
    }

    /// Destroys the secrets of all keys that were replaced: what is sealed to them opens here no more, a record's
    /// sealed original included. Gives how many there were.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; the store's.
    pub fn destroy_former_keys(&mut self) -> Result<u64, Error> {
        self.administrator()?;
        let mut row = IdentityRow::from_bytes(&self.identity.row.to_bytes())?;
        let there = row.former.iter_mut().filter(|it| it.seeds.is_some());
        let destroyed = there.map(|keys| keys.seeds = None).count() as u64;
        if destroyed > 0 {
            self.put_identity(row)?;
            // Copies of the seeds in the file go too.
            self.store.rotate_epoch(|_| true)?;
        }
        Ok(destroyed)
    }

    /// The keys that this desk has and had, the newest first.
    pub fn keys(&self) -> Vec<KeyLine> {
        let own = KeyLine {
            words: card_words(&self.card()),
            replaced_at: None,
            opens: true,
        };
        let former = self.identity.row.former.iter().rev().map(|keys| KeyLine {
            words: card_words(&keys.card),
            replaced_at: Some(keys.replaced_at),
            opens: keys.seeds.is_some(),
        });
        std::iter::once(own).chain(former).collect()
    }

    /// The identity once a pack with this statement is published: the coming one takes effect. Whether it changes.
    pub(super) fn with_published(
        &self,
        statement: Option<&KeyStatement>,
        now: Moment,
    ) -> Result<Option<IdentityRow>, Error> {
        let office = self.identity.row.as_office()?;
        let coming = office.coming.as_ref().map(|it| &it.statement);
        if statement.is_none() || statement == office.statement.as_ref() {
            return Ok(None);
        }
        if statement != coming {
            // Phones would seal to keys that nobody here has.
            return Err(Error::OtherKeys);
        }
        self.identity.row.with_coming(now.wall_ms).map(Some)
    }

    /// Writes an identity in a transaction.
    pub(super) fn identity_row(
        &self,
        row: &IdentityRow,
    ) -> Result<impl FnOnce(&mut store::Tx<'_>) -> Result<(), store::Error> + use<>, Error> {
        let header = self.store.list(kind::IDENTITY).next().cloned();
        let (header, bytes) = (header.ok_or(Error::Damaged)?, row.to_bytes());
        Ok(move |tx: &mut store::Tx<'_>| tx.put(&header, Some(&bytes)))
    }
}

/// Six words for a desk's two keys.
pub fn card_words(card: &DeskCard) -> String {
    fingerprint::words(
        fingerprint::Whose::Office,
        &[&card.seal_key.to_bytes(), &card.sign_key.0],
    )
}
