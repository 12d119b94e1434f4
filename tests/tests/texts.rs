//! Whatever a phone takes, its desk files; whatever it does not take, it refuses in one clear line.

use std::collections::BTreeMap;

use pocketcard::{
    base::Id,
    checklist::Answers,
    host::Unwatched,
    record::{Basis, How, ServiceFinding},
    session::{self, Agreement, Attachment, ReferralRequest, ScreeningRequest, Session},
    sync::{Role, bundle},
    text::is_plain,
};
use pocketcard_office::desk::Desk;
use pocketcard_terminal::English;
use pocketcard_tests::test_office::{House, now};
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const SERVICE: &str = "service.example-workers";

/// What is pasted, typed by mistake, or sent by somebody who means harm.
fn odd() -> Vec<String> {
    let texts = [
        "",
        " ",
        "Camp 4",
        "Camp 4\t",
        "\tCamp 4",
        "Camp\t4",
        "Camp 4\n",
        "Camp\n4",
        "Camp\r\n4",
        "Camp 4  ",
        "Camp  4",
        "\u{a0}Camp 4\u{a0}",
        "Camp\u{2003}4",
        "Camp\u{2028}4",
        "Camp\u{85}4",
        "\u{feff}Camp 4",
        "Ca\u{ad}mp",
        "Camp\u{200b}4",
        "Camp\u{200c}4",
        "می\u{200c}خواهم",
        "Camp\u{2060}4",
        "\u{200e}Camp 4\u{200f}",
        "\u{202a}Camp\u{202c}",
        "\u{202e}4 pmaC",
        "\u{2066}Camp\u{2069}",
        "\u{2068}Camp\u{2069}",
        "\u{2068}Camp",
        "Camp\u{2069}",
        "\u{61c}Camp",
        "Camp\0",
        "\u{1}",
        "\u{8}",
        "\u{1b}[2J",
        "\u{7f}",
        "\u{9b}2J",
        "\u{80}",
        "\u{9d}0;x\u{9c}",
        "\u{e000}",
        "\u{fffd}",
        "\u{fffe}",
        "\u{fff9}",
        "\u{e0041}",
        "\u{e0001}",
        "\u{10ffff}",
        "\u{34f}",
        "\u{115f}",
        "\u{3164}",
        "\u{180e}",
        "e\u{301}",
        "\u{301}",
        "👩\u{200d}👧",
        "❤\u{fe0f}",
        "image/jpeg",
        "image/jpeg\n",
        "image/jpeg; a=b",
        "IMAGE/JPEG",
        "/",
        "image/",
        "en",
        "pt-BR",
        "en_US",
        "x-klingon",
        "need.shelter",
        "../../etc/passwd",
        "\\u0000",
        "%00",
        "{ $x }",
        "${x}",
        "<b>",
    ];
    let long = [63, 64, 65, 199, 200, 201, 4096, 4097, 70_000].map(|length| "x".repeat(length));
    let wide = [64, 1366, 4096].map(|length| "ក".repeat(length));
    let texts = texts.map(str::to_owned).into_iter();
    texts.chain(long).chain(wide).collect()
}

/// Where a text goes.
const PLACES: [&str; 14] = [
    "site",
    "note",
    "reason",
    "area",
    "answer's note",
    "media type",
    "pack",
    "need",
    "word",
    "danger",
    "interests",
    "language",
    "correction",
    "service",
];

/// A phone and its desk, and what the phone took.
struct Road {
    phone: Session,
    desk: Desk,
    taken: u64,
    screening: Id,
}

impl Road {
    fn new(house: &House) -> Self {
        let mut phone = house.enrolled("phone", now());
        let request = ScreeningRequest::new(answers());
        let screened = phone.screen(request, &mut [], &Unwatched, now());
        let mut road = Self {
            screening: screened.expect("a screening").id.expect("an ordinary one"),
            phone,
            desk: house.desk(),
            taken: 1,
        };
        road.files_all();
        road
    }

    /// Says these texts at their places.
    fn says(&mut self, texts: &[(&str, String)]) {
        for (place, text) in texts {
            let outcome = self.act(place, text.clone());
            match outcome {
                Ok(parcels) => self.taken += parcels,
                Err(refusal) => {
                    let line = refusal.english();
                    assert!(!line.is_empty() && line.len() < 300, "{place}: {line}");
                    assert!(is_plain(&line, false), "{place}: {line:?}");
                    // It repeats nothing of what somebody may have told.
                    let odd = text.len() > 3 && text.chars().any(|c| !c.is_ascii_graphic());
                    assert!(!odd || !line.contains(text.as_str()), "{place}: {line}");
                }
            }
        }
    }

    /// Gives how many parcels it made.
    fn act(&mut self, place: &str, text: String) -> Result<u64, session::Error> {
        let mut request = ScreeningRequest::new(answers());
        match place {
            "site" => request.site = text,
            "note" => request.note = text,
            "reason" => request.without_service = text,
            "area" => request.area = text,
            "answer's note" => {
                request.answers.notes.insert("labour.12".to_owned(), text);
            }
            "pack" => request.answers.pack = Some(text),
            "media type" => {
                let mut attachment = Attachment {
                    from: &mut &b"jpeg"[..],
                    bytes: 4,
                    media_type: text,
                };
                let attachments = std::slice::from_mut(&mut attachment);
                return self
                    .phone
                    .screen(request, attachments, &Unwatched, now())
                    .map(|_| 2);
            }
            "correction" => {
                let corrected = self
                    .phone
                    .amend(self.screening, BTreeMap::new(), text, now());
                return corrected.map(|_| 1);
            }
            "service" => {
                let told = self
                    .phone
                    .report_service("", ServiceFinding::New, &text, now());
                return told.map(|_| 1);
            }
            _ => return self.refer(place, text),
        }
        self.phone
            .screen(request, &mut [], &Unwatched, now())
            .map(|_| 1)
    }

    fn refer(&mut self, place: &str, text: String) -> Result<u64, session::Error> {
        let agreed = |basis, note| Agreement::Agreed {
            service: SERVICE.to_owned(),
            basis,
            statistics: false,
            accountability: false,
            note,
        };
        let mut request = ReferralRequest {
            about: self.screening,
            needs: Vec::new(),
            agreement: agreed(Basis::Own, String::new()),
            how: How::Spoken,
            language: "en".to_owned(),
        };
        match place {
            "need" => request.needs = vec![text],
            "word" => request.agreement = agreed(Basis::Own, text),
            "danger" => {
                request.agreement = Agreement::LifeInDanger {
                    service: SERVICE.to_owned(),
                    reason: text,
                    note: String::new(),
                }
            }
            "interests" => {
                request.agreement = agreed(Basis::BestInterests { reason: text }, String::new())
            }
            "language" => request.language = text,
            other => panic!("there is no place {other}"),
        }
        self.phone.refer(request, now()).map(|_| 1)
    }

    /// Everything that the phone took goes to the desk, and the desk's receipt back.
    fn files_all(&mut self) {
        let mut card = Vec::new();
        let mut depot = self.phone.depot(now()).expect("unlocked");
        bundle::write(&mut depot, Role::Desk, &mut card, &Unwatched).expect("written");
        bundle::read(&mut &*card, &mut self.desk.depot(now()), &Unwatched).expect("read");
        let intake = self.desk.take_in(now()).expect("taken in");
        let why: Vec<&str> = intake
            .set_aside
            .iter()
            .map(|aside| aside.why.as_str())
            .collect();
        assert!(why.is_empty() && intake.kept_aside == 0, "{why:?}");
        // The enrolment is filed before the first of them.
        assert!(
            intake.filed >= self.taken,
            "{} of {}",
            intake.filed,
            self.taken
        );
        assert!(self.desk.verify().expect("verified").problems.is_empty());
        self.taken = 0;
        let mut card = Vec::new();
        bundle::write(
            &mut self.desk.depot(now()),
            Role::Phone,
            &mut card,
            &Unwatched,
        )
        .expect("written");
        let mut depot = self.phone.depot(now()).expect("unlocked");
        bundle::read(&mut &*card, &mut depot, &Unwatched).expect("read");
        drop(depot);
        self.phone.take_in(now()).expect("heard");
        let waits = self.phone.outbox(now()).expect("unlocked");
        assert!(waits.is_empty(), "{} still wait", waits.len());
    }
}

fn answers() -> Answers {
    Answers::from_json(ADULT.as_bytes()).expect("answers")
}

#[test]
fn a_desk_files_whatever_a_phone_accepts() {
    let house = House::found(None);
    let mut road = Road::new(&house);
    for place in PLACES {
        let texts: Vec<_> = odd().into_iter().map(|text| (place, text)).collect();
        road.says(&texts);
        road.files_all();
    }
    // And put together of several such pieces, or of anything.
    let piece = prop_oneof![select(odd()), any::<String>(), "\\PC{0,70}"];
    let text = prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat());
    let several = prop::collection::vec((select(&PLACES[..]), text), 1..12);
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(20)
    });
    let road = std::cell::RefCell::new(road);
    let ran = runner.run(&several, |texts| {
        let mut road = road.borrow_mut();
        road.says(&texts);
        road.files_all();
        Ok(())
    });
    ran.expect("all of it is filed");
}

#[test]
fn half_a_character_in_answers_is_refused_with_its_place() {
    for half in ["\\ud800", "\\udc00", "\\ud800\\ud800", "x\\udfffx"] {
        let json = ADULT.replace("A locked gate", half);
        let refusal = Answers::from_json(json.as_bytes())
            .expect_err("half a character")
            .english();
        assert!(
            refusal.starts_with("line ") && is_plain(&refusal, false),
            "{refusal}"
        );
    }
    for bytes in [
        &b"\xff"[..],
        b"\xed\xa0\x80",
        b"\xc0\x80",
        b"\xf4\x90\x80\x80",
    ] {
        let at = ADULT.find("A locked").expect("a note");
        let json = [&ADULT.as_bytes()[..at], bytes, &ADULT.as_bytes()[at..]].concat();
        let refusal = Answers::from_json(&json).expect_err("no UTF-8").english();
        assert!(is_plain(&refusal, false), "{refusal}");
    }
}
