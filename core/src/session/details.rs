//! What belongs to a record beside what it says.

use std::io::Read;

use zeroize::Zeroizing;

use super::visits::Remember;
use crate::{
    base::Id,
    parcel::ParcelId,
    record::AttachmentRef,
    store::Header,
    sync::{
        Stashed,
        outbox::{OutboxItem, Priority},
    },
};

/// Something that goes with a record, such as a photograph. It is sealed as it is read and never lies
/// on the phone in a readable form.
pub struct Attachment<'a> {
    /// Where its bytes come from.
    pub from: &'a mut dyn Read,
    /// How many bytes that are, at most 64 MiB.
    pub bytes: u64,
    /// Its media type, such as `image/jpeg`.
    pub media_type: String,
}

/// The longest attachment, in bytes.
pub(super) const MAX_ATTACHMENT: u64 = 64 << 20;

/// What belongs to a record beside what it says.
pub(super) struct Details {
    pub(super) code: String,
    pub(super) site: String,
    /// How a referral stands: see `stub`.
    pub(super) status: u8,
    pub(super) about: Option<Id>,
    /// The referral that this withdraws, and its parcel.
    pub(super) withdrawn: Option<(Id, ParcelId)>,
    pub(super) may_be_child: bool,
    pub(super) priority: Priority,
    pub(super) draft: Option<Id>,
    pub(super) attachments: Vec<SealedAttachment>,
    /// A report for the confidential desk that is written with it or not at all.
    pub(super) report: Option<SealedReport>,
    /// What is remembered of a place.
    pub(super) visit: Option<Remember>,
}

impl Default for Details {
    fn default() -> Self {
        Self {
            code: String::new(),
            site: String::new(),
            status: 0,
            about: None,
            withdrawn: None,
            may_be_child: false,
            priority: Priority::Normal,
            draft: None,
            attachments: Vec::new(),
            report: None,
            visit: None,
        }
    }
}

/// An attachment whose parcel lies in the store already and waits for its record.
pub(super) struct SealedAttachment {
    pub(super) reference: AttachmentRef,
    pub(super) stashed: Stashed,
    pub(super) size: u64,
}

/// A report for the confidential desk that is sealed and not yet written.
pub(super) struct SealedReport {
    pub(super) reply: (Header, Zeroizing<Vec<u8>>),
    pub(super) record: (ParcelId, Vec<u8>, OutboxItem),
    pub(super) attachments: (Vec<SealedAttachment>, OutboxItem),
}
