//! What a desk does with time. Letters that have been offered for long enough go. A receipt is written anew
//! when its parcels come again; what else a phone may have missed is said again here.

use pocketcard::{
    host::Moment,
    parcel::{Kind as Letter, SecretKey},
    record::Id,
    store::Header,
    sync::REMEMBER_MS,
};

use super::{Desk, Error, identity::bytes32, kind};

impl Desk {
    /// Says again what phones may have missed. [`Desk::depot`] lets the old letters go.
    pub(super) fn repeat(&mut self, now: Moment) -> Result<(), Error> {
        self.repeat_pack(now)?;
        self.repeat_answers(now)?;
        self.repeat_revocations(now)
    }

    /// Rows of this kind whose letter is no longer offered.
    fn silent(&self, kind: pocketcard::store::Kind, now: Moment) -> Vec<Header> {
        let silent = |header: &&Header| now.wall_ms - header.at > REMEMBER_MS;
        self.store.list(kind).filter(silent).cloned().collect()
    }

    /// The pack in force is always offered: phones enrol every day.
    fn repeat_pack(&mut self, now: Moment) -> Result<(), Error> {
        let newest = self.store.list(kind::PACK).next().map(|header| header.id);
        let silent = self.silent(kind::PACK, now);
        let Some(mut header) = silent.into_iter().find(|it| Some(it.id) == newest) else {
            return Ok(());
        };
        let audience = bytes32(&self.identity.row.as_office()?.audience_seed)?;
        let to = SecretKey::from_seed(&audience).public();
        let Ok(Some(pack)) = self.store.body(header.id) else {
            return Ok(());
        };
        header.at = now.wall_ms;
        self.send(Letter::Pack, &pack, &to, now, |tx| {
            tx.put(&header, Some(&pack))
        })
    }

    /// Answers to phones that were not heard of since.
    fn repeat_answers(&mut self, now: Moment) -> Result<(), Error> {
        for mut header in self.silent(kind::ANSWER, now) {
            let to = header
                .data
                .as_slice()
                .try_into()
                .map_err(|_| Error::Damaged)?;
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
