//! The day itself, from the first screening to the last receipt.

pub mod figures;
mod home;
pub mod office;
mod patrol;
pub mod road;

use std::collections::BTreeMap;

use pocketcard::{base::Id, parcel::ParcelId};
use pocketcard_terminal::Refusal;

use super::{cast::Cast, story::Story};

/// What the day left to be examined.
pub struct Harvest {
    /// Every parcel that travelled up, by its name.
    pub up: BTreeMap<ParcelId, Vec<u8>>,
    /// The screening of the adult in labour exploitation, and its code.
    pub labour: Id,
    pub codes: Vec<String>,
    /// Who could open the parcels that went up: how many of how many.
    pub readers: Vec<(&'static str, usize, usize)>,
    /// The bundle from A to B, and the one back.
    pub outward: Vec<u8>,
    pub homeward: Vec<u8>,
}

/// Plays it.
pub fn play(cast: &mut Cast, story: &mut Story) -> Result<Harvest, Refusal> {
    let (labour, codes) = patrol::patrol(cast, story)?;
    patrol::report(cast, story)?;
    patrol::site(cast, story)?;
    let outward = road::carry_to_b(cast, story)?;
    let up = road::b_meets_the_hub(cast, story, &outward)?;
    office::collect(cast, story, labour)?;
    let homeward = home::bring_home(cast, story, labour)?;
    let readers = home::who_can_read(cast, story, &up)?;
    Ok(Harvest {
        up,
        labour,
        codes,
        readers,
        outward,
        homeward,
    })
}

/// Who could read what.
pub fn closing_table(harvest: &Harvest, story: &Story) {
    story.heading("Who could read what went up, by really trying every key");
    for (who, opened, all) in &harvest.readers {
        story.row(&format!("{who:<20} {opened:>3} of {all}"));
    }
    story.row(&format!(
        "{:<20} {:>3} of {}  (it holds no key)",
        "hub",
        0,
        harvest.up.len()
    ));
    story.heading("What was claimed, and tried");
}
