//! What the checklists, the directory and the cards say, of a phone or built in; nothing is saved.

use std::path::Path;

use pocketcard::{
    checklist::Answers,
    content::{Content, Wanted},
    finding,
    text::{Language, Review},
};
use pocketcard_terminal::{Refusal, Report, read_text};
use serde_json::json;

use crate::phone::Phone;

/// The content of a phone, or the built-in one where no store is named.
fn with_content<T>(
    store: Option<&Path>,
    work: impl FnOnce(&Content) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    match store {
        Some(_) => work(Phone::at(store)?.unlock()?.content()?),
        None => work(Content::base()),
    }
}

pub fn checklists(store: Option<&Path>, language: &str) -> Result<Report, Refusal> {
    with_content(store, |content| {
        let lines = pocketcard::session::checklist_lines(content, language);
        let text = lines
            .iter()
            .map(|line| {
                format!(
                    "{:<12} {} ({} indicators)",
                    line.id, line.name, line.indicators
                )
            })
            .collect();
        Ok(Report::done(text, json!({ "checklists": lines })))
    })
}

pub fn services(store: Option<&Path>, wanted: &Wanted, language: &str) -> Result<Report, Refusal> {
    with_content(store, |content| {
        let known = |id: &String| content.document().needs.iter().any(|need| need.id == *id);
        if wanted.need.as_ref().is_some_and(|id| !known(id)) {
            return Err(pocketcard::session::Error::NoSuchNeed.into());
        }
        let lines = pocketcard::session::service_lines(content, wanted, language);
        let mut text = Vec::new();
        for line in &lines {
            text.push(line.id.clone());
            text.extend(line.card.iter().map(|card| format!("  {card}")));
            text.push(format!("  helps with: {}", line.needs.join(", ")));
        }
        if lines.is_empty() {
            text.push("No active service of the directory meets this.".to_owned());
        }
        Ok(Report::done(text, json!({ "services": lines })))
    })
}

pub fn languages(store: Option<&Path>) -> Result<Report, Refusal> {
    with_content(store, |content| {
        let line = |language: &Language| {
            let review = content.text(&language.tag, language.review.text_id());
            format!("{:<4} {}: {review}", language.tag, language.name)
        };
        let text = content.languages().iter().map(line).collect();
        let object = |language: &Language| {
            json!({
                "tag": language.tag,
                "name": language.name,
                "direction": language.direction,
                "review": language.review,
            })
        };
        let objects: Vec<_> = content.languages().iter().map(object).collect();
        Ok(Report::done(text, json!({ "languages": objects })))
    })
}

pub fn guidance(store: Option<&Path>, words: &str, language: &str) -> Result<Report, Refusal> {
    with_content(store, |content| {
        let document = content.document();
        let found = match words {
            "" => document
                .guidance
                .iter()
                .map(|card| card.id.clone())
                .collect(),
            words => content.search(language, words),
        };
        let mut text = Vec::new();
        for id in &found {
            text.push(content.text(language, id));
            if let Some(card) = document.guidance.iter().find(|card| card.id == *id) {
                let points = content.points(language, card);
                text.extend(points.iter().map(|point| format!("  {point}")));
            }
            text.extend(
                content
                    .attribute(language, id, "means")
                    .map(|it| format!("  {it}")),
            );
        }
        if found.is_empty() {
            text.push("No card and no explained word has all of these words.".to_owned());
        }
        Ok(Report::done(text, json!({ "found": found })))
    })
}

/// Says before anything else that nobody who speaks the language has read its texts yet.
pub fn with_review(content: &Content, language: &str, mut text: Vec<String>) -> Vec<String> {
    let reviewed = content
        .language(language)
        .map_or(Review::Original, |known| known.review);
    if reviewed == Review::Machine {
        text.insert(0, content.text(language, reviewed.text_id()));
    }
    text
}

pub fn read_answers(file: &Path) -> Result<Answers, Refusal> {
    Ok(Answers::from_json(
        read_text(file, "the answers")?.as_bytes(),
    )?)
}

pub fn check(
    store: Option<&Path>,
    checklist: &str,
    file: &Path,
    language: &str,
) -> Result<Report, Refusal> {
    with_content(store, |content| {
        if content.checklist(checklist).is_none() {
            return Err(pocketcard::session::Error::NoSuchChecklist.into());
        }
        let answers = read_answers(file)?;
        if answers.checklist != checklist {
            return Err("these answers are for another checklist than --checklist says".into());
        }
        let finding = finding::find(content, &answers)?;
        let text = with_review(
            content,
            language,
            finding::render(content, &finding, language),
        );
        Ok(Report::done(text, json!({ "finding": finding })))
    })
}
