//! A finding as a shell shows it: ids for programs, texts for people.

use pocketcard::{content, finding as core};

pub use pocketcard::content::Level;

/// How strongly to act. Ordered: later is more.
#[uniffi::remote(Enum)]
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

/// What is otherwise at a place than at its last visit, in words.
#[derive(Clone, Debug, uniffi::Record)]
pub struct SincePart {
    /// For example that it is new.
    pub title: String,
    /// The signs; none where the title says all.
    pub signs: Vec<String>,
}

/// What the answers indicate, why, and what to do. It flags and never judges.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Finding {
    /// How strongly to act.
    pub level: Level,
    /// The same in words: a place is reported, an offer is passed on, people are offered a referral.
    pub title: String,
    /// What that means.
    pub meaning: String,
    /// It is about people, who can be offered a referral.
    pub of_people: bool,
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
    /// How many pieces of advice are shown first; fold the rest.
    pub first_advice: u32,
    /// Of a place that was visited before: since when. Otherwise nothing.
    pub since: Option<String>,
    /// What is otherwise since then.
    pub since_parts: Vec<SincePart>,
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
        let checklist = content.checklist(&finding.checklist);
        let subject = checklist.map_or(content::Subject::Person, |checklist| checklist.subject);
        let level_id = finding.level.text_id(subject);
        let (since, parts) = core::since(content, language, finding).unzip();
        let part = |(title, signs)| SincePart { title, signs };
        Self {
            first_advice: u32::try_from(core::FIRST_ADVICE).unwrap_or(u32::MAX),
            since,
            since_parts: parts.unwrap_or_default().into_iter().map(part).collect(),
            level: finding.level,
            title: content.text(language, level_id),
            meaning: content
                .attribute(language, level_id, "meaning")
                .unwrap_or_default(),
            of_people: matches!(subject, content::Subject::Person | content::Subject::Group),
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
