//! What a phone is told of its parcels.

use super::*;

#[test]
fn very_many_parcels_take_several_receipts_that_ride_along() {
    let mut office = Office::new();
    let phone = office.phone();
    let device = phone.sign.verifying_key();
    let mut tip = phone.tip;
    let filed = (1..=1_234u64).map(|seq| {
        let id = ParcelId::of(&seq.to_be_bytes());
        let commitment = pocketcard::journal::Hash(id.0);
        (id, Some(tip.append(&phone.sign, commitment, 0)))
    });
    let confirm = receipts::Confirm {
        to: phone.seal.public(),
        filed: filed.collect(),
        not_filed: Vec::new(),
    };
    let mut intake = Intake::default();
    let desk = &mut office.desk;
    desk.confirm(device, &confirm, &mut intake, at(2)).unwrap();
    assert_eq!(intake.receipts, 3);
    let largest = desk.parcels.entries().map(|book| book.item.size).max();
    assert!(largest <= Some(pocketcard::sync::SMALL_MAX), "{largest:?}");
    let mut named = Vec::new();
    for letter in letters(desk, &phone.seal) {
        if let Ok(receipt) = Receipt::from_bytes(&letter.content)
            && receipt.entries.len() > 1
        {
            // Each names a parcel and its entry together: a phone lets go of neither alone.
            named.extend(receipt.parcels.into_iter().zip(receipt.entries));
        }
    }
    named.sort_by_key(|(_, place)| place.seq);
    let all = confirm.filed.into_iter();
    assert!(
        named
            .into_iter()
            .eq(all.map(|(id, entry)| (id, place(&entry.unwrap()))))
    );
}

#[test]
fn a_phone_is_told_once_which_of_its_parcels_could_not_be_filed_and_why() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let odd = office.arrive(&phone.referral(Id::random(), "\u{1b}[2J"));
    let torn = office.arrive(&phone.seal(Letter::Record, b"no record"));
    let strange = office.arrive(&phone.seal(Letter::Pack, b"no pack"));
    let filed = office.arrive(&phone.referral(Id::random(), "K7M-D4R"));
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!(
        (intake.filed, intake.set_aside.len(), intake.receipts),
        (1, 3, 1)
    );
    let [receipt] = &receipts(&office, &phone)[..] else {
        panic!("one receipt")
    };
    assert_eq!(receipt.parcels, [filed]);
    let mut told: Vec<_> = receipt
        .not_filed
        .iter()
        .map(|it| (it.parcel, it.why))
        .collect();
    let mut wanted = vec![
        (odd, Unfiled::Form),
        (torn, Unfiled::NotCommitted),
        (strange, Unfiled::Kind),
    ];
    told.sort_by_key(|(parcel, _)| *parcel);
    wanted.sort_by_key(|(parcel, _)| *parcel);
    assert_eq!(told, wanted);
    // Once; nothing new can explain them, so the desk does not try again, and says how many there are.
    let intake = office.desk.take_in(at(3)).unwrap();
    assert_eq!(
        (intake.set_aside.len(), intake.kept_aside, intake.receipts),
        (0, 3, 0)
    );
}

#[test]
fn the_last_entry_of_every_run_is_countersigned() {
    let mut office = Office::new();
    let mut phone = office.phone();
    for seq in 2..=9u64 {
        let sealed = phone.referral(Id::random(), "K7M-D4R");
        if ![4, 7].contains(&seq) {
            office.arrive(&sealed);
        }
    }
    assert_eq!(office.desk.take_in(at(2)).unwrap().gaps, 2);
    let [receipt] = &receipts(&office, &phone)[..] else {
        panic!("one receipt")
    };
    let mut ends: Vec<u64> = receipt.countersignatures.iter().map(|it| it.seq).collect();
    ends.sort();
    assert_eq!(ends, [3, 6, 9]);
    for line in office.desk.inbox().unwrap() {
        let export = office
            .desk
            .export(line.id, Some("Order 7."), at(9))
            .unwrap();
        let desk = &office.desk;
        let sealed = export.named().unwrap().sealed.as_ref().unwrap();
        let report = desk.custody(&sealed.parcel, Some(&export.journal)).unwrap();
        assert_eq!(report, sealed.report);
        assert!(
            report.holds && !report.witnesses.is_empty(),
            "{}",
            line.sequence
        );
    }
}

#[test]
fn a_record_is_as_long_as_it_may_be_and_no_longer() {
    let mut office = Office::new();
    let phone = office.phone();
    // Neither is one; only that of a length that a record can have is looked into.
    let [longest, longer] = [RECORD_MAX, RECORD_MAX + 1].map(|length| {
        let content = vec![0; length as usize];
        office.arrive(&phone.seal(Letter::Record, &content))
    });
    office.desk.take_in(at(2)).unwrap();
    let refused = refused(&office, &phone);
    assert_eq!(refused.len(), 2);
    assert!(refused.contains(&(longest, Unfiled::NotCommitted)));
    assert!(refused.contains(&(longer, Unfiled::Kind)));
}
