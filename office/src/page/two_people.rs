//! What takes two people: asking on the screen of a case, approving and doing on the screen of the desk.

use maud::{Markup, html};
use pocketcard::text::Value;

use super::frame::Frame;
use crate::desk::{Case, CaseState, Deed, RequestLine, RequestState};

/// The longest reason, in characters that the field takes; the desk counts bytes.
const REASON: usize = 4000;

/// Asks for what takes two people with this case.
pub(super) fn ask(frame: &Frame<'_>, case: &Case) -> Markup {
    let words = &frame.words;
    let closed = case.state == CaseState::Closed;
    let fields = html! {
        label for="reason" { (words.say("request-reason")) }
        p.quiet #reason-hint { (words.say("two-people-explain")) }
        textarea #reason name="text" maxlength=(REASON) dir="auto" autocomplete="off" spellcheck="false"
            aria-describedby="reason-hint" {}
        div.row {
            button name="act" value="export" { (words.say("ask-export")) }
            @if closed { button name="act" value="delete" { (words.say("ask-delete")) } }
        }
        @if !closed { p.quiet { (words.say("ask-delete-closed")) } }
    };
    html! {
        section aria-labelledby="two-people" {
            details {
                summary #two-people { (words.say("two-people")) }
                (frame.form(&format!("case/{}/request", case.id), &fields))
            }
        }
    }
}

/// What waits for another user, and what this user may do because another approved it.
pub(super) fn requests(
    frame: &Frame<'_>,
    requests: &[RequestLine],
    alone: bool,
    user: &str,
) -> Markup {
    let words = &frame.words;
    let waiting = requests
        .iter()
        .filter(|it| it.state == RequestState::Waiting);
    // Anyone who uses the desk alone goes on without being approved.
    let waiting: Vec<_> = waiting.filter(|_| !alone).collect();
    let may = requests.iter().filter(|it| {
        let granted =
            it.state == RequestState::Approved || (alone && it.state == RequestState::Waiting);
        granted && it.by == user
    });
    let may: Vec<_> = may.collect();
    html! {
        @if !waiting.is_empty() {
            h2 { (words.say("requests")) }
            @for request in waiting { (request_line(frame, request, &approve(frame, request))) }
        }
        @if !may.is_empty() {
            h2 { (words.say("requests-approved")) }
            @for request in may { (request_line(frame, request, &go_on(frame, request))) }
        }
    }
}

fn request_line(frame: &Frame<'_>, request: &RequestLine, act: &Markup) -> Markup {
    let words = &frame.words;
    let what = words.say(match request.what {
        Deed::Export => "request-export",
        Deed::Deletion => "request-deletion",
        Deed::Release => "request-release",
        Deed::Htcds => "request-htcds",
        Deed::Ctdc => "request-ctdc",
    });
    let why = [
        ("name", Value::Text(&request.by)),
        ("reason", Value::Text(&request.reason)),
    ];
    html! {
        section.notice {
            h3 {
                // A table is of no case.
                @match request.record.filter(|_| request.what != Deed::Release) {
                    Some(record) => (frame.link(&format!("case/{record}"), &what)),
                    None => (what),
                }
            }
            p dir="auto" { (words.with("request-by", &why)) }
            (act)
        }
    }
}

fn approve(frame: &Frame<'_>, request: &RequestLine) -> Markup {
    let button = html! { button { (frame.words.say("approve")) } };
    frame.form(&format!("approve/{}", request.id), &button)
}

fn go_on(frame: &Frame<'_>, request: &RequestLine) -> Markup {
    let words = &frame.words;
    let record = request.record.map(|id| id.to_string()).unwrap_or_default();
    let typed = match request.what {
        Deed::Deletion => {
            let button = html! { button { (words.say("delete-now")) } };
            return frame.form(&format!("case/{record}/delete"), &button);
        }
        Deed::Export => format!("export {record} --out DIR"),
        Deed::Htcds => format!("export {record} --out DIR --htcds"),
        Deed::Ctdc => "ctdc --out FILE".to_owned(),
        Deed::Release => "figures release …".to_owned(),
    };
    html! {
        @match request.what {
            Deed::Export => p { (words.say("export-how")) },
            Deed::Release => p { (words.say("release-how")) },
            _ => {},
        }
        p dir="ltr" lang="en" { code { "pocketcard-office " (typed) } }
    }
}
