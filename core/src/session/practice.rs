//! Practice on a phone. It touches rows of its own in the sealed store and nothing else: no record, no
//! journal, no parcel comes of it, so that there is nothing that could be sent. The rows lie in the phone's
//! store and not in one beside it, which would betray under duress that the phone had been used.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Error, Session, kind};
use crate::{
    base::Id,
    checklist::Answers,
    host::Moment,
    practice::{self, CaseLine},
    record::to_json,
    store::Header,
};

/// How far a person has come, by case.
#[derive(Default, Serialize, Deserialize)]
struct Progress(BTreeMap<String, Done>);

#[derive(Default, Serialize, Deserialize)]
struct Done {
    times: u32,
    missed: u32,
}

impl Session {
    /// The cases to practise on, with how often each was done here.
    ///
    /// # Errors
    /// [`Error::Locked`], or the store's.
    pub fn practice_cases(&self, language: &str) -> Result<Vec<CaseLine>, Error> {
        let (_, progress) = self.progress()?;
        let mut lines = practice::case_lines(self.content()?, language);
        for line in &mut lines {
            if let Some(done) = progress.0.get(&line.id) {
                (line.times, line.missed) = (done.times, done.missed);
            }
        }
        Ok(lines)
    }

    /// Ends a case: notes that it was done, and explains it line by line. The answers are not kept.
    ///
    /// # Errors
    /// [`Error::Answers`] when the answers do not belong to the case.
    pub fn practise(
        &mut self,
        case: &str,
        answers: &Answers,
        language: &str,
        now: Moment,
    ) -> Result<Vec<String>, Error> {
        let content = self.content()?;
        let review = practice::review(content, case, answers)?;
        let lines = practice::explain(content, &review, language);
        let (row, mut progress) = self.progress()?;
        let done = progress.0.entry(review.case).or_default();
        done.times = done.times.saturating_add(1);
        done.missed = u32::try_from(review.missed.len()).unwrap_or(u32::MAX);
        let header = Header::new(row.unwrap_or_else(Id::random), kind::PRACTICE, now.wall_ms);
        let json = to_json(&progress);
        let open = self.open_mut()?;
        open.store.write(|tx| tx.put(&header, Some(&json)))?;
        Ok(lines)
    }

    fn progress(&self) -> Result<(Option<Id>, Progress), Error> {
        let store = &self.open()?.store;
        let Some(row) = store.list(kind::PRACTICE).next().map(|header| header.id) else {
            return Ok((None, Progress::default()));
        };
        // Progress that cannot be read is begun again: it is worth less than the practice.
        let bytes = store.body(row).ok().flatten();
        let progress = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok((Some(row), progress.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        host::Unwatched,
        session::tests::phone::{DAILY, Phone, at},
    };

    #[test]
    fn practice_leaves_nothing_that_could_be_sent_and_remembers_how_far_one_came() {
        let (phone, mut session) = Phone::enrolled();
        let before = (
            session.outbox(at(1)).unwrap().len(),
            session.list().unwrap().len(),
            session.verify(&Unwatched).unwrap().entries,
        );
        let answers = Answers {
            checklist: "person".to_owned(),
            ..Answers::default()
        };
        for minute in 1..3 {
            let said = session
                .practise("case.kitchen", &answers, "en", at(minute))
                .unwrap();
            assert!(said[0].starts_with("PRACTICE"), "{said:?}");
        }
        let after = (
            session.outbox(at(3)).unwrap().len(),
            session.list().unwrap().len(),
            session.verify(&Unwatched).unwrap().entries,
        );
        assert_eq!(before, after);
        assert!(session.drafts().unwrap().is_empty());
        drop(session);
        let session = phone.unlock(DAILY).unwrap();
        let cases = session.practice_cases("en").unwrap();
        let done: Vec<_> = cases.iter().filter(|case| case.times > 0).collect();
        assert_eq!((done.len(), done[0].times, done[0].missed), (1, 2, 5));
    }

    #[test]
    fn a_case_that_is_not_there_is_refused_and_nothing_is_noted() {
        let (_phone, mut session) = Phone::enrolled();
        let answers = Answers {
            checklist: "person".to_owned(),
            ..Answers::default()
        };
        let refused = session.practise("case.camp", &answers, "en", at(1));
        assert!(matches!(refused, Err(Error::Answers(_))));
        assert!(
            session
                .practice_cases("en")
                .unwrap()
                .iter()
                .all(|case| case.times == 0)
        );
    }
}
