//! *Today*: who waits for the office, the most urgent first; the rest folded.

use std::collections::{BTreeSet, HashMap};

use maud::{Markup, html};
use pocketcard::text::Value;
use serde::Deserialize;

use super::{frame::Frame, session::Collected, words::Words};
use crate::desk::{Case, CaseState, PhoneLine};

/// Cases on one screen.
const CASES: usize = 50;
/// Screenings that say the same are listed this often, and then counted.
const ALIKE: usize = 3;
/// A phone that was not heard of for this long is worth a look: a week, in milliseconds.
pub(super) const SILENT_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// Which cases are wanted. Empty: all.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    site: String,
    phone: String,
    state: String,
    code: String,
    page: usize,
    /// An answer was sent a moment ago.
    sent: bool,
}

impl Wanted {
    fn is_all(&self) -> bool {
        [&self.site, &self.phone, &self.state, &self.code]
            .iter()
            .all(|it| it.is_empty())
    }

    fn takes(&self, case: &Case) -> bool {
        let same = |wanted: &str, is: &str| wanted.is_empty() || wanted == is;
        let code = self.code.trim().to_uppercase();
        let mut lines = case.lines.iter();
        same(&self.site, &case.top().site)
            && same(&self.phone, case.top().phone.as_deref().unwrap_or_default())
            && same(&self.state, state_id(case.state))
            && lines.any(|line| line.code.to_uppercase().starts_with(&code))
    }
}

/// The word of the page for a state.
pub(super) fn state_id(state: CaseState) -> &'static str {
    match state {
        CaseState::Withdrawn => "state-withdrawn",
        CaseState::ReferNow => "state-refer-now",
        CaseState::Agreed => "state-agreed",
        CaseState::Refer => "state-refer",
        CaseState::Enquire => "state-enquire",
        CaseState::Answered => "state-answered",
        CaseState::NoFlag => "state-no-flag",
        CaseState::Closed => "state-closed",
        CaseState::Phone => "state-phone",
    }
}

/// A state as a word, which the style sheet may also colour.
pub(super) fn state(words: &Words<'_>, state: CaseState) -> Markup {
    let id = state_id(state);
    let class = id.trim_start_matches("state-");
    html! { span class=(format!("state {class}")) { (words.say(id)) } }
}

/// What the screen is made from.
pub(super) struct Today<'a> {
    pub(super) cases: &'a [Case],
    pub(super) phones: &'a [PhoneLine],
    pub(super) collected: Option<&'a Collected>,
    pub(super) has_hub: bool,
    pub(super) now: i64,
}

pub(super) fn screen(frame: &Frame<'_>, today: &Today<'_>, wanted: &Wanted) -> Markup {
    let words = &frame.words;
    let (cases, now) = (today.cases, today.now);
    // A phone that introduced itself is nobody's case.
    let cases: Vec<&Case> = cases
        .iter()
        .filter(|case| case.state != CaseState::Phone)
        .collect();
    let fitting: Vec<&Case> = cases
        .iter()
        .copied()
        .filter(|case| wanted.takes(case))
        .collect();
    let fitting_count = fitting.len() as u64;
    let (waiting, rest): (Vec<&Case>, Vec<&Case>) =
        fitting.into_iter().partition(|case| case.state.waits());
    let (waiting, alike) = match wanted.is_all() {
        true => fold(waiting),
        false => (waiting, 0),
    };
    let body = html! {
        @if wanted.sent { p.notice role="status" { (words.say("answer-sent")) } }
        @if let Some(collected) = today.collected { (brought(words, collected)) }
        (summary(words, &cases, today.phones, now))
        @if let Some(first) = waiting.first() {
            p { a.main href=(format!("{}case/{}", frame.base, first.id)) { (words.say("next-case")) } }
        }
        div.row {
            @if today.has_hub { (frame.form("collect", &html! { button { (words.say("collect")) } })) }
            @else { p.quiet { (words.say("collect-no-hub")) } }
        }
        @if cases.is_empty() { p { (words.say("nothing-filed")) } }
        @else {
            (filter(frame, &cases, wanted))
            @if !wanted.is_all() { p role="status" { (words.count("filtered", fitting_count)) } }
            @if !waiting.is_empty() {
                (list(frame, &words.say("waiting"), &waiting, wanted.page, now))
                (pages(frame, waiting.len(), wanted))
            }
            @if alike > 0 { p.quiet { (words.count("alike-some", alike)) } }
            @if !rest.is_empty() {
                details open[!wanted.is_all()] {
                    summary { (words.say("not-waiting")) " (" (rest.len()) ")" }
                    p.quiet { (words.say("not-waiting-explain")) }
                    (list(frame, &words.say("not-waiting"), &rest, wanted.page, now))
                    (pages(frame, rest.len(), wanted))
                }
            }
        }
    };
    frame.page(&words.say("today"), &body)
}

/// All but those that say the same as three before them, and how many were left out. A flood hides nobody: it is
/// what is alike that is folded.
fn fold(cases: Vec<&Case>) -> (Vec<&Case>, u64) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let before = cases.len();
    let kept: Vec<&Case> = cases
        .into_iter()
        .filter(|case| {
            let alike = &case.top().alike;
            let times = seen.entry(alike).or_default();
            *times += usize::from(!alike.is_empty());
            *times <= ALIKE
        })
        .collect();
    let folded = before - kept.len();
    (kept, folded as u64)
}

fn summary(words: &Words<'_>, cases: &[&Case], phones: &[PhoneLine], now: i64) -> Markup {
    let waiting: Vec<&&Case> = cases.iter().filter(|case| case.state.waits()).collect();
    let withdrawn = cases
        .iter()
        .filter(|case| case.state == CaseState::Withdrawn)
        .count();
    let silent = phones
        .iter()
        .filter(|phone| !phone.revoked && now.saturating_sub(phone.heard_at) > SILENT_MS);
    let silent = silent.count() as u64;
    html! {
        @match waiting.iter().map(|case| case.since).min() {
            None => p { (words.say("wait-none")) },
            Some(longest) => p {
                @let longest = words.ago(longest, now);
                @let values = [("count", Value::Count(waiting.len() as u64)), ("longest", Value::Text(&longest))];
                (words.with("wait-some", &values))
            },
        }
        @if withdrawn > 0 { p.urgent { (words.count("withdrawn-some", withdrawn as u64)) } }
        @if silent > 0 { p { (words.count("silent-some", silent)) } }
    }
}

/// What the last collection came to.
fn brought(words: &Words<'_>, collected: &Collected) -> Markup {
    let intake = match collected {
        Collected::Broken => {
            return html! { p.urgent role="alert" { (words.say("collect-failed")) } };
        }
        Collected::Failed => return html! { p.urgent role="alert" { (words.say("failed")) } },
        Collected::Brought(intake) => intake,
    };
    html! {
        div.notice role="status" {
            p { (words.with("collected", &[("filed", Value::Count(intake.filed))])) }
            @if intake.waiting > 0 { p { (words.count("collect-waiting", intake.waiting)) } }
            @if !intake.set_aside.is_empty() {
                p { (words.count("collect-aside", intake.set_aside.len() as u64)) }
            }
            @if intake.no_room > 0 { p { (words.say("collect-full")) } }
        }
        @for phone in &intake.under_duress {
            p.urgent role="alert" { (words.with("collect-duress", &[("phone", Value::Text(phone))])) }
        }
        @if !intake.alarms.is_empty() { p.urgent role="alert" { (words.say("collect-alarm")) } }
    }
}

/// The cases in a table.
fn list(frame: &Frame<'_>, caption: &str, cases: &[&Case], page: usize, now: i64) -> Markup {
    let words = &frame.words;
    let confidential = frame.open.is_some_and(|open| open.confidential);
    html! {
        div.scroll role="group" tabindex="0" aria-label=(caption) {
            table {
                caption { (caption) }
                thead {
                    tr {
                        th scope="col" { (words.say("column-state")) }
                        th scope="col" { (words.say("column-code")) }
                        th scope="col" { (words.say("column-since")) }
                        th scope="col" { (words.say("column-place")) }
                        @if !confidential { th scope="col" { (words.say("column-phone")) } }
                        th scope="col" { (words.say("column-also")) }
                    }
                }
                tbody {
                    @for case in cases.iter().skip(CASES * page).take(CASES) {
                        (row(frame, case, confidential, now))
                    }
                }
            }
        }
    }
}

fn row(frame: &Frame<'_>, case: &Case, confidential: bool, now: i64) -> Markup {
    let words = &frame.words;
    let top = case.top();
    let code = match top.code.is_empty() {
        true => words.say("no-code"),
        false => top.code.clone(),
    };
    let corrections = case
        .lines
        .iter()
        .filter(|line| line.kind == "amendment")
        .count() as u64;
    html! {
        tr {
            td { (state(words, case.state)) }
            th scope="row" { a.code href=(format!("{}case/{}", frame.base, case.id)) { (code) } }
            td { (words.ago(case.since, now)) }
            td { bdi { (top.site) } }
            @if !confidential { td { bdi { (top.phone.as_deref().unwrap_or_default()) } } }
            td {
                @if !case.seen { span { (words.say("new")) } " " }
                @if case.is_withdrawn() && case.state != CaseState::Withdrawn { span.state.withdrawn { (words.say("state-withdrawn")) } " " }
                @if case.is_agreed() && case.state != CaseState::Agreed { span { (words.say("state-agreed")) } " " }
                @if corrections > 0 { span { (words.count("corrections", corrections)) } }
            }
        }
    }
}

/// Where there are more cases than fit.
fn pages(frame: &Frame<'_>, cases: usize, wanted: &Wanted) -> Markup {
    let words = &frame.words;
    let to = |page: usize| {
        let Wanted {
            site,
            phone,
            state,
            code,
            ..
        } = wanted;
        let query = serde_urlencoded::to_string([
            ("site", site.as_str()),
            ("phone", phone),
            ("state", state),
            ("code", code),
            ("page", &page.to_string()),
        ]);
        format!("?{}", query.unwrap_or_default())
    };
    html! {
        @if cases > CASES {
            p.row {
                @if wanted.page > 0 { (frame.link(&to(wanted.page - 1), &words.say("fewer-cases"))) }
                @if cases > CASES * (wanted.page + 1) { (frame.link(&to(wanted.page + 1), &words.say("more-cases"))) }
            }
        }
    }
}

fn filter(frame: &Frame<'_>, cases: &[&Case], wanted: &Wanted) -> Markup {
    let words = &frame.words;
    let confidential = frame.open.is_some_and(|open| open.confidential);
    let mut sites = BTreeSet::new();
    let mut phones = BTreeSet::new();
    let mut states = BTreeSet::new();
    for case in cases {
        sites.insert(case.top().site.as_str());
        phones.insert(case.top().phone.as_deref().unwrap_or_default());
        states.insert(case.state);
    }
    let choice = |name: &str, word: &str, chosen: &str, all: Vec<(String, String)>| {
        html! {
            div {
                label for=(name) { (words.say(word)) }
                select id=(name) name=(name) {
                    option value="" { (words.say("filter-all")) }
                    @for (value, shown) in all.iter().filter(|(value, _)| !value.is_empty()) {
                        option value=(value) selected[*value == chosen] { (shown) }
                    }
                }
            }
        }
    };
    let named = |all: &BTreeSet<&'_ str>| -> Vec<(String, String)> {
        all.iter()
            .map(|it| ((*it).to_owned(), (*it).to_owned()))
            .collect()
    };
    let states = states
        .iter()
        .map(|state| (state_id(*state).to_owned(), words.say(state_id(*state))));
    html! {
        form method="get" action=(frame.base) autocomplete="off" {
            div.row {
                (choice("state", "filter-state", &wanted.state, states.collect()))
                (choice("site", "filter-site", &wanted.site, named(&sites)))
                @if !confidential { (choice("phone", "filter-phone", &wanted.phone, named(&phones))) }
                div {
                    label for="code" { (words.say("filter-code")) }
                    input #code name="code" value=(wanted.code) size="10" dir="ltr" spellcheck="false" autocomplete="off";
                }
                button { (words.say("filter-go")) }
            }
        }
    }
}
