//! What a phone reports by code, in lines for people.

use pocketcard::{
    host::Moment,
    session::{Arrivals, EnrolmentStatus, Session},
};
use pocketcard_terminal::{English, Refusal, count};
use serde_json::{Value, json};

/// What is not as it should be in this phone's storage.
pub fn warnings(session: &Session, now: Moment) -> Result<Vec<String>, Refusal> {
    Ok(in_english(&session.about(now)?.store_warnings))
}

/// The English for each of these.
pub fn in_english(codes: &[impl English]) -> Vec<String> {
    codes.iter().map(English::english).collect()
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
    let mut json = json!({ "about": about });
    json["about"]["pack_warning"] = about.pack_warning.as_ref().map(English::english).into();
    json["about"]["store_warnings"] = in_english(&about.store_warnings).into();
    Ok(Output::done(text, json))
}

/// What is not as it should be in this phone's storage.
pub fn warnings(session: &Session, now: Moment) -> Result<Vec<String>, Refusal> {
    Ok(in_english(&session.about(now)?.store_warnings))
}

/// The English for each of these.
pub fn in_english(codes: &[impl English]) -> Vec<String> {
    codes.iter().map(English::english).collect()
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
    text.extend(about.pack_warning.iter().map(English::english));
    text.extend(about.store_warnings.iter().map(English::english));
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
    let mut json = json!({ "about": about });
    json["about"]["pack_warning"] = about.pack_warning.as_ref().map(English::english).into();
    json["about"]["store_warnings"] = in_english(&about.store_warnings).into();
    Ok(Output::done(text, json))
}

/// What is not as it should be in this phone's storage.
pub fn warnings(session: &Session, now: Moment) -> Result<Vec<String>, Refusal> {
    Ok(in_english(&session.about(now)?.store_warnings))
}

/// The English for each of these.
pub fn in_english(codes: &[impl English]) -> Vec<String> {
    codes.iter().map(English::english).collect()
}

/// What a person has to know when the office does not, or no longer, take what this phone sends.
pub fn trouble(standing: EnrolmentStatus) -> Option<String> {
    let line = match standing {
        EnrolmentStatus::InvitationRefused => {
            "the office refused the invitation, for example because another phone had used it; ask \
             for a renewal and `renew` with it: all that waits here stays"
        }
        EnrolmentStatus::Revoked => {
            "the office accepts nothing more from this phone; ask the office: all that waits here stays"
        }
        EnrolmentStatus::Waiting | EnrolmentStatus::Enrolled => return None,
    };
    Some(line.to_owned())
}

/// What an arrival of parcels changed.
pub fn arrival_lines(arrivals: &Arrivals) -> Vec<String> {
    let mut text = Vec::new();
    if arrivals.received > 0 {
        text.push(format!(
            "The office confirmed {}.",
            count(arrivals.received, "parcel", "parcels")
        ));
    }
    if arrivals.set_aside > 0 {
        text.push(format!(
            "The office could not file {}; `outbox` says why.",
            count(arrivals.set_aside, "parcel", "parcels")
        ));
    }
    if arrivals.again > 0 {
        text.push(format!(
            "The office asks again for {} that it had confirmed: carry or sync once more.",
            count(arrivals.again, "parcel", "parcels"),
        ));
    }
    if arrivals.office {
        text.push(
            "The office changed its name or the address of its hub; this phone uses the new one from now on.".to_owned(),
        );
    }
    if arrivals.answers > 0 {
        text.push(format!(
            "{} of the office arrived; `show` a record to read what it says.",
            count(arrivals.answers, "answer", "answers")
        ));
    }
    if let Some(version) = arrivals.pack {
        text.push(format!("Checklists of version {version} are in use now."));
    }
    if arrivals.carried > 0 {
        text.push(format!(
            "{} carried on.",
            count(
                arrivals.carried,
                "parcel of others is",
                "parcels of others are"
            )
        ));
    }
    let refused = arrivals.refused.iter();
    text.extend(refused.map(|what| format!("Refused: {}.", what.english())));
    text
}

/// The same for programs.
pub fn arrivals_json(arrivals: &Arrivals) -> Value {
    let mut json = json!(arrivals);
    json["refused"] = in_english(&arrivals.refused).into();
    json
}
