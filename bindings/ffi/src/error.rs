//! One small error type for shells, sorted by what the user can do.

use pocketcard::{
    checklist, host, invitation,
    parcel::text_parts,
    record::{self, Misfit, Part},
    session, store,
    sync::{self, link::LinkError},
    vault,
};

/// Why a call did not do what it was asked. Nothing was changed or lost.
///
/// `code` is stable and for programs; `advice` is one plain line in English that says what to do. Neither
/// ever repeats what the user entered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum PhoneError {
    /// Locked: ask for the passphrase.
    #[error("{advice}")]
    Locked {
        /// `locked`.
        code: String,
        /// What to do.
        advice: String,
    },
    /// The passphrase is wrong, or too weak: ask for another.
    #[error("{advice}")]
    Passphrase {
        /// `passphrase-wrong`, `passphrase-weak`, `passphrase-in-use` or `passphrase-unreadable`.
        code: String,
        /// What to do.
        advice: String,
        /// Tries left before everything is destroyed, where there is such a limit.
        attempts_left: Option<u32>,
    },
    /// The phone's keystore did not do its part.
    #[error("{advice}")]
    Keystore {
        /// `keystore-cancelled`, `keystore-locked`, `keystore-invalidated` or `keystore-unavailable`.
        code: String,
        /// What to do.
        advice: String,
    },
    /// Not enrolled yet, enrolled already, or destroyed: show the enrolment.
    #[error("{advice}")]
    Enrolment {
        /// `not-enrolled`, `already-enrolled` or `wiped`.
        code: String,
        /// What to do.
        advice: String,
    },
    /// The invitation is not accepted: get another.
    #[error("{advice}")]
    Invitation {
        /// `invitation-cut-short`, `invitation-unreadable`, `invitation-newer` or
        /// `invitation-expired`, `not-a-renewal`, `not-an-invitation`, `renewal-not-signed`, `renewal-of-another` or
        /// `renewal-outdated`.
        code: String,
        /// What to do.
        advice: String,
    },
    /// What was asked does not fit: correct it and ask again.
    #[error("{advice}")]
    Request {
        /// Names what does not fit, for example `no-such-service` or `consent-child`.
        code: String,
        /// What to do.
        advice: String,
    },
    /// The storage failed: free space, close the other program, or see `verify`.
    #[error("{advice}")]
    Storage {
        /// `storage-full`, `storage-in-use`, `storage-damaged`, `storage-newer`, `storage-memory` or
        /// `storage-failed`.
        code: String,
        /// What to do.
        advice: String,
    },
    /// What a carrier brought is not accepted: try again, or take another road.
    #[error("{advice}")]
    Road {
        /// `exchange-failed`, `meeting-failed`, `bundle-failed`, `pack-refused`, `parcel-refused`,
        /// `chunk-unknown`, `chunk-damaged`, `chunk-of-another`, `chunks-missing` or `chunks-inconsistent`.
        code: String,
        /// What to do.
        advice: String,
    },
    /// Stopped because the user wanted it so.
    #[error("{advice}")]
    Cancelled {
        /// `cancelled`.
        code: String,
        /// What to do.
        advice: String,
    },
    /// Something that the shell lends (its clock, a stream) failed, or it called back into the phone
    /// from there. A fault of the shell.
    #[error("{advice}")]
    Host {
        /// `host-clock`, `host-stream`, `host-reentered` or `host-argument`.
        code: String,
        /// What to do.
        advice: String,
    },
}

/// Makes a variant without further fields.
macro_rules! plain {
    ($($make:ident $variant:ident),+) => {
        impl PhoneError {
            $(fn $make(code: &str, advice: impl ToString) -> Self {
                Self::$variant { code: code.to_owned(), advice: advice.to_string() }
            })+
        }
    };
}

plain!(
    keystore Keystore, enrolment Enrolment, invitation Invitation, request Request, storage Storage,
    road Road
);

impl PhoneError {
    /// A fault of the shell.
    pub(crate) fn host(code: &str) -> Self {
        Self::Host {
            code: code.to_owned(),
            advice: "the app failed here; close it, open it and try again".to_owned(),
        }
    }

    /// Bytes that should be text and are none.
    pub(crate) fn unreadable(code: &str) -> Self {
        match code {
            "passphrase-unreadable" => Self::Passphrase {
                code: code.to_owned(),
                advice: "this passphrase cannot be read; type it again".to_owned(),
                attempts_left: None,
            },
            _ => invitation::InvitationError::Unreadable.into(),
        }
    }
}

impl From<host::KeystoreError> for PhoneError {
    fn from(error: host::KeystoreError) -> Self {
        use host::KeystoreError as E;
        let code = match error {
            E::Cancelled => "keystore-cancelled",
            E::Locked => "keystore-locked",
            E::Invalidated => "keystore-invalidated",
            E::Unavailable | E::Io(_) => "keystore-unavailable",
        };
        Self::keystore(code, error)
    }
}

impl From<invitation::InvitationError> for PhoneError {
    fn from(error: invitation::InvitationError) -> Self {
        use invitation::InvitationError as E;
        let code = match error {
            E::CutShort => "invitation-cut-short",
            E::Unreadable => "invitation-unreadable",
            E::NewerFormat => "invitation-newer",
            E::Expired => "invitation-expired",
            E::Refused => "invitation-refused",
            E::NotARenewal => "not-a-renewal",
            E::NotAnInvitation => "not-an-invitation",
            E::NotSigned => "renewal-not-signed",
            E::OtherPhone => "renewal-of-another",
            E::Outdated => "renewal-outdated",
        };
        Self::invitation(code, error)
    }
}

impl From<vault::Error> for PhoneError {
    fn from(error: vault::Error) -> Self {
        use vault::Error as E;
        let passphrase = |code: &str, attempts_left| Self::Passphrase {
            code: code.to_owned(),
            advice: error.to_string(),
            attempts_left,
        };
        match error {
            E::WrongPassphrase { attempts_left } => passphrase("passphrase-wrong", attempts_left),
            E::WrongWords | E::WrongEscrow | E::BadEscrowKey => {
                passphrase("passphrase-wrong", None)
            }
            E::Weak(_) => passphrase("passphrase-weak", None),
            E::InUseAlready => passphrase("passphrase-in-use", None),
            E::Keystore(error) => error.into(),
            E::Wiped => Self::enrolment("wiped", error),
            E::Missing => Self::enrolment("not-enrolled", error),
            E::Exists => Self::enrolment("already-enrolled", error),
            E::TooNew => Self::storage("storage-newer", error),
            E::DiskFull => Self::storage("storage-full", error),
            E::OutOfMemory => Self::storage("storage-memory", error),
            E::Damaged | E::KdfOutOfBounds => Self::storage("storage-damaged", error),
            E::Io(_) => Self::storage("storage-failed", error),
        }
    }
}

impl From<store::Error> for PhoneError {
    fn from(error: store::Error) -> Self {
        use store::Error as E;
        let code = match error {
            E::InUse => "storage-in-use",
            E::DiskFull => "storage-full",
            E::TooNew => "storage-newer",
            E::WrongKey | E::Lost | E::Corrupt | E::Damaged(_) => "storage-damaged",
            E::Cancelled => return session::Error::Cancelled.into(),
            _ => "storage-failed",
        };
        Self::storage(code, error)
    }
}

impl From<record::ConsentError> for PhoneError {
    fn from(error: record::ConsentError) -> Self {
        use record::ConsentError as E;
        let code = match error {
            E::ChildNeedsMore => "consent-child",
            E::ReasonMissing => "consent-reason",
            E::NothingAgreed => "consent-nothing-agreed",
        };
        Self::request(code, error)
    }
}

impl From<checklist::AnswersError> for PhoneError {
    fn from(error: checklist::AnswersError) -> Self {
        use checklist::AnswersError as E;
        let code = match &error {
            E::NoChecklist(_) => "no-such-checklist",
            E::Version { .. } => "answers-version",
            E::NoIndicator(_) | E::NotInChecklist { .. } => "no-such-indicator",
            E::NoQuestions(_) | E::Values(_) => "answers-values",
            E::Note(_) => "text-too-long",
            _ => "answers-unreadable",
        };
        Self::request(code, error)
    }
}

impl From<text_parts::Error> for PhoneError {
    fn from(error: text_parts::Error) -> Self {
        use text_parts::Error as E;
        match error {
            E::NotAChunk => Self::road("chunk-unknown", error),
            E::Damaged => Self::road("chunk-damaged", error),
            E::OtherSeries => Self::road("chunk-of-another", error),
            E::Missing => Self::road("chunks-missing", error),
            E::Inconsistent => Self::road("chunks-inconsistent", error),
            E::TooShort => Self::request("chunks-too-short", error),
            E::TooLong => Self::request("chunks-too-long", error),
        }
    }
}

impl From<sync::ExchangeError> for PhoneError {
    fn from(error: sync::ExchangeError) -> Self {
        Self::road("exchange-failed", error)
    }
}

impl From<LinkError> for PhoneError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Exchange(error) => error.into(),
            LinkError::Cancelled => Self::Cancelled {
                code: "cancelled".to_owned(),
                advice: error.to_string(),
            },
            LinkError::Broken(_) | LinkError::NotALink => Self::road("meeting-failed", error),
        }
    }
}

impl From<session::Error> for PhoneError {
    fn from(error: session::Error) -> Self {
        use session::Error as E;
        match error {
            E::Locked => Self::Locked {
                code: "locked".to_owned(),
                advice: error.to_string(),
            },
            E::Cancelled => Self::Cancelled {
                code: "cancelled".to_owned(),
                advice: error.to_string(),
            },
            E::NotEnrolled => Self::enrolment("not-enrolled", error),
            E::AlreadyEnrolled => Self::enrolment("already-enrolled", error),
            E::OtherOffice => Self::enrolment("other-office", error),
            E::Invitation(error) => error.into(),
            E::Vault(error) => error.into(),
            E::Keystore(error) => error.into(),
            E::Store(error) => error.into(),
            E::Answers(error) => error.into(),
            E::Consent(error) => error.into(),
            E::NoSuchChecklist => Self::request("no-such-checklist", error),
            E::NoSuchRecord => Self::request("no-such-record", error),
            E::NoSuchParcel => Self::request("no-such-parcel", error),
            E::NoSuchService => Self::request("no-such-service", error),
            E::ServiceNote => Self::request("service-note-missing", error),
            E::NoSuchNeed => Self::request("no-such-need", error),
            E::NoConfidentialDesk => Self::request("no-confidential-desk", error),
            E::Allegation => Self::request("allegation", error),
            E::NotAllowed => Self::request("not-allowed", error),
            E::NoServiceHere => Self::request("no-service-here", error),
            E::SeveralRecords
            | E::WrongKind
            | E::NotAReferral
            | E::NothingToAmend
            | E::AlreadyWithdrawn => Self::request("wrong-kind", error),
            E::Misfit(misfit) => {
                let code = match misfit {
                    Misfit::TooLong(_) => "text-too-long",
                    Misfit::Form(Part::Attachment) => "attachment",
                    Misfit::Characters(_) | Misfit::Form(_) => "text-characters",
                };
                Self::request(code, misfit)
            }
            E::Attachment | E::Picture => Self::request("attachment", error),
            E::Pack(error) => Self::road("pack-refused", error),
            E::Parcel(error) => Self::road("parcel-refused", error),
            E::Exchange(error) => error.into(),
            E::Bundle(sync::BundleError::Cancelled) => E::Cancelled.into(),
            E::Bundle(error) => Self::road("bundle-failed", error),
            E::Content(error) => Self::road("pack-refused", error),
            E::Damaged => Self::storage("storage-damaged", error),
            _ => Self::storage("storage-failed", error),
        }
    }
}
