//! The one rule for what a record may say. A phone keeps to it before it seals, and a desk before it files,
//! so that the desk files what a phone finished, and nothing that no phone could have made.

use thiserror::Error;

use super::{
    AttachmentRef, Basis, Body, Consent, Enrolment, MAX_NOTE, Record, Referral, Screening, is_code,
};
use crate::{
    checklist::Answers,
    content::is_id,
    store::Header,
    text::{every_text, is_name, is_text},
};

/// The most attachments, needs and other things of one kind that one record names.
const MANY: usize = 256;
/// The longest language tag, in bytes, that BCP 47 tells programs to expect.
const MAX_LANGUAGE: usize = 35;

/// A part of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The subject's code.
    Code,
    /// The code of the site.
    Site,
    /// Free text: a note, a reason, an answer.
    Text,
    /// An id of the pack.
    Name,
    /// The language in which somebody was spoken to.
    Language,
    /// What is said of an attachment.
    Attachment,
    /// A key, a proof or a hash.
    Key,
}

/// What in a record is not as it may be. It repeats nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Misfit {
    /// It is longer, or there are more, than a record takes.
    #[error("text-too-long")]
    TooLong(Part),
    /// It has a character that does not show, or that hides or commands.
    #[error("text-characters")]
    Characters(Part),
    /// It has not the form that phones give it.
    #[error("{}", if *.0 == Part::Attachment { "attachment" } else { "text-characters" })]
    Form(Part),
}

/// Checks a record.
///
/// # Errors
/// [`Misfit`]: the first thing that is not as it may be.
pub fn check(record: &Record) -> Result<(), Misfit> {
    match &record.body {
        Body::Enrolment(enrolment) => enrolled(enrolment)?,
        Body::Screening(screening) => screened(screening)?,
        Body::Referral(referral) => referred(referral)?,
        Body::Amendment(amendment) => {
            ids(amendment.answers.keys())?;
            text(&amendment.note)?;
        }
        Body::ServiceReport(report) => {
            if !report.service.is_empty() {
                id(&report.service)?;
            }
            text(&report.note)?;
        }
        Body::Withdrawal(withdrawal) => few(withdrawal.purposes.len(), Part::Name)?,
    }
    id(&record.pack.pack)?;
    // Whatever else it says, and whatever members a record gets one day.
    match every_text(record, is_text) {
        true => Ok(()),
        false => Err(Misfit::Characters(Part::Text)),
    }
}

fn enrolled(enrolment: &Enrolment) -> Result<(), Misfit> {
    hex32(&enrolment.proof)?;
    let decoy = enrolment.decoy.as_ref();
    decoy.map_or(Ok(()), |decoy| hex32(&decoy.seal_seed))
}

fn screened(screening: &Screening) -> Result<(), Misfit> {
    code(&screening.code)?;
    match screening.site.as_str() {
        site if site.len() > Header::SITE => return Err(Misfit::TooLong(Part::Site)),
        site if !is_name(site) => return Err(Misfit::Characters(Part::Site)),
        _ => {}
    }
    answers(&screening.answers)?;
    text(&screening.note)?;
    text(&screening.without_service)?;
    id(&screening.finding.checklist)?;
    few(screening.attachments.len(), Part::Attachment)?;
    screening.attachments.iter().try_for_each(attachment)?;
    screening.reply_seed.as_deref().map_or(Ok(()), hex32)
}

fn answers(answers: &Answers) -> Result<(), Misfit> {
    id(&answers.checklist)?;
    ids(answers.answers.keys())?;
    ids(answers.notes.keys())?;
    answers.notes.values().try_for_each(|note| text(note))?;
    answers.pack.as_deref().map_or(Ok(()), hex32)
}

fn referred(referral: &Referral) -> Result<(), Misfit> {
    code(&referral.code)?;
    if !referral.service.is_empty() {
        id(&referral.service)?;
    }
    few(referral.needs.len(), Part::Name)?;
    ids(referral.needs.iter())?;
    text(&referral.note)?;
    let Consent {
        basis, language, ..
    } = &referral.consent;
    if let Basis::BestInterests { reason } | Basis::LifeInDanger { reason } = basis {
        text(reason)?;
    }
    let tag = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    match language.len() <= MAX_LANGUAGE && language.bytes().all(tag) {
        true => Ok(()),
        false => Err(Misfit::Form(Part::Language)),
    }
}

fn attachment(reference: &AttachmentRef) -> Result<(), Misfit> {
    if !is_media_type(&reference.media_type) {
        return Err(Misfit::Form(Part::Attachment));
    }
    hex32(&reference.sha256)
}

/// Whether a text is shaped as a media type, such as `image/jpeg`.
pub(crate) fn is_media_type(text: &str) -> bool {
    let token = |part: &str| {
        !part.is_empty()
            && part.len() <= 64
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.+".contains(&byte))
    };
    text.split_once('/')
        .is_some_and(|(kind, subtype)| token(kind) && token(subtype))
}

fn code(code: &str) -> Result<(), Misfit> {
    match code.is_empty() || is_code(code) {
        true => Ok(()),
        false => Err(Misfit::Form(Part::Code)),
    }
}

fn text(text: &str) -> Result<(), Misfit> {
    match () {
        () if text.len() > MAX_NOTE => Err(Misfit::TooLong(Part::Text)),
        () if !is_text(text) => Err(Misfit::Characters(Part::Text)),
        () => Ok(()),
    }
}

fn id(id: &str) -> Result<(), Misfit> {
    match is_id(id) {
        true => Ok(()),
        false => Err(Misfit::Form(Part::Name)),
    }
}

fn ids<'a>(ids: impl Iterator<Item = &'a String>) -> Result<(), Misfit> {
    ids.map(String::as_str).try_for_each(id)
}

fn few(count: usize, part: Part) -> Result<(), Misfit> {
    match count <= MANY {
        true => Ok(()),
        false => Err(Misfit::TooLong(part)),
    }
}

fn hex32(text: &str) -> Result<(), Misfit> {
    match text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        true => Ok(()),
        false => Err(Misfit::Form(Part::Key)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        base::Id,
        content::{Age, Answer, Content},
        finding,
        form::Value,
        pack::{Hash, PackName},
        parcel::ParcelId,
        record::{Amendment, FORMAT, new_code},
    };

    const HOSTILE: [&str; 8] = [
        "\u{1b}[2J",
        "\u{9b}2J",
        "a\u{7f}",
        "a\u{202e}b",
        "a\u{2028}b",
        "a\u{200b}b",
        "a\u{e0041}",
        "a\tb",
    ];

    fn record(body: Body) -> Record {
        Record {
            format: FORMAT.to_owned(),
            id: Id::random(),
            made_at: 1,
            pack: PackName {
                pack: "base".to_owned(),
                version: 1,
                hash: Hash([7; 32]),
            },
            body,
        }
    }

    fn screening() -> Screening {
        let answers = Answers {
            checklist: "person".to_owned(),
            age: Age::Adult,
            answers: BTreeMap::from([("general.1".to_owned(), Answer::Told)]),
            ..Answers::default()
        };
        Screening {
            code: new_code(),
            site: "Camp 4".to_owned(),
            finding: finding::find(Content::base(), &answers).unwrap(),
            answers,
            note: "two\nlines".to_owned(),
            without_service: "nobody is near".to_owned(),
            attachments: vec![AttachmentRef {
                parcel: ParcelId([1; 32]),
                sha256: "0".repeat(64),
                bytes: 1,
                media_type: "image/jpeg".to_owned(),
            }],
            reply_seed: None,
        }
    }

    fn verdict(change: impl FnOnce(&mut Screening)) -> Result<(), Misfit> {
        let mut screening = screening();
        change(&mut screening);
        let record = record(Body::Screening(Box::new(screening)));
        check(&record)
    }

    #[test]
    fn every_text_of_a_screening_is_checked() {
        assert_eq!(verdict(|_| ()), Ok(()));
        for hostile in HOSTILE {
            let text = || hostile.to_owned();
            type Put = fn(&mut Screening, String);
            let places: [(&str, Put); 11] = [
                ("code", |it, text| it.code = text),
                ("site", |it, text| it.site = text),
                ("note", |it, text| it.note = text),
                ("reason", |it, text| it.without_service = text),
                ("media type", |it, text| it.attachments[0].media_type = text),
                ("hash", |it, text| it.attachments[0].sha256 = text),
                ("seed", |it, text| it.reply_seed = Some(text)),
                ("value", |it, text| {
                    it.answers.values.insert("q".to_owned(), Value::Text(text));
                }),
                ("member", |it, text| {
                    it.answers.values.insert(text, Value::Integer(1));
                }),
                ("answer's note", |it, text| {
                    it.answers.notes.insert("general.1".to_owned(), text);
                }),
                ("finding", |it, text| it.finding.advice.push(text)),
            ];
            for (place, put) in places {
                assert!(
                    verdict(|it| put(it, text())).is_err(),
                    "{place}: {hostile:?}"
                );
            }
        }
        let long = verdict(|it| it.note = "x".repeat(MAX_NOTE + 1));
        assert_eq!(long, Err(Misfit::TooLong(Part::Text)));
        let many = verdict(|it| it.attachments = vec![it.attachments[0].clone(); MANY + 1]);
        assert_eq!(many, Err(Misfit::TooLong(Part::Attachment)));
    }

    #[test]
    fn a_referral_and_a_correction_are_checked_and_a_misfit_repeats_nothing() {
        for hostile in HOSTILE {
            let mut consent = Consent::none("en", 1);
            consent.basis = Basis::BestInterests {
                reason: hostile.to_owned(),
            };
            let referral = Referral {
                about: Id::random(),
                code: new_code(),
                service: String::new(),
                needs: Vec::new(),
                consent,
                note: String::new(),
            };
            let mut named = referral.clone();
            named.consent = Consent::none(hostile, 1);
            let mut needy = referral.clone();
            needy.consent.basis = Basis::Own;
            needy.needs.push(hostile.to_owned());
            let correction = Amendment {
                of: Id::random(),
                answers: BTreeMap::from([(hostile.to_owned(), Answer::Told)]),
                note: String::new(),
            };
            let bodies = [referral, named, needy].map(Body::Referral);
            for body in bodies.into_iter().chain([Body::Amendment(correction)]) {
                let record = record(body);
                let misfit = check(&record).expect_err("hostile");
                assert!(crate::text::is_plain(&misfit.to_string(), false));
            }
        }
    }
}
