//! Tailoring a content for a place and a season.
//!
//! A pack always carries a whole [`Content`](super::Content): what was signed is exactly what is
//! shown, whatever version of the program shows it, and one hash names it. An overlay is how an office
//! *writes* such a content: the differences to one that it starts from, usually the built-in one.

mod apply;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    AloneQuestion, Recording,
    model::{
        Advice, Card, Case, Checklist, Element, Indicator, Linkage, Need, Rule, Service, Term,
        Visit,
    },
};
use crate::{
    form::{Form, Positions},
    text::Language,
};

/// Differences to a content. In each list, an entry whose id is already there takes its place; a new
/// one is added at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Overlay {
    /// Name of the content that results.
    pub name: String,
    /// Its version.
    pub version: u64,
    /// Ready-made settings that come before everything here: where the pack is used ([`SETTINGS`]).
    pub settings: Vec<String>,
    /// Indicators without weight that are true wherever it is used, added to the policy's.
    pub facts: Vec<String>,
    /// Indicators that make up the beginning of a section, in this order, wherever in the checklist they
    /// stood before; what stood in the section follows.
    pub first: Vec<Placement>,
    /// Questions to ask after the sections of checklists that have none.
    pub questions: Vec<Questions>,
    /// Further sources.
    pub sources: Vec<String>,
    /// Elements to add or change.
    pub elements: Vec<Element>,
    /// Further forms of exploitation.
    pub forms: Vec<String>,
    /// Needs to add or change.
    pub needs: Vec<Need>,
    /// Indicators to add or change.
    pub indicators: Vec<Indicator>,
    /// Other weights, by indicator.
    pub weights: BTreeMap<String, u8>,
    /// Indicators to take out of every checklist, and cards, terms and services to drop. Answers that
    /// already hold a hidden indicator stay valid.
    pub hide: Vec<String>,
    /// Checklists to add or change as a whole.
    pub checklists: Vec<Checklist>,
    /// Indicators to put at the end of a section.
    pub place: Vec<Placement>,
    /// Linkages to add or change.
    pub linkages: Vec<Linkage>,
    /// Advice to add or change.
    pub advice: Vec<Advice>,
    /// Guidance cards to add or change.
    pub guidance: Vec<Card>,
    /// Words to add or change.
    pub glossary: Vec<Term>,
    /// Practice cases to add, or to put in place of others.
    #[serde(default)]
    pub cases: Vec<Case>,
    /// What the office knows of places from earlier visits, in place of what is there of the same place.
    pub visits: Vec<Visit>,
    /// What a person who answers alone may be asked, in place of what is there. An empty list takes the private
    /// mode away.
    pub alone: Option<Vec<AloneQuestion>>,
    /// Further languages in which pictures and voices were tried with people who speak them.
    pub alone_tried: Vec<String>,
    /// People reading texts aloud, added to those that are there, or in place of the same voice reading the same text.
    pub recordings: Vec<Recording>,
    /// The office's own directory. It takes the place of the one that is there.
    pub services: Option<Vec<Service>>,
    /// What the office changes of the policy; what is not named stays.
    pub policy: Option<PolicyChange>,
    /// Texts to add or re-word, and further languages. A text that is re-worded in one language stays
    /// as it is in the others: where its meaning changes, re-word it in all of them.
    pub languages: Vec<Language>,
}

/// The ready-made settings: the kind of place where a pack is used, by name, as overlays. They change what is
/// known without asking and what is seen first, and no word. One, `profile`, is no place: it asks for
/// disaggregated fields.
pub const SETTINGS: &[(&str, &str)] = &[
    (
        "conflict",
        include_str!("../../content/settings/conflict.toml"),
    ),
    ("route", include_str!("../../content/settings/route.toml")),
    ("camp", include_str!("../../content/settings/camp.toml")),
    (
        "distribution",
        include_str!("../../content/settings/distribution.toml"),
    ),
    (
        "checkpoint",
        include_str!("../../content/settings/checkpoint.toml"),
    ),
    (
        "profile",
        include_str!("../../content/settings/profile.toml"),
    ),
];

/// Which checklist asks which questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questions {
    /// Id of the checklist.
    pub checklist: String,
    /// What it asks.
    pub form: Form,
}

/// What changes of a [`Policy`](super::Policy); its own page says what each is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "as in the policy")]
pub struct PolicyChange {
    pub grace_minutes: Option<u16>,
    pub auto_lock_minutes: Option<u16>,
    pub retention_days: Option<u16>,
    pub kept_days: Option<u16>,
    pub wipe_after: Option<u16>,
    pub duress: Option<bool>,
    pub escrow: Option<bool>,
    pub positions: Option<Positions>,
    /// Added to those that are there.
    pub facts: Vec<String>,
    /// All rules: a level depends on every one of them.
    pub rules: Option<Vec<Rule>>,
}

/// Where to put indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// Id of the checklist.
    pub checklist: String,
    /// Id of the section. One that is not there is added at the end, open from the start.
    pub section: String,
    /// Ids of the indicators.
    pub indicators: Vec<String>,
}
