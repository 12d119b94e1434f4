//! A month later: what the office publishes, and what nobody learns from it.

use std::collections::BTreeMap;

use pocketcard::{
    host::Unwatched,
    parcel::ParcelId,
    sync::bundle,
    vault::{Kdf, Passphrase},
};
use pocketcard_office::{
    desk::{Error, Released},
    figures::{
        FLOOR, Spec,
        count::{By, Period},
    },
    releases::Reader,
};
use pocketcard_terminal::Refusal;

use super::patrol::look_at;
use crate::tour::{
    cast::{Cast, keystore},
    story::Story,
};

/// Reports about places in that month.
const PLACES: [(&str, usize); 4] = [
    ("site-north", 8),
    ("site-south", 9),
    ("site-east", 12),
    ("site-west", 2),
];

/// The analyst's passphrase.
const ANALYST: &str = "saddle thirty velvet comet";

pub fn publish(
    cast: &mut Cast,
    story: &mut Story,
    up: &BTreeMap<ParcelId, Vec<u8>>,
) -> Result<(), Refusal> {
    cast.day.to(24 * 20, 0);
    story.chapter("1 April", "The office publishes figures of March");
    for (site, count) in PLACES {
        for _ in 0..count {
            look_at(cast, site)?;
        }
    }
    let now = cast.day.now();
    let mut card = Vec::new();
    cast.b.session.carry_out(&mut card, &Unwatched, now)?;
    bundle::read(&mut &*card, &mut cast.desk.depot(now), &Unwatched)?;
    let filed = cast.desk.take_in(now)?.filed;
    story.tell(format!(
        "Over the month phone B looked at four more places; the desk filed {filed} reports from its card."
    ));

    cast.day.to(24 * 31, 0);
    let now = cast.day.now();
    let spec = |sites: &[&str]| {
        Ok::<_, Refusal>(Spec {
            period: Period::parse("2026-03").ok_or("March is a month")?,
            by: vec![By::Site],
            sites: sites.iter().map(|site| (*site).to_owned()).collect(),
            threshold: FLOOR,
            zeros: true,
        })
    };
    let store = cast.root.join("releases");
    cast.desk.add_analyst(
        "Analyst",
        &store,
        &Passphrase::new(ANALYST),
        (&keystore(&cast.root.join("desk")), &keystore(&store)),
        Kdf::DEFAULT,
        now,
    )?;
    let march = spec(&["site-north", "site-south"])?;
    let Released::Now(first) = cast.desk.release(&march, "", now)? else {
        return Err("the desk has one user, who goes on alone".into());
    };
    cast.desk.deliver()?;
    story.tell(format!("It releases \"{}\":", first.asked));
    let cells = first.cells().into_iter().zip(&first.values);
    let rows: Vec<String> = cells
        .map(|(labels, value)| {
            let label = labels.first().copied().flatten().unwrap_or("all");
            let value = value.map_or_else(|| "-".to_owned(), |value| value.to_string());
            format!("{label:<12} {value:>4}")
        })
        .collect();
    story.quote(&rows);
    story.tell("Somebody asks for the same month with one more site apart: the difference of both would be a few.");
    let finer = spec(&["site-north", "site-south", "site-east"])?;
    let refused = match cast.desk.release(&finer, "", now) {
        Err(error @ Error::GivesAway { .. }) => error.to_string(),
        Err(error) => return Err(error.into()),
        Ok(_) => String::new(),
    };
    story.quote([&format!("refused: {refused}")]);
    story.claim(
        "differencing_was_refused",
        "a second table of the month, whose difference to the first would have shown a small count, was refused by the \
         first one's name",
        refused.contains(&first.id),
    );
    let again = cast.desk.release(&march, "", now)?;
    story.claim(
        "the_same_release_again",
        "the same request got the same release again, byte for byte",
        again == Released::Now(first.clone()),
    );
    let reader = Reader::open(&store, &Passphrase::new(ANALYST), &keystore(&store))?;
    let read = reader.releases()?;
    let opened = up.values().filter(|bytes| reader.opens(bytes)).count();
    story.claim(
        "an_analyst_reads_releases_alone",
        "the analyst's key opened the released table, and none of the parcels that went up",
        read == [*first] && opened == 0 && !up.is_empty(),
    );
    Ok(())
}
