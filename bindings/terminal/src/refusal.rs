//! Why a command was not carried out.

use std::fmt::Display;

use crate::english;

/// One clear line that says what to do. Never repeats what was entered.
pub struct Refusal(pub String);

impl<E: Display + 'static> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self(english(&error))
    }
}
