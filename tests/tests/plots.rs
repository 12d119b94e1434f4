//! What came in, week by week: in the terminal, as a picture, and never more than the desk's own people see.

use std::fs;

use pocketcard::host::Moment;
use pocketcard_tests::{
    canary::CANARY,
    counted::{ADULT, DAY_MS, SITE, collect, screen},
    test_office::{House, now},
};
use serde_json::json;

/// A time so many days ago.
fn ago(days: i64) -> Moment {
    Moment {
        wall_ms: now().wall_ms - days * DAY_MS,
        ..now()
    }
}

#[test]
fn weeks_are_printed_and_drawn_with_the_same_numbers() {
    let house = House::found(None);
    let mut phone = house.enrolled("phone", ago(20));
    for (site, count) in [("north", 3), ("south", 5), (CANARY, 1)] {
        for _ in 0..count {
            screen(&mut phone, SITE, site, ago(16));
        }
    }
    screen(&mut phone, ADULT, "north", ago(16));
    // Two days on the road, and a week later one more, with a clock that was two months ahead.
    collect(&house, &mut phone, ago(14));
    screen(&mut phone, ADULT, "south", ago(-60));
    collect(&house, &mut phone, ago(7));

    let office = house.office();
    let file = house.argument("plot.svg");
    let plot = |what: &str| {
        let _ = fs::remove_file(&file);
        let told = office.does(&["figures", "plot", what, "--out", &file]);
        let svg = fs::read_to_string(&file).expect("written");
        assert!(
            svg.starts_with("<svg xmlns=") && svg.contains("<desc"),
            "{svg}"
        );
        if let Ok(kept) = std::env::var("POCKETCARD_PLOTS") {
            fs::write(format!("{kept}/{what}.svg"), &svg).expect("written");
        }
        (told, svg)
    };
    let (sites, svg) = plot("sites");
    assert_eq!(sites["weeks"].as_array().map(Vec::len), Some(8));
    let row = |told: &serde_json::Value, name: &str| {
        let rows = told["rows"].as_array().expect("rows").clone();
        let row = rows.into_iter().find(|row| row["name"] == name);
        row.unwrap_or_else(|| panic!("{name} in {told}"))["numbers"].clone()
    };
    // This week, the one before, and the one before that.
    let south = row(&sites, "south");
    assert_eq!(
        (&south[5], &south[6], &south[7]),
        (&json!(5), &json!(1), &json!(0))
    );
    assert_eq!(row(&sites, "north")[5], 4);
    // A bar for each number but zero.
    assert_eq!(svg.matches("<rect").count(), 4);
    let (signs, _) = plot("indicators");
    assert!(
        signs["rows"].as_array().is_some_and(|rows| rows.len() > 3),
        "{signs}"
    );
    let (delivery, _) = plot("delivery");
    assert_eq!(row(&delivery, "half within")[5], 48);
    assert_eq!(row(&delivery, "half within")[6], json!(null));
    assert_eq!(row(&plot("doubtful").0, "doubtful")[6], 1);
    assert!(!signs.to_string().contains(CANARY));
}
