//! What an exchange brought about since the last commit, written in one transaction.

use std::collections::BTreeSet;

use super::{ParcelState, ParcelTx};
use crate::{
    parcel::ParcelId,
    store::Error,
    sync::{
        Item, Reason, Role,
        outbox::{Fault, OutboxItem},
    },
};

/// What happened in an exchange since the last commit.
#[derive(Default)]
pub(super) struct Batch {
    /// Parcels of which all bytes are here, and who brought them.
    pub(super) kept: Vec<(Item, Role)>,
    /// Parcels that somebody brought as going the other way than we knew.
    pub(super) both_ways: BTreeSet<ParcelId>,
    /// Parcels that the other side has, and who it is.
    pub(super) delivered: Vec<(ParcelId, Role)>,
    /// Parcels that the other side refused, and why.
    pub(super) refused: Vec<(ParcelId, Role, Reason)>,
}

impl Batch {
    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
            && self.both_ways.is_empty()
            && self.delivered.is_empty()
            && self.refused.is_empty()
    }

    pub(super) fn apply_kept(&self, tx: &mut ParcelTx<'_, '_>) -> Result<(), Error> {
        for (item, from) in &self.kept {
            tx.arrive(item, |entry| {
                entry.place = ParcelState::Arrived;
                entry.at_hub = *from == Role::Hub;
            })?;
        }
        for id in &self.both_ways {
            tx.change(id, |entry| entry.both_ways = true)?;
        }
        Ok(())
    }

    pub(super) fn apply_delivered(
        &self,
        tx: &mut ParcelTx<'_, '_>,
        role: Role,
        now: i64,
    ) -> Result<(), Error> {
        for (id, peer) in &self.delivered {
            tx.change(id, |entry| {
                entry.at_hub |= *peer == Role::Hub;
                if let Some(outbox) = &mut entry.outbox {
                    outbox.on_delivered(*peer, now);
                }
                let done = matches!(peer, Role::Hub | Role::Desk);
                let carried = entry.place == ParcelState::Carried && !entry.both_ways;
                if done && role == Role::Phone && carried {
                    entry.place = ParcelState::Done;
                }
            })?;
        }
        Ok(())
    }
}

pub(super) fn apply_lost(tx: &mut ParcelTx<'_, '_>, lost: &[ParcelId]) -> Result<(), Error> {
    for id in lost {
        tx.change(id, |entry| {
            entry.at_hub = false;
            if let Some(outbox) = &mut entry.outbox {
                outbox.on_hub_lost();
            }
        })?;
    }
    Ok(())
}

pub(super) fn apply_damaged(
    tx: &mut ParcelTx<'_, '_>,
    damaged: &[ParcelId],
    now: i64,
) -> Result<(), Error> {
    for id in damaged {
        tx.change(id, |entry| match &mut entry.outbox {
            Some(outbox) => outbox.on_fault(Fault::DamagedHere, now),
            None => entry.place = ParcelState::Done,
        })?;
    }
    Ok(())
}

pub(super) fn change_outbox(
    tx: &mut ParcelTx<'_, '_>,
    id: &ParcelId,
    change: impl FnOnce(&mut OutboxItem),
) -> Result<(), Error> {
    tx.change(id, |entry| {
        if let Some(outbox) = &mut entry.outbox {
            change(outbox);
        }
    })
}
