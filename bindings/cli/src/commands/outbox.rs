//! What waits for the office, and why.

use std::path::Path;

use pocketcard::{
    host::{Clock, Moment},
    parcel::ParcelId,
    session::{OutboxLine, Session},
};
use pocketcard_terminal::{English, Output, Refusal, moment_text, show_size};
use serde_json::json;

use super::notices::warnings;
use crate::phone::Phone;

pub fn outbox(phone: &Phone) -> Result<Output, Refusal> {
    let now = phone.clock.now();
    let session = phone.unlock()?;
    let lines = session.outbox(now)?;
    let mut text: Vec<String> = lines
        .iter()
        .map(|line| {
            let next = match line.next_try {
                Some(at) if at > now.wall_ms => {
                    format!("; by itself after {} UTC", moment_text(at))
                }
                _ => String::new(),
            };
            format!(
                "{}…  {:>9}  {}{next}",
                &line.parcel.to_string()[..12],
                show_size(line.bytes),
                why(line),
            )
        })
        .collect();
    if text.is_empty() {
        text.push("Nothing waits: the office has confirmed everything.".to_owned());
    }
    text.extend(warnings(&session, now)?);
    let mut json = json!({ "outbox": lines });
    for (place, line) in lines.iter().enumerate() {
        json["outbox"][place]["why"] = why(line).into();
    }
    Ok(Output::done(text, json))
}

fn why(line: &OutboxLine) -> String {
    let why = line.why.english();
    match line.again {
        true => format!("the office had it and asks for it again: {why}"),
        false => why,
    }
}

/// The one waiting parcel whose name begins so.
fn waiting(session: &Session, beginning: &str, now: Moment) -> Result<ParcelId, Refusal> {
    let beginning = beginning.trim_end_matches('…');
    let lines = session.outbox(now)?;
    let mut named = lines
        .iter()
        .map(|line| line.parcel)
        .filter(|id| beginning.len() >= 4 && id.to_string().starts_with(beginning));
    match (named.next(), named.next()) {
        (Some(id), None) => Ok(id),
        _ => Err(pocketcard::session::Error::NoSuchParcel.into()),
    }
}

pub fn export(phone: &Phone, beginning: &str, file: &Path) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    let parcel = waiting(&session, beginning, phone.clock.now())?;
    let bytes =
        pocketcard_terminal::write_file(file, |out| Ok(session.export_parcel(&parcel, out)?))?;
    let text = vec![
        format!("The parcel is in the file, sealed, {}.", show_size(bytes)),
        "At the office `pocketcard-office verify FILE` opens it.".to_owned(),
    ];
    Ok(Output::done(
        text,
        json!({ "parcel": parcel, "bytes": bytes }),
    ))
}

pub fn release(phone: &Phone, beginning: &str) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    let parcel = waiting(&session, beginning, phone.clock.now())?;
    session.release_parcel(&parcel)?;
    let text = vec!["It goes again with the next exchange.".to_owned()];
    Ok(Output::done(text, json!({ "parcel": parcel })))
}
