//! What records say of one another, and what goes out of the desk with one.

use super::*;

#[test]
fn nobody_withdraws_what_another_phone_recorded() {
    let mut office = Office::new();
    let (mut hostile, mut honest) = (office.phone(), office.phone());
    let of = Id::random();
    let withdrawal = || {
        let purposes = Vec::new();
        Body::Withdrawal(Withdrawal {
            of,
            purposes,
            never_sent: None,
        })
    };
    office.arrive(&honest.referral(of, "K7M-D4R"));
    office.arrive(&hostile.record(Id::random(), withdrawal()));
    office.desk.take_in(at(2)).unwrap();
    assert!(office.desk.show(of).unwrap().followed_by.is_empty());
    office.arrive(&honest.record(Id::random(), withdrawal()));
    office.desk.take_in(at(3)).unwrap();
    assert_eq!(office.desk.show(of).unwrap().followed_by.len(), 1);
}

#[test]
fn what_is_about_another_person_stays_unless_the_law_says_otherwise() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let [own, theirs, back] = [Id::random(), Id::random(), Id::random()];
    let referral = |about: Id, code: &str, purposes: &[Purpose]| {
        let mut consent = Consent::none("en", 0);
        consent.purposes = purposes.iter().copied().collect();
        Body::Referral(Referral {
            about,
            code: code.to_owned(),
            service: String::new(),
            needs: Vec::new(),
            consent,
            note: String::new(),
        })
    };
    office.arrive(&phone.record(own, referral(own, "K7M-D4R", &[Purpose::Accountability])));
    office.arrive(&phone.record(theirs, referral(own, "XEP-T7X", &[Purpose::Services])));
    let withdrawal = Body::Withdrawal(Withdrawal {
        of: theirs,
        purposes: vec![Purpose::Services],
        never_sent: None,
    });
    office.arrive(&phone.record(back, withdrawal));
    assert_eq!(office.desk.take_in(at(2)).unwrap().filed, 3);
    let ids =
        |bundle: &Bundle| -> Vec<Id> { bundle.exhibits.iter().map(|it| it.record.id).collect() };
    let bundle = office.desk.export(own, None, at(3)).unwrap();
    assert_eq!((ids(&bundle), bundle.left_out), (vec![own], 2));
    assert_eq!(bundle.ground, Ground::Consent(own));
    for record in [theirs, back] {
        let refused = office.desk.export(record, None, at(3)).err();
        assert!(matches!(refused, Some(Error::NoConsent)));
    }
    let bundle = office.desk.export(back, Some("Order 7."), at(3)).unwrap();
    assert_eq!((bundle.exhibits.len(), bundle.left_out), (3, 0));

    // What cannot be read may be what takes the consent back.
    let header = office.desk.store.header(back).cloned().unwrap();
    office
        .desk
        .store
        .write(|tx| tx.put(&header, Some(b"{")))
        .unwrap();
    office.desk.pieces.borrow_mut().clear();
    let refused = office.desk.export(own, None, at(4)).err();
    assert!(matches!(refused, Some(Error::ConsentUnread)));
    assert!(office.desk.export(own, Some("Order 7."), at(4)).is_ok());
}
