//! A finding as a shell shows it: ids for programs, texts for people.

use pocketcard::{content, finding as core};

use crate::checklist::same;

/// How strongly to act. Ordered: later is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Level {
    /// Nothing was noticed. This does not mean that nothing is there.
    NoFlag,
    /// Something was noticed: find out more, safely.
    Enquire,
    /// Offer a referral to a specialist.
    Refer,
    /// Offer it now, before parting.
    ReferNow,
}

same!(Level, content::Level: NoFlag, Enquire, Refer, ReferNow);

/// Something that answers point to, and which answers.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Ids of the answers that caused it, and `age` where that did.
    pub causes: Vec<String>,
    /// The same in words.
    pub because: Vec<String>,
}

/// What the answers indicate, why, and what to do. It flags and never judges.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Finding {
    /// How strongly to act.
    pub level: Level,
    /// What led to this level.
    pub reasons: Vec<Shown>,
    /// Whether the person is treated as a child.
    pub treated_as_child: bool,
    /// Whether the definition asks for means; not for a child.
    pub means_needed: bool,
    /// What was done: recruitment, transport, transfer, harbouring, receipt.
    pub act: Vec<Shown>,
    /// How.
    pub means: Vec<Shown>,
    /// What for.
    pub purpose: Vec<Shown>,
    /// Forms of exploitation.
    pub forms: Vec<Shown>,
    /// What else the answers touch.
    pub linkages: Vec<Shown>,
    /// Needs that cannot wait.
    pub urgent: Vec<Shown>,
    /// What to say and do, in this order.
    pub advice: Vec<String>,
    /// The whole finding as lines of plain text. Lines that begin with two spaces belong to the
    /// heading above them.
    pub lines: Vec<String>,
}

impl Finding {
    /// The finding with its texts in a language.
    pub(crate) fn tell(
        content: &content::Content,
        finding: &core::Finding,
        language: &str,
    ) -> Self {
        let tell = |shown: &Vec<core::Shown>| -> Vec<Shown> {
            let one = |shown: &core::Shown| Shown {
                id: shown.id.clone(),
                text: content.text(language, &shown.id),
                causes: shown.causes.iter().map(|id| id.to_string()).collect(),
                because: core::because(content, language, shown),
            };
            shown.iter().map(one).collect()
        };
        Self {
            level: finding.level.into(),
            reasons: tell(&finding.reasons),
            treated_as_child: finding.child.treated,
            means_needed: finding.means_needed,
            act: tell(&finding.elements.act),
            means: tell(&finding.elements.means),
            purpose: tell(&finding.elements.purpose),
            forms: tell(&finding.forms),
            linkages: tell(&finding.linkages),
            urgent: tell(&finding.urgent),
            advice: finding
                .advice
                .iter()
                .map(|id| content.text(language, id))
                .collect(),
            lines: core::render(content, finding, language),
        }
    }
}
