//! Days of a patrol through the library, in one process: what a phone, a desk and a hub promise each
//! other, with time moved as the day needs it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use pocketcard::{
    base::Id,
    checklist::Answers,
    content::{Answer, Content},
    crypto::{SecretKey, SigningKey},
    host::{Moment, Proceed, Progress, Unwatched},
    invitation::{Invitation, InvitationError, phone_words},
    journal::Tip,
    pack::PackName,
    parcel::{self, Address},
    record::{
        Amendment, Basis, Body, Enrolment, FORMAT, Filed, How, Purpose, Receipt, Record, Reply,
    },
    session::{
        Agreement, Arrivals, Attachment, EnrolmentStatus, Error, ReferralRequest, ScreeningRequest,
        Session,
    },
    sync::{Depot, Exchange, ExchangeStats, MemoryDepot, Role, Way, bundle, respond},
};
use pocketcard_office::{
    desk::{Desk, Intake, hub_directory},
    hub::{self, Backend, Config, token::Token},
};
use pocketcard_terminal::http::{self, HttpError};
use pocketcard_tests::{
    canary::CANARY,
    fixtures,
    test_office::{House, accept},
};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const MISCONDUCT: &str = include_str!("../../bindings/cli/examples/misconduct.json");
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A moment, in milliseconds after the beginning of the day.
fn later(begin: Moment, ms: i64) -> Moment {
    Moment {
        wall_ms: begin.wall_ms + ms,
        monotonic_ms: begin.monotonic_ms + ms.unsigned_abs(),
        ..begin
    }
}

fn answers(json: &str) -> Answers {
    Answers::from_json(json.as_bytes()).expect("an example")
}

fn request(answers: Answers, draft: Option<Id>) -> ScreeningRequest {
    ScreeningRequest {
        site: "site-4".to_owned(),
        note: CANARY.to_owned(),
        draft,
        ..ScreeningRequest::new(answers)
    }
}

fn screen(phone: &mut Session, now: Moment) -> Id {
    let screened = phone.screen(request(answers(ADULT), None), &mut [], &Unwatched, now);
    screened.expect("screened").id.expect("a record")
}

fn refer(phone: &mut Session, about: Id, now: Moment) -> Id {
    let request = ReferralRequest {
        about,
        needs: Vec::new(),
        agreement: Agreement::Agreed {
            service: "service.example-workers".to_owned(),
            basis: Basis::Own,
            statistics: true,
            accountability: false,
            note: CANARY.to_owned(),
        },
        how: How::Spoken,
        language: "en".to_owned(),
    };
    phone.refer(request, now).expect("referred").id
}

/// What this phone gives to anyone who carries.
fn pack_up(phone: &mut Session, now: Moment) -> Vec<u8> {
    let mut bundle = Vec::new();
    phone
        .carry_out(&mut bundle, &Unwatched, now)
        .expect("carried out");
    bundle
}

fn take(phone: &mut Session, bundle: &[u8], now: Moment) -> Arrivals {
    let (report, arrivals) = phone
        .carry_in(&mut &*bundle, &Unwatched, now)
        .expect("carried in");
    assert!(report.is_whole());
    arrivals
}

/// Collects a bundle at a desk.
fn collect(desk: &mut Desk, bundle: &[u8], now: Moment) -> Intake {
    bundle::read(&mut &*bundle, &mut desk.depot(now), &Unwatched).expect("read");
    desk.take_in(now).expect("taken in")
}

/// What a desk gives to anyone who carries.
fn answers_of(desk: &mut Desk, now: Moment) -> Vec<u8> {
    let mut bundle = Vec::new();
    bundle::write(&mut desk.depot(now), Role::Phone, &mut bundle, &Unwatched).expect("written");
    bundle
}

fn sync(
    phone: &mut Session,
    hub: &str,
    now: Moment,
) -> Result<(ExchangeStats, Arrivals), HttpError> {
    let token = phone.hub_token().expect("unlocked");
    let mut depot = phone.depot(now).expect("unlocked");
    let tally = http::exchange(
        hub,
        &token,
        &mut Exchange::new(Role::Hub),
        &mut depot,
        &Unwatched,
    )?;
    Ok((tally, phone.take_in(now).expect("taken in")))
}

fn sync_desk(desk: &mut Desk, hub: &str, now: Moment) -> Intake {
    let token = desk.hub_token();
    let exchange = |desk: &mut Desk| {
        let mut exchange = Exchange::new(Role::Hub);
        http::exchange(hub, &token, &mut exchange, &mut desk.depot(now), &Unwatched)
            .expect("the hub answers");
    };
    exchange(desk);
    let intake = desk.take_in(now).expect("taken in");
    exchange(desk);
    intake
}

/// The directory of a house's hub. Compiled as `patrol_postgres`, its database is PostgreSQL's.
fn directory_of_hub(house: &House) -> PathBuf {
    let directory = hub_directory(&house.path("desk"));
    #[cfg(unix)]
    if env!("CARGO_CRATE_NAME") == "patrol_postgres"
        && let Some(server) = pocketcard_tests::postgres_server::PostgresServer::shared()
    {
        let mut config = Config::load(&directory).expect("the desk wrote it");
        if config.storage.is_none() {
            config.storage = Some(server.storage(&server.new_database()));
            config.save(&directory).expect("written");
        }
    }
    directory
}

fn start_hub(house: &House) -> hub::Running {
    let directory = directory_of_hub(house);
    hub::start(&directory, ([127, 0, 0, 1], 0).into()).expect("a hub")
}

fn readable(phone: &Session, id: Id) -> bool {
    let shown = phone.show(&id).expect("the stub is there");
    assert_eq!(shown.record.is_some(), shown.line.readable);
    shown.line.readable
}

#[test]
fn a_day_over_http_and_by_hand() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let hub = start_hub(&house);
    let mut a = house.enrolled("a", now);
    let mut b = house.enrolled("b", now);
    let id = screen(&mut a, now);
    let referral = refer(&mut a, id, now);
    let seen = BTreeMap::from([("general.7".to_owned(), Answer::Observed)]);
    a.amend(id, seen, CANARY.to_owned(), now).expect("amended");
    let report = request(answers(MISCONDUCT), None);
    let reported = a
        .screen(report, &mut [], &Unwatched, now)
        .expect("reported");
    assert_eq!((reported.id, a.list().expect("a list").len()), (None, 4));
    assert_eq!(a.outbox(now).expect("an outbox").len(), 5);

    // B carries A's parcels to the hub and opens none.
    let carried = take(&mut b, &pack_up(&mut a, now), now);
    assert_eq!((carried.carried, carried.received), (5, 0));
    sync(&mut b, &hub.url(), now).expect("synced");
    let (mut desk, mut conduct) = (house.desk(), house.conduct());
    let intake = sync_desk(&mut desk, &hub.url(), now);
    assert_eq!((intake.filed, intake.enrolled, intake.receipts), (5, 2, 2));
    assert_eq!(
        (intake.gaps, intake.forks, intake.set_aside.len()),
        (0, 0, 0)
    );
    assert_eq!(sync_desk(&mut conduct, &hub.url(), now).filed, 1);
    desk.answer(referral, CANARY, now).expect("answered");
    sync_desk(&mut desk, &hub.url(), now);

    // Only the receipts empty the outbox, and they come home by B's hands.
    assert_eq!(a.outbox(now).expect("an outbox").len(), 5);
    sync(&mut b, &hub.url(), now).expect("synced");
    let home = take(&mut a, &pack_up(&mut b, now), now);
    assert_eq!((home.received, home.answers, home.refused), (5, 1, vec![]));
    assert!(a.outbox(now).expect("an outbox").is_empty());
    assert_eq!(a.show(&referral).expect("shown").answers, [CANARY]);
    assert_eq!(
        a.about(now).expect("unlocked").standing,
        EnrolmentStatus::Enrolled
    );
    for verified in [a.verify(&Unwatched), b.verify(&Unwatched)] {
        let verified = verified.expect("checked");
        assert!(verified.ok, "{:?}", verified.problems);
    }
    assert!(desk.verify().expect("checked").ok);
    assert!(
        conduct
            .inbox()
            .expect("an inbox")
            .iter()
            .all(|line| line.phone.is_none())
    );
    // Everything again changes nothing.
    assert_eq!(
        take(&mut a, &pack_up(&mut b, now), now),
        Arrivals::default()
    );
    let again = sync_desk(&mut desk, &hub.url(), now);
    assert_eq!((again.filed, again.receipts), (0, 0));
    hub.stop().expect("stops");
}

#[test]
fn after_the_grace_period_nobody_reads_the_record_here() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let mut phone = house.enrolled("a", now);
    let grace = i64::from(Content::base().document().policy.grace_minutes) * MINUTE;
    let first = screen(&mut phone, now);
    let second = screen(&mut phone, later(now, 5 * MINUTE));
    phone.tidy(later(now, grace - 1)).expect("tidied");
    assert!(readable(&phone, first) && readable(&phone, second));
    phone.tidy(later(now, grace)).expect("tidied");
    assert!(!readable(&phone, first) && readable(&phone, second));
    // Not with a clock set back, nor after unlocking again.
    drop(phone);
    let mut phone = house.unlock("a", now);
    assert!(!readable(&phone, first));
    // A clock set back to before a record was made counts as time that has passed.
    assert!(
        !readable(&phone, second),
        "made later than the clock says now"
    );
    let third = screen(&mut phone, now);
    phone.tidy(later(now, -MINUTE)).expect("tidied");
    assert!(!readable(&phone, third));
    // What is out of reach can still be followed, and still leaves.
    refer(&mut phone, first, now);
    assert!(matches!(
        phone.show(&Id::random()),
        Err(Error::NoSuchRecord)
    ));
    let intake = collect(&mut house.desk(), &pack_up(&mut phone, now), now);
    assert_eq!((intake.filed, intake.gaps), (5, 0));
}

#[test]
fn a_refused_phone_renews_and_keeps_records_and_outbox() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let invitation = house.invitation("a");
    let mut first = house.session("a", &invitation, now);
    let mut second = house.session("b", &invitation, now);
    let id = screen(&mut second, now);
    let mut desk = house.desk();
    let standing = |phone: &Session| phone.about(now).expect("unlocked").standing;

    accept(&mut desk, "a", &first, now);
    let intake = collect(&mut desk, &pack_up(&mut first, now), now);
    assert_eq!((intake.filed, intake.alarms.len()), (1, 0));
    let intake = collect(&mut desk, &pack_up(&mut second, now), now);
    assert_eq!((intake.filed, intake.set_aside.len()), (0, 2));
    assert_eq!(intake.alarms.len(), 1, "somebody holds a copy");
    assert_eq!(standing(&second), EnrolmentStatus::Waiting);
    take(&mut second, &answers_of(&mut desk, now), now);
    assert_eq!(standing(&second), EnrolmentStatus::InvitationRefused);
    assert_eq!(second.outbox(now).expect("an outbox").len(), 2);
    assert!(matches!(
        second.renew(&invitation, now),
        Err(Error::Invitation(InvitationError::NotARenewal))
    ));
    let fingerprint = second.about(now).expect("unlocked").fingerprint;
    let fresh = desk.renew(&fingerprint, Some("b"), 30, false, now);
    let fresh = fresh.expect("renewed");
    assert!(matches!(
        first.renew(&fresh, now),
        Err(Error::Invitation(InvitationError::OtherPhone))
    ));
    second.renew(&fresh, now).expect("renewed");
    assert_eq!(standing(&second), EnrolmentStatus::Waiting);
    assert!(matches!(
        second.renew(&fresh, now),
        Err(Error::AlreadyEnrolled)
    ));
    // Nothing is lost by closing it in between.
    drop(second);
    let mut second = house.unlock("b", now);
    let third = screen(&mut second, now);
    assert_eq!(second.outbox(now).expect("an outbox").len(), 4);
    let intake = collect(&mut desk, &pack_up(&mut second, now), now);
    assert_eq!((intake.filed, intake.enrolled, intake.gaps), (4, 1, 0));
    assert!(intake.set_aside.is_empty(), "{intake:?}");
    let home = take(&mut second, &answers_of(&mut desk, now), now);
    assert_eq!(
        (home.received, standing(&second)),
        (4, EnrolmentStatus::Enrolled)
    );
    assert!(second.outbox(now).expect("an outbox").is_empty());
    for record in [id, third] {
        desk.show(record).expect("filed");
        assert!(second.show(&record).expect("kept").line.received);
    }
    // The phone that used the invitation first notices nothing.
    take(&mut first, &answers_of(&mut desk, now), now);
    assert_eq!(standing(&first), EnrolmentStatus::Enrolled);
    assert!(desk.verify().expect("checked").ok);
}

#[test]
fn renewing_is_no_way_back_to_an_older_pack() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let mut desk = house.desk();
    let mut phone = house.session("a", &desk.invite("a", 30, now).expect("invited"), now);
    accept(&mut desk, "a", &phone, now);
    assert_eq!(
        collect(&mut desk, &pack_up(&mut phone, now), now).enrolled,
        1
    );
    take(&mut phone, &answers_of(&mut desk, now), now);
    let publish = |desk: &mut Desk, version: u64| {
        let mut document = Content::base().document().clone();
        document.version = version;
        let content = Content::new(document).expect("content").canonical_json();
        let pack = desk.sign_pack(&content, version, now).expect("signed");
        desk.publish(&pack.to_bytes(), now).expect("published");
        answers_of(desk, now)
    };
    let old = publish(&mut desk, 2);
    let both = publish(&mut desk, 3);
    // The older pack is kept back, so that the phone has not met it before it has the newer one.
    let mut newer = MemoryDepot::new(Role::Phone, desk.mailbox());
    let mut older = MemoryDepot::new(Role::Phone, desk.mailbox());
    bundle::read(&mut &*both, &mut newer, &Unwatched).expect("read");
    bundle::read(&mut &*old, &mut older, &Unwatched).expect("read");
    for item in older.items() {
        newer.remove(&item.id);
    }
    let mut new = Vec::new();
    bundle::write(&mut newer, Role::Phone, &mut new, &Unwatched).expect("written");
    assert_eq!(take(&mut phone, &new, now).pack, Some(3));
    let fresh = desk.renew("a", None, 30, false, now).expect("renewed");
    phone.renew(&fresh, now).expect("renewed");
    let arrivals = take(&mut phone, &old, now);
    assert_eq!((arrivals.pack, arrivals.refused.len()), (None, 1));
    drop(phone);
    let phone = house.unlock("a", now);
    assert_eq!(phone.about(now).expect("unlocked").pack_version, 3);
}

#[test]
fn a_revoked_phone_is_heard_by_nobody_and_told_to_erase_itself() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let hub = start_hub(&house);
    let mut phone = house.enrolled("lost", now);
    let mut other = house.enrolled("other", now);
    sync(&mut phone, &hub.url(), now).expect("synced");
    sync(&mut other, &hub.url(), now).expect("synced");
    let mut desk = house.desk();
    assert_eq!(sync_desk(&mut desk, &hub.url(), now).enrolled, 2);

    let order = desk.wipe_request("lost").expect("known").order;
    let tokens = desk.revoke("lost", order, now).expect("revoked");
    let notices = desk.notices(now);
    http::revoke(&hub.url(), &desk.hub_token(), &tokens, &notices).expect("the hub is told");
    screen(&mut phone, later(now, MINUTE));
    let refused = sync(&mut phone, &hub.url(), now);
    assert!(matches!(refused, Err(HttpError::Revoked)));
    assert_eq!(sync_desk(&mut desk, &hub.url(), now).filed, 0);
    // By hand the desk does not take it either, and says why.
    let intake = collect(&mut desk, &pack_up(&mut phone, now), now);
    assert_eq!((intake.filed, intake.set_aside.len()), (0, 1));
    assert!(intake.set_aside[0].why.contains("revoked"));
    assert_eq!(desk.inbox().expect("an inbox").len(), 2);

    // The notice reaches it by hand or by the hub, and is nobody else's.
    let down = answers_of(&mut desk, now);
    let by_hub = sync(&mut other, &hub.url(), now).expect("synced").1;
    for arrivals in [take(&mut other, &down, now), by_hub] {
        assert!(!arrivals.wipe && arrivals.refused.is_empty());
    }
    assert_eq!(
        other.about(now).expect("unlocked").standing,
        EnrolmentStatus::Enrolled
    );
    let refused = sync(&mut phone, &hub.url(), now);
    assert!(matches!(refused, Err(HttpError::Revoked)));
    assert!(phone.take_in(now).expect("taken in").wipe);
    assert_eq!(
        phone.about(now).expect("unlocked").standing,
        EnrolmentStatus::Revoked
    );
    sync(&mut other, &hub.url(), now).expect("the others go on");
    drop(phone);
    let store = house.path("lost");
    let keystore = pocketcard_tests::test_office::keystore(&store);
    Session::wipe(&store, &keystore).expect("wiped");
    assert!(!Session::exists(&store, &keystore));
    hub.stop().expect("stops");
}

#[test]
fn a_withdrawal_follows_its_referral() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let mut phone = house.enrolled("a", now);
    let id = screen(&mut phone, now);
    let referral = refer(&mut phone, id, now);
    let wrong = phone.withdraw(id, now);
    assert!(matches!(wrong, Err(Error::NotAReferral)));
    let mut desk = house.desk();
    collect(&mut desk, &pack_up(&mut phone, now), now);
    let withdrawal = phone.withdraw(referral, now).expect("withdrawn");
    // Another one that no carrier has yet: it never leaves.
    let other = refer(&mut phone, id, now);
    phone.withdraw(other, now).expect("withdrawn");
    collect(&mut desk, &pack_up(&mut phone, now), now);
    assert!(desk.show(other).is_err());
    assert!(phone.verify(&Unwatched).expect("checked").ok);
    let shown = desk.show(referral).expect("filed");
    let Body::Referral(filed) = &shown.record.body else {
        panic!("a referral");
    };
    assert!(filed.consent.covers(Purpose::Referral) && filed.consent.covers(Purpose::Statistics));
    let [follower] = shown.followed_by.as_slice() else {
        panic!("one record follows: {:?}", shown.followed_by);
    };
    assert_eq!((follower.id, follower.kind), (withdrawal, "withdrawal"));
    let Body::Withdrawal(withdrawal) = &follower.record.body else {
        panic!("a withdrawal");
    };
    assert_eq!(withdrawal.of, referral);
    for purpose in &filed.consent.purposes {
        assert!(withdrawal.purposes.contains(purpose));
    }
}

#[test]
fn drafts_stay_until_they_are_finished() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let mut phone = house.enrolled("a", now);
    let mut begun = answers(r#"{"checklist":"person","answers":{"general.5":"observed"}}"#);
    begun
        .notes
        .insert("general.5".to_owned(), CANARY.to_owned());
    let draft = phone.save_draft(None, &begun, now).expect("saved");
    begun.answers.insert("general.7".to_owned(), Answer::Told);
    let same = phone.save_draft(Some(draft), &begun, later(now, MINUTE));
    assert_eq!(same.expect("saved"), draft);
    drop(phone);

    // A draft has no grace period: it waits as long as it must.
    let now = later(now, 3 * DAY);
    let mut phone = house.unlock("a", now);
    assert_eq!(phone.drafts().expect("a list").len(), 1);
    assert_eq!(phone.draft(draft).expect("the draft").answers, begun);
    assert_eq!(
        phone.list().expect("a list").len(),
        1,
        "a draft is no record"
    );
    let of_a_record = phone.list().expect("a list")[0].id;
    for id in [Id::random(), of_a_record] {
        assert!(matches!(phone.draft(id), Err(Error::NoSuchRecord)));
        assert!(matches!(phone.discard_draft(id), Err(Error::NoSuchRecord)));
        assert!(phone.save_draft(Some(id), &begun, now).is_err());
    }
    // A screening that is refused leaves the draft.
    let mut wrong = begun.clone();
    wrong.version = Some(99);
    let refused = phone.screen(request(wrong, Some(draft)), &mut [], &Unwatched, now);
    assert!(matches!(refused, Err(Error::Answers(_))));
    assert_eq!(phone.drafts().expect("a list").len(), 1);
    phone
        .screen(request(begun, Some(draft)), &mut [], &Unwatched, now)
        .expect("screened");
    assert!(phone.drafts().expect("a list").is_empty());
    drop(phone);
    assert!(house.unlock("a", now).drafts().expect("a list").is_empty());
}

/// Stops after so many bytes.
struct StopAfter(u64);

impl Progress for StopAfter {
    fn advance(&self, done: u64, _total: u64) -> Proceed {
        if done > self.0 {
            Proceed::Cancel
        } else {
            Proceed::Continue
        }
    }
}

/// Every file below a directory with its length.
fn files(directory: &Path) -> Vec<(std::path::PathBuf, u64)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let entry = entry.expect("an entry");
        if entry.file_type().expect("its type").is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push((entry.path(), entry.metadata().expect("its length").len()));
        }
    }
    found.sort();
    found
}

#[test]
fn an_attachment_stopped_half_way_leaves_nothing() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let mut phone = house.enrolled("a", now);
    let draft = phone.save_draft(None, answers(ADULT), now).expect("saved");
    let photograph = vec![0xd8_u8; 900_000];
    let before = (
        phone.list().expect("a list"),
        phone.outbox(now).expect("an outbox"),
    );
    drop(phone);
    let on_disk = files(&house.path("a"));
    let mut phone = house.unlock("a", now);
    let attempt = |phone: &mut Session, bytes: u64, progress: &dyn Progress| {
        // The first is whole, the second is where it stops.
        let (mut first, mut second) = (&photograph[..1000], photograph.as_slice());
        let mut both = [(&mut first, 1000), (&mut second, bytes)].map(|(from, bytes)| Attachment {
            from: from as &mut dyn std::io::Read,
            bytes,
            media_type: "image/jpeg".to_owned(),
        });
        phone.screen(
            request(answers(ADULT), Some(draft)),
            &mut both,
            progress,
            now,
        )
    };
    let stopped = attempt(&mut phone, 900_000, &StopAfter(400_000));
    assert!(matches!(stopped, Err(Error::Cancelled)));
    // It is not as long as it says; it is longer than any may be.
    for bytes in [950_000, 65 << 20] {
        assert!(attempt(&mut phone, bytes, &Unwatched).is_err(), "{bytes}");
    }
    let after = (
        phone.list().expect("a list"),
        phone.outbox(now).expect("an outbox"),
    );
    assert_eq!(after, before);
    assert_eq!(phone.drafts().expect("a list").len(), 1);
    assert!(phone.verify(&Unwatched).expect("checked").ok);
    drop(phone);
    let names = |files: &[(std::path::PathBuf, u64)]| -> Vec<_> {
        files.iter().map(|(path, _)| path.clone()).collect()
    };
    let mut phone = house.unlock("a", now);
    phone.suspend().expect("closed");
    assert_eq!(
        names(&files(&house.path("a"))),
        names(&on_disk),
        "files stay"
    );
    phone.resume(now).expect("opened");
    let whole = attempt(&mut phone, 900_000, &Unwatched).expect("screened");
    let mut desk = house.desk();
    let intake = collect(&mut desk, &pack_up(&mut phone, now), now);
    assert_eq!((intake.filed, intake.attachments), (4, 2));
    let shown = desk.show(whole.id.expect("a record")).expect("filed");
    assert!(
        shown
            .attachments
            .iter()
            .all(|attachment| attachment.arrived)
    );
}

#[test]
fn a_stub_is_emptied_when_its_retention_ends() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let retention = i64::from(Content::base().document().policy.retention_days) * DAY;
    let mut phone = house.enrolled("a", now);
    let filed = screen(&mut phone, now);
    let mut desk = house.desk();
    collect(&mut desk, &pack_up(&mut phone, now), now);
    let waiting = screen(&mut phone, now);
    take(&mut phone, &answers_of(&mut desk, now), later(now, DAY));
    let named = |phone: &Session, id: Id| {
        let line = phone.show(&id).expect("the stub").line;
        assert_eq!(line.code.is_empty(), line.site.is_empty());
        !line.code.is_empty()
    };
    phone.tidy(later(now, DAY + retention - 1)).expect("tidied");
    assert!(named(&phone, filed));
    phone.tidy(later(now, DAY + retention)).expect("tidied");
    assert!(!named(&phone, filed));
    // What the office has not confirmed keeps its name, however old it is.
    assert!(named(&phone, waiting));
    drop(phone);
    let phone = house.unlock("a", later(now, DAY + retention));
    assert!(!named(&phone, filed) && named(&phone, waiting));
    assert!(phone.verify(&Unwatched).expect("checked").ok);
}

#[test]
fn a_receipt_lets_go_of_its_own_phones_parcels_alone() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let mut a = house.enrolled("a", now);
    let mut b = house.enrolled("b", now);
    screen(&mut a, now);
    screen(&mut b, now);
    let mut desk = house.desk();
    collect(&mut desk, &pack_up(&mut a, now), now);
    let down = answers_of(&mut desk, now);
    let at_b = take(&mut b, &down, now);
    assert_eq!((at_b.received, at_b.refused.len()), (0, 0));
    assert_eq!(b.outbox(now).expect("an outbox").len(), 2);
    assert!(b.list().expect("a list").iter().all(|line| !line.received));
    // What was finished since the desk collected is not in the receipt, and still waits.
    let since = screen(&mut a, now);
    let at_a = take(&mut a, &down, now);
    assert_eq!(at_a.received, 2);
    assert_eq!(a.outbox(now).expect("an outbox").len(), 1);
    assert!(!a.show(&since).expect("the record").line.received);
    assert_eq!(take(&mut a, &down, now).received, 0);
}

#[test]
fn a_whole_phone_put_back_does_not_notice_and_the_office_does() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let mut phone = house.enrolled("a", now);
    screen(&mut phone, now);
    drop(phone);
    let copy = tempfile::tempdir().expect("a directory");
    fixtures::copy(&house.path("a"), copy.path());

    let mut phone = house.unlock("a", now);
    screen(&mut phone, now);
    let mut desk = house.desk();
    let intake = collect(&mut desk, &pack_up(&mut phone, now), now);
    assert_eq!((intake.filed, intake.forks), (3, 0));
    drop(phone);
    fs::remove_dir_all(house.path("a")).expect("removed");
    fixtures::copy(copy.path(), &house.path("a"));

    let mut phone = house.unlock("a", now);
    assert_eq!(phone.about(now).expect("unlocked").store_warnings, []);
    assert!(phone.verify(&Unwatched).expect("checked").ok);
    screen(&mut phone, now);
    let intake = collect(&mut desk, &pack_up(&mut phone, now), now);
    assert_eq!((intake.filed, intake.forks), (1, 1));
}

#[test]
fn a_receipt_lists_what_never_arrived() {
    let house = House::found(None);
    let now = pocketcard_tests::test_office::now();
    let mut desk = house.desk();
    // A phone made by hand, so that its receipt can be opened here.
    let text = desk.invite("by hand", 30, now).expect("invited");
    let invitation = Invitation::from_text(&text).expect("an invitation");
    let (sign, seal) = (SigningKey::generate(), SecretKey::generate());
    let proof = Invitation::proof(&invitation.secret, &sign.verifying_key(), &seal.public());
    let device = sign.verifying_key();
    let words = phone_words(&device, &seal.public());
    desk.accept("by hand", &words, now).expect("taken");
    let mut tip = Tip::EMPTY;
    let address = Address {
        mailbox: invitation.mailbox,
        to: invitation.desk.seal_key.clone(),
        second: None,
    };
    let mut finish = |body: Body| {
        let base = Content::base();
        let record = Record {
            format: FORMAT.to_owned(),
            id: Id::random(),
            made_at: now.wall_ms,
            pack: PackName {
                pack: "base".to_owned(),
                version: base.document().version,
                hash: pocketcard::pack::Hash(base.hash()),
            },
            body,
        };
        let content = Filed::write(&record, &sign, &mut tip).to_bytes();
        parcel::seal(parcel::LetterKind::Record, &content, &sign, &address)
            .expect("sealed")
            .bytes
    };
    let enrolment = finish(Body::Enrolment(Enrolment {
        invitation: invitation.id,
        proof: proof.expect("a secret"),
        seal_key: seal.public(),
    }));
    let mut note = || {
        finish(Body::Amendment(Amendment {
            of: Id([3; 16]),
            answers: BTreeMap::new(),
            note: String::new(),
        }))
    };
    let [two, three, four, five, six] = [(); 5].map(|()| note());
    let bring = |desk: &mut Desk, parcels: &[&Vec<u8>]| -> (Intake, Receipt) {
        let mut depot = MemoryDepot::new(Role::Phone, invitation.mailbox);
        for parcel in parcels {
            depot.put(Way::Up, parcel.to_vec());
        }
        let mut bundle = Vec::new();
        bundle::write(&mut depot, Role::Desk, &mut bundle, &Unwatched).expect("written");
        let intake = collect(desk, &bundle, now);
        let mut down = MemoryDepot::new(Role::Phone, invitation.mailbox);
        bundle::read(&mut &*answers_of(desk, now), &mut down, &Unwatched).expect("read");
        let receipts = down.items().filter_map(|item| {
            let opened = parcel::open(down.get(&item.id)?, &seal).ok()?;
            Receipt::from_bytes(&opened.content).ok()
        });
        // The newest receipt names the most of what was brought last.
        let newest =
            receipts.max_by_key(|receipt| receipt.entries.iter().map(|place| place.seq).max());
        (intake, newest.expect("a receipt"))
    };
    let (intake, receipt) = bring(&mut desk, &[&enrolment, &three, &six]);
    assert_eq!((intake.filed, intake.gaps), (3, 2));
    assert_eq!(receipt.gaps, [(2, 2), (4, 5)]);
    assert_eq!((receipt.parcels.len(), receipt.device), (3, device));
    assert!(
        !desk.verify().expect("checked").ok,
        "what is missing is said"
    );
    let (intake, _) = bring(&mut desk, &[&four]);
    assert_eq!((intake.filed, intake.gaps), (1, 2));
    let (intake, _) = bring(&mut desk, &[&two, &five]);
    assert_eq!((intake.filed, intake.gaps), (2, 0));
    assert!(desk.verify().expect("checked").ok);
}

/// A hub whose days pass as the test says.
struct SlowHub {
    storage: Box<dyn Backend>,
    config: Config,
}

impl SlowHub {
    fn open(house: &House) -> Self {
        let directory = directory_of_hub(house);
        let config = Config::load(&directory).expect("its configuration");
        Self {
            storage: hub::open(&directory, &config).expect("a hub"),
            config,
        }
    }

    /// One exchange on that day, from beginning to end.
    fn exchange(&mut self, token: &str, depot: &mut dyn Depot, now: Moment) -> ExchangeStats {
        let today = now.wall_ms / DAY;
        let limits = &self.config.limits;
        // It is asked each hour, and believes a clock that went ahead a day each time at most.
        for _ in 0..80 {
            self.storage.expire(today, limits).expect("expired");
        }
        let token: Token = token.parse().expect("a token");
        let mailbox = self.config.admit(&token).expect("admitted");
        let mut exchange = Exchange::new(Role::Hub);
        while let Some(request) = exchange.next_request(depot).expect("a request") {
            let (id, role) = (token.id(), token.role());
            let hub = self.storage.depot(mailbox, id, role, limits, today);
            let answer = respond(&mut *hub.expect("it answers"), &request).expect("an answer");
            exchange.on_response(depot, &answer).expect("understood");
        }
        exchange.tally()
    }

    fn sync(&mut self, phone: &mut Session, now: Moment) -> Arrivals {
        let token = phone.hub_token().expect("unlocked");
        self.exchange(&token, &mut phone.depot(now).expect("unlocked"), now);
        phone.take_in(now).expect("taken in")
    }

    fn collect(&mut self, desk: &mut Desk, now: Moment) -> Intake {
        let token = desk.hub_token();
        self.exchange(&token, &mut desk.depot(now), now);
        let intake = desk.take_in(now).expect("taken in");
        self.exchange(&token, &mut desk.depot(now), now);
        intake
    }
}

#[test]
fn a_desk_that_looks_after_every_exchange_sees_no_report_come_with_records() {
    let (house, now) = (House::found(None), pocketcard_tests::test_office::now());
    let mut hub = SlowHub::open(&house);
    let mut phones = ["a", "b"].map(|name| house.enrolled(name, now));
    let (mut desk, mut conduct) = (house.desk(), house.conduct());
    for phone in &mut phones {
        let report = request(answers(MISCONDUCT), None);
        phone
            .screen(report, &mut [], &Unwatched, now)
            .expect("reported");
    }
    let mut reports = 0;
    for hour in 0..40 {
        let now = later(now, hour * HOUR);
        for (busy, phone) in [true, false].into_iter().zip(&mut phones) {
            if busy || hour % 10 == 0 {
                screen(phone, now);
            }
            hub.sync(phone, now);
            let (token, mut depot) = (desk.hub_token(), desk.depot(now));
            let came = u64::from(hub.exchange(&token, &mut depot, now).received);
            let filed = desk.take_in(now).expect("taken in").filed;
            assert!(
                filed == 0 || filed == came,
                "hour {hour}: {filed} of {came}"
            );
            reports += came - filed;
        }
    }
    assert_eq!(reports, 2);
    assert_eq!(hub.collect(&mut conduct, later(now, 40 * HOUR)).filed, 2);
}

#[test]
fn a_report_on_a_card_that_the_main_desk_reads_reaches_the_confidential_desk() {
    let (house, now) = (House::found(None), pocketcard_tests::test_office::now());
    let mut phone = house.enrolled("phone", now);
    let (mut desk, mut conduct) = (house.desk(), house.conduct());
    screen(&mut phone, now);
    let report = request(answers(MISCONDUCT), None);
    let reported = phone.screen(report, &mut [], &Unwatched, now);
    reported.expect("reported");
    let intake = collect(&mut desk, &pack_up(&mut phone, now), now);
    assert_eq!((intake.filed, intake.carried), (2, 1));
    let onward = |desk: &mut Desk, now| {
        let mut bundle = Vec::new();
        let mut depot = desk.depot(now);
        let written = bundle::write(&mut depot, Role::Desk, &mut bundle, &Unwatched);
        (written.expect("written").parcels.len(), bundle)
    };
    // The desk is closed and opened in between.
    drop(desk);
    let mut desk = house.desk();
    let (parcels, bundle) = onward(&mut desk, now);
    assert_eq!(parcels, 1);
    let intake = collect(&mut conduct, &bundle, now);
    assert_eq!((intake.filed, intake.carried), (1, 0));
    take(&mut phone, &answers_of(&mut conduct, now), now);
    take(&mut phone, &answers_of(&mut desk, now), now);
    assert!(phone.outbox(now).expect("an outbox").is_empty());
    // What a hub brought, it brings to the other desk too.
    let mut hub = SlowHub::open(&house);
    let report = request(answers(MISCONDUCT), None);
    let reported = phone.screen(report, &mut [], &Unwatched, now);
    reported.expect("reported");
    hub.sync(&mut phone, later(now, 6 * HOUR));
    let intake = hub.collect(&mut desk, later(now, 6 * HOUR));
    assert_eq!((intake.filed, intake.carried), (0, 0));
    assert_eq!(
        onward(&mut desk, later(now, 6 * HOUR)).0,
        1,
        "the one before"
    );
    // It is not kept for ever: its phone brings it again.
    assert_eq!(onward(&mut desk, later(now, 31 * DAY)).0, 0);
}

#[test]
fn a_new_phone_does_not_fetch_the_letters_of_all_others() {
    let (house, now) = (House::found(None), pocketcard_tests::test_office::now());
    let mut hub = SlowHub::open(&house);
    let mut old = house.enrolled("old", now);
    let mut desk = house.desk();
    let content = Content::base().canonical_json();
    let pack = desk.sign_pack(&content, 2, now).expect("signed");
    desk.publish(&pack.to_bytes(), now).expect("published");
    let mut letters = |desk: &mut Desk, old: &mut Session, days: std::ops::Range<i64>| {
        for day in days {
            let now = later(now, day * DAY);
            screen(old, now);
            hub.sync(old, now);
            assert_eq!(hub.collect(desk, now).receipts, 1);
        }
    };
    letters(&mut desk, &mut old, 0..20);
    let day = |days: i64| later(now, days * DAY);
    let text = desk.invite("new", 30, day(20)).expect("invited");
    letters(&mut desk, &mut old, 20..22);
    let mut new = house.session("new", &text, day(21));
    accept(&mut desk, "new", &new, day(21));
    let fetch = |phone: &mut Session, hub: &mut SlowHub, now| {
        let (token, mut depot) = (phone.hub_token().expect("unlocked"), phone.depot(now));
        let tally = hub.exchange(&token, depot.as_mut().expect("unlocked"), now);
        drop(depot);
        (tally.received, phone.take_in(now).expect("taken in"))
    };
    // The pack, said again, what the other phone was sent after the invitation, and what it was sent just
    // before, when the desk had asked for the list.
    let (received, arrivals) = fetch(&mut new, &mut hub, day(21));
    assert_eq!((received, arrivals.pack), (4, Some(2)));
    // All that is for it comes afterwards.
    assert_eq!(hub.collect(&mut desk, day(21)).enrolled, 1);
    let (_, arrivals) = fetch(&mut new, &mut hub, day(21));
    assert_eq!(arrivals.received, 1);
    let about = new.about(day(21)).expect("unlocked");
    assert_eq!(about.standing, EnrolmentStatus::Enrolled);
}

#[test]
fn a_phone_that_was_away_for_a_season_hears_what_it_missed() {
    let (house, now) = (House::found(None), pocketcard_tests::test_office::now());
    let mut hub = SlowHub::open(&house);
    let (mut desk, mut conduct) = (house.desk(), house.conduct());
    let invitation = desk.invite("phone", 300, now).expect("invited");
    let mut phone = house.session("phone", &invitation, now);
    accept(&mut desk, "phone", &phone, now);
    let record = screen(&mut phone, now);
    let report = request(answers(MISCONDUCT), None);
    phone
        .screen(report, &mut [], &Unwatched, now)
        .expect("reported");
    hub.sync(&mut phone, now);
    hub.sync(&mut phone, later(now, 6 * HOUR));
    let day = |days: i64| later(now, days * DAY);
    for desk in [&mut desk, &mut conduct] {
        hub.collect(desk, now);
    }
    desk.answer(record, "Thank you.", day(1)).expect("answered");
    let content = Content::base().canonical_json();
    let pack = desk.sign_pack(&content, 2, now).expect("signed");
    desk.publish(&pack.to_bytes(), day(1)).expect("published");
    hub.collect(&mut desk, day(1));
    let written = |desk: &mut Desk, now| answers_of(desk, now).len();
    let full = written(&mut desk, day(1));

    // Nobody comes, and the letters expire at the hub and at the desk: but for those that are said again.
    for days in [40, 61, 62] {
        for desk in [&mut desk, &mut conduct] {
            hub.collect(desk, day(days));
        }
    }
    assert!(written(&mut desk, day(62)) < full);
    assert!(
        written(&mut conduct, day(62)) < 1_000,
        "nothing is left to say"
    );

    let waiting = |phone: &Session, now| phone.outbox(now).expect("unlocked").len();
    let arrivals = hub.sync(&mut phone, day(70));
    assert_eq!((arrivals.received, waiting(&phone, day(70))), (0, 3));
    assert_eq!((arrivals.answers, arrivals.pack), (1, Some(2)));
    // The report once more in an exchange of its own.
    hub.sync(&mut phone, day(70));
    for (desk, parcels) in [(&mut desk, 2), (&mut conduct, 1)] {
        let intake = hub.collect(desk, day(70));
        assert_eq!((intake.filed, intake.duplicates), (0, parcels));
    }
    let arrivals = hub.sync(&mut phone, day(70));
    assert_eq!((arrivals.received, waiting(&phone, day(70))), (3, 0));
    let about = phone.about(day(70)).expect("unlocked");
    assert_eq!(about.standing, EnrolmentStatus::Enrolled);
}
