//! What a confidential desk files of people whom it does not know, and how they hear of it.

use data_encoding::HEXLOWER;
use pocketcard::record::Receipts;

use super::*;

/// A confidential desk.
pub(super) struct Recipient {
    pub(super) directory: TempDir,
    pub(super) desk: Desk,
}

/// Somebody who writes reports.
pub(super) struct Author {
    sign: SigningKey,
    seed: [u8; 32],
    tip: Tip,
    address: Address,
}

impl Recipient {
    pub(super) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let [main, apart] = ["main", "apart"].map(|name| directory.path().join(name));
        let [main_keys, apart_keys] =
            [&main, &apart].map(|desk| SoftwareKeystore::new(&desk.with_extension("keys")));
        let passphrase = Passphrase::new("four quite different words");
        let office = Desk::found(
            &main,
            &NewDesk {
                name: "Desk",
                hub: None,
                hub_certificate: None,
                keepers: None,
            },
            &passphrase,
            &main_keys,
            Kdf::new(19 * 1024, 2, 1).unwrap(),
            Some((&apart, "Focal point", &passphrase, &apart_keys)),
            at(0),
        );
        drop(office.unwrap());
        let desk = Desk::open(&apart, &passphrase, &apart_keys).unwrap();
        Self { directory, desk }
    }

    pub(super) fn author(&self) -> Author {
        Author {
            sign: SigningKey::generate(),
            seed: SigningKey::generate().verifying_key().0,
            tip: Tip::EMPTY,
            address: Address {
                mailbox: self.desk.mailbox(),
                to: self.desk.card().seal_key.clone(),
                second: None,
            },
        }
    }

    fn arrive(&mut self, sealed: &parcel::Sealed) -> ParcelId {
        arrive(&mut self.desk, sealed)
    }

    /// What was put down for all authors.
    fn letters(&self) -> Vec<Receipts> {
        let to = self.desk.card().to_authors(self.desk.mailbox());
        let letters = letters(&self.desk, &to).into_iter();
        letters
            .filter_map(|letter| Receipts::from_bytes(&letter.content).ok())
            .collect()
    }

    /// How many of those say that this parcel was filed.
    fn confirmed(&self, author: &Author, parcel: &parcel::Sealed) -> usize {
        let mark = Receipts::mark(&author.seed, &parcel.id);
        let letters = self.letters().into_iter();
        letters
            .filter(|it| it.marks().unwrap().contains(&mark))
            .count()
    }
}

impl Author {
    fn seal(&self, kind: Letter, content: &[u8]) -> parcel::Sealed {
        parcel::seal(kind, content, &self.sign, &self.address).unwrap()
    }

    fn record(&mut self, id: Id, body: Body) -> parcel::Sealed {
        let filed = Filed::write(&record(id, 0, body), &self.sign, &mut self.tip);
        self.seal(Letter::Record, &filed.to_bytes())
    }

    pub(super) fn report(&mut self, id: Id, attachments: &[&parcel::Sealed]) -> parcel::Sealed {
        let mut screening = screening(attachments);
        screening.reply_seed = Some(HEXLOWER.encode(&self.seed));
        self.record(id, Body::Screening(Box::new(screening)))
    }
}

#[test]
fn a_report_is_filed_once_and_its_author_alone_can_tell() {
    let mut recipient = Recipient::new();
    let mut author = recipient.author();
    let other = recipient.author();
    let report = author.report(Id::random(), &[]);
    recipient.arrive(&report);
    let intake = recipient.desk.take_in(at(1)).unwrap();
    let counts = (intake.filed, intake.duplicates, intake.receipts);
    assert_eq!(counts, (1, 0, 1));
    assert_eq!(recipient.confirmed(&author, &report), 1);
    assert_eq!(recipient.confirmed(&other, &report), 0);
    // Its letter was lost, so it comes once more.
    recipient.arrive(&report);
    let intake = recipient.desk.take_in(at(2)).unwrap();
    let counts = (intake.filed, intake.duplicates, intake.receipts);
    assert_eq!(counts, (0, 1, 1));
    assert_eq!(recipient.confirmed(&author, &report), 2);
    // What is for the other desk is answered by a letter as well: nobody sees whether a report came.
    let elsewhere = parcel::seal(
        Letter::Record,
        b"elsewhere",
        &author.sign,
        &Address {
            mailbox: recipient.desk.mailbox(),
            to: SecretKey::generate().public(),
            second: None,
        },
    );
    recipient.arrive(&elsewhere.unwrap());
    assert_eq!(recipient.desk.take_in(at(3)).unwrap().receipts, 1);
    assert_eq!(recipient.letters().len(), 3);
    assert_eq!(recipient.desk.take_in(at(4)).unwrap().receipts, 0);
}

#[test]
fn an_attachment_of_a_report_waits_for_it_and_comes_from_its_author_alone() {
    let mut recipient = Recipient::new();
    let (mut author, thief) = (recipient.author(), recipient.author());
    let [early, late] = [1, 2].map(|byte| author.seal(Letter::Attachment, &[byte; 100]));
    let foreign = thief.seal(Letter::Attachment, &[3; 100]);
    recipient.arrive(&early);
    let intake = recipient.desk.take_in(at(1)).unwrap();
    assert_eq!((intake.filed, intake.kept_aside), (0, 1));
    let report = author.report(Id::random(), &[&early, &late, &foreign]);
    recipient.arrive(&report);
    let intake = recipient.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.filed, intake.kept_aside), (2, 0));
    recipient.arrive(&late);
    recipient.arrive(&foreign);
    let intake = recipient.desk.take_in(at(3)).unwrap();
    let counts = (intake.filed, intake.attachments, intake.kept_aside);
    assert_eq!(counts, (1, 1, 1));
    for (parcel, times) in [(&report, 1), (&early, 1), (&late, 1), (&foreign, 0)] {
        assert_eq!(recipient.confirmed(&author, parcel), times);
    }
    assert_eq!(recipient.confirmed(&thief, &foreign), 0);
}

#[test]
fn what_is_no_report_and_what_takes_anothers_name_is_kept_aside() {
    let mut recipient = Recipient::new();
    let (mut author, mut other) = (recipient.author(), recipient.author());
    let name = Id::random();
    recipient.arrive(&author.report(name, &[]));
    assert_eq!(recipient.desk.take_in(at(1)).unwrap().filed, 1);
    let taken = other.report(name, &[]);
    // Nobody can be told that it was filed.
    let silent = other.record(Id::random(), Body::Screening(Box::new(screening(&[]))));
    let withdrawal = other.record(
        Id::random(),
        Body::Withdrawal(Withdrawal {
            of: name,
            purposes: Vec::new(),
            never_sent: None,
        }),
    );
    for sealed in [&taken, &silent, &withdrawal] {
        recipient.arrive(sealed);
    }
    let intake = recipient.desk.take_in(at(2)).unwrap();
    assert_eq!((intake.filed, intake.kept_aside), (0, 3));
    for sealed in [&taken, &silent, &withdrawal] {
        assert_eq!(recipient.confirmed(&other, sealed), 0);
    }
    assert_eq!(recipient.desk.verify().unwrap().problems, [""; 0]);
}
