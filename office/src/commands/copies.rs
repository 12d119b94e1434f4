//! Copies of a desk for an escrow's keepers, and how long closed cases are kept.

use std::path::PathBuf;

use pocketcard::host::Clock;
use pocketcard_office::{
    desk::{Desk, hub_directory},
    escrow::EscrowCard,
};
use pocketcard_terminal::{Output, Refusal, count, moment_text, new_passphrase, read_text};
use serde_json::json;

use super::{escrow::joined, founding::stretching};
use crate::{
    arguments::{Backup, Restore, Retention},
    open_desk::{OpenDesk, PASSPHRASE},
};

pub fn backup(place: &OpenDesk, asked: &Backup) -> Result<Output, Refusal> {
    let card = EscrowCard::from_text(&read_text(&asked.escrow, "the escrow's card")?)?;
    let words = place
        .open()?
        .back_up(&asked.out, &card, place.clock.now())?;
    let text = vec![
        format!(
            "{} is a copy of this desk. It opens for {} of the {} keepers together, and for nobody else; no passphrase \
             opens it.",
            asked.out.display(),
            card.threshold,
            card.shares
        ),
        format!("The escrow's words, which its keepers know: {words}"),
        "Take it to another place. `restore` puts it back; try that once, on another machine."
            .to_owned(),
    ];
    Ok(Output::done(
        text,
        json!({ "copy": asked.out, "words": words, "threshold": card.threshold, "shares": card.shares }),
    ))
}

pub fn restore(place: &OpenDesk, asked: &Restore) -> Result<Output, Refusal> {
    let escrow = joined(&asked.shares)?;
    let prompt = "Choose the desk's new passphrase (four words or more)";
    let passphrase = new_passphrase(PASSPHRASE, prompt)?;
    let now = place.clock.now();
    let (directory, keystore) = (&place.directory, &place.keystore);
    let restored = Desk::restore(
        &asked.copy,
        directory,
        &escrow,
        &passphrase,
        keystore,
        stretching()?,
        now,
    )?;
    let mut text = vec![format!(
        "{} is put back as it was when the copy was made. Its founder opens it with the new passphrase.",
        restored.desk.name()
    )];
    let since = restored.desk.put_back_to();
    if let Some(since) = since {
        text.push(match restored.desk.is_confidential() {
            true => "Nobody can be asked again for reports that were filed since: their authors keep nothing."
                .to_owned(),
            false => format!(
                "It last filed something at {} (UTC). The next collection asks every phone to send again what it \
                 confirmed since; revoke again every phone that was revoked since.",
                moment_text(since)
            ),
        });
    }
    if !restored.users.is_empty() {
        text.push(format!(
            "These have no way in any more; let them in again with `users add`: {}.",
            restored.users.join(", ")
        ));
    }
    text.push(
        "Make recovery words now: `recovery-words`. If the old desk may be in other hands, shut it out: `new-token` at \
         the hub, `keys new --own` for new keys, and `revoke` as needed."
            .to_owned(),
    );
    Ok(Output::done(
        text,
        json!({ "desk": restored.desk.card(), "filed_until": since, "users": restored.users }),
    ))
}

pub fn new_token(place: &OpenDesk, hub: Option<PathBuf>) -> Result<Output, Refusal> {
    let hub = hub.unwrap_or_else(|| hub_directory(&place.directory));
    place.open()?.renew_token(&hub, place.clock.now())?;
    let text = vec![format!(
        "The hub whose directory is {} lets this desk in by a new token, and copies of this desk no more. A hub that \
         runs has to be started again; one that runs elsewhere needs this `hub.json`.",
        hub.display()
    )];
    Ok(Output::done(text, json!({ "hub": hub })))
}

pub fn retention(place: &OpenDesk, asked: &Retention) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    if asked.months.is_some() || asked.none {
        desk.set_retention(asked.months, now)?;
    }
    let due = desk.due(now)?;
    let mut text = vec![match desk.retention() {
        Some(months) => format!(
            "Closed cases are kept for {}. Nothing is deleted by itself: ask with `request delete`.",
            count(u64::from(months), "month", "months")
        ),
        None => {
            "Closed cases are due at no time. `retention --months NUMBER` changes that.".to_owned()
        }
    }];
    text.extend(due.iter().map(|line| {
        let when = match line.due {
            true => "due since",
            false => "due on",
        };
        format!(
            "{}  {}  closed {}, {when} {}",
            line.case,
            line.code,
            moment_text(line.closed_at),
            moment_text(line.due_at)
        )
    }));
    Ok(Output::done(
        text,
        json!({ "months": desk.retention(), "due": due }),
    ))
}
