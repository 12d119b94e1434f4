//! What a form cannot know by itself while it is filled in.

use super::moment::{Day, Instant};

/// Which places a form may ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Positions {
    /// None: such questions are not asked.
    #[default]
    Never,
    /// To a hundredth of a degree, about a kilometre.
    Coarse,
    /// As exact as the phone knows them.
    Exact,
}

impl Positions {
    /// Whether it is the default.
    pub(crate) fn is_never(&self) -> bool {
        *self == Self::Never
    }
}

/// When and under which rules a form is filled in.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    /// Now.
    pub now: Instant,
    /// What random numbers come from. The same seed gives the same ones.
    pub seed: u64,
    /// Which places may be asked for.
    pub positions: Positions,
}

/// Midnight of a day, no chance, no places.
impl From<Day> for Circumstances {
    fn from(day: Day) -> Self {
        Instant::from(day).into()
    }
}

/// An instant, no chance, no places.
impl From<Instant> for Circumstances {
    fn from(now: Instant) -> Self {
        Self {
            now,
            seed: 0,
            positions: Positions::Never,
        }
    }
}

impl Circumstances {
    /// A random number for a place in the form, the same whenever it is asked for.
    pub(super) fn chance(&self, place: u64) -> u64 {
        // SplitMix64: two rounds, so that neighbouring places have nothing in common.
        let mut mixed = self.seed ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for _ in 0..2 {
            mixed = mixed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
        }
        mixed
    }
}
