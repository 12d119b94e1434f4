//! The private mode on a phone: each touch is sealed at once, and what remains of a sitting is what the officer is
//! to hear, after the phone was unlocked again: somebody else may hold it when the person ends. There is one sitting
//! at a time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Draft, Error, Session, kind, sound};
use crate::{
    alone::{self, Gate, Page, Reply, Sitting},
    base::{Id, opaque_debug},
    content::{Age, Topic, Voice},
    host::Moment,
    record::to_json,
    store::{self, Header},
};

/// A sitting as it lies in the store.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Kept {
    /// It ended, and the officer has not heard of it.
    Ended(Heard),
    /// It goes on, or was left.
    Open(OpenSitting),
}

#[derive(Serialize, Deserialize)]
struct OpenSitting {
    age: Age,
    #[serde(default)]
    area: String,
    sitting: Sitting,
}

/// What the officer hears of a sitting.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Ids of the needs.
    pub needs: Vec<String>,
    /// One of them cannot wait.
    pub urgent: bool,
    /// The area in which help must be in reach; empty: anywhere.
    pub area: String,
    /// The draft of a screening that begins with what cannot wait: go on with it, or leave it.
    pub draft: Option<Id>,
    /// What was touched, where the person wants it to be seen; otherwise nothing.
    pub shared: BTreeMap<Topic, Reply>,
}

opaque_debug!(Heard);

impl Session {
    /// Opens a sitting in which a person answers alone, and gives its screens. Of one that was left, the draft
    /// remains.
    ///
    /// # Errors
    /// [`Error::Alone`] unless everything holds that the [`Gate`] asks for.
    pub fn begin_alone(
        &mut self,
        gate: &Gate,
        language: &str,
        variety: &str,
        voice: Voice,
        now: Moment,
    ) -> Result<Page, Error> {
        let content = self.content()?;
        gate.check(content)?;
        let store = &self.open()?.store;
        let there = |name: &str| sound::is_there(store, name);
        let page = alone::page(content, language, variety, voice, there);
        match self.ended(now) {
            // A damaged one has nothing left to keep.
            Ok(_) | Err(Error::Damaged | Error::Store(store::Error::Damaged(_))) => {
                self.forget_alone()?;
            }
            Err(error) => return Err(error),
        }
        let kept = Kept::Open(OpenSitting {
            age: gate.age,
            area: gate.area.clone(),
            sitting: Sitting::default(),
        });
        self.keep_sitting(Id::random(), &kept, None, now)?;
        self.answering = true;
        Ok(page)
    }

    /// Seals what the person touched. Whether the sitting goes on; where it does not, show the neutral screen and
    /// [`Session::end_alone`] it.
    ///
    /// # Errors
    /// [`Error::NoSitting`] when none is open.
    pub fn answer_alone(&mut self, topic: Topic, reply: Reply, now: Moment) -> Result<bool, Error> {
        let Some((row, Kept::Open(mut open))) = self.sitting()? else {
            return Err(Error::NoSitting);
        };
        self.answering = true;
        let goes_on = open.sitting.reply(topic, reply);
        self.keep_sitting(row, &Kept::Open(open), None, now)?;
        Ok(goes_on)
    }

    /// Ends the sitting, and locks the phone whatever comes of it. The draft that begins with what cannot wait is
    /// kept in the same stroke, and the answers are gone then, unless `share`: the person's own word that they may
    /// be seen, and false where the person broke off. A shell that locks instead has ended it too, without that word.
    ///
    /// # Errors
    /// [`Error::NoSitting`] when none is open.
    pub fn end_alone(&mut self, share: bool, now: Moment) -> Result<(), Error> {
        let ended = match self.sitting() {
            Ok(Some((row, Kept::Open(open)))) => {
                self.close_sitting(row, open, share, now).map(drop)
            }
            Ok(_) => Err(Error::NoSitting),
            Err(error) => Err(error),
        };
        self.lock();
        ended
    }

    /// What comes of a sitting that ended or was left: nothing before the phone was unlocked once more, so that
    /// anyone who holds it when the person ends learns nothing. It is there until [`Session::forget_alone`].
    ///
    /// # Errors
    /// [`Error::Locked`]; the store's.
    pub fn hear_alone(&mut self, now: Moment) -> Result<Option<Heard>, Error> {
        self.open()?;
        if self.answering {
            return Ok(None);
        }
        let Some(mut heard) = self.ended(now)? else {
            return Ok(None);
        };
        // It may have been finished or thrown away since.
        let drafts = self.drafts()?;
        heard.draft = heard
            .draft
            .filter(|id| drafts.iter().any(|(draft, _)| draft == id));
        Ok(Some(heard))
    }

    /// Forgets the sitting: the officer has heard of it, or takes the phone back before it was handed over. Its
    /// draft stays.
    pub fn forget_alone(&mut self) -> Result<(), Error> {
        let open = self.open_mut()?;
        let left: Vec<Id> = open
            .store
            .list(kind::ALONE)
            .map(|header| header.id)
            .collect();
        Ok(open
            .store
            .write(|tx| left.iter().try_for_each(|row| tx.delete(*row)))?)
    }

    fn sitting(&self) -> Result<Option<(Id, Kept)>, Error> {
        let store = &self.open()?.store;
        let Some(header) = store.list(kind::ALONE).next() else {
            return Ok(None);
        };
        let body = store.body(header.id)?.ok_or(Error::Damaged)?;
        let kept = serde_json::from_slice(&body).map_err(|_| Error::Damaged)?;
        Ok(Some((header.id, kept)))
    }

    /// What comes of the sitting in the store. One that was left ends here, without the person's word.
    fn ended(&mut self, now: Moment) -> Result<Option<Heard>, Error> {
        Ok(match self.sitting()? {
            None => None,
            Some((_, Kept::Ended(heard))) => Some(heard),
            Some((row, Kept::Open(open))) => Some(self.close_sitting(row, open, false, now)?),
        })
    }

    fn close_sitting(
        &mut self,
        row: Id,
        open: OpenSitting,
        share: bool,
        now: Moment,
    ) -> Result<Heard, Error> {
        let outcome = open.sitting.outcome(self.content()?, open.age, share);
        let begun = (!outcome.begun.answers.is_empty()).then(|| {
            let draft = Draft {
                answers: outcome.begun,
                area: open.area.clone(),
                ..Draft::default()
            };
            (Id::random(), draft)
        });
        let heard = Heard {
            needs: outcome.needs,
            urgent: outcome.urgent,
            area: open.area,
            draft: begun.as_ref().map(|(id, _)| *id),
            shared: outcome.shared,
        };
        self.keep_sitting(row, &Kept::Ended(heard.clone()), begun, now)?;
        Ok(heard)
    }

    /// Keeps a sitting, and in the same stroke the draft that comes of it.
    fn keep_sitting(
        &mut self,
        row: Id,
        kept: &Kept,
        begun: Option<(Id, Draft)>,
        now: Moment,
    ) -> Result<(), Error> {
        let header = Header::new(row, kind::ALONE, now.wall_ms);
        let json = to_json(kept);
        let begun =
            begun.map(|(id, draft)| (Header::new(id, kind::DRAFT, now.wall_ms), to_json(&draft)));
        let open = self.open_mut()?;
        Ok(open.store.write(|tx| {
            if let Some((header, json)) = &begun {
                tx.put(header, Some(json))?;
            }
            tx.put(&header, Some(&json))
        })?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        alone::Refusal,
        content::{Answer, Choice},
        session::tests::phone::{DAILY, Phone, at},
    };

    fn gate() -> Gate {
        Gate {
            alone: true,
            age: Age::Adult,
            ..Gate::default()
        }
    }

    #[test]
    fn a_sitting_is_sealed_at_every_touch_and_leaves_needs_alone() {
        let (phone, mut session) = Phone::enrolled();
        let page = session
            .begin_alone(&gate(), "ar", "ar-sd", Voice::Woman, at(1))
            .unwrap();
        assert_eq!(page.questions.len(), 8);
        assert!(
            session
                .answer_alone(Topic::Hurt, Reply::Yes, at(1))
                .unwrap()
        );
        let chosen = Reply::Chosen([Choice::Sleep].into());
        assert!(session.answer_alone(Topic::Need, chosen, at(2)).unwrap());
        // Anyone who holds the phone now hears nothing.
        assert!(session.hear_alone(at(2)).unwrap().is_none());
        // A phone that went dark in the midst of it has lost nothing, and shows nothing.
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        assert!(session.drafts().unwrap().is_empty());
        assert_eq!(session.list().unwrap().len(), 1, "the enrolment alone");
        assert!(
            !session
                .answer_alone(Topic::ByYourself, Reply::No, at(3))
                .unwrap()
        );
        session.end_alone(false, at(3)).unwrap();
        assert!(matches!(session.hear_alone(at(3)), Err(Error::Locked)));
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        let heard = session.hear_alone(at(4)).unwrap().unwrap();
        assert_eq!(heard.needs, ["urgent.medical", "urgent.shelter"]);
        assert!(heard.shared.is_empty() && heard.urgent);
        session.forget_alone().unwrap();
        // Nothing remains of it but the draft, and nothing was sent.
        assert!(session.hear_alone(at(4)).unwrap().is_none());
        assert!(matches!(
            session.answer_alone(Topic::Hurt, Reply::Yes, at(4)),
            Err(Error::NoSitting)
        ));
        assert!(
            session
                .open()
                .unwrap()
                .store
                .list(kind::ALONE)
                .next()
                .is_none()
        );
        assert!(session.outbox(at(4)).unwrap().len() <= 1, "the enrolment");
        // What is told goes on as a screening.
        let draft = session.draft(heard.draft.unwrap()).unwrap();
        let finding = session.check(&draft.answers).unwrap();
        assert_eq!(finding.noticed.len(), 2);
        assert!(matches!(
            session.end_alone(true, at(4)),
            Err(Error::NoSitting)
        ));
        assert!(!session.is_unlocked(), "locked, whatever comes of it");
    }

    /// A phone on which somebody is hurt, and says so.
    fn hurt() -> (Phone, Session) {
        let (phone, mut session) = Phone::enrolled();
        let gate = Gate {
            area: "example-district".to_owned(),
            ..gate()
        };
        session
            .begin_alone(&gate, "en", "en", Voice::Man, at(1))
            .unwrap();
        session
            .answer_alone(Topic::Hurt, Reply::Yes, at(1))
            .unwrap();
        (phone, session)
    }

    /// The one draft on the phone tells of the hurt.
    fn only_draft(session: &Session) -> Id {
        let drafts = session.drafts().unwrap();
        let [(id, _)] = drafts[..] else {
            panic!("{} drafts", drafts.len());
        };
        let draft = session.draft(id).unwrap();
        assert_eq!(
            draft.answers.answers.get("urgent.medical"),
            Some(&Answer::Told)
        );
        assert_eq!(draft.area, "example-district");
        id
    }

    #[test]
    fn a_kill_after_the_end_loses_neither_the_draft_nor_the_person_s_word() {
        for share in [false, true] {
            let (phone, mut session) = hurt();
            session.end_alone(share, at(2)).unwrap();
            drop(session);
            let mut session = phone.unlock(DAILY).unwrap();
            let id = only_draft(&session);
            // Heard until it is forgotten, however often the phone goes dark.
            for _ in 0..2 {
                let heard = session.hear_alone(at(3)).unwrap().unwrap();
                assert_eq!(
                    (heard.draft, heard.area.as_str()),
                    (Some(id), "example-district")
                );
                assert_eq!(heard.shared.contains_key(&Topic::Hurt), share);
                drop(session);
                session = phone.unlock(DAILY).unwrap();
            }
            session.discard_draft(id).unwrap();
            assert_eq!(session.hear_alone(at(3)).unwrap().unwrap().draft, None);
        }
    }

    #[test]
    fn nothing_is_heard_before_the_phone_was_unlocked_again() {
        let (phone, mut session) = hurt();
        // Out of sight and back is no unlocking.
        session.suspend().unwrap();
        session.resume(at(2)).unwrap();
        assert!(session.hear_alone(at(2)).unwrap().is_none());
        session.end_alone(true, at(2)).unwrap();
        assert!(!session.is_unlocked());
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        let heard = session.hear_alone(at(3)).unwrap().unwrap();
        assert_eq!(heard.shared, [(Topic::Hurt, Reply::Yes)].into());
    }

    #[test]
    fn a_sitting_that_was_left_ends_without_the_person_s_word_and_leaves_its_draft() {
        let (phone, session) = hurt();
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        let heard = session.hear_alone(at(2)).unwrap().unwrap();
        assert_eq!(heard.draft, Some(only_draft(&session)));
        assert!(heard.shared.is_empty());
        // One that nobody heard of, before the next.
        let (_phone, mut session) = hurt();
        session
            .begin_alone(&gate(), "en", "en", Voice::Man, at(2))
            .unwrap();
        only_draft(&session);
    }

    #[test]
    fn the_gate_is_the_core_s_and_one_sitting_follows_another_empty() {
        let (phone, mut session) = Phone::enrolled();
        let open = |session: &mut Session, gate: &Gate| {
            session
                .begin_alone(gate, "en", "en", Voice::Man, at(1))
                .map(drop)
        };
        let refused = open(&mut session, &Gate::default());
        assert!(matches!(refused, Err(Error::Alone(Refusal::NotAlone))));
        let child = Gate {
            age: Age::MayBeChild,
            ..gate()
        };
        assert!(matches!(
            open(&mut session, &child),
            Err(Error::Alone(Refusal::Child))
        ));
        let far = Gate {
            area: "nowhere".to_owned(),
            ..gate()
        };
        // The example has a number to call from anywhere.
        assert!(open(&mut session, &far).is_ok());
        session
            .answer_alone(Topic::Hurt, Reply::Yes, at(2))
            .unwrap();
        open(&mut session, &gate()).unwrap();
        session.end_alone(true, at(3)).unwrap();
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        let heard = session.hear_alone(at(3)).unwrap().unwrap();
        assert!(heard.needs.is_empty() && heard.draft.is_none());
    }
}
