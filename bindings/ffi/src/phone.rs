//! The phone: every use case of the core's session, one call each.

use std::{path::PathBuf, sync::Arc, time::Duration};

use pocketcard::{
    session::{self, ReferralRequest, ScreeningRequest, Session},
    vault::{Kdf, Words},
};

use crate::{
    arguments::{Text, parcel_id, record_id, typed},
    checklist::{Answer, Answers, ChecklistLine, ChecklistView, SetApart},
    error::PhoneError,
    finding::Finding,
    host::{Clock, Keystore, LentKeystore, ProgressListener, Sink, Source},
    outbox::{Arrivals, CarriedIn, CarriedOut, Hub, OutboxLine},
    records::{
        About, Attachment, ConsentQuestions, GuidanceCard, Invited, PracticeCase, RecordDetail,
        RecordLine, Referral, Referred, Screened, Screening, ServiceFinding, ServiceLine, Verified,
        Wanted,
    },
    session_lock::SessionLock,
    stream::{ProgressBridge, Reading, Writing},
};

/// One phone, in one directory. Locked at first.
///
/// Calls block: make them off the main thread. They wait for each other. What the shell lends (keystore,
/// clock, streams, listeners) must not call back into the phone.
#[derive(uniffi::Object)]
pub struct Phone {
    directory: PathBuf,
    keystore: Arc<dyn Keystore>,
    clock: Arc<dyn Clock>,
    pub(crate) gate: SessionLock,
}

#[uniffi::export]
impl Phone {
    /// A phone whose files are, or will be, in this directory. Touches nothing yet.
    #[uniffi::constructor]
    pub fn new(directory: String, keystore: Arc<dyn Keystore>, clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self {
            directory: directory.into(),
            keystore,
            clock,
            gate: SessionLock::default(),
        })
    }

    /// Whether this phone was enrolled.
    pub fn is_enrolled(&self) -> bool {
        Session::exists(&self.directory, &LentKeystore(&*self.keystore))
    }

    /// Whether the session is unlocked.
    pub fn is_unlocked(&self) -> Result<bool, PhoneError> {
        Ok(self
            .gate
            .enter()?
            .session()
            .as_ref()
            .is_some_and(Session::is_unlocked))
    }

    /// Enrols the phone with the text of an invitation, and unlocks it. Needs no network: the phone's
    /// answer to the office waits in the outbox.
    ///
    /// `unlock_ms` is how long unlocking may take on this device; the harder it is to guess the
    /// passphrase elsewhere. 1000 is sensible. Never less work than the core's default.
    pub fn enrol(
        &self,
        invitation: Vec<u8>,
        passphrase: Vec<u8>,
        unlock_ms: u32,
    ) -> Result<(), PhoneError> {
        let invitation = Text::new(invitation, "invitation-unreadable")?;
        let passphrase = typed(passphrase)?;
        let now = self.now()?;
        let kdf = Kdf::calibrate(Duration::from_millis(unlock_ms.into()))
            .map_err(session::Error::from)?;
        let keystore = LentKeystore(&*self.keystore);
        let session = Session::enrol(
            &self.directory,
            invitation.as_str(),
            &passphrase,
            &keystore,
            kdf,
            now,
        )?;
        *self.gate.enter()?.session() = Some(session);
        Ok(())
    }

    /// Who made an invitation, as it says itself, and the words to compare before [`Phone::enrol`].
    pub fn invited(&self, invitation: Vec<u8>) -> Result<Invited, PhoneError> {
        let invitation = Text::new(invitation, "invitation-unreadable")?;
        Ok(Session::invited(invitation.as_str(), self.now()?)?)
    }

    /// Renews the enrolment with what the office signed for this phone. Keys, desks, records and outbox stay.
    pub fn renew(&self, invitation: Vec<u8>) -> Result<(), PhoneError> {
        let invitation = Text::new(invitation, "invitation-unreadable")?;
        let now = self.now()?;
        self.with(|session| session.renew(invitation.as_str(), now))
    }

    /// Unlocks the phone. One that is unlocked already is locked first, whatever comes of it.
    pub fn unlock(&self, passphrase: Vec<u8>) -> Result<(), PhoneError> {
        let passphrase = typed(passphrase)?;
        let now = self.now()?;
        let keystore = LentKeystore(&*self.keystore);
        *self.gate.enter()?.session() = None;
        // Not inside the gate: anyone who wants to wipe need not wait for a prompt to be answered.
        let session = Session::unlock(&self.directory, &passphrase, &keystore, now)?;
        *self.gate.enter()?.session() = Some(session);
        Ok(())
    }

    /// Wipes the keys from memory. Long work in progress is asked to stop first.
    pub fn lock(&self) {
        self.gate.close();
    }

    /// Erases the phone's store for good, locked or not, without the passphrase.
    pub fn wipe(&self) -> Result<(), PhoneError> {
        self.gate.close();
        Ok(Session::wipe(
            &self.directory,
            &LentKeystore(&*self.keystore),
        )?)
    }

    /// Changes the passphrase.
    pub fn change_passphrase(&self, old: Vec<u8>, new: Vec<u8>) -> Result<(), PhoneError> {
        let (old, new) = (typed(old)?, typed(new)?);
        let keystore = LentKeystore(&*self.keystore);
        self.with(|session| session.change_passphrase(&old, &new, &keystore))
    }

    /// The owner agrees that the office can open this phone without its owner, as its policy asks.
    pub fn agree_to_escrow(&self, passphrase: Vec<u8>) -> Result<(), PhoneError> {
        let passphrase = typed(passphrase)?;
        let now = self.now()?;
        let keystore = LentKeystore(&*self.keystore);
        self.with(|session| session.agree_to_escrow(&passphrase, &keystore, now))
    }

    /// The user touched the phone. Call it at every touch.
    pub fn touch(&self) -> Result<(), PhoneError> {
        let now = self.now()?;
        self.with(|session| {
            session.touch(now);
            Ok(())
        })
    }

    /// Locks when nobody touched the phone for as long as the office's policy says. Call it from a
    /// timer and when the app comes to the front. Gives whether the phone is locked now.
    pub fn lock_if_idle(&self) -> Result<bool, PhoneError> {
        let now = self.now()?;
        let mut turn = self.gate.enter()?;
        Ok(turn
            .session()
            .as_mut()
            .is_none_or(|session| session.lock_if_idle(now)))
    }

    /// Makes recovery words, which open this phone when the passphrase is forgotten or the keystore
    /// lost its key. Show them once and keep them nowhere; earlier ones stop working.
    pub fn new_recovery_words(&self, passphrase: Vec<u8>) -> Result<Vec<u8>, PhoneError> {
        let passphrase = typed(passphrase)?;
        let keystore = LentKeystore(&*self.keystore);
        self.with(|session| session.new_recovery_words(&passphrase, &keystore))
            .map(|words| words.expose().as_bytes().to_vec())
    }

    /// Sets a new passphrase with the recovery words. Nothing that is stored changes.
    pub fn recover(&self, words: Vec<u8>, new: Vec<u8>) -> Result<(), PhoneError> {
        let words = Text::new(words, "passphrase-unreadable")?;
        let words = Words::parse(words.as_str()).map_err(session::Error::from)?;
        let new = typed(new)?;
        Ok(Session::recover(
            &self.directory,
            &words,
            &new,
            &LentKeystore(&*self.keystore),
        )?)
    }

    /// Sets a passphrase that, typed under duress, destroys everything and opens an ordinary-looking
    /// empty phone. Only where the office's policy allows it.
    pub fn set_duress(&self, passphrase: Vec<u8>, duress: Vec<u8>) -> Result<(), PhoneError> {
        let (passphrase, duress) = (typed(passphrase)?, typed(duress)?);
        let keystore = LentKeystore(&*self.keystore);
        self.with(|session| session.set_duress(&passphrase, &duress, &keystore))
    }

    /// Removes the duress passphrase, if one is set. Whether one was, nobody learns.
    pub fn clear_duress(&self, passphrase: Vec<u8>) -> Result<(), PhoneError> {
        let passphrase = typed(passphrase)?;
        let keystore = LentKeystore(&*self.keystore);
        self.with(|session| session.clear_duress(&passphrase, &keystore))
    }

    /// Does what is due with time. Call it when the app comes to the front.
    pub fn tidy(&self) -> Result<(), PhoneError> {
        let now = self.now()?;
        self.with(|session| session.tidy(now))
    }

    /// Closes the files, so that the system may freeze the app.
    pub fn suspend(&self) -> Result<(), PhoneError> {
        self.with(Session::suspend)
    }

    /// Opens the files again after `suspend`.
    pub fn resume(&self) -> Result<(), PhoneError> {
        let now = self.now()?;
        self.with(|session| session.resume(now))
    }

    /// Who this phone is, and whom it reports to.
    pub fn about(&self) -> Result<About, PhoneError> {
        let now = self.now()?;
        self.with(|session| session.about(now)).map(Into::into)
    }

    /// The checklists of the loaded pack.
    pub fn checklists(&self, language: String) -> Result<Vec<ChecklistLine>, PhoneError> {
        let lines = self.with(|session| session.checklists(&language))?;
        Ok(lines.into_iter().map(Into::into).collect())
    }

    /// What to show of a checklist now, given the answers so far.
    pub fn view(&self, answers: Answers, language: String) -> Result<ChecklistView, PhoneError> {
        self.with(|session| session.view(&answers.into(), &language))
    }

    /// What the answers indicate. Stores nothing.
    pub fn check(&self, answers: Answers, language: String) -> Result<Finding, PhoneError> {
        self.with(|session| {
            let finding = session.check(&answers.into())?;
            Ok(Finding::tell(session.content()?, &finding, &language))
        })
    }

    /// Services of the directory that are as wanted.
    pub fn services(
        &self,
        wanted: Wanted,
        language: String,
    ) -> Result<Vec<ServiceLine>, PhoneError> {
        self.with(|session| session.services(&wanted.into(), &language))
    }

    /// The guidance cards: those for staff, and those that are read out or handed over.
    pub fn guidance_cards(&self, language: String) -> Result<Vec<GuidanceCard>, PhoneError> {
        self.with(|session| session.guidance_cards(&language))
    }

    /// The invented cases to practise on. Show "practice.banner" on every screen of them; draw them with
    /// `view`, and keep no draft.
    pub fn practice_cases(&self, language: String) -> Result<Vec<PracticeCase>, PhoneError> {
        self.with(|session| session.practice_cases(&language))
    }

    /// Ends a practice case: notes that it was done, and explains it line by line. Nothing is sent, the
    /// answers are not kept.
    pub fn practise(
        &self,
        situation: String,
        answers: Answers,
        language: String,
    ) -> Result<Vec<String>, PhoneError> {
        let now = self.now()?;
        self.with(|session| session.practise(&situation, &answers.into(), &language, now))
    }

    /// Tells the office what was found at a service, or of a new one, which has no id and needs a note. Gives
    /// the record's id.
    pub fn report_service(
        &self,
        service: String,
        found: ServiceFinding,
        note: String,
    ) -> Result<String, PhoneError> {
        let now = self.now()?;
        self.with(|session| session.report_service(&service, found, &note, now))
            .map(|id| id.to_string())
    }

    /// Keeps a screening that is not finished, sealed like everything else. Gives the draft's id; a
    /// screening that names a draft replaces it.
    pub fn save_draft(&self, screening: Screening) -> Result<String, PhoneError> {
        let id = screening.draft.as_deref().map(record_id).transpose()?;
        let now = self.now()?;
        let draft = session::Draft {
            answers: screening.answers.into(),
            site: screening.site,
            note: screening.note,
            area: screening.area,
            without_service: screening.without_service,
        };
        let id = self.with(|session| session.save_draft(id, draft, now))?;
        Ok(id.to_string())
    }

    /// A draft, as it was kept: hand it to `screen` to finish it.
    pub fn draft(&self, id: String) -> Result<Screening, PhoneError> {
        let draft = record_id(&id)?;
        let kept = self.with(|session| session.draft(draft))?;
        Ok(Screening {
            answers: kept.answers.into(),
            site: kept.site,
            note: kept.note,
            area: kept.area,
            without_service: kept.without_service,
            draft: Some(id),
        })
    }

    /// Throws a draft away.
    pub fn discard_draft(&self, id: String) -> Result<(), PhoneError> {
        let id = record_id(&id)?;
        self.with(|session| session.discard_draft(id))
    }

    /// Moves the allegations against our own personnel out of the answers to an ordinary checklist and into
    /// the beginning of a misconduct report; nothing where there is none to move. Stores nothing. `screen`
    /// and `amend` refuse such answers with the code `allegation`.
    pub fn set_apart(&self, answers: Answers) -> Result<Option<SetApart>, PhoneError> {
        let apart = self.with(|session| session.set_apart(&answers.into()))?;
        Ok(apart.map(Into::into))
    }

    /// Finishes a screening: signs it, seals it for the office and queues it, in one transaction. The
    /// finding comes back in `language`.
    pub fn screen(
        &self,
        screening: Screening,
        attachments: Vec<Attachment>,
        progress: Option<Arc<dyn ProgressListener>>,
        language: String,
    ) -> Result<Screened, PhoneError> {
        let request = ScreeningRequest {
            answers: screening.answers.into(),
            site: screening.site,
            note: screening.note,
            area: screening.area,
            without_service: screening.without_service,
            draft: screening.draft.as_deref().map(record_id).transpose()?,
        };
        let now = self.now()?;
        let mut sources: Vec<Reading> = attachments
            .iter()
            .map(|attachment| Reading::new(&*attachment.source))
            .collect();
        let mut attachments: Vec<session::Attachment<'_>> = sources
            .iter_mut()
            .zip(&attachments)
            .map(|(from, attachment)| session::Attachment {
                from,
                bytes: attachment.bytes,
                media_type: attachment.media_type.clone(),
            })
            .collect();
        let heard = ProgressBridge::new(progress.as_deref(), &self.gate);
        self.with(|session| {
            let screened = session.screen(request, &mut attachments, &heard, now)?;
            Ok(Screened {
                id: screened.id.map(|id| id.to_string()),
                code: screened.code,
                finding: Finding::tell(session.content()?, &screened.finding, &language),
            })
        })
    }

    /// What is read aloud before a referral to this service.
    pub fn consent_questions(
        &self,
        service: String,
        needs: Vec<String>,
        language: String,
    ) -> Result<ConsentQuestions, PhoneError> {
        self.with(|session| session.consent_questions(&language, &service, &needs))
    }

    /// Finishes a referral, or notes that it was offered and declined.
    pub fn refer(&self, referral: Referral) -> Result<Referred, PhoneError> {
        let request = ReferralRequest {
            about: record_id(&referral.about)?,
            needs: referral.needs,
            agreement: referral.agreement.into(),
            how: referral.how,
            language: referral.language,
        };
        let now = self.now()?;
        self.with(|session| session.refer(request, now))
            .map(Into::into)
    }

    /// Corrects a record. The earlier one stays; the office sees both. Gives the amendment's id.
    pub fn amend(
        &self,
        id: String,
        answers: std::collections::HashMap<String, Answer>,
        note: String,
    ) -> Result<String, PhoneError> {
        let id = record_id(&id)?;
        let answers = answers.into_iter().collect();
        let now = self.now()?;
        self.with(|session| session.amend(id, answers, note, now))
            .map(|id| id.to_string())
    }

    /// Withdraws every consent that a referral rests on. Gives the withdrawal's id.
    pub fn withdraw(&self, id: String) -> Result<String, PhoneError> {
        let id = record_id(&id)?;
        let now = self.now()?;
        self.with(|session| session.withdraw(id, now))
            .map(|id| id.to_string())
    }

    /// The records that this phone remembers, newest first: `limit` of them after the first `skip`.
    pub fn list(&self, skip: u32, limit: u32) -> Result<Vec<RecordLine>, PhoneError> {
        let lines = self.with(|session| session.list_part(skip as usize, limit as usize))?;
        Ok(lines.into_iter().map(Into::into).collect())
    }

    /// One record: what it says while the grace period lasts, and what the office answered.
    pub fn show(&self, id: String) -> Result<RecordDetail, PhoneError> {
        let id = record_id(&id)?;
        let detail = self.with(|session| session.show(&id))?;
        Ok(RecordDetail {
            line: detail.line.into(),
            record: detail.record.map(|record| {
                serde_json::to_string(&record).expect("a record that was read can be written")
            }),
            answers: detail.answers,
        })
    }

    /// What waits for the office's receipt, most urgent first, and why each waits.
    pub fn outbox(&self) -> Result<Vec<OutboxLine>, PhoneError> {
        let now = self.now()?;
        let lines = self.with(|session| session.outbox(now))?;
        Ok(lines.into_iter().map(Into::into).collect())
    }

    /// When the app should try the hub next by itself, milliseconds since 1970; nothing where it may at any
    /// time. Every exchange that failed makes the pause longer. A user who asks need not wait.
    pub fn next_try(&self) -> Result<Option<i64>, PhoneError> {
        let now = self.now()?;
        self.with(|session| session.next_try(now))
    }

    /// The network is back, or the user asks for an exchange: the hub may be tried at once.
    pub fn on_connectivity(&self) -> Result<(), PhoneError> {
        let now = self.now()?;
        self.with(|session| session.on_connectivity(now))
    }

    /// Writes a waiting parcel, sealed as it is, for somebody at the office to look at. Gives its length in
    /// bytes.
    pub fn export_parcel(&self, parcel: String, to: Arc<dyn Sink>) -> Result<u64, PhoneError> {
        let parcel = parcel_id(&parcel)?;
        self.with(|session| session.export_parcel(&parcel, &mut Writing::new(&*to)))
    }

    /// Sends a parcel again that was set aside, because somebody looked at it.
    pub fn release_parcel(&self, parcel: String) -> Result<(), PhoneError> {
        let parcel = parcel_id(&parcel)?;
        self.with(|session| session.release_parcel(&parcel))
    }

    /// The hub's address and what lets this phone in, if the office has a hub.
    pub fn hub(&self) -> Result<Option<Hub>, PhoneError> {
        self.with(|session| {
            let Some(url) = session.hub()?.map(str::to_owned) else {
                return Ok(None);
            };
            let authorization = ["Bearer ", &session.hub_token()?].concat().into_bytes();
            let certificate = session.hub_certificate()?.map(|it| it.der().to_vec());
            Ok(Some(Hub {
                url,
                authorization,
                certificate,
            }))
        })
    }

    /// Looks at everything that arrived. Call it when an exchange with a hub is over; a meeting and a
    /// bundle do it themselves.
    pub fn take_in(&self) -> Result<Arrivals, PhoneError> {
        let now = self.now()?;
        self.with(|session| session.take_in(now)).map(Into::into)
    }

    /// Writes a bundle for anyone who carries it.
    pub fn carry_out(
        &self,
        to: Arc<dyn Sink>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<CarriedOut, PhoneError> {
        let now = self.now()?;
        let heard = ProgressBridge::new(progress.as_deref(), &self.gate);
        self.with(|session| session.carry_out(&mut Writing::new(&*to), &heard, now))
            .map(Into::into)
    }

    /// Takes in a bundle: what is for this phone takes effect, the rest is carried on.
    pub fn carry_in(
        &self,
        from: Arc<dyn Source>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<CarriedIn, PhoneError> {
        let now = self.now()?;
        let heard = ProgressBridge::new(progress.as_deref(), &self.gate);
        self.with(|session| session.carry_in(&mut Reading::new(&*from), &heard, now))
            .map(Into::into)
    }

    /// Checks every row, the journal's signatures and its chain.
    pub fn verify(
        &self,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<Verified, PhoneError> {
        let heard = ProgressBridge::new(progress.as_deref(), &self.gate);
        self.with(|session| session.verify(&heard)).map(Into::into)
    }

    /// Takes the store as it is, whatever `verify` found.
    pub fn accept_damage(&self) -> Result<(), PhoneError> {
        self.with(Session::accept_damage)
    }

    /// Writes what waits for the office to a bundle, when the phone does not unlock because its store is
    /// damaged. Changes nothing.
    pub fn rescue(
        &self,
        passphrase: Vec<u8>,
        to: Arc<dyn Sink>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<CarriedOut, PhoneError> {
        let passphrase = typed(passphrase)?;
        let now = self.now()?;
        let heard = ProgressBridge::new(progress.as_deref(), &self.gate);
        let rescued = Session::rescue(
            &self.directory,
            &passphrase,
            &LentKeystore(&*self.keystore),
            &mut Writing::new(&*to),
            &heard,
            now,
        )?;
        Ok(rescued.written.into())
    }
}

impl Phone {
    /// The host's time, read before anything is locked.
    pub(crate) fn now(&self) -> Result<pocketcard::host::Moment, PhoneError> {
        let moment = self.clock.now().and_then(TryInto::try_into);
        moment.map_err(|_| PhoneError::new("host-clock"))
    }

    /// Runs one use case of the unlocked session.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, session::Error>,
    ) -> Result<T, PhoneError> {
        let mut turn = self.gate.enter()?;
        let session = turn.session().as_mut().ok_or(session::Error::Locked)?;
        Ok(work(session)?)
    }
}
