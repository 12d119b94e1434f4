//! What rows there must be: how many, and a sum over the id and revision of each.

use crate::crypto::aead;

/// A sum of keyed hashes, in which rows can come and go in any order. Four lanes modulo 2^64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum([u64; 4]);

impl Sum {
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut lanes = [0; 4];
        for (lane, part) in lanes.iter_mut().zip(bytes.chunks_exact(8)) {
            *lane = u64::from_be_bytes(part.try_into().expect("eight bytes"));
        }
        Self(lanes)
    }

    pub fn add(&mut self, other: Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(lane, more)| *lane = lane.wrapping_add(more));
    }

    pub fn remove(&mut self, other: Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(lane, less)| *lane = lane.wrapping_sub(less));
    }
}

/// A number that began at 0 and only ever grew by one. One to which nobody can have counted is not ours,
/// and counting on from it would overflow.
pub(super) fn counted(bytes: &[u8; 8]) -> Option<u64> {
    Some(u64::from_be_bytes(*bytes)).filter(|number| *number < 1 << 62)
}

/// The state of the whole store, changed in the transaction that changes the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// How many transactions there have been.
    pub generation: u64,
    /// How many rows there are.
    pub count: u64,
    /// What their ids and revisions add up to.
    pub sum: Sum,
}

impl Manifest {
    pub fn to_bytes(self) -> [u8; 48] {
        let mut bytes = [0; 48];
        let [a, b, c, d] = self.sum.0;
        for (part, number) in
            bytes
                .chunks_exact_mut(8)
                .zip([self.generation, self.count, a, b, c, d])
        {
            part.copy_from_slice(&number.to_be_bytes());
        }
        bytes
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (generation, rest) = bytes.split_first_chunk()?;
        let (count, sum) = rest.split_first_chunk()?;
        Some(Self {
            generation: counted(generation)?,
            count: u64::from_be_bytes(*count),
            sum: Sum::from_bytes(sum.try_into().ok()?),
        })
    }

    /// A random sum fits nothing: whatever is written from now on, the next session hears that something is
    /// not as it should be.
    pub fn doubt(&mut self) {
        self.sum = Sum::from_bytes(&aead::random());
    }

    pub fn add(&mut self, element: Sum) {
        self.count = self.count.wrapping_add(1);
        self.sum.add(element);
    }

    pub fn remove(&mut self, element: Sum) {
        self.count = self.count.wrapping_sub(1);
        self.sum.remove(element);
    }
}
