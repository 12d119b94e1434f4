//! The records of a case as the phone showed them, with later answers beside the first ones.

use maud::{Markup, html};
use pocketcard::{
    content::Answer,
    record::{Amendment, Body, Referral, Screening, Withdrawal},
    text::{Value, escaped},
};
use pocketcard_terminal::show_size;

use super::{
    bench::{Bench, time, typed},
    custody,
};
use crate::{
    desk::Exhibit,
    page::{
        record::{PURPOSES, age, answer_id, as_text, asked, finding, indicator},
        words::Words,
    },
};

/// A record, and what is proved of it.
pub(super) fn record(bench: &Bench<'_>, exhibit: &Exhibit) -> Markup {
    let words = bench.words(exhibit);
    let entry = &exhibit.filed.entry;
    html! {
        section.record id=(format!("r-{}", exhibit.record.id)) {
            h2 { (words.say(&format!("record-{}", exhibit.record.body.word()))) }
            p {
                (words.with("made", &[("time", Value::Text(&time(entry.wall_at)))]))
            }
            p {
                (words.say("court-filed")) ": " (time(exhibit.detail.line.filed_at)) " UTC. "
                (words.say("court-place")) ": " (entry.seq) "."
            }
            @if exhibit.detail.line.clock_wrong { p.urgent { (words.say("why-clock")) } }
            @if exhibit.detail.line.under_duress { p.urgent { (words.say("court-duress")) } }
            @if exhibit.detail.line.after_revocation { p.urgent { (words.say("court-revoked")) } }
            (body(bench, &words, exhibit))
            (texts(bench, &words, exhibit))
            (custody::of(&words, exhibit))
        }
    }
}

fn body(bench: &Bench<'_>, words: &Words<'_>, exhibit: &Exhibit) -> Markup {
    match &exhibit.record.body {
        Body::Screening(it) => screening(bench, words, exhibit, it),
        Body::Referral(it) => referral(bench, words, exhibit, it),
        Body::Amendment(it) => html! {
            @if !it.answers.is_empty() {
                dl { @for (id, answer) in &it.answers {
                    dt { (indicator(words, id)) }
                    dd { (words.content(answer_id(*answer))) }
                } }
            }
            (said(words, "note", &it.note))
        },
        Body::Withdrawal(it) => withdrawal(words, it),
        Body::ServiceReport(it) => html! {
            @if !it.service.is_empty() { p { (words.content(&it.service)) } }
            p { (words.content(it.found.text_id())) }
            (said(words, "note", &it.note))
        },
        Body::Enrolment(_) => html! {},
    }
}

/// Corrections of a record, the oldest first.
fn corrections<'b>(bench: &Bench<'b>, exhibit: &Exhibit) -> Vec<(&'b Exhibit, &'b Amendment)> {
    let mut found: Vec<(&Exhibit, &Amendment)> = bench
        .bundle
        .exhibits
        .iter()
        .filter_map(|it| match &it.record.body {
            Body::Amendment(amendment) if amendment.of == exhibit.record.id => {
                Some((it, amendment))
            }
            _ => None,
        })
        .collect();
    found.sort_by_key(|(it, _)| it.filed.entry.seq);
    found
}

fn screening(
    bench: &Bench<'_>,
    words: &Words<'_>,
    exhibit: &Exhibit,
    screening: &Screening,
) -> Markup {
    let corrections = corrections(bench, exhibit);
    let answers = &screening.answers;
    // What was answered first, and what a correction answers that was not asked before.
    let mut questions: Vec<&String> = answers.answers.keys().collect();
    for (_, amendment) in &corrections {
        for id in amendment.answers.keys() {
            if !questions.contains(&id) {
                questions.push(id);
            }
        }
    }
    let cell = |answer: Option<&Answer>| answer.map(|it| words.content(answer_id(*it)));
    html! {
        p { (words.say("column-code")) ": " span.code { (typed(&screening.code)) } }
        @if !screening.site.is_empty() {
            p { (words.say("column-place")) ": " span.code { (typed(&screening.site)) } }
        }
        h3 { (words.say("court-finding")) }
        p.quiet { (words.say("court-language")) }
        div.finding { (finding(words, &exhibit.record)) }
        h3 { (words.say("answers-given")) }
        div.scroll tabindex="0" role="region" aria-label=(words.say("answers-given")) {
            table {
                thead { tr {
                    th scope="col" { (words.say("court-question")) }
                    th scope="col" { (words.say("court-first")) }
                    @for (correction, _) in &corrections {
                        th scope="col" {
                            a href=(format!("#r-{}", correction.record.id)) {
                                (words.with("court-later", &[("time", Value::Text(&time(correction.filed.entry.wall_at)))]))
                            }
                        }
                    }
                } }
                tbody {
                    tr {
                        th scope="row" { (words.content("age")) }
                        td { (words.content(age(answers.age))) }
                        @for _ in &corrections { td {} }
                    }
                    @for id in questions {
                        tr {
                            th scope="row" { (indicator(words, id)) }
                            td { (cell(answers.answers.get(id)).unwrap_or_default()) }
                            @for (_, amendment) in &corrections {
                                td { @if let Some(answer) = cell(amendment.answers.get(id)) { strong { (answer) } } }
                            }
                        }
                    }
                    @for (name, value) in &answers.values {
                        tr {
                            th scope="row" { (typed(name)) }
                            td { (typed(&as_text(value))) }
                            @for _ in &corrections { td {} }
                        }
                    }
                }
            }
        }
        @for (id, note) in &answers.notes {
            h3 { (words.say("note")) ": " (indicator(words, id)) }
            p.text dir="auto" { (escaped(note)) }
        }
        (said(words, "note", &screening.note))
        (said(words, "without-service", &screening.without_service))
        @for file in bench.attachments.iter().filter(|it| it.record == exhibit.record.id) {
            h3 { (words.with("attachment", &[("number", Value::Count(file.number as u64))])) }
            p { (typed(&file.media_type)) ", " (show_size(file.bytes)) }
            @match &file.file {
                Some(name) => {
                    p { a href=(name) { (name) } }
                    p.quiet { (words.say("court-attachment")) }
                }
                None => p.urgent { (words.say("court-attachment-missing")) },
            }
            p.quiet { "SHA-256 " code dir="ltr" { (typed(&file.sha256)) } }
        }
    }
}

fn referral(
    bench: &Bench<'_>,
    words: &Words<'_>,
    exhibit: &Exhibit,
    referral: &Referral,
) -> Markup {
    let consent = &referral.consent;
    let withdrawn = |purpose| {
        let mut all = bench.bundle.exhibits.iter();
        all.find(|it| {
            matches!(&it.record.body, Body::Withdrawal(back)
                if back.of == exhibit.record.id && back.purposes.contains(&purpose))
        })
    };
    let needs: Vec<String> = referral
        .needs
        .iter()
        .map(|need| words.content(need))
        .collect();
    html! {
        dl {
            @if !referral.service.is_empty() {
                dt { (words.say("note-service")) } dd { (words.content(&referral.service)) }
            }
            dt { (words.say("column-code")) } dd.code { (typed(&referral.code)) }
            @if !needs.is_empty() { dt { (words.say("note-needs")) } dd { (needs.join("; ")) } }
            dt { (words.say("note-language")) } dd { (typed(&consent.language)) }
        }
        p { (asked(words, consent)) }
        p { (words.with("court-asked", &[("time", Value::Text(&time(consent.given_at)))])) }
        table {
            caption { (words.say("consent-title")) }
            thead { tr { th scope="col" { (words.say("consent-purpose")) } th scope="col" { (words.say("consent-said")) } } }
            tbody {
                @for (purpose, word) in PURPOSES {
                    tr {
                        th scope="row" { (words.say(word)) }
                        td {
                            @match (consent.covers(purpose), withdrawn(purpose)) {
                                (false, _) => { (words.say("consent-no")) }
                                (true, Some(back)) => {
                                    (words.say("consent-yes")) "; "
                                    strong { (words.say("consent-withdrawn")) }
                                    ": " (time(back.filed.entry.wall_at)) " UTC"
                                }
                                (true, None) => { (words.say("consent-yes")) }
                            }
                        }
                    }
                }
            }
        }
        (said(words, "note", &referral.note))
    }
}

fn withdrawal(words: &Words<'_>, withdrawal: &Withdrawal) -> Markup {
    html! {
        p { (words.say(if withdrawal.never_sent.is_some() { "never-sent" } else { "takes-back" })) }
        ul {
            @for (purpose, word) in PURPOSES {
                @if withdrawal.purposes.contains(&purpose) { li { (words.say(word)) } }
            }
        }
    }
}

/// Whose texts stand here.
fn texts(bench: &Bench<'_>, words: &Words<'_>, exhibit: &Exhibit) -> Markup {
    let pack = &exhibit.record.pack;
    let held = bench.bundle.pack_of(&exhibit.record);
    let held = held.is_some_and(|it| it.content.is_some());
    let values = [
        ("name", Value::Text(&pack.pack)),
        ("version", Value::Count(pack.version)),
    ];
    html! {
        p class=(if held { "quiet" } else { "urgent" }) {
            (words.with(if held { "court-texts" } else { "court-texts-missing" }, &values))
        }
    }
}

/// Free text under its heading, where there is any.
fn said(words: &Words<'_>, id: &str, text: &str) -> Markup {
    html! { @if !text.is_empty() { h3 { (words.say(id)) } p.text dir="auto" { (escaped(text)) } } }
}
