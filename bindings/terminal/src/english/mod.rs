//! English for what the core reports by code. Some of it names verbs of the programs: the core knows none.

mod exchange;
mod phone;
mod record;

pub use exchange::unfiled;

use std::{any::Any, fmt::Display, io};

use pocketcard::{
    checklist::AnswersError,
    host::KeystoreError,
    invitation::{InvitationError, Unfit},
    pack,
    parcel::{self, armor, text_parts},
    record::{ConsentError, Misfit, Unfiled},
    session::{self, Problem, Refused, Warning},
    store::{self, Damage},
    sync::{
        BundleError, DepotError, ExchangeError, Reason,
        link::LinkError,
        outbox::{Fault, Waiting},
    },
    vault,
};

/// What is said of a value of the core.
pub trait English {
    /// One line, or a part of one.
    fn english(&self) -> String;
}

/// The English for an error of the core; what another error says itself.
pub fn english<E: Display + 'static>(error: &E) -> String {
    fn as_one_of(error: &dyn Any) -> Option<&dyn English> {
        macro_rules! first {
            ($($kind:ty),+ $(,)?) => {
                $(if let Some(it) = error.downcast_ref::<$kind>() { return Some(it) })+
            };
        }
        first!(
            session::Error,
            vault::Error,
            vault::Weak,
            KeystoreError,
            store::Error,
            InvitationError,
            AnswersError,
            ConsentError,
            Misfit,
            ExchangeError,
            DepotError,
            BundleError,
            LinkError,
            parcel::Error,
            armor::Error,
            text_parts::Error,
            pack::Error,
        );
        None
    }
    as_one_of(error).map_or_else(|| error.to_string(), English::english)
}

/// Why a file cannot be read or written.
fn failure(kind: io::ErrorKind) -> String {
    match kind {
        io::ErrorKind::PermissionDenied => {
            "this account may not read or write there: use the one that the files belong to, or have them given to \
             this one"
                .to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "this storage can only be read; a disk or card that begins to fail often ends so. On a phone, `rescue` \
             writes what waits for the office to another place"
                .to_owned()
        }
        kind => format!("the storage failed: {kind}"),
    }
}
