//! A depot in memory, for tests and simulations.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Checkpoint, Depot, DepotError, Have, Item, Reason, Role, Way};
use crate::parcel::{Mailbox, ParcelId};

/// A depot that forgets everything when it is dropped.
///
/// It behaves as its role does: a hub offers to desks what phones brought and the other way round; a
/// phone offers a parcel to a hub once.
#[derive(Clone)]
pub struct MemoryDepot {
    role: Role,
    mailbox: Mailbox,
    epoch: u64,
    next: u64,
    held: BTreeMap<u64, (Item, Vec<u8>)>,
    places: HashMap<ParcelId, u64>,
    staged: HashMap<ParcelId, Vec<u8>>,
    delivered: HashSet<(ParcelId, Role)>,
    refused: HashMap<ParcelId, Reason>,
    checkpoint: Checkpoint,
    kept_by_peer: u64,
    room: u64,
}

impl MemoryDepot {
    /// An empty depot.
    pub fn new(role: Role, mailbox: Mailbox) -> Self {
        Self::with_epoch(role, mailbox, 1)
    }

    /// An empty depot whose list is numbered afresh.
    pub fn with_epoch(role: Role, mailbox: Mailbox, epoch: u64) -> Self {
        Self {
            role,
            mailbox,
            epoch,
            next: 1,
            held: BTreeMap::new(),
            places: HashMap::new(),
            staged: HashMap::new(),
            delivered: HashSet::new(),
            refused: HashMap::new(),
            checkpoint: Checkpoint::default(),
            kept_by_peer: 0,
            room: u64::MAX,
        }
    }

    /// Sets how many bytes may still be taken in.
    pub fn set_room(&mut self, bytes: u64) {
        self.room = bytes;
    }

    /// Puts a parcel in, as its owner does.
    pub fn put(&mut self, way: Way, parcel: Vec<u8>) -> Item {
        let item = Item {
            id: ParcelId::of(&parcel),
            size: parcel.len() as u64,
            way,
        };
        self.insert(item, parcel);
        item
    }

    /// Takes a parcel out, as its owner does.
    pub fn remove(&mut self, id: &ParcelId) {
        if let Some(place) = self.places.remove(id) {
            self.held.remove(&place);
        }
    }

    /// A parcel that is held whole.
    pub fn get(&self, id: &ParcelId) -> Option<&[u8]> {
        self.places
            .get(id)
            .map(|place| self.held[place].1.as_slice())
    }

    /// All parcels that are held whole, oldest first.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.held.values().map(|(item, _)| item)
    }

    /// Whether such a peer is known to hold this parcel.
    pub fn is_delivered(&self, id: &ParcelId, peer: Role) -> bool {
        self.delivered.contains(&(*id, peer))
    }

    /// Why a peer refused this parcel.
    pub fn refusal(&self, id: &ParcelId) -> Option<Reason> {
        self.refused.get(id).copied()
    }

    /// How far a desk has read this depot's list.
    pub fn position_kept_by_peer(&self) -> u64 {
        self.kept_by_peer
    }

    fn insert(&mut self, item: Item, parcel: Vec<u8>) {
        if let std::collections::hash_map::Entry::Vacant(place) = self.places.entry(item.id) {
            place.insert(self.next);
            self.held.insert(self.next, (item, parcel));
            self.next += 1;
        }
    }
}

impl Depot for MemoryDepot {
    fn role(&self) -> Role {
        self.role
    }

    fn mailbox(&self) -> Mailbox {
        self.mailbox
    }

    fn epoch(&self) -> u64 {
        self.epoch
    }

    fn offers(
        &mut self,
        peer: Role,
        after: u64,
        max: usize,
    ) -> Result<Vec<(u64, Item)>, DepotError> {
        let once = (self.role, peer) == (Role::Phone, Role::Hub);
        Ok(self
            .held
            .range(after.saturating_add(1)..)
            .map(|(place, (item, _))| (*place, *item))
            .filter(|(_, item)| item.way.flows(self.role, peer))
            .filter(|(_, item)| !once || !self.delivered.contains(&(item.id, peer)))
            .take(max)
            .collect())
    }

    fn standing(&mut self, item: &Item, _peer: Role) -> Result<Have, DepotError> {
        if self.places.contains_key(&item.id) {
            return Ok(Have::Held);
        }
        let staged = self
            .staged
            .get(&item.id)
            .map_or(0, |bytes| bytes.len() as u64);
        if item.size - staged.min(item.size) > self.room {
            return Ok(Have::Refused(Reason::NoRoom));
        }
        Ok(Have::Missing(staged))
    }

    fn read(&mut self, item: &Item, offset: u64, into: &mut [u8]) -> Result<usize, DepotError> {
        let staged = self.staged.get(&item.id).map(Vec::as_slice);
        let bytes = self.get(&item.id).or(staged).unwrap_or_default();
        let bytes = usize::try_from(offset)
            .ok()
            .and_then(|at| bytes.get(at..))
            .unwrap_or_default();
        let length = bytes.len().min(into.len());
        into[..length].copy_from_slice(&bytes[..length]);
        Ok(length)
    }

    fn stage(&mut self, item: &Item, offset: u64, bytes: &[u8]) -> Result<(), DepotError> {
        let staged = self.staged.entry(item.id).or_default();
        assert_eq!(offset, staged.len() as u64, "parts are staged in order");
        staged.extend_from_slice(bytes);
        self.room -= bytes.len() as u64;
        Ok(())
    }

    fn keep(&mut self, item: &Item, _peer: Role) -> Result<(), DepotError> {
        let parcel = self
            .staged
            .remove(&item.id)
            .ok_or(DepotError::Unavailable)?;
        self.insert(*item, parcel);
        Ok(())
    }

    fn unstage(&mut self, item: &Item) -> Result<(), DepotError> {
        if let Some(staged) = self.staged.remove(&item.id) {
            self.room = self.room.saturating_add(staged.len() as u64);
        }
        Ok(())
    }

    fn delivered(&mut self, id: &ParcelId, peer: Role) -> Result<(), DepotError> {
        self.delivered.insert((*id, peer));
        Ok(())
    }

    fn refused(&mut self, id: &ParcelId, _peer: Role, reason: Reason) -> Result<(), DepotError> {
        self.refused.insert(*id, reason);
        Ok(())
    }

    fn kept_by_peer(&mut self, position: u64) -> Result<(), DepotError> {
        self.kept_by_peer = self.kept_by_peer.max(position);
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<Checkpoint, DepotError> {
        Ok(self.checkpoint)
    }

    fn set_checkpoint(&mut self, checkpoint: Checkpoint) -> Result<(), DepotError> {
        self.checkpoint = checkpoint;
        Ok(())
    }

    fn commit(&mut self) -> Result<(), DepotError> {
        Ok(())
    }
}
