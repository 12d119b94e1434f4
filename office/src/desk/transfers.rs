//! What a desk passes on by others' standards: a case that a person agreed to have passed on, and rows of those who agreed
//! to be counted.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use pocketcard::{
    base::Id,
    content::{Content, Level, Subject},
    finding::{self, Finding},
    host::Moment,
    record::{Amendment, Body, Purpose, Record, Referral, Screening},
};
use time::OffsetDateTime;

use super::{
    Act, CaseDetail, CaseState, Deed, Desk, Error,
    cases::{Contents, Piece, root},
};
use crate::{
    figures::count::counts_from,
    standards::{Facts, Protected, ctdc, htcds},
};

/// A case for the service that its person agreed to have told.
pub struct HtcdsExport {
    /// The case.
    pub case: htcds::Case,
    /// Whether nobody else was asked.
    pub alone: bool,
}

/// Rows of those who agreed to be counted.
pub struct CtdcTransfer {
    /// The rows.
    pub rows: Protected,
    /// Whether nobody else was asked.
    pub alone: bool,
}

impl Desk {
    /// A case by HTCDS, for the service of the referral that is named, or else of the newest that stands in its case. That
    /// takes two people, unless one alone uses the desk, and is in the log before it is given.
    ///
    /// # Errors
    /// [`Error::NotTheMainDesk`]; [`Error::NoSuchRecord`]; [`Error::NotOnePerson`]; [`Error::NotReferred`] unless the person
    /// agreed that this service is told, and has not taken that back; [`Error::Damaged`] if a record of the case cannot be
    /// read: it may be the one that takes it back; [`Error::NeedsAnother`]; the store's.
    pub fn htcds(&mut self, record: Id, now: Moment) -> Result<HtcdsExport, Error> {
        let (detail, id) = self.standing(record)?;
        let leave = self.leave(Deed::Htcds, id, now)?;
        let mut contents = Contents::of_desk(self);
        let records = detail
            .records
            .iter()
            .map(|it| (it.line.sequence, &it.record));
        let records: Vec<_> = records.collect();
        let screening = screening(&detail)?;
        let finding = amended(&mut contents, screening, detail.case.id, &records);
        let service = records.iter().find_map(|(_, it)| match &it.body {
            Body::Referral(referral) if it.id == id => Some(&referral.service),
            _ => None,
        });
        let published = self.published_content();
        let content = published.as_ref().unwrap_or(Content::base());
        let outgoing = htcds::Outgoing {
            office: self.name().to_owned(),
            service: content.text("en", service.ok_or(Error::NotReferred)?),
            day: day(now.wall_ms)?.date(),
            closed: detail.case.state == CaseState::Closed,
            possible: finding.level > Level::NoFlag
                && (finding.definition.is_some() || !finding.elements.purpose.is_empty()),
        };
        let case = htcds::Case::new(&Facts::of(&finding, &screening.answers.values), &outgoing);
        let alone = leave.alone;
        let about = format!("HTCDS, {}", leave.about());
        let noted = self.entry(Act::PassedOn, Some(id), &about, now);
        self.store.write(|tx| {
            leave.use_up(0, now, tx)?;
            noted.put(tx)
        })?;
        Ok(HtcdsExport { case, alone })
    }

    /// One row for each person who agreed to statistics and has not taken that back, with k-anonymity. That takes two
    /// people, unless one alone uses the desk, and is in the log before it is given.
    ///
    /// # Errors
    /// [`Error::NotTheMainDesk`]; [`Error::Damaged`] if a record cannot be read: it may be the one that takes a consent back;
    /// [`Error::NeedsAnother`]; the store's.
    pub fn ctdc(&mut self, threshold: u32, now: Moment) -> Result<CtdcTransfer, Error> {
        self.is_main()?;
        let leave = self.leave(Deed::Ctdc, None, now)?;
        let rows = ctdc::protect(self.people()?, threshold);
        let alone = leave.alone;
        let about = format!("CTDC, {} rows, {}", rows.rows.len(), leave.about());
        let noted = self.entry(Act::PassedOn, None, &about, now);
        self.store.write(|tx| {
            leave.use_up(0, now, tx)?;
            noted.put(tx)
        })?;
        Ok(CtdcTransfer { rows, alone })
    }

    /// The referral that an export of this record carries out: the record itself, or the newest of its case.
    pub(super) fn passes_on(&self, record: Id) -> Result<Id, Error> {
        self.standing(record).map(|(_, id)| id)
    }

    pub(super) fn is_main(&self) -> Result<(), Error> {
        match self.is_confidential() {
            true => Err(Error::NotTheMainDesk),
            false => Ok(()),
        }
    }

    /// The case of a record, about one person who agreed that a service is told, and the referral that says so.
    fn standing(&self, record: Id) -> Result<(CaseDetail, Id), Error> {
        self.is_main()?;
        let detail = self.case(record)?;
        if detail.records.len() < detail.case.lines.len() {
            return Err(Error::Damaged);
        }
        let subject = subject(&mut Contents::of_desk(self), screening(&detail)?);
        if subject != Some(Subject::Person) {
            return Err(Error::NotOnePerson);
        }
        let stands = |id: &Id| {
            let line = detail.case.lines.iter().find(|line| line.id == *id);
            line.is_some_and(|line| line.agreed && !line.withdrawn)
        };
        let mut referrals: Vec<(u64, Id)> = (detail.records.iter())
            .filter(|it| matches!(&it.record.body, Body::Referral(it) if is_told(it)))
            .map(|it| (it.line.sequence, it.line.id))
            .filter(|(_, id)| stands(id))
            .collect();
        referrals.sort_unstable();
        let named = referrals.iter().find(|(_, id)| *id == record);
        let is_referral = detail
            .case
            .lines
            .iter()
            .any(|line| line.id == record && line.kind == "referral");
        let found = if is_referral { named } else { referrals.last() };
        let (_, id) = *found.ok_or(Error::NotReferred)?;
        Ok((detail, id))
    }

    /// A row for each person who may be counted now.
    fn people(&self) -> Result<Vec<Vec<String>>, Error> {
        let pieces = self.pieces()?;
        let by_id: HashMap<Id, &Piece> = pieces.iter().map(|it| (it.line.id, it)).collect();
        let mut cases: BTreeMap<Id, Vec<(i64, u64, Record)>> = BTreeMap::new();
        for piece in &pieces {
            let (_, record) = self.filed(piece.line.id)?;
            let case = cases.entry(root(&by_id, piece)).or_default();
            case.push((piece.line.filed_at, piece.line.sequence, record));
        }
        let mut contents = Contents::of_desk(self);
        let mut rows = Vec::new();
        for (id, case) in &cases {
            let top = case.iter().find(|(_, _, record)| record.id == *id);
            let Some((
                filed_at,
                _,
                Record {
                    body: Body::Screening(screening),
                    ..
                },
            )) = top
            else {
                continue;
            };
            let subject = subject(&mut contents, screening);
            let followers = case.iter().map(|(at, _, record)| (*at, &record.body));
            let from = counts_from(*filed_at, subject, followers);
            let Some(from) = from.filter(|_| subject == Some(Subject::Person)) else {
                continue;
            };
            let records: Vec<_> = case
                .iter()
                .map(|(_, place, record)| (*place, record))
                .collect();
            let finding = amended(&mut contents, screening, *id, &records);
            let facts = Facts::of(&finding, &screening.answers.values);
            rows.push(ctdc::row(facts, day(from)?.year()));
        }
        Ok(rows)
    }
}

/// Whether a service may be told because the person agreed. A life in danger is no agreement.
fn is_told(referral: &Referral) -> bool {
    referral.consent.covers(Purpose::Referral) && !referral.service.is_empty()
}

fn screening(detail: &CaseDetail) -> Result<&Screening, Error> {
    match detail.records.first().map(|it| &it.record.body) {
        Some(Body::Screening(screening)) => Ok(screening),
        _ => Err(Error::NotOnePerson),
    }
}

fn subject(contents: &mut Contents<'_>, screening: &Screening) -> Option<Subject> {
    let checklist = contents
        .of(screening)?
        .checklist(&screening.finding.checklist)?;
    Some(checklist.subject)
}

fn day(at: i64) -> Result<OffsetDateTime, Error> {
    OffsetDateTime::from_unix_timestamp(at.div_euclid(1000)).map_err(|_| Error::Damaged)
}

/// The finding from the answers as they were corrected. Where the desk has not the content that they were made under, it
/// is the phone's, without what rests on an answer that was corrected.
fn amended(
    contents: &mut Contents<'_>,
    screening: &Screening,
    id: Id,
    records: &[(u64, &Record)],
) -> Finding {
    let mut amendments: Vec<(u64, &Amendment)> = (records.iter())
        .filter_map(|(place, record)| match &record.body {
            Body::Amendment(amendment) if amendment.of == id => Some((*place, amendment)),
            _ => None,
        })
        .collect();
    amendments.sort_by_key(|(place, _)| *place);
    let amended: BTreeMap<_, _> = (amendments.iter())
        .flat_map(|(_, amendment)| amendment.answers.iter())
        .map(|(id, answer)| (id.clone(), *answer))
        .collect();
    if amended.is_empty() {
        return screening.finding.clone();
    }
    let mut answers = screening.answers.clone();
    answers.answers.extend(amended.clone());
    let again = contents
        .of(screening)
        .and_then(|content| finding::find(content, &answers).ok());
    again.unwrap_or_else(|| {
        let mut finding = screening.finding.clone();
        let rests = |causes: &[Arc<str>]| causes.iter().any(|it| amended.contains_key(&**it));
        finding.noticed.retain(|it| !amended.contains_key(&it.id));
        finding.definition = finding.definition.filter(|it| !rests(&it.causes));
        let elements = &mut finding.elements;
        for shown in [
            &mut elements.act,
            &mut elements.means,
            &mut elements.purpose,
        ] {
            shown.retain(|it| !rests(&it.causes));
        }
        finding
    })
}
