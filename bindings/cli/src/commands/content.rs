//! What the checklists, the directory and the cards say, of a phone or built in; nothing is saved.

use std::{collections::BTreeSet, path::Path};

use pocketcard::{
    checklist::Answers,
    content::{Content, Wanted},
    finding,
    form::Item,
    text::{Language, Review},
};
use pocketcard_terminal::{Output, Refusal, count, read_text};
use serde_json::json;

use crate::phone::Phone;

/// The content of a phone, or the built-in one where no store is named.
fn with_content<T>(
    store: Option<&Path>,
    language: &str,
    work: impl FnOnce(&Content) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let work = |content: &Content| {
        speaks(content, language)?;
        work(content)
    };
    match store {
        Some(_) => work(Phone::at(store)?.unlock()?.content()?),
        None => work(Content::base()),
    }
}

/// Refuses a language that the content does not have: English would look like it.
pub fn speaks(content: &Content, language: &str) -> Result<(), Refusal> {
    match content.language(language) {
        Some(_) => Ok(()),
        None => Err("these checklists are not in that language; `languages` lists theirs".into()),
    }
}

pub fn checklists(store: Option<&Path>, ids: bool, language: &str) -> Result<Output, Refusal> {
    with_content(store, language, |content| {
        let lines = pocketcard::session::checklist_lines(content, language);
        let mut text = Vec::new();
        let mut objects = Vec::new();
        for line in &lines {
            let list = content.checklist(&line.id);
            let questions: Vec<&Item> = list
                .and_then(|list| list.form.as_ref())
                .map(|form| form.items().iter().filter(|item| item.kind.is_asked()))
                .into_iter()
                .flatten()
                .collect();
            text.push(format!(
                "{:<12} {} ({})",
                line.id,
                line.name,
                match (line.indicators as u64, questions.len() as u64) {
                    (0, questions) => count(questions, "question", "questions"),
                    (indicators, 0) => count(indicators, "indicator", "indicators"),
                    (indicators, questions) => format!(
                        "{}, {}",
                        count(indicators, "indicator", "indicators"),
                        count(questions, "question", "questions")
                    ),
                }
            ));
            let mut object = json!({
                "id": line.id,
                "name": line.name,
                "indicators": line.indicators,
                "questions": questions.len(),
                "confidential": line.confidential,
            });
            if ids {
                let mut listed = Vec::new();
                for section in list.map(|list| &list.sections[..]).unwrap_or_default() {
                    text.push(format!("  {}", content.text(language, &section.id)));
                    for id in &section.indicators {
                        let words = content.text(language, id);
                        text.push(format!("    {id:<16} {words}"));
                        listed.push(json!({ "id": id, "text": words }));
                    }
                }
                for item in &questions {
                    let label = list
                        .and_then(|list| list.form.as_ref())
                        .map_or("", |form| form.text(&item.label, language));
                    text.push(format!("    {:<16} {label}", item.name));
                    listed.push(json!({ "id": item.name, "text": label }));
                }
                object["ids"] = listed.into();
            }
            objects.push(object);
        }
        if ids {
            text.push(
                "Indicators are answered under \"answers\" with observed, told, not-observed or not-asked; questions \
                 under \"values\"."
                    .to_owned(),
            );
        }
        Ok(Output::done(text, json!({ "checklists": objects })))
    })
}

/// The ids that `services`, `screen` and `refer` take.
pub fn service_ids(store: Option<&Path>, language: &str) -> Result<Output, Refusal> {
    with_content(store, language, |content| {
        let document = content.document();
        let mut text = vec!["Needs (--need):".to_owned()];
        let named = |id: &str| format!("  {id:<28} {}", content.text(language, id));
        text.extend(document.needs.iter().map(|need| named(&need.id)));
        let areas: BTreeSet<&str> = document
            .services
            .iter()
            .map(|service| service.area.as_str())
            .filter(|area| !area.is_empty())
            .collect();
        text.push("Areas (--area):".to_owned());
        text.extend(areas.iter().map(|area| format!("  {area}")));
        text.push("Services (refer --service):".to_owned());
        text.extend(document.services.iter().map(|service| named(&service.id)));
        let needs: Vec<_> = document.needs.iter().map(|need| &need.id).collect();
        let services: Vec<_> = document.services.iter().map(|it| &it.id).collect();
        Ok(Output::done(
            text,
            json!({ "needs": needs, "areas": areas, "services": services }),
        ))
    })
}

pub fn services(store: Option<&Path>, wanted: &Wanted, language: &str) -> Result<Output, Refusal> {
    with_content(store, language, |content| {
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
            text.extend(line.staff.iter().map(|staff| format!("  {staff}")));
        }
        if lines.is_empty() {
            let none = match content.document().services.as_slice() {
                [] => "service-fact.no-directory",
                _ => "service-fact.none",
            };
            text.push(content.text(language, none));
        }
        Ok(Output::done(text, json!({ "services": lines })))
    })
}

pub fn languages(store: Option<&Path>, language: &str) -> Result<Output, Refusal> {
    with_content(store, language, |content| {
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
        Ok(Output::done(text, json!({ "languages": objects })))
    })
}

pub fn guidance(store: Option<&Path>, words: &str, language: &str) -> Result<Output, Refusal> {
    with_content(store, language, |content| {
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
        Ok(Output::done(text, json!({ "found": found })))
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
) -> Result<Output, Refusal> {
    with_content(store, language, |content| {
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
        Ok(Output::done(text, json!({ "finding": finding })))
    })
}
