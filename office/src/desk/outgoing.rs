//! What a desk sends: receipts, answers, notices and packs, each sealed to whom it is for.

use pocketcard::{
    base::Id,
    crypto::{PublicKey, SigningKey},
    host::Moment,
    parcel::{self, Address, LetterKind, ParcelId, SecondSlot},
    record::{Body, OfficeAnswer, Reply},
    store::{self, Header, Tx},
    sync::{Item, ParcelState, Way},
    text::{is_text, tidy},
};

use super::{Act, Desk, Error, SealedLetter, kind};

/// The longest answer, in bytes.
pub(super) const MAX_ANSWER: usize = 4096;

impl Desk {
    /// Answers a screening or a referral. The answer goes to the phone that sent it.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`]; [`Error::EmptyAnswer`]; [`Error::TextTooLong`]; [`Error::NothingToAnswer`];
    /// [`Error::Withdrawn`] where the person took the consent back; [`Error::NoWayBack`] at the
    /// confidential desk.
    pub fn answer(&mut self, to: Id, text: &str, now: Moment) -> Result<(), Error> {
        let mut text = text.to_owned();
        tidy(&mut text);
        if text.len() > MAX_ANSWER {
            return Err(Error::TextTooLong);
        }
        if text.is_empty() || !is_text(&text) {
            return Err(Error::EmptyAnswer);
        }
        if self.is_confidential() {
            // An answer would lie on the author's phone and say that there was a report.
            return Err(Error::NoWayBack);
        }
        let (filed, record) = self.filed(to)?;
        match &record.body {
            Body::Screening(_) => {}
            Body::Referral(_) => {
                if self.show(to)?.line.withdrawn {
                    return Err(Error::Withdrawn);
                }
            }
            _ => return Err(Error::NothingToAnswer),
        }
        let phone = self.phone(&filed.entry.device)?;
        let (_, phone) = phone.ok_or(Error::Damaged)?;
        let answer = OfficeAnswer {
            format: OfficeAnswer::FORMAT.to_owned(),
            id: Id::random(),
            to,
            made_at: now.wall_ms,
            text,
        };
        let bytes = answer.to_bytes();
        let letter = self.seal(LetterKind::Answer, &bytes, &phone.seal_key)?;
        let mut header = Header::new(answer.id, kind::ANSWER, now.wall_ms);
        header.data = [&to.0[..], &letter.0.id.0].concat();
        let noted = self.entry(Act::Answered, Some(to), "", now);
        self.queue(&[letter], now, |tx| {
            tx.put(&header, Some(&bytes))?;
            noted.put(tx)
        })
    }

    /// Seals a letter and queues it for the hub and for bundles, in one transaction with the rows that speak
    /// of it.
    pub(super) fn send(
        &mut self,
        kind: LetterKind,
        content: &[u8],
        to: &PublicKey,
        now: Moment,
        rows: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
    ) -> Result<(), Error> {
        let letter = self.seal(kind, content, to)?;
        self.queue(&[letter], now, rows)
    }

    /// Queues sealed letters in one transaction with the rows that speak of them.
    pub(super) fn queue(
        &mut self,
        letters: &[SealedLetter],
        now: Moment,
        rows: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
    ) -> Result<(), Error> {
        Ok(self.parcels.write(&mut self.store, |tx| {
            rows(tx)?;
            letters.iter().try_for_each(|(item, bytes)| {
                tx.add(*item, ParcelState::Own, None, bytes, now.wall_ms)
            })
        })?)
    }

    /// Seals a letter.
    pub(super) fn seal(
        &self,
        kind: LetterKind,
        content: &[u8],
        to: &PublicKey,
    ) -> Result<SealedLetter, Error> {
        self.seal_as(kind, content, to, &self.identity.sign)
    }

    /// Seals a letter that is signed with this key of the desk.
    pub(super) fn seal_as(
        &self,
        kind: LetterKind,
        content: &[u8],
        to: &PublicKey,
        sign: &SigningKey,
    ) -> Result<SealedLetter, Error> {
        let address = Address {
            mailbox: self.identity.row.mailbox,
            to: to.clone(),
            second: self.parcel_escrow().map(|_| SecondSlot::Cover),
        };
        let sealed = parcel::seal(kind, content, sign, &address)?;
        let item = Item {
            id: sealed.id,
            size: sealed.bytes.len() as u64,
            way: Way::Down,
        };
        Ok((item, sealed.bytes))
    }

    pub(super) fn set_place(&mut self, id: &ParcelId, place: ParcelState) -> Result<(), Error> {
        if self.parcels.get(id).is_none_or(|book| book.place == place) {
            return Ok(());
        }
        Ok(self.parcels.write(&mut self.store, |tx| {
            tx.change(id, |entry| entry.place = place)
        })?)
    }
}
