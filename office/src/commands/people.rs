//! Who uses the desk, their ways in, and what they did.

use pocketcard::{base::Id, host::Clock, vault::Words};
use pocketcard_office::desk::{Act, Desk, LogLine, UserLine, UserRole};
use pocketcard_terminal::{Output, Refusal, moment_text, new_passphrase, typed};
use serde_json::json;

use super::founding::stretching;
use crate::{arguments::UsersVerb, open_desk::OpenDesk};

pub(super) const NEW_PASSPHRASE: &str = "POCKETCARD_NEW_PASSPHRASE";
/// What is said wherever one person did alone what takes two.
pub(super) const ALONE: &str = "One person did this alone, and the log says so.";
pub(super) const RECOVERY_WORDS: &str = "POCKETCARD_RECOVERY_WORDS";

pub fn users(place: &OpenDesk, verb: Option<UsersVerb>) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let now = place.clock.now();
    let text = match verb {
        None => return Ok(list(&desk)),
        Some(UsersVerb::Add { name, role }) => {
            let prompt = format!("{name} chooses a passphrase (four words or more)");
            let theirs = new_passphrase(NEW_PASSPHRASE, &prompt)?;
            desk.add_user(
                &name,
                role.into(),
                &theirs,
                &place.keystore,
                stretching()?,
                now,
            )?;
            format!(
                "{name} opens this desk from now on. Have {name} choose another passphrase (`passphrase`) and make \
                 recovery words (`recovery-words`)."
            )
        }
        Some(UsersVerb::Remove { name }) => {
            desk.remove_user(&name, &place.keystore, now)?;
            format!(
                "{name} opens this desk no more. Anyone who opened it could have copied it and its key: what was here \
                 until now opens with such a copy."
            )
        }
        Some(UsersVerb::Rename { name, new }) => {
            desk.rename_user(&name, &new, now)?;
            format!("{name} is called {new} from now on; earlier lines of the log say {name}.")
        }
    };
    Ok(Output::done(vec![text], json!({ "users": desk.users() })))
}

fn list(desk: &Desk) -> Output {
    let (users, analysts) = (desk.users(), desk.analysts());
    let words = |user: &UserLine| {
        format!(
            "{:<24} {}{}",
            user.name,
            match user.role {
                UserRole::Administrator => "administrator",
                UserRole::FocalPoint => "focal point",
            },
            if user.you { "  (you)" } else { "" },
        )
    };
    let mut text: Vec<String> = users.iter().map(words).collect();
    text.extend(
        (analysts.iter())
            .map(|it| format!("{:<24} analyst: releases alone, not this desk", it.name)),
    );
    Output::done(text, json!({ "users": users, "analysts": analysts }))
}

/// Changes the passphrase of the user who opens the desk.
pub fn passphrase_again(place: &OpenDesk) -> Result<Output, Refusal> {
    let old = place.passphrase()?;
    let new = new_passphrase(
        NEW_PASSPHRASE,
        "Choose a new passphrase (four words or more)",
    )?;
    let mut desk = place.open_with(&old)?;
    desk.change_passphrase(&old, &new, &place.keystore, place.clock.now())?;
    let text = vec![
        "The passphrase is changed. Anyone who has an older copy of this directory can still try the old one on it."
            .to_owned(),
    ];
    Ok(Output::done(text, json!({})))
}

/// Makes new recovery words for the user who opens the desk.
pub fn recovery_words(place: &OpenDesk) -> Result<Output, Refusal> {
    let passphrase = place.passphrase()?;
    let mut desk = place.open_with(&passphrase)?;
    let words = desk.new_recovery_words(&passphrase, &place.keystore, place.clock.now())?;
    Ok(words_to_write_down(&words, "this desk"))
}

/// Shows words once, four in a line.
pub(super) fn words_to_write_down(words: &Words, opened: &str) -> Output {
    let mut text = vec![format!(
        "Write these words down, on paper, and lock them away. They open {opened} without your passphrase; \
         earlier ones of yours are void:"
    )];
    let all: Vec<&str> = words.expose().split(' ').collect();
    for (row, four) in all.chunks(4).enumerate() {
        let numbered = four
            .iter()
            .enumerate()
            .map(|(place, word)| format!("{:>2} {word:<10}", 4 * row + place + 1));
        text.push(numbered.collect::<Vec<_>>().join(" ").trim_end().to_owned());
    }
    Output::done(text, json!({ "words": words.expose() }))
}

/// Sets a new passphrase with the recovery words of one of the users.
pub fn unlock_with_words(place: &OpenDesk) -> Result<Output, Refusal> {
    let words = typed(RECOVERY_WORDS, "Your recovery words for this desk")?;
    let words = Words::parse(&words)?;
    let new = new_passphrase(
        NEW_PASSPHRASE,
        "Choose a new passphrase (four words or more)",
    )?;
    let now = place.clock.now();
    Desk::reset_passphrase(&place.directory, &words, &new, &place.keystore, now)?;
    let text = vec!["The new passphrase opens this desk.".to_owned()];
    Ok(Output::done(text, json!({})))
}

/// Lists the log, or the lines of one record.
pub fn log(place: &OpenDesk, record: Option<&str>) -> Result<Output, Refusal> {
    let desk = place.open()?;
    let mut lines = desk.log_lines();
    if let Some(typed) = record {
        let record = logged(&desk, &lines, typed)?;
        lines.retain(|line| line.record == Some(record));
    }
    let mut text: Vec<String> = lines.iter().map(in_words).collect();
    if lines.is_empty() {
        text.push("The log says nothing of it.".to_owned());
    }
    Ok(Output::done(text, json!({ "log": lines })))
}

/// The record that is meant: one that is filed, or one that the log speaks of.
fn logged(desk: &Desk, lines: &[LogLine], typed: &str) -> Result<Id, Refusal> {
    let refused = match desk.find(typed) {
        Ok(record) => return Ok(record),
        Err(refused) => refused,
    };
    let typed = typed.to_ascii_lowercase();
    let mut records = lines.iter().filter_map(|line| line.record);
    let named = records.find(|record| typed.len() >= 4 && record.to_string().starts_with(&typed));
    named.ok_or_else(|| refused.into())
}

fn in_words(line: &LogLine) -> String {
    let what = match line.act {
        Act::Unlocked => "opened the desk",
        Act::Refused => "nobody was let in before, so many times",
        Act::Unlogged => "the disk was full and did not take so many lines",
        Act::Viewed => "looked at",
        Act::AttachmentWritten => "wrote an attachment of",
        Act::Answered => "answered",
        Act::Handed => "noted that a service was told of",
        Act::Closed => "closed the case of",
        Act::Requested => "asked for leave to do what takes two people with",
        Act::Approved => "approved what another user asked for with",
        Act::Deleted => "deleted the case of",
        Act::Kept => "keeps for a court the case of",
        Act::NoLongerKept => "keeps no longer for a court the case of",
        Act::Exported => "exported",
        Act::Released => "released the table",
        Act::AnalystAdded => "made a store of releases for",
        Act::AnalystRemoved => "gives no more releases to",
        Act::PassedOn => "passed on",
        Act::Published => "published the pack of version",
        Act::Revoked => "revoked the phone",
        Act::PhoneRecovered => "made recovery words for a phone",
        Act::UserAdded => "let in",
        Act::UserRemoved => "removed",
        Act::UserRenamed => "renamed",
        Act::PassphraseChanged => "changed their passphrase",
        Act::WordsMade => "made recovery words of their own",
        Act::BackedUp => "made a copy of the desk for the keepers of",
        Act::Restored => "put the desk back from such a copy, and ended the ways in of",
        Act::TokenRenewed => "drew a new token for the hub",
        Act::RetentionSet => "set for how many months closed cases are kept:",
    };
    let mut words = format!(
        "{:>5}  {}  {}: {what}",
        line.number,
        moment_text(line.at),
        line.who
    );
    if let Some(record) = line.record {
        words.push_str(&format!(" {record}"));
    }
    if !line.about.is_empty() {
        words.push_str(&format!(" {}", line.about));
    }
    words
}
