//! From answers to a finding: what they indicate, why, and what to do. Pure.
//!
//! A finding flags and never judges. It says which elements of the definition the answers may point
//! to (article 3 of the Trafficking in Persons Protocol: act, means, purpose of exploitation), which
//! forms of exploitation, what else they touch, how strongly to act, and what to say and do. For each
//! of these it lists the answers that caused it. It holds no score.

mod render;
mod since;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use render::{because, render, since};
pub use since::{Since, compare};

use crate::{
    checklist::{self, Answers, AnswersError},
    content::{Age, Answer, Causes, Content, Derived, Level, Signals, Subject},
};

/// Something that answers point to, and which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// Ids of all the indicators that caused it, and `age` where what is known of the age did.
    /// Without these answers it would not be here; with these alone it would.
    pub causes: Vec<Arc<str>>,
}

/// One answer that counts: something was noticed, and how it came to be known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noticed {
    /// The indicator.
    pub id: String,
    /// Observed or told.
    pub answer: Answer,
}

/// Whether the person is treated as a child, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Childhood {
    /// The person is to be treated as a child.
    pub treated: bool,
    /// What is known of the age.
    pub age: Age,
    /// Indicators that point to a child, whatever the age was said to be.
    pub signs: Vec<Arc<str>>,
}

/// The three parts of the definition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elements {
    /// What was done: recruitment, transport, transfer, harbouring, receipt.
    pub act: Vec<Shown>,
    /// How.
    pub means: Vec<Shown>,
    /// What for.
    pub purpose: Vec<Shown>,
}

/// What the answers indicate, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The checklist that was answered.
    pub checklist: String,
    /// Its version.
    pub version: u32,
    /// Hash of the content that the finding was made with, in hex.
    pub pack: String,
    /// How strongly to act.
    pub level: Level,
    /// The rules of the policy that led to this level, and their causes. Empty at
    /// [`Level::NoFlag`].
    pub reasons: Vec<Shown>,
    /// Whether the person is treated as a child; of a group or a place: whether children are among those
    /// concerned.
    pub child: Childhood,
    /// Whether the definition asks for means; not for a child.
    pub means_needed: bool,
    /// The elements that the answers may point to. None for a place: what is known there is known of
    /// different people.
    pub elements: Elements,
    /// The answers touch every part of the definition that this person needs. Not a verdict: it is
    /// for a specialist to establish.
    pub definition: Option<Shown>,
    /// Forms of exploitation.
    pub forms: Vec<Shown>,
    /// What else the answers touch.
    pub linkages: Vec<Shown>,
    /// Needs that cannot wait.
    pub urgent: Vec<Shown>,
    /// Text ids of the advice, in the order of what one does. [`FIRST_ADVICE`] of them come first.
    pub advice: Vec<String>,
    /// Everything that was observed or told, in the content's order.
    pub noticed: Vec<Noticed>,
    /// Of a place that was visited before: what is otherwise since then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
    /// How many indicators of the checklist were looked for and not observed.
    pub not_observed: u16,
    /// How many were not asked about. What was not asked says nothing.
    pub not_asked: u16,
}

impl Finding {
    /// Whether the checklist has questions only and no indicators: then the level says nothing, because nothing was
    /// looked for.
    pub fn has_no_signs(&self) -> bool {
        self.noticed.is_empty() && self.not_observed == 0 && self.not_asked == 0
    }
}

/// The id of the reason that any indicator gives that says something by itself.
pub const ANYTHING: &str = "reason.anything";

/// How many pieces of advice are shown first: what to do now. The rest of [`Finding::advice`] is folded.
pub const FIRST_ADVICE: usize = 3;

/// What these answers indicate.
///
/// Two laws hold for every content: a further observed or told indicator never lowers the level, and
/// learning that the person is a child never lowers it. "Observed", "told" and "reported" count the same;
/// "not observed" and "not asked" count as nothing, for what is not seen is not disproved.
///
/// # Errors
/// When the answers do not fit the content, as [`checklist::validate`] says.
pub fn find(content: &Content, answers: &Answers) -> Result<Finding, AnswersError> {
    let resolved = checklist::resolve(content, answers)?;
    let checklist = resolved.checklist;
    let document = content.document();
    let signals = content.signals();
    let state = signals.follow(checklist.subject, &resolved.items, answers.age);
    let shown = |id: &str| -> Option<Shown> {
        let causes = state.of(id);
        causes.any().then(|| Shown {
            id: id.to_owned(),
            causes: causes.ids(signals),
        })
    };
    let place = matches!(checklist.subject, Subject::Site | Subject::Offer);
    let of_kind = |prefix: &str| -> Vec<Shown> {
        if place {
            return Vec::new();
        }
        let ids = document
            .elements
            .iter()
            .filter(|e| e.id.starts_with(prefix));
        ids.filter_map(|e| shown(&e.id)).collect()
    };
    let (level, reasons) = level(content, &state, checklist.subject);
    // Answers to what is no longer listed are kept, and are not among what could have been asked.
    let answered = |wanted: fn(Answer) -> bool| {
        let listed = resolved
            .items
            .iter()
            .filter(|(index, _)| content.is_listed(*index));
        listed.filter(|(_, answer)| wanted(*answer)).count()
    };
    let listed: usize = checklist.sections.iter().map(|s| s.indicators.len()).sum();
    let count = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let treated = state.child().any();
    Ok(Finding {
        checklist: checklist.id.clone(),
        version: checklist.version,
        pack: content.hash_hex(),
        level,
        reasons,
        child: Childhood {
            treated,
            age: answers.age,
            signs: state.child_signs().ids(signals),
        },
        means_needed: !treated,
        elements: Elements {
            act: of_kind("act."),
            means: of_kind("means."),
            purpose: of_kind("purpose."),
        },
        definition: shown("definition"),
        forms: document.forms.iter().filter_map(|id| shown(id)).collect(),
        linkages: document
            .linkages
            .iter()
            .filter_map(|l| shown(&l.id))
            .collect(),
        urgent: (document.needs.iter())
            .filter(|need| need.id.starts_with("urgent."))
            .filter_map(|need| shown(&need.id))
            .collect(),
        advice: advice(content, &state, checklist.subject, answers.age, level),
        noticed: (resolved.items.iter())
            .filter(|(_, answer)| answer.is_present())
            .map(|(index, answer)| Noticed {
                id: document.indicators[*index].id.clone(),
                answer: *answer,
            })
            .collect(),
        since: None,
        not_observed: count(answered(|answer| answer == Answer::NotObserved)),
        not_asked: count(listed - answered(|answer| answer != Answer::NotAsked)),
    })
}

/// The highest level that a rule leads to, and every rule that leads there.
fn level(content: &Content, state: &Derived, subject: Subject) -> (Level, Vec<Shown>) {
    let signals = content.signals();
    let (mut level, mut reasons) = (Level::NoFlag, Vec::new());
    if !state.present.any() {
        return (level, reasons_of(reasons, signals));
    }
    let anything = state.anything();
    if anything.any() {
        level = Level::Enquire;
        reasons.push((ANYTHING, anything));
    }
    for (index, rule) in content.document().policy.rules.iter().enumerate() {
        let applies = rule.subjects.is_empty() || rule.subjects.contains(&subject);
        if rule.level < level || !applies {
            continue;
        }
        let causes = rule_causes(state, index, rule.when.is_empty(), rule.weight);
        if !causes.any() {
            continue;
        }
        if rule.level > level {
            level = rule.level;
            reasons.clear();
        }
        reasons.push((rule.id.as_str(), causes));
    }
    (level, reasons_of(reasons, signals))
}

fn reasons_of(reasons: Vec<(&str, Causes)>, signals: &Signals) -> Vec<Shown> {
    let reasons = reasons.into_iter().map(|(id, causes)| Shown {
        id: id.to_owned(),
        causes: causes.ids(signals),
    });
    reasons.collect()
}

fn rule_causes(state: &Derived, index: usize, always: bool, weight: u16) -> Causes {
    let causes = state.rule(index);
    if (!always && !causes.any()) || state.weight < u32::from(weight) {
        return Causes::default();
    }
    let weighed = if weight > 0 {
        state.weighty
    } else {
        Causes::default()
    };
    causes.union(&weighed)
}

fn advice(
    content: &Content,
    state: &Derived,
    subject: Subject,
    age: Age,
    level: Level,
) -> Vec<String> {
    let advice = content.document().advice.iter().enumerate();
    advice
        .filter(|(index, advice)| {
            level >= advice.from
                && advice.to.is_none_or(|to| level <= to)
                && (advice.subjects.is_empty() || advice.subjects.contains(&subject))
                && (advice.ages.is_empty() || advice.ages.contains(&age))
                && (advice.when.is_empty() || state.advised(*index))
        })
        .map(|(_, advice)| advice.id.clone())
        .collect()
}
