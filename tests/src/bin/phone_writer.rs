//! Uses a phone until it is killed: `phone_writer ROOT SEED`.
//!
//! Enrols first where that is due. Says `did VERB` once the phone has acknowledged what it was asked, with
//! the record's id where there is one. A canary is typed into every field that takes text.

use std::{
    env, fs,
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
};

use pocketcard::{
    base::Id,
    checklist::Answers,
    host::{Moment, Unwatched},
    record::{Basis, How},
    session::{Agreement, Attachment, ReferralRequest, ScreeningRequest, Session},
    vault::Passphrase,
};
use pocketcard_tests::test_office::{kdf, keystore, now};
use pocketcard_tests::{
    canary::CANARY,
    phone_life::{PASSPHRASES, unlock},
};

const ADULT: &str = include_str!("../../../bindings/cli/examples/adult-labour.json");

fn answers() -> Answers {
    let mut answers = Answers::from_json(ADULT.as_bytes()).expect("an example");
    for note in answers.notes.values_mut() {
        *note = CANARY.to_owned();
    }
    answers
}

struct Life {
    root: PathBuf,
    session: Session,
    now: Moment,
    screened: Option<Id>,
    passphrase: usize,
}

impl Life {
    fn begin(root: &Path) -> Self {
        let phone = root.join("phone");
        let key = keystore(&phone);
        let now = now();
        let (session, passphrase) = if Session::exists(&phone, &key) {
            unlock(root, now)
        } else {
            let invitation = fs::read_to_string(root.join("invitation")).expect("there");
            let passphrase = Passphrase::new(PASSPHRASES[0]);
            let enrolled = Session::enrol(&phone, &invitation, &passphrase, &key, kdf(), now);
            (enrolled.expect("enrolled"), 0)
        };
        Self {
            root: root.to_owned(),
            session,
            now,
            screened: None,
            passphrase,
        }
    }

    fn screen(&mut self) -> Id {
        let photograph = CANARY.repeat(20).into_bytes();
        let mut from = Cursor::new(&photograph);
        let attachment = Attachment {
            bytes: photograph.len() as u64,
            from: &mut from,
            media_type: "image/jpeg".to_owned(),
        };
        let draft = self
            .session
            .drafts()
            .expect("unlocked")
            .first()
            .map(|it| it.0);
        let request = ScreeningRequest {
            site: CANARY.to_owned(),
            note: CANARY.to_owned(),
            draft,
            ..ScreeningRequest::new(answers())
        };
        let screened = self
            .session
            .screen(request, &mut [attachment], &Unwatched, self.now);
        screened.expect("screened").id.expect("a record")
    }

    fn refer(&mut self, about: Id) -> Id {
        let request = ReferralRequest {
            about,
            needs: Vec::new(),
            agreement: Agreement::Agreed {
                service: "service.example-workers".to_owned(),
                basis: Basis::Own,
                statistics: true,
                accountability: false,
                note: CANARY.to_owned(),
            },
            how: How::Spoken,
            language: "en".to_owned(),
        };
        self.session.refer(request, self.now).expect("referred").id
    }

    /// One thing that people do with a phone; what is said of it.
    fn step(&mut self, choice: u64) -> String {
        match choice % 11 {
            0..=2 => {
                let id = self.screen();
                self.screened = Some(id);
                format!("record {id}")
            }
            3 => match self.screened.take() {
                Some(id) => format!("record {}", self.refer(id)),
                None => "nothing".to_owned(),
            },
            4 | 5 => {
                let saved = self.session.save_draft(None, answers(), self.now);
                saved.expect("saved");
                "draft".to_owned()
            }
            6 => {
                let mut file = fs::File::create(self.root.join("bundle")).expect("made");
                let carried = self.session.carry_out(&mut file, &Unwatched, self.now);
                carried.expect("carried");
                "carry".to_owned()
            }
            7 => {
                let other = 1 - self.passphrase;
                let [from, to] = [self.passphrase, other].map(|n| Passphrase::new(PASSPHRASES[n]));
                let key = keystore(&self.root.join("phone"));
                let changed = self.session.change_passphrase(&from, &to, &key);
                changed.expect("changed");
                self.passphrase = other;
                "passphrase".to_owned()
            }
            8 => {
                self.session.suspend().expect("suspended");
                self.session.resume(self.now).expect("resumed");
                "resume".to_owned()
            }
            9 => {
                // Long enough that what was finished is shredded.
                self.now.wall_ms += 40 * 60_000;
                self.session.tidy(self.now).expect("tidied");
                self.screened = None;
                "tidy".to_owned()
            }
            _ => {
                self.session.lock();
                (self.session, self.passphrase) = unlock(&self.root, self.now);
                "unlock".to_owned()
            }
        }
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [root, seed] = arguments.as_slice() else {
        panic!("phone_writer ROOT SEED");
    };
    let mut state: u64 = seed.parse().expect("a number");
    let mut life = Life::begin(Path::new(root));
    let mut out = std::io::stdout();
    loop {
        // Knuth's MMIX generator: enough to mix steps.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let did = life.step(state >> 33);
        writeln!(out, "did {did}").expect("somebody listens");
    }
}
