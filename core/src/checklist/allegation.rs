//! Allegations against own personnel: no record holds them but that of a confidential checklist.

use super::answers::{Answers, AnswersError, resolve};
use crate::{
    base::opaque_debug,
    content::{Answer, Content},
};

/// Answers of an ordinary checklist without the allegations that they held, and a report that holds
/// these alone.
#[derive(Clone, PartialEq, Eq)]
pub struct SetApart {
    /// What goes on as before.
    pub rest: Answers,
    /// The beginning of a misconduct report: the allegations, their notes and what is known of the age.
    pub report: Answers,
}

opaque_debug!(SetApart);

/// Whether an ordinary record with this answer and note would hold an allegation against own personnel.
/// An indicator of another content is none of this one's.
pub(crate) fn alleges(content: &Content, id: &str, answer: Answer, noted: bool) -> bool {
    let marked = (content.indicator_index(id)).is_some_and(|index| content.is_confidential(index));
    marked && (answer.is_present() || noted)
}

/// Whether these answers may not be sealed as they are: the checklist is an ordinary one and something
/// in it, an answer or a note, is an allegation against own personnel.
pub(crate) fn holds_allegation(content: &Content, answers: &Answers) -> bool {
    let confidential = |checklist: &crate::content::Checklist| checklist.confidential;
    let ordinary = !content
        .checklist(&answers.checklist)
        .is_some_and(confidential);
    let ids = answers.answers.keys().chain(answers.notes.keys());
    ordinary
        && ids.into_iter().any(|id| {
            let noted = answers.notes.contains_key(id);
            alleges(content, id, answers.answer(id), noted)
        })
}

/// Moves every allegation against own personnel, with its note, out of the answers to an ordinary
/// checklist and into a misconduct report. `None` where there is none to move.
///
/// # Errors
/// When the answers do not fit the content, as [`validate`](super::validate) says, or no confidential
/// checklist takes all of these allegations.
pub fn set_apart(content: &Content, answers: &Answers) -> Result<Option<SetApart>, AnswersError> {
    resolve(content, answers)?;
    if !holds_allegation(content, answers) {
        return Ok(None);
    }
    let is_one = |id: &String| {
        alleges(
            content,
            id,
            answers.answer(id),
            answers.notes.contains_key(id),
        )
    };
    let takes_all = |place: usize| {
        let ids = answers.answers.keys().chain(answers.notes.keys());
        ids.into_iter().filter(|id| is_one(id)).all(|id| {
            (content.indicator_index(id)).is_some_and(|index| content.takes(place, index))
        })
    };
    let mut checklists = content.document().checklists.iter().enumerate();
    let (_, checklist) = checklists
        .find(|(place, list)| list.confidential && takes_all(*place))
        .ok_or_else(|| AnswersError::NoChecklist("misconduct".to_owned()))?;
    let mut rest = answers.clone();
    let mut report = Answers {
        checklist: checklist.id.clone(),
        version: Some(checklist.version),
        pack: answers.pack.clone(),
        age: answers.age,
        ..Answers::default()
    };
    rest.answers.retain(|id, answer| {
        let moved = is_one(id);
        if moved {
            report.answers.insert(id.clone(), *answer);
        }
        !moved
    });
    rest.notes.retain(|id, note| {
        let moved = is_one(id);
        if moved {
            report.notes.insert(id.clone(), std::mem::take(note));
        }
        !moved
    });
    Ok(Some(SetApart { rest, report }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::validate;

    fn answers(json: &str) -> Answers {
        Answers::from_json(json.as_bytes()).expect("well formed")
    }

    #[test]
    fn an_allegation_moves_to_the_report_with_its_note_and_the_rest_stays() {
        let content = Content::base();
        for (checklist, id, other) in [
            ("person", "perpetrator.own-personnel", "general.13"),
            ("group", "perpetrator.own-personnel", "general.13"),
            (
                "site",
                "site.sign.personnel-involved",
                "site.sign.recruiters",
            ),
        ] {
            for answer in ["observed", "told"] {
                let json = format!(
                    r#"{{"checklist":"{checklist}","age":"child","answers":{{"{id}":"{answer}","{other}":"told"}},
                        "notes":{{"{id}":"the gate","{other}":"stays"}}}}"#
                );
                let apart = set_apart(content, &answers(&json))
                    .expect("fits")
                    .expect("moved");
                assert!(!apart.rest.answers.contains_key(id) && !apart.rest.notes.contains_key(id));
                assert_eq!(apart.rest.notes[other], "stays");
                assert!(apart.rest.answer(other).is_present());
                assert_eq!(apart.report.notes[id], "the gate");
                assert!(apart.report.answer(id).is_present());
                assert_eq!(
                    (apart.report.answers.len(), apart.report.age),
                    (1, crate::content::Age::Child)
                );
                let list = validate(content, &apart.report).expect("the report takes it");
                assert!(list.confidential);
                assert_eq!(set_apart(content, &apart.rest).expect("fits"), None);
            }
        }
    }

    #[test]
    fn a_note_alone_is_an_allegation_and_an_answer_that_denies_one_is_not() {
        let content = Content::base();
        let noted = answers(
            r#"{"checklist":"person","notes":{"perpetrator.own-personnel":"said at the well"}}"#,
        );
        let apart = set_apart(content, &noted).expect("fits").expect("moved");
        assert!(apart.rest.notes.is_empty() && apart.report.notes.len() == 1);
        let denied = answers(
            r#"{"checklist":"person","answers":{"perpetrator.own-personnel":"not-observed"}}"#,
        );
        assert!(set_apart(content, &denied).expect("fits").is_none());
        let report = answers(
            r#"{"checklist":"misconduct","answers":{"misconduct.sex-for-aid":"told","perpetrator.own-personnel":"told"}}"#,
        );
        assert!(set_apart(content, &report).expect("fits").is_none());
    }

    #[test]
    fn a_content_from_before_the_mark_keeps_its_allegations_apart_all_the_same() {
        let mut document = Content::base().document().clone();
        for indicator in &mut document.indicators {
            indicator.confidential = false;
        }
        let old = Content::new(document).expect("valid");
        for (checklist, id) in [
            ("person", "perpetrator.own-personnel"),
            ("site", "site.sign.personnel-involved"),
        ] {
            let json = format!(r#"{{"checklist":"{checklist}","answers":{{"{id}":"told"}}}}"#);
            assert!(
                set_apart(&old, &answers(&json)).expect("fits").is_some(),
                "{id}"
            );
        }
        let other = answers(r#"{"checklist":"person","answers":{"perpetrator.family":"told"}}"#);
        assert!(set_apart(&old, &other).expect("fits").is_none());
    }

    #[test]
    fn a_pack_marks_an_indicator_of_its_own() {
        let mut document = Content::base().document().clone();
        let mark = |id: &str, document: &mut crate::content::Document| {
            let found = document.indicators.iter_mut().find(|i| i.id == id);
            found.expect("is there").confidential = true;
        };
        mark("perpetrator.authority", &mut document);
        let misconduct = document.checklists.iter_mut().find(|c| c.confidential);
        misconduct.expect("is there").sections[0]
            .indicators
            .push("perpetrator.authority".to_owned());
        let content = Content::new(document).expect("valid");
        let told = answers(r#"{"checklist":"person","answers":{"perpetrator.authority":"told"}}"#);
        assert!(set_apart(&content, &told).expect("fits").is_some());
        assert!(set_apart(Content::base(), &told).expect("fits").is_none());
    }
}
