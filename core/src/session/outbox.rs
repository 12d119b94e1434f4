//! What waits for the office's receipt: why, and what a person can do about it.

use std::io::{Read, Write};

use super::{Error, Open, OutboxLine, Session};
use crate::{
    host::Moment,
    parcel::ParcelId,
    sync::{
        self, BundleError, Place,
        outbox::{self, OutboxItem},
    },
};

impl Session {
    /// What waits for the office's receipt, most urgent first, and why each waits.
    pub fn outbox(&self, now: Moment) -> Result<Vec<OutboxLine>, Error> {
        let open = self.open()?;
        Ok(open
            .own_parcels()
            .into_iter()
            .map(|(book, journey)| OutboxLine {
                parcel: book.item.id,
                bytes: book.item.size,
                state: journey.state,
                why: outbox::why(journey, now.wall_ms).to_string(),
            })
            .collect())
    }

    /// Writes a waiting parcel, sealed as it is, for somebody at the office to look at: what is set aside
    /// above all. Gives its length in bytes.
    ///
    /// # Errors
    /// [`Error::NoSuchParcel`]; [`Error::Damaged`] when not all of it can be read, and then some of it may
    /// have been written; [`Error::Bundle`] when it cannot be written.
    pub fn export_parcel(&mut self, id: &ParcelId, out: &mut dyn Write) -> Result<u64, Error> {
        let open = self.open_mut()?;
        open.own_parcel(id)?;
        open.change_journey(id, OutboxItem::on_sending)?;
        let mut reader = open.shelf.reader(&open.store, id).ok_or(Error::Damaged)?;
        let (mut buffer, mut written) = (vec![0; 64 * 1024], 0);
        loop {
            let length = reader.read(&mut buffer).map_err(|_| Error::Damaged)?;
            if length == 0 {
                out.flush().map_err(BundleError::from)?;
                return Ok(written);
            }
            out.write_all(&buffer[..length])
                .map_err(BundleError::from)?;
            written += length as u64;
        }
    }

    /// Sends a parcel again that was set aside, because somebody looked at it.
    ///
    /// # Errors
    /// [`Error::NoSuchParcel`].
    pub fn release_parcel(&mut self, id: &ParcelId) -> Result<(), Error> {
        let open = self.open_mut()?;
        open.own_parcel(id)?;
        open.change_journey(id, OutboxItem::release)
    }
}

impl Open {
    /// This phone's own parcels that wait for a receipt, most urgent first.
    fn own_parcels(&self) -> Vec<(&sync::Book, &OutboxItem)> {
        let mut own: Vec<_> = self
            .shelf
            .in_order(&self.store)
            .filter(|book| book.place == Place::Own)
            .filter_map(|book| Some((book, book.journey.as_ref()?)))
            .collect();
        own.sort_by_key(|(_, journey)| journey.priority);
        own
    }

    fn own_parcel(&self, id: &ParcelId) -> Result<&OutboxItem, Error> {
        let book = self.shelf.get(id).filter(|book| book.place == Place::Own);
        book.and_then(|book| book.journey.as_ref())
            .ok_or(Error::NoSuchParcel)
    }

    fn change_journey(
        &mut self,
        id: &ParcelId,
        change: impl FnOnce(&mut OutboxItem),
    ) -> Result<(), Error> {
        let book = self.store.write(|tx| {
            self.shelf
                .change(tx, id, |book| book.journey.as_mut().map_or((), change))
        })?;
        book.into_iter().for_each(|book| self.shelf.settle(book));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::testing::{Phone, at},
        *,
    };
    use crate::{
        host::Unwatched,
        sync::{Depot, MemoryDepot, Reason, Role, bundle, outbox::State},
    };

    /// Parcels on a bundle that the phone writes now.
    fn carried(session: &mut Session) -> Vec<ParcelId> {
        let mut file = Vec::new();
        session.carry_out(&mut file, &Unwatched, at(1)).unwrap();
        let mailbox = session.open().unwrap().device.row.mailbox;
        let mut depot = MemoryDepot::new(Role::Phone, mailbox);
        bundle::read(&mut &*file, &mut depot, &Unwatched).unwrap();
        depot.items().map(|item| item.id).collect()
    }

    #[test]
    fn nobody_but_the_office_parks_a_record() {
        let (_phone, mut session) = Phone::enrolled();
        let parcel = session.outbox(at(0)).unwrap()[0].parcel;
        for peer in [Role::Hub, Role::Phone] {
            for reason in [
                Reason::TooLarge,
                Reason::NotAParcel,
                Reason::WrongMailbox,
                Reason::NoRoom,
            ] {
                let mut depot = session.depot(at(1)).unwrap();
                depot.refused(&parcel, peer, reason).unwrap();
                depot.commit().unwrap();
            }
        }
        let line = session.outbox(at(1)).unwrap().remove(0);
        assert_eq!(line.state, State::Sealed, "{}", line.why);
        let mut depot = session.depot(at(1)).unwrap();
        assert_eq!(depot.offers(Role::Phone, 0, 9).unwrap().len(), 1);
        assert_eq!(carried(&mut session), [parcel]);
    }

    #[test]
    fn what_is_set_aside_is_carried_exported_and_released() {
        let (_phone, mut session) = Phone::enrolled();
        let parcel = session.outbox(at(0)).unwrap()[0].parcel;
        let aside = |item: &mut OutboxItem| item.on_fault(outbox::Fault::OfficeCannotRead, 0);
        let open = session.open_mut().unwrap();
        open.change_journey(&parcel, aside).unwrap();
        let mut depot = session.depot(at(1)).unwrap();
        assert!(depot.offers(Role::Hub, 0, 9).unwrap().is_empty());
        assert_eq!(carried(&mut session), [parcel]);

        let mut sealed = Vec::new();
        let length = session.export_parcel(&parcel, &mut sealed).unwrap();
        assert_eq!(
            (length, ParcelId::of(&sealed)),
            (sealed.len() as u64, parcel)
        );
        let strange = ParcelId([0; 32]);
        assert!(matches!(
            session.export_parcel(&strange, &mut Vec::new()),
            Err(Error::NoSuchParcel)
        ));
        session.release_parcel(&parcel).unwrap();
        let line = session.outbox(at(1)).unwrap().remove(0);
        assert_eq!(line.state, State::InTransit);
        let mut depot = session.depot(at(1)).unwrap();
        assert_eq!(depot.offers(Role::Hub, 0, 9).unwrap().len(), 1);
    }
}
