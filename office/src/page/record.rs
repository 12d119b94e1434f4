//! One record of a case in words: as the phone showed it, never worked out again.

use maud::{Markup, html};
use pocketcard::{
    base::Id,
    content::{Age, Answer},
    finding,
    form::Value as FormValue,
    record::{Basis, Body, Consent, How, Purpose, Record},
    text::Value,
};
use pocketcard_terminal::moment_text;

use super::{frame::Frame, words::Words};
use crate::desk::{AttachmentLine, CaseDetail, FiledDetail};

/// What a consent is asked for, in the order of the questions.
pub(crate) const PURPOSES: [(Purpose, &str); 4] = [
    (Purpose::Services, "purpose-services"),
    (Purpose::Referral, "purpose-referral"),
    (Purpose::Statistics, "purpose-statistics"),
    (Purpose::Accountability, "purpose-accountability"),
];

/// A record with its heading, and when and how it came.
pub(super) fn record(frame: &Frame<'_>, case: &CaseDetail, detail: &FiledDetail) -> Markup {
    let words = &frame.words;
    let line = &detail.line;
    let head = format!("record-{}", line.id);
    html! {
        section aria-labelledby=(head) {
            h2 id=(head) { (words.say(&format!("record-{}", line.kind))) }
            (body(frame, case, detail))
            p.quiet {
                (words.with("made", &[("time", Value::Text(&moment_text(line.made_at)))]))
                " "
                (filed(words, detail))
                " "
                (words.say("checked"))
            }
        }
    }
}

fn filed(words: &Words<'_>, detail: &FiledDetail) -> String {
    let time = moment_text(detail.line.filed_at);
    let values = [
        ("time", Value::Text(&time)),
        ("number", Value::Count(detail.line.sequence)),
    ];
    match &detail.line.phone {
        None => words.with("filed-unnamed", &values),
        Some(phone) => words.with(
            "filed",
            &[values[0], values[1], ("phone", Value::Text(phone))],
        ),
    }
}

fn body(frame: &Frame<'_>, case: &CaseDetail, detail: &FiledDetail) -> Markup {
    let words = &frame.words;
    match &detail.record.body {
        Body::Screening(it) => html! {
            (finding(words, &detail.record))
            details {
                summary { (words.say("answers-given")) }
                dl {
                    dt { (words.content("age")) }
                    dd { (words.content(age(it.answers.age))) }
                    @for (id, answer) in &it.answers.answers {
                        (answered(words, id, *answer, corrected(case, line_id(detail), id)))
                    }
                    @for (id, note) in &it.answers.notes {
                        dt { (words.say("note")) ": " (indicator(words, id)) }
                        dd { bdi { (note) } }
                    }
                    @for (name, value) in &it.answers.values {
                        dt { bdi { (name) } }
                        dd { bdi { (as_text(value)) } }
                    }
                }
            }
            (said(words, "note", &it.note))
            (said(words, "without-service", &it.without_service))
            @for (number, attachment) in detail.attachments.iter().enumerate() {
                (attached(frame, line_id(detail), number, attachment))
            }
        },
        Body::Referral(it) => html! {
            (consent(words, &it.consent, case, line_id(detail)))
        },
        Body::Amendment(it) => html! {
            dl { @for (id, answer) in &it.answers { (answered(words, id, *answer, None)) } }
            (said(words, "note", &it.note))
        },
        Body::Withdrawal(it) => html! {
            p { (words.say(if it.never_sent.is_some() { "never-sent" } else { "takes-back" })) }
            ul {
                @for (purpose, word) in PURPOSES {
                    @if it.purposes.contains(&purpose) { li { (words.say(word)) } }
                }
            }
        },
        Body::ServiceReport(it) => html! {
            @if !it.service.is_empty() { p { (words.content(&it.service)) } }
            p { (words.content(it.found.text_id())) }
            (said(words, "note", &it.note))
        },
        Body::Enrolment(_) => html! {},
    }
}

fn line_id(detail: &FiledDetail) -> Id {
    detail.line.id
}

/// What the phone showed, with its headings.
pub(crate) fn finding(words: &Words<'_>, record: &Record) -> Markup {
    let Body::Screening(screening) = &record.body else {
        return html! {};
    };
    let lines = finding::render(words.content, &screening.finding, words.tag());
    // An empty line stands before each heading; what belongs to it begins with two spaces.
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for line in &lines {
        match line.as_str() {
            "" => parts.push(Vec::new()),
            line => parts.last_mut().expect("one is there").push(line),
        }
    }
    html! {
        @for (place, part) in parts.iter().filter(|part| !part.is_empty()).enumerate() {
            @let (head, rest) = part.split_first().expect("it is not empty");
            @if place == 0 { p.state { (head) } } @else { h3 { (head) } }
            @let (items, plain): (Vec<&str>, Vec<&str>) = rest.iter().partition(|line| line.starts_with("  "));
            @for line in plain { p { (line) } }
            @if !items.is_empty() { ul { @for item in items { li { (item.trim_start()) } } } }
        }
    }
}

/// The newest answer that a correction of this record gives instead.
fn corrected(case: &CaseDetail, of: Id, id: &str) -> Option<Answer> {
    let corrections = case
        .records
        .iter()
        .rev()
        .filter_map(|detail| match &detail.record.body {
            Body::Amendment(it) if it.of == of => it.answers.get(id),
            _ => None,
        });
    corrections.copied().next()
}

fn answered(words: &Words<'_>, id: &str, answer: Answer, corrected: Option<Answer>) -> Markup {
    html! {
        dt { (indicator(words, id)) }
        dd {
            (words.content(answer_id(answer)))
            @if let Some(corrected) = corrected {
                " " strong {
                    (words.with("corrected", &[("answer", Value::Text(&words.content(answer_id(corrected))))]))
                }
            }
        }
    }
}

pub(crate) fn indicator(words: &Words<'_>, id: &str) -> String {
    match words.content.indicator(id) {
        Some(_) => words.content(id),
        None => words.say("unknown-indicator"),
    }
}

pub(crate) fn answer_id(answer: Answer) -> &'static str {
    match answer {
        Answer::Observed => "answer.observed",
        Answer::Told => "answer.told",
        Answer::Reported => "answer.reported",
        Answer::NotObserved => "answer.not-observed",
        Answer::NotAsked => "answer.not-asked",
    }
}

pub(crate) fn age(age: Age) -> &'static str {
    match age {
        Age::Adult => "age.adult",
        Age::Child => "age.child",
        Age::MayBeChild => "age.may-be-child",
        Age::Unknown => "age.unknown",
    }
}

/// What was typed into a question of a form.
pub(crate) fn as_text(value: &FormValue) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(value) => value.to_string(),
        Err(_) => String::new(),
    }
}

/// Free text under its heading, where there is any.
fn said(words: &Words<'_>, id: &str, text: &str) -> Markup {
    html! { @if !text.is_empty() { h3 { (words.say(id)) } p dir="auto" { (text) } } }
}

fn attached(frame: &Frame<'_>, record: Id, number: usize, attachment: &AttachmentLine) -> Markup {
    let words = &frame.words;
    let name = words.with("attachment", &[("number", Value::Count(number as u64 + 1))]);
    let kind = &attachment.reference.media_type;
    html! {
        h3 { (name) }
        @if !attachment.arrived { p { (words.say("attachment-waits")) } }
        @else if is_picture(kind) {
            img src=(format!("{}attachment/{record}/{number}", frame.base)) alt=(name);
        }
        @else { p { (words.with("attachment-elsewhere", &[("kind", Value::Text(kind))])) } }
    }
}

/// Pictures that browsers show and that hold no script.
pub(super) fn is_picture(media_type: &str) -> bool {
    ["image/jpeg", "image/png", "image/webp"].contains(&media_type)
}

/// A consent as a table: each purpose with yes, no, or taken back.
pub(super) fn consent(
    words: &Words<'_>,
    consent: &Consent,
    case: &CaseDetail,
    referral: Id,
) -> Markup {
    let withdrawn = |purpose| {
        case.records.iter().any(|detail| {
            matches!(&detail.record.body, Body::Withdrawal(it) if it.of == referral && it.purposes.contains(&purpose))
        })
    };
    html! {
        p { (asked(words, consent)) }
        table {
            caption { (words.say("consent-title")) }
            thead { tr { th scope="col" { (words.say("consent-purpose")) } th scope="col" { (words.say("consent-said")) } } }
            tbody {
                @for (purpose, word) in PURPOSES {
                    tr {
                        th scope="row" { (words.say(word)) }
                        td {
                            @if !consent.covers(purpose) { (words.say("consent-no")) }
                            @else if withdrawn(purpose) { span.state.withdrawn { (words.say("consent-withdrawn")) } }
                            @else { (words.say("consent-yes")) }
                        }
                    }
                }
            }
        }
    }
}

/// On whose word a consent rests, and how it was asked for.
pub(crate) fn asked(words: &Words<'_>, consent: &Consent) -> String {
    let how = match consent.how {
        How::Spoken => "how-spoken",
        How::Interpreted => "how-interpreted",
        How::Written => "how-written",
        How::Heard => "how-heard",
    };
    let basis = match &consent.basis {
        Basis::Own if consent.purposes.is_empty() => words.say("why-declined"),
        Basis::Own => words.say("basis-own"),
        Basis::CaregiverAndChild => words.say("basis-caregiver-and-child"),
        Basis::BestInterests { reason } => {
            words.with("basis-best-interests", &[("reason", Value::Text(reason))])
        }
        Basis::LifeInDanger { reason } => {
            words.with("basis-life-in-danger", &[("reason", Value::Text(reason))])
        }
    };
    format!("{basis} {}", words.say(how))
}
