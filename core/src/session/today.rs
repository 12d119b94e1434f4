//! What a screen needs, in one call: the day at a glance, a record to read, guidance, the directory.

use std::collections::BTreeSet;

use super::{
    About, ActiveContent, ChecklistLine, Error, OutboxLine, RecordLine, Session, Warning,
    checklist_lines, kind,
};
use crate::{
    base::{Id, opaque_debug},
    content::Content,
    finding::Finding,
    host::Moment,
    record::{Body, OfficeAnswer, Purpose, Reply as _},
};

/// The day at a glance.
#[derive(Clone)]
pub struct Today {
    /// Who this phone is, whom it reports to, and what is wrong.
    pub about: About,
    /// What is not as it should be, as ends of ids of labels (`warning-…`).
    pub warnings: Vec<Warning>,
    /// What can be screened with.
    pub checklists: Vec<ChecklistLine>,
    /// What is not finished, newest first.
    pub drafts: Vec<DraftLine>,
    /// What waits for the office, most urgent first.
    pub outbox: Vec<OutboxLine>,
    /// When to try the hub next, milliseconds since 1970; nothing where any time will do.
    pub next_try: Option<i64>,
    /// What the office answered, newest first; at most 20.
    pub answers: Vec<AnswerLine>,
}

/// Most answers in a [`Today`].
pub const ANSWERS: usize = 20;

/// A screening in progress, in a list.
#[derive(Clone)]
pub struct DraftLine {
    /// The draft.
    pub id: Id,
    /// When it was last kept, milliseconds since 1970.
    pub kept_at: i64,
    /// Its checklist's name; its id where the pack no longer has it.
    pub checklist: String,
    /// How many answers it has.
    pub answered: usize,
}

/// An answer of the office.
#[derive(Clone)]
pub struct AnswerLine {
    /// The record that it answers.
    pub to: Id,
    /// That record's subject, by code; empty where the record is gone from this phone.
    pub code: String,
    /// When, milliseconds since 1970 by the office's clock.
    pub made_at: i64,
    /// What the office says.
    pub text: String,
}

/// A record to read, as much of it as this phone still knows.
#[derive(Clone)]
pub struct RecordPage {
    /// The line of the list.
    pub line: RecordLine,
    /// A screening's answers, to be corrected; while the grace period lasts.
    pub answers: Option<crate::checklist::Answers>,
    /// What a screening's answers indicated when it was finished.
    pub finding: Option<Finding>,
    /// What was noted; may be empty.
    pub note: String,
    /// The name of the service of a referral; empty without one.
    pub service: String,
    /// What the person needs, in words.
    pub needs: Vec<String>,
    /// What the person agreed to.
    pub agreed: Vec<Purpose>,
    /// What the office answered, oldest first.
    pub office: Vec<AnswerLine>,
}

opaque_debug!(Today, DraftLine, AnswerLine, RecordPage);

/// A card of guidance, or an explained word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Its title.
    pub title: String,
    /// Its points, in order.
    pub points: Vec<String>,
}

/// What services can be looked for by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Needs that some active service meets: id and text.
    pub needs: Vec<(String, String)>,
    /// Areas that some active service covers.
    pub areas: Vec<String>,
    /// Tags of the languages that are spoken at some active service.
    pub languages: Vec<String>,
}

impl ActiveContent {
    /// Why it should be replaced.
    pub(super) fn warnings(&self, now: Moment) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.expires_at().is_some_and(|at| now.wall_ms > at) {
            warnings.push(Warning::PackExpired);
        }
        if self.has_only_invented_services() {
            warnings.push(Warning::InventedServices);
        }
        warnings
    }
}

impl Session {
    /// The day at a glance, with its texts in this language. What is damaged is left out; the warnings
    /// say so.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn today(&self, language: &str, now: Moment) -> Result<Today, Error> {
        let open = self.open()?;
        let name = |id: &str| match open.content.checklist(id) {
            Some(_) => open.content.text(language, &format!("checklist.{id}")),
            None => id.to_owned(),
        };
        let mut drafts = Vec::new();
        for (id, kept_at) in self.drafts()? {
            let Ok(draft) = self.draft(id) else { continue };
            drafts.push(DraftLine {
                id,
                kept_at,
                checklist: name(&draft.answers.checklist),
                answered: draft.answers.answers.len() + draft.answers.values.len(),
            });
        }
        let mut answers = self.office_answers(None)?;
        answers.sort_by_key(|answer| std::cmp::Reverse(answer.made_at));
        answers.truncate(ANSWERS);
        let about = self.about(now)?;
        let mut warnings = about.store_warnings.clone();
        warnings.extend(about.pack_warnings.clone());
        Ok(Today {
            about,
            warnings,
            checklists: checklist_lines(&open.content, language),
            drafts,
            outbox: self.outbox(now)?,
            next_try: self.next_try(now)?,
            answers,
        })
    }

    /// A record to read, with its texts in this language.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn page(&self, id: &Id, language: &str) -> Result<RecordPage, Error> {
        let shown = self.show(id)?;
        let content = self.content()?;
        let mut office = self.office_answers(Some(id))?;
        office.sort_by_key(|answer| answer.made_at);
        let mut page = RecordPage {
            line: shown.line,
            answers: None,
            finding: None,
            note: String::new(),
            service: String::new(),
            needs: Vec::new(),
            agreed: Vec::new(),
            office,
        };
        match shown.record.map(|record| record.body) {
            Some(Body::Screening(screening)) => {
                page.note = screening.note;
                page.answers = Some(screening.answers);
                page.finding = Some(screening.finding);
            }
            Some(Body::Referral(referral)) => {
                if !referral.service.is_empty() {
                    page.service = content.text(language, &referral.service);
                }
                let needs = referral.needs.iter();
                page.needs = needs.map(|need| content.text(language, need)).collect();
                page.agreed = referral.consent.purposes.into_iter().collect();
                page.note = referral.note;
            }
            Some(Body::Amendment(amendment)) => page.note = amendment.note,
            Some(Body::ServiceReport(report)) => {
                if !report.service.is_empty() {
                    page.service = content.text(language, &report.service);
                }
                page.note = report.note;
            }
            Some(Body::Enrolment(_) | Body::Withdrawal(_)) | None => {}
        }
        Ok(page)
    }

    /// What services can be looked for by, with texts in this language.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn directory(&self, language: &str) -> Result<Directory, Error> {
        let content = self.content()?;
        let document = content.document();
        let active = || document.services.iter().filter(|service| service.active);
        let met: BTreeSet<&String> = active().flat_map(|service| &service.needs).collect();
        let needs = document.needs.iter().filter(|need| met.contains(&need.id));
        let unique = |all: BTreeSet<&String>| all.into_iter().cloned().collect();
        Ok(Directory {
            needs: needs
                .map(|need| (need.id.clone(), content.text(language, &need.id)))
                .collect(),
            areas: unique(
                active()
                    .map(|it| &it.area)
                    .filter(|it| !it.is_empty())
                    .collect(),
            ),
            languages: unique(active().flat_map(|service| &service.languages).collect()),
        })
    }

    /// The office's answers to one record, or to all.
    fn office_answers(&self, to: Option<&Id>) -> Result<Vec<AnswerLine>, Error> {
        let open = self.open()?;
        let rows = open.store.list(kind::ANSWER);
        let wanted = rows.filter(|row| to.is_none_or(|to| row.data == to.0));
        let mut lines = Vec::new();
        for row in wanted {
            // One that cannot be read must not hide the others; `verify` names it.
            if let Ok(Some(bytes)) = open.store.body(row.id)
                && let Ok(answer) = OfficeAnswer::from_bytes(&bytes)
            {
                let code = open
                    .store
                    .header(answer.to)
                    .map(|header| header.label.clone());
                lines.push(AnswerLine {
                    to: answer.to,
                    code: code.unwrap_or_default(),
                    made_at: answer.made_at,
                    text: answer.text,
                });
            }
        }
        Ok(lines)
    }
}

/// The cards and explained words in which every one of these words occurs; all cards where there are none.
/// Needs no enrolled phone.
pub fn explained(content: &Content, words: &str, language: &str) -> Vec<Explained> {
    let cards = &content.document().guidance;
    let found = match words.trim() {
        "" => cards.iter().map(|card| card.id.clone()).collect(),
        words => content.search(language, words),
    };
    let card = |id: &String| {
        let points = match cards.iter().find(|card| card.id == *id) {
            Some(card) => content.points(language, card),
            None => content
                .attribute(language, id, "means")
                .into_iter()
                .collect(),
        };
        Explained {
            title: content.text(language, id),
            points,
        }
    };
    found.iter().map(card).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            Draft, ScreeningRequest,
            tests::phone::{Phone, at},
        },
        *,
    };
    use crate::{checklist::Answers, content::Answer, host::Unwatched};

    fn answers() -> Answers {
        Answers {
            checklist: "person".to_owned(),
            answers: [("general.3".to_owned(), Answer::Observed)].into(),
            ..Answers::default()
        }
    }

    #[test]
    fn a_day_at_a_glance_and_a_record_to_read() {
        let (_phone, mut session) = Phone::enrolled();
        let draft = Draft {
            note: "blue door".to_owned(),
            ..answers().into()
        };
        let id = session.save_draft(None, draft.clone(), at(0)).unwrap();
        assert_eq!(session.draft(id).unwrap(), draft);
        let request = ScreeningRequest {
            note: "red door".to_owned(),
            ..ScreeningRequest::new(answers())
        };
        let made = session.screen(request, &mut [], &Unwatched, at(1)).unwrap();

        let today = session.today("fr", at(2)).unwrap();
        let (drafts, outbox) = (&today.drafts, &today.outbox);
        assert_eq!((drafts.len(), drafts[0].answered, outbox.len()), (1, 1, 2));
        assert_eq!(drafts[0].checklist, "Une personne");
        assert!(today.checklists.len() >= 4 && today.answers.is_empty());
        assert_eq!(today.warnings, [Warning::InventedServices]);

        let page = session.page(&made.id.unwrap(), "fr").unwrap();
        assert_eq!(
            (page.note.as_str(), &page.line.code),
            ("red door", &made.code)
        );
        assert_eq!(page.answers.unwrap().answers, answers().answers);
        assert_eq!(page.finding.unwrap().level, made.finding.level);
        assert!(matches!(session.page(&id, "fr"), Err(Error::NoSuchRecord)));
        // Out of reach, and still in the list.
        let later = Moment {
            wall_ms: at(0).wall_ms + 3 * 24 * 60 * 60_000,
            ..at(3 * 24 * 60)
        };
        session.tidy(later).unwrap();
        let page = session.page(&made.id.unwrap(), "fr").unwrap();
        assert!(page.note.is_empty() && page.answers.is_none() && !page.line.readable);
    }

    #[test]
    fn the_directory_names_what_its_services_meet() {
        let (_phone, session) = Phone::enrolled();
        let directory = session.directory("fr").unwrap();
        assert_eq!(directory.areas, ["example-district"]);
        assert!(directory.languages.contains(&"uk".to_owned()));
        let medical = directory.needs.iter().find(|it| it.0 == "urgent.medical");
        let text = session.content().unwrap().text("fr", "urgent.medical");
        assert_eq!(medical.unwrap().1, text);
    }

    #[test]
    fn guidance_is_all_cards_or_what_is_searched_for() {
        let content = Content::base();
        let all = explained(content, " ", "en");
        assert_eq!(all.len(), content.document().guidance.len());
        assert!(all.iter().all(|card| !card.points.is_empty()));
        let found = explained(content, "debt bondage", "en");
        assert!(found.iter().any(|card| card.title == "Debt bondage"));
        assert!(explained(content, "zzz", "en").is_empty());
    }
}
