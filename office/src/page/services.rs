//! *Services*: the directory of the pack in force, as phones show it, and what is planned to change in it.

use maud::{Markup, html};
use pocketcard::{content::Wanted, session::service_lines};

use super::frame::Frame;
use crate::pack::{Directory, diff};

/// What just happened on this screen.
#[derive(Clone, Copy)]
pub(super) enum Done {
    Nothing,
    Planned,
    Dropped,
}

/// `plan` is what is planned, if anything is; `changes` says whether this user may plan.
pub(super) fn screen(
    frame: &Frame<'_>,
    plan: Option<&Directory>,
    changes: bool,
    done: Done,
) -> Markup {
    let words = &frame.words;
    let active = service_lines(words.content, &Wanted::default(), words.tag());
    let all = &words.content.document().services;
    let inactive = all.iter().filter(|service| !service.active);
    let change = |id: &str| {
        let part = format!("services/edit?id={id}");
        html! { @if changes { p { (frame.link(&part, &words.say("service-change"))) } } }
    };
    let body = html! {
        @match done {
            Done::Nothing => {},
            Done::Planned => p.notice role="status" { (words.say("services-kept")) },
            Done::Dropped => p.notice role="status" { (words.say("services-dropped")) },
        }
        @if let Some(plan) = plan { (planned(frame, plan, changes)) }
        p { (words.say("services-explain")) }
        @if changes { p { (frame.link("services/edit?id=", &words.say("service-add"))) } }
        @if all.is_empty() { p { (words.say("services-none")) } }
        @for service in active {
            section aria-labelledby=(service.id) {
                h2 id=(service.id) { (service.name) }
                h3 { (words.say("service-needs")) }
                ul { @for need in service.needs { li { (need) } } }
                h3 { (words.say("service-card")) }
                ul { @for line in service.card { li { (line) } } }
                h3 { (words.say("service-facts")) }
                ul { @for line in service.staff { li { (line) } } }
                (change(&service.id))
            }
        }
        @for service in inactive {
            section aria-labelledby=(service.id) {
                h2 id=(service.id) { (words.content(&service.id)) }
                p.state.withdrawn { (words.say("service-inactive")) }
                (change(&service.id))
            }
        }
    };
    frame.page(&words.say("services"), &body)
}

/// What is planned, as the difference to what is in force.
fn planned(frame: &Frame<'_>, plan: &Directory, changes: bool) -> Markup {
    let words = &frame.words;
    let difference = plan
        .apply(words.content)
        .map(|new| diff(words.content, &new));
    let known = |id: &str| {
        words
            .content
            .document()
            .services
            .iter()
            .any(|it| it.id == id)
    };
    let new = plan.services.iter().filter(|service| !known(&service.id));
    html! {
        section.notice aria-labelledby="planned" {
            h2 #planned { (words.say("services-planned")) }
            p { (words.say("services-planned-explain")) }
            p dir="ltr" lang="en" { code { "pocketcard-office pack services OVERLAY" } }
            @match difference {
                Ok(lines) => ul dir="ltr" lang="en" { @for line in lines { li { (line) } } },
                Err(_) => p.urgent { (words.say("services-planned-wrong")) },
            }
            @if changes {
                @for service in new {
                    @let name = plan.text(words.tag(), &service.id).name;
                    p {
                        bdi { (name) } " – "
                        (frame.link(&format!("services/edit?id={}", service.id), &words.say("service-change")))
                    }
                }
                (frame.form("services/drop", &html! { button { (words.say("services-drop")) } }))
            }
        }
    }
}
