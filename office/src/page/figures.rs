//! Figures for those who run the desk: how long cases wait, and when phones were last heard of.

use maud::{Markup, html};

use super::{draw::bars, frame::Frame, words::Words};
use crate::desk::{Case, PhoneLine};

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;

pub(super) fn screen(frame: &Frame<'_>, cases: &[Case], phones: &[PhoneLine], now: i64) -> Markup {
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
        (bars(words, "waiting", &words.say("figure-waiting"), &waits))
        @if !confidential { (bars(words, "heard", &words.say("figure-heard"), &heard)) }
    };
    frame.page(&words.say("figures"), &body)
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
