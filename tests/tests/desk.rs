//! The desk as people use it: who waits, what may be passed on, what is kept aside.

use std::fs;

use pocketcard_tests::{
    binaries::{PASSPHRASE, Said, Terminal},
    test_office::House,
};
use serde_json::{Value, json};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const CHILD: &str = include_str!("../../bindings/cli/examples/child-armed-group.json");
const NOTHING: &str = include_str!("../../bindings/cli/examples/nothing-noticed.json");
const SERVICE: &str = "service.example-workers";

/// An office, a phone, and a card between them.
struct Patrol {
    house: House,
    phone: Terminal,
    office: Terminal,
}

impl Patrol {
    fn new() -> Self {
        let house = House::found(None);
        let (phone, office) = (house.phone("phone"), house.office());
        Self {
            house,
            phone,
            office,
        }
    }

    fn screen(&self, answers: &str) -> String {
        let file = self.house.write("answers.json", answers);
        let screened = self.phone.does(&["screen", "--answers", &file]);
        screened["screened"]["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    }

    fn refer(&self, screening: &str, more: &[&str]) -> String {
        let arguments = [
            &["refer", screening, "--service", SERVICE, "--agreed"],
            more,
        ]
        .concat();
        let referred = self.phone.does(&arguments);
        referred["referred"]["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    }

    /// What waits goes to the desk on a card, and what the desk says comes back.
    fn meet(&self) {
        let (card, back) = (self.house.argument("card"), self.house.argument("back"));
        for file in [&card, &back] {
            let _ = fs::remove_file(file);
        }
        self.phone.does(&["carry", "out", &card]);
        let collect = ["collect", "--bundle", &card, "--out", &back];
        Said::by(self.office.command(&collect).arg("--json"));
        self.phone.does(&["carry", "in", &back]);
    }

    fn inbox(&self) -> Vec<Value> {
        let inbox = self.office.does(&["inbox"])["inbox"].clone();
        inbox.as_array().expect("a list").clone()
    }

    /// What a verb says in words.
    fn words(&self, arguments: &[&str]) -> String {
        let said = Said::by(&mut self.office.command(arguments));
        assert_eq!(said.status, 0, "{said:?}");
        said.out
    }

    fn state(&self, record: &str) -> Value {
        let inbox = self.inbox();
        let line = inbox.iter().find(|line| line["id"] == record);
        line.expect("it is filed")["state"].clone()
    }
}

#[test]
fn a_withdrawn_referral_says_so_wherever_the_case_is_seen() {
    let patrol = Patrol::new();
    let screening = patrol.screen(ADULT);
    let referral = patrol.refer(&screening, &["--note", "speaks slowly"]);
    patrol.meet();
    let told = patrol.words(&["show", &referral]);
    assert!(told.contains("may be told this and no more") && told.contains("speaks slowly"));
    assert!(patrol.words(&["inbox"]).contains("agreed to be referred"));

    patrol.phone.does(&["withdraw", &referral]);
    patrol.meet();
    let inbox = patrol.words(&["inbox"]);
    assert!(inbox.contains("WITHDRAWN: pass nothing on") && !inbox.contains("agreed to be"));
    assert_eq!(patrol.state(&screening), "withdrawn");
    let first = |text: String| text.lines().next().expect("a line").to_owned();
    assert!(first(patrol.words(&["show", &screening])).contains("took a consent back"));
    let show = patrol.words(&["show", &referral]);
    assert!(first(show.clone()).contains("Pass nothing on"));
    assert!(!show.contains("may be told this"));
    let shown = patrol.office.does(&["show", &referral])["record"].clone();
    assert_eq!(
        (&shown["withdrawn"], &shown["for_service"]),
        (&json!(true), &Value::Null)
    );
    let case = patrol.words(&["show", &screening]);
    assert!(case.contains(&format!("{referral}, which the person withdrew")));
    // Somebody has looked at it: it no longer heads the list.
    assert_ne!(patrol.state(&screening), "withdrawn");
    patrol.office.is_refused(
        &["answer", &referral, "--text", "a bed is ready"],
        "took the consent for this referral back",
    );
}

#[test]
fn who_waits_for_the_office_stands_first() {
    let patrol = Patrol::new();
    let nothing = patrol.screen(NOTHING);
    let asked = patrol.screen(NOTHING);
    let urgent = patrol.screen(CHILD);
    let referral = patrol.refer(&asked, &[]);
    patrol.meet();
    let order = |patrol: &Patrol| -> Vec<String> {
        let mut cases: Vec<String> = Vec::new();
        for line in patrol.inbox() {
            let case = line["case"].as_str().expect("an id").to_owned();
            if line["kind"] != "enrolment" && !cases.contains(&case) {
                cases.push(case);
            }
        }
        cases
    };
    assert_eq!(
        order(&patrol),
        [urgent.clone(), asked.clone(), nothing.clone()]
    );
    assert_eq!(patrol.state(&referral), "agreed");
    let words = patrol.words(&["inbox"]);
    assert!(!words.contains("ReferNow") && words.contains("offer a referral now"));
    assert_eq!(
        words.lines().count(),
        4,
        "cases, and one line on phones: {words}"
    );

    patrol
        .office
        .does(&["answer", &urgent, "--text", "On our way."]);
    assert_eq!(patrol.state(&urgent), "answered");
    assert_eq!(order(&patrol)[0], asked);
    patrol.office.does(&["handed", &asked]);
    assert_eq!(patrol.state(&asked), "answered");
    patrol.office.does(&["close", &nothing]);
    assert_eq!(patrol.state(&nothing), "closed");
    // What comes in a closed case opens it again.
    patrol
        .phone
        .does(&["amend", &nothing, "--set", "general.1=told"]);
    patrol.meet();
    assert_ne!(patrol.state(&nothing), "closed");
    // Nor does a look at it end that, or at what was handed on.
    patrol
        .phone
        .does(&["amend", &asked, "--set", "general.1=told"]);
    patrol.meet();
    for case in [&nothing, &asked] {
        patrol.words(&["show", case]);
        let state = patrol.state(case);
        assert!(state != "closed" && state != "answered", "{state}");
    }
}

#[test]
fn nothing_is_exported_against_consent() {
    let patrol = Patrol::new();
    let (never, agreed) = (patrol.screen(ADULT), patrol.screen(ADULT));
    let referral = patrol.refer(&agreed, &["--accountability"]);
    patrol.meet();
    let out = patrol.house.argument("court");
    let export = |record: &str| ["export", record, "--out", &out].map(str::to_owned);
    let refused = |record: &str| {
        let arguments = export(record);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        patrol.office.is_refused(&arguments, "did not agree");
        assert!(!patrol.house.path("court").exists());
    };
    refused(&never);
    patrol.phone.does(&["withdraw", &referral]);
    patrol.meet();
    refused(&agreed);
    let basis = patrol
        .house
        .write("basis", "Order 7 of the court of first instance.");
    let arguments = export(&agreed);
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    arguments.extend(["--legal-basis", &basis]);
    patrol.office.does(&arguments);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&out).expect("there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "nobody else looks into it");
    }
}

#[test]
fn an_answer_is_a_text_for_somebody_who_waits() {
    let patrol = Patrol::new();
    let screening = patrol.screen(ADULT);
    patrol.meet();
    let answer = |record: &str, text: &str, hint: &str| {
        patrol
            .office
            .is_refused(&["answer", record, "--text", text], hint);
    };
    for text in ["", "  \n", "a\u{1b}[31mred\u{7}", "a\u{202e}b", "\u{9b}2J"] {
        answer(&screening, text, "say something in the answer");
    }
    let inbox = patrol.inbox();
    let enrolment = inbox.iter().find(|line| line["kind"] == "enrolment");
    let enrolment = enrolment.expect("filed")["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    answer(&enrolment, "hello", "nobody answers");
    let file = patrol.house.write("answer", "Shelter B takes her today.\n");
    patrol
        .office
        .does(&["answer", &screening, "--text-file", &file]);
    let shown = patrol.words(&["show", &screening]);
    assert!(shown.contains("goes out with the next collection") && shown.contains("Shelter B"));
    patrol.meet();
    let list = patrol.phone.does(&["show", &screening]);
    assert!(list.to_string().contains("Shelter B takes her today."));
}

#[test]
fn a_label_leads_to_one_phone_in_the_minute_in_which_it_is_stolen() {
    let patrol = Patrol::new();
    patrol.meet();
    let office = &patrol.office;
    office.is_refused(&["invite", "phone"], "has that label");
    office.does(&["invite", "second"]);
    office.is_refused(&["invite", "second"], "has that label");
    for label in ["", " a", "a\u{202e}b", "a\u{1b}[2J", "a\nb", "a\u{200b}b"] {
        office.is_refused(&["invite", label], "call the phone something");
    }
    for days in ["0", "367", "65535"] {
        office.is_refused(&["invite", "third", "--days", days], "1 to 366 days");
    }
    office.does(&["revoke", "phone"]);
    // The label is free again for the phone that takes its place.
    office.does(&["invite", "phone"]);
    let phones = office.does(&["phones"])["phones"].clone();
    assert_eq!(phones[0]["revoked"], true);
}

#[test]
fn the_office_sees_when_a_phone_was_heard_of_and_with_which_checklists() {
    let patrol = Patrol::new();
    patrol.screen(ADULT);
    patrol.meet();
    let line = patrol.office.does(&["phones"])["phones"][0].clone();
    assert!(
        line["heard_at"].as_i64() > Some(1_700_000_000_000),
        "{line}"
    );
    let about = patrol.phone.does(&["unlock-test"])["about"].clone();
    assert_eq!(line["pack_version"], about["pack_version"]);
    let words = patrol.words(&["phones"]);
    let version = format!("checklists of version {}", about["pack_version"]);
    assert!(words.contains("heard of 20") && words.contains(&version));
}

#[test]
fn a_desk_has_a_way_back_in() {
    let patrol = Patrol::new();
    patrol.screen(ADULT);
    patrol.meet();
    let before = patrol.inbox();
    let words = patrol.office.does(&["recovery-words"])["words"].clone();
    let words = words.as_str().expect("words").to_owned();
    assert_eq!(words.split(' ').count(), 24);
    let with_new = |new: &str| {
        let mut command = patrol.office.command(&["passphrase"]);
        command.env("POCKETCARD_NEW_PASSPHRASE", new);
        Said::by(&mut command)
    };
    let weak = with_new("abc");
    assert_eq!((weak.status, weak.out.as_str()), (1, ""), "{weak:?}");
    let second = "copper window gentle ninety";
    assert_eq!(with_new(second).status, 0);
    patrol.office.is_refused(&["inbox"], "wrong passphrase");
    let office = patrol.office.with(Some(second));
    assert_eq!(office.does(&["inbox"])["inbox"], json!(before));
    // Forgotten.
    let unlock = |words: &str| {
        let mut command = patrol.office.with(None).command(&["unlock"]);
        command.env("POCKETCARD_RECOVERY_WORDS", words);
        command.env("POCKETCARD_NEW_PASSPHRASE", PASSPHRASE);
        Said::by(&mut command)
    };
    let wrong = unlock(&words.replacen(' ', "  zoo ", 1));
    assert_eq!(wrong.status, 1, "{wrong:?}");
    assert_eq!(unlock(&words).status, 0);
    assert_eq!(patrol.inbox(), before);
}

#[test]
fn the_same_pack_is_published_once() {
    let patrol = Patrol::new();
    let office = &patrol.office;
    let folder = patrol.house.path("north");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("pack.toml"), "name = \"north\"\nversion = 2\n").expect("written");
    let folder = folder.to_str().expect("UTF-8").to_owned();
    let (content, pack) = (
        patrol.house.argument("north.json"),
        patrol.house.argument("north.pack"),
    );
    office.does(&["pack", "build", &folder, "--out", &content]);
    office.does(&["pack", "sign", &content, "--out", &pack]);
    office.does(&["pack", "publish", &pack]);
    let out = patrol.house.argument("out");
    let sent = |office: &Terminal| {
        let _ = fs::remove_file(&out);
        Said::by(&mut office.command(&["collect", "--out", &out]));
        fs::metadata(&out).expect("written").len()
    };
    let once = sent(office);
    office.is_refused(&["pack", "publish", &pack], "published already");
    assert_eq!(sent(office), once);
}

#[test]
fn many_screenings_that_say_the_same_do_not_bury_the_others() {
    let patrol = Patrol::new();
    for _ in 0..8 {
        patrol.screen(NOTHING);
    }
    let real = patrol.screen(ADULT);
    patrol.meet();
    let words = patrol.words(&["inbox"]);
    assert!(
        words.contains(&real) && words.contains("5 more screenings say the same"),
        "{words}"
    );
    assert_eq!(patrol.words(&["inbox", "--all"]).lines().count(), 10);
}
