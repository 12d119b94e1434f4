//! Files as short texts and back, for carriers that take nothing else. Needs no phone.

use std::{collections::BTreeMap, io::Read, path::Path};

use pocketcard::parcel::text_parts::{self, Assembler, Error, MAX_LEN};
use pocketcard_terminal::{English, Output, Refusal, open, read_text, show_size, unreadable};
use serde_json::{Value, json};

/// At most this many incomplete messages are listed.
const LISTED: usize = 20;

/// Prints a file as texts of at most this number of characters, one a line.
pub fn split(file: &Path, characters: usize) -> Result<Output, Refusal> {
    let mut bytes = Vec::new();
    // One byte more than fits, so that what is too long is told from what is not.
    open(file, "the file")?
        .take(MAX_LEN as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(file, "the file", &error))?;
    let chunks = text_parts::split(&bytes, characters)?;
    Ok(Output::done(chunks.clone(), json!({ "chunks": chunks })))
}

/// Writes the file whose texts are all there, in any order and among others.
pub fn join(
    file: &Path,
    texts: &[impl AsRef<Path>],
    series: Option<&str>,
) -> Result<Output, Refusal> {
    let mut messages: BTreeMap<String, Assembler> = BTreeMap::new();
    let mut strange = 0;
    for text in texts {
        let text = read_text(text.as_ref(), "the texts")?;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            // Mail programs quote lines, and some telephones write small letters.
            let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
            let line = line.to_ascii_uppercase();
            let name = line.split(':').nth(1).unwrap_or_default();
            let message = messages.entry(name.to_owned()).or_default();
            strange += u64::from(message.add(&line).is_err());
        }
    }
    messages
        .retain(|name, message| message.count() > 0 && series.is_none_or(|series| series == name));
    if messages.is_empty() {
        return Err(Error::NotAChunk.into());
    }
    let mut whole = Vec::new();
    let mut waiting = Vec::new();
    for (name, message) in &messages {
        match message.finish() {
            Ok(bytes) => whole.push((name, bytes)),
            Err(error) => waiting.push((name, message, error)),
        }
    }
    let mut text = Vec::new();
    if strange > 0 {
        text.push(format!(
            "Lines that are no part of a message, or were changed on the way: {strange}."
        ));
    }
    if let [(name, bytes)] = &whole[..] {
        pocketcard_terminal::write_file(file, |out| Ok(out.write_all(bytes)?))?;
        text.push(format!(
            "Message {name} is whole and in the file, {}.",
            show_size(bytes.len() as u64)
        ));
        let json = json!({ "series": name, "bytes": bytes.len(), "strange": strange });
        return Ok(Output::done(text, json));
    }
    if !whole.is_empty() {
        let names: Vec<&str> = whole.iter().map(|(name, _)| name.as_str()).collect();
        return Err(Refusal(format!(
            "several messages are whole; choose one with --series: {}",
            names.join(", ")
        )));
    }
    let lines = waiting.iter().map(|(name, message, error)| match error {
        Error::Missing => format!(
            "Message {name} has {} parts; missing: {}.",
            message.count(),
            runs(&message.missing())
        ),
        error => format!("Message {name}: {}.", error.english()),
    });
    text.extend(lines.take(LISTED));
    let objects: Vec<Value> = waiting
        .iter()
        .map(|(name, message, _)| {
            json!({ "series": name, "count": message.count(), "missing": message.missing() })
        })
        .collect();
    let mut report = Output::done(text, json!({ "waiting": objects, "strange": strange }));
    report.failure = Some(
        "no message is whole yet: keep these texts, add the missing ones, and join all of them again"
            .to_owned(),
    );
    Ok(report)
}

/// Numbers in rising order, with those that follow each other as one: `2, 5-7`.
fn runs(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let text = runs.map(|run| match run {
        [first, .., last] => format!("{first}-{last}"),
        [one] => one.to_string(),
        [] => String::new(),
    });
    text.collect::<Vec<_>>().join(", ")
}
