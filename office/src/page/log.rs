//! *Log*: who did what, the newest first.

use std::collections::HashMap;

use maud::{Markup, html};
use pocketcard::base::Id;
use pocketcard_terminal::moment_text;

use super::frame::Frame;
use crate::desk::{Act, Case, LogLine};

/// Lines that are shown.
const LINES: usize = 200;

pub(super) fn screen(frame: &Frame<'_>, lines: &[LogLine], cases: &[Case]) -> Markup {
    let words = &frame.words;
    let all = cases.iter().flat_map(|case| &case.lines);
    let known: HashMap<Id, (Id, &str)> = all
        .map(|line| (line.id, (line.case, line.code.as_str())))
        .collect();
    let body = html! {
        p { (words.say("log-explain")) }
        div.scroll role="group" tabindex="0" aria-label=(words.say("log")) {
            table {
                caption { (words.say("log")) }
                thead {
                    tr {
                        th scope="col" { (words.say("log-time")) }
                        th scope="col" { (words.say("log-who")) }
                        th scope="col" { (words.say("log-act")) }
                        th scope="col" { (words.say("log-record")) }
                    }
                }
                tbody {
                    @for line in lines.iter().rev().take(LINES) {
                        tr {
                            td { bdi { (moment_text(line.at)) } }
                            td { bdi { (line.who) } }
                            td {
                                (words.say(act_id(line.act)))
                                @if !line.about.is_empty() { " (" bdi { (line.about) } ")" }
                            }
                            td {
                                @if let Some((case, code)) = line.record.and_then(|id| known.get(&id)) {
                                    a.code href=(format!("{}case/{case}", frame.base)) {
                                        @if code.is_empty() { (words.say("no-code")) } @else { (code) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        @if lines.len() > LINES { p.quiet { (words.say("log-last")) } }
    };
    frame.page(&words.say("log"), &body)
}

fn act_id(act: Act) -> &'static str {
    match act {
        Act::Unlocked => "act-unlocked",
        Act::Refused => "act-refused",
        Act::Unlogged => "act-unlogged",
        Act::Viewed => "act-viewed",
        Act::AttachmentWritten => "act-attachment-written",
        Act::Answered => "act-answered",
        Act::Handed => "act-handed",
        Act::Closed => "act-closed",
        Act::Requested => "act-requested",
        Act::Approved => "act-approved",
        Act::Deleted => "act-deleted",
        Act::Kept => "act-kept",
        Act::NoLongerKept => "act-no-longer-kept",
        Act::Exported => "act-exported",
        Act::Released => "act-released",
        Act::AnalystAdded => "act-analyst-added",
        Act::AnalystRemoved => "act-analyst-removed",
        Act::PassedOn => "act-passed-on",
        Act::Published => "act-published",
        Act::Revoked => "act-revoked",
        Act::PhoneRecovered => "act-phone-recovered",
        Act::UserAdded => "act-user-added",
        Act::UserRemoved => "act-user-removed",
        Act::UserRenamed => "act-user-renamed",
        Act::PassphraseChanged => "act-passphrase-changed",
        Act::WordsMade => "act-words-made",
        Act::BackedUp => "act-backed-up",
        Act::Restored => "act-restored",
        Act::TokenRenewed => "act-token-renewed",
        Act::RetentionSet => "act-retention-set",
    }
}
