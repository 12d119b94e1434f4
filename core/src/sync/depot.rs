//! What an exchange knows of a store of parcels.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Item, Reason, Role};
use crate::parcel::{Mailbox, ParcelId};

/// How a depot stands to a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Have {
    /// Held whole, or had and no longer needed.
    Held,
    /// Wanted; this many bytes of it are here already.
    Missing(u64),
    /// Not wanted.
    Refused(Reason),
}

/// How far a terminal has read a hub's list. The host keeps it between exchanges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
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
    #[error("exchange-failed")]
    Refused(Reason),
    /// The storage is full.
    #[error("storage-full")]
    Full,
    /// The storage cannot be read or written.
    #[error("storage-failed")]
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
    fn standing(&mut self, item: &Item, peer: Role) -> Result<Have, DepotError>;

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
    fn checkpoint(&mut self) -> Result<Checkpoint, DepotError>;

    /// Remembers where this exchange with the hub stands.
    fn set_checkpoint(&mut self, checkpoint: Checkpoint) -> Result<(), DepotError>;

    /// Makes everything since the last commit durable, all or nothing.
    fn commit(&mut self) -> Result<(), DepotError>;
}
