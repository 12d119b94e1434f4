//! Values of expressions, and how one kind becomes another in ODK.

use super::super::moment::Instant;

/// The most bytes of a text that an expression makes; what is longer is refused. Forms whose
/// calculations double each other's texts would otherwise fill the memory.
pub(in crate::form) const MAX_TEXT: usize = 16 * 1024;

/// Two numbers closer than this are equal, as in ODK.
const SAME: f64 = 1.0e-12;

/// What an expression can give.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// A text; several choices are their names with a space between them. Empty: no answer.
    Text(String),
    /// A number, possibly NaN or infinite.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A day or a time of one.
    Date(Instant),
}

/// Which kind of [`Scalar`] a question gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarKind {
    /// [`Scalar::Text`].
    Text,
    /// [`Scalar::Number`].
    Number,
    /// [`Scalar::Boolean`].
    Boolean,
    /// [`Scalar::Date`].
    Date,
    /// Now one, now another.
    Unsure,
}

impl Scalar {
    /// No answer.
    pub fn nothing() -> Self {
        Self::Text(String::new())
    }

    /// Whether it counts as no answer: empty text, or a number that is none.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Number(number) => number.is_nan(),
            _ => false,
        }
    }

    /// As true or false. Any text but the empty one is true, `'false'` too.
    pub fn to_boolean(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(number) => number.abs() > SAME,
            Self::Boolean(boolean) => *boolean,
            Self::Date(_) => true,
        }
    }

    /// As a number. NaN for a text that is not a plain decimal number; a comma counts as a point.
    pub fn to_number(&self) -> f64 {
        match self {
            Self::Text(text) => {
                let text = text.replace(',', ".");
                let text = text.trim_matches(|c| c <= ' ');
                let plain = |c: char| c.is_ascii_digit() || c == '-' || c == '.';
                if text.chars().all(plain) {
                    text.parse().unwrap_or(f64::NAN)
                } else {
                    f64::NAN
                }
            }
            Self::Number(number) => *number,
            Self::Boolean(boolean) => f64::from(u8::from(*boolean)),
            Self::Date(instant) => instant.days().floor(),
        }
    }

    /// As a text.
    pub fn to_text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Boolean(boolean) => boolean.to_string(),
            Self::Date(instant) => instant.day().to_string(),
        }
    }

    /// As a number, times with the fraction of their day.
    pub(in crate::form) fn to_days(&self) -> f64 {
        match self {
            Self::Date(instant) => instant.days(),
            other => other.to_number(),
        }
    }

    /// As a time: a text as it is read, a number as days since 1970-01-01. `None` if it is none.
    pub(in crate::form) fn to_instant(&self) -> Option<Instant> {
        match self {
            Self::Date(instant) => Some(*instant),
            Self::Text(text) => Instant::parse(text),
            Self::Number(days) => {
                (days.abs() < f64::from(i32::MAX)).then(|| Instant::from_days(*days))
            }
            Self::Boolean(_) => None,
        }
    }

    /// What is left of it when it is stored as a calculation's result, and the text that is stored:
    /// whole numbers of 64 bits are written plainly, true as 1 and false as 0. `None` if it is no
    /// answer.
    pub fn stored(self) -> Option<(Self, String)> {
        if self.is_empty() {
            return None;
        }
        Some(match self {
            Self::Boolean(boolean) => (self, u8::from(boolean).to_string()),
            Self::Number(number) => {
                let whole = number as i64; // saturates, as Java's cast does
                if (number - whole as f64).abs() < 1.0e-9 {
                    (Self::Number(whole as f64), whole.to_string())
                } else {
                    (self, java_text(number))
                }
            }
            Self::Date(instant) => (self, instant.stored()),
            Self::Text(ref text) => {
                let text = text.clone();
                (self, text)
            }
        })
    }

    /// Whether two values are equal: as booleans if one is, else as numbers if one is, else as texts.
    pub fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Boolean(_), _) | (_, Self::Boolean(_)) => {
                self.to_boolean() == other.to_boolean()
            }
            (Self::Number(_), _) | (_, Self::Number(_)) => {
                (self.to_number() - other.to_number()).abs() < SAME
            }
            _ => self.to_text() == other.to_text(),
        }
    }
}

/// A number as ODK writes it: whole numbers of 32 bits plainly, others as Java does.
fn number_text(number: f64) -> String {
    if number.is_nan() {
        return "NaN".into();
    }
    if number.abs() < SAME {
        return "0".into();
    }
    if number.is_infinite() {
        return if number < 0.0 {
            "-Infinity"
        } else {
            "Infinity"
        }
        .into();
    }
    let whole = number as i32; // saturates, as Java's cast does
    if (number - f64::from(whole)).abs() < SAME {
        return whole.to_string();
    }
    java_text(number)
}

/// A number that is not NaN as Java writes it.
fn java_text(number: f64) -> String {
    if number.is_infinite() {
        return if number < 0.0 {
            "-Infinity"
        } else {
            "Infinity"
        }
        .into();
    }
    if (1.0e-3..1.0e7).contains(&number.abs()) {
        return format!("{number:?}");
    }
    // Rust writes 1e12 and 1.5e-7 where Java writes 1.0E12 and 1.5E-7.
    let text = format!("{number:e}");
    let (digits, exponent) = text.split_once('e').expect("the format has an exponent");
    let point = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{point}E{exponent}")
}
