//! What to show of a checklist now.

use serde::Serialize;

use super::answers::{Answers, AnswersError, resolve};
use crate::content::{Age, Answer, Content, Subject};

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
    /// The answer so far, or what the pack knows of the place.
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
    /// The one question about the age, where something was noticed of people and nothing is noted of it. It is asked
    /// of anyone who fills in the checklist, never of the person.
    pub ask_age: Option<String>,
    /// Its sections, in order. All can be opened.
    pub sections: Vec<SectionView>,
}

/// What to show of a checklist now, in a language.
///
/// # Errors
/// When the answers do not fit the content, as [`validate`](super::validate) says.
pub fn view(content: &Content, answers: &Answers, language: &str) -> Result<View, AnswersError> {
    let resolved = resolve(content, answers)?;
    let checklist = resolved.checklist;
    let state = content
        .signals()
        .follow(checklist.subject, &resolved.items, answers.age);
    let sections = checklist.sections.iter().map(|section| {
        let text_id = format!("section.{}", section.id);
        let because = state.opens(&checklist.id, &section.id);
        let answered = section
            .indicators
            .iter()
            .any(|id| answers.answers.contains_key(id));
        let answer = |id: &String| {
            let index = content.indicator_index(id);
            let mut items = resolved.items.iter();
            items
                .find(|(at, _)| Some(*at) == index)
                .map_or(Answer::NotAsked, |(_, answer)| *answer)
        };
        let items = section.indicators.iter().map(|id| ItemView {
            id: id.clone(),
            text: content.text(language, id),
            hint: content.attribute(language, id, "hint"),
            sight: content.indicator(id).is_some_and(|i| i.sight),
            answer: answer(id),
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
            because: (because.ids(content.signals()).iter())
                .map(ToString::to_string)
                .collect(),
            items: items.collect(),
        }
    });
    let text_id = format!("checklist.{}", checklist.id);
    let of_people = matches!(checklist.subject, Subject::Person | Subject::Group);
    let ask_age = of_people && answers.age == Age::Unknown && state.anything().any();
    Ok(View {
        checklist: checklist.id.clone(),
        version: checklist.version,
        title: content.text(language, &text_id),
        hint: content.attribute(language, &text_id, "hint"),
        confidential: checklist.confidential,
        notice: answers
            .begun_under_another(content)
            .then(|| content.text(language, "notice.other-pack")),
        ask_age: ask_age.then(|| content.text(language, "age.ask")),
        sections: sections.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_is_asked_once_when_something_of_people_was_noticed_and_nothing_is_noted() {
        let content = Content::base();
        let asks = |json: &str| {
            let answers = Answers::from_json(json.as_bytes()).expect("well formed");
            view(content, &answers, "en").expect("fits").ask_age
        };
        let question = "Could they be under 18?";
        let noticed = r#"{"checklist":"person","answers":{"general.13":"told"}}"#;
        assert_eq!(asks(noticed).as_deref(), Some(question));
        for nothing in [
            r#"{"checklist":"person"}"#,
            r#"{"checklist":"person","answers":{"general.13":"not-observed"}}"#,
            r#"{"checklist":"person","age":"adult","answers":{"general.13":"told"}}"#,
            r#"{"checklist":"person","age":"may-be-child","answers":{"general.13":"told"}}"#,
            r#"{"checklist":"site","answers":{"site.risk.prices":"told"}}"#,
        ] {
            assert_eq!(asks(nothing), None, "{nothing}");
        }
    }

    fn shown(json: &str) -> View {
        let answers = Answers::from_json(json.as_bytes()).expect("well formed");
        view(Content::base(), &answers, "en").expect("fits")
    }

    fn section<'a>(view: &'a View, id: &str) -> &'a SectionView {
        view.sections.iter().find(|s| s.id == id).expect("is there")
    }

    #[test]
    fn a_screening_opens_short_and_everything_can_be_opened() {
        let view = shown(r#"{"checklist":"person","age":"adult"}"#);
        assert_eq!(section(&view, "sight").state, SectionState::Open);
        assert_eq!(section(&view, "labour").state, SectionState::Available);
        assert!(section(&view, "labour").because.is_empty());
        let open: usize = (view.sections.iter())
            .filter(|s| s.state == SectionState::Open && s.warning.is_none())
            .map(|s| s.items.len())
            .sum();
        assert!(open <= 14, "{open} items before anybody is asked anything");
        let listed = Content::base()
            .checklist("person")
            .expect("is there")
            .sections
            .len();
        assert_eq!(view.sections.len(), listed, "no section is out of reach");
        assert!(view.notice.is_none() && !view.confidential);
    }

    #[test]
    fn sections_are_offered_when_answers_make_them_relevant() {
        let view = shown(r#"{"checklist":"person","age":"adult","answers":{"general.23":"told"}}"#);
        let labour = section(&view, "labour");
        assert_eq!(
            (labour.state, labour.because.as_slice()),
            (SectionState::Offered, &["general.23".to_owned()][..])
        );
        assert_eq!(section(&view, "begging").state, SectionState::Available);

        let adult =
            shown(r#"{"checklist":"person","age":"adult","answers":{"general.5":"observed"}}"#);
        assert_eq!(section(&adult, "children").state, SectionState::Available);
        let young = shown(
            r#"{"checklist":"person","age":"may-be-child","answers":{"general.5":"observed"}}"#,
        );
        let children = section(&young, "children");
        assert_eq!(children.state, SectionState::Offered);
        assert_eq!(children.because, ["general.5", "age"]);
    }

    #[test]
    fn a_section_in_which_something_was_answered_is_open() {
        let view =
            shown(r#"{"checklist":"person","age":"adult","answers":{"begging.1":"not-observed"}}"#);
        assert_eq!(section(&view, "begging").state, SectionState::Open);
    }

    #[test]
    fn what_one_can_see_comes_before_what_one_must_ask() {
        for checklist in ["person", "group"] {
            let view = shown(&format!(r#"{{"checklist":"{checklist}"}}"#));
            let first = &view.sections[0];
            assert!(
                first.warning.is_none() && first.items.iter().all(|i| i.sight),
                "{checklist}"
            );
            assert_eq!(view.sections[1].id, "urgent");
            assert!(
                view.sections.iter().any(|s| s.warning.is_some()),
                "{checklist}"
            );
        }
        let texts = shown(r#"{"checklist":"misconduct"}"#);
        assert!(texts.confidential);
        for item in texts.sections.iter().flat_map(|s| &s.items) {
            assert!(item.hint.is_some() && item.text != item.id, "{}", item.id);
        }
    }
}
