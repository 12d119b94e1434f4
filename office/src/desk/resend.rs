//! What a desk does with time. Letters that have been offered for long enough go. A receipt is written again
//! when its parcels come again; what else a phone may have missed is said again here.

use pocketcard::{
    base::Id,
    host::Moment,
    parcel::LetterKind as Letter,
    store::Header,
    sync::{Checkpoint, Depot, ExchangeError, REMEMBER_MS},
};

use super::{Desk, Error, kind};

/// A pack that was sent longer ago is sent again for a new phone, so that it need not fetch what all others
/// were sent since, in milliseconds: a week.
const PACK_AGAIN_MS: i64 = 7 * 24 * 60 * 60 * 1000;

impl Desk {
    /// Says again what phones may have missed. [`Desk::depot`] lets the old letters go.
    pub(super) fn repeat(&mut self, now: Moment) -> Result<(), Error> {
        self.repeat_pack(REMEMBER_MS, now)?;
        self.repeat_change(now)?;
        self.tell_audience(now)?;
        self.forget_notices(now)?;
        self.repeat_answers(now)?;
        self.repeat_revocations(now)
    }

    /// Rows of this kind whose letter is no longer offered.
    fn silent(&self, kind: pocketcard::store::RowKind, now: Moment) -> Vec<Header> {
        self.older(kind, REMEMBER_MS, now)
    }

    /// Rows of this kind whose letter was sent longer ago.
    fn older(&self, kind: pocketcard::store::RowKind, age: i64, now: Moment) -> Vec<Header> {
        let silent = |header: &&Header| now.wall_ms - header.at > age;
        self.store.list(kind).filter(silent).cloned().collect()
    }

    /// The pack in force is always offered: phones enrol every day.
    fn repeat_pack(&mut self, age: i64, now: Moment) -> Result<(), Error> {
        let newest = self.store.list(kind::PACK).next().map(|header| header.id);
        let silent = self.older(kind::PACK, age, now);
        let Some(mut header) = silent.into_iter().find(|it| Some(it.id) == newest) else {
            return Ok(());
        };
        let to = self.audience()?;
        let Ok(Some(pack)) = self.store.body(header.id) else {
            return Ok(());
        };
        header.at = now.wall_ms;
        header.data = self.hub_position(now)?;
        self.send(Letter::Pack, &pack, &to, now, |tx| {
            tx.put(&header, Some(&pack))
        })
    }

    /// How far the hub's list had come, as far as this desk knows: what it sends from now on comes later.
    pub(super) fn hub_position(&mut self, now: Moment) -> Result<Vec<u8>, Error> {
        let Checkpoint { epoch, kept, .. } = self.checkpoint(now)?;
        Ok([epoch.to_be_bytes(), kept.to_be_bytes()].concat())
    }

    /// Where the hub's list begins for a phone that is invited now: at the pack in force, which is said again
    /// if that was long ago, or else here. All that stands before is for others. Nothing where this desk
    /// does not know.
    pub(super) fn letters_from(&mut self, now: Moment) -> Result<Option<Checkpoint>, Error> {
        self.repeat_pack(PACK_AGAIN_MS, now)?;
        let Checkpoint {
            epoch, mut kept, ..
        } = self.checkpoint(now)?;
        if let Some(pack) = self.store.list(kind::PACK).next() {
            let Some((before, at)) = pack.data.split_first_chunk() else {
                return Ok(None);
            };
            if u64::from_be_bytes(*before) != epoch {
                return Ok(None);
            }
            let at = at.try_into().map_err(|_| Error::Damaged)?;
            kept = kept.min(u64::from_be_bytes(at));
        }
        Ok((epoch != 0).then_some(Checkpoint {
            epoch,
            kept,
            open: false,
        }))
    }

    fn checkpoint(&mut self, now: Moment) -> Result<Checkpoint, Error> {
        let checkpoint = self.depot(now).checkpoint();
        Ok(checkpoint.map_err(ExchangeError::from)?)
    }

    /// What was said to phones that were turned away, and is not offered any more.
    fn forget_notices(&mut self, now: Moment) -> Result<(), Error> {
        let old = self.silent(kind::NOTICE, now);
        if old.is_empty() {
            return Ok(());
        }
        Ok(self
            .store
            .write(|tx| old.iter().try_for_each(|header| tx.delete(header.id)))?)
    }

    /// Answers to phones that were not heard of since.
    fn repeat_answers(&mut self, now: Moment) -> Result<(), Error> {
        for mut header in self.silent(kind::ANSWER, now) {
            let to = *header.data.first_chunk().ok_or(Error::Damaged)?;
            // What is damaged is not said again, and stops nothing else.
            let Ok((filed, _)) = self.filed(Id(to)) else {
                continue;
            };
            let heard = self.phone_header(&filed.entry.device).map(|it| it.at);
            let Ok(Some((_, phone))) = self.phone(&filed.entry.device) else {
                continue;
            };
            if phone.revoked.is_some() || heard >= Some(header.at) {
                continue;
            }
            let Ok(Some(answer)) = self.store.body(header.id) else {
                continue;
            };
            header.at = now.wall_ms;
            self.send(Letter::Answer, &answer, &phone.seal_key, now, |tx| {
                tx.put(&header, Some(&answer))
            })?;
        }
        Ok(())
    }

    /// Who stole a phone may switch it on late.
    fn repeat_revocations(&mut self, now: Moment) -> Result<(), Error> {
        for header in self.silent(kind::PHONE, now) {
            let Ok(phone) = self.phone_row(header.id) else {
                continue;
            };
            if let Some(says) = phone.revoked {
                self.say_revoked(header, &phone, says, now)?;
            }
        }
        Ok(())
    }
}
