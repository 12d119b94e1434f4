//! Figures for those who run the desk: how long cases wait, when phones were last heard of, and what came in, week by week.

use maud::{Markup, html};

use super::{frame::Frame, words::Words};
use crate::{
    desk::{Case, PhoneLine, Series, Weeks},
    plots::{Bars, Grid},
};

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;

pub(super) fn screen(
    frame: &Frame<'_>,
    cases: &[Case],
    phones: &[PhoneLine],
    weeks: &Weeks,
    now: i64,
) -> Markup {
    let words = &frame.words;
    let waits = cases.iter().filter(|case| case.state.waits());
    let waits = groups(
        words,
        &[
            ("under-hours-4", 4 * HOUR_MS),
            ("under-hours-24", 24 * HOUR_MS),
            ("under-days-3", 3 * DAY_MS),
            ("over-days-3", i64::MAX),
        ],
        waits.map(|case| now.saturating_sub(case.since)),
    );
    let heard = phones.iter().filter(|phone| !phone.revoked);
    let heard = groups(
        words,
        &[
            ("today-heard", DAY_MS),
            ("under-days-7", 7 * DAY_MS),
            ("over-days-7", i64::MAX),
        ],
        heard.map(|phone| now.saturating_sub(phone.heard_at)),
    );
    let confidential = frame.open.is_some_and(|open| open.confidential);
    let body = html! {
        p { (words.say("figures-explain")) }
        (bars(words, "waiting", "figure-waiting", waits))
        @if !confidential { (bars(words, "heard", "figure-heard", heard)) }
        @for grid in grids(words, weeks) {
            @if !grid.rows.is_empty() { (grid.section()) }
        }
    };
    frame.page(&words.say("figures"), &body)
}

fn bars(words: &Words<'_>, id: &'static str, title: &str, groups: Vec<(String, u64)>) -> Markup {
    let some = |(group, number)| (group, Some(number));
    let figure = Bars {
        id,
        title: words.say(title),
        groups: groups.into_iter().map(some).collect(),
        headings: [words.say("figure-group"), words.say("figure-number")],
        direction: words.direction(),
    };
    figure.section()
}

/// What came in, by week.
fn grids(words: &Words<'_>, weeks: &Weeks) -> [Grid; 4] {
    let grid = |id, title, heading, rows| Grid {
        id,
        title: words.say(title),
        // The month and the day: digits, which every language reads.
        columns: weeks
            .mondays
            .iter()
            .map(|monday| monday[5..].to_owned())
            .collect(),
        rows,
        heading: words.say(heading),
        direction: words.direction(),
    };
    let named = |rows: &[Series], name: &dyn Fn(&str) -> String| -> Vec<Series> {
        rows.iter()
            .map(|(id, numbers)| (name(id), numbers.clone()))
            .collect()
    };
    let site = |id: &str| match id {
        "" => words.say("figure-other"),
        id => id.to_owned(),
    };
    let shares = [
        ("figure-half", &weeks.half),
        ("figure-nine-of-ten", &weeks.nine_of_ten),
    ];
    let shares = shares.map(|(name, numbers)| (words.say(name), numbers.clone()));
    let doubtful = (words.say("figure-records"), weeks.doubtful.clone());
    [
        grid(
            "sites",
            "figure-sites",
            "figure-site",
            named(&weeks.sites, &site),
        ),
        grid(
            "indicators",
            "figure-indicators",
            "figure-indicator",
            named(&weeks.indicators, &|id| words.content(id)),
        ),
        grid(
            "delivery",
            "figure-delivery",
            "figure-group",
            shares.to_vec(),
        ),
        grid(
            "doubtful",
            "figure-doubtful",
            "figure-group",
            vec![doubtful],
        ),
    ]
}

/// How many of these ages, in milliseconds, fall into each group. A group ends before its limit.
fn groups(
    words: &Words<'_>,
    limits: &[(&str, i64)],
    ages: impl Iterator<Item = i64>,
) -> Vec<(String, u64)> {
    let mut counted: Vec<(String, u64)> = limits
        .iter()
        .map(|(word, _)| (words.say(word), 0))
        .collect();
    for age in ages {
        let place = limits.iter().position(|(_, limit)| age < *limit);
        counted[place.unwrap_or(limits.len() - 1)].1 += 1;
    }
    counted
}

#[cfg(test)]
mod tests {
    use pocketcard::content::Content;

    use super::*;

    #[test]
    fn each_age_is_counted_once_and_limits_belong_to_the_next_group() {
        let words = Words::new("en", Content::base());
        let limits = [("under-hours-4", 4 * HOUR_MS), ("over-days-3", i64::MAX)];
        let counted = groups(
            &words,
            &limits,
            [0, 4 * HOUR_MS - 1, 4 * HOUR_MS, i64::MAX].into_iter(),
        );
        let numbers: Vec<u64> = counted.iter().map(|(_, number)| *number).collect();
        assert_eq!(numbers, [2, 2]);
    }
}
