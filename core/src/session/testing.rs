//! A phone for tests of this module: enrolled with an office that nobody plays.

use super::{Error, Session};
use crate::{
    host::Moment,
    invitation::{DeskCard, Invitation},
    journal::SigningKey,
    pack::Roots,
    parcel::{Mailbox, SecretKey},
    record::Id,
    vault::{Kdf, Passphrase, SoftwareKeystore},
};

pub const DAILY: &str = "lantern orbit seven maple";

pub fn at(minutes: u64) -> Moment {
    Moment {
        wall_ms: 1_772_431_200_000,
        monotonic_ms: minutes * 60_000,
        boot: [1; 16],
    }
}

fn invitation() -> String {
    let sign = SigningKey::generate();
    let invitation = Invitation {
        format: Invitation::format(),
        id: Id::random(),
        expires_at: i64::MAX,
        mailbox: Mailbox([3; 16]),
        desk: DeskCard {
            name: "Desk".to_owned(),
            seal_key: SecretKey::generate().public(),
            sign_key: sign.verifying_key(),
        },
        escrow: None,
        confidential: None,
        audience_seed: "11".repeat(32),
        pack: "office".to_owned(),
        roots: Roots::new(1, 1, &[sign.verifying_key()]).unwrap(),
        hub: None,
        hub_certificate: None,
        token: "token".to_owned(),
        secret: "22".repeat(32),
    };
    invitation.to_text().to_string()
}

pub struct Phone {
    pub directory: tempfile::TempDir,
    pub keystore: SoftwareKeystore,
}

impl Phone {
    pub fn enrolled() -> (Self, Session) {
        let directory = tempfile::tempdir().unwrap();
        let keystore = SoftwareKeystore::new(&directory.path().join("keys"));
        let phone = Self {
            directory,
            keystore,
        };
        let session = phone.enrol().unwrap();
        (phone, session)
    }

    pub fn enrol(&self) -> Result<Session, Error> {
        Session::enrol(
            self.directory.path(),
            &invitation(),
            &Passphrase::new(DAILY),
            &self.keystore,
            Kdf::new(19 * 1024, 2, 1).unwrap(),
            at(0),
        )
    }

    pub fn unlock(&self, typed: &str) -> Result<Session, Error> {
        let passphrase = Passphrase::new(typed);
        Session::unlock(self.directory.path(), &passphrase, &self.keystore, at(0))
    }
}
