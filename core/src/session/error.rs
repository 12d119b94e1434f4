//! What can go wrong in a use case, sorted by what the user can do about it.

use thiserror::Error;

use crate::{
    checklist,
    content::ContentError,
    host::KeystoreError,
    invitation::InvitationError,
    pack, parcel,
    record::{ConsentError, Misfit},
    store, sync, vault,
};

/// Why a use case did not happen. Nothing was changed or lost. The text says what to do and never
/// repeats what the user entered.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The session was locked, or the phone was wiped under it.
    #[error("locked; unlock with the passphrase first")]
    Locked,
    /// The directory holds no store yet.
    #[error("this phone is not enrolled yet; enrol it with an invitation from the office")]
    NotEnrolled,
    /// The directory already holds a store.
    #[error("this phone is enrolled already; nothing was changed")]
    AlreadyEnrolled,
    /// The invitation is another office's.
    #[error(
        "the invitation is another office's, and this phone's records are for its own; enrol another \
         store with it, or wipe this one first"
    )]
    OtherOffice,
    /// The invitation is not accepted.
    #[error(transparent)]
    Invitation(#[from] InvitationError),
    /// The vault did not open or did not take the change.
    #[error(transparent)]
    Vault(#[from] vault::Error),
    /// The keystore of the phone did not do its part.
    #[error(transparent)]
    Keystore(#[from] KeystoreError),
    /// The store could not be read or written.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The answers do not fit the checklist.
    #[error(transparent)]
    Answers(#[from] checklist::AnswersError),
    /// There is no such checklist in the loaded pack.
    #[error("there is no such checklist; `checklists` lists what there is")]
    NoSuchChecklist,
    /// There is no such record on this phone.
    #[error("there is no such record on this phone; `list` shows what there is")]
    NoSuchRecord,
    /// The beginning of an id, or a code, that several records have.
    #[error("several records begin so or have that code; write more of the id, as `list` shows it")]
    SeveralRecords,
    /// No parcel of this name waits here.
    #[error("no parcel of this name waits here; `outbox` shows what does")]
    NoSuchParcel,
    /// There is no such service, or it is not active.
    #[error(
        "there is no such active service in the directory; `services` lists them with their ids"
    )]
    NoSuchService,
    /// A new service of which nothing is said.
    #[error("say in a few words what the new service is and where: the office has to find it")]
    ServiceNote,
    /// There is no such need in the loaded pack.
    #[error("there is no such need; `services --ids` lists them")]
    NoSuchNeed,
    /// The office has no confidential desk.
    #[error("this office named no confidential desk; report by the other channels on the card")]
    NoConfidentialDesk,
    /// An allegation against own personnel would enter an ordinary record.
    #[error(
        "this holds an allegation against our own personnel, and this record is read at the ordinary \
         desk: move the allegation to the misconduct report first; the rest stays as it is"
    )]
    Allegation,
    /// The record cannot be followed in this way.
    #[error(
        "only a screening can be referred, and only a screening or a referral corrected; `list` shows which is which"
    )]
    WrongKind,
    /// Only a referral rests on a consent that can be taken back.
    #[error(
        "only the consent to a referral can be withdrawn; `list` shows which records are referrals"
    )]
    NotAReferral,
    /// The consent was withdrawn before.
    #[error("this consent was withdrawn before; nothing more is passed on from that referral")]
    AlreadyWithdrawn,
    /// A correction that corrects nothing.
    #[error("say what changes: an answer, or a note")]
    NothingToAmend,
    /// The consent does not carry the referral.
    #[error(transparent)]
    Consent(#[from] ConsentError),
    /// The consent that the record rests on was withdrawn.
    #[error("the person took the consent back; nothing more is added to this referral")]
    Withdrawn,
    /// The office's policy does not allow it.
    #[error("this office's policy does not allow this; ask the office")]
    NotAllowed,
    /// No help is known for the place, so that screening would raise hopes that cannot be met.
    #[error(
        "the directory has no active service here: ask the office for one first, or say why the \
         screening cannot wait"
    )]
    NoServiceHere,
    /// What was entered is not what a record may say.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// An attachment could not be read or is too long.
    #[error("the attachment could not be read, or is longer than 64 MiB; nothing was saved")]
    Attachment,
    /// A picture of a kind from which what the camera wrote beside it cannot be taken out.
    #[error("this picture may say where and with what it was taken, and that cannot be taken out of its kind; take it as JPEG")]
    Picture,
    /// The host asked to stop.
    #[error("stopped as you asked; nothing was saved")]
    Cancelled,
    /// The pack is refused.
    #[error(transparent)]
    Pack(#[from] pack::Error),
    /// A parcel could not be sealed.
    #[error(transparent)]
    Parcel(#[from] parcel::Error),
    /// The exchange with a hub, a file or another phone failed.
    #[error(transparent)]
    Exchange(#[from] sync::ExchangeError),
    /// A bundle could not be read or written.
    #[error(transparent)]
    Bundle(#[from] sync::BundleError),
    /// Content that passed the roots' signatures does not fit together.
    #[error("the pack's content cannot be used by this version; update Pocketcard")]
    Content(#[from] ContentError),
    /// Something that this version wrote cannot be read back.
    #[error(
        "a part of the store cannot be read; nothing was deleted: `rescue` writes what waits for the \
         office to a bundle"
    )]
    Damaged,
}
