//! Why an expression was refused, and where.

use thiserror::Error;

/// Why an expression was refused. Columns count characters from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExprError {
    /// More than [`MAX_EXPR`](super::MAX_EXPR) bytes, or more parts than allowed.
    #[error(
        "the expression is longer than 16 KiB, or has more than 1500 parts; divide it over several calculates"
    )]
    TooLong,
    /// Too many brackets or calls inside each other.
    #[error(
        "the expression has more than 64 brackets inside each other; divide it over several calculates"
    )]
    TooDeep,
    /// A character or word that cannot stand there.
    #[error("at character {column}: \"{}\" cannot stand here; delete it, or write what is missing before it", brief(.found))]
    Unexpected {
        /// Where.
        column: usize,
        /// What.
        found: String,
    },
    /// The expression ends where more is needed.
    #[error("the expression ends too early; write what is missing after it")]
    Incomplete,
    /// A text without its closing quotation mark, or `${` without its `}`.
    #[error("at character {column}: this is opened and never closed; close it")]
    Unclosed {
        /// Where it is opened.
        column: usize,
    },
    /// A function that is not supported.
    #[error("at character {column}: the function {}() is not supported; write it with those that docs/packs.md lists", brief(.name))]
    UnknownFunction {
        /// Where.
        column: usize,
        /// Its name.
        name: String,
    },
    /// A function with too few or too many values.
    #[error(
        "at character {column}: {name}() takes another number of values; write {wanted} between its brackets"
    )]
    Arguments {
        /// Where.
        column: usize,
        /// Its name.
        name: &'static str,
        /// How many it takes, in words.
        wanted: String,
    },
    /// A path of a kind that is not understood.
    #[error("at character {column}: this path is not supported; name the question as ${{name}}")]
    Path {
        /// Where.
        column: usize,
    },
    /// The pattern of `regex()` cannot be used.
    #[error(
        "at character {column}: regex() takes a pattern in quotation marks, of at most 1000 characters, that does \
         not look ahead or back ((?=…), \\1); write it otherwise"
    )]
    Pattern {
        /// Where.
        column: usize,
    },
    /// `selected()` or `count-selected()` of a number or a date.
    #[error(
        "selected() and count-selected() take a choice question; compare numbers and dates with ="
    )]
    NotText,
}

/// How many, in words.
pub(super) fn between(fewest: usize, most: usize) -> String {
    match (fewest, most) {
        (0, 0) => "none".to_owned(),
        (fewest, usize::MAX) => format!("at least {fewest}"),
        (fewest, most) if fewest == most => fewest.to_string(),
        (fewest, most) => format!("{fewest} to {most}"),
    }
}

/// Something of a form as a message may repeat it: on one line, short, and with nothing that deceives.
pub(in crate::form) fn brief(text: &str) -> String {
    let mut brief = String::new();
    for (at, c) in text.chars().enumerate() {
        if at == 60 {
            brief.push('…');
            break;
        }
        if c.is_alphanumeric() || c.is_ascii_graphic() || c == ' ' {
            brief.push(c);
        } else {
            brief.extend(c.escape_default());
        }
    }
    brief
}
