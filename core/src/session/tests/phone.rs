//! A phone for tests of this module: enrolled with an office that nobody plays.

use crate::{
    base::Id,
    content::{Content, Document, Policy},
    crypto::{SecretKey, SigningKey},
    host::Moment,
    invitation::{DeskCard, Invitation},
    pack::{Issue, Roots, SignedPack, Sounds},
    parcel::Mailbox,
    session::{Error, Session},
    vault::{Kdf, Passphrase, tests::keystores::Watched},
};

pub const DAILY: &str = "lantern orbit seven maple";

pub fn at(minutes: u64) -> Moment {
    Moment {
        wall_ms: 1_772_431_200_000,
        monotonic_ms: minutes * 60_000,
        boot: [1; 16],
    }
}

fn invitation(sign: &SigningKey, escrow: &SecretKey) -> String {
    let invitation = Invitation {
        format: Invitation::format(),
        id: Id::random(),
        number: 0,
        expires_at: i64::MAX,
        mailbox: Mailbox([3; 16]),
        desk: DeskCard {
            name: "Desk".to_owned(),
            seal_key: SecretKey::generate().public(),
            sign_key: sign.verifying_key(),
        },
        escrow: Some(escrow.public()),
        confidential: None,
        audience_seed: "11".repeat(32),
        audience: 0,
        pack: "office".to_owned(),
        pack_version: 0,
        roots: Roots::new(1, 1, &[sign.verifying_key()]).unwrap(),
        hub: None,
        hub_certificate: None,
        hub_from: None,
        token: "token".to_owned(),
        secret: "22".repeat(32),
    };
    invitation.to_text().to_string()
}

pub struct Phone {
    pub directory: tempfile::TempDir,
    pub keystore: Watched,
    /// Signs packs and letters.
    office: SigningKey,
    pub escrow: SecretKey,
}

impl Phone {
    pub fn enrolled() -> (Self, Session) {
        let directory = tempfile::tempdir().unwrap();
        let phone = Self {
            keystore: Watched::new(&directory.path().join("keys")),
            directory,
            office: SigningKey::generate(),
            escrow: SecretKey::generate(),
        };
        let session = phone.enrol().unwrap();
        (phone, session)
    }

    pub fn path(&self) -> std::path::PathBuf {
        self.directory.path().join("card")
    }

    pub fn enrol(&self) -> Result<Session, Error> {
        Session::enrol(
            &self.path(),
            &invitation(&self.office, &self.escrow),
            &Passphrase::new(DAILY),
            &self.keystore,
            Kdf::new(19 * 1024, 2, 1).unwrap(),
            at(0),
        )
    }

    pub fn unlock(&self, typed: &str) -> Result<Session, Error> {
        let passphrase = Passphrase::new(typed);
        Session::unlock(&self.path(), &passphrase, &self.keystore, at(0))
    }

    /// The office sends a pack with another policy, as version `version`.
    pub fn meet(&self, session: &mut Session, version: u64, change: impl Fn(&mut Policy)) {
        self.publish(session, version, |document| change(&mut document.policy));
    }

    /// The office sends a pack with another content, as version `version`.
    pub fn publish(&self, session: &mut Session, version: u64, change: impl Fn(&mut Document)) {
        self.publish_with(session, version, &Sounds::default(), change);
    }

    /// The same with the sounds of its recordings.
    pub fn publish_with(
        &self,
        session: &mut Session,
        version: u64,
        sounds: &Sounds,
        change: impl Fn(&mut Document),
    ) {
        let mut document = Content::base().document().clone();
        change(&mut document);
        let now = at(0).wall_ms;
        let issue = Issue {
            pack: "office".to_owned(),
            version,
            issued_at: now - 1,
            expires_at: now + 1_000_000_000,
            roots: 1,
        };
        let json = Content::new(document).unwrap().canonical_json();
        let pack = SignedPack::new(&json, issue).unwrap();
        let mut pack = pack.with_sounds(sounds.clone()).unwrap();
        pack.sign(&self.office).unwrap();
        let open = session.open_mut().unwrap();
        open.take_pack(&pack.to_bytes(), at(0)).unwrap();
    }
}
