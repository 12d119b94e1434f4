//! What was filed.

use std::{fs, io, path::Path};

use pocketcard::content::{Content, Level};
use pocketcard_terminal::{Refusal, Report, count, moment_text, sentences, show_size, write_file};
use serde_json::json;

use crate::open_desk::Place;

/// The level in words, for a list.
fn urgency(level: Level) -> &'static str {
    match level {
        Level::NoFlag => "nothing noticed",
        Level::Enquire => "find out more",
        Level::Refer => "refer",
        Level::ReferNow => "refer now",
    }
}

pub fn inbox(place: &Place) -> Result<Report, Refusal> {
    let desk = place.open()?;
    let lines = desk.inbox()?;
    let mut text: Vec<String> = lines
        .iter()
        .map(|line| {
            let from = match (&line.phone, desk.is_confidential()) {
                (Some(phone), _) => format!("  from {phone}"),
                (None, false) => "  from a phone that this desk does not know".to_owned(),
                // Whose report it is nobody can tell here.
                (None, true) => String::new(),
            };
            format!(
                "{}  {:<10} {:<8} {:<15} {} UTC{from}{}",
                line.id,
                line.kind,
                line.code,
                match line.form {
                    true => "to be read",
                    false => line.level.map_or("", urgency),
                },
                moment_text(line.made_at),
                if line.after_revocation {
                    ", after it was revoked: check it"
                } else {
                    ""
                },
            )
        })
        .collect();
    if text.is_empty() {
        text.push("Nothing is filed yet; `collect` fetches what phones sent.".to_owned());
    }
    if desk.put_back_to().is_some() {
        text.push(
            "This desk was moved, or put back from a copy, and may lack what it filed since: collect, so that phones \
             send it again."
                .to_owned(),
        );
    }
    Ok(Report::done(text, json!({ "inbox": lines })))
}

pub fn show(
    place: &Place,
    typed: &str,
    language: &str,
    attachments: Option<&Path>,
) -> Result<Report, Refusal> {
    let desk = place.open()?;
    let record = desk.find(typed)?;
    let published = desk.published_content();
    let content = published.as_ref().unwrap_or(Content::base());
    if content.language(language).is_none() {
        return Err(
            "these checklists are not in that language; leave --language out for English".into(),
        );
    }
    let detail = desk.show(record)?;
    let line = &detail.line;
    let mut text = vec![format!(
        "Record {record}, {}{}.",
        line.kind,
        line.phone
            .as_ref()
            .map_or(String::new(), |phone| format!(" from {phone}")),
    )];
    text.push(format!(
        "Filed here at {} UTC, number {} of its journal.",
        moment_text(line.filed_at),
        line.sequence
    ));
    text.extend(sentences::of_record(content, &detail.record, language));
    for follower in &detail.followed_by {
        text.push(format!("Followed by {} {}:", follower.kind, follower.id));
        let said = sentences::of_record(content, &follower.record, language);
        text.extend(said.iter().map(|line| format!("  {line}")));
    }
    if let Some(told) = &detail.for_service {
        text.push(format!(
            "The service {} may be told: the code {}{}{}, and to speak {}. Nothing else.",
            told.service,
            told.code,
            match told.needs.is_empty() {
                true => String::new(),
                false => format!(", the needs {}", told.needs.join(", ")),
            },
            match told.note.is_empty() {
                true => String::new(),
                false => format!(", \"{}\"", told.note),
            },
            told.language,
        ));
    }
    for (number, attachment) in detail.attachments.iter().enumerate() {
        let state = if attachment.arrived {
            "is here"
        } else {
            "has not arrived yet"
        };
        text.push(format!(
            "Attachment {}, {}, {}, {state}.",
            number + 1,
            attachment.reference.media_type,
            show_size(attachment.reference.bytes)
        ));
        if let (Some(directory), true) = (attachments, attachment.arrived) {
            let name = format!("{record}-{}", number + 1);
            fs::create_dir_all(directory)?;
            let mut from = desk.attachment(&attachment.reference.parcel)?;
            write_file(&directory.join(&name), |file| {
                Ok(io::copy(&mut from, file)?)
            })?;
            text.push(format!(
                "  written in clear as {name}: keep it safe, then delete it."
            ));
        }
    }
    text.extend(
        detail
            .answers
            .iter()
            .map(|answer| format!("Answered: {answer}")),
    );
    Ok(Report::done(text, json!({ "record": detail })))
}

pub fn verify(place: &Place) -> Result<Report, Refusal> {
    let verified = place.open()?.verify()?;
    let mut text = vec![format!(
        "{} checked: signature, commitment, place in the journal of {}.",
        count(verified.records, "record", "records"),
        count(verified.phones, "phone", "phones")
    )];
    text.extend(
        verified
            .problems
            .iter()
            .map(|problem| format!("  {problem}")),
    );
    let mut done = Report::done(text, json!({ "verified": verified }));
    done.failure = (!verified.ok).then(|| {
        "something is not as it should be; nothing was deleted: look into what is listed, and \
         collect what has not arrived"
            .to_owned()
    });
    Ok(done)
}
