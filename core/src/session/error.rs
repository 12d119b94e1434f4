//! What can go wrong in a use case, sorted by what the user can do about it.

use thiserror::Error;

use crate::{
    alone, checklist,
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
    #[error("locked")]
    Locked,
    /// The directory holds no store yet.
    #[error("not-enrolled")]
    NotEnrolled,
    /// The directory already holds a store.
    #[error("already-enrolled")]
    AlreadyEnrolled,
    /// The invitation is another office's.
    #[error("other-office")]
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
    #[error("no-such-checklist")]
    NoSuchChecklist,
    /// There is no such record on this phone.
    #[error("no-such-record")]
    NoSuchRecord,
    /// The beginning of an id, or a code, that several records have.
    #[error("several-records")]
    SeveralRecords,
    /// No parcel of this name waits here.
    #[error("no-such-parcel")]
    NoSuchParcel,
    /// There is no such service, or it is not active.
    #[error("no-such-service")]
    NoSuchService,
    /// A new service of which nothing is said.
    #[error("service-note-missing")]
    ServiceNote,
    /// There is no such need in the loaded pack.
    #[error("no-such-need")]
    NoSuchNeed,
    /// The office has no confidential desk.
    #[error("no-confidential-desk")]
    NoConfidentialDesk,
    /// An allegation against own personnel would enter an ordinary record.
    #[error("allegation")]
    Allegation,
    /// A person is not to answer alone now.
    #[error(transparent)]
    Alone(#[from] alone::Refusal),
    /// Nobody is answering alone.
    #[error("no-sitting")]
    NoSitting,
    /// The record cannot be followed in this way.
    #[error("wrong-kind")]
    WrongKind,
    /// Only a referral rests on a consent that can be taken back.
    #[error("wrong-kind")]
    NotAReferral,
    /// The consent was withdrawn before.
    #[error("consent-withdrawn")]
    AlreadyWithdrawn,
    /// A correction that corrects nothing.
    #[error("nothing-to-amend")]
    NothingToAmend,
    /// The consent does not carry the referral.
    #[error(transparent)]
    Consent(#[from] ConsentError),
    /// The consent that the record rests on was withdrawn.
    #[error("consent-withdrawn")]
    Withdrawn,
    /// The office's policy does not allow it.
    #[error("not-allowed")]
    NotAllowed,
    /// No help is known for the place, so that screening would raise hopes that cannot be met.
    #[error("no-service-here")]
    NoServiceHere,
    /// What was entered is not what a record may say.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// An attachment could not be read or is too long.
    #[error("attachment")]
    Attachment,
    /// A picture of a kind from which what the camera wrote beside it cannot be taken out.
    #[error("picture")]
    Picture,
    /// The host asked to stop.
    #[error("cancelled")]
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
    #[error("pack-newer")]
    Content(#[from] ContentError),
    /// Something that this version wrote cannot be read back.
    #[error("storage-damaged")]
    Damaged,
}
