//! How parcels leave and arrive: a bundle file, a hub, another phone. It is the same exchange.

use std::io::{Read, Write};

use zeroize::Zeroizing;

use super::{Arrivals, Error, Session};
use crate::{
    host::{Moment, Progress},
    invitation::Certificate,
    store,
    sync::{ParcelDepot, Role, bundle},
};

impl Session {
    /// What an exchange talks to. Give it to [`crate::sync::Exchange`] (towards a hub or another
    /// phone) or to [`crate::sync::respond`], then call [`Session::take_in`].
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn depot(&mut self, now: Moment) -> Result<ParcelDepot<'_>, Error> {
        let open = self.open_mut()?;
        let row = &open.device.row;
        let depot = ParcelDepot::new(
            &mut open.parcels,
            &mut open.store,
            Role::Phone,
            row.mailbox,
            now,
        );
        Ok(depot.listing_from(row.hub_from.unwrap_or_default()))
    }

    /// What is drawn by lot from now on, the pauses and the order in which parcels go, follows from this
    /// number until the phone is locked: a simulation can so be told again. Keys and names do not.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn seed_chance(&mut self, seed: u64) -> Result<(), Error> {
        self.open_mut()?.parcels.seed_chance(seed);
        Ok(())
    }

    /// The hub's address, if the office has a hub.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn hub(&self) -> Result<Option<&str>, Error> {
        Ok(self.open()?.device.row.hub.as_deref())
    }

    /// What alone the hub's certificate may lead to, if the office said so.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn hub_certificate(&self) -> Result<Option<&Certificate>, Error> {
        Ok(self.open()?.device.row.hub_certificate.as_ref())
    }

    /// The token that lets this phone in at its office's hub. A secret.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn hub_token(&self) -> Result<Zeroizing<String>, Error> {
        Ok(Zeroizing::new(self.open()?.device.row.token.clone()))
    }

    /// Whether any key of this phone opens a parcel: none opens what it finished itself, nor what it
    /// carries for others. For audits.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn opens(&self, parcel: &[u8]) -> Result<bool, Error> {
        Ok(self.open()?.open_with_any(parcel)?.is_some())
    }

    /// Writes a bundle for anyone who carries it: this phone's own parcels, also those that are set aside, and
    /// those that it carries.
    /// Own parcels count as handed over once `out.flush()` succeeded, which must put the bundle where it
    /// stays; only a receipt lets them go. Where this phone's own disk is too full to note that, it is
    /// remembered until the phone is locked, and noted as soon as there is room; they ride again in the next
    /// bundle.
    pub fn carry_out(
        &mut self,
        out: &mut dyn Write,
        progress: &dyn Progress,
        now: Moment,
    ) -> Result<bundle::Written, Error> {
        let mut depot = self.depot(now)?.for_bundle();
        let written = bundle::write(&mut depot, Role::Phone, out, progress)?;
        match depot.handed_over(&written.parcels) {
            Err(store::Error::DiskFull) => {}
            noted => noted?,
        }
        Ok(written)
    }

    /// Takes in a bundle: what is for this phone takes effect, the rest is carried on.
    pub fn carry_in(
        &mut self,
        from: &mut dyn Read,
        progress: &dyn Progress,
        now: Moment,
    ) -> Result<(bundle::BundleSummary, Arrivals), Error> {
        let report = bundle::read(from, &mut self.depot(now)?, progress)?;
        Ok((report, self.take_in(now)?))
    }
}
