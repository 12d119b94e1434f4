//! Records: screening, referring, correcting, reading.

use std::{collections::BTreeMap, path::PathBuf};

use pocketcard::{
    base::Id,
    content::{Answer, Content},
    finding,
    host::{Clock, Unwatched},
    session::{
        Agreement, Attachment, Error, RecordLine, ReferralRequest, Screened, ScreeningRequest,
    },
};
use pocketcard_terminal::{Output, Refusal, moment_text, sentences};
use serde_json::json;

use super::{
    attached::Attached,
    content::{speaks, with_review},
    notices::warnings,
};
use crate::phone::Phone;

pub fn screen(
    phone: &Phone,
    request: ScreeningRequest,
    attach: &[PathBuf],
    language: &str,
) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    speaks(session.content()?, language)?;
    let files: Result<Vec<Attached>, Refusal> =
        attach.iter().map(|path| Attached::open(path)).collect();
    let mut files = files?;
    let mut attachments: Vec<Attachment<'_>> = files.iter_mut().map(Attached::lent).collect();
    let screened = session
        .screen(request, &mut attachments, &Unwatched, phone.clock.now())
        .map_err(|error| match error {
            Error::Allegation => Refusal(
                "this holds an allegation against our own personnel, and this record is read at the \
                 ordinary desk: say --move-allegation, and it goes to the confidential desk alone"
                    .to_owned(),
            ),
            error => error.into(),
        })?;
    let mut report = finished(session.content()?, &screened, language);
    let warnings = warnings(&session, phone.clock.now())?;
    report.text.extend(warnings);
    Ok(report)
}

/// Finishes a misconduct report with the allegations of an ordinary screening, then the rest of it.
pub fn screen_apart(
    phone: &Phone,
    request: ScreeningRequest,
    language: &str,
) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    speaks(session.content()?, language)?;
    let now = phone.clock.now();
    // A file could say the same at the ordinary desk: none goes along.
    let screened = session.screen_apart(request, &mut [], &Unwatched, now)?;
    let Some(screened) = screened else {
        return Err("there is no allegation to move; leave --move-allegation out".into());
    };
    let mut report = finished(session.content()?, &screened, language);
    report.text.extend(warnings(&session, now)?);
    report.text.push(
        "The allegation went into a report of its own, to the confidential desk alone.".to_owned(),
    );
    report.json["reported"] = json!(true);
    Ok(report)
}

/// What is said of a screening that was just finished.
pub fn finished(content: &Content, screened: &Screened, language: &str) -> Output {
    let rendered = finding::render(content, &screened.finding, language);
    let mut text = with_review(content, language, rendered);
    text.push(String::new());
    text.push(match screened.id {
        Some(id) => format!(
            "Finished. The person's code is {}; the record is {id}.",
            screened.code
        ),
        None => "Finished. It goes to the confidential desk alone; no trace stays here.".to_owned(),
    });
    Output::done(text, json!({ "screened": screened }))
}

pub fn refer(
    phone: &Phone,
    about: &str,
    request: impl FnOnce(Id) -> ReferralRequest,
    language: &str,
) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    speaks(session.content()?, language)?;
    let about = session.find(about, &["screening"])?;
    let request = request(about);
    let agrees = matches!(request.agreement, Agreement::NotReferred { .. });
    let referred = session.refer(request, phone.clock.now())?;
    let mut text = vec![if referred.agreed {
        format!(
            "Referred with the person's agreement; the record is {}.",
            referred.id
        )
    } else if referred.life_in_danger {
        format!(
            "Nobody could agree: a life is in danger, and the service is told for that reason alone; the \
             record, which says so, is {}.",
            referred.id
        )
    } else if agrees {
        format!(
            "No service is told. What the person agreed to is in the record {}. Help stays open:",
            referred.id
        )
    } else {
        "The person declined. Nothing is passed on. Help stays open:".to_owned()
    }];
    text.push("Card to read out or hand over:".to_owned());
    text.extend(referred.card.iter().map(|line| format!("  {line}")));
    Ok(Output::done(text, json!({ "referred": referred })))
}

pub fn amend(phone: &Phone, of: &str, set: &[String], note: String) -> Result<Output, Refusal> {
    let mut answers = BTreeMap::new();
    for pair in set {
        let parsed = pair.split_once('=').and_then(|(indicator, answer)| {
            let answer: Answer = serde_json::from_value(json!(answer)).ok()?;
            Some((indicator.to_owned(), answer))
        });
        let (indicator, answer) =
            parsed.ok_or("write --set INDICATOR=observed, =told, =not-observed or =not-asked")?;
        answers.insert(indicator, answer);
    }
    let mut session = phone.unlock()?;
    let of = session.find(of, &["screening", "referral"])?;
    let id = session.amend(of, answers, note, phone.clock.now())?;
    let text = vec![format!(
        "Corrected; the earlier record stays, the correction is {id}."
    )];
    Ok(Output::done(text, json!({ "id": id })))
}

fn record_line(line: &RecordLine) -> String {
    format!(
        "{}  {:<10} {:<8} {} UTC  {}{}{}",
        line.id,
        line.kind,
        line.code,
        moment_text(line.made_at),
        match line.consent {
            Some(consent) => format!("{consent}; "),
            None => String::new(),
        },
        if line.received {
            "the office has it"
        } else if line.never_left {
            "never left this phone"
        } else {
            "waits for the office"
        },
        if line.readable {
            "; can still be read here"
        } else {
            ""
        },
    )
}

pub fn list(phone: &Phone) -> Result<Output, Refusal> {
    let session = phone.unlock()?;
    let lines = session.list()?;
    let warnings = warnings(&session, phone.clock.now())?;
    let mut text: Vec<String> = lines.iter().map(record_line).collect();
    if text.is_empty() {
        text.push("Nothing is recorded on this phone yet; `screen` records.".to_owned());
    }
    text.extend(warnings.iter().cloned());
    Ok(Output::done(
        text,
        json!({ "records": lines, "warnings": warnings }),
    ))
}

pub fn show(phone: &Phone, typed: &str, language: &str) -> Result<Output, Refusal> {
    let session = phone.unlock()?;
    let content = session.content()?;
    speaks(content, language)?;
    let id = session.find(
        typed,
        &[
            "screening",
            "referral",
            "amendment",
            "withdrawal",
            "enrolment",
        ],
    )?;
    let detail = session.show(&id)?;
    let mut text = vec![record_line(&detail.line)];
    match &detail.record {
        Some(record) => text.extend(sentences::of_record(content, record, language)),
        None if detail.line.never_left => {
            text.push("It was withdrawn before it left, and its content is gone.".to_owned());
        }
        None => text.push("Only the office can read it now.".to_owned()),
    }
    text.extend(
        detail
            .answers
            .iter()
            .map(|answer| format!("The office answered: {answer}")),
    );
    Ok(Output::done(text, json!({ "record": detail })))
}
