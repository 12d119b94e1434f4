//! What a hostile phone, or a kill at the worst moment, may do to a desk.

use pocketcard::{
    base::Id,
    checklist::Answers,
    content::Content,
    crypto::{PublicKey, SecretKey, SigningKey},
    finding,
    host::{Moment, Proceed, Progress},
    invitation::{Invitation, phone_words},
    journal::{Entry, Tip},
    pack::{Hash, PackName},
    parcel::{self, Address, LetterKind as Letter, ParcelId},
    record::{
        AttachmentRef, Body, Consent, Enrolment, FORMAT, Filed, Notice, Purpose, Receipt, Record,
        Referral, Reply, Says, Screening, Unfiled, Withdrawal,
    },
    sync::{Depot, Have, Item, ParcelState, Way},
    vault::{Kdf, Passphrase, SoftwareKeystore},
};
use tempfile::TempDir;

use super::*;

mod bounds;
mod confidential;
mod confirming;
mod enrolling;
mod full_disk;
mod intake;
mod journals;
mod records;
mod revoked;

fn at(wall_ms: i64) -> Moment {
    Moment {
        wall_ms: 1_790_000_000_000 + wall_ms,
        monotonic_ms: 0,
        boot: [0; 16],
    }
}

struct Office {
    _directory: TempDir,
    desk: Desk,
}

/// A phone that sends what it likes.
struct Phone {
    sign: SigningKey,
    seal: SecretKey,
    invitation: Invitation,
    tip: Tip,
    /// Its journal's last entry.
    last: Option<Entry>,
    /// What its clock says.
    clock: i64,
}

impl Office {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let keystore = SoftwareKeystore::new(&directory.path().join("keys"));
        let desk = Desk::found(
            &directory.path().join("desk"),
            &NewDesk {
                name: "Desk",
                hub: None,
                hub_certificate: None,
                keepers: None,
            },
            &Passphrase::new("four quite different words"),
            &keystore,
            Kdf::new(19 * 1024, 2, 1).unwrap(),
            None,
            at(0),
        );
        Self {
            _directory: directory,
            desk: desk.unwrap(),
        }
    }

    fn invite(&mut self) -> Invitation {
        let invited = self.desk.store.list(kind::INVITATION).count();
        let label = format!("phone {invited}");
        let text = self.desk.invite(&label, 30, at(0)).unwrap();
        Invitation::from_text(&text).unwrap()
    }

    /// The label of the newest invitation.
    fn newest(&self) -> String {
        let invited = self.desk.store.list(kind::INVITATION).count();
        format!("phone {}", invited - 1)
    }

    /// A phone that has an invitation and has not answered it.
    fn invited(&mut self) -> Phone {
        Phone {
            sign: SigningKey::generate(),
            seal: SecretKey::generate(),
            invitation: self.invite(),
            tip: Tip::EMPTY,
            last: None,
            clock: 0,
        }
    }

    /// An enrolled phone.
    fn phone(&mut self) -> Phone {
        let mut phone = self.invited();
        self.arrive(&phone.enrolment());
        let words = phone.words();
        let accepted = self.desk.accept(&self.newest(), &words, at(0)).unwrap();
        assert_eq!(accepted, Accepted::Expected);
        assert_eq!(self.desk.take_in(at(1)).unwrap().enrolled, 1);
        phone
    }

    fn arrive(&mut self, sealed: &parcel::Sealed) -> ParcelId {
        arrive(&mut self.desk, sealed)
    }

    /// The notices that wait for a phone.
    fn notices(&self, phone: &Phone) -> Vec<Says> {
        letters(&self.desk, &phone.seal)
            .iter()
            .filter_map(|letter| Some(Notice::from_bytes(&letter.content).ok()?.says))
            .collect()
    }
}

fn arrive(desk: &mut Desk, sealed: &parcel::Sealed) -> ParcelId {
    let item = Item {
        id: sealed.id,
        size: sealed.bytes.len() as u64,
        way: Way::Up,
    };
    let Desk { parcels, store, .. } = desk;
    let at = at(0).wall_ms;
    let added = parcels.write(store, |tx| {
        tx.add(item, ParcelState::Arrived, None, &sealed.bytes, at)
    });
    added.unwrap();
    sealed.id
}

fn record(id: Id, made_at: i64, body: Body) -> Record {
    Record {
        format: FORMAT.to_owned(),
        id,
        made_at,
        pack: PackName {
            pack: "base".to_owned(),
            version: 1,
            hash: Hash([0; 32]),
        },
        body,
    }
}

/// A screening of which nothing but these attachments matters.
fn screening(attachments: &[&parcel::Sealed]) -> Screening {
    let answers: Answers =
        serde_json::from_str(r#"{"checklist": "misconduct", "age": "unknown"}"#).unwrap();
    let named = |sealed: &&parcel::Sealed| AttachmentRef {
        parcel: sealed.id,
        sha256: "00".repeat(32),
        bytes: 100,
        media_type: "image/jpeg".to_owned(),
    };
    Screening {
        code: "K7M-D4R".to_owned(),
        site: String::new(),
        finding: finding::find(Content::base(), &answers).unwrap(),
        answers,
        note: String::new(),
        without_service: String::new(),
        attachments: attachments.iter().map(named).collect(),
        reply_seed: None,
    }
}

impl Phone {
    fn seal(&self, kind: Letter, content: &[u8]) -> parcel::Sealed {
        self.seal_to(&self.invitation.desk.seal_key, kind, content)
    }

    fn seal_to(&self, to: &PublicKey, kind: Letter, content: &[u8]) -> parcel::Sealed {
        let address = Address {
            mailbox: self.invitation.mailbox,
            to: to.clone(),
            second: None,
        };
        parcel::seal(kind, content, &self.sign, &address).unwrap()
    }

    fn record(&mut self, id: Id, body: Body) -> parcel::Sealed {
        let record = record(id, self.clock, body);
        let filed = Filed::write(&record, &self.sign, &mut self.tip);
        self.last = Some(filed.entry);
        self.seal(Letter::Record, &filed.to_bytes())
    }

    fn words(&self) -> String {
        phone_words(&self.sign.verifying_key(), &self.seal.public())
    }

    fn enrolment(&mut self) -> parcel::Sealed {
        let seal_key = self.seal.public();
        let sign_key = self.sign.verifying_key();
        let proof = Invitation::proof(&self.invitation.secret, &sign_key, &seal_key).unwrap();
        let enrolment = Enrolment {
            invitation: self.invitation.id,
            proof,
            seal_key,
            decoy: None,
        };
        self.record(Id::random(), Body::Enrolment(enrolment))
    }

    fn referral(&mut self, id: Id, code: &str) -> parcel::Sealed {
        let referral = Referral {
            about: id,
            code: code.to_owned(),
            service: String::new(),
            needs: Vec::new(),
            consent: Consent::none("en", 0),
            note: String::new(),
        };
        self.record(id, Body::Referral(referral))
    }
}

/// The letters that wait for phones, as this key opens them.
fn letters(desk: &Desk, key: &SecretKey) -> Vec<parcel::Opened> {
    let own = desk
        .parcels
        .entries()
        .filter(|book| book.place == ParcelState::Own);
    own.filter_map(|book| {
        let mut bytes = Vec::new();
        let reader = desk.parcels.reader(&desk.store, &book.item.id);
        std::io::Read::read_to_end(&mut reader.unwrap(), &mut bytes).unwrap();
        parcel::open(&bytes, key).ok()
    })
    .collect()
}

fn place(entry: &Entry) -> pocketcard::journal::EntryRef {
    pocketcard::journal::EntryRef {
        seq: entry.seq,
        hash: entry.hash(),
    }
}

/// The receipts that wait for a phone, with more in them than its enrolment.
fn receipts(office: &Office, phone: &Phone) -> Vec<Receipt> {
    let letters = letters(&office.desk, &phone.seal).into_iter();
    let receipts = letters.filter_map(|letter| Receipt::from_bytes(&letter.content).ok());
    receipts
        .filter(|it| it.entries.iter().all(|place| place.seq > 1))
        .collect()
}

/// Which of its parcels a phone is told were not filed, and why.
fn refused(office: &Office, phone: &Phone) -> Vec<(ParcelId, Unfiled)> {
    let receipts = receipts(office, phone).into_iter();
    let refused = receipts.flat_map(|receipt| receipt.not_filed);
    refused.map(|it| (it.parcel, it.why)).collect()
}
