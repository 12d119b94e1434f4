//! What waits for the office's receipt: why, and what a person can do about it.

use std::io::{Read, Write};

use super::{Error, Open, OutboxLine, Session};
use crate::{
    host::Moment,
    parcel::ParcelId,
    sync::{
        self, BundleError, ParcelState, Schedule,
        outbox::{self, Backoff, OutboxItem},
    },
};

impl Session {
    /// What waits for the office's receipt, most urgent first, and why each waits.
    pub fn outbox(&self, now: Moment) -> Result<Vec<OutboxLine>, Error> {
        let open = self.open()?;
        let hub = Schedule::read(&open.store).hub;
        Ok(open
            .own_parcels()
            .into_iter()
            .map(|(book, outbox)| OutboxLine {
                parcel: book.item.id,
                bytes: book.item.size,
                state: outbox.state,
                why: outbox::why(outbox, now.wall_ms),
                again: outbox.again,
                next_try: outbox.next_try(&hub, now.wall_ms),
            })
            .collect())
    }

    /// When a shell that runs by itself should try the hub next, in milliseconds since 1970 on this phone's
    /// clock; nothing where it may try at any time. Each exchange that failed makes the pause longer, up to
    /// half an hour. A person who asks for an exchange need not wait.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn next_try(&self, now: Moment) -> Result<Option<i64>, Error> {
        Ok(Schedule::read(&self.open()?.store)
            .hub
            .wait_until(now.wall_ms))
    }

    /// The network is back, or a person asks: the hub may be tried at once, also with what it refused.
    ///
    /// # Errors
    /// [`Error::Locked`]; the store's.
    pub fn on_connectivity(&mut self, now: Moment) -> Result<(), Error> {
        let open = self.open_mut()?;
        let mut schedule = Schedule::read(&open.store);
        if schedule.hub != Backoff::default() {
            schedule.hub.reset();
            let row = Schedule::row(&open.store);
            open.store.write(|tx| schedule.put(tx, row, now.wall_ms))?;
        }
        let own = open.own_parcels().into_iter();
        let refused = own.filter(|(_, outbox)| outbox.refused.is_some());
        let refused: Vec<ParcelId> = refused.map(|(book, _)| book.item.id).collect();
        let Open { parcels, store, .. } = open;
        Ok(parcels.change_outbox(store, &refused, OutboxItem::on_connectivity)?)
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
        open.change_outbox(id, OutboxItem::on_sending)?;
        let mut reader = open.parcels.reader(&open.store, id).ok_or(Error::Damaged)?;
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
        open.change_outbox(id, OutboxItem::release)
    }
}

impl Open {
    /// This phone's own parcels that wait for a receipt, most urgent first.
    fn own_parcels(&self) -> Vec<(&sync::ParcelEntry, &OutboxItem)> {
        let mut own: Vec<_> = self
            .parcels
            .in_order(&self.store)
            .filter(|book| book.place == ParcelState::Own)
            .filter_map(|book| Some((book, book.outbox.as_ref()?)))
            .collect();
        own.sort_by_key(|(_, outbox)| outbox.priority);
        own
    }

    fn own_parcel(&self, id: &ParcelId) -> Result<&OutboxItem, Error> {
        let book = self
            .parcels
            .get(id)
            .filter(|book| book.place == ParcelState::Own);
        book.and_then(|book| book.outbox.as_ref())
            .ok_or(Error::NoSuchParcel)
    }

    fn change_outbox(
        &mut self,
        id: &ParcelId,
        change: impl Fn(&mut OutboxItem),
    ) -> Result<(), Error> {
        Ok(self
            .parcels
            .change_outbox(&mut self.store, &[*id], change)?)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::phone::{DAILY, Phone, at},
        *,
    };
    use crate::{
        host::Unwatched,
        record::Unfiled,
        sync::{Depot, Exchange, MemoryDepot, Reason, Role, bundle, outbox::OutboxState, respond},
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
        assert_eq!(line.state, OutboxState::Sealed, "{:?}", line.why);
        let mut depot = session.depot(at(1)).unwrap();
        assert_eq!(depot.offers(Role::Phone, 0, 9).unwrap().len(), 1);
        assert_eq!(carried(&mut session), [parcel]);
    }

    #[test]
    fn what_is_set_aside_is_carried_exported_and_released() {
        let (_phone, mut session) = Phone::enrolled();
        let parcel = session.outbox(at(0)).unwrap()[0].parcel;
        let aside =
            |item: &mut OutboxItem| item.on_fault(outbox::Fault::NotFiled(Unfiled::Form), 0);
        let open = session.open_mut().unwrap();
        open.change_outbox(&parcel, aside).unwrap();
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
        assert_eq!(line.state, OutboxState::InTransit);
        let mut depot = session.depot(at(1)).unwrap();
        assert_eq!(depot.offers(Role::Hub, 0, 9).unwrap().len(), 1);
    }

    #[test]
    fn a_failed_exchange_makes_the_next_wait_and_connectivity_ends_it() {
        let (phone, mut session) = Phone::enrolled();
        let fail = |session: &mut Session| {
            let mut exchange = Exchange::new(Role::Hub);
            let mut depot = session.depot(at(1)).unwrap();
            exchange.next_request(&mut depot).unwrap().unwrap();
            exchange.on_response(&mut depot, &[]).unwrap();
        };
        let now = at(1).wall_ms;
        let next = |session: &Session| session.outbox(at(1)).unwrap()[0].next_try;
        assert_eq!(
            (session.next_try(at(1)).unwrap(), next(&session)),
            (None, Some(now))
        );
        // Drawn by lot, each pause may be short; not all of ten.
        let mut longest = now;
        for _ in 0..10 {
            fail(&mut session);
            longest = longest.max(next(&session).unwrap());
        }
        assert!(
            (now + 1..=now + 30 * 60_000).contains(&longest),
            "{longest}"
        );
        // It is not forgotten when the phone is locked.
        while session.next_try(at(1)).unwrap().is_none() {
            fail(&mut session);
        }
        let waits = session.next_try(at(1)).unwrap();
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        assert_eq!(session.next_try(at(1)).unwrap(), waits);
        // A colleague's phone takes it meanwhile.
        let mut depot = session.depot(at(1)).unwrap();
        assert_eq!(depot.offers(Role::Phone, 0, 9).unwrap().len(), 1);

        let parcel = session.outbox(at(1)).unwrap()[0].parcel;
        let mut pauses = 0;
        while next(&session) == waits || next(&session) == Some(now) {
            let mut depot = session.depot(at(1)).unwrap();
            depot.refused(&parcel, Role::Hub, Reason::NoRoom).unwrap();
            depot.commit().unwrap();
            pauses += 1;
            assert!(pauses < 100);
        }
        session.on_connectivity(at(1)).unwrap();
        assert_eq!(
            (session.next_try(at(1)).unwrap(), next(&session)),
            (None, Some(now))
        );
        let mut depot = session.depot(at(1)).unwrap();
        assert_eq!(depot.offers(Role::Hub, 0, 9).unwrap().len(), 1);

        // An answer that came whole ends the row of failures.
        fail(&mut session);
        let mailbox = session.open().unwrap().device.row.mailbox;
        let mut hub = MemoryDepot::new(Role::Hub, mailbox);
        let mut depot = session.depot(at(1)).unwrap();
        let mut exchange = Exchange::new(Role::Hub);
        while let Some(request) = exchange.next_request(&mut depot).unwrap() {
            let answer = respond(&mut hub, &request).unwrap();
            exchange.on_response(&mut depot, &answer).unwrap();
        }
        assert_eq!(session.next_try(at(1)).unwrap(), None);
    }
}
