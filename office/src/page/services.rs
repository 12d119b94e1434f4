//! *Services*: the directory of the pack in force, as phones show it.

use maud::{Markup, html};
use pocketcard::{content::Wanted, session::service_lines};

use super::frame::Frame;

pub(super) fn screen(frame: &Frame<'_>) -> Markup {
    let words = &frame.words;
    let active = service_lines(words.content, &Wanted::default(), words.tag());
    let all = &words.content.document().services;
    let inactive = all.iter().filter(|service| !service.active);
    let body = html! {
        p { (words.say("services-explain")) }
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
            }
        }
        @for service in inactive {
            section aria-labelledby=(service.id) {
                h2 id=(service.id) { (words.content(&service.id)) }
                p.state.withdrawn { (words.say("service-inactive")) }
            }
        }
    };
    frame.page(&words.say("services"), &body)
}
