//! What changed from one content to another, in words for anyone who has to sign it.

use std::collections::{BTreeMap, BTreeSet};

use pocketcard::{
    content::{AloneQuestion, Checklist, Content, Document, Recording},
    form::Form,
};
use serde::Serialize;

use super::recordings::called;

/// What a question of a person who answers alone is called here.
const ASKED_ALONE: &str = "question for a person alone";
/// What a voice is called here: nobody reads in words what it says, so that it has to be heard.
const RECORDING: &str = "recording";

/// The differences from `old` to `new`, a line each; empty if there are none. Nothing that changed is
/// left out: a change that is too deep for words is named by its place.
pub fn diff(old: &Content, new: &Content) -> Vec<String> {
    let mut lines = Vec::new();
    let (o, n) = (old.document(), new.document());
    if o.name != n.name {
        lines.push(format!("name: {} becomes {}", o.name, n.name));
    }
    if o.version != n.version {
        lines.push(format!("version: {} becomes {}", o.version, n.version));
    }
    indicators(old, new, &mut lines);
    checklists(o, n, &mut lines);
    entries("service", &o.services, &n.services, |x| &x.id, &mut lines);
    entries("element", &o.elements, &n.elements, |x| &x.id, &mut lines);
    entries(
        "form of exploitation",
        &o.forms,
        &n.forms,
        |x| x,
        &mut lines,
    );
    entries("need", &o.needs, &n.needs, |x| &x.id, &mut lines);
    entries("linkage", &o.linkages, &n.linkages, |x| &x.id, &mut lines);
    entries("advice", &o.advice, &n.advice, |x| &x.id, &mut lines);
    entries(
        "guidance card",
        &o.guidance,
        &n.guidance,
        |x| &x.id,
        &mut lines,
    );
    entries("term", &o.glossary, &n.glossary, |x| &x.id, &mut lines);
    entries("case", &o.cases, &n.cases, |x| &x.id, &mut lines);
    entries("visit", &o.visits, &n.visits, |x| &x.site, &mut lines);
    let asked = |d: &Document| -> Vec<(String, AloneQuestion)> {
        let named = d
            .alone
            .iter()
            .map(|it| (it.topic.text_id().to_owned(), it.clone()));
        named.collect()
    };
    entries(ASKED_ALONE, &asked(o), &asked(n), |x| &x.0, &mut lines);
    let voices = |d: &Document| -> Vec<(String, Recording)> {
        d.recordings
            .iter()
            .map(|it| (called(it), it.clone()))
            .collect()
    };
    entries(RECORDING, &voices(o), &voices(n), |x| &x.0, &mut lines);
    entries(
        "tried with people in",
        &o.alone_tried,
        &n.alone_tried,
        |x| x,
        &mut lines,
    );
    entries("source", &o.sources, &n.sources, |x| x, &mut lines);
    policy(o, n, &mut lines);
    texts(o, n, &mut lines);
    lines
}

/// Puts what a signer must see before all else first, and marks it: what opens phones, what erases them or what
/// they keep, and where people are sent.
pub fn urgent_first(changes: &mut [String]) {
    const URGENT: [&str; 9] = [
        "policy: escrow",
        "policy: duress",
        "policy: wipe_after",
        "policy: retention_days",
        "policy: grace_minutes",
        "policy: auto_lock_minutes",
        "service ",
        ASKED_ALONE,
        RECORDING,
    ];
    let place = |line: &String| URGENT.iter().position(|it| line.starts_with(it));
    changes.sort_by_key(|line| place(line).unwrap_or(URGENT.len()));
    for line in changes.iter_mut().filter(|line| place(line).is_some()) {
        line.insert_str(0, "!! ");
    }
}

/// What was added, removed or changed in a list; and, if nothing was, whether its order did.
fn entries<T: PartialEq>(
    what: &str,
    old: &[T],
    new: &[T],
    id: impl Fn(&T) -> &String,
    lines: &mut Vec<String>,
) {
    let before = lines.len();
    for entry in new {
        match old.iter().find(|there| id(there) == id(entry)) {
            None => lines.push(format!("{what} added: {}", id(entry))),
            Some(there) if there != entry => lines.push(format!("{what} changed: {}", id(entry))),
            Some(_) => {}
        }
    }
    for gone in old
        .iter()
        .filter(|there| new.iter().all(|entry| id(entry) != id(there)))
    {
        lines.push(format!("{what} removed: {}", id(gone)));
    }
    if lines.len() == before && old != new {
        lines.push(format!("{what}: the order changed"));
    }
}

fn indicators(old: &Content, new: &Content, lines: &mut Vec<String>) {
    let listed = |content: &Content| -> BTreeSet<String> {
        let sections = content
            .document()
            .checklists
            .iter()
            .flat_map(|c| &c.sections);
        sections
            .flat_map(|section| section.indicators.iter().cloned())
            .collect()
    };
    let (shown_before, shown_now) = (listed(old), listed(new));
    for indicator in &new.document().indicators {
        let id = &indicator.id;
        let Some(before) = old.indicator(id) else {
            lines.push(format!("indicator added: {id}: {}", new.text("en", id)));
            continue;
        };
        if before.weight != indicator.weight {
            lines.push(format!(
                "indicator re-weighed: {id}: {} becomes {}",
                before.weight, indicator.weight
            ));
        }
        if (&before.shows, &before.source, before.sight)
            != (&indicator.shows, &indicator.source, indicator.sight)
        {
            lines.push(format!("indicator changed in what it shows: {id}"));
        }
        match (shown_before.contains(id), shown_now.contains(id)) {
            (true, false) => lines.push(format!("indicator hidden: {id}")),
            (false, true) => lines.push(format!("indicator no longer hidden: {id}")),
            _ => {}
        }
    }
    for gone in old
        .document()
        .indicators
        .iter()
        .filter(|i| new.indicator(&i.id).is_none())
    {
        lines.push(format!(
            "indicator removed: {}: drafts that hold it become invalid",
            gone.id
        ));
    }
    let order = |d: &Document| {
        d.indicators
            .iter()
            .map(|i| i.id.clone())
            .collect::<Vec<_>>()
    };
    let (before, now) = (order(old.document()), order(new.document()));
    let both = |ids: &[String], other: &[String]| -> Vec<String> {
        ids.iter()
            .filter(|id| other.contains(id))
            .cloned()
            .collect()
    };
    if both(&before, &now) != both(&now, &before) {
        lines.push("indicators: the order changed".to_owned());
    }
}

fn checklists(old: &Document, new: &Document, lines: &mut Vec<String>) {
    for checklist in &new.checklists {
        match old.checklists.iter().find(|there| there.id == checklist.id) {
            None => lines.push(format!("checklist added: {}", checklist.id)),
            Some(there) => one_checklist(there, checklist, lines),
        }
    }
    for gone in old
        .checklists
        .iter()
        .filter(|c| new.checklists.iter().all(|n| n.id != c.id))
    {
        lines.push(format!("checklist removed: {}", gone.id));
    }
    let ids = |d: &Document| {
        d.checklists
            .iter()
            .map(|c| c.id.clone())
            .collect::<BTreeSet<_>>()
    };
    let order = |d: &Document| {
        d.checklists
            .iter()
            .map(|c| c.id.clone())
            .collect::<Vec<_>>()
    };
    if ids(old) == ids(new) && order(old) != order(new) {
        lines.push("checklists: the order changed".to_owned());
    }
}

fn one_checklist(old: &Checklist, new: &Checklist, lines: &mut Vec<String>) {
    let id = &new.id;
    if old.version != new.version {
        lines.push(format!(
            "checklist {id}: version {} becomes {}",
            old.version, new.version
        ));
    }
    if old.confidential != new.confidential || old.subject != new.subject {
        lines.push(format!(
            "checklist {id}: whom it is about, or who receives it, changed"
        ));
    }
    entries(
        &format!("checklist {id}: section"),
        &old.sections,
        &new.sections,
        |s| &s.id,
        lines,
    );
    match (&old.form, &new.form) {
        (None, Some(_)) => lines.push(format!("checklist {id}: questions added")),
        (Some(_), None) => lines.push(format!("checklist {id}: questions removed")),
        (Some(old), Some(new)) if old != new => questions(id, old, new, lines),
        _ => {}
    }
}

fn questions(checklist: &str, old: &Form, new: &Form, lines: &mut Vec<String>) {
    let before = lines.len();
    entries(
        &format!("checklist {checklist}: question"),
        old.items(),
        new.items(),
        |item| &item.name,
        lines,
    );
    let (old, new) = (old.document(), new.document());
    let names: BTreeSet<_> = old.lists.keys().chain(new.lists.keys()).collect();
    for name in names {
        if old.lists.get(name) != new.lists.get(name) {
            lines.push(format!("checklist {checklist}: choices changed: {name}"));
        }
    }
    if lines.len() == before {
        lines.push(format!(
            "checklist {checklist}: the form's title, version or language changed"
        ));
    }
}

fn policy(old: &Document, new: &Document, lines: &mut Vec<String>) {
    let members = |document: &Document| -> serde_json::Map<String, serde_json::Value> {
        match serde_json::to_value(&document.policy) {
            Ok(serde_json::Value::Object(members)) => members,
            _ => serde_json::Map::new(),
        }
    };
    let (before, now) = (members(old), members(new));
    // A switch that is off is not written.
    let off = serde_json::Value::Bool(false);
    let names: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    for name in names {
        let (there, value) = (
            before.get(name).unwrap_or(&off),
            now.get(name).unwrap_or(&off),
        );
        if there.is_array() && there != value {
            lines.push(format!("policy: {name} changed"));
        } else if there != value {
            lines.push(format!("policy: {name}: {there} becomes {value}"));
        }
    }
    entries(
        "rule",
        &old.policy.rules,
        &new.policy.rules,
        |rule| &rule.id,
        lines,
    );
}

fn texts(old: &Document, new: &Document, lines: &mut Vec<String>) {
    for language in &new.languages {
        let tag = &language.tag;
        let Some(before) = old.languages.iter().find(|there| there.tag == *tag) else {
            lines.push(format!(
                "language added: {tag} ({}, {})",
                language.name,
                named(&language.review)
            ));
            continue;
        };
        if before.review != language.review {
            lines.push(format!(
                "language {tag}: {} becomes {}",
                named(&before.review),
                named(&language.review)
            ));
        }
        if (&before.name, before.direction) != (&language.name, language.direction) {
            lines.push(format!("language {tag}: its name or direction changed"));
        }
        let (before, now) = (messages(&before.texts), messages(&language.texts));
        for (id, text) in &now {
            match before.get(id) {
                None => lines.push(format!("text added in {tag}: {id}")),
                Some(there) if there != text => {
                    lines.push(format!(
                        "text re-worded in {tag}: {id}\n  - {there}\n  + {text}"
                    ));
                }
                Some(_) => {}
            }
        }
        for gone in before.keys().filter(|id| !now.contains_key(*id)) {
            lines.push(format!("text removed in {tag}: {gone}"));
        }
    }
    for gone in old
        .languages
        .iter()
        .filter(|l| new.languages.iter().all(|n| n.tag != l.tag))
    {
        lines.push(format!("language removed: {}", gone.tag));
    }
}

/// A value's own name, as it is written.
fn named(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The messages of a Fluent source by name, each in one line, without comments.
fn messages(source: &str) -> BTreeMap<&str, String> {
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    let mut current = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let starts = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        match line.split_once('=').filter(|_| starts) {
            Some((name, text)) => {
                current = Some(name.trim_end());
                found.insert(name.trim_end(), text.trim().to_owned());
            }
            None => {
                if let Some(text) = current.and_then(|name| found.get_mut(name))
                    && !line.trim().is_empty()
                {
                    text.push(' ');
                    text.push_str(line.trim());
                }
            }
        }
    }
    found
}
