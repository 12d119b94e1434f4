//! What is drawn by lot: pauses, and the order of parcels. Keys and names are not drawn here.

use crate::base::Id;

/// The system's randomness, or what follows from a number, so that a simulation can be told again.
#[derive(Default)]
pub struct Chance(Option<u64>);

impl Chance {
    /// What follows from this number.
    pub fn seeded(seed: u64) -> Self {
        Self(Some(seed))
    }

    /// Any number.
    pub fn draw(&mut self) -> u64 {
        match &mut self.0 {
            None => u64::from_le_bytes(Id::random().0[..8].try_into().expect("an id has 16 bytes")),
            Some(state) => {
                // SplitMix64 (Steele, Lea and Flood, 2014).
                *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut z = *state;
                z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                z ^ (z >> 31)
            }
        }
    }
}
