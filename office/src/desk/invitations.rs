//! Invitations and phones.

use data_encoding::HEXLOWER;
use pocketcard::{
    base::Id,
    crypto::{PublicKey, VerifyingKey},
    host::Moment,
    invitation::Invitation,
    journal::Chain,
    parcel::Kind as Letter,
    record::{Enrolment, Notice, Reply, Says},
    store::Header,
    sync::Role,
};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{Desk, Error, InvitationLine, PhoneLine, identity::random_seed, kind};

const DAY: i64 = 24 * 60 * 60 * 1000;
/// So many phones are told that an invitation refuses them. Each is told with a letter that goes to all phones.
const REFUSED_MAX: usize = 16;

/// What the desk remembers of an invitation.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(super) struct InvitationRow {
    secret: String,
    token: String,
    #[zeroize(skip)]
    token_id: Id,
    expires_at: i64,
    /// The phone that used it.
    #[zeroize(skip)]
    pub(super) used_by: Option<VerifyingKey>,
    /// Nobody may use it any more.
    #[serde(default)]
    withdrawn: bool,
    /// The hub was told to refuse its token.
    #[serde(default)]
    hub_told: bool,
    /// The phones that were told that it refuses them.
    #[zeroize(skip)]
    #[serde(default)]
    refused: Vec<VerifyingKey>,
}

/// What the desk knows of a phone.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhoneRow {
    pub(super) sign_key: VerifyingKey,
    pub(super) seal_key: PublicKey,
    pub(super) invitation: Id,
    /// Names the token that lets it in to the hub.
    token_id: Id,
    pub(super) chain: Chain,
    /// What it was told when it was revoked.
    pub(super) revoked: Option<Says>,
}

/// What came of a phone's answer to an invitation.
pub(super) enum Enrolled {
    /// A new phone, or a known one under a new invitation.
    Yes,
    /// The very same answer again.
    Again,
    /// No: the invitation is unknown, used by another phone, too old, or the proof is wrong.
    No(&'static str),
}

impl PhoneRow {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a phone's row serialises")
    }
}

impl InvitationRow {
    /// Whether a phone may still use it.
    fn is_open(&self, now: Moment) -> bool {
        self.used_by.is_none() && !self.withdrawn && now.wall_ms <= self.expires_at
    }

    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec(self).expect("an invitation's row serialises"))
    }
}

impl Desk {
    /// Makes an invitation for one phone. It is handed over in person and can be used once.
    ///
    /// # Errors
    /// [`Error::NotTheMainDesk`]; [`Error::Label`]; the store's.
    pub fn invite(
        &mut self,
        label: &str,
        days: u16,
        now: Moment,
    ) -> Result<Zeroizing<String>, Error> {
        if label.is_empty() || label.len() > Header::LABEL {
            return Err(Error::Label);
        }
        let office = self.identity.row.as_office()?;
        let (id, token_id) = (Id::random(), Id::random());
        let token = office
            .token_key
            .mint(Role::Phone, self.identity.row.mailbox, token_id);
        let row = InvitationRow {
            secret: random_seed(),
            token: token.to_text().to_string(),
            token_id,
            expires_at: now.wall_ms + i64::from(days) * DAY,
            used_by: None,
            withdrawn: false,
            hub_told: false,
            refused: Vec::new(),
        };
        let invitation = Invitation {
            format: Invitation::format(),
            id,
            expires_at: row.expires_at,
            mailbox: self.identity.row.mailbox,
            desk: self.identity.card(),
            escrow: None,
            confidential: office.confidential.clone(),
            audience_seed: office.audience_seed.clone(),
            pack: super::roots::SERIES.to_owned(),
            // Those of the pack in force: the next pack carries every later change.
            roots: self.phones_trust()?.roots().clone(),
            hub: self.identity.row.hub.clone(),
            hub_certificate: self.identity.row.hub_certificate.clone(),
            hub_from: self.letters_from(now)?,
            token: row.token.clone(),
            secret: row.secret.clone(),
        };
        let mut header = Header::new(id, kind::INVITATION, now.wall_ms);
        header.label = label.to_owned();
        self.store
            .write(|tx| tx.put(&header, Some(&row.to_bytes())))?;
        Ok(invitation.to_text())
    }

    pub(super) fn phone_header(&self, key: &VerifyingKey) -> Option<&Header> {
        let mut phones = self.store.list(kind::PHONE);
        phones.find(|header| header.data == key.0)
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

    /// Takes a phone's answer to an invitation. An answer that is not accepted enrols nobody, so
    /// that a stolen invitation cannot lock out the phone that it was meant for. Who held the invitation
    /// is told, once: a letter goes to all phones, so nobody else may cause one.
    pub(super) fn enrol(
        &mut self,
        signer: VerifyingKey,
        enrolment: &Enrolment,
        now: Moment,
    ) -> Result<Enrolled, Error> {
        let Some(header) = self.row(kind::INVITATION, &enrolment.invitation).cloned() else {
            return Ok(Enrolled::No("the invitation is not this office's"));
        };
        let mut invitation = self.invitation_row(header.id)?;
        let proof = Invitation::proof(&invitation.secret, &signer, &enrolment.seal_key);
        if proof.as_deref() != Some(enrolment.proof.as_str()) {
            return Ok(Enrolled::No(
                "the phone did not hold the invitation that it names",
            ));
        }
        let known = self.phone(&signer)?;
        let revoked = known.as_ref().is_some_and(|(_, it)| it.revoked.is_some());
        let why = match invitation.used_by {
            Some(phone) if phone == signer => return Ok(Enrolled::Again),
            Some(_) => Some("the invitation was used before by another phone"),
            None if invitation.withdrawn => Some("the invitation was withdrawn"),
            None if now.wall_ms > invitation.expires_at => Some("the invitation had expired"),
            None if revoked => Some("the phone was revoked"),
            None => None,
        };
        if let Some(why) = why {
            if invitation.refused.len() < REFUSED_MAX && !invitation.refused.contains(&signer) {
                invitation.refused.push(signer);
                let notice = notice(enrolment.invitation, Says::InvitationRefused, now);
                self.send(Letter::Notice, &notice, &enrolment.seal_key, now, |tx| {
                    tx.put(&header, Some(&invitation.to_bytes()))
                })?;
            }
            return Ok(Enrolled::No(why));
        }
        let (id, chain) = match known {
            Some((id, phone)) => (id, phone.chain),
            None => (Id::random(), Chain::new(signer)),
        };
        let phone = PhoneRow {
            sign_key: signer,
            seal_key: enrolment.seal_key.clone(),
            invitation: enrolment.invitation,
            token_id: invitation.token_id,
            chain,
            revoked: None,
        };
        invitation.used_by = Some(signer);
        let mut phone_header = Header::new(id, kind::PHONE, now.wall_ms);
        phone_header.label = header.label.clone();
        phone_header.data = signer.0.to_vec();
        self.store.write(|tx| {
            tx.put(&header, Some(&invitation.to_bytes()))?;
            tx.put(&phone_header, Some(&phone.to_bytes()))
        })?;
        Ok(Enrolled::Yes)
    }

    /// The phones and where each stands. One whose row is damaged is left out; `verify` names it.
    pub fn phones(&self) -> Result<Vec<PhoneLine>, Error> {
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
            })
        };
        Ok(self.store.list(kind::PHONE).filter_map(line).collect())
    }

    /// Accepts nothing more from a phone. Gives the names of the tokens that the hub must refuse from
    /// now on: one for each invitation that the phone ever used.
    ///
    /// # Errors
    /// [`Error::NoSuchPhone`]; [`Error::NotTheMainDesk`].
    pub fn revoke(&mut self, phone: &str, wipe: bool, now: Moment) -> Result<Vec<Id>, Error> {
        self.identity.row.as_office()?;
        let mut matching = Vec::new();
        for header in self.store.list(kind::PHONE) {
            let fingerprint = HEXLOWER.encode(&header.data);
            if header.label == phone || (phone.len() >= 4 && fingerprint.starts_with(phone)) {
                matching.push(header.clone());
            }
        }
        let [header] = matching.as_slice() else {
            return Err(Error::NoSuchPhone);
        };
        let mut row = self.phone_row(header.id)?;
        let says = if wipe { Says::Wipe } else { Says::Revoked };
        row.revoked = Some(says);
        self.say_revoked(header.clone(), &row, says, now)?;
        let mut tokens = vec![row.token_id];
        for header in self.store.list(kind::INVITATION) {
            let invitation = self.invitation_row(header.id)?;
            if invitation.used_by == Some(row.sign_key) && invitation.token_id != row.token_id {
                tokens.push(invitation.token_id);
            }
        }
        Ok(tokens)
    }

    /// The invitations that no phone has used, newest first.
    ///
    /// # Errors
    /// The store's.
    pub fn invitations(&self, now: Moment) -> Result<Vec<InvitationLine>, Error> {
        let mut lines = Vec::new();
        for header in self.store.list(kind::INVITATION) {
            let row = self.invitation_row(header.id)?;
            if row.used_by.is_none() {
                lines.push(InvitationLine {
                    label: header.label.clone(),
                    expires_at: row.expires_at,
                    open: row.is_open(now),
                });
            }
        }
        Ok(lines)
    }

    /// Withdraws the invitations of this label that no phone has used: none can any more.
    /// [`Desk::tokens_to_refuse`] has their tokens.
    ///
    /// # Errors
    /// [`Error::NoSuchInvitation`] when none is open; the store's.
    pub fn revoke_invitation(&mut self, label: &str, now: Moment) -> Result<(), Error> {
        let mut rows = Vec::new();
        for header in self.store.list(kind::INVITATION) {
            let mut row = self.invitation_row(header.id)?;
            if header.label == label && row.is_open(now) {
                row.withdrawn = true;
                rows.push((header.clone(), row.to_bytes()));
            }
        }
        if rows.is_empty() {
            return Err(Error::NoSuchInvitation);
        }
        Ok(self.store.write(|tx| {
            rows.iter()
                .try_for_each(|(header, row)| tx.put(header, Some(row)))
        })?)
    }

    /// The names of the tokens that the hub must refuse and was not yet told of: of invitations that were
    /// withdrawn, or that expired before a phone used them. Tell [`Desk::hub_was_told`] when it was.
    ///
    /// # Errors
    /// The store's.
    pub fn tokens_to_refuse(&self, now: Moment) -> Result<Vec<Id>, Error> {
        let mut tokens = Vec::new();
        for header in self.store.list(kind::INVITATION) {
            let row = self.invitation_row(header.id)?;
            if row.used_by.is_none() && !row.is_open(now) && !row.hub_told {
                tokens.push(row.token_id);
            }
        }
        Ok(tokens)
    }

    /// The hub refuses these tokens from now on.
    ///
    /// # Errors
    /// The store's.
    pub fn hub_was_told(&mut self, tokens: &[Id]) -> Result<(), Error> {
        let mut rows = Vec::new();
        for header in self.store.list(kind::INVITATION) {
            let mut row = self.invitation_row(header.id)?;
            if tokens.contains(&row.token_id) {
                row.hub_told = true;
                rows.push((header.clone(), row.to_bytes()));
            }
        }
        Ok(self.store.write(|tx| {
            rows.iter()
                .try_for_each(|(header, row)| tx.put(header, Some(row)))
        })?)
    }

    fn invitation_row(&self, id: Id) -> Result<InvitationRow, Error> {
        let bytes = self.store.body(id)?.ok_or(Error::Damaged)?;
        serde_json::from_slice(&bytes).map_err(|_| Error::Damaged)
    }

    /// Tells a phone that it is revoked, and notes when it was told.
    pub(super) fn say_revoked(
        &mut self,
        mut header: Header,
        phone: &PhoneRow,
        says: Says,
        now: Moment,
    ) -> Result<(), Error> {
        header.at = now.wall_ms;
        let notice = notice(phone.invitation, says, now);
        self.send(Letter::Notice, &notice, &phone.seal_key, now, |tx| {
            tx.put(&header, Some(&phone.to_bytes()))
        })
    }

    /// Tells a phone something about itself.
    pub(super) fn notify(
        &mut self,
        to: &PublicKey,
        invitation: Id,
        says: Says,
        now: Moment,
    ) -> Result<(), Error> {
        let notice = notice(invitation, says, now);
        self.send(Letter::Notice, &notice, to, now, |_| Ok(()))
    }
}

fn notice(invitation: Id, says: Says, now: Moment) -> Zeroizing<Vec<u8>> {
    let notice = Notice {
        format: Notice::FORMAT.to_owned(),
        invitation,
        made_at: now.wall_ms,
        says,
    };
    notice.to_bytes()
}
