//! What a receipt brings about: the phone lets go of what the office has, and sends once more what it lost.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Arrivals, Error, Open, Refused, confidential::ConfidentialReport, inbox::Opener, kind,
    stub::Stub,
};
use crate::{
    base::Id,
    host::Moment,
    parcel::{LetterKind, Opened, ParcelId},
    record::{NotFiled, Receipt, Receipts, Reply},
    store::Header,
    sync::{
        ParcelEntry, ParcelState,
        outbox::{Fault, OutboxItem, Priority},
    },
};

impl Open {
    /// The confidential reports that wait for their receipts, by their rows. One that cannot be read must
    /// not hold back the letters of the others; `verify` names it.
    pub(super) fn reports(&self) -> Vec<(Id, ConfidentialReport)> {
        let report = |header: &Header| {
            let bytes = self.store.body(header.id).ok()??;
            Some((header.id, ConfidentialReport::from_bytes(&bytes).ok()?))
        };
        self.store.list(kind::REPLY).filter_map(report).collect()
    }

    /// A receipt lets go of the parcels that it names, and of nothing else: the office's of what was
    /// sealed to the office, the confidential desk's of that one report.
    pub(super) fn receipt(
        &mut self,
        opened: &Opened,
        opener: &Opener,
        arrivals: &mut Arrivals,
        now: Moment,
    ) -> Result<Option<Refused>, Error> {
        let Ok(receipt) = Receipt::from_bytes(&opened.content) else {
            return Ok(Some(Refused::Unreadable(LetterKind::Receipt)));
        };
        let mine = self.device.sign.verifying_key();
        if matches!(opener, Opener::Phone) && receipt.device != mine {
            return Ok(Some(Refused::OtherPhone));
        }
        let reports = self.reports();
        let named_by = |id: &ParcelId| {
            let report = reports.iter().find(|(_, it)| it.parcels.contains(id));
            report.map(|(row, _)| *row)
        };
        let signer = match opener {
            Opener::Reply(row) => Some(*row),
            _ => None,
        };
        // Only the desk that a parcel was sealed to can have opened it.
        let desk = opened.letter.signer;
        let former = match opener {
            Opener::Reply(_) => &self.device.row.former_confidential,
            _ => &self.device.row.former_desks,
        };
        let answers = |id: &ParcelId| {
            let book = self
                .parcels
                .get(id)
                .filter(|book| book.place == ParcelState::Own);
            book.is_some_and(|book| {
                book.outbox
                    .as_ref()
                    .is_none_or(|it| it.answers_to(&desk, former))
            })
        };
        let own: BTreeSet<ParcelId> = receipt
            .parcels
            .iter()
            .filter(|id| answers(id) && named_by(id) == signer)
            .copied()
            .collect();
        let not_filed: Vec<NotFiled> = receipt
            .not_filed
            .iter()
            .filter(|it| answers(&it.parcel) && named_by(&it.parcel) == signer)
            .copied()
            .collect();
        // Before the letter itself is put away: a kill in between has it read again.
        for NotFiled { parcel, why } in &not_filed {
            let fault = Fault::NotFiled(*why);
            self.parcels
                .change_outbox(&mut self.store, &[*parcel], |outbox| {
                    outbox.on_fault(fault, now.wall_ms);
                })?;
        }
        arrivals.set_aside += not_filed.len() as u64;
        if let Some(row) = signer {
            self.let_go_of_report(row, &own, &opened.letter.id)?;
        } else {
            self.hurry_what_is_missed(&receipt)?;
            arrivals.again += self.send_what_was_lost(&receipt, now)?;
            self.let_go_of_records(&receipt, &own, &opened.letter.id, now)?;
        }
        arrivals.received += own.len() as u64;
        Ok(None)
    }

    /// Lets go of the reports whose marks stand in a letter to all authors. The letter is carried on, as it is
    /// by those who wrote none.
    pub(super) fn receipts(
        &mut self,
        opened: &Opened,
        arrivals: &mut Arrivals,
    ) -> Result<Option<Refused>, Error> {
        let marks = Receipts::from_bytes(&opened.content).and_then(|receipts| receipts.marks());
        let Ok(marks) = marks else {
            return Ok(Some(Refused::Unreadable(LetterKind::Receipt)));
        };
        for (row, report) in self.reports() {
            let named = report.parcels.iter().filter(|parcel| {
                let own = self.parcels.get(parcel).map(|book| book.place) == Some(ParcelState::Own);
                own && marks.contains(&report.mark(parcel))
            });
            let named: BTreeSet<ParcelId> = named.copied().collect();
            if !named.is_empty() {
                self.let_go_of_report(row, &named, &opened.letter.id)?;
                arrivals.received += named.len() as u64;
            }
        }
        self.set_place(&opened.letter.id, ParcelState::Carried)?;
        Ok(None)
    }

    /// Sends at once what the office misses and this phone still has, even where a carrier said that it has it.
    fn hurry_what_is_missed(&mut self, receipt: &Receipt) -> Result<(), Error> {
        let missed = |seq: u64| receipt.gaps.iter().any(|(a, b)| (*a..=*b).contains(&seq));
        let stubs = self.stubs().filter(|(_, stub)| missed(stub.entry.seq));
        let missed: Vec<ParcelId> = stubs.map(|(_, stub)| stub.parcel).collect();
        Ok(self
            .parcels
            .change_outbox(&mut self.store, &missed, OutboxItem::on_missed)?)
    }

    /// What the office misses now and has confirmed before was lost there: a copy of the desk was put back. The
    /// attachments that it confirmed since go too.
    fn send_what_was_lost(&mut self, receipt: &Receipt, now: Moment) -> Result<u64, Error> {
        let missed = |seq: u64| receipt.gaps.iter().any(|(a, b)| (*a..=*b).contains(&seq));
        let lost = |(_, stub): (&Header, Stub)| {
            let spare = self.parcels.get(&stub.parcel)?;
            // A receipt that was long on the way tells of a time before.
            let lost = missed(stub.entry.seq)
                && spare.place == ParcelState::Spare
                && spare.at < receipt.filed_at;
            lost.then_some((stub.parcel, spare.at))
        };
        let lost: BTreeMap<ParcelId, i64> = self.stubs().filter_map(lost).collect();
        let Some(since) = lost.values().min().copied() else {
            return Ok(0);
        };
        let goes = |spare: &ParcelEntry| {
            let attachment = spare.outbox.as_ref();
            let attachment = attachment.is_some_and(|it| it.priority == Priority::Attachment);
            lost.contains_key(&spare.item.id) || attachment && spare.at >= since
        };
        self.send_again(goes, now)
    }

    /// Puts what the office has confirmed, and what this says, into the outbox once more; how many these are.
    pub(super) fn send_again(
        &mut self,
        goes: impl Fn(&ParcelEntry) -> bool,
        now: Moment,
    ) -> Result<u64, Error> {
        let spares = self
            .parcels
            .entries()
            .filter(|it| it.place == ParcelState::Spare);
        let again: BTreeSet<ParcelId> = spares.filter(|it| goes(it)).map(|it| it.item.id).collect();
        let mut stubs = Vec::new();
        for (header, mut stub) in self.stubs().filter(|(_, it)| again.contains(&it.parcel)) {
            stub.received_at = 0;
            let mut header = header.clone();
            header.data = stub.to_bytes();
            stubs.push(header);
        }
        self.parcels.write(&mut self.store, |tx| {
            stubs.iter().try_for_each(|header| tx.put(header, None))?;
            for id in &again {
                tx.change(id, |entry| {
                    entry.place = ParcelState::Own;
                    entry.at = now.wall_ms;
                    entry.outbox.iter_mut().for_each(OutboxItem::on_asked_again);
                })?;
            }
            Ok::<_, Error>(())
        })?;
        Ok(again.len() as u64)
    }

    fn let_go_of_records(
        &mut self,
        receipt: &Receipt,
        own: &BTreeSet<ParcelId>,
        letter: &ParcelId,
        now: Moment,
    ) -> Result<(), Error> {
        let entries: BTreeSet<_> = receipt.entries.iter().map(|place| place.hash).collect();
        let mut stubs = Vec::new();
        for (header, mut stub) in self.stubs() {
            let confirmed = stub.received_at == 0 && own.contains(&stub.parcel);
            if confirmed && entries.contains(&stub.entry.hash()) {
                stub.received_at = now.wall_ms.max(1);
                let mut header = header.clone();
                header.data = stub.to_bytes();
                stubs.push(header);
            }
        }
        self.parcels.write(&mut self.store, |tx| {
            for header in &stubs {
                tx.put(header, None)?;
            }
            for id in own {
                tx.change(id, |entry| {
                    entry.place = ParcelState::Spare;
                    entry.at = receipt.filed_at;
                    let outbox = entry.outbox.iter_mut();
                    outbox.for_each(|it| it.on_received(now.wall_ms));
                })?;
            }
            tx.change(letter, |entry| entry.place = ParcelState::Done)?;
            Ok::<_, Error>(())
        })
    }

    /// Forgets what the confidential desk has, wholly: a name that stayed behind, or a letter that this
    /// phone alone does not carry on, would say that there was a report. The key stays until all of it
    /// is confirmed.
    fn let_go_of_report(
        &mut self,
        row: Id,
        own: &BTreeSet<ParcelId>,
        letter: &ParcelId,
    ) -> Result<(), Error> {
        let header = self.store.header(row).cloned().ok_or(Error::Damaged)?;
        let bytes = self.store.body(row)?.ok_or(Error::Damaged)?;
        let mut report = ConfidentialReport::from_bytes(&bytes)?;
        report.parcels.retain(|id| !own.contains(id));
        self.parcels.write(&mut self.store, |tx| {
            own.iter().try_for_each(|id| tx.remove(id))?;
            tx.change(letter, |entry| entry.place = ParcelState::Carried)?;
            if report.parcels.is_empty() {
                tx.delete(row)
            } else {
                tx.put(&header, Some(&report.to_bytes()))
            }
        })?;
        Ok(())
    }
}
