//! Two depots, and what a bad road does between them.

use std::io::Cursor;

use proptest::prelude::*;

mod vectors;

use super::*;
use crate::{
    host::Unwatched,
    parcel::{Mailbox, ParcelId},
};

const HERE: Mailbox = Mailbox([7; 16]);
/// Bytes that a parcel of 4 KiB takes in a message.
const PART: usize = 14 + 49 + 4096;

/// Bytes that look like a parcel from outside.
pub(super) fn parcel(mailbox: Mailbox, size: usize, seed: u64) -> Vec<u8> {
    let mut bytes = b"PCP1\0\x01".to_vec();
    bytes.extend_from_slice(&mailbox.0);
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    while bytes.len() < size {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(size);
    bytes
}

fn depot(role: Role) -> MemoryDepot {
    MemoryDepot::new(role, HERE)
}

/// Runs an exchange over a perfect road.
fn run(exchange: &mut Exchange, near: &mut MemoryDepot, far: &mut MemoryDepot) -> ExchangeStats {
    while let Some(request) = exchange.next_request(near).unwrap() {
        let response = respond(far, &request).unwrap();
        exchange.on_response(near, &response).unwrap();
    }
    exchange.tally()
}

fn sync(near: &mut MemoryDepot, far: &mut MemoryDepot) -> ExchangeStats {
    run(&mut Exchange::new(far.role()), near, far)
}

/// All parcels of `from` that flow to `to` are there, byte for byte.
fn has_all(from: &MemoryDepot, to: &MemoryDepot) -> bool {
    from.items()
        .filter(|item| item.way.flows(from.role(), to.role()))
        .all(|item| to.get(&item.id) == from.get(&item.id))
}

#[test]
fn a_day_crosses_in_one_round_trip_with_little_around_it() {
    let (mut phone, mut hub) = (depot(Role::Phone), depot(Role::Hub));
    for seed in 0..20 {
        phone.put(Way::Up, parcel(HERE, 4096, seed));
    }
    hub.put(Way::Down, parcel(HERE, 4096, 100));
    let tally = sync(&mut phone, &mut hub);
    assert!(has_all(&phone, &hub) && has_all(&hub, &phone));
    assert_eq!(
        (tally.delivered, tally.received, tally.round_trips),
        (20, 1, 1)
    );
    let useful = 21 * 4096;
    assert!(
        tally.bytes_sent + tally.bytes_received <= useful * 106 / 100,
        "{tally:?}"
    );
    assert!(
        phone
            .items()
            .filter(|item| item.way == Way::Up)
            .all(|item| phone.is_delivered(&item.id, Role::Hub))
    );
    assert!(!phone.checkpoint().unwrap().open);

    // Nothing new: one small round trip.
    let again = sync(&mut phone, &mut hub);
    assert_eq!(
        (again.delivered, again.received, again.round_trips),
        (0, 0, 1)
    );
    assert!(again.bytes_sent + again.bytes_received < 400, "{again:?}");
}

#[test]
fn records_go_up_through_a_carrier_and_receipts_come_down_the_same_road() {
    let (mut a, mut b) = (depot(Role::Phone), depot(Role::Phone));
    let (mut hub, mut desk) = (depot(Role::Hub), depot(Role::Desk));
    let record = a.put(Way::Up, parcel(HERE, 4096, 1));
    let photo = a.put(Way::Up, parcel(HERE, 2 << 20, 2));
    let receipt = desk.put(Way::Down, parcel(HERE, 4096, 3));
    let pack = desk.put(Way::Down, parcel(HERE, 1 << 20, 4));

    sync(&mut b, &mut a);
    assert!(a.is_delivered(&record.id, Role::Phone) && a.is_delivered(&photo.id, Role::Phone));
    sync(&mut b, &mut hub);
    let tally = sync(&mut desk, &mut hub);
    assert_eq!((tally.delivered, tally.received), (2, 2));
    assert!(desk.get(&photo.id).is_some());
    assert_eq!(
        hub.position_kept_by_peer(),
        2,
        "the hub knows that the desk has both"
    );
    sync(&mut b, &mut hub);
    sync(&mut a, &mut b);
    for item in [receipt, pack] {
        assert!(a.get(&item.id).is_some());
    }
    // What goes down is not for hubs, and what goes up not for phones, whoever asks.
    assert_eq!(hub.items().filter(|item| item.way == Way::Up).count(), 2);
    let tally = sync(&mut a, &mut b);
    assert_eq!(tally.received, 0);
    assert!(
        tally.bytes_sent + tally.bytes_received < 1500,
        "only names are exchanged: {tally:?}"
    );
}

#[test]
fn many_parcels_need_many_messages_and_none_is_large() {
    let (mut phone, mut hub, mut desk) = (depot(Role::Phone), depot(Role::Hub), depot(Role::Desk));
    for seed in 0..700 {
        phone.put(Way::Up, parcel(HERE, 4096, seed));
    }
    phone.put(Way::Up, parcel(HERE, 1 << 20, 1000));
    let mut exchange = Exchange::new(Role::Hub);
    while let Some(request) = exchange.next_request(&mut phone).unwrap() {
        assert!(request.len() < WINDOW as usize + 128 * 1024);
        exchange
            .on_response(&mut phone, &respond(&mut hub, &request).unwrap())
            .unwrap();
    }
    assert!(has_all(&phone, &hub));
    let mut exchange = Exchange::with_window(Role::Hub, 1);
    while let Some(request) = exchange.next_request(&mut desk).unwrap() {
        let response = respond(&mut hub, &request).unwrap();
        assert!(response.len() < 64 * 1024, "the smallest window is kept to");
        exchange.on_response(&mut desk, &response).unwrap();
    }
    assert!(has_all(&hub, &desk));
}

#[test]
fn an_answer_cut_at_any_byte_costs_only_time() {
    let (mut hub, mut phone) = (depot(Role::Hub), depot(Role::Phone));
    for seed in 0..2 {
        hub.put(Way::Down, parcel(HERE, 4096, seed));
        phone.put(Way::Up, parcel(HERE, 4096, 10 + seed));
    }
    let mut probe = phone.clone();
    let request = Exchange::new(Role::Hub)
        .next_request(&mut probe)
        .unwrap()
        .unwrap();
    let response = respond(&mut hub.clone(), &request).unwrap();
    for cut in 0..response.len() {
        let (mut hub, mut phone) = (hub.clone(), phone.clone());
        let mut exchange = Exchange::new(Role::Hub);
        let request = exchange.next_request(&mut phone).unwrap().unwrap();
        let response = respond(&mut hub, &request).unwrap();
        assert_eq!(
            exchange.on_response(&mut phone, &response[..cut]),
            Ok(Status::Cut)
        );
        // Half of the time the same exchange goes on, half of the time a new one begins.
        let tally = if cut % 2 == 0 {
            run(&mut exchange, &mut phone, &mut hub)
        } else {
            sync(&mut phone, &mut hub)
        };
        assert!(
            has_all(&hub, &phone) && has_all(&phone, &hub),
            "cut at {cut}"
        );
        let missing = 2 - cut.saturating_sub(160) / PART;
        assert!(tally.bytes_sent < 4096 + request.len() as u64 * (cut % 2 == 0) as u64);
        assert!(
            tally.bytes_received < (missing * 4300 + cut + 2000) as u64,
            "{cut} {tally:?}"
        );
        assert!(!phone.checkpoint().unwrap().open);
    }
}

#[test]
fn a_request_cut_at_any_byte_costs_only_time() {
    let mut phone = depot(Role::Phone);
    for seed in 0..2 {
        phone.put(Way::Up, parcel(HERE, 4096, seed));
    }
    let length = Exchange::new(Role::Hub)
        .next_request(&mut phone.clone())
        .unwrap()
        .unwrap()
        .len();
    for cut in 0..length {
        let (mut phone, mut hub) = (phone.clone(), depot(Role::Hub));
        let mut exchange = Exchange::new(Role::Hub);
        let request = exchange.next_request(&mut phone).unwrap().unwrap();
        let mut responder = Responder::new(Some(Role::Phone));
        for piece in request[..cut].chunks(1000) {
            responder.feed(&mut hub, piece).unwrap();
        }
        drop(responder);
        let stored = hub.items().count() as u64;
        assert_eq!(
            stored,
            (cut.saturating_sub(76) / PART) as u64,
            "cut at {cut}"
        );
        assert_eq!(exchange.on_response(&mut phone, &[]), Ok(Status::Cut));
        let before = exchange.tally().bytes_sent;
        let tally = run(&mut exchange, &mut phone, &mut hub);
        assert!(has_all(&phone, &hub));
        let resent = tally.bytes_sent - before;
        assert!(resent < (2 - stored) * 4200 + 700, "cut at {cut}: {resent}");
    }
}

#[test]
fn a_large_parcel_goes_on_where_each_cut_left_it() {
    let (mut phone, mut hub) = (depot(Role::Phone), depot(Role::Hub));
    let photo = phone.put(Way::Up, parcel(HERE, 4 << 20, 1));
    let (mut sent, mut cuts) = (0, 0);
    // Every connection breaks after 64 KiB.
    while !phone.is_delivered(&photo.id, Role::Hub) {
        let mut exchange = Exchange::new(Role::Hub);
        let mut left = 64 * 1024;
        while let Some(request) = exchange.next_request(&mut phone).unwrap() {
            let arrives = request.len().min(left);
            left -= arrives;
            sent += arrives;
            let mut responder = Responder::new(Some(Role::Phone));
            responder.feed(&mut hub, &request[..arrives]).unwrap();
            if arrives < request.len() {
                cuts += 1;
                break;
            }
            let response = responder.finish(&mut hub).unwrap();
            exchange.on_response(&mut phone, &response).unwrap();
        }
    }
    assert_eq!(hub.get(&photo.id), phone.get(&photo.id));
    assert!(cuts > 50);
    assert!(
        sent < (4 << 20) + cuts * 20 * 1024,
        "at most a part is sent twice a cut: {sent}"
    );
}

#[test]
fn what_the_other_side_refuses_does_not_hold_up_the_rest() {
    let (mut phone, mut hub) = (depot(Role::Phone), depot(Role::Hub));
    let rubbish = phone.put(Way::Up, vec![1; 4096]);
    let astray = phone.put(Way::Up, parcel(Mailbox([8; 16]), 4096, 1));
    let odd = phone.put(Way::Up, parcel(HERE, 4097, 1));
    let big = phone.put(Way::Up, parcel(HERE, 1 << 20, 2));
    let good = phone.put(Way::Up, parcel(HERE, 4096, 3));
    hub.set_room(100_000);
    let tally = sync(&mut phone, &mut hub);
    assert_eq!((tally.delivered, tally.refused), (1, 4));
    assert!(hub.get(&good.id).is_some() && hub.items().count() == 1);
    assert_eq!(phone.refusal(&rubbish.id), Some(Reason::NotAParcel));
    assert_eq!(phone.refusal(&odd.id), Some(Reason::NotAParcel));
    assert_eq!(phone.refusal(&astray.id), Some(Reason::WrongMailbox));
    assert_eq!(phone.refusal(&big.id), Some(Reason::NoRoom));
    hub.set_room(u64::MAX);
    assert_eq!(sync(&mut phone, &mut hub).delivered, 1);
}

#[test]
fn what_found_no_room_here_comes_again() {
    let (mut phone, mut hub) = (depot(Role::Phone), depot(Role::Hub));
    let small = hub.put(Way::Down, parcel(HERE, 4096, 1));
    let big = hub.put(Way::Down, parcel(HERE, 1 << 20, 2));
    let last = hub.put(Way::Down, parcel(HERE, 4096, 3));
    phone.set_room(10_000);
    sync(&mut phone, &mut hub);
    assert!(phone.get(&small.id).is_some() && phone.get(&last.id).is_some());
    assert_eq!(phone.checkpoint().unwrap().kept, 1);
    phone.set_room(u64::MAX);
    let tally = sync(&mut phone, &mut hub);
    assert!(phone.get(&big.id).is_some());
    assert!(
        tally.bytes_received < (1 << 20) + 16 * 1024,
        "the last one is not sent again"
    );
}

#[test]
fn bytes_that_do_not_match_their_name_are_thrown_away() {
    for size in [4096, 128 * 1024] {
        let mut hub = depot(Role::Hub);
        let mut bytes = parcel(HERE, size, 1);
        let item = Item {
            id: ParcelId::of(&bytes),
            size: size as u64,
            way: Way::Up,
        };
        bytes[size - 1] ^= 1;
        let mut message = Vec::new();
        hello(Role::Phone, HERE).write(&mut message);
        for (at, part) in bytes.chunks(PART_MAX).enumerate() {
            Frame::Part(item, (at * PART_MAX) as u64, part).write(&mut message);
        }
        let response = respond(&mut hub, &message).unwrap();
        let mut refused = Vec::new();
        Frame::Refused(item.id, Reason::Damaged).write(&mut refused);
        assert!(
            response
                .windows(refused.len())
                .any(|window| window == refused)
        );
        assert_eq!(hub.items().count(), 0);
        assert_eq!(hub.standing(&item, Role::Phone), Ok(Have::Missing(0)));
    }
}

fn hello(role: Role, mailbox: Mailbox) -> Frame<'static> {
    Frame::Hello(Hello {
        version: VERSION,
        role,
        mailbox,
        window: WINDOW,
        careful: false,
    })
}

#[test]
fn the_wrong_other_side_is_named() {
    let mut phone = depot(Role::Phone);
    phone.put(Way::Up, parcel(HERE, 4096, 1));
    let mut elsewhere = MemoryDepot::new(Role::Hub, Mailbox([8; 16]));
    let mut exchange = Exchange::new(Role::Hub);
    let request = exchange.next_request(&mut phone).unwrap().unwrap();
    let response = respond(&mut elsewhere, &request).unwrap();
    assert_eq!(
        exchange.on_response(&mut phone, &response),
        Err(ExchangeError::WrongMailbox)
    );
    assert_eq!(elsewhere.items().count(), 0);

    let mut exchange = Exchange::new(Role::Hub);
    exchange.next_request(&mut phone).unwrap();
    let mut newer = Vec::new();
    Frame::Hello(Hello {
        version: 2,
        role: Role::Hub,
        mailbox: HERE,
        window: 0,
        careful: false,
    })
    .write(&mut newer);
    assert_eq!(
        exchange.on_response(&mut phone, &newer),
        Err(ExchangeError::Version(2))
    );
    let answer = respond(&mut depot(Role::Hub), &newer).unwrap();
    assert!(matches!(Frame::read(&answer), Ok((Frame::Hello(hello), _)) if hello.version == 1));

    let mut exchange = Exchange::new(Role::Hub);
    exchange.next_request(&mut phone).unwrap();
    let page = b"<html>Please log in</html>";
    assert_eq!(
        exchange.on_response(&mut phone, page),
        Err(ExchangeError::NotUnderstood)
    );
    assert!(
        phone.checkpoint().unwrap().open,
        "the next exchange will be careful"
    );
}

#[test]
fn another_side_that_only_promises_is_left() {
    let mut phone = depot(Role::Phone);
    phone.put(Way::Up, parcel(HERE, 1 << 20, 1));
    let mut exchange = Exchange::new(Role::Hub);
    let mut rounds = 0;
    let error = loop {
        let request = exchange.next_request(&mut phone).unwrap().unwrap();
        let mut response = Vec::new();
        hello(Role::Hub, HERE).write(&mut response);
        let mut at = 0;
        while let Ok((frame, length)) = Frame::read(&request[at..]) {
            if let Frame::Offer(item) | Frame::Part(item, ..) = frame {
                Frame::Want(item, 0).write(&mut response);
            }
            at += length;
        }
        Frame::End(true).write(&mut response);
        rounds += 1;
        assert!(rounds < 20);
        if let Err(error) = exchange.on_response(&mut phone, &response) {
            break error;
        }
    };
    assert_eq!(error, ExchangeError::Stalled);
}

#[test]
fn another_side_that_begins_its_list_anew_each_time_is_left() {
    let mut phone = depot(Role::Phone);
    let mut exchange = Exchange::new(Role::Hub);
    let error = (1..20).find_map(|epoch| {
        let mut hub = MemoryDepot::with_epoch(Role::Hub, HERE, epoch);
        hub.put(Way::Down, parcel(HERE, 4096, epoch));
        let request = exchange.next_request(&mut phone).unwrap().unwrap();
        let mut response = respond(&mut hub, &request).unwrap();
        let mut end = Vec::new();
        Frame::End(false).write(&mut end);
        response.truncate(response.len() - end.len());
        Frame::End(true).write(&mut response);
        exchange.on_response(&mut phone, &response).err()
    });
    assert_eq!(error, Some(ExchangeError::Stalled));
}

#[test]
fn an_attachment_and_many_small_parcels_do_not_hold_up_each_other() {
    let (mut phone, mut hub) = (depot(Role::Phone), depot(Role::Hub));
    let photo = phone.put(Way::Up, parcel(HERE, 4 << 20, 1000));
    for seed in 0..400 {
        phone.put(Way::Up, parcel(HERE, 4096, seed));
    }
    let mut exchange = Exchange::new(Role::Hub);
    while hub.items().count() < 400 {
        let request = exchange.next_request(&mut phone).unwrap().unwrap();
        let response = respond(&mut hub, &request).unwrap();
        exchange.on_response(&mut phone, &response).unwrap();
    }
    assert!(hub.get(&photo.id).is_none(), "the small ones were first");
    let here = hub.standing(&photo, Role::Phone);
    assert!(
        matches!(here, Ok(Have::Missing(1_000_000..))),
        "and the large one went on: {here:?}"
    );
    run(&mut exchange, &mut phone, &mut hub);
    assert!(has_all(&phone, &hub));
}

#[test]
fn what_was_cut_off_goes_on_in_the_order_in_which_it_came() {
    let mut hub = depot(Role::Hub);
    let parcels: Vec<_> = (0..16).map(|seed| parcel(HERE, 1 << 17, seed)).collect();
    let items = parcels.iter().map(|bytes| Item {
        id: ParcelId::of(bytes),
        size: bytes.len() as u64,
        way: Way::Up,
    });
    let items: Vec<Item> = items.collect();
    let mut request = Vec::new();
    hello(Role::Phone, HERE).write(&mut request);
    for (item, bytes) in items.iter().zip(&parcels) {
        Frame::Part(*item, 0, &bytes[..100]).write(&mut request);
    }
    // Another piece of the first does not put it last.
    Frame::Part(items[0], 100, &parcels[0][100..200]).write(&mut request);
    let answer = respond(&mut hub, &request).unwrap();
    let (mut at, mut wanted) = (0, Vec::new());
    while let Ok((frame, length)) = Frame::read(&answer[at..]) {
        if let Frame::Want(item, upto) = frame {
            wanted.push((item, upto));
        }
        at += length;
    }
    let expected = items.iter().zip([200].into_iter().chain([100; 15]));
    assert!(
        wanted
            .into_iter()
            .eq(expected.map(|(item, upto)| (*item, upto)))
    );
}

/// What such a hub answers, always.
fn answer(frames: &[Frame<'_>]) -> Vec<u8> {
    let mut response = Vec::new();
    hello(Role::Hub, HERE).write(&mut response);
    frames.iter().for_each(|frame| frame.write(&mut response));
    Frame::End(true).write(&mut response);
    response
}

#[test]
fn a_hub_whose_list_grows_for_ever_and_holds_nothing_is_left() {
    let mut phone = depot(Role::Phone);
    let mut exchange = Exchange::new(Role::Hub);
    let left = (1..1000).find(|at| {
        exchange.next_request(&mut phone).unwrap();
        let response = answer(&[Frame::Cursor { epoch: 0, at: *at }]);
        exchange.on_response(&mut phone, &response) == Err(ExchangeError::Stalled)
    });
    assert_eq!(left, Some(256));
    // What it passed until then counts: a long list is read in several exchanges.
    assert_eq!(phone.checkpoint().unwrap().kept, 256);
}

#[test]
fn one_exchange_outlives_hundreds_of_cuts_that_each_brought_something_on() {
    let (mut phone, mut hub) = (depot(Role::Phone), depot(Role::Hub));
    let photo = phone.put(Way::Up, parcel(HERE, 10 << 20, 1));
    let mut exchange = Exchange::new(Role::Hub);
    let (mut left, mut cuts) = (0, 0);
    while let Some(request) = exchange.next_request(&mut phone).unwrap() {
        let arrives = request.len().min(left);
        left -= arrives;
        let mut responder = Responder::new(Some(Role::Phone));
        responder.feed(&mut hub, &request[..arrives]).unwrap();
        let mut response = Vec::new();
        if arrives == request.len() {
            response = responder.finish(&mut hub).unwrap();
        } else {
            (left, cuts) = (32 * 1024, cuts + 1);
        }
        exchange.on_response(&mut phone, &response).unwrap();
    }
    assert!(cuts > 300, "{cuts}");
    assert_eq!(hub.get(&photo.id), phone.get(&photo.id));
}

#[test]
fn a_hub_that_asks_again_and_again_gets_nothing_twice() {
    let mut phone = depot(Role::Phone);
    let photo = phone.put(Way::Up, parcel(HERE, 1 << 20, 1));
    let mut exchange = Exchange::new(Role::Hub);
    exchange.next_request(&mut phone).unwrap();
    let wants: Vec<Frame<'_>> = (0..500).map(|_| Frame::Want(photo, 0)).collect();
    exchange.on_response(&mut phone, &answer(&wants)).unwrap();
    let mut sent = 0;
    for offset in 1..100 {
        let Ok(Some(request)) = exchange.next_request(&mut phone) else {
            break;
        };
        sent += request.len();
        // One byte more each time, whatever it was sent.
        let crawls = answer(&[Frame::Want(photo, offset)]);
        if exchange.on_response(&mut phone, &crawls).is_err() {
            break;
        }
    }
    assert!(sent < 1 << 20, "{sent}");
}

#[test]
fn a_hub_that_begins_thousands_of_parcels_costs_no_more_than_a_thousand_names() {
    let mut phone = depot(Role::Phone);
    let mut exchange = Exchange::new(Role::Hub);
    exchange.next_request(&mut phone).unwrap();
    let begun: Vec<(Item, Vec<u8>)> = (0..3000)
        .map(|seed| {
            let size = 128 * 1024;
            let id = ParcelId::of(&[seed as u8, (seed >> 8) as u8]);
            let way = Way::Down;
            (Item { id, size, way }, parcel(HERE, 100, seed))
        })
        .collect();
    let parts = begun
        .iter()
        .map(|(item, bytes)| Frame::Part(*item, 0, bytes));
    let parts: Vec<Frame<'_>> = parts.collect();
    exchange.on_response(&mut phone, &answer(&parts)).unwrap();
    assert_eq!(exchange.progress().total / (128 * 1024 - 100), 1024);
}

#[test]
fn a_hub_that_lost_its_storage_gets_and_gives_everything_again() {
    let (mut phone, mut hub) = (depot(Role::Phone), depot(Role::Hub));
    hub.put(Way::Down, parcel(HERE, 4096, 1));
    sync(&mut phone, &mut hub);
    let mut hub = MemoryDepot::with_epoch(Role::Hub, HERE, 99);
    let answer = hub.put(Way::Down, parcel(HERE, 4096, 2));
    sync(&mut phone, &mut hub);
    assert!(phone.get(&answer.id).is_some());
    assert_eq!(
        phone.checkpoint().unwrap(),
        Checkpoint {
            epoch: 99,
            kept: 1,
            open: false
        }
    );
}

fn bundle_of(phone: &mut MemoryDepot) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = bundle::write(phone, Role::Phone, &mut bytes, &Unwatched).unwrap();
    assert_eq!(written.bytes, bytes.len() as u64);
    bytes
}

fn read_bundle(
    bytes: &[u8],
    depot: &mut MemoryDepot,
) -> Result<bundle::BundleSummary, bundle::BundleError> {
    bundle::read(&mut Cursor::new(bytes), depot, &Unwatched)
}

#[test]
fn half_a_bundle_delivers_what_is_whole_in_it_and_names_the_rest() {
    let mut phone = depot(Role::Phone);
    let items: Vec<Item> = (0..3)
        .map(|seed| phone.put(Way::Up, parcel(HERE, 4096, seed)))
        .collect();
    let bytes = bundle_of(&mut phone);
    let contents = 3 * 55;
    let hello = bytes.len() - contents - 3 * PART - 15;
    for cut in 0..=bytes.len() {
        let mut other = depot(Role::Phone);
        let report = match read_bundle(&bytes[..cut], &mut other) {
            Ok(report) => report,
            Err(error) => {
                assert!(matches!(error, bundle::BundleError::NotABundle) && cut < hello);
                continue;
            }
        };
        let whole = cut.saturating_sub(hello + contents) / PART;
        assert_eq!(report.taken.len(), whole.min(3), "cut at {cut}");
        assert_eq!(report.cut, cut < bytes.len());
        if cut >= hello + contents {
            assert_eq!(report.missing, items[whole.min(3)..], "cut at {cut}");
        }
        assert_eq!(report.is_whole(), cut == bytes.len());
        assert_eq!(
            read_bundle(&bytes, &mut other).unwrap().held.len(),
            whole.min(3)
        );
        assert!(has_all(&phone, &other));
    }
}

#[test]
fn a_large_parcel_comes_together_from_two_halves_of_a_bundle() {
    let mut phone = depot(Role::Phone);
    let photo = phone.put(Way::Up, parcel(HERE, 1 << 20, 1));
    let bytes = bundle_of(&mut phone);
    let mut desk = depot(Role::Desk);
    let report = read_bundle(&bytes[..bytes.len() / 2], &mut desk).unwrap();
    assert_eq!(
        (report.taken.len(), report.missing.as_slice()),
        (0, &[photo][..])
    );
    // The hub can go on from there, too.
    assert!(matches!(
        desk.standing(&photo, Role::Hub),
        Ok(Have::Missing(500_000..))
    ));
    assert_eq!(read_bundle(&bytes, &mut desk).unwrap().taken, [photo.id]);
}

#[test]
fn a_bundle_for_another_office_is_refused_and_one_that_goes_the_wrong_way_too() {
    let mut phone = depot(Role::Phone);
    phone.put(Way::Up, parcel(HERE, 4096, 1));
    let bytes = bundle_of(&mut phone);
    let mut elsewhere = MemoryDepot::new(Role::Desk, Mailbox([8; 16]));
    assert!(matches!(
        read_bundle(&bytes, &mut elsewhere),
        Err(bundle::BundleError::Exchange(ExchangeError::WrongMailbox))
    ));
    let mut desk = depot(Role::Desk);
    desk.put(Way::Down, parcel(HERE, 4096, 2));
    let down = bundle_of(&mut desk);
    let report = read_bundle(&down, &mut depot(Role::Desk)).unwrap();
    assert_eq!(report.refused.len(), 1);
    assert!(matches!(
        read_bundle(b"PK\x03\x04 a photograph", &mut desk),
        Err(bundle::BundleError::NotABundle)
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_flipped_bit_in_a_bundle_spoils_at_most_one_parcel(flip in any::<prop::sample::Index>()) {
        let mut phone = depot(Role::Phone);
        for seed in 0..3 {
            phone.put(Way::Up, parcel(HERE, 4096, seed));
        }
        phone.put(Way::Up, parcel(HERE, 64 * 1024, 9));
        let mut bytes = bundle_of(&mut phone);
        let bit = flip.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        let mut other = depot(Role::Phone);
        match read_bundle(&bytes, &mut other) {
            Ok(report) => {
                prop_assert!(report.taken.len() >= 3);
                prop_assert!(!report.is_whole());
                prop_assert!(report.missing.len() <= 1);
            }
            // The very first frame says what this is and for whom.
            Err(error) => {
                prop_assert!(bit / 8 < 50);
                prop_assert!(matches!(error, bundle::BundleError::NotABundle), "{error}");
            }
        }
    }

    /// Requests and answers are lost, cut, doubled and damaged at random; then the road is good once.
    #[test]
    fn whatever_the_road_does_everything_arrives_once(
        road in prop::collection::vec((0..6u8, any::<prop::sample::Index>()), 0..40),
        ups in prop::collection::vec(prop::sample::select(vec![4096usize, 8192, 65536, 131_072]), 0..12),
        downs in prop::collection::vec(prop::sample::select(vec![4096usize, 131_072]), 0..8),
        via_phone in any::<bool>(),
    ) {
        let mut near = depot(Role::Phone);
        let mut far = depot(if via_phone { Role::Phone } else { Role::Hub });
        for (seed, size) in ups.iter().enumerate() {
            near.put(Way::Up, parcel(HERE, *size, seed as u64));
        }
        for (seed, size) in downs.iter().enumerate() {
            far.put(Way::Down, parcel(HERE, *size, 1000 + seed as u64));
        }
        let count = ups.len() + downs.len();
        let mut exchange = Exchange::with_window(far.role(), 20_000);
        for (event, place) in road {
            let Ok(Some(request)) = exchange.next_request(&mut near) else { break };
            let mut response = respond(&mut far, &request);
            let mut fate = Vec::new();
            match event {
                0 => fate.clear(),
                1 => {
                    // The request arrived twice.
                    response = respond(&mut far, &request);
                    fate = response.unwrap();
                }
                2 => {
                    fate = response.unwrap();
                    fate.truncate(place.index(fate.len()));
                }
                3 => {
                    fate = response.unwrap();
                    let bit = place.index(fate.len() * 8);
                    fate[bit / 8] ^= 1 << (bit % 8);
                }
                _ => fate = response.unwrap(),
            }
            if exchange.on_response(&mut near, &fate).is_err() {
                exchange = Exchange::with_window(far.role(), 20_000);
            }
        }
        let mut exchange = Exchange::with_window(far.role(), 20_000);
        run(&mut exchange, &mut near, &mut far);
        prop_assert!(has_all(&near, &far) && has_all(&far, &near));
        prop_assert_eq!(near.items().count(), count);
        let kept = far.items().filter(|item| item.way == Way::Up).count();
        prop_assert_eq!(kept, ups.len());
    }

    /// Foreign bytes never panic either end, and never take what does not match its name.
    #[test]
    fn foreign_bytes_are_harmless(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut message = Vec::new();
        hello(Role::Phone, HERE).write(&mut message);
        message.extend_from_slice(&bytes);
        let mut hub = depot(Role::Hub);
        let _ = respond(&mut hub, &message);
        let mut phone = depot(Role::Phone);
        let mut exchange = Exchange::new(Role::Hub);
        exchange.next_request(&mut phone).unwrap();
        let _ = exchange.on_response(&mut phone, &bytes);
        let _ = read_bundle(&bytes, &mut phone);
    }
}
