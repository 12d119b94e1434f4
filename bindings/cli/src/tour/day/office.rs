//! The afternoon: what the desks make of it.

use pocketcard::{
    base::Id,
    content::Content,
    host::{Moment, Unwatched},
    record::Body,
    sync::{Exchange, Role},
};
use pocketcard_office::desk::{Desk, Intake};
use pocketcard_terminal::{Refusal, http};
use sha2::{Digest, Sha256};

use super::patrol::photograph;
use crate::tour::{cast::Cast, story::Story};

/// Collects at the hub and files.
pub fn collect_desk(desk: &mut Desk, hub: &str, now: Moment) -> Result<Intake, Refusal> {
    let token = desk.hub_token();
    let exchange = |desk: &mut Desk| {
        let (mut exchange, mut depot) = (Exchange::new(Role::Hub), desk.depot(now));
        http::exchange(hub, &token, &mut exchange, &mut depot, &Unwatched)
    };
    exchange(desk)?;
    let intake = desk.take_in(now)?;
    // Receipts go back at once.
    exchange(desk)?;
    Ok(intake)
}

pub fn collect(cast: &mut Cast, story: &mut Story, labour: Id) -> Result<(), Refusal> {
    cast.day.to(15, 0);
    story.chapter(
        "15:00",
        "The desks collect, open, verify, file, and send receipts",
    );
    let (url, now) = (cast.hub.url(), cast.day.now());
    let answer_to = |desk: &Desk| -> Result<Id, Refusal> {
        let inbox = desk.inbox()?;
        let referral = inbox
            .iter()
            .find(|line| line.kind == "referral" && !line.code.is_empty());
        let agreed = inbox.iter().find_map(|line| {
            let record = desk.show(line.id).ok()?.record;
            matches!(&record.body, Body::Referral(referral) if referral.about == labour)
                .then_some(line.id)
        });
        agreed
            .or(referral.map(|line| line.id))
            .ok_or_else(|| "no referral was filed".into())
    };
    let hub = url.clone();
    let intake = story.timed("The protection desk collects.", || {
        collect_desk(&mut cast.desk, &hub, now)
    })?;
    story.tell(format!(
        "{} parcels opened, verified and filed; {} phones enrolled; {} could not be filed.",
        intake.filed,
        intake.enrolled,
        intake.set_aside.len()
    ));
    let conduct = story.timed("The conduct desk collects.", || {
        collect_desk(&mut cast.conduct, &hub, now)
    })?;
    story.tell(format!(
        "{} report opened. No phone's name stands in it.",
        conduct.filed
    ));
    for line in cast.desk.inbox()?.iter().take(3) {
        story.tell(format!(
            "Inbox: {} {} from {}",
            line.kind,
            line.code,
            line.phone.as_deref().unwrap_or("-")
        ));
    }
    let referral = answer_to(&cast.desk)?;
    cast.desk.answer(
        referral,
        &format!("The workers' desk expects the person. {}", cast.note),
        now,
    )?;
    story.tell("The desk answers the referral.");
    let version = publish(&mut cast.desk, 2, now)?;
    story.tell(format!(
        "It publishes a newer pack, version {version}, signed by two of its three root keys."
    ));
    collect_desk(&mut cast.desk, &url, now)?;
    filed_claims(cast, story, labour, &intake, &conduct)
}

/// Signs the base content as the office's next pack and queues it for all phones.
pub fn publish(desk: &mut Desk, version: u64, now: Moment) -> Result<u64, Refusal> {
    let mut document = Content::base().document().clone();
    document.version = version;
    let content = Content::new(document)?.canonical_json();
    let pack = desk.sign_pack(&content, version, now)?;
    Ok(desk.publish(&pack.to_bytes(), now)?)
}

fn filed_claims(
    cast: &Cast,
    story: &mut Story,
    labour: Id,
    intake: &Intake,
    conduct: &Intake,
) -> Result<(), Refusal> {
    let verified = cast.desk.verify()?;
    story.claim(
        "signatures_and_journals_verified",
        format!(
            "{} records filed: every signature, commitment and place in a journal checked",
            verified.records
        ),
        verified.ok && intake.set_aside.is_empty() && intake.gaps == 0 && intake.forks == 0,
    );
    story.claim(
        "three_phones_enrolled",
        "each of three phones enrolled by its first parcel",
        intake.enrolled == 3,
    );
    let misconduct = |desk: &Desk| -> Result<usize, Refusal> {
        let mut found = 0;
        for line in desk.inbox()? {
            let record = desk.show(line.id)?.record;
            found += usize::from(
                matches!(&record.body, Body::Screening(s) if s.answers.checklist == "misconduct"),
            );
        }
        Ok(found)
    };
    story.claim(
        "report_reached_the_conduct_desk_alone",
        "the report about personnel was opened by the conduct desk and by nobody else",
        conduct.filed == 1 && misconduct(&cast.conduct)? == 1 && misconduct(&cast.desk)? == 0,
    );
    let report = cast.conduct.inbox()?;
    story.claim(
        "report_names_no_phone",
        "nothing in the opened report links it to the phone that wrote it",
        report
            .iter()
            .all(|line| line.phone.is_none() && line.sequence == 1),
    );
    let shown = cast.desk.show(labour)?;
    let corrected = shown
        .followed_by
        .iter()
        .any(|follower| follower.kind == "amendment");
    story.claim(
        "correction_beside_the_record",
        "the desk sees the correction beside the first record",
        corrected,
    );
    let arrived = shown
        .attachments
        .first()
        .ok_or("the photograph is missing")?;
    let mut hash = Sha256::new();
    std::io::copy(
        &mut cast.desk.attachment(&arrived.reference.parcel)?,
        &mut HashWriter(&mut hash),
    )?;
    let same = hash.finalize()[..] == Sha256::digest(photograph(&cast.note))[..];
    story.claim(
        "photograph_arrived_whole",
        "the photograph arrived bit for bit",
        same,
    );
    story.count("records_filed", verified.records);
    Ok(())
}

struct HashWriter<'a>(&'a mut Sha256);

impl std::io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
