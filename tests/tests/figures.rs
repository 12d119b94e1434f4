//! A table that an office publishes: who is counted in it, and what it does not tell.

use std::fs;

use pocketcard::host::Moment;
use pocketcard_tests::{
    binaries::{PASSPHRASE, Said, Terminal},
    canary::CANARY,
    counted::{ADULT, DAY_MS, MISCONDUCT, SITE, collect, month, refer, screen},
    test_office::{House, now},
};
use serde_json::{Value, json};

fn count(table: &Value, labels: &[&str]) -> Value {
    let cells = table["cells"].as_array().expect("cells");
    let cell = cells.iter().find(|cell| cell["labels"] == json!(labels));
    cell.expect("a cell of these labels")["count"].clone()
}

#[test]
fn a_month_is_counted_by_consent_and_tells_nobody() {
    // In a month that is over, whatever the day is.
    let then = Moment {
        wall_ms: now().wall_ms - 75 * DAY_MS,
        ..now()
    };
    let month = month(then);

    let house = House::found(None);
    let mut phone = house.enrolled("phone", then);
    let mut referrals = Vec::new();
    for (site, people) in [("north", 12), ("south", 9), ("west", 3), (CANARY, 7)] {
        for _ in 0..people {
            let screening = screen(&mut phone, ADULT, site, then);
            referrals.push(refer(&mut phone, screening, true, then));
        }
    }
    // They did not agree to be counted, or were not asked.
    for _ in 0..5 {
        let screening = screen(&mut phone, ADULT, "north", then);
        refer(&mut phone, screening, false, then);
        screen(&mut phone, ADULT, "north", then);
    }
    for _ in 0..8 {
        screen(&mut phone, SITE, "north", then);
        screen(&mut phone, MISCONDUCT, "north", then);
    }
    collect(&house, &mut phone, then);

    let office = house.office();
    let sites = ["--site", "north", "--site", "south", "--site", "west"];
    let ask = [
        &[
            "figures",
            "--month",
            &month,
            "--by",
            "site,checklist",
            "--threshold",
            "5",
        ],
        &sites[..],
    ]
    .concat();
    let table = office.does(&ask);
    assert_eq!(count(&table, &["all", "all"]), 12 + 9 + 3 + 7 + 8);
    // One of the small count's neighbours goes with it, and in the next column as many.
    assert_eq!(count(&table, &["west", "person"]), Value::Null);
    assert_eq!(count(&table, &["west", "all"]), Value::Null);
    let cells = table["cells"].as_array().expect("cells");
    let counts: Vec<i64> = cells
        .iter()
        .filter_map(|cell| cell["count"].as_i64())
        .collect();
    assert!(counts.iter().all(|count| *count >= 5), "{table}");
    assert!(counts.len() > 3, "{table}");

    let whole = office.does(&[
        "figures",
        "--month",
        &month,
        "--by",
        "checklist",
        "--threshold",
        "5",
        "--zeros",
    ]);
    assert_eq!(
        (count(&whole, &["person"]), count(&whole, &["site"])),
        (json!(31), json!(8))
    );
    phone.withdraw(referrals[0], then).expect("withdrawn");
    collect(&house, &mut phone, then);
    let fewer = office.does(&[
        "figures",
        "--month",
        &month,
        "--by",
        "checklist",
        "--threshold",
        "5",
        "--zeros",
    ]);
    assert_eq!(
        (count(&fewer, &["person"]), count(&fewer, &["site"])),
        (json!(30), json!(8))
    );

    // Not a word of anybody's, in any of the three forms.
    let (hxl, schema) = (
        house.argument("table.csv"),
        house.argument("schema.hxl.csv"),
    );
    let files = ["--hxl", &hxl, "--schema", &schema];
    let released = [&["figures", "release"], &ask[1..], &files].concat();
    let said = Said::by(&mut office.command(&released));
    assert_eq!(said.status, 0, "{said:?}");
    let files = [hxl, schema].map(|path| fs::read_to_string(path).expect("written"));
    let codes: Vec<String> = house
        .desk()
        .inbox()
        .expect("read")
        .into_iter()
        .map(|line| line.code)
        .collect();
    assert!(files[0].contains("#affected+ind+cell") && said.out.contains("north"));
    for text in [&said.out, &files[0], &files[1], &table.to_string()] {
        assert!(!text.contains(CANARY), "{text}");
        assert!(
            codes
                .iter()
                .all(|code| code.is_empty() || !text.contains(code.as_str())),
            "{text}"
        );
    }
}

#[test]
fn no_table_of_an_open_month_or_of_misconduct() {
    let house = House::found(None);
    let office = house.office();
    office.is_refused(
        &["figures", "--month", &month(now()), "--by", "age"],
        "not over",
    );
    let ask = ["figures", "--month", "2025-01", "--by"];
    let with = |more: &[&'static str]| [&ask[..], more].concat();
    office.is_refused(
        &["figures", "--month", "January", "--by", "age"],
        "such as 2026-11",
    );
    office.is_refused(&with(&["age", "--threshold", "4"]), "below 5");
    office.is_refused(&with(&["age,age"]), "one to 3 dimensions");
    office.is_refused(&with(&["site"]), "--site CODE");
    office.is_refused(&with(&["site", "--site", "other"]), "all of them different");

    let conduct = Terminal::office(&house.path("conduct"));
    conduct
        .with(Some(PASSPHRASE))
        .is_refused(&with(&["age"]), "the confidential desk");
}
