//! *Phones*: which are in trouble, and how one comes and goes.

use maud::{Markup, html};
use pocketcard_terminal::{english, moment_text};

use super::{frame::Frame, today::SILENT_MS};
use crate::desk::{Error, InvitationLine, PhoneLine};

/// What each column tells.
const HEADS: [&str; 6] = [
    "phone-label",
    "phone-heard",
    "phone-records",
    "phone-missing",
    "phone-pack",
    "phone-state",
];

/// What the screen is made from.
pub(super) struct Roster<'a> {
    pub(super) phones: &'a [PhoneLine],
    pub(super) invitations: &'a [InvitationLine],
    /// The words for this office's keys.
    pub(super) words: &'a str,
    /// Whether this user lets phones in.
    pub(super) manages: bool,
    pub(super) now: i64,
}

/// What just happened.
pub(super) enum Done<'a> {
    Nothing,
    /// The invitation, which is shown once.
    Invited(&'a str),
    Accepted,
    /// Another phone answered the invitation.
    OtherWords,
    Revoked,
    Failed(&'a Error),
}

pub(super) fn screen(frame: &Frame<'_>, roster: &Roster<'_>, done: &Done<'_>) -> Markup {
    let words = &frame.words;
    let body = html! {
        (happened(frame, done))
        @if roster.phones.is_empty() { p { (words.say("no-phones")) } }
        @else {
            div.scroll role="group" tabindex="0" aria-label=(words.say("phones")) {
                table {
                    caption { (words.say("phones")) }
                    thead { tr { @for head in HEADS { th scope="col" { (words.say(head)) } } } }
                    tbody { @for phone in roster.phones { (row(frame, phone, roster.now)) } }
                }
            }
        }
        @if roster.manages { (comes(frame, roster)) }
        @if !roster.phones.is_empty() { (goes(frame, roster)) }
    };
    frame.page(&words.say("phones"), &body)
}

fn happened(frame: &Frame<'_>, done: &Done<'_>) -> Markup {
    let words = &frame.words;
    let good = |id| html! { p.notice role="status" { (words.say(id)) } };
    match done {
        Done::Nothing => html! {},
        Done::Invited(invitation) => html! {
            div.notice role="status" {
                label for="invitation" { (words.say("invitation")) }
                p.quiet #invitation-hint { (words.say("invitation-hint")) }
                textarea #invitation readonly dir="ltr" lang="en" aria-describedby="invitation-hint" { (invitation) }
            }
        },
        Done::Accepted => good("phone-accepted"),
        Done::Revoked => good("phone-was-revoked"),
        Done::OtherWords => html! { p.urgent role="alert" { (words.say("phone-other-words")) } },
        Done::Failed(error) => html! {
            div.urgent role="alert" {
                p { (words.say("failed-phone")) }
                p lang="en" dir="ltr" { (english(*error)) }
            }
        },
    }
}

fn row(frame: &Frame<'_>, phone: &PhoneLine, now: i64) -> Markup {
    let words = &frame.words;
    let is_silent = !phone.revoked && now.saturating_sub(phone.heard_at) > SILENT_MS;
    let troubles = [
        (phone.revoked, "phone-revoked"),
        (phone.forks > 0, "phone-forks"),
        (phone.broken > 0, "phone-broken"),
        (phone.rivals > 0, "phone-rivals"),
        (phone.put_off > 0, "phone-put-off"),
        (is_silent, "phone-silent"),
    ];
    let troubles = troubles.iter().filter(|(is, _)| *is);
    let troubles: Vec<&str> = troubles.map(|(_, word)| *word).collect();
    html! {
        tr {
            th scope="row" { bdi { (phone.label) } }
            td { (moment_text(phone.heard_at)) }
            td { (phone.records) }
            td { (phone.missing) }
            td { @if let Some(version) = phone.pack_version { (version) } }
            td {
                @if troubles.is_empty() { (words.say("phone-good")) }
                @for trouble in troubles { span.state.withdrawn { (words.say(trouble)) } " " }
            }
        }
    }
}

/// How a phone comes: an invitation, and then words that both sides read to each other.
fn comes(frame: &Frame<'_>, roster: &Roster<'_>) -> Markup {
    let words = &frame.words;
    let invite = html! {
        label for="invite" { (words.say("invite-label")) }
        p.quiet #invite-hint { (words.say("invite-hint")) }
        div.row {
            input #invite name="phone" required maxlength="64" dir="auto" autocomplete="off" spellcheck="false"
                aria-describedby="invite-hint";
            button { (words.say("invite-go")) }
        }
    };
    let open: Vec<&InvitationLine> = roster.invitations.iter().filter(|it| it.open).collect();
    let accept = html! {
        div.row {
            div {
                label for="accept" { (words.say("accept-phone")) }
                select #accept name="phone" {
                    @for invitation in &open { option value=(invitation.label) { (invitation.label) } }
                }
            }
            div {
                label for="words" { (words.say("accept-words")) }
                input #words name="words" required size="40" dir="ltr" lang="en" autocomplete="off" spellcheck="false"
                    aria-describedby="accept-hint";
            }
            button { (words.say("accept-go")) }
        }
        p.quiet #accept-hint { (words.say("accept-hint")) }
    };
    html! {
        section aria-labelledby="comes" {
            h2 #comes { (words.say("phone-comes")) }
            (frame.form("phones/invite", &invite))
            p { (words.say("words-read")) }
            p.state dir="ltr" lang="en" { (roster.words) }
            @if !open.is_empty() { (frame.form("phones/accept", &accept)) }
        }
    }
}

/// How a phone goes: quickly, by one person.
fn goes(frame: &Frame<'_>, roster: &Roster<'_>) -> Markup {
    let words = &frame.words;
    let there: Vec<&PhoneLine> = roster.phones.iter().filter(|it| !it.revoked).collect();
    let revoke = html! {
        p { (words.say("revoke-explain")) }
        div.row {
            div {
                label for="revoke" { (words.say("revoke-phone")) }
                select #revoke name="phone" {
                    @for phone in &there { option value=(phone.fingerprint) { (phone.label) } }
                }
            }
            button { (words.say("revoke-go")) }
        }
    };
    html! {
        @if !there.is_empty() {
            details {
                summary { (words.say("phone-goes")) }
                (frame.form("phones/revoke", &revoke))
            }
        }
    }
}
