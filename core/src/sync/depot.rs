//! What an exchange knows of a store of parcels, and how a parcel is taken in.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::parcel::{self, Header, Mailbox, ParcelId};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Larger than the other side ever takes.
    #[error("it is larger than the other side accepts")]
    TooLarge,
    /// No room for it now; later there may be.
    #[error("the other side has no room for it now")]
    NoRoom,
    /// The bytes are not a sealed parcel.
    #[error("the other side does not recognise it as a sealed parcel")]
    NotAParcel,
    /// Addressed to another mailbox.
    #[error("it is addressed to another mailbox")]
    WrongMailbox,
    /// The bytes that arrived do not match the parcel's name; sending again may help.
    #[error("it was damaged on the way")]
    Damaged,
    /// The other side does not take parcels that go this way.
    #[error("the other side does not take parcels that go this way")]
    WrongWay,
    /// It was offered and is no longer there.
    #[error("the other side no longer has it")]
    Gone,
}

impl Reason {
    /// Whether sending the same parcel to the same kind of place again can never help.
    pub fn is_final(self) -> bool {
        matches!(self, Self::TooLarge | Self::NotAParcel | Self::WrongMailbox)
    }
}

/// A closed set of names, each with its number on the wire.
macro_rules! coded {
    ($name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        impl $name {
            /// The number that stands for it in a frame.
            pub(super) fn code(self) -> u8 {
                match self { $(Self::$variant => $code),+ }
            }

            /// The name that a frame's number stands for.
            pub(super) fn from_code(code: u8) -> Option<Self> {
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

/// How a depot stands to a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Held whole, or had and no longer needed.
    Held,
    /// Wanted; this many bytes of it are here already.
    Missing(u64),
    /// Not wanted.
    Refused(Reason),
}

/// How far a terminal has read a hub's list. The host keeps it between exchanges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Which numbering `kept` belongs to; a hub that lost its storage has another one.
    pub epoch: u64,
    /// Everything up to this position is durably here.
    pub kept: u64,
    /// An exchange began and did not end: the next one asks before it sends or fetches again.
    pub open: bool,
}

/// Why a depot did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DepotError {
    /// This parcel is not taken; the exchange goes on with the others.
    #[error("a parcel is not taken: {0}")]
    Refused(Reason),
    /// The storage is full.
    #[error("no space is left on this device; free some and try again")]
    Full,
    /// The storage cannot be read or written.
    #[error("the store cannot be read or written; try again, then ask the office")]
    Unavailable,
}

/// A store of parcels as the exchange sees it.
///
/// `peer` is what the other end is; a bundle file counts as what its writer or reader is. Nothing a
/// depot is told counts before [`Depot::commit`]; the exchange acknowledges nothing before it.
pub trait Depot {
    /// What this end is.
    fn role(&self) -> Role;

    /// The mailbox whose parcels are here.
    fn mailbox(&self) -> Mailbox;

    /// Which numbering [`Depot::offers`] uses. Stays while positions keep their meaning.
    fn epoch(&self) -> u64;

    /// Parcels to hand to such a peer, after a position (0: from the start), each with its position.
    /// Positions grow, and a parcel keeps its position while an exchange lasts. The most urgent come
    /// first where the depot is free to choose. At most `max`; fewer only at the end of the list.
    fn offers(
        &mut self,
        peer: Role,
        after: u64,
        max: usize,
    ) -> Result<Vec<(u64, Item)>, DepotError>;

    /// How this depot stands to a parcel that such a peer offers.
    fn standing(&mut self, item: &Item, peer: Role) -> Result<Standing, DepotError>;

    /// Fills `into` with a held or partly held parcel's bytes from `offset` on; returns how many it
    /// gave, maybe fewer than fit; none where the parcel ends or if it is gone.
    fn read(&mut self, item: &Item, offset: u64, into: &mut [u8]) -> Result<usize, DepotError>;

    /// Appends bytes to a parcel that is arriving; `offset` is what [`Depot::standing`] said is here.
    fn stage(&mut self, item: &Item, offset: u64, bytes: &[u8]) -> Result<(), DepotError>;

    /// All bytes of the parcel are staged and match its name: keep it.
    fn keep(&mut self, item: &Item, peer: Role) -> Result<(), DepotError>;

    /// Forgets what is staged of a parcel.
    fn unstage(&mut self, item: &Item) -> Result<(), DepotError>;

    /// Bytes of these parcels are about to leave. What this end has to remember of that is durable when
    /// this returns.
    fn leaving(&mut self, parcels: &[ParcelId]) -> Result<(), DepotError> {
        let _ = parcels;
        Ok(())
    }

    /// A request to such a peer was answered, whole or not. Who asks by himself waits longer after each
    /// failure.
    fn answered(&mut self, peer: Role, whole: bool) -> Result<(), DepotError> {
        let _ = (peer, whole);
        Ok(())
    }

    /// The peer durably holds this parcel.
    fn delivered(&mut self, id: &ParcelId, peer: Role) -> Result<(), DepotError>;

    /// The peer will not take this parcel.
    fn refused(&mut self, id: &ParcelId, peer: Role, reason: Reason) -> Result<(), DepotError>;

    /// The peer durably holds all of our list up to this position. Only a hub cares.
    fn kept_by_peer(&mut self, position: u64) -> Result<(), DepotError> {
        let _ = position;
        Ok(())
    }

    /// Where the last exchange with the hub ended.
    fn bookmark(&mut self) -> Result<Bookmark, DepotError>;

    /// Remembers where this exchange with the hub stands.
    fn set_bookmark(&mut self, bookmark: Bookmark) -> Result<(), DepotError>;

    /// Makes everything since the last commit durable, all or nothing.
    fn commit(&mut self) -> Result<(), DepotError>;
}

/// What became of a part that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// The parcel is here whole; `true`: it became so with this part.
    Whole(bool),
    /// The parcel is here up to this byte.
    Upto(u64),
    /// The parcel is not taken, or what came of it was thrown away.
    Refused(Reason),
}

/// How this end stands to a parcel that the peer speaks of.
pub(super) fn standing(
    depot: &mut dyn Depot,
    peer: Role,
    item: &Item,
) -> Result<Standing, DepotError> {
    if item.way.flows(peer, depot.role()) {
        depot.standing(item, peer)
    } else {
        Ok(Standing::Refused(Reason::WrongWay))
    }
}

/// Takes in a part from any road: in order, without overlap, checked against the parcel's name.
pub(super) fn take(
    depot: &mut dyn Depot,
    peer: Role,
    item: &Item,
    offset: u64,
    bytes: &[u8],
) -> Result<Taken, DepotError> {
    let upto = match standing(depot, peer, item)? {
        Standing::Held => return Ok(Taken::Whole(false)),
        Standing::Refused(reason) => return Ok(Taken::Refused(reason)),
        Standing::Missing(upto) => upto,
    };
    let end = offset.saturating_add(bytes.len() as u64);
    if offset > upto || end <= upto || end > item.size {
        return Ok(Taken::Upto(upto));
    }
    if upto == 0
        && let Err(reason) = check_header(depot.mailbox(), item, bytes)
    {
        return Ok(Taken::Refused(reason));
    }
    let fresh = &bytes[(upto - offset) as usize..];
    let kept = depot.stage(item, upto, fresh).and_then(|()| {
        if end < item.size {
            return Ok(false);
        }
        let hash = if upto == 0 {
            ParcelId::of(fresh)
        } else {
            staged_hash(depot, item)?
        };
        if hash != item.id {
            return Err(DepotError::Refused(Reason::Damaged));
        }
        depot.keep(item, peer).map(|()| true)
    });
    match kept {
        Ok(true) => Ok(Taken::Whole(true)),
        Ok(false) => Ok(Taken::Upto(end)),
        Err(DepotError::Refused(reason)) => {
            depot.unstage(item)?;
            Ok(Taken::Refused(reason))
        }
        Err(error) => Err(error),
    }
}

/// What can be known of a parcel from its start is checked before anything is kept of it.
fn check_header(mailbox: Mailbox, item: &Item, start: &[u8]) -> Result<(), Reason> {
    let header = Header::parse(start, item.size).map_err(|error| match error {
        parcel::Error::TooLarge => Reason::TooLarge,
        _ => Reason::NotAParcel,
    })?;
    if header.mailbox == mailbox {
        Ok(())
    } else {
        Err(Reason::WrongMailbox)
    }
}

fn staged_hash(depot: &mut dyn Depot, item: &Item) -> Result<ParcelId, DepotError> {
    let (mut hash, mut at) = (Sha256::new(), 0);
    let mut buffer = vec![0; SMALL_MAX as usize];
    while at < item.size {
        let most = buffer.len().min((item.size - at) as usize);
        let length = depot.read(item, at, &mut buffer[..most])?;
        if length == 0 {
            return Err(DepotError::Refused(Reason::Damaged));
        }
        hash.update(&buffer[..length]);
        at += length as u64;
    }
    Ok(ParcelId(hash.finalize().into()))
}
