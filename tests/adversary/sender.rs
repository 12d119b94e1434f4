//! An enrolled phone that sends what no phone makes.

use std::{fs, path::Path};

use pocketcard::{
    base::Id,
    checklist::Answers,
    content::{Age, Answer, Content},
    crypto::{SecretKey, SigningKey},
    finding,
    invitation::{Invitation, phone_words},
    journal::Tip,
    pack::{Hash, PackName},
    parcel::{self, Address, LetterKind},
    record::{
        AttachmentRef, Body, Consent, Enrolment, FORMAT, Filed, Record, Referral, Screening,
        new_code,
    },
    sync::{Item, Way},
};
use pocketcard_tests::{
    binaries::{Said, Terminal},
    test_office::{House, now},
};

/// Commands to a terminal, and characters that hide, reorder or break lines, one for each kind.
const HOSTILE: [&str; 12] = [
    "\u{1b}]52;c;cHduZWQ=\u{7}",
    "\u{1b}[2J\u{1b}[H",
    "\u{9b}2J",
    "\u{9d}0;title\u{9c}",
    "\u{7f}\u{8}",
    "\u{202e}drawkcab",
    "\u{2066}isolated",
    "line\u{2028}line\u{2029}",
    "zero\u{200b}width\u{feff}",
    "\u{e0041}tag",
    "\r\tAll 412 records verified",
    "\u{ad}soft",
];

/// A phone that sends what it likes, in bundles.
pub struct Phone {
    pub sign: SigningKey,
    seal: SecretKey,
    invitation: Invitation,
    tip: Tip,
    waiting: Vec<parcel::Sealed>,
}

impl Phone {
    /// A phone that answers an invitation.
    pub fn new(house: &House, label: &str) -> Self {
        let invitation = Invitation::from_text(&house.invitation(label)).expect("an invitation");
        let (sign, seal) = (SigningKey::generate(), SecretKey::generate());
        let (signer, to) = (sign.verifying_key(), seal.public());
        let proof = Invitation::proof(&invitation.secret, &signer, &to).expect("a proof");
        // Somebody at the office heard its words from anyone who holds it.
        let words = phone_words(&signer, &to);
        house.desk().accept(label, &words, now()).expect("accepted");
        let mut phone = Self {
            sign,
            seal,
            invitation,
            tip: Tip::EMPTY,
            waiting: Vec::new(),
        };
        let enrolment = Enrolment {
            invitation: phone.invitation.id,
            proof,
            seal_key: phone.seal.public(),
            decoy: None,
        };
        phone.record(Body::Enrolment(enrolment));
        phone
    }

    /// Signs a record and puts it with what waits.
    pub fn record(&mut self, body: Body) -> Id {
        let record = Record {
            format: FORMAT.to_owned(),
            id: Id::random(),
            made_at: 1_790_000_000_000,
            pack: PackName {
                pack: "base".to_owned(),
                version: 1,
                hash: Hash([0; 32]),
            },
            body,
        };
        let filed = Filed::write(&record, &self.sign, &mut self.tip);
        let sealed = self.letter(LetterKind::Record, &filed.to_bytes());
        self.waiting.push(sealed);
        record.id
    }

    fn letter(&self, kind: LetterKind, content: &[u8]) -> parcel::Sealed {
        let address = Address {
            mailbox: self.invitation.mailbox,
            to: self.invitation.desk.seal_key.clone(),
            second: None,
        };
        parcel::seal(kind, content, &self.sign, &address).expect("sealed")
    }

    /// Writes what waits to a bundle, as the format's page says.
    pub fn bundle(&mut self, file: &Path) {
        write_bundle(
            self.invitation.mailbox,
            &std::mem::take(&mut self.waiting),
            file,
        );
    }
}

/// Writes parcels to a bundle.
pub fn write_bundle(mailbox: parcel::Mailbox, parcels: &[parcel::Sealed], file: &Path) {
    use pocketcard::sync::{Frame, Hello, PART_MAX, Role, VERSION};
    let mut bytes = Vec::new();
    Frame::Hello(Hello {
        version: VERSION,
        role: Role::Phone,
        mailbox,
        window: 0,
        careful: false,
    })
    .write(&mut bytes);
    let item = |parcel: &parcel::Sealed| Item {
        id: parcel.id,
        size: parcel.bytes.len() as u64,
        way: Way::Up,
    };
    for parcel in parcels {
        Frame::Offer(item(parcel)).write(&mut bytes);
    }
    for parcel in parcels {
        for (number, part) in parcel.bytes.chunks(PART_MAX).enumerate() {
            let offset = (number * PART_MAX) as u64;
            Frame::Part(item(parcel), offset, part).write(&mut bytes);
        }
    }
    Frame::End(false).write(&mut bytes);
    fs::write(file, bytes).expect("written");
}

/// A screening that a phone could have made.
pub fn screening() -> Screening {
    let answers = Answers {
        checklist: "person".to_owned(),
        age: Age::Adult,
        answers: [("general.1".to_owned(), Answer::Told)].into(),
        ..Answers::default()
    };
    Screening {
        code: new_code(),
        site: "Camp 4".to_owned(),
        finding: finding::find(Content::base(), &answers).expect("valid"),
        answers,
        note: String::new(),
        without_service: String::new(),
        attachments: Vec::new(),
        reply_seed: None,
    }
}

/// What a desk says about everything it has, in words and as JSON.
fn everything(office: &Terminal, ids: &[Id]) -> String {
    let mut said = String::new();
    let mut say = |arguments: &[&str]| {
        for json in [false, true] {
            let mut command = office.command(arguments);
            if json {
                command.arg("--json");
            }
            let Said { out, err, .. } = Said::by(&mut command);
            said.push_str(&out);
            said.push_str(&err);
        }
    };
    for verb in [&["inbox"][..], &["phones"], &["verify"], &["aside"]] {
        say(verb);
    }
    for id in ids {
        say(&["show", &id.to_string()]);
    }
    said
}

#[test]
fn nothing_that_a_phone_sends_commands_a_terminal() {
    let house = House::found(None);
    let office = house.office();
    let mut hostile = Phone::new(&house, "hostile");
    let mut ids = Vec::new();
    for text in HOSTILE {
        let places: [fn(&mut Screening, String); 7] = [
            |it, text| it.code = text,
            |it, text| it.site = text,
            |it, text| it.note = text,
            |it, text| it.without_service = text,
            |it, text| {
                it.answers.notes.insert("general.1".to_owned(), text);
            },
            |it, text| it.finding.advice.push(text),
            |it, text| {
                it.attachments.push(AttachmentRef {
                    parcel: parcel::ParcelId([1; 32]),
                    sha256: "0".repeat(64),
                    bytes: 1,
                    media_type: text,
                });
            },
        ];
        for put in places {
            let mut screening = screening();
            put(&mut screening, text.to_owned());
            ids.push(hostile.record(Body::Screening(Box::new(screening))));
        }
        let referral = Referral {
            about: ids[0],
            code: new_code(),
            service: text.to_owned(),
            needs: vec![text.to_owned()],
            consent: Consent::none(text, 1),
            note: text.to_owned(),
        };
        ids.push(hostile.record(Body::Referral(referral)));
    }
    let good = hostile.record(Body::Screening(Box::new(screening())));
    let card = house.path("card");
    hostile.bundle(&card);
    let card = card.to_str().expect("UTF-8");
    let said = Said::by(&mut office.command(&["collect", "--bundle", card, "--json"]));
    let collected = said.json();
    assert_eq!(
        collected["intake"]["filed"], 2,
        "the enrolment and the good one"
    );
    // What was refused cannot be shown; one try of each kind will do.
    let shown = [ids[0], ids[6], ids[7], good];
    let all = everything(&office, &shown) + &said.out + &said.err;
    assert!(all.contains(&good.to_string()));
    let commands: Vec<char> = all
        .chars()
        .filter(|c| {
            let plain = pocketcard::text::is_plain(c.encode_utf8(&mut [0; 4]), true);
            !plain || matches!(c, '\u{200c}'..='\u{200f}' | '\u{61c}')
        })
        .collect();
    assert!(commands.is_empty(), "{commands:?}");
}

#[test]
fn what_the_phone_takes_the_desk_files() {
    let house = House::found(None);
    let (phone, office) = (house.phone("phone"), house.office());
    let answers = house.write(
        "adult.json",
        include_str!("../../bindings/cli/examples/adult-labour.json"),
    );
    let mut finished = 0;
    for site in HOSTILE.into_iter().chain([
        "Camp 4\t",
        " Camp\r\n",
        "\u{feff}Camp",
        "Camp\u{a0}4",
        "عيادة",
    ]) {
        for note in ["", site] {
            let arguments = [
                "screen",
                "--answers",
                &answers,
                "--site",
                site,
                "--note",
                note,
            ];
            let said = Said::by(&mut phone.command(&arguments));
            match said.status {
                0 => finished += 1,
                _ => assert!(said.err.contains("type it again"), "{said:?}"),
            }
        }
    }
    assert!(finished >= 8, "pasting does not stop anybody: {finished}");
    let (card, back) = (house.argument("card"), house.argument("back"));
    phone.does(&["carry", "out", &card]);
    let intake = office.does(&["collect", "--bundle", &card, "--out", &back]);
    assert_eq!(intake["intake"]["filed"], finished + 1);
    phone.does(&["carry", "in", &back]);
    assert_eq!(phone.does(&["outbox"])["outbox"], serde_json::json!([]));
}

#[test]
fn what_is_kept_aside_is_listed_shown_and_settled_and_tried_again_only_with_reason() {
    let house = House::found(None);
    let office = house.office();
    let mut stranger = Phone::new(&house, "stranger");
    // Its enrolment is held back.
    let enrolment = stranger.waiting.pop().expect("an enrolment");
    let record = stranger.record(Body::Screening(Box::new(screening())));
    let (card, late) = (house.path("card"), house.path("late"));
    stranger.bundle(&card);
    let mut hostile = Phone::new(&house, "hostile");
    let mut odd = screening();
    odd.site = HOSTILE[0].to_owned();
    hostile.record(Body::Screening(Box::new(odd)));
    hostile.bundle(&late);
    for file in [&card, &late] {
        let file = file.to_str().expect("UTF-8");
        Said::by(&mut office.command(&["collect", "--bundle", file]));
    }
    let aside = office.does(&["aside"])["aside"].clone();
    let lines = aside.as_array().expect("a list");
    assert_eq!(lines.len(), 2, "{aside}");
    let from = |phone: Option<&str>| {
        let line = lines.iter().find(|line| line["phone"].as_str() == phone);
        line.expect("it is kept aside")["parcel"]
            .as_str()
            .expect("an id")
            .to_owned()
    };
    let shown = office.does(&["aside", "show", &from(Some("hostile"))]);
    assert_eq!(shown["record"]["body"]["site"], HOSTILE[0]);
    office.does(&["aside", "settle", &from(Some("hostile"))[..12]]);
    office.is_refused(&["aside", "show", "nothing"], "`aside` lists them");
    // A collection without news says how many there are, and is no failure.
    let empty = house.argument("empty");
    write_bundle(stranger.invitation.mailbox, &[], Path::new(&empty));
    let intake = office.does(&["collect", "--bundle", &empty])["intake"].clone();
    assert_eq!(
        (&intake["kept_aside"], &intake["set_aside"]),
        (&1.into(), &serde_json::json!([]))
    );
    // The enrolment explains it.
    stranger.waiting.push(enrolment);
    stranger.bundle(&card);
    let card = card.to_str().expect("UTF-8");
    let intake = office.does(&["collect", "--bundle", card])["intake"].clone();
    assert_eq!(
        (&intake["filed"], &intake["kept_aside"]),
        (&2.into(), &0.into())
    );
    office.does(&["show", &record.to_string()]);
}

#[test]
fn a_level_that_the_answers_do_not_give_heads_no_list() {
    let house = House::found(None);
    let office = house.office();
    let mut hostile = Phone::new(&house, "hostile");
    let mut loud = screening();
    loud.finding.level = pocketcard::content::Level::ReferNow;
    let quiet = loud.answers.clone();
    let loud = hostile.record(Body::Screening(Box::new(loud)));
    let card = house.path("card");
    hostile.bundle(&card);
    office.does(&["collect", "--bundle", card.to_str().expect("UTF-8")]);
    let inbox = office.does(&["inbox"])["inbox"].clone();
    let lines = inbox.as_array().expect("a list");
    let line = lines.iter().find(|line| line["id"] == loud.to_string());
    let line = line.expect("filed");
    let real = finding::find(Content::base(), &quiet).expect("valid").level;
    let real = serde_json::to_value(real).expect("a level");
    assert_eq!(
        (&line["level"], &line["level_again"]),
        (&"refer-now".into(), &real)
    );
    assert_ne!(line["state"], "refer-now");
    let said = Said::by(&mut office.command(&["show", &loud.to_string()]));
    assert!(said.out.contains("Go by the answers"), "{}", said.out);
}

#[test]
fn thousands_of_strangers_letters_cost_each_collection_nothing() {
    let house = House::found(None);
    let office = house.office();
    let mut known = Phone::new(&house, "known");
    let mailbox = known.invitation.mailbox;
    let mut letters = Vec::new();
    for _ in 0..1_200 {
        known.sign = SigningKey::generate();
        known.tip = Tip::EMPTY;
        known.record(Body::Screening(Box::new(screening())));
        letters.push(known.waiting.pop().expect("a record"));
    }
    let card = house.path("card");
    write_bundle(mailbox, &letters, &card);
    let said =
        Said::by(&mut office.command(&["collect", "--bundle", card.to_str().expect("UTF-8")]));
    assert_eq!(said.status, 1);
    assert!(
        said.out.lines().count() < 40,
        "a line for each would bury the rest"
    );
    let aside = office.does(&["aside"])["aside"].clone();
    assert_eq!(
        aside.as_array().expect("a list").len(),
        1_000,
        "so many and no more"
    );
    // The next collection opens none of them.
    let begun = std::time::Instant::now();
    office.does(&["aside"]);
    let listing = begun.elapsed();
    let empty = house.path("empty");
    write_bundle(mailbox, &[], &empty);
    let begun = std::time::Instant::now();
    office.does(&["collect", "--bundle", empty.to_str().expect("UTF-8")]);
    assert!(begun.elapsed() < 3 * listing + std::time::Duration::from_secs(1));
}
