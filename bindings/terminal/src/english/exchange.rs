//! What is said of parcels, packs, and the ways on which they are sent.

use pocketcard::{
    parcel::LetterKind,
    sync::{Role, VERSION},
};

use super::*;

impl English for ExchangeError {
    fn english(&self) -> String {
        match self {
            Self::NotUnderstood => {
                "the other side's answer cannot be understood; try again".to_owned()
            }
            Self::Version(theirs) => format!(
                "the other side speaks version {theirs} of the exchange, this program version {VERSION}; update the \
                 older one"
            ),
            Self::WrongMailbox => {
                "this is another office's; check that it is the right hub or the right file"
                    .to_owned()
            }
            Self::WrongPeer(expected) => {
                format!("the other side is not a {expected:?}; check where you are sending to")
            }
            Self::Stalled => "the other side makes no progress; try again later".to_owned(),
            Self::Depot(error) => error.english(),
        }
    }
}

impl English for DepotError {
    fn english(&self) -> String {
        match self {
            Self::Refused(reason) => format!("a parcel is not taken: {}", reason.english()),
            Self::Full => "no space is left on this device; free some and try again".to_owned(),
            Self::Unavailable => {
                "the store cannot be read or written; try again, then ask the office".to_owned()
            }
        }
    }
}

impl English for Reason {
    fn english(&self) -> String {
        match self {
            Self::TooLarge => "it is larger than the other side accepts",
            Self::NoRoom => "the other side has no room for it now",
            Self::NotAParcel => "the other side does not recognise it as a sealed parcel",
            Self::WrongMailbox => "it is addressed to another mailbox",
            Self::Damaged => "it was damaged on the way",
            Self::WrongWay => "the other side does not take parcels that go this way",
            Self::Gone => "the other side no longer has it",
        }
        .to_owned()
    }
}

impl English for BundleError {
    fn english(&self) -> String {
        match self {
            Self::Io(error) => format!(
                "the bundle cannot be read or written ({}); check the card and the space on it",
                error.kind()
            ),
            Self::NotABundle => {
                "this is not a bundle, or its beginning is damaged; ask for it again".to_owned()
            }
            Self::Exchange(error) => error.english(),
            Self::Cancelled => "stopped; what was read until then is kept".to_owned(),
        }
    }
}

impl English for LinkError {
    fn english(&self) -> String {
        match self {
            Self::Broken(_) => {
                "the connection to the other phone broke; what came through is kept, try again"
                    .to_owned()
            }
            Self::NotALink => {
                "the other side is not a Pocketcard, or somebody interferes; try again".to_owned()
            }
            Self::Exchange(error) => error.english(),
            Self::Cancelled => "stopped; what was exchanged until then is kept".to_owned(),
        }
    }
}

impl English for Waiting {
    fn english(&self) -> String {
        match self {
            Self::ForACarrier => {
                "waits for a network, a memory card or a colleague's phone; it goes with the next one"
            }
            Self::ForTheRest => "may have left in part; it goes with the next exchange",
            Self::ToGoApart { .. } => {
                "goes to the hub later, in an exchange of its own; a memory card or a colleague's phone takes it at \
                 once"
            }
            Self::ToTryAgain { reason, .. } => {
                return format!(
                    "was not taken by the hub, because {}; it is tried again, and goes by a memory card or a \
                     colleague's phone at once",
                    reason.english()
                );
            }
            Self::ForAReceipt { late: true, .. } => {
                "a carrier has it, but the office's receipt is late; it is sent again: give it to a memory card or a \
                 colleague's phone too"
            }
            Self::ForAReceipt { to: Role::Hub, .. } => {
                "is with the hub; waits for the office's receipt, and still goes by any other road"
            }
            Self::ForAReceipt { to: Role::Phone, .. } => {
                "a carrier has it; waits for the office's receipt, and still goes by any other road"
            }
            Self::ForAReceipt { to: Role::Desk, .. } => {
                "is with the office; waits for its receipt"
            }
            Self::ForSomebodyToLook { fault } => {
                return format!(
                    "is set aside, because {}; memory cards still carry it: export it and ask the office",
                    fault.english()
                );
            }
            Self::ForNothing => "the office has it",
        }
        .to_owned()
    }
}

impl English for Fault {
    fn english(&self) -> String {
        match self {
            Self::DamagedHere => "its copy on this phone is damaged".to_owned(),
            Self::NotFiled(why) => {
                format!("the office has it and could not file it: {}", unfiled(*why))
            }
        }
    }
}

/// Why the office could not file a parcel, in words that go on from "could not be filed, because".
pub fn unfiled(why: Unfiled) -> &'static str {
    match why {
        Unfiled::Newer => {
            "it was written by a newer version of Pocketcard; the office has to update first"
        }
        Unfiled::NotCommitted => "the record does not match its journal entry",
        Unfiled::OtherJournal => "the journal entry is another phone's",
        Unfiled::Form => "a text in it has characters or a form that phones do not send",
        Unfiled::TooLong => "it is longer than the desk can file",
        Unfiled::NameTaken => "another record has its name already",
        Unfiled::Kind => "it is of a kind that phones do not send",
        Unfiled::NotAReport => "the confidential desk takes reports only",
        Unfiled::Other => "of something that this version does not know; update Pocketcard",
    }
}

impl English for Refused {
    fn english(&self) -> String {
        match self {
            Self::Unsigned => "a letter that the office did not sign, as far as this phone knows",
            Self::Replaced => "a letter signed with keys that the office has replaced",
            Self::WipeAlone => "an order to erase this phone that no keeper of a root key signed",
            Self::Revoked => "a letter for phones that the office has not revoked",
            Self::Misplaced => "a letter of a kind that the office does not send in this way",
            Self::Unreadable(kind) => {
                let what = match *kind {
                    LetterKind::Receipt => "a receipt",
                    LetterKind::Answer => "an answer",
                    LetterKind::Notice => "a notice",
                    LetterKind::Audience => "a key",
                    _ => "a letter",
                };
                return format!("{what} that this version cannot read");
            }
            Self::OtherPhone => "a receipt for another phone",
            Self::NotOurs => "an answer to a record that is not this phone's",
            Self::OldKey => "a key for packs that is not newer than the last",
            Self::OldNotice => "a notice about an earlier enrolment",
            Self::ReportFirst => {
                "an order to erase this phone, until what is for the confidential desk has left it: carry it out on \
                 a memory card or with a colleague's phone"
            }
            Self::DamagedHere => {
                "a part of this phone's store that cannot be read; `verify` names it"
            }
            Self::Pack(error) => return error.english(),
        }
        .to_owned()
    }
}

impl English for parcel::Error {
    fn english(&self) -> String {
        match self {
            Self::NotAParcel => "this is not a parcel; check that it is the right file",
            Self::UnknownSuite => {
                "this parcel was sealed by a newer version; update this program and open it again"
            }
            Self::Truncated => "this parcel is cut short; have it sent again",
            Self::TooLarge => "this is too large for a parcel; send less or a smaller file",
            Self::NotForUs => "this parcel is not sealed to this key; pass it on unopened",
            Self::Damaged => "this parcel was damaged on the way; have it sent again",
            Self::Malformed => {
                "what is inside this parcel cannot be read; ask the sender to update and send it again"
            }
            Self::UnknownKind => {
                "this parcel holds a newer kind of letter; update this program and open it again"
            }
            Self::BadSignature => {
                "the signature inside this parcel does not match; do not rely on it"
            }
            Self::WrongMailbox => {
                "the letter inside was written to another mailbox; somebody resealed it, do not rely on it"
            }
            Self::WrongRecipient => {
                "the letter inside was written to somebody else and resealed; do not rely on it"
            }
            Self::ContentChanged => "the content changed while it was being sealed; try again",
            Self::Unfinished => "the parcel was not read to its end; try again",
            Self::BadKey(_) => {
                "this is not a key to seal parcels to; ask the office for a new invitation"
            }
            Self::Io(kind) => return format!("reading or writing failed ({kind}); try again"),
        }
        .to_owned()
    }
}

impl English for armor::Error {
    fn english(&self) -> String {
        match self {
            Self::NotArmor => {
                "this is not a Pocketcard text; copy it from its BEGIN line to its END line"
            }
            Self::OtherLabel(label) => {
                return format!(
                    "this text carries another kind of thing ({}); choose the right one",
                    label.word()
                );
            }
            Self::CutShort => "this text is cut short; copy it again, whole, to its END line",
            Self::Damaged => {
                "this text was changed on the way; copy it again, or ask for it as a file"
            }
            Self::Trailing => "something follows this text's END line; copy the text alone",
            Self::TooLong => "this text is too long; ask for it as a file",
        }
        .to_owned()
    }
}

impl English for text_parts::Error {
    fn english(&self) -> String {
        match self {
            Self::NotAChunk => {
                "this is not part of a Pocketcard message; check what was scanned or copied"
            }
            Self::Damaged => "this part was changed on the way; scan or copy it again",
            Self::OtherSeries => {
                "this part belongs to another message; finish this one first or start again"
            }
            Self::Inconsistent => "the parts do not fit together; start again with all of them",
            Self::Missing => "parts of this message are still missing",
            Self::TooShort => {
                "the parts would be too short or too many; allow more characters in each"
            }
            Self::TooLong => "this is too long to be sent in parts; use a file",
        }
        .to_owned()
    }
}

impl English for pack::Error {
    fn english(&self) -> String {
        match self {
            Self::NotAPack => "this is not a pack, or it was cut short; fetch it again",
            Self::TooBig => "this pack is too big; the most is 4 MiB",
            Self::NewerFormat => {
                "this pack was made for a newer version of the app; update the app"
            }
            Self::BadManifest(what) => return format!("the pack's manifest is not valid: {what}"),
            Self::BadRoots(what) => return format!("the list of root keys is not valid: {what}"),
            Self::OtherPack => {
                "this is the pack of another office; ask your own office for its pack"
            }
            Self::BadSound(what) => {
                return format!("the pack's recordings are not as they must be: {what}");
            }
            Self::AlteredContent => "the pack's content was altered on the way; fetch it again",
            Self::BadSignature => {
                "a signature on this pack does not match; do not use it and tell your office"
            }
            Self::UnknownSigner => {
                "this pack is signed by a key that your office does not use; do not use it"
            }
            Self::RepeatedSigner => {
                "this pack carries two signatures by one key; each root may sign once"
            }
            Self::TooFewSignatures { found, needed } => {
                return format!("this pack has {found} of the {needed} signatures it needs");
            }
            Self::RetiredRoots => {
                "this pack is signed with root keys that have been replaced; ask for a newer pack"
            }
            Self::RootsMissing => {
                "root keys changed and this pack does not carry the whole change; ask for a full pack"
            }
            Self::BrokenRotation => {
                "the pack's change of root keys does not follow from the keys in force"
            }
            Self::BadKeys => "the pack's statement of the desks' keys is not valid",
            Self::KeysRolledBack => {
                "this pack brings keys of the desks that were replaced; ask for a newer pack"
            }
            Self::KeysFork => {
                "this pack names other keys of the desks than the packs before it; do not use it and tell your office"
            }
            Self::RolledBack { found, seen } => {
                return format!("this pack is version {found}; version {seen} is already here");
            }
            Self::TooFarAhead { found, most } => {
                return format!(
                    "this pack is version {found}; the next may be {most} at most: number packs one by one"
                );
            }
            Self::Equivocation(version) => {
                return format!(
                    "another pack with version {version} was accepted before; tell your office, both are signed"
                );
            }
            Self::TooComplex(what) => {
                return format!("the pack's content goes beyond its bounds: {what}");
            }
            Self::BadCharacter { code, place } => {
                return format!(
                    "a text of the pack holds U+{code:04X}, which could hide or reorder words: {place}"
                );
            }
            Self::UnevenIsolates(place) => {
                return format!(
                    "a text of the pack opens and closes text direction unevenly: {place}"
                );
            }
            Self::BadContent(what) => return format!("the pack's content is not valid: {what}"),
            Self::Content(error) => return format!("the pack's content is not valid: {error}"),
        }
        .to_owned()
    }
}
