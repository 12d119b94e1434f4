//! Everything that goes out and comes in: bundles, the hub, the rescue of what a damaged phone holds.

use std::{fs::File, io::BufReader, path::Path};

use pocketcard::{
    host::{Clock, Unwatched},
    session::{Arrivals, Session, Standing},
    sync::{Exchange, Role},
};
use pocketcard_terminal;
use pocketcard_terminal::{Refusal, Report, http, passphrase, show_size};
use serde_json::json;

use crate::phone::{PASSPHRASE, Phone};

pub fn carry_out(phone: &Phone, file: &Path) -> Result<Report, Refusal> {
    let mut session = phone.unlock()?;
    let now = phone.clock.now();
    let written =
        pocketcard_terminal::write_file(file, |out| Ok(session.carry_out(out, &Unwatched, now)?))?;
    let parcels = written.parcels.len();
    let text = vec![format!(
        "{parcels} parcels, {}, are on the bundle. Whoever carries it can read nothing of it.",
        show_size(written.bytes)
    )];
    Ok(Report::done(
        text,
        json!({ "parcels": parcels, "bytes": written.bytes }),
    ))
}

pub fn carry_in(phone: &Phone, file: &Path) -> Result<Report, Refusal> {
    let mut session = phone.unlock()?;
    let opened = File::open(file).map_err(|error| {
        Refusal(format!(
            "the bundle cannot be read ({}); check the file",
            error.kind()
        ))
    })?;
    let (report, arrivals) =
        session.carry_in(&mut BufReader::new(opened), &Unwatched, phone.clock.now())?;
    let mut text = vec![format!(
        "{} parcels are new here, {} were here before.",
        report.taken.len(),
        report.held.len()
    )];
    text.extend(arrival_lines(&arrivals));
    let damage = (!report.is_whole()).then(|| {
        format!(
            "the bundle is {}: {} parcels of it are missing; what arrived whole is kept, ask for the \
             bundle again",
            if report.cut { "cut short" } else { "damaged" },
            report.missing.len()
        )
    });
    let standing = session.about(phone.clock.now())?.standing;
    let mut done = Report::done(
        text,
        json!({
            "taken": report.taken.len(),
            "held": report.held.len(),
            "missing": report.missing.len(),
            "whole": report.is_whole(),
            "arrivals": arrivals,
        }),
    );
    done.failure = damage.or_else(|| trouble(standing, &arrivals));
    Ok(done)
}

/// What a person has to know when the office does not, or no longer, take what this phone sends.
pub fn trouble(standing: Standing, arrivals: &Arrivals) -> Option<String> {
    let line = match standing {
        _ if arrivals.wipe => {
            "the office asks this phone to erase itself: run `pocketcard wipe --yes`"
        }
        Standing::InvitationRefused => {
            "the office refused the invitation, for example because another phone had used it; ask \
             for a renewal and `renew` with it: all that waits here stays"
        }
        Standing::Revoked => {
            "the office accepts nothing more from this phone; ask the office: all that waits here stays"
        }
        Standing::Waiting | Standing::Enrolled => return None,
    };
    Some(line.to_owned())
}

pub fn arrival_lines(arrivals: &Arrivals) -> Vec<String> {
    let mut text = Vec::new();
    if arrivals.received > 0 {
        text.push(format!(
            "The office confirmed {} parcels.",
            arrivals.received
        ));
    }
    if arrivals.set_aside > 0 {
        text.push(format!(
            "The office could not file {} parcels; `outbox` says why.",
            arrivals.set_aside
        ));
    }
    if arrivals.answers > 0 {
        text.push(format!(
            "{} answers of the office arrived; `show` a record to read them.",
            arrivals.answers
        ));
    }
    if let Some(version) = arrivals.pack {
        text.push(format!("Checklists of version {version} are in use now."));
    }
    if arrivals.carried > 0 {
        text.push(format!(
            "{} parcels of others are carried on.",
            arrivals.carried
        ));
    }
    text.extend(
        arrivals
            .refused
            .iter()
            .map(|why| format!("Refused: {why}.")),
    );
    text
}

pub fn sync(
    phone: &Phone,
    other: Option<String>,
    other_certificate: Option<&Path>,
) -> Result<Report, Refusal> {
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
    let mut exchange = Exchange::new(Role::Hub);
    let mut depot = session.depot(now)?;
    let result = http::exchange(hub, &token, &mut exchange, &mut depot, &Unwatched);
    // What arrived before a road broke takes effect all the same.
    let arrivals = session.take_in(now)?;
    let standing = session.about(now)?.standing;
    let tally = match result {
        // The office's own word says more than the hub's.
        Err(http::HttpError::Revoked) if standing == Standing::Revoked => exchange.tally(),
        result => result?,
    };
    let mut text = vec![format!(
        "{} parcels went to the hub, {} came back, {} in all.",
        tally.delivered,
        tally.received,
        show_size(tally.bytes_sent + tally.bytes_received)
    )];
    text.extend(arrival_lines(&arrivals));
    let mut done = Report::done(
        text,
        json!({
            "sent": tally.delivered,
            "fetched": tally.received,
            "bytes": tally.bytes_sent + tally.bytes_received,
            "round_trips": tally.round_trips,
            "arrivals": arrivals,
        }),
    );
    done.failure = trouble(standing, &arrivals);
    Ok(done)
}

pub fn rescue(phone: &Phone, file: &Path) -> Result<Report, Refusal> {
    let passphrase = passphrase(PASSPHRASE, "Passphrase")?;
    let now = phone.clock.now();
    let written = pocketcard_terminal::write_file(file, |out| {
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
    let parcels = written.parcels.len();
    let text = vec![format!(
        "{parcels} parcels, {}, are on the bundle. Bring it to the office, and ask there for a new invitation.",
        show_size(written.bytes)
    )];
    Ok(Report::done(
        text,
        json!({ "parcels": parcels, "bytes": written.bytes }),
    ))
}
