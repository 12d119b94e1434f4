//! A collection: everything that phones sent is looked at in turn, filed or kept aside, and answered with receipts.

use std::{collections::HashSet, io};

use pocketcard::{
    host::{Moment, Progress, Unwatched},
    parcel::ParcelId,
    record::NotFiled,
    sync::ParcelState,
};
use pocketcard_terminal::english::unfiled;

use super::{
    Desk, Error, Intake, SetAside, aside::is_aside, error::has_room, opening::Outcome,
    receipts::Told, round::Round, waits::Waits,
};

impl Desk {
    /// Opens everything that arrived since the last time, files what is in order, and queues receipts.
    /// Filing is idempotent: a parcel that comes twice is filed once.
    ///
    /// # Errors
    /// Only the store's: what is wrong with a parcel is reported and the others go on. On a full disk what
    /// has no room waits, and the others get their receipts.
    pub fn take_in(&mut self, now: Moment) -> Result<Intake, Error> {
        self.take_in_watched(now, &Unwatched)
    }

    /// As [`Desk::take_in`]; `progress` hears how many parcels of how many are through. It cannot stop it: what has
    /// come is filed.
    ///
    /// # Errors
    /// As [`Desk::take_in`].
    pub fn take_in_watched(
        &mut self,
        now: Moment,
        progress: &dyn Progress,
    ) -> Result<Intake, Error> {
        self.set_reserve();
        has_room(self.repeat(now))?;
        let (mut intake, mut told, mut round) =
            (Intake::default(), Told::default(), Round::default());
        // Before anything is filed: from the last filing on phones send again.
        intake.put_back_to = self.ask_again(now)?;
        let arrived = self.parcels.in_order(&self.store);
        let arrived = arrived.filter(|book| book.place == ParcelState::Arrived);
        let mut waiting: Vec<ParcelId> = arrived.map(|book| book.item.id).collect();
        let mut again: HashSet<ParcelId> =
            self.explained(true, &mut round, now)?.into_iter().collect();
        waiting.extend(&again);
        let mut done = 0;
        while !waiting.is_empty() && !round.full {
            let total = done + waiting.len() as u64;
            for id in std::mem::take(&mut waiting) {
                if round.full {
                    intake.no_room += 1;
                    continue;
                }
                let taken = self.take_one(&id, &mut round, &mut told, &mut intake, now);
                intake.no_room += u64::from(!has_room(taken)?);
                done += 1;
                let _ = progress.advance(done, total);
            }
            self.flush(&mut round, &mut told, &mut intake, now)?;
            // What came may explain what was kept aside: a phone that enrolled, a report with attachments.
            waiting = self.explained(false, &mut round, now)?;
            waiting.retain(|id| again.insert(*id));
        }
        if intake.enrolled > 0 {
            has_room(self.tell_audience(now))?;
        }
        if self.is_confidential() {
            has_room(self.confirm_reports(&told, &round.seeds, &mut intake, now))?;
        } else {
            for device in &told.devices {
                has_room(self.confirm(*device, &told.confirm[device], &mut intake, now))?;
            }
        }
        // What is filed and not confirmed comes again, and is confirmed then.
        let filed = told.confirm.values().flat_map(|confirm| &confirm.filed);
        let place = |id: &ParcelId| self.parcels.get(id).map(|book| book.place);
        let unconfirmed = filed.filter(|(id, _)| place(id) != Some(ParcelState::Done));
        intake.no_room += unconfirmed.count() as u64;
        intake
            .set_aside
            .retain(|aside| place(&aside.parcel).is_none_or(is_aside));
        has_room(self.drop_asides(&mut intake, now))?;
        intake.kept_aside = self.asides().len() as u64;
        Ok(intake)
    }

    /// Takes one parcel, and notes what became of it.
    fn take_one(
        &mut self,
        id: &ParcelId,
        round: &mut Round,
        told: &mut Told,
        intake: &mut Intake,
        now: Moment,
    ) -> Result<(), Error> {
        let outcome = match self.take(id, round, told, intake, now) {
            // One damaged row stops nobody else's mail.
            Err(error) if error.is_damage() => Outcome::Aside(
                None,
                Waits::Version,
                "the desk needs something for it that is damaged here; `verify` names it",
            ),
            taken => taken?,
        };
        match outcome {
            Outcome::NotOurs => {
                // What the hub brought, the hub has for the other desk too.
                told.came = true;
                let at_hub = self.parcels.get(id).is_some_and(|book| book.at_hub);
                let place = if at_hub {
                    ParcelState::Done
                } else {
                    ParcelState::Carried
                };
                self.set_place(id, place)?;
                intake.carried += u64::from(!at_hub);
            }
            Outcome::Aside(_, Waits::Nothing, _) if self.forget_damaged(id)? => {
                intake.set_aside.push(SetAside {
                    parcel: *id,
                    why: "its copy here is damaged; it is taken again when it comes".to_owned(),
                });
            }
            Outcome::Aside(signer, waits, why) => {
                round.set_aside(*id, signer, waits, why);
                intake.set_aside.push(SetAside {
                    parcel: *id,
                    why: why.to_owned(),
                });
            }
            Outcome::Unfiled { to, device, why } => {
                let book = self.parcels.get(id);
                if book.is_some_and(|book| book.place != ParcelState::SetAsideNotified) {
                    let parcel = *id;
                    told.of(device, to).not_filed.push(NotFiled { parcel, why });
                }
                round.set_aside(*id, Some(device), Waits::Version, unfiled(why));
                intake.set_aside.push(SetAside {
                    parcel: *id,
                    why: unfiled(why).to_owned(),
                });
            }
            Outcome::Again { to, device, entry } => {
                intake.duplicates += 1;
                told.of(device, to).filed.push((*id, entry));
            }
            Outcome::Attached { to, device } => {
                intake.filed += 1;
                told.of(device, to).filed.push((*id, None));
            }
            Outcome::Quietly { fresh } => {
                self.set_place(id, ParcelState::Done)?;
                intake.filed += u64::from(fresh);
                intake.duplicates += u64::from(!fresh);
            }
            Outcome::Prepared(filing) => self.filed_soon(round, filing, told, intake, now)?,
        }
        Ok(())
    }

    /// Forgets a parcel whose copy here cannot be read to its end, so that another copy is taken.
    fn forget_damaged(&mut self, id: &ParcelId) -> Result<bool, Error> {
        let reader = self.parcels.reader(&self.store, id);
        let read = reader.map(|mut reader| io::copy(&mut reader, &mut io::sink()));
        let size = self.parcels.get(id).map(|book| book.item.size);
        if read.is_some_and(|read| read.ok() == size) {
            return Ok(false);
        }
        self.parcels.write(&mut self.store, |tx| tx.remove(id))?;
        Ok(true)
    }
}
