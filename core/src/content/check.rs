//! The checks that make a document a content: bounds, ids, references, times.

mod references;

use std::collections::HashSet;

use references::references;

use super::{
    ContentError,
    model::{Condition, Document, FORMAT, Level, OLDEST_FORMAT},
};

/// Most indicators in one content.
pub const MAX_INDICATORS: usize = 500;
/// Most entries in any other list.
const MAX_LIST: usize = 500;
/// Most groups in a condition, and signals in a group.
const MAX_CONDITION: usize = 32;

/// Advice that every content carries, whatever else it says.
pub const CORE_ADVICE: [&str; 5] = [
    "advice.safety",
    "advice.no-conditions",
    "advice.non-punishment",
    "advice.say",
    "advice.do-not-ask",
];

/// Whether this is a well-formed id: at most 64 lower-case letters, digits, `.` and `-`, starting
/// with a letter and with no mark doubled or at the end.
pub fn is_id(id: &str) -> bool {
    id.len() <= 64
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.split(['.', '-']).all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

pub(super) fn wrong(place: &str, problem: &'static str) -> ContentError {
    let place = if is_id(place) { place } else { "the content" };
    ContentError::Wrong {
        place: place.to_owned(),
        problem,
    }
}

pub(super) fn check(document: &Document) -> Result<(), ContentError> {
    if !(OLDEST_FORMAT..=FORMAT).contains(&document.format) {
        return Err(ContentError::Format(document.format));
    }
    bounds(document)?;
    ids(document)?;
    references(document)?;
    times(document)
}

fn bounds(d: &Document) -> Result<(), ContentError> {
    let lists = [
        d.sources.len(),
        d.elements.len(),
        d.forms.len(),
        d.needs.len(),
        d.checklists.len(),
        d.linkages.len(),
        d.advice.len(),
        d.guidance.len(),
        d.glossary.len(),
        d.cases.len(),
        d.visits.len(),
        d.services.len(),
        d.policy.rules.len(),
    ];
    if d.indicators.len() > MAX_INDICATORS || lists.iter().any(|len| *len > MAX_LIST) {
        return Err(wrong("", "a list is too long"));
    }
    for checklist in &d.checklists {
        let longest = checklist.sections.iter().map(|s| s.indicators.len()).max();
        if checklist.sections.len() > MAX_LIST || longest > Some(MAX_LIST) {
            return Err(wrong(&checklist.id, "has too many sections or indicators"));
        }
    }
    for indicator in &d.indicators {
        if indicator.weight > 9 {
            return Err(wrong(&indicator.id, "its weight is more than 9"));
        }
        if indicator.shows.len().max(indicator.shows_of_child.len()) > MAX_CONDITION {
            return Err(wrong(&indicator.id, "shows too many things"));
        }
    }
    for card in &d.guidance {
        if !(1..=20).contains(&card.points) {
            return Err(wrong(&card.id, "a card has 1 to 20 points"));
        }
    }
    for (place, condition) in conditions(d) {
        let long = |group: &Vec<String>| group.is_empty() || group.len() > MAX_CONDITION;
        if condition.len() > MAX_CONDITION || condition.iter().any(long) {
            return Err(wrong(
                place,
                "its condition has an empty group or is too long",
            ));
        }
    }
    Ok(())
}

fn conditions(d: &Document) -> impl Iterator<Item = (&str, &Condition)> {
    let sections = d.checklists.iter().flat_map(|c| &c.sections);
    sections
        .map(|s| (s.id.as_str(), &s.opens))
        .chain(d.linkages.iter().map(|l| (l.id.as_str(), &l.when)))
        .chain(d.advice.iter().map(|a| (a.id.as_str(), &a.when)))
        .chain(d.policy.rules.iter().map(|r| (r.id.as_str(), &r.when)))
}

fn ids(d: &Document) -> Result<(), ContentError> {
    // An element or a need may be answered directly: the indicator then has the same id.
    let lists: [(&str, Vec<&str>); 12] = [
        ("", d.indicators.iter().map(|x| x.id.as_str()).collect()),
        ("", d.elements.iter().map(|x| x.id.as_str()).collect()),
        ("form.", d.forms.iter().map(String::as_str).collect()),
        ("", d.needs.iter().map(|x| x.id.as_str()).collect()),
        ("", d.checklists.iter().map(|x| x.id.as_str()).collect()),
        (
            "linkage.",
            d.linkages.iter().map(|x| x.id.as_str()).collect(),
        ),
        ("advice.", d.advice.iter().map(|x| x.id.as_str()).collect()),
        ("card.", d.guidance.iter().map(|x| x.id.as_str()).collect()),
        ("term.", d.glossary.iter().map(|x| x.id.as_str()).collect()),
        ("case.", d.cases.iter().map(|x| x.id.as_str()).collect()),
        (
            "service.",
            d.services.iter().map(|x| x.id.as_str()).collect(),
        ),
        (
            "rule.",
            d.policy.rules.iter().map(|x| x.id.as_str()).collect(),
        ),
    ];
    for (prefix, list) in &lists {
        let mut seen = HashSet::new();
        for id in list {
            if !is_id(id) {
                return Err(wrong("", "an id is not well formed"));
            }
            if !id.starts_with(prefix) {
                return Err(wrong(id, "its id does not start as its kind does"));
            }
            if !seen.insert(*id) {
                return Err(wrong(id, "is there twice"));
            }
        }
    }
    for id in std::iter::once(&d.name).chain(&d.sources) {
        if !is_id(id) {
            return Err(wrong("", "a name is not well formed"));
        }
    }
    for element in &d.elements {
        if !["act.", "means.", "purpose."]
            .iter()
            .any(|p| element.id.starts_with(p))
        {
            return Err(wrong(
                &element.id,
                "an element is an act, a means or a purpose",
            ));
        }
    }
    for need in &d.needs {
        if !["urgent.", "assist."]
            .iter()
            .any(|p| need.id.starts_with(p))
        {
            return Err(wrong(&need.id, "a need is urgent or an assistance"));
        }
    }
    // An id must not turn into another one's message when its dots become hyphens.
    let mut spelled = HashSet::new();
    let mut distinct = HashSet::new();
    for id in lists.iter().flat_map(|(_, list)| list) {
        if distinct.insert(*id) && !spelled.insert(id.replace('.', "-")) {
            return Err(wrong(
                id,
                "differs from another id only in dots and hyphens",
            ));
        }
    }
    Ok(())
}

fn times(d: &Document) -> Result<(), ContentError> {
    let p = &d.policy;
    let sensible = p.grace_minutes <= 1440
        && (1..=60).contains(&p.auto_lock_minutes)
        && p.retention_days <= 365
        && p.kept_days <= 3660
        && (5..=100).contains(&p.wipe_after);
    if !sensible {
        return Err(wrong("policy", "a time or a count is out of bounds"));
    }
    for rule in &p.rules {
        if rule.level == Level::NoFlag || (rule.when.is_empty() && rule.weight == 0) {
            return Err(wrong(&rule.id, "would lead to a level without any cause"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Content, Opening};

    /// The base content with one thing changed must be refused, at this place.
    fn refused(place: &str, change: impl FnOnce(&mut Document)) {
        let mut document = Content::base().document().clone();
        change(&mut document);
        match Content::new(document) {
            Err(ContentError::Wrong { place: at, .. }) => assert_eq!(at, place),
            Err(other) => panic!("{place}: {other}"),
            Ok(_) => panic!("{place}: was accepted"),
        }
    }

    #[test]
    fn ids_are_words_with_dots_and_hyphens() {
        for id in [
            "a",
            "general.1",
            "means.abuse-of-power",
            "linkage.grave.abduction",
        ] {
            assert!(is_id(id), "{id}");
        }
        let long = "a".repeat(65);
        for id in [
            "",
            "1",
            "A",
            "a b",
            "a..b",
            "a.",
            ".a",
            "a_b",
            "é",
            "a\u{202E}b",
            &long,
        ] {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn what_does_not_fit_together_is_refused_where_it_is() {
        refused("general.1", |d| d.indicators[7].id = "general.1".into());
        refused("the content", |d| d.indicators[7].id = "Jane Canary".into());
        refused("general.1", |d| find(d, "general.1").weight = 10);
        refused("general.1", |d| {
            find(d, "general.1").shows = vec!["means.magic".into()]
        });
        refused("general.1", |d| {
            find(d, "general.1").source = "elsewhere/1".into()
        });
        refused("general.1", |d| {
            find(d, "general.1").source = "unodc-2018//1".into()
        });
        refused("perpetrator.own-personnel", |d| {
            for list in d.checklists.iter_mut().filter(|list| list.confidential) {
                for section in &mut list.sections {
                    section
                        .indicators
                        .retain(|id| id != "perpetrator.own-personnel");
                }
            }
        });
        refused("labour.7", |d| {
            find(d, "labour.7").same_as = Some("labour.5".into())
        });
        refused("labour.7", |d| {
            find(d, "labour.7").same_as = Some("general.37".into())
        });
        refused("general.1", |d| {
            find(d, "general.1").shows_of_child = vec!["child".into()]
        });
        refused("general.1", |d| d.policy.facts = vec!["general.1".into()]);
        refused("person", |d| {
            d.checklists[0].former.push("general.1".into())
        });
        refused("act.receipt", |d| {
            d.elements[4].form = Some("form.labour".into())
        });
        refused("purpose.prostitution", |d| d.elements[14].form = None);
        refused("person", |d| {
            d.checklists[0].sections[0]
                .indicators
                .push("general.37".into())
        });
        refused("person", |d| {
            d.checklists[0].sections[1].id = "sight".into()
        });
        refused("group", |d| {
            d.checklists[1].sections.clear();
        });
        refused("linkage.smuggling", |d| d.linkages[0].when.clear());
        refused("linkage.smuggling", |d| d.linkages[0].when.push(Vec::new()));
        refused("linkage.smuggling", |d| {
            d.linkages[0].when = vec![vec!["linkage.crsv".into()]]
        });
        refused("linkage.smuggling", |d| {
            d.linkages[0].when = vec![vec!["nothing.*".into()]]
        });
        refused("linkage.smuggling", |d| {
            d.linkages[0].when = vec![vec!["*".into()]]
        });
        refused("rule.definition", |d| {
            rule(d, "rule.definition").level = Level::NoFlag
        });
        refused("rule.definition", |d| {
            rule(d, "rule.definition").when.clear()
        });
        refused("advice.safety", |d| {
            d.advice.retain(|a| a.id != "advice.safety")
        });
        refused("advice.say", |d| {
            for advice in d.advice.iter_mut().filter(|a| a.id == "advice.say") {
                advice.from = Level::Refer;
            }
        });
        refused("policy", |d| d.policy.wipe_after = 0);
        refused("policy", |d| d.policy.grace_minutes = 1441);
        refused("card.six-keys", |d| d.guidance[0].points = 21);
        refused("card.six-keys.7", |d| d.guidance[0].points = 7);
        refused("service.example-clinic", |d| {
            d.services[0].needs.push("assist.magic".into())
        });
        refused("service.example-clinic", |d| {
            d.services[0].area = "a\u{202E}b".into()
        });
        refused("service.example-clinic", |d| {
            d.services[0].open = vec![Opening {
                day: 1,
                from: 600,
                to: 600,
            }];
        });
        refused("languages", |d| d.languages.clear());
        refused("act.receipt", |d| {
            let english = &mut d.languages[0].texts;
            *english = english.replace("act-receipt =", "act-receipt-gone =");
        });
        refused("the content", |d| {
            let one = d.indicators[0].clone();
            d.indicators
                .extend(std::iter::repeat_n(one, MAX_INDICATORS));
        });
        refused("act.receipt-x", |d| {
            // Both would be the Fluent message act-receipt-x.
            for id in ["act-receipt.x", "act.receipt-x"] {
                let mut one = find(d, "general.1").clone();
                one.id = id.into();
                d.indicators.push(one);
            }
        });
    }

    fn find<'a>(d: &'a mut Document, id: &str) -> &'a mut crate::content::Indicator {
        d.indicators
            .iter_mut()
            .find(|i| i.id == id)
            .expect("is there")
    }

    fn rule<'a>(d: &'a mut Document, id: &str) -> &'a mut crate::content::Rule {
        d.policy
            .rules
            .iter_mut()
            .find(|r| r.id == id)
            .expect("is there")
    }

    #[test]
    fn unknown_members_and_other_formats_are_refused() {
        let mut value = serde_json::to_value(Content::base().document()).expect("plain data");
        value["surprise"] = 1.into();
        let json = serde_json::to_vec(&value).expect("plain data");
        assert!(matches!(
            Content::from_json(&json),
            Err(ContentError::Shape { .. })
        ));
        let mut old = Content::base().document().clone();
        old.format = OLDEST_FORMAT;
        assert!(Content::new(old).is_ok(), "the format before is read");
        let mut other = Content::base().document().clone();
        other.format = FORMAT + 1;
        assert_eq!(
            Content::new(other).err(),
            Some(ContentError::Format(FORMAT + 1))
        );
        let deep = "[".repeat(100_000);
        assert!(matches!(
            Content::from_json(deep.as_bytes()),
            Err(ContentError::Shape { .. })
        ));
    }
}
