//! One small error type for shells, sorted by what the user can do.

use pocketcard::{
    checklist,
    parcel::text_parts,
    session,
    sync::{self, link::LinkError},
    vault,
};

/// Why a call did not do what it was asked. Nothing was changed or lost.
///
/// `code` is stable; the words for it are those of `error-` and the code in [`crate::Words`], and say what to do. It
/// never repeats what the user entered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum PhoneError {
    /// Locked: ask for the passphrase.
    #[error("{code}")]
    Locked {
        /// `locked`.
        code: String,
    },
    /// The passphrase is wrong, or too weak: ask for another.
    #[error("{code}")]
    Passphrase {
        /// `passphrase-wrong`, `passphrase-weak`, `passphrase-in-use` or `passphrase-unreadable`.
        code: String,
        /// Tries left before everything is destroyed, where there is such a limit.
        attempts_left: Option<u32>,
    },
    /// The phone's keystore did not do its part.
    #[error("{code}")]
    Keystore {
        /// `keystore-cancelled`, `keystore-locked`, `keystore-invalidated` or `keystore-unavailable`.
        code: String,
    },
    /// Not enrolled yet, enrolled already, or destroyed: show the enrolment.
    #[error("{code}")]
    Enrolment {
        /// `not-enrolled`, `already-enrolled`, `other-office` or `wiped`.
        code: String,
    },
    /// The invitation is not accepted: get another.
    #[error("{code}")]
    Invitation {
        /// `invitation-…`, `renewal-…`, `not-a-renewal` or `not-an-invitation`.
        code: String,
    },
    /// What was asked does not fit: correct it and ask again.
    #[error("{code}")]
    Request {
        /// Names what does not fit, for example `no-such-service` or `consent-child`.
        code: String,
    },
    /// The storage failed: free space, close the other program, or check the storage.
    #[error("{code}")]
    Storage {
        /// `storage-full`, `storage-in-use`, `storage-damaged`, `storage-newer`, `storage-memory` or
        /// `storage-failed`.
        code: String,
    },
    /// What a carrier brought is not accepted: try again, or use another carrier.
    #[error("{code}")]
    Transport {
        /// `exchange-failed`, `meeting-failed`, `bundle-failed`, `parcel-refused`, `pack-…`, `chunk-…` or `chunks-…`.
        code: String,
    },
    /// Stopped because the user wanted it so.
    #[error("{code}")]
    Cancelled {
        /// `cancelled`.
        code: String,
    },
    /// Something that the shell lends (its clock, a stream) failed, or it called back into the phone
    /// from there. A fault of the shell.
    #[error("{code}")]
    Host {
        /// `host-clock`, `host-stream`, `host-reentered` or `host-argument`.
        code: String,
    },
}

impl PhoneError {
    /// The error of this code.
    pub(crate) fn new(code: &str) -> Self {
        let family = code.split('-').next().unwrap_or_default();
        let code = code.to_owned();
        match (code.as_str(), family) {
            ("locked", _) => Self::Locked { code },
            ("cancelled", _) => Self::Cancelled { code },
            ("not-enrolled" | "already-enrolled" | "other-office" | "wiped", _) => {
                Self::Enrolment { code }
            }
            ("not-a-renewal" | "not-an-invitation", _) | (_, "invitation" | "renewal") => {
                Self::Invitation { code }
            }
            ("chunks-too-short" | "chunks-too-long", _) => Self::Request { code },
            (_, "passphrase") => Self::Passphrase {
                code,
                attempts_left: None,
            },
            (_, "keystore") => Self::Keystore { code },
            (_, "storage") => Self::Storage { code },
            (_, "host") => Self::Host { code },
            (_, "exchange" | "meeting" | "bundle" | "pack" | "parcel" | "chunk" | "chunks") => {
                Self::Transport { code }
            }
            _ => Self::Request { code },
        }
    }
}

impl From<session::Error> for PhoneError {
    fn from(error: session::Error) -> Self {
        // The core's errors show as their codes.
        let mut this = Self::new(&error.to_string());
        if let (
            Self::Passphrase { attempts_left, .. },
            session::Error::Vault(vault::Error::WrongPassphrase {
                attempts_left: left,
            }),
        ) = (&mut this, error)
        {
            *attempts_left = left;
        }
        this
    }
}

macro_rules! by_code {
    ($($error:ty),+) => {
        $(impl From<$error> for PhoneError {
            fn from(error: $error) -> Self {
                Self::new(&error.to_string())
            }
        })+
    };
}

by_code!(
    checklist::AnswersError,
    text_parts::Error,
    sync::ExchangeError,
    LinkError
);
