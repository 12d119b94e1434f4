//! What was filed.

use std::{collections::HashMap, io, path::Path};

use pocketcard::{content::Content, host::Clock, record::Body};
use pocketcard_office::desk::{Act, CaseState, FiledDetail, FiledLine, Mark, level_word};
use pocketcard_terminal::{
    Output, Refusal, count, make_private, moment_text, sentences, show_size, write_file,
};
use serde_json::json;

use super::collecting::NOBODY_KEEPS;
use crate::open_desk::OpenDesk;

/// Screenings that say the same are listed so often, and then counted.
const ALIKE: usize = 3;

pub fn inbox(place: &OpenDesk, all: bool) -> Result<Output, Refusal> {
    let desk = place.open()?;
    let cases = desk.cases()?;
    let mut text = Vec::new();
    let mut alike: HashMap<&str, usize> = HashMap::new();
    let (mut folded, mut phones) = (0, 0);
    for case in &cases {
        let top = case.top();
        if all {
            text.extend(case.lines.iter().map(|line| in_words(line, &[])));
        } else if case.state == CaseState::Phone {
            phones += case.lines.len() as u64;
        } else {
            let same = alike.entry(&top.alike).or_default();
            *same += usize::from(!top.alike.is_empty());
            match *same > ALIKE {
                true => folded += 1,
                false => text.push(in_words(top, &case.lines[1..])),
            }
        }
    }
    let lines: Vec<&FiledLine> = cases.iter().flat_map(|case| &case.lines).collect();
    if folded > 0 {
        text.push(format!(
            "{folded} more screenings say the same as others here: `inbox --all` lists them."
        ));
    }
    if phones > 0 {
        text.push(format!(
            "{} introduced themselves: `phones` lists them.",
            count(phones, "phone", "phones")
        ));
    }
    if lines.is_empty() {
        text.push("Nothing is filed yet; `collect` fetches what phones sent.".to_owned());
    }
    if desk.put_back_to().is_some() {
        text.push(match desk.is_confidential() {
            false => {
                "This desk was moved, or put back from a copy, and may lack what it filed since: collect, so that \
                 phones send it again."
                    .to_owned()
            }
            true => format!("This desk was moved, or put back from a copy. {NOBODY_KEEPS}"),
        });
    }
    Ok(Output::done(text, json!({ "inbox": lines })))
}

/// A line of the inbox, with what is in the same case.
fn in_words(line: &FiledLine, case: &[FiledLine]) -> String {
    let level = match line.form {
        true => "to be read",
        false => line.level_again.or(line.level).map_or("", level_word),
    };
    let mut words = format!(
        "{:<10} {}  {:<10} {:<8} {:<22} {:<10} {}  from {}",
        line.state.word(),
        line.id,
        line.kind,
        line.code,
        level,
        line.site,
        moment_text(line.made_at),
        line.phone.as_deref().unwrap_or("a phone that is not named"),
    );
    let everything = || std::iter::once(line).chain(case);
    if everything().any(|it| it.withdrawn) {
        words.push_str("; WITHDRAWN: pass nothing on from the referral");
    } else if everything().any(|it| it.agreed) {
        words.push_str("; agreed to be referred");
    }
    let corrections = case.iter().filter(|it| it.kind == "amendment").count();
    if corrections > 0 {
        words.push_str(&format!("; corrections: {corrections}"));
    }
    if let (Some(_), Some(said)) = (line.level_again, line.level) {
        words.push_str(&format!(
            "; its phone said \"{}\", which the answers do not",
            level_word(said)
        ));
    }
    if line.under_duress {
        words.push_str("; FROM A PHONE UNDER DURESS: its owner was made to open it");
    }
    if line.after_revocation {
        words.push_str("; it came after that phone was revoked: check it");
    }
    if line.clock_wrong {
        words.push_str("; that phone's clock is wrong");
    }
    words
}

pub fn show(
    place: &OpenDesk,
    typed: &str,
    language: &str,
    attachments: Option<&Path>,
) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let record = desk.find(typed)?;
    let published = desk.published_content();
    let content = published.as_ref().unwrap_or(Content::base());
    if content.language(language).is_none() {
        return Err(
            "these checklists are not in that language; leave --language out for English".into(),
        );
    }
    let now = place.clock.now();
    let detail = desk.show(record)?;
    desk.log_look(Act::Viewed, Some(record), now)?;
    let line = &detail.line;
    let mut text = head(&detail);
    text.push(format!(
        "Record {record}, {}{}.",
        line.kind,
        line.phone
            .as_ref()
            .map_or(String::new(), |phone| format!(" from {phone}")),
    ));
    text.push(format!(
        "Filed here at {} UTC, number {} of its journal.",
        moment_text(line.filed_at),
        line.sequence
    ));
    text.extend(sentences::of_record(content, &detail.record, language));
    for follower in &detail.followed_by {
        text.push(format!(
            "Followed by {} {}{}:",
            follower.kind,
            follower.id,
            if detail.withdrawn(follower.id) {
                ", which the person withdrew: pass nothing on"
            } else {
                ""
            }
        ));
        let said = sentences::of_record(content, &follower.record, language);
        text.extend(said.iter().map(|line| format!("  {line}")));
    }
    for (number, attachment) in detail.attachments.iter().enumerate() {
        let state = if attachment.arrived {
            "is here"
        } else {
            "has not arrived yet"
        };
        text.push(format!(
            "Attachment {}, {}, {}, {state}.",
            number + 1,
            attachment.reference.media_type,
            show_size(attachment.reference.bytes)
        ));
        if let (Some(directory), true) = (attachments, attachment.arrived) {
            let name = format!("{record}-{}", number + 1);
            desk.log(Act::AttachmentWritten, Some(record), now)?;
            make_private(directory)?;
            let mut from = desk.attachment(&attachment.reference.parcel)?;
            write_file(&directory.join(&name), |file| {
                Ok(io::copy(&mut from, file)?)
            })?;
            text.push(format!(
                "  written in clear as {name}: keep it safe, then delete it."
            ));
        }
    }
    for answer in &detail.answers {
        let state = if answer.at_hub {
            "the hub has it"
        } else {
            "goes out with the next collection"
        };
        text.push(format!(
            "Answered {} ({state}):",
            moment_text(answer.made_at)
        ));
        text.extend(answer.text.lines().map(|line| format!("  {line}")));
    }
    desk.mark(record, Mark::Seen, now)?;
    Ok(Output::done(text, json!({ "record": detail })))
}

/// What anyone who opens a record must know before anything else.
fn head(detail: &FiledDetail) -> Vec<String> {
    let mut text = Vec::new();
    if detail.withdrawn(detail.line.id) {
        text.push(
            "The person took the consent for this referral back. Pass nothing on, and tell everyone who was told."
                .to_owned(),
        );
    } else if detail.followed_by.iter().any(|it| it.kind == "withdrawal") {
        text.push(
            "The person took a consent back: a referral below is withdrawn. Pass nothing on from it."
                .to_owned(),
        );
    }
    if let Some(note) = &detail.for_service {
        text.push(format!(
            "The service {} may be told this and no more: the code {}; needs: {}; language: {}; \
             note: {}",
            note.service,
            note.code,
            match note.needs.as_slice() {
                [] => "none named".to_owned(),
                needs => needs.join(", "),
            },
            note.language,
            if note.note.is_empty() {
                "none"
            } else {
                &note.note
            },
        ));
    }
    if let (Some(again), Some(said)) = (detail.line.level_again, detail.line.level) {
        text.push(format!(
            "The phone said \"{}\"; this desk makes \"{}\" of the same answers. Go by the answers.",
            level_word(said),
            level_word(again)
        ));
    }
    if detail.line.clock_wrong {
        text.push("The phone's clock was wrong: its times say nothing.".to_owned());
    }
    if let Body::Referral(referral) = &detail.record.body
        && referral.consent.purposes.is_empty()
    {
        text.push("The person declined: nothing is passed on.".to_owned());
    }
    text
}

pub fn mark(place: &OpenDesk, typed: &str, mark: Mark) -> Result<Output, Refusal> {
    let mut desk = place.open()?;
    let record = desk.find(typed)?;
    desk.mark(record, mark, place.clock.now())?;
    let text = match mark {
        Mark::Closed => "The case is closed; what comes in it opens it again.",
        _ => "Noted.",
    };
    Ok(Output::done(vec![text.to_owned()], json!({})))
}

pub fn verify(place: &OpenDesk) -> Result<Output, Refusal> {
    let verified = place.open()?.verify()?;
    let mut text = vec![format!(
        "{} checked: signature, commitment, place in the journal of {}.",
        count(verified.records, "record", "records"),
        count(verified.phones, "phone", "phones")
    )];
    text.extend(
        verified
            .problems
            .iter()
            .map(|problem| format!("  {problem}")),
    );
    let mut done = Output::done(text, json!({ "verified": verified }));
    done.failure = (!verified.ok).then(|| {
        "something is not as it should be; nothing was deleted: look into what is listed, and \
         collect what has not arrived"
            .to_owned()
    });
    Ok(done)
}
