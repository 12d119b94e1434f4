//! What a phone shows of what it holds.

use super::{
    ChecklistLine, ConsentQuestions, Error, GuidanceCard, Open, Problem, RecordDetail, RecordLine,
    ServiceLine, Session, Verified, kind,
    stub::{AGREED, DECLINED, RecordKind, Stub, WITHDRAWN},
};
use crate::{
    base::Id,
    content::{Card, Checklist, Content, Service, Wanted},
    host::Progress,
    journal::Chain,
    record::{self, Filed, Named, OfficeAnswer, Reply},
    store::Header,
    sync::ParcelState,
    text::Value,
};

impl Session {
    /// What is read aloud before a referral to this service, in this language.
    ///
    /// # Errors
    /// [`Error::NoSuchService`] and [`Error::NoSuchNeed`].
    pub fn consent_questions(
        &self,
        language: &str,
        service: &str,
        needs: &[String],
    ) -> Result<ConsentQuestions, Error> {
        let content = self.content()?;
        let document = content.document();
        if !document.services.iter().any(|known| known.id == service) {
            return Err(Error::NoSuchService);
        }
        if !needs
            .iter()
            .all(|id| document.needs.iter().any(|known| known.id == *id))
        {
            return Err(Error::NoSuchNeed);
        }
        Ok(consent_questions(content, language, service, needs))
    }

    /// The checklists of the loaded pack, with their names in this language.
    pub fn checklists(&self, language: &str) -> Result<Vec<ChecklistLine>, Error> {
        Ok(checklist_lines(self.content()?, language))
    }

    /// The guidance cards of the loaded pack: those for staff, and those that are read out or handed over.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn guidance_cards(&self, language: &str) -> Result<Vec<GuidanceCard>, Error> {
        let content = self.content()?;
        let card = |card: &Card| GuidanceCard {
            id: card.id.clone(),
            title: content.text(language, &card.id),
            points: content.points(language, card),
            source: card.source.clone(),
            hand_over: card.hand_over,
        };
        Ok(content.document().guidance.iter().map(card).collect())
    }

    /// Active services of the directory that are as wanted, with their cards in this language.
    pub fn services(&self, wanted: &Wanted, language: &str) -> Result<Vec<ServiceLine>, Error> {
        Ok(service_lines(self.content()?, wanted, language))
    }

    /// All records that this phone remembers, newest first. What is damaged is left out; `verify` names it.
    pub fn list(&self) -> Result<Vec<RecordLine>, Error> {
        self.list_part(0, usize::MAX)
    }

    /// Of all records, newest first, at most `limit` after the first `skip`: a shell shows a page at a time.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn list_part(&self, skip: usize, limit: usize) -> Result<Vec<RecordLine>, Error> {
        let open = self.open()?;
        let part = open.stubs().skip(skip).take(limit);
        Ok(part
            .map(|(header, stub)| open.line(header, &stub))
            .collect())
    }

    /// The record that somebody means by its id, by the beginning of its id, or by the code of the person: that
    /// leads to a record of the first of these kinds that there is.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`], [`Error::SeveralRecords`].
    pub fn find(&self, typed: &str, kinds: &[&str]) -> Result<Id, Error> {
        let open = self.open()?;
        let records = open
            .stubs()
            .map(|(header, stub)| (header.id, stub.kind.as_str(), header.label.as_str()));
        match record::find(typed, records, kinds) {
            Named::One(id) => Ok(id),
            Named::Nothing => Err(Error::NoSuchRecord),
            Named::Several => Err(Error::SeveralRecords),
        }
    }

    /// One record: what it says while the grace period lasts, and what the office answered.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`].
    pub fn show(&self, id: &Id) -> Result<RecordDetail, Error> {
        let open = self.open()?;
        let (header, stub) = open.stub(id)?;
        let shown = (!open.overdue.contains(id)).then(|| open.store.body(*id));
        let record = match shown.transpose()?.flatten() {
            Some(bytes) => Some(Filed::from_bytes(&bytes).map_err(|_| Error::Damaged)?.1),
            None => None,
        };
        let mut answers = Vec::new();
        for answer in open.store.list(kind::ANSWER).filter(|row| row.data == id.0) {
            // One that cannot be read must not hide the others; `verify` names it.
            if let Ok(Some(bytes)) = open.store.body(answer.id)
                && let Ok(answer) = OfficeAnswer::from_bytes(&bytes)
            {
                answers.push(answer.text);
            }
        }
        Ok(RecordDetail {
            line: open.line(header, &stub),
            record,
            answers,
        })
    }

    /// Checks everything: every row opens, the manifest agrees, each journal entry is signed by this
    /// phone and follows the one before it.
    pub fn verify(&self, progress: &dyn Progress) -> Result<Verified, Error> {
        let open = self.open()?;
        open.store.check(progress)?;
        let damage = open.store.damage();
        let mut problems: Vec<Problem> = damage.iter().copied().map(Problem::Store).collect();
        if open.state.vault.is_alarmed() {
            problems.push(Problem::OldVault);
        }
        let mut chain = Chain::new(open.device.sign.verifying_key());
        let mut entries = 0;
        let rows = open.store.list(kind::RECORD).count();
        for (_, stub) in open.stubs() {
            entries += 1;
            if chain.accept(&stub.entry).is_err() {
                problems.push(Problem::ForeignEntry(stub.entry.seq));
            }
        }
        if (entries as usize) < rows {
            problems.push(Problem::NoEntry);
        }
        problems.extend(chain.broken().map(Problem::Unlinked));
        let gaps = chain.gaps().into_iter();
        problems.extend(gaps.map(|gap| Problem::Missing(*gap.start(), *gap.end())));
        if chain.tip() != open.state.tip {
            problems.push(Problem::OtherEnd);
        }
        Ok(Verified {
            ok: problems.is_empty(),
            entries,
            problems,
        })
    }
}

/// The checklists of a content, with their names in this language. Needs no enrolled phone.
pub fn checklist_lines(content: &Content, language: &str) -> Vec<ChecklistLine> {
    let line = |list: &Checklist| ChecklistLine {
        id: list.id.clone(),
        name: content.text(language, &format!("checklist.{}", list.id)),
        indicators: list
            .sections
            .iter()
            .map(|section| section.indicators.len())
            .sum(),
        confidential: list.confidential,
    };
    content.document().checklists.iter().map(line).collect()
}

/// The active services of a content's directory that are as wanted. Needs no enrolled phone.
pub fn service_lines(content: &Content, wanted: &Wanted, language: &str) -> Vec<ServiceLine> {
    let line = |service: &Service| ServiceLine {
        id: service.id.clone(),
        name: content.text(language, &service.id),
        card: content.contact_card(language, &[&service.id]),
        needs: service
            .needs
            .iter()
            .map(|need| content.text(language, need))
            .collect(),
        staff: staff_lines(content, service, language),
    };
    content.services(wanted).map(line).collect()
}

fn consent_questions(
    content: &Content,
    language: &str,
    service: &str,
    needs: &[String],
) -> ConsentQuestions {
    let needs: Vec<String> = needs.iter().map(|id| content.text(language, id)).collect();
    let needs = match needs.as_slice() {
        [] => content.text(language, "consent.any-help"),
        needs => needs.join("; "),
    };
    let name = content.text(language, service);
    let days = Value::Count(content.document().policy.kept_days.into());
    ConsentQuestions {
        before: content.text_with(language, "consent.before", &[("days", days)]),
        services: content.text(language, "consent.services"),
        referral: content.text_with(
            language,
            "consent.referral",
            &[
                ("service", Value::Text(&name)),
                ("needs", Value::Text(&needs)),
            ],
        ),
        statistics: content.text(language, "consent.statistics"),
        accountability: content.text(language, "consent.accountability"),
    }
}

/// What staff should know of a service before they send somebody there.
fn staff_lines(content: &Content, service: &Service, language: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let known = service.facts.iter().filter(|fact| fact.is_for_staff());
    lines.extend(known.map(|fact| content.text(language, fact.text_id())));
    if !service.serves.is_empty() {
        let serves = service
            .serves
            .iter()
            .map(|who| content.text(language, who.text_id()));
        let serves = serves.collect::<Vec<_>>().join(", ");
        let values = [("serves", Value::Text(&serves))];
        lines.push(content.text_with(language, "service-fact.serves", &values));
    }
    let spoken = service.languages.join(", ");
    lines.push(content.text_with(
        language,
        "service-fact.spoken",
        &[("languages", Value::Text(&spoken))],
    ));
    lines.push(match service.verified.as_str() {
        "" => content.text(language, "service-fact.never-verified"),
        day => content.text_with(
            language,
            "service-fact.verified",
            &[("day", Value::Text(day))],
        ),
    });
    lines
}

impl Open {
    pub(super) fn stub(&self, id: &Id) -> Result<(&Header, Stub), Error> {
        let header = self
            .store
            .header(*id)
            .filter(|header| header.kind == kind::RECORD);
        let header = header.ok_or(Error::NoSuchRecord)?;
        Ok((header, Stub::from_bytes(&header.data)?))
    }

    /// The records whose place in the journal can be read.
    pub(super) fn stubs(&self) -> impl Iterator<Item = (&Header, Stub)> {
        let records = self.store.list(kind::RECORD);
        records.filter_map(|header| Some((header, Stub::from_bytes(&header.data).ok()?)))
    }

    fn line(&self, header: &Header, stub: &Stub) -> RecordLine {
        RecordLine {
            id: header.id,
            kind: stub.kind.as_str(),
            code: header.label.clone(),
            site: header.site.clone(),
            made_at: header.at,
            sequence: stub.entry.seq,
            readable: self.store.has_body(header.id) && !self.overdue.contains(&header.id),
            received: stub.received_at != 0,
            consent: match (stub.kind, header.status) {
                (_, WITHDRAWN) => Some("withdrawn"),
                (RecordKind::Referral, AGREED) => Some("agreed"),
                (RecordKind::Referral, DECLINED) => Some("declined"),
                _ => None,
            },
            // Its parcel was let go of without a receipt.
            never_left: header.status == WITHDRAWN
                && stub.received_at == 0
                && self
                    .parcels
                    .get(&stub.parcel)
                    .is_none_or(|book| book.place != ParcelState::Own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        record::ServiceFinding,
        session::tests::phone::{Phone, at},
    };

    #[test]
    fn parts_of_a_list_are_the_list() {
        let (_phone, mut session) = Phone::enrolled();
        for minute in 1..6 {
            session
                .report_service("", ServiceFinding::New, "a doctor by the well", at(minute))
                .unwrap();
        }
        let all = session.list().unwrap();
        assert_eq!(all.len(), 6);
        let part = |skip, limit| session.list_part(skip, limit).unwrap();
        assert_eq!([part(0, 4), part(4, 4)].concat(), all);
        assert!(part(6, 4).is_empty() && part(usize::MAX, 1).is_empty() && part(0, 0).is_empty());
    }

    #[test]
    fn what_is_asked_names_the_service_the_needs_and_what_may_go_wrong() {
        let (_phone, session) = Phone::enrolled();
        let needs = ["urgent.medical".to_owned()];
        let asked = |language| {
            session
                .consent_questions(language, "service.example-clinic", &needs)
                .expect("both are there")
        };
        let english = asked("en");
        assert!(
            english.referral.contains("Riverside Health Centre"),
            "{}",
            english.referral
        );
        assert!(
            english.before.contains("their decision"),
            "{}",
            english.before
        );
        for language in session.content().expect("open").languages() {
            let asked = asked(&language.tag);
            for text in [asked.before, asked.referral] {
                assert!(!text.contains(['{', '$']), "{}: {text}", language.tag);
            }
        }
        assert!(matches!(
            session.consent_questions("en", "service.none", &needs),
            Err(Error::NoSuchService)
        ));
        assert!(matches!(
            session.consent_questions("en", "service.example-clinic", &["none".to_owned()]),
            Err(Error::NoSuchNeed)
        ));
    }

    #[test]
    fn how_long_it_is_kept_is_said_as_the_policy_says_it() {
        let mut document = Content::base().document().clone();
        document.policy.kept_days = 3;
        let content = Content::new(document).expect("valid");
        let before =
            |language| consent_questions(&content, language, "service.example-clinic", &[]).before;
        assert!(
            before("en").contains("\u{2068}3\u{2069} days"),
            "{}",
            before("en")
        );
        assert!(before("uk").contains("дні"), "{}", before("uk"));
        assert!(before("ar").contains("أيام"), "{}", before("ar"));
    }
}
