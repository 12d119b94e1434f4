//! *This desk*: who uses it, its keys in words, its hub, its pack, what waits for a second person, and a check of
//! everything.

use maud::{Markup, html};
use pocketcard::{host::Moment, text::Value};

use super::{frame::Frame, session::Session};
use crate::desk::{Deed, RequestLine, RequestState, UserRole, Verified, card_words};

/// What just happened on this screen.
pub(super) enum Done<'a> {
    Nothing,
    Checked(&'a Verified),
    Approved,
    /// Only another person may approve it.
    NotAlone,
}

pub(super) fn screen(frame: &Frame<'_>, session: &Session, done: &Done<'_>, now: Moment) -> Markup {
    let words = &frame.words;
    let desk = &session.desk;
    let pack = match &session.published {
        None => words.say("desk-pack-none"),
        Some((name, _)) => words.with(
            "desk-pack-version",
            &[
                ("name", Value::Text(&name.pack)),
                ("version", Value::Count(name.version)),
            ],
        ),
    };
    let role = match desk.role() {
        UserRole::Administrator => "role-administrator",
        UserRole::FocalPoint => "role-focal-point",
    };
    let requests = desk.requests(now);
    let waiting = requests
        .iter()
        .filter(|it| it.state == RequestState::Waiting);
    let waiting: Vec<&RequestLine> = waiting.collect();
    let body = html! {
        @match done {
            Done::Nothing => {},
            Done::Checked(checked) => (result(frame, checked)),
            Done::Approved => p.notice role="status" { (words.say("approved")) },
            Done::NotAlone => p.urgent role="alert" { (words.say("approve-another")) },
        }
        @if desk.is_alone() { p.notice { (words.say("alone")) } }
        dl {
            dt { (words.say("desk-user")) }
            dd { bdi { (desk.user()) } ", " (words.say(role)) }
            dt { (words.say("desk-keys")) }
            dd dir="ltr" lang="en" { (card_words(&desk.card())) }
            dt { (words.say("desk-hub")) }
            dd { @match desk.hub() { Some(hub) => bdi { (hub) }, None => (words.say("desk-no-hub")) } }
            dt { (words.say("desk-pack")) }
            dd { (pack) }
        }
        (frame.form("check", &html! { button { (words.say("check")) } }))
        @if !waiting.is_empty() {
            h2 { (words.say("requests")) }
            @for request in waiting { (wait(frame, request)) }
        }
    };
    frame.page(&words.say("this-desk"), &body)
}

/// What one asked for and another may approve.
fn wait(frame: &Frame<'_>, request: &RequestLine) -> Markup {
    let words = &frame.words;
    let what = words.say(match request.what {
        Deed::Export => "request-export",
        Deed::Deletion => "request-deletion",
    });
    let why = [
        ("name", Value::Text(&request.by)),
        ("reason", Value::Text(&request.reason)),
    ];
    html! {
        section.notice {
            h3 { (frame.link(&format!("case/{}", request.record), &what)) }
            p dir="auto" { (words.with("request-by", &why)) }
            (frame.form(&format!("approve/{}", request.id), &html! { button { (words.say("approve")) } }))
        }
    }
}

fn result(frame: &Frame<'_>, checked: &Verified) -> Markup {
    let words = &frame.words;
    html! {
        @if checked.ok {
            p.notice role="status" {
                (words.with("check-good", &[("records", Value::Count(checked.records))]))
            }
        } @else {
            div.urgent role="alert" {
                p { (words.count("check-problems", checked.problems.len() as u64)) }
                p { (words.say("check-bad")) }
            }
        }
    }
}
