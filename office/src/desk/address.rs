//! What a desk tells its phones of itself: its name, and where the hub is.

use pocketcard::{
    base::Id,
    host::Moment,
    invitation::{Certificate, check_hub_address, check_name},
    parcel::LetterKind as Letter,
    record::{Notice, OfficeCard, Reply, Says},
    store::Header,
    sync::REMEMBER_MS,
};

use super::{
    Desk, Error,
    identity::{Identity, IdentityRow},
    kind,
};

/// What is to change of a desk; what is `None` stays.
#[derive(Default)]
pub struct Change<'a> {
    /// What people call it.
    pub name: Option<&'a str>,
    /// The hub's address; `Some(None)` where there is no hub any more.
    pub hub: Option<Option<&'a str>>,
    /// What alone the hub's certificate may lead to; `Some(None)`: what public authorities vouch for.
    pub hub_certificate: Option<Option<&'a Certificate>>,
}

impl Desk {
    /// Changes what this desk is called and where its hub is, and tells every phone with a signed letter. A
    /// confidential desk only notes it for itself: the main desk tells the phones.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::Name`] and [`Error::Address`]; the store's.
    pub fn change(&mut self, change: &Change<'_>, now: Moment) -> Result<(), Error> {
        self.administrator()?;
        let mut row = IdentityRow::from_bytes(&self.identity.row.to_bytes())?;
        if let Some(name) = change.name {
            check_name(name).map_err(Error::Name)?;
            row.name = name.to_owned();
        }
        if let Some(hub) = change.hub {
            hub.map_or(Ok(()), check_hub_address)
                .map_err(Error::Address)?;
            row.hub = hub.map(str::to_owned);
        }
        if let Some(certificate) = change.hub_certificate {
            row.hub_certificate = certificate.cloned();
        }
        let identity = Identity::parse(row)?;
        let bytes = identity.row.to_bytes();
        let held = self.store.list(kind::IDENTITY).next();
        let header = held.cloned().ok_or(Error::Damaged)?;
        if self.is_confidential() {
            self.store.write(|tx| tx.put(&header, Some(&bytes)))?;
        } else {
            let card = OfficeCard {
                name: identity.row.name.clone(),
                hub: identity.row.hub.clone(),
                hub_certificate: identity.row.hub_certificate.clone(),
            };
            self.tell_all_where(card, now, Some((&header, &bytes)))?;
        }
        self.identity = identity;
        Ok(())
    }

    /// Says again what was last changed, where the letter is no longer offered.
    pub(super) fn repeat_change(&mut self, now: Moment) -> Result<(), Error> {
        let row = self.store.list(kind::CHANGE).next();
        if row.is_none_or(|row| now.wall_ms - row.at <= REMEMBER_MS) {
            return Ok(());
        }
        let row = &self.identity.row;
        let card = OfficeCard {
            name: row.name.clone(),
            hub: row.hub.clone(),
            hub_certificate: row.hub_certificate.clone(),
        };
        self.tell_all_where(card, now, None)
    }

    fn tell_all_where(
        &mut self,
        card: OfficeCard,
        now: Moment,
        identity: Option<(&Header, &[u8])>,
    ) -> Result<(), Error> {
        let to = self.audience()?;
        let notice = Notice {
            format: Notice::FORMAT.to_owned(),
            invitation: Id([0; 16]),
            made_at: now.wall_ms,
            says: Says::Office,
            since: None,
            office: Some(card),
            order: None,
        };
        let before = self.store.list(kind::CHANGE).next().map(|row| row.id);
        let said = Header::new(before.unwrap_or_else(Id::random), kind::CHANGE, now.wall_ms);
        self.send(Letter::Notice, &notice.to_bytes(), &to, now, |tx| {
            if let Some((header, bytes)) = identity {
                tx.put(header, Some(bytes))?;
            }
            tx.put(&said, None)
        })
    }
}
