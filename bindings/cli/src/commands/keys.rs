//! The phone itself: enrolling, checking, its passphrase and words, erasing it.

use std::{fs, io, path::Path, time::Duration};

use pocketcard::{
    crypto::fingerprint,
    host::{Clock, Unwatched},
    session::{Escrow, Invited, Session},
    vault::{Kdf, Passphrase, Words},
};
use pocketcard_terminal::{
    Output, Refusal, asked, count, new_passphrase, numbered, passphrase, read_text, unreadable,
};
use serde_json::json;

use super::notices::{about_json, in_english, trouble};
use crate::phone::{PASSPHRASE, Phone};

const WORDS: &str = "POCKETCARD_RECOVERY_WORDS";
const NEW_PASSPHRASE: &str = "POCKETCARD_NEW_PASSPHRASE";

pub fn enrol(phone: &Phone, invitation: &Path, typed: Option<String>) -> Result<Output, Refusal> {
    if Session::exists(&phone.directory, &phone.keystore) {
        return Err(
            "this phone is enrolled already; with a renewal that the office signs for it, `renew`"
                .into(),
        );
    }
    let text = read_text(invitation, "the invitation")?;
    let now = phone.clock.now();
    refuse_foreign(&phone.directory)?;
    let invited = Session::invited(&text, now)?;
    compare(&invited, typed)?;
    let passphrase = new_passphrase(PASSPHRASE, "Choose a passphrase (four words or more)")?;
    let kdf = Kdf::calibrate(Duration::from_millis(600))?;
    let session = Session::enrol(
        &phone.directory,
        &text,
        &passphrase,
        &phone.keystore,
        kdf,
        now,
    )?;
    let about = session.about(now)?;
    let mut text = vec![
        format!("Enrolled with {}.", about.office),
        format!(
            "This phone's words are: {}. Read them to the office, which takes nothing from this phone before.",
            about.words
        ),
        "Its answer to the invitation waits in the outbox and goes with the next exchange.".into(),
        "Keys are kept in files on this machine, not in hardware: use a long passphrase.".into(),
    ];
    text.extend(in_english(&about.pack_warnings));
    Ok(Output::done(text, json!({ "about": about_json(&about) })))
}

/// Has a person compare the words of the invitation's keys with those that the office tells.
fn compare(invited: &Invited, typed: Option<String>) -> Result<(), Refusal> {
    let typed = match typed {
        Some(typed) => typed,
        None => {
            // Typed, not agreed to: who only says yes has compared nothing.
            let prompt =
                "Ask somebody at the office, by voice, for the office's six words; type them here";
            asked(prompt, "--desk-words")?
        }
    };
    if fingerprint::same(&typed, &invited.words) {
        return Ok(());
    }
    Err(
        "these are not the words of this invitation: the office's keys are others, or a word is mistyped; ask the \
         office again, and do not use this invitation otherwise"
            .into(),
    )
}

pub fn renew(phone: &Phone, renewal: &Path) -> Result<Output, Refusal> {
    let text = read_text(renewal, "the renewal")?;
    let now = phone.clock.now();
    let mut session = phone.unlock()?;
    session.renew(&text, now)?;
    let about = session.about(now)?;
    let text = vec![
        format!(
            "Renewed with {}, which signed it for this phone.",
            about.office
        ),
        "Its answer waits in the outbox and goes with the next exchange.".into(),
    ];
    Ok(Output::done(text, json!({ "about": about_json(&about) })))
}

pub fn agree_to_escrow(phone: &Phone) -> Result<Output, Refusal> {
    let passphrase = passphrase(PASSPHRASE, "Passphrase")?;
    let now = phone.clock.now();
    let (directory, keystore) = (&phone.directory, &phone.keystore);
    let mut session = Session::unlock(directory, &passphrase, keystore, now)?;
    session.agree_to_escrow(&passphrase, keystore, now)?;
    let text = "From now on the office's key and a copy of this phone's files open it without you.";
    Ok(Output::done(
        vec![text.to_owned()],
        json!({ "escrow": "agreed" }),
    ))
}

/// Refuses a directory in which something else lies already: a phone's store shares it with nothing, and is wiped as a
/// whole.
fn refuse_foreign(directory: &Path) -> Result<(), Refusal> {
    const OURS: [&str; 5] = ["keystore", "vault", "store", "attempts", "enrolling"];
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unreadable(directory, "the phone's directory", &error)),
    };
    let ours = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        OURS.iter().any(|ours| name.starts_with(ours)) || name == "reserve"
    };
    match entries.flatten().all(ours) {
        true => Ok(()),
        false => {
            Err("that directory holds other files; name a new or an empty one with --store".into())
        }
    }
}

pub fn words(phone: &Phone) -> Result<Output, Refusal> {
    let words = phone.unlock()?.about(phone.clock.now())?.words;
    Ok(Output::done(vec![words.clone()], json!({ "words": words })))
}

pub fn unlock_test(phone: &Phone) -> Result<Output, Refusal> {
    let about = phone.unlock()?.about(phone.clock.now())?;
    let mut text = vec![
        format!(
            "The passphrase opens this phone, which reports to {}.",
            about.office
        ),
        format!(
            "Fingerprint {}, checklists of version {}.",
            about.fingerprint, about.pack_version
        ),
    ];
    text.extend(in_english(&about.pack_warnings));
    text.extend(in_english(&about.store_warnings));
    text.extend(match about.escrow {
        Escrow::Off => None,
        Escrow::Asked => Some(
            "Nobody but you can open this phone. The office asks for a way in of its own, for a forgotten passphrase: \
             its key and a copy of the phone's files would open it without you. To agree: `escrow --agree`."
                .to_owned(),
        ),
        Escrow::Agreed => Some(
            "You agreed that the office's key and a copy of the phone's files open it without you.".to_owned(),
        ),
    });
    text.extend(trouble(about.standing));
    Ok(Output::done(text, json!({ "about": about_json(&about) })))
}

pub fn verify(phone: &Phone, accept: bool) -> Result<Output, Refusal> {
    let mut session = phone.unlock()?;
    if accept {
        session.accept_damage()?;
    }
    let verified = session.verify(&Unwatched)?;
    let mut text = vec![format!(
        "{} checked, each for its signature and its link.",
        count(verified.entries, "journal entry", "journal entries")
    )];
    let problems = in_english(&verified.problems);
    text.extend(problems.iter().map(|problem| format!("  {problem}")));
    let mut json = json!({ "verified": verified });
    json["verified"]["problems"] = problems.into();
    let mut done = Output::done(text, json);
    done.failure = (!verified.ok).then(|| {
        "something is not as it should be; nothing was deleted: carry the outbox to the office, and \
         say --accept to go on"
            .to_owned()
    });
    Ok(done)
}

pub fn change_passphrase(phone: &Phone) -> Result<Output, Refusal> {
    let old: Passphrase = passphrase(PASSPHRASE, "Present passphrase")?;
    let mut session = Session::unlock(&phone.directory, &old, &phone.keystore, phone.clock.now())?;
    let new = new_passphrase(NEW_PASSPHRASE, "New passphrase (four words or more)")?;
    session.change_passphrase(&old, &new, &phone.keystore)?;
    Ok(Output::done(
        vec!["The passphrase is changed.".to_owned()],
        json!({}),
    ))
}

pub fn recovery_words(phone: &Phone) -> Result<Output, Refusal> {
    let passphrase = passphrase(PASSPHRASE, "Passphrase")?;
    let mut session = Session::unlock(
        &phone.directory,
        &passphrase,
        &phone.keystore,
        phone.clock.now(),
    )?;
    let words = session.new_recovery_words(&passphrase, &phone.keystore)?;
    let mut text = vec![
        "Write these words on paper, in this order, and keep them away from the phone:".to_owned(),
    ];
    text.extend(numbered(words.expose()));
    text.push(
        "They open this phone without its passphrase. Earlier words no longer do.".to_owned(),
    );
    Ok(Output::done(text, json!({ "words": words.expose() })))
}

pub fn recover(phone: &Phone) -> Result<Output, Refusal> {
    let words = pocketcard_terminal::typed(WORDS, "Recovery words")?;
    let words = Words::parse(&words)?;
    let new = new_passphrase(NEW_PASSPHRASE, "New passphrase (four words or more)")?;
    Session::recover(&phone.directory, &words, &new, &phone.keystore)?;
    Ok(Output::done(
        vec!["The new passphrase opens this phone; everything is as it was.".to_owned()],
        json!({}),
    ))
}

pub fn wipe(phone: &Phone, yes: bool) -> Result<Output, Refusal> {
    if !yes {
        return Err(
            "this erases everything on this phone for good; say --yes if you mean it".into(),
        );
    }
    Session::wipe(&phone.directory, &phone.keystore)?;
    // The keys are gone; an empty directory is all that is left to tidy away.
    let _ = fs::remove_dir(&phone.directory);
    Ok(Output::done(vec!["Erased.".to_owned()], json!({})))
}
