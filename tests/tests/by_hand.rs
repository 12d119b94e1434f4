//! A screening that is answered by hand, on a terminal, through the program as cargo built it: left, killed,
//! resumed and finished, without a file of answers and without an id.
#![cfg(target_os = "linux")]

use std::fs;

use pocketcard_tests::{
    binaries::Terminal, canary::CANARY, pseudo_terminal::PseudoTerminal, test_office::House,
};

fn sits_at(phone: &Terminal, arguments: &[&str]) -> PseudoTerminal {
    PseudoTerminal::run(phone.command(arguments))
}

/// Begins a screening of an adult and answers the first sign: seen.
fn begins(phone: &Terminal) -> PseudoTerminal {
    let mut screen = sits_at(phone, &["screen"]);
    screen.reads("What is it about?");
    screen.reads("[0]* One person");
    screen.types("");
    screen.reads("How old?");
    screen.types("0");
    screen.reads("What you can see now");
    let first = screen.reads("[0]* Not asked");
    assert!(first.contains("1/6  They look afraid"), "{first}");
    screen.types("1");
    screen.reads("2/6");
    screen
}

#[test]
fn a_screening_is_left_resumed_and_finished_by_hand() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let mut screen = begins(&phone);
    screen.types(".");
    let (status, said) = screen.ends();
    assert!(status == 0 && said.contains("Kept, sealed"), "{said}");
    assert_eq!(
        phone.does(&["list"])["records"].as_array().map(Vec::len),
        Some(1)
    );

    let mut screen = sits_at(&phone, &["screen"]);
    screen.reads("There is something unfinished");
    screen.reads("[1]* One person");
    screen.types("");
    screen.reads("[0]* 18 or older");
    screen.types("");
    // What was answered still stands.
    screen.reads("1/6");
    screen.reads("[1]* Seen");
    screen.types("+");
    screen.reads("What cannot wait");
    screen.types("7");
    screen.reads("cannot be chosen");
    screen.types("+");
    let menu = screen.reads("[0]* That is enough");
    assert!(menu.contains("Which part now?"), "{menu}");
    let menu = screen.reads("nothing typed: what is marked *");
    let work = menu
        .lines()
        .find(|line| line.contains("] ") && line.contains(" Work ("));
    let work = work.expect("the part about work");
    let number = work.trim().trim_start_matches('[').split(']').next();
    screen.types(number.expect("a number"));
    screen.reads("== Work ==");
    let warned = screen.reads("1/");
    assert!(warned.contains("Do not ask in front of others"), "{warned}");
    screen.types("2");
    screen.reads("2/");
    screen.types("-");
    screen.reads("[2]* Told");
    screen.types("+");
    screen.reads("Which part now?");
    screen.types("");
    // It says what that indicates before anything is finished.
    screen.reads("Signs neither prove nor disprove");
    screen.reads("The code of the place");
    screen.types("north-4");
    screen.reads("No names.");
    screen.types(CANARY);
    screen.reads("Finish and seal it");
    screen.types("1");
    screen.reads("Finished. The person's code is");
    let (status, said) = screen.ends();
    assert_eq!(status, 0, "{said}");

    let records = phone.does(&["list"])["records"].clone();
    let id = records[0]["id"].as_str().expect("an id").to_owned();
    let record = phone.does(&["show", &id])["record"]["record"].clone();
    let screening = serde_json::to_string(&record).expect("an object");
    for part in [
        "\"general.5\":\"observed\"",
        "\"labour.1\":\"told\"",
        "\"age\":\"adult\"",
        CANARY,
        "north-4",
    ] {
        assert!(screening.contains(part), "{part} in {screening}");
    }
    // The draft went with it.
    let mut screen = sits_at(&phone, &["screen"]);
    screen.reads("What is it about?");
    screen.types(".");
    let (status, said) = screen.ends();
    assert!(status == 0 && said.contains("nothing is kept"), "{said}");
}

#[test]
fn what_was_answered_outlives_a_killed_program() {
    let house = House::found(None);
    let phone = house.phone("phone");
    begins(&phone).kill();
    let mut screen = sits_at(&phone, &["screen"]);
    screen.reads("There is something unfinished");
    screen.types("1");
    screen.reads("[0]* 18 or older");
    screen.types("");
    screen.reads("[1]* Seen");
    screen.types(".");
    assert_eq!(screen.ends().0, 0);
}

#[test]
fn it_asks_in_the_language_chosen() {
    let house = House::found(None);
    let phone = house.phone("phone");
    for (language, which, age) in [
        ("uk", "Про що йдеться?", "Скільки років?"),
        ("ar", "عمّ يدور الأمر؟", "كم العمر؟"),
        ("sw", "Linahusu nini?", "Umri gani?"),
    ] {
        let mut screen = sits_at(&phone, &["--language", language, "screen"]);
        screen.reads(which);
        screen.types("0");
        screen.reads(age);
        screen.types(".");
        assert_eq!(screen.ends().0, 0, "{language}");
    }
}

/// A phone whose office published a checklist `water` of its own.
fn asks(house: &House, policy: &str, water: &str) -> Terminal {
    let (office, phone) = (house.office(), house.phone("phone"));
    let pack = house.path("north");
    fs::create_dir_all(pack.join("lang/en")).expect("a directory");
    let put = |name: &str, text: &str| fs::write(pack.join(name), text).expect("written");
    let toml = format!("name = \"north\"\nversion = 2\n{policy}");
    put("pack.toml", &toml);
    put(
        "lang/en/water.ftl",
        "checklist-water = Water\n    .hint = What people drink.\n",
    );
    put("water.toml", water);
    let (draft, signed) = (house.argument("north.json"), house.argument("north.pack"));
    office.does(&["pack", "build", &house.argument("north"), "--out", &draft]);
    office.does(&["pack", "sign", &draft, "--out", &signed]);
    office.does(&["pack", "publish", &signed]);
    let (out, back) = (house.argument("out"), house.argument("back"));
    phone.does(&["carry", "out", &out]);
    office.does(&["collect", "--bundle", &out, "--out", &back]);
    phone.does(&["carry", "in", &back]);
    phone
}

#[test]
fn an_offices_own_questions_are_asked_too() {
    let house = House::found(None);
    let phone = asks(
        &house,
        "",
        r#"
[[checklists]]
id = "water"
version = 1
subject = "site"
[checklists.form]
id = "water"
version = "1"
language = "en"
[checklists.form.lists]
source = [{ name = "well", label = { en = "A well" } }, { name = "river", label = { en = "The river" } }]
[[checklists.form.items]]
name = "households"
kind = "integer"
label = { en = "How many households?" }
[[checklists.form.items]]
name = "source"
kind = { select-one = { list = "source" } }
label = { en = "Where does the water come from?" }
"#,
    );

    let mut screen = sits_at(&phone, &["screen", "--checklist", "water"]);
    screen.reads("How many households?");
    screen.types("many");
    screen.reads("cannot be chosen");
    screen.types("40");
    screen.reads("[2] The river");
    screen.types("2");
    screen.reads("The code of the place");
    screen.types("");
    screen.types("");
    screen.reads("Finish and seal it");
    screen.types("1");
    screen.reads("Finished.");
    assert_eq!(screen.ends().0, 0);
    let records = phone.does(&["list"])["records"].clone();
    let id = records[0]["id"].as_str().expect("an id").to_owned();
    let record = phone.does(&["show", &id])["record"]["record"].to_string();
    for part in ["\"households\":40", "\"source\":\"river\""] {
        assert!(record.contains(part), "{part} in {record}");
    }
}

#[test]
fn every_kind_of_question_is_answered_by_hand() {
    let house = House::found(None);
    let item = |name: &str, kind: &str, more: &str| {
        format!(
            "[[checklists.form.items]]\nname = \"{name}\"\nkind = {kind}\nlabel = {{ en = \"Now {name}\" }}\n{more}"
        )
    };
    let head = "[[checklists]]\nid = \"water\"\nversion = 1\nsubject = \"site\"\n[checklists.form]\nid = \"water\"\n\
                language = \"en\"\n[checklists.form.lists]\n\
                source = [{ name = \"well\", label = { en = \"A well\" } }, { name = \"river\", label = { en = \"The river\" } }]\n";
    let items = [
        item("begun", "\"start\"", ""),
        item("ended", "\"end\"", ""),
        item("depth", "\"decimal\"", ""),
        item(
            "taste",
            "{ range = { start = 1, end = 5, step = 1 } }",
            "required = \"true()\"\n",
        ),
        item("hour", "\"time\"", ""),
        item("moment", "\"date-time\"", ""),
        item("order", "{ rank = { list = \"source\" } }", ""),
        item("seen", "\"acknowledge\"", ""),
        item("tag", "\"barcode\"", ""),
        item(
            "picture",
            "{ media = { of = \"image\" } }",
            "required = \"true()\"\n",
        ),
        item("at", "{ position = { shape = \"point\" } }", ""),
        item("wells", "\"repeat\"", ""),
        item("name", "\"text\"", "inside = \"wells\"\n"),
    ];
    let policy = "[policy]\npositions = \"coarse\"\n";
    let phone = asks(&house, policy, &(head.to_owned() + &items.concat()));
    let photograph = house.write("IMG_1.JPG", vec![7; 1000]);
    let notes = house.write("notes.txt", vec![7; 10]);

    let mut screen = sits_at(&phone, &["screen", "--checklist", "water"]);
    for (asked, typed) in [
        ("Now depth", "2.5"),
        ("Now taste", "9"),
        ("This is outside the range", ""),
        ("This must be answered", "4"),
        ("Now hour", "14:30"),
        ("Now moment", "2026-01-31T14:30"),
        ("Now order", "2 1"),
        ("Now seen", "1"),
        ("Now tag", "PC-7"),
        ("Now picture", ""),
        ("This must be answered", &notes),
        ("cannot be chosen", &photograph),
        ("Now at", "12.3456 -1.5"),
        ("How many times?", "2"),
        ("1. Now name", "first"),
        ("2. Now name", "second"),
        ("The code of the place", ""),
        ("No names.", ""),
        ("Finish and seal it", "1"),
    ] {
        screen.reads(asked);
        screen.types(typed);
    }
    screen.reads("Finished.");
    assert_eq!(screen.ends().0, 0);
    let records = phone.does(&["list"])["records"].clone();
    let id = records[0]["id"].as_str().expect("an id").to_owned();
    let record = phone.does(&["show", &id])["record"]["record"].to_string();
    for part in [
        "\"depth\":2.5",
        "\"taste\":4",
        "\"hour\":\"14:30\"",
        "\"moment\":\"2026-01-31T14:30\"",
        "\"order\":[\"river\",\"well\"]",
        "\"seen\":\"OK\"",
        "\"tag\":\"PC-7\"",
        "\"picture\":1",
        "\"at\":\"12.35 -1.50\"",
        "\"wells\":[{\"name\":\"first\"},{\"name\":\"second\"}]",
        "\"begun\":\"20",
        "\"ended\":\"20",
        "image/jpeg",
    ] {
        assert!(record.contains(part), "{part} in {record}");
    }
}

#[test]
fn without_a_terminal_it_says_how_to_give_the_answers() {
    let house = House::found(None);
    let phone = house.phone("phone");
    phone.is_refused(&["screen"], "--answers FILE");
    phone.is_refused(&["screen", "--checklist", "person"], "--answers FILE");
    phone.is_bad_usage(&["screen", "--attach", "photo.jpg"], "--answers");
}
