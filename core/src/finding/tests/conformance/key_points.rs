//! The six key points of the paper.

use super::*;

const FOUND: [&str; 3] = ["act.harbouring", "means.coercion", "purpose.forced-labour"];

#[test]
fn point_1_no_border_has_to_be_crossed() {
    let found = person(Age::Adult, &FOUND);
    assert!(found.definition.is_some());
    let across = person(
        Age::Adult,
        &[&FOUND[..], &["journey.crossed-border"]].concat(),
    );
    assert_eq!(across.definition.is_some(), found.definition.is_some());
}

#[test]
fn point_2_nobody_is_too_old_too_rich_or_too_male() {
    // The answers have no place for sex, origin, wealth or status: nothing can depend on them.
    let answers = answers("person", Age::Adult, &FOUND);
    let json = serde_json::to_value(&answers).expect("plain data");
    let members: Vec<_> = json.as_object().expect("an object").keys().collect();
    assert_eq!(members, ["age", "answers", "checklist"]);
}

#[test]
fn point_3_anybody_can_be_behind_it() {
    let alone = person(Age::Adult, &FOUND);
    let kinds = Content::base().document().indicators.iter();
    for who in kinds.filter(|i| i.id.starts_with("perpetrator.")) {
        let found = person(Age::Adult, &[&FOUND[..], &[&who.id]].concat());
        assert_eq!(found.definition, alone.definition, "{}", who.id);
        assert!(found.level >= alone.level);
    }
    let own = person(
        Age::Adult,
        &[&FOUND[..], &["perpetrator.own-personnel"]].concat(),
    );
    assert!(linked(&own, "own-personnel") && advised(&own, "own-personnel"));
}

#[test]
fn point_4_any_exploitation_can_be_the_purpose() {
    let elements = Content::base().document().elements.iter();
    for purpose in elements.filter(|e| e.id.starts_with("purpose.")) {
        means_matter_for_adults_only(&["act.transfer", &purpose.id], &["means.fraud"]);
    }
}

#[test]
fn point_5_not_all_exploitation_is_trafficking() {
    let exploited = person(Age::Adult, &["purpose.forced-labour"]);
    assert!(exploited.definition.is_none() && exploited.level >= Level::Enquire);
    let unpaid = person(Age::Adult, &["purpose.forced-labour", "means.coercion"]);
    assert!(unpaid.definition.is_none(), "no act is known");
    assert!(unpaid.level >= Level::Refer, "and still help is offered");
    assert!(
        person(Age::Child, &["purpose.forced-labour"])
            .definition
            .is_none(),
        "nor for a child without an act"
    );
}

#[test]
fn point_6_a_person_can_have_agreed() {
    for age in [Age::Adult, Age::Child] {
        let agreed = person(age, &[&FOUND[..], &["context.agreed"]].concat());
        assert!(agreed.definition.is_some() && agreed.level >= person(age, &FOUND).level);
    }
}
