//! Invitations, and what phones answer to them.

use pocketcard::{
    base::Id,
    crypto::{SecretKey, VerifyingKey, fingerprint},
    host::Moment,
    invitation::{Invitation, phone_words},
    journal::Chain,
    record::{Enrolment, Says},
    store::Header,
    sync::Role,
    text::is_name,
};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{
    Desk, Error, InvitationLine,
    identity::{bytes32, random_seed},
    kind,
    quota::Quota,
    roster::PhoneRow,
};

const DAY: i64 = 24 * 60 * 60 * 1000;
/// Days for which an invitation may be open, at most.
const DAYS_MAX: u16 = 366;
/// At most this many phones are told that an invitation refuses them. Each is told with a letter that goes to all
/// phones. As many are remembered for having proved that they held it.
const REFUSED_MAX: usize = 16;

/// What the desk remembers of an invitation.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(super) struct InvitationRow {
    secret: String,
    token: String,
    #[zeroize(skip)]
    pub(super) token_id: Id,
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
    /// The phone whose enrolment it renews: nobody else may use it.
    #[zeroize(skip)]
    #[serde(default)]
    renews: Option<VerifyingKey>,
    /// How often the key of packs had been replaced when it was made.
    #[serde(default)]
    audience: u64,
    /// The words of the phone that may use it, as somebody typed them.
    #[zeroize(skip)]
    #[serde(default)]
    words: Option<String>,
    /// The phones that proved that they held it. More than one: it was copied.
    #[zeroize(skip)]
    #[serde(default)]
    pub(super) proved: Vec<Proved>,
}

/// A phone that proved that it held an invitation.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proved {
    pub(super) phone: VerifyingKey,
    words: String,
    /// When its proof came.
    at: i64,
}

/// What came of a phone's answer to an invitation.
pub(super) enum Enrolled {
    /// A new phone, or a known one under a renewal.
    Yes,
    /// The very same answer again.
    Again,
    /// Nobody has compared this phone's words yet.
    Waits,
    /// No: the invitation is unknown, used by another phone, too old, or the proof is wrong.
    No(&'static str),
}

/// What came of typing a phone's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accepted {
    /// They are noted; no phone has answered the invitation yet.
    Expected,
    /// They are those of the phone that answered.
    Matching,
    /// A phone with other words has answered: it holds a copy of the invitation, or the words were misheard.
    Other,
}

impl InvitationRow {
    /// Whether a phone may still use it.
    fn is_open(&self, now: Moment) -> bool {
        self.used_by.is_none() && !self.withdrawn && now.wall_ms <= self.expires_at
    }

    /// When this phone first proved that it held the invitation, and whether that is news.
    fn note_proof(&mut self, phone: VerifyingKey, words: &str, now: Moment) -> (i64, bool) {
        if let Some(before) = self.proved.iter().find(|it| it.phone == phone) {
            return (before.at, false);
        }
        let fresh = self.proved.len() < REFUSED_MAX;
        if fresh {
            self.proved.push(Proved {
                phone,
                words: words.to_owned(),
                at: now.wall_ms,
            });
        }
        (now.wall_ms, fresh)
    }

    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec(self).expect("an invitation's row serialises"))
    }
}

impl Desk {
    /// Makes an invitation for one phone. It is handed over in person and can be used once, by the phone whose
    /// words [`Desk::accept`] is told.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NotTheMainDesk`]; [`Error::Label`]; [`Error::LabelTaken`];
    /// [`Error::Days`]; the store's.
    pub fn invite(
        &mut self,
        label: &str,
        days: u16,
        now: Moment,
    ) -> Result<Zeroizing<String>, Error> {
        self.administrator()?;
        Ok(self.make_invitation(label, days, None, now)?.to_text())
    }

    /// Renews a phone's enrolment, for example because another had used its invitation. What it makes is signed
    /// for this phone and serves no other. `label` is what the phone is called from now on; without one it
    /// keeps its name. With `earlier_keys` the keys sign that the desk had before its last ones, for a phone that has
    /// not met the pack which tells of these.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NoSuchPhone`], also for one that was revoked or never answered an
    /// invitation; [`Error::NotTheMainDesk`]; [`Error::Label`]; [`Error::LabelTaken`]; [`Error::Days`]; the store's.
    pub fn renew(
        &mut self,
        phone: &str,
        label: Option<&str>,
        days: u16,
        earlier_keys: bool,
        now: Moment,
    ) -> Result<Zeroizing<String>, Error> {
        self.administrator()?;
        self.identity.row.as_office()?;
        let (name, key) = self.answered(phone)?;
        let label = label.unwrap_or(&name);
        let renewal = self.make_invitation(label, days, Some(key), now)?;
        let known_as = self.identity.known_as();
        let (_, sign) = match earlier_keys {
            true => known_as.get(1).ok_or(Error::NoEarlierKeys)?,
            false => known_as.first().ok_or(Error::Damaged)?,
        };
        Ok(renewal.to_renewal(&key, sign))
    }

    fn make_invitation(
        &mut self,
        label: &str,
        days: u16,
        renews: Option<VerifyingKey>,
        now: Moment,
    ) -> Result<Invitation, Error> {
        if label.is_empty() || label.len() > Header::LABEL || !is_name(label) {
            return Err(Error::Label);
        }
        if !(1..=DAYS_MAX).contains(&days) {
            return Err(Error::Days);
        }
        if self.label_is_taken(label, renews, now)? {
            return Err(Error::LabelTaken);
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
            renews,
            audience: office.audience,
            words: None,
            proved: Vec::new(),
        };
        let hub_from = self.letters_from(now)?;
        let mut invitation = self.terms()?;
        invitation.id = id;
        invitation.number = self.store.list(kind::INVITATION).count() as u64 + 1;
        invitation.expires_at = row.expires_at;
        invitation.hub_from = hub_from;
        invitation.token = row.token.clone();
        invitation.secret = row.secret.clone();
        let mut header = Header::new(id, kind::INVITATION, now.wall_ms);
        header.label = label.to_owned();
        self.store
            .write(|tx| tx.put(&header, Some(&row.to_bytes())))?;
        Ok(invitation)
    }

    /// Whether a label already leads to a phone that is not revoked, or to one that may still come: it must
    /// lead to one alone in the minute in which that phone is stolen.
    /// A renewal may keep the label of the phone that it `renews`.
    fn label_is_taken(
        &self,
        label: &str,
        renews: Option<VerifyingKey>,
        now: Moment,
    ) -> Result<bool, Error> {
        for header in self.store.list(kind::PHONE) {
            // A damaged row may be of a phone that is not revoked.
            let revoked = self
                .phone_row(header.id)
                .is_ok_and(|it| it.revoked.is_some());
            let itself = renews.is_some_and(|key| header.data == key.0);
            if header.label == label && !revoked && !itself {
                return Ok(true);
            }
        }
        for header in self.store.list(kind::INVITATION) {
            let row = self.invitation_row(header.id)?;
            // A phone that answered and was not accepted may be renewed under its own, and more than once.
            let itself = renews.is_some_and(|key| {
                row.renews == renews || row.proved.iter().any(|it| it.phone == key)
            });
            if header.label == label && row.is_open(now) && !itself {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What every invitation says alike.
    fn terms(&self) -> Result<Invitation, Error> {
        let row = &self.identity.row;
        let office = row.as_office()?;
        let trust = self.phones_trust()?;
        Ok(Invitation {
            format: Invitation::format(),
            id: Id([0; 16]),
            number: 0,
            expires_at: 0,
            mailbox: row.mailbox,
            desk: self.identity.card(),
            escrow: self.parcel_escrow().cloned(),
            confidential: office.confidential.clone(),
            audience_seed: office.audience_seed.clone(),
            audience: office.audience,
            pack: super::roots::SERIES.to_owned(),
            pack_version: trust.highest().map_or(0, |it| it.version),
            // Those of the pack in force: the next pack carries every later change.
            roots: trust.roots().clone(),
            hub: row.hub.clone(),
            hub_certificate: row.hub_certificate.clone(),
            hub_from: None,
            token: String::new(),
            secret: String::new(),
        })
    }

    /// Six words for the keys that this office's invitations bring. A phone's owner hears them from somebody at
    /// the office, and compares.
    ///
    /// # Errors
    /// [`Error::NotTheMainDesk`]; the store's.
    pub fn words(&self) -> Result<String, Error> {
        Ok(self.terms()?.words())
    }

    /// Takes the words that a phone's owner read out: the phone that has them may use the open invitation of this
    /// label, and no other. They may be typed before its answer came or after; [`Desk::take_in`] then takes
    /// what waited.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NoSuchInvitation`]; [`Error::Words`]; the store's.
    pub fn accept(&mut self, label: &str, words: &str, now: Moment) -> Result<Accepted, Error> {
        self.administrator()?;
        if !fingerprint::are_words(words) {
            return Err(Error::Words);
        }
        let mut found = None;
        // Newest first: a phone's owner was given the last.
        for header in self.store.list(kind::INVITATION) {
            let row = self.invitation_row(header.id)?;
            let waits = !row.proved.is_empty() && row.used_by.is_none() && !row.withdrawn;
            if header.label == label && (row.is_open(now) || waits) {
                found = Some((header.clone(), row));
                break;
            }
        }
        let (header, mut row) = found.ok_or(Error::NoSuchInvitation)?;
        row.words = Some(words.to_owned());
        self.store
            .write(|tx| tx.put(&header, Some(&row.to_bytes())))?;
        let mut answered = row.proved.iter();
        Ok(match answered.len() {
            0 => Accepted::Expected,
            _ if answered.any(|it| fingerprint::same(words, &it.words)) => Accepted::Matching,
            _ => Accepted::Other,
        })
    }

    /// Takes a phone's answer to an invitation. An answer that is not accepted enrols nobody, so
    /// that a stolen invitation cannot lock out the phone that it was meant for. Who held the invitation
    /// is told, once: a letter goes to all phones, so nobody else may cause one. A new phone waits until somebody
    /// has typed its words, and a second phone with the same proof is an alarm.
    pub(super) fn enrol(
        &mut self,
        signer: VerifyingKey,
        enrolment: &Enrolment,
        alarms: &mut Vec<String>,
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
        if invitation.used_by == Some(signer) {
            return Ok(Enrolled::Again);
        }
        let words = phone_words(&signer, &enrolment.seal_key);
        let (came, news) = invitation.note_proof(signer, &words, now);
        let known = self.phone(&signer)?;
        // One that was helped with a renewal is no thief.
        let copied =
            invitation.proved.iter().any(|it| it.phone != signer) || invitation.used_by.is_some();
        if copied && known.is_none() {
            alarms.push(format!(
                "another phone answered the invitation of {} too: somebody holds a copy of it. Compare words \
                 again before you trust either; `phones` tells them apart",
                header.label
            ));
        }
        let revoked = known.as_ref().is_some_and(|(_, it)| it.revoked.is_some());
        let anothers = invitation.renews.is_some_and(|it| it != signer);
        let why = match invitation.used_by {
            Some(_) => Some("the invitation was used before by another phone"),
            None if invitation.withdrawn => Some("the invitation was withdrawn"),
            None if came > invitation.expires_at => Some("the invitation had expired"),
            None if revoked => Some("the phone was revoked"),
            None if anothers => Some("the renewal is another phone's"),
            None => None,
        };
        if let Some(why) = why {
            if invitation.refused.len() < REFUSED_MAX && !invitation.refused.contains(&signer) {
                invitation.refused.push(signer);
                let (to, says) = (&enrolment.seal_key, Says::InvitationRefused);
                self.turn_away(to, enrolment.invitation, says, now, |tx| {
                    tx.put(&header, Some(&invitation.to_bytes()))
                })?;
            }
            return Ok(Enrolled::No(why));
        }
        let typed = invitation.words.as_deref().unwrap_or_default();
        if invitation.renews.is_none() && !fingerprint::same(typed, &words) {
            if news {
                self.store
                    .write(|tx| tx.put(&header, Some(&invitation.to_bytes())))?;
            }
            return Ok(Enrolled::Waits);
        }
        let known = known.filter(|(_, it)| it.decoy_of.is_none());
        let (id, chain, quota) = match known {
            Some((id, phone)) => (id, phone.chain, phone.quota),
            None => (Id::random(), Chain::new(signer), Quota::default()),
        };
        let phone = PhoneRow {
            sign_key: signer,
            seal_key: enrolment.seal_key.clone(),
            invitation: enrolment.invitation,
            token_id: invitation.token_id,
            chain,
            revoked: None,
            order: None,
            pack_version: None,
            revoked_at: None,
            audience: invitation.audience,
            told_at: now.wall_ms,
            decoy_of: None,
            quota,
        };
        let decoy = self.new_decoy(&phone, enrolment, &header.label, now);
        invitation.used_by = Some(signer);
        let mut phone_header = Header::new(id, kind::PHONE, now.wall_ms);
        phone_header.label = header.label.clone();
        phone_header.data = signer.0.to_vec();
        self.store.write(|tx| {
            tx.put(&header, Some(&invitation.to_bytes()))?;
            tx.put(&phone_header, Some(&phone.to_bytes()))?;
            match &decoy {
                Some((header, decoy)) => tx.put(header, Some(&decoy.to_bytes())),
                None => Ok(()),
            }
        })?;
        Ok(Enrolled::Yes)
    }

    /// The row of the phone that opens in place of this one under duress, where the desk has none of it yet.
    fn new_decoy(
        &self,
        phone: &PhoneRow,
        enrolment: &Enrolment,
        label: &str,
        now: Moment,
    ) -> Option<(Header, PhoneRow)> {
        let decoy = enrolment.decoy.as_ref()?;
        // Nobody takes another phone's key for a decoy's.
        if decoy.sign_key == phone.sign_key || self.phone_header(&decoy.sign_key).is_some() {
            return None;
        }
        let seed = bytes32(&decoy.seal_seed).ok()?;
        let mut header = Header::new(Id::random(), kind::DECOY, now.wall_ms);
        header.label = label.to_owned();
        header.data = decoy.sign_key.0.to_vec();
        let row = PhoneRow {
            sign_key: decoy.sign_key,
            seal_key: SecretKey::from_seed(&seed).public(),
            invitation: phone.invitation,
            token_id: phone.token_id,
            chain: Chain::new(decoy.sign_key),
            revoked: None,
            order: None,
            pack_version: None,
            revoked_at: None,
            audience: phone.audience,
            told_at: now.wall_ms,
            decoy_of: Some(phone.sign_key),
            quota: Quota::default(),
        };
        Some((header, row))
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
                    answered: row.proved.len(),
                });
            }
        }
        Ok(lines)
    }

    /// Withdraws the invitations of this label that no phone has used: none can any more.
    /// [`Desk::tokens_to_refuse`] has their tokens.
    ///
    /// # Errors
    /// [`Error::NotAnAdministrator`]; [`Error::NoSuchInvitation`] when none is open; the store's.
    pub fn revoke_invitation(&mut self, label: &str, now: Moment) -> Result<(), Error> {
        self.administrator()?;
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
        // It brought the key of packs to anyone who has it.
        self.replace_audience(None, Vec::new(), now, |tx| {
            rows.iter()
                .try_for_each(|(header, row)| tx.put(header, Some(row)))
        })
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

    pub(super) fn invitation_row(&self, id: Id) -> Result<InvitationRow, Error> {
        let bytes = self.store.body(id)?.ok_or(Error::Damaged)?;
        serde_json::from_slice(&bytes).map_err(|_| Error::Damaged)
    }
}
