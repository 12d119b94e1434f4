//! The words of the exchange: ends, ways, reasons, and a parcel as it is spoken of.

use serde::{Deserialize, Serialize};

use crate::parcel::ParcelId;

/// Parcels up to this many bytes may ride along unasked.
pub const SMALL_MAX: u64 = 64 * 1024;

/// What an end of an exchange is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A phone: sends its own records and carries parcels of others, both ways.
    Phone,
    /// A desk: collects what goes up, sends what goes down.
    Desk,
    /// A blind mailbox on the network.
    Hub,
}

/// Whether a parcel is bound for a desk or for phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// From a phone to the desks.
    Up,
    /// From a desk to the phones.
    Down,
}

/// Why a parcel is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Larger than the other side ever takes.
    TooLarge,
    /// No room for it now; later there may be.
    NoRoom,
    /// The bytes are not a sealed parcel.
    NotAParcel,
    /// Addressed to another mailbox.
    WrongMailbox,
    /// The bytes that arrived do not match the parcel's name; sending again may help.
    Damaged,
    /// The other side does not take parcels that go this way.
    WrongWay,
    /// It was offered and is no longer there.
    Gone,
}

impl Reason {
    /// Whether sending the same parcel to the same kind of place again can never help.
    pub fn is_final(self) -> bool {
        matches!(self, Self::TooLarge | Self::NotAParcel | Self::WrongMailbox)
    }

    /// The id of the word with which a shell says it.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "reason-too-large",
            Self::NoRoom => "reason-no-room",
            Self::NotAParcel | Self::Damaged => "reason-damaged",
            Self::WrongMailbox => "reason-wrong-mailbox",
            Self::WrongWay => "reason-wrong-way",
            Self::Gone => "reason-gone",
        }
    }
}

/// A closed set of names, each with its number on the wire.
macro_rules! coded {
    ($name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        impl $name {
            /// The number that stands for it in a frame.
            pub(super) fn number(self) -> u8 {
                match self { $(Self::$variant => $code),+ }
            }

            /// The name that a frame's number stands for.
            pub(super) fn from_number(code: u8) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

impl Way {
    /// Whether parcels that go this way pass from such a place to such a place.
    pub fn flows(self, from: Role, to: Role) -> bool {
        match (from, to) {
            (Role::Phone, Role::Phone) => true,
            (Role::Phone, Role::Hub | Role::Desk) | (Role::Hub, Role::Desk) => self == Self::Up,
            (Role::Desk, Role::Hub | Role::Phone) | (Role::Hub, Role::Phone) => self == Self::Down,
            // A card that one desk read may hold what is for another.
            (Role::Desk, Role::Desk) => self == Self::Up,
            (Role::Hub, Role::Hub) => false,
        }
    }
}

coded!(Role { Phone = 1, Desk = 2, Hub = 3 });
coded!(Way { Up = 1, Down = 2 });
coded!(Reason {
    TooLarge = 1,
    NoRoom = 2,
    NotAParcel = 3,
    WrongMailbox = 4,
    Damaged = 5,
    WrongWay = 6,
    Gone = 7,
});

/// A parcel as it is spoken of: all that anyone outside may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name.
    pub id: ParcelId,
    /// Its size in bytes, padding included.
    pub size: u64,
    /// Where it is bound.
    pub way: Way,
}
