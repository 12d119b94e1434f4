//! The ledger: what is released stays released, what would give somebody away is not, and the analyst opens nothing else.

use std::{fs, path::Path};

use pocketcard::{
    base::Id,
    host::Moment,
    session::Session,
    store::{RowKind, Store},
    vault::{Passphrase, Vault},
};
use pocketcard_office::{desk::Desk, releases::Reader};
use pocketcard_tests::{
    binaries::{PASSPHRASE, Said, Terminal},
    canary::{CANARY, Needles},
    counted::{ADULT, DAY_MS, SITE, collect, month, refer, screen},
    desk_users::{acts, store, with_amal},
    test_office::{House, keystore, now},
};
use serde_json::json;

const NUR: &str = "saddle thirty velvet comet";
const RELEASE: RowKind = RowKind(44);
const COUNTED: RowKind = RowKind(45);
const ORIGINAL: RowKind = RowKind(5);

/// A time in a year that is over.
fn then() -> Moment {
    Moment {
        wall_ms: now().wall_ms - 400 * DAY_MS,
        ..now()
    }
}

/// An office with so many reports about places, and people who agreed to be counted.
fn office(places: &[(&str, usize)], people: usize) -> (House, Session, Vec<Id>) {
    let house = House::found(None);
    let mut phone = house.enrolled("phone", then());
    for (site, count) in places {
        for _ in 0..*count {
            screen(&mut phone, SITE, site, then());
        }
    }
    let mut referrals = Vec::new();
    for _ in 0..people {
        let screening = screen(&mut phone, ADULT, "north", then());
        referrals.push(refer(&mut phone, screening, true, then()));
    }
    collect(&house, &mut phone, then());
    (house, phone, referrals)
}

fn ask<'a>(verb: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    let same = ["--threshold", "5", "--zeros"];
    [&["figures"], verb, more, &same].concat()
}

fn release<'a>(more: &[&'a str]) -> Vec<&'a str> {
    ask(&["release"], more)
}

/// What a release wrote as HXL.
fn hxl(house: &House, who: &Terminal, more: &[&str]) -> String {
    let file = house.argument("release.csv");
    let _ = fs::remove_file(&file);
    who.does(&release(&[more, &["--hxl", &file]].concat()));
    fs::read_to_string(file).expect("written")
}

fn by_site<'a>(month: &'a str, sites: &[&'a str]) -> Vec<&'a str> {
    let sites = sites.iter().flat_map(|site| ["--site", site]);
    ["--month", month, "--by", "site"]
        .into_iter()
        .chain(sites)
        .collect()
}

/// The problems that `verify` names.
fn problems(who: &Terminal) -> String {
    let said = Said::by(&mut who.command(&["verify", "--json"]));
    said.json()["verified"]["problems"].to_string()
}

#[test]
fn differencing_is_refused_by_name_and_the_same_request_gets_the_same_bytes() {
    let places = [("north", 8), ("south", 9), ("east", 12), ("west", 2)];
    let (house, mut phone, referrals) = office(&places, 1);
    let (desk, month) = (house.office(), month(then()));
    let sites = by_site(&month, &["north", "south"]);
    let first = hxl(&house, &desk, &sites);
    assert!(first.contains("north,"), "{first}");

    // Other was 14; without the east it is the west's 2.
    let more = by_site(&month, &["north", "south", "east"]);
    let refused = Said::by(&mut desk.command(&release(&more)));
    let name = format!("1-{month}-by-site");
    refused.refuses(1, &name);
    refused.refuses(
        1,
        &format!("{month} by site (north, south) from 5 with zeros is released already"),
    );
    // At the desk anybody may look at it.
    desk.does(&ask(&[], &more));
    // Nor with another threshold, nor as a part of the year, nor with a flag.
    desk.is_bad_usage(
        &[&release(&more)[..], &["--force-release"]].concat(),
        "not known here",
    );
    desk.is_refused(
        &[
            "figures", "release", "--month", &month, "--by", "site", "--site", "north", "--site",
            "south", "--site", "east",
        ],
        &name,
    );

    // The person takes it back: a new table would differ by one, and the released one is given out as it was.
    phone.withdraw(referrals[0], then()).expect("withdrawn");
    collect(&house, &mut phone, then());
    let turned = by_site(&month, &["south", "north"]);
    assert_eq!(hxl(&house, &desk, &turned), first);
    desk.is_refused(&release(&["--month", &month, "--by", "age"]), &name);
    desk.is_refused(
        &release(&["--year", &month[..4], "--by", "age"]),
        "no coarser table",
    );
    let listed = desk.does(&["figures", "list"]);
    assert_eq!(listed["releases"].as_array().map(Vec::len), Some(1));
    assert_eq!(problems(&desk), "[]");
}

#[test]
fn a_withdrawal_between_a_month_and_the_year_is_refused() {
    let (house, mut phone, referrals) = office(&[("north", 8), ("south", 9)], 3);
    let (desk, month) = (house.office(), month(then()));
    let year = ["--year", &month[..4], "--by", "site", "--site", "north"];
    desk.does(&release(&by_site(&month, &["north"])));
    // Nobody changed: the year says what the month said. At a copy of the desk, it may be asked for.
    desk.does(&ask(&[], &year));
    phone.withdraw(referrals[0], then()).expect("withdrawn");
    collect(&house, &mut phone, then());
    let refused = Said::by(&mut desk.command(&release(&year)));
    refused.refuses(1, &format!("together with 1-{month}-by-site"));
    // Before anybody withdrew it was safe.
    let (house, _, _) = office(&[("north", 8), ("south", 9)], 3);
    let desk = house.office();
    desk.does(&release(&by_site(&month, &["north"])));
    assert_eq!(desk.does(&release(&year))["number"], 2);
}

#[test]
fn a_release_takes_two_people_and_nobody_approves_what_gives_somebody_away() {
    let places = [("north", 8), ("south", 9), ("east", 12), ("west", 2)];
    let (house, _, _) = office(&places, 0);
    let (founder, amal, month) = (house.office(), with_amal(&house), month(then()));
    let first = release(&by_site(&month, &["north", "south"]));
    let second = release(&by_site(&month, &["north", "south", "east"]));
    let asked = amal.does(&first);
    assert_eq!(asked["released"], false);
    let request = asked["request"].as_str().expect("a name").to_owned();
    assert_eq!(amal.does(&first)["request"], request.as_str());
    amal.is_refused(&["approve", &request], "you asked for this yourself");
    // Each by itself is safe, and so both can be asked for and approved.
    let other = amal.does(&second)["request"]
        .as_str()
        .expect("a name")
        .to_owned();
    for asked in [&request, &other] {
        founder.does(&["approve", asked]);
    }
    // It is the leave of the user who asked.
    assert_eq!(founder.does(&first)["released"], false);
    let done = amal.does(&first);
    let said = [&done["released"], &done["asked_by"], &done["approved_by"]];
    assert_eq!(said, [&json!(true), &json!("Amal"), &json!("Desk")]);
    amal.is_refused(&second, &format!("1-{month}-by-site"));
    // What is out may be given out by anybody.
    assert_eq!(founder.does(&first)["number"], 1);
    let log = acts(&founder.does(&["log"]));
    let released = log.iter().filter(|(_, act)| act == "released").count();
    assert_eq!(released, 1);
    let requests = founder.does(&["requests"])["requests"].to_string();
    assert!(
        requests.contains("by site (north, south) from 5 with zeros"),
        "{requests}"
    );
}

#[test]
fn what_is_missing_from_the_ledger_is_named() {
    let (house, _, _) = office(&[("north", 8), ("south", 9)], 0);
    let (desk, place, month) = (house.office(), house.path("desk"), month(then()));
    desk.does(&release(&by_site(&month, &["north"])));
    desk.does(&release(&["--month", &month, "--by", "checklist"]));
    assert_eq!(problems(&desk), "[]");
    let copy = house.path("copy");
    for (kind, at, problem) in [
        (RELEASE, 1, "release 1 of the ledger is missing"),
        (RELEASE, 0, "the log has other releases than the ledger"),
        (COUNTED, 0, "who was counted in a release cannot be read"),
    ] {
        copy_of(&place, &copy);
        let mut rows = store(&copy);
        let row = rows.list(kind).nth(at).expect("a row").id;
        rows.write(|tx| tx.delete(row)).expect("deleted");
        drop(rows);
        let office = Terminal::office(&copy);
        assert!(problems(&office).contains(problem), "{}", problems(&office));
        office.is_refused(&release(&["--month", &month, "--by", "age"]), "verify");
        fs::remove_dir_all(&copy).expect("removed");
    }
    // A value that is changed.
    let mut rows = store(&place);
    let header = rows.list(RELEASE).next().expect("a row").clone();
    let body = rows.body(header.id).expect("read").expect("a body");
    let text = String::from_utf8(body.to_vec()).expect("JSON");
    let changed = text.replace("\"number\":2", "\"number\":2 ");
    assert_ne!(changed, text);
    rows.write(|tx| tx.put(&header, Some(changed.as_bytes())))
        .expect("put");
    drop(rows);
    assert!(problems(&desk).contains("release 2 of the ledger was changed"));
}

fn copy_of(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a directory");
    for entry in fs::read_dir(from).expect("read") {
        let entry = entry.expect("an entry");
        let place = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => copy_of(&entry.path(), &place),
            false => fs::copy(entry.path(), place).map(drop).expect("copied"),
        }
    }
}

#[test]
fn a_deleted_case_stays_counted_under_no_name_of_it() {
    let (house, _, _) = office(&[("north", 8), ("south", 9)], 2);
    let (desk, month) = (house.office(), month(then()));
    desk.does(&release(&by_site(&month, &["north"])));
    let inbox = desk.does(&["inbox", "--all"]);
    let lines = inbox["records"].as_array().or(inbox["inbox"].as_array());
    let case = lines.and_then(|lines| lines.iter().find(|line| line["kind"] == "referral"));
    let case = case.expect("a referral")["case"]
        .as_str()
        .expect("an id")
        .to_owned();
    let counted = |id: Id| {
        let rows = store(&house.path("desk"));
        let mut bodies = rows
            .list(COUNTED)
            .map(|row| rows.body(row.id).expect("read").expect("a body"));
        bodies.any(|body| body.chunks(20).any(|one| one[..16] == id.0))
    };
    let id: Id = case.parse().expect("an id");
    assert!(counted(id));
    desk.does(&["close", &case]);
    desk.does(&["request", "delete", &case, "--reason", "It is time."]);
    desk.does(&["delete", &case]);
    assert!(!counted(id));
    assert_eq!(problems(&desk), "[]");
    // It is still one who was counted and is not any more.
    desk.is_refused(&release(&["--month", &month, "--by", "checklist"]), "1-");
}

#[test]
fn an_analyst_opens_what_is_released_and_no_record() {
    let (house, _, _) = office(&[("north", 8), ("south", 9)], 6);
    let (desk, month) = (house.office(), month(then()));
    let place = house.argument("nur");
    let add = |name: &str, place: &str| {
        let mut command = desk.command(&["analysts", "add", name, "--store", place]);
        Said::by(command.env("POCKETCARD_NEW_PASSPHRASE", NUR))
    };
    desk.does(&release(&by_site(&month, &["north"])));
    add("Nur", &house.argument("desk/nur")).refuses(1, "lies within this desk");
    let added = add("Nur", &place);
    assert_eq!(added.status, 0, "{added:?}");
    add("Nur", &house.argument("other")).refuses(1, "has that name");
    with_amal(&house).is_refused(&["analysts", "remove", "Nur"], "an administrator");
    let ask = release(&["--month", &month, "--by", "checklist"]);
    let request = desk.does(&ask)["request"]
        .as_str()
        .expect("a name")
        .to_owned();
    with_amal_approve(&house, &request);
    let released = desk.does(&ask);
    assert_eq!(released["released"], true);

    // With the passphrase of their own they read what the office released, and all of it.
    let analyst = desk.nowhere().with(Some(NUR));
    let read = |more: &[&str]| analyst.does(&[&["releases", "--store", &place], more].concat());
    let listed = read(&["list"]);
    assert_eq!(
        listed["releases"].as_array().map(Vec::len),
        Some(2),
        "{listed}"
    );
    assert_eq!(read(&["show", "2"])["cells"], released["cells"]);
    let file = house.argument("analyst.csv");
    read(&["hxl", "1", "--out", &file]);
    assert_eq!(
        fs::read_to_string(&file).expect("written"),
        hxl(&house, &desk, &by_site(&month, &["north"]))
    );
    desk.nowhere()
        .with(Some(PASSPHRASE))
        .is_refused(&["releases", "--store", &place, "list"], "passphrase");

    // And with every file of the office at hand they open nothing of it.
    let desk_at = house.path("desk");
    let theirs = Passphrase::new(NUR);
    assert!(Desk::open(&desk_at, &theirs, &keystore(&desk_at)).is_err());
    house
        .office()
        .with(Some(NUR))
        .is_refused(&["inbox"], "passphrase");
    let own = keystore(Path::new(&place));
    let vault = Vault::at(Path::new(&place), &own);
    let master = vault.unlock(&theirs).expect("opens").master;
    assert!(Store::open(&desk_at, &master).is_err());
    let reader = Reader::open(Path::new(&place), &theirs, &own).expect("opens");
    let rows = store(&desk_at);
    let mut tried = 0;
    for row in rows.list(ORIGINAL) {
        let parcel = rows.body(row.id).expect("read").expect("a parcel");
        assert!(!reader.opens(&parcel));
        tried += 1;
    }
    assert!(tried > 20, "{tried}");
    // What they can read has no word of a record, no name of one, and no count that was left out.
    let all = format!("{:?}", reader.releases().expect("read"));
    assert!(!all.contains(CANARY));
    for row in rows.list(RowKind(4)) {
        assert!(!all.contains(&row.id.to_string()));
    }
    drop((rows, reader));
    assert_eq!(Needles::new().search(Path::new(&place)).expect("read"), []);

    // A file that somebody else put there is not taken for the office's.
    let folder = Path::new(&place).join("released");
    fs::copy(folder.join("000001.parcel"), folder.join("000003.parcel")).expect("copied");
    let bytes = fs::read(folder.join("000001.parcel")).expect("read");
    fs::write(folder.join("000001.parcel"), &bytes[1..]).expect("written");
    analyst.is_refused(&["releases", "--store", &place, "list"], "was changed");
}

fn with_amal_approve(house: &House, request: &str) {
    let amal = house
        .office()
        .with(Some(pocketcard_tests::desk_users::AMAL));
    amal.does(&["approve", request]);
}
