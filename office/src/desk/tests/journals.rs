//! What a desk makes of phones' journals.

use super::*;

#[test]
fn what_never_left_leaves_no_gap_and_is_filed_if_it_comes_all_the_same() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let of = Id::random();
    let sealed = phone.referral(of, "K7M-D4R");
    let entry = phone.last.unwrap();
    let withdrawal = phone.record(
        Id::random(),
        Body::Withdrawal(Withdrawal {
            of,
            purposes: Vec::new(),
            never_sent: Some(entry),
        }),
    );
    office.arrive(&withdrawal);
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.filed, intake.gaps), (1, 0));
    let verified = office.desk.verify().unwrap();
    assert!(verified.ok, "{:?}", verified.problems);
    let record = office.desk.inbox().unwrap()[0].id;
    let journal = office
        .desk
        .export(record, Some("Order 7."), at(9))
        .unwrap()
        .journal;
    let places: Vec<u64> = journal.entries.iter().map(|entry| entry.seq).collect();
    assert_eq!(places, [1, 2, 3]);

    // The office is not told that a record was filed which it does not have.
    office.arrive(&sealed);
    let intake = office.desk.take_in(at(3)).unwrap();
    assert_eq!((intake.filed, intake.duplicates), (1, 0));
    assert!(office.desk.show(of).is_ok());

    // Nobody vouches for another one's journal.
    let mut other = office.phone();
    let foreign = Body::Withdrawal(Withdrawal {
        of,
        purposes: Vec::new(),
        never_sent: Some(entry),
    });
    let foreign = other.record(Id::random(), foreign);
    office.arrive(&foreign);
    let intake = office.desk.take_in(at(4)).unwrap();
    assert_eq!((intake.filed, intake.set_aside.len()), (0, 1));
}

#[test]
fn a_journal_that_was_continued_from_a_copy_is_seen_though_only_one_branch_comes() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let copy = phone.tip;
    office.arrive(&phone.referral(Id::random(), "K7M-D4R"));
    // The copy goes on differently; of that branch the second record comes alone.
    phone.tip = copy;
    phone.referral(Id::random(), "K7M-D4R");
    office.arrive(&phone.referral(Id::random(), "K7M-D4R"));
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.filed, intake.forks, intake.broken), (2, 0, 1));
    assert_eq!(office.desk.phones().unwrap()[0].broken, 1);
    let verified = office.desk.verify().unwrap();
    assert!(
        verified
            .problems
            .iter()
            .any(|it| it.contains("do not follow"))
    );
}

#[test]
fn every_place_with_two_entries_is_counted() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let copy = phone.tip;
    for code in ["K7M-D4R", "M33-JEC", "XEP-T7X"] {
        phone.tip = copy;
        office.arrive(&phone.referral(Id::random(), code));
    }
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.filed, intake.forks, intake.broken), (3, 2, 0));
    // An entry that never left, at a place that is taken: twice.
    for _ in 0..2 {
        phone.tip = copy;
        let of = Id::random();
        phone.referral(of, "K7M-D4R");
        let withdrawal = Withdrawal {
            of,
            purposes: Vec::new(),
            never_sent: phone.last,
        };
        office.arrive(&phone.record(Id::random(), Body::Withdrawal(withdrawal)));
    }
    // The second withdrawal stands where the first does, too.
    let intake = office.desk.take_in(at(3)).unwrap();
    assert_eq!((intake.filed, intake.forks), (2, 3));
}

#[test]
fn nobody_files_under_anothers_journal() {
    let mut office = Office::new();
    let (mut phone, thief) = (office.phone(), office.phone());
    let theirs = record(Id::random(), 0, Body::Screening(Box::new(screening(&[]))));
    let filed = Filed::write(&theirs, &phone.sign, &mut phone.tip);
    let id = office.arrive(&thief.seal(Letter::Record, &filed.to_bytes()));
    assert_eq!(office.desk.take_in(at(2)).unwrap().filed, 0);
    assert_eq!(refused(&office, &thief), [(id, Unfiled::OtherJournal)]);
}

#[test]
fn a_journal_has_an_end() {
    let mut office = Office::new();
    let mut phone = office.phone();
    let key = phone.sign.verifying_key();
    let (row, mut known) = office.desk.phone(&key).unwrap().unwrap();
    // One entry in line, and as many forks as there may be besides.
    let mut chain = serde_json::to_value(&known.chain).unwrap();
    let fork = |seq: u64| {
        let hash = pocketcard::journal::Hash(ParcelId::of(&seq.to_be_bytes()).0);
        pocketcard::journal::EntryRef { seq, hash }
    };
    let forks: Vec<_> = (1_000..34_333).map(fork).collect();
    chain["forks"] = serde_json::to_value(forks).unwrap();
    known.chain = serde_json::from_value(chain).unwrap();
    assert_eq!(known.chain.weight(), 100_000);
    let Desk { store, .. } = &mut office.desk;
    let header = store.header(row).unwrap().clone();
    let written = store.write(|tx| tx.put(&header, Some(&known.to_bytes())));
    written.unwrap();
    let last = office.arrive(&phone.referral(Id::random(), "K7M-D4R"));
    let beyond = office.arrive(&phone.referral(Id::random(), "K7M-D4R"));
    let intake = office.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.filed, intake.set_aside.len()), (1, 1));
    let [receipt] = &receipts(&office, &phone)[..] else {
        panic!("one receipt")
    };
    assert_eq!(receipt.parcels, [last]);
    assert_eq!(refused(&office, &phone), [(beyond, Unfiled::TooLong)]);
}
