//! What to show of a checklist now.

use serde::Serialize;

use super::answers::{Answer, Answers, AnswersError, validate};
use crate::pack::Content;

/// How a section stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionState {
    /// Shown from the start, or already answered in.
    Open,
    /// The answers so far make it worth opening.
    Offered,
    /// Nothing points to it yet. It can always be opened.
    Available,
}

/// An indicator in a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemView {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// A hint for the field.
    pub hint: Option<String>,
    /// It can be seen without asking.
    pub sight: bool,
    /// The answer so far.
    pub answer: Answer,
}

/// A section as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub hint: Option<String>,
    /// Not to be asked in front of others.
    pub warning: Option<String>,
    /// How it stands.
    pub state: SectionState,
    /// Ids of the answers that made it worth opening, and `age` where that did.
    pub because: Vec<String>,
    /// Its indicators, in order.
    pub items: Vec<ItemView>,
}

/// A checklist as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct View {
    /// Id of the checklist.
    pub checklist: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub hint: Option<String>,
    /// What it holds goes to the confidential recipient only.
    pub confidential: bool,
    /// Said where the answers were begun under another content.
    pub notice: Option<String>,
    /// Its sections, in order. All can be opened.
    pub sections: Vec<SectionView>,
}

/// What to show of a checklist now, in a language.
///
/// # Errors
/// When the answers do not fit the content, as [`validate`] says.
pub fn view(content: &Content, answers: &Answers, language: &str) -> Result<View, AnswersError> {
    let checklist = validate(content, answers)?;
    let state = content
        .signals()
        .follow(content, checklist.subject, answers);
    let sections = checklist.sections.iter().map(|section| {
        let text_id = format!("section.{}", section.id);
        let because = state.opens(&checklist.id, &section.id);
        let answered = section
            .indicators
            .iter()
            .any(|id| answers.answers.contains_key(id));
        let items = section.indicators.iter().map(|id| ItemView {
            id: id.clone(),
            text: content.text(language, id),
            hint: content.attribute(language, id, "hint"),
            sight: content.indicator(id).is_some_and(|i| i.sight),
            answer: answers.answer(id),
        });
        SectionView {
            id: section.id.clone(),
            title: content.text(language, &text_id),
            hint: content.attribute(language, &text_id, "hint"),
            warning: section
                .asks
                .then(|| content.text(language, "warning.ask-alone")),
            state: if section.opens.is_empty() || answered {
                SectionState::Open
            } else if because.any() {
                SectionState::Offered
            } else {
                SectionState::Available
            },
            because: because.ids(content),
            items: items.collect(),
        }
    });
    let text_id = format!("checklist.{}", checklist.id);
    Ok(View {
        checklist: checklist.id.clone(),
        version: checklist.version,
        title: content.text(language, &text_id),
        hint: content.attribute(language, &text_id, "hint"),
        confidential: checklist.confidential,
        notice: answers
            .begun_under_another(content)
            .then(|| content.text(language, "notice.other-pack")),
        sections: sections.collect(),
    })
}
