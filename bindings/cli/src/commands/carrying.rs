//! Everything that goes out and comes in: bundles, the hub, the rescue of what a damaged phone holds.

use std::{fs, path::Path};

use pocketcard::{
    host::{Clock, Unwatched},
    session::{Arrivals, EnrolmentStatus, Session},
    sync::{Exchange, Role},
};
use pocketcard_terminal::{
    self, Output, Refusal, count, http,
    meter::{Meter, Unit},
    open, passphrase, show_size,
};
use serde_json::json;

use super::notices::{arrival_lines, arrivals_json, trouble, warnings};
use crate::phone::{PASSPHRASE, Phone};

pub fn carry_out(phone: &Phone, file: &Path) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    let now = phone.clock.now();
    let written =
        pocketcard_terminal::write_file(file, |out| Ok(session.carry_out(out, &Unwatched, now)?))?;
    let parcels = written.parcels.len();
    let text = vec![format!(
        "On the bundle: {}, {}. Anyone who carries it can read nothing of it.",
        count(parcels as u64, "parcel", "parcels"),
        show_size(written.bytes)
    )];
    Ok(Output::done(
        text,
        json!({ "parcels": parcels, "bytes": written.bytes }),
    ))
}

pub fn carry_in(phone: &Phone, file: &Path) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    let mut opened = open(file, "the bundle")?;
    let (report, arrivals) = session.carry_in(&mut opened, &Unwatched, phone.clock.now())?;
    if arrivals.wipe {
        return obey(phone, session);
    }
    let mut text = vec![format!(
        "{} new here, {} here before.",
        count(report.taken.len() as u64, "parcel is", "parcels are"),
        count(report.held.len() as u64, "was", "were"),
    )];
    text.extend(arrival_lines(&arrivals));
    let damage = (!report.is_whole()).then(|| {
        format!(
            "the bundle is {}{}; what arrived whole is kept, ask for the bundle again",
            if report.cut { "cut short" } else { "damaged" },
            match report.missing.len() as u64 {
                0 => String::new(),
                missing => format!(
                    ": {} missing",
                    count(missing, "parcel of it is", "parcels of it are")
                ),
            }
        )
    });
    let standing = session.about(phone.clock.now())?.standing;
    let mut done = Output::done(
        text,
        json!({
            "taken": report.taken.len(),
            "held": report.held.len(),
            "missing": report.missing.len(),
            "whole": report.is_whole(),
            "arrivals": arrivals_json(&arrivals),
        }),
    );
    done.failure = damage.or_else(|| trouble(standing));
    Ok(done)
}

/// The office asked this phone to erase itself, and signed for it.
pub fn obey(phone: &Phone, session: Session) -> Result<Output, Refusal> {
    drop(session);
    Session::wipe(&phone.directory, &phone.keystore)?;
    // The keys are gone; an empty directory is all that is left to tidy away.
    let _ = fs::remove_dir(&phone.directory);
    let mut done = Output::done(Vec::new(), json!({ "erased": true }));
    done.failure = Some(
        "the office had this phone erased: nothing of it is left here; ask the office".to_owned(),
    );
    Ok(done)
}

pub fn sync(
    phone: &Phone,
    other: Option<String>,
    other_certificate: Option<&Path>,
) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    let hub = other
        .or(session.hub()?.map(str::to_owned))
        .ok_or("this office has no hub; carry a bundle instead: `carry out FILE`")?;
    let certificate = match other_certificate {
        Some(file) => Some(pocketcard_terminal::certificate(file)?),
        None => session.hub_certificate()?.cloned(),
    };
    let hub = http::Hub {
        url: &hub,
        certificate: certificate.as_ref(),
    };
    let token = session.hub_token()?;
    let now = phone.clock.now();
    // A person asks: nothing waits for its time.
    session.on_connectivity(now)?;
    let round = |session: &mut Session| {
        let mut exchange = Exchange::new(Role::Hub);
        let mut depot = session.depot(now)?;
        let meter = Meter::new("Exchanging with the hub", Unit::Bytes);
        let result = http::exchange(hub, &token, &mut exchange, &mut depot, &meter);
        // What arrived before a road broke takes effect all the same.
        Ok::<_, Refusal>((exchange.tally(), result.err(), session.take_in(now)?))
    };
    let (mut tally, mut stopped, mut arrivals) = round(&mut session)?;
    if stopped.is_none() && arrivals.again > 0 {
        // The office waits for what it lost.
        let (more, error, later) = round(&mut session)?;
        tally.delivered += more.delivered;
        tally.received += more.received;
        tally.bytes_sent += more.bytes_sent;
        tally.bytes_received += more.bytes_received;
        tally.round_trips += more.round_trips;
        stopped = error;
        arrivals.received += later.received;
        arrivals.wipe |= later.wipe;
    }
    if arrivals.wipe {
        return obey(phone, session);
    }
    let standing = session.about(now)?.standing;
    let mut text = vec![format!(
        "{} to the hub, {} back, {} in all.",
        count(u64::from(tally.delivered), "parcel went", "parcels went"),
        count(u64::from(tally.received), "came", "came"),
        show_size(tally.bytes_sent + tally.bytes_received)
    )];
    text.extend(arrival_lines(&arrivals));
    text.extend(warnings(&session, now)?);
    let mut done = Output::done(
        text,
        json!({
            "sent": tally.delivered,
            "fetched": tally.received,
            "bytes": tally.bytes_sent + tally.bytes_received,
            "round_trips": tally.round_trips,
            "arrivals": arrivals_json(&arrivals),
        }),
    );
    done.failure = match stopped {
        // The office's own word says more than the hub's.
        Some(http::HttpError::Revoked) if standing == EnrolmentStatus::Revoked => trouble(standing),
        Some(error) if tally.delivered == 0 && arrivals == Arrivals::default() => {
            return Err(error.into());
        }
        Some(error) => Some(error.to_string()),
        None => trouble(standing),
    };
    Ok(done)
}

pub fn rescue(phone: &Phone, file: &Path) -> Result<Output, Refusal> {
    let passphrase = passphrase(PASSPHRASE, "Passphrase")?;
    let now = phone.clock.now();
    let rescued = pocketcard_terminal::write_file(file, |out| {
        let (directory, keystore) = (&phone.directory, &phone.keystore);
        Ok(Session::rescue(
            directory,
            &passphrase,
            keystore,
            out,
            &Unwatched,
            now,
        )?)
    })?;
    let parcels = rescued.written.parcels.len();
    let mut text = vec![format!(
        "On the bundle: {}, {}. Bring it to the office, and ask there for a new invitation.",
        count(parcels as u64, "parcel", "parcels"),
        show_size(rescued.written.bytes)
    )];
    if rescued.unreadable > 0 {
        text.push(format!(
            "{} could not be read any more.",
            count(rescued.unreadable, "parcel", "parcels")
        ));
    }
    if rescued.damaged {
        text.push(
            "The store is damaged: others may have been lost without a trace. Tell the office."
                .to_owned(),
        );
    }
    Ok(Output::done(
        text,
        json!({
            "parcels": parcels,
            "bytes": rescued.written.bytes,
            "unreadable": rescued.unreadable,
            "damaged": rescued.damaged,
        }),
    ))
}
