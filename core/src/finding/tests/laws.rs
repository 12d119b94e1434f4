//! The laws of the finding, for any answers and any content.

use std::{collections::BTreeMap, sync::Arc};

use proptest::{collection::btree_map, prelude::*, sample::select};

use crate::{
    checklist::Answers,
    content::{AGE_ID, Age, Answer, Content, Document, Level, Rule},
    finding::{Finding, Shown, find},
};

fn any_age() -> impl Strategy<Value = Age> {
    select(vec![Age::Adult, Age::Child, Age::MayBeChild, Age::Unknown])
}

fn any_answer() -> impl Strategy<Value = Answer> {
    select(vec![
        Answer::Observed,
        Answer::Told,
        Answer::Reported,
        Answer::NotObserved,
        Answer::NotAsked,
    ])
}

/// This many cases; a failure is shown, and leaves no file behind.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

/// Few or many answers to any checklist of the base content.
fn any_answers() -> impl Strategy<Value = Answers> {
    let lists: Vec<(String, Vec<String>)> = (Content::base().document().checklists.iter())
        .map(|list| {
            let ids = list.sections.iter().flat_map(|s| s.indicators.clone());
            (list.id.clone(), ids.collect())
        })
        .collect();
    (
        select(lists),
        prop_oneof![Just(6_usize), Just(40), Just(250)],
    )
        .prop_flat_map(|((checklist, ids), most)| {
            let most = most.min(ids.len());
            (btree_map(select(ids), any_answer(), 0..=most), any_age()).prop_map(
                move |(answers, age)| Answers {
                    checklist: checklist.clone(),
                    age,
                    answers,
                    ..Answers::default()
                },
            )
        })
}

fn listed(content: &Content, checklist: &str) -> Vec<String> {
    let list = content.checklist(checklist).expect("is there");
    list.sections
        .iter()
        .flat_map(|s| s.indicators.clone())
        .collect()
}

/// Everything that a finding shows, the level's reasons apart.
fn shown(finding: &Finding) -> BTreeMap<&str, &Shown> {
    let elements = &finding.elements;
    [
        &elements.act,
        &elements.means,
        &elements.purpose,
        &finding.forms,
        &finding.linkages,
        &finding.urgent,
    ]
    .into_iter()
    .flatten()
    .chain(&finding.definition)
    .map(|shown| (shown.id.as_str(), shown))
    .collect()
}

/// The answers with only these causes, or with all but these. Where the age is not a cause, or is
/// taken away, a person is an adult, and of others nothing is known. A fact of the policy that is not to
/// count is said not to be so.
fn only(content: &Content, answers: &Answers, causes: &[Arc<str>], keep: bool) -> Answers {
    let mut changed = answers.clone();
    let stays = |id: &String| causes.iter().any(|cause| **cause == **id) == keep;
    changed.answers.retain(|id, _| stays(id));
    let listed = listed(content, &answers.checklist);
    for fact in content
        .document()
        .policy
        .facts
        .iter()
        .filter(|id| listed.contains(id))
    {
        let given = answers.answer(fact);
        if !stays(fact) || !matches!(given, Answer::NotAsked) && !given.is_present() {
            changed.answers.insert(fact.clone(), Answer::NotObserved);
        }
    }
    if causes.iter().any(|id| **id == *AGE_ID) != keep {
        changed.age = match (answers.checklist.as_str(), answers.age) {
            ("person", _) | (_, Age::Adult) => Age::Adult,
            _ => Age::Unknown,
        };
    }
    changed
}

fn check_laws(content: &Content, answers: &Answers, more: &str) {
    let before = find(content, answers).expect("fits");

    let mut with_more = answers.clone();
    with_more.answers.insert(more.to_owned(), Answer::Observed);
    let after = find(content, &with_more).expect("fits");
    assert!(
        after.level >= before.level,
        "a further indicator lowered the level"
    );
    let after = shown(&after);
    for (id, shown) in shown(&before) {
        let now = after
            .get(id)
            .expect("a further indicator took something away");
        assert!(shown.causes.iter().all(|cause| now.causes.contains(cause)));
    }

    let mut child = answers.clone();
    child.age = Age::Child;
    let child = find(content, &child).expect("fits");
    assert!(
        child.level >= before.level,
        "learning that it is a child lowered the level"
    );
    assert!(child.child.treated);
}

fn check_explanations(content: &Content, answers: &Answers) {
    let finding = find(content, answers).expect("fits");
    for (id, cause) in shown(&finding) {
        assert!(!cause.causes.is_empty(), "{id} comes from nothing");
        let rest = find(content, &only(content, answers, &cause.causes, false)).expect("fits");
        assert!(
            !shown(&rest).contains_key(id),
            "{id} stays without its causes"
        );
        let alone = find(content, &only(content, answers, &cause.causes, true)).expect("fits");
        assert_eq!(
            shown(&alone).get(id),
            Some(&cause),
            "{id} is more than its causes"
        );
    }
    let causes: Vec<Arc<str>> = finding
        .reasons
        .iter()
        .flat_map(|r| r.causes.clone())
        .collect();
    if finding.level > Level::NoFlag {
        let rest = find(content, &only(content, answers, &causes, false)).expect("fits");
        assert!(
            rest.level < finding.level,
            "the level stays without its causes"
        );
    }
    for reason in &finding.reasons {
        let alone = find(content, &only(content, answers, &reason.causes, true)).expect("fits");
        assert_eq!(
            alone.level, finding.level,
            "{} is more than its causes",
            reason.id
        );
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn the_two_laws_hold(answers in any_answers(), pick in any::<prop::sample::Index>()) {
        let content = Content::base();
        let ids = listed(content, &answers.checklist);
        check_laws(content, &answers, &ids[pick.index(ids.len())]);
    }

    #[test]
    fn causes_are_all_of_it_and_only_it(answers in any_answers()) {
        check_explanations(Content::base(), &answers);
    }

    #[test]
    fn told_counts_as_observed_and_what_is_not_there_counts_as_nothing(answers in any_answers()) {
        let content = Content::base();
        let found = find(content, &answers).expect("fits");
        let mut told = answers.clone();
        told.answers.retain(|_, answer| answer.is_present());
        told.answers.values_mut().for_each(|answer| *answer = Answer::Told);
        let told = find(content, &told).expect("fits");
        prop_assert_eq!(told.level, found.level);
        prop_assert_eq!(shown(&told), shown(&found));
        prop_assert_eq!(&told.advice, &found.advice);
        for noticed in &found.noticed {
            prop_assert_eq!(noticed.answer, answers.answer(&noticed.id));
        }
        let counted = found.noticed.len() + usize::from(found.not_observed) + usize::from(found.not_asked);
        prop_assert_eq!(counted, listed(content, &answers.checklist).len());
    }

    #[test]
    fn the_core_advice_is_always_given(answers in any_answers()) {
        let found = find(Content::base(), &answers).expect("fits");
        // To a place or an offer nothing can be said.
        let said = if ["site", "offer"].contains(&&*answers.checklist) { 1 } else { 5 };
        for advice in &crate::content::CORE_ADVICE[..said] {
            prop_assert!(found.advice.iter().any(|id| id == advice));
        }
    }
}

/// Another policy: other weights, thresholds and rules.
fn any_content() -> impl Strategy<Value = Content> {
    let base = Content::base().document();
    let kinds = [
        "general.*",
        "means.*|act.*",
        "purpose.*",
        "child",
        "child-sign",
        "child-likely",
        "child-concerned",
        "told-of-another",
        "anything",
        "definition",
        "urgent.*",
        "linkage.*",
        "form.sexual",
    ];
    let single = (base.indicators.iter()).map(|i| i.id.as_str());
    let signals: Vec<String> = kinds.into_iter().chain(single).map(str::to_owned).collect();
    let when = prop::collection::vec(prop::collection::vec(select(signals), 1..4), 0..4);
    let level = select(vec![Level::Enquire, Level::Refer, Level::ReferNow]);
    let rule = (when, level, 1_u16..30);
    let weights = prop::collection::vec(0_u8..=9, base.indicators.len());
    let fact = any::<bool>();
    (prop::collection::vec(rule, 0..8), weights, fact).prop_map(|(rules, weights, fact)| {
        let mut document: Document = Content::base().document().clone();
        for (indicator, weight) in document.indicators.iter_mut().zip(weights) {
            indicator.weight = weight;
        }
        if fact {
            let id = "conflict.armed-conflict".to_owned();
            for indicator in document.indicators.iter_mut().filter(|i| i.id == id) {
                indicator.weight = 0;
            }
            document.policy.facts.push(id);
        }
        // The texts of the base content's rules serve for these.
        let ids: Vec<String> = document.policy.rules.iter().map(|r| r.id.clone()).collect();
        document.policy.rules = (ids.into_iter().zip(rules))
            .map(|(id, (when, level, weight))| Rule {
                id,
                level,
                source: String::new(),
                subjects: Vec::new(),
                when,
                weight,
            })
            .collect();
        Content::new(document).expect("a valid content")
    })
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn the_laws_and_the_explanations_hold_for_any_policy(
        content in any_content(),
        all in prop::collection::vec((any_answers(), any::<prop::sample::Index>()), 12),
    ) {
        for (answers, pick) in all {
            let ids = listed(&content, &answers.checklist);
            check_laws(&content, &answers, &ids[pick.index(ids.len())]);
            check_explanations(&content, &answers);
        }
    }
}
