//! What a content holds: plain data, as it is authored, signed and sent.
//!
//! Ids are lower-case words joined by `.` and `-` (`general.1`, `means.abuse-of-power`). No text
//! stands here: every id has its words in the Fluent sources of [`Document::languages`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    content::{Age, AloneQuestion, Answer, Recording},
    form::{Form, Positions},
    text::Language,
};

/// The content format that this program writes.
pub const FORMAT: u16 = 2;
/// The oldest content format that this program still reads.
pub const OLDEST_FORMAT: u16 = 1;

/// A condition: any of these groups, in each of which all signals hold. There is no "not", so
/// nothing that is noticed can ever make a condition fail; both laws of the finding rest on this.
///
/// A signal is the id of an indicator, element, form, linkage or need; `prefix.*` for any of that
/// kind; or several of these joined by `|`, of which any will do; or one of these:
///
/// | signal | holds when |
/// |---|---|
/// | `child` | the person is to be treated as a child: known or perhaps one, or the age is not known |
/// | `child-likely` | noted as a child or perhaps one; or the age is not known and a sign points to a child |
/// | `child-sign` | something pointed to a child |
/// | `child-concerned` | `child`, or an adult told of a child |
/// | `told-of-another` | something is known that speaks of somebody else where the person is an adult |
/// | `anything` | something was noticed that says something by itself |
/// | `definition` | what is known touches every part of the definition that this person needs |
pub type Condition = Vec<Vec<String>>;

/// Everything a phone needs to know in order to screen, find, advise and refer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// From [`OLDEST_FORMAT`] to [`FORMAT`].
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
    /// Invented cases to practise on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
    /// What the office knows of places from earlier visits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<Visit>,
    /// What a person may be asked who answers alone, in this order. None: there is no private mode.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alone: Vec<AloneQuestion>,
    /// Tags of the languages in which pictures and voices were tried with people who speak them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alone_tried: Vec<String>,
    /// People reading texts aloud.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recordings: Vec<Recording>,
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
    /// What it may point to: ids of elements, forms and needs, or `child`. A form without a purpose is
    /// for facts that are as true of the poor and the displaced as of the exploited: alone they count
    /// towards no rule's weight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<String>,
    /// What it points to besides where the person is likely to be a child.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows_of_child: Vec<String>,
    /// The indicator, of another section, that is the same fact: both together weigh as the heavier one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// Told by an adult, it speaks of somebody else (a mother tells of her son): then it shows nothing
    /// of the person screened.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub about_other: bool,
    /// How much it counts towards a level by itself, 0 to 9.
    pub weight: u8,
    /// It can be seen without asking anybody anything.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sight: bool,
    /// It is an allegation against our own personnel: an answer or a note on it goes to the
    /// confidential recipient and to nobody else. No record holds it but one of a confidential
    /// checklist.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confidential: bool,
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
    /// An offer that somebody saw or was made, such as an advertisement.
    Offer,
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
    /// Indicators that it once listed: not shown, and still taken from drafts and other phones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
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
    /// The text id that names it: a place is reported, an offer is passed on, people are offered a referral.
    pub fn text_id(self, subject: Subject) -> &'static str {
        match (self, subject) {
            (Self::NoFlag, Subject::Site) => "level.no-flag.site",
            (Self::NoFlag, Subject::Offer) => "level.no-flag.offer",
            (Self::NoFlag, _) => "level.no-flag",
            (Self::Enquire, Subject::Site) => "level.enquire.site",
            (Self::Enquire, Subject::Offer) => "level.enquire.offer",
            (Self::Enquire, _) => "level.enquire",
            (Self::Refer, Subject::Site) => "level.refer.site",
            (Self::Refer, Subject::Offer) => "level.refer.offer",
            (Self::Refer, _) => "level.refer",
            (Self::ReferNow, Subject::Site) => "level.refer-now.site",
            (Self::ReferNow, Subject::Offer) => "level.refer-now.offer",
            (Self::ReferNow, _) => "level.refer-now",
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
    /// Said up to this level, where it would contradict what a higher one asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Level>,
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
    /// It speaks to the person: it is read out or handed over, not kept by staff.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hand_over: bool,
}

/// An invented case to practise on. Its text is the title, with the attributes `story` and `lesson`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Starts with `case.`.
    pub id: String,
    /// The checklist that it is answered on.
    pub checklist: String,
    /// What an attentive officer notes of the age.
    #[serde(default)]
    pub age: Age,
    /// What an attentive officer answers, by indicator.
    #[serde(default)]
    pub expected: BTreeMap<String, Answer>,
    /// Indicators that may be answered or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<String>,
}

/// What was noticed at a place at an earlier visit: facts of a place, and of nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The organisation's code of the place.
    pub site: String,
    /// The day, such as `2026-01-31`.
    pub day: String,
    /// Ids of what was noticed.
    pub present: Vec<String>,
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
    /// Lesbian, gay, bisexual, trans and intersex people, safely.
    Lgbtiq,
    /// People with a disability: it can be reached and used.
    Disability,
}

impl Serves {
    /// The text that names them.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Children => "serves.children",
            Self::Women => "serves.women",
            Self::Men => "serves.men",
            Self::Lgbtiq => "serves.lgbtiq",
            Self::Disability => "serves.disability",
        }
    }
}

/// What an entry of the directory is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceKind {
    /// A place to which one goes.
    #[default]
    Place,
    /// A number that one calls.
    Hotline,
    /// People who come.
    Mobile,
}

/// What a person has to know of a service before going there, beside where and when. Each is a text
/// `service-fact.` and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceFact {
    /// It takes nobody now, and says when it does again.
    Full,
    /// It costs something.
    Fee,
    /// It asks for papers.
    AsksPapers,
    /// It asks for a report to the police first.
    AsksPoliceReport,
    /// It fetches people.
    Transport,
    /// A State runs it.
    State,
}

impl ServiceFact {
    /// Staff should know it; on a card it could mark the person who carries it.
    pub fn is_for_staff(self) -> bool {
        matches!(self, Self::AsksPoliceReport | Self::State)
    }

    /// The text that says it.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Full => "service-fact.full",
            Self::Fee => "service-fact.fee",
            Self::AsksPapers => "service-fact.asks-papers",
            Self::AsksPoliceReport => "service-fact.asks-police-report",
            Self::Transport => "service-fact.transport",
            Self::State => "service-fact.state",
        }
    }
}

fn is_place(kind: &ServiceKind) -> bool {
    *kind == ServiceKind::Place
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
    /// A place, a number, or people who come.
    #[serde(default, skip_serializing_if = "is_place")]
    pub kind: ServiceKind,
    /// What a person has to know before going there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<ServiceFact>,
    /// The day on which somebody last checked all of this, as `2026-01-31`; empty: nobody has said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verified: String,
    /// It is invented, for trying out. Every card says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub example: bool,
}

/// When a level is reached: `when` holds and what was noticed weighs at least `weight`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Starts with `rule.`. Its text says why.
    pub id: String,
    /// The level that it leads to.
    pub level: Level,
    /// Where it comes from; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// For these subjects; empty: for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
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
    /// Days for which the office keeps what it is told of a person; the person hears it before the first
    /// question of consent. 0: the office has set no time. At most 3660.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub kept_days: u16,
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
    /// Whether nothing may be attached to a record: no photograph, no file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_attachments: bool,
    /// Which places forms may ask for. None unless the organisation decides otherwise; whatever it decides,
    /// nobody has to give one.
    #[serde(default, skip_serializing_if = "Positions::is_never")]
    pub positions: Positions,
    /// Indicators without weight that are true wherever this content is used, such as that there is an
    /// armed conflict. They are taken as reported where nobody says otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// What leads to which level. Any indicator that has a weight leads to [`Level::Enquire`] without a
    /// rule.
    pub rules: Vec<Rule>,
}
