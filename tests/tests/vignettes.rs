//! Situations as a protection officer would tell them, and what the finding must say of each.
//!
//! Every member of `expect` is optional: `level` lists the acceptable ones; `definition` says whether act,
//! means and purpose are all shown; `linkages`, `urgent`, `advice`, `elements` and `forms` must be there, and
//! those with `no_` must not.

use std::collections::BTreeMap;

use pocketcard::{
    checklist::Answers,
    content::{Age, Answer, Content, Level},
    finding::{Finding, find},
};
use serde::Deserialize;

const CASES: &str = include_str!("../fixtures/vignettes/cases.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    what: String,
    source: String,
    checklist: String,
    #[serde(default)]
    age: Age,
    #[serde(default)]
    observed: Vec<String>,
    #[serde(default)]
    told: Vec<String>,
    #[serde(default)]
    reported: Vec<String>,
    expect: Expect,
}

#[derive(Deserialize)]
struct Expect {
    level: Option<Vec<Level>>,
    definition: Option<bool>,
    #[serde(flatten)]
    lists: BTreeMap<String, Vec<String>>,
}

fn told(finding: &Finding) -> BTreeMap<&'static str, Vec<String>> {
    let ids = |list: &[pocketcard::finding::Shown], prefix: &str| -> Vec<String> {
        let plain = list
            .iter()
            .map(|it| it.id.trim_start_matches(prefix).to_owned());
        plain.collect()
    };
    let elements = &finding.elements;
    let parts = [&elements.act, &elements.means, &elements.purpose];
    let advice = finding
        .advice
        .iter()
        .map(|id| id.trim_start_matches("advice.").to_owned());
    BTreeMap::from([
        ("linkages", ids(&finding.linkages, "linkage.")),
        ("urgent", ids(&finding.urgent, "")),
        ("advice", advice.collect()),
        (
            "elements",
            parts.iter().flat_map(|part| ids(part, "")).collect(),
        ),
        ("forms", ids(&finding.forms, "")),
    ])
}

fn faults(case: &Case) -> Vec<String> {
    let answers = [
        (&case.observed, Answer::Observed),
        (&case.told, Answer::Told),
        (&case.reported, Answer::Reported),
    ];
    let answers = answers
        .into_iter()
        .flat_map(|(ids, answer)| ids.iter().map(move |id| (id.clone(), answer)));
    let answers = Answers {
        checklist: case.checklist.clone(),
        age: case.age,
        answers: answers.collect(),
        ..Answers::default()
    };
    let finding = match find(Content::base(), &answers) {
        Ok(finding) => finding,
        Err(error) => return vec![error.to_string()],
    };
    let mut faults = Vec::new();
    let expect = &case.expect;
    if expect
        .level
        .as_ref()
        .is_some_and(|levels| !levels.contains(&finding.level))
    {
        faults.push(format!("level {:?}", finding.level));
    }
    if expect
        .definition
        .is_some_and(|is| is != finding.definition.is_some())
    {
        faults.push("the definition".to_owned());
    }
    let told = told(&finding);
    for (kind, ids) in &expect.lists {
        let (wanted, kind) = match kind.strip_prefix("no_") {
            Some(kind) => (false, kind),
            None => (true, kind.as_str()),
        };
        let there = told.get(kind).expect("a kind of what a finding says");
        for id in ids.iter().filter(|id| there.contains(id) != wanted) {
            faults.push(format!(
                "{kind}: {id} {}",
                if wanted { "is missing" } else { "is there" }
            ));
        }
    }
    faults
}

#[test]
fn each_situation_is_found_as_a_protection_officer_expects() {
    let cases: Vec<Case> = serde_json::from_str(CASES).expect("well formed");
    assert!(cases.len() > 150);
    let wrong: Vec<String> = cases
        .iter()
        .map(|case| (case, faults(case)))
        .filter(|(_, faults)| !faults.is_empty())
        .map(|(case, faults)| {
            format!(
                "{} ({}; {}): {}",
                case.id,
                case.what,
                case.source,
                faults.join(", ")
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sign_of_a_child_a_need_a_purpose_or_a_place_stands_in_a_situation() {
    let cases: Vec<Case> = serde_json::from_str(CASES).expect("well formed");
    let kinds = [
        "children.",
        "violation.",
        "purpose.",
        "urgent.",
        "site.sign.",
    ];
    let used = |id: &String| {
        let mut all =
            (cases.iter()).flat_map(|c| c.observed.iter().chain(&c.told).chain(&c.reported));
        all.any(|there| there == id)
    };
    let unused: Vec<&String> = (Content::base().document().indicators.iter())
        .map(|indicator| &indicator.id)
        .filter(|id| kinds.iter().any(|kind| id.starts_with(kind)) && !used(id))
        .collect();
    assert_eq!(unused, Vec::<&String>::new());
}
