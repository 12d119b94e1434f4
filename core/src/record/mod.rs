//! What is finished and signed: screenings, referrals, amendments, withdrawals.
//!
//! A record is JSON that can be read in thirty years without this program. It is committed to in the
//! journal, signed, and sealed once into a parcel ([`Filed`]); afterwards only the office can read it.
//! Every field of every record declares what it is for ([`purpose_of`]).

mod code;
mod consent;
mod filed;
mod json;
mod named;
mod purpose;
mod reply;
mod rule;

pub use code::{is_code, new_code};
pub use consent::{Basis, Consent, ConsentError, How, Purpose};
pub use filed::{DICTIONARY, Filed, FiledError};
pub(crate) use json::to_json;
pub use named::{Named, find};
pub use purpose::{FieldPurpose, purpose_of};
pub use reply::{
    AudienceKey, NotFiled, Notice, OfficeAnswer, OfficeCard, Receipt, Receipts, Reply, ReplyError,
    ReportMark, Says, Unfiled, WipeOrder,
};

pub(crate) use rule::is_media_type;
pub use rule::{Misfit, Part, check};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::{
    base::{Id, opaque_debug},
    checklist::Answers,
    content::Answer,
    crypto::{PublicKey, VerifyingKey},
    finding::Finding,
    journal::Entry,
    pack::PackName,
    parcel::ParcelId,
};

/// The `format` member of a record that says nothing which its first readers did not know.
pub const FORMAT: &str = "pocketcard-record/1";
/// The `format` member of a record with an answer that somebody else reported, or a referral because a life
/// is in danger: an office that does not know them says that it must be updated.
pub const FORMAT_2: &str = "pocketcard-record/2";
/// The `format` member of an enrolment that names the phone's decoy.
pub const FORMAT_3: &str = "pocketcard-record/3";
/// The longest free text of a record, in bytes.
pub const MAX_NOTE: usize = 4096;

/// Anything finished and signed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`FORMAT`], [`FORMAT_2`] or [`FORMAT_3`], as [`Body::format`] says.
    pub format: String,
    /// The record's own random name.
    pub id: Id,
    /// When it was finished by the phone's wall clock, milliseconds since 1970. May be wrong by years:
    /// the journal's sequence gives the order.
    pub made_at: i64,
    /// The exact pack that it was made with.
    pub pack: PackName,
    /// What it says.
    pub body: Body,
}

/// Wipes what a person wrote and what was answered. It is for those who are done with a record; what is
/// left of it says nothing.
impl Zeroize for Record {
    fn zeroize(&mut self) {
        match &mut self.body {
            Body::Screening(it) => {
                it.answers.zeroize();
                it.code.zeroize();
                it.site.zeroize();
                it.note.zeroize();
                it.without_service.zeroize();
                it.reply_seed.zeroize();
            }
            Body::Referral(it) => {
                it.code.zeroize();
                it.note.zeroize();
            }
            Body::Amendment(it) => {
                it.answers.clear();
                it.note.zeroize();
            }
            Body::ServiceReport(it) => it.note.zeroize(),
            Body::Enrolment(_) | Body::Withdrawal(_) => {}
        }
    }
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Body {
    /// A phone introduces itself to the office.
    Enrolment(Enrolment),
    /// A filled checklist about a subject.
    Screening(Box<Screening>),
    /// A referral to a service, or the note that it was offered and declined.
    Referral(Referral),
    /// A correction of an earlier record.
    Amendment(Amendment),
    /// A consent is withdrawn.
    Withdrawal(Withdrawal),
    /// What was found at a service of the directory, or that there is a new one.
    ServiceReport(ServiceReport),
}

/// A phone's answer to an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// The invitation that it answers.
    pub invitation: Id,
    /// HMAC-SHA256 under the invitation's secret over the phone's two public keys, in hex: only the
    /// holder of the invitation can have made it, and it fits no other phone.
    pub proof: String,
    /// The key that the office seals to when it writes to this phone.
    pub seal_key: PublicKey,
    /// The phone that opens in place of this one under duress. Every phone names one, whether or not its owner
    /// ever sets a duress code; phones that earlier versions enrolled named none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decoy: Option<Decoy>,
}

/// Keys of the phone that opens under duress: what it records reaches the office as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decoy {
    /// The key that it signs with.
    pub sign_key: VerifyingKey,
    /// The seed of the key that the office seals to when it writes to it, 32 bytes in hex.
    pub seal_seed: String,
}

/// A filled checklist about a subject.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screening {
    /// The subject's pseudonymous code, which can be read over a radio. Never a name.
    pub code: String,
    /// Where, as the organisation's own code of a site. Empty if not asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub site: String,
    /// What was observed and told.
    pub answers: Answers,
    /// What the phone made of the answers, as it was shown.
    pub finding: Finding,
    /// Free text; empty unless something could not be said otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why the person was screened although the directory knew no active service there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub without_service: String,
    /// What travels beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentRef>,
    /// Confidential records only: the seed of a one-time key to which the receipt is sealed, in hex.
    /// The recipient learns with it who may read the recipient's own receipt, and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_seed: Option<String>,
}

/// Names an attachment, which travels in a parcel of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentRef {
    /// The parcel that carries it.
    pub parcel: ParcelId,
    /// SHA-256 of the attachment itself, in hex.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its media type, such as `image/jpeg`.
    pub media_type: String,
}

/// A referral to a service, or the note that it was offered and declined.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referral {
    /// The screening that it follows.
    pub about: Id,
    /// The subject's pseudonymous code.
    pub code: String,
    /// The service of the directory; empty when the person declined.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service: String,
    /// What the person needs, as ids of the pack.
    pub needs: Vec<String>,
    /// What the person agreed to.
    pub consent: Consent,
    /// Free text for the service; empty when the person declined.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Referral {
    /// All that the service may be told, under the consent given, or because a life is in danger; nothing
    /// where there is neither. Whatever is not listed here stays at the office: not the screening, not its finding, not the site.
    pub fn for_service(&self) -> Option<ServiceNote> {
        self.consent.lets_tell_service().then(|| ServiceNote {
            service: self.service.clone(),
            code: self.code.clone(),
            needs: self.needs.clone(),
            language: self.consent.language.clone(),
            note: self.note.clone(),
        })
    }
}

/// What a service is told of a person who agreed to be referred to it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ServiceNote {
    /// The service.
    pub service: String,
    /// The code that the person will say.
    pub code: String,
    /// What the person needs.
    pub needs: Vec<String>,
    /// The language in which to speak with the person.
    pub language: String,
    /// The field worker's word for the service.
    pub note: String,
}

/// A correction. The earlier record stays as it is; both are kept.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// The record that it corrects.
    pub of: Id,
    /// The answers that change, by indicator.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, Answer>,
    /// Why, or what else changes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A consent is withdrawn: nothing more is sent for that purpose, and later aggregates leave it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The record whose consent is withdrawn.
    pub of: Id,
    /// The purposes that are no longer agreed to.
    pub purposes: Vec<Purpose>,
    /// The record had not left the phone and never will: its journal entry, which says nothing of what
    /// it said, so that its place in the journal does not look lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub never_sent: Option<Entry>,
}

/// What was found at a service, for the office, which keeps the directory. It is about no person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceReport {
    /// The service of the directory; empty for a new one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service: String,
    /// What was found.
    pub found: ServiceFinding,
    /// More, in a few words: the new address, what is unsafe. No names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What was found at a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceFinding {
    /// It is as the directory says.
    Confirmed,
    /// It is closed for good.
    Closed,
    /// It takes nobody at present.
    Full,
    /// It is dangerous to go there, or to be seen there.
    Unsafe,
    /// It has moved, or its number or hours have changed.
    Changed,
    /// It asks for money, papers or a report to the police.
    Conditions,
    /// It is not in the directory yet.
    New,
}

impl ServiceFinding {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Confirmed,
        Self::Closed,
        Self::Full,
        Self::Unsafe,
        Self::Changed,
        Self::Conditions,
        Self::New,
    ];

    /// The text that says it.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Confirmed => "service-found.confirmed",
            Self::Closed => "service-found.closed",
            Self::Full => "service-found.full",
            Self::Unsafe => "service-found.unsafe",
            Self::Changed => "service-found.changed",
            Self::Conditions => "service-found.conditions",
            Self::New => "service-found.new",
        }
    }
}

opaque_debug!(Screening, Referral, ServiceNote, Amendment, ServiceReport);

impl Body {
    /// The oldest format that can say this, so that no office is asked to be newer than it must.
    pub fn format(&self) -> &'static str {
        let reported = |answer: &Answer| *answer == Answer::Reported;
        let newer = match self {
            Self::Screening(it) => {
                let noticed = it.finding.noticed.iter().map(|noticed| &noticed.answer);
                it.answers.answers.values().chain(noticed).any(reported)
            }
            Self::Referral(it) => matches!(it.consent.basis, Basis::LifeInDanger { .. }),
            Self::Amendment(it) => it.answers.values().any(reported),
            Self::ServiceReport(_) => true,
            Self::Enrolment(it) if it.decoy.is_some() => return FORMAT_3,
            Self::Enrolment(_) | Self::Withdrawal(_) => false,
        };
        if newer { FORMAT_2 } else { FORMAT }
    }

    /// The word for it that people and programs use.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Enrolment(_) => "enrolment",
            Self::Screening(_) => "screening",
            Self::Referral(_) => "referral",
            Self::Amendment(_) => "amendment",
            Self::Withdrawal(_) => "withdrawal",
            Self::ServiceReport(_) => "service-report",
        }
    }
}
