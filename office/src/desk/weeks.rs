//! What came in, week by week: for those who use this desk, who may see each report.

use std::collections::BTreeMap;

use pocketcard::{
    content::Answer,
    record::{Body, Record},
};
use serde::Serialize;
use time::{Date, Duration, OffsetDateTime};

use super::{Desk, Error};

/// How many weeks are shown, this one among them.
pub const WEEKS: usize = 8;
/// How many sites and indicators are shown: those with most.
const SITES: usize = 8;
const INDICATORS: usize = 12;
const HOUR_MS: u64 = 60 * 60 * 1000;

/// A name and its number in each week.
pub type Series = (String, Vec<Option<u64>>);

/// What came in, by week, the oldest week first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Weeks {
    /// The Monday of each, as `2026-11-02`.
    pub mondays: Vec<String>,
    /// Reports by the site's code; empty is any other.
    pub sites: Vec<Series>,
    /// In how many reports a sign was seen or told of, by the indicator's id.
    pub indicators: Vec<Series>,
    /// Within how many hours half of the records were filed after they were finished, in each week.
    pub half: Vec<Option<u64>>,
    /// The same of nine of ten.
    pub nine_of_ten: Vec<Option<u64>>,
    /// Records of phones whose clocks cannot have been right: of them nobody knows.
    pub doubtful: Vec<Option<u64>>,
}

fn monday(at: i64) -> Option<Date> {
    let date = OffsetDateTime::from_unix_timestamp(at.div_euclid(1000))
        .ok()?
        .date();
    date.checked_sub(Duration::days(i64::from(
        date.weekday().number_days_from_monday(),
    )))
}

/// Those with most, the largest first; all others under no name.
fn largest(mut all: BTreeMap<String, Vec<u64>>, most: usize, rest: bool) -> Vec<Series> {
    let other = all.remove("");
    let mut rows: Vec<(String, Vec<u64>)> = all.into_iter().collect();
    rows.sort_by_key(|(name, numbers)| {
        (std::cmp::Reverse(numbers.iter().sum::<u64>()), name.clone())
    });
    let smaller = rows.split_off(rows.len().min(most));
    let mut others = vec![0; WEEKS];
    for numbers in smaller.into_iter().map(|(_, numbers)| numbers).chain(other) {
        others
            .iter_mut()
            .zip(numbers)
            .for_each(|(sum, number)| *sum += number);
    }
    if rest && others.iter().any(|number| *number > 0) {
        rows.push((String::new(), others));
    }
    let some =
        |(name, numbers): (String, Vec<u64>)| (name, numbers.into_iter().map(Some).collect());
    rows.into_iter().map(some).collect()
}

/// The smallest number that this share of all does not exceed, in percent.
fn share(sorted: &[u64], percent: usize) -> Option<u64> {
    let place = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(place).copied()
}

impl Desk {
    /// What came in during the last weeks.
    ///
    /// # Errors
    /// The store's. A record that cannot be read is left out.
    pub fn weeks(&self, now: i64) -> Result<Weeks, Error> {
        let this = monday(now).ok_or(Error::Damaged)?;
        let mondays: Vec<Date> = (0..WEEKS)
            .filter_map(|back| this.checked_sub(Duration::weeks((WEEKS - 1 - back) as i64)))
            .collect();
        let (mut sites, mut indicators) = (BTreeMap::new(), BTreeMap::new());
        let mut took: Vec<Vec<u64>> = vec![Vec::new(); WEEKS];
        let mut doubtful = vec![0_u64; WEEKS];
        for line in self.inbox()? {
            let Some(week) = mondays
                .iter()
                .position(|it| Some(*it) == monday(line.filed_at))
            else {
                continue;
            };
            match line.clock_wrong {
                true => doubtful[week] += 1,
                false => {
                    let late = line
                        .filed_at
                        .saturating_sub(line.made_at)
                        .max(0)
                        .unsigned_abs();
                    took[week].push(late / HOUR_MS);
                }
            }
            if line.kind != "screening" {
                continue;
            }
            let Ok((_, record)) = self.filed(line.id) else {
                continue;
            };
            add(&mut sites, line.site.clone(), week);
            for sign in signs(&record) {
                add(&mut indicators, sign, week);
            }
        }
        took.iter_mut().for_each(|week| week.sort_unstable());
        let shares = |percent| took.iter().map(|week| share(week, percent)).collect();
        Ok(Weeks {
            mondays: mondays.iter().map(Date::to_string).collect(),
            sites: largest(sites, SITES, true),
            indicators: largest(indicators, INDICATORS, false),
            half: shares(50),
            nine_of_ten: shares(90),
            doubtful: doubtful.into_iter().map(Some).collect(),
        })
    }
}

fn add(counts: &mut BTreeMap<String, Vec<u64>>, name: String, week: usize) {
    counts.entry(name).or_insert_with(|| vec![0; WEEKS])[week] += 1;
}

/// The indicators that were seen or told of in a screening.
fn signs(record: &Record) -> Vec<String> {
    let Body::Screening(screening) = &record.body else {
        return Vec::new();
    };
    let noticed =
        |answer: &Answer| matches!(answer, Answer::Observed | Answer::Told | Answer::Reported);
    let answers = screening.answers.answers.iter();
    answers
        .filter(|(_, answer)| noticed(answer))
        .map(|(id, _)| id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday_and_shares_are_of_all_that_came() {
        // Sunday, 1 November 2026, and the Monday after.
        let sunday = 1_793_491_200_000;
        assert_eq!(
            monday(sunday).map(|it| it.to_string()).as_deref(),
            Some("2026-10-26")
        );
        assert_eq!(
            monday(sunday + 86_400_000)
                .map(|it| it.to_string())
                .as_deref(),
            Some("2026-11-02")
        );
        let hours: Vec<u64> = (1..=10).collect();
        assert_eq!(
            (share(&hours, 50), share(&hours, 90), share(&[], 50)),
            (Some(5), Some(9), None)
        );
        assert_eq!((share(&[7], 50), share(&[7], 90)), (Some(7), Some(7)));
    }

    #[test]
    fn what_is_not_shown_apart_is_in_the_last_row() {
        let week = |number| [vec![0; WEEKS - 1], vec![number]].concat();
        let all = BTreeMap::from([
            ("a".into(), week(3)),
            ("b".into(), week(9)),
            ("c".into(), week(1)),
            (String::new(), week(5)),
        ]);
        let rows = largest(all.clone(), 1, true);
        let last = |(name, numbers): &Series| (name.clone(), numbers[WEEKS - 1]);
        assert_eq!(
            rows.iter().map(last).collect::<Vec<_>>(),
            [("b".into(), Some(9)), (String::new(), Some(9))]
        );
        assert_eq!(largest(all, 2, false).len(), 2);
    }
}
