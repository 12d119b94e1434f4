//! Situations that the text of the paper describes.

use super::*;

#[test]
fn survival_sex_is_not_trafficking_by_itself() {
    let found = person(Age::Adult, &["coping.survival-sex"]);
    assert!(found.definition.is_none() && linked(&found, "survival-sex"));
    assert_eq!(found.level, Level::Enquire);
}

#[test]
fn a_rescuer_at_sea_is_no_smuggler() {
    let found = person(Age::Adult, &["journey.crossed-border", "journey.danger"]);
    assert!(!linked(&found, "smuggling"));
}

#[test]
fn held_by_smugglers_until_the_family_pays() {
    let found = person(
        Age::Adult,
        &[
            "journey.crossed-border",
            "journey.paid",
            "journey.extortion",
            "urgent.security",
        ],
    );
    assert_eq!(found.level, Level::ReferNow);
    assert!(linked(&found, "smuggling-aggravated"));
}

#[test]
fn a_boy_made_to_dance_for_commanders() {
    let signs = [
        "act.harbouring",
        "purpose.sexual-exploitation",
        "perpetrator.armed-forces",
    ];
    let found = person(Age::Child, &signs);
    assert!(found.definition.is_some() && linked(&found, "crsv"));
    assert!(linked(&found, "grave.sexual-violence"));
}

#[test]
fn each_link_between_sexual_violence_and_conflict_counts() {
    for link in ["perpetrator-profile", "armed-conflict"] {
        let link = format!("conflict.{link}");
        assert!(
            linked(&person(Age::Adult, &["violence.rape", &link]), "crsv"),
            "{link}"
        );
    }
    for more in ["victim-profile", "impunity", "cross-border", "ceasefire"] {
        let more = format!("conflict.{more}");
        let at_peace = person(Age::Adult, &["violence.rape", &more]);
        assert!(!linked(&at_peace, "crsv"), "{more}");
        let signs = ["violence.rape", "conflict.armed-conflict", &more];
        let found = person(Age::Adult, &signs);
        let crsv = found.linkages.iter().find(|l| l.id == "linkage.crsv");
        let causes = &crsv.expect("pointed to").causes;
        assert!(causes.iter().any(|cause| **cause == *more), "{more}");
    }
    assert!(!linked(&person(Age::Adult, &["violence.rape"]), "crsv"));
}

#[test]
fn terrorists_who_live_from_trafficking() {
    let signs = [
        "perpetrator.terrorist-group",
        "context.money-to-group",
        "purpose.begging",
    ];
    let found = person(Age::Adult, &signs);
    assert!(linked(&found, "terrorism") && linked(&found, "terrorism-financing"));
}

#[test]
fn what_is_told_of_rape_is_urgent_whatever_else() {
    for age in [Age::Adult, Age::Child] {
        let found = person(age, &["violence.rape"]);
        assert_eq!(found.level, Level::ReferNow);
        assert!(advised(&found, "medical-soon"));
        assert!(found.urgent.iter().any(|u| u.id == "urgent.medical"));
    }
}

#[test]
fn nothing_noticed_still_brings_advice_and_says_that_it_proves_nothing() {
    for age in [Age::Adult, Age::Child, Age::Unknown] {
        let found = person(age, &[]);
        assert_eq!(found.level, Level::NoFlag);
        assert!(found.reasons.is_empty());
        for advice in crate::content::CORE_ADVICE {
            assert!(found.advice.iter().any(|id| id == advice), "{advice}");
        }
        assert!(advised(&found, "leave-contact"));
    }
}

#[test]
fn each_single_indicator_that_has_a_weight_is_at_least_enquire() {
    let content = Content::base();
    for checklist in &content.document().checklists {
        for id in checklist.sections.iter().flat_map(|s| &s.indicators) {
            let alone = answers(&checklist.id, Age::Adult, &[id]);
            let found = find(content, &alone).expect("fits");
            let weight = content.indicator(id).expect("is there").weight;
            assert!(found.level >= Level::Enquire || weight == 0, "{id}");
        }
    }
}

#[test]
fn a_sign_of_a_child_makes_one_check_the_age_of_an_adult() {
    let sign = ["children.9"];
    let adult = person(Age::Adult, &sign);
    assert!(advised(&adult, "check-age") && !adult.child.treated);
    assert_eq!(adult.child.signs, sign.map(Into::into));
    assert!(!advised(&person(Age::Child, &sign), "check-age"));
    assert!(!advised(&person(Age::Adult, &["general.1"]), "check-age"));
}

#[test]
fn a_place_is_not_a_child_until_something_points_to_children() {
    let content = Content::base();
    let at = |signs: &[&str]| find(content, &answers("site", Age::Unknown, signs)).expect("fits");
    assert!(!at(&["site.risk.displacement"]).child.treated);
    assert_eq!(at(&["site.risk.displacement"]).level, Level::Enquire);
    let children = at(&["site.sign.child-recruitment"]);
    assert!(children.child.treated && linked(&children, "grave.recruitment-use"));
    assert!(advised(&children, "site-report") && !advised(&children, "refer"));
    assert_eq!(at(&["site.sign.people-held"]).level, Level::ReferNow);
}

#[test]
fn misconduct_goes_to_the_confidential_recipient_only() {
    let content = Content::base();
    let confidential: Vec<_> = (content.document().checklists.iter())
        .filter(|c| c.confidential)
        .map(|c| c.id.as_str())
        .collect();
    assert_eq!(confidential, ["misconduct"]);
    let report = answers(
        "misconduct",
        Age::Adult,
        &["misconduct.sex-for-aid", "misconduct.by-civilian"],
    );
    let found = find(content, &report).expect("fits");
    assert!(found.level >= Level::Refer && linked(&found, "own-personnel"));
    assert!(advised(&found, "misconduct"));
    let child = answers("misconduct", Age::Adult, &["misconduct.child"]);
    assert_eq!(find(content, &child).expect("fits").level, Level::ReferNow);
}
