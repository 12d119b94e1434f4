//! The engine against the UNODC paper: its Table 1 case by case, every row of Tables 2 to 5, the six
//! key points, and situations that its text describes.

mod key_points;
mod situations;
mod tables;

use crate::{
    checklist::Answers,
    content::{Age, Answer, Content, Level},
    finding::{Finding, find},
};

fn answers(checklist: &str, age: Age, observed: &[&str]) -> Answers {
    Answers {
        checklist: checklist.to_owned(),
        age,
        answers: observed
            .iter()
            .map(|id| ((*id).to_owned(), Answer::Observed))
            .collect(),
        ..Answers::default()
    }
}

fn person(age: Age, observed: &[&str]) -> Finding {
    find(Content::base(), &answers("person", age, observed)).expect("fits the base content")
}

fn linked(finding: &Finding, linkage: &str) -> bool {
    finding
        .linkages
        .iter()
        .any(|l| l.id == format!("linkage.{linkage}"))
}

fn advised(finding: &Finding, advice: &str) -> bool {
    finding
        .advice
        .iter()
        .any(|id| *id == format!("advice.{advice}"))
}

/// Act and purpose are there; the definition holds with the means for an adult, and without them for
/// a child and for nobody else.
fn means_matter_for_adults_only(act_and_purpose: &[&str], means: &[&str]) {
    let all = [act_and_purpose, means].concat();
    let adult = person(Age::Adult, &all);
    assert!(adult.definition.is_some() && adult.means_needed, "{all:?}");
    assert!(adult.level >= Level::Refer, "{all:?}");
    assert!(
        person(Age::Adult, act_and_purpose).definition.is_none(),
        "{all:?}"
    );
    for age in [Age::Child, Age::MayBeChild, Age::Unknown] {
        let child = person(age, act_and_purpose);
        assert!(child.definition.is_some() && !child.means_needed, "{all:?}");
        assert_eq!(child.level, Level::ReferNow, "{all:?}");
        assert!(child.child.treated && advised(&child, "child"));
        assert!(person(age, &all).level >= adult.level);
    }
}
