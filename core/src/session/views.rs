//! What a shell shows. Plain data: no secrets, nothing that unlocks anything.

use serde::Serialize;

use super::codes::{Problem, Refused, Warning};
use crate::{
    base::{Id, opaque_debug},
    finding::Finding,
    parcel::ParcelId,
    record::Record,
    sync::outbox,
};

/// Who this phone is and whom it reports to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    /// The desk that opens its records.
    pub office: String,
    /// The confidential desk, if there is one.
    pub confidential: Option<String>,
    /// The phone's fingerprint: the first 16 hex digits of its public key, to be compared aloud.
    pub fingerprint: String,
    /// Six words for this phone's keys. Its owner reads them to the office, which takes nothing from the phone
    /// before.
    pub words: String,
    /// Whether the office can open this phone without its owner.
    pub escrow: Escrow,
    /// Whether the office's policy lets the owner set a passphrase that erases.
    pub duress: bool,
    /// The hub's address, if the office has one.
    pub hub: Option<String>,
    /// The version of the pack in use.
    pub pack_version: u64,
    /// Why the pack should be replaced.
    pub pack_warnings: Vec<Warning>,
    /// What is not as it should be in the phone's storage.
    pub store_warnings: Vec<Warning>,
    /// Where enrolment stands.
    pub standing: EnrolmentStatus,
}

/// Who made an invitation, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invited {
    /// The desk that would open this phone's records.
    pub office: String,
    /// The confidential desk, if there is one.
    pub confidential: Option<String>,
    /// The hub's address, if the office has one.
    pub hub: Option<String>,
    /// Six words for all keys that this phone would trust. They are to be compared with the office, by word of
    /// mouth: anybody can write an invitation under any name.
    pub words: String,
}

/// Whether the office, with its key and this phone's files, can open what the phone shows without its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Escrow {
    /// It cannot, and does not ask.
    Off,
    /// It cannot. Its policy asks the owner to agree.
    Asked,
    /// It can: the owner agreed.
    Agreed,
}

/// Where a phone stands with its office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EnrolmentStatus {
    /// The office has not answered the enrolment yet. Everything works meanwhile.
    Waiting,
    /// The office knows this phone.
    Enrolled,
    /// The invitation had been used by another phone; a new one is needed. Nothing is lost.
    InvitationRefused,
    /// The office no longer accepts this phone.
    Revoked,
}

/// A screening that was just finished.
#[derive(Clone, PartialEq, Serialize)]
pub struct Screened {
    /// The record's name on this phone; none for a confidential report, of which nothing stays.
    pub id: Option<Id>,
    /// The subject's pseudonymous code, which can be read over a radio.
    pub code: String,
    /// What the answers indicate.
    pub finding: Finding,
}

/// A referral that was just finished, or declined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Referred {
    /// The record's name on this phone.
    pub id: Id,
    /// Whether the person agreed.
    pub agreed: bool,
    /// Nobody agreed: the person cannot answer, a life is in danger, and the service is told.
    pub life_in_danger: bool,
    /// The card to read out or hand over: where help is, whatever was decided.
    pub card: Vec<String>,
}

/// What is read aloud to a person before a referral, in this order. Each question is asked apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsentQuestions {
    /// Who will see it, how long it is kept, what may go wrong. Said before the first question.
    pub before: String,
    /// Whether needs may be noted.
    pub services: String,
    /// Whether this service may be told of these needs.
    pub referral: String,
    /// Whether the person may be counted.
    pub statistics: String,
    /// Whether it may be used in an inquiry or a court.
    pub accountability: String,
}

/// A line of the list of records.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RecordLine {
    /// The record's name on this phone.
    pub id: Id,
    /// `screening`, `referral`, `amendment`, `withdrawal`, `service-report` or `enrolment`.
    pub kind: &'static str,
    /// The subject's pseudonymous code.
    pub code: String,
    /// The site's code.
    pub site: String,
    /// When it was finished.
    pub made_at: i64,
    /// Its place in the journal.
    pub sequence: u64,
    /// Whether this phone can still read it (the grace period).
    pub readable: bool,
    /// Whether the office's receipt is here.
    pub received: bool,
    /// Of a referral: `agreed`, `declined` or `withdrawn`, as far as this phone knows.
    pub consent: Option<&'static str>,
    /// It was withdrawn before it left, and never will.
    pub never_left: bool,
}

/// One record with all that this phone still knows of it.
#[derive(Clone, PartialEq, Serialize)]
pub struct RecordDetail {
    /// The line of the list.
    #[serde(flatten)]
    pub line: RecordLine,
    /// The record itself while the grace period lasts.
    pub record: Option<Record>,
    /// What the office answered.
    pub answers: Vec<String>,
}

opaque_debug!(Screened, RecordLine, RecordDetail);

/// One parcel that waits for its receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutboxLine {
    /// The parcel.
    pub parcel: ParcelId,
    /// Its length on the road, in bytes.
    pub bytes: u64,
    /// Where it stands.
    pub state: outbox::OutboxState,
    /// Why it waits, and what will happen next.
    pub why: outbox::Waiting,
    /// The office had it and asks for it again.
    #[serde(skip)]
    pub again: bool,
    /// When it goes next by itself, in milliseconds since 1970 on this phone's clock; not later than now
    /// where nothing holds it back, nothing where somebody has to look at it first. Bundles and other
    /// phones take it at any time.
    pub next_try: Option<i64>,
}

/// What an arrival of parcels changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Arrivals {
    /// Parcels that the office confirmed; they left the outbox.
    pub received: u64,
    /// Parcels that the office could not file; the outbox says why.
    pub set_aside: u64,
    /// Answers to records.
    pub answers: u64,
    /// The new pack's version, if one took effect.
    pub pack: Option<u64>,
    /// Parcels that the office had confirmed and asks for again; they are in the outbox once more.
    pub again: u64,
    /// What the office is called, or where its hub is, has changed.
    pub office: bool,
    /// What was not accepted, and why.
    pub refused: Vec<Refused>,
    /// Parcels of others that are now carried.
    pub carried: u64,
    /// The office told this phone to erase itself; the host must call `wipe`.
    pub wipe: bool,
}

/// What a check of the whole store found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Whether everything is as it should be.
    pub ok: bool,
    /// Journal entries checked: signature and link.
    pub entries: u64,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// An entry of the service directory as a shell lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServiceLine {
    /// The service's id, for `refer`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its card: name, where, when, how to reach it, whom it serves.
    pub card: Vec<String>,
    /// What it helps with.
    pub needs: Vec<String>,
    /// What staff should know before they send somebody there: who runs it, whom it serves, what is spoken,
    /// when it was last checked. Not for the card.
    pub staff: Vec<String>,
}

/// A guidance card as a shell shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GuidanceCard {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its points, in order.
    pub points: Vec<String>,
    /// Where it comes from.
    pub source: String,
    /// It speaks to the person: it is read out or handed over.
    pub hand_over: bool,
}

/// A checklist as a shell lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChecklistLine {
    /// Its id.
    pub id: String,
    /// Its name in the language asked for.
    pub name: String,
    /// How many indicators it has.
    pub indicators: usize,
    /// Whether it goes to the confidential desk alone.
    pub confidential: bool,
}
