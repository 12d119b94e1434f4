//! What a session reports to people, as codes: ids of words. Shells have the words in the catalogue, terminals have
//! sentences of their own.

use serde::{Serialize, Serializer};

use crate::{pack, parcel::LetterKind, store::Damage};

/// Something about the phone that its user should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Something in the store is not as it was left.
    Damaged,
    /// The phone was opened with an older vault, or with a damaged one.
    OldVault,
    /// Records that should be out of reach by now are still here.
    Overdue,
    /// The office meant the checklists to be replaced by now.
    PackExpired,
    /// All services of the directory are invented.
    InventedServices,
}

impl Warning {
    /// The id of the word with which a shell says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Damaged => "warning-damaged",
            Self::OldVault => "warning-old-vault",
            Self::Overdue => "warning-overdue",
            Self::PackExpired => "warning-pack-expired",
            Self::InventedServices => "warning-invented-services",
        }
    }
}

/// Something that a check of the whole store found wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// In the store.
    Store(Damage),
    /// An older copy of the vault was put back, or the vault is damaged.
    OldVault,
    /// The journal entry of this number is not this phone's.
    ForeignEntry(u64),
    /// The journal entry of a record cannot be read.
    NoEntry,
    /// The journal entry of this number does not follow the one before it.
    Unlinked(u64),
    /// The journal entries from the first to the last of these numbers are missing.
    Missing(u64, u64),
    /// The journal does not end where this phone left it.
    OtherEnd,
}

impl Problem {
    /// The id of the word with which a shell says it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(damage) => damage.code(),
            Self::OldVault => "problem-old-vault",
            Self::ForeignEntry(_) | Self::NoEntry | Self::Unlinked(_) | Self::OtherEnd => {
                "problem-journal"
            }
            Self::Missing(..) => "problem-journal-gap",
        }
    }
}

/// Something that arrived and was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A letter that the office did not sign, as far as this phone knows.
    Unsigned,
    /// A letter signed with keys that the office has replaced.
    Replaced,
    /// An order to erase this phone that no keeper of a root key signed.
    WipeAlone,
    /// A letter for phones that the office has not revoked.
    Revoked,
    /// A letter of a kind that the office does not send in this way.
    Misplaced,
    /// A letter of this kind that this version cannot read.
    Unreadable(LetterKind),
    /// A receipt for another phone.
    OtherPhone,
    /// An answer to a record that is not this phone's.
    NotOurs,
    /// A key for packs that is not newer than the last.
    OldKey,
    /// A notice about an earlier enrolment.
    OldNotice,
    /// An order to erase this phone, while a report to the confidential desk is here alone.
    ReportFirst,
    /// Some of the receipts cannot be applied, because a part of this phone's store cannot be read.
    DamagedHere,
    /// A pack.
    Pack(pack::Error),
}

impl Refused {
    /// The id of the word with which a shell says it.
    pub fn code(&self) -> String {
        match self {
            Self::Unsigned => "refused-unsigned",
            Self::Replaced => "refused-replaced",
            Self::WipeAlone => "refused-wipe-alone",
            Self::Revoked => "refused-revoked",
            Self::Unreadable(_) => "refused-unreadable",
            Self::Misplaced | Self::OtherPhone | Self::NotOurs => "refused-elsewhere",
            Self::OldKey | Self::OldNotice => "refused-outdated",
            Self::ReportFirst => "refused-report-first",
            Self::DamagedHere => "warning-damaged",
            Self::Pack(error) => return format!("error-{error}"),
        }
        .to_owned()
    }
}

/// Programs get the code, too.
macro_rules! serialized_as_code {
    ($($name:ident),+) => {
        $(impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.code())
            }
        })+
    };
}

serialized_as_code!(Warning, Problem, Refused);
