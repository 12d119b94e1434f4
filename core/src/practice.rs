//! Practice: invented cases, and what an attentive officer would have answered.
//!
//! Pure. Nothing here can send anything: it knows neither a record nor an outbox. What a phone keeps of it
//! is how often a case was done ([`Session::practise`](crate::session::Session::practise)).

use std::collections::HashSet;

use serde::Serialize;

use crate::{
    checklist::{Answers, AnswersError},
    content::{Case, Content, Level, Subject},
    finding,
};

/// A case as a shell lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseLine {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What one meets.
    pub story: String,
    /// The checklist that it is answered on.
    pub checklist: String,
    /// How often it was done on this phone.
    pub times: u32,
    /// How many expected signs were missed the last time.
    pub missed: u32,
    /// Whether its texts are in the language asked for, or in English for want of them.
    pub translated: bool,
}

/// What was answered, beside what a specialist would expect. Ids of indicators, in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The case.
    pub case: String,
    /// Expected and noticed.
    pub right: Vec<String>,
    /// Expected and not noticed.
    pub missed: Vec<String>,
    /// Noticed, although the story does not say it.
    pub too_much: Vec<String>,
    /// The level of what was answered.
    pub level: Level,
    /// The level of what is expected.
    pub expected_level: Level,
    /// The rules that lead to the expected level, as ids.
    pub reasons: Vec<String>,
}

/// The cases of a content, in order.
pub fn case_lines(content: &Content, language: &str) -> Vec<CaseLine> {
    let missing = content.missing_texts(language);
    let line = |case: &Case| CaseLine {
        id: case.id.clone(),
        title: content.text(language, &case.id),
        story: content
            .attribute(language, &case.id, "story")
            .unwrap_or_default(),
        checklist: case.checklist.clone(),
        times: 0,
        missed: 0,
        translated: !missing.iter().any(|text| text.starts_with(&case.id)),
    };
    content.document().cases.iter().map(line).collect()
}

/// What an attentive officer answers.
fn expected(case: &Case) -> Answers {
    Answers {
        checklist: case.checklist.clone(),
        age: case.age,
        answers: case.expected.clone(),
        ..Answers::default()
    }
}

/// Compares answers with what is expected. The same fact ticked in another section is right too.
///
/// # Errors
/// [`AnswersError`] when there is no such case, when the answers are for another checklist, or when they do
/// not fit it.
pub fn review(content: &Content, case: &str, answers: &Answers) -> Result<Review, AnswersError> {
    let known = content
        .document()
        .cases
        .iter()
        .find(|known| known.id == case);
    let case = known
        .filter(|case| case.checklist == answers.checklist)
        .ok_or_else(|| AnswersError::NoChecklist(answers.checklist.clone()))?;
    let yours = finding::find(content, answers)?;
    let wanted = finding::find(content, &expected(case))?;
    let fact = |id: &str| {
        let same = content
            .indicator(id)
            .and_then(|known| known.same_as.clone());
        same.unwrap_or_else(|| id.to_owned())
    };
    let noticed: Vec<&String> = answers
        .answers
        .iter()
        .filter(|(_, answer)| answer.is_present())
        .map(|(id, _)| id)
        .collect();
    let noticed_facts: HashSet<String> = noticed.iter().map(|id| fact(id)).collect();
    let (right, missed): (Vec<String>, Vec<String>) =
        (case.expected.keys().cloned()).partition(|id| noticed_facts.contains(&fact(id)));
    let allowed: HashSet<String> = (case.expected.keys().chain(&case.open))
        .map(|id| fact(id))
        .collect();
    let too_much = noticed
        .into_iter()
        .filter(|id| !allowed.contains(&fact(id)));
    Ok(Review {
        case: case.id.clone(),
        right,
        missed,
        too_much: too_much.cloned().collect(),
        level: yours.level,
        expected_level: wanted.level,
        reasons: wanted.reasons.into_iter().map(|reason| reason.id).collect(),
    })
}

fn subject(content: &Content, case: &str) -> Subject {
    let case = content
        .document()
        .cases
        .iter()
        .find(|known| known.id == case);
    let checklist = case.and_then(|case| content.checklist(&case.checklist));
    checklist.map_or(Subject::Person, |checklist| checklist.subject)
}

/// What is said of a case afterwards, line by line.
pub fn explain(content: &Content, review: &Review, language: &str) -> Vec<String> {
    let text = |id: &str| content.text(language, id);
    let mut lines = vec![text("practice.banner"), text(&review.case)];
    for (heading, ids) in [
        ("practice.right", &review.right),
        ("practice.missed", &review.missed),
        ("practice.too-much", &review.too_much),
    ] {
        lines.push(format!("{}:", text(heading)));
        if ids.is_empty() {
            lines.push(format!("  {}", text("practice.nothing")));
        }
        lines.extend(ids.iter().map(|id| format!("  {}", text(id))));
    }
    let subject = subject(content, &review.case);
    let level = |level: Level| text(level.text_id(subject));
    lines.push(format!(
        "{}: {} ({})",
        text("practice.level"),
        level(review.expected_level),
        text("practice.expected"),
    ));
    if review.level != review.expected_level {
        lines.push(format!(
            "  {}: {}",
            text("practice.yours"),
            level(review.level)
        ));
    }
    lines.extend(review.reasons.iter().map(|id| format!("  {}", text(id))));
    lines.push(format!("{}:", text("practice.why")));
    let lesson = content.attribute(language, &review.case, "lesson");
    lines.extend(lesson.map(|lesson| format!("  {lesson}")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Age, Answer};

    fn case(id: &str) -> &'static Case {
        let mut cases = Content::base().document().cases.iter();
        cases.find(|case| case.id == id).expect("is there")
    }

    #[test]
    fn every_case_done_as_expected_misses_nothing_and_has_nothing_too_much() {
        let base = Content::base();
        assert!(base.document().cases.len() >= 7);
        for case in &base.document().cases {
            let review = review(base, &case.id, &expected(case)).expect("fits");
            assert!(
                review.missed.is_empty() && review.too_much.is_empty(),
                "{}",
                case.id
            );
            assert_eq!(review.level, review.expected_level, "{}", case.id);
            for language in base.languages() {
                let lines = explain(base, &review, &language.tag);
                assert!(
                    lines.iter().all(|line| !line.trim().starts_with("case.")),
                    "{lines:?}"
                );
                assert_eq!(lines[0], base.text(&language.tag, "practice.banner"));
            }
        }
    }

    #[test]
    fn the_levels_are_those_that_a_specialist_expects() {
        let level = |id| {
            let case = case(id);
            review(Content::base(), id, &expected(case))
                .expect("fits")
                .expected_level
        };
        assert_eq!(level("case.harvest"), Level::NoFlag);
        assert_eq!(level("case.station"), Level::ReferNow);
        assert_eq!(level("case.border"), Level::ReferNow);
        assert!(level("case.kitchen") >= Level::Refer);
        assert!(level("case.brick") >= Level::Refer);
        assert!(level("case.camp") >= Level::Refer);
    }

    #[test]
    fn what_was_missed_and_what_was_too_much_is_named() {
        let mut answers = expected(case("case.harvest"));
        answers
            .answers
            .insert("domestic.1".to_owned(), Answer::Told);
        answers
            .answers
            .insert("general.13".to_owned(), Answer::Told);
        let first = review(Content::base(), "case.harvest", &answers).expect("fits");
        assert_eq!(first.too_much, ["general.13"]);
        let none = Answers {
            checklist: "person".to_owned(),
            age: Age::Adult,
            ..Answers::default()
        };
        let second = review(Content::base(), "case.kitchen", &none).expect("fits");
        assert_eq!(second.missed.len(), case("case.kitchen").expected.len());
        assert!(second.right.is_empty() && second.level < second.expected_level);
        // What was looked for and not seen is not too much.
        let mut looked = none.clone();
        looked
            .answers
            .insert("general.9".to_owned(), Answer::NotObserved);
        let third = review(Content::base(), "case.kitchen", &looked).expect("fits");
        assert!(third.too_much.is_empty());
    }

    #[test]
    fn a_case_is_answered_on_its_own_checklist() {
        let answers = Answers {
            checklist: "person".to_owned(),
            ..Answers::default()
        };
        assert!(review(Content::base(), "case.camp", &answers).is_err());
        assert!(review(Content::base(), "case.none", &answers).is_err());
    }
}
