//! The evening: what comes back, and who could have read what went.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::BufReader,
};

use pocketcard::{base::Id, host::Unwatched, parcel::ParcelId, session::Session};
use pocketcard_terminal::Refusal;

use super::road::sync;
use crate::tour::{
    cast::{Cast, PASSPHRASE},
    story::Story,
};

pub fn bring_home(cast: &mut Cast, story: &mut Story, labour: Id) -> Result<Vec<u8>, Refusal> {
    cast.day.to(17, 0);
    story.chapter(
        "17:00",
        "Receipts, answer and pack go back: to B over HTTP, from B to A by card",
    );
    let (url, now) = (cast.hub.url(), cast.day.now());
    cast.a.reopen(PASSPHRASE, now)?;
    let waiting = cast.a.session.outbox(now)?.len();
    let (_, arrivals) = sync(&mut cast.b.session, &url, now)?;
    sync(&mut cast.c.session, &url, now)?;
    story.tell(format!(
        "B gets its own receipt and carries {} parcels that it cannot open.",
        arrivals.carried
    ));
    let path = cast.card("b-to-a.bundle");
    cast.b
        .session
        .carry_out(&mut File::create(&path)?, &Unwatched, now)?;
    let (_, home) =
        cast.a
            .session
            .carry_in(&mut BufReader::new(File::open(&path)?), &Unwatched, now)?;
    let left = cast.a.session.outbox(now)?.len();
    story.tell(format!(
        "A hears of {} parcels received; {left} still wait.",
        home.received
    ));
    story.claim(
        "outbox_emptied_by_the_receipt_alone",
        "A's outbox was full until the office's signed receipt arrived, and empty after it",
        waiting > 0 && left == 0 && home.received == waiting as u64,
    );
    story.claim(
        "answer_arrived",
        "the answer to the referral reached A, by B's hands",
        home.answers == 1,
    );
    story.claim(
        "newer_pack_in_use",
        "the newer pack was checked against the root keys and is in use on A",
        home.pack == Some(2) && cast.a.session.about(now)?.pack_version == 2,
    );
    story.claim(
        "report_confirmed_to_its_author",
        "C heard that the conduct desk has its report",
        cast.c.session.outbox(now)?.is_empty(),
    );
    let unreadable = cast.a.session.list()?.iter().all(|line| {
        !line.readable
            && cast
                .a
                .session
                .show(&line.id)
                .is_ok_and(|it| it.record.is_none())
    });
    story.claim(
        "finished_records_out_of_reach",
        "what A finished is unreadable on A, even with its passphrase",
        unreadable && !cast.a.session.list()?.is_empty(),
    );
    let answer = cast.a.session.list()?.iter().any(|line| {
        cast.a
            .session
            .show(&line.id)
            .is_ok_and(|detail| !detail.answers.is_empty())
    });
    story.claim(
        "stub_stays_for_follow_up",
        "a stub stays on A for follow-up, with the office's answer",
        answer && cast.a.session.show(&labour).is_ok(),
    );
    Ok(fs::read(path)?)
}

pub fn who_can_read(
    cast: &Cast,
    story: &mut Story,
    up: &BTreeMap<ParcelId, Vec<u8>>,
) -> Result<Vec<(&'static str, usize, usize)>, Refusal> {
    let tried = |opens: &dyn Fn(&[u8]) -> bool| up.values().filter(|bytes| opens(bytes)).count();
    let phone = |session: &Session| tried(&|bytes| session.opens(bytes).unwrap_or(true));
    let readers = vec![
        ("phone A (author)", phone(&cast.a.session), up.len()),
        ("phone B (carrier)", phone(&cast.b.session), up.len()),
        ("phone C (author)", phone(&cast.c.session), up.len()),
        (
            "protection desk",
            tried(&|bytes| cast.desk.opens(bytes)),
            up.len(),
        ),
        (
            "conduct desk",
            tried(&|bytes| cast.conduct.opens(bytes)),
            up.len(),
        ),
    ];
    story.claim(
        "no_phone_opens_what_travels",
        "no phone, not even the author's, opens any parcel that went up",
        readers[..3].iter().all(|(_, opened, _)| *opened == 0),
    );
    story.claim(
        "each_parcel_opens_for_one_desk",
        "the protection desk opens all parcels but the report, the conduct desk the report alone",
        readers[3].1 == up.len() - 1 && readers[4].1 == 1,
    );
    Ok(readers)
}
