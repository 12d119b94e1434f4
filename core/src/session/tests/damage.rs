//! What damage, and a program that was killed, may do to a phone.

use super::*;

#[test]
fn a_pack_that_cannot_be_used_keeps_no_phone_locked() {
    let mut phone = Phone::new();
    let header = Header::new(Id::random(), kind::PACK, 0);
    phone
        .open()
        .store
        .write(|tx| tx.put(&header, Some(b"not a pack")))
        .unwrap();
    phone.session.lock();
    let keystore = SoftwareKeystore::new(&phone.directory.path().join("keys"));
    let directory = phone.directory.path().join("phone");
    let session = Session::unlock(&directory, &passphrase(), &keystore, at(1)).unwrap();
    assert!(session.content().is_ok());
}

#[test]
fn bytes_of_an_attachment_that_came_to_nothing_do_not_stay() {
    let mut phone = Phone::new();
    let rows = |phone: &mut Phone| phone.open().store.list(RowKind(65)).count();
    let before = rows(&mut phone);
    let answers: Answers = serde_json::from_str(REPORT).unwrap();
    let mut short = Cursor::new([7; 300_000]);
    let attachment = Attachment {
        from: &mut short,
        bytes: 900_000,
        media_type: "image/jpeg".to_owned(),
    };
    let request = ScreeningRequest::new(answers);
    let screened = phone
        .session
        .screen(request, &mut [attachment], &Unwatched, at(0));
    assert!(matches!(screened, Err(Error::Attachment)));
    assert_eq!(rows(&mut phone), before);
}

#[test]
fn a_phone_killed_while_it_enrolled_introduces_itself_at_the_next_unlock_and_only_once() {
    let mut phone = Phone::new();
    let open = phone.open();
    let record = open.store.list(kind::RECORD).next().unwrap().id;
    open.store.write(|tx| tx.delete(record)).unwrap();
    for minute in [1, 2] {
        phone.session.tidy(at(minute * 60_000)).unwrap();
        assert_eq!(
            phone.waiting().len(),
            2,
            "the lost row's parcel and a new one"
        );
    }
}

#[test]
fn a_damaged_row_holds_back_nothing_and_is_told() {
    let mut phone = Phone::new();
    let enrolment = phone.waiting();
    let (_, reply) = phone.report();
    let open = phone.open();
    let row = Header::new(Id::random(), kind::REPLY, 0);
    let stub = Header::new(Id::random(), kind::RECORD, 0);
    open.store
        .write(|tx| {
            tx.put(&row, Some(b"damaged"))?;
            tx.put(&stub, None)
        })
        .unwrap();
    let receipt = phone.receipt(&enrolment);
    let to = phone.open().device.seal.public();
    let sealed = phone
        .office
        .letter(parcel::LetterKind::Receipt, &receipt, &to);
    let arrivals = phone.arrive(&sealed, Way::Down);
    assert_eq!((arrivals.received, arrivals.refused.len()), (1, 1));
    assert_eq!(arrivals.refused, [Refused::DamagedHere]);
    // Nor the receipts of other reports.
    let parcels = phone.waiting();
    let receipt = phone.receipt(&parcels);
    let confidential = &phone.confidential;
    let sealed = confidential.letter(parcel::LetterKind::Receipt, &receipt, &reply);
    assert_eq!(phone.arrive(&sealed, Way::Down).received, 2);
    assert_eq!(phone.session.list().unwrap().len(), 1);
    phone.session.tidy(at(3)).unwrap();
    let verified = phone.session.verify(&Unwatched).unwrap();
    assert!(!verified.ok && verified.problems.len() == 1, "{verified:?}");
}
