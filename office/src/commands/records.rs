//! What was filed.

use std::{fs, io, path::Path};

use pocketcard::base::Id;
use pocketcard_terminal::{Refusal, Report, moment_text, show_size, write_file};
use serde_json::json;

use crate::open_desk::Place;

pub fn inbox(place: &Place) -> Result<Report, Refusal> {
    let lines = place.open()?.inbox()?;
    let text = lines
        .iter()
        .map(|line| {
            format!(
                "{}  {:<10} {:<8} {:<9} {}  from {}{}",
                line.id,
                line.kind,
                line.code,
                line.level
                    .map_or(String::new(), |level| format!("{level:?}")),
                moment_text(line.made_at),
                line.phone.as_deref().unwrap_or("a phone that is not named"),
                if line.after_revocation {
                    ", after it was revoked: check it"
                } else {
                    ""
                },
            )
        })
        .collect();
    Ok(Report::done(text, json!({ "inbox": lines })))
}

pub fn show(place: &Place, record: Id, attachments: Option<&Path>) -> Result<Report, Refusal> {
    let desk = place.open()?;
    let detail = desk.show(record)?;
    let mut text = vec![serde_json::to_string_pretty(&detail.record)?];
    for follower in &detail.followed_by {
        text.push(format!("Followed by {} {}:", follower.kind, follower.id));
        text.push(serde_json::to_string_pretty(&follower.record.body)?);
    }
    for (number, attachment) in detail.attachments.iter().enumerate() {
        let state = if attachment.arrived {
            "is here"
        } else {
            "has not arrived yet"
        };
        text.push(format!(
            "Attachment {}, {}, {state}.",
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
        "{} records checked: signature, commitment, place in the journal of {} phones.",
        verified.records, verified.phones
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
