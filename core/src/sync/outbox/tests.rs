use proptest::prelude::*;

use super::*;
use crate::{parcel::ParcelId, sync::Way};

fn parcel(number: u8) -> Item {
    Item {
        id: ParcelId([number; 32]),
        size: 4096,
        way: Way::Up,
    }
}

fn item(number: u8, priority: Priority) -> OutboxItem {
    OutboxItem::new(priority, i64::from(number))
}

#[test]
fn urgent_ones_go_first_and_none_starves() {
    let mut items: Vec<(Priority, i64, Item)> = (0..40)
        .map(|n| (Priority::ImminentHarm, i64::from(n), parcel(n)))
        .collect();
    items.push((Priority::Attachment, 0, parcel(100)));
    items.push((Priority::Normal, 0, parcel(101)));
    items.push((Priority::Confidential, 0, parcel(102)));
    let order: Vec<u8> = StrideSchedule::default()
        .order(items)
        .iter()
        .map(|item| item.id.0[0])
        .collect();
    let place = |number| order.iter().position(|n| *n == number).unwrap();
    assert_eq!(order.len(), 43);
    assert_eq!(place(0), 0);
    assert_eq!((place(102), place(101), place(100)), (2, 5, 10));
    let harm: Vec<u8> = order.iter().copied().filter(|n| *n < 100).collect();
    assert!(harm.is_sorted(), "the oldest first");
}

#[test]
fn a_refusal_for_now_is_tried_again_for_ever_and_connectivity_ends_the_pause() {
    let mut item = item(1, Priority::Normal);
    let mut now = 0;
    for _ in 0..1000 {
        item.on_refused(Role::Hub, Reason::NoRoom, now, u64::MAX);
        if let Waiting::ToTryAgain {
            at,
            reason: Reason::NoRoom,
        } = why(&item, now)
        {
            assert!(!item.is_due(Role::Hub, now));
            assert!(at - now <= PAUSE_MAX);
            now = at;
        }
        assert!(item.is_due(Role::Hub, now));
    }
    item.on_refused(Role::Hub, Reason::NoRoom, now, PAUSE_MAX as u64);
    assert_eq!(
        why(&item, now),
        Waiting::ToTryAgain {
            at: now + PAUSE_MAX,
            reason: Reason::NoRoom
        }
    );
    item.on_connectivity();
    assert_eq!(why(&item, now), Waiting::ForACarrier);
}

#[test]
fn a_clock_that_jumps_does_not_hold_an_item_back() {
    let mut backoff = Backoff::default();
    let wrong = 4_000_000_000_000;
    backoff.fail(wrong, u64::MAX);
    assert_eq!(
        backoff.wait_until(1_700_000_000_000),
        None,
        "the clock was put right"
    );
    let mut backoff = Backoff::default();
    backoff.fail(0, 4_000);
    assert_eq!(backoff.wait_until(3_999), Some(4_000));
    assert_eq!(backoff.wait_until(wrong), None);
}

#[test]
fn pauses_double_and_are_spread() {
    let mut backoff = Backoff::default();
    let mut longest = Vec::new();
    for _ in 0..12 {
        let mut one = backoff;
        let most = (0..2000).map(|n| {
            one = backoff;
            one.fail(0, n * 7_919_313);
            one.pause
        });
        let pauses: Vec<i64> = most.collect();
        longest.push(*pauses.iter().max().unwrap());
        assert!(
            *pauses.iter().min().unwrap() < PAUSE_FIRST,
            "any pause may be short"
        );
        backoff.fail(0, 0);
    }
    assert!(longest[0] <= PAUSE_FIRST && longest[1] > PAUSE_FIRST);
    assert!(longest[11] <= PAUSE_MAX && longest[11] > PAUSE_MAX * 9 / 10);
}

#[test]
fn what_less_urgent_ones_waited_for_comes_though_every_exchange_breaks_off() {
    let mut turns = StrideSchedule::default();
    let mut photograph = None;
    for exchange in 0..20 {
        // New ones of imminent harm each time, and the same old photograph.
        let harm = (0..3).map(|n| (Priority::ImminentHarm, i64::from(n), parcel(n)));
        let all: Vec<_> = harm
            .chain([(Priority::Attachment, 0, parcel(100))])
            .collect();
        turns.begin(all.iter().map(|(priority, ..)| *priority));
        let json = serde_json::to_string(&turns).unwrap();
        turns = serde_json::from_str(&json).unwrap();
        // The road breaks after two.
        for item in &turns.order(all)[..2] {
            match item.id.0[0] {
                100 => photograph = photograph.or(Some(exchange)),
                _ => turns.took(Priority::ImminentHarm),
            }
        }
    }
    assert!(matches!(photograph, Some(1..=5)), "{photograph:?}");
    // Who comes back after a pause does not go before all others.
    turns.begin([Priority::ImminentHarm].into_iter());
    let both = vec![
        (Priority::ImminentHarm, 0, parcel(1)),
        (Priority::Attachment, 0, parcel(100)),
    ];
    turns.begin(both.iter().map(|(priority, ..)| *priority));
    assert_eq!(turns.order(both)[0], parcel(1));
}

#[test]
fn whoever_says_that_they_have_it_others_are_offered_it_until_the_receipt() {
    let late = [
        (Priority::ImminentHarm, 6 * HOUR),
        (Priority::Confidential, 24 * HOUR),
        (Priority::Normal, 72 * HOUR),
        (Priority::Attachment, 168 * HOUR),
    ];
    for (priority, late) in late {
        let mut item = item(1, priority);
        item.on_delivered(Role::Phone, 10);
        assert!(item.is_due(Role::Hub, 11));
        item.on_delivered(Role::Hub, 20);
        for now in [20, late + 19] {
            assert!(item.is_due(Role::Phone, now) && item.rides_in_bundles());
            assert!(!item.is_due(Role::Hub, now));
            // Saying it again wins no time.
            item.on_delivered(Role::Hub, now);
        }
        assert!(item.is_due(Role::Hub, late + 20));
        // Late is counted from the first who had it, and said until the receipt is here.
        let is_late = |item: &OutboxItem, now| {
            matches!(why(item, now), Waiting::ForAReceipt { late: true, .. })
        };
        assert!(!is_late(&item, late + 10) && is_late(&item, late + 11));
        item.on_delivered(Role::Hub, late + 20);
        assert!(is_late(&item, late + 21) && !item.is_due(Role::Hub, late + 21));
        assert_eq!(
            item.next_try(&Backoff::default(), late + 21),
            Some(2 * late + 20)
        );
    }
}

#[test]
fn a_hub_that_lost_its_storage_is_given_all_again() {
    let mut item = item(1, Priority::Normal);
    item.on_delivered(Role::Hub, 1);
    item.on_hub_lost();
    assert!(item.is_due(Role::Hub, 2));
    assert_eq!(item.state, OutboxState::InTransit);
}

#[test]
fn a_pause_holds_for_the_hub_alone_and_its_end_is_told() {
    let mut item = item(1, Priority::Normal);
    let mut hub = Backoff::default();
    assert_eq!(item.next_try(&hub, 5), Some(5));
    item.on_refused(Role::Hub, Reason::NoRoom, 5, 1_000);
    assert!(item.is_due(Role::Phone, 6) && !item.is_due(Role::Hub, 6));
    assert_eq!(item.next_try(&hub, 6), Some(1_005));
    // An exchange failed as a whole: that is later.
    hub.fail(5, 3_000);
    assert_eq!(item.next_try(&hub, 6), Some(3_005));
    item.on_connectivity();
    assert!(item.is_due(Role::Hub, 6));
    // What the hub has is not sent again for that.
    item.on_delivered(Role::Hub, 7);
    item.on_connectivity();
    assert!(!item.is_due(Role::Hub, 8));
    item.on_fault(Fault::NotFiled(Unfiled::Form), 9);
    assert_eq!(item.next_try(&hub, 10), None);
}

/// A header has room for 512 bytes, and a book takes 41 of them.
#[test]
fn the_longest_item_fits_its_row() {
    let states = [
        OutboxState::Quarantined {
            at: i64::MIN,
            fault: Fault::NotFiled(Unfiled::NotCommitted),
        },
        OutboxState::Delivered {
            at: i64::MIN,
            to: Role::Phone,
        },
    ];
    for state in states {
        let item = OutboxItem {
            sealed_at: i64::MIN,
            state,
            backoff: Backoff {
                failures: u32::MAX,
                since: i64::MIN,
                pause: PAUSE_FINAL_MAX,
            },
            refused: Some(Reason::WrongMailbox),
            ..item(1, Priority::ImminentHarm)
        };
        let length = serde_json::to_vec(&item).unwrap().len();
        assert!(length <= 512 - 41, "{length}");
    }
}

#[test]
fn a_refusal_counts_for_the_one_who_refused_and_sets_nothing_aside() {
    for reason in [
        Reason::TooLarge,
        Reason::NotAParcel,
        Reason::WrongMailbox,
        Reason::NoRoom,
    ] {
        let mut item = item(1, Priority::Normal);
        item.on_refused(Role::Phone, reason, 5, u64::MAX);
        assert!(item.is_due(Role::Hub, 6) && item.is_due(Role::Phone, 6));
        for _ in 0..40 {
            item.on_refused(Role::Hub, reason, 5, u64::MAX - 1);
        }
        let again = why(&item, 5);
        assert_eq!(again.because(), Some(reason.code()));
        assert!(matches!(again, Waiting::ToTryAgain { at, .. } if at > 6));
        assert!(item.rides_in_bundles());
        assert!(
            item.is_due(Role::Hub, 6 + PAUSE_FINAL_MAX),
            "asked for ever"
        );
    }
}

#[test]
fn what_is_set_aside_says_why_rides_in_bundles_and_can_be_released() {
    let mut item = item(1, Priority::Normal);
    item.on_fault(Fault::NotFiled(Unfiled::Newer), 5);
    assert_eq!(why(&item, 5).because(), Some("reason-newer"));
    assert!(!item.is_due(Role::Hub, 6) && !item.is_due(Role::Phone, 6));
    assert!(item.rides_in_bundles());
    item.release();
    assert!(item.is_due(Role::Hub, 6));
    assert_eq!(
        item.state,
        OutboxState::InTransit,
        "it may have left before"
    );
    item.on_fault(Fault::DamagedHere, 7);
    assert!(!item.rides_in_bundles(), "there is nothing whole to carry");
}

proptest! {
    /// Whatever carriers say, in whatever order: it waits for the receipt, and never without a reason.
    #[test]
    fn nothing_that_carriers_say_ends_the_waiting(events in prop::collection::vec((0..7u8, any::<i64>()), 0..30)) {
        let mut item = item(1, Priority::Normal);
        for (event, now) in events {
            match event {
                0 => item.on_sending(),
                1 => item.on_delivered(Role::Phone, now),
                2 => item.on_delivered(Role::Hub, now),
                3 => item.on_refused(Role::Hub, Reason::NoRoom, now, now as u64),
                4 => item.on_refused(Role::Hub, Reason::TooLarge, now, 0),
                5 => item.on_fault(Fault::DamagedHere, now),
                _ => item.release(),
            }
            let why = why(&item, now);
            prop_assert_ne!(why, Waiting::ForNothing);
            if why == Waiting::ForACarrier {
                prop_assert!(item.is_due(Role::Hub, now));
            }
            let json = serde_json::to_string(&item).unwrap();
            prop_assert_eq!(&serde_json::from_str::<OutboxItem>(&json).unwrap(), &item);
        }
    }
}
