//! Collecting, by the hub or from a bundle, and what goes out in return.

use std::path::Path;

use pocketcard::{
    host::{Clock, Moment, Unwatched},
    sync::{Role, bundle},
};
use pocketcard_office::{
    desk::{Desk, Intake},
    hub_client,
};
use pocketcard_terminal::{
    Output, Refusal, count, http,
    meter::{Meter, Unit},
    moment_text, open, show_size, write_file,
};
use serde_json::json;

use super::hub::HubOf;
use crate::{arguments::OtherHub, open_desk::OpenDesk};

pub fn collect(
    place: &OpenDesk,
    bundle: Option<&Path>,
    [out, onward]: [Option<&Path>; 2],
    other: &OtherHub,
) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    let mut failure = None;
    let mut held = 0;
    if let Some(path) = bundle {
        let mut file = open(path, "the bundle")?;
        let report = bundle::read(&mut file, &mut desk.depot(now), &Unwatched)?;
        held = report.held.len() as u64;
        failure = (!report.is_whole()).then(|| {
            let lost = match report.missing.len() as u64 {
                0 => "its end is missing".to_owned(),
                1 => "1 parcel of it is missing".to_owned(),
                more => format!("{more} parcels of it are missing"),
            };
            format!(
                "the bundle is cut short or damaged: {lost}; what arrived whole is filed, ask for the bundle again"
            )
        });
    }
    let writes = out.or(onward).is_some();
    let by_hub = match HubOf::desk(&desk, other)? {
        Some(hub) if bundle.is_none() && (!writes || other.url.is_some()) => Some(hub),
        None if bundle.is_none() && !writes => {
            return Err("this office has no hub; name a bundle: --bundle FILE".into());
        }
        _ => None,
    };
    let stopped = by_hub
        .as_ref()
        .and_then(|hub| exchange(&mut desk, hub, now).err());
    // What came before a road broke is filed all the same.
    let mut intake = desk.take_in_watched(now, &Meter::new("Filing", Unit::Parcels))?;
    intake.duplicates += held;
    match (stopped, &by_hub) {
        (Some(error), _) if intake == Intake::default() => return Err(error.into()),
        (Some(error), _) => {
            failure = Some(format!(
                "{error}. All that had come is filed; collect again for the rest"
            ));
        }
        // Receipts go back at once.
        (None, Some(hub)) => {
            let back = exchange(&mut desk, hub, now).map_err(|error| {
                Refusal(format!(
                    "{error}. What came is filed; the receipts go out with the next collection"
                ))
            });
            let closed =
                back.and_then(|()| Ok(hub_client::close_tokens(&mut desk, hub.get(), now)?));
            failure = closed.err().map(|Refusal(error)| error);
        }
        (None, None) => {}
    }
    let mut text = intake_lines(&intake, desk.is_confidential());
    for (path, reader, whom) in [
        (out, Role::Phone, "phones"),
        (onward, Role::Desk, "the other desk"),
    ] {
        let Some(path) = path else { continue };
        let written = write_file(path, |file| {
            let mut depot = desk.depot(now);
            Ok(bundle::write(&mut depot, reader, file, &Unwatched)?)
        })?;
        let parcels = written.parcels.len() as u64;
        text.push(format!(
            "On the bundle for {whom}: {}, {}.",
            count(parcels, "parcel", "parcels"),
            show_size(written.bytes)
        ));
    }
    let json = json!({ "intake": intake, "whole": failure.is_none() });
    if failure.is_none() && intake.no_room > 0 {
        failure = Some(format!(
            "the disk is full: {} here until there is room; make some and collect again",
            count(intake.no_room, "parcel waits", "parcels wait")
        ));
    }
    if failure.is_none() && (intake.waiting > 0 || !intake.alarms.is_empty()) {
        failure = Some(match intake.alarms.first() {
            Some(alarm) => alarm.clone(),
            None => format!(
                "{} until somebody has compared their words: `accept`; nothing that waits \
                 is filed before",
                count(intake.waiting, "phone waits", "phones wait")
            ),
        });
    }
    if let (None, Some(first)) = (&failure, intake.set_aside.first()) {
        failure = Some(format!(
            "{} could not be filed and {} kept aside (`aside` lists them); the first: {}",
            count(intake.set_aside.len() as u64, "parcel", "parcels"),
            if intake.set_aside.len() == 1 {
                "is"
            } else {
                "are"
            },
            first.why
        ));
    }
    Ok(Output {
        text,
        json,
        failure,
    })
}

/// Parcels kept aside of which each has a line.
const SHOWN: usize = 20;

/// Exchanges with the hub, and shows how far it has come.
pub fn exchange(desk: &mut Desk, hub: &HubOf, now: Moment) -> Result<(), http::HttpError> {
    let meter = Meter::new("Exchanging with the hub", Unit::Bytes);
    hub_client::exchange(desk, hub.get(), now, &meter)
}

/// What the keeper of a confidential desk has to know about a copy.
pub(super) const NOBODY_KEEPS: &str = "Reports that it confirmed since cannot be asked for again: no phone keeps any \
     of them. Put a newer copy back if there is one, and collect what phones and hub still carry.";

fn intake_lines(intake: &Intake, confidential: bool) -> Vec<String> {
    let parcels = |number| count(number, "parcel", "parcels");
    let mut text = Vec::new();
    if let Some(since) = intake.put_back_to {
        text.push(format!(
            "This desk was moved, or put back from a copy. {} {}",
            match since {
                0 => "It had filed nothing.".to_owned(),
                since => format!("It last filed something at {} UTC.", moment_text(since)),
            },
            match confidential {
                true => NOBODY_KEEPS,
                false => {
                    "Every phone is asked to send again what was confirmed since then. Phones that were invited or \
                     revoked since then, answers and packs have to be seen to again."
                }
            }
        ));
    }
    text.push(format!(
        "{} filed ({} among them), {} had been here before, {} out.",
        parcels(intake.filed),
        count(intake.attachments, "attachment", "attachments"),
        intake.duplicates,
        count(intake.receipts, "receipt goes", "receipts go"),
    ));
    if intake.enrolled > 0 {
        text.push(format!(
            "{} enrolled.",
            count(intake.enrolled, "phone", "phones")
        ));
    }
    if intake.gaps > 0 {
        text.push(format!(
            "{} not arrived yet.",
            count(
                intake.gaps,
                "stretch of a phone's journal has",
                "stretches of phones' journals have"
            )
        ));
    }
    if intake.forks > 0 {
        text.push(format!(
            "{} a journal a second time: look at `phones`.",
            count(intake.forks, "record continues", "records continue")
        ));
    }
    if intake.broken > 0 {
        text.push(format!(
            "{} in the journal: look at `phones`.",
            count(
                intake.broken,
                "record does not follow the one before it",
                "records do not follow the ones before them"
            )
        ));
    }
    if intake.carried > 0 {
        text.push(format!(
            "{} for another desk: `collect --onward FILE` writes what is for it.",
            count(intake.carried, "parcel is", "parcels are")
        ));
    }
    if intake.dropped > 0 {
        text.push(format!(
            "{} no longer kept, because too much here cannot be opened.",
            count(intake.dropped, "parcel is", "parcels are")
        ));
    }
    text.extend(intake.under_duress.iter().map(|label| {
        format!(
            "ALARM: {label} works under duress: its owner was made to open it, and what was on it is gone. What it sends \
             is filed and marked. Do not let it be seen that you know."
        )
    }));
    text.extend(intake.alarms.iter().map(|alarm| format!("ALARM: {alarm}.")));
    let earlier = intake
        .kept_aside
        .saturating_sub(intake.set_aside.len() as u64);
    if earlier > 0 {
        text.push(format!(
            "{earlier} parcels are kept aside since earlier: `aside` lists them."
        ));
    }
    for aside in intake.set_aside.iter().take(SHOWN) {
        text.push(format!(
            "Kept aside {}…: {}.",
            &aside.parcel.to_string()[..12],
            aside.why
        ));
    }
    text
}
