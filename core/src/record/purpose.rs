//! What each field of a record is for. A field without a purpose may not exist.

/// Why a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldPurpose {
    /// Names the record and puts it in order.
    Identity,
    /// Lets a specialist understand what was noticed.
    Screening,
    /// Gets help to the person.
    Referral,
    /// Shows what the person agreed to.
    Consent,
    /// Lets the phone and the office recognise each other.
    Enrolment,
}

use FieldPurpose::{Consent, Enrolment, Identity, Referral, Screening};

type Declared = &'static [(&'static str, FieldPurpose)];

/// Fields of every record.
const ALL: Declared = &[
    ("format", Identity),
    ("id", Identity),
    ("made_at", Identity),
    ("pack.pack", Identity),
    ("pack.version", Identity),
    ("pack.hash", Identity),
    ("body.kind", Identity),
];

const ENROLMENT: Declared = &[
    ("body.invitation", Enrolment),
    ("body.proof", Enrolment),
    ("body.seal_key", Enrolment),
    ("body.decoy.sign_key", Enrolment),
    ("body.decoy.seal_seed", Enrolment),
];

const SCREENING: Declared = &[
    ("body.code", Identity),
    ("body.site", Screening),
    ("body.without_service", Referral),
    ("body.answers.checklist", Screening),
    ("body.answers.version", Screening),
    ("body.answers.pack", Identity),
    ("body.answers.age", Screening),
    ("body.answers.answers.*", Screening),
    ("body.answers.notes.*", Screening),
    // What a form of the office asks: numbers, texts, choices, and whole turns of a repeat.
    ("body.answers.values.**", Screening),
    ("body.finding.checklist", Screening),
    ("body.finding.version", Screening),
    ("body.finding.pack", Identity),
    ("body.finding.level", Screening),
    ("body.finding.reasons.*.id", Screening),
    ("body.finding.reasons.*.causes.*", Screening),
    ("body.finding.child.treated", Screening),
    ("body.finding.child.age", Screening),
    ("body.finding.child.signs.*", Screening),
    ("body.finding.means_needed", Screening),
    ("body.finding.elements.act.*.id", Screening),
    ("body.finding.elements.act.*.causes.*", Screening),
    ("body.finding.elements.means.*.id", Screening),
    ("body.finding.elements.means.*.causes.*", Screening),
    ("body.finding.elements.purpose.*.id", Screening),
    ("body.finding.elements.purpose.*.causes.*", Screening),
    ("body.finding.definition.id", Screening),
    ("body.finding.definition.causes.*", Screening),
    ("body.finding.forms.*.id", Screening),
    ("body.finding.forms.*.causes.*", Screening),
    ("body.finding.linkages.*.id", Screening),
    ("body.finding.linkages.*.causes.*", Screening),
    ("body.finding.urgent.*.id", Screening),
    ("body.finding.urgent.*.causes.*", Screening),
    ("body.finding.advice.*", Referral),
    ("body.finding.noticed.*.id", Screening),
    ("body.finding.noticed.*.answer", Screening),
    ("body.finding.not_observed", Screening),
    ("body.finding.not_asked", Screening),
    ("body.note", Screening),
    ("body.attachments.*.parcel", Identity),
    ("body.attachments.*.sha256", Identity),
    ("body.attachments.*.bytes", Identity),
    ("body.attachments.*.media_type", Screening),
    ("body.reply_seed", Identity),
];

const REFERRAL: Declared = &[
    ("body.about", Identity),
    ("body.code", Identity),
    ("body.service", Referral),
    ("body.needs.*", Referral),
    ("body.consent.purposes.*", Consent),
    ("body.consent.basis.by", Consent),
    ("body.consent.basis.reason", Consent),
    ("body.consent.how", Consent),
    ("body.consent.language", Consent),
    ("body.consent.given_at", Consent),
    ("body.note", Referral),
];

const AMENDMENT: Declared = &[
    ("body.of", Identity),
    ("body.answers.*", Screening),
    ("body.note", Screening),
];

const WITHDRAWAL: Declared = &[
    ("body.of", Identity),
    ("body.purposes.*", Consent),
    ("body.never_sent.**", Identity),
];

const SERVICE_REPORT: Declared = &[
    ("body.service", Referral),
    ("body.found", Referral),
    ("body.note", Referral),
];

fn declared(kind: &str) -> impl Iterator<Item = &'static (&'static str, FieldPurpose)> {
    let own = match kind {
        "enrolment" => ENROLMENT,
        "screening" => SCREENING,
        "referral" => REFERRAL,
        "amendment" => AMENDMENT,
        "withdrawal" => WITHDRAWAL,
        "service-report" => SERVICE_REPORT,
        _ => &[],
    };
    ALL.iter().chain(own)
}

/// The purpose of a field of a record of this kind, named by its path in the JSON with map keys and list
/// places written `*`. Only values have purposes, not the objects around them.
pub fn purpose_of(kind: &str, path: &str) -> Option<FieldPurpose> {
    declared(kind)
        .find(|(field, _)| match field.strip_suffix("**") {
            Some(stem) => path.starts_with(stem),
            None => path == *field,
        })
        .map(|(_, purpose)| *purpose)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value;

    use super::*;
    use crate::{
        base::Id,
        checklist::Answers,
        content::Content,
        crypto::{SecretKey, SigningKey},
        finding, form, journal,
        pack::{Hash, PackName},
        parcel::ParcelId,
        record::{
            Amendment, AttachmentRef, Basis, Body, Consent, Decoy, Enrolment, FORMAT, Purpose,
            Record, Referral, Screening, ServiceFinding, ServiceReport, Withdrawal,
        },
    };

    /// Whether something is declared at this path or below it.
    fn leads_on(kind: &str, path: &str) -> bool {
        let below = format!("{path}.");
        declared(kind).any(|(field, _)| *field == path || field.starts_with(&below))
    }

    /// The path of every value. A key that is not declared is one of a map if a map is declared there.
    fn walk(kind: &str, path: &str, value: &Value, found: &mut BTreeSet<String>) {
        let at = |key: &str| {
            if path.is_empty() {
                key.to_owned()
            } else {
                format!("{path}.{key}")
            }
        };
        match value {
            Value::Object(members) => {
                for (key, member) in members {
                    let named = at(key);
                    let any = at("*");
                    let path = if !leads_on(kind, &named) && leads_on(kind, &any) {
                        any
                    } else {
                        named
                    };
                    walk(kind, &path, member, found);
                }
            }
            Value::Array(members) => {
                for member in members {
                    walk(kind, &at("*"), member, found);
                }
            }
            _ => drop(found.insert(path.to_owned())),
        }
    }

    /// Everything that an answers file can hold, about a child in an armed group.
    fn answers() -> Answers {
        let json = r#"{"checklist":"person","version":1,"age":"child","answers":{
            "general.5":"observed","labour.1":"observed","children.1":"told","act.recruitment":"told",
            "means.deception":"told","purpose.forced-labour":"told","armed.support":"told",
            "conflict.armed-conflict":"observed","perpetrator.armed-group":"told",
            "urgent.unaccompanied-child":"observed","general.7":"not-observed"},
            "notes":{"general.5":"n"}}"#;
        let mut answers = Answers::from_json(json.as_bytes()).expect("answers");
        answers.pack = Some(Content::base().hash_hex());
        answers
    }

    /// A record of each kind, with every field that may be left out.
    fn examples() -> Vec<Record> {
        let answered = answers();
        let finding = finding::find(Content::base(), &answered).expect("a finding");
        assert!(finding.definition.is_some() && !finding.urgent.is_empty());
        let mut answers = answered;
        let turn = BTreeMap::from([("name".to_owned(), form::Value::Integer(1))]);
        answers.values = BTreeMap::from([
            ("a".to_owned(), form::Value::Text("t".to_owned())),
            ("b".to_owned(), form::Value::Choices(vec!["c".to_owned()])),
            ("d".to_owned(), form::Value::Repeat(vec![turn])),
        ]);
        let text = || "text".to_owned();
        let mut consent = Consent::none("en", 1);
        consent.purposes = [Purpose::Services, Purpose::Referral].into();
        consent.basis = Basis::BestInterests { reason: text() };
        let entry = journal::Tip::EMPTY.clone().append(
            &SigningKey::from_seed(&[1; 32]),
            journal::Hash([1; 32]),
            1,
        );
        let bodies = [
            Body::Enrolment(Enrolment {
                invitation: Id([1; 16]),
                proof: text(),
                seal_key: SecretKey::from_seed(&[1; 32]).public(),
                decoy: Some(Decoy {
                    sign_key: SigningKey::from_seed(&[1; 32]).verifying_key(),
                    seal_seed: text(),
                }),
            }),
            Body::Screening(Box::new(Screening {
                code: text(),
                site: text(),
                without_service: text(),
                answers: answers.clone(),
                finding,
                note: text(),
                attachments: vec![AttachmentRef {
                    parcel: ParcelId([1; 32]),
                    sha256: text(),
                    bytes: 1,
                    media_type: text(),
                }],
                reply_seed: Some(text()),
            })),
            Body::Referral(Referral {
                about: Id([1; 16]),
                code: text(),
                service: text(),
                needs: vec![text()],
                consent,
                note: text(),
            }),
            Body::Amendment(Amendment {
                of: Id([1; 16]),
                answers: answers.answers,
                note: text(),
            }),
            Body::Withdrawal(Withdrawal {
                of: Id([1; 16]),
                purposes: vec![Purpose::Statistics],
                never_sent: Some(entry),
            }),
            Body::ServiceReport(ServiceReport {
                service: text(),
                found: ServiceFinding::Closed,
                note: text(),
            }),
        ];
        let record = |body| Record {
            format: FORMAT.to_owned(),
            id: Id([2; 16]),
            made_at: 1,
            pack: PackName {
                pack: text(),
                version: 1,
                hash: Hash([1; 32]),
            },
            body,
        };
        bodies.into_iter().map(record).collect()
    }

    #[test]
    fn no_field_is_without_a_purpose_and_no_purpose_without_a_field() {
        for record in examples() {
            let kind = record.body.word();
            let json = serde_json::to_value(&record).expect("a record serialises");
            let mut found = BTreeSet::new();
            walk(kind, "", &json, &mut found);
            for path in &found {
                assert!(
                    purpose_of(kind, path).is_some(),
                    "{kind}: {path} has no purpose"
                );
            }
            for (field, _) in declared(kind) {
                let stem = field.trim_end_matches("**");
                assert!(
                    found
                        .iter()
                        .any(|path| path == field || (stem != *field && path.starts_with(stem))),
                    "{kind}: {field} is declared and not there"
                );
            }
        }
    }

    #[test]
    fn what_is_not_declared_has_no_purpose() {
        for (kind, path) in [
            ("screening", "body.name"),
            ("screening", "body.answers.name"),
            ("screening", "body"),
            ("referral", "body.consent.basis.name"),
            ("withdrawal", "body.note"),
            ("letter", "body.note"),
        ] {
            assert_eq!(purpose_of(kind, path), None, "{kind} {path}");
        }
        assert_eq!(
            purpose_of("referral", "body.note"),
            Some(FieldPurpose::Referral)
        );
    }
}
