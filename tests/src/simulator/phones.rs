//! The phones and the people who hold them.

use std::{collections::BTreeMap, io::Cursor};

use pocketcard::{
    checklist::Answers,
    host::{Moment, Unwatched},
    invitation::Invitation,
    parcel::{
        ParcelId,
        armor::{self, Label},
    },
    session::{Arrivals, Attachment, EnrolmentStatus, Error, ScreeningRequest, Session},
    vault::SoftwareKeystore,
};

use super::{
    Place,
    machine::Machine,
    world::{Made, World, kdf, passphrase},
};
use crate::canary::CANARY;

const PERSON: &str = include_str!("../../../bindings/cli/examples/child-armed-group.json");
const MISCONDUCT: &str = include_str!("../../../bindings/cli/examples/misconduct.json");
/// Bytes of a photograph.
const PHOTOGRAPH: usize = 150_000;

/// What a person does with a phone.
#[derive(Clone, Copy)]
pub enum Screening {
    /// A screening.
    Plain,
    /// One with a photograph.
    Photograph,
    /// A report to the confidential desk.
    Report,
}

/// A phone of the mission, in one of its lives: wiping it ends one.
pub struct Phone {
    pub machine: Machine,
    pub session: Option<Session>,
    pub life: u32,
    /// The invitation under which it is enrolled.
    pub invitation: Invitation,
    /// Its parcels that waited last time we looked, each with the number of its record; the answer to an
    /// invitation has none.
    pub waiting: BTreeMap<ParcelId, Option<usize>>,
    /// How many records it remembers.
    pub records: usize,
    /// The pack that it had last time we looked.
    pub pack: u64,
    /// Whether the office revoked it, and told it to erase itself.
    pub revoked: Option<bool>,
    /// Parcels that it was told the office has, since we looked.
    pub received: usize,
    /// Answers that it got.
    pub answers: u64,
    /// A fault since we looked may have taken the word of what it was told with it.
    pub unsure: bool,
    /// What it is about to queue, or was when its disk failed.
    pub unfinished: Option<Unfinished>,
}

/// What a phone is about to queue.
#[derive(Clone, Copy)]
pub enum Unfinished {
    /// The record of this number.
    Record(usize),
    /// The answer to a new invitation. It is queued late where the disk was full.
    Enrolment,
}

impl World {
    /// Enrols a phone beside the desk, by the desk's clock.
    pub fn enrol(&mut self, number: usize, life: u32) -> Phone {
        let (text, now) = self.invite(number, life);
        let directory = self.root.join(format!("phone-{number}-{life}"));
        let mut machine = Machine::new(&directory);
        machine.off = now.wall_ms - self.now;
        let keystore = SoftwareKeystore::new(&directory.with_extension("keys"));
        let mut session = Session::enrol(&directory, &text, &passphrase(), &keystore, kdf(), now)
            .expect("a phone enrols with a fresh invitation");
        session
            .seed_chance(now.wall_ms.unsigned_abs() ^ number as u64)
            .expect("it is unlocked");
        // Its owner reads its words to the desk, where the phone lies.
        let words = session.about(now).expect("it is unlocked").words;
        let label = format!("phone {number}.{life}");
        let accepted = self.desk(0).accept(&label, &words, now);
        accepted.expect("the desk takes words");
        let mut phone = Phone {
            machine,
            session: Some(session),
            life,
            invitation: Invitation::from_text(&text).expect("the desk made it"),
            waiting: BTreeMap::new(),
            records: 1,
            pack: 0,
            revoked: None,
            received: 0,
            answers: 0,
            unsure: false,
            unfinished: None,
        };
        for line in phone.lines(now) {
            phone.waiting.insert(line, None);
            self.trace
                .call(line, || format!("phone {number}.{life}'s enrolment"));
        }
        phone
    }

    /// A new invitation for a phone, and the time by the desk's clock.
    fn invite(&mut self, number: usize, life: u32) -> (String, Moment) {
        // Somebody makes room for it, or switches the desk on again.
        self.free(Place::Desk(0));
        let label = format!("phone {number}.{life}");
        let now = self.time(Place::Desk(0));
        let text = self.desk(0).invite(&label, 365, now);
        (text.expect("the desk invites").to_string(), now)
    }

    /// Somebody uses a phone. Gives what came of it, unless the phone's disk failed.
    pub fn use_phone<T>(
        &mut self,
        number: usize,
        work: impl FnOnce(&mut Session, Moment) -> Result<T, Error>,
    ) -> Option<T> {
        let now = self.time(Place::Phone(number));
        // What is due with time is done when the app comes to the front.
        let session = self.phones[number].session.as_mut()?;
        let mut outcome = session.tidy(now).map(|()| None);
        if outcome.is_ok() {
            if let Some(Unfinished::Enrolment) = self.phones[number].unfinished {
                self.note_queued(number);
            }
            let session = self.phones[number].session.as_mut()?;
            outcome = work(session, now).map(Some);
        }
        if outcome.is_err() {
            self.phones[number].unsure = true;
        }
        outcome
            .map_err(|error| self.failed(Place::Phone(number), &error, true))
            .ok()
            .flatten()
    }

    /// Somebody finishes a screening or a report.
    pub fn screen(&mut self, number: usize, what: Screening) {
        // Comes to the front.
        if self.use_phone(number, |_, _| Ok(())).is_none() {
            return;
        }
        let report = matches!(what, Screening::Report);
        let photograph = matches!(what, Screening::Photograph);
        let record = self.made.len();
        let phone = &mut self.phones[number];
        self.made.push(Made {
            phone: number,
            life: phone.life,
            desk: usize::from(report),
            photograph,
            acknowledged: false,
            may_be_lost: phone.revoked.is_some(),
        });
        phone.unfinished = Some(Unfinished::Record(record));
        let answers = if report { MISCONDUCT } else { PERSON };
        let answers: Answers = serde_json::from_str(answers).expect("an example");
        let mut begun = answers.clone();
        let asked = begun.answers.keys().next().expect("something was asked");
        begun.notes.insert(asked.clone(), note(record));
        let draft = self.use_phone(number, |session, now| session.save_draft(None, &begun, now));
        let request = ScreeningRequest {
            draft,
            site: "gate".to_owned(),
            note: note(record),
            ..ScreeningRequest::new(answers)
        };
        let photo = if photograph { PHOTOGRAPH } else { 0 };
        let mut picture = CANARY.as_bytes().repeat(photo / CANARY.len() + 1);
        picture.truncate(photo);
        let mut picture = Cursor::new(picture);
        let mut attachments = vec![Attachment {
            from: &mut picture,
            bytes: photo as u64,
            media_type: "image/jpeg".to_owned(),
        }];
        attachments.truncate(usize::from(photograph));
        let screened = self.use_phone(number, |session, now| {
            session.screen(request, &mut attachments, &Unwatched, now)
        });
        self.made[record].acknowledged = screened.is_some();
        if screened.is_none() {
            self.trace
                .say(format!("  record {record} was not finished"));
        }
        if !self.phones[number].machine.is_dead() {
            self.note_queued(number);
        }
    }

    /// Gives names to the parcels that were queued just now, and checks that they are all of their record.
    pub fn note_queued(&mut self, number: usize) {
        let now = self.time(Place::Phone(number));
        let phone = &mut self.phones[number];
        let unfinished = phone.unfinished;
        let new: Vec<ParcelId> = phone
            .lines(now)
            .into_iter()
            .filter(|id| !phone.waiting.contains_key(id))
            .collect();
        let (record, whole) = match unfinished {
            Some(Unfinished::Record(record)) => {
                let made = &self.made[record];
                phone.records += usize::from(!new.is_empty() && made.desk == 0);
                (Some(record), 1 + usize::from(made.photograph))
            }
            Some(Unfinished::Enrolment) if new.is_empty() => return,
            Some(Unfinished::Enrolment) => {
                phone.records += 1;
                (None, 1)
            }
            None => (None, 0),
        };
        phone.unfinished = None;
        if new.len() != whole && !new.is_empty() {
            self.break_promise(format!("phone {number} queued half of what it finished"));
        }
        if record.is_some_and(|record| self.made[record].acknowledged && new.is_empty()) {
            self.break_promise(format!("phone {number} did not queue what it finished"));
        }
        for (place, id) in new.into_iter().enumerate() {
            let phone = &mut self.phones[number];
            let life = phone.life;
            phone.waiting.insert(id, record);
            self.trace.call(id, || match (record, place) {
                (Some(record), 0) => format!("record {record}"),
                (Some(record), _) => format!("record {record}'s photograph"),
                (None, _) => format!("phone {number}.{life}'s new enrolment"),
            });
        }
    }

    /// The phone looks at what arrived.
    pub fn take_in(&mut self, number: usize) {
        let arrivals = self.use_phone(number, |session, now| session.take_in(now));
        if let Some(arrivals) = arrivals {
            self.note_arrivals(number, &arrivals);
        }
    }

    /// Notes what arrived. A phone that is told to erase itself does.
    pub fn note_arrivals(&mut self, number: usize, arrivals: &Arrivals) {
        let phone = &mut self.phones[number];
        phone.received += arrivals.received as usize;
        phone.answers += arrivals.answers;
        if *arrivals != Arrivals::default() {
            self.trace.say(format!("  phone {number}: {arrivals:?}"));
        }
        if arrivals.wipe {
            if self.phones[number].revoked != Some(true) {
                self.break_promise(format!(
                    "phone {number} erases itself, and nobody ordered it"
                ));
            }
            self.wipe(number);
        }
    }

    /// A phone is wiped without its passphrase, and enrolled again.
    pub fn wipe(&mut self, number: usize) {
        let phone = &mut self.phones[number];
        phone.machine.free();
        phone.session = None;
        let keystore = SoftwareKeystore::new(&phone.machine.dir.with_extension("keys"));
        Session::wipe(&phone.machine.dir, &keystore).expect("a phone is wiped");
        let life = phone.life;
        for made in &mut self.made {
            made.may_be_lost |= made.phone == number && made.life == life;
        }
        self.phones[number] = self.enrol(number, life + 1);
    }

    /// A phone gets a new invitation. Who hands it over sets the phone's clock.
    pub fn renew(&mut self, number: usize) {
        if self.phones[number].revoked.is_some() {
            return;
        }
        self.free(Place::Desk(0));
        let now = self.time(Place::Desk(0));
        let session = self.phones[number].session.as_ref();
        let Some(about) = session.and_then(|session| session.about(now).ok()) else {
            return;
        };
        // A phone that the office has not heard of has nothing to renew.
        let renewed = self
            .desk(0)
            .renew(&about.fingerprint, None, 365, false, now);
        let Ok(text) = renewed else {
            return;
        };
        self.phones[number].machine.off = now.wall_ms - self.now;
        self.phones[number].unfinished = Some(Unfinished::Enrolment);
        let renewed = self.use_phone(number, |session, now| session.renew(&text, now));
        if renewed.is_some() {
            // Behind a signature and the phone's key.
            let whole = armor::decode(Label::Renewal, &text).expect("the desk made it");
            self.phones[number].invitation =
                serde_json::from_slice(&whole[96..]).expect("the desk made it");
        }
        if !self.phones[number].machine.is_dead() {
            self.note_queued(number);
        }
    }

    /// The phone is switched on after the power went, and unlocked.
    pub fn unlock(&mut self, number: usize) {
        let now = self.time(Place::Phone(number));
        let phone = &mut self.phones[number];
        phone.unsure = true;
        let keystore = SoftwareKeystore::new(&phone.machine.dir.with_extension("keys"));
        let mut session = Session::unlock(&phone.machine.dir, &passphrase(), &keystore, now)
            .expect("a phone unlocks after the power went");
        session
            .seed_chance(now.wall_ms.unsigned_abs() ^ number as u64)
            .expect("it is unlocked");
        phone.session = Some(session);
        self.note_queued(number);
    }

    /// Whether the office refused the invitation, so that another is needed.
    pub fn needs_invitation(&self, number: usize) -> bool {
        let now = self.time(Place::Phone(number));
        let session = self.phones[number].session.as_ref();
        let about = session.and_then(|session| session.about(now).ok());
        about.is_some_and(|about| about.standing == EnrolmentStatus::InvitationRefused)
    }
}

impl Phone {
    /// The parcels that wait, most urgent first.
    pub fn lines(&self, now: Moment) -> Vec<ParcelId> {
        let lines = self.session.as_ref().map(|session| session.outbox(now));
        let lines = lines.and_then(Result::ok).unwrap_or_default();
        lines.into_iter().map(|line| line.parcel).collect()
    }
}

/// What is written into a record.
pub fn note(record: usize) -> String {
    format!("{CANARY} wrote down number {record}")
}
