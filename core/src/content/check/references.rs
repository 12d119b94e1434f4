//! Whether what a document names is there, and may be named where it is.

use std::collections::HashSet;

use super::{CORE_ADVICE, MAX_CONDITION, MAX_INDICATORS, is_id, wrong};
use crate::content::{
    ContentError,
    model::{Advice, Document, Level, Subject},
};

pub(super) fn references(d: &Document) -> Result<(), ContentError> {
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
        let always = |a: &&Advice| {
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
