//! The checks that make a document a content: bounds, ids, references, times.

use std::collections::HashSet;

use super::{
    ContentError,
    model::{Condition, Document, FORMAT, Level, OLDEST_FORMAT, Subject},
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

fn references(d: &Document) -> Result<(), ContentError> {
    let indicators: HashSet<&str> = d.indicators.iter().map(|x| x.id.as_str()).collect();
    let needs: HashSet<&str> = d.needs.iter().map(|x| x.id.as_str()).collect();
    let mut shown: HashSet<&str> = d.elements.iter().map(|x| x.id.as_str()).collect();
    shown.extend(&needs);
    shown.extend(d.forms.iter().map(String::as_str));
    shown.insert("child");

    let sourced = (d.indicators.iter().map(|x| (&x.id, &x.source)))
        .chain(d.elements.iter().map(|x| (&x.id, &x.source)))
        .chain(d.needs.iter().map(|x| (&x.id, &x.source)))
        .chain(d.linkages.iter().map(|x| (&x.id, &x.source)))
        .chain(d.guidance.iter().map(|x| (&x.id, &x.source)))
        .chain(d.glossary.iter().map(|x| (&x.id, &x.source)))
        .chain(
            (d.policy.rules.iter())
                .filter(|x| !x.source.is_empty())
                .map(|x| (&x.id, &x.source)),
        );
    for (id, source) in sourced {
        let well_formed = source.len() <= 128
            && source.split('/').all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b))
            });
        let first = source.split('/').next().unwrap_or_default();
        if !well_formed || !d.sources.iter().any(|s| s == first) {
            return Err(wrong(id, "its source is not one of the content's sources"));
        }
    }
    for indicator in &d.indicators {
        let mut shows = indicator.shows.iter().chain(&indicator.shows_of_child);
        if shows.any(|id| !shown.contains(id.as_str()))
            || indicator.shows_of_child.iter().any(|id| id == "child")
        {
            return Err(wrong(&indicator.id, "shows something that is not there"));
        }
        let same = indicator.same_as.as_ref();
        let first = same.map(|same| d.indicators.iter().find(|x| x.id == *same));
        if first.is_some_and(|first| first.is_none_or(|first| first.same_as.is_some())) {
            return Err(wrong(
                &indicator.id,
                "is the same as something that is not there, or is itself the same as another",
            ));
        }
    }
    for id in &d.policy.facts {
        let fact = d.indicators.iter().find(|indicator| indicator.id == *id);
        if fact.is_none_or(|fact| fact.weight > 0 || fact.confidential) {
            return Err(wrong(
                id,
                "a fact of the policy is an indicator without weight",
            ));
        }
    }
    let lists = |confidential: bool, id: &String| {
        let mut lists = (d.checklists.iter()).filter(|list| list.confidential == confidential);
        lists.any(|list| list.sections.iter().any(|s| s.indicators.contains(id)))
    };
    for indicator in d
        .indicators
        .iter()
        .filter(|indicator| indicator.confidential)
    {
        if lists(false, &indicator.id) && !lists(true, &indicator.id) {
            return Err(wrong(
                &indicator.id,
                "is confidential, and no confidential checklist lists it",
            ));
        }
    }
    for element in &d.elements {
        let purpose = element.id.starts_with("purpose.");
        if element.form.as_ref().is_some_and(|f| !d.forms.contains(f))
            || purpose != element.form.is_some()
        {
            return Err(wrong(
                &element.id,
                "a purpose, and nothing else, has a form that is listed",
            ));
        }
    }
    for checklist in &d.checklists {
        let mut sections = HashSet::new();
        let mut listed = HashSet::new();
        for section in &checklist.sections {
            if !is_id(&section.id) || !sections.insert(&section.id) {
                return Err(wrong(
                    &checklist.id,
                    "a section is not well named or there twice",
                ));
            }
            for id in &section.indicators {
                if !indicators.contains(id.as_str()) || !listed.insert(id) {
                    return Err(wrong(
                        &checklist.id,
                        "lists an indicator that is not there, or twice",
                    ));
                }
            }
        }
        let former = |id: &String| indicators.contains(id.as_str()) && !listed.contains(id);
        if !checklist.former.iter().all(former) {
            return Err(wrong(
                &checklist.id,
                "once listed an indicator that is not there, or that it still lists",
            ));
        }
        if checklist.sections.is_empty() && checklist.form.is_none() {
            return Err(wrong(&checklist.id, "has neither sections nor questions"));
        }
    }
    for case in &d.cases {
        let checklist = d.checklists.iter().find(|list| list.id == case.checklist);
        let lists = |id: &String| {
            checklist.is_some_and(|list| list.sections.iter().any(|s| s.indicators.contains(id)))
        };
        if checklist.is_none() || !case.expected.keys().chain(&case.open).all(lists) {
            return Err(wrong(
                &case.id,
                "names a checklist, or an indicator in it, that is not there",
            ));
        }
        if case.expected.len() > MAX_CONDITION || case.open.len() > MAX_CONDITION {
            return Err(wrong(&case.id, "expects too many things"));
        }
    }
    for visit in &d.visits {
        let plain = !visit.site.is_empty() && visit.site.len() <= 64;
        let fact = |id: &String| d.indicators.iter().any(|x| x.id == *id && !x.confidential);
        if !plain
            || !crate::text::is_plain(&visit.site, false)
            || crate::form::Day::parse(&visit.day).is_none()
            || visit.present.len() > MAX_INDICATORS
            || !visit.present.iter().all(fact)
        {
            return Err(wrong(
                "visits",
                "a visit has a place, a day such as 2026-01-31, and facts that anybody may read",
            ));
        }
    }
    for linkage in &d.linkages {
        if linkage.when.is_empty() || !is_id(&linkage.mechanism) {
            return Err(wrong(&linkage.id, "needs a condition and a mechanism"));
        }
    }
    for service in &d.services {
        if service.needs.iter().any(|n| !needs.contains(n.as_str())) {
            return Err(wrong(&service.id, "meets a need that is not listed"));
        }
        if service.area.len() > 64 || !crate::text::is_plain(&service.area, false) {
            return Err(wrong(
                &service.id,
                "its area is too long or has control characters",
            ));
        }
        if service.languages.len() > MAX_CONDITION || service.languages.iter().any(|l| !is_id(l)) {
            return Err(wrong(&service.id, "a language is not a language tag"));
        }
        if service.facts.len() > MAX_CONDITION {
            return Err(wrong(&service.id, "has too many facts"));
        }
        if !service.verified.is_empty() && crate::form::Day::parse(&service.verified).is_none() {
            return Err(wrong(
                &service.id,
                "the day on which it was verified is not a day such as 2026-01-31",
            ));
        }
        if service.open.len() > 50
            || service
                .open
                .iter()
                .any(|o| !(1..=7).contains(&o.day) || o.from >= o.to || o.to > 1440)
        {
            return Err(wrong(&service.id, "its opening hours make no sense"));
        }
    }
    for id in CORE_ADVICE {
        // A place has nobody to whom anything could be said.
        let everybody = [Subject::Person, Subject::Group, Subject::Misconduct];
        let always = |a: &&super::Advice| {
            a.id == id
                && a.when.is_empty()
                && (a.subjects.is_empty() || everybody.iter().all(|s| a.subjects.contains(s)))
                && a.ages.is_empty()
                && (a.from, a.to) == (Level::NoFlag, None)
        };
        if !d.advice.iter().any(|a| always(&a)) {
            return Err(wrong(id, "must always be said"));
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
