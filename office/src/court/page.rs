//! `index.html`: the case as a lawyer reads it, without script and without anything from elsewhere.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use pocketcard::{
    content::Content,
    text::{Value, escaped},
};

use super::{
    bench::{AttachmentFile, Bench, time},
    custody, records,
};
use crate::{
    desk::{Bundle, Exhibit, Ground},
    page::words::Words,
};

const STYLE: &str = include_str!("../../content/court/style.css");

/// The whole page.
pub(super) fn page(
    bundle: &Bundle,
    office: &str,
    language: &str,
    key_words: &str,
    attachments: &[AttachmentFile],
) -> Markup {
    let bench = Bench {
        bundle,
        language,
        attachments,
    };
    let words = Words::new(language, Content::base());
    let title = words.with(
        "court-title",
        &[("code", Value::Text(&bundle.case.top().code))],
    );
    html! {
        (DOCTYPE)
        html lang=(words.tag()) dir=(words.direction()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    @if words.is_untested() { p.quiet { (words.say("untested")) } }
                    (about(&words, bundle, office))
                    (inside(&words, bundle))
                    (order(&words, bundle))
                    @for exhibit in &bundle.exhibits { (records::record(&bench, exhibit)) }
                    (answers(&words, bundle))
                    (custody::limits(&words))
                    (check(&words, bundle, key_words))
                }
            }
        }
    }
}

/// What this is, who gave it out, and why that was allowed.
fn about(words: &Words<'_>, bundle: &Bundle, office: &str) -> Markup {
    let values = [
        ("time", Value::Text(&time(bundle.at))),
        ("office", Value::Text(office)),
    ];
    html! {
        section {
            p { (words.say("court-what")) }
            p { (words.with("court-made", &values)) }
            @match &bundle.ground {
                Ground::Consent(_) => p { (words.say("court-ground-consent")) },
                Ground::Basis(basis) => {
                    p { (words.say("court-ground-basis")) }
                    blockquote dir="auto" { (escaped(basis)) }
                }
            }
            p { (words.say(if bundle.alone { "court-alone" } else { "court-two" })) }
        }
    }
}

/// What the directory holds and what it lacks.
fn inside(words: &Words<'_>, bundle: &Bundle) -> Markup {
    html! {
        section.notice {
            h2 { (words.say("court-inside-title")) }
            ul {
                li { (words.say("court-inside")) }
                li { (words.say("court-names")) }
                li { (words.say("court-journal")) }
                @if bundle.left_out > 0 {
                    li { (words.count("court-left-out", bundle.left_out as u64)) }
                }
                @if bundle.unreadable > 0 {
                    li.urgent { (words.count("court-unreadable", bundle.unreadable as u64)) }
                }
            }
        }
    }
}

/// All records as one table, in the order of the journal.
fn order(words: &Words<'_>, bundle: &Bundle) -> Markup {
    let mut exhibits: Vec<&Exhibit> = bundle.exhibits.iter().collect();
    exhibits.sort_by_key(|it| it.filed.entry.seq);
    html! {
        section {
            h2 { (words.say("court-order")) }
            p { (words.say("court-clocks")) }
            div.scroll tabindex="0" role="region" aria-label=(words.say("court-order")) {
                table {
                    thead { tr {
                        @for column in ["court-place", "court-record", "court-device-clock", "court-filed", "court-result"] {
                            th scope="col" { (words.say(column)) }
                        }
                    } }
                    tbody {
                        @for exhibit in exhibits {
                            tr {
                                td { (exhibit.filed.entry.seq) }
                                th scope="row" {
                                    a href=(format!("#r-{}", exhibit.record.id)) {
                                        (words.say(&format!("record-{}", exhibit.record.body.word())))
                                    }
                                }
                                td { (time(exhibit.filed.entry.wall_at)) " UTC" }
                                td { (time(exhibit.detail.line.filed_at)) " UTC" }
                                td { (words.say(custody::verdict(exhibit))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the office wrote back.
fn answers(words: &Words<'_>, bundle: &Bundle) -> Markup {
    let mut given: Vec<_> = bundle
        .exhibits
        .iter()
        .flat_map(|exhibit| &exhibit.detail.answers)
        .collect();
    given.sort_by_key(|answer| answer.made_at);
    html! {
        section {
            h2 { (words.say("court-answers")) }
            @if given.is_empty() { p { (words.say("none")) } }
            @for answer in given {
                h3 { (words.with("answered-at", &[("time", Value::Text(&time(answer.made_at)))])) }
                p.text dir="auto" { (escaped(&answer.text)) }
                p.quiet { (words.say(if answer.at_hub { "court-answer-hub" } else { "court-answer-waits" })) }
            }
        }
    }
}

/// How to check all this without the office.
fn check(words: &Words<'_>, bundle: &Bundle, key_words: &str) -> Markup {
    html! {
        section {
            h2 { (words.say("court-check-title")) }
            p { (words.say("court-check")) }
            p { a href="HOW-TO-CHECK.txt" { "HOW-TO-CHECK.txt" } }
            p { (words.say("court-key-words")) }
            p.code dir="ltr" { strong { (key_words) } }
            @for (number, card) in bundle.offices.iter().enumerate() {
                p {
                    (words.say(if number == 0 { "court-key" } else { "court-key-former" })) " "
                    code dir="ltr" { (card.sign_key) }
                }
            }
        }
    }
}
