//! Which characters a text for people may have, and how one with others is shown.
//!
//! This is the one place that decides: packs, records, answers, labels and terminals ask here.

use std::borrow::Cow;

use zeroize::Zeroize;

/// First strong isolate and its end: how a text in one direction quotes one in the other.
const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';

/// Why a text is not fit to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It has a character that hides, or reorders others, or commands a terminal.
    Character(char),
    /// A direction isolate is opened and not closed in its line, or closed and not opened.
    Isolates,
}

/// Whether a text shows what it says and nothing else. It may have several lines, and may quote what is
/// written in the other direction between isolates.
pub(crate) fn check(text: &str) -> Result<(), Unfit> {
    for line in text.split('\n') {
        let mut open = 0_usize;
        for c in line.chars() {
            match c {
                FSI => open += 1,
                PDI if open > 0 => open -= 1,
                PDI => return Err(Unfit::Isolates),
                c if is_deceptive(c) => return Err(Unfit::Character(c)),
                _ => {}
            }
        }
        if open > 0 {
            return Err(Unfit::Isolates);
        }
    }
    Ok(())
}

/// Whether a text for people, of one line or several, shows what it says and nothing else: no control
/// characters, nothing invisible, nothing that changes the direction of what follows.
pub fn is_text(text: &str) -> bool {
    check(text).is_ok()
}

/// As [`is_text`], without any isolates, and with line breaks only where `lines` says so.
pub fn is_plain(text: &str, lines: bool) -> bool {
    text.chars()
        .all(|c| !is_deceptive(c) && !matches!(c, FSI | PDI) && (lines || c != '\n'))
}

/// Whether a text can name something in a list: one line, no space before or behind it, and nothing that does
/// not show, so that two names that look alike are alike. Joiners may stand between letters that join.
pub fn is_name(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let joins = |place: Option<usize>| {
        let neighbour = place.and_then(|place| chars.get(place));
        neighbour.is_some_and(|c| !c.is_ascii() && c.is_alphabetic())
    };
    let shows = |(place, c): (usize, &char)| match c {
        '\u{200c}' | '\u{200d}' => joins(place.checked_sub(1)) && joins(Some(place + 1)),
        c if is_mark(*c) => false,
        c => *c == ' ' || !c.is_whitespace(),
    };
    text.trim() == text && is_plain(text, false) && chars.iter().enumerate().all(shows)
}

/// Takes out of a text what pasting brings along and nobody sees: tabs and other line ends become spaces and
/// line feeds, invisible spaces and hyphens go, and so does white space before and behind. What it was is
/// wiped.
pub fn tidy(text: &mut String) {
    // It never gets longer, so nothing of it is left behind where it grew.
    let mut tidied = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let c = match c {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => continue,
            '\r' if chars.peek() == Some(&'\n') => continue,
            '\t' | '\u{b}' | '\u{c}' => ' ',
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c => c,
        };
        if !(tidied.is_empty() && c.is_whitespace()) {
            tidied.push(c);
        }
    }
    tidied.truncate(tidied.trim_end().len());
    text.zeroize();
    *text = tidied;
}

/// A text as it may go to a terminal or a file that is looked at: every character that is not fit to be shown
/// stands as `\u202e`, as JSON writes it, so that JSON stays the same JSON. The marks and joiners of Arabic
/// and other scripts stay in a line that has letters beyond ASCII.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let shows = |c: char, foreign: bool| match c {
        '\n' => true,
        FSI | PDI => false,
        c if is_mark(c) => foreign,
        c => !is_deceptive(c),
    };
    if text.chars().all(|c| shows(c, false)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let foreign = line.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
        for c in line.chars() {
            if shows(c, foreign) {
                out.push(c);
            } else {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    Cow::Owned(out)
}

/// The marks that Arabic and other scripts need: they show nothing and reorder nothing beyond themselves.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{61c}')
}

/// Whether `c` has no place in a text for people: it shows nothing, or changes the order of what
/// stands around it, or has no agreed meaning, or commands a terminal. The marks that Arabic and Persian need
/// (LRM, RLM, ALM, the two joiners) and the two isolates are for the callers; so is the end of a line.
fn is_deceptive(c: char) -> bool {
    matches!(c,
        '\u{ad}'                       // soft hyphen
        | '\u{34f}'                    // grapheme joiner
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // letters of Hangul that show nothing
        | '\u{17b4}' | '\u{17b5}'      // vowels of Khmer that show nothing
        | '\u{180b}'..='\u{180f}'      // variants and a vowel separator of Mongolian
        | '\u{200b}'                   // invisible space
        | '\u{2028}'..='\u{202e}'      // line and paragraph separators, embeddings and overrides
        | '\u{2060}'..='\u{2067}' | '\u{206a}'..='\u{206f}' // invisible operators, the other isolates, old format marks
        | '\u{e000}'..='\u{f8ff}'      // private use
        | '\u{fdd0}'..='\u{fdef}'      // no characters at all
        | '\u{feff}'                   // byte order mark
        | '\u{fff0}'..='\u{fffb}'      // annotations
        | '\u{fffe}' | '\u{ffff}'
        | '\u{1d173}'..='\u{1d17a}'    // beams and slurs that show nothing
        | '\u{e0000}'..='\u{e0fff}'    // tags
        | '\u{f0000}'..='\u{10ffff}'   // private use
    ) || c.is_control() && c != '\n'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_shows_everything_that_is_in_it() {
        for good in [
            "",
            "patrol-1",
            "Camp 4",
            "Лікарня",
            "می\u{200c}خواهم",
            "عيادة ٣",
        ] {
            assert!(is_name(good), "{good:?}");
        }
        for bad in [
            " a",
            "a ",
            "a\tb",
            "a\nb",
            "a\u{200d}b",
            "a\u{200e}b",
            "a\u{a0}b",
            "عيادة\u{200f}",
            "a\u{2068}b\u{2069}",
            "a\u{ad}b",
            "a\u{1b}[2J",
            "a\u{9b}2J",
            "a\u{7f}",
            "a\u{3164}",
        ] {
            assert!(!is_name(bad), "{bad:?}");
        }
    }

    fn tidied(text: &str) -> String {
        let mut text = text.to_owned();
        tidy(&mut text);
        text
    }

    #[test]
    fn what_pasting_brings_along_goes_and_the_rest_is_fit() {
        assert_eq!(tidied("\u{feff}Camp 4\t\r\n"), "Camp 4");
        assert_eq!(
            tidied("one\r\ntwo\rthree\u{2028}four"),
            "one\ntwo\nthree\nfour"
        );
        assert_eq!(tidied("soft\u{ad}ly \u{200b}now"), "softly now");
        assert!(
            !is_text(&tidied("a\u{1b}b")),
            "a command to a terminal is no accident"
        );
    }

    #[test]
    fn what_is_escaped_is_the_same_json_and_commands_nothing() {
        let hostile = "\u{1b}]52;c;AAAA\u{7}\u{9b}2J\u{9d}\u{7f}\u{202e}\u{2028}\u{2029}\u{2066}\u{200b}\u{200d}\u{200e}\u{feff}\u{e0041}\r\0";
        let shown = escaped(hostile);
        assert!(
            shown.is_ascii() && !shown.chars().any(char::is_control),
            "{shown}"
        );
        let json = serde_json::json!({ "note": hostile }).to_string();
        let read: serde_json::Value = serde_json::from_str(&escaped(&json)).unwrap();
        assert_eq!(read["note"], hostile);
        assert_eq!(escaped("جواز\u{200f} سفر"), "جواز\u{200f} سفر");
        assert!(matches!(escaped("two\nlines, 👩"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_that_is_escaped_is_unfit(text in any::<String>()) {
            let shown = escaped(&text);
            prop_assert!(is_plain(&shown, true));
            prop_assert_eq!(escaped(&shown), shown.as_ref());
        }

        #[test]
        fn tidying_twice_changes_nothing_more(text in any::<String>()) {
            prop_assert_eq!(tidied(&tidied(&text)), tidied(&text));
        }
    }
}
