//! What a collection files, counts and keeps aside, and what stops nobody else's mail.

use super::*;

#[test]
fn a_record_that_no_phone_writes_stops_nobody_elses_mail() {
    let mut office = Office::new();
    let (mut hostile, mut honest) = (office.phone(), office.phone());
    let (long, escape) = ("K".repeat(200), "\u{1b}[2J");
    // A row of the desk's own that the phone knows by name.
    let taken = hostile.invitation.id;
    for parcel in [
        hostile.referral(Id::random(), &long),
        hostile.referral(Id::random(), escape),
        hostile.referral(taken, "K7M-D4R"),
    ] {
        office.arrive(&parcel);
    }
    office.arrive(&honest.referral(Id::random(), "K7M-D4R"));
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.filed, intake.set_aside.len()), (1, 3));
    // One for what was filed, one that says why the others were not.
    assert_eq!(intake.receipts, 2);
}

#[test]
fn a_desk_killed_while_it_takes_in_goes_on_where_it_stopped() {
    let mut office = Office::new();
    let mut phone = office.invited();
    // Killed after the phone was written down and before it was welcomed.
    let sealed = phone.enrolment();
    let opened = parcel::open_with_any(&sealed.bytes, &office.desk.identity.opens()).unwrap();
    let (filed, record) = Filed::from_bytes(&opened.content).unwrap();
    let Body::Enrolment(enrolment) = &record.body else {
        panic!("an enrolment");
    };
    let label = office.newest();
    let desk = &mut office.desk;
    desk.accept(&label, &phone.words(), at(1)).unwrap();
    let alarms = &mut Vec::new();
    desk.enrol(filed.entry.device, enrolment, alarms, at(1))
        .unwrap();
    office.arrive(&sealed);
    office.desk.take_in(at(2)).unwrap();
    assert_eq!(office.notices(&phone), [Says::Welcome]);

    // Killed after an attachment was filed and before its receipt was written.
    let attachment = office.arrive(&phone.seal(Letter::Attachment, &[7; 100]));
    let mut intake = Intake::default();
    let (mut round, mut told) = Default::default();
    let taken = office
        .desk
        .take(&attachment, &mut round, &mut told, &mut intake, at(3));
    drop(taken.unwrap());
    let intake = office.desk.take_in(at(4)).unwrap();
    assert_eq!((intake.duplicates, intake.receipts), (1, 1));
    assert_eq!(office.desk.store.list(kind::ATTACHMENT).count(), 1);
}

/// Remembers how far it was told that the work is.
#[derive(Default)]
struct Steps(std::sync::Mutex<Vec<(u64, u64)>>);

impl Progress for Steps {
    fn advance(&self, done: u64, total: u64) -> Proceed {
        self.0.lock().unwrap().push((done, total));
        Proceed::Continue
    }
}

#[test]
fn a_collection_says_how_far_it_is_and_counts_what_is_explained_on_the_way() {
    let mut office = Office::new();
    let mut phone = office.invited();
    let enrolment = phone.enrolment();
    // Both come before the phone that signed them is known, and wait.
    for code in ["K7M-D4R", "M33-JEC"] {
        office.arrive(&phone.referral(Id::random(), code));
    }
    let steps = Steps::default();
    office.desk.take_in_watched(at(1), &steps).unwrap();
    assert_eq!(steps.0.into_inner().unwrap(), [(1, 2), (2, 2)]);
    office.arrive(&enrolment);
    let words = phone.words();
    office.desk.take_in(at(2)).unwrap();
    office.desk.accept(&office.newest(), &words, at(2)).unwrap();
    let steps = Steps::default();
    let intake = office.desk.take_in_watched(at(3), &steps).unwrap();
    assert_eq!(intake.filed, 3);
    assert_eq!(steps.0.into_inner().unwrap(), [(1, 1), (2, 3), (3, 3)]);
}

#[test]
fn what_comes_again_after_a_week_is_confirmed_anew_and_filed_once() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let sealed = phone.referral(Id::random(), "K7M-D4R");
    let id = office.arrive(&sealed);
    assert_eq!(office.desk.take_in(at(2)).unwrap().filed, 1);
    let item = office.desk.parcels.get(&id).unwrap().item;
    let week = 7 * 24 * 60 * 60 * 1000;
    for (later, standing) in [(week, Have::Held), (week + 1, Have::Missing(0))] {
        let mut depot = office.desk.depot(at(later));
        assert_eq!(depot.standing(&item, Role::Phone).unwrap(), standing);
    }
    office.arrive(&sealed);
    let intake = office.desk.take_in(at(week + 2)).unwrap();
    let counts = (intake.filed, intake.duplicates, intake.receipts);
    assert_eq!(counts, (0, 1, 1));
}

#[test]
fn a_damaged_row_hides_no_other_and_stops_nobodys_mail() {
    let mut office = Office::new();
    let (mut phone, mut other) = (office.phone(), office.phone());
    let [damaged, whole] = [Id::random(), Id::random()];
    office.arrive(&phone.referral(damaged, "K7M-D4R"));
    office.arrive(&phone.referral(whole, "K7M-D4R"));
    office.desk.take_in(at(2)).unwrap();
    office.desk.answer(damaged, "seen", at(2)).unwrap();
    let mut spoil = |id| {
        let header = office.desk.store.header(id).cloned().unwrap();
        let spoiled = office.desk.store.write(|tx| tx.put(&header, Some(b"{")));
        spoiled.unwrap();
    };
    spoil(damaged);
    // As a desk finds it that is opened after the disk was damaged.
    office.desk.pieces.borrow_mut().clear();
    let inbox = office.desk.inbox().unwrap();
    let kind = |id| inbox.iter().find(|line| line.id == id).unwrap().kind;
    assert_eq!(
        (inbox.len(), kind(damaged), kind(whole)),
        (4, "unreadable", "referral")
    );
    office.desk.show(whole).unwrap();
    assert_eq!(
        office
            .desk
            .export(whole, Some("Order 7."), at(9))
            .unwrap()
            .journal
            .entries
            .len(),
        2
    );
    assert!(!office.desk.verify().unwrap().ok);
    // A month later its answer would be said again.
    office.arrive(&other.referral(Id::random(), "K7M-D4R"));
    let months = at(100 * 24 * 3600 * 1000);
    assert_eq!(office.desk.take_in(months).unwrap().filed, 1);

    let row = office
        .desk
        .phone(&phone.sign.verifying_key())
        .unwrap()
        .unwrap()
        .0;
    let header = office.desk.store.header(row).cloned().unwrap();
    let spoiled = office.desk.store.write(|tx| tx.put(&header, Some(b"{")));
    spoiled.unwrap();
    office.arrive(&phone.referral(Id::random(), "K7M-D4R"));
    office.arrive(&other.referral(Id::random(), "K7M-D4R"));
    let intake = office.desk.take_in(at(4)).unwrap();
    assert_eq!((intake.filed, intake.set_aside.len()), (1, 1));
    assert_eq!(office.desk.phones().unwrap().len(), 1);
    let verified = office.desk.verify().unwrap();
    assert!(
        verified
            .problems
            .iter()
            .any(|it| it.contains("enrol that phone again"))
    );
}

#[test]
fn a_copy_that_is_damaged_here_is_taken_again_when_it_comes() {
    let mut office = Office::new();
    let mut phone = office.phone();
    // Where the bytes of parcels lie.
    let pieces = |desk: &Desk| -> Vec<Id> {
        let rows = desk.store.list(pocketcard::store::RowKind(65));
        rows.map(|row| row.id).collect()
    };
    let sealed = phone.referral(Id::random(), "K7M-D4R");
    let before = pieces(&office.desk);
    let id = office.arrive(&sealed);
    let after = pieces(&office.desk);
    let [lost] = after
        .iter()
        .filter(|row| !before.contains(row))
        .collect::<Vec<_>>()[..]
    else {
        panic!("one piece")
    };
    office.desk.store.write(|tx| tx.delete(*lost)).unwrap();
    // What is whole and does not open is no damage of this disk, and would come again as it is.
    let mut junk = phone.referral(Id::random(), "K7M-D4R");
    *junk.bytes.last_mut().unwrap() ^= 1;
    junk.id = ParcelId::of(&junk.bytes);
    office.arrive(&junk);
    let intake = office.desk.take_in(at(2)).unwrap();
    let parcels = intake.set_aside.iter().map(|aside| aside.parcel);
    let why = |id| {
        intake
            .set_aside
            .iter()
            .find(|it| it.parcel == id)
            .unwrap()
            .why
            .as_str()
    };
    assert_eq!(parcels.count(), 2);
    assert!(why(id).contains("taken again"), "{}", why(id));
    assert!(!why(junk.id).contains("taken again"));
    assert_eq!((intake.filed, intake.kept_aside), (0, 1));
    assert!(office.desk.parcels.get(&id).is_none());
    office.arrive(&sealed);
    assert_eq!(office.desk.take_in(at(3)).unwrap().filed, 1);
}

#[test]
fn what_is_for_another_desk_is_handed_on_unless_the_hub_has_it() {
    let mut office = Office::new();
    let phone = office.phone();
    let elsewhere = SecretKey::generate().public();
    let [by_card, by_colleague, by_hub] =
        [1, 2, 3].map(|byte| office.arrive(&phone.seal_to(&elsewhere, Letter::Record, &[byte])));
    let Desk { parcels, store, .. } = &mut office.desk;
    let brought = parcels.write(store, |tx| tx.change(&by_hub, |entry| entry.at_hub = true));
    brought.unwrap();
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.carried, intake.set_aside.len()), (2, 0));
    let place = |id| office.desk.parcels.get(id).unwrap().place;
    assert_eq!(
        [&by_card, &by_colleague, &by_hub].map(place),
        [
            ParcelState::Carried,
            ParcelState::Carried,
            ParcelState::Done
        ]
    );
}

#[test]
fn a_collection_counts_what_it_files_and_what_it_had() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let attachment = phone.seal(Letter::Attachment, &[7; 100]);
    let record = phone.referral(Id::random(), "K7M-D4R");
    for (time, counts) in [(2, (2, 0, 1, 1)), (3, (0, 2, 0, 1))] {
        office.arrive(&attachment);
        office.arrive(&record);
        let intake = office.desk.take_in(at(time)).unwrap();
        let counted = (
            intake.filed,
            intake.duplicates,
            intake.attachments,
            intake.receipts,
        );
        assert_eq!(counted, counts);
    }
}

#[test]
fn a_record_of_a_name_that_is_taken_is_kept_aside() {
    let mut office = Office::new();
    let (mut phone, mut other) = (office.phone(), office.phone());
    let name = Id::random();
    office.arrive(&phone.referral(name, "K7M-D4R"));
    assert_eq!(office.desk.take_in(at(2)).unwrap().filed, 1);
    let second = office.arrive(&other.referral(name, "M33-JEC"));
    let intake = office.desk.take_in(at(3)).unwrap();
    assert_eq!(
        (intake.filed, intake.duplicates, intake.set_aside.len()),
        (0, 0, 1)
    );
    assert_eq!(refused(&office, &other), [(second, Unfiled::NameTaken)]);
    assert_eq!(office.desk.show(name).unwrap().line.code, "K7M-D4R");
    // Two of one name in one collection: the second is looked at after the first is written.
    let name = Id::random();
    let [first, second] = ["K7M-D4R", "M33-JEC"].map(|code| phone.referral(name, code));
    office.arrive(&first);
    office.arrive(&second);
    let intake = office.desk.take_in(at(4)).unwrap();
    assert_eq!((intake.filed, intake.set_aside.len()), (1, 1));
}

#[test]
fn phones_that_wait_to_be_compared_are_counted() {
    let mut office = Office::new();
    for _ in 0..2 {
        let mut phone = office.invited();
        let enrolment = phone.enrolment();
        office.arrive(&enrolment);
    }
    let intake = office.desk.take_in(at(1)).unwrap();
    assert_eq!((intake.waiting, intake.enrolled, intake.filed), (2, 0, 0));
}
