//! How much of anyone's a desk takes.

use super::*;

/// A phone has had this much of a day.
fn fill(office: &mut Office, phone: &Phone, bytes: u64, today: Moment) {
    let key = phone.sign.verifying_key();
    let (row, mut phone) = office.desk.phone(&key).unwrap().unwrap();
    phone.quota.add(bytes, today);
    let Desk { store, .. } = &mut office.desk;
    let header = store.header(row).unwrap().clone();
    let written = store.write(|tx| tx.put(&header, Some(&phone.to_bytes())));
    written.unwrap();
}

/// How much of a phone's attachments this day has seen, and how many of them wait.
fn share(office: &Office, label: &str) -> (u64, u64) {
    let mut phones = office.desk.phones().unwrap().into_iter();
    let line = phones.find(|line| line.label == label).unwrap();
    (line.attachment_bytes, line.put_off)
}

#[test]
fn a_phone_that_has_filled_its_share_of_a_day_waits_and_holds_up_nobody() {
    let mut office = Office::new();
    let (greedy, other) = (office.phone(), office.phone());
    let (today, tomorrow) = (at(5), at(24 * 60 * 60 * 1000));
    // All of its day but a little.
    let before = quota::A_DAY - 10_000;
    fill(&mut office, &greedy, before, today);

    let first = office.arrive(&greedy.seal(Letter::Attachment, &[1; 6_000]));
    assert_eq!(office.desk.take_in(today).unwrap().attachments, 1);
    let second = office.arrive(&greedy.seal(Letter::Attachment, &[2; 6_000]));
    let others = office.arrive(&other.seal(Letter::Attachment, &[3; 6_000]));
    let intake = office.desk.take_in(today).unwrap();
    assert_eq!((intake.attachments, intake.set_aside.len()), (1, 1));
    let confirmed = |office: &Office, phone: &Phone| -> Vec<ParcelId> {
        let receipts = receipts(office, phone).into_iter();
        receipts.flat_map(|receipt| receipt.parcels).collect()
    };
    assert!(confirmed(&office, &greedy).contains(&first));
    assert!(!confirmed(&office, &greedy).contains(&second));
    assert!(confirmed(&office, &other).contains(&others));
    assert_eq!(share(&office, "phone 0"), (before + 6_000, 1));
    assert_eq!(share(&office, "phone 1"), (6_000, 0));

    // Not again on this day, and by itself on the next.
    assert_eq!(office.desk.take_in(today).unwrap().set_aside, []);
    assert_eq!(office.desk.take_in(tomorrow).unwrap().attachments, 1);
    assert!(confirmed(&office, &greedy).contains(&second));
    assert_eq!(share(&office, "phone 0"), (before + 12_000, 0));
}

#[test]
fn what_is_not_signed_as_it_says_fills_nobodys_share() {
    let mut office = Office::new();
    let (phone, stranger) = (office.phone(), office.invited());
    fill(&mut office, &phone, quota::A_DAY, at(5));
    let signer = |office: &Office, id: &ParcelId| {
        let rows = office.desk.store.list(kind::ASIDE);
        let mut named = rows.filter_map(|row| row.data.split_first_chunk::<32>());
        let (_, signer) = named.find(|(parcel, _)| **parcel == id.0).unwrap();
        signer.to_vec()
    };
    // Long enough that its signature lies in another chunk than its head.
    for sender in [&phone, &stranger] {
        let mut forged = sender.seal(Letter::Attachment, &[1; 100_000]);
        let true_one = office.arrive(&forged);
        *forged.bytes.last_mut().unwrap() ^= 1;
        forged.id = ParcelId::of(&forged.bytes);
        let forged = office.arrive(&forged);
        assert_eq!(office.desk.take_in(at(5)).unwrap().set_aside.len(), 2);
        let key = sender.sign.verifying_key().0.to_vec();
        assert_eq!(signer(&office, &true_one), key);
        assert!(signer(&office, &forged).is_empty());
    }
    assert_eq!(share(&office, "phone 0").1, 1);
}

#[test]
fn nobody_pushes_out_what_is_kept_aside_of_others() {
    let mut office = Office::new();
    let [loud, quiet] = [(); 2].map(|()| SigningKey::generate().verifying_key());
    let item = |number: u64| Item {
        id: ParcelId::of(&number.to_be_bytes()),
        size: 4096,
        way: Way::Up,
    };
    let most = aside::MOST as u64;
    let Desk { parcels, store, .. } = &mut office.desk;
    // The quiet one's came first, and the loud one's are more than a share.
    let added = parcels.write(store, |tx| {
        (0..=most).try_for_each(|number| {
            let at = at(number as i64).wall_ms;
            tx.add(item(number), ParcelState::SetAside, None, &[0; 9], at)
        })
    });
    added.unwrap();
    let rows: Vec<_> = (0..=most)
        .map(|number| {
            let signer = if number == 0 { quiet } else { loud };
            let (id, at) = (item(number).id, at(number as i64));
            let waits = waits::Waits::Phone;
            office.desk.aside_row(&id, Some(signer), waits, "", at)
        })
        .collect();
    let written = office
        .desk
        .store
        .write(|tx| rows.iter().try_for_each(|row| tx.put(row, None)));
    written.unwrap();
    let intake = office.desk.take_in(at(5_000)).unwrap();
    assert_eq!(intake.dropped, most - most / 4);
    let place = |number| office.desk.parcels.get(&item(number).id).unwrap().place;
    assert_eq!(place(0), ParcelState::SetAside);
    assert_eq!(place(1), ParcelState::Done);
    assert_eq!(place(most), ParcelState::SetAside);
}

#[test]
fn what_cannot_be_opened_is_kept_up_to_a_bound_and_what_opens_always() {
    let mut office = Office::new();
    let mut stranger = office.invited();
    // Opens, but nobody knows who signed it; it is the oldest of all.
    let early = office.arrive(&stranger.referral(Id::random(), "K7M-D4R"));
    let good = stranger.seal(Letter::Record, b"whatever").bytes;
    let mut junk = Vec::new();
    for number in 0..aside::MOST as u64 + 2 {
        // The slots open, and then nothing matches.
        let mut bytes = good.clone();
        bytes[2000..2008].copy_from_slice(&number.to_be_bytes());
        let item = Item {
            id: ParcelId::of(&bytes),
            size: bytes.len() as u64,
            way: Way::Up,
        };
        junk.push((item, bytes));
    }
    let Desk { parcels, store, .. } = &mut office.desk;
    let added = parcels.write(store, |tx| {
        (1..).zip(&junk).try_for_each(|(minute, (item, bytes))| {
            tx.add(*item, ParcelState::Arrived, None, bytes, at(minute).wall_ms)
        })
    });
    added.unwrap();
    let intake = office.desk.take_in(at(5_000)).unwrap();
    assert_eq!(
        (intake.dropped, intake.set_aside.len()),
        (2, aside::MOST + 1)
    );
    let place = |id| office.desk.parcels.get(id).unwrap().place;
    assert_eq!(place(&early), ParcelState::SetAside);
    let gone = junk
        .iter()
        .filter(|(item, _)| place(&item.id) == ParcelState::Done);
    assert!(
        gone.map(|(item, _)| item.id)
            .eq([junk[0].0.id, junk[1].0.id])
    );
    // Said once; what is left is within the bound.
    assert_eq!(office.desk.take_in(at(5_001)).unwrap().dropped, 0);
}

#[test]
fn what_is_for_another_desk_is_carried_up_to_a_bound() {
    let mut office = Office::new();
    let item = |number: i64| Item {
        id: ParcelId::of(&number.to_be_bytes()),
        size: 4096,
        way: Way::Up,
    };
    let Desk { parcels, store, .. } = &mut office.desk;
    let added = parcels.write(store, |tx| {
        let mut numbers = 0..aside::MOST as i64 + 2;
        numbers.try_for_each(|number| {
            let at = at(number).wall_ms;
            tx.add(item(number), ParcelState::Carried, None, &[0; 9], at)
        })
    });
    added.unwrap();
    assert_eq!(office.desk.take_in(at(5_000)).unwrap().dropped, 2);
    let place = |number| office.desk.parcels.get(&item(number).id).unwrap().place;
    assert_eq!(
        [0, 1, 2].map(place),
        [ParcelState::Done, ParcelState::Done, ParcelState::Carried]
    );
}
