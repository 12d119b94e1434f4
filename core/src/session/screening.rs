//! From answers to a finding, and from a finding to a finished screening.

use std::collections::BTreeSet;

use super::{
    Error, Screened, Session,
    details::{Attachment, Details},
    questions,
};
use crate::{
    base::Id,
    checklist::{self, Answers, AnswersError, SetApart, View},
    content::{Content, Level, Subject, Wanted},
    finding::{self, Finding},
    form::{Form, Instant, Media, Values},
    host::{Moment, Progress},
    record::{Body, Screening, new_code},
    sync::outbox::Priority,
    text::tidy,
};

/// A filled checklist that is to be finished.
pub struct ScreeningRequest {
    /// What was observed and told.
    pub answers: Answers,
    /// The organisation's code of the place; may be empty.
    pub site: String,
    /// What could not be said otherwise; at most 4,096 bytes.
    pub note: String,
    /// The area in which help must be at hand, as the directory names areas; empty: anywhere.
    pub area: String,
    /// Why a person is screened although the directory knows no active service for the area. It is
    /// recorded. Empty where there is one.
    pub without_service: String,
    /// The draft that this finishes, if it was one; it is removed in the same transaction.
    pub draft: Option<Id>,
}

impl ScreeningRequest {
    /// These answers and nothing else.
    pub fn new(answers: Answers) -> Self {
        Self {
            answers,
            site: String::new(),
            note: String::new(),
            area: String::new(),
            without_service: String::new(),
            draft: None,
        }
    }
}

impl Session {
    /// What the answers indicate. Stores nothing.
    ///
    /// # Errors
    /// [`Error::Answers`] names the first answer that does not fit the checklist.
    pub fn check(&self, answers: &Answers) -> Result<Finding, Error> {
        let content = self.content()?;
        Ok(finding::find(content, answers)?)
    }

    /// What to show of a checklist now, given the answers so far.
    ///
    /// # Errors
    /// [`Error::Answers`] when the answers are not of this checklist.
    pub fn view(&self, answers: &Answers, language: &str) -> Result<View, Error> {
        Ok(checklist::view(self.content()?, answers, language)?)
    }

    /// Moves the allegations against own personnel, with their notes, out of the answers to an ordinary
    /// checklist and into the beginning of a misconduct report. `None` where there is none to move.
    /// Stores nothing: finish the report, or keep it as a draft, and go on with the rest.
    ///
    /// # Errors
    /// [`Error::Answers`] as for [`Session::check`]; [`Error::NoConfidentialDesk`] when the office has
    /// nobody to whom the report could go.
    pub fn set_apart(&self, answers: &Answers) -> Result<Option<SetApart>, Error> {
        let moved = checklist::set_apart(self.content()?, answers)?;
        if moved.is_some() {
            self.open()?.device.confidential_desk()?;
        }
        Ok(moved)
    }

    /// Finishes a screening: the record, its journal entry, its parcel and its place in the outbox
    /// come into being in one transaction. A confidential checklist goes to the confidential desk alone, by
    /// a one-time key, and leaves no trace among the records.
    ///
    /// # Errors
    /// As [`Session::check`], and for an answer that a question does not take; [`Error::Allegation`]
    /// when an ordinary record would hold an allegation against own personnel, which
    /// [`Session::set_apart`] moves; [`Error::Misfit`]; [`Error::Attachment`] when one cannot be read or
    /// is not as long as it says; [`Error::Cancelled`] when `progress` says stop. Nothing is kept then.
    pub fn screen(
        &mut self,
        request: ScreeningRequest,
        attachments: &mut [Attachment<'_>],
        progress: &dyn Progress,
        now: Moment,
    ) -> Result<Screened, Error> {
        self.finish_screening(request, None, attachments, progress, now)
    }

    fn finish_screening(
        &mut self,
        request: ScreeningRequest,
        report: Option<Answers>,
        attachments: &mut [Attachment<'_>],
        progress: &dyn Progress,
        now: Moment,
    ) -> Result<Screened, Error> {
        let screened = self.screen_with(request, report, attachments, progress, now);
        if screened.is_ok() {
            self.open_mut()?.seed = questions::seed();
        }
        if screened.is_err()
            && !attachments.is_empty()
            && let Ok(open) = self.open_mut()
        {
            // What failed is what the user hears of; the next opening sweeps too.
            let _ = open.parcels.sweep(&mut open.store);
        }
        screened
    }

    /// Finishes a screening of an ordinary checklist without the allegations against own personnel that it holds,
    /// and a misconduct report that holds these alone: both in one transaction, so that anyone who tries again after a
    /// failure reports once. `None` where there is no allegation.
    ///
    /// # Errors
    /// As [`Session::set_apart`] and [`Session::screen`]. Nothing is kept then.
    pub fn screen_apart(
        &mut self,
        request: ScreeningRequest,
        attachments: &mut [Attachment<'_>],
        progress: &dyn Progress,
        now: Moment,
    ) -> Result<Option<Screened>, Error> {
        let Some(apart) = self.set_apart(&request.answers)? else {
            return Ok(None);
        };
        let rest = ScreeningRequest {
            answers: apart.rest,
            ..request
        };
        let screened = self.finish_screening(rest, Some(apart.report), attachments, progress, now);
        screened.map(Some)
    }

    fn screen_with(
        &mut self,
        request: ScreeningRequest,
        report: Option<Answers>,
        attachments: &mut [Attachment<'_>],
        progress: &dyn Progress,
        now: Moment,
    ) -> Result<Screened, Error> {
        let mut request = request;
        for text in [
            &mut request.site,
            &mut request.note,
            &mut request.without_service,
        ] {
            tidy(text);
        }
        let mut finding = self.check(&request.answers)?;
        let open = self.open_mut()?;
        if checklist::holds_allegation(&open.content, &request.answers) {
            return Err(Error::Allegation);
        }
        let checklist = open
            .content
            .checklist(&request.answers.checklist)
            .ok_or(Error::NoSuchChecklist)?;
        // Asking raises hopes: nobody is screened where no help is at hand, unless it cannot wait.
        let no_help =
            checklist.subject == Subject::Person && !help_at_hand(&open.content, &request.area);
        if no_help && request.without_service.trim().is_empty() {
            return Err(Error::NoServiceHere);
        }
        let confidential = checklist.confidential;
        let place = checklist.subject == Subject::Site && !confidential;
        let mut answers = request.answers;
        let mut attachments: Vec<&mut Attachment<'_>> = attachments.iter_mut().collect();
        if let Some(form) = &checklist.form {
            let circumstances = open.circumstances(now);
            let values = form.ended(&answers.values, Instant::at(now.wall_ms));
            // What an answer made irrelevant does not come into the record.
            let finished = form.finish(&values, circumstances);
            let finished = finished.map_err(AnswersError::Values)?;
            answers.values = leave_out(form, &values, finished, &mut attachments);
            let fits = |(media, number): (Media, i64)| {
                let place = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
                let attachment = place.and_then(|place| attachments.get(place));
                attachment.is_some_and(|attachment| media.takes(&attachment.media_type))
            };
            if !form.attachments(&answers.values).into_iter().all(fits) {
                return Err(AnswersError::Attachments.into());
            }
        }
        let visit = if place {
            open.visit(&mut finding, &answers, &request.site, now)?
        } else {
            None
        };
        let priority = match finding.level {
            _ if confidential => Priority::Confidential,
            Level::ReferNow => Priority::ImminentHarm,
            _ => Priority::Normal,
        };
        let code = new_code();
        let screening = Screening {
            code: code.clone(),
            site: request.site.clone(),
            answers,
            finding: finding.clone(),
            note: request.note,
            without_service: if no_help {
                request.without_service
            } else {
                String::new()
            },
            attachments: Vec::new(),
            reply_seed: None,
        };
        let id = if confidential {
            open.report(screening, request.draft, &mut attachments, progress, now)?;
            None
        } else {
            let report = match report {
                None => None,
                Some(answers) => {
                    let report = Screening::reported(&open.content, answers)?;
                    Some(open.sealed_report(report, &mut [], progress, now)?)
                }
            };
            let sealed = open.seal_attachments(&mut attachments, None, progress, now)?;
            let screening = Screening {
                attachments: sealed
                    .iter()
                    .map(|sealed| sealed.reference.clone())
                    .collect(),
                ..screening
            };
            let details = Details {
                code: code.clone(),
                site: request.site,
                priority,
                may_be_child: finding.child.treated,
                draft: request.draft,
                attachments: sealed,
                report,
                visit,
                ..Details::default()
            };
            Some(open.finish(Body::Screening(Box::new(screening)), details, now)?)
        };
        Ok(Screened { id, code, finding })
    }
}

impl Screening {
    /// A report of nothing but these answers.
    fn reported(content: &Content, answers: Answers) -> Result<Self, Error> {
        Ok(Self {
            code: new_code(),
            site: String::new(),
            finding: finding::find(content, &answers)?,
            answers,
            note: String::new(),
            without_service: String::new(),
            attachments: Vec::new(),
            reply_seed: None,
        })
    }
}

/// Takes out the files of questions that are not relevant any more: what a record does not say goes nowhere.
fn leave_out(
    form: &Form,
    before: &Values,
    mut finished: Values,
    attachments: &mut Vec<&mut Attachment<'_>>,
) -> Values {
    let numbers = |values: &Values| -> BTreeSet<i64> {
        let named = form.attachments(values).into_iter();
        named.map(|(_, number)| number).collect()
    };
    let (named, kept) = (numbers(before), numbers(&finished));
    // From the last to the first, so that no number moves before it is looked at.
    for gone in named.iter().rev().filter(|number| !kept.contains(number)) {
        let place = usize::try_from(gone - 1).ok();
        if let Some(place) = place.filter(|place| *place < attachments.len()) {
            attachments.remove(place);
            finished = form.without_attachment(&finished, *gone);
        }
    }
    finished
}

/// Whether the directory knows an active service for this area.
fn help_at_hand(content: &Content, area: &str) -> bool {
    let area = (!area.is_empty()).then(|| area.to_owned());
    content
        .services(&Wanted {
            area,
            ..Wanted::default()
        })
        .next()
        .is_some()
}
