//! *This desk*: who uses it, its keys in words, its hub, its pack, what waits for a second person, and a check of
//! everything.

use maud::{Markup, html};
use pocketcard::{host::Moment, text::Value};
use pocketcard_terminal::moment_text;

use super::{frame::Frame, session::Session, two_people};
use crate::desk::{DueLine, Error, UserRole, Verified, WaitingPack, card_words};

/// What just happened on this screen.
pub(super) enum Done<'a> {
    Nothing,
    Checked(&'a Verified),
    Approved,
    /// Only another person may approve it.
    NotAlone,
    /// This number of records was deleted.
    Deleted(u64),
    /// That does not go now; the word says why.
    Refused(&'static str),
}

pub(super) fn screen(
    frame: &Frame<'_>,
    session: &Session,
    done: &Done<'_>,
    now: Moment,
) -> Result<Markup, Error> {
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
    let (requests, due, waiting) = (desk.requests(now), desk.due(now)?, desk.waiting_pack());
    let body = html! {
        @match done {
            Done::Nothing => {},
            Done::Checked(checked) => (result(frame, checked)),
            Done::Approved => p.notice role="status" { (words.say("approved")) },
            Done::NotAlone => p.urgent role="alert" { (words.say("approve-another")) },
            Done::Deleted(records) => p.notice role="status" { (words.count("deleted", *records)) },
            Done::Refused(word) => p.urgent role="alert" { (words.say(word)) },
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
            @if let Some(waiting) = waiting { dd { (pack_waits(frame, &waiting)) } }
            dt { (words.say("retention")) }
            dd {
                @match desk.retention() {
                    Some(months) => (words.count("retention-months", u64::from(months))),
                    None => (words.say("retention-none")),
                }
            }
        }
        (frame.form("check", &html! { button { (words.say("check")) } }))
        (two_people::requests(frame, &requests, desk.is_alone(), desk.user()))
        (due_cases(frame, &due))
    };
    Ok(frame.page(&words.say("this-desk"), &body))
}

fn pack_waits(frame: &Frame<'_>, waiting: &WaitingPack) -> String {
    let numbers = [
        ("version", Value::Count(waiting.version)),
        ("signed", Value::Count(waiting.signed)),
        ("needed", Value::Count(waiting.needed)),
    ];
    frame.words.with("pack-waits", &numbers)
}

/// Closed cases whose time is up, or will be soon. Nothing deletes them by itself.
fn due_cases(frame: &Frame<'_>, due: &[DueLine]) -> Markup {
    let words = &frame.words;
    html! {
        @if !due.is_empty() {
            h2 { (words.say("due")) }
            p { (words.say("due-explain")) }
            ul {
                @for line in due {
                    @let (closed, on) = (moment_text(line.closed_at), moment_text(line.due_at));
                    @let times = [("closed", Value::Text(&closed)), ("due", Value::Text(&on))];
                    li {
                        (frame.link(&format!("case/{}", line.case), &line.code))
                        " – " (words.with("due-line", &times))
                    }
                }
            }
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
