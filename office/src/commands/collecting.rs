//! Collecting, by the hub or from a bundle, and what goes out in return.

use std::{fs::File, io::BufReader, path::Path};

use pocketcard::{
    host::{Clock, Unwatched},
    invitation::Certificate,
    sync::{Exchange, Role, bundle},
};
use pocketcard_office::desk::Intake;
use pocketcard_terminal::{Refusal, Report, http, show_size, write_file};
use serde_json::json;

use super::phones::close_tokens;
use crate::open_desk::Place;

pub fn collect(
    place: &Place,
    bundle: Option<&Path>,
    [out, onward]: [Option<&Path>; 2],
    other_hub: Option<String>,
    other_certificate: Option<Certificate>,
) -> Result<Report, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    let mut text = Vec::new();
    let mut failure = None;
    if let Some(path) = bundle {
        let file = File::open(path).map_err(|error| {
            Refusal(format!(
                "the bundle cannot be read ({}); check the file",
                error.kind()
            ))
        })?;
        let report = bundle::read(&mut BufReader::new(file), &mut desk.depot(now), &Unwatched)?;
        failure = (!report.is_whole()).then(|| {
            format!(
                "the bundle is cut short or damaged: {} parcels of it are missing; what arrived whole \
                 is filed, ask for the bundle again",
                report.missing.len()
            )
        });
    }
    let token = desk.hub_token();
    let certificate = other_certificate.or_else(|| desk.hub_certificate().cloned());
    let url = other_hub.clone().or_else(|| desk.hub().map(str::to_owned));
    let writes = out.or(onward).is_some();
    let url = url.filter(|_| bundle.is_none() && (!writes || other_hub.is_some()));
    let by_hub = url.as_deref().map(|url| http::Hub {
        url,
        certificate: certificate.as_ref(),
    });
    if let Some(hub) = by_hub {
        let mut exchange = Exchange::new(Role::Hub);
        http::exchange(hub, &token, &mut exchange, &mut desk.depot(now), &Unwatched)?;
    } else if bundle.is_none() && !writes {
        return Err("this office has no hub; name a bundle: --bundle FILE".into());
    }
    let intake = desk.take_in(now)?;
    if let Some(hub) = by_hub {
        // Receipts go back at once.
        let mut exchange = Exchange::new(Role::Hub);
        http::exchange(hub, &token, &mut exchange, &mut desk.depot(now), &Unwatched)?;
        failure = close_tokens(&mut desk, hub, now)
            .err()
            .map(|Refusal(error)| error);
    }
    text.extend(intake_lines(&intake));
    for (path, reader, whom) in [
        (out, Role::Phone, "phones"),
        (onward, Role::Desk, "the other desk"),
    ] {
        let Some(path) = path else { continue };
        let written = write_file(path, |file| {
            let mut depot = desk.depot(now);
            Ok(bundle::write(&mut depot, reader, file, &Unwatched)?)
        })?;
        text.push(format!(
            "{} parcels for {whom}, {}, are on the bundle.",
            written.parcels.len(),
            show_size(written.bytes)
        ));
    }
    let json = json!({ "intake": intake, "whole": failure.is_none() });
    if failure.is_none() && (intake.waiting > 0 || !intake.alarms.is_empty()) {
        failure = Some(match intake.alarms.first() {
            Some(alarm) => alarm.clone(),
            None => format!(
                "{} phones wait until somebody has compared their words: `accept`; nothing of them is filed \
                 before",
                intake.waiting
            ),
        });
    }
    if let (None, Some(first)) = (&failure, intake.set_aside.first()) {
        failure = Some(format!(
            "{} parcels could not be filed and are kept aside; the first: {}",
            intake.set_aside.len(),
            first.why
        ));
    }
    Ok(Report {
        text,
        json,
        failure,
    })
}

fn intake_lines(intake: &Intake) -> Vec<String> {
    let mut text = vec![format!(
        "{} parcels filed ({} attachments among them), {} had been filed before, {} receipts go out.",
        intake.filed, intake.attachments, intake.duplicates, intake.receipts
    )];
    if intake.enrolled > 0 {
        text.push(format!("{} phones enrolled.", intake.enrolled));
    }
    if intake.gaps > 0 {
        text.push(format!(
            "{} stretches of phones' journals have not arrived yet.",
            intake.gaps
        ));
    }
    if intake.forks > 0 {
        text.push(format!(
            "{} records continue a journal a second time: look at `phones`.",
            intake.forks
        ));
    }
    if intake.broken > 0 {
        text.push(format!(
            "{} records do not follow the ones before them in their journal: look at `phones`.",
            intake.broken
        ));
    }
    if intake.carried > 0 {
        text.push(format!(
            "{} parcels are for another desk: `collect --onward FILE` writes them for it.",
            intake.carried
        ));
    }
    if intake.dropped > 0 {
        text.push(format!(
            "{} parcels that could not be opened here are no longer kept: there were too many.",
            intake.dropped
        ));
    }
    text.extend(intake.alarms.iter().map(|alarm| format!("ALARM: {alarm}.")));
    for aside in &intake.set_aside {
        text.push(format!(
            "Kept aside {}…: {}.",
            &aside.parcel.to_string()[..12],
            aside.why
        ));
    }
    text
}
