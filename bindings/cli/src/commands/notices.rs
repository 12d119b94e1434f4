//! What a phone reports by code, in English: lines for people, and the same for programs.

use pocketcard::{
    host::Moment,
    session::{About, Arrivals, EnrolmentStatus, Session},
};
use pocketcard_terminal::{English, Refusal, count};
use serde_json::{Value, json};

/// The English for each of these.
pub fn in_english(codes: &[impl English]) -> Vec<String> {
    codes.iter().map(English::english).collect()
}

/// What is not as it should be in this phone's storage.
pub fn warnings(session: &Session, now: Moment) -> Result<Vec<String>, Refusal> {
    Ok(in_english(&session.about(now)?.store_warnings))
}

/// Who this phone is, for programs.
pub fn about_json(about: &About) -> Value {
    let mut json = json!(about);
    json["pack_warnings"] = in_english(&about.pack_warnings).into();
    json["store_warnings"] = in_english(&about.store_warnings).into();
    json
}

/// What an arrival of parcels changed, for programs.
pub fn arrivals_json(arrivals: &Arrivals) -> Value {
    let mut json = json!(arrivals);
    json["refused"] = in_english(&arrivals.refused).into();
    json
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
