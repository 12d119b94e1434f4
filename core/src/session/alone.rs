//! The private mode on a phone: each touch is sealed at once, and what remains of a sitting is what the officer is
//! to hear. There is one sitting at a time.

use serde::{Deserialize, Serialize};

use super::{Error, Session, kind};
use crate::{
    alone::{self, Gate, Outcome, Page, Reply, Sitting},
    base::Id,
    content::{Age, Topic, Voice},
    host::Moment,
    record::to_json,
    store::Header,
};

/// A sitting as it lies in the store.
#[derive(Serialize, Deserialize)]
struct Kept {
    age: Age,
    sitting: Sitting,
}

impl Session {
    /// Opens a sitting in which a person answers alone, and gives its screens. One that was left is forgotten.
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
        let page = alone::page(content, language, variety, voice);
        self.forget_sitting()?;
        let kept = Kept {
            age: gate.age,
            sitting: Sitting::default(),
        };
        self.keep_sitting(Id::random(), &kept, now)?;
        Ok(page)
    }

    /// Seals what the person touched. Whether the sitting goes on; where it does not, show the neutral screen and
    /// [`Session::end_alone`] it.
    ///
    /// # Errors
    /// [`Error::NoSitting`] when none is open.
    pub fn answer_alone(&mut self, topic: Topic, reply: Reply, now: Moment) -> Result<bool, Error> {
        let (row, mut kept) = self.sitting()?;
        let goes_on = kept.sitting.reply(topic, reply);
        self.keep_sitting(row, &kept, now)?;
        Ok(goes_on)
    }

    /// Ends the sitting, and gives what the officer is to hear. The answers are gone then; `share` is the person's
    /// own word that they may be seen, and false where the person broke off.
    ///
    /// # Errors
    /// [`Error::NoSitting`] when none is open.
    pub fn end_alone(&mut self, share: bool) -> Result<Outcome, Error> {
        let (_, kept) = self.sitting()?;
        let outcome = kept.sitting.outcome(self.content()?, kept.age, share);
        self.forget_sitting()?;
        Ok(outcome)
    }

    fn sitting(&self) -> Result<(Id, Kept), Error> {
        let store = &self.open()?.store;
        let row = store.list(kind::ALONE).next().ok_or(Error::NoSitting)?.id;
        let body = store.body(row)?.ok_or(Error::Damaged)?;
        let kept = serde_json::from_slice(&body).map_err(|_| Error::Damaged)?;
        Ok((row, kept))
    }

    fn keep_sitting(&mut self, row: Id, kept: &Kept, now: Moment) -> Result<(), Error> {
        let header = Header::new(row, kind::ALONE, now.wall_ms);
        let json = to_json(kept);
        let open = self.open_mut()?;
        Ok(open.store.write(|tx| tx.put(&header, Some(&json)))?)
    }

    fn forget_sitting(&mut self) -> Result<(), Error> {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        alone::Refusal,
        content::Choice,
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
        let outcome = session.end_alone(false).unwrap();
        assert_eq!(outcome.needs, ["urgent.medical", "urgent.shelter"]);
        assert!(outcome.shared.is_empty() && outcome.urgent);
        // Nothing remains of it, and nothing was sent.
        assert!(matches!(session.end_alone(true), Err(Error::NoSitting)));
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
        let finding = session.check(&outcome.begun).unwrap();
        assert_eq!(finding.noticed.len(), 2);
    }

    #[test]
    fn the_gate_is_the_core_s_and_one_sitting_follows_another_empty() {
        let (_phone, mut session) = Phone::enrolled();
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
        assert!(session.end_alone(true).unwrap().needs.is_empty());
    }
}
