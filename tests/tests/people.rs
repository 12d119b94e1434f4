//! The people at a desk: ways in of their own, what they may do, and the log of what they did.

use std::{fs, path::Path};

use pocketcard::{
    base::Id,
    store::{Header, RowKind, Store},
    vault::{Passphrase, Vault},
};
use pocketcard_office::desk::{Desk, USERS, UserRole};
use pocketcard_tests::{
    binaries::{PASSPHRASE, Said, Terminal},
    desk_users::{AMAL, acts, add, filed, store, with_amal},
    test_office::{House, kdf, keystore, now, passphrase},
};
use serde_json::json;

const BRITTA: &str = "gravel otter ninety plum";
/// The kind of the log's rows.
const LOG: RowKind = RowKind(35);

fn files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        found.push(entry.file_name().to_string_lossy().into_owned());
        if entry.path().is_dir() {
            files(&entry.path(), found);
        }
    }
}

#[test]
fn each_user_has_a_way_into_the_desk_that_ends_without_the_others() {
    let house = House::found(None);
    let (founder, amal) = (house.office(), with_amal(&house));
    assert_eq!(
        founder.does(&["users"])["users"],
        json!([
            { "name": "Desk", "role": "administrator", "you": true },
            { "name": "Amal", "role": "focal-point", "you": false },
        ])
    );
    assert_eq!(amal.does(&["users"])["users"][1]["you"], true);
    founder.does(&["users", "rename", "Desk", "Chidi"]);
    assert_eq!(amal.does(&["users"])["users"][0]["name"], "Chidi");
    let mut names = Vec::new();
    files(&house.path("desk"), &mut names);
    assert!(names.iter().any(|name| name == "users"));
    assert!(!names.iter().any(|name| name.contains("Amal")));

    // Nobody's passphrase is another's.
    for taken in [AMAL, PASSPHRASE] {
        add(&founder, "Britta", "administrator", taken).refuses(1, "do not use here yet");
    }
    for (name, why) in [("Amal", "has that name"), ("a\u{202e}b", "another")] {
        add(&founder, name, "focal-point", BRITTA).refuses(1, why);
    }
    let change = |office: &Terminal, new: &str| {
        let mut command = office.command(&["passphrase"]);
        Said::by(command.env("POCKETCARD_NEW_PASSPHRASE", new))
    };
    change(&amal, PASSPHRASE).refuses(1, "do not use here yet");

    // A change and recovery words of one leave the others' as they are.
    let words = amal.does(&["recovery-words"])["words"].clone();
    assert_eq!(change(&amal, BRITTA).status, 0);
    amal.is_refused(&["inbox"], "wrong passphrase");
    founder.does(&["inbox"]);
    let mut command = amal.with(None).command(&["unlock"]);
    command.env("POCKETCARD_RECOVERY_WORDS", words.as_str().expect("words"));
    let said = Said::by(command.env("POCKETCARD_NEW_PASSPHRASE", AMAL));
    assert_eq!(said.status, 0, "{said:?}");
    founder.does(&["inbox"]);
    assert_eq!(amal.does(&["users"])["users"][1]["you"], true);

    founder.is_refused(&["users", "remove", "Chidi"], "last administrator");
    founder.is_refused(&["users", "remove", "Nobody"], "nobody of that name");
    founder.does(&["users", "remove", "Amal"]);
    amal.is_refused(&["inbox"], "wrong passphrase");
    let left = fs::read_dir(house.path("desk/users")).expect("a folder");
    assert_eq!(left.count(), 0);
    founder.does(&["verify"]);
}

#[test]
fn a_founder_can_be_removed_and_an_old_vault_of_theirs_opens_nothing() {
    let house = House::found(None);
    let founder = house.office();
    assert_eq!(add(&founder, "Britta", "administrator", BRITTA).status, 0);
    let britta = founder.with(Some(BRITTA));
    let vault = house.path("desk/vault");
    let old = fs::read(&vault).expect("read");
    britta.does(&["users", "remove", "Desk"]);
    founder.is_refused(&["inbox"], "wrong passphrase");
    assert_eq!(
        britta.does(&["users"])["users"],
        json!([{ "name": "Britta", "role": "administrator", "you": true }])
    );
    // With the old file the key is there; this program goes no further.
    fs::write(&vault, old).expect("written");
    founder.is_refused(&["inbox"], "does not use this desk any more");
}

#[test]
fn what_is_left_of_letting_somebody_in_opens_nothing_and_goes() {
    let house = House::found(None);
    let desk = house.path("desk");
    let id = Id::random();
    let unlocked = Vault::at(&desk, &keystore(&desk)).unlock(&passphrase());
    let place = desk.join("users").join(id.to_string());
    let master = unlocked.expect("opens").master;
    Vault::at(&place, &keystore(&desk))
        .admit(&master, &Passphrase::new(BRITTA), kdf())
        .expect("admitted");
    let nobody = house.office().with(Some(BRITTA));
    nobody.is_refused(&["inbox"], "does not use this desk any more");
    with_amal(&house);
    assert!(!place.exists());
    nobody.is_refused(&["inbox"], "wrong passphrase");
}

#[test]
fn no_more_than_eight_people_use_a_desk() {
    let house = House::found(None);
    let place = house.path("desk");
    let key = keystore(&place);
    let mut desk = house.desk();
    for number in 1..USERS {
        let theirs = Passphrase::new(&format!("{number} gravel otter ninety plum"));
        let name = format!("user {number}");
        desk.add_user(&name, UserRole::FocalPoint, &theirs, &key, kdf(), now())
            .expect("added");
    }
    let one_more = Passphrase::new(BRITTA);
    let refused = desk.add_user("more", UserRole::FocalPoint, &one_more, &key, kdf(), now());
    assert!(refused.expect_err("full").to_string().contains("eight"));
    drop(desk);
    for number in 1..USERS {
        let theirs = Passphrase::new(&format!("{number} gravel otter ninety plum"));
        let desk = Desk::open(&place, &theirs, &key).expect("opens");
        assert_eq!(desk.user(), format!("user {number}"));
    }
}

#[test]
fn a_focal_point_does_the_cases_and_an_administrator_alone_the_rest() {
    let house = House::found(None);
    let (founder, phone) = (house.office(), house.phone("phone"));
    let amal = with_amal(&house);
    let record = filed(&house, &phone);
    let out = |name: &str| house.argument(name);
    let (pack, content) = (out("pack"), out("content"));
    let folder = house.path("north");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("pack.toml"), "name = \"north\"\nversion = 2\n").expect("written");
    let folder = out("north");
    founder.does(&["pack", "build", &folder, "--out", &content]);
    founder.does(&["pack", "sign", &content, "--out", &pack]);
    founder.does(&["invite", "spare"]);
    let copy = house.path("copy");
    fs::create_dir(&copy).expect("a folder");
    fs::copy(house.path("phone/vault"), copy.join("vault")).expect("copied");
    for verb in [
        &["users", "add", "Britta", "--role", "administrator"][..],
        &["users", "remove", "Desk"],
        &["users", "rename", "Amal", "Root"],
        &["invite", "another"],
        &["renew", "phone"],
        &["accept", "spare", "--words", "one two three four five six"],
        &["revoke-invitation", "spare"],
        &["change", "--name", "Another desk"],
        &["keys", "new", "--own"],
        &["keys", "drop"],
        &["keys", "audience"],
        &["keys", "destroy", "--agree"],
        &["pack", "sign", &content, "--out", &out("other")],
        &["pack", "publish", &pack],
        &["pack", "rotate-roots"],
        &["recover", copy.to_str().expect("UTF-8")],
    ] {
        let mut command = amal.command(verb);
        command.env("POCKETCARD_NEW_PASSPHRASE", BRITTA);
        let said = Said::by(&mut command);
        said.refuses(1, "an administrator of this desk does that");
    }
    // Only with a root key of this desk's, which is not a focal point's to use.
    let wipe = Said::by(&mut amal.command(&["revoke", "phone", "--wipe"]));
    assert!(
        wipe.err.contains("takes a keeper's signature too"),
        "{wipe:?}"
    );
    for verb in [
        &["inbox"][..],
        &["show", &record],
        &["answer", &record, "--text", "On our way."],
        &["handed", &record],
        &["close", &record],
        &["phones"],
        &["invitations"],
        &["words"],
        &["aside"],
        &["log"],
        &["verify"],
    ] {
        amal.does(verb);
    }
    assert_eq!(founder.does(&["phones"])["phones"][0]["revoked"], true);
}

#[test]
fn the_log_says_who_did_what_with_which_record() {
    let house = House::found(None);
    let (founder, phone) = (house.office(), house.phone("phone"));
    let record = filed(&house, &phone);
    let amal = with_amal(&house);
    for wrong in ["not this one at all", "nor this one either"] {
        let wrong = founder.with(Some(wrong));
        let said = Said::by(&mut wrong.command(&["inbox"]));
        said.refuses(1, "wrong passphrase");
    }
    amal.does(&["show", &record]);
    amal.does(&["answer", &record, "--text", "On our way."]);
    founder.does(&["handed", &record]);
    founder.does(&["close", &record]);
    amal.does(&["revoke", "phone"]);
    let of_record = acts(&founder.does(&["log", &record]));
    let expected = [
        ("Amal", "viewed"),
        ("Amal", "answered"),
        ("Desk", "handed"),
        ("Desk", "closed"),
    ];
    let expected = expected.map(|(who, act)| (who.to_owned(), act.to_owned()));
    assert_eq!(of_record, expected);

    let log = founder.does(&["log"]);
    let all = acts(&log);
    let place = |who: &str, act: &str| {
        let found = all
            .iter()
            .position(|it| *it == (who.to_owned(), act.to_owned()));
        found.unwrap_or_else(|| panic!("{who} {act} in {all:?}"))
    };
    // Two wrong ones in one line, before the next user who came in did anything.
    let refused = &log["log"][place("Amal", "refused")];
    assert_eq!(refused["about"], "2");
    assert!(place("Desk", "user-added") < place("Amal", "refused"));
    assert!(place("Amal", "refused") < place("Amal", "unlocked"));
    assert!(place("Amal", "unlocked") < place("Amal", "viewed"));
    assert_eq!(log["log"][place("Amal", "revoked")]["about"], "phone");
    assert_eq!(all.iter().filter(|(_, act)| act == "refused").count(), 1);
    let words = Said::by(&mut founder.command(&["log", &record])).out;
    assert!(
        words.contains(&format!("Amal: answered {record}")),
        "{words}"
    );
    founder.does(&["verify"]);
}

#[test]
fn what_is_refused_leaves_no_line_in_the_log() {
    let house = House::found(None);
    let phone = house.phone("phone");
    let record = filed(&house, &phone);
    let mut desk = house.desk();
    let before = desk.log_lines().len();
    let id: Id = record.parse().expect("an id");
    desk.answer(id, "On our way.", now()).expect("answered");
    assert_eq!(desk.log_lines().len(), before + 1);
    assert!(desk.answer(id, "", now()).is_err());
    assert_eq!(desk.log_lines().len(), before + 1);
}

#[test]
fn a_log_that_was_changed_says_where() {
    let tampered = |work: &dyn Fn(&mut Store, Vec<Header>)| {
        let house = House::found(None);
        let office = house.office();
        for _ in 0..4 {
            office.does(&["users"]);
        }
        office.does(&["verify"]);
        let mut store = store(&house.path("desk"));
        let mut lines: Vec<Header> = store.list(LOG).cloned().collect();
        lines.sort_by_key(|header| header.data.clone());
        work(&mut store, lines);
        drop(store);
        let said = Said::by(&mut office.command(&["verify"]));
        assert_eq!(said.status, 1, "{said:?}");
        said.out
    };
    let gone = tampered(&|store, lines| {
        store.write(|tx| tx.delete(lines[1].id)).expect("deleted");
    });
    assert!(gone.contains("line 2 of the log is missing"), "{gone}");
    let edited = tampered(&|store, lines| {
        let body = store.body(lines[1].id).expect("read").expect("a body");
        let text = String::from_utf8(body.to_vec()).expect("UTF-8");
        let text = text.replace("\"unlocked\"", "\"viewed\"");
        let write = |tx: &mut pocketcard::store::Tx<'_>| tx.put(&lines[1], Some(text.as_bytes()));
        store.write(write).expect("written");
    });
    assert!(edited.contains("line 2 of the log was changed"), "{edited}");
    let swapped = tampered(&|store, lines| {
        let bodies: Vec<_> = lines
            .iter()
            .map(|line| store.body(line.id).expect("read").expect("a body"))
            .collect();
        let (mut second, mut third) = (lines[1].clone(), lines[2].clone());
        second.data[8..].copy_from_slice(&lines[2].data[8..]);
        third.data[8..].copy_from_slice(&lines[1].data[8..]);
        store
            .write(|tx| {
                tx.put(&second, Some(&bodies[2]))?;
                tx.put(&third, Some(&bodies[1]))
            })
            .expect("written");
    });
    assert!(swapped.contains("line 2 of the log"), "{swapped}");
}
