//! A case: why it stands where it stands, what the person agreed to, what a service may be told, all that came,
//! and the answer.

use maud::{Markup, html};
use pocketcard::{
    content::{Level, Subject},
    finding::because,
    record::{Basis, Body, ServiceNote},
    text::Value,
};
use pocketcard_terminal::moment_text;

use super::{frame::Frame, record, today, two_people};
use crate::desk::{AnswerLine, Case, CaseDetail};

/// Beginnings of an answer, by the name of their text.
pub(super) const BEGINNINGS: [&str; 5] = ["told", "call", "again", "no-place", "read"];

/// The longest answer, in characters that the field takes; the desk counts bytes.
const ANSWER: usize = 4000;

/// What the screen says of the last act.
#[derive(Clone, Copy)]
pub(super) enum Done {
    Kept,
    Empty,
    Noted,
    Closed,
    Requested,
    NoReason,
    NotClosed,
    KeptForCourt,
}

impl Done {
    fn word(self) -> &'static str {
        match self {
            Self::Kept => "answer-kept",
            Self::Empty => "answer-empty",
            Self::Noted => "noted",
            Self::Closed => "case-closed",
            Self::Requested => "requested",
            Self::NoReason => "reason-needed",
            Self::NotClosed => "not-closed",
            Self::KeptForCourt => "kept-for-court",
        }
    }
}

/// What the answer's field begins with, and what just happened.
#[derive(Default)]
pub(super) struct Answering {
    pub(super) text: String,
    pub(super) done: Option<Done>,
}

pub(super) fn screen(frame: &Frame<'_>, detail: &CaseDetail, answering: &Answering) -> Markup {
    let words = &frame.words;
    let case = &detail.case;
    let code = match case.top().code.as_str() {
        "" => words.say("no-code"),
        code => code.to_owned(),
    };
    let damaged = case.lines.len() - detail.records.len();
    let body = html! {
        @if let Some(done) = answering.done {
            @let bad = matches!(done, Done::Empty | Done::NoReason | Done::NotClosed | Done::KeptForCourt);
            p.notice[!bad].urgent[bad] role=(if bad { "alert" } else { "status" }) { (words.say(done.word())) }
        }
        (why(frame, detail))
        @let notes: Vec<&ServiceNote> = detail.records.iter().filter_map(|it| it.for_service.as_ref()).collect();
        @for note in &notes { (for_service(frame, note)) }
        @if notes.is_empty() { p { (words.say(if has_referral(detail) { "service-note-none" } else { "consent-none" })) } }
        (answer(frame, case, answering))
        @for record in &detail.records { (record::record(frame, detail, record)) }
        @for _ in 0..damaged { section { p.urgent { (words.say("record-damaged")) } } }
        (answers(frame, detail.records.iter().flat_map(|it| &it.answers)))
        (two_people::ask(frame, case))
    };
    frame.page(
        &words.with("case-of", &[("code", Value::Text(&code))]),
        &body,
    )
}

fn has_referral(detail: &CaseDetail) -> bool {
    let mut records = detail.records.iter();
    records.any(|it| matches!(it.record.body, Body::Referral(_)))
}

/// In a sentence or two, why this case stands where it stands.
fn why(frame: &Frame<'_>, detail: &CaseDetail) -> Markup {
    let words = &frame.words;
    let case = &detail.case;
    let top = case.top();
    let level = |level: Level| {
        let screening = detail.records.first().and_then(|it| match &it.record.body {
            Body::Screening(screening) => Some(screening),
            _ => None,
        });
        let list = screening.and_then(|it| words.content.checklist(&it.answers.checklist));
        let subject = list.map_or(Subject::Person, |list| list.subject);
        words.content(level.text_id(subject))
    };
    let consents = detail
        .records
        .iter()
        .filter_map(|it| match &it.record.body {
            Body::Referral(referral) => Some(&referral.consent),
            _ => None,
        });
    let mut sentences = Vec::new();
    if case.is_withdrawn() {
        sentences.push(words.say("why-withdrawn"));
    }
    if case.is_agreed() {
        sentences.push(words.say("why-agreed"));
    }
    for consent in consents {
        match consent.basis {
            Basis::LifeInDanger { .. } => sentences.push(words.say("why-danger")),
            _ if consent.purposes.is_empty() => sentences.push(words.say("why-declined")),
            _ => {}
        }
    }
    if top.form {
        sentences.push(words.say("why-form"));
    } else if let (Some(said), Some(again)) = (top.level, top.level_again) {
        let values = [
            ("said", Value::Text(&level(said))),
            ("again", Value::Text(&level(again))),
        ];
        sentences.push(words.with("why-again", &values));
    }
    if detail.records.len() < case.lines.len() {
        sentences.push(words.say("why-unreadable"));
    }
    if case.lines.iter().any(|line| line.under_duress) {
        sentences.push(words.say("why-duress"));
    }
    if case.lines.iter().any(|line| line.after_revocation) {
        sentences.push(words.say("why-revoked"));
    }
    if case.lines.iter().any(|line| line.clock_wrong) {
        sentences.push(words.say("why-clock"));
    }
    html! {
        section aria-labelledby="why" {
            h2 #why { (words.say("why")) }
            p {
                (today::state(words, case.state))
                @if let (false, Some(shown)) = (top.form, top.level_again.or(top.level)) { " – " (level(shown)) }
            }
            @for sentence in sentences { p class=[case.is_withdrawn().then_some("urgent")] { (sentence) } }
            (reasons(frame, detail))
        }
    }
}

/// The reasons for the level; folded below them the signs that led to it, each once, and where each comes from.
fn reasons(frame: &Frame<'_>, detail: &CaseDetail) -> Markup {
    let words = &frame.words;
    let Some(Body::Screening(screening)) = detail.records.first().map(|it| &it.record.body) else {
        return html! {};
    };
    let finding = &screening.finding;
    let reasons = || finding.reasons.iter().chain(&finding.urgent);
    let mut signs: Vec<(String, &str)> = Vec::new();
    for reason in reasons() {
        let said = because(words.content, words.tag(), reason);
        for (sign, id) in said.into_iter().zip(&reason.causes) {
            let source = words.content.indicator(id).map(|it| it.source.as_str());
            if signs.iter().all(|(known, _)| *known != sign) {
                signs.push((sign, source.unwrap_or_default()));
            }
        }
    }
    html! {
        ul { @for reason in reasons() { li { (words.content(&reason.id)) } } }
        @if !signs.is_empty() {
            details {
                summary { (words.say("signs")) }
                ul {
                    @for (sign, source) in signs {
                        li { (sign) @if !source.is_empty() { " " span.quiet dir="ltr" { "(" (source) ")" } } }
                    }
                }
            }
        }
    }
}

/// All that a service may be told: what is printed is this alone.
fn for_service(frame: &Frame<'_>, note: &ServiceNote) -> Markup {
    let words = &frame.words;
    let needs: Vec<String> = note.needs.iter().map(|need| words.content(need)).collect();
    html! {
        section.notice.for-service aria-labelledby="for-service" {
            h2 #for-service { (words.say("service-note")) }
            dl {
                dt { (words.say("note-service")) }
                dd { (words.content(&note.service)) }
                dt { (words.say("note-code")) }
                dd.code { (note.code) }
                dt { (words.say("note-needs")) }
                dd { @if needs.is_empty() { (words.say("none")) } @else { (needs.join("; ")) } }
                dt { (words.say("note-language")) }
                dd { bdi { (note.language) } }
                @if !note.note.is_empty() {
                    dt { (words.say("note-word")) }
                    dd dir="auto" { (note.note) }
                }
            }
            p { (words.say("service-note-only")) }
        }
    }
}

fn answer(frame: &Frame<'_>, case: &Case, answering: &Answering) -> Markup {
    let words = &frame.words;
    let here = format!("case/{}", case.id);
    let confidential = frame.open.is_some_and(|open| open.confidential);
    let fields = html! {
        label for="answer" { (words.say("answer-text")) }
        p.quiet #answer-hint { (words.say("answer-hint")) }
        textarea #answer name="text" maxlength=(ANSWER) dir="auto" autocomplete="off" spellcheck="false"
            aria-describedby="answer-hint" { (answering.text) }
        div.row {
            button.main name="act" value="send" { (words.say("answer-send")) }
            button name="act" value="keep" { (words.say("answer-keep")) }
        }
    };
    html! {
        section aria-labelledby="answer-head" {
            h2 #answer-head { (words.say("answer-title")) }
            @if confidential { p { (words.say("answer-no-way")) } }
            @else if case.answerable().is_none() { p { (words.say("answer-nobody")) } }
            @else {
                p { (words.say("answer-begin")) ":" }
                ul {
                    @for begin in BEGINNINGS {
                        li { (frame.link(&format!("{here}?begin={begin}"), &words.say(&format!("begin-{begin}")))) }
                    }
                }
                (frame.form(&format!("{here}/answer"), &fields))
            }
            div.row {
                @if case.is_agreed() { (mark(frame, &here, "hand", "hand-explain")) }
                (mark(frame, &here, "close-case", "close-explain"))
            }
            p { (frame.link("", &words.say("back-today"))) }
        }
    }
}

/// A button that notes what somebody did with the case.
fn mark(frame: &Frame<'_>, here: &str, act: &str, explain: &str) -> Markup {
    let words = &frame.words;
    let inside = html! {
        p.quiet id=(explain) { (words.say(explain)) }
        button aria-describedby=(explain) { (words.say(act)) }
    };
    frame.form(&format!("{here}/{act}"), &inside)
}

fn answers<'d>(frame: &Frame<'_>, given: impl Iterator<Item = &'d AnswerLine>) -> Markup {
    let words = &frame.words;
    let given: Vec<&AnswerLine> = given.collect();
    html! {
        @if !given.is_empty() {
            section aria-labelledby="answers" {
                h2 #answers { (words.say("answered-title")) }
                @for answer in given {
                    h3 { (words.with("answered-at", &[("time", Value::Text(&moment_text(answer.made_at)))])) }
                    p dir="auto" { (answer.text) }
                    p.quiet { (words.say(if answer.at_hub { "answer-at-hub" } else { "answer-goes" })) }
                }
            }
        }
    }
}
