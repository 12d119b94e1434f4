//! Phones: inviting them, telling how they stand, turning them away.

use std::path::Path;

use pocketcard::{host::Clock, vault::Words};
use pocketcard_office::{
    desk::{Accepted, Act, WipeRequest},
    hub_client::close_tokens,
};
use pocketcard_terminal::{
    Output, Refusal, asked, count, http, moment_text, numbered, print, read_text, show_size,
    unshown, write_file,
};
use serde_json::json;

use super::hub::HubOf;
use crate::{arguments::OtherHub, open_desk::OpenDesk};

/// Makes an invitation and writes it. One that could not be written is withdrawn: nobody has it.
pub fn invite(
    place: &OpenDesk,
    label: &str,
    days: u16,
    out: Option<&Path>,
    json: bool,
) -> Result<Output, Refusal> {
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
        out.map(|_| "Hand the file over in person: anyone who holds it can enrol once.".to_owned());
    Ok(Output::done(
        text.into_iter().collect(),
        json!({ "invitation": invitation.as_str() }),
    ))
}

pub fn renew(
    place: &OpenDesk,
    phone: &str,
    label: Option<&str>,
    days: u16,
    earlier_keys: bool,
) -> Result<Output, Refusal> {
    let now = place.clock.now();
    let mut desk = place.open()?;
    let renewal = desk.renew(phone, label, days, earlier_keys, now)?;
    Ok(Output::done(
        vec![renewal.trim_end().to_owned()],
        json!({ "renewal": renewal.as_str() }),
    ))
}

pub fn words(place: &OpenDesk) -> Result<Output, Refusal> {
    let words = place.open()?.words()?;
    Ok(Output::done(vec![words.clone()], json!({ "words": words })))
}

pub fn accept(place: &OpenDesk, label: &str, words: Option<String>) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let words = match words {
        Some(words) => words,
        None => asked("The six words that the phone shows", "--words")?,
    };
    let now = place.clock.now();
    let accepted = desk.accept(label, &words, now)?;
    let intake = desk.take_in(now)?;
    let text = match accepted {
        Accepted::Expected => "Noted: the phone is enrolled when its answer arrives.",
        Accepted::Matching => "These are the words of the phone that answered: it is enrolled.",
        Accepted::Other => "Noted, for a phone with these words that may still answer.",
    };
    let mut done = Output::done(
        vec![text.to_owned()],
        json!({ "accepted": accepted, "intake": intake }),
    );
    done.failure = (accepted == Accepted::Other).then(|| {
        "a phone with other words answered this invitation: ask again what the phone shows, and if it is the \
         same, somebody holds a copy of the invitation"
            .to_owned()
    });
    Ok(done)
}

pub fn invitations(place: &OpenDesk) -> Result<Output, Refusal> {
    let invitations = place.open()?.invitations(place.clock.now())?;
    let mut text: Vec<String> = invitations
        .iter()
        .map(|line| {
            format!(
                "{:<16} {}{}",
                line.label,
                if line.open {
                    format!("open until {} UTC", moment_text(line.expires_at))
                } else {
                    "over".to_owned()
                },
                match line.answered {
                    0 => String::new(),
                    1 => ", a phone answered and waits: `accept`".to_owned(),
                    several => format!(", {several} phones answered: somebody holds a copy of it"),
                },
            )
        })
        .collect();
    if text.is_empty() {
        text.push("No invitation waits for a phone; `invite` makes one.".to_owned());
    }
    Ok(Output::done(text, json!({ "invitations": invitations })))
}

pub fn revoke_invitation(
    place: &OpenDesk,
    label: &str,
    other: &OtherHub,
) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    let hub = HubOf::desk(&desk, other)?;
    desk.revoke_invitation(label, now)?;
    let text = vec!["No phone can enrol with it any more.".to_owned()];
    let told = hub.map(|hub| Ok(close_tokens(&mut desk, hub.get(), now)?));
    let mut done = Output::done(text, json!({ "hub_told": matches!(told, Some(Ok(()))) }));
    done.failure = told.and_then(Result::err).map(|Refusal(error)| error);
    Ok(done)
}

pub fn phones(place: &OpenDesk) -> Result<Output, Refusal> {
    let phones = place.open()?.phones()?;
    let mut text: Vec<String> = phones
        .iter()
        .map(|phone| {
            format!(
                "{:<16} {}  {}, {} missing, heard of {}{}{}{}{}{}{}{}",
                phone.label,
                phone.fingerprint,
                count(phone.records, "record", "records"),
                phone.missing,
                moment_text(phone.heard_at),
                phone.pack_version.map_or(String::new(), |version| format!(
                    ", checklists of version {version}"
                )),
                if phone.attachment_bytes > 0 {
                    format!(", {} of attachments", show_size(phone.attachment_bytes))
                } else {
                    String::new()
                },
                if phone.put_off > 0 {
                    format!(
                        ", {} for another day",
                        count(phone.put_off, "attachment waits", "attachments wait")
                    )
                } else {
                    String::new()
                },
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
                if phone.rivals > 0 {
                    ", another phone answered its invitation"
                } else {
                    ""
                },
            )
        })
        .collect();
    if text.is_empty() {
        text.push(
            "No phone has enrolled yet: its answer to an invitation comes with a collection."
                .to_owned(),
        );
    }
    Ok(Output::done(text, json!({ "phones": phones })))
}

pub fn recover(place: &OpenDesk, folder: &Path) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let words = desk.recover(folder)?;
    desk.log(Act::PhoneRecovered, None, place.clock.now())?;
    recovered(&words)
}

pub(super) fn recovered(words: &Words) -> Result<Output, Refusal> {
    let mut text = vec![
        "New recovery words for this phone. Tell them to its owner alone, and keep them nowhere:"
            .to_owned(),
    ];
    text.extend(numbered(words.expose()));
    text.push(
        "Put the copy of `vault` back on the phone, and recover there with these words.".to_owned(),
    );
    Ok(Output::done(text, json!({ "words": words.expose() })))
}

pub fn revoke(
    place: &OpenDesk,
    phone: &str,
    wipe: bool,
    [to_sign, signed]: [Option<&Path>; 2],
    other: &OtherHub,
) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let hub = HubOf::desk(&desk, other)?;
    let mut request = desk.wipe_request(phone)?;
    if let Some(file) = to_sign {
        let mut unsigned = request.clone();
        unsigned.order = None;
        write_file(
            file,
            |out| Ok(out.write_all(unsigned.to_text().as_bytes())?),
        )?;
    }
    if let Some(file) = signed {
        request = WipeRequest::from_text(&read_text(file, "the order")?)?;
    }
    let order = request.order.filter(|_| wipe);
    // One person is enough for what protects quickly.
    let tokens = desk.revoke(phone, order, place.clock.now())?;
    let mut text = vec![
        "This desk accepts nothing that the phone records from now on. Packs are sealed to a new key, which all \
         other phones get with the next collection."
            .to_owned(),
    ];
    let notices = desk.notices(place.clock.now());
    match order {
        Some(_) if signed.is_some() => {
            text.push("It is told to erase itself when it next makes contact.".to_owned());
        }
        Some(_) => text.push(
            "It is told to erase itself when it next makes contact. This desk holds root keys, so nobody else was asked."
                .to_owned(),
        ),
        None => {}
    }
    let told = hub.map(|hub| http::revoke(hub.get(), &desk.hub_token(), &tokens, &notices));
    let hub_told = matches!(told, Some(Ok(())));
    let erases = order.is_some();
    let mut done = Output::done(text, json!({ "hub_told": hub_told, "erases": erases }));
    if wipe && !erases {
        done.failure = Some(
            "the phone is revoked and not told to erase itself: that takes a keeper's signature too; see --wipe-request \
             and --order"
                .to_owned(),
        );
    }
    if let Some(Err(error)) = told {
        done.failure = Some(format!(
            "this desk accepts nothing that the phone records from now on, but the hub was not told ({error}); \
             run this again"
        ));
    }
    Ok(done)
}
