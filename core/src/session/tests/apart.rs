//! A report goes by itself: nothing that travels beside it tells who wrote it.

use std::collections::BTreeSet;

use super::*;
use crate::sync::{Exchange, MemoryDepot, Role, bundle, respond};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// The longest pause that is drawn.
const LONGEST: i64 = 6 * HOUR;
const PERSON: &str = r#"{"checklist": "person", "version": 1, "age": "adult", "answers": {}}"#;
const HARM: &str = r#"{"checklist": "person", "version": 1, "age": "child",
    "answers": {"urgent.unaccompanied-child": "observed", "armed.support": "told"}}"#;

impl Phone {
    fn screen(&mut self, answers: &str, now: i64) -> ParcelId {
        let before = self.waiting();
        let request = ScreeningRequest {
            without_service: "no directory here".to_owned(),
            ..ScreeningRequest::new(serde_json::from_str(answers).unwrap())
        };
        let screened = self.session.screen(request, &mut [], &Unwatched, at(now));
        screened.unwrap();
        let fresh = |id: &ParcelId| !before.contains(id);
        self.waiting().into_iter().find(fresh).unwrap()
    }

    /// What an exchange with the hub leaves there again.
    fn exchange(&mut self, hub: &mut MemoryDepot, now: i64) -> BTreeSet<ParcelId> {
        let before: BTreeSet<ParcelId> = hub.items().map(|item| item.id).collect();
        let mut exchange = Exchange::new(Role::Hub);
        let mut depot = self.session.depot(at(now)).unwrap();
        while let Some(request) = exchange.next_request(&mut depot).unwrap() {
            let answer = respond(hub, &request).unwrap();
            exchange.on_response(&mut depot, &answer).unwrap();
        }
        let after = hub.items().map(|item| item.id);
        after.filter(|id| !before.contains(id)).collect()
    }

    fn next_tries(&self, now: i64) -> Vec<(ParcelId, i64)> {
        let lines = self.session.outbox(at(now)).unwrap();
        let tries = lines.iter().map(|line| (line.parcel, line.next_try));
        tries
            .map(|(id, next)| (id, next.unwrap() - at(0).wall_ms))
            .collect()
    }
}

fn set(ids: &[ParcelId]) -> BTreeSet<ParcelId> {
    ids.iter().copied().collect()
}

#[test]
fn a_report_goes_to_the_hub_after_a_pause_in_an_exchange_of_its_own() {
    let (mut phone, mut hub) = (Phone::new(), MemoryDepot::new(Role::Hub, MAILBOX));
    let enrolment = phone.waiting();
    let (report, _) = phone.report();
    let due = |phone: &Phone, now| {
        let tries = phone.next_tries(now).into_iter();
        let ours = tries.filter(|(id, _)| report.contains(id));
        let mut times: Vec<i64> = ours.map(|(_, next)| next).collect();
        times.dedup();
        let [time] = times[..] else {
            panic!("the report and its photograph go together: {times:?}")
        };
        time
    };
    let first = due(&phone, 0);
    assert!((HOUR..=LONGEST).contains(&first), "{first}");
    assert_eq!(phone.exchange(&mut hub, MINUTE), set(&enrolment));
    // The pause begins again, so that the two do not come at about the same time.
    assert_eq!(due(&phone, MINUTE), first + MINUTE);
    assert!(phone.exchange(&mut hub, first + MINUTE - 1).is_empty());
    // It is kept when the phone is locked.
    phone.session.lock();
    let path = phone.directory.path().join("phone");
    let keystore = SoftwareKeystore::new(&phone.directory.path().join("keys"));
    phone.session = Session::unlock(&path, &passphrase(), &keystore, at(MINUTE)).unwrap();
    assert_eq!(due(&phone, MINUTE), first + MINUTE);
    // Others first; and again a pause after them.
    let record = phone.screen(PERSON, first + MINUTE);
    assert_eq!(phone.exchange(&mut hub, first + MINUTE), set(&[record]));
    let next = due(&phone, first + MINUTE);
    assert_eq!(next, 2 * first + MINUTE);
    assert_eq!(phone.exchange(&mut hub, next), set(&report));
}

#[test]
fn others_do_not_keep_a_report_waiting_for_more_than_a_day() {
    let (mut phone, mut hub) = (Phone::new(), MemoryDepot::new(Role::Hub, MAILBOX));
    let (report, _) = phone.report();
    for hour in 0..24 {
        phone.screen(PERSON, hour * HOUR);
        let left = phone.exchange(&mut hub, hour * HOUR);
        assert!(left.is_disjoint(&set(&report)), "{hour}");
    }
    let day = 24 * HOUR;
    let (harm, record) = (phone.screen(HARM, day), phone.screen(PERSON, day));
    assert_eq!(phone.exchange(&mut hub, day), set(&[harm, record]));
    let record = phone.screen(PERSON, day);
    assert_eq!(phone.exchange(&mut hub, day), set(&report));
    assert_eq!(phone.exchange(&mut hub, day), set(&[record]));
}

#[test]
fn a_report_that_does_not_get_through_keeps_nothing_else_waiting() {
    let (mut phone, mut hub) = (Phone::new(), MemoryDepot::new(Role::Hub, MAILBOX));
    phone.exchange(&mut hub, 0);
    let (report, _) = phone.report();
    let now = 30 * HOUR;
    let record = phone.screen(PERSON, now);
    // Every exchange with it breaks off.
    let broken = |phone: &mut Phone| {
        let mut exchange = Exchange::new(Role::Hub);
        let mut depot = phone.session.depot(at(now)).unwrap();
        let request = exchange.next_request(&mut depot).unwrap().unwrap();
        exchange.on_response(&mut depot, &[]).unwrap();
        request
    };
    let mut seen = MemoryDepot::new(Role::Hub, MAILBOX);
    respond(&mut seen, &broken(&mut phone)).unwrap();
    let seen: BTreeSet<ParcelId> = seen.items().map(|item| item.id).collect();
    assert_eq!(seen, set(&report));
    assert_eq!(phone.exchange(&mut hub, now), set(&[record]));
}

#[test]
fn the_pause_is_drawn_by_lot() {
    let mut pauses = BTreeSet::new();
    for _ in 0..6 {
        let mut phone = Phone::new();
        let (report, _) = phone.report();
        let tries = phone.next_tries(0);
        pauses.extend(
            tries
                .iter()
                .filter(|it| report.contains(&it.0))
                .map(|it| it.1),
        );
    }
    assert!(pauses.len() >= 5, "{pauses:?}");
}

/// What a phone offers anybody but the hub, in order.
fn offered(phone: &mut Phone) -> [Vec<ParcelId>; 2] {
    let mut card = Vec::new();
    phone
        .session
        .carry_out(&mut card, &Unwatched, at(1))
        .unwrap();
    let mut reader = MemoryDepot::new(Role::Phone, MAILBOX);
    let report = bundle::read(&mut &*card, &mut reader, &Unwatched).unwrap();
    let mut depot = phone.session.depot(at(1)).unwrap();
    let page = depot.offers(Role::Phone, 0, 99).unwrap();
    [
        report.taken,
        page.into_iter().map(|(_, item)| item.id).collect(),
    ]
}

#[test]
fn a_card_and_a_colleague_take_a_report_at_once_and_its_place_among_others_says_nothing() {
    let mut phone = Phone::new();
    for _ in 0..3 {
        phone.screen(PERSON, 0);
    }
    let (report, _) = phone.report();
    for _ in 0..2 {
        phone.screen(PERSON, 0);
    }
    let harm = phone.screen(HARM, 0);
    let record = report
        .iter()
        .find(|id| {
            phone
                .session
                .outbox(at(0))
                .unwrap()
                .iter()
                .any(|line| line.parcel == **id && line.bytes == 2560)
        })
        .unwrap_or_else(|| {
            panic!(
                "{:?}",
                phone
                    .session
                    .outbox(at(0))
                    .unwrap()
                    .iter()
                    .map(|l| (l.bytes, report.contains(&l.parcel)))
                    .collect::<Vec<_>>()
            )
        });
    let mut places = [BTreeSet::new(), BTreeSet::new()];
    for _ in 0..60 {
        for (order, places) in offered(&mut phone).iter().zip(&mut places) {
            assert_eq!(order.len(), 9);
            assert_eq!(order[0], harm, "first, wherever there is one");
            places.insert(order.iter().position(|id| id == record).unwrap());
        }
    }
    for places in places {
        // Somewhere among the six others of its class, and the photograph between them.
        assert!(places.len() >= 5, "{places:?}");
    }
}
