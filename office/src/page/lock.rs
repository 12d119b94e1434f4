//! The screens of a locked desk, and those that show no case: refused, missing, busy, failed.

use maud::{Markup, html};

use super::frame::Frame;

/// Asks for the passphrase. `wrong` is the word for why the last try failed; `to` is where one was.
pub(super) fn unlock(frame: &Frame<'_>, locked: bool, wrong: Option<&str>, to: &str) -> Markup {
    let words = &frame.words;
    let title = words.say(if locked {
        "locked-title"
    } else {
        "unlock-title"
    });
    let form = html! {
        input type="hidden" name="to" value=(to);
        label for="passphrase" { (words.say("unlock-passphrase")) }
        input #passphrase type="password" name="passphrase" required autofocus autocomplete="off" spellcheck="false"
            dir="auto" aria-describedby=[wrong.map(|_| "wrong")];
        p { button.main { (words.say("unlock-go")) } }
    };
    let body = html! {
        @if locked { p { (words.say("locked-explain")) } }
        @if let Some(wrong) = wrong { p #wrong .urgent role="alert" { (words.say(wrong)) } }
        (frame.form("unlock", &form))
    };
    frame.page(&title, &body)
}

/// The desk collects, or works for another request.
pub(super) fn busy(frame: &Frame<'_>, far: Option<(u64, u64)>) -> Markup {
    let words = &frame.words;
    let title = words.say("busy-title");
    let body = html! {
        p role="status" { (words.say("busy")) }
        @if let Some((done, total)) = far {
            p { progress aria-label=(title) value=(done) max=(total) {} }
        }
        p { (frame.link("", &words.say("back-today"))) }
    };
    frame.page(&title, &body)
}

/// A screen of one sentence.
pub(super) fn says(frame: &Frame<'_>, title: &str, sentence: &str) -> Markup {
    let words = &frame.words;
    let body = html! {
        p role="status" { (words.say(sentence)) }
        p { (frame.link("", &words.say("back-today"))) }
    };
    frame.page(&words.say(title), &body)
}
