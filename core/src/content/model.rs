//! What a content holds: plain data, as it is authored, signed and sent.
//!
//! Ids are lower-case words joined by `.` and `-` (`general.1`, `means.abuse-of-power`). No text
//! stands here: every id has its words in the Fluent sources of [`Document::languages`].

use serde::{Deserialize, Serialize};

use crate::{
    content::Age,
    form::{Form, Positions},
    text::Language,
};

/// The content format that this program reads and writes.
pub const FORMAT: u16 = 1;

/// A condition: any of these groups, in each of which all signals hold. There is no "not", so
/// nothing that is noticed can ever make a condition fail; both laws of the finding rest on this.
///
/// A signal is the id of an indicator, element, form, linkage or need; `prefix.*` for any of that
/// kind; or several of these joined by `|`, of which any will do; or `child` (to be treated as a child), `child-sign` (something pointed to a child) or
/// `definition` (what is known touches every part of the definition that this person needs).
pub type Condition = Vec<Vec<String>>;

/// Everything a phone needs to know in order to screen, find, advise and refer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Must be [`FORMAT`].
    pub format: u16,
    /// Which content this is, for example `base`.
    pub name: String,
    /// Grows with every release of this content.
    pub version: u64,
    /// What the source references start with, for example `unodc-2018`.
    pub sources: Vec<String>,
    /// Elements of the definition: acts, means and purposes.
    pub elements: Vec<Element>,
    /// Forms of exploitation, coarser than purposes.
    pub forms: Vec<String>,
    /// Urgent needs (`urgent.`) and kinds of assistance (`assist.`).
    pub needs: Vec<Need>,
    /// All indicators of all checklists. One that no checklist lists is retired: it is no longer
    /// shown, and answers that hold it stay valid.
    pub indicators: Vec<Indicator>,
    /// The checklists, in the order in which they are offered.
    pub checklists: Vec<Checklist>,
    /// What the answers may touch besides trafficking. May build on linkages before them.
    pub linkages: Vec<Linkage>,
    /// Advice, in the order in which it is said.
    pub advice: Vec<Advice>,
    /// Guidance cards.
    pub guidance: Vec<Card>,
    /// Explained words.
    pub glossary: Vec<Term>,
    /// The directory of services.
    pub services: Vec<Service>,
    /// Thresholds and times.
    pub policy: Policy,
    /// Languages with their texts. English is always there and complete.
    pub languages: Vec<Language>,
}

/// An element of the definition of trafficking in persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Starts with `act.`, `means.` or `purpose.`.
    pub id: String,
    /// Where it comes from.
    pub source: String,
    /// For a purpose: the form of exploitation that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
}

/// A need that a service can meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Starts with `urgent.` or `assist.`.
    pub id: String,
    /// Where it comes from.
    pub source: String,
}

/// One sign: something that a person can see, hear or be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// For example `general.1`. An id that is also an element's or a need's shows that one.
    pub id: String,
    /// Where it comes from, for example `unodc-2018/annex-ii/general/1`.
    pub source: String,
    /// What it may point to: ids of elements and needs, or `child`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<String>,
    /// How much it counts towards a level by itself, 0 to 9.
    pub weight: u8,
    /// It can be seen without asking anybody anything.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sight: bool,
}

/// Whom or what a checklist is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// One person.
    Person,
    /// Several people met together.
    Group,
    /// A place, without any person.
    Site,
    /// Misconduct by international personnel.
    Misconduct,
}

/// Indicators in sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// For example `person`.
    pub id: String,
    /// Grows when indicators or sections change their meaning.
    pub version: u32,
    /// Whom or what it is about.
    pub subject: Subject,
    /// What it holds goes to the confidential recipient and to nobody else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confidential: bool,
    /// Sections in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Questions of the office's own, asked after the sections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
}

/// A part of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// For example `labour`; its text is `section.labour`.
    pub id: String,
    /// When it is worth opening. Empty: from the start. It can always be opened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opens: Condition,
    /// Holds things that one mostly learns by asking: shown with the warning not to ask in front of
    /// others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks: bool,
    /// Ids of its indicators, in order.
    pub indicators: Vec<String>,
}

/// Another crime, mechanism or situation that the answers may touch. A pointer for a specialist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linkage {
    /// Starts with `linkage.`. Its text has the attributes `why` and `change` (what changes for the
    /// person).
    pub id: String,
    /// Where it comes from.
    pub source: String,
    /// The reporting mechanism that it concerns; its text is `mechanism.` and this.
    pub mechanism: String,
    /// When it is pointed to. Never empty.
    pub when: Condition,
}

/// How strongly to act. Ordered: later is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

impl Level {
    /// The text id that names it.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::NoFlag => "level.no-flag",
            Self::Enquire => "level.enquire",
            Self::Refer => "level.refer",
            Self::ReferNow => "level.refer-now",
        }
    }
}

/// A piece of advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// Starts with `advice.`.
    pub id: String,
    /// Said from this level upwards.
    pub from: Level,
    /// Said for these subjects; empty: for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
    /// Said when this is known of the age; empty: whatever is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ages: Vec<Age>,
    /// Said when this holds; empty: always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Condition,
}

/// A guidance card: a title and a few points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Starts with `card.`. Its points have this id followed by `.1`, `.2` and so on.
    pub id: String,
    /// Where it comes from.
    pub source: String,
    /// How many points it has, 1 to 20.
    pub points: u8,
}

/// An explained word. Its text has the attribute `means`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Starts with `term.`.
    pub id: String,
    /// Where it comes from.
    pub source: String,
}

/// Whom a service serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Serves {
    /// Girls and boys under 18.
    Children,
    /// Women.
    Women,
    /// Men.
    Men,
}

/// Opening hours on one day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// 1 is Monday, 7 is Sunday.
    pub day: u8,
    /// Minutes after midnight, local time, when it opens.
    pub from: u16,
    /// Minutes after midnight when it closes; at most 1440, and later than `from`.
    pub to: u16,
}

/// An entry of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Starts with `service.`. Its text is the name and has the attributes `hours` and `contact`
    /// (the line for the card).
    pub id: String,
    /// Ids of the needs that it meets.
    pub needs: Vec<String>,
    /// The area that it covers, as the office names areas; empty: everywhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// Whom it serves; empty: everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves: Vec<Serves>,
    /// Tags of the languages spoken there.
    pub languages: Vec<String>,
    /// When it is open; empty: day and night.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Opening>,
    /// It takes people now.
    pub active: bool,
}

/// When a level is reached: `when` holds and what was noticed weighs at least `weight`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Starts with `rule.`. Its text says why.
    pub id: String,
    /// The level that it leads to.
    pub level: Level,
    /// The condition; empty: always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Condition,
    /// The least total weight of what was observed or told.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub weight: u16,
}

fn is_zero(weight: &u16) -> bool {
    *weight == 0
}

/// Thresholds and times, set by the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Minutes after sealing during which a record can still be corrected on the phone; then it is
    /// out of reach. 0 to 1440.
    pub grace_minutes: u16,
    /// Minutes without a touch after which the phone locks. 1 to 60.
    pub auto_lock_minutes: u16,
    /// Days after the office's receipt for which a record's header stays. 0 to 365.
    pub retention_days: u16,
    /// Wrong codes after which the phone wipes itself. 5 to 100.
    pub wipe_after: u16,
    /// Whether a phone may be given a duress passphrase, which destroys everything. Off unless the
    /// organisation decides otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub duress: bool,
    /// Whether each phone's key is also sealed to the office, which can then help an owner who is locked
    /// out, and can open the phone's files. Off unless the organisation decides otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub escrow: bool,
    /// Which places forms may ask for. None unless the organisation decides otherwise; whatever it decides,
    /// nobody has to give one.
    #[serde(default, skip_serializing_if = "Positions::is_never")]
    pub positions: Positions,
    /// What leads to which level. Any indicator leads to [`Level::Enquire`] without a rule.
    pub rules: Vec<Rule>,
}
