//! What one collection has opened and not yet written: many records go to the disk in one transaction, and
//! the phones that sent them are read and written once.

use std::collections::{HashMap, HashSet};

use pocketcard::{
    base::Id,
    crypto::{PublicKey, VerifyingKey},
    host::Moment,
    journal::Entry,
    parcel::ParcelId,
    record::{Body, Record},
    store::{self, Header},
    sync::ParcelState,
};
use zeroize::Zeroizing;

use super::{
    Desk, Error, Intake, error::has_room, kind, receipts::Told, records::about, roster::PhoneRow,
    waits::Waits,
};

/// Records and bytes that go to the disk at once, about.
const RECORDS: usize = 256;
const BYTES: usize = 4 << 20;

/// A row that is to be written.
type Row = (Header, Option<Zeroizing<Vec<u8>>>);

/// Attachments that reports name: who signed each, and what its receipt is made with.
pub(super) type Awaited = HashMap<ParcelId, (VerifyingKey, Zeroizing<[u8; 32]>)>;

/// A record that is to be filed, and whom to tell.
pub(super) struct Filing {
    pub(super) parcel: ParcelId,
    /// Nobody, if the phone was revoked since.
    pub(super) to: Option<PublicKey>,
    pub(super) device: VerifyingKey,
    pub(super) entry: Entry,
}

/// A phone as this collection knows it.
pub(super) struct Known {
    pub(super) row: Id,
    pub(super) phone: PhoneRow,
    /// Something of it is to be written.
    pub(super) changed: bool,
}

/// What was opened and is not written yet.
#[derive(Default)]
pub(super) struct Round {
    phones: HashMap<VerifyingKey, Option<Known>>,
    rows: Vec<Row>,
    bytes: usize,
    /// The records among the rows.
    names: HashSet<Id>,
    filings: Vec<Filing>,
    asides: Vec<(ParcelId, Option<VerifyingKey>, Waits, &'static str)>,
    /// Attachments that are here, read once.
    attachments: Option<HashSet<ParcelId>>,
    /// At a confidential desk: whose attachments are awaited, read once.
    pub(super) awaited: Option<Awaited>,
    /// At a confidential desk: what the receipts of those whose parcels were looked at are made with.
    pub(super) seeds: HashMap<VerifyingKey, Zeroizing<[u8; 32]>>,
    /// The disk takes nothing more.
    pub(super) full: bool,
}

impl Round {
    /// A phone, read from the store only once.
    pub(super) fn phone(
        &mut self,
        desk: &Desk,
        key: &VerifyingKey,
    ) -> Result<Option<&mut Known>, Error> {
        if !self.phones.contains_key(key) {
            let known = desk.phone(key)?.map(|(row, phone)| Known {
                row,
                phone,
                changed: false,
            });
            self.phones.insert(*key, known);
        }
        Ok(self.phones.get_mut(key).and_then(Option::as_mut))
    }

    /// What was known of a phone was changed in the store. Write what is pending first.
    pub(super) fn forget_phone(&mut self, key: &VerifyingKey) {
        self.phones.remove(key);
    }

    /// Whether a record of this name is among what is to be written.
    pub(super) fn holds(&self, name: &Id) -> bool {
        self.names.contains(name)
    }

    /// Whether an attachment is here already.
    pub(super) fn has_attachment(&mut self, desk: &Desk, parcel: &ParcelId) -> bool {
        let here = self.attachments.get_or_insert_with(|| {
            let rows = desk.store.list(kind::ATTACHMENT);
            rows.filter_map(|row| Some(ParcelId(row.data.as_slice().try_into().ok()?)))
                .collect()
        });
        here.contains(parcel)
    }

    /// An attachment is here now.
    pub(super) fn attached(&mut self, parcel: ParcelId) {
        if let Some(here) = &mut self.attachments {
            here.insert(parcel);
        }
    }

    /// A row that goes to the disk with a record.
    pub(super) fn add(&mut self, header: Header, body: Option<Zeroizing<Vec<u8>>>) {
        self.bytes += body.as_ref().map_or(0, |body| body.len());
        self.rows.push((header, body));
    }

    /// A parcel that is kept aside.
    pub(super) fn set_aside(
        &mut self,
        parcel: ParcelId,
        signer: Option<VerifyingKey>,
        waits: Waits,
        why: &'static str,
    ) {
        self.asides.push((parcel, signer, waits, why));
    }

    fn is_due(&self) -> bool {
        self.filings.len() + self.asides.len() >= RECORDS || self.bytes >= BYTES
    }

    fn forget(&mut self) {
        self.phones.clear();
        self.rows.clear();
        self.names.clear();
        self.filings.clear();
        self.asides.clear();
        self.bytes = 0;
    }
}

impl Desk {
    /// Prepares a record's rows: what was opened, and the sealed original.
    pub(super) fn prepare(
        &self,
        round: &mut Round,
        record: &Record,
        content: &[u8],
        original: Zeroizing<Vec<u8>>,
        now: Moment,
    ) {
        let mut header = Header::new(record.id, kind::RECORD, now.wall_ms);
        match &record.body {
            Body::Screening(screening) => {
                header.label = screening.code.clone();
                header.site = screening.site.clone();
                header.status = screening.finding.level as u8;
            }
            Body::Referral(referral) => header.label = referral.code.clone(),
            _ => {}
        }
        header.data = about(record).0.to_vec();
        let mut original_header = Header::new(Id::random(), kind::ORIGINAL, now.wall_ms);
        original_header.data = record.id.0.to_vec();
        round.names.insert(record.id);
        round.add(header, Some(Zeroizing::new(content.to_vec())));
        round.add(original_header, Some(original));
    }

    /// Notes whom to tell of a record once it is on the disk, and writes if it is time.
    pub(super) fn filed_soon(
        &mut self,
        round: &mut Round,
        filing: Filing,
        told: &mut Told,
        intake: &mut Intake,
        now: Moment,
    ) -> Result<(), Error> {
        round.filings.push(filing);
        if round.is_due() {
            self.flush(round, told, intake, now)?;
        }
        Ok(())
    }

    /// Writes what was opened, in one transaction. On a full disk nothing of it is written, and all of it
    /// is taken up again at the next collection.
    pub(super) fn flush(
        &mut self,
        round: &mut Round,
        told: &mut Told,
        intake: &mut Intake,
        now: Moment,
    ) -> Result<(), Error> {
        let mut written = self.write_round(round, now);
        if matches!(written, Err(store::Error::DiskFull)) && self.give_reserve() {
            written = self.write_round(round, now);
        }
        match written {
            Ok(()) => {}
            Err(store::Error::DiskFull) => {
                intake.no_room += (round.filings.len() + round.asides.len()) as u64;
                round.full = true;
                round.forget();
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
        let mut quietly = Vec::new();
        for filing in round.filings.drain(..) {
            intake.filed += 1;
            match filing.to {
                Some(to) => told
                    .of(filing.device, to)
                    .filed
                    .push((filing.parcel, Some(filing.entry))),
                None => quietly.push(filing.parcel),
            }
        }
        round.rows.clear();
        round.names.clear();
        round.asides.clear();
        round.bytes = 0;
        for parcel in quietly {
            let noted = self.set_place(&parcel, ParcelState::Done);
            intake.no_room += u64::from(!has_room(noted)?);
        }
        Ok(())
    }

    fn write_round(&mut self, round: &mut Round, now: Moment) -> Result<(), store::Error> {
        let mut phones = Vec::new();
        for known in round.phones.values().flatten().filter(|it| it.changed) {
            // Its row is there: it was read.
            let Some(header) = self.store.header(known.row) else {
                continue;
            };
            let mut header = header.clone();
            header.at = now.wall_ms;
            phones.push((header, known.phone.to_bytes()));
        }
        if phones.is_empty() && round.rows.is_empty() && round.asides.is_empty() {
            return Ok(());
        }
        let mut asides = Vec::new();
        for (parcel, signer, waits, why) in &round.asides {
            asides.push((*parcel, self.aside_row(parcel, *signer, *waits, why, now)));
        }
        self.parcels.write(&mut self.store, |tx| {
            for (header, body) in &round.rows {
                tx.put(header, body.as_ref().map(|body| &body[..]))?;
            }
            for (header, bytes) in &phones {
                tx.put(header, Some(bytes))?;
            }
            for (parcel, header) in &asides {
                tx.put(header, None)?;
                tx.change(parcel, |entry| {
                    if entry.place != ParcelState::SetAsideNotified {
                        entry.place = ParcelState::SetAside;
                    }
                })?;
            }
            Ok::<_, store::Error>(())
        })?;
        round
            .phones
            .values_mut()
            .flatten()
            .for_each(|known| known.changed = false);
        Ok(())
    }
}
