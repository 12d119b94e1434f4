//! *This desk*: its keys in words, its hub, its pack, and a check of everything.

use maud::{Markup, html};
use pocketcard::text::Value;

use super::{frame::Frame, session::Session};
use crate::desk::{Verified, card_words};

pub(super) fn screen(frame: &Frame<'_>, session: &Session, checked: Option<&Verified>) -> Markup {
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
    let body = html! {
        @if let Some(checked) = checked { (result(frame, checked)) }
        dl {
            dt { (words.say("desk-keys")) }
            dd dir="ltr" lang="en" { (card_words(&desk.card())) }
            dt { (words.say("desk-hub")) }
            dd { @match desk.hub() { Some(hub) => bdi { (hub) }, None => (words.say("desk-no-hub")) } }
            dt { (words.say("desk-pack")) }
            dd { (pack) }
        }
        (frame.form("check", &html! { button { (words.say("check")) } }))
    };
    frame.page(&words.say("this-desk"), &body)
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
