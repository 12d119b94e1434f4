//! What was noticed at a place when it was last visited: kept on the phone, or given by the office with its pack. It
//! is of a place and of nobody, and is kept for half a year, so that the next visit can be compared with it.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Error, Open, kind};
use crate::{
    base::Id,
    checklist::Answers,
    content::Visit,
    finding::{self, Finding},
    form::Instant,
    host::Moment,
    record::to_json,
    store::Header,
};

/// How long a visit is remembered, in milliseconds: 180 days.
const REMEMBERED_MS: i64 = 180 * 24 * 60 * 60 * 1000;

/// A visit as it lies in the store; the place is the row's.
#[derive(Serialize, Deserialize)]
struct Kept {
    present: Vec<String>,
}

/// What is to be remembered of a visit, in the transaction of its record.
pub(super) struct Remember {
    pub(super) header: Header,
    pub(super) json: Zeroizing<Vec<u8>>,
}

impl Open {
    /// The latest visit of this place that phone or office know of.
    fn last_visit(&self, site: &str, checklist: &str) -> Result<Option<Visit>, Error> {
        let row = self
            .store
            .list(kind::VISIT)
            .find(|row| row.site == site && row.label == checklist);
        let own = match row {
            None => None,
            Some(row) => {
                // What cannot be read is as if nobody had been there.
                let body = self.store.body(row.id).ok().flatten();
                let kept = body.and_then(|body| serde_json::from_slice::<Kept>(&body).ok());
                kept.map(|kept| Visit {
                    site: site.to_owned(),
                    day: Instant::at(row.at).day().to_string(),
                    present: kept.present,
                })
            }
        };
        let offices = self
            .content
            .document()
            .visits
            .iter()
            .find(|visit| visit.site == site)
            .cloned();
        // Days are written so that later ones are greater.
        Ok(offices
            .into_iter()
            .chain(own)
            .max_by(|a, b| a.day.cmp(&b.day)))
    }

    /// Compares the finding of a place with its last visit, and gives what is to be remembered of this one.
    pub(super) fn visit(
        &self,
        finding: &mut Finding,
        answers: &Answers,
        site: &str,
        now: Moment,
    ) -> Result<Option<Remember>, Error> {
        if site.is_empty() {
            return Ok(None);
        }
        if let Some(last) = self.last_visit(site, &answers.checklist)? {
            finding::compare(&self.content, finding, answers, &last);
        }
        let row = self
            .store
            .list(kind::VISIT)
            .find(|row| row.site == site && row.label == answers.checklist);
        let id = row.map_or_else(Id::random, |row| row.id);
        let mut header = Header::new(id, kind::VISIT, now.wall_ms);
        header.site = site.to_owned();
        header.label = answers.checklist.clone();
        let kept = Kept {
            present: finding
                .noticed
                .iter()
                .map(|noticed| noticed.id.clone())
                .collect(),
        };
        Ok(Some(Remember {
            header,
            json: to_json(&kept),
        }))
    }

    /// Forgets visits of long ago.
    pub(super) fn forget_visits(&mut self, now: Moment) -> Result<(), crate::store::Error> {
        let old = |row: &&Header| now.wall_ms.saturating_sub(row.at) > REMEMBERED_MS;
        let old: Vec<Id> = self
            .store
            .list(kind::VISIT)
            .filter(old)
            .map(|row| row.id)
            .collect();
        if old.is_empty() {
            return Ok(());
        }
        self.store
            .write(|tx| old.iter().try_for_each(|row| tx.delete(*row)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        content::Content,
        host::Unwatched,
        session::{
            ScreeningRequest, Session,
            tests::phone::{DAILY, Phone, at},
        },
    };

    const DAY_MINUTES: u64 = 24 * 60;

    /// A moment so many minutes later by every clock.
    fn later(minutes: u64) -> Moment {
        Moment {
            wall_ms: at(0).wall_ms + i64::try_from(minutes).unwrap() * 60_000,
            ..at(minutes)
        }
    }

    fn visits(session: &mut Session, site: &str, signs: &str, minute: u64) -> Finding {
        let json = format!(r#"{{"checklist":"site","answers":{{{signs}}}}}"#);
        let answers = Answers::from_json(json.as_bytes()).unwrap();
        let request = ScreeningRequest {
            site: site.to_owned(),
            ..ScreeningRequest::new(answers)
        };
        session
            .screen(request, &mut [], &Unwatched, later(minute))
            .unwrap()
            .finding
    }

    #[test]
    fn a_place_is_compared_with_its_own_last_visit_and_forgotten_in_time() {
        let (phone, mut session) = Phone::enrolled();
        let first = visits(&mut session, "north-4", r#""site.risk.prices":"told""#, 1);
        assert_eq!(first.since, None, "nobody was there before");
        assert_eq!(
            visits(&mut session, "south-1", r#""site.risk.prices":"told""#, 2).since,
            None
        );
        assert_eq!(
            visits(&mut session, "", r#""site.risk.prices":"told""#, 2).since,
            None
        );
        session.tidy(later(DAY_MINUTES)).unwrap();
        drop(session);
        let mut session = phone.unlock(DAILY).unwrap();
        let signs = r#""site.risk.prices":"told","site.sign.missing-people":"told""#;
        let second = visits(&mut session, "north-4", signs, 40 * DAY_MINUTES);
        let since = second.since.unwrap();
        assert_eq!(since.new, ["site.sign.missing-people"]);
        assert_eq!(since.still, ["site.risk.prices"]);
        // The record that the office files says it too.
        let shown = session.list().unwrap()[0].id;
        let record = session.show(&shown).unwrap().record.unwrap();
        let crate::record::Body::Screening(screening) = record.body else {
            panic!("another")
        };
        assert!(screening.finding.since.is_some());
        // The third is compared with the second.
        let third = visits(&mut session, "north-4", signs, 41 * DAY_MINUTES)
            .since
            .unwrap();
        assert!(third.new.is_empty() && third.still.len() == 2);
        session
            .tidy(later(41 * DAY_MINUTES + 181 * DAY_MINUTES))
            .unwrap();
        assert_eq!(session.open().unwrap().store.list(kind::VISIT).count(), 0);
    }

    #[test]
    fn the_office_can_give_the_last_visit_and_the_later_one_counts() {
        let (_phone, mut session) = Phone::enrolled();
        let mut document = Content::base().document().clone();
        document.visits = vec![Visit {
            site: "north-4".to_owned(),
            day: "1999-01-01".to_owned(),
            present: vec!["site.risk.aid-cut".to_owned()],
        }];
        let content = Content::new(document).unwrap();
        session.open_mut().unwrap().content = crate::session::ActiveContent::Pack {
            name: crate::session::ActiveContent::Base.name(),
            content: Box::new(content),
            expires_at: i64::MAX,
        };
        let first = visits(&mut session, "north-4", r#""site.risk.prices":"told""#, 1);
        assert_eq!(first.since.unwrap().not_looked, ["site.risk.aid-cut"]);
        let second = visits(&mut session, "north-4", r#""site.risk.aid-cut":"told""#, 2);
        assert_eq!(
            second.since.unwrap().new,
            ["site.risk.aid-cut"],
            "its own is later"
        );
    }
}
