//! The phones of the office: which there are, and turning them away.

use data_encoding::HEXLOWER;
use pocketcard::{
    base::Id,
    crypto::{PublicKey, SigningKey, VerifyingKey},
    host::Moment,
    journal::Chain,
    parcel::{
        LetterKind as Letter, ParcelId,
        armor::{self, Label},
    },
    record::{Notice, Reply, Says, WipeOrder},
    store::{self, Header, Tx},
    sync::REMEMBER_MS,
};
use serde::{Deserialize, Serialize};

use super::{Act, Desk, Error, PhoneLine, UserRole, kind, quota::Quota, waits::Waits};

/// What the desk knows of a phone.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneRow {
    pub(super) sign_key: VerifyingKey,
    pub(super) seal_key: PublicKey,
    pub(super) invitation: Id,
    /// Names the token that lets it in to the hub.
    pub(super) token_id: Id,
    pub(super) chain: Chain,
    /// What it was told when it was revoked.
    pub(super) revoked: Option<Says>,
    /// When it was revoked: what it recorded before is filed all the same.
    #[serde(default)]
    pub(super) revoked_at: Option<i64>,
    /// What a keeper signed, where it was told to erase itself.
    #[serde(default)]
    pub(super) order: Option<WipeOrder>,
    /// The number of the key of packs that it was last told.
    #[serde(default)]
    pub(super) audience: u64,
    /// When it was told that.
    #[serde(default)]
    pub(super) told_at: i64,
    /// The version of the pack that its newest record was made with.
    #[serde(default)]
    pub(super) pack_version: Option<u64>,
    /// Of a phone that opens under duress: the key of the phone that it stands for.
    #[serde(default)]
    pub(super) decoy_of: Option<VerifyingKey>,
    /// What it may still fill.
    #[serde(default)]
    pub(super) quota: Quota,
}

/// That a phone shall erase itself: what the desk asks a keeper to sign, and what it gets back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WipeRequest {
    /// What the office calls the phone.
    pub label: String,
    /// Its key.
    pub phone: VerifyingKey,
    /// The invitation that enrolled it.
    invitation: Id,
    /// What a keeper signed.
    pub order: Option<WipeOrder>,
}

impl WipeRequest {
    /// Signs it as a keeper.
    pub fn sign(&mut self, root: &SigningKey) {
        self.order = Some(WipeOrder::sign(root, &self.phone, &self.invitation));
    }

    /// The text that travels between the desk and the keeper.
    pub fn to_text(&self) -> String {
        let json = serde_json::to_vec(self).expect("texts serialise");
        armor::encode(Label::Key, &json).expect("a request is far below the limit")
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`Error::NoOrder`].
    pub fn from_text(text: &str) -> Result<Self, Error> {
        let json = armor::decode(Label::Key, text).map_err(|_| Error::NoOrder)?;
        serde_json::from_slice(&json).map_err(|_| Error::NoOrder)
    }
}

impl PhoneRow {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a phone's row serialises")
    }

    /// Whether it recorded this after it was revoked, as far as its own clock tells.
    pub(super) fn recorded_too_late(&self, wall_at: i64) -> bool {
        self.revoked.is_some() && self.revoked_at.is_none_or(|at| wall_at > at)
    }
}

impl Desk {
    pub(super) fn phone_header(&self, key: &VerifyingKey) -> Option<&Header> {
        let phones = self.store.list(kind::PHONE);
        let mut phones = phones.chain(self.store.list(kind::DECOY));
        phones.find(|header| header.data == key.0)
    }

    /// What the office calls the phone under duress that signs with this key.
    pub(super) fn coerced(&self, key: &VerifyingKey) -> Option<&str> {
        let mut decoys = self.store.list(kind::DECOY);
        let decoy = decoys.find(|header| header.data == key.0)?;
        Some(&decoy.label)
    }

    pub(super) fn phone(&self, key: &VerifyingKey) -> Result<Option<(Id, PhoneRow)>, Error> {
        self.phone_header(key)
            .map(|header| Ok((header.id, self.phone_row(header.id)?)))
            .transpose()
    }

    pub(super) fn phone_row(&self, id: Id) -> Result<PhoneRow, Error> {
        let bytes = self.store.body(id)?.ok_or(Error::Damaged)?;
        serde_json::from_slice(&bytes).map_err(|_| Error::Damaged)
    }

    /// The phone of this label, or whose fingerprint begins so.
    fn find_phone(&self, phone: &str) -> Result<Header, Error> {
        let named = |header: &&Header| {
            header.label == phone || begins(&HEXLOWER.encode(&header.data), phone)
        };
        let mut matching = self.store.list(kind::PHONE).filter(named);
        match (matching.next(), matching.next()) {
            (Some(header), None) => Ok(header.clone()),
            _ => Err(Error::NoSuchPhone),
        }
    }

    /// The name and key of a phone that answered an invitation, whether or not that enrolled it.
    pub(super) fn answered(&self, phone: &str) -> Result<(String, VerifyingKey), Error> {
        if let Ok(header) = self.find_phone(phone) {
            let row = self.phone_row(header.id)?;
            let known = row
                .revoked
                .is_none()
                .then_some((header.label.clone(), row.sign_key));
            return known.ok_or(Error::NoSuchPhone);
        }
        let mut found = None;
        for header in self.store.list(kind::INVITATION) {
            for proved in &self.invitation_row(header.id)?.proved {
                let this = begins(&proved.phone.to_string(), phone);
                if this && found.as_ref().is_some_and(|(_, it)| *it != proved.phone) {
                    return Err(Error::NoSuchPhone);
                }
                if this && self.phone_header(&proved.phone).is_none() {
                    found = Some((header.label.clone(), proved.phone));
                }
            }
        }
        found.ok_or(Error::NoSuchPhone)
    }

    /// The phones and where each stands. One whose row is damaged is left out; `verify` names it.
    pub fn phones(&self) -> Result<Vec<PhoneLine>, Error> {
        let put_off = self.aside_signers(Waits::Day);
        let line = |header: &Header| {
            let phone = self.phone_row(header.id).ok()?;
            Some(PhoneLine {
                label: header.label.clone(),
                fingerprint: phone.sign_key.to_string()[..16].to_owned(),
                records: phone.chain.highest(),
                missing: phone
                    .chain
                    .gaps()
                    .iter()
                    .map(|gap| gap.end() - gap.start() + 1)
                    .sum(),
                forks: phone.chain.forks().count() as u64,
                broken: phone.chain.broken().count() as u64,
                revoked: phone.revoked.is_some(),
                rivals: self.rivals(&phone),
                attachment_bytes: phone.quota.filed,
                put_off: put_off.iter().filter(|it| **it == phone.sign_key).count() as u64,
                heard_at: header.at,
                pack_version: phone.pack_version,
            })
        };
        Ok(self.store.list(kind::PHONE).filter_map(line).collect())
    }

    /// Accepts nothing from a phone that it records from now on, and seals packs to a new key, which all others
    /// are sent. Gives the names of the tokens that the hub must refuse: one for each invitation that the phone
    /// ever used. It is told to erase itself where a keeper of a root key signed that too.
    ///
    /// # Errors
    /// [`Error::NoSuchPhone`]; [`Error::NotTheMainDesk`]; [`Error::NoOrder`] when the order is another phone's, or
    /// signed by nobody who may.
    pub fn revoke(
        &mut self,
        phone: &str,
        order: Option<WipeOrder>,
        now: Moment,
    ) -> Result<Vec<Id>, Error> {
        self.identity.row.as_office()?;
        let mut header = self.find_phone(phone)?;
        let mut row = self.phone_row(header.id)?;
        let roots = self.roots()?;
        let fits = |order: &WipeOrder| {
            roots.contains(&order.key) && order.is_for(&row.sign_key, &row.invitation)
        };
        if order.as_ref().is_some_and(|order| !fits(order)) {
            return Err(Error::NoOrder);
        }
        let says = order.map_or(Says::Revoked, |_| Says::Wipe);
        // Said again, it only tells the hub again.
        if row.revoked != Some(says) {
            row.revoked = Some(says);
            row.order = order;
            row.revoked_at = row.revoked_at.or(Some(now.wall_ms));
            header.at = now.wall_ms;
            let decoy = self.decoy_of(&row)?.map(|(header, mut decoy)| {
                (decoy.revoked, decoy.revoked_at) = (row.revoked, row.revoked_at);
                (header, decoy)
            });
            let (letter, noted) =
                self.notice(&row.seal_key, row.invitation, says, row.order, now)?;
            let line = self.entry(Act::Revoked, None, &header.label, now);
            self.replace_audience(Some(header.id), vec![letter], now, |tx| {
                tx.put(&header, Some(&row.to_bytes()))?;
                if let Some((header, decoy)) = &decoy {
                    tx.put(header, Some(&decoy.to_bytes()))?;
                }
                tx.put(&noted, None)?;
                line.put(tx)
            })?;
        }
        let mut tokens = vec![row.token_id];
        for header in self.store.list(kind::INVITATION) {
            let invitation = self.invitation_row(header.id)?;
            if invitation.used_by == Some(row.sign_key) && invitation.token_id != row.token_id {
                tokens.push(invitation.token_id);
            }
        }
        Ok(tokens)
    }

    /// What a keeper signs so that this phone erases itself. Signed already, where this desk holds a root key and an
    /// administrator opened it.
    ///
    /// # Errors
    /// [`Error::NoSuchPhone`]; [`Error::NotTheMainDesk`].
    pub fn wipe_request(&self, phone: &str) -> Result<WipeRequest, Error> {
        let header = self.find_phone(phone)?;
        let row = self.phone_row(header.id)?;
        let root = match self.role() {
            UserRole::Administrator => self.root_keys()?.into_iter().next(),
            UserRole::FocalPoint => None,
        };
        Ok(WipeRequest {
            label: header.label.clone(),
            phone: row.sign_key,
            invitation: row.invitation,
            order: root.map(|root| WipeOrder::sign(&root, &row.sign_key, &row.invitation)),
        })
    }

    /// The phone that opens in place of this one under duress.
    fn decoy_of(&self, phone: &PhoneRow) -> Result<Option<(Header, PhoneRow)>, Error> {
        for header in self.store.list(kind::DECOY) {
            let decoy = self.phone_row(header.id)?;
            if decoy.decoy_of == Some(phone.sign_key) {
                return Ok(Some((header.clone(), decoy)));
            }
        }
        Ok(None)
    }

    /// How many phones that the office does not know answered its invitation too.
    fn rivals(&self, phone: &PhoneRow) -> u64 {
        let invitation = self.invitation_row(phone.invitation);
        let proved = invitation.as_ref().map_or(&[][..], |it| &it.proved);
        let others = proved
            .iter()
            .filter(|it| self.phone_header(&it.phone).is_none());
        others.count() as u64
    }

    /// The notices to phones that were turned away, which alone the hub still lets them read.
    pub fn notices(&self, now: Moment) -> Vec<ParcelId> {
        let kept = |header: &&Header| now.wall_ms - header.at <= REMEMBER_MS;
        let notices = self.store.list(kind::NOTICE).filter(kept);
        notices
            .filter_map(|header| Some(ParcelId(header.data.as_slice().try_into().ok()?)))
            .collect()
    }

    /// Says again that a phone is revoked, and notes when.
    pub(super) fn say_revoked(
        &mut self,
        mut header: Header,
        phone: &PhoneRow,
        says: Says,
        now: Moment,
    ) -> Result<(), Error> {
        header.at = now.wall_ms;
        let (letter, noted) =
            self.notice(&phone.seal_key, phone.invitation, says, phone.order, now)?;
        self.queue(&[letter], now, |tx| {
            tx.put(&header, Some(&phone.to_bytes()))?;
            tx.put(&noted, None)
        })
    }

    /// Tells a phone that nothing more is taken from it, in one transaction with the rows that speak of it.
    pub(super) fn turn_away(
        &mut self,
        to: &PublicKey,
        invitation: Id,
        says: Says,
        now: Moment,
        rows: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
    ) -> Result<(), Error> {
        let (letter, noted) = self.notice(to, invitation, says, None, now)?;
        self.queue(&[letter], now, |tx| {
            rows(tx)?;
            tx.put(&noted, None)
        })
    }

    /// Tells a phone that it is enrolled.
    pub(super) fn welcome(
        &mut self,
        to: &PublicKey,
        invitation: Id,
        now: Moment,
    ) -> Result<(), Error> {
        let (letter, _) = self.notice(to, invitation, Says::Welcome, None, now)?;
        self.queue(&[letter], now, |_| Ok(()))
    }

    /// A sealed notice, and the row that remembers it.
    fn notice(
        &self,
        to: &PublicKey,
        invitation: Id,
        says: Says,
        order: Option<WipeOrder>,
        now: Moment,
    ) -> Result<(super::SealedLetter, Header), Error> {
        let notice = Notice {
            format: Notice::FORMAT.to_owned(),
            invitation,
            made_at: now.wall_ms,
            says,
            since: None,
            office: None,
            order,
        };
        let letter = self.seal(Letter::Notice, &notice.to_bytes(), to)?;
        let mut noted = Header::new(Id::random(), kind::NOTICE, now.wall_ms);
        noted.data = letter.0.id.0.to_vec();
        Ok((letter, noted))
    }
}

/// Whether a fingerprint begins with what somebody typed.
fn begins(fingerprint: &str, typed: &str) -> bool {
    typed.len() >= 4 && fingerprint.starts_with(&typed.to_ascii_lowercase())
}
