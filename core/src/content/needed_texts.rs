//! Which texts a content needs, and whether they are there.

use std::collections::HashSet;

use super::{ContentError, check::wrong, model::Document};
use crate::text::{ENGLISH, Texts};

/// Texts that the program and the shells around it say: id and attribute. A content may reword them; one that lacks
/// them uses those that are built in.
const PROGRAM_TEXTS: &[(&str, &str)] = &[
    ("age", ""),
    ("age", "hint"),
    ("age.adult", ""),
    ("age.ask", ""),
    ("age.child", ""),
    ("age.may-be-child", ""),
    ("age.unknown", ""),
    ("alone.by-yourself", ""),
    ("alone.child", ""),
    ("alone.end", ""),
    ("alone.free", ""),
    ("alone.gate-adult", ""),
    ("alone.gate-alone", ""),
    ("alone.gate-child-protection", ""),
    ("alone.hand-over", ""),
    ("alone.heard", ""),
    ("alone.heard-nothing", ""),
    ("alone.hurt", ""),
    ("alone.listen", ""),
    ("alone.mode", ""),
    ("alone.mode", "hint"),
    ("alone.need", ""),
    ("alone.need-doctor", ""),
    ("alone.need-food", ""),
    ("alone.need-sleep", ""),
    ("alone.need-talk", ""),
    ("alone.neutral", ""),
    ("alone.no", ""),
    ("alone.no-sound", ""),
    ("alone.papers", ""),
    ("alone.pay", ""),
    ("alone.safe", ""),
    ("alone.share", ""),
    ("alone.skip", ""),
    ("alone.untested", ""),
    ("alone.voice", ""),
    ("alone.voice-man", ""),
    ("alone.voice-woman", ""),
    ("alone.yes", ""),
    ("answer.not-asked", ""),
    ("answer.not-asked", "hint"),
    ("answer.not-observed", ""),
    ("answer.not-observed", "hint"),
    ("answer.observed", ""),
    ("answer.observed", "hint"),
    ("answer.reported", ""),
    ("answer.reported", "hint"),
    ("answer.told", ""),
    ("answer.told", "hint"),
    ("ask.allegation", ""),
    ("ask.back", ""),
    ("ask.begin", ""),
    ("ask.choose", ""),
    ("ask.choose-several", ""),
    ("ask.day", ""),
    ("ask.day-time", ""),
    ("ask.decimal", ""),
    ("ask.enough", ""),
    ("ask.file", ""),
    ("ask.go-on", ""),
    ("ask.kept", ""),
    ("ask.leave", ""),
    ("ask.next-part", ""),
    ("ask.no-keep", ""),
    ("ask.no-service", ""),
    ("ask.not-a-choice", ""),
    ("ask.note", ""),
    ("ask.nothing-kept", ""),
    ("ask.number", ""),
    ("ask.order", ""),
    ("ask.place", ""),
    ("ask.places", ""),
    ("ask.ready", ""),
    ("ask.sections", ""),
    ("ask.site", ""),
    ("ask.tick", ""),
    ("ask.time", ""),
    ("ask.too-long", ""),
    ("ask.turns", ""),
    ("ask.unfinished", ""),
    ("ask.which", ""),
    ("ask.words", ""),
    ("ask.yes", ""),
    ("child.adult", ""),
    ("child.child", ""),
    ("child.may-be-child", ""),
    ("child.signs", ""),
    ("child.unknown", ""),
    ("code", ""),
    ("code", "hint"),
    ("consent", ""),
    ("consent", "hint"),
    ("consent.accountability", ""),
    ("consent.any-help", ""),
    ("consent.before", ""),
    ("consent.referral", ""),
    ("consent.refused", ""),
    ("consent.services", ""),
    ("consent.statistics", ""),
    ("consent.withdrawn", ""),
    ("contact-card", ""),
    ("contact-card", "end"),
    ("finding.act", ""),
    ("finding.advice", ""),
    ("finding.advice-more", ""),
    ("finding.because", ""),
    ("finding.definition", ""),
    ("finding.elements", ""),
    ("finding.forms", ""),
    ("finding.item", ""),
    ("finding.linkage-mechanism", ""),
    ("finding.linkages", ""),
    ("finding.means", ""),
    ("finding.means-not-needed", ""),
    ("finding.no-contact", ""),
    ("finding.not-a-verdict", ""),
    ("finding.kept", ""),
    ("finding.kept", "meaning"),
    ("finding.not-asked", ""),
    ("finding.not-observed", ""),
    ("finding.noticed", ""),
    ("finding.part-missing", ""),
    ("finding.purpose", ""),
    ("finding.reasons", ""),
    ("finding.reported", ""),
    ("finding.seen", ""),
    ("finding.the-age", ""),
    ("finding.since", ""),
    ("finding.since-gone", ""),
    ("finding.since-new", ""),
    ("finding.since-not-looked", ""),
    ("finding.since-nothing", ""),
    ("finding.since-still", ""),
    ("finding.told", ""),
    ("finding.urgent", ""),
    ("level.enquire", ""),
    ("level.enquire", "meaning"),
    ("level.enquire.offer", ""),
    ("level.enquire.offer", "meaning"),
    ("level.enquire.site", ""),
    ("level.enquire.site", "meaning"),
    ("level.no-flag", ""),
    ("level.no-flag", "meaning"),
    ("level.no-flag.offer", ""),
    ("level.no-flag.offer", "meaning"),
    ("level.no-flag.site", ""),
    ("level.no-flag.site", "meaning"),
    ("level.refer", ""),
    ("level.refer", "meaning"),
    ("level.refer.offer", ""),
    ("level.refer.offer", "meaning"),
    ("level.refer.site", ""),
    ("level.refer.site", "meaning"),
    ("level.refer-now", ""),
    ("level.refer-now", "meaning"),
    ("level.refer-now.offer", ""),
    ("level.refer-now.offer", "meaning"),
    ("level.refer-now.site", ""),
    ("level.refer-now.site", "meaning"),
    ("notice.other-pack", ""),
    ("practice.banner", ""),
    ("practice.done", ""),
    ("practice.expected", ""),
    ("practice.leave", ""),
    ("practice.level", ""),
    ("practice.missed", ""),
    ("practice.new", ""),
    ("practice.nothing", ""),
    ("practice.right", ""),
    ("practice.too-much", ""),
    ("practice.why", ""),
    ("practice.yours", ""),
    ("reason.anything", ""),
    ("review.machine", ""),
    ("review.original", ""),
    ("review.reviewed", ""),
    ("offer.available", ""),
    ("offer.offered", ""),
    ("offer.open", ""),
    ("question.constraint", ""),
    ("question.missing", ""),
    ("question.no-positions", ""),
    ("question.not-a-choice", ""),
    ("question.out-of-range", ""),
    ("question.too-long", ""),
    ("question.wrong-kind", ""),
    ("service-fact.asks-papers", ""),
    ("service-fact.asks-police-report", ""),
    ("service-fact.example", ""),
    ("service-fact.fee", ""),
    ("service-fact.full", ""),
    ("service-fact.hotline", ""),
    ("service-fact.mobile", ""),
    ("service-fact.never-verified", ""),
    ("service-fact.no-directory", ""),
    ("service-fact.none", ""),
    ("service-fact.serves", ""),
    ("service-fact.spoken", ""),
    ("service-fact.state", ""),
    ("service-fact.transport", ""),
    ("service-fact.verified", ""),
    ("service-found.changed", ""),
    ("service-found.closed", ""),
    ("service-found.conditions", ""),
    ("service-found.confirmed", ""),
    ("service-found.full", ""),
    ("service-found.new", ""),
    ("service-found.unsafe", ""),
    ("serves.children", ""),
    ("serves.disability", ""),
    ("serves.lgbtiq", ""),
    ("serves.men", ""),
    ("serves.women", ""),
    ("state.delivered", ""),
    ("state.draft", ""),
    ("state.in-transit", ""),
    ("state.purged", ""),
    ("state.quarantined", ""),
    ("state.received", ""),
    ("state.sealed", ""),
    ("warning.ask-alone", ""),
];

/// The texts that a complete language has: those of the document and those of the program.
pub(super) fn all_texts(d: &Document) -> Vec<(String, &'static str)> {
    let program = PROGRAM_TEXTS
        .iter()
        .map(|(id, part)| ((*id).to_owned(), *part));
    program.chain(needed_texts(d)).collect()
}

/// Every text that a document needs: id and attribute (empty for the text itself).
fn needed_texts(d: &Document) -> Vec<(String, &'static str)> {
    let mut needed = Vec::new();
    let mut add = |id: &str, attributes: &[&'static str]| {
        needed.push((id.to_owned(), ""));
        needed.extend(attributes.iter().map(|a| (id.to_owned(), *a)));
    };
    for source in &d.sources {
        add(&format!("source.{source}"), &[]);
    }
    let directly: HashSet<&str> = d.indicators.iter().map(|x| x.id.as_str()).collect();
    for indicator in &d.indicators {
        add(&indicator.id, &["hint"]);
    }
    let others = (d.elements.iter().map(|x| &x.id)).chain(d.needs.iter().map(|x| &x.id));
    for id in others.filter(|id| !directly.contains(id.as_str())) {
        add(id, &[]);
    }
    for form in &d.forms {
        add(form, &[]);
    }
    for checklist in &d.checklists {
        add(&format!("checklist.{}", checklist.id), &["hint"]);
        for section in &checklist.sections {
            add(&format!("section.{}", section.id), &["hint"]);
        }
    }
    for linkage in &d.linkages {
        add(&linkage.id, &["why", "change"]);
        add(&format!("mechanism.{}", linkage.mechanism), &[]);
    }
    for id in d
        .advice
        .iter()
        .map(|x| &x.id)
        .chain(d.policy.rules.iter().map(|x| &x.id))
    {
        add(id, &[]);
    }
    for card in &d.guidance {
        add(&card.id, &[]);
        for point in 1..=card.points {
            add(&format!("{}.{point}", card.id), &[]);
        }
    }
    for case in &d.cases {
        add(&case.id, &["story", "lesson"]);
    }
    for term in &d.glossary {
        add(&term.id, &["means"]);
    }
    for service in &d.services {
        add(&service.id, &["hours", "contact"]);
    }
    needed.sort();
    needed.dedup();
    needed
}

pub(super) fn check_texts(d: &Document, texts: &Texts) -> Result<(), ContentError> {
    if d.languages.first().is_none_or(|l| l.tag != ENGLISH) {
        return Err(wrong("languages", "English must be there, and first"));
    }
    for (id, attribute) in needed_texts(d) {
        if !texts.has(ENGLISH, &id, attribute) {
            return Err(wrong(&id, "has no English text, or lacks a part of it"));
        }
    }
    Ok(())
}
