//! What stays of a record on the phone once the office alone can read it.

use super::Error;
use crate::{base::Id, journal::Entry, parcel::ParcelId, record::Body};

/// The status of a referral whose consent was withdrawn.
pub(super) const WITHDRAWN: u8 = 1;
/// The status of a referral to which the person agreed; records of earlier versions have none.
pub(super) const AGREED: u8 = 2;
/// The same where the person declined.
pub(super) const DECLINED: u8 = 3;

/// The stub lies in a row's header: enough for follow-up, nothing of what the record says.
#[derive(Clone)]
pub(super) struct Stub {
    pub(super) kind: RecordKind,
    /// Whether the subject is or may be a child: a later referral needs more than her or his own word.
    pub(super) may_be_child: bool,
    /// When the office's receipt arrived; 0 before.
    pub(super) received_at: i64,
    pub(super) parcel: ParcelId,
    /// The record that this one follows; its own id when it follows none.
    pub(super) about: Id,
    pub(super) entry: Entry,
}

/// The kind of a record in one byte.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordKind {
    Enrolment = 1,
    Screening,
    Referral,
    Amendment,
    Withdrawal,
    ServiceReport,
}

impl RecordKind {
    pub(super) fn of(body: &Body) -> Self {
        match body {
            Body::Enrolment(_) => Self::Enrolment,
            Body::Screening(_) => Self::Screening,
            Body::Referral(_) => Self::Referral,
            Body::Amendment(_) => Self::Amendment,
            Body::Withdrawal(_) => Self::Withdrawal,
            Body::ServiceReport(_) => Self::ServiceReport,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Enrolment => "enrolment",
            Self::Screening => "screening",
            Self::Referral => "referral",
            Self::Amendment => "amendment",
            Self::Withdrawal => "withdrawal",
            Self::ServiceReport => "service-report",
        }
    }
}

const LEN: usize = 2 + 8 + 32 + 16 + Entry::LEN;

impl Stub {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LEN);
        bytes.push(self.kind as u8);
        bytes.push(self.may_be_child.into());
        bytes.extend(self.received_at.to_be_bytes());
        bytes.extend(self.parcel.0);
        bytes.extend(self.about.0);
        bytes.extend(self.entry.to_bytes());
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let bytes: &[u8; LEN] = bytes.try_into().map_err(|_| Error::Damaged)?;
        let kind = match bytes[0] {
            1 => RecordKind::Enrolment,
            2 => RecordKind::Screening,
            3 => RecordKind::Referral,
            4 => RecordKind::Amendment,
            5 => RecordKind::Withdrawal,
            6 => RecordKind::ServiceReport,
            _ => return Err(Error::Damaged),
        };
        let fixed = "the slice has this length";
        Ok(Self {
            kind,
            may_be_child: bytes[1] != 0,
            received_at: i64::from_be_bytes(bytes[2..10].try_into().expect(fixed)),
            parcel: ParcelId(bytes[10..42].try_into().expect(fixed)),
            about: Id(bytes[42..58].try_into().expect(fixed)),
            entry: Entry::from_bytes(&bytes[58..]).map_err(|_| Error::Damaged)?,
        })
    }
}
