use super::*;
use pocketcard::{
    crypto::SigningKey,
    journal::Tip,
    parcel::{LetterKind, Mailbox},
};

const CONTENT: &[u8] = b"what was noticed";
const SALT: Salt = Salt([7; 32]);

struct Case {
    letter: Letter,
    journal: Vec<Entry>,
    office: SigningKey,
    said: Vec<Countersignature>,
}

fn phone() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

/// Five entries of one phone; the record is the third. The office has the fourth.
fn case() -> Case {
    let mut tip = Tip::EMPTY;
    let journal: Vec<Entry> = (1..=5)
        .map(|i| {
            let content = if i == 3 { CONTENT } else { b"another" };
            tip.append(&phone(), commitment(&SALT, content), i * 1_000)
        })
        .collect();
    let office = SigningKey::from_seed(&[2; 32]);
    let said = vec![Countersignature::sign(
        &office,
        at(&journal[3]),
        1_789_000_000_000,
    )];
    let letter = Letter {
        id: ParcelId([9; 32]),
        kind: LetterKind::Record,
        mailbox: Mailbox([8; 16]),
        to: KeyHash([6; 32]),
        escrow: None,
        signer: phone().verifying_key(),
        len: 300,
    };
    Case {
        letter,
        journal,
        office,
        said,
    }
}

fn at(entry: &Entry) -> EntryRef {
    EntryRef {
        seq: entry.seq,
        hash: entry.hash(),
    }
}

impl Case {
    fn examine(&self, entry: &Entry, content: &[u8]) -> CustodyReport {
        examine(&Evidence {
            letter: &self.letter,
            entry,
            salt: &SALT,
            content,
            journal: &self.journal,
            countersignatures: &self.said,
            offices: &[self.office.verifying_key()],
        })
    }

    fn report(&self) -> CustodyReport {
        self.examine(&self.journal[2], CONTENT)
    }
}

#[test]
fn an_untouched_record_holds() {
    let report = case().report();
    assert!(report.holds);
    let journal = &report.journal;
    assert_eq!((journal.shown, journal.before, journal.after), (5, 2, 2));
    assert_eq!((journal.gaps.len(), journal.set_aside), (0, 0));
    // The office has a later entry; that dates this one too.
    assert_eq!(report.witnesses.len(), 1);
    assert!(report.witnesses[0].accepted && report.witnesses[0].seq == 4);
    let text = report.to_string();
    assert!(text.contains("Result: this is the record"), "{text}");
    assert!(text.contains("By 2026-09-10T"), "{text}");
    assert!(text.contains("What this does not prove"));
    assert!(!text.contains(" NO "), "{text}");
}

#[test]
fn the_journal_is_not_needed_but_says_more() {
    let case = case();
    let report = examine(&Evidence {
        letter: &case.letter,
        entry: &case.journal[2],
        salt: &SALT,
        content: CONTENT,
        journal: &[],
        countersignatures: &case.said,
        offices: &[],
    });
    assert!(report.holds);
    assert_eq!(report.journal.gaps, [(1, 2)]);
    // Nothing links the office's word about entry 4 to this one.
    assert_eq!(
        (report.witnesses.len(), report.countersignatures.not_shown),
        (0, 1)
    );
}

#[test]
fn a_changed_record_does_not_hold() {
    let case = case();
    let report = case.examine(&case.journal[2], b"what was Noticed");
    assert!(!report.holds && !report.committed);
    assert!(report.to_string().contains("the checks FAILED"));
    // Nor does another record's entry.
    assert!(!case.examine(&case.journal[3], CONTENT).holds);
}

#[test]
fn another_devices_entry_does_not_hold() {
    let mut case = case();
    let thief = SigningKey::from_seed(&[5; 32]);
    let entry = Entry::sign(
        &thief,
        3,
        case.journal[1].hash(),
        commitment(&SALT, CONTENT),
        0,
    );
    let report = case.examine(&entry, CONTENT);
    assert!(!report.holds && !report.same_device && report.committed);
    assert_eq!(report.journal.set_aside, 5);

    let mut forged = case.journal[2];
    forged.wall_at += 1;
    let report = case.examine(&forged, CONTENT);
    assert!(!report.holds && !report.entry_signed);
    case.letter.signer = thief.verifying_key();
    assert!(!case.report().holds);
}

#[test]
fn a_second_entry_at_the_same_place_is_seen_in_either_order() {
    for first in [true, false] {
        let mut case = case();
        let other = Entry::sign(&phone(), 3, case.journal[1].hash(), Hash([4; 32]), 0);
        case.journal.insert(if first { 0 } else { 5 }, other);
        let own = case.journal[if first { 3 } else { 2 }];
        let report = case.examine(&own, CONTENT);
        assert!(!report.holds);
        assert_eq!(report.journal.forks, BTreeSet::from([3]));
    }
}

#[test]
fn a_break_before_the_record_is_seen_and_elsewhere_only_told() {
    let mut case = case();
    case.journal[0] = Entry::sign(&phone(), 1, Hash::NONE, Hash([4; 32]), 0);
    let report = case.report();
    assert!(report.holds);
    assert_eq!(
        (report.journal.before, &report.journal.broken[..]),
        (1, &[2][..])
    );
    case.journal[1] = Entry::sign(&phone(), 2, Hash([3; 32]), Hash([4; 32]), 0);
    let report = case.report();
    assert!(!report.holds);
    assert!(report.journal.broken.contains(&3));
}

#[test]
fn only_words_about_this_record_count() {
    let mut case = case();
    let office = &case.office;
    let unknown = SigningKey::from_seed(&[3; 32]);
    let mut altered = Countersignature::sign(office, at(&case.journal[2]), 5_000);
    altered.filed_at = 1;
    case.said = vec![
        altered,
        Countersignature::sign(office, at(&case.journal[1]), 4_000),
        Countersignature::sign(&unknown, at(&case.journal[2]), 7_000),
        Countersignature::sign(office, at(&case.journal[2]), 6_000),
    ];
    let report = case.report();
    let times: Vec<_> = report
        .witnesses
        .iter()
        .map(|w| (w.filed_at, w.accepted))
        .collect();
    assert_eq!(times, [(6_000, true), (7_000, false)]);
    let none = Countersignatures::default();
    assert_eq!(
        report.countersignatures,
        Countersignatures { altered: 1, ..none }
    );
    // The office's word for another entry at this place is no word for this one, and is said.
    let rival = EntryRef {
        seq: 3,
        hash: Hash([9; 32]),
    };
    case.said = vec![Countersignature::sign(&case.office, rival, 4_000)];
    assert_eq!(
        case.report().countersignatures,
        Countersignatures { rival: 1, ..none }
    );
    assert!(case.report().to_string().contains("two entries there"));
}

/// An office's word about another entry at the record's place, as one line in a file that somebody trims.
fn rival_of(case: &mut Case, entry: EntryRef, office: &SigningKey) -> CustodyReport {
    case.said = vec![Countersignature::sign(office, entry, 4_000)];
    case.report()
}

#[test]
fn a_rival_that_is_not_shown_is_named_and_nobody_is_accused() {
    let mut case = case();
    let office = SigningKey::from_seed(&[2; 32]);
    let rival = EntryRef {
        seq: 3,
        hash: Hash([9; 32]),
    };
    let report = rival_of(&mut case, rival, &office);
    assert!(report.holds && report.is_disputed() && !report.is_forked());
    let [named] = report.rivals[..] else {
        panic!("one rival")
    };
    assert_eq!((named.entry, named.filed_at), (rival.hash, 4_000));
    assert!(named.accepted && !named.shown);
    let text = report.to_string();
    assert!(text.contains(&rival.hash.to_string()), "{text}");
    // Neither that there is a second entry of this device, nor that there is none.
    assert!(text.contains("???  Whether a second entry"), "{text}");
    assert!(!text.contains("yes  No second entry"), "{text}");
    assert!(!text.contains("The device signed two"), "{text}");
    assert!(text.contains("is open: ask for the other entry"), "{text}");

    // Anybody can make a key and sign with it.
    let report = rival_of(&mut case, rival, &SigningKey::from_seed(&[3; 32]));
    assert!(!report.rivals[0].accepted);
    assert!(report.to_string().contains("anybody could have made"));
}

#[test]
fn an_entry_of_another_journal_is_no_rival_once_it_is_shown() {
    let mut case = case();
    let office = SigningKey::from_seed(&[2; 32]);
    let other = Entry::sign(
        &SigningKey::from_seed(&[5; 32]),
        3,
        Hash([1; 32]),
        Hash([4; 32]),
        0,
    );
    // Before it is shown, its countersignature is about some journal.
    assert!(rival_of(&mut case, at(&other), &office).is_disputed());
    case.journal.push(other);
    let report = rival_of(&mut case, at(&other), &office);
    assert!(report.holds && report.rivals.is_empty());
    assert_eq!(report.countersignatures, Countersignatures::default());
    assert_eq!(report.journal.set_aside, 1);
    let text = report.to_string();
    assert!(text.contains("yes  No second entry"), "{text}");
    // One that its device did not sign clears nobody.
    let mut forged = other;
    forged.wall_at += 1;
    case.journal.pop();
    case.journal.push(forged);
    assert!(rival_of(&mut case, at(&forged), &office).is_disputed());
}

#[test]
fn a_fork_that_is_shown_is_a_fork_and_the_office_that_had_it_is_named() {
    let mut case = case();
    let office = SigningKey::from_seed(&[2; 32]);
    let other = Entry::sign(&phone(), 3, case.journal[1].hash(), Hash([4; 32]), 0);
    case.journal.push(other);
    let report = rival_of(&mut case, at(&other), &office);
    assert!(!report.holds && report.is_forked() && !report.is_disputed());
    assert_eq!(report.countersignatures, Countersignatures::default());
    assert!(report.rivals[0].shown);
    let text = report.to_string();
    assert!(text.contains("this device signed it too"), "{text}");
    assert!(!text.contains("was not shown"), "{text}");
}

#[test]
fn what_was_not_shown_is_not_called_good() {
    let mut case = case();
    case.journal.remove(1);
    let report = case.examine(&case.journal[1], CONTENT);
    assert!(report.holds && !report.shows_before());
    let text = report.to_string();
    assert!(text.contains("???  Whether the entry follows"), "{text}");
    assert!(!text.contains("yes  The entry follows"), "{text}");
    // The office's word is about a later entry, and that is said.
    assert!(text.contains("entry 4, which builds on this one"), "{text}");
    // The envelope is nobody's word.
    assert!(text.contains("Who sealed the envelope"), "{text}");
    assert!(!text.contains("since it was sealed"), "{text}");
}

#[test]
fn impossible_clocks_are_survived() {
    let mut case = case();
    let first = Entry::sign(
        &phone(),
        1,
        Hash::NONE,
        commitment(&SALT, CONTENT),
        i64::MAX,
    );
    case.journal.clear();
    let text = case.examine(&first, CONTENT).to_string();
    assert!(text.contains("which is no date"), "{text}");
}
