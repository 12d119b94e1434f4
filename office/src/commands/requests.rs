//! Acts that take two people: asking, approving, and deleting.

use std::path::PathBuf;

use pocketcard::{base::Id, host::Clock};
use pocketcard_office::desk::{Deed, RequestLine, RequestState};
use pocketcard_terminal::{Output, Refusal, count, moment_text, read_text};
use serde_json::json;

use super::people::ALONE;
use crate::{arguments::DeedName, open_desk::OpenDesk};

/// The first letters of a request's name, enough to tell it from others.
fn short(id: &Id) -> String {
    id.to_string()[..12].to_owned()
}

/// What was asked for, and of which record. A release has none; its reason begins with the table.
fn what(line: &RequestLine) -> String {
    let word = line.what.word();
    match (line.what, line.record) {
        (Deed::Release, _) | (_, None) => word.to_owned(),
        (_, Some(record)) => format!("{word} of {record}"),
    }
}

fn in_words(line: &RequestLine) -> String {
    let state = match (line.state, &line.approved_by) {
        (RequestState::Waiting, _) => "waits for another user".to_owned(),
        (RequestState::Approved, Some(name)) => format!("approved by {name}"),
        (RequestState::Done, Some(name)) => format!("done, approved by {name}"),
        (RequestState::Done, None) => "done alone".to_owned(),
        (RequestState::Lapsed, _) => "lapsed".to_owned(),
        (RequestState::Approved, None) => "approved".to_owned(),
    };
    format!(
        "{}  {}  {}, asked for by {}, {state}: {}",
        short(&line.id),
        moment_text(line.made_at),
        what(line),
        line.by,
        line.reason.replace('\n', " "),
    )
}

pub fn request(
    place: &OpenDesk,
    what: DeedName,
    record: Option<&str>,
    reason: Option<String>,
    file: Option<PathBuf>,
) -> Result<Output, Refusal> {
    let reason = match file {
        Some(file) => read_text(&file, "the reason")?.to_string(),
        None => reason.unwrap_or_default(),
    };
    let mut desk = place.open()?;
    if record.is_some() && matches!(what, DeedName::Ctdc) {
        return Err("a transfer of rows names no record".into());
    }
    let record = record.map(|typed| desk.find(typed)).transpose()?;
    let id = desk.request(what.into(), record, &reason, place.clock.now())?;
    let text = match desk.is_alone() {
        true => "Asked. You alone use this desk: go on within 48 hours; the log says that one person did it."
            .to_owned(),
        false => format!(
            "Asked. Another user approves it within 48 hours, with their own passphrase: `approve {}`.",
            short(&id)
        ),
    };
    Ok(Output::done(vec![text], json!({ "request": id })))
}

pub fn list(place: &OpenDesk) -> Result<Output, Refusal> {
    let desk = place.open()?;
    let lines = desk.requests(place.clock.now());
    let mut text: Vec<String> = lines.iter().map(in_words).collect();
    if lines.is_empty() {
        text.push("Nothing was asked for.".to_owned());
    }
    let alone = desk.is_alone();
    text.extend(alone.then(|| {
        "You alone use this desk: you do alone what takes two people elsewhere, and the log says so."
            .to_owned()
    }));
    Ok(Output::done(
        text,
        json!({ "requests": lines, "alone": alone }),
    ))
}

pub fn approve(place: &OpenDesk, typed: &str) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let line = desk.approve(typed, place.clock.now())?;
    let text = format!(
        "Approved: the {}. {} may do it within 48 hours.",
        what(&line),
        line.by
    );
    Ok(Output::done(vec![text], json!({ "approved": line })))
}

pub fn delete(place: &OpenDesk, record: &str) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let record = desk.find(record)?;
    let deleted = desk.delete_case(record, place.clock.now())?;
    let mut text = vec![format!(
        "Deleted: {}, with what came with them and what was answered. Copies of this desk that were made before keep \
         them: delete those too.",
        count(deleted.records, "record", "records")
    )];
    text.extend(deleted.alone.then(|| ALONE.to_owned()));
    let mut done = Output::done(text, json!({ "deleted": deleted }));
    done.failure = (!deleted.out_of_reach).then(|| {
        "it is deleted, but what the disk still holds of it is not out of reach yet: that is tried again whenever this \
         desk is opened; `verify` says what is in the way"
            .to_owned()
    });
    Ok(done)
}

pub fn keep(place: &OpenDesk, record: &str, no_longer: bool) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let record = desk.find(record)?;
    desk.keep_for_court(record, !no_longer, place.clock.now())?;
    let text = match no_longer {
        false => "Nothing deletes this case until `keep --no-longer`.",
        true => "This case is no longer kept for a court.",
    };
    Ok(Output::done(vec![text.to_owned()], json!({})))
}
