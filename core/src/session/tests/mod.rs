//! A phone with the office's keys in our hands, and what becomes of it.

use std::io::Cursor;

use proptest::prelude::*;
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::{
    checklist::Answers,
    crypto::{PublicKey, SecretKey, SigningKey},
    host::Unwatched,
    invitation::{DeskCard, Invitation},
    pack::Roots,
    parcel::{self, Address, Mailbox, ParcelId, Sealed},
    record::{AudienceKey, Notice, OfficeAnswer, Receipt, Reply, Says, WipeOrder},
    store::Header,
    sync::{Depot, Item, ParcelState, Reason, Role, Way},
    vault::{Kdf, SoftwareKeystore},
};

mod apart;
mod coerced;
mod damage;
mod letters;
#[cfg(target_os = "linux")]
mod memory;
pub(crate) mod phone;
mod questions;

const MAILBOX: Mailbox = Mailbox([7; 16]);
const REPORT: &str = r#"{"checklist": "misconduct", "version": 1, "age": "unknown",
    "answers": {"misconduct.sex-for-aid": "told"}}"#;

/// A desk of which only the keys exist.
struct Office {
    sign: SigningKey,
    seal: SecretKey,
}

impl Office {
    fn new() -> Self {
        Self {
            sign: SigningKey::generate(),
            seal: SecretKey::generate(),
        }
    }

    fn card(&self) -> DeskCard {
        DeskCard {
            name: "Desk".to_owned(),
            seal_key: self.seal.public(),
            sign_key: self.sign.verifying_key(),
        }
    }

    fn letter(&self, kind: parcel::LetterKind, content: &[u8], to: &PublicKey) -> Sealed {
        let address = Address {
            mailbox: MAILBOX,
            to: to.clone(),
            second: None,
        };
        parcel::seal(kind, content, &self.sign, &address).unwrap()
    }
}

struct Phone {
    directory: TempDir,
    session: Session,
    office: Office,
    confidential: Office,
    invitation: Id,
}

fn at(wall_ms: i64) -> Moment {
    Moment {
        wall_ms: 1_790_000_000_000 + wall_ms,
        monotonic_ms: 0,
        boot: [0; 16],
    }
}

fn passphrase() -> Passphrase {
    Passphrase::new("four quite different words")
}

fn hex(byte: u8) -> String {
    data_encoding::HEXLOWER.encode(&[byte; 32])
}

impl Phone {
    fn new() -> Self {
        let (office, confidential) = (Office::new(), Office::new());
        let invitation = Invitation {
            format: Invitation::format(),
            id: Id::random(),
            number: 0,
            expires_at: i64::MAX,
            mailbox: MAILBOX,
            desk: office.card(),
            escrow: None,
            confidential: Some(confidential.card()),
            audience_seed: hex(3),
            audience: 0,
            pack: "office".to_owned(),
            pack_version: 0,
            roots: Roots::new(1, 1, &[office.sign.verifying_key()]).unwrap(),
            hub: None,
            hub_certificate: None,
            hub_from: None,
            token: "token".to_owned(),
            secret: hex(4),
        };
        let directory = tempfile::tempdir().unwrap();
        let keystore = SoftwareKeystore::new(&directory.path().join("keys"));
        let session = Session::enrol(
            &directory.path().join("phone"),
            &invitation.to_text(),
            &passphrase(),
            &keystore,
            Kdf::new(19 * 1024, 2, 1).unwrap(),
            at(0),
        )
        .unwrap();
        Self {
            directory,
            session,
            office,
            confidential,
            invitation: invitation.id,
        }
    }

    fn open(&mut self) -> &mut Open {
        self.session.open_mut().unwrap()
    }

    fn arrive(&mut self, sealed: &Sealed, way: Way) -> Arrivals {
        let item = Item {
            id: sealed.id,
            size: sealed.bytes.len() as u64,
            way,
        };
        let open = self.open();
        let add = open.parcels.write(&mut open.store, |tx| {
            tx.add(
                item,
                ParcelState::Arrived,
                None,
                &sealed.bytes,
                at(0).wall_ms,
            )
        });
        add.unwrap();
        self.session.take_in(at(1)).unwrap()
    }

    fn receipt(&mut self, parcels: &[ParcelId]) -> Vec<u8> {
        let device = self.open().device.sign.verifying_key();
        let receipt: Receipt = serde_json::from_value(json!({
            "format": Receipt::FORMAT, "device": device, "filed_at": 0, "parcels": parcels,
            "entries": [], "gaps": [],
        }))
        .unwrap();
        receipt.to_bytes().to_vec()
    }

    fn notice(&mut self, says: Says) -> Arrivals {
        let phone = self.open().device.sign.verifying_key();
        let order = WipeOrder::sign(&self.office.sign, &phone, &self.invitation);
        self.notice_with(says, (says == Says::Wipe).then_some(order))
    }

    fn notice_with(&mut self, says: Says, order: Option<WipeOrder>) -> Arrivals {
        let notice = Notice {
            format: Notice::FORMAT.to_owned(),
            invitation: self.invitation,
            made_at: 0,
            says,
            since: None,
            office: None,
            order,
        };
        let to = self.open().device.seal.public();
        let sealed = self
            .office
            .letter(parcel::LetterKind::Notice, &notice.to_bytes(), &to);
        self.arrive(&sealed, Way::Down)
    }

    fn waiting(&self) -> Vec<ParcelId> {
        let lines = self.session.outbox(at(1)).unwrap();
        lines.into_iter().map(|line| line.parcel).collect()
    }

    /// Reports misconduct, with a photograph; gives the parcels and the receipts' key.
    fn report(&mut self) -> (Vec<ParcelId>, PublicKey) {
        let before = self.waiting();
        let answers: Answers = serde_json::from_str(REPORT).unwrap();
        let mut photograph = Cursor::new([7; 100]);
        let attachment = Attachment {
            from: &mut photograph,
            bytes: 100,
            media_type: "image/jpeg".to_owned(),
        };
        let request = ScreeningRequest::new(answers);
        self.session
            .screen(request, &mut [attachment], &Unwatched, at(0))
            .unwrap();
        let open = self.open();
        let row = open.store.list(kind::REPLY).next().unwrap().id;
        let bytes = open.store.body(row).unwrap().unwrap();
        let key = confidential::ConfidentialReport::from_bytes(&bytes)
            .unwrap()
            .key()
            .public();
        let mut parcels = self.waiting();
        parcels.retain(|id| !before.contains(id));
        (parcels, key)
    }
}
