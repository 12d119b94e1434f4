//! From a directory to what phones accept.

use std::{fs, path::Path};

use pocketcard::{
    checklist::Answers,
    content::{Content, Recording, Sound, Subject, Voice},
    form::Day,
    host::Moment,
    vault::{Kdf, Passphrase, SoftwareKeystore},
};

use pocketcard_office::{
    desk::{Desk, NewDesk},
    pack::urgent_first,
};

use super::*;
use crate::arguments::packs::About;

const PACK: &str = r#"
name = "north"
version = 3
hide = ["general.34"]

[weights]
"general.10" = 0
"#;

const KILN: &str = r#"
[[indicators]]
id = "local.brick-kiln"
source = "field-practice/north"
shows = ["act.harbouring", "purpose.debt-bondage"]
weight = 3

[[place]]
checklist = "person"
section = "labour"
indicators = ["local.brick-kiln"]
"#;

const TEXTS: &str = "\
local-brick-kiln = They work at a brick kiln and owe its owner money
    .hint = Mostly between October and May.
general-13 = The kiln's clerk keeps their papers
    .hint = Ask nothing; look who carries them.
";

/// A directory of changes, as docs/packs.md shows one.
fn example() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    put(&directory, "pack.toml", PACK);
    put(&directory, "kiln.toml", KILN);
    put(&directory, "README.md", "Why the north differs.");
    put(&directory, "lang/en/kiln.ftl", TEXTS);
    directory
}

fn put(directory: &tempfile::TempDir, file: &str, text: &str) {
    let path = directory.path().join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn whole(directory: &tempfile::TempDir) -> Result<Built, String> {
    build(directory.path(), Content::base(), Sounds::default()).map_err(|e| e.to_string())
}

fn made(directory: &tempfile::TempDir) -> Result<Content, String> {
    whole(directory).map(|built| built.content)
}

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/fixtures/xlsform")
        .join(name)
}

#[test]
fn voices_visits_and_questions_for_a_person_alone_are_built_and_told() {
    let directory = example();
    let reads = Recording::hash_of(&Content::base().text("ar", "alone.safe"));
    let said = Content::base().texts_to_read("ar");
    let safe = said.iter().find(|(id, _)| id == "alone.safe").unwrap();
    assert_eq!(Recording::hash_of(&safe.1), reads);
    assert!(said.iter().any(|(id, _)| id.starts_with("card.message-")));
    put(
        &directory,
        "recordings/recordings.toml",
        &format!(
            r#"
[[recordings]]
file = "safe.wav"
text = "alone.safe"
language = "ar"
variety = "ar-SD"
voice = "woman"
reads = "{reads}"
"#
        ),
    );
    let file = |bytes: &[u8]| fs::write(directory.path().join("recordings/safe.wav"), bytes);
    file(&tone()).unwrap();
    put(
        &directory,
        "voices.toml",
        r#"
alone_tried = ["ar"]
[[visits]]
site = "north-4"
day = "2026-01-31"
present = ["site.risk.prices"]
[[alone]]
topic = "hurt"
yes = ["urgent.medical"]
"#,
    );
    let built = whole(&directory).unwrap();
    assert_eq!(built.sounds.len(), 1);
    let content = built.content;
    assert_eq!(content.document().alone.len(), 1);
    assert!(
        content
            .voice("ar", "alone.safe", "ar-sd", Voice::Woman)
            .is_some()
    );
    let mut changes = diff(Content::base(), &content);
    for expected in [
        "visit added: north-4",
        "recording added: alone.safe in ar-sd by a woman",
        "tried with people in added: ar",
        "question for a person alone removed: alone.safe",
    ] {
        assert!(
            changes.iter().any(|line| line == expected),
            "{expected} is not in {changes:#?}"
        );
    }
    urgent_first(&mut changes);
    assert!(
        changes[0].starts_with("!! question for a person alone"),
        "{changes:#?}"
    );
    let heard = "!! recording added: alone.safe in ar-sd by a woman";
    assert!(changes.iter().any(|line| line == heard), "{changes:#?}");
    // A pack of its own, built on this one, keeps what is read; another text is not read any more, and it says so.
    let next = tempfile::tempdir().unwrap();
    put(&next, "pack.toml", "name = \"next\"\nversion = 9\n");
    let on = || build(next.path(), &content, built.sounds.clone()).unwrap();
    assert_eq!((on().sounds.len(), on().silenced.len()), (1, 0));
    put(&next, "lang/ar/more.ftl", "alone-safe = هل أنت بأمان؟\n");
    assert_eq!(on().silenced, ["alone.safe in ar-sd by a woman"]);
    assert!(on().sounds.is_empty() && on().content.document().recordings.is_empty());
    // In its own directory it is refused, with the id of the text.
    put(
        &directory,
        "lang/ar/more.ftl",
        "alone-safe = هل أنت بأمان؟\n",
    );
    let refused = made(&directory).unwrap_err();
    assert!(
        refused.contains("alone.safe in ar-sd by a woman: the text is not the one that was read"),
        "{refused}"
    );
}

/// A tone as a WAV file: no voice.
fn tone() -> Vec<u8> {
    let samples = (0..4_000).map(|it| (it * 7 % 200 * 60 - 6_000) as i16);
    Sound::new(8_000, samples.collect()).unwrap().to_wav()
}

#[test]
fn recordings_that_are_none_are_refused_with_what_to_do() {
    let directory = example();
    let line = |file: &str, more: &str| {
        let reads = Recording::hash_of(&Content::base().text("en", "alone.safe"));
        put(
            &directory,
            "recordings/recordings.toml",
            &format!(
                "[[recordings]]\nfile = \"{file}\"\ntext = \"alone.safe\"\nlanguage = \"en\"\nvariety = \"en-ke\"\n\
                 voice = \"man\"\nreads = \"{reads}\"\n{more}"
            ),
        );
    };
    let refused = |expected: &str| {
        let said = made(&directory).unwrap_err();
        assert!(
            said.contains(expected) && said.lines().count() == 1,
            "{said}"
        );
    };
    let file = |bytes: &[u8]| fs::write(directory.path().join("recordings/a.wav"), bytes).unwrap();
    line("a.wav", "");
    refused("there is no file a.wav in recordings/");
    file(&tone());
    made(&directory).unwrap();
    let mut bytes = tone();
    bytes[22] = 2;
    file(&bytes);
    refused("it is not mono");
    bytes[22] = 1;
    bytes[24..28].copy_from_slice(&44_100_u32.to_le_bytes());
    file(&bytes);
    refused("8,000 or 16,000 samples a second");
    file(b"OggS and more");
    refused("export it as WAV");
    file(&vec![0; 3 * 1024 * 1024]);
    refused("more than half a minute");
    file(&tone()[..100]);
    refused("export it as WAV");
    line("b.wav", "");
    refused("there is no file b.wav");
    put(&directory, "recordings/recordings.toml", "");
    refused("does not name this file");
    line("../pack.toml", "");
    refused("there is no file");
    line("a.wav", "metadata = \"of whom\"\n");
    refused("unknown field `metadata`");
}

#[test]
fn a_directory_becomes_content_and_its_differences_are_told() {
    let content = made(&example()).unwrap();
    assert_eq!(
        (content.document().name.as_str(), content.document().version),
        ("north", 3)
    );
    let changes = diff(Content::base(), &content);
    for expected in [
        "name: base becomes north",
        "version: 2 becomes 3",
        "indicator added: local.brick-kiln: They work at a brick kiln and owe its owner money",
        "indicator hidden: general.34",
        "checklist person: section changed: labour",
        "text added in en: local-brick-kiln",
    ] {
        assert!(
            changes.iter().any(|line| line == expected),
            "{expected} is not in {changes:#?}"
        );
    }
    let begin = |start: &str| {
        changes
            .iter()
            .filter(|line| line.starts_with(start))
            .count()
    };
    assert_eq!(begin("indicator re-weighed: general.10: "), 1);
    assert_eq!(begin("text re-worded in en: general-13\n  - "), 1);
    assert!(diff(&content, &content).is_empty());
    // Backwards, the same things are told the other way round.
    let back = diff(&content, Content::base());
    assert!(
        back.iter()
            .any(|line| line == "indicator no longer hidden: general.34")
    );
    assert!(
        back.iter()
            .any(|line| line.starts_with("indicator removed: local.brick-kiln"))
    );
}

#[test]
fn no_change_goes_untold() {
    let base = Content::base();
    let changed = |change: &dyn Fn(&mut pocketcard::content::Document)| {
        let mut document = base.document().clone();
        change(&mut document);
        diff(base, &Content::new(document).unwrap())
    };
    let expect = |line: &str, change: &dyn Fn(&mut pocketcard::content::Document)| {
        let lines = changed(change);
        assert!(
            lines.iter().any(|found| found.starts_with(line)),
            "{line}: {lines:?}"
        );
    };
    expect("service changed: ", &|d| {
        d.services[0].active = !d.services[0].active
    });
    expect("service removed: ", &|d| drop(d.services.remove(0)));
    expect("service: the order changed", &|d| d.services.reverse());
    expect("guidance card", &|d| d.guidance[0].source.push('x'));
    expect("term removed: ", &|d| drop(d.glossary.pop()));
    expect("policy: grace_minutes: ", &|d| d.policy.grace_minutes += 1);
    expect("rule changed: ", &|d| d.policy.rules[0].weight += 1);
    expect("indicator changed in what it shows: general.1", &|d| {
        let at = find(d, "general.1");
        d.indicators[at].shows.clear();
    });
    expect("indicators: the order changed", &|d| d.indicators.reverse());
    expect("checklists: the order changed", &|d| d.checklists.reverse());
    expect("checklist person: version", &|d| {
        d.checklists[0].version += 1
    });
    expect("language fr: ", &|d| {
        let french = d.languages.iter_mut().find(|l| l.tag == "fr").unwrap();
        french.review = pocketcard::text::Review::Reviewed;
    });
    expect("language removed: fr", &|d| {
        d.languages.retain(|l| l.tag != "fr")
    });
}

fn find(document: &pocketcard::content::Document, id: &str) -> usize {
    document.indicators.iter().position(|i| i.id == id).unwrap()
}

#[test]
fn mistakes_are_named_with_their_file() {
    for (file, text, expected) in [
        (
            "pack.toml",
            "name = \"x\"",
            "pack.toml: it gives no version",
        ),
        (
            "pack.toml",
            "name = \"x\"\nversion = 1\nsurprise = 2",
            "pack.toml: line 3: unknown field `surprise`",
        ),
        ("kiln.toml", "\n\n[[indicators", "kiln.toml: line 3: "),
        ("kiln.toml", "version = 3", "the version stand in pack.toml"),
        (
            "kiln.toml",
            "[weights]\n\"general.10\" = 1",
            "and in another file",
        ),
        ("kiln.toml", "hide = [\"general.99\"]", "general.99: "),
        ("notes.txt", "x", "notes.txt: only .toml"),
        ("lang/kiln.ftl", TEXTS, "kiln.ftl: only .toml"),
        ("lang/pt/kiln.ftl", TEXTS, "the language pt is new"),
        ("lang/en/kiln.ftl", "general-13 = {\n", "general-13"),
    ] {
        let directory = example();
        put(&directory, file, text);
        if text.starts_with("general-13") {
            // What is not Fluent is refused with its line, by the content itself.
            assert!(made(&directory).is_err());
            continue;
        }
        let error = made(&directory).err().unwrap();
        assert!(error.contains(expected), "{error} is not {expected}");
    }
    let empty = tempfile::tempdir().unwrap();
    assert!(
        made(&empty)
            .err()
            .unwrap()
            .contains("pack.toml: this file is missing")
    );
    assert!(
        build(
            &empty.path().join("nowhere"),
            Content::base(),
            Sounds::default()
        )
        .is_err()
    );
}

#[test]
fn a_spreadsheet_becomes_a_checklist_that_is_asked() {
    let import = xlsform::import(&fs::read(fixture("household.xlsx")).unwrap(), "x", &|_| {
        None
    })
    .unwrap();
    let directory = example();
    for (path, text) in form_files("household", Subject::Person, import.form.clone()).unwrap() {
        put(&directory, path.to_str().unwrap(), &text);
    }
    let content = made(&directory).unwrap();
    let checklist = content.checklist("household").unwrap();
    assert_eq!(
        checklist.form.as_ref(),
        Some(&import.form),
        "through TOML and back"
    );
    assert_eq!(content.text("en", "checklist.household"), "Household");

    let json = br#"{"checklist": "household", "values": {"consent": "yes", "age": 30, "region": "south"}}"#;
    let answers = Answers::from_json(json).unwrap();
    pocketcard::checklist::validate(&content, &answers).unwrap();
    let today = Day::parse("2026-11-22").unwrap();
    let filled = checklist
        .form
        .as_ref()
        .unwrap()
        .evaluate(&answers.values, today)
        .unwrap();
    assert!(filled.is_complete());

    let changes = diff(Content::base(), &content);
    assert!(changes.contains(&"checklist added: household".to_owned()));
    assert!(form_files("Household!", Subject::Person, import.form).is_err());
}

/// A desk of its own, and verbs run against it.
struct Office {
    directory: tempfile::TempDir,
    now: Moment,
}

impl Office {
    fn new() -> Self {
        let office = Self {
            directory: tempfile::tempdir().unwrap(),
            now: Moment {
                wall_ms: 1_790_000_000_000,
                monotonic_ms: 0,
                boot: [0; 16],
            },
        };
        let kdf = Kdf::new(19 * 1024, 2, 1).unwrap();
        let new = NewDesk {
            name: "Desk",
            hub: None,
            hub_certificate: None,
            keepers: None,
        };
        let (directory, passphrase, keystore) = office.keys();
        Desk::found(
            &directory,
            &new,
            &passphrase,
            &keystore,
            kdf,
            None,
            office.now,
        )
        .unwrap();
        office
    }

    fn keys(&self) -> (std::path::PathBuf, Passphrase, SoftwareKeystore) {
        let directory = self.directory.path().join("desk");
        let keystore = SoftwareKeystore::new(&self.directory.path().join("keystore"));
        (
            directory,
            Passphrase::new("four quite different words"),
            keystore,
        )
    }

    fn open(&self) -> Result<Desk, Refusal> {
        let (directory, passphrase, keystore) = self.keys();
        Ok(Desk::open(&directory, &passphrase, &keystore)?)
    }

    fn run(&self, verb: PackVerb) -> Result<Output, String> {
        run(verb, self.now, &|| self.open()).map_err(|Refusal(text)| text)
    }

    fn file(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }
}

#[test]
fn a_pack_is_made_signed_checked_and_published() {
    let office = Office::new();
    let sources = example();
    let (content, half, whole) = (
        office.file("content.json"),
        office.file("half.pack"),
        office.file("whole.pack"),
    );
    office
        .run(PackVerb::Build {
            directory: sources.path().to_owned(),
            out: content.clone(),
            base: None,
        })
        .unwrap();

    let roots = office.run(PackVerb::Roots).unwrap();
    let first = roots.text[1].clone();
    let sign = |file: &Path, out: &Path, root: Option<String>| {
        office.run(PackVerb::Sign {
            file: file.to_owned(),
            out: out.to_owned(),
            days: 90,
            root,
        })
    };
    assert_eq!(
        sign(&content, &half, Some(first[..8].to_owned()))
            .unwrap()
            .json["missing"],
        1
    );
    let verify = |file: &Path, roots: Option<std::path::PathBuf>| {
        office.run(PackVerb::Verify {
            file: file.to_owned(),
            roots,
        })
    };
    assert!(
        verify(&half, None)
            .err()
            .unwrap()
            .contains("1 of the 2 signatures")
    );
    assert!(
        office
            .run(PackVerb::Publish { file: half.clone() })
            .is_err()
    );

    assert_eq!(sign(&half, &whole, None).unwrap().json["missing"], 0);
    assert_eq!(verify(&whole, None).unwrap().json["name"]["version"], 3);
    let printed = office.file("roots.json");
    fs::write(&printed, roots.json.to_string()).unwrap();
    verify(&whole, Some(printed)).unwrap();
    assert!(
        verify(&whole, Some(content.clone()))
            .err()
            .unwrap()
            .contains("not a roots file")
    );
    assert!(
        sign(&content, &half, Some(String::new()))
            .err()
            .unwrap()
            .contains("exactly one")
    );

    assert_eq!(
        office
            .run(PackVerb::Publish {
                file: whole.clone()
            })
            .unwrap()
            .json["version"],
        3
    );
    let changes = office
        .run(PackVerb::Diff {
            old: "base".into(),
            new: whole.clone(),
        })
        .unwrap();
    assert!(
        changes
            .text
            .iter()
            .any(|line| line == "indicator hidden: general.34")
    );
    let same = office
        .run(PackVerb::Diff {
            old: content,
            new: whole,
        })
        .unwrap();
    assert_eq!(same.text, ["Nothing changed."]);
}

#[test]
fn importing_a_spreadsheet_overwrites_nothing() {
    let office = Office::new();
    let into = office.file("sources");
    let import = |name: &str| {
        office.run(PackVerb::FromXlsform {
            file: fixture(name),
            into: into.clone(),
            id: "household".into(),
            about: About::Person,
        })
    };
    let refused = import("refused.xlsx").err().unwrap();
    assert!(
        refused.starts_with("survey!") && refused.contains("Nothing was imported"),
        "{refused}"
    );
    assert!(!into.exists());
    let report = import("household.xlsx").unwrap();
    assert_eq!(report.json["questions"], 8);
    assert!(report.text[0].starts_with("survey!D9: "));
    assert!(
        import("household.xlsx")
            .err()
            .unwrap()
            .contains("there already")
    );
}
