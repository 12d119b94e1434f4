//! What becomes of the parcels of a phone that was revoked.

use super::*;

#[test]
fn what_a_revoked_phone_recorded_before_is_filed_and_it_is_told_nothing() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let named = phone.seal(Letter::Attachment, &[1; 100]);
    let other = phone.seal(Letter::Attachment, &[2; 100]);
    let before = phone.record(
        Id::random(),
        Body::Screening(Box::new(screening(&[&named]))),
    );
    phone.clock = at(6).wall_ms;
    let after = phone.referral(Id::random(), "K7M-D4R");
    let fingerprint = phone.sign.verifying_key().to_string();
    office.desk.revoke(&fingerprint, None, at(5)).unwrap();
    let told = receipts(&office, &phone).len();
    for sealed in [&before, &after] {
        office.arrive(sealed);
    }
    let intake = office.desk.take_in(at(7)).unwrap();
    assert_eq!((intake.filed, intake.set_aside.len()), (1, 1));
    for sealed in [&named, &other] {
        office.arrive(sealed);
    }
    let intake = office.desk.take_in(at(8)).unwrap();
    let counts = (intake.filed, intake.attachments, intake.set_aside.len());
    assert_eq!(counts, (1, 1, 1));
    // Once more, as a phone sends that has no receipt.
    for sealed in [&before, &named] {
        office.arrive(sealed);
    }
    let intake = office.desk.take_in(at(9)).unwrap();
    assert_eq!((intake.filed, intake.duplicates), (0, 2));
    let place = |sealed: &parcel::Sealed| office.desk.parcels.get(&sealed.id).unwrap().place;
    assert_eq!([&before, &named].map(place), [ParcelState::Done; 2]);
    assert_eq!([&after, &other].map(place), [ParcelState::SetAside; 2]);
    assert_eq!(receipts(&office, &phone).len(), told);
}
