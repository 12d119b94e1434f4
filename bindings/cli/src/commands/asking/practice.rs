//! Practice in a terminal: choose an invented case, answer it on the same screens, and read what was
//! expected. Nothing is sent; on a phone only the progress is kept.

use std::path::Path;

use pocketcard::{
    checklist::Answers,
    content::Content,
    host::Clock,
    practice::{self, CaseLine},
    session,
    text::Value,
};
use pocketcard_terminal::{Output, Refusal, SystemClock};
use serde_json::json;

use super::{Dialogue, Interview, Source, Stop};
use crate::phone::Phone;

/// Plays cases until the user has enough.
pub fn practise(store: Option<&Path>, language: &str) -> Result<Output, Refusal> {
    let session = match store {
        Some(_) => Some(Phone::at(store)?.unlock()?),
        None => None,
    };
    let source = Source::Practice(session);
    let banner = source.content()?.text(language, "practice.banner");
    let mut interview = Interview {
        source,
        talk: Dialogue::open(language, banner),
        answers: Answers::default(),
        draft: None,
        files: Vec::new(),
    };
    let mut played = 0;
    loop {
        match interview.play() {
            Ok(()) => played += 1,
            Err(Stop::Left) => break,
            Err(Stop::Refused(refusal)) => return Err(refusal),
        }
    }
    drop(interview);
    let text = vec![format!("Practised: {played}. Nothing was sent.")];
    Ok(Output::done(text, json!({ "practised": played })))
}

impl Interview<'_> {
    fn cases(&self) -> Result<Vec<CaseLine>, Stop> {
        let language = self.talk.language();
        Ok(match &self.source {
            Source::Practice(Some(session)) => session.practice_cases(language)?,
            _ => practice::case_lines(Content::base(), language),
        })
    }

    /// One case, from the choice to the explanation.
    fn play(&mut self) -> Result<(), Stop> {
        let language = self.talk.language().to_owned();
        let cases = self.cases()?;
        let mut choices = Vec::new();
        for case in &cases {
            let done = match case.times {
                0 => self.text("practice.new")?,
                times => {
                    let count = [("count", Value::Count(times.into()))];
                    self.content()?
                        .text_with(&language, "practice.done", &count)
                }
            };
            choices.push(format!("{} ({done})", case.title));
        }
        let next = cases.iter().position(|case| case.times == 0).unwrap_or(0);
        let heading = self.text("ask.which")?;
        let case = &cases[self.choose(&heading, &choices, next)?];
        self.answers = Answers {
            checklist: case.checklist.clone(),
            ..Answers::default()
        };
        self.talk.title(&case.title, Some(&case.story));
        let first = self.view()?;
        self.age()?;
        self.fill(first)?;
        let now = SystemClock::start().now();
        let lines = match &mut self.source {
            Source::Practice(Some(session)) => {
                session.practise(&case.id, &self.answers, &language, now)?
            }
            _ => {
                let content = Content::base();
                let review = practice::review(content, &case.id, &self.answers);
                let review = review.map_err(session::Error::from)?;
                practice::explain(content, &review, &language)
            }
        };
        self.talk.say("");
        for line in lines {
            self.talk.say(&line);
        }
        let more = self.text("ask.go-on")?;
        self.ask(&more).map(drop)
    }
}
