//! A whole case for a court: what may go out, what is in it, and a second check that shares nothing with the programs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use data_encoding::{BASE64, HEXLOWER};
use pocketcard::{
    crypto::{SecretKey, SigningKey},
    invitation::DeskCard,
    journal::{Countersignature, Entry, EntryRef, Hash},
    pack,
    store::RowKind,
};
use pocketcard_office::desk::card_words;
use pocketcard_tests::{
    binaries::{PASSPHRASE, Said, Terminal},
    canary::{CANARY, Needles},
    desk_users::{store, with_amal},
    test_office::House,
};
use serde_json::{Value, json};

const ADULT: &str = include_str!("../../bindings/cli/examples/adult-labour.json");
const NOTHING: &str = include_str!("../../bindings/cli/examples/nothing-noticed.json");
const SERVICE: &str = "service.example-workers";
const HOSTILE: &str = "<script>alert(1)</script><img src=x onerror=alert(2)> &amp; \"quoted\"";
const ANSWER: &str = "Shelter B <b>takes</b> her today.";
const BASIS: &str = "Order 7 of the court of first instance.";
const ORIGINAL: RowKind = RowKind(5);

/// An office with two cases: one for a court, and another that must stay.
struct Court {
    house: House,
    phone: Terminal,
    office: Terminal,
    /// The screening, and the referral in which the person agreed.
    case: String,
    agreed: String,
}

fn id_of(said: &Value, what: &str) -> String {
    said[what]["id"].as_str().expect("an id").to_owned()
}

impl Court {
    fn new() -> Self {
        let house = House::found(None);
        let (phone, office) = (house.phone("patrol-label"), house.office());
        let mut court = Self {
            house,
            phone,
            office,
            case: String::new(),
            agreed: String::new(),
        };
        let other = court.screen(NOTHING, CANARY, &[]);
        court.refer(&other, CANARY, &["--accountability"]);
        let photo = court.house.write("voice.ogg", "OggS as somebody spoke");
        court.case = court.screen(ADULT, HOSTILE, &["--attach", &photo]);
        let second = court.refer(&court.case, "a second service", &[]);
        court.meet();
        // What is said after a consent was taken back counts again.
        court.phone.does(&["withdraw", &second]);
        court.agreed = court.refer(&court.case, "speaks slowly", &["--accountability"]);
        let amended = [
            "amend",
            &court.case,
            "--set",
            "general.7=told",
            "--note",
            "asked again",
        ];
        court.phone.does(&amended);
        court.screen(NOTHING, CANARY, &[]);
        court.meet();
        court
            .office
            .does(&["answer", &court.case, "--text", ANSWER]);
        court
    }

    fn screen(&self, answers: &str, note: &str, more: &[&str]) -> String {
        let file = self.house.write("answers.json", answers);
        let arguments = [&["screen", "--answers", &file, "--note", note], more].concat();
        id_of(&self.phone.does(&arguments), "screened")
    }

    fn refer(&self, screening: &str, note: &str, more: &[&str]) -> String {
        let first = [
            "refer",
            screening,
            "--service",
            SERVICE,
            "--agreed",
            "--note",
            note,
        ];
        id_of(&self.phone.does(&[&first, more].concat()), "referred")
    }

    fn meet(&self) {
        let card = self.house.argument("card");
        let _ = fs::remove_file(&card);
        self.phone.does(&["carry", "out", &card]);
        self.office.does(&["collect", "--bundle", &card]);
    }

    /// Exports the case; gives the directory and what was said.
    fn export(&self, name: &str, more: &[&str]) -> (PathBuf, Value) {
        let out = self.house.argument(name);
        let said = self
            .office
            .does(&[&["export", &self.case, "--out", &out], more].concat());
        (PathBuf::from(out), said)
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("there")
}

fn object(path: &Path) -> Value {
    serde_json::from_str(&read(path)).expect("JSON")
}

fn put(path: &Path, object: &Value) {
    fs::write(path, format!("{object:#}")).expect("written");
}

/// Runs the second check, if there is a Python to run it.
fn check(bundle: &Path, more: &[&str]) -> Option<Said> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../office/content/court/check.py");
    let mut command = Command::new("python3");
    if command.arg("--version").output().is_err() {
        println!("skipped: no Python on this machine");
        return None;
    }
    let mut command = Command::new("python3");
    // What it finds beside itself must not matter.
    command.arg("-B").arg(script).arg(bundle).args(more);
    Some(Said::by(&mut command))
}

fn fails(bundle: &Path, more: &[&str], hint: &str) {
    let Some(said) = check(bundle, more) else {
        return;
    };
    assert_eq!(said.status, 1, "{hint}: {said:?}");
    let mut lines = said.out.lines();
    assert!(
        lines.any(|line| line.starts_with("  NO ") && line.contains(hint)),
        "{hint}: {}",
        said.out
    );
    assert!(said.out.contains("FAILED"), "{}", said.out);
}

fn holds(bundle: &Path, more: &[&str]) -> String {
    let Some(said) = check(bundle, more) else {
        return String::new();
    };
    assert_eq!((said.status, said.err.as_str()), (0, ""), "{}", said.out);
    assert!(!said.out.contains("  NO "), "{}", said.out);
    said.out
}

/// A copy of a bundle, to be tampered with.
fn copy(bundle: &Path, name: &str) -> PathBuf {
    let to = bundle.with_file_name(name);
    fs::create_dir(&to).expect("a directory");
    for file in fs::read_dir(bundle).expect("the bundle") {
        let file = file.expect("a file");
        fs::copy(file.path(), to.join(file.file_name())).expect("copied");
    }
    to
}

/// Makes the list of files again and signs it with another key, as somebody does who has no key of the office.
fn reseal(bundle: &Path) -> SigningKey {
    let forger = SigningKey::from_seed(&[7; 32]);
    let seal = SecretKey::generate().public();
    let card = DeskCard {
        name: "Forger".to_owned(),
        seal_key: seal.clone(),
        sign_key: forger.verifying_key(),
    };
    let mut manifest = object(&bundle.join("bundle.json"));
    manifest["office"] = json!([{
        "name": "Forger", "sign": card.sign_key, "seal": BASE64.encode(&seal.to_bytes()), "words": card_words(&card),
    }]);
    put(&bundle.join("bundle.json"), &manifest);
    let mut names: Vec<String> = fs::read_dir(bundle)
        .expect("the bundle")
        .map(|file| {
            file.expect("a file")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .filter(|name| !name.starts_with("SHA256SUMS"))
        .collect();
    names.sort();
    let sum = |name: &String| {
        let bytes = fs::read(bundle.join(name)).expect("read");
        format!("{}  {name}\n", HEXLOWER.encode(&pack::Hash::of(&bytes).0))
    };
    let list: String = names.iter().map(sum).collect();
    let signature = forger.sign("court bundle 1", list.as_bytes());
    fs::write(bundle.join("SHA256SUMS"), &list).expect("written");
    let signed = json!({
        "format": "pocketcard-court-signature/1", "office": forger.verifying_key(), "signature": signature,
    });
    put(&bundle.join("SHA256SUMS.signature"), &signed);
    forger
}

#[test]
fn a_whole_case_goes_out_and_two_checks_hold() {
    let court = Court::new();
    let (bundle, said) = court.export("court", &[]);
    let records = said["records"].as_array().expect("a list");
    let kinds: Vec<&str> = records
        .iter()
        .map(|it| it["kind"].as_str().expect("a word"))
        .collect();
    for kind in ["screening", "amendment", "withdrawal"] {
        assert_eq!(
            kinds.iter().filter(|it| **it == kind).count(),
            1,
            "{kinds:?}"
        );
    }
    assert_eq!(kinds.iter().filter(|it| **it == "referral").count(), 2);
    assert_eq!(
        (said["attachments"].clone(), said["alone"].clone()),
        (json!(1), json!(true))
    );
    let log = court.office.does(&["log"]).to_string();
    assert_eq!(log.matches("\"exported\"").count(), 1, "logged once");

    // What a lawyer reads.
    let page = read(&bundle.join("index.html"));
    for text in [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "speaks slowly",
        "asked again",
        "Shelter B &lt;b&gt;takes&lt;/b&gt; her today.",
        "What the phone showed",
        "Signed by the phone, unchanged since",
        "Taken back",
        "One person at the office decided this alone.",
        said["words"].as_str().expect("six words"),
    ] {
        assert!(page.contains(text), "{text}");
    }
    // Neither script nor anything from elsewhere.
    let lower = page.to_lowercase();
    for no in [
        "<script",
        "<img",
        "<iframe",
        "<link",
        "javascript:",
        "http://",
        "https://",
        "url(",
        "@import",
    ] {
        assert!(!lower.contains(no), "{no}");
    }
    let tags = page.split('<').skip(1);
    for tag in tags.filter_map(|rest| rest.split('>').next()) {
        assert!(!tag.contains(" src=") && !tag.contains(" on"), "{tag}");
    }
    for link in page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        let there = match link.strip_prefix('#') {
            Some(place) => page.contains(&format!("id=\"{place}\"")),
            None => bundle.join(link).is_file(),
        };
        assert!(there, "{link}");
    }
    // Nothing of another case, no name of a phone.
    assert_eq!(Needles::new().search_compressed(&bundle).expect("read"), []);
    for file in fs::read_dir(&bundle).expect("read") {
        let bytes = fs::read(file.expect("a file").path()).expect("read");
        assert!(!String::from_utf8_lossy(&bytes).contains("patrol-label"));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&bundle), 0o700);
        for file in fs::read_dir(&bundle).expect("read") {
            assert_eq!(mode(&file.expect("a file").path()), 0o600);
        }
    }
    // Nothing unfinished is left beside it.
    let beside = fs::read_dir(bundle.parent().expect("a parent")).expect("read");
    let names = beside.map(|file| {
        file.expect("a file")
            .file_name()
            .into_string()
            .expect("UTF-8")
    });
    assert!(names.into_iter().all(|name| !name.contains("unfinished")));

    // The second check, with the office's words, its key, neither, and its own arithmetic.
    let (words, key) = (
        said["words"].as_str().expect("words"),
        said["office"].as_str().expect("a key"),
    );
    for more in [&["--office", words][..], &["--office", key, "--own"]] {
        let out = holds(&bundle, more);
        assert!(
            out.is_empty() || out.contains("The key is the one that you named"),
            "{out}"
        );
        assert!(
            !out.contains("speaks slowly") && !out.contains("alert"),
            "{out}"
        );
    }
    let out = holds(&bundle, &[]);
    assert!(out.is_empty() || out.contains("not who made them"), "{out}");
    fails(
        &bundle,
        &["--office", "zoo zoo zoo zoo zoo zoo"],
        "not one of this bundle's",
    );
    let script =
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../office/content/court/check.py"));
    assert_eq!(read(&bundle.join("check.py")), script);
    // What HOW-TO-CHECK says of the first way: the office's own program, on each record.
    let nowhere = court.office.with(None).nowhere();
    let journal = said["journal"].as_str().expect("a file");
    for record in records {
        let file = |name: &str| record[name].as_str().expect("a file");
        let arguments = [
            "verify",
            file("parcel"),
            "--key",
            file("key"),
            "--journal",
            journal,
            "--office",
            key,
        ];
        assert_eq!(nowhere.does(&arguments)["custody"]["holds"], true);
    }
    let how = read(&bundle.join("HOW-TO-CHECK.txt"));
    assert!(how.contains(words) && how.contains(key) && !how.contains('{'));
    // It goes nowhere where something is already.
    let out = bundle.to_str().expect("UTF-8");
    court
        .office
        .is_refused(&["export", &court.case, "--out", out], "one case alone");
    court.office.is_refused(
        &["export", &court.case, "--out", out, "--language", "xx"],
        "not there in that language",
    );
}

#[test]
fn every_language_has_its_page() {
    let court = Court::new();
    for (language, direction, word) in [
        ("fr", "ltr", "Ce que le téléphone a montré"),
        ("es", "ltr", "Qué mostró el teléfono"),
        ("ar", "rtl", "ما عرضه الهاتف"),
        ("sw", "ltr", "Simu ilichoonyesha"),
        ("uk", "ltr", "Що показав телефон"),
    ] {
        let (bundle, _) = court.export(language, &["--language", language]);
        let page = read(&bundle.join("index.html"));
        assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")));
        assert!(
            page.contains(word) && !page.contains("court-"),
            "{language}"
        );
    }
}

#[test]
fn a_case_goes_out_by_consent_or_a_legal_basis_and_by_two_people() {
    let court = Court::new();
    let basis = court.house.write("basis", BASIS);
    // By consent, also when it is asked for by another record of the case.
    let out = court.house.argument("by-referral");
    let said = court.office.does(&["export", &court.agreed, "--out", &out]);
    assert_eq!(said["case"], json!(court.case));
    assert!(
        said["parcel"]
            .as_str()
            .expect("a file")
            .contains(&court.agreed)
    );

    // A second person: the request is for the case, by whatever record it is named.
    let amal = with_amal(&court.house);
    let out = court.house.argument("two");
    let export = ["export", &court.case, "--out", &out];
    amal.is_refused(&export, "two people decide on that");
    amal.is_refused(
        &[&export[..], &["--legal-basis", &basis]].concat(),
        "two people decide on that",
    );
    let asked = amal.does(&["request", "export", &court.agreed, "--reason", "Order 7."]);
    court
        .office
        .does(&["approve", asked["request"].as_str().expect("a name")]);
    let said = amal.does(&export);
    assert_eq!(said["alone"], false);
    let page = read(&Path::new(&out).join("index.html"));
    assert!(page.contains("one asked, and another approved") && !page.contains("Amal"));

    // Taken back: nothing goes out, and nothing is left where it was to go.
    court.phone.does(&["withdraw", &court.agreed]);
    court.meet();
    let out = court.house.argument("withdrawn");
    let export = ["export", &court.case, "--out", &out];
    amal.is_refused(&export, "did not agree, or no longer agrees");
    assert!(!Path::new(&out).exists());
    let said = amal.does(&[&export[..], &["--legal-basis", &basis]].concat());
    let bundle = PathBuf::from(said["directory"].as_str().expect("a directory"));
    assert!(read(&bundle.join("index.html")).contains(BASIS));
    assert_eq!(
        object(&bundle.join("bundle.json"))["ground"],
        json!({ "legal-basis": BASIS })
    );
    let out = holds(&bundle, &[]);
    assert!(
        out.is_empty() || out.contains("given out on a legal basis"),
        "{out}"
    );
    // Said again after that, it counts again.
    let again = court.refer(&court.case, "agreed again", &["--accountability"]);
    court.meet();
    let out = court.house.argument("again");
    amal.does(&["export", &court.case, "--out", &out]);
    let manifest = object(&Path::new(&out).join("bundle.json"));
    assert_eq!(manifest["ground"], json!({ "consent": again }));
    holds(Path::new(&out), &[]);
}

#[test]
fn the_second_check_fails_for_each_single_tampering() {
    let court = Court::new();
    let (bundle, said) = court.export("court", &[]);
    if check(&bundle, &["--help"]).is_none() {
        return;
    }
    let words = said["words"].as_str().expect("six words");
    let named = ["--office", words];
    let screening = format!("{}.parcel", court.case);
    let journal = format!("{}.journal.json", court.case);

    // What the list of files and the office's signature see.
    type Tampering = (&'static str, &'static str, Box<dyn Fn(&Path)>);
    let flip = |name: String, at: usize| -> Box<dyn Fn(&Path)> {
        Box::new(move |dir| {
            let mut bytes = fs::read(dir.join(&name)).expect("read");
            bytes[at] ^= 1;
            fs::write(dir.join(&name), bytes).expect("written");
        })
    };
    let page: Box<dyn Fn(&Path)> = Box::new(|dir| {
        let page = read(&dir.join("index.html")).replace("speaks slowly", "speaks quickly");
        fs::write(dir.join("index.html"), page).expect("written");
    });
    let gone: Box<dyn Fn(&Path)> =
        Box::new(|dir| fs::remove_file(dir.join("index.html")).expect("removed"));
    let more: Box<dyn Fn(&Path)> =
        Box::new(|dir| fs::write(dir.join("more.html"), "more").expect("written"));
    let signed: Box<dyn Fn(&Path)> = Box::new(|dir| {
        reseal(dir);
    });
    let list: Box<dyn Fn(&Path)> = Box::new(|dir| {
        let list = read(&dir.join("SHA256SUMS"));
        let shorter: String = list
            .lines()
            .skip(1)
            .map(|line| format!("{line}\n"))
            .collect();
        fs::write(dir.join("SHA256SUMS"), shorter).expect("written");
    });
    let seen: Vec<Tampering> = vec![
        ("page", "index.html: it was changed", page),
        ("gone", "a file that should be there is missing", gone),
        ("more", "somebody put it there later", more),
        (
            "byte",
            "the sealed original was changed",
            flip(screening.clone(), 2400),
        ),
        ("signed", "not one of this bundle's", signed),
        ("list", "the list was changed, or another made it", list),
    ];
    for (name, hint, tamper) in seen {
        let dir = copy(&bundle, &format!("seen-{name}"));
        tamper(&dir);
        fails(&dir, &named, hint);
    }

    // What shows even where somebody made the list again, signed it, and nobody compares the key.
    let resealed = copy(&bundle, "resealed");
    reseal(&resealed);
    let out = holds(&resealed, &[]);
    assert!(out.contains("a key that you did not name"), "{out}");

    let agreed = court.agreed.clone();
    let (case, case_again, journal_name) =
        (court.case.clone(), court.case.clone(), journal.clone());
    let swap: Box<dyn Fn(&Path)> = Box::new(move |dir| {
        fs::copy(
            dir.join(format!("{agreed}.key")),
            dir.join(format!("{case}.key")),
        )
        .expect("copied");
    });
    let place = {
        let bytes = fs::read(bundle.join(format!("{}.filed", court.case))).expect("read");
        Entry::from_bytes(&bytes[..Entry::LEN]).expect("an entry")
    };
    let edit = move |change: Box<dyn Fn(&mut Value)>| -> Box<dyn Fn(&Path)> {
        let name = journal_name.clone();
        Box::new(move |dir| {
            let mut journal = object(&dir.join(&name));
            change(&mut journal);
            put(&dir.join(&name), &journal);
        })
    };
    let is_place = move |it: &Value| it["seq"] == json!(place.seq);
    let removed = edit(Box::new(move |journal| {
        journal["entries"]
            .as_array_mut()
            .expect("a list")
            .retain(|it| !is_place(it));
    }));
    let thief = SigningKey::from_seed(&[5; 32]);
    let other = Entry::sign(&thief, place.seq, place.previous, Hash([4; 32]), 0);
    let replaced = edit(Box::new(move |journal| {
        let entries = journal["entries"].as_array_mut().expect("a list");
        let at = entries.iter().position(is_place).expect("its entry");
        entries[at] = serde_json::to_value(other).expect("JSON");
    }));
    let unsigned = edit(Box::new(move |journal| {
        let entries = journal["entries"].as_array_mut().expect("a list");
        let at = entries.iter().position(is_place).expect("its entry");
        entries[at]["wall_at"] = json!(1);
    }));
    let moved = edit(Box::new(|journal| {
        let said = &mut journal["countersignatures"][0];
        said["seq"] = json!(said["seq"].as_u64().expect("a place") - 1);
    }));
    let text: Box<dyn Fn(&Path)> = Box::new(move |dir| {
        let name = dir.join(format!("{case_again}.json"));
        let text = read(&name).replace("\"observed\"", "\"told\"");
        fs::write(name, text).expect("written");
    });
    let photo = flip(format!("{}-1.ogg", court.case), 4);
    let texts: Box<dyn Fn(&Path)> = Box::new(|dir| {
        let name = object(&dir.join("bundle.json"))["packs"][0]["content"].clone();
        let path = dir.join(name.as_str().expect("a file"));
        let text = read(&path).replace("a", "b");
        fs::write(path, text).expect("written");
    });
    let consent: Box<dyn Fn(&Path)> = Box::new(|dir| {
        let mut manifest = object(&dir.join("bundle.json"));
        let records = manifest["records"].as_array_mut().expect("a list");
        let id = manifest_id(records, "withdrawal");
        manifest["ground"] = json!({ "consent": id });
        put(&dir.join("bundle.json"), &manifest);
    });
    let shows: Vec<Tampering> = vec![
        (
            "byte",
            "the sealed original was changed",
            flip(screening.clone(), 2400),
        ),
        (
            "slot",
            "the key is another parcel's, or the sealed original was changed",
            flip(screening, 1000),
        ),
        ("key", "the key is another parcel's", swap),
        ("removed", "its entry is missing from the journal", removed),
        (
            "replaced",
            "its entry is missing from the journal",
            replaced,
        ),
        ("unsigned", "is not signed by its phone", unsigned),
        ("moved", "A countersignature for place", moved),
        ("text", "is not what the phone signed for", text),
        ("photo", "is not the file that the phone signed for", photo),
        ("texts", "are not those that the records name", texts),
        (
            "consent",
            "no record here holds the person's consent",
            consent,
        ),
    ];
    for (name, hint, tamper) in shows {
        let dir = copy(&bundle, &format!("shows-{name}"));
        tamper(&dir);
        reseal(&dir);
        fails(&dir, &[], hint);
        fails(&dir, &["--own"], hint);
    }
}

fn manifest_id(records: &[Value], kind: &str) -> Value {
    let mut records = records.iter();
    let found = records.find(|it| it["kind"] == kind);
    found.expect("one of the kind")["id"].clone()
}

#[test]
fn a_countersignature_over_another_entry_at_the_same_place_is_named_and_accuses_nobody() {
    let court = Court::new();
    let (bundle, _) = court.export("court", &[]);
    let forger = reseal(&bundle);
    let path = bundle.join(format!("{}.journal.json", court.case));
    let mut journal = object(&path);
    let bytes = fs::read(bundle.join(format!("{}.filed", court.case))).expect("read");
    let place = Entry::from_bytes(&bytes[..Entry::LEN]).expect("an entry");
    // The entry of another phone at the same place.
    let other = Entry::sign(
        &SigningKey::from_seed(&[5; 32]),
        place.seq,
        place.previous,
        Hash([4; 32]),
        0,
    );
    let said = Countersignature::sign(
        &forger,
        EntryRef {
            seq: other.seq,
            hash: other.hash(),
        },
        1_789_000_000_000,
    );
    let add = |journal: &mut Value, list: &str, value: Value| {
        journal[list].as_array_mut().expect("a list").push(value);
    };
    add(
        &mut journal,
        "countersignatures",
        serde_json::to_value(said).expect("JSON"),
    );
    put(&path, &journal);
    reseal(&bundle);
    let out = holds(&bundle, &[]);
    if out.is_empty() {
        return;
    }
    assert!(
        out.contains("countersigned ANOTHER entry at place"),
        "{out}"
    );
    assert!(
        out.contains(&other.hash().to_string()) && out.contains("says nothing of this record"),
        "{out}"
    );
    // Once that entry is shown, it is another phone's, and nobody asks for it.
    add(
        &mut journal,
        "entries",
        serde_json::to_value(other).expect("JSON"),
    );
    put(&path, &journal);
    reseal(&bundle);
    let out = holds(&bundle, &[]);
    assert!(
        !out.contains("ANOTHER entry") && out.contains("Entries of 2 phones"),
        "{out}"
    );
}

#[test]
fn what_the_office_no_longer_has_is_said() {
    let court = Court::new();
    let mut rows = store(&court.house.path("desk"));
    let of_case = rows.list(ORIGINAL).filter(|row| {
        let id: pocketcard::base::Id = court.agreed.parse().expect("an id");
        row.data == id.0
    });
    let gone: Vec<_> = of_case.map(|row| row.id).collect();
    rows.write(|tx| gone.iter().try_for_each(|id| tx.delete(*id)))
        .expect("deleted");
    drop(rows);
    let out = court.house.argument("court");
    let said = Said::by(
        &mut court
            .office
            .command(&["export", &court.case, "--out", &out]),
    );
    assert_eq!(said.status, 0, "{said:?}");
    assert!(
        said.out.contains("Not in it: 1 sealed original"),
        "{said:?}"
    );
    assert!(said.out.contains("One person did this alone"), "{said:?}");
    assert!(!said.out.contains(PASSPHRASE));
    let page = read(&Path::new(&out).join("index.html"));
    assert!(page.contains("Signed by the phone; the sealed original is missing"));
    let out = holds(Path::new(&out), &[]);
    assert!(
        out.is_empty() || out.contains("its sealed original is not here"),
        "{out}"
    );
}
