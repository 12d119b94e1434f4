//! What a desk shows.

use std::collections::BTreeSet;

use pocketcard::{
    base::Id,
    content::Level,
    parcel::ParcelId,
    record::{AttachmentRef, Body, Record, ServiceNote},
};
use serde::Serialize;

use super::CaseState;

/// What a collection brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Intake {
    /// Parcels filed now.
    pub filed: u64,
    /// Parcels that had been filed before; their receipts are sent again.
    pub duplicates: u64,
    /// Attachments among those filed.
    pub attachments: u64,
    /// Phones enrolled.
    pub enrolled: u64,
    /// Receipts queued: one for each phone, more where it sent very much.
    pub receipts: u64,
    /// Stretches of phones' journals that have not arrived.
    pub gaps: u64,
    /// Journals that were continued twice.
    pub forks: u64,
    /// Entries that do not follow the one that is known before them.
    pub broken: u64,
    /// Parcels that could not be opened and are no longer kept: there were too many. Their senders get
    /// no receipt and keep them.
    pub dropped: u64,
    /// Parcels for another desk that no hub brought: kept, for a while and not too many, so that they can be
    /// handed on.
    pub carried: u64,
    /// This desk was moved or put back from a copy: phones are asked to send again what it confirmed since this time,
    /// milliseconds since 1970.
    pub put_back_to: Option<i64>,
    /// Phones that wait until somebody has compared their words.
    pub waiting: u64,
    /// What somebody must look at now: an invitation that two phones answered.
    pub alarms: Vec<String>,
    /// What the office calls the phones from which something came that was recorded under duress.
    pub under_duress: BTreeSet<String>,
    /// Parcels for which there was no room on the disk. They wait, and are taken up at the next collection.
    pub no_room: u64,
    /// Parcels that this collection could not file and kept aside, and why.
    pub set_aside: Vec<SetAside>,
    /// How many parcels are kept aside, these and earlier ones.
    pub kept_aside: u64,
}

/// A parcel that was opened and could not be filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// The parcel.
    pub parcel: ParcelId,
    /// Why, in plain words.
    pub why: String,
}

/// A parcel that is kept aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AsideLine {
    /// The parcel.
    pub parcel: ParcelId,
    /// Its length in bytes.
    pub bytes: u64,
    /// Since when, milliseconds since 1970 by this desk's clock.
    pub since: i64,
    /// Why, in plain words.
    pub why: String,
    /// What the office calls the phone that signed it, if it knows it.
    pub phone: Option<String>,
    /// Whether its sender was told.
    pub told: bool,
}

/// A line of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FiledLine {
    /// The record.
    pub id: Id,
    /// `screening`, `referral`, `amendment`, `withdrawal` or `enrolment`; `unreadable` where its row is
    /// damaged.
    pub kind: &'static str,
    /// The subject's pseudonymous code.
    pub code: String,
    /// The site's code.
    pub site: String,
    /// How strongly the finding says to act, as the phone showed it.
    pub level: Option<Level>,
    /// What this desk makes of the same answers, where that is something else.
    pub level_again: Option<Level>,
    /// It is a form of questions, to which no finding belongs: `level` says nothing of it, and somebody has to read it.
    pub form: bool,
    /// What the office calls the phone that sent it; nothing at a confidential desk.
    pub phone: Option<String>,
    /// It came after that phone was revoked. The phone's clock says that it was recorded before, which anyone who
    /// has the phone can have it say.
    pub after_revocation: bool,
    /// It was recorded on a phone whose owner had been made to type the duress code.
    pub under_duress: bool,
    /// Its place in that phone's journal.
    pub sequence: u64,
    /// When it was finished by the phone's clock.
    pub made_at: i64,
    /// When it was filed by this desk's clock.
    pub filed_at: i64,
    /// Whether the phone's clock cannot have been right.
    pub clock_wrong: bool,
    /// The case that it belongs to: the name of the record at its top.
    pub case: Id,
    /// How far the office is with that case.
    pub state: CaseState,
    /// A referral that the person agreed to.
    pub agreed: bool,
    /// A referral whose consent the person took back.
    pub withdrawn: bool,
    /// The same for screenings that say the same; empty for others.
    pub alike: String,
}

/// A person's or a place's case: a screening with what follows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// The name of the record at its top.
    pub id: Id,
    /// How far the office is with it.
    pub state: CaseState,
    /// Since when somebody waits, milliseconds since 1970 by this desk's clock.
    pub since: i64,
    /// Whether somebody of the office looked at it.
    pub seen: bool,
    /// Its records: the one at its top, then the others as they came.
    pub lines: Vec<FiledLine>,
}

impl Case {
    /// The record at its top.
    pub fn top(&self) -> &FiledLine {
        self.lines.first().expect("a case has at least one record")
    }

    /// Whether the person agreed to a referral in it, and did not take that back.
    pub fn is_agreed(&self) -> bool {
        self.lines.iter().any(|line| line.agreed && !line.withdrawn)
    }

    /// The record that an answer is to: the newest referral that was not taken back, or else the screening.
    pub fn answerable(&self) -> Option<Id> {
        let referral = |line: &&FiledLine| line.kind == "referral" && !line.withdrawn;
        let screening = |line: &&FiledLine| line.kind == "screening";
        let mut newest = self.lines.iter().rev();
        let line = newest.find(referral).or(self.lines.iter().find(screening));
        line.map(|line| line.id)
    }

    /// Whether a consent in it was taken back.
    pub fn is_withdrawn(&self) -> bool {
        self.lines.iter().any(|line| line.withdrawn)
    }
}

/// A case with its records, opened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseDetail {
    /// The case.
    pub case: Case,
    /// Its records in the same order, without those that are damaged.
    pub records: Vec<FiledDetail>,
}

/// A record with what belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FiledDetail {
    /// The line of the inbox.
    #[serde(flatten)]
    pub line: FiledLine,
    /// The record itself.
    pub record: Record,
    /// Referrals, amendments and withdrawals that follow it, and those that follow them, oldest first.
    pub followed_by: Vec<CorrectionLine>,
    /// Of a referral: all that the service may be told. Nothing once the consent was withdrawn.
    pub for_service: Option<ServiceNote>,
    /// What travels beside it.
    pub attachments: Vec<AttachmentLine>,
    /// What the office answered.
    pub answers: Vec<AnswerLine>,
}

impl FiledDetail {
    /// Whether the consent that this record, or one that follows it, rests on was taken back.
    pub fn withdrawn(&self, record: Id) -> bool {
        self.followed_by.iter().any(
            |it| matches!(&it.record.body, Body::Withdrawal(withdrawal) if withdrawal.of == record),
        )
    }
}

/// An answer of the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerLine {
    /// When, milliseconds since 1970 by this desk's clock.
    pub made_at: i64,
    /// What it says.
    pub text: String,
    /// Whether the hub has it. It goes out on bundles too.
    pub at_hub: bool,
}

/// A record that follows another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CorrectionLine {
    /// The record.
    pub id: Id,
    /// Its kind.
    pub kind: &'static str,
    /// Its place in the phone's journal.
    pub sequence: u64,
    /// The record itself.
    pub record: Record,
}

/// An attachment and whether it is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachmentLine {
    /// What the record says of it.
    #[serde(flatten)]
    pub reference: AttachmentRef,
    /// Whether it has arrived and was verified.
    pub arrived: bool,
}

/// A phone of the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhoneLine {
    /// What the office calls it.
    pub label: String,
    /// The first 16 hex digits of its public key.
    pub fingerprint: String,
    /// The highest place of its journal that has arrived.
    pub records: u64,
    /// Records below that which have not.
    pub missing: u64,
    /// Places of its journal at which two entries stand.
    pub forks: u64,
    /// Places whose entry does not follow the one known before it.
    pub broken: u64,
    /// Whether nothing more is accepted from it.
    pub revoked: bool,
    /// Other phones that answered its invitation: somebody held a copy of it.
    pub rivals: u64,
    /// Bytes of its attachments that are filed here.
    pub attachment_bytes: u64,
    /// Its attachments that wait for another day, because it has filled its share of this one.
    pub put_off: u64,
    /// When it was last heard of, milliseconds since 1970 by this desk's clock.
    pub heard_at: i64,
    /// The version of the pack that its newest record was made with.
    pub pack_version: Option<u64>,
}

/// An invitation that no phone has used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InvitationLine {
    /// What the office calls the phone that it was made for.
    pub label: String,
    /// When it ends, milliseconds since 1970.
    pub expires_at: i64,
    /// Whether a phone may still use it: it was not withdrawn, and its time is not over.
    pub open: bool,
    /// How many phones answered it and wait for their words to be compared.
    pub answered: usize,
}

/// What a check of the whole desk found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Whether everything is as it should be.
    pub ok: bool,
    /// Records whose signature and commitment were checked.
    pub records: u64,
    /// Phones whose journals were checked.
    pub phones: u64,
    /// What is wrong, in plain words.
    pub problems: Vec<String>,
}
