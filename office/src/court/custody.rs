//! What is proved of a record, and what is not, in plain words.

use maud::{Markup, html};
use pocketcard::text::Value;

use super::bench::time;
use crate::{
    desk::{Exhibit, custody_report::CustodyReport},
    page::words::Words,
};

/// What a check came to.
#[derive(Clone, Copy)]
enum Check {
    Shown,
    Failed,
    /// Neither was shown.
    Open,
}

impl Check {
    fn of(holds: bool) -> Self {
        match holds {
            true => Self::Shown,
            false => Self::Failed,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Shown => "court-shown",
            Self::Failed => "court-failed",
            Self::Open => "court-open",
        }
    }
}

/// The name of the text that says in a few words what is proved of a record.
pub(super) fn verdict(exhibit: &Exhibit) -> &'static str {
    match &exhibit.sealed {
        None => "court-result-unsealed",
        Some(sealed) if !sealed.report.holds => "court-result-fails",
        Some(sealed) if sealed.report.is_disputed() => "court-result-disputed",
        Some(_) => "court-result-holds",
    }
}

/// What is proved of one record, with its hashes.
pub(super) fn of(words: &Words<'_>, exhibit: &Exhibit) -> Markup {
    let head = format!("c-{}", exhibit.record.id);
    html! {
        h3 id=(head) { (words.say("court-custody")) }
        p { strong { (words.say(verdict(exhibit))) } }
        @match &exhibit.sealed {
            Some(sealed) => (report(words, &sealed.report)),
            None => p { (words.say("court-unsealed")) },
        }
        table.hashes aria-labelledby=(head) {
            tbody {
                @if let Some(sealed) = &exhibit.sealed {
                    (hash(words, "court-hash-parcel", &sealed.report.parcel))
                    (hash(words, "court-hash-record", &sealed.report.content))
                }
                (hash(words, "court-hash-entry", &exhibit.filed.entry.hash()))
                (hash(words, "court-hash-device", &exhibit.filed.entry.device))
            }
        }
    }
}

fn hash(words: &Words<'_>, name: &str, hash: &dyn std::fmt::Display) -> Markup {
    html! { tr { th scope="row" { (words.say(name)) } td { code dir="ltr" { (hash.to_string()) } } } }
}

fn report(words: &Words<'_>, report: &CustodyReport) -> Markup {
    let alone = match (report.is_forked(), report.is_disputed()) {
        (true, _) => Check::Failed,
        (false, true) => Check::Open,
        (false, false) => Check::Shown,
    };
    let follows = match report.shows_before() {
        true => Check::of(!report.is_broken()),
        false => Check::Open,
    };
    // Opening the sealed original has checked the letter's signature.
    let checks = [
        (Check::Shown, "court-letter"),
        (
            Check::of(report.same_device && report.entry_signed),
            "court-device",
        ),
        (Check::of(report.committed), "court-committed"),
        (alone, "court-alone-at-place"),
        (follows, "court-follows"),
    ];
    let journal = &report.journal;
    let known = |accepted| {
        words.say(if accepted {
            "court-office"
        } else {
            "court-office-unknown"
        })
    };
    html! {
        table {
            tbody {
                @for (check, text) in checks {
                    tr { th scope="row" { (words.say(text)) } td { strong { (words.say(check.word())) } } }
                }
            }
        }
        @if !journal.forks.is_empty() { p.urgent { (words.count("court-forks", journal.forks.len() as u64)) } }
        @if !journal.gaps.is_empty() { p { (words.say("court-gaps")) } }
        ul {
            @for witness in &report.witnesses {
                @let values = [
                    ("office", Value::Text(&known(witness.accepted))),
                    ("time", Value::Text(&time(witness.filed_at))),
                    ("number", Value::Count(witness.seq)),
                ];
                li { (words.with(if witness.seq == report.place.seq { "court-witness" } else { "court-witness-later" }, &values)) }
            }
            @if report.witnesses.is_empty() { li { (words.say("court-witness-none")) } }
            @for rival in &report.rivals {
                @let values = [
                    ("office", Value::Text(&known(rival.accepted))),
                    ("time", Value::Text(&time(rival.filed_at))),
                    ("number", Value::Count(report.place.seq)),
                    ("entry", Value::Text(&rival.entry.to_string())),
                ];
                li.urgent { (words.with(if rival.shown { "court-rival-shown" } else { "court-rival" }, &values)) }
            }
        }
    }
}

/// What none of this proves.
pub(super) fn limits(words: &Words<'_>) -> Markup {
    let limits = [
        "court-not-true",
        "court-not-when",
        "court-not-who",
        "court-not-other",
        "court-not-envelope",
        "court-not-page",
    ];
    html! {
        section {
            h2 { (words.say("court-limits")) }
            ul { @for limit in limits { li { (words.say(limit)) } } }
        }
    }
}
