//! What becomes of one parcel: opened, verified, and made ready to be filed.

use std::io::Read;

use pocketcard::{
    base::Id,
    crypto::{PublicKey, SecretKey, VerifyingKey},
    host::{Moment, Unwatched},
    journal::{Arrival, Entry},
    parcel::{self, LetterKind, Opening, ParcelId},
    record::{self, Body, Filed, FiledError, Record, Screening, Unfiled, Withdrawal},
    store::{self, Header},
};
use pocketcard_terminal::english::unfiled;
use zeroize::Zeroizing;

use super::{
    Desk, Error, Intake,
    identity::bytes32,
    invitations::Enrolled,
    kind,
    receipts::Told,
    round::{Awaited, Filing, Round},
    waits::Waits,
};

/// The most that is kept of one phone's journal, as [`Chain::weight`] counts: its row must hold it.
const JOURNAL_MAX: usize = 100_000;

/// What became of one parcel.
pub(super) enum Outcome {
    /// Filed before: its sender gets a receipt again.
    Again {
        to: PublicKey,
        device: VerifyingKey,
        entry: Option<Entry>,
    },
    /// A record that will be filed with those around it.
    Prepared(Filing),
    /// An attachment that was filed now.
    Attached { to: PublicKey, device: VerifyingKey },
    /// Filed, and its sender is told nothing: it was revoked.
    Quietly { fresh: bool },
    /// Kept aside, and its sender is told once.
    Unfiled {
        to: PublicKey,
        device: VerifyingKey,
        why: Unfiled,
    },
    /// Not sealed to this desk.
    NotOurs,
    /// Kept aside until what it waits for has come.
    Aside(Option<VerifyingKey>, Waits, &'static str),
}

/// A record that was opened.
struct Opened<'a> {
    parcel: &'a ParcelId,
    filed: &'a Filed,
    record: &'a Record,
    content: &'a [u8],
}

impl Desk {
    /// What becomes of a parcel that opened and cannot be filed: its sender is told, where the desk knows
    /// whom to tell.
    fn unfiled(
        &self,
        round: &mut Round,
        signer: VerifyingKey,
        id: &ParcelId,
        why: Unfiled,
    ) -> Result<Outcome, Error> {
        Ok(match self.reply_key(round, &signer, id)? {
            Some(to) => Outcome::Unfiled {
                to,
                device: signer,
                why,
            },
            None => Outcome::Aside(Some(signer), self.stranger(), unfiled(why)),
        })
    }

    /// What a parcel waits for that nobody known here signed.
    fn stranger(&self) -> Waits {
        match self.is_confidential() {
            true => Waits::Report,
            false => Waits::Phone,
        }
    }

    /// Opens one parcel and says what is to become of it. A record is prepared, an attachment is filed at once.
    pub(super) fn take(
        &mut self,
        id: &ParcelId,
        round: &mut Round,
        told: &mut Told,
        intake: &mut Intake,
        now: Moment,
    ) -> Result<Outcome, Error> {
        let junk = |why| Ok(Outcome::Aside(None, Waits::Nothing, why));
        let reader = self.parcels.reader(&self.store, id).ok_or(Error::Damaged)?;
        let mut opening = match Opening::with_any(reader, &self.identity.opens()) {
            Ok(opening) => opening,
            Err(parcel::Error::NotForUs) => return Ok(Outcome::NotOurs),
            Err(_) => return junk("it is damaged, or written by a newer version"),
        };
        match opening.kind() {
            LetterKind::Record if opening.content_len() <= super::RECORD_MAX => {
                let mut content = Zeroizing::new(Vec::new());
                if opening.read_to_end(&mut content).is_err() {
                    return junk("it is damaged");
                }
                let Ok(letter) = opening.finish() else {
                    return junk("its signature does not match");
                };
                let signer = letter.signer;
                match Filed::from_bytes(&content) {
                    Ok((_, record)) if record::check(&record).is_err() => {
                        self.unfiled(round, signer, id, Unfiled::Form)
                    }
                    Ok((filed, record)) if filed.entry.device == signer => {
                        let opened = Opened {
                            parcel: id,
                            filed: &filed,
                            record: &record,
                            content: &content,
                        };
                        self.take_record(&opened, round, told, intake, now)
                    }
                    Ok(_) => self.unfiled(round, signer, id, Unfiled::OtherJournal),
                    Err(FiledError::NewerFormat) => self.unfiled(round, signer, id, Unfiled::Newer),
                    Err(_) => self.unfiled(round, signer, id, Unfiled::NotCommitted),
                }
            }
            LetterKind::Attachment => {
                // Who nobody knows shall not fill the disk at each collection.
                let signer = opening.signer();
                let to = self.reply_key(round, &signer, id)?;
                if to.is_none() && !self.is_owed(round, &signer, id)? {
                    let why = "no enrolled phone or filed record speaks of it";
                    return Ok(put_off(opening, self.stranger(), why));
                }
                let device = signer;
                if round.has_attachment(self, id) {
                    return match opening.finish() {
                        Ok(_) => Ok(match to {
                            Some(to) => Outcome::Again {
                                to,
                                device,
                                entry: None,
                            },
                            None => Outcome::Quietly { fresh: false },
                        }),
                        Err(_) => junk("the attachment is damaged"),
                    };
                }
                let length = opening.content_len();
                if let Some(known) = round.phone(self, &signer)?
                    && !known.phone.quota.has_room(length, now)
                {
                    let why = "its phone has filled its share of this day; it is filed on another";
                    return Ok(put_off(opening, Waits::Day, why));
                }
                let staged = match self.store.stage(&mut opening, length, &Unwatched) {
                    Ok(staged) => staged,
                    Err(full @ store::Error::DiskFull) => return Err(full.into()),
                    Err(_) => return junk("the attachment is damaged"),
                };
                if opening.finish().is_err() {
                    return junk("the attachment's signature does not match");
                }
                let mut header = Header::new(Id::random(), kind::ATTACHMENT, now.wall_ms);
                header.data = id.0.to_vec();
                let owner = header.id;
                self.store.write(|tx| {
                    tx.put(&header, None)?;
                    tx.attach(owner, staged)
                })?;
                round.attached(*id);
                if let Some(known) = round.phone(self, &signer)? {
                    known.phone.quota.add(length, now);
                    known.changed = true;
                }
                intake.attachments += 1;
                Ok(match to {
                    Some(to) => Outcome::Attached { to, device },
                    None => Outcome::Quietly { fresh: true },
                })
            }
            _ => match opening.finish() {
                Ok(letter) => self.unfiled(round, letter.signer, id, Unfiled::Kind),
                Err(_) => junk("its signature does not match"),
            },
        }
    }

    fn take_record(
        &mut self,
        opened: &Opened<'_>,
        round: &mut Round,
        told: &mut Told,
        intake: &mut Intake,
        now: Moment,
    ) -> Result<Outcome, Error> {
        let Opened { filed, record, .. } = *opened;
        let (device, entry) = (filed.entry.device, filed.entry);
        if round.holds(&record.id) {
            self.flush(round, told, intake, now)?;
        }
        let here = self.store.header(record.id).is_some();
        if self.is_confidential() {
            return self.take_report(opened, here, round, now);
        }
        let mut again = false;
        let coerced = self.coerced(&device).map(str::to_owned);
        if let Body::Enrolment(enrolment) = &record.body
            && coerced.is_none()
        {
            // It changes what is known of the phone.
            self.flush(round, told, intake, now)?;
            round.forget_phone(&device);
            match self.enrol(device, enrolment, &mut intake.alarms, now)? {
                Enrolled::Waits => {
                    intake.waiting += 1;
                    return Ok(Outcome::Aside(
                        Some(device),
                        Waits::Words,
                        "its phone waits until somebody has compared its words: `accept`",
                    ));
                }
                Enrolled::Yes => intake.enrolled += 1,
                Enrolled::Again => again = true,
                Enrolled::No(why) => {
                    // What a phone tried before it was enrolled is a part of its journal all the
                    // same: kept aside for good, it would leave a gap and never get a receipt.
                    if self.phone(&device)?.is_none() {
                        return Ok(Outcome::Aside(Some(device), Waits::Phone, why));
                    }
                }
            }
        }
        let Some(known) = round.phone(self, &device)? else {
            return Ok(Outcome::Aside(
                Some(device),
                Waits::Phone,
                "no enrolled phone signed it; its enrolment may still come",
            ));
        };
        if known.phone.recorded_too_late(entry.wall_at) {
            return Ok(Outcome::Aside(
                Some(device),
                Waits::Phone,
                "the phone that signed it recorded it after it was revoked",
            ));
        }
        let revoked = known.phone.revoked.is_some();
        let to = known.phone.seal_key.clone();
        let chain = &mut known.phone.chain;
        if here && !chain.holds(&entry) {
            // Names are random: two alike are made on purpose, to put one record over another.
            let why = Unfiled::NameTaken;
            return Ok(Outcome::Unfiled { to, device, why });
        }
        if chain.weight() > JOURNAL_MAX {
            let why = Unfiled::TooLong;
            return Ok(Outcome::Unfiled { to, device, why });
        }
        let broken = chain.broken().count();
        if let Body::Withdrawal(Withdrawal {
            never_sent: Some(never_sent),
            ..
        }) = &record.body
        {
            let Ok(arrival) = chain.accept(never_sent) else {
                let why = Unfiled::OtherJournal;
                return Ok(Outcome::Unfiled { to, device, why });
            };
            intake.forks += u64::from(arrival == Arrival::Fork);
        }
        let arrival = chain.accept(&entry).map_err(|_| Error::Damaged)?;
        intake.forks += u64::from(arrival == Arrival::Fork);
        intake.broken += chain.broken().count().saturating_sub(broken) as u64;
        known.changed = true;
        known.phone.pack_version = Some(record.pack.version);
        if let Body::Enrolment(enrolment) = &record.body
            && coerced.is_none()
            && (!here || again)
        {
            // Before it is filed: after a kill in between it comes here again. So it does when the phone
            // has heard nothing for a long time.
            self.welcome(&enrolment.seal_key, enrolment.invitation, now)?;
        }
        if here && revoked {
            return Ok(Outcome::Quietly { fresh: false });
        }
        if here {
            return Ok(Outcome::Again {
                to,
                device,
                entry: Some(entry),
            });
        }
        if let Some(label) = coerced {
            intake.under_duress.insert(label);
        }
        let original = self.original_of(opened.parcel)?;
        self.prepare(round, record, opened.content, original, now);
        Ok(Outcome::Prepared(Filing {
            parcel: *opened.parcel,
            to: (!revoked).then_some(to),
            device,
            entry,
        }))
    }

    /// A report at a confidential desk.
    fn take_report(
        &mut self,
        opened: &Opened<'_>,
        here: bool,
        round: &mut Round,
        now: Moment,
    ) -> Result<Outcome, Error> {
        let Opened { filed, record, .. } = *opened;
        let (device, entry) = (filed.entry.device, filed.entry);
        let Body::Screening(screening) = &record.body else {
            return self.unfiled(round, device, opened.parcel, Unfiled::NotAReport);
        };
        let Some(seed) = seed_of(screening) else {
            return Ok(Outcome::Aside(
                Some(device),
                Waits::Version,
                "the report names no key for its receipt",
            ));
        };
        let to = SecretKey::from_seed(&seed).public();
        round.seeds.insert(device, seed.clone());
        if here {
            return Ok(
                if self.entry_of(record.id).is_ok_and(|known| known == entry) {
                    Outcome::Again {
                        to,
                        device,
                        entry: Some(entry),
                    }
                } else {
                    let why = Unfiled::NameTaken;
                    Outcome::Unfiled { to, device, why }
                },
            );
        }
        let original = self.original_of(opened.parcel)?;
        self.prepare(round, record, opened.content, original, now);
        for attachment in &screening.attachments {
            let awaited = self.awaited(round)?;
            awaited.insert(attachment.parcel, (device, seed.clone()));
        }
        Ok(Outcome::Prepared(Filing {
            parcel: *opened.parcel,
            to: Some(to),
            device,
            entry,
        }))
    }

    /// Whether this attachment of a phone that was revoked belongs to a record that was filed.
    fn is_owed(
        &self,
        round: &mut Round,
        signer: &VerifyingKey,
        parcel: &ParcelId,
    ) -> Result<bool, Error> {
        let known = round.phone(self, signer)?;
        if known.is_none_or(|it| it.phone.revoked.is_none()) {
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

    /// A parcel as it came, to be kept with what it says. A parcel that opened is hardly longer than its content.
    fn original_of(&self, parcel: &ParcelId) -> Result<Zeroizing<Vec<u8>>, Error> {
        let mut original = Zeroizing::new(Vec::new());
        let mut reader = self
            .parcels
            .reader(&self.store, parcel)
            .ok_or(Error::Damaged)?;
        reader.read_to_end(&mut original)?;
        Ok(original)
    }

    /// At a confidential desk: the attachments that reports name, and whom to tell of each. Looked up in
    /// all reports at most once in a collection.
    pub(super) fn awaited<'r>(&self, round: &'r mut Round) -> Result<&'r mut Awaited, Error> {
        if round.awaited.is_none() {
            let mut awaited = Awaited::new();
            for header in self.store.list(kind::RECORD) {
                // A damaged one names nothing; `verify` names it.
                let Ok((filed, record)) = self.filed(header.id) else {
                    continue;
                };
                let Body::Screening(screening) = &record.body else {
                    continue;
                };
                let Some(seed) = seed_of(screening) else {
                    continue;
                };
                for attachment in &screening.attachments {
                    awaited.insert(attachment.parcel, (filed.entry.device, seed.clone()));
                }
            }
            round.awaited = Some(awaited);
        }
        Ok(round.awaited.get_or_insert_default())
    }

    /// Who gets the receipt for an attachment: its phone, or the author of the report that names it.
    fn reply_key(
        &self,
        round: &mut Round,
        signer: &VerifyingKey,
        parcel: &ParcelId,
    ) -> Result<Option<PublicKey>, Error> {
        if self.is_confidential() {
            let named = self.awaited(round)?.get(parcel);
            let Some((device, seed)) = named.filter(|(device, _)| device == signer).cloned() else {
                return Ok(None);
            };
            let to = SecretKey::from_seed(&seed).public();
            round.seeds.insert(device, seed);
            return Ok(Some(to));
        }
        let known = round.phone(self, signer)?;
        Ok(known
            .filter(|it| it.phone.revoked.is_none())
            .map(|it| it.phone.seal_key.clone()))
    }
}

/// An attachment that is kept aside under the name of its signer. Only a true one: nobody fills the share of what is kept
/// that is another's, or has the roster say that another's parcels wait.
fn put_off(opening: Opening<impl Read>, waits: Waits, why: &'static str) -> Outcome {
    match opening.finish() {
        Ok(letter) => Outcome::Aside(Some(letter.signer), waits, why),
        Err(_) => Outcome::Aside(None, Waits::Nothing, "the attachment is damaged"),
    }
}

/// What the receipt for a report is made with.
fn seed_of(screening: &Screening) -> Option<Zeroizing<[u8; 32]>> {
    bytes32(screening.reply_seed.as_deref()?).ok()
}
