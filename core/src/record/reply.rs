//! What the office writes back: receipts, answers, notices. Each travels sealed to one phone and signed
//! by the desk; each is safe to receive twice.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use thiserror::Error;
use zeroize::Zeroizing;

use super::{Id, json};
use crate::{
    journal::{Countersignature, Place, VerifyingKey},
    parcel::ParcelId,
};

/// The content of a reply cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the office's letter cannot be read by this version; update Pocketcard")]
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
    pub entries: Vec<Place>,
    /// The desk's word about the newest of them, which stands by itself: with it anybody can check
    /// later what the desk had, without opening the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersignature: Option<Countersignature>,
    /// Journal sequences below the newest that never arrived, as first and last.
    pub gaps: Vec<(u64, u64)>,
}

/// The office's answer to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// A reply that knows its format.
pub trait Reply: Serialize + DeserializeOwned {
    /// The value of the `format` member.
    const FORMAT: &'static str;

    /// The bytes that go into the parcel.
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        json::deflate(&json::to_json(self))
    }

    /// Reads what [`Reply::to_bytes`] wrote.
    fn from_bytes(bytes: &[u8]) -> Result<Self, ReplyError> {
        let json = json::inflate(bytes).map_err(|_| ReplyError)?;
        json::parse(&json, Self::FORMAT).map_err(|_| ReplyError)
    }
}

impl Reply for Receipt {
    const FORMAT: &'static str = "pocketcard-receipt/1";
}

impl Reply for OfficeAnswer {
    const FORMAT: &'static str = "pocketcard-answer/1";
}

impl Reply for Notice {
    const FORMAT: &'static str = "pocketcard-notice/1";
}
