//! What a phone keeps of a confidential report until its receipt is here, and no longer.

use zeroize::Zeroizing;

use super::Error;
use crate::{
    crypto::SecretKey,
    parcel::ParcelId,
    record::{Receipts, ReportMark},
};

/// The one-time key to which the receipt will be sealed, and the parcels that it shall name: only the
/// confidential desk may let go of these, and of no others.
pub(super) struct ConfidentialReport {
    seed: Zeroizing<[u8; 32]>,
    pub(super) parcels: Vec<ParcelId>,
}

impl ConfidentialReport {
    pub(super) fn new(key: &SecretKey, parcels: Vec<ParcelId>) -> Self {
        Self {
            seed: key.seed(),
            parcels,
        }
    }

    pub(super) fn key(&self) -> SecretKey {
        SecretKey::from_seed(&self.seed)
    }

    /// What stands for one of its parcels in a letter to all authors.
    pub(super) fn mark(&self, parcel: &ParcelId) -> ReportMark {
        Receipts::mark(&self.seed, parcel)
    }

    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(32 * (1 + self.parcels.len())));
        bytes.extend_from_slice(&*self.seed);
        for parcel in &self.parcels {
            bytes.extend_from_slice(&parcel.0);
        }
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let (seed, parcels) = bytes.split_first_chunk::<32>().ok_or(Error::Damaged)?;
        let (parcels, rest) = parcels.as_chunks::<32>();
        if !rest.is_empty() {
            return Err(Error::Damaged);
        }
        Ok(Self {
            seed: Zeroizing::new(*seed),
            parcels: parcels.iter().copied().map(ParcelId).collect(),
        })
    }
}
