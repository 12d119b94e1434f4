//! The key to which packs are sealed. Every phone has it, so it is replaced whenever one of them, or somebody
//! with an invitation, shall read no more; and each phone that remains is sent the new one, sealed to it alone.

use pocketcard::{
    base::Id,
    crypto::{PublicKey, SecretKey},
    host::Moment,
    parcel::LetterKind as Letter,
    record::{AudienceKey, Reply},
    store::{self, Tx},
    sync::REMEMBER_MS,
};

use super::{
    Desk, Error, SealedLetter,
    identity::{Identity, IdentityRow, bytes32},
    kind,
};

impl Desk {
    /// The key to which packs are sealed now.
    pub(super) fn audience(&self) -> Result<PublicKey, Error> {
        audience(&self.identity.row)
    }

    /// Replaces the key, in one transaction with what it is replaced for: `letters` and `rows`. Each phone but
    /// the one whose row is `gone` is sent the new key, and the pack in force is sent again under it.
    pub(super) fn replace_audience(
        &mut self,
        gone: Option<Id>,
        mut letters: Vec<SealedLetter>,
        now: Moment,
        rows: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
    ) -> Result<(), Error> {
        let row = self.identity.row.with_new_audience()?;
        let mut told = Vec::new();
        for header in self.store.list(kind::PHONE) {
            // One whose row is damaged is told when it enrols again.
            let Ok(mut phone) = self.phone_row(header.id) else {
                continue;
            };
            if gone == Some(header.id) || phone.revoked.is_some() {
                continue;
            }
            letters.push(self.audience_letter(&row, &phone.seal_key)?);
            phone.audience = row.as_office()?.audience;
            phone.told_at = now.wall_ms;
            told.push((header.clone(), phone.to_bytes()));
        }
        let pack = self.store.list(kind::PACK).next().cloned();
        let pack = match pack.map(|it| Ok::<_, Error>((self.store.body(it.id)?, it))) {
            Some(Ok((Some(bytes), mut header))) => {
                letters.push(self.seal(Letter::Pack, &bytes, &audience(&row)?)?);
                header.at = now.wall_ms;
                header.data = self.hub_position(now)?;
                Some((header, bytes))
            }
            // A damaged one is not said again; `verify` names it.
            _ => None,
        };
        let header = self.store.list(kind::IDENTITY).next().cloned();
        let (header, bytes) = (header.ok_or(Error::Damaged)?, row.to_bytes());
        self.queue(&letters, now, |tx| {
            rows(tx)?;
            tx.put(&header, Some(&bytes))?;
            for (header, phone) in &told {
                tx.put(header, Some(phone))?;
            }
            pack.iter()
                .try_for_each(|(header, bytes)| tx.put(header, Some(bytes)))
        })?;
        self.identity = Identity::parse(row)?;
        Ok(())
    }

    /// Tells the key to phones that were invited before it was made, or that were not heard of since they were
    /// told and may have missed it.
    pub(super) fn tell_audience(&mut self, now: Moment) -> Result<(), Error> {
        let number = match self.identity.row.as_office() {
            Ok(office) if office.audience > 0 => office.audience,
            _ => return Ok(()),
        };
        let phones: Vec<_> = self.store.list(kind::PHONE).cloned().collect();
        for header in phones {
            let Ok(mut phone) = self.phone_row(header.id) else {
                continue;
            };
            let missed = now.wall_ms - phone.told_at > REMEMBER_MS && header.at < phone.told_at;
            if phone.revoked.is_some() || (phone.audience == number && !missed) {
                continue;
            }
            let letter = self.audience_letter(&self.identity.row, &phone.seal_key)?;
            phone.audience = number;
            phone.told_at = now.wall_ms;
            let bytes = phone.to_bytes();
            self.queue(&[letter], now, |tx| tx.put(&header, Some(&bytes)))?;
        }
        Ok(())
    }

    fn audience_letter(&self, row: &IdentityRow, to: &PublicKey) -> Result<SealedLetter, Error> {
        let office = row.as_office()?;
        let key = AudienceKey {
            format: AudienceKey::FORMAT.to_owned(),
            number: office.audience,
            seed: office.audience_seed.clone(),
        };
        self.seal(Letter::Audience, &key.to_bytes(), to)
    }
}

fn audience(row: &IdentityRow) -> Result<PublicKey, Error> {
    let seed = bytes32(&row.as_office()?.audience_seed)?;
    Ok(SecretKey::from_seed(&seed).public())
}
