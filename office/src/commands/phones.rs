//! Phones: inviting them, telling how they stand, turning them away.

use std::path::Path;

use pocketcard::host::{Clock, Moment};
use pocketcard_office::{
    desk::Desk,
    http,
    terminal::{Refusal, Report, count, moment_text, numbered, print, unshown, write_file},
};
use serde_json::json;

use super::hub::HubOf;
use crate::{arguments::OtherHub, place::Place};

/// A hub takes some two thousand in one request.
const TOKENS_AT_ONCE: usize = 1_000;

/// Makes an invitation and writes it. One that could not be written is withdrawn: nobody has it.
pub fn invite(
    place: &Place,
    label: &str,
    days: u16,
    out: Option<&Path>,
    json: bool,
) -> Result<Report, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    let invitation = desk.invite(label, days, now)?;
    let written = match out {
        Some(path) => write_file(path, |file| Ok(file.write_all(invitation.as_bytes())?)),
        // Printed at the end, as one object.
        None if json => Ok(()),
        None => print(&[invitation.trim_end().to_owned()]).map_err(|error| unshown(&error)),
    };
    if let Err(Refusal(why)) = written {
        desk.revoke_invitation(label, now)?;
        return Err(Refusal(format!("no invitation was made: {why}")));
    }
    let text =
        out.map(|_| "Hand the file over in person: whoever holds it can enrol once.".to_owned());
    Ok(Report::done(
        text.into_iter().collect(),
        json!({ "invitation": invitation.as_str() }),
    ))
}

pub fn invitations(place: &Place) -> Result<Report, Refusal> {
    let invitations = place.open()?.invitations(place.clock.now())?;
    let mut text: Vec<String> = invitations
        .iter()
        .map(|line| {
            format!(
                "{:<16} {}",
                line.label,
                if line.open {
                    format!("open until {} UTC", moment_text(line.expires_at))
                } else {
                    "over".to_owned()
                },
            )
        })
        .collect();
    if text.is_empty() {
        text.push("No invitation waits for a phone; `invite` makes one.".to_owned());
    }
    Ok(Report::done(text, json!({ "invitations": invitations })))
}

pub fn revoke_invitation(place: &Place, label: &str, other: &OtherHub) -> Result<Report, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    let hub = HubOf::desk(&desk, other)?;
    desk.revoke_invitation(label, now)?;
    let text = vec!["No phone can enrol with it any more.".to_owned()];
    let told = hub.map(|hub| close_tokens(&mut desk, &hub, now));
    let mut done = Report::done(text, json!({ "hub_told": matches!(told, Some(Ok(()))) }));
    done.failure = told.and_then(Result::err).map(|Refusal(error)| error);
    Ok(done)
}

/// Has the hub refuse the tokens of invitations that nobody can use any more.
pub fn close_tokens(desk: &mut Desk, hub: &HubOf, now: Moment) -> Result<(), Refusal> {
    for tokens in desk.tokens_to_refuse(now)?.chunks(TOKENS_AT_ONCE) {
        http::revoke(hub.get(), &desk.hub_token(), tokens).map_err(|error| {
            Refusal(format!(
                "the hub was not told to refuse an invitation that is over ({error}); the next collection \
                 tells it"
            ))
        })?;
        desk.hub_was_told(tokens)?;
    }
    Ok(())
}

pub fn phones(place: &Place) -> Result<Report, Refusal> {
    let phones = place.open()?.phones()?;
    let mut text: Vec<String> = phones
        .iter()
        .map(|phone| {
            format!(
                "{:<16} {}  {}, {} missing{}{}{}",
                phone.label,
                phone.fingerprint,
                count(phone.records, "record", "records"),
                phone.missing,
                if phone.forks > 0 {
                    ", journal continued twice"
                } else {
                    ""
                },
                if phone.broken > 0 {
                    ", links broken"
                } else {
                    ""
                },
                if phone.revoked { ", revoked" } else { "" },
            )
        })
        .collect();
    if text.is_empty() {
        text.push(
            "No phone has enrolled yet: its answer to an invitation comes with a collection."
                .to_owned(),
        );
    }
    Ok(Report::done(text, json!({ "phones": phones })))
}

pub fn recover(place: &Place, folder: &Path) -> Result<Report, Refusal> {
    let words = place.open()?.recover(folder)?;
    let mut text = vec![
        "New recovery words for this phone. Tell them to its owner alone, and keep them nowhere:"
            .to_owned(),
    ];
    text.extend(numbered(words.expose()));
    text.push(
        "Put the copy of `vault` back on the phone, and recover there with these words.".to_owned(),
    );
    Ok(Report::done(text, json!({ "words": words.expose() })))
}

pub fn revoke(place: &Place, phone: &str, wipe: bool, other: &OtherHub) -> Result<Report, Refusal> {
    let mut desk = place.open()?;
    let hub = HubOf::desk(&desk, other)?;
    let tokens = desk.revoke(phone, wipe, place.clock.now())?;
    let mut text = vec!["This desk accepts nothing more from the phone.".to_owned()];
    if wipe {
        text.push("It is told to erase itself when it next makes contact.".to_owned());
    }
    let told = hub.map(|hub| http::revoke(hub.get(), &desk.hub_token(), &tokens));
    let hub_told = matches!(told, Some(Ok(())));
    let mut done = Report::done(text, json!({ "hub_told": hub_told }));
    if let Some(Err(error)) = told {
        done.failure = Some(format!(
            "this desk accepts nothing more from the phone, but the hub was not told ({error}); run \
             this again"
        ));
    }
    Ok(done)
}
