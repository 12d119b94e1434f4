//! The directory of services: which of them meet a need, and what a card says of them.

use super::{
    Content,
    model::{Serves, Service, ServiceKind},
};

impl Content {
    /// Active services that meet a need, in the order of the directory. Every `None` matches all.
    pub fn services(&self, wanted: &Wanted) -> impl Iterator<Item = &Service> {
        self.document.services.iter().filter(|s| wanted.matches(s))
    }

    /// Whether the directory is still the example: it has services, and all of them are invented.
    pub fn has_only_invented_services(&self) -> bool {
        let services = &self.document.services;
        !services.is_empty() && services.iter().all(|service| service.example)
    }

    /// The lines of a card to hand to a person: names, hours and contacts of these services, and no
    /// word about trafficking, so that it is safe to be found with it. Ids that are not in the
    /// directory are left out.
    pub fn contact_card(&self, language: &str, services: &[&str]) -> Vec<String> {
        let mut lines = vec![self.text(language, "contact-card")];
        for id in services {
            let Some(service) = self.document.services.iter().find(|s| s.id == *id) else {
                continue;
            };
            lines.extend(self.service_card(language, service));
        }
        lines.extend(self.attribute(language, "contact-card", "end"));
        lines
    }

    /// What a person is told of one service: its name, what to know before going, where and when.
    fn service_card(&self, language: &str, service: &Service) -> Vec<String> {
        let mut lines = Vec::new();
        if service.example {
            lines.push(self.text(language, "service-fact.example"));
        }
        lines.push(self.text(language, &service.id));
        if service.kind == ServiceKind::Hotline {
            lines.push(self.text(language, "service-fact.hotline"));
        }
        if service.kind == ServiceKind::Mobile {
            lines.push(self.text(language, "service-fact.mobile"));
        }
        // What could mark the person who carries the card is for staff to know.
        let told = service.facts.iter().filter(|fact| !fact.is_for_staff());
        lines.extend(told.map(|fact| self.text(language, fact.text_id())));
        lines.extend(self.attribute(language, &service.id, "contact"));
        lines.extend(self.attribute(language, &service.id, "hours"));
        lines
    }
}

/// What a service should be like.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Id of a need.
    pub need: Option<String>,
    /// The area.
    pub area: Option<String>,
    /// Who is to be served.
    pub serves: Option<Serves>,
    /// Tag of a language that must be spoken there.
    pub language: Option<String>,
    /// Open at this time: day of the week (1 is Monday) and minutes after midnight.
    pub at: Option<(u8, u16)>,
}

impl Wanted {
    fn matches(&self, service: &Service) -> bool {
        let spoken = |tag: &String| service.languages.contains(tag);
        let open_at = |(day, minute): (u8, u16)| {
            service.open.is_empty()
                || service
                    .open
                    .iter()
                    .any(|o| o.day == day && (o.from..o.to).contains(&minute))
        };
        service.active
            && self.need.as_ref().is_none_or(|n| service.needs.contains(n))
            && (service.area.is_empty() || self.area.as_ref().is_none_or(|a| *a == service.area))
            && (service.serves.is_empty()
                || self.serves.is_none_or(|s| service.serves.contains(&s)))
            && self.language.as_ref().is_none_or(spoken)
            && self.at.is_none_or(open_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::ServiceFact;

    fn found(wanted: &Wanted) -> Vec<&'static str> {
        Content::base()
            .services(wanted)
            .map(|s| s.id.as_str())
            .collect()
    }

    #[test]
    fn services_are_found_by_need_area_people_language_and_hours() {
        assert_eq!(found(&Wanted::default()).len(), 5);
        let need = |need: &str| Wanted {
            need: Some(need.into()),
            ..Wanted::default()
        };
        assert_eq!(found(&need("urgent.medical")), ["service.example-clinic"]);
        assert_eq!(
            found(&need("urgent.shelter")),
            ["service.example-safe-house", "service.example-children"]
        );
        let men = Wanted {
            serves: Some(Serves::Men),
            ..need("urgent.shelter")
        };
        assert!(found(&men).is_empty());
        let elsewhere = Wanted {
            area: Some("elsewhere".into()),
            ..Wanted::default()
        };
        assert_eq!(found(&elsewhere), ["service.example-hotline"]);
        let arabic = Wanted {
            language: Some("ar".into()),
            ..Wanted::default()
        };
        assert_eq!(
            found(&arabic),
            ["service.example-safe-house", "service.example-hotline"]
        );
        let workers = |day, minute| {
            let at = Wanted {
                at: Some((day, minute)),
                ..need("assist.employment")
            };
            found(&at).len()
        };
        assert_eq!(
            (workers(5, 959), workers(5, 960), workers(7, 600)),
            (1, 0, 0)
        );
    }

    #[test]
    fn what_takes_nobody_now_is_not_found() {
        let mut document = Content::base().document().clone();
        document.services[0].active = false;
        document.services[1].area.clear();
        let content = Content::new(document).expect("valid");
        let elsewhere = Wanted {
            area: Some("elsewhere".into()),
            ..Wanted::default()
        };
        let there: Vec<_> = content
            .services(&elsewhere)
            .map(|s| s.id.as_str())
            .collect();
        assert_eq!(
            there,
            ["service.example-safe-house", "service.example-hotline"],
            "no area is everywhere"
        );
        assert!(
            content
                .services(&Wanted::default())
                .all(|s| s.id != "service.example-clinic")
        );
    }

    #[test]
    fn a_card_is_safe_to_be_found_with() {
        let content = Content::base();
        let services: Vec<&str> = found(&Wanted::default());
        for language in content.languages() {
            let card = content.contact_card(&language.tag, &services);
            // Each is marked as an example, and one is a number to call.
            assert_eq!(card.len(), 1 + 4 * services.len() + 2, "{}", language.tag);
        }
        let english = content
            .contact_card("en", &services)
            .join(" ")
            .to_lowercase();
        for word in [
            "traffick", "exploit", "victim", "abuse", "violence", "police",
        ] {
            assert!(!english.contains(word), "{word}");
        }
        assert_eq!(content.contact_card("en", &["service.none"]).len(), 2);
    }

    #[test]
    fn a_card_says_what_to_know_before_going_and_nothing_that_marks_the_person() {
        let mut document = Content::base().document().clone();
        let clinic = &mut document.services[0];
        (clinic.example, clinic.verified) = (false, "2026-01-31".to_owned());
        clinic.facts = vec![
            ServiceFact::Full,
            ServiceFact::Fee,
            ServiceFact::AsksPapers,
            ServiceFact::AsksPoliceReport,
            ServiceFact::State,
        ];
        let content = Content::new(document.clone()).expect("valid");
        let card = content
            .contact_card("en", &["service.example-clinic"])
            .join("\n");
        for said in ["Full now", "Costs money", "Asks for papers"] {
            assert!(card.contains(said), "{said} in {card}");
        }
        for unsaid in ["EXAMPLE", "olice", "State"] {
            assert!(!card.contains(unsaid), "{unsaid} in {card}");
        }
        document.services[0].verified = "2026-02-30".to_owned();
        assert!(Content::new(document).is_err(), "no such day");
    }
}
