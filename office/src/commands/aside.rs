//! What is kept aside: listed, shown, settled.

use pocketcard::host::Clock;
use pocketcard_office::desk::{Act, AsideLine};
use pocketcard_terminal::{Output, Refusal, moment_text, show_size};
use serde_json::json;

use crate::open_desk::OpenDesk;

/// The first letters of a parcel's name, enough to tell it from others.
fn short(line: &AsideLine) -> String {
    line.parcel.to_string()[..12].to_owned()
}

fn words(line: &AsideLine) -> String {
    format!(
        "{}  since {}  {:>9}  {}: {}{}",
        short(line),
        moment_text(line.since),
        show_size(line.bytes),
        line.phone.as_deref().unwrap_or("nobody known"),
        line.why,
        if line.told {
            "; its sender was told"
        } else {
            ""
        },
    )
}

pub fn list(place: &OpenDesk) -> Result<Output, Refusal> {
    let lines = place.open()?.asides();
    let mut text: Vec<String> = lines.iter().map(words).collect();
    if lines.is_empty() {
        text.push("Nothing is kept aside.".to_owned());
    }
    Ok(Output::done(text, json!({ "aside": lines })))
}

pub fn show(place: &OpenDesk, name: &str) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let (line, record) = desk.show_aside(name)?;
    if let Some(record) = &record {
        desk.log_look(Act::Viewed, Some(record.id), place.clock.now())?;
    }
    let mut text = vec![words(&line)];
    match &record {
        Some(record) => text.push(serde_json::to_string_pretty(record)?),
        None => text.push("It holds no record that this version can read.".to_owned()),
    }
    Ok(Output::done(
        text,
        json!({ "aside": line, "record": record }),
    ))
}

pub fn settle(place: &OpenDesk, name: &str) -> Result<Output, Refusal> {
    let parcel = place.open()?.settle_aside(name)?;
    let text = vec![
        "It is no longer kept aside here. It gets no receipt, so its sender still has it."
            .to_owned(),
    ];
    Ok(Output::done(text, json!({ "settled": parcel })))
}
