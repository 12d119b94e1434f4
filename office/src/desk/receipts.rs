//! Receipts: the desk's word that it has filed what it names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pocketcard::{
    base::Id,
    crypto::{PublicKey, VerifyingKey},
    host::Moment,
    journal::{Countersignature, Entry, EntryRef, Hash},
    parcel::{LetterKind, ParcelId},
    record::{NotFiled, Receipt, Receipts, Reply, ReportMark},
    store::{self, Header},
    sync::ParcelState,
};

use zeroize::Zeroizing;

use super::{Desk, Error, Intake, kind};

/// Parcels in one receipt, and gaps, at most: it stays within what may ride along in an exchange.
const RECEIPT_MAX: usize = 500;

/// What one phone is to be told.
pub(super) struct Confirm {
    pub(super) to: PublicKey,
    pub(super) filed: Vec<(ParcelId, Option<Entry>)>,
    pub(super) not_filed: Vec<NotFiled>,
}

/// Whom to tell, in the order in which they are heard of.
#[derive(Default)]
pub(super) struct Told {
    pub(super) devices: Vec<VerifyingKey>,
    pub(super) confirm: BTreeMap<VerifyingKey, Confirm>,
    /// At a confidential desk: something came, whoever it was for.
    pub(super) came: bool,
}

impl Told {
    pub(super) fn of(&mut self, device: VerifyingKey, to: PublicKey) -> &mut Confirm {
        self.confirm.entry(device).or_insert_with(|| {
            self.devices.push(device);
            Confirm {
                to,
                filed: Vec::new(),
                not_filed: Vec::new(),
            }
        })
    }
}

impl Desk {
    /// Queues a phone's receipts: as many as it takes.
    pub(super) fn confirm(
        &mut self,
        device: VerifyingKey,
        confirm: &Confirm,
        intake: &mut Intake,
        now: Moment,
    ) -> Result<(), Error> {
        let mut gaps = Vec::new();
        if let Some((_, phone)) = self.phone(&device)? {
            gaps = phone.chain.gaps();
            intake.gaps += gaps.len() as u64;
        }
        let gaps = gaps.iter().map(|gap| (*gap.start(), *gap.end()));
        let gaps: Vec<_> = gaps.take(RECEIPT_MAX).collect();
        let entries = confirm.filed.iter().filter_map(|(_, entry)| *entry);
        let built_on: BTreeSet<Hash> = entries.map(|entry| entry.previous).collect();
        let mut filed = confirm.filed.chunks(RECEIPT_MAX);
        let mut not_filed = confirm.not_filed.chunks(RECEIPT_MAX);
        loop {
            let (filed, not_filed) = (filed.next(), not_filed.next());
            if filed.or(not_filed.map(|_| &[][..])).is_none() {
                return Ok(());
            }
            let filed = filed.unwrap_or_default();
            let entries: Vec<EntryRef> = filed
                .iter()
                .filter_map(|(_, entry)| entry.as_ref().map(place))
                .collect();
            // Each vouches for all before it, to the beginning of its run.
            let ends = entries.iter().filter(|it| !built_on.contains(&it.hash));
            let sign =
                |end: &EntryRef| Countersignature::sign(&self.identity.sign, *end, now.wall_ms);
            let receipt = Receipt {
                format: Receipt::FORMAT.to_owned(),
                device,
                filed_at: now.wall_ms,
                parcels: filed.iter().map(|(parcel, _)| *parcel).collect(),
                countersignatures: ends.map(sign).collect(),
                entries,
                gaps: gaps.clone(),
                not_filed: not_filed.unwrap_or_default().to_vec(),
            };
            let mut sent = self.send_receipt(&confirm.to, &receipt, now);
            if matches!(sent, Err(Error::Store(store::Error::DiskFull))) && self.give_reserve() {
                sent = self.send_receipt(&confirm.to, &receipt, now);
            }
            sent?;
            intake.receipts += 1;
        }
    }

    /// Queues one letter to the authors of all reports that were filed, or a few where they are very many. It goes
    /// whenever anything came, so that no phone learns from it whether a report did.
    pub(super) fn confirm_reports(
        &mut self,
        told: &Told,
        seeds: &HashMap<VerifyingKey, Zeroizing<[u8; 32]>>,
        intake: &mut Intake,
        now: Moment,
    ) -> Result<(), Error> {
        let mut filed = Vec::new();
        for (device, confirm) in &told.confirm {
            let Some(seed) = seeds.get(device) else {
                continue;
            };
            for (parcel, entry) in &confirm.filed {
                filed.push((Receipts::mark(seed, parcel), *parcel, *device, *entry));
            }
        }
        let letters: Vec<_> = match filed.is_empty() {
            true if told.came => vec![&filed[..]],
            _ => filed.chunks(Receipts::MARKS_MAX).collect(),
        };
        for filed in letters {
            let mut sent = self.send_receipts(filed, now);
            if matches!(sent, Err(Error::Store(store::Error::DiskFull))) && self.give_reserve() {
                sent = self.send_receipts(filed, now);
            }
            sent?;
            intake.receipts += 1;
        }
        Ok(())
    }

    fn send_receipts(
        &mut self,
        filed: &[(ReportMark, ParcelId, VerifyingKey, Option<Entry>)],
        now: Moment,
    ) -> Result<(), Error> {
        let marks: Vec<ReportMark> = filed.iter().map(|(mark, ..)| *mark).collect();
        let content = Receipts::new(&marks).to_bytes();
        // A desk does not hear which phones have met its newest keys: each is written to as it knows the desk.
        let letters = self.identity.known_as().into_iter().map(|(card, sign)| {
            let to = card.to_authors(self.mailbox()).public();
            self.seal_as(LetterKind::Receipt, &content, &to, sign)
        });
        let letters = letters.collect::<Result<Vec<_>, _>>()?;
        self.parcels.write(&mut self.store, |tx| {
            for (item, bytes) in &letters {
                tx.add(*item, ParcelState::Own, None, bytes, now.wall_ms)?;
            }
            for (_, parcel, device, entry) in filed {
                tx.change(parcel, |entry| entry.place = ParcelState::Done)?;
                if let Some(entry) = entry {
                    let sign = &self.identity.sign;
                    let said = Countersignature::sign(sign, place(entry), now.wall_ms);
                    let mut header = Header::new(Id::random(), kind::COUNTERSIGNATURE, now.wall_ms);
                    header.data = device.0.to_vec();
                    let json = serde_json::to_vec(&said).expect("a countersignature serialises");
                    tx.put(&header, Some(&json))?;
                }
            }
            Ok::<_, store::Error>(())
        })?;
        Ok(())
    }

    /// Queues a receipt and lets go of the parcels that it names, in one transaction: a kill before it has
    /// them taken again, filed no second time, and confirmed then.
    fn send_receipt(
        &mut self,
        to: &PublicKey,
        receipt: &Receipt,
        now: Moment,
    ) -> Result<(), Error> {
        let (item, bytes) = self.seal(LetterKind::Receipt, &receipt.to_bytes(), to)?;
        self.parcels.write(&mut self.store, |tx| {
            tx.add(item, ParcelState::Own, None, &bytes, now.wall_ms)?;
            for id in &receipt.parcels {
                tx.change(id, |entry| entry.place = ParcelState::Done)?;
            }
            for NotFiled { parcel, .. } in &receipt.not_filed {
                tx.change(parcel, |entry| entry.place = ParcelState::SetAsideNotified)?;
            }
            for said in &receipt.countersignatures {
                let mut header = Header::new(Id::random(), kind::COUNTERSIGNATURE, now.wall_ms);
                header.data = receipt.device.0.to_vec();
                let json = serde_json::to_vec(said).expect("a countersignature serialises");
                tx.put(&header, Some(&json))?;
            }
            Ok::<_, store::Error>(())
        })?;
        Ok(())
    }
}

/// An entry's place in its journal.
pub(super) fn place(entry: &Entry) -> EntryRef {
    EntryRef {
        seq: entry.seq,
        hash: entry.hash(),
    }
}
