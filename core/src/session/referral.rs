//! Referrals, corrections and withdrawals.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Error, Open, Referred, Session,
    details::Details,
    stub::{AGREED, DECLINED, RecordKind, WITHDRAWN},
};
use crate::{
    base::Id,
    checklist::{AnswersError, alleges},
    content::{Answer, Serves, Wanted, is_id},
    host::Moment,
    record::{Amendment, Basis, Body, Consent, How, Purpose, Referral, Withdrawal},
    sync::outbox::OutboxState,
    text::{Value, tidy},
};

/// What the person said to the offer of a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Yes: this service may be told.
    Agreed {
        /// The service of the directory.
        service: String,
        /// On whose word.
        basis: Basis,
        /// The person also agreed to be counted in tables.
        statistics: bool,
        /// The person also agreed that it may be used in an inquiry or a court.
        accountability: bool,
        /// A word for the service; may be empty.
        note: String,
    },
    /// The person cannot say yes or no, and a life is in danger: this service is told, and the record
    /// says exactly that.
    LifeInDanger {
        /// The service of the directory.
        service: String,
        /// What the danger is and why the person cannot answer.
        reason: String,
        /// A word for the service; may be empty.
        note: String,
    },
    /// No. Nothing is passed on, and help stays open.
    Declined,
    /// No service is told, because the person said no or nobody offered it; the person agrees to something else.
    NotReferred {
        /// On whose word.
        basis: Basis,
        /// The person agreed to be counted in tables.
        statistics: bool,
        /// The person agreed that it may be used in an inquiry or a court.
        accountability: bool,
    },
}

/// What a person may agree to whether a service is told or not.
fn besides(statistics: bool, accountability: bool) -> impl Iterator<Item = Purpose> {
    let purposes = [
        (statistics, Purpose::Statistics),
        (accountability, Purpose::Accountability),
    ];
    let agreed = purposes.into_iter().filter(|(agreed, _)| *agreed);
    agreed.map(|(_, purpose)| purpose)
}

/// A basis as it is kept.
fn tidied(mut basis: Basis) -> Basis {
    if let Basis::BestInterests { reason } = &mut basis {
        tidy(reason);
    }
    basis
}

/// A referral to be finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralRequest {
    /// The screening that it follows.
    pub about: Id,
    /// What the person needs, as ids of the pack; may be empty.
    pub needs: Vec<String>,
    /// What the person said.
    pub agreement: Agreement,
    /// How the person was asked.
    pub how: How,
    /// The language in which it was explained, and of the card.
    pub language: String,
}

impl Session {
    /// Finishes a referral, or notes that it was offered and declined. Either way the card says where
    /// help is: refusing consent never blocks help.
    ///
    /// # Errors
    /// [`Error::NoSuchService`], [`Error::NoSuchNeed`], [`Error::NoSuchRecord`],
    /// [`Error::Misfit`], or [`Error::Consent`] when the subject may be a child and nobody else agreed, or a
    /// reason is missing.
    pub fn refer(&mut self, request: ReferralRequest, now: Moment) -> Result<Referred, Error> {
        let open = self.open_mut()?;
        let (header, stub) = open.stub(&request.about)?;
        if stub.kind != RecordKind::Screening {
            return Err(Error::WrongKind);
        }
        let (code, site) = (header.label.clone(), header.site.clone());
        if request.needs.iter().any(|need| {
            !open
                .content
                .document()
                .needs
                .iter()
                .any(|known| known.id == *need)
        }) {
            return Err(Error::NoSuchNeed);
        }
        let mut consent = Consent::none(&request.language, now.wall_ms);
        consent.how = request.how;
        let nobody_told = || {
            let near: Vec<&str> = open.services_for(&request.needs, stub.may_be_child);
            let card = open.content.contact_card(&request.language, &near);
            (String::new(), String::new(), card)
        };
        let (service, note, mut card) = match request.agreement {
            Agreement::Agreed {
                service,
                basis,
                statistics,
                accountability,
                mut note,
            } => {
                let card = open.card_of(&service, &request.language)?;
                consent.purposes = BTreeSet::from([Purpose::Services, Purpose::Referral]);
                (consent.purposes).extend(besides(statistics, accountability));
                consent.basis = tidied(basis);
                tidy(&mut note);
                consent.check(stub.may_be_child)?;
                (service, note, card)
            }
            Agreement::LifeInDanger {
                service,
                mut reason,
                mut note,
            } => {
                tidy(&mut reason);
                tidy(&mut note);
                let card = open.card_of(&service, &request.language)?;
                let how = consent.how;
                consent = Consent::life_in_danger(reason, &request.language, now.wall_ms)?;
                consent.how = how;
                (service, note, card)
            }
            Agreement::Declined => nobody_told(),
            Agreement::NotReferred {
                basis,
                statistics,
                accountability,
            } => {
                consent.purposes = besides(statistics, accountability).collect();
                consent.basis = tidied(basis);
                consent.check(stub.may_be_child)?;
                nobody_told()
            }
        };
        card.push(open.content.text_with(
            &request.language,
            "code",
            &[("code", Value::Text(&code))],
        ));
        let agreed = consent.covers(Purpose::Referral);
        let life_in_danger = matches!(consent.basis, Basis::LifeInDanger { .. });
        let body = Body::Referral(Referral {
            about: request.about,
            code: code.clone(),
            service,
            needs: request.needs,
            consent,
            note,
        });
        let details = Details {
            code,
            site,
            status: if agreed { AGREED } else { DECLINED },
            about: Some(request.about),
            ..Details::default()
        };
        let id = open.finish(body, details, now)?;
        Ok(Referred {
            id,
            agreed,
            life_in_danger,
            card,
        })
    }

    /// Corrects a screening or adds to a referral. The earlier record stays; the office sees both.
    /// Works after the grace period too: only what changes is sent.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`], [`Error::WrongKind`], [`Error::Answers`] when an indicator is unknown,
    /// or [`Error::Allegation`] when it is an allegation against own personnel, which goes into a
    /// misconduct report.
    pub fn amend(
        &mut self,
        of: Id,
        answers: BTreeMap<String, Answer>,
        mut note: String,
        now: Moment,
    ) -> Result<Id, Error> {
        tidy(&mut note);
        let open = self.open_mut()?;
        let (header, stub) = open.stub(&of)?;
        if answers.is_empty() && note.trim().is_empty() {
            return Err(Error::NothingToAmend);
        }
        if !matches!(stub.kind, RecordKind::Screening | RecordKind::Referral) {
            return Err(Error::WrongKind);
        }
        if header.status == WITHDRAWN {
            return Err(Error::Withdrawn);
        }
        if let Some(unknown) = answers
            .keys()
            .find(|id| open.content.indicator(id).is_none())
        {
            // An id of the pack's form is echoed; anything else could be somebody's words.
            let name = if is_id(unknown) {
                unknown.as_str()
            } else {
                "of this name"
            };
            return Err(Error::Answers(AnswersError::NoIndicator(name.to_owned())));
        }
        let alleges = |(id, answer): (&String, &Answer)| alleges(&open.content, id, *answer, false);
        if answers.iter().any(alleges) {
            return Err(Error::Allegation);
        }
        let details = Details {
            code: header.label.clone(),
            site: header.site.clone(),
            about: Some(of),
            ..Details::default()
        };
        open.finish(
            Body::Amendment(Amendment { of, answers, note }),
            details,
            now,
        )
    }

    /// Withdraws every consent that a referral rests on. If it has not left the phone it never will:
    /// its bytes are dropped, and the withdrawal brings the office its journal entry, which says nothing
    /// of it, so that none is missing. Otherwise the office is told to stop.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`], [`Error::NotAReferral`] or [`Error::AlreadyWithdrawn`].
    pub fn withdraw(&mut self, of: Id, now: Moment) -> Result<Id, Error> {
        let open = self.open_mut()?;
        let (header, stub) = open.stub(&of)?;
        if stub.kind != RecordKind::Referral {
            return Err(Error::NotAReferral);
        }
        if header.status == WITHDRAWN {
            return Err(Error::AlreadyWithdrawn);
        }
        let details = Details {
            code: header.label.clone(),
            site: header.site.clone(),
            about: Some(of),
            withdrawn: Some((of, stub.parcel)),
            ..Details::default()
        };
        let outbox = open
            .parcels
            .get(&stub.parcel)
            .and_then(|book| book.outbox.as_ref());
        let never_left = outbox.is_some_and(|outbox| outbox.state == OutboxState::Sealed);
        let purposes = vec![
            Purpose::Services,
            Purpose::Referral,
            Purpose::Statistics,
            Purpose::Accountability,
        ];
        let body = Withdrawal {
            of,
            purposes,
            never_sent: never_left.then_some(stub.entry),
        };
        open.finish(Body::Withdrawal(body), details, now)
    }
}

impl Open {
    /// The card of an active service.
    fn card_of(&self, service: &str, language: &str) -> Result<Vec<String>, Error> {
        let wanted = Wanted::default();
        let mut services = self.content.services(&wanted);
        if !services.any(|entry| entry.id == service) {
            return Err(Error::NoSuchService);
        }
        Ok(self.content.contact_card(language, &[service]))
    }

    /// Active services that meet any of these needs; all active ones when none is named. A service for
    /// children alone is none for an adult.
    fn services_for(&self, needs: &[String], may_be_child: bool) -> Vec<&str> {
        self.content
            .services(&Wanted::default())
            .filter(|service| may_be_child || service.serves != [Serves::Children])
            .filter(|service| needs.is_empty() || needs.iter().any(|n| service.needs.contains(n)))
            .map(|service| service.id.as_str())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            ScreeningRequest,
            tests::phone::{DAILY, Phone, at},
        },
        *,
    };
    use crate::{
        checklist::Answers,
        host::Unwatched,
        sync::{Exchange, MemoryDepot, Role, respond},
    };

    /// An adult's screening, and a request for a referral that follows it.
    fn referral(session: &mut Session, age: &str) -> ReferralRequest {
        let json =
            format!(r#"{{"checklist":"person","age":"{age}","answers":{{"general.13":"told"}}}}"#);
        let request = ScreeningRequest::new(Answers::from_json(json.as_bytes()).unwrap());
        let screened = session.screen(request, &mut [], &Unwatched, at(0)).unwrap();
        ReferralRequest {
            about: screened.id.unwrap(),
            needs: Vec::new(),
            agreement: Agreement::Agreed {
                service: "service.example-workers".to_owned(),
                basis: Basis::Own,
                statistics: false,
                accountability: true,
                note: "prefers mornings".to_owned(),
            },
            how: How::Interpreted,
            language: "en".to_owned(),
        }
    }

    fn shown(session: &Session, id: Id) -> Option<Referral> {
        match session.show(&id).unwrap().record?.body {
            Body::Referral(referral) => Some(referral),
            _ => panic!("not a referral"),
        }
    }

    #[test]
    fn consent_is_kept_per_purpose_and_with_how_it_was_given() {
        let (_phone, mut session) = Phone::enrolled();
        let request = referral(&mut session, "adult");
        let id = session.refer(request, at(1)).unwrap().id;
        let referral = shown(&session, id).unwrap();
        assert_eq!(referral.consent.how, How::Interpreted);
        assert!(referral.consent.covers(Purpose::Accountability));
        assert!(!referral.consent.covers(Purpose::Statistics));
        let told = referral.for_service().unwrap();
        assert_eq!(
            (told.code, told.note),
            (referral.code, "prefers mornings".to_owned())
        );
    }

    #[test]
    fn whoever_cannot_answer_is_helped_and_nobody_says_that_they_agreed() {
        let (_phone, mut session) = Phone::enrolled();
        for age in ["adult", "child"] {
            let ask = |reason: &str, session: &mut Session| ReferralRequest {
                agreement: Agreement::LifeInDanger {
                    service: "service.example-clinic".to_owned(),
                    reason: reason.to_owned(),
                    note: "by the well".to_owned(),
                },
                ..referral(session, age)
            };
            let request = ask(" ", &mut session);
            assert!(matches!(
                session.refer(request, at(1)),
                Err(Error::Consent(_))
            ));
            let request = ask("unconscious, bleeding", &mut session);
            let referred = session.refer(request, at(1)).unwrap();
            assert!(!referred.agreed && referred.life_in_danger);
            let kept = shown(&session, referred.id).unwrap();
            assert!(kept.consent.purposes.is_empty());
            assert_eq!(kept.for_service().unwrap().note, "by the well");
            let record = session.show(&referred.id).unwrap().record.unwrap();
            assert_eq!(record.format, crate::record::FORMAT_2);
        }
        // Not by the back door of an agreement either.
        let mut request = referral(&mut session, "adult");
        if let Agreement::Agreed { basis, .. } = &mut request.agreement {
            *basis = Basis::LifeInDanger {
                reason: "bleeding".to_owned(),
            };
        }
        assert!(matches!(
            session.refer(request, at(1)),
            Err(Error::Consent(_))
        ));
    }

    #[test]
    fn an_adult_who_declines_is_not_sent_to_a_service_for_children() {
        let (_phone, mut session) = Phone::enrolled();
        for (age, there) in [("adult", false), ("child", true)] {
            let request = ReferralRequest {
                agreement: Agreement::Declined,
                ..referral(&mut session, age)
            };
            let card = session.refer(request, at(1)).unwrap().card;
            let name = session
                .content()
                .unwrap()
                .text("en", "service.example-children");
            assert_eq!(card.contains(&name), there, "{age}");
        }
    }

    #[test]
    fn who_is_not_referred_may_agree_to_be_counted_all_the_same() {
        let (_phone, mut session) = Phone::enrolled();
        let counted = |age: &str, basis: Basis, session: &mut Session| ReferralRequest {
            agreement: Agreement::NotReferred {
                basis,
                statistics: true,
                accountability: false,
            },
            ..referral(session, age)
        };
        let request = counted("adult", Basis::Own, &mut session);
        let referred = session.refer(request, at(1)).unwrap();
        assert!(!referred.agreed && referred.card.len() > 2);
        let kept = shown(&session, referred.id).unwrap();
        assert_eq!(kept.consent.purposes, [Purpose::Statistics].into());
        assert_eq!((kept.for_service(), kept.service.as_str()), (None, ""));
        let record = session.show(&referred.id).unwrap().record.unwrap();
        assert_eq!(record.format, crate::record::FORMAT);
        session.withdraw(referred.id, at(2)).unwrap();
        // A child needs somebody who agrees too.
        let request = counted("child", Basis::Own, &mut session);
        assert!(matches!(
            session.refer(request, at(1)),
            Err(Error::Consent(_))
        ));
        let request = counted("child", Basis::CaregiverAndChild, &mut session);
        assert!(session.refer(request, at(1)).is_ok());
    }

    #[test]
    fn a_child_is_not_referred_on_its_own_word_alone() {
        let (_phone, mut session) = Phone::enrolled();
        let request = referral(&mut session, "may-be-child");
        assert!(matches!(
            session.refer(request, at(1)),
            Err(Error::Consent(_))
        ));
    }

    #[test]
    fn what_is_withdrawn_before_it_left_never_leaves() {
        let (_phone, mut session) = Phone::enrolled();
        let request = referral(&mut session, "adult");
        let id = session.refer(request, at(1)).unwrap().id;
        let waiting = session.outbox(at(1)).unwrap().len();
        let withdrawal = session.withdraw(id, at(2)).unwrap();
        // The referral is gone from the outbox, the withdrawal has come.
        assert_eq!(session.outbox(at(2)).unwrap().len(), waiting);
        assert!(shown(&session, id).is_none());
        let Some(record) = session.show(&withdrawal).unwrap().record else {
            panic!("unreadable")
        };
        assert!(matches!(
            record.body,
            Body::Withdrawal(Withdrawal {
                never_sent: Some(entry),
                ..
            }) if entry.seq == 3
        ));
        assert!(matches!(
            session.amend(id, BTreeMap::new(), "more".to_owned(), at(3)),
            Err(Error::Withdrawn)
        ));
        assert!(session.verify(&Unwatched).unwrap().ok);
    }

    #[test]
    fn what_left_before_it_was_withdrawn_is_still_confirmed() {
        let (_phone, mut session) = Phone::enrolled();
        let request = referral(&mut session, "adult");
        let id = session.refer(request, at(1)).unwrap().id;
        session
            .carry_out(&mut Vec::new(), &Unwatched, at(1))
            .unwrap();
        let waiting = session.outbox(at(1)).unwrap().len();
        session.withdraw(id, at(2)).unwrap();
        assert_eq!(session.outbox(at(2)).unwrap().len(), waiting + 1);
    }

    #[test]
    fn what_may_have_left_is_not_said_never_to_have_been_sent() {
        // Asked by the hub, by another phone, or written to a card: whatever became of it.
        let roads: [fn(&mut Session); 3] = [
            |session| {
                let mut depot = session.depot(at(1)).unwrap();
                Exchange::new(Role::Hub).next_request(&mut depot).unwrap();
                // Killed before the answer came.
            },
            |session| {
                let mailbox = session.open().unwrap().device.row.mailbox;
                let mut other = MemoryDepot::new(Role::Phone, mailbox);
                let mut exchange = Exchange::new(Role::Phone);
                for _ in 0..2 {
                    let request = exchange.next_request(&mut other).unwrap().unwrap();
                    let mut depot = session.depot(at(1)).unwrap();
                    let answer = respond(&mut depot, &request).unwrap();
                    exchange.on_response(&mut other, &answer).unwrap();
                }
            },
            |session| {
                let mut none: [u8; 0] = [];
                let full = session.carry_out(&mut &mut none[..], &Unwatched, at(1));
                assert!(full.is_err());
            },
        ];
        for road in roads {
            let (phone, mut session) = Phone::enrolled();
            let request = referral(&mut session, "adult");
            let id = session.refer(request, at(1)).unwrap().id;
            road(&mut session);
            drop(session);
            let mut session = phone.unlock(DAILY).unwrap();
            let withdrawal = session.withdraw(id, at(2)).unwrap();
            let Body::Withdrawal(said) = session.show(&withdrawal).unwrap().record.unwrap().body
            else {
                panic!("a withdrawal")
            };
            assert_eq!(said.never_sent, None);
        }
    }
}
