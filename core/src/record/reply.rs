//! What the office writes back: receipts, answers, notices, keys. Each travels sealed to one phone and signed
//! by the desk; each is safe to receive twice.

use std::collections::BTreeSet;

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::Sha256;
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::json;
use crate::{
    base::{Id, opaque_debug},
    crypto::{Certificate, Signature, SigningKey, VerifyingKey},
    journal::{Countersignature, EntryRef},
    parcel::ParcelId,
};

/// The content of a reply cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this letter cannot be read by this version")]
pub struct ReplyError;

/// The office has what it lists. Only this lets a phone forget its copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Always `pocketcard-receipt/1`.
    pub format: String,
    /// The phone whose parcels these are.
    pub device: VerifyingKey,
    /// When the newest was filed, milliseconds since 1970 by the office's clock.
    pub filed_at: i64,
    /// Every parcel that was opened, verified and filed.
    pub parcels: Vec<ParcelId>,
    /// The journal entries filed. The desk's signature countersigns them.
    pub entries: Vec<EntryRef>,
    /// The desk's word about the last entry of every run, which stands by itself: with it anybody can
    /// check later what the desk had, without opening the receipt. An entry on which another one here
    /// builds needs none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countersignatures: Vec<Countersignature>,
    /// Journal sequences below the newest that never arrived, as first and last.
    pub gaps: Vec<(u64, u64)>,
    /// Parcels that were opened and could not be filed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_filed: Vec<NotFiled>,
}

/// The confidential desk has these reports. One letter speaks to the authors of all of them, and to nobody
/// else: each knows its own mark by the seed in its report. Every letter holds a multiple of
/// [`Receipts::MARKS`], so that those who find none of theirs learn not even whether there was a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipts {
    /// Always `pocketcard-receipts/1`.
    pub format: String,
    /// Marks of 16 bytes each, one after the other, in base64.
    marks: String,
}

/// What stands in a letter for one report, or one attachment of it.
pub type ReportMark = [u8; 16];

impl Receipts {
    /// How many marks a letter has, or a multiple of it.
    pub const MARKS: usize = 64;
    /// The most marks in one letter: it may ride along in an exchange.
    pub const MARKS_MAX: usize = 2_048;

    /// The mark of a parcel, as the desk that has the report and its author make it.
    pub fn mark(seed: &[u8; 32], parcel: &ParcelId) -> ReportMark {
        let mut mac = Hmac::<Sha256>::new_from_slice(seed).expect("HMAC takes keys of any length");
        mac.update(b"pocketcard report filed 1");
        mac.update(&parcel.0);
        let mut mark = ReportMark::default();
        mark.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        mark
    }

    /// A letter with these marks among random ones, in no order. At most [`Receipts::MARKS_MAX`].
    pub fn new(marks: &[ReportMark]) -> Self {
        let mut marks = marks.to_vec();
        let length = marks.len().max(1).next_multiple_of(Self::MARKS);
        while marks.len() < length {
            let mut random = ReportMark::default();
            getrandom::fill(&mut random).expect("the operating system provides randomness");
            marks.push(random);
        }
        marks.sort_unstable();
        Self {
            format: Self::FORMAT.to_owned(),
            marks: BASE64.encode(&marks.concat()),
        }
    }

    /// The marks in it.
    ///
    /// # Errors
    /// [`ReplyError`] when they are not marks.
    pub fn marks(&self) -> Result<BTreeSet<ReportMark>, ReplyError> {
        let bytes = BASE64
            .decode(self.marks.as_bytes())
            .map_err(|_| ReplyError)?;
        let (marks, rest) = bytes.as_chunks::<16>();
        match rest.is_empty() {
            true => Ok(marks.iter().copied().collect()),
            false => Err(ReplyError),
        }
    }
}

impl Reply for Receipts {
    const FORMAT: &'static str = "pocketcard-receipts/1";
}

/// A parcel that the office has and could not file. Its phone keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotFiled {
    /// The parcel.
    pub parcel: ParcelId,
    /// Why.
    pub why: Unfiled,
}

/// Why the office could not file a parcel that it opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unfiled {
    /// The record is of a newer format than the office knows.
    Newer,
    /// The record does not match its journal entry.
    NotCommitted,
    /// The journal entry is another device's than the parcel's, or it speaks of another's.
    OtherJournal,
    /// Something in the record has not the form that phones give it.
    Form,
    /// Longer than the office can file.
    TooLong,
    /// Another record has its name.
    NameTaken,
    /// Phones do not send letters of this kind.
    Kind,
    /// A confidential desk takes reports only.
    NotAReport,
    /// A reason that a newer office gives.
    #[serde(other)]
    Other,
}

impl Unfiled {
    /// The id of the word with which a shell says it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Newer => "reason-newer",
            Self::NotCommitted | Self::OtherJournal => "reason-not-matching",
            Self::Form | Self::Kind | Self::NotAReport => "reason-form",
            Self::TooLong => "reason-too-large",
            Self::NameTaken => "reason-name-taken",
            Self::Other => "reason-unknown",
        }
    }
}

/// The office's answer to a record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeAnswer {
    /// Always `pocketcard-answer/1`.
    pub format: String,
    /// The answer's own name: an answer received twice is kept once.
    pub id: Id,
    /// The record that it answers.
    pub to: Id,
    /// When, milliseconds since 1970 by the office's clock.
    pub made_at: i64,
    /// What the office says.
    pub text: String,
}

opaque_debug!(OfficeAnswer);

/// What the office tells one phone about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Always `pocketcard-notice/1`.
    pub format: String,
    /// The invitation of the phone's present enrolment: a notice about an older one is ignored.
    pub invitation: Id,
    /// When, milliseconds since 1970 by the office's clock.
    pub made_at: i64,
    /// What it says.
    pub says: Says,
    /// With [`Says::SendAgain`]: the time of the desk's last filing; what was confirmed later is asked for.
    /// Milliseconds since 1970 by the office's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<i64>,
    /// With [`Says::Office`]: what phones have to know from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeCard>,
    /// With [`Says::Wipe`]: what a keeper of a root key signed. Without it no phone erases itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<WipeOrder>,
}

/// A keeper's word that one phone shall erase itself: the second person, beside the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WipeOrder {
    /// The root key that signed.
    pub key: VerifyingKey,
    signature: Signature,
}

/// The purpose for which a root signs it.
const WIPE_ORDER: &str = "wipe order 1";

impl WipeOrder {
    /// Signs that the phone with this key, as it was enrolled by this invitation, shall erase itself.
    pub fn sign(root: &SigningKey, phone: &VerifyingKey, invitation: &Id) -> Self {
        Self {
            key: root.verifying_key(),
            signature: root.sign(WIPE_ORDER, &[&phone.0[..], &invitation.0].concat()),
        }
    }

    /// Whether the signature holds for this phone. Whether the key is a root is for the reader to decide.
    pub fn is_for(&self, phone: &VerifyingKey, invitation: &Id) -> bool {
        let message = [&phone.0[..], &invitation.0].concat();
        let verified = self.key.verify(WIPE_ORDER, &message, &self.signature);
        verified.is_ok()
    }
}

/// What the office is called, and where its hub is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeCard {
    /// What people call the desk.
    pub name: String,
    /// The hub's address, if there is one.
    pub hub: Option<String>,
    /// What alone the hub's certificate may lead to; without it, what public authorities vouch for is taken.
    pub hub_certificate: Option<Certificate>,
}

/// What a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// The phone is enrolled.
    Welcome,
    /// The invitation had been used by another phone, or its time was over.
    InvitationRefused,
    /// The office accepts nothing more from this phone.
    Revoked,
    /// The phone shall erase itself.
    Wipe,
    /// To all phones, whatever their invitation: the desk lost what it confirmed since a time, and asks for it again.
    SendAgain,
    /// To all phones, whatever their invitation: what the office is called, or where its hub is, has changed.
    Office,
}

/// The key to which the office seals packs from now on. It is replaced whenever somebody who has it shall
/// read no more of them.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub struct AudienceKey {
    /// Always `pocketcard-audience/1`.
    pub format: String,
    /// How often the key had been replaced, this time included: a lower number is out of date.
    pub number: u64,
    /// The key's seed, in hex (32 bytes).
    pub seed: String,
}

/// A reply that knows its format.
pub trait Reply: Serialize + DeserializeOwned {
    /// The value of the `format` member.
    const FORMAT: &'static str;

    /// The bytes that go into the parcel.
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        json::deflate(&json::to_json(self), &[])
    }

    /// Reads what [`Reply::to_bytes`] wrote.
    fn from_bytes(bytes: &[u8]) -> Result<Self, ReplyError> {
        let json = json::inflate(bytes, &[]).map_err(|_| ReplyError)?;
        json::parse(&json, &[Self::FORMAT]).map_err(|_| ReplyError)
    }
}

impl Reply for Receipt {
    const FORMAT: &'static str = "pocketcard-receipt/1";
}

impl Reply for OfficeAnswer {
    const FORMAT: &'static str = "pocketcard-answer/1";
}

impl Reply for AudienceKey {
    const FORMAT: &'static str = "pocketcard-audience/1";
}

impl Reply for Notice {
    const FORMAT: &'static str = "pocketcard-notice/1";
}
