//! What stands around every screen: the parts of the desk, the languages, the lock.

use std::time::Duration;

use maud::{DOCTYPE, Markup, html};
use pocketcard::text::Value;
use pocketcard_terminal::moment_text;

use super::{
    guard,
    words::{Words, languages},
};

/// The parts of the desk that the bar at the top leads to: the end of the address, and the word. The confidential
/// desk knows no phones.
const PARTS: &[(&str, &str)] = &[
    ("", "today"),
    ("phones", "phones"),
    ("services", "services"),
    ("figures", "figures"),
    ("log", "log"),
    ("desk", "this-desk"),
];

/// What a screen stands in.
pub(super) struct Frame<'a> {
    pub(super) words: Words<'a>,
    /// The path of the page, with `/` at both ends.
    pub(super) base: &'a str,
    /// What the desk is called; nothing while it is locked.
    pub(super) open: Option<Open<'a>>,
    /// The end of this screen's address.
    pub(super) here: &'a str,
}

/// What an unlocked desk shows around a screen.
#[derive(Clone, Copy)]
pub(super) struct Open<'a> {
    pub(super) name: &'a str,
    pub(super) confidential: bool,
    pub(super) seat: &'a str,
    pub(super) left: Duration,
    /// The time now, milliseconds since 1970.
    pub(super) now: i64,
}

impl Frame<'_> {
    /// A form to a part of the page, with its token.
    pub(super) fn form(&self, action: &str, inside: &Markup) -> Markup {
        let token = self.open.map(|open| guard::token(open.seat, action));
        html! {
            form method="post" action=(format!("{}{action}", self.base)) autocomplete="off" {
                @if let Some(token) = token { input type="hidden" name="token" value=(token); }
                (inside)
            }
        }
    }

    /// A link to a part of the page.
    pub(super) fn link(&self, part: &str, text: &str) -> Markup {
        html! { a href=(format!("{}{part}", self.base)) { (text) } }
    }

    /// The whole page.
    pub(super) fn page(&self, title: &str, body: &Markup) -> Markup {
        let words = &self.words;
        let confidential = self.open.is_some_and(|open| open.confidential);
        let desk = words.say(match confidential {
            true => "desk-confidential",
            false => "desk",
        });
        html! {
            (DOCTYPE)
            html lang=(words.tag()) dir=(words.direction()) class=[confidential.then_some("confidential")] {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { (title) " – " (desk) }
                    link rel="stylesheet" href=(format!("{}style.css", self.base));
                    link rel="icon" href=(format!("{}icon.svg", self.base)) type="image/svg+xml";
                }
                body {
                    a.skip href="#content" { (words.say("skip")) }
                    header { (self.bar(&desk)) }
                    main id="content" tabindex="-1" {
                        h1 { (title) }
                        (body)
                    }
                    footer { (self.foot()) }
                }
            }
        }
    }

    fn bar(&self, desk: &str) -> Markup {
        let words = &self.words;
        html! {
            p { (desk) @if let Some(open) = self.open { ": " bdi { (open.name) } } }
            @if let Some(open) = self.open {
                nav aria-label=(words.say("nav")) {
                    ul {
                        @for (part, word) in PARTS.iter().filter(|(part, _)| !open.confidential || *part != "phones") {
                            li {
                                a href=(format!("{}{part}", self.base))
                                    aria-current=[(self.here == *part).then_some("page")] { (words.say(word)) }
                            }
                        }
                    }
                }
                (self.form("lock", &html! { button { (words.say("lock")) } }))
            }
        }
    }

    fn foot(&self) -> Markup {
        let words = &self.words;
        html! {
            @if let Some(open) = self.open {
                @let closes = moment_text(open.now + open.left.as_millis() as i64);
                p.quiet { (words.with("closes", &[("time", Value::Text(&closes))])) }
                p.quiet { (words.say("alone-here")) }
            }
            div.languages role="group" aria-label=(words.say("languages")) {
                ul {
                    @for language in languages() {
                        li {
                            a href=(format!("{}{}?language={}", self.base, self.here, language.tag))
                                lang=(language.tag) hreflang=(language.tag)
                                aria-current=[(language.tag == words.tag()).then_some("true")] { (language.name) }
                        }
                    }
                }
            }
            @if words.is_untested() { p.quiet { (words.say("untested")) } }
        }
    }
}
