//! The classic attacks on several releases, each refused; and what is not one, which is not.

use std::{collections::BTreeSet, slice::from_ref};

use super::*;
use crate::figures::{Dimension, Interval, Zeros, count::OTHER, protect};

/// Somebody who agreed to be counted.
#[derive(Clone)]
struct Somebody {
    id: Id,
    month: u8,
    site: &'static str,
    age: &'static str,
}

fn people(count: usize, month: u8, site: &'static str, age: &'static str) -> Vec<Somebody> {
    let one = || Somebody {
        id: Id::random(),
        month,
        site,
        age,
    };
    (0..count).map(|_| one()).collect()
}

/// What is asked for: a period, the sites that are shown apart, whether by age too, a threshold.
struct Asked<'a> {
    period: &'a str,
    sites: &'a [&'a str],
    ages: &'a [&'a str],
    threshold: u32,
}

const OCTOBER: Asked<'static> = Asked {
    period: "2026-10",
    sites: &["north", "south"],
    ages: &[],
    threshold: 10,
};
const YEAR: Asked<'static> = Asked {
    period: "2026",
    ..OCTOBER
};

impl Asked<'_> {
    /// Counts and protects, apart from the code that does it for records.
    fn release(&self, people: &[Somebody]) -> Kept {
        let period = Period::parse(self.period).unwrap();
        let mut dimensions = Vec::new();
        for (name, labels) in [("site", self.sites), ("age", self.ages)] {
            if !labels.is_empty() {
                let labels = labels
                    .iter()
                    .chain([&OTHER])
                    .map(|label| (*label).to_owned());
                dimensions.push(Dimension {
                    name: name.to_owned(),
                    labels: labels.collect(),
                });
            }
        }
        let size = dimensions
            .iter()
            .map(|it| it.labels.len())
            .product::<usize>();
        let empty = Table::new(dimensions.clone(), &vec![0; size]).unwrap();
        let inner: Vec<Cell> = empty.inner().collect();
        let mut counts = vec![0; size];
        let mut members = BTreeMap::new();
        for it in people {
            let month = Period::parse(&format!("2026-{:02}", it.month)).unwrap();
            if !period.meets(month) {
                continue;
            }
            let labels = dimensions.iter().map(|dimension| {
                let value = if dimension.name == "site" {
                    it.site
                } else {
                    it.age
                };
                let own = dimension.labels.iter().position(|label| label == value);
                Some(own.unwrap_or(dimension.labels.len() - 1))
            });
            let cell = empty.cell(&labels.collect::<Vec<_>>());
            counts[inner.iter().position(|it| *it == cell).unwrap()] += 1;
            members.insert(it.id, cell);
        }
        let table = Table::new(dimensions, &counts).unwrap();
        let rule = Rule::new(self.threshold, Zeros::Published).unwrap();
        let protected = protect(&table, rule).unwrap();
        let id = format!(
            "{}-{}-{}-{}",
            self.period,
            self.sites.join("+"),
            self.ages.join("+"),
            self.threshold
        );
        Kept::new(id, period, &protected, members)
    }
}

fn is_refused(earlier: &[&Kept], new: &Kept) -> Vec<String> {
    let earlier: Vec<Kept> = earlier.iter().map(|it| (*it).clone()).collect();
    match attack(&earlier, new).unwrap() {
        Some(Broken::By(names)) => names,
        other => panic!("{other:?}"),
    }
}

fn is_safe(earlier: &[&Kept], new: &Kept) {
    let earlier: Vec<Kept> = earlier.iter().map(|it| (*it).clone()).collect();
    assert_eq!(attack(&earlier, new).unwrap(), None);
}

#[test]
fn differencing_two_site_sets_that_differ_by_one_is_refused() {
    let all = |west| {
        let mut all = people(20, 10, "north", "adult");
        all.extend(
            [
                people(30, 10, "south", "adult"),
                people(40, 10, "east", "adult"),
            ]
            .concat(),
        );
        all.extend(people(west, 10, "west", "adult"));
        all
    };
    let east = Asked {
        sites: &["north", "south", "east"],
        ..OCTOBER
    };
    let (first, second) = (OCTOBER.release(&all(3)), east.release(&all(3)));
    // Each is safe by itself: the first counts the west with the east, the second leaves it out, and the north with it.
    assert!(!first.suppressed.contains(&true));
    assert_eq!(second.suppressed, [true, false, false, true, false]);
    let all_three = all(3);
    let second = east.release(&all_three);
    assert_eq!(
        is_refused(&[&OCTOBER.release(&all_three)], &second),
        [first.id]
    );
    // Where the site that the difference shows is large, nobody is given away.
    let large = all(12);
    is_safe(&[&OCTOBER.release(&large)], &east.release(&large));
}

#[test]
fn another_threshold_is_no_way_round() {
    let sizes = [
        (20, "north"),
        (30, "south"),
        (7, "west"),
        (40, "east"),
        (25, "far"),
    ];
    let all: Vec<_> = (sizes.into_iter())
        .flat_map(|(count, site)| people(count, 10, site, "adult"))
        .collect();
    let sites = &["north", "south", "west", "east"];
    let ten = Asked { sites, ..OCTOBER }.release(&all);
    let five = Asked {
        sites,
        threshold: 5,
        ..OCTOBER
    }
    .release(&all);
    assert_eq!(is_refused(&[&ten], &five), from_ref(&ten.id));
    assert_eq!(is_refused(&[&five], &ten), from_ref(&five.id));
    // The same again tells nothing new.
    is_safe(&[&ten], &ten);
}

#[test]
fn a_dimension_added_is_refused_where_its_margins_show_what_was_left_out() {
    let mut all = [
        people(20, 10, "north", "adult"),
        people(20, 10, "north", "child"),
    ]
    .concat();
    all.extend(
        [
            people(25, 10, "south", "adult"),
            people(25, 10, "south", "child"),
        ]
        .concat(),
    );
    is_safe(
        &[&OCTOBER.release(&all)],
        &Asked {
            ages: &["adult", "child"],
            ..OCTOBER
        }
        .release(&all),
    );
    // The first leaves out the west, which is small, and the north with it.
    all.extend(people(4, 10, "west", "adult"));
    let sites = &["north", "south", "west"];
    let first = Asked { sites, ..OCTOBER }.release(&all);
    let mut second = Asked {
        sites,
        ages: &["adult", "child"],
        ..OCTOBER
    }
    .release(&all);
    is_safe(&[&first], &second);
    let hidden = |table: &Table, sites: &[usize]| {
        let shown = |cell: Cell| {
            let labels = table.labels(cell);
            labels[1].is_none() && labels[0].is_none_or(|site| !sites.contains(&site))
        };
        table.cells().map(|cell| !shown(cell)).collect::<Vec<_>>()
    };
    // A second that leaves out the south instead is as safe by itself.
    second.suppressed = hidden(&second.table, &[0, 2]);
    is_safe(&[&first], &second);
    second.suppressed = hidden(&second.table, &[1, 2]);
    is_safe(&[], &second);
    assert_eq!(is_refused(&[&first], &second), from_ref(&first.id));
}

#[test]
fn a_withdrawal_between_a_month_and_the_year_is_refused() {
    let mut all = [
        people(20, 10, "north", "adult"),
        people(30, 10, "south", "adult"),
    ]
    .concat();
    all.extend(people(14, 10, "far", "adult"));
    let month = OCTOBER.release(&all);
    // Nobody else of the year: its numbers would be the month's without one.
    is_safe(&[&month], &YEAR.release(&all));
    let withdrawn: Vec<_> = all[1..].to_vec();
    assert_eq!(
        is_refused(&[&month], &YEAR.release(&withdrawn)),
        from_ref(&month.id)
    );
    // Nor does a coarser table hide it.
    let total = Asked {
        sites: &[],
        ages: &["adult"],
        ..YEAR
    };
    assert_eq!(
        is_refused(&[&month], &total.release(&withdrawn)),
        from_ref(&month.id)
    );
    // Every month of the year is out: their sum less the year is the one.
    let mut other = people(12, 11, "north", "adult");
    other.extend(
        [
            people(13, 11, "south", "adult"),
            people(16, 11, "far", "adult"),
        ]
        .concat(),
    );
    let november = Asked {
        period: "2026-11",
        ..OCTOBER
    }
    .release(&other);
    let late = [withdrawn.clone(), other.clone()].concat();
    let refused = is_refused(&[&month, &november], &YEAR.release(&late));
    assert!(refused.contains(&month.id), "{refused:?}");
    // With a month that nobody published between them, nobody can tell.
    is_safe(&[&month], &YEAR.release(&late));
}

#[test]
fn ten_withdrawals_are_a_number_as_others_are() {
    let all = [
        people(40, 10, "north", "adult"),
        people(30, 10, "south", "adult"),
        people(14, 10, "far", "adult"),
    ]
    .concat();
    let month = OCTOBER.release(&all);
    is_safe(&[&month], &OCTOBER.release(&all[10..]));
    assert_eq!(
        is_refused(&[&month], &OCTOBER.release(&all[9..])),
        from_ref(&month.id)
    );
}

#[test]
fn what_the_months_leave_out_the_year_does_not_tell() {
    let month = |month, west| {
        let mut all = people(20, month, "north", "adult");
        all.extend(
            [
                people(20, month, "south", "adult"),
                people(west, month, "west", "adult"),
            ]
            .concat(),
        );
        all.extend(people(30, month, "far", "adult"));
        all
    };
    let sites = &["north", "south", "west"];
    let (october, november, december) = (month(10, 4), month(11, 14), month(12, 12));
    let all = [october.clone(), november.clone(), december.clone()].concat();
    let of = |period| Asked {
        period,
        sites,
        ..OCTOBER
    };
    let months = [
        of("2026-10").release(&all),
        of("2026-11").release(&all),
        of("2026-12").release(&all),
    ];
    let year = of("2026").release(&all);
    assert!(!year.suppressed.contains(&true));
    // October is what the year has beyond November and December.
    let refused = is_refused(&[&months[0], &months[1], &months[2]], &year);
    assert_eq!(refused.len(), 3);
    // Without December anything could be in it.
    is_safe(&[&months[0], &months[1]], &year);
    // A year without that site tells nothing of it.
    is_safe(
        &[&months[0], &months[1], &months[2]],
        &Asked {
            sites: &["north"],
            ..YEAR
        }
        .release(&all),
    );
}

#[test]
fn the_year_beside_a_month_shows_the_rest_of_the_year() {
    let mut all = [
        people(20, 10, "north", "adult"),
        people(30, 10, "south", "adult"),
        people(14, 10, "far", "adult"),
    ]
    .concat();
    let month = OCTOBER.release(&all);
    all.extend(people(2, 11, "north", "adult"));
    assert_eq!(
        is_refused(&[&month], &YEAR.release(&all)),
        from_ref(&month.id)
    );
    all.extend(people(10, 12, "north", "adult"));
    is_safe(&[&month], &YEAR.release(&all));
}

/// Three who are alone protect each other in one table, and not from one of them who has two.
#[test]
fn singletons_are_not_given_away_to_each_other() {
    let mut all = [
        people(1, 10, "north", "adult"),
        people(1, 10, "south", "adult"),
        people(1, 10, "west", "adult"),
    ]
    .concat();
    all.extend(people(25, 10, "far", "adult"));
    let sites = &["north", "south", "west"];
    let first = Asked { sites, ..OCTOBER }.release(&all);
    // Each could be anything up to the whole: two of three are not enough.
    assert_eq!(first.suppressed.iter().filter(|it| **it).count(), 4);
    let merged = Asked {
        sites: &["west"],
        ..OCTOBER
    }
    .release(&all);
    is_safe(&[&first], &merged);
    // Without its own complement the second gives the sum of all three.
    let mut open = Asked {
        sites: &[],
        ages: &["adult"],
        ..OCTOBER
    }
    .release(&all);
    is_safe(&[&first], &open);
    open = Asked {
        sites: &["far"],
        ..OCTOBER
    }
    .release(&all);
    open.suppressed.fill(false);
    assert_eq!(is_refused(&[&first], &open), from_ref(&first.id));
}

#[test]
fn releases_of_other_times_do_not_matter_and_those_that_share_through_a_third_do() {
    let sizes = |month| {
        [
            people(20, month, "north", "adult"),
            people(3, month, "south", "adult"),
            people(30, month, "far", "adult"),
        ]
        .concat()
    };
    let all = [sizes(10), sizes(11)].concat();
    let october = OCTOBER.release(&all);
    let november = Asked {
        period: "2026-11",
        ..OCTOBER
    }
    .release(&all);
    is_safe(&[&october], &november);
    // The year gives the sum of both, six: that is left out too, but it is left out by itself.
    let year = YEAR.release(&all);
    is_safe(&[&october, &november], &year);
    is_safe(&[&october, &year], &november);
}

#[test]
fn a_ledger_that_does_not_add_up_is_not_built_on() {
    let all = [
        people(20, 10, "north", "adult"),
        people(30, 10, "south", "adult"),
    ]
    .concat();
    let mut first = OCTOBER.release(&all);
    let second = OCTOBER.release(&all);
    let one = *first.members.keys().next().unwrap();
    first.members.remove(&one);
    assert_eq!(attack(&[first], &second), Err(Error::Counts));
}

/// Everything is tried: over all whole numbers of people in each stratum that agree with all that two releases publish,
/// and with those who changed, what is small is nowhere known better than the threshold allows.
#[test]
fn what_is_let_through_is_safe_by_trying_all_there_is() {
    let mut through = 0;
    for (north, south, west, far) in [
        (5, 6, 2, 5),
        (5, 5, 5, 5),
        (7, 1, 3, 6),
        (6, 6, 1, 1),
        (9, 5, 0, 5),
        (5, 3, 4, 6),
    ] {
        let mut all = people(north, 10, "north", "adult");
        all.extend(
            [
                people(south, 10, "south", "adult"),
                people(west, 10, "west", "adult"),
            ]
            .concat(),
        );
        all.extend(people(far, 10, "far", "adult"));
        let five = Asked {
            threshold: 5,
            ..OCTOBER
        };
        let one = Asked {
            sites: &["north", "south"],
            ..five
        }
        .release(&all);
        for sites in [
            &["north", "west"][..],
            &["south", "west"],
            &["west"],
            &["north", "south", "west"],
        ] {
            let other = Asked { sites, ..five }.release(&all);
            let safe = attack(from_ref(&one), &other).unwrap().is_none();
            let values = ["north", "south", "west", "far"];
            let truth = [north, south, west, far].map(|it| it as i64);
            // What each published cell sums up, and what it says.
            let mut said: Vec<([bool; 4], i64)> = Vec::new();
            let mut small: Vec<[bool; 4]> = Vec::new();
            for release in [&one, &other] {
                for cell in release.table.cells() {
                    let label = release.table.labels(cell)[0];
                    let of = values.map(|value| {
                        let dimension = &release.table.dimensions()[0];
                        label.is_none() || label == label_of(dimension, Some(value))
                    });
                    let count = release.table.count(cell);
                    match release.suppressed[cell] {
                        false => said.push((of, count)),
                        true if (1..5).contains(&count) => small.push(of),
                        true => {}
                    }
                }
            }
            let sum = |of: &[bool; 4], counts: &[i64; 4]| -> i64 {
                of.iter()
                    .zip(counts)
                    .filter(|(of, _)| **of)
                    .map(|(_, count)| count)
                    .sum()
            };
            let mut seen: BTreeMap<[bool; 4], Interval> = BTreeMap::new();
            let most = truth.iter().sum::<i64>() + 6;
            let all_of = |index: i64| {
                [
                    index % most,
                    index / most % most,
                    index / most / most % most,
                    index / most / most / most,
                ]
            };
            for counts in (0..most.pow(4)).map(all_of) {
                if said.iter().all(|(of, count)| sum(of, &counts) == *count) {
                    for of in &small {
                        let at = sum(of, &counts);
                        let known = seen.entry(*of).or_insert(Interval {
                            low: at,
                            high: Some(at),
                        });
                        known.low = known.low.min(at);
                        known.high = known.high.max(Some(at));
                    }
                }
            }
            let wide = seen
                .values()
                .all(|it| it.high >= Some(5) && it.high >= Some(it.low + 5));
            if safe {
                through += 1;
                assert!(wide, "{sites:?} of {truth:?}");
            }
        }
    }
    assert!(through > 4, "{through}");
}

#[test]
fn what_cannot_be_tried_on_all_is_refused() {
    let all = people(50, 10, "north", "adult");
    let names: BTreeSet<String> = (0..60).map(|at| format!("site {at}")).collect();
    let labels: Vec<&str> = names.iter().map(String::as_str).collect();
    let by_site = Asked {
        sites: &labels,
        ..OCTOBER
    }
    .release(&all);
    let ages: Vec<&str> = labels[..50].to_vec();
    let by_age = Asked {
        sites: &[],
        ages: &ages,
        ..OCTOBER
    }
    .release(&all);
    let found = attack(from_ref(&by_site), &by_age).unwrap();
    assert_eq!(found, Some(Broken::TooMany(vec![by_site.id])));
}
