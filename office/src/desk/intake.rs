//! What phones sent: opened, verified, filed, and answered with receipts.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    io::{self, Read},
};

use pocketcard::{
    base::Id,
    crypto::{PublicKey, SecretKey, VerifyingKey},
    host::{Moment, Progress, Unwatched},
    journal::{Arrival, Chain, Countersignature, Entry, Hash, Place as JournalPlace},
    parcel::{self, Kind, Opening, ParcelId},
    record::{
        self, Body, Filed, FiledError, NotFiled, Receipt, Record, Reply, Unfiled, Withdrawal,
    },
    store::{self, Header},
    sync::{Book, Place},
};

use super::{Desk, Error, Intake, SetAside, identity::bytes32, invitations::Enrolled, kind};

/// The longest record letter; anything longer is an attachment.
const RECORD_MAX: u64 = 2 << 20;

/// Parcels in one receipt, and gaps, at most: it stays within what may ride along in an exchange.
const RECEIPT_MAX: usize = 500;
/// What could not be opened is kept aside for a newer version up to so many parcels and bytes; and so is
/// what is for another desk.
pub(super) const JUNK: usize = 1_000;
const JUNK_BYTES: u64 = 256 << 20;

/// What one phone is to be told.
pub(super) struct Confirm {
    pub(super) to: PublicKey,
    pub(super) filed: Vec<(ParcelId, Option<Entry>)>,
    pub(super) not_filed: Vec<NotFiled>,
}

/// Whom to tell, in the order in which they are heard of.
#[derive(Default)]
struct Told {
    devices: Vec<VerifyingKey>,
    confirm: BTreeMap<VerifyingKey, Confirm>,
}

impl Told {
    fn of(&mut self, device: VerifyingKey, to: PublicKey) -> &mut Confirm {
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

/// What became of one parcel.
pub(super) enum Outcome {
    /// Filed, now or before: its sender gets a receipt.
    Filed {
        to: PublicKey,
        device: VerifyingKey,
        entry: Option<Entry>,
        fresh: bool,
    },
    /// Filed, and its sender is told nothing: it was revoked.
    Quietly { fresh: bool },
    /// Kept aside as below, and its sender is told once.
    Unfiled {
        to: PublicKey,
        device: VerifyingKey,
        why: Unfiled,
    },
    /// Not sealed to this desk.
    NotOurs,
    /// Kept aside; it is tried again at each collection, and whenever a phone enrols.
    Aside(&'static str),
    /// The same for what does not open or was not signed as it says, of which not everything is kept.
    Junk(&'static str),
}

impl Desk {
    /// Opens everything that arrived since the last time, files what is in order, and queues receipts.
    /// Filing is idempotent: a parcel that comes twice is filed once.
    ///
    /// # Errors
    /// Only the store's: what is wrong with a parcel is reported and the others go on.
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
        self.repeat(now)?;
        let mut intake = Intake {
            put_back_to: self.ask_again(now)?,
            ..Intake::default()
        };
        let mut junk = Vec::new();
        let mut told = Told::default();
        let mut done = BTreeSet::new();
        // What explains parcels that were set aside: a phone that enrolled, or the report that names
        // an attachment.
        let confidential = self.is_confidential();
        let news = |intake: &Intake| match confidential {
            true => intake.filed,
            false => intake.enrolled,
        };
        loop {
            let before = news(&intake);
            let retry = |place| matches!(place, Place::Arrived | Place::SetAside | Place::Told);
            let waiting: Vec<ParcelId> = self
                .shelf
                .in_order(&self.store)
                .filter(|book| retry(book.place) && !done.contains(&book.item.id))
                .map(|book| book.item.id)
                .collect();
            intake.set_aside.clear();
            intake.waiting = 0;
            intake.alarms.clear();
            junk.clear();
            told.confirm
                .values_mut()
                .for_each(|it| it.not_filed.clear());
            let total = waiting.len() as u64;
            for (nth, id) in (1..).zip(waiting) {
                let _ = progress.advance(nth, total);
                let outcome = match self.take(&id, &mut intake, now) {
                    // One damaged row stops nobody else's mail.
                    Err(error) if error.is_damage() => Outcome::Aside(
                        "the desk needs something for it that is damaged here; `verify` names it",
                    ),
                    taken => taken?,
                };
                if let Outcome::Junk(_) = outcome {
                    if self.forget_damaged(&id)? {
                        intake.set_aside.push(SetAside {
                            parcel: id,
                            why: "its copy here is damaged; it is taken again when it comes"
                                .to_owned(),
                        });
                        continue;
                    }
                    junk.push(id);
                }
                match outcome {
                    Outcome::NotOurs => {
                        // What the hub brought, the hub has for the other desk too.
                        let at_hub = self.shelf.get(&id).is_some_and(|book| book.at_hub);
                        let place = if at_hub { Place::Had } else { Place::Carried };
                        self.set_place(&id, place)?;
                        intake.carried += u64::from(!at_hub);
                    }
                    Outcome::Aside(why) | Outcome::Junk(why) => {
                        self.set_place(&id, Place::SetAside)?;
                        intake.set_aside.push(SetAside {
                            parcel: id,
                            why: why.to_owned(),
                        });
                    }
                    Outcome::Unfiled { to, device, why } => {
                        let book = self.shelf.get(&id);
                        if book.is_some_and(|book| book.place != Place::Told) {
                            let parcel = id;
                            told.of(device, to).not_filed.push(NotFiled { parcel, why });
                        }
                        intake.set_aside.push(SetAside {
                            parcel: id,
                            why: why.text().to_owned(),
                        });
                    }
                    Outcome::Quietly { fresh } => {
                        done.insert(id);
                        self.set_place(&id, Place::Had)?;
                        intake.filed += u64::from(fresh);
                        intake.duplicates += u64::from(!fresh);
                    }
                    Outcome::Filed {
                        to,
                        device,
                        entry,
                        fresh,
                    } => {
                        done.insert(id);
                        told.of(device, to).filed.push((id, entry));
                        intake.filed += u64::from(fresh);
                        intake.duplicates += u64::from(!fresh);
                    }
                }
            }
            if before == news(&intake) || intake.set_aside.is_empty() {
                break;
            }
        }
        if intake.enrolled > 0 {
            self.tell_audience(now)?;
        }
        for device in told.devices {
            self.confirm(device, &told.confirm[&device], &mut intake, now)?;
        }
        self.drop_junk(&junk, &mut intake)?;
        Ok(intake)
    }

    /// Forgets a parcel whose copy here cannot be read, so that another copy is taken.
    fn forget_damaged(&mut self, id: &ParcelId) -> Result<bool, Error> {
        let reader = self.shelf.reader(&self.store, id);
        let read = reader.map(|mut reader| io::copy(&mut reader, &mut io::sink()));
        if !matches!(read, Some(Err(_))) {
            return Ok(false);
        }
        self.store.write(|tx| self.shelf.remove(tx, id))?;
        self.shelf.settle_removed(id);
        Ok(true)
    }

    /// Lets the oldest of what could not be opened go, if there is too much of it. Its sender gets no
    /// receipt, and so keeps it.
    fn drop_junk(&mut self, junk: &[ParcelId], intake: &mut Intake) -> Result<(), Error> {
        let carried = |book: &&Book| book.place == Place::Carried;
        let carried = self.shelf.books().filter(carried).map(|book| book.item.id);
        let carried: Vec<ParcelId> = carried.collect();
        for id in [self.too_much(junk), self.too_much(&carried)].concat() {
            self.set_place(&id, Place::Had)?;
            intake.dropped += 1;
            intake.set_aside.retain(|aside| aside.parcel != id);
        }
        Ok(())
    }

    /// The oldest of these parcels, as far as there are too many of them.
    fn too_much(&self, parcels: &[ParcelId]) -> Vec<ParcelId> {
        let books = parcels.iter().filter_map(|id| self.shelf.get(id));
        let mut books: Vec<_> = books.map(|book| (book.at, book.item)).collect();
        books.sort_by_key(|(at, item)| (Reverse(*at), item.id));
        let mut bytes = 0;
        let within = books.iter().take(JUNK).take_while(|(_, item)| {
            bytes += item.size;
            bytes <= JUNK_BYTES
        });
        let within = within.count();
        books[within..].iter().map(|(_, item)| item.id).collect()
    }

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
            let entries: Vec<JournalPlace> = filed
                .iter()
                .filter_map(|(_, entry)| entry.as_ref().map(place))
                .collect();
            // Each vouches for all before it, to the beginning of its run.
            let ends = entries.iter().filter(|it| !built_on.contains(&it.hash));
            let sign =
                |end: &JournalPlace| Countersignature::sign(&self.identity.sign, *end, now.wall_ms);
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
            self.send_receipt(&confirm.to, &receipt, now)?;
            intake.receipts += 1;
        }
    }

    /// Queues a receipt and lets go of the parcels that it names, in one stroke: a kill before it has
    /// them taken again, filed no second time, and confirmed then.
    fn send_receipt(
        &mut self,
        to: &PublicKey,
        receipt: &Receipt,
        now: Moment,
    ) -> Result<(), Error> {
        let (item, bytes) = self.seal(Kind::Receipt, &receipt.to_bytes(), to)?;
        let books = self.store.write(|tx| {
            let mut books =
                vec![
                    self.shelf
                        .add(tx, item, Place::Own, None, &bytes, now.wall_ms)?,
                ];
            for id in &receipt.parcels {
                books.extend(self.shelf.change(tx, id, |book| book.place = Place::Had)?);
            }
            for NotFiled { parcel, .. } in &receipt.not_filed {
                let told = self
                    .shelf
                    .change(tx, parcel, |book| book.place = Place::Told)?;
                books.extend(told);
            }
            for said in &receipt.countersignatures {
                let mut header = Header::new(Id::random(), kind::COUNTERSIGNATURE, now.wall_ms);
                header.data = receipt.device.0.to_vec();
                let json = serde_json::to_vec(said).expect("a countersignature serialises");
                tx.put(&header, Some(&json))?;
            }
            Ok::<_, store::Error>(books)
        })?;
        books.into_iter().for_each(|book| self.shelf.settle(book));
        Ok(())
    }

    /// What becomes of a parcel that opened and cannot be filed: its sender is told, where the desk knows
    /// whom to tell.
    fn unfiled(&self, signer: VerifyingKey, id: &ParcelId, why: Unfiled) -> Result<Outcome, Error> {
        Ok(match self.reply_key(&signer, id)? {
            Some(to) => Outcome::Unfiled {
                to,
                device: signer,
                why,
            },
            None => Outcome::Aside(why.text()),
        })
    }

    pub(super) fn take(
        &mut self,
        id: &ParcelId,
        intake: &mut Intake,
        now: Moment,
    ) -> Result<Outcome, Error> {
        let reader = self.shelf.reader(&self.store, id).ok_or(Error::Damaged)?;
        let mut opening = match Opening::new(reader, &self.identity.seal) {
            Ok(opening) => opening,
            Err(parcel::Error::NotForUs) => return Ok(Outcome::NotOurs),
            Err(_) => {
                return Ok(Outcome::Junk(
                    "it is damaged, or written by a newer version",
                ));
            }
        };
        match opening.kind() {
            Kind::Record if opening.content_len() <= RECORD_MAX => {
                let mut content = zeroize::Zeroizing::new(Vec::new());
                if opening.read_to_end(&mut content).is_err() {
                    return Ok(Outcome::Junk("it is damaged"));
                }
                let Ok(letter) = opening.finish() else {
                    return Ok(Outcome::Junk("its signature does not match"));
                };
                let signer = letter.signer;
                match Filed::from_bytes(&content) {
                    Ok((_, record)) if record::check(&record).is_err() => {
                        self.unfiled(signer, id, Unfiled::Form)
                    }
                    Ok((filed, record)) if filed.entry.device == signer => {
                        match self.take_record(id, &filed, &record, &content, intake, now) {
                            // What one phone sends must not stop the mail of all.
                            Err(Error::Store(store::Error::TooLong { .. })) => {
                                self.unfiled(signer, id, Unfiled::TooLong)
                            }
                            taken => taken,
                        }
                    }
                    Ok(_) => self.unfiled(signer, id, Unfiled::OtherJournal),
                    Err(FiledError::NewerFormat) => self.unfiled(signer, id, Unfiled::Newer),
                    Err(_) => self.unfiled(signer, id, Unfiled::NotCommitted),
                }
            }
            Kind::Attachment => {
                // Who nobody knows shall not fill the disk at each collection.
                let signer = opening.signer();
                let to = self.reply_key(&signer, id)?;
                if to.is_none() && !self.is_owed(&signer, id)? {
                    return Ok(Outcome::Aside(
                        "no enrolled phone or filed record speaks of it",
                    ));
                }
                let filed = |fresh| match to {
                    Some(to) => Outcome::Filed {
                        to,
                        device: signer,
                        entry: None,
                        fresh,
                    },
                    None => Outcome::Quietly { fresh },
                };
                if self.attachment_row(id).is_some() {
                    return Ok(match opening.finish() {
                        Ok(_) => filed(false),
                        Err(_) => Outcome::Junk("the attachment is damaged"),
                    });
                }
                let length = opening.content_len();
                let staged = match self.store.stage(&mut opening, length, &Unwatched) {
                    Ok(staged) => staged,
                    Err(full @ store::Error::DiskFull) => return Err(full.into()),
                    Err(_) => return Ok(Outcome::Junk("the attachment is damaged")),
                };
                if opening.finish().is_err() {
                    return Ok(Outcome::Junk("the attachment's signature does not match"));
                }
                let mut header = Header::new(Id::random(), kind::ATTACHMENT, now.wall_ms);
                header.data = id.0.to_vec();
                let owner = header.id;
                self.store.write(|tx| {
                    tx.put(&header, None)?;
                    tx.attach(owner, staged)
                })?;
                intake.attachments += 1;
                Ok(filed(true))
            }
            _ => match opening.finish() {
                Ok(letter) => self.unfiled(letter.signer, id, Unfiled::Kind),
                Err(_) => Ok(Outcome::Junk("its signature does not match")),
            },
        }
    }

    fn take_record(
        &mut self,
        id: &ParcelId,
        filed: &Filed,
        record: &Record,
        content: &[u8],
        intake: &mut Intake,
        now: Moment,
    ) -> Result<Outcome, Error> {
        let device = filed.entry.device;
        if self.is_confidential() {
            let Body::Screening(screening) = &record.body else {
                return self.unfiled(device, id, Unfiled::NotAReport);
            };
            let seed = screening
                .reply_seed
                .as_deref()
                .and_then(|hex| bytes32(hex).ok());
            let Some(seed) = seed else {
                return Ok(Outcome::Aside("the report names no key for its receipt"));
            };
            let to = SecretKey::from_seed(&seed).public();
            let fresh = self.store.header(record.id).is_none();
            let same = |known: &(Filed, Record)| known.0.entry == filed.entry;
            if !fresh && !self.filed(record.id).as_ref().is_ok_and(same) {
                let why = Unfiled::NameTaken;
                return Ok(Outcome::Unfiled { to, device, why });
            }
            if fresh {
                self.file(id, record, content, &Chain::new(device), None, now)?;
            }
            return Ok(Outcome::Filed {
                to,
                device,
                entry: Some(filed.entry),
                fresh,
            });
        }
        let mut again = false;
        if let Body::Enrolment(enrolment) = &record.body {
            match self.enrol(device, enrolment, &mut intake.alarms, now)? {
                Enrolled::Waits => {
                    intake.waiting += 1;
                    return Ok(Outcome::Aside(
                        "its phone waits until somebody has compared its words: `accept`",
                    ));
                }
                Enrolled::Yes => intake.enrolled += 1,
                Enrolled::Again => again = true,
                Enrolled::No(why) => {
                    // What a phone tried before it was enrolled is a part of its journal all the
                    // same: kept aside for good, it would leave a gap and never get a receipt.
                    if self.phone(&device)?.is_none() {
                        return Ok(Outcome::Aside(why));
                    }
                }
            }
        }
        let Some((row, mut phone)) = self.phone(&device)? else {
            return Ok(Outcome::Aside(
                "no enrolled phone signed it; its enrolment may still come",
            ));
        };
        if phone.recorded_too_late(filed.entry.wall_at) {
            return Ok(Outcome::Aside(
                "the phone that signed it recorded it after it was revoked",
            ));
        }
        let to = phone.seal_key.clone();
        let broken = phone.chain.broken().count();
        if let Body::Withdrawal(Withdrawal {
            never_sent: Some(entry),
            ..
        }) = &record.body
        {
            let Ok(arrival) = phone.chain.accept(entry) else {
                return self.unfiled(device, id, Unfiled::OtherJournal);
            };
            intake.forks += u64::from(arrival == Arrival::Fork);
        }
        let arrival = phone
            .chain
            .accept(&filed.entry)
            .map_err(|_| Error::Damaged)?;
        let here = self.store.header(record.id).is_some();
        if arrival != Arrival::Duplicate && here {
            // Names are random: two alike are made on purpose, to put one record over another.
            return self.unfiled(device, id, Unfiled::NameTaken);
        }
        // An entry may be known from a withdrawal, and its record come all the same.
        let fresh = !here;
        intake.forks += u64::from(arrival == Arrival::Fork);
        intake.broken += phone.chain.broken().count().saturating_sub(broken) as u64;
        if let Body::Enrolment(enrolment) = &record.body
            && (fresh || again)
        {
            // Before it is filed: after a kill in between it comes here again. So it does when the phone
            // has heard nothing for a long time.
            self.welcome(&enrolment.seal_key, enrolment.invitation, now)?;
        }
        if fresh {
            self.file(
                id,
                record,
                content,
                &phone.chain.clone(),
                Some((row, &phone)),
                now,
            )?;
        }
        if phone.revoked.is_some() {
            return Ok(Outcome::Quietly { fresh });
        }
        Ok(Outcome::Filed {
            to,
            device,
            entry: Some(filed.entry),
            fresh,
        })
    }

    /// Whether this attachment of a phone that was revoked belongs to a record that was filed.
    fn is_owed(&self, signer: &VerifyingKey, parcel: &ParcelId) -> Result<bool, Error> {
        let phone = self.phone(signer)?;
        if phone.is_none_or(|(_, phone)| phone.revoked.is_none()) {
            return Ok(false);
        }
        let names = |header: &Header| match self.filed(header.id) {
            Ok((filed, record)) => {
                let Body::Screening(screening) = &record.body else {
                    return false;
                };
                let mut attached = screening.attachments.iter();
                filed.entry.device == *signer && attached.any(|it| it.parcel == *parcel)
            }
            // A damaged one names nothing; `verify` names it.
            Err(_) => false,
        };
        Ok(self.store.list(kind::RECORD).any(names))
    }

    /// Who gets the receipt for an attachment: its phone, or the author of the report that names it.
    fn reply_key(
        &self,
        signer: &VerifyingKey,
        parcel: &ParcelId,
    ) -> Result<Option<PublicKey>, Error> {
        if !self.is_confidential() {
            let phone = self.phone(signer)?;
            return Ok(phone
                .filter(|(_, phone)| phone.revoked.is_none())
                .map(|(_, phone)| phone.seal_key));
        }
        for header in self.store.list(kind::RECORD) {
            // A damaged one names nothing; `verify` names it.
            let Ok((filed, record)) = self.filed(header.id) else {
                continue;
            };
            let Body::Screening(screening) = &record.body else {
                continue;
            };
            let named = screening
                .attachments
                .iter()
                .any(|reference| reference.parcel == *parcel);
            if filed.entry.device == *signer && named {
                let seed = screening
                    .reply_seed
                    .as_deref()
                    .and_then(|hex| bytes32(hex).ok());
                return Ok(seed.map(|seed| SecretKey::from_seed(&seed).public()));
            }
        }
        Ok(None)
    }
}

fn place(entry: &Entry) -> JournalPlace {
    JournalPlace {
        seq: entry.seq,
        hash: entry.hash(),
    }
}
