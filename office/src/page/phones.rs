//! *Phones*: which are in trouble, and what to do.

use maud::{Markup, html};
use pocketcard_terminal::moment_text;

use super::{frame::Frame, today::SILENT_MS};
use crate::desk::PhoneLine;

/// What each column tells.
const HEADS: [&str; 6] = [
    "phone-label",
    "phone-heard",
    "phone-records",
    "phone-missing",
    "phone-pack",
    "phone-state",
];

pub(super) fn screen(frame: &Frame<'_>, phones: &[PhoneLine], now: i64) -> Markup {
    let words = &frame.words;
    let body = html! {
        @if phones.is_empty() { p { (words.say("no-phones")) } }
        @else {
            div.scroll role="group" tabindex="0" aria-label=(words.say("phones")) {
                table {
                    caption { (words.say("phones")) }
                    thead {
                        tr {
                            @for head in HEADS { th scope="col" { (words.say(head)) } }
                        }
                    }
                    tbody { @for phone in phones { (row(frame, phone, now)) } }
                }
            }
            p.quiet { (words.say("phones-verbs")) }
        }
    };
    frame.page(&words.say("phones"), &body)
}

fn row(frame: &Frame<'_>, phone: &PhoneLine, now: i64) -> Markup {
    let words = &frame.words;
    let troubles = [
        (phone.revoked, "phone-revoked"),
        (phone.forks > 0, "phone-forks"),
        (phone.broken > 0, "phone-broken"),
        (phone.rivals > 0, "phone-rivals"),
        (
            !phone.revoked && now.saturating_sub(phone.heard_at) > SILENT_MS,
            "phone-silent",
        ),
    ];
    let troubles: Vec<&str> = troubles
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, word)| *word)
        .collect();
    html! {
        tr {
            th scope="row" { bdi { (phone.label) } }
            td { (moment_text(phone.heard_at)) }
            td { (phone.records) }
            td { (phone.missing) }
            td { @if let Some(version) = phone.pack_version { (version) } }
            td {
                @if troubles.is_empty() { (words.say("phone-good")) }
                @for trouble in troubles { span.state.withdrawn { (words.say(trouble)) } " " }
            }
        }
    }
}
