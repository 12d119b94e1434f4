//! How a parcel is taken in, part by part.

use sha2::{Digest, Sha256};

use super::{Depot, DepotError, Have, Item, Reason, Role, SMALL_MAX};
use crate::parcel::{self, Header, Mailbox, ParcelId};

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
pub(super) fn standing(depot: &mut dyn Depot, peer: Role, item: &Item) -> Result<Have, DepotError> {
    if item.way.flows(peer, depot.role()) {
        depot.standing(item, peer)
    } else {
        Ok(Have::Refused(Reason::WrongWay))
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
        Have::Held => return Ok(Taken::Whole(false)),
        Have::Refused(reason) => return Ok(Taken::Refused(reason)),
        Have::Missing(upto) => upto,
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
