//! Exchanges through the facade, step by step as a shell takes them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use crate::{
    Clock, HostError, Keystore, KeystoreError, Moment, Phone, Screening, SecurityLevel, Status,
    answers_from_json,
};
use pocketcard::{
    base::Id,
    crypto::{SecretKey, SigningKey},
    invitation::{DeskCard, Invitation},
    pack::Roots,
    parcel::Mailbox,
    sync::{MemoryDepot, Role, WINDOW, respond},
};

const MAILBOX: Mailbox = Mailbox([3; 16]);
const NOTHING_NOTICED: &[u8] = include_bytes!("../../../cli/examples/nothing-noticed.json");

#[derive(Default)]
struct Keys(Mutex<HashMap<String, u8>>);

impl Keystore for Keys {
    fn security_level(&self) -> Result<SecurityLevel, KeystoreError> {
        Ok(SecurityLevel::Software)
    }

    fn create(&self, key: String) -> Result<(), KeystoreError> {
        let mut keys = self.0.lock().expect("nobody panicked");
        let next = keys.len() as u8;
        keys.entry(key).or_insert(next);
        Ok(())
    }

    fn mac(&self, key: String, data: Vec<u8>) -> Result<Vec<u8>, KeystoreError> {
        let keys = self.0.lock().expect("nobody panicked");
        let key = *keys.get(&key).ok_or(KeystoreError::Invalidated)?;
        let mut mac = vec![key; 32];
        for (place, byte) in data.into_iter().enumerate() {
            mac[place % 32] = mac[place % 32].wrapping_mul(31).wrapping_add(byte);
        }
        Ok(mac)
    }

    fn destroy(&self, key: String) -> Result<(), KeystoreError> {
        self.0.lock().expect("nobody panicked").remove(&key);
        Ok(())
    }
}

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Result<Moment, HostError> {
        Ok(Moment {
            wall_ms: 1_772_431_200_000,
            monotonic_ms: 0,
            boot: vec![0; 16],
        })
    }
}

/// A phone of an office that nobody plays.
fn enrolled(directory: &std::path::Path) -> Arc<Phone> {
    let sign = SigningKey::generate();
    let invitation = Invitation {
        format: Invitation::format(),
        id: Id::random(),
        number: 0,
        expires_at: i64::MAX,
        mailbox: MAILBOX,
        desk: DeskCard {
            name: "Desk".to_owned(),
            seal_key: SecretKey::generate().public(),
            sign_key: sign.verifying_key(),
        },
        escrow: None,
        confidential: None,
        audience_seed: "11".repeat(32),
        audience: 0,
        pack: "office".to_owned(),
        pack_version: 0,
        roots: Roots::new(1, 1, &[sign.verifying_key()]).expect("it works"),
        hub: None,
        hub_certificate: None,
        hub_from: None,
        token: "token".to_owned(),
        secret: "22".repeat(32),
    };
    let directory = directory.to_str().expect("it is text").to_owned();
    let phone = Phone::new(directory, Arc::new(Keys::default()), Arc::new(Noon));
    let invitation = invitation.to_text().as_bytes().to_vec();
    phone
        .enrol(invitation, b"lantern orbit seven maple".to_vec(), 0)
        .expect("it works");
    phone
}

fn screen(phone: &Phone) {
    let screening = Screening {
        answers: answers_from_json(NOTHING_NOTICED.to_vec()).expect("it works"),
        site: String::new(),
        note: String::new(),
        area: String::new(),
        without_service: String::new(),
        draft: None,
    };
    phone
        .screen(screening, Vec::new(), None, "en".to_owned())
        .expect("it works");
}

#[test]
fn two_hundred_parcels_go_in_one_exchange() {
    let directory = tempfile::tempdir().unwrap();
    let phone = enrolled(directory.path());
    (0..200).for_each(|_| screen(&phone));
    let mut hub = MemoryDepot::new(Role::Hub, MAILBOX);
    let mut before = 0;
    let exchange = Arc::clone(&phone).exchange_with_hub(WINDOW);
    while let Some(request) = exchange.next_request().unwrap() {
        let answer = respond(&mut hub, &request).unwrap();
        let status = exchange.on_response(answer).unwrap();
        let now = exchange.progress();
        assert!(now.done > before && now.done <= now.total, "{now:?}");
        before = now.done;
        if status == Status::Done {
            break;
        }
    }
    assert_eq!(exchange.tally().delivered, 201, "and its enrolment");
    assert_eq!(hub.items().count(), 201);
}
