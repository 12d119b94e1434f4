//! A record in sentences, for a person in front of a terminal.

use pocketcard::{
    content::{Age, Answer, Content},
    finding,
    form::Value,
    record::{Basis, Body, Consent, How, Purpose, Record},
};

use crate::{moment_text, show_size};

/// What a record says. The texts of the checklist come from this content; what it does not know is shown by its id.
pub fn of_record(content: &Content, record: &Record, language: &str) -> Vec<String> {
    let mut lines = vec![format!(
        "Finished at {} UTC by the phone's clock, with checklists of version {}.",
        moment_text(record.made_at),
        record.pack.version
    )];
    let said = |lines: &mut Vec<String>, what: &str, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{what}: {text}"));
        }
    };
    match &record.body {
        Body::Enrolment(it) => lines.push(format!(
            "The phone's answer to invitation {}.",
            it.invitation
        )),
        Body::Screening(it) => {
            let name = format!("checklist.{}", it.answers.checklist);
            said(&mut lines, "Person's code", &it.code);
            said(&mut lines, "Site", &it.site);
            lines.push(format!(
                "Checklist: {}",
                known(content, language, &name, &it.answers.checklist)
            ));
            lines.push(format!("Age: {}.", age(it.answers.age)));
            for (id, answer) in &it.answers.answers {
                lines.push(format!(
                    "  {}: {} ({id})",
                    answered(*answer),
                    indicator(content, language, id)
                ));
            }
            for (id, note) in &it.answers.notes {
                lines.push(format!("  Note on {id}: {note}"));
            }
            for (name, value) in &it.answers.values {
                // A question of a form: its name is all that every checklist has of it.
                lines.push(format!("  {name}: {}", as_text(value)));
            }
            said(&mut lines, "Note", &it.note);
            said(
                &mut lines,
                "Screened although no service is known there, because",
                &it.without_service,
            );
            for attached in &it.attachments {
                lines.push(format!(
                    "Attachment: {}, {}.",
                    attached.media_type,
                    show_size(attached.bytes)
                ));
            }
            lines.push("What the phone showed:".to_owned());
            let shown = finding::render(content, &it.finding, language);
            lines.extend(shown.iter().map(|line| format!("  {line}")));
        }
        Body::Referral(it) => {
            said(&mut lines, "Person's code", &it.code);
            lines.push(format!("It follows screening {}.", it.about));
            lines.extend(consent(&it.consent));
            if !it.service.is_empty() {
                lines.push(format!("Service {}:", it.service));
                let card = content.contact_card(language, &[&it.service]);
                lines.extend(card.iter().map(|line| format!("  {line}")));
            }
            for need in &it.needs {
                lines.push(format!(
                    "Needs: {} ({need})",
                    known(content, language, need, need)
                ));
            }
            said(&mut lines, "Note for the service", &it.note);
        }
        Body::Amendment(it) => {
            lines.push(format!("It corrects record {}.", it.of));
            for (id, answer) in &it.answers {
                lines.push(format!(
                    "  {}: {} ({id})",
                    answered(*answer),
                    indicator(content, language, id)
                ));
            }
            said(&mut lines, "Note", &it.note);
        }
        Body::ServiceReport(it) => {
            if !it.service.is_empty() {
                lines.push(format!(
                    "Service: {} ({})",
                    known(content, language, &it.service, &it.service),
                    it.service
                ));
            }
            lines.push(format!("{}.", content.text(language, it.found.text_id())));
            said(&mut lines, "Note", &it.note);
        }
        Body::Withdrawal(it) => lines.push(match it.never_sent {
            Some(_) => format!(
                "The consent to record {} was withdrawn before that record left the phone.",
                it.of
            ),
            None => format!(
                "The consent to record {} is withdrawn: nothing more may be passed on from it.",
                it.of
            ),
        }),
    }
    lines
}

/// A text of the content, or another word where it has none.
fn known(content: &Content, language: &str, id: &str, otherwise: &str) -> String {
    match content.text(language, id) {
        text if text == id => otherwise.to_owned(),
        text => text,
    }
}

fn indicator(content: &Content, language: &str, id: &str) -> String {
    match content.indicator(id) {
        Some(_) => content.text(language, id),
        None => "an indicator that this desk's checklists do not know".to_owned(),
    }
}

fn as_text(value: &Value) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(value) => value.to_string(),
        Err(_) => String::new(),
    }
}

fn answered(answer: Answer) -> &'static str {
    match answer {
        Answer::Observed => "observed",
        Answer::Told => "told by the person",
        Answer::Reported => "reported by somebody else",
        Answer::NotObserved => "not observed",
        Answer::NotAsked => "not asked",
    }
}

fn age(age: Age) -> &'static str {
    match age {
        Age::Adult => "18 or older",
        Age::Child => "under 18",
        Age::MayBeChild => "perhaps under 18",
        Age::Unknown => "not known, and treated as a child's until it is",
    }
}

fn consent(consent: &Consent) -> Vec<String> {
    let in_danger = matches!(consent.basis, Basis::LifeInDanger { .. });
    if consent.purposes.is_empty() && !in_danger {
        return vec!["The person declined: nothing is passed on.".to_owned()];
    }
    let purposes: Vec<&str> = consent
        .purposes
        .iter()
        .map(|purpose| match purpose {
            Purpose::Services => "help from a service",
            Purpose::Referral => "that the service is told",
            Purpose::Statistics => "being counted in tables",
            Purpose::Accountability => "use in an inquiry or a court",
        })
        .collect();
    let how = match consent.how {
        How::Spoken => "aloud",
        How::Interpreted => "through an interpreter",
        How::Written => "in writing",
        How::Heard => "by a recorded voice",
    };
    let basis = match &consent.basis {
        Basis::Own => "The person agreed".to_owned(),
        Basis::CaregiverAndChild => "A caregiver agreed and the child assented".to_owned(),
        Basis::BestInterests { reason } => {
            format!("Decided in the child's best interests, because {reason}; covered")
        }
        Basis::LifeInDanger { reason } => {
            return vec![format!(
                "Nobody agreed: the person could not answer and a life was in danger, because {reason}. \
                 The service is told for that reason alone."
            )];
        }
    };
    vec![format!(
        "{basis}, {how}, in language {}, to: {}.",
        consent.language,
        purposes.join("; ")
    )]
}
