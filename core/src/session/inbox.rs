//! What the office sent: receipts, answers, notices, packs. Each is tried with this phone's keys; what
//! none of them opens is somebody else's and is carried on.

use std::{collections::BTreeSet, io::Read};

use zeroize::Zeroizing;

use super::{
    ActiveContent, Arrivals, EnrolmentStatus, Error, Open, Refused, Session,
    device::{Device, PhoneState},
    kind, sound,
    stub::{RecordKind, Stub},
};
use crate::{
    base::Id,
    crypto::{KeyHash, SecretKey, VerifyingKey},
    host::Moment,
    invitation::{bytes32, check_hub_address},
    pack,
    parcel::{self, LetterKind, Opened, ParcelId},
    record::{AudienceKey, Notice, OfficeAnswer, Reply, Says},
    store::{Header, Store},
    sync::{ParcelState, REMEMBER_MS, outbox},
};

/// The largest parcel that can hold a letter of the office.
const LETTER_MAX: u64 = 8 << 20;
/// The most letters that are kept until it is known who signed them.
const UNKNOWN_MAX: usize = 64;
/// Milliseconds in a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Which key opened a letter, and so who may have signed it.
pub(super) enum Opener {
    Phone,
    Audience,
    /// The key that the confidential desk seals to when it writes to the authors of all reports.
    Authors,
    /// The one-time key of a confidential report, by its row.
    Reply(Id),
}

impl Session {
    /// Looks at everything that arrived since the last time. Call it after every exchange and every
    /// bundle. Nothing that arrives can fail this: what is wrong is reported and set aside.
    ///
    /// # Errors
    /// Only the store's.
    pub fn take_in(&mut self, now: Moment) -> Result<Arrivals, Error> {
        let open = self.open_mut()?;
        let mut arrivals = Arrivals::default();
        let mut known = open.keys_of_office();
        let aside_before = open.lying(ParcelState::SetAside);
        for (id, size) in open.lying(ParcelState::Arrived) {
            match open.try_open(&id, size)? {
                None => {
                    open.set_place(&id, ParcelState::Carried)?;
                    arrivals.carried += 1;
                }
                Some((opened, opener)) => open.take_letter(&opened, &opener, &mut arrivals, now)?,
            }
        }
        for (id, size) in open.lying(ParcelState::SetAside) {
            if let Some((opened, Opener::Phone)) = open.try_open(&id, size)? {
                open.meet_signer(&opened, &mut arrivals, now)?;
            }
        }
        // What came before its key was taken for somebody else's, and what came before its signer's is kept.
        while open.keys_of_office() != known {
            known = open.keys_of_office();
            let kept = [ParcelState::Carried, ParcelState::SetAside].map(|it| open.lying(it));
            for (id, size) in kept.concat() {
                match open.try_open(&id, size)? {
                    Some((opened, opener)) if open.is_by_the_office(&opened, &opener) => {
                        open.take_letter(&opened, &opener, &mut arrivals, now)?;
                    }
                    _ => {}
                }
            }
        }
        // That is said once, when they come.
        let aside = open.lying(ParcelState::SetAside);
        if aside.iter().any(|it| !aside_before.contains(it)) {
            arrivals.refused.push(Refused::Unsigned);
        }
        if open.reports().len() < open.store.list(kind::REPLY).count() {
            arrivals.refused.push(Refused::DamagedHere);
        }
        Ok(arrivals)
    }
}

impl Open {
    /// The parcels of this place, and their sizes.
    fn lying(&self, place: ParcelState) -> Vec<(ParcelId, u64)> {
        let books = self.parcels.in_order(&self.store);
        books
            .filter(|book| book.place == place)
            .map(|book| (book.item.id, book.item.size))
            .collect()
    }

    /// What decides which letters open and which of them count: when it changes, others do.
    fn keys_of_office(&self) -> (KeyHash, VerifyingKey, Option<VerifyingKey>) {
        let row = &self.device.row;
        let confidential = row.confidential.as_ref().map(|desk| desk.sign_key);
        (self.device.audience.hash(), row.desk.sign_key, confidential)
    }

    /// Whether the desk signed a letter whose place it is to write what this key opens. A pack is vouched for by
    /// the roots: it may be what tells of the signer.
    fn is_by_the_office(&self, opened: &Opened, opener: &Opener) -> bool {
        let row = &self.device.row;
        let signer = opened.letter.signer;
        match opener {
            Opener::Audience if opened.letter.kind == LetterKind::Pack => true,
            Opener::Reply(_) | Opener::Authors => row
                .confidential
                .as_ref()
                .is_some_and(|desk| desk.sign_key == signer),
            Opener::Phone | Opener::Audience => row.desk.sign_key == signer,
        }
    }

    /// Tries the phone's keys. A parcel that opens with none, or is damaged inside, is not for us. Which
    /// way it goes is only what a peer said, who may want to keep a letter from being read.
    fn try_open(&self, id: &ParcelId, size: u64) -> Result<Option<(Opened, Opener)>, Error> {
        match self.letter_bytes(id, size)? {
            Some(bytes) => self.open_with_any(&bytes),
            None => Ok(None),
        }
    }

    /// The bytes of a parcel that may hold a letter.
    fn letter_bytes(&self, id: &ParcelId, size: u64) -> Result<Option<Vec<u8>>, Error> {
        if size > LETTER_MAX {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let reader = self.parcels.reader(&self.store, id).ok_or(Error::Damaged)?;
        // A copy that cannot be read must not hold back the others; exchanges set it aside.
        let read = reader.take(LETTER_MAX).read_to_end(&mut bytes);
        Ok(read.is_ok().then_some(bytes))
    }

    /// Tries every key that this phone has.
    pub(super) fn open_with_any(&self, bytes: &[u8]) -> Result<Option<(Opened, Opener)>, Error> {
        let attempt = |key: &SecretKey| parcel::open(bytes, key).ok();
        if let Some(opened) = attempt(&self.device.seal) {
            return Ok(Some((opened, Opener::Phone)));
        }
        if let Some(opened) = attempt(&self.device.audience) {
            return Ok(Some((opened, Opener::Audience)));
        }
        if let Some(desk) = &self.device.row.confidential
            && let Some(opened) = attempt(&desk.to_authors(self.device.row.mailbox))
        {
            return Ok(Some((opened, Opener::Authors)));
        }
        for (row, report) in self.reports() {
            if let Some(opened) = attempt(&report.key()) {
                return Ok(Some((opened, Opener::Reply(row))));
            }
        }
        Ok(None)
    }

    fn take_letter(
        &mut self,
        opened: &Opened,
        opener: &Opener,
        arrivals: &mut Arrivals,
        now: Moment,
    ) -> Result<(), Error> {
        let letter = &opened.letter;
        let genuine = self.is_by_the_office(opened, opener);
        if !genuine && !self.had_signed(&letter.signer) {
            // The pack that tells of these keys may be on its way.
            let place = match opener {
                Opener::Phone if self.lying(ParcelState::SetAside).len() < UNKNOWN_MAX => {
                    ParcelState::SetAside
                }
                Opener::Phone | Opener::Reply(_) => ParcelState::Done,
                Opener::Audience | Opener::Authors => ParcelState::Carried,
            };
            if place != ParcelState::SetAside {
                arrivals.refused.push(Refused::Unsigned);
            }
            return self.set_place(&letter.id, place);
        }
        let refused = match (letter.kind, opener) {
            _ if !genuine => Some(Refused::Replaced),
            (LetterKind::Pack | LetterKind::Audience | LetterKind::Answer, _)
                if self.state.standing == EnrolmentStatus::Revoked =>
            {
                Some(Refused::Revoked)
            }
            (LetterKind::Receipt, Opener::Phone | Opener::Reply(_)) => {
                self.receipt(opened, opener, arrivals, now)?
            }
            (LetterKind::Receipt, Opener::Authors) => self.receipts(opened, arrivals)?,
            (LetterKind::Answer, Opener::Phone) => self.answer(opened, arrivals, now)?,
            (LetterKind::Notice, Opener::Phone) => self.notice(opened, arrivals, now)?,
            (LetterKind::Notice, Opener::Audience) => match Notice::from_bytes(&opened.content) {
                // For every phone: it is obeyed here and carried on.
                Ok(notice) if notice.says == Says::SendAgain => {
                    let since = notice.since.unwrap_or(0);
                    arrivals.again += self.send_again(|spare| spare.at > since, now)?;
                    return self.set_place(&letter.id, ParcelState::Carried);
                }
                Ok(notice) if notice.says == Says::Office => {
                    arrivals.office |= self.office_changed(notice, now)?;
                    return self.set_place(&letter.id, ParcelState::Carried);
                }
                _ => Some(Refused::Unreadable(LetterKind::Notice)),
            },
            (LetterKind::Audience, Opener::Phone) => self.audience(opened)?,
            (LetterKind::Pack, Opener::Audience) => {
                // A pack is for every phone: it is used here and carried on.
                match self.take_pack(&opened.content, now) {
                    Ok(version) => arrivals.pack = version.or(arrivals.pack),
                    Err(Error::Pack(error)) => arrivals.refused.push(Refused::Pack(error)),
                    Err(error) => return Err(error),
                }
                self.set_place(&letter.id, ParcelState::Carried)?;
                return Ok(());
            }
            _ => Some(Refused::Misplaced),
        };
        if let Some(what) = refused {
            arrivals.refused.push(what);
            self.set_place(&letter.id, ParcelState::Done)?;
        }
        Ok(())
    }

    /// Whether the office signed with this key before it replaced it.
    fn had_signed(&self, signer: &VerifyingKey) -> bool {
        let row = &self.device.row;
        row.former_desks.contains(signer) || row.former_confidential.contains(signer)
    }

    /// A letter with a key for packs whose signer this phone does not know: where it opens a pack that the roots
    /// signed, and that pack names its signer, both count. A phone that missed one pack and then the key of the next
    /// ones would otherwise never learn of either.
    fn meet_signer(
        &mut self,
        opened: &Opened,
        arrivals: &mut Arrivals,
        now: Moment,
    ) -> Result<(), Error> {
        if opened.letter.kind != LetterKind::Audience
            || self.state.standing == EnrolmentStatus::Revoked
        {
            return Ok(());
        }
        let key = AudienceKey::from_bytes(&opened.content).ok();
        let Some(key) = key.and_then(|key| bytes32(&key.seed)) else {
            return Ok(());
        };
        let key = SecretKey::from_seed(&key);
        for (id, size) in self.lying(ParcelState::Carried) {
            let Some(pack) = self
                .letter_bytes(&id, size)?
                .and_then(|it| parcel::open(&it, &key).ok())
            else {
                continue;
            };
            let verified = pack::verify(&pack.content, &self.state.trust, now.wall_ms);
            let keys = verified.ok().and_then(|it| it.keys);
            if pack.letter.kind == LetterKind::Pack
                && keys.is_some_and(|keys| keys.desk.sign_key == opened.letter.signer)
            {
                arrivals.pack = self.take_pack(&pack.content, now)?.or(arrivals.pack);
                return Ok(());
            }
        }
        Ok(())
    }

    fn answer(
        &mut self,
        opened: &Opened,
        arrivals: &mut Arrivals,
        now: Moment,
    ) -> Result<Option<Refused>, Error> {
        let Ok(answer) = OfficeAnswer::from_bytes(&opened.content) else {
            return Ok(Some(Refused::Unreadable(LetterKind::Answer)));
        };
        if self.stub(&answer.to).is_err() {
            return Ok(Some(Refused::NotOurs));
        }
        let known = self.store.header(answer.id).is_some();
        let mut header = Header::new(answer.id, kind::ANSWER, now.wall_ms);
        header.data = answer.to.0.to_vec();
        self.parcels.write(&mut self.store, |tx| {
            if !known {
                tx.put(&header, Some(&opened.content))?;
            }
            tx.change(&opened.letter.id, |entry| entry.place = ParcelState::Done)
        })?;
        arrivals.answers += u64::from(!known);
        Ok(None)
    }

    /// The office replaced the key of packs: anyone who had the old one and is not told reads no more of them.
    fn audience(&mut self, opened: &Opened) -> Result<Option<Refused>, Error> {
        let Ok(key) = AudienceKey::from_bytes(&opened.content) else {
            return Ok(Some(Refused::Unreadable(LetterKind::Audience)));
        };
        let Some(row) = self.device.row.with_audience(key.number, &key.seed) else {
            return Ok(Some(Refused::OldKey));
        };
        let device = Device::parse(row)?;
        let header = self.store.header(self.device_row).cloned();
        let header = header.ok_or(Error::Damaged)?;
        let bytes = device.row.to_bytes();
        self.parcels.write(&mut self.store, |tx| {
            tx.put(&header, Some(&bytes))?;
            tx.change(&opened.letter.id, |entry| entry.place = ParcelState::Done)
        })?;
        self.device = device;
        Ok(None)
    }

    fn notice(
        &mut self,
        opened: &Opened,
        arrivals: &mut Arrivals,
        now: Moment,
    ) -> Result<Option<Refused>, Error> {
        let Ok(notice) = Notice::from_bytes(&opened.content) else {
            return Ok(Some(Refused::Unreadable(LetterKind::Notice)));
        };
        // A notice about an earlier enrolment, kept back and replayed, says nothing about this one.
        if notice.invitation != self.device.row.invitation {
            return Ok(Some(Refused::OldNotice));
        }
        let mut state = self.state.clone();
        state.standing = match notice.says {
            // Notices may be kept back and come in any order: what is revoked stays so.
            _ if state.standing == EnrolmentStatus::Revoked => EnrolmentStatus::Revoked,
            Says::Welcome => EnrolmentStatus::Enrolled,
            Says::InvitationRefused => EnrolmentStatus::InvitationRefused,
            Says::Revoked | Says::Wipe => EnrolmentStatus::Revoked,
            // That is said to all phones at once.
            Says::SendAgain | Says::Office => state.standing,
        };
        let phone = self.device.sign.verifying_key();
        let roots = self.state.trust.roots();
        let ordered = notice.order.is_some_and(|order| {
            roots.contains(&order.key) && order.is_for(&phone, &notice.invitation)
        });
        if notice.says == Says::Wipe && !ordered {
            arrivals.refused.push(Refused::WipeAlone);
        }
        let wipe = notice.says == Says::Wipe && ordered;
        if wipe && self.report_is_here_alone() {
            // The wrongdoer may be who gives the order.
            arrivals.refused.push(Refused::ReportFirst);
        } else {
            arrivals.wipe |= wipe;
        }
        self.write_state(state, now, |tx| {
            // An order to erase is said again each time, until the erasing removes it with the rest:
            // the host may be killed before it obeys.
            if !wipe {
                tx.change(&opened.letter.id, |entry| entry.place = ParcelState::Done)?;
            }
            Ok::<_, Error>(())
        })?;
        Ok(None)
    }

    /// Whether a report for the confidential desk waits that no carrier has.
    fn report_is_here_alone(&self) -> bool {
        let own = self
            .parcels
            .entries()
            .filter(|book| book.place == ParcelState::Own);
        let mut journeys = own.filter_map(|book| book.outbox.as_ref());
        journeys.any(|it| {
            it.apart.is_some()
                && matches!(
                    it.state,
                    outbox::OutboxState::Sealed | outbox::OutboxState::InTransit
                )
        })
    }

    /// Notes what the office is called and where its hub is from now on; whether that is news. One letter may
    /// overtake another: the one that was written last counts.
    fn office_changed(&mut self, notice: Notice, now: Moment) -> Result<bool, Error> {
        let Some(card) = notice.office else {
            return Ok(false);
        };
        let mut row = self.device.row.clone();
        if notice.made_at <= row.office_at {
            return Ok(false);
        }
        row.office_at = notice.made_at;
        let hub = card.hub.filter(|hub| check_hub_address(hub).is_ok());
        let news = (&row.desk.name, &row.hub, &row.hub_certificate)
            != (&card.name, &hub, &card.hub_certificate);
        (row.desk.name, row.hub, row.hub_certificate) = (card.name, hub, card.hub_certificate);
        let header = Header::new(self.device_row, kind::DEVICE, now.wall_ms);
        let bytes = Zeroizing::new(serde_json::to_vec(&row).map_err(|_| Error::Damaged)?);
        self.store.write(|tx| tx.put(&header, Some(&bytes)))?;
        self.device.row = row;
        Ok(news)
    }

    /// Checks a pack wholly, and only then keeps it. Gives the version if it is a new one.
    pub(super) fn take_pack(&mut self, bytes: &[u8], now: Moment) -> Result<Option<u64>, Error> {
        let verified = pack::verify(bytes, &self.state.trust, now.wall_ms)?;
        if verified.known {
            return Ok(None);
        }
        let row = match &verified.keys {
            Some(keys) if keys.mailbox != self.device.row.mailbox => {
                return Err(pack::Error::OtherPack.into());
            }
            Some(keys) => self.device.row.with_keys(keys),
            None => self.device.row.clone(),
        };
        let device = Device::parse(row)?;
        let device_header = self.store.header(self.device_row).cloned();
        let device_header = device_header.ok_or(Error::Damaged)?;
        let device_bytes = device.row.to_bytes();
        let mut state = self.state.clone();
        state.trust = verified.trust;
        // Another escrow may have to be asked for.
        state.fitted = None;
        let old: Vec<_> = self
            .store
            .list(kind::PACK)
            .map(|header| header.id)
            .collect();
        let header = Header::new(Id::random(), kind::PACK, now.wall_ms);
        let (kept, _) = sound::apart(bytes);
        let silenced = sound::silenced(&self.store, &verified.sounds);
        self.write_state(state, now, |tx| {
            (old.iter().chain(&silenced)).try_for_each(|id| tx.delete(*id))?;
            sound::put(tx, &verified.sounds, now.wall_ms)?;
            tx.put(&header, Some(&kept))?;
            tx.put(&device_header, Some(&device_bytes))
        })?;
        self.device = device;
        self.content = ActiveContent::Pack {
            content: Box::new(verified.content),
            name: verified.name.clone(),
            expires_at: verified.manifest.expires_at,
        };
        Ok(Some(verified.name.version))
    }

    pub(super) fn set_place(&mut self, id: &ParcelId, place: ParcelState) -> Result<(), Error> {
        Ok(self.parcels.write(&mut self.store, |tx| {
            tx.change(id, |entry| entry.place = place)
        })?)
    }

    /// Forgets the office's answers once their time is over. A clock that only one look saw deletes nothing: the
    /// looks that find an answer too old must be a day apart, and none between them may find it young.
    fn forget_answers(&mut self, retention: i64, now: Moment) -> Result<(), Error> {
        let old = |header: &&Header| now.wall_ms.saturating_sub(header.at) >= retention;
        let answers = self.store.list(kind::ANSWER).filter(old);
        let answers: Vec<Id> = answers.map(|header| header.id).collect();
        let since = self.state.answers_old_since;
        let (since, go) = match since {
            _ if answers.is_empty() => (None, false),
            Some(since) if now.wall_ms.saturating_sub(since) >= DAY => (None, true),
            Some(since) if since <= now.wall_ms => (Some(since), false),
            _ => (Some(now.wall_ms), false),
        };
        if since == self.state.answers_old_since && !go {
            return Ok(());
        }
        let mut state = self.state.clone();
        state.answers_old_since = since;
        let header = Header::new(self.state_row, kind::STATE, now.wall_ms);
        let bytes = state.to_bytes();
        self.store.write(|tx| {
            if go {
                answers.iter().try_for_each(|id| tx.delete(*id))?;
            }
            tx.put(&header, Some(&bytes))
        })?;
        self.state = state;
        Ok(())
    }

    /// Queues the answer to the invitation if a kill kept it from being queued: without it the office
    /// would set aside everything that this phone sends. The two are written at the same moment.
    fn introduce_if_due(&mut self, now: Moment) -> Result<(), Error> {
        if self.state.standing != EnrolmentStatus::Waiting {
            return Ok(());
        }
        let device = self.store.header(self.device_row).ok_or(Error::Damaged)?;
        let at = device.at;
        let introduced =
            |(header, stub): (&Header, Stub)| header.at == at && stub.kind == RecordKind::Enrolment;
        if self.stubs().any(introduced) {
            return Ok(());
        }
        self.introduce(Moment { wall_ms: at, ..now })
    }

    /// Does what is due with time. A clock that went back counts as time that has passed: the safe
    /// side is that a record is out of reach.
    pub(super) fn tidy(&mut self, now: Moment) -> Result<(), Error> {
        let policy = &self.content.document().policy;
        let grace = i64::from(policy.grace_minutes) * 60_000;
        let retention = i64::from(policy.retention_days) * DAY;
        let over = |since: i64, span: i64| now.wall_ms < since || now.wall_ms - since >= span;
        let mut due = BTreeSet::new();
        let mut emptied = Vec::new();
        for header in self.store.list(kind::RECORD) {
            if over(header.at, grace) && self.store.has_body(header.id) {
                due.insert(header.id);
            }
            let received_at = Stub::from_bytes(&header.data).map_or(0, |stub| stub.received_at);
            let labelled = !(header.label.is_empty() && header.site.is_empty());
            if labelled && received_at != 0 && over(received_at, retention) {
                let mut header = header.clone();
                header.label.clear();
                header.site.clear();
                emptied.push(header);
            }
        }
        self.overdue = due;
        let shredded = self.shred();
        self.forget_visits(now)?;
        if !emptied.is_empty() {
            self.store
                .write(|tx| emptied.iter().try_for_each(|header| tx.put(header, None)))?;
        }
        self.forget_answers(retention, now)?;
        self.parcels
            .tidy(&mut self.store, now.wall_ms, REMEMBER_MS)?;
        shredded?;
        self.introduce_if_due(now)
    }
}

/// The pack that the phone keeps, or the one built in. A kept one that cannot be used (its row is
/// damaged, or this version refuses it) must not keep the phone from being unlocked.
pub(super) fn loaded_pack(store: &Store, state: &PhoneState) -> ActiveContent {
    let kept = store.list(kind::PACK).next().and_then(|header| {
        let bytes = store.body(header.id).ok()??;
        pack::verify_kept(&bytes, &state.trust, header.at).ok()
    });
    kept.map_or(ActiveContent::Base, |verified| ActiveContent::Pack {
        content: Box::new(verified.content),
        name: verified.name,
        expires_at: verified.manifest.expires_at,
    })
}
