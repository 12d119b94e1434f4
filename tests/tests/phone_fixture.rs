//! A whole phone and its office, as an earlier version left them, kept in the repository: every later
//! version must open them, and go on where they were. The phone lies there twice: as it was locked, and
//! (`killed`, in place of the files of the same name) as killing the program at the same moment leaves it,
//! with the last draft in the log alone.
//!
//! `cargo test -p pocketcard-tests --test phone_fixture -- --ignored` writes such a directory for a new
//! version of the format, if there is none for it yet. One that is there is never written again.

use std::{fs, path::Path};

use pocketcard::{
    base::Id,
    checklist::Answers,
    content::Content,
    host::{Moment, Unwatched},
    record::{Basis, Body, How},
    session::{Agreement, Attachment, EnrolmentStatus, ReferralRequest, ScreeningRequest, Session},
    sync::{Role, bundle},
    vault::{self, Passphrase, Words},
};
use pocketcard_office::desk::{Desk, NewDesk};
use pocketcard_tests::{
    fixtures,
    test_office::{accept, kdf, keystore, passphrase},
};

const DURESS: &str = "they made me say this";
const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const MISCONDUCT: &str = include_str!("../../bindings/cli/examples/misconduct.json");
const NOTHING: &str = include_str!("../../bindings/cli/examples/nothing-noticed.json");

const SITE: &str = "Site Ω";
const NOTE: &str = "Сказано у ворот";
const ANSWER: &str = "Thank you. Somebody goes there tomorrow.";
const PHOTOGRAPH: usize = 10_000;

/// A moment, in minutes after the office was founded: 2 March 2026.
fn at(minutes: i64) -> Moment {
    Moment {
        wall_ms: 1_772_431_200_000 + minutes * 60_000,
        monotonic_ms: minutes as u64 * 60_000,
        boot: [1; 16],
    }
}

/// When the fixture was locked.
const LOCKED: i64 = 60;

fn answers(json: &str) -> Answers {
    Answers::from_json(json.as_bytes()).expect("an example")
}

fn unlock_with(
    phone: &Path,
    typed: &str,
    now: Moment,
) -> Result<Session, pocketcard::session::Error> {
    Session::unlock(phone, &Passphrase::new(typed), &keystore(phone), now)
}

fn unlock(phone: &Path, now: Moment) -> Session {
    Session::unlock(phone, &passphrase(), &keystore(phone), now).expect("unlocks")
}

fn desk(place: &Path) -> Desk {
    Desk::open(place, &passphrase(), &keystore(place)).expect("opens")
}

/// A card goes from the phone to these desks and comes back; what the desks filed.
fn visit(phone: &mut Session, desks: &[&Path], now: Moment) -> u64 {
    let mut filed = 0;
    let mut up = Vec::new();
    phone
        .carry_out(&mut up, &Unwatched, now)
        .expect("carried out");
    for place in desks {
        let mut desk = desk(place);
        bundle::read(&mut &up[..], &mut desk.depot(now), &Unwatched).expect("read");
        filed += desk.take_in(now).expect("taken in").filed;
        let mut down = Vec::new();
        bundle::write(&mut desk.depot(now), Role::Phone, &mut down, &Unwatched).expect("written");
        phone
            .carry_in(&mut &down[..], &Unwatched, now)
            .expect("carried in");
    }
    filed
}

#[test]
fn a_phone_that_version_2_locked_goes_on() {
    goes_on("phone-v2", false);
}

#[test]
fn a_phone_that_was_killed_in_version_2_goes_on() {
    goes_on("phone-v2", true);
}

fn goes_on(fixture: &str, killed: bool) {
    let dir = tempfile::tempdir().expect("a directory");
    let [phone, office, conduct] = ["phone", "desk", "conduct"].map(|name| dir.path().join(name));
    fixtures::copy(&fixtures::named(fixture), dir.path());
    if killed {
        fixtures::copy(&dir.path().join("killed"), &phone);
        assert!(
            fs::metadata(phone.join("store.db-wal"))
                .expect("a log")
                .len()
                > 0
        );
    }
    let session = unlock(&phone, at(LOCKED));

    let about = session.about(at(LOCKED)).expect("unlocked");
    assert_eq!(
        (about.office.as_str(), about.standing),
        ("Desk", EnrolmentStatus::Enrolled)
    );
    assert_eq!(about.confidential.as_deref(), Some("Conduct desk"));
    assert_eq!((about.pack_version, about.store_warnings), (2, vec![]));
    let verified = session.verify(&Unwatched).expect("readable");
    assert_eq!((verified.problems, verified.entries), (vec![], 4));

    // Newest first: what was shredded, what can still be read, what the office has.
    let list = session.list().expect("unlocked");
    let lines: Vec<_> = list
        .iter()
        .map(|line| {
            (
                line.kind,
                line.site.as_str(),
                line.sequence,
                line.readable,
                line.received,
            )
        })
        .collect();
    let expected = [
        ("referral", SITE, 4, true, false),
        ("screening", SITE, 3, true, false),
        ("screening", SITE, 2, false, true),
        ("enrolment", "", 1, false, true),
    ];
    assert_eq!(lines, expected);
    let shown = |line: usize| session.show(&list[line].id).expect("there");
    let shredded = shown(2);
    assert_eq!(
        (shredded.record, shredded.answers),
        (None, vec![ANSWER.to_owned()])
    );
    let Some(Body::Screening(screening)) = shown(1).record.map(|record| record.body) else {
        panic!("a screening that can be read");
    };
    assert_eq!(
        (screening.answers, screening.note.as_str()),
        (answers(ADULT), NOTE)
    );
    assert_eq!(screening.attachments[0].media_type, "image/jpeg");
    assert!(matches!(
        shown(0).record.map(|record| record.body),
        Some(Body::Referral(_))
    ));

    let drafts = session.drafts().expect("unlocked");
    assert_eq!(drafts.len(), 1);
    assert_eq!(
        session.draft(drafts[0].0).expect("there").answers,
        answers(NOTHING)
    );

    // Two records, a photograph and a report of their own, each whole to the last piece.
    let mut session = session;
    let outbox = session.outbox(at(LOCKED)).expect("unlocked");
    assert_eq!(outbox.len(), 4);
    for line in &outbox {
        let mut parcel = Vec::new();
        let length = session
            .export_parcel(&line.parcel, &mut parcel)
            .expect("whole");
        assert_eq!((length, parcel.len() as u64), (line.bytes, line.bytes));
        assert!(
            !session.opens(&parcel).expect("unlocked"),
            "nobody's but the office's"
        );
    }

    // The desk files these, and what the phone carries for a colleague; the confidential desk its report.
    let now = at(LOCKED + 1);
    assert_eq!(visit(&mut session, &[&office], now), 3);
    // Of the colleague it was enough, in version 2, to hold an invitation.
    let waiting = desk(&office).invitations(now).expect("listed");
    assert_eq!(waiting.iter().map(|it| it.answered).sum::<usize>(), 1);
    let outbox = session.outbox(now).expect("unlocked");
    assert_eq!(outbox.len(), 1, "the report waits for the other desk");
    assert_eq!(visit(&mut session, &[&conduct], now), 1);
    assert_eq!(session.outbox(now).expect("unlocked"), []);
    let filed = desk(&office).show(list[1].id).expect("filed");
    let text = serde_json::to_string(&filed).expect("it serialises");
    assert!(text.contains(NOTE), "{text}");

    // What can still be read goes out of reach in its time, and a new draft is kept.
    session
        .save_draft(None, answers(ADULT), now)
        .expect("saved");
    drop(session);
    let later = at(LOCKED + 24 * 60);
    let session = unlock(&phone, later);
    assert!(
        session
            .list()
            .expect("unlocked")
            .iter()
            .all(|line| !line.readable && line.received)
    );
    assert_eq!(session.drafts().expect("unlocked").len(), 2);
    assert!(session.verify(&Unwatched).expect("readable").ok);
    drop(session);

    // The words open it without the keystore.
    fs::remove_dir_all(phone.join("keystore")).expect("removed");
    let words = fs::read_to_string(dir.path().join("words")).expect("the words");
    let words = Words::parse(&words).expect("words");
    let new = "found them in the safe";
    Session::recover(&phone, &words, &Passphrase::new(new), &keystore(&phone)).expect("recovered");
    let session = unlock_with(&phone, new, later).expect("unlocks");
    assert_eq!(session.drafts().expect("unlocked").len(), 2);
}

#[test]
fn under_duress_a_phone_of_version_2_destroys_and_looks_young() {
    let dir = tempfile::tempdir().expect("a directory");
    let phone = dir.path().join("phone");
    fixtures::copy(&fixtures::named("phone-v2").join("phone"), &phone);
    let decoy = unlock_with(&phone, DURESS, at(LOCKED)).expect("unlocks");
    let about = decoy.about(at(LOCKED)).expect("unlocked");
    assert_eq!(
        (about.office.as_str(), about.standing),
        ("Desk", EnrolmentStatus::Enrolled)
    );
    assert_eq!((about.pack_version, about.store_warnings), (2, vec![]));
    assert_eq!(
        (
            decoy.list().expect("unlocked").len(),
            decoy.drafts().expect("unlocked")
        ),
        (1, vec![])
    );
    assert!(decoy.verify(&Unwatched).expect("readable").ok);
    drop(decoy);
    let wrong = unlock_with(&phone, pocketcard_tests::binaries::PASSPHRASE, at(LOCKED)).err();
    assert!(matches!(
        wrong,
        Some(pocketcard::session::Error::Vault(
            vault::Error::WrongPassphrase { .. }
        ))
    ));
}

#[test]
#[ignore = "writes into the repository"]
fn write_the_fixture_of_this_version() {
    let root = fixtures::named("phone-v2");
    assert!(!root.exists(), "a fixture is written once");
    let [phone, office, conduct] = ["phone", "desk", "conduct"].map(|name| root.join(name));
    let new = NewDesk {
        name: "Desk",
        hub: None,
        hub_certificate: None,
        keepers: None,
    };
    let other = keystore(&conduct);
    let confidential = (
        conduct.as_path(),
        "Conduct desk",
        &passphrase(),
        &other as _,
    );
    let key = keystore(&office);
    let founded = Desk::found(
        &office,
        &new,
        &passphrase(),
        &key,
        kdf(),
        Some(confidential),
        at(0),
    );
    drop(founded.expect("founded"));
    let enrol = |place: &Path, label: &str| {
        let invitation = desk(&office).invite(label, 30, at(0)).expect("invited");
        let key = keystore(place);
        let session = Session::enrol(place, &invitation, &passphrase(), &key, kdf(), at(0));
        let session = session.expect("enrolled");
        accept(&mut desk(&office), label, &session, at(0));
        session
    };
    let mut session = enrol(&phone, "a phone");
    {
        let mut document = Content::base().document().clone();
        (document.policy.duress, document.policy.escrow) = (true, true);
        // Other languages would only make the files long.
        document.languages.truncate(1);
        let content = Content::new(document).expect("content").canonical_json();
        let mut desk = desk(&office);
        let pack = desk.sign_pack(&content, 2, at(1)).expect("signed");
        desk.publish(&pack.to_bytes(), at(1)).expect("published");
    }
    visit(&mut session, &[&office], at(2));
    drop(session);
    let mut session = unlock(&phone, at(3));
    let key = keystore(&phone);
    let duress = Passphrase::new(DURESS);
    session
        .set_duress(&passphrase(), &duress, &key)
        .expect("set");
    let words = session
        .new_recovery_words(&passphrase(), &key)
        .expect("made");
    fs::write(root.join("words"), words.expose()).expect("written");

    let screen = |session: &mut Session, json: &str, attachments: &mut [Attachment<'_>], now| {
        let request = ScreeningRequest {
            site: SITE.to_owned(),
            note: NOTE.to_owned(),
            ..ScreeningRequest::new(answers(json))
        };
        let screened = session.screen(request, attachments, &Unwatched, now);
        screened.expect("screened").id
    };
    let first = screen(&mut session, ADULT, &mut [], at(4)).expect("a record");
    visit(&mut session, &[&office], at(5));
    desk(&office)
        .answer(first, ANSWER, at(6))
        .expect("answered");
    visit(&mut session, &[&office], at(7));
    session.tidy(at(50)).expect("tidied");

    let photograph: Vec<u8> = (0..PHOTOGRAPH).map(|n| (n * 7) as u8).collect();
    let attachment = Attachment {
        from: &mut &photograph[..],
        bytes: PHOTOGRAPH as u64,
        media_type: "image/jpeg".to_owned(),
    };
    let second = screen(&mut session, ADULT, &mut [attachment], at(51)).expect("a record");
    let referral = ReferralRequest {
        about: second,
        needs: Vec::new(),
        agreement: Agreement::Agreed {
            service: "service.example-workers".to_owned(),
            basis: Basis::Own,
            statistics: true,
            accountability: false,
            note: NOTE.to_owned(),
        },
        how: How::Spoken,
        language: "en".to_owned(),
    };
    session.refer(referral, at(52)).expect("referred");
    assert_eq!(
        screen(&mut session, MISCONDUCT, &mut [], at(53)),
        None::<Id>
    );

    // A colleague's answer to the invitation, and nothing else of that phone.
    let elsewhere = tempfile::tempdir().expect("a directory");
    let mut card = Vec::new();
    let mut colleague = enrol(&elsewhere.path().join("colleague"), "a colleague");
    colleague
        .carry_out(&mut card, &Unwatched, at(54))
        .expect("carried out");
    let (_, arrivals) = session
        .carry_in(&mut &card[..], &Unwatched, at(55))
        .expect("carried in");
    assert_eq!(arrivals.carried, 1);

    // Everything is in the file; what comes now is in the log alone until the phone is locked.
    session.suspend().expect("suspended");
    session.resume(at(LOCKED)).expect("resumed");
    session
        .save_draft(None, answers(NOTHING), at(LOCKED))
        .expect("saved");
    let killed = root.join("killed");
    fs::create_dir(&killed).expect("made");
    for name in ["store.db", "store.db-wal", "store.anchor"] {
        fs::copy(phone.join(name), killed.join(name)).expect("copied");
    }
    drop(session);
}
