//! Noon: from phone to phone, and to the hub.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::BufReader,
};

use pocketcard::{
    host::{Moment, Unwatched},
    parcel::ParcelId,
    session::{Arrivals, Session},
    sync::{Exchange, MemoryDepot, Role, bundle},
};
use pocketcard_office::desk::Desk;
use pocketcard_terminal::{Refusal, http, show_size};

use crate::tour::{cast::Cast, story::Story};

pub fn carry_to_b(cast: &mut Cast, story: &mut Story) -> Result<Vec<u8>, Refusal> {
    cast.day.to(12, 0);
    story.chapter(
        "12:00",
        "A meets B. A has no network; B carries A's parcels on a memory card",
    );
    let path = cast.card("a-to-b.bundle");
    let now = cast.day.now();
    let written = cast
        .a
        .session
        .carry_out(&mut File::create(&path)?, &Unwatched, now)?;
    story.tell(format!(
        "{} parcels, {}, go onto the card.",
        written.parcels.len(),
        show_size(written.bytes)
    ));
    let (report, arrivals) =
        cast.b
            .session
            .carry_in(&mut BufReader::new(File::open(&path)?), &Unwatched, now)?;
    story.tell(format!(
        "B takes in {} parcels, tries its keys on them, opens none, and carries {}.",
        report.taken.len(),
        arrivals.carried
    ));
    story.claim(
        "outbox_waits_for_the_receipt",
        "A's outbox let nothing go when a carrier took it",
        cast.a.session.outbox(now)?.len() == written.parcels.len(),
    );
    let mut card = Vec::new();
    cast.c.session.carry_out(&mut card, &Unwatched, now)?;
    cast.b.session.carry_in(&mut &*card, &Unwatched, now)?;
    story.tell("To the hub, C's report would go by itself, hours later, so that nothing tells who wrote it.");
    story.tell("A card takes it at once: C gives B one, too.");
    story.count("parcels_from_a", written.parcels.len() as u64);
    story.count("bytes_on_the_memory_card", written.bytes);
    Ok(fs::read(path)?)
}

pub fn sync(
    session: &mut Session,
    cast_hub: &str,
    now: Moment,
) -> Result<(u64, Arrivals), Refusal> {
    let token = session.hub_token()?;
    let mut exchange = Exchange::new(Role::Hub);
    let tally = http::exchange(
        cast_hub,
        &token,
        &mut exchange,
        &mut session.depot(now)?,
        &Unwatched,
    )?;
    Ok((
        tally.bytes_sent + tally.bytes_received,
        session.take_in(now)?,
    ))
}

pub fn b_meets_the_hub(
    cast: &mut Cast,
    story: &mut Story,
    outward: &[u8],
) -> Result<BTreeMap<ParcelId, Vec<u8>>, Refusal> {
    cast.day.to(14, 0);
    story.chapter(
        "14:00",
        "B and C reach a network and exchange with the hub over HTTP",
    );
    let (url, now) = (cast.hub.url(), cast.day.now());
    let mut up = parcels_of(outward, &cast.desk)?;
    for session in [&mut cast.b.session, &mut cast.c.session] {
        let mut own = Vec::new();
        bundle::write(&mut session.depot(now)?, Role::Phone, &mut own, &Unwatched)?;
        up.extend(parcels_of(&own, &cast.desk)?);
    }
    let (bytes, _) = sync(&mut cast.b.session, &url, now)?;
    let (more, _) = sync(&mut cast.c.session, &url, now)?;
    story.tell(format!(
        "{} sealed parcels, {}, lie with the hub.",
        up.len(),
        show_size(bytes + more)
    ));
    story.count("parcels_up", up.len() as u64);
    story.count("bytes_over_http", bytes + more);
    Ok(up)
}

/// The parcels of a bundle, as anybody who finds it can take them out.
pub fn parcels_of(
    bundle_bytes: &[u8],
    desk: &Desk,
) -> Result<BTreeMap<ParcelId, Vec<u8>>, Refusal> {
    let mut depot = MemoryDepot::new(Role::Phone, desk.mailbox());
    bundle::read(&mut &*bundle_bytes, &mut depot, &Unwatched)?;
    let items: Vec<_> = depot.items().map(|item| item.id).collect();
    Ok(items
        .into_iter()
        .filter_map(|id| Some((id, depot.get(&id)?.to_vec())))
        .collect())
}
